"""Error rates against a threshold, by whole numbers: yes, no, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from svcmgmt.errors import InvalidValue
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.budgets.alerts import BurnRateAlert
from svcmgmt.sla.indicators import IndicatorSeries
from svcmgmt.sla.indicators._grid import check_many
from svcmgmt.values._kinds import all_of_kind

__all__ = ["above", "both", "checked_alerts", "slices_of"]


def above(
    bad: int, base: int, unknown: int, *, threshold: Fraction, empty: EmptyBase
) -> bool | None:
    """Return whether a share of bad parts is above a threshold; None if nobody knows."""
    if unknown or (not base and empty is EmptyBase.UNDEFINED):
        return None
    return bad * threshold.denominator > threshold.numerator * base


def both(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - two of a kind
    """Return whether both are so: one that is not decides, whatever the other is."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def checked_alerts(alerts: Iterable[BurnRateAlert]) -> tuple[BurnRateAlert, ...]:
    """Return alerts for one window of an objective, at least one."""
    listed = all_of_kind("alerts", alerts, BurnRateAlert)
    if len({alert.window for alert in listed}) != 1:
        raise InvalidValue("alerts", listed, "one or more alerts for one window of an objective")
    return listed


def slices_of(series: IndicatorSeries, alert: BurnRateAlert) -> tuple[int, int, int]:
    """Return how many slices the windows of an alert have, and its pending time."""
    grid = series.grid
    pending = grid.count("pending", alert.pending) if alert.pending else 0
    check_many(pending)
    return grid.count("long", alert.long), grid.count("short", alert.short), pending
