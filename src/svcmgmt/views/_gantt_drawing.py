"""How a plan of an order is drawn, as SVG and as Vega-Lite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import frozen

from svcmgmt.drawing import COLOURS, document, element, hatch, label, shortened, text_width
from svcmgmt.views._axis import TimeAxis, path_of
from svcmgmt.views._words import LEFT, SMALL, heading

__all__ = ["GanttBar", "GanttKind", "gantt_layers", "gantt_svg"]

_NAME: Final = 200
_WIDTH: Final = 600
_SLACK: Final = 136
_WHOLE: Final = LEFT + _NAME + _WIDTH + _SLACK
_LANE: Final = 26
_BAR: Final = 14
_NARROW: Final = 3  # no bar is narrower
_MARK: Final = 14  # height of the words of a mark, above the bars
_TOP: Final = (_LANE - _BAR) / 2


class GanttKind(Enum):
    """What an item is for the end of its order.

    Examples:
        >>> GanttKind("critical")
        <GanttKind.CRITICAL: 'critical'>
    """

    DONE = "done"  # it is done
    CRITICAL = "critical"  # if it is late, so is the order
    SLACK = "with slack"  # it may be somewhat later


_FILLS: Final = {
    GanttKind.DONE: "url(#done)",
    GanttKind.CRITICAL: COLOURS["bad"],
    GanttKind.SLACK: COLOURS["accent"],
}


@frozen(kw_only=True)
class GanttBar:
    """One item with its times, as it is drawn."""

    id: str
    """Identifier of the item."""

    name: str
    """The item, for people."""

    kind: GanttKind
    """What it is for the end of the order."""

    start: datetime
    """When it begins."""

    finish: datetime
    """When it is done."""

    latest: datetime
    """When it must be done."""

    slack: str
    """How much later it may be done, in words; empty if it may not."""


@frozen(kw_only=True)
class _Chart:
    """Bars on their lanes."""

    bars: Sequence[GanttBar]
    axis: TimeAxis
    top: float

    def middle(self, index: int) -> float:
        return self.top + _LANE * index + _LANE / 2

    @property
    def bottom(self) -> float:
        return self.top + _LANE * len(self.bars)

    def drawn(self, arrows: Iterable[tuple[str, str]]) -> Iterator[str]:
        yield from self.axis.drawn(self.top, self.bottom)
        yield from self._arrows(arrows)
        for index, bar in enumerate(self.bars):
            yield from self._lane(bar, self.top + _LANE * index)

    def _arrows(self, arrows: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Yield, for each pair, a line from the end of the one to the begin of the other."""
        places = {bar.id: index for index, bar in enumerate(self.bars)}
        for before, after in arrows:
            first, second = places[before], places[after]
            x, to = self.axis.x(self.bars[first].finish), self.axis.x(self.bars[second].start)
            path = f"M{x:.2f} {self.middle(first):.2f}V{self.middle(second):.2f}H{to:.2f}"
            yield element("path", d=path, class_="line", opacity=0.35)

    def _lane(self, bar: GanttBar, top: float) -> Iterator[str]:
        weight = {"class_": "strong"} if bar.kind is GanttKind.CRITICAL else {}
        yield label(shortened(bar.name, _NAME - 12), LEFT, top + 17, **weight)
        left, right = self._ends(bar)
        yield _bar(bar.kind, [(left, right)], top + _TOP)
        if bar.slack:
            left, right = right, self.axis.x(bar.latest)
            wide = max(right - left, 1)
            y = top + _LANE / 2
            yield element(
                "line", x1=left, x2=left + wide, y1=y, y2=y, class_="line", stroke_dasharray="2 2"
            )
        told = bar.slack or bar.kind.value
        right = self.axis.left + self.axis.width
        yield label(shortened(told, _SLACK - 32, SMALL), right + 8, top + 17, class_="small")

    def _ends(self, bar: GanttBar) -> tuple[float, float]:
        """Return where a bar begins and ends; a very short one is as wide as can be seen."""
        left, right = self.axis.x(bar.start), self.axis.x(bar.finish)
        if right - left >= _NARROW:
            return left, right
        left = min(left, self.axis.left + self.axis.width - _NARROW)
        return left, left + _NARROW

    def marks(self, told: Mapping[str, datetime]) -> Iterator[str]:
        """Yield a line with its words above for each instant, each on a height of its own."""
        for index, (name, at) in enumerate(told.items()):
            x = self.axis.x(at)
            top = self.top - _MARK * index
            yield element("line", x1=x, x2=x, y1=top, y2=self.bottom, class_="line")
            half = text_width(name, SMALL) / 2
            centre = min(max(x, LEFT + half), _WHOLE - LEFT - half)
            yield label(name, centre, top - 4, text_anchor="middle", class_="small halo")


