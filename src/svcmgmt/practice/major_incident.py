"""Major incidents: when one is declared, who does what, who is told when, and the review."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import Final, Self

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.lifecycle import (
    Fact,
    Lifecycle,
    OwnState,
    Rule,
    State,
    StateCategory,
    Stateful,
    Trigger,
)
from svcmgmt.practice._fields import as_tuple, each_of, named, pairs_of, placed
from svcmgmt.practice.incident import Incident
from svcmgmt.practice.major_criteria import MajorIncidentCriteria
from svcmgmt.practice.tickets import logged
from svcmgmt.temporal import instant
from svcmgmt.values import Extension, Finding, IncidentId, Ref
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = [
    "MAJOR_INCIDENT",
    "LateUpdate",
    "MajorIncident",
    "MajorIncidentState",
    "MajorIncidentTrigger",
    "MajorRole",
    "PostIncidentReview",
    "StatusUpdate",
]


class MajorIncidentState(State):
    """Where the handling of a major incident is, in lifecycle order (own words).

    Examples:
        >>> MajorIncidentState("restored").category
        <StateCategory.RESOLVED: 'resolved'>
    """

    DECLARED = "declared", StateCategory.OPEN  # all hands, updates at a steady pace
    RESTORED = "restored", StateCategory.RESOLVED  # service works again, the review is to come
    CLOSED = "closed", StateCategory.DONE  # reviewed; final
    REVOKED = "revoked", StateCategory.CANCELLED  # was none; final


class MajorIncidentTrigger(Trigger):
    """What moves the handling of a major incident.

    Examples:
        >>> MajorIncidentTrigger("restore")
        <MajorIncidentTrigger.RESTORE: 'restore'>
    """

    RESTORE = "restore"  # service works again
    RESUME = "resume"  # it fails again
    CLOSE = "close"  # reviewed
    REVOKE = "revoke"  # it was none


class MajorRole(Enum):
    """Who is needed for a major incident.

    Examples:
        >>> MajorRole("incident manager")
        <MajorRole.MANAGER: 'incident manager'>
    """

    MANAGER = "incident manager"  # leads, and decides
    TECHNICAL_LEAD = "technical lead"  # leads those who restore
    COMMUNICATIONS = "communications lead"  # tells users and management
    SCRIBE = "scribe"  # writes down what happens when


@frozen(kw_only=True, weakref_slot=False)
class StatusUpdate(Fact):
    """One fact: at `at`, people were told how it stands.

    Raises:
        InvalidValue: nothing was told.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> StatusUpdate(at=parse_instant("2026-10-26T08:30:00Z"), text="we have found it").by
        ''
    """

    text: str = field(validator=named)
    """What they were told."""

    by: str = field(default="", validator=of_kind(str))
    """Who told them."""


@frozen(kw_only=True, weakref_slot=False)
class PostIncidentReview(Fact):
    """One fact: at `at`, a major incident was looked back at.

    Raises:
        InvalidValue: nothing was found.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> PostIncidentReview(at=parse_instant("2026-10-30T09:00:00Z"), findings="no alarm",
        ...                    actions=[Ref(id="IMP-12")]).actions[0].id
        'IMP-12'
    """

    findings: str = field(validator=named)
    """What was found, in words."""

    actions: tuple[Ref[str], ...] = field(default=(), converter=as_tuple, validator=each_of(Ref))
    """Entries of the improvement register that follow from it."""

    by: str = field(default="", validator=of_kind(str))
    """Who led it."""


@frozen
class LateUpdate:
    """An update that was due and came late, or has not come yet.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> LateUpdate(parse_instant("2026-10-26T08:30:00Z"), None).given_at is None
        True
    """

    due_at: datetime
    """When it was due, in UTC."""

    given_at: datetime | None
    """When it came, in UTC; None if it has not come."""


def has_review(major: MajorIncident) -> bool:
    """A review after service was restored last."""
    restored = [fact.at for fact in major.history if fact.to_state is MajorIncidentState.RESTORED]
    return major.review is not None and all(at <= major.review.at for at in restored)


_S, _T = MajorIncidentState, MajorIncidentTrigger

MAJOR_INCIDENT: Lifecycle[MajorIncidentState, MajorIncidentTrigger] = Lifecycle(
    name="major_incident",
    rules=(
        Rule(_T.RESTORE, (_S.DECLARED,), _S.RESTORED),
        Rule(_T.RESUME, (_S.RESTORED,), _S.DECLARED),
        Rule(_T.CLOSE, (_S.RESTORED,), _S.CLOSED, guards=(has_review,)),
        Rule(_T.REVOKE, (_S.DECLARED,), _S.REVOKED),
    ),
    initials=(_S.DECLARED,),
    finals=(_S.CLOSED, _S.REVOKED),
)
"""Lifecycle of the handling of a major incident: own states and transitions (rule R1.24)."""

_SLOWEST: Final = timedelta(days=366)
_NEEDED: Final = (MajorRole.MANAGER, MajorRole.COMMUNICATIONS)


def _cadence(_owner: object, _attribute: object, value: timedelta) -> None:
    check_kind("cadence", value, timedelta)
    if not timedelta(0) < value <= _SLOWEST:
        raise InvalidValue("cadence", value, f"more than 0, up to {_SLOWEST.days} days")


def _roles(
    values: Mapping[MajorRole, str] | Iterable[tuple[MajorRole, str]],
) -> tuple[tuple[MajorRole, str], ...]:
    return tuple(dict(pairs_of("roles", values, MajorRole, str)).items())


@frozen(kw_only=True)
class MajorIncident(Stateful[MajorIncidentState, MajorIncidentTrigger]):
    """The procedure around an incident with very much impact (ITIL 4): roles, updates, a review.

    The incident keeps its own lifecycle, and `is_major` beside its priority; this is what is
    done because of it. It cannot be closed without a review. Source: rule R1.24.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: a cadence that is not positive.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> incident = Incident.log(id="INC-7", at=at("2026-10-26T08:00:00Z"))
        >>> major = MajorIncident.declare(incident, cadence=timedelta(minutes=30),
        ...                               at=at("2026-10-26T08:10:00Z"), by="bea")
        >>> print(major.next_update_due)
        2026-10-26 08:40:00+00:00
        >>> major = major.update("we have found it", at=at("2026-10-26T08:35:00Z"))
        >>> print(major.next_update_due)
        2026-10-26 09:05:00+00:00
    """

    incident: Ref[IncidentId] = field(validator=of_kind(Ref))
    """The incident that is handled."""

    reasons: tuple[str, ...] = field(default=(), converter=as_tuple, validator=each_of(str))
    """What spoke for it, by the criteria that hold."""

    roles: tuple[tuple[MajorRole, str], ...] = field(default=(), converter=_roles)
    """Who has which role."""

    cadence: timedelta = field(default=timedelta(hours=1), validator=_cadence)
    """How long after an update, or the declaration, the next one is due."""

    updates: tuple[StatusUpdate, ...] = field(
        default=(), converter=as_tuple, validator=each_of(StatusUpdate)
    )
    """What people were told, in order."""

    review: PostIncidentReview | None = field(
        default=None, validator=of_kind(PostIncidentReview, None)
    )
    """How it was looked back at; None before."""

    extension: Extension = field(factory=Extension, validator=of_kind(Extension))
    """What the source said beyond these fields, as it came."""

    state: MajorIncidentState | OwnState | None = MajorIncidentState.DECLARED
    """Where it is now."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[MajorIncidentState, MajorIncidentTrigger]:
        """Return `MAJOR_INCIDENT`."""
        return MAJOR_INCIDENT

    @classmethod
    def declare(
        cls,
        incident: Incident,
        *,
        at: datetime,
        criteria: MajorIncidentCriteria | None = None,
        roles: Mapping[MajorRole, str] | Iterable[tuple[MajorRole, str]] = (),
        cadence: timedelta = timedelta(hours=1),
        by: str = "",
    ) -> Self:
        """Return the procedure for an incident, its history beginning with the declaration.

        Args:
            incident: what is handled; people may declare what no criterion names.
            at: when it was declared.
            criteria: what speaks for it is kept as `reasons`.
            roles: who has which role.
            cadence: how long after an update the next one is due.
            by: who declared it.

        Raises:
            InvalidType: something that is no incident, or no criteria.
            NaiveDatetime: `at` without a zone.
        """
        check_kind("incident", incident, Incident)
        if criteria is not None:
            check_kind("criteria", criteria, MajorIncidentCriteria)
        return cls(
            incident=Ref(id=incident.id, name=incident.name),
            reasons=() if criteria is None else criteria.reasons(incident, as_of=at),
            roles=roles,
            cadence=cadence,
            history=logged(MajorIncidentState.DECLARED, at=at, by=by),
        )

    @property
    def next_update_due(self) -> datetime | None:
        """When the next update is due, in UTC; None unless service is still to be restored."""
        if self.state is not MajorIncidentState.DECLARED or not self.history:
            return None
        told = [self.history[-1].at, *(update.at for update in self.updates)]
        return max(told) + self.cadence

    def late_updates(self, until: datetime) -> tuple[LateUpdate, ...]:
        """Return the updates that came late or are missing, one for each wait, in order.

        A restoration ends a wait, as an update does; while service works none is due.

        Args:
            until: as of when.

        Raises:
            NaiveDatetime: an instant without a zone.
        """
        end = instant(until, "until")
        told = sorted({update.at for update in self.updates})
        found: list[LateUpdate] = []
        for start, stop in self._struggles(end):
            inside = told[bisect_right(told, start) : bisect_left(told, stop)]
            for begun, given in zip([start, *inside], [*inside, None], strict=True):
                due = begun + self.cadence
                if due < (stop if given is None else given):
                    found.append(LateUpdate(due, given))
        return tuple(found)

    def _struggles(self, end: datetime) -> list[tuple[datetime, datetime]]:
        """Return the stretches up to an instant in which service was to be restored."""
        ends = [*(fact.at for fact in self.history[1:]), end]
        return [
            (fact.at, min(stop, end))
            for fact, stop in zip(self.history, ends, strict=False)
            if fact.to_state is MajorIncidentState.DECLARED and fact.at < end
        ]

    def check(self) -> tuple[Finding, ...]:
        """Return a finding `missing-role` for each role that nobody has and somebody must."""
        held = {role for role, person in self.roles if person.strip()}
        return tuple(
            Finding(code="missing-role", message="nobody has a role", pointer="/roles", value=role)
            for role in (each.value for each in _NEEDED if each not in held)
        )

    def update(self, text: str, *, at: datetime, by: str = "") -> Self:
        """Return the procedure with one more update told.

        Args:
            text: what people were told.
            at: when; not before the last update.
            by: who told them.

        Raises:
            LateFact: `at` before the last update.
        """
        fact = StatusUpdate(at=at, text=text, by=by)
        return evolve(self, updates=(*self.updates, placed(fact, self.updates)))

    def reviewed(
        self, findings: str, *, at: datetime, actions: Iterable[Ref[str]] = (), by: str = ""
    ) -> Self:
        """Return the procedure with its review recorded; it stays in its state.

        Args:
            findings: what was found.
            at: when it was looked back at.
            actions: entries of the improvement register that follow from it.
            by: who led the review.
        """
        review = PostIncidentReview(at=at, findings=findings, actions=actions, by=by)
        return evolve(self, review=review)

    def restore(self, *, at: datetime, by: str = "") -> Self:
        """Record that service works again."""
        return self.fire(_T.RESTORE, at=at, by=by)

    def resume(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it fails again."""
        return self.fire(_T.RESUME, at=at, by=by, reason=reason)

    def close(self, *, at: datetime, by: str = "") -> Self:
        """Record that it is over; refused without a review."""
        return self.fire(_T.CLOSE, at=at, by=by)

    def revoke(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it was no major incident."""
        return self.fire(_T.REVOKE, at=at, by=by, reason=reason)
