"""Categories are paths in a closed tree, and carry defaults."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import Category, CategoryTree, Impact, Incident, UnknownCategory

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

TREE = CategoryTree(
    [
        Category(path=["network", "vpn", "client"]),
        Category(path=["network", "vpn"], impact=Impact.MEDIUM, target="gold"),
        Category(path=["network"], impact=Impact.HIGH, group="noc"),
        Category(path=["mail"]),
    ]
)


def test_defaults_come_from_the_nearest_above() -> None:
    found = TREE.defaults(["network", "vpn", "client"])
    assert (found.impact, found.group, found.target) == (Impact.MEDIUM, "noc", "gold")
    plain = TREE.defaults(["mail"])
    assert (plain.impact, plain.group, plain.target) == (None, "", "")


def test_the_tree_is_told_level_by_level() -> None:
    assert [str(each) for each in TREE.below()] == ["mail", "network"]
    assert [str(each) for each in TREE.below(["network"])] == ["network > vpn"]
    assert TREE.below(["network", "vpn", "client"]) == ()


def test_it_knows_its_paths() -> None:
    assert ["network", "vpn"] in TREE
    assert ["network", "wifi"] not in TREE


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        (["network", "wifi"], "network > vpn"),
        (["paper"], "mail, network"),
        (["mail", "spam"], "mail, or nothing"),
    ],
)
def test_an_unknown_one_is_refused_with_what_there_is(path: list[str], allowed: str) -> None:
    with pytest.raises(UnknownCategory) as refused:
        TREE.defaults(path)
    assert refused.value.args == ("category", " > ".join(path), allowed)


def test_a_ticket_of_an_unknown_category_is_reported() -> None:
    ticket = evolve(
        Incident.log(id="1", at=MONDAY),
        opening_category=["network", "vpn"],
        closing_category=["network", "wifi"],
    )
    (finding,) = TREE.check(ticket)
    assert (finding.code, finding.pointer) == ("unknown-category", "/closing_category")
    assert (finding.value, finding.allowed) == ("network > wifi", "network > vpn")
    assert TREE.check(Incident.log(id="1", at=MONDAY)) == ()


@pytest.mark.parametrize(
    ("paths", "allowed"),
    [
        ([["a"], ["a"]], "each category once"),
        ([["a"], ["b", "c"]], "a category below one that exists; b does not"),
    ],
)
def test_a_tree_is_closed_and_has_each_once(paths: list[list[str]], allowed: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        CategoryTree([Category(path=path) for path in paths])
    assert refused.value.allowed == allowed


@pytest.mark.parametrize("path", ["network", [7], 7])
def test_a_path_is_a_list_of_words(path: Any) -> None:  # noqa: ANN401
    for use in (lambda: Category(path=path), lambda: TREE.defaults(path), lambda: path in TREE):
        with pytest.raises(InvalidType):
            use()


def test_a_category_has_a_path() -> None:
    with pytest.raises(InvalidValue):
        Category(path=[])
    with pytest.raises(InvalidType):
        CategoryTree(["network"])  # type: ignore[list-item]


def test_a_tree_is_a_value() -> None:
    twin = pickle.loads(pickle.dumps(TREE))  # noqa: S301 - our own bytes
    assert twin == TREE
    assert hash(twin) == hash(TREE)
    assert evolve(TREE) == TREE
    assert CategoryTree([]).below() == ()
