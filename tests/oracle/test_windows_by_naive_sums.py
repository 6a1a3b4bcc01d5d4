"""Windows by prefix sums against the slow and obvious twin: look at every slice."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given, strategies as st

from svcmgmt.sla.indicators import (
    BudgetingMethod,
    CounterSeries,
    EventSeries,
    ExcludedSlice,
    Extrapolation,
    Indicator,
    IndicatorSeries,
    MissingData,
)
from svcmgmt.temporal import Interval, IntervalSet, parse_instant as at
from svcmgmt.values import NoData, Ratio

MINUTE = timedelta(minutes=1)
EIGHT = at("2026-10-26T08:00:00Z")
OCCURRENCES, TIMESLICES, RATIO = BudgetingMethod
POLICIES = st.sampled_from(MissingData)
PAIRS = st.lists(
    st.none() | st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted), max_size=25
)
SPANS = st.lists(st.tuples(st.integers(-20, 140), st.integers(0, 30)), max_size=4)


def minute(number: float) -> datetime:
    return EIGHT + number * MINUTE


def indicators(draw: st.DrawFn) -> Indicator:
    method = draw(st.sampled_from(BudgetingMethod))
    if method is OCCURRENCES:
        policy = draw(st.sampled_from([MissingData.IGNORE, MissingData.UNDETERMINED]))
        return Indicator(name="x", missing=policy, excluded_slice=draw(EXCLUDED))
    return Indicator(
        name="x",
        method=method,
        slice_target=draw(st.fractions(Fraction(1, 20), 1).map(str))
        if method is TIMESLICES
        else None,
        missing=draw(POLICIES),
        no_traffic=draw(st.none() | POLICIES),
        minimum_events=draw(st.integers(0, 6)),
        below_minimum=draw(POLICIES),
        excluded_slice=draw(EXCLUDED),
    )


EXCLUDED = st.sampled_from(ExcludedSlice)
INDICATORS = st.composite(indicators)()


def taken(policy: MissingData) -> tuple[Fraction, int, int]:
    """Return bad units, units and undetermined slices of a slice taken for something."""
    return {
        MissingData.GOOD: (Fraction(0), 1, 0),
        MissingData.BAD: (Fraction(1), 1, 0),
        MissingData.IGNORE: (Fraction(0), 0, 0),
        MissingData.UNDETERMINED: (Fraction(0), 0, 1),
    }[policy]


def one_slice(indicator: Indicator, pair: Any) -> tuple[Fraction, int, int]:  # noqa: ANN401
    if pair is None:
        return taken(indicator.missing)
    good, total = pair
    if not total:
        return taken(indicator.missing if indicator.no_traffic is None else indicator.no_traffic)
    if indicator.method is OCCURRENCES:
        return Fraction(total - good), total, 0
    if total < indicator.minimum_events:
        return taken(indicator.below_minimum)
    share = Fraction(good, total)
    if indicator.slice_target is not None:
        return Fraction(share < indicator.slice_target.value), 1, 0
    return 1 - share, 1, 0


def is_out(indicator: Indicator, number: int, down: IntervalSet) -> bool:
    """Return whether a slice is excluded, second by second."""
    seconds = [minute(number) + timedelta(seconds=each) in down for each in range(0, 60, 10)]
    return any(seconds) if indicator.excluded_slice is ExcludedSlice.TOUCHED else all(seconds)


@given(INDICATORS, PAIRS, SPANS, st.integers(-3, 28), st.integers(0, 28))
def test_a_window_is_the_sum_of_its_slices(
    indicator: Indicator,
    pairs: list[Any],
    spans: list[tuple[int, int]],
    start: int,
    length: int,
) -> None:
    tens = timedelta(seconds=10)
    down = IntervalSet.of(
        Interval(EIGHT + begin * tens, EIGHT + (begin + lasts) * tens) for begin, lasts in spans
    )
    series = IndicatorSeries(
        indicator=indicator,
        series=EventSeries.of_slices(EIGHT, pairs, slice=MINUTE),
        excluding=down,
    )
    bad, base, unknown = Fraction(0), 0, 0
    for number in range(start, start + length):
        if not is_out(indicator, number, down):
            pair = pairs[number] if 0 <= number < len(pairs) else None
            more = one_slice(indicator, pair)
            bad, base, unknown = bad + more[0], base + more[1], unknown + more[2]
    reading = series.over(Interval(minute(start), minute(start + length)))
    assert reading.bad == bad
    assert reading.base == base
    assert reading.undetermined == unknown
    if unknown or not base:
        assert isinstance(reading.value, NoData)
    else:
        assert reading.value == Ratio(base - bad, base)
    if length:
        assert series.rolling(minute(start + length), length * MINUTE) == reading


def extrapolated(samples: list[tuple[float, float]], start: float, end: float) -> float | None:
    """Return the increase as PromQL documents it, in floats and seconds."""
    inside = [(when, value) for when, value in samples if start < when <= end]
    if len(inside) < 2:
        return None
    rise = inside[-1][1] - inside[0][1]
    for (_, before), (_, after) in pairwise(inside):
        rise += before if after < before else 0
    sampled = inside[-1][0] - inside[0][0]
    mean = sampled / (len(inside) - 1)
    to_start, to_end = inside[0][0] - start, end - inside[-1][0]
    to_start = mean / 2 if to_start >= mean * 1.1 else to_start
    to_end = mean / 2 if to_end >= mean * 1.1 else to_end
    if rise > 0:
        to_start = min(to_start, sampled * inside[0][1] / rise)
    return rise * (sampled + to_start + to_end) / sampled


@given(
    st.lists(
        st.tuples(st.integers(0, 1000), st.integers(0, 50)),
        min_size=2,
        max_size=12,
        unique_by=lambda each: each[0],
    ),
    st.integers(-50, 500),
    st.integers(1, 900),
)
def test_increases_are_stretched_as_in_promql(
    samples: list[tuple[int, int]], start: int, length: int
) -> None:
    second = timedelta(seconds=1)
    counter = CounterSeries.of([(EIGHT + when * second, value) for when, value in samples])
    window = Interval(EIGHT + start * second, EIGHT + (start + length) * second)
    found = counter.increase(window, extrapolation=Extrapolation.PROMETHEUS)
    ordered = [(float(when), float(value)) for when, value in sorted(samples)]
    expected = extrapolated(ordered, start, start + length)
    if expected is None:
        assert isinstance(found, NoData)
        return
    assert not isinstance(found, NoData)
    # a gap of exactly 1.1 mean distances is on one side in floats and on the other exactly
    exactly = [
        Fraction(gap) == Fraction(11, 10) * Fraction(inside_span, count)
        for gap, inside_span, count in gaps(sorted(samples), start, start + length)
    ]
    assert any(exactly) or abs(float(found) - expected) < 1e-6


def gaps(samples: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int, int]]:
    inside = [when for when, _ in samples if start < when <= end]
    span, count = inside[-1] - inside[0], len(inside) - 1
    return [(inside[0] - start, span, count), (end - inside[-1], span, count)]
