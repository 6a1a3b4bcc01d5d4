"""The rules of our lifecycles that say that they are published are those that are, edge by edge."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from svcmgmt.lifecycles import ALL

Edges = set[tuple[str, str]]

CATALOG = (
    "ProductOffering / ProductSpecification / Catalog / Category / ProductOfferingPrice (TMF620)"
)
SERVICE = "Service (TMF638/640/641/645)"
TASK = "Cancel*Order, qualification and other task resources"

OURS = {
    "TroubleTicket (TMF621)": "trouble_ticket",
    "ServiceProblem (TMF656)": "service_problem",
    "Alarm (TMF642)": "alarm",
    CATALOG: "catalog",
    TASK: "task",
    "ProductOrder (TMF622)": "product_order",
    "ProductOrderItem (TMF622)": "product_order_item",
    "ServiceOrder (TMF641)": "service_order",
    "ResourceOrder / ResourceOrderItem (TMF652)": "resource_order",
    "Product (TMF637)": "product",
    SERVICE: "service",
    "Quote (TMF648)": "quote",
    "Appointment (TMF646)": "appointment",
    "Individual (TMF632)": "individual",
    "Organization (TMF632)": "organization",
    "Usage (TMF635)": "usage",
}
"""Our lifecycle for each entity whose transitions are published."""

NOT_THERE = {"ProcessFlow (TMF701)", "TaskFlow (TMF701)"}
"""Entities whose transitions are published, and that the library does not have."""

SPELT = {"In Study": "In study", "In Design": "In design", "In Test": "In test"}
"""Words that the catalog's own source spells in two ways."""

NOT_DRAWN: dict[str, Edges] = {SERVICE: {("inactive", "terminated")}}
"""Edges that the text of another API tells and no picture draws; they are our own (R8.12)."""

FINALS = {SERVICE: ({"terminated"}, {"(retired/deleted)"})}
"""Our finals and the listed ones where these are no states: the picture ends outside of them."""


@pytest.fixture(scope="module")
def listed(corpus: Callable[[str], Path]) -> dict[str, dict[str, Any]]:
    """Give all entities whose transitions are published."""
    entries = json.loads(corpus("tmf/states.json").read_text(encoding="utf-8"))
    return {entry["entity"]: entry for entry in entries if entry["transitions"]}


def test_every_published_machine_is_ours_or_is_named_as_missing(
    listed: dict[str, dict[str, Any]],
) -> None:
    assert set(listed) == {*OURS, *NOT_THERE}


def test_no_lifecycle_of_ours_stands_for_what_is_missing() -> None:
    assert not [name for name in ALL if "flow" in name]


@pytest.mark.parametrize("entity", OURS)
def test_the_published_edges_are_the_listed_ones(
    entity: str, listed: dict[str, dict[str, Any]]
) -> None:
    drawn = {
        (str(source), str(rule.target))
        for rule in ALL[OURS[entity]].rules
        for source in rule.sources
        if rule.source != "own"
    }
    told = {
        (SPELT.get(source, source), SPELT.get(target, target))
        for source, target in listed[entity]["transitions"]
    }
    assert drawn == told - NOT_DRAWN.get(entity, set())


@pytest.mark.parametrize("entity", NOT_DRAWN)
def test_what_is_not_drawn_is_an_edge_of_our_own(entity: str) -> None:
    own = {
        (str(source), str(rule.target))
        for rule in ALL[OURS[entity]].rules
        for source in rule.sources
        if rule.source == "own"
    }
    assert NOT_DRAWN[entity] <= own


@pytest.mark.parametrize("entity", OURS)
def test_the_first_states_are_the_listed_ones(
    entity: str, listed: dict[str, dict[str, Any]]
) -> None:
    assert {str(each) for each in ALL[OURS[entity]].initials} == set(listed[entity]["initial"])


@pytest.mark.parametrize("entity", OURS)
def test_the_last_states_are_the_listed_ones(
    entity: str, listed: dict[str, dict[str, Any]]
) -> None:
    finals = {str(each) for each in ALL[OURS[entity]].finals}
    told = set(listed[entity]["terminal"])
    assert (finals, told) == FINALS.get(entity, (told, told))


@pytest.mark.parametrize("name", ["change_tmf655", "incident_tmf724", "service_test"])
def test_what_nobody_has_drawn_is_our_own(name: str) -> None:
    assert {rule.source for rule in ALL[name].rules} == {"own"}
