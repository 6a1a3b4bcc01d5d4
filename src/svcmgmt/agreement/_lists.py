"""Lists and names as callers hand them over, looked at item by item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from svcmgmt.errors import InvalidType, InvalidValue

__all__ = ["check_named", "identifier", "items", "words"]

_Item = TypeVar("_Item")


def items(field: str, values: Iterable[_Item], kind: type[_Item]) -> tuple[_Item, ...]:
    """Return a tuple of items of one kind; one item in place of a list is refused as such."""
    if isinstance(values, str | kind) or not isinstance(values, Iterable):
        raise InvalidType(field, values, f"a list of {kind.__name__}")
    found = tuple(values)
    for item in found:
        if not isinstance(item, kind):
            raise InvalidType(field, item, kind.__name__)
    return found


def words(field: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return a sorted tuple of different words, none of them empty."""
    found = items(field, values, str)
    for word in found:
        if not word.strip():
            raise InvalidValue(field, word, "words that are not empty")
    return tuple(sorted({*found}))


def identifier(value: str, field: str = "id") -> str:
    """Return the text of an identifier, which must not be empty."""
    if not isinstance(value, str) or not value:
        raise InvalidValue(field, value, "a non-empty identifier")
    return value


def check_named(_owner: object, attribute: object, value: str) -> None:
    """Refuse a name that is none."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidValue(getattr(attribute, "name", "name"), value, "a name")
