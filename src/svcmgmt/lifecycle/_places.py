"""Where the states and arrows of a lifecycle lie in its picture, in user units.

States stand in columns, and between two of these the texts of arrows have a column of their own:
a text is a node of the graph that is laid out. So no text meets another, a state or a line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final, TypeAlias

from attrs import frozen

from svcmgmt.drawing import Point, layered, spread, text_width

__all__ = ["ENTRY", "SMALL", "Box", "Edge", "Places"]

Edge: TypeAlias = tuple[str, str]
_Ways: TypeAlias = dict[Edge, tuple[Point, ...]]

SMALL: Final = 10
"""Size of the text of an arrow."""

ENTRY: Final = 30
"""Length of the arrow at which a lifecycle begins, its dot included."""

_BOX: Final = 38
_SIDE: Final = 7  # from the middle of two states to the line of either direction
_TEXT: Final = 14  # height of a text and its distance from its line
_LOOP: Final = 36  # height of an arrow from a state to itself, its text included
_ROOM: Final = 12  # between what stands in a column
_BENDS: Final = 40  # between columns
_MARGIN: Final = 14
_SWEEPS: Final = 24


@frozen
class Box:
    """The frame of a state."""

    left: float
    top: float
    width: float
    height: float = _BOX

    @property
    def centre(self) -> float:
        """Half way from left to right."""
        return self.left + self.width / 2

    @property
    def middle(self) -> float:
        """Half way from top to bottom."""
        return self.top + self.height / 2


class Places:
    """Where everything lies.

    Args:
        widths: the states in order, and how much room each takes.
        texts: the arrows and their texts.
        initials: states at which the lifecycle may begin.
    """

    def __init__(
        self, widths: Mapping[str, float], texts: Mapping[Edge, str], initials: Collection[str]
    ) -> None:
        self._nodes, self._ways = _laid_out(list(widths), texts, initials)
        extents = _extents(self._ways)
        for name, point in self._nodes.items():
            loop = _LOOP if (name, name) in texts else 0
            entry = ENTRY if self.begins_below(name) and name in initials else 0
            extents[point] = (_BOX / 2 + loop, _BOX / 2 + entry)
        self._rows = _rows(extents, self._ways)
        self._room = self._widths(widths, texts)
        self._lefts: dict[float, float] = {}
        self.width: float = _MARGIN + ENTRY
        for x in sorted(self._room):
            self._lefts[x] = self.width
            self.width += self._room[x] + _BENDS
        self.width += _MARGIN - _BENDS
        self.height = max(self._rows[each] + below for each, (_, below) in extents.items())
        self.height += _MARGIN

    def _widths(self, widths: Mapping[str, float], texts: Mapping[Edge, str]) -> dict[float, float]:
        """Return the width of each column."""
        wanted = [(self._nodes[name].x, width) for name, width in widths.items()]
        for (a, b), text in texts.items():
            point = self._nodes[a] if a == b else _text_point(self._ways[a, b])
            wanted.append((point.x, text_width(text, SMALL)))
        room: dict[float, float] = {}
        for x, width in wanted:
            room[x] = max(room.get(x, 0), width)
        return room

    def box(self, name: str) -> Box:
        """Return the frame of a state."""
        point = self._nodes[name]
        return Box(self._lefts[point.x], self._rows[point] - _BOX / 2, self._room[point.x])

    def begins_below(self, name: str) -> bool:
        """Return whether a beginning lies below its state: arrows come from the left."""
        return self._nodes[name].x > 0

    def level(self, edge: Edge) -> list[tuple[float, float, float]]:
        """Return the level parts of an arrow, as start, end and height; bends join them."""
        way = self._ways[edge]
        onward = _is_onward(way)
        parts: list[tuple[float, float, float]] = []
        for point in way:
            left = self._lefts[point.x]
            ends = (left, left + self._room[point.x])
            start, end = ends if onward else ends[::-1]
            parts.append((start, end, self._rows[point] + (-_SIDE if onward else _SIDE)))
        (_, first, y), (last, _, height) = parts[0], parts[-1]
        return [(first, first, y), *parts[1:-1], (last, last, height)]

    def text(self, edge: Edge) -> tuple[float, float]:
        """Return the middle and the base line of the text of an arrow between two states."""
        way = self._ways[edge]
        point = _text_point(way)
        beside = -_SIDE - 4 if _is_onward(way) else _SIDE + 12
        return self._lefts[point.x] + self._room[point.x] / 2, self._rows[point] + beside


def _laid_out(
    names: Sequence[str], edges: Collection[Edge], initials: Collection[str]
) -> tuple[dict[str, Point], _Ways]:
    """Return the points of states, and those through which each arrow runs."""
    keys = {name: str(number) for number, name in enumerate(names)}
    roots = [keys[name] for name in initials]
    steps = [(keys[a], keys[b]) for a, b in edges if a != b]
    rank = {key: point.x for key, point in layered([*keys.values()], steps, roots).nodes.items()}
    # both directions run through the text in the middle, from left to right
    pairs = dict.fromkeys((a, b) if rank[a] < rank[b] else (b, a) for a, b in steps)
    middles = {(a, b): f"{a} {b}" for a, b in pairs}
    halves = [half for (a, b), text in middles.items() for half in ((a, text), (text, b))]
    layout = layered([*keys.values(), *middles.values()], halves, roots)
    ways: _Ways = {}
    for (a, b), text in middles.items():
        way = (*layout.paths[a, text], *layout.paths[text, b][1:])
        ways[a, b], ways[b, a] = way, way[::-1]
    nodes = {name: layout.nodes[key] for name, key in keys.items()}
    return nodes, {(a, b): ways[keys[a], keys[b]] for a, b in edges if a != b}


def _is_onward(way: Sequence[Point]) -> bool:
    return way[0].x < way[-1].x


def _text_point(way: Sequence[Point]) -> Point:
    """Return where the text of an arrow stands: beside the state at its left."""
    return way[1] if _is_onward(way) else way[-2]


def _extents(ways: _Ways) -> dict[Point, tuple[float, float]]:
    """Return how far lines and texts reach above and below the points that they run through."""
    extents: dict[Point, tuple[float, float]] = {}
    for way in ways.values():
        text = _text_point(way)
        for point in way[1:-1]:
            reach = _SIDE + (_TEXT if point == text else 0)
            above, below = extents.get(point, (-_SIDE, -_SIDE))
            extents[point] = (reach, below) if _is_onward(way) else (above, reach)
    return extents


def _rows(extents: Mapping[Point, tuple[float, float]], ways: _Ways) -> dict[Point, float]:
    """Return a height for each point, so that arrows run straight where there is room."""
    points = sorted(extents, key=lambda each: (each.x, each.y))
    number = {point: index for index, point in enumerate(points)}
    near: list[set[int]] = [set() for _ in points]
    for a, b in {step for way in ways.values() for step in pairwise(way)}:
        near[number[a]].add(number[b])
        near[number[b]].add(number[a])
    columns = [[number[each] for each in column] for _, column in groupby(points, lambda p: p.x)]
    gaps = [
        [extents[points[a]][1] + extents[points[b]][0] + _ROOM for a, b in pairwise(column)]
        for column in columns
    ]
    rows = [point.y * _BOX for point in points]
    for sweep in range(_SWEEPS):
        order = zip(columns, gaps, strict=True)
        for column, apart in order if sweep % 2 == 0 else reversed([*order]):
            beside = [near[index] or {index} for index in column]
            wanted = [sum([rows[each] for each in those]) / len(those) for those in beside]
            rows[column[0] : column[-1] + 1] = spread(wanted, apart)
    top = min(rows[number[point]] - above for point, (above, _) in extents.items())
    return {point: rows[number[point]] - top + _MARGIN for point in points}
