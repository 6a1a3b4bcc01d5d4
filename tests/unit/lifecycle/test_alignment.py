"""Alignments: the cheapest way through a trace and a lifecycle, and what a whole log costs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle import (
    Alignment,
    Deviation,
    DeviationKind,
    Lifecycle,
    Move,
    MoveKind,
    OwnState,
    Repeats,
    Rule,
    State,
    StateCategory,
    StateChange,
    TraceEnd,
    align,
    conformance,
)
from svcmgmt.lifecycles import ALL
from svcmgmt.practice import INCIDENT, Incident, IncidentState, IncidentTrigger
from svcmgmt.values import NoData, Ratio

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
NEW, IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED, CANCELLED = IncidentState
WEIRD = OwnState("-100", StateCategory.UNKNOWN)

Change = StateChange[IncidentState, IncidentTrigger]


def moves(found: Alignment[Any]) -> list[str]:
    """Return the moves in words."""
    return [str(move) for move in found.moves]


def log(*states: IncidentState | OwnState) -> list[Change]:
    """Return facts an hour apart."""
    return [
        StateChange(to_state=state, at=MONDAY + timedelta(hours=hours))
        for hours, state in enumerate(states)
    ]


def endless() -> Lifecycle[State, Any]:
    """Return a lifecycle that never ends."""
    a, b = (OwnState(word, StateCategory.IN_SERVICE) for word in "ab")
    return Lifecycle(name="endless", rules=[Rule("on", [a], b), Rule("back", [b], a)], initials=[a])


class TestOneTrace:
    def test_a_run_of_the_lifecycle_fits(self) -> None:
        found = align(INCIDENT, [NEW, IN_PROGRESS, ON_HOLD, IN_PROGRESS, RESOLVED, CLOSED])
        assert {move.kind for move in found.moves} == {MoveKind.SYNCHRONOUS}
        assert [move.place for move in found.moves] == list(range(6))
        assert (found.cost, found.worst, found.fitness) == (0, 8, Ratio(8, 8))

    def test_words_and_states_are_the_same(self) -> None:
        assert align(INCIDENT, ["new", "-100"]) == align(INCIDENT, [NEW, WEIRD])

    def test_what_is_not_told_is_added(self) -> None:
        found = align(INCIDENT, [NEW, IN_PROGRESS, CLOSED])
        assert moves(found)[2] == "model resolved"
        assert found.moves[2].place is None

    def test_a_beginning_and_an_end_that_are_missing_are_added(self) -> None:
        found = align(INCIDENT, [IN_PROGRESS, RESOLVED])
        assert moves(found) == [
            "model new", "synchronous inProgress", "synchronous resolved", "model closed"
        ]  # fmt: skip
        assert found.fitness == Ratio(1, 2)

    def test_what_the_lifecycle_cannot_do_is_skipped(self) -> None:
        found = align(INCIDENT, [NEW, CANCELLED, ON_HOLD])
        assert moves(found) == ["synchronous new", "synchronous cancelled", "log onHold"]

    def test_a_state_of_nobody_is_skipped_in_its_place(self) -> None:
        found = align(INCIDENT, [WEIRD, NEW, WEIRD, WEIRD, CANCELLED, WEIRD])
        assert moves(found) == [
            "log -100", "synchronous new", "log -100", "log -100", "synchronous cancelled",
            "log -100",
        ]  # fmt: skip
        assert [move.place for move in found.moves] == list(range(6))

    def test_an_empty_trace_agrees_in_nothing(self) -> None:
        found = align(INCIDENT, [])
        assert (found.cost, found.worst) == (2, 2)
        assert found.fitness == Ratio(0, 1)

    def test_a_long_trace_that_fits_nowhere_ends_in_bounded_steps(self) -> None:
        found = align(INCIDENT, ["-100"] * 20_000)
        assert (found.cost, found.fitness) == (20_002, Ratio(0, 1))

    def test_a_state_that_nobody_drew_is_skipped(self) -> None:
        apart = OwnState("apart", StateCategory.OPEN)
        found = align(INCIDENT.extend(rules=[], undrawn=[apart]), [NEW, apart, CANCELLED])
        assert moves(found)[1] == "log apart"


class TestRepeats:
    TWICE = (NEW, NEW, CANCELLED)

    def test_the_same_state_again_is_an_update(self) -> None:
        found = align(INCIDENT, self.TWICE)
        assert (found.cost, found.worst, found.repeats) == (0, 5, Repeats.UPDATE)

    def test_or_a_step_that_nobody_drew(self) -> None:
        found = align(INCIDENT, self.TWICE, repeats=Repeats.STEP)
        assert (found.cost, found.repeats) == (1, Repeats.STEP)
        assert sorted(moves(found)) == ["log new", "synchronous cancelled", "synchronous new"]

    def test_a_step_that_is_drawn_fits(self) -> None:
        drawn = INCIDENT.extend(rules=[Rule("note", [NEW], NEW)])
        assert align(drawn, self.TWICE, repeats=Repeats.STEP).cost == 0


class TestEnds:
    def test_a_trace_ends_in_a_final_state(self) -> None:
        assert align(INCIDENT, [NEW]).cost == 1

    def test_or_anywhere(self) -> None:
        found = align(INCIDENT, [NEW], end=TraceEnd.ANYWHERE)
        assert (found.cost, found.worst, found.end) == (0, 2, TraceEnd.ANYWHERE)

    def test_what_never_ends_may_end_anywhere(self) -> None:
        assert align(endless(), ["a", "b", "a"]).cost == 0


class TestWrongArguments:
    @pytest.mark.parametrize("trace", ["new", b"new", None, [1], NEW])
    def test_something_else_than_a_list_of_states_is_refused(self, trace: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="trace"):
            align(INCIDENT, trace)

    @pytest.mark.parametrize(
        "wrong", [{"lifecycle": "incident"}, {"repeats": "update"}, {"end": "final"}]
    )
    def test_a_word_in_place_of_a_policy_is_refused(self, wrong: dict[str, Any]) -> None:
        given: dict[str, Any] = {"lifecycle": INCIDENT, **wrong}
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            align(trace=[NEW], **given)
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            conformance(histories=[], **given)

    @pytest.mark.parametrize("wrong", ["log", None, 1])
    def test_something_else_than_a_list_of_histories_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="histories"):
            conformance(INCIDENT, wrong)

    def test_a_history_of_something_else_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="history"):
            conformance(INCIDENT, [[NEW]])  # type: ignore[list-item]

    @pytest.mark.parametrize("wrong", [None, "log", 5, ["log"]])
    def test_results_are_made_of_what_they_say(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="kind: "):
            Move(wrong, IncidentState.NEW)
        deviation = Deviation(kind=DeviationKind.SKIPPED, state="new", times=1, cases=1)
        with pytest.raises(InvalidType, match="kind: "):
            evolve(deviation, kind=wrong)
        listed: Any = [wrong]
        with pytest.raises(InvalidType, match="times: "):
            evolve(deviation, times=listed)


class TestWholeLogs:
    FITTING = log(NEW, IN_PROGRESS, RESOLVED, CLOSED)
    SKIPPING = log(NEW, RESOLVED, CLOSED)

    def test_each_distinct_trace_is_told_once(self) -> None:
        found = conformance(INCIDENT, [self.SKIPPING, self.FITTING, self.SKIPPING, []])
        assert [(each.cases, each.alignment.cost) for each in found.traces] == [(2, 1), (1, 0)]
        assert (found.cases, found.empty, found.lifecycle) == (3, 1, "incident")

    def test_three_figures_tell_how_far_a_log_follows(self) -> None:
        found = conformance(INCIDENT, [self.SKIPPING, self.FITTING, self.SKIPPING])
        assert found.fitting == Ratio(1, 3)
        assert found.fitness == Ratio(14, 16)
        assert found.mean_fitness == (Fraction(4, 5) * 2 + 1) / 3

    def test_no_cases_are_no_data(self) -> None:
        found = conformance(INCIDENT, [[]])
        for value in (found.fitting, found.fitness, found.mean_fitness):
            assert value == NoData("no cases")

    def test_facts_take_their_places(self) -> None:
        found = conformance(INCIDENT, [self.FITTING[::-1]])
        assert found.fitting == Ratio(1, 1)

    def test_the_state_before_the_first_fact_is_told(self) -> None:
        first: Change = StateChange(to_state=CANCELLED, from_state=NEW, at=MONDAY)
        assert conformance(INCIDENT, [[first]]).fitting == Ratio(1, 1)

    def test_a_record_follows_its_own_lifecycle(self) -> None:
        ticket = Incident.log(id="INC-1", at=MONDAY).cancel(at=MONDAY)
        assert conformance(INCIDENT, [ticket.history]).fitting == Ratio(1, 1)

    @pytest.mark.parametrize(
        ("states", "told"),
        [
            ((NEW, CANCELLED, ON_HOLD), {(DeviationKind.UNEXPECTED, "onHold")}),
            ((NEW, WEIRD, CANCELLED), {(DeviationKind.UNKNOWN_STATE, "-100")}),
            ((NEW, RESOLVED, CLOSED), {(DeviationKind.SKIPPED, "inProgress")}),
            ((IN_PROGRESS, RESOLVED, CLOSED), {(DeviationKind.MISSING_START, "new")}),
            ((NEW, IN_PROGRESS, RESOLVED), {(DeviationKind.MISSING_END, "closed")}),
            ((NEW, IN_PROGRESS, RESOLVED, CLOSED), set[object]()),
        ],
    )
    def test_deviations_have_a_kind_and_a_state(
        self, states: tuple[IncidentState | OwnState, ...], told: set[object]
    ) -> None:
        found = conformance(INCIDENT, [log(*states)])
        assert {(each.kind, each.state) for each in found.deviations} == told

    def test_a_trace_of_strange_states_only_has_no_end(self) -> None:
        found = conformance(INCIDENT, [log(WEIRD)])
        kinds = [each.kind for each in found.deviations]
        assert kinds.count(DeviationKind.UNKNOWN_STATE) == 1
        assert kinds.count(DeviationKind.MISSING_END) == 2

    def test_deviations_are_counted_by_times_and_cases(self) -> None:
        strange = log(NEW, WEIRD, CANCELLED, WEIRD)
        found = conformance(INCIDENT, [strange, strange, self.SKIPPING])
        assert [str(each) for each in found.deviations] == [
            "unknown state -100: 4 times in 2 cases",
            "skipped inProgress: 1 times in 1 cases",
        ]

    @pytest.mark.parametrize("name", ALL)
    def test_every_lifecycle_can_be_followed(self, name: str) -> None:
        lifecycle = ALL[name]
        found = align(lifecycle, [])
        run = [move.state for move in found.moves]
        assert align(lifecycle, run).cost == 0
