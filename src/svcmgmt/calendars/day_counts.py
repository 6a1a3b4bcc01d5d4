"""Lengths counted in days: types of their own, never silently hours."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeAlias

from attrs import field, frozen

from svcmgmt.calendars.policies import Landing, Outside
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import exact_duration
from svcmgmt.values._kinds import of_kind

__all__ = ["CalendarDays", "TimeAllowed", "WorkingDays"]

_MOST_DAYS = 100_000


def _check_days(_count: object, _attribute: object, value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType("days", value, "int")
    if not 0 <= value <= _MOST_DAYS:
        raise InvalidValue("days", value, f"0 to {_MOST_DAYS}")


def _day_length(value: timedelta | None) -> timedelta | None:
    return None if value is None else exact_duration(value, "day_length")


@frozen
class WorkingDays:
    """A number of working days of a calendar: by default to the same wall time that much later.

    Started outside hours, the count begins at the next opening. Both choices are policies;
    `day_length` makes it plain service time instead, that many hours a day, for which `due` and
    `before` take the policies of service time. Source: row 34.

    Args:
        days: how many, 0 or more.
        outside: where the count begins outside hours.
        landing: where on the last day it ends.
        day_length: service time that stands for a day; excludes the other readings.

    Raises:
        InvalidType: `days` is not an int, `day_length` no `timedelta`, or a word in place of a
            policy.
        InvalidValue: fewer than 0 days, a day length that is not positive, or one beside another
            reading.

    Examples:
        >>> from datetime import UTC, datetime
        >>> from svcmgmt.calendars import weekly
        >>> office = weekly("Mon-Fri 08:30-17:00", zone="UTC")
        >>> friday_evening = datetime(2026, 10, 23, 19, tzinfo=UTC)
        >>> office.due(friday_evening, WorkingDays(2)).isoformat()
        '2026-10-28T08:30:00+00:00'
    """

    days: int = field(validator=_check_days)
    """How many working days."""

    outside: Outside = field(default=Outside.NEXT_OPENING, kw_only=True, validator=of_kind(Outside))
    """Where the count begins when the start lies outside hours."""

    landing: Landing = field(default=Landing.SAME_TIME, kw_only=True, validator=of_kind(Landing))
    """Where on the last working day it ends."""

    day_length: timedelta | None = field(default=None, kw_only=True, converter=_day_length)
    """Service time that stands for one day, for contracts that mean hours."""

    def __attrs_post_init__(self) -> None:
        if self.day_length is None:
            return
        if self.day_length <= timedelta(0):
            raise InvalidValue("day_length", self.day_length, "a positive duration")
        if (self.outside, self.landing) != (Outside.NEXT_OPENING, Landing.SAME_TIME):
            readings = f"{self.outside}, {self.landing}"
            raise InvalidValue("day_length", readings, "a day length, or outside and landing")

    def __str__(self) -> str:
        return f"{self.days} working day{'' if self.days == 1 else 's'}"


@frozen
class CalendarDays:
    """A number of calendar days: the same wall time that many dates later, open or not.

    Source: row 34.

    Args:
        days: how many, 0 or more.

    Raises:
        InvalidType: `days` is not an int.
        InvalidValue: fewer than 0 days.

    Examples:
        >>> print(CalendarDays(30))
        30 calendar days
    """

    days: int = field(validator=_check_days)
    """How many calendar days."""

    def __str__(self) -> str:
        return f"{self.days} calendar day{'' if self.days == 1 else 's'}"


TimeAllowed: TypeAlias = timedelta | WorkingDays | CalendarDays
"""How much time a target allows: exact service time, working days or calendar days."""
