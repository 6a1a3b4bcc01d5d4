"""What a provider owes its customers beside what its own suppliers owe it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from svcmgmt.errors import InvalidType
from svcmgmt.sla.credits._arguments import money_text
from svcmgmt.sla.credits.notes import CreditNote
from svcmgmt.values import Money, NoData
from svcmgmt.values._kinds import of_kind
from svcmgmt.values._lists import listed

__all__ = ["Exposure", "back_to_back"]


@frozen(kw_only=True)
class Exposure:
    """What is payable to customers against what is recoverable from suppliers.

    Source: rule R1.10, point 5.

    Raises:
        InvalidType: amounts that are no `Money`.
        InvalidValue: amounts in two currencies.

    Examples:
        >>> print(Exposure(payable=Money(2500, "EUR"), recoverable=Money(400, "EUR")))
        2500.00 EUR payable, 400.00 EUR recoverable, exposed 2100.00 EUR
    """

    payable: Money = field(validator=of_kind(Money))
    """What customers are credited."""

    recoverable: Money = field(validator=of_kind(Money))
    """What suppliers credit for the same."""

    def __attrs_post_init__(self) -> None:
        _ = self.amount  # refuses two currencies

    @property
    def amount(self) -> Money:
        """What the provider bears itself; below 0 if suppliers credit more."""
        return self.payable - self.recoverable

    def __str__(self) -> str:
        payable, recoverable = money_text(self.payable), money_text(self.recoverable)
        told = f"{payable} payable, {recoverable} recoverable"
        return f"{told}, exposed {money_text(self.amount)}"


def back_to_back(
    *, payable: Iterable[Money | CreditNote], recoverable: Iterable[Money | CreditNote]
) -> Exposure | NoData:
    """Return what is payable to customers against what is recoverable from suppliers.

    Args:
        payable: credits of service level agreements, as notes or amounts: those that were
            given, or those that could be, such as a share of a fee.
        recoverable: credits of the underpinning contracts.

    Returns:
        The exposure; no data if there is no amount on either side.

    Raises:
        InvalidType: something else than amounts and notes.
        InvalidValue: amounts in several currencies.

    Examples:
        >>> from fractions import Fraction
        >>> print(back_to_back(payable=[Money(10_000, "EUR") * Fraction(25, 100)],
        ...                    recoverable=[Money(4_000, "EUR") * Fraction(10, 100)]))
        2500.00 EUR payable, 400.00 EUR recoverable, exposed 2100.00 EUR
    """
    owed, due = _sum("payable", payable), _sum("recoverable", recoverable)
    known = due if owed is None else owed
    if known is None:
        return NoData("no amounts")
    nothing = known * 0
    return Exposure(
        payable=nothing if owed is None else owed, recoverable=nothing if due is None else due
    )


def _sum(name: str, amounts: Iterable[Money | CreditNote]) -> Money | None:
    total: Money | None = None
    for each in listed(amounts, name, "a list of Money or CreditNote"):
        amount = each.total if isinstance(each, CreditNote) else each
        if isinstance(amount, NoData):
            continue
        if not isinstance(amount, Money):
            raise InvalidType(name, amount, "Money or CreditNote")
        total = amount if total is None else total + amount
    return total
