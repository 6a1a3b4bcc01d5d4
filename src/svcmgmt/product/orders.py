"""Product orders: what a customer wants added, changed or ended."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import (
    AppointmentRef,
    BillingAccountRef,
    EntityRef,
    ExternalIdentifier,
    Note,
    RelatedChannel,
    RelatedParty,
)
from svcmgmt.common._fields import many
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
from svcmgmt.product.inventory import Product, ProductTerm
from svcmgmt.product.prices import OrderPrice

__all__ = [
    "PRODUCT_ORDER",
    "PRODUCT_ORDER_ITEM",
    "CancelProductOrder",
    "ProductOfferingQualificationItemRef",
    "ProductOrder",
    "ProductOrderErrorMessage",
    "ProductOrderItem",
    "ProductOrderItemRef",
    "ProductOrderItemState",
    "ProductOrderJeopardyAlert",
    "ProductOrderMilestone",
    "ProductOrderState",
    "QuoteItemRef",
]


class ProductOrderState(State):
    """Where a product order is (`ProductOrderStateType`, TMF622).

    Examples:
        >>> ProductOrderState("held").category
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
    DRAFT = "draft", StateCategory.OPEN  # not submitted yet (v5)
    IN_PROGRESS_ACCEPTED = "inProgress.accepted", StateCategory.OPEN  # accepted (v5)


