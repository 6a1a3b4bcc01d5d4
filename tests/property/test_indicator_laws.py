"""What indicators keep, whatever was counted (R4.2, R0.6, I17)."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given, strategies as st

from svcmgmt.sla.indicators import (
    BudgetingMethod,
    CounterSeries,
    EventCount,
    EventSeries,
    Extrapolation,
    Indicator,
    IndicatorSeries,
    MissingData,
    StaleGap,
)
from svcmgmt.sla.objectives import at_most
from svcmgmt.temporal import Interval, IntervalSet, parse_instant as at
from svcmgmt.values import NoData, Quantity, Ratio

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
EIGHT = at("2026-10-26T08:00:00Z")

PAIRS = st.lists(
    st.none() | st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted), max_size=30
)
EVENTS = st.lists(st.tuples(st.integers(0, 900), st.booleans()), max_size=40)
SAMPLES = st.lists(
    st.tuples(st.integers(0, 300), st.floats(0, 2) | st.sampled_from([0.3, 1.0])), max_size=40
)
COUNTER = st.lists(
    st.tuples(st.integers(0, 3600), st.integers(0, 1000)),
    max_size=30,
    unique_by=lambda each: each[0],
)
CHANCE = st.randoms(use_true_random=False)


def minute(number: float) -> datetime:
    return EIGHT + number * MINUTE


def second(number: int) -> datetime:
    return EIGHT + number * SECOND


def by(method: BudgetingMethod, missing: MissingData = MissingData.IGNORE) -> Indicator:
    target = "80 %" if method is BudgetingMethod.TIMESLICES else None
    return Indicator(name="x", method=method, slice_target=target, missing=missing)


def of(pairs: list[Any], indicator: Indicator, excluding: Any = None) -> IndicatorSeries:  # noqa: ANN401
    series = EventSeries.of_slices(EIGHT, pairs, slice=MINUTE)
    return IndicatorSeries(indicator=indicator, series=series, excluding=excluding)


def known(value: Ratio | NoData | Fraction) -> Fraction:
    assert not isinstance(value, NoData)
    return value.value if isinstance(value, Ratio) else value


class TestOrderAndParts:
    @given(EVENTS, CHANCE)
    def test_the_order_of_events_does_not_matter(
        self, events: list[tuple[int, bool]], chance: Random
    ) -> None:
        told = [(second(at_second), is_good) for at_second, is_good in events]
        shuffled = chance.sample(told, len(told))
        assert EventSeries.of_events(told, slice=MINUTE) == EventSeries.of_events(
            shuffled, slice=MINUTE
        )

    @given(SAMPLES, CHANCE)
    def test_nor_does_that_of_samples(
        self, samples: list[tuple[int, float]], chance: Random
    ) -> None:
        told = [(second(at_second), value) for at_second, value in samples]
        shuffled = chance.sample(told, len(told))
        condition = at_most(Quantity("0.3", "s"))
        one, other = (
            EventSeries.of_samples(each, condition=condition, slice=MINUTE)
            for each in (told, shuffled)
        )
        assert one == other

    @given(COUNTER, CHANCE)
    def test_nor_that_of_a_counter(self, samples: list[tuple[int, int]], chance: Random) -> None:
        told = [(second(at_second), value) for at_second, value in samples]
        assert CounterSeries.of(told) == CounterSeries.of(chance.sample(told, len(told)))

    @given(PAIRS, CHANCE)
    def test_nor_that_of_counts(self, pairs: list[Any], chance: Random) -> None:
        rows = [
            EventCount(start=minute(number), end=minute(number + 1), good=pair[0], total=pair[1])
            for number, pair in enumerate(pairs)
            if pair is not None
        ]
        shuffled = chance.sample(rows, len(rows))
        series = EventSeries.of_counts(shuffled, slice=MINUTE)
        assert series == EventSeries.of_slices(EIGHT, pairs, slice=MINUTE)

    @given(EVENTS, st.integers(0, 40))
    def test_what_comes_in_parts_is_what_comes_at_once(
        self, events: list[tuple[int, bool]], cut: int
    ) -> None:
        told = [(second(at_second), is_good) for at_second, is_good in events]
        first, second_part = (
            EventSeries.of_events(each, slice=MINUTE) for each in (told[:cut], told[cut:])
        )
        assert first + second_part == EventSeries.of_events(told, slice=MINUTE)

    @given(PAIRS, PAIRS, PAIRS)
    def test_sources_add_up_in_any_order(
        self, one: list[Any], two: list[Any], three: list[Any]
    ) -> None:
        a, b, c = (EventSeries.of_slices(EIGHT, each, slice=MINUTE) for each in (one, two, three))
        assert a + b == b + a
        assert (a + b) + c == a + (b + c)
        assert a + EventSeries(slice=MINUTE) == a


class TestCounters:
    @given(COUNTER, st.sampled_from(StaleGap))
    def test_resets_never_give_a_negative_increase(
        self, samples: list[tuple[int, int]], stale: StaleGap
    ) -> None:
        counter = CounterSeries.of([(second(each), value) for each, value in samples], stale=stale)
        for start in range(0, 3600, 600):
            window = Interval(second(start), second(start + 600))
            for policy in Extrapolation:
                rise = counter.increase(window, extrapolation=policy)
                assert isinstance(rise, NoData) or rise >= 0

    @given(COUNTER, st.lists(st.integers(1, 3599), max_size=5))
    def test_increases_of_adjacent_windows_add_up(
        self, samples: list[tuple[int, int]], cuts: list[int]
    ) -> None:
        counter = CounterSeries.of([(second(each), value) for each, value in samples])
        edges = sorted({-1, 3601, *cuts})
        parts = [
            counter.increase(Interval(second(start), second(end))) for start, end in pairwise(edges)
        ]
        whole = counter.increase(Interval(second(-1), second(3601)))
        added = sum((part for part in parts if not isinstance(part, NoData)), Fraction(0))
        assert added == (0 if isinstance(whole, NoData) else whole)

    @given(COUNTER, st.integers(1, 20))
    def test_slices_have_all_of_the_increase(
        self, samples: list[tuple[int, int]], minutes: int
    ) -> None:
        counter = CounterSeries.of([(second(each), value) for each, value in samples])
        series = EventSeries.of_counters(total=counter, good=counter, slice=minutes * MINUTE)
        whole = counter.increase(Interval(second(-1), second(3601)))
        assert sum(series.totals) == (0 if isinstance(whole, NoData) else whole)
        assert series.goods == series.totals

    @given(st.lists(st.integers(0, 1000), min_size=2).map(sorted))
    def test_without_resets_the_increase_is_the_difference(self, values: list[int]) -> None:
        counter = CounterSeries.of([(minute(n), value) for n, value in enumerate(values)])
        window = Interval(minute(0), minute(len(values)))
        assert counter.increase(window) == values[-1] - values[0]
        assert counter.resets == ()


class TestWindows:
    @given(PAIRS, st.integers(0, 30))
    def test_splitting_a_window_adds_up_by_occurrences(self, pairs: list[Any], cut: int) -> None:
        series = of(pairs, by(BudgetingMethod.OCCURRENCES))
        parts = [
            series.over(Interval(minute(start), minute(end)))
            for start, end in ((0, cut), (cut, 30))
        ]
        whole = series.over(Interval(minute(0), minute(30)))
        assert whole.bad == sum(part.bad for part in parts)
        assert whole.base == sum(part.base for part in parts)

    @given(PAIRS, st.sampled_from(BudgetingMethod), st.sampled_from(MissingData), st.data())
    def test_slices_of_every_kind_add_up_to_the_window(
        self, pairs: list[Any], method: BudgetingMethod, missing: MissingData, data: st.DataObject
    ) -> None:
        if method is BudgetingMethod.OCCURRENCES and missing in {MissingData.GOOD, MissingData.BAD}:
            return
        start = data.draw(st.integers(0, 40))
        down = IntervalSet.of([Interval(minute(start), minute(start + 3.5))])
        reading = of(pairs, by(method, missing), down).over(Interval(minute(0), minute(40)))
        assert reading.count() == 40
        assert 0 <= reading.bad <= reading.base

    @given(PAIRS, st.sampled_from(list(BudgetingMethod)[1:]))
    def test_what_is_missing_is_worst_when_bad_and_best_when_good(
        self, pairs: list[Any], method: BudgetingMethod
    ) -> None:
        window = Interval(minute(-1), minute(31))
        bad, ignored, good = (
            of(pairs, by(method, missing)).over(window).value
            for missing in (MissingData.BAD, MissingData.IGNORE, MissingData.GOOD)
        )
        assert known(bad) <= known(good)
        if not isinstance(ignored, NoData):
            assert known(bad) <= known(ignored) <= known(good)

    @given(PAIRS, st.integers(1, 9), st.sampled_from(BudgetingMethod))
    def test_a_weight_for_all_events_changes_no_share(
        self, pairs: list[Any], weight: int, method: BudgetingMethod
    ) -> None:
        window = Interval(minute(0), minute(30))
        series = EventSeries.of_slices(EIGHT, pairs, slice=MINUTE)
        one, other = (
            IndicatorSeries(indicator=by(method), series=each).over(window).value
            for each in (series, series.weighted(Fraction(weight, 3)))
        )
        assert one == other

    @given(st.lists(st.tuples(st.integers(0, 1800), st.integers(0, 600)), max_size=8))
    def test_seconds_of_downtime_are_its_length(self, downs: list[tuple[int, int]]) -> None:
        down = IntervalSet.of(
            Interval(second(start), second(start + lasts)) for start, lasts in downs
        )
        within = Interval(minute(0), minute(40))
        series = EventSeries.of_downtime(down, within=within, slice=MINUTE)
        reading = IndicatorSeries(
            indicator=by(BudgetingMethod.OCCURRENCES, MissingData.UNDETERMINED), series=series
        ).over(within)
        assert reading.bad == Fraction(down.total() // SECOND)
        assert reading.base == 2400
