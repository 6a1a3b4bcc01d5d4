"""A monitor agrees with the batch at every step, whatever it was told and asked before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from svcmgmt.calendars import CalendarDays, WorkingDays, always, weekly
from svcmgmt.sla import (
    Alert,
    ClockLedger,
    ClockReading,
    ClockState,
    Equality,
    FixedDue,
    Mark,
    PauseMeasure,
    Reopen,
    Signal,
    Target,
    compliance,
    read,
)
from svcmgmt.sla.monitor import ClockEvent, ClockEventKind, TicketMonitor, clock_events

MINUTE: Final = timedelta(minutes=1)
START: Final = datetime.fromisoformat("2026-10-23T06:00:00+00:00")
DAY: Final = 24 * 60
TICKETS: Final = ("INC-1", "INC-2", "INC-3")
CLOCKS: Final = ("one", "two")
CALENDARS: Final = (
    always(),
    weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin", holidays=["2026-10-26"]),
    weekly("Mon-Sun 22:00-06:00+1", zone="Europe/Berlin"),
)

moments = st.integers(0, 6 * DAY).map(lambda minutes: START + minutes * MINUTE)
shares = st.fractions(0, 2, max_denominator=4)
alerts = st.builds(Alert, shares) | st.builds(
    lambda minutes: Alert(offset=minutes * MINUTE), st.integers(-300, 300)
)
limits: st.SearchStrategy[Any] = (
    st.integers(0, DAY).map(lambda minutes: minutes * MINUTE)
    | st.integers(0, 3).map(WorkingDays)
    | st.integers(0, 3).map(CalendarDays)
    | moments.map(FixedDue)
)
targets = st.builds(
    Target,
    name=st.just("target"),
    limit=limits,
    calendar=st.sampled_from(CALENDARS),
    alerts=st.lists(alerts, max_size=3),
    reopen=st.sampled_from(Reopen),
    retroactive_start=st.booleans(),
    retroactive_pause=st.booleans(),
    equality=st.sampled_from(Equality),
    pause_measure=st.sampled_from(PauseMeasure),
)
marks = st.builds(
    Mark,
    at=moments,
    sequence=st.none() | st.integers(0, 2),
    signals=st.sets(st.sampled_from(Signal), min_size=1, max_size=2),
)
starts = moments.map(lambda at: Mark(at=at, signals=[Signal.START]))


def shown(reading: ClockReading) -> tuple[object, ...]:
    """Everything that a reading tells of a ticket."""
    return (
        reading.cycle,
        reading.elapsed,
        reading.remaining,
        reading.due,
        reading.breached_at,
        reading.outcome,
        reading.alert_times(),
        reading.ledger.marks,
    )


class Monitoring(RuleBasedStateMachine):
    """A monitor beside the facts, in the order in which it was told of them."""

    def __init__(self) -> None:
        super().__init__()
        self.facts: dict[str, list[Mark]] = {}
        self.measured: dict[str, tuple[str, ...]] = {}
        self.origins: dict[str, datetime | None] = {}
        self.told: set[ClockEvent] = set()
        self.now = START

    @initialize(one=targets, two=targets)
    def begin(self, one: Target, two: Target) -> None:
        self.clocks = dict(zip(CLOCKS, (one, two), strict=True))
        self.monitor = TicketMonitor(self.clocks)

    @rule(ticket=st.sampled_from(TICKETS), several=st.lists(marks | starts, max_size=5))
    def take(self, ticket: str, several: list[Mark]) -> None:
        for mark in several:
            facts = self.facts.setdefault(ticket, [])
            self.measured.setdefault(ticket, CLOCKS)
            findings = self.monitor.take(ticket, mark)
            assert (mark in facts) is ("duplicate" in [finding.code for finding in findings])
            facts.append(mark)

    @precondition(lambda self: self.facts)
    @rule(data=st.data())
    def take_again(self, data: st.DataObject) -> None:
        ticket = data.draw(st.sampled_from(sorted(self.facts)))
        if self.facts[ticket]:
            self.take(ticket, [data.draw(st.sampled_from(self.facts[ticket]))])

    @rule(
        ticket=st.sampled_from(TICKETS),
        names=st.none() | st.lists(st.sampled_from(CLOCKS), unique=True),
        origin=st.none() | moments,
    )
    def watch(self, ticket: str, names: list[str] | None, origin: datetime | None) -> None:
        self.monitor.watch(ticket, clocks=names, origin=origin)
        self.facts.setdefault(ticket, [])
        self.measured[ticket] = CLOCKS if names is None else tuple(names)
        self.origins[ticket] = origin

    @rule(minutes=st.integers(0, DAY), micros=st.integers(0, 1))
    def wait(self, minutes: int, micros: int) -> None:
        self.now += minutes * MINUTE + timedelta(microseconds=micros)

    @rule()
    def advance(self) -> None:
        events = self.monitor.advance(self.now)
        assert list(events) == sorted(events, key=lambda event: event.place)
        for event in events:
            if event.is_withdrawn:
                self.told.remove(event.opposite)
            else:
                assert event not in self.told
                self.told.add(event)
        assert self.told == self.happened()
        assert self.monitor.advance(self.now) == ()

    @rule()
    def store(self) -> None:
        self.monitor = TicketMonitor.restore(self.clocks, self.monitor.snapshot())

    @rule()
    def sleep_until_something_happens(self) -> None:
        ahead = [self.monitor.next_due(self.now), self.monitor.next_alert(self.now)]
        times = [event.at for event in ahead if event is not None]
        self.now = min(times, default=self.now)

    def readings(self, name: str) -> dict[str, ClockReading]:
        return {
            ticket: read(
                self.clocks[name],
                ClockLedger.of(self.facts[ticket], origin=self.origins.get(ticket)),
                until=self.now,
            )
            for ticket, names in self.measured.items()
            if name in names
        }

    def happened(self) -> set[ClockEvent]:
        return {
            event
            for ticket, names in self.measured.items()
            for name in names
            for event in clock_events(
                self.clocks[name],
                self.facts[ticket],
                now=self.now,
                ticket=ticket,
                clock=name,
                origin=self.origins.get(ticket),
            )
        }

    def ahead(self, kind: ClockEventKind) -> datetime | None:
        """Return the first due time or alert ahead, by looking at every ticket."""
        found: list[datetime] = []
        for name in CLOCKS:
            for reading in self.readings(name).values():
                if reading.state in {ClockState.STOPPED, ClockState.CANCELLED}:
                    continue
                fires = reading.next_alert()
                due = reading.due
                if kind is ClockEventKind.ALERT and fires is not None:
                    found.append(fires.at)
                if (
                    kind is ClockEventKind.DUE
                    and due is not None
                    and reading.started_at is not None
                ):
                    found.append(max(due, reading.started_at))
        return min((at for at in found if at > self.now), default=None)

    @invariant()
    def readings_agree(self) -> None:
        for name in CLOCKS:
            batch = self.readings(name)
            told = dict(self.monitor.readings(now=self.now, clock=name))
            assert {key: shown(each) for key, each in told.items()} == {
                key: shown(each) for key, each in batch.items()
            }
            for ticket, reading in batch.items():
                mine = self.monitor.reading(ticket, now=self.now, clock=name)
                assert shown(mine) == shown(reading)

    @precondition(lambda self: self.asks())
    @invariant()
    def what_lies_ahead_agrees(self) -> None:
        due, alert = self.monitor.next_due(self.now), self.monitor.next_alert(self.now)
        assert (None if due is None else due.at) == self.ahead(ClockEventKind.DUE)
        assert (None if alert is None else alert.at) == self.ahead(ClockEventKind.ALERT)

    @precondition(lambda self: self.asks())
    @invariant()
    def counts_agree(self) -> None:
        for name in CLOCKS:
            expected = compliance(self.readings(name).values())
            assert self.monitor.compliance(self.now, clock=name) == expected

    def asks(self) -> bool:
        """Ask in every second step only, so that what is new piles up too."""
        return sum(map(len, self.facts.values())) % 2 == 0


def test_a_monitor_agrees_with_the_batch_at_every_step() -> None:
    run_state_machine_as_test(Monitoring, settings=settings(stateful_step_count=30))
