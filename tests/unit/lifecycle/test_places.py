"""In the picture of a lifecycle nothing lies on anything else."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from attrs import frozen
from hypothesis import given, strategies as st

from svcmgmt.drawing import text_width
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger, to_svg
from svcmgmt.lifecycle._places import Places
from svcmgmt.practice import INCIDENT

Plain = Lifecycle[State, Trigger]
Place = tuple[float, float]

SVG = "{http://www.w3.org/2000/svg}"


def lifecycle(
    name: str, steps: list[tuple[str, str, str]], initials: list[str], finals: list[str]
) -> Plain:
    """Return a lifecycle from steps as trigger, source and target."""
    words = dict.fromkeys(word for _, a, b in steps for word in (a, b))
    states = {word: OwnState(word, StateCategory.CANCELLED) for word in words}
    return Lifecycle(
        name=name,
        rules=[Rule(trigger, [states[a]], states[b]) for trigger, a, b in steps],
        initials=[states[word] for word in initials],
        finals=[states[word] for word in finals],
    )


# the states and transitions of TMF641 service orders
ORDER = lifecycle(
    "order",
    [
        ("start", "acknowledged", "inProgress"),
        ("reject", "acknowledged", "rejected"),
        ("request cancellation", "acknowledged", "assessingCancellation"),
        ("wait", "inProgress", "pending"),
        ("go on", "pending", "inProgress"),
        ("hold", "inProgress", "held"),
        ("go on", "held", "inProgress"),
        ("complete", "inProgress", "completed"),
        ("fail", "inProgress", "failed"),
        ("complete in part", "inProgress", "partial"),
        ("reject", "inProgress", "rejected"),
        ("request cancellation", "inProgress", "assessingCancellation"),
        ("request cancellation", "pending", "assessingCancellation"),
        ("request cancellation", "held", "assessingCancellation"),
        ("accept", "assessingCancellation", "pendingCancellation"),
        ("deny", "assessingCancellation", "inProgress"),
        ("deny and wait", "assessingCancellation", "pending"),
        ("deny and hold", "assessingCancellation", "held"),
        ("deny before the start", "assessingCancellation", "acknowledged"),
        ("cancel", "pendingCancellation", "cancelled"),
        ("fail", "pending", "failed"),
        ("fail", "held", "failed"),
        ("fail", "pendingCancellation", "failed"),
    ],
    ["acknowledged"],
    ["completed", "failed", "partial", "cancelled", "rejected"],
)

BEGINNINGS = lifecycle(
    "several beginnings",
    [
        ("submit", "drafted", "scheduled"),
        ("take over", "imported", "scheduled"),
        ("take over at once", "imported", "active"),
        ("begin at once", "drafted", "active"),
        ("begin", "scheduled", "active"),
        ("begin again and again", "scheduled", "scheduled"),
        ("pause", "active", "paused"),
        ("resume", "paused", "active"),
        ("touch", "active", "active"),
        ("finish", "active", "done"),
    ],
    ["drafted", "imported", "scheduled", "active"],
    ["done"],
)


def thirty() -> Plain:
    """Return a lifecycle of thirty states, with shortcuts and ways back."""
    chance = random.Random(30)  # noqa: S311 - a picture, no secret
    names = [f"state {number}" if number % 3 else f"aLongerName{number}" for number in range(30)]
    steps = dict.fromkeys(pairwise(names), "goOn")
    while len(steps) < 70:
        a, b = chance.randrange(29), chance.randrange(30)
        if 0 < abs(a - b) < 9:
            steps.setdefault((names[a], names[b]), f"to {names[b]} again")
    told = [(f"{trigger} {number}", *edge) for number, (edge, trigger) in enumerate(steps.items())]
    return lifecycle("thirty", told, names[:1], names[-1:])


WIDE = lifecycle(
    "wide",
    [
        ("W" * 30, "W" * 40, "m" * 60),
        ("MWMWMWMW", "m" * 60, "W" * 40),
        ("次の状態へ進む", "W" * 40, "状態の名前"),
        ("終わり", "状態の名前", "end"),
        ("end", "m" * 60, "end"),
    ],
    ["W" * 40],
    ["end"],
)

DRAWN = [INCIDENT, ORDER, BEGINNINGS, thirty(), WIDE]
each_drawn = pytest.mark.parametrize("drawn", DRAWN, ids=lambda each: each.name)


@frozen
class Area:
    """A rectangle of a picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, place: Place) -> bool:
        """Return whether a place lies inside by more than the rounding of coordinates."""
        across = self.left + 0.1 < place[0] < self.right - 0.1
        return across and self.top + 0.1 < place[1] < self.bottom - 0.1


def area_of(text: ET.Element) -> Area:
    """Return where a centred text stands, measured generously."""
    x, y = float(text.attrib["x"]), float(text.attrib["y"])
    size = 10 if "small" in text.attrib["class"] else 12
    half = text_width(text.text or "", size) / 2
    return Area(x - half, y - size + 1, x + half, y + 2)


def way_of(path: ET.Element) -> list[Place]:
    """Return places along a line, less than a pixel or two apart."""
    places: list[Place] = []
    x = y = 0.0
    for command, told in re.findall(r"([MCcHV])([^MCcHV]*)", path.attrib["d"]):
        values = [float(each) for each in told.split()]
        if command == "c":
            values = [value + (x, y)[index % 2] for index, value in enumerate(values)]
        ends = {"H": [*values, y], "V": [x, *values]}.get(command, values[-2:])
        bends = values[:4] if command in "Cc" else [x, y, *ends]
        if command != "M":
            places += along(
                [(x, y), (bends[0], bends[1]), (bends[2], bends[3]), (ends[0], ends[1])]
            )
        x, y = ends
    return places


