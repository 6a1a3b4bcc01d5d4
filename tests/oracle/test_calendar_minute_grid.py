"""Service calendars against a slow and obvious twin that looks at every minute.

The twin knows nothing of edges, tables or offsets. It reads the clock of the zone at each UTC
minute of a span and decides from the definition: a minute is open if its clock reading lies in a
window owned by its date, or in one that the date before owns and that runs past midnight.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise, product
from zoneinfo import ZoneInfo

import pytest
from attrs import field, frozen
from hypothesis import example, given, strategies as st

from svcmgmt.calendars import (
    Boundary,
    DayPrecedence,
    Fold,
    Gap,
    Measure,
    ServiceCalendar,
    TimeRange,
    WeeklyHours,
    versions,
    weekly,
)
from svcmgmt.temporal import Interval
from svcmgmt.testing.strategies import time_ranges, week_hours

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

Ranges = Sequence[tuple[int, int]]
"""Opening hours of a date in minutes after its midnight."""


@frozen
class Span:
    """Five days around something that the clocks of a zone do."""

    zone: str
    day: date
    what: str = ""

    start: datetime = field(init=False)
    length: int = 6 * 24 * 60

    @start.default
    def _start(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC) - 3 * DAY

    def __str__(self) -> str:
        return f"{self.zone.partition('/')[2]}-{self.day}-{self.what}"


@cache
def readings(span: Span) -> tuple[datetime, ...]:
    """Return what the clocks show at every minute of the span."""
    zone = ZoneInfo(span.zone)
    minutes = (span.start + index * MINUTE for index in range(span.length))
    return tuple(at.astimezone(zone).replace(tzinfo=None) for at in minutes)


GAPS = (
    Span("Europe/Berlin", date(2026, 3, 29), "gap"),
    Span("Europe/Dublin", date(2026, 3, 29), "gap"),
    Span("America/New_York", date(2026, 3, 8), "gap"),
    Span("America/Sao_Paulo", date(2018, 11, 4), "midnight-gap"),
    Span("America/St_Johns", date(2006, 4, 2), "gap-at-00:01"),
    Span("Africa/Casablanca", date(2024, 4, 14), "gap-after-ramadan"),
    Span("Asia/Tehran", date(2022, 3, 22), "midnight-gap"),
    Span("Australia/Lord_Howe", date(2026, 10, 4), "half-hour-gap"),
    Span("Pacific/Chatham", date(2026, 9, 27), "gap"),
    Span("Pacific/Apia", date(2011, 12, 30), "skipped-date"),
    Span("Asia/Pyongyang", date(2018, 5, 4), "half-hour-gap-up-to-midnight"),
    Span("Antarctica/Troll", date(2024, 3, 31), "two-hour-gap"),
)
FOLDS = (
    Span("Europe/Berlin", date(2026, 10, 25), "fold"),
    Span("Europe/Dublin", date(2026, 10, 25), "fold"),
    Span("America/New_York", date(2026, 11, 1), "fold"),
    Span("America/Havana", date(2024, 11, 3), "fold-back-to-midnight"),
    Span("America/Sao_Paulo", date(2018, 2, 18), "fold-before-midnight"),
    Span("America/St_Johns", date(2006, 10, 29), "fold-over-midnight"),
    Span("Africa/Casablanca", date(2024, 3, 10), "fold-for-ramadan"),
    Span("Asia/Tehran", date(2022, 9, 22), "fold-before-midnight"),
    Span("Australia/Lord_Howe", date(2026, 4, 5), "half-hour-fold"),
    Span("Pacific/Chatham", date(2026, 4, 5), "fold"),
)
QUIET = (
    Span("UTC", date(2026, 10, 25), "quiet"),
    Span("Asia/Kathmandu", date(2026, 3, 29), "quiet"),
    Span("Asia/Kolkata", date(2024, 2, 29), "quiet"),
    Span("Pacific/Kiritimati", date(2026, 1, 1), "quiet-far-east"),
    Span("Pacific/Pago_Pago", date(2026, 1, 1), "quiet-far-west"),
)
SPANS = GAPS + FOLDS + QUIET

HOURS = (
    "Mon-Fri 08:00-18:00",
    "24x7",
    "daily 00:00-24:00",
    "daily 22:00-06:00+1",
    "daily 01:30-02:30, 02:45-03:15, 23:15-24:00",
    "Mon-Sun 00:00-00:30, 01:00-02:15, 02:30-05:00, 23:30-24:00",
    "Sat, Sun 23:20-02:40+1; Mon 09:00-09:01",
    "Mon, Wed, Fri, Sun 10:00-34:00",
)


def _of_dates(value: object) -> frozenset[date]:
    assert isinstance(value, set | frozenset)
    return frozenset(value)


@frozen(kw_only=True)
class Contract:
    """Opening hours as plain data: what the calendar and its twin are both told."""

    zone: str
    week: WeeklyHours
    holidays: frozenset[date] = field(default=frozenset(), converter=_of_dates)
    special: tuple[tuple[date, tuple[tuple[int, int], ...]], ...] = ()
    precedence: DayPrecedence = DayPrecedence.SPECIAL_DAY
    gap: Gap = Gap.CLIP
    fold: Fold = Fold.LABEL

    def calendar(self) -> ServiceCalendar:
        texts = {
            day: [f"{low // 60}:{low % 60:02}-{high // 60}:{high % 60:02}" for low, high in ranges]
            for day, ranges in self.special
        }
        return weekly(
            self.week,
            zone=self.zone,
            holidays=self.holidays,
            special_days=texts,
            precedence=self.precedence,
            gap=self.gap,
            fold=self.fold,
        )

    def ranges_of(self, day: date) -> Ranges:
        """Return the windows that a date owns."""
        is_special, is_holiday = day in dict(self.special), day in self.holidays
        if is_special and not (is_holiday and self.precedence is DayPrecedence.HOLIDAY):
            return dict(self.special)[day]
        if is_holiday:
            return ()
        hours = self.week.days[day.weekday()]
        return tuple((each.opens // MINUTE, each.closes // MINUTE) for each in hours)

    def windows(self, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield the windows of the dates as pairs of clock readings."""
        for step in range((last - first).days + 1):
            midnight = datetime.combine(first + step * DAY, datetime.min.time())
            for low, high in self.ranges_of(midnight.date()):
                yield midnight + low * MINUTE, midnight + high * MINUTE

    def open_readings(self, first: date, last: date) -> set[datetime]:
        """Return every minute of clock readings that lies in a window of the dates."""
        return inside(self.windows(first - DAY, last))


