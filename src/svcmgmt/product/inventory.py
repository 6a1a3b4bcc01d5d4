"""The product inventory: what customers have."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from attrs import field, frozen

from svcmgmt.common import (
    AgreementItemRef,
    BillingAccountRef,
    Characteristic,
    Duration,
    EntityRef,
    Extensible,
    Intent,
    LivingEntity,
    Quantity,
    RelatedOrderItem,
    RelatedParty,
    RelatedPlace,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger
from svcmgmt.product.prices import ProductPrice

__all__ = [
    "PRODUCT",
    "Product",
    "ProductRelationship",
    "ProductStatus",
    "ProductTerm",
    "ProductTrigger",
]


class ProductStatus(State):
    """Where a product is (`ProductStatusType`, TMF637; the API spells one word with a blank).

    Examples:
        >>> ProductStatus("suspended").category
        <StateCategory.OUT_OF_SERVICE: 'out of service'>
    """

    CREATED = "created", StateCategory.NOT_IN_SERVICE  # ordered
    PENDING_ACTIVE = "pendingActive", StateCategory.NOT_IN_SERVICE  # about to be delivered
    CANCELLED = "cancelled", StateCategory.NOT_IN_SERVICE  # withdrawn before delivery; final
    ACTIVE = "active", StateCategory.IN_SERVICE  # the customer has it
    PENDING_TERMINATE = "pendingTerminate", StateCategory.IN_SERVICE  # about to end
    TERMINATED = "terminated", StateCategory.NOT_IN_SERVICE  # ended; final
    SUSPENDED = "suspended", StateCategory.OUT_OF_SERVICE  # interrupted on purpose
    ABORTED = "aborted", StateCategory.NOT_IN_SERVICE  # could not be delivered; final


class ProductTrigger(Trigger):
    """What moves a product.

    Examples:
        >>> ProductTrigger("suspend")
        <ProductTrigger.SUSPEND: 'suspend'>
    """

    PREPARE = "prepare"  # its delivery begins
    ACTIVATE = "activate"  # the customer has it
    ABORT = "abort"  # it cannot be delivered
    CANCEL = "cancel"  # it is withdrawn before
    SUSPEND = "suspend"  # it is interrupted
    RESUME = "resume"  # the interruption ends
    PREPARE_TERMINATION = "prepareTermination"  # its end was ordered
    TERMINATE = "terminate"  # it ends


_S, _T = ProductStatus, ProductTrigger
_DRAWN = "TMF637 LifeCycle_Product"

PRODUCT: Lifecycle[ProductStatus, ProductTrigger] = Lifecycle(
    name="product",
    rules=(
        Rule(_T.PREPARE, (_S.CREATED,), _S.PENDING_ACTIVE, source=_DRAWN),
        Rule(_T.ACTIVATE, (_S.CREATED, _S.PENDING_ACTIVE), _S.ACTIVE, source=_DRAWN),
        Rule(_T.ABORT, (_S.PENDING_ACTIVE,), _S.ABORTED, source=_DRAWN),
        Rule(_T.CANCEL, (_S.PENDING_ACTIVE,), _S.CANCELLED, source=_DRAWN),
        Rule(_T.SUSPEND, (_S.ACTIVE,), _S.SUSPENDED, source=_DRAWN),
        Rule(_T.RESUME, (_S.SUSPENDED,), _S.ACTIVE, source=_DRAWN),
        Rule(_T.PREPARE_TERMINATION, (_S.ACTIVE,), _S.PENDING_TERMINATE, source=_DRAWN),
        Rule(_T.TERMINATE, (_S.ACTIVE, _S.PENDING_TERMINATE), _S.TERMINATED, source=_DRAWN),
    ),
    initials=(_S.CREATED,),
    finals=(_S.ABORTED, _S.CANCELLED, _S.TERMINATED),
    source=_DRAWN,
)
"""Lifecycle of a product, as TMF637 draws it (8.5)."""


@frozen(kw_only=True)
class ProductTerm(Extensible):
    """A commitment that a customer has made. Source: TMF637 `ProductTerm`, TMF622 `OrderTerm`.

    Examples:
        >>> ProductTerm(name="one year", duration=Duration(amount=12, units="month")).name
        'one year'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    duration: Duration | Quantity | None = None
    """How long; v4 has a quantity there."""

    valid_for: TimePeriod | None = None
    """From when until when."""