def _bar(kind: GanttKind, runs: Sequence[tuple[float, float]], top: float) -> str:
    return element("path", d=path_of(runs, top, _BAR), fill=_FILLS[kind])


def gantt_svg(
    bars: Sequence[GanttBar],
    arrows: Iterable[tuple[str, str]],
    marks: Mapping[str, datetime],
    *,
    span: tuple[datetime, datetime],
    zone: ZoneInfo,
    told: Sequence[str],
) -> str:
    """Return the picture of some bars; `told` are its title, description and notes."""
    title, *words = told
    body, top = heading(title, words, _WHOLE)
    axis = TimeAxis(*span, LEFT + _NAME, _WIDTH, zone)
    chart = _Chart(bars=bars, axis=axis, top=top + 2 + _MARK * len(marks))
    body.append(element("defs", hatch("done", COLOURS["idle"])))
    body += chart.drawn(arrows)
    body += chart.marks(marks)
    used = [kind for kind in GanttKind if any(bar.kind is kind for bar in bars)]
    body += _legend(used, chart.bottom + 36)
    return document(
        body, width=_WHOLE, height=chart.bottom + 64, title=title, description=". ".join(words)
    )


def _legend(used: Sequence[GanttKind], y: float) -> Iterator[str]:
    x = LEFT
    for kind in used:
        yield _bar(kind, [(x, x + 20)], y)
        yield label(kind.value, x + 26, y + 11, class_="small")
        x += 26 + int(text_width(kind.value, SMALL)) + 16


def gantt_layers() -> dict[str, Any]:
    """Return marks and encodings for the rows of a plan."""
    names = [kind.value for kind in GanttKind]
    colours = [COLOURS["idle"], COLOURS["bad"], COLOURS["accent"]]
    time = {"type": "temporal", "scale": {"type": "utc"}, "title": "time (UTC)"}
    lane = {"field": "item", "type": "nominal", "sort": None, "title": None}
    shown = ("item", "kind", "start", "finish", "latest_finish", "slack_s", "work_s", "done_s")
    kind = {
        "field": "kind",
        "type": "nominal",
        "title": None,
        "scale": {"domain": names, "range": colours},
        "legend": {"orient": "bottom"},
    }
    dashes = {"domain": names, "range": [[1, 1], [1, 0], [4, 2]]}
    return {
        "encoding": {"y": lane},
        "layer": [
            {
                "mark": {"type": "rule", "strokeDash": [2, 2]},
                "encoding": {
                    "x": {"field": "finish", **time},
                    "x2": {"field": "latest_finish"},
                },
            },
            {
                "mark": {"type": "bar", "stroke": "#555", "strokeWidth": 1},
                "encoding": {
                    "x": {"field": "start", **time},
                    "x2": {"field": "finish"},
                    "color": kind,
                    "strokeDash": {
                        "field": "kind",
                        "type": "nominal",
                        "scale": {"type": "ordinal", **dashes},
                        "legend": None,
                    },
                    "tooltip": [{"field": name} for name in shown],
                },
            },
        ],
    }
