"""Indicators over windows: methods, missing data, exclusions, evidence (R4.2 to R4.10)."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import PeriodKind, Recurrence, ReportingPeriod, recurring
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.indicators import (
    BudgetingMethod,
    EventSeries,
    ExcludedSlice,
    Indicator,
    IndicatorSeries,
    MissingData,
    PartialSlice,
    SliceKind,
)
from svcmgmt.sla.objectives import Verdict, at_least, at_most
from svcmgmt.temporal import (
    HORIZON,
    ORIGIN,
    Interval,
    IntervalSet,
    NaiveDatetime,
    OpenInterval,
    parse_instant as at,
)
from svcmgmt.values import NoData, Quantity, Ratio

MINUTE = timedelta(minutes=1)
EIGHT = at("2026-10-26T08:00:00Z")
FIRST = int((EIGHT - ORIGIN) / MINUTE)
OCCURRENCES, TIMESLICES, RATIO = BudgetingMethod
GOOD, BAD, IGNORE, UNDETERMINED = MissingData

Pair = tuple[Any, Any] | None


def minute(number: float) -> datetime:
    return EIGHT + number * MINUTE


def window(start: float, end: float) -> Interval:
    return Interval(minute(start), minute(end))


def by(method: BudgetingMethod, **choices: Any) -> Indicator:  # noqa: ANN401
    target = {"slice_target": "90 %"} if method is TIMESLICES else {}
    return Indicator(
        **{"name": "requests", "missing": IGNORE, "method": method, **target, **choices}
    )


def measured(
    pairs: list[Pair],
    indicator: Indicator,
    excluding: Any = None,  # noqa: ANN401
) -> IndicatorSeries:
    series = EventSeries.of_slices(EIGHT, pairs, slice=MINUTE)
    return IndicatorSeries(indicator=indicator, series=series, excluding=excluding)


def known(value: Ratio | NoData) -> Fraction:
    assert isinstance(value, Ratio)
    return value.value


class TestMethods:
    pairs: ClassVar[list[Pair]] = [(100, 100), (90, 100), (89, 100), (0, 1000)]

    def test_occurrences_are_events_of_events(self) -> None:
        reading = measured(self.pairs, by(OCCURRENCES)).over(window(0, 4))
        assert known(reading.value) == Fraction(279, 1300)
        assert reading.bad == 1021
        assert reading.base == 1300
        assert reading.base_unit == "events"
        assert reading.slices == ((SliceKind.MEASURED, 4),)

    def test_a_slice_that_equals_its_target_is_good(self) -> None:
        reading = measured(self.pairs, by(TIMESLICES)).over(window(0, 4))
        assert known(reading.value) == Fraction(1, 2)
        assert reading.bad == 2
        assert reading.base == 4
        assert reading.base_unit == "slices"
        assert reading.slices == ((SliceKind.GOOD, 2), (SliceKind.BAD, 2))

    def test_ratio_time_slices_are_the_mean_of_shares(self) -> None:
        reading = measured(self.pairs, by(RATIO)).over(window(0, 4))
        assert known(reading.value) == Fraction(279, 400)
        assert reading.bad == Fraction("1.21")
        assert reading.base == 4
        assert reading.is_approximate is False

    def test_counts_need_not_be_whole(self) -> None:
        pairs: list[Pair] = [(Fraction(1, 3), 1), (Decimal("0.5"), Decimal("0.5"))]
        values = [
            known(measured(pairs, by(method)).over(window(0, 2)).value)
            for method in BudgetingMethod
        ]
        assert values == [Fraction(5, 9), Fraction(1, 2), Fraction(2, 3)]

    def test_a_mean_of_too_many_denominators_is_rounded_and_says_so(self) -> None:
        totals = [10**9 + 2 * n + 7 for n in range(60)]
        pairs: list[Pair] = [(19 * total // 20, total) for total in totals]
        reading = measured(pairs, by(RATIO)).over(window(0, 60))
        shares = [Fraction(19 * total // 20, total) for total in totals]
        exact = sum(shares, Fraction(0)) / 60
        assert reading.is_approximate
        assert abs(known(reading.value) - exact) < Fraction(1, 10**24)
        assert dict(reading.policies)["mean"] == "rounded to 24 decimals"
        assert reading.base == 60

    def test_a_rounded_mean_can_equal_its_target(self) -> None:
        totals = [10**9 + 2 * n + 7 for n in range(60)]
        # shares of good and of bad swap, so that the mean is exactly a half
        pairs: list[Pair] = [(total // 3, total) for total in totals]
        pairs += [(total - total // 3, total) for total in totals]
        reading = measured(pairs, by(RATIO)).over(window(0, 120))
        assert reading.is_approximate
        assert reading.judge(at_least("50 %"), subject="shop").verdict is Verdict.MET
        assert reading.judge(at_most("50 %"), subject="shop").verdict is Verdict.MET

    def test_numbers_beyond_eight_bytes_are_added_exactly(self) -> None:
        pairs: list[Pair] = [(10**30 - 1, 10**30)] * 3
        reading = measured(pairs, by(OCCURRENCES)).over(window(0, 3))
        assert reading.bad == 3
        assert reading.base == 3 * 10**30


class TestMissingData:
    pairs: ClassVar[list[Pair]] = [(100, 100), None, (0, 0), (50, 100)]

    @pytest.mark.parametrize(
        ("policy", "value"),
        [(GOOD, Fraction(3, 4)), (BAD, Fraction(1, 4)), (IGNORE, Fraction(1, 2))],
    )
    @pytest.mark.parametrize("method", [TIMESLICES, RATIO])
    def test_slices_are_taken_for_something(
        self, method: BudgetingMethod, policy: MissingData, value: Fraction
    ) -> None:
        reading = measured(self.pairs, by(method, missing=policy)).over(window(0, 4))
        ratio = {GOOD: Fraction(7, 8), BAD: Fraction(3, 8), IGNORE: Fraction(3, 4)}[policy]
        assert known(reading.value) == (value if method is TIMESLICES else ratio)
        assert reading.count(SliceKind.MISSING) == reading.count(SliceKind.NO_TRAFFIC) == 1
        assert reading.count() == 4

    @pytest.mark.parametrize("method", BudgetingMethod)
    def test_an_undetermined_slice_leaves_no_value(self, method: BudgetingMethod) -> None:
        reading = measured(self.pairs, by(method, missing=UNDETERMINED)).over(window(0, 4))
        assert reading.value == NoData("2 of 4 slices are undetermined")
        assert reading.error_rate == reading.value
        assert reading.judge(at_least("1 %"), subject="x").verdict is Verdict.UNDEFINED
        assert known(measured(self.pairs, by(method)).over(window(0, 1)).value) == 1

    def test_no_traffic_may_mean_something_else(self) -> None:
        indicator = by(TIMESLICES, missing=IGNORE, no_traffic=BAD)
        assert known(measured(self.pairs, indicator).over(window(0, 4)).value) == Fraction(1, 3)

    def test_by_occurrences_missing_slices_are_ignored(self) -> None:
        reading = measured(self.pairs, by(OCCURRENCES)).over(window(-5, 9))
        assert known(reading.value) == Fraction(3, 4)
        assert reading.count(SliceKind.MISSING) == 11
        assert reading.missing_share == Fraction(11, 14)

    @pytest.mark.parametrize("method", BudgetingMethod)
    def test_nothing_to_measure_by_is_no_data_unless_it_is_full(
        self, method: BudgetingMethod
    ) -> None:
        unit = "events" if method is OCCURRENCES else "slices"
        nothing = measured([], by(method)).over(window(0, 4))
        assert nothing.value == NoData(f"no {unit} to measure by")
        full = measured([], by(method, empty=EmptyBase.FULL)).over(window(0, 4))
        assert known(full.value) == 1
        assert full.error_rate == 0

    def test_a_window_without_slices_has_no_missing_share(self) -> None:
        reading = measured([], by(OCCURRENCES)).over(window(3, 3))
        assert reading.missing_share == NoData("no slice to measure by")
        assert reading.count() == 0


class TestMinimumTraffic:
    pairs: ClassVar[list[Pair]] = [(59, 59), (10, 59), (40, 60), (60, 60)]

    def test_thin_slices_do_not_count(self) -> None:
        for method, value in ((TIMESLICES, Fraction(1, 2)), (RATIO, Fraction(5, 6))):
            reading = measured(self.pairs, by(method, minimum_events=60)).over(window(0, 4))
            assert known(reading.value) == value
            assert reading.count(SliceKind.THIN) == 2

    def test_or_they_are_taken_for_good(self) -> None:
        indicator = by(TIMESLICES, minimum_events=60, below_minimum=GOOD)
        assert known(measured(self.pairs, indicator).over(window(0, 4)).value) == Fraction(3, 4)

    def test_a_slice_without_traffic_is_not_thin(self) -> None:
        for method in (TIMESLICES, RATIO):
            indicator = by(method, minimum_events=60, no_traffic=BAD)
            reading = measured([(0, 0), (60, 60)], indicator).over(window(0, 2))
            assert known(reading.value) == Fraction(1, 2)
            assert reading.count(SliceKind.THIN) == 0


class TestWindows:
    def test_a_reporting_period_is_a_window(self) -> None:
        october = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone="Europe/Berlin")
        reading = measured([(1, 2)], by(OCCURRENCES)).over(october)
        assert reading.window == october.interval
        assert reading.count() == reading.planned == 745 * 60

    def test_edges_lie_on_the_slices(self) -> None:
        series = measured([(1, 2)], by(OCCURRENCES))
        for odd in (window(0.5, 2), window(0, 1.5)):
            with pytest.raises(InvalidValue, match=r"window: .* an edge of slices of 0:01:00"):
                series.over(odd)
        with pytest.raises(OpenInterval):
            series.over(Interval(EIGHT))

    def test_an_unfinished_window_counts_up_to_now(self) -> None:
        series = measured([(1, 1), (0, 1), None], by(TIMESLICES, missing=BAD))
        reading = series.over(window(0, 10), as_of=minute(2))
        assert (reading.measured, reading.count(), reading.planned) == (window(0, 2), 2, 10)
        assert known(reading.value) == Fraction(1, 2)

    @pytest.mark.parametrize(
        ("now", "partial", "until"),
        [
            (1.5, PartialSlice.EXCLUDED, 1),
            (1.5, PartialSlice.INCLUDED, 2),
            (2, PartialSlice.INCLUDED, 2),
            (-3, PartialSlice.INCLUDED, 0),
            (99, PartialSlice.EXCLUDED, 10),
        ],
    )
    def test_the_running_slice_counts_if_told(
        self, now: float, partial: PartialSlice, until: int
    ) -> None:
        series = measured([(1, 1)] * 5, by(OCCURRENCES))
        reading = series.over(window(0, 10), as_of=minute(now), partial=partial)
        assert reading.measured == window(0, until)

    @pytest.mark.parametrize(
        ("now", "partial", "span"),
        [
            (5, PartialSlice.EXCLUDED, (2, 5)),
            (5, PartialSlice.INCLUDED, (2, 5)),
            (5.5, PartialSlice.EXCLUDED, (2, 5)),
            (5.5, PartialSlice.INCLUDED, (3, 6)),
        ],
    )
    def test_a_rolling_window_has_always_as_many_slices(
        self, now: float, partial: PartialSlice, span: tuple[int, int]
    ) -> None:
        series = measured([(n, 10) for n in range(8)], by(OCCURRENCES))
        reading = series.rolling(minute(now), 3 * MINUTE, partial=partial)
        assert reading.window == reading.measured == window(*span)
        assert reading.good_events == sum(range(*span))

    @pytest.mark.parametrize("lasts", [MINUTE / 2, MINUTE * 1.5, 0 * MINUTE, -MINUTE])
    def test_a_rolling_window_is_whole_slices(self, lasts: timedelta) -> None:
        with pytest.raises(InvalidValue, match=r"lasts: .* whole slices"):
            measured([], by(OCCURRENCES)).rolling(EIGHT, lasts)

    def test_it_does_not_reach_beyond_1970(self) -> None:
        with pytest.raises(InvalidValue):
            measured([], by(OCCURRENCES)).rolling(ORIGIN, MINUTE)

    def test_arguments_of_another_kind_are_refused(self) -> None:
        series = measured([], by(OCCURRENCES))
        odd: Any = "included"
        with pytest.raises(InvalidType, match="partial"):
            series.over(window(0, 1), partial=odd)
        with pytest.raises(InvalidType, match="partial"):
            series.rolling(EIGHT, MINUTE, partial=odd)
        with pytest.raises(InvalidType, match="lasts"):
            series.rolling(EIGHT, odd)
        with pytest.raises(InvalidType, match="window"):
            series.over(odd)
        with pytest.raises(NaiveDatetime):
            series.rolling(datetime(2026, 10, 26), MINUTE)  # noqa: DTZ001
        with pytest.raises(InvalidType, match="kind"):
            series.over(window(0, 1)).count(odd)


class TestExclusions:
    pairs: ClassVar[list[Pair]] = [(10, 10), (0, 10), (0, 10), None, (10, 10), None]
    during = IntervalSet.of([window(1.5, 3.5)])

    def test_a_slice_that_is_touched_is_left_out(self) -> None:
        reading = measured(self.pairs, by(TIMESLICES, missing=BAD), self.during).over(window(0, 6))
        assert reading.slices == (
            (SliceKind.GOOD, 2),
            (SliceKind.MISSING, 1),
            (SliceKind.EXCLUDED, 3),
        )
        assert (known(reading.value), reading.planned) == (Fraction(2, 3), 3)

    def test_or_only_one_that_is_covered(self) -> None:
        indicator = by(TIMESLICES, missing=BAD, excluded_slice=ExcludedSlice.COVERED)
        reading = measured(self.pairs, indicator, self.during).over(window(0, 6))
        assert dict(reading.slices)[SliceKind.EXCLUDED] == 1
        assert known(reading.value) == Fraction(2, 5)

    def test_on_the_edges_both_are_the_same(self) -> None:
        during = IntervalSet.of([window(1, 3)])
        for which in ExcludedSlice:
            indicator = by(TIMESLICES, excluded_slice=which)
            reading = measured(self.pairs, indicator, during).over(window(0, 6))
            assert known(reading.value) == 1

    def test_any_calendar_adjusts_the_budget(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")
        nightly = recurring(
            Recurrence(rule="FREQ=DAILY", start=datetime(2026, 10, 1, 9, 1, tzinfo=berlin)),
            lasts=2 * MINUTE,
        )
        series = measured(self.pairs, by(OCCURRENCES), nightly)
        assert known(series.over(window(0, 6)).value) == 1
        day = series.over(Interval(EIGHT, EIGHT + timedelta(days=30)))
        assert day.count(SliceKind.EXCLUDED) == 60

    def test_a_window_may_be_excluded_as_a_whole(self) -> None:
        series = measured(self.pairs, by(OCCURRENCES), self.during)
        reading = series.over(window(2, 3))
        assert reading.value == NoData("no events to measure by")
        assert reading.missing_share == NoData("no slice to measure by")

    def test_an_exclusion_is_a_calendar_or_a_set(self) -> None:
        with pytest.raises(InvalidType, match="excluding"):
            measured(self.pairs, by(OCCURRENCES), [window(0, 1)])


class TestJudgements:
    pairs: ClassVar[list[Pair]] = [(10, 10), (0, 10), (3, 10), None, (10, 10), (0, 0), (1, 1)]

    def test_the_verdict_comes_with_the_stretches_that_were_not_good(self) -> None:
        indicator = by(TIMESLICES, missing=UNDETERMINED, no_traffic=IGNORE, minimum_events=5)
        series = measured(self.pairs, indicator, IntervalSet.of([window(2, 3)]))
        result = series.judge(at_least("90 %"), window(0, 3), subject="shop")
        assert str(result) == "requests of shop: violated, 50 %, promised at least 90 %"
        assert [
            (row.start, row.end, row.kind, row.counted, row.cause) for row in result.evidence
        ] == [
            (minute(1), minute(2), "bad", MINUTE, "10 of 10 events bad"),
            (minute(2), minute(3), "excluded", 0 * MINUTE, ""),
        ]
        assert result.whole == 2
        assert [(part.name, part.amount) for part in result.breakdown] == [("good", 1), ("bad", 1)]
        assert [str(part) for part in result.exclusions] == ["excluded slices 0:01:00"]
        assert dict(result.counts) == {"good slices": 1, "bad slices": 1, "excluded slices": 1}
        assert dict(result.policies)["slice"] == "0:01:00"
        rest = series.judge(at_least("90 %"), window(3, 7), subject="shop")
        assert rest.verdict is Verdict.UNDEFINED
        assert [(row.kind, row.counted) for row in rest.evidence] == [
            ("missing", 0 * MINUTE),
            ("no traffic", 0 * MINUTE),
            ("below minimum traffic", 0 * MINUTE),
        ]

    def test_missing_slices_that_are_bad_count(self) -> None:
        series = measured(self.pairs, by(TIMESLICES, missing=BAD))
        rows = series.judge(at_least("1 %"), window(3, 6), subject="x").evidence
        assert [(row.kind, row.counted) for row in rows] == [
            ("missing", MINUTE),
            ("no traffic", MINUTE),
        ]

    def test_by_events_slices_with_errors_are_told(self) -> None:
        for method in (OCCURRENCES, RATIO):
            rows = (
                measured(self.pairs, by(method))
                .judge(at_least("1 %"), window(0, 3), subject="x")
                .evidence
            )
            assert [(row.start, row.end, row.kind, row.cause) for row in rows] == [
                (minute(1), minute(3), "errors", "17 of 20 events bad")
            ]

    def test_amounts_that_are_not_whole_have_a_unit(self) -> None:
        series = measured([("0.5", 1)], by(OCCURRENCES))
        result = series.judge(at_least("90 %"), window(0, 1), subject="x")
        assert result.breakdown[0].amount == Quantity("0.5", "events")
        assert result.exclusions == ()

    def test_only_a_share_can_be_promised(self) -> None:
        reading = measured(self.pairs, by(OCCURRENCES)).over(window(0, 1))
        with pytest.raises(InvalidType, match="a promised share"):
            reading.judge(at_most(5), subject="x")
        objective: Any = "99 %"
        with pytest.raises(InvalidType, match="objective"):
            reading.judge(objective, subject="x")


class TestKernels:
    @pytest.mark.parametrize("method", BudgetingMethod)
    def test_columns_add_up_to_the_sums(self, method: BudgetingMethod) -> None:
        pairs: list[Pair] = [(10, 10), (0, 10), None, (7, 10), (0, 0)]
        indicator = by(method, missing=UNDETERMINED, no_traffic=IGNORE)
        series = measured(pairs, indicator, IntervalSet.of([window(1, 2), window(6, 9)]))
        for low in range(FIRST - 2, FIRST + 7):
            for high in range(low, FIRST + 8):
                columns = series.columns(low, high)
                assert tuple(map(sum, columns)) == series.sums(low, high)

    def test_columns_are_not_written_down_without_end(self) -> None:
        with pytest.raises(LimitExceeded):
            measured([], by(OCCURRENCES)).columns(0, int((HORIZON - ORIGIN) / MINUTE))


WINDOW = "Mon 2026-10-26 09:00+01:00 to Mon 2026-10-26 09:10+01:00"
POLICIES = (
    "missing data ignore, no traffic ignore, excluded slices touched, empty base undefined, "
    "running slice excluded"
)


class TestTelling:
    def test_a_reading_is_explained(self) -> None:
        series = measured([(10, 10), (0, 10), None], by(OCCURRENCES))
        reading = series.over(window(0, 10), as_of=minute(3))
        assert reading.explain(ZoneInfo("Europe/Berlin")).splitlines() == [
            "requests: 50 % of 20 events",
            "measured: Mon 2026-10-26 09:00+01:00 to Mon 2026-10-26 09:03+01:00",
            f"window: {WINDOW}, 10 slices that count",
            "slices: 3 of 0:01:00: 2 measured, 1 missing",
            "events: 10 of 20 good",
            f"policies: slice 0:01:00, method occurrences, {POLICIES}",
        ]
        assert reading.as_rows() == [
            {"kind": "measured", "slices": 2, "duration_us": 120_000_000},
            {"kind": "missing", "slices": 1, "duration_us": 60_000_000},
        ]
        assert reading._repr_mimebundle_() == {"text/plain": reading.explain()}
        assert repr(reading) == "<IndicatorReading requests: 50 % of 20 events>"

    def test_a_reading_of_nothing_says_so(self) -> None:
        reading = measured([], by(OCCURRENCES)).over(window(0, 0))
        assert str(reading) == "requests: no events to measure by"
        assert "slices: 0 of 0:01:00: none" in reading.explain()

    def test_choices_of_the_counting_are_handed_on(self) -> None:
        series = EventSeries.of_samples([(EIGHT, 1)], condition=at_most(2), slice=MINUTE)
        whole = IndicatorSeries(indicator=by(OCCURRENCES), series=series)
        reading = whole.rolling(minute(0.5), MINUTE, partial=PartialSlice.INCLUDED)
        policies = dict(reading.judge(at_least("1 %"), subject="x").policies)
        assert policies["a good sample"] == "at most 2"
        assert policies["running slice"] == "included"

    def test_findings_are_handed_on(self) -> None:
        series = EventSeries.of_events([(minute(1), True), (minute(0), True)], slice=MINUTE)
        whole = IndicatorSeries(indicator=by(OCCURRENCES), series=series)
        reading = whole.over(window(0, 2))
        assert [finding.code for finding in reading.findings] == ["out-of-order"]
        assert "finding: warning out-of-order" in reading.explain()
        assert reading.judge(at_least("1 %"), subject="x").findings == reading.findings

    def test_a_series_is_shown_and_survives_pickle(self) -> None:
        series = measured([(1, 2)], by(OCCURRENCES))
        series.over(window(0, 1))
        copy = pickle.loads(pickle.dumps(series))  # noqa: S301 - just written
        assert copy == series
        assert copy.over(window(0, 1)) == series.over(window(0, 1))
        assert repr(series).startswith("<IndicatorSeries requests over <EventSeries of 1 slices")

    @pytest.mark.parametrize("name", ["indicator", "series"])
    def test_its_parts_are_what_they_are(self, name: str) -> None:
        given: dict[str, Any] = {
            "indicator": by(OCCURRENCES),
            "series": EventSeries(slice=MINUTE),
            name: None,
        }
        with pytest.raises(InvalidType, match=name):
            IndicatorSeries(**given)
