"""Reporting periods: days to years, billing cycles and rolling windows, in a zone."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from attrs import Factory, evolve, field, frozen

from svcmgmt.calendars.civil import date_around, midnight_after, parse_date
from svcmgmt.calendars.day_counts import CalendarDays
from svcmgmt.calendars.factories import always
from svcmgmt.calendars.no_such_time import NoSuchTime
from svcmgmt.calendars.zones import parse_zone, zone_key
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import Interval, exact_duration, instant
from svcmgmt.values._kinds import check_kind

__all__ = ["PeriodKind", "ReportingPeriod", "rolling"]

_DAY: Final = timedelta(days=1)


class PeriodKind(Enum):
    """How long a reporting period is on the calendar, shortest first.

    Examples:
        >>> PeriodKind("month")
        <PeriodKind.MONTH: 'month'>
    """

    DAY = "day"  # a local date: 23, 24 or 25 hours
    WEEK = "week"  # seven local dates
    MONTH = "month"  # a calendar month, or a billing cycle from some day of the month on
    QUARTER = "quarter"  # three months
    HALF_YEAR = "half year"  # six months
    YEAR = "year"  # twelve months, or a financial year from some month on


_MONTHS: Final = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.YEAR: 12,
}
_LETTER: Final = {PeriodKind.QUARTER: "Q", PeriodKind.HALF_YEAR: "H"}
_ANCHORS: Final = {
    # what the anchor counts, and its greatest value
    PeriodKind.DAY: ("1", 1),
    PeriodKind.WEEK: ("a first weekday from 1 (Monday) to 7", 7),
    PeriodKind.MONTH: ("a first day of the month from 1 to 31", 31),
    PeriodKind.QUARTER: ("a first month of the year from 1 to 12", 12),
    PeriodKind.HALF_YEAR: ("a first month of the year from 1 to 12", 12),
    PeriodKind.YEAR: ("a first month of the year from 1 to 12", 12),
}


def _check(period: ReportingPeriod) -> None:
    """Refuse dates between which no period of the kind lies: labels and reports would lie."""
    _check_anchor(period.kind, period.anchor)
    if not isinstance(period.first, date) or isinstance(period.first, datetime):
        raise InvalidType("first", period.first, "a date without time")
    first = _first(period.first, period.kind, period.anchor)
    if period.first != first:
        raise InvalidValue("first", period.first, f"{first}, where the {period.kind.value} begins")
    until = _following(first, period.kind, period.anchor)
    if period.until != until:
        raise InvalidValue("until", period.until, f"{until}, where the next one begins")


def _check_anchor(kind: PeriodKind, anchor: int) -> None:
    check_kind("kind", kind, PeriodKind)
    unit, greatest = _ANCHORS[kind]
    if isinstance(anchor, bool) or not isinstance(anchor, int) or not 1 <= anchor <= greatest:
        raise InvalidValue("anchor", anchor, unit)


def _between_midnights(period: ReportingPeriod) -> Interval:
    _check(period)
    dates = period.first, period.until
    try:
        start, end = (midnight_after(day - _DAY, period.zone) for day in dates)
    except (InvalidValue, OverflowError):
        shown = f"{period.first} to {period.until - _DAY} in {period.zone.key}"
        raise InvalidValue("period", shown, "a period within 1970 to 2200 in UTC") from None
    return Interval(start, end)


@frozen(kw_only=True)
class ReportingPeriod:
    """One period for which a report is made, on the calendar of a zone.

    Make the period around a date with `ReportingPeriod.around`, walk with `next` and
    `previous`. A billing cycle is a month with another first day; a day that a month does not
    have becomes its last one. A date to which clocks return over midnight ends with the last
    instant that shows it. Source: rules R4.10 and R0.2.

    Raises:
        InvalidType: something else than a kind and dates.
        InvalidValue: dates between which no period of the kind and anchor lies, or one that does
            not lie within 1970 to 2200 in UTC.

    Examples:
        >>> march = ReportingPeriod.around("2024-03-15", PeriodKind.MONTH, zone="Europe/Amsterdam")
        >>> march.label, march.interval.duration.total_seconds()
        ('2024-03', 2674800.0)
        >>> cycle = ReportingPeriod.around("2026-02-10", PeriodKind.MONTH, zone="UTC", anchor=31)
        >>> cycle.label, cycle.next().label
        ('2026-01-31 to 2026-02-27', '2026-02-28 to 2026-03-30')
    """

    kind: PeriodKind
    """How long it is."""

    first: date
    """First local date."""

    until: date
    """First local date after."""

    zone: ZoneInfo = field(converter=parse_zone, eq=zone_key)
    """Whose local dates they are."""

    anchor: int = 1
    """First weekday of a week, first day of a month, first month of a quarter or year."""

    _interval: Interval = field(
        init=False, eq=False, repr=False, default=Factory(_between_midnights, takes_self=True)
    )

    @classmethod
    def around(
        cls,
        within: date | str,
        kind: PeriodKind,
        *,
        zone: str | tzinfo,
        anchor: int = 1,
    ) -> ReportingPeriod:
        """Return the period of a kind that contains a date or an instant.

        Args:
            within: a local date, its ISO text, or an aware datetime.
            kind: how long the period is.
            zone: on whose calendar.
            anchor: first weekday (1 to 7), day of the month (1 to 31) or month (1 to 12).

        Raises:
            InvalidType: something else than a date or instant, or than a kind.
            InvalidValue: no such date, an anchor that the kind does not have, or a period that
                does not lie within 1970 to 2200 in UTC.
            NaiveDatetime: an instant without a zone.
        """
        where = parse_zone(zone)
        _check_anchor(kind, anchor)
        if isinstance(within, datetime):
            within = date_around(instant(within, "within"), where)
        first = _first(parse_date(within, "within"), kind, anchor)
        until = _following(first, kind, anchor)
        return cls(kind=kind, first=first, until=until, zone=where, anchor=anchor)

    @property
    def interval(self) -> Interval:
        """The period as instants: from local midnight to local midnight."""
        return self._interval

    @property
    def label(self) -> str:
        """Short name, such as `2026-11-23`, `2026-W48`, `2026-11`, `2026-Q4`, or the dates."""
        if self.kind is PeriodKind.DAY:
            return self.first.isoformat()
        if self.anchor != 1:
            return f"{self.first} to {self.until - _DAY}"
        if self.kind is PeriodKind.WEEK:
            year, week, _ = self.first.isocalendar()
            return f"{year}-W{week:02d}"
        if self.kind is PeriodKind.MONTH:
            return f"{self.first:%Y-%m}"
        if self.kind is PeriodKind.YEAR:
            return f"{self.first:%Y}"
        number = (self.first.month - 1) // _MONTHS[self.kind] + 1
        return f"{self.first:%Y}-{_LETTER[self.kind]}{number}"

    def next(self) -> ReportingPeriod:
        """Return the period that begins where this one ends.

        Raises:
            InvalidValue: it would end after 2199.
        """
        until = _following(self.until, self.kind, self.anchor)
        return evolve(self, first=self.until, until=until)

    def previous(self) -> ReportingPeriod:
        """Return the period that ends where this one begins.

        Raises:
            InvalidValue: it would begin before 1970.
        """
        return evolve(
            self, first=_first(self.first - _DAY, self.kind, self.anchor), until=self.first
        )

    def upto(self, last: ReportingPeriod) -> Iterator[ReportingPeriod]:
        """Yield this and the following periods up to one that contains another's first date."""
        period = self
        while period.until <= last.first:
            yield period
            period = period.next()
        if period.first <= last.first:
            yield period


