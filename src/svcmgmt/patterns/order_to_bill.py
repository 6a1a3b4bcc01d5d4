"""What was ordered beside what is there and what is billed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum
from typing import Final

from attrs import frozen

from svcmgmt.values import Money, Ratio
from svcmgmt.values.nodata import NoData

__all__ = ["BillingGap", "BillingRow", "OrderToBill", "order_to_bill"]


class BillingGap(Enum):
    """What does not fit between order, inventory and bill.

    Examples:
        >>> BillingGap("not billed")
        <BillingGap.NOT_BILLED: 'not billed'>
    """

    NOT_INSTALLED = "not installed"  # ordered, and neither there nor billed
    NOT_BILLED = "not billed"  # ordered and there, and nobody pays for it
    BILLED_NOT_THERE = "billed and not there"  # somebody pays for nothing
    NOT_ORDERED = "not ordered"  # there, and nobody ordered it
    PRICE_DIFFERS = "price differs"  # all is there, at another price


@frozen(kw_only=True)
class BillingRow:
    """One thing in order, inventory and bill.

    Examples:
        >>> order_to_bill({"p-1": None}, {"p-1": "active"}, {}).rows[0].gaps
        (<BillingGap.NOT_BILLED: 'not billed'>,)
    """

    id: str
    """Identifier of the thing."""

    is_ordered: bool
    """Whether a completed order has it."""

    state: str | None
    """Its state in the inventory; None if it is not there."""

    is_billed: bool
    """Whether a bill has it."""

    agreed: Money | None
    """What was agreed to be paid."""

    charged: Money | None
    """What is charged."""

    gaps: tuple[BillingGap, ...]
    """What does not fit."""


@frozen(kw_only=True)
class OrderToBill:
    """Order, inventory and bill beside each other.

    Examples:
        >>> result = order_to_bill({"p-1": Money(30, "EUR")}, {"p-1": "active"}, {})
        >>> print(result.unbilled["EUR"])
        30.00 EUR
    """

    rows: tuple[BillingRow, ...]
    """Each thing, by identifier."""

    @property
    def matching(self) -> Ratio | NoData:
        """How many things fit in all three."""
        fitting = sum(1 for each in self.rows if not each.gaps)
        return Ratio.of(fitting, len(self.rows), reason="nothing to compare")

    @property
    def unbilled(self) -> Mapping[str, Money]:
        """What was agreed for things that are there and not billed, by currency."""
        found: dict[str, Money] = {}
        for each in self.rows:
            if BillingGap.NOT_BILLED in each.gaps and each.agreed is not None:
                currency = each.agreed.currency
                found[currency] = found.get(currency, Money(0, currency)) + each.agreed
        return found

    def with_gap(self, gap: BillingGap) -> tuple[str, ...]:
        """Return the things that do not fit in one way."""
        return tuple(each.id for each in self.rows if gap in each.gaps)


_PAID_FOR: Final = ("active", "suspended", "pendingTerminate")


def order_to_bill(
    ordered: Mapping[str, Money | None],
    installed: Mapping[str, str],
    billed: Mapping[str, Money | None],
    *,
    paid_for: Collection[str] = _PAID_FOR,
) -> OrderToBill:
    """Return where order, inventory and bill do not fit.

    Args:
        ordered: what was ordered, with the agreed price where it is known.
        installed: state of each thing in the inventory.
        billed: what is billed, with the charged price where it is known.
        paid_for: states in which a thing is there and is paid for.

    Raises:
        InvalidValue: prices of two currencies for one thing.

    Examples:
        >>> result = order_to_bill({"p-1": None}, {"p-1": "active", "p-2": "active"},
        ...                        {"p-1": None, "p-3": None})
        >>> [(each.id, [gap.value for gap in each.gaps]) for each in result.rows]
        [('p-1', []), ('p-2', ['not ordered', 'not billed']), ('p-3', ['billed and not there'])]
    """
    rows: list[BillingRow] = []
    for name in sorted({*ordered, *installed, *billed}):
        state = installed.get(name)
        agreed, charged = ordered.get(name), billed.get(name)
        is_there, is_ordered, is_billed = state in paid_for, name in ordered, name in billed
        if not (is_there or is_ordered or is_billed):
            continue  # it is over, and nobody pays
        gaps = [
            gap
            for gap, applies in (
                (BillingGap.NOT_ORDERED, is_there and not is_ordered),
                (BillingGap.NOT_INSTALLED, is_ordered and not is_there and not is_billed),
                (BillingGap.NOT_BILLED, is_there and not is_billed),
                (BillingGap.BILLED_NOT_THERE, is_billed and not is_there),
                (BillingGap.PRICE_DIFFERS, _differ(agreed, charged)),
            )
            if applies
        ]
        rows.append(
            BillingRow(
                id=name,
                is_ordered=is_ordered,
                state=state,
                is_billed=is_billed,
                agreed=agreed,
                charged=charged,
                gaps=tuple(gaps),
            )
        )
    return OrderToBill(rows=tuple(rows))


def _differ(agreed: Money | None, charged: Money | None) -> bool:
    return agreed is not None and charged is not None and (agreed - charged).amount != 0
