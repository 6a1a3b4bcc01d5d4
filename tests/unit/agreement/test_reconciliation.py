"""What two sides agree on, what only one of them knows, and both results."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from svcmgmt.agreement import Agreeing, Reconciliation, ReconciliationRow, reconcile
from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import (
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    ExclusionConvention,
    Outage,
    availability_of,
)
from svcmgmt.sla.evaluation import Evaluation
from svcmgmt.sla.objectives import Verdict, at_least, at_most
from svcmgmt.temporal import Interval, OpenInterval, parse_instant as at
from svcmgmt.values import Ratio

DAY = Interval.parse("2026-10-26T00:00:00Z/PT24H")
HOUR = timedelta(hours=1)
AGREED, DIFFER, PROVIDER, CUSTOMER = Agreeing


def span(start: str, end: str) -> Interval:
    """Return a span of the day, from HH:MM to HH:MM."""
    return Interval(at(f"2026-10-26T{start}:00Z"), at(f"2026-10-26T{end}:00Z"))


def kinds(result: Reconciliation) -> list[Agreeing]:
    """Return how the sides stand on each stretch."""
    return [row.kind for row in result.rows]


def codes(result: Reconciliation) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in result.findings]


class TestStretches:
    def test_each_stretch_is_told_once(self) -> None:
        result = reconcile(
            [span("08:00", "09:00"), span("12:00", "13:00"), span("20:00", "21:00")],
            [span("08:00", "09:00"), span("12:00", "12:30"), span("15:00", "16:00")],
            within=DAY,
        )
        assert kinds(result) == [AGREED, DIFFER, CUSTOMER, PROVIDER]
        assert [row.difference for row in result.rows] == [
            timedelta(0),
            timedelta(minutes=30),
            -HOUR,
            HOUR,
        ]
        assert codes(result)[:3] == [
            "outage-lengths-differ",
            "outage-customer-only",
            "outage-provider-only",
        ]

    def test_stretches_that_only_touch_are_two(self) -> None:
        result = reconcile([span("08:00", "09:00")], [span("09:00", "10:00")], within=DAY)
        assert kinds(result) == [PROVIDER, CUSTOMER]

    def test_one_long_outage_meets_two_short_ones(self) -> None:
        result = reconcile(
            [span("08:00", "12:00")], [span("08:00", "09:00"), span("11:00", "12:00")], within=DAY
        )
        (row,) = result.rows
        assert (row.provider, row.customer) == (4 * HOUR, 2 * HOUR)
        assert (row.start, row.end) == (at("2026-10-26T08:00:00Z"), at("2026-10-26T12:00:00Z"))

    def test_a_tolerance_takes_small_differences_for_agreed(self) -> None:
        sides = [span("08:00", "09:00")], [span("08:01", "09:00")]
        minute = timedelta(minutes=1)
        assert kinds(reconcile(*sides, within=DAY, tolerance=minute)) == [AGREED]
        assert kinds(reconcile(*sides, within=DAY, tolerance=minute - minute / 2)) == [DIFFER]

    def test_totals_are_those_of_the_rows(self) -> None:
        result = reconcile(
            [span("08:00", "09:00"), span("12:00", "13:00")], [span("08:00", "08:30")], within=DAY
        )
        assert result.total(DIFFER) == (HOUR, HOUR / 2)
        assert result.total(PROVIDER) == (HOUR, timedelta(0))
        assert result.total(AGREED) == (timedelta(0), timedelta(0))

    def test_only_agreed_service_time_counts(self) -> None:
        office = weekly("Mon-Fri 08:00-18:00", zone="UTC")
        result = reconcile(
            [span("07:00", "09:00")], [span("08:00", "09:00")], within=DAY, calendar=office
        )
        assert result.is_agreed
        assert result.provider.value == Ratio(9, 10)

    def test_open_outages_end_with_the_period(self) -> None:
        result = reconcile([Interval(at("2026-10-26T22:00:00Z"))], [], within=DAY)
        assert result.rows[0].provider == 2 * HOUR

    def test_outages_as_facts_are_taken_with_their_weight(self) -> None:
        half = Outage(id="o-1", during=span("08:00", "09:00"), weight="50 %")
        result = reconcile([half], [span("08:00", "09:00")], within=DAY)
        assert result.rows[0].difference == -HOUR / 2


class TestResults:
    def test_both_numbers_and_verdicts_are_there(self) -> None:
        result = reconcile(
            [span("08:00", "08:10")],
            [span("08:00", "08:30")],
            within=DAY,
            objective=at_least("99 %"),
            subject="vpn",
        )
        assert (result.provider.verdict, result.customer.verdict) == (
            Verdict.MET,
            Verdict.VIOLATED,
        )
        assert codes(result) == ["outage-lengths-differ", "verdicts-differ", "values-differ"]
        assert result.provider.subject == "vpn"
        assert not result.is_agreed

    def test_sides_that_agree_have_no_findings(self) -> None:
        result = reconcile([], [], within=DAY)
        assert result.is_agreed
        assert result.rows == ()
        assert str(result) == (
            "availability of service: 0 agreed, 0 lengths differ, 0 provider only, 0 customer only"
        )


class TestJudgements:
    outages = (Outage(id="o-1", during=span("08:00", "10:00")),)
    work = Exclusion(category=ExclusionCategory.PLANNED_MAINTENANCE, during=span("08:00", "10:00"))

    def side(self, **choices: Any) -> Evaluation:  # noqa: ANN401
        return availability_of(self.outages, within=DAY, **choices).evaluation(at_least("99 %"))

    def test_what_the_provider_left_out_is_told(self) -> None:
        result = reconcile(self.side(exclusions=[self.work]), self.side())
        (row,) = result.rows
        assert (row.kind, row.left_out) == (CUSTOMER, "planned maintenance")
        assert result.findings[0].value == (
            "provider 0:00:00, customer 2:00:00, told as planned maintenance"
        )
        assert codes(result) == [
            "outage-customer-only",
            *("verdicts-differ", "values-differ", "exclusions-differ"),
        ]

    def test_what_the_customer_left_out_is_told_too(self) -> None:
        (row,) = reconcile(self.side(), self.side(exclusions=[self.work])).rows
        assert (row.kind, row.left_out) == (PROVIDER, "planned maintenance")

    def test_choices_periods_and_bases_are_compared(self) -> None:
        policies = AvailabilityPolicies(convention=ExclusionConvention.DOWNTIME_ONLY)
        week = Interval.parse("2026-10-26T00:00:00Z/PT168H")
        other = availability_of(
            self.outages, within=week, policies=policies, subject="vpn"
        ).evaluation(at_least("98 %"))
        assert codes(reconcile(self.side(), other)) == [
            *("verdicts-differ", "values-differ", "subjects-differ", "periods-differ"),
            *("bases-differ", "objectives-differ", "policies-differ"),
        ]

    def test_judgements_without_evidence_are_compared_as_wholes(self) -> None:
        count = Evaluation(
            subject="desk", measure="outages", value=2, verdict=Verdict.MET, objective=at_most(2)
        )
        result = reconcile(count, evolve(count, value=3, verdict=Verdict.VIOLATED))
        assert codes(result) == ["verdicts-differ", "values-differ"]
        assert result.findings[1].value == "provider 2, customer 3"
        assert reconcile(count, count).is_agreed


class TestTexts:
    result = reconcile(
        [span("08:00", "09:00")], [span("08:00", "08:30"), span("20:00", "21:00")], within=DAY
    )

    def test_rows_are_dicts(self) -> None:
        assert self.result.as_rows()[1] == {
            "start": "2026-10-26T20:00:00Z",
            "end": "2026-10-26T21:00:00Z",
            "kind": "customer only",
            "provider_us": 0,
            "customer_us": 3_600_000_000,
            "difference_us": -3_600_000_000,
            "left_out": "",
        }

    def test_explain_shows_both_results_in_local_time(self) -> None:
        lines = self.result.explain(ZoneInfo("Europe/Berlin")).splitlines()
        assert lines[1].startswith("provider: availability of service: ")
        assert lines[4].startswith("Mon 2026-10-26 09:00+01:00  Mon 2026-10-26 10:00+01:00")
        assert lines[-1].startswith("finding: warning values-differ")
        assert "finding" not in reconcile([], [], within=DAY).explain()

    def test_a_notebook_shows_text_and_a_table(self) -> None:
        shown = self.result._repr_mimebundle_()
        assert shown["text/plain"] == self.result.explain()
        assert "| customer only |" in shown["text/markdown"]
        assert repr(self.result) == f"<Reconciliation {self.result}>"


class TestArguments:
    @pytest.mark.parametrize("wrong", ["08:00", span("08:00", "09:00"), 7, ["08:00"]])
    def test_what_is_no_list_of_outages_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="outages"):
            reconcile(wrong, [], within=DAY)

    def test_both_sides_have_one_form(self) -> None:
        judged = TestJudgements().side()
        with pytest.raises(InvalidType, match="of the form of the provider's"):
            reconcile(judged, [])
        with pytest.raises(InvalidType, match="of the form of the provider's"):
            reconcile([], judged)

    def test_outages_need_a_period_with_an_end(self) -> None:
        with pytest.raises(InvalidValue, match="the period of the outages"):
            reconcile([], [])
        with pytest.raises(OpenInterval):
            reconcile([], [], within=Interval(DAY.start))

    @pytest.mark.parametrize(
        "extra",
        [{"within": DAY}, {"calendar": weekly("Mon 8-9", zone="UTC")}, {"objective": at_most(2)}],
    )
    def test_judgements_bring_their_own(self, extra: dict[str, Any]) -> None:
        judged = TestJudgements().side()
        with pytest.raises(InvalidValue, match=f"{next(iter(extra))}.*bring their own"):
            reconcile(judged, judged, **extra)

    def test_a_tolerance_is_a_time_of_nothing_or_more(self) -> None:
        with pytest.raises(InvalidType, match="tolerance"):
            reconcile([], [], within=DAY, tolerance=60)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue, match="tolerance"):
            reconcile([], [], within=DAY, tolerance=-HOUR)

    def test_wrong_kinds_in_results_are_refused(self) -> None:
        judged = TestJudgements().side()
        with pytest.raises(InvalidType, match="customer"):
            Reconciliation(provider=judged, customer=None)  # type: ignore[arg-type]
        row = ReconciliationRow(start=DAY.start, end=DAY.start, kind=AGREED)
        assert Reconciliation(provider=judged, customer=judged, rows=[row]).rows == (row,)
