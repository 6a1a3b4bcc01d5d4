"""State diagrams in Mermaid's language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from svcmgmt.drawing import state_diagram

# What a line of a stateDiagram-v2 may be here: an alias, a state, an arrow with or without text.
LINE = re.compile(
    r'    (?:state "(?P<name>[^"\n]*)" as (?P<alias>\w+)|(?P<state>\w+)'
    r"|(?P<source>\[\*\]|\w+) --> (?P<target>\[\*\]|\w+)(?:: (?P<text>[^:\n]*))?)",
    re.ASCII,
)
ODD = [
    "off now",
    "in-progress",
    '"quoted"',
    "a: b",
    "two\nlines",
    "%% comment",
    "{nested}",
    "-->",
    "[*]",
    "<<choice>>",
    "<script>",
    "#35;",
    "; semicolon",
    "état",
    "\U0001f600",
    "\ud800",
    "1st",
    "\\",
]


def lines(diagram: str) -> list[re.Match[str]]:
    head, *rest = diagram.split("\n")
    assert head == "stateDiagram-v2"
    found = [LINE.fullmatch(line) for line in rest]
    assert None not in found
    return [each for each in found if each]


def single(name: str, text: str = "go") -> str:
    return state_diagram([name], [(name, name, text)], initials=[name], finals=[name])


def unescaped(text: str) -> str:
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), text)


def test_a_diagram_is_written_in_one_way() -> None:
    diagram = state_diagram(
        ["new", "in progress", "done"],
        [("new", "in progress", "start"), ("in progress", "done", "finish (ok)")],
        initials=["new"],
        finals=["done"],
    )
    assert diagram.split("\n") == [
        "stateDiagram-v2",
        '    state "in progress" as s1',
        "    [*] --> new",
        "    new --> s1: start",
        "    s1 --> done: finish (ok)",
        "    done --> [*]",
    ]


def test_an_empty_diagram_is_its_head() -> None:
    assert state_diagram([], [], initials=[], finals=[]) == "stateDiagram-v2"


def test_the_same_states_are_the_same_text() -> None:
    assert single("off now") == single("off now")


@pytest.mark.parametrize("name", ["new", "inProgress", "a1", "x_y", "End2", "statement"])
def test_a_plain_name_stays_as_it_is(name: str) -> None:
    assert f"    {name} --> {name}: go" in single(name)


@pytest.mark.parametrize(
    "name",
    [
        *("class", "classDef", "click", "default", "direction", "end", "note", "scale"),
        *("state", "style", "END", "State"),
    ],
)
def test_a_word_of_the_language_gets_an_alias(name: str) -> None:
    assert f'    state "{name}" as s0' in single(name)


@pytest.mark.parametrize("name", ["stateDiagram", "accTitle", "accDescr"])
def test_every_word_of_the_language_gets_an_alias(name: str) -> None:
    assert f'    state "{name}" as s0' in single(name)


@pytest.mark.parametrize("name", ODD, ids=ascii)
def test_an_odd_name_gets_an_alias_and_is_shown(name: str) -> None:
    first, *arrows = lines(single(name))
    assert (unescaped(first["name"]), first["alias"]) == (name, "s0")
    assert [(arrow["source"], arrow["target"]) for arrow in arrows] == [
        ("[*]", "s0"),
        ("s0", "s0"),
        ("s0", "[*]"),
    ]


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_odd_text_stays_on_its_arrow(text: str) -> None:
    assert unescaped(lines(single("a", text))[1]["text"]) == text


@given(st.text(min_size=1, max_size=8), st.text(max_size=8))
def test_no_name_and_no_text_break_out(name: str, text: str) -> None:
    assert len(lines(single(name, text))) in {3, 4}


@given(st.text(min_size=1, max_size=8))
def test_the_diagram_can_be_sent_as_utf_8(name: str) -> None:
    assert single(name).encode().decode() == single(name)


def test_a_state_that_nothing_leads_to_is_drawn() -> None:
    diagram = state_diagram(["on", "off now", "lost"], [], initials=["on"], finals=[])
    assert diagram.split("\n") == [
        "stateDiagram-v2",
        '    state "off now" as s1',
        "    lost",
        "    [*] --> on",
    ]


@pytest.mark.parametrize("taken", [["s0"], ["s0", "s0_"]])
def test_no_alias_is_the_name_of_another_state(taken: list[str]) -> None:
    names = ["off now", *taken]
    ways = [(name, name, "stay") for name in names]
    arrows = [each["source"] for each in lines(state_diagram(names, ways, initials=[], finals=[]))]
    assert len(set(arrows) - {None}) == len(names)


@given(st.lists(st.sampled_from(["s0", "s1", "s1_", "off now", "end", "é"]), unique=True))
def test_every_state_has_an_id_of_its_own(names: list[str]) -> None:
    ways = [(name, name, "stay") for name in names]
    arrows = [each["source"] for each in lines(state_diagram(names, ways, initials=[], finals=[]))]
    assert len(set(arrows) - {None}) == len(names)


def test_a_state_without_a_name_is_shown_as_something() -> None:
    assert lines(single(""))[0]["name"]


@pytest.mark.parametrize("text", ["direction LR", "change direction tb"])
def test_text_does_not_turn_the_diagram(text: str) -> None:
    assert not re.search(r"direction\s+(TB|BT|RL|LR)", single("a", text), re.IGNORECASE)
