"""Burn-rate alerts over a series at an instant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from svcmgmt.drawing import text_table
from svcmgmt.sla.budgets._text import amount_text, share_text
from svcmgmt.sla.budgets._thresholds import above, both, checked_alerts, slices_of
from svcmgmt.sla.budgets.alerts import BurnRateAlert
from svcmgmt.sla.budgets.arithmetic import budget_spent, burn_rate, time_to_exhaustion
from svcmgmt.sla.budgets.error_budgets import ErrorBudget
from svcmgmt.sla.indicators import IndicatorReading, IndicatorSeries, PartialSlice
from svcmgmt.statistics import Share
from svcmgmt.statistics._arguments import share_of
from svcmgmt.temporal import format_instant, instant
from svcmgmt.temporal._text import duration_text, local_text
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["AlertReading", "AlertReport", "AlertState", "alerts_at"]


class AlertState(Enum):
    """What an alert does at an instant.

    Examples:
        >>> AlertState("firing")
        <AlertState.FIRING: 'firing'>
    """

    INACTIVE = "inactive"  # a window is not above the threshold
    PENDING = "pending"  # both are, not for long enough yet
    FIRING = "firing"  # both are
    UNDETERMINED = "undetermined"  # nobody knows, because data are missing


@frozen(kw_only=True)
class AlertReading:
    """One alert at an instant: both windows, and what it does."""

    alert: BurnRateAlert = field(validator=of_kind(BurnRateAlert))
    """The alert."""

    target: Ratio = field(validator=of_kind(Ratio))
    """The share that is promised to be good."""

    long: IndicatorReading = field(validator=of_kind(IndicatorReading))
    """What the indicator says of the long window."""

    short: IndicatorReading = field(validator=of_kind(IndicatorReading))
    """What it says of the short one."""

    state: AlertState = field(validator=of_kind(AlertState))
    """What the alert does."""

    @property
    def burn_long(self) -> Fraction | NoData:
        """Burn rate of the long window."""
        return _burn(self.long, self.target)

    @property
    def burn_short(self) -> Fraction | NoData:
        """Burn rate of the short window."""
        return _burn(self.short, self.target)

    @property
    def spent(self) -> Fraction | NoData:
        """Share of the budget of the objective's window that was spent in the long window."""
        burn = self.burn_long
        if isinstance(burn, NoData):
            return burn
        return budget_spent(burn, within=self.alert.long, window=self.alert.window)


def _burn(reading: IndicatorReading, target: Ratio) -> Fraction | NoData:
    rate = reading.error_rate
    return rate if isinstance(rate, NoData) else burn_rate(rate, target)


@frozen(kw_only=True, repr=False)
class AlertReport:
    """A set of alerts at an instant: it fires when one of them does (rule R4.7)."""

    at: datetime
    """The instant, in UTC."""

    readings: tuple[AlertReading, ...]
    """Each alert."""

    budget: ErrorBudget = field(validator=of_kind(ErrorBudget))
    """The budget of the window of the objective that ends then."""

    @property
    def firing(self) -> tuple[BurnRateAlert, ...]:
        """The alerts that fire."""
        return tuple(each.alert for each in self.readings if each.state is AlertState.FIRING)

    @property
    def fires(self) -> bool | NoData:
        """Whether one fires; no data if none does and one is undetermined."""
        if self.firing:
            return True
        unknown = sum(each.state is AlertState.UNDETERMINED for each in self.readings)
        return NoData(f"{unknown} alerts are undetermined") if unknown else False

    @property
    def time_to_exhaustion(self) -> timedelta | NoData:
        """How long the budget that is left lasts at the highest burn rate of a long window."""
        burns = [each.burn_long for each in self.readings]
        known = [burn for burn in burns if not isinstance(burn, NoData)]
        left = self.budget.remaining_ratio
        if isinstance(left, NoData) or not known:
            return left if isinstance(left, NoData) else NoData("no burn rate is known")
        window = self.readings[0].alert.window
        return time_to_exhaustion(window, max(known), remaining=left)

    def explain(self, zone: tzinfo = UTC) -> str:
        """Return every alert with its burn rates as text for a person.

        Args:
            zone: in which times are shown.
        """
        cells = [
            (
                each.alert.severity.value,
                amount_text(each.alert.factor),
                *(duration_text(window) for window in (each.alert.long, each.alert.short)),
                *(amount_text(burn) for burn in (each.burn_long, each.burn_short)),
                share_text(each.spent),
                each.state.value,
            )
            for each in self.readings
        ]
        header = [
            "severity",
            "factor",
            "long",
            "short",
            "burn long",
            "burn short",
            "spent",
            "state",
        ]
        left = self.time_to_exhaustion
        lasts = str(left) if isinstance(left, NoData) else duration_text(left)
        return "\n".join(
            [
                f"{self} at {local_text(self.at, zone)}",
                text_table(header, cells),
                str(self.budget),
                f"at the highest burn rate it lasts: {lasts}",
            ]
        )

    def as_rows(self) -> list[dict[str, str | float | None]]:
        """Return one dict for each alert, for a table or a frame; numbers are floats."""
        return [
            {
                "at": format_instant(self.at),
                "severity": each.alert.severity.value,
                "factor": float(each.alert.factor),
                "long_s": each.alert.long.total_seconds(),
                "short_s": each.alert.short.total_seconds(),
                "burn_long": _float(each.burn_long),
                "burn_short": _float(each.burn_short),
                "spent": _float(each.spent),
                "missing_share": _float(each.long.missing_share),
                "state": each.state.value,
            }
            for each in self.readings
        ]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain()}

    def __str__(self) -> str:
        return f"{len(self.firing)} of {len(self.readings)} alerts fire"

    def __repr__(self) -> str:
        return f"<AlertReport {self}>"


