"""Over what time an objective is judged: calendar periods, or a window that rolls."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import Final, TypeAlias

from attrs import field, frozen

from svcmgmt.calendars import CalendarDays, PeriodKind, ReportingPeriod, rolling
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import Interval
from svcmgmt.temporal._text import duration_text
from svcmgmt.values._kinds import of_kind

__all__ = ["CalendarPeriods", "ConformancePeriod", "RollingPeriod", "check_period"]

_SOME_DATE: Final = "2000-06-15"
_WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@frozen
class CalendarPeriods:
    """Periods that follow each other on the calendar: the default of service level agreements.

    Source: rule R4.10, row 27; TMF657 `conformancePeriod`.

    Args:
        kind: how long each is.
        anchor: first weekday (1 to 7), day of the month (1 to 31) or month (1 to 12).

    Raises:
        InvalidType: something else than a kind.
        InvalidValue: an anchor that the kind does not have.

    Examples:
        >>> print(CalendarPeriods(PeriodKind.MONTH), "|", CalendarPeriods(PeriodKind.MONTH, 15))
        month | month from day 15 on
        >>> print(CalendarPeriods(PeriodKind.YEAR, 4).around("2026-02-01", zone="UTC").first)
        2025-04-01
    """

    kind: PeriodKind = field(validator=of_kind(PeriodKind))
    """How long each is."""

    anchor: int = 1
    """With which weekday, day of the month or month one begins."""

    def __attrs_post_init__(self) -> None:
        self.around(_SOME_DATE, zone="UTC")  # refuses an anchor that the kind does not have

    def around(self, within: date | str, *, zone: str | tzinfo) -> ReportingPeriod:
        """Return the period that contains a date or an instant.

        Args:
            within: a local date, its ISO text, or an aware datetime.
            zone: on whose calendar.

        Raises:
            InvalidValue: no such date, or a period that does not lie within 1970 to 2200 in UTC.
            NaiveDatetime: an instant without a zone.
        """
        return ReportingPeriod.around(within, self.kind, zone=zone, anchor=self.anchor)

    def interval(self, at: datetime, *, zone: str | tzinfo) -> Interval:
        """Return the period that contains an instant, from its first to its last instant.

        Args:
            at: an instant inside.
            zone: on whose calendar.

        Raises:
            InvalidValue: a period that does not lie within 1970 to 2200 in UTC.
            NaiveDatetime: an instant without a zone.
        """
        return self.around(at, zone=zone).interval

    def __str__(self) -> str:
        word = self.kind.value
        if self.anchor == 1:
            return word
        if self.kind is PeriodKind.WEEK:
            return f"{word} from {_WEEKDAYS[self.anchor - 1]} on"
        if self.kind is PeriodKind.MONTH:
            return f"{word} from day {self.anchor} on"
        return f"{word} from {_MONTHS[self.anchor - 1]} on"


def _lasts(value: timedelta | CalendarDays) -> timedelta | CalendarDays:
    if not isinstance(value, timedelta | CalendarDays):
        raise InvalidType("lasts", value, "timedelta or CalendarDays")
    if value in (timedelta(0), CalendarDays(0)) or (
        isinstance(value, timedelta) and value < timedelta(0)
    ):
        raise InvalidValue("lasts", str(value), "a length of more than 0")
    return value


@frozen
class RollingPeriod:
    """A window that always ends now and never resets: the default of internal objectives.

    Source: rule R4.10, row 27.

    Args:
        lasts: exact length, or calendar days back to the same wall time.

    Raises:
        InvalidType: another kind of length.
        InvalidValue: a length of 0 or less.

    Examples:
        >>> print(RollingPeriod(CalendarDays(30)))
        rolling 30 calendar days
    """

    lasts: timedelta | CalendarDays = field(converter=_lasts)
    """How far it reaches back."""

    def interval(self, at: datetime, *, zone: str | tzinfo) -> Interval:
        """Return the window that ends at an instant.

        Args:
            at: where it ends.
            zone: whose wall time calendar days keep.

        Raises:
            InvalidValue: a window that reaches back beyond 1970.
            NaiveDatetime: an instant without a zone.
        """
        return rolling(at, self.lasts, zone=zone)

    def __str__(self) -> str:
        lasts = self.lasts
        return f"rolling {duration_text(lasts) if isinstance(lasts, timedelta) else lasts}"


ConformancePeriod: TypeAlias = CalendarPeriods | RollingPeriod
"""Over what an objective is judged."""


def check_period(_owner: object, attribute: object, value: ConformancePeriod | None) -> None:
    """Refuse what is neither a period nor None."""
    if value is not None and not isinstance(value, CalendarPeriods | RollingPeriod):
        name = getattr(attribute, "name", "period")
        raise InvalidType(name, value, "CalendarPeriods, RollingPeriod or None")
