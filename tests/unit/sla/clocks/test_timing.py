"""The arithmetic of one cycle, asked directly: what spans, a limit and a calendar amount to."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from svcmgmt.calendars import CalendarDays, WorkingDays, weekly
from svcmgmt.sla import (
    Alert,
    ClockCycle,
    ClockSpan,
    ClockState,
    Equality,
    FixedDue,
    Limit,
    PauseMeasure,
)
from svcmgmt.sla.clocks._timing import Timing
from svcmgmt.temporal import parse_instant as at

HOUR = timedelta(hours=1)
DESK = weekly("Mon-Fri 09:00-17:00", zone="UTC")
NINE = at("2026-10-26T09:00:00Z")
RUN, PAUSE, GAP = ClockState.RUNNING, ClockState.PAUSED, ClockState.STOPPED


def hour(number: float) -> datetime:
    return NINE + (number - 9) * HOUR


def timing(
    *spans: tuple[ClockState, float, float | None],
    limit: Limit = 4 * HOUR,
    until: float = 16,
    equality: Equality = Equality.MET,
    measure: PauseMeasure = PauseMeasure.SERVICE_TIME,
) -> Timing:
    """The timing of stretches from an hour to another; None for one that lasts."""
    made = tuple(
        ClockSpan(hour(start), None if end is None else hour(end), state, "")
        for state, start, end in spans
    )
    last = made[-1]
    state = last.state if last.end is None else ClockState.STOPPED
    cycle = ClockCycle(made[0].start, made, state, last.end)
    return Timing(cycle, DESK, limit, hour(until), equality, measure)


OPEN_PAUSE = [(RUN, 9, 11), (PAUSE, 11, None)]
RESUMED = [(RUN, 9, 11), (PAUSE, 11, 13), (RUN, 13, None)]
STOPPED = [(RUN, 9, 11), (PAUSE, 11, 13), (RUN, 13, 14)]
STOPPED_PAUSED = [(RUN, 9, 11), (PAUSE, 11, 13)]
REOPENED = [(RUN, 9, 10), (GAP, 10, 12), (RUN, 12, None)]
NEVER_RAN = [(PAUSE, 9, None)]


@pytest.mark.parametrize(
    ("spans", "counted", "due"),
    [
        ([(RUN, 9, None)], 7 * HOUR, hour(13)),
        (OPEN_PAUSE, 2 * HOUR, None),
        (RESUMED, 5 * HOUR, hour(15)),
        (STOPPED, 3 * HOUR, hour(15)),
        (STOPPED_PAUSED, 2 * HOUR, None),
        (REOPENED, 5 * HOUR, hour(15)),
        (NEVER_RAN, timedelta(0), None),
    ],
)
def test_only_running_stretches_count_and_the_last_one_is_followed_on(
    spans: list[tuple[ClockState, float, float | None]],
    counted: timedelta,
    due: datetime | None,
) -> None:
    assert timing(*spans).counted() == counted
    assert timing(*spans).due() == due
    assert timing(*spans).remaining() == 4 * HOUR - counted


@pytest.mark.parametrize(
    ("counted", "when"),
    [
        (timedelta(0), hour(9)),
        (2 * HOUR, hour(11)),  # the least such instant, although the pause does not change it
        (2 * HOUR + timedelta(microseconds=1), hour(13) + timedelta(microseconds=1)),
        (6 * HOUR, hour(17)),
        (7 * HOUR, hour(24 + 10)),
    ],
)
def test_so_much_has_counted_at_the_least_such_instant(counted: timedelta, when: datetime) -> None:
    assert timing(*RESUMED).when(counted) == when


def test_nothing_has_counted_at_the_start_also_of_what_is_paused() -> None:
    assert timing(*NEVER_RAN).when(timedelta(0)) == hour(9)
    late = timing(*NEVER_RAN, limit=timedelta(0), equality=Equality.MISSED)
    assert late.is_late()
    assert late.due() == late.breached_at() == hour(9)


def test_nobody_knows_when_while_a_pause_lasts_unless_it_was_before() -> None:
    assert timing(*OPEN_PAUSE).when(2 * HOUR) == hour(11)
    assert timing(*OPEN_PAUSE).when(3 * HOUR) is None


@pytest.mark.parametrize(
    ("limit", "allowed"),
    [
        (4 * HOUR, 4 * HOUR),
        (WorkingDays(1), 8 * HOUR),
        (CalendarDays(2), 16 * HOUR),
        (FixedDue(hour(12)), 3 * HOUR),
        (FixedDue(hour(8)), timedelta(0)),
        (FixedDue(hour(9) - 66 * HOUR), -2 * HOUR),  # a Friday at 15:00
    ],
)
def test_days_and_dates_allow_the_service_time_up_to_them(limit: Limit, allowed: timedelta) -> None:
    assert timing((RUN, 9, None), limit=limit).allowed() == allowed


@pytest.mark.parametrize("limit", [4 * HOUR, WorkingDays(1), FixedDue(hour(12))])
@pytest.mark.parametrize("measure", PauseMeasure)
def test_counted_time_is_compared_only_for_exact_limits_in_service_time(
    limit: Limit, measure: PauseMeasure
) -> None:
    is_timed = limit == 4 * HOUR and measure is PauseMeasure.SERVICE_TIME
    assert timing((RUN, 9, None), limit=limit, measure=measure).is_timed is is_timed


@pytest.mark.parametrize(
    ("limit", "measure", "due"),
    [
        (WorkingDays(1), PauseMeasure.SERVICE_TIME, hour(24 + 11)),
        (CalendarDays(1), PauseMeasure.WALL_CLOCK, hour(24 + 11)),
        (4 * HOUR, PauseMeasure.WALL_CLOCK, hour(15)),
        (FixedDue(hour(12)), PauseMeasure.WALL_CLOCK, hour(12)),
    ],
)
def test_a_date_moves_by_each_pause_and_each_stop_before_it(
    limit: Limit, measure: PauseMeasure, due: datetime
) -> None:
    for spans in (RESUMED, STOPPED, REOPENED):
        assert timing(*spans, limit=limit, measure=measure).due() == due


@pytest.mark.parametrize("then", [PAUSE, GAP])
@pytest.mark.parametrize("measure", PauseMeasure)
def test_two_stretches_away_that_follow_each_other_are_one(
    then: ClockState, measure: PauseMeasure
) -> None:
    # promised for the opening, with nothing left when the first of the two ends after it
    night: list[tuple[ClockState, float, float | None]] = [(RUN, 7, 8), (PAUSE, 8, 9.5)]
    opening = WorkingDays(0)
    for after, due in (
        (None, None),
        (11, hour(11) if measure.value == "service_time" else hour(12)),
    ):
        split = timing(*night, (then, 9.5, after), limit=opening, measure=measure)
        whole = timing(night[0], (PAUSE, 8, after), limit=opening, measure=measure)
        assert split.due() == whole.due() == due


@pytest.mark.parametrize("equality", Equality)
@pytest.mark.parametrize(("until", "is_over"), [(12, -1), (13, 0), (14, 1)])
@pytest.mark.parametrize("measure", PauseMeasure)
def test_it_is_late_beyond_the_limit_or_at_it(
    *, equality: Equality, until: float, is_over: int, measure: PauseMeasure
) -> None:
    late = timing((RUN, 9, None), until=until, equality=equality, measure=measure)
    assert late.is_late() is (is_over >= 0 if equality is Equality.MISSED else is_over > 0)
    assert late.breached_at() == (hour(13) if late.is_late() else None)


def test_what_is_not_due_while_a_pause_lasts_is_not_late() -> None:
    paused = timing(*OPEN_PAUSE, limit=CalendarDays(1), until=9 + 80)
    assert paused.due() is None
    assert not paused.is_late()
    assert paused.remaining() == 6 * HOUR


def test_the_full_share_of_a_date_fires_on_it_also_while_closed() -> None:
    midnight = FixedDue(at("2026-10-27T00:00:00Z"))
    date = timing((RUN, 9, None), limit=midnight)
    assert date.alert_at(Alert("100 %")) == midnight.at
    assert date.alert_at(Alert(offset=timedelta(0))) == hour(17)
    assert date.alert_at(Alert("50 %")) == hour(13)


@pytest.mark.parametrize(
    ("spans", "alert", "fires"),
    [
        (OPEN_PAUSE, "25 %", hour(10)),
        (OPEN_PAUSE, "50 %", hour(11)),  # as the pause begins
        (OPEN_PAUSE, "75 %", None),
        (RESUMED, "50 %", hour(11)),
        (RESUMED, "75 %", hour(14)),
        (RESUMED, "100 %", hour(15)),
        (RESUMED, "150 %", hour(17)),
        (STOPPED, "125 %", hour(16)),  # had it not stopped
        (STOPPED_PAUSED, "75 %", None),
        (REOPENED, "75 %", hour(14)),
        (NEVER_RAN, "0 %", None),
        # due at 23:00, and no open hour is left when the pause ends
        ([(RUN, 9, 11), (PAUSE, 11, 21), (RUN, 21, None)], Alert(offset=-HOUR), hour(21)),
        # due at 13:00, which a pause after it does not move; an alert waits for its end
        ([(RUN, 9, 14), (PAUSE, 14, 15), (RUN, 15, None)], "125 %", hour(14)),
        ([(RUN, 9, 14), (PAUSE, 14, 16), (RUN, 16, None)], "150 %", hour(16)),
    ],
)
def test_where_pauses_are_measured_by_the_wall_clock_alerts_tell_what_is_left(
    spans: list[tuple[ClockState, float, float | None]],
    alert: str | Alert,
    fires: datetime | None,
) -> None:
    made = timing(*spans, measure=PauseMeasure.WALL_CLOCK)
    assert made.alert_at(Alert(alert) if isinstance(alert, str) else alert) == fires
