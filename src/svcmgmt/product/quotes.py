"""Quotes: what an offer to a customer would cost."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from attrs import field, frozen

from svcmgmt.common import (
    AppointmentRef,
    Attachment,
    BillingAccountRef,
    ContactMedium,
    Entity,
    EntityRef,
    Extensible,
    LivingEntity,
    Note,
    RelatedParty,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger
from svcmgmt.product.inventory import Product
from svcmgmt.product.orders import ProductOfferingQualificationItemRef
from svcmgmt.product.prices import OrderPrice

__all__ = [
    "QUOTE",
    "Authorization",
    "Quote",
    "QuoteItem",
    "QuoteItemRelationship",
    "QuoteState",
    "QuoteTrigger",
]


class QuoteState(State):
    """Where a quote is (`QuoteStateType`, TMF648).

    Examples:
        >>> QuoteState("accepted").category
        <StateCategory.DONE: 'done'>
    """

    ACKNOWLEDGED = "acknowledged", StateCategory.OPEN  # received (v5)
    REJECTED = "rejected", StateCategory.CANCELLED  # the customer said no; final
    PENDING = "pending", StateCategory.PAUSED  # waits for the customer
    IN_PROGRESS = "inProgress", StateCategory.OPEN  # worked out
    CANCELLED = "cancelled", StateCategory.CANCELLED  # withdrawn; final
    APPROVED = "approved", StateCategory.RESOLVED  # may be shown to the customer
    ACCEPTED = "accepted", StateCategory.DONE  # the customer said yes; final
    DECLINED = "declined", StateCategory.CANCELLED  # the provider said no (v5)


class QuoteTrigger(Trigger):
    """What moves a quote.

    Examples:
        >>> QuoteTrigger("approve")
        <QuoteTrigger.APPROVE: 'approve'>
    """

    APPROVE = "approve"  # the provider stands by it
    AWAIT_CUSTOMER = "awaitCustomer"  # information is missing
    RESUME = "resume"  # the wait is over
    ACCEPT = "accept"  # the customer says yes
    REJECT = "reject"  # the customer says no
    CANCEL = "cancel"  # withdrawn


_S, _T = QuoteState, QuoteTrigger
_DRAWN = "TMF648 LifeCycle_Quote"

QUOTE: Lifecycle[QuoteState, QuoteTrigger] = Lifecycle(
    name="quote",
    rules=(
        Rule(_T.APPROVE, (_S.IN_PROGRESS,), _S.APPROVED, source=_DRAWN),
        Rule(_T.AWAIT_CUSTOMER, (_S.IN_PROGRESS,), _S.PENDING, source=_DRAWN),
        Rule(_T.RESUME, (_S.PENDING,), _S.IN_PROGRESS, source=_DRAWN),
        Rule(_T.ACCEPT, (_S.APPROVED,), _S.ACCEPTED, source=_DRAWN),
        Rule(_T.REJECT, (_S.APPROVED,), _S.REJECTED, source=_DRAWN),
        Rule(_T.CANCEL, (_S.IN_PROGRESS, _S.PENDING), _S.CANCELLED, source=_DRAWN),
    ),
    initials=(_S.IN_PROGRESS,),
    finals=(_S.ACCEPTED, _S.REJECTED, _S.CANCELLED),
    undrawn=(_S.ACKNOWLEDGED, _S.DECLINED),
    source=_DRAWN,
)
"""Lifecycle of a quote, as TMF648 draws it (8.5); a rejected one may be followed by another."""


@frozen(kw_only=True)
class Authorization(Extensible):
    """A signature that a quote needs. Source: TMF648 `Authorization`.

    Examples:
        >>> Authorization(name="finance", state="approved").state
        'approved'
    """

    name: str | None = None
    """What it is called."""

    state: str | None = None
    """Whether it was given."""

    requested_date: datetime | None = None
    """When it was asked for."""

    given_date: datetime | None = None
    """When it was given."""

    signature_representation: str | None = None
    """How it was signed."""

    approver: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who gives it."""


@frozen(kw_only=True)
class QuoteItemRelationship(Entity):
    """A relation to another item. Source: TMF648 `QuoteItemRelationship`.

    Examples:
        >>> QuoteItemRelationship(id="2", relationship_type="reliesOn").id
        '2'
    """

    relationship_type: str | None = None
    """What the relation is."""


