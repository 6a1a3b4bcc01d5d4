"""A number with its unit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import total_ordering

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.values._exact import ExactNumber, exact, number_text

__all__ = ["Quantity"]


def _amount(value: ExactNumber) -> Fraction:
    return exact("amount", value)


def _check_unit(_quantity: object, _attribute: object, value: str) -> None:
    if not isinstance(value, str) or not value.strip():
        raise InvalidValue("unit", value, "the name of a unit")


@total_ordering
@frozen
class Quantity:
    """An exact amount of something in a named unit; units are never converted silently.

    Amounts of one unit add, subtract, scale and compare exactly. `sum` begins with a number of
    its own, so give it nothing of the unit: `sum(amounts, Quantity(0, "GB"))`.
    Source: TM Forum `Quantity` (amount, units), TMF Open API common schemas.

    Args:
        amount: int, Decimal, Fraction or decimal text; never a float.
        unit: the unit as published, for example `Mbit/s` or `GB`; not empty.

    Raises:
        InvalidType: a float amount or factor.
        InvalidValue: an empty unit, or another unit in an operation.

    Examples:
        >>> print(Quantity("100.50", "Mbit/s") + Quantity(50, "Mbit/s"))
        150.5 Mbit/s
        >>> Quantity(1, "GB") + Quantity(1, "MB")
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: unit: 'MB' is not allowed; allowed: GB, as the other amount
    """

    amount: Fraction = field(converter=_amount)
    """How much, in `unit`; exact."""

    unit: str = field(validator=_check_unit)
    """Unit of measure, compared as text."""

    def _same(self, other: Quantity) -> Fraction:
        """Return the other amount, of the same unit."""
        if other.unit != self.unit:
            raise InvalidValue("unit", other.unit, f"{self.unit}, as the other amount")
        return other.amount

    def __add__(self, other: Quantity) -> Quantity:
        if not isinstance(other, Quantity):
            return NotImplemented
        return Quantity(self.amount + self._same(other), self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        if not isinstance(other, Quantity):
            return NotImplemented
        return Quantity(self.amount - self._same(other), self.unit)

    def __neg__(self) -> Quantity:
        return Quantity(-self.amount, self.unit)

    def __mul__(self, factor: int | Decimal | Fraction) -> Quantity:
        return Quantity(self.amount * exact("factor", factor), self.unit)

    __rmul__ = __mul__

    def __lt__(self, other: Quantity) -> bool:
        return self.amount < self._same(other) if isinstance(other, Quantity) else NotImplemented

    def __str__(self) -> str:
        return f"{number_text(self.amount)} {self.unit}"
