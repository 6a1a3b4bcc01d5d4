"""JSON Schema of stored documents, made from the very classes that are stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin
from zoneinfo import ZoneInfo

from attrs import NOTHING, Attribute, fields, resolve_types

from svcmgmt.calendars import CalendarRule, HolidayRule, Recurrence, TimeRange, WeeklyHours
from svcmgmt.errors import InvalidValue
from svcmgmt.interop.native.codec import WRAPPED, is_fixed_tuple
from svcmgmt.interop.native.registry import BY_CLASS
from svcmgmt.lifecycle import Rule, State, Trigger
from svcmgmt.practice import PriorityMatrix
from svcmgmt.sla import ClockReading, Compliance, FixedDue, Outcome, ServiceTime, Target
from svcmgmt.temporal import CalendarDuration, Interval, IntervalSet, Timeline
from svcmgmt.values import Extension, Priority, Quantity

__all__ = ["json_schema"]

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_INSTANT: Final[Schema] = {"type": "string", "format": "date-time"}
_EXACT_DURATION: Final[Schema] = {"type": "string", "pattern": r"^-?PT[0-9HMS.]+$"}
_ANYTHING: Final[Schema] = {}

_SIMPLE: Final[dict[Any, Schema]] = {
    str: _TEXT,
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    datetime: _INSTANT,
    timedelta: _EXACT_DURATION,
    date: {"type": "string", "format": "date"},
    Fraction: {"type": "string", "pattern": r"^-?[0-9]+(/[1-9][0-9]*)?$"},
    ZoneInfo: _TEXT,
    CalendarDuration: {"type": "string", "pattern": "^P"},
    Interval: _TEXT,
    TimeRange: _TEXT,
    WeeklyHours: _TEXT,
    IntervalSet: {"type": "array", "items": _TEXT},
    Extension: {"type": "object"},
}
"""What is written without a schema of its own."""

_WORD: Final[Schema] = {
    "type": "object",
    "additionalProperties": _TEXT,
    "minProperties": 1,
    "maxProperties": 1,
}
"""A member of an enumeration: `{"IncidentState": "onHold"}`."""


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the documents that `to_dict` makes of a class.

    Args:
        kind: a stored class, for example `ServiceCalendar`.

    Raises:
        InvalidValue: a class that is not stored.

    Examples:
        >>> from svcmgmt.values import Money
        >>> json_schema(Money)["properties"]["schema"]
        {'const': 'svcmgmt/money/1'}
    """
    if kind not in BY_CLASS:
        raise InvalidValue("kind", kind.__name__, ", ".join(each.__name__ for each in BY_CLASS))
    described = _Description()
    body = described.tagged(kind)
    name, version = BY_CLASS[kind]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"svcmgmt/{name}/{version}",
        **body,
        "$defs": dict(sorted(described.definitions.items())),
    }


