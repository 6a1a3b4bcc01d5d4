"""Counting days: on a list of working days, and from instant to instant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta
from typing import Protocol

from svcmgmt.calendars._compiled import FIRST_DAY, LAST_DAY, Compiled
from svcmgmt.calendars.civil import end_of_date, to_instant
from svcmgmt.calendars.day_counts import CalendarDays, TimeAllowed, WorkingDays
from svcmgmt.calendars.no_such_time import NoSuchTime, no_such_time
from svcmgmt.calendars.policies import Landing, Outside
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import exact_duration, instant

__all__ = ["away", "count_between", "counted", "is_working", "shifted"]


def is_working(compiled: Compiled, day: date) -> bool:
    """Return whether a date is a working day."""
    ordinal = day.toordinal()
    days = compiled.working_days(ordinal, ordinal)
    index = bisect_left(days, ordinal)
    return index < len(days) and days[index] == ordinal


def count_between(compiled: Compiled, first: date, last: date) -> int:
    """Return how many working days lie after `first` up to `last`; first is not after last."""
    low, high = first.toordinal(), last.toordinal()
    days = compiled.working_days(low, high)
    return bisect_right(days, high) - bisect_right(days, low)


def shifted(compiled: Compiled, day: date, count: int) -> date | None:
    """Return the working day `count` working days after (or, negative, before) a date.

    From a date that is no working day, the first one in that direction counts as one; zero
    working days from any date is the date itself. None says that there are not that many within
    1970 to 2199.
    """
    if not count:
        return day
    ordinal, reach = day.toordinal(), 2 * abs(count) + 7
    border = LAST_DAY if count > 0 else FIRST_DAY
    while True:
        if count > 0:
            far = min(ordinal + reach, border)
            days = compiled.working_days(ordinal, far)
            index = bisect_right(days, ordinal) + count - 1
        else:
            far = max(ordinal - reach, border)
            days = compiled.working_days(far, ordinal)
            index = bisect_left(days, ordinal) + count
        if 0 <= index < len(days):
            return date.fromordinal(days[index])
        if far == border:
            return None
        reach *= 2


class _Calendar(Protocol):
    """What a count of days needs of a calendar."""

    def next_open(self, at: datetime, /) -> datetime: ...

    def previous_close(self, at: datetime, /) -> datetime: ...


def counted(allowed: TimeAllowed) -> TimeAllowed:
    """Return how an allowed time is counted: as plain service time, or in days."""
    if isinstance(allowed, timedelta):
        return exact_duration(allowed, "allowed")
    if isinstance(allowed, CalendarDays):
        return allowed
    if not isinstance(allowed, WorkingDays):
        raise InvalidType("allowed", allowed, "timedelta, WorkingDays or CalendarDays")
    length = allowed.day_length
    return allowed if length is None else _service_time(allowed.days, length)


def away(
    calendar: _Calendar,
    compiled: Compiled,
    at: datetime,
    allowed: WorkingDays | CalendarDays,
    *,
    forward: bool,
) -> datetime:
    """Return the instant some working or calendar days after or before another."""
    if isinstance(allowed, CalendarDays):
        shown = instant(at).astimezone(compiled.zone)
        days = timedelta(days=allowed.days if forward else -allowed.days)
        return _same_time(shown, shown.date() + days, compiled, allowed)
    into_hours = calendar.next_open if forward else calendar.previous_close
    start = into_hours(at) if allowed.outside is Outside.NEXT_OPENING else instant(at)
    shown = start.astimezone(compiled.zone)
    day = _last_day(compiled, shown, allowed, sign=1 if forward else -1)
    landed = _same_time(shown, day, compiled, allowed)
    if allowed.landing is Landing.SAME_TIME:
        return landed
    if allowed.landing is Landing.INTO_HOURS:
        return into_hours(landed)
    close = calendar.previous_close(end_of_date(day, compiled.zone))
    found = min(landed, close) if allowed.landing is Landing.AT_MOST_CLOSE else close
    # The close of the day of the start, or of the last day that had one, may lie behind.
    return max(found, start) if forward else min(found, start)


def _last_day(compiled: Compiled, shown: datetime, allowed: WorkingDays, *, sign: int) -> date:
    """Return the date to which a count of working days leads."""
    day, count = shown.date(), allowed.days
    if allowed.outside is Outside.NEXT_WORKING_DAY and not is_working(compiled, day):
        count += 1  # the step to the working day from which the others are counted
    found = shifted(compiled, day, sign * count)
    if found is None:
        raise no_such_time(compiled.rule, _sought(allowed, forward=sign > 0), shown)
    return found


def _sought(allowed: WorkingDays | CalendarDays, *, forward: bool) -> str:
    return f"{allowed} {'after' if forward else 'before'}"


def _service_time(days: int, length: timedelta) -> timedelta:
    try:
        return days * length
    except OverflowError:
        return timedelta.max  # either is more than there is


def _same_time(
    shown: datetime, day: date, compiled: Compiled, allowed: WorkingDays | CalendarDays
) -> datetime:
    """Return the instant at which the clocks show the same time on another date."""
    if day == shown.date():
        return instant(shown)  # in a repeated hour the wall time alone would not lead back
    try:
        return to_instant(datetime.combine(day, shown.time()), zone=compiled.zone)
    except InvalidValue:  # before 1970 or after 2199
        sought = _sought(allowed, forward=day > shown.date())
        raise NoSuchTime(sought, instant(shown), str(compiled.rule)) from None
