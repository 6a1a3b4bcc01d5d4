"""One VEVENT as it stands, before it is put together with its overrides (RFC 5545, 3.6.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeAlias, TypeVar

from attrs import frozen

from svcmgmt.calendars import Gap, UnknownZone, after, parse_zone
from svcmgmt.errors import InvalidValue
from svcmgmt.interop.icalendar._components import Component
from svcmgmt.interop.icalendar._content import Line, Notes, items_of, text_of
from svcmgmt.interop.icalendar._moments import Floating, Moment, Zones, length_of, moment_of
from svcmgmt.temporal import Interval, instant
from svcmgmt.values import Severity

__all__ = ["Draft", "draft_of"]

_DAY: Final = timedelta(days=1)
_NOTHING: Final = timedelta(0)

_FoundT = TypeVar("_FoundT")

Extra: TypeAlias = Moment | Interval
"""A further occurrence: where it begins, or from when to when it is."""


@frozen(kw_only=True)
class Draft:
    """What one VEVENT says."""

    line: int
    uid: str
    name: str
    description: str
    categories: tuple[str, ...]
    is_transparent: bool
    is_cancelled: bool
    sequence: int
    start: Moment
    lasts: timedelta
    """Whole days of an all-day event, else exact."""
    rules: tuple[Line, ...]
    also: tuple[Extra, ...]
    excluded: tuple[Moment, ...]
    instance: Moment | None
    """Which occurrence of the series it replaces."""


class _Reader:
    """Reads the lines of one VEVENT; what cannot be read is noted."""

    def __init__(self, component: Component, zones: Zones, notes: Notes) -> None:
        self.component = component
        self.zones = zones
        self.notes = notes

    def text(self, name: str) -> str:
        """Return the text of a line; empty if there is none."""
        line = self.component.first_of(name)
        return "" if line is None else text_of(line.value)

    def word(self, name: str) -> str:
        """Return the word of a line, in capitals; empty if there is none."""
        return self.text(name).strip().upper()

    def try_to(
        self,
        read: Callable[..., _FoundT],
        *arguments: object,
        line: Line,
        what: str,
        severity: Severity,
    ) -> _FoundT | None:
        """Return what is read from a line; None, and noted, if it cannot be."""
        try:
            return read(*arguments)
        except InvalidValue as refused:
            code = "floating-time" if isinstance(refused, Floating) else "unread-time"
            self.notes.add(
                "unknown-zone" if isinstance(refused, UnknownZone) else code,
                line.number,
                f"{what} cannot be read",
                severity=severity,
                value=str(refused.value),
                allowed=refused.allowed,
            )
            return None

    def needed(
        self, read: Callable[..., _FoundT], *arguments: object, line: Line
    ) -> _FoundT | None:
        """Return what an event cannot do without; None, and noted, if it cannot be read."""
        what = f"the event, because of its {line.name},"
        return self.try_to(read, *arguments, line=line, what=what, severity=Severity.ERROR)

    def listed(
        self, name: str, start: Moment, read: Callable[[Line, str], _FoundT]
    ) -> Iterator[_FoundT]:
        """Yield what is read of the items of all lines of a name; of the kind of the start."""
        for line, item in self.moments(name):
            found = self.try_to(
                read, line, item, line=line, what="an occurrence", severity=Severity.WARNING
            )
            if found is not None and self._is_alike(line, start, found):
                yield found

    def _is_alike(self, line: Line, start: Moment, other: object) -> bool:
        is_timed = isinstance(start, datetime)
        if isinstance(other, datetime | Interval) == is_timed:
            return True
        self.notes.add(
            "mixed-values",
            line.number,
            "is of another kind than the start of the event, and not read",
            value=line.value,
            allowed="a time" if is_timed else "a date",
        )
        return False

    def moment(self, line: Line) -> Moment:
        """Return the moment of a line."""
        return moment_of(line.value, line.parameters.get("TZID"), self.zones)

    def moments(self, name: str) -> Iterator[tuple[Line, str]]:
        """Yield the items of all lines of a name."""
        for line in self.component.all_of(name):
            for item in items_of(line.value):
                yield line, item


def draft_of(component: Component, zones: Zones, notes: Notes) -> Draft | None:
    """Return what a VEVENT says; None, and noted, if nobody can tell when it is."""
    reader = _Reader(component, zones, notes)
    line = component.first_of("DTSTART")
    if line is None:
        notes.add("no-start", component.line, "has no DTSTART", severity=Severity.ERROR)
        return None
    start = reader.needed(reader.moment, line, line=line)
    lasts = None if start is None else _length(reader, start)
    if start is None or lasts is None:
        return None
    for deprecated in component.all_of("EXRULE"):
        notes.add("unread-rule", deprecated.number, "is not read", value=deprecated.value)
    instance = component.first_of("RECURRENCE-ID")
    replaced = None if instance is None else _instance(reader, instance)
    if instance is not None and replaced is None:
        return None
    return Draft(
        line=component.line,
        uid=reader.text("UID"),
        name=reader.text("SUMMARY"),
        description=reader.text("DESCRIPTION"),
        categories=tuple(
            text_of(item).strip() for _, item in reader.moments("CATEGORIES") if item.strip()
        ),
        is_transparent=reader.word("TRANSP") == "TRANSPARENT",
        is_cancelled=reader.word("STATUS") == "CANCELLED",
        sequence=_sequence(reader.word("SEQUENCE")),
        start=start,
        lasts=lasts,
        rules=tuple(component.all_of("RRULE")),
        also=tuple(reader.listed("RDATE", start, partial(_extra, zones))),
        excluded=tuple(reader.listed("EXDATE", start, partial(_left_out, zones))),
        instance=replaced,
    )


def _sequence(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0  # noqa: PLR2004


def _instance(reader: _Reader, line: Line) -> Moment | None:
    if line.parameters.get("RANGE", "").upper() == "THISANDFUTURE":
        reader.notes.add(
            "unread-range",
            line.number,
            "changes all later occurrences as well; only this one is read as changed",
            severity=Severity.ERROR,
            value="THISANDFUTURE",
            allowed="a series of its own from there on",
        )
    return reader.needed(reader.moment, line, line=line)


def _length(reader: _Reader, start: Moment) -> timedelta | None:
    """Return how long an event lasts; None, and noted, if its end makes no sense."""
    component = reader.component
    ends, lasts = component.first_of("DTEND"), component.first_of("DURATION")
    if ends is not None:
        until = reader.needed(reader.moment, ends, line=ends)
        return None if until is None else _between(reader, ends, start, until)
    if lasts is not None:
        return reader.needed(_nominal, reader, lasts, start, line=lasts)
    if isinstance(start, datetime):
        reader.notes.add("no-length", component.line, "has no end, and so no length")
        return _NOTHING
    return _DAY


def _between(reader: _Reader, line: Line, start: Moment, until: Moment) -> timedelta | None:
    if isinstance(start, datetime) != isinstance(until, datetime):
        told, allowed = "ends with another kind of value", "dates, or times, on both ends"
    elif _since(start, until) < _NOTHING:
        told, allowed = "ends before it starts", f"{start} or later"
    elif _since(start, until) > _NOTHING:
        return _since(start, until)
    else:
        is_timed = isinstance(start, datetime)
        told = "has no length" if is_timed else "ends on its first date; that date is taken"
        reader.notes.add("no-length", line.number, told, value=line.value)
        return _NOTHING if is_timed else _DAY
    reader.notes.add(
        "odd-end", line.number, told, severity=Severity.ERROR, value=line.value, allowed=allowed
    )
    return None


def _since(start: Moment, until: Moment) -> timedelta:
    """Return the exact time between times, or the days between dates."""
    if isinstance(start, datetime) and isinstance(until, datetime):
        return instant(until) - instant(start)
    return timedelta(days=until.toordinal() - start.toordinal())


def _nominal(reader: _Reader, line: Line, start: Moment) -> timedelta | None:
    lasts = length_of(line.value)
    days = timedelta(days=lasts.days, weeks=lasts.weeks)
    if not isinstance(start, datetime):
        if days and not lasts.time:
            return days
        reader.notes.add(
            "odd-end",
            line.number,
            "is no length of whole days",
            severity=Severity.ERROR,
            value=line.value,
            allowed="one day or more, because the event has dates",
        )
        return None
    if not days and not lasts.time:
        reader.notes.add("no-length", line.number, "has no length", value=line.value)
    if days and reader.component.first_of("RRULE") is not None:
        reader.notes.add(
            "nominal-length",
            line.number,
            "days of a recurring event are taken for 24 hours, also when clocks change",
            value=line.value,
        )
        return days + lasts.time
    end = after(start, lasts, zone=parse_zone(start.tzinfo or "UTC"), gap=Gap.SHIFT)
    return end - instant(start)


def _extra(zones: Zones, line: Line, text: str) -> Extra:
    zone = line.parameters.get("TZID")
    first, slash, second = text.partition("/")
    begin = moment_of(first, zone, zones)
    if not slash:
        return begin
    if not isinstance(begin, datetime):
        raise InvalidValue("period", text, "a period that begins at a time")
    if second.strip().startswith(("P", "+P")):
        where = parse_zone(begin.tzinfo or "UTC")
        return Interval(begin, after(begin, length_of(second), zone=where, gap=Gap.SHIFT))
    end = moment_of(second, zone, zones)
    if not isinstance(end, datetime):
        raise InvalidValue("period", text, "a period that ends at a time")
    return Interval(begin, end)


def _left_out(zones: Zones, line: Line, text: str) -> Moment:
    return moment_of(text, line.parameters.get("TZID"), zones)