class ProductOrderItemState(State):
    """Where an item of a product order is (`ProductOrderItemStateType`, TMF622).

    Examples:
        >>> ProductOrderItemState("completed").category
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
    PARTIAL = "partial", StateCategory.DONE  # some of its items done (v5)
    ASSESSING_CANCELLATION = "assessingCancellation", StateCategory.PAUSED  # may it end?
    PENDING_CANCELLATION = "pendingCancellation", StateCategory.PAUSED  # it will end


_EDGES = {
    "acknowledged": "inProgress pending",
    "inProgress": "pending held assessingCancellation completed failed",
    "pending": "inProgress assessingCancellation cancelled",
    "held": "inProgress assessingCancellation cancelled",
    "assessingCancellation": "inProgress pending held pendingCancellation",
    "pendingCancellation": "cancelled",
}

PRODUCT_ORDER: Lifecycle[ProductOrderState, OrderTrigger] = order_lifecycle(
    "product_order",
    ProductOrderState,
    {**_EDGES, "inProgress": f"{_EDGES['inProgress']} partial"},
    initials=("acknowledged", "rejected"),
    finals=("rejected", "cancelled", "completed", "failed", "partial"),
    source="TMF622 LifeCycle_ProductOrder",
)
"""Lifecycle of a product order, as TMF622 draws it (8.5)."""

PRODUCT_ORDER_ITEM: Lifecycle[ProductOrderItemState, OrderTrigger] = order_lifecycle(
    "product_order_item",
    ProductOrderItemState,
    _EDGES,
    initials=("acknowledged", "rejected"),
    finals=("rejected", "cancelled", "completed", "failed"),
    source="TMF622 LifeCycle_ProductOrderItem",
)
"""Lifecycle of an item of a product order, as TMF622 draws it (8.5)."""


@frozen(kw_only=True)
class ProductOrderItemRef(EntityRef):
    """A reference to an item of an order. Source: TMF622 `ProductOrderItemRef`, v5.

    Examples:
        >>> ProductOrderItemRef(product_order_id="O-1", product_order_item_id="2").item_id
        '2'
    """

    product_order_id: str | None = None
    """Identifier of the order."""

    product_order_href: str | None = None
    """Where the order can be fetched."""

    product_order_item_id: str | None = None
    """Identifier of the item within it."""

    @property
    def item_id(self) -> str | None:
        """Identifier of the item within its order."""
        return self.product_order_item_id or self.id


@frozen(kw_only=True)
class QuoteItemRef(EntityRef):
    """A reference to an item of a quote. Source: TMF622 `QuoteItemRef`.

    Examples:
        >>> QuoteItemRef(quote_id="Q-1", id="2").quote_id
        'Q-1'
    """

    quote_id: str | None = None
    """Identifier of the quote."""

    quote_href: str | None = None
    """Where the quote can be fetched."""

    quote_name: str | None = None
    """Name of the quote (v4)."""

    quote_item_id: str | None = None
    """Identifier of the item within it (v5)."""


@frozen(kw_only=True)
class ProductOfferingQualificationItemRef(EntityRef):
    """A reference to an item of a qualification.

    Source: TMF622, TMF648 `ProductOfferingQualificationItemRef`.

    Examples:
        >>> ProductOfferingQualificationItemRef(product_offering_qualification_id="C-1").id
    """

    product_offering_qualification_id: str | None = None
    """Identifier of the qualification."""

    product_offering_qualification_href: str | None = None
    """Where the qualification can be fetched."""

    product_offering_qualification_name: str | None = None
    """Name of the qualification."""

    item_id: str | None = None
    """Identifier of the item within it (v5)."""


@frozen(kw_only=True)
class ProductOrderMilestone(Milestone):
    """A step of a product order. Source: TMF622 `ProductOrderMilestone`, v5.

    Examples:
        >>> ProductOrderMilestone(name="line tested").name
        'line tested'
    """

    product_order_item: tuple[ProductOrderItemRef, ...] = field(default=(), converter=many)
    """Items that it belongs to."""


@frozen(kw_only=True)
class ProductOrderJeopardyAlert(JeopardyAlert):
    """A risk of a product order. Source: TMF622 `ProductOrderJeopardyAlert`, v5.

    Examples:
        >>> ProductOrderJeopardyAlert(jeopardy_type="Critical").jeopardy_type
        'Critical'
    """

    product_order_item: tuple[ProductOrderItemRef, ...] = field(default=(), converter=many)
    """Items that are at risk."""


@frozen(kw_only=True)
class ProductOrderErrorMessage(OrderErrorMessage):
    """What went wrong with a product order. Source: TMF622 `ProductOrderErrorMessage`, v5.

    Examples:
        >>> ProductOrderErrorMessage(code="17").code
        '17'
    """

    product_order_item: tuple[ProductOrderItemRef, ...] = field(default=(), converter=many)
    """Items that it concerns."""


@frozen(kw_only=True)
class ProductOrderItem(Orderable[ProductOrderItemState]):
    """One thing that an order wants. Source: TMF622 `ProductOrderItem`.

    Examples:
        >>> item = ProductOrderItem(id="1", action=ItemAction.ADD, quantity=1)
        >>> [str(trigger) for trigger in item.allowed_triggers]
        ['start', 'awaitCustomer']
    """

    quantity: int | None = None
    """How many."""

    action: ItemAction | None = None
    """What it does to the product."""

    state: ProductOrderItemState | OwnState | None = ProductOrderItemState.ACKNOWLEDGED
    """Where it is now."""

    product: Product | EntityRef | None = None
    """The product, by value or by reference."""

    product_offering: EntityRef | None = None
    """The offering that is ordered."""

    item_price: tuple[OrderPrice, ...] = field(default=(), converter=many)
    """What one costs."""

    item_total_price: tuple[OrderPrice, ...] = field(default=(), converter=many)
    """What all of them cost."""

    item_term: tuple[ProductTerm, ...] = field(default=(), converter=many)
    """Commitments of the customer."""

    appointment: AppointmentRef | None = None
    """When somebody comes for it."""

    billing_account: BillingAccountRef | None = None
    """The account that pays for it."""

    payment: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Payments made for it."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks (v5)."""

    product_offering_qualification_item: ProductOfferingQualificationItemRef | None = None
    """The item of a qualification that it was checked by."""

    qualification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Qualifications that it was checked by."""

    quote_item: QuoteItemRef | None = None
    """The item of a quote that it comes from."""

    product_order_item: tuple[ProductOrderItem, ...] = field(default=(), converter=many)
    """Items that it is made of."""

    product_order_item_relationship: tuple[OrderItemRelationship, ...] = field(
        default=(), converter=many
    )
    """Other items that it has to do with."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ProductOrderItemState, OrderTrigger]:
        """Return `PRODUCT_ORDER_ITEM`."""
        return PRODUCT_ORDER_ITEM


