"""Percentiles against numpy, whose names of the estimators are those of the literature."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, strategies as st

from svcmgmt.statistics import PercentileMethod, percentiles

NAMES: dict[PercentileMethod, Literal["inverted_cdf", "linear", "weibull", "median_unbiased"]] = {
    PercentileMethod.NEAREST_RANK: "inverted_cdf",
    PercentileMethod.LINEAR: "linear",
    PercentileMethod.WEIBULL: "weibull",
    PercentileMethod.MEDIAN_UNBIASED: "median_unbiased",
}
# shares that are floats exactly, so that a rank is the same in both
SHARES = [Fraction(step, 64) for step in range(65)]


@pytest.mark.parametrize("method", PercentileMethod)
@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=80))
def test_every_estimator(method: PercentileMethod, values: list[int]) -> None:
    expected = np.quantile(values, [float(share) for share in SHARES], method=NAMES[method])
    found = [float(each) for each in percentiles(values, SHARES, method=method)]  # type: ignore[arg-type]
    assert found == pytest.approx(list(expected), rel=1e-12, abs=1e-9)
