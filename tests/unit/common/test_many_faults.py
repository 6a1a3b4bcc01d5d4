"""Faults planted in one document are reported in one pass, each with its place."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from svcmgmt.common import (
    Characteristic,
    CharacteristicSpecification,
    CharacteristicSpecificationRelationship,
    CharacteristicValueSpecification,
    RangeInterval,
    TimePeriod,
    ValidationContext,
    validate_characteristics,
)
from svcmgmt.product import Product
from svcmgmt.temporal import parse_instant as at

Value = CharacteristicValueSpecification
NOW = at("2026-10-26T08:00:00Z")
OVER = TimePeriod(end_date_time=at("2026-01-01T00:00:00Z"))


def spec(name: str, *values: Value, **more: Any) -> CharacteristicSpecification:  # noqa: ANN401
    """Return a specification."""
    return CharacteristicSpecification(name=name, characteristic_value_specification=values, **more)


def relation(kind: str, name: str) -> list[CharacteristicSpecificationRelationship]:
    """Return a relation to another characteristic."""
    return [CharacteristicSpecificationRelationship(relationship_type=kind, name=name)]


SPECIFICATIONS = [
    spec("backup", char_spec_relationship=relation("exclusivity", "economy")),
    spec("bandwidth", Value(value_from=10, value_to=100, unit_of_measure="Mbit/s")),
    spec("channels", max_cardinality=2),
    spec("circuit", regex="[A-Z]{2}[0-9]{4}", is_unique=True),
    spec("colour", Value(value="red"), Value(value="blue", valid_for=OVER)),
    spec("contact", min_cardinality=1),
    spec("delay", Value(value_to=20, range_interval=RangeInterval.OPEN), value_type="number"),
    spec("economy"),
    spec("enabled", value_type="boolean"),
    spec("installed", value_type="date"),
    spec("moved", value_type="dateTime"),
    spec("phones", min_cardinality=2, value_type="string"),
    spec("ports", value_type="integer"),
    spec("position", value_type="object"),
    spec("promo", valid_for=OVER),
    spec("serial", is_unique=True),
    spec("slow", regex="(a+)+b"),
    spec("tier", Value(value="gold"), char_spec_relationship=relation("dependency", "manager")),
    spec("vlan", Value(value_from=2, value_to=4094), value_type="number", max_cardinality=2),
    spec("wrong", regex="("),
]
TOLD: dict[str, Any] = {
    "backup": True,
    "bandwidth": [{"amount": 1, "units": "Gbit/s"}, {"amount": 5, "units": "baud"}],
    "channels": ["a", "b", "c"],
    "circuit": ["nl12", "NL1234"],
    "colour": ["green", "blue"],
    "delay": [20, Decimal("20.5")],
    "economy": True,
    "enabled": "yes",
    "installed": "26.10.2026",
    "moved": "2026-10-26",
    "phones": 112,
    "ports": Decimal("1.5"),
    "position": "here",
    "promo": "summer",
    "serial": ["S1", "S1"],
    "slow": "a" * 60,
    "tier": "tin",
    "vlan": [1, 2, 4095],
    "wrong": "x",
    "zone": "unheard of",
}


def test_all_are_told_at_once_with_place_value_and_what_is_allowed() -> None:
    product = Product(
        product_characteristic=[
            Characteristic(name=name, value=each) for name, each in TOLD.items()
        ]
    )
    context = ValidationContext(
        at=NOW, units={("Gbit/s", "Mbit/s"): Fraction(1000)}, taken={"circuit": ["NL1234"]}
    )
    found = validate_characteristics(
        product.product_characteristic,
        SPECIFICATIONS,
        context=context,
        pointer="/productCharacteristic",
    )
    told = [f"{each.message.partition(':')[0]} {each.code}" for each in found]
    assert told == [
        *("backup relation", "bandwidth unit", "bandwidth range", "channels cardinality"),
        *("circuit regex", "circuit unique", "colour value", "colour not-valid"),
        *("contact missing", "delay range", "delay range", "enabled type", "installed type"),
        *("moved type", "phones cardinality", "phones type", "ports type", "position type"),
        *("promo not-valid", "serial unique", "slow regex-limit", "tier value", "tier relation"),
        *("vlan cardinality", "vlan range", "vlan range", "wrong regex-limit", "zone unknown"),
    ]
    assert len(found) >= 25
    assert all(each.pointer.startswith("/productCharacteristic") for each in found)
    assert all(each.value and each.allowed for each in found)
