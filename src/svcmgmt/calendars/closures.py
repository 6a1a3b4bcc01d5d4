"""Why a calendar is closed."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

__all__ = ["Closure", "ClosureKind"]


class ClosureKind(Enum):
    """What keeps a service closed.

    Examples:
        >>> ClosureKind("holiday")
        <ClosureKind.HOLIDAY: 'holiday'>
    """

    OUTSIDE_HOURS = "outside hours"  # the weekly hours do not cover the time
    HOLIDAY = "holiday"  # the date is a holiday
    SPECIAL_DAY = "special day"  # the date has special hours that do not cover the time
    EXCLUDED = "excluded"  # taken out of a calendar that would be open
    NOT_VALID = "no version"  # no version of the calendar is valid at the time


@frozen(kw_only=True)
class Closure:
    """The reason for which a calendar is closed at some time.

    Examples:
        >>> print(Closure(kind=ClosureKind.HOLIDAY, day=date(2026, 12, 25), name="Christmas Day"))
        holiday 2026-12-25 Christmas Day
    """

    kind: ClosureKind
    """What keeps it closed."""

    day: date | None = None
    """The local date that is the reason, for holidays and special days."""

    name: str = ""
    """Name of the holiday or special day, if it has one."""

    def __str__(self) -> str:
        facts = (self.kind.value, self.day.isoformat() if self.day else "", self.name)
        return " ".join(filter(None, facts))
