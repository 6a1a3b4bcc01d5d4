"""Amounts in a named unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from operator import add, ge, gt, le, lt, mul, sub

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import Quantity


@pytest.mark.parametrize("amount", [100, "100.0", Decimal("1e2"), Fraction(200, 2)])
def test_every_exact_number_is_taken(amount: int | str | Decimal | Fraction) -> None:
    assert Quantity(amount, "GB") == Quantity(100, "GB")


@pytest.mark.parametrize("amount", [100.0, float("inf"), True, None], ids=repr)
def test_an_inexact_amount_is_refused(amount: object) -> None:
    with pytest.raises(InvalidType) as caught:
        Quantity(amount, "GB")  # type: ignore[arg-type]
    assert caught.value.args == ("amount", amount, "int, Decimal, Fraction or decimal text")


@pytest.mark.parametrize("amount", ["NaN", "1e300000"])
def test_an_amount_that_is_no_number_is_refused(amount: str) -> None:
    with pytest.raises(InvalidValue, match=r"amount: .* allowed: a finite number within 1e±30"):
        Quantity(Decimal(amount), "GB")


@pytest.mark.parametrize("unit", ["", " ", "\t\n", None, 5])
def test_a_unit_without_a_name_is_refused(unit: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        Quantity(1, unit)  # type: ignore[arg-type]
    assert caught.value.args == ("unit", unit, "the name of a unit")


def test_quantities_of_one_unit_add() -> None:
    assert Quantity("100.50", "Mbit/s") + Quantity(50, "Mbit/s") == Quantity("150.5", "Mbit/s")


def test_quantities_of_one_unit_subtract() -> None:
    assert Quantity(1, "GB") - Quantity("1.5", "GB") == Quantity("-0.5", "GB")


@pytest.mark.parametrize("operation", [add, sub, lt, le, gt, ge])
@pytest.mark.parametrize("unit", ["MB", "gb", "GB "])
def test_units_are_never_converted(
    operation: Callable[[object, object], object], unit: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        operation(Quantity(1, "GB"), Quantity(1, unit))
    assert caught.value.args == ("unit", unit, "GB, as the other amount")


@pytest.mark.parametrize("factor", [3, Fraction(1, 3), Decimal("0.5")])
def test_a_quantity_scales_exactly(factor: int | Fraction | Decimal) -> None:
    scaled = Quantity("1.5", "GB") * factor
    assert (
        scaled
        == factor * Quantity("1.5", "GB")
        == Quantity(Fraction(3, 2) * Fraction(factor), "GB")
    )


def test_a_quantity_has_an_opposite() -> None:
    assert -Quantity("1.5", "dB") == Quantity("-1.5", "dB")


def test_quantities_of_one_unit_have_an_order() -> None:
    small, large = Quantity("0.5", "GB"), Quantity(1, "GB")
    assert sorted([large, small]) == [small, large]
    assert small <= small < large >= large > small  # noqa: PLR0124 - equal ones are in order too


@pytest.mark.parametrize("factor", [0.5, None, True], ids=repr)
def test_an_inexact_factor_is_refused(factor: object) -> None:
    with pytest.raises(InvalidType) as caught:
        mul(Quantity(1, "GB"), factor)
    assert caught.value.args == ("factor", factor, "int, Decimal, Fraction or decimal text")


def test_many_add_up_from_none_of_their_unit() -> None:
    nothing = Quantity(0, "GB")
    assert sum([Quantity(1, "GB"), Quantity("0.5", "GB")], nothing) == Quantity("1.5", "GB")


@pytest.mark.parametrize("operation", [add, sub, lt, le, gt, ge])
def test_a_quantity_and_a_bare_number_do_not_mix(
    operation: Callable[[object, object], object],
) -> None:
    with pytest.raises(TypeError):
        operation(Quantity(1, "GB"), 1)


def test_a_thousand_megabytes_are_not_equal_to_a_gigabyte() -> None:
    assert Quantity(1000, "MB") != Quantity(1, "GB")


def test_equal_quantities_have_one_hash() -> None:
    assert len({Quantity("1.0", "GB"), Quantity(1, "GB")}) == 1


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Quantity(1, "GB").unit = "MB"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity("100.50", "Mbit/s"), "100.5 Mbit/s"),
        (Quantity(0, "%"), "0 %"),
        (Quantity("-0.25", "dB"), "-0.25 dB"),
        (Quantity(Fraction(1, 3), "GB"), "1/3 GB"),
    ],
)
def test_text_is_exact(quantity: Quantity, text: str) -> None:
    assert str(quantity) == text
