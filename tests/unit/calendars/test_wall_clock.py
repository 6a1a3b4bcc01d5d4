"""Clock readings of rules, on the days on which Berlin skips an hour and repeats one."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import (
    CalendarRule,
    Measure,
    NeverOpens,
    NoSuchTime,
    always,
    never,
    weekly,
)
from svcmgmt.calendars._combined import Difference, Intersection, Union, Versions
from svcmgmt.calendars._offsets import DAY, HOUR
from svcmgmt.calendars._rules import Always, Fixed, Never
from svcmgmt.calendars._wall_clock import ClockReadings
from svcmgmt.temporal import (
    HORIZON,
    ORIGIN,
    IntervalSet,
    _edges as algebra,
    parse_instant as at,
    to_micros,
)

BERLIN = ZoneInfo("Europe/Berlin")
WALL = Measure.WALL_CLOCK

SPRING = to_micros(at("2026-03-29T01:00:00Z"))  # clocks jump from 02:00 to 03:00
AUTUMN = to_micros(at("2026-10-25T01:00:00Z"))  # clocks go back from 03:00 to 02:00
YEAR = to_micros(at("2026-01-01T00:00:00Z")), to_micros(at("2027-01-01T00:00:00Z"))


def spans(*edges: int) -> Fixed:
    return Fixed(IntervalSet(edges))


def readings(rule: CalendarRule, around: int) -> list[int]:
    """Return the open readings of the day of a change, in hours after its midnight."""
    midnight = around // DAY * DAY
    edges = ClockReadings(rule, BERLIN).edges(midnight, midnight + DAY)
    assert all((edge - midnight) % HOUR == 0 for edge in edges)
    return [(edge - midnight) // HOUR for edge in edges]


def test_hours_of_the_same_zone_are_read_as_if_in_utc() -> None:
    hours = "daily 01:30-02:15, 02:30-02:45, 22:00-25:00"
    shown = ClockReadings(weekly(hours, zone=BERLIN).rule, BERLIN)
    assert shown.edges(*YEAR) == weekly(hours, zone="UTC").rule.edges(*YEAR)


def test_hours_of_another_zone_are_converted() -> None:
    shown = ClockReadings(weekly("daily 08:00-09:00", zone="UTC").rule, BERLIN)
    day = to_micros(at("2026-07-01T00:00:00Z"))
    assert shown.edges(day, day + DAY) == [day + 10 * HOUR, day + 11 * HOUR]
    assert str(shown) == "the clock readings in Europe/Berlin of (Mon-Sun 08:00-09:00, UTC)"


def test_what_is_shown_twice_counts_once() -> None:
    assert readings(spans(AUTUMN - HOUR, AUTUMN + HOUR), AUTUMN) == [2, 3]


@pytest.mark.parametrize(
    ("edges", "shown"),
    [
        ((-HOUR, HOUR), [1, 4]),
        ((-HOUR, 0), [1, 3]),
        ((0, HOUR), [3, 4]),
        ((-HOUR, 0, HOUR, 2 * HOUR), [1, 3, 4, 5]),
    ],
)
def test_an_interval_is_worth_the_difference_of_its_readings(
    edges: tuple[int, ...], shown: list[int]
) -> None:
    """What the clocks skip is open if it is open up to there."""
    assert readings(spans(*(SPRING + edge for edge in edges)), SPRING) == shown


BEFORE, AFTER = spans(SPRING - 2 * HOUR, SPRING), spans(SPRING, SPRING + 2 * HOUR)
FIRST_PASS, SECOND_PASS = spans(AUTUMN - HOUR, AUTUMN), spans(AUTUMN, AUTUMN + HOUR)


@pytest.mark.parametrize(
    ("rule", "around", "shown"),
    [
        (Union((BEFORE, AFTER)), SPRING, [0, 5]),
        (Difference(Always(), BEFORE), SPRING, [3, 24]),
        (Difference(Always(), AFTER), SPRING, [0, 3, 5, 24]),
        (Intersection((Always(), BEFORE)), SPRING, [0, 3]),
        (Versions((0, SPRING), (Always(), Never())), SPRING, [0, 3]),
        (Versions((0, SPRING), (Never(), Always())), SPRING, [3, 24]),
        (Union((FIRST_PASS, SECOND_PASS)), AUTUMN, [2, 3]),
        (Intersection((FIRST_PASS, SECOND_PASS)), AUTUMN, []),
        (Difference(FIRST_PASS, SECOND_PASS), AUTUMN, [2, 3]),
        (Difference(Always(), FIRST_PASS), AUTUMN, [0, 24]),
        (Versions((0, AUTUMN), (Never(), Always())), AUTUMN, [2, 24]),
    ],
    ids=str,
)
def test_rules_are_combined_before_they_are_read_off_the_clock(
    rule: CalendarRule, around: int, shown: list[int]
) -> None:
    assert readings(rule, around) == shown


def test_hours_are_combined_by_their_readings() -> None:
    one, other = weekly("daily 00-12", zone=BERLIN).rule, weekly("daily 02-03", zone=BERLIN).rule
    parts = [
        weekly(hours, zone="UTC").rule.edges(*YEAR) for hours in ("daily 00-12", "daily 02-03")
    ]
    for rule, expected in (
        (Union((one, other)), algebra.union(parts)),
        (Intersection((one, other)), algebra.intersection(*parts)),
        (Difference(one, other), algebra.difference(*parts)),
        (Versions((0, YEAR[0] + 7), (one, one)), parts[0]),
    ):
        assert ClockReadings(rule, BERLIN).edges(*YEAR) == expected


def test_readings_lie_inside_the_range_that_is_asked() -> None:
    shown = ClockReadings(always().rule, BERLIN)
    whole = IntervalSet(tuple(shown.edges(*YEAR)))
    middle = SPRING + HOUR // 2 + HOUR  # skipped
    parts = [shown.edges(YEAR[0], middle), shown.edges(middle, YEAR[1])]
    assert whole == IntervalSet(tuple(algebra.union(parts))) == IntervalSet(YEAR)


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "UTC"])
def test_due_times_reach_from_1970_to_2200(zone: str) -> None:
    calendar, hour = always(zone=zone), timedelta(hours=1)
    assert calendar.due(ORIGIN, hour, measure=WALL) == ORIGIN + hour
    assert calendar.due(HORIZON - hour, hour, measure=WALL) == HORIZON
    with pytest.raises(NoSuchTime) as caught:
        calendar.due(HORIZON - hour, 2 * hour, measure=WALL)
    assert caught.value.at == HORIZON - hour
    assert caught.value.calendar == "always"


def test_what_never_opens_has_no_due_time() -> None:
    with pytest.raises(NeverOpens):
        never(zone=BERLIN).due(ORIGIN, timedelta(hours=1), measure=WALL)


def test_the_due_reading_may_be_skipped_or_wait_for_the_end_of_a_repeated_hour() -> None:
    calendar = always(zone=BERLIN)

    def due(start: datetime, minutes: int) -> datetime:
        return calendar.due(start, timedelta(minutes=minutes), measure=WALL)

    assert due(at("2026-03-29T00:30:00Z"), 45) == at("2026-03-29T01:00:00Z")
    assert due(at("2026-03-29T00:30:00Z"), 90) == at("2026-03-29T01:00:00Z")
    assert due(at("2026-10-25T00:30:00Z"), 20) == at("2026-10-25T00:50:00Z")
    assert due(at("2026-10-25T00:30:00Z"), 30) == at("2026-10-25T02:00:00Z")
    assert due(at("2026-10-25T01:30:00Z"), 20) == at("2026-10-25T01:50:00Z")
