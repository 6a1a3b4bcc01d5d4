"""How much of a document is read: beyond the limits one error, before the work is done."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, cast

from svcmgmt.errors import InvalidType, LimitExceeded

__all__ = [
    "MOST_DEPTH",
    "MOST_VALUES",
    "Room",
    "check_depth",
    "check_json",
    "check_kept",
    "check_text",
    "check_whole",
]

MOST_DEPTH: Final = 64
MOST_VALUES: Final = 200_000
_MOST_BITS: Final = 13_000
"""Of an integer: Python writes and reads those of 4,300 digits and no longer ones."""

_LISTS: Final = (list, tuple)

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Room:
    """How many values of one document may still be read.

    The same list may stand in a document many times, as aliases of YAML do, so what is counted
    is what is read, not what is in memory.
    """

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MOST_VALUES

    def take(self, count: int, depth: int) -> None:
        """Make room for values that are so many levels down.

        Raises:
            LimitExceeded: too many, or too deep.
        """
        self.left -= count
        check_depth(depth)
        if self.left < 0:
            what = "values in a document"
            raise LimitExceeded(what, f"more than {MOST_VALUES}", MOST_VALUES)


def check_depth(depth: int) -> None:
    """Refuse what stands too deep in a document.

    Raises:
        LimitExceeded: deeper than 64 levels.
    """
    if depth > MOST_DEPTH:
        what = "depth of a document"
        raise LimitExceeded(what, f"more than {MOST_DEPTH}", MOST_DEPTH)


def check_text(text: str) -> None:
    """Refuse text with lone surrogates, which cannot be written as UTF-8.

    Raises:
        LimitExceeded: there is one.
    """
    if not text.isascii() and _SURROGATE.search(text):
        what = "text in a document"
        raise LimitExceeded(what, text, "what UTF-8 can hold")


def check_whole(number: int) -> None:
    """Refuse an integer that is too long to be written.

    Raises:
        LimitExceeded: more than 13,000 bits.
    """
    if number.bit_length() > _MOST_BITS:
        what = "bits of an integer in a document"
        raise LimitExceeded(what, number.bit_length(), _MOST_BITS)


def check_kept(members: Mapping[str, object], room: Room, depth: int) -> None:
    """Look through the attributes of an object that are kept as they came.

    Args:
        members: the attributes; where a document is wrong, also their names can be anything.
        room: what may still be read of the document.
        depth: how deep in the document the object is.

    Raises:
        LimitExceeded: too deep, too many values, or a number or text that cannot be written.
        InvalidType: something that JSON cannot hold.
    """
    room.take(len(members), depth)
    for name in members:
        if type(name) is not str or not name.isascii():
            _check_name(name)
    for value in members.values():
        if value is not None and not (type(value) is str and value.isascii()):
            check_json(value, room, depth + 1)


def _check_name(name: object) -> None:
    if not isinstance(name, str):
        raise InvalidType("name in a document", name, "text")
    check_text(name)


def check_json(value: object, room: Room, depth: int) -> None:
    """Look through a JSON value, level by level, before it is kept; see `check_kept`."""
    level: list[object] = [value]
    while level:
        room.take(0, depth)
        below: list[object] = []
        for each in level:
            if type(each) is str and each.isascii():  # most are
                continue
            if isinstance(each, dict):
                members: dict[str, object] = each  # pyright: ignore[reportUnknownVariableType]
                room.left -= len(members)
                for name in members:
                    if type(name) is not str or not name.isascii():
                        _check_name(name)
                below += members.values()
            elif isinstance(each, _LISTS):
                items = cast("Sequence[object]", each)
                room.left -= len(items)
                below += items
            else:
                _check_scalar(each)
            if room.left < 0:
                room.take(0, depth)
        level, depth = below, depth + 1


def _check_scalar(value: object) -> None:
    if isinstance(value, str):
        check_text(value)
    elif isinstance(value, int):
        check_whole(value)
    elif isinstance(value, float):
        if not math.isfinite(value):
            what = "number in a document"
            raise LimitExceeded(what, value, "a finite number")
    elif value is not None:
        raise InvalidType("value in a document", value, "what JSON can hold")
