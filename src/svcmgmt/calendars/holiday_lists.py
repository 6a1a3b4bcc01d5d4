"""Holidays: single dates, ranges, yearly dates and recurring rules, with names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence, Set as AbstractSet
from copy import deepcopy
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import accumulate, islice
from operator import attrgetter
from typing import Final, Protocol, TypeAlias, TypeGuard, cast, runtime_checkable

from attrs import Factory, field, frozen

from svcmgmt.calendars.civil import parse_date
from svcmgmt.calendars.recurrence import Recurrence
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.values._lists import listed

__all__ = [
    "Holiday",
    "HolidayList",
    "HolidayRule",
    "Holidays",
    "RecurringHoliday",
    "YearlyHoliday",
    "snapshot",
]

_MOST_DAYS: Final = 366 * 230
_LEAP_YEAR: Final = 2000
_HOLIDAYS: Final = "a list of dates, or an object that knows 'date in it'"


def _date(value: date | str) -> date:
    return parse_date(value, "holiday")


@runtime_checkable
class HolidayRule(Protocol):
    """Something that knows the holidays among the dates of a range.

    Examples:
        >>> isinstance(YearlyHoliday(1, 1), HolidayRule)
        True
    """

    def dates(self, first: date, last: date) -> dict[date, str]:
        """Return the holidays from `first` to `last`, with their names (or empty text)."""
        ...


@frozen
class Holiday:
    """One date, or all dates of a range.

    Args:
        first: the date, or the first of the range; ISO text is read.
        last: the last date of a range, itself included.
        name: what is celebrated.

    Raises:
        InvalidType: a datetime, whose date depends on the zone.
        InvalidValue: a range that ends before it starts.

    Examples:
        >>> list(Holiday("2026-12-24", "2026-12-26", name="Christmas").dates(
        ...     date(2026, 12, 26), date(2027, 1, 5)))
        [datetime.date(2026, 12, 26)]
    """

    first: date = field(converter=_date)
    """First date."""

    last: date = field(converter=_date, default=Factory(attrgetter("first"), takes_self=True))
    """Last date, included; the first one unless given."""

    name: str = ""
    """Name for people."""

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidValue("last", self.last, f"{self.first} or later")

    def dates(self, first: date, last: date) -> dict[date, str]:
        """Return the part of the range from `first` to `last`, with its name."""
        return dict.fromkeys(_days(max(first, self.first), min(last, self.last)), self.name)


@frozen
class YearlyHoliday:
    """The same date every year; 29 February exists in leap years only.

    Args:
        month: 1 to 12.
        day: 1 to the last day of that month.
        name: what is celebrated.

    Raises:
        InvalidType: a month or day that is not an int.
        InvalidValue: a date that no year has.

    Examples:
        >>> unity = YearlyHoliday(10, 3, name="German Unity Day")
        >>> unity.dates(date(2026, 1, 1), date(2026, 12, 31))
        {datetime.date(2026, 10, 3): 'German Unity Day'}
    """

    month: int
    """1 to 12."""

    day: int
    """Day of the month."""

    name: str = ""
    """Name for people."""

    def __attrs_post_init__(self) -> None:
        for name in ("month", "day"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool):
                raise InvalidType(name, value, "int")
        if self._in(_LEAP_YEAR) is None:
            value = f"{self.month}-{self.day}"
            raise InvalidValue("yearly holiday", value, "a month and day that exist")

    def _in(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except (ValueError, OverflowError):
            return None

    def dates(self, first: date, last: date) -> dict[date, str]:
        """Return the dates from `first` to `last`, with the name."""
        years = (self._in(year) for year in range(first.year, last.year + 1))
        return {day: self.name for day in years if day and first <= day <= last}


@frozen
class RecurringHoliday:
    """Dates by a recurrence rule, such as the fourth Thursday of November.

    Args:
        recurrence: the rule; each local date on which it occurs is a holiday.
        name: what is celebrated.

    Raises:
        InvalidType: something else than a `Recurrence`.

    Examples:
        >>> from datetime import datetime
        >>> from zoneinfo import ZoneInfo
        >>> from svcmgmt.calendars import Recurrence
        >>> fourth = Recurrence(rule="FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        ...                     start=datetime(2020, 1, 1, tzinfo=ZoneInfo("America/New_York")))
        >>> list(RecurringHoliday(fourth).dates(date(2026, 1, 1), date(2026, 12, 31)))
        [datetime.date(2026, 11, 26)]
    """

    recurrence: Recurrence
    """When it recurs."""

    name: str = ""
    """Name for people."""

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.recurrence, Recurrence):
            raise InvalidType("recurrence", self.recurrence, "Recurrence")

    def dates(self, first: date, last: date) -> dict[date, str]:
        """Return the dates from `first` to `last`, with the name."""
        return dict.fromkeys(self.recurrence.dates(first, last), self.name)


def _place(rule: HolidayRule) -> tuple[int, date, date]:
    """Return what orders holidays: dates, then yearly ones, then rules as they were given."""
    if type(rule) is Holiday:
        return 0, rule.first, rule.last
    if type(rule) is YearlyHoliday:
        return 1, date(_LEAP_YEAR, rule.month, rule.day), date.min
    return 2, date.min, date.min


def _rules(values: Iterable[HolidayRule | date | str]) -> tuple[HolidayRule, ...]:
    if isinstance(cast("object", values), Mapping):
        raise InvalidType("rules", values, "a list of holidays; give names with Holiday(name=...)")
    given = listed(values, "rules", "a list of dates, their ISO text, or rules")
    if isinstance(values, AbstractSet):  # which has no order, or another one each time
        given = tuple(sorted(given, key=repr))
    rules: list[HolidayRule] = []
    for value in given:
        if isinstance(value, HolidayList):
            rules += value.rules
        else:
            rules.append(value if isinstance(value, HolidayRule) else Holiday(value))
    return tuple(sorted(rules, key=_place))


def _is_date(value: object) -> TypeGuard[date]:
    return isinstance(value, date) and not isinstance(value, datetime)


@frozen
class HolidayList:
    """A set of holidays that can be stored, compared and asked for names.

    In whatever order they are given, dates come first, then yearly holidays, each in order, then
    other rules as given; a list in the list is one with it. Of several that know a date the first
    one names it.

    Args:
        rules: dates, ISO text, `Holiday`, `YearlyHoliday`, `RecurringHoliday`, or anything
            with their `dates` method; in any mixture.

    Raises:
        InvalidType: something that is no list, or no date or rule in it.

    Examples:
        >>> closed = HolidayList(["2026-10-03", YearlyHoliday(12, 25, name="Christmas Day")])
        >>> date(2031, 12, 25) in closed, closed.name_of(date(2031, 12, 25))
        (True, 'Christmas Day')
    """

    rules: tuple[HolidayRule, ...] = field(default=(), converter=_rules)
    """What makes a date a holiday; the first rule that knows a date names it."""

    @cached_property
    def _dated(self) -> tuple[list[date], list[date]]:
        """First dates of the plain holidays, and up to where each and those before it reach."""
        plain = [rule for rule in self.rules if type(rule) is Holiday]
        reach = accumulate((rule.last for rule in plain), max)
        return [rule.first for rule in plain], list(reach)

    def _near(self, first: date, last: date) -> tuple[HolidayRule, ...]:
        """Return the rules that may know dates from `first` to `last`, in order."""
        begins, reach = self._dated
        low, high = bisect_left(reach, first), bisect_right(begins, last)
        return self.rules[low:high] + self.rules[len(begins) :]

    def dates(self, first: date, last: date) -> dict[date, str]:
        """Return the holidays from `first` to `last` in order, with their names."""
        found: dict[date, str] = {}
        for rule in reversed(self._near(first, last)):
            found.update(rule.dates(first, last))
        return dict(sorted(found.items()))

    def __contains__(self, day: object) -> bool:
        return _is_date(day) and bool(self.dates(day, day))

    def name_of(self, day: date) -> str:
        """Return the name of a holiday; empty for a nameless one and for other dates.

        Raises:
            InvalidType: a datetime, whose date depends on the zone, or something else.
        """
        if not _is_date(day):
            raise InvalidType("day", day, "a date without time")
        return self.dates(day, day).get(day, "")


Holidays: TypeAlias = "HolidayList | Container[date] | Iterable[date | str | HolidayRule] | None"
"""What is taken for holidays: none, dates in any form, or any object that knows `date in it`."""


def _to_ask(foreign: _Foreign) -> Container[date]:
    try:
        return deepcopy(foreign.container)
    except Exception:  # noqa: BLE001 - what cannot be copied, for whatever reason, is asked itself
        return foreign.container


@frozen
class _Foreign:
    """A container of somebody else that only knows `date in it`, such as the holidays package.

    Containers that compute what they are asked for keep it, and then differ from their equals. So
    a copy is asked, and what the calendar was made with stays as it was.
    """

    container: Container[date] = field(hash=False)
    _asked: Container[date] = field(
        init=False, eq=False, repr=False, default=Factory(_to_ask, takes_self=True)
    )

    def __reduce__(self) -> tuple[type[_Foreign], tuple[Container[date]]]:
        return _Foreign, (self.container,)

    def dates(self, first: date, last: date) -> dict[date, str]:
        """Ask the container for each date; it may be lazy, endless or expensive."""
        held = self._asked
        names = cast("Mapping[date, str]", held if isinstance(held, Mapping) else {})
        return {day: str(names.get(day, "")) for day in _days(first, last) if day in held}


def holiday_list(value: Holidays) -> HolidayList:
    """Return the holiday list of anything that is taken for holidays."""
    if isinstance(value, HolidayList):
        return value
    if value is None:
        return HolidayList()
    if isinstance(value, Container) and _answers_for_itself(value):
        return HolidayList([_Foreign(value)])
    if isinstance(value, Mapping):
        named = cast("Mapping[date | str, str]", value)
        return HolidayList(Holiday(day, name=name) for day, name in named.items())
    return HolidayList(listed(cast("Iterable[date | str]", value), "holidays", _HOLIDAYS))


def _answers_for_itself(value: Container[date]) -> bool:
    """Return whether a container is asked date by date, because it may know more than it holds.

    Plain collections are read, and so is one that holds text or rules: asked for dates, it would
    deny them all. A pandas Series, which holds dates and is asked for its index, denies them too.
    """
    if isinstance(value, Sequence | set | frozenset) or type(value) is dict:
        return False
    held = cast("Iterable[date]", value if isinstance(value, Iterable) else ())
    dates = list(islice(held, _MOST_DAYS))
    return all(map(_is_date, dates)) and all(day in value for day in dates[:1])


def snapshot(holidays: Holidays, first: date, last: date) -> HolidayList:
    """Return the holidays from `first` to `last` as plain dates that can be stored.

    Live containers, for example of the `holidays` package, compute their dates as they are
    asked; a snapshot fixes what they say now.

    Args:
        holidays: anything that is taken for holidays.
        first: first date of the snapshot.
        last: last date, included.

    Raises:
        LimitExceeded: a range of more than 230 years.

    Examples:
        >>> live = {date(2026, 12, 25): "Christmas Day"}
        >>> [rule.name for rule in snapshot(live, date(2026, 1, 1), date(2026, 12, 31)).rules]
        ['Christmas Day']
    """
    found = holiday_list(holidays).dates(parse_date(first), parse_date(last))
    return HolidayList(Holiday(day, name=name) for day, name in found.items())


def _days(first: date, last: date) -> Iterable[date]:
    count = (last - first).days + 1
    if count > _MOST_DAYS:
        what = "days of holidays"
        raise LimitExceeded(what, count, _MOST_DAYS)
    return (first + timedelta(days=step) for step in range(count))
