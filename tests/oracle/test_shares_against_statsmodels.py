"""Confidence intervals of shares against statsmodels, and against how often they cover."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, strategies as st
from statsmodels.stats.proportion import (  # type: ignore[import-untyped]
    proportion_confint,
)

from svcmgmt.statistics import IntervalMethod, ShareInterval
from svcmgmt.values import Ratio

NAMES = {IntervalMethod.WILSON: "wilson", IntervalMethod.CLOPPER_PEARSON: "beta"}
CONFIDENCES = st.fractions(Fraction(1, 2), Fraction(999, 1000), max_denominator=1_000)


@pytest.mark.parametrize("method", IntervalMethod)
@given(st.integers(1, 2_000), st.data(), CONFIDENCES)
def test_bounds(
    method: IntervalMethod, total: int, data: st.DataObject, confidence: Fraction
) -> None:
    good = data.draw(st.integers(0, total))
    expected = proportion_confint(good, total, alpha=float(1 - confidence), method=NAMES[method])
    interval = ShareInterval(share=Ratio(good, total), confidence=confidence, method=method)
    assert (interval.low, interval.high) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def coverage(method: IntervalMethod, total: int, behind: Fraction) -> Fraction:
    """Return how often, exactly, the 95 % interval contains the share behind the counts."""
    covered = Fraction(0)
    for good in range(total + 1):
        interval = ShareInterval(share=Ratio(good, total), confidence="95 %", method=method)
        if interval.low <= behind <= interval.high:
            covered += comb(total, good) * behind**good * (1 - behind) ** (total - good)
    return covered


@pytest.mark.parametrize("total", [1, 5, 20, 60])
@pytest.mark.parametrize("behind", ["0.5", "0.8", "0.9", "0.95", "0.99"])
def test_clopper_pearson_covers_at_least_as_often_as_it_says(total: int, behind: str) -> None:
    covered = coverage(IntervalMethod.CLOPPER_PEARSON, total, Fraction(behind))
    assert covered >= Fraction(95, 100)


def test_wilson_covers_as_often_as_it_says_on_average() -> None:
    shares = [Fraction(step, 100) for step in range(1, 100)]
    mean = sum(coverage(IntervalMethod.WILSON, 40, share) for share in shares) / len(shares)
    assert Fraction(945, 1000) < mean < Fraction(960, 1000)
