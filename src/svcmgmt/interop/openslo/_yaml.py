"""What YAML makes of a document, as JSON would have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from svcmgmt.errors import InvalidType
from svcmgmt.interop._lossless import Room

__all__ = ["plain"]


def plain(document: object) -> object:
    """Return a document of plain dicts, lists and scalars.

    Readers of YAML give timestamps for texts that look like them, and some of them subclasses of
    dicts, lists, texts and numbers that remember how they were written.

    Raises:
        LimitExceeded: too deep or too many values; aliases may stand for any number of them.
        InvalidType: a name that is no text.
    """
    return _plain(document, Room(), 1)


def _plain(value: object, room: Room, depth: int) -> object:
    if isinstance(value, Mapping):
        members = cast("Mapping[object, object]", value)
        room.take(len(members), depth)
        return {_name(name): _plain(each, room, depth + 1) for name, each in members.items()}
    if isinstance(value, list | tuple):
        items = cast("Sequence[object]", value)
        room.take(len(items), depth)
        return [_plain(each, room, depth + 1) for each in items]
    if isinstance(value, date):  # a datetime is one too
        return str(value)
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return value if kind is bool else kind(value)
    return value  # refused where it stands, unless it is None


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise InvalidType("name in a document", name, "text")
    return str(name)
