"""Over which time an objective is measured: rolling, or aligned to a calendar."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Final

from attrs import frozen

from svcmgmt.calendars import (
    PeriodKind,
    ReportingPeriod,
    after,
    parse_zone,
    rolling,
    to_instant,
    to_wall_time,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.openslo.durations import DurationShorthand, DurationUnit
from svcmgmt.interop.openslo.parts import Part
from svcmgmt.temporal import CalendarDuration, Interval, instant

__all__ = ["TimeWindow", "WindowCalendar"]

_START: Final = "a date and time without zone, such as 2026-01-01 00:00:00"
_UNIT_DAYS: Final = {DurationUnit.DAY: 1, DurationUnit.WEEK: 7}
_UNIT_MONTHS: Final = {DurationUnit.MONTH: 1, DurationUnit.QUARTER: 3, DurationUnit.YEAR: 12}
_PERIODS: Final = {
    # days and months of a window, and which reporting period that is
    (1, 0): PeriodKind.DAY,
    (7, 0): PeriodKind.WEEK,
    (0, 1): PeriodKind.MONTH,
    (0, 3): PeriodKind.QUARTER,
    (0, 6): PeriodKind.HALF_YEAR,
    (0, 12): PeriodKind.YEAR,
}
_MONTHS: Final = {PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}
_LENGTHS: Final = {
    PeriodKind.DAY: DurationShorthand(1, DurationUnit.DAY),
    PeriodKind.WEEK: DurationShorthand(1, DurationUnit.WEEK),
    PeriodKind.MONTH: DurationShorthand(1, DurationUnit.MONTH),
    PeriodKind.QUARTER: DurationShorthand(1, DurationUnit.QUARTER),
    PeriodKind.HALF_YEAR: DurationShorthand(6, DurationUnit.MONTH),
    PeriodKind.YEAR: DurationShorthand(1, DurationUnit.YEAR),
}


@frozen(kw_only=True)
class WindowCalendar(Part):
    """Where the first window of a calendar begins. Source: OpenSLO v1, SLO.

    Examples:
        >>> begin = WindowCalendar(start_time="2026-01-01 00:00:00", time_zone="Europe/Berlin")
        >>> begin.start().isoformat()
        '2026-01-01T00:00:00+01:00'
    """

    start_time: str | None = None
    """Date and time on the clock of the zone, such as `2026-01-01 00:00:00`."""

    time_zone: str | None = None
    """IANA name of the zone."""

    def start(self) -> datetime:
        """Return where the first window begins, as the clocks of the zone show it.

        Raises:
            InvalidValue: no such date and time.
            InvalidType: no start.
            UnknownZone: no zone, or no such one.
        """
        if self.start_time is None:
            raise InvalidType("startTime", None, _START)
        try:
            wall_time = datetime.fromisoformat(self.start_time)
        except ValueError:
            raise InvalidValue("startTime", self.start_time, _START) from None
        zone = parse_zone(self.time_zone or "")
        return to_wall_time(to_instant(wall_time, zone=zone), zone=zone)


@frozen(kw_only=True)
class TimeWindow(Part):
    """The time over which an objective is measured. Source: OpenSLO v1, SLO; rule R4.10.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> month = TimeWindow(duration=DurationShorthand.parse("30d"), is_rolling=True)
        >>> print(month.interval(at("2026-11-01T00:00:00Z")))
        2026-10-02T00:00:00Z/2026-11-01T00:00:00Z
        >>> TimeWindow.of(ReportingPeriod.around("2026-11-05", PeriodKind.MONTH,
        ...                                      zone="Europe/Berlin")).calendar.start_time
        '2026-11-01 00:00:00'
    """

    duration: DurationShorthand | None = None
    """How long it is."""

    is_rolling: bool | None = None
    """Whether it always ends now; one on a calendar begins where the one before ends."""

    calendar: WindowCalendar | None = None
    """Where windows on a calendar begin."""

    @classmethod
    def of(cls, window: timedelta | ReportingPeriod) -> TimeWindow:
        """Return a rolling window of a length, or the windows on the calendar of a period.

        Args:
            window: whole minutes, hours, days of 24 hours or weeks; or a reporting period.

        Raises:
            InvalidType: something else.
            InvalidValue: a length that is not whole minutes.
        """
        if isinstance(window, timedelta):
            return cls(duration=DurationShorthand.of(window), is_rolling=True)
        if not isinstance(window, ReportingPeriod):
            raise InvalidType("window", window, "timedelta or ReportingPeriod")
        # a month from the 31st on begins earlier where the month is shorter
        while window.kind is PeriodKind.MONTH and window.first.day != window.anchor:
            window = window.previous()
        calendar = WindowCalendar(
            start_time=f"{window.first.isoformat()} 00:00:00", time_zone=window.zone.key
        )
        return cls(duration=_LENGTHS[window.kind], is_rolling=False, calendar=calendar)

    def interval(self, at: datetime) -> Interval:
        """Return the window as of an instant: that ends then, or that contains it.

        Days and weeks of a rolling window are of 24 hours each; on a calendar they are local
        dates. Calendar windows are counted from the start, so that a month from the 31st on
        does not wander.

        Args:
            at: end of a rolling window, or any instant of one on a calendar.

        Raises:
            InvalidValue: a rolling window in months, an instant before the first window, or a
                window that says neither.
            InvalidType: no duration or no start.
            NaiveDatetime: an instant without a zone.
            UnknownZone: no zone, or no such one.
        """
        if self.duration is None:
            raise InvalidType("duration", None, "a length such as 30d or 1M")
        if self.calendar is None:
            if not self.is_rolling:
                raise InvalidValue("timeWindow", self, "isRolling, or a calendar")
            return rolling(at, self.duration.exact)
        return _aligned(instant(at, "at"), self.calendar.start(), self.duration)

    def period(self, at: datetime) -> ReportingPeriod:
        """Return the reporting period that the window on the calendar is.

        Args:
            at: any instant of it.

        Raises:
            InvalidValue: a window that is no day, week, month, quarter, half year or year from
                a midnight on; `interval` tells any.
            InvalidType: no duration or no start.
            NaiveDatetime: an instant without a zone.
            UnknownZone: no zone, or no such one.
        """
        if self.duration is None or self.calendar is None:
            raise InvalidType("timeWindow", self, "a duration and a calendar")
        start = self.calendar.start()
        kind = _PERIODS.get(_days_and_months(self.duration))
        anchors = {
            PeriodKind.DAY: 1,
            PeriodKind.WEEK: start.isoweekday(),
            PeriodKind.MONTH: start.day,
        }
        is_fit = start.time() == time.min and (kind in anchors or start.day == 1)
        if kind is None or not is_fit:
            told = f"{self.duration} from {self.calendar.start_time}"
            allowed = "a day, week, month, quarter, half year or year from a midnight on"
            raise InvalidValue("timeWindow", told, allowed)
        # quarters from January on are those from April on
        month = (start.month - 1) % _MONTHS[kind] + 1 if kind in _MONTHS else 1
        zone, anchor = parse_zone(start.tzinfo or UTC), anchors.get(kind, month)
        return ReportingPeriod.around(instant(at, "at"), kind, zone=zone, anchor=anchor)


def _days_and_months(duration: DurationShorthand) -> tuple[int, int]:
    """Return how many days and how many months a length has; none if it is exact."""
    days = duration.count * _UNIT_DAYS.get(duration.unit, 0)
    return days, duration.count * _UNIT_MONTHS.get(duration.unit, 0)


def _aligned(at: datetime, start: datetime, duration: DurationShorthand) -> Interval:
    """Return which of the windows that follow each other from a start on contains an instant."""
    if at < start:
        raise InvalidValue("at", at, f"{start}, where the first window begins, or later")
    days, months = _days_and_months(duration)
    zone, first = parse_zone(start.tzinfo or UTC), instant(start)

    def edge(number: int) -> datetime:
        if duration.is_exact and not days:
            return first + number * duration.exact
        length = CalendarDuration(days=number * days, months=number * months)
        return after(first, length, zone=zone)

    shown = to_wall_time(at, zone=zone)
    if months:
        number = ((shown.year - start.year) * 12 + shown.month - start.month) // months
    else:
        number = (at - first) // duration.exact
    # clocks that change, and months without the day, move an edge by less than a window
    while edge(number) > at:
        number -= 1
    while edge(number + 1) <= at:
        number += 1
    return Interval(edge(number), edge(number + 1))
