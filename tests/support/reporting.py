"""A month of facts and an agreement with promises of every kind, for tests of reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from attrs import evolve

from svcmgmt.agreement import (
    Agreement,
    AgreementState,
    AgreementVersions,
    CalendarPeriods,
    CreditClause,
    ExclusionTerms,
    FailureMeasure,
    FeeTerms,
    GivenMeasure,
    IndicatorMeasure,
    OutageMeasure,
    Scope,
    ServiceFee,
    ServiceLevelObjective,
    TicketShareMeasure,
    TicketTarget,
    ValueKind,
)
from svcmgmt.calendars import PeriodKind, ReportingPeriod, always, never, weekly
from svcmgmt.practice import IncidentState
from svcmgmt.reports import ServiceFacts, ServiceLevelReport, TicketFacts, service_level_report
from svcmgmt.sla.availability import (
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    ExclusionStatus,
    Maintenance,
    Outage,
    WhenUnknown,
)
from svcmgmt.sla.clocks import Clock
from svcmgmt.sla.credits import CreditTerms, Fee, TierSchedule
from svcmgmt.sla.indicators import EventSeries, Indicator, MissingData
from svcmgmt.sla.objectives import Objective, at_least, at_most
from svcmgmt.sla.reliability import ReliabilityMeasure
from svcmgmt.temporal import Interval, parse_instant
from svcmgmt.values import Money, Priority, Quantity

__all__ = [
    "CREDIT",
    "DELAY",
    "END",
    "EXCLUDED",
    "FACTS",
    "FAILURES",
    "MONTH",
    "NEVER",
    "OFFICE",
    "REQUESTS",
    "RESTORE",
    "SLA",
    "UPTIME",
    "at",
    "exclusion",
    "outage",
    "promise",
    "report",
    "requests",
    "sla",
    "span",
    "ticket",
]

at = parse_instant
span = Interval.parse

MONTH = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone="UTC")
END = MONTH.next().interval.start
OFFICE = weekly("Mon-Fri 08:00-18:00", zone="UTC")
NEVER = never()
EVERY_MONTH = CalendarPeriods(PeriodKind.MONTH)


def promise(
    name: str, measure: object, objective: Objective, **more: object
) -> ServiceLevelObjective:
    """Return an objective."""
    return ServiceLevelObjective(id=name, measure=measure, objective=objective, **more)  # type: ignore[arg-type]


UPTIME = promise("uptime", OutageMeasure(), at_least("99.9 %"), credit="uptime")
RESTORE = promise(
    "restore", TicketShareMeasure(), at_least("75 %"), scope=Scope(metrics=["restore"])
)
REQUESTS = promise(
    "requests",
    IndicatorMeasure(Indicator(name="requests", missing=MissingData.UNDETERMINED)),
    at_least("99 %"),
)
FAILURES = promise("failures", FailureMeasure(of=ReliabilityMeasure.FAILURES), at_most(2))
DELAY = promise(
    "delay",
    GivenMeasure(name="delay", yields=ValueKind.AMOUNT, unit="ms"),
    at_most(Quantity(20, "ms")),
)
CREDIT = CreditClause(
    name="uptime", schedule=TierSchedule.below([("99.9 %", "10 %"), ("99 %", "25 %")])
)
EXCLUDED = ExclusionTerms(
    categories=[ExclusionCategory.PLANNED_MAINTENANCE, ExclusionCategory.CUSTOMER],
    policies=AvailabilityPolicies(unknown=WhenUnknown.DOWN),
)
SLA = Agreement(
    id="SLA-7",
    name="Office",
    state=AgreementState.ACTIVE,
    services=["mail", "vpn"],
    zone="UTC",
    valid_for=span("2026-01-01T00:00:00Z/2027-01-01T00:00:00Z"),
    service_hours=always(),
    support_hours=OFFICE,
    conformance_period=EVERY_MONTH,
    exclusions=EXCLUDED,
    fees=FeeTerms(fees=[ServiceFee(each, Fee(Money(1_000, "EUR"))) for each in ("mail", "vpn")]),
    credit_clauses=[CREDIT],
    credit_terms=CreditTerms(),
    targets=[
        TicketTarget(
            name="urgent",
            scope=Scope(priorities=[Priority.P1]),
            clocks=[Clock(name="restore", limit=timedelta(hours=4))],
        )
    ],
    objectives=[UPTIME, RESTORE],
)


def sla(*objectives: ServiceLevelObjective, **changes: object) -> Agreement:
    """Return the agreement with other objectives, and other changes."""
    listed = {"objectives": objectives} if objectives else {}
    return evolve(SLA, **{**listed, **changes})  # type: ignore[arg-type]


def outage(name: str, during: str, scope: str = "vpn", **more: object) -> Outage:
    """Return an outage."""
    return Outage(id=name, during=span(during), scope=scope, **more)  # type: ignore[arg-type]


def exclusion(
    name: str, during: str, status: ExclusionStatus = ExclusionStatus.APPROVED, scope: str = "vpn"
) -> Exclusion:
    """Return time that is the customer's own fault."""
    category = ExclusionCategory.CUSTOMER
    return Exclusion(id=name, during=span(during), category=category, status=status, scope=scope)


def ticket(name: str, hours: float | None, day: int = 5, **more: object) -> TicketFacts:
    """Return an urgent ticket that was restored within some hours, or is open."""
    opened = at(f"2026-10-{day:02d}T08:00:00Z")
    known: dict[str, object] = {"service": "vpn", "priority": Priority.P1, **more}
    return TicketFacts(
        id=name,
        opened_at=opened,
        resolved_at=None if hours is None else opened + timedelta(hours=hours),
        state=IncidentState.NEW if hours is None else IncidentState.RESOLVED,
        **known,  # type: ignore[arg-type]
    )


def requests(*counts: tuple[int, int], slice: timedelta = timedelta(minutes=1)) -> EventSeries:  # noqa: A002 - as the series calls it
    """Return counts of requests from the beginning of the month on."""
    return EventSeries.of_slices(MONTH.interval.start, counts, slice=slice)


FACTS = ServiceFacts.of(
    outages=[outage("o1", "2026-10-05T10:00:00Z/PT90M")],
    maintenance=[
        Maintenance(id="m1", planned=span("2026-10-11T02:00:00Z/PT2H"), scope="mail",
                    announced_at=at("2026-10-01T00:00:00Z")),
    ],
    tickets=[ticket("t1", 1), ticket("t2", 5), ticket("t3", 2), ticket("t4", 3)],
)  # fmt: skip


def report(
    facts: ServiceFacts | Iterable[ServiceFacts] = FACTS,
    agreement: Agreement | AgreementVersions = SLA,
    **more: object,
) -> ServiceLevelReport:
    """Return the report of October."""
    options: dict[str, object] = {"as_of": END, "period": MONTH, **more}
    return service_level_report(facts, agreement, **options)  # type: ignore[arg-type]
