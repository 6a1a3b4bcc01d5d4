"""Every lifecycle of the index survives random walks, and so do extensions of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from svcmgmt.lifecycle import OwnState, Rule, StateCategory, Stateful
from svcmgmt.lifecycles import ALL
from svcmgmt.practice import INCIDENT, HoldReason, Incident, IncidentState, IncidentTrigger
from svcmgmt.testing import walk

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

Begin = Callable[[], Stateful[Any, Any]]
Facts = Mapping[Any, Mapping[str, Any]]


def incident() -> Incident:
    return Incident.log(id="INC-7", at=MONDAY)


NEEDED: Facts = {
    IncidentTrigger.RESOLVE: {"changes": {"resolution": "restarted"}},
    IncidentTrigger.HOLD: {"reason": HoldReason.CALLER.value},
}

LENGTH = settings(stateful_step_count=25)

WALKS: dict[str, tuple[Begin, Facts]] = {"incident": (incident, NEEDED)}
"""How to begin each lifecycle of the index, and what its guards need."""


def test_every_lifecycle_of_the_index_is_walked() -> None:
    assert set(WALKS) == set(ALL)
    assert all(begin().lifecycle is ALL[name] for name, (begin, _) in WALKS.items())


@pytest.mark.parametrize("name", WALKS)
def test_a_random_walk_obeys_the_table(name: str) -> None:
    run_state_machine_as_test(walk(*WALKS[name]), settings=LENGTH)


@pytest.mark.parametrize("name", WALKS)
def test_a_random_walk_into_refusing_guards_obeys_the_table(name: str) -> None:
    run_state_machine_as_test(walk(WALKS[name][0]), settings=LENGTH)


def test_a_random_walk_through_an_extension_obeys_the_table() -> None:
    vendor = OwnState("withVendor", StateCategory.PAUSED)
    ours = INCIDENT.extend(
        rules=[
            Rule("toVendor", [IncidentState.IN_PROGRESS, IncidentState.ON_HOLD], vendor),
            Rule("fromVendor", [vendor], IncidentState.IN_PROGRESS),
            Rule("note", [IncidentState.NEW, vendor], vendor),
        ]
    )
    begun = evolve(incident(), own_lifecycle=ours)
    run_state_machine_as_test(walk(lambda: begun, NEEDED), settings=LENGTH)
