"""JSON Schema of stored documents, made from the very classes that are stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType
from typing import Any, Final, TypeVar, get_args
from zoneinfo import ZoneInfo

from attrs import NOTHING, Attribute, fields, resolve_types

from svcmgmt.calendars import Recurrence, TimeRange, WeeklyHours
from svcmgmt.errors import InvalidValue
from svcmgmt.interop.native import _annotations as told
from svcmgmt.interop.native._stand_ins import STAND_INS, ModelEntity
from svcmgmt.interop.native.codec import bare
from svcmgmt.interop.native.registry import HOMES, VERSION, class_of, is_model, name_of
from svcmgmt.lifecycle import State, Trigger
from svcmgmt.temporal import CalendarDuration, Interval, IntervalSet
from svcmgmt.values import Extension
from svcmgmt.values._kinds import check_kind

__all__ = ["json_schema"]

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}

_SIMPLE: Final[dict[Any, Schema]] = {
    str: _TEXT,
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
    timedelta: {"type": "string", "pattern": r"^-?PT[0-9HMS.]+$"},
    date: {"type": "string", "format": "date"},
    Fraction: {"type": "string", "pattern": r"^-?[0-9]+(/[1-9][0-9]*)?$"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$"},
    ZoneInfo: _TEXT,
    CalendarDuration: {"type": "string", "pattern": "^P"},
    Interval: _TEXT,
    TimeRange: _TEXT,
    WeeklyHours: _TEXT,
    IntervalSet: {"type": "array", "items": _TEXT},
    Extension: {"type": "object"},
    Callable: _TEXT,
}
"""What is written without a schema of its own."""

_WORD: Final[Schema] = {
    "type": "object",
    "additionalProperties": _TEXT,
    "minProperties": 1,
    "maxProperties": 1,
}
"""A member of an enumeration: `{"IncidentState": "onHold"}`."""

_DOCUMENT: Final[Schema] = {"type": "object", "required": ["schema"]}
"""A document of any schema."""


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the documents that `to_dict` makes of a class.

    Args:
        kind: a stored class, for example `ServiceCalendar`.

    Raises:
        InvalidType: something that is no class.
        InvalidValue: a class that is not stored.

    Examples:
        >>> from svcmgmt.values import Money
        >>> json_schema(Money)["properties"]["schema"]
        {'const': 'svcmgmt/money/1'}
    """
    check_kind("kind", kind, type)
    name = name_of(kind)
    if name is None:
        allowed = ", ".join(home.rpartition(":")[2] for home in HOMES.values())
        raise InvalidValue("kind", kind.__name__, allowed)
    described = _Description()
    body = described.tagged(class_of(name))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"svcmgmt/{name}/{VERSION}",
        **body,
        "$defs": dict(sorted(described.definitions.items())),
    }


