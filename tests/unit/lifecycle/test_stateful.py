"""An entity is frozen: every transition gives a new one with one more fact, or is refused."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations
from typing import Any

import pytest
from attrs import Factory, evolve, field, frozen
from attrs.exceptions import FrozenInstanceError
from attrs.validators import ge, instance_of

from svcmgmt.errors import InvalidType, InvalidValue, SvcmgmtError
from svcmgmt.lifecycle import (
    ImpossibleHistory,
    LateFact,
    Lifecycle,
    OwnState,
    Rule,
    State,
    StateCategory,
    StateChange,
    Stateful,
    TransitionNotAllowed,
    Trigger,
    UnknownState,
    UnknownTrigger,
    in_order,
)
from svcmgmt.lifecycle.stateful import requirement
from svcmgmt.temporal import NaiveDatetime

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


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


def has_text(request: Request) -> bool:
    """A text.

    People who read it have to know what it is about.
    """
    return bool(request.text)


def is_small(request: Request) -> bool:
    """A small sum."""
    return request.sum < 100


def is_signed(request: Request) -> bool:
    """A signature."""
    return request.is_signed


PAPER: Lifecycle[Paper, Step] = Lifecycle(
    name="paper",
    rules=[
        Rule(Step.SUBMIT, [Paper.DRAFT], Paper.REVIEW, guards=[has_text]),
        Rule(Step.DECIDE, [Paper.REVIEW], Paper.APPROVED, guards=[is_signed, is_small]),
        Rule(Step.DECIDE, [Paper.REVIEW], Paper.BOARD, guards=[is_signed]),
        Rule(Step.DECIDE, [Paper.REVIEW, Paper.BOARD], Paper.REJECTED),
        Rule(Step.RETURN, [Paper.REVIEW, Paper.BOARD], Paper.DRAFT),
    ],
    initials=[Paper.DRAFT],
    finals=[Paper.APPROVED, Paper.REJECTED],
)


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@frozen(kw_only=True)
class Request(Stateful[Paper, Step]):
    text: str = ""
    sum: int = field(default=0, converter=int, validator=ge(0))
    is_signed: bool = field(default=False, validator=instance_of(bool))
    readers: tuple[str, ...] = field(default=(), converter=_names)
    state: Paper | OwnState | None = Paper.DRAFT

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[Paper, Step]:
        return PAPER


@frozen(kw_only=True)
class SignedRequest(Request):
    """A request with an invariant of its own."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.sum > 1000 and not self.readers:
            raise InvalidValue("readers", self.readers, "somebody, for so great a sum")


@frozen(kw_only=True)
class Bare(Stateful[Paper, Step]):
    """An entity without fields of its own."""

    state: Paper | OwnState | None = Paper.REVIEW

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[Paper, Step]:
        return PAPER


def draft(**fields: Any) -> Request:  # noqa: ANN401 - any fields of a request
    """Return a draft that was begun on Monday."""
    begun = StateChange[Paper, Step](to_state=Paper.DRAFT, at=MONDAY, by="ana")
    return Request(**{"text": "a chair", "history": (begun,), **fields})


def in_review(**fields: Any) -> Request:  # noqa: ANN401
    """Return a request that was submitted an hour later."""
    return draft(**fields).fire(Step.SUBMIT, at=MONDAY + HOUR)


