"""Until when a credit must be claimed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from attrs import field, frozen

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.sla.credits._arguments import local_date, whole
from svcmgmt.sla.credits.policies import ClaimUnit
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["ClaimWindow"]

_DAY: Final = timedelta(days=1)
_MOST: Final = 1_000


def _check_count(_window: object, _attribute: object, value: int) -> None:
    whole("count", value, least=0, most=_MOST)


@frozen
class ClaimWindow:
    """Until when a credit must be claimed: so many billing cycles, days or months.

    Dates are those of the period's zone. Source: rule R5.8.

    Args:
        count: how many.
        unit: of what.

    Raises:
        InvalidType: a count that is no int, or another kind of unit.
        InvalidValue: a count outside 0 to 1000.

    Examples:
        >>> january = ReportingPeriod.around("2024-01-15", PeriodKind.MONTH, zone="UTC")
        >>> ClaimWindow(2, ClaimUnit.BILLING_CYCLES).last_date(january).isoformat()
        '2024-03-31'
        >>> ClaimWindow(30, ClaimUnit.DAYS).last_date(january, occurred="2024-01-15").isoformat()
        '2024-02-14'
    """

    count: int = field(validator=_check_count)
    """How many."""

    unit: ClaimUnit = field(validator=of_kind(ClaimUnit))
    """Of what, and from when on they are counted."""

    def last_date(self, period: ReportingPeriod, *, occurred: date | str | None = None) -> date:
        """Return the last local date on which a claim is in time.

        Args:
            period: the billing period in which the incident lies.
            occurred: when the incident was: a local date, its text, or an aware datetime. Only
                days are counted from it; without it they count from the end of the period.

        Raises:
            InvalidType: another kind of period or date.
            InvalidValue: a window that ends after 2199.
            NaiveDatetime: an instant without a zone.
        """
        check_kind("period", period, ReportingPeriod)
        start = period.until - _DAY
        if occurred is not None:
            start = local_date("occurred", occurred, period.zone)
        if self.unit is ClaimUnit.DAYS:
            return start + self.count * _DAY
        cycle = period
        if self.unit is ClaimUnit.MONTHS:
            cycle = _month_before(period)
        for _ in range(self.count):
            cycle = cycle.next()
        return cycle.until - _DAY

    def __str__(self) -> str:
        what = self.unit.value.replace("_", " ")
        return f"{self.count} {what if self.count != 1 else what.removesuffix('s')}"


def _month_before(period: ReportingPeriod) -> ReportingPeriod:
    """Return the month that ends with a period of any kind."""
    first_after = period.until
    month = ReportingPeriod.around(
        first_after, PeriodKind.MONTH, zone=period.zone, anchor=first_after.day
    )
    return month.previous()
