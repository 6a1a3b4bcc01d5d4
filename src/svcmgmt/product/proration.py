"""Which share of a period is charged that was used in part only (rule R8.8)."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import Ratio
from svcmgmt.values._kinds import check_kind

__all__ = ["PriceProration", "used_share"]


class PriceProration(Enum):
    """How a period that was used in part is charged.

    Examples:
        >>> PriceProration("30/360")
        <PriceProration.THIRTY_360: '30/360'>
    """

    ACTUAL_DAYS = "actual days"  # days used of the days that the period has
    THIRTY_360 = "30/360"  # every month has 30 days
    NONE = "none"  # in full as soon as a day was used


def used_share(
    used: tuple[date, date],
    period: tuple[date, date],
    *,
    proration: PriceProration = PriceProration.ACTUAL_DAYS,
) -> Ratio:
    """Return which share of a period is charged.

    Both are half-open: the second date is the first one that no longer belongs to it.
    Source: rule R8.8.

    Args:
        used: from which date to which one it was used; what lies outside the period is left out.
        period: from which date to which one the period runs.
        proration: how days are counted.

    Raises:
        InvalidType: something else than dates, or a word in place of a policy.
        InvalidValue: a period without days, or a use that ends before it begins.

    Examples:
        >>> march = date(2026, 3, 1), date(2026, 4, 1)
        >>> print(used_share((date(2026, 3, 22), date(2027, 1, 1)), march).value)
        10/31
        >>> print(used_share((date(2026, 3, 22), date(2027, 1, 1)), march,
        ...                  proration=PriceProration.THIRTY_360).value)
        3/10
    """
    check_kind("proration", proration, PriceProration)
    for name, (first, end) in (("used", used), ("period", period)):
        for each in (first, end):
            if not isinstance(each, date) or isinstance(each, datetime):
                raise InvalidType(name, each, "date")
        if end < first or (name == "period" and end == first):
            raise InvalidValue(name, f"{first} to {end}", "an end after the start")
    begin, finish = max(used[0], period[0]), min(used[1], period[1])
    if begin >= finish:
        return Ratio(0, _days(*period, proration))
    if proration is PriceProration.NONE:
        return Ratio(1, 1)
    return Ratio(_days(begin, finish, proration), _days(*period, proration))


def _days(first: date, end: date, proration: PriceProration) -> int:
    if proration is not PriceProration.THIRTY_360:
        return (end - first).days
    months = 12 * (end.year - first.year) + end.month - first.month
    return 30 * months + min(end.day, 30) - min(first.day, 30)
