"""Document classes that are read and written in one way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from inspect import isabstract
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar

from attrs import fields, has

from svcmgmt.common._fields import hints_of, kinds_of
from svcmgmt.errors import InvalidType, LimitExceeded, shown
from svcmgmt.interop._lossless.codecs import (
    ANYTHING,
    FLAG,
    NUMBER,
    OPEN_OBJECT,
    TEXT,
    WHOLE,
    Codec,
    Problem,
    Wording,
    is_same,
    listed,
    misfit,
    words_of,
)
from svcmgmt.interop._lossless.limits import MOST_DEPTH, Room
from svcmgmt.interop._lossless.refused import RefusedDocument
from svcmgmt.interop._lossless.shapes import (
    EXTENSION,
    NULLS,
    UNKNOWN_ATTRIBUTE,
    PartReader,
    PartWriter,
    Shape,
)
from svcmgmt.values import JSON, Extension, Finding, Severity

__all__ = ["Chooser", "Family", "wire_name"]

_EntityT = TypeVar("_EntityT")
_ToldT = TypeVar("_ToldT")

Chooser: TypeAlias = Callable[[tuple[type[Any], ...], Mapping[str, Any]], type[Any] | None]
"""Returns the class of an object, of those that an attribute may hold, by what it says of itself.

None if nobody knows it; the first class is taken then.
"""

ByTag: TypeAlias = Callable[[tuple[type[Any], ...], str | None], type[Any] | None]
"""Returns the class that a tag alone decides for, of those that an attribute may hold, or None.

