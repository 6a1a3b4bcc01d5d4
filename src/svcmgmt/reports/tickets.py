"""What is known of a ticket: the changes that were recorded, and the record around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import Fact, OwnState, State, StateCategory, StateChange, in_order
from svcmgmt.practice import IncidentState
from svcmgmt.sla.availability import RecordedFact
from svcmgmt.sla.availability._arguments import pointer_to
from svcmgmt.sla.availability._versions import newest
from svcmgmt.temporal import instant
from svcmgmt.values import Finding, Priority, Severity
from svcmgmt.values._kinds import of_kind
from svcmgmt.values._lists import listed

__all__ = ["Assignment", "SourceVerdict", "TicketFacts"]

Change: TypeAlias = StateChange[Any, Any]
FactT = TypeVar("FactT", bound=Fact)

_STOPPED: Final = frozenset({StateCategory.RESOLVED, StateCategory.DONE, StateCategory.CANCELLED})


@frozen(kw_only=True, weakref_slot=False)
class Assignment(Fact):
    """One fact: from `at` on, a group is responsible for a ticket.

    Raises:
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> Assignment(group="network", at=parse_instant("2026-10-26T08:00:00Z")).group
        'network'
    """

    group: str = field(default="", validator=of_kind(str))
    """Its name, or its identifier where the source tells no name; empty for nobody."""


def _due_at(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "due_at")


@frozen(kw_only=True, weakref_slot=False)
class SourceVerdict(RecordedFact):
    """What the source's own engine says of one promise for a ticket.

    Something to compare with: no measure of this library reads it.

    Raises:
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> SourceVerdict(id="v-1", name="restore P1", is_missed=True).is_missed
        True
    """

    name: str = field(default="", validator=of_kind(str))
    """Which promise, in the source's words."""

    is_missed: bool | None = field(default=None, validator=of_kind(bool, None))
    """Whether the source says that it was missed; None where it does not tell."""

    stage: str = field(default="", validator=of_kind(str))
    """How far it got, in the source's words, such as `completed` or `paused`."""

    due_at: datetime | None = field(default=None, converter=_due_at)
    """When it was due, in UTC; None where the source does not tell."""

    elapsed: timedelta | None = field(default=None, validator=of_kind(timedelta, None))
    """How much service time had been used; None where the source does not tell."""


def _opened_at(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "opened_at")


def _resolved_at(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "resolved_at")


def _closed_at(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "closed_at")


def _changes(values: Iterable[Change]) -> tuple[Change, ...]:
    return _ordered(listed(values, "changes", "a list of StateChange", kind=StateChange))


def _assignments(values: Iterable[Assignment]) -> tuple[Assignment, ...]:
    return _ordered(listed(values, "assignments", "a list of Assignment", kind=Assignment))


def _ordered(facts: Iterable[FactT]) -> tuple[FactT, ...]:
    """Return facts in one order, whatever the order in which they came, each once."""
    ordered, findings = in_order(facts)
    if any(finding.code == "tie" for finding in findings):
        ordered, _ = in_order(sorted(ordered, key=repr))
    return ordered


def _verdicts(values: Iterable[SourceVerdict]) -> tuple[SourceVerdict, ...]:
    given = listed(values, "verdicts", "a list of SourceVerdict", kind=SourceVerdict)
    kept = newest(given)
    return tuple(sorted(kept, key=lambda verdict: (verdict.id, repr(verdict))))


_KINDS: Final = (State, OwnState, type(None))
_NO_RECORD: Final = (("", "", "", "", False), (None, None, None), (None, None))


