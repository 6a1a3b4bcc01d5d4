"""Values of the classes of agreements and reports that can be stored, in any order."""

from __future__ import annotations

from datetime import timedelta

from svcmgmt import agreement as agr, calendars as cal
from svcmgmt.lifecycle import StateChange
from svcmgmt.practice import IncidentState, IncidentTrigger
from svcmgmt.reports import (
    Assignment,
    GivenFigure,
    PastReport,
    PastResult,
    ReportInputs,
    ServiceFacts,
    SourceVerdict,
    TicketFacts,
    Trend,
)
from svcmgmt.sla.availability import (
    AvailabilityMeasure,
    AvailabilityPolicies,
    ExclusionCategory,
    MaintenanceTerms,
    Outage,
    WhenUnknown,
)
from svcmgmt.sla.clocks import Clock
from svcmgmt.sla.conformance import AllowedCrossings, GraceTimes
from svcmgmt.sla.credits import (
    CreditTerms,
    EarnBack,
    Fee,
    FeeKind,
    TerminationRight,
    TierSchedule,
    credit_note,
)
from svcmgmt.sla.indicators import EventSeries, Indicator, MissingData
from svcmgmt.sla.objectives import Verdict, at_least, at_most
from svcmgmt.sla.reliability import ReliabilityMeasure
from svcmgmt.temporal import Interval, IntervalSet, parse_instant as at
from svcmgmt.values import NO_DATA, Extension, Money, NoData, Priority, Quantity, Ratio

__all__ = ["AGREEMENT_VALUES", "REPORT_VALUES"]

EIGHT = at("2026-10-26T08:00:00Z")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
YEAR = Interval.parse("2025-12-31T23:00:00Z/2026-12-31T23:00:00Z")
TODAY = Interval.parse("2026-10-26T00:00:00Z/PT24H")
OFFICE = cal.weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
MONTHLY = agr.CalendarPeriods(cal.PeriodKind.MONTH)
REF = agr.ObjectiveRef("SLA-7", "uptime")

urgent = agr.Scope(services=["vpn"], priorities=[Priority.P1], segments=["gold"])
target = agr.TicketTarget(
    name="urgent",
    scope=urgent,
    clocks=[Clock(name="restore", limit=4 * HOUR, calendar=OFFICE)],
    applicability=OFFICE,
    valid_for=YEAR,
)
usual = agr.TicketTarget(
    name="usual", clocks=[Clock(name="restore", limit=cal.WorkingDays(2))], is_fallback=True
)
policies = AvailabilityPolicies(
    unknown=WhenUnknown.DOWN, maintenance=MaintenanceTerms(notice=5 * DAY, windows=OFFICE)
)
checkout = Indicator(name="checkout", missing=MissingData.UNDETERMINED)
measures: list[agr.Measure] = [
    agr.OutageMeasure(policies=policies),
    agr.OutageMeasure(of=AvailabilityMeasure.LONGEST),
    agr.TicketShareMeasure(),
    agr.IndicatorMeasure(checkout),
    agr.FailureMeasure(of=ReliabilityMeasure.MTRS),
    agr.GivenMeasure(
        name="delay", yields=agr.ValueKind.AMOUNT, unit="ms", specification="ITU-T Y.1540"
    ),
]
uptime = agr.ServiceLevelObjective(
    id="uptime",
    name="Uptime",
    measure=measures[0],
    objective=at_least("99.9 %", warning="99.95 %"),
    scope=agr.Scope(services=["vpn"]),
    applicability=OFFICE,
    conformance_period=agr.RollingPeriod(cal.CalendarDays(30)),
    valid_for=YEAR,
    grace_times=GraceTimes(grace=1),
    supported_by=[REF],
    credit="uptime",
    consequence="a meeting",
)
longest = agr.ServiceLevelObjective(
    id="longest",
    measure=measures[1],
    objective=at_most(2 * HOUR),
    conformance_period=agr.RollingPeriod(30 * DAY),
    allowed_crossings=AllowedCrossings(allowed=1, period=3),
    is_internal=True,
)
delay = agr.ServiceLevelObjective(
    id="delay", measure=measures[5], objective=at_most(Quantity(20, "ms"))
)
in_time = agr.ServiceLevelObjective(
    id="restore",
    measure=measures[2],
    objective=at_least("95 %"),
    scope=agr.Scope(metrics=["restore"]),
    sample=agr.SampleTerms(min_sample=20, expected=40),
)
fees = agr.FeeTerms(
    fees=[
        agr.ServiceFee("vpn", Fee(Money(10_000, "EUR"))),
        agr.ServiceFee("vpn", Fee(Money(500, "EUR"), FeeKind.ONE_TIME)),
    ]
)
clause = agr.CreditClause(
    name="uptime",
    schedule=TierSchedule.below([("99.9 %", "10 %")]),
    earn_back=EarnBack(target="99.9 %", margin="0.05 %", periods=2),
)
exclusions = agr.ExclusionTerms(
    categories=[ExclusionCategory.PLANNED_MAINTENANCE], policies=policies
)
telco = agr.EngagedParty("Telco", agr.PartyRole.PROVIDER)
sla = (
    agr.Agreement(
        id="SLA-7",
        name="VPN Gold",
        description="as sold",
        engaged_party=[telco, agr.EngagedParty("Acme", agr.PartyRole.CONSUMER)],
        services=["vpn"],
        zone="Europe/Berlin",
        valid_for=YEAR,
        notice_period="P3M",
        service_hours=cal.always(),
        support_hours=OFFICE,
        conformance_period=MONTHLY,
        comparison=agr.Comparison.EXACT,
        exclusions=exclusions,
        fees=fees,
        credit_terms=CreditTerms(),
        credit_clauses=[clause],
        termination_right=TerminationRight(breaches=3, months=6),
        targets=[target, usual],
        objectives=[uptime, longest, delay, in_time],
        extension=Extension({"x_tier": 1}),
    )
    .drafted(at=at("2025-11-01T09:00:00Z"))
    .propose(at=at("2025-11-02T09:00:00Z"), by="ana")
)
line = agr.Agreement(
    id="UC-1",
    kind=agr.AgreementKind.UC,
    objectives=[uptime],
    supports=[agr.ObjectiveRef("SLA-7")],
    service_hours=OFFICE,
)
first = agr.AgreementVersion(
    agreement=sla, recorded_at=at("2025-11-15T10:00:00Z"), supersedes=["0"]
)
both = agr.reconcile(
    [Interval(EIGHT, EIGHT + HOUR)],
    [Interval(EIGHT, EIGHT + 2 * HOUR), Interval(EIGHT + 12 * HOUR, EIGHT + 13 * HOUR)],
    within=TODAY,
    subject="vpn",
)
check = agr.SupportCheck(
    aspect=agr.SupportAspect.RESTORE_TIME,
    subject="restore P1",
    verdict=agr.SupportVerdict.FAIL,
    reason="too slow",
    numbers=[("promised", 4 * HOUR), ("fee", Money(1, "EUR")), ("share", Ratio(1, 3)), ("n", 2)],
)
choice = agr.choose_target([target, usual], priority=Priority.P3)

