"""Classes that are not written field by field: what is written in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import Enum
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import field, frozen, make_class

from svcmgmt.calendars import Recurrence
from svcmgmt.errors import InvalidValue
from svcmgmt.interop.native._annotations import WRAPPED
from svcmgmt.lifecycle import Lifecycle, OwnState, State, StateChange, Trigger
from svcmgmt.temporal import Timeline
from svcmgmt.values import Extension

__all__ = [
    "STAND_INS",
    "WRAPPERS",
    "ModelDocument",
    "ModelEntity",
    "ModelPart",
    "Spelling",
    "StandIn",
]

_MODEL: Final = "svcmgmt.interop.native._model_documents"
"""What writes and reads entities of the information model; loaded with the first of them."""


@frozen
class RecurrenceFields:
    """A recurrence as its arguments."""

    rule: str
    start: datetime
    zone: ZoneInfo
    also: tuple[datetime, ...]
    excluded: tuple[datetime, ...]


@frozen
class TimelineFields:
    """A timeline as its changes; values are plain, or name their schema."""

    changes: tuple[tuple[datetime, object], ...]


class Spelling(Enum):
    """The version of the Open APIs in whose words a document is written."""

    V5 = "v5"
    """Version 5, wherever it holds all that the entity has."""

    V4 = "v4"
    """Version 4, for what only its documents tell."""


@frozen
class ModelPart:
    """What the document of an entity does not say of it, or of an entity in it."""

    pointer: str
    """Where the entity is in the document, as a JSON pointer; empty for the whole."""

    state: State | OwnState | None = None
    """Its state, if the document does not say it."""

    history: tuple[StateChange[State, Trigger], ...] = ()
    """Its history."""

    own_lifecycle: Lifecycle[State, Trigger] | None = None
    """The lifecycle of its organisation."""

    extension: Extension | None = None
    """What it keeps beside its fields, if reading the document does not give the same."""

    kept_for: str | None = None
    """The version that alone may write what it keeps; None for all."""

    def __attrs_post_init__(self) -> None:
        if self.extension is None and self.kept_for is not None:
            raise InvalidValue("kept_for", self.kept_for, "no version without an extension")


@frozen
class ModelDocument:
    """An entity of the information model as its document, and what that does not say."""

    profile: Spelling
    """In whose words the document is written."""

    kind: str
    """The published name of its class."""

    document: Extension
    """The document."""

    parts: tuple[ModelPart, ...] = ()
    """What it does not say, of the entity itself and of those in it."""


@frozen
class ModelEntity:
    """Stands for every class of the information model, all of which have one stored form."""


@frozen
class StandIn:
    """A class with plain fields, and the way there and back."""

    kind: type[Any]
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _recurrence_fields(value: Recurrence) -> RecurrenceFields:
    return RecurrenceFields(value.rule, value.start, value.zone, value.also, value.excluded)


def _recurrence(value: RecurrenceFields) -> Recurrence:
    return Recurrence(
        rule=value.rule,
        start=value.start.astimezone(value.zone),
        also=value.also,
        excluded=value.excluded,
    )


def _timeline_fields(value: Timeline[Any]) -> TimelineFields:
    return TimelineFields(tuple(value.changes()))


def _timeline(value: TimelineFields) -> Timeline[object]:
    return Timeline.of(value.changes)


def _model_document(value: object) -> object:
    return import_module(_MODEL).document_of(value)


def _entity(value: ModelDocument) -> object:
    return import_module(_MODEL).entity_of(value)


STAND_INS: Final[Mapping[type[Any], StandIn]] = MappingProxyType(
    {
        Recurrence: StandIn(RecurrenceFields, _recurrence_fields, _recurrence),
        Timeline: StandIn(TimelineFields, _timeline_fields, _timeline),
        ModelEntity: StandIn(ModelDocument, _model_document, _entity),
    }
)


WRAPPERS: Final[Mapping[type[Any], type[Any]]] = MappingProxyType(
    {
        kind: make_class(f"Wrapped{kind.__name__}", {"value": field(type=kind)}, frozen=True)
        for kind in WRAPPED
    }
)
"""Classes of documents that hold one `value` of a class."""
