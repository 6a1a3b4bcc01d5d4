"""Reports among earlier ones: trends, allowances, pools of credits, the right to end."""

from __future__ import annotations

import pytest
import reporting as world
from attrs import evolve
from reporting import END, MONTH, SLA, UPTIME, at, outage, report, sla

from svcmgmt.agreement import AgreementVersions, CalendarPeriods
from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidValue
from svcmgmt.reports import (
    PastReport,
    PastResult,
    ServiceFacts,
)
from svcmgmt.sla.conformance import AllowedCrossings, GraceMode, GraceTimes
from svcmgmt.sla.credits import CreditCaps, CreditNote, CreditTerms, TerminationRight
from svcmgmt.sla.objectives import Verdict
from svcmgmt.values import Money, NoData

SEPTEMBER = MONTH.previous()


class TestEarlierReports:
    def test_a_trend_goes_from_the_earlier_value_to_this_one(self) -> None:
        facts = ServiceFacts.of(outages=[outage("o0", "2026-09-05T10:00:00Z/PT10M")])
        past = report(facts, period=SEPTEMBER, as_of=MONTH.interval.start)
        trend = report(earlier=[past]).results[1].trend
        assert [point.label for point in trend.points] == ["2026-09", "2026-10"]
        assert report(earlier=[past]).as_rows()[1]["change"] == "≈ -0.1785 points"

    def test_many_points_make_a_chart_and_a_last_one_out_of_limits_a_signal(self) -> None:
        periods = [MONTH]
        for _ in range(9):
            periods.insert(0, periods[0].previous())
        past = [
            report(ServiceFacts(), period=each, as_of=END) for each in periods[:-1]
        ]  # fmt: skip
        facts = ServiceFacts.of(outages=[outage("o1", "2026-10-05T10:00:00Z/PT90M")])
        made = report(facts, evolve(SLA, valid_for=None), earlier=past)
        assert made.results[1].trend.signal
        assert "signals:" in made.explain()
        assert made.as_rows()[1]["signal"]

    def test_results_of_a_period_follow_each_other_in_the_trend(self) -> None:
        weekly = evolve(UPTIME, conformance_period=CalendarPeriods(PeriodKind.WEEK), credit="")
        results = [each for each in report(agreement=sla(weekly)).results if each.subject == "vpn"]
        assert [len(each.trend.points) for each in results] == [1, 2, 3, 4]

    def test_allowed_crossings_excuse_a_violation_until_there_are_too_many(self) -> None:
        allowed = AllowedCrossings(allowed=1, period=3)
        agreement = sla(evolve(UPTIME, allowed_crossings=allowed))
        alone = report(agreement=agreement)
        assert alone.breaches == ()
        assert alone.results[1].is_excused
        assert isinstance(alone.credits, CreditNote)
        assert alone.credits.total == Money(0, "EUR")
        past = evolve(
            alone.as_past(), period=SEPTEMBER, results=[point("2026-09", Verdict.VIOLATED)]
        )
        again = report(agreement=agreement, earlier=[past])
        assert [each.subject for each in again.breaches] == ["vpn"]
        later = evolve(
            past, period=MONTH, results=[*past.results, point("2026-10", Verdict.VIOLATED)]
        )
        next_month = {"period": MONTH.next(), "as_of": at("2026-12-01T00:00:00Z")}
        fine = report(ServiceFacts(), agreement, earlier=[past, later], **next_month)
        assert fine.breaches == ()
        assert "exceeds: allowance exceeded" in again.explain()

    @pytest.mark.parametrize(
        ("mode", "exceeds"), [(GraceMode.CONSECUTIVE, 1), (GraceMode.TOTAL, 0)]
    )
    def test_missing_results_are_a_breach_when_the_grace_is_over(
        self, mode: GraceMode, exceeds: int
    ) -> None:
        promise = evolve(world.DELAY, grace_times=GraceTimes(grace=1, mode=mode))
        past = PastReport(period=SEPTEMBER, results=[point("2026-09", Verdict.UNDEFINED, "delay")])
        made = report(agreement=sla(promise), earlier=[past])
        assert [each.subject for each in made.breaches] == ["vpn"] * exceeds

    def test_crossings_within_one_report_are_counted_in_order(self) -> None:
        weekly = evolve(
            UPTIME, allowed_crossings=AllowedCrossings(allowed=1, period=10), credit="",
            conformance_period=CalendarPeriods(PeriodKind.WEEK),
        )  # fmt: skip
        days = ["2026-09-30", "2026-10-06", "2026-10-20"]
        facts = ServiceFacts.of(
            outages=[outage(day, f"{day}T10:00:00Z/PT2H", scope="vpn") for day in days]
        )
        results = [each for each in report(facts, sla(weekly)).results if each.subject == "vpn"]
        assert [each.verdict is Verdict.VIOLATED for each in results] == [True, True, False, True]
        assert [each.is_breached for each in results] == [False, True, False, True]

    def test_what_is_not_over_is_not_missing_yet(self) -> None:
        promise = evolve(world.DELAY, grace_times=GraceTimes(grace=0))
        assert report(agreement=sla(promise), as_of=at("2026-10-06T00:00:00Z")).breaches == ()

    def test_credits_of_earlier_reports_are_taken_into_account(self) -> None:
        caps = CreditCaps(contract_year=Money(130, "EUR"))
        agreement = sla(credit_terms=CreditTerms(caps=caps))
        early = ServiceFacts.of(outages=[outage("o0", "2026-09-05T10:00:00Z/PT1H")])
        past = report(early, agreement, period=SEPTEMBER, as_of=END)
        made = report(agreement=agreement, earlier=[past])
        notes = [past.credits, made.credits, report(agreement=agreement).credits]
        totals = [each.total for each in notes if isinstance(each, CreditNote)]
        assert totals == [Money(100, "EUR"), Money(30, "EUR"), Money(100, "EUR")]

    @pytest.mark.parametrize("periods", [[MONTH], [MONTH.next()], [SEPTEMBER, SEPTEMBER]])
    def test_reports_that_are_not_earlier_are_refused(self, periods: list[object]) -> None:
        past = [PastReport(period=each, results=[]) for each in periods]  # type: ignore[arg-type]
        with pytest.raises(InvalidValue, match="reports of periods before 2026-10, each once"):
            report(earlier=past)

    def test_reports_of_another_agreement_are_refused(self) -> None:
        past = PastReport(period=SEPTEMBER, results=[], agreement="SLA-8")
        with pytest.raises(InvalidValue, match="SLA-7, as the report"):
            report(earlier=[past])


