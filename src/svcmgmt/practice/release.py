"""Releases: changes that are made available together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from attrs import field, frozen

from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Stateful, Trigger
from svcmgmt.practice._fields import as_tuple, each_of, non_empty
from svcmgmt.practice.tickets import logged
from svcmgmt.temporal import Interval
from svcmgmt.values import ChangeId, Extension, Ref, ReleaseId
from svcmgmt.values._kinds import of_kind

__all__ = ["RELEASE", "Release", "ReleaseState", "ReleaseTrigger"]


class ReleaseState(State):
    """Where a release is on its way, in lifecycle order (own words).

    Examples:
        >>> ReleaseState("deployment").category
        <StateCategory.OPEN: 'open'>
    """

    PLANNING = "planning", StateCategory.OPEN  # what shall be in it, and when
    BUILD = "build", StateCategory.OPEN  # is put together
    TEST = "test", StateCategory.OPEN  # is tried out
    DEPLOYMENT = "deployment", StateCategory.OPEN  # is brought to where it is used
    REVIEW = "review", StateCategory.OPEN  # is in use; how did it go
    CLOSED = "closed", StateCategory.DONE  # reviewed; final
    CANCELLED = "cancelled", StateCategory.CANCELLED  # not made available; final


class ReleaseTrigger(Trigger):
    """What moves a release.

    Examples:
        >>> ReleaseTrigger("deploy")
        <ReleaseTrigger.DEPLOY: 'deploy'>
    """

    BUILD = "build"  # its content is settled
    TEST = "test"  # it is put together
    REWORK = "rework"  # a test failed: it is put together again
    DEPLOY = "deploy"  # it may be used
    ROLL_BACK = "rollBack"  # it is taken back, to be put together again
    REVIEW = "review"  # it is in use
    CLOSE = "close"  # reviewed
    CANCEL = "cancel"  # it will not be made available


def has_changes(release: Release) -> bool:
    """At least one change."""
    return bool(release.changes)


_S, _T = ReleaseState, ReleaseTrigger

RELEASE: Lifecycle[ReleaseState, ReleaseTrigger] = Lifecycle(
    name="release",
    rules=(
        Rule(_T.BUILD, (_S.PLANNING,), _S.BUILD, guards=(has_changes,)),
        Rule(_T.TEST, (_S.BUILD,), _S.TEST),
        Rule(_T.REWORK, (_S.TEST,), _S.BUILD),
        Rule(_T.DEPLOY, (_S.TEST,), _S.DEPLOYMENT, guards=(has_changes,)),
        Rule(_T.ROLL_BACK, (_S.DEPLOYMENT,), _S.BUILD),
        Rule(_T.REVIEW, (_S.DEPLOYMENT,), _S.REVIEW),
        Rule(_T.CLOSE, (_S.REVIEW,), _S.CLOSED),
        Rule(_T.CANCEL, (_S.PLANNING, _S.BUILD, _S.TEST), _S.CANCELLED),
    ),
    initials=(_S.PLANNING,),
    finals=(_S.CLOSED, _S.CANCELLED),
)
"""Lifecycle of a release: own states and transitions, ITIL 4 prescribes none."""


def _id(value: str) -> ReleaseId:
    return ReleaseId(non_empty(value))


@frozen(kw_only=True)
class Release(Stateful[ReleaseState, ReleaseTrigger]):
    """A version of a service, or of parts of it, that is made available for use (ITIL 4).

    It holds one change or more; only while it is planned it may hold none. Source: rule R1.12.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty id, or a state in which the history does not end.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> release = Release.plan(id="REL-1", at=at("2026-10-26T08:00:00Z"))
        >>> release.build(at=at("2026-10-27T08:00:00Z"))
        Traceback (most recent call last):
        ...
        svcmgmt.lifecycle.stateful.TransitionNotAllowed: ... because it needs: at least one ...
    """

    id: ReleaseId = field(converter=_id)
    """Identifies the release."""

    name: str = field(default="", validator=of_kind(str))
    """Short description."""

    version: str = field(default="", validator=of_kind(str))
    """The version that it brings."""

    changes: tuple[Ref[ChangeId], ...] = field(
        default=(), converter=as_tuple, validator=each_of(Ref)
    )
    """Changes that it holds."""

    planned: Interval | None = field(default=None, validator=of_kind(Interval, None))
    """When it shall be deployed."""

    extension: Extension = field(factory=Extension, validator=of_kind(Extension))
    """What the source said beyond these fields, as it came."""

    state: ReleaseState | OwnState | None = ReleaseState.PLANNING
    """Where it is now."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ReleaseState, ReleaseTrigger]:
        """Return `RELEASE`."""
        return RELEASE

    @classmethod
    def plan(  # noqa: PLR0913 - the attributes of a new record, by name
        cls,
        *,
        id: str,  # noqa: A002 - the published attribute
        at: datetime,
        name: str = "",
        version: str = "",
        changes: Iterable[Ref[ChangeId]] = (),
        planned: Interval | None = None,
        by: str = "",
    ) -> Self:
        """Return a new release, its history beginning with its planning.

        Args:
            id: identifies it.
            at: when planning began.
            name: short description.
            version: the version that it brings.
            changes: changes that it shall hold.
            planned: when it shall be deployed.
            by: who plans it.

        Raises:
            InvalidValue: an empty id.
            NaiveDatetime: `at` without a zone.
        """
        return cls(
            id=id,
            name=name,
            version=version,
            changes=changes,
            planned=planned,
            history=logged(ReleaseState.PLANNING, at=at, by=by),
        )

    def build(self, *, at: datetime, by: str = "") -> Self:
        """Record that its content is settled; refused without a change."""
        return self.fire(_T.BUILD, at=at, by=by)

    def test(self, *, at: datetime, by: str = "") -> Self:
        """Record that it is put together and is tried out."""
        return self.fire(_T.TEST, at=at, by=by)

    def rework(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that a test failed."""
        return self.fire(_T.REWORK, at=at, by=by, reason=reason)

    def deploy(self, *, at: datetime, by: str = "") -> Self:
        """Record that it is brought to where it is used; refused without a change."""
        return self.fire(_T.DEPLOY, at=at, by=by)

    def roll_back(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it is taken back."""
        return self.fire(_T.ROLL_BACK, at=at, by=by, reason=reason)

    def review(self, *, at: datetime, by: str = "") -> Self:
        """Record that it is in use and is being reviewed."""
        return self.fire(_T.REVIEW, at=at, by=by)

    def close(self, *, at: datetime, by: str = "") -> Self:
        """Record that it was reviewed."""
        return self.fire(_T.CLOSE, at=at, by=by)

    def cancel(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it will not be made available."""
        return self.fire(_T.CANCEL, at=at, by=by, reason=reason)