def _float(value: Fraction | NoData) -> float | None:
    return None if isinstance(value, NoData) else float(value)


def alerts_at(
    series: IndicatorSeries,
    alerts: Iterable[BurnRateAlert],
    *,
    target: Share,
    at: datetime,
    partial: PartialSlice = PartialSlice.EXCLUDED,
) -> AlertReport:
    """Return what alerts do at an instant.

    Windows reach back from the instant; one in which a slice is undetermined, or nothing counts,
    leaves its alert undetermined, unless the other window is not above the threshold.
    Source: rule R4.7, algorithm 13.8.

    Args:
        series: the indicator over counts.
        alerts: for one window of an objective, such as `GOOGLE_30D`.
        target: the share that is promised to be good.
        at: the instant; within a slice, the windows end before or after that slice.
        partial: whether the running slice is the last one of each window.

    Raises:
        InvalidType: an argument of another kind.
        InvalidValue: no alerts or for different windows, windows that are not whole slices or
            reach back beyond 1970, or a target outside 0 to 1.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.sla.budgets.alerts import GOOGLE_30D
        >>> from svcmgmt.sla.indicators import EventSeries, Indicator, MissingData
        >>> from svcmgmt.temporal import parse_instant as at
        >>> requests = EventSeries.of_slices(
        ...     at("2026-10-26T00:00:00Z"), [(1000, 1000)] * 1380 + [(950, 1000)] * 60,
        ...     slice=timedelta(minutes=1))
        >>> checkout = Indicator(name="checkout", missing=MissingData.IGNORE)
        >>> report = alerts_at(IndicatorSeries(indicator=checkout, series=requests), GOOGLE_30D,
        ...                    target="99.9 %", at=at("2026-10-27T00:00:00Z"))
        >>> [str(alert.factor) for alert in report.firing]
        ['72/5', '6', '1']
    """
    check_kind("series", series, IndicatorSeries)
    chosen, share = checked_alerts(alerts), share_of("target", target)
    moment = instant(at, "at")

    def rolling(lasts: timedelta) -> IndicatorReading:
        return series.rolling(moment, lasts, partial=partial)

    readings = tuple(
        AlertReading(
            alert=alert,
            target=share,
            state=_state(series, alert, alert.threshold(share), series.grid.upto(moment, partial)),
            long=rolling(alert.long),
            short=rolling(alert.short),
        )
        for alert in chosen
    )
    budget = ErrorBudget.of(rolling(chosen[0].window), share)
    return AlertReport(at=moment, readings=readings, budget=budget)


def _state(
    series: IndicatorSeries, alert: BurnRateAlert, threshold: Fraction, end: int
) -> AlertState:
    """Return what an alert does when its windows end before a slice."""
    long, short, pending = slices_of(series, alert)
    empty = series.indicator.empty

    def holds(high: int) -> bool | None:
        over = (
            above(*series.sums(high - size, high), threshold=threshold, empty=empty)
            for size in (long, short)
        )
        return both(*over)

    now = holds(end)
    if now is None:
        return AlertState.UNDETERMINED
    if not now:
        return AlertState.INACTIVE
    has_lasted = all(holds(high) for high in range(end - pending, end))
    return AlertState.FIRING if has_lasted else AlertState.PENDING
