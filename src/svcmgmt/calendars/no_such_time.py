"""What a calendar raises when there is nothing to find within 1970 to 2200."""

from __future__ import annotations

from datetime import datetime

from svcmgmt.calendars._rules import CalendarRule
from svcmgmt.errors import SvcmgmtError
from svcmgmt.temporal import instant

__all__ = ["NeverOpens", "NoSuchTime"]


class NoSuchTime(SvcmgmtError, ValueError):
    """A calendar has no opening, closing or due time where one was asked for.

    Args:
        sought: what was asked for, in words.
        at: the instant from which it was sought.
        calendar: the calendar as text.

    Examples:
        >>> from svcmgmt.calendars import always
        >>> from svcmgmt.temporal import ORIGIN
        >>> always().next_close(ORIGIN)
        Traceback (most recent call last):
        ...
        svcmgmt.calendars.no_such_time.NoSuchTime: no closing after ... in the calendar: always
    """

    def __init__(self, sought: str, at: datetime, calendar: str) -> None:
        super().__init__(sought, at, calendar)
        self.sought = sought
        self.at = at
        self.calendar = calendar

    def __str__(self) -> str:
        where = f"{self.at.isoformat()} within 1970 to 2200"
        return f"no {self.sought} {where} in the calendar: {self.calendar}"


class NeverOpens(NoSuchTime):
    """A calendar that can be seen to open never was asked when it does.

    Args:
        sought: what was asked for, in words.
        at: the instant from which it was sought.
        calendar: the calendar as text.

    Examples:
        >>> from svcmgmt.calendars import never
        >>> from svcmgmt.temporal import ORIGIN
        >>> never().next_open(ORIGIN)
        Traceback (most recent call last):
        ...
        svcmgmt.calendars.no_such_time.NeverOpens: no opening from ... in the calendar: never
    """


def no_such_time(rule: CalendarRule, sought: str, at: datetime) -> NoSuchTime:
    """Return the error that says that a rule has no such time."""
    kind = NeverOpens if rule.is_never() else NoSuchTime
    return kind(sought, instant(at, "at"), str(rule))
