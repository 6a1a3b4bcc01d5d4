"""How a compliance trend is drawn, as SVG and as Vega-Lite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor, log10
from typing import Any, Final

from attrs import frozen

from svcmgmt.drawing import COLOURS, document, element, label, number, shortened, text_width
from svcmgmt.statistics._arguments import percent_text
from svcmgmt.values import NoData
from svcmgmt.views._words import LEFT, SMALL, heading
from svcmgmt.views.pictures import percent_down

__all__ = ["TrendMark", "trend_layers", "trend_svg"]

_SCALE: Final = 64  # room for the numbers of the axis
_RIGHT: Final = 130
_COLUMN: Final = 54
_WIDE: Final = 80
_LEAST_WIDTH: Final = 640
_HEIGHT: Final = 200
_ALMOST_NOTHING: Final = 1e-9
_ALONE: Final = 0.005  # above and below where all is at one height
_STEPS: Final = (1, 2, 5, 10, 20, 25)  # between numbers of the axis, in units of a power of ten


@frozen(kw_only=True)
class TrendMark:
    """What is drawn of one period."""

    label: str
    """Its name."""

    share: Fraction | NoData
    """Where its mark is."""

    bounds: tuple[float, float] | None
    """Where the bar around the mark begins and ends."""

    is_met: bool
    """Whether it is a circle or a diamond."""

    told: str
    """Counts behind it."""


@frozen
class _Plot:
    """Where a share is, and which period."""

    top: float
    least: float
    most: float
    column: float
    many: int

    @property
    def right(self) -> float:
        return LEFT + _SCALE + self.column * self.many

    def x(self, index: int) -> float:
        return LEFT + _SCALE + self.column * (index + 0.5)

    def y(self, share: float) -> float:
        return self.top + _HEIGHT * (self.most - share) / (self.most - self.least)


def trend_svg(
    marks: Sequence[TrendMark], *, target: Fraction, title: str, told: Sequence[str]
) -> str:
    """Return the picture of some periods; `told` are its description and notes."""
    column = min(max(_LEAST_WIDTH / max(len(marks), 1), _COLUMN), _WIDE)
    width = max(LEFT + _SCALE + column * len(marks) + _RIGHT, 760)
    body, bottom = heading(title, told, width)
    if marks:
        plot = _plot(marks, float(target), bottom + 12, column)
        bottom = plot.top + _HEIGHT + 84
        body += [*_axis(plot), *_target(plot, target), *_way(marks, plot)]
        for index, mark in enumerate(marks):
            body += _mark(mark, plot.x(index), plot)
        body += [*_told(marks, plot), *_legend(marks, bottom - 16)]
    return document(body, width=width, height=bottom, title=title, description=". ".join(told))


def _plot(marks: Sequence[TrendMark], target: float, top: float, column: float) -> _Plot:
    shares = [float(mark.share) for mark in marks if not isinstance(mark.share, NoData)]
    bounds = [bound for mark in marks if mark.bounds is not None for bound in mark.bounds]
    least, most = min([target, *shares, *bounds]), max([target, *shares, *bounds])
    margin = max((most - least) / 12, 5e-6) if most - least > _ALMOST_NOTHING else _ALONE
    return _Plot(top, max(least - margin, 0), min(most + margin, 1), column, len(marks))


def _axis(plot: _Plot) -> Iterator[str]:
    """Yield the numbers of the axis, each with a line."""
    span = (plot.most - plot.least) * 100
    power = floor(log10(span)) - 1
    unit = next(each for each in _STEPS if each * 10.0**power * 5 >= span) * 10.0**power
    first, last = ceil(plot.least * 100 / unit), floor(plot.most * 100 / unit)
    for count in range(first, last + 1):
        y = plot.y(count * unit / 100)
        left = LEFT + _SCALE
        yield element("line", x1=left, x2=plot.right, y1=y, y2=y, class_="line", opacity=0.25)
        text = f"{count * unit:.{max(-power, 0)}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        yield label(f"{text} %", left - 6, y + 3, text_anchor="end", class_="small")


def _target(plot: _Plot, target: Fraction) -> Iterator[str]:
    y = plot.y(float(target))
    yield element(
        "line",
        x1=LEFT + _SCALE,
        x2=plot.right,
        y1=y,
        y2=y,
        class_="line",
        stroke_width=1.5,
        stroke_dasharray="6 4",
    )
    text = shortened(f"target {percent_text(target)}", _RIGHT - 32, SMALL)
    yield label(text, plot.right + 8, y + 4, class_="small strong")


def _way(marks: Sequence[TrendMark], plot: _Plot) -> Iterator[str]:
    """Yield a faint line from each period with data to the next one, if that has some."""
    path, is_joined = "", False
    for index, mark in enumerate(marks):
        if isinstance(mark.share, NoData):
            is_joined = False
            continue
        place = f"{number(plot.x(index))} {number(plot.y(float(mark.share)))}"
        path += f"{'L' if is_joined else 'M'}{place}"
        is_joined = True
    if path:
        yield element("path", d=path, class_="line", opacity=0.4)


def _mark(mark: TrendMark, x: float, plot: _Plot) -> Iterator[str]:
    if mark.bounds is not None:
        low, high = (number(plot.y(bound)) for bound in mark.bounds)
        left, right = number(x - 5), number(x + 5)
        bar = f"M{left} {low}H{right}M{left} {high}H{right}M{number(x)} {low}V{high}"
        yield element("path", d=bar, class_="line", stroke_width=1.5)
    if not isinstance(mark.share, NoData):
        yield _sign(x, plot.y(float(mark.share)), is_met=mark.is_met)


def _sign(x: float, y: float, *, is_met: bool) -> str:
    if is_met:
        return element("circle", cx=x, cy=y, r=4.5, fill=COLOURS["good"])
    d = f"M{number(x)} {number(y - 6)}l6 6l-6 6l-6 -6z"
    return element("path", d=d, fill=COLOURS["bad"])


def _told(marks: Sequence[TrendMark], plot: _Plot) -> Iterator[str]:
    """Yield below each period its name, its share and the counts behind it."""
    y, room = plot.top + _HEIGHT + 16, plot.column + 8
    for index, mark in enumerate(marks):
        x = plot.x(index)
        style = "small" if mark.is_met else "small strong"
        name = shortened(mark.label, room, SMALL)
        yield label(name, x, y, text_anchor="middle", class_="small")
        yield label(percent_down(mark.share), x, y + 14, text_anchor="middle", class_=style)
        if mark.told and text_width(mark.told, SMALL) <= room:
            yield label(mark.told, x, y + 28, text_anchor="middle", class_="small")
    yield label("%", LEFT + _SCALE - 6, y + 14, text_anchor="end", class_="small")


def _legend(marks: Sequence[TrendMark], y: float) -> Iterator[str]:
    x = LEFT + _SCALE
    yield _sign(x, y, is_met=True)
    yield label("reaches the target", x + 12, y + 4, class_="small")
    yield _sign(x + 150, y, is_met=False)
    yield label("misses it", x + 162, y + 4, class_="small")
    if any(mark.bounds is not None for mark in marks):
        bar = f"M{x + 245} {number(y - 6)}h10m-10 12h10m-5 0v-12"
        yield element("path", d=bar, class_="line", stroke_width=1.5)
        yield label("interval", x + 262, y + 4, class_="small")


def trend_layers() -> dict[str, Any]:
    """Return marks and encodings for the rows of a compliance trend."""
    fields = ("period", "share", "good", "total", "low", "high", "standing", "verdict")
    axis = {"title": None, "axis": {"format": "%"}, "scale": {"zero": False}}
    share = {"type": "quantitative", **axis}
    domain = ["met", "missed"]
    colour = {"domain": domain, "range": [COLOURS["good"], COLOURS["bad"]]}
    standing = {"field": "standing", "type": "nominal", "title": None}
    known = {"filter": "datum.share != null"}
    return {
        "encoding": {"x": {"field": "period", "type": "ordinal", "sort": None, "title": None}},
        "layer": [
            {
                "mark": {"type": "line", "strokeDash": [6, 4], "color": "#1b1f24"},
                "encoding": {"y": {"field": "target", **share}},
            },
            {
                "transform": [{"filter": "datum.low != null"}],
                "mark": {"type": "errorbar", "ticks": True},
                "encoding": {"y": {"field": "low", **share}, "y2": {"field": "high"}},
            },
            {
                "transform": [known],
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {
                    "y": {"field": "share", **share},
                    "color": {**standing, "scale": colour},
                    "shape": {
                        **standing,
                        "scale": {"domain": domain, "range": ["circle", "diamond"]},
                    },
                    "tooltip": [{"field": name} for name in fields],
                },
            },
        ],
    }
