"""What holds for every lifecycle, history and log, whatever their words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve, frozen
from hypothesis import given, strategies as st

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.lifecycle import (
    Lifecycle,
    OwnState,
    Rule,
    StateCategory,
    StateChange,
    Stateful,
    TransitionNotAllowed,
    audit,
    in_order,
    replay,
    state_timeline,
    time_in_state,
    to_markdown,
    to_mermaid,
    to_svg,
)
from svcmgmt.lifecycles import ALL
from svcmgmt.practice import INCIDENT, IncidentState, IncidentTrigger
from svcmgmt.testing import lifecycle_laws, strategies

Anything = Lifecycle[Any, Any]
History = tuple[StateChange[Any, Any], ...]

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

# XML, and so a picture, cannot hold control characters, surrogates and what is no character
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=12)
HOSTILE = st.sampled_from(["<b>", "&amp;", '"', "'", "end", "a|b", "--> x", "%%", "\\", "[*]", "`"])


@st.composite
def lifecycles(draw: st.DrawFn) -> Anything:
    """Give lifecycles with a way through all states, and shortcuts, loops and ways back."""
    words = draw(st.lists(PRINTABLE | HOSTILE, min_size=2, max_size=6, unique=True))
    states = [OwnState(word, draw(st.sampled_from(StateCategory))) for word in words]
    last = states[-1]
    is_reopenable = draw(st.booleans())
    sources = states if is_reopenable else states[:-1]
    edges = st.tuples(st.sampled_from(sources), st.sampled_from("xyz"), st.sampled_from(states))
    further = draw(st.lists(edges, max_size=8, unique_by=lambda edge: edge[:2]))
    return Lifecycle(
        name=draw(PRINTABLE),
        rules=[
            *(Rule[Any, Any]("on", [a], b) for a, b in pairwise(states)),
            *(Rule[Any, Any](trigger, [source], target) for source, trigger, target in further),
        ],
        initials=states[:1],
        finals=[last],
        reopenable=[last] if is_reopenable else [],
    )


KNOWN = st.sampled_from(list(ALL.values())) | lifecycles()


@st.composite
def lived(draw: st.DrawFn) -> tuple[Anything, History]:
    """Give a lifecycle with a history that it allows."""
    lifecycle = draw(KNOWN)
    return lifecycle, draw(strategies.histories(lifecycle))


@frozen(kw_only=True)
class Thing(Stateful[Any, Any]):
    """An entity of any lifecycle."""

    name: str = ""

    @classmethod
    def published_lifecycle(cls) -> Anything:
        return INCIDENT


UNKNOWN = st.builds(OwnState, PRINTABLE, st.just(StateCategory.UNKNOWN))
STATES = st.sampled_from(IncidentState) | UNKNOWN
LOGS: st.SearchStrategy[list[StateChange[IncidentState, IncidentTrigger]]] = st.lists(
    st.builds(
        StateChange,
        to_state=STATES,
        from_state=st.none() | STATES,
        trigger=st.none() | st.sampled_from(IncidentTrigger) | PRINTABLE,
        at=st.integers(0, 5).map(lambda minutes: MONDAY + minutes * MINUTE),
        sequence=st.none() | st.integers(0, 3),
    ),
    max_size=10,
)

CODES = {
    "unusual-start",
    "unknown-state",
    "wrong-origin",
    "wrong-trigger",
    "update",
    "reopened",
    "skipped-states",
    "undrawn-transition",
    "unfinished",
    "out-of-order",
    "duplicate",
    "tie",
}


class TestLifecycles:
    @given(lived())
    def test_the_laws_hold(self, given_life: tuple[Anything, History]) -> None:
        lifecycle_laws(*given_life)

    @given(lived())
    def test_replay_reaches_the_last_state(self, given_life: tuple[Anything, History]) -> None:
        lifecycle, history = given_life
        for index, change in enumerate(history, start=1):
            assert replay(lifecycle, history[:index]) == change.to_state

    @given(KNOWN)
    def test_ways_are_the_shortest(self, lifecycle: Anything) -> None:
        # all distances by relaxing every edge until nothing changes
        steps = {(a, rule.target) for rule in lifecycle.rules for a in rule.sources}
        distance = {(state, state): 0 for state in lifecycle.states}
        for _ in lifecycle.states:
            for start, here in list(distance):
                for a, b in steps:
                    far = distance[start, here] + 1
                    if a == here and far < distance.get((start, b), far + 1):
                        distance[start, b] = far
        for a in lifecycle.states:
            for b in lifecycle.states:
                way = lifecycle.way(a, b)
                assert (None if way is None else len(way)) == distance.get((a, b))

    @given(KNOWN)
    def test_ways_lead_where_they_say(self, lifecycle: Anything) -> None:
        for initial in lifecycle.initials:
            for target in lifecycle.states:
                if target in lifecycle.undrawn:
                    continue
                way = lifecycle.way(initial, target)
                if way is None:  # from one beginning, not every state can be reached
                    continue
                reached = {initial}
                for trigger in way:
                    reached = {
                        rule.target
                        for state in reached
                        for rule in lifecycle.rules_for(state, trigger)
                    }
                assert target in reached

    @given(KNOWN)
    def test_the_table_says_what_the_rules_say(self, lifecycle: Anything) -> None:
        for state in lifecycle.states:
            for trigger in lifecycle.triggers:
                expected = tuple(
                    rule
                    for rule in lifecycle.rules
                    if state in rule.sources and rule.trigger == trigger
                )
                assert lifecycle.rules_for(state, trigger) == expected
            for target in lifecycle.states:
                between = [
                    rule
                    for rule in lifecycle.rules
                    if state in rule.sources and rule.target == target
                ]
                assert list(lifecycle.rules_between(state, target)) == between
                assert lifecycle.allows(state, target) == bool(between)


class TestEntities:
    @given(lifecycles(), st.data())
    def test_histories_only_grow_and_earlier_entities_stay(
        self, lifecycle: Anything, data: st.DataObject
    ) -> None:
        lives = [Thing(state=lifecycle.initials[0], own_lifecycle=lifecycle)]
        before = hash(lives[0])
        for hours in range(data.draw(st.integers(0, 6))):
            trigger = data.draw(st.sampled_from(lifecycle.triggers))
            rules = lifecycle.rules_for(lives[-1].state, trigger)
            at = MONDAY + hours * timedelta(hours=1)
            if rules:
                lives.append(lives[-1].fire(trigger, at=at))
                assert lives[-1].state == rules[0].target
            else:
                with pytest.raises(TransitionNotAllowed):
                    lives[-1].fire(trigger, at=at)
        for length, entity in enumerate(lives):
            assert entity.history == lives[-1].history[:length]
        assert hash(lives[0]) == before

    @given(lived(), st.data())
    def test_facts_lead_to_one_entity_in_any_order(
        self, given_life: tuple[Anything, History], data: st.DataObject
    ) -> None:
        lifecycle, history = given_life
        numbered = tuple(evolve(change, sequence=index) for index, change in enumerate(history))
        first = history[0].to_state
        entity = Thing(state=first, history=numbered[:1], own_lifecycle=lifecycle)
        arrival = data.draw(st.permutations(numbered[1:]))
        replayed = entity.replay(arrival)
        assert replayed.state == history[-1].to_state
        assert replayed.history == numbered
        assert replayed.replay(arrival) == replayed


class TestAudits:
    @given(lived())
    def test_a_lawful_history_has_only_harmless_findings(
        self, given_life: tuple[Anything, History]
    ) -> None:
        lifecycle, history = given_life
        numbered = [evolve(change, sequence=index) for index, change in enumerate(history)]
        codes = {finding.code for finding in audit(lifecycle, numbered).findings}
        assert codes <= {"unfinished", "reopened"}

    @given(KNOWN, LOGS)
    def test_no_log_is_refused_and_every_fact_is_kept(
        self, lifecycle: Anything, log: list[StateChange[Any, Any]]
    ) -> None:
        checked = audit(lifecycle, log)
        ordered, _ = in_order(log)
        assert checked.history == ordered
        assert checked.state == (ordered[-1].to_state if ordered else None)

    @given(KNOWN, LOGS)
    def test_findings_have_known_codes_and_places(
        self, lifecycle: Anything, log: list[StateChange[Any, Any]]
    ) -> None:
        checked = audit(lifecycle, log)
        places = {f"/{index}" for index in range(len(checked.history))} | {""}
        for finding in checked.findings:
            assert finding.code in CODES
            assert finding.pointer in places
            assert str(finding)

    @given(LOGS)
    def test_what_replay_follows_an_audit_finds_harmless(
        self, log: list[StateChange[Any, Any]]
    ) -> None:
        ordered, _ = in_order(log)
        try:
            replay(INCIDENT, ordered)
        except ValueError:
            return
        codes = {finding.code for finding in audit(INCIDENT, ordered).findings}
        # a log may begin in the middle; replay follows it from where it says it starts
        assert codes <= {"unfinished", "reopened", "update", "tie", "unknown-state"}


class TestTimes:
    @given(lived(), strategies.durations())
    def test_times_in_states_add_up(
        self, given_life: tuple[Anything, History], beyond: timedelta
    ) -> None:
        _, history = given_life
        until = history[-1].at + beyond
        times = time_in_state(history, until=until)
        assert sum(times.values(), timedelta(0)) == until - history[0].at
        assert all(time > timedelta(0) for time in times.values())

    @given(strategies.histories(INCIDENT), strategies.calendars(), strategies.durations())
    def test_times_in_states_add_up_within_a_calendar(
        self, history: History, calendar: ServiceCalendar, beyond: timedelta
    ) -> None:
        until = history[-1].at + beyond
        times = time_in_state(history, until=until, calendar=calendar)
        assert sum(times.values(), timedelta(0)) == calendar.elapsed(history[0].at, until)

    @given(lived())
    def test_the_timeline_ends_where_the_history_does(
        self, given_life: tuple[Anything, History]
    ) -> None:
        _, history = given_life
        line = state_timeline(history)
        assert line.start == history[0].at
        assert line.as_of(history[-1].at) == history[-1].to_state


class TestPictures:
    @given(KNOWN, st.data())
    def test_a_picture_is_well_formed_and_shows_every_word(
        self, lifecycle: Anything, data: st.DataObject
    ) -> None:
        current = data.draw(st.none() | st.sampled_from(lifecycle.states))
        root = ET.fromstring(to_svg(lifecycle, current=current))  # noqa: S314 - our own picture
        names = [
            each.text
            for each in root.iter("{http://www.w3.org/2000/svg}text")
            if each.get("class") == "strong"
        ]
        assert names == [str(state) for state in lifecycle.states]

    @given(KNOWN)
    def test_a_table_has_one_row_for_each_edge(self, lifecycle: Anything) -> None:
        rows = to_markdown(lifecycle).split("\n")
        assert len(rows) == 2 + sum(len(rule.sources) for rule in lifecycle.rules)

    @given(KNOWN)
    def test_a_diagram_has_one_line_for_each_arrow(self, lifecycle: Anything) -> None:
        lines = to_mermaid(lifecycle).split("\n")
        steps = {(a, rule.target) for rule in lifecycle.rules for a in rule.sources}
        expected = len(steps) + len(lifecycle.initials) + len(lifecycle.finals)
        assert len([line for line in lines if "-->" in line]) == expected
