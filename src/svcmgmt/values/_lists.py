"""Lists as callers hand them over: one thing in place of a list is refused as such."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar, cast

from svcmgmt.errors import InvalidType

__all__ = ["listed", "paired"]

_Item = TypeVar("_Item")
_Left = TypeVar("_Left")
_Right = TypeVar("_Right")


def listed(
    values: Iterable[_Item], field: str, allowed: str, *, kind: type[_Item] | None = None
) -> tuple[_Item, ...]:
    """Return the items of a list; text, which would fall into letters, is none.

    With a kind, an item of another one is refused too.
    """
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise InvalidType(field, values, allowed)
    items = tuple(values)
    if kind is not None and not {kind}.issuperset(map(type, items)):
        for item in items:
            if not isinstance(item, kind):
                raise InvalidType(field, item, allowed)
    return items


def paired(
    values: Iterable[tuple[_Left, _Right]], field: str, allowed: str
) -> tuple[tuple[_Left, _Right], ...]:
    """Return the pairs of a list; a mapping, which would fall into its keys, is none."""
    if isinstance(cast("object", values), Mapping):
        raise InvalidType(field, values, allowed)
    pairs = listed(values, field, allowed)
    try:
        fits = {2}.issuperset(map(len, pairs))
    except TypeError:  # something without a length
        fits = False
    if not fits:
        raise InvalidType(field, pairs, allowed)
    return pairs
