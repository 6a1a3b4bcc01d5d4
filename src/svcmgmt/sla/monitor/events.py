"""What happens to ticket clocks by itself: due times, alerts and breaches, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final, TypeAlias, cast

from attrs import evolve, field, frozen

from svcmgmt.calendars import NoSuchTime
from svcmgmt.lifecycle import StateChange
from svcmgmt.sla.clocks import (
    Alert,
    Clock,
    ClockLedger,
    ClockReading,
    Equality,
    Mark,
    Target,
    read_cycles,
)
from svcmgmt.sla.clocks._timing import Timing
from svcmgmt.temporal import format_instant, instant
from svcmgmt.values._kinds import check_kind, of_kind
from svcmgmt.values._lists import listed

__all__ = [
    "ClockEvent",
    "ClockEventKind",
    "TicketFact",
    "ahead_of",
    "check_fact",
    "clock_events",
    "due_of",
    "events_of",
    "late_from",
    "ledger_of",
]

TicketFact: TypeAlias = StateChange[Any, Any] | Mark
"""What a ticket clock reads: a state change, or a mark of one's own."""

_MICROSECOND: Final = timedelta(microseconds=1)
_JUST_LATE: Final = Alert(offset=_MICROSECOND)


class ClockEventKind(Enum):
    """What happened to a clock while time went by.

    Examples:
        >>> ClockEventKind("breach")
        <ClockEventKind.BREACH: 'breach'>
    """

    DUE = "due"  # its due time came, and it had not ended
    ALERT = "alert"  # an alert fired
    BREACH = "breach"  # from then on it was late


_PLACES: Final = {kind: place for place, kind in enumerate(ClockEventKind)}


def _at(value: datetime) -> datetime:
    return instant(value, "at")


def _started_at(value: datetime) -> datetime:
    return instant(value, "started_at")


@frozen(kw_only=True)
class ClockEvent:
    """Something that happened to a clock of a ticket, derived from facts; nothing is sent.

    Raises:
        InvalidType: a field of another kind than it says.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> print(ClockEvent(at=at("2026-10-26T12:00:00Z"), ticket="INC-7", clock="restore",
        ...                  kind=ClockEventKind.DUE, started_at=at("2026-10-26T08:00:00Z")))
        INC-7 restore: due at 2026-10-26T12:00:00Z
    """

    at: datetime = field(converter=_at)
    """When it happened, in UTC; of a breach the last instant at which it was not late."""

    ticket: str = field(validator=of_kind(str))
    """Whose clock it is."""

    clock: str = field(validator=of_kind(str))
    """Which clock, by its name in the monitor."""

    kind: ClockEventKind = field(validator=of_kind(ClockEventKind))
    """What happened."""

    started_at: datetime = field(converter=_started_at)
    """When the cycle started to which it belongs, in UTC."""

    alert: Alert | None = field(default=None, validator=of_kind(Alert, None))
    """Which alert fired; None for the other kinds."""

    is_withdrawn: bool = field(default=False, validator=of_kind(bool))
    """Whether it was told before and did not happen, as a late fact shows."""

    @property
    def opposite(self) -> ClockEvent:
        """The event that takes this one back, or tells it again."""
        return evolve(self, is_withdrawn=not self.is_withdrawn)

    @property
    def place(self) -> tuple[datetime, str, str, int, str, datetime, bool]:
        """By what events are ordered; equal for equal events only."""
        alert = "" if self.alert is None else str(self.alert)
        kind = _PLACES[self.kind]
        return (
            self.at,
            self.ticket,
            self.clock,
            kind,
            alert,
            self.started_at,
            not self.is_withdrawn,
        )

    def as_dict(self) -> dict[str, str | bool]:
        """Return the event for a table: RFC 3339 instants, words."""
        return {
            "at": format_instant(self.at),
            "ticket": self.ticket,
            "clock": self.clock,
            "kind": self.kind.value,
            "alert": "" if self.alert is None else str(self.alert),
            "started_at": format_instant(self.started_at),
            "is_withdrawn": self.is_withdrawn,
        }

    def __str__(self) -> str:
        alert = "" if self.alert is None else f" {self.alert}"
        told = f"{self.ticket} {self.clock}: {self.kind.value}{alert} at {format_instant(self.at)}"
        return f"{told}, withdrawn" if self.is_withdrawn else told


def check_fact(fact: TicketFact, targets: Iterable[Target]) -> None:
    """Refuse what is no fact, and state changes of which a target without conditions knows nothing.

    Raises:
        InvalidType: something else than a state change or a mark; a state change for a `Target`.
    """
    if isinstance(fact, Mark):
        return
    check_kind("fact", fact, StateChange)
    for target in targets:
        check_kind("clock", target, Clock)


