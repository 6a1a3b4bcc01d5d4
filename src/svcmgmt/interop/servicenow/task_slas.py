"""The task_sla table: what the service level engine of ServiceNow says, to compare with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Final

from svcmgmt.interop._cells import Times, flag_of, number_of
from svcmgmt.interop._rows import MOST_ROWS, Notes, Record, Table
from svcmgmt.reports import ServiceFacts, SourceVerdict, TicketFacts

__all__ = ["read_task_slas"]

_TASK_SLAS: Final = Table(
    name="task_sla",
    envelope=("result",),
    needed=("task", "has_breached"),
    known=(
        *("sys_id", "sla", "stage", "planned_end_time", "business_duration", "duration"),
        *("sys_updated_on", "sys_mod_count"),
    ),
)
_SINCE_1970: Final = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}", re.ASCII)
_ORIGIN: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - a duration, written as a time since then
_NOTHING: Final = timedelta(0)


def read_task_slas(
    rows: object,
    *,
    zone: str | tzinfo | None = "UTC",
    time_format: str = "",
    columns: Mapping[str, str] | None = None,
    limit: int = MOST_ROWS,
) -> ServiceFacts:
    """Return the verdicts of the source's own engine, by the tickets' `sys_id` (`task`).

    They are for comparison: no measure of the library reads them. The time used is
    `business_duration`, else `duration`, which the database writes as a time since 1970.

    Args:
        rows: dicts, or the document of the Table API with its `result`.
        zone: on whose clock times without an offset were read.
        time_format: how times are written, for `datetime.strptime`; ISO 8601 if empty.
        columns: documented name to the name in these rows, where they differ.
        limit: how many rows are read.

    Raises:
        InvalidType: something else than rows.
        LimitExceeded: more rows than the limit.
        MissingColumns: rows without `task` or `has_breached`.
        UnknownZone: no such zone.

    Examples:
        >>> facts = read_task_slas([
        ...     {"sys_id": "s1", "task": "9d385", "sla": {"display_value": "restore P2",
        ...      "value": "55"}, "has_breached": "true", "stage": "completed",
        ...      "business_duration": "1970-01-01 04:30:00"}])
        >>> verdict = facts.tickets[0].verdicts[0]
        >>> print(verdict.name, verdict.is_missed, verdict.elapsed)
        restore P2 True 4:30:00
    """
    notes, times = Notes(_TASK_SLAS.name), Times(zone, time_format)
    records = _TASK_SLAS.records(rows, columns=columns or {}, limit=limit, notes=notes)
    tickets = [
        TicketFacts(id=task, verdicts=[_verdict(record, times)])
        for record in records
        if (task := record.needed("task"))
    ]
    return ServiceFacts.of(tickets=tickets, findings=notes.findings())


def _verdict(record: Record, times: Times) -> SourceVerdict:
    used = "business_duration" if record.text("business_duration") else "duration"
    return SourceVerdict(
        id=record.text("sys_id"),
        name=record.label("sla"),
        is_missed=flag_of(record, "has_breached"),
        stage=record.label("stage"),
        due_at=times.read(record, "planned_end_time"),
        elapsed=_duration(record, used),
        sequence=number_of(record, "sys_mod_count"),
        recorded_at=times.read(record, "sys_updated_on"),
    )


def _duration(record: Record, name: str) -> timedelta | None:
    text = record.text(name)
    if not text:
        return None
    try:
        if not _SINCE_1970.fullmatch(text):
            raise ValueError  # noqa: TRY301 - as a date that does not exist
        elapsed = datetime.fromisoformat(text) - _ORIGIN
    except ValueError:
        allowed = "a duration as the database writes it, such as 1970-01-01 04:30:00"
        record.note("unreadable-value", name, text, allowed)
        return None
    if elapsed < _NOTHING:
        record.note("negative", name, text, "1970-01-01 00:00:00 or later")
        return None
    return elapsed
