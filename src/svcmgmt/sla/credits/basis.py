"""The fee of which credits are shares: without what does not count, and for the days of service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from svcmgmt.calendars import ReportingPeriod, parse_date
from svcmgmt.errors import InvalidValue
from svcmgmt.sla.credits._arguments import money_of
from svcmgmt.sla.credits.policies import Proration
from svcmgmt.values import Money, NoData
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = ["Fee", "FeeKind", "credit_basis"]

_DAYS: Final = 30


class FeeKind(Enum):
    """What a fee is for; contracts credit shares of some kinds only.

    Examples:
        >>> FeeKind("recurring")
        <FeeKind.RECURRING: 'recurring'>
    """

    RECURRING = "recurring"  # the fee of the period
    USAGE = "usage"  # by volume
    ONE_TIME = "one time"  # setting up, hardware
    TAX = "tax"  # never the provider's to credit


def _check_amount(_fee: object, _attribute: object, value: Money) -> None:
    money_of("amount", value)


@frozen
class Fee:
    """One position of a bill.

    Args:
        amount: 0 or more.
        kind: what it is for.

    Raises:
        InvalidType: an amount or kind of another kind.
        InvalidValue: a negative amount.

    Examples:
        >>> print(Fee(Money(1000, "EUR")))
        1000.00 EUR recurring
    """

    amount: Money = field(validator=_check_amount)
    """How much, 0 or more."""

    kind: FeeKind = field(default=FeeKind.RECURRING, validator=of_kind(FeeKind))
    """What it is for."""

    def __str__(self) -> str:
        return f"{self.amount} {self.kind.value}"


def credit_basis(
    fees: Iterable[Fee],
    *,
    period: ReportingPeriod,
    kinds: Iterable[FeeKind] = (FeeKind.RECURRING,),
    active_from: date | str | None = None,
    active_until: date | str | None = None,
    proration: Proration = Proration.ACTUAL_DAYS,
) -> Money | NoData:
    """Return the fee of which credits are shares, exact.

    Args:
        fees: the positions of the affected service and period.
        period: the period that they pay for.
        kinds: which of them count.
        active_from: first local date on which the service was active; None for before.
        active_until: first local date on which it no longer was; None for still.
        proration: which part of the fee counts if the service was active for a part of the
            period.

    Returns:
        The sum; no data if there is no fee at all.

    Raises:
        InvalidType: fees, a period, kinds, dates or a policy of another kind.
        InvalidValue: fees in several currencies, or an end of service before its start.

    Examples:
        >>> from svcmgmt.calendars import PeriodKind
        >>> november = ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="UTC")
        >>> bill = [Fee(Money(900, "EUR")), Fee(Money(250, "EUR"), FeeKind.ONE_TIME)]
        >>> print(credit_basis(bill, period=november, active_from="2026-11-11"))
        600.00 EUR
    """
    check_kind("period", period, ReportingPeriod)
    check_kind("proration", proration, Proration)
    counted = frozenset(all_of_kind("kinds", kinds, FeeKind))
    total: Money | None = None
    for fee in all_of_kind("fees", fees, Fee):
        worth = fee.amount if fee.kind in counted else fee.amount * 0
        total = worth if total is None else total + worth
    begins = period.first if active_from is None else parse_date(active_from, "active_from")
    ends = period.until if active_until is None else parse_date(active_until, "active_until")
    if ends < begins and None not in (active_from, active_until):
        raise InvalidValue("active_until", str(ends), f"{begins} or later, the start")
    part = _active_part(period, begins, ends, proration)
    return NoData("no fees") if total is None else total * part


def _active_part(
    period: ReportingPeriod, begins: date, ends: date, proration: Proration
) -> Fraction:
    active = (min(ends, period.until) - max(begins, period.first)).days
    days, whole = max(active, 0), (period.until - period.first).days
    if proration is Proration.NONE or days == whole:
        return Fraction(1)
    of = whole if proration is Proration.ACTUAL_DAYS else _DAYS
    return min(Fraction(days, of), Fraction(1))
