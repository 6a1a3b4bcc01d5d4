"""Weighted means, and services that need all of their parts (R2.20, row 26)."""

from __future__ import annotations

import pickle
from datetime import timedelta
from fractions import Fraction
from typing import Any, ClassVar

import pytest

from svcmgmt.calendars import never, weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import (
    Availability,
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    Granularity,
    ImpactWeighted,
    Outage,
    Overlap,
    PartialPeriod,
    Rollup,
    WeightedPart,
    WhenUnknown,
    availability_of,
    impact_weighted,
    series_of,
)
from svcmgmt.sla.objectives import Verdict, at_least
from svcmgmt.temporal import Interval
from svcmgmt.values import NoData, Ratio

DAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")
HOUR = timedelta(hours=1)
NOTHING_KNOWN = NoData("no agreed time in the period")

PRIMES = [each for each in range(3, 3_000, 2) if all(each % d for d in range(3, each, 2))]


def span(first: float, last: float) -> Interval:
    return Interval(DAY.start + first * HOUR, DAY.start + last * HOUR)


def service(*down: tuple[float, float], **more: Any) -> Availability:  # noqa: ANN401
    return availability_of([Outage(during=span(*each)) for each in down], within=DAY, **more)


class TestMean:
    HALF: ClassVar[dict[str, Ratio | NoData]] = {"a": Ratio(1, 2), "b": Ratio(1, 1)}

    def test_weights_need_not_add_up_to_anything(self) -> None:
        told: list[dict[str, Any]] = [{"a": 3, "b": 1}, {"a": "75 %", "b": Fraction(1, 4)}]
        for weights in told:
            mean = impact_weighted(self.HALF, weights)
            assert mean.ratio == Ratio(5, 8)
            assert not mean.is_approximate

    def test_the_minimum_is_told_beside_it(self) -> None:
        mean = impact_weighted(self.HALF | {"c": Ratio(0, 1)}, {"a": 1, "b": 98, "c": 1})
        assert isinstance(mean.minimum, WeightedPart)
        assert (mean.minimum.name, mean.minimum.value) == ("c", Ratio(0, 1))
        evaluation = mean.evaluation(at_least("98 %"))
        assert evaluation.verdict is Verdict.MET
        assert dict(evaluation.policies)["minimum"] == "c 0 %"
        assert dict(evaluation.policies)["missing"] == "not chosen"
        assert mean.evaluation().verdict is Verdict.UNDEFINED

    def test_a_weight_of_nothing_counts_nothing(self) -> None:
        assert impact_weighted(self.HALF, {"a": 0, "b": 1}).ratio == Ratio(1, 1)

    @pytest.mark.parametrize(
        ("missing", "share"),
        [
            (WhenUnknown.UP, Fraction(3, 4)),
            (WhenUnknown.DOWN, Fraction(1, 4)),
            (WhenUnknown.EXCLUDED, Fraction(1, 2)),
        ],
    )
    def test_a_part_without_data_counts_by_policy(
        self, missing: WhenUnknown, share: Fraction
    ) -> None:
        values: dict[str, Ratio | NoData] = {"a": Ratio(1, 2), "b": NOTHING_KNOWN}
        mean = impact_weighted(values, {"a": 1, "b": 1}, missing=missing)
        assert mean.ratio == Ratio(share, 1)
        assert str(mean.minimum) == "a 50 %"

    def test_a_part_without_data_may_leave_it_undetermined(self) -> None:
        values: dict[str, Ratio | NoData] = {"a": Ratio(1, 2), "b": NOTHING_KNOWN}
        mean = impact_weighted(values, {"a": 1, "b": 1}, missing=WhenUnknown.UNDETERMINED)
        assert mean.ratio == NoData("no data of b")
        assert not mean.is_approximate
        assert mean.evaluation(at_least("1 %")).verdict is Verdict.UNDEFINED

    def test_without_a_policy_it_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="missing"):
            impact_weighted({"a": NOTHING_KNOWN}, {"a": 1})

    def test_nothing_with_any_weight_is_no_data(self) -> None:
        values: dict[str, Ratio | NoData] = {"a": Ratio(1, 2), "b": NOTHING_KNOWN}
        mean = impact_weighted(values, {"a": 0, "b": 1}, missing=WhenUnknown.EXCLUDED)
        assert mean.ratio == NoData("no part with data has any weight")
        alone = impact_weighted({"b": NOTHING_KNOWN}, {"b": 1}, missing=WhenUnknown.UP)
        assert (alone.ratio, alone.minimum) == (Ratio(1, 1), NoData("no part has data"))

    def test_weights_have_the_names_of_the_values(self) -> None:
        with pytest.raises(InvalidValue, match="weights"):
            impact_weighted(self.HALF, {"a": 1})

    @pytest.mark.parametrize(
        ("weights", "error"),
        [
            ({"a": 0, "b": 0}, InvalidValue),
            ({"a": -1, "b": 2}, InvalidValue),
            ({"a": 0.5, "b": 0.5}, InvalidType),
        ],
    )
    def test_bad_weights_are_refused(self, weights: Any, error: type[Exception]) -> None:  # noqa: ANN401
        with pytest.raises(error, match="weight"):
            impact_weighted(self.HALF, weights)

    def test_bad_parts_are_refused(self) -> None:
        with pytest.raises(InvalidType, match="value"):
            WeightedPart(name="a", value=0.99, weight=1)  # type: ignore[arg-type]
        part = WeightedPart(name="a", value=Ratio(1, 2), weight=1)
        with pytest.raises(InvalidValue, match="parts"):
            ImpactWeighted(parts=[part, part])
        with pytest.raises(InvalidType, match="parts"):
            ImpactWeighted(parts=["a"])  # type: ignore[list-item]
        with pytest.raises(InvalidType, match="missing"):
            ImpactWeighted(parts=[part], missing="up")  # type: ignore[arg-type]

    def test_bases_without_a_handy_denominator_end_in_a_figure_that_says_so(self) -> None:
        values = {str(prime): Ratio(prime - 1, prime) for prime in PRIMES}
        mean = impact_weighted(values, dict.fromkeys(values, 1))
        exact = sum((each.value for each in values.values()), Fraction(0)) / len(values)
        assert mean.is_approximate
        assert isinstance(mean.ratio, Ratio)
        assert 0 <= exact - mean.ratio.value < Fraction(1, 10**17)
        assert [each.code for each in mean.evaluation().findings] == ["approximate-share"]

    def test_less_than_anything_is_nothing(self) -> None:
        tiny = Ratio(Fraction(1, 10**20), 10**11)
        assert impact_weighted({"a": tiny}, {"a": 1}).ratio == Ratio(0, 1)

    def test_it_is_a_value(self) -> None:
        mean = impact_weighted(self.HALF, {"a": 1, "b": 1}, subject="sites")
        twin = pickle.loads(pickle.dumps(mean))  # noqa: S301
        assert (twin, hash(twin)) == (mean, hash(mean))
        assert str(mean.evaluation()) == "weighted availability of sites: 75 %"


