"""Hypothesis strategies for the values of this library, with the awkward cases inside."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from svcmgmt.calendars import (
    Fold,
    Gap,
    ServiceCalendar,
    TimeRange,
    WeeklyHours,
    always,
    fixed,
    weekly,
)
from svcmgmt.lifecycle import Lifecycle, StateChange
from svcmgmt.sla import ClockLedger, Mark, Signal
from svcmgmt.temporal import ORIGIN, Interval, IntervalSet, instant

__all__ = [
    "calendars",
    "durations",
    "histories",
    "instants",
    "interval_sets",
    "intervals",
    "ledgers",
    "time_ranges",
    "week_hours",
    "zones",
]

_MICROSECOND: Final = timedelta(microseconds=1)
_MINUTE: Final = timedelta(minutes=1)

AWKWARD_ZONES: Final = (
    "UTC",
    "Europe/Berlin",
    "Europe/Dublin",  # summer time is the standard, winter the exception
    "America/New_York",
    "America/St_Johns",  # half an hour off, and changed at 00:01 for years
    "America/Sao_Paulo",  # changed at midnight
    "Africa/Casablanca",  # back for Ramadan
    "Asia/Kathmandu",  # three quarters of an hour off
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # changes by half an hour
    "Australia/Sydney",
    "Pacific/Apia",  # skipped 2011-12-30
    "Pacific/Chatham",
    "Asia/Tehran",
)
"""Zones that between them hold every kind of clock change."""


def _minutes(count: int) -> timedelta:
    return count * _MINUTE


def zones() -> st.SearchStrategy[ZoneInfo]:
    """Give zones of both hemispheres, with odd offsets, odd changes and a skipped day.

    Examples:
        >>> from hypothesis import given
        >>> @given(zones())
        ... def every_zone_is_known(zone: ZoneInfo) -> None:
        ...     assert zone.key in AWKWARD_ZONES
        >>> every_zone_is_known()
    """
    return st.sampled_from(AWKWARD_ZONES).map(ZoneInfo)


def instants(
    *,
    first: date = date(2005, 1, 1),
    last: date = date(2030, 12, 31),
    precision: timedelta = _MICROSECOND,
) -> st.SearchStrategy[datetime]:
    """Give aware datetimes in awkward zones.

    Args:
        first: earliest date.
        last: latest date.
        precision: they are whole multiples of it after 1970; a minute for minute grids.
    """
    low = datetime.combine(first, datetime.min.time(), ORIGIN.tzinfo) - ORIGIN
    high = datetime.combine(last, datetime.min.time(), ORIGIN.tzinfo) - ORIGIN
    steps = st.integers(low // precision, high // precision)

    def placed(step: int, zone: ZoneInfo) -> datetime:
        return (ORIGIN + step * precision).astimezone(zone)

    return st.builds(placed, steps, zones())


def durations(*, most: timedelta = timedelta(days=40)) -> st.SearchStrategy[timedelta]:
    """Give exact durations from nothing to `most`, often whole minutes."""
    whole = st.integers(0, most // _MINUTE).map(_minutes)
    return whole | st.timedeltas(timedelta(0), most)


def intervals(*, longest: timedelta = timedelta(days=10)) -> st.SearchStrategy[Interval]:
    """Give closed intervals, empty ones included."""

    def spanned(start: datetime, length: timedelta) -> Interval:
        begin = instant(start)
        return Interval(begin, begin + length)

    return st.builds(spanned, instants(precision=_MINUTE), durations(most=longest))


@st.composite
def interval_sets(draw: st.DrawFn, *, most: int = 8) -> IntervalSet:
    """Give sets whose intervals lie close together, so that they touch, overlap and nest.

    Args:
        draw: given by hypothesis.
        most: how many intervals go into a set.
    """
    start = datetime(2026, 10, 20, tzinfo=ORIGIN.tzinfo)
    spans = draw(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 40)), max_size=most))
    return IntervalSet.of(
        Interval(start + low * _MINUTE, start + (low + length) * _MINUTE) for low, length in spans
    )


@st.composite
def time_ranges(
    draw: st.DrawFn, *, latest: timedelta = timedelta(hours=30)
) -> tuple[TimeRange, ...]:
    """Give the ranges of one day, disjoint and in order, sometimes past midnight.

    Args:
        draw: given by hypothesis.
        latest: when the last one closes at the latest, after midnight if over 24 hours.
    """
    edges = sorted(draw(st.sets(st.integers(0, 95), min_size=2, max_size=8)))
    quarters = edges if len(edges) % 2 == 0 else edges[:-1]
    ranges = [
        TimeRange(15 * low * _MINUTE, 15 * high * _MINUTE)
        for low, high in zip(quarters[::2], quarters[1::2], strict=True)
    ]
    longest = min(latest, ranges[-1].opens + timedelta(hours=24))
    closes = draw(st.sampled_from([ranges[-1].closes, timedelta(hours=24), longest]))
    if ranges[-1].closes < closes <= longest:
        ranges[-1] = TimeRange(ranges[-1].opens, closes)
    return tuple(ranges)


@st.composite
def week_hours(draw: st.DrawFn) -> WeeklyHours:
    """Give weekly hours: several ranges a day, closed days, midnights, nights that end in time."""
    days: list[tuple[TimeRange, ...]] = [()] * 7
    latest = timedelta(hours=30)
    for index in reversed(range(7)):  # the end of a night depends on the morning after
        if draw(st.booleans()):
            days[index] = draw(time_ranges(latest=latest if index < 6 else timedelta(hours=24)))  # noqa: PLR2004
        opens = days[index][0].opens if days[index] else timedelta(hours=6)
        latest = timedelta(hours=24) + opens
    return WeeklyHours(days)


_DATES: Final = st.dates(date(2005, 1, 1), date(2030, 12, 31))


@st.composite
def _weekly_calendars(draw: st.DrawFn) -> ServiceCalendar:
    special = draw(st.dictionaries(_DATES, time_ranges(), max_size=3))
    return weekly(
        draw(week_hours()),
        zone=draw(zones()),
        holidays=draw(st.lists(_DATES, max_size=4)),
        special_days={day: list(ranges) for day, ranges in special.items()},
        gap=draw(st.sampled_from(Gap)),
        fold=draw(st.sampled_from(Fold)),
    )


def calendars() -> st.SearchStrategy[ServiceCalendar]:
    """Give service calendars: weekly hours with holidays and special days, and their algebra."""
    simple = _weekly_calendars() | st.just(always())
    exceptions = interval_sets().map(fixed)
    return (
        simple
        | st.builds(ServiceCalendar.__or__, simple, simple)
        | st.builds(ServiceCalendar.__and__, simple, simple)
        | st.builds(ServiceCalendar.__sub__, simple, exceptions)
    )


@st.composite
def histories(
    draw: st.DrawFn, lifecycle: Lifecycle[Any, Any], *, most: int = 12
) -> tuple[StateChange[Any, Any], ...]:
    """Give histories that a lifecycle allows, from an initial state on.

    Args:
        draw: given by hypothesis.
        lifecycle: whose rules they follow; guards are not asked.
        most: how many facts at the most.
    """
    at = instant(draw(instants()))
    state = draw(st.sampled_from(lifecycle.initials))
    history = [StateChange[Any, Any](to_state=state, at=at)]
    for _ in range(draw(st.integers(0, most - 1))):
        rules = [rule for rule in lifecycle.rules if state in rule.sources]
        if not rules:
            break
        rule = draw(st.sampled_from(rules))
        at += draw(durations(most=timedelta(days=3)))
        change = StateChange[Any, Any](
            from_state=state, to_state=rule.target, trigger=rule.trigger, at=at
        )
        history.append(change)
        state = rule.target
    return tuple(history)


@st.composite
def ledgers(draw: st.DrawFn, *, most: int = 8) -> ClockLedger:
    """Give ledgers of marks in any order, at distinct or equal instants, with sequences.

    Args:
        draw: given by hypothesis.
        most: how many marks at the most.
    """
    start = instant(draw(instants()))
    signals = st.sets(st.sampled_from(Signal), min_size=1, max_size=2)
    offsets = st.integers(0, 5_000).map(_minutes)
    pairs = draw(st.lists(st.tuples(offsets, signals), max_size=most))
    marks = [
        Mark(at=start + offset, signals=told, sequence=index + 1)
        for index, (offset, told) in enumerate(pairs)
    ]
    return ClockLedger.of([Mark(at=start, signals=[Signal.START], sequence=0), *marks])
