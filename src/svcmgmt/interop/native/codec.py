"""How values become plain documents and back: one converter, exact about types."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum, EnumType
from fractions import Fraction
from functools import cache
from typing import Any, Final, cast, get_args, get_origin
from zoneinfo import ZoneInfo

from attrs import has
from cattrs import Converter, IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from svcmgmt.calendars import (
    CalendarRule,
    HolidayRule,
    Recurrence,
    TimeRange,
    WeeklyHours,
    parse_date,
    parse_zone,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.native.errors import NewerSchema, NotStorable, UnknownSchema
from svcmgmt.interop.native.registry import BY_CLASS, BY_NAME, Context
from svcmgmt.lifecycle import (
    Guard,
    Lifecycle,
    LogAudit,
    OwnState,
    Rule,
    State,
    StateChange,
    Trigger,
)
from svcmgmt.practice import Impact, PriorityMatrix, Urgency
from svcmgmt.sla import ClockReading, Compliance, Limit, Outcome, ServiceTime
from svcmgmt.temporal import (
    CalendarDuration,
    Interval,
    IntervalSet,
    Timeline,
    format_duration,
    format_instant,
    parse_duration,
    parse_instant,
)
from svcmgmt.values import Extension, Priority, Quantity, Ref

__all__ = ["WRAPPED", "Codec", "codec_for", "is_fixed_tuple"]

_SCHEMA: Final = re.compile(r"svcmgmt/([a-z-]{1,40})/([1-9]\d{0,5})", re.ASCII)
_FRACTION: Final = re.compile(r"-?\d{1,64}(/[1-9]\d{0,63})?", re.ASCII)
_NOT_HERE: Final = "a value of this library; a calendar or rule of your own needs its own storage"


def _fraction(text: str) -> Fraction:
    if not _FRACTION.fullmatch(text):
        raise InvalidValue("fraction", text, "a whole number or a fraction such as 3/4")
    return Fraction(text)


def _key(zone: ZoneInfo) -> str:
    return zone.key


_TEXTS: Final[tuple[tuple[type[Any], Callable[[Any], str], Callable[[str], Any]], ...]] = (
    # classes that are written as one text, how they are written, and how it is read
    (datetime, format_instant, parse_instant),
    (timedelta, format_duration, parse_duration),
    (date, date.isoformat, parse_date),
    (ZoneInfo, _key, parse_zone),
    (Fraction, str, _fraction),
    (CalendarDuration, str, CalendarDuration.parse),
    (Interval, str, Interval.parse),
    (TimeRange, str, TimeRange.parse),
    (WeeklyHours, str, WeeklyHours.parse),
)


WRAPPED: Final = frozenset({*(kind for kind, _, _ in _TEXTS), IntervalSet, Extension})
"""Classes whose documents hold one `value` instead of fields."""


def _is(kind: type[Any]) -> Callable[[Any], bool]:
    """Return what recognises a class and its generic forms."""
    return lambda annotation: (get_origin(annotation) or annotation) is kind


def _mentions(kind: type[Any]) -> Callable[[Any], bool]:
    """Return what recognises unions with a class among their members."""
    return lambda annotation: get_origin(annotation) is not tuple and kind in get_args(annotation)


def _expect(value: object, kind: type[Any], word: str) -> Any:
    if type(value) is not kind:
        raise InvalidType("value", value, word)
    return value


def is_fixed_tuple(annotation: Any) -> bool:
    """Recognise tuples with a type for each place, such as `tuple[str, int]`."""
    return _is(tuple)(annotation) and Ellipsis not in get_args(annotation)


def _elements(annotation: Any, length: int) -> list[Any]:
    """Return the type of each element of a tuple or set with so many of them."""
    kinds = get_args(annotation)
    if not is_fixed_tuple(annotation):
        return [kinds[0]] * length
    if length != len(kinds):
        raise InvalidValue("value", f"a list of {length}", f"a list of {len(kinds)}")
    return list(kinds)


def _reader(read: Callable[[str], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: read(_expect(value, str, "text"))


class Codec:
    """Writes and reads documents; what they refer to by name comes from a context."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._converter = Converter()
        # the latest hook that fits is taken, so the most general comes first
        self._converter.register_structure_hook_factory(has, self._plain_reader)
        self._add_scalars()
        self._add_collections()
        self._add_open_types()
        self._add_special_classes()

    def tagged(self, value: object) -> dict[str, Any]:
        """Return the document of a value, with its schema."""
        if type(value) not in BY_CLASS:
            raise NotStorable(value, _advice(value))
        name, version = BY_CLASS[type(value)]
        body: Any = self._converter.unstructure(value)
        content = {"value": body} if type(value) in WRAPPED else body
        return {"schema": f"svcmgmt/{name}/{version}", **content}

    def untagged(self, document: object) -> Any:
        """Return the value of a document that names its schema."""
        content = dict(cast("Mapping[str, Any]", _expect(document, dict, "an object")))
        schema = content.pop("schema", None)
        match = _SCHEMA.fullmatch(schema) if isinstance(schema, str) else None
        if match is None or match[1] not in BY_NAME:
            raise UnknownSchema(schema)
        kind = BY_NAME[match[1]]
        _, known = BY_CLASS[kind]
        if int(match[2]) > known:
            raise NewerSchema(match[0], known)
        return self._converter.structure(content["value"] if kind in WRAPPED else content, kind)

    def _add_scalars(self) -> None:
        conv = self._converter
        conv.register_structure_hook(str, lambda value, _: _expect(value, str, "text"))
        conv.register_structure_hook(int, lambda value, _: _expect(value, int, "an integer"))
        conv.register_structure_hook(bool, lambda value, _: _expect(value, bool, "true or false"))
        for kind, write, read in _TEXTS:
            conv.register_unstructure_hook(kind, write)
            conv.register_structure_hook(kind, _reader(read))
        conv.register_structure_hook(Enum, _member)
        conv.register_unstructure_hook(IntervalSet, lambda value: [str(each) for each in value])
        conv.register_structure_hook(
            IntervalSet, lambda value, _: IntervalSet.of(map(Interval.parse, _texts(value)))
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
            kinds = get_args(annotation)
            return lambda values: [
                conv.unstructure(value, kind) for value, kind in zip(values, kinds, strict=True)
            ]

        conv.register_unstructure_hook_factory(is_fixed_tuple, each)

        def in_order(values: frozenset[Any]) -> list[Any]:
            return sorted(conv.unstructure(value) for value in values)

        conv.register_unstructure_hook_func(_is(frozenset), in_order)

    def _tuple(self, value: object, annotation: Any) -> tuple[Any, ...]:
        items = _expect(value, list, "a list")
        elements = _elements(annotation, len(items))
        found: list[Any] = []
        problems: list[Exception] = []
        for index, (item, element) in enumerate(zip(items, elements, strict=True)):
            try:
                found.append(self._converter.structure(item, element))
            except Exception as problem:  # noqa: BLE001 - collected with its place, raised below
                note = IterableValidationNote(f"element {index}", index, element)
                problem.__notes__ = [*getattr(problem, "__notes__", []), note]
                problems.append(problem)
        if problems:
            message = "while reading a list"
            # the stub describes the base class of the exception only
            raise IterableValidationError(message, problems, annotation)  # pyright: ignore[reportCallIssue]
        return tuple(found)

    def _add_open_types(self) -> None:
        """Add what may be one of several classes, or a word of some enumeration."""
        conv = self._converter
        for kind in (CalendarRule, HolidayRule, ServiceTime):
            conv.register_unstructure_hook_func(_is(kind), self.tagged)
            conv.register_structure_hook_func(_is(kind), self._instance)
        conv.register_unstructure_hook_func(
            lambda annotation: annotation == Limit,
            lambda value: (
                format_duration(value) if type(value) is timedelta else self.tagged(value)
            ),
        )
        conv.register_structure_hook_func(
            lambda annotation: annotation == Limit,
            lambda value, _: parse_duration(value) if type(value) is str else self.untagged(value),
        )
        is_value = _mentions(Quantity)
        conv.register_unstructure_hook_func(is_value, self._any)
        conv.register_structure_hook_func(is_value, lambda value, _: self._measured(value))
        conv.register_unstructure_hook(State, _enumerated)
        conv.register_unstructure_hook(Trigger, _enumerated)
        # the members of these unions are type variables, so the value itself has to tell
        for is_open in (_mentions(OwnState), _is_trigger):
            conv.register_unstructure_hook_func(is_open, self._by_class)
            conv.register_structure_hook_func(is_open, self._state_or_trigger)

    def _by_class(self, value: object) -> Any:
        return self._converter.unstructure(value)

    def _instance(self, document: object, kind: Any) -> Any:
        value = self.untagged(document)
        if not isinstance(value, kind):
            raise InvalidType("value", value, kind.__name__)
        return value

    def _state_or_trigger(self, value: object, annotation: Any) -> Any:
        if value is None and type(None) in get_args(annotation):
            return None
        if type(value) is str and _is_trigger(annotation):
            return value  # a trigger of an organisation's own
        content = cast("dict[str, Any]", _expect(value, dict, "an object"))
        if len(content) != 1:
            return self._converter.structure(content, OwnState)
        ((name, word),) = content.items()
        enumeration = self._context.enumeration(name)
        if enumeration is None:
            known = ", ".join(each.__name__ for each in self._context.enumerations)
            raise InvalidValue("enumeration", name, f"{known}, or one given in `enumerations`")
        return _member(word, enumeration)

    def _guard(self, name: str) -> Guard:
        guard = self._context.guard(name)
        if guard is None:
            known = ", ".join(each.__name__ for each in self._context.guards)
            raise InvalidValue("guard", name, f"{known}, or one given in `guards`")
        return guard

    def _add_special_classes(self) -> None:
        conv = self._converter
        guards = override(
            unstruct_hook=lambda each: [guard.__name__ for guard in each],
            struct_hook=lambda value, _: tuple(map(self._guard, _texts(value))),
        )
        self._adapt(Rule[State, Trigger], guards=guards)
        for kind in (
            StateChange[State, Trigger],
            Lifecycle[State, Trigger],
            LogAudit[State, Trigger],
            Ref[str],
        ):
            self._adapt(kind)
        self._adapt(
            ClockReading,
            target=override(
                unstruct_hook=self.tagged, struct_hook=lambda value, _: self.untagged(value)
            ),
        )
        counts = override(
            unstruct_hook=lambda each: {outcome.value: number for outcome, number in each},
            struct_hook=lambda value, _: {_member(k, Outcome): v for k, v in value.items()},
        )
        self._adapt(Compliance, counts=counts)
        conv.register_unstructure_hook(Recurrence, _write_recurrence)
        conv.register_structure_hook(Recurrence, lambda value, _: _read_recurrence(value))
        conv.register_unstructure_hook(PriorityMatrix, self._write_matrix)
        conv.register_structure_hook(PriorityMatrix, lambda value, _: self._read_matrix(value))
        conv.register_unstructure_hook_func(_is(Timeline), self._write_timeline)
        conv.register_structure_hook_func(
            _is(Timeline), lambda value, _: self._read_timeline(value)
        )

    def _adapt(self, kind: Any, **overrides: Any) -> None:
        """Write and read a class, in all its generic forms, with some fields of their own."""
        conv = self._converter
        bare = get_origin(kind) or kind
        write = make_dict_unstructure_fn(kind, conv, **overrides)
        conv.register_unstructure_hook_func(_is(bare), write)
        conv.register_structure_hook_func(_is(bare), self._reader(kind, **overrides))

    def _plain_reader(self, kind: Any) -> Callable[[Any, Any], Any]:
        return self._reader(kind)

    def _reader(self, kind: Any, **overrides: Any) -> Callable[[Any, Any], Any]:
        """Return what reads a class from an object, field by field."""
        read = make_dict_structure_fn(
            kind,
            self._converter,
            _cattrs_forbid_extra_keys=True,
            _cattrs_detailed_validation=True,
            **overrides,
        )
        return lambda value, _: read(_expect(value, dict, "an object"), kind)

    def _write_matrix(self, matrix: PriorityMatrix) -> dict[str, Any]:
        cells = [
            [impact.value, urgency.value, self._converter.unstructure(priority)]
            for impact, urgency, priority in matrix.cells
        ]
        return {"cells": cells}

    def _read_matrix(self, document: Mapping[str, Any]) -> PriorityMatrix:
        return PriorityMatrix(
            {
                (_member(impact, Impact), _member(urgency, Urgency)): self._converter.structure(
                    priority, Priority
                )
                for impact, urgency, priority in _expect(document["cells"], list, "a list")
            }
        )

    def _write_timeline(self, timeline: Timeline[Any]) -> dict[str, Any]:
        return {"changes": [[format_instant(at), self._any(v)] for at, v in timeline.changes()]}

    def _any(self, value: object) -> Any:
        if value is None or type(value) in (str, int, bool):
            return value
        return _enumerated(value) if isinstance(value, State | Trigger) else self.tagged(value)

    def _read_timeline(self, document: Mapping[str, Any]) -> Timeline[Any]:
        changes = _expect(document["changes"], list, "a list")
        return Timeline.of((parse_instant(at), self._read_any(value)) for at, value in changes)

    def _measured(self, value: object) -> Any:
        """Return a count, or the value of a document that names its schema."""
        return value if value is None or type(value) is int else self.untagged(value)

    def _read_any(self, value: object) -> Any:
        if not isinstance(value, dict):
            return value
        if "schema" in value:
            return self.untagged(cast("object", value))
        return self._state_or_trigger(cast("object", value), None)


def _is_trigger(annotation: Any) -> bool:
    """Recognise `T | str` whatever trigger enumeration T is."""
    members = [getattr(each, "__bound__", each) for each in get_args(annotation)]
    return str in members and any(
        type(each) is EnumType and issubclass(each, Trigger) for each in members
    )


def _enumerated(value: State | Trigger) -> dict[str, str]:
    return {type(value).__name__: str(value)}


def _member(value: object, kind: Any) -> Any:
    for member in kind:
        if type(value) is type(member.value) and value == member.value:
            return member
    allowed = ", ".join(str(member.value) for member in kind)
    raise InvalidValue(kind.__name__, value, allowed)


def _texts(value: object) -> list[str]:
    return [_expect(each, str, "text") for each in _expect(value, list, "a list")]


def _advice(value: object) -> str:
    if isinstance(value, HolidayRule):
        return "a snapshot of it: svcmgmt.calendars.snapshot(holidays, first, last)"
    return _NOT_HERE


def _write_recurrence(value: Recurrence) -> dict[str, Any]:
    return {
        "rule": value.rule,
        "start": format_instant(value.start),
        "zone": value.zone.key,
        "also": [format_instant(at) for at in value.also],
        "excluded": [format_instant(at) for at in value.excluded],
    }


def _read_recurrence(document: Mapping[str, Any]) -> Recurrence:
    zone = parse_zone(_expect(document["zone"], str, "text"))
    return Recurrence(
        rule=document["rule"],
        start=parse_instant(document["start"]).astimezone(zone),
        also=[parse_instant(each) for each in _texts(document["also"])],
        excluded=[parse_instant(each) for each in _texts(document["excluded"])],
    )


@cache
def codec_for(context: Context) -> Codec:
    """Return the codec of a context, built once."""
    return Codec(context)
