"""What incidents, problems, changes and requests have in common: a ticket's shape."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any, Final, Generic, Self, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.lifecycle import Fact, State, StateCategory, StateChange, Stateful, Trigger
from svcmgmt.practice._fields import as_tuple, each_of, placed, words
from svcmgmt.practice.priorities import PRIORITY_3X3, Impact, PriorityMatrix, Urgency
from svcmgmt.values import Extension, Priority, Ref
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = [
    "AssignmentChange",
    "CategoryPath",
    "PriorityChange",
    "Ticket",
    "count_hops",
    "logged",
]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)

CategoryPath: TypeAlias = tuple[str, ...]
"""A category as the words from the top of a tree down to it; empty for none."""

OPEN: Final = frozenset({StateCategory.OPEN, StateCategory.PAUSED})
"""Categories of the states of a ticket on which work is not done."""


@frozen(kw_only=True, weakref_slot=False)
class AssignmentChange(Fact):
    """One fact: from `at` on, a group, or a person of it, is responsible for a ticket.

    Raises:
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> AssignmentChange(at=parse_instant("2026-10-26T08:00:00Z"), group="network").assignee
        ''
    """

    group: str = field(default="", validator=of_kind(str))
    """The group; empty for nobody."""

    assignee: str = field(default="", validator=of_kind(str))
    """The person; empty for nobody in particular."""

    by: str = field(default="", validator=of_kind(str))
    """Who assigned it."""

    reason: str = field(default="", validator=of_kind(str))
    """Why, in the organisation's words."""


@frozen(kw_only=True, weakref_slot=False)
class PriorityChange(Fact):
    """One fact: from `at` on, a ticket has a priority; set by hand if there is a reason.

    What the matrix would give is kept beside what was set. Source: rule R1.14.

    Raises:
        InvalidValue: another priority than the computed one, without a reason.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> PriorityChange(at=parse_instant("2026-10-26T08:00:00Z"), priority=Priority.P1,
        ...                computed=Priority.P3, reason="the board travels tonight").is_override
        True
    """

    priority: Priority | None = field(default=None, validator=of_kind(Priority, None))
    """What holds from then on; None if nobody has said."""

    computed: Priority | None = field(default=None, validator=of_kind(Priority, None))
    """What follows from impact and urgency; None if one of them is not known."""

    reason: str = field(default="", validator=of_kind(str))
    """Why it was set by hand; empty if it follows from impact and urgency."""

    by: str = field(default="", validator=of_kind(str))
    """Who rated it."""

    def __attrs_post_init__(self) -> None:
        if not self.reason.strip() and self.priority != self.computed:
            raise InvalidValue("reason", self.reason, "why it is another than the computed one")

    @property
    def is_override(self) -> bool:
        """Whether it was set by hand."""
        return bool(self.reason.strip())


