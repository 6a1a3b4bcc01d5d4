"""Every attribute that v4 publishes for resources, usage and bills has a field that can hold it."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from svcmgmt.common._fields import kinds_of
from svcmgmt.interop._lossless import Family
from svcmgmt.interop.tmf import v5
from svcmgmt.interop.tmf.spellings import SPELLINGS

APIS = ("TMF634", "TMF635", "TMF639", "TMF652", "TMF677", "TMF678")

PACKAGES = ("svcmgmt.resource", "svcmgmt.billing")

KINDS: dict[str, type[Any]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": Decimal,
    "date-time": datetime,
}

OTHERWISE = {
    ("Resource", "place"): "a list, as in v5",
    ("ResourceRefOrValue", "place"): "a list, as in v5",
    ("LogicalResource", "place"): "a list, as in v5",
    ("PhysicalResource", "place"): "a list, as in v5",
    ("CustomerBillOnDemand", "lastUpdate"): "an instant, as its description says",
}
"""Attributes that are held in another way than the schema of v4 says."""

Schemas = dict[str, dict[str, Any]]


@pytest.fixture(scope="module", params=APIS)
def schemas(request: pytest.FixtureRequest, corpus: Callable[[str], Path]) -> Schemas:
    """Give the schemas of one API by name."""
    path = corpus(f"tmf/specs/{request.param}-v4.json.gz")
    schemas: Schemas = json.loads(gzip.decompress(path.read_bytes()))["definitions"]
    return schemas


def properties(schema: dict[str, Any], schemas: Schemas) -> dict[str, Any]:
    """Return the properties of a schema and of those that it extends."""
    if "$ref" in schema:
        return properties(schemas[schema["$ref"].split("/")[-1]], schemas)
    found: dict[str, Any] = {}
    for part in schema.get("allOf", []):
        found |= properties(part, schemas)
    own: dict[str, Any] = schema.get("properties", {})
    return found | own


def ours(schemas: Schemas) -> Iterator[tuple[str, type[Any], str, dict[str, Any]]]:
    """Give each attribute of a class of ours: its class here and there, its name and schema."""
    for name, schema in schemas.items():
        told = re.sub(r"_(Create|Update)$", "", name)
        kind = v5().classes.get(told)
        if kind is not None and kind.__module__.startswith(PACKAGES):
            for attribute, of in properties(schema, schemas).items():
                yield told, kind, attribute, of


def held(kind: type[Any]) -> dict[str, object]:
    """Return what v4 holds in the attributes of a class, by name."""
    spelled = SPELLINGS.v4()
    family = Family(names=spelled.names, holds=spelled.holds, unpublished=("history",))
    return {name: annotation for name, (_, annotation) in family.annotations(kind).items()}


def is_scalar(kind: type[Any]) -> bool:
    return kind in KINDS.values() or issubclass(kind, Enum)


def test_every_attribute_has_a_field(schemas: Schemas) -> None:
    missing = [
        (name, attribute)
        for name, kind, attribute, _ in ours(schemas)
        if attribute not in held(kind)
    ]
    assert missing == []


def test_lists_are_lists_and_numbers_are_numbers(schemas: Schemas) -> None:
    compared = 0
    for name, kind, attribute, schema in ours(schemas):
        kinds, is_list = kinds_of(held(kind)[attribute])
        if attribute.startswith("@") or (name, attribute) in OTHERWISE or object in kinds:
            continue
        assert is_list is (schema.get("type") == "array"), (name, attribute)
        inner = schema.get("items", schema)
        wanted = KINDS.get(inner.get("format", "")) or KINDS.get(inner.get("type", ""))
        if wanted is not None:
            assert wanted in kinds or any(issubclass(each, Enum) for each in kinds), attribute
        elif "$ref" in inner and "enum" not in schemas[inner["$ref"].split("/")[-1]]:
            assert not any(map(is_scalar, kinds)), (name, attribute)
        compared += 1
    assert compared
