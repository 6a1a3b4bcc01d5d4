"""Points on the time line: aware only, UTC inside, ISO 8601 and RFC 3339 at the edge."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal.durations import exact_duration

__all__ = [
    "HORIZON",
    "ORIGIN",
    "NaiveDatetime",
    "format_instant",
    "from_micros",
    "instant",
    "parse_instant",
    "to_micros",
]

ORIGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""First instant that the library calculates with."""

HORIZON: Final = datetime(2200, 1, 1, tzinfo=UTC)
"""First instant beyond the range that the library calculates with."""

_LAST: Final = HORIZON - ORIGIN
_FIRST: Final = timedelta(0)
_RANGE: Final = "an instant from 1970-01-01T00:00:00Z up to 2200-01-01T00:00:00Z"

# fromisoformat reads more than RFC 3339 and quietly cuts digits below the microsecond, so the
# shape is checked first: date, T, time, optional fraction, zone; each extended or basic.
_TEXT: Final = re.compile(
    r"(?P<date>\d{4}(?:-\d{2}-\d{2}|-W\d{2}-\d|-\d{3}|\d{4}|W\d{3}|\d{3}))"
    r"[Tt ](?P<clock>\d{2}(?:(?::\d{2}){0,2}|(?:\d{2}){0,2}))(?:[.,](?P<fraction>\d+))?"
    r" ?(?P<zone>[Zz]|[+-]\d{2}(?::?[0-5]\d)?)",
    re.ASCII,
)
_LONGEST_TEXT: Final = 64


class NaiveDatetime(InvalidValue):
    """A datetime without a zone, which does not name a point in time.

    Args:
        field: what the value was given for.
        value: the naive datetime.
        allowed: how to say it instead.

    Examples:
        >>> instant(datetime(2026, 3, 29, 2, 30))
        Traceback (most recent call last):
        ...
        svcmgmt.temporal.instants.NaiveDatetime: ... allowed: an aware datetime, ...
    """


def _refuse(field: str, value: object) -> InvalidType | NaiveDatetime:
    if isinstance(value, datetime):
        allowed = "an aware datetime, for example with tzinfo=ZoneInfo('Europe/Berlin')"
        return NaiveDatetime(field, value, allowed)
    return InvalidType(field, value, "an aware datetime")


def since_origin(value: datetime, field: str = "instant") -> timedelta:
    """Return the exact time from `ORIGIN` to an aware datetime of the supported range."""
    try:
        offset = value - ORIGIN
    except (TypeError, AttributeError):
        raise _refuse(field, value) from None
    if not isinstance(value, datetime):  # anything else that subtracts from a datetime
        raise _refuse(field, value)
    if not _FIRST <= offset <= _LAST:
        raise InvalidValue(field, value, _RANGE)
    return offset if type(offset) is timedelta else _plain(value, offset, field)


def _plain(value: datetime, offset: timedelta, field: str) -> timedelta:
    """Return the offset of an instant of another library, which may know nanoseconds."""
    if getattr(value, "nanosecond", 0):
        raise InvalidValue(field, str(value), "at most microseconds")
    return exact_duration(offset, field)


def to_micros(value: datetime, field: str = "instant") -> int:
    """Return an instant as integer microseconds since 1970 in UTC.

    Args:
        value: an aware datetime from 1970 to 2200, of any zone.
        field: the name that an error shall use.

    Raises:
        NaiveDatetime: no zone.
        InvalidType: not a datetime.
        InvalidValue: outside 1970 to 2200.

    Examples:
        >>> to_micros(datetime(1970, 1, 1, 1, tzinfo=UTC))
        3600000000
    """
    offset = since_origin(value, field)
    return (offset.days * 86_400 + offset.seconds) * 1_000_000 + offset.microseconds


def from_micros(micros: int) -> datetime:
    """Return the aware UTC datetime of integer microseconds since 1970.

    Args:
        micros: 0 up to the microseconds of 2200.

    Raises:
        InvalidType: not an int.
        InvalidValue: outside 1970 to 2200.

    Examples:
        >>> from_micros(3_600_000_000)
        datetime.datetime(1970, 1, 1, 1, 0, tzinfo=datetime.timezone.utc)
    """
    if type(micros) is not int:
        raise InvalidType("micros", micros, "int")
    if not 0 <= micros <= _LAST // timedelta(microseconds=1):
        raise InvalidValue("micros", micros, _RANGE)
    return ORIGIN + timedelta(microseconds=micros)


