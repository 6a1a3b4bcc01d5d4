"""Resource orders: what of a network is to be added, changed or taken away."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import AppointmentRef, EntityRef, ExternalReference, Note, RelatedParty
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState, State, StateCategory
from svcmgmt.patterns import (
    CancelOrder,
    ItemAction,
    Orderable,
    OrderItemRelationship,
    OrderTrigger,
    order_lifecycle,
)
from svcmgmt.resource.inventory import Resource

__all__ = [
    "RESOURCE_ORDER",
    "CancelResourceOrder",
    "ResourceOrder",
    "ResourceOrderItem",
    "ResourceOrderItemRef",
    "ResourceOrderItemRelationship",
    "ResourceOrderReference",
    "ResourceOrderState",
]


class ResourceOrderState(State):
    """Where a resource order, or an item of one, is (TMF652 draws both alike).

    Examples:
        >>> ResourceOrderState("held").category
        <StateCategory.PAUSED: 'paused'>
    """

    ACKNOWLEDGED = "acknowledged", StateCategory.OPEN  # received
    REJECTED = "rejected", StateCategory.CANCELLED  # not valid; final
    PENDING = "pending", StateCategory.PAUSED  # waits for who ordered
    HELD = "held", StateCategory.PAUSED  # blocked by the provider
    IN_PROGRESS = "inProgress", StateCategory.OPEN  # carried out
    CANCELLED = "cancelled", StateCategory.CANCELLED  # ended without result; final
    COMPLETED = "completed", StateCategory.DONE  # all done; final
    FAILED = "failed", StateCategory.DONE  # nothing done; final
    PARTIAL = "partial", StateCategory.DONE  # some done; final
    ASSESSING_CANCELLATION = "assessingCancellation", StateCategory.PAUSED  # may it end?
    PENDING_CANCELLATION = "pendingCancellation", StateCategory.PAUSED  # it will end


RESOURCE_ORDER: Lifecycle[ResourceOrderState, OrderTrigger] = order_lifecycle(
    "resource_order",
    ResourceOrderState,
    {
        "acknowledged": "inProgress rejected assessingCancellation",
        "inProgress": "pending held assessingCancellation completed failed partial",
        "pending": "inProgress assessingCancellation cancelled",
        "held": "inProgress assessingCancellation cancelled",
        "assessingCancellation": "acknowledged inProgress pending held pendingCancellation",
        "pendingCancellation": "cancelled",
    },
    initials=("acknowledged",),
    finals=("rejected", "cancelled", "completed", "failed", "partial"),
    source="TMF652 Lifecycle_Resource-v2",
)
"""Lifecycle of a resource order and of its items, as TMF652 draws it (8.5)."""


@frozen(kw_only=True)
class ResourceOrderReference(ExternalReference):
    """How another system calls the order. Source: TMF652 `ExternalId`.

    Examples:
        >>> ResourceOrderReference(owner="CRM", id="0815").owner
        'CRM'
    """

    owner: str | None = None
    """The system."""

    entity_type: str | None = None
    """What the identifier is of there, such as an order."""


@frozen(kw_only=True)
class ResourceOrderItemRef(EntityRef):
    """A reference to an item of an order. Source: TMF652 `ResourceOrderItemRef`.

    Examples:
        >>> ResourceOrderItemRef(resource_order_id="O-1", item_id="2").item_id
        '2'
    """

    item_id: str | None = None
    """Identifier of the item within the order."""

    resource_order_id: str | None = None
    """Identifier of the order."""

    resource_order_href: str | None = None
    """Where the order can be fetched."""


@frozen(kw_only=True)
class ResourceOrderItemRelationship(OrderItemRelationship):
    """A relation to another item. Source: TMF652 `ResourceOrderItemRelationship`.

    Examples:
        >>> ResourceOrderItemRelationship(order_item=ResourceOrderItemRef(item_id="2")).item_id
        '2'
    """

    order_item: ResourceOrderItemRef | None = None
    """The other item."""


@frozen(kw_only=True)
class ResourceOrderItem(Orderable[ResourceOrderState]):
    """One thing that an order wants. Source: TMF652 `ResourceOrderItem`.

    Examples:
        >>> item = ResourceOrderItem(id="1", action=ItemAction.ADD, quantity=1)
        >>> [str(trigger) for trigger in item.allowed_triggers]
        ['reject', 'start', 'assessCancellation']
    """

    quantity: int | None = None
    """How many."""

    action: ItemAction | None = None
    """What it does to the resource."""

    state: ResourceOrderState | OwnState | None = ResourceOrderState.ACKNOWLEDGED
    """Where it is now."""

    resource: Resource | EntityRef | None = None
    """The resource, by value or by reference."""

    resource_specification: EntityRef | None = None
    """The specification of what is ordered."""

    appointment: AppointmentRef | None = None
    """When somebody comes for it."""

    order_item_relationship: tuple[ResourceOrderItemRelationship, ...] = field(
        default=(), converter=many
    )
    """Other items that it has to do with."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ResourceOrderState, OrderTrigger]:
        """Return `RESOURCE_ORDER`."""
        return RESOURCE_ORDER


@frozen(kw_only=True)
class ResourceOrder(Orderable[ResourceOrderState]):
    """An order for resources. Source: TMF652 `ResourceOrder`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> order = ResourceOrder(id="O-1", order_item=[ResourceOrderItem(id="1")])
        >>> print(order.start(at=at("2026-10-26T08:00:00Z")).state)
        inProgress
    """

    at_type: str | None = "ResourceOrder"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    category: str | None = None
    """What it is for."""

    order_type: str | None = None
    """Of which kind it is."""

    priority: int | None = None
    """How urgent it is, from 0, the most, to 4."""

    external_id: str | None = None
    """How the system that asked for it calls it; v4 advises against it."""

    external_reference: tuple[ResourceOrderReference, ...] = field(default=(), converter=many)
    """How other systems call it."""

    state: ResourceOrderState | OwnState | None = ResourceOrderState.ACKNOWLEDGED
    """Where it is now."""

    order_date: datetime | None = None
    """When it was ordered."""

    start_date: datetime | None = None
    """When work on it began."""

    requested_start_date: datetime | None = None
    """From when on it is wanted."""

    requested_completion_date: datetime | None = None
    """Until when it is wanted."""

    expected_completion_date: datetime | None = None
    """Until when the provider expects to complete it."""

    completion_date: datetime | None = None
    """When it was completed."""

    order_item: tuple[ResourceOrderItem, ...] = field(default=(), converter=many)
    """What is wanted."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ResourceOrderState, OrderTrigger]:
        """Return `RESOURCE_ORDER`."""
        return RESOURCE_ORDER


@frozen(kw_only=True)
class CancelResourceOrder(CancelOrder):
    """A request to end an order. Source: TMF652 `CancelResourceOrder`.

    Examples:
        >>> CancelResourceOrder(resource_order=EntityRef(id="O-1")).resource_order.id
        'O-1'
    """

    at_type: str | None = "CancelResourceOrder"
    """Name of the class, `@type`."""

    resource_order: EntityRef | None = None
    """The order."""