class TestConstruction:
    def test_a_subclass_says_which_lifecycle_it_has(self) -> None:
        with pytest.raises(TypeError, match="published_lifecycle"):
            Stateful(state=Paper.DRAFT)  # type: ignore[abstract]

    def test_a_state_in_which_the_history_does_not_end_is_refused(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            draft(state=Paper.REVIEW)
        assert refused.value.args == ("state", "review", "draft, where the history ends")

    def test_a_history_leaves_no_room_for_an_unknown_state(self) -> None:
        with pytest.raises(InvalidValue, match="where the history ends"):
            draft(state=None)

    def test_a_state_without_a_history_is_taken_as_it_is(self) -> None:
        assert Request(state=Paper.BOARD).state is Paper.BOARD
        assert Request(state=Paper.BOARD).history == ()

    def test_an_entity_has_the_published_lifecycle_unless_it_brings_its_own(self) -> None:
        ours = PAPER.extend(name="ours", rules=[])
        assert draft().lifecycle is PAPER
        assert draft(own_lifecycle=ours).lifecycle is ours

    def test_allowed_triggers_are_those_of_the_table(self) -> None:
        assert draft().allowed_triggers == (Step.SUBMIT,)
        assert in_review().allowed_triggers == (Step.DECIDE, Step.RETURN)
        assert Request(state=Paper.REJECTED).allowed_triggers == ()
        assert Request(state=None).allowed_triggers == ()

    def test_a_history_becomes_a_tuple(self) -> None:
        begun = StateChange[Paper, Step](to_state=Paper.DRAFT, at=MONDAY)
        request = Request(history=[begun])
        assert request.history == (begun,)

    def test_a_history_out_of_order_is_refused(self) -> None:
        late = StateChange[Paper, Step](to_state=Paper.REVIEW, at=MONDAY + HOUR)
        early = StateChange[Paper, Step](to_state=Paper.DRAFT, at=MONDAY)
        with pytest.raises(InvalidValue):
            Request(state=Paper.DRAFT, history=(late, early))

    def test_a_word_is_no_state(self) -> None:
        with pytest.raises(SvcmgmtError, match="state"):
            Request(state="draft")  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"history": [1]}, "history: int 1"),
            ({"history": None}, "history: NoneType None"),
            ({"history": "draft"}, "history: str 'draft'"),
            (
                {"history": StateChange[Paper, Step](to_state=Paper.DRAFT, at=MONDAY)},
                "history: StateChange",
            ),
            ({"own_lifecycle": "paper"}, "own_lifecycle: str 'paper'"),
            ({"own_lifecycle": PAPER.rules}, "own_lifecycle: tuple"),
        ],
    )
    def test_a_field_of_another_kind_is_refused_by_its_name(
        self, fields: dict[str, Any], told: str
    ) -> None:
        with pytest.raises(InvalidType, match=told):
            Request(**fields)

    def test_a_class_without_slots_that_declares_a_field_anew_is_refused(self) -> None:
        with pytest.raises(InvalidType, match=r"Loose.* slots, because it declares state anew"):

            @frozen(kw_only=True, slots=False)
            class Loose(Stateful[Paper, Step]):
                state: Paper | OwnState | None = Paper.DRAFT

                @classmethod
                def published_lifecycle(cls) -> Lifecycle[Paper, Step]:
                    return PAPER

    def test_a_class_without_slots_may_have_fields_of_its_own(self) -> None:
        @frozen(kw_only=True, slots=False)
        class Noted(Request):
            note: str = ""

        noted = Noted(text="a chair", note="urgent").fire(Step.SUBMIT, at=MONDAY)
        assert (noted.state, noted.note, len(noted.history)) == (Paper.REVIEW, "urgent", 1)


