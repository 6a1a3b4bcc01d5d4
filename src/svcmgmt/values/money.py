"""Amounts of money: exact, with a currency, rounded once at the end."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import total_ordering

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.values._exact import ExactNumber, exact, fixed_text, number_text, rounded_units

__all__ = ["Money"]

# ISO 4217 currencies whose minor unit is not a hundredth: digits after the point.
_MINOR_UNITS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}

_CODE = re.compile(r"[A-Z]{3}")


def _amount(value: ExactNumber) -> Fraction:
    return exact("amount", value)


def _check_currency(_money: object, _attribute: object, value: str) -> None:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise InvalidValue("currency", value, "an ISO 4217 code of three capital letters")


@total_ordering
@frozen
class Money:
    """An exact amount in one currency; negative for a credit.

    Amounts add, subtract and scale exactly; `rounded` brings them to the currency's minor unit
    once, at the end. `sum` begins with a number of its own, so give it nothing of the currency.
    Source: rule R0.4; ISO 4217 for codes and minor units.

    Args:
        amount: int, Decimal, Fraction or decimal text; never a float.
        currency: an ISO 4217 code such as `EUR`.

    Raises:
        InvalidType: a float amount.
        InvalidValue: a currency that is not three capital letters, or another currency in an
            operation.

    Examples:
        >>> fee = Money("1000.00", "EUR")
        >>> print((fee * Fraction(1, 3)).rounded())
        333.33 EUR
        >>> print(sum([fee, Money("12.50", "EUR")], Money(0, "EUR")))
        1012.50 EUR
        >>> fee - Money(1, "USD")
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: currency: 'USD' is not allowed; allowed: EUR, ...
    """

    amount: Fraction = field(converter=_amount)
    """How much, in units of the currency (euros, not cents); exact."""

    currency: str = field(validator=_check_currency)
    """ISO 4217 code."""

    @property
    def minor_unit_digits(self) -> int:
        """Digits after the point in the currency's smallest unit (EUR 2, JPY 0, KWD 3)."""
        return _MINOR_UNITS.get(self.currency, 2)

    def rounded(self, *, rounding: str = ROUND_HALF_UP) -> Money:
        """Return the amount in whole minor units of the currency.

        Args:
            rounding: a rounding mode of the `decimal` module; half up by default.

        Raises:
            InvalidValue: another word.

        Examples:
            >>> print(Money("10.005", "EUR").rounded())
            10.01 EUR
        """
        digits = self.minor_unit_digits
        units = rounded_units(self.amount, digits, rounding)
        return Money(Fraction(units, 10**digits), self.currency)

    def _same(self, other: Money) -> Fraction:
        """Return the other amount, of the same currency."""
        if other.currency != self.currency:
            raise InvalidValue("currency", other.currency, f"{self.currency}, as the other amount")
        return other.amount

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, share: int | Decimal | Fraction) -> Money:
        return Money(self.amount * exact("factor", share), self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other) if isinstance(other, Money) else NotImplemented

    def __str__(self) -> str:
        units = self.amount * 10**self.minor_unit_digits
        if units.denominator != 1:
            return f"{number_text(self.amount)} {self.currency}"
        return f"{fixed_text(units.numerator, self.minor_unit_digits)} {self.currency}"