class TestSeries:
    def test_what_fails_together_is_lost_once(self) -> None:
        parts = {"net": service((1, 4)), "app": service((3, 6))}
        assert series_of(parts).ratio == Ratio(19, 24)
        assert series_of(parts, rollup=Rollup.MODELLED).ratio == Ratio(21 * 21, 24 * 24)

    def test_the_worst_part_counts_at_each_instant(self) -> None:
        half = availability_of([Outage(during=span(0, 12), weight="1/2")], within=DAY)
        third = availability_of([Outage(during=span(6, 24), weight="1/3")], within=DAY)
        assert series_of({"a": half, "b": third}).ratio == Ratio(24 - 6 - 4, 24)

    def test_sums_above_everything_are_everything(self) -> None:
        outages = [Outage(during=span(0, 12), cause=cause) for cause in "ab"]
        summed = availability_of(
            outages, within=DAY, policies=AvailabilityPolicies(overlap=Overlap.SUM)
        )
        assert series_of({"a": summed}).ratio == Ratio(1, 2)

    def test_what_excuses_one_part_excuses_the_whole(self) -> None:
        work = Exclusion(category=ExclusionCategory.PLANNED_MAINTENANCE, during=span(0, 12))
        parts = {
            "net": service((1, 4), (13, 14), exclusions=[work]),
            "app": service((2, 3), (22, 23)),
        }
        assert series_of(parts).ratio == Ratio(10, 12)

    def test_the_base_is_the_time_of_all(self) -> None:
        office = weekly("Mon-Fri 08:00-18:00", zone="UTC")
        parts = {"net": service((1, 9)), "app": service(service_time=office)}
        assert series_of(parts).ratio == Ratio(9, 10)

    def test_no_common_base_is_no_data(self) -> None:
        early, late = (
            service(service_time=weekly(hours, zone="UTC"))
            for hours in ("Mon-Fri 08:00-10:00", "Mon-Fri 11:00-12:00")
        )
        assert series_of({"a": early, "b": late}).ratio == NoData("no common base")

    @pytest.mark.parametrize("rollup", Rollup)
    def test_a_part_without_data_leaves_none(self, rollup: Rollup) -> None:
        parts = {"a": service(), "b": service(service_time=never())}
        assert series_of(parts, rollup=rollup).ratio == NOTHING_KNOWN

    @pytest.mark.parametrize(
        "policies",
        [
            AvailabilityPolicies(fixed_length=24 * HOUR),
            AvailabilityPolicies(partial_period=PartialPeriod.FULL_PERIOD),
            AvailabilityPolicies(granularity=Granularity.UP),
        ],
    )
    def test_downtime_needs_a_place_in_time(self, policies: AvailabilityPolicies) -> None:
        part = service((1, 2), policies=policies)
        with pytest.raises(InvalidValue, match="policies"):
            series_of({"a": part})
        assert isinstance(series_of({"a": part}, rollup=Rollup.MODELLED).ratio, Ratio)

    def test_parts_are_of_one_period(self) -> None:
        other = availability_of([], within=span(0, 12))
        for parts in ({}, {"a": service(), "b": other}):
            with pytest.raises(InvalidValue, match="parts"):
                series_of(parts)

    def test_a_rollup_is_a_policy(self) -> None:
        with pytest.raises(InvalidType, match="rollup"):
            series_of({"a": service()}, rollup="empirical")  # type: ignore[arg-type]

    def test_less_than_anything_is_nothing(self) -> None:
        nearly = availability_of(
            [Outage(during=span(0, 24), weight=1 - Fraction(1, 10**29))], within=DAY
        )
        parts = {"a": nearly, "b": nearly}
        for rollup in Rollup:
            assert series_of(parts, rollup=rollup).ratio <= Ratio(1, 10**29)

    def test_many_parts_without_a_handy_denominator(self) -> None:
        parts = {
            str(prime): availability_of(
                [Outage(during=span(0, 1), weight=Fraction(1, prime))], within=DAY
            )
            for prime in PRIMES
        }
        for rollup in Rollup:
            chain = series_of(parts, rollup=rollup)
            assert chain.is_approximate
            assert isinstance(chain.ratio, Ratio)
            codes = [each.code for each in chain.evaluation().findings]
            assert codes == ["approximate-share"]

    def test_it_is_judged_with_its_parts(self) -> None:
        parts = {"net": service((1, 4)), "app": service()}
        evaluation = series_of(parts, subject="shop").evaluation(at_least("90 %"))
        assert evaluation.verdict is Verdict.VIOLATED
        assert dict(evaluation.policies) == {
            "rollup": "empirical",
            "parts": "net 87.5 %, app 100 %",
        }
        assert series_of(parts).evaluation().verdict is Verdict.UNDEFINED

    def test_it_is_a_value(self) -> None:
        chain = series_of({"net": service((1, 4))})
        assert pickle.loads(pickle.dumps(chain)) == chain  # noqa: S301
