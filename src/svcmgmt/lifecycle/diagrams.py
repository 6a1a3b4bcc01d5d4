"""Pictures of a lifecycle, drawn from the very rules that are enforced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeVar

from svcmgmt.drawing import (
    COLOURS,
    arrow_head,
    document,
    element,
    label,
    markdown_table,
    number,
    state_diagram,
    text_width,
)
from svcmgmt.lifecycle._places import ENTRY, SMALL, Edge, Places
from svcmgmt.lifecycle.model import Lifecycle
from svcmgmt.lifecycle.states import OwnState, State, StateCategory, Trigger
from svcmgmt.values._kinds import check_kind

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


def to_mermaid(lifecycle: Lifecycle[S, T]) -> str:
    r"""Return the lifecycle as a Mermaid state diagram.

    Raises:
        InvalidType: something else than a lifecycle.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> print("\n".join(to_mermaid(INCIDENT).splitlines()[:3]))
        stateDiagram-v2
            [*] --> new
            new --> inProgress: start
    """
    check_kind("lifecycle", lifecycle, Lifecycle)
    return state_diagram(
        [str(state) for state in lifecycle.states],
        [(a, b, text) for (a, b), text in _arrows(lifecycle).items()],
        initials=[str(state) for state in lifecycle.initials],
        finals=[str(state) for state in lifecycle.finals],
    )


def to_markdown(lifecycle: Lifecycle[S, T]) -> str:
    """Return the rules of the lifecycle as a Markdown table, one row for each edge.

    Raises:
        InvalidType: something else than a lifecycle.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> print(to_markdown(INCIDENT).splitlines()[2])
        | new | start | inProgress |  | own |
    """
    check_kind("lifecycle", lifecycle, Lifecycle)
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


def to_svg(lifecycle: Lifecycle[S, T], *, current: S | OwnState | str | None = None) -> str:
    """Return the lifecycle as a picture; final states have a double border.

    Args:
        lifecycle: what to draw.
        current: a state to light up, or its word.

    Raises:
        InvalidType: something else than a lifecycle, or than a state.
        UnknownState: a word that is no state of the lifecycle.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> to_svg(INCIDENT).startswith("<svg")
        True
    """
    check_kind("lifecycle", lifecycle, Lifecycle)
    arrows = _arrows(lifecycle)
    lit = None if current is None else lifecycle.state(current)
    places = Places(
        {str(state): _width(state) for state in lifecycle.states},
        arrows,
        [str(state) for state in lifecycle.initials],
    )
    body = [element("defs", arrow_head())]
    for edge, text in arrows.items():
        body += _loop(places, edge[0], text) if edge[0] == edge[1] else _arrow(places, edge, text)
    for state in lifecycle.states:
        body += _state(places, lifecycle, state, is_lit=state == lit)
    told = "" if lit is None else f"; now in {lit}"
    return document(
        body,
        width=places.width,
        height=places.height,
        title=f"Lifecycle of {lifecycle.name}",
        description=f"{len(lifecycle.states)} states and {len(arrows)} transitions{told}",
    )


def _width(state: State | OwnState) -> float:
    """Return how wide the frame of a state is at least."""
    return max(text_width(str(state)) + 20, text_width(state.category.value, SMALL) + 16)


def _line(path: str) -> str:
    return element("path", d=path, class_="line", marker_end="url(#head)")


def _arrow(places: Places, edge: Edge, text: str) -> Iterator[str]:
    """Yield line and text of a transition to another state."""
    (x, _, y), *parts = places.level(edge)
    path = f"M{number(x)} {number(y)}"
    for start, end, height in parts:
        bend = (start - x) / 2
        points = (x + bend, y, start - bend, height, start, height)
        path += f"C{' '.join(map(number, points))}H{number(end)}"
        x, y = end, height
    yield _line(path.removesuffix(f"H{number(x)}"))
    yield label(text, *places.text(edge), text_anchor="middle", class_="small")


def _loop(places: Places, name: str, text: str) -> Iterator[str]:
    """Yield line and text of a transition to the same state, above it."""
    box = places.box(name)
    yield _line(f"M{number(box.centre - 12)} {number(box.top)}c-6 -26 30 -26 24 0")
    yield label(text, box.centre, box.top - 24, text_anchor="middle", class_="small")


def _beginning(places: Places, name: str) -> Iterator[str]:
    """Yield the dot and arrow at which a lifecycle may begin, where no other arrow comes."""
    box = places.box(name)
    if places.begins_below(name):
        bottom = box.top + box.height
        x, y, end = box.left + 16, bottom + ENTRY - 5, f"V{number(bottom)}"
    else:
        x, y, end = box.left - ENTRY + 5, box.middle, f"H{number(box.left)}"
    yield element("circle", cx=x, cy=y, r=5, fill="currentColor")
    yield _line(f"M{number(x)} {number(y)}{end}")


def _state(
    places: Places, lifecycle: Lifecycle[S, T], state: S | OwnState, *, is_lit: bool
) -> Iterator[str]:
    name = str(state)
    if state in lifecycle.initials:
        yield from _beginning(places, name)
    box = places.box(name)
    colour = COLOURS[_COLOUR.get(state.category, "accent")]
    place = {"x": box.left, "y": box.top, "width": box.width, "height": box.height, "rx": 8}
    yield element("rect", **place, class_="ground")
    yield element("rect", **place, fill=colour, fill_opacity=0.55 if is_lit else 0.16)
    yield element("rect", **place, class_="box", stroke_width=2.5 if is_lit else 1)
    if state in lifecycle.finals:
        inner = {"x": box.left + 3, "y": box.top + 3, "width": box.width - 6, "rx": 6}
        yield element("rect", **inner, height=box.height - 6, class_="box")
    yield label(name, box.centre, box.top + 17, text_anchor="middle", class_="strong")
    category = state.category.value
    yield label(category, box.centre, box.top + 30, text_anchor="middle", class_="small faint")
