"""Series of counts, from facts of every kind (R4.2, R0.6)."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.sla.indicators import CounterSeries, EventCount, EventSeries
from svcmgmt.sla.objectives import (
    Direction,
    Objective,
    Rounding,
    Tolerance,
    ToleranceKind,
    at_least,
    at_most,
    exactly,
)
from svcmgmt.temporal import (
    HORIZON,
    ORIGIN,
    Interval,
    IntervalSet,
    NaiveDatetime,
    OpenInterval,
    parse_instant as at,
)
from svcmgmt.values import Quantity, Ratio, count_by_code

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
EIGHT = at("2026-10-26T08:00:00Z")
FIRST = int((EIGHT - ORIGIN) / MINUTE)


def minute(number: float) -> datetime:
    return EIGHT + number * MINUTE


def count(start: float, end: float, good: int, total: int) -> EventCount:
    return EventCount(start=minute(start), end=minute(end), good=good, total=total)


def slices(series: EventSeries) -> list[Any]:
    return [
        (number - FIRST, Fraction(good, series.scale), Fraction(total, series.scale))
        for number, good, total in zip(series.numbers, series.goods, series.totals, strict=True)
    ]


def codes(series: EventSeries) -> dict[str, int]:
    return count_by_code(series.findings)


class TestCountsOverIntervals:
    def test_counts_of_one_slice_are_added(self) -> None:
        rows = [count(0, 0.5, 1, 2), count(0.5, 1, 3, 3), count(2, 3, 0, 0)]
        series = EventSeries.of_counts(rows, slice=MINUTE)
        assert slices(series) == [(0, 4, 5), (2, 0, 0)]
        assert series.findings == ()

    def test_their_order_does_not_matter_and_is_told(self) -> None:
        rows = [count(2, 3, 1, 1), count(0, 1, 4, 5), count(1, 2, 1, 2), count(3, 4, 0, 1)]
        series = EventSeries.of_counts(rows, slice=MINUTE)
        assert series == EventSeries.of_counts(
            sorted(rows, key=lambda row: row.start), slice=MINUTE
        )
        assert [str(finding) for finding in series.findings] == [
            "warning out-of-order at /1: facts after a later one, put in order: 2"
        ]

    def test_a_count_given_again_counts_once(self) -> None:
        row = count(0, 1, 4, 5)
        series = EventSeries.of_counts([row, count(1, 2, 1, 1), row, row], slice=MINUTE)
        assert slices(series) == [(0, 4, 5), (1, 1, 1)]
        assert codes(series) == {"out-of-order": 1, "repeated": 1}
        assert series.findings[1].message == "counts given again, counted once: 2"

    @pytest.mark.parametrize("other", [count(0, 1, 5, 5), count(0.5, 1, 1, 1), count(0, 0.5, 1, 1)])
    def test_overlapping_counts_are_refused(self, other: EventCount) -> None:
        for rows in ([count(0, 1, 4, 5), other], [other, count(0, 1, 4, 5)]):
            with pytest.raises(InvalidValue, match="add up a series for each source"):
                EventSeries.of_counts(rows, slice=MINUTE)

    def test_a_count_across_slices_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="an interval within one slice of 0:01:00"):
            EventSeries.of_counts([count(0, 2, 4, 5)], slice=MINUTE)

    def test_what_is_no_count_is_refused(self) -> None:
        rows: list[Any] = [(EIGHT, 1, 2)]
        with pytest.raises(InvalidType, match="counts: "):
            EventSeries.of_counts(rows, slice=MINUTE)

    def test_nothing_is_an_empty_series(self) -> None:
        series = EventSeries.of_counts([], slice=MINUTE)
        assert series.is_empty()
        assert series.bounds is None
        assert repr(series) == "<EventSeries of 0 slices of 0:01:00>"


class TestNeighbouringSlices:
    def test_none_is_a_slice_that_is_not_there(self) -> None:
        series = EventSeries.of_slices(EIGHT, [(1, 2), None, (0, 0)], slice=MINUTE)
        assert slices(series) == [(0, 1, 2), (2, 0, 0)]
        assert series.bounds == Interval(minute(0), minute(3))

    def test_exact_numbers_of_any_kind_are_counts(self) -> None:
        pairs: list[Any] = [(Fraction(1, 3), 1), (Decimal("0.5"), "2.5")]
        series = EventSeries.of_slices(EIGHT, pairs, slice=MINUTE)
        assert slices(series) == [(0, Fraction(1, 3), 1), (1, Fraction(1, 2), Fraction(5, 2))]
        assert series.scale == 6

    @pytest.mark.parametrize("pair", [(3, 2), (-1, 2), (1, -2), (10**40, 10**40)])
    def test_impossible_counts_are_refused(self, pair: tuple[int, int]) -> None:
        with pytest.raises(InvalidValue):
            EventSeries.of_slices(EIGHT, [pair], slice=MINUTE)

    @pytest.mark.parametrize("value", [1.5, float("nan"), float("inf"), True, object()])
    def test_counts_are_no_floats(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType):
            EventSeries.of_slices(EIGHT, [(0, value)], slice=MINUTE)

    def test_counts_need_a_common_denominator_of_a_bearable_size(self) -> None:
        pairs = [(Fraction(1, 10**29 + each), 1) for each in (1, 3, 7, 9)]
        with pytest.raises(InvalidValue, match="a common denominator of at most 256 bits"):
            EventSeries.of_slices(EIGHT, pairs, slice=MINUTE)

    def test_the_first_slice_starts_on_the_grid(self) -> None:
        with pytest.raises(InvalidValue, match=r"first: .* an edge of slices of 0:01:00"):
            EventSeries.of_slices(minute(0.5), [(1, 1)], slice=MINUTE)
        anchored = EventSeries.of_slices(minute(0.5), [(1, 1)], slice=MINUTE, anchor=minute(0.5))
        assert anchored.numbers == (0,)

    def test_an_instant_needs_a_zone(self) -> None:
        with pytest.raises(NaiveDatetime):
            EventSeries.of_slices(datetime(2026, 10, 26), [(1, 1)], slice=MINUTE)  # noqa: DTZ001


class TestSingleEvents:
    def test_events_are_counted_where_they_happened(self) -> None:
        events = [(minute(0), True), (minute(0), False), (minute(2.5), True), (minute(0.9), True)]
        series = EventSeries.of_events(events, slice=MINUTE)
        assert slices(series) == [(0, 2, 3), (2, 1, 1)]
        assert codes(series) == {"out-of-order": 1}

    @pytest.mark.parametrize("odd", [5, (EIGHT,), (EIGHT, True, 1), None])
    def test_rows_are_pairs(self, odd: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"events: .* pairs"):
            EventSeries.of_events([odd], slice=MINUTE)
        with pytest.raises(InvalidType, match=r"samples: .* pairs"):
            EventSeries.of_samples([odd], condition=at_most(1), slice=MINUTE)
        with pytest.raises(InvalidType, match=r"samples: .* pairs"):
            CounterSeries.of([odd])
        counts: list[Any] = [odd or 0]
        with pytest.raises(InvalidType, match=r"counts: .* pairs"):
            EventSeries.of_slices(EIGHT, counts, slice=MINUTE)

    def test_an_event_is_good_or_not(self) -> None:
        events: list[Any] = [(EIGHT, 1)]
        with pytest.raises(InvalidType, match="event: int 1"):
            EventSeries.of_events(events, slice=MINUTE)


class TestSamplesOfAGauge:
    @pytest.mark.parametrize(
        ("condition", "good"),
        [
            (at_most(Quantity("0.3", "s")), 3),
            (at_least(Quantity("0.3", "s")), 3),
            (exactly(Quantity("0.3", "s")), 2),
            (
                Objective(
                    target=Quantity("0.3", "s"),
                    direction=Direction.LOWER_IS_BETTER,
                    is_strict=True,
                ),
                1,
            ),
            (
                Objective(
                    target=Quantity("0.3", "s"),
                    direction=Direction.HIGHER_IS_BETTER,
                    is_strict=True,
                ),
                1,
            ),
            (at_most(Quantity("0.3", "s"), warning=Quantity("0.1", "s")), 3),
        ],
        ids=str,
    )
    def test_a_sample_equal_to_the_limit_is_equal_to_it(
        self, condition: Objective, good: int
    ) -> None:
        values: list[Any] = [0.3, 0.1 + 0.2, Decimal("0.3"), 0.25]
        samples = [(EIGHT + n * SECOND, value) for n, value in enumerate(values)]
        series = EventSeries.of_samples(samples, condition=condition, slice=MINUTE)
        assert slices(series) == [(0, good, 4)]

    @pytest.mark.parametrize(
        ("condition", "values"),
        [
            (at_most(10), [10, 9.5, Fraction(10), 11]),
            (at_most(timedelta(seconds=10)), [timedelta(seconds=each) for each in (10, 9, 8, 11)]),
            (at_least("50 %"), [0.5, Ratio(3, 4), 1, 0.4]),
            (at_most(Quantity(10, "s")), [Quantity(10, "s"), 9, Decimal(8), 10.5]),
        ],
        ids=str,
    )
    def test_samples_are_read_in_the_unit_of_the_condition(
        self, condition: Objective, values: list[Any]
    ) -> None:
        samples = [(EIGHT + n * SECOND, value) for n, value in enumerate(values)]
        assert slices(EventSeries.of_samples(samples, condition=condition, slice=MINUTE)) == [
            (0, 3, 4)
        ]

    def test_what_is_no_finite_number_is_no_sample(self) -> None:
        odd: list[Any] = [float("nan"), float("inf"), -float("inf")]
        odd += [Decimal("NaN"), Decimal("Infinity")]
        samples = [(EIGHT, 0.1), *((EIGHT + SECOND, value) for value in odd)]
        series = EventSeries.of_samples(samples, condition=at_most(Quantity(1, "s")), slice=MINUTE)
        assert slices(series) == [(0, 1, 1)]
        assert [str(finding) for finding in series.findings] == [
            "warning not-finite at /1: values that are no finite numbers, no samples: 5"
        ]

    def test_equal_samples_of_an_instant_count_once_and_different_ones_each(self) -> None:
        values = [0.1, 0.1, 5.0, 0.1, 5.0, 0.2]
        samples = [(EIGHT, value) for value in values]
        series = EventSeries.of_samples(samples, condition=at_most(Quantity(1, "s")), slice=MINUTE)
        assert slices(series) == [(0, 2, 3)]
        assert codes(series) == {"repeated": 1, "two-values": 1}
        assert [finding.message[-1] for finding in series.findings] == ["3", "2"]
        backwards = EventSeries.of_samples(
            samples[::-1], condition=at_most(Quantity(1, "s")), slice=MINUTE
        )
        assert backwards == series

    def test_samples_of_different_instants_may_be_equal(self) -> None:
        samples = [(EIGHT, 1), (EIGHT + SECOND, 1), (EIGHT + 2 * SECOND, 1)]
        series = EventSeries.of_samples(samples, condition=at_most(1), slice=MINUTE)
        assert slices(series) == [(0, 3, 3)]
        assert series.findings == ()

    @pytest.mark.parametrize(
        "condition",
        [
            at_most(1, tolerance=Tolerance(1, ToleranceKind.ABSOLUTE)),
            at_most("1 %", rounding=Rounding(2)),
        ],
    )
    def test_tolerance_and_rounding_belong_to_the_share(self, condition: Objective) -> None:
        with pytest.raises(InvalidValue, match="without tolerance and rounding"):
            EventSeries.of_samples([(EIGHT, 1)], condition=condition, slice=MINUTE)

    @pytest.mark.parametrize("value", [None, "1", True, 1.0, [1], Quantity(1, "s")])
    def test_values_of_another_kind_are_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="sample: "):
            EventSeries.of_samples([(EIGHT, value)], condition=at_most(timedelta(1)), slice=MINUTE)

    def test_another_unit_is_refused(self) -> None:
        samples = [(EIGHT, Quantity(1, "ms"))]
        with pytest.raises(InvalidValue, match="an amount in s"):
            EventSeries.of_samples(samples, condition=at_most(Quantity(1, "s")), slice=MINUTE)

    def test_a_condition_is_an_objective(self) -> None:
        condition: Any = "at most 1"
        with pytest.raises(InvalidType, match="condition: "):
            EventSeries.of_samples([(EIGHT, 1)], condition=condition, slice=MINUTE)


class TestCounters:
    def test_increases_of_both_counters_are_joined(self) -> None:
        total = CounterSeries.of([(minute(n), 100 * n) for n in range(4)])
        bad = CounterSeries.of([(minute(n), n * n) for n in range(4)])
        series = EventSeries.of_counters(total=total, bad=bad, slice=MINUTE)
        assert slices(series) == [(0, 99, 100), (1, 97, 100), (2, 95, 100)] + [
            (number, 0, 0) for number in range(3, 8)
        ]

    def test_good_events_may_be_counted_instead(self) -> None:
        total = CounterSeries.of([(minute(0), 0), (minute(1), 10)], lookback=SECOND)
        good = CounterSeries.of([(minute(0), 3), (minute(1), 12)], lookback=SECOND)
        series = EventSeries.of_counters(total=total, good=good, slice=MINUTE)
        assert slices(series) == [(0, 9, 10)]

    def test_a_counter_in_fractions_is_joined_with_one_in_whole_numbers(self) -> None:
        total = CounterSeries.of([(minute(0), 0), (minute(1), 10)], lookback=SECOND)
        good = CounterSeries.of([(minute(0), 0), (minute(1), 2.5)], lookback=SECOND)
        series = EventSeries.of_counters(total=total, good=good, slice=MINUTE)
        assert slices(series) == [(0, Fraction(5, 2), 10)]
        assert series.scale == 2

    def test_slices_of_one_counter_only_are_missing(self) -> None:
        total = CounterSeries.of([(minute(n), n) for n in range(4)], lookback=SECOND)
        bad = CounterSeries.of([(minute(n), 0) for n in range(2)], lookback=SECOND)
        series = EventSeries.of_counters(total=total, bad=bad, slice=MINUTE)
        assert [number for number, _, _ in slices(series)] == [0]
        told = {finding.code: finding for finding in series.findings}["counters-apart"]
        assert told.message == "slices of which only one counter tells, missing: 2"
        assert told.value == f"slice {FIRST + 1} and 1 more"

    def test_more_bad_events_than_events_are_told(self) -> None:
        total = CounterSeries.of([(minute(0), 0), (minute(1), 5)], lookback=SECOND)
        part = CounterSeries.of([(minute(0), 0), (minute(1), 6)], lookback=SECOND)
        for given, good in (({"good": part}, 5), ({"bad": part}, 0)):
            counters: dict[str, Any] = given
            series = EventSeries.of_counters(total=total, slice=MINUTE, **counters)
            assert slices(series) == [(0, good, 5)]
            assert codes(series) == {"stale-counter": 2, "more-than-all": 1}

    def test_findings_of_the_counters_are_kept(self) -> None:
        total = CounterSeries.of([(minute(0), 5), (minute(1), 3)], lookback=SECOND * 61)
        series = EventSeries.of_counters(total=total, good=total, slice=MINUTE)
        assert codes(series) == {"counter-reset": 2}

    @pytest.mark.parametrize("given", [{}, {"good": 1, "bad": 1}])
    def test_either_good_or_bad_events_are_needed(self, given: dict[str, Any]) -> None:
        counter = CounterSeries.of([(EIGHT, 1)])
        counters: dict[str, Any] = dict.fromkeys(given, counter)
        with pytest.raises(InvalidValue, match="either good or bad events"):
            EventSeries.of_counters(total=counter, slice=MINUTE, **counters)

    def test_a_counter_is_a_counter_series(self) -> None:
        counter: Any = [(EIGHT, 1)]
        with pytest.raises(InvalidType, match="total: "):
            EventSeries.of_counters(
                total=counter, good=CounterSeries.of([(EIGHT, 1)]), slice=MINUTE
            )


class TestDowntime:
    def test_slices_are_seconds_of_which_some_are_good(self) -> None:
        down = IntervalSet.of(
            [
                Interval(minute(-5), minute(0.25)),
                Interval(minute(1.5), minute(3.5)),
                Interval(minute(3.75), minute(9)),
            ]
        )
        series = EventSeries.of_downtime(down, within=Interval(minute(0), minute(5)), slice=MINUTE)
        assert [(int(good), int(total)) for _, good, total in slices(series)] == [
            (45, 60),
            (30, 60),
            (0, 60),
            (15, 60),
            (0, 60),
        ]
        assert series.unit == "seconds"

    def test_bounds_have_an_end_and_lie_on_the_grid(self) -> None:
        with pytest.raises(OpenInterval):
            EventSeries.of_downtime(IntervalSet(), within=Interval(EIGHT), slice=MINUTE)
        with pytest.raises(InvalidValue, match="an edge of slices"):
            EventSeries.of_downtime(
                IntervalSet(), within=Interval(minute(0.5), minute(2)), slice=MINUTE
            )
        with pytest.raises(LimitExceeded, match="slices"):
            EventSeries.of_downtime(
                IntervalSet(), within=Interval(ORIGIN, HORIZON), slice=timedelta(microseconds=1)
            )

    def test_bounds_may_be_a_reporting_period(self) -> None:
        day = ReportingPeriod.around("2026-10-25", PeriodKind.DAY, zone="Europe/Berlin")
        series = EventSeries.of_downtime(IntervalSet(), within=day, slice=60 * MINUTE)
        assert len(series) == 25

    def test_downtime_is_a_set(self) -> None:
        down: Any = [Interval(minute(0), minute(1))]
        with pytest.raises(InvalidType, match="down: "):
            EventSeries.of_downtime(down, within=Interval(minute(0), minute(1)), slice=MINUTE)


class TestAlgebra:
    def test_series_of_several_sources_add_up(self) -> None:
        one = EventSeries.of_slices(EIGHT, [(1, 2), None, (Fraction(1, 2), 1)], slice=MINUTE)
        other = EventSeries.of_slices(minute(1), [(3, 3), ("0.25", 1)], slice=MINUTE)
        both = one + other
        assert slices(both) == [(0, 1, 2), (1, 3, 3), (2, Fraction(3, 4), 2)]
        assert slices(other + one) == slices(both)

    def test_choices_of_both_are_kept(self) -> None:
        counter = CounterSeries.of([(minute(0), 0), (minute(1), 10)])
        counted = EventSeries.of_counters(total=counter, good=counter, slice=MINUTE)
        sampled = EventSeries.of_samples([(EIGHT, 1)], condition=at_most(2), slice=MINUTE)
        assert (counted + sampled + counted).weighted(2).policies == (
            ("lookback", "0:05:00"),
            ("stale gap", "counted"),
            ("a good sample", "at most 2"),
        )

    def test_findings_of_both_are_kept(self) -> None:
        events = [(minute(1), True), (minute(0), True)]
        one = EventSeries.of_events(events, slice=MINUTE)
        assert codes(one + one) == {"out-of-order": 2}

    @pytest.mark.parametrize(
        "other",
        [
            EventSeries(slice=2 * MINUTE),
            EventSeries(slice=MINUTE, anchor=EIGHT),
            EventSeries(slice=MINUTE, unit="calls"),
        ],
    )
    def test_series_of_other_slices_or_units_do_not_add_up(self, other: EventSeries) -> None:
        with pytest.raises(InvalidValue, match="as the other series"):
            EventSeries(slice=MINUTE) + other

    def test_other_things_do_not_add_up(self) -> None:
        other: Any = 1
        with pytest.raises(TypeError):
            EventSeries(slice=MINUTE) + other

    def test_events_can_have_a_weight(self) -> None:
        series = EventSeries.of_slices(EIGHT, [(1, 2), (3, 3)], slice=MINUTE)
        assert slices(series.weighted("1.5")) == [(0, Fraction(3, 2), 3), (1, Fraction(9, 2), 4.5)]

    @pytest.mark.parametrize("weight", [0, -1])
    def test_a_weight_is_above_nothing(self, weight: int) -> None:
        with pytest.raises(InvalidValue, match="weight: "):
            EventSeries(slice=MINUTE).weighted(weight)


class TestTheValueItself:
    def test_it_has_no_truth_value(self) -> None:
        with pytest.raises(TypeError, match="is_empty"):
            bool(EventSeries(slice=MINUTE))

    def test_it_survives_pickle(self) -> None:
        series = EventSeries.of_slices(EIGHT, [(1, 2), None, (0, 0)], slice=MINUTE)
        assert pickle.loads(pickle.dumps(series)) == series  # noqa: S301 - just written

    def test_it_tells_its_rows(self) -> None:
        series = EventSeries.of_slices(EIGHT, [("0.5", 2)], slice=MINUTE)
        assert series.as_rows() == [{"start": "2026-10-26T08:00:00Z", "good": 0.5, "total": 2.0}]
        assert repr(series) == (
            "<EventSeries of 1 slices of 0:01:00 in 2026-10-26T08:00:00Z/2026-10-26T08:01:00Z>"
        )

    @pytest.mark.parametrize(
        ("columns", "error"),
        [
            ({"numbers": [1.0]}, InvalidType),
            ({"numbers": [1], "goods": [1]}, InvalidValue),
            ({"numbers": [2, 1], "goods": [0, 0], "totals": [0, 0]}, InvalidValue),
            ({"numbers": [1], "goods": [2], "totals": [1]}, InvalidValue),
            ({"numbers": [1], "goods": [-1], "totals": [1]}, InvalidValue),
            ({"scale": 0}, InvalidValue),
            ({"scale": "1"}, InvalidType),
            ({"unit": None}, InvalidType),
            ({"numbers": [-1], "goods": [1], "totals": [1]}, InvalidValue),
            ({"numbers": [10**10], "goods": [1], "totals": [1]}, InvalidValue),
            ({"numbers": [1], "goods": [0], "totals": [10**31]}, InvalidValue),
            ({"slice": timedelta(0)}, InvalidValue),
            ({"slice": 60}, InvalidType),
            ({"anchor": "1970"}, InvalidType),
        ],
    )
    def test_impossible_columns_are_refused(
        self, columns: dict[str, Any], error: type[Exception]
    ) -> None:
        given: dict[str, Any] = {"slice": MINUTE, **columns}
        with pytest.raises(error):
            EventSeries(**given)

    def test_slices_lie_within_the_range_of_instants(self) -> None:
        shifted = datetime(1970, 1, 1, 0, 0, 30, tzinfo=UTC)
        with pytest.raises(InvalidValue, match="slices within 1970 to 2200"):
            EventSeries.of_events([(ORIGIN, True)], slice=MINUTE, anchor=shifted)

    @pytest.mark.parametrize("name", ["numbers", "goods", "totals"])
    @pytest.mark.parametrize("wrong", [None, 5, "ab"])
    def test_a_column_that_is_no_list_is_refused_by_name(self, name: str, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=f"^{name}: "):
            EventSeries(slice=timedelta(minutes=1), **{name: wrong})
