"""Laws that hold for every service calendar, every instant and every length of time."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice, pairwise
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given, strategies as st

from svcmgmt.calendars import (
    CalendarDays,
    Fold,
    Gap,
    Measure,
    NoSuchTime,
    Occurrence,
    PeriodKind,
    ReportingPeriod,
    Reversed,
    ServiceCalendar,
    WeeklyHours,
    WorkingDays,
    ZeroDuration,
    always,
    fixed,
    never,
    to_instant,
    to_wall_time,
    versions,
    weekly,
)
from svcmgmt.temporal import (
    HORIZON,
    ORIGIN,
    Interval,
    IntervalSet,
    from_micros,
    instant,
)
from svcmgmt.testing import calendar_laws
from svcmgmt.testing.strategies import (
    AWKWARD_ZONES,
    calendars,
    durations,
    instants,
    interval_sets,
    intervals,
    week_hours,
    zones,
)

NOTHING: Final = timedelta(0)
MICROSECOND: Final = timedelta(microseconds=1)

moments = partial(instants, first=date(2008, 1, 1), last=date(2013, 12, 31))
"""Instants of a few years only, so that little has to be compiled for each calendar."""


def answer(question: Callable[[], datetime]) -> datetime | None:
    """Return what a calendar answers; None if there is no such time."""
    try:
        return question()
    except NoSuchTime:
        return None


def open_calendars() -> st.SearchStrategy[ServiceCalendar]:
    """Give calendars that open every week, so that no search goes on to the horizon."""

    def opened(week: WeeklyHours, zone: ZoneInfo, holidays: list[date]) -> ServiceCalendar:
        return weekly(week, zone=zone, holidays=holidays)

    weeks = week_hours().filter(lambda week: not week.is_never())
    weekly_ones = st.builds(opened, weeks, zones(), st.lists(DATES, max_size=4))
    return (
        weekly_ones
        | st.builds(ServiceCalendar.__or__, weekly_ones, weekly_ones)
        | st.builds(ServiceCalendar.__sub__, weekly_ones, interval_sets().map(fixed))
    )


DATES: Final = st.dates(date(2005, 1, 1), date(2030, 12, 31))


@given(calendars(), instants(), instants(), instants())
def test_every_calendar_obeys_the_laws(
    calendar: ServiceCalendar, first: datetime, second: datetime, third: datetime
) -> None:
    calendar_laws(calendar, first, second, third)


@given(calendars(), intervals(longest=timedelta(days=3)), moments())
def test_the_laws_hold_close_by_too(
    calendar: ServiceCalendar, near: Interval, far: datetime
) -> None:
    calendar_laws(calendar, near.start, near.start + near.duration, far)


@given(open_calendars(), moments(), durations())
def test_due_and_before_lead_back_to_each_other(
    calendar: ServiceCalendar, at: datetime, allowed: timedelta
) -> None:
    assume(allowed > NOTHING)
    due = answer(lambda: calendar.due(at, allowed))
    assume(due is not None)
    assert due is not None
    assert calendar.elapsed(at, due) == allowed
    assert calendar.before(due, allowed) >= instant(at)
    assert calendar.due(calendar.before(due, allowed), allowed) == due


@given(open_calendars(), moments(), durations(), durations())
def test_due_of_a_sum_is_due_of_the_parts_one_after_the_other(
    calendar: ServiceCalendar, at: datetime, one: timedelta, other: timedelta
) -> None:
    assume(one > NOTHING and other > NOTHING)
    whole = answer(lambda: calendar.due(at, one + other))
    assert whole == answer(lambda: calendar.due(calendar.due(at, one), other))


@given(open_calendars(), moments())
def test_openings_and_closings_are_where_is_open_changes(
    calendar: ServiceCalendar, at: datetime
) -> None:
    opening = answer(lambda: calendar.next_open(at))
    assert calendar.is_open(at) is (opening == instant(at))
    if opening is not None:
        assert calendar.is_open(opening)
        assert calendar.elapsed(at, opening) == NOTHING
    following = answer(lambda: calendar.following_open(at))
    if following is not None:
        assert following > instant(at)
        assert calendar.is_open(following)
        assert not calendar.is_open(following - MICROSECOND)
    closing = answer(lambda: calendar.next_close(at))
    if closing is not None:
        assert closing > instant(at)
        assert not calendar.is_open(closing)
        assert calendar.is_open(closing - MICROSECOND)
    closed = answer(lambda: calendar.previous_close(at))
    if closed is not None:
        assert closed <= instant(at)
        assert calendar.is_open(closed - MICROSECOND)
        assert calendar.elapsed(closed, at) == NOTHING
    opened = answer(lambda: calendar.previous_open(at))
    if opened is not None:
        assert opened < instant(at)
        assert calendar.is_open(opened)
        assert not calendar.is_open(opened - MICROSECOND)


@given(open_calendars(), intervals())
def test_intervals_forwards_and_backwards_are_those_of_the_set(
    calendar: ServiceCalendar, span: Interval
) -> None:
    end = span.start + span.duration
    expected = calendar.intervals(span.start, end)
    ahead: list[Interval] = []
    for each in islice(calendar.intervals_after(span.start), 200):
        if each.start >= end:
            break
        ahead.append(each & span)
    assert IntervalSet.of(ahead) == expected
    back: list[Interval] = []
    for each in islice(calendar.intervals_before(end), 200):
        if each.end is None or each.end <= span.start:
            break
        back.append(each & span)
    assert IntervalSet.of(back) == expected


@given(calendars(), calendars(), intervals())
def test_algebra_of_calendars_is_algebra_of_their_open_time(
    one: ServiceCalendar, other: ServiceCalendar, span: Interval
) -> None:
    end = span.start + span.duration
    ours, theirs = one.intervals(span.start, end), other.intervals(span.start, end)
    assert (one | other).intervals(span.start, end) == ours | theirs
    assert (one & other).intervals(span.start, end) == ours & theirs
    assert (one - other).intervals(span.start, end) == ours - theirs


@given(calendars(), moments(), moments())
def test_the_version_that_holds_since_ever_is_the_calendar_itself(
    calendar: ServiceCalendar, start: datetime, end: datetime
) -> None:
    same = versions([(None, calendar)])
    assert same.elapsed(start, end) == calendar.elapsed(start, end)
    assert same.is_open(start) == calendar.is_open(start)


@given(calendars(), calendars(), moments(), moments())
def test_the_wall_clock_knows_calendars_by_their_meaning(
    calendar: ServiceCalendar, other: ServiceCalendar, start: datetime, end: datetime
) -> None:
    """However a calendar is put together, the clocks show the same while it is open."""
    elapsed = calendar.elapsed(start, end, measure=Measure.WALL_CLOCK)
    closed = never()
    for same in (
        versions([(None, calendar)]),
        calendar | closed,
        calendar | (calendar & other),
        calendar - closed,
        calendar & always(),
        calendar & (calendar | other),
        calendar - (other - calendar),
    ):
        assert same.elapsed(start, end, measure=Measure.WALL_CLOCK) == elapsed


@given(zones(), interval_sets(), intervals(), moments(), moments())
def test_the_wall_clock_knows_open_time_by_its_instants(
    zone: ZoneInfo, times: IntervalSet, cut: Interval, start: datetime, end: datetime
) -> None:
    whole, taken = fixed(times, zone=zone), fixed([cut])
    parts = (whole & taken) | (whole - taken)
    assert parts.elapsed(start, end, measure=Measure.WALL_CLOCK) == whole.elapsed(
        start, end, measure=Measure.WALL_CLOCK
    )
    rest = fixed(times - IntervalSet.of([cut]), zone=zone)
    assert (whole - taken).elapsed(start, end, measure=Measure.WALL_CLOCK) == rest.elapsed(
        start, end, measure=Measure.WALL_CLOCK
    )


@given(open_calendars(), moments(), durations())
def test_on_the_wall_clock_due_is_the_inverse_of_elapsed(
    calendar: ServiceCalendar, at: datetime, allowed: timedelta
) -> None:
    due = answer(lambda: calendar.due(at, allowed, measure=Measure.WALL_CLOCK))
    assume(due is not None)
    assert due is not None
    assert due >= instant(at)
    if to_wall_time(due - MICROSECOND, zone=calendar.zone).replace(
        tzinfo=None
    ) + MICROSECOND == to_wall_time(due, zone=calendar.zone).replace(tzinfo=None):
        # the due reading is not skipped, else the clocks show more when it is due
        assert calendar.elapsed(at, due, measure=Measure.WALL_CLOCK) == allowed


@given(calendars(), intervals(longest=timedelta(days=9)))
def test_closures_are_the_reasons_of_the_instants(
    calendar: ServiceCalendar, span: Interval
) -> None:
    end = span.start + span.duration
    told = calendar.closures(span.start, end)
    step = span.duration / 50
    asked = [calendar.why(span.start + number * step) for number in range(50 if step else 0)]
    assert {reason for reason in asked if reason} <= set(told)
    closed = calendar.intervals(span.start, end).complement(span)
    reasons = calendar.rule.reasons(closed.edges, calendar.zone)
    one_by_one = [
        calendar.rule.reasons(gap, calendar.zone)
        for gap in zip(closed.edges[::2], closed.edges[1::2], strict=True)
    ]
    assert reasons == [each for gap in one_by_one for each in gap]
    assert {*closed.edges[::2]} <= {at for at, _ in reasons}
    for at, reason in reasons:
        assert calendar.why(from_micros(at)) == reason


@given(calendars(), moments(), moments(), moments())
def test_a_new_version_changes_nothing_before_it_and_everything_after(
    calendar: ServiceCalendar, change: datetime, start: datetime, end: datetime
) -> None:
    low, high = sorted(map(instant, (start, end)))
    changed = versions([(None, calendar), (change, always())])
    middle = min(max(low, instant(change)), high)
    expected = calendar.elapsed(low, middle) + (high - middle)
    assert changed.elapsed(low, high) == expected


@given(calendars(), moments(), moments(), st.sampled_from(Measure))
def test_reversed_ranges_are_read_as_the_policy_says(
    calendar: ServiceCalendar, start: datetime, end: datetime, measure: Measure
) -> None:
    low, high = sorted(map(instant, (start, end)))
    forward = calendar.elapsed(low, high, measure=measure)
    assume(forward >= NOTHING)  # between the two passes of a repeated hour readings go back
    assert calendar.elapsed(high, low, measure=measure) == -forward
    for policy, worth in (
        (Reversed.NEGATIVE, -forward),
        (Reversed.ZERO, NOTHING),
        (Reversed.ABSOLUTE, forward),
    ):
        assert calendar.elapsed(high, low, reversed=policy, measure=measure) == worth
        assert calendar.elapsed(low, high, reversed=policy, measure=measure) == forward


@given(open_calendars(), moments())
def test_adding_nothing_stays_or_moves_into_hours(calendar: ServiceCalendar, at: datetime) -> None:
    assert calendar.due(at, NOTHING) == calendar.before(at, NOTHING) == instant(at)
    into = ZeroDuration.INTO_HOURS
    assert answer(lambda: calendar.due(at, NOTHING, zero=into)) == answer(
        lambda: calendar.next_open(at)
    )
    assert answer(lambda: calendar.before(at, NOTHING, zero=into)) == answer(
        lambda: calendar.previous_close(at)
    )


@given(calendars(), moments())
def test_what_is_closed_has_a_reason_and_what_is_open_has_none(
    calendar: ServiceCalendar, at: datetime
) -> None:
    assert (calendar.why(at) is None) is calendar.is_open(at)


@given(open_calendars(), moments(), moments())
def test_copies_and_pickles_are_equal_and_answer_alike(
    calendar: ServiceCalendar, start: datetime, end: datetime
) -> None:
    elapsed = calendar.elapsed(start, end)
    for twin in (copy.copy(calendar), copy.deepcopy(calendar), _pickled(calendar)):
        assert twin == calendar
        assert hash(twin) == hash(calendar)
        assert twin.elapsed(start, end) == elapsed


def _pickled(calendar: ServiceCalendar) -> ServiceCalendar:
    twin = pickle.loads(pickle.dumps(calendar))  # noqa: S301 - made one line before
    assert isinstance(twin, ServiceCalendar)
    return twin


@given(open_calendars(), st.lists(moments(), min_size=2, max_size=4))
def test_what_was_asked_before_does_not_change_an_answer(
    calendar: ServiceCalendar, asked: list[datetime]
) -> None:
    for start, end in pairwise(asked):
        fresh = copy.copy(calendar)
        assert calendar.is_open(end) == fresh.is_open(end)
        assert calendar.elapsed(start, end) == fresh.elapsed(start, end)


@given(open_calendars(), DATES, DATES, DATES)
def test_working_days_between_dates_add_up_and_turn_around(
    calendar: ServiceCalendar, first: date, second: date, third: date
) -> None:
    between = calendar.working_days_between
    assert between(first, second) + between(second, third) == between(first, third)
    assert between(second, first) == -between(first, second)
    low, high = sorted((first, second))
    inclusive = between(low, high, inclusive=True)
    assert inclusive == between(low, high) + calendar.is_working_day(low)


@given(open_calendars(), DATES, st.integers(-60, 60))
def test_adding_working_days_is_the_inverse_of_counting_them(
    calendar: ServiceCalendar, day: date, count: int
) -> None:
    try:
        moved = calendar.add_working_days(day, count)
    except ValueError:
        assume(False)  # noqa: FBT003 - as hypothesis spells it
        return
    if count == 0:
        assert moved == day
        return
    assert calendar.is_working_day(moved)
    between = calendar.working_days_between(day, moved)
    # going back, the day that is reached lies outside of `(moved, day]` and the start inside
    assert between == (count if count > 0 else count + 1 - calendar.is_working_day(day))


@given(open_calendars(), moments(), st.integers(0, 40))
def test_working_days_of_a_length_are_service_time(
    calendar: ServiceCalendar, at: datetime, days: int
) -> None:
    length = timedelta(hours=7, minutes=30)
    allowed = WorkingDays(days, day_length=length)
    assert answer(lambda: calendar.due(at, allowed)) == answer(
        lambda: calendar.due(at, days * length)
    )
    assert answer(lambda: calendar.before(at, allowed)) == answer(
        lambda: calendar.before(at, days * length)
    )


@given(zones(), moments(), st.integers(1, 400))
def test_calendar_days_keep_the_wall_time(zone: ZoneInfo, at: datetime, days: int) -> None:
    due = always(zone=zone).due(at, CalendarDays(days))
    wall = to_wall_time(at, zone=zone).replace(tzinfo=None)
    assert due == to_instant(wall + timedelta(days=days), zone=zone)


@given(zones(), moments(), st.sampled_from(Gap), st.sampled_from(Occurrence))
def test_wall_times_lead_back_to_their_instant(
    zone: ZoneInfo, at: datetime, gap: Gap, occurrence: Occurrence
) -> None:
    wall = to_wall_time(at, zone=zone)
    back = to_instant(wall.replace(tzinfo=None, fold=0), zone=zone, gap=gap, occurrence=occurrence)
    assert to_wall_time(back, zone=zone).replace(tzinfo=None) == wall.replace(tzinfo=None)
    if occurrence is Occurrence.LAST:
        assert back >= instant(at)
    else:
        assert back <= instant(at)


ANCHORS: Final = {
    PeriodKind.DAY: 1,
    PeriodKind.WEEK: 7,
    PeriodKind.MONTH: 31,
    PeriodKind.QUARTER: 12,
    PeriodKind.HALF_YEAR: 12,
    PeriodKind.YEAR: 12,
}


@given(zones(), DATES, st.sampled_from(PeriodKind), st.data())
def test_periods_tile_the_calendar(
    zone: ZoneInfo, day: date, kind: PeriodKind, data: st.DataObject
) -> None:
    anchor = data.draw(st.integers(1, ANCHORS[kind]))
    period = ReportingPeriod.around(day, kind, zone=zone, anchor=anchor)
    assert period.first <= day < period.until
    walked = list(period.upto(ReportingPeriod.around(period.next().next().first, kind, zone=zone)))
    assert walked[0] == period
    for one, other in pairwise(walked):
        assert one.until == other.first
        assert one.interval.end == other.interval.start
        assert other.previous() == one
        assert one.next() == other
        assert ReportingPeriod.around(other.first, kind, zone=zone, anchor=anchor) == other
        last = other.until - timedelta(days=1)
        assert ReportingPeriod.around(last, kind, zone=zone, anchor=anchor) == other


@given(moments(), st.sampled_from(PeriodKind), zones())
def test_the_period_around_an_instant_contains_it(
    at: datetime, kind: PeriodKind, zone: ZoneInfo
) -> None:
    assert at in ReportingPeriod.around(at, kind, zone=zone).interval


@pytest.mark.parametrize("zone", AWKWARD_ZONES)
def test_a_week_without_a_closing_is_real_time_from_1970_to_2200(zone: str) -> None:
    week = weekly("24x7", zone=zone)
    assert week.elapsed(ORIGIN, HORIZON) == always().elapsed(ORIGIN, HORIZON)
    assert week.intervals(ORIGIN, HORIZON) == IntervalSet.of([Interval(ORIGIN, HORIZON)])


@pytest.mark.slow
def test_a_week_without_a_closing_is_real_time_in_every_zone() -> None:
    for zone in sorted(available_timezones() - {"localtime", "Factory"}):
        assert weekly("24x7", zone=zone).elapsed(ORIGIN, HORIZON) == HORIZON - ORIGIN, zone


@pytest.mark.parametrize("gap", Gap)
@pytest.mark.parametrize("fold", Fold)
@pytest.mark.parametrize("zone", AWKWARD_ZONES)
def test_no_reading_of_gaps_and_folds_closes_a_week_without_a_closing(
    zone: str, gap: Gap, fold: Fold
) -> None:
    start, end = datetime(2010, 1, 1, tzinfo=UTC), datetime(2014, 1, 1, tzinfo=UTC)
    week = weekly("24x7", zone=zone, gap=gap, fold=fold)
    assert week.elapsed(start, end) == end - start


@given(zones(), instants(first=date(1970, 1, 2), last=date(2199, 12, 31)), durations())
def test_a_week_without_a_closing_equals_always(
    zone: ZoneInfo, at: datetime, allowed: timedelta
) -> None:
    week = weekly("24x7", zone=zone)
    assert week.is_open(at)
    due = instant(at) + allowed
    if due <= HORIZON:
        assert week.due(at, allowed) == due == always().due(at, allowed)
        assert week.elapsed(at, due) == allowed


def test_utc_is_what_every_answer_is_told_in() -> None:
    office = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
    at = datetime(2026, 10, 24, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
    answers = [
        office.due(at, timedelta(hours=1)),
        office.due(at, NOTHING),
        office.due(at, WorkingDays(2)),
        office.due(at, CalendarDays(2)),
        office.due(at, timedelta(hours=1), measure=Measure.WALL_CLOCK),
        office.before(at, timedelta(hours=1)),
        office.next_open(at),
        office.following_open(at),
        office.next_close(at),
        office.previous_open(at),
        office.previous_close(at),
    ]
    assert all(each.tzinfo is UTC for each in answers)