@frozen(kw_only=True, weakref_slot=False)
class TicketFacts(RecordedFact):
    """What sources have told of one ticket, whatever kind of record it is.

    The changes of several parts are united; of the record around them the newest version counts.
    `history` is what a clock reads.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty id.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> from svcmgmt.practice import IncidentState as S
        >>> record = TicketFacts(id="7", opened_at=at("2026-10-26T08:00:00Z"), state=S.RESOLVED)
        >>> log = TicketFacts(id="7", changes=[StateChange(
        ...     from_state=S.NEW, to_state=S.RESOLVED, at=at("2026-10-26T09:00:00Z"))])
        >>> for change in record.merged(log).history:
        ...     print(change)
        new at 2026-10-26T08:00:00Z
        resolved at 2026-10-26T09:00:00Z
    """

    name: str = field(default="", validator=of_kind(str))
    """What people call it, such as its number; empty where that is the id."""

    opened_at: datetime | None = field(default=None, converter=_opened_at)
    """When it began, in UTC: the origin of clocks; None where nobody tells."""

    resolved_at: datetime | None = field(default=None, converter=_resolved_at)
    """When it was last resolved, in UTC, as the record says."""

    closed_at: datetime | None = field(default=None, converter=_closed_at)
    """When it was closed, in UTC, as the record says."""

    state: State | OwnState | None = None
    """Where it was when the record was written; None where the record does not tell."""

    priority: Priority | None = field(default=None, validator=of_kind(Priority, None))
    """How urgent it is; None if nobody has said."""

    service: str = field(default="", validator=of_kind(str))
    """The service, component or configuration item that it is about."""

    segment: str = field(default="", validator=of_kind(str))
    """The segment, or the organisation, of its customer."""

    category: str = field(default="", validator=of_kind(str))
    """What it is about, in the source's words."""

    changes: tuple[Change, ...] = field(default=(), converter=_changes)
    """The state changes that were recorded, in order."""

    assignments: tuple[Assignment, ...] = field(default=(), converter=_assignments)
    """The groups that had it, in order."""

    verdicts: tuple[SourceVerdict, ...] = field(default=(), converter=_verdicts)
    """What the source's own engine says of it."""

    is_contested: bool = field(default=False, validator=of_kind(bool))
    """Whether its newest records disagree."""

    def __attrs_post_init__(self) -> None:
        if not self.id:
            raise InvalidValue("id", self.id, "a non-empty identifier")
        if not isinstance(self.state, _KINDS):
            raise InvalidType("state", self.state, "a state or None")

    @property
    def has_record(self) -> bool:
        """Whether anything but an id, changes, assignments and verdicts is known."""
        is_placed = self.sequence is not None or self.recorded_at is not None
        return is_placed or _record(self) != _NO_RECORD

    @property
    def history(self) -> tuple[Change, ...]:
        """The changes, after what the record tells of the time before them.

        Most logs begin with the first change: the state that it ended has held since the opening.
        Where no change was recorded, the times of the record stand for them.
        """
        if self.opened_at is None:
            return self.changes
        if not self.changes:
            return tuple(sorted(self._stamps(self.opened_at), key=lambda change: change.at))
        first = self.changes[0]
        if first.from_state is None or first.at < self.opened_at:
            return self.changes
        return StateChange(to_state=first.from_state, at=self.opened_at), *self.changes

    def merged(self, *others: TicketFacts) -> TicketFacts:
        """Return what several parts say together, in whatever order they are taken.

        Args:
            others: facts of the same ticket.

        Raises:
            InvalidType: something else than facts of a ticket.
            InvalidValue: facts of another ticket.
        """
        parts = (self, *listed(others, "others", "facts of a ticket", kind=TicketFacts))
        for each in parts:
            if each.id != self.id:
                raise InvalidValue("id", each.id, f"{self.id}, the same ticket")
        rank = max(map(_rank, parts))
        newest_parts = [each for each in parts if _rank(each) == rank]
        records = {_record(each) for each in newest_parts}
        return evolve(
            max(newest_parts, key=lambda each: repr(_record(each))),
            changes=[change for each in parts for change in each.changes],
            assignments=[change for each in parts for change in each.assignments],
            verdicts=[verdict for each in parts for verdict in each.verdicts],
            is_contested=len(records) > 1 or any(each.is_contested for each in newest_parts),
        )

    def check(self) -> tuple[Finding, ...]:
        """Return what is odd about the ticket as a whole.

        Codes: `contested-fact` (newest records disagree), `no-record`, `no-history` (the times of
        the record stand for it), `unknown-end` (it has stopped, nobody tells when),
        `wrong-state` (the record names another state than the last change) and `late-opening`
        (it changed before it was opened).
        """
        return tuple(
            Finding(
                code=code,
                message=message,
                severity=Severity.INFO if code == "no-history" else Severity.WARNING,
                pointer=pointer_to("tickets", self.id),
                value=self.name or self.id,
            )
            for code, message in self._oddities()
        )

    def _oddities(self) -> Iterator[tuple[str, str]]:
        if self.is_contested:
            yield "contested-fact", "nothing tells which of several records is the newest"
        if not self.has_record:
            yield "no-record", "changes without a record: nobody tells when it was opened"
            return
        if not self.changes:
            yield "no-history", "no change was recorded; the times of the record stand for them"
            if _has_stopped(self.state) and not (self.resolved_at or self.closed_at):
                yield "unknown-end", "it has stopped, and nobody tells when"
            return
        if self.state is not None and self.state != self.changes[-1].to_state:
            yield "wrong-state", f"{self.state} by the record, {self.changes[-1]} by the log"
        if self.opened_at is not None and self.changes[0].at < self.opened_at:
            yield "late-opening", "it changed before the record says that it was opened"

    def _stamps(self, opened_at: datetime) -> Iterator[Change]:
        """Yield the changes that the times of a record stand for."""
        ended = self.resolved_at is not None or self.closed_at is not None
        has_been_open = self.state is not None and self.state.category is StateCategory.OPEN
        began = self.state if has_been_open and not ended else IncidentState.NEW
        yield StateChange(to_state=began, at=opened_at, sequence=0)
        if self.resolved_at is not None:
            yield StateChange(to_state=IncidentState.RESOLVED, at=self.resolved_at, sequence=1)
        if self.closed_at is not None:
            is_final = _has_stopped(self.state) and self.state is not IncidentState.RESOLVED
            end = self.state if self.state is not None and is_final else IncidentState.CLOSED
            yield StateChange(to_state=end, at=self.closed_at, sequence=2)


def _rank(ticket: TicketFacts) -> tuple[bool, tuple[bool, int, bool, datetime]]:
    return ticket.has_record, ticket.place


def _record(ticket: TicketFacts) -> tuple[object, ...]:
    return (
        (ticket.name, ticket.service, ticket.segment, ticket.category, ticket.is_withdrawn),
        (ticket.opened_at, ticket.resolved_at, ticket.closed_at),
        (ticket.state, ticket.priority),
    )


def _has_stopped(state: State | OwnState | None) -> bool:
    return state is not None and state.category in _STOPPED
