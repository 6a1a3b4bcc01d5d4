"""Outages in a frame, as the facts that a report is made of."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, cast

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.frames._cells import number_of, text_of
from svcmgmt.frames._notes import Notes
from svcmgmt.frames.rows import UNREADABLE, Row, read_rows
from svcmgmt.reports import ServiceFacts
from svcmgmt.sla.availability import Outage
from svcmgmt.temporal import EndBeforeStart, Interval
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["OutageColumns", "outage_facts"]


@frozen(kw_only=True)
class OutageColumns:
    """How the columns of a frame of outages are called; None for what it does not tell.

    Raises:
        InvalidType: a name that is no text.

    Examples:
        >>> OutageColumns(service="ci", start="begin").end
        'end'
    """

    service: str = field(default="service", validator=of_kind(str))
    """Which service was down."""

    start: str = field(default="start", validator=of_kind(str))
    """Since when: aware datetimes, or RFC 3339 text."""

    end: str = field(default="end", validator=of_kind(str))
    """Until when; missing while it lasts."""

    id: str | None = field(default=None, validator=of_kind(str, None))
    """The name of the outage; of several rows with one the highest `sequence` counts."""

    sequence: str | None = field(default=None, validator=of_kind(str, None))
    """A whole number that tells the order of the versions of an outage."""

    weight: str | None = field(default=None, validator=of_kind(str, None))
    """Which share was lost: exact, such as `"30 %"` or `"3/10"`; floats are refused."""

    cause: str | None = field(default=None, validator=of_kind(str, None))
    """Why."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are read."""
        every = (
            self.service,
            self.start,
            self.end,
            self.id,
            self.sequence,
            self.weight,
            self.cause,
        )
        return tuple(name for name in every if name is not None)


_DEFAULTS: Final = OutageColumns()


def outage_facts(frame: object, *, columns: OutageColumns = _DEFAULTS) -> ServiceFacts:
    """Return the outages of a frame as facts of services, for a report or an availability.

    A row without a service or a start, with an end before its start, or with a weight that is
    none is not read, and a finding says so. A missing end says that the outage lasts.

    Args:
        frame: one row for each outage: a list of dicts, or an eager frame of pandas, polars,
            pyarrow or another library that narwhals knows.
        columns: how the columns are called.

    Raises:
        InvalidType: something else than a frame; weights that are floats.
        InvalidValue: a column that is not there, or a name that two columns have.
        NaiveDatetime: datetimes without a zone.

    Examples:
        >>> rows = [{"service": "mail", "start": "2026-10-05T10:00:00Z",
        ...          "end": "2026-10-05T10:30:00Z"}]
        >>> outage_facts(rows)
        <ServiceFacts 1 outages, 0 exclusions, 0 maintenance, 0 tickets, 0 findings>
    """
    check_kind("columns", columns, OutageColumns)
    notes = Notes()
    times = [columns.start, columns.end]
    _, rows = read_rows(frame, notes, columns=columns.names, instants=times)
    read = [_outage(row, columns, place, notes) for place, row in enumerate(rows)]
    seen: set[Outage] = set()
    for place, outage in enumerate(read):
        if outage in seen:
            notes.add("duplicate-row", place, "")
        seen.update(() if outage is None else (outage,))
    outages = [outage for outage in read if outage is not None]
    return ServiceFacts.of(outages=outages, findings=notes.findings())


def _outage(row: Row, columns: OutageColumns, place: int, notes: Notes) -> Outage | None:
    service = text_of(row, columns.service, place, notes)
    start, end = row[columns.start], row[columns.end]
    if service is None or not isinstance(start, datetime) or end is UNREADABLE:
        lacks = columns.end if isinstance(start, datetime) else columns.start
        notes.add("unread-row", place, columns.service if service is None else lacks)
        return None
    try:
        during = Interval(start, end if isinstance(end, datetime) else None)
    except EndBeforeStart:
        notes.add("end-before-start", place, columns.end, end)
        return None
    weight = None if columns.weight is None else row[columns.weight]
    try:
        return Outage(
            id=text_of(row, columns.id, place, notes) or "",
            sequence=number_of(row, columns.sequence, place, notes),
            during=during,
            weight=1 if weight is None else cast("Any", weight),
            scope=service,
            cause=text_of(row, columns.cause, place, notes) or "",
        )
    except InvalidType as refused:
        raise InvalidType(f"{columns.weight}[{place}]", weight, refused.allowed) from None
    except InvalidValue as refused:
        notes.add("unreadable-value", place, columns.weight or "", weight, refused.allowed)
        return None
