"""Qualification: whether an offering can be had by whom, where and when."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import (
    Entity,
    EntityRef,
    Extensible,
    Note,
    RelatedParty,
    RelatedPlace,
    TerminationError,
)
from svcmgmt.common._fields import many
from svcmgmt.patterns import Task
from svcmgmt.product.inventory import Product

__all__ = [
    "AlternateProductOfferingProposal",
    "CheckProductOfferingQualification",
    "CheckProductOfferingQualificationItem",
    "EligibilityReason",
    "ProductOfferingQualificationItemRelationship",
    "QueryProductOfferingQualification",
    "QueryProductOfferingQualificationItem",
]


@frozen(kw_only=True)
class EligibilityReason(Extensible):
    """Why somebody can or cannot have an offering.

    Source: TMF679 `EligibilityResultReason` (v5), `EligibilityUnavailabilityReason` (v4).

    Examples:
        >>> EligibilityReason(code="34", label="too far from the exchange").code
        '34'
    """

    code: str | None = None
    """Code of the reason."""

    label: str | None = None
    """The reason in words."""


@frozen(kw_only=True)
class ProductOfferingQualificationItemRelationship(Entity):
    """A relation to another item of the qualification.

    Source: TMF679 `ProductOfferingQualificationItemRelationship`.

    Examples:
        >>> ProductOfferingQualificationItemRelationship(id="2", relationship_type="reliesOn").id
        '2'
    """

    relationship_type: str | None = None
    """What the relation is."""


@frozen(kw_only=True)
class AlternateProductOfferingProposal(Entity):
    """What could be had instead. Source: TMF679 `AlternateProductOfferingProposal`.

    Examples:
        >>> AlternateProductOfferingProposal(id="1").id
        '1'
    """

    alternate_activation_date: datetime | None = None
    """From when on."""

    alternate_product: Product | EntityRef | None = None
    """The product."""

    alternate_product_offering: EntityRef | None = None
    """The offering."""

    promotion: EntityRef | None = None
    """The promotion that it is part of (v5)."""


@frozen(kw_only=True)
class CheckProductOfferingQualificationItem(Entity):
    """One offering that is checked.

    Source: TMF679 `CheckProductOfferingQualificationItem` (v5), `ProductOfferingQualificationItem`.

    Examples:
        >>> CheckProductOfferingQualificationItem(id="1", action="add").action
        'add'
    """

    action: str | None = None
    """What would be ordered: add, modify, delete, noChange."""

    state: str | None = None
    """Where the check is: words of `TaskState` in v4, free ones in v5."""

    qualification_item_result: str | None = None
    """What came out: qualified, unqualified, alternate; examples say green and red."""

    expected_activation_date: datetime | None = None
    """From when on it could be had."""

    eligibility_result_reason: tuple[EligibilityReason, ...] = field(default=(), converter=many)
    """Why that came out."""

    alternate_product_offering_proposal: tuple[AlternateProductOfferingProposal, ...] = field(
        default=(), converter=many
    )
    """What could be had instead."""

    category: EntityRef | None = None
    """The category that is looked in."""

    product: Product | EntityRef | None = None
    """The product, by value or by reference."""

    product_offering: EntityRef | None = None
    """The offering."""

    promotion: EntityRef | None = None
    """The promotion that it is part of (v5)."""

    check_product_offering_qualification_item: tuple[CheckProductOfferingQualificationItem, ...] = (
        field(default=(), converter=many)
    )
    """Items that it is made of (v5)."""

    qualification_item_relationship: tuple[ProductOfferingQualificationItemRelationship, ...] = (
        field(default=(), converter=many)
    )
    """Other items that it has to do with."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    termination_error: tuple[TerminationError, ...] = field(default=(), converter=many)
    """Why it could not be checked."""