def along(knots: list[Place]) -> Iterator[Place]:
    """Yield places on a curve of Bézier."""
    for step in range(51):
        t = step / 50
        parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        weighted = list(zip(parts, knots, strict=True))
        yield sum(part * x for part, (x, _) in weighted), sum(part * y for part, (_, y) in weighted)


class Picture:
    """What lies where in the picture of a lifecycle."""

    def __init__(self, drawn: Plain) -> None:
        root = ET.fromstring(to_svg(drawn))  # noqa: S314 - our own picture
        texts = list(root.iter(f"{SVG}text"))
        self.size = Area(0, 0, float(root.attrib["width"]), float(root.attrib["height"]))
        words = [set(each.attrib["class"].split()) for each in texts]
        self.triggers = [
            area_of(text)
            for text, kinds in zip(texts, words, strict=True)
            if "small" in kinds and "faint" not in kinds
        ]
        self.names = [area_of(each) for each in texts if each.attrib["class"] == "strong"]
        self.categories = [area_of(each) for each in texts if "faint" in each.attrib["class"]]
        self.frames = [
            Area(x, y, x + width, y + height)
            for each in root.iter(f"{SVG}rect")
            if "fill-opacity" in each.attrib
            for x, y, width, height in [
                [float(each.attrib[name]) for name in ("x", "y", "width", "height")]
            ]
        ]
        self.dots = [
            Area(x - 5, y - 5, x + 5, y + 5)
            for each in root.iter(f"{SVG}circle")
            for x, y in [(float(each.attrib["cx"]), float(each.attrib["cy"]))]
        ]
        self.lines = [way_of(each) for each in root.findall(f"{SVG}path")]


@cache
def picture_of(drawn: Plain) -> Picture:
    """Return the picture of a lifecycle, measured once."""
    return Picture(drawn)


@each_drawn
def test_no_text_of_an_arrow_meets_another_one(drawn: Plain) -> None:
    texts = picture_of(drawn).triggers
    assert len(texts) == len({(a, rule.target) for rule in drawn.rules for a in rule.sources})
    assert not any(one.meets(other) for one, other in combinations(texts, 2))


@each_drawn
def test_no_text_of_an_arrow_meets_a_state_or_a_beginning(drawn: Plain) -> None:
    picture = picture_of(drawn)
    for text in picture.triggers:
        assert not any(text.meets(each) for each in [*picture.frames, *picture.dots])


@each_drawn
def test_no_line_crosses_a_text(drawn: Plain) -> None:
    picture = picture_of(drawn)
    for text in [*picture.triggers, *picture.names]:
        assert not any(text.holds(place) for line in picture.lines for place in line)


@each_drawn
def test_no_line_runs_through_a_state(drawn: Plain) -> None:
    picture = picture_of(drawn)
    for frame in picture.frames:
        assert not any(frame.holds(place) for line in picture.lines for place in line)


@each_drawn
def test_only_its_own_arrow_touches_a_beginning(drawn: Plain) -> None:
    picture = picture_of(drawn)
    for dot in picture.dots:
        assert sum(any(map(dot.holds, line)) for line in picture.lines) == 1
        assert not any(dot.meets(other) for other in picture.dots if other is not dot)


@each_drawn
def test_what_is_written_in_a_state_stays_in_its_frame(drawn: Plain) -> None:
    picture = picture_of(drawn)
    rows = zip(picture.frames, picture.names, picture.categories, strict=True)
    for frame, *texts in rows:
        assert all(frame.left + 4 <= text.left for text in texts)
        assert all(text.right <= frame.right - 4 for text in texts)


@each_drawn
def test_everything_lies_inside_the_picture(drawn: Plain) -> None:
    picture = picture_of(drawn)
    for each in [*picture.triggers, *picture.names, *picture.frames, *picture.dots]:
        assert picture.size.left <= each.left
        assert each.right <= picture.size.right
        assert picture.size.top <= each.top
        assert each.bottom <= picture.size.bottom


def test_an_arrow_without_anything_between_runs_straight() -> None:
    line = lifecycle("line", [("go", "a", "b"), ("on", "b", "c")], ["a"], ["c"])
    heights = {round(y, 1) for way in Picture(line).lines[:2] for _, y in way}
    assert len(heights) == 1


NAMES = "abcdefgh"


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=24))
def test_texts_have_places_of_their_own_in_any_graph(edges: list[tuple[str, str]]) -> None:
    texts = {edge: "x" * (1 + ord(edge[0]) % 7) for edge in edges}
    places = Places(dict.fromkeys(NAMES, 60.0), texts, "ac")
    areas = [Area(box.left, box.top, box.left + 60, box.top + 38) for box in map(places.box, NAMES)]
    for edge, text in texts.items():
        if edge[0] != edge[1]:
            x, y = places.text(edge)
            half = text_width(text, 10) / 2
            areas.append(Area(x - half, y - 9, x + half, y + 2))
    assert not any(one.meets(other) for one, other in combinations(areas, 2))
    for area in areas:
        assert min(area.left, area.top) >= 0
        assert area.right <= places.width
        assert area.bottom <= places.height
