"""What holds for the alignment of any trace with any lifecycle, and for candidates of any log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, strategies as st

from svcmgmt.lifecycle import (
    ImpossibleHistory,
    Lifecycle,
    MoveKind,
    OwnState,
    Repeats,
    StateCategory,
    StateChange,
    TraceEnd,
    align,
    conformance,
    discover,
    replay,
)
from svcmgmt.lifecycles import ALL
from svcmgmt.values import Ratio

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
STRANGE = OwnState("-100", StateCategory.UNKNOWN)

LIFECYCLES = st.sampled_from(sorted(ALL)).map(lambda name: ALL[name])
LOGS = st.lists(st.text("abcd", max_size=6), max_size=8)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Lifecycle[Any, Any], list[Any]]:
    """Give a lifecycle, and a trace in its states and a strange one."""
    lifecycle = draw(LIFECYCLES)
    states = st.sampled_from([*lifecycle.states, STRANGE])
    return lifecycle, draw(st.lists(states, max_size=8))


def history(states: list[Any] | tuple[Any, ...]) -> list[StateChange[Any, Any]]:
    """Return facts a minute apart."""
    return [
        StateChange(to_state=state, at=MONDAY + timedelta(minutes=minutes))
        for minutes, state in enumerate(states)
    ]


def read(word: str) -> list[StateChange[Any, Any]]:
    """Return the history of a word, a state for each letter."""
    return history([OwnState(letter, StateCategory.OPEN) for letter in word])


def is_possible(lifecycle: Lifecycle[Any, Any], states: list[Any]) -> bool:
    """Return whether a trace is a run of a lifecycle, by strict replay."""
    try:
        last = replay(lifecycle, history(states))
    except ImpossibleHistory:
        return False
    return last is not None and (not lifecycle.finals or last in lifecycle.finals)


@given(cases(), st.sampled_from(Repeats), st.sampled_from(TraceEnd))
def test_an_alignment_tells_the_whole_trace_and_a_run(
    case: tuple[Lifecycle[Any, Any], list[Any]], repeats: Repeats, end: TraceEnd
) -> None:
    lifecycle, trace = case
    found = align(lifecycle, trace, repeats=repeats, end=end)
    assert [move.state for move in found.moves if move.place is not None] == trace
    places = [move.place for move in found.moves if move.place is not None]
    assert places == list(range(len(trace)))
    run = [move.state for move in found.moves if move.kind is not MoveKind.LOG]
    assert align(lifecycle, run, repeats=repeats, end=end).cost == 0
    assert 0 <= found.cost <= found.worst
    assert 0 <= found.fitness.value <= 1


@given(cases())
def test_a_trace_fits_when_it_can_be_replayed_to_an_end(
    case: tuple[Lifecycle[Any, Any], list[Any]],
) -> None:
    lifecycle, trace = case
    assert (align(lifecycle, trace).cost == 0) is is_possible(lifecycle, trace)


@given(cases())
def test_more_freedom_never_costs_more(case: tuple[Lifecycle[Any, Any], list[Any]]) -> None:
    lifecycle, trace = case
    strict = align(lifecycle, trace, repeats=Repeats.STEP)
    assert align(lifecycle, trace).cost <= strict.cost
    assert align(lifecycle, trace, end=TraceEnd.ANYWHERE).cost <= align(lifecycle, trace).cost


@given(LOGS)
def test_a_log_is_counted_once(words: list[str]) -> None:
    profile = discover(map(read, words))
    assert profile.cases + profile.empty == len(words)
    assert profile.events == sum(map(len, words))
    assert sum(each.times for each in profile.steps) == profile.events - profile.cases
    for side in (profile.starts, profile.ends):
        assert sum(each.times for each in side) == profile.cases


@given(LOGS.filter(any), st.sampled_from(Repeats))
def test_a_log_follows_the_candidate_that_draws_all_of_it(
    words: list[str], repeats: Repeats
) -> None:
    histories = [read(word) for word in words]
    lifecycle = discover(histories).candidate("ours", repeats=repeats)
    fitting = conformance(lifecycle, histories, repeats=repeats).fitting
    assert isinstance(fitting, Ratio)
    assert fitting.value == 1