AGREEMENT_VALUES: list[object] = [
    sla, line, first, agr.AgreementVersions([first]), MONTHLY, uptime.conformance_period,
    longest.conformance_period, clause, telco, exclusions, fees, fees.fees[0], *measures, REF,
    uptime, longest, delay, in_time, in_time.sample, urgent, target, usual, check, choice,
    agr.choose_target([], priority=Priority.P1), agr.PassedOver("urgent", "priority P3 is not P1"),
    both, *both.rows, agr.TermsInForce(TODAY, sla), agr.TermsInForce(TODAY, NoData("nothing")),
    agr.effective_terms(sla, "uptime"), agr.Supporter(line, line.objectives),
    agr.SupportFeasibility(
        agreement=sla.id, within=TODAY, dependence=next(iter(agr.Dependence)), checks=(check,)
    ),
]  # fmt: skip
"""Values of every stored class of `svcmgmt.agreement`."""

opened = StateChange[IncidentState, IncidentTrigger](to_state=IncidentState.NEW, at=EIGHT)
late = SourceVerdict(id="v-1", name="restore P1", is_missed=True, due_at=EIGHT, elapsed=5 * HOUR)
handed = Assignment(group="network", at=EIGHT)
ticket = TicketFacts(
    id="7",
    sequence=1,
    recorded_at=EIGHT + DAY,
    opened_at=EIGHT,
    state=IncidentState.RESOLVED,
    priority=Priority.P1,
    service="vpn",
    changes=[opened],
    assignments=[handed],
    verdicts=[late],
)
facts = ServiceFacts.of(
    outages=[Outage(id="o-7", during=Interval(EIGHT, EIGHT + HOUR), scope="vpn")],
    tickets=[ticket, TicketFacts(id="8")],
    series=[("vpn", EventSeries.of_slices(EIGHT, [(99, 100)], slice=HOUR))],
    unknown=[("vpn", IntervalSet.of([TODAY]))],
)
past = PastResult(
    objective="uptime", subject="vpn", label="2026-02", start=EIGHT, value=Ratio(999, 1000),
    verdict=Verdict.MET,
)  # fmt: skip
empty = PastResult(
    objective="uptime", subject="vpn", label="2026-03", start=EIGHT + DAY, value=NO_DATA,
    verdict=Verdict.UNDEFINED,
)  # fmt: skip

earlier = PastReport(
    period=cal.ReportingPeriod.around("2026-02-10", cal.PeriodKind.MONTH, zone="UTC"),
    results=[past],
    credits=credit_note([]),
)
delayed = GivenFigure(name="delay", value=Quantity(12, "ms"), during=TODAY, source="probe")

REPORT_VALUES: list[object] = [
    late, handed, ticket, facts, past, empty, Trend(points=[past, empty]),
    delayed, earlier,
    ReportInputs(
        facts=facts, agreement=agr.AgreementVersions([first]),
        period=cal.ReportingPeriod.around("2026-10-10", cal.PeriodKind.MONTH, zone="UTC"),
        as_of=EIGHT + 30 * DAY, figures=[delayed], earlier=[earlier],
    ),
    ReportInputs(facts=facts, agreement=sla, period=earlier.period, as_of=EIGHT),
]  # fmt: skip
"""Values of every stored class of `svcmgmt.reports`."""
