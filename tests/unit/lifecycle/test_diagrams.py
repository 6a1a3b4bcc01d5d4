"""Pictures show the very rules that are enforced, whatever the words contain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle import (
    Guard,
    Lifecycle,
    OwnState,
    Rule,
    State,
    StateCategory,
    Trigger,
    UnknownState,
    to_markdown,
    to_mermaid,
    to_svg,
)
from svcmgmt.practice import INCIDENT, IncidentState

Plain = Lifecycle[State, Trigger]

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert('a & \"b\"')</script>"


def own(word: str, category: StateCategory = StateCategory.OPEN) -> OwnState:
    return OwnState(word, category)


def edge(trigger: str, source: OwnState, target: OwnState, *guards: Guard) -> Rule[State, Trigger]:
    return Rule(trigger, [source], target, guards)


def line(*words: str, undrawn: Sequence[str] = ()) -> Plain:
    """Return a lifecycle that runs straight from the first to the last word."""
    states = [own(word) for word in words]
    return Lifecycle(
        name="line",
        rules=[edge(f"to {b.value}", a, b) for a, b in pairwise(states)],
        initials=states[:1],
        finals=states[-1:],
        undrawn=[own(word) for word in undrawn],
    )


def has_key(_: object) -> bool:
    """A key."""
    return True


def is_tidy(_: object) -> bool:
    """A tidy room."""
    return True


IDLE, OPEN, SHUT, GONE = own("idle"), own("open"), own("shut"), own("gone", StateCategory.DONE)

DOOR: Plain = Lifecycle(
    name="door",
    rules=[
        edge("knock", IDLE, IDLE),
        edge("open", IDLE, OPEN, has_key, is_tidy),
        edge("shut", OPEN, SHUT),
        edge("open", SHUT, OPEN, has_key),
        edge("force", SHUT, OPEN),
        edge("remove", SHUT, GONE),
    ],
    initials=[IDLE, SHUT],
    finals=[GONE],
    undrawn=[own("painted over"), own("dreamt")],
)


class TestMermaid:
    def test_an_incident_is_drawn_edge_by_edge(self) -> None:
        assert to_mermaid(INCIDENT).splitlines() == [
            "stateDiagram-v2",
            "    [*] --> new",
            "    new --> inProgress: start",
            "    inProgress --> onHold: hold",
            "    onHold --> inProgress: resume",
            "    inProgress --> resolved: resolve",
            "    onHold --> resolved: resolve",
            "    resolved --> inProgress: reopen",
            "    resolved --> closed: close",
            "    new --> cancelled: cancel",
            "    inProgress --> cancelled: cancel",
            "    onHold --> cancelled: cancel",
            "    closed --> [*]",
            "    cancelled --> [*]",
        ]

    def test_loops_two_ways_and_several_beginnings_are_drawn(self) -> None:
        lines = [line.strip() for line in to_mermaid(DOOR).splitlines()]
        assert "idle --> idle: knock" in lines
        assert "shut --> open: open / force" in lines
        assert "open --> shut: shut" in lines
        assert {"[*] --> idle", "[*] --> shut", "gone --> [*]"} <= set(lines)

    def test_every_arrow_is_drawn_once(self) -> None:
        lines = to_mermaid(DOOR).splitlines()
        assert len(lines) == len(set(lines))

    def test_states_that_are_no_plain_words_get_an_alias(self) -> None:
        assert 'state "painted over" as s4' in to_mermaid(DOOR)

    def test_words_of_mermaid_itself_get_an_alias(self) -> None:
        drawn = to_mermaid(line("start", "state", "END"))
        assert 'state "state" as s1' in drawn
        assert 'state "END" as s2' in drawn
        assert "s1 --> s2: to END" in drawn

    def test_hostile_words_are_escaped(self) -> None:
        drawn = to_mermaid(line("a", HOSTILE, 'b"\nc --> d: e;%%'))
        assert "<" not in drawn
        assert "script>" not in drawn
        assert "#34;" in drawn
        assert "#10;" in drawn
        # heading, two aliases, a beginning, two edges, an end: no word broke its line
        assert len(drawn.splitlines()) == 7

    def test_undrawn_states_are_shown(self) -> None:
        assert "dreamt" in to_mermaid(DOOR)

    def test_an_alias_is_no_name_of_another_state(self) -> None:
        drawn = to_mermaid(line("s1", "on hold"))
        assert "    s1 --> s1:" not in drawn


class TestMarkdown:
    def test_every_edge_is_a_row(self) -> None:
        lines = to_markdown(INCIDENT).splitlines()
        assert lines[0] == "| from | trigger | to | guards | source |"
        assert lines[3] == "| inProgress | hold | onHold | has_hold_reason | own |"
        assert len(lines) == 2 + 10

    def test_all_guards_of_a_rule_are_named(self) -> None:
        assert "| idle | open | open | has_key, is_tidy | own |" in to_markdown(DOOR)

    def test_where_an_edge_is_published_is_told(self) -> None:
        rule = Rule[State, Trigger]("go", [IDLE], GONE, source="TMF621 §7")
        published: Plain = Lifecycle(name="x", rules=[rule], initials=[IDLE], finals=[GONE])
        assert to_markdown(published).endswith("| TMF621 §7 |")

    def test_hostile_words_do_not_break_out_of_their_cell(self) -> None:
        table = to_markdown(line("a", "b | c\n| d \\", HOSTILE))
        rows = table.splitlines()
        assert len(rows) == 4
        assert [len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows] == [6] * 4
        assert "<script" not in table

    def test_a_carriage_return_does_not_break_out_of_its_cell(self) -> None:
        assert "\r" not in to_markdown(line("a\r| b |", "c"))


def parsed(drawn: str) -> ET.Element:
    return ET.fromstring(drawn)  # noqa: S314 - our own picture


def texts(drawn: str) -> list[str]:
    return [each.text or "" for each in parsed(drawn).iter(f"{SVG}text")]


def places(drawn: str) -> Iterator[tuple[float, float]]:
    """Yield every corner and end that stands in a picture."""
    for each in parsed(drawn).iter():
        x, y = each.get("x") or each.get("cx"), each.get("y") or each.get("cy")
        if x is not None and y is not None:
            yield float(x), float(y)
            yield float(x) + float(each.get("width", 0)), float(y) + float(each.get("height", 0))


class TestSvg:
    def test_it_is_titled_and_described(self) -> None:
        root = parsed(to_svg(INCIDENT))
        assert root.tag == f"{SVG}svg"
        assert root.findtext(f"{SVG}title") == "Lifecycle of incident"
        assert root.findtext(f"{SVG}desc") == "6 states and 10 transitions"
        assert root.get("role") == "img"

    def test_states_triggers_and_categories_are_written(self) -> None:
        root = parsed(to_svg(INCIDENT))
        names = [each.text for each in root.findall(f"{SVG}text[@class='strong']")]
        assert names == [str(state) for state in INCIDENT.states]
        written = texts(to_svg(INCIDENT))
        for state in INCIDENT.states:
            assert state.category.value in written
        for trigger in INCIDENT.triggers:
            assert str(trigger) in written

    def test_every_step_has_an_arrow_and_every_beginning_as_well(self) -> None:
        arrows = parsed(to_svg(DOOR)).findall(f"{SVG}path")
        steps = {(source, rule.target) for rule in DOOR.rules for source in rule.sources}
        assert len(arrows) == len(steps) + len(DOOR.initials)

    def test_beginnings_have_a_dot(self) -> None:
        assert len(parsed(to_svg(DOOR)).findall(f"{SVG}circle")) == 2

    def test_ends_have_a_double_border(self) -> None:
        boxes = parsed(to_svg(INCIDENT)).findall(f"{SVG}rect[@class='box']")
        assert len(boxes) == len(INCIDENT.states) + len(INCIDENT.finals)

    def test_loops_and_undrawn_states_are_drawn(self) -> None:
        written = texts(to_svg(DOOR))
        assert {"knock", "painted over", "dreamt"} <= set(written)

    def test_two_directions_between_two_states_run_beside_each_other(self) -> None:
        there_and_back: Plain = Lifecycle(
            name="x", rules=[edge("there", IDLE, OPEN), edge("back", OPEN, IDLE)], initials=[IDLE]
        )
        root = parsed(to_svg(there_and_back))
        shapes = [path.get("d") for path in root.findall(f"{SVG}path")]
        assert len(shapes) == len(set(shapes)) == 3
        heights = {
            each.text: float(each.get("y", 0))
            for each in root.iter(f"{SVG}text")
            if each.text in {"there", "back"}
        }
        assert heights["back"] - heights["there"] >= 10

    def test_triggers_of_one_step_share_an_arrow(self) -> None:
        assert "open / force" in texts(to_svg(DOOR))

    def test_an_edge_over_several_layers_goes_around_what_lies_between(self) -> None:
        long_way = line("a", "b", "c", "d").extend(rules=[edge("jump", own("a"), own("d"))])
        root = parsed(to_svg(long_way))
        curves = [path.get("d", "").count("C") for path in root.findall(f"{SVG}path")]
        assert max(curves) == 6  # to its text and to every state and text that it passes

    @pytest.mark.parametrize("lifecycle", [INCIDENT, DOOR, line("only"), line("a", "b" * 60)])
    def test_everything_lies_inside_the_picture(self, lifecycle: Plain) -> None:
        drawn = to_svg(lifecycle)
        root = parsed(drawn)
        width, height = float(root.get("width", 0)), float(root.get("height", 0))
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
        for x, y in places(drawn):
            assert 0 <= x <= width
            assert 0 <= y <= height

    def test_the_current_state_is_lit(self) -> None:
        plain, lit = to_svg(INCIDENT), to_svg(INCIDENT, current=IncidentState.ON_HOLD)
        assert 'fill-opacity="0.55"' not in plain
        assert lit.count('fill-opacity="0.55"') == 1
        assert lit.count('stroke-width="2.5"') == 1
        described = parsed(lit).findtext(f"{SVG}desc")
        assert described == "6 states and 10 transitions; now in onHold"

    @pytest.mark.parametrize("state", INCIDENT.states, ids=str)
    def test_the_current_state_may_be_a_word(self, state: IncidentState) -> None:
        assert to_svg(INCIDENT, current=str(state)) == to_svg(INCIDENT, current=state)

    @pytest.mark.parametrize("current", ["weird", "", own("weird"), own("new")], ids=repr)
    def test_a_foreign_current_state_is_refused(self, current: OwnState | str) -> None:
        with pytest.raises(UnknownState, match="allowed: new, inProgress"):
            to_svg(INCIDENT, current=current)

    @pytest.mark.parametrize("draw", [to_svg, to_mermaid, to_markdown])
    def test_something_else_than_a_lifecycle_is_refused(self, draw: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="lifecycle: str 'incident'"):
            draw("incident")

    def test_something_else_than_a_state_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="a state or its word"):
            to_svg(INCIDENT, current=7)  # type: ignore[arg-type]

    def test_hostile_words_are_escaped(self) -> None:
        hostile = line("a", HOSTILE, "]]>", undrawn=["&amp;"])
        drawn = to_svg(hostile, current=own(HOSTILE))
        assert {"a", HOSTILE, "]]>", "&amp;", f"to {HOSTILE}"} <= set(texts(drawn))
        assert not list(parsed(drawn).iter(f"{SVG}script"))

    def test_the_name_of_a_lifecycle_is_escaped(self) -> None:
        named = line("a", "b").extend(name=HOSTILE, rules=[])
        assert parsed(to_svg(named)).findtext(f"{SVG}title") == f"Lifecycle of {HOSTILE}"

    @pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\ufffe"])
    def test_control_characters_do_not_spoil_the_picture(self, control: str) -> None:
        parsed(to_svg(line(f"a{control}", "b")))

    def test_every_category_has_a_look(self) -> None:
        states = [own(category.value, category) for category in StateCategory]
        rules = [edge(f"to {b}", a, b) for a, b in pairwise(states)]
        every: Plain = Lifecycle(name="x", rules=rules, initials=states[:1], finals=states[-1:])
        colours = {
            rect.get("fill")
            for rect in parsed(to_svg(every)).findall(f"{SVG}rect")
            if rect.get("fill-opacity")
        }
        assert len(colours) == 5

    def test_the_same_lifecycle_gives_the_same_picture(self) -> None:
        twin: Plain = DOOR.extend(rules=[])
        assert to_svg(twin) == to_svg(DOOR)
