"""Entities of the TM Forum information model: stored as their documents, and what those leave out.

A document has the state of an entity and not its history, and what one version could not read is
written by that version only. All of that stands beside the document, by JSON pointer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from inspect import isabstract
from typing import Any, Final

from attrs import evolve
from cattrs import AttributeValidationNote, ClassValidationError, IterableValidationNote

from svcmgmt.common import LivingEntity
from svcmgmt.errors import InvalidValue
from svcmgmt.interop._lossless.leftovers import Leftovers
from svcmgmt.interop.native._stand_ins import ModelDocument, ModelPart, Spelling
from svcmgmt.interop.native.errors import NotStorable
from svcmgmt.interop.tmf import Document, Profile, v4, v5
from svcmgmt.values import Extension

__all__ = ["document_of", "entity_of"]

_PROFILES: Final[Mapping[Spelling, Profile]] = {Spelling.V5: v5(), Spelling.V4: v4()}

_NAMED_PARTS: Final = "it with parts of published classes that name their class in `at_type`"


def document_of(entity: Document) -> ModelDocument:
    """Return what is stored of an entity: the first document that gives it back.

    Raises:
        NotStorable: it holds a part of which no document tells the class.
        LimitExceeded: nested too deeply, or too large.
    """
    for spelling, profile in _PROFILES.items():
        document = profile.dump(entity)
        back = profile.load(document, type(entity))
        parts = tuple(_parts_of(entity, back, profile))
        problems = _complete(back, parts, profile)
        if not problems and back == entity:
            name = type(entity).__name__
            return ModelDocument(spelling, name, Extension(document), parts)
    raise NotStorable(entity, _NAMED_PARTS)


def entity_of(stored: ModelDocument) -> Document:
    """Return the entity of what is stored.

    Raises:
        ClassValidationError: something that does not fit, each with its place.
    """
    profile = _PROFILES[stored.profile]
    kind = profile.classes.get(stored.kind)
    if kind is None or kind.__name__ != stored.kind or isabstract(kind):
        allowed = "the name of a class of the information model"
        raise _group([_placed(InvalidValue("kind", stored.kind, allowed), "kind")])
    try:
        entity: Document = profile.load(stored.document.to_dict(), kind)
    except Exception as problem:  # noqa: BLE001 - told with its place
        raise _group([_placed(problem, "document")]) from None
    if type(entity) is not kind:
        allowed = f"{type(entity).__name__}, as the document says"
        raise _group([_placed(InvalidValue("kind", stored.kind, allowed), "kind")])
    if problems := _complete(entity, stored.parts, profile):
        raise _group(problems)
    return entity


def _parts_of(entity: Document, back: Document, profile: Profile) -> Iterator[ModelPart]:
    """Yield what a document did not say of an entity and of those in it."""
    # where one of them has more, the two are not equal, which is found out later
    both = zip(profile.walk(entity), profile.walk(back), strict=False)
    for (_, said), (pointer, read) in both:
        told: dict[str, Any] = {}
        if _kept(said) != _kept(read):
            kept_for, extension = _kept(said)
            told = {"extension": Extension(extension), "kept_for": kept_for}
        if isinstance(said, LivingEntity):
            told |= _life(said, read)
        if told:
            yield ModelPart(pointer, **told)


def _life(said: LivingEntity[Any, Any], read: Document) -> dict[str, Any]:
    """Return what a document does not say of the life of an entity."""
    told: dict[str, Any] = {}
    if said.state != getattr(read, "state", None):
        told["state"] = said.state
    if said.history:
        told["history"] = said.history
    if said.own_lifecycle is not None:
        told["own_lifecycle"] = said.own_lifecycle
    return told


def _kept(entity: Document) -> tuple[str | None, Extension]:
    """Return what an entity keeps beside its fields, and for which version alone."""
    extension: Extension = entity.extension
    return extension.profile if isinstance(extension, Leftovers) else None, extension


def _complete(entity: Document, parts: tuple[ModelPart, ...], profile: Profile) -> list[Exception]:
    """Give an entity that was just read what its document does not say; return what did not fit."""
    places: dict[str, Document] = dict(profile.walk(entity)) if parts else {}
    problems: list[Exception] = []
    for index, part in enumerate(parts):
        place = places.pop(part.pointer, None)
        if place is None:
            allowed = "where an entity is in the document, each place once"
            problem = InvalidValue("pointer", part.pointer, allowed)
            problems.append(_placed(problem, "parts", index, "pointer"))
            continue
        try:
            _set(place, part)
        except Exception as problem:  # noqa: BLE001 - told with its place
            problems.append(_placed(problem, "parts", index))
    return problems


def _set(entity: Document, part: ModelPart) -> None:
    """Set what a document does not say, checked as if the entity was made with it."""
    told: dict[str, Any] = {}
    if part.extension is not None:
        told["extension"] = _extension(part.extension, part.kept_for)
    if isinstance(entity, LivingEntity):
        told["state"] = entity.state if part.state is None else part.state
        told |= {"history": part.history, "own_lifecycle": part.own_lifecycle}
    elif part != ModelPart(part.pointer, extension=part.extension, kept_for=part.kept_for):
        name = type(entity).__name__
        raise InvalidValue(
            "pointer", part.pointer, f"an entity with a lifecycle; a {name} has none"
        )
    made = evolve(entity, **told)
    for name in told:
        # nobody else has the entity yet, and evolving it would not reach what holds it
        object.__setattr__(entity, name, getattr(made, name))


def _extension(content: Extension, kept_for: str | None) -> Extension:
    return content if kept_for is None else Leftovers(content, kept_for)


def _group(problems: list[Exception]) -> ClassValidationError:
    message = "while reading an entity"
    # the stub describes the base class of the exception only
    return ClassValidationError(message, problems, ModelDocument)  # pyright: ignore[reportCallIssue]


def _placed(problem: Exception, *steps: str | int) -> Exception:
    """Return a problem with the way to where it is."""
    problem.__notes__ = [
        AttributeValidationNote(str(step), step, ModelDocument)
        if isinstance(step, str)
        else IterableValidationNote(str(step), step, ModelPart)
        for step in steps
    ]
    return problem
