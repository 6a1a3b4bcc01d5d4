"""Storing: values as plain dicts with a schema, and back, equal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeVar, cast, overload

from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
)

from svcmgmt.errors import LimitExceeded
from svcmgmt.interop.native.codec import codec_for
from svcmgmt.interop.native.errors import InvalidDocument, NewerSchema, UnknownSchema
from svcmgmt.interop.native.registry import Context
from svcmgmt.lifecycle import Guard, State, Trigger

__all__ = ["from_dict", "to_dict"]

ValueT = TypeVar("ValueT")

_DEFAULT: Final = Context()
_MOST_DEPTH: Final = 64


def to_dict(value: object) -> dict[str, Any]:
    """Return the document of a value: JSON types only, with the schema that it follows.

    Args:
        value: a value, entity, calendar, lifecycle, policy, ledger or result of this library.

    Returns:
        A new dict; `{"schema": "svcmgmt/<type>/<version>", ...}`.

    Raises:
        NotStorable: a value of another kind, or one that contains a live container or a
            calendar of your own.

    Examples:
        >>> from svcmgmt.temporal import Interval
        >>> to_dict(Interval.parse("2026-10-26T14:00:00Z/PT1H"))
        {'schema': 'svcmgmt/interval/1', 'value': '2026-10-26T14:00:00Z/2026-10-26T15:00:00Z'}
    """
    return codec_for(_DEFAULT).tagged(value)


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
        enumerations: enumerations of states and triggers of your own that it refers to.
        guards: guards of your own that its lifecycle refers to.

    Raises:
        InvalidDocument: the document does not fit its schema; it carries all problems.
        UnknownSchema: it names no schema of this library.
        NewerSchema: it was written by a later version.
        LimitExceeded: it is nested deeper than 64.

    Examples:
        >>> from svcmgmt.calendars import ServiceCalendar, weekly
        >>> office = weekly("Mon-Fri 08:00-18:00", zone="Europe/Lisbon", holidays=["2026-12-25"])
        >>> from_dict(to_dict(office), ServiceCalendar) == office
        True
    """
    _check_depth(document)
    if not isinstance(document, dict):
        raise InvalidDocument("document", (("", "expected an object"),))
    content = cast("dict[str, object]", document)
    own = Context((*_DEFAULT.enumerations, *enumerations), (*_DEFAULT.guards, *guards))
    schema = str(content.get("schema"))
    try:
        value = codec_for(own).untagged(content)
    except (UnknownSchema, NewerSchema):
        raise
    except Exception as problem:  # noqa: BLE001 - whatever does not fit is reported as such
        raise InvalidDocument(schema, tuple(_problems(problem, ""))) from None
    if kind is not None and not isinstance(value, kind):
        told = f"expected a {kind.__name__}, got a {type(value).__name__}"
        raise InvalidDocument(schema, (("", told),))
    return value


def _check_depth(document: object) -> None:
    """Refuse nesting that would exhaust the stack, level by level."""
    level: list[object] = [document]
    for _ in range(_MOST_DEPTH):
        below: list[object] = []
        for each in level:
            if isinstance(each, dict):
                below += cast("dict[str, object]", each).values()
            elif isinstance(each, list):
                below += cast("list[object]", each)
        if not below:
            return
        level = below
    what = "depth of a document"
    raise LimitExceeded(what, f"more than {_MOST_DEPTH}", _MOST_DEPTH)


def _problems(problem: BaseException, place: str) -> Iterable[tuple[str, str]]:
    """Yield (JSON pointer, what is wrong) for every problem in a group."""
    for note in getattr(problem, "__notes__", ()):
        place += f"/{note.name if isinstance(note, AttributeValidationNote) else note.index}"
    if isinstance(problem, BaseValidationError):
        for each in problem.exceptions:
            yield from _problems(each, place)
    elif isinstance(problem, ForbiddenExtraKeysError):
        for name in sorted(problem.extra_fields):
            yield f"{place}/{name}", "not known here"
    elif isinstance(problem, KeyError):
        name = f"/{problem.args[0]}"
        yield place if place.endswith(name) else place + name, "missing"
    else:
        yield place, str(problem)
