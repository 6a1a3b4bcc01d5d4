"""What a log does, counted, and the candidate that is drawn from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import (
    InvalidLifecycle,
    OwnState,
    Repeats,
    State,
    StateCategory,
    StateChange,
    Trigger,
    conformance,
    discover,
    replay,
)
from svcmgmt.practice import INCIDENT, Incident, IncidentState
from svcmgmt.values import Ratio

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
Change = StateChange[State, Trigger]


def log(word: str) -> list[Change]:
    """Return facts an hour apart, one for each letter."""
    return [
        StateChange(
            to_state=OwnState(letter, StateCategory.OPEN), at=MONDAY + timedelta(hours=hours)
        )
        for hours, letter in enumerate(word)
    ]


def told(rows: tuple[object, ...]) -> list[str]:
    """Return rows in words."""
    return [str(row) for row in rows]


class TestCounting:
    PROFILE = discover([log("nac"), log("nac"), log("nnabac"), [], log("x")])

    def test_cases_events_and_variants(self) -> None:
        assert (self.PROFILE.cases, self.PROFILE.empty) == (4, 1)
        assert (self.PROFILE.events, self.PROFILE.variants) == (13, 3)

    def test_states_starts_and_ends(self) -> None:
        assert told(self.PROFILE.states) == [
            "n: 4 times in 3 cases", "a: 4 times in 3 cases", "c: 3 times in 3 cases",
            "b: 1 times in 1 cases", "x: 1 times in 1 cases",
        ]  # fmt: skip
        assert told(self.PROFILE.starts) == ["n: 3 times in 3 cases", "x: 1 times in 1 cases"]
        assert told(self.PROFILE.ends) == ["c: 3 times in 3 cases", "x: 1 times in 1 cases"]

    def test_steps_and_updates(self) -> None:
        assert told(self.PROFILE.steps) == [
            "n to a: 3 times in 3 cases", "a to c: 3 times in 3 cases",
            "n to n: 1 times in 1 cases", "a to b: 1 times in 1 cases",
            "b to a: 1 times in 1 cases",
        ]  # fmt: skip

    def test_steps_add_up_to_events(self) -> None:
        steps = sum(each.times for each in self.PROFILE.steps)
        assert steps + self.PROFILE.cases == self.PROFILE.events

    @pytest.mark.parametrize(
        ("words", "turns", "cases"),
        [
            (["aba"], ["a to b: 1 times in 1 cases"], 1),
            (["aabba"], ["a to b: 1 times in 1 cases"], 1),
            (["abab"], ["a to b: 1 times in 1 cases", "b to a: 1 times in 1 cases"], 1),
            (["ababa", "x"], ["a to b: 2 times in 1 cases", "b to a: 1 times in 1 cases"], 1),
            (["abc", "aa", "ab", "", "abca"], [], 0),
        ],
    )
    def test_there_and_straight_back(self, words: list[str], turns: list[str], cases: int) -> None:
        profile = discover(map(log, words))
        assert told(profile.ping_pongs) == turns
        assert profile.ping_pong_cases == cases

    @pytest.mark.parametrize("wrong", ["log", None, [None], [[1]]])
    def test_something_else_than_histories_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="histor"):
            discover(wrong)


class TestCandidate:
    def test_it_allows_what_the_log_does(self) -> None:
        histories = [log("nac"), log("nnabac"), log("nc")]
        lifecycle = discover(histories).candidate("ours")
        assert conformance(lifecycle, histories).fitting == Ratio(3, 3)
        for history in histories:
            replay(lifecycle, history)

    def test_rare_steps_are_left_undrawn(self) -> None:
        profile = discover([log("nac"), log("nac"), log("nbc"), log("xac")])
        lifecycle = profile.candidate("ours", at_least=2)
        assert told(lifecycle.initials) == ["n"]
        assert {str(rule.target): told(rule.sources) for rule in lifecycle.rules} == {
            "a": ["n"],
            "c": ["a"],
        }
        assert told(lifecycle.undrawn) == ["b", "x"]
        assert lifecycle.source == "discovered"

    def test_what_leads_nowhere_is_left_undrawn(self) -> None:
        histories = [*[log("nac")] * 9, log("nab"), log("nabd"), log("nabe")]
        lifecycle = discover(histories).candidate("ours", at_least=3)
        assert told(lifecycle.undrawn) == ["b", "d", "e"]

    def test_an_end_that_is_left_may_be_reopened(self) -> None:
        lifecycle = discover([log("nc"), log("ncnc")]).candidate("ours")
        assert told(lifecycle.reopenable) == ["c"]

    def test_updates_are_drawn_on_demand(self) -> None:
        profile = discover([log("nnc")])
        assert not profile.candidate("ours").allows("n", "n")
        drawn = profile.candidate("ours", repeats=Repeats.STEP)
        assert drawn.allows("n", "n", "to n")
        assert conformance(drawn, [log("nnc")], repeats=Repeats.STEP).fitting == Ratio(1, 1)

    def test_one_state_is_a_lifecycle(self) -> None:
        lifecycle = discover([log("n")]).candidate("ours")
        assert told(lifecycle.initials) == told(lifecycle.finals) == ["n"]

    def test_members_that_the_log_does_not_have_are_undrawn(self) -> None:
        ticket = Incident.log(id="INC-1", at=MONDAY).cancel(at=MONDAY)
        lifecycle = discover([ticket.history]).candidate("ours")
        assert lifecycle.states == INCIDENT.states
        assert IncidentState.CLOSED in lifecycle.undrawn

    def test_a_number_that_leaves_no_way_is_refused(self) -> None:
        profile = discover([log("nac"), log("nbc")])
        with pytest.raises(InvalidValue, match=r"at_least: 2 .* leaves a way"):
            profile.candidate("ours", at_least=2)

    @pytest.mark.parametrize("wrong", [0, -1])
    def test_fewer_than_one_case_is_refused(self, wrong: int) -> None:
        with pytest.raises(InvalidValue, match="at_least"):
            discover([log("n")]).candidate("ours", at_least=wrong)

    def test_a_log_without_cases_has_none(self) -> None:
        with pytest.raises(InvalidValue, match="a log with cases"):
            discover([]).candidate("ours")

    @pytest.mark.parametrize("wrong", [{"at_least": True}, {"at_least": 1.5}, {"repeats": "step"}])
    def test_wrong_kinds_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            discover([log("n")]).candidate("ours", **wrong)

    def test_two_states_of_one_word_are_refused(self) -> None:
        double = StateChange[Any, Any](
            to_state=OwnState("n", StateCategory.DONE), at=MONDAY + timedelta(hours=9)
        )
        with pytest.raises(InvalidLifecycle, match="each word once"):
            discover([[*log("n"), double]]).candidate("ours")
