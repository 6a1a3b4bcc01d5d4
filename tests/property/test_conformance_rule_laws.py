"""What conformance rules keep: streaming is batch, states alternate."""

from __future__ import annotations

import pickle
from itertools import pairwise
from typing import Any

from hypothesis import given, strategies as st

from svcmgmt.sla.conformance import (
    AllowedCrossings,
    ConformanceEvent,
    ConformanceRule,
    DampedAlert,
    GraceMode,
    GraceTimes,
    Hysteresis,
    StatefulAlert,
)

NUMBERS = st.lists(st.integers(0, 12), max_size=60)
FLAGS = st.lists(st.booleans(), max_size=60)


def stateful(draw: st.DrawFn) -> StatefulAlert:
    window = draw(st.integers(1, 6))
    set_count = draw(st.integers(1, window))
    clear_count = draw(st.integers(window - set_count + 1, window))
    return StatefulAlert(threshold=6, window=window, set_count=set_count, clear_count=clear_count)


STATEFUL = st.composite(stateful)()
HYSTERESIS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(
    lambda levels: Hysteresis(raise_at=max(levels), clear_at=min(levels))
)
DAMPED = st.builds(DampedAlert, threshold=st.integers(0, 12), damping=st.integers(0, 4))
GRACE = st.builds(GraceTimes, grace=st.integers(0, 4), mode=st.sampled_from(GraceMode))
CROSSINGS = st.builds(AllowedCrossings, allowed=st.integers(0, 4), period=st.integers(1, 8))
CASES = st.tuples(STATEFUL | HYSTERESIS | DAMPED, NUMBERS) | st.tuples(GRACE | CROSSINGS, FLAGS)


@given(CASES, st.integers(0, 60))
def test_streaming_is_batch_also_from_a_stored_watch(
    case: tuple[ConformanceRule, list[Any]], cut: int
) -> None:
    rule, values = case
    watch, events = rule.start(), list[ConformanceEvent]()
    for index, value in enumerate(values):
        if index == cut:
            watch = pickle.loads(pickle.dumps(watch))  # noqa: S301 - just written
        watch, happened = watch.see(value)
        events += happened
    report = rule.over(values)
    assert report.events == tuple(events)
    assert report.watch == watch


@given(STATEFUL | HYSTERESIS, NUMBERS)
def test_states_are_raised_and_cleared_by_turns(rule: ConformanceRule, values: list[Any]) -> None:
    kinds = [event.kind.value for event in rule.over(values).events]
    assert kinds == (["raised", "cleared"] * len(kinds))[: len(kinds)]


@given(HYSTERESIS, NUMBERS)
def test_hysteresis_holds_the_state_of_its_last_level(rule: Hysteresis, values: list[Any]) -> None:
    watch = rule.start()
    for value in values:
        watch, _ = watch.see(value)
        if value >= rule.raise_at:
            assert watch.is_raised
        if value < rule.clear_at:
            assert not watch.is_raised


@given(DAMPED, NUMBERS)
def test_alerts_are_further_apart_than_the_damping_unless_cleared(
    rule: DampedAlert, values: list[Any]
) -> None:
    alerts = [event.place.index for event in rule.over(values).events]
    for one, other in pairwise(alerts):
        between = values[one + 1 : other]
        assert other - one > rule.damping or any(value < rule.threshold for value in between)


@given(CROSSINGS, FLAGS)
def test_crossings_have_a_consequence_exactly_when_too_many_lie_in_the_period(
    rule: AllowedCrossings, crossings: list[Any]
) -> None:
    period = rule.period
    assert isinstance(period, int)
    expected = [
        index
        for index, crossed in enumerate(crossings)
        if crossed and sum(crossings[max(index - period + 1, 0) : index + 1]) > rule.allowed
    ]
    assert [event.place.index for event in rule.over(crossings).events] == expected


@given(STATEFUL, NUMBERS)
def test_a_stateful_alert_looks_at_the_last_intervals_only(
    rule: StatefulAlert, values: list[Any]
) -> None:
    is_set, expected = False, []
    for index in range(len(values)):
        window = values[max(index - rule.window + 1, 0) : index + 1]
        over = sum(value >= rule.threshold for value in window)
        if not is_set and over >= rule.set_count:
            is_set = True
            expected.append(("raised", index))
        elif is_set and len(window) - over >= rule.clear_count:
            is_set = False
            expected.append(("cleared", index))
    events = rule.over(values).events
    assert [(event.kind.value, event.place.index) for event in events] == expected


@given(st.integers(0, 4), FLAGS)
def test_a_grace_is_exceeded_once_in_each_run(grace: int, results: list[Any]) -> None:
    runs, expected = 0, []
    for index, has_result in enumerate(results):
        runs = 0 if has_result else runs + 1
        if runs == grace + 1:
            expected.append(index)
    found = GraceTimes(grace=grace).over(results).events
    assert [event.place.index for event in found] == expected
