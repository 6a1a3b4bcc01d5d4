"""Events: that something happened to an entity, and who wants to be told."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common._fields import many
from svcmgmt.common.characteristics import Characteristic
from svcmgmt.common.entities import AnyEntity, Entity, EntityRef, Extensible
from svcmgmt.common.relations import RelatedParty
from svcmgmt.errors import InvalidValue

__all__ = ["Event", "EventPayload", "Hub"]


@frozen(kw_only=True)
class EventPayload(Extensible):
    """The entity that an event is about, under the name that the event gives it.

    Source: TM Forum event payloads, such as `TroubleTicketCreateEventPayload`.

    Raises:
        InvalidValue: an entity without a name, a name without an entity, or both one and several.

    Examples:
        >>> EventPayload(resource="troubleTicket", entity=Entity(id="TT-7")).entity.id
        'TT-7'
    """

    resource: str | None = None
    """Name of the attribute that holds the entity, such as troubleTicket."""

    entity: AnyEntity | None = None
    """The entity, as it is after what happened."""

    batch: tuple[AnyEntity, ...] = field(default=(), converter=many)
    """The entities, where an event tells of several."""

    def __attrs_post_init__(self) -> None:
        holds_any = self.entity is not None or bool(self.batch)
        if self.resource == "" or holds_any != (self.resource is not None):
            raise InvalidValue("resource", self.resource, "a name with its entity, or neither")
        if self.entity is not None and self.batch:
            raise InvalidValue("batch", self.batch, "nothing beside a single entity")


@frozen(kw_only=True)
class Event(Entity):
    """Something happened to an entity: it was created, changed, deleted, or changed its state.

    One class for every published event; `event_type` tells which, such as
    TroubleTicketStatusChangeEvent. Source: TM Forum `Event` (TMF688) and its subclasses.

    Examples:
        >>> Event(event_type="ServiceCreateEvent", event_id="e-1").event_type
        'ServiceCreateEvent'
    """

    correlation_id: str | None = None
    """What events that belong together have in common."""

    domain: str | None = None
    """The domain of the event."""

    title: str | None = None
    """In a few words."""

    description: str | None = None
    """In more words."""

    priority: str | None = None
    """How urgent it is."""

    time_occurred: datetime | None = None
    """When it happened."""

    time_ocurred: datetime | None = None
    """The same, as v4 spells its name, and many documents of v5."""

    source: EntityRef | None = None
    """Where it happened."""

    reporting_system: EntityRef | None = None
    """Which system tells of it."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    analytic_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told for analysis."""

    event_id: str | None = None
    """Identifier of the event."""

    event_time: datetime | None = None
    """When it was told."""

    event_type: str | None = None
    """Which event it is."""

    field_path: str | None = None
    """What changed, as a path in the entity (v4)."""

    event: EventPayload | None = None
    """What it is about."""

    @property
    def occurred(self) -> datetime | None:
        """When it happened, however its name is spelled."""
        return self.time_occurred or self.time_ocurred


@frozen(kw_only=True)
class Hub(Entity):
    """Somebody wants to be told of events. Source: TM Forum `Hub` (v5), `EventSubscription` (v4).

    Examples:
        >>> Hub(callback="https://host/listener", query="eventType=ServiceCreateEvent").query
        'eventType=ServiceCreateEvent'
    """

    callback: str | None = None
    """Where events are sent; the library never sends any."""

    query: str | None = None
    """Which events are wanted; all, if not told."""
