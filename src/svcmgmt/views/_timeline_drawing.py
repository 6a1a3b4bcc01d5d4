"""How an outage timeline is drawn, as SVG and as Vega-Lite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from svcmgmt.drawing import COLOURS, document, element, hatch, label, shortened, text_width
from svcmgmt.temporal import Interval
from svcmgmt.temporal._text import duration_text
from svcmgmt.views._axis import TimeAxis, path_of
from svcmgmt.views._timeline_items import TimelineKind, TimelineLane
from svcmgmt.views._words import LEFT, SMALL, heading

__all__ = ["timeline_layers", "timeline_svg"]

_NAME: Final = 190
_WIDTH: Final = 640
_TOTAL: Final = 176
_WHOLE: Final = LEFT + _NAME + _WIDTH + _TOTAL
_LANE: Final = 26
_HIGH: Final = 20  # of what is behind the outages

_FILLS: Final = {
    # hatched one way or another and of different heights: no kind is told by its colour alone
    TimelineKind.UNKNOWN: ("url(#unknown)", 0, _HIGH),
    TimelineKind.MAINTENANCE: ("url(#maintenance)", 0, _HIGH),
    TimelineKind.EXCLUSION: ("url(#exclusion)", 0, _HIGH),
    TimelineKind.CLAIMED: ("none", 0, _HIGH),
    TimelineKind.PARTIAL: ("url(#partial)", 5, 10),
    TimelineKind.OUTAGE: (COLOURS["bad"], 5, 10),
}
"""Fill, place within a lane and height of each kind, from the back to the front."""


def timeline_svg(
    lanes: Sequence[TimelineLane],
    period: Interval | None,
    *,
    zone: ZoneInfo,
    title: str,
    told: Sequence[str],
) -> str:
    """Return the picture of some lanes; `told` are its description and notes."""
    body, top = heading(title, told, _WHOLE)
    body.append(element("defs", *_patterns()))
    bottom = top + _LANE * len(lanes)
    used = [kind for kind in _FILLS if any(each.kind is kind for x in lanes for each in x.items)]
    if period is not None:
        end = period.start + period.duration
        axis = TimeAxis(period.start, end, LEFT + _NAME, _WIDTH, zone)
        body += axis.drawn(top, bottom)
        for index, lane in enumerate(lanes):
            body += _lane(lane, axis, top + _LANE * index)
        body += _legend(used, bottom + 36)
    return document(
        body,
        width=_WHOLE,
        height=bottom + (64 if used else 28),
        title=title,
        description=". ".join(told),
    )


def _patterns() -> Iterator[str]:
    yield hatch("exclusion", COLOURS["waiting"], -45)
    yield hatch("maintenance", COLOURS["accent"], 45)
    yield hatch("unknown", COLOURS["idle"], 0)
    yield hatch("partial", COLOURS["bad"], 90)


def _lane(lane: TimelineLane, axis: TimeAxis, top: float) -> Iterator[str]:
    yield label(shortened(lane.name, _NAME - 12), LEFT, top + 17)
    middle, right = top + _LANE / 2, axis.left + axis.width
    yield element("line", x1=axis.left, x2=right, y1=middle, y2=middle, class_="line", opacity=0.4)
    for kind in _FILLS:
        runs = axis.columns((each.start, each.end) for each in lane.items if each.kind is kind)
        if runs:
            yield _bars(kind, runs, top + (_LANE - _HIGH) / 2)
    many = f"{lane.outages} outage{'' if lane.outages == 1 else 's'}"
    told = f"{many}, {duration_text(lane.downtime)}" if lane.outages else "no outage"
    yield label(shortened(told, _TOTAL - 32, SMALL), right + 8, top + 17, class_="small")


def _bars(kind: TimelineKind, runs: Sequence[tuple[int, int]], top: float) -> str:
    fill, inset, high = _FILLS[kind]
    path = path_of(runs, top + inset, high)
    if kind is TimelineKind.CLAIMED:
        return element("path", d=path, class_="box", stroke_dasharray="3 2")
    return element("path", d=path, fill=fill)


def _legend(used: Sequence[TimelineKind], y: float) -> Iterator[str]:
    x = LEFT
    for kind in reversed(used):
        yield _bars(kind, [(x, x + 20)], y)
        yield label(kind.value, x + 26, y + 14, class_="small")
        x += 26 + int(text_width(kind.value, SMALL)) + 16


def timeline_layers() -> dict[str, Any]:
    """Return marks and encodings for the rows of a timeline."""
    kinds = list(_FILLS)
    names = [kind.value for kind in kinds]
    colours = ["#999999", COLOURS["accent"], COLOURS["waiting"], "#555555", "#E8A07A"]
    scale = {"domain": names, "range": [*colours, COLOURS["bad"]]}
    fields = ("lane", "kind", "name", "service", "start", "end", "share", "is_open")
    time = {"type": "temporal", "scale": {"type": "utc"}, "title": "time (UTC)"}
    return {
        "mark": {"type": "bar", "stroke": "#555", "strokeWidth": 1},
        "encoding": {
            "x": {"field": "start", **time},
            "x2": {"field": "end"},
            "y": {"field": "lane", "type": "nominal", "sort": None, "title": None},
            "fillOpacity": _by_kind(names, [0.15, 0.3, 0.3, 0, 0.6, 1]),
            "strokeDash": _by_kind(names, [[1, 3], [1, 1], [4, 2], [4, 4], [1, 0], [1, 0]]),
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                "scale": scale,
                "legend": {"orient": "bottom"},
            },
            "tooltip": [{"field": name} for name in fields],
        },
    }


def _by_kind(names: Sequence[str], values: Sequence[object]) -> dict[str, Any]:
    """Return the encoding of something by the kind of a stretch, so that colour is not alone."""
    scale = {"type": "ordinal", "domain": [*names], "range": [*values]}
    return {"field": "kind", "type": "nominal", "scale": scale, "legend": None}
