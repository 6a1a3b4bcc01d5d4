"""Amounts, money, durations and periods as documents have them: any part may be missing."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from attrs import frozen

from svcmgmt.common.entities import Entity, Extensible
from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import Interval
from svcmgmt.values import Money as ExactMoney, Quantity as ExactQuantity

__all__ = ["Duration", "Money", "Quantity", "TimePeriod"]


@frozen(kw_only=True)
class Quantity(Extensible):
    """An amount in a unit. Source: TM Forum `Quantity`.

    Examples:
        >>> print(Quantity(amount=Decimal("1.5"), units="GB").exact())
        1.5 GB
    """

    amount: Decimal | None = None
    """How much, in `units`."""

    units: str | None = None
    """The unit."""

    def exact(self) -> ExactQuantity:
        """Return it as a value to calculate with.

        Raises:
            InvalidValue: no amount, or no unit.
        """
        if self.amount is None or not self.units:
            raise InvalidValue("quantity", str(self), "an amount with its unit")
        return ExactQuantity(self.amount, self.units)


@frozen(kw_only=True)
class Duration(Extensible):
    """A length of time in a unit that is told by its name. Source: TM Forum `Duration`.

    Examples:
        >>> Duration(amount=12, units="month").units
        'month'
    """

    amount: int | None = None
    """How many."""

    units: str | None = None
    """Of what: seconds, minutes, hours, months."""


@frozen(kw_only=True)
class Money(Entity):
    """An amount of a currency. Source: TM Forum `Money`.

    Examples:
        >>> print(Money(unit="EUR", value=Decimal("12.50")).exact())
        12.50 EUR
    """

    unit: str | None = None
    """The currency, by its letters in ISO 4217."""

    value: Decimal | None = None
    """How much; what its sign means depends on where it stands."""

    def exact(self) -> ExactMoney:
        """Return it as a value to calculate with.

        Raises:
            InvalidValue: no amount, or no such currency.
        """
        if self.value is None or not self.unit:
            raise InvalidValue("money", str(self), "an amount with its currency")
        return ExactMoney(self.value, self.unit)


@frozen(kw_only=True)
class TimePeriod(Entity):
    """From one instant to another; each may be missing. Source: TM Forum `TimePeriod`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> period = TimePeriod(start_date_time=parse_instant("2026-01-01T00:00:00Z"))
        >>> period.holds_at(parse_instant("2026-10-26T00:00:00Z"))
        True
    """

    start_date_time: datetime | None = None
    """When it begins; None if it always was."""

    end_date_time: datetime | None = None
    """When it ends; None if nobody knows."""

    def interval(self) -> Interval:
        """Return it as an interval.

        Raises:
            InvalidValue: no start, or an end before it.
        """
        if self.start_date_time is None:
            raise InvalidValue("startDateTime", None, "an instant")
        return Interval(self.start_date_time, self.end_date_time)

    def holds_at(self, at: datetime) -> bool:
        """Return whether an instant lies in it; the end does not."""
        begun = self.start_date_time is None or self.start_date_time <= at
        return begun and (self.end_date_time is None or at < self.end_date_time)
