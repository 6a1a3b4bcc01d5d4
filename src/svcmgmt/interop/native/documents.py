"""Storing: values as plain dicts with a schema, and back, equal."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from types import UnionType
from typing import Any, Final, TypeVar, cast, get_origin, overload

from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
)

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.interop.native.codec import Codec
from svcmgmt.interop.native.errors import InvalidDocument, NewerSchema, UnknownSchema
from svcmgmt.interop.native.registry import Context
from svcmgmt.lifecycle import Guard, State, Trigger

__all__ = ["from_dict", "to_dict"]

ValueT = TypeVar("ValueT")

_CODEC: Final = Codec()
_MOST_DEPTH: Final = 80
"""Of a document: what it holds is nested 64 deep at most, inside whatever keeps it."""
_MOST_REPEATED: Final = 1_000_000
"""Of what objects and lists hold that stand in several places, as aliases make them."""


def to_dict(value: object) -> dict[str, Any]:
    """Return the document of a value: JSON types only, with the schema that it follows.

    Args:
        value: a value, record, calendar, agreement, policy, fact, ledger, entity or result of this
            library.

    Returns:
        A new dict; `{"schema": "svcmgmt/<type>/<version>", ...}`.

    Raises:
        NotStorable: a value of another kind, one that is made again from what is stored, or one
            that contains something of your own; it says what to store instead.
        LimitExceeded: an entity of the TM Forum model that is nested deeper than 64, or too large.

    Examples:
        >>> from svcmgmt.temporal import Interval
        >>> to_dict(Interval.parse("2026-10-26T14:00:00Z/PT1H"))
        {'schema': 'svcmgmt/interval/1', 'value': '2026-10-26T14:00:00Z/2026-10-26T15:00:00Z'}
    """
    return _CODEC.tagged(value)


@overload
def from_dict(
    document: object,
    *,
    enumerations: Iterable[type[State | Trigger]] = (),
    guards: Iterable[Guard] = (),
) -> Any: ...


@overload
def from_dict(
    document: object,
    kind: type[ValueT],
    *,
    enumerations: Iterable[type[State | Trigger]] = (),
    guards: Iterable[Guard] = (),
) -> ValueT: ...


def from_dict(
    document: object,
    kind: type[Any] | None = None,
    *,
    enumerations: Iterable[type[State | Trigger]] = (),
    guards: Iterable[Guard] = (),
) -> Any:
    """Return the value of a document that `to_dict` made, equal to the one that was stored.

    Args:
        document: a dict with a schema, for example parsed JSON.
        kind: the class that is expected; any class if None.
        enumerations: enumerations of states and triggers of your own that it refers to; where one
            has the name of one of the library it is taken.
        guards: guards of your own that its lifecycle refers to; they too come before those of the
            library.

    Raises:
        InvalidDocument: the document does not fit its schema; it carries all problems.
        UnknownSchema: it names no schema of this library.
        NewerSchema: it was written by a later version.
        LimitExceeded: it is nested deeper than 80, or repeats the same objects and lists so often
            that reading them would take more than a million steps.
        InvalidType: a class, enumerations or guards that are none.
        InvalidValue: two enumerations or two guards of one name.

    Examples:
        >>> from svcmgmt.calendars import ServiceCalendar, weekly
        >>> office = weekly("Mon-Fri 08:00-18:00", zone="Europe/Lisbon", holidays=["2026-12-25"])
        >>> from_dict(to_dict(office), ServiceCalendar) == office
        True
    """
    wanted = _class(kind)
    context = Context(_enumerations(enumerations), _guards(guards))
    _check_size(document)
    if not isinstance(document, dict):
        raise InvalidDocument("document", (("", "expected an object"),))
    named = cast("dict[str, object]", document).get("schema")
    schema = named if isinstance(named, str) else "document"
    try:
        value = _CODEC.read(cast("object", document), context)
    except (UnknownSchema, NewerSchema):
        raise
    except Exception as problem:  # noqa: BLE001 - whatever does not fit is reported as such
        raise InvalidDocument(schema, tuple(_problems(problem, ""))) from None
    if not isinstance(value, wanted):
        told = f"expected a {wanted.__name__}, got a {type(value).__name__}"
        raise InvalidDocument(schema, (("", told),))
    return value


def _class(kind: object) -> type[Any]:
    """Return the class that is expected, of which the parameters do not matter."""
    found = object if kind is None else get_origin(kind) or kind
    if not isinstance(found, type) or found is UnionType:
        raise InvalidType("kind", kind, "a class")
    return found


def _enumerations(values: Iterable[type[State | Trigger]]) -> dict[str, type[State | Trigger]]:
    """Return enumerations by name."""
    allowed = "a list of enumerations of states and triggers"
    if isinstance(values, type) or not isinstance(values, Iterable):
        raise InvalidType("enumerations", values, allowed)
    listed = tuple(values)
    for each in listed:
        if not isinstance(each, type) or not issubclass(each, State | Trigger):
            raise InvalidType("enumerations", each, allowed)
    return _by_name("enumerations", listed)


def _guards(values: Iterable[Guard]) -> dict[str, Guard]:
    """Return guards by name."""
    allowed = "a list of functions with names"
    if not isinstance(values, Iterable):
        raise InvalidType("guards", values, allowed)
    listed = tuple(values)
    for each in listed:
        if not callable(each) or not hasattr(each, "__name__"):
            raise InvalidType("guards", each, allowed)
    return _by_name("guards", listed)


def _by_name(argument: str, values: tuple[ValueT, ...]) -> dict[str, ValueT]:
    """Return what a document may refer to, by name."""
    found: dict[str, ValueT] = {}
    for value in values:
        name: str = getattr(value, "__name__")  # noqa: B009 - classes and functions have one
        if found.setdefault(name, value) is not value:
            raise InvalidValue(argument, name, "each name once")
    return found


def _check_size(document: object) -> None:
    """Refuse nesting that would exhaust the stack, and what grows without end when it is read."""
    level: list[object] = [document]
    seen: set[int] = set()
    repeated = 0
    for _ in range(_MOST_DEPTH):
        below: list[object] = []
        for each in level:
            held = _held(each)
            if id(each) in seen:
                repeated += 1 + len(held)
                if repeated > _MOST_REPEATED:
                    what = "size of a document"
                    raise LimitExceeded(what, f"more than {_MOST_REPEATED}", _MOST_REPEATED)
            elif held:
                seen.add(id(each))
            below += held
        if not below:
            return
        level = below
    what = "depth of a document"
    raise LimitExceeded(what, f"more than {_MOST_DEPTH}", _MOST_DEPTH)


def _held(value: object) -> Collection[object]:
    """Return what an object or a list holds; nothing for other values."""
    if isinstance(value, dict):
        return cast("dict[str, object]", value).values()
    return cast("list[object]", value) if isinstance(value, list) else ()


def _problems(problem: BaseException, place: str) -> Iterable[tuple[str, str]]:
    """Yield (JSON pointer, what is wrong) for every problem in a group."""
    for note in getattr(problem, "__notes__", ()):
        place += _step(note.name if isinstance(note, AttributeValidationNote) else note.index)
    if isinstance(problem, BaseValidationError):
        for each in problem.exceptions:
            yield from _problems(each, place)
    elif isinstance(problem, ForbiddenExtraKeysError):
        for name in sorted(map(str, problem.extra_fields)):
            yield place + _step(name), "not known here"
    elif isinstance(problem, KeyError):
        name = _step(problem.args[0])
        yield place if place.endswith(name) else place + name, "missing"
    else:
        yield place, str(problem)


def _step(name: object) -> str:
    """Return one step of a JSON pointer. Source: RFC 6901, 3."""
    return "/" + str(name).replace("~", "~0").replace("/", "~1")
