"""Values of the classes of the SLA engine that can be stored, in any order."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from svcmgmt import calendars as cal
from svcmgmt.interop.statuspage import UptimeWeights
from svcmgmt.lifecycle import StateChange
from svcmgmt.practice import IncidentState, IncidentTrigger
from svcmgmt.sla import (
    availability as av,
    budgets,
    conformance,
    credits as pay,
    monitor,
    reliability,
)
from svcmgmt.sla.clocks import Alert, Mark, Signal
from svcmgmt.sla.indicators import (
    BudgetingMethod,
    CounterSeries,
    EventCount,
    EventSeries,
    Indicator,
    IndicatorSeries,
    MissingData,
)
from svcmgmt.sla.objectives import Verdict
from svcmgmt.temporal import Interval, IntervalSet, parse_instant as at
from svcmgmt.values import NO_DATA, Money, Quantity, Ratio

__all__ = ["SLA_VALUES"]

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EIGHT = at("2026-10-05T08:00:00Z")
MONDAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")
NOON = Interval.parse("2026-10-05T12:00:00Z/PT1H")
SUNDAYS = cal.weekly("Sun 02:00-06:00", zone="Europe/Berlin")

outage = av.Outage(
    id="o-7", sequence=2, recorded_at=EIGHT, during=NOON, weight="30 %", scope="Berlin",
    cause="disk full", source="monitor", users_affected=40,
)  # fmt: skip
running = av.Outage(id="o-8", during=Interval(EIGHT + 14 * HOUR))
storm = av.Exclusion(
    id="e-1", category=av.ExclusionCategory.FORCE_MAJEURE, during=NOON, reason="storm"
)
strikes = av.Exclusion(
    category=av.ExclusionCategory.THIRD_PARTY,
    during=IntervalSet.of([NOON, Interval(EIGHT, EIGHT + HOUR)]),
    status=av.ExclusionStatus.DISPUTED,
    is_withdrawn=True,
)
nights = av.Exclusion(category=av.ExclusionCategory.SUSPENSION, during=SUNDAYS)
work = av.Maintenance(
    id="m-3", planned=NOON, actual=Interval(EIGHT), announced_at=EIGHT - 7 * DAY, scope="Berlin"
)
facts = av.AvailabilityFacts(
    outages=[outage, running],
    exclusions=[storm, strikes, nights],
    maintenance=[work],
    unknown=IntervalSet.of([Interval(EIGHT, EIGHT + MINUTE)]),
)
policies = av.AvailabilityPolicies(
    unknown=av.WhenUnknown.DOWN,
    fixed_length=timedelta(days=30),
    merge_gap=5 * MINUTE,
    statuses=[av.ExclusionStatus.APPROVED, av.ExclusionStatus.DISPUTED],
    maintenance=av.MaintenanceTerms(notice=5 * DAY, windows=SUNDAYS, quota=8 * HOUR),
)
availability = av.Availability(
    facts=facts, within=MONDAY, subject="vpn", policies=policies, as_of=EIGHT + 16 * HOUR
)
plain_availability = av.availability_of(
    [outage],
    within=MONDAY,
    service_time=cal.weekly("Mon-Fri 08:00-18:00", zone="UTC"),
    in_service=IntervalSet.of([NOON]),
    validity=MONDAY,
)
peak = av.Band(name="peak", times=cal.weekly("Mon-Sun 08:00-18:00", zone="UTC"), weight=3)
by_band = av.time_of_use(plain_availability, [peak], otherwise=1)
berlin = av.WeightedPart(name="Berlin", value=Ratio(999, 1000), weight="0.8")
bonn = av.WeightedPart(name="Bonn", value=NO_DATA, weight="0.2")

AVAILABILITY: list[object] = [
    outage, running, storm, strikes, nights, work, facts, policies, policies.maintenance,
    av.MaintenanceTerms(), av.AvailabilityPolicies(), availability, plain_availability, peak,
    by_band, by_band.bands[0], berlin, bonn,
    av.RecordedFact(id="f-1", sequence=2),
    av.ImpactWeighted(parts=[berlin, bonn], missing=av.WhenUnknown.EXCLUDED, subject="vpn"),
    av.SeriesAvailability(
        rollup=av.Rollup.MODELLED, ratio=Ratio(81, 100),
        parts=(("net", Ratio(9, 10)), ("app", NO_DATA)),
    ),
    av.AllowedDowntime(target="99.9 %", name="month", period=timedelta(days=30)),
    av.Nines(share=Ratio(9995, 10_000), value=3.3010299956639813),
    av.AppliedExclusion(name="e-1", category="suspension", agreed=3 * HOUR, downtime=HOUR),
    av.Occurrence(
        start=EIGHT, end=EIGHT + HOUR, recorded=HOUR, counted=MINUTE, lost=MINUTE, outages=("o-7",)
    ),
    av.Loss(start=EIGHT, end=EIGHT + HOUR, share=Fraction(3, 10)),
    av.ChronicTrigger(at=EIGHT + DAY, since=EIGHT, count=3),
    av.STATUSPAGE, av.ITIL_BUSINESS_HOURS, av.FCC_REPORTABLE,
    av.UserMinutes(availability=plain_availability, users=1_000),
    av.DownRunRule(error_share="10 %", least_requests=100),
    av.DownRuns(outages=(outage,), unknown=IntervalSet.of([NOON])),
    av.RequestCount(start=EIGHT, requests=200, errors=30),
    UptimeWeights(
        name="ours", weights={"degraded": "30 %"}, source="wiki", read_on=date(2026, 10, 1)
    ),
]  # fmt: skip

slots = EventSeries.of_slices(EIGHT, [(100, 100), None, (99, 100)], slice=MINUTE)
checkout = Indicator(name="checkout", missing=MissingData.IGNORE)
slices = Indicator(
    name="up",
    method=BudgetingMethod.TIMESLICES,
    slice_target="95 %",
    missing=MissingData.UNDETERMINED,
    no_traffic=MissingData.GOOD,
    minimum_events=Fraction(5, 2),
)
ten_minutes = Interval(EIGHT, EIGHT + 10 * MINUTE)
requests = IndicatorSeries(
    indicator=checkout,
    series=EventSeries.of_slices(EIGHT, [(100, 100)] * 8 + [(50, 100)] * 2, slice=MINUTE),
)
shut = IndicatorSeries(indicator=slices, series=slots, excluding=SUNDAYS)
hidden = IndicatorSeries(indicator=slices, series=slots, excluding=IntervalSet.of([NOON]))
counter = CounterSeries.of([(EIGHT, 100), (EIGHT + MINUTE, 130), (EIGHT + 2 * MINUTE, 12)])

INDICATORS: list[object] = [
    slots, checkout, slices, requests, shut, hidden, counter, requests.over(ten_minutes),
    shut.over(ten_minutes), EventCount(start=EIGHT, end=EIGHT + MINUTE, good=118, total="120.5"),
]  # fmt: skip

page = budgets.BurnRateAlert.spending("2 %", within=HOUR, window=timedelta(days=30))
report = budgets.alerts_at(requests, [page], target="99.9 %", at=EIGHT + 10 * MINUTE)
history = budgets.alert_history(requests, [page], target="99.9 %", within=ten_minutes)
ahead = budgets.forecast(
    requests, Interval(EIGHT, EIGHT + HOUR), target="99 %", as_of=EIGHT + 10 * MINUTE
)
both = budgets.composite(
    [budgets.CompositePart(series=requests), budgets.CompositePart(series=requests, weight=2)],
    ten_minutes,
)

BUDGETS: list[object] = [
    page, report, report.readings[0], report.budget, history, ahead, both,
    budgets.AlertFiring(alert=page, during=ten_minutes),
    budgets.ErrorBudget.of_counts("99.9 %", bad=400, total=1_000_000),
    budgets.BudgetLevel(name="critical", limit="0.1", is_inclusive=False),
    budgets.DEFAULT_BUDGET_POLICY,
    budgets.BudgetProjection(
        basis=budgets.ProjectionBasis.WHOLE, detail="", burn_rate=Fraction(9, 5),
        at_end=Fraction(9, 5), exhausted_at=EIGHT,
    ),
    budgets.CompositePart(series=requests, weight=2),
]  # fmt: skip

above = conformance.Hysteresis(raise_at=80, clear_at=70)
damped = conformance.DampedAlert(threshold=Quantity(8, "ms"), damping=2)
watch, _ = above.start().see(85)

CONFORMANCE: list[object] = [
    above, damped, watch, above.over([70, 85, 75, 69, 90]),
    conformance.Hysteresis(raise_at=Decimal("99.5"), clear_at=Fraction(1, 3)),
    conformance.StatefulAlert(threshold=timedelta(hours=8), window=5, set_count=3, clear_count=3),
    conformance.AllowedCrossings(allowed=2, period=5),
    conformance.AllowedCrossings(allowed=2, period=timedelta(days=1)),
    conformance.GraceTimes(grace=3),
    conformance.ObservationPlace(4), conformance.ObservationPlace(0, EIGHT),
    *(
        conformance.ConformanceEvent(
            kind=conformance.ConformanceEventKind.RAISED,
            place=conformance.ObservationPlace(1, EIGHT),
            value=value,
            evidence=(conformance.ObservationPlace(0),),
        )
        for value in (Verdict.VIOLATED, True, 3, 3.5, Decimal("3.5"), Fraction(7, 2), NO_DATA)
    ),
]  # fmt: skip

november = cal.ReportingPeriod.around("2026-11-01", cal.PeriodKind.MONTH, zone="UTC")
tiers = pay.TierSchedule.below([("99.9 %", "10 %"), ("99 %", "25 %")])
uptime = pay.CreditCase(
    service="shop",
    period=november,
    objective="uptime",
    value="99.4 %",
    schedule=tiers,
    basis=Money(2_000, "USD"),
    fee=Money(3_000, "USD"),
    incident="INC-7",
    claimed=EIGHT + 60 * DAY,
    occurred=EIGHT + 30 * DAY,
    earn_back=pay.EarnBack(target="99.9 %", margin="0.05 %", periods=2),
    following=[NO_DATA, Ratio(1, 1)],
)
restore = pay.CreditCase(
    service="shop",
    period=november,
    objective="restore",
    value=1,
    schedule=pay.PerEvent("5 %"),
    basis=Money(2_000, "USD"),
    verdict=Verdict.VIOLATED,
)
terms = pay.CreditTerms(
    caps=pay.CreditCaps(service_period="50 %", contract_year=Money(100, "USD")),
    claim=pay.ClaimWindow(90, pay.ClaimUnit.DAYS),
    minimum=Money(1, "USD"),
)
note = pay.credit_note([uptime, restore], terms=terms)

CREDITS: list[object] = [
    tiers, tiers.rows[0], uptime, restore, terms, terms.caps, terms.claim, note, *note.lines,
    note.lines[0].steps[0], uptime.earn_back, restore.schedule, pay.preset("aws_s3_standard"),
    pay.preset("telus_wavelength"),
    pay.Assessment(amount=Money(100, "EUR"), share=Fraction(1, 10), row="99 %"),
    pay.AtRiskPool(at_risk="12 %", allocations={"a": "30 %"}),
    pay.BonusMalus(target="99.9 %", step="0.05 %", rate="1 %"),
    pay.Exposure(payable=Money(2, "EUR"), recoverable=Money(1, "EUR")),
    pay.Fee(Money(5, "EUR")),
    pay.LinearSchedule(target="99.5 %", rate="2 %"),
    pay.LiquidatedDamages(rate="1 %", cap="10 %", counting=pay.StepCounting.FULL),
    pay.PerEvent(Money(5, "EUR"), cap="10 %"),
    pay.ProRata(pro_rata_from=2 * HOUR),
    pay.TerminationRight(breaches=3, months=6),
    pay.CreditStep("limit", "half", Money(5, "EUR")),
]  # fmt: skip

story = reliability.IncidentTimeline(
    id="INC-7", occurred=EIGHT, detected=EIGHT + 5 * MINUTE, restored=EIGHT + HOUR
)
failures = reliability.reliability_of([2 * HOUR, HOUR], agreed=30 * DAY, subject="vpn")
means = reliability.mean_times([story])

RELIABILITY: list[object] = [
    story, failures, failures.policies, means, means.detect, means.acknowledge,
    reliability.MtbfBounds(uptime=1000 * HOUR, failures=0, confidence="90 %"),
]  # fmt: skip

mark = Mark(at=EIGHT, signals=[Signal.START], id="m-1")
begun = StateChange[IncidentState, IncidentTrigger](to_state=IncidentState.NEW, at=EIGHT)
breach = monitor.ClockEvent(
    at=EIGHT + HOUR,
    ticket="INC-7",
    clock="restore",
    kind=monitor.ClockEventKind.ALERT,
    started_at=EIGHT,
    alert=Alert("75 %"),
)
watched = monitor.WatchedTicket(id="INC-7", facts=[begun, mark], origin=EIGHT, clocks=["restore"])

MONITOR: list[object] = [
    breach, watched, monitor.WatchedTicket(id="INC-8"),
    monitor.MonitorSnapshot(as_of=EIGHT, tickets=[watched], seen=[breach], news=[breach]),
    monitor.TicketParts.of([("INC-7", begun), ("INC-7", mark)]),
    monitor.AvailabilityParts.of([("vpn", outage), ("mail", storm)]),
]  # fmt: skip

SLA_VALUES: list[object] = [
    *AVAILABILITY, *INDICATORS, *BUDGETS, *CONFORMANCE, *CREDITS, *RELIABILITY,
    *MONITOR,
    Fraction(1, 3), Decimal("-0.5"),
]  # fmt: skip
"""Values of every stored class below `svcmgmt.sla`, most clocks and judgements aside."""
