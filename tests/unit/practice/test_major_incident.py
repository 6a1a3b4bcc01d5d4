"""A major incident: what speaks for it, who is told when, and the review that it needs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import LateFact, TransitionNotAllowed
from svcmgmt.practice import (
    MAJOR_INCIDENT,
    Impact,
    Incident,
    LateUpdate,
    MajorIncident,
    MajorIncidentCriteria,
    MajorIncidentState,
    MajorRole,
    Milestone,
    PostIncidentReview,
    StatusUpdate,
    Urgency,
    UserImpact,
)
from svcmgmt.temporal import NaiveDatetime
from svcmgmt.values import IncidentId, Priority, Ref, ServiceId

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

DRAWN = {
    "declared": {"restored", "revoked"},
    "restored": {"declared", "closed"},
    "closed": set(),
    "revoked": set(),
}


def incident(**fields: Any) -> Incident:  # noqa: ANN401
    return evolve(Incident.log(id="INC-7", name="VPN", at=MONDAY), **fields)


def declared(**fields: Any) -> MajorIncident:  # noqa: ANN401
    told: dict[str, Any] = {"at": MONDAY, "cadence": 30 * MINUTE, **fields}
    return MajorIncident.declare(incident(), **told)


class TestCriteria:
    def test_the_most_urgent_priority_is_enough(self) -> None:
        urgent = Incident.log(id="1", at=MONDAY, impact=Impact.HIGH, urgency=Urgency.HIGH)
        assert MajorIncidentCriteria().reasons(urgent, as_of=MONDAY) == ("priority P1",)
        assert MajorIncidentCriteria().reasons(incident(), as_of=MONDAY) == ()

    def test_other_priorities_may_be_named(self) -> None:
        criteria = MajorIncidentCriteria(priorities=[Priority.P1, Priority.P2])
        second = incident(priority=Priority.P2)
        assert criteria.reasons(second, as_of=MONDAY) == ("priority P2",)

    @pytest.mark.parametrize(("minutes", "is_enough"), [(9, False), (10, True), (11, True)])
    def test_lost_user_minutes_are_enough_from_the_threshold_on(
        self, minutes: int, *, is_enough: bool
    ) -> None:
        criteria = MajorIncidentCriteria(user_minutes=1_000)
        lost = incident(user_impact=UserImpact(users=200, lost_share="50 %"))
        assert bool(criteria.reasons(lost, as_of=MONDAY + minutes * MINUTE)) is is_enough

    def test_user_minutes_count_from_failure_to_restoration(self) -> None:
        criteria = MajorIncidentCriteria(user_minutes=1_000)
        lost = incident(user_impact=UserImpact(users=100))
        lost = lost.reached(Milestone.OCCURRED, at=MONDAY - 5 * MINUTE)
        assert criteria.reasons(lost, as_of=MONDAY + 5 * MINUTE) != ()
        over = lost.reached(Milestone.RESTORED, at=MONDAY + 4 * MINUTE)
        assert criteria.reasons(over, as_of=MONDAY + 90 * MINUTE) == ()
        assert criteria.reasons(lost, as_of=MONDAY - 90 * MINUTE) == ()

    def test_without_users_or_a_beginning_nothing_is_lost(self) -> None:
        criteria = MajorIncidentCriteria(user_minutes=1)
        assert criteria.reasons(incident(), as_of=MONDAY + 90 * MINUTE) == ()
        timeless = Incident(id=IncidentId("1"), user_impact=UserImpact(users=9))
        assert criteria.reasons(timeless, as_of=MONDAY) == ()

    def test_a_named_service_is_enough(self) -> None:
        criteria = MajorIncidentCriteria(services=["payments"])
        affected = [Ref(id=ServiceId(each)) for each in ("mail", "payments", "payments")]
        down = incident(affected=affected)
        assert criteria.reasons(down, as_of=MONDAY) == ("service payments",)

    def test_wrong_criteria_are_refused(self) -> None:
        with pytest.raises(InvalidValue):
            MajorIncidentCriteria(user_minutes=0)
        with pytest.raises(InvalidType):
            MajorIncidentCriteria(user_minutes=0.5)  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            MajorIncidentCriteria(priorities=[1])
        with pytest.raises(InvalidType):
            MajorIncidentCriteria().reasons("INC-1", as_of=MONDAY)  # type: ignore[arg-type]
        with pytest.raises(NaiveDatetime):
            MajorIncidentCriteria().reasons(incident(), as_of=MONDAY.replace(tzinfo=None))


class TestLifecycle:
    def test_its_transitions_are_exactly_those_that_are_drawn(self) -> None:
        assert {
            str(state): {str(target) for target in MAJOR_INCIDENT.targets_from(state)}
            for state in MAJOR_INCIDENT.states
        } == DRAWN
        assert declared().lifecycle is MajorIncident.published_lifecycle() is MAJOR_INCIDENT

    def test_it_keeps_what_spoke_for_it(self) -> None:
        urgent = incident(priority=Priority.P1)
        criteria = MajorIncidentCriteria()
        major = MajorIncident.declare(urgent, at=MONDAY, criteria=criteria, by="bea")
        assert major.reasons == ("priority P1",)
        assert major.incident == Ref(id=IncidentId("INC-7"), name="VPN")
        assert declared().reasons == ()

    def test_it_is_not_closed_without_a_review(self) -> None:
        over = declared().restore(at=MONDAY + 90 * MINUTE)
        with pytest.raises(TransitionNotAllowed) as refused:
            over.close(at=MONDAY + 99 * MINUTE)
        assert refused.value.guard == "a review after service was restored last"

    def test_a_review_before_the_restoration_does_not_count(self) -> None:
        early = declared().reviewed("all is well", at=MONDAY + MINUTE)
        over = early.restore(at=MONDAY + 90 * MINUTE)
        with pytest.raises(TransitionNotAllowed):
            over.close(at=MONDAY + 99 * MINUTE)

    def test_a_review_closes_it_with_its_actions(self) -> None:
        over = declared().restore(at=MONDAY + 90 * MINUTE)
        actions = [Ref(id="IMP-1")]
        seen = over.reviewed("no alarm", at=MONDAY + 95 * MINUTE, actions=actions, by="eve")
        assert seen.review == PostIncidentReview(
            at=MONDAY + 95 * MINUTE, findings="no alarm", actions=actions, by="eve"
        )
        assert seen.close(at=MONDAY + 99 * MINUTE).state is MajorIncidentState.CLOSED

    def test_it_may_go_on_or_be_revoked(self) -> None:
        again = declared().restore(at=MONDAY).resume(at=MONDAY + MINUTE, reason="down again")
        assert again.revoke(at=MONDAY + MINUTE).state is MajorIncidentState.REVOKED


class TestUpdates:
    def test_the_next_one_is_due_a_cadence_after_the_last(self) -> None:
        major = declared()
        assert major.next_update_due == MONDAY + 30 * MINUTE
        major = major.update("found it", at=MONDAY + 20 * MINUTE, by="cem")
        assert major.next_update_due == MONDAY + 50 * MINUTE
        assert major.updates == (StatusUpdate(at=MONDAY + 20 * MINUTE, text="found it", by="cem"),)

    def test_none_is_due_while_service_works(self) -> None:
        over = declared().restore(at=MONDAY + 10 * MINUTE)
        assert over.next_update_due is None
        assert over.resume(at=MONDAY + 60 * MINUTE).next_update_due == MONDAY + 90 * MINUTE
        timeless = MajorIncident(incident=Ref(id=IncidentId("INC-7")))
        assert timeless.next_update_due is None
        assert timeless.late_updates(MONDAY) == ()

    def test_one_that_comes_when_it_is_due_is_in_time(self) -> None:
        major = declared().update("found it", at=MONDAY + 30 * MINUTE)
        assert major.late_updates(MONDAY + 60 * MINUTE) == ()

    def test_late_and_missing_ones_are_told(self) -> None:
        major = declared().update("found it", at=MONDAY + 31 * MINUTE)
        major = major.update("nearly done", at=MONDAY + 60 * MINUTE)
        assert major.late_updates(MONDAY + 91 * MINUTE) == (
            LateUpdate(MONDAY + 30 * MINUTE, MONDAY + 31 * MINUTE),
            LateUpdate(MONDAY + 90 * MINUTE, None),
        )

    def test_what_is_not_known_yet_does_not_count(self) -> None:
        major = declared().update("found it", at=MONDAY + 31 * MINUTE)
        assert major.late_updates(MONDAY + 30 * MINUTE) == ()
        assert major.late_updates(MONDAY + 31 * MINUTE) == (LateUpdate(MONDAY + 30 * MINUTE, None),)
        assert major.late_updates(MONDAY) == ()

    def test_a_restoration_ends_the_wait(self) -> None:
        over = declared().restore(at=MONDAY + 30 * MINUTE).resume(at=MONDAY + 90 * MINUTE)
        assert over.late_updates(MONDAY + 120 * MINUTE) == ()
        assert over.late_updates(MONDAY + 121 * MINUTE) == (
            LateUpdate(MONDAY + 120 * MINUTE, None),
        )
        slow = declared().restore(at=MONDAY + 31 * MINUTE)
        assert slow.late_updates(MONDAY + 999 * MINUTE) == (LateUpdate(MONDAY + 30 * MINUTE, None),)

    def test_updates_come_in_order_and_say_something(self) -> None:
        with pytest.raises(LateFact):
            declared().update("b", at=MONDAY + MINUTE).update("a", at=MONDAY)
        with pytest.raises(InvalidValue):
            declared().update(" ", at=MONDAY)

    @pytest.mark.parametrize("cadence", [timedelta(0), -MINUTE, timedelta(days=367)])
    def test_a_cadence_is_positive_and_no_era(self, cadence: timedelta) -> None:
        with pytest.raises(InvalidValue):
            declared(cadence=cadence)
        with pytest.raises(InvalidType):
            declared(cadence=30)


class TestRoles:
    def test_those_that_somebody_must_have_are_missed(self) -> None:
        assert [str(each) for each in declared().check()] == [
            "warning missing-role at /roles: nobody has a role (value: incident manager)",
            "warning missing-role at /roles: nobody has a role (value: communications lead)",
        ]
        told = declared(roles=[(MajorRole.MANAGER, "bea"), (MajorRole.COMMUNICATIONS, "cem")])
        assert told.check() == ()
        assert len(declared(roles=[(MajorRole.MANAGER, " ")]).check()) == 2

    def test_a_role_is_one_of_the_list(self) -> None:
        with pytest.raises(InvalidType):
            declared(roles=[("manager", "bea")])

    def test_what_is_no_incident_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            MajorIncident.declare("INC-7", at=MONDAY)  # type: ignore[arg-type]
