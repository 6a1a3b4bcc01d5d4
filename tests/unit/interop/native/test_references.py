"""States, triggers and guards that a document names and does not contain."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.native import InvalidDocument, from_dict, to_dict
from svcmgmt.lifecycle import (
    Lifecycle,
    OwnState,
    Rule,
    State,
    StateCategory,
    StateChange,
    Stateful,
    Trigger,
)
from svcmgmt.practice import INCIDENT
from svcmgmt.temporal import Timeline, parse_instant as at
from svcmgmt.values import Money

EIGHT = at("2026-10-26T08:00:00Z")


def through_json(value: object) -> dict[str, Any]:
    """Return the document of a value as another program would read it."""
    document: dict[str, Any] = json.loads(json.dumps(to_dict(value)))
    return document


class LampState(State):
    LIT = "lit", StateCategory.IN_SERVICE
    DARK = "dark", StateCategory.OUT_OF_SERVICE


class LampTrigger(Trigger):
    SWITCH = "switch"


def has_power(lamp: Stateful[Any, Any]) -> bool:
    """Power."""
    return lamp is not None


LAMP: Lifecycle[LampState, LampTrigger] = Lifecycle(
    name="lamp",
    rules=[
        Rule(LampTrigger.SWITCH, [LampState.DARK], LampState.LIT, guards=[has_power]),
        Rule(LampTrigger.SWITCH, [LampState.LIT], LampState.DARK),
    ],
    initials=[LampState.DARK],
)
ENUMERATIONS: list[type[State | Trigger]] = [LampState, LampTrigger]
LIT: StateChange[LampState, LampTrigger] = StateChange(
    to_state=LampState.LIT, at=EIGHT, trigger=LampTrigger.SWITCH
)


class TestOwnOnes:
    def test_are_given_when_reading(self) -> None:
        back = from_dict(
            through_json(LAMP), Lifecycle, enumerations=ENUMERATIONS, guards=[has_power]
        )
        assert back == LAMP

    def test_an_unknown_enumeration_is_named(self) -> None:
        with pytest.raises(InvalidDocument, match="LampTrigger") as refused:
            from_dict(through_json(LAMP), guards=[has_power])
        assert any(
            "IncidentState, IncidentTrigger" in problem for _, problem in refused.value.problems
        )

    def test_an_unknown_guard_is_named(self) -> None:
        with pytest.raises(InvalidDocument, match="has_power"):
            from_dict(through_json(LAMP), enumerations=ENUMERATIONS)

    def test_a_change_is_read(self) -> None:
        assert from_dict(through_json(LIT), enumerations=ENUMERATIONS) == LIT

    def test_a_timeline_of_states_is_read(self) -> None:
        line = Timeline.of([(EIGHT, LampState.DARK)])
        assert from_dict(through_json(line), enumerations=ENUMERATIONS) == line

    def test_with_the_name_of_one_of_the_library_come_first(self) -> None:
        class IncidentState(State):
            OPEN = "open", StateCategory.OPEN
            NEW = "new", StateCategory.OPEN

        def has_resolution(_: Stateful[Any, Any]) -> bool:
            return True

        for state in IncidentState:
            change: StateChange[Any, Any] = StateChange(to_state=state, at=EIGHT)
            back = from_dict(through_json(change), enumerations=[IncidentState])
            assert back.to_state is state
        rule: Rule[Any, Any] = Rule("go", [IncidentState.OPEN], IncidentState.NEW, [has_resolution])
        back = from_dict(through_json(rule), enumerations=[IncidentState], guards=[has_resolution])
        assert back == rule

    def test_of_one_document_are_forgotten_with_it(self) -> None:
        from_dict(through_json(LIT), enumerations=ENUMERATIONS)
        with pytest.raises(InvalidDocument, match="LampState"):
            from_dict(through_json(LIT))


class TestArguments:
    @pytest.mark.parametrize("given", [LampState, 5, "LampState", [5], [int], [LampState.LIT]])
    def test_that_are_no_enumerations_are_refused(self, given: object) -> None:
        with pytest.raises(InvalidType, match="enumerations of states and triggers"):
            from_dict(through_json(LIT), enumerations=given)  # type: ignore[call-overload]

    @pytest.mark.parametrize("given", [has_power, 5, ["has_power"], [5]])
    def test_that_are_no_guards_are_refused(self, given: object) -> None:
        with pytest.raises(InvalidType, match="functions with names"):
            from_dict(through_json(LIT), guards=given)  # type: ignore[call-overload]

    def test_of_one_name_are_refused(self) -> None:
        def twin(value: Stateful[Any, Any]) -> bool:
            return has_power(value)

        twin.__name__ = "has_power"
        with pytest.raises(InvalidValue, match=r"guards: 'has_power' .* each name once"):
            from_dict(through_json(LAMP), guards=[has_power, twin])
        from_dict(through_json(Money(1, "EUR")), guards=[has_power, has_power])

    @pytest.mark.parametrize("kind", ["Money", 5, [Money], Money | int])
    def test_that_are_no_class_are_refused(self, kind: object) -> None:
        with pytest.raises(InvalidType, match=r"kind: .* a class"):
            from_dict(through_json(Money(1, "EUR")), kind)  # type: ignore[call-overload]

    def test_functions_made_for_each_call_are_not_kept(self) -> None:
        import gc
        import weakref

        class Guard:
            __name__ = "fresh"

            def __call__(self, _: object) -> bool:
                return True

        guard = Guard()
        from_dict(through_json(LIT), enumerations=ENUMERATIONS, guards=[guard])
        seen = weakref.ref(guard)
        del guard
        gc.collect()
        assert seen() is None


CHANGE = through_json(LIT)
RULES = to_dict(INCIDENT)
OWN = OwnState("w", StateCategory.OPEN)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("to_state", {"LampTrigger": "switch"}, "'LampTrigger' is not allowed; allowed: one of a"),
        ("to_state", {"IncidentTrigger": "start"}, "one of a State"),
        ("to_state", "lit", "an object"),
        ("to_state", {}, "missing"),
        ("to_state", {"value": "w"}, "enumeration: 'value'"),
        ("trigger", {"IncidentState": "new"}, "one of a Trigger"),
        ("trigger", {"value": "w", "category": "open"}, "one enumeration and its word"),
        ("trigger", {"LampTrigger": "off"}, "allowed: switch"),
        ("trigger", {"LampTrigger": 1}, "allowed: switch"),
        ("trigger", 5, "text or an object"),
    ],
)
def test_a_state_is_no_trigger_and_a_trigger_no_state(field: str, value: object, told: str) -> None:
    document = copy.deepcopy(CHANGE) | {field: value}
    with pytest.raises(InvalidDocument) as refused:
        from_dict(document, enumerations=ENUMERATIONS)
    assert any(
        place.startswith(f"/{field}") and told in problem
        for place, problem in refused.value.problems
    ), refused.value.problems


def test_own_states_and_words_are_read() -> None:
    document = CHANGE | {"to_state": {"value": "w", "category": "open"}, "trigger": "call"}
    change = from_dict(document, enumerations=ENUMERATIONS)
    assert (change.to_state, change.trigger) == (OWN, "call")
