"""The compliance trend: a share period by period, how sure it is, and the target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.reports.trends import Trend
from svcmgmt.sla.objectives import value_text
from svcmgmt.statistics import Share, ShareInterval, ShareJudgement, judge_share
from svcmgmt.statistics._arguments import percent_text, share_of
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import all_of_kind, of_kind
from svcmgmt.values._lists import paired
from svcmgmt.views._trend_drawing import TrendMark, trend_layers, trend_svg
from svcmgmt.views.pictures import Picture, Row, Table, vega_lite

__all__ = ["CompliancePoint", "ComplianceTrend", "compliance_trend"]

_MOST_POINTS: Final = 24


@frozen(kw_only=True)
class CompliancePoint:
    """The share of one period."""

    label: str = field(validator=of_kind(str))
    """Name of the period."""

    share: Ratio | NoData
    """What was measured."""

    is_met: bool | None
    """Whether that reaches the target, exact; None without data."""

    judgement: ShareJudgement | None = field(validator=of_kind(ShareJudgement, None))
    """How sure that is; None without data, and where no confidence was asked for."""

    @property
    def interval(self) -> ShareInterval | None:
        """Between which bounds the share behind it lies."""
        return None if self.judgement is None else self.judgement.interval


def _points(values: Iterable[CompliancePoint]) -> tuple[CompliancePoint, ...]:
    return all_of_kind("points", values, CompliancePoint)


@frozen(kw_only=True, repr=False)
class ComplianceTrend(Picture):
    """A share and its target, period by period. Made by `compliance_trend`. Source: rule R6.11."""

    name: str = field(validator=of_kind(str))
    """Of what the shares are."""

    target: Ratio = field(validator=of_kind(Ratio))
    """The share that is required."""

    points: tuple[CompliancePoint, ...] = field(converter=_points)
    """The periods, in order."""

    confidence: Ratio | None = field(default=None, validator=of_kind(Ratio, None))
    """How sure the intervals are; None for a picture without them."""

    @property
    def shown(self) -> tuple[CompliancePoint, ...]:
        """The latest periods, as far as the picture has room for them."""
        return self.points[-_MOST_POINTS:]

    @property
    def title(self) -> str:
        """What it shows, in a line."""
        return f"{self.name}, target {value_text(self.target)}"

    @property
    def description(self) -> str:
        """What can be seen in it."""
        if not self.points:
            return "No periods"
        standings = [_standing(each.is_met) for each in self.points]
        told = ", ".join(f"{each} {standings.count(each)}" for each in dict.fromkeys(standings))
        ends = " to ".join(dict.fromkeys((self.points[0].label, self.points[-1].label)))
        sure = self.confidence
        bars = "" if sure is None else f"; bars: wilson, {percent_text(sure.value)} confidence"
        return f"{ends}; periods: {told}{bars}; % rounded down"

    @property
    def notes(self) -> tuple[str, ...]:
        """How many periods are not shown."""
        more = len(self.points) - len(self.shown)
        return (f"{more} earlier periods are not shown",) if more else ()

    def table(self) -> Table:
        """Return one row for each period that is shown."""
        rows = [
            (
                each.label,
                str(each.share),
                _standing(each.is_met),
                "" if each.interval is None else _bounds(each.interval),
                "" if each.judgement is None else each.judgement.verdict.value,
            )
            for each in self.shown
        ]
        return ("period", "share", "target", "interval", "which is"), rows

    def as_rows(self) -> list[Row]:
        """Return one dict for each period; shares and counts are floats."""
        return [_as_row(each, self.target) for each in self.points]

    def svg(self) -> str:
        """Return it as SVG; a period that misses the target is a diamond."""
        marks = [
            TrendMark(
                label=each.label,
                share=each.share if isinstance(each.share, NoData) else each.share.value,
                bounds=None if each.interval is None else (each.interval.low, each.interval.high),
                is_met=each.is_met is True,
                told=_counts(each),
            )
            for each in self.shown
        ]
        return trend_svg(
            marks, target=self.target.value, title=self.title, told=(self.description, *self.notes)
        )

    def vega_lite(self) -> dict[str, Any]:
        """Return it as a Vega-Lite 5 specification of what is shown."""
        rows = [_as_row(each, self.target) for each in self.shown]
        return vega_lite(self, rows, size=({"step": 44}, 240), **trend_layers())

    def __repr__(self) -> str:
        return f"<ComplianceTrend {self.title}>"


def _standing(is_met: bool | None) -> str:  # noqa: FBT001 - what is told in words
    return "without data" if is_met is None else "met" if is_met else "missed"


def _bounds(interval: ShareInterval) -> str:
    return f"{percent_text(interval.low)} to {percent_text(interval.high)}"


def _counts(point: CompliancePoint) -> str:
    """Return good and total where cases were counted; times and weights are no counts."""
    if point.interval is None or isinstance(point.share, NoData):
        return ""
    return f"{point.share.good}/{point.share.total}"


def _as_row(point: CompliancePoint, target: Ratio) -> Row:
    share, interval = point.share, point.interval
    known = None if isinstance(share, NoData) else share
    return {
        "period": point.label,
        "good": None if known is None else float(known.good),
        "total": None if known is None else float(known.total),
        "share": None if known is None else float(known.value),
        "low": None if interval is None else interval.low,
        "high": None if interval is None else interval.high,
        "target": float(target.value),
        "standing": _standing(point.is_met),
        "verdict": None if point.judgement is None else point.judgement.verdict.value,
    }


def compliance_trend(
    periods: Trend | Iterable[tuple[str, Ratio | NoData]],
    *,
    target: Share,
    confidence: Share | None,
    name: str = "compliance",
) -> ComplianceTrend:
    """Return the trend of a share.

    Args:
        periods: the trend of a report, or names of periods with the share of each, in order.
        target: the share that is required.
        confidence: how sure the interval around each share shall be, for example `"95 %"`; None
            for shares of times or weights, which are no counted cases.
        name: of what the shares are.

    Raises:
        InvalidType: periods of another kind, or values that are no shares.
        InvalidValue: a target or confidence out of range, or a confidence for shares that are
            not counted.

    Examples:
        >>> months = [("2026-08", Ratio(19, 20)), ("2026-09", Ratio(14, 20)),
        ...           ("2026-10", NoData("no tickets"))]
        >>> trend = compliance_trend(months, target="95 %", confidence="95 %", name="first replies")
        >>> print(trend.explain())
        first replies, target 95 %
        2026-08 to 2026-10; periods: met 1, missed 1, without data 1; bars: wilson, ...
        period   share            target        interval                which is
        2026-08  95 % (19 of 20)  met           ≈ 76.39 % to ≈ 99.11 %  not proven
        2026-09  70 % (14 of 20)  missed        ≈ 48.10 % to ≈ 85.45 %  demonstrably missed
        2026-10  no tickets       without data
    """
    required = share_of("target", target)
    sure = None if confidence is None else share_of("confidence", confidence)
    if isinstance(periods, Trend) and sure is not None and not periods.is_counted:
        allowed = "None, because the shares are not of counted cases"
        raise InvalidValue("confidence", confidence, allowed)
    return ComplianceTrend(
        name=name,
        target=required,
        points=[_point(each, share, required, sure) for each, share in _named_shares(periods)],
        confidence=sure,
    )


def _named_shares(
    periods: Trend | Iterable[tuple[str, Ratio | NoData]],
) -> Iterable[tuple[str, object]]:
    if isinstance(periods, Trend):
        return [(point.label, point.value) for point in periods.points]
    return paired(periods, "periods", "a Trend, or pairs of a name and a share")


def _point(name: str, share: object, target: Ratio, confidence: Ratio | None) -> CompliancePoint:
    if not isinstance(share, Ratio | NoData):
        raise InvalidType("periods", share, "Ratio or NoData")
    if isinstance(share, NoData):
        return CompliancePoint(label=name, share=share, is_met=None, judgement=None)
    judged = None if confidence is None else judge_share(share, target, confidence=confidence)
    return CompliancePoint(label=name, share=share, is_met=share >= target, judgement=judged)
