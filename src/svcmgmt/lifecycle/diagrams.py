"""Pictures of a lifecycle, drawn from the very rules that are enforced."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, TypeVar

from svcmgmt.drawing import (
    COLOURS,
    Layout,
    Point,
    document,
    element,
    label,
    layered,
    markdown_table,
    number,
    state_diagram,
)
from svcmgmt.lifecycle.model import Lifecycle
from svcmgmt.lifecycle.states import AnyState, OwnState, State, StateCategory, Trigger

__all__ = ["to_markdown", "to_mermaid", "to_svg"]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)

_COLOUR: Final = {
    StateCategory.PAUSED: "waiting",
    StateCategory.RESOLVED: "good",
    StateCategory.DONE: "good",
    StateCategory.IN_SERVICE: "good",
    StateCategory.CANCELLED: "idle",
    StateCategory.NOT_IN_SERVICE: "idle",
    StateCategory.OUT_OF_SERVICE: "bad",
    StateCategory.DEGRADED: "waiting",
}

_LETTER: Final = 7.2  # width of a letter of the labels
_SMALL_LETTER: Final = 5.6
_COLUMN_GAP: Final = 96
_LANE: Final = 74
_HEIGHT: Final = 38
_MARGIN: Final = 44


def to_mermaid(lifecycle: Lifecycle[S, T]) -> str:
    r"""Return the lifecycle as a Mermaid state diagram.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> print("\n".join(to_mermaid(INCIDENT).splitlines()[:3]))
        stateDiagram-v2
            [*] --> new
            new --> inProgress: start
    """
    return state_diagram(
        [str(state) for state in lifecycle.states],
        [(a, b, text) for (a, b), text in _arrows(lifecycle).items()],
        initials=[str(state) for state in lifecycle.initials],
        finals=[str(state) for state in lifecycle.finals],
    )


def to_markdown(lifecycle: Lifecycle[S, T]) -> str:
    """Return the rules of the lifecycle as a Markdown table, one row for each edge.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> print(to_markdown(INCIDENT).splitlines()[2])
        | new | start | inProgress |  | own |
    """
    rows = [
        (source, rule.trigger, rule.target, ", ".join(g.__name__ for g in rule.guards), rule.source)
        for rule in lifecycle.rules
        for source in rule.sources
    ]
    return markdown_table(["from", "trigger", "to", "guards", "source"], rows)


def _arrows(lifecycle: Lifecycle[S, T]) -> dict[tuple[str, str], str]:
    """Return the text on each arrow between two states: its triggers, in order."""
    triggers: dict[tuple[str, str], dict[str, None]] = {}
    for rule in lifecycle.rules:
        for source in rule.sources:
            triggers.setdefault((str(source), str(rule.target)), {})[str(rule.trigger)] = None
    return {edge: " / ".join(words) for edge, words in triggers.items()}


def to_svg(lifecycle: Lifecycle[S, T], *, current: AnyState | None = None) -> str:
    """Return the lifecycle as a picture; final states have a double border.

    Args:
        lifecycle: what to draw.
        current: a state to light up.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> to_svg(INCIDENT).startswith("<svg")
        True
    """
    arrows = _arrows(lifecycle)
    names = [str(state) for state in lifecycle.states]
    layout = layered(
        names, [edge for edge in arrows if edge[0] != edge[1]], [str(s) for s in lifecycle.initials]
    )
    canvas = _Canvas(layout, names, list(arrows.values()))
    body = [element("defs", _arrow_head())]
    parts = [canvas.arrow(edge, text) for edge, text in arrows.items()]
    # labels last, so that no line crosses them out
    body += [line for line, _ in parts] + [text for _, text in parts]
    for state in lifecycle.states:
        body += _state(canvas, lifecycle, state, is_current=state == current)
    lit = f"; now in {current}" if current is not None else ""
    return document(
        body,
        width=canvas.width,
        height=canvas.height,
        title=f"Lifecycle of {lifecycle.name}",
        description=f"{len(names)} states and {len(arrows)} transitions{lit}",
    )


class _Canvas:
    """Where things lie in the picture, in user units."""

    def __init__(self, layout: Layout, names: list[str], texts: list[str]) -> None:
        self._layout = layout
        columns = max((point.x for point in layout.nodes.values()), default=0)
        widths = [
            max(len(name) for name in names if layout.nodes[name].x == column) * _LETTER + 26
            for column in range(int(columns) + 1)
        ]
        self._widths = widths
        gap = max([_COLUMN_GAP, *(len(text) * _SMALL_LETTER + 40 for text in texts)])
        lefts = [_MARGIN + sum(widths[:i]) + i * gap for i in range(len(widths))]
        self._centres = [left + width / 2 for left, width in zip(lefts, widths, strict=True)]
        lanes = [p.y for path in layout.paths.values() for p in path]
        lanes += [point.y for point in layout.nodes.values()]
        self._top = _MARGIN + 8 - min(lanes) * _LANE
        self.width = lefts[-1] + widths[-1] + _MARGIN
        self.height = self._top + max(lanes) * _LANE + _HEIGHT + _MARGIN

    def centre(self, point: Point) -> tuple[float, float]:
        return self._centres[int(point.x)], self._top + point.y * _LANE + _HEIGHT / 2

    def box(self, name: str) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a state."""
        point = self._layout.nodes[name]
        x, y = self.centre(point)
        width = self._widths[int(point.x)]
        return x - width / 2, y - _HEIGHT / 2, width, _HEIGHT

    def arrow(self, edge: tuple[str, str], text: str) -> tuple[str, str]:
        """Return line and label of a transition."""
        if edge[0] == edge[1]:
            left, top, width, _ = self.box(edge[0])
            x = left + width / 2
            loop = self._line(f"M{number(x - 12)} {number(top)}c-6 -26 30 -26 24 0")
            return loop, label(text, x, top - 24, text_anchor="middle", class_="small halo")
        path = self._layout.paths[edge]
        onward = path[0].x <= path[-1].x
        side = 1 if onward else -1
        # the two directions between a pair of states run beside each other
        places = [(x, y - side * 7) for x, y in map(self.centre, path)]
        first, last = self._widths[int(path[0].x)], self._widths[int(path[-1].x)]
        places[0] = (places[0][0] + side * first / 2, places[0][1])
        places[-1] = (places[-1][0] - side * last / 2, places[-1][1])
        x, y = _middle(places)
        y += -4 if onward else 12
        text = label(text, x, y, text_anchor="middle", class_="small halo")
        return self._line(_curve(places)), text

    @staticmethod
    def _line(path: str) -> str:
        return element("path", d=path, class_="line", marker_end="url(#head)")

    def begin(self, name: str) -> Iterator[str]:
        """Yield the dot and arrow at which a lifecycle may begin."""
        left, top, _, height = self.box(name)
        y = top + height / 2
        yield element("circle", cx=left - 30, cy=y, r=5, fill="currentColor")
        yield self._line(f"M{number(left - 25)} {number(y)}H{number(left)}")


