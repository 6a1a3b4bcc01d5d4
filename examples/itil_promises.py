"""What the service desk that does not exist has promised for October 2026, and what it rests on.

The agreement with the users, those with the second level and with a carrier, and the facts of the
month as a report takes them. See `itil_month.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from attrs import evolve
from itil_world import END, HOURS, ZONE, World

from svcmgmt.agreement import (
    Agreement,
    AgreementKind,
    CalendarPeriods,
    Comparison,
    EngagedParty,
    ExclusionTerms,
    ObjectiveRef,
    OutageMeasure,
    PartyRole,
    Scope,
    ServiceLevelObjective,
    TicketShareMeasure,
    TicketTarget,
)
from svcmgmt.calendars import PeriodKind, ReportingPeriod, always, weekly
from svcmgmt.practice import Incident, IncidentState
from svcmgmt.reports import ServiceFacts, ServiceLevelReport, TicketFacts, service_level_report
from svcmgmt.sla import Clock, at_least, in_state
from svcmgmt.sla.availability import AvailabilityPolicies, Outage, WhenUnknown
from svcmgmt.temporal import Interval, parse_instant
from svcmgmt.values import Priority

__all__ = ["CLOCKS", "LIMITS", "PROMISED", "SUPPORTING", "WEEK", "monthly_report"]

LIMITS: Final = {
    Priority.P1: timedelta(hours=2),
    Priority.P2: timedelta(hours=4),
    Priority.P3: timedelta(hours=8),
    Priority.P4: timedelta(hours=20),
    Priority.P5: timedelta(hours=40),
}
CLOCKS: Final = {
    priority: Clock(
        name="resolve",
        limit=limit,
        calendar=HOURS,
        pause=in_state(IncidentState.ON_HOLD),
    )
    for priority, limit in LIMITS.items()
}
SERVICES: Final = ["mail", "printing", "shop", "vpn"]
INFRASTRUCTURE: Final = {"db1": "shop"}  # what users see of it
YEAR: Final = Interval.parse("2025-12-31T23:00:00Z/2026-12-31T23:00:00Z")
WEEK: Final = Interval.parse("2026-10-04T22:00:00Z/PT168H")


def uptime(target: str) -> ServiceLevelObjective:
    """Return the promise that services work."""
    return ServiceLevelObjective(id="uptime", measure=OutageMeasure(), objective=at_least(target))


def in_time(target: str) -> ServiceLevelObjective:
    """Return the promise that incidents are resolved in time."""
    return ServiceLevelObjective(
        id="resolve",
        measure=TicketShareMeasure(),
        objective=at_least(target),
        scope=Scope(metrics=["resolve"]),
    )


PROMISED: Final = (
    Agreement(
        id="SLA-1",
        name="Workplace",
        version="1",
        engaged_party=[
            EngagedParty("service desk", PartyRole.PROVIDER),
            EngagedParty("sales", PartyRole.CONSUMER),
        ],
        services=SERVICES,
        zone=ZONE,
        valid_for=YEAR,
        service_hours=HOURS,
        support_hours=HOURS,
        conformance_period=CalendarPeriods(PeriodKind.MONTH),
        comparison=Comparison.EXACT,
        exclusions=ExclusionTerms(policies=AvailabilityPolicies(unknown=WhenUnknown.DOWN)),
        targets=[
            TicketTarget(name=str(each), scope=Scope(priorities=[each]), clocks=[clock])
            for each, clock in CLOCKS.items()
        ],
        objectives=[uptime("99.5 %"), in_time("90 %")],
    )
    .drafted(at=parse_instant("2025-11-03T09:00:00Z"))
    .propose(at=parse_instant("2025-11-10T09:00:00Z"))
    .agree(at=parse_instant("2025-12-01T09:00:00Z"))
    .activate(at=YEAR.start)
)
SECOND_LEVEL: Final = Agreement(
    id="OLA-1",
    kind=AgreementKind.OLA,
    zone=ZONE,
    valid_for=YEAR,
    service_hours=weekly("Mon-Fri 09:00-17:00", zone=ZONE),
    supports=[ObjectiveRef("SLA-1")],
    objectives=[in_time("95 %")],
    targets=[
        TicketTarget(
            name="all",
            clocks=[Clock(name="resolve", limit=timedelta(hours=3), calendar=HOURS)],
        )
    ],
)
CARRIER: Final = evolve(
    SECOND_LEVEL,
    id="UC-1",
    kind=AgreementKind.UC,
    service_hours=always(zone=ZONE),
    objectives=[uptime("99.7 %")],
    targets=[],
)
SUPPORTING: Final = (SECOND_LEVEL, CARRIER)


def monthly_report(seen: World) -> ServiceLevelReport:
    """Return the report on the month, as a service manager signs it."""
    facts = ServiceFacts.of(
        outages=outages(seen.incidents), tickets=[ticket(each) for each in seen.incidents]
    )
    month = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone=ZONE)
    return service_level_report(facts, PROMISED, month, as_of=END)


def outages(incidents: Iterable[Incident]) -> Iterator[Outage]:
    """Yield the time in which a service was down: that of incidents that say when it was."""
    for each in incidents:
        began, ended = each.milestones.occurred_at, each.milestones.restored_at
        if began is not None:
            during = Interval(began, ended)
            yield Outage(id=each.id, during=during, scope=service_of(each), cause=each.name)


def ticket(incident: Incident) -> TicketFacts:
    """Return what a report asks of an incident."""
    return TicketFacts(
        id=incident.id,
        opened_at=incident.opened_at,
        state=incident.state,
        priority=incident.priority,
        service=service_of(incident),
        changes=incident.history,
    )


def service_of(incident: Incident) -> str:
    """Return the service that users miss, also where what failed lies behind it."""
    affected = incident.affected[0].id
    return INFRASTRUCTURE.get(affected, affected)
