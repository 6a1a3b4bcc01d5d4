"""What is to be done when an item fails, or an order is cancelled or amended."""

from __future__ import annotations

from typing import Any

import pytest
from delivery_steps import DELIVERY, items_of

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.patterns import (
    ChangePlan,
    ChangeStep,
    FalloutAction,
    FalloutPolicy,
    ItemAction,
    PlanItem,
    StepKind,
    graph_of,
    plan_amendment,
    plan_cancellation,
    plan_fallout,
)

GRAPH = graph_of(items_of(DELIVERY))
DONE = ["design", "reserve", "ship", "install"]


def told(plan: ChangePlan) -> list[tuple[str, str]]:
    """Return kind and item of each step."""
    return [(each.kind.value, each.item) for each in plan.steps]


class TestFallout:
    def test_it_is_tried_again_while_attempts_are_left(self) -> None:
        policy = FalloutPolicy(retries=2)
        for attempts in (0, 1):
            plan = plan_fallout(
                GRAPH, failed="configure", done=DONE, attempts=attempts, policy=policy
            )
            assert told(plan) == [("retry", "configure")]
        plan = plan_fallout(GRAPH, failed="configure", done=DONE, attempts=2, policy=policy)
        assert told(plan)[0] == ("hold", "configure")

    def test_held_is_what_waits_for_it(self) -> None:
        plan = plan_fallout(GRAPH, failed="activate", done=DONE)
        assert told(plan) == [("hold", "activate"), ("hold", "bill")]

    def test_what_was_done_for_it_is_undone_last_first(self) -> None:
        policy = FalloutPolicy(then=FalloutAction.COMPENSATE)
        plan = plan_fallout(GRAPH, failed="configure", done=DONE, policy=policy)
        assert told(plan) == [
            *(("cancel", each) for each in ("test", "activate", "bill")),
            *(("undo", each) for each in ("install", "ship", "reserve", "design")),
        ]
        assert plan.steps[-1] == ChangeStep(
            kind=StepKind.UNDO,
            item="design",
            action=ItemAction.DELETE,
            waits_for=("reserve", "ship"),
        )

    def test_the_rest_goes_on(self) -> None:
        policy = FalloutPolicy(then=FalloutAction.CONTINUE)
        plan = plan_fallout(GRAPH, failed="reserve", done=["design"], policy=policy)
        assert ("cancel", "ship") not in told(plan)
        assert ("cancel", "install") in told(plan)

    @pytest.mark.parametrize(
        ("action", "undone"),
        [
            (ItemAction.ADD, ItemAction.DELETE),
            (ItemAction.DELETE, ItemAction.ADD),
            (ItemAction.MODIFY, ItemAction.MODIFY),
        ],
    )
    def test_undoing_is_the_opposite(self, action: ItemAction, undone: ItemAction) -> None:
        graph = graph_of([PlanItem(id="1", action=action), PlanItem(id="2", depends_on=["1"])])
        policy = FalloutPolicy(then=FalloutAction.COMPENSATE)
        (step,) = plan_fallout(graph, failed="2", done=["1"], policy=policy).steps
        assert step.action is undone

    def test_what_changed_nothing_is_not_undone(self) -> None:
        anchor = PlanItem(id="1", action=ItemAction.NO_CHANGE)
        graph = graph_of([anchor, PlanItem(id="2", depends_on=["1"])])
        policy = FalloutPolicy(then=FalloutAction.COMPENSATE)
        assert plan_fallout(graph, failed="2", done=["1"], policy=policy).steps == ()

    def test_odd_questions_are_refused(self) -> None:
        with pytest.raises(InvalidValue):
            plan_fallout(GRAPH, failed="lunch")
        with pytest.raises(InvalidValue):
            plan_fallout(GRAPH, failed="design", done=["design"])

    @pytest.mark.parametrize("retries", [-1, True, "1"])
    def test_retries_are_a_whole_number(self, retries: Any) -> None:  # noqa: ANN401
        with pytest.raises((InvalidValue, InvalidType)):
            FalloutPolicy(retries=retries)


class TestCancellation:
    def test_each_item_ends_as_it_stands(self) -> None:
        states = {
            **dict.fromkeys(["design", "ship"], "completed"),
            "reserve": "failed",
            "install": "inProgress",
            "configure": "held",
        }
        plan = plan_cancellation(GRAPH, states)
        assert told(plan) == [
            *(("cancel", each) for each in ("configure", "test", "activate", "bill")),
            ("stop", "install"),
            ("undo", "ship"),
            ("undo", "design"),
        ]

    def test_after_the_point_of_no_return_it_is_too_late(self) -> None:
        plan = plan_cancellation(GRAPH, {"install": "inProgress"}, no_return=["install"])
        assert plan.steps == ()
        assert [(each.code, each.pointer) for each in plan.findings] == [("no-return", "/install")]
        assert plan_cancellation(GRAPH, {}, no_return=["install"]).findings == ()

    def test_other_words_are_refused(self) -> None:
        with pytest.raises(InvalidValue):
            plan_cancellation(GRAPH, {"install": "done"})
        with pytest.raises(InvalidValue):
            plan_cancellation(GRAPH, {"lunch": "held"})


class TestAmendment:
    def test_what_stays_as_it_is_has_no_step(self) -> None:
        assert plan_amendment(GRAPH, GRAPH, {}).steps == ()

    def test_new_changed_and_no_longer_wanted(self) -> None:
        wanted = {name: on for name, on in DELIVERY.items() if name != "reserve"}
        wanted |= {"install": ["ship", "permit"], "permit": ["design"]}
        states = {"design": "completed", "reserve": "completed", "ship": "inProgress"}
        plan = plan_amendment(GRAPH, graph_of(items_of(wanted)), states, changed=["ship", "bill"])
        assert told(plan) == [
            ("undo", "reserve"),
            ("redo", "ship"),
            ("do", "permit"),
            ("do", "install"),
            ("do", "bill"),
        ]
        assert [each.action for each in plan.steps[1:3]] == [ItemAction.MODIFY, ItemAction.ADD]
        assert plan.steps[3].waits_for == ("ship", "permit")

    def test_what_failed_is_done_as_if_it_was_new(self) -> None:
        plan = plan_amendment(GRAPH, GRAPH, {"design": "failed"}, changed=["design"])
        assert plan.steps[0].kind is StepKind.DO
        assert plan.steps[0].action is ItemAction.ADD

    def test_a_change_names_an_item_that_is_wanted(self) -> None:
        with pytest.raises(InvalidValue):
            plan_amendment(GRAPH, GRAPH, {}, changed=["lunch"])
