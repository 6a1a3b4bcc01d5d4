from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import (
    Boundary,
    CalendarRule,
    Closure,
    ClosureKind,
    Fold,
    Gap,
    Measure,
    MidnightClose,
    NeverOpens,
    NoSuchTime,
    Recurrence,
    Reversed,
    ServiceCalendar,
    UnknownZone,
    WorkingDays,
    ZeroDuration,
    always,
    fixed,
    never,
    recurring,
    versions,
    weekly,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import (
    EMPTY,
    HORIZON,
    ORIGIN,
    EndBeforeStart,
    Interval,
    IntervalSet,
    NaiveDatetime,
    parse_instant as at,
)

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)
NOTHING = timedelta(0)
BERLIN = "Europe/Berlin"
OFFICE = weekly("Mon-Fri 08:00-18:00", zone=BERLIN)
NIGHT = weekly("Mon 22:00-06:00+1", zone="UTC")
FRIDAY = at("2026-10-23T15:00:00Z")  # 17:00 in Berlin
SATURDAY = at("2026-10-24T10:00:00Z")
MONDAY = at("2026-10-26T08:00:00Z")  # 09:00: clocks went back


class TestElapsed:
    def test_counts_open_time_over_a_weekend_and_a_clock_change(self) -> None:
        assert OFFICE.elapsed(FRIDAY, MONDAY) == 2 * HOUR

    @pytest.mark.parametrize(
        ("reversed_", "worth"),
        [
            (Reversed.NEGATIVE, -2 * HOUR),
            (Reversed.ZERO, NOTHING),
            (Reversed.ABSOLUTE, 2 * HOUR),
        ],
    )
    def test_of_a_reversed_range_is_what_the_policy_says(
        self, reversed_: Reversed, worth: timedelta
    ) -> None:
        assert OFFICE.elapsed(MONDAY, FRIDAY, reversed=reversed_) == worth
        assert OFFICE.elapsed(FRIDAY, MONDAY, reversed=reversed_) == 2 * HOUR

    def test_of_a_reversed_range_can_be_an_error(self) -> None:
        with pytest.raises(EndBeforeStart) as caught:
            OFFICE.elapsed(MONDAY, FRIDAY, reversed=Reversed.ERROR)
        assert caught.value.field == "end"
        assert caught.value.value == FRIDAY
        assert str(MONDAY) in caught.value.allowed
        assert OFFICE.elapsed(FRIDAY, MONDAY, reversed=Reversed.ERROR) == 2 * HOUR
        assert OFFICE.elapsed(MONDAY, MONDAY, reversed=Reversed.ERROR) == NOTHING

    def test_a_reversed_range_is_an_error_while_closed_too(self) -> None:
        with pytest.raises(EndBeforeStart):
            OFFICE.elapsed(SATURDAY + HOUR, SATURDAY, reversed=Reversed.ERROR)

    @pytest.mark.parametrize(
        ("day", "real", "wall"),
        [("2026-10-25", 25, 24), ("2026-03-29", 23, 24), ("2026-11-01", 24, 24)],
    )
    def test_on_the_wall_clock_every_day_has_24_hours(self, day: str, real: int, wall: int) -> None:
        sunday = weekly("Sun 00:00-24:00", zone="Europe/Paris")
        start = at(f"{day}T12:00:00Z") - timedelta(days=2)
        end = start + timedelta(days=4)
        assert sunday.elapsed(start, end) == real * HOUR
        assert sunday.elapsed(start, end, measure=Measure.WALL_CLOCK) == wall * HOUR
        assert always(zone="Europe/Paris").elapsed(
            start, end, measure=Measure.WALL_CLOCK
        ) == timedelta(days=4, hours=wall - real)

    @pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
    def test_microseconds_count(self, zone: str) -> None:
        desk = weekly("daily 09:00-17:00", zone=zone)
        opening = desk.next_open(MONDAY + timedelta(days=1))
        assert desk.elapsed(opening - MICROSECOND, opening + MICROSECOND) == MICROSECOND

    def test_instants_of_any_zone_are_the_same_instants(self) -> None:
        tokyo = ZoneInfo("Asia/Tokyo")
        assert OFFICE.elapsed(FRIDAY.astimezone(tokyo), MONDAY.astimezone(tokyo)) == 2 * HOUR

    def test_two_passes_of_an_hour_are_two_hours(self) -> None:
        zone = ZoneInfo(BERLIN)
        first = datetime(2026, 10, 25, 2, 30, tzinfo=zone)
        again = first.replace(fold=1)
        assert always().elapsed(first, again) == HOUR

    @pytest.mark.parametrize(
        ("start", "end"), [(ORIGIN, HORIZON), (ORIGIN, ORIGIN), (HORIZON, HORIZON)]
    )
    def test_reaches_from_1970_to_2200(self, start: datetime, end: datetime) -> None:
        assert always().elapsed(start, end) == end - start
        assert never().elapsed(start, end) == NOTHING

    @pytest.mark.parametrize("beyond", [ORIGIN - MICROSECOND, HORIZON + MICROSECOND])
    def test_instants_beyond_are_refused(self, beyond: datetime) -> None:
        for start, end, name in ((beyond, MONDAY, "start"), (MONDAY, beyond, "end")):
            with pytest.raises(InvalidValue, match="1970-01-01") as caught:
                OFFICE.elapsed(start, end)
            assert (caught.value.field, caught.value.value) == (name, beyond)

    @pytest.mark.parametrize(
        ("zone", "border"), [("America/New_York", ORIGIN), ("Asia/Tokyo", HORIZON)]
    )
    def test_the_wall_clock_reaches_from_1970_to_2200(self, zone: str, border: datetime) -> None:
        found = always(zone=zone).elapsed(MONDAY, border, measure=Measure.WALL_CLOCK)
        assert abs(found - (border - MONDAY)) <= 2 * HOUR

    def test_the_wall_clock_does_not_reverse_a_range(self) -> None:
        first, second = at("2026-10-25T00:50:00Z"), at("2026-10-25T01:10:00Z")
        calendar = always(zone=BERLIN)
        assert calendar.elapsed(
            first, second, measure=Measure.WALL_CLOCK, reversed=Reversed.ERROR
        ) == timedelta(minutes=-40)

    def test_the_wall_clock_measures_a_version_like_its_calendar(self) -> None:
        sunday = weekly("Sun 00:00-24:00", zone=BERLIN)
        start, end = at("2026-03-28T12:00:00Z"), at("2026-03-30T12:00:00Z")
        same = versions([(None, sunday)])
        assert same.elapsed(start, end, measure=Measure.WALL_CLOCK) == sunday.elapsed(
            start, end, measure=Measure.WALL_CLOCK
        )

    def test_the_wall_clock_of_other_rules_is_what_clocks_show_while_open(self) -> None:
        start, end = at("2026-10-24T12:00:00Z"), at("2026-10-26T12:00:00Z")
        span = Interval(at("2026-10-25T00:00:00Z"), at("2026-10-25T03:00:00Z"))
        one = fixed([span], zone=BERLIN)
        assert one.elapsed(start, end) == 3 * HOUR
        assert one.elapsed(start, end, measure=Measure.WALL_CLOCK) == 2 * HOUR
        assert one.due(start, 2 * HOUR, measure=Measure.WALL_CLOCK) == span.end
        foreign = weekly("Sun 00:00-03:00", zone="UTC")
        seen = ServiceCalendar(foreign.rule, ZoneInfo(BERLIN))
        assert seen.elapsed(start, end, measure=Measure.WALL_CLOCK) == 2 * HOUR

    def test_the_wall_clock_knows_algebra(self) -> None:
        start, end = at("2026-10-24T12:00:00Z"), at("2026-10-26T12:00:00Z")
        sunday = weekly("Sun 00:00-24:00", zone=BERLIN)
        morning = weekly("Sun 00:00-12:00", zone=BERLIN)

        def wall(calendar: ServiceCalendar) -> timedelta:
            return calendar.elapsed(start, end, measure=Measure.WALL_CLOCK)

        assert wall(sunday | morning) == 24 * HOUR
        assert wall(sunday & morning) == 12 * HOUR
        assert wall(sunday - morning) == 12 * HOUR
        assert wall(never(zone=BERLIN) | always(zone=BERLIN)) == 47 * HOUR

    def test_the_wall_clock_of_a_difference_shows_what_is_open(self) -> None:
        first_pass = Interval(at("2026-10-25T00:00:00Z"), at("2026-10-25T01:00:00Z"))
        calendar = always(zone=BERLIN) - fixed([first_pass])
        start, end = at("2026-10-24T22:00:00Z"), at("2026-10-25T02:00:00Z")
        assert calendar.elapsed(start, end) == 3 * HOUR
        # clocks show 00:00 to 02:00, then 02:00 to 03:00 in the second pass
        assert calendar.elapsed(start, end, measure=Measure.WALL_CLOCK) == 3 * HOUR


