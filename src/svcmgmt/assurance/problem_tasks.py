"""Tasks on service problems: acknowledge, group, and the reverse."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.assurance.service_problem import TrackingRecord
from svcmgmt.common import (
    Entity,
    EntityRef,
)
from svcmgmt.common._fields import many

__all__ = [
    "ProblemAcknowledgement",
    "ProblemGroup",
    "ProblemUnacknowledgement",
    "ProblemUngroup",
]


@frozen(kw_only=True)
class ProblemAcknowledgement(Entity):
    """Problems are to be acknowledged. Source: TMF656 `ProblemAcknowledgement`.

    Examples:
        >>> ProblemAcknowledgement(problem=[EntityRef(id="SP-3")]).problem[0].id
        'SP-3'
    """

    at_type: str | None = "ProblemAcknowledgement"
    """Name of the class, `@type`."""

    problem: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The problems; required on creation."""

    ack_problem: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Those that were acknowledged."""

    tracking_record: TrackingRecord | None = None
    """Who asked for it."""

    state: str | None = None
    """Where the task is (v5)."""


@frozen(kw_only=True)
class ProblemUnacknowledgement(Entity):
    """Acknowledgements are to be taken back. Source: TMF656.

    Examples:
        >>> ProblemUnacknowledgement(problem=[EntityRef(id="SP-3")]).problem[0].id
        'SP-3'
    """

    at_type: str | None = "ProblemUnacknowledgement"
    """Name of the class, `@type`."""

    problem: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The problems; required on creation."""

    unack_problem: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Those that are not acknowledged any more."""

    tracking_record: TrackingRecord | None = None
    """Who asked for it."""

    state: str | None = None
    """Where the task is (v5)."""


@frozen(kw_only=True)
class ProblemGroup(Entity):
    """Problems are to become parts of another. Source: TMF656 `ProblemGroup`.

    Examples:
        >>> ProblemGroup(parent_problem=EntityRef(id="SP-1")).parent_problem.id
        'SP-1'
    """

    at_type: str | None = "ProblemGroup"
    """Name of the class, `@type`."""

    child_problem: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The parts."""

    parent_problem: EntityRef | None = None
    """The problem that they become parts of."""

    state: str | None = None
    """Where the task is (v5)."""


@frozen(kw_only=True)
class ProblemUngroup(Entity):
    """Problems are to be parts of another no more. Source: TMF656 `ProblemUngroup`.

    Examples:
        >>> ProblemUngroup(child_problem=[EntityRef(id="SP-3")]).child_problem[0].id
        'SP-3'
    """

    at_type: str | None = "ProblemUngroup"
    """Name of the class, `@type`."""

    child_problem: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The parts."""

    parent_problem: EntityRef | None = None
    """The problem that they were parts of."""

    state: str | None = None
    """Where the task is (v5)."""