class TestFiring:
    @pytest.mark.parametrize("trigger", [Step.SUBMIT, "submit"])
    def test_a_trigger_or_its_word_gives_a_new_entity(self, trigger: Step | str) -> None:
        request = draft().fire(trigger, at=MONDAY + HOUR, by="bea", reason="done")
        assert request.state is Paper.REVIEW
        assert request.history[1:] == (
            StateChange[Paper, Step](
                from_state=Paper.DRAFT,
                to_state=Paper.REVIEW,
                at=MONDAY + HOUR,
                trigger=Step.SUBMIT,
                by="bea",
                reason="done",
            ),
        )

    def test_a_member_of_an_enumeration_of_reasons_tells_its_word(self) -> None:
        moved = draft().move_to(Paper.REVIEW, at=MONDAY, reason=StateCategory.OPEN)
        assert moved.history[-1].reason == "open"

    @pytest.mark.parametrize("facts", [{"by": 5}, {"reason": 5}, {"at": "noon"}])
    def test_facts_of_another_kind_are_refused_by_name(self, facts: dict[str, Any]) -> None:
        (name,) = facts
        with pytest.raises(InvalidType, match=f"{name}: "):
            draft().fire(Step.SUBMIT, **{"at": MONDAY + HOUR, **facts})

    def test_the_earlier_entity_stays_as_it_was(self) -> None:
        before = draft()
        twin = copy.deepcopy(before)
        after = before.fire(Step.SUBMIT, at=MONDAY, changes={"text": "a table"})
        assert before == twin
        assert before.text == "a chair"
        assert after.history[: len(before.history)] == before.history
        assert after != before

    def test_an_entity_cannot_be_changed_in_place(self) -> None:
        with pytest.raises(FrozenInstanceError):
            draft().state = Paper.REVIEW  # type: ignore[misc]
        with pytest.raises(FrozenInstanceError):
            in_review().history = ()  # type: ignore[misc]

    def test_other_fields_go_along(self) -> None:
        request = in_review(sum=7, readers=["bea"])
        assert (request.sum, request.readers, request.text) == (7, ("bea",), "a chair")
        assert type(request) is Request

    def test_an_entity_without_history_begins_one(self) -> None:
        request = Request(text="a chair").fire(Step.SUBMIT, at=MONDAY)
        assert [change.from_state for change in request.history] == [Paper.DRAFT]

    def test_instants_of_any_zone_are_kept_in_utc(self) -> None:
        there = timezone(timedelta(hours=9))
        request = draft().fire(Step.SUBMIT, at=(MONDAY + HOUR).astimezone(there))
        assert request.history[-1].at.tzinfo is UTC
        assert request.history[-1].at == MONDAY + HOUR

    def test_an_instant_without_a_zone_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime) as refused:
            draft().fire(Step.SUBMIT, at=MONDAY.replace(tzinfo=None))
        assert refused.value.field == "at"

    def test_several_transitions_may_share_an_instant(self) -> None:
        request = in_review().fire(Step.RETURN, at=MONDAY + HOUR)
        assert [change.at for change in request.history[1:]] == [MONDAY + HOUR] * 2

    def test_a_transition_before_the_last_one_is_refused(self) -> None:
        with pytest.raises(LateFact) as refused:
            in_review().fire(Step.RETURN, at=MONDAY)
        assert refused.value.field == "at"
        assert refused.value.value == MONDAY
        assert "2026-10-26 09:00:00+00:00 or later" in refused.value.allowed
        assert "replay" in refused.value.allowed

    def test_an_unknown_word_is_refused_with_the_triggers_that_exist(self) -> None:
        with pytest.raises(UnknownTrigger) as refused:
            draft().fire("sumbit", at=MONDAY)
        assert refused.value.args == ("trigger of paper", "sumbit", "submit, decide, return")

    def test_an_unknown_word_is_refused_in_an_unknown_state_as_well(self) -> None:
        with pytest.raises(UnknownTrigger):
            Request(state=None).fire("sumbit", at=MONDAY)

    def test_a_state_is_no_trigger(self) -> None:
        with pytest.raises(SvcmgmtError):
            draft().fire(Paper.REVIEW, at=MONDAY)  # type: ignore[arg-type]


class TestOrderedGuards:
    @pytest.mark.parametrize(
        ("fields", "target"),
        [
            ({"is_signed": True, "sum": 99}, Paper.APPROVED),
            ({"is_signed": True, "sum": 100}, Paper.BOARD),
            ({"is_signed": False, "sum": 99}, Paper.REJECTED),
            ({"is_signed": False, "sum": 100}, Paper.REJECTED),
        ],
    )
    def test_the_first_rule_whose_guards_all_agree_is_followed(
        self, fields: dict[str, Any], target: Paper
    ) -> None:
        request = in_review(**fields).fire(Step.DECIDE, at=MONDAY + 2 * HOUR)
        assert request.state is target
        assert len(request.history) == 3

    def test_guards_see_the_fields_that_change(self) -> None:
        request = in_review(sum=500).fire(
            Step.DECIDE, at=MONDAY + HOUR, changes={"is_signed": True, "sum": "5"}
        )
        assert request.state is Paper.APPROVED

    def test_guards_see_the_fact_that_is_made(self) -> None:
        def by_ana(request: Request) -> bool:
            return request.history[-1].by == "ana"

        rule = Rule[Paper, Step]("sign", [Paper.DRAFT], Paper.APPROVED, guards=[by_ana])
        ours = PAPER.extend(rules=[rule])
        request = draft(own_lifecycle=ours)
        assert request.fire("sign", at=MONDAY, by="ana").state is Paper.APPROVED
        with pytest.raises(TransitionNotAllowed, match="because it needs: by_ana;"):
            request.fire("sign", at=MONDAY, by="bea")

    def test_moving_respects_the_order_of_rules(self) -> None:
        request = in_review(is_signed=True)  # the decision would be an approval
        with pytest.raises(TransitionNotAllowed):
            request.move_to(Paper.REJECTED, at=MONDAY + HOUR)


