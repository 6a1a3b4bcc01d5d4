"""Error budgets of counts and of readings (R4.1, R4.2, R4.4)."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.budgets import BudgetBase, ErrorBudget
from svcmgmt.sla.indicators import (
    BudgetingMethod,
    EventSeries,
    Indicator,
    IndicatorReading,
    IndicatorSeries,
    MissingData,
)
from svcmgmt.sla.objectives import Verdict
from svcmgmt.temporal import Interval, IntervalSet, parse_instant as at
from svcmgmt.values import NoData, Quantity, Ratio

MINUTE = timedelta(minutes=1)
EIGHT = at("2026-10-26T08:00:00Z")
OCCURRENCES, TIMESLICES, RATIO = BudgetingMethod


def minute(number: float) -> datetime:
    return EIGHT + number * MINUTE


def reading(
    method: BudgetingMethod,
    pairs: list[Any],
    *,
    lasts: int = 10,
    as_of: float | None = None,
    missing: MissingData = MissingData.IGNORE,
    excluding: IntervalSet | None = None,
    empty: EmptyBase = EmptyBase.UNDEFINED,
) -> IndicatorReading:
    indicator = Indicator(
        name="requests",
        method=method,
        slice_target="90 %" if method is TIMESLICES else None,
        missing=missing,
        empty=empty,
    )
    series = EventSeries.of_slices(EIGHT, pairs, slice=MINUTE)
    return IndicatorSeries(indicator=indicator, series=series, excluding=excluding).over(
        Interval(EIGHT, minute(lasts)), as_of=None if as_of is None else minute(as_of)
    )


class TestBareCounts:
    def test_allowed_spent_and_left_add_up(self) -> None:
        budget = ErrorBudget.of_counts("99.9 %", bad=400, total=1_000_000)
        assert budget.allowed == 1000
        assert budget.consumed == 400
        assert budget.remaining == 600
        assert budget.remaining_ratio == Fraction(3, 5)
        assert budget.consumed_ratio == budget.burn_rate == Fraction(2, 5)
        assert budget.value == Ratio(999_600, 1_000_000)

    def test_less_than_nothing_may_be_left(self) -> None:
        budget = ErrorBudget.of_counts("99.9 %", bad=1500, total=1_000_000)
        assert budget.remaining == -500
        assert budget.remaining_ratio == Fraction(-1, 2)

    def test_of_an_expected_total_it_is_larger_and_burns_as_fast(self) -> None:
        budget = ErrorBudget.of_counts("99 %", bad=5, total=1000, expected_total=4000)
        assert budget.allowed == 40
        assert budget.remaining_ratio == Fraction(7, 8)
        assert budget.burn_rate == Fraction(1, 2)
        assert budget.base is BudgetBase.EXPECTED
        assert budget.value == Ratio(3995, 4000)

    def test_at_a_hundred_percent_there_is_no_budget(self) -> None:
        clean = ErrorBudget.of_counts("100 %", bad=0, total=10)
        assert clean.allowed == 0
        assert clean.remaining == 0
        assert clean.remaining_ratio == 1
        assert clean.burn_rate == NoData("a target of 100 % leaves no budget")
        spent = ErrorBudget.of_counts("100 %", bad=1, total=10)
        assert spent.remaining == -1
        assert spent.remaining_ratio == NoData(
            "a target of 100 % leaves no budget, and some was spent"
        )

    def test_of_nothing_there_is_none_either(self) -> None:
        budget = ErrorBudget.of_counts("99 %", bad=0, total=0)
        assert budget.remaining_ratio == NoData("no events to have a budget of")
        assert budget.value == NoData("no events")
        assert budget.burn_rate == NoData("no events to measure by")
        full = evolve(budget, empty=EmptyBase.FULL)
        assert full.remaining_ratio == 1
        assert full.value == Ratio(1, 1)

    @pytest.mark.parametrize(("bad", "total", "expected"), [(-1, 5, None), (6, 5, None), (1, 5, 4)])
    def test_impossible_counts_are_refused(
        self, bad: int, total: int, expected: int | None
    ) -> None:
        with pytest.raises(InvalidValue):
            ErrorBudget.of_counts("99 %", bad=bad, total=total, expected_total=expected)

    @pytest.mark.parametrize(
        ("name", "value"), [("target", 0.99), ("bad", 0.5), ("total", 5.0), ("unit", None)]
    )
    def test_floats_are_refused(self, name: str, value: object) -> None:
        given: dict[str, Any] = {"target": "99 %", "bad": 0, "total": 5, name: value}
        with pytest.raises(InvalidType):
            ErrorBudget.of_counts(given.pop("target"), **given)


class TestReadings:
    def test_events_of_events(self) -> None:
        budget = ErrorBudget.of(reading(OCCURRENCES, [(98, 100), (100, 100)]), "99 %")
        assert budget.allowed == 2
        assert budget.consumed == 2
        assert budget.unit == "events"
        assert budget.allowed_time is None
        assert budget.remaining_time is None

    @pytest.mark.parametrize(("method", "spent"), [(TIMESLICES, 1), (RATIO, Fraction(1, 2))])
    def test_slices_of_slices(self, method: BudgetingMethod, spent: Fraction) -> None:
        budget = ErrorBudget.of(reading(method, [(50, 100), *[(9, 9)] * 9]), "95 %")
        assert (budget.allowed, budget.consumed) == (Fraction(1, 2), spent)
        assert budget.allowed_time == MINUTE / 2
        assert budget.remaining_time == (0.5 - float(spent)) * MINUTE
        assert budget.unit == "slices"

    def test_an_unfinished_window_has_the_budget_of_what_is_over(self) -> None:
        budget = ErrorBudget.of(reading(TIMESLICES, [(9, 9)] * 10, as_of=4), "50 %")
        assert budget.total == 4
        assert budget.allowed == 2
        assert budget.measured == Interval(EIGHT, minute(4))

    def test_or_that_of_all_its_slices(self) -> None:
        done = reading(
            TIMESLICES,
            [(9, 9), (0, 9), None, (9, 9)],
            as_of=4,
            excluding=IntervalSet.of([Interval(minute(7), minute(9))]),
        )
        budget = ErrorBudget.of(done, "50 %", base=BudgetBase.EXPECTED)
        # 10 slices, 2 excluded, 1 missing and ignored
        assert budget.total == 7
        assert budget.counted == 3
        assert budget.consumed == 1
        assert budget.burn_rate == Fraction(2, 3)

    def test_of_events_it_must_be_told_how_many_are_expected(self) -> None:
        done = reading(OCCURRENCES, [(90, 100)], as_of=1)
        budget = ErrorBudget.of(done, "99 %", base=BudgetBase.EXPECTED, expected_total=2000)
        assert budget.allowed == 20
        assert budget.remaining == 10
        with pytest.raises(InvalidValue, match=r"expected_total: None .* a number"):
            ErrorBudget.of(done, "99 %", base=BudgetBase.EXPECTED)
        with pytest.raises(InvalidValue, match=r"total: .* what was counted, or more"):
            ErrorBudget.of(done, "99 %", base=BudgetBase.EXPECTED, expected_total=99)

    @pytest.mark.parametrize(
        ("method", "base"),
        [(OCCURRENCES, BudgetBase.CURRENT), (TIMESLICES, BudgetBase.EXPECTED)],
    )
    def test_and_only_there(self, method: BudgetingMethod, base: BudgetBase) -> None:
        with pytest.raises(InvalidValue, match="none, because the total is known"):
            ErrorBudget.of(reading(method, [(1, 1)]), "99 %", base=base, expected_total=5)

    def test_of_undetermined_slices_nothing_is_known_to_be_left(self) -> None:
        done = reading(TIMESLICES, [(9, 9), None], lasts=2, missing=MissingData.UNDETERMINED)
        budget = ErrorBudget.of(done, "50 %")
        unknown = NoData("1 slices are undetermined")
        assert budget.allowed == Fraction(1, 2)
        for value in (
            budget.remaining,
            budget.remaining_ratio,
            budget.consumed_ratio,
            budget.value,
            budget.burn_rate,
            budget.remaining_time,
        ):
            assert value == unknown

    def test_an_empty_base_may_be_full(self) -> None:
        budget = ErrorBudget.of(reading(OCCURRENCES, [], empty=EmptyBase.FULL), "99 %")
        assert budget.value == Ratio(1, 1)
        assert budget.judge(subject="shop").verdict is Verdict.MET

    def test_arguments_of_another_kind_are_refused(self) -> None:
        odd: Any = "99 %"
        with pytest.raises(InvalidType, match="reading"):
            ErrorBudget.of(odd, "99 %")
        with pytest.raises(InvalidType, match="base"):
            ErrorBudget.of(reading(RATIO, [(1, 1)]), "99 %", base=odd)


POLICIES = (
    "missing data ignore, no traffic ignore, excluded slices touched, empty base undefined, "
    "running slice excluded"
)
NONE_LEFT = "a target of 100 % leaves no budget, and some was spent"


class TestTelling:
    def test_it_is_judged_with_its_parts(self) -> None:
        done = reading(TIMESLICES, [(9, 9), (0, 9)], as_of=2)
        result = ErrorBudget.of(done, "90 %", base=BudgetBase.EXPECTED).judge(subject="shop")
        assert str(result) == "error budget of shop: met, 90 %, promised at least 90 %"
        assert [(part.name, part.amount) for part in result.breakdown] == [
            ("good", 1),
            ("bad", 1),
            ("to come", 8),
        ]
        assert (result.whole, result.period) == (10, Interval(EIGHT, minute(2)))
        assert dict(result.policies)["budget of"] == "expected total"

    def test_parts_that_are_not_whole_are_amounts(self) -> None:
        done = reading(RATIO, [(1, 2), (1, 1)], lasts=2)
        result = ErrorBudget.of(done, "90 %").judge(subject="shop")
        assert [part.amount for part in result.breakdown] == [
            Quantity(each, "slices") for each in ("1.5", "0.5", 0)
        ]

    def test_it_is_explained(self) -> None:
        done = reading(TIMESLICES, [(9, 9), (0, 9)], as_of=2)
        assert ErrorBudget.of(done, "75 %").explain().splitlines() == [
            "error budget of 75 %: -100 % left, 1 of 0.5 slices spent",
            "window: 2026-10-26T08:00:00Z/2026-10-26T08:10:00Z",
            "measured: 2026-10-26T08:00:00Z/2026-10-26T08:02:00Z",
            "allowed: 0.5 slices = 0:00:30 (25 % of 2 slices, current total)",
            "spent: 1 slices = 0:01:00 of 2 so far",
            "left: -0.5 slices = -0:00:30 (-100 %)",
            "burn rate: 2",
            f"policies: slice 0:01:00, method timeslices, slice target 90 %, {POLICIES}",
        ]

    def test_bare_counts_are_too(self) -> None:
        budget = ErrorBudget.of_counts("100 %", bad=1, total=3)
        assert budget.explain().splitlines() == [
            f"error budget of 100 %: {NONE_LEFT}, 1 of 0 events spent",
            "allowed: 0 events (0 % of 3 events, current total)",
            "spent: 1 events of 3 so far",
            f"left: -1 events ({NONE_LEFT})",
            "burn rate: a target of 100 % leaves no budget",
        ]
        assert budget._repr_mimebundle_() == {"text/plain": budget.explain()}
        assert repr(budget) == f"<ErrorBudget {budget}>"

    def test_it_is_rows_for_a_table(self) -> None:
        budget = ErrorBudget.of_counts("99 %", bad=1, total=1000)
        assert budget.as_rows() == [
            {"part": "allowed", "amount": 10.0, "unit": "events"},
            {"part": "spent", "amount": 1.0, "unit": "events"},
            {"part": "left", "amount": 9.0, "unit": "events"},
        ]
        unknown = evolve(budget, undetermined=1)
        assert [row["part"] for row in unknown.as_rows()] == ["allowed", "spent"]
        assert "left: 1 slices are undetermined" in unknown.explain()

    def test_findings_are_handed_on(self) -> None:
        series = EventSeries.of_events([(minute(1), True), (minute(0), True)], slice=MINUTE)
        indicator = Indicator(name="requests", missing=MissingData.IGNORE)
        whole = IndicatorSeries(indicator=indicator, series=series)
        budget = ErrorBudget.of(whole.over(Interval(EIGHT, minute(2))), "99 %")
        assert "finding: warning out-of-order" in budget.explain()
        assert budget.judge(subject="shop").findings == budget.findings
