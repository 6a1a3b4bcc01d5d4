"""What an offering costs over some periods, line by line, exact until it is rounded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from svcmgmt.drawing import text_table
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.product.charges import (
    Alteration,
    AlterationEffect,
    AlterationOrder,
    Charge,
    ChargeKind,
    PercentageBase,
    PriceFloor,
    PricingPolicies,
    TaxRounding,
    tax_share,
)
from svcmgmt.values import Money
from svcmgmt.values._exact import ExactNumber
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = ["PriceCalculation", "PriceLine", "PriceStep", "TaxLine", "calculate_price"]

_MOST_PERIODS: Final = 1_200
_DEFAULT: Final = PricingPolicies()


@frozen(kw_only=True)
class PriceStep:
    """What one alteration did to a line.

    Examples:
        >>> print(PriceStep(name="summer", amount=Money(-3, "EUR")).amount)
        -3.00 EUR
    """

    name: str
    """The alteration; `floor` where the price may not go below 0, `rounding` of a line."""

    amount: Money
    """By how much the price changed; negative if it fell, 0 if it was not applied."""

    note: str = ""
    """Why it was not applied, or not in full."""


@frozen(kw_only=True)
class PriceLine:
    """A charge in one period: `list_price` and all steps make `net`; with `tax` it is `gross`.

    Examples:
        >>> fee = Charge(name="fee", kind=ChargeKind.ONE_TIME, price=Money(50, "EUR"))
        >>> print(calculate_price([fee], tax_rate="21 %").lines[0].gross)
        60.50 EUR
    """

    charge: str
    """Name of the charge."""

    kind: ChargeKind
    """Its kind."""

    period: int
    """The period in which it falls due, from 1."""

    list_price: Money
    """Price times quantity times the share of the period, before alterations."""

    steps: tuple[PriceStep, ...]
    """What changed it, in order."""

    net: Money
    """Without tax."""

    tax_rate: Fraction
    """Rate of the tax, a share."""

    tax: Money
    """The tax; exact unless each line is rounded."""

    @property
    def gross(self) -> Money:
        """With tax."""
        return self.net + self.tax


@frozen(kw_only=True)
class TaxLine:
    """The tax of one rate.

    Examples:
        >>> fee = Charge(name="fee", kind=ChargeKind.ONE_TIME, price=Money(50, "EUR"))
        >>> print(calculate_price([fee], tax_rate="21 %").taxes[0].tax)
        10.50 EUR
    """

    rate: Fraction
    """The rate, a share."""

    net: Money
    """What it is levied on: the sum of its lines."""

    tax: Money
    """How much it is, rounded."""


@frozen(kw_only=True)
class PriceCalculation:
    """What all of it costs, and how that came about.

    `net` and `tax` make `gross`; the lines and `rounding` make it too.

    Examples:
        >>> rental = Charge(name="rental", kind=ChargeKind.RECURRING, price=Money(30, "EUR"))
        >>> print(calculate_price([rental], periods=12).net)
        360.00 EUR
    """

    lines: tuple[PriceLine, ...]
    """Each charge in each period, in this order: charges as given, then periods."""

    taxes: tuple[TaxLine, ...]
    """The tax of each rate, lowest rate first."""

    net: Money
    """Without tax, rounded."""

    tax: Money
    """All taxes, rounded."""

    rounding: Money
    """What rounding the sums added to the sum of the lines."""

    periods: int
    """How many periods were looked at."""

    policies: PricingPolicies
    """How it was worked out."""

    @property
    def gross(self) -> Money:
        """With tax, rounded."""
        return self.net + self.tax

    def net_of(self, kind: ChargeKind) -> Money:
        """Return what the lines of one kind cost without tax, exact."""
        return _sum((each.net for each in self.lines if each.kind is kind), self.net.currency)

    def net_in(self, period: int) -> Money:
        """Return what falls due in a period without tax, exact."""
        return _sum((each.net for each in self.lines if each.period == period), self.net.currency)

    def __str__(self) -> str:
        rows = [
            (str(each.period), each.charge, str(each.list_price), str(each.net), str(each.gross))
            for each in self.lines
        ]
        total = ("", "total", "", str(self.net), str(self.gross))
        return text_table(("period", "charge", "list price", "net", "with tax"), [*rows, total])


def _sum(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, Money(0, currency))


def calculate_price(
    charges: Iterable[Charge],
    *,
    alterations: Iterable[Alteration] = (),
    periods: int = 1,
    tax_rate: ExactNumber = 0,
    policies: PricingPolicies = _DEFAULT,
) -> PriceCalculation:
    """Return what charges cost over some periods, altered and taxed.

    Everything is exact; amounts are rounded to the smallest unit of the currency where
    `policies.tax_rounding` says. An amount that alters a recurring charge does so in each period,
    in full also where the period is charged in part. Source: rule R8.8.

    Args:
        charges: at least one, all of one currency.
        alterations: discounts, allowances and surcharges.
        periods: how many periods, 1 to 1,200.
        tax_rate: for charges without a rate of their own: `"21 %"`, `"0.21"` or a Fraction.
        policies: order of alterations, floor, where tax is rounded.

    Raises:
        InvalidType: something else than charges, alterations and policies; a float.
        InvalidValue: no charge, several currencies, or a number of periods out of bounds.

    Examples:
        >>> charges = [Charge(name="set-up", kind=ChargeKind.ONE_TIME, price=Money(50, "EUR")),
        ...            Charge(name="rental", kind=ChargeKind.RECURRING, price=Money(30, "EUR"))]
        >>> summer = Alteration(name="summer", percentage="10 %", kind=ChargeKind.RECURRING,
        ...                     periods=3)
        >>> price = calculate_price(charges, alterations=[summer], periods=12, tax_rate="21 %")
        >>> print(price.net, "|", price.gross)
        401.00 EUR | 485.21 EUR
    """
    check_kind("policies", policies, PricingPolicies)
    listed = all_of_kind("charges", charges, Charge)
    altering = all_of_kind("alterations", alterations, Alteration)
    if not listed:
        raise InvalidValue("charges", (), "at least one")
    if not isinstance(periods, int) or isinstance(periods, bool):
        raise InvalidType("periods", periods, "int")
    if not 1 <= periods <= _MOST_PERIODS:
        raise InvalidValue("periods", periods, f"1 to {_MOST_PERIODS}")
    rate = tax_share(tax_rate)
    lines = tuple(
        _line(charge, period, altering, rate, policies)
        for charge in listed
        for period in _due(charge, periods)
    )
    return _totals(lines, listed[0].price.currency, periods, policies)


def _due(charge: Charge, periods: int) -> range:
    """Return the periods in which a charge falls due."""
    if charge.kind is not ChargeKind.RECURRING:
        return range(charge.first_period, min(charge.first_period, periods) + 1)
    last = periods if charge.periods is None else charge.first_period + charge.periods - 1
    return range(charge.first_period, min(last, periods) + 1)


def _line(
    charge: Charge,
    period: int,
    alterations: tuple[Alteration, ...],
    tax_rate: Fraction,
    policies: PricingPolicies,
) -> PriceLine:
    price = charge.price * (charge.quantity * charge.shares.get(period, Fraction(1)))
    chosen = [each for each in alterations if each.applies_to(charge, period)]
    steps = list(_steps(price, chosen, policies))
    net = _sum((price, *(each.amount for each in steps)), price.currency)
    rate = tax_rate if charge.tax_rate is None else charge.tax_rate
    line = PriceLine(
        charge=charge.name,
        kind=charge.kind,
        period=period,
        list_price=price,
        steps=tuple(steps),
        net=net,
        tax_rate=rate,
        tax=net * rate,
    )
    return line if policies.tax_rounding is TaxRounding.ON_TOTAL else _rounded(line, policies)


def _rounded(line: PriceLine, policies: PricingPolicies) -> PriceLine:
    net = line.net.rounded(rounding=policies.rounding)
    steps = line.steps
    if net != line.net:
        steps = (*steps, PriceStep(name="rounding", amount=net - line.net))
    tax = (net * line.tax_rate).rounded(rounding=policies.rounding)
    return evolve(line, net=net, tax=tax, steps=steps)


def _steps(
    price: Money, alterations: list[Alteration], policies: PricingPolicies
) -> Iterator[PriceStep]:
    nothing = Money(0, price.currency)
    best = _best_of_groups(price, alterations)
    left = price
    for each in sorted(alterations, key=lambda one: _turn(one, policies.order)):
        if each.group and best[each.group] is not each:
            note = f"{best[each.group].name} of group {each.group} is better"
            yield PriceStep(name=each.name, amount=nothing, note=note)
            continue
        base = left if policies.percentage_base is PercentageBase.REMAINING else price
        amount = _change(each, base)
        left += amount
        yield PriceStep(name=each.name, amount=amount)
    if left < nothing and policies.floor is PriceFloor.ZERO:
        yield PriceStep(name="floor", amount=-left, note="no price below 0")


def _turn(alteration: Alteration, order: AlterationOrder) -> tuple[bool, int]:
    is_amount = alteration.percentage is None
    late = {
        AlterationOrder.PERCENTAGE_FIRST: is_amount,
        AlterationOrder.AMOUNT_FIRST: not is_amount,
        AlterationOrder.PRIORITY: False,
    }[order]
    return late, alteration.priority


def _change(alteration: Alteration, base: Money) -> Money:
    share = alteration.percentage
    amount = alteration.amount if share is None else base * share
    sized = amount or Money(0, base.currency)
    return sized if alteration.effect is AlterationEffect.RAISES else -sized


def _best_of_groups(price: Money, alterations: list[Alteration]) -> dict[str, Alteration]:
    """Return the alteration of each group that leaves the lowest price; the first of equal ones."""
    best: dict[str, Alteration] = {}
    for each in alterations:
        if each.group not in best or _change(each, price) < _change(best[each.group], price):
            best[each.group] = each
    return best


def _totals(
    lines: tuple[PriceLine, ...], currency: str, periods: int, policies: PricingPolicies
) -> PriceCalculation:
    by_rate: dict[Fraction, list[PriceLine]] = {}
    for each in lines:
        by_rate.setdefault(each.tax_rate, []).append(each)
    taxes: list[TaxLine] = []
    for rate, of_rate in sorted(by_rate.items()):
        net = _sum((each.net for each in of_rate), currency)
        tax = _sum((each.tax for each in of_rate), currency).rounded(rounding=policies.rounding)
        taxes.append(TaxLine(rate=rate, net=net, tax=tax))
    net = _sum((each.net for each in lines), currency)
    total = net.rounded(rounding=policies.rounding)
    tax = _sum((each.tax for each in taxes), currency)
    exact = _sum((each.gross for each in lines), currency)
    return PriceCalculation(
        lines=lines,
        taxes=tuple(taxes),
        net=total,
        tax=tax,
        rounding=total + tax - exact,
        periods=periods,
        policies=policies,
    )
