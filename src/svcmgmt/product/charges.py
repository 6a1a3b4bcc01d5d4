"""What is charged, what alters it, and how: the input of a price calculation (rule R8.8)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP
from enum import Enum
from fractions import Fraction
from types import MappingProxyType

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import Money
from svcmgmt.values._exact import ExactNumber, exact, exact_share, rounded_units
from svcmgmt.values._kinds import of_kind

__all__ = [
    "Alteration",
    "AlterationEffect",
    "AlterationOrder",
    "Charge",
    "ChargeKind",
    "PercentageBase",
    "PriceFloor",
    "PricingPolicies",
    "TaxRounding",
    "tax_share",
]


class ChargeKind(Enum):
    """How often a price falls due.

    Examples:
        >>> ChargeKind("oneTime")
        <ChargeKind.ONE_TIME: 'oneTime'>
    """

    RECURRING = "recurring"  # once in each period
    ONE_TIME = "oneTime"  # once
    USAGE = "usage"  # by what was used
    PENALTY = "penalty"  # once, for what the customer did not keep


class AlterationEffect(Enum):
    """Which way an alteration goes; published amounts are positive and do not say.

    Examples:
        >>> AlterationEffect("reduces")
        <AlterationEffect.REDUCES: 'reduces'>
    """

    REDUCES = "reduces"  # a discount or an allowance
    RAISES = "raises"  # a surcharge


class AlterationOrder(Enum):
    """In which order alterations are applied; those of the same rank by priority, then as given.

    Examples:
        >>> AlterationOrder("priority")
        <AlterationOrder.PRIORITY: 'priority'>
    """

    PERCENTAGE_FIRST = "percentage first"  # percentages, then amounts
    AMOUNT_FIRST = "amount first"  # amounts, then percentages
    PRIORITY = "priority"  # by priority alone


class PercentageBase(Enum):
    """Of what a percentage is taken.

    Examples:
        >>> PercentageBase("list price")
        <PercentageBase.LIST_PRICE: 'list price'>
    """

    REMAINING = "remaining"  # of what earlier alterations left
    LIST_PRICE = "list price"  # of the price before all alterations


class PriceFloor(Enum):
    """Whether alterations can make a price negative.

    Examples:
        >>> PriceFloor("none")
        <PriceFloor.NONE: 'none'>
    """

    ZERO = "zero"  # never below 0
    NONE = "none"  # the rest is a credit


class TaxRounding(Enum):
    """Where tax is rounded: sums of rounded lines differ from the rounded sum.

    Examples:
        >>> TaxRounding("per line")
        <TaxRounding.PER_LINE: 'per line'>
    """

    ON_TOTAL = "on total"  # once for each rate, at the end
    PER_LINE = "per line"  # amount and tax of each line


def tax_share(value: ExactNumber, name: str = "tax_rate") -> Fraction:
    """Return a rate as a share: `"21 %"`, `"0.21"` and `Fraction(21, 100)` are the same.

    Raises:
        InvalidType: a float.
        InvalidValue: no such text, or less than 0.

    Examples:
        >>> tax_share("19.5 %")
        Fraction(39, 200)
    """
    share = exact_share(name, value) if isinstance(value, str) else exact(name, value)
    if share < 0:
        raise InvalidValue(name, value, "0 or more")
    return share


def _optional_share(value: ExactNumber | None) -> Fraction | None:
    return None if value is None else tax_share(value, "share")


def _quantity(value: ExactNumber) -> Fraction:
    return exact("quantity", value)


def _shares(values: Mapping[int, ExactNumber]) -> Mapping[int, Fraction]:
    return {each: exact("shares", share) for each, share in values.items()}


def _from_one(_owner: object, attribute: object, value: int | None) -> None:
    name = str(getattr(attribute, "name", ""))
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType(name, value, "int")
    if value < 1:
        raise InvalidValue(name, value, "1 or more")


def _not_negative(_owner: object, attribute: object, value: Money | Fraction | None) -> None:
    amount = value.amount if isinstance(value, Money) else value
    if amount is not None and amount < 0:
        name = str(getattr(attribute, "name", ""))
        raise InvalidValue(name, value, "0 or more; which way it goes is told by its kind")


@frozen(kw_only=True)
class Charge:
    """A price that falls due, without tax.

    Raises:
        InvalidType: something else than money, a kind or whole numbers of periods.
        InvalidValue: a negative price or quantity, or a period before the first.

    Examples:
        >>> rental = Charge(name="rental", kind=ChargeKind.RECURRING, price=Money(30, "EUR"))
        >>> rental.periods is None
        True
    """

    name: str
    """What it is called; alterations name it by this."""

    kind: ChargeKind = field(validator=of_kind(ChargeKind))
    """How often it falls due."""

    price: Money = field(validator=[of_kind(Money), _not_negative])
    """For one unit, in one period if it recurs."""

    quantity: Fraction = field(default=Fraction(1), converter=_quantity, validator=_not_negative)
    """How many units: pieces, or what was used in the unit of the price."""

    first_period: int = field(default=1, validator=_from_one)
    """In which period it falls due, the first time if it recurs."""

    periods: int | None = field(default=None, validator=_from_one)
    """In how many periods it recurs; None to the end."""

    shares: Mapping[int, Fraction] = field(
        default=MappingProxyType({}), converter=_shares, hash=False
    )
    """Share of the price in periods that are not charged in full, by number; see `used_share`."""

    tax_rate: Fraction | None = field(default=None, converter=_optional_share)
    """Rate of its tax as a share; None takes that of the calculation."""


@frozen(kw_only=True)
class Alteration:
    """A discount, an allowance or a surcharge: a percentage, or an amount in each period.

    Raises:
        InvalidType: something else than money, an effect or whole numbers of periods.
        InvalidValue: a percentage and an amount, or neither; less than 0.

    Examples:
        >>> Alteration(name="summer", percentage="10 %", periods=3).percentage
        Fraction(1, 10)
    """

    name: str
    """What it is called."""

    percentage: Fraction | None = field(default=None, converter=_optional_share)
    """By which share it alters a price: `"10 %"` or a tenth; None for an amount."""

    amount: Money | None = field(default=None, validator=[of_kind(Money, None), _not_negative])
    """By how much it alters a price; None for a percentage."""

    effect: AlterationEffect = field(
        default=AlterationEffect.REDUCES, validator=of_kind(AlterationEffect)
    )
    """Which way it goes."""

    kind: ChargeKind | None = field(default=None, validator=of_kind(ChargeKind, None))
    """Which kind of charge it alters; None any."""

    charge: str | None = None
    """Name of the one charge that it alters; None any."""

    first_period: int = field(default=1, validator=_from_one)
    """From which period on it holds."""

    periods: int | None = field(default=None, validator=_from_one)
    """For how many periods it holds; None to the end."""

    priority: int = 0
    """Its turn among others, lowest first."""

    group: str = ""
    """Of alterations of one group only the best for the customer is applied; empty: it stacks."""

    def __attrs_post_init__(self) -> None:
        if (self.percentage is None) is (self.amount is None):
            told = f"{self.percentage}, {self.amount}"
            raise InvalidValue(self.name, told, "a percentage or an amount, one of them")

    def applies_to(self, charge: Charge, period: int) -> bool:
        """Return whether it alters a charge in a period."""
        last = None if self.periods is None else self.first_period + self.periods - 1
        return (
            self.kind in (None, charge.kind)
            and self.charge in (None, charge.name)
            and self.first_period <= period
            and (last is None or period <= last)
        )


def _mode(_owner: object, _attribute: object, value: str) -> None:
    rounded_units(Fraction(0), 0, value)


@frozen(kw_only=True)
class PricingPolicies:
    """How a price is worked out where there is more than one way.

    Raises:
        InvalidType: a word in place of a policy.
        InvalidValue: no mode of rounding.

    Examples:
        >>> PricingPolicies().tax_rounding
        <TaxRounding.ON_TOTAL: 'on total'>
    """

    order: AlterationOrder = field(
        default=AlterationOrder.PERCENTAGE_FIRST, validator=of_kind(AlterationOrder)
    )
    """In which order alterations are applied."""

    percentage_base: PercentageBase = field(
        default=PercentageBase.REMAINING, validator=of_kind(PercentageBase)
    )
    """Of what a percentage is taken."""

    floor: PriceFloor = field(default=PriceFloor.ZERO, validator=of_kind(PriceFloor))
    """Whether a price can become negative."""

    tax_rounding: TaxRounding = field(default=TaxRounding.ON_TOTAL, validator=of_kind(TaxRounding))
    """Where tax is rounded."""

    rounding: str = field(default=ROUND_HALF_UP, validator=_mode)
    """A rounding mode of the `decimal` module."""
