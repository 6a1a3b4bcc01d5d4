"""Mappings are stored: those with names as objects, others as pairs; and what JSON can hold."""

from __future__ import annotations

from typing import Any

import pytest
from samples_patterns import rows

from svcmgmt.common import ValidationContext
from svcmgmt.interop.native import InvalidDocument, NotStorable, from_dict, to_dict
from svcmgmt.patterns import (
    ComputedValue,
    ConstantValue,
    DecompositionRule,
    InventoryAudit,
    LookedUpValue,
    OrderedItem,
)
from svcmgmt.product import Charge, ChargeKind, PriceCalculation
from svcmgmt.values import Money

ITEM = to_dict(OrderedItem(id="1", specification="vpn"))
ROWS = to_dict(rows)
CHARGE = to_dict(Charge(name="c", kind=ChargeKind.RECURRING, price=Money(3, "EUR"), shares={1: 1}))
DESIGN = {"schema": "svcmgmt/service-design/1", "id": "vpn"}


def test_names_are_written_as_an_object() -> None:
    item = OrderedItem(id="1", specification="vpn", characteristics={"a/b": 2, "tags": ["x"]})
    assert to_dict(item)["characteristics"] == {"a/b": 2, "tags": ["x"]}


def test_other_keys_are_written_as_pairs() -> None:
    assert CHARGE["shares"] == [[1, "1"]]


def test_numbers_keep_their_digits_and_objects_their_types() -> None:
    value = ConstantValue(target="a", value=[1.50, {"b": [1, 1.0, True]}])
    assert to_dict(value)["value"] == [
        {"schema": "svcmgmt/decimal/1", "value": "1.5"},
        {"schema": "svcmgmt/extension/1", "value": {"b": [1, 1.0, True]}},
    ]
    assert from_dict(to_dict(value)) == value


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({**ITEM, "characteristics": [1]}, "/characteristics", "an object"),
    ({**ITEM, "characteristics": {"a/b": 1.5}}, "/characteristics/a~1b", "float 1.5"),
    ({**ITEM, "characteristics": {"a": [1, [1.5]]}}, "/characteristics/a/1/0", "float 1.5"),
    ({**ITEM, "characteristics": {1: 1}}, "/characteristics", "text"),
    ({**DESIGN, "tests": {"a": True, "b": 1}}, "/tests/b", "int 1"),
    ({**CHARGE, "shares": {}}, "/shares", "a list"),
    ({**CHARGE, "shares": [[1]]}, "/shares/0", "a list of 2"),
    ({**CHARGE, "shares": [[1, "1"], ["2", "1"]]}, "/shares/1/0", "str '2'"),
    ({**CHARGE, "shares": [[1, "1"], [1, "1/2"]]}, "/shares", "each key once"),
    ({**ROWS, "rows": [["a", 1], [2.5, 1]]}, "/rows/1/0", "float 2.5"),
]


@pytest.mark.parametrize(("document", "place", "told"), WRONG)
def test_what_does_not_fit_is_told_with_its_place(
    document: dict[str, Any], place: str, told: str
) -> None:
    with pytest.raises(InvalidDocument) as refused:
        from_dict(document)
    assert [where for where, _ in refused.value.problems] == [place]
    assert told in str(refused.value)


def test_all_entries_at_once() -> None:
    with pytest.raises(InvalidDocument) as refused:
        from_dict({**ITEM, "characteristics": {"a": 1.5, "b": 1, "c": 2.5}})
    places = [place for place, _ in refused.value.problems]
    assert places == ["/characteristics/a", "/characteristics/c"]


def _twice(values: Any) -> Any:  # noqa: ANN401 - whatever is above
    return values


@pytest.mark.parametrize(
    "value",
    [
        ComputedValue(target="a", sources=["b"], function=_twice),
        DecompositionRule(
            parent="a",
            child="b",
            propagations=[ComputedValue(target="a", sources=["b"], function=_twice)],
        ),
        ValidationContext(),
    ],
)
def test_what_has_functions_is_made_anew(value: object) -> None:
    with pytest.raises(NotStorable, match="give its functions anew; code is no document"):
        to_dict(value)


@pytest.mark.parametrize("kind", [InventoryAudit, PriceCalculation])
def test_results_are_made_again(kind: type[Any]) -> None:
    with pytest.raises(NotStorable, match="what it was made from, which makes it again"):
        to_dict(object.__new__(kind))


def test_a_table_of_one_value_for_each() -> None:
    assert from_dict(ROWS, LookedUpValue) == rows