def ledger_of(
    target: Target, facts: Iterable[TicketFact], *, origin: datetime | None = None
) -> ClockLedger:
    """Return what facts, which were checked, mean for one target."""
    marks = (fact if isinstance(fact, Mark) else cast("Clock", target).mark(fact) for fact in facts)
    return ClockLedger.of(marks, origin=origin)


def clock_events(
    target: Target,
    facts: Iterable[TicketFact],
    *,
    now: datetime,
    ticket: str = "",
    clock: str | None = None,
    origin: datetime | None = None,
) -> tuple[ClockEvent, ...]:
    """Return what has happened to one clock of a ticket up to an instant, in order, all at once.

    A monitor tells the same, one after the other.

    Args:
        target: the clock, or a target for facts that are marks.
        facts: of one ticket, in any order.
        now: as of when; later facts are left out.
        ticket: whose facts they are.
        clock: how to call the clock; None for its own name.
        origin: when the ticket began, for a retroactive start.

    Raises:
        InvalidType: something else than a target or facts; a state change for a `Target`.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> reply = Target(name="reply", limit=timedelta(hours=1), alerts=["50 %"])
        >>> ledger = ClockLedger.started(at("2026-10-26T08:00:00Z"))
        >>> for event in clock_events(reply, ledger.marks, now=at("2026-10-26T09:00:00Z")):
        ...     print(event.kind.value, event.at.time())
        alert 08:30:00
        due 09:00:00
    """
    check_kind("target", target, Target)
    given = listed(facts, "facts", "a list of state changes or marks")
    for fact in given:
        check_fact(fact, [target])
    ledger = ledger_of(target, given, origin=origin)
    readings = read_cycles(target, ledger, until=now)
    return events_of(readings, ticket, target.name if clock is None else clock)


def events_of(readings: Iterable[ClockReading], ticket: str, clock: str) -> tuple[ClockEvent, ...]:
    """Return what has happened in the cycles of a clock, in order, each event once."""
    found = {event: None for reading in readings for event in _happened(reading, ticket, clock)}
    return tuple(sorted(found, key=lambda event: event.place))


def ahead_of(reading: ClockReading, ticket: str, clock: str) -> tuple[ClockEvent, ...]:
    """Return what will happen to a clock if no other fact comes, in order: due time and alerts."""
    if reading.stopped_at is not None:
        return ()
    ahead = (event for event in _timed(reading, ticket, clock) if event.at > reading.until)
    return tuple(sorted(ahead, key=lambda event: event.place))


def _happened(reading: ClockReading, ticket: str, clock: str) -> Iterator[ClockEvent]:
    last = reading.until if reading.stopped_at is None else reading.stopped_at
    for event in _timed(reading, ticket, clock):
        if event.at <= last:
            yield event
    start, breached = reading.started_at, reading.breached_at
    if start is not None and breached is not None:
        yield ClockEvent(
            at=max(breached, start),
            ticket=ticket,
            clock=clock,
            kind=ClockEventKind.BREACH,
            started_at=start,
        )


def _timed(reading: ClockReading, ticket: str, clock: str) -> Iterator[ClockEvent]:
    """Yield the due time and the alerts of a clock, whenever they are."""
    start = reading.started_at
    if start is None:
        return
    if (due := due_of(reading)) is not None:
        kind = ClockEventKind.DUE
        yield ClockEvent(at=due, ticket=ticket, clock=clock, kind=kind, started_at=start)
    kind = ClockEventKind.ALERT
    for at, alert in ((each.at, each.alert) for each in reading.alert_times()):
        yield ClockEvent(
            at=at, ticket=ticket, clock=clock, kind=kind, started_at=start, alert=alert
        )


def due_of(reading: ClockReading) -> datetime | None:
    """Return when a cycle is due; None where nobody can know.

    A promised instant may lie before the start: nothing happens to a clock before it runs.
    """
    start = reading.started_at
    try:
        due = reading.due
    except NoSuchTime:  # the calendar does not open for so long: it is never due
        return None
    return None if due is None or start is None else max(due, start)


def late_from(reading: ClockReading) -> datetime | None:
    """Return the first instant at which a cycle is late if nothing happens; None if it never is."""
    cycle, target = reading.cycle, reading.target
    if cycle is None:
        return None
    timing = Timing(
        cycle,
        target.calendar,
        target.limit,
        reading.until,
        target.equality,
        target.pause_measure,
    )
    if target.equality is Equality.MISSED:
        return due_of(reading)
    if timing.is_timed:
        return timing.alert_at(_JUST_LATE)
    due = due_of(reading)
    return None if due is None else due + _MICROSECOND
