"""Patches: what a client wants changed, applied to the document before it becomes an object.

A patch of a document tells an attribute that is absent from one that is null; objects do not. So a
patch is applied to the document, and what comes out is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final, cast

from attrs import frozen

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.interop._lossless.limits import MOST_DEPTH, Room, check_json
from svcmgmt.values import JSON

__all__ = ["Changes", "PatchRefused", "changes_of", "json_patch", "merge_patch"]

_MOST_OPERATIONS: Final = 10_000
_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_POINTER: Final = re.compile(r"(?!.*~(?![01]))(/|\Z)", re.DOTALL)

_NEEDED: Final = {
    "add": ("value",),
    "remove": (),
    "replace": ("value",),
    "move": ("from",),
    "copy": ("from",),
    "test": ("value",),
}


class PatchRefused(InvalidValue):
    """An operation of a patch that cannot be carried out; nothing of the patch was.

    Args:
        field: the operation, by its place in the patch.
        value: what it names.
        allowed: what would be possible.

    Examples:
        >>> issubclass(PatchRefused, InvalidValue)
        True
    """


def merge_patch(document: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, JSON]:
    """Return a document after a merge patch: null removes, objects are merged, the rest replaces.

    Source: RFC 7396, TMF630.

    Args:
        document: the document; not changed.
        patch: what is to be changed.

    Raises:
        InvalidType: something else than objects of JSON values.
        LimitExceeded: nested deeper than 64, or more than 200,000 values.

    Examples:
        >>> merge_patch({"name": "a", "note": [1], "place": {"x": 1}},
        ...             {"name": None, "place": {"y": 2}})
        {'note': [1], 'place': {'x': 1, 'y': 2}}
    """
    for name, value in (("document", document), ("patch", patch)):
        if not isinstance(value, Mapping):
            raise InvalidType(name, value, "an object, as a dict")
        check_json(dict(value), Room(), 1)
    return cast("dict[str, JSON]", _merged(dict(document), dict(patch)))


def _merged(target: object, patch: object) -> object:
    if not isinstance(patch, dict):
        return deepcopy(patch)
    told = cast("dict[str, object]", patch)
    merged: dict[str, object] = (
        dict(cast("dict[str, object]", target)) if isinstance(target, dict) else {}
    )
    for name, value in told.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _merged(merged.get(name), value)
    return merged


def json_patch(
    document: Mapping[str, Any], operations: Iterable[Mapping[str, Any]]
) -> dict[str, JSON]:
    """Return a document after a list of operations: all of them, or none.

    Source: RFC 6902, TMF630.

    Args:
        document: the document; not changed.
        operations: objects with `op`, `path`, and `value` or `from`.

    Raises:
        InvalidType: something else than an object and a list of objects.
        PatchRefused: an operation that nobody knows, a path that leads nowhere, a test that fails.
        LimitExceeded: more than 10,000 operations, a path of more than 64 parts, or a document or
            patch beyond the limits of documents.

    Examples:
        >>> json_patch({"note": ["a"]}, [{"op": "add", "path": "/note/-", "value": "b"},
        ...                              {"op": "remove", "path": "/note/0"}])
        {'note': ['b']}
    """
    if not isinstance(document, Mapping):
        raise InvalidType("document", document, "an object, as a dict")
    result: object = dict(document)
    check_json(result, Room(), 1)
    for operation in _operations(operations):
        result = _applied(result, operation)
    if not isinstance(result, dict):
        raise PatchRefused("patch", result, "an object as the whole document")
    check_json(cast("object", result), Room(), 1)  # copies of copies grow
    return deepcopy(cast("dict[str, JSON]", result))


@frozen
class Changes:
    """The attributes of a document that a patch changes."""

    values: Mapping[str, JSON]
    """New values of those that it replaces as a whole; None removes."""

    parts: frozenset[str]
    """Names of those of which it changes a part."""


def changes_of(patch: Mapping[str, Any] | Iterable[Mapping[str, Any]]) -> Changes:
    """Return the attributes that a patch changes, whatever the document.

    Raises:
        InvalidType: something else than a patch.
        PatchRefused: an operation that nobody knows.
        LimitExceeded: a patch beyond the limits.
    """
    if isinstance(patch, Mapping):
        merged = dict(cast("Mapping[str, JSON]", patch))
        check_json(merged, Room(), 1)
        return Changes(merged, frozenset())
    values: dict[str, JSON] = {}
    parts: set[str] = set()
    for operation in _operations(patch):
        told = operation.value if operation.op in {"add", "replace"} else None
        for path in (operation.path, operation.source):
            if operation.op == "test" or (path is operation.source and operation.op != "move"):
                continue
            if not path:
                values.update(cast("dict[str, JSON]", told) if isinstance(told, dict) else {})
            elif len(path) > 1 or (operation.op in {"move", "copy"} and path is operation.path):
                parts.add(path[0])
            else:
                values[path[0]] = cast("JSON", told)
    return Changes(values, frozenset(parts - values.keys()))


class _NowhereError(Exception):
    """A path that leads nowhere; told as a refusal of its operation."""


@frozen
class _Operation:
    """One operation of a patch, looked through."""

    name: str
    op: str
    path: Sequence[str]
    source: Sequence[str]
    value: object
    told: Mapping[str, Any]


def _operations(patch: Iterable[Mapping[str, Any]]) -> Iterator[_Operation]:
    """Yield the operations of a JSON patch."""
    if isinstance(patch, Mapping | str) or not isinstance(patch, Iterable):
        raise InvalidType("patch", cast("object", patch), "a list of operations")
    room = Room()
    for place, told in enumerate(patch):
        if place >= _MOST_OPERATIONS:
            what = "operations of a patch"
            raise LimitExceeded(what, f"more than {_MOST_OPERATIONS}", _MOST_OPERATIONS)
        name = f"patch[{place}]"
        if not isinstance(told, Mapping):
            raise InvalidType(name, told, "an object with op and path")
        check_json(dict(told), room, 1)
        yield _operation(name, told)


def _operation(name: str, told: Mapping[str, Any]) -> _Operation:
    op = told.get("op")
    if not isinstance(op, str) or op not in _NEEDED:
        raise PatchRefused(f"{name}.op", op, ", ".join(_NEEDED))
    for needed in ("path", *_NEEDED[op]):
        if needed not in told:
            raise PatchRefused(f"{name}.{needed}", None, f"there in an operation {op}")
    path = _parts(told["path"], f"{name}.path")
    source = _parts(told["from"], f"{name}.from") if "from" in _NEEDED[op] else []
    return _Operation(name, op, path, source, told.get("value"), told)


def _applied(document: object, operation: _Operation) -> object:
    """Return the document after one operation."""
    name, told = operation.name, operation.told
    try:
        return _carried_out(
            document, operation.op, operation.path, operation.source, operation.value
        )
    except _NowhereError:
        where = told["path"] if operation.op not in {"move", "copy"} else dict(told)
        raise PatchRefused(f"{name}.path", where, "a place that is there") from None
    except _DiffersError as found:
        raise PatchRefused(f"{name}.path", found.args[0], f"{told['value']!r}") from None


class _DiffersError(Exception):
    """A value that a test did not expect; told as a refusal of its operation."""


def _carried_out(
    document: object, op: str, path: Sequence[str], source: Sequence[str], value: object
) -> object:
    match op:
        case "add":
            return _with(document, path, value)
        case "remove":
            return _without(document, path)
        case "replace":
            _found(document, path)
            return _with(_without(document, path) if path else None, path, value)
        case "move":
            moved = _found(document, source)
            if path[: len(source)] == source and path != source:
                raise _NowhereError
            return _with(_without(document, source), path, moved)
        case "copy":
            return _with(document, path, _found(document, source))
        case _:
            found = _found(document, path)
            if not _is_same(found, value):
                raise _DiffersError(found)
            return document


def _parts(pointer: object, name: str) -> list[str]:
    """Return the names and indices of a JSON pointer."""
    if not isinstance(pointer, str) or not _POINTER.match(pointer):
        raise PatchRefused(name, pointer, "a JSON pointer such as /note/0/text")
    parts = pointer.split("/")[1:]
    if len(parts) > MOST_DEPTH:
        what = "depth of a patch"
        raise LimitExceeded(what, len(parts), MOST_DEPTH)
    return [part.replace("~1", "/").replace("~0", "~") for part in parts]


def _index(part: str, count: int) -> int:
    if not _INDEX.fullmatch(part) or int(part) >= count:
        raise _NowhereError
    return int(part)


def _found(value: object, path: Sequence[str]) -> object:
    for part in path:
        if isinstance(value, dict) and part in value:
            value = cast("dict[str, object]", value)[part]
        elif isinstance(value, list):
            items = cast("list[object]", value)
            value = items[_index(part, len(items))]
        else:
            raise _NowhereError
    return value


def _with(value: object, path: Sequence[str], new: object) -> object:
    """Return a value with another one at a place within it; lists make room."""
    if not path:
        return new
    part, rest = path[0], path[1:]
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        if rest and part not in members:
            raise _NowhereError
        return {**members, part: _with(members.get(part), rest, new)}
    if not isinstance(value, list):
        raise _NowhereError
    items = cast("list[object]", value)
    if rest:
        place = _index(part, len(items))
        return [*items[:place], _with(items[place], rest, new), *items[place + 1 :]]
    place = len(items) if part == "-" else _index(part, len(items) + 1)
    return [*items[:place], new, *items[place:]]


def _without(value: object, path: Sequence[str]) -> object:
    """Return a value without what stands at a place within it."""
    if not path:
        return None
    part, rest = path[0], path[1:]
    _found(value, [part])
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        if rest:
            return {**members, part: _without(members[part], rest)}
        return {name: each for name, each in members.items() if name != part}
    items = cast("list[object]", value)
    place = int(part)
    kept = [_without(items[place], rest)] if rest else []
    return [*items[:place], *kept, *items[place + 1 :]]


def _is_same(first: object, second: object) -> bool:
    """Return whether two JSON values are equal; numbers by value, true and 1 apart."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, dict) and isinstance(second, dict):
        one, other = cast("dict[str, object]", first), cast("dict[str, object]", second)
        return one.keys() == other.keys() and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(first, list) and isinstance(second, list):
        ones, others = cast("list[object]", first), cast("list[object]", second)
        return len(ones) == len(others) and all(map(_is_same, ones, others))
    return first == second
