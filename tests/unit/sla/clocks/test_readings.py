"""Readings: known values for due times, verdicts, alerts and questions; text and pictures."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from attrs import evolve

from svcmgmt.calendars import (
    CalendarDays,
    Landing,
    NeverOpens,
    NoSuchTime,
    TimeAllowed,
    WorkingDays,
    always,
    never,
    weekly,
)
from svcmgmt.errors import InvalidType
from svcmgmt.practice import Incident
from svcmgmt.sla import (
    Alert,
    AlertTime,
    ClockLedger,
    ClockReading,
    ClockState,
    Equality,
    FixedDue,
    Mark,
    Outcome,
    PauseMeasure,
    Reopen,
    Signal,
    Target,
    compliance,
    read,
    read_cycles,
)
from svcmgmt.temporal import IntervalSet, NaiveDatetime, parse_instant as at
from svcmgmt.testing import reading_laws

MICROSECOND = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DESK = weekly("Mon-Fri 09:00-17:00", zone="UTC")

FRIDAY_16 = at("2026-10-23T16:00:00Z")
FRIDAY_17 = at("2026-10-23T17:00:00Z")
SATURDAY = at("2026-10-24T11:00:00Z")
MONDAY_9 = at("2026-10-26T09:00:00Z")
MONDAY_16 = at("2026-10-26T16:00:00Z")
TUESDAY_10 = at("2026-10-27T10:00:00Z")
LATER = at("2026-11-02T12:00:00Z")

EIGHT_HOURS = Target(name="restore", limit=8 * HOUR, calendar=DESK)
ONE_HOUR = Target(name="respond", limit=HOUR, calendar=DESK)


def monday(hour: float) -> datetime:
    return MONDAY_9 + (hour - 9) * HOUR


class TestDue:
    @pytest.mark.parametrize(
        ("start", "limit", "due"),
        [
            (FRIDAY_16, 8 * HOUR, MONDAY_16),
            (SATURDAY, 2 * HOUR, monday(11)),
            (FRIDAY_16, HOUR, FRIDAY_17),  # at closing, not at the next opening (row 33)
            (FRIDAY_16, HOUR + MICROSECOND, MONDAY_9 + MICROSECOND),
            (MONDAY_9, timedelta(0), MONDAY_9),
            (SATURDAY, timedelta(0), SATURDAY),  # row 32
        ],
    )
    def test_is_the_first_instant_at_which_the_limit_has_counted(
        self, start: datetime, limit: timedelta, due: datetime
    ) -> None:
        reading = read(evolve(EIGHT_HOURS, limit=limit), ClockLedger.started(start), until=LATER)
        assert reading.due == due
        assert reading.due == reading.projected_due

    def test_moves_with_a_pause_in_service_time(self) -> None:
        ledger = ClockLedger.started(FRIDAY_16).pause(monday(10)).resume(monday(12))
        assert read(EIGHT_HOURS, ledger, until=monday(12)).due == TUESDAY_10

    @pytest.mark.parametrize(
        ("pause", "resume"),
        [
            ("2026-10-23T18:00:00Z", "2026-10-25T20:00:00Z"),
            ("2026-10-23T17:00:00Z", "2026-10-26T09:00:00Z"),
        ],
    )
    def test_a_pause_wholly_outside_hours_moves_it_by_nothing_or_by_its_whole_length(
        self, pause: str, resume: str
    ) -> None:
        ledger = ClockLedger.started(FRIDAY_16).pause(at(pause)).resume(at(resume))
        assert read(EIGHT_HOURS, ledger, until=LATER).due == MONDAY_16
        whole = evolve(EIGHT_HOURS, pause_measure=PauseMeasure.WALL_CLOCK)
        assert read(whole, ledger, until=LATER).due == MONDAY_16 + (at(resume) - at(pause))

    def test_a_pause_after_it_moves_nothing(self) -> None:
        ledger = ClockLedger.started(FRIDAY_16).pause(MONDAY_16).resume(LATER)
        for measure in PauseMeasure:
            target = evolve(EIGHT_HOURS, pause_measure=measure)
            assert read(target, ledger, until=LATER).due == MONDAY_16

    def test_is_unknown_while_a_pause_lasts_and_projected_as_if_it_ended_now(self) -> None:
        ledger = ClockLedger.started(FRIDAY_16).pause(monday(10))
        reading = read(EIGHT_HOURS, ledger, until=monday(12))
        assert reading.due is None
        assert reading.projected_due == TUESDAY_10
        assert reading.remaining == 6 * HOUR
        assert str(reading) == "restore: paused, 2:00:00 of 8:00:00, due when it resumes"

    def test_a_fixed_date_is_known_while_a_pause_lasts(self) -> None:
        ledger = ClockLedger.started(FRIDAY_16).pause(monday(10))
        fixed = evolve(EIGHT_HOURS, limit=FixedDue(MONDAY_16))
        reading = read(fixed, ledger, until=monday(12))
        assert reading.due == reading.projected_due == MONDAY_16
        assert reading.remaining == 4 * HOUR

    def test_is_known_while_paused_once_the_limit_has_counted(self) -> None:
        ledger = ClockLedger.started(MONDAY_9).pause(monday(11))
        reading = read(ONE_HOUR, ledger, until=monday(15))
        assert reading.due == monday(10)
        assert reading.outcome is Outcome.OPEN_PAST_DUE
        assert str(reading) == (
            "respond: paused, past due, 2:00:00 of 1:00:00, due Mon 2026-10-26 10:00+00:00"
        )

    def test_is_none_before_the_start(self) -> None:
        reading = read(EIGHT_HOURS, ClockLedger(), until=LATER)
        assert (reading.due, reading.projected_due, reading.remaining) == (None, None, None)
        assert (reading.started_at, reading.stopped_at) == (None, None)
        assert (reading.rows, reading.alert_times()) == ((), ())

    def test_stays_what_it_was_after_the_stop(self) -> None:
        stopped = ClockLedger.started(FRIDAY_16).stop(monday(10))
        assert read(EIGHT_HOURS, stopped, until=LATER).due == MONDAY_16

    def test_is_known_for_what_stopped_as_it_started(self) -> None:
        at_once = ClockLedger.started(FRIDAY_16).stop(FRIDAY_16)
        assert read(EIGHT_HOURS, at_once, until=LATER).due == MONDAY_16

    def test_what_stopped_as_it_started_is_met(self) -> None:
        at_once = ClockLedger.started(FRIDAY_16).stop(FRIDAY_16)
        reading = read(EIGHT_HOURS, at_once, until=LATER)
        assert (reading.outcome, reading.elapsed) == (Outcome.MET, timedelta(0))
        assert reading.stopped_at == FRIDAY_16

    @pytest.mark.parametrize("sequence", [None, 2])
    @pytest.mark.parametrize("name", ["", "fact-2"])
    def test_is_projected_at_the_very_instant_of_a_pause(
        self, sequence: int | None, name: str
    ) -> None:
        paused = Mark(at=MONDAY_9, signals=[Signal.PAUSE], sequence=sequence, id=name)
        ledger = ClockLedger.started(FRIDAY_16).with_marks(paused)
        assert read(EIGHT_HOURS, ledger, until=MONDAY_9).projected_due == MONDAY_16

    def test_a_calendar_that_never_opens_raises_when_a_due_time_is_asked(self) -> None:
        target = Target(name="x", limit=HOUR, calendar=never(), alerts=["75 %"])
        reading = read(target, ClockLedger.started(MONDAY_9), until=LATER)
        assert (reading.elapsed, reading.outcome) == (timedelta(0), Outcome.OPEN)
        for name in ("due", "projected_due"):
            with pytest.raises(NeverOpens):
                getattr(reading, name)

    @pytest.mark.parametrize("measure", PauseMeasure)
    @pytest.mark.parametrize("limit", [HOUR, WorkingDays(1), timedelta(days=80_000)])
    def test_where_no_due_time_exists_nothing_is_late_and_looking_does_not_fail(
        self, limit: timedelta | WorkingDays, measure: PauseMeasure
    ) -> None:
        calendar = always() if limit == timedelta(days=80_000) else never()
        target = Target(
            name="x", limit=limit, calendar=calendar, alerts=["100 %"], pause_measure=measure
        )
        started = ClockLedger.started(MONDAY_9)
        reading, stopped = (
            read(target, each, until=LATER) for each in (started, started.stop(TUESDAY_10))
        )
        assert (reading.outcome, stopped.outcome) == (Outcome.OPEN, Outcome.MET)
        assert (reading.breached_at, reading.alert_times()) == (None, ())
        for each in (reading, stopped):
            text = each.explain()
            assert "\ndue: " not in text
            assert "finding: warning no-due-time: the clock has no due time (value: no " in text
            assert each.svg().startswith("<svg")
            assert each._repr_mimebundle_()["text/plain"] == text
            assert [finding.code for finding in each.findings] == ["no-due-time"]
        assert str(compliance([reading, stopped])) == "100 % (1 of 1): 1 met, 1 open"

    def test_an_alert_that_never_fires_hides_no_other(self) -> None:
        alerts: list[Alert | str] = ["50 %", Alert(offset=timedelta(days=80_000)), "75 %"]
        target = Target(name="x", limit=HOUR, alerts=alerts)
        reading = read(target, ClockLedger.started(MONDAY_9), until=MONDAY_9)
        assert [str(each.alert) for each in reading.alert_times()] == ["50 %", "75 %"]
        assert reading.findings == ()

    def test_a_pause_that_moves_the_due_time_beyond_2200_leaves_none(self) -> None:
        target = Target(
            name="x",
            limit=CalendarDays(63_000),
            alerts=["1 %", "100 %", "99 %"],
            pause_measure=PauseMeasure.WALL_CLOCK,
        )
        ledger = ClockLedger.started(MONDAY_9).pause(monday(12))
        ledger = ledger.resume(monday(12) + timedelta(days=1_000))
        reading = read(target, ledger, until=monday(12) + timedelta(days=1_001))
        with pytest.raises(NoSuchTime, match="63000 calendar days after"):
            _ = reading.due
        assert reading.outcome is Outcome.OPEN
        assert [finding.code for finding in reading.findings] == ["no-due-time"]
        assert reading.alert_times() == ()

    @pytest.mark.parametrize("limit", [HOUR, timedelta(days=80_000)])
    def test_a_reading_without_a_due_time_can_still_be_looked_at(self, limit: timedelta) -> None:
        calendar = never() if limit == HOUR else always()
        target = Target(name="x", limit=limit, calendar=calendar)
        assert "x: running" in repr(read(target, ClockLedger.started(MONDAY_9), until=LATER))

    @pytest.mark.parametrize("limit", [HOUR, WorkingDays(1), CalendarDays(80_000)])
    def test_its_text_says_that_there_is_none(
        self, limit: timedelta | WorkingDays | CalendarDays
    ) -> None:
        measure = PauseMeasure.WALL_CLOCK
        target = Target(name="x", limit=limit, calendar=never(), pause_measure=measure)
        reading = read(target, ClockLedger.started(MONDAY_9), until=LATER)
        assert str(reading).startswith("x: running, 0:00:00 of ")
        assert str(reading).endswith(", no due time")


class TestWrongArguments:
    @pytest.mark.parametrize("ask", [read, read_cycles])
    def test_what_is_no_target_or_ledger_is_refused(self, ask: Callable[..., object]) -> None:
        ledger = ClockLedger.started(MONDAY_9)
        with pytest.raises(InvalidType, match="target: str 'restore'"):
            ask("restore", ledger, until=LATER)
        for wrong in (list(ledger.marks), None, Incident.log(id="i", at=MONDAY_9).history):
            with pytest.raises(InvalidType, match=r"ledger: .* ClockLedger"):
                ask(ONE_HOUR, wrong, until=LATER)

    def test_a_question_takes_a_target_and_instants(self) -> None:
        reading = read(ONE_HOUR, ClockLedger.started(MONDAY_9), until=LATER)
        with pytest.raises(InvalidType, match="target: str 'x'"):
            reading.what_if(target="x")  # type: ignore[arg-type]
        for name in ("resume_at", "stop_at", "until"):
            with pytest.raises(NaiveDatetime) as refused:
                reading.what_if(**{name: LATER.replace(tzinfo=None)})  # type: ignore[arg-type]
            assert refused.value.field == name


class TestVerdict:
    @pytest.mark.parametrize(
        ("stop", "equality", "outcome"),
        [
            (monday(10) - MICROSECOND, Equality.MET, Outcome.MET),
            (monday(10), Equality.MET, Outcome.MET),
            (monday(10) + MICROSECOND, Equality.MET, Outcome.MISSED),
            (monday(10) - MICROSECOND, Equality.MISSED, Outcome.MET),
            (monday(10), Equality.MISSED, Outcome.MISSED),
        ],
    )
    def test_time_equal_to_the_limit_is_judged_by_policy(
        self, stop: datetime, equality: Equality, outcome: Outcome
    ) -> None:
        target = evolve(ONE_HOUR, equality=equality)
        reading = read(target, ClockLedger.started(MONDAY_9).stop(stop), until=LATER)
        assert reading.outcome is outcome
        assert (reading.breached_at is None) is (outcome is Outcome.MET)

    @pytest.mark.parametrize("limit", [FixedDue(monday(10)), WorkingDays(1), CalendarDays(1)])
    @pytest.mark.parametrize("equality", Equality)
    def test_so_is_an_instant_equal_to_a_date(
        self, limit: FixedDue | WorkingDays | CalendarDays, equality: Equality
    ) -> None:
        target = evolve(ONE_HOUR, limit=limit, equality=equality)
        running = ClockLedger.started(MONDAY_9)
        due = read(target, running, until=MONDAY_9).due
        assert due is not None
        at_due = read(target, running.stop(due), until=LATER).outcome
        assert at_due is (Outcome.MET if equality is Equality.MET else Outcome.MISSED)
        before = read(target, running.stop(due - MICROSECOND), until=LATER).outcome
        assert before is Outcome.MET
        after = read(target, running.stop(due + MICROSECOND), until=LATER)
        assert after.outcome is Outcome.MISSED
        assert after.breached_at == due

    @pytest.mark.parametrize(
        ("stop", "outcome"),
        [
            (FRIDAY_17, Outcome.MET),
            (FRIDAY_17 + MICROSECOND, Outcome.MET),
            (SATURDAY, Outcome.MET),
            (MONDAY_9, Outcome.MET),
            (MONDAY_9 + MICROSECOND, Outcome.MISSED),
        ],
    )
    def test_no_service_time_passes_after_a_due_time_at_closing(
        self, stop: datetime, outcome: Outcome
    ) -> None:
        reading = read(ONE_HOUR, ClockLedger.started(FRIDAY_16).stop(stop), until=LATER)
        assert reading.due == FRIDAY_17
        assert reading.outcome is outcome
        if outcome is Outcome.MET:
            assert (reading.elapsed, reading.remaining) == (HOUR, timedelta(0))
        else:
            assert reading.breached_at == MONDAY_9

    @pytest.mark.parametrize(
        "target",
        [
            evolve(ONE_HOUR, limit=FixedDue(FRIDAY_17)),
            evolve(ONE_HOUR, limit=WorkingDays(0, landing=Landing.CLOSE)),
            evolve(ONE_HOUR, pause_measure=PauseMeasure.WALL_CLOCK),
        ],
    )
    def test_dates_compare_instants_also_while_closed(self, target: Target) -> None:
        ledger = ClockLedger.started(FRIDAY_16)
        assert read(target, ledger.stop(FRIDAY_17), until=LATER).outcome is Outcome.MET
        late = read(target, ledger.stop(FRIDAY_17 + MICROSECOND), until=LATER)
        assert late.outcome is Outcome.MISSED
        assert late.due == late.breached_at == FRIDAY_17

    def test_a_breached_clock_runs_on(self) -> None:
        reading = read(ONE_HOUR, ClockLedger.started(MONDAY_9), until=monday(12))
        assert reading.state is ClockState.RUNNING
        assert reading.outcome is Outcome.OPEN_PAST_DUE
        assert (reading.elapsed, reading.remaining) == (3 * HOUR, -2 * HOUR)
        assert reading.breached_at == monday(10)

    def test_a_limit_that_a_pause_found_used_up_is_exceeded_when_time_counts_again(self) -> None:
        ledger = ClockLedger.started(MONDAY_9).pause(monday(10)).resume(monday(12))
        assert read(ONE_HOUR, ledger, until=monday(12)).outcome is Outcome.OPEN
        reading = read(ONE_HOUR, ledger, until=monday(13))
        assert reading.due == monday(10)
        assert reading.breached_at == monday(12)
        strict = evolve(ONE_HOUR, equality=Equality.MISSED)
        assert read(strict, ledger, until=monday(13)).breached_at == monday(10)

    def test_a_cancelled_clock_does_not_apply_even_if_late(self) -> None:
        reading = read(ONE_HOUR, ClockLedger.started(MONDAY_9).cancel(monday(12)), until=LATER)
        assert reading.state is ClockState.CANCELLED
        assert reading.outcome is Outcome.NOT_APPLICABLE
        assert reading.stopped_at == monday(12)
        assert str(reading) == "respond: not applicable, cancelled"

    def test_a_clock_that_never_started_does_not_apply(self) -> None:
        noted = ClockLedger.of([Mark(at=MONDAY_9, signals=[Signal.PAUSE])])
        reading = read(ONE_HOUR, noted, until=LATER)
        assert (reading.state, reading.outcome) == (ClockState.NOT_STARTED, Outcome.NOT_APPLICABLE)
        assert str(reading) == "respond: not applicable, not started"

    @pytest.mark.parametrize("ledger", [ClockLedger(), ClockLedger.started(LATER)])
    def test_a_clock_of_which_nothing_is_known_yet_is_unknown(self, ledger: ClockLedger) -> None:
        reading = read(ONE_HOUR, ledger, until=MONDAY_9)
        assert (reading.state, reading.outcome) == (ClockState.NOT_STARTED, Outcome.UNKNOWN)
        assert str(reading) == "respond: unknown, not started"
        assert reading.elapsed == timedelta(0)

    def test_every_missed_target_tells_since_when(self) -> None:
        target = evolve(ONE_HOUR, limit=timedelta(0), equality=Equality.MISSED)
        reading = read(target, ClockLedger.started(MONDAY_9).stop(MONDAY_9), until=LATER)
        assert reading.outcome is Outcome.MISSED
        assert reading.breached_at == MONDAY_9


class TestAsOf:
    LEDGER = ClockLedger.started(MONDAY_9).pause(monday(10)).resume(monday(12)).stop(monday(14))

    @pytest.mark.parametrize(
        ("until", "state", "elapsed"),
        [
            (monday(8), ClockState.NOT_STARTED, timedelta(0)),
            (MONDAY_9, ClockState.RUNNING, timedelta(0)),
            (monday(9.5), ClockState.RUNNING, HOUR / 2),
            (monday(10), ClockState.PAUSED, HOUR),
            (monday(11), ClockState.PAUSED, HOUR),
            (monday(13), ClockState.RUNNING, 2 * HOUR),
            (monday(14), ClockState.STOPPED, 3 * HOUR),
            (LATER, ClockState.STOPPED, 3 * HOUR),
        ],
    )
    def test_later_facts_are_left_out(
        self, until: datetime, state: ClockState, elapsed: timedelta
    ) -> None:
        reading = read(EIGHT_HOURS, self.LEDGER, until=until)
        assert (reading.state, reading.elapsed) == (state, elapsed)
        reading_laws(reading)

    def test_an_instant_of_any_zone_will_do(self) -> None:
        berlin = datetime.fromisoformat("2026-10-26T14:00:00+01:00")
        reading = read(EIGHT_HOURS, self.LEDGER, until=berlin)
        assert reading.until == monday(13)
        assert reading.until.tzinfo is UTC

    def test_findings_about_later_facts_are_left_out_too(self) -> None:
        stopped_first = ClockLedger.of([Mark(at=monday(12), signals=[Signal.STOP])])
        reading = read(EIGHT_HOURS, stopped_first, until=monday(10))
        assert reading.outcome is Outcome.UNKNOWN
        assert reading.findings == ()

    def test_so_are_a_tie_and_a_repetition(self) -> None:
        facts = [Mark(at=monday(10), signals=[signal]) for signal in (Signal.PAUSE, Signal.RESUME)]
        ledger = ClockLedger.started(MONDAY_9).with_marks(*facts, facts[0])
        known = read(EIGHT_HOURS, ledger, until=monday(10)).findings
        assert {each.code for each in known} == {"tie", "duplicate"}
        assert read(EIGHT_HOURS, ledger, until=monday(10) - MICROSECOND).findings == ()

    def test_naive_instants_are_refused_by_name(self) -> None:
        naive = datetime(2026, 10, 26, 12)  # noqa: DTZ001 - refused
        reading = read(EIGHT_HOURS, self.LEDGER, until=LATER)
        with pytest.raises(NaiveDatetime, match="until"):
            read(EIGHT_HOURS, self.LEDGER, until=naive)
        with pytest.raises(NaiveDatetime, match="since"):
            read(EIGHT_HOURS, self.LEDGER, until=LATER, since=naive)
        with pytest.raises(NaiveDatetime, match="start"):
            reading.alerts_between(naive, LATER)
        with pytest.raises(NaiveDatetime, match="end"):
            reading.alerts_between(LATER, naive)
        with pytest.raises(NaiveDatetime):
            reading.what_if(resume_at=naive)
        with pytest.raises(NaiveDatetime):
            reading.what_if(stop_at=naive)
        with pytest.raises(NaiveDatetime):
            reading.what_if(until=naive)


class TestReopening:
    LEDGER = ClockLedger.started(MONDAY_9).stop(monday(10)).restart(monday(12))

    @pytest.mark.parametrize(
        ("reopen", "elapsed", "due", "cycles"),
        [
            (Reopen.CONTINUE, 2 * HOUR, monday(13), 1),
            (Reopen.RESTART, HOUR, monday(14), 2),
            (Reopen.COUNT_ALL, 4 * HOUR, monday(11), 1),
            (Reopen.KEEP_FIRST, HOUR, monday(11), 1),
        ],
    )
    def test_follows_its_policy(
        self, reopen: Reopen, elapsed: timedelta, due: datetime, cycles: int
    ) -> None:
        target = evolve(EIGHT_HOURS, limit=2 * HOUR, reopen=reopen)
        reading = read(target, self.LEDGER, until=monday(13))
        assert (reading.elapsed, reading.due) == (elapsed, due)
        readings = read_cycles(target, self.LEDGER, until=monday(13))
        assert len(readings) == cycles
        assert readings[-1] == reading

    def test_each_cycle_is_judged_for_itself(self) -> None:
        target = evolve(ONE_HOUR, reopen=Reopen.RESTART)
        ledger = self.LEDGER.reset(monday(14)).cancel(monday(15)).restart(monday(16))
        readings = read_cycles(target, ledger, until=monday(16.5))
        assert [each.outcome for each in readings] == [
            Outcome.MET,
            Outcome.MISSED,
            Outcome.NOT_APPLICABLE,
            Outcome.OPEN,
        ]
        for each in readings:
            reading_laws(each)

    def test_the_time_stopped_is_shown_as_such(self) -> None:
        reading = read(EIGHT_HOURS, self.LEDGER, until=monday(13))
        kinds = [(row.kind.value, row.duration) for row in reading.rows]
        assert kinds == [("counted", HOUR), ("stopped", 2 * HOUR), ("counted", HOUR)]


class TestSince:
    LEDGER = ClockLedger.started(MONDAY_9).pause(monday(10)).resume(monday(12))

    @pytest.mark.parametrize(
        ("since", "elapsed", "due"),
        [
            (monday(8), 3 * HOUR, monday(13)),
            (MONDAY_9, 3 * HOUR, monday(13)),
            (monday(9.5), 2.5 * HOUR, monday(13.5)),
            (monday(11), 2 * HOUR, monday(14)),
            (monday(12), 2 * HOUR, monday(14)),
            (monday(13), HOUR, monday(15)),
            (monday(14), timedelta(0), monday(16)),
        ],
    )
    def test_counts_from_there_only(
        self, since: datetime, elapsed: timedelta, due: datetime
    ) -> None:
        target = evolve(ONE_HOUR, limit=2 * HOUR)
        reading = read(target, self.LEDGER, until=monday(14), since=since)
        assert (reading.elapsed, reading.due) == (elapsed, due)
        assert reading.started_at == max(since, MONDAY_9)
        reading_laws(reading)

    def test_a_cycle_that_ended_before_stays_whole(self) -> None:
        ledger = ClockLedger.started(MONDAY_9).stop(monday(10)).restart(monday(12))
        target = evolve(ONE_HOUR, reopen=Reopen.RESTART)
        first, second = read_cycles(target, ledger, until=monday(14), since=monday(13))
        assert (first.elapsed, second.elapsed) == (HOUR, HOUR)
        stopped = read(ONE_HOUR, ledger, until=monday(11), since=monday(10))
        assert (stopped.elapsed, stopped.started_at) == (HOUR, MONDAY_9)

    def test_a_question_keeps_it(self) -> None:
        reading = read(EIGHT_HOURS, self.LEDGER, until=monday(13), since=monday(12))
        assert reading.what_if(stop_at=monday(14)).elapsed == 2 * HOUR
        assert reading.what_if(target=ONE_HOUR).elapsed == HOUR

    def test_days_are_counted_from_there_too(self) -> None:
        target = evolve(ONE_HOUR, limit=CalendarDays(1))
        reading = read(target, ClockLedger.started(MONDAY_9), until=monday(14), since=monday(13))
        assert reading.due == monday(13 + 24)

    def test_nothing_has_counted_as_of_a_time_before_it(self) -> None:
        reading = read(ONE_HOUR, self.LEDGER, until=MONDAY_9 + MINUTE, since=monday(15))
        assert reading.elapsed == timedelta(0)
        reading_laws(reading)
        assert (reading.state, reading.due) == (ClockState.NOT_STARTED, None)
        assert reading.what_if(until=monday(15.5)).due == monday(16)

    def test_a_cycle_that_ended_before_the_reading_stays_whole_then_too(self) -> None:
        ledger = ClockLedger.started(MONDAY_9).stop(monday(10))
        reading = read(ONE_HOUR, ledger, until=monday(11), since=monday(15))
        assert (reading.outcome, reading.elapsed) == (Outcome.MET, HOUR)


class TestDays:
    def test_working_days_from_outside_hours_begin_at_the_next_opening(self) -> None:
        target = evolve(EIGHT_HOURS, limit=WorkingDays(2))
        reading = read(target, ClockLedger.started(SATURDAY), until=monday(10))
        assert reading.due == at("2026-10-28T09:00:00Z")
        assert reading.elapsed == HOUR
        assert reading.remaining == 15 * HOUR
        assert str(reading) == (
            "restore: running, 1:00:00 of 2 working days, due Wed 2026-10-28 09:00+00:00"
        )

    def test_calendar_days_keep_the_wall_time_over_a_change_of_clocks(self) -> None:
        berlin = always(zone="Europe/Berlin")
        target = Target(name="reply", limit=CalendarDays(1), calendar=berlin)
        ledger = ClockLedger.started(at("2026-10-24T10:00:00+02:00"))
        reading = read(target, ledger, until=at("2026-10-24T12:00:00+02:00"))
        assert reading.due == at("2026-10-25T10:00:00+01:00")
        assert reading.remaining == 23 * HOUR  # the day has 25 hours, of which two have passed
        spring = ClockLedger.started(at("2026-03-28T10:00:00+01:00"))
        reading = read(target, spring, until=at("2026-03-28T10:00:00+01:00"))
        assert reading.remaining == 23 * HOUR

    @pytest.mark.parametrize(
        ("limit", "plain", "moved", "whole"),
        [
            # due Tuesday 10:00; the pause of Monday has 2 open hours of 18
            (WorkingDays(1), TUESDAY_10, TUESDAY_10 + 2 * HOUR, at("2026-10-28T04:00:00Z")),
            (CalendarDays(1), TUESDAY_10, TUESDAY_10 + 2 * HOUR, at("2026-10-28T04:00:00Z")),
        ],
    )
    def test_a_pause_moves_them(
        self,
        limit: WorkingDays | CalendarDays,
        plain: datetime,
        moved: datetime,
        whole: datetime,
    ) -> None:
        target = evolve(EIGHT_HOURS, limit=limit)
        ledger = ClockLedger.started(monday(10))
        assert read(target, ledger, until=LATER).due == plain
        paused = ledger.pause(monday(15))
        assert read(target, paused, until=monday(16)).due is None
        assert read(target, paused, until=monday(16)).remaining == 3 * HOUR
        resumed = paused.resume(TUESDAY_10 - HOUR)
        assert read(target, resumed, until=LATER).due == moved
        wall_clock = evolve(target, pause_measure=PauseMeasure.WALL_CLOCK)
        assert read(wall_clock, resumed, until=LATER).due == whole

    def test_a_pause_that_begins_at_the_due_time_or_later_does_not(self) -> None:
        target = evolve(EIGHT_HOURS, limit=WorkingDays(1))
        ledger = ClockLedger.started(monday(10)).pause(TUESDAY_10)
        assert read(target, ledger, until=LATER).due == TUESDAY_10

    def test_a_calendar_day_may_end_while_closed_and_pauses_move_it_into_hours(self) -> None:
        target = evolve(EIGHT_HOURS, limit=CalendarDays(2))
        friday = ClockLedger.started(at("2026-10-22T10:00:00Z"))  # a Thursday, due on Saturday
        assert read(target, friday, until=LATER).due == at("2026-10-24T10:00:00Z")
        noon = at("2026-10-22T12:00:00Z")
        paused = friday.pause(noon).resume(noon + 2 * HOUR)
        assert read(target, paused, until=LATER).due == monday(11)


class TestAlerts:
    def test_fall_on_shares_and_offsets_of_the_service_time(self) -> None:
        half, late = Alert("50 %"), Alert(offset=HOUR)
        target = evolve(EIGHT_HOURS, alerts=[late, "100 %", half, Alert(offset=-2 * HOUR)])
        reading = read(target, ClockLedger.started(FRIDAY_16), until=monday(9))
        assert reading.alert_times() == (
            AlertTime(monday(12), half),
            AlertTime(monday(14), Alert(offset=-2 * HOUR)),
            AlertTime(MONDAY_16, Alert("100 %")),
            AlertTime(monday(17), late),
        )

    def test_before_due_is_counted_back_through_the_calendar(self) -> None:
        hours = weekly("Mon-Fri 08:00-18:00", zone="UTC")
        target = Target(name="x", limit=2 * HOUR, calendar=hours, alerts=[Alert(offset=-HOUR)])
        reading = read(target, ClockLedger.started(at("2026-10-23T16:30:00Z")), until=FRIDAY_17)
        assert reading.due == at("2026-10-26T08:30:00Z")
        assert [each.at for each in reading.alert_times()] == [at("2026-10-23T17:30:00Z")]

    def test_move_with_pauses(self) -> None:
        target = evolve(EIGHT_HOURS, alerts=["50 %", "100 %"])
        ledger = ClockLedger.started(FRIDAY_16).pause(monday(10)).resume(monday(12))
        times = [each.at for each in read(target, ledger, until=monday(12)).alert_times()]
        assert times == [monday(14), TUESDAY_10]

    def test_that_a_pause_hides_are_left_out_until_it_ends(self) -> None:
        target = evolve(EIGHT_HOURS, alerts=["10 %", "50 %"])
        reading = read(target, ClockLedger.started(FRIDAY_16).pause(monday(10)), until=monday(12))
        assert [str(each.alert) for each in reading.alert_times()] == ["10 %"]
        assert reading.next_alert() is None

    def test_do_not_fire_after_the_stop(self) -> None:
        target = evolve(EIGHT_HOURS, alerts=["50 %", "75 %", "100 %"])
        stopped = ClockLedger.started(FRIDAY_16).stop(monday(12))
        reading = read(target, stopped, until=LATER)
        assert [str(each) for each in reading.alert_times()] == [
            "50 % at 2026-10-26 12:00:00+00:00"  # at the very instant of the stop
        ]
        cancelled = ClockLedger.started(FRIDAY_16).cancel(monday(11))
        assert read(target, cancelled, until=LATER).alert_times() == ()

    def test_do_not_fire_again_after_a_reopening(self) -> None:
        target = evolve(EIGHT_HOURS, alerts=["25 %", "50 %"])
        ledger = ClockLedger.started(MONDAY_9).stop(monday(12)).restart(monday(13))
        times = [each.at for each in read(target, ledger, until=monday(15)).alert_times()]
        assert times == [monday(11), monday(14)]

    def test_beyond_the_limit_repeat_an_escalation(self) -> None:
        target = evolve(ONE_HOUR, alerts=[Alert(Fraction(2)), Alert(Fraction(3))])
        times = read(target, ClockLedger.started(MONDAY_9), until=monday(9)).alert_times()
        assert [each.at for each in times] == [monday(11), monday(12)]

    def test_of_one_instant_are_told_by_name(self) -> None:
        target = evolve(ONE_HOUR, alerts=["100 %", Alert(offset=timedelta(0))])
        times = read(target, ClockLedger.started(MONDAY_9), until=monday(9)).alert_times()
        assert [str(each.alert) for each in times] == ["0:00:00 after due", "100 %"]

    def test_the_next_one_comes_after_now(self) -> None:
        target = evolve(EIGHT_HOURS, alerts=["25 %", "50 %"])
        ledger = ClockLedger.started(MONDAY_9)
        for until, expected in (
            (monday(10), monday(11)),
            (monday(11) - MICROSECOND, monday(11)),
            (monday(11), monday(13)),
        ):
            following = read(target, ledger, until=until).next_alert()
            assert following is not None
            assert following.at == expected
        assert read(target, ledger, until=monday(13)).next_alert() is None

    def test_between_two_polls_excludes_the_first_and_includes_the_second(self) -> None:
        target = evolve(EIGHT_HOURS, alerts=["25 %", "50 %", "100 %"])
        reading = read(target, ClockLedger.started(MONDAY_9), until=monday(15))
        assert [each.at for each in reading.alerts_between(monday(11), monday(13))] == [monday(13)]
        before = monday(11) - MICROSECOND
        assert [each.at for each in reading.alerts_between(before, monday(11))] == [monday(11)]
        assert reading.alerts_between(monday(13), monday(13)) == ()
        assert reading.alerts_between(monday(13), monday(11)) == ()
        polls = [MONDAY_9 + n * 7 * MINUTE for n in range(80)]
        heard = [each for one, two in pairwise(polls) for each in reading.alerts_between(one, two)]
        assert tuple(heard) == reading.alert_times()

    @pytest.mark.parametrize("limit", [WorkingDays(1), CalendarDays(1)])
    def test_of_days_are_shares_of_their_service_time(
        self, limit: WorkingDays | CalendarDays
    ) -> None:
        target = evolve(EIGHT_HOURS, limit=limit, alerts=["50 %", "100 %", Alert(offset=-HOUR)])
        ledger = ClockLedger.started(monday(10)).pause(monday(11)).resume(monday(13))
        reading = read(target, ledger, until=monday(14))
        assert reading.due == TUESDAY_10 + 2 * HOUR
        assert [each.at for each in reading.alert_times()] == [
            monday(16),
            TUESDAY_10 + HOUR,
            TUESDAY_10 + 2 * HOUR,
        ]

    def test_of_a_fixed_date_move_with_no_pause(self) -> None:
        warnings = [Alert("50 %"), Alert("100 %"), Alert(offset=-HOUR), Alert(offset=HOUR)]
        target = evolve(EIGHT_HOURS, limit=FixedDue(monday(13)), alerts=warnings)
        ledger = ClockLedger.started(MONDAY_9).pause(monday(10))
        times = [each.at for each in read(target, ledger, until=monday(11)).alert_times()]
        assert times == [monday(11), monday(12), monday(13), monday(14)]

    def test_of_a_date_that_had_passed_fire_at_the_start_at_the_earliest(self) -> None:
        warnings = [Alert("50 %"), Alert("100 %"), Alert(offset=-HOUR), Alert(offset=HOUR)]
        target = evolve(EIGHT_HOURS, limit=FixedDue(FRIDAY_16), alerts=warnings)
        reading = read(target, ClockLedger.started(MONDAY_9), until=monday(11))
        assert {each.at for each in reading.alert_times()} == {MONDAY_9}

    def test_the_due_time_itself_of_a_clock_paused_by_the_wall_clock_moves_with_it(self) -> None:
        target = evolve(EIGHT_HOURS, pause_measure=PauseMeasure.WALL_CLOCK, alerts=["100 %"])
        night = ClockLedger.started(FRIDAY_16).pause(FRIDAY_17 + HOUR).resume(FRIDAY_17 + 2 * HOUR)
        reading = read(target, night, until=monday(9))
        assert [each.at for each in reading.alert_times()] == [reading.due] == [monday(17)]

    @pytest.mark.parametrize(
        ("alert", "expected"),
        [
            (Alert(offset=timedelta(0)), monday(17)),
            (Alert(offset=-HOUR), monday(16)),
            (Alert(Fraction(9, 8)), TUESDAY_10),
        ],
        ids=str,
    )
    def test_neighbours_of_that_due_time_move_with_it(
        self, alert: Alert, expected: datetime
    ) -> None:
        target = evolve(EIGHT_HOURS, pause_measure=PauseMeasure.WALL_CLOCK, alerts=[alert])
        night = ClockLedger.started(FRIDAY_16).pause(FRIDAY_17 + HOUR).resume(FRIDAY_17 + 2 * HOUR)
        times = read(target, night, until=monday(9)).alert_times()
        assert [each.at for each in times] == [expected]


class TestWhatIf:
    def test_a_pause_ended_later(self) -> None:
        paused = read(
            EIGHT_HOURS, ClockLedger.started(FRIDAY_16).pause(monday(10)), until=monday(12)
        )
        asked = paused.what_if(resume_at=monday(13))
        assert (asked.state, asked.due) == (ClockState.RUNNING, at("2026-10-27T11:00:00Z"))
        assert asked.until == monday(13)
        assert paused.state is ClockState.PAUSED

    @pytest.mark.parametrize(
        ("stop", "outcome"), [(monday(16), Outcome.MET), (monday(16.5), Outcome.MISSED)]
    )
    def test_the_work_were_done_then(self, stop: datetime, outcome: Outcome) -> None:
        reading = read(EIGHT_HOURS, ClockLedger.started(FRIDAY_16), until=monday(10))
        assert reading.what_if(stop_at=stop).outcome is outcome

    def test_both_happened(self) -> None:
        paused = read(
            EIGHT_HOURS, ClockLedger.started(FRIDAY_16).pause(monday(10)), until=monday(12)
        )
        asked = paused.what_if(resume_at=monday(13), stop_at=monday(15))
        assert (asked.outcome, asked.elapsed) == (Outcome.MET, 4 * HOUR)
        assert asked.rows[-1].cause == "what if"

    def test_nobody_did_anything_until_then(self) -> None:
        reading = read(EIGHT_HOURS, ClockLedger.started(FRIDAY_16), until=monday(10))
        assert reading.what_if(until=monday(16)).outcome is Outcome.OPEN
        assert reading.what_if(until=monday(16.5)).outcome is Outcome.OPEN_PAST_DUE

    def test_the_target_were_another(self) -> None:
        reading = read(EIGHT_HOURS, ClockLedger.started(FRIDAY_16), until=monday(10))
        asked = reading.what_if(target=ONE_HOUR)
        assert (asked.outcome, asked.due) == (Outcome.OPEN_PAST_DUE, FRIDAY_17)

    def test_nothing_at_all(self) -> None:
        reading = read(EIGHT_HOURS, ClockLedger.started(FRIDAY_16), until=monday(10))
        assert reading.what_if() == reading

    def test_asked_of_the_past_does_not_know_what_came_later(self) -> None:
        ledger = ClockLedger.started(MONDAY_9).pause(monday(10)).stop(monday(11))
        as_of_then = read(EIGHT_HOURS, ledger, until=monday(10.5))
        assert as_of_then.what_if(resume_at=monday(12)).state is ClockState.RUNNING

    def test_nothing_is_unusual_about_what_was_only_supposed(self) -> None:
        ledger = ClockLedger.started(MONDAY_9).pause(monday(10)).resume(monday(12))
        asked = read(EIGHT_HOURS, ledger, until=monday(13)).what_if(resume_at=monday(11))
        assert (asked.elapsed, asked.findings) == (3 * HOUR, ())


class Daytime:
    """A calendar of one's own, with nothing but the three methods: 09:00 to 17:00 UTC, daily."""

    def _opened(self, day: datetime) -> datetime:
        return day.astimezone(UTC).replace(hour=9, minute=0, second=0, microsecond=0)

    def elapsed(self, start: datetime, end: datetime, /) -> timedelta:
        if end < start:
            return -self.elapsed(end, start)
        return self.intervals(start, end).total()

    def due(self, start: datetime, allowed: TimeAllowed, /) -> datetime:
        assert isinstance(allowed, timedelta)
        opening, left = self._opened(start), allowed
        while left:
            begin = max(start, opening)
            space = max(opening + 8 * HOUR - begin, timedelta(0))
            if left <= space:
                return begin + left
            left -= space
            opening += timedelta(days=1)
        return start

    def intervals(self, start: datetime, end: datetime, /) -> IntervalSet:
        texts, opening = [], self._opened(start)
        while opening < end:
            low, high = max(start, opening), min(end, opening + 8 * HOUR)
            if low < high:
                texts.append(f"{low.isoformat()}/{high.isoformat()}")
            opening += timedelta(days=1)
        return IntervalSet.parse(",".join(texts))

    def __str__(self) -> str:
        return "daytime"


