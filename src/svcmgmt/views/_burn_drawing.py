"""How a burn-down is drawn, as SVG and as Vega-Lite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import frozen

from svcmgmt.drawing import COLOURS, document, element, hatch, label, number, shortened
from svcmgmt.sla.budgets import AlertSeverity
from svcmgmt.sla.budgets._text import share_text
from svcmgmt.temporal import Interval
from svcmgmt.values import NoData
from svcmgmt.views._axis import TimeAxis, path_of
from svcmgmt.views._words import LEFT, SMALL, heading

__all__ = ["Band", "burn_layers", "burn_svg"]

_SCALE: Final = 48  # room for the numbers of the axis
_WIDTH: Final = 640
_RIGHT: Final = 150
_WHOLE: Final = LEFT + _SCALE + _WIDTH + _RIGHT
_HEIGHT: Final = 220
_BAND: Final = 18
_LEAST: Final = -1

_TIME: Final = {"type": "temporal", "scale": {"type": "utc"}, "title": "time (UTC)"}

Points = Sequence[tuple[datetime, Fraction | NoData]]

_COLOURS: Final = {
    AlertSeverity.PAGE: ("url(#page)", COLOURS["bad"]),
    AlertSeverity.TICKET: ("url(#ticket)", COLOURS["waiting"]),
}


@frozen(kw_only=True)
class Band:
    """When one alert fired."""

    name: str
    """The alert, in a few words."""

    severity: AlertSeverity
    """How urgent it is."""

    times: Sequence[tuple[datetime, datetime]]
    """From when to when."""


@frozen
class _Plot:
    """Where a share of the budget is, at an instant."""

    axis: TimeAxis
    top: float
    least: Fraction

    @property
    def bottom(self) -> float:
        return self.top + _HEIGHT

    def y(self, share: Fraction) -> float:
        return self.top + _HEIGHT * float((1 - max(share, self.least)) / (1 - self.least))


def burn_svg(
    points: Points,
    bands: Sequence[Band],
    *,
    window: Interval,
    zone: ZoneInfo,
    title: str,
    told: Sequence[str],
) -> str:
    """Return the picture of a budget; `told` are its description and notes."""
    body, top = heading(title, told, _WHOLE)
    body.append(element("defs", *_patterns()))
    known = [(at, share) for at, share in points if not isinstance(share, NoData)]
    least = min((share for _, share in known), default=Fraction(0))
    end = window.start + window.duration
    axis = TimeAxis(window.start, end, LEFT + _SCALE, _WIDTH, zone)
    plot = _Plot(axis, top + 12, max(min(least, Fraction(0)), Fraction(_LEAST)))
    body += axis.drawn(plot.top, plot.bottom)
    body += [*_shares(plot), *_even(plot), *_actual(plot, known)]
    for index, band in enumerate(bands):
        body += _band(band, axis, plot.bottom + 28 + _BAND * index)
    below = plot.bottom + 28 + _BAND * len(bands)
    return document(
        [*body, *_legend(below + 14, has_alerts=bool(bands))],
        width=_WHOLE,
        height=below + 32,
        title=title,
        description=". ".join(told),
    )


def _patterns() -> Iterator[str]:
    yield hatch("page", COLOURS["bad"], 45)
    yield hatch("ticket", COLOURS["waiting"], -45)


def _shares(plot: _Plot) -> Iterator[str]:
    """Yield the numbers of the axis with a line for each; the one at nothing is stronger."""
    step = 25 if not plot.least else 50
    right = plot.axis.left + plot.axis.width
    for percent in range(100, int(plot.least * 100) - 1, -step):
        y = plot.y(Fraction(percent, 100))
        faint = 0.25 if percent else 0.8
        yield element("line", x1=plot.axis.left, x2=right, y1=y, y2=y, class_="line", opacity=faint)
        x = plot.axis.left - 6
        yield label(f"{percent} %", x, y + 3, text_anchor="end", class_="small")


def _even(plot: _Plot) -> Iterator[str]:
    axis = plot.axis
    yield element(
        "line",
        x1=axis.left,
        x2=axis.left + axis.width,
        y1=plot.y(Fraction(1)),
        y2=plot.y(Fraction(0)),
        class_="line faint",
        stroke_dasharray="6 4",
    )


def _actual(plot: _Plot, known: Sequence[tuple[datetime, Fraction]]) -> Iterator[str]:
    """Yield the line of what is left, and the number at its end."""
    if not known:
        return
    places = [(plot.axis.x(at), plot.y(share)) for at, share in known]
    way = "L".join(f"{number(x)} {number(y)}" for x, y in places)
    accent = COLOURS["accent"]
    yield element("path", d=f"M{way}", fill="none", stroke=accent, stroke_width=2)
    x, y = places[-1]
    yield element("circle", cx=x, cy=y, r=4, fill=accent)
    text = share_text(known[-1][1])
    yield label(shortened(text, _RIGHT - 32), x + 9, y - 6, class_="strong halo")


def _band(band: Band, axis: TimeAxis, top: float) -> Iterator[str]:
    right, middle = axis.left + axis.width, top + _BAND / 2
    yield element("line", x1=axis.left, x2=right, y1=middle, y2=middle, class_="line", opacity=0.25)
    runs = axis.columns(band.times)
    if runs:
        fill, colour = _COLOURS[band.severity]
        yield element("path", d=path_of(runs, top + 3, _BAND - 6), fill=fill, stroke=colour)
    told = f"{band.name}: {len(band.times)} times" if len(band.times) != 1 else f"{band.name}: once"
    yield label(shortened(told, _RIGHT - 32, SMALL), right + 8, middle + 4, class_="small")


def _legend(y: float, *, has_alerts: bool) -> Iterator[str]:
    x = LEFT + _SCALE
    accent = COLOURS["accent"]
    yield element("line", x1=x, x2=x + 24, y1=y, y2=y, stroke=accent, stroke_width=2)
    yield label("left", x + 30, y + 4, class_="small")
    yield element(
        "line", x1=x + 80, x2=x + 104, y1=y, y2=y, class_="line faint", stroke_dasharray="6 4"
    )
    yield label("even burn", x + 110, y + 4, class_="small")
    if has_alerts:
        path = path_of([(x + 200, x + 224)], y - 6, 12)
        yield element("path", d=path, fill="url(#page)", stroke=COLOURS["bad"])
        yield label("alert firing", x + 230, y + 4, class_="small")


def burn_layers(firings: Sequence[Mapping[str, object]], ends: tuple[str, str]) -> dict[str, Any]:
    """Return marks and encodings for the points of a burn-down.

    Args:
        firings: when alerts fired, as bands.
        ends: of the window, between which the even line goes down.
    """
    share = {"type": "quantitative", "title": "left", "axis": {"format": "%"}}
    tooltip = [{"field": name} for name in ("at", "left", "even", "consumed")]
    even = {"type": "line", "strokeDash": [6, 4], "color": COLOURS["idle"]}
    left = {"type": "line", "color": COLOURS["accent"]}
    zero = {
        "data": {"values": [{"left": 0}]},
        "mark": {"type": "rule"},
        "encoding": {"y": {"field": "left", **share}},
    }
    x = {"field": "at", **_TIME}
    return {
        "layer": [
            *([_band_layer(firings)] if firings else []),
            zero,
            {
                "data": {"values": [{"at": at, "even": 1 - n} for n, at in enumerate(ends)]},
                "mark": even,
                "encoding": {"x": x, "y": {"field": "even", **share}},
            },
            {
                "mark": left,
                "encoding": {"x": x, "y": {"field": "left", **share}, "tooltip": tooltip},
            },
        ]
    }


def _band_layer(firings: Sequence[Mapping[str, object]]) -> dict[str, Any]:
    return {
        "data": {"values": [dict(row) for row in firings]},
        "mark": {"type": "rect", "opacity": 0.25},
        "encoding": {
            "x": {"field": "start", **_TIME},
            "x2": {"field": "end"},
            "color": {
                "field": "severity",
                "type": "nominal",
                "title": "alerts",
                "scale": {
                    "domain": [severity.value for severity in _COLOURS],
                    "range": [colour for _, colour in _COLOURS.values()],
                },
            },
            "tooltip": [{"field": name} for name in ("alert", "start", "end")],
        },
    }
