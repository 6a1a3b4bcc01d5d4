"""Judge every ticket of an incident log in the UCI ServiceNow format by one rule.

    python examples/incident_log.py LOG.csv[.gz] [--json]

The log is an export of a real service desk: one row for each update of a ticket, times by the
minute on the clock of the system that recorded them. The rule: a ticket may take so many service
hours from being opened to being closed, by priority, without pauses; service hours are those of
the desk on that clock. For priority 5, planning, no limit is agreed: such tickets are not judged.
The system's own verdict (`made_sla`) is only compared with, never read by the rule.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from attrs import frozen
from example_io import digest, fail, read_rows, run

from svcmgmt.calendars import ServiceCalendar, to_instant, weekly
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange, audit
from svcmgmt.practice import (
    INCIDENT,
    HoldReason,
    Impact,
    Incident,
    IncidentState,
    IncidentTrigger,
    Urgency,
)
from svcmgmt.sla import Clock, ClockReading, Outcome, Reopen, in_state, never_true
from svcmgmt.values import Finding, IncidentId, Priority, count_by_code

COLUMNS = {
    "number", "incident_state", "sys_mod_count", "sys_updated_at", "sys_updated_by", "opened_at",
    "impact", "urgency", "priority", "made_sla",
}  # fmt: skip

# The desk's words for a state, and for whom a ticket on hold waits.
STATES: dict[str, tuple[IncidentState, HoldReason | None]] = {
    "New": (IncidentState.NEW, None),
    "Active": (IncidentState.IN_PROGRESS, None),
    "Awaiting User Info": (IncidentState.ON_HOLD, HoldReason.CALLER),
    "Awaiting Problem": (IncidentState.ON_HOLD, HoldReason.PROBLEM),
    "Awaiting Vendor": (IncidentState.ON_HOLD, HoldReason.VENDOR),
    "Awaiting Evidence": (IncidentState.ON_HOLD, HoldReason.CALLER),
    "Resolved": (IncidentState.RESOLVED, None),
    "Closed": (IncidentState.CLOSED, None),
}

RECORDED_ZONE = UTC
HOURS = weekly("Mon-Fri 14:00-23:00", zone=RECORDED_ZONE)
LIMITS = {
    Priority.P1: timedelta(hours=8),
    Priority.P2: timedelta(hours=8),
    Priority.P3: timedelta(hours=62),
    Priority.P4: timedelta(hours=134),
}

Change = StateChange[IncidentState, IncidentTrigger]


@frozen
class Update:
    """One row of the log."""

    number: IncidentId
    impact: Impact
    urgency: Urgency
    priority: Priority
    change: Change
    opened_at: datetime
    made_sla: str


@frozen
class Ticket:
    """An incident of the log with what was found about it."""

    incident: Incident
    opened_at: datetime
    events: int
    findings: tuple[Finding, ...]
    made_sla: str
    """The system's verdict, for comparison only."""


def closing_clocks(
    hours: ServiceCalendar = HOURS, limits: dict[Priority, timedelta] = LIMITS
) -> dict[Priority, Clock]:
    """Return the rule as one clock for each priority."""
    return {
        priority: Clock(
            name=f"close {priority}",
            limit=limit,
            calendar=hours,
            stop=in_state(IncidentState.CLOSED),
            cancel=never_true(),
            reopen=Reopen.COUNT_ALL,
            retroactive_start=True,
        )
        for priority, limit in limits.items()
    }


def read_tickets(path: str) -> Iterator[Ticket]:
    """Yield the tickets of a log, in order of first appearance."""
    updates_of: dict[IncidentId, list[Update]] = {}
    for update in read_rows(path, COLUMNS, _update):
        updates_of.setdefault(update.number, []).append(update)
    yield from map(_ticket, updates_of.values())


def _update(row: dict[str, str]) -> Update:
    return Update(
        number=IncidentId(row["number"]),
        impact=Impact(_level(row, "impact")),
        urgency=Urgency(_level(row, "urgency")),
        priority=Priority(_level(row, "priority")),
        change=_change(row),
        opened_at=_instant(row["opened_at"]),
        made_sla=row["made_sla"],
    )


def _ticket(updates: list[Update]) -> Ticket:
    log = audit(INCIDENT, [update.change for update in updates])
    last = updates[-1]
    incident = Incident(
        id=last.number,
        impact=last.impact,
        urgency=last.urgency,
        priority=last.priority,
        state=log.state,
        history=log.history,
    )
    return Ticket(incident, updates[0].opened_at, len(updates), log.findings, last.made_sla)


def _change(row: dict[str, str]) -> Change:
    word = row["incident_state"]
    state, reason = STATES.get(word, (OwnState(word, StateCategory.UNKNOWN), None))
    return StateChange(
        to_state=state,
        at=_instant(row["sys_updated_at"]),
        by=row["sys_updated_by"],
        reason=reason.value if reason else "",
        sequence=int(row["sys_mod_count"]),
    )


def _instant(text: str) -> datetime:
    wall_time = datetime.strptime(text, "%d/%m/%Y %H:%M")  # noqa: DTZ007 - gets its zone next
    return to_instant(wall_time, zone=RECORDED_ZONE)


def _level(row: dict[str, str], column: str) -> int:
    """Return 2 of `2 - Medium`."""
    digit = row[column][:1]
    if not digit.isdecimal():
        raise ValueError(f"{column} {row[column]!r} does not begin with a number")
    return int(digit)


def read_clocks(
    tickets: Iterable[Ticket], clocks: dict[Priority, Clock], *, until: datetime
) -> Iterator[tuple[Ticket, ClockReading]]:
    """Yield each ticket with what its clock shows; there is none for some priorities."""
    for ticket in tickets:
        priority, history = ticket.incident.priority, ticket.incident.history
        if priority in clocks:
            yield ticket, clocks[priority].read(history, until=until, origin=ticket.opened_at)


def report(path: str) -> dict[str, object]:
    """Return what the rule and the audit say about a log, and how far the system agrees."""
    begin = time.perf_counter()
    tickets = list(read_tickets(path))
    if not tickets:
        fail(f"{path}: no tickets")
    until = max(ticket.incident.history[-1].at for ticket in tickets)
    predictions = {
        ticket.incident.id: reading.outcome not in {Outcome.MISSED, Outcome.OPEN_PAST_DUE}
        for ticket, reading in read_clocks(tickets, closing_clocks(), until=until)
    }
    judged = [
        ticket
        for ticket in tickets
        if ticket.incident.id in predictions and ticket.made_sla in {"true", "false"}
    ]
    wrong = [
        ticket.incident.id
        for ticket in judged
        if predictions[ticket.incident.id] is not (ticket.made_sla == "true")
    ]
    return {
        "incidents": len(tickets),
        "events": sum(ticket.events for ticket in tickets),
        "predicted_made": sum(predictions.values()),
        "predicted_missed": len(predictions) - sum(predictions.values()),
        "without_limit": len(tickets) - len(predictions),
        "predictions_digest": digest(sorted(predictions.items())),
        "made_sla_agreement": 1 - len(wrong) / len(judged) if judged else None,
        "disagreements": len(wrong),
        "disagreeing": sorted(wrong),
        "audit": count_by_code(finding for ticket in tickets for finding in ticket.findings),
        "seconds": round(time.perf_counter() - begin, 3),
    }


if __name__ == "__main__":
    run(report, "Judge every ticket of an incident log by one rule.", log="csv or csv.gz")
