"""Service orders: which services shall be made, changed or ended."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import (
    AppointmentRef,
    Characteristic,
    EntityRef,
    ErrorMessage,
    Extensible,
    ExternalReference,
    Note,
    RelatedParty,
)
from svcmgmt.common._fields import frozen_json, many
from svcmgmt.lifecycle import Lifecycle, OwnState, State, StateCategory
from svcmgmt.patterns import (
    CancelOrder,
    ItemAction,
    JeopardyAlert,
    Milestone,
    Orderable,
    OrderErrorMessage,
    OrderItemRelationship,
    OrderRelationship,
    OrderTrigger,
    order_lifecycle,
)
from svcmgmt.service.inventory import Service

__all__ = [
    "SERVICE_ORDER",
    "SERVICE_ORDER_ITEM",
    "CancelServiceOrder",
    "JsonPatch",
    "ServiceOrder",
    "ServiceOrderErrorMessage",
    "ServiceOrderItem",
    "ServiceOrderItemErrorMessage",
    "ServiceOrderItemRef",
    "ServiceOrderItemRelationship",
    "ServiceOrderItemState",
    "ServiceOrderJeopardyAlert",
    "ServiceOrderMilestone",
    "ServiceOrderRelationship",
    "ServiceOrderState",
]


class ServiceOrderState(State):
    """Where a service order is (`ServiceOrderStateType`, TMF641).

    Examples:
        >>> ServiceOrderState("held").category
        <StateCategory.PAUSED: 'paused'>
    """

    ACKNOWLEDGED = "acknowledged", StateCategory.OPEN  # received
    REJECTED = "rejected", StateCategory.CANCELLED  # not valid; final
    PENDING = "pending", StateCategory.PAUSED  # waits for the customer
    HELD = "held", StateCategory.PAUSED  # blocked by the provider
    IN_PROGRESS = "inProgress", StateCategory.OPEN  # carried out
    CANCELLED = "cancelled", StateCategory.CANCELLED  # ended without result; final
    COMPLETED = "completed", StateCategory.DONE  # all done; final
    FAILED = "failed", StateCategory.DONE  # nothing done; final
    PARTIAL = "partial", StateCategory.DONE  # some done; final
    ASSESSING_CANCELLATION = "assessingCancellation", StateCategory.PAUSED  # may it end?
    PENDING_CANCELLATION = "pendingCancellation", StateCategory.PAUSED  # it will end


class ServiceOrderItemState(State):
    """Where an item of a service order is (`ServiceOrderItemStateType`, TMF641).

    Examples:
        >>> ServiceOrderItemState("completed").category
        <StateCategory.DONE: 'done'>
    """

    ACKNOWLEDGED = "acknowledged", StateCategory.OPEN  # received
    REJECTED = "rejected", StateCategory.CANCELLED  # not valid; final
    PENDING = "pending", StateCategory.PAUSED  # waits for the customer
    HELD = "held", StateCategory.PAUSED  # blocked by the provider
    IN_PROGRESS = "inProgress", StateCategory.OPEN  # carried out
    CANCELLED = "cancelled", StateCategory.CANCELLED  # ended without result; final
    COMPLETED = "completed", StateCategory.DONE  # done; final
    FAILED = "failed", StateCategory.DONE  # not done; final
    ASSESSING_CANCELLATION = "assessingCancellation", StateCategory.PAUSED  # may it end?
    PENDING_CANCELLATION = "pendingCancellation", StateCategory.PAUSED  # it will end
    PARTIAL = "partial", StateCategory.DONE  # some of its items done; in no text about items


_WAITING_ENDS = "inProgress assessingCancellation cancelled"
_EDGES = {
    "acknowledged": "inProgress rejected assessingCancellation cancelled",
    "inProgress": "pending held assessingCancellation completed failed cancelled",
    "pending": _WAITING_ENDS,
    "held": _WAITING_ENDS,
    "assessingCancellation": "acknowledged inProgress pending held pendingCancellation",
    "pendingCancellation": "cancelled",
}

SERVICE_ORDER: Lifecycle[ServiceOrderState, OrderTrigger] = order_lifecycle(
    "service_order",
    ServiceOrderState,
    {**_EDGES, "inProgress": f"{_EDGES['inProgress']} partial"},
    initials=("acknowledged",),
    finals=("rejected", "cancelled", "completed", "failed", "partial"),
    source="TMF641 Lifecycle_ServiceOrder",
)
"""Lifecycle of a service order, as TMF641 draws it (8.5; rule R8.13)."""

SERVICE_ORDER_ITEM: Lifecycle[ServiceOrderItemState, OrderTrigger] = order_lifecycle(
    "service_order_item",
    ServiceOrderItemState,
    _EDGES,
    initials=("acknowledged",),
    finals=("rejected", "cancelled", "completed", "failed"),
    source="TMF641 R18.5, states of items",
)
"""Lifecycle of an item: that of the order without partial, as TMF641 says (8.5)."""


@frozen(kw_only=True)
class JsonPatch(Extensible):
    """One step of a change to a document. Source: TMF641 v5 `JsonPatch`, RFC 6902.

    Examples:
        >>> JsonPatch(op="replace", path="/state", value="active").path
        '/state'
    """

    op: str | None = None
    """What it does: add, remove, replace, move, copy, test."""

    path: str | None = None
    """Where, as a pointer into the document."""

    value: object = field(default=None, converter=frozen_json)
    """The new value."""

    from_: str | None = None
    """Where a value that is moved or copied comes from."""


@frozen(kw_only=True)
class ServiceOrderItemRef(EntityRef):
    """A reference to an item of an order. Source: TMF641 `ServiceOrderItemRef`.

    Examples:
        >>> ServiceOrderItemRef(service_order_id="O-1", item_id="2").item_id
        '2'
    """

    service_order_id: str | None = None
    """Identifier of the order."""

    service_order_href: str | None = None
    """Where the order can be fetched."""

    item_id: str | None = None
    """Identifier of the item within it."""


@frozen(kw_only=True)
class ServiceOrderRelationship(OrderRelationship):
    """A relation to another order. Source: TMF641 `ServiceOrderRelationship`.

    Examples:
        >>> ServiceOrderRelationship(id="O-2", relationship_type="dependency").id
        'O-2'
    """


@frozen(kw_only=True)
class ServiceOrderItemRelationship(OrderItemRelationship):
    """A relation to another item of an order. Source: TMF641 `ServiceOrderItemRelationship`.

    Examples:
        >>> ServiceOrderItemRelationship(order_item=ServiceOrderItemRef(item_id="2")).item_id
        '2'
    """

    order_item: ServiceOrderItemRef | None = None
    """The other item."""


@frozen(kw_only=True)
class ServiceOrderMilestone(Milestone):
    """A step of a service order. Source: TMF641 `ServiceOrderMilestone`.

    Examples:
        >>> ServiceOrderMilestone(name="line tested").name
        'line tested'
    """

    service_order_item: tuple[ServiceOrderItemRef, ...] = field(default=(), converter=many)
    """Items that it belongs to."""


@frozen(kw_only=True)
class ServiceOrderJeopardyAlert(JeopardyAlert):
    """A risk of a service order (rule R8.20). Source: TMF641 `ServiceOrderJeopardyAlert`.

    Examples:
        >>> ServiceOrderJeopardyAlert(jeopardy_type="Critical").jeopardy_type
        'Critical'
    """

    service_order_item: tuple[ServiceOrderItemRef, ...] = field(default=(), converter=many)
    """Items that are at risk."""


@frozen(kw_only=True)
class ServiceOrderErrorMessage(OrderErrorMessage):
    """What went wrong with a service order. Source: TMF641 `ServiceOrderErrorMessage`.

    Examples:
        >>> ServiceOrderErrorMessage(code="17", service_order_item=[ServiceOrderItemRef()]).code
        '17'
    """

    service_order_item: tuple[ServiceOrderItemRef, ...] = field(default=(), converter=many)
    """Items that it concerns."""


@frozen(kw_only=True)
class ServiceOrderItemErrorMessage(OrderErrorMessage):
    """What went wrong with one item. Source: TMF641 `ServiceOrderItemErrorMessage`.

    Examples:
        >>> ServiceOrderItemErrorMessage(code="17").code
        '17'
    """


@frozen(kw_only=True)
class ServiceOrderItem(Orderable[ServiceOrderItemState]):
    """One service that an order is about. Source: TMF641 `ServiceOrderItem`.

    Examples:
        >>> item = ServiceOrderItem(id="1", action=ItemAction.ADD, service=Service(name="VPN"))
        >>> [str(trigger) for trigger in item.allowed_triggers]
        ['reject', 'start', 'assessCancellation', 'cancel']
    """

    quantity: int | None = None
    """How many."""

    action: ItemAction | None = None
    """What it does to the service (rule R8.17)."""

    state: ServiceOrderItemState | OwnState | None = ServiceOrderItemState.ACKNOWLEDGED
    """Where it is now."""

    service: Service | EntityRef | None = None
    """The service, by value or by reference."""

    appointment: AppointmentRef | None = None
    """When somebody comes for it."""

    service_order_item: tuple[ServiceOrderItem, ...] = field(default=(), converter=many)
    """Items that it is made of."""

    order_item: tuple[ServiceOrderItem, ...] = field(default=(), converter=many)
    """The same by its name before v4.1."""

    service_order_item_relationship: tuple[ServiceOrderItemRelationship, ...] = field(
        default=(), converter=many
    )
    """Other items that it has to do with (rule R8.19)."""

    order_item_relationship: tuple[ServiceOrderItemRelationship, ...] = field(
        default=(), converter=many
    )
    """The same by its name before v4.1."""

    error_message: tuple[ServiceOrderItemErrorMessage, ...] = field(default=(), converter=many)
    """What went wrong."""

    modify_path: tuple[JsonPatch, ...] = field(default=(), converter=many)
    """Which parts of the service it changes (v5)."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ServiceOrderItemState, OrderTrigger]:
        """Return `SERVICE_ORDER_ITEM`."""
        return SERVICE_ORDER_ITEM

    @property
    def items(self) -> tuple[ServiceOrderItem, ...]:
        """Items that it is made of, by whatever name the document has them."""
        return (*self.service_order_item, *self.order_item)


