"""How values become plain documents and back: one converter, exact about types.

Fields are written as their annotations say. Where an annotation leaves the class open, by a union
or a class that others extend, the value is a document of its own, told apart by its schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from datetime import timedelta
from enum import Enum
from functools import cache
from itertools import count
from math import isfinite
from typing import Any, Final, TypeVar, cast, get_args, get_origin

from attrs import Attribute, fields, has, resolve_types
from cattrs import Converter, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.native import _annotations as told
from svcmgmt.interop.native._advice import advice
from svcmgmt.interop.native._stand_ins import STAND_INS, WRAPPERS
from svcmgmt.interop.native._texts import TEXT_FORMS
from svcmgmt.interop.native.errors import NewerSchema, NotStorable, UnknownSchema
from svcmgmt.interop.native.registry import (
    ENUMERATIONS,
    GUARDS,
    HOMES,
    VERSION,
    Context,
    class_of,
    name_of,
)
from svcmgmt.lifecycle import Guard, OwnState, State, Trigger
from svcmgmt.temporal import (
    Interval,
    IntervalSet,
    format_duration,
    parse_duration,
)
from svcmgmt.values import Extension

__all__ = ["Codec", "bare"]

_SCHEMA: Final = re.compile(r"svcmgmt/([a-z-]{1,40})/([1-9]\d{0,5})", re.ASCII)

_MOST_BITS: Final = 13_000
"""Of an integer: Python writes and reads those of 4,300 digits and no longer ones."""

_CONTEXT: Final[ContextVar[Context]] = ContextVar("context")
"""What the document that is being read refers to by name."""


def bare(annotation: Any) -> Any:
    """Return a class without its parameters."""
    return get_origin(annotation) or annotation


def _is(kind: type[Any]) -> Callable[[Any], bool]:
    """Return what recognises a class and its generic forms."""
    return lambda annotation: bare(annotation) is kind


def _expect(value: object, kind: type[Any], word: str) -> Any:
    if type(value) is not kind:
        raise InvalidType("value", value, word)
    return value


def _elements(annotation: Any, length: int) -> list[Any]:
    """Return the type of each element of a tuple or set with so many of them."""
    kinds = get_args(annotation)
    if not told.is_fixed_tuple(annotation):
        return [kinds[0]] * length
    if length != len(kinds):
        raise InvalidValue("value", f"a list of {length}", f"a list of {len(kinds)}")
    return list(kinds)


def _from_text(read: Callable[[str], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: read(_expect(value, str, "text"))


class Codec:
    """Writes and reads documents."""

    def __init__(self) -> None:
        self._converter = Converter()
        # by schema, which are few
        self._writer = cache(self._writer_of)
        self._reader = cache(self._reader_of)
        # the latest hook that fits is taken, so the most general comes first
        self._add_records()
        self._add_scalars()
        self._add_collections()
        self._add_mappings()
        self._add_open_types()
        self._add_lifecycles()

    def read(self, document: object, context: Context) -> Any:
        """Return the value of a document; what it refers to by name comes from a context."""
        token = _CONTEXT.set(context)
        try:
            return self._untagged(document)
        finally:
            _CONTEXT.reset(token)

    def tagged(self, value: object) -> dict[str, Any]:
        """Return the document of a value, with its schema."""
        name = name_of(type(value))
        if name is None:
            raise NotStorable(value, advice(value))
        body = self._writer(name)(value)
        content = {"value": body} if type(value) in told.WRAPPED else body
        return {"schema": f"svcmgmt/{name}/{VERSION}", **content}

    def _untagged(self, document: object) -> Any:
        """Return the value of a document that names its schema."""
        content = dict(cast("Mapping[str, Any]", _expect(document, dict, "an object")))
        schema = content.pop("schema", None)
        match = _SCHEMA.fullmatch(schema) if isinstance(schema, str) else None
        if match is None or match[1] not in HOMES:
            raise UnknownSchema(schema)
        if int(match[2]) > VERSION:
            raise NewerSchema(match[0], VERSION)
        return self._reader(match[1])(content)

    def _writer_of(self, name: str) -> Callable[[Any], Any]:
        """Return what writes a class that is known."""
        kind = class_of(name)
        if told.is_open(kind):
            return self._record_writer(kind)
        return self._converter.get_unstructure_hook(kind)

    def _reader_of(self, name: str) -> Callable[[Any], Any]:
        """Return what reads a document, of which the class is known."""
        kind = class_of(name)
        written = WRAPPERS.get(kind, kind)
        read = self._record_reader(written)
        if written is kind:
            return lambda content: read(content, kind)
        return lambda content: read(content, written).value

    def _add_records(self) -> None:
        self._converter.register_unstructure_hook_factory(has, self._record_writer)
        self._converter.register_structure_hook_factory(has, self._record_reader)

    def _record_writer(self, annotation: Any) -> Callable[[Any], Any]:
        kind = _filled(annotation)
        stand_in = STAND_INS.get(bare(kind))
        if stand_in is not None:
            write = make_dict_unstructure_fn(stand_in.kind, self._converter)
            return lambda value: write(stand_in.write(value))
        return make_dict_unstructure_fn(kind, self._converter, **self._overrides(kind))

    def _record_reader(self, annotation: Any) -> Callable[[Any, Any], Any]:
        """Return what reads a class from an object, field by field."""
        kind = _filled(annotation)
        stand_in = STAND_INS.get(bare(kind))
        written = kind if stand_in is None else stand_in.kind
        read = make_dict_structure_fn(
            written,
            self._converter,
            _cattrs_forbid_extra_keys=True,
            _cattrs_detailed_validation=True,
            **self._overrides(written),
        )
        if stand_in is None:
            return lambda value, _: read(_expect(value, dict, "an object"), kind)
        return lambda value, _: stand_in.read(read(_expect(value, dict, "an object"), written))

    def _overrides(self, kind: Any) -> dict[str, Any]:
        """Return how the fields of a class are written of which annotations say too little."""
        owner = bare(kind)
        resolve_types(owner)
        found: dict[str, Any] = {}
        for each in fields(owner):
            place = owner.__name__, each.name
            if place in told.PAIRS:
                found[each.name] = self._as_object(each)
            elif place in told.SPECIAL:
                found[each.name] = self._as_told(told.SPECIAL[place])
        return found

    def _as_told(self, annotation: Any) -> Any:
        conv = self._converter
        return override(
            unstruct_hook=conv.get_unstructure_hook(annotation),
            struct_hook=lambda each, _: conv.structure(each, annotation),
        )

    def _as_object(self, pairs: Attribute[Any]) -> Any:
        conv = self._converter
        key, value = get_args(get_args(pairs.type)[0])
        annotation = cast("Any", Mapping)[key, value]
        return override(
            unstruct_hook=lambda each: conv.unstructure(dict(each), annotation),
            struct_hook=lambda each, _: conv.structure(
                _expect(each, dict, "an object"), annotation
            ),
        )

    def _add_scalars(self) -> None:
        conv = self._converter
        for kind in (str, int, bool, float):
            conv.register_structure_hook(kind, _plain)
        for kind in (int, float):
            conv.register_unstructure_hook(kind, _number)
        for kind, write, read in TEXT_FORMS:
            conv.register_unstructure_hook(kind, write)
            conv.register_structure_hook(kind, _from_text(read))
        conv.register_structure_hook(Enum, _member)
        conv.register_unstructure_hook(IntervalSet, lambda value: [str(each) for each in value])
        conv.register_structure_hook(
            IntervalSet,
            lambda value, _: IntervalSet.of(self._tuple(value, tuple[Interval, ...])),
        )
        conv.register_unstructure_hook(Extension, Extension.to_dict)
        conv.register_structure_hook(
            Extension, lambda value, _: Extension(_expect(value, dict, "an object"))
        )

    def _add_collections(self) -> None:
        conv = self._converter
        conv.register_structure_hook_func(_is(tuple), self._tuple)
        conv.register_structure_hook_func(
            _is(frozenset), lambda value, kind: frozenset(self._tuple(value, kind))
        )

        def each(annotation: Any) -> Callable[[tuple[Any, ...]], list[Any]]:
            write = conv.get_unstructure_hook(get_args(annotation)[0])
            return lambda values: [write(value) for value in values]

        def each_by_place(annotation: Any) -> Callable[[tuple[Any, ...]], list[Any]]:
            writers = [conv.get_unstructure_hook(kind) for kind in get_args(annotation)]
            return lambda values: [
                write(value) for write, value in zip(writers, values, strict=True)
            ]

        conv.register_unstructure_hook_factory(_is(tuple), each)
        conv.register_unstructure_hook_factory(told.is_fixed_tuple, each_by_place)

        def in_order(values: frozenset[Any]) -> list[Any]:
            return sorted(conv.unstructure(value) for value in values)

        conv.register_unstructure_hook_func(_is(frozenset), in_order)

    def _add_mappings(self) -> None:
        """Add objects of any names, and what has other keys, as lists of pairs."""
        conv = self._converter

        def pairs(annotation: Any) -> Callable[[Any], Any]:
            write = conv.get_unstructure_hook(told.pairs_of(annotation))
            return lambda value: write(tuple(value.items()))

        conv.register_structure_hook_func(told.is_object, self._object)
        conv.register_unstructure_hook_factory(told.is_table, pairs)
        conv.register_structure_hook_func(told.is_table, self._table)

    def _object(self, value: object, annotation: Any) -> dict[str, Any]:
        content = cast("dict[str, Any]", _expect(value, dict, "an object"))
        names = [_expect(name, str, "text") for name in content]
        kind = get_args(annotation)[1]
        items = [(name, item, kind) for name, item in content.items()]
        return dict(zip(names, self._each(items, annotation), strict=True))

    def _table(self, value: object, annotation: Any) -> dict[Any, Any]:
        items = self._tuple(value, told.pairs_of(annotation))
        found = dict(items)
        if len(found) < len(items):
            raise InvalidValue("value", f"{len(items)} pairs", "each key once")
        return found

    def _tuple(self, value: object, annotation: Any) -> tuple[Any, ...]:
        items = _expect(value, list, "a list")
        elements = _elements(annotation, len(items))
        return tuple(self._each(zip(count(), items, elements, strict=False), annotation))

    def _each(self, items: Iterable[tuple[Any, Any, Any]], annotation: Any) -> list[Any]:
        """Return what is at each place, of which the value and its type are told."""
        found: list[Any] = []
        problems: list[Exception] = []
        for place, item, kind in items:
            try:
                found.append(self._converter.structure(item, kind))
            except Exception as problem:  # noqa: BLE001 - collected with its place, raised below
                note = IterableValidationNote(f"element {place}", place, kind)
                problem.__notes__ = [*getattr(problem, "__notes__", []), note]
                problems.append(problem)
        if problems:
            message = "while reading a list"
            # the stub describes the base class of the exception only
            raise IterableValidationError(message, problems, annotation)  # pyright: ignore[reportCallIssue]
        return found

    def _add_open_types(self) -> None:
        """Add what may be one of several classes."""
        conv = self._converter
        conv.register_unstructure_hook_func(told.is_open, self.tagged)
        conv.register_structure_hook_func(told.is_open, self._instance)
        conv.register_unstructure_hook_factory(told.is_union, self._union_writer)
        conv.register_structure_hook_func(told.is_union, self._any)
        conv.register_unstructure_hook_func(
            told.is_allowed_time,
            lambda value: (
                format_duration(value) if type(value) is timedelta else self.tagged(value)
            ),
        )
        conv.register_structure_hook_func(
            told.is_allowed_time,
            lambda value, annotation: (
                parse_duration(value) if type(value) is str else self._any(value, annotation)
            ),
        )

        conv.register_unstructure_hook(told.AnyJson, self._json)
        conv.register_structure_hook(told.AnyJson, self._any_json)

    def _json(self, value: object) -> Any:
        if isinstance(value, tuple):
            return [self._json(each) for each in cast("tuple[object, ...]", value)]
        return self._union_writer(object)(value)

    def _any_json(self, value: object, _: Any) -> Any:
        if isinstance(value, list):
            return self._tuple(cast("object", value), tuple[told.AnyJson, ...])
        return self._any(value, object)

    def _instance(self, document: object, kind: Any) -> Any:
        value = self._untagged(document)
        if not isinstance(value, kind):
            raise InvalidType("value", value, kind.__name__)
        return value

    def _union_writer(self, annotation: Any) -> Callable[[Any], Any]:
        plain = told.plain_of(annotation)
        kinds: tuple[type[Enum], ...] = (*told.enums_of(annotation).values(), State, Trigger)

        def write(value: object) -> Any:
            if type(value) in plain:
                return _number(value)
            return _enumerated(value) if isinstance(value, kinds) else self.tagged(value)

        return write

    def _any(self, value: object, annotation: Any) -> Any:
        """Return a member of a union: plain, a word of an enumeration, or a document."""
        found = value
        if isinstance(value, dict):
            content = cast("dict[str, object]", value)
            is_document = "schema" in content
            found = self._untagged(content) if is_document else _named(content, annotation)
        members = told.members_of(annotation)
        kinds = tuple(bare(each) for each in members if each not in told.PLAIN)
        if type(found) not in told.plain_of(annotation) and not (
            isinstance(found, kinds) or (annotation is object and found is not value)
        ):
            allowed = [told.PLAIN.get(each, each.__name__) for each in members]
            raise InvalidType("value", found, " or ".join(allowed) or "text, integer or document")
        return _plain(found, type(found)) if type(found) in told.PLAIN else found

    def _add_lifecycles(self) -> None:
        """Add states and triggers, which may be words of any enumeration, and guards."""
        conv = self._converter
        conv.register_unstructure_hook(State, _enumerated)
        conv.register_unstructure_hook(Trigger, _enumerated)
        for is_one, read in ((told.is_state, self._state), (told.is_trigger, _trigger)):
            # the members of these unions are type variables, so the value itself has to tell
            conv.register_unstructure_hook_func(is_one, conv.unstructure)
            conv.register_structure_hook_func(is_one, read)
        conv.register_unstructure_hook_func(_is(Callable), lambda guard: guard.__name__)  # type: ignore[arg-type]
        conv.register_structure_hook_func(_is(Callable), _guard)  # type: ignore[arg-type]

    def _state(self, value: object, annotation: Any) -> Any:
        if value is None and type(None) in get_args(annotation):
            return None
        content = cast("dict[str, object]", _expect(value, dict, "an object"))
        if len(content) != 1:
            return self._converter.structure(content, OwnState)
        return _word(content, State)


def _filled(annotation: Any) -> Any:
    """Return a class with the bounds of its type variables in their place."""
    kind = bare(annotation)
    variables: tuple[TypeVar, ...] = getattr(kind, "__parameters__", ())
    return kind[tuple(each.__bound__ for each in variables)] if variables else kind


def _trigger(value: object, annotation: Any) -> Any:
    if value is None and type(None) in get_args(annotation):
        return None
    if type(value) is str:
        return value  # a trigger of an organisation's own
    return _word(cast("dict[str, object]", _expect(value, dict, "text or an object")), Trigger)


def _named(content: dict[str, object], annotation: Any) -> Any:
    """Return the member of `{"enumeration": word}`, of an enumeration of a union or any known."""
    kinds = told.enums_of(annotation)
    name = next(iter(content), "")
    if len(content) == 1 and name in kinds:
        return _member(content[name], kinds[name])
    return _word(content, State, Trigger)


def _word(content: dict[str, object], *kinds: type[Enum]) -> Any:
    """Return the member of `{"IncidentState": "new"}`."""
    if len(content) != 1:
        raise InvalidValue("value", sorted(content), "one enumeration and its word")
    ((name, word),) = content.items()
    context = _CONTEXT.get()
    enumeration = context.enumeration(name)
    if enumeration is None:
        known = ", ".join(sorted({*ENUMERATIONS, *context.enumerations}))
        raise InvalidValue("enumeration", name, f"{known}, or one given in `enumerations`")
    if not issubclass(enumeration, kinds):
        raise InvalidValue("enumeration", name, f"one of a {kinds[0].__name__}")
    return _member(word, enumeration)


def _guard(value: object, _: Any) -> Guard:
    name = _expect(value, str, "text")
    context = _CONTEXT.get()
    guard = context.guard(name)
    if guard is None:
        known = ", ".join(sorted({*GUARDS, *context.guards}))
        raise InvalidValue("guard", name, f"{known}, or one given in `guards`")
    return guard


def _too_much(value: object) -> str:
    """Return what JSON would have instead of a number; nothing for what it has."""
    if isinstance(value, float) and not isfinite(value):
        return "a finite number"
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return f"an integer of at most {_MOST_BITS} bits"
    return ""


def _number(value: object) -> Any:
    """Return a plain value as it is written."""
    if instead := _too_much(value):
        raise NotStorable(value, instead)
    return value


def _plain(value: object, kind: Any) -> Any:
    """Return a plain value as it was read."""
    found = _expect(value, kind, told.PLAIN[kind])
    if allowed := _too_much(found):
        raise InvalidValue("value", found, allowed)
    return found


def _enumerated(value: Enum) -> dict[str, Any]:
    return {type(value).__name__: value.value}


def _member(value: object, kind: Any) -> Any:
    for member in kind:
        if type(value) is type(member.value) and value == member.value:
            return member
    allowed = ", ".join(str(member.value) for member in kind)
    raise InvalidValue(kind.__name__, value, allowed)
