"""The sys_audit table: one row for each change of a field, the log behind the incident table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Final

from attrs import frozen

from svcmgmt.interop._cells import StateMap, States, Times, note_order, number_of
from svcmgmt.interop._rows import MOST_ROWS, Notes, Record, Table
from svcmgmt.interop.servicenow.words import INCIDENT_STATES, hold_reason
from svcmgmt.lifecycle import State, StateChange, Trigger
from svcmgmt.practice import IncidentState
from svcmgmt.reports import Assignment, ServiceFacts, TicketFacts
from svcmgmt.values._kinds import check_kind

__all__ = ["read_audits"]

_AUDITS: Final = Table(
    name="sys_audit",
    envelope=("result",),
    needed=("documentkey", "fieldname", "newvalue", "sys_created_on"),
    known=("oldvalue", "tablename", "user", "sys_id", "record_checkpoint"),
)

Change = StateChange[State, Trigger]


@frozen
class _Audit:
    """One change of one field, placed."""

    record: Record
    field: str
    at: datetime
    sequence: int | None


def read_audits(  # noqa: PLR0913 - how an export differs from the documented one, by name
    rows: object,
    *,
    zone: str | tzinfo | None = "UTC",
    time_format: str = "",
    states: StateMap = INCIDENT_STATES,
    table: str = "incident",
    columns: Mapping[str, str] | None = None,
    limit: int = MOST_ROWS,
) -> ServiceFacts:
    """Return what the audit log tells of tickets: changes of state, hold reason and group.

    The tickets are known by their `sys_id` only (`documentkey`); merge the facts of
    `read_incidents` for the rest. Rows of other fields are counted in the findings.

    Args:
        rows: dicts, or the document of the Table API with its `result`.
        zone: on whose clock times without an offset were read.
        time_format: how times are written, for `datetime.strptime`; ISO 8601 if empty.
        states: what the codes and labels of states mean.
        table: the audited table; rows of others (`tablename`) are left out with a finding.
        columns: documented name to the name in these rows, where they differ.
        limit: how many rows are read.

    Raises:
        InvalidType: something else than rows, or than states.
        LimitExceeded: more rows than the limit.
        MissingColumns: rows without `documentkey`, `fieldname`, `newvalue` or `sys_created_on`.
        UnknownZone: no such zone.

    Examples:
        >>> facts = read_audits([
        ...     {"documentkey": "9d385", "fieldname": "state", "oldvalue": "2", "newvalue": "3",
        ...      "sys_created_on": "2026-10-26 09:00:00"},
        ...     {"documentkey": "9d385", "fieldname": "hold_reason", "oldvalue": "",
        ...      "newvalue": "1", "sys_created_on": "2026-10-26 09:00:00"}])
        >>> change = facts.tickets[0].changes[0]
        >>> print(change.from_state, change, change.reason)
        inProgress onHold at 2026-10-26T09:00:00Z awaitingCaller
    """
    check_kind("table", table, str)
    notes, known = Notes(_AUDITS.name), States(states)
    records = _AUDITS.records(rows, columns=columns or {}, limit=limit, notes=notes)
    audits = list(_audits(records, Times(zone, time_format), table))
    note_order(notes, [audit.at for audit in audits])
    updates: dict[str, dict[tuple[datetime, int | None], list[_Audit]]] = {}
    for audit in audits:
        of_ticket = updates.setdefault(audit.record.text("documentkey"), defaultdict(list))
        of_ticket[audit.at, audit.sequence].append(audit)
    tickets = [
        TicketFacts(
            id=key,
            changes=[change for each in of_ticket.values() for change in _changes(each, known)],
            assignments=[change for each in of_ticket.values() for change in _groups(each)],
        )
        for key, of_ticket in updates.items()
    ]
    return ServiceFacts.of(tickets=tickets, findings=notes.findings())


def _audits(records: Iterable[Record], times: Times, table: str) -> Iterator[_Audit]:
    """Yield the changes of fields that are read; note the others."""
    for record in records:
        audited, field = record.text("tablename"), record.needed("fieldname")
        at = times.needed(record, "sys_created_on")
        if not record.needed("documentkey") or not field or at is None:
            continue
        if audited and audited != table:
            record.note("other-table", "tablename", audited, table)
        elif field in _READ:
            yield _Audit(record, field, at, number_of(record, "record_checkpoint"))
        else:
            allowed = ", ".join(_READ)
            record.note("unread-field", "fieldname", field, allowed)


_READ: Final = ("state", "incident_state", "hold_reason", "assignment_group", "priority")


def _changes(update: list[_Audit], states: States) -> Iterator[Change]:
    """Yield the changes of state that one update made, each with its reason."""
    fields = {audit.field for audit in update}
    field = "state" if "state" in fields else "incident_state"  # the older one repeats the newer
    reasons = [audit for audit in update if audit.field == "hold_reason"]
    for audit in update:
        if audit.field == field:
            yield from _change(audit, reasons, states)
        elif audit.field == "priority":
            told = f"{audit.record.text('oldvalue')} to {audit.record.text('newvalue')}"
            audit.record.notes.add("priority-changed", at=audit.record.place, value=told)
    if field not in fields:
        yield from (_other_reason(audit) for audit in reasons if _is_other_reason(audit.record))


def _change(audit: _Audit, reasons: list[_Audit], states: States) -> Iterator[Change]:
    found, before = states.read(audit.record, "newvalue"), states.read(audit.record, "oldvalue")
    if found is None:
        audit.record.missing("newvalue")
        return
    state, reason = found
    told = [hold_reason(each.record, "newvalue", state) for each in reasons]
    yield StateChange(
        from_state=None if before is None else before[0],
        to_state=state,
        at=audit.at,
        sequence=audit.sequence,
        id=audit.record.text("sys_id"),
        by=audit.record.label("user"),
        reason=reason or max(told, default=""),
    )


def _is_other_reason(record: Record) -> bool:
    return bool(record.text("oldvalue")) and bool(record.text("newvalue"))


def _other_reason(audit: _Audit) -> Change:
    """Return the change that a ticket on hold makes when it begins to wait for somebody else."""
    return StateChange(
        from_state=IncidentState.ON_HOLD,
        to_state=IncidentState.ON_HOLD,
        at=audit.at,
        sequence=audit.sequence,
        id=audit.record.text("sys_id"),
        by=audit.record.label("user"),
        reason=hold_reason(audit.record, "newvalue", IncidentState.ON_HOLD),
    )


def _groups(update: Iterable[_Audit]) -> Iterator[Assignment]:
    for audit in update:
        if audit.field == "assignment_group":
            yield Assignment(
                group=audit.record.label("newvalue"),
                at=audit.at,
                sequence=audit.sequence,
                id=audit.record.text("sys_id"),
            )
