"""The picture of an availability: one strip over the period, told by pattern and colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from svcmgmt.drawing import COLOURS, document, element, hatch, label
from svcmgmt.sla.availability._account import BRIDGED, COUNTED, OUTSIDE, TOO_SHORT, UNKNOWN, UP
from svcmgmt.temporal import Interval, format_instant, to_micros

__all__ = ["availability_strip"]

_WIDTH: Final = 860
_LEFT: Final = 24
_TOP: Final = 46
_BAR: Final = 36
_LEGEND: Final = 150  # room for one kind
_ROW: Final = 18
_IN_ROW: Final = 5

_FILLS: Final = {
    UP: COLOURS["good"],
    COUNTED: COLOURS["bad"],
    BRIDGED: "url(#gap)",
    TOO_SHORT: "url(#short)",
    UNKNOWN: "url(#unknown)",
}
_LEFT_OUT: Final = "url(#left-out)"
"""The fill of excluded time of any kind; time outside service hours is a line."""

Kinds = Sequence[tuple[int, int, str]]


def availability_strip(kinds: Kinds, *, title: str, period: Interval) -> str:
    """Return the picture of a period whose stretches are of some kinds, in order."""
    names = list(dict.fromkeys(name for _, _, name in kinds))
    rows = -(-len(names) // _IN_ROW)
    body = [element("defs", *_patterns()), label(title, _LEFT, 28, class_="strong")]
    body += [*_bar(kinds, period), *_legend(names)]
    return document(
        body,
        width=_WIDTH + 2 * _LEFT,
        height=_TOP + _BAR + 44 + rows * _ROW,
        title=title,
        description=f"Stretches of the period: {', '.join(names) or 'none'}",
    )


def _patterns() -> Iterator[str]:
    yield hatch("gap", COLOURS["bad"], 45)
    yield hatch("left-out", COLOURS["waiting"], -45)
    yield hatch("short", COLOURS["idle"], 45)
    yield hatch("unknown", COLOURS["idle"], 0)


def _bar(kinds: Kinds, period: Interval) -> Iterator[str]:
    first = to_micros(period.start)
    length = max(to_micros(period.end or period.start) - first, 1)
    middle = _TOP + _BAR / 2
    yield element("line", x1=_LEFT, x2=_LEFT + _WIDTH, y1=middle, y2=middle, class_="line faint")
    for left, right, kind in _seen(kinds, first, length):
        if kind != OUTSIDE:
            fill = _FILLS.get(kind, _LEFT_OUT)
            yield element(
                "rect", x=_LEFT + left, y=_TOP, width=right - left, height=_BAR, fill=fill
            )
    yield element("rect", x=_LEFT, y=_TOP, width=_WIDTH, height=_BAR, class_="box")
    y = _TOP + _BAR + 16
    yield label(format_instant(period.start), _LEFT, y, class_="small")
    end = format_instant(period.end or period.start)
    yield label(end, _LEFT + _WIDTH, y, text_anchor="end", class_="small")


def _seen(kinds: Kinds, first: int, length: int) -> Iterator[tuple[int, int, str]]:
    """Yield columns of pixels and what is shown in them: the worst that happened in a pixel."""
    columns: list[str] = [""] * _WIDTH
    for low, high, name in kinds:
        start = (low - first) * _WIDTH // length
        stop = -(-(high - first) * _WIDTH // length)
        for column in range(start, stop):
            if _rank(name) >= _rank(columns[column]):
                columns[column] = name
    since = 0
    for column in range(1, _WIDTH + 1):
        if column == _WIDTH or columns[column] != columns[since]:
            if columns[since]:
                yield since, column, columns[since]
            since = column


_RANKS: Final = {"": 0, OUTSIDE: 1, UP: 2, TOO_SHORT: 4, UNKNOWN: 5, BRIDGED: 6, COUNTED: 7}
_OF_EXCLUSIONS: Final = 3


def _rank(name: str) -> int:
    return _RANKS.get(name, _OF_EXCLUSIONS)


def _legend(names: Sequence[str]) -> Iterator[str]:
    for number, name in enumerate(names):
        x = _LEFT + number % _IN_ROW * (_WIDTH / _IN_ROW)
        y = _TOP + _BAR + 34 + number // _IN_ROW * _ROW
        if name == OUTSIDE:
            yield element("line", x1=x, x2=x + 18, y1=y + 6, y2=y + 6, class_="line faint")
        else:
            fill = _FILLS.get(name, _LEFT_OUT)
            yield element("rect", x=x, y=y, width=18, height=12, fill=fill)
        yield label(name, x + 24, y + 10, class_="small")
