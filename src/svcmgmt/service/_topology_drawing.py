"""The picture of a topology of services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from svcmgmt.drawing import (
    COLOURS,
    Layout,
    Point,
    arrow_head,
    document,
    element,
    label,
    layered,
    number,
    shortened,
)
from svcmgmt.errors import LimitExceeded
from svcmgmt.service._topology_parts import ImpactedService, ServiceEdge, ServiceNode

__all__ = ["Picture"]

_MOST: Final = 300
"""Services that one picture can show."""

_BOX_WIDTH: Final = 190
_BOX_HEIGHT: Final = 40
_ACROSS: Final = _BOX_WIDTH + 70
_DOWN: Final = _BOX_HEIGHT + 20
_MARGIN: Final = 20


class Picture:
    """Services as boxes, what they need to their right, with what fails and what that affects.

    Args:
        nodes: the services.
        edges: what they have to do with each other.
        failing: identifiers of the services that fail.
        affected: others that need them.

    Raises:
        LimitExceeded: more services than a picture can show.
    """

    __slots__ = ("_affected", "_edges", "_failing", "_layout", "_nodes")

    def __init__(
        self,
        nodes: Sequence[ServiceNode],
        edges: Sequence[ServiceEdge],
        failing: Sequence[str],
        affected: Sequence[ImpactedService],
    ) -> None:
        if len(nodes) > _MOST:
            raise LimitExceeded("services in a picture", len(nodes), _MOST)
        self._nodes = nodes
        self._failing = frozenset(failing)
        self._affected = frozenset(each.node.id for each in affected)
        self._edges: dict[tuple[str, str], bool] = {}  # whether one needs the other
        for edge in edges:
            pair = (edge.source, edge.target)
            self._edges[pair] = self._edges.get(pair, False) or edge.is_needed
        self._layout = self._laid_out()

    def _laid_out(self) -> Layout:
        names = [node.id for node in self._nodes]
        pairs = [(a, b) for a, b in self._edges if a != b]
        needed = {b for _, b in pairs}
        return layered(names, pairs, [name for name in names if name not in needed])

    def svg(self) -> str:
        """Return the picture."""
        places = self._layout.nodes.values()
        passed = [place for path in self._layout.paths.values() for place in path]
        right = max((place.x for place in places), default=0)
        low = max((place.y for place in (*places, *passed)), default=0)
        return document(
            [element("defs", arrow_head()), *self._arrows(), *self._boxes()],
            width=2 * _MARGIN + right * _ACROSS + _BOX_WIDTH,
            height=2 * _MARGIN + low * _DOWN + _BOX_HEIGHT,
            title="Service topology",
            description=(
                f"{len(self._nodes)} services and {len(self._edges)} relations;"
                f" {len(self._failing)} failing, {len(self._affected)} affected"
            ),
        )

    def _boxes(self) -> Iterator[str]:
        for node in self._nodes:
            x, y = _corner(self._layout.nodes[node.id])
            word, colour = self._told(node)
            place = {"x": x, "y": y, "width": _BOX_WIDTH, "height": _BOX_HEIGHT, "rx": 6}
            yield element("rect", **place, class_="ground")
            yield element("rect", **place, fill=COLOURS[colour], fill_opacity=0.16)
            yield element("rect", **place, class_="box", stroke_width=1 if word == "" else 2.5)
            name = shortened(node.name or node.id, _BOX_WIDTH - 12)
            centre = x + _BOX_WIDTH / 2
            yield label(name, centre, y + 17, text_anchor="middle", class_="strong")
            below = ", ".join(each for each in (word, _state(node)) if each)
            yield label(
                shortened(below, _BOX_WIDTH - 12, 10),
                centre,
                y + 31,
                text_anchor="middle",
                class_="small",
            )

    def _told(self, node: ServiceNode) -> tuple[str, str]:
        """Return what is to be said of a service, and its colour."""
        if node.id in self._failing:
            return "failing", "bad"
        if node.id in self._affected:
            return "affected", "waiting"
        return "", "idle" if node.service is None else "accent"

    def _arrows(self) -> Iterator[str]:
        for pair, path in self._layout.paths.items():
            dashes = {} if self._edges[pair] else {"stroke_dasharray": "5 4"}
            yield element("path", d=_line(path), class_="line", marker_end="url(#head)", **dashes)


def _state(node: ServiceNode) -> str:
    """Return how a service is, as the inventory says."""
    if node.service is None:
        return "not in the inventory"
    state = node.service.operating_status or node.service.state
    return "" if state is None else str(state)


def _corner(place: Point) -> tuple[float, float]:
    return _MARGIN + place.x * _ACROSS, _MARGIN + place.y * _DOWN


def _line(path: Sequence[Point]) -> str:
    """Return a curve from the side of one box to the side of another, through what lies between."""
    is_back = path[-1].x < path[0].x
    corners = [_corner(place) for place in path]
    middles = [(x, y + _BOX_HEIGHT / 2) for x, y in corners]
    x, y = middles[0]
    x += 0 if is_back else _BOX_WIDTH
    drawn = f"M{number(x)} {number(y)}"
    for index, (left, height) in enumerate(middles[1:], start=1):
        is_last = index == len(middles) - 1
        near, far = (left + _BOX_WIDTH, left) if is_back else (left, left + _BOX_WIDTH)
        bend = (near - x) / 2
        drawn += f"C{' '.join(map(number, (x + bend, y, near - bend, height, near, height)))}"
        drawn += "" if is_last else f"H{number(far)}"
        x, y = far, height
    return drawn