def _middle(places: list[tuple[float, float]]) -> tuple[float, float]:
    """Return where the label of an arrow stands: a place that it passes, else half way."""
    if len(places) > 2:  # noqa: PLR2004 - more than its two ends
        return places[len(places) // 2]
    (x0, y0), (x1, y1) = places
    return (x0 + x1) / 2, (y0 + y1) / 2


def _curve(places: list[tuple[float, float]]) -> str:
    text = f"M{number(places[0][0])} {number(places[0][1])}"
    for (x0, y0), (x1, y1) in pairwise(places):
        bend = (x1 - x0) * 0.45
        points = (x0 + bend, y0, x1 - bend, y1, x1, y1)
        text += "C" + " ".join(map(number, points))
    return text


def _arrow_head() -> str:
    tip = element("path", d="M0 0L8 4L0 8z", fill="currentColor")
    return element(
        "marker",
        tip,
        id="head",
        viewBox="0 0 8 8",
        refX=8,
        refY=4,
        markerWidth=7,
        markerHeight=7,
        orient="auto",
    )


def _state(
    canvas: _Canvas, lifecycle: Lifecycle[S, T], state: S | OwnState, *, is_current: bool
) -> Iterator[str]:
    name = str(state)
    if state in lifecycle.initials:
        yield from canvas.begin(name)
    left, top, width, height = canvas.box(name)
    colour = COLOURS[_COLOUR.get(state.category, "accent")]
    place = {"x": left, "y": top, "width": width, "height": height, "rx": 8}
    yield element("rect", **place, class_="ground")
    opacity = 0.55 if is_current else 0.16
    yield element("rect", **place, fill=colour, fill_opacity=opacity)
    weight = 2.5 if is_current else 1
    yield element("rect", **place, class_="box", stroke_width=weight)
    if state in lifecycle.finals:
        inner = {"x": left + 3, "y": top + 3, "width": width - 6, "height": height - 6, "rx": 6}
        yield element("rect", **inner, class_="box")
    x = left + width / 2
    yield label(name, x, top + 17, text_anchor="middle", class_="strong")
    yield label(state.category.value, x, top + 30, text_anchor="middle", class_="small faint")