def _first(day: date, kind: PeriodKind, anchor: int) -> date:
    """Return the first date of the period that contains a date."""
    if kind is PeriodKind.DAY:
        return day
    if kind is PeriodKind.WEEK:
        return day - timedelta(days=(day.isoweekday() - anchor) % 7)
    if kind is PeriodKind.MONTH:
        first = _on_day(day.year * 12 + day.month - 1, anchor)
        return first if first <= day else _on_day(day.year * 12 + day.month - 2, anchor)
    month = day.year * 12 + day.month - 1
    return _on_day(month - (month - (anchor - 1)) % _MONTHS[kind], 1)


def _following(first: date, kind: PeriodKind, anchor: int) -> date:
    """Return the first date of the next period."""
    if kind is PeriodKind.DAY:
        return first + _DAY
    if kind is PeriodKind.WEEK:
        return first + 7 * _DAY
    month = first.year * 12 + first.month - 1 + _MONTHS[kind]
    return _on_day(month, anchor if kind is PeriodKind.MONTH else 1)


def _on_day(month: int, day: int) -> date:
    """Return a day of a month counted from the year 0, at most the month's last."""
    year, index = divmod(month, 12)
    return date(year, index + 1, min(day, monthrange(year, index + 1)[1]))


def rolling(
    until: datetime, lasts: timedelta | CalendarDays, *, zone: str | tzinfo = "UTC"
) -> Interval:
    """Return the window of a length that ends at an instant.

    Args:
        until: where it ends; for a window that excludes a partial slice, the slice's start.
        lasts: exact length, or calendar days back to the same wall time.
        zone: whose wall time that is.

    Raises:
        InvalidType: another kind of length.
        InvalidValue: a negative length, or one that reaches back beyond 1970.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> print(rolling(at("2026-11-01T00:00:00Z"), CalendarDays(30), zone="Europe/Berlin"))
        2026-10-01T23:00:00Z/2026-11-01T00:00:00Z
    """
    if not isinstance(lasts, timedelta | CalendarDays):
        raise InvalidType("lasts", lasts, "timedelta or CalendarDays")
    if isinstance(lasts, timedelta):
        lasts = exact_duration(lasts, "lasts")
    end, calendar = instant(until, "until"), always(zone=zone)
    try:
        return Interval(calendar.before(end, lasts), end)
    except (InvalidValue, NoSuchTime):
        raise InvalidValue("lasts", lasts, "a length of 0 or more, back to 1970") from None
