"""Whether what is in an inventory is as its specifications say."""

from __future__ import annotations

from typing import Any

from svcmgmt.common import (
    Characteristic,
    CharacteristicSpecification,
    CharacteristicValueSpecification,
)
from svcmgmt.patterns import (
    InventoryEntry,
    InventorySpecification,
    SpecificationLevel,
    audit_inventory,
)
from svcmgmt.values import NoData, Ratio

PRODUCT, CFS, RFS, RESOURCE = SpecificationLevel
Value = CharacteristicValueSpecification


def entry(name: str, level: SpecificationLevel | None = None, **more: Any) -> InventoryEntry:  # noqa: ANN401
    """Return an active entry of a specification without rules."""
    given = {"specification": "any", "state": "active", **more}
    return InventoryEntry(id=name, level=level, **given)


ANY = InventorySpecification(id="any", status="Active")


def codes(*entries: InventoryEntry, specifications: Any = (ANY,)) -> dict[str, list[str]]:  # noqa: ANN401
    """Return the codes of each entry."""
    audit = audit_inventory(entries, specifications)
    return {each.id: [one.code for one in each.findings] for each in audit.entries}


class TestCharacteristics:
    link = InventorySpecification(
        id="link",
        characteristics=[
            CharacteristicSpecification(
                name="bandwidth",
                value_type="number",
                min_cardinality=1,
                characteristic_value_specification=[Value(value_from=10, value_to=1000)],
            ),
            CharacteristicSpecification(name="cid", regex="[A-Z]{2}[0-9]{4}", is_unique=True),
        ],
    )

    def test_codes_are_those_of_validation_with_pointers_into_the_entry(self) -> None:
        told = [
            Characteristic(name="bandwidth", value=5),
            Characteristic(name="cid", value="nl12"),
            Characteristic(name="colour", value="red"),
        ]
        wrong = entry("s-1", specification="link", characteristics=told)
        (found,) = audit_inventory([wrong], [self.link]).entries
        assert [(each.code, each.pointer) for each in found.findings] == [
            ("range", "/characteristics/0/value"),
            ("regex", "/characteristics/1/value"),
            ("unknown", "/characteristics/2/value"),
        ]

    def test_a_unique_value_belongs_to_one_instance_of_a_specification(self) -> None:
        told = [
            Characteristic(name="bandwidth", value=10),
            Characteristic(name="cid", value="NL1234"),
        ]
        other = InventorySpecification(id="other", characteristics=self.link.characteristics)
        entries = [
            entry(name, specification=of, characteristics=told)
            for name, of in (("a", "link"), ("b", "link"), ("c", "other"))
        ]
        found = codes(*entries, specifications=[self.link, other])
        assert found == {"a": ["unique"], "b": ["unique"], "c": []}


class TestSpecifications:
    def test_each_entry_names_one_that_there_is(self) -> None:
        found = codes(
            entry("none", specification=None), entry("nothing", specification="x"), entry("fine")
        )
        assert found == {"none": ["no-specification"], "nothing": ["dangling"], "fine": []}

    def test_of_several_versions_it_names_one(self) -> None:
        versions = [InventorySpecification(id="any", version=each) for each in ("1", "2")]
        found = codes(
            entry("open"),
            entry("one", version="1"),
            entry("nine", version="9"),
            specifications=versions,
        )
        assert found == {"open": ["no-specification"], "one": [], "nine": ["dangling"]}

    def test_the_specification_is_in_use(self) -> None:
        old = InventorySpecification(id="any", status="Obsolete")
        found = codes(entry("a"), entry("b", state="terminated"), specifications=[old])
        assert found == {"a": ["spec-status"], "b": []}

    def test_what_a_specification_requires_is_there_and_lives(self) -> None:
        vpn = InventorySpecification(id="vpn", requires=["any"])
        found = codes(
            entry("fine", specification="vpn", supported_by=["line"]),
            entry("bare", specification="vpn"),
            entry("old", specification="vpn", supported_by=["gone"]),
            entry("line"),
            entry("gone", state="terminated"),
            specifications=[vpn, ANY],
        )
        assert found["fine"] == found["line"] == []
        assert found["bare"] == found["old"] == ["relation"]

    def test_an_identifier_comes_once(self) -> None:
        assert codes(entry("a"), entry("a"))["a"] == ["duplicate-id"]


class TestPlaces:
    def test_a_reference_to_nothing(self) -> None:
        assert codes(entry("a", supported_by=["b"])) == {"a": ["dangling"]}
        assert codes(entry("a", supported_by=["b"], state="terminated")) == {"a": []}

    def test_a_resource_facing_service_is_below_a_customer_facing_one(self) -> None:
        found = codes(
            entry("c", CFS, supported_by=["r1"]),
            entry("r1", RFS, supported_by=["r2", "c"]),
            entry("r2", RFS),
            entry("r3", RFS, supported_by=["r2"]),
            entry("r4", RFS, state="terminated"),
        )
        assert found == {"c": [], "r1": [], "r2": [], "r3": ["orphan"], "r4": []}

    def test_a_terminated_customer_facing_service_holds_nothing(self) -> None:
        found = codes(entry("c", CFS, state="terminated", supported_by=["r"]), entry("r", RFS))
        assert found == {"c": [], "r": ["orphan"]}

    def test_what_is_active_rests_on_what_is_active(self) -> None:
        found = codes(
            entry("c", CFS, supported_by=["r"]),
            entry("r", RFS, state="inactive"),
        )
        assert found == {"c": ["state"], "r": []}
        waiting = entry("c", CFS, supported_by=["r"], state="designed")
        assert codes(waiting, entry("r", RFS, state="inactive"))["c"] == []

    def test_a_customer_facing_service_names_no_resource(self) -> None:
        assert codes(entry("c", CFS, supported_by=["port"]), entry("port", RESOURCE))["c"] == [
            "level"
        ]


class TestIndex:
    def test_conforming_entries_of_all(self) -> None:
        audit = audit_inventory([entry("a"), entry("b", specification="x")], [ANY])
        assert audit.index == Ratio(1, 2)
        assert audit.counts == {"dangling": 1}

    def test_an_empty_inventory_has_none(self) -> None:
        assert isinstance(audit_inventory([], []).index, NoData)

    def test_a_large_inventory_takes_no_long_time(self) -> None:
        many = [entry(str(each), RFS, supported_by=[str(each + 1)]) for each in range(5_000)]
        top = entry("top", CFS, supported_by=["0"])
        audit = audit_inventory([top, *many], [ANY])
        assert audit.counts == {"dangling": 1}
