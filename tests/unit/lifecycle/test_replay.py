"""Replay is strict: a recorded fact that no rule allows stops it."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, SvcmgmtError
from svcmgmt.lifecycle import (
    ImpossibleHistory,
    OwnState,
    Rule,
    StateCategory,
    StateChange,
    UnknownState,
    replay,
)
from svcmgmt.practice import INCIDENT, IncidentState, IncidentTrigger

Change = StateChange[IncidentState, IncidentTrigger]

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

NEW, IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED, CANCELLED = IncidentState
WEIRD = OwnState("weird", StateCategory.UNKNOWN)


def to(state: IncidentState | OwnState, hours: float = 0, **facts: Any) -> Change:  # noqa: ANN401
    """Return the fact that a state begins so many hours after Monday 08:00 UTC."""
    return StateChange(to_state=state, at=MONDAY + hours * HOUR, **facts)


class TestPossibleHistories:
    def test_an_empty_history_ends_nowhere(self) -> None:
        assert replay(INCIDENT, []) is None

    @pytest.mark.parametrize(
        "history",
        [
            [to(NEW)],
            [to(NEW), to(IN_PROGRESS, 1), to(RESOLVED, 2), to(CLOSED, 3)],
            [to(NEW), to(IN_PROGRESS, 1), to(RESOLVED, 2), to(IN_PROGRESS, 3)],
            [to(NEW), to(CANCELLED, 1)],
        ],
    )
    def test_drawn_steps_lead_to_the_last_state(self, history: list[Change]) -> None:
        assert replay(INCIDENT, history) is history[-1].to_state

    def test_an_iterator_of_facts_will_do(self) -> None:
        assert replay(INCIDENT, iter([to(NEW), to(IN_PROGRESS)])) is IN_PROGRESS

    def test_facts_may_tell_where_they_start_and_by_which_trigger(self) -> None:
        history = [
            to(NEW),
            to(IN_PROGRESS, 1, from_state=NEW, trigger=IncidentTrigger.START),
            to(CANCELLED, 2, from_state=IN_PROGRESS, trigger=IncidentTrigger.CANCEL),
        ]
        assert replay(INCIDENT, history) is CANCELLED

    def test_a_history_may_begin_in_the_middle_if_it_says_where(self) -> None:
        assert replay(INCIDENT, [to(RESOLVED, from_state=ON_HOLD)]) is RESOLVED

    def test_the_same_state_again_is_an_update(self) -> None:
        assert replay(INCIDENT, [to(NEW), to(NEW, 1), to(NEW, 2, from_state=NEW)]) is NEW

    def test_facts_may_share_an_instant(self) -> None:
        assert replay(INCIDENT, [to(NEW), to(IN_PROGRESS), to(RESOLVED)]) is RESOLVED

    def test_the_state_before_may_be_a_word(self) -> None:
        assert (
            replay(INCIDENT, [to(ON_HOLD, from_state=IN_PROGRESS)], start="inProgress") is ON_HOLD
        )
        with pytest.raises(UnknownState):
            replay(INCIDENT, [], start="inProgres")

    @pytest.mark.parametrize("wrong", [to(NEW), None, "new", [1], [None]])
    def test_something_else_than_a_list_of_facts_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="history"):
            replay(INCIDENT, wrong)

    def test_something_else_than_a_lifecycle_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="lifecycle: str 'incident'"):
            replay("incident", [])  # type: ignore[arg-type]

    def test_guards_are_not_asked(self) -> None:
        history = [to(NEW), to(IN_PROGRESS), to(ON_HOLD, trigger=IncidentTrigger.HOLD)]
        assert replay(INCIDENT, history) is ON_HOLD

    def test_a_drawn_loop_may_be_triggered(self) -> None:
        ours = INCIDENT.extend(rules=[Rule("note", [NEW], NEW)])
        assert replay(ours, [to(NEW), to(NEW, trigger="note")]) is NEW

    def test_own_states_are_followed(self) -> None:
        vendor = OwnState("withVendor", StateCategory.PAUSED)
        there = Rule[IncidentState, IncidentTrigger]("toVendor", [NEW], vendor)
        back = Rule[IncidentState, IncidentTrigger]("fromVendor", [vendor], NEW)
        ours = INCIDENT.extend(rules=[there, back])
        assert replay(ours, [to(NEW), to(vendor, trigger="toVendor")]) == vendor


@pytest.mark.parametrize(
    ("history", "index", "fact", "allowed"),
    [
        (
            [to(IN_PROGRESS)],
            0,
            "to inProgress at 2026-10-26T08:00:00+00:00",
            "new",
        ),
        (
            [to(NEW), to(RESOLVED, 1)],
            1,
            "to resolved at 2026-10-26T09:00:00+00:00",
            "inProgress by start, cancelled by cancel",
        ),
        (
            [to(CLOSED, from_state=NEW)],
            0,
            "new to closed at 2026-10-26T08:00:00+00:00",
            "inProgress by start, cancelled by cancel",
        ),
        (
            [to(NEW), to(RESOLVED, 1, from_state=IN_PROGRESS)],
            1,
            "inProgress to resolved at 2026-10-26T09:00:00+00:00",
            "a fact that starts in new",
        ),
        (
            [to(NEW), to(IN_PROGRESS, -1)],
            1,
            "to inProgress at 2026-10-26T07:00:00+00:00",
            "a fact from 2026-10-26T08:00:00+00:00 on",
        ),
        (
            [to(NEW), to(NEW, trigger=IncidentTrigger.START)],
            1,
            "to new by 'start' at 2026-10-26T08:00:00+00:00",
            "inProgress by start, cancelled by cancel",
        ),
        (
            [to(NEW), to(CANCELLED), to(NEW)],
            2,
            "to new at 2026-10-26T08:00:00+00:00",
            "nothing, no rule leads out of there",
        ),
        (
            [to(NEW), to(WEIRD)],
            1,
            "to weird at 2026-10-26T08:00:00+00:00",
            "inProgress by start, cancelled by cancel",
        ),
    ],
    ids=[
        "begins in no initial state",
        "takes no drawn step",
        "takes no drawn step from where it says it starts",
        "starts elsewhere than the fact before ended",
        "precedes the fact before",
        "is an update with a trigger",
        "leaves a final state",
        "leads to a foreign state",
    ],
)
def test_an_impossible_fact_is_named(
    history: list[Change], index: int, fact: str, allowed: str
) -> None:
    with pytest.raises(ImpossibleHistory) as refused:
        replay(INCIDENT, history)
    assert refused.value.args == ("incident", index, fact, allowed)


class TestWrongTriggers:
    history = (to(NEW), to(IN_PROGRESS, trigger=IncidentTrigger.HOLD))

    def test_a_step_by_the_wrong_trigger_is_refused(self) -> None:
        with pytest.raises(ImpossibleHistory, match="to inProgress by 'hold'"):
            replay(INCIDENT, self.history)

    def test_the_refusal_names_the_trigger_that_would_have_been_right(self) -> None:
        with pytest.raises(ImpossibleHistory) as refused:
            replay(INCIDENT, self.history)
        assert "start" in refused.value.allowed

    def test_the_word_of_a_trigger_will_do(self) -> None:
        assert replay(INCIDENT, [to(NEW), to(IN_PROGRESS, trigger="start")]) is IN_PROGRESS


def test_a_history_cannot_begin_in_a_state_that_the_lifecycle_does_not_have() -> None:
    with pytest.raises(ImpossibleHistory):
        replay(INCIDENT, [to(WEIRD, from_state=WEIRD)])


def test_a_foreign_state_is_not_said_to_have_ended() -> None:
    with pytest.raises(ImpossibleHistory) as refused:
        replay(INCIDENT, [to(NEW, from_state=WEIRD)])
    assert "it has ended" not in refused.value.allowed


def test_a_huge_trigger_does_not_flood_the_message() -> None:
    with pytest.raises(ImpossibleHistory) as refused:
        replay(INCIDENT, [to(NEW), to(IN_PROGRESS, trigger="x" * 10_000)])
    assert len(str(refused.value)) < 300


def test_the_error_keeps_its_facts_when_pickled_or_copied() -> None:
    error = ImpossibleHistory("incident", 1, "new to closed", "inProgress, cancelled")
    assert str(error) == (
        "incident: fact 1, new to closed, is not allowed; allowed: inProgress, cancelled"
    )
    twins = pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)  # noqa: S301
    for twin in twins:
        assert type(twin) is ImpossibleHistory
        assert vars(twin) == vars(error)
        assert str(twin) == str(error)
    assert isinstance(error, SvcmgmtError)
    assert isinstance(error, ValueError)
