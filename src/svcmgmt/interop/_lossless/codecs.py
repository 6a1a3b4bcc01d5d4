"""How one attribute of a document becomes the value of a field, and back."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias, cast

from attrs import frozen

from svcmgmt.common._fields import NOTHING, frozen_json
from svcmgmt.errors import SvcmgmtError
from svcmgmt.interop._lossless.limits import MOST_DEPTH, Room, check_json, check_text, check_whole
from svcmgmt.lifecycle import OwnState, StateCategory
from svcmgmt.values import JSON, Extension

__all__ = [
    "ANYTHING",
    "FLAG",
    "NOTHING",
    "NUMBER",
    "OPEN_OBJECT",
    "TEXT",
    "WHOLE",
    "Codec",
    "Kept",
    "Problem",
    "Reader",
    "Wording",
    "is_same",
    "listed",
    "misfit",
    "texts_of",
    "words_of",
]

_MOST_TEXTS: Final = 1_024
"""Texts of one type that are remembered, because documents repeat them and are written again."""

_LONGEST_TEXT: Final = 100
"""No date, duration or name of a zone is longer."""


class Problem(NamedTuple):
    """What is wrong with a value, or with one that it contains."""

    code: str
    """The kind of finding."""

    value: object
    """What was found."""

    allowed: str
    """What would have been accepted."""

    place: str = ""
    """JSON pointer from the value that was read."""


@frozen
class Kept:
    """What could be read of a value whose document must keep the original as well.

    The original is kept because it does not fit at all, fits in part, or is not spelled as it
    would be written. In the last case there is no problem.
    """

    value: object
    problems: tuple[Problem, ...] = ()


Reader: TypeAlias = Callable[[Any, Room, int], object]
Writer: TypeAlias = Callable[[Any], JSON]


@frozen
class Codec:
    """How values of one type are read and written.

    Reading gives the value of the field, or `Kept`. Writing gives None for what is left out.
    """

    read: Reader
    """From JSON: the value, the room that is left, and its depth in the document."""

    write: Writer | None = None
    """To JSON; None writes the value as it is."""

    plain: type | None = None
    """Values of exactly this type are taken as they are, without a call."""

    absent: object = None
    """What a field holds whose attribute is not in the document."""


def misfit(value: object, allowed: str, *, code: str = "wrong-type", read: object = None) -> Kept:
    """Return what is read of a value that does not fit: nothing, and why."""
    return Kept(read, (Problem(code, value, allowed),))


def _exactly(kind: type, allowed: str) -> Codec:
    return Codec(read=lambda value, _room, _depth: misfit(value, allowed), plain=kind)


def _whole(value: object, _room: Room, _depth: int) -> object:
    if type(value) is not int:
        return misfit(value, "an integer")
    check_whole(value)
    return value


def _number(value: object, _room: Room, _depth: int) -> object:
    if type(value) is int:
        check_whole(value)
        return Decimal(value)
    if type(value) is not float or not math.isfinite(value):
        return misfit(value, "a number")  # one that is not finite is refused where it is kept
    text = repr(value)
    number = Decimal(text)
    return number if repr(_written_number(number)) == text else Kept(number)


def _written_number(number: Decimal) -> int | float:
    """Return what JSON writes with or without a decimal point, as the number has one."""
    return float(number) if number.as_tuple().exponent else int(number)


def _open_object(value: object, room: Room, depth: int) -> object:
    if type(value) is not dict:
        return misfit(value, "an object", read=NOTHING)
    if not value:
        return Kept(NOTHING)
    check_json(cast("object", value), room, depth + 1)
    return Extension(cast("dict[str, object]", value))


def _anything(value: object, room: Room, depth: int) -> object:
    if type(value) is str:
        check_text(value)
        return value
    check_json(value, room, depth + 1)
    return frozen_json(value)


def _thawed(value: object) -> JSON:
    if isinstance(value, Extension):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_thawed(each) for each in cast("tuple[object, ...]", value)]
    return _written_number(value) if isinstance(value, Decimal) else cast("JSON", value)


TEXT: Final = _exactly(str, "text")
FLAG: Final = _exactly(bool, "true or false")
WHOLE: Final = Codec(read=_whole)
NUMBER: Final = Codec(read=_number, write=_written_number)
"""A number as the decimal that its shortest text tells, so that 0.9995 is what it says."""

OPEN_OBJECT: Final = Codec(
    read=_open_object, write=lambda value: value.to_dict() or None, absent=NOTHING
)
"""An object whose names are not published: kept whole, as an `Extension`."""


ANYTHING: Final = Codec(read=_anything, write=_thawed)
"""Any value: an object is an `Extension`, a list a tuple, a number with a point a `Decimal`."""


@frozen
class Wording:
    """How the members of an enumeration are spelled in documents."""

    published: Mapping[Enum, str] = MappingProxyType({})
    """How they are written, where it is not the value of the member."""

    understood: Mapping[str, Enum] = MappingProxyType({})
    """Other spellings that are read; their original is kept."""

    is_open: bool = False
    """Whether any word is allowed: another one is a state of an organisation's own."""


