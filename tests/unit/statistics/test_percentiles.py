"""Percentiles by named estimators (R6.9, R6.10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.statistics import PercentileMethod, percentile, percentiles
from svcmgmt.statistics._arguments import Share
from svcmgmt.values import Money, NoData, Quantity, Ratio

MINUTES = [12, 15, 18, 20, 22, 25, 28, 30, 33, 35, 40, 45, 50, 60, 75, 90, 120, 180, 235, 400]
BETWEEN = [method for method in PercentileMethod if method is not PercentileMethod.NEAREST_RANK]
MICROSECOND = timedelta(microseconds=1)


class TestEstimators:
    @pytest.mark.parametrize(
        ("method", "value"),
        [
            (PercentileMethod.NEAREST_RANK, 235),
            (PercentileMethod.LINEAR, Fraction("243.25")),
            (PercentileMethod.WEIBULL, Fraction("391.75")),
            (PercentileMethod.MEDIAN_UNBIASED, Fraction("342.25")),
        ],
    )
    def test_the_same_data_have_several(self, method: PercentileMethod, value: Fraction) -> None:
        assert percentile(MINUTES, "95 %", method=method) == value
        assert percentile(MINUTES[::-1], "95 %", method=method) == value

    @pytest.mark.parametrize("method", PercentileMethod)
    def test_nothing_and_everything_are_least_and_greatest(self, method: PercentileMethod) -> None:
        assert percentiles(MINUTES, ["0 %", "100 %"], method=method) == (12, 400)

    @pytest.mark.parametrize("method", PercentileMethod)
    def test_one_value_is_every_percentile(self, method: PercentileMethod) -> None:
        assert percentiles([7], ["0", "0.3", "1"], method=method) == (7, 7, 7)

    def test_the_default_is_nearest_rank(self) -> None:
        assert percentile(MINUTES, "95 %") == 235

    @pytest.mark.parametrize(
        ("share", "value"), [("94.99 %", 235), ("95 %", 235), ("95.01 %", 400)]
    )
    def test_the_rank_is_exact(self, share: str, value: int) -> None:
        assert percentile(MINUTES, share) == value

    @pytest.mark.parametrize("share", ["95 %", Fraction(19, 20), Ratio(95, 100)])
    def test_a_share_is_told_in_any_form(self, share: Share) -> None:
        assert percentile(MINUTES, share) == 235

    def test_the_top_samples_that_a_bill_drops(self) -> None:
        # a month of samples every five minutes: the 5 % that are dropped are 432 of 8,640
        samples = list(range(8_640))
        assert percentile(samples, "95 %") == sorted(samples, reverse=True)[432]

    def test_several_shares_sort_the_values_once(self) -> None:
        class Counted(int):
            compared = 0

            def __lt__(self, other: int) -> bool:
                Counted.compared += 1
                return super().__lt__(other)

        shares = [Fraction(share, 100) for share in range(101)]
        values = [Counted(value) for value in MINUTES]
        assert percentiles(values, shares)[95] == 235
        assert Counted.compared < 5 * len(values)

    def test_no_values_have_no_percentile(self) -> None:
        assert percentile([], "95 %") == NoData("no values")
        assert percentiles([], ["50 %", "95 %"]) == (NoData("no values"),) * 2

    def test_no_shares_have_no_answers(self) -> None:
        assert percentiles(MINUTES, []) == ()

    def test_values_may_come_from_an_iterator(self) -> None:
        def values() -> Iterator[int]:
            yield from MINUTES

        assert percentile(values(), "95 %") == 235


class TestNearestRank:
    @pytest.mark.parametrize(
        "values",
        [
            [timedelta(hours=3), timedelta(hours=1), timedelta(hours=2)],
            [datetime(2026, 1, day, tzinfo=UTC) for day in (3, 1, 2)],
            [date(2026, 1, day) for day in (3, 1, 2)],
            [0.3, 0.1, 0.2],
            ["c", "a", "b"],
            [Money(3, "EUR"), Money(1, "EUR"), Money(2, "EUR")],
            [Quantity(3, "GB"), Quantity(1, "GB"), Quantity(2, "GB")],
            [Ratio(3, 4), Ratio(1, 4), Ratio(2, 4)],
            [Decimal(3), 1, Fraction(2)],
            [(1, 3), (1, 1), (1, 2)],
        ],
    )
    def test_it_takes_whatever_can_be_sorted(self, values: list[Any]) -> None:
        assert percentile(values, "50 %") is values[2]

    @pytest.mark.parametrize(
        "values",
        [
            [1.0, float("nan"), 2.0],
            [float("nan")],
            [Decimal("NaN")],
            [Decimal("NaN"), Decimal(1)],
            [None],
            [1, "2"],
            [1j],
            [{1}, {2}],
            [datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1)],  # noqa: DTZ001
            [timedelta(1), 1],
        ],
        ids=repr,
    )
    def test_values_without_an_order_are_refused(self, values: list[Any]) -> None:
        for method in PercentileMethod:
            with pytest.raises(InvalidType, match=r"values: .* compared with each other"):
                percentile(values, "50 %", method=method)

    def test_money_in_two_currencies_has_no_percentile(self) -> None:
        with pytest.raises(InvalidValue, match="currency"):
            percentile([Money(1, "EUR"), Money(1, "USD")], "50 %")

    def test_amounts_in_two_units_have_no_percentile(self) -> None:
        with pytest.raises(InvalidValue, match="unit"):
            percentile([Quantity(1, "GB"), Quantity(1, "MB")], "50 %")


class TestInterpolation:
    @pytest.mark.parametrize("values", [[1, 2], [Decimal(1), Decimal(2)], [Fraction(1), 2]])
    def test_it_is_an_exact_fraction(self, values: list[Any]) -> None:
        value = percentile(values, "1/3", method=PercentileMethod.LINEAR)
        assert value == Fraction(4, 3)
        assert isinstance(value, Fraction)

    @pytest.mark.parametrize(
        ("first", "second", "value"), [(0, 1, 0), (1, 2, 2), (2, 3, 2), (0, 2, 1), (-1, 0, 0)]
    )
    def test_a_duration_is_rounded_once_half_to_even(
        self, first: int, second: int, value: int
    ) -> None:
        durations = [first * MICROSECOND, second * MICROSECOND]
        for method in BETWEEN:
            assert percentile(durations, "1/2", method=method) == value * MICROSECOND

    @pytest.mark.parametrize("method", BETWEEN)
    @pytest.mark.parametrize(
        "values", [[0.1, 0.2], [1, 2.0], ["1", "2"], [True, False], [date(2026, 1, 1)]], ids=repr
    )
    def test_what_cannot_be_calculated_with_is_refused(
        self, values: list[Any], method: PercentileMethod
    ) -> None:
        with pytest.raises(InvalidType, match=r"values: .* int, Fraction and Decimal, or"):
            percentile(values, "50 %", method=method)

    @pytest.mark.parametrize("value", [Decimal("1e300000"), 10**40, Decimal("Infinity")])
    def test_a_number_that_is_absurd_is_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match="values"):
            percentile([value, value], "50 %", method=PercentileMethod.LINEAR)


class TestArguments:
    @pytest.mark.parametrize("share", [0.95, 95, None])
    def test_a_share_of_another_kind_is_refused(self, share: Share) -> None:
        with pytest.raises(InvalidType, match="share"):
            percentile([], share)

    @pytest.mark.parametrize("share", ["101 %", "-1 %", "P95"])
    def test_a_share_outside_a_whole_is_refused(self, share: str) -> None:
        with pytest.raises(InvalidValue, match="share"):
            percentile(MINUTES, share)

    def test_a_word_instead_of_a_method_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="method"):
            percentile([], "95 %", method="linear")  # type: ignore[call-overload]

    @pytest.mark.parametrize("wrong", [None, 5, "cab"])
    def test_what_is_no_list_is_refused_by_name(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"^values: "):
            percentile(wrong, "50 %")
        with pytest.raises(InvalidType, match=r"^shares: "):
            percentiles([1, 2], wrong)
