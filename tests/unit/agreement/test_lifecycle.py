"""The lifecycle of an agreement is the table of the specification, edge by edge."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from svcmgmt.agreement import SLA_AGREEMENT, AgreementState, AgreementTrigger
from svcmgmt.lifecycle import Lifecycle, StateCategory

DRAFT, NEGOTIATION, AGREED, ACTIVE, SUSPENDED, REJECTED, EXPIRED, TERMINATED = AgreementState

DRAWN = {
    "draft": {"negotiation", "terminated"},
    "negotiation": {"draft", "agreed", "rejected"},
    "agreed": {"active", "terminated"},
    "active": {"suspended", "expired", "terminated", "negotiation"},
    "suspended": {"active", "terminated"},
    "rejected": set(),
    "expired": set(),
    "terminated": set(),
}


def targets(lifecycle: Lifecycle[Any, Any]) -> dict[str, set[str]]:
    """Return the words to which each word leads."""
    return {
        str(state): {str(target) for target in lifecycle.targets_from(state)}
        for state in lifecycle.states
    }


def test_its_transitions_are_exactly_those_of_the_table() -> None:
    assert targets(SLA_AGREEMENT) == DRAWN


@pytest.mark.parametrize(("source", "target"), list(product(AgreementState, repeat=2)))
def test_a_pair_is_allowed_only_if_the_table_has_it(
    source: AgreementState, target: AgreementState
) -> None:
    assert SLA_AGREEMENT.allows(source, target) == (str(target) in DRAWN[str(source)])


def test_it_agrees_with_the_published_vector(corpus: Callable[[str], Path]) -> None:
    document = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))
    (vector,) = (each for each in document["vectors"] if each["id"] == "LC-sla_agreement")
    given, expected = vector["inputs"], vector["expected"]
    assert targets(SLA_AGREEMENT) == {word: set(to) for word, to in given["transitions"].items()}
    assert [str(state) for state in SLA_AGREEMENT.initials] == given["initial"]
    assert [str(state) for state in SLA_AGREEMENT.finals] == given["final"]
    pairs = sorted([a, b] for a, bs in targets(SLA_AGREEMENT).items() for b in bs)
    assert pairs == expected["allowed"]
    assert len(pairs) == expected["n_transitions"]
    assert len(SLA_AGREEMENT.states) == expected["n_states"]


def test_every_trigger_is_used_and_every_rule_is_our_own() -> None:
    assert SLA_AGREEMENT.triggers == tuple(AgreementTrigger)
    assert {rule.source for rule in SLA_AGREEMENT.rules} == {"own"}


@pytest.mark.parametrize(
    ("state", "category"),
    [
        (DRAFT, StateCategory.OPEN),
        (NEGOTIATION, StateCategory.OPEN),
        (AGREED, StateCategory.OPEN),
        (ACTIVE, StateCategory.IN_SERVICE),
        (SUSPENDED, StateCategory.NOT_IN_SERVICE),
        (REJECTED, StateCategory.CANCELLED),
        (EXPIRED, StateCategory.DONE),
        (TERMINATED, StateCategory.CANCELLED),
    ],
)
def test_states_say_what_they_mean(state: AgreementState, category: StateCategory) -> None:
    assert state.category is category
