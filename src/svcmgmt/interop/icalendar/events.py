"""What a calendar says, as values: days that are holidays, and windows of service calendars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen

from svcmgmt.calendars import (
    ChangeFreeze,
    HolidayList,
    HolidayRule,
    MaintenanceWindow,
    Recurrence,
    ServiceCalendar,
    always,
    fixed,
    parse_zone,
    weekly,
)
from svcmgmt.calendars.zones import zone_key
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import HORIZON, ORIGIN, IntervalSet
from svcmgmt.values import Finding
from svcmgmt.values._kinds import of_kind

__all__ = ["FREEZE", "CalendarEvent", "EventCalendar", "RecurringDays"]

FREEZE: Final = "change freeze"
"""The category of change freezes among timed events."""

_DAY: Final = timedelta(days=1)
_MOST_DAYS: Final = 366
_NO_TIMES: Final = IntervalSet(())


@frozen
class RecurringDays:
    """Several dates in a row from each occurrence of a rule on, such as three days of Christmas.

    Args:
        recurrence: when the first of the dates recurs.
        days: how many dates, 1 to 366.
        name: what is celebrated.

    Raises:
        InvalidType: something else than a `Recurrence`, or days that are no int.
        InvalidValue: fewer than 1 day or more than 366.

    Examples:
        >>> from datetime import UTC, datetime
        >>> yearly = Recurrence(rule="FREQ=YEARLY", start=datetime(2020, 12, 24, tzinfo=UTC))
        >>> list(RecurringDays(yearly, 3, "Christmas").dates(date(2026, 12, 26), date(2027, 1, 5)))
        [datetime.date(2026, 12, 26)]
    """

    recurrence: Recurrence = field(validator=of_kind(Recurrence))
    """When the first of the dates recurs."""

    days: int = field(validator=of_kind(int))
    """How many dates."""

    name: str = ""
    """Name for people."""

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.days <= _MOST_DAYS:
            raise InvalidValue("days", self.days, f"1 to {_MOST_DAYS}")

    def dates(self, first: date, last: date) -> dict[date, str]:
        """Return the dates from `first` to `last`, with the name."""
        first, last = max(first, ORIGIN.date()), min(last, HORIZON.date())
        found: dict[date, str] = {}
        following = first
        for begin in self.recurrence.dates(first - (self.days - 1) * _DAY, last):
            day, until = max(begin, following), min(begin + self.days * _DAY, last + _DAY)
            while day < until:
                found[day] = self.name
                day += _DAY
            following = max(following, until)
        return found


@frozen(kw_only=True)
class CalendarEvent:
    """One event of a calendar with all its occurrences: of whole days, or timed.

    Examples:
        >>> CalendarEvent(name="Patch night", uid="1", line=2, categories=("IT",)).is_of("it")
        True
    """

    name: str
    """SUMMARY: how people call it."""

    uid: str
    """UID: what identifies it; empty if it has none."""

    line: int
    """Number of the line of the text that begins it."""

    description: str = ""
    """DESCRIPTION: what it is about."""

    categories: tuple[str, ...] = ()
    """CATEGORIES, in order."""

    is_transparent: bool = False
    """TRANSP: whether people are free meanwhile; feeds of holidays often say so."""

    is_cancelled: bool = False
    """STATUS: whether it does not take place; it is left out of days and windows then."""

    is_all_day: bool = False
    """Whether it takes whole days of whichever zone, as holidays do."""

    days: tuple[HolidayRule, ...] = ()
    """The dates of an event of whole days."""

    single_times: IntervalSet = _NO_TIMES
    """The times of a timed event that do not recur by a rule."""

    recurring_times: tuple[ServiceCalendar, ...] = ()
    """The times of a timed event that recur, one for each rule."""

    def is_of(self, category: str) -> bool:
        """Return whether it is of a category; case does not matter."""
        return any(_is_like(each, category) for each in self.categories)


@frozen(kw_only=True, repr=False)
class EventCalendar:
    """The events of a calendar, and what could not be read of it.

    Made by `read_calendar`. All-day events are holidays, timed ones windows; both can be picked
    by name and category. Cancelled events are kept, and count for neither.

    Examples:
        >>> from svcmgmt.interop.icalendar import read_calendar
        >>> calendar = read_calendar('''BEGIN:VCALENDAR
        ... BEGIN:VEVENT
        ... UID:1
        ... SUMMARY:Christmas Day
        ... DTSTART;VALUE=DATE:20201225
        ... RRULE:FREQ=YEARLY
        ... END:VEVENT
        ... END:VCALENDAR''')
        >>> calendar.holidays.name_of(date(2031, 12, 25))
        'Christmas Day'
    """

    events: tuple[CalendarEvent, ...]
    """All events, in the order of the text; overrides of a series are events of their own."""

    name: str = ""
    """What the calendar is called."""

    zone: ZoneInfo | None = field(default=None, eq=zone_key)
    """The zone that was given for times without one; in its dates days are counted."""

    findings: tuple[Finding, ...] = ()
    """What could not be read, or only in part; the pointer is the number of the line."""

    def only(
        self,
        *,
        named: str | None = None,
        category: str | None = None,
        transparent: bool | None = None,
    ) -> EventCalendar:
        """Return the calendar with some of its events only.

        Args:
            named: those of this name; case and surrounding space do not matter.
            category: those of this category; case does not matter.
            transparent: those during which people are free, or those during which they are not.
        """
        events = [
            each
            for each in self.events
            if (named is None or _is_like(each.name, named))
            and (category is None or each.is_of(category))
            and (transparent is None or each.is_transparent is transparent)
        ]
        return evolve(self, events=tuple(events))

    @property
    def holidays(self) -> HolidayList:
        """The dates of all all-day events, with their names."""
        return HolidayList(rule for each in self._taking_place() for rule in each.days)

    def windows(self, named: str | None = None) -> ServiceCalendar:
        """Return the times of all timed events together, as a service calendar.

        Args:
            named: only those of this name.
        """
        events = [*self.only(named=named)._taking_place()]  # noqa: SLF001 - the same class
        return self._open_during(events)

    def days(self, named: str | None = None) -> ServiceCalendar:
        """Return the whole local days of all all-day events, as a service calendar.

        A change freeze, for example, is often kept as an event of some weeks.

        Args:
            named: only those of this name.

        Raises:
            InvalidType: the calendar was read without a zone, in which days would begin.
        """
        if self.zone is None:
            raise InvalidType("zone", None, "a zone; read the calendar with zone='Europe/Berlin'")
        holidays = self.only(named=named).holidays
        every_day = weekly("Mon-Sun 00:00-24:00", zone=self.zone, holidays=holidays)
        return always(zone=self.zone) - every_day

    @property
    def maintenance_windows(self) -> tuple[MaintenanceWindow, ...]:
        """The timed events as maintenance windows, one for each name.

        Those of the category `change freeze` are none. Events without a name are told apart by
        their UID.
        """
        named = self._timed(is_freeze=False).items()
        return tuple(MaintenanceWindow(name=name, times=times) for name, times in named)

    @property
    def change_freezes(self) -> tuple[ChangeFreeze, ...]:
        """The timed events of the category `change freeze`, one for each name, without exempt."""
        named = self._timed(is_freeze=True).items()
        return tuple(ChangeFreeze(name=name, times=times) for name, times in named)

    def _timed(self, *, is_freeze: bool) -> dict[str, ServiceCalendar]:
        by_name: dict[str, list[CalendarEvent]] = {}
        for event in self._taking_place():
            if not event.is_all_day and event.is_of(FREEZE) is is_freeze:
                by_name.setdefault(event.name or event.uid, []).append(event)
        return {name: self._open_during(events) for name, events in by_name.items()}

    def _taking_place(self) -> Iterator[CalendarEvent]:
        return (each for each in self.events if not each.is_cancelled)

    def _open_during(self, events: Iterable[CalendarEvent]) -> ServiceCalendar:
        listed = list(events)
        zone = parse_zone("UTC") if self.zone is None else self.zone
        singles = IntervalSet.of(span for each in listed for span in each.single_times)
        series = [part for each in listed for part in each.recurring_times]
        alone = fixed(singles, zone=zone)
        if not series:
            return alone
        joined = _joined(series if singles.is_empty() else [alone, *series])
        return joined if self.zone is None else ServiceCalendar(joined.rule, self.zone)

    def __repr__(self) -> str:
        return f"<EventCalendar of {len(self.events)} events, {len(self.findings)} findings>"


def _is_like(text: str, wanted: str) -> bool:
    return text.strip().casefold() == wanted.strip().casefold()


def _joined(parts: list[ServiceCalendar]) -> ServiceCalendar:
    """Return calendars joined by halves, so that many cost little more than each."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return _joined(parts[:middle]) | _joined(parts[middle:])
