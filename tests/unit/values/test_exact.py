"""Exact numbers: what is taken, what is refused, and how they are rounded and written."""

from __future__ import annotations

import time
from decimal import (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values._exact import decimal_text, exact, fixed_text, number_text, rounded_units

ROUNDINGS = (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
)


class TestWhatIsTaken:
    @pytest.mark.parametrize(
        ("value", "number"),
        [
            (3, Fraction(3)),
            (-3, Fraction(-3)),
            (Fraction(1, 3), Fraction(1, 3)),
            (Decimal("99.95"), Fraction(1999, 20)),
            ("99.95", Fraction(1999, 20)),
            (" 99.95 ", Fraction(1999, 20)),
            ("-0", Fraction(0)),
            ("1e3", Fraction(1000)),
            ("1E-3", Fraction(1, 1000)),
            (Decimal("1e30"), Fraction(10**30)),
            (Decimal("1e-30"), Fraction(1, 10**30)),
        ],
    )
    def test_an_exact_number_keeps_its_value(self, value: object, number: Fraction) -> None:
        assert exact("share", value) == number

    def test_the_result_is_a_fraction(self) -> None:
        assert type(exact("share", 3)) is Fraction

    def test_a_tenth_is_a_tenth(self) -> None:
        assert 3 * exact("share", "0.1") == Fraction(3, 10)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "value",
        [0.1, 1.0, float("nan"), float("inf"), True, False, None, b"1", [1], 1j],
        ids=repr,
    )
    def test_an_inexact_type_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            exact("share", value)
        assert caught.value.field == "share"
        assert caught.value.value is value
        assert caught.value.allowed == "int, Decimal, Fraction or decimal text"

    def test_a_float_is_named_in_the_message(self) -> None:
        with pytest.raises(InvalidType) as caught:
            exact("share", 0.1)
        assert str(caught.value) == (
            "share: float 0.1 is not allowed; allowed: int, Decimal, Fraction or decimal text"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "many",
            "1,5",
            "1 000",
            "0x10",
            "1/2",
            "5 %",
            "--1",
            "\ud800",
            "\x00",
            "NaN",
            "-inf",
        ],
    )
    def test_text_that_is_no_decimal_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            exact("share", text)
        assert caught.value.args == ("share", text, "decimal text such as '99.95'")

    @pytest.mark.parametrize(
        "value",
        [Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("-Infinity")],
        ids=repr,
    )
    def test_what_is_no_number_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidValue, match="a finite number") as caught:
            exact("share", value)
        assert caught.value.field == "share"

    @pytest.mark.parametrize("text", ["1e31", "-1e31", "1e-31", "1" * 32, "0." + "0" * 30 + "1"])
    def test_a_number_beyond_thirty_digits_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue, match="within 1e±30"):
            exact("share", Decimal(text))

    @pytest.mark.parametrize(
        "value",
        [
            Decimal("1e300000"),
            Decimal("-1e300000"),
            Decimal("1e-300000"),
            Decimal("1e999999999"),
            "1e300000",
            "1e-999999",
            "9" * 100_000,
        ],
        ids=lambda value: str(value)[:12],
    )
    def test_an_astronomical_number_is_refused_at_once(self, value: object) -> None:
        started = time.process_time()
        with pytest.raises(InvalidValue, match="within 1e±30"):
            exact("share", value)
        assert time.process_time() - started < 0.5

    @pytest.mark.parametrize("value", [10**31, Fraction(10**31), Fraction(1, 10**31)], ids=str)
    def test_the_limit_holds_for_every_type(self, value: object) -> None:
        with pytest.raises(InvalidValue, match="within 1e±30"):
            exact("share", value)


class TestRounding:
    @pytest.mark.parametrize(
        ("rounding", "up", "down"),
        [
            (ROUND_HALF_UP, 3, -3),
            (ROUND_HALF_DOWN, 2, -2),
            (ROUND_HALF_EVEN, 2, -2),
            (ROUND_CEILING, 3, -2),
            (ROUND_FLOOR, 2, -3),
            (ROUND_UP, 3, -3),
            (ROUND_DOWN, 2, -2),
            (ROUND_05UP, 2, -2),
        ],
    )
    def test_every_mode_rounds_a_half_its_way(self, rounding: str, up: int, down: int) -> None:
        half = Fraction(5, 2)
        assert (rounded_units(half, 0, rounding), rounded_units(-half, 0, rounding)) == (up, down)

    @pytest.mark.parametrize("rounding", [ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN])
    @pytest.mark.parametrize(
        ("value", "units"),
        [("2.4", 2), ("2.49", 2), ("2.51", 3), ("2.6", 3), ("-2.4", -2), ("-2.6", -3)],
    )
    def test_what_is_no_half_goes_to_the_nearest(
        self, value: str, units: int, rounding: str
    ) -> None:
        assert rounded_units(Fraction(value), 0, rounding) == units

    def test_the_least_excess_over_a_half_counts(self) -> None:
        above = Fraction(5, 2) + Fraction(1, 10**60)
        assert rounded_units(above, 0, ROUND_HALF_DOWN) == 3

    def test_a_third_is_rounded_from_its_exact_value(self) -> None:
        assert rounded_units(Fraction(1, 3), 4, ROUND_UP) == 3334

    def test_whole_units_stay(self) -> None:
        assert rounded_units(Fraction(7), 2, ROUND_UP) == 700

    @given(
        st.integers(-(10**12), 10**12),
        st.integers(0, 6),
        st.integers(0, 4),
        st.sampled_from(ROUNDINGS),
    )
    def test_it_rounds_as_the_decimal_module_does(
        self, digits: int, scale: int, places: int, rounding: str
    ) -> None:
        number = Decimal(digits).scaleb(-scale)
        wanted = number.quantize(Decimal(1).scaleb(-places), rounding, Context(prec=60))
        assert rounded_units(Fraction(number), places, rounding) == wanted.scaleb(places)


class TestText:
    @pytest.mark.parametrize(
        ("units", "places", "text"),
        [
            (0, 0, "0"),
            (0, 2, "0.00"),
            (5, 2, "0.05"),
            (-5, 2, "-0.05"),
            (1234, 2, "12.34"),
            (-1234, 0, "-1234"),
            (1, 30, "0." + "0" * 29 + "1"),
        ],
    )
    def test_units_become_text_with_fixed_places(self, units: int, places: int, text: str) -> None:
        assert fixed_text(units, places) == text

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (Fraction(3), "3"),
            (Fraction(1, 2), "0.5"),
            (Fraction(-1, 8), "-0.125"),
            (Fraction(7, 50), "0.14"),
            (Fraction(1999, 20), "99.95"),
            (Fraction(1, 3), None),
            (Fraction(1, 70), None),
        ],
    )
    def test_only_a_finite_expansion_is_decimal_text(
        self, value: Fraction, text: str | None
    ) -> None:
        assert decimal_text(value) == text

    @pytest.mark.parametrize(
        ("value", "text"), [(Fraction(0), "0"), (Fraction(1, 4), "0.25"), (Fraction(-2, 3), "-2/3")]
    )
    def test_number_text_is_exact(self, value: Fraction, text: str) -> None:
        assert number_text(value) == text
