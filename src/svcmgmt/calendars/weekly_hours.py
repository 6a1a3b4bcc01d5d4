"""Opening hours of a week, written as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final, TypeAlias

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.temporal import exact_duration
from svcmgmt.values._lists import listed

__all__ = ["OverlappingHours", "TimeRange", "WeeklyHours"]

_DAY: Final = timedelta(days=1)
_NAMES: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST_TEXT: Final = 2_000

_CLOCK: Final = re.compile(r"(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?", re.ASCII)
# Texts are matched with one space at most between words, so that no two parts can share many.
_RANGE: Final = re.compile(r"([\d:.]+) ?- ?([\d:.]+)(?: ?(\+ ?1))?", re.ASCII)
_CLAUSE: Final = re.compile(
    r"([A-Za-z][A-Za-z ,&-]*?) ?:? ?(\d.*|closed)", re.ASCII | re.IGNORECASE
)
_BETWEEN_DAYS: Final = re.compile(r"[,&]|\band\b", re.ASCII | re.IGNORECASE)
_ROUND_THE_CLOCK: Final = re.compile(r"24 ?[x/] ?7", re.ASCII | re.IGNORECASE)

_RANGE_HELP: Final = (
    "an end after the start; write a night that ends on the next day "
    "as '22:00-06:00+1' or '22:00-30:00', and midnight as '24:00'"
)


class OverlappingHours(InvalidValue):
    """Two ranges of opening hours that share time.

    Args:
        field: the weekday.
        value: the two ranges.
        allowed: what would be accepted.

    Examples:
        >>> WeeklyHours.parse("Mon 08:00-12:00, 11:00-18:00")
        Traceback (most recent call last):
        ...
        svcmgmt.calendars.weekly_hours.OverlappingHours: Mon: '08:00-12:00 and 11:00-18:00' ...
    """


def _words(text: str) -> str:
    return " ".join(text.replace("–", "-").split())


def _clock(text: str) -> timedelta:
    match = _CLOCK.fullmatch(text)
    hour, minute, second, fraction = match.groups() if match else ("99", None, None, None)
    parts = int(hour), int(minute or 0), int(second or 0)
    if parts[1] > 59 or parts[2] > 59 or parts > (48, 0, 0):  # noqa: PLR2004 - a clock face
        raise InvalidValue("hours", text, "a time of day as 08:00 or 08:00:30, up to 48:00")
    micros = int((fraction or "").ljust(6, "0"))
    return timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2], microseconds=micros)


def _clock_text(value: timedelta) -> str:
    seconds, micros = divmod(value // timedelta(microseconds=1), 1_000_000)
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    text = f"{hour:02d}:{minute:02d}"
    if second or micros:
        text += f":{second:02d}"
    return text + (f".{micros:06d}".rstrip("0") if micros else "")


def _opens(value: timedelta) -> timedelta:
    return exact_duration(value, "opens")


def _closes(value: timedelta) -> timedelta:
    return exact_duration(value, "closes")


@frozen(order=True)
class TimeRange:
    """One stretch of opening hours, as times after the local midnight at which its date begins.

    A range that runs past midnight belongs to the date on which it opens: 22:00 to 06:00 closes
    30 hours after that midnight.

    Args:
        opens: from 0 to before 24 hours.
        closes: after `opens`, at most 24 hours later.

    Raises:
        InvalidType: a time that is no `timedelta`; text is read by `parse`.
        InvalidValue: an end that is not after the start, or a range of more than a day.

    Examples:
        >>> print(TimeRange.parse("22:00-06:00+1"))
        22:00-30:00
        >>> TimeRange.parse("18:00-08:00")
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: ... write a night ... as '22:00-06:00+1' ...
    """

    opens: timedelta = field(converter=_opens)
    """Opening, after local midnight."""

    closes: timedelta = field(converter=_closes)
    """Closing, after the same midnight; more than 24 hours for a night."""

    def __attrs_post_init__(self) -> None:
        if not timedelta(0) <= self.opens < _DAY:
            raise InvalidValue("opens", _clock_text(self.opens), "00:00 to before 24:00")
        if self.closes <= self.opens:
            raise InvalidValue("hours", str(self), _RANGE_HELP)
        if self.closes > self.opens + _DAY:
            raise InvalidValue("hours", str(self), "a range of at most 24 hours")

    @classmethod
    def parse(cls, text: str) -> TimeRange:
        """Read a range such as `08:00-18:00`, `8-18`, `22:00-06:00+1` or `00:00-24:00`.

        Args:
            text: two times of day; `+1` says that the second is on the next day.

        Raises:
            InvalidType: not text.
            InvalidValue: not a range, or one that ends before it starts.
        """
        if not isinstance(text, str):
            raise InvalidType("hours", text, "text such as 08:00-18:00")
        match = _RANGE.fullmatch(_words(text))
        if match is None:
            raise InvalidValue("hours", text, "a range of times such as 08:00-18:00")
        return cls(_clock(match[1]), _clock(match[2]) + (_DAY if match[3] else timedelta(0)))

    def __str__(self) -> str:
        return f"{_clock_text(self.opens)}-{_clock_text(self.closes)}"


Ranges: TypeAlias = Iterable["TimeRange | str | tuple[str, str]"]


def day_ranges(ranges: Ranges, day: str) -> tuple[TimeRange, ...]:
    """Return ranges of one date in order, touching ones joined; overlapping ones are refused."""
    allowed = "a list of ranges such as ['08:00-12:00', ('13:00', '17:00')]"
    joined: list[TimeRange] = []
    for each in sorted(_time_range(each, day) for each in listed(ranges, day, allowed)):
        if joined and each.opens < joined[-1].closes:
            raise OverlappingHours(day, f"{joined[-1]} and {each}", "ranges that do not overlap")
        if joined and each.opens == joined[-1].closes and each.closes <= joined[-1].opens + _DAY:
            joined[-1] = TimeRange(joined[-1].opens, each.closes)
        else:
            joined.append(each)
    return tuple(joined)


def _time_range(value: TimeRange | str | Sequence[str], day: str) -> TimeRange:
    if isinstance(value, TimeRange):
        return value
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(each, str) for each in parts):
        raise InvalidType(day, value, "a range such as '08:00-12:00' or ('08:00', '12:00')")
    return TimeRange.parse("-".join(parts))


def _week(days: Sequence[Ranges]) -> tuple[tuple[TimeRange, ...], ...]:
    allowed = "7 lists of ranges, Monday first"
    seven = listed(days, "days", allowed)
    if len(seven) != len(_NAMES):
        raise InvalidValue("days", len(seven), allowed)
    return tuple(day_ranges(each, name) for each, name in zip(seven, _NAMES, strict=True))


@frozen
class WeeklyHours:
    """Opening hours for each weekday, in civil time, without zone or holidays.

    Args:
        days: seven lists of ranges, Monday first.

    Raises:
        OverlappingHours: two ranges that share time, also from one night into the next day.
        InvalidValue: a range that ends before it starts, or not seven days.

    Examples:
        >>> week = WeeklyHours.parse("Mon-Fri 08:00-12:00, 13:00-17:30; Sat 9-13")
        >>> week.weekly_total()
        datetime.timedelta(days=1, seconds=81000)
        >>> print(WeeklyHours.parse("Mon-Thu 22:00-06:00+1"))
        Mon-Thu 22:00-30:00
    """

    days: tuple[tuple[TimeRange, ...], ...] = field(converter=_week)
    """Ranges of Monday to Sunday, each in order and disjoint."""

    def __attrs_post_init__(self) -> None:
        for index, ranges in enumerate(self.days):
            following = self.days[(index + 1) % 7]
            if ranges and following and ranges[-1].closes > following[0].opens + _DAY:
                value = f"{ranges[-1]} and {following[0]} of the next day"
                raise OverlappingHours(_NAMES[index], value, "ranges that do not overlap")

    @classmethod
    def parse(cls, text: str) -> WeeklyHours:
        """Read hours such as `Mon-Fri 08:00-18:00; Sat 09:00-13:00` or `24x7`.

        Clauses are separated by semicolons; each names days (`Mon`, `Mon-Fri`, `Sat, Sun`,
        `daily`, full English names) and their ranges or `closed`. Several ranges of a day are
        separated by commas; a day may be named again for more ranges. Days that are closed
        contrary to an earlier clause come last: `daily 9-17; Sun closed`.

        Args:
            text: the hours; empty text never opens.

        Raises:
            InvalidType: not text.
            InvalidValue: a clause, day or range that cannot be read, or hours of a day that an
                earlier clause closes.
            OverlappingHours: two ranges that share time.
            LimitExceeded: over 2,000 characters.
        """
        if not isinstance(text, str):
            raise InvalidType("hours", text, "text such as 'Mon-Fri 08:00-18:00'")
        if len(text) > _LONGEST_TEXT:
            what = "characters of weekly hours"
            raise LimitExceeded(what, len(text), _LONGEST_TEXT)
        text = _words(text)
        if _ROUND_THE_CLOCK.fullmatch(text):
            return cls(((TimeRange(timedelta(0), _DAY),),) * 7)
        days: dict[int, list[TimeRange]] = {index: [] for index in range(7)}
        for clause in filter(None, map(str.strip, text.split(";"))):
            indexes, ranges = _clause(clause)
            for index in indexes:
                if not ranges:
                    days.pop(index, None)
                elif index in days:
                    days[index] += ranges
                else:
                    allowed = f"no hours of {_NAMES[index]}, which an earlier clause closes"
                    raise InvalidValue("hours", clause, allowed)
        return cls([days.get(index, ()) for index in range(7)])

    @classmethod
    def of(cls, hours: Mapping[str, Ranges]) -> WeeklyHours:
        """Return hours from a mapping of day names to ranges; other days are closed.

        Args:
            hours: for example `{"mon": ["08:00-12:00", ("13:00", "17:00")]}`.

        Raises:
            InvalidType: not a mapping, or ranges of another type.
            InvalidValue: an unknown day or range.
            OverlappingHours: two ranges that share time.

        Examples:
            >>> print(WeeklyHours.of({"thu": [("09:00", "17:00")]}))
            Thu 09:00-17:00
        """
        if not isinstance(hours, Mapping):
            raise InvalidType("hours", hours, "a mapping of days to lists of ranges")
        days: list[list[TimeRange]] = [[] for _ in _NAMES]
        for name, ranges in hours.items():
            days[_day_index(name)] += day_ranges(ranges, name)
        return cls(days)

    def is_never(self) -> bool:
        """Return whether no day has hours."""
        return not any(self.days)

    def weekly_total(self) -> timedelta:
        """Return the opening time of a week without clock changes."""
        lengths = (each.closes - each.opens for day in self.days for each in day)
        return sum(lengths, timedelta(0))

    def __str__(self) -> str:
        groups: list[tuple[int, int]] = []
        for index, ranges in enumerate(self.days):
            if groups and self.days[groups[-1][0]] == ranges:
                groups[-1] = (groups[-1][0], index)
            else:
                groups.append((index, index))
        return "; ".join(
            f"{_days_text(first, last)} {', '.join(map(str, self.days[first]))}"
            for first, last in groups
            if self.days[first]
        )


def _days_text(first: int, last: int) -> str:
    return _NAMES[first] if first == last else f"{_NAMES[first]}-{_NAMES[last]}"


def _clause(text: str) -> tuple[list[int], list[TimeRange]]:
    """Return the days that a clause names, and their ranges: none if it closes them."""
    match = _CLAUSE.fullmatch(text)
    if match is None:
        allowed = "days and their hours, such as 'Mon-Fri 08:00-12:00, 13:00-17:00'"
        raise InvalidValue("hours", text, allowed)
    hours = [] if match[2].lower() == "closed" else match[2].split(",")
    return _day_indexes(match[1]), [TimeRange.parse(each) for each in hours]


def _day_index(name: str) -> int:
    if not isinstance(name, str):
        raise InvalidType("day", name, "the name of a weekday")
    word = name.strip().lower()
    for index, full in enumerate(_FULL_NAMES):
        if word == full or (len(word) >= 2 and full.startswith(word)):  # noqa: PLR2004
            return index
    raise InvalidValue("day", name, f"one of {', '.join(_NAMES)}, or their full names")


def _day_indexes(text: str) -> list[int]:
    indexes: list[int] = []
    for part in _BETWEEN_DAYS.split(text):
        if part.strip().lower() == "daily":
            indexes += range(7)
            continue
        first, dash, last = part.partition("-")
        start = _day_index(first)
        length = (_day_index(last) - start) % 7 + 1 if dash else 1
        indexes += [(start + step) % 7 for step in range(length)]
    return indexes
