"""Calendar text to values: holidays and windows, and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from types import MappingProxyType
from typing import Final

from attrs import evolve

from svcmgmt.errors import LimitExceeded
from svcmgmt.interop.icalendar._components import Component, components
from svcmgmt.interop.icalendar._content import Line, Notes, content_lines, text_of
from svcmgmt.interop.icalendar._drafts import Draft, draft_of
from svcmgmt.interop.icalendar._moments import Zones
from svcmgmt.interop.icalendar._series import events_of
from svcmgmt.interop.icalendar.events import EventCalendar
from svcmgmt.values import Severity

__all__ = ["read_calendar"]

_MOST_EVENTS: Final = 50_000
_NOT_ASKED: Final = frozenset({"VTIMEZONE", "VALARM"})
_NO_ZONES: Final[Mapping[str, str | tzinfo]] = MappingProxyType({})
_YEAR: Final = re.compile(r"(\d{4})(\d{4})", re.ASCII)
_EVERY_YEAR: Final = re.compile(
    r"(?=.*FREQ=YEARLY)(?!.*(?:COUNT|INTERVAL|BYWEEKNO)=)", re.IGNORECASE
)


def read_calendar(
    text: str,
    *,
    zone: str | tzinfo | None = None,
    zones: Mapping[str, str | tzinfo] = _NO_ZONES,
) -> EventCalendar:
    """Read iCalendar text: a feed of holidays, or a calendar of maintenance windows.

    Events of whole days become holidays, timed ones windows; recurring ones keep their rules,
    within the limits of `Recurrence`. Overrides (RECURRENCE-ID) take the place of the occurrence
    that they name. Of several versions of an event the one with the greatest SEQUENCE counts.
    What cannot be read is left out and told in `findings`, at the number of its line; properties
    and components that say nothing about when (`X-`, alarms) are passed over.
    Source: RFC 5545; RFC 5546, 2.1.4 (SEQUENCE); RFC 6868.

    Args:
        text: what a `.ics` file or a feed contains, as text.
        zone: whose clock times without a zone are read on, and in whose dates days are counted.
        zones: zones by names of the calendar's own, such as
            `{"W. Europe Standard Time": "Europe/Berlin"}`.

    Raises:
        InvalidType: not text.
        UnknownZone: an argument that is no zone.
        LimitExceeded: more than 50 million characters, a million in one line, 200,000 components
            or 50,000 events.

    Examples:
        >>> calendar = read_calendar('''BEGIN:VCALENDAR
        ... BEGIN:VEVENT
        ... UID:window@example.org
        ... SUMMARY:Sunday night
        ... DTSTART;TZID=Europe/Berlin:20260104T020000
        ... DURATION:PT2H
        ... RRULE:FREQ=WEEKLY
        ... END:VEVENT
        ... END:VCALENDAR''')
        >>> from svcmgmt.temporal import parse_instant as at
        >>> calendar.windows(named="Sunday night").is_open(at("2026-11-08T02:30:00+01:00"))
        True
    """
    notes, known = Notes(), Zones(zone, zones)
    found = components(content_lines(text, notes), notes)
    calendars = [each for each in found if each.name == "VCALENDAR"]
    if not calendars:
        allowed = "text that begins with BEGIN:VCALENDAR"
        notes.add("no-calendar", 1, "is no calendar", severity=Severity.ERROR, allowed=allowed)
    for each in calendars:
        known.learn(part for part in each.parts if part.name == "VTIMEZONE")
    drafts = [draft for each in calendars for draft in _drafts(each, known, notes)]
    events = events_of(drafts, known.floating, notes)
    return EventCalendar(
        events=tuple(events),
        name=_name(calendars),
        zone=known.floating,
        findings=tuple(sorted(notes.found, key=lambda each: int(each.pointer[1:]))),
    )


def _drafts(calendar: Component, zones: Zones, notes: Notes) -> Iterator[Draft]:
    method = calendar.first_of("METHOD")
    is_cancelled = method is not None and method.value.strip().upper() == "CANCEL"
    events = [each for each in calendar.parts if each.name == "VEVENT"]
    if len(events) > _MOST_EVENTS:
        what = "events of a calendar"
        raise LimitExceeded(what, len(events), _MOST_EVENTS)
    for each in calendar.parts:
        if each.name != "VEVENT" and each.name not in _NOT_ASKED and each.name[:2] != "X-":
            told = "is a component that is not read"
            notes.add("unread-component", each.line, told, severity=Severity.INFO, value=each.name)
    for event in events:
        draft = draft_of(_brought_forward(event), zones, notes)
        if draft is not None:
            yield evolve(draft, is_cancelled=draft.is_cancelled or is_cancelled)


def _name(calendars: list[Component]) -> str:
    """Return what the first calendar is called that has a name."""
    for calendar in calendars:
        for name in ("NAME", "X-WR-CALNAME"):
            line = calendar.first_of(name)
            if line is not None:
                return text_of(line.value).strip()
    return ""


def _brought_forward(event: Component) -> Component:
    """Return a yearly event of before 1970 as it is from then on.

    Holidays are often written from the year on in which they were introduced. Every year of a
    simple yearly rule is like any other, so it may as well begin in 1970, or in 1972 if it is
    the day of leap years.
    """
    start, rules = event.first_of("DTSTART"), [*event.all_of("RRULE")]
    match = None if start is None else _YEAR.match(start.value.strip())
    if match is None or int(match[1]) >= 1970 or len(rules) != 1:  # noqa: PLR2004
        return event
    if not _EVERY_YEAR.match(rules[0].value):
        return event
    later = (1972 if match[2] == "0229" else 1970) - int(match[1])

    def moved(line: Line) -> Line:
        year = _YEAR.match(line.value.strip())
        if line.name not in {"DTSTART", "DTEND"} or year is None:
            return line
        return evolve(line, value=f"{int(year[1]) + later:04d}{line.value.strip()[4:]}")

    return evolve(event, lines=[moved(line) for line in event.lines])
