"""Facts may be split, repeated and reordered in any way before they are judged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from random import Random
from typing import Any, Final, TypeVar

from hypothesis import given, strategies as st

from svcmgmt.calendars import weekly
from svcmgmt.lifecycle import StateChange
from svcmgmt.practice import INCIDENT, HoldReason, IncidentState
from svcmgmt.sla import Clock, Mark, Signal, compliance, in_state
from svcmgmt.sla.availability import (
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    Maintenance,
    Outage,
    availability_of,
)
from svcmgmt.sla.monitor import (
    AvailabilityParts,
    ClockEvent,
    TicketMonitor,
    TicketParts,
    clock_events,
)
from svcmgmt.temporal import Interval
from svcmgmt.testing import strategies

MINUTE: Final = timedelta(minutes=1)
START: Final = datetime.fromisoformat("2026-10-19T00:00:00+00:00")
WEEK: Final = Interval(START, START + timedelta(days=7))
HOURS: Final = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
CLOCK: Final = Clock(
    name="restore",
    limit=timedelta(hours=4),
    calendar=HOURS,
    alerts=["50 %", "100 %", "150 %"],
    pause=in_state(IncidentState.ON_HOLD, reasons=[HoldReason.CALLER, ""]),
)
POLICIES: Final = AvailabilityPolicies(minimum=5 * MINUTE, merge_gap=10 * MINUTE)

Fact = TypeVar("Fact")
ServiceFact = Outage | Exclusion | Maintenance

spans = st.builds(
    lambda low, length: Interval(START + low * MINUTE, START + (low + length) * MINUTE),
    st.integers(-600, 9_000),
    st.integers(0, 600),
)
names = st.sampled_from(["", "a", "b", "c"])
sequences = st.none() | st.integers(0, 2)
service_facts: st.SearchStrategy[ServiceFact] = (
    st.builds(
        Outage,
        id=names,
        during=spans,
        weight=st.sampled_from([Fraction(1), Fraction(1, 3)]),
        sequence=sequences,
        is_withdrawn=st.booleans(),
    )
    | st.builds(
        Exclusion,
        id=names,
        category=st.sampled_from(ExclusionCategory),
        during=spans,
        sequence=sequences,
    )
    | st.builds(Maintenance, id=names, planned=spans, sequence=sequences)
)
of_services = st.lists(st.tuples(st.sampled_from(["vpn", "mail"]), service_facts), max_size=12)

marks = st.builds(
    Mark,
    at=st.integers(0, 9_000).map(lambda minutes: START + minutes * MINUTE),
    sequence=sequences,
    signals=st.sets(st.sampled_from(Signal), min_size=1, max_size=2),
)
of_tickets = st.lists(st.tuples(st.sampled_from(["T-1", "T-2"]), marks), max_size=12)
randoms = st.randoms(use_true_random=False)


def split(facts: Sequence[Fact], random: Random) -> list[list[Fact]]:
    """Return parts of facts in any order, some facts in several parts."""
    parts: list[list[Fact]] = [[], [], []]
    for fact in facts:
        for part in random.sample(parts, random.choice([1, 1, 2])):
            part.append(fact)
    for part in parts:
        random.shuffle(part)
    return parts


# ---------------------------------------------------------------- services


@given(facts=of_services, random=randoms)
def test_parts_of_services_are_a_commutative_monoid(
    facts: list[tuple[str, ServiceFact]], random: Random
) -> None:
    one, two, three = (AvailabilityParts.of(part) for part in split(facts, random))
    assert (one + two) + three == one + (two + three) == AvailabilityParts.merged([three, one, two])
    assert one + two == two + one
    assert one + one == one == one + AvailabilityParts()
    assert one + two + three == AvailabilityParts.of(facts)


@given(facts=of_services, random=randoms)
def test_split_services_are_judged_as_the_batch_does(
    facts: list[tuple[str, ServiceFact]], random: Random
) -> None:
    parts = [AvailabilityParts.of(part) for part in split(facts, random)]
    finished = AvailabilityParts.merged(parts).finish(
        within=WEEK, service_time=HOURS, policies=POLICIES
    )
    assert finished.keys() == {name for name, _ in facts}
    for name, result in finished.items():
        of_it = [fact for service, fact in facts if service == name]
        batch = availability_of(
            [fact for fact in of_it if isinstance(fact, Outage)],
            exclusions=[fact for fact in of_it if not isinstance(fact, Outage)],
            within=WEEK,
            service_time=HOURS,
            policies=POLICIES,
        )
        assert result.ratio == batch.ratio
        assert (result.count, result.downtime) == (batch.count, batch.downtime)
        assert result.time_parts == batch.time_parts
        assert result.findings == batch.findings


# ---------------------------------------------------------------- tickets


@given(facts=of_tickets, random=randoms)
def test_parts_of_tickets_are_a_commutative_monoid(
    facts: list[tuple[str, Mark]], random: Random
) -> None:
    one, two, three = (TicketParts.of(part) for part in split(facts, random))
    assert (one + two) + three == one + (two + three) == TicketParts.merged([three, one, two])
    assert one + two == two + one
    assert one + one == one == one + TicketParts()
    assert one + two + three == TicketParts.of(facts)


@given(
    histories=st.lists(strategies.histories(INCIDENT), min_size=1, max_size=4),
    random=randoms,
    wait=strategies.durations(),
)
def test_split_tickets_are_judged_as_the_batch_does(
    histories: list[tuple[StateChange[Any, Any], ...]], random: Random, wait: timedelta
) -> None:
    tickets = {f"T-{number}": sequenced(history) for number, history in enumerate(histories)}
    facts = [(name, fact) for name, history in tickets.items() for fact in history]
    now = max(fact.at for _, fact in facts) + wait
    whole = TicketParts.merged(TicketParts.of(part) for part in split(facts, random))
    batch = [CLOCK.read(history, until=now) for history in tickets.values()]
    assert whole.finish(CLOCK, as_of=now) == compliance(batch)


@given(
    histories=st.lists(strategies.histories(INCIDENT), min_size=1, max_size=4),
    random=randoms,
    waits=st.lists(strategies.durations(most=timedelta(days=2)), min_size=1, max_size=4),
)
def test_a_monitor_ends_where_the_batch_does_in_any_order(
    histories: list[tuple[StateChange[Any, Any], ...]], random: Random, waits: list[timedelta]
) -> None:
    tickets = {f"T-{number}": sequenced(history) for number, history in enumerate(histories)}
    facts = [(name, fact) for name, history in tickets.items() for fact in history]
    facts += random.sample(facts, len(facts) // 2)
    random.shuffle(facts)
    monitor, told = TicketMonitor(CLOCK), set[ClockEvent]()
    now = min(fact.at for _, fact in facts)
    for name, fact in facts:
        monitor.take(name, fact)
        now += random.choice(waits)
        for event in monitor.advance(now):
            (told.remove if event.is_withdrawn else told.add)(
                event.opposite if event.is_withdrawn else event
            )
    for name, history in tickets.items():
        reading, batch = monitor.reading(name, now=now), CLOCK.read(history, until=now)
        assert reading.ledger.marks == batch.ledger.marks
        assert reading.as_rows() == batch.as_rows()
    assert told == {
        event
        for name, history in tickets.items()
        for event in clock_events(CLOCK, history, now=now, ticket=name)
    }


def sequenced(history: tuple[StateChange[Any, Any], ...]) -> list[StateChange[Any, Any]]:
    """Return a history in which nothing is left to the order of arrival."""
    return [
        StateChange(to_state=fact.to_state, trigger=fact.trigger, at=fact.at, sequence=number)
        for number, fact in enumerate(history)
    ]