class _Description:
    """Schemas of classes, each described once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def tagged(self, kind: type[Any]) -> Schema:
        """Return the schema of a document of a class, its own schema name included."""
        tag = {"const": f"svcmgmt/{name_of(kind)}/{VERSION}"}
        is_wrapped = kind in told.WRAPPED
        body = _object({"value": _SIMPLE[kind]}) if is_wrapped else self._body(kind)
        properties = {"schema": tag, **body["properties"]}
        return {**body, "properties": properties, "required": ["schema", *body["required"]]}

    def _body(self, kind: type[Any]) -> Schema:
        written = STAND_INS[kind].kind if kind in STAND_INS else kind
        resolve_types(written)
        listed = [each for each in fields(written) if each.init]
        return _object(
            {each.name: self._field(kind, each) for each in listed},
            [each.name for each in listed if each.default is NOTHING],
        )

    def _field(self, kind: type[Any], attribute: Attribute[Any]) -> Schema:
        place = kind.__name__, attribute.name
        if place not in told.PAIRS:
            return self.of(told.SPECIAL.get(place, attribute.type))
        keys, values = get_args(get_args(attribute.type)[0])
        return _object({key.value: self.of(values) for key in keys}, [])

    def _defined(self, name: str, describe: Callable[[], Schema]) -> Schema:
        """Return a reference to a schema, described if nobody has."""
        if name not in self.definitions:
            self.definitions[name] = {}  # a class may contain itself
            self.definitions[name] = describe()
        return {"$ref": f"#/$defs/{name}"}

    def _document(self, kind: type[Any]) -> Schema:
        written = ModelEntity if is_model(kind) else kind
        return self._defined(f"{written.__name__}Document", lambda: self.tagged(written))

    def _one_of(self, base: type[Any]) -> Schema:
        """Return the schema of documents of any stored class of a kind."""
        if is_model(base):
            return self._document(base)
        kinds = [kind for kind in map(class_of, HOMES) if _is_a(kind, base)]
        return {"anyOf": [self._document(kind) for kind in kinds]}

    def of(self, annotation: Any) -> Schema:
        """Return the schema of an annotation."""
        origin = bare(annotation)
        if origin in _SIMPLE:
            return _SIMPLE[origin]
        if told.is_union(annotation) or told.members_of(annotation):
            return self._union(annotation)
        if origin in (tuple, frozenset, Mapping):
            return self._container(annotation)
        if isinstance(origin, TypeVar):
            return self.of(origin.__bound__)
        if hasattr(origin, "__supertype__"):
            return self.of(origin.__supertype__)
        return self._class(origin)

    def _container(self, annotation: Any) -> Schema:
        if told.is_table(annotation):
            return self.of(told.pairs_of(annotation))
        if told.is_object(annotation):
            return {"type": "object", "additionalProperties": self.of(get_args(annotation)[1])}
        return self._array(annotation)

    def _array(self, annotation: Any) -> Schema:
        elements = get_args(annotation)
        if not told.is_fixed_tuple(annotation):
            return {"type": "array", "items": self.of(elements[0])}
        described = [self.of(element) for element in elements]
        ends = {"minItems": len(described), "maxItems": len(described)}
        return {"type": "array", "prefixItems": described, **ends}

    def _any_json(self) -> Schema:
        single: list[Schema] = self.of(object)["anyOf"]
        return {"anyOf": [*single, self.of(tuple[told.AnyJson, ...])]}

    def _union(self, annotation: Any) -> Schema:
        members = told.members_of(annotation)
        if annotation is object:
            plain = sorted(told.plain_of(annotation), key=lambda each: each.__name__)
            return {"anyOf": [*(_SIMPLE[each] for each in plain), _WORD, _DOCUMENT]}
        if (
            told.is_state(annotation)
            or told.is_trigger(annotation)
            or not told.is_union(annotation)
        ):
            return {"anyOf": [self.of(each) for each in members]}
        return {"anyOf": [self._member(bare(each), annotation) for each in members]}

    def _member(self, kind: Any, annotation: Any) -> Schema:
        """Return the schema of a member of a union of several classes."""
        is_text = kind is timedelta and told.is_allowed_time(annotation)
        if kind in told.PLAIN or is_text:
            return _SIMPLE[kind]
        if issubclass(kind, Enum):
            return _object({kind.__name__: self._class(kind)})
        return self._document(kind)

    def _class(self, kind: type[Any]) -> Schema:
        if told.is_open(kind):
            return self._one_of(kind)
        if kind is told.AnyJson:
            return self._defined("AnyJson", self._any_json)
        if issubclass(kind, State | Trigger):
            return _WORD
        if issubclass(kind, Enum):
            return {"enum": [member.value for member in kind]}
        return self._defined(kind.__name__, lambda: self._body(kind))


def _object(properties: Mapping[str, Schema], required: list[str] | None = None) -> Schema:
    """Return the schema of an object with some properties, all of them required unless told."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [*properties] if required is None else required,
        "additionalProperties": False,
    }


def _is_a(kind: type[Any], base: type[Any]) -> bool:
    """Return whether a class is of a kind; a recurrence has dates and is no list of holidays."""
    return issubclass(kind, base) and not (kind is Recurrence and base.__name__ == "HolidayRule")
