"""Run rules against a slow twin that looks at every window of points."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from svcmgmt.statistics import ControlChart, RunRule, p_chart, xmr_chart
from svcmgmt.values import Ratio

# how many of how many points in a row, and how many variances their squares are away
WINDOWS = {
    RunRule.BEYOND_LIMITS: (1, 1, 9),
    RunRule.TWO_OF_THREE: (2, 3, 4),
    RunRule.FOUR_OF_FIVE: (4, 5, 1),
    RunRule.EIGHT_ON_ONE_SIDE: (8, 8, 0),
}


def by_windows(deviations: list[Fraction], variances: list[Fraction], rule: RunRule) -> list[bool]:
    """Return for each point whether the window that it ends shows the pattern, itself included."""
    many, among, least = WINDOWS[rule]
    far = [each**2 > least * variance for each, variance in zip(deviations, variances, strict=True)]
    above = [is_far and each > 0 for is_far, each in zip(far, deviations, strict=True)]
    below = [is_far and each < 0 for is_far, each in zip(far, deviations, strict=True)]
    return [
        any(
            side[end] and sum(side[max(0, end + 1 - among) : end + 1]) >= many
            for side in (above, below)
        )
        for end in range(len(deviations))
    ]


def told(chart: ControlChart, rule: RunRule) -> list[bool]:
    return [rule in point.signals for point in chart.points]


@pytest.mark.parametrize("rule", RunRule)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=60))
def test_single_values(rule: RunRule, values: list[int]) -> None:
    chart = xmr_chart(values, rules=[rule])
    assert isinstance(chart, ControlChart)
    variance = ((chart.mean_moving_range or Fraction(0)) * Fraction("2.66") / 3) ** 2
    away = [value - chart.centre for value in values]
    assert told(chart, rule) == by_windows(away, [variance] * len(values), rule)


@pytest.mark.parametrize("rule", RunRule)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(31, 60)), min_size=1, max_size=60))
def test_shares_of_varying_bases(rule: RunRule, counts: list[tuple[int, int]]) -> None:
    chart = p_chart([Ratio(good, total) for good, total in counts], rules=[rule])
    assert isinstance(chart, ControlChart)
    away = [Fraction(good, total) - chart.centre for good, total in counts]
    variances = [chart.centre * (1 - chart.centre) / total for _, total in counts]
    assert told(chart, rule) == by_windows(away, variances, rule)
