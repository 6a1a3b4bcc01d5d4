"""Jira: issues of its REST API, with their changelogs, as facts.

Ask for issues with `expand=changelog`: without it nobody tells when a status began. Works on
documents of Jira Cloud and Jira Data Center, versions 2 and 3 of the API, and on Jira Service
Management, whose words are among the default states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Final

from attrs import frozen

from svcmgmt.interop._cells import Priorities, StateMap, States, Times, number_of
from svcmgmt.interop._rows import (
    MOST_ROWS,
    Notes,
    Record,
    Row,
    Table,
    child,
    children,
    entries,
    is_row,
    plain,
)
from svcmgmt.lifecycle import State, StateChange, Trigger
from svcmgmt.practice import HoldReason, IncidentState
from svcmgmt.reports import ServiceFacts, TicketFacts
from svcmgmt.values import ITIL_SCALE, PriorityScale

__all__ = ["PRIORITIES", "STATES", "read_issues"]

STATES: Final[StateMap] = MappingProxyType(
    {
        "Open": IncidentState.NEW,
        "New": IncidentState.NEW,
        "To Do": IncidentState.NEW,
        "Backlog": IncidentState.NEW,
        "Waiting for support": IncidentState.NEW,
        "Reopened": IncidentState.IN_PROGRESS,
        "In Progress": IncidentState.IN_PROGRESS,
        "Work in progress": IncidentState.IN_PROGRESS,
        "In Review": IncidentState.IN_PROGRESS,
        "Escalated": IncidentState.IN_PROGRESS,
        "Waiting for customer": (IncidentState.ON_HOLD, HoldReason.CALLER.value),
        "Pending": IncidentState.ON_HOLD,
        "On Hold": IncidentState.ON_HOLD,
        "Resolved": IncidentState.RESOLVED,
        "Completed": IncidentState.RESOLVED,
        "Done": IncidentState.CLOSED,
        "Closed": IncidentState.CLOSED,
        "Canceled": IncidentState.CANCELLED,
        "Cancelled": IncidentState.CANCELLED,
        "Declined": IncidentState.CANCELLED,
    }
)
"""Statuses of the workflows that Jira and Jira Service Management bring along."""

PRIORITIES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "Highest": 1,
        "High": 2,
        "Medium": 3,
        "Low": 4,
        "Lowest": 5,
        "Blocker": 1,
        "Critical": 2,
        "Major": 3,
        "Minor": 4,
        "Trivial": 5,
    }
)
"""The priorities that Jira brings along, and the older ones, as levels from 1 to 5."""

_ISSUES: Final = Table(
    name="issues",
    envelope=("issues",),
    needed=("id", "created"),
    known=(
        *("key", "updated", "status", "priority", "resolutiondate", "components", "issuetype"),
        *("service", "segment"),
    ),
    identity=("id", "updated"),
    inside="/fields",
)
_MOST_CHANGES: Final = 100_000
_NAMES: Final = ("name", "value", "displayName", "key")


def read_issues(  # noqa: PLR0913 - how an export differs from the documented one, by name
    rows: object,
    *,
    zone: str | tzinfo | None = None,
    states: StateMap = STATES,
    priorities: Mapping[str, int] = PRIORITIES,
    scale: PriorityScale = ITIL_SCALE,
    columns: Mapping[str, str] | None = None,
    limit: int = MOST_ROWS,
) -> ServiceFacts:
    """Return issues as tickets, with the status changes of their changelogs.

    A ticket is about the first component of the issue, unless `columns` names a field of yours
    as `service`; another one may be its `segment`. Changes of other fields than the status are
    counted in the findings.

    Args:
        rows: issues, or the document of a search with its `issues`.
        zone: on whose clock times without an offset were read; the API always tells an offset.
        states: what the names of statuses mean.
        priorities: the level of each name of a priority.
        scale: of the levels.
        columns: documented name of a field, `service` or `segment`, to the name in these rows.
        limit: how many issues are read.

    Raises:
        InvalidType: something else than issues, or than states.
        LimitExceeded: more issues than the limit, or a changelog of more than 100,000 entries.
        MissingColumns: issues without `id` or `created`.
        UnknownZone: no such zone.

    Examples:
        >>> facts = read_issues({"issues": [{
        ...     "id": "10001", "key": "OPS-1",
        ...     "fields": {"created": "2026-03-02T10:15:00.000+0100", "status": {"name": "Done"},
        ...                "priority": {"name": "High"}, "components": [{"name": "mail"}]},
        ...     "changelog": {"total": 1, "histories": [{
        ...         "id": "7", "created": "2026-03-02T11:00:00.000+0100",
        ...         "items": [{"field": "status", "fromString": "To Do", "toString": "Done"}]}]}}]})
        >>> ticket = facts.tickets[0]
        >>> print(ticket.name, ticket.priority, ticket.service, *ticket.history, sep=", ")
        OPS-1, P2, mail, new at 2026-03-02T09:15:00Z, closed at 2026-03-02T10:00:00Z
    """
    notes = Notes(_ISSUES.name)
    issues = _ISSUES.listed(rows, limit)
    flat = [_flat(issue) for issue in issues]
    records = _ISSUES.records(flat, columns=columns or {}, limit=limit, notes=notes)
    levels = Priorities(scale, priorities)
    reading = _Reading(Times(zone), Times(zone), States(states), levels)
    tickets = [
        reading.ticket(record, issue)
        for record, issue in zip(records, issues, strict=True)
        if record.needed("id")
    ]
    return ServiceFacts.of(tickets=tickets, findings=notes.findings())


def _flat(issue: Row) -> Row:
    """Return the fields of an issue under their names, objects by theirs, the first of several."""
    fields = child(issue, "fields")
    flat = {
        name: _named(next(iter(entries(fields, name)), value)) for name, value in fields.items()
    }
    return {**flat, "id": issue.get("id"), "key": issue.get("key")}


def _named(value: object) -> object:
    if not is_row(value):
        return None if isinstance(value, list) else value
    return next((value[name] for name in _NAMES if plain(value.get(name))), None)


@frozen
class _Reading:
    """What is needed to read an issue."""

    times: Times
    entry_times: Times
    states: States
    priorities: Priorities

    def ticket(self, record: Record, issue: Row) -> TicketFacts:
        """Return what an issue tells."""
        state = self.states.read(record, "status")
        components = entries(child(issue, "fields"), "components")
        if len(components) > 1:
            allowed, told = "one component; the first is taken", f"{len(components)} components"
            record.note("several-components", "components", told, allowed)
        return TicketFacts(
            id=record.text("id"),
            name=record.text("key"),
            opened_at=self.times.needed(record, "created"),
            resolved_at=self.times.read(record, "resolutiondate"),
            recorded_at=self.times.read(record, "updated"),
            state=None if state is None else state[0],
            priority=self.priorities.read(record, "priority"),
            service=record.text("service") or record.text("components"),
            segment=record.text("segment"),
            category=record.text("issuetype"),
            changes=self._changes(record, issue),
        )

    def _changes(self, issue: Record, cells: Row) -> Iterator[StateChange[State, Trigger]]:
        """Yield the status changes of a changelog."""
        place = issue.place.removesuffix(_ISSUES.inside)
        for number, history in enumerate(_histories(place, issue.notes, cells)):
            entry = Record(history, {}, f"{place}/changelog/histories/{number}", issue.notes)
            at = self.entry_times.needed(entry, "created")
            if at is None:
                continue
            items = children(history, "items", limit=_MOST_CHANGES)
            for index, cells_of in enumerate(items):
                item = Record(cells_of, {}, f"{entry.place}/items/{index}", issue.notes)
                if item.text("field") == "status":
                    yield from self._change(entry, item, at)
                else:
                    _note_other(item)

    def _change(
        self, entry: Record, item: Record, at: datetime
    ) -> Iterator[StateChange[State, Trigger]]:
        found, before = self.states.read(item, "toString"), self.states.read(item, "fromString")
        if found is None:
            item.missing("toString")
            return
        author = child(entry.cells, "author")
        yield StateChange(
            from_state=None if before is None else before[0],
            to_state=found[0],
            reason=found[1],
            at=at,
            sequence=number_of(entry, "id"),
            id=entry.text("id"),
            by=plain(author.get("displayName") or author.get("name")) or "",
        )


def _histories(place: str, notes: Notes, issue: Row) -> list[Row]:
    changelog = child(issue, "changelog")
    found = children(changelog, "histories", limit=_MOST_CHANGES)
    total = changelog.get("total")
    if not changelog:
        notes.add("no-changelog", at=place)
    elif isinstance(total, int) and total > len(found):
        notes.add("cut-changelog", at=place, value=f"{len(found)} of {total}")
    return found


def _note_other(item: Record) -> None:
    field = item.text("field")
    if field == "priority":
        told = f"{item.text('fromString')} to {item.text('toString')}"
        item.notes.add("priority-changed", at=item.place, value=told)
    else:
        item.note("unread-field", "field", field, "status")