class _Description:
    """Schemas of classes, each described once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def tagged(self, kind: type[Any]) -> Schema:
        """Return the schema of a document of a class, its own schema name included."""
        name, version = BY_CLASS[kind]
        tag = {"const": f"svcmgmt/{name}/{version}"}
        if kind in WRAPPED:
            body: Schema = {"type": "object", "properties": {"value": _SIMPLE[kind]}}
            body |= {"required": ["value"], "additionalProperties": False}
        else:
            body = dict(self._body(kind))
        properties = {"schema": tag, **body.get("properties", {})}
        return {**body, "properties": properties, "required": ["schema", *body.get("required", [])]}

    def _body(self, kind: type[Any]) -> Schema:
        special = _SPECIAL.get(kind)
        if special is not None:
            return special(self)
        resolve_types(kind)
        written = [each for each in fields(kind) if each.init]
        return {
            "type": "object",
            "properties": {each.name: self._field(kind, each) for each in written},
            "required": [each.name for each in written if each.default is NOTHING],
            "additionalProperties": False,
        }

    def _field(self, kind: type[Any], attribute: Attribute[Any]) -> Schema:
        override = _FIELDS.get((kind, attribute.name))
        return self.of(attribute.type) if override is None else override(self)

    def reference(self, kind: type[Any]) -> Schema:
        """Return a reference to the schema of a class, describing it if nobody has."""
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a class may contain itself
            self.definitions[name] = self._body(kind)
        return {"$ref": f"#/$defs/{name}"}

    def one_of(self, base: type[Any]) -> Schema:
        """Return the schema of documents of any stored class of a kind."""
        kinds = [kind for kind in BY_CLASS if isinstance(kind, type) and _is_a(kind, base)]
        for kind in kinds:
            name = f"{kind.__name__}Document"
            if name not in self.definitions:
                self.definitions[name] = {}
                self.definitions[name] = self.tagged(kind)
        return {"anyOf": [{"$ref": f"#/$defs/{kind.__name__}Document"} for kind in kinds]}

    def of(self, annotation: Any) -> Schema:
        """Return the schema of an annotation."""
        origin = get_origin(annotation) or annotation
        if origin in _SIMPLE:
            return _SIMPLE[origin]
        if origin in (Union, UnionType):
            return self._union(get_args(annotation))
        if origin in (tuple, frozenset):
            return self._array(annotation)
        if isinstance(origin, TypeVar):
            return self.of(origin.__bound__)
        if hasattr(origin, "__supertype__"):
            return self.of(origin.__supertype__)
        return self._class(origin)

    def _array(self, annotation: Any) -> Schema:
        elements = get_args(annotation)
        if not is_fixed_tuple(annotation):
            return {"type": "array", "items": self.of(elements[0])}
        described = [self.of(element) for element in elements]
        ends = {"minItems": len(described), "maxItems": len(described)}
        return {"type": "array", "prefixItems": described, **ends}

    def _union(self, members: tuple[Any, ...]) -> Schema:
        if FixedDue in members:  # a limit: its days name themselves
            kinds = [member for member in members if member is not timedelta]
            return {"anyOf": [_EXACT_DURATION, *(self.tagged(kind) for kind in kinds)]}
        if Quantity in members:  # a measured value: all but counts name themselves
            plain = [_SIMPLE[kind] for kind in members if kind in (int, NoneType)]
            named = [kind for kind in members if kind not in (int, NoneType)]
            return {"anyOf": [*plain, *(self.tagged(kind) for kind in named)]}
        return {"anyOf": [self.of(member) for member in members]}

    def _class(self, kind: type[Any]) -> Schema:
        if kind in (CalendarRule, HolidayRule, ServiceTime):
            return self.one_of(kind)
        if issubclass(kind, State | Trigger):
            return _WORD
        if issubclass(kind, Enum):
            return {"enum": [member.value for member in kind]}
        return self.reference(kind)


def _is_a(kind: type[Any], base: type[Any]) -> bool:
    """Return whether a class is of a kind, by inheritance or, for protocols, by its methods."""
    if base is ServiceTime:
        return all(hasattr(kind, name) for name in ("elapsed", "due", "intervals"))
    if base is HolidayRule:
        return hasattr(kind, "dates") and kind is not Recurrence
    return issubclass(kind, base)


def _recurrence(_: _Description) -> Schema:
    instants: Schema = {"type": "array", "items": _INSTANT}
    properties = {"rule": _TEXT, "start": _INSTANT, "zone": _TEXT, "also": instants}
    properties["excluded"] = instants
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _matrix(described: _Description) -> Schema:
    level: Schema = {"enum": [1, 2, 3]}
    cell = {"type": "array", "prefixItems": [level, level, described.reference(Priority)]}
    cells = {"type": "array", "items": {**cell, "minItems": 3, "maxItems": 3}}
    return {"type": "object", "properties": {"cells": cells}, "required": ["cells"]}


def _timeline(_: _Description) -> Schema:
    change = {"type": "array", "prefixItems": [_INSTANT, _ANYTHING], "minItems": 2, "maxItems": 2}
    changes = {"type": "array", "items": change}
    return {"type": "object", "properties": {"changes": changes}, "required": ["changes"]}


_SPECIAL: Final[Mapping[type[Any], Callable[[_Description], Schema]]] = {
    Recurrence: _recurrence,
    PriorityMatrix: _matrix,
    Timeline: _timeline,
}
"""Classes that are not written field by field."""

_FIELDS: Final[Mapping[tuple[type[Any], str], Callable[[_Description], Schema]]] = {
    (Rule, "guards"): lambda _: {"type": "array", "items": _TEXT},
    (ClockReading, "target"): lambda described: described.one_of(Target),
    (Compliance, "counts"): lambda _: {
        "type": "object",
        "properties": {outcome.value: {"type": "integer"} for outcome in Outcome},
        "additionalProperties": False,
    },
}
"""Fields that are written otherwise than their type says."""
