"""The result of a control chart: points, limits, signals, told as text, rows and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import isqrt, sqrt
from typing import Any, Final

from attrs import field, frozen

from svcmgmt.drawing import text_table
from svcmgmt.errors import InvalidValue
from svcmgmt.statistics._chart_pictures import chart_svg, chart_vega
from svcmgmt.statistics._points import ControlPoint, Number
from svcmgmt.statistics._run_rules import LIMITS_ONLY, RunRule, signals_of, zone_of
from svcmgmt.values._exact import ExactNumber, exact
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["ChartKind", "ChartSample", "ControlChart", "least_points"]

_XMR: Final = Fraction("2.66")
"""Three sigma in mean moving ranges, 3 / 1.128, with the two decimals of every textbook."""

_MOST_SHOWN: Final = 60


class ChartKind(Enum):
    """What a control chart is of, and so how much it may vary by chance (rule R6.12).

    Examples:
        >>> ChartKind("p")
        <ChartKind.P: 'p'>
    """

    P = "p"  # shares of cases: binomial
    U = "u"  # events for each unit of varying bases: Poisson
    C = "c"  # events in equal spans: Poisson
    XMR = "XmR"  # single values, judged by the ranges from one to the next


def _amount(value: ExactNumber) -> Fraction:
    return exact("amount", value)


def _base(value: ExactNumber) -> Fraction:
    base = exact("base", value)
    if base <= 0:
        raise InvalidValue("base", value, "more than 0; what has no base has no data")
    return base


@frozen(kw_only=True)
class ChartSample:
    """What was observed for one point of a control chart.

    Raises:
        InvalidType: a label that is no text, or a float.
        InvalidValue: a base of 0 or less.

    Examples:
        >>> ChartSample(label="2026-10", amount=12, base=50).value
        Fraction(6, 25)
    """

    label: str = field(validator=of_kind(str))
    """What it is of; different for each point."""

    amount: Fraction = field(converter=_amount)
    """How many cases or events, or the value itself."""

    base: Fraction = field(default=Fraction(1), converter=_base)
    """Of how many cases, or over how many units; above 0."""

    @property
    def value(self) -> Fraction:
        """The amount per base, exact."""
        return self.amount / self.base


def _samples(value: Iterable[ChartSample]) -> tuple[ChartSample, ...]:
    return all_of_kind("samples", value, ChartSample)


def _rules(value: Iterable[RunRule]) -> tuple[RunRule, ...]:
    chosen = all_of_kind("rules", value, RunRule)
    return tuple(rule for rule in RunRule if rule in chosen)


@frozen(kw_only=True, repr=False)
class ControlChart:
    """A series with its centre and limits, and the points that are signals.

    The centre is the sum of the amounts over the sum of the bases, exact. Limits are three
    sigma away and are floats unless their root is a fraction; which points are beyond is decided
    on squares, exact. Made by `p_chart`, `u_chart`, `c_chart` or `xmr_chart`. Source: rule R6.12.

    Raises:
        InvalidType: samples, rules or a kind of another kind.
        InvalidValue: no samples, equal labels, or samples that the kind of chart cannot have.

    Examples:
        >>> weeks = [ChartSample(label=label, amount=amount)
        ...          for label, amount in (("W1", 3), ("W2", 5), ("W3", 4))]
        >>> chart = ControlChart(kind=ChartKind.C, samples=weeks, unit="incidents")
        >>> print(chart)
        c chart of 3 points: centre 4 incidents, limits 0 to 10 incidents, no signals
        >>> chart.is_in_control, chart.is_approximate
        (True, False)
    """

    kind: ChartKind = field(validator=of_kind(ChartKind))
    """What it is of."""

    samples: tuple[ChartSample, ...] = field(converter=_samples)
    """What was observed, in order."""

    rules: tuple[RunRule, ...] = field(default=LIMITS_ONLY, converter=_rules)
    """What makes a point a signal."""

    unit: str = field(default="", validator=of_kind(str))
    """Unit of the values, as people write it; empty for shares and plain counts."""

    def __attrs_post_init__(self) -> None:
        labels: set[str] = set()
        for sample in self.samples:
            _check_sample(self.kind, sample)
            if sample.label in labels:
                raise InvalidValue("label", sample.label, "a different one for each point")
            labels.add(sample.label)
        if len(self.samples) < least_points(self.kind):
            raise InvalidValue("samples", self.samples, f"{least_points(self.kind)} or more")
        _ = self.centre, self.mean_moving_range  # a sum that cannot be written is refused here

    @cached_property
    def centre(self) -> Fraction:
        """The mean: all amounts over all bases, exact."""
        amounts = _sum("amounts", (sample.amount for sample in self.samples))
        return amounts / _sum("bases", (sample.base for sample in self.samples))

    @cached_property
    def mean_moving_range(self) -> Fraction | None:
        """Mean difference from one value to the next, exact; None but for an XmR chart."""
        if self.kind is not ChartKind.XMR:
            return None
        ranges = (abs(b.amount - a.amount) for a, b in pairwise(self.samples))
        return _sum("moving ranges", ranges) / (len(self.samples) - 1)

    @cached_property
    def points(self) -> tuple[ControlPoint, ...]:
        """The points in order, each with its limits and the rules by which it is a signal."""
        spreads = {base: self._spread(base) for base in {each.base for each in self.samples}}
        zones = [zone_of(each.value - self.centre, spreads[each.base][0]) for each in self.samples]
        return tuple(
            ControlPoint(
                label=each.label,
                value=each.value,
                centre=self.centre,
                lower=spreads[each.base][1],
                upper=spreads[each.base][2],
                signals=signals,
            )
            for each, signals in zip(self.samples, signals_of(zones, self.rules), strict=True)
        )

    def _spread(self, base: Fraction) -> tuple[Fraction, Number, Number]:
        """Return variance and limits of a point with a base."""
        variance = self._variance(base)
        reach = _root(9 * variance)
        lower, upper = self.centre - reach, self.centre + reach
        if self.kind is not ChartKind.XMR:
            lower = max(lower, Fraction(0))
        return variance, lower, min(upper, Fraction(1)) if self.kind is ChartKind.P else upper

    def _variance(self, base: Fraction) -> Fraction:
        if self.mean_moving_range is not None:
            return (self.mean_moving_range * _XMR / 3) ** 2
        rest = 1 - self.centre if self.kind is ChartKind.P else 1
        return self.centre * rest / base

    @property
    def signals(self) -> tuple[ControlPoint, ...]:
        """The points that are signals, in order."""
        return tuple(point for point in self.points if point.signals)

    @property
    def is_in_control(self) -> bool:
        """Whether no point is a signal by the rules of the chart."""
        return not self.signals

    @property
    def is_approximate(self) -> bool:
        """Whether a limit is a float, because its root is no fraction."""
        return any(
            isinstance(end, float) for each in self.points for end in (each.lower, each.upper)
        )

    def _number(self, value: Number) -> str:
        """Return a value as text: shares as percentages, others without their unit."""
        is_share = self.kind is ChartKind.P
        return f"{float(value) * 100:.2f} %" if is_share else f"{float(value):.6g}"

    def _shown(self, value: Number) -> str:
        return f"{self._number(value)} {self.unit}".rstrip()

    def explain(self) -> str:
        """Return the chart as text for a person: all points if they are few, else the signals."""
        points = self.points if len(self.points) <= _MOST_SHOWN else self.signals
        shown = points[:_MOST_SHOWN]
        rules = ", ".join(rule.value.replace("_", " ") for rule in self.rules)
        lines = [str(self), f"rules: {rules or 'none'}"]
        if self.mean_moving_range is not None:
            lines.append(f"mean moving range: {self._shown(self.mean_moving_range)}")
        if self.is_approximate:
            lines.append("limits are approximate; signals are decided exactly")
        cells = [
            (
                each.label,
                self._shown(each.value),
                self._shown(each.lower),
                self._shown(each.upper),
                ", ".join(rule.value.replace("_", " ") for rule in each.signals),
            )
            for each in shown
        ]
        if cells:
            lines.append(text_table(["point", "value", "lower", "upper", "signals"], cells))
        if len(shown) < len(self.points):
            lines.append(f"shown: {len(shown)} of {len(self.signals)} signals, no other points")
        return "\n".join(lines)

    def as_rows(self) -> list[dict[str, str | float]]:
        """Return one dict for each point, for a table or a frame; numbers are floats."""
        return [
            {
                "label": point.label,
                "amount": float(sample.amount),
                "base": float(sample.base),
                "value": float(point.value),
                "centre": float(point.centre),
                "lower": float(point.lower),
                "upper": float(point.upper),
                "signals": ", ".join(rule.value for rule in point.signals),
            }
            for sample, point in zip(self.samples, self.points, strict=True)
        ]

    def svg(self) -> str:
        """Return the chart as a picture, bounded in size: points of one pixel column are merged."""
        return chart_svg(self.points, title=str(self), shown=self._number)

    def vega(self) -> dict[str, Any]:
        """Return the chart as a Vega-Lite specification with its data, for other renderers."""
        is_share = self.kind is ChartKind.P
        return chart_vega(
            self.as_rows(),
            title=str(self),
            y_title=self.unit or ("share" if is_share else "value"),
            y_format=".2%" if is_share else "~g",
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain(), "image/svg+xml": self.svg()}

    def __str__(self) -> str:
        first = self.points[0]
        told = f"limits {self._number(first.lower)} to {self._shown(first.upper)}"
        if len({sample.base for sample in self.samples}) > 1:
            told = "limits vary with the base"
        signals = len(self.signals)
        return (
            f"{self.kind.value} chart of {len(self.points)} points: "
            f"centre {self._shown(self.centre)}, {told}, "
            f"{signals or 'no'} signal{'' if signals == 1 else 's'}"
        )

    def __repr__(self) -> str:
        return f"<ControlChart {self}>"


def least_points(kind: ChartKind) -> int:
    """Return how many points a chart has at least: a range takes two."""
    return 2 if kind is ChartKind.XMR else 1


def _check_sample(kind: ChartKind, sample: ChartSample) -> None:
    """Refuse what a kind of chart cannot have."""
    amount, base = sample.amount, sample.base
    if kind is not ChartKind.XMR and (amount < 0 or amount.denominator != 1):
        raise InvalidValue("amount", amount, "a count: a whole number from 0 on")
    if kind is ChartKind.P and (base < amount or base.denominator != 1):
        raise InvalidValue("base", base, f"a whole number of cases, {amount} or more")
    if kind in {ChartKind.C, ChartKind.XMR} and base != 1:
        raise InvalidValue("base", base, "1, for each point the same")


def _sum(name: str, numbers: Iterable[Fraction]) -> Fraction:
    """Return an exact sum, and refuse one whose denominator grows out of bounds."""
    total = Fraction(0)
    for number in numbers:
        total = exact(name, total + number)
    return total


def _root(square: Fraction) -> Number:
    """Return the root, as a fraction if it is one."""
    top, bottom = isqrt(square.numerator), isqrt(square.denominator)
    if top * top == square.numerator and bottom * bottom == square.denominator:
        return Fraction(top, bottom)
    return sqrt(square)
