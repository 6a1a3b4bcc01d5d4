"""What confidence intervals of shares keep, whatever was counted (invariant I21)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given, strategies as st

from svcmgmt.statistics import (
    IntervalMethod,
    ShareInterval,
    ShareVerdict,
    SmallSample,
    allowed_misses,
    judge_share,
)
from svcmgmt.values import Ratio

NEARLY = 1e-12

METHODS = st.sampled_from(IntervalMethod)
TARGETS = st.fractions(0, 1, max_denominator=10_000)
CONFIDENCES = st.fractions(Fraction(1, 100), Fraction(9_999, 10_000), max_denominator=10_000)


@st.composite
def counted(draw: st.DrawFn, most: int = 10**9) -> Ratio:
    total = draw(st.integers(1, 50) | st.integers(1, most))
    return Ratio(draw(st.integers(0, total)), total)


def interval(
    share: Ratio, confidence: Fraction, method: IntervalMethod = IntervalMethod.WILSON
) -> ShareInterval:
    return ShareInterval(share=share, confidence=confidence, method=method)


class TestIntervals:
    @given(counted(most=10**30), CONFIDENCES, METHODS)
    def test_it_contains_the_counted_share_and_is_one_of_shares(
        self, share: Ratio, confidence: Fraction, method: IntervalMethod
    ) -> None:
        made = interval(share, confidence, method)
        assert 0 <= made.low <= float(share.value) <= made.high <= 1

    @given(counted(), CONFIDENCES, METHODS)
    def test_misses_have_the_mirror_image(
        self, share: Ratio, confidence: Fraction, method: IntervalMethod
    ) -> None:
        one, other = (interval(each, confidence, method) for each in (share, share.complement))
        assert one.low == pytest.approx(1 - other.high, abs=NEARLY)
        assert one.high == pytest.approx(1 - other.low, abs=NEARLY)

    @given(counted(most=10**6), st.integers(2, 1_000), CONFIDENCES, METHODS)
    def test_more_cases_of_the_same_share_make_it_narrower(
        self, share: Ratio, times: int, confidence: Fraction, method: IntervalMethod
    ) -> None:
        few = interval(share, confidence, method)
        many = interval(Ratio(share.good * times, share.total * times), confidence, method)
        assert many.high - many.low < few.high - few.low

    @given(counted(), st.lists(CONFIDENCES, min_size=2, unique=True).map(sorted), METHODS)
    def test_more_confidence_makes_it_wider(
        self, share: Ratio, confidences: list[Fraction], method: IntervalMethod
    ) -> None:
        made = [interval(share, confidence, method) for confidence in confidences]
        for narrow, wide in pairwise(made):
            assert wide.low <= narrow.low + NEARLY
            assert wide.high >= narrow.high - NEARLY

    @given(counted(most=10**5), CONFIDENCES, METHODS)
    def test_one_case_more_that_is_good_moves_both_bounds_up(
        self, share: Ratio, confidence: Fraction, method: IntervalMethod
    ) -> None:
        assume(share.good < share.total)
        more = interval(Ratio(share.good + 1, share.total), confidence, method)
        less = interval(share, confidence, method)
        assert more.low > less.low
        assert more.high > less.high

    @given(counted(most=10**5), st.fractions(Fraction(1, 2), Fraction(999, 1000)))
    def test_clopper_pearson_says_at_most_as_much_as_it_may(
        self, share: Ratio, confidence: Fraction
    ) -> None:
        # the probability of so few or fewer at the upper bound is the doubt on that side
        made = interval(share, confidence, IntervalMethod.CLOPPER_PEARSON)
        wider = interval(share, 1 - (1 - confidence) / 2, IntervalMethod.CLOPPER_PEARSON)
        assert wider.low <= made.low
        assert wider.high >= made.high


class TestJudgements:
    @given(counted(), TARGETS, CONFIDENCES, METHODS)
    def test_what_is_demonstrated_is_also_counted(
        self, share: Ratio, target: Fraction, confidence: Fraction, method: IntervalMethod
    ) -> None:
        judgement = judge_share(share, target, confidence=confidence, method=method)
        if judgement.verdict is ShareVerdict.DEMONSTRABLY_MET:
            assert judgement.is_met
        if judgement.verdict is ShareVerdict.DEMONSTRABLY_MISSED:
            assert not judgement.is_met

    @given(counted(), TARGETS)
    def test_strictly_met_means_that_the_share_reaches_the_target(
        self, share: Ratio, target: Fraction
    ) -> None:
        judgement = judge_share(share, target, confidence="95 %")
        assert judgement.is_met is (share.value >= target)

    @given(st.integers(0, 10**12), TARGETS, st.sampled_from(SmallSample))
    def test_allowed_misses_are_the_most_that_still_meet(
        self, total: int, target: Fraction, small_sample: SmallSample
    ) -> None:
        strict = allowed_misses(total, target)
        assert total - strict >= target * total
        assert strict == total or total - strict - 1 < target * total
        assert strict <= allowed_misses(total, target, small_sample=small_sample) <= total

    @given(st.integers(0, 10**6), TARGETS)
    def test_more_cases_never_allow_fewer_misses(self, total: int, target: Fraction) -> None:
        assert allowed_misses(total + 1, target) - allowed_misses(total, target) in {0, 1}