class TestRefusals:
    def test_a_guard_that_refuses_says_what_it_needs(self) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            draft(text="").fire(Step.SUBMIT, at=MONDAY)
        assert refused.value.args == ("paper", "draft", "submit", ("submit",), "a text", ())
        assert str(refused.value) == (
            "paper: 'submit' is not allowed in 'draft' because it needs: a text; allowed: submit"
        )

    def test_a_trigger_that_the_table_refuses_shows_the_way(self) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            draft().fire(Step.DECIDE, at=MONDAY)
        error = refused.value
        assert error.lifecycle == "paper"
        assert error.state == "draft"
        assert error.wanted == "decide"
        assert error.allowed == ("submit",)
        assert error.guard == ""
        assert error.way == ("submit", "decide")
        assert str(error) == (
            "paper: 'decide' is not allowed in 'draft'; allowed: submit; way there: submit, decide"
        )

    def test_the_way_is_the_shortest_to_any_state_that_the_trigger_leads_to(self) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            Request(state=Paper.BOARD).fire(Step.SUBMIT, at=MONDAY)
        assert refused.value.way == ("return", "submit")

    def test_where_it_has_ended_nothing_is_allowed(self) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            Request(state=Paper.REJECTED).fire(Step.SUBMIT, at=MONDAY)
        assert (refused.value.allowed, refused.value.way) == ((), ())
        assert str(refused.value) == (
            "paper: 'submit' is not allowed in 'rejected'; "
            "allowed: nothing, no trigger leads out of there"
        )

    def test_a_foreign_trigger_is_refused(self) -> None:
        class Other(Trigger):
            SUBMIT = "submit too"

        with pytest.raises(TransitionNotAllowed, match="'submit too' is not allowed in 'draft'"):
            draft().fire(Other.SUBMIT, at=MONDAY)  # type: ignore[arg-type]

    def test_an_unknown_state_refuses_to_fire(self) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            Request(state=None).fire(Step.SUBMIT, at=MONDAY)
        assert refused.value.args[:4] == ("paper", None, "submit", ())
        assert str(refused.value).startswith("paper: 'submit' is not allowed in an unknown state;")

    def test_an_unknown_state_refuses_to_move(self) -> None:
        with pytest.raises(TransitionNotAllowed, match="'review' is not allowed in an unknown"):
            Request(state=None).move_to(Paper.REVIEW, at=MONDAY)

    @pytest.mark.parametrize("state", [None, OwnState("-100", StateCategory.UNKNOWN)])
    def test_a_state_that_nobody_knows_is_not_said_to_have_ended(
        self, state: OwnState | None
    ) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            Request(state=state).fire(Step.SUBMIT, at=MONDAY)
        assert "it has ended" not in str(refused.value)

    def test_the_table_is_asked_before_the_instant(self) -> None:
        with pytest.raises(TransitionNotAllowed):
            in_review().fire(Step.SUBMIT, at=MONDAY)


class TestMoving:
    @pytest.mark.parametrize("target", [Paper.REVIEW, "review"])
    def test_a_state_or_its_word_is_reached_by_the_rule_that_leads_there(
        self, target: Paper | str
    ) -> None:
        moved = draft().move_to(target, at=MONDAY + HOUR, by="bea", reason="done")
        fired = draft().fire(Step.SUBMIT, at=MONDAY + HOUR, by="bea", reason="done")
        assert moved == fired

    def test_fields_may_change_in_the_same_step(self) -> None:
        request = in_review(sum=200).move_to(
            Paper.BOARD, at=MONDAY + HOUR, changes={"is_signed": True}
        )
        assert (request.state, request.is_signed) == (Paper.BOARD, True)

    def test_guards_are_asked(self) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            in_review().move_to(Paper.BOARD, at=MONDAY + HOUR)
        assert refused.value.guard == "a signature"
        assert refused.value.wanted == "board"

    def test_a_state_that_no_rule_leads_to_is_refused_with_the_way(self) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            draft().move_to(Paper.REJECTED, at=MONDAY)
        assert refused.value.way == ("submit", "decide")

    def test_the_same_state_is_no_transition(self) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            draft().move_to(Paper.DRAFT, at=MONDAY)
        assert refused.value.way == ()

    def test_an_unknown_word_is_refused_with_the_states_that_exist(self) -> None:
        with pytest.raises(UnknownState) as refused:
            draft().move_to("reviewed", at=MONDAY)
        allowed = "draft, review, board, approved, rejected"
        assert refused.value.args == ("state of paper", "reviewed", allowed)

    def test_late_moves_are_refused_as_well(self) -> None:
        with pytest.raises(LateFact):
            in_review().move_to(Paper.DRAFT, at=MONDAY)