class TestDue:
    @pytest.mark.parametrize(
        ("start", "hours", "due"),
        [
            (FRIDAY, 8, "2026-10-26T14:00:00Z"),
            (FRIDAY, 1, "2026-10-23T16:00:00Z"),
            (SATURDAY, 1, "2026-10-26T08:00:00Z"),
            (MONDAY, 50, "2026-11-02T08:00:00Z"),
        ],
    )
    def test_is_when_the_open_time_has_passed(self, start: datetime, hours: int, due: str) -> None:
        assert OFFICE.due(start, hours * HOUR) == at(due)

    @pytest.mark.parametrize(
        ("start", "hours", "boundary", "due"),
        [
            (FRIDAY, 1, Boundary.CLOSING, "2026-10-23T16:00:00Z"),
            (FRIDAY, 1, Boundary.NEXT_OPENING, "2026-10-26T07:00:00Z"),
            (FRIDAY, 2, Boundary.NEXT_OPENING, "2026-10-26T08:00:00Z"),
            (SATURDAY, 10, Boundary.CLOSING, "2026-10-26T17:00:00Z"),
            (SATURDAY, 10, Boundary.NEXT_OPENING, "2026-10-27T07:00:00Z"),
        ],
    )
    def test_on_a_closing_lies_where_the_boundary_says(
        self, start: datetime, hours: int, boundary: Boundary, due: str
    ) -> None:
        assert OFFICE.due(start, hours * HOUR, boundary=boundary) == at(due)

    @pytest.mark.parametrize(
        ("start", "zero", "due"),
        [
            (SATURDAY, ZeroDuration.UNCHANGED, SATURDAY),
            (SATURDAY, ZeroDuration.INTO_HOURS, at("2026-10-26T07:00:00Z")),
            (FRIDAY, ZeroDuration.INTO_HOURS, FRIDAY),
            (at("2026-10-23T16:00:00Z"), ZeroDuration.UNCHANGED, at("2026-10-23T16:00:00Z")),
            (at("2026-10-23T16:00:00Z"), ZeroDuration.INTO_HOURS, at("2026-10-26T07:00:00Z")),
        ],
    )
    def test_of_no_time_is_where_the_policy_says(
        self, start: datetime, zero: ZeroDuration, due: datetime
    ) -> None:
        assert OFFICE.due(start, NOTHING, zero=zero) == due

    @pytest.mark.parametrize("measure", Measure)
    def test_a_negative_time_is_refused(self, measure: Measure) -> None:
        with pytest.raises(InvalidValue, match="count back with before") as caught:
            OFFICE.due(FRIDAY, -HOUR, measure=measure)
        assert (caught.value.field, caught.value.value) == ("allowed", -HOUR)

    def test_on_the_wall_clock_a_day_is_a_day(self) -> None:
        midnight = at("2026-10-24T22:00:00Z")
        sunday = always(zone="Europe/Paris")
        day = 24 * HOUR
        assert sunday.due(midnight, day) == at("2026-10-25T22:00:00Z")
        assert sunday.due(midnight, day, measure=Measure.WALL_CLOCK) == at("2026-10-25T23:00:00Z")

    def test_on_the_wall_clock_the_policies_hold_too(self) -> None:
        wall = Measure.WALL_CLOCK
        later = OFFICE.due(FRIDAY, HOUR, boundary=Boundary.NEXT_OPENING, measure=wall)
        assert later == at("2026-10-26T07:00:00Z")
        opening = OFFICE.due(SATURDAY, NOTHING, zero=ZeroDuration.INTO_HOURS, measure=wall)
        assert opening == at("2026-10-26T07:00:00Z")

    @pytest.mark.parametrize("minutes", [0, 10])
    def test_on_the_wall_clock_nothing_is_due_before_its_start(self, minutes: int) -> None:
        second_pass = at("2026-10-25T01:30:00Z")
        due = always(zone=BERLIN).due(second_pass, minutes * MINUTE, measure=Measure.WALL_CLOCK)
        assert due == second_pass + minutes * MINUTE

    def test_more_time_than_there_is_raises(self) -> None:
        with pytest.raises(NoSuchTime, match="of open time after") as caught:
            always().due(MONDAY, timedelta(days=366 * 230))
        assert not isinstance(caught.value, NeverOpens)
        assert caught.value.at == MONDAY

    def test_any_timedelta_is_allowed(self) -> None:
        with pytest.raises(NoSuchTime):
            OFFICE.due(MONDAY, timedelta.max)

    def test_reaches_the_horizon_and_not_beyond(self) -> None:
        assert always().due(HORIZON - HOUR, HOUR) == HORIZON
        with pytest.raises(NoSuchTime):
            always().due(HORIZON - HOUR, HOUR + MICROSECOND)
        with pytest.raises(NoSuchTime):
            always().due(HORIZON - HOUR, HOUR, boundary=Boundary.NEXT_OPENING)


