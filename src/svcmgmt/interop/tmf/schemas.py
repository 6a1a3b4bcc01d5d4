"""JSON Schema of the classes, as one version of the Open APIs publishes them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from svcmgmt.common import EventPayload, Extensible
from svcmgmt.common._fields import kinds_of
from svcmgmt.interop._lossless import Family
from svcmgmt.values import JSON, Extension

__all__ = ["schema_of"]

_SCALARS: Final[dict[object, dict[str, JSON]]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    datetime: {"type": "string", "format": "date-time"},
    Extension: {"type": "object"},
    object: {},
}


def schema_of(kind: type[Any], family: Family) -> dict[str, JSON]:
    """Return the schema of a class of documents, with all classes that it holds as definitions."""
    definitions: dict[str, JSON] = {}
    waiting = [kind]
    while waiting:
        each = waiting.pop()
        if each.__name__ not in definitions:
            definitions[each.__name__] = _definition(each, family, waiting)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": f"#/$defs/{kind.__name__}",
        "$defs": dict(sorted(definitions.items())),
    }


def _definition(kind: type[Any], family: Family, waiting: list[type[Any]]) -> JSON:
    if kind is EventPayload:  # the event chooses the name of what it holds
        return {"type": "object"}
    properties: dict[str, JSON] = {
        wire: _property(annotation, family, waiting)
        for wire, (_, annotation) in family.annotations(kind).items()
    }
    return {"title": kind.__name__, "type": "object", "properties": properties}


def _property(annotation: object, family: Family, waiting: list[type[Any]]) -> JSON:
    """Return the schema of an attribute; the classes that it holds are put on the list."""
    kinds, is_list = kinds_of(annotation)
    if Extensible in kinds:  # an object of any class
        each: JSON = {"type": "object"}
    else:
        choices = [_kind(one, family, waiting) for one in kinds]
        each = choices[0] if len(choices) == 1 else {"anyOf": choices}
    return {"type": "array", "items": each} if is_list else each


def _kind(kind: type[Any], family: Family, waiting: list[type[Any]]) -> JSON:
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    if issubclass(kind, Enum):
        return _words(kind, family)
    waiting.append(kind)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _words(kind: type[Enum], family: Family) -> JSON:
    wording = family.wording(kind)
    if wording.is_open:
        return {"type": "string", "minLength": 1}
    words = [wording.published.get(each, each.value) for each in kind]
    return {"enum": [*words, *(word for word in wording.understood if word not in words)]}