def words_of(kind: Iterable[Enum], wording: Wording = Wording()) -> Codec:
    """Return the codec of an enumeration, by its published words."""
    published: dict[Enum, str] = {
        member: wording.published.get(member, member.value) for member in kind
    }
    members: dict[str, object] = {word: Kept(member) for word, member in wording.understood.items()}
    members.update({word: member for member, word in published.items()})
    allowed = ", ".join(published.values())

    def read(value: object, _room: Room, _depth: int) -> object:
        if type(value) is not str:
            return misfit(value, allowed)
        found = members.get(value)
        if found is None and wording.is_open and value:
            return OwnState(value, StateCategory.UNKNOWN)
        return misfit(value, allowed, code="unknown-word") if found is None else found

    # a state of an organisation's own is written as its word
    def write(member: Enum) -> JSON:
        return published.get(member) or str(member)

    return Codec(read=read, write=write)


def texts_of(parse: Callable[[str], object], write: Callable[[Any], str], allowed: str) -> Codec:
    """Return the codec of values that are one text; another spelling of one is kept.

    Args:
        parse: reads text; raises an error of this library if it cannot.
        write: the canonical text.
        allowed: what the text must be, in words.
    """

    @lru_cache(maxsize=_MOST_TEXTS)
    def found(text: str) -> object:
        try:
            value = parse(text)
        except SvcmgmtError:
            return misfit(text, allowed, code="unread-text")
        return value if write(value) == text else Kept(value)

    def read(value: object, _room: Room, _depth: int) -> object:
        if type(value) is not str or len(value) > _LONGEST_TEXT:
            return misfit(value, allowed)
        return found(value)

    return Codec(read=read, write=write)


def listed(element: Codec) -> Codec:
    """Return the codec of a list; what does not fit in it is left out and keeps the whole."""
    each, write = _each(element), element.write

    def read(value: object, room: Room, depth: int) -> object:
        if type(value) is not list:
            return misfit(value, "a list", read=())
        items: list[object] = value  # pyright: ignore[reportUnknownVariableType]
        if not items:
            return _EMPTY
        room.left -= len(items)
        if room.left < 0 or depth > MOST_DEPTH:
            room.take(0, depth)
        found: list[object] = []
        fits, depth = True, depth + 1
        for item in items:
            one = each(item, room, depth)
            if type(one) is Kept:
                fits = False
            found.append(one)
        return tuple(found) if fits else _in_part(found)

    def written(values: tuple[Any, ...]) -> JSON:
        if not values:
            return None
        return list(values) if write is None else [write(value) for value in values]

    return Codec(read=read, write=written, absent=())


def _each(element: Codec) -> Reader:
    """Return what reads an element of a list, plain values without a call of its codec."""
    plain, read = element.plain, element.read
    if plain is None:
        return read

    def read_one(value: object, room: Room, depth: int) -> object:
        if type(value) is not plain:
            return read(value, room, depth)
        if isinstance(value, str):
            check_text(value)
        return value

    return read_one


_EMPTY: Final = Kept(())


def _in_part(found: list[object]) -> Kept:
    """Return the elements that could be read, and what is wrong with the others."""
    values: list[object] = []
    problems: list[Problem] = []
    for index, item in enumerate(found):
        value = item
        if isinstance(item, Kept):
            value = item.value
            problems += [each._replace(place=f"/{index}{each.place}") for each in item.problems]
        if value is not None:
            values.append(value)
    return Kept(tuple(values), tuple(problems))


def is_same(first: object, second: object) -> bool:
    """Return whether two JSON values are the same document, 1 and 1.0 and true kept apart."""
    if isinstance(first, str):
        return first == second
    return type(first) is type(second) and Extension({"": first}) == Extension({"": second})
