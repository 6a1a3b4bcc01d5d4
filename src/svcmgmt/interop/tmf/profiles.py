"""Versions of the Open APIs: how their documents become objects, and objects their documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache, partial
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar, cast, overload

from svcmgmt.common import Entity, EventPayload, Extensible, LivingEntity
from svcmgmt.errors import InvalidValue
from svcmgmt.interop._lossless import Family
from svcmgmt.interop._lossless.codecs import is_same
from svcmgmt.interop.tmf.instants import INSTANTS
from svcmgmt.interop.tmf.moves import Step, settled
from svcmgmt.interop.tmf.patches import (
    PatchRefused,
    changes_of,
    json_patch,
    merge_patch,
)
from svcmgmt.interop.tmf.payloads import PayloadShape
from svcmgmt.interop.tmf.registry import (
    BASE_TAG,
    TAG,
    Classes,
    best_of,
    by_tag,
    check_class,
    choose,
    class_named,
)
from svcmgmt.interop.tmf.schemas import schema_of
from svcmgmt.interop.tmf.shapes import create_findings, patch_findings, shapes_of
from svcmgmt.interop.tmf.spellings import SPELLINGS, Names, Spelled, Words
from svcmgmt.values import JSON, Finding

__all__ = ["Document", "Profile", "v4", "v5"]

_DocumentT = TypeVar("_DocumentT", bound="Document")

Document: TypeAlias = Extensible | LivingEntity[Any, Any]
"""Any object that has a document."""

_HISTORY: Final = ("history", "own_lifecycle")
_PUBLISHED: Final = Classes()

_NONE: Final[Mapping[Any, Any]] = MappingProxyType({})


class Profile:
    """One version of the Open APIs; `v4()` and `v5()` give the two that are published.

    `dump(load(document)) == document` holds for every JSON object within the limits. What does not
    fit a field is kept and told by `findings`; it is kept for the version by which it was read, so
    nothing of a v4 document leaks into one of v5.

    Args:
        name: name of the version.
        classes: classes by every name that documents give them.
        spelled: how the version spells names and words.
    """

    __slots__ = ("_family", "_spelled", "classes", "name")

    classes: Classes
    """Classes by every name that documents give them; read-only."""

    def __init__(self, name: str, classes: Classes, spelled: Spelled) -> None:
        self.name = name
        self.classes = classes
        self._spelled = spelled
        self._family = Family(
            codecs={datetime: INSTANTS},
            words=spelled.words,
            choose=partial(choose, self.classes),
            tag=TAG,
            base_tag=BASE_TAG,
            by_tag=partial(by_tag, self.classes),
            holds=spelled.holds,
            names=spelled.names,
            unpublished=_HISTORY,
            profile=name,
            special={EventPayload: partial(PayloadShape, self.classes, name)},
        )

    def extended(
        self,
        *,
        classes: Mapping[str, type[Document]] = _NONE,
        names: Names = _NONE,
        words: Words = _NONE,
    ) -> Profile:
        """Return a profile that also knows what a vendor publishes; this one stays as it is.

        A document whose `@type` is the name of a class is read as that class, wherever the class
        that it extends may stand. Objects are written by the profile that read them.

        Args:
            classes: classes by the names that documents give them.
            names: names of attributes, by class and field, that do not follow from the field.
            words: further words of enumerations.

        Raises:
            InvalidType: something else than a name and a class of documents, than a class and one
                of its fields, or than an enumeration and its words.

        Examples:
            >>> from attrs import frozen
            >>> from svcmgmt.assurance import TroubleTicket
            >>> @frozen(kw_only=True)
            ... class NetworkTicket(TroubleTicket):
            ...     cell: str | None = None
            >>> acme = v5().extended(classes={"AcmeTicket": NetworkTicket},
            ...                      names={(NetworkTicket, "cell"): "cellId"})
            >>> acme.load({"@type": "AcmeTicket", "cellId": "B-17"}).cell
            'B-17'
        """
        for name, kind in classes.items():
            check_class(name, kind)
        spelled = self._spelled.extended(names, words)
        return Profile(self.name, self.classes.extended(classes), spelled)

    @overload
    def load(
        self, document: object, kind: type[_DocumentT], *, strict: bool = ...
    ) -> _DocumentT: ...

    @overload
    def load(
        self, document: object, kind: type[Document] | str = ..., *, strict: bool = ...
    ) -> Document: ...

    def load(
        self, document: object, kind: type[Any] | str = "Entity", *, strict: bool = False
    ) -> Any:
        """Return the object of a document, whatever is in it.

        Args:
            document: a dict as JSON was parsed to.
            kind: of which class it is. By a class it is that or one that extends it, whatever the
                document says. By a published name it is that if its `@type` does not tell
                another one that fits better, and an `Entity` if nobody knows either.
            strict: whether to refuse what does not fit.

        Raises:
            InvalidType: no dict, or something in it that JSON cannot hold.
            LimitExceeded: nested deeper than 64, more than 200,000 values, or numbers or text that
                cannot be written as JSON.
            RefusedDocument: read strictly, it does not fit; with all findings.

        Examples:
            >>> ticket = v5().load({"@type": "TroubleTicket", "id": "TT-7", "status": "held"})
            >>> ticket.id, ticket.state.name
            ('TT-7', 'HELD')
        """
        if not isinstance(kind, str):
            return self._family.load(document, kind, strict=strict)
        expected = self._class_of(kind) or Entity
        if isinstance(document, dict):
            told: dict[str, Any] = document  # pyright: ignore[reportUnknownVariableType]
            expected = best_of(self.classes, expected, told, self._family.attributes)
        return self._family.load(document, expected, strict=strict)  # pyright: ignore[reportUnknownArgumentType]

    def dump(self, entity: Document) -> dict[str, JSON]:
        """Return the document of an object, a new dict of JSON types.

        Raises:
            InvalidType: something else than an object that has a document.
            LimitExceeded: nested too deeply to be written.

        Examples:
            >>> from svcmgmt.assurance import TroubleTicket
            >>> sorted(v5().dump(TroubleTicket(id="TT-7")).items())
            [('@type', 'TroubleTicket'), ('id', 'TT-7'), ('status', 'acknowledged')]
        """
        return self._family.dump(entity)

    def findings(self, entity: Document) -> tuple[Finding, ...]:
        """Return what of the document of an object does not fit its class.

        Examples:
            >>> ticket = v5().load({"@type": "TroubleTicket", "status": "waiting"})
            >>> print(v5().findings(ticket)[0])
            warning unknown-word at /status: ... (value: 'waiting'; allowed: acknowledged, ...)
        """
        return self._family.findings(entity)

    def walk(self, entity: Document) -> Iterator[tuple[str, Document]]:
        """Yield an object and all objects in it, each with its JSON pointer in the document.

        Examples:
            >>> ticket = v5().load({"@type": "TroubleTicket", "note": [{"text": "a"}]})
            >>> [(pointer, type(each).__name__) for pointer, each in v5().walk(ticket)]
            [('', 'TroubleTicket'), ('/note/0', 'Note')]
        """
        return self._family.walk(entity)

    def attributes(self, kind: type[Document]) -> Mapping[str, str]:
        """Return the fields of a class by the names that documents have for them.

        Raises:
            InvalidType: no class of documents.

        Examples:
            >>> from svcmgmt.assurance import TroubleTicket
            >>> v4().attributes(TroubleTicket)["statusChange"]
            'status_change_history'
        """
        check_class("kind", kind)
        return {wire: name for wire, (name, _) in self._family.attributes(kind).items()}

    def is_same_document(self, first: Document, second: Document) -> bool:
        """Return whether two objects have the same document, down to spelling and leftovers.

        Examples:
            >>> first, second = (v5().load({"id": "1", **more}) for more in ({}, {"x": 1}))
            >>> first == second, v5().is_same_document(first, second)
            (True, False)
        """
        return self._family.is_same_document(first, second)

    def patched(
        self,
        entity: _DocumentT,
        patch: Mapping[str, Any] | Iterable[Mapping[str, Any]],
        *,
        at: datetime,
        by: str = "",
        reason: str = "",
    ) -> _DocumentT:
        """Return an object after a patch of its document, as a client sends it.

        An object is a merge patch, a list a JSON patch. A state in it is a wish: the lifecycle
        decides, and the step goes into the history with everything else of the patch done. So it is
        for parts, such as the items of an order: one is the same as before if its `id` is, and one
        that does not tell its state stays where it was.

        Args:
            entity: the object.
            patch: what is to be changed.
            at: when a change of state happens.
            by: who wants it.
            reason: why.

        Raises:
            PatchRefused: a JSON patch that cannot be carried out, or another value of an attribute
                that clients cannot change, such as `id`.
            TransitionNotAllowed: a state that the lifecycle does not allow.
            InvalidValue: a state that nobody knows.
            InvalidType: something else than a patch.

        Examples:
            >>> from svcmgmt.assurance import TroubleTicket
            >>> from svcmgmt.temporal import parse_instant
            >>> ticket = v5().patched(TroubleTicket(id="7"), {"status": "inProgress", "name": "a"},
            ...                       at=parse_instant("2026-10-26T08:00:00Z"), by="ana")
            >>> ticket.name, str(ticket.history[-1])
            ('a', 'inProgress at 2026-10-26T08:00:00Z')
        """
        document = self.dump(entity)
        wanted = _patched(document, patch)
        for name in sorted(shapes_of(type(entity), self.name).fixed):
            if not is_same(document.get(name), wanted.get(name)):
                raise PatchRefused(name, wanted.get(name), f"{document.get(name)!r}, as it is")
        changed: Any = self._family.load(wanted, type(entity))
        step = Step(at=at, by=by, reason=reason, attributes=self._family.attributes)
        return cast("_DocumentT", settled(entity, changed, step))

    def check_create(
        self, document: object, kind: type[Document] | str = "Entity"
    ) -> tuple[Finding, ...]:
        """Return what is wrong with a document by which a client wants to create an entity.

        Beside what `findings` tells of it: required attributes that are missing, in it and in its
        parts, and attributes that only the server sets.

        Args:
            document: what the client sends.
            kind: of which class it is if it does not say so, as for `load`.

        Raises:
            InvalidType: no dict, or something in it that JSON cannot hold.
            LimitExceeded: a document beyond the limits.

        Examples:
            >>> for finding in v5().check_create({"severity": "high", "creationDate": "today",
            ...                                   "description": "no dial tone"}, "TroubleTicket"):
            ...     print(finding)
            warning unread-text at /creationDate: ... (value: 'today'; allowed: ...)
            error required at /ticketType: is required to create it (allowed: a value)
            error server-set at /creationDate: is set by the server (value: 'today'; ...)
        """
        entity = self.load(document, kind)
        found = list(self._family.findings(entity))
        for pointer, part in self.walk(entity):
            found += create_findings(type(part), self.dump(part), self.name, pointer)
        return tuple(found)

    def check_patch(
        self,
        patch: Mapping[str, Any] | Iterable[Mapping[str, Any]],
        kind: type[Document] | str = "Entity",
    ) -> tuple[Finding, ...]:
        """Return what is wrong with a patch, whatever the entity that it is for.

        Args:
            patch: what a client wants changed: an object, or a list of operations.
            kind: the class of the entity, or a published name.

        Raises:
            InvalidType: something else than a patch.
            LimitExceeded: a patch beyond the limits of documents.

        Examples:
            >>> for finding in v5().check_patch({"id": "8", "severity": None}, "TroubleTicket"):
            ...     print(finding)
            error not-patchable at /id: cannot be changed by a client (value: '8'; ...)
            error required at /severity: cannot be removed (value: null; allowed: a value)
        """
        chosen: type[Any] = kind if isinstance(kind, type) else self._class_of(kind) or Entity
        changes = changes_of(patch)
        values = {name: value for name, value in changes.values.items() if value is not None}
        told = self._family.findings(self.load(values, chosen))
        return (*told, *patch_findings(chosen, changes, self.name))

    def json_schema(self, kind: type[Document] | str) -> dict[str, JSON]:
        """Return the JSON Schema of a class, draft 2020-12, with all classes that it holds.

        A document without findings fits it. Attributes that nobody publishes are allowed.

        Args:
            kind: a class of documents, or a published name.

        Raises:
            InvalidType: no class of documents.
            InvalidValue: a name that nobody knows.

        Examples:
            >>> schema = v4().json_schema("TroubleTicket")
            >>> schema["$defs"]["TroubleTicket"]["properties"]["statusChange"]["items"]
            {'$ref': '#/$defs/StatusChange'}
        """
        found = self._class_of(kind) if isinstance(kind, str) else kind
        if found is None:
            raise InvalidValue("kind", kind, "the published name of a class")
        check_class("kind", found)
        return schema_of(found, self._family)

    def _class_of(self, name: str) -> type[Any] | None:
        return class_named(self.classes, name)

    def __repr__(self) -> str:
        return f"<Profile {self.name}>"


def _patched(
    document: dict[str, JSON], patch: Mapping[str, Any] | Iterable[Mapping[str, Any]]
) -> dict[str, JSON]:
    if isinstance(patch, Mapping):
        return merge_patch(document, cast("Mapping[str, Any]", patch))
    return json_patch(document, patch)


@cache
def v5() -> Profile:
    """Return the profile of the Open APIs of version 5.

    Examples:
        >>> v5()
        <Profile v5>
    """
    return Profile("v5", _PUBLISHED, SPELLINGS.v5())


@cache
def v4() -> Profile:
    """Return the profile of the Open APIs of version 4.

    Examples:
        >>> v4()
        <Profile v4>
    """
    return Profile("v4", _PUBLISHED, SPELLINGS.v4())
