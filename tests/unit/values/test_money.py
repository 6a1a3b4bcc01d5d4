"""Amounts of money: exact, of one currency, rounded once."""

from __future__ import annotations

import time
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
from operator import add, ge, gt, le, lt, sub

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import Money

# ISO 4217, list one: the currencies whose minor unit is not a hundredth
ISO_4217 = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: "AUD BGN BRL CHF CNY CZK DKK EUR GBP HUF IDR INR MGA MRU MXN NOK PLN SEK TWD USD ZAR",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}


class TestConstruction:
    @pytest.mark.parametrize("amount", [10, "10", "10.00", Decimal("1e1"), Fraction(20, 2)])
    def test_every_exact_number_is_taken(self, amount: int | str | Decimal | Fraction) -> None:
        assert Money(amount, "EUR") == Money(10, "EUR")

    def test_a_credit_is_negative(self) -> None:
        assert Money("-5", "EUR").amount == -5

    @pytest.mark.parametrize(
        "amount", [10.0, 0.1, float("nan"), float("inf"), True, None, b"1"], ids=repr
    )
    def test_an_inexact_amount_is_refused(self, amount: object) -> None:
        with pytest.raises(InvalidType) as caught:
            Money(amount, "EUR")  # type: ignore[arg-type]
        assert caught.value.args == ("amount", amount, "int, Decimal, Fraction or decimal text")

    @pytest.mark.parametrize("amount", ["", "ten", "1,50", "1 000", "€ 5", "1/3", "\ud800"])
    def test_text_that_is_no_decimal_is_refused(self, amount: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Money(amount, "EUR")
        assert caught.value.args == ("amount", amount, "decimal text such as '99.95'")

    @pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e300000", "1e-300000"])
    def test_an_amount_that_nobody_can_owe_is_refused_at_once(self, amount: str) -> None:
        started = time.process_time()
        with pytest.raises(InvalidValue, match=r"amount: .* allowed: a finite number within 1e±30"):
            Money(Decimal(amount), "EUR")
        assert time.process_time() - started < 0.5

    @pytest.mark.parametrize(
        "currency", ["", "eur", "EURO", "EU", "€", "E R", "EUR\n", "E1R", "ÄÖÜ", 978, None, b"EUR"]
    )
    def test_what_is_not_three_capital_letters_is_no_currency(self, currency: object) -> None:
        with pytest.raises(InvalidValue) as caught:
            Money(1, currency)  # type: ignore[arg-type]
        assert caught.value.args == (
            "currency",
            currency,
            "an ISO 4217 code of three capital letters",
        )

    def test_a_wrong_currency_is_told_in_words(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Money(1, "eur")
        assert str(caught.value) == (
            "currency: 'eur' is not allowed; allowed: an ISO 4217 code of three capital letters"
        )

    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            Money(1, "EUR").currency = "USD"  # type: ignore[misc]

    def test_a_huge_int_is_refused_as_a_huge_decimal_is(self) -> None:
        with pytest.raises(InvalidValue, match="amount"):
            Money(10**5000, "EUR")


class TestMinorUnits:
    @pytest.mark.parametrize(
        ("currency", "digits"),
        [(code, digits) for digits, codes in ISO_4217.items() for code in codes.split()],
    )
    def test_they_are_those_of_iso_4217(self, currency: str, digits: int) -> None:
        assert Money(1, currency).minor_unit_digits == digits

    @pytest.mark.parametrize(
        ("currency", "text"),
        [
            ("JPY", "1235 JPY"),
            ("EUR", "1234.57 EUR"),
            ("KWD", "1234.568 KWD"),
            ("CLF", "1234.5679 CLF"),
        ],
    )
    def test_rounding_ends_at_the_minor_unit(self, currency: str, text: str) -> None:
        assert str(Money("1234.56789", currency).rounded()) == text


class TestRounding:
    @pytest.mark.parametrize(
        ("rounding", "debit", "credit"),
        [
            (ROUND_HALF_UP, "10.01", "-10.01"),
            (ROUND_HALF_EVEN, "10.00", "-10.00"),
            (ROUND_DOWN, "10.00", "-10.00"),
            (ROUND_UP, "10.01", "-10.01"),
            (ROUND_CEILING, "10.01", "-10.00"),
            (ROUND_FLOOR, "10.00", "-10.01"),
        ],
    )
    def test_half_a_cent_goes_where_the_mode_says(
        self, rounding: str, debit: str, credit: str
    ) -> None:
        half = Money("10.005", "EUR")
        assert half.rounded(rounding=rounding) == Money(debit, "EUR")
        assert (-half).rounded(rounding=rounding) == Money(credit, "EUR")

    def test_half_up_is_the_default(self) -> None:
        assert Money("10.005", "EUR").rounded() == Money("10.01", "EUR")

    def test_a_rounded_amount_stays_as_it_is(self) -> None:
        assert Money("10.01", "EUR").rounded(rounding=ROUND_UP) == Money("10.01", "EUR")

    def test_nothing_is_rounded_before(self) -> None:
        third = Money(100, "EUR") * Fraction(1, 3)
        assert third + third + third == Money(100, "EUR")


class TestArithmetic:
    def test_amounts_add(self) -> None:
        assert Money("0.10", "EUR") + Money("0.20", "EUR") == Money("0.30", "EUR")

    def test_amounts_subtract_below_zero(self) -> None:
        assert Money(1, "EUR") - Money(3, "EUR") == Money(-2, "EUR")

    def test_a_charge_becomes_a_credit(self) -> None:
        assert -Money("1.50", "EUR") == Money("-1.50", "EUR")

    @pytest.mark.parametrize("share", [Fraction(1, 20), Decimal("0.05")])
    def test_a_share_can_stand_on_either_side(self, share: Fraction | Decimal) -> None:
        fee = Money(1000, "EUR")
        assert share * fee == fee * share == Money(50, "EUR")

    def test_an_int_scales(self) -> None:
        assert 3 * Money("0.10", "EUR") == Money("0.30", "EUR")

    @pytest.mark.parametrize("factor", [0.05, True, None], ids=repr)
    def test_an_inexact_factor_is_refused(self, factor: object) -> None:
        with pytest.raises(InvalidType) as caught:
            Money(1, "EUR") * factor  # type: ignore[operator]
        assert caught.value.field == "factor"

    def test_money_times_money_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="factor: Money"):
            Money(1, "EUR") * Money(1, "EUR")  # type: ignore[operator]

    @pytest.mark.parametrize("operation", [add, sub, lt, le, gt, ge])
    def test_two_currencies_do_not_mix(self, operation: Callable[[object, object], object]) -> None:
        with pytest.raises(InvalidValue) as caught:
            operation(Money(1, "EUR"), Money(1, "USD"))
        assert caught.value.args == ("currency", "USD", "EUR, as the other amount")

    @pytest.mark.parametrize("operation", [add, sub, lt])
    def test_money_and_a_bare_number_do_not_mix(
        self, operation: Callable[[object, object], object]
    ) -> None:
        with pytest.raises(TypeError):
            operation(Money(1, "EUR"), 1)

    def test_a_bare_number_and_money_do_not_mix(self) -> None:
        with pytest.raises(TypeError, match="unsupported operand"):
            1 + Money(1, "EUR")  # type: ignore[operator]

    def test_a_list_sums_from_a_stated_nothing(self) -> None:
        fees = [Money("0.10", "EUR")] * 10
        assert sum(fees, Money(0, "EUR")) == Money(1, "EUR")


class TestComparison:
    def test_amounts_of_one_currency_sort(self) -> None:
        amounts = [Money(3, "EUR"), Money(-1, "EUR"), Money("2.50", "EUR")]
        assert [str(each) for each in sorted(amounts)] == ["-1.00 EUR", "2.50 EUR", "3.00 EUR"]

    def test_equal_amounts_are_at_least_each_other(self) -> None:
        assert Money("1.0", "EUR") >= Money(1, "EUR") >= Money("1.00", "EUR")

    def test_two_currencies_are_never_equal(self) -> None:
        assert Money(0, "EUR") != Money(0, "USD")

    def test_equal_amounts_have_one_hash(self) -> None:
        assert len({Money("1.0", "EUR"), Money(1, "EUR")}) == 1


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(0, "EUR"), "0.00 EUR"),
        (Money("1000", "EUR"), "1000.00 EUR"),
        (Money("-0.05", "EUR"), "-0.05 EUR"),
        (Money("10.005", "EUR"), "10.005 EUR"),
        (Money(1000, "JPY"), "1000 JPY"),
        (Money("0.5", "JPY"), "0.5 JPY"),
        (Money(1, "KWD"), "1.000 KWD"),
        (Money(Fraction(1, 3), "EUR"), "1/3 EUR"),
    ],
)
def test_text_is_exact_and_shows_the_minor_unit(money: Money, text: str) -> None:
    assert str(money) == text
