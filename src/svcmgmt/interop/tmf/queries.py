"""Queries: which documents are wanted, and which attributes of them (TMF630)."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, cast

from svcmgmt.errors import InvalidType, InvalidValue, SvcmgmtError
from svcmgmt.interop._lossless.limits import MOST_DEPTH, check_depth
from svcmgmt.temporal import parse_instant
from svcmgmt.values import JSON

__all__ = ["matches", "select_fields"]

_ALWAYS: Final = ("id", "href", "@type")
"""Attributes that a selection keeps, because nobody can do without them."""

_COMPARED: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


def select_fields(document: Mapping[str, Any], fields: str | Iterable[str]) -> dict[str, JSON]:
    """Return a document with the attributes of a `fields` parameter only.

    `id`, `href` and `@type` stay in any case. A name with points selects within objects and within
    each object of a list. Names that are not there are passed over. Source: TMF630.

    Args:
        document: the document; not changed.
        fields: names, separated by commas; `none` for those that stay in any case.

    Raises:
        InvalidType: something else than an object, or names that are no text.
        LimitExceeded: a document nested deeper than 64.

    Examples:
        >>> select_fields({"id": "1", "name": "a", "note": [{"text": "t", "author": "ana"}]},
        ...               "note.text")
        {'id': '1', 'note': [{'text': 't'}]}
    """
    if not isinstance(document, Mapping):
        raise InvalidType("document", document, "an object, as a dict")
    names = fields.split(",") if isinstance(fields, str) else list(fields)
    if not all(isinstance(name, str) for name in names):
        raise InvalidType("fields", fields, "names, separated by commas")
    wanted: dict[str, Any] = {name: {} for name in _ALWAYS}
    for name in names:
        level = wanted
        for part in name.strip().split(".", MOST_DEPTH):
            level = level.setdefault(part, {})
    return cast("dict[str, JSON]", _selected(dict(document), wanted, 1))


def _selected(value: object, wanted: Mapping[str, Any], depth: int) -> object:
    check_depth(depth)
    whole = value
    if isinstance(value, list):
        return [_selected(each, wanted, depth + 1) for each in cast("list[object]", value)]
    if not isinstance(value, dict) or not wanted:
        return whole
    members = cast("dict[str, object]", value)
    return {
        name: _selected(each, wanted[name], depth + 1)
        for name, each in members.items()
        if name in wanted
    }


def matches(document: Mapping[str, Any], filters: Mapping[str, str]) -> bool:
    """Return whether a document is among those that a query asks for.

    A filter is a name and a text: `status` must be held, `creationDate.gt` must be after an
    instant, `relatedParty.role` must be customer for some party. Several values, separated by
    commas, mean any of them; several filters mean all of them. Instants and numbers compare as
    such, everything else as text. Source: TMF630.

    Args:
        document: the document.
        filters: texts by name; a name may end in `.eq`, `.ne`, `.gt`, `.gte`, `.lt`, `.lte`.

    Raises:
        InvalidType: something else than an object and texts.
        InvalidValue: a filter without a name.
        LimitExceeded: a document nested deeper than 64.

    Examples:
        >>> ticket = {"status": "held", "creationDate": "2026-10-26T08:00:00Z"}
        >>> matches(ticket, {"status": "held,pending", "creationDate.gt": "2026-10-01T00:00:00Z"})
        True
    """
    if not isinstance(document, Mapping):
        raise InvalidType("document", document, "an object, as a dict")
    return all(_is_met(document, name, text) for name, text in filters.items())


def _is_met(document: Mapping[str, Any], name: str, text: str) -> bool:
    if not isinstance(name, str) or not isinstance(text, str):
        raise InvalidType("filter", (name, text), "a name and a text")
    parts = name.split(".")
    word = parts.pop() if len(parts) > 1 and parts[-1] in _COMPARED else "eq"
    if not all(parts):
        raise InvalidValue("filter", name, "the name of an attribute")
    found = list(_values(document, parts, 1))
    compare = _COMPARED[word]
    if word == "ne":
        return all(compare(*_alike(each, one)) for each in found for one in text.split(","))
    return any(compare(*_alike(each, one)) for each in found for one in text.split(","))


def _values(value: object, parts: list[str], depth: int) -> Iterator[object]:
    """Yield what stands at the end of a path, in all objects of the lists on it."""
    check_depth(depth)
    if isinstance(value, list):
        for each in cast("list[object]", value):
            yield from _values(each, parts, depth + 1)
    elif not parts:
        yield value
    elif isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value)
        if parts[0] in members:
            yield from _values(members[parts[0]], parts[1:], depth + 1)


def _alike(value: object, text: str) -> tuple[Any, Any]:
    """Return a value and a text in a form in which they compare."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value], text
    if isinstance(value, int | float):
        return _numbers(value, text)
    try:
        return parse_instant(str(value)), parse_instant(text)
    except SvcmgmtError:
        return str(value), text


def _numbers(value: float, text: str) -> tuple[Any, Any]:
    """Return a number and a text as numbers; as texts, if the text is none that compares."""
    number = Decimal(value if isinstance(value, int) else repr(value))
    try:
        told = Decimal(text)
    except ArithmeticError:
        return str(number), text
    return (number, told) if number.is_finite() and told.is_finite() else (str(number), text)
