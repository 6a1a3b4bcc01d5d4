"""The evidence behind a clock reading: one row for each stretch, adding up to the whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from itertools import pairwise
from typing import Final

from attrs import evolve, frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.drawing import text_table
from svcmgmt.sla.clocks._timing import Timing
from svcmgmt.sla.clocks.ledgers import ClockSpan, ClockState
from svcmgmt.sla.clocks.limits import ServiceTime
from svcmgmt.temporal import format_instant
from svcmgmt.temporal._text import duration_text, local_text

__all__ = ["ClockRow", "RowKind"]

_NOTHING: Final = timedelta(0)
_SHOWN: Final = 30
"""Rows that are shown at the beginning and at the end of a very long table."""


class RowKind(Enum):
    """What a stretch of time meant for a clock.

    Examples:
        >>> RowKind("closed")
        <RowKind.CLOSED: 'closed'>
    """

    COUNTED = "counted"  # service time within the limit
    OVERDUE = "overdue"  # service time beyond the limit
    CLOSED = "closed"  # running outside service time
    PAUSED = "paused"  # the clock did not run
    STOPPED = "stopped"  # between a stop and a reopening


@frozen
class ClockRow:
    """One stretch of a clock's life; the rows of a reading follow each other without gaps.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> row = ClockRow(at("2026-10-26T08:00:00Z"), at("2026-10-26T09:00:00Z"),
        ...                RowKind.COUNTED, "inProgress")
        >>> row.duration == row.counted
        True
    """

    start: datetime
    """Its first instant, in UTC."""

    end: datetime
    """First instant after, in UTC."""

    kind: RowKind
    """What it meant."""

    cause: str
    """What made it: a state, a reason, a holiday."""

    @property
    def duration(self) -> timedelta:
        """Real time from start to end; the rows' durations add up to the whole."""
        return self.end - self.start

    @property
    def counted(self) -> timedelta:
        """Time that counts against the limit; the rows' times add up to the elapsed time."""
        counts = self.kind in {RowKind.COUNTED, RowKind.OVERDUE}
        return self.duration if counts else _NOTHING

    def as_dict(self) -> dict[str, str | int]:
        """Return the row for a table: RFC 3339 instants, durations in microseconds."""
        microsecond = timedelta(microseconds=1)
        return {
            "start": format_instant(self.start),
            "end": format_instant(self.end),
            "kind": self.kind.value,
            "duration_us": self.duration // microsecond,
            "counted_us": self.counted // microsecond,
            "cause": self.cause,
        }


def rows_of(timing: Timing) -> tuple[ClockRow, ...]:
    """Return the rows of a cycle from its start to the end of the reading."""
    breach = timing.breached_at()
    rows: list[ClockRow] = []
    for row in (row for span in timing.cycle.spans for row in _rows(timing, span, breach)):
        if rows and (rows[-1].kind, rows[-1].cause) == (row.kind, row.cause):
            rows[-1] = evolve(rows[-1], end=row.end)
        else:
            rows.append(row)
    return tuple(rows)


_KINDS: Final = {ClockState.PAUSED: RowKind.PAUSED, ClockState.STOPPED: RowKind.STOPPED}


def _rows(timing: Timing, span: ClockSpan, breach: datetime | None) -> Iterator[ClockRow]:
    end = timing.until if span.end is None else span.end
    if span.state is not ClockState.RUNNING:
        if span.start < end:
            yield ClockRow(span.start, end, _KINDS[span.state], span.cause)
        return
    opened = timing.calendar.intervals(span.start, end)
    borders = {span.start, end}
    for each in opened:
        borders.update((each.start, each.start + each.duration))
    if breach is not None and span.start < breach < end:
        borders.add(breach)
    for low, high in pairwise(sorted(borders)):
        if low not in opened:
            yield ClockRow(low, high, RowKind.CLOSED, _closed_because(timing.calendar, low, high))
        else:
            late = breach is not None and low >= breach
            yield ClockRow(low, high, RowKind.OVERDUE if late else RowKind.COUNTED, span.cause)


def _closed_because(calendar: ServiceTime, start: datetime, end: datetime) -> str:
    if not isinstance(calendar, ServiceCalendar):
        return ""
    return ", ".join(map(str, calendar.closures(start, end)))


def zone_of(calendar: ServiceTime) -> tzinfo:
    """Return the zone in which people read the times of a calendar."""
    return calendar.zone if isinstance(calendar, ServiceCalendar) else UTC


def rows_text(rows: tuple[ClockRow, ...], zone: tzinfo) -> str:
    """Return rows as an aligned table in local time; of very many the first and last ones."""
    hidden = len(rows) - 2 * _SHOWN
    if hidden <= 1:
        return _table(rows, zone)
    lines = _table((*rows[:_SHOWN], *rows[-_SHOWN:]), zone).splitlines()
    note = f"({hidden} rows are not shown; as_rows() has all of them)"
    return "\n".join([*lines[: _SHOWN + 1], note, *lines[_SHOWN + 1 :]])


def _table(rows: tuple[ClockRow, ...], zone: tzinfo) -> str:
    cells = [
        (
            local_text(row.start, zone),
            local_text(row.end, zone),
            row.kind.value,
            duration_text(row.duration),
            duration_text(row.counted),
            row.cause,
        )
        for row in rows
    ]
    return text_table(["from", "to", "what", "duration", "counted", "because"], cells)
