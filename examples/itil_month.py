"""A month of a service desk that does not exist, from its alarms to its figures.

    python examples/itil_month.py [--out FOLDER]

The records come from `itil_world.py`, the agreements from `itil_promises.py`, and both are the same
each time. What is told about them - groups of alarms, compliance, links, what does not fit the
change calendar, times, the service-level report, whether the promises can be kept - is found in
them. The report as a page, and the pictures, are written to a folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from example_io import fail, output
from itil_promises import CLOCKS, LIMITS, PROMISED, SUPPORTING, WEEK, monthly_report
from itil_world import DEPENDS_ON, END, MONTH, WINDOWS, WORKAROUND, ZONE, World, world

from svcmgmt.agreement import SupportVerdict, lint, support_feasibility
from svcmgmt.drawing import text_table
from svcmgmt.lifecycle import to_svg
from svcmgmt.practice import INCIDENT, check_change_calendar, read_relations
from svcmgmt.practice.metrics import (
    TIME_TO_ACKNOWLEDGE,
    TIME_TO_RESTORE,
    assignment_hops,
    backlog,
    change_rates,
    flow,
    incident_rates,
    incident_times,
    incidents_per_problem,
    repeat_incidents,
    self_service_share,
    ticket_rates,
    user_losses,
)
from svcmgmt.reports import ServiceLevelReport, to_html
from svcmgmt.sla import Outcome, compliance, compliance_by
from svcmgmt.sla.availability import Availability
from svcmgmt.values import Priority
from svcmgmt.views import heat_strip, outage_timeline

SHOWN = [Outcome.MET, Outcome.MISSED, Outcome.OPEN_PAST_DUE, Outcome.OPEN]


def alarm_part(seen: World) -> Iterator[str]:
    """Tell how many alarms came, and into what they were folded."""
    report = seen.alarms
    yield (
        f"{report.received} events: {len(report.groups)} groups, {len(report.suppressed)} during"
        f" planned work, {report.repeated} identical, {len(report.promoted)} groups to incidents"
    )
    faults = [each for each in report.groups if each.promotion or each.parent]
    rows = [
        (
            f"{each.group.first.at:%d %H:%M}",
            each.group.key,
            each.group.count,
            each.promotion.name if each.promotion else "-",
            each.parent.key if each.parent else "-",
        )
        for each in faults
    ]
    yield text_table(["first (UTC)", "alarm", "events", "incident by rule", "explained by"], rows)


def compliance_part(seen: World) -> Iterator[str]:
    """Tell how many incidents were resolved in time, by the priority that they ended with."""
    readings = [
        (priority, CLOCKS[priority].read(each.history, until=END))
        for each in seen.incidents
        if (priority := each.priority)
    ]
    groups = compliance_by(readings)
    rows = [
        (
            priority,
            f"{limit / timedelta(hours=1):g} h",
            *(groups[priority].count(outcome) for outcome in SHOWN),
            groups[priority].ratio,
        )
        for priority, limit in LIMITS.items()
        if priority in groups
    ]
    header = ["priority", "limit", *(outcome.value for outcome in SHOWN), "compliance"]
    yield text_table(header, rows)
    yield f"all: {compliance(reading for _, reading in readings)}"


def major_part(seen: World) -> Iterator[str]:
    """Tell how the major incident was handled."""
    major = seen.major
    yield f"{major.incident.id}, {major.state}: {', '.join(major.reasons)}"
    for late in major.late_updates(END):
        given = "never" if late.given_at is None else f"{late.given_at:%H:%M}"
        yield f"update due {late.due_at:%d %H:%M} UTC, given {given}"
    if major.review is not None:
        yield f"review: {major.review.findings}"


def problem_part(seen: World) -> Iterator[str]:
    """Tell what lies behind the incidents that come again."""
    problem, known = seen.problem, seen.known_error
    yield f"{problem.id}, {problem.state}: {problem.name}"
    yield f"known error {known.id}: {known.root_cause}; until then: {WORKAROUND.steps}"
    reading = read_relations([*seen.incidents, problem, known, *seen.changes])
    yield from map(str, reading.relations.links)
    yield f"links that contradict the rules: {len(reading.findings)}"


def change_part(seen: World) -> Iterator[str]:
    """Tell what spoke against the changes as they were asked for, and what still does."""
    for title, changes in (("as asked for", seen.planned), ("in the end", seen.changes)):
        found = check_change_calendar(changes, windows=WINDOWS, depends_on=DEPENDS_ON.items())
        yield f"{title}: {len(found)} findings"
        yield from map(str, found)
    rows = [
        (each.id, each.model.value, each.state, each.planned, each.name) for each in seen.changes
    ]
    yield text_table(["change", "model", "state", "planned", "what"], rows)


def metric_part(seen: World) -> Iterator[str]:
    """Tell what is counted and timed, each figure with its base."""
    incidents = seen.incidents
    histories = [each.history for each in incidents]
    for measure in (TIME_TO_ACKNOWLEDGE, TIME_TO_RESTORE):
        yield str(incident_times(incidents, measure))
    moved = flow(histories, period=MONTH)
    yield f"arrived {moved.arrived}, reopened {moved.reopened}, ended {moved.ended}"
    yield str(backlog(histories, at=END))
    rates, tickets = incident_rates(incidents), ticket_rates(incidents)
    yield f"resolved at first contact: {rates.first_contact_rate}"
    yield f"reopened: {tickets.reopen_rate}"
    yield f"group changes: {assignment_hops(incidents)}"
    yield f"repeated within a week: {repeat_incidents(incidents, within=timedelta(days=7)).rate}"
    yield f"incidents of a problem: {incidents_per_problem(incidents)}"
    yield f"lost by users: {user_losses(incidents).total}"
    yield f"changes that failed: {change_rates(seen.changes).failure_rate}"
    yield f"requests by self-service: {self_service_share(seen.requests)}"
    done = flow([each.history for each in seen.requests], period=MONTH)
    yield f"requests asked {done.arrived}, ended {done.ended}, open {done.open_after}"


def level_part(told: ServiceLevelReport) -> Iterator[str]:
    """Tell how the promises of the month were kept."""
    yield str(told)
    yield from map(str, told.results)
    yield from map(str, told.findings)


def agreement_part() -> Iterator[str]:
    """Tell what the agreement leaves open, and whether what it rests on can carry it."""
    found = lint(PROMISED, supporting=SUPPORTING)
    yield f"left open by {PROMISED.id}: {len(found)}"
    yield from map(str, found)
    carried = support_feasibility(PROMISED, SUPPORTING, within=WEEK)
    yield str(carried)
    yield from (str(each) for each in carried.checks if each.verdict is SupportVerdict.FAIL)


def pictures(told: ServiceLevelReport, seen: World) -> dict[str, str]:
    """Return the report as a page, and the pictures of the month, by their file names."""
    shares = [each.measured for each in told.results if isinstance(each.measured, Availability)]
    (major,) = (each for each in seen.incidents if each.id == seen.major.incident.id)
    return {
        "itil-report.html": to_html(told),
        "itil-availability.svg": heat_strip(shares, target="99.5 %", zone=ZONE).svg(),
        "itil-outages.svg": outage_timeline(shares, zone=ZONE).svg(),
        "itil-major-incident.svg": CLOCKS[Priority.P1].read(major.history, until=END).svg(),
        "itil-incident-lifecycle.svg": to_svg(INCIDENT),
    }


def write(out: Path, pages: dict[str, str]) -> Iterator[str]:
    """Write pages and pictures; yield where."""
    out.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (out / name).write_text(text, encoding="utf-8")
        yield f"written: {out / name}"


PARTS: dict[str, Callable[[World], Iterator[str]]] = {
    "Alarms": alarm_part,
    "Compliance": compliance_part,
    "Major incident": major_part,
    "Problem": problem_part,
    "Change calendar": change_part,
    "Ticket metrics": metric_part,
}


def report(out: Path) -> Iterator[str]:
    """Yield the parts of the report, and where its page and pictures are."""
    seen = world()
    told = monthly_report(seen)
    yield f"Service desk, {MONTH}: generated records of {len(seen.incidents)} incidents"
    parts = {title: part(seen) for title, part in PARTS.items()}
    parts |= {
        "Service levels": level_part(told),
        "Agreements": agreement_part(),
        "Pictures": write(out, pictures(told, seen)),
    }
    for title, lines in parts.items():
        yield f"\n{title}\n{'-' * len(title)}"
        yield from lines


def main() -> None:
    """Tell the month, and write down what does not fit into lines."""
    parser = argparse.ArgumentParser(description="A generated month of a service desk.")
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder to write to")
    asked = parser.parse_args()
    try:
        with output():
            for line in report(asked.out):
                print(line)
    except OSError as error:
        fail(str(error))


if __name__ == "__main__":
    main()