@frozen(kw_only=True)
class QuoteItem(Entity):
    """One thing that is quoted. Source: TMF648 `QuoteItem`.

    Examples:
        >>> QuoteItem(id="1", action="add", quantity=2).quantity
        2
    """

    quantity: int | None = None
    """How many."""

    action: str | None = None
    """What would be ordered: add, modify, delete, noChange."""

    state: str | None = None
    """Where it is, in free words."""

    product: Product | EntityRef | None = None
    """The product, by value or by reference."""

    product_offering: EntityRef | None = None
    """The offering that is quoted."""

    product_offering_qualification_item: ProductOfferingQualificationItemRef | None = None
    """The item of a qualification that it was checked by."""

    quote_item_price: tuple[OrderPrice, ...] = field(default=(), converter=many)
    """What it would cost."""

    quote_item: tuple[QuoteItem, ...] = field(default=(), converter=many)
    """Items that it is made of."""

    quote_item_relationship: tuple[QuoteItemRelationship, ...] = field(default=(), converter=many)
    """Other items that it has to do with."""

    quote_item_authorization: tuple[Authorization, ...] = field(default=(), converter=many)
    """Signatures that it needs."""

    appointment: tuple[AppointmentRef, ...] = field(default=(), converter=many)
    """When somebody would come for it."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""


@frozen(kw_only=True)
class Quote(LivingEntity[QuoteState, QuoteTrigger]):
    """What would be delivered, and for how much. Source: TMF648 `Quote`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> print(Quote(id="Q-1").approve(at=at("2026-10-26T08:00:00Z")).state)
        approved
    """

    at_type: str | None = "Quote"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""

    category: str | None = None
    """What it is for: enterprise, residential."""

    version: str | None = None
    """Version of it."""

    external_id: str | None = None
    """How the system that asked for it calls it."""

    state: QuoteState | OwnState | None = QuoteState.IN_PROGRESS
    """Where it is now."""

    quote_date: datetime | None = None
    """When it was created; set by the server."""

    requested_quote_completion_date: datetime | None = None
    """Until when the customer wants it."""

    expected_quote_completion_date: datetime | None = None
    """Until when the provider expects to work it out."""

    effective_quote_completion_date: datetime | None = None
    """When it was worked out."""

    expected_fulfillment_start_date: datetime | None = None
    """When delivery would begin."""

    instant_sync_quote: bool | None = None
    """Whether it is answered at once."""

    valid_for: TimePeriod | None = None
    """Until when it holds."""

    quote_item: tuple[QuoteItem, ...] = field(default=(), converter=many)
    """What is quoted."""

    quote_total_price: tuple[OrderPrice, ...] = field(default=(), converter=many)
    """What all of it would cost."""

    authorization: tuple[Authorization, ...] = field(default=(), converter=many)
    """Signatures that it needs."""

    agreement: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Agreements that hold for it."""

    billing_account: tuple[BillingAccountRef, ...] = field(default=(), converter=many)
    """Accounts that would pay for it."""

    contact_medium: tuple[ContactMedium, ...] = field(default=(), converter=many)
    """How to reach whom it concerns."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    product_offering_qualification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Qualifications that it was checked by."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[QuoteState, QuoteTrigger]:
        """Return `QUOTE`."""
        return QUOTE

    def approve(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the quote as the provider stands by it."""
        return self.fire(_T.APPROVE, at=at, by=by, reason=reason)

    def await_customer(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the quote as information is missing."""
        return self.fire(_T.AWAIT_CUSTOMER, at=at, by=by, reason=reason)

    def resume(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the quote after the wait."""
        return self.fire(_T.RESUME, at=at, by=by, reason=reason)

    def accept(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the quote after the customer said yes."""
        return self.fire(_T.ACCEPT, at=at, by=by, reason=reason)

    def reject(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the quote after the customer said no."""
        return self.fire(_T.REJECT, at=at, by=by, reason=reason)

    def cancel(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the quote withdrawn."""
        return self.fire(_T.CANCEL, at=at, by=by, reason=reason)
