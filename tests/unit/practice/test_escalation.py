"""What should happen to a ticket next, when and to whom: values, nothing is sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from svcmgmt.calendars import never, weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import StateChange
from svcmgmt.practice import (
    ESCALATION_SHARES,
    EscalationPlan,
    EscalationPolicy,
    FunctionalStep,
    HierarchicalStep,
    HoldReason,
    Incident,
    IncidentState,
    plan_escalation,
)
from svcmgmt.sla import Alert, Clock, ClockLedger, ClockReading, Target, in_state, read

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
POLICY = EscalationPolicy.by_share("lead", "manager", "head")
RESTORE = Target(name="restore", limit=4 * HOUR)


def running(elapsed: timedelta) -> ClockReading:
    return read(RESTORE, ClockLedger.started(MONDAY), until=MONDAY + elapsed)


def told(plan: EscalationPlan) -> list[str]:
    return [each.step.to for each in plan.fired]


class TestHierarchical:
    @pytest.mark.parametrize(
        ("minutes", "level"), [(0, 0), (119, 0), (120, 1), (180, 2), (239, 2), (240, 3), (999, 3)]
    )
    def test_steps_fire_at_their_share(self, minutes: int, level: int) -> None:
        plan = plan_escalation(POLICY, running(minutes * MINUTE))
        assert plan.level == level == len(plan.fired)
        assert told(plan) == ["lead", "manager", "head"][:level]

    def test_the_next_one_says_when_and_to_whom(self) -> None:
        plan = plan_escalation(POLICY, running(130 * MINUTE))
        assert plan.next_step is not None
        assert (plan.next_step.at, plan.next_step.step.to) == (MONDAY + 3 * HOUR, "manager")
        assert [each.step.to for each in plan.upcoming] == ["manager", "head"]
        assert plan_escalation(POLICY, running(5 * HOUR)).next_step is None

    def test_they_count_by_the_clock_of_the_target(self) -> None:
        office = weekly("Mon-Fri 08:00-10:00", zone="UTC")
        target = Target(name="restore", limit=4 * HOUR, calendar=office)
        reading = read(target, ClockLedger.started(MONDAY), until=MONDAY + 3 * HOUR)
        plan = plan_escalation(POLICY, reading)
        assert told(plan) == ["lead"]
        assert plan.next_step is not None
        assert plan.next_step.at == MONDAY + timedelta(days=1, hours=1)

    def test_a_pause_moves_them_and_hides_those_to_come(self) -> None:
        ledger = ClockLedger.started(MONDAY).pause(MONDAY + HOUR)
        paused = read(RESTORE, ledger, until=MONDAY + 9 * HOUR)
        assert plan_escalation(POLICY, paused) == EscalationPlan(until=MONDAY + 9 * HOUR)
        ledger = ledger.resume(MONDAY + 2 * HOUR)
        resumed = plan_escalation(POLICY, read(RESTORE, ledger, until=MONDAY + 3 * HOUR))
        assert [each.at for each in resumed.fired] == [MONDAY + 3 * HOUR]

    def test_a_ticket_that_is_done_goes_no_further(self) -> None:
        ledger = ClockLedger.started(MONDAY).stop(MONDAY + 3 * HOUR)
        plan = plan_escalation(POLICY, read(RESTORE, ledger, until=MONDAY + 9 * HOUR))
        assert (told(plan), plan.upcoming) == (["lead", "manager"], ())

    def test_alerts_of_the_target_itself_do_not_matter(self) -> None:
        target = Target(name="restore", limit=4 * HOUR, alerts=["10 %"])
        reading = read(target, ClockLedger.started(MONDAY), until=MONDAY + HOUR)
        assert plan_escalation(POLICY, reading).fired == ()

    def test_several_may_be_told_at_once_and_after_the_due_time(self) -> None:
        steps = [
            HierarchicalStep(to="lead", at="50 %"),
            HierarchicalStep(to="owner", at="50 %"),
            HierarchicalStep(to="head", at=Alert(offset=HOUR)),
        ]
        plan = plan_escalation(EscalationPolicy(hierarchical=steps), running(5 * HOUR))
        assert told(plan) == ["lead", "owner", "head"]

    def test_the_level_ends_at_ten(self) -> None:
        steps = [HierarchicalStep(to=f"level {each}", at=f"{each} %") for each in range(1, 13)]
        plan = plan_escalation(EscalationPolicy(hierarchical=steps), running(4 * HOUR))
        assert (len(plan.fired), plan.level) == (12, 10)

    def test_before_the_start_nothing_is_known(self) -> None:
        reading = read(RESTORE, ClockLedger(), until=MONDAY)
        assert plan_escalation(POLICY, reading) == EscalationPlan(until=MONDAY)

    def test_in_a_calendar_that_never_opens_nothing_fires(self) -> None:
        target = Target(name="restore", limit=4 * HOUR, calendar=never())
        reading = read(target, ClockLedger.started(MONDAY), until=MONDAY)
        assert plan_escalation(POLICY, reading) == EscalationPlan(until=MONDAY)

    def test_a_step_says_who_and_when(self) -> None:
        assert str(HierarchicalStep(to="lead", at="50 %")) == "lead at 50 %"


def ticket() -> Incident:
    return Incident.log(id="INC-1", at=MONDAY).start(at=MONDAY + 10 * MINUTE)


def functional(
    incident: Incident,
    *steps: FunctionalStep,
    until: datetime,
    **clock: Any,  # noqa: ANN401
) -> EscalationPlan:
    target = Clock(name="restore", limit=4 * HOUR, **clock)
    reading = target.read(incident.history, until=until)
    return plan_escalation(EscalationPolicy(functional=steps), reading, incident.history)


class TestFunctional:
    second = FunctionalStep(to="second", states=[IncidentState.IN_PROGRESS], after=30 * MINUTE)

    def test_a_stay_that_lasts_too_long_goes_to_more_skill(self) -> None:
        plan = functional(ticket(), self.second, until=MONDAY + HOUR)
        assert [(each.at, each.step.to) for each in plan.fired] == [
            (MONDAY + 40 * MINUTE, "second")
        ]
        assert plan.level == 0

    def test_before_that_it_is_to_come(self) -> None:
        plan = functional(ticket(), self.second, until=MONDAY + 20 * MINUTE)
        assert plan.fired == ()
        assert plan.next_step is not None
        assert str(plan.next_step) == ("2026-10-26T08:40:00Z second after 0:30:00 in inProgress")

    def test_a_stay_that_ended_in_time_does_not_fire(self) -> None:
        held = ticket().hold(at=MONDAY + 40 * MINUTE, reason=HoldReason.VENDOR)
        assert functional(held, self.second, until=MONDAY + HOUR) == EscalationPlan(
            until=MONDAY + HOUR
        )

    def test_the_first_stay_that_is_too_long_fires_once(self) -> None:
        incident = ticket().hold(at=MONDAY + 20 * MINUTE, reason=HoldReason.VENDOR)
        incident = incident.resume(at=MONDAY + HOUR)
        incident = incident.hold(at=MONDAY + 2 * HOUR, reason=HoldReason.VENDOR)
        incident = incident.resume(at=MONDAY + 3 * HOUR)
        plan = functional(incident, self.second, until=MONDAY + 5 * HOUR)
        assert [each.at for each in plan.fired] == [MONDAY + 90 * MINUTE]

    def test_a_stay_may_go_through_several_states(self) -> None:
        step = FunctionalStep(to="second", states=["new", "inProgress"], after=30 * MINUTE)
        plan = functional(ticket(), step, until=MONDAY + HOUR)
        assert [each.at for each in plan.fired] == [MONDAY + 30 * MINUTE]

    def test_time_counts_as_the_clock_counts(self) -> None:
        office = weekly("Mon-Fri 09:00-17:00", zone="UTC")
        plan = functional(ticket(), self.second, until=MONDAY + 2 * HOUR, calendar=office)
        assert [each.at for each in plan.fired] == [MONDAY + 90 * MINUTE]

    def test_in_a_calendar_that_never_opens_no_stay_is_too_long(self) -> None:
        plan = functional(ticket(), self.second, until=MONDAY + HOUR, calendar=never())
        assert plan == EscalationPlan(until=MONDAY + HOUR)

    def test_facts_after_the_reading_are_not_known(self) -> None:
        held = ticket().hold(at=MONDAY + 35 * MINUTE, reason=HoldReason.VENDOR)
        plan = functional(held, self.second, until=MONDAY + 30 * MINUTE)
        assert plan.next_step is not None

    def test_both_kinds_are_told_in_order(self) -> None:
        policy = EscalationPolicy(
            hierarchical=[HierarchicalStep(to="lead", at="10 %")], functional=[self.second]
        )
        clock = Clock(name="restore", limit=4 * HOUR, pause=in_state("onHold"))
        reading = clock.read(ticket().history, until=MONDAY + HOUR)
        assert told(plan_escalation(policy, reading, ticket().history)) == ["lead", "second"]


class TestArguments:
    def test_the_default_shares(self) -> None:
        assert ESCALATION_SHARES == ("50 %", "75 %", "100 %")
        assert [str(each.at) for each in POLICY.hierarchical] == ["50 %", "75 %", "100 %"]

    def test_one_is_told_for_each_share(self) -> None:
        with pytest.raises(InvalidValue, match="3 to be told"):
            EscalationPolicy.by_share("lead")
        assert EscalationPolicy.by_share("lead", shares=["90 %"]).hierarchical

    @pytest.mark.parametrize("states", ["new", [7], 7])
    def test_states_are_a_list_of_states(self, states: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType) as refused:
            FunctionalStep(to="second", states=states, after=HOUR)
        assert refused.value.field == "states"

    def test_other_kinds_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            HierarchicalStep(to="lead", at=0.5)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue):
            HierarchicalStep(to="", at="50 %")
        with pytest.raises(InvalidValue):
            FunctionalStep(to="second", states=["new"], after=-HOUR)
        with pytest.raises(InvalidType):
            EscalationPolicy(hierarchical=["lead"])
        with pytest.raises(InvalidType):
            plan_escalation("policy", running(HOUR))  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            plan_escalation(POLICY, "reading")  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            plan_escalation(POLICY, running(HOUR), ["new"])  # type: ignore[list-item]

    def test_no_history_is_no_stay(self) -> None:
        step = FunctionalStep(to="second", states=["new"], after=HOUR)
        facts: list[StateChange[Any, Any]] = []
        plan = plan_escalation(EscalationPolicy(functional=[step]), running(HOUR), facts)
        assert plan.fired == ()