def inside(windows: Iterable[tuple[datetime, datetime]]) -> set[datetime]:
    """Return every minute of clock readings that lies in one of the windows."""
    return {low + step * MINUTE for low, high in windows for step in range((high - low) // MINUTE)}


def shifted(wall: datetime, zone: str) -> datetime:
    """Return a skipped clock reading as much later as the clocks jump, any other as it is.

    RFC 5545 reads a skipped time with the offset from before the gap; so does fold 0 (PEP 495).
    """
    aware = wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    return aware.astimezone(UTC).astimezone(aware.tzinfo).replace(tzinfo=None)


def open_minutes(contract: Contract, span: Span) -> list[bool]:
    """Return for every minute of a span whether the contract is open in it."""
    shown = readings(span)
    windows = list(contract.windows(shown[0].date() - 2 * DAY, shown[-1].date() + 2 * DAY))
    if contract.gap is Gap.SHIFT:
        windows = [(shifted(a, contract.zone), shifted(b, contract.zone)) for a, b in windows]
    if contract.fold is Fold.LABEL:
        readings_open = inside(windows)
        return [reading in readings_open for reading in shown]
    last = {reading: index for index, reading in enumerate(shown)}

    def first(wall: datetime) -> int:
        """Return the first minute that shows a reading or more: the change if it is skipped."""
        return next((i for i, reading in enumerate(shown) if reading >= wall), len(shown))

    is_open = [False] * len(shown)
    for opens, closes in windows:
        high = last.get(closes, first(closes)) if contract.fold is Fold.SPAN else first(closes)
        for index in range(first(opens), high):
            is_open[index] = True
    return is_open


class Twin:
    """Answers about a span, found by counting its minutes; None is beyond the span."""

    def __init__(self, minutes: list[bool]) -> None:
        self.open = minutes
        self.worked = [index for index, is_open in enumerate(minutes) if is_open]
        changes = list(enumerate(pairwise(minutes), start=1))
        self.openings = [index for index, (one, other) in changes if other and not one]
        self.closings = [index for index, (one, other) in changes if one and not other]

    def elapsed(self, start: int, end: int) -> int:
        return sum(self.open[start:end])

    def due(self, start: int, minutes: int) -> int | None:
        later = self.worked[bisect_left(self.worked, start) :]
        return later[minutes - 1] + 1 if minutes <= len(later) else None

    def before(self, end: int, minutes: int) -> int | None:
        earlier = self.worked[: bisect_left(self.worked, end)]
        return earlier[-minutes] if minutes <= len(earlier) else None

    def next_open(self, at: int) -> int | None:
        return at if at < len(self.open) and self.open[at] else self.following_open(at)

    def following_open(self, at: int) -> int | None:
        return min((each for each in self.openings if each > at), default=None)

    def next_close(self, at: int) -> int | None:
        return min((each for each in self.closings if each > at), default=None)

    def previous_open(self, at: int) -> int | None:
        return max((each for each in self.openings if each < at), default=None)

    def previous_close(self, at: int) -> int | None:
        if self.open[at - 1]:
            return at
        return max((each for each in self.closings if each <= at), default=None)

    def interesting(self, shown: Sequence[datetime]) -> list[int]:
        """Return the minutes around every edge and clock change, and some between."""
        jumps = [i for i, (one, other) in enumerate(pairwise(shown), 1) if other - one != MINUTE]
        edges = self.openings + self.closings + jumps
        near = {index + step for index in edges for step in (-31, -1, 0, 1, 30)}
        return sorted(i for i in near.union(range(1, len(shown), 331)) if 0 < i < len(shown) - 1)


def assert_same(calendar: ServiceCalendar, twin: Twin, span: Span) -> None:
    """Compare every kind of answer at every interesting minute."""
    points = twin.interesting(readings(span))

    def place(minute: int | None) -> datetime | None:
        return None if minute is None else span.start + minute * MINUTE

    for point in points:
        at = span.start + point * MINUTE
        assert calendar.is_open(at) is twin.open[point], at
        for name in (
            "next_open",
            "following_open",
            "next_close",
            "previous_open",
            "previous_close",
        ):
            expected = place(getattr(twin, name)(point))
            if expected is not None:
                assert getattr(calendar, name)(at) == expected, (name, at)
        for minutes in (1, 29, 60, 61, 600, 1440):
            allowed = minutes * MINUTE
            due = twin.due(point, minutes)
            if due is not None:
                assert calendar.due(at, allowed) == place(due), (at, allowed)
                later = twin.next_open(due)
                if later is not None:
                    found = calendar.due(at, allowed, boundary=Boundary.NEXT_OPENING)
                    assert found == place(later), (at, allowed)
            before = twin.before(point, minutes)
            if before is not None:
                assert calendar.before(at, allowed) == place(before), (at, allowed)
    for one, other in zip(points, points[7:] + points[:7], strict=True):
        low, high = sorted((one, other))
        elapsed = calendar.elapsed(span.start + low * MINUTE, span.start + high * MINUTE)
        assert elapsed == twin.elapsed(low, high) * MINUTE, (low, high)
    assert tuple(calendar.intervals(span.start, span.start + span.length * MINUTE)) == tuple(
        Interval(span.start + low * MINUTE, span.start + high * MINUTE)
        for low, high in _runs(twin.open)
    )


def _runs(minutes: Sequence[bool]) -> Iterator[tuple[int, int]]:
    low: int | None = None
    for index, is_open in enumerate([*minutes, False]):
        if is_open and low is None:
            low = index
        elif not is_open and low is not None:
            yield low, index
            low = None


@pytest.mark.parametrize("span", SPANS, ids=str)
@pytest.mark.parametrize("hours", HOURS)
def test_every_answer_is_the_one_of_the_minute_grid(span: Span, hours: str) -> None:
    contract = Contract(zone=span.zone, week=WeeklyHours.parse(hours))
    assert_same(contract.calendar(), Twin(open_minutes(contract, span)), span)


POLICIES = [each for each in product(Gap, Fold) if each != (Gap.CLIP, Fold.LABEL)]


@pytest.mark.parametrize("span", GAPS + FOLDS, ids=str)
@pytest.mark.parametrize("hours", [HOURS[4], HOURS[5]])
@pytest.mark.parametrize(("gap", "fold"), POLICIES, ids=lambda policy: policy.value)
def test_other_readings_of_gaps_and_folds_are_those_of_the_grid(
    span: Span, hours: str, gap: Gap, fold: Fold
) -> None:
    contract = Contract(zone=span.zone, week=WeeklyHours.parse(hours), gap=gap, fold=fold)
    assert_same(contract.calendar(), Twin(open_minutes(contract, span)), span)


@pytest.mark.parametrize("precedence", DayPrecedence)
@pytest.mark.parametrize("hours", ["Mon-Fri 08:00-18:00", "daily 22:00-06:00+1", "24x7"])
@pytest.mark.parametrize("span", [GAPS[0], GAPS[3], GAPS[9], FOLDS[5], QUIET[1]], ids=str)
def test_holidays_and_special_days_are_those_of_the_grid(
    span: Span, hours: str, precedence: DayPrecedence
) -> None:
    contract = Contract(
        zone=span.zone,
        week=WeeklyHours.parse(hours),
        holidays=frozenset({span.day - DAY, span.day, span.day + DAY}),
        special=(
            (span.day - 2 * DAY, ()),
            (span.day, ((60, 150), (23 * 60, 25 * 60))),
            (span.day + 2 * DAY, ((8 * 60, 8 * 60 + 1),)),
        ),
        precedence=precedence,
    )
    assert_same(contract.calendar(), Twin(open_minutes(contract, span)), span)


DATES_NEAR = st.integers(-3, 3)


@given(
    span=st.sampled_from(SPANS),
    week=week_hours(),
    holidays=st.frozensets(DATES_NEAR, max_size=2),
    special=st.dictionaries(DATES_NEAR, st.just(()) | time_ranges(), max_size=2),
    precedence=st.sampled_from(DayPrecedence),
    gap=st.sampled_from(Gap),
    fold=st.sampled_from(Fold),
)
@example(
    span=FOLDS[0],
    week=WeeklyHours.parse("Sat 22:00-30:00; Sun 22:00-30:00"),
    holidays=frozenset({0}),
    special={},
    precedence=DayPrecedence.SPECIAL_DAY,
    gap=Gap.CLIP,
    fold=Fold.SPAN,
)
def test_any_hours_agree_with_the_grid(
    span: Span,
    week: WeeklyHours,
    holidays: frozenset[int],
    special: dict[int, tuple[TimeRange, ...]],
    precedence: DayPrecedence,
    gap: Gap,
    fold: Fold,
) -> None:
    contract = Contract(
        zone=span.zone,
        week=week,
        holidays=frozenset(span.day + step * DAY for step in holidays),
        special=tuple(
            (
                span.day + step * DAY,
                tuple((each.opens // MINUTE, each.closes // MINUTE) for each in ranges),
            )
            for step, ranges in special.items()
        ),
        precedence=precedence,
        gap=gap,
        fold=fold,
    )
    twin = Twin(open_minutes(contract, span))
    if contract.calendar().rule.is_never():
        assert not any(twin.open)
    else:
        assert_same(contract.calendar(), twin, span)


TWO_ZONES = (
    (Span("Europe/Berlin", date(2026, 10, 25), "and-new-york"), "America/New_York"),
    (Span("Pacific/Apia", date(2011, 12, 30), "and-kathmandu"), "Asia/Kathmandu"),
    (Span("Australia/Lord_Howe", date(2026, 4, 5), "and-st-johns"), "America/St_Johns"),
)


@pytest.mark.parametrize(("span", "other_zone"), TWO_ZONES, ids=str)
@pytest.mark.parametrize("hours", [HOURS[0], HOURS[3], HOURS[5]])
def test_algebra_over_two_zones_is_boolean_algebra_of_minutes(
    span: Span, other_zone: str, hours: str
) -> None:
    ours = Contract(zone=span.zone, week=WeeklyHours.parse(hours))
    other_span = Span(other_zone, span.day, span.what)
    theirs = Contract(zone=other_zone, week=WeeklyHours.parse("daily 06:30-15:45"))
    pairs = list(zip(open_minutes(ours, span), open_minutes(theirs, other_span), strict=True))
    one, other = ours.calendar(), theirs.calendar()
    assert_same(one | other, Twin([a or b for a, b in pairs]), span)
    assert_same(one & other, Twin([a and b for a, b in pairs]), span)
    assert_same(one - other, Twin([a and not b for a, b in pairs]), span)


@pytest.mark.parametrize("span", [GAPS[0], GAPS[9], FOLDS[0], FOLDS[5], QUIET[1]], ids=str)
@pytest.mark.parametrize("minute", [1, 3000, 4000, 4347, 8000])
def test_a_version_holds_to_the_minute_from_which_it_is_valid(span: Span, minute: int) -> None:
    old = Contract(zone=span.zone, week=WeeklyHours.parse("daily 22:00-06:00+1"))
    new = Contract(zone=span.zone, week=WeeklyHours.parse("daily 01:00-03:00, 08:00-17:00"))
    change = span.start + minute * MINUTE
    calendar = versions([(None, old.calendar()), (change, new.calendar())])
    minutes = open_minutes(old, span)[:minute] + open_minutes(new, span)[minute:]
    assert_same(calendar, Twin(minutes), span)


def _wall_minutes(contract: Contract, low: datetime, high: datetime) -> int:
    """Return how many of the clock readings between two are open, none skipped or repeated."""
    readings_open = contract.open_readings(low.date(), high.date())
    return sum(low <= reading < high for reading in readings_open)


@pytest.mark.parametrize("span", SPANS, ids=str)
@pytest.mark.parametrize("hours", [HOURS[0], HOURS[2], HOURS[3], HOURS[5]])
def test_wall_clock_time_is_the_number_of_readings_between_two(span: Span, hours: str) -> None:
    contract = Contract(zone=span.zone, week=WeeklyHours.parse(hours))
    calendar, shown = contract.calendar(), readings(span)
    points = [*range(5, span.length, 797), 4310, 4375]
    for low, high in pairwise(sorted(points)):
        if shown[low] > shown[high]:
            continue
        start, end = span.start + low * MINUTE, span.start + high * MINUTE
        expected = _wall_minutes(contract, shown[low], shown[high]) * MINUTE
        assert calendar.elapsed(start, end, measure=Measure.WALL_CLOCK) == expected, (start, end)
        assert calendar.elapsed(end, start, measure=Measure.WALL_CLOCK) == -expected


def _first_showing(shown: Sequence[datetime], wall: datetime) -> int:
    return next(index for index, reading in enumerate(shown) if reading >= wall)


@pytest.mark.parametrize("span", SPANS, ids=str)
@pytest.mark.parametrize("hours", [HOURS[0], HOURS[2], HOURS[3], HOURS[5]])
@pytest.mark.parametrize("minutes", [1, 45, 400])
def test_wall_clock_due_is_the_first_instant_that_shows_the_due_reading(
    span: Span, hours: str, minutes: int
) -> None:
    contract = Contract(zone=span.zone, week=WeeklyHours.parse(hours))
    calendar, shown = contract.calendar(), readings(span)
    readings_open = contract.open_readings(shown[0].date(), shown[-1].date())
    for point in range(5, span.length - 4320, 397):
        if _first_showing(shown, shown[point]) < point:
            continue  # the clocks show this for the second time
        wall, left = shown[point], minutes
        while left:
            left -= wall in readings_open
            wall += MINUTE
        start = span.start + point * MINUTE
        expected = span.start + _first_showing(shown, wall) * MINUTE
        found = calendar.due(start, minutes * MINUTE, measure=Measure.WALL_CLOCK)
        assert found == expected, start
