"""The incident table: one row for each record, or one for each update of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Final

from attrs import evolve, frozen

from svcmgmt.interop._cells import (
    Priorities,
    StateMap,
    States,
    Times,
    flag_of,
    note_order,
    number_of,
)
from svcmgmt.interop._rows import MOST_ROWS, Notes, Record, Table
from svcmgmt.interop.servicenow.words import INCIDENT_STATES, hold_reason
from svcmgmt.lifecycle import OwnState, State, StateChange, Trigger
from svcmgmt.reports import Assignment, ServiceFacts, SourceVerdict, TicketFacts
from svcmgmt.values import ITIL_SCALE, PriorityScale

__all__ = ["read_incidents", "read_updates"]

_RECORD: Final = (
    *("sys_id", "state", "incident_state", "priority", "business_service", "cmdb_ci", "company"),
    *("category", "opened_at", "resolved_at", "closed_at", "made_sla", "sys_mod_count"),
)
_INCIDENTS: Final = Table(
    name="incident",
    envelope=("result",),
    needed=("number", "opened_at"),
    known=(*_RECORD, "sys_updated_on"),
)
_UPDATES: Final = Table(
    name="incident",
    envelope=("result",),
    needed=("number", "sys_updated_on"),
    known=(*_RECORD, "hold_reason", "assignment_group", "sys_updated_by"),
)


def read_incidents(  # noqa: PLR0913 - how an export differs from the documented one, by name
    rows: object,
    *,
    zone: str | tzinfo | None = "UTC",
    time_format: str = "",
    states: StateMap = INCIDENT_STATES,
    scale: PriorityScale = ITIL_SCALE,
    columns: Mapping[str, str] | None = None,
    limit: int = MOST_ROWS,
) -> ServiceFacts:
    """Return the tickets of the incident table: one row for each, as it is now.

    Such rows tell when a ticket was opened, resolved and closed; what happened in between stands
    in `sys_audit`, see `read_audits`. A ticket is about its `business_service`, else its
    `cmdb_ci`; its segment is its `company`. It is identified by its `sys_id`, else its `number`.

    Args:
        rows: dicts, or the document of the Table API with its `result`.
        zone: on whose clock times without an offset were read.
        time_format: how times are written, for `datetime.strptime`; ISO 8601 if empty.
        states: what the codes and labels of states mean.
        scale: of the priorities.
        columns: documented name to the name in these rows, where they differ.
        limit: how many rows are read.

    Raises:
        InvalidType: something else than rows, or than states.
        LimitExceeded: more rows than the limit.
        MissingColumns: rows without `number` or `opened_at`.
        UnknownZone: no such zone.

    Examples:
        >>> facts = read_incidents([
        ...     {"number": "INC0010001", "opened_at": "2026-10-26 08:00:00", "state": "6",
        ...      "priority": "2 - High", "resolved_at": "2026-10-26 09:30:00"}])
        >>> ticket = facts.tickets[0]
        >>> print(ticket.priority, *ticket.history, sep=", ")
        P2, new at 2026-10-26T08:00:00Z, resolved at 2026-10-26T09:30:00Z
    """
    notes = Notes(_INCIDENTS.name)
    reading = _Reading(Times(zone, time_format), States(states), Priorities(scale))
    records = _INCIDENTS.records(rows, columns=columns or {}, limit=limit, notes=notes)
    tickets = [reading.ticket(record) for record in records if record.needed("number")]
    return ServiceFacts.of(tickets=tickets, findings=notes.findings())


def read_updates(  # noqa: PLR0913 - how an export differs from the documented one, by name
    rows: object,
    *,
    zone: str | tzinfo | None = "UTC",
    time_format: str = "",
    states: StateMap = INCIDENT_STATES,
    scale: PriorityScale = ITIL_SCALE,
    columns: Mapping[str, str] | None = None,
    limit: int = MOST_ROWS,
) -> ServiceFacts:
    """Return the tickets of an incident log: one row for each update of a record.

    Each row is the record as an update left it. Its state has held since `sys_updated_on`, and
    `sys_mod_count` tells its place among the updates of the same time.

    Args:
        rows: dicts, or a document with `result`.
        zone: on whose clock times without an offset were read.
        time_format: how times are written, for `datetime.strptime`; ISO 8601 if empty.
        states: what the codes and labels of states mean.
        scale: of the priorities.
        columns: documented name to the name in these rows, where they differ.
        limit: how many rows are read.

    Raises:
        InvalidType: something else than rows, or than states.
        LimitExceeded: more rows than the limit.
        MissingColumns: rows without `number` or `sys_updated_on`.
        UnknownZone: no such zone.

    Examples:
        >>> facts = read_updates([
        ...     {"number": "INC0010001", "sys_mod_count": "0", "sys_updated_on": "26/10/2026 08:00",
        ...      "state": "New"},
        ...     {"number": "INC0010001", "sys_mod_count": "1", "sys_updated_on": "26/10/2026 08:10",
        ...      "state": "In Progress"}], time_format="%d/%m/%Y %H:%M")
        >>> print(*facts.tickets[0].changes, sep=", ")
        new at 2026-10-26T08:00:00Z, inProgress at 2026-10-26T08:10:00Z
    """
    notes = Notes(_UPDATES.name)
    reading = _Reading(Times(zone, time_format), States(states), Priorities(scale))
    records = _UPDATES.records(rows, columns=columns or {}, limit=limit, notes=notes)
    updates: dict[str, list[_Update]] = {}
    for record in records:
        at = reading.times.needed(record, "sys_updated_on")
        if record.needed("number") and at is not None:
            update = _Update(record, at, number_of(record, "sys_mod_count"))
            updates.setdefault(_id(record), []).append(update)
    note_order(notes, [update.at for each in updates.values() for update in each])
    tickets = [
        evolve(
            ticket,
            changes=[change for update in each for change in _changes(update, reading.states)],
            assignments=[change for update in each for change in _assignments(update)],
        )
        for each in updates.values()
        for ticket in _newest(each, reading)
    ]
    return ServiceFacts.of(tickets=tickets, findings=notes.findings())


@frozen
class _Reading:
    """What is needed to read a record."""

    times: Times
    states: States
    priorities: Priorities

    def ticket(self, record: Record) -> TicketFacts:
        """Return what the record in one row says."""
        number, found = record.text("number"), _state(record, self.states)
        return TicketFacts(
            id=_id(record),
            name=number if record.text("sys_id") else "",
            sequence=number_of(record, "sys_mod_count"),
            recorded_at=self.times.read(record, "sys_updated_on"),
            opened_at=self.times.read(record, "opened_at"),
            resolved_at=self.times.read(record, "resolved_at"),
            closed_at=self.times.read(record, "closed_at"),
            state=None if found is None else found[0],
            priority=self.priorities.read(record, "priority"),
            service=record.label("business_service") or record.label("cmdb_ci"),
            segment=record.label("company"),
            category=record.label("category"),
            verdicts=_verdicts(record, self.times),
        )


@frozen
class _Update:
    """One row of a log: a record as an update left it."""

    record: Record
    at: datetime
    sequence: int | None

    @property
    def place(self) -> tuple[bool, int, datetime]:
        """By what the updates of a record are ordered."""
        return self.sequence is not None, self.sequence or 0, self.at


def _newest(updates: list[_Update], reading: _Reading) -> Iterator[TicketFacts]:
    """Yield the record as the last update left it; several where nothing tells which is last."""
    last = max(update.place for update in updates)
    for update in updates:
        if update.place == last:
            yield reading.ticket(update.record)


def _changes(update: _Update, states: States) -> Iterator[StateChange[State, Trigger]]:
    found = _state(update.record, states)
    if found is not None:
        state, reason = found
        yield StateChange(
            to_state=state,
            at=update.at,
            sequence=update.sequence,
            by=update.record.label("sys_updated_by"),
            reason=reason or hold_reason(update.record, "hold_reason", state),
        )


def _assignments(update: _Update) -> Iterator[Assignment]:
    group = update.record.label("assignment_group")
    if group:
        yield Assignment(group=group, at=update.at, sequence=update.sequence)


def _state(record: Record, states: States) -> tuple[State | OwnState, str] | None:
    return states.read(record, "state") or states.read(record, "incident_state")


def _id(record: Record) -> str:
    return record.text("sys_id") or record.text("number")


def _verdicts(record: Record, times: Times) -> Iterator[SourceVerdict]:
    is_made = flag_of(record, "made_sla")
    if is_made is not None:
        yield SourceVerdict(
            id=f"{_id(record)}/made_sla",
            name="made_sla",
            is_missed=not is_made,
            sequence=number_of(record, "sys_mod_count"),
            recorded_at=times.read(record, "sys_updated_on"),
        )