@frozen(kw_only=True)
class ServiceOrder(Orderable[ServiceOrderState]):
    """An order for services. Source: TMF641 `ServiceOrder`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> order = ServiceOrder(id="O-1", service_order_item=[ServiceOrderItem(id="1")])
        >>> print(order.start(at=at("2026-10-26T08:00:00Z")).state)
        inProgress
    """

    at_type: str | None = "ServiceOrder"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""

    category: str | None = None
    """What it is for, such as TV or broadband."""

    priority: str | None = None
    """How urgent it is, from 0, the most, to 4."""

    external_id: str | None = None
    """How the system that asked for it calls it (v4)."""

    external_reference: tuple[ExternalReference, ...] = field(default=(), converter=many)
    """How other systems call it."""

    state: ServiceOrderState | OwnState | None = ServiceOrderState.ACKNOWLEDGED
    """Where it is now."""

    order_date: datetime | None = None
    """When it was created; set by the server."""

    requested_start_date: datetime | None = None
    """From when on the customer wants it carried out."""

    requested_completion_date: datetime | None = None
    """Until when the customer wants it."""

    expected_completion_date: datetime | None = None
    """Until when the provider expects to complete it."""

    start_date: datetime | None = None
    """When it was begun."""

    completion_date: datetime | None = None
    """When it was completed."""

    cancellation_date: datetime | None = None
    """When it was cancelled."""

    cancellation_reason: str | None = None
    """Why it was cancelled."""

    notification_contact: str | None = None
    """Whom to tell of its progress."""

    service_order_item: tuple[ServiceOrderItem, ...] = field(default=(), converter=many)
    """What is wanted."""

    order_item: tuple[ServiceOrderItem, ...] = field(default=(), converter=many)
    """The same by its name before v4.1."""

    order_relationship: tuple[ServiceOrderRelationship, ...] = field(default=(), converter=many)
    """Other orders that it has to do with."""

    milestone: tuple[ServiceOrderMilestone, ...] = field(default=(), converter=many)
    """Steps that matter to the customer."""

    jeopardy_alert: tuple[ServiceOrderJeopardyAlert, ...] = field(default=(), converter=many)
    """Risks."""

    error_message: tuple[ServiceOrderErrorMessage, ...] = field(default=(), converter=many)
    """What went wrong; v5 has room for one only."""

    order_specification: EntityRef | None = None
    """By which specification it was made (v5)."""

    order_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it (v5)."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ServiceOrderState, OrderTrigger]:
        """Return `SERVICE_ORDER`."""
        return SERVICE_ORDER

    @property
    def items(self) -> tuple[ServiceOrderItem, ...]:
        """What is wanted, by whatever name the document has it."""
        return (*self.service_order_item, *self.order_item)


@frozen(kw_only=True)
class CancelServiceOrder(CancelOrder):
    """A request to end an order. Source: TMF641 `CancelServiceOrder`.

    Examples:
        >>> CancelServiceOrder(service_order=EntityRef(id="O-1")).service_order.id
        'O-1'
    """

    at_type: str | None = "CancelServiceOrder"
    """Name of the class, `@type`."""

    service_order: EntityRef | None = None
    """The order."""

    completion_message: str | None = None
    """What is to be said of its end (v4)."""

    error_message: ErrorMessage | None = None
    """Why it could not end (v4)."""
