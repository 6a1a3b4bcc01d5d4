"""What holds for every ticket clock, whatever the calendar, the facts and the policies."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

import pytest
from attrs import evolve
from hypothesis import assume, given, strategies as st

from svcmgmt.calendars import (
    CalendarDays,
    NoSuchTime,
    ServiceCalendar,
    WorkingDays,
    always,
    weekly,
)
from svcmgmt.lifecycle import StateChange
from svcmgmt.practice import INCIDENT, HoldReason, IncidentState
from svcmgmt.sla import (
    Alert,
    Attribution,
    Clock,
    ClockLedger,
    ClockReading,
    ClockState,
    Equality,
    FixedDue,
    Mark,
    Outcome,
    PauseMeasure,
    Reopen,
    RowKind,
    Signal,
    Target,
    compliance,
    compliance_by,
    in_state,
    read,
    read_cycles,
)
from svcmgmt.temporal import Interval
from svcmgmt.testing import reading_laws, strategies
from svcmgmt.values import NoData

MICROSECOND: Final = timedelta(microseconds=1)
MINUTE: Final = timedelta(minutes=1)
NOTHING: Final = timedelta(0)
START: Final = datetime.fromisoformat("2026-10-23T06:00:00+00:00")

CALENDARS: Final = (
    always(),
    weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin", holidays=["2026-10-26"]),
    weekly("Mon-Fri 09:00-12:30, 13:15-17:00", zone="America/New_York"),
    weekly("Mon-Sun 22:00-06:00+1", zone="Europe/Berlin"),
)
"""Calendars with much open time, for laws that would hold emptily in one that is mostly closed."""

limits = strategies.durations(most=timedelta(days=4))
shares = st.fractions(0, 3, max_denominator=7)
alerts = st.builds(Alert, shares) | st.builds(
    lambda minutes: Alert(offset=minutes * MINUTE), st.integers(-600, 600)
)
calendars = st.sampled_from(CALENDARS) | strategies.calendars()


@st.composite
def targets(draw: st.DrawFn, *, timed: bool = False) -> Target:
    """Give targets of all limits and policies, or those with exact limits only."""
    days = st.integers(0, 8)
    limit: Any = limits
    if not timed:
        fixed = st.integers(-600, 9_000).map(lambda minutes: FixedDue(START + minutes * MINUTE))
        limit = limits | days.map(WorkingDays) | days.map(CalendarDays) | fixed
    return Target(
        name="restore",
        limit=draw(limit),
        calendar=draw(st.sampled_from(CALENDARS)),
        alerts=draw(st.lists(alerts, max_size=4)),
        reopen=draw(st.sampled_from(Reopen)),
        retroactive_start=draw(st.booleans()),
        retroactive_pause=draw(st.booleans()),
        equality=draw(st.sampled_from(Equality)),
        pause_measure=PauseMeasure.SERVICE_TIME if timed else draw(st.sampled_from(PauseMeasure)),
    )


@st.composite
def marks(draw: st.DrawFn, *, most: int = 10) -> list[Mark]:
    """Give marks of a ticket with sequences, in their order, some at the same instant."""
    at = START + draw(st.integers(0, 600)) * MINUTE
    signals = st.sets(st.sampled_from(Signal), min_size=1, max_size=3)
    told = [{Signal.START}, *draw(st.lists(signals, max_size=most - 1))]
    facts = []
    for sequence, each in enumerate(told):
        facts.append(Mark(at=at, sequence=sequence, signals=each, cause=f"fact {sequence}"))
        at += draw(st.integers(0, 900)) * MINUTE
    return facts


def moments(first: int = -600, last: int = 12_000) -> st.SearchStrategy[datetime]:
    return st.integers(first, last).map(lambda minutes: START + minutes * MINUTE)


def shown(reading: ClockReading) -> tuple[object, ...]:
    """Everything that a reading tells."""
    return (
        reading.state,
        reading.started_at,
        reading.stopped_at,
        reading.elapsed,
        reading.remaining,
        reading.due,
        reading.projected_due,
        reading.breached_at,
        reading.outcome,
        reading.alert_times(),
        reading.next_alert(),
        reading.rows,
        str(reading),
    )


# ------------------------------------------------------------- evidence and arithmetic


@given(
    ledger=strategies.ledgers(),
    calendar=calendars,
    limit=limits,
    reopen=st.sampled_from(Reopen),
    wait=strategies.durations(),
)
def test_the_evidence_adds_up_in_any_calendar(
    ledger: ClockLedger,
    calendar: ServiceCalendar,
    limit: timedelta,
    reopen: Reopen,
    wait: timedelta,
) -> None:
    target = Target(name="restore", limit=limit, calendar=calendar, reopen=reopen)
    for reading in read_cycles(target, ledger, until=ledger.marks[-1].at + wait):
        try:
            reading_laws(reading)
        except NoSuchTime:  # a calendar that is not open for long enough
            continue


@given(target=targets(), facts=marks(), until=moments(), origin=st.none() | moments())
def test_the_evidence_adds_up_under_every_policy(
    target: Target, facts: list[Mark], until: datetime, origin: datetime | None
) -> None:
    for reading in read_cycles(target, ClockLedger.of(facts, origin=origin), until=until):
        reading_laws(reading)
        assert reading.elapsed >= NOTHING
        by_kind = {row.kind for row in reading.rows if row.counted}
        assert by_kind <= {RowKind.COUNTED, RowKind.OVERDUE}


@given(target=targets(timed=True), facts=marks(), until=moments())
def test_elapsed_and_remaining_make_the_limit(
    target: Target, facts: list[Mark], until: datetime
) -> None:
    for reading in read_cycles(target, ClockLedger.of(facts), until=until):
        if reading.remaining is None:
            assert reading.state is ClockState.NOT_STARTED
        else:
            assert reading.elapsed + reading.remaining == target.limit


@given(start=moments(), limit=limits.filter(bool), calendar=calendars, pauses=st.integers(1, 3_000))
def test_exactly_the_limit_has_elapsed_at_the_due_time(
    start: datetime, limit: timedelta, calendar: ServiceCalendar, pauses: int
) -> None:
    target = Target(name="restore", limit=limit, calendar=calendar)
    ledger = ClockLedger.started(start).pause(start + pauses * MINUTE)
    ledger = ledger.resume(start + 2 * pauses * MINUTE)
    try:
        due = read(target, ledger, until=start + 3 * pauses * MINUTE).due
    except NoSuchTime:
        assume(False)  # noqa: FBT003 - no such case
        return
    assert due is not None
    assert read(target, ledger, until=due).elapsed == limit
    assert read(target, ledger, until=due - MICROSECOND).elapsed < limit


@given(
    start=moments(0, 600),
    limit=limits.filter(bool),
    calendar=st.sampled_from(CALENDARS),
    begins=st.integers(0, 3_000),
    lasts=st.integers(0, 3_000),
)
def test_a_pause_moves_the_due_time_by_at_least_its_open_time_before_it(
    start: datetime, limit: timedelta, calendar: ServiceCalendar, begins: int, lasts: int
) -> None:
    target = Target(name="restore", limit=limit, calendar=calendar)
    ledger = ClockLedger.started(start)
    first = start + begins * MINUTE
    last = first + lasts * MINUTE
    without = read(target, ledger, until=last).due
    paused = read(target, ledger.pause(first).resume(last), until=last).due
    assert without is not None
    assert paused is not None
    assert paused >= without
    moved = calendar.elapsed(without, paused)
    if first >= without:
        assert paused == without
    else:
        assert moved == calendar.elapsed(first, last)
        assert moved >= calendar.elapsed(first, min(last, without))


@given(facts=marks(), first=limits, second=limits, until=moments())
def test_a_greater_limit_is_never_due_earlier(
    facts: list[Mark], first: timedelta, second: timedelta, until: datetime
) -> None:
    ledger = ClockLedger.of(facts)
    low, high = (
        read(Target(name="x", limit=limit, calendar=CALENDARS[1]), ledger, until=until)
        for limit in sorted((first, second))
    )
    assert low.elapsed == high.elapsed
    if low.due is not None and high.due is not None:
        assert low.due <= high.due
    if low.breached_at is None:
        assert high.breached_at is None


@given(target=targets(), facts=marks(), first=moments(), second=moments())
def test_what_has_elapsed_never_shrinks_and_a_breach_never_moves_while_a_cycle_runs(
    target: Target, facts: list[Mark], first: datetime, second: datetime
) -> None:
    ledger = ClockLedger.of(facts)
    early, late = (read(target, ledger, until=until) for until in sorted((first, second)))
    assume(early.state in {ClockState.RUNNING, ClockState.PAUSED})
    assume(early.started_at == late.started_at)
    assert early.elapsed <= late.elapsed
    if early.breached_at is not None:
        assert late.breached_at == early.breached_at


# ------------------------------------------------------------- facts in any order


@given(
    target=targets(),
    facts=marks(),
    until=moments(),
    origin=st.none() | moments(-600, 0),
    data=st.data(),
)
def test_late_and_repeated_facts_give_the_same_reading(
    target: Target,
    facts: list[Mark],
    until: datetime,
    origin: datetime | None,
    data: st.DataObject,
) -> None:
    repeated = data.draw(st.lists(st.sampled_from(facts), max_size=4))
    arrived = data.draw(st.permutations([*facts, *repeated]))
    expected = read_cycles(target, ClockLedger.of(facts, origin=origin), until=until)
    readings = read_cycles(target, ClockLedger.of(arrived, origin=origin), until=until)
    assert readings == expected
    assert list(map(shown, readings)) == list(map(shown, expected))


@given(facts=marks(), data=st.data())
def test_one_mark_at_a_time_makes_the_same_ledger(facts: list[Mark], data: st.DataObject) -> None:
    ledger = ClockLedger()
    for mark in data.draw(st.permutations(facts)):
        ledger = ledger.with_marks(mark)
    assert ledger == ClockLedger.of(facts)


RESTORE: Final = Clock(
    name="restore",
    limit=timedelta(hours=8),
    calendar=CALENDARS[1],
    pause=in_state(IncidentState.ON_HOLD, reasons=[HoldReason.CALLER]),
    alerts=["50 %", "75 %", "100 %"],
)


@st.composite
def incidents(draw: st.DrawFn) -> list[StateChange[Any, Any]]:
    """Give what an incident may go through, numbered, some waits being for the caller."""
    history = draw(strategies.histories(INCIDENT))
    start = history[0].at
    return [
        evolve(
            change,
            at=START + (change.at - start),
            sequence=number,
            reason=HoldReason.CALLER.value if draw(st.booleans()) else "",
        )
        for number, change in enumerate(history)
    ]


@given(
    history=incidents(), split=st.integers(0, 12), until=moments(), reopen=st.sampled_from(Reopen)
)
def test_a_ledger_stored_halfway_and_continued_tells_the_same_as_all_facts_at_once(
    history: list[StateChange[Any, Any]], split: int, until: datetime, reopen: Reopen
) -> None:
    clock = evolve(RESTORE, reopen=reopen)
    stored = clock.ledger(history[:split])
    continued = stored.with_marks(*map(clock.mark, history[split:]))
    at_once = clock.ledger(history)
    assert continued == at_once
    assert continued.findings == at_once.findings == ()
    assert shown(clock.read(continued, until=until)) == shown(clock.read(history, until=until))


@given(history=incidents(), until=moments(), data=st.data())
def test_a_history_may_come_in_any_order(
    history: list[StateChange[Any, Any]], until: datetime, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(history))
    assert shown(RESTORE.read(shuffled, until=until)) == shown(RESTORE.read(history, until=until))


@given(target=targets(), facts=marks(), until=moments())
def test_a_reading_as_of_then_does_not_know_what_came_later(
    target: Target, facts: list[Mark], until: datetime
) -> None:
    known = [mark for mark in facts if mark.at <= until]
    expected = read_cycles(target, ClockLedger.of(known), until=until)
    readings = read_cycles(target, ClockLedger.of(facts), until=until)
    assert list(map(shown, readings)) == list(map(shown, expected))


@given(target=targets(), facts=marks(), until=moments())
def test_the_words_of_causes_change_no_number(
    target: Target, facts: list[Mark], until: datetime
) -> None:
    silent = [evolve(mark, cause="") for mark in facts]
    expected, readings = (
        read_cycles(target, ClockLedger.of(each), until=until) for each in (facts, silent)
    )
    for one, other in zip(expected, readings, strict=True):
        for tells, says in zip(shown(one), shown(other), strict=True):
            assert tells in (says, one.rows)  # rows name the causes


# ------------------------------------------------------------- alerts and questions


@given(target=targets(), facts=marks(), until=moments(), borders=st.lists(moments(), min_size=1))
def test_alerts_fire_once_and_in_order(
    target: Target, facts: list[Mark], until: datetime, borders: list[datetime]
) -> None:
    reading = read(target, ClockLedger.of(facts), until=until)
    times = reading.alert_times()
    assert list(times) == sorted(times)
    assert len(times) <= len(target.alerts)
    if reading.stopped_at is not None:
        assert all(each.at <= reading.stopped_at for each in times)
    # a job that polls at any instants hears of each alert exactly once
    polls = [datetime.fromisoformat("1971-01-01T00:00:00+00:00"), *sorted(borders)]
    polls.append(datetime.fromisoformat("2199-01-01T00:00:00+00:00"))
    heard = [each for start, end in pairwise(polls) for each in reading.alerts_between(start, end)]
    assert heard == list(times)
    following = reading.next_alert()
    assert following == next((each for each in times if each.at > until), None)


@given(target=targets(timed=True), facts=marks(), until=moments())
def test_an_alert_fires_when_its_time_has_counted(
    target: Target, facts: list[Mark], until: datetime
) -> None:
    assume(target.reopen is not Reopen.COUNT_ALL)  # which counts afterwards what did not count
    ledger = ClockLedger.of(facts)
    reading = read(target, ledger, until=until)
    limit = target.limit
    assert isinstance(limit, timedelta)
    for each in reading.alert_times():
        if each.at <= until:
            then = read(target, ledger, until=each.at)
            assert then.elapsed == each.alert.threshold(limit)


@given(target=targets(), facts=marks(), first=moments(), second=moments())
def test_an_alert_that_has_fired_never_moves(
    target: Target, facts: list[Mark], first: datetime, second: datetime
) -> None:
    assume(target.reopen is not Reopen.COUNT_ALL)  # which counts afterwards what did not count
    ledger = ClockLedger.of(facts)
    early, late = (read(target, ledger, until=until) for until in sorted((first, second)))
    assume(early.started_at == late.started_at)
    fired = [each for each in early.alert_times() if each.at <= early.until]
    assert [each for each in late.alert_times() if each.at <= early.until] == fired


@given(limit=limits, share=shares, other=shares)
def test_thresholds_are_exact_and_rise_with_the_share(
    limit: timedelta, share: Fraction, other: Fraction
) -> None:
    threshold = Alert(share).threshold(limit)
    exact = share * (limit // MICROSECOND)
    assert 0 <= threshold // MICROSECOND - exact < 1
    low, high = sorted((share, other))
    assert Alert(low).threshold(limit) <= Alert(high).threshold(limit)


@given(target=targets(), facts=marks(), until=moments(), wait=st.integers(1, 3_000))
def test_what_if_says_what_then_comes_true(
    target: Target, facts: list[Mark], until: datetime, wait: int
) -> None:
    ledger = ClockLedger.of([mark for mark in facts if mark.at <= until])
    reading = read(target, ledger, until=until)
    later = until + wait * MINUTE
    resumed = read(target, ledger.resume(later, cause="what if"), until=later)
    assert shown(reading.what_if(resume_at=later)) == shown(resumed)
    stopped = read(target, ledger.stop(later, cause="what if"), until=later)
    assert shown(reading.what_if(stop_at=later)) == shown(stopped)
    assert reading.what_if() == reading
    other = Target(name="other", limit=timedelta(hours=1))
    assert reading.what_if(target=other) == read(other, ledger, until=until)


@given(target=targets(), facts=marks(), until=moments(), since=moments())
def test_counting_from_later_on_never_counts_more(
    target: Target, facts: list[Mark], until: datetime, since: datetime
) -> None:
    assume(since <= until)
    ledger = ClockLedger.of(facts)
    whole = read(target, ledger, until=until)
    part = read(target, ledger, until=until, since=since)
    reading_laws(part)
    assert part.elapsed <= whole.elapsed
    if whole.started_at is not None and whole.stopped_at is None and whole.started_at < since:
        before = read(target, ledger, until=since)
        if before.started_at == whole.started_at:
            assert before.elapsed + part.elapsed == whole.elapsed


# ------------------------------------------------------------- many tickets


tickets = st.lists(st.tuples(st.sampled_from("abc"), targets(), marks(most=5)), max_size=12)


@given(tickets=tickets, until=moments(), cuts=st.sets(st.integers(-600, 12_000), max_size=4))
@pytest.mark.parametrize("attribution", Attribution)
def test_a_ticket_belongs_to_at_most_one_period(
    attribution: Attribution,
    tickets: list[tuple[str, Target, list[Mark]]],
    until: datetime,
    cuts: set[int],
) -> None:
    readings = [read(target, ClockLedger.of(facts), until=until) for _, target, facts in tickets]
    borders = [START + minutes * MINUTE for minutes in sorted({-10_000, *cuts, 200_000})]
    periods = [Interval(low, high) for low, high in pairwise(borders)]
    parts = [compliance(readings, period=each, attribution=attribution) for each in periods]
    whole = compliance(readings)
    for outcome in Outcome:
        assert sum(part.count(outcome) for part in parts) <= whole.count(outcome)
    assert {part.backlog for part in parts} == {whole.backlog}
    if attribution is Attribution.VERDICT:  # and everything that is judged belongs to one
        assert sum(part.judged for part in parts) == whole.judged


@given(tickets=tickets, until=moments())
def test_groups_add_up_to_the_whole(
    tickets: list[tuple[str, Target, list[Mark]]], until: datetime
) -> None:
    pairs = [
        (group, read(target, ClockLedger.of(facts), until=until))
        for group, target, facts in tickets
    ]
    groups = compliance_by(pairs)
    whole = compliance(reading for _, reading in pairs)
    assert list(groups) == list(dict.fromkeys(group for group, _ in pairs))
    for outcome in Outcome:
        assert sum(each.count(outcome) for each in groups.values()) == whole.count(outcome)
    assert sum(each.backlog for each in groups.values()) == whole.backlog
    if not whole.judged:
        assert isinstance(whole.ratio, NoData)
    else:
        assert not isinstance(whole.ratio, NoData)
        assert whole.ratio.good == whole.count(Outcome.MET)
        assert whole.ratio.total == whole.judged
