"""How a heat strip is drawn, as SVG and as Vega-Lite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.drawing import COLOURS, document, element, label, shortened, text_width
from svcmgmt.values import NoData, Ratio
from svcmgmt.views._axis import path_of
from svcmgmt.views._heat_rows import HeatCell, HeatLevel, HeatRow
from svcmgmt.views._words import LEFT, SMALL, heading
from svcmgmt.views.pictures import percent_down

__all__ = ["heat_layers", "heat_svg"]

_NAME: Final = 196
_TOTAL: Final = 62
_LEAST: Final = 36  # width of a column
_MOST: Final = 64
_LEAST_WIDTH: Final = 620  # of all columns together, as far as the widest ones reach
_HEAD: Final = 26
_ROW: Final = 24
_CELL: Final = 21  # height of a cell
_LEGEND: Final = 26

Cells = Sequence[HeatCell]

_COLOURS: Final = {
    HeatLevel.FULL: (COLOURS["good"], 0.22),
    HeatLevel.WITHIN: (COLOURS["accent"], 0.3),
    HeatLevel.BELOW: (COLOURS["waiting"], 0.5),
    HeatLevel.FAR_BELOW: (COLOURS["bad"], 0.6),
}
"""Fill of a level, and how dense it is: its number stays readable upon it."""

_FRAMES: Final = {HeatLevel.BELOW: 1.0, HeatLevel.FAR_BELOW: 2.0}
"""Width of the frame, so that levels are told without colour."""


def heat_svg(
    rows: Sequence[tuple[HeatRow, Cells]],
    periods: Sequence[ReportingPeriod],
    *,
    title: str,
    told: Sequence[str],
) -> str:
    """Return the picture of some rows and columns; `told` are its description and notes."""
    wide = min(max(_LEAST_WIDTH // max(len(periods), 1), _LEAST), _MOST)
    left = LEFT + _NAME
    width = max(left + wide * len(periods) + _TOTAL + LEFT, 760)
    body, top = heading(title, told, width)
    top += _HEAD if periods else 0
    used = [level for level in HeatLevel if any(_has(level, cells) for _, cells in rows)]
    body += [*_header(periods, left, wide, top), *_names(rows, left + wide * len(periods), top)]
    for level in used:
        body += _cells(level, rows, (left, wide), top)
    body += _legend(used, top + _ROW * len(rows) + 16)
    return document(
        body,
        width=width,
        height=top + _ROW * len(rows) + (16 + _LEGEND if used else 12),
        title=title,
        description=". ".join(told),
    )


def _has(level: HeatLevel, cells: Cells) -> bool:
    return any(cell.level is level for cell in cells)


def _header(
    periods: Sequence[ReportingPeriod], left: float, wide: float, top: float
) -> Iterator[str]:
    """Yield above each column its day, week or month, and above those the month or year."""
    before, free = "", 0.0
    for index, period in enumerate(periods):
        group, _, short = period.label.rpartition("-")
        x = left + wide * (index + 0.5)
        yield label(short, x, top - 6, text_anchor="middle", class_="small")
        if group != before and left + wide * index >= free:
            x = left + wide * index + 2
            yield label(group, x, top - 20, class_="small strong")
            before, free = group, x + text_width(group, SMALL)


def _names(rows: Sequence[tuple[HeatRow, Cells]], right: float, top: float) -> Iterator[str]:
    for index, (row, _) in enumerate(rows):
        y = top + _ROW * index + 15
        yield label(shortened(row.subject, _NAME - 12), LEFT, y)
        yield label(_percent(row.value), right + 8, y, class_="strong")


def _percent(value: Ratio | NoData) -> str:
    return percent_down(value if isinstance(value, NoData) else value.value)


def _cells(
    level: HeatLevel,
    rows: Sequence[tuple[HeatRow, Cells]],
    columns: tuple[float, float],
    top: float,
) -> Iterator[str]:
    """Yield all cells of a level as one shape, then their numbers."""
    left, wide = columns
    places = [
        (left + wide * column, top + _ROW * line, cell)
        for line, (_, cells) in enumerate(rows)
        for column, cell in enumerate(cells)
        if cell.level is level
    ]
    inset = _FRAMES.get(level, 0.0) / 2
    tall = _CELL - 2 * inset
    shape = "".join(
        path_of([(x + inset, x + wide - 2 - inset)], y + inset, tall) for x, y, _ in places
    )
    yield from _shape(level, shape)
    for x, y, cell in places:
        text = _percent(cell.value)
        yield label(text, x + wide / 2 - 1, y + 14, text_anchor="middle", class_="small")


def _shape(level: HeatLevel, path: str) -> Iterator[str]:
    if level in _COLOURS:
        colour, dense = _COLOURS[level]
        yield element("path", d=path, fill=colour, fill_opacity=dense)
    if level in _FRAMES:
        yield element("path", d=path, class_="box", stroke_width=_FRAMES[level])


def _legend(used: Sequence[HeatLevel], y: float) -> Iterator[str]:
    x = float(LEFT)
    for level in used:
        yield from _shape(level, path_of([(x + 1, x + 19)], y, 12))
        if level is HeatLevel.NO_DATA:
            yield label("–", x + 10, y + 10, text_anchor="middle", class_="small")
        yield label(level.value, x + 25, y + 10, class_="small")
        x += 25 + text_width(level.value, SMALL) + 14


def heat_layers() -> dict[str, Any]:
    """Return marks and encodings for the rows of a heat strip."""
    levels = [level.value for level in HeatLevel if level in _COLOURS]
    colour = {
        "field": "level",
        "type": "nominal",
        "title": None,
        "scale": {
            "domain": [*levels, HeatLevel.NO_DATA.value],
            "range": [*(_COLOURS[level][0] for level in HeatLevel if level in _COLOURS), "#ddd"],
        },
        "legend": {"orient": "bottom", "columns": 3},
    }
    tooltip = [{"field": name} for name in ("service", "period", "availability", "lost_s", "level")]
    text = {"field": "availability_percent", "type": "nominal"}
    percent = "datum.availability == null ? '–' : datum.availability == 1 ? '100' : "
    percent += "format(floor(datum.availability * 10000) / 100, '.2f')"
    return {
        "transform": [{"calculate": percent, "as": "availability_percent"}],
        "encoding": {
            "x": {
                "field": "period",
                "type": "ordinal",
                "sort": None,
                "title": None,
                "axis": {"labelAngle": -45, "orient": "top"},
            },
            "y": {"field": "service", "type": "nominal", "sort": None, "title": None},
        },
        "layer": [
            {
                "mark": {"type": "rect", "opacity": 0.5, "stroke": "#fff"},
                "encoding": {"color": colour, "tooltip": tooltip},
            },
            {
                "mark": {"type": "text", "fontSize": 10, "color": "#1b1f24"},
                "encoding": {"text": text},
            },
        ],
    }
