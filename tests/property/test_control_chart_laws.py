"""What control charts keep, whatever was observed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from fractions import Fraction

from hypothesis import given, strategies as st

from svcmgmt.statistics import (
    ControlChart,
    RunRule,
    c_chart,
    p_chart,
    u_chart,
    xmr_chart,
)
from svcmgmt.values import NoData, Ratio

EVERY = tuple(RunRule)
VALUES = st.lists(st.fractions(-1_000, 1_000, max_denominator=60), min_size=2, max_size=40)
COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=40)
FACTORS = st.fractions(Fraction(1, 100), 100, max_denominator=100)


@st.composite
def shares(draw: st.DrawFn) -> list[Ratio]:
    totals = draw(st.lists(st.integers(1, 200), min_size=1, max_size=40))
    return [Ratio(draw(st.integers(0, total)), total) for total in totals]


@st.composite
def rates(draw: st.DrawFn) -> list[tuple[int, Fraction]]:
    bases = draw(st.lists(FACTORS, min_size=1, max_size=40))
    return [(draw(st.integers(0, 60)), base) for base in bases]


def made(chart: ControlChart | NoData) -> ControlChart:
    assert isinstance(chart, ControlChart)
    return chart


CHARTS = (
    shares().map(lambda each: made(p_chart(each, rules=EVERY)))
    | rates().map(lambda each: made(u_chart(each, rules=EVERY)))
    | COUNTS.map(lambda each: made(c_chart(each, rules=EVERY)))
    | VALUES.map(lambda each: made(xmr_chart(each, rules=EVERY)))
)


def signals(chart: ControlChart) -> list[tuple[RunRule, ...]]:
    return [point.signals for point in chart.points]


class TestEveryChart:
    @given(CHARTS)
    def test_the_centre_lies_between_the_limits_and_among_the_values(
        self, chart: ControlChart
    ) -> None:
        values = [point.value for point in chart.points]
        assert min(values) <= chart.centre <= max(values)
        for point in chart.points:
            assert point.lower <= point.centre == chart.centre <= point.upper

    @given(CHARTS)
    def test_a_point_is_a_signal_by_rule_one_exactly_when_it_is_beyond_its_limits(
        self, chart: ControlChart
    ) -> None:
        for point in chart.points:
            beyond = not point.lower <= point.value <= point.upper
            told = RunRule.BEYOND_LIMITS in point.signals
            # on the limit, its root decides exactly and a float may not
            near = min(abs(float(point.value - end)) for end in (point.lower, point.upper))
            assert told is beyond or near < 1e-9

    @given(CHARTS)
    def test_fewer_rules_never_add_a_signal(self, chart: ControlChart) -> None:
        for rule in RunRule:
            alone = ControlChart(kind=chart.kind, samples=chart.samples, rules=[rule])
            assert signals(alone) == [
                tuple(each for each in found if each is rule) for found in signals(chart)
            ]

    @given(CHARTS)
    def test_signals_add_up(self, chart: ControlChart) -> None:
        assert len(chart.signals) == sum(1 for point in chart.points if point.signals)
        assert chart.is_in_control is (len(chart.signals) == 0)
        assert len(chart.as_rows()) == len(chart.points) == len(chart.samples)

    @given(CHARTS)
    def test_it_can_always_be_told_and_drawn(self, chart: ControlChart) -> None:
        assert str(chart) in chart.explain()
        ET.fromstring(chart.svg())  # noqa: S314 - our own


class TestSingleValues:
    @given(VALUES, FACTORS, st.fractions(-1_000, 1_000, max_denominator=60))
    def test_scaling_and_shifting_moves_the_limits_and_leaves_the_signals(
        self, values: list[Fraction], by: Fraction, plus: Fraction
    ) -> None:
        one = made(xmr_chart(values, rules=EVERY))
        other = made(xmr_chart([value * by + plus for value in values], rules=EVERY))
        assert signals(one) == signals(other)
        for before, after in zip(one.points, other.points, strict=True):
            for name in ("value", "centre", "lower", "upper"):
                assert getattr(after, name) == getattr(before, name) * by + plus

    @given(VALUES)
    def test_the_mirror_image_has_the_same_signals(self, values: list[Fraction]) -> None:
        mirrored = [-value for value in values]
        one, other = (made(xmr_chart(each, rules=EVERY)) for each in (values, mirrored))
        assert signals(one) == signals(other)


class TestCounts:
    @given(shares())
    def test_charts_of_hits_and_of_misses_have_the_same_signals(self, hits: list[Ratio]) -> None:
        misses = [share.complement for share in hits]
        one, other = (made(p_chart(each, rules=EVERY)) for each in (hits, misses))
        assert signals(one) == signals(other)
        assert one.centre == 1 - other.centre

    @given(rates(), FACTORS)
    def test_another_unit_of_the_bases_leaves_the_signals(
        self, observed: list[tuple[int, Fraction]], by: Fraction
    ) -> None:
        one = made(u_chart(observed, rules=EVERY))
        other = made(u_chart([(count, base * by) for count, base in observed], rules=EVERY))
        assert signals(one) == signals(other)
        assert one.centre == other.centre * by

    @given(COUNTS)
    def test_counts_are_rates_over_one(self, counts: list[int]) -> None:
        plain = made(c_chart(counts, rules=EVERY))
        rated = made(u_chart([(count, 1) for count in counts], rules=EVERY))
        assert plain.points == rated.points