class TestBefore:
    @pytest.mark.parametrize(
        ("end", "hours", "start"),
        [
            (MONDAY, 2, FRIDAY),
            (MONDAY, 1, "2026-10-26T07:00:00Z"),
            (SATURDAY, 1, "2026-10-23T15:00:00Z"),
            (SATURDAY, 10, "2026-10-23T06:00:00Z"),
            (SATURDAY, 11, "2026-10-22T15:00:00Z"),
        ],
    )
    def test_is_the_latest_instant_from_which_the_time_passes(
        self, end: datetime, hours: int, start: datetime | str
    ) -> None:
        expected = start if isinstance(start, datetime) else at(start)
        assert OFFICE.before(end, hours * HOUR) == expected

    def test_of_no_time_is_where_the_policy_says(self) -> None:
        assert OFFICE.before(SATURDAY, NOTHING) == SATURDAY
        into = ZeroDuration.INTO_HOURS
        assert OFFICE.before(SATURDAY, NOTHING, zero=into) == at("2026-10-23T16:00:00Z")
        assert OFFICE.before(FRIDAY, NOTHING, zero=into) == FRIDAY

    def test_more_time_than_there_was_raises(self) -> None:
        with pytest.raises(NoSuchTime, match="of open time before"):
            always().before(ORIGIN + HOUR, HOUR + MICROSECOND)
        assert always().before(ORIGIN + HOUR, HOUR) == ORIGIN
        with pytest.raises(NoSuchTime):
            OFFICE.before(MONDAY, timedelta.max)

    def test_a_negative_time_is_refused(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            OFFICE.before(FRIDAY, -HOUR)
        assert caught.value.field == "allowed"

    def test_the_advice_for_a_negative_time_is_of_use(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            OFFICE.before(FRIDAY, -HOUR)
        assert "with before" not in caught.value.allowed


class TestNeighbours:
    @pytest.mark.parametrize(
        ("moment", "next_open", "following", "next_close", "previous_close", "previous_open"),
        [
            ("23T05:59", "23T06:00", "23T06:00", "23T16:00", "22T16:00", "22T06:00"),
            ("23T06:00", "23T06:00", "26T07:00", "23T16:00", "22T16:00", "22T06:00"),
            ("23T06:01", "23T06:01", "26T07:00", "23T16:00", "23T06:01", "23T06:00"),
            ("23T15:59", "23T15:59", "26T07:00", "23T16:00", "23T15:59", "23T06:00"),
            ("23T16:00", "26T07:00", "26T07:00", "26T17:00", "23T16:00", "23T06:00"),
            ("24T12:00", "26T07:00", "26T07:00", "26T17:00", "23T16:00", "23T06:00"),
        ],
    )
    def test_of_an_instant(
        self,
        moment: str,
        next_open: str,
        following: str,
        next_close: str,
        previous_close: str,
        previous_open: str,
    ) -> None:
        def october(text: str) -> datetime:
            return at(f"2026-10-{text}:00Z")

        asked = october(moment)
        assert OFFICE.next_open(asked) == october(next_open)
        assert OFFICE.following_open(asked) == october(following)
        assert OFFICE.next_close(asked) == october(next_close)
        assert OFFICE.previous_close(asked) == october(previous_close)
        assert OFFICE.previous_open(asked) == october(previous_open)

    def test_is_open_from_opening_until_just_before_closing(self) -> None:
        opening, closing = at("2026-10-26T07:00:00Z"), at("2026-10-26T17:00:00Z")
        assert OFFICE.is_open(opening)
        assert not OFFICE.is_open(opening - MICROSECOND)
        assert OFFICE.is_open(closing - MICROSECOND)
        assert not OFFICE.is_open(closing)

    @pytest.mark.parametrize(
        ("moment", "told"),
        [
            ("2026-10-25T12:00:00Z", "2026-10-25T22:59:59.999999Z"),
            ("2026-10-25T22:59:59.999998Z", "2026-10-25T22:59:59.999999Z"),
            ("2026-10-25T22:59:59.999999Z", "2026-11-01T22:59:59.999999Z"),
        ],
    )
    def test_a_closing_at_midnight_can_be_told_on_its_own_day(self, moment: str, told: str) -> None:
        sundays = weekly("Sun 08:00-24:00", zone=BERLIN)
        last = MidnightClose.LAST_MICROSECOND
        assert sundays.next_close(at(moment), midnight=last) == at(told)

    def test_a_closing_at_another_time_is_told_as_it_is(self) -> None:
        last = MidnightClose.LAST_MICROSECOND
        assert OFFICE.next_close(FRIDAY, midnight=last) == at("2026-10-23T16:00:00Z")

    def test_a_day_that_ends_at_a_skipped_midnight_ends_at_its_last_microsecond(self) -> None:
        saturdays = weekly("Sat 08:00-24:00", zone="America/Sao_Paulo")
        closing = at("2018-11-04T03:00:00Z")
        assert saturdays.next_close(closing - HOUR) == closing
        told = saturdays.next_close(closing - HOUR, midnight=MidnightClose.LAST_MICROSECOND)
        assert told == closing - MICROSECOND

    @pytest.mark.parametrize(
        "name", ["next_open", "following_open", "next_close", "previous_open", "previous_close"]
    )
    def test_of_a_calendar_that_never_opens_there_are_none(self, name: str) -> None:
        for closed in (never(), weekly("", zone="UTC"), fixed(EMPTY), OFFICE & never()):
            with pytest.raises(NeverOpens):
                getattr(closed, name)(MONDAY)

    @pytest.mark.parametrize("name", ["following_open", "next_close", "previous_open"])
    def test_of_a_calendar_that_never_closes_there_are_none(self, name: str) -> None:
        with pytest.raises(NoSuchTime) as caught:
            getattr(always(), name)(MONDAY)
        assert not isinstance(caught.value, NeverOpens)


class Forbidden(CalendarRule):
    """A rule that knows that it never opens, and must therefore not be compiled."""

    def edges(self, start: int, end: int) -> list[int]:
        raise AssertionError(start, end)

    def is_never(self) -> bool:
        return True


FORBIDDEN = ServiceCalendar(Forbidden(), ZoneInfo("UTC"))


@pytest.mark.parametrize(
    "question",
    [
        lambda it: it.due(MONDAY, HOUR),
        lambda it: it.due(MONDAY, NOTHING, zero=ZeroDuration.INTO_HOURS),
        lambda it: it.due(MONDAY, HOUR, boundary=Boundary.NEXT_OPENING),
        lambda it: it.due(MONDAY, WorkingDays(1)),
        lambda it: it.due(MONDAY, WorkingDays(1, day_length=HOUR)),
        lambda it: it.before(MONDAY, HOUR),
        lambda it: it.before(MONDAY, WorkingDays(1)),
        lambda it: it.next_open(MONDAY),
        lambda it: it.following_open(MONDAY),
        lambda it: it.next_close(MONDAY),
        lambda it: it.previous_open(MONDAY),
        lambda it: it.previous_close(MONDAY),
        lambda it: (it | it).next_open(MONDAY),
        lambda it: (it & always()).next_open(MONDAY),
        lambda it: (it - always()).next_open(MONDAY),
        lambda it: versions([(None, it)]).next_open(MONDAY),
    ],
)
def test_what_never_opens_is_told_before_anything_is_compiled(
    question: Callable[[ServiceCalendar], object],
) -> None:
    with pytest.raises(NeverOpens):
        question(FORBIDDEN)


def test_nothing_is_due_at_once_even_if_it_never_opens() -> None:
    assert FORBIDDEN.due(MONDAY, NOTHING) == MONDAY
    assert FORBIDDEN.before(MONDAY, NOTHING) == MONDAY
    assert list(FORBIDDEN.intervals_after(MONDAY)) == []
    assert list(FORBIDDEN.intervals_before(MONDAY)) == []


class TestIntervals:
    def test_are_the_open_time_of_a_range(self) -> None:
        found = OFFICE.intervals(FRIDAY, MONDAY)
        assert found == IntervalSet.parse(
            "2026-10-23T15:00:00Z/2026-10-23T16:00:00Z,2026-10-26T07:00:00Z/2026-10-26T08:00:00Z"
        )
        assert OFFICE.intervals(SATURDAY, SATURDAY) == EMPTY

    def test_of_a_reversed_range_are_refused(self) -> None:
        with pytest.raises(EndBeforeStart):
            OFFICE.intervals(MONDAY, FRIDAY)

    def test_can_be_walked_forwards(self) -> None:
        found = [str(each) for each in islice(OFFICE.intervals_after(FRIDAY), 3)]
        assert found == [
            "2026-10-23T15:00:00Z/2026-10-23T16:00:00Z",
            "2026-10-26T07:00:00Z/2026-10-26T17:00:00Z",
            "2026-10-27T07:00:00Z/2026-10-27T17:00:00Z",
        ]

    def test_can_be_walked_backwards(self) -> None:
        found = [str(each) for each in islice(OFFICE.intervals_before(MONDAY), 3)]
        assert found == [
            "2026-10-26T07:00:00Z/2026-10-26T08:00:00Z",
            "2026-10-23T06:00:00Z/2026-10-23T16:00:00Z",
            "2026-10-22T06:00:00Z/2026-10-22T16:00:00Z",
        ]

    def test_without_a_closing_have_no_end_and_begin_in_1970(self) -> None:
        assert list(always().intervals_after(MONDAY)) == [Interval(MONDAY)]
        assert list(always().intervals_before(MONDAY)) == [Interval(ORIGIN, MONDAY)]
        assert list(always().intervals_before(ORIGIN)) == []

    def test_end_with_the_last_one(self) -> None:
        spans = [Interval.parse(f"2026-10-2{day}T09:00:00Z/PT1H") for day in (1, 3, 5)]
        few = fixed(spans)
        assert list(few.intervals_after(ORIGIN)) == spans
        assert list(few.intervals_before(HORIZON)) == spans[::-1]

    def test_naive_instants_are_refused_before_the_first_one(self) -> None:
        naive = FRIDAY.replace(tzinfo=None)
        for walk in (OFFICE.intervals_after, OFFICE.intervals_before):
            with pytest.raises(NaiveDatetime):
                next(walk(naive))


class TestWhy:
    CALENDAR = weekly(
        "Mon-Fri 08:00-18:00",
        zone=BERLIN,
        holidays={"2026-10-03": "German Unity Day", "2026-12-25": ""},
        special_days={"2026-12-24": ["08:00-12:00"], "2026-12-31": []},
    )

    @pytest.mark.parametrize(
        ("moment", "reason"),
        [
            ("2026-10-02T12:00:00Z", "None"),
            ("2026-10-02T20:00:00Z", "outside hours"),
            ("2026-10-02T22:00:00Z", "holiday 2026-10-03 German Unity Day"),
            ("2026-10-03T21:59:59Z", "holiday 2026-10-03 German Unity Day"),
            ("2026-10-03T22:00:00Z", "outside hours"),
            ("2026-12-25T12:00:00Z", "holiday 2026-12-25"),
            ("2026-12-24T12:00:00Z", "special day 2026-12-24"),
            ("2026-12-24T10:00:00Z", "None"),
            ("2026-12-31T10:00:00Z", "special day 2026-12-31"),
        ],
    )
    def test_names_what_keeps_it_closed(self, moment: str, reason: str) -> None:
        assert str(self.CALENDAR.why(at(moment))) == reason

    def test_of_algebra_is_the_reason_of_the_part_that_is_closed(self) -> None:
        meeting = fixed([Interval.parse("2026-10-26T09:00:00Z/PT1H")])
        without = self.CALENDAR - meeting
        assert without.why(at("2026-10-26T09:30:00Z")) == Closure(kind=ClosureKind.EXCLUDED)
        assert str(without.why(at("2026-10-03T12:00:00Z"))).startswith("holiday")
        both = meeting & self.CALENDAR
        assert str(both.why(at("2026-10-03T12:00:00Z"))) == "outside hours"
        other = self.CALENDAR & meeting
        assert str(other.why(at("2026-10-03T12:00:00Z"))).startswith("holiday")
        either = self.CALENDAR | meeting
        assert str(either.why(at("2026-10-03T12:00:00Z"))).startswith("holiday")

    def test_of_versions_is_the_reason_of_the_one_that_holds(self) -> None:
        changed = versions(
            [(at("2026-10-01T00:00:00Z"), self.CALENDAR), (at("2026-11-01T00:00:00Z"), never())]
        )
        assert changed.why(at("2026-09-30T12:00:00Z")) == Closure(kind=ClosureKind.NOT_VALID)
        assert str(changed.why(at("2026-10-03T12:00:00Z"))).startswith("holiday")
        assert str(changed.why(at("2026-11-02T12:00:00Z"))) == "outside hours"

    def test_the_missing_tail_of_a_night_is_due_to_the_holiday_on_which_it_begins(self) -> None:
        nights = weekly("Mon 22:00-06:00+1", zone="UTC", holidays={"2026-10-26": "Holiday"})
        assert str(nights.why(at("2026-10-26T23:00:00Z"))) == "holiday 2026-10-26 Holiday"
        assert str(nights.why(at("2026-10-27T03:00:00Z"))) == "holiday 2026-10-26 Holiday"

    @pytest.mark.parametrize(
        ("part", "moment"),
        [
            (
                weekly("Sun 02:10-02:20", zone=BERLIN, fold=Fold.FIRST),
                "2026-10-25T01:15:00Z",
            ),
            (weekly("Sun 02:30-04:00", zone=BERLIN, gap=Gap.SHIFT), "2026-03-29T01:15:00Z"),
        ],
    )
    def test_of_both_has_a_reason_around_clock_changes(
        self, part: ServiceCalendar, moment: str
    ) -> None:
        assert not part.is_open(at(moment))
        assert (part & always()).why(at(moment)) == Closure(kind=ClosureKind.OUTSIDE_HOURS)

    def test_of_a_difference_has_the_right_reason_around_clock_changes(self) -> None:
        early = weekly("Sun 02:30-04:00", zone=BERLIN, gap=Gap.SHIFT)
        closed = at("2026-03-29T01:15:00Z")
        assert (early - never()).why(closed) == early.why(closed)

    def test_of_both_has_a_reason_at_the_horizon(self) -> None:
        assert (always() & always()).why(HORIZON) == always().why(HORIZON)


class TestClosures:
    def test_names_each_reason_once_in_order(self) -> None:
        found = TestWhy.CALENDAR.closures(at("2026-12-22T08:00:00Z"), at("2027-01-02T00:00:00Z"))
        assert list(map(str, found)) == [
            "outside hours",
            "special day 2026-12-24",
            "holiday 2026-12-25",
            "special day 2026-12-31",
        ]

    def test_are_none_while_open(self) -> None:
        start = at("2026-10-26T09:00:00Z")
        assert OFFICE.closures(start, start + HOUR) == ()
        assert OFFICE.closures(SATURDAY, SATURDAY) == ()

    def test_of_a_long_closure_are_those_of_each_of_its_dates(self) -> None:
        shut = weekly("", zone=BERLIN, holidays={"2026-10-25": "One", "2026-10-27": "Two"})
        found = shut.closures(SATURDAY, SATURDAY + timedelta(days=4))
        assert [each.day for each in found] == [None, date(2026, 10, 25), date(2026, 10, 27)]

    def test_of_a_reversed_range_are_refused(self) -> None:
        with pytest.raises(EndBeforeStart):
            OFFICE.closures(MONDAY, FRIDAY)

    def test_are_found_where_clocks_go_back_over_midnight(self) -> None:
        """Clocks in St John's went back from 00:01 on 29 October 2006 to 23:01 on the 28th."""
        until = at("2006-10-29T03:00:00Z")  # 23:30 for the second time
        calendar = always(zone="America/St_Johns") & fixed([Interval(ORIGIN, until)])
        assert calendar.is_open(at("2006-10-29T02:30:00Z"))  # midnight for the first time
        found = calendar.closures(until - HOUR, until + 24 * HOUR)
        assert found == (Closure(kind=ClosureKind.OUTSIDE_HOURS),)

    def test_reach_to_the_horizon(self) -> None:
        new_york = weekly("Mon 08:00-09:00", zone="America/New_York")
        found = new_york.closures(HORIZON - 48 * HOUR, HORIZON)
        assert found == (Closure(kind=ClosureKind.OUTSIDE_HOURS),)


NAIVE = FRIDAY.replace(tzinfo=None)


@pytest.mark.parametrize("calendar", [OFFICE, always(), never(), NIGHT | OFFICE], ids=str)
@pytest.mark.parametrize("value", [NAIVE, date(2026, 10, 23), None, "2026-10-23T15:00:00Z", 0])
@pytest.mark.parametrize(
    "question",
    [
        lambda it, at: it.elapsed(at, MONDAY),
        lambda it, at: it.elapsed(MONDAY, at),
        lambda it, at: it.elapsed(at, MONDAY, measure=Measure.WALL_CLOCK),
        lambda it, at: it.elapsed(MONDAY, at, measure=Measure.WALL_CLOCK),
        lambda it, at: it.due(at, HOUR),
        lambda it, at: it.due(at, NOTHING),
        lambda it, at: it.due(at, HOUR, measure=Measure.WALL_CLOCK),
        lambda it, at: it.before(at, HOUR),
        lambda it, at: it.before(at, NOTHING),
        lambda it, at: it.is_open(at),
        lambda it, at: it.next_open(at),
        lambda it, at: it.following_open(at),
        lambda it, at: it.next_close(at),
        lambda it, at: it.previous_open(at),
        lambda it, at: it.previous_close(at),
        lambda it, at: it.intervals(at, MONDAY),
        lambda it, at: it.intervals(FRIDAY, at),
        lambda it, at: next(it.intervals_after(at)),
        lambda it, at: next(it.intervals_before(at)),
        lambda it, at: it.why(at),
        lambda it, at: it.closures(at, MONDAY),
        lambda it, at: it.closures(FRIDAY, at),
    ],
)
def test_only_aware_datetimes_are_instants(
    calendar: ServiceCalendar, value: object, question: Callable[[ServiceCalendar, Any], object]
) -> None:
    with pytest.raises((NaiveDatetime, InvalidType)) as caught:
        question(calendar, value)
    assert isinstance(caught.value, NaiveDatetime) is isinstance(value, datetime)
    assert caught.value.args[1] == value


class EvenHours(CalendarRule):
    """A rule of somebody else: open in every even hour of UTC; no more than `edges` is written."""

    def edges(self, start: int, end: int) -> list[int]:
        hour = 3_600_000_000
        found: list[int] = []
        for opening in range(start // hour * hour, end, hour):
            low, high = max(opening, start), min(opening + hour, end)
            if opening // hour % 2 == 0 and low < high:
                found += (low, high)
        return found


class TestRuleOfOnesOwn:
    CALENDAR = ServiceCalendar(EvenHours(), ZoneInfo(BERLIN))

    def test_answers_everything(self) -> None:
        calendar = self.CALENDAR
        assert not calendar.is_open(FRIDAY)
        assert calendar.next_open(FRIDAY) == FRIDAY + HOUR
        assert calendar.elapsed(FRIDAY, FRIDAY + 24 * HOUR) == 12 * HOUR
        assert calendar.due(FRIDAY, 3 * HOUR) == FRIDAY + 6 * HOUR
        assert calendar.before(FRIDAY, HOUR) == FRIDAY - HOUR
        assert calendar.why(FRIDAY) == Closure(kind=ClosureKind.OUTSIDE_HOURS)
        assert calendar.is_working_day("2026-10-24")
        assert not calendar.rule.is_never()

    def test_takes_part_in_algebra(self) -> None:
        both = OFFICE & self.CALENDAR
        assert both.elapsed(at("2026-10-26T00:00:00Z"), at("2026-10-27T00:00:00Z")) == 5 * HOUR
        assert both.why(MONDAY + HOUR) == Closure(kind=ClosureKind.OUTSIDE_HOURS)

    def test_has_a_wall_clock(self) -> None:
        start = at("2026-10-24T22:00:00Z")  # midnight in Berlin, of a day of 25 hours
        assert self.CALENDAR.elapsed(start, start + 25 * HOUR) == 13 * HOUR
        wall = self.CALENDAR.elapsed(start, start + 25 * HOUR, measure=Measure.WALL_CLOCK)
        # readings 00-01, 02-03 (first pass), 03-04, 05-06 ... 23-24
        assert wall == 13 * HOUR

    def test_cannot_be_made_without_edges(self) -> None:
        with pytest.raises(TypeError, match="abstract"):
            CalendarRule()  # type: ignore[abstract]


def test_a_calendar_has_a_zone_by_name_or_object() -> None:
    rule = OFFICE.rule
    assert ServiceCalendar(rule, BERLIN) == OFFICE
    assert ServiceCalendar(rule, UTC).zone == ZoneInfo("UTC")
    with pytest.raises(UnknownZone):
        ServiceCalendar(rule, "Nowhere")


def test_a_calendar_tells_what_it_is() -> None:
    assert str(OFFICE) == "Mon-Fri 08:00-18:00, Europe/Berlin"
    assert repr(OFFICE) == "<ServiceCalendar Mon-Fri 08:00-18:00, Europe/Berlin>"


def test_algebra_keeps_the_zone_of_the_left_one() -> None:
    tokyo = always(zone="Asia/Tokyo")
    for combined in (tokyo | OFFICE, tokyo & OFFICE, tokyo - OFFICE):
        assert combined.zone.key == "Asia/Tokyo"


@pytest.mark.parametrize("other", [None, 1, IntervalSet(())])
def test_algebra_with_something_else_is_a_type_error(other: object) -> None:
    for combine in (operator.or_, operator.and_, operator.sub):
        with pytest.raises(TypeError):
            combine(OFFICE, other)


def test_many_calendars_can_be_joined() -> None:
    joined = never()
    for day in range(1, 29):
        for hour in range(24):
            span = Interval.parse(f"2026-10-{day:02}T{hour:02}:00:00Z/PT30M")
            joined |= fixed([span])
    assert joined.is_open(at("2026-10-03T05:15:00Z"))


def test_recurring_times_have_a_wall_clock_up_to_the_end() -> None:
    start = datetime(2199, 1, 1, 12, tzinfo=UTC)
    daily = recurring(Recurrence(rule="FREQ=DAILY", start=start), lasts=HOUR)
    assert daily.elapsed(start, start + 48 * HOUR, measure=Measure.WALL_CLOCK) == 2 * HOUR


def test_a_rule_of_another_type_is_refused() -> None:
    with pytest.raises(InvalidType):
        ServiceCalendar("Mon-Fri 08:00-18:00", BERLIN)  # type: ignore[arg-type]
