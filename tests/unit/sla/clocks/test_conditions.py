"""Conditions: what they look at, how they combine, and how they read as text."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.practice import HoldReason, IncidentState, IncidentTrigger
from svcmgmt.sla import (
    Condition,
    always_true,
    in_category,
    in_state,
    never_true,
    on_trigger,
)
from svcmgmt.temporal import parse_instant as at

WITH_VENDOR = OwnState("withVendor", StateCategory.PAUSED)


def change(
    state: IncidentState | OwnState,
    *,
    trigger: IncidentTrigger | str | None = None,
    reason: str = "",
) -> StateChange[Any, Any]:
    return StateChange(
        to_state=state, at=at("2026-10-26T08:00:00Z"), trigger=trigger, reason=reason
    )


NEW = change(IncidentState.NEW)
HELD = change(IncidentState.ON_HOLD, trigger=IncidentTrigger.HOLD, reason=HoldReason.CALLER.value)
AWAY = change(WITH_VENDOR, trigger="send away", reason="spare part")

WAITING = in_state(IncidentState.ON_HOLD, reasons=[HoldReason.CALLER])


class TestWrongArguments:
    @pytest.mark.parametrize("tests", ["abc", 5, None, [5], ["state"], WAITING])
    def test_a_condition_is_made_of_tests(self, tests: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"tests: .* in_state, in_category and on_trigger"):
            Condition(tests)

    @pytest.mark.parametrize("other", ["onHold", None, WAITING.tests])
    def test_a_condition_is_joined_with_another_one(self, other: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"condition: .* Condition"):
            _ = WAITING | other

    @pytest.mark.parametrize(
        ("make", "what"), [(in_state, "state"), (in_category, "category"), (on_trigger, "trigger")]
    )
    def test_a_condition_without_a_word_would_never_hold(
        self, make: Callable[[], Condition], what: str
    ) -> None:
        with pytest.raises(InvalidValue, match=rf"{what} of a condition: \(\) .* never_true"):
            make()

    @pytest.mark.parametrize(
        ("parts", "told"),
        [
            ({"aspect": "state"}, "aspect: str 'state'"),
            ({"words": "new"}, "words: str 'new'"),
            ({"words": [5]}, "words: int 5"),
            ({"reasons": None}, "reasons: NoneType None"),
        ],
    )
    def test_a_test_looks_at_an_aspect_for_words(self, parts: dict[str, Any], told: str) -> None:
        with pytest.raises(InvalidType, match=told):
            evolve(WAITING.tests[0], **parts)


@pytest.mark.parametrize(
    ("condition", "changes"),
    [
        (always_true(), [NEW, HELD, AWAY]),
        (never_true(), []),
        (in_state(IncidentState.NEW), [NEW]),
        (in_state("new", "withVendor"), [NEW, AWAY]),
        (in_state(WITH_VENDOR), [AWAY]),
        (in_state("NEW"), []),
        (in_state("onHold", reasons=["awaitingCaller"]), [HELD]),
        (in_state("onHold", reasons=["awaitingVendor", HoldReason.CALLER]), [HELD]),
        (in_state("onHold", reasons=[HoldReason.VENDOR]), []),
        (in_category(StateCategory.PAUSED), [HELD, AWAY]),
        (in_category(StateCategory.OPEN, StateCategory.DONE), [NEW]),
        (in_category(StateCategory.PAUSED, reasons=["spare part"]), [AWAY]),
        (on_trigger(IncidentTrigger.HOLD), [HELD]),
        (on_trigger("hold", "send away"), [HELD, AWAY]),
        (on_trigger("hold", reasons=["spare part"]), []),
        (in_state("new") | on_trigger("hold"), [NEW, HELD]),
        (never_true() | in_state("new"), [NEW]),
        (in_state("onHold", reasons=["spare part"]) | WAITING, [HELD]),
    ],
    ids=str,
)
def test_a_condition_holds_at_some_changes(
    condition: Condition, changes: list[StateChange[Any, Any]]
) -> None:
    assert [each for each in (NEW, HELD, AWAY) if condition.holds(each)] == changes


def test_a_change_without_a_trigger_has_no_trigger_of_any_name() -> None:
    assert not on_trigger("None").holds(NEW)
    assert not on_trigger("").holds(NEW)


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (always_true(), "any change"),
        (never_true(), "never"),
        (in_state("resolved", "closed"), "state closed or resolved"),
        (WAITING, "state onHold for awaitingCaller"),
        (in_category(StateCategory.OUT_OF_SERVICE), "category out of service"),
        (on_trigger("hold", reasons=["b", "a"]), "trigger hold for a or b"),
        (
            WAITING | in_state("new") | in_category(StateCategory.PAUSED),
            "category paused, or state new, or state onHold for awaitingCaller",
        ),
    ],
)
def test_a_condition_says_what_it_is(condition: Condition, text: str) -> None:
    assert str(condition) == text


def test_the_order_in_which_things_are_named_does_not_matter() -> None:
    one = in_state("a", "b", reasons=["x", "y"]) | on_trigger("t")
    other = on_trigger("t") | in_state("b", "a", reasons=["y", "x"])
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize("condition", [always_true(), never_true(), WAITING, on_trigger("hold")])
def test_combining_is_an_idempotent_union_with_never_as_its_nothing(condition: Condition) -> None:
    assert condition | condition == condition
    assert condition | never_true() == never_true() | condition == condition


def test_a_condition_made_of_words_equals_the_one_made_of_states() -> None:
    assert in_state("onHold", reasons=["awaitingCaller"]) == WAITING
    assert on_trigger(IncidentTrigger.HOLD) == on_trigger("hold")


def test_reasons_may_be_numbers_of_an_enumeration() -> None:
    class Code(Enum):
        CUSTOMER = 17

    condition = in_state("onHold", reasons=[Code.CUSTOMER])
    assert condition.holds(change(IncidentState.ON_HOLD, reason="17"))


@pytest.mark.parametrize(
    ("make", "wrong", "field"),
    [
        (in_state, StateCategory.PAUSED, "state"),
        (in_state, None, "state"),
        (in_category, "paused", "category"),
        (in_category, IncidentState.ON_HOLD, "category"),
        (on_trigger, IncidentState.ON_HOLD, "trigger"),
        (on_trigger, 3, "trigger"),
    ],
)
def test_a_thing_of_another_kind_is_refused(
    make: Callable[..., Condition], wrong: object, field: str
) -> None:
    with pytest.raises(InvalidType, match=field):
        make(wrong)


@pytest.mark.parametrize("make", [in_state, in_category, on_trigger])
def test_one_reason_instead_of_a_list_is_refused(make: Callable[..., Condition]) -> None:
    for one in ("awaitingCaller", HoldReason.CALLER):
        with pytest.raises(InvalidType, match=r"reasons.*a list of reasons"):
            make(reasons=one)


@pytest.mark.parametrize("wrong", [None, 17, ["awaitingCaller"]])
def test_what_is_no_reason_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidType, match=r"reason: .* a reason or its word"):
        in_state("onHold", reasons=["awaitingCaller", wrong])  # type: ignore[list-item]
