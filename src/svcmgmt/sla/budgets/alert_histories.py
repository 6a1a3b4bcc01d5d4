"""Burn-rate alerts over a series and over time: when they fired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, timedelta, tzinfo
from fractions import Fraction
from itertools import accumulate, groupby

from attrs import field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.drawing import text_table
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.budgets._text import amount_text
from svcmgmt.sla.budgets._thresholds import above, both, checked_alerts, slices_of
from svcmgmt.sla.budgets.alerts import BurnRateAlert
from svcmgmt.sla.indicators import IndicatorSeries
from svcmgmt.sla.indicators._grid import interval_of
from svcmgmt.statistics import Share
from svcmgmt.statistics._arguments import share_of
from svcmgmt.temporal import Interval, IntervalSet, format_instant
from svcmgmt.temporal._text import local_text
from svcmgmt.values import Ratio
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["AlertFiring", "AlertHistory", "alert_history"]


@frozen(kw_only=True)
class AlertFiring:
    """One time at which an alert fired."""

    alert: BurnRateAlert = field(validator=of_kind(BurnRateAlert))
    """The alert."""

    during: Interval = field(validator=of_kind(Interval))
    """From the look at which it fired to the one at which it did not; open if it still does."""


@frozen(kw_only=True, repr=False)
class AlertHistory:
    """When a set of alerts fired, looked at step by step.

    Source: rule R4.7, algorithm 13.8.
    """

    target: Ratio = field(validator=of_kind(Ratio))
    """The share that is promised to be good."""

    within: Interval = field(validator=of_kind(Interval))
    """The time that was looked at: from its first instant on, before its last."""

    step: timedelta = field(validator=of_kind(timedelta))
    """How often it was looked at."""

    alerts: tuple[BurnRateAlert, ...]
    """The alerts."""

    firings: tuple[AlertFiring, ...]
    """When they fired, in order."""

    undetermined: tuple[IntervalSet, ...]
    """When nobody knows, for each alert in order."""

    def fired(self, alert: BurnRateAlert | None = None) -> IntervalSet:
        """Return when an alert fired, or when at least one of them did."""
        return IntervalSet.of(
            (each.during for each in self.firings if alert in {None, each.alert}),
            as_of=self.within.end,
        )

    def explain(self, zone: tzinfo = UTC) -> str:
        """Return when each alert fired as text for a person.

        Args:
            zone: in which times are shown.
        """
        cells = [
            (
                local_text(each.during.start, zone),
                "still" if each.during.end is None else local_text(each.during.end, zone),
                each.alert.severity.value,
                amount_text(each.alert.factor),
            )
            for each in self.firings
        ]
        lines = [str(self)]
        if cells:
            lines.append(text_table(["from", "to", "severity", "factor"], cells))
        for alert, times in zip(self.alerts, self.undetermined, strict=True):
            if not times.is_empty():
                lines.append(f"undetermined for {times.total()}: {alert}")
        return "\n".join(lines)

    def as_rows(self) -> list[dict[str, str | float]]:
        """Return one dict for each firing, for a table or a frame; an open end is empty."""
        return [
            {
                "start": format_instant(each.during.start),
                "end": "" if each.during.end is None else format_instant(each.during.end),
                "severity": each.alert.severity.value,
                "factor": float(each.alert.factor),
            }
            for each in self.firings
        ]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain()}

    def __str__(self) -> str:
        return f"{len(self.firings)} firings of {len(self.alerts)} alerts in {self.within}"

    def __repr__(self) -> str:
        return f"<AlertHistory {self}>"


def alert_history(
    series: IndicatorSeries,
    alerts: Iterable[BurnRateAlert],
    *,
    target: Share,
    within: Interval | ReportingPeriod,
    step: timedelta | None = None,
) -> AlertHistory:
    """Return when alerts fired, as if somebody had looked at each step.

    Windows reach back before the time that is looked at; an alert that must be pending first
    begins to be so within it.

    Args:
        series: the indicator over counts.
        alerts: for one window of an objective, such as `GOOGLE_30D`.
        target: the share that is promised to be good.
        within: the time to look at, or a reporting period; whole slices.
        step: how often to look; at the edge of each slice unless told.

    Raises:
        InvalidType: an argument of another kind.
        InvalidValue: no alerts or for different windows, lengths that are not whole slices, or
            a target outside 0 to 1.
        LimitExceeded: more than ten million slices.
        OpenInterval: a time to look at without end.

    Examples:
        >>> from svcmgmt.sla.budgets.alerts import GOOGLE_30D
        >>> from svcmgmt.sla.indicators import EventSeries, Indicator, MissingData
        >>> from svcmgmt.temporal import parse_instant as at
        >>> pairs = [(100, 100)] * 60 + [(50, 100)] * 10 + [(100, 100)] * 50
        >>> requests = IndicatorSeries(
        ...     indicator=Indicator(name="checkout", missing=MissingData.IGNORE),
        ...     series=EventSeries.of_slices(at("2026-10-26T08:00:00Z"), pairs,
        ...                                  slice=timedelta(minutes=1)))
        >>> history = alert_history(requests, GOOGLE_30D[:1], target="99.9 %",
        ...                         within=Interval.parse("2026-10-26T09:00:00Z/PT1H"))
        >>> print(history.fired())
        2026-10-26T09:02:00Z/2026-10-26T09:15:00Z
    """
    check_kind("series", series, IndicatorSeries)
    chosen, share = checked_alerts(alerts), share_of("target", target)
    span = interval_of("within", within)
    sizes = [slices_of(series, alert) for alert in chosen]
    low, high = series.grid.slices_of(span)
    every = series.grid.count("step", series.series.slice if step is None else step)
    reach = max(long for long, _, _ in sizes)
    sums = [list(accumulate(column, initial=0)) for column in series.columns(low - reach, high)]
    looks = range(low, high, every)
    empty = series.indicator.empty
    firings: list[AlertFiring] = []
    undetermined: list[IntervalSet] = []
    for alert, (long, short, pending) in zip(chosen, sizes, strict=True):
        threshold = alert.threshold(share)
        over = (
            _above(sums, range(reach, reach + high - low, every), size, threshold, empty)
            for size in (long, short)
        )
        states = list(map(both, *over))
        wait = -(-pending // every)
        for first, last in _runs(states, True):  # noqa: FBT003 - the state looked for
            if first + wait < last:
                start = series.grid.edge(looks[first + wait])
                end = series.grid.edge(looks[last]) if last < len(looks) else None
                firings.append(AlertFiring(alert=alert, during=Interval(start, end)))
        unknown = (
            series.grid.span(looks[first], looks[last] if last < len(looks) else high)
            for first, last in _runs(states, None)
        )
        undetermined.append(IntervalSet.of(unknown))
    return AlertHistory(
        target=share,
        within=span,
        step=every * series.series.slice,
        alerts=chosen,
        firings=tuple(sorted(firings, key=lambda each: each.during.start)),
        undetermined=tuple(undetermined),
    )


def _above(
    sums: Sequence[Sequence[int]], ends: range, size: int, threshold: Fraction, empty: EmptyBase
) -> Iterator[bool | None]:
    """Yield for each window of a size, by its end, whether it is above the threshold."""
    bad, base, unknown = (
        [
            after - before
            for before, after in zip(
                each[ends.start - size : ends.stop - size : ends.step],
                each[ends.start : ends.stop : ends.step],
                strict=True,
            )
        ]
        for each in sums
    )
    return (
        above(*parts, threshold=threshold, empty=empty)
        for parts in zip(bad, base, unknown, strict=True)
    )


def _runs(states: Sequence[bool | None], wanted: bool | None) -> Iterator[tuple[int, int]]:  # noqa: FBT001 - a state
    """Yield the runs of a state: first place, and first place after."""
    place = 0
    for state, run in groupby(states):
        length = len(list(run))
        if state is wanted:
            yield place, place + length
        place += length