class TestOwnCalendar:
    TARGET = Target(name="restore", limit=8 * HOUR, calendar=Daytime(), alerts=["75 %"])

    def test_is_asked_by_the_three_methods_alone(self) -> None:
        ledger = ClockLedger.started(FRIDAY_16).pause(FRIDAY_17 + HOUR).resume(SATURDAY)
        reading = read(self.TARGET, ledger, until=SATURDAY + HOUR)
        assert reading.due == at("2026-10-25T10:00:00Z")
        assert (reading.elapsed, reading.remaining) == (2 * HOUR, 6 * HOUR)
        assert [each.at for each in reading.alert_times()] == [at("2026-10-24T16:00:00Z")]
        reading_laws(reading)

    def test_its_times_are_told_in_utc_and_its_closing_without_a_reason(self) -> None:
        reading = read(self.TARGET, ClockLedger.started(FRIDAY_16), until=SATURDAY)
        assert [row.cause for row in reading.rows] == ["", "", ""]
        assert "service time: daytime\n" in reading.explain()
        assert "due: Sat 2026-10-24 16:00+00:00" in reading.explain()
        ET.fromstring(reading.svg())  # noqa: S314 - our own picture

    def test_a_date_that_had_passed_is_told_with_negative_time(self) -> None:
        target = evolve(self.TARGET, limit=FixedDue(FRIDAY_16))
        reading = read(target, ClockLedger.started(SATURDAY), until=SATURDAY)
        assert reading.remaining == -3 * HOUR