@frozen(kw_only=True)
class CheckProductOfferingQualification(Task):
    """Whether given offerings can be had.

    Source: TMF679 `CheckProductOfferingQualification` (v5), `ProductOfferingQualification` (v4).

    Examples:
        >>> CheckProductOfferingQualification(provide_alternative=True).provide_alternative
        True
    """

    at_type: str | None = "CheckProductOfferingQualification"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""

    creation_date: datetime | None = None
    """When it was asked; set by the server."""

    requested_qualification_completion_date: datetime | None = None
    """Until when the answer is wanted."""

    expected_qualification_completion_date: datetime | None = None
    """Until when the answer is expected."""

    effective_qualification_date: datetime | None = None
    """When it was answered."""

    expiration_date: datetime | None = None
    """Until when the answer holds."""

    instant_sync_qualification: bool | None = None
    """Whether it is answered at once."""

    provide_alternative: bool | None = None
    """Whether something else may be proposed."""

    provide_only_available: bool | None = None
    """Whether only what can be had is answered."""

    provide_result_reason: bool | None = None
    """Whether reasons are wanted."""

    qualification_result: str | None = None
    """What came out over all items."""

    check_product_offering_qualification_item: tuple[CheckProductOfferingQualificationItem, ...] = (
        field(default=(), converter=many)
    )
    """The offerings."""

    capitalised_item: tuple[CheckProductOfferingQualificationItem, ...] = field(
        default=(), converter=many
    )
    """The same, under a name with a capital letter, as published examples of v5 have it."""

    category: EntityRef | None = None
    """The category that is looked in (v4)."""

    channel: EntityRef | None = None
    """By which channel it would be sold."""

    place: tuple[RelatedPlace, ...] = field(default=(), converter=many)
    """Where it would be used (v4)."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who asks, and for whom."""

    @property
    def items(self) -> tuple[CheckProductOfferingQualificationItem, ...]:
        """The offerings, whichever name the document has for them."""
        return self.check_product_offering_qualification_item + self.capitalised_item


@frozen(kw_only=True)
class QueryProductOfferingQualificationItem(Entity):
    """One offering that is looked for or can be had.

    Source: TMF679 `QueryProductOfferingQualificationItem`, v5.

    Examples:
        >>> QueryProductOfferingQualificationItem(id="1").id
        '1'
    """

    category: EntityRef | None = None
    """The category that is looked in."""

    product: Product | EntityRef | None = None
    """The product, by value or by reference."""

    product_offering: EntityRef | None = None
    """The offering."""

    promotion: EntityRef | None = None
    """The promotion that it is part of."""

    qualification_item_relationship: tuple[ProductOfferingQualificationItemRelationship, ...] = (
        field(default=(), converter=many)
    )
    """Other items that it has to do with."""


@frozen(kw_only=True)
class QueryProductOfferingQualification(Task):
    """Which offerings can be had. Source: TMF679 `QueryProductOfferingQualification`, v5.

    Examples:
        >>> QueryProductOfferingQualification(description="at home").description
        'at home'
    """

    at_type: str | None = "QueryProductOfferingQualification"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""

    creation_date: datetime | None = None
    """When it was asked; set by the server."""

    requested_qualification_completion_date: datetime | None = None
    """Until when the answer is wanted."""

    expected_qualification_completion_date: datetime | None = None
    """Until when the answer is expected."""

    effective_qualification_date: datetime | None = None
    """When it was answered."""

    expiration_date: datetime | None = None
    """Until when the answer holds."""

    instant_sync_qualification: bool | None = None
    """Whether it is answered at once."""

    search_criteria: QueryProductOfferingQualificationItem | None = None
    """What is looked for."""

    qualified_product_offering_item: tuple[QueryProductOfferingQualificationItem, ...] = field(
        default=(), converter=many
    )
    """What can be had."""

    category: EntityRef | None = None
    """The category that is looked in, where published examples of v5 have it."""

    channel: EntityRef | None = None
    """By which channel it would be sold."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who asks, and for whom."""
