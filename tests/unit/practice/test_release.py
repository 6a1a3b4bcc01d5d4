"""A release holds one change or more, and is built, tested, deployed and reviewed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import TransitionNotAllowed
from svcmgmt.practice import RELEASE, Release, ReleaseState, ReleaseTrigger
from svcmgmt.temporal import Interval
from svcmgmt.values import ChangeId, Ref

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

DRAWN = {
    "planning": {"build", "cancelled"},
    "build": {"test", "cancelled"},
    "test": {"build", "deployment", "cancelled"},
    "deployment": {"build", "review"},
    "review": {"closed"},
    "closed": set(),
    "cancelled": set(),
}


def planned(*changes: str) -> Release:
    return Release.plan(
        id="REL-1",
        name="autumn",
        version="3.2",
        changes=[Ref(id=ChangeId(each)) for each in changes],
        planned=Interval.parse("2026-11-08T02:00:00Z/PT1H"),
        at=MONDAY,
        by="ana",
    )


def test_its_transitions_are_exactly_those_that_are_drawn() -> None:
    assert {
        str(state): {str(target) for target in RELEASE.targets_from(state)}
        for state in RELEASE.states
    } == DRAWN
    assert planned().lifecycle is Release.published_lifecycle() is RELEASE


def test_a_whole_life() -> None:
    release = planned("CHG-1").build(at=MONDAY).test(at=MONDAY).rework(at=MONDAY, reason="slow")
    assert release.history[-1].reason == "slow"
    release = release.test(at=MONDAY).deploy(at=MONDAY).roll_back(at=MONDAY, reason="errors")
    release = release.test(at=MONDAY).deploy(at=MONDAY).review(at=MONDAY).close(at=MONDAY + HOUR)
    assert release.state is ReleaseState.CLOSED
    assert release.allowed_triggers == ()
    assert (release.name, release.version) == ("autumn", "3.2")


def test_it_holds_at_least_one_change() -> None:
    with pytest.raises(TransitionNotAllowed) as refused:
        planned().build(at=MONDAY)
    assert refused.value.guard == "at least one change"


def test_it_may_be_cancelled_until_it_is_deployed() -> None:
    assert planned().cancel(at=MONDAY, reason="no budget").state is ReleaseState.CANCELLED
    deployed = planned("CHG-1").build(at=MONDAY).test(at=MONDAY).deploy(at=MONDAY)
    with pytest.raises(TransitionNotAllowed):
        deployed.fire(ReleaseTrigger.CANCEL, at=MONDAY)


def test_wrong_fields_are_refused() -> None:
    with pytest.raises(InvalidValue):
        Release.plan(id="", at=MONDAY)
    with pytest.raises(InvalidType):
        Release.plan(id="REL-1", at=MONDAY, changes=["CHG-1"])  # type: ignore[list-item]