BERLIN = weekly(
    "Mon-Fri 09:00-17:00", zone="Europe/Berlin", holidays={"2026-10-26": "National Day"}
)

WAIT = "onHold (awaitingCaller)"
CLOSED = "outside hours, holiday 2026-10-26 National Day"


class TestEvidence:
    TARGET = Target(name="restore", limit=2 * HOUR, calendar=BERLIN)
    LEDGER = (
        ClockLedger.started(at("2026-10-23T12:00:00Z"), cause="new")
        .pause(at("2026-10-23T13:00:00Z"), cause=WAIT)
        .resume(at("2026-10-23T14:30:00Z"), cause="inProgress")
    )

    @pytest.fixture
    def reading(self) -> ClockReading:
        return read(self.TARGET, self.LEDGER, until=at("2026-10-27T09:00:00Z"))

    def test_rows_add_up_also_over_a_change_of_clocks(self, reading: ClockReading) -> None:
        whole = sum((row.duration for row in reading.rows), timedelta(0))
        assert whole == at("2026-10-27T09:00:00Z") - at("2026-10-23T12:00:00Z")
        assert sum((row.counted for row in reading.rows), timedelta(0)) == reading.elapsed
        reading_laws(reading)

    def test_text_tells_verdict_evidence_and_policies_in_local_time(
        self, reading: ClockReading
    ) -> None:
        lines = [re.sub(" {2,}", " | ", line) for line in reading.explain().splitlines()]
        assert lines[:3] == [
            "restore: running, past due, 2:30:00 of 2:00:00, due Tue 2026-10-27 09:30+01:00",
            "service time: Mon-Fri 09:00-17:00, Europe/Berlin, with holidays",
            "from | to | what | duration | counted | because",
        ]
        fri, tue = "Fri 2026-10-23", "Tue 2026-10-27"
        assert lines[3:9] == [
            f"{fri} 14:00+02:00 | {fri} 15:00+02:00 | counted | 1:00:00 | 1:00:00 | new",
            f"{fri} 15:00+02:00 | {fri} 16:30+02:00 | paused | 1:30:00 | 0:00:00 | {WAIT}",
            f"{fri} 16:30+02:00 | {fri} 17:00+02:00 | counted | 0:30:00 | 0:30:00 | inProgress",
            f"{fri} 17:00+02:00 | {tue} 09:00+01:00 | closed | 89:00:00 | 0:00:00 | {CLOSED}",
            f"{tue} 09:00+01:00 | {tue} 09:30+01:00 | counted | 0:30:00 | 0:30:00 | inProgress",
            f"{tue} 09:30+01:00 | {tue} 10:00+01:00 | overdue | 0:30:00 | 0:30:00 | inProgress",
        ]
        policies = "reopen continue, equality met, pause_measure service_time"
        assert lines[9:] == [
            "due: Tue 2026-10-27 09:30+01:00",
            "breached: Tue 2026-10-27 09:30+01:00",
            f"policies: {policies}, retroactive_start false, retroactive_pause false",
        ]

    def test_text_of_a_clock_that_never_started_has_no_table(self) -> None:
        text = read(self.TARGET, ClockLedger(), until=LATER).explain()
        assert text.splitlines()[0] == "restore: unknown, not started"
        assert "from  " not in text
        assert "due:" not in text

    def test_text_tells_what_was_unusual_about_the_facts(self) -> None:
        ledger = ClockLedger.of([Mark(at=MONDAY_9, signals=[Signal.STOP])])
        text = read(self.TARGET, ledger, until=LATER).explain()
        assert "finding: warning stop-before-start" in text
        twice = ClockLedger.of([*self.LEDGER.marks, *self.LEDGER.marks])
        reading = read(self.TARGET, twice, until=LATER)
        assert {each.code for each in reading.findings} == {"duplicate", "out-of-order"}
        assert reading.explain().count("finding: ") == len(reading.findings)

    def test_rows_for_a_table_are_plain_values(self, reading: ClockReading) -> None:
        rows = reading.as_rows()
        assert rows[0] == {
            "start": "2026-10-23T12:00:00Z",
            "end": "2026-10-23T13:00:00Z",
            "kind": "counted",
            "duration_us": 3_600_000_000,
            "counted_us": 3_600_000_000,
            "cause": "new",
        }
        assert len(rows) == len(reading.rows)
        assert {type(value) for row in rows for value in row.values()} == {str, int}

    def test_a_notebook_gets_text_and_picture(self, reading: ClockReading) -> None:
        assert reading._repr_mimebundle_(include=None, exclude=None) == {
            "text/plain": reading.explain(),
            "image/svg+xml": reading.svg(),
        }

    def test_the_picture_is_well_formed_whatever_the_names(self) -> None:
        name = "<script>alert(1)</script> & \"more\" 'quotes'"
        odd = ClockLedger.started(MONDAY_9, cause="<b>").pause(monday(10), cause="]]>")
        svg = read(evolve(self.TARGET, name=name), odd, until=monday(12)).svg()
        assert "<script>" not in svg
        picture = ET.fromstring(svg)  # noqa: S314 - our own picture
        title = picture.find("{http://www.w3.org/2000/svg}title")
        assert title is not None
        assert title.text is not None
        assert title.text.startswith(name)

    def test_short_text_and_repr_tell_the_verdict(self, reading: ClockReading) -> None:
        assert repr(reading) == f"<ClockReading {reading}>"
        met = read(self.TARGET, self.LEDGER.stop(at("2026-10-23T14:40:00Z")), until=LATER)
        assert str(met) == "restore: met, 1:10:00 of 2:00:00"
        fixed = evolve(self.TARGET, limit=FixedDue(at("2026-10-23T14:00:00Z")))
        assert str(read(fixed, met.ledger, until=LATER)) == (
            "restore: missed, 1:10:00 of fixed due date 2026-10-23T14:00:00Z"
        )


class TestExactness:
    def test_microseconds_add_up_without_loss(self) -> None:
        limit = timedelta(microseconds=999_999_999_999)
        target = Target(name="x", limit=limit, alerts=["1/3"])
        start = at("2026-10-26T09:00:00.000001Z")
        ledger = ClockLedger.started(start)
        moment = start
        for number in range(1, 40):
            ledger = ledger.pause(moment + number * MICROSECOND)
            moment += 2 * number * MICROSECOND
            ledger = ledger.resume(moment)
        reading = read(target, ledger, until=moment)
        worked = sum(range(1, 40)) * MICROSECOND
        assert reading.elapsed == worked
        assert reading.remaining == limit - worked
        assert reading.due == moment + limit - worked
        following = reading.next_alert()
        assert following is not None
        assert following.at == moment + timedelta(microseconds=333_333_333_333) - worked

    def test_a_century_is_exact_to_the_microsecond(self) -> None:
        start = at("1970-01-01T00:00:00.000001Z")
        until = at("2199-12-31T23:59:59.999999Z")
        target = Target(name="x", limit=until - start)
        reading = read(target, ClockLedger.started(start), until=until)
        assert reading.elapsed == until - start
        assert reading.due == until
        assert reading.outcome is Outcome.OPEN
