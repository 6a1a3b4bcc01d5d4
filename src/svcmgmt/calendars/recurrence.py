"""Recurring instants by RFC 5545 rules, read through a whitelist before anything is expanded."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from svcmgmt.calendars.civil import end_of_date, first_showing, to_wall_time
from svcmgmt.calendars.policies import Gap
from svcmgmt.calendars.zones import parse_zone
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.temporal import HORIZON, ORIGIN, instant
from svcmgmt.values._lists import listed

__all__ = ["Recurrence"]

_LONGEST_TEXT: Final = 512
_MOST_OCCURRENCES: Final = 100_000
_MOST_INTERVAL: Final = 1_000

_NUMBERS: Final = {
    # allowed range of each number; negative ones count from the end
    "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYSETPOS": (1, 366, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSECOND": (0, 59, False),
}
_SINGLE: Final = {"INTERVAL": (1, _MOST_INTERVAL), "COUNT": (1, _MOST_OCCURRENCES)}
_DIGITS: Final = re.compile(r"\d{1,6}", re.ASCII)
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY: Final = f"(?:{'|'.join(_WEEKDAYS)})"
_NTH_DAY: Final = rf"(?:[+-]?(?:[1-9]|[1-4]\d|5[0-3]))?{_WEEKDAY}"
_UNTIL: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?", re.ASCII)
_END_OF_DAY: Final = "235959.999999"
_WORDS: Final = {
    "FREQ": (re.compile("DAILY|WEEKLY|MONTHLY|YEARLY"), "YEARLY, MONTHLY, WEEKLY or DAILY"),
    "BYDAY": (re.compile(f"{_NTH_DAY}(?:,{_NTH_DAY})*"), "weekdays such as MO or 2TU or -1FR"),
    "WKST": (re.compile(_WEEKDAY), "MO to SU"),
    "UNTIL": (_UNTIL, "20261231, 20261231T235959 or 20261231T235959Z"),
}

_WEEKDAYS_OF_A_MONTH: Final = range(-5, 6)
_ANY_DAY: Final = frozenset({"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"})

_INSTANTS: Final = "a list of aware datetimes"

_DAY: Final = timedelta(days=1)
_MICROSECOND: Final = timedelta(microseconds=1)

# The Gregorian calendar repeats every 400 years to the weekday. Rules are expanded that many
# years later, because a rule that never matches is searched up to the year 9999: 400 years of
# search instead of 8,000.
_LATER: Final = 19 * 400


def _check_number(key: str, text: str, low: int, high: int, *, signed: bool = False) -> None:
    digits = text.lstrip("+-") if signed else text
    if not (_DIGITS.fullmatch(digits) and low <= int(digits) <= high):
        sign = "±" if signed else ""
        raise InvalidValue(key, text, f"{sign}{low} to {sign}{high}")


def _check_part(key: str, value: str) -> None:
    if key in _SINGLE:
        _check_number(key, value, *_SINGLE[key])
    elif key in _NUMBERS:
        low, high, signed = _NUMBERS[key]
        for item in value.split(","):
            _check_number(key, item, low, high, signed=signed)
    elif key in _WORDS:
        shape, allowed = _WORDS[key]
        if not shape.fullmatch(value):
            raise InvalidValue(key, value, allowed)
        if key == "UNTIL":
            _until(value)
    else:
        known = ", ".join([*_WORDS, *_SINGLE, *_NUMBERS])
        raise InvalidValue("rule", key, f"a part named {known}")


def _until(text: str) -> datetime:
    """Return the last time that is allowed, on the clock of the rule; aware if it is in UTC."""
    try:
        return datetime.fromisoformat(f"{text[:8]}T{text[9:15] or _END_OF_DAY}{text[15:]}")
    except ValueError:
        raise InvalidValue("UNTIL", text, "a date and time that exist") from None


def _parts(rule: str) -> dict[str, str]:
    """Return the checked parts of a recurrence rule."""
    if not isinstance(rule, str):
        raise InvalidType("rule", rule, "RRULE text such as FREQ=WEEKLY;BYDAY=SU")
    if len(rule) > _LONGEST_TEXT:
        what = "characters of a recurrence rule"
        raise LimitExceeded(what, len(rule), _LONGEST_TEXT)
    parts: dict[str, str] = {}
    for part in rule.strip().upper().removeprefix("RRULE:").split(";"):
        key, equals, value = part.partition("=")
        if not equals or key in parts:
            raise InvalidValue("rule", part, "parts KEY=VALUE, each key once")
        _check_part(key, value)
        parts[key] = value
    if "FREQ" not in parts:
        raise InvalidValue("rule", rule, "a rule with FREQ")
    if "COUNT" in parts and "UNTIL" in parts:
        raise InvalidValue("rule", rule, "COUNT or UNTIL, not both")
    if parts["FREQ"] == "MONTHLY" or (parts["FREQ"] == "YEARLY" and "BYMONTH" in parts):
        _check_weekdays_of_a_month(parts.get("BYDAY", ""))
    return parts


def _check_weekdays_of_a_month(days: str) -> None:
    """Refuse the sixth Monday of a month and later ones: no month has it."""
    for day in days.split(","):
        if int(day[:-2] or 0) not in _WEEKDAYS_OF_A_MONTH:
            raise InvalidValue("BYDAY", day, "at most the fifth weekday of a month, such as 5MO")


def _told(parts: dict[str, str], start: datetime) -> dict[str, str]:
    """Return the parts of a rule with those that its start stands for."""
    told: dict[str, object] = {
        "BYHOUR": start.hour,
        "BYMINUTE": start.minute,
        "BYSECOND": start.second,
    }
    days: dict[str, dict[str, object]] = {
        "YEARLY": {"BYMONTH": start.month, "BYMONTHDAY": start.day},
        "MONTHLY": {"BYMONTHDAY": start.day},
        "WEEKLY": {"BYDAY": _WEEKDAYS[start.weekday()]},
        "DAILY": {},
    }
    day = {} if _ANY_DAY & parts.keys() else days[parts["FREQ"]]
    return {key: str(value) for key, value in (told | day).items()} | parts


def _period(parts: dict[str, str], start: datetime, near: datetime) -> datetime:
    """Return where the last period begins in which a rule recurs and which begins up to a time.

    Periods are years, months, weeks or days, of which `INTERVAL` counts from that of the start.
    """
    frequency, length = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    if frequency in {"YEARLY", "MONTHLY"}:
        length *= 12 if frequency == "YEARLY" else 1
        first = 12 * start.year + (start.month - 1 if frequency == "MONTHLY" else 0)
        passed = 12 * near.year + near.month - 1 - first
        year, month = divmod(first + passed // length * length, 12)
        return datetime(year, month + 1, 1)  # noqa: DTZ001 - a wall time
    day = start.replace(hour=0, minute=0, second=0, microsecond=0)
    if frequency == "WEEKLY":
        length *= 7
        day -= (day.weekday() - _WEEKDAYS.index(parts.get("WKST", "MO"))) % 7 * _DAY
    return day + (near - day) // (length * _DAY) * length * _DAY


def _rule(rule: str) -> str:
    return ";".join(f"{key}={value}" for key, value in _parts(rule).items())


def _start(value: datetime) -> datetime:
    at = instant(value, "start")
    return at.astimezone(parse_zone(value.tzinfo)) if value.tzinfo else at


def _identity(start: datetime) -> tuple[datetime, str]:
    """Return what tells starts apart: Python looks at the instant or the wall time alone."""
    return start.astimezone(UTC), parse_zone(start.tzinfo or UTC).key


def _also(values: Iterable[datetime]) -> tuple[datetime, ...]:
    return _instants(values, "also")


def _excluded(values: Iterable[datetime]) -> tuple[datetime, ...]:
    return _instants(values, "excluded")


def _instants(values: Iterable[datetime], field: str) -> tuple[datetime, ...]:
    return tuple(sorted({instant(value, field) for value in listed(values, field, _INSTANTS)}))


@frozen(kw_only=True)
class Recurrence:
    """Occurrences of a rule in a zone, with extra and left-out ones.

    The rule recurs on the wall clock of the start's zone: every Sunday at 02:00 stays at 02:00
    when the clocks change. Nothing recurs before the start. Rules are limited to a frequency of
    daily or slower, to 512 characters and to 100,000 occurrences per question, so that no rule
    can hang a program. They are counted from the day, week, month or year on in which the question
    begins; under COUNT, which allows no more, from the start.
    Source: RFC 5545, 3.3.10 (RECUR), 3.8.5 (EXDATE, RDATE, RRULE).

    Raises:
        InvalidValue: an unknown part, one that comes twice, a value out of range, or an UNTIL
            that does not exist.
        LimitExceeded: a rule that is too long, or too many occurrences.
        NaiveDatetime: a start without a zone.

    Examples:
        >>> from zoneinfo import ZoneInfo
        >>> start = datetime(2026, 10, 18, 4, tzinfo=ZoneInfo("Europe/Berlin"))
        >>> weekly = Recurrence(rule="FREQ=WEEKLY;BYDAY=SU", start=start)
        >>> [at.hour for at in weekly.between(start, start + timedelta(days=8))]
        [2, 3]
        >>> Recurrence(rule="FREQ=DAILY;INTERVAL=0", start=start)
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: INTERVAL: '0' is not allowed; allowed: 1 to 1000
    """

    rule: str = field(converter=_rule)
    """RRULE parts, for example `FREQ=MONTHLY;BYDAY=-1SU`."""

    start: datetime = field(converter=_start, eq=_identity)
    """DTSTART: where the rule begins, in the zone on whose clock it recurs."""

    also: tuple[datetime, ...] = field(default=(), converter=_also)
    """RDATE: further occurrences, in UTC."""

    excluded: tuple[datetime, ...] = field(default=(), converter=_excluded)
    """EXDATE: occurrences that do not take place, in UTC."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone on whose wall clock the rule recurs."""
        return parse_zone(self.start.tzinfo or "UTC")

    def between(self, first: datetime, until: datetime) -> list[datetime]:
        """Return the occurrences in `[first, until)`, in order, in UTC.

        Args:
            first: earliest instant of interest.
            until: first instant that is not of interest.

        Raises:
            NaiveDatetime: an instant without a zone.
            LimitExceeded: more than 100,000 occurrences from the period of `first` up to `until`.
        """
        low, high = instant(first, "first"), instant(until, "until")
        found = {at for at in self._expanded(low, high) if low <= at}
        found.update(self.also[bisect_left(self.also, low) : bisect_left(self.also, high)])
        return sorted(found.difference(self.excluded))

    def dates(self, first: date, last: date) -> list[date]:
        """Return the local dates from `first` to `last` on which something occurs."""
        low = end_of_date(max(first, ORIGIN.date()) - 2 * _DAY, self.zone)
        high = end_of_date(min(last, HORIZON.date()), self.zone)
        # Clocks that go back over midnight show a date before and after the next one begins.
        days = {to_wall_time(at, zone=self.zone).date() for at in self.between(low, high)}
        return sorted(day for day in days if first <= day <= last)

    def _expanded(self, since: datetime, before: datetime) -> Iterator[datetime]:
        """Yield what occurs by the rule alone from an instant, or somewhat earlier, to another."""
        parts = _parts(self.rule)
        before, last = self._limits(before, parts.pop("UNTIL", ""))
        shown = to_wall_time(since, zone=self.zone).replace(tzinfo=None)
        for number, wall in enumerate(self._wall_times(parts, shown)):
            if wall > last:
                return
            if number == _MOST_OCCURRENCES:
                what = "occurrences of a recurrence rule"
                raise LimitExceeded(what, f"more than {number}", _MOST_OCCURRENCES)
            at = first_showing(wall, self.zone, since=self.start, gap=Gap.SHIFT)
            if at < before:
                yield at

    def _limits(self, before: datetime, text: str) -> tuple[datetime, datetime]:
        """Return before which instant, and up to which wall time, the rule may occur."""
        until = _until(text) if text else before
        if until.tzinfo:
            before = max(min(before, until + _MICROSECOND), ORIGIN)
        shown = to_wall_time(before, zone=self.zone)
        # In the second pass of an hour the clocks have shown later readings before.
        repeated = before - shown.replace(fold=0).astimezone(UTC)
        last = shown.replace(tzinfo=None) + repeated
        return before, last if until.tzinfo else min(last, until)

    def _wall_times(self, parts: dict[str, str], since: datetime) -> Iterator[datetime]:
        """Yield the wall times of a rule, beginning with a period before one of them."""
        from dateutil.rrule import rrulestr  # noqa: PLC0415 - only who recurs pays for it

        start = self.start.replace(tzinfo=None)
        # Clocks jump by up to a day, over what the rule says or back to it.
        begin = start if "COUNT" in parts else _period(parts, start, since - 2 * _DAY)
        if begin > start:
            parts = _told(parts, start)
        else:
            begin = start
        text = ";".join(f"{key}={value}" for key, value in parts.items())
        for wall in rrulestr(text, dtstart=begin.replace(year=begin.year + _LATER)):
            yield wall.replace(year=wall.year - _LATER, microsecond=start.microsecond)
