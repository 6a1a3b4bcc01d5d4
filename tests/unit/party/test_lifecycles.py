"""What is known of parties and appointments changes as the APIs draw it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from svcmgmt.lifecycle import Lifecycle, TransitionNotAllowed
from svcmgmt.party import (
    APPOINTMENT,
    INDIVIDUAL,
    ORGANIZATION,
    Appointment,
    CommunicationMessageState,
    Individual,
    Organization,
)

AT = datetime(2026, 10, 26, tzinfo=UTC)

DRAWN: dict[str, tuple[Lifecycle[Any, Any], set[tuple[str, str]], set[str]]] = {
    "Individual": (
        INDIVIDUAL,
        {
            ("initialized", "validated"),
            ("initialized", "deceased"),
            ("validated", "deceased"),
        },
        {"deceased"},
    ),
    "Organization": (
        ORGANIZATION,
        {("initialized", "validated"), ("initialized", "closed"), ("validated", "closed")},
        {"closed"},
    ),
    "Appointment": (
        APPOINTMENT,
        {
            ("initialized", "confirmed"),
            ("initialized", "cancelled"),
            ("confirmed", "completed"),
            ("confirmed", "failed"),
        },
        {"cancelled", "completed", "failed"},
    ),
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_rules_are_those_that_are_drawn(name: str) -> None:
    lifecycle, drawn, finals = DRAWN[name]
    rules = {(str(start), str(rule.target)) for rule in lifecycle.rules for start in rule.sources}
    assert rules == drawn
    assert {str(each) for each in lifecycle.finals} == finals
    assert [str(each) for each in lifecycle.initials] == ["initialized"]
    assert all(rule.source for rule in lifecycle.rules)


@pytest.mark.parametrize("kind", [Individual, Organization])
def test_a_party_is_checked_and_ends(kind: type[Individual | Organization]) -> None:
    checked = kind(id="1").validate(at=AT, by="ana", reason="papers")
    assert str(checked.state) == "validated"
    assert checked.history[-1].by == "ana"
    ended = checked.end(at=AT)
    assert str(ended.state) in {"deceased", "closed"}
    with pytest.raises(TransitionNotAllowed):
        ended.validate(at=AT)


def test_an_appointment_takes_place_or_not() -> None:
    agreed = Appointment(id="1").confirm(at=AT)
    assert str(agreed.complete(at=AT).state) == "completed"
    assert str(agreed.fail(at=AT).state) == "failed"
    assert str(Appointment().cancel(at=AT).state) == "cancelled"
    with pytest.raises(TransitionNotAllowed):
        agreed.cancel(at=AT)


def test_each_class_names_its_lifecycle() -> None:
    assert Individual().lifecycle is INDIVIDUAL
    assert Organization().lifecycle is ORGANIZATION
    assert Appointment().lifecycle is APPOINTMENT


def test_the_words_of_messages_are_the_published_ones() -> None:
    assert [each.value for each in CommunicationMessageState] == [
        "initial",
        "inProgress",
        "completed",
        "cancelled",
        "failed",
    ]