@frozen(kw_only=True)
class Ticket(Stateful[S, T], Generic[S, T]):
    """Base of the records that people work on: who has it, how urgent it is, where it belongs.

    Facts are stored: each assignment and each rating. The rest is derived. A ticket names its
    parent and the ticket it was merged into; who wants the other direction, and the rules
    between records, builds `Relations`.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty id, or a priority that its last rating did not give.

    Examples:
        >>> from svcmgmt.practice import Incident
        >>> from svcmgmt.temporal import parse_instant as at
        >>> incident = Incident.log(id="INC-7", at=at("2026-10-26T08:00:00Z"))
        >>> incident = incident.assign(at=at("2026-10-26T08:05:00Z"), group="desk")
        >>> incident = incident.assign(at=at("2026-10-26T08:30:00Z"), group="network")
        >>> incident.group, incident.hops
        ('network', 1)
    """

    id: str
    """Identifies the ticket."""

    name: str = field(default="", validator=of_kind(str))
    """Short description."""

    impact: Impact | None = field(default=None, validator=of_kind(Impact, None))
    """How much of the business is affected; None if nobody has said."""

    urgency: Urgency | None = field(default=None, validator=of_kind(Urgency, None))
    """How soon the business needs it; None if nobody has said."""

    priority: Priority | None = field(default=None, validator=of_kind(Priority, None))
    """What follows from the two, or was set by hand; None if nobody has said."""

    priority_changes: tuple[PriorityChange, ...] = field(
        default=(), converter=as_tuple, validator=each_of(PriorityChange)
    )
    """Ratings after the first, in order; the last one gives `priority`."""

    opening_category: CategoryPath = field(default=(), converter=as_tuple, validator=words)
    """What it seemed to be about when it was logged; empty if nobody has said."""

    closing_category: CategoryPath = field(default=(), converter=as_tuple, validator=words)
    """What it turned out to be about; empty if nobody has said."""

    assignments: tuple[AssignmentChange, ...] = field(
        default=(), converter=as_tuple, validator=each_of(AssignmentChange)
    )
    """Whose it was, in order."""

    parent: Ref[Any] | None = field(default=None, validator=of_kind(Ref, None))
    """The ticket that it is a part of."""

    merged_into: Ref[Any] | None = field(default=None, validator=of_kind(Ref, None))
    """The ticket that goes on in its place."""

    related: tuple[Ref[Any], ...] = field(default=(), converter=as_tuple, validator=each_of(Ref))
    """Other records that somebody should see."""

    extension: Extension = field(factory=Extension, validator=of_kind(Extension))
    """What the source said beyond these fields, as it came."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.priority_changes and self.priority_changes[-1].priority != self.priority:
            rated = f"{self.priority_changes[-1].priority}, which it was rated last"
            raise InvalidValue("priority", str(self.priority), rated)

    @property
    def opened_at(self) -> datetime | None:
        """When it was logged, in UTC; None if its history does not tell."""
        return self.history[0].at if self.history else None

    @property
    def is_open(self) -> bool:
        """Whether work is not done: a state of category open or paused."""
        return self.state is not None and self.state.category in OPEN

    @property
    def group(self) -> str:
        """The group that has it now; empty for nobody."""
        return self.assignments[-1].group if self.assignments else ""

    @property
    def assignee(self) -> str:
        """The person that has it now; empty for nobody."""
        return self.assignments[-1].assignee if self.assignments else ""

    @property
    def hops(self) -> int:
        """How often it went from one group to another."""
        return count_hops(each.group for each in self.assignments)

    @property
    def computed_priority(self) -> Priority | None:
        """What follows from impact and urgency, whatever was set by hand."""
        return self.priority_changes[-1].computed if self.priority_changes else self.priority

    @property
    def is_priority_overridden(self) -> bool:
        """Whether the priority was set by hand."""
        return bool(self.priority_changes) and self.priority_changes[-1].is_override

    def assign(
        self, *, at: datetime, group: str = "", assignee: str = "", by: str = "", reason: str = ""
    ) -> Self:
        """Return the ticket in the hands of a group, or of a person; of nobody if both are empty.

        Args:
            at: when; not before the last assignment.
            group: the group.
            assignee: the person.
            by: who assigns it.
            reason: why.

        Raises:
            LateFact: `at` before the last assignment.
            NaiveDatetime: `at` without a zone.
        """
        fact = AssignmentChange(at=at, group=group, assignee=assignee, by=by, reason=reason)
        return evolve(self, assignments=(*self.assignments, placed(fact, self.assignments)))

    def rate(
        self,
        *,
        at: datetime,
        impact: Impact | None = None,
        urgency: Urgency | None = None,
        matrix: PriorityMatrix = PRIORITY_3X3,
        by: str = "",
    ) -> Self:
        """Return the ticket with another impact or urgency, and the priority that follows.

        A priority that was set by hand stays; what is computed is kept beside it.

        Args:
            at: when; not before the last rating.
            impact: the new impact; as it is if None.
            urgency: the new urgency; as it is if None.
            matrix: gives the priority when both are known.
            by: who rates it.

        Raises:
            InvalidType: something else than a matrix.
            LateFact: `at` before the last rating.
            NaiveDatetime: `at` without a zone.
        """
        check_kind("matrix", matrix, PriorityMatrix)
        new_impact = self.impact if impact is None else impact
        new_urgency = self.urgency if urgency is None else urgency
        computed = matrix.computed(new_impact, new_urgency)
        last = self.priority_changes[-1] if self.is_priority_overridden else None
        fact = PriorityChange(
            at=at,
            priority=computed if last is None else last.priority,
            computed=computed,
            reason="" if last is None else last.reason,
            by=by,
        )
        return evolve(self._rated(fact), impact=new_impact, urgency=new_urgency)

    def override_priority(
        self, priority: Priority, *, at: datetime, reason: str, by: str = ""
    ) -> Self:
        """Return the ticket with a priority that was set by hand; the computed one is kept.

        Args:
            priority: what shall hold.
            at: when; not before the last rating.
            reason: why; not empty.
            by: who sets it.

        Raises:
            InvalidType: something that is no priority, or no text.
            InvalidValue: an empty reason.
            LateFact: `at` before the last rating.
        """
        check_kind("priority", priority, Priority)
        check_kind("reason", reason, str)
        if not reason.strip():
            raise InvalidValue("reason", reason, "why it is set by hand")
        computed = self.computed_priority
        fact = PriorityChange(at=at, priority=priority, computed=computed, reason=reason, by=by)
        return self._rated(fact)

    def drop_override(self, *, at: datetime, by: str = "") -> Self:
        """Return the ticket with the computed priority again.

        Raises:
            LateFact: `at` before the last rating.
        """
        computed = self.computed_priority
        return self._rated(PriorityChange(at=at, priority=computed, computed=computed, by=by))

    def _rated(self, fact: PriorityChange) -> Self:
        changes = (*self.priority_changes, placed(fact, self.priority_changes))
        return evolve(self, priority=fact.priority, priority_changes=changes)


def count_hops(groups: Iterable[str]) -> int:
    """Return how often something went from one group to another; nobody is no group.

    Args:
        groups: whose it was, in order.

    Examples:
        >>> count_hops(["a", "", "a", "b", "a"])
        2
    """
    named = [group for group in groups if group]
    return sum(one != other for one, other in pairwise(named))


def logged(state: S, *, at: datetime, by: str) -> tuple[StateChange[S, Any], ...]:
    """Return the history of a record that begins in a state."""
    begun: StateChange[S, Any] = StateChange(to_state=state, at=at, by=by)
    return (begun,)
