"""Which leaves of a document are held by typed fields; knows nothing of the classes.

A leaf is a value that is neither an object nor a list, with its JSON pointer. It is held by a
typed field if it still is in the document that is written after every `extension` was emptied,
anywhere in the object. Text may then be spelled in another way, as long as it says the same.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from svcmgmt.values import Extension

__all__ = ["emptied", "held_twice", "leaves", "surviving", "text_of"]

EXTENSION = "extension"


def text_of(document: object) -> str:
    """Return a text that tells documents apart: 1 and 1.0 and true are different."""
    return json.dumps(document, sort_keys=True)


def leaves(value: object, pointer: str = "") -> Iterator[tuple[str, object]]:
    """Yield every leaf of a document with its JSON pointer."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            escaped = str(name).replace("~", "~0").replace("/", "~1")
            yield from leaves(each, f"{pointer}/{escaped}")
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from leaves(each, f"{pointer}/{place}")
    else:
        yield pointer, value


def emptied(thing: Any) -> Any:  # noqa: ANN401 - any object
    """Return a copy of an object in which every extension, however deep, is empty."""
    if isinstance(thing, tuple):
        return tuple(map(emptied, thing))
    if not attrs.has(type(thing)) or EXTENSION not in {each.name for each in _fields(thing)}:
        return thing
    twin = copy.copy(thing)
    for each in _fields(thing):
        empty = each.name == EXTENSION
        value = Extension() if empty else emptied(getattr(thing, each.name))
        object.__setattr__(twin, each.name, value)
    return twin


def _fields(thing: object) -> tuple[Any, ...]:
    kind: Any = type(thing)
    found: tuple[Any, ...] = attrs.fields(kind)
    return found


def surviving(document: object, bare: object) -> int:
    """Return how many leaves of a document are in the one that was written without extensions."""
    found = dict(leaves(bare))
    return sum(
        pointer in found and _says_the_same(value, found[pointer])
        for pointer, value in leaves(document)
    )


def held_twice(parts: Iterable[tuple[str, Any]], bare: object) -> list[str]:
    """Return pointers of leaves that an extension keeps although a typed field writes the same.

    Args:
        parts: objects within the whole, each with its JSON pointer.
        bare: what was written without extensions.
    """
    found = dict(leaves(bare))
    return [
        pointer
        for place, part in parts
        for pointer, value in leaves(getattr(part, EXTENSION), place)
        if pointer in found and text_of(found[pointer]) == text_of(value)
    ]


def _says_the_same(value: object, other: object) -> bool:
    if text_of(value) == text_of(other):
        return True
    if isinstance(value, str) and isinstance(other, str):
        return value.strip().casefold() == other.strip().casefold() or _at(value) == _at(other) != 0
    return value == other and isinstance(value, bool) == isinstance(other, bool)


def _at(text: str) -> float:
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        return 0
