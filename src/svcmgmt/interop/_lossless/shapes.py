"""One document class as its family reads and writes it: made once, from its fields.

Reading is one loop over the attributes that are there. A frozen class would then set each field
through `object.__setattr__`, which takes longer than all the rest; so the instance is made of all
values at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeAlias, cast

from attrs import fields

from svcmgmt.common._fields import NOTHING
from svcmgmt.interop._lossless.codecs import Codec, Kept, Problem, Reader, is_same
from svcmgmt.interop._lossless.leftovers import Leftovers
from svcmgmt.interop._lossless.limits import Room, check_kept, check_text
from svcmgmt.interop._lossless.writers import Document, maker, writer
from svcmgmt.values import JSON, Extension

__all__ = ["EXTENSION", "NULLS", "UNKNOWN_ATTRIBUTE", "PartReader", "PartWriter", "Shape"]

EXTENSION: Final = "extension"
"""The field of every document class that holds what no other field can."""

NULLS: Final = "nulls"
"""The field of some classes that names the fields that a document has as null."""

UNKNOWN_ATTRIBUTE: Final = "unknown-attribute"
"""Code of what no field is there for."""

_ABSENT: Final = object()

PartReader: TypeAlias = Callable[[dict[str, Any], type[Any], Room, int], Any]
"""Reads an object within a document: the object, its class if it names none, room and depth."""

PartWriter: TypeAlias = Callable[[object], Document]
"""Writes an entity that is part of another one."""

_Reader: TypeAlias = Callable[[dict[str, Any], Room, int], Any]


class Shape:
    """How documents of one class are read and written.

    A shape is made empty, because classes refer to each other, and then given its attributes.
    """

    __slots__ = ("_wires", "_write_fields", "attributes", "kind", "profile", "read")

    attributes: Mapping[str, tuple[str, Codec]]
    """Field and codec of each published attribute."""

    read: _Reader
    """From an object, the room that is left and its depth: the entity, whatever the object."""

    def __init__(self, kind: type[Any], profile: str = "") -> None:
        self.kind = kind
        self.profile = profile

    def prepare(self, attributes: Mapping[str, tuple[str, Codec]]) -> None:
        """Give the shape its attributes: field and codec by published name."""
        self.attributes = attributes
        self.read = _reader(self.kind, attributes, self.profile)
        self._write_fields = writer(attributes)
        self._wires = {name: wire for wire, (name, _) in attributes.items()}

    def write(self, entity: object) -> Document:
        """Return the object of an entity: its fields, and what was kept beside them."""
        document = self._write_fields(entity)
        nulls: frozenset[str] | None = getattr(entity, NULLS, None)
        for name in nulls or ():
            if name in self._wires:
                document.setdefault(self._wires[name], None)
        if getattr(entity, EXTENSION) is NOTHING:
            return document
        extension = self._extension(entity)
        # an original whose field has been edited since is no longer true
        for wire, raw in extension.items():
            if wire not in self.attributes or self._holds(document, wire, raw):
                document[wire] = raw
        return document

    def problems(self, entity: object) -> Iterator[tuple[str, Problem]]:
        """Yield what an entity keeps because it does not fit, with the attribute's name.

        Published attributes come first, in their order.
        """
        written = self._write_fields(entity)
        extension = self._extension(entity)
        nulls = getattr(entity, NULLS, ())
        for wire, (name, _) in self.attributes.items():
            if name in nulls and wire not in written:
                for problem in self._reading(wire, None).problems:
                    yield wire, problem
            elif wire in extension and self._holds(written, wire, extension[wire]):
                for problem in self._reading(wire, extension[wire]).problems:
                    yield wire, problem
        for wire, raw in extension.items():
            if wire not in self.attributes:
                yield wire, Problem(UNKNOWN_ATTRIBUTE, raw, self._near(wire))

    def parts(self, entity: object) -> Iterator[tuple[str, str, object]]:
        """Yield what an entity holds: the attribute, the place in its list, the value."""
        for wire, (name, _) in self.attributes.items():
            value: object = getattr(entity, name)
            if isinstance(value, tuple):
                items = cast("tuple[object, ...]", value)
                for place, item in zip(self._places(entity, wire, len(items)), items, strict=True):
                    yield wire, f"/{place}", item
            else:
                yield wire, "", value

    def _places(self, entity: object, wire: str, count: int) -> Sequence[int]:
        """Return where the elements of a list stand in the document; some may not be read."""
        raw = self._extension(entity).get(wire)
        if not isinstance(raw, list):
            return range(count)
        items: list[JSON] = raw
        unread = {problem.place for problem in self._reading(wire, items).problems}
        places = [index for index in range(len(items)) if f"/{index}" not in unread]
        return places if len(places) == count else range(count)

    def _extension(self, entity: object) -> Extension:
        """Return what an entity keeps, unless it is what another family could not hold."""
        extension: Extension = getattr(entity, EXTENSION)
        # an abstract class is slow to ask
        is_foreign = type(extension) is Leftovers and extension.profile != self.profile
        return NOTHING if is_foreign else extension

    def _reading(self, wire: str, raw: JSON) -> Kept:
        _, codec = self.attributes[wire]
        found = raw if type(raw) is codec.plain else codec.read(raw, Room(), 1)
        return found if isinstance(found, Kept) else Kept(found)

    def _holds(self, written: Document, wire: str, raw: JSON) -> bool:
        """Return whether an attribute still is what its original says."""
        if raw is None or raw == []:  # whatever the attribute, these are read as nothing
            return wire not in written
        value, (_, codec) = self._reading(wire, raw).value, self.attributes[wire]
        told = value if value is None or codec.write is None else codec.write(value)
        now = written.get(wire, _ABSENT)
        return now is _ABSENT if told is None else is_same(told, now)

    def _near(self, wire: str) -> str:
        """Return the published name that differs in case only."""
        return next((each for each in self.attributes if each.lower() == wire.lower()), "")


def _reader(  # noqa: C901 - one loop, because calls would take longer than the work
    kind: type[Any], attributes: Mapping[str, tuple[str, Codec]], profile: str
) -> _Reader:
    places = {each.name: index for index, each in enumerate(fields(kind))}
    find, blank = _plans(places, attributes).get, _blank(kind, attributes)
    last, null_at, names = places[EXTENSION], places.get(NULLS, -1), list(places)
    made, keep = maker(kind), _keeper(profile)

    def read(document: dict[str, Any], room: Room, depth: int) -> object:
        row = blank[:]
        kept: dict[str, object] | None = None
        nulls: list[str] | None = None
        for wire, value in document.items():
            if (plan := find(wire)) is not None:
                place, plain, convert = plan
                if type(value) is plain:
                    if plain is str and not value.isascii():
                        check_text(value)
                    row[place] = value
                    continue
                if value is not None:
                    found = convert(value, room, depth)
                    if type(found) is not Kept:
                        row[place] = found
                        continue
                    row[place] = found.value
                elif null_at >= 0:
                    nulls = nulls or []
                    nulls.append(names[place])
                    continue
            kept = kept or {}
            kept[wire] = value
        if kept is not None:
            check_kept(kept, room, depth)
            row[last] = keep(kept)
        if nulls is not None:
            row[null_at] = frozenset(nulls)
        return made(row)

    return read


def _plans(
    places: Mapping[str, int], attributes: Mapping[str, tuple[str, Codec]]
) -> dict[str, tuple[int, Any, Reader]]:
    """Return where the value of each attribute goes, what it may be, and what reads it."""
    return {
        wire: (places[name], codec.plain, codec.read) for wire, (name, codec) in attributes.items()
    }


def _blank(kind: type[Any], attributes: Mapping[str, tuple[str, Codec]]) -> list[Any]:
    """Return the values of all fields of an empty document, in their order."""
    absent = {name: codec.absent for name, codec in attributes.values()} | {EXTENSION: NOTHING}
    return [absent.get(each.name, each.default) for each in fields(kind)]


def _keeper(profile: str) -> Callable[[Mapping[str, object]], Extension]:
    """Return what makes an extension of that which a family keeps."""
    return partial(Leftovers, profile=profile) if profile else Extension