@frozen(kw_only=True)
class ProductRelationship(EntityRef):
    """A relation to another product. Source: TMF637 `ProductRelationship`.

    Examples:
        >>> ProductRelationship(id="p-2", relationship_type="reliesOn").id
        'p-2'
    """

    relationship_type: str | None = None
    """What the relation is: bundled, reliesOn."""

    product: Product | EntityRef | None = None
    """The other product (v4); in v5 its identifier stands here."""


@frozen(kw_only=True)
class Product(LivingEntity[ProductStatus, ProductTrigger]):
    """What a customer has: an offering that was ordered. Source: TMF637 `Product`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> line = Product(id="p-1", name="Fibre 100")
        >>> print(line.activate(at=at("2026-10-26T08:00:00Z")).state)
        active
    """

    at_type: str | None = "Product"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    is_bundle: bool | None = None
    """Whether it is made of other products."""

    is_customer_visible: bool | None = None
    """Whether the customer sees it."""

    product_serial_number: str | None = None
    """Number of the thing, if there is one."""

    creation_date: datetime | None = None
    """When it was created; set by the server (v5)."""

    order_date: datetime | None = None
    """When it was ordered."""

    start_date: datetime | None = None
    """When the customer got it."""

    termination_date: datetime | None = None
    """When it ended."""

    state: ProductStatus | OwnState | None = ProductStatus.CREATED
    """Where it is now; published as `status`."""

    product_offering: EntityRef | None = None
    """The offering that it is of."""

    product_specification: EntityRef | None = None
    """The specification that it is of."""

    product_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What is told of it."""

    product_price: tuple[ProductPrice, ...] = field(default=(), converter=many)
    """What the customer pays for it."""

    product_term: tuple[ProductTerm, ...] = field(default=(), converter=many)
    """Commitments of the customer."""

    product_order_item: tuple[RelatedOrderItem, ...] = field(default=(), converter=many)
    """Items of orders that made or changed it."""

    product: tuple[Product | EntityRef, ...] = field(default=(), converter=many)
    """Products that it is made of."""

    product_relationship: tuple[ProductRelationship, ...] = field(default=(), converter=many)
    """Other products that it has to do with."""

    realizing_service: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Services that realise it."""

    realizing_resource: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Resources that realise it."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    place: tuple[RelatedPlace, ...] = field(default=(), converter=many)
    """Where it is."""

    billing_account: BillingAccountRef | None = None
    """The account that pays for it."""

    agreement_item: tuple[AgreementItemRef, ...] = field(default=(), converter=many)
    """Items of agreements that hold for it."""

    intent: Intent | EntityRef | None = None
    """The intent behind it (v5)."""

    at_referred_type: str | None = None
    """Name of the class, where a reference stands in its place, `@referredType`."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ProductStatus, ProductTrigger]:
        """Return `PRODUCT`."""
        return PRODUCT

    def prepare(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the product as its delivery begins."""
        return self.fire(_T.PREPARE, at=at, by=by, reason=reason)

    def activate(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the product as the customer has it."""
        return self.fire(_T.ACTIVATE, at=at, by=by, reason=reason)

    def abort(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the product after its delivery failed."""
        return self.fire(_T.ABORT, at=at, by=by, reason=reason)

    def cancel(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the product withdrawn before its delivery."""
        return self.fire(_T.CANCEL, at=at, by=by, reason=reason)

    def suspend(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the product interrupted on purpose."""
        return self.fire(_T.SUSPEND, at=at, by=by, reason=reason)

    def resume(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the product after the interruption."""
        return self.fire(_T.RESUME, at=at, by=by, reason=reason)

    def prepare_termination(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the product after its end was ordered."""
        return self.fire(_T.PREPARE_TERMINATION, at=at, by=by, reason=reason)

    def terminate(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the product after its end."""
        return self.fire(_T.TERMINATE, at=at, by=by, reason=reason)
