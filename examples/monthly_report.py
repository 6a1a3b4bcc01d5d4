"""The service-level report of a month, made from what one product exports.

    python examples/monthly_report.py --source servicenow

One function for each product: from its export to the report. Each is a dozen lines, of which you
change the file names, the agreement and the period. The report is printed in short and written as
HTML and Markdown. With `--restate` a correction arrives after the report, and what it changes is
explained.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

from attrs import evolve
from example_io import fail, output, read_json, read_rows
from export_world import SERVICES

from svcmgmt import (
    Clock,
    HoldReason,
    IncidentState,
    Interval,
    Money,
    Priority,
    ReportingPeriod,
    always,
    at_least,
    at_most,
    parse_instant as at,
    weekly,
)
from svcmgmt.agreement import (
    Agreement,
    CalendarPeriods,
    Comparison,
    CreditClause,
    EngagedParty,
    ExclusionTerms,
    FeeTerms,
    IndicatorMeasure,
    OutageMeasure,
    PartyRole,
    Scope,
    ServiceFee,
    ServiceLevelObjective,
    TicketShareMeasure,
    TicketTarget,
)
from svcmgmt.calendars import PeriodKind
from svcmgmt.errors import SvcmgmtError
from svcmgmt.interop import jira, servicenow, statuspage, zabbix
from svcmgmt.interop.prometheus import QueryResult, read_query
from svcmgmt.reports import (
    Restatement,
    ServiceFacts,
    ServiceLevelReport,
    TicketShare,
    restatement,
    service_level_report,
    to_html,
    to_markdown,
)
from svcmgmt.sla import in_state
from svcmgmt.sla.availability import (
    AvailabilityMeasure,
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    WhenUnknown,
)
from svcmgmt.sla.credits import CreditCaps, CreditTerms, Fee, TierSchedule
from svcmgmt.sla.indicators import CounterSeries, EventSeries, Indicator, MissingData

EXPORTS = Path(__file__).parent / "data" / "exports"
BERLIN = "Europe/Berlin"
MARCH = ReportingPeriod.around("2026-03-01", PeriodKind.MONTH, zone=BERLIN)
EXPORTED = at("2026-04-02T06:00:00Z")
OFFICE = weekly("Mon-Fri 07:00-19:00", zone=BERLIN)
QUARTER = timedelta(minutes=15)
STORM = Interval.parse("2026-03-10T14:00:00Z/2026-03-10T16:00:00Z")
CORRECTED = at("2026-04-05T10:00:00Z")

UPTIME = ServiceLevelObjective(
    id="uptime", measure=OutageMeasure(), objective=at_least("99.9 %"), credit="uptime"
)
LONGEST = ServiceLevelObjective(
    id="longest",
    measure=OutageMeasure(of=AvailabilityMeasure.LONGEST),
    objective=at_most(timedelta(hours=2)),
    consequence="a review of the cause within ten days",
)
RESTORE = ServiceLevelObjective(
    id="restore",
    measure=TicketShareMeasure(),
    objective=at_least("90 %"),
    scope=Scope(metrics=["restore"]),
)
ANSWERED = ServiceLevelObjective(
    id="answered",
    name="requests answered",
    measure=IndicatorMeasure(Indicator(name="requests", missing=MissingData.IGNORE), slice=QUARTER),
    objective=at_least("99.5 %"),
)
LIMITS = {Priority.P1: 2, Priority.P2: 4, Priority.P3: 24, Priority.P4: 60}
TARGETS = [
    TicketTarget(
        name=str(priority),
        scope=Scope(priorities=[priority]),
        clocks=[
            Clock(
                name="restore",
                limit=timedelta(hours=hours),
                calendar=OFFICE,
                pause=in_state(IncidentState.ON_HOLD, reasons=[HoldReason.CALLER]),
            )
        ],
    )
    for priority, hours in LIMITS.items()
]
AGREEMENT = (
    Agreement(
        id="SLA-12",
        name="Workplace services",
        version="1",
        engaged_party=[
            EngagedParty("provider", PartyRole.PROVIDER),
            EngagedParty("customer", PartyRole.CONSUMER),
        ],
        services=SERVICES,
        zone=BERLIN,
        valid_for=Interval.parse("2025-12-31T23:00:00Z/2026-12-31T23:00:00Z"),
        service_hours=always(zone=BERLIN),
        support_hours=OFFICE,
        conformance_period=CalendarPeriods(PeriodKind.MONTH),
        comparison=Comparison.EXACT,
        exclusions=ExclusionTerms(
            categories=[ExclusionCategory.PLANNED_MAINTENANCE, ExclusionCategory.FORCE_MAJEURE],
            policies=AvailabilityPolicies(unknown=WhenUnknown.DOWN),
        ),
        fees=FeeTerms(fees=[ServiceFee(name, Fee(Money(2_000, "EUR"))) for name in SERVICES]),
        credit_clauses=[
            CreditClause(
                name="uptime", schedule=TierSchedule.below([("99.9 %", "5 %"), ("99.5 %", "10 %")])
            )
        ],
        credit_terms=CreditTerms(caps=CreditCaps(service_period="50 %")),
        targets=TARGETS,
    )
    .drafted(at=at("2025-11-03T09:00:00Z"))
    .propose(at=at("2025-11-10T09:00:00Z"))
    .agree(at=at("2025-12-01T09:00:00Z"))
    .activate(at=at("2025-12-31T23:00:00Z"))
)


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    return list(read_rows(str(path), set(), dict))


def samples(answer: QueryResult, code: str) -> tuple[tuple[datetime, int | Fraction], ...]:
    """Return the samples of the one series with a code."""
    found = answer.only(code=code)
    if len(found) != 1:
        raise ValueError(f"{len(found)} series with the code {code}, where there has to be one")
    return found[0].samples


def from_servicenow(folder: Path) -> ServiceLevelReport:
    """Return the report on tables of incidents, their changes, and outages."""
    facts = [
        servicenow.read_incidents(rows(folder / "incident.csv"), zone=BERLIN),
        servicenow.read_audits(rows(folder / "sys_audit.csv")),
        servicenow.read_outages(read_json(str(folder / "cmdb_ci_outage.json"))),
    ]
    agreement = evolve(AGREEMENT, objectives=[UPTIME, LONGEST, RESTORE])
    return service_level_report(facts, agreement, MARCH, as_of=EXPORTED)


def from_jira(folder: Path) -> ServiceLevelReport:
    """Return the report on issues with their changelogs."""
    search = read_json(str(folder / "search.json"))
    facts = jira.read_issues(search, columns={"segment": "customfield_10050"})
    agreement = evolve(AGREEMENT, objectives=[RESTORE])
    return service_level_report(facts, agreement, MARCH, as_of=EXPORTED)


def from_zabbix(folder: Path) -> ServiceLevelReport:
    """Return the report on problems of hosts, and their maintenance."""
    events, works = (read_json(str(folder / name)) for name in ("events.json", "maintenance.json"))
    facts = [
        zabbix.read_events(events, least_severity=4),
        zabbix.read_maintenance(works, zone=BERLIN, within=MARCH.interval),
    ]
    hosts = [f"host {service}" for service in SERVICES]
    objectives = [evolve(UPTIME, credit=""), LONGEST]
    agreement = evolve(AGREEMENT, services=hosts, fees=None, objectives=objectives)
    return service_level_report(facts, agreement, MARCH, as_of=EXPORTED)


def from_statuspage(folder: Path) -> ServiceLevelReport:
    """Return the report on what a status page told its readers."""
    names = ("incidents.json", "scheduled-maintenances.json")
    facts = [statuspage.read_incidents(read_json(str(folder / name))) for name in names]
    agreement = evolve(AGREEMENT, objectives=[UPTIME, LONGEST])
    return service_level_report(facts, agreement, MARCH, as_of=EXPORTED)


def from_prometheus(folder: Path) -> ServiceLevelReport:
    """Return the report on counters of requests, and the error budget that they leave."""
    answer = read_query(read_json(str(folder / "query_range.json")), step=QUARTER)
    good, bad = (samples(answer, code) for code in ("200", "500"))
    total = [(at, ok + failed) for (at, ok), (_, failed) in zip(good, bad, strict=True)]
    series = EventSeries.of_counters(
        total=CounterSeries.of(total), bad=CounterSeries.of(bad), slice=QUARTER
    )
    facts = ServiceFacts.of(series=[("requests", series)], findings=answer.findings)
    agreement = evolve(AGREEMENT, objectives=[ANSWERED])
    return service_level_report(facts, agreement, MARCH, as_of=EXPORTED)


SOURCES: dict[str, Callable[[Path], ServiceLevelReport]] = {
    "servicenow": from_servicenow,
    "jira": from_jira,
    "zabbix": from_zabbix,
    "statuspage": from_statuspage,
    "prometheus": from_prometheus,
}


def late_facts(report: ServiceLevelReport) -> ServiceFacts:
    """Return what arrives after a report: a corrected end, a storm, and a corrected priority."""
    closed = [each for each in report.facts.availability.outages if each.during.end is not None]
    longest = sorted(closed, key=lambda each: each.during.duration)[-1:]
    missed = [
        case.ticket
        for result in report.results
        if isinstance(result.measured, TicketShare)
        for case in result.measured.missed
    ]
    storm = Exclusion(
        id="FM-1", category=ExclusionCategory.FORCE_MAJEURE, during=STORM, recorded_at=CORRECTED
    )
    return ServiceFacts.of(
        outages=[
            evolve(
                each,
                during=Interval(each.during.start, each.during.start + each.during.duration / 2),
                recorded_at=CORRECTED,
            )
            for each in longest
        ],
        exclusions=[storm],
        tickets=[evolve(each, priority=Priority.P4, recorded_at=CORRECTED) for each in missed[:1]],
    )


def restated(report: ServiceLevelReport) -> Restatement:
    """Return what a report says after the late facts, and why."""
    facts = report.facts.merged(late_facts(report))
    again = service_level_report(facts, report.agreement, report.period, as_of=report.as_of)
    return restatement(report, again)


def explained(again: Restatement) -> Iterator[str]:
    """Yield the values, verdicts and credits that changed, and because of what."""
    for number in again.numbers:
        if number.name in {"value", "verdict", "credits"}:
            causes = ", ".join(f"{each.kind.value} {each.name}" for each in number.causes)
            yield f"{number}, because of {causes or 'nothing that is known'}"


def write(out: Path, name: str, told: ServiceLevelReport | Restatement) -> Iterator[str]:
    """Write a report as HTML and Markdown; yield where."""
    out.mkdir(parents=True, exist_ok=True)
    for ending, text in (("html", to_html(told)), ("md", to_markdown(told))):
        path = out / f"{name}.{ending}"
        path.write_text(text, encoding="utf-8")
        yield f"written: {path}"


def story(source: str, folder: Path, out: Path, *, restate: bool) -> Iterator[str]:
    """Yield what came of the month and of its correction, and where all of it is written."""
    report = SOURCES[source](folder)
    yield str(report)
    yield from (f"  {result}" for result in report.results)
    yield from write(out, source, report)
    if restate:
        again = restated(report)
        yield str(again)
        yield from (f"  {line}" for line in explained(again))
        yield from write(out, f"{source}-restated", again)


def main() -> None:
    """Report, write it down, and print what came of it."""
    parser = argparse.ArgumentParser(description="A service-level report from an export.")
    parser.add_argument("--source", choices=SOURCES, required=True, help="the product")
    parser.add_argument("--exports", type=Path, default=EXPORTS, help="folder of all exports")
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder to write to")
    parser.add_argument("--restate", action="store_true", help="correct facts afterwards")
    asked = parser.parse_args()
    folder = asked.exports / asked.source
    try:
        lines = list(story(asked.source, folder, asked.out, restate=asked.restate))
    except (SvcmgmtError, OSError, ValueError) as error:
        fail(f"{folder}: {error}")
    with output():
        print(*lines, sep="\n")


if __name__ == "__main__":
    main()
