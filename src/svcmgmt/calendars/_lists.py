"""Lists as callers hand them over: one thing in place of a list is refused as such."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from svcmgmt.errors import InvalidType

__all__ = ["listed"]

_Item = TypeVar("_Item")


def listed(values: Iterable[_Item], field: str, allowed: str) -> tuple[_Item, ...]:
    """Return the items of a list; text, which would fall into letters, is none."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise InvalidType(field, values, allowed)
    return tuple(values)
