"""A share with the counts behind it, exact until somebody prints it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from fractions import Fraction
from functools import total_ordering
from typing import NoReturn

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values._exact import (
    ExactNumber,
    decimal_text,
    exact,
    exact_share,
    fixed_text,
    number_text,
    rounded_units,
)
from svcmgmt.values.nodata import NoData

__all__ = ["Ratio"]

_MAX_PLACES = 28  # of a percentage, so that its share has at most 30 and can be read back
_LONGEST_EXACT = 9  # characters of a percentage that is still shown in full


def _count(value: ExactNumber) -> Fraction:
    return exact("ratio", value)


@total_ordering
@frozen(eq=False)
class Ratio:
    """How much of a whole: `good` out of `total`, both kept.

    Two ratios are equal when their values are, whatever their bases: 19 of 20 equals 95 of 100,
    and an availability equal to its target compares equal to it. Source: rules R0.3, R0.4.

    Args:
        good: the part, from 0 to `total`; a count, a weight or a time in seconds.
        total: the whole, above 0; an empty whole is `NoData`, see `Ratio.of`.

    Raises:
        InvalidType: a float or another inexact number.
        InvalidValue: a part outside 0 to `total`, or an empty whole.

    Examples:
        >>> Ratio(19, 20).percent(2)
        '95.00 %'
        >>> Ratio(19, 20) >= Ratio.parse("95 %")
        True
        >>> print(Ratio(19, 20))
        95 % (19 of 20)
    """

    good: Fraction = field(converter=_count)
    """The part that counts as good, 0 to `total`."""

    total: Fraction = field(converter=_count)
    """The whole, above 0."""

    def __attrs_post_init__(self) -> None:
        if self.total.numerator <= 0:
            raise InvalidValue("total", self.total, "more than 0; an empty whole is NoData")
        if self.good.numerator < 0 or self.good > self.total:
            raise InvalidValue("good", self.good, f"0 to {self.total}, the total")

    @classmethod
    def of(
        cls, good: ExactNumber, total: ExactNumber, *, reason: str = "empty base"
    ) -> Ratio | NoData:
        """Return the ratio, or `NoData` when the whole is empty.

        Args:
            good: the part.
            total: the whole; 0 gives `NoData`.
            reason: what `NoData` shall say.

        Raises:
            InvalidType: a float or another inexact number.
            InvalidValue: a part outside 0 to the whole.

        Examples:
            >>> Ratio.of(0, 0, reason="no tickets")
            NoData(reason='no tickets')
        """
        if _count(total):
            return cls(good, total)
        if _count(good):
            raise InvalidValue("good", good, "0, because the whole is empty")
        return NoData(reason)

    @classmethod
    def parse(cls, text: str) -> Ratio:
        """Read `"99.95 %"`, `"0.9995"` or `"3/4"`.

        Args:
            text: a percentage, a decimal share or a fraction.

        Returns:
            The exact ratio; its base is that of the reduced fraction.

        Raises:
            InvalidType: not text.
            InvalidValue: text that is none of these, or a share outside 0 to 1.

        Examples:
            >>> Ratio.parse("99.95 %").value
            Fraction(1999, 2000)
        """
        if not isinstance(text, str):
            raise InvalidType("ratio", text, "text such as '99.95 %', '0.9995' or '3/4'")
        value = exact_share("ratio", text)
        if not 0 <= value <= 1:
            raise InvalidValue("ratio", text, "a share from 0 to 1, or 0 % to 100 %")
        return cls(value.numerator, value.denominator)

    @property
    def value(self) -> Fraction:
        """The share itself, 0 to 1, exact."""
        return self.good / self.total

    @property
    def complement(self) -> Ratio:
        """The rest of the same whole: what was not good."""
        return Ratio(self.total - self.good, self.total)

    def percent(self, places: int = 2, *, rounding: str = ROUND_HALF_UP) -> str:
        """Return the percentage as text, rounded once and only here.

        Args:
            places: digits after the point, 0 to 28.
            rounding: a rounding mode of the `decimal` module.

        Raises:
            InvalidType: places that are no int.
            InvalidValue: fewer than 0 places or more than 28.

        Examples:
            >>> Ratio(2, 3).percent(1)
            '66.7 %'
        """
        if not isinstance(places, int) or isinstance(places, bool):
            raise InvalidType("places", places, "int")
        if not 0 <= places <= _MAX_PLACES:
            raise InvalidValue("places", places, f"0 to {_MAX_PLACES}")
        return f"{fixed_text(rounded_units(self.value * 100, places, rounding), places)} %"

    def __eq__(self, other: object) -> bool:
        return self.value == other.value if isinstance(other, Ratio) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.value)

    def __lt__(self, other: object) -> bool:
        return self.value < other.value if isinstance(other, Ratio) else NotImplemented

    def __bool__(self) -> NoReturn:
        message = "a ratio is neither true nor false; compare it with another ratio"
        raise TypeError(message)

    def __str__(self) -> str:
        share = decimal_text(self.value * 100)
        shown = f"{share} %" if share and len(share) <= _LONGEST_EXACT else f"≈ {self._nearly()}"
        return f"{shown} ({number_text(self.good)} of {number_text(self.total)})"

    def _nearly(self) -> str:
        """Return the percentage in 4 digits, or as many as tell it from none and from all."""
        places, share = 4, self.value * 100
        while places < _MAX_PLACES and rounded_units(share, places, ROUND_HALF_UP) in (
            0,
            100 * 10**places,
        ):
            places += 1
        return self.percent(places)
