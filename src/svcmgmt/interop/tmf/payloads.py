"""Payloads of events: one object, or a list of them, under a name that the event chooses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from svcmgmt.common import Entity, EventPayload
from svcmgmt.interop._lossless.codecs import TEXT, Codec
from svcmgmt.interop._lossless.limits import Room
from svcmgmt.interop._lossless.shapes import PartReader, PartWriter, Shape
from svcmgmt.interop._lossless.writers import Document
from svcmgmt.interop.tmf.registry import Classes
from svcmgmt.values import JSON

__all__ = ["PayloadShape"]

_TAGS: Final[Mapping[str, tuple[str, Codec]]] = {
    "@type": ("at_type", TEXT),
    "@baseType": ("at_base_type", TEXT),
    "@schemaLocation": ("at_schema_location", TEXT),
}


class PayloadShape(Shape):
    """How the payload of an event is read: the first objects whose name is that of a class.

    Args:
        classes: classes by the names that documents give them.
        profile: name of the family, as for every shape.
        part_of: reads the object.
        dump: writes it.
    """

    __slots__ = ("_classes", "_dump", "_part_of", "_read_tags")

    def __init__(
        self,
        classes: Classes,
        profile: str,
        part_of: PartReader,
        dump: PartWriter,
    ) -> None:
        super().__init__(EventPayload, profile)
        self._classes = classes
        self._part_of = part_of
        self._dump = dump
        self.prepare(_TAGS)
        self._read_tags = self.read
        self.read = self._read

    def _read(self, document: dict[str, Any], room: Room, depth: int) -> EventPayload:
        named = (each for each, value in document.items() if self._holds_entities(each, value))
        name = next(named, None)
        rest = {each: value for each, value in document.items() if each != name}
        payload: EventPayload = self._read_tags(rest, room, depth)
        if name is None:
            return payload
        kind, told = self._class_of(name) or Entity, document[name]
        held: dict[str, object] = {"resource": name}
        if isinstance(told, list):
            items = cast("list[dict[str, Any]]", told)
            room.take(len(items), depth + 1)
            held["batch"] = tuple(self._part_of(each, kind, room, depth + 2) for each in items)
        else:
            room.take(1, depth + 1)
            held["entity"] = self._part_of(told, kind, room, depth + 1)
        for field, value in held.items():
            object.__setattr__(payload, field, value)
        return payload

    def _holds_entities(self, name: str, value: object) -> bool:
        if not isinstance(name, str) or self._class_of(name) is None:
            return False
        told = cast("list[object]", value) if isinstance(value, list) else [value]
        return bool(told) and all(type(each) is dict for each in told)

    def _class_of(self, name: str) -> type[Any] | None:
        return self._classes.find(name[:1].upper() + name[1:])

    def write(self, entity: object) -> Document:
        """Return the object of a payload."""
        payload = cast("EventPayload", entity)
        document = super().write(payload)
        if payload.resource is None:
            return document
        document.pop(payload.resource, None)
        held: JSON = (
            [self._dump(each) for each in payload.batch]
            if payload.entity is None
            else self._dump(payload.entity)
        )
        # before the rest, of which something else may be called as a class is
        return {payload.resource: held, **document}

    def parts(self, entity: object) -> Iterator[tuple[str, str, object]]:
        """Yield the entities, with their name."""
        payload = cast("EventPayload", entity)
        name = payload.resource or ""
        yield name, "", payload.entity
        for place, each in enumerate(payload.batch):
            yield name, f"/{place}", each
