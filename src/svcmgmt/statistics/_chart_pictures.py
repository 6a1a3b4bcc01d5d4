"""Pictures of a control chart: a bounded SVG, and a Vega-Lite specification."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from attrs import frozen

from svcmgmt.drawing import COLOURS, document, element, label, number, shortened
from svcmgmt.statistics._points import ControlPoint, Number
from svcmgmt.statistics._run_rules import RunRule

__all__ = ["chart_svg", "chart_vega"]

_WIDTH: Final = 760
_HEIGHT: Final = 220
_LEFT: Final = 24
_TOP: Final = 48
_RIGHT: Final = 124  # room for the texts of the lines
_BELOW: Final = 72
_LINE: Final = 12  # height of a line of small text
_ROOM: Final = 8  # between points that still get a circle each
_SMALL: Final = 10
_LABEL: Final = 180  # room for the label of a point
_MOST_TOLD: Final = 5  # signals in the description

_NUMBERS: Final = {rule: str(index) for index, rule in enumerate(RunRule, start=1)}


@frozen
class _Column:
    """Points that share a column of pixels."""

    left: float
    right: float
    points: tuple[ControlPoint, ...]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def values(self) -> list[float]:
        """First, least, greatest and last value: what a line through all points would touch."""
        values = [float(point.value) for point in self.points]
        return list(dict.fromkeys((values[0], min(values), max(values), values[-1])))


@frozen
class _Scale:
    """Values to places from top to bottom."""

    least: float
    greatest: float

    def y(self, value: Number) -> float:
        span = self.greatest - self.least
        return _TOP + _HEIGHT * (self.greatest - float(value)) / span


def chart_svg(points: Sequence[ControlPoint], *, title: str, shown: Callable[[Number], str]) -> str:
    """Return the picture of a chart; `shown` writes a value as text, without its unit."""
    columns, scale = _columns(points), _scale(points)
    used = list(dict.fromkeys(rule for rule in RunRule for each in points if rule in each.signals))
    body = [
        label(shortened(title, _WIDTH + _RIGHT - _LEFT), _LEFT, 26, class_="strong"),
        *_values(columns, scale, with_circles=len(points) * _ROOM <= _WIDTH),
        *_lines(columns, scale),
        *_signals(columns, scale),
        *_texts(points, scale, shown),
        *_legend(used),
    ]
    return document(
        body,
        width=_LEFT + _WIDTH + _RIGHT,
        height=_TOP + _HEIGHT + _BELOW,
        title=title,
        description=_description(points),
    )


def _columns(points: Sequence[ControlPoint]) -> list[_Column]:
    """Return the points by columns of pixels: one each, as long as there are enough of them."""
    many = len(points)
    columns: list[_Column] = []
    for _, group in groupby(range(many), key=lambda index: index * _WIDTH // many):
        indices = list(group)
        left, right = indices[0] * _WIDTH / many, (indices[-1] + 1) * _WIDTH / many
        within = tuple(points[indices[0] : indices[-1] + 1])
        columns.append(_Column(_LEFT + left, _LEFT + right, within))
    return columns


def _scale(points: Sequence[ControlPoint]) -> _Scale:
    least = min(float(min(point.value, point.lower)) for point in points)
    greatest = max(float(max(point.value, point.upper)) for point in points)
    margin = (greatest - least) / 12 or max(abs(greatest), 1)
    return _Scale(least - margin, greatest + margin)


def _lines(columns: Sequence[_Column], scale: _Scale) -> Iterator[str]:
    """Yield centre and limits; where points share a column, the widest limits."""
    centre = _steps(columns, lambda column: scale.y(column.points[0].centre))
    lower = _steps(columns, lambda column: scale.y(min(each.lower for each in column.points)))
    upper = _steps(columns, lambda column: scale.y(max(each.upper for each in column.points)))
    yield element("path", d=centre, class_="line faint")
    for limit in (lower, upper):
        yield element("path", d=limit, class_="line", stroke_dasharray="6 4")


def _steps(columns: Sequence[_Column], y: Callable[[_Column], float]) -> str:
    """Return a line of steps, each as long as its height stays the same."""
    path = ""
    for height, group in groupby(columns, key=lambda column: number(y(column))):
        within = list(group)
        path += f"V{height}" if path else f"M{number(within[0].left)} {height}"
        path += f"H{number(within[-1].right)}"
    return path


def _values(columns: Sequence[_Column], scale: _Scale, *, with_circles: bool) -> Iterator[str]:
    places = [(column.middle, scale.y(value)) for column in columns for value in column.values]
    way = "L".join(f"{number(x)} {number(y)}" for x, y in places)
    accent = COLOURS["accent"]
    yield element("path", d=f"M{way}", fill="none", stroke=accent, stroke_width=1.5)
    if with_circles:
        for x, y in places:
            yield element("circle", cx=x, cy=y, r=3, fill=accent)


def _signals(columns: Sequence[_Column], scale: _Scale) -> Iterator[str]:
    """Yield a diamond for each column with a signal, with the numbers of the rules beside it."""
    free = 0.0
    for column in columns:
        signals = [point for point in column.points if point.signals]
        if not signals:
            continue
        worst = max(signals, key=lambda point: abs(point.value - point.centre))
        x, y = column.middle, scale.y(worst.value)
        yield _diamond(x, y)
        rules = sorted({_NUMBERS[rule] for point in signals for rule in point.signals})
        text = " ".join(rules)
        if x >= free:
            below = worst.value < worst.centre
            yield label(
                text, x, y + (18 if below else -10), text_anchor="middle", class_="small halo"
            )
            free = x + 8 * len(text)


def _diamond(x: float, y: float) -> str:
    return element("path", d=f"M{number(x)} {number(y - 6)}l6 6l-6 6l-6 -6z", fill=COLOURS["bad"])


def _texts(
    points: Sequence[ControlPoint], scale: _Scale, shown: Callable[[Number], str]
) -> Iterator[str]:
    """Yield what the lines stand for, at their right ends, and the first and last label."""
    last = points[-1]
    middle = scale.y(last.centre)
    for name, value in (("upper", last.upper), ("centre", last.centre), ("lower", last.lower)):
        y = scale.y(value)
        if name == "centre" or abs(y - middle) >= _LINE:
            yield label(f"{name} {shown(value)}", _LEFT + _WIDTH + 6, y + 4, class_="small")
    y = _TOP + _HEIGHT + 16
    yield label(_short(points[0].label), _LEFT, y, class_="small")
    if len(points) > 1:
        x = _LEFT + _WIDTH
        yield label(_short(last.label), x, y, text_anchor="end", class_="small")


def _short(text: str) -> str:
    return shortened(text, _LABEL, _SMALL)


def _legend(used: Sequence[RunRule]) -> Iterator[str]:
    y = _TOP + _HEIGHT + 44
    samples: tuple[tuple[str, dict[str, str]], ...] = (
        ("value", {"stroke": COLOURS["accent"], "stroke_width": "1.5"}),
        ("centre", {"class_": "line faint"}),
        ("limits", {"class_": "line", "stroke_dasharray": "6 4"}),
    )
    for index, (name, style) in enumerate(samples):
        x = _LEFT + index * 90
        yield element("line", x1=x, x2=x + 24, y1=y, y2=y, **style)
        yield label(name, x + 30, y + 4, class_="small")
    if used:
        x = _LEFT + len(samples) * 90 + 8
        told = ", ".join(f"{_NUMBERS[rule]} {_words(rule)}" for rule in used)
        yield _diamond(x, y)
        yield label(f"signal: {told}", x + 14, y + 4, class_="small")


def _words(rule: RunRule) -> str:
    return rule.value.replace("_", " ")


def _description(points: Sequence[ControlPoint]) -> str:
    """Return in words what can be seen, in bounded length."""
    signals = [point for point in points if point.signals]
    told = [
        f"{_short(point.label)} ({', '.join(map(_words, point.signals))})"
        for point in signals[:_MOST_TOLD]
    ]
    if len(signals) > _MOST_TOLD:
        told.append(f"and {len(signals) - _MOST_TOLD} more")
    ends = f"{_short(points[0].label)} to {_short(points[-1].label)}"
    return f"Points from {ends}; signals: {', '.join(told) or 'none'}"


def chart_vega(
    rows: Sequence[dict[str, str | float]], *, title: str, y_title: str, y_format: str
) -> dict[str, Any]:
    """Return a Vega-Lite specification of the rows of a chart."""

    def layer(field: str, **mark: object) -> dict[str, Any]:
        y = {
            "field": field,
            "type": "quantitative",
            "title": y_title,
            "scale": {"zero": False},
            "axis": {"format": y_format},
        }
        return {"mark": mark, "encoding": {"y": y, "tooltip": tooltip}}

    tooltip = [{"field": name} for name in ("label", "value", "lower", "upper", "signals")]
    idle = {"type": "line", "interpolate": "step", "color": COLOURS["idle"]}
    diamond = {"shape": "diamond", "size": 120, "filled": True, "color": COLOURS["bad"]}
    signal = layer("value", type="point", **diamond)
    signal["transform"] = [{"filter": "datum.signals != ''"}]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": title,
        "width": _WIDTH,
        "height": _HEIGHT,
        "data": {"values": rows},
        "encoding": {"x": {"field": "label", "type": "ordinal", "sort": None, "title": None}},
        "layer": [
            layer("centre", **idle),
            layer("lower", **idle, strokeDash=[6, 4]),
            layer("upper", **idle, strokeDash=[6, 4]),
            layer("value", type="line", point=True, color=COLOURS["accent"]),
            signal,
        ],
    }
