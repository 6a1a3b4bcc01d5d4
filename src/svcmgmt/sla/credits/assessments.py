"""What a schedule answers: how much is due for a value, and by which of its rows."""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol, runtime_checkable

from attrs import field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.errors import InvalidType
from svcmgmt.sla.objectives import Value
from svcmgmt.values import Money, NoData
from svcmgmt.values._exact import exact
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["Assessment", "CreditSchedule", "check_schedule", "share_of_basis"]


def _share(value: Fraction | None) -> Fraction | None:
    return None if value is None else exact("share", value)


@frozen(kw_only=True)
class Assessment:
    """What is due for one measured value, before anything is combined, capped or rounded.

    Raises:
        InvalidType: an amount that is no `Money`, or a share that is a float.

    Examples:
        >>> tenth = Assessment(amount=Money(100, "EUR"), share=Fraction(1, 10), row="99 %")
        >>> print(tenth.amount)
        100.00 EUR
    """

    amount: Money = field(validator=of_kind(Money))
    """How much, exact: above 0 a credit for the customer, below 0 a bonus for the provider."""

    share: Fraction | None = field(default=None, converter=_share)
    """Which share of the basis that is; None where the schedule tells money."""

    row: str = field(default="", validator=of_kind(str))
    """Which row or rule gave it, in words."""


@runtime_checkable
class CreditSchedule(Protocol):
    """What a credit case needs of a schedule; your own class may have it too.

    Examples:
        >>> from svcmgmt.sla.credits import PerEvent
        >>> isinstance(PerEvent("5 %"), CreditSchedule)
        True
    """

    def assess(self, value: Value, *, basis: Money, period: ReportingPeriod) -> Assessment | NoData:
        """Return what is due for a measured value.

        Args:
            value: what was measured.
            basis: the fee of which shares are taken.
            period: the period of the fee.
        """
        ...


def check_schedule(name: str, value: object) -> None:
    """Refuse what cannot assess a value."""
    if isinstance(value, type) or not isinstance(value, CreditSchedule):
        raise InvalidType(name, value, "a credit schedule such as TierSchedule")


def share_of_basis(share: Fraction, basis: Money, row: str) -> Assessment:
    """Return the assessment of a share of the basis."""
    check_kind("basis", basis, Money)
    return Assessment(amount=basis * share, share=share, row=row)