def instant(value: datetime, field: str = "instant") -> datetime:
    """Return the same point in time as an aware datetime in UTC.

    Args:
        value: an aware datetime of any zone.
        field: the name that an error shall use.

    Raises:
        NaiveDatetime: no zone.
        InvalidType: not a datetime.
        InvalidValue: outside 1970 to 2200.

    Examples:
        >>> from zoneinfo import ZoneInfo
        >>> instant(datetime(2026, 7, 1, 14, tzinfo=ZoneInfo("Europe/Berlin")))
        datetime.datetime(2026, 7, 1, 12, 0, tzinfo=datetime.timezone.utc)
    """
    offset = since_origin(value, field)
    return value if value.tzinfo is UTC and type(value) is datetime else ORIGIN + offset


def parse_instant(text: str, field: str = "instant") -> datetime:
    """Read an instant in RFC 3339 or ISO 8601 form, extended or basic, with its offset.

    Hour 24 is read as midnight at the end of the day (ISO 8601-1). Digits below the microsecond
    must be zero, because they could not be kept.

    Args:
        text: for example `2026-10-26T14:00:00Z`, `20261026T150000+0100`, `2026-W44-1T14:00Z` or
            `2026-299T14:00Z`.
        field: the name that an error shall use.

    Returns:
        An aware datetime in UTC.

    Raises:
        InvalidType: not text.
        InvalidValue: no such instant, no offset, a leap second, more than microseconds, or
            outside 1970 to 2200.

    Examples:
        >>> parse_instant("2026-10-25T24:00:00+01:00")
        datetime.datetime(2026, 10, 25, 23, 0, tzinfo=datetime.timezone.utc)
        >>> parse_instant("2026-10-26 14:00")
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: ... allowed: an RFC 3339 instant with an offset, ...
    """
    if not isinstance(text, str):
        raise InvalidType(field, text, "RFC 3339 text such as 2026-10-26T14:00:00Z")
    match = _TEXT.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    if match is None:
        allowed = "an RFC 3339 instant with an offset, such as 2026-10-26T14:00:00Z"
        raise InvalidValue(field, text, allowed)
    clock, fraction = match["clock"].replace(":", ""), (match["fraction"] or "").rstrip("0")
    if len(fraction) > 6:  # noqa: PLR2004 - a microsecond has six digits
        raise InvalidValue(field, text, "at most microseconds")
    if fraction and len(clock) < 6:  # noqa: PLR2004 - HHMMSS
        raise InvalidValue(field, text, "a fraction of seconds only")
    if clock[4:] == "60":
        raise InvalidValue(
            field, text, "seconds from 00 to 59; leap seconds have no place in UTC arithmetic"
        )
    ends_day = clock.startswith("24")
    try:
        if ends_day and (clock[2:].strip("0") or fraction):
            raise ValueError  # noqa: TRY301 - hour 24 exists only as 24:00
        time = f"00{clock[2:]}" if ends_day else clock
        at = datetime.fromisoformat(f"{_day(match['date'])}T{time}{match['zone'].upper()}")
        at += timedelta(days=int(ends_day), microseconds=int(fraction.ljust(6, "0")))
    except (ValueError, OverflowError):
        raise InvalidValue(field, text, "a date, time and offset that exist") from None
    return instant(at, field)


def _day(text: str) -> str:
    """Return a date as `fromisoformat` reads it, which knows no ordinal dates (`2026-299`)."""
    digits = text.replace("-", "")
    if len(digits) != 7 or "W" in digits:  # noqa: PLR2004 - YYYYDDD
        return text
    first = date(int(digits[:4]), 1, 1)
    day = first + timedelta(days=int(digits[4:]) - 1)
    if day.year != first.year:
        raise ValueError
    return day.isoformat()


def format_instant(value: datetime) -> str:
    """Return the canonical RFC 3339 text of an instant: UTC, `Z`, no trailing zeros.

    Args:
        value: an aware datetime.

    Raises:
        NaiveDatetime: no zone.
        InvalidValue: outside 1970 to 2200.

    Examples:
        >>> format_instant(datetime(2026, 10, 26, 14, 0, 0, 250_000, tzinfo=UTC))
        '2026-10-26T14:00:00.25Z'
    """
    text = instant(value).replace(tzinfo=None).isoformat()
    return f"{text.rstrip('0') if '.' in text else text}Z"
