"""Lengths of time: exact ones are `timedelta`, calendar ones are a type of their own."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue

__all__ = ["CalendarDuration", "exact_duration", "format_duration", "parse_duration"]

_MICROSECOND: Final = timedelta(microseconds=1)
_LONGEST_TEXT: Final = 64
_LONGEST: Final = timedelta(days=366 * 230)
"""No exact duration is longer than the range of instants."""

_DATE_PART: Final = (
    r"(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
)
_TIME_PART: Final = (
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?"
    r"(?:(?P<seconds>\d+)(?:[.,](?P<fraction>\d+))?S)?)?"
)
_ISO: Final = re.compile(rf"(?P<sign>-?)P(?=.){_DATE_PART}{_TIME_PART}", re.ASCII)


def exact_duration(value: timedelta, field: str = "duration") -> timedelta:
    """Return the same length of time as a plain `timedelta`.

    Durations of other libraries, for example of pandas, are timedeltas with a mind of their own:
    what is calculated with them is of their kind and may know nanoseconds.

    Args:
        value: any timedelta.
        field: the name that an error shall use.

    Raises:
        InvalidType: not a timedelta.
        InvalidValue: a duration that is not whole microseconds.

    Examples:
        >>> exact_duration(timedelta(hours=8))
        datetime.timedelta(seconds=28800)
    """
    if type(value) is timedelta:
        return value
    if not isinstance(value, timedelta):
        raise InvalidType(field, value, "timedelta")
    if getattr(value, "nanoseconds", 0):
        raise InvalidValue(field, str(value), "at most microseconds")
    return timedelta(value.days, value.seconds, value.microseconds)


def _parts(text: str, field_name: str) -> tuple[int, dict[str, int], timedelta]:
    """Return sign, calendar units and exact time of ISO 8601 duration text."""
    if not isinstance(text, str):
        raise InvalidType(field_name, text, "ISO 8601 duration text such as PT8H30M")
    match = _ISO.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    if match is None:
        raise InvalidValue(field_name, text, "an ISO 8601 duration such as PT8H30M or P1M")
    fraction = (match["fraction"] or "").rstrip("0")
    if len(fraction) > 6:  # noqa: PLR2004 - a microsecond has six digits
        raise InvalidValue(field_name, text, "at most microseconds")
    units = {name: int(match[name] or 0) for name in ("years", "months", "weeks", "days")}
    try:
        time = timedelta(
            hours=int(match["hours"] or 0),
            minutes=int(match["minutes"] or 0),
            seconds=int(match["seconds"] or 0),
            microseconds=int(fraction.ljust(6, "0")),
        )
    except OverflowError:
        raise InvalidValue(field_name, text, "at most 230 years") from None
    return -1 if match["sign"] else 1, units, time


def parse_duration(text: str, field: str = "duration") -> timedelta:
    """Read an exact ISO 8601 duration: hours, minutes and seconds.

    Days, weeks, months and years are calendar units whose length depends on the date and the
    zone; they are read by `CalendarDuration.parse` and refused here, so that one day is never
    silently taken for 24 hours.

    Args:
        text: for example `PT8H30M`, `PT0.25S` or `-PT1H`.
        field: the name that an error shall use.

    Raises:
        InvalidType: not text.
        InvalidValue: not an exact duration, more than microseconds, or over 230 years.

    Examples:
        >>> parse_duration("PT8H30M")
        datetime.timedelta(seconds=30600)
        >>> parse_duration("P1D")
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: duration: 'P1D' is not allowed; allowed: ... such as PT24H; ...
    """
    sign, units, time = _parts(text, field)
    if any(units.values()):
        allowed = (
            "hours, minutes and seconds such as PT24H; "
            "read calendar units with CalendarDuration.parse"
        )
        raise InvalidValue(field, text, allowed)
    if time > _LONGEST:
        raise InvalidValue(field, text, "at most 230 years")
    return sign * time


def format_duration(duration: timedelta) -> str:
    """Return the canonical ISO 8601 text of an exact duration, in hours, minutes and seconds.

    Args:
        duration: any timedelta; a negative one gets a leading minus.

    Raises:
        InvalidType: not a timedelta.

    Examples:
        >>> format_duration(timedelta(days=2, minutes=30))
        'PT48H30M'
        >>> format_duration(timedelta(0))
        'PT0S'
    """
    micros = abs(exact_duration(duration)) // _MICROSECOND
    seconds, fraction = divmod(micros, 1_000_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    tail = f".{fraction:06d}".rstrip("0") if fraction else ""
    text = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if seconds or tail or not text:
        text += f"{seconds}{tail}S"
    return f"{'-' if duration < timedelta(0) else ''}PT{text}"


_MOST_UNITS: Final = 100_000


def _time(value: timedelta) -> timedelta:
    return exact_duration(value, "time")


@frozen(kw_only=True)
class CalendarDuration:
    """Years, months, weeks and days on a calendar, then exact time: `P1M`, `P10DT12H`.

    How long it is depends on where it starts and in which zone; add it to an instant with
    `svcmgmt.calendars.after`. Source: ISO 8601-1, 5.5.2.

    Raises:
        InvalidType: a unit that is not a whole number, or a time that is no timedelta.
        InvalidValue: a negative unit or more than 100,000 of it.

    Examples:
        >>> CalendarDuration.parse("P1Y2M10DT2H30M")
        CalendarDuration(years=1, months=2, weeks=0, days=10, time=datetime.timedelta(seconds=9000))
        >>> str(CalendarDuration(weeks=2))
        'P2W'
    """

    years: int = 0
    """Calendar years, 0 or more."""

    months: int = 0
    """Calendar months, 0 or more."""

    weeks: int = 0
    """Weeks of seven calendar days, 0 or more."""

    days: int = 0
    """Calendar days, 0 or more."""

    time: timedelta = field(default=timedelta(0), converter=_time)
    """Exact time after the calendar part, 0 or more."""

    def __attrs_post_init__(self) -> None:
        for name in ("years", "months", "weeks", "days"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool):
                raise InvalidType(name, value, "int")
            if not 0 <= value <= _MOST_UNITS:
                raise InvalidValue(name, value, f"0 to {_MOST_UNITS}")
        if not timedelta(0) <= self.time <= _LONGEST:
            raise InvalidValue("time", self.time, "0 to 230 years")

    @classmethod
    def parse(cls, text: str) -> CalendarDuration:
        """Read an ISO 8601 duration with calendar units.

        Args:
            text: for example `P1M`, `P2W` or `P10DT12H`.

        Raises:
            InvalidType: not text.
            InvalidValue: not a duration, or a negative one.
        """
        sign, units, time = _parts(text, "duration")
        if sign < 0:
            raise InvalidValue("duration", text, "a calendar duration of 0 or more")
        return cls(**units, time=time)

    def __str__(self) -> str:
        named = (("years", "Y"), ("months", "M"), ("weeks", "W"), ("days", "D"))
        date = "".join(
            f"{getattr(self, name)}{unit}" for name, unit in named if getattr(self, name)
        )
        time = format_duration(self.time)[1:] if self.time or not date else ""
        return f"P{date}{time}"
