"""Tickets, problems, alarms, tests and changes move as their lifecycles say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from svcmgmt.assurance import (
    Alarm,
    AlarmState,
    ChangeRequest,
    ExecutionState,
    Incident,
    ServiceProblem,
    ServiceProblemStatus,
    ServiceTest,
    TroubleTicket,
)
from svcmgmt.common import LivingEntity
from svcmgmt.interop import tmf
from svcmgmt.lifecycle import TransitionNotAllowed

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
LATER = MONDAY + timedelta(hours=9)

WAYS: list[tuple[type[LivingEntity[Any, Any]], Sequence[str], str]] = [
    (TroubleTicket, ["reject"], "rejected"),
    (TroubleTicket, ["start", "hold", "resume", "resolve", "close"], "closed"),
    (TroubleTicket, ["start", "await_customer", "cancel"], "cancelled"),
    (TroubleTicket, ["start", "resolve", "reopen"], "inProgress"),
    (ServiceProblem, ["reject"], "rejected"),
    (ServiceProblem, ["start", "hold", "resume", "resolve", "close"], "closed"),
    (ServiceProblem, ["start", "await_information", "resolve", "reopen"], "inProgress"),
    (ServiceProblem, ["start", "resolve", "close", "reopen"], "inProgress"),
    (ServiceProblem, ["start", "hold", "cancel"], "cancelled"),
    (Alarm, ["update", "clear"], "cleared"),
    (Alarm, ["clear"], "cleared"),
    (Incident, ["update", "clear"], "cleared"),
    (ServiceTest, ["reject"], "rejected"),
    (ServiceTest, ["wait", "start", "complete"], "completed"),
    (ServiceTest, ["start", "wait", "cancel"], "cancelled"),
    (ServiceTest, ["start", "fail"], "failed"),
    (ChangeRequest, ["request_authorization", "reject"], "rejected"),
    (ChangeRequest, ["request_authorization", "await_approval", "approve", "cancel"], "cancelled"),
    (
        ChangeRequest,
        [
            *("request_authorization", "await_approval", "approve", "schedule", "start"),
            *("fall_back", "review", "complete"),
        ],
        "completed",
    ),
    (
        ChangeRequest,
        ["request_authorization", "await_approval", "approve", "schedule", "start", "fail"],
        "failed",
    ),
]


def moved(kind: type[LivingEntity[Any, Any]], triggers: Sequence[str]) -> LivingEntity[Any, Any]:
    """Return a new document after triggers, an hour each."""
    make: Any = kind
    entity = make(id="7")
    for hours, trigger in enumerate(triggers):
        entity = getattr(entity, trigger)(at=MONDAY + timedelta(hours=hours), by="ana")
    found: LivingEntity[Any, Any] = entity
    return found


@pytest.mark.parametrize(("kind", "triggers", "state"), WAYS)
def test_triggers_lead_to_the_state(
    kind: type[LivingEntity[Any, Any]], triggers: Sequence[str], state: str
) -> None:
    entity = moved(kind, triggers)
    assert str(entity.state) == state
    assert [change.by for change in entity.history] == ["ana"] * len(triggers)


@pytest.mark.parametrize(
    "kind", dict.fromkeys(kind for kind, _, _ in WAYS), ids=lambda kind: kind.__name__
)
def test_every_trigger_of_the_lifecycle_has_a_method(kind: type[LivingEntity[Any, Any]]) -> None:
    fired = {
        str(change.trigger)
        for other, triggers, _ in WAYS
        if other is kind
        for change in moved(kind, triggers).history
    }
    assert fired == {str(rule.trigger) for rule in kind.published_lifecycle().rules}


def test_a_closed_problem_can_be_taken_up_again_and_a_closed_ticket_cannot() -> None:
    problem = ServiceProblem(state=ServiceProblemStatus.CLOSED).reopen(at=MONDAY)
    assert problem.state is ServiceProblemStatus.IN_PROGRESS
    ticket: Any = moved(TroubleTicket, ["start", "resolve", "close"])
    with pytest.raises(TransitionNotAllowed):
        ticket.reopen(at=LATER)


class TestWhatElseATransitionChanges:
    def test_a_resolution_is_dated_until_it_is_rejected(self) -> None:
        for kind in (TroubleTicket, ServiceProblem):
            resolved: Any = moved(kind, ["start", "resolve"])
            assert resolved.resolution_date == MONDAY + timedelta(hours=1)
            assert resolved.reopen(at=LATER).resolution_date is None

    def test_an_alarm_is_dated_and_loses_its_severity(self) -> None:
        alarm = Alarm().update(at=MONDAY)
        assert alarm.alarm_changed_time == MONDAY
        cleared = alarm.clear(at=LATER, by="ana")
        assert cleared.alarm_cleared_time == LATER
        assert cleared.clear_user_id == "ana"
        assert cleared.perceived_severity is not None
        assert cleared.perceived_severity.value == "cleared"

    def test_who_cleared_an_alarm_is_kept_if_nobody_is_named(self) -> None:
        assert Alarm(clear_user_id="bea").clear(at=MONDAY).clear_user_id == "bea"

    def test_seeing_an_alarm_moves_no_state(self) -> None:
        alarm = Alarm().acknowledge(at=MONDAY, by="ana")
        assert (alarm.state, alarm.ack_user_id, alarm.history) == (AlarmState.RAISED, "ana", ())
        assert alarm.ack_state is not None
        assert alarm.ack_state.value == "acknowledged"

    def test_and_can_be_taken_back(self) -> None:
        alarm = Alarm().acknowledge(at=MONDAY, by="ana").unacknowledge(at=LATER)
        assert (alarm.ack_user_id, alarm.alarm_changed_time) == (None, LATER)
        assert alarm.ack_state is not None
        assert alarm.ack_state.value == "unacknowledged"

    def test_an_incident_is_dated(self) -> None:
        assert Incident().clear(at=MONDAY).clear_time == MONDAY

    def test_a_test_is_dated(self) -> None:
        test = ServiceTest().start(at=MONDAY).complete(at=LATER)
        assert (test.start_date_time, test.end_date_time) == (MONDAY, LATER)
        assert test.state is ExecutionState.COMPLETED

    def test_a_change_is_dated(self) -> None:
        change: Any = moved(ChangeRequest, [*WAYS[-2][1]])
        hours = [
            change.scheduled_date,
            change.actual_start_time,
            change.actual_end_time,
            change.completion_date,
        ]
        assert hours == [MONDAY + timedelta(hours=each) for each in (3, 4, 6, 7)]


class TestWhatAProblemAffects:
    def test_one_service_resource_or_place_is_enough(self) -> None:
        for name in ("affectedService", "affectedResource", "affectedLocation"):
            problem = tmf.v5().load(
                {"@type": "ServiceProblem", name: [{"id": "7"}]}, ServiceProblem
            )
            assert problem.findings() == ()

    def test_nothing_is_told(self) -> None:
        assert [each.code for each in ServiceProblem().findings()] == ["nothing-affected"]
