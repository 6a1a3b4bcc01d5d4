"""How calendars are made: one function for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, tzinfo

from svcmgmt.calendars._combined import versions_of
from svcmgmt.calendars._hours import Hours, SpecialDays
from svcmgmt.calendars._rules import Always, Fixed, Never, Recurring
from svcmgmt.calendars.holiday_lists import Holidays, holiday_list
from svcmgmt.calendars.policies import DayPrecedence, Fold, Gap
from svcmgmt.calendars.recurrence import Recurrence
from svcmgmt.calendars.service_calendar import ServiceCalendar
from svcmgmt.calendars.weekly_hours import Ranges, WeeklyHours
from svcmgmt.calendars.zones import parse_zone
from svcmgmt.errors import InvalidType
from svcmgmt.temporal import Interval, IntervalSet
from svcmgmt.values._lists import paired

__all__ = ["always", "fixed", "never", "recurring", "versions", "weekly"]


def weekly(  # noqa: PLR0913 - hours and zone, then named policies
    hours: str | WeeklyHours | Mapping[str, Ranges],
    *,
    zone: str | tzinfo,
    holidays: Holidays = None,
    special_days: SpecialDays = (),
    precedence: DayPrecedence = DayPrecedence.SPECIAL_DAY,
    gap: Gap = Gap.CLIP,
    fold: Fold = Fold.LABEL,
) -> ServiceCalendar:
    """Return the calendar of weekly hours in a zone, closed on holidays.

    Args:
        hours: `"Mon-Fri 08:00-18:00"`, a mapping of days to ranges, or `WeeklyHours`.
        zone: whose clock the hours are read on.
        holidays: dates in any form, a `HolidayList`, or any object that knows `date in it`.
            A holiday closes the ranges that begin on it, also their part after midnight.
        special_days: dates with hours of their own, a mapping of dates to ranges or
            `SpecialDay`s; no ranges means closed.
        precedence: which rule holds on a date that is both.
        gap: what becomes of an edge that the clocks skip.
        fold: which of two equal clock readings belong to a window.

    Raises:
        InvalidValue: hours, a range, a date or a recurrence that cannot be read.
        OverlappingHours: two ranges that share time.
        UnknownZone: no such zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> office = weekly("Mon-Fri 08:00-12:00, 13:00-17:00", zone="Europe/Lisbon",
        ...                 holidays=["2026-12-25"], special_days={"2026-12-24": ["08:00-12:00"]})
        >>> office.due(at("2026-12-23T16:00:00Z"), timedelta(hours=6)).isoformat()
        '2026-12-28T09:00:00+00:00'
    """
    rule = Hours(
        week=_week(hours),
        zone=parse_zone(zone),
        holidays=holiday_list(holidays),
        special_days=special_days,
        precedence=precedence,
        gap=gap,
        fold=fold,
    )
    return ServiceCalendar(rule, rule.zone)


def _week(hours: str | WeeklyHours | Mapping[str, Ranges]) -> WeeklyHours:
    if isinstance(hours, WeeklyHours):
        return hours
    if isinstance(hours, Mapping):
        return WeeklyHours.of(hours)
    return WeeklyHours.parse(hours)


def always(*, zone: str | tzinfo = "UTC") -> ServiceCalendar:
    """Return the calendar that never closes: elapsed time is real time.

    Args:
        zone: in whose dates days are counted.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> always().due(at("2026-10-25T01:00:00+02:00"), timedelta(hours=4)).isoformat()
        '2026-10-25T03:00:00+00:00'
    """
    return ServiceCalendar(Always(), parse_zone(zone))


def never(*, zone: str | tzinfo = "UTC") -> ServiceCalendar:
    """Return the calendar that never opens; asked when it does, it raises `NeverOpens`.

    Args:
        zone: in whose dates days are counted.

    Examples:
        >>> from svcmgmt.temporal import ORIGIN, HORIZON
        >>> never().elapsed(ORIGIN, HORIZON)
        datetime.timedelta(0)
    """
    return ServiceCalendar(Never(), parse_zone(zone))


def fixed(
    intervals: IntervalSet | Iterable[Interval], *, zone: str | tzinfo = "UTC"
) -> ServiceCalendar:
    """Return the calendar that is open during given intervals only.

    Args:
        intervals: closed intervals, in any order, overlapping or not.
        zone: in whose dates days are counted.

    Raises:
        InvalidType: one interval, or something else, in place of a list.
        OpenInterval: an interval without an end.

    Examples:
        >>> office = weekly("Mon-Fri 08:00-18:00", zone="UTC")
        >>> meeting = fixed([Interval.parse("2026-10-26T09:00:00Z/PT1H")])
        >>> day = Interval.parse("2026-10-26T00:00:00Z/PT24H")
        >>> (office - meeting).elapsed(day.start, day.end)
        datetime.timedelta(seconds=32400)
    """
    if not isinstance(intervals, IntervalSet):
        intervals = IntervalSet.of(intervals)
    return ServiceCalendar(Fixed(intervals), parse_zone(zone))


def recurring(recurrence: Recurrence, *, lasts: timedelta) -> ServiceCalendar:
    """Return the calendar that opens at each occurrence, for some time.

    Args:
        recurrence: when it opens.
        lasts: for how long, exact; more than 0, at most 366 days.

    Raises:
        InvalidType: something else than a `Recurrence` and a `timedelta`.
        InvalidValue: a length out of range.

    Examples:
        >>> from zoneinfo import ZoneInfo
        >>> start = datetime(2026, 1, 4, 2, tzinfo=ZoneInfo("Europe/Berlin"))
        >>> sundays = recurring(Recurrence(rule="FREQ=WEEKLY;BYDAY=SU", start=start),
        ...                     lasts=timedelta(hours=2))
        >>> sundays.is_open(datetime(2026, 11, 8, 3, tzinfo=ZoneInfo("Europe/Berlin")))
        True
    """
    rule = Recurring(recurrence=recurrence, lasts=lasts)
    return ServiceCalendar(rule, rule.recurrence.zone)


def versions(parts: Iterable[tuple[datetime | None, ServiceCalendar]]) -> ServiceCalendar:
    """Return a calendar that changed over time: each version holds until the next begins.

    Args:
        parts: pairs of the instant from which a version is valid and its calendar, in any
            order; None stands for the beginning. Before the first version it is closed.

    Raises:
        InvalidType: something else than a list of pairs, or than a calendar in one.
        InvalidValue: no version, or two from the same instant.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> hours = versions([(None, weekly("Mon-Fri 09:00-17:00", zone="UTC")),
        ...                   (at("2026-11-01T00:00:00Z"), always())])
        >>> hours.is_open(at("2026-10-31T12:00:00Z")), hours.is_open(at("2026-11-01T12:00:00Z"))
        (False, True)
    """
    pairs = paired(parts, "parts", "a list of pairs of an instant, or None, and a calendar")
    for _, calendar in pairs:
        if not isinstance(calendar, ServiceCalendar):
            raise InvalidType("parts", calendar, "ServiceCalendar")
    rule = versions_of((at, calendar.rule) for at, calendar in pairs)
    latest = max(pairs, key=lambda each: (each[0] is not None, each[0]))
    return ServiceCalendar(rule, latest[1].zone)