class TestChanges:
    def test_converters_run(self) -> None:
        request = draft().fire(
            Step.SUBMIT, at=MONDAY, changes={"sum": "12", "readers": iter(["bea", "cem"])}
        )
        assert (request.sum, request.readers) == (12, ("bea", "cem"))

    def test_validators_run_after_converters(self) -> None:
        with pytest.raises(ValueError, match="'sum' must be >= 0"):
            draft().fire(Step.SUBMIT, at=MONDAY, changes={"sum": "-1"})
        with pytest.raises(TypeError, match="is_signed"):
            draft().fire(Step.SUBMIT, at=MONDAY, changes={"is_signed": "yes"})

    @pytest.mark.parametrize("name", ["summ", "state", "history"])
    def test_names_that_are_no_further_field_are_refused(self, name: str) -> None:
        with pytest.raises(InvalidValue) as refused:
            draft().fire(Step.SUBMIT, at=MONDAY, changes={name: Paper.DRAFT})
        allowed = "is_signed, own_lifecycle, readers, sum, text"
        assert refused.value.args == ("changes", name, allowed)

    def test_an_invariant_of_a_subclass_is_enforced(self) -> None:
        request = SignedRequest(text="a house")
        with pytest.raises(InvalidValue, match="so great a sum"):
            request.fire(Step.SUBMIT, at=MONDAY, changes={"sum": 1001})
        fired = request.fire(Step.SUBMIT, at=MONDAY, changes={"sum": 1001, "readers": ["bea"]})
        assert type(fired) is SignedRequest
        assert fired.state is Paper.REVIEW

    def test_an_invariant_does_not_hide_rules_whose_guards_would_refuse_anyway(self) -> None:
        @frozen(kw_only=True)
        class Strict(Request):
            def __attrs_post_init__(self) -> None:
                super().__attrs_post_init__()
                if self.state is Paper.APPROVED and not self.is_signed:
                    raise InvalidValue("is_signed", self.is_signed, "a signature when approved")

        request = Strict(state=Paper.REVIEW).fire(Step.DECIDE, at=MONDAY)
        assert request.state is Paper.REJECTED

    def test_derived_fields_follow_the_fields_that_change(self) -> None:
        @frozen(kw_only=True)
        class Shouted(Request):
            shout: str = field(
                init=False, default=Factory(lambda self: self.text.upper(), takes_self=True)
            )

        request = Shouted(text="a chair").fire(Step.SUBMIT, at=MONDAY, changes={"text": "a table"})
        assert request.shout == "A TABLE"

    def test_a_subclass_may_cache_its_hash(self) -> None:
        @frozen(kw_only=True, cache_hash=True)
        class Cached(Request):
            """A request whose hash is computed once."""

        request = Cached(text="a chair").fire(Step.SUBMIT, at=MONDAY)
        assert hash(request) == hash(evolve(request))


def test_an_entity_with_nothing_but_a_state_can_fire() -> None:
    request = Bare().fire(Step.RETURN, at=MONDAY)
    assert request.state is Paper.DRAFT


