"""Changes of three models: what each must know, who says yes, and how it ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import (
    LateFact,
    Lifecycle,
    OwnState,
    Rule,
    StateCategory,
    TransitionNotAllowed,
)
from svcmgmt.practice import (
    CHANGE_EMERGENCY,
    CHANGE_LIFECYCLES,
    CHANGE_NORMAL,
    CHANGE_STANDARD,
    Approval,
    Change,
    ChangeModel,
    ChangeOutcome,
    ChangeRisk,
    ChangeState,
    Decision,
    Impact,
    ModelIsFixed,
    Urgency,
)
from svcmgmt.temporal import EndBeforeStart, Interval
from svcmgmt.values import ChangeId, Priority

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NIGHT = Interval.parse("2026-11-08T02:00:00Z/PT1H")

FROM_SCHEDULED = {
    "scheduled": {"implement", "cancelled"},
    "implement": {"review", "cancelled"},
    "review": {"closed"},
    "closed": set(),
    "cancelled": set(),
}
DRAWN: dict[ChangeModel, dict[str, set[str]]] = {
    ChangeModel.NORMAL: FROM_SCHEDULED
    | {
        "new": {"assess", "cancelled"},
        "assess": {"authorize", "new", "cancelled"},
        "authorize": {"scheduled", "new", "cancelled"},
    },
    ChangeModel.STANDARD: FROM_SCHEDULED | {"new": {"scheduled", "cancelled"}},
    ChangeModel.EMERGENCY: FROM_SCHEDULED
    | {"new": {"authorize", "cancelled"}, "authorize": {"scheduled", "new", "cancelled"}},
}


def targets(lifecycle: Lifecycle[Any, Any]) -> dict[str, set[str]]:
    """Return the words to which each drawn word leads."""
    return {
        str(state): {str(target) for target in lifecycle.targets_from(state)}
        for state in lifecycle.states
        if state not in lifecycle.undrawn
    }


class TestLifecycles:
    @pytest.mark.parametrize("model", ChangeModel)
    def test_transitions_are_exactly_those_that_are_drawn(self, model: ChangeModel) -> None:
        assert targets(CHANGE_LIFECYCLES[model]) == DRAWN[model]

    def test_standard_and_emergency_changes_skip_states(self) -> None:
        assert CHANGE_NORMAL.undrawn == ()
        assert CHANGE_STANDARD.undrawn == (ChangeState.ASSESS, ChangeState.AUTHORIZE)
        assert CHANGE_EMERGENCY.undrawn == (ChangeState.ASSESS,)

    @pytest.mark.parametrize("model", ChangeModel)
    def test_the_model_of_a_change_chooses_its_lifecycle(self, model: ChangeModel) -> None:
        change = Change.log(id="CHG-1", at=MONDAY, model=model)
        assert change.lifecycle is CHANGE_LIFECYCLES[model]
        assert Change.published_lifecycle() is CHANGE_NORMAL

    def test_an_organisation_may_have_its_own(self) -> None:
        parked = OwnState("parked", StateCategory.PAUSED)
        ours = CHANGE_STANDARD.extend(
            rules=[
                Rule("park", [ChangeState.SCHEDULED], parked),
                Rule("unpark", [parked], ChangeState.SCHEDULED),
            ]
        )
        change = evolve(Change.log(id="CHG-1", at=MONDAY), own_lifecycle=ours)
        assert change.lifecycle is ours

    def test_every_rule_says_where_it_is_published(self) -> None:
        for lifecycle in CHANGE_LIFECYCLES.values():
            assert {rule.source for rule in lifecycle.rules} == {"ServiceNow change state model"}


def normal() -> Change:
    change = Change.log(
        id="CHG-1",
        at=MONDAY,
        name="new firmware",
        impact=Impact.HIGH,
        urgency=Urgency.LOW,
        risk=ChangeRisk.MODERATE,
        planned=NIGHT,
        by="ana",
    )
    return evolve(change, back_out_plan="old firmware")


def asked() -> Change:
    return normal().submit(at=MONDAY + HOUR).request_authorization(at=MONDAY + 2 * HOUR)


def scheduled() -> Change:
    return asked().decide(at=MONDAY + 3 * HOUR, role="board").authorize(at=MONDAY + 3 * HOUR)


def made() -> Change:
    begun = scheduled().implement(at=NIGHT.start + HOUR / 4)
    return begun.finish(at=NIGHT.start + HOUR, outcome=ChangeOutcome.SUCCESSFUL)


class TestANormalChange:
    def test_is_assessed_authorised_made_and_reviewed(self) -> None:
        change = made().close(at=NIGHT.start + 2 * HOUR)
        assert change.has_succeeded
        assert [str(fact.to_state) for fact in change.history] == [
            "new",
            "assess",
            "authorize",
            "scheduled",
            "implement",
            "review",
            "closed",
        ]
        assert change.priority == Priority.P3
        assert change.actual == Interval(NIGHT.start + HOUR / 4, NIGHT.start + HOUR)

    @pytest.mark.parametrize("missing", ["risk", "impact"])
    def test_needs_an_assessment(self, missing: str) -> None:
        unknown: dict[str, Any] = {missing: None}
        change = evolve(normal().submit(at=MONDAY), **unknown)
        with pytest.raises(TransitionNotAllowed) as refused:
            change.request_authorization(at=MONDAY)
        assert refused.value.guard == "risk and impact"

    @pytest.mark.parametrize(
        ("change", "needs"),
        [
            ({"back_out_plan": " "}, "a back-out plan"),
            ({"planned": None}, "a planned start and end"),
            ({"planned": Interval(NIGHT.start)}, "a planned start and end"),
        ],
    )
    def test_needs_its_plans(self, change: dict[str, Any], needs: str) -> None:
        waiting = asked().decide(at=MONDAY + 3 * HOUR, role="board")
        with pytest.raises(TransitionNotAllowed) as refused:
            evolve(waiting, **change).authorize(at=MONDAY + 3 * HOUR)
        assert refused.value.guard == needs

    def test_needs_an_outcome_to_be_closed(self) -> None:
        change = scheduled().implement(at=NIGHT.start).finish(at=NIGHT.start + HOUR)
        with pytest.raises(TransitionNotAllowed) as refused:
            change.close(at=NIGHT.start + HOUR)
        assert refused.value.guard == "an outcome"
        closed = change.close(at=NIGHT.start + HOUR, outcome=ChangeOutcome.BACKED_OUT)
        assert not closed.has_succeeded

    def test_may_not_be_cancelled_in_review(self) -> None:
        with pytest.raises(TransitionNotAllowed):
            made().cancel(at=NIGHT.start + 2 * HOUR)

    def test_that_is_cancelled_while_it_is_made_was_made_up_to_there(self) -> None:
        begun = scheduled().implement(at=NIGHT.start)
        assert begun.actual == Interval(NIGHT.start)
        gone = begun.cancel(at=NIGHT.start + HOUR, reason="no power")
        assert gone.actual == NIGHT
        assert gone.history[-1].reason == "no power"
        assert normal().cancel(at=MONDAY + HOUR).actual is None

    def test_does_not_end_before_it_began(self) -> None:
        with pytest.raises(EndBeforeStart):
            scheduled().implement(at=NIGHT.start).finish(at=MONDAY)


class TestApprovals:
    def test_nobody_said_yes(self) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            asked().authorize(at=MONDAY + 3 * HOUR)
        assert refused.value.guard.startswith("a yes of all who must say yes")

    def test_all_who_must_say_yes_do(self) -> None:
        change = evolve(asked(), approver_roles=["board", "security"])
        change = change.decide(at=MONDAY + 3 * HOUR, role="board")
        with pytest.raises(TransitionNotAllowed):
            change.authorize(at=MONDAY + 3 * HOUR)
        change = change.decide(at=MONDAY + 3 * HOUR, role="security", by="eve", reason="fine")
        assert change.authorize(at=MONDAY + 3 * HOUR).state is ChangeState.SCHEDULED
        assert [each.sequence for each in change.approvals] == [None, 1]

    @pytest.mark.parametrize("decision", [Decision.REJECTED, Decision.WITHDRAWN])
    def test_the_last_word_of_a_role_counts(self, decision: Decision) -> None:
        change = asked().decide(at=MONDAY + 3 * HOUR, role="board")
        change = change.decide(at=MONDAY + 4 * HOUR, role="board", decision=decision)
        with pytest.raises(TransitionNotAllowed):
            change.authorize(at=MONDAY + 5 * HOUR)
        changed = change.decide(at=MONDAY + 5 * HOUR, role="board")
        assert changed.authorize(at=MONDAY + 5 * HOUR).state is ChangeState.SCHEDULED

    def test_one_no_is_enough(self) -> None:
        change = asked().decide(at=MONDAY + 3 * HOUR, role="board")
        change = change.decide(at=MONDAY + 3 * HOUR, role="owner", decision=Decision.REJECTED)
        with pytest.raises(TransitionNotAllowed):
            change.authorize(at=MONDAY + 3 * HOUR)

    def test_what_was_said_before_it_was_submitted_does_not_count(self) -> None:
        change = normal().decide(at=MONDAY, role="board").submit(at=MONDAY + HOUR)
        with pytest.raises(TransitionNotAllowed):
            change.request_authorization(at=MONDAY + HOUR).authorize(at=MONDAY + HOUR)

    @pytest.mark.parametrize("wait", [timedelta(0), HOUR])
    def test_approvals_of_a_round_that_was_sent_back_do_not_count(self, wait: timedelta) -> None:
        back = MONDAY + 4 * HOUR
        change = asked().decide(at=back, role="board").send_back(at=back, reason="no test")
        again = change.submit(at=back + wait).request_authorization(at=back + wait)
        with pytest.raises(TransitionNotAllowed):
            again.authorize(at=back + wait)
        again = again.decide(at=back + wait + HOUR, role="board")
        assert again.authorize(at=back + wait + HOUR).state is ChangeState.SCHEDULED

    def test_a_late_approval_is_refused(self) -> None:
        change = asked().decide(at=MONDAY + 3 * HOUR, role="board")
        with pytest.raises(LateFact):
            change.decide(at=MONDAY, role="owner")

    def test_a_role_has_a_name(self) -> None:
        with pytest.raises(InvalidValue) as refused:
            Approval(at=MONDAY, role="")
        assert refused.value.field == "role"

    def test_without_a_history_all_approvals_count(self) -> None:
        read = Change(
            id=ChangeId("CHG-1"),
            state=ChangeState.AUTHORIZE,
            planned=NIGHT,
            back_out_plan="old firmware",
            approvals=[Approval(at=MONDAY, role="board")],
        )
        assert read.authorize(at=MONDAY + HOUR).state is ChangeState.SCHEDULED


class TestAStandardChange:
    def standard(self, **fields: Any) -> Change:  # noqa: ANN401
        change = Change.log(id="CHG-1", at=MONDAY, model=ChangeModel.STANDARD, planned=NIGHT)
        return evolve(change, **{"template": "restart a service", **fields})

    def test_is_scheduled_without_asking(self) -> None:
        assert self.standard().submit(at=MONDAY).state is ChangeState.SCHEDULED

    @pytest.mark.parametrize("field", [{"template": ""}, {"risk": ChangeRisk.MODERATE}])
    def test_follows_a_template_and_has_low_risk(self, field: dict[str, Any]) -> None:
        with pytest.raises(TransitionNotAllowed, match="a template that was authorised"):
            self.standard(**field).submit(at=MONDAY)
        assert self.standard(risk=ChangeRisk.LOW).submit(at=MONDAY).state is ChangeState.SCHEDULED

    def test_needs_a_window(self) -> None:
        with pytest.raises(TransitionNotAllowed, match="a planned start and end"):
            self.standard(planned=None).submit(at=MONDAY)

    def test_is_never_assessed(self) -> None:
        with pytest.raises(TransitionNotAllowed):
            self.standard().request_authorization(at=MONDAY)


class TestAnEmergencyChange:
    def test_is_authorised_without_an_assessment_and_a_way_back(self) -> None:
        change = Change.log(id="CHG-1", at=MONDAY, model=ChangeModel.EMERGENCY, planned=NIGHT)
        change = change.submit(at=MONDAY).decide(at=MONDAY, role="duty manager")
        assert change.authorize(at=MONDAY).state is ChangeState.SCHEDULED


class TestTheModel:
    def test_may_change_while_it_is_new(self) -> None:
        assert normal().retype(ChangeModel.EMERGENCY).lifecycle is CHANGE_EMERGENCY

    def test_is_fixed_afterwards(self) -> None:
        with pytest.raises(ModelIsFixed) as refused:
            asked().retype(ChangeModel.STANDARD)
        allowed = "normal, because it is authorize; only new ones may change"
        assert refused.value.args == ("model", "standard", allowed)

    def test_may_stay_as_it_is(self) -> None:
        assert asked().retype(ChangeModel.NORMAL) == asked()

    def test_of_another_kind_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            normal().retype("standard")  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            Change.log(id="CHG-1", at=MONDAY, model="standard")  # type: ignore[arg-type]

    def test_that_was_sent_back_may_change_again(self) -> None:
        back = asked().send_back(at=MONDAY + 3 * HOUR)
        assert back.retype(ChangeModel.EMERGENCY).model is ChangeModel.EMERGENCY


def test_a_change_needs_an_identifier() -> None:
    with pytest.raises(InvalidValue):
        Change.log(id="", at=MONDAY)


def test_finishing_keeps_an_outcome_that_is_known() -> None:
    begun = evolve(scheduled().implement(at=NIGHT.start), outcome=ChangeOutcome.FAILED)
    assert begun.finish(at=NIGHT.start + HOUR).outcome is ChangeOutcome.FAILED
