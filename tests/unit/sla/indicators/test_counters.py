"""Cumulative counters: resets, staleness, increases (as Prometheus documents them)."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.sla.indicators import LOOKBACK, CounterSeries, EventSeries, Extrapolation, StaleGap
from svcmgmt.temporal import Interval, OpenInterval, parse_instant as at
from svcmgmt.values import NoData, count_by_code

MINUTE = timedelta(minutes=1)
EIGHT = at("2026-10-26T08:00:00Z")


def minute(number: float) -> datetime:
    return EIGHT + number * MINUTE


def window(start: float, end: float) -> Interval:
    return Interval(minute(start), minute(end))


def counter(*values: Any, every: float = 1, **policies: Any) -> CounterSeries:  # noqa: ANN401
    return CounterSeries.of(
        [(minute(n * every), value) for n, value in enumerate(values)], **policies
    )


class TestReadingSamples:
    def test_their_order_does_not_matter_and_is_told(self) -> None:
        samples = [(minute(n), 10 * n) for n in (2, 0, 1, 3)]
        series = CounterSeries.of(samples)
        assert series == CounterSeries.of(sorted(samples))
        assert [str(finding) for finding in series.findings] == [
            "warning out-of-order at /1: samples after a later one, put in order: 2"
        ]

    def test_equal_samples_count_once_and_of_different_ones_the_greatest(self) -> None:
        samples = [(EIGHT, 5), (EIGHT, 7), (EIGHT, 5), (minute(1), 9), (EIGHT, 6)]
        series = CounterSeries.of(samples)
        assert series.values == (7, 9)
        assert count_by_code(series.findings) == {"out-of-order": 1, "repeated": 1, "two-values": 1}
        assert CounterSeries.of(samples[::-1]) == series

    def test_a_value_that_is_no_finite_number_is_no_sample(self) -> None:
        odd: list[Any] = [float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity")]
        series = CounterSeries.of([(EIGHT, 1), *((minute(1), value) for value in odd)])
        assert len(series) == 1
        assert series.findings[0].code == "not-finite"
        assert series.findings[0].message.endswith(": 4")

    def test_exact_numbers_and_floats_are_read_exactly(self) -> None:
        series = counter(0.1, Decimal("0.2"), Fraction(1, 3), 1)
        assert [Fraction(value, series.scale) for value in series.values] == [
            Fraction(1, 10),
            Fraction(1, 5),
            Fraction(1, 3),
            1,
        ]

    @pytest.mark.parametrize("value", [-1, -0.5, 10**40])
    def test_impossible_values_are_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match="sample: "):
            counter(value)

    @pytest.mark.parametrize("value", ["5", None, True, [5]])
    def test_other_things_are_no_samples(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="sample: "):
            counter(value)


class TestResets:
    def test_a_decrease_is_a_reset_to_zero(self) -> None:
        series = counter(100, 130, 12, 12, 40, 0, 7)
        assert series.resets == (minute(2), minute(5))
        assert series.increase(window(0, 6)) == 30 + 12 + 0 + 28 + 0 + 7
        assert count_by_code(series.findings) == {"counter-reset": 1}
        assert series.findings[0].message == "samples below the one before, read as resets: 2"

    def test_without_one_nothing_is_told(self) -> None:
        assert counter(1, 1, 2).findings == ()
        assert counter(1, 1, 2).resets == ()


class TestIncrease:
    def test_each_difference_belongs_to_the_window_of_its_later_sample(self) -> None:
        series = counter(0, 10, 30, 60, every=1)
        found = [series.increase(window(start, start + 1)) for start in range(3)]
        assert found == [10, 20, 30]
        assert series.increase(window(0.5, 1)) == 10
        assert series.increase(window(0.5, 2.5)) == 30
        assert series.increase(window(-5, 9)) == 60

    def test_increases_of_adjacent_windows_add_up(self) -> None:
        series = counter(5, 9, 2, 30, every=0.7)
        parts = [series.increase(window(start, start + 0.25)) for start in (0, 0.25, 0.5, 0.75)]
        whole = series.increase(window(0, 1))
        assert whole == sum(part for part in parts if not isinstance(part, NoData)) == 4

    @pytest.mark.parametrize("span", [(-5, -1), (-5, 0), (1.2, 1.8), (9, 10)])
    def test_without_a_sampled_increase_there_is_no_data(self, span: tuple[float, float]) -> None:
        found = counter(0, 10, 30).increase(window(*span))
        assert found == NoData("no increase was sampled in the window")

    def test_an_open_window_is_refused(self) -> None:
        with pytest.raises(OpenInterval):
            counter(0, 10).increase(Interval(EIGHT))

    def test_a_policy_is_a_policy(self) -> None:
        odd: Any = "today"
        with pytest.raises(InvalidType, match="window: "):
            counter(0, 10).increase(odd)
        policy: Any = "prometheus"
        with pytest.raises(InvalidType, match="extrapolation: "):
            counter(0, 10).increase(window(0, 1), extrapolation=policy)


class TestExtrapolation:
    """The figures follow `extrapolatedRate` of Prometheus, by hand."""

    def stretched(self, series: CounterSeries, start: float, end: float) -> Fraction | NoData:
        return series.increase(window(start, end), extrapolation=Extrapolation.PROMETHEUS)

    def test_up_to_the_edges_where_samples_are_near(self) -> None:
        # samples at 1, 2, 3 and 4 of the window from 0.5 to 4.5: 3 minutes stretched to 4
        series = counter(100, 110, 120, 130, 140)
        assert self.stretched(series, 0.5, 4.5) == 30 * Fraction(4, 3)

    def test_a_sample_at_the_start_lies_outside_and_one_at_the_end_inside(self) -> None:
        series = counter(100, 110, 120, 130)
        assert self.stretched(series, 0, 3) == 20 * Fraction(3, 2)
        assert series.increase(window(0, 3)) == 30

    def test_by_half_a_distance_where_no_sample_is_near(self) -> None:
        # two samples a minute apart, three minutes from either edge
        series = counter(100, 110, every=1)
        assert self.stretched(series, -3, 4) == 10 * 2

    def test_a_tenth_more_than_a_distance_is_not_near(self) -> None:
        series = counter(100, 110, 120)
        near, far = Fraction(108, 100), Fraction(112, 100)
        assert self.stretched(series, -0.001, 2 + float(near)) == 20 * Fraction(2 + near) / 2 + (
            Fraction(20, 2) * Fraction(1, 1000)
        )
        assert self.stretched(series, -0.001, 2 + float(far)) == Fraction(20, 2) * (
            2 + Fraction(1, 2) + Fraction(1, 1000)
        )

    def test_never_below_zero(self) -> None:
        # the counter was at zero a tenth of a minute before its first sample
        series = counter(1, 11, 21)
        assert self.stretched(series, -0.5, 2) == 20 * Fraction("2.1") / 2

    def test_a_counter_that_does_not_rise_has_no_increase(self) -> None:
        assert self.stretched(counter(5, 5, 5), -0.5, 2.5) == 0

    def test_two_samples_are_needed(self) -> None:
        assert self.stretched(counter(5, 6), 0.5, 9) == NoData(
            "fewer than two samples in the window"
        )


class TestStaleness:
    def test_a_gap_longer_than_the_lookback_is_stale(self) -> None:
        series = CounterSeries.of([(minute(0), 0), (minute(5), 10), (minute(10.5), 30)])
        assert str(series.stale_times) == "2026-10-26T08:10:00Z/2026-10-26T08:10:30Z"
        assert series.lookback == LOOKBACK == timedelta(minutes=5)
        told = series.findings[0]
        assert (told.code, told.value) == ("stale-counter", str(series.stale_times))
        assert told.pointer == "/2"
        assert told.message == "gaps without a sample; the increase over them is counted: 1"

    def test_its_increase_counts_unless_it_is_left_out(self) -> None:
        samples = [(minute(0), 0), (minute(9), 10), (minute(10), 30), (minute(20), 5)]
        assert CounterSeries.of(samples).increase(window(0, 20)) == 35
        left_out = CounterSeries.of(samples, stale=StaleGap.LEFT_OUT)
        assert left_out.increase(window(0, 20)) == 20
        assert "left out" in left_out.findings[1].message

    def test_slices_are_known_while_the_counter_is_fresh(self) -> None:
        series = counter(0, 10, 30, every=4, lookback=2 * MINUTE)
        known = EventSeries.of_counters(total=series, good=series, slice=MINUTE)
        first = known.numbers[0]
        assert [number - first for number in known.numbers] == [0, 1, 3, 4, 5, 7, 8, 9]
        assert known.totals == (0, 0, 10, 0, 0, 20, 0, 0)

    def test_a_slice_longer_than_the_lookback_keeps_its_samples(self) -> None:
        series = counter(0, 10, 30, lookback=MINUTE)
        known = EventSeries.of_counters(total=series, good=series, slice=10 * MINUTE)
        assert known.totals == (30,)

    def test_the_first_sample_alone_tells_nothing_of_its_slice(self) -> None:
        series = CounterSeries.of([(minute(0.5), 7)], lookback=2 * MINUTE)
        known = EventSeries.of_counters(total=series, good=series, slice=MINUTE)
        assert [number - int(EIGHT.timestamp()) // 60 for number in known.numbers] == [1]
        assert known.totals == (0,)

    def test_slices_are_not_written_down_without_end(self) -> None:
        series = CounterSeries.of([(EIGHT, 0)], lookback=timedelta(days=365))
        with pytest.raises(LimitExceeded):
            EventSeries.of_counters(total=series, good=series, slice=timedelta(microseconds=100))


class TestTheValueItself:
    def test_it_survives_pickle(self) -> None:
        series = counter(100, 130, 12)
        series.increase(window(0, 2))
        copy = pickle.loads(pickle.dumps(series))  # noqa: S301 - just written
        assert copy == series
        assert copy.increase(window(0, 2)) == 42

    def test_it_says_how_much_it_is(self) -> None:
        assert repr(counter(3, 1, 2)) == "<CounterSeries of 3 samples, 1 resets>"
        assert len(CounterSeries.of([])) == 0

    @pytest.mark.parametrize(
        ("columns", "error"),
        [
            ({"instants": [1], "values": [1.0]}, InvalidType),
            ({"instants": [1], "values": []}, InvalidValue),
            ({"instants": [2, 1], "values": [0, 0]}, InvalidValue),
            ({"instants": [1], "values": [-1]}, InvalidValue),
            ({"instants": [], "values": [], "scale": 0}, InvalidValue),
            ({"instants": [], "values": [], "lookback": timedelta(0)}, InvalidValue),
            ({"instants": [], "values": [], "lookback": 5}, InvalidType),
            ({"instants": [], "values": [], "stale": "counted"}, InvalidType),
        ],
    )
    def test_impossible_columns_are_refused(
        self, columns: dict[str, Any], error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            CounterSeries(**columns)

    @pytest.mark.parametrize("wrong", [None, 5, "ab"])
    def test_what_is_no_list_is_refused_by_name(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"^samples: "):
            CounterSeries.of(wrong)
        with pytest.raises(InvalidType, match=r"^instants: "):
            CounterSeries(instants=wrong, values=[])
        with pytest.raises(InvalidType, match=r"^values: "):
            CounterSeries(instants=[], values=wrong)
