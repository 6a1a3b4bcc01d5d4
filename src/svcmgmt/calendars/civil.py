"""From the clock on the wall to instants and back, and dates on the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from svcmgmt.calendars._offsets import DAY, Offsets
from svcmgmt.calendars.policies import Gap, Occurrence
from svcmgmt.calendars.zones import parse_zone
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import HORIZON, ORIGIN, CalendarDuration, instant
from svcmgmt.values._kinds import check_kind

__all__ = ["after", "parse_date", "to_instant", "to_wall_time"]

_MICROSECOND: Final = timedelta(microseconds=1)
_DAY: Final = timedelta(days=1)
_WALL_ORIGIN: Final = ORIGIN.replace(tzinfo=None)
_DATES: Final = "a date from 1970-01-01 to 2199-12-31"


def to_instant(
    wall_time: datetime,
    *,
    zone: str | tzinfo,
    gap: Gap = Gap.CLIP,
    occurrence: Occurrence = Occurrence.FIRST,
) -> datetime:
    """Return the instant that the clocks of a zone show as a wall time.

    This is the one function that takes a datetime without a zone, because its purpose is to
    give it one.

    Args:
        wall_time: a naive datetime, read off a clock.
        zone: where the clock hangs.
        gap: what a wall time means that the clocks skip.
        occurrence: which instant a wall time means that the clocks show twice.

    Returns:
        An aware datetime in UTC.

    Raises:
        InvalidType: not a datetime.
        InvalidValue: an aware datetime, or an instant outside 1970 to 2200 in UTC.
        UnknownZone: no such zone.

    Examples:
        >>> to_instant(datetime(2026, 3, 29, 2, 30), zone="Europe/Berlin")
        datetime.datetime(2026, 3, 29, 1, 0, tzinfo=datetime.timezone.utc)
        >>> to_instant(datetime(2026, 10, 25, 2, 30), zone="Europe/Berlin",
        ...            occurrence=Occurrence.LAST)
        datetime.datetime(2026, 10, 25, 1, 30, tzinfo=datetime.timezone.utc)
    """
    if not isinstance(wall_time, datetime):
        raise InvalidType("wall_time", wall_time, "a naive datetime")
    if wall_time.tzinfo is not None:
        raise InvalidValue("wall_time", wall_time, "a naive datetime; this one has a zone already")
    check_kind("gap", gap, Gap)
    check_kind("occurrence", occurrence, Occurrence)
    where = parse_zone(zone)
    first, last = (wall_time.replace(tzinfo=where, fold=fold) for fold in (0, 1))
    if first.utcoffset() == last.utcoffset():  # neither skipped nor repeated (PEP 495)
        return instant(first, "wall_time")
    label = (wall_time - _WALL_ORIGIN) // _MICROSECOND
    found = _around(label, where).resolve(label, gap, occurrence)
    return instant(ORIGIN + found * _MICROSECOND, "wall_time")


def _around(label: int, zone: ZoneInfo) -> Offsets:
    """Return the offsets of all instants that may show a clock reading."""
    return Offsets.of(zone, label - 2 * DAY, label + 2 * DAY)


def first_showing(
    wall_time: datetime, zone: ZoneInfo, *, since: datetime, gap: Gap = Gap.CLIP
) -> datetime:
    """Return the first instant from another one on that shows a wall time.

    Only from within the second pass of a repeated hour that is not the first instant of all.
    """
    first = to_instant(wall_time, zone=zone, gap=gap)
    if first >= since:
        return first
    return to_instant(wall_time, zone=zone, gap=gap, occurrence=Occurrence.LAST)


def to_wall_time(at: datetime, *, zone: str | tzinfo) -> datetime:
    """Return what the clocks of a zone show at an instant, as a datetime that knows its zone.

    Args:
        at: an aware datetime.
        zone: where the clock hangs.

    Raises:
        NaiveDatetime: an instant without a zone.
        UnknownZone: no such zone.

    Examples:
        >>> to_wall_time(datetime(2026, 7, 1, 12, tzinfo=ORIGIN.tzinfo), zone="Asia/Kathmandu")
        datetime.datetime(2026, 7, 1, 17, 45, tzinfo=zoneinfo.ZoneInfo(key='Asia/Kathmandu'))
    """
    return instant(at, "at").astimezone(parse_zone(zone))


def after(
    at: datetime,
    duration: CalendarDuration,
    *,
    zone: str | tzinfo,
    gap: Gap = Gap.CLIP,
    occurrence: Occurrence = Occurrence.FIRST,
) -> datetime:
    """Return the instant a calendar duration later: same wall time, then the exact part.

    Years and months come first; a day that the resulting month does not have becomes its last
    one. Then weeks and days are added on the wall clock, then the exact time on the time line.
    A duration without calendar units never looks at the clock.

    Args:
        at: an aware datetime.
        duration: how much later.
        zone: whose calendar.
        gap: what a wall time means that the clocks skip.
        occurrence: which instant a repeated wall time means.

    Raises:
        NaiveDatetime: an instant without a zone.
        InvalidType: another kind of duration; a `timedelta` is added with `+`.
        InvalidValue: a result outside 1970 to 2200.
        UnknownZone: no such zone.

    Examples:
        >>> start = datetime(2026, 1, 31, 12, tzinfo=ORIGIN.tzinfo)
        >>> after(start, CalendarDuration(months=1), zone="UTC").date()
        datetime.date(2026, 2, 28)
    """
    if not isinstance(duration, CalendarDuration):
        raise InvalidType("duration", duration, "CalendarDuration; add a timedelta with +")
    start, where = instant(at, "at"), parse_zone(zone)
    try:
        if duration.years or duration.months or duration.weeks or duration.days:
            moved = _moved(start.astimezone(where).replace(tzinfo=None), duration)
            start = to_instant(moved, zone=where, gap=gap, occurrence=occurrence)
        return instant(start + duration.time)
    except (ValueError, OverflowError):
        raise InvalidValue("duration", str(duration), "a result within 1970 to 2200") from None


def _moved(wall: datetime, duration: CalendarDuration) -> datetime:
    """Return the wall time that the calendar units of a duration lead to."""
    months = wall.year * 12 + wall.month - 1 + duration.years * 12 + duration.months
    year, month = divmod(months, 12)
    day = min(wall.day, monthrange(year, month + 1)[1])
    first = wall.replace(year=year, month=month + 1, day=day)
    return first + timedelta(days=duration.days, weeks=duration.weeks)


def parse_date(value: date | str, field: str = "date") -> date:
    """Return a date from a date or its ISO text.

    Args:
        value: a `date` that is not a datetime, or text such as `2026-12-25`.
        field: the name that an error shall use.

    Raises:
        InvalidType: a datetime, whose date depends on the zone, or something else.
        InvalidValue: no such date, or outside 1970 to 2199.

    Examples:
        >>> parse_date("2026-12-25")
        datetime.date(2026, 12, 25)
    """
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise InvalidValue(field, value, _DATES) from None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise InvalidType(field, value, "a date without time, or its ISO text")
    if not ORIGIN.year <= value.year < HORIZON.year:
        raise InvalidValue(field, value, _DATES)
    return value


def midnight_after(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant after all that show a local date or an earlier one.

    Clocks that go back over midnight return to the date, which ends when they reach midnight
    again. A date that the clocks skip ends where it would begin.

    Raises:
        InvalidValue: an instant outside 1970 to 2200 in UTC.
    """
    return instant(_midnight_after(day, zone), "midnight")


def end_of_date(day: date, zone: ZoneInfo) -> datetime:
    """Return `midnight_after` a date, as far as it lies within 1970 to 2200."""
    return min(max(_midnight_after(day, zone), ORIGIN), HORIZON)


def _midnight_after(day: date, zone: ZoneInfo) -> datetime:
    label = (day - ORIGIN.date() + _DAY) // _MICROSECOND
    # Two days, because the one before may be the last that the clocks show at all.
    shown = _around(label, zone).windows((label - 2 * DAY, label))
    return ORIGIN + shown[-1] * _MICROSECOND


def date_around(at: datetime, zone: ZoneInfo) -> date:
    """Return the date between whose midnights, as `midnight_after` tells them, an instant lies.

    That is the date that the clocks show, unless they go back to the one before later on.
    """
    day = to_wall_time(at, zone=zone).date()
    return day - _DAY if at < _midnight_after(day - _DAY, zone) else day