class TestOwnLifecycles:
    vendor = OwnState("withVendor", StateCategory.PAUSED)
    archive = OwnState("archived", StateCategory.DONE)

    def ours(self) -> Lifecycle[Paper, Step]:
        return PAPER.extend(
            name="our paper",
            rules=[
                Rule("toVendor", [Paper.REVIEW], self.vendor, guards=[is_signed]),
                Rule("fromVendor", [self.vendor], Paper.REVIEW),
                Rule("archive", [self.vendor], self.archive),
            ],
            finals=[self.archive],
        )

    def test_own_triggers_are_fired_by_their_words(self) -> None:
        request = in_review(own_lifecycle=self.ours(), is_signed=True)
        away = request.fire("toVendor", at=MONDAY + HOUR)
        assert away.state == self.vendor
        assert away.history[-1].trigger == "toVendor"
        assert away.allowed_triggers == ("fromVendor", "archive")
        assert away.fire("fromVendor", at=MONDAY + HOUR).state is Paper.REVIEW

    def test_published_triggers_go_on_to_work(self) -> None:
        request = in_review(own_lifecycle=self.ours())
        assert request.fire(Step.DECIDE, at=MONDAY + HOUR).state is Paper.REJECTED

    def test_own_states_are_moved_to_by_value_or_word(self) -> None:
        request = in_review(own_lifecycle=self.ours(), is_signed=True)
        by_value = request.move_to(self.vendor, at=MONDAY + HOUR)
        by_word = request.move_to("withVendor", at=MONDAY + HOUR)
        assert by_value == by_word
        assert by_word.move_to(self.archive, at=MONDAY + HOUR).state == self.archive

    def test_refusals_name_own_words(self) -> None:
        request = in_review(own_lifecycle=self.ours())
        with pytest.raises(TransitionNotAllowed) as refused:
            request.fire("archive", at=MONDAY + HOUR)
        assert refused.value.args == (
            "our paper",
            "review",
            "archive",
            ("decide", "return", "toVendor"),
            "",
            ("toVendor", "archive"),
        )

    def test_without_the_own_lifecycle_own_words_are_unknown(self) -> None:
        with pytest.raises(UnknownTrigger):
            in_review().fire("toVendor", at=MONDAY + HOUR)
        with pytest.raises(UnknownState):
            in_review().move_to("withVendor", at=MONDAY + HOUR)

    def test_own_lifecycles_count_for_equality(self) -> None:
        assert draft(own_lifecycle=self.ours()) == draft(own_lifecycle=self.ours())
        assert draft(own_lifecycle=self.ours()) != draft()

    def test_own_lifecycles_stay_out_of_the_repr(self) -> None:
        assert "Lifecycle" not in repr(draft(own_lifecycle=self.ours()))


class TestReplay:
    def test_later_facts_lead_on(self) -> None:
        facts = in_review().fire(Step.RETURN, at=MONDAY + 2 * HOUR).history
        request = draft().replay(facts[1:])
        assert request.state is Paper.DRAFT
        assert request.history == facts
        assert request.text == "a chair"

    def test_facts_that_are_known_change_nothing(self) -> None:
        request = in_review()
        assert request.replay(request.history) == request
        assert request.replay(()) == request

    def test_late_and_repeated_facts_find_their_place(self) -> None:
        whole = in_review().fire(Step.RETURN, at=MONDAY + 2 * HOUR)
        whole = whole.fire(Step.SUBMIT, at=MONDAY + 3 * HOUR)
        for arrival in permutations([*whole.history[1:], whole.history[2]]):
            assert draft().replay(arrival) == whole

    def test_a_late_fact_is_possible_where_firing_is_not(self) -> None:
        def change(source: Paper, target: Paper, hours: int) -> StateChange[Paper, Step]:
            return StateChange(from_state=source, to_state=target, at=MONDAY + hours * HOUR)

        request = draft().replay(
            [change(Paper.REVIEW, Paper.BOARD, 5), change(Paper.DRAFT, Paper.REVIEW, 1)]
        )
        assert request.state is Paper.BOARD
        request = request.replay(
            [change(Paper.REVIEW, Paper.DRAFT, 2), change(Paper.DRAFT, Paper.REVIEW, 3)]
        )
        assert request.state is Paper.BOARD
        assert in_order(request.history) == (request.history, ())

    def test_steps_that_were_repeated_at_one_instant_are_kept(self) -> None:
        request = in_review().fire(Step.RETURN, at=MONDAY + HOUR)
        request = request.fire(Step.SUBMIT, at=MONDAY + HOUR)
        assert request.replay(()) == request

    def test_facts_go_on_from_a_state_without_history(self) -> None:
        fact = StateChange[Paper, Step](to_state=Paper.REJECTED, at=MONDAY)
        assert Request(state=Paper.BOARD).replay([fact]).state is Paper.REJECTED

    def test_facts_that_contradict_the_lifecycle_are_refused(self) -> None:
        before = in_review()
        impossible = StateChange[Paper, Step](to_state=Paper.BOARD, at=MONDAY + HOUR / 2)
        with pytest.raises(ImpossibleHistory) as refused:
            before.replay([impossible])
        assert refused.value.index == 1
        assert before == in_review()

    @pytest.mark.parametrize("wrong", [draft().history[0], None, [1], "draft"])
    def test_something_else_than_a_list_of_facts_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="facts"):
            draft().replay(wrong)

    def test_without_any_fact_an_entity_stays_as_it_is(self) -> None:
        request = Request(state=Paper.BOARD)
        assert request.replay([]) == request

    def test_an_unknown_state_becomes_known(self) -> None:
        request = Request(state=None).replay(in_review().history)
        assert request.state is Paper.REVIEW

    def test_own_states_are_replayed_by_the_own_lifecycle(self) -> None:
        vendor = OwnState("withVendor", StateCategory.PAUSED)
        there = Rule[Paper, Step]("out", [Paper.DRAFT], vendor)
        back = Rule[Paper, Step]("in", [vendor], Paper.DRAFT)
        fact = StateChange[Paper, Step](to_state=vendor, at=MONDAY + HOUR)
        with pytest.raises(ImpossibleHistory):
            draft().replay([fact])
        assert draft(own_lifecycle=PAPER.extend(rules=[there, back])).replay([fact]).state == vendor


