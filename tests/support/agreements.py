"""A sound service level agreement and what it rests on, for tests that change one thing of it."""

from __future__ import annotations

from datetime import timedelta

from svcmgmt.agreement import (
    Agreement,
    AgreementKind,
    CalendarPeriods,
    Comparison,
    CreditClause,
    EngagedParty,
    ExclusionTerms,
    FeeTerms,
    ObjectiveRef,
    OutageMeasure,
    PartyRole,
    SampleTerms,
    Scope,
    ServiceFee,
    ServiceLevelObjective,
    TicketShareMeasure,
    TicketTarget,
)
from svcmgmt.calendars import PeriodKind, always, weekly
from svcmgmt.sla.availability import (
    AvailabilityMeasure,
    AvailabilityPolicies,
    ExclusionCategory,
    MaintenanceTerms,
    WhenUnknown,
)
from svcmgmt.sla.clocks import Clock
from svcmgmt.sla.credits import (
    ClaimUnit,
    ClaimWindow,
    CreditCaps,
    CreditTerms,
    Fee,
    TerminationRight,
    TierSchedule,
)
from svcmgmt.sla.objectives import at_least, at_most
from svcmgmt.temporal import Interval
from svcmgmt.values import Money, PartyId, Priority, Ref, ServiceId

__all__ = [
    "DESK",
    "EXCLUSIONS",
    "LINE",
    "MONTHLY",
    "OFFICE",
    "RESTORE_P1",
    "ROUND_THE_CLOCK",
    "SLA",
    "SUNDAYS",
    "UPTIME",
    "WEEK",
    "YEAR",
    "restore_within",
    "share_of_tickets",
    "uptime",
]

BERLIN = "Europe/Berlin"
YEAR = Interval.parse("2025-12-31T23:00:00Z/2026-12-31T23:00:00Z")
WEEK = Interval.parse("2026-10-19T00:00:00Z/PT168H")
MONTHLY = CalendarPeriods(PeriodKind.MONTH)
OFFICE = weekly("Mon-Fri 08:00-18:00", zone=BERLIN)
ROUND_THE_CLOCK = always(zone=BERLIN)
SUNDAYS = weekly("Sun 02:00-06:00", zone=BERLIN)
TELCO = EngagedParty(Ref(id=PartyId("p-1"), name="Telco"), PartyRole.PROVIDER)
ACME = EngagedParty(Ref(id=PartyId("p-2"), name="Acme"), PartyRole.CONSUMER)

EXCLUSIONS = ExclusionTerms(
    categories=[ExclusionCategory.PLANNED_MAINTENANCE, ExclusionCategory.FORCE_MAJEURE],
    policies=AvailabilityPolicies(
        unknown=WhenUnknown.DOWN,
        maintenance=MaintenanceTerms(
            notice=timedelta(days=5), windows=SUNDAYS, quota=timedelta(hours=8)
        ),
    ),
)


def uptime(target: str, credit: str = "") -> ServiceLevelObjective:
    """Return the promise of an availability."""
    return ServiceLevelObjective(
        id="uptime", measure=OutageMeasure(), objective=at_least(target), credit=credit
    )


def share_of_tickets(target: str, **scope: object) -> ServiceLevelObjective:
    """Return the promise that a share of tickets is restored in time."""
    return ServiceLevelObjective(
        id="restore",
        measure=TicketShareMeasure(),
        objective=at_least(target),
        scope=Scope(metrics=["restore"], **scope),  # type: ignore[arg-type]
        sample=SampleTerms(expected=40),
    )


def restore_within(minutes: int, name: str = "every ticket", **target: object) -> TicketTarget:
    """Return the target of restoring within some office minutes."""
    clock = Clock(name="restore", limit=timedelta(minutes=minutes), calendar=OFFICE)
    return TicketTarget(name=name, clocks=[clock], **target)  # type: ignore[arg-type]


UPTIME = uptime("99.9 %", credit="uptime")
LONGEST = ServiceLevelObjective(
    id="longest",
    measure=OutageMeasure(of=AvailabilityMeasure.LONGEST),
    objective=at_most(timedelta(hours=2)),
)
RESTORE_P1 = share_of_tickets("95 %", priorities=[Priority.P1])

DESK = Agreement(
    id="OLA-1",
    name="Service desk",
    kind=AgreementKind.OLA,
    engaged_party=[TELCO, EngagedParty("desk", PartyRole.CONSUMER)],
    zone=BERLIN,
    valid_for=Interval.parse("2025-12-31T23:00:00Z/.."),
    service_hours=ROUND_THE_CLOCK,
    support_hours=OFFICE,
    conformance_period=MONTHLY,
    comparison=Comparison.EXACT,
    exclusions=EXCLUSIONS,
    targets=[restore_within(30)],
    objectives=[uptime("99.98 %"), LONGEST, share_of_tickets("98 %")],
    supports=[ObjectiveRef("SLA-7")],
)

LINE = Agreement(
    id="UC-1",
    name="Leased line",
    kind=AgreementKind.UC,
    engaged_party=[
        EngagedParty("carrier", PartyRole.PROVIDER),
        EngagedParty(TELCO.party, PartyRole.CONSUMER),
    ],
    zone=BERLIN,
    valid_for=Interval.parse("2025-12-31T23:00:00Z/2028-12-31T23:00:00Z"),
    service_hours=ROUND_THE_CLOCK,
    support_hours=OFFICE,
    conformance_period=MONTHLY,
    comparison=Comparison.EXACT,
    exclusions=EXCLUSIONS,
    fees=FeeTerms(fees=[ServiceFee("line", Fee(Money(30_000, "EUR")))]),
    credit_clauses=[CreditClause(name="all", schedule=TierSchedule.below([("99.95 %", "20 %")]))],
    credit_terms=CreditTerms(caps=CreditCaps(service_period="20 %")),
    services=["line"],
    targets=[restore_within(180)],
    objectives=[uptime("99.95 %", credit="all"), LONGEST, share_of_tickets("98 %")],
    supports=[ObjectiveRef("SLA-7")],
)

SLA = Agreement(
    id="SLA-7",
    name="VPN Gold",
    version="1",
    engaged_party=[TELCO, ACME],
    services=[Ref(id=ServiceId("vpn"), name="VPN Berlin")],
    zone=BERLIN,
    valid_for=YEAR,
    notice_period="P3M",
    service_hours=ROUND_THE_CLOCK,
    support_hours=OFFICE,
    conformance_period=MONTHLY,
    comparison=Comparison.EXACT,
    exclusions=EXCLUSIONS,
    fees=FeeTerms(fees=[ServiceFee("vpn", Fee(Money(10_000, "EUR")))]),
    credit_clauses=[
        CreditClause(
            name="uptime", schedule=TierSchedule.below([("99.9 %", "10 %"), ("99 %", "25 %")])
        )
    ],
    credit_terms=CreditTerms(
        caps=CreditCaps(service_period="50 %"), claim=ClaimWindow(30, ClaimUnit.DAYS)
    ),
    termination_right=TerminationRight(breaches=3, months=6),
    targets=[
        restore_within(240, "urgent", scope=Scope(priorities=[Priority.P1])),
        restore_within(480, "usual", is_fallback=True),
    ],
    objectives=[UPTIME, LONGEST, RESTORE_P1],
)
