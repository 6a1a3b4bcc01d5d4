"""Specifications that no value could satisfy, or that contradict themselves."""

from __future__ import annotations

from svcmgmt.common import (
    CharacteristicSpecification,
    CharacteristicValueSpecification,
    check_characteristic_specifications,
)

Spec, Value = CharacteristicSpecification, CharacteristicValueSpecification


def test_a_sound_specification_has_no_findings() -> None:
    sound = Spec(
        name="speed",
        value_type="number",
        min_cardinality=0,
        max_cardinality=0,
        regex="[0-9]+",
        characteristic_value_specification=[Value(value=1, is_default=True), Value(value_from=2)],
    )
    assert check_characteristic_specifications([sound]) == ()


def test_a_number_that_is_told_as_text_is_a_warning() -> None:
    ports = Spec(
        name="ports",
        value_type="number",
        characteristic_value_specification=[Value(value="8"), Value(value="many")],
    )
    found = check_characteristic_specifications([ports])
    assert [each.severity.value for each in found] == ["warning", "error"]


def test_everything_wrong_is_told_at_once_with_its_place() -> None:
    values = [
        Value(value="x", is_default=True),
        Value(value=1, is_default=True),
        Value(value_from=3, value_to=2),
        Value(regex="("),
    ]
    found = check_characteristic_specifications(
        [
            Spec(
                name="a",
                value_type="number",
                min_cardinality=2,
                max_cardinality=1,
                regex="(a+)+" * 300,
                characteristic_value_specification=values,
            ),
            Spec(name="b"),
            Spec(name="b", min_cardinality=-1),
            Spec(),
        ],
        pointer="/specCharacteristic",
    )
    place = "/specCharacteristic/0"
    assert [(each.code, each.pointer) for each in found] == [
        ("cardinality-order", place),
        ("several-defaults", place),
        ("bad-regex", place),
        ("type", f"{place}/characteristicValueSpecification/0"),
        ("empty-range", f"{place}/characteristicValueSpecification/2"),
        ("bad-regex", f"{place}/characteristicValueSpecification/3"),
        ("duplicate-name", "/specCharacteristic/1"),
        ("duplicate-name", "/specCharacteristic/2"),
        ("cardinality-order", "/specCharacteristic/2"),
        ("no-name", "/specCharacteristic/3"),
    ]