@frozen(kw_only=True)
class ProductOrder(Orderable[ProductOrderState]):
    """An order for products. Source: TMF622 `ProductOrder`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> order = ProductOrder(id="O-1", product_order_item=[ProductOrderItem(id="1")])
        >>> print(order.start(at=at("2026-10-26T08:00:00Z")).state)
        inProgress
    """

    at_type: str | None = "ProductOrder"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""

    category: str | None = None
    """What it is for: enterprise, residential."""

    priority: str | None = None
    """How urgent it is, from 0, the most, to 4."""

    external_id: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How the systems that asked for it call it (v5)."""

    external_id_text: str | None = None
    """How the system that asked for it calls it (v4)."""

    state: ProductOrderState | OwnState | None = ProductOrderState.ACKNOWLEDGED
    """Where it is now."""

    requested_initial_state: ProductOrderState | None = None
    """In which state it shall begin: acknowledged or draft (v5)."""

    creation_date: datetime | None = None
    """When it was created; set by the server."""

    requested_start_date: datetime | None = None
    """From when on the customer wants it."""

    requested_completion_date: datetime | None = None
    """Until when the customer wants it."""

    expected_completion_date: datetime | None = None
    """Until when the provider expects to complete it."""

    completion_date: datetime | None = None
    """When it was completed."""

    cancellation_date: datetime | None = None
    """When it was cancelled."""

    cancellation_reason: str | None = None
    """Why it was cancelled."""

    notification_contact: str | None = None
    """Whom to tell of its progress."""

    product_order_item: tuple[ProductOrderItem, ...] = field(default=(), converter=many)
    """What is wanted."""

    order_total_price: tuple[OrderPrice, ...] = field(default=(), converter=many)
    """What all of it costs."""

    agreement: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Agreements that hold for it."""

    billing_account: BillingAccountRef | None = None
    """The account that pays for it."""

    payment: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Payments made for it."""

    channel: tuple[RelatedChannel, ...] = field(default=(), converter=many)
    """By which channels it came."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    product_offering_qualification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Qualifications that it was checked by."""

    quote: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Quotes that it comes from."""

    intent_specification: EntityRef | None = None
    """Specification of the intent behind it, as published examples of v5 have it."""

    order_relationship: tuple[OrderRelationship, ...] = field(default=(), converter=many)
    """Other orders that it has to do with (v5)."""

    product_order_milestone: tuple[ProductOrderMilestone, ...] = field(default=(), converter=many)
    """Steps that matter to the customer (v5)."""

    product_order_jeopardy_alert: tuple[ProductOrderJeopardyAlert, ...] = field(
        default=(), converter=many
    )
    """Risks (v5)."""

    product_order_error_message: tuple[ProductOrderErrorMessage, ...] = field(
        default=(), converter=many
    )
    """What went wrong (v5)."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ProductOrderState, OrderTrigger]:
        """Return `PRODUCT_ORDER`."""
        return PRODUCT_ORDER


@frozen(kw_only=True)
class CancelProductOrder(CancelOrder):
    """A request to end an order. Source: TMF622 `CancelProductOrder`.

    Examples:
        >>> CancelProductOrder(product_order=EntityRef(id="O-1")).product_order.id
        'O-1'
    """

    at_type: str | None = "CancelProductOrder"
    """Name of the class, `@type`."""

    product_order: EntityRef | None = None
    """The order."""

    creation_date: datetime | None = None
    """When the request was created; set by the server (v5)."""
