"""The error budget along its window: what is left, the even way down, and when alerts fired."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from fractions import Fraction
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.calendars.zones import parse_zone, zone_key
from svcmgmt.errors import InvalidValue
from svcmgmt.sla.budgets import AlertFiring, AlertHistory, BudgetBase, ErrorBudget
from svcmgmt.sla.budgets._text import amount_text, share_text
from svcmgmt.sla.indicators import IndicatorSeries
from svcmgmt.sla.objectives import value_text
from svcmgmt.statistics import Share
from svcmgmt.temporal import Interval, format_instant, instant
from svcmgmt.temporal._text import local_text
from svcmgmt.values import NoData
from svcmgmt.values._exact import ExactNumber
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind
from svcmgmt.views._burn_drawing import Band, burn_layers, burn_svg
from svcmgmt.views.pictures import Picture, Row, Table, vega_lite

__all__ = ["BurnDown", "BurnPoint", "burn_down"]

_MICROSECOND: Final = timedelta(microseconds=1)
_UTC: Final = parse_zone("UTC")
_MOST_POINTS: Final = 320
_MOST_TOLD: Final = 12
_MOST_BANDS: Final = 8
_MOST_FIRINGS: Final = 500


def _at(value: datetime) -> datetime:
    return instant(value, "at")


@frozen(kw_only=True)
class BurnPoint:
    """What was left of a budget at an instant."""

    at: datetime = field(converter=_at)
    """When, in UTC."""

    consumed: Fraction = field(validator=of_kind(Fraction))
    """Bad units up to then."""

    left: Fraction | NoData
    """Share of the budget that was left, possibly negative."""

    even: Fraction = field(validator=of_kind(Fraction))
    """Share that an even burn along the window leaves."""


def _points(values: Iterable[BurnPoint]) -> tuple[BurnPoint, ...]:
    return all_of_kind("points", values, BurnPoint)


@frozen(kw_only=True, repr=False)
class BurnDown(Picture):
    """How an error budget was spent along its window.

    Every point is a share of one and the same budget, the one that stands at the last point: so
    the line never rises, and its end is what `ErrorBudget` says. Made by `burn_down`.
    """

    name: str = field(validator=of_kind(str))
    """Of which indicator."""

    budget: ErrorBudget = field(validator=of_kind(ErrorBudget))
    """The budget as it stands at the last point."""

    window: Interval = field(validator=of_kind(Interval))
    """For how long it shall last."""

    points: tuple[BurnPoint, ...] = field(converter=_points)
    """What was left, from the first instant of the window to the end of what is over."""

    alerts: AlertHistory | None = field(default=None, validator=of_kind(AlertHistory, None))
    """When alerts fired; None for a picture without them."""

    zone: ZoneInfo = field(default=_UTC, converter=parse_zone, eq=zone_key)
    """In which times are shown."""

    @property
    def title(self) -> str:
        """What it shows, in a line."""
        return f"error budget of {self.name}, target {value_text(self.budget.target)}"

    @property
    def description(self) -> str:
        """What can be seen in it."""
        left = self.budget.remaining_ratio
        known = f"not known, {left}" if isinstance(left, NoData) else f"{share_text(left)} left"
        at = local_text(self.points[-1].at, self.zone)
        even = share_text(self.points[-1].even)
        fired = "" if self.alerts is None else f"; alerts fired {len(self._firings)} times"
        return f"as of {at} ({self.zone.key}): {known}, {even} by an even burn{fired}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What is below the picture, and how many alerts are not shown."""
        known = [each.left for each in self.points if not isinstance(each.left, NoData)]
        least = min(known, default=Fraction(0))
        many = 0 if self.alerts is None else len(self.alerts.alerts) - _MOST_BANDS
        told = (
            (least < -1, f"the line ends at -100 %; it goes down to {share_text(least)}"),
            (many > 0, f"{many} more alerts are not shown"),
        )
        return tuple(text for is_so, text in told if is_so)

    @property
    def _firings(self) -> tuple[tuple[AlertFiring, Interval], ...]:
        """Those within the window, with their times: what still fires, up to the last look."""
        history = self.alerts
        if history is None or history.within.end is None:
            return ()
        times = [(each, each.during.closed(history.within.end)) for each in history.firings]
        return tuple((each, during) for each, during in times if during.overlaps(self.window))

    def table(self) -> Table:
        """Return up to a dozen points, the last one among them."""
        step = -(-len(self.points) // _MOST_TOLD)
        told = self.points[::-1][::step][::-1]
        rows = [
            (
                local_text(each.at, self.zone),
                amount_text(each.consumed),
                share_text(each.left),
                share_text(each.even),
            )
            for each in told
        ]
        return ("at", f"bad {self.budget.unit}", "left", "even"), rows

    def as_rows(self) -> list[Row]:
        """Return one dict for each point; shares are floats."""
        return [
            {
                "at": format_instant(each.at),
                "consumed": float(each.consumed),
                "left": None if isinstance(each.left, NoData) else float(each.left),
                "even": float(each.even),
            }
            for each in self.points
        ]

    def alert_rows(self) -> list[Row]:
        """Return one dict for each firing within the window; an open end is None."""
        return [
            {
                "alert": _alert_text(each),
                "severity": each.alert.severity.value,
                "factor": float(each.alert.factor),
                "start": format_instant(each.during.start),
                "end": None if each.during.end is None else format_instant(each.during.end),
            }
            for each, _ in self._firings
        ]

    def svg(self) -> str:
        """Return it as SVG; alerts are hatched bands below the line, one row for each."""
        alerts = () if self.alerts is None else self.alerts.alerts[:_MOST_BANDS]
        bands = [
            Band(
                name=f"{alert.severity.value} {amount_text(alert.factor)}",
                severity=alert.severity,
                times=[
                    (during.start, during.start + during.duration)
                    for each, during in self._firings
                    if each.alert == alert
                ],
            )
            for alert in alerts
        ]
        return burn_svg(
            [(each.at, each.left) for each in self.points],
            bands,
            window=self.window,
            zone=self.zone,
            title=self.title,
            told=(self.description, *self.notes),
        )

    def vega_lite(self) -> dict[str, Any]:
        """Return it as a Vega-Lite 5 specification; of very many firings the first ones."""
        firings = [
            {**row, "end": format_instant(during.start + during.duration)}
            for row, (_, during) in zip(self.alert_rows(), self._firings, strict=True)
        ][:_MOST_FIRINGS]
        first, last = self.window.start, self.window.start + self.window.duration
        layers = burn_layers(firings, (format_instant(first), format_instant(last)))
        return vega_lite(self, self.as_rows(), size=(640, 240), **layers)

    def __repr__(self) -> str:
        return f"<BurnDown {self.title}>"


def _alert_text(firing: AlertFiring) -> str:
    return f"{firing.alert.severity.value} {amount_text(firing.alert.factor)}"


def burn_down(  # noqa: PLR0913 - the facts, then the terms
    series: IndicatorSeries,
    window: Interval | ReportingPeriod,
    *,
    target: Share,
    as_of: datetime | None = None,
    base: BudgetBase = BudgetBase.CURRENT,
    expected_total: ExactNumber | None = None,
    alerts: AlertHistory | None = None,
    zone: str | tzinfo = UTC,
) -> BurnDown:
    """Return how a budget was spent along its window.

    Args:
        series: the indicator over counts.
        window: for how long the budget shall last; whole slices.
        target: the share that is promised to be good.
        as_of: until when the window is over; None if all of it is.
        base: of what the budget is a share while the window is not over.
        expected_total: events that the whole window is expected to have, where that is the base.
        alerts: when alerts of the same target fired; None for a picture without them.
        zone: in which times are shown.

    Raises:
        InvalidType: an argument of another kind.
        InvalidValue: edges that are no edges of slices, a target outside 0 to 1, alerts of another
            target, or an expected total where none is needed or none where one is.
        OpenInterval: a window without end.

    Examples:
        >>> from datetime import timedelta
        >>> from svcmgmt.sla.indicators import EventSeries, Indicator, MissingData
        >>> from svcmgmt.temporal import parse_instant
        >>> start = parse_instant("2026-11-01T00:00:00Z")
        >>> requests = IndicatorSeries(
        ...     indicator=Indicator(name="checkout", missing=MissingData.IGNORE),
        ...     series=EventSeries.of_slices(start, [(100, 100), (98, 100), (100, 100), (99, 100)],
        ...                                  slice=timedelta(hours=6)))
        >>> day = Interval(start, start + timedelta(days=1))
        >>> print(burn_down(requests, day, target="99 %").explain())
        error budget of checkout, target 99 %
        as of Mon 2026-11-02 00:00+00:00 (UTC): 25 % left, 0 % by an even burn
        at                          bad events  left   even
        Sun 2026-11-01 00:00+00:00  0           100 %  100 %
        Sun 2026-11-01 06:00+00:00  0           100 %  75 %
        Sun 2026-11-01 12:00+00:00  2           50 %   50 %
        Sun 2026-11-01 18:00+00:00  2           50 %   25 %
        Mon 2026-11-02 00:00+00:00  3           25 %   0 %
    """
    check_kind("series", series, IndicatorSeries)
    reading = series.over(window, as_of=as_of)
    budget = ErrorBudget.of(reading, target, base=base, expected_total=expected_total)
    if alerts is not None and alerts.target != budget.target:
        allowed = f"alerts of the target {value_text(budget.target)}"
        raise InvalidValue("alerts", value_text(alerts.target), allowed)
    low, high = series.grid.slices_of(reading.measured)
    step = max(-(-(high - low) // _MOST_POINTS), 1)
    numbers = [*range(low, high, step), high]
    return BurnDown(
        name=series.indicator.name,
        budget=budget,
        window=reading.window,
        points=[_point(series, budget, reading.window, number) for number in numbers],
        alerts=alerts,
        zone=zone,
    )


def _point(
    series: IndicatorSeries, budget: ErrorBudget, window: Interval, number: int
) -> BurnPoint:
    at = series.grid.edge(number)
    reading = series.over(window, as_of=at)
    consumed = min(reading.bad, budget.consumed)  # a mean may be rounded beyond its end
    so_far = evolve(budget, consumed=consumed, undetermined=reading.undetermined)
    length, passed = window.duration // _MICROSECOND, (at - window.start) // _MICROSECOND
    even = 1 - Fraction(passed, max(length, 1))
    return BurnPoint(at=at, consumed=consumed, left=so_far.remaining_ratio, even=even)
