"""Holidays, maintenance windows and change freezes as calendar text, for others to subscribe to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from attrs import evolve, frozen

from svcmgmt.calendars import (
    CalendarRule,
    ChangeFreeze,
    Holiday,
    HolidayRule,
    Holidays,
    MaintenanceWindow,
    Recurrence,
    RecurringHoliday,
    ReportingPeriod,
    ServiceCalendar,
    YearlyHoliday,
    snapshot,
    to_wall_time,
)
from svcmgmt.calendars._combined import Union
from svcmgmt.calendars._lists import listed
from svcmgmt.calendars._rules import Fixed, Never, Recurring
from svcmgmt.calendars.holiday_lists import holiday_list
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.icalendar._content import escaped, folded
from svcmgmt.interop.icalendar._zone_text import zone_lines
from svcmgmt.interop.icalendar.events import FREEZE, RecurringDays
from svcmgmt.temporal import HORIZON, Interval, format_duration, instant
from svcmgmt.values._kinds import check_kind

__all__ = ["write_calendar"]

Window: TypeAlias = MaintenanceWindow | ChangeFreeze

_DAY: Final = timedelta(days=1)
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LAST: Final = datetime(2200, 1, 2)  # noqa: DTZ001 - on any clock; nothing recurs so late
_UNTIL: Final = re.compile(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
_BY_CLOCK: Final = re.compile(r"BY(?:HOUR|MINUTE|SECOND)=")
_SEARCHED: Final = (_DAY, 40 * _DAY, 800 * _DAY, 11_000 * _DAY)
"""How far a first occurrence is looked for, in turn, before all time is."""


@frozen(kw_only=True)
class _Event:
    """What one VEVENT says, beside what all of them say."""

    name: str
    category: str
    when: tuple[str, ...]
    description: str = ""
    is_transparent: bool = False
    clock: tuple[ZoneInfo, datetime] | None = None
    """The zone on whose clock it is told, and since when; None for dates and UTC."""

    def lines(self, at: datetime) -> Iterator[str]:
        facts = (self.category, self.name, *self.when)
        uid = hashlib.sha256("\n".join(facts).encode()).hexdigest()[:32]
        yield "BEGIN:VEVENT"
        yield f"UID:{uid}@svcmgmt"
        yield f"DTSTAMP:{at.strftime(_STAMP)}"
        if self.name:
            yield f"SUMMARY:{escaped(self.name)}"
        if self.description:
            yield f"DESCRIPTION:{escaped(self.description)}"
        yield f"CATEGORIES:{escaped(self.category)}"
        if self.is_transparent:
            yield "TRANSP:TRANSPARENT"
        yield from self.when
        yield "END:VEVENT"


def write_calendar(
    *,
    at: datetime,
    holidays: Holidays = None,
    windows: Iterable[Window] = (),
    period: ReportingPeriod | None = None,
    name: str = "",
) -> str:
    """Return holidays, maintenance windows and change freezes as iCalendar text.

    Dates, ranges, yearly dates and recurring ones are written with their rules, and so are fixed
    and recurring times; zones are described in the text. Everything else, such as weekly hours
    without those of another calendar, is written occurrence by occurrence for a period. What is
    written is the same time as what was given. An event that stays the same keeps its UID.

    Args:
        at: when the text was made, for its readers.
        holidays: anything that is taken for holidays.
        windows: maintenance windows and change freezes.
        period: for which dates and times that have no rule are written.
        name: what the calendar is called.

    Returns:
        The text of a `.ics` file.

    Raises:
        InvalidType: something else than windows.
        InvalidValue: dates or times that have no rule, and no period for which to write them;
            times with fractions of a second; a name with control characters.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.calendars import recurring
        >>> nights = Recurrence(rule="FREQ=WEEKLY;BYDAY=SU", start=datetime(2026, 1, 4, 2,
        ...                     tzinfo=ZoneInfo("Europe/Berlin")))
        >>> text = write_calendar(
        ...     at=datetime(2026, 11, 1, tzinfo=UTC), name="VPN", holidays=["2026-12-25"],
        ...     windows=[MaintenanceWindow(name="Sunday night",
        ...                                times=recurring(nights, lasts=timedelta(hours=2)))])
        >>> [line for line in text.splitlines() if line.startswith(("DTSTART;", "RRULE"))]
        ['DTSTART;VALUE=DATE:20261225', 'DTSTART;TZID=Europe/Berlin:20260104T020000', ...]
    """
    stamp = instant(at, "at")
    events = [event for rule in holiday_list(holidays).rules for event in _of_days(rule, period)]
    for window in listed(windows, "windows", "a list of MaintenanceWindow and ChangeFreeze"):
        if not isinstance(window, Window):
            raise InvalidType("windows", window, "MaintenanceWindow or ChangeFreeze")
        events += _of_window(window, period)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//svcmgmt//svcmgmt//EN"]
    if name:
        lines += [f"NAME:{escaped(_checked(name))}", f"X-WR-CALNAME:{escaped(name)}"]
    since: dict[ZoneInfo, datetime] = {}
    for zone, start in (event.clock for event in events if event.clock is not None):
        since[zone] = min(start, since.get(zone, start))
    for zone, start in since.items():
        lines += zone_lines(zone, start)
    for event in dict.fromkeys(events):
        lines += event.lines(stamp)
    return "".join(map(folded, [*lines, "END:VCALENDAR"]))


def _checked(name: str) -> str:
    check_kind("name", name, str)
    if _CONTROL.search(name):
        raise InvalidValue("name", name, "text without control characters")
    return name


def _of_days(rule: HolidayRule, period: ReportingPeriod | None) -> Iterator[_Event]:
    """Yield the events of a rule of holidays."""
    if isinstance(rule, Holiday):
        yield _dates(rule.first, rule.last + _DAY, rule.name)
    elif isinstance(rule, YearlyHoliday):
        year = 1972 if (rule.month, rule.day) == (2, 29) else 1970
        first = date(year, rule.month, rule.day)
        yield _dates(first, first + _DAY, rule.name, "RRULE:FREQ=YEARLY")
    elif isinstance(rule, RecurringHoliday | RecurringDays) and not _BY_CLOCK.search(
        rule.recurrence.rule
    ):
        yield from _recurring_dates(rule)
    elif period is None:
        allowed = "holidays with rules, or a period for which they are written"
        raise InvalidValue("holidays", rule, allowed)
    else:
        for day in snapshot([rule], period.first, period.until - _DAY).rules:
            yield from _of_days(day, None)


def _dates(first: date, until: date, name: str, *rules: str) -> _Event:
    bounds = f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{until:%Y%m%d}"
    return _Event(
        name=_checked(name), category="holiday", when=(*bounds, *rules), is_transparent=True
    )


def _recurring_dates(rule: RecurringHoliday | RecurringDays) -> Iterator[_Event]:
    recurrence = rule.recurrence
    days = rule.days if isinstance(rule, RecurringDays) else 1
    clock = to_wall_time(recurrence.start, zone=recurrence.zone).time()

    def day_of(moment: datetime) -> date:
        return to_wall_time(moment, zone=recurrence.zone).date()

    also = {day_of(each) for each in {*recurrence.also}.difference(recurrence.excluded)}
    for day in sorted(also):
        yield _dates(day, day + days * _DAY, rule.name)
    first = _first(recurrence)
    if first is None:
        return
    shown = [to_wall_time(each, zone=recurrence.zone) for each in recurrence.excluded]
    excluded = sorted(each.date() for each in shown if each.time() == clock)
    rules = [f"RRULE:{_until_a_date(recurrence, clock)}"]
    if excluded:
        rules.append(f"EXDATE;VALUE=DATE:{','.join(f'{each:%Y%m%d}' for each in excluded)}")
    day = day_of(first)
    yield _dates(day, day + days * _DAY, rule.name, *rules)


def _first(recurrence: Recurrence) -> datetime | None:
    """Return the first occurrence by the rule alone; None if it has none."""
    bare = evolve(recurrence, also=(), excluded=())
    start = instant(recurrence.start)
    for ahead in (*_SEARCHED, HORIZON - start):
        found = bare.between(start, min(start + ahead, HORIZON))
        if found:
            return found[0]
    return None


def _until_a_date(recurrence: Recurrence, clock: time) -> str:
    """Return a rule that ends on the date of its last occurrence instead of at a time."""
    match = _UNTIL.search(recurrence.rule)
    if match is None or match[2] is None:
        return recurrence.rule
    last = min(datetime.fromisoformat(f"{match[1]}T{match[2]}"), _LAST)
    if match[3]:
        last = last.replace(tzinfo=UTC).astimezone(recurrence.zone)
    day = last.date() if clock <= last.time() else last.date() - _DAY
    return _UNTIL.sub(f"UNTIL={day:%Y%m%d}", recurrence.rule)


def _of_window(window: Window, period: ReportingPeriod | None) -> Iterator[_Event]:
    is_freeze = isinstance(window, ChangeFreeze)
    exempt = ", ".join(sorted(window.exempt)) if isinstance(window, ChangeFreeze) else ""
    base = _Event(
        name=_checked(window.name),
        category=FREEZE if is_freeze else "maintenance",
        description=_checked(f"exempt: {exempt}" if exempt else ""),
        when=(),
    )
    return _of_times(base, window.times.rule, window.times, period)


def _of_times(
    base: _Event, rule: CalendarRule, times: ServiceCalendar, period: ReportingPeriod | None
) -> Iterator[_Event]:
    """Yield the events of a rule of a service calendar."""
    if isinstance(rule, Union):
        for part in rule.parts:
            yield from _of_times(base, part, times, period)
    elif isinstance(rule, Recurring):
        yield from _series(base, rule)
    elif isinstance(rule, Fixed):
        yield from (_single(base, each) for each in rule.intervals)
    elif not isinstance(rule, Never):
        if period is None:
            allowed = "fixed or recurring times, or a period for which they are written"
            raise InvalidValue("windows", f"{base.name}: {rule}", allowed)
        span = period.interval
        open_times = ServiceCalendar(rule, times.zone).intervals(
            span.start, span.start + span.duration
        )
        yield from (_single(base, each) for each in open_times)


def _single(base: _Event, span: Interval) -> _Event:
    start, end = (_whole(each) for each in (span.start, span.start + span.duration))
    return evolve(base, when=(f"DTSTART:{start:{_STAMP}}", f"DTEND:{end:{_STAMP}}"))


def _series(base: _Event, rule: Recurring) -> Iterator[_Event]:
    recurrence = rule.recurrence
    for at in sorted({*recurrence.also}.difference(recurrence.excluded)):
        yield _single(base, Interval(at, at + rule.lasts))
    first = _first(recurrence)
    if first is None:
        return
    zone, start = recurrence.zone, _whole(first)
    is_utc = zone.key == "UTC"
    shown = f":{start:{_STAMP}}"
    if not is_utc:
        shown = f";TZID={zone.key}:{to_wall_time(start, zone=zone):%Y%m%dT%H%M%S}"
    when = [f"DTSTART{shown}", f"DURATION:{_lasting(rule.lasts)}"]
    when.append(f"RRULE:{_until_in_utc(recurrence)}")
    if recurrence.excluded:
        left_out = ",".join(f"{_whole(each):{_STAMP}}" for each in recurrence.excluded)
        when.append(f"EXDATE:{left_out}")
    yield evolve(base, when=tuple(when), clock=None if is_utc else (zone, start))


def _until_in_utc(recurrence: Recurrence) -> str:
    """Return a rule whose end is an instant, as it must be beside a zone (RFC 5545, 3.3.10)."""
    match = _UNTIL.search(recurrence.rule)
    if match is None or match[3]:
        return recurrence.rule
    last = min(datetime.fromisoformat(f"{match[1]}T{match[2] or '235959'}"), _LAST)
    # of what the clocks repeat the later instant, of what they skip the one as much later
    read = (last.replace(tzinfo=recurrence.zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    until = max(read)
    return _UNTIL.sub(f"UNTIL={until:{_STAMP}}", recurrence.rule)


def _lasting(lasts: timedelta) -> str:
    if lasts.microseconds:
        raise InvalidValue("windows", lasts, "whole seconds")
    return format_duration(lasts)


def _whole(at: datetime) -> datetime:
    if at.microsecond:
        raise InvalidValue("windows", at, "whole seconds")
    return at
