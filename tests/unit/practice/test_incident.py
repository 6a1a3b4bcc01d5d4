"""An incident is logged once; every trigger gives a new one with one more fact."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import (
    LateFact,
    Lifecycle,
    OwnState,
    Rule,
    StateCategory,
    StateChange,
    Stateful,
    TransitionNotAllowed,
)
from svcmgmt.practice import (
    INCIDENT,
    PRIORITY_3X3,
    WAITS_FOR_CALLER,
    HoldReason,
    Impact,
    Incident,
    IncidentState,
    IncidentTrigger,
    PriorityMatrix,
    ReopenTooLate,
    Urgency,
)
from svcmgmt.temporal import NaiveDatetime
from svcmgmt.values import Extension, IncidentId, Priority, ProblemId, Ref, ServiceId

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

NEW, IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED, CANCELLED = IncidentState

DRAWN = {
    "new": {"inProgress", "cancelled"},
    "inProgress": {"onHold", "resolved", "cancelled"},
    "onHold": {"inProgress", "resolved", "cancelled"},
    "resolved": {"closed", "inProgress"},
    "closed": set(),
    "cancelled": set(),
}


def targets(lifecycle: Lifecycle[Any, Any]) -> dict[str, set[str]]:
    """Return the words to which each word leads."""
    return {
        str(state): {str(target) for target in lifecycle.targets_from(state)}
        for state in lifecycle.states
    }


class TestLifecycle:
    def test_its_transitions_are_exactly_those_that_are_drawn(self) -> None:
        assert targets(INCIDENT) == DRAWN

    @pytest.mark.parametrize(("source", "target"), list(product(IncidentState, repeat=2)))
    def test_a_pair_is_allowed_only_if_it_is_drawn(
        self, source: IncidentState, target: IncidentState
    ) -> None:
        assert INCIDENT.allows(source, target) == (str(target) in DRAWN[str(source)])

    def test_it_begins_as_new_and_ends_closed_or_cancelled(self) -> None:
        assert INCIDENT.initials == (NEW,)
        assert INCIDENT.finals == (CLOSED, CANCELLED)
        assert INCIDENT.reopenable == ()
        assert INCIDENT.undrawn == ()

    def test_it_agrees_with_the_published_vector(self, corpus: Callable[[str], Path]) -> None:
        document = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))
        (vector,) = (each for each in document["vectors"] if each["id"] == "LC-incident_itil")
        given, expected = vector["inputs"], vector["expected"]
        assert targets(INCIDENT) == {word: set(to) for word, to in given["transitions"].items()}
        assert [str(state) for state in INCIDENT.initials] == given["initial"]
        assert [str(state) for state in INCIDENT.finals] == given["final"]
        pairs = sorted([a, b] for a, bs in targets(INCIDENT).items() for b in bs)
        assert pairs == expected["allowed"]
        assert len(pairs) == expected["n_transitions"]
        assert len(INCIDENT.states) == expected["n_states"]

    @pytest.mark.parametrize(
        ("state", "category"),
        [
            (NEW, StateCategory.OPEN),
            (IN_PROGRESS, StateCategory.OPEN),
            (ON_HOLD, StateCategory.PAUSED),
            (RESOLVED, StateCategory.RESOLVED),
            (CLOSED, StateCategory.DONE),
            (CANCELLED, StateCategory.CANCELLED),
        ],
    )
    def test_states_say_what_they_mean(self, state: IncidentState, category: StateCategory) -> None:
        assert state.category is category

    def test_words_of_hold_reasons_are_those_of_servicenow(self) -> None:
        assert [reason.value for reason in HoldReason] == [
            "awaitingCaller",
            "awaitingChange",
            "awaitingProblem",
            "awaitingVendor",
        ]


def logged(**fields: Any) -> Incident:  # noqa: ANN401 - whatever can be logged
    return Incident.log(**{"id": "INC-7", "at": MONDAY, **fields})


def working() -> Incident:
    return logged().start(at=MONDAY + HOUR, by="ana")


def waiting() -> Incident:
    return working().hold(at=MONDAY + 2 * HOUR, reason=HoldReason.CALLER)


def resolved() -> Incident:
    return working().resolve(at=MONDAY + 3 * HOUR, resolution="restarted", by="ana")


class TestLogging:
    def test_a_new_incident_begins_its_history(self) -> None:
        incident = logged(name="VPN down", by="bea")
        assert incident.state is NEW
        assert incident.name == "VPN down"
        assert incident.history == (
            StateChange[IncidentState, IncidentTrigger](to_state=NEW, at=MONDAY, by="bea"),
        )

    def test_nothing_is_made_up(self) -> None:
        incident = logged()
        assert (incident.impact, incident.urgency, incident.priority) == (None, None, None)
        assert (incident.hold_reason, incident.problem) == (None, None)
        assert (incident.name, incident.resolution, incident.affected) == ("", "", ())
        assert incident.is_major is False
        assert incident.extension == Extension()

    @pytest.mark.parametrize(("impact", "urgency"), list(product(Impact, Urgency)))
    def test_the_priority_follows_from_impact_and_urgency(
        self, impact: Impact, urgency: Urgency
    ) -> None:
        incident = logged(impact=impact, urgency=urgency)
        assert (incident.impact, incident.urgency) == (impact, urgency)
        assert incident.priority == PRIORITY_3X3.priority(impact, urgency)

    @pytest.mark.parametrize("known", [{"impact": Impact.HIGH}, {"urgency": Urgency.HIGH}])
    def test_without_one_of_them_there_is_no_priority(self, known: Mapping[str, Any]) -> None:
        assert logged(**known).priority is None

    def test_an_organisation_may_have_its_own_matrix(self) -> None:
        flat = PriorityMatrix(dict.fromkeys(product(Impact, Urgency), Priority.P3))
        incident = logged(impact=Impact.HIGH, urgency=Urgency.HIGH, matrix=flat)
        assert incident.priority == Priority.P3

    @pytest.mark.parametrize("identifier", ["", None, 7])
    def test_an_incident_needs_an_identifier(self, identifier: object) -> None:
        with pytest.raises(InvalidValue) as refused:
            logged(id=identifier)
        assert refused.value.args == ("id", identifier, "a non-empty identifier")

    def test_an_instant_needs_a_zone(self) -> None:
        with pytest.raises(NaiveDatetime):
            logged(at=MONDAY.replace(tzinfo=None))

    def test_a_record_can_be_made_without_a_history(self) -> None:
        incident = Incident(
            id=IncidentId("INC-7"),
            affected=[Ref(id=ServiceId("svc-7"))],
            problem=Ref(id=ProblemId("PRB-1")),
            priority=Priority.P1,
            is_major=True,
            state=RESOLVED,
        )
        assert incident.affected == (Ref(id=ServiceId("svc-7")),)
        assert incident.allowed_triggers == (IncidentTrigger.REOPEN, IncidentTrigger.CLOSE)

    def test_a_state_in_which_the_history_does_not_end_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="new, where the history ends"):
            evolve(logged(), state=CLOSED)

    def test_an_incident_has_the_published_lifecycle(self) -> None:
        assert Incident.published_lifecycle() is INCIDENT
        assert isinstance(logged(), Stateful)
        assert logged().lifecycle is INCIDENT


Facts = tuple[IncidentState, IncidentState, IncidentTrigger, str]

STEPS: dict[str, tuple[Callable[[], Incident], Callable[[Incident], Incident], Facts]] = {
    "start": (
        logged,
        lambda incident: incident.start(at=MONDAY + 9 * HOUR, by="cem"),
        (NEW, IN_PROGRESS, IncidentTrigger.START, ""),
    ),
    "hold": (
        working,
        lambda incident: incident.hold(at=MONDAY + 9 * HOUR, by="cem", reason=HoldReason.VENDOR),
        (IN_PROGRESS, ON_HOLD, IncidentTrigger.HOLD, "awaitingVendor"),
    ),
    "resume": (
        waiting,
        lambda incident: incident.resume(at=MONDAY + 9 * HOUR, by="cem"),
        (ON_HOLD, IN_PROGRESS, IncidentTrigger.RESUME, ""),
    ),
    "resolve": (
        working,
        lambda incident: incident.resolve(at=MONDAY + 9 * HOUR, by="cem", resolution="replaced"),
        (IN_PROGRESS, RESOLVED, IncidentTrigger.RESOLVE, "replaced"),
    ),
    "resolve while waiting": (
        waiting,
        lambda incident: incident.resolve(at=MONDAY + 9 * HOUR, by="cem", resolution="replaced"),
        (ON_HOLD, RESOLVED, IncidentTrigger.RESOLVE, "replaced"),
    ),
    "reopen": (
        resolved,
        lambda incident: incident.reopen(at=MONDAY + 9 * HOUR, by="cem", reason="down again"),
        (RESOLVED, IN_PROGRESS, IncidentTrigger.REOPEN, "down again"),
    ),
    "close": (
        resolved,
        lambda incident: incident.close(at=MONDAY + 9 * HOUR, by="cem"),
        (RESOLVED, CLOSED, IncidentTrigger.CLOSE, ""),
    ),
    "cancel": (
        logged,
        lambda incident: incident.cancel(at=MONDAY + 9 * HOUR, by="cem", reason="a duplicate"),
        (NEW, CANCELLED, IncidentTrigger.CANCEL, "a duplicate"),
    ),
    "cancel while waiting": (
        waiting,
        lambda incident: incident.cancel(at=MONDAY + 9 * HOUR, by="cem"),
        (ON_HOLD, CANCELLED, IncidentTrigger.CANCEL, ""),
    ),
}


class TestTriggers:
    @pytest.mark.parametrize("step", STEPS)
    def test_each_leaves_one_more_fact(self, step: str) -> None:
        begin, go, (source, target, trigger, reason) = STEPS[step]
        before = begin()
        after = go(before)
        assert after.state == target
        assert after.history[:-1] == before.history
        assert after.history[-1] == StateChange[IncidentState, IncidentTrigger](
            from_state=source,
            to_state=target,
            trigger=trigger,
            at=MONDAY + 9 * HOUR,
            by="cem",
            reason=reason,
        )
        assert before == begin()

    def test_a_hold_says_for_whom_it_waits(self) -> None:
        assert waiting().hold_reason is HoldReason.CALLER

    @pytest.mark.parametrize("step", ["resume", "resolve while waiting", "cancel while waiting"])
    def test_after_a_hold_it_waits_for_nobody(self, step: str) -> None:
        begin, go, _ = STEPS[step]
        assert go(begin()).hold_reason is None

    @pytest.mark.parametrize("reason", ["awaitingCaller", None, Impact.HIGH])
    def test_a_hold_needs_a_reason_of_the_list(self, reason: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType) as refused:
            working().hold(at=MONDAY + 2 * HOUR, reason=reason)
        assert refused.value.args == ("reason", reason, "HoldReason")

    def test_a_resolution_is_kept(self) -> None:
        assert resolved().resolution == "restarted"
        assert resolved().close(at=MONDAY + 4 * HOUR).resolution == "restarted"

    @pytest.mark.parametrize("resolution", ["", " ", "\n\t"])
    def test_an_empty_resolution_is_none(self, resolution: str) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            working().resolve(at=MONDAY + 2 * HOUR, resolution=resolution)
        assert refused.value.guard == "a resolution"
        assert "because it needs: a resolution" in str(refused.value)

    def test_a_hold_by_its_trigger_needs_a_reason_as_well(self) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            working().fire(IncidentTrigger.HOLD, at=MONDAY + 2 * HOUR)
        assert refused.value.guard == "a hold reason"

    @pytest.mark.parametrize(
        ("begin", "refused_methods"),
        [
            (logged, ["resume", "reopen", "close"]),
            (working, ["start", "resume", "reopen", "close"]),
            (waiting, ["start", "reopen", "close"]),
            (resolved, ["start", "resume", "cancel"]),
        ],
    )
    def test_what_is_not_drawn_is_refused(
        self, begin: Callable[[], Incident], refused_methods: list[str]
    ) -> None:
        for method in refused_methods:
            with pytest.raises(TransitionNotAllowed, match=f"'{method}' is not allowed"):
                getattr(begin(), method)(at=MONDAY + 9 * HOUR)

    def test_nothing_can_happen_after_the_end(self) -> None:
        closed = resolved().close(at=MONDAY + 4 * HOUR)
        cancelled = logged().cancel(at=MONDAY)
        for ended in (closed, cancelled):
            assert ended.allowed_triggers == ()
            for trigger in IncidentTrigger:
                with pytest.raises(TransitionNotAllowed, match="no trigger leads out of there"):
                    ended.fire(trigger, at=MONDAY + 9 * HOUR)

    def test_a_late_trigger_is_refused(self) -> None:
        with pytest.raises(LateFact):
            working().cancel(at=MONDAY)

    def test_a_client_may_send_the_state_instead(self) -> None:
        incident = logged().move_to("inProgress", at=MONDAY + HOUR, by="ana")
        assert incident == working()

    def test_a_whole_life_can_be_told_and_replayed(self) -> None:
        incident = (
            waiting()
            .resume(at=MONDAY + 3 * HOUR)
            .resolve(at=MONDAY + 4 * HOUR, resolution="restarted")
            .reopen(at=MONDAY + 5 * HOUR, reason="down again")
            .resolve(at=MONDAY + 6 * HOUR, resolution="replaced")
            .close(at=MONDAY + 30 * HOUR)
        )
        assert [str(change.to_state) for change in incident.history] == [
            "new",
            "inProgress",
            "onHold",
            "inProgress",
            "resolved",
            "inProgress",
            "resolved",
            "closed",
        ]
        replayed = logged().replay(incident.history)
        assert replayed.state is CLOSED
        assert replayed.history == incident.history

    def test_a_resolution_that_is_no_text_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            working().resolve(at=MONDAY + 2 * HOUR, resolution=None)  # type: ignore[arg-type]

    def test_a_rejected_resolution_does_not_resolve_again(self) -> None:
        reopened = resolved().reopen(at=MONDAY + 4 * HOUR, reason="down again")
        with pytest.raises(TransitionNotAllowed):
            reopened.move_to(RESOLVED, at=MONDAY + 5 * HOUR)

    @pytest.mark.parametrize("target", [IN_PROGRESS, CANCELLED])
    def test_whatever_ends_a_hold_it_waits_for_nobody(self, target: IncidentState) -> None:
        assert waiting().move_to(target, at=MONDAY + 9 * HOUR).hold_reason is None


class TestReopening:
    @pytest.mark.parametrize("wait", [timedelta(0), HOUR])
    def test_it_is_possible_within_the_window(self, wait: timedelta) -> None:
        again = resolved().reopen(at=MONDAY + 3 * HOUR + wait, within=HOUR)
        assert again.state is IN_PROGRESS

    def test_afterwards_another_incident_is_to_be_logged(self) -> None:
        at = MONDAY + 4 * HOUR + timedelta(microseconds=1)
        with pytest.raises(ReopenTooLate, match="at most 1:00:00 after 2026-10-26T11:00:00Z"):
            resolved().reopen(at=at, within=HOUR)
        assert resolved().reopen(at=at).state is IN_PROGRESS

    def test_a_window_opens_nothing_that_is_not_resolved(self) -> None:
        with pytest.raises(TransitionNotAllowed):
            working().reopen(at=MONDAY + 9 * HOUR, within=HOUR)

    def test_without_a_history_there_is_no_window(self) -> None:
        read = Incident(id=IncidentId("INC-7"), state=RESOLVED)
        assert read.reopen(at=MONDAY, within=HOUR).state is IN_PROGRESS

    def test_a_window_is_a_time(self) -> None:
        with pytest.raises(InvalidType):
            resolved().reopen(at=MONDAY + 4 * HOUR, within=1)  # type: ignore[arg-type]


def test_only_a_wait_for_the_caller_pauses_by_default() -> None:
    for reason in HoldReason:
        held = working().hold(at=MONDAY + 2 * HOUR, reason=reason).history[-1]
        assert WAITS_FOR_CALLER.holds(held) is (reason is HoldReason.CALLER)
    assert not WAITS_FOR_CALLER.holds(working().history[-1])


class TestOwnLifecycles:
    vendor = OwnState("withVendor", StateCategory.PAUSED)

    def test_own_states_and_triggers_work_without_subclassing(self) -> None:
        ours = INCIDENT.extend(
            rules=[
                Rule("toVendor", [IN_PROGRESS], self.vendor),
                Rule("fromVendor", [self.vendor], IN_PROGRESS),
            ]
        )
        incident = evolve(working(), own_lifecycle=ours).fire("toVendor", at=MONDAY + 2 * HOUR)
        assert incident.state == self.vendor
        assert incident.allowed_triggers == ("fromVendor",)
        incident = incident.fire("fromVendor", at=MONDAY + 3 * HOUR)
        assert incident.resolve(at=MONDAY + 4 * HOUR, resolution="x").state is RESOLVED

    def test_a_state_that_nobody_knows_refuses_to_fire(self) -> None:
        unknown = Incident(id=IncidentId("INC-7"), state=None)
        for trigger in IncidentTrigger:
            with pytest.raises(TransitionNotAllowed, match="an unknown state"):
                unknown.fire(trigger, at=MONDAY)


class TestAsAValue:
    @pytest.mark.parametrize("begin", [logged, working, waiting, resolved])
    @pytest.mark.parametrize(
        "twin_of",
        [lambda value: pickle.loads(pickle.dumps(value)), copy.copy, copy.deepcopy, evolve],  # noqa: S301
        ids=["pickle", "copy", "deepcopy", "evolve"],
    )
    def test_a_twin_is_equal(
        self, begin: Callable[[], Incident], twin_of: Callable[[Any], Any]
    ) -> None:
        incident = begin()
        twin = twin_of(incident)
        assert twin == incident
        assert hash(twin) == hash(incident)

    def test_every_field_counts_for_equality(self) -> None:
        for change in (
            {"id": IncidentId("INC-8")},
            {"name": "VPN down"},
            {"impact": Impact.HIGH},
            {"is_major": True},
            {"affected": [Ref(id=ServiceId("svc-7"))]},
            {"extension": Extension({"x_queue": "noc"})},
            {"resolution": "restarted"},
        ):
            assert evolve(logged(), **change) != logged()

    def test_a_pickled_incident_is_small(self) -> None:
        begun = waiting().resume(at=MONDAY + 3 * HOUR)
        whole = begun.resolve(at=MONDAY + 4 * HOUR, resolution="restarted")
        assert len(pickle.dumps(whole)) < 1_300

    def test_further_facts_add_little_to_a_pickled_incident(self) -> None:
        incident = working()
        before = len(pickle.dumps(incident))
        for hours in range(2, 102, 2):
            incident = incident.hold(at=MONDAY + hours * HOUR, reason=HoldReason.CALLER)
            incident = incident.resume(at=MONDAY + (hours + 1) * HOUR)
        assert len(pickle.dumps(incident)) - before < 100 * 100

    def test_a_pickled_incident_does_not_drag_its_lifecycle_along(self) -> None:
        dumped = pickle.dumps(resolved())
        assert b"Lifecycle" not in dumped
        assert b"Rule" not in dumped
        assert b"has_resolution" not in dumped
        assert pickle.loads(dumped).lifecycle is INCIDENT  # noqa: S301 - our own bytes

    def test_an_incident_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            logged().name = "other"  # type: ignore[misc]

    @pytest.mark.parametrize("member", [*IncidentState, *IncidentTrigger, *HoldReason])
    def test_members_stay_the_same_object(self, member: object) -> None:
        assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301 - our own bytes
        assert copy.deepcopy(member) is member
