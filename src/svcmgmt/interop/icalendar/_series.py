"""From what each VEVENT says to events: series, overrides, versions (RFC 5545, 3.8.4 and 3.8.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, cast
from zoneinfo import ZoneInfo

from attrs import evolve

from svcmgmt.calendars import Holiday, HolidayRule, Recurrence, RecurringHoliday, recurring
from svcmgmt.errors import InvalidValue, LimitExceeded
from svcmgmt.interop.icalendar._content import Line, Notes
from svcmgmt.interop.icalendar._drafts import Draft
from svcmgmt.interop.icalendar._moments import Moment
from svcmgmt.interop.icalendar.events import CalendarEvent, RecurringDays
from svcmgmt.temporal import Interval, IntervalSet, instant, parse_instant
from svcmgmt.values import Severity

__all__ = ["events_of"]

_MOST_RULES: Final = 10
"""Of one event, which should have one at most (RFC 5545, 3.8.5.3)."""

_LAST_DATE: Final = "21991231"

_UNTIL: Final = re.compile(r"(?<=UNTIL=)(\d{8})T(\d{6})(Z?)", re.ASCII | re.IGNORECASE)


def events_of(drafts: Iterable[Draft], zone: ZoneInfo | None, notes: Notes) -> list[CalendarEvent]:
    """Return the events of a calendar, overrides taken out of their series.

    Args:
        drafts: what each VEVENT says.
        zone: in whose dates the end of a series of dates is read that is told as a time.
        notes: where is noted what cannot be read.
    """
    by_uid: dict[object, list[Draft]] = {}
    for draft in drafts:
        if not draft.uid:
            notes.add("no-uid", draft.line, "has no UID", severity=Severity.INFO)
        by_uid.setdefault(draft.uid or draft.line, []).append(draft)
    events = [
        event
        for group in by_uid.values()
        for draft in _put_together(group, notes)
        for event in _event(draft, zone, notes)
    ]
    return sorted(events, key=lambda event: event.line)


def _put_together(group: list[Draft], notes: Notes) -> Iterator[Draft]:
    """Yield the newest version of each series and of each override, one out of the other."""
    series = _newest([each for each in group if each.instance is None], notes)
    overrides: dict[object, list[Draft]] = {}
    for each in group:
        if each.instance is not None:
            overrides.setdefault(_place(each.instance), []).append(each)
    changed = [draft for versions in overrides.values() for draft in _newest(versions, notes)]
    replaced = [each.instance for each in changed if each.instance is not None]
    if series and replaced:
        series[0] = _without(series[0], replaced, notes)
    yield from series
    for each in changed:
        if each.rules:
            notes.add("unread-rule", each.line, "recurs although it is an override")
        yield evolve(each, rules=(), also=(), excluded=())


def _without(series: Draft, replaced: list[Moment], notes: Notes) -> Draft:
    """Return a series without the occurrences that are overridden."""
    fitting = [each for each in replaced if _is_timed(each) == _is_timed(series.start)]
    if len(fitting) < len(replaced):
        told = "is overridden at a date and not a time, or the other way round"
        notes.add("mixed-values", series.line, told, value=series.uid)
    return evolve(series, excluded=(*series.excluded, *fitting))


def _newest(versions: list[Draft], notes: Notes) -> list[Draft]:
    """Return the versions with the greatest SEQUENCE; all of them if they cannot be told apart."""
    greatest = max((each.sequence for each in versions), default=0)
    newest = [each for each in versions if each.sequence == greatest]
    for each in versions:
        if each.sequence < greatest:
            told = f"is replaced by version {greatest} of it"
            notes.add("superseded", each.line, told, severity=Severity.INFO, value=each.uid)
    for each in newest[1:]:
        notes.add(
            "same-uid", each.line, "has the UID of another event; both are read", value=each.uid
        )
    return newest


def _is_timed(moment: object) -> bool:
    return isinstance(moment, datetime | Interval)


def _place(moment: Moment) -> object:
    return instant(moment) if isinstance(moment, datetime) else moment


def _event(draft: Draft, zone: ZoneInfo | None, notes: Notes) -> Iterator[CalendarEvent]:
    """Yield the event of a draft; none, and noted, if its rule cannot be read."""
    event = CalendarEvent(
        name=draft.name,
        uid=draft.uid,
        line=draft.line,
        description=draft.description,
        categories=draft.categories,
        is_transparent=draft.is_transparent,
        is_cancelled=draft.is_cancelled,
        is_all_day=not _is_timed(draft.start),
    )
    try:
        if len(draft.rules) > _MOST_RULES:
            raise LimitExceeded("rules of an event", len(draft.rules), _MOST_RULES)  # noqa: TRY301
        if event.is_all_day:
            yield evolve(event, days=tuple(_days(draft, zone, notes)))
        elif draft.lasts > timedelta(0):
            yield _timed(event, draft)
        else:
            yield event
    except (InvalidValue, LimitExceeded) as refused:
        is_rule = bool(draft.rules)
        notes.add(
            "unread-rule" if is_rule else "unread-time",
            draft.rules[0].number if is_rule else draft.line,
            f"recurs in a way that is not read: {refused}" if is_rule else str(refused),
            severity=Severity.ERROR,
            value=draft.rules[0].value if is_rule else draft.uid,
        )


def _timed(event: CalendarEvent, draft: Draft) -> CalendarEvent:
    start = cast("datetime", draft.start)
    excluded = [instant(cast("datetime", each)) for each in draft.excluded]
    periods = [each for each in draft.also if isinstance(each, Interval)]
    also = [each for each in draft.also if isinstance(each, datetime)]
    # the start takes place whether or not the rule says so (RFC 5545, 3.8.5.3)
    begins = {instant(each) for each in (start, *also)}.difference(excluded)
    singles = [Interval(each, each + draft.lasts) for each in begins]
    singles += [each for each in periods if each.start not in excluded]
    series = tuple(
        recurring(
            Recurrence(rule=line.value, start=start, excluded=excluded),
            lasts=draft.lasts,
        )
        for line in draft.rules
    )
    return evolve(event, single_times=IntervalSet.of(singles), recurring_times=series)


def _days(draft: Draft, zone: ZoneInfo | None, notes: Notes) -> Iterator[HolidayRule]:
    days = draft.lasts.days
    excluded = {each for each in draft.excluded if not _is_timed(each)}
    also = [cast("date", each) for each in draft.also if not _is_timed(each)]
    for first in sorted({draft.start, *also}.difference(excluded)):
        yield Holiday(first, first + timedelta(days=days - 1), name=draft.name)
    for line in draft.rules:
        recurrence = Recurrence(
            rule=_until_a_date(line, zone, notes),
            start=_midnight(draft.start),
            excluded=map(_midnight, excluded),
        )
        if days == 1:
            yield RecurringHoliday(recurrence, draft.name)
        else:
            yield RecurringDays(recurrence, days, draft.name)


def _midnight(day: date) -> datetime:
    """Return a date as an instant of a zone whose clocks never change."""
    return datetime.combine(day, time(), UTC)


def _until_a_date(line: Line, zone: ZoneInfo | None, notes: Notes) -> str:
    """Return the rule of a series of dates; if it ends at a time, it ends on the date of it."""
    match = _UNTIL.search(line.value)
    if match is None:
        return line.value
    told = "ends a series of dates at a time; its date is taken"
    notes.add("mixed-values", line.number, told, severity=Severity.INFO, value=match[0])
    day = match[1]
    if match[3] and zone is not None and match[1] < _LAST_DATE:
        at = parse_instant(f"{match[1]}T{match[2]}Z").astimezone(zone)
        day = f"{at:%Y%m%d}"
    return f"{line.value[: match.start()]}{day}{line.value[match.end() :]}"
