"""The rule of weekly hours in a zone, with holidays and special days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, pairwise
from operator import attrgetter
from typing import Final, TypeAlias, cast
from zoneinfo import ZoneInfo

from attrs import field, frozen

from svcmgmt.calendars._offsets import DAY, Offsets, Stretch
from svcmgmt.calendars._rules import (
    LAST,
    ORDINAL_1970,
    OUTSIDE_HOURS,
    CalendarRule,
    since_1970,
)
from svcmgmt.calendars.civil import parse_date
from svcmgmt.calendars.closures import Closure, ClosureKind
from svcmgmt.calendars.holiday_lists import HolidayList, holiday_list
from svcmgmt.calendars.policies import DayPrecedence, Fold, Gap, Occurrence
from svcmgmt.calendars.weekly_hours import Ranges, TimeRange, WeeklyHours, day_ranges
from svcmgmt.calendars.zones import zone_key
from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import _edges as algebra
from svcmgmt.values._kinds import of_kind
from svcmgmt.values._lists import listed

__all__ = ["Hours", "SpecialDay", "SpecialDays"]

_ORDINAL_2200: Final = LAST // DAY + ORDINAL_1970
_MICROSECOND: Final = timedelta(microseconds=1)
_DAY_OF: Final = attrgetter("day")

# A clock may differ from UTC by a day and skip another one; hours end two days after their date.
_REACH: Final = 5 * DAY

_Spans: TypeAlias = "list[tuple[int, int]]"


def _special_hours(value: Ranges) -> tuple[TimeRange, ...]:
    return day_ranges(value, "special day")


@frozen
class SpecialDay:
    """A date with hours of its own, instead of those of its weekday.

    Args:
        day: the date; ISO text is read.
        hours: its ranges; none means closed.
        name: why the day is special, for explanations.

    Raises:
        InvalidType: a datetime, or hours that are not a list.
        OverlappingHours: two ranges that share time.

    Examples:
        >>> SpecialDay("2026-12-24", ["08:00-12:00"], name="Christmas Eve").day
        datetime.date(2026, 12, 24)
    """

    day: date = field(converter=parse_date)
    """The local date on which the hours begin."""

    hours: tuple[TimeRange, ...] = field(converter=_special_hours)
    """Ranges of that date, in order and disjoint."""

    name: str = ""
    """Why the day is special."""


SpecialDays: TypeAlias = Mapping[date, Ranges] | Mapping[str, Ranges] | Iterable[SpecialDay]

_SPECIAL_DAYS: Final = "a mapping of dates to lists of ranges, or a list of SpecialDay"


def _special_days(value: SpecialDays) -> tuple[SpecialDay, ...]:
    if isinstance(value, Mapping):
        days = [
            SpecialDay(day, hours) for day, hours in cast("Mapping[str, Ranges]", value).items()
        ]
    else:
        days = list(listed(value, "special_days", _SPECIAL_DAYS, kind=SpecialDay))
    days.sort(key=lambda each: each.day)
    for one, other in pairwise(days):
        if one.day == other.day:
            raise InvalidValue("special_days", other.day, "each date once")
    return tuple(days)


def _spans(ranges: Iterable[TimeRange]) -> _Spans:
    return [(each.opens // _MICROSECOND, each.closes // _MICROSECOND) for each in ranges]


@frozen(kw_only=True)
class Hours(CalendarRule):
    """Weekly hours in a zone, without holidays, with special days."""

    week: WeeklyHours
    zone: ZoneInfo = field(eq=zone_key)
    holidays: HolidayList = field(converter=holiday_list)
    special_days: tuple[SpecialDay, ...] = field(converter=_special_days)
    precedence: DayPrecedence = field(
        default=DayPrecedence.SPECIAL_DAY, validator=of_kind(DayPrecedence)
    )
    gap: Gap = field(default=Gap.CLIP, validator=of_kind(Gap))
    fold: Fold = field(default=Fold.LABEL, validator=of_kind(Fold))

    def is_never(self) -> bool:
        return self.week.is_never() and not any(each.hours for each in self.special_days)

    def windows_a_week(self) -> int:
        return sum(map(len, self.week.days))

    def _special_between(self, first: date, last: date) -> tuple[SpecialDay, ...]:
        """Return the special days of a range of dates; all of them are in order."""
        low = bisect_left(self.special_days, first, key=_DAY_OF)
        return self.special_days[low : bisect_right(self.special_days, last, key=_DAY_OF)]

    def _windows(self, first: int, last: int) -> _Spans:
        """Return the windows that begin on dates, as pairs of clock readings."""
        low = date.fromordinal(max(first, ORDINAL_1970))
        high = date.fromordinal(min(last, _ORDINAL_2200 - 1))
        holidays = {day.toordinal() for day in self.holidays.dates(low, high)}
        special = {
            each.day.toordinal(): _spans(each.hours) for each in self._special_between(low, high)
        }
        if self.precedence is DayPrecedence.HOLIDAY:
            special = {day: spans for day, spans in special.items() if day not in holidays}
        week = [_spans(ranges) for ranges in self.week.days]
        windows: _Spans = []
        for ordinal in range(first, last + 1):
            if ordinal in special:
                spans = special[ordinal]
            elif ordinal in holidays:
                continue
            else:
                spans = week[(ordinal - 1) % 7]
            midnight = since_1970(ordinal)
            windows += [(midnight + opens, midnight + closes) for opens, closes in spans]
        return windows

    def _hulls(self, windows: _Spans, offsets: Offsets) -> _Spans:
        """Return from when until when each window lasts; what the clocks skip lasts no time."""
        closing = Occurrence.FIRST if self.fold is Fold.FIRST else Occurrence.LAST
        return [
            (
                offsets.resolve(opens, self.gap, Occurrence.FIRST),
                offsets.resolve(closes, self.gap, closing),
            )
            for opens, closes in windows
        ]

    def edges(self, start: int, end: int) -> list[int]:
        # A night that opened two dates ago may still run; dates begin up to a day before UTC's.
        windows = self._windows(start // DAY - 3 + ORDINAL_1970, end // DAY + 1 + ORDINAL_1970)
        # By its label time is open or not; other readings of an edge depend on changes around it.
        reach = 0 if self.gap is Gap.CLIP and self.fold is Fold.LABEL else _REACH
        offsets = Offsets.of(self.zone, start - reach, end + reach)
        if self.fold is not Fold.LABEL:
            edges = algebra.normal(self._hulls(windows, offsets))
        else:
            if self.gap is Gap.SHIFT:
                windows = [(offsets.unskipped(a), offsets.unskipped(b)) for a, b in windows]
            edges = offsets.windows(algebra.normal(windows))
        return algebra.clip(edges, start, end)

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        start, end = since_1970(first) - _REACH, since_1970(last) + _REACH
        windows = self._windows(first - 3, last + 3)
        hulls = self._hulls(windows, Offsets.of(self.zone, start, end))
        shown = Offsets.of(zone, start, end)
        days = {
            shown.label(opens) // DAY + ORDINAL_1970 for opens, closes in hulls if opens < closes
        }
        return {day for day in days if first <= day <= last}

    def _closures(self, first: int, last: int) -> dict[int, Closure]:
        """Return why dates from `first` to `last` do not have the hours of their weekday."""
        low, high = date.fromordinal(first), date.fromordinal(last)
        names = self.holidays.dates(low, high)
        closures = {
            day.toordinal(): Closure(kind=ClosureKind.HOLIDAY, day=day, name=name)
            for day, name in names.items()
        }
        for each in self._special_between(low, high):
            if each.day not in names or self.precedence is DayPrecedence.SPECIAL_DAY:
                closure = Closure(kind=ClosureKind.SPECIAL_DAY, day=each.day, name=each.name)
                closures[each.day.toordinal()] = closure
        return closures

    def _planned_end(self, ordinal: int) -> int:
        """Return up to which clock reading a date would be open, had it also the hours it lost."""
        day = date.fromordinal(ordinal)
        special = (each.hours for each in self._special_between(day, day))
        ranges = chain(self.week.days[day.weekday()], *special)
        closes = max((each.closes // _MICROSECOND for each in ranges), default=0)
        return since_1970(ordinal) + closes

    def reasons(self, closed: Sequence[int], zone: ZoneInfo) -> list[tuple[int, Closure]]:
        if not closed:
            return []
        start, end = closed[0], closed[-1]
        closures = self._closures(start // DAY - 2 + ORDINAL_1970, end // DAY + 1 + ORDINAL_1970)
        found: list[tuple[int, Closure]] = []
        for low, high, offset in Offsets.of(self.zone, start, end).stretches():
            for first, last in algebra.pairs(algebra.clip(closed, low, high)):
                shut = self._reasons_by_label(first + offset, last + offset, closures)
                found += ((label - offset, closure) for label, closure in shut)
        return found

    def _reasons_by_label(
        self, label: int, until: int, closures: Mapping[int, Closure]
    ) -> Iterator[tuple[int, Closure]]:
        """Yield what keeps closed from which clock reading on."""
        while label < until:
            today = label // DAY + ORDINAL_1970
            # A night that is missing after midnight is missing because of the date before.
            night_end = self._planned_end(today - 1) if today - 1 in closures else label
            yield label, closures.get(today if night_end <= label else today - 1, OUTSIDE_HOURS)
            label = night_end if label < night_end else since_1970(today + 1)

    def readings(self, stretch: Stretch) -> list[int]:
        if stretch.zone.key != self.zone.key:
            return super().readings(stretch)
        # Hours are clock readings already, whatever the clocks skip or repeat.
        low, high = stretch.readings
        windows = self._windows(low // DAY - 2 + ORDINAL_1970, high // DAY + ORDINAL_1970)
        return algebra.clip(algebra.normal(windows), low, high)

    def __str__(self) -> str:
        parts = [str(self.week) or "closed all week", self.zone.key]
        parts += ["with holidays"] if self.holidays.rules else []
        parts += [f"{len(self.special_days)} special days"] if self.special_days else []
        return ", ".join(parts)
