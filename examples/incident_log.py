"""Judge every ticket of an incident log in the UCI ServiceNow format by one rule.

    python examples/incident_log.py LOG.csv[.gz] [--json]

The log is an export of a real service desk: one row for each update of a ticket, times by the
minute on the clock of the system that recorded them, `?` for what is missing. The rule: a ticket
may take so many service hours from being opened to being closed, by priority, without pauses;
service hours are those of the desk on that clock. The system's own verdict (`made_sla`) is only
compared with, never read by the rule.
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
    rows_of: dict[str, list[dict[str, str]]] = {}
    for row in read_rows(path, COLUMNS):
        rows_of.setdefault(row["number"], []).append(row)
    yield from map(_ticket, rows_of.values())


def _ticket(rows: list[dict[str, str]]) -> Ticket:
    log = audit(INCIDENT, map(_change, rows))
    last = rows[-1]
    incident = Incident(
        id=IncidentId(last["number"]),
        impact=Impact(_leading_number(last["impact"])),
        urgency=Urgency(_leading_number(last["urgency"])),
        priority=Priority(_leading_number(last["priority"])),
        state=log.state,
        history=log.history,
    )
    return Ticket(
        incident, _instant(rows[0]["opened_at"]), len(rows), log.findings, last["made_sla"]
    )


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


def _leading_number(text: str) -> int:
    """Return 2 of `2 - Medium`."""
    return int(text.split(" ", 1)[0])


def read_clocks(
    tickets: Iterable[Ticket], clocks: dict[Priority, Clock], *, until: datetime
) -> Iterator[tuple[Ticket, ClockReading]]:
    """Yield each ticket with what its clock shows."""
    for ticket in tickets:
        clock = clocks[ticket.incident.priority or Priority.P4]
        history = ticket.incident.history
        yield ticket, clock.read(history, until=until, origin=ticket.opened_at)


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
    judged = [ticket for ticket in tickets if ticket.made_sla in {"true", "false"}]
    wrong = [
        ticket.incident.id
        for ticket in judged
        if predictions[ticket.incident.id] is not (ticket.made_sla == "true")
    ]
    return {
        "incidents": len(tickets),
        "events": sum(ticket.events for ticket in tickets),
        "predicted_made": sum(predictions.values()),
        "predicted_missed": len(tickets) - sum(predictions.values()),
        "predictions_digest": digest(sorted(predictions.items())),
        "made_sla_agreement": 1 - len(wrong) / len(judged) if judged else None,
        "disagreements": len(wrong),
        "disagreeing": sorted(wrong),
        "audit": count_by_code(finding for ticket in tickets for finding in ticket.findings),
        "seconds": round(time.perf_counter() - begin, 3),
    }


if __name__ == "__main__":
    run(report, "Judge every ticket of an incident log by one rule.", log="csv or csv.gz")