def point(label: str, verdict: Verdict, objective: str = "uptime") -> PastResult:
    """Return what was said of the VPN in an earlier month."""
    return PastResult(
        objective=objective, subject="vpn", label=label, start=at(f"{label}-01T00:00:00Z"),
        value=NoData("not kept"), verdict=verdict,
    )  # fmt: skip


class TestTermination:
    right = sla(termination_right=TerminationRight(breaches=2, months=6))

    def test_breached_months_give_the_right(self) -> None:
        early = ServiceFacts.of(outages=[outage("o0", "2026-08-05T10:00:00Z/PT3H")])
        august = report(early, self.right, period=SEPTEMBER.previous(), as_of=END)
        september = report(ServiceFacts(), self.right, period=SEPTEMBER, as_of=END)
        made = report(agreement=self.right, earlier=[september, august])
        assert [each.label for each in made.termination] == ["2026-08", "2026-10"]
        assert "right to terminate: given by 2026-08, 2026-10" in made.explain()

    def test_one_month_does_not(self) -> None:
        assert report(agreement=self.right).termination == ()

    def test_neither_do_internal_objectives(self) -> None:
        promise = evolve(UPTIME, is_internal=True)
        assert not report(agreement=sla(promise)).as_past().is_breached

    def test_nor_months_that_are_not_over_nor_other_periods(self) -> None:
        one = sla(termination_right=TerminationRight(breaches=1, months=1))
        assert len(report(agreement=one).termination) == 1
        assert report(agreement=one, as_of=at("2026-10-20T00:00:00Z")).termination == ()
        quarter = ReportingPeriod.around("2026-10-01", PeriodKind.QUARTER, zone="UTC")
        later = at("2027-01-01T00:00:00Z")
        assert report(agreement=one, period=quarter, as_of=later).termination == ()

    def test_without_terms_there_is_none(self) -> None:
        assert report().termination == ()
        versions = AgreementVersions().amended(SLA, at=at("2025-12-01T00:00:00Z"))
        assert report(agreement=versions, known_at=at("2025-01-01T00:00:00Z")).termination == ()