class TestRequirements:
    def test_a_guard_asks_for_the_first_line_of_its_docstring(self) -> None:
        assert requirement(has_text) == "a text"

    def test_a_guard_without_a_docstring_asks_by_its_name(self) -> None:
        def has_owner(_: object) -> bool:
            return True

        assert requirement(has_owner) == "has_owner"

    def test_acronyms_stay_as_they_are_written(self) -> None:
        def is_agreed(_: object) -> bool:
            """CAB approval."""
            return True

        assert requirement(is_agreed) == "CAB approval"


class TestAsAValue:
    @pytest.mark.parametrize(
        "twin_of",
        [lambda value: pickle.loads(pickle.dumps(value)), copy.copy, copy.deepcopy, evolve],  # noqa: S301
        ids=["pickle", "copy", "deepcopy", "evolve"],
    )
    def test_a_twin_is_equal_and_fires_alike(self, twin_of: Callable[[Any], Any]) -> None:
        for request in (draft(), in_review(sum=3), Request(state=None)):
            twin = twin_of(request)
            assert twin == request
            assert hash(twin) == hash(request)
        at = MONDAY + HOUR
        assert twin_of(draft()).fire("submit", at=at) == draft().fire("submit", at=at)

    def test_a_twin_with_an_own_lifecycle_is_equal(self) -> None:
        request = draft(own_lifecycle=TestOwnLifecycles().ours())
        twin = pickle.loads(pickle.dumps(request))  # noqa: S301 - our own bytes
        assert twin == request
        assert twin.lifecycle.states == request.lifecycle.states

    def test_a_published_lifecycle_is_not_dragged_along(self) -> None:
        assert b"Lifecycle" not in pickle.dumps(in_review())

    def test_entities_of_different_classes_differ(self) -> None:
        assert Request(text="x") != SignedRequest(text="x")


@pytest.mark.parametrize(
    "error",
    [
        TransitionNotAllowed("paper", "draft", "decide", ("submit",), "", ("submit", "decide")),
        TransitionNotAllowed("paper", None, "decide", (), "a text", ()),
        LateFact("at", MONDAY, "Tuesday or later"),
    ],
)
def test_errors_keep_their_facts_when_pickled_or_copied(error: SvcmgmtError) -> None:
    twins = pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)  # noqa: S301
    for twin in twins:
        assert type(twin) is type(error)
        assert twin.args == error.args
        assert vars(twin) == vars(error)
        assert str(twin) == str(error)
    assert isinstance(error, ValueError)
    assert not isinstance(error, InvalidType)
