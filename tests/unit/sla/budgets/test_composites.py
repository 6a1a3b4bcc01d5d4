"""Composite objectives (R4.11)."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.budgets import CompositePart, composite
from svcmgmt.sla.indicators import (
    BudgetingMethod,
    EventSeries,
    Indicator,
    IndicatorSeries,
    MissingData,
)
from svcmgmt.temporal import Interval, parse_instant as at
from svcmgmt.values import NoData, Ratio

MINUTE = timedelta(minutes=1)
EIGHT = at("2026-10-26T08:00:00Z")
OCCURRENCES, TIMESLICES, RATIO = BudgetingMethod
GOOD, BAD, IGNORE, UNDETERMINED = MissingData


def minute(number: float) -> datetime:
    return EIGHT + number * MINUTE


def part(
    method: BudgetingMethod,
    pairs: list[Any],
    *,
    weight: int | str = 1,
    missing: MissingData = IGNORE,
    slice_length: timedelta = MINUTE,
    empty: EmptyBase = EmptyBase.UNDEFINED,
) -> CompositePart:
    indicator = Indicator(
        name="requests",
        method=method,
        slice_target="90 %" if method is TIMESLICES else None,
        missing=missing,
        empty=empty,
    )
    series = EventSeries.of_slices(EIGHT, pairs, slice=slice_length)
    return CompositePart(series=IndicatorSeries(indicator=indicator, series=series), weight=weight)


def window(minutes: int) -> Interval:
    return Interval(EIGHT, minute(minutes))


class TestTimeSlices:
    def test_a_slice_is_bad_if_it_is_for_any(self) -> None:
        rows = [[1, 1, 0, 1], [1, 0, 1, 1], [1, 1, 1, 1]]
        parts = [part(TIMESLICES, [(good, 1) for good in row]) for row in rows]
        reading = composite(parts, window(4))
        assert reading.value == Ratio(1, 2)
        assert reading.bad == 2
        assert reading.base == 4

    def test_else_it_is_undetermined_if_it_is_for_any(self) -> None:
        known = part(TIMESLICES, [(0, 1), (1, 1), (1, 1)], missing=UNDETERMINED)
        unknown = part(TIMESLICES, [None, None, (1, 1)], missing=UNDETERMINED)
        reading = composite([known, unknown], window(3))
        assert reading.bad == 1
        assert reading.base == 2
        assert reading.undetermined == 1
        assert reading.value == NoData("1 slices are undetermined")

    def test_one_that_no_part_counts_is_left_out(self) -> None:
        parts = [part(TIMESLICES, [(1, 1), None, None]), part(TIMESLICES, [None, (1, 1), None])]
        assert composite(parts, window(3)).base == 2

    def test_time_slices_have_no_weights(self) -> None:
        with pytest.raises(InvalidValue, match="1 for time slices"):
            composite([part(TIMESLICES, [(1, 1)], weight=2)], window(1))


class TestWeights:
    def test_bad_events_add_up_by_weight(self) -> None:
        parts = [
            part(OCCURRENCES, [(90, 100)], weight=3),
            part(OCCURRENCES, [(100, 100), (99, 100)], weight=1),
        ]
        reading = composite(parts, window(2))
        assert reading.bad == 31
        assert reading.base == 500
        assert reading.value == Ratio(469, 500)
        assert reading.unit == "weighted events"

    def test_undetermined_slices_add_up(self) -> None:
        parts = [part(OCCURRENCES, [(1, 1)], missing=UNDETERMINED)] * 2
        assert composite(parts, window(3)).undetermined == 4

    def test_shares_of_bad_are_averaged_by_weight(self) -> None:
        parts = [
            part(RATIO, [(1, 2), (1, 1)], weight=3),
            part(RATIO, [(1, 1), (1, 1)], weight="1"),
        ]
        reading = composite(parts, window(2))
        assert reading.value == Ratio(13, 16)
        assert reading.base == 2
        assert reading.unit == "slices"

    def test_a_part_that_measures_nothing_has_no_weight(self) -> None:
        parts = [part(RATIO, [(1, 2)]), part(RATIO, [])]
        assert composite(parts, window(1)).value == Ratio(1, 2)
        nothing = composite([part(RATIO, [])], window(1))
        assert nothing.value == NoData("no slices to measure by")

    @pytest.mark.parametrize("weight", [0, -1])
    def test_a_weight_is_above_nothing(self, weight: int) -> None:
        with pytest.raises(InvalidValue, match="weight"):
            part(RATIO, [], weight=weight)


class TestParts:
    @pytest.mark.parametrize(
        "parts",
        [
            [],
            [part(RATIO, []), part(OCCURRENCES, [])],
            [part(RATIO, []), part(RATIO, [], slice_length=timedelta(minutes=2))],
        ],
    )
    def test_parts_have_one_method_and_one_grid(self, parts: list[CompositePart]) -> None:
        with pytest.raises(InvalidValue, match="by one method and in slices of one grid"):
            composite(parts, window(2))

    def test_arguments_of_another_kind_are_refused(self) -> None:
        odd: Any = 5
        with pytest.raises(InvalidType, match="parts"):
            composite([odd], window(2))
        with pytest.raises(InvalidType, match="series"):
            CompositePart(series=odd)

    def test_a_reporting_period_is_a_window(self) -> None:
        october = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone="UTC")
        assert composite([part(TIMESLICES, [(1, 1)])], october).base == 1


class TestTelling:
    def test_it_has_a_budget(self) -> None:
        parts = [part(TIMESLICES, [(1, 1), (0, 1)])] * 2
        budget = composite(parts, window(2)).budget("75 %")
        assert budget.allowed == Fraction(1, 2)
        assert budget.consumed == 1
        assert budget.unit == "slices"
        assert budget.remaining_time == -MINUTE / 2
        events = composite([part(OCCURRENCES, [(9, 10)], weight=2)], window(1)).budget("80 %")
        assert events.allowed == 4
        assert events.consumed == 2
        assert events.slice is None

    def test_it_is_explained(self) -> None:
        parts = [part(OCCURRENCES, [(9, 10)], weight="1.5"), part(OCCURRENCES, [])]
        reading = composite(parts, window(1))
        assert reading.explain().splitlines() == [
            "composite of 2 by occurrences: 90 % of 15 weighted events",
            "weight 1.5: requests: 90 % of 10 events",
            "weight 1: requests: no events to measure by",
        ]
        assert reading._repr_mimebundle_() == {"text/plain": reading.explain()}
        assert repr(reading).startswith("<CompositeReading composite of 2")
        assert reading.as_rows() == [
            {
                "indicator": "requests",
                "weight": 1.5,
                "bad": 1.0,
                "base": 10.0,
                "error_rate": 0.1,
            },
            {"indicator": "requests", "weight": 1.0, "bad": 0.0, "base": 0.0, "error_rate": None},
        ]

    def test_nothing_is_said_to_be_nothing(self) -> None:
        reading = composite([part(OCCURRENCES, [])], window(1))
        assert str(reading) == (
            "composite of 1 by occurrences: no weighted events to measure by of 0 weighted events"
        )
