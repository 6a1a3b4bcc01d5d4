"""Events of an API: their names, and the envelope around an entity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from svcmgmt.common import Event, EventPayload, Extensible, LivingEntity
from svcmgmt.temporal import instant
from svcmgmt.values._kinds import check_kind

__all__ = ["Happening", "event_of"]

_Entity: TypeAlias = Extensible | LivingEntity[Any, Any]


class Happening(Enum):
    """What happened to an entity; the words that published names of events end in.

    Examples:
        >>> Happening("Create")
        <Happening.CREATED: 'Create'>
    """

    CREATED = "Create"  # it is new
    CHANGED = "AttributeValueChange"  # an attribute has another value
    STATE_CHANGED = "StateChange"  # it is in another state
    STATUS_CHANGED = "StatusChange"  # the same, where the API calls it status
    DELETED = "Delete"  # it is gone


_TOLD_BY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Catalog": ("ProductCatalog",),
        "Resource": ("LogicalResource", "PhysicalResource", "ResourceFunction", "SoftwareResource"),
        "ResourceSpecification": (
            "LogicalResourceSpecification",
            "PhysicalResourceSpecification",
            "ResourceFunctionSpecification",
        ),
        "Service": ("CustomerFacingService", "ResourceFacingService"),
        "ServiceSpecification": (
            "CustomerFacingServiceSpecification",
            "ResourceFacingServiceSpecification",
        ),
    }
)
"""Classes for whose subclasses no events are published; theirs tell of these as well."""

_NAMES: Final = {each: name for name, below in _TOLD_BY.items() for each in below}


def _named(kind: type[Any]) -> str:
    """Return the name of a class in the names of its events."""
    return next(
        (_NAMES[each.__name__] for each in kind.__mro__ if each.__name__ in _NAMES), kind.__name__
    )


def event_of(
    happening: Happening, entity: _Entity, *, event_id: str, at: datetime, title: str = ""
) -> Event:
    """Return the event that tells of what happened to an entity.

    Args:
        happening: what happened.
        entity: the entity after it.
        event_id: identifier of the event; the library makes none up.
        at: when it happened.
        title: in a few words.

    Raises:
        InvalidType: something else than a happening.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.assurance import TroubleTicket
        >>> from svcmgmt.temporal import parse_instant
        >>> event = event_of(Happening.STATUS_CHANGED, TroubleTicket(id="TT-7"),
        ...                  event_id="e-1", at=parse_instant("2026-10-26T08:00:00Z"))
        >>> event.event_type, event.event.resource
        ('TroubleTicketStatusChangeEvent', 'troubleTicket')
    """
    check_kind("happening", happening, Happening)
    name = _named(type(entity))
    event_type = f"{name}{happening.value}Event"
    return Event(
        at_type=event_type,
        event_id=event_id,
        event_time=instant(at, "at"),
        time_occurred=instant(at, "at"),
        event_type=event_type,
        title=title or None,
        event=EventPayload(resource=name[:1].lower() + name[1:], entity=entity),
    )
