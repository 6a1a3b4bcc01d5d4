"""A lifecycle is data: checked when it is made, then looked up."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from time import process_time
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue, SvcmgmtError
from svcmgmt.lifecycle import (
    Guard,
    InvalidLifecycle,
    Lifecycle,
    OwnState,
    Rule,
    State,
    StateCategory,
    Trigger,
    UnknownState,
    UnknownTrigger,
    to_mermaid,
    to_svg,
)


class Paper(State):
    DRAFT = "draft", StateCategory.OPEN
    REVIEW = "review", StateCategory.OPEN
    BOARD = "board", StateCategory.PAUSED
    APPROVED = "approved", StateCategory.DONE
    REJECTED = "rejected", StateCategory.CANCELLED


class Step(Trigger):
    SUBMIT = "submit"
    DECIDE = "decide"
    RETURN = "return"


def is_small(paper: Any) -> bool:  # noqa: ANN401 - guards judge entities of any class
    """A small sum."""
    return bool(paper.is_small)


def is_signed(paper: Any) -> bool:  # noqa: ANN401
    """A signature."""
    return bool(paper.is_signed)


PAPER: Lifecycle[Paper, Step] = Lifecycle(
    name="paper",
    rules=[
        Rule(Step.SUBMIT, [Paper.DRAFT], Paper.REVIEW),
        Rule(Step.DECIDE, [Paper.REVIEW], Paper.APPROVED, guards=[is_small, is_signed]),
        Rule(Step.DECIDE, [Paper.REVIEW], Paper.BOARD, guards=[is_signed]),
        Rule(Step.DECIDE, [Paper.REVIEW, Paper.BOARD], Paper.REJECTED),
        Rule(Step.RETURN, [Paper.REVIEW, Paper.BOARD], Paper.DRAFT),
    ],
    initials=[Paper.DRAFT],
    finals=[Paper.APPROVED, Paper.REJECTED],
)

A, B, C, D = (OwnState(word, StateCategory.OPEN) for word in "abcd")

Plain = Lifecycle[State, Trigger]


def edge(trigger: Trigger | str, source: OwnState, target: OwnState, *guards: Guard) -> Any:  # noqa: ANN401
    """Return a rule of whatever lifecycle it is put into."""
    return Rule[State, Trigger](trigger, [source], target, guards)


class TestConstruction:
    def test_rules_and_states_may_come_in_any_iterable(self) -> None:
        line: Plain = Lifecycle(
            name="line",
            rules=(edge(f"to {target}", source, target) for source, target in [(A, B), (B, C)]),
            initials=iter([A]),
            finals={C},
        )
        assert len(line.rules) == 2
        assert (line.initials, line.finals) == ((A,), (C,))

    def test_all_members_of_an_enumeration_are_states_in_its_order(self) -> None:
        assert PAPER.states == tuple(Paper)

    def test_own_states_follow_the_published_ones(self) -> None:
        archived = OwnState("archived", StateCategory.DONE)
        longer = PAPER.extend(rules=[], undrawn=[archived])
        assert longer.states == (*Paper, archived)

    def test_a_state_may_be_first_and_last(self) -> None:
        still: Plain = Lifecycle(name="still", rules=[], initials=[A], finals=[A])
        assert still.states == (A,)
        assert still.triggers == ()

    def test_something_that_never_ends_needs_no_final_state(self) -> None:
        swing: Plain = Lifecycle(
            name="swing", rules=[edge("there", A, B), edge("back", B, A)], initials=[A]
        )
        assert swing.finals == ()

    def test_it_may_begin_in_several_states(self) -> None:
        both: Plain = Lifecycle(
            name="both",
            rules=[edge("end", A, C), edge("end", B, C)],
            initials=[A, B],
            finals=[C],
        )
        assert both.triggers_from(B) == ("end",)

    def test_rules_may_leave_a_final_state_that_is_declared_reopenable(self) -> None:
        again: Plain = Lifecycle(
            name="again",
            rules=[edge("end", A, B), edge("reopen", B, A)],
            initials=[A],
            finals=[B],
            reopenable=[B],
        )
        assert again.targets_from(B) == (A,)

    def test_an_undrawn_state_needs_neither_a_way_in_nor_a_way_out(self) -> None:
        some: Plain = Lifecycle(
            name="some", rules=[edge("end", A, B)], initials=[A], finals=[B], undrawn=[C]
        )
        assert some.states == (A, B, C)
        assert some.triggers_from(C) == ()

    def test_the_last_rule_of_a_trigger_may_go_without_guards(self) -> None:
        rules = PAPER.rules_for(Paper.REVIEW, Step.DECIDE)
        assert [rule.guards for rule in rules] == [(is_small, is_signed), (is_signed,), ()]

    def test_a_dead_end_is_refused_without_final_states_too(self) -> None:
        with pytest.raises(InvalidLifecycle):
            Lifecycle(name="trap", rules=[edge("fall", A, B)], initials=[A])


def _no_initial() -> Plain:
    return Lifecycle(name="x", rules=[edge("go", A, B)], initials=[], finals=[B])


def _unreachable() -> Plain:
    rules = [edge("go", A, B), edge("go", C, B)]
    return Lifecycle(name="x", rules=rules, initials=[A], finals=[B])


def _dead_end() -> Plain:
    rules = [edge("go", A, B), edge("fall", A, C)]
    return Lifecycle(name="x", rules=rules, initials=[A], finals=[B])


def _endless_circle() -> Plain:
    rules = [edge("go", A, B), edge("turn", A, C), edge("turn", C, D), edge("turn", D, C)]
    return Lifecycle(name="x", rules=rules, initials=[A], finals=[B])


def _out_of_final() -> Plain:
    rules = [edge("go", A, B), edge("back", B, A)]
    return Lifecycle(name="x", rules=rules, initials=[A], finals=[B])


def _reopenable_not_final() -> Plain:
    rules = [edge("go", A, B)]
    return Lifecycle(name="x", rules=rules, initials=[A], finals=[B], reopenable=[A])


def _undrawn_with_edges() -> Plain:
    rules = [edge("go", A, B)]
    return Lifecycle(name="x", rules=rules, initials=[A], finals=[B], undrawn=[B])


def _undrawn_initial() -> Plain:
    rules = [edge("go", A, B)]
    return Lifecycle(name="x", rules=rules, initials=[A, C], finals=[B], undrawn=[C])


def _drawn_nowhere() -> Plain:
    rules = [edge("go", A, B)]
    return Lifecycle(name="x", rules=rules, initials=[A], finals=[B, C])


def _member_drawn_nowhere() -> Lifecycle[Paper, Step]:
    rules = [Rule(Step.SUBMIT, [Paper.DRAFT], Paper.REVIEW)]
    return Lifecycle(name="x", rules=rules, initials=[Paper.DRAFT], finals=[Paper.REVIEW])


def _two_states_of_one_word() -> Plain:
    rules = [edge("go", A, OwnState("a", StateCategory.DONE))]
    return Lifecycle(name="x", rules=rules, initials=[A])


def _own_state_named_as_a_member() -> Lifecycle[Paper, Step]:
    twin = OwnState("draft", StateCategory.OPEN)
    return PAPER.extend(name="x", rules=[], undrawn=[twin])


def _own_trigger_named_as_a_member() -> Lifecycle[Paper, Step]:
    return PAPER.extend(name="x", rules=[Rule("submit", [Paper.BOARD], Paper.REVIEW)])


def _hidden() -> Plain:
    rules = [edge("go", A, B), edge("go", A, C, is_small)]
    return Lifecycle(name="x", rules=rules, initials=[A], finals=[B, C])


def _hidden_by_extension() -> Lifecycle[Paper, Step]:
    rules = [Rule(Step.SUBMIT, [Paper.DRAFT], Paper.BOARD, guards=[is_small])]
    return PAPER.extend(name="x", rules=rules)


@pytest.mark.parametrize(
    ("build", "field", "value", "allowed"),
    [
        (_no_initial, "initials of x", (), "at least one state"),
        (_unreachable, "state of x", "c", "a state that can be reached"),
        (_dead_end, "state of x", "c", "a state with a way on, or final"),
        (_endless_circle, "state of x", "c", "a state that leads to an end: b"),
        (
            _out_of_final,
            "rule of x",
            "b by back",
            "no rule out of a final state that is not declared reopenable",
        ),
        (_reopenable_not_final, "reopenable state of x", "a", "a final state"),
        (_undrawn_with_edges, "undrawn state of x", "b", "a state without edges"),
        (_undrawn_initial, "undrawn state of x", "c", "a state without edges"),
        (_drawn_nowhere, "state of x", "c", "a state with an edge, or one declared undrawn"),
        (
            _member_drawn_nowhere,
            "state of x",
            "board",
            "a state with an edge, or one declared undrawn",
        ),
        (_two_states_of_one_word, "state of x", "a", "each word once"),
        (_own_state_named_as_a_member, "state of x", "draft", "each word once"),
        (_own_trigger_named_as_a_member, "trigger of x", "submit", "each word once"),
        (
            _hidden,
            "rule of x",
            "go in a",
            "guards on every rule but the last of a trigger and state",
        ),
        (
            _hidden_by_extension,
            "rule of x",
            "submit in draft",
            "guards on every rule but the last of a trigger and state",
        ),
    ],
)
def test_contradicting_rules_are_refused_by_name(
    build: Callable[[], object], field: str, value: object, allowed: str
) -> None:
    with pytest.raises(InvalidLifecycle) as refused:
        build()
    assert refused.value.args == (field, value, allowed)


class TestRules:
    def test_a_rule_is_published_nowhere_unless_it_says_so(self) -> None:
        assert edge("go", A, B).source == "own"
        assert Rule("go", [Paper.DRAFT], Paper.REVIEW, source="TMF621").source == "TMF621"

    def test_sources_and_guards_become_tuples(self) -> None:
        rule = Rule(Step.SUBMIT, iter([Paper.DRAFT, Paper.BOARD]), Paper.REVIEW, iter([is_small]))
        assert rule.sources == (Paper.DRAFT, Paper.BOARD)
        assert rule.guards == (is_small,)

    @pytest.mark.parametrize(
        "nameless",
        [
            lambda _: True,
            partial(is_small),
            "is_small",
            None,
        ],
    )
    def test_a_guard_needs_a_name_to_be_told_by(self, nameless: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType) as refused:
            Rule(Step.SUBMIT, [Paper.DRAFT], Paper.REVIEW, guards=[nameless])
        assert refused.value.field == "guard"
        assert refused.value.allowed == "a function with a name"

    def test_a_method_may_be_a_guard(self) -> None:
        rule = Rule(Step.SUBMIT, [Paper.DRAFT], Paper.REVIEW, guards=[self.agrees])
        assert rule.guards[0](None)

    def agrees(self, _: object) -> bool:
        return True

    def test_a_rule_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            PAPER.rules[0].source = "TMF621"  # type: ignore[misc]

    @pytest.mark.parametrize("sources", [Paper.DRAFT, "draft"])
    def test_sources_that_are_no_collection_of_states_are_refused(self, sources: Any) -> None:  # noqa: ANN401
        with pytest.raises(SvcmgmtError, match="sources"):
            Rule(Step.SUBMIT, sources, Paper.REVIEW)


class TestLookUps:
    def test_a_word_finds_its_state(self) -> None:
        assert PAPER.state("board") is Paper.BOARD

    def test_an_unknown_state_is_refused_with_those_that_exist(self) -> None:
        with pytest.raises(UnknownState) as refused:
            PAPER.state("bored")
        allowed = "draft, review, board, approved, rejected"
        assert refused.value.args == ("state of paper", "bored", allowed)

    def test_a_word_finds_its_trigger(self) -> None:
        assert PAPER.trigger("return") is Step.RETURN

    def test_an_unknown_trigger_is_refused_with_those_that_exist(self) -> None:
        with pytest.raises(UnknownTrigger) as refused:
            PAPER.trigger("dedice")
        assert refused.value.args == ("trigger of paper", "dedice", "submit, decide, return")

    def test_triggers_come_in_order_of_first_appearance(self) -> None:
        assert PAPER.triggers == (Step.SUBMIT, Step.DECIDE, Step.RETURN)

    def test_triggers_and_targets_of_a_state_come_once_and_in_order(self) -> None:
        assert PAPER.triggers_from(Paper.REVIEW) == (Step.DECIDE, Step.RETURN)
        assert PAPER.targets_from(Paper.REVIEW) == (
            Paper.APPROVED,
            Paper.BOARD,
            Paper.REJECTED,
            Paper.DRAFT,
        )

    def test_nothing_leads_out_of_a_final_state(self) -> None:
        assert PAPER.triggers_from(Paper.APPROVED) == ()
        assert PAPER.targets_from(Paper.APPROVED) == ()

    def test_rules_of_a_trigger_come_in_order_of_trial(self) -> None:
        targets = [rule.target for rule in PAPER.rules_for(Paper.REVIEW, Step.DECIDE)]
        assert targets == [Paper.APPROVED, Paper.BOARD, Paper.REJECTED]
        assert PAPER.rules_for(Paper.DRAFT, Step.DECIDE) == ()

    def test_rules_between_two_states_are_found(self) -> None:
        assert PAPER.rules_between(Paper.BOARD, Paper.DRAFT) == (PAPER.rules[4],)
        assert PAPER.rules_between(Paper.DRAFT, Paper.BOARD) == ()

    def test_a_step_is_allowed_by_any_trigger_or_by_the_right_one(self) -> None:
        assert PAPER.allows(Paper.DRAFT, Paper.REVIEW)
        assert PAPER.allows(Paper.DRAFT, Paper.REVIEW, Step.SUBMIT)
        assert not PAPER.allows(Paper.DRAFT, Paper.REVIEW, Step.DECIDE)
        assert not PAPER.allows(Paper.DRAFT, Paper.APPROVED)
        assert not PAPER.allows(Paper.DRAFT, Paper.DRAFT)

    def test_a_foreign_state_has_no_rules(self) -> None:
        assert PAPER.triggers_from(A) == ()
        assert PAPER.targets_from(A) == ()
        assert PAPER.rules_for(A, Step.SUBMIT) == ()
        assert not PAPER.allows(A, Paper.DRAFT)
        assert PAPER.way(A, Paper.DRAFT) is None

    def test_a_state_is_no_trigger(self) -> None:
        with pytest.raises(InvalidType, match="a trigger or its word"):
            PAPER.rules_for(Paper.DRAFT, Paper.REVIEW)  # type: ignore[arg-type]

    def test_a_way_is_the_shortest_one(self) -> None:
        assert PAPER.way(Paper.DRAFT, Paper.REJECTED) == (Step.SUBMIT, Step.DECIDE)
        assert PAPER.way(Paper.BOARD, Paper.APPROVED) == (Step.RETURN, Step.SUBMIT, Step.DECIDE)

    def test_the_way_to_where_one_is_is_empty(self) -> None:
        assert PAPER.way(Paper.APPROVED, Paper.APPROVED) == ()

    def test_no_way_is_none(self) -> None:
        assert PAPER.way(Paper.APPROVED, Paper.DRAFT) is None


class TestWords:
    def test_questions_take_words_as_well(self) -> None:
        assert PAPER.allows("draft", "review")
        assert PAPER.allows("draft", Paper.REVIEW, "submit")
        assert not PAPER.allows("draft", "approved")
        assert PAPER.triggers_from("review") == PAPER.triggers_from(Paper.REVIEW)
        assert PAPER.targets_from("review") == PAPER.targets_from(Paper.REVIEW)
        assert PAPER.way("draft", "rejected") == (Step.SUBMIT, Step.DECIDE)
        for state in (Paper.REVIEW, "review"):
            for trigger in (Step.DECIDE, "decide"):
                assert len(PAPER.rules_for(state, trigger)) == 3
        assert PAPER.rules_for("draft", "decide") == ()
        assert PAPER.rules_between("board", "draft") == (PAPER.rules[4],)

    def test_questions_of_own_states_and_triggers_take_words(self) -> None:
        ours = TestExtension().extended()
        assert ours.allows("withVendor", "review", "fromVendor")
        assert ours.rules_for("withVendor", "shred")[0].target == C
        assert ours.triggers_from("d") == ()

    @pytest.mark.parametrize(
        "ask",
        [
            lambda: PAPER.allows("drfat", "review"),
            lambda: PAPER.allows(Paper.DRAFT, "revew"),
            lambda: PAPER.triggers_from("drfat"),
            lambda: PAPER.targets_from("drfat"),
            lambda: PAPER.way("drfat", "review"),
            lambda: PAPER.way("draft", "revew"),
            lambda: PAPER.rules_for("drfat", Step.SUBMIT),
            lambda: PAPER.rules_between("drfat", "review"),
        ],
    )
    def test_a_word_that_is_no_state_is_refused(self, ask: Callable[[], object]) -> None:
        with pytest.raises(UnknownState, match="draft, review"):
            ask()

    def test_a_word_that_is_no_trigger_is_refused(self) -> None:
        with pytest.raises(UnknownTrigger, match="submit, decide"):
            PAPER.rules_for(Paper.DRAFT, "sumbit")

    def test_a_step_is_not_allowed_by_a_trigger_that_nobody_knows(self) -> None:
        assert not PAPER.allows("draft", "review", "sumbit")

    def test_states_and_triggers_are_their_own(self) -> None:
        ours = TestExtension().extended()
        assert PAPER.state(Paper.DRAFT) is Paper.DRAFT
        assert PAPER.trigger(Step.SUBMIT) is Step.SUBMIT
        assert ours.state(TestExtension.vendor) == ours.state("withVendor") == TestExtension.vendor

    def test_those_of_something_else_are_refused(self) -> None:
        class Draft(State):
            DRAFT = "draft", StateCategory.OPEN

        class Submit(Trigger):
            SUBMIT = "submit"

        for state in (Draft.DRAFT, OwnState("draft", StateCategory.OPEN)):
            with pytest.raises(UnknownState):
                PAPER.state(state)  # type: ignore[arg-type]
        with pytest.raises(UnknownTrigger):
            PAPER.trigger(Submit.SUBMIT)  # type: ignore[arg-type]

    @pytest.mark.parametrize("wrong", [None, 5, Step.SUBMIT])
    def test_what_is_no_state_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        for ask in (PAPER.state, PAPER.triggers_from, PAPER.targets_from):
            with pytest.raises(InvalidType, match="a state or its word"):
                ask(wrong)
        for ask_two in (PAPER.allows, PAPER.way, PAPER.rules_between):
            for pair in ((wrong, Paper.DRAFT), (Paper.DRAFT, wrong)):
                with pytest.raises(InvalidType, match="a state or its word"):
                    ask_two(*pair)
        with pytest.raises(InvalidType, match="a state or its word"):
            PAPER.rules_for(wrong, Step.SUBMIT)

    @pytest.mark.parametrize("wrong", [None, 5, Paper.DRAFT, [], {}])
    def test_what_is_no_trigger_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        for ask in (PAPER.trigger, partial(PAPER.rules_for, Paper.DRAFT)):
            with pytest.raises(InvalidType, match="a trigger or its word"):
                ask(wrong)


SUBMIT = PAPER.rules[0]


class TestWrongArguments:
    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"guards": bool}, "guards: type <class 'bool'>"),
            ({"sources": "draft"}, "sources: str 'draft'"),
            ({"sources": None}, "sources: NoneType None"),
            ({"sources": ["draft"]}, "sources: str 'draft' .* OwnState"),
            ({"target": "review"}, "target: str 'review' .* OwnState"),
            ({"trigger": Paper.DRAFT}, "trigger: Paper"),
            ({"trigger": None}, "trigger: NoneType None"),
            ({"source": None}, "source: NoneType None"),
        ],
    )
    def test_of_a_rule(self, fields: dict[str, Any], told: str) -> None:
        with pytest.raises(InvalidType, match=told):
            Rule(**{"trigger": "go", "sources": [A], "target": B, **fields})

    def test_a_trigger_has_a_word(self) -> None:
        with pytest.raises(InvalidValue, match="trigger: ''"):
            Rule("", [A], B)

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"name": 5}, "name: int 5"),
            ({"rules": SUBMIT}, "rules: Rule"),
            ({"rules": [5]}, "rules: int 5"),
            ({"initials": Paper.DRAFT}, "initials: Paper"),
            ({"initials": ["draft"]}, "initials: str 'draft' .* OwnState"),
            ({"finals": "approved"}, "finals: str 'approved'"),
            ({"finals": OwnState("a", StateCategory.DONE)}, "finals: OwnState"),
            ({"reopenable": 5}, "reopenable: int 5"),
            ({"undrawn": [None]}, "undrawn: NoneType None"),
            ({"source": None}, "source: NoneType None"),
        ],
    )
    def test_of_a_lifecycle(self, fields: dict[str, Any], told: str) -> None:
        with pytest.raises(InvalidType, match=told):
            evolve(PAPER, **fields)

    @pytest.mark.parametrize("fields", [{"rules": SUBMIT}, {"rules": [], "finals": C}])
    def test_of_an_extension(self, fields: dict[str, Any]) -> None:
        with pytest.raises(InvalidType, match=r"rules|finals"):
            PAPER.extend(**fields)

    @pytest.mark.parametrize("wrong", [5, [], {}, ["draft"]])
    def test_of_a_question(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="state: "):
            PAPER.allows(wrong, "review")
        with pytest.raises(InvalidType, match="state: "):
            PAPER.allows("draft", wrong)
        with pytest.raises(InvalidType, match="trigger: "):
            PAPER.allows("draft", "review", wrong)


def test_a_lifecycle_of_many_states_is_checked_by_two_searches() -> None:
    states = [OwnState(f"s{number}", StateCategory.OPEN) for number in range(2_000)]
    rules: list[Rule[State, Trigger]] = [
        Rule(f"t{number}", [a], b) for number, (a, b) in enumerate(pairwise(states))
    ]
    rules += [Rule("back", states[:-1], states[0])]
    begun = process_time()
    long = Lifecycle(name="long", rules=rules, initials=states[:1], finals=states[-1:])
    long.extend(rules=[Rule("again", [states[1]], states[1])])
    assert process_time() - begun < 2  # with a search from each state to each other it is minutes
    assert len(long.way("s0", "s1999") or ()) == 1_999


class TestExtension:
    vendor = OwnState("withVendor", StateCategory.PAUSED)

    def extended(self) -> Lifecycle[Paper, Step]:
        return PAPER.extend(
            name="our paper",
            rules=[
                Rule("toVendor", [Paper.REVIEW], self.vendor),
                Rule("fromVendor", [self.vendor], Paper.REVIEW),
                Rule("shred", [self.vendor], C),
            ],
            finals=[C],
            undrawn=[D],
        )

    def test_own_states_and_edges_are_added(self) -> None:
        ours = self.extended()
        assert ours.states == (*Paper, self.vendor, C, D)
        assert ours.triggers == (*Step, "toVendor", "fromVendor", "shred")
        assert ours.finals == (Paper.APPROVED, Paper.REJECTED, C)
        assert ours.undrawn == (D,)
        assert ours.name == "our paper"

    def test_the_published_part_stays_as_it_was(self) -> None:
        ours = self.extended()
        assert ours.rules[: len(PAPER.rules)] == PAPER.rules
        assert ours.initials == PAPER.initials
        assert ours.source == PAPER.source
        assert self.vendor not in PAPER.states

    def test_the_old_name_stays_unless_another_is_given(self) -> None:
        assert PAPER.extend(rules=[]).name == "paper"

    def test_an_extension_by_nothing_is_the_same_lifecycle(self) -> None:
        assert PAPER.extend(rules=[]) == PAPER

    def test_ways_run_through_own_edges(self) -> None:
        assert self.extended().way(Paper.DRAFT, C) == (Step.SUBMIT, "toVendor", "shred")

    def test_own_rules_come_after_the_published_ones(self) -> None:
        rules = [Rule(Step.RETURN, [Paper.DRAFT], Paper.DRAFT)]
        ours = PAPER.extend(rules=rules)
        assert ours.triggers_from(Paper.DRAFT) == (Step.SUBMIT, Step.RETURN)

    def test_extensions_can_be_extended(self) -> None:
        twice = self.extended().extend(rules=[Rule("print", [self.vendor], A)], finals=[A])
        assert twice.way(Paper.DRAFT, A) == (Step.SUBMIT, "toVendor", "print")
        assert twice.finals == (Paper.APPROVED, Paper.REJECTED, C, A)

    def test_an_extension_may_draw_a_state_that_nobody_had_drawn(self) -> None:
        drawn = self.extended().extend(rules=[Rule("print", [self.vendor], D)], finals=[D])
        assert drawn.way(Paper.DRAFT, D) == (Step.SUBMIT, "toVendor", "print")

    def test_an_own_state_without_a_way_out_is_refused(self) -> None:
        with pytest.raises(InvalidLifecycle, match="withVendor"):
            PAPER.extend(rules=[Rule("toVendor", [Paper.REVIEW], self.vendor)])


def test_it_shows_itself_in_a_notebook() -> None:
    shown = PAPER._repr_mimebundle_()
    assert shown["text/plain"] == repr(PAPER)
    assert shown["image/svg+xml"] == to_svg(PAPER)
    assert shown["text/markdown"] == f"```mermaid\n{to_mermaid(PAPER)}\n```"


class TestAsAValue:
    def test_lifecycles_are_equal_by_what_they_say(self) -> None:
        twin = evolve(PAPER)
        assert twin == PAPER
        assert hash(twin) == hash(PAPER)
        assert evolve(PAPER, name="other") != PAPER
        assert evolve(PAPER, source="TMF621") != PAPER

    def test_a_lifecycle_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            PAPER.name = "other"  # type: ignore[misc]

    def test_repr_is_short(self) -> None:
        assert repr(PAPER) == "<Lifecycle paper: 5 states, 5 rules>"

    @pytest.mark.parametrize(
        "twin_of",
        [lambda value: pickle.loads(pickle.dumps(value)), copy.copy, copy.deepcopy],  # noqa: S301
        ids=["pickle", "copy", "deepcopy"],
    )
    def test_a_twin_is_equal_and_answers_alike(self, twin_of: Callable[[Any], Any]) -> None:
        twin = twin_of(PAPER)
        assert twin == PAPER
        assert hash(twin) == hash(PAPER)
        assert twin.states == PAPER.states
        for state in Paper:
            for trigger in Step:
                assert twin.rules_for(state, trigger) == PAPER.rules_for(state, trigger)

    def test_a_twin_of_an_extension_answers_alike(self) -> None:
        ours = PAPER.extend(rules=[Rule("note", [Paper.DRAFT], A), Rule("back", [A], Paper.DRAFT)])
        twin = pickle.loads(pickle.dumps(ours))  # noqa: S301 - our own bytes
        assert twin.targets_from(OwnState("a", StateCategory.OPEN)) == (Paper.DRAFT,)
        assert twin.allows(Paper.DRAFT, A, "note")

    def test_rules_are_equal_by_what_they_say(self) -> None:
        rule = PAPER.rules[1]
        for twin in (pickle.loads(pickle.dumps(rule)), copy.copy(rule), copy.deepcopy(rule)):  # noqa: S301
            assert twin == rule
            assert hash(twin) == hash(rule)
        assert evolve(rule, guards=()) != rule


@pytest.mark.parametrize("kind", [InvalidLifecycle, UnknownState, UnknownTrigger])
def test_errors_keep_their_facts_when_pickled_or_copied(kind: type[InvalidValue]) -> None:
    error = kind("state of paper", "bored", "board")
    twins = pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)  # noqa: S301
    for twin in twins:
        assert type(twin) is kind
        assert twin.args == error.args
        assert (twin.field, twin.value, twin.allowed) == error.args
        assert str(twin) == str(error)
    assert isinstance(error, ValueError)
    assert isinstance(error, SvcmgmtError)
