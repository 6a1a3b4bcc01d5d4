"""Measured values as exact numbers (R0.3)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla._measurements import decimal_of, is_number, number_on
from svcmgmt.values import NoData, Quantity, Ratio

SECOND = timedelta(seconds=1)


class Odd(float):
    """A float of another library, whose text says more than the number."""

    def __repr__(self) -> str:
        return f"odd({float(self)})"


class TestFloats:
    def test_a_float_is_the_decimal_that_reads_back_as_it(self) -> None:
        assert decimal_of(0.1) == Decimal("0.1")
        assert decimal_of(0.1 + 0.2) == Decimal("0.30000000000000004")
        assert float(decimal_of(1e-320)) == 1e-320

    def test_a_float_of_another_library_is_read_as_a_float(self) -> None:
        assert decimal_of(Odd(0.25)) == Decimal("0.25")

    @pytest.mark.parametrize(
        ("value", "is_one"),
        [(1, True), (0.5, True), (Decimal(1), True), (True, False), ("1", False)],
    )
    def test_booleans_are_no_numbers(self, value: object, is_one: bool) -> None:  # noqa: FBT001
        assert is_number(value) is is_one


class TestNumbersOnAScale:
    @pytest.mark.parametrize(
        ("level", "value", "number"),
        [
            (3, 3, 3),
            (3, 0.3, Fraction(3, 10)),
            (3, Decimal("2.5"), Fraction(5, 2)),
            (Fraction(1, 3), Fraction(2, 3), Fraction(2, 3)),
            (Quantity(3, "s"), Quantity("0.3", "s"), Fraction(3, 10)),
            (Quantity(3, "s"), 0.3, Fraction(3, 10)),
            (Ratio(1, 2), Ratio(3, 4), Fraction(3, 4)),
            (Ratio(1, 2), 0.75, Fraction(3, 4)),
            (SECOND, SECOND / 2, 500_000),
        ],
    )
    def test_a_value_is_read_in_the_unit_of_the_level(
        self,
        level: Any,  # noqa: ANN401
        value: Any,  # noqa: ANN401
        number: Fraction,
    ) -> None:
        assert number_on(level, "value", value) == number

    @pytest.mark.parametrize(
        ("level", "value"),
        [
            (SECOND, 1),
            (SECOND, 1.0),
            (1, SECOND),
            (1, Ratio(1, 2)),
            (1, Quantity(1, "s")),
            (1, True),
            (1, None),
            (1, "1"),
            (1, NoData("nothing")),
        ],
    )
    def test_values_of_another_kind_are_refused(self, level: Any, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="value: "):
            number_on(level, "value", value)

    def test_another_unit_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="an amount in s, as the level"):
            number_on(Quantity(1, "s"), "value", Quantity(1, "ms"))

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300, Decimal("NaN")])
    def test_what_is_no_finite_number_of_bearable_size_is_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match="a finite number"):
            number_on(1, "value", value)
