"""Capacity: utilisation and headroom, levels that are passed, and when nothing is left."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import (
    CapacityUse,
    CapacityView,
    GrowthMethod,
    capacity_trend,
    judge_capacity,
    peak_to_mean,
)
from svcmgmt.sla import Verdict
from svcmgmt.sla.objectives import at_most
from svcmgmt.statistics import PercentileMethod
from svcmgmt.values import NO_DATA, NoData, Quantity, Ratio

LEVELS = at_most(Quantity(85, "%"), warning=Quantity(70, "%"))


def gb(*amounts: float | str | None) -> list[Quantity | NoData]:
    """Return amounts in GB; None is no data."""
    return [NO_DATA if each is None else Quantity(str(each), "GB") for each in amounts]


def use(used: int, capacity: int = 100) -> CapacityUse:
    """Return a use in GB."""
    return CapacityUse(subject="disk", used=Quantity(used, "GB"), capacity=Quantity(capacity, "GB"))


class TestUse:
    def test_utilisation_and_headroom(self) -> None:
        assert use(2, 3).utilisation == Quantity(Fraction(200, 3), "%")
        assert use(2, 3).headroom == Quantity(1, "GB")
        assert str(use(2, 3)) == "disk: 2 GB of 3 GB"

    def test_more_may_be_used_than_there_is(self) -> None:
        assert use(150).utilisation == Quantity(150, "%")
        assert use(150).headroom == Quantity(-50, "GB")

    def test_without_capacity_there_is_no_utilisation(self) -> None:
        assert use(0, 0).utilisation == NoData("no capacity")

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"subject": " "}, InvalidValue),
            ({"used": 3}, InvalidType),
            ({"used": Quantity(-1, "GB")}, InvalidValue),
            ({"capacity": Quantity(-1, "GB")}, InvalidValue),
            ({"capacity": Quantity(1, "MB")}, InvalidValue),
            ({"view": "service"}, InvalidType),
        ],
    )
    def test_what_cannot_be_is_refused(self, wrong: dict[str, Any], error: type[Exception]) -> None:
        gigabyte = Quantity(1, "GB")
        given: dict[str, Any] = {"subject": "disk", "used": gigabyte, "capacity": gigabyte}
        with pytest.raises(error, match=next(iter(wrong))):
            CapacityUse(**{**given, **wrong})


class TestLevels:
    @pytest.mark.parametrize(
        ("used", "verdict"),
        [
            (70, Verdict.MET),
            (71, Verdict.WARNING),
            (85, Verdict.WARNING),
            (86, Verdict.VIOLATED),
            (120, Verdict.VIOLATED),
        ],
    )
    def test_a_level_that_is_reached_is_not_passed(self, used: int, verdict: Verdict) -> None:
        result = judge_capacity(use(used), LEVELS)
        assert result.verdict is verdict
        assert result.whole == Quantity(100, "GB")
        assert result.policies == (("view", CapacityView.SERVICE.value),)

    def test_without_capacity_nothing_is_judged(self) -> None:
        assert judge_capacity(use(0, 0), LEVELS).verdict is Verdict.UNDEFINED

    def test_levels_are_in_percent(self) -> None:
        with pytest.raises(InvalidValue, match="value"):
            judge_capacity(use(1), at_most(Quantity(1, "GB")))
        with pytest.raises(InvalidType, match="value"):
            judge_capacity(use(1), at_most("85 %"))

    def test_wrong_kinds_are_refused(self) -> None:
        with pytest.raises(InvalidType, match="use"):
            judge_capacity(Quantity(1, "GB"), LEVELS)  # type: ignore[arg-type]
        with pytest.raises(InvalidType, match="thresholds"):
            judge_capacity(use(1), "85 %")  # type: ignore[arg-type]


class TestPeaks:
    def test_the_peak_is_so_many_times_the_mean(self) -> None:
        assert peak_to_mean(gb(10, None, 30, 20)) == Fraction(3, 2)

    @pytest.mark.parametrize("values", [gb(), gb(None), gb(0, 0)])
    def test_where_nothing_is_used_there_is_none(self, values: list[Quantity | NoData]) -> None:
        assert peak_to_mean(values) == NoData("nothing was used")

    def test_units_are_not_mixed(self) -> None:
        with pytest.raises(InvalidValue, match="values"):
            peak_to_mean([Quantity(1, "GB"), Quantity(1, "MB")])


class TestTrend:
    def test_the_line_is_followed_to_the_limit(self) -> None:
        trend = capacity_trend(gb(60, 62, 64, 66), limit=Quantity(80, "GB"))
        assert (trend.growth, trend.periods_left) == (Quantity(2, "GB"), Fraction(7))
        assert (trend.last, trend.observations, trend.missing) == (Quantity(66, "GB"), 4, 0)
        assert str(trend) == "grows by 2 GB a period, reaches 80 GB after 7 periods"

    def test_the_line_has_the_least_squares(self) -> None:
        trend = capacity_trend(gb(1, 3, 2, 5), limit=Quantity(10, "GB"))
        assert trend.growth == Quantity("1.1", "GB")
        assert trend.periods_left == (10 - Fraction("1.1")) / Fraction("1.1") - 3

    def test_periods_without_data_keep_their_places(self) -> None:
        trend = capacity_trend(gb(60, None, 64, 66, None), limit=Quantity(80, "GB"))
        assert (trend.growth, trend.periods_left) == (Quantity(2, "GB"), Fraction(7))
        assert (trend.observations, trend.missing) == (3, 2)

    @pytest.mark.parametrize("values", [gb(60, 80), gb(60, 90), gb(95, 80)])
    def test_a_limit_that_is_reached_leaves_nothing(self, values: list[Quantity | NoData]) -> None:
        assert capacity_trend(values, limit=Quantity(80, "GB")).periods_left == Fraction(0)

    def test_a_line_beyond_the_limit_leaves_nothing(self) -> None:
        trend = capacity_trend(gb(1, 50, 99, 99), limit=Quantity(100, "GB"))
        assert trend.periods_left == Fraction(0)

    @pytest.mark.parametrize("values", [gb(5, 5, 5), gb(5, 4)])
    def test_what_does_not_grow_never_gets_there(self, values: list[Quantity | NoData]) -> None:
        trend = capacity_trend(values, limit=Quantity(80, "GB"))
        assert trend.periods_left == NoData("nothing grows")
        assert str(trend).endswith("a period, nothing grows")

    @pytest.mark.parametrize("values", [gb(), gb(3), gb(None, 3)])
    def test_one_observation_is_no_trend(self, values: list[Quantity | NoData]) -> None:
        trend = capacity_trend(values, limit=Quantity(80, "GB"))
        assert trend.growth == trend.periods_left == NoData("fewer than 2 observations")
        assert str(trend) == "fewer than 2 observations"

    def test_fractions_that_nobody_can_write_are_refused(self) -> None:
        odd = [Quantity(Fraction(2**4_000, 2**4_000 + step), "GB") for step in (1, 3)]
        with pytest.raises(InvalidValue, match="values"):
            capacity_trend(odd, limit=Quantity(80, "GB"))

    def test_without_any_there_is_no_last_one(self) -> None:
        trend = capacity_trend([], limit=Quantity(80, "GB"))
        assert trend.last == NoData("no observation")


class TestQuantileOfGrowth:
    def test_use_goes_on_from_the_last_observation(self) -> None:
        trend = capacity_trend(
            gb(10, 11, 14, 16),
            limit=Quantity(40, "GB"),
            method=GrowthMethod.QUANTILE,
            quantile="50 %",
        )
        assert (trend.growth, trend.periods_left) == (Quantity(2, "GB"), Fraction(12))
        assert trend.quantile == Ratio(1, 2)

    def test_growth_over_a_gap_is_spread(self) -> None:
        trend = capacity_trend(
            gb(10, None, 14, 15),
            limit=Quantity(19, "GB"),
            method=GrowthMethod.QUANTILE,
            quantile=Ratio(1, 1),
        )
        assert (trend.growth, trend.periods_left) == (Quantity(2, "GB"), Fraction(2))

    def test_the_estimator_is_a_choice(self) -> None:
        trend = capacity_trend(
            gb(10, 11, 14),
            limit=Quantity(40, "GB"),
            method=GrowthMethod.QUANTILE,
            quantile="50 %",
            percentile_method=PercentileMethod.LINEAR,
        )
        assert trend.growth == Quantity(2, "GB")

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"quantile": "90 %"}, InvalidValue),
            ({"quantile": None, "method": GrowthMethod.QUANTILE}, InvalidValue),
            ({"quantile": 0.9, "method": GrowthMethod.QUANTILE}, InvalidType),
            ({"quantile": "190 %", "method": GrowthMethod.QUANTILE}, InvalidValue),
            ({"method": "quantile"}, InvalidType),
            ({"limit": 80}, InvalidType),
            ({"limit": Quantity(80, "MB")}, InvalidValue),
            ({"values": [timedelta(1)]}, InvalidType),
            ({"values": Quantity(1, "GB")}, InvalidType),
        ],
    )
    def test_what_cannot_be_is_refused(self, wrong: dict[str, Any], error: type[Exception]) -> None:
        given: dict[str, Any] = {"values": gb(1, 2), "limit": Quantity(9, "GB")}
        with pytest.raises(error):
            capacity_trend(**{**given, **wrong})
