"""The index knows every lifecycle of the library."""

from __future__ import annotations

import operator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import svcmgmt
from svcmgmt.lifecycle import Lifecycle
from svcmgmt.lifecycles import ALL
from svcmgmt.practice import INCIDENT


def everywhere() -> list[tuple[str, Lifecycle[Any, Any]]]:
    """Return every lifecycle that any module of the package holds, with where it stands."""
    modules = [import_module(each.name) for each in walk_packages(svcmgmt.__path__, "svcmgmt.")]
    return [
        (f"{module.__name__}.{name}", value)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Lifecycle)
    ]


def test_no_lifecycle_of_the_package_is_missing() -> None:
    known = {id(lifecycle) for lifecycle in ALL.values()}
    missing = [place for place, lifecycle in everywhere() if id(lifecycle) not in known]
    assert missing == []


def test_every_lifecycle_of_the_index_lives_in_a_module() -> None:
    found = {id(lifecycle) for _, lifecycle in everywhere()}
    assert {id(lifecycle) for lifecycle in ALL.values()} <= found


def test_each_is_found_by_its_name() -> None:
    assert ALL["incident"] is INCIDENT
    assert [lifecycle.name for lifecycle in ALL.values()] == list(ALL)


def test_the_index_cannot_be_changed() -> None:
    with pytest.raises(TypeError, match="item assignment"):
        operator.setitem(ALL, "other", INCIDENT)  # type: ignore[call-overload]


@pytest.mark.parametrize("name", ALL)
def test_every_rule_tells_where_it_is_published(name: str) -> None:
    assert ALL[name].source
    assert all(rule.source for rule in ALL[name].rules)
