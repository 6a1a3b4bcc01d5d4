"""Workarounds: ways to live with an incident or a problem until it is solved."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.practice._fields import named, non_empty
from svcmgmt.practice.priorities import Impact
from svcmgmt.values import Extension, ProblemId, Ref, WorkaroundId
from svcmgmt.values._kinds import of_kind

__all__ = ["Workaround"]


def _id(value: str) -> WorkaroundId:
    return WorkaroundId(non_empty(value))


@frozen(kw_only=True)
class Workaround:
    """What reduces or removes the impact of an incident or problem without solving it (ITIL 4).

    Raises:
        InvalidValue: an empty id, or nothing to do.

    Examples:
        >>> detour = Workaround(id="WA-1", steps="use the web client", reduced_impact=Impact.LOW)
        >>> detour.restores_service
        False
    """

    id: WorkaroundId = field(converter=_id)
    """Identifies the workaround."""

    name: str = field(default="", validator=of_kind(str))
    """Short description."""

    steps: str = field(validator=named)
    """What to do, in words."""

    reduced_impact: Impact | None = field(default=None, validator=of_kind(Impact, None))
    """The impact that is left; None if it leaves the impact as it is."""

    restores_service: bool = field(default=False, validator=of_kind(bool))
    """Whether service counts as restored with it, so that the incident may be resolved."""

    problem: Ref[ProblemId] | None = field(default=None, validator=of_kind(Ref, None))
    """The problem that it was found for."""

    extension: Extension = field(factory=Extension, validator=of_kind(Extension))
    """What the source said beyond these fields, as it came."""
