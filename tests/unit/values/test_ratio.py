"""Shares with the counts behind them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from fractions import Fraction
from operator import ge, gt, le, lt

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import NoData, Ratio


class TestConstruction:
    def test_both_counts_are_kept(self) -> None:
        ratio = Ratio(19, 20)
        assert [ratio.good, ratio.total] == [19, 20]

    @pytest.mark.parametrize(
        ("good", "total"), [("9.5", 10), (Decimal("9.5"), 10), (Fraction(19, 2), "10")]
    )
    def test_every_exact_number_is_taken(
        self, good: str | Decimal | Fraction, total: int | str
    ) -> None:
        assert Ratio(good, total).value == Fraction(19, 20)

    @pytest.mark.parametrize(("good", "value"), [(0, 0), (7, 1)])
    def test_nothing_and_everything_are_shares(self, good: int, value: int) -> None:
        assert Ratio(good, 7).value == value

    @pytest.mark.parametrize("total", [0, -1, "-0.5"])
    def test_an_empty_or_negative_whole_is_refused(self, total: int | str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Ratio(0, total)
        assert caught.value.field == "total"
        assert caught.value.allowed == "more than 0; an empty whole is NoData"

    @pytest.mark.parametrize("good", [-1, 21, "20.000001"])
    def test_a_part_outside_the_whole_is_refused(self, good: int | str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Ratio(good, 20)
        assert caught.value.field == "good"
        assert caught.value.value == Fraction(good)
        assert caught.value.allowed == "0 to 20, the total"

    @pytest.mark.parametrize("value", [0.95, True, None], ids=repr)
    def test_an_inexact_part_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType, match="allowed: int, Decimal, Fraction or decimal text"):
            Ratio(value, 1)  # type: ignore[arg-type]

    @pytest.mark.parametrize("value", [20.0, True, None], ids=repr)
    def test_an_inexact_whole_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType, match="allowed: int, Decimal, Fraction or decimal text"):
            Ratio(1, value)  # type: ignore[arg-type]

    @pytest.mark.parametrize("value", ["NaN", "Infinity", "1e300000"])
    def test_a_whole_that_is_no_number_is_refused(self, value: str) -> None:
        with pytest.raises(InvalidValue, match="a finite number"):
            Ratio(1, Decimal(value))

    def test_a_huge_part_is_refused(self) -> None:
        with pytest.raises(InvalidValue):
            Ratio(10**5001, 10**5000)

    def test_counts_that_cannot_be_written_are_refused(self) -> None:
        with pytest.raises(InvalidValue):
            Ratio(10**5000, 10**5001)

    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            Ratio(1, 2).good = Fraction(0)  # type: ignore[misc]


class TestOf:
    def test_a_base_gives_a_ratio(self) -> None:
        assert Ratio.of(19, 20) == Ratio(19, 20)

    def test_an_empty_base_is_no_data_with_its_reason(self) -> None:
        assert Ratio.of(0, 0, reason="no tickets") == NoData("no tickets")

    def test_the_reason_has_a_default(self) -> None:
        assert Ratio.of(0, "0.0") == NoData("empty base")

    def test_a_part_beyond_the_base_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"good: .* allowed: 0 to 2, the total"):
            Ratio.of(3, 2)

    def test_a_float_base_is_refused(self) -> None:
        with pytest.raises(InvalidType, match=r"float 0\.0"):
            Ratio.of(0, 0.0)  # type: ignore[arg-type]

    @pytest.mark.parametrize("good", [0.5, 5, -1])
    def test_a_wrong_part_of_an_empty_base_is_refused(self, good: int) -> None:
        with pytest.raises((InvalidType, InvalidValue)):
            Ratio.of(good, 0)


class TestParse:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("99.95 %", Fraction(1999, 2000)),
            ("99.95%", Fraction(1999, 2000)),
            (" 5 % ", Fraction(1, 20)),
            ("0.9995", Fraction(1999, 2000)),
            ("3/4", Fraction(3, 4)),
            (" 6 / 8 ", Fraction(3, 4)),
            ("0.5/2", Fraction(1, 4)),
            ("0", Fraction(0)),
            ("1", Fraction(1)),
            ("100 %", Fraction(1)),
            ("0 %", Fraction(0)),
        ],
    )
    def test_it_reads_percentages_shares_and_fractions(self, text: str, value: Fraction) -> None:
        assert Ratio.parse(text).value == value

    def test_the_base_is_that_of_the_reduced_fraction(self) -> None:
        ratio = Ratio.parse("6/8")
        assert [ratio.good, ratio.total] == [3, 4]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "%",
            "all",
            "1/",
            "/2",
            "1/2/3",
            "50 %/100",
            "3/4 %",
            "1,5 %",
            "NaN",
            "inf %",
            "\ud800",
        ],
    )
    def test_text_that_is_none_of_these_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Ratio.parse(text)
        assert caught.value.field == "ratio"

    @pytest.mark.parametrize("text", ["101 %", "-1 %", "1.5", "-0.5", "5/4", "-1/2"])
    def test_a_share_outside_0_to_1_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue):
            Ratio.parse(text)

    @pytest.mark.parametrize("text", ["150 %", "1.5"])
    def test_a_share_above_1_is_named_as_it_was_written(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Ratio.parse(text)
        assert text in str(caught.value)

    @pytest.mark.parametrize("text", ["1e300000", "1e-300000", "1e300000 %", "1/1e300000"])
    def test_an_astronomical_share_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue, match="within 1e±30"):
            Ratio.parse(text)

    @pytest.mark.parametrize("text", ["1/0", "0/0", "0.5/0.00"])
    def test_a_fraction_over_zero_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue):
            Ratio.parse(text)

    @pytest.mark.parametrize("value", [None, 0.5, 1], ids=repr)
    def test_only_text_is_read(self, value: object) -> None:
        with pytest.raises(InvalidType):
            Ratio.parse(value)  # type: ignore[arg-type]


class TestComparison:
    def test_equal_shares_of_other_bases_are_equal(self) -> None:
        assert Ratio(19, 20) == Ratio(95, 100)

    def test_equal_shares_have_one_hash(self) -> None:
        assert len({Ratio(19, 20), Ratio(95, 100), Ratio.parse("95 %")}) == 1

    def test_a_share_meets_its_own_target(self) -> None:
        assert Ratio(9995, 10_000) >= Ratio.parse("99.95 %")

    def test_a_miss_by_one_in_a_billion_is_a_miss(self) -> None:
        assert Ratio(10**9 - 1, 10**9) < Ratio(1, 1)

    def test_shares_sort(self) -> None:
        assert max(Ratio(1, 2), Ratio(2, 3), Ratio(3, 5)) == Ratio(2, 3)

    @pytest.mark.parametrize("other", [0.5, Fraction(1, 2), "1/2", None])
    def test_it_equals_only_ratios(self, other: object) -> None:
        assert Ratio(1, 2) != other

    @pytest.mark.parametrize("compare", [lt, le, gt, ge])
    @pytest.mark.parametrize("other", [0.5, Fraction(1, 2), NoData()])
    def test_it_has_no_order_with_anything_else(
        self, compare: Callable[[object, object], object], other: object
    ) -> None:
        with pytest.raises(TypeError, match="not supported between instances"):
            compare(Ratio(1, 2), other)

    def test_it_has_no_truth_value(self) -> None:
        with pytest.raises(TypeError, match="a ratio is neither true nor false"):
            bool(Ratio(0, 1))


def test_the_complement_is_the_rest_of_the_same_whole() -> None:
    rest = Ratio(19, 20).complement
    assert [rest.good, rest.total] == [1, 20]


class TestPercent:
    @pytest.mark.parametrize(
        ("good", "total", "places", "text"),
        [
            (2, 3, 0, "67 %"),
            (2, 3, 1, "66.7 %"),
            (2, 3, 28, "66." + "6" * 27 + "7 %"),
            (19, 20, 2, "95.00 %"),
            (0, 1, 2, "0.00 %"),
            (1, 1, 0, "100 %"),
            (1, 8, 0, "13 %"),
            (99995, 100_000, 2, "100.00 %"),
        ],
    )
    def test_it_is_rounded_half_up(self, good: int, total: int, places: int, text: str) -> None:
        assert Ratio(good, total).percent(places) == text

    def test_two_places_are_the_default(self) -> None:
        assert Ratio(1, 3).percent() == "33.33 %"

    @pytest.mark.parametrize(
        ("rounding", "text"),
        [
            (ROUND_HALF_UP, "13 %"),
            (ROUND_HALF_EVEN, "12 %"),
            (ROUND_DOWN, "12 %"),
            (ROUND_FLOOR, "12 %"),
            (ROUND_UP, "13 %"),
            (ROUND_CEILING, "13 %"),
        ],
    )
    def test_another_rounding_can_be_asked_for(self, rounding: str, text: str) -> None:
        assert Ratio(1, 8).percent(0, rounding=rounding) == text

    @pytest.mark.parametrize("places", [-1, 29, 10**30])
    def test_places_outside_0_to_28_are_refused(self, places: int) -> None:
        with pytest.raises(InvalidValue) as caught:
            Ratio(1, 2).percent(places)
        assert caught.value.args == ("places", places, "0 to 28")

    @pytest.mark.parametrize("rounding", ["HALF_UP", "", None, 4], ids=repr)
    def test_an_unknown_rounding_is_refused(self, rounding: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Ratio(1, 2).percent(rounding=rounding)
        assert caught.value.args[:2] == ("rounding", rounding)
        assert "ROUND_HALF_EVEN" in caught.value.allowed

    @pytest.mark.parametrize("places", [2.0, True])
    def test_places_are_an_int(self, places: int) -> None:
        with pytest.raises(InvalidType):
            Ratio(1, 2).percent(places)


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (Ratio(19, 20), "95 % (19 of 20)"),
        (Ratio(1, 1), "100 % (1 of 1)"),
        (Ratio(0, 3), "0 % (0 of 3)"),
        (Ratio(1, 3), "≈ 33.3333 % (1 of 3)"),
        (Ratio("0.5", 2), "25 % (0.5 of 2)"),
        (Ratio(Fraction(1, 3), 1), "≈ 33.3333 % (1/3 of 1)"),
        (Ratio(1, 10**7), "0.00001 % (1 of 10000000)"),
        (Ratio(99_999_999, 10**8), "99.999999 % (99999999 of 100000000)"),
        (Ratio(999_999_999, 10**9), "≈ 99.9999999 % (999999999 of 1000000000)"),
        (Ratio(1, 10**9), "0.0000001 % (1 of 1000000000)"),
        (Ratio(1, 10**30), f"≈ 0.{'0' * 27}1 % (1 of 1{'0' * 30})"),
        (Ratio("1e-30", 10**30), f"≈ 0.{'0' * 28} % (0.{'0' * 29}1 of 1{'0' * 30})"),
    ],
)
def test_text_shows_the_share_and_its_base(ratio: Ratio, text: str) -> None:
    assert str(ratio) == text
