"""Inventories beside each other."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.common import Characteristic
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.patterns import (
    InventoryEntry,
    drift_between,
    find_duplicates,
    key_of_characteristics,
    reconcile_inventories,
)


def entry(
    name: str,
    characteristics: dict[str, object] | None = None,
    **more: Any,  # noqa: ANN401
) -> InventoryEntry:
    """Return an entry."""
    told = [Characteristic(name=key, value=value) for key, value in (characteristics or {}).items()]
    return InventoryEntry(id=name, characteristics=told, **more)


class TestDuplicates:
    def test_entries_with_the_same_natural_key(self) -> None:
        entries = [
            entry("a", {"cid": "NL1", "site": "X"}),
            entry("b", {"cid": "NL1", "site": "Y"}),
            entry("c", {"cid": "NL1", "site": "X"}),
            entry("d", {"cid": "NL1"}),
            entry("e"),
        ]
        (found,) = find_duplicates(entries, key=key_of_characteristics(["cid", "site"]))
        assert (found.key, found.ids) == (("NL1", "X"), ("a", "c"))

    def test_a_key_has_names(self) -> None:
        with pytest.raises(InvalidValue):
            key_of_characteristics([])
        with pytest.raises(InvalidType):
            key_of_characteristics("cid")


class TestDrift:
    def test_added_removed_and_changed(self) -> None:
        before = [
            entry("a", {"speed": 1, "old": "x"}, state="active", supported_by=["1", "2"]),
            entry("b", state="active"),
            entry("c"),
        ]
        after = [
            entry("d"),
            entry("b", state="active"),
            entry("a", {"speed": [1, 2], "new": "y"}, state="inactive", supported_by=["2", "1"]),
        ]
        drift = drift_between(before, after)
        assert (drift.added, drift.removed, drift.unchanged) == (("d",), ("c",), 1)
        assert [(each.attribute, each.before, each.after) for each in drift.changed] == [
            ("characteristics/new", None, "y"),
            ("characteristics/old", "x", None),
            ("characteristics/speed", 1, (1, 2)),
            ("state", "active", "inactive"),
        ]

    def test_truth_is_not_one(self) -> None:
        assert drift_between([entry("a", {"x": 1})], [entry("a", {"x": True})]).unchanged == 0

    def test_an_identifier_comes_once(self) -> None:
        with pytest.raises(InvalidValue):
            drift_between([entry("a"), entry("a")], [])


class TestOwners:
    @staticmethod
    def reconciled(owners: dict[str, list[str]], **states: str | None) -> Any:  # noqa: ANN401
        systems = {name: [entry("s", {"x": 1}, state=state)] for name, state in states.items()}
        return reconcile_inventories(systems, owners=owners)

    def test_the_owner_is_right_and_who_differs_is_named(self) -> None:
        result = self.reconciled({"state": ["NMS"]}, CRM="active", NMS="inactive")
        assert result.entries[0].values == {"characteristics/x": 1, "state": "inactive"}
        assert result.entries[0].systems["state"] == "NMS"
        (finding,) = result.findings
        assert (finding.code, finding.pointer) == ("not-owner", "/s/state")
        assert (finding.value, finding.allowed) == ("CRM: active", "inactive")

    def test_two_owners_that_disagree_decide_nothing(self) -> None:
        owners = {"state": ["CRM", "NMS"]}
        result = self.reconciled(owners, CRM="active", NMS="inactive", OSS="active")
        assert "state" not in result.entries[0].values
        assert [each.code for each in result.findings] == ["owners-disagree"]
        agreed = self.reconciled(owners, CRM="active", NMS="active")
        assert agreed.findings == ()

    def test_without_owner_all_must_agree(self) -> None:
        assert self.reconciled({}, CRM="active", NMS="active").findings == ()
        result = self.reconciled({}, CRM="active", NMS="inactive")
        assert [each.code for each in result.findings] == ["no-owner"]

    def test_an_owner_may_be_silent(self) -> None:
        result = self.reconciled({"state": ["NMS"]}, CRM="active", NMS=None)
        assert [each.code for each in result.findings] == ["owner-silent"]

    def test_one_may_own_all_characteristics_that_are_not_named(self) -> None:
        systems = {
            "CRM": [entry("s", {"x": 1, "y": 1})],
            "NMS": [entry("s", {"x": 2, "y": 2}), entry("t")],
        }
        owners = {"characteristics/": ["NMS"], "characteristics/x": ["CRM"]}
        result = reconcile_inventories(systems, owners=owners)
        assert result.entries[0].values == {"characteristics/x": 1, "characteristics/y": 2}
        assert result.entries[1].values == {}
