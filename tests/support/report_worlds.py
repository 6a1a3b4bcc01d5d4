"""A small world for tests of pages: an agreement of many kinds, and facts that break it."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import evolve

from svcmgmt.agreement import (
    Agreement,
    AgreementVersions,
    CalendarPeriods,
    CreditClause,
    EngagedParty,
    ExclusionTerms,
    FeeTerms,
    GivenMeasure,
    IndicatorMeasure,
    OutageMeasure,
    PartyRole,
    SampleTerms,
    ServiceFee,
    ServiceLevelObjective,
    TicketShareMeasure,
    TicketTarget,
    ValueKind,
)
from svcmgmt.calendars import PeriodKind, ReportingPeriod, always
from svcmgmt.practice import IncidentState
from svcmgmt.reports import (
    GivenFigure,
    PastReport,
    PastResult,
    ServiceFacts,
    ServiceLevelReport,
    TicketFacts,
    service_level_report,
)
from svcmgmt.sla.availability import (
    AvailabilityMeasure,
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    ExclusionStatus,
    Outage,
    WhenUnknown,
)
from svcmgmt.sla.clocks import Clock
from svcmgmt.sla.conformance import AllowedCrossings
from svcmgmt.sla.credits import Fee, TierSchedule
from svcmgmt.sla.indicators import EventSeries, Indicator, MissingData
from svcmgmt.sla.objectives import Verdict, at_least, at_most
from svcmgmt.statistics import SmallSample
from svcmgmt.temporal import Interval, parse_instant as at
from svcmgmt.values import Finding, Money, Priority, Quantity, Ratio

__all__ = ["END", "FACTS", "OCTOBER", "SLA", "UPTIME", "VERSIONS", "past", "report"]

OCTOBER = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone="Europe/Berlin")
END = OCTOBER.next().interval.start
QUARTER = timedelta(minutes=15)

UPTIME = ServiceLevelObjective(
    id="uptime",
    name="service up",
    measure=OutageMeasure(),
    objective=at_least("99.9 %"),
    credit="uptime",
    consequence="a review",
)
SLA = Agreement(
    id="SLA-7",
    name="Desk",
    version="1",
    engaged_party=[EngagedParty("telco", PartyRole.PROVIDER)],
    services=["vpn", "mail"],
    zone="Europe/Berlin",
    service_hours=always(zone="Europe/Berlin"),
    conformance_period=CalendarPeriods(PeriodKind.MONTH),
    exclusions=ExclusionTerms(
        categories=[ExclusionCategory.FORCE_MAJEURE, ExclusionCategory.PLANNED_MAINTENANCE],
        policies=AvailabilityPolicies(unknown=WhenUnknown.DOWN),
    ),
    fees=FeeTerms(fees=[ServiceFee(name, Fee(Money(1_000, "EUR"))) for name in ("vpn", "mail")]),
    credit_clauses=[CreditClause(name="uptime", schedule=TierSchedule.below([("99.9 %", "10 %")]))],
    targets=[TicketTarget(name="usual", clocks=[Clock(name="restore", limit=timedelta(hours=4))])],
    objectives=[
        UPTIME,
        ServiceLevelObjective(
            id="count",
            measure=OutageMeasure(of=AvailabilityMeasure.OUTAGES),
            objective=at_most(1),
            is_internal=True,
        ),
        ServiceLevelObjective(
            id="restore",
            measure=TicketShareMeasure(),
            objective=at_least("95 %"),
            sample=SampleTerms(small_sample=SmallSample.ONE_MISS),
        ),
        ServiceLevelObjective(
            id="answered",
            measure=IndicatorMeasure(
                Indicator(name="requests", missing=MissingData.IGNORE), slice=QUARTER
            ),
            objective=at_least("90 %"),
        ),
        ServiceLevelObjective(
            id="delay",
            measure=GivenMeasure(name="delay", yields=ValueKind.AMOUNT, unit="ms"),
            objective=at_most(Quantity(20, "ms")),
            allowed_crossings=AllowedCrossings(allowed=1, period=12),
        ),
        ServiceLevelObjective(id="vague", objective=at_least("1 %")),
    ],
)
_AGREED = (
    SLA.drafted(at=at("2025-11-01T00:00:00Z"))
    .propose(at=at("2025-11-02T00:00:00Z"))
    .agree(at=at("2025-11-03T00:00:00Z"))
    .activate(at=at("2026-01-01T00:00:00Z"))
)
VERSIONS = (
    AgreementVersions()
    .amended(
        evolve(_AGREED, valid_for=Interval.parse("2026-01-01T00:00:00Z/2026-10-15T00:00:00Z")),
        at=at("2025-12-01T00:00:00Z"),
    )
    .amended(
        evolve(
            _AGREED,
            version="2",
            valid_for=Interval.parse("2026-10-15T00:00:00Z/2027-01-01T00:00:00Z"),
            objectives=[evolve(UPTIME, objective=at_least("99 %"))],
        ),
        at=at("2026-09-01T00:00:00Z"),
    )
)


def _ticket(name: str, service: str, hours: int) -> TicketFacts:
    opened = at("2026-10-06T08:00:00Z")
    return TicketFacts(
        id=name,
        opened_at=opened,
        resolved_at=opened + timedelta(hours=hours),
        state=IncidentState.RESOLVED,
        priority=Priority.P2,
        service=service,
    )


FACTS = ServiceFacts.of(
    outages=[
        Outage(
            id="o-1",
            during=Interval.parse("2026-10-05T01:00:00Z/PT2H"),
            scope="vpn",
            recorded_at=at("2026-10-05T04:00:00Z"),
        ),
        Outage(id="o-2", during=Interval.parse("2026-10-09T01:00:00Z/PT10M"), scope="vpn"),
    ],
    exclusions=[
        Exclusion(
            id="e-1",
            category=ExclusionCategory.FORCE_MAJEURE,
            during=Interval.parse("2026-10-20T01:00:00Z/PT1H"),
            scope="vpn",
        ),
        Exclusion(
            id="e-2",
            category=ExclusionCategory.FORCE_MAJEURE,
            during=Interval.parse("2026-10-05T01:00:00Z/PT2H"),
            scope="vpn",
            status=ExclusionStatus.DISPUTED,
        ),
        Exclusion(
            id="e-3",
            category=ExclusionCategory.FORCE_MAJEURE,
            during=Interval.parse("2026-10-21T01:00:00Z/PT2H"),
            scope="vpn",
            status=ExclusionStatus.PROPOSED,
        ),
    ],
    tickets=[_ticket("t-1", "vpn", 1), _ticket("t-2", "mail", 2), _ticket("t-3", "mail", 9)],
    series=[
        (
            "requests",
            EventSeries.of_events(
                [(at("2026-10-05T01:00:00Z"), True), (at("2026-10-05T01:20:00Z"), False)],
                slice=QUARTER,
            ),
        )
    ],
    findings=[Finding(code="odd-row", message="a row is odd", pointer="/3", value="<b>")],
)
DELAY = GivenFigure(name="delay", value=Quantity(30, "ms"), source="probe 7")


def past(months: int, *, verdict: Verdict = Verdict.MET) -> list[PastReport]:
    """Return reports of so many months before October."""
    found: list[PastReport] = []
    period = OCTOBER
    for number in range(months):
        period = period.previous()
        point = PastResult(
            objective="uptime",
            subject="mail",
            label=period.label,
            start=period.interval.start,
            value=Ratio(9_000 + 7 * (number % 3), 10_000),
            verdict=verdict,
        )
        delay = evolve(point, objective="delay", subject="vpn", value=Quantity(29, "ms"))
        found.append(PastReport(period=period, results=[point, delay]))
    return found


def report(
    agreement: Agreement | AgreementVersions = SLA,
    facts: ServiceFacts = FACTS,
    *,
    as_of: datetime = END,
    known_at: datetime | None = None,
    earlier: list[PastReport] | None = None,
    claimed: datetime | None = None,
) -> ServiceLevelReport:
    """Return the report of October."""
    return service_level_report(
        facts,
        agreement,
        OCTOBER,
        as_of=as_of,
        known_at=known_at,
        figures=[DELAY],
        earlier=earlier or [],
        claimed=claimed,
    )
