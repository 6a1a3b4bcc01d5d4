"""Prices of the catalog, of orders and of products as charges that can be calculated with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final, TypeAlias

from attrs import frozen

from svcmgmt.common import Duration, Money, Quantity
from svcmgmt.common._values import word
from svcmgmt.errors import InvalidValue
from svcmgmt.product.charges import Alteration, Charge, ChargeKind
from svcmgmt.product.prices import (
    POPAlteration,
    Price,
    PriceAlteration,
    ProductOfferingPrice,
    ProductPrice,
)
from svcmgmt.values import Finding, Money as ExactMoney, Severity
from svcmgmt.values._exact import ExactNumber
from svcmgmt.values._kinds import all_of_kind

__all__ = ["PriceReading", "read_prices"]

_Document: TypeAlias = ProductOfferingPrice | ProductPrice
_Altering: TypeAlias = ProductOfferingPrice | POPAlteration | PriceAlteration

_KINDS: Final[Mapping[str, ChargeKind]] = MappingProxyType(
    {
        "recurring": ChargeKind.RECURRING,
        "recurringcharge": ChargeKind.RECURRING,
        "onetime": ChargeKind.ONE_TIME,
        "onetimecharge": ChargeKind.ONE_TIME,
        "nonrecurring": ChargeKind.ONE_TIME,
        "usage": ChargeKind.USAGE,
        "usagecharge": ChargeKind.USAGE,
        "penalty": ChargeKind.PENALTY,
    }
)
_ALTERS: Final = frozenset({"discount", "allowance"})
_DISCOUNTED: Final = frozenset({"discountedby", "discount", "alteredby"})
_MONTHS: Final = MappingProxyType(
    {"month": 1, "months": 1, "monthly": 1, "year": 12, "years": 12, "yearly": 12, "quarter": 3}
)
_NOTHING: Final[Mapping[str, ExactNumber]] = MappingProxyType({})


@frozen(kw_only=True)
class PriceReading:
    """Charges and alterations of documents, and what could not be read.

    Examples:
        >>> read_prices([]).charges
        ()
    """

    charges: tuple[Charge, ...]
    """What falls due."""

    alterations: tuple[Alteration, ...]
    """What alters it."""

    findings: tuple[Finding, ...]
    """What was left out, and why: `price-type`, `no-price`, `duration-unit`, `no-target`."""


def read_prices(
    prices: Iterable[_Document], *, quantities: Mapping[str, ExactNumber] = _NOTHING
) -> PriceReading:
    """Return prices of documents as charges and alterations.

    A price of type discount or allowance alters the prices that say `discounted by` it; one that
    nobody names alters all of them. Percentages in documents are numbers of percent. The duration
    of an alteration is counted in the periods of the price that it alters. Source: rule R8.8.

    Args:
        prices: prices of offerings, orders or products.
        quantities: how many pieces, or how much usage in the unit of the price, by the name of the
            price; one if it is not told.

    Raises:
        InvalidType: something else than prices; a float.

    Examples:
        >>> rental = ProductOfferingPrice(name="rental", price_type="recurring",
        ...                               price=Money(unit="EUR", value=Decimal(30)))
        >>> print(read_prices([rental]).charges[0].price)
        30.00 EUR
    """
    listed = all_of_kind("prices", prices, ProductOfferingPrice, ProductPrice)
    charges: list[Charge] = []
    alterations: list[Alteration] = []
    findings: list[Finding] = []
    altering: dict[str, tuple[int, ProductOfferingPrice]] = {}
    for index, each in enumerate(listed):
        kind = word(each.price_type)
        if kind in _ALTERS and isinstance(each, ProductOfferingPrice):
            altering[each.id or each.name or ""] = index, each
            continue
        found = _charge(each, index, quantities)
        if isinstance(found, Finding):
            findings.append(found)
            continue
        charges.append(found)
        inner: tuple[POPAlteration | PriceAlteration, ...] = each.price_alteration
        for place, one in enumerate(inner):
            pointer = f"/{index}/priceAlteration/{place}"
            _add(_alteration(one, found.name, _period(each), pointer), alterations, findings)
    for index, discount in altering.values():
        targets: list[tuple[str | None, tuple[str, int]]] = [
            (each.name or "", _period(each)) for each in listed if _names(each, discount)
        ]
        for name, period in targets or [(None, ("", 1))]:
            _add(_alteration(discount, name, period, f"/{index}"), alterations, findings)
    findings += _dangling(listed, altering)
    return PriceReading(
        charges=tuple(charges), alterations=tuple(alterations), findings=tuple(findings)
    )


def _add(
    found: Alteration | Finding, alterations: list[Alteration], findings: list[Finding]
) -> None:
    if isinstance(found, Finding):
        findings.append(found)
    else:
        alterations.append(found)


def _left_out(code: str, message: str, pointer: str, value: object, allowed: str) -> Finding:
    return Finding(
        code=code,
        message=f"{message}; it is left out",
        severity=Severity.ERROR,
        pointer=pointer,
        value="" if value is None else str(value),
        allowed=allowed,
    )


def _charge(
    price: _Document, index: int, quantities: Mapping[str, ExactNumber]
) -> Charge | Finding:
    kind = _KINDS.get(word(price.price_type))
    if kind is None:
        allowed = ", ".join(each.value for each in ChargeKind)
        pointer = f"/{index}/priceType"
        return _left_out("price-type", "no such type", pointer, price.price_type, allowed)
    amount = _amount(price.price)
    if amount is None or amount.amount < 0:
        message = "no amount of 0 or more in a currency"
        return _left_out("no-price", message, f"/{index}/price", amount, "an amount")
    name = price.name or ""
    return Charge(
        name=name,
        kind=kind,
        price=amount * (1 / _per(price.unit_of_measure)),
        quantity=quantities.get(name, 1),
        tax_rate=_tax(price),
    )


def _per(unit: Quantity | str | None) -> Fraction:
    """Return the amount of usage that a price is for."""
    if isinstance(unit, Quantity) and unit.amount is not None and unit.amount > 0:
        return Fraction(unit.amount)
    return Fraction(1)


def _amount(price: Money | Price | None) -> ExactMoney | None:
    money = price.duty_free_amount if isinstance(price, Price) else price
    try:
        return None if money is None else money.exact()
    except InvalidValue:
        return None


def _tax(price: _Document) -> Fraction | None:
    """Return the rate that a price tells in percent, as a share."""
    if isinstance(price, ProductOfferingPrice):
        rates = [each.tax_rate for each in price.tax if each.tax_rate is not None]
    else:
        rates = []
    if isinstance(price.price, Price) and price.price.tax_rate is not None:
        rates.append(price.price.tax_rate)
    return sum(map(Fraction, rates), Fraction(0)) / 100 if rates else None


def _period(price: _Document) -> tuple[str, int]:
    """Return unit and length of the periods of a price."""
    if isinstance(price, ProductOfferingPrice) and price.recurring_charge_period_type:
        return word(price.recurring_charge_period_type), price.recurring_charge_period_length or 1
    return word(price.recurring_charge_period), 1


def _percentage(document: _Altering) -> Decimal | None:
    if isinstance(document, ProductOfferingPrice):
        return document.percentage
    return None if document.price is None else document.price.percentage


def _alteration(
    document: _Altering, charge: str | None, period: tuple[str, int], pointer: str
) -> Alteration | Finding:
    percentage, amount = _percentage(document), _amount(document.price)
    if percentage is None and amount is None:
        return _left_out("no-price", "neither a percentage nor an amount", pointer, None, "one")
    periods = _periods(document.application_duration, period)
    if isinstance(periods, str):
        allowed = "the unit of the period"
        return _left_out("duration-unit", "another unit", pointer, periods, allowed)
    kind = _KINDS.get(word(document.price_type))
    return Alteration(
        name=document.name or "",
        percentage=None if percentage is None else abs(Fraction(percentage)) / 100,
        amount=None if percentage is not None or amount is None else _positive(amount),
        kind=kind,
        charge=charge,
        periods=periods,
        priority=document.priority or 0,
    )


def _positive(amount: ExactMoney) -> ExactMoney:
    return amount if amount.amount >= 0 else -amount


def _periods(duration: Duration | int | None, period: tuple[str, int]) -> int | str | None:
    """Return for how many periods an alteration holds, or the unit that does not fit."""
    if isinstance(duration, int):
        return duration if duration >= 1 else f"{duration} periods"
    if duration is None or duration.amount is None:
        return None
    unit, (base, length) = word(duration.units), period
    if not unit or not base or unit.rstrip("s") == base.rstrip("s"):
        count = Fraction(duration.amount, length)
    elif unit in _MONTHS and base in _MONTHS:
        count = Fraction(duration.amount * _MONTHS[unit], length * _MONTHS[base])
    else:
        return duration.units or ""
    return int(count) if count >= 1 and count.denominator == 1 else f"{count} periods"


def _names(price: _Document, other: ProductOfferingPrice) -> bool:
    return isinstance(price, ProductOfferingPrice) and any(
        word(each.relationship_type) in _DISCOUNTED and each.id is not None and each.id == other.id
        for each in price.pop_relationship
    )


def _dangling(prices: tuple[_Document, ...], known: Mapping[str, object]) -> Iterator[Finding]:
    for index, price in enumerate(prices):
        relations = price.pop_relationship if isinstance(price, ProductOfferingPrice) else ()
        for place, each in enumerate(relations):
            if word(each.relationship_type) in _DISCOUNTED and each.id not in known:
                pointer = f"/{index}/popRelationship/{place}"
                message, allowed = "no such price was given", ", ".join(known)
                yield _left_out("no-target", message, pointer, each.id, allowed)
