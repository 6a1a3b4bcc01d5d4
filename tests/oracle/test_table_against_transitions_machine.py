"""The table and the machine that `transitions` makes of it agree, pair by pair."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from attrs import frozen
from transitions import MachineError

from svcmgmt.lifecycle import (
    Lifecycle,
    LiveEntity,
    OwnState,
    Rule,
    State,
    StateCategory,
    Stateful,
    TransitionNotAllowed,
    Trigger,
    machine,
)
from svcmgmt.practice import INCIDENT, HoldReason, Incident, IncidentState
from svcmgmt.values import IncidentId

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

VENDOR = OwnState("with vendor", StateCategory.PAUSED)
SHREDDED = OwnState("shredded", StateCategory.DONE)
OURS = INCIDENT.extend(
    name="our incident",
    rules=[
        Rule("to vendor", [IncidentState.IN_PROGRESS, IncidentState.ON_HOLD], VENDOR),
        Rule("from vendor", [VENDOR], IncidentState.IN_PROGRESS),
        Rule("note", [IncidentState.NEW], IncidentState.NEW),
        Rule("shred", [VENDOR], SHREDDED),
    ],
    finals=[SHREDDED],
    undrawn=[OwnState("dreamt", StateCategory.OPEN)],
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


def is_small(request: Request) -> bool:
    """A small sum."""
    return request.sum < 100


def is_signed(request: Request) -> bool:
    """A signature."""
    return request.is_signed


PAPER: Lifecycle[Paper, Step] = Lifecycle(
    name="paper",
    rules=[
        Rule(Step.SUBMIT, [Paper.DRAFT], Paper.REVIEW, guards=[is_signed]),
        Rule(Step.DECIDE, [Paper.REVIEW], Paper.APPROVED, guards=[is_signed, is_small]),
        Rule(Step.DECIDE, [Paper.REVIEW], Paper.BOARD, guards=[is_signed]),
        Rule(Step.DECIDE, [Paper.REVIEW, Paper.BOARD], Paper.REJECTED),
        Rule(Step.RETURN, [Paper.REVIEW], Paper.DRAFT, guards=[is_small]),
        Rule(Step.RETURN, [Paper.BOARD], Paper.DRAFT),
        Rule(Step.RETURN, [Paper.APPROVED], Paper.REVIEW),
    ],
    initials=[Paper.DRAFT],
    finals=[Paper.APPROVED, Paper.REJECTED],
    reopenable=[Paper.APPROVED],
)


@frozen(kw_only=True)
class Request(Stateful[Paper, Step]):
    sum: int = 0
    is_signed: bool = False
    state: Paper | OwnState | None = Paper.DRAFT

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[Paper, Step]:
        return PAPER


def incident(lifecycle: Lifecycle[Any, Any], state: Any) -> Incident:  # noqa: ANN401
    return Incident(id=IncidentId("INC-7"), state=state, own_lifecycle=lifecycle)


FACTS: list[dict[str, Any]] = [
    {},
    {"reason": HoldReason.CALLER.value},
    {"changes": {"resolution": "restarted"}},
]

Case = tuple[Stateful[Any, Any], str, dict[str, Any]]

CASES: list[Case] = [
    *(
        (incident(lifecycle, state), str(trigger), facts)
        for lifecycle in (INCIDENT, OURS)
        for state, trigger, facts in product(lifecycle.states, lifecycle.triggers, FACTS)
    ),
    *(
        (Request(state=state), str(trigger), {"changes": {"sum": total, "is_signed": is_signed}})
        for state, trigger in product(PAPER.states, PAPER.triggers)
        for total, is_signed in product([99, 100], [True, False])
    ),
]


def by_table(entity: Stateful[Any, Any], trigger: str, facts: dict[str, Any]) -> object:
    """Return the entity after a trigger, or who refused it."""
    try:
        return entity.fire(trigger, at=MONDAY, by="ana", **facts)
    except TransitionNotAllowed as refused:
        return "guard" if refused.guard else "table"


def by_machine(entity: Stateful[Any, Any], trigger: str, facts: dict[str, Any]) -> object:
    """Return the same as the machine sees it."""
    live = LiveEntity(entity)
    try:
        has_fired = live.fire(trigger, at=MONDAY, by="ana", **facts)
    except MachineError:
        assert live.entity is entity
        return "table"
    if not has_fired:
        assert live.entity is entity
        return "guard"
    assert live.state == str(live.entity.state)
    return live.entity


@pytest.mark.parametrize(
    "case",
    CASES,
    ids=[f"{e.lifecycle.name}-{e.state}-{t}-{n}" for n, (e, t, _) in enumerate(CASES)],
)
def test_table_and_machine_agree_on_every_pair(case: Case) -> None:
    assert by_machine(*case) == by_table(*case)


def test_the_cases_hold_moves_and_refusals_of_both_kinds() -> None:
    answers = [by_table(*case) for case in CASES]
    assert answers.count("table") > 100
    assert answers.count("guard") > 5
    assert len([answer for answer in answers if isinstance(answer, Stateful)]) > 50


@pytest.mark.parametrize("lifecycle", [INCIDENT, OURS, PAPER], ids=lambda each: each.name)
class TestWithoutGuards:
    def test_states_have_the_same_triggers(self, lifecycle: Lifecycle[Any, Any]) -> None:
        built = machine(lifecycle)
        for state in lifecycle.states:
            expected = {str(trigger) for trigger in lifecycle.triggers_from(state)}
            assert set(built.get_triggers(str(state))) == expected

    def test_pairs_have_the_same_targets_in_the_same_order(
        self, lifecycle: Lifecycle[Any, Any]
    ) -> None:
        built = machine(lifecycle)
        for state, trigger in product(lifecycle.states, lifecycle.triggers):
            found = built.get_transitions(str(trigger), str(state))
            expected = [str(rule.target) for rule in lifecycle.rules_for(state, trigger)]
            assert [each.dest for each in found] == expected

    def test_a_model_of_your_own_follows_the_first_rule(
        self, lifecycle: Lifecycle[Any, Any]
    ) -> None:
        class Model:
            state = ""

        built = machine(lifecycle)
        for state, trigger in product(lifecycle.states, lifecycle.triggers):
            model: Any = Model()
            built.add_model(model, initial=str(state))
            rules = lifecycle.rules_for(state, trigger)
            if rules:
                assert model.trigger(str(trigger))
                assert model.state == str(rules[0].target)
            else:
                with pytest.raises(MachineError):
                    model.trigger(str(trigger))
                assert model.state == str(state)
