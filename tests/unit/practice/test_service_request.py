"""A service request is approved, fulfilled and confirmed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import LateFact, TransitionNotAllowed
from svcmgmt.practice import SERVICE_REQUEST, Decision, RequestState, ServiceRequest

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

DRAWN = {
    "new": {"waitingForApproval", "inProgress", "cancelled"},
    "waitingForApproval": {"inProgress", "rejected", "cancelled"},
    "inProgress": {"onHold", "fulfilled", "cancelled"},
    "onHold": {"inProgress", "cancelled"},
    "fulfilled": {"inProgress", "closed"},
    "closed": set(),
    "rejected": set(),
    "cancelled": set(),
}


def logged(*roles: str) -> ServiceRequest:
    return ServiceRequest.log(
        id="REQ-1",
        name="for the new colleague",
        item="laptop",
        channel="self-service",
        approver_roles=roles,
        at=MONDAY,
        by="ana",
    )


def test_its_transitions_are_exactly_those_that_are_drawn() -> None:
    assert {
        str(state): {str(target) for target in SERVICE_REQUEST.targets_from(state)}
        for state in SERVICE_REQUEST.states
    } == DRAWN
    assert logged().lifecycle is ServiceRequest.published_lifecycle() is SERVICE_REQUEST


def test_a_request_without_approval_is_fulfilled_at_once() -> None:
    request = logged().start(at=MONDAY).hold(at=MONDAY, reason="awaitingVendor")
    assert request.history[-1].reason == "awaitingVendor"
    request = request.resume(at=MONDAY).fulfil(at=MONDAY + HOUR, fulfilment="asset 4711")
    request = request.reopen(at=MONDAY + 2 * HOUR, reason="no charger")
    assert (request.state, request.fulfilment) == (RequestState.IN_PROGRESS, "")
    request = request.fulfil(at=MONDAY + 3 * HOUR, fulfilment="asset 4711 with charger")
    closed = request.close(at=MONDAY + 4 * HOUR)
    assert (closed.item, closed.channel, closed.fulfilment) == (
        "laptop",
        "self-service",
        "asset 4711 with charger",
    )
    assert not closed.is_open


def test_one_that_needs_an_approval_is_not_begun_without() -> None:
    with pytest.raises(TransitionNotAllowed) as refused:
        logged("manager").start(at=MONDAY)
    assert refused.value.guard == "an approval: there are roles that must say yes"


def test_approval_needs_all_who_must_say_yes() -> None:
    request = logged("manager", "budget").ask(at=MONDAY).decide(at=MONDAY, role="manager")
    with pytest.raises(TransitionNotAllowed) as refused:
        request.approve(at=MONDAY)
    assert refused.value.guard == "a yes of all who must say yes, and a no of nobody"
    request = request.decide(at=MONDAY, role="budget", by="eve", reason="planned")
    assert request.approve(at=MONDAY).state is RequestState.IN_PROGRESS


def test_one_no_is_enough_to_reject() -> None:
    request = logged("manager").ask(at=MONDAY)
    request = request.decide(at=MONDAY, role="manager", decision=Decision.REJECTED)
    with pytest.raises(TransitionNotAllowed):
        request.approve(at=MONDAY)
    gone = request.reject(at=MONDAY, reason="too soon")
    assert (gone.state, gone.history[-1].reason) == (RequestState.REJECTED, "too soon")


def test_a_late_approval_is_refused() -> None:
    with pytest.raises(LateFact):
        logged().decide(at=MONDAY + HOUR, role="manager").decide(at=MONDAY, role="budget")


def test_nothing_is_fulfilled_without_saying_what() -> None:
    with pytest.raises(TransitionNotAllowed, match="what was delivered"):
        logged().start(at=MONDAY).fulfil(at=MONDAY, fulfilment=" ")


def test_it_may_be_cancelled_before_delivery() -> None:
    assert logged().cancel(at=MONDAY, reason="not needed").state is RequestState.CANCELLED


def test_it_needs_an_identifier_and_roles_by_name() -> None:
    with pytest.raises(InvalidValue):
        ServiceRequest.log(id="", at=MONDAY)
    with pytest.raises(InvalidType):
        ServiceRequest.log(id="REQ-1", at=MONDAY, approver_roles="manager")
    with pytest.raises(InvalidValue):
        logged("")
