"""Facts with distinct keys have one order, however late, often or mixed up they arrive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve
from hypothesis import given, strategies as st

from svcmgmt.lifecycle import StateChange, in_order, state_timeline
from svcmgmt.practice import IncidentState, IncidentTrigger

Change = StateChange[IncidentState, IncidentTrigger]

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

# few values of each kind, so that every part of the key has to decide now and then
INSTANTS = st.integers(0, 2).map(lambda minutes: MONDAY + minutes * MINUTE)
FACTS: st.SearchStrategy[Change] = st.builds(
    StateChange,
    at=INSTANTS,
    sequence=st.none() | st.integers(-1, 2),
    recorded_at=st.none() | INSTANTS,
    id=st.sampled_from(["", "a", "b"]),
    to_state=st.sampled_from(IncidentState),
)


def key(fact: Change) -> tuple[object, ...]:
    """Return what tells facts apart."""
    return fact.at, fact.sequence, fact.recorded_at, fact.id


DISTINCT = st.lists(FACTS, max_size=10, unique_by=key)
ANY = st.lists(FACTS, max_size=10)


@given(DISTINCT, st.data())
def test_every_arrival_gives_the_same_order(facts: list[Change], data: st.DataObject) -> None:
    arrival = data.draw(st.permutations(facts))
    ordered, findings = in_order(arrival)
    assert ordered == in_order(facts)[0]
    assert {finding.code for finding in findings} <= {"out-of-order"}


@given(DISTINCT, st.data())
def test_repeated_facts_change_nothing(facts: list[Change], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(facts), max_size=5) if facts else st.just([]))
    arrival = data.draw(st.permutations([*facts, *map(evolve, again)]))
    ordered, findings = in_order(arrival)
    assert ordered == in_order(facts)[0]
    assert [finding.code for finding in findings].count("duplicate") == len(again)
    assert "tie" not in {finding.code for finding in findings}


@given(DISTINCT, st.data())
def test_late_facts_find_their_place(facts: list[Change], data: st.DataObject) -> None:
    late = data.draw(st.lists(st.sampled_from(facts), unique=True) if facts else st.just([]))
    early, _ = in_order(fact for fact in facts if fact not in late)
    assert in_order([*early, *late])[0] == in_order(facts)[0]


@given(ANY)
def test_nothing_is_lost_or_made_up(facts: list[Change]) -> None:
    ordered, findings = in_order(facts)
    assert set(ordered) == set(facts)
    assert len(ordered) == len(set(facts))
    duplicates = [finding for finding in findings if finding.code == "duplicate"]
    assert len(duplicates) == len(facts) - len(ordered)


@given(ANY)
def test_time_never_runs_backwards(facts: list[Change]) -> None:
    ordered, _ = in_order(facts)
    instants = [fact.at for fact in ordered]
    assert instants == sorted(instants)


@given(ANY)
def test_an_order_is_its_own_order(facts: list[Change]) -> None:
    ordered, findings = in_order(facts)
    again, further = in_order(ordered)
    assert again == ordered
    ties = [finding for finding in findings if finding.code == "tie"]
    assert list(further) == ties


@given(ANY)
def test_ties_are_exactly_the_neighbours_that_nothing_tells_apart(facts: list[Change]) -> None:
    ordered, findings = in_order(facts)
    ties = [finding for finding in findings if finding.code == "tie"]
    assert len(ties) == len(ordered) - len({key(fact) for fact in ordered})


@given(st.lists(FACTS, min_size=1, max_size=10, unique_by=key), st.data())
def test_the_timeline_does_not_depend_on_the_arrival(
    facts: list[Change], data: st.DataObject
) -> None:
    arrival: list[Any] = data.draw(st.permutations(facts))
    assert state_timeline(in_order(arrival)[0]) == state_timeline(in_order(facts)[0])
