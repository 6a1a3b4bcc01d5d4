"""A service-level report from a raw incident log, on one page, with its evidence.

    python examples/demo.py [LOG.csv[.gz]]

Without a log the bundled, generated sample is used (see `generate_sample.py`). The report is
printed; the pictures are written to the folder `out`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from operator import itemgetter
from pathlib import Path

from example_io import fail, output
from incident_log import HOURS, LIMITS, Ticket, closing_clocks, read_clocks, read_tickets

from svcmgmt.drawing import text_table
from svcmgmt.lifecycle import time_in_state, to_svg
from svcmgmt.practice import INCIDENT
from svcmgmt.sla import ClockReading, Outcome, compliance_by
from svcmgmt.values import Finding, count_by_code

SAMPLE = Path(__file__).parent / "data" / "service_desk_sample.csv"
OUT = Path("out")
LATE = {Outcome.MISSED, Outcome.OPEN_PAST_DUE}
SHOWN = 8

Judged = list[tuple[Ticket, ClockReading]]


def hours(duration: timedelta) -> str:
    """Return a duration in hours with one decimal, for a table."""
    return f"{duration / timedelta(hours=1):,.1f}"


def compliance_part(judged: Judged) -> Iterator[str]:
    """Tell how many tickets of each priority met their target."""
    groups = compliance_by((ticket.incident.priority, reading) for ticket, reading in judged)
    shown = [Outcome.MET, Outcome.MISSED, Outcome.OPEN_PAST_DUE, Outcome.OPEN]
    rows = [
        (
            priority,
            f"{hours(LIMITS[priority])} h",
            *(groups[priority].count(outcome) for outcome in shown),
            groups[priority].ratio,
        )
        for priority in LIMITS
        if priority in groups
    ]
    header = ["priority", "limit", *(outcome.value for outcome in shown), "compliance"]
    yield text_table(header, rows)


def breach_part(judged: Judged) -> Iterator[str]:
    """Tell which tickets were late, and explain the one with the shortest story."""
    late = [
        (-(reading.remaining or timedelta(0)), ticket.incident, reading)
        for ticket, reading in judged
        if reading.outcome in LATE
    ]
    late.sort(key=itemgetter(0), reverse=True)
    yield f"{len(late)} of {len(judged)} tickets; the latest:"
    rows = [(each.id, each.priority, hours(over)) for over, each, _ in late[:SHOWN]]
    yield text_table(["incident", "priority", "service hours late"], rows)
    if late:
        _, incident, reading = min(late, key=lambda each: len(each[2].rows))
        yield f"\n{incident.id} explained: {reading.explain()}"
        yield picture("clock.svg", reading.svg())


def state_part(judged: Judged) -> Iterator[str]:
    """Tell in which states the tickets spent their time, in all and in service hours."""
    real: dict[object, timedelta] = {}
    service: dict[object, timedelta] = {}
    for ticket, reading in judged:
        history = ticket.incident.history
        for total, calendar in ((real, None), (service, HOURS)):
            times = time_in_state(history, until=reading.until, calendar=calendar)
            for state, spent in times.items():
                total[state] = total.get(state, timedelta(0)) + spent
    rows = [(state, hours(real[state]), hours(service[state])) for state in real]
    yield text_table(["state", "hours", "service hours"], rows)


def finding_part(tickets: list[Ticket]) -> Iterator[str]:
    """Tell what the lifecycle does not foresee in the log, one example of each kind."""
    found = [(ticket, finding) for ticket in tickets for finding in ticket.findings]
    first: dict[str, tuple[Ticket, Finding]] = {}
    for ticket, finding in found:
        first.setdefault(finding.code, (ticket, finding))
    rows = [
        (code, number, first[code][0].incident.id, first[code][1].value)
        for code, number in count_by_code(finding for _, finding in found).items()
    ]
    yield text_table(["finding", "times", "for example", "value"], rows)


def picture(name: str, svg: str) -> str:
    """Write a picture and tell where it is."""
    OUT.mkdir(exist_ok=True)
    (OUT / name).write_text(svg, encoding="utf-8")
    return f"picture: {OUT / name}"


def report(log: str) -> Iterator[str]:
    """Yield the parts of the report on a log."""
    tickets = list(read_tickets(log))
    if not tickets:
        fail(f"{log}: no tickets")
    until = max(ticket.incident.history[-1].at for ticket in tickets)
    judged = list(read_clocks(tickets, closing_clocks(), until=until))
    events = sum(ticket.events for ticket in tickets)
    yield f"Service-level report on {log}"
    yield f"{len(tickets)} incidents, {events} events, as of {until:%Y-%m-%d %H:%M} UTC"
    if len(judged) < len(tickets):
        yield f"{len(tickets) - len(judged)} of them not judged: no limit for their priority"
    yield f"Target: opened to closed within the limit, in service time ({HOURS}), without pauses"
    parts: dict[str, Iterator[str]] = {
        "Compliance by priority": compliance_part(judged),
        "Breaches": breach_part(judged),
        "Time in state": state_part(judged),
        "Lifecycle findings": finding_part(tickets),
    }
    for title, part in parts.items():
        yield f"\n{title}\n{'-' * len(title)}"
        yield from part
    yield picture("lifecycle.svg", to_svg(INCIDENT))


if __name__ == "__main__":
    with output():
        for line in report(sys.argv[1] if len(sys.argv) > 1 else os.path.relpath(SAMPLE)):
            print(line)
