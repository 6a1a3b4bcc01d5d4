"""How sure a share is: intervals, verdicts, allowed misses (R6.8, R6.11)."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.statistics import (
    IntervalMethod,
    ShareInterval,
    ShareJudgement,
    ShareVerdict,
    SmallSample,
    allowed_misses,
    clopper_pearson,
    judge_share,
    wilson,
)
from svcmgmt.statistics._arguments import Share
from svcmgmt.values import NO_DATA, NoData, Ratio


class TestWilson:
    @pytest.mark.parametrize(
        ("good", "total", "low", "high"),
        [(19, 20, 0.763868, 0.991119), (10, 10, 0.722467, 1), (0, 10, 0, 0.277533)],
    )
    def test_published_values(self, good: int, total: int, low: float, high: float) -> None:
        interval = wilson(Ratio(good, total), confidence="95 %")
        assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-6)
        assert interval.method is IntervalMethod.WILSON

    def test_nothing_and_everything_are_exact_bounds(self) -> None:
        assert wilson(Ratio(0, 7), confidence="99 %").low == 0
        assert wilson(Ratio(7, 7), confidence="99 %").high == 1

    def test_a_huge_base_keeps_its_digits(self) -> None:
        interval = wilson(Ratio(1, 10**30), confidence="95 %")
        assert 0 < interval.low < 1e-30 < interval.high < 1e-29


class TestClopperPearson:
    @pytest.mark.parametrize(
        ("good", "total", "low", "high"),
        [(19, 20, 0.751267, 0.998735), (10, 10, 0.691503, 1), (0, 10, 0, 0.308497)],
    )
    def test_published_values(self, good: int, total: int, low: float, high: float) -> None:
        interval = clopper_pearson(Ratio(good, total), confidence="95 %")
        assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-6)
        assert interval.method is IntervalMethod.CLOPPER_PEARSON

    def test_a_huge_base_is_no_more_work(self) -> None:
        interval = clopper_pearson(Ratio(10**31 - 1, 10**31 - 1), confidence="95 %")
        assert (interval.low, interval.high) == (1, 1)


class TestIntervals:
    @pytest.mark.parametrize("make", [wilson, clopper_pearson])
    def test_no_data_stays_no_data(self, make: Any) -> None:  # noqa: ANN401
        nothing = NoData("no ticket was judged")
        assert make(nothing, confidence="95 %") is nothing

    @pytest.mark.parametrize("confidence", ["95 %", "0.95", Fraction(19, 20), Ratio(95, 100)])
    def test_a_confidence_is_told_in_any_form(self, confidence: Share) -> None:
        known = wilson(Ratio(19, 20), confidence="95 %")
        assert wilson(Ratio(19, 20), confidence=confidence) == known
        assert hash(wilson(Ratio(19, 20), confidence=confidence)) == hash(known)

    @pytest.mark.parametrize("confidence", [0.95, None, 1])
    def test_a_confidence_of_another_kind_is_refused(self, confidence: Share) -> None:
        with pytest.raises(InvalidType, match="confidence"):
            wilson(Ratio(19, 20), confidence=confidence)

    @pytest.mark.parametrize("confidence", ["0 %", "100 %", "101 %", 1 - Fraction(1, 10**16)])
    def test_certainty_and_no_confidence_are_refused(self, confidence: Share) -> None:
        with pytest.raises(InvalidValue, match="confidence"):
            wilson(Ratio(19, 20), confidence=confidence)

    @pytest.mark.parametrize("share", [0.95, "19/20", None, Fraction(19, 20)])
    def test_a_share_without_counts_is_refused(self, share: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"share: .* allowed: Ratio"):
            wilson(share, confidence="95 %")

    @pytest.mark.parametrize("share", [Ratio("9.5", 10), Ratio(9, "9.5"), Ratio("0.95", 1)])
    def test_a_share_of_something_else_than_counts_is_refused(self, share: Ratio) -> None:
        with pytest.raises(InvalidValue, match=r"share: .* whole numbers, because weights"):
            wilson(share, confidence="95 %")

    def test_another_method_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="method"):
            ShareInterval(share=Ratio(1, 2), confidence="95 %", method="wilson")  # type: ignore[arg-type]

    def test_equal_shares_of_other_bases_are_other_intervals(self) -> None:
        few, many = (wilson(share, confidence="95 %") for share in (Ratio(19, 20), Ratio(95, 100)))
        assert few != many
        assert few.low < many.low
        assert len({few, many}) == 2

    def test_it_says_that_it_is_approximate(self) -> None:
        interval = wilson(Ratio(2, 3), confidence="2/3")
        assert interval.is_approximate
        assert str(interval) == (
            "≈ 66.6667 % (2 of 3): ≈ 39.38 % to ≈ 86.03 % (wilson, ≈ 66.67 % confidence)"
        )

    def test_rounding_never_moves_a_bound_beyond_the_counted_share(self) -> None:
        nearly_none = Fraction(1, 10**20)
        for good in range(1, 50):
            for make in (wilson, clopper_pearson):
                interval = make(Ratio(good, 50), confidence=nearly_none)
                assert interval.low <= good / 50 <= interval.high

    def test_it_cannot_be_changed_and_survives_copies(self) -> None:
        interval = wilson(Ratio(19, 20), confidence="95 %")
        with pytest.raises(FrozenInstanceError):
            interval.share = Ratio(1, 2)  # type: ignore[misc]
        for again in (copy.deepcopy(interval), pickle.loads(pickle.dumps(interval))):  # noqa: S301
            assert again == interval
            assert again.low == interval.low


class TestAllowedMisses:
    def test_published_values(self) -> None:
        totals = (5, 10, 19, 20, 40, 100)
        assert [allowed_misses(total, "95 %") for total in totals] == [0, 0, 0, 1, 2, 5]

    def test_it_is_exact_where_floats_are_not(self) -> None:
        assert allowed_misses(10, "0.9") == 1
        assert int(10 * (1 - 0.9)) == 0

    @pytest.mark.parametrize(("total", "misses"), [(0, 0), (1, 1), (19, 1), (20, 1), (40, 2)])
    def test_one_miss_may_be_allowed_however_few_there_are(self, total: int, misses: int) -> None:
        assert allowed_misses(total, "95 %", small_sample=SmallSample.ONE_MISS) == misses

    def test_a_target_of_everything_allows_no_miss(self) -> None:
        assert allowed_misses(50, "100 %", small_sample=SmallSample.ONE_MISS) == 0

    def test_a_target_of_nothing_allows_all(self) -> None:
        assert allowed_misses(50, "0 %") == 50

    @pytest.mark.parametrize(
        ("arguments", "error", "field"),
        [
            ((-1, "95 %"), InvalidValue, "total"),
            ((2.0, "95 %"), InvalidType, "total"),
            ((True, "95 %"), InvalidType, "total"),
            ((20, 0.95), InvalidType, "required"),
            ((20, "195 %"), InvalidValue, "required"),
        ],
    )
    def test_wrong_numbers_are_refused(
        self,
        arguments: tuple[Any, Any],
        error: type[Exception],
        field: str,
    ) -> None:
        with pytest.raises(error, match=field):
            allowed_misses(*arguments)

    def test_a_word_instead_of_a_policy_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="small_sample"):
            allowed_misses(20, "95 %", small_sample="strict")  # type: ignore[arg-type]


class TestJudgements:
    @pytest.mark.parametrize(
        ("share", "verdict", "is_met"),
        [
            (Ratio(19, 20), ShareVerdict.NOT_PROVEN, True),
            (Ratio(20, 20), ShareVerdict.NOT_PROVEN, True),
            (Ratio(18, 20), ShareVerdict.NOT_PROVEN, False),
            (Ratio(100, 100), ShareVerdict.DEMONSTRABLY_MET, True),
            (Ratio(985, 1000), ShareVerdict.DEMONSTRABLY_MET, True),
            (Ratio(10, 20), ShareVerdict.DEMONSTRABLY_MISSED, False),
        ],
    )
    def test_the_count_and_what_it_proves_are_two_things(
        self,
        share: Ratio,
        verdict: ShareVerdict,
        is_met: bool,  # noqa: FBT001
    ) -> None:
        judgement = judge_share(share, "95 %", confidence="95 %")
        assert (judgement.verdict, judgement.is_met) == (verdict, is_met)
        assert judgement.share is share

    def test_a_bound_on_the_target_reaches_it(self) -> None:
        interval = wilson(Ratio(19, 20), confidence="95 %")
        assert (
            ShareJudgement(interval=interval, target=Fraction(interval.low)).verdict
            is ShareVerdict.DEMONSTRABLY_MET
        )
        assert (
            ShareJudgement(interval=interval, target=Fraction(interval.high)).verdict
            is ShareVerdict.NOT_PROVEN
        )

    def test_the_method_may_decide(self) -> None:
        share, target = Ratio(75, 75), "95 %"
        wide = judge_share(share, target, confidence="95 %", method=IntervalMethod.CLOPPER_PEARSON)
        narrow = judge_share(share, target, confidence="95 %")
        assert narrow.verdict is ShareVerdict.DEMONSTRABLY_MET
        assert wide.verdict is ShareVerdict.DEMONSTRABLY_MET
        assert wide.interval.low != narrow.interval.low

    def test_the_policy_may_decide(self) -> None:
        share = Ratio(4, 5)
        strict = judge_share(share, "95 %", confidence="95 %")
        lenient = judge_share(share, "95 %", confidence="95 %", small_sample=SmallSample.ONE_MISS)
        assert (strict.misses, strict.allowed_misses, strict.is_met) == (1, 0, False)
        assert (lenient.misses, lenient.allowed_misses, lenient.is_met) == (1, 1, True)
        assert "may (one miss)" in lenient.explain()

    def test_no_data_stays_no_data(self) -> None:
        assert judge_share(NO_DATA, "95 %", confidence="95 %") is NO_DATA

    @pytest.mark.parametrize("least", [0, 20])
    def test_enough_cases_are_judged(self, least: int) -> None:
        judgement = judge_share(Ratio(19, 20), "95 %", confidence="95 %", min_sample=least)
        assert isinstance(judgement, ShareJudgement)

    def test_fewer_cases_than_agreed_are_no_data(self) -> None:
        judgement = judge_share(Ratio(19, 20), "95 %", confidence="95 %", min_sample=21)
        assert judgement == NoData("20 cases, fewer than the 21 that are judged")

    def test_it_explains_itself(self) -> None:
        judgement = judge_share(Ratio(18, 20), "95 %", confidence="90 %")
        assert judgement.explain().splitlines() == [
            "missed, not proven: 90 % (18 of 20) against 95 %",
            "counted: 2 missed, 1 may (strict)",
            "interval: 90 % (18 of 20): ≈ 73.83 % to ≈ 96.63 % (wilson, 90 % confidence)",
        ]

    def test_it_becomes_a_row(self) -> None:
        row = judge_share(Ratio(19, 20), "95 %", confidence="95 %").as_dict()
        assert {key: row[key] for key in row if key not in {"low", "high"}} == {
            "good": 19,
            "total": 20,
            "share": 0.95,
            "target": 0.95,
            "is_met": True,
            "verdict": "not proven",
            "confidence": 0.95,
            "method": "wilson",
        }
        assert row["low"] == pytest.approx(0.763868, abs=1e-6)

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"target": 0.95}, InvalidType),
            ({"target": "950 %"}, InvalidValue),
            ({"confidence": 0.95}, InvalidType),
            ({"min_sample": -1}, InvalidValue),
            ({"min_sample": "20"}, InvalidType),
            ({"small_sample": "strict"}, InvalidType),
            ({"method": "wilson"}, InvalidType),
        ],
        ids=str,
    )
    def test_wrong_arguments_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        right = {"target": "95 %", "confidence": "95 %"}
        for share in (Ratio(1, 2), NO_DATA):
            with pytest.raises(error, match=next(iter(wrong))):
                judge_share(share, **{**right, **wrong})

    def test_a_share_is_no_interval(self) -> None:
        with pytest.raises(InvalidType, match="interval"):
            ShareJudgement(interval=Ratio(1, 2), target="95 %")  # type: ignore[arg-type]
