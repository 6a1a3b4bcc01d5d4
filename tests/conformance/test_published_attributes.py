"""Every attribute of the published schemas of these APIs has a field in our class of its name."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from svcmgmt.common import EntityRef
from svcmgmt.interop import tmf

APIS = (
    *("TMF620", "TMF621", "TMF622", "TMF637", "TMF642", "TMF648", "TMF651", "TMF653", "TMF655"),
    *("TMF656", "TMF657", "TMF679"),
)

COLLIDING = {("TMF655", "Task"), ("TMF642", "Place"), ("TMF655", "Place"), ("TMF656", "Any")}
"""Schemas whose names mean another thing elsewhere; their owners hold them by other classes."""

Schemas = Mapping[str, Any]


def attributes(schema: Schemas, schemas: Schemas) -> Iterator[str]:
    """Give the names of all attributes of a schema, those of what it extends included."""
    if "$ref" in schema:
        yield from attributes(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for part in schema.get("allOf", ()):
        yield from attributes(part, schemas)
    yield from schema.get("properties", {})


@pytest.mark.parametrize("api", APIS)
def test_every_attribute_of_v4_has_a_field(api: str, corpus: Callable[[str], Path]) -> None:
    packed = corpus(f"tmf/specs/{api}-v4.json.gz").read_bytes()
    document: dict[str, Any] = json.loads(gzip.decompress(packed))
    schemas: Schemas = document["definitions"]
    compared = 0
    for name, schema in schemas.items():
        kind = tmf.v5().classes.get(name)
        if kind is None or kind is EntityRef or (api, name) in COLLIDING:
            continue
        told = {each: None for each in attributes(schema, schemas) if not each.startswith("@")}
        findings = tmf.v4().findings(tmf.v4().load(told, kind))
        missing = [each.pointer for each in findings if each.code == "unknown-attribute"]
        assert missing == [], name
        compared += 1
    assert compared > 5
