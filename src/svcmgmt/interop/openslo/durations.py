"""Lengths as OpenSLO writes them: a number and one letter."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import Enum
from typing import Final

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import CalendarDuration
from svcmgmt.values._kinds import of_kind

__all__ = ["DurationShorthand", "DurationUnit"]

_TEXT: Final = re.compile(r"(\d{1,6})([mhdwMQY])", re.ASCII)
_ALLOWED: Final = "a number and one of m, h, d, w, M, Q, Y, such as 5m, 30d, 4w or 1M"
_MOST: Final = 100_000


class DurationUnit(Enum):
    """The letter of a length, shortest first; `m` are minutes and `M` are months.

    Examples:
        >>> DurationUnit("w")
        <DurationUnit.WEEK: 'w'>
    """

    MINUTE = "m"  # 60 seconds
    HOUR = "h"  # 60 minutes
    DAY = "d"  # 24 hours, or a local date in a window on a calendar
    WEEK = "w"  # 7 days
    MONTH = "M"  # a calendar month
    QUARTER = "Q"  # three calendar months
    YEAR = "Y"  # a calendar year


_EXACT: Final = {
    DurationUnit.MINUTE: timedelta(minutes=1),
    DurationUnit.HOUR: timedelta(hours=1),
    DurationUnit.DAY: timedelta(days=1),
    DurationUnit.WEEK: timedelta(weeks=1),
}
_MONTHS: Final = {DurationUnit.MONTH: 1, DurationUnit.QUARTER: 3, DurationUnit.YEAR: 12}


def _check_count(_duration: object, _attribute: object, value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType("count", value, "int")
    if not 1 <= value <= _MOST:
        raise InvalidValue("count", value, f"1 to {_MOST}")


@frozen
class DurationShorthand:
    """A length such as `5m`, `30d` or `1Q`. Source: OpenSLO v1, duration-shorthand.

    Args:
        count: how many units, 1 to 100,000.
        unit: of which unit.

    Raises:
        InvalidType: a count that is no int, or a letter in place of a unit.
        InvalidValue: a count out of range.

    Examples:
        >>> DurationShorthand.parse("4w").exact
        datetime.timedelta(days=28)
        >>> print(DurationShorthand(1, DurationUnit.MONTH).on_calendar)
        P1M
    """

    count: int = field(validator=_check_count)
    """How many units."""

    unit: DurationUnit = field(validator=of_kind(DurationUnit))
    """Of which unit."""

    @classmethod
    def parse(cls, text: str) -> DurationShorthand:
        """Read `5m`, `12h`, `30d`, `4w`, `1M`, `1Q` or `1Y`.

        Raises:
            InvalidType: not text.
            InvalidValue: not such a length, or none of 1 to 100,000 units.
        """
        if not isinstance(text, str):
            raise InvalidType("duration", text, _ALLOWED)
        match = _TEXT.fullmatch(text)
        if match is None:
            raise InvalidValue("duration", text, _ALLOWED)
        return cls(int(match[1]), DurationUnit(match[2]))

    @classmethod
    def of(cls, length: timedelta) -> DurationShorthand:
        """Return an exact length in the longest unit that it is a multiple of, at most weeks.

        Raises:
            InvalidType: not a `timedelta`.
            InvalidValue: not whole minutes, or not above 0.

        Examples:
            >>> print(DurationShorthand.of(timedelta(days=28)), DurationShorthand.of(
            ...     timedelta(minutes=90)))
            4w 90m
        """
        if not isinstance(length, timedelta):
            raise InvalidType("length", length, "timedelta")
        for unit, each in reversed(_EXACT.items()):
            count, rest = divmod(length, each)
            if not rest and 1 <= count <= _MOST:
                return cls(count, unit)
        raise InvalidValue("length", length, f"1 to {_MOST} whole minutes, hours, days or weeks")

    @property
    def is_exact(self) -> bool:
        """Whether it has one length everywhere: minutes, hours, days of 24 hours and weeks."""
        return self.unit in _EXACT

    @property
    def exact(self) -> timedelta:
        """The length of minutes, hours, days of 24 hours, or weeks of them.

        Raises:
            InvalidValue: months, quarters and years have no one length.
        """
        if self.unit not in _EXACT:
            raise InvalidValue("duration", str(self), "minutes, hours, days or weeks")
        return self.count * _EXACT[self.unit]

    @property
    def on_calendar(self) -> CalendarDuration:
        """The length on a calendar, where a day is a local date and a month has its days."""
        if self.unit in _MONTHS:
            return CalendarDuration(months=self.count * _MONTHS[self.unit])
        if self.unit is DurationUnit.DAY:
            return CalendarDuration(days=self.count)
        if self.unit is DurationUnit.WEEK:
            return CalendarDuration(weeks=self.count)
        return CalendarDuration(time=self.exact)

    def __str__(self) -> str:
        return f"{self.count}{self.unit.value}"
