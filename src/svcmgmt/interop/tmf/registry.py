"""Which class a document is of: by the name that it gives itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache
from importlib import import_module
from inspect import isabstract
from types import MappingProxyType
from typing import Any, Final

from attrs import fields, has

from svcmgmt.common import Entity, EntityRef, Event, TargetEntitySchema
from svcmgmt.errors import InvalidType
from svcmgmt.interop._lossless.shapes import EXTENSION
from svcmgmt.interop.tmf._class_rows import NAMES
from svcmgmt.interop.tmf.spellings import PACKAGES, spellings_of

__all__ = [
    "BASE_TAG",
    "TAG",
    "Classes",
    "best_of",
    "by_tag",
    "check_class",
    "choose",
    "class_named",
]

_TYPED: Final = (
    *("BooleanArray", "Boolean", "FloatArray", "Float", "IntegerArray", "Integer", "MapArray"),
    *("Map", "NumberArray", "Number", "ObjectArray", "Object", "StringArray", "String"),
)
"""Kinds of values for which TM Forum publishes a class of characteristics each."""

_OF_ANY_VALUE: Final = ("Characteristic", "CharacteristicValueSpecification")

TAG: Final = "@type"
"""The attribute by which an object names its class."""

BASE_TAG: Final = "@baseType"
"""The attribute by which it names the published class that this one extends."""

_OF_REQUESTS: Final = re.compile("_(FVO|MVO|RES|Create|Update)$")
"""What the names of published schemas for requests and answers end in."""

_OF_REFERENCES: Final = frozenset(
    {"id", "href", "name", "version", "@type", "@baseType", "@schemaLocation", "@referredType"}
)


class Classes(Mapping[str, type[Any]]):
    """Classes of documents by every name that documents give them; read-only.

    A domain is loaded when a name of it is asked for.

    Args:
        more: classes of vendors by their names.
    """

    __slots__ = ("_domain_of", "_known", "_more")

    def __init__(self, more: Mapping[str, type[Any]] = MappingProxyType({})) -> None:
        self._more = dict(more)
        self._known = dict(more)
        self._domain_of = _domains()

    def extended(self, more: Mapping[str, type[Any]]) -> Classes:
        """Return these classes and others."""
        return Classes({**self._more, **more})

    def find(self, name: str) -> type[Any] | None:
        """Return the class of a name; None if nobody knows it."""
        found = self._known.get(name)
        if found is None:
            domain = self._domain_of.get(name)
            if domain is not None:
                found = self._known[name] = _named_in(domain)[name]
        return found

    def __getitem__(self, name: str) -> type[Any]:
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._more or name in self._domain_of

    def __iter__(self) -> Iterator[str]:
        yield from {**self._domain_of, **self._more}

    def __len__(self) -> int:
        return len({*self._domain_of, *self._more})


@cache
def _domains() -> Mapping[str, str]:
    """Return the domain of each name that documents give to classes."""
    told = (row.split() for row in NAMES.replace("\n    ", " ").splitlines())
    return MappingProxyType({name: domain for domain, *names in told for name in names})


@cache
def _named_in(domain: str) -> Mapping[str, type[Any]]:
    """Return the classes of a domain by their names, aliases included."""
    classes = {kind.__name__: kind for kind in _classes(domain)}
    for kind in _OF_ANY_VALUE if domain == "common" else ():
        classes |= {f"{each}{kind}": classes[kind] for each in _TYPED}
    for name, alias_of in spellings_of(domain).aliases.items():
        classes[name] = classes.get(alias_of) or _named_in(_domains()[alias_of])[alias_of]
    return MappingProxyType(classes)


def _classes(domain: str) -> Iterator[type[Any]]:
    module = import_module(PACKAGES[domain])
    for name in module.__all__:
        found = getattr(module, name)
        if _has_documents(found):
            yield found


def _has_documents(kind: object) -> bool:
    if not isinstance(kind, type) or not has(kind) or isabstract(kind):
        return False
    return any(each.name == EXTENSION for each in fields(kind))


def check_class(name: object, kind: object) -> None:
    """Refuse what is not the name of a class and the class of its documents.

    Raises:
        InvalidType: it is not.
    """
    if not isinstance(name, str) or not name:
        raise InvalidType("name of a class", name, "text")
    if not _has_documents(kind):
        raise InvalidType(name, kind, "a class of documents, such as one that extends Entity")


def by_tag(classes: Classes, kinds: tuple[type[Any], ...], tag: str | None) -> type[Any] | None:
    """Return the class for which an `@type` decides, of those that may stand there.

    An object without a name, of which the tag is None, is of the first class, unless it may be a
    reference or something else.
    """
    if tag is None:
        return kinds[0] if len(kinds) == 1 or EntityRef not in kinds else None
    found = classes.find(tag) or _reference(tag)
    return found if found is not None and issubclass(found, kinds) else None


def choose(
    classes: Classes, kinds: tuple[type[Any], ...], document: Mapping[str, Any]
) -> type[Any] | None:
    """Return the class of an object, of those that may stand where it stands.

    It is told by `@type`, else by `@baseType`, else by what the object has; None if it names a
    class that nobody knows.
    """
    tag = document.get(TAG)
    first = by_tag(classes, kinds, tag) if isinstance(tag, str) else None
    if first is not None:
        return first
    if kinds[0] is TargetEntitySchema:  # its @type is that of what is made by it
        return TargetEntitySchema
    if tag is None and BASE_TAG not in document:
        return _unnamed(kinds, document)
    named = _named(classes, document)
    for found in named:
        if found is not None and issubclass(found, kinds):
            return found
    found = _unnamed(kinds, document)
    is_unknown = found is not EntityRef and isinstance(tag, str) and named[0] is None
    return None if is_unknown else found


def _named(classes: Classes, document: Mapping[str, Any]) -> list[type[Any] | None]:
    """Return the classes of the names that an object gives itself."""
    told = [document.get(name) for name in (TAG, BASE_TAG)]
    return [class_named(classes, tag) for tag in told if isinstance(tag, str)]


def _unnamed(kinds: tuple[type[Any], ...], document: Mapping[str, Any]) -> type[Any]:
    """Return the class of an object by what it has: a reference has little."""
    if len(kinds) == 1:
        return kinds[0]
    if EntityRef in kinds and (_OF_REFERENCES.issuperset(document) or "@referredType" in document):
        return EntityRef
    return next((kind for kind in kinds if kind is not EntityRef), EntityRef)


def class_named(classes: Classes, name: str) -> type[Any] | None:
    """Return the class of a name; all events are of one class, and all plain references.

    Names of schemas for requests and those with the name of a package before them are understood.
    """
    found = classes.find(name)
    if found is not None:
        return found
    bare = _OF_REQUESTS.sub("", name.rpartition(".")[2])
    return classes.find(bare) or (Event if bare.endswith("Event") else _reference(bare))


def _reference(name: str) -> type[Any] | None:
    return EntityRef if name.endswith("Ref") else None


def best_of(
    classes: Classes,
    expected: type[Any],
    document: Mapping[str, Any],
    knows: Callable[[type[Any]], Container[str]],
) -> type[Any]:
    """Return the class of a whole document that says what it is, and is expected to be something.

    Where the two have nothing to do with each other, it is the class that knows more of the
    attributes; the expected one, if both know as many.
    """
    tag = document.get(TAG)
    if type(tag) is str and classes.find(tag) is expected:  # most documents, in few steps
        return expected
    named = [found for found in _named(classes, document) if found is not None]
    for found in named:
        if expected is Entity or issubclass(found, expected):
            return found

    if not named:
        return expected

    def known(kind: type[Any]) -> int:
        names = knows(kind)
        return sum(name in names for name in document)

    return max([expected, *named], key=known)