The tag is None for an object that gives itself no name at all.
"""

SpecialShape: TypeAlias = Callable[[PartReader, PartWriter], Shape]
"""Makes a shape from what reads and writes the objects within it."""

_STANDARD: Final[Mapping[Any, Codec]] = MappingProxyType(
    {
        str: TEXT,
        bool: FLAG,
        int: WHOLE,
        Decimal: NUMBER,
        Extension: OPEN_OBJECT,
        object: ANYTHING,
    }
)

_MOST_TAGS: Final = 1_000
"""Names of classes that are remembered for one attribute; documents may make up any number."""

_NULL: Final = "a value, or no attribute at all"


def wire_name(name: str) -> str:
    """Return the published name of a field: `time_zone` is timeZone, `at_type` is @type."""
    first, *rest = name.removeprefix("at_").rstrip("_").split("_")
    sign = "@" if name.startswith("at_") else ""
    return sign + first + "".join(word[:1].upper() + word[1:] for word in rest)


class Family:
    """How a set of frozen attrs classes is read from documents and written to them.

    Each class has one field for each published attribute, all of them optional, and the field
    `extension` for the rest. What is written for a document that was read is that document:

    * an attribute that no field has stays in `extension`;
    * an attribute whose value would not be written as it came (a null, a wrong type, an unknown
      word, another spelling) stays there too, and the field takes what could be read of it. It is
      written while the field still is what it was read as, so that an edit always wins;
    * a field that is None or empty is not written, unless the field `nulls`, if the class has one,
      names it.

    Reading never fails for a JSON object within the limits; `findings` tells, at any later time,
    what does not fit.

    Args:
        codecs: of types that the annotations name, beside text, booleans, numbers, open objects,
            enumerations, document classes, and tuples of these.
        overrides: of single fields, by class and name.
        words: of enumerations, beside the values of their members: how they are written, by member,
            and other spellings that are understood, by word.
        choose: which of the classes that an attribute may hold, or of their subclasses, an object
            is.
        tag: the attribute that names the class of an object, asked for before all others.
        base_tag: the attribute that names the class that this one extends.
        by_tag: the class for which such a name decides, or that there is none; what it says is
            remembered.
        holds: what single fields hold in documents, if it is more special than their annotations.
        names: published names that do not follow from those of the fields, by name or by class and
            name.
        unpublished: fields that no document has; what is read gets their defaults.
        profile: name of the family, if entities of it may also be written by others; what one
            family could not hold in a field is written by that family only.
        special: shapes of classes whose attributes do not have fixed names.
    """

    def __init__(  # noqa: PLR0913 - each tells another thing of the classes
        self,
        *,
        codecs: Mapping[Any, Codec] = MappingProxyType({}),
        overrides: Mapping[tuple[type[Any], str], Codec] = MappingProxyType({}),
        words: Mapping[type[Enum], Wording] = MappingProxyType({}),
        choose: Chooser | None = None,
        tag: str = "",
        base_tag: str = "",
        by_tag: ByTag | None = None,
        holds: Mapping[tuple[type[Any], str], object] = MappingProxyType({}),
        names: Mapping[str | tuple[type[Any], str], str] = MappingProxyType({}),
        unpublished: Iterable[str] = (),
        profile: str = "",
        special: Mapping[type[Any], SpecialShape] = MappingProxyType({}),
    ) -> None:
        self._codecs = {**_STANDARD, **codecs}
        self._overrides = overrides
        self._words = words
        self._choose = choose
        self._tag, self._base_tag = tag, base_tag
        self._by_tag = by_tag
        self._remembered: dict[tuple[type[Any], ...], dict[str | None, Shape]] = {}
        self._holds = holds
        self._names = names
        self._profile = profile
        self._special = dict(special)
        self._unpublished = frozenset({EXTENSION, NULLS, *unpublished})
        # replaced as a whole when a class is met for the first time, never changed
        self._shapes: Mapping[type[Any], Shape] = {}

    def load(self, document: object, kind: type[_EntityT], *, strict: bool = False) -> _EntityT:
        """Return the entity of a document.

        Raises:
            InvalidType: no object, or something in it that JSON cannot hold.
            LimitExceeded: too deep, too large, or numbers or text that cannot be written.
            RefusedDocument: read strictly, it does not fit.
        """
        if not isinstance(document, dict):
            raise InvalidType("document", document, "an object, as a dict")
        plain: dict[str, Any] = document  # pyright: ignore[reportUnknownVariableType]
        entity: _EntityT = self._chosen((kind,), plain).read(plain, Room(), 1)
        if strict:
            found = self.findings(entity)
            if found:
                raise RefusedDocument(type(entity).__name__, found)
        return entity

    def dump(self, entity: object) -> dict[str, JSON]:
        """Return the document of an entity, a new one.

        Raises:
            LimitExceeded: nested too deeply to be written.
        """
        try:
            return self._shape(type(entity)).write(entity)
        except RecursionError:
            what = "depth of a document"
            raise LimitExceeded(what, f"more than {MOST_DEPTH}", MOST_DEPTH) from None

    def part_of(
        self, document: dict[str, Any], kind: type[_EntityT], room: Room, depth: int
    ) -> _EntityT:
        """Return the entity of an object within a document, for shapes of another making."""
        entity: _EntityT = self._chosen((kind,), document).read(document, room, depth)
        return entity

    def findings(self, entity: object) -> tuple[Finding, ...]:
        """Return what of the document of an entity does not fit its class."""
        return tuple(
            finding for pointer, part in self.walk(entity) for finding in self._of(part, pointer)
        )

    def walk(self, entity: object, pointer: str = "") -> Iterator[tuple[str, Any]]:
        """Yield an entity and all documents in it, each with its JSON pointer, from the top."""
        yield pointer, entity
        for wire, place, part in self._shape(type(entity)).parts(entity):
            if _is_document(part):
                yield from self.walk(part, f"{pointer}/{_escaped(wire)}{place}")

    def is_same_document(self, first: object, second: object) -> bool:
        """Return whether two entities are written as the same document, kept parts included."""
        return is_same(self.dump(first), self.dump(second))

    def annotations(self, kind: type[Any]) -> Mapping[str, tuple[str, object]]:
        """Return field and annotation of each published attribute of a class, by its name."""
        return {
            self._published(kind, name): (name, _of_class(self._holds, kind, name) or annotation)
            for name, annotation in hints_of(kind).items()
            if name not in self._unpublished
        }

    def attributes(self, kind: type[Any]) -> Mapping[str, tuple[str, Codec]]:
        """Return field and codec of each published attribute of a class, by its name."""
        return self._shape(kind).attributes

    def wording(self, kind: type[Enum]) -> Wording:
        """Return how the members of an enumeration are spelled."""
        return self._words.get(kind, Wording())

    def _of(self, entity: object, pointer: str) -> Iterator[Finding]:
        kind: type[Any] = type(entity)
        shape = self._shape(kind)
        if self._choose is not None and self._choose((kind,), shape.write(entity)) is None:
            yield Finding(code="unknown-type", message="is of no known type", pointer=pointer)
        for wire, problem in shape.problems(entity):
            yield _finding(f"{pointer}/{_escaped(wire)}", problem)

    def _shape(self, kind: type[Any]) -> Shape:
        found = self._shapes.get(kind)
        if found is None:
            new: dict[type[Any], Shape] = {}
            found = self._building(kind, new)
            self._shapes = {**self._shapes, **new}
        return found

    def _building(self, kind: type[Any], new: dict[type[Any], Shape]) -> Shape:
        """Return the shape of a class; those of the classes it refers to are made beside it."""
        shape = self._shapes.get(kind) or new.get(kind)
        if shape is None and kind in self._special:
            shape = new[kind] = self._special[kind](self.part_of, self.dump)
        if shape is None:
            if not _is_document_class(kind) or isabstract(kind):
                raise InvalidType("kind", kind, "a document class, with a field 'extension'")
            shape = new[kind] = Shape(kind, self._profile)
            shape.prepare(
                {
                    wire: (
                        name,
                        _of_class(self._overrides, kind, name) or self._codec(annotation, new),
                    )
                    for wire, (name, annotation) in self.annotations(kind).items()
                }
            )
        return shape

    def _published(self, kind: type[Any], name: str) -> str:
        return _of_class(self._names, kind, name) or self._names.get(name) or wire_name(name)

    def _codec(self, annotation: object, new: dict[type[Any], Shape]) -> Codec:
        kinds, is_list = kinds_of(annotation)
        codec = self._codec_of(kinds[0], new) if len(kinds) == 1 else self._objects(kinds, new)
        return listed(codec) if is_list else codec

    def _codec_of(self, kind: type[Any], new: dict[type[Any], Shape]) -> Codec:
        if kind in self._codecs:
            return self._codecs[kind]
        if issubclass(kind, Enum):
            return words_of(kind, self.wording(kind))
        return self._objects((kind,), new)

    def _objects(self, kinds: tuple[type[Any], ...], new: dict[type[Any], Shape]) -> Codec:
        """Return the codec of attributes that hold an object of one of some document classes."""
        shape = self._building(kinds[0], new)
        written_so = _twins(kinds[0])

        tag, base_tag, chosen_of = self._tag, self._base_tag, self._chosen
        remembered = self._remembered.setdefault(kinds, {})

        def read(value: object, room: Room, depth: int) -> object:
            if type(value) is not dict:
                return misfit(value, "an object")
            room.left -= 1
            if room.left < 0 or depth >= MOST_DEPTH:
                room.take(0, depth + 1)
            document: dict[str, Any] = value  # pyright: ignore[reportUnknownVariableType]
            told = document.get(tag)
            is_clear = type(told) is str or (told is None and base_tag not in document)
            chosen = remembered.get(told) if is_clear else None
            if chosen is None:
                chosen = chosen_of(kinds, document)
            return chosen.read(document, room, depth + 1)

        def write(entity: object) -> dict[str, JSON]:
            chosen = shape if type(entity) in written_so else self._shape(type(entity))
            return chosen.write(entity)

        return Codec(read=read, write=write)

    def _chosen(self, kinds: tuple[type[Any], ...], document: Mapping[str, Any]) -> Shape:
        """Return the shape of an object; remember it if its tag decides, or that it has none."""
        told = document.get(self._tag)
        if type(told) is not str and (told is not None or self._base_tag in document):
            return self._looked_at(kinds, document)
        known = self._remembered.setdefault(kinds, {})
        shape = known.get(told)
        if shape is None:
            found = None if self._by_tag is None else self._by_tag(kinds, told)
            if found is None:
                return self._looked_at(kinds, document)
            shape = self._shape(found)
            if len(known) < _MOST_TAGS:
                known[told] = shape
        return shape

    def _looked_at(self, kinds: tuple[type[Any], ...], document: Mapping[str, Any]) -> Shape:
        """Return the shape of an object by all that it says of itself."""
        found = (None if self._choose is None else self._choose(kinds, document)) or kinds[0]
        return self._shapes.get(found) or self._shape(found)


def _of_class(told: Mapping[Any, _ToldT], kind: type[Any], name: str) -> _ToldT | None:
    """Return what is told of a field of a class, or of one that it extends."""
    return next((told[each, name] for each in kind.__mro__ if (each, name) in told), None)


def _is_document(value: object) -> bool:
    return _is_document_class(type(value))


def _is_document_class(kind: type[Any]) -> bool:
    return has(kind) and any(each.name == EXTENSION for each in fields(kind))


def _twins(kind: type[Any]) -> frozenset[type[Any]]:
    """Return a class and those that it extends without a field more; they are written alike."""
    names = hints_of(kind).keys()
    above = [each for each in kind.__mro__ if _is_document_class(each)]
    return frozenset(each for each in above if hints_of(each).keys() == names)


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _finding(pointer: str, problem: Problem) -> Finding:
    pointer += problem.place
    if problem.value is None and problem.code != UNKNOWN_ATTRIBUTE:
        return Finding(
            code="null",
            message="is null",
            severity=Severity.INFO,
            pointer=pointer,
            value="null",
            allowed=_NULL,
        )
    return Finding(
        code=problem.code,
        message=_MESSAGES[problem.code],
        pointer=pointer,
        value="null" if problem.value is None else shown(problem.value),
        allowed=problem.allowed,
    )


_MESSAGES: Final = {
    UNKNOWN_ATTRIBUTE: "no such attribute is published",
    "wrong-type": "is of another type than published",
    "unknown-word": "is none of the published words",
    "unread-text": "is no text of the published form",
}
