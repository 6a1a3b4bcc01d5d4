"""Agreements of TMF651: who agreed on what, and by which specification."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import (
    AnyEntity,
    Characteristic,
    Entity,
    EntityRef,
    Extensible,
    ExternalIdentifier,
    RelatedParty,
    TimePeriod,
)
from svcmgmt.common._fields import many

__all__ = [
    "Agreement",
    "AgreementAuthorization",
    "AgreementItem",
    "AgreementRelationship",
    "AgreementSpecificationRef",
    "AgreementTermOrCondition",
    "RelatedDocument",
]


@frozen(kw_only=True)
class AgreementAuthorization(Extensible):
    """Who approved an agreement, and when. Source: TMF651 `AgreementAuthorization`.

    Examples:
        >>> AgreementAuthorization(state="approved", signature_representation="ana").state
        'approved'
    """

    date: datetime | None = None
    """When."""

    signature_representation: str | None = None
    """The signature, or what stands for it."""

    state: str | None = None
    """Whether it was approved."""


@frozen(kw_only=True)
class AgreementTermOrCondition(Entity):
    """A term of an agreement, in words. Source: TMF651 `AgreementTermOrCondition`.

    Examples:
        >>> AgreementTermOrCondition(description="30 days notice").description
        '30 days notice'
    """

    description: str | None = None
    """The term."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class AgreementItem(Extensible):
    """A part of an agreement, about products or offerings.

    Source: TMF651 `AgreementItem`, `ProductAgreementItem`.

    Examples:
        >>> AgreementItem(product_offering=[EntityRef(id="vpn")]).product_offering[0].id
        'vpn'
    """

    id: str | None = None
    """Identifier within the agreement (v5)."""

    product: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The products."""

    product_offering: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The offerings."""

    term_or_condition: tuple[AgreementTermOrCondition, ...] = field(default=(), converter=many)
    """Terms of this part."""


@frozen(kw_only=True)
class AgreementRelationship(EntityRef):
    """A relation to another agreement. Source: TMF651 `AgreementRelationship`, v5.

    Examples:
        >>> AgreementRelationship(id="a-2", relationship_type="supersedes").id
        'a-2'
    """

    relationship_type: str | None = None
    """What the relation is."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class RelatedDocument(EntityRef):
    """A document, and what it has to do with an agreement.

    Source: TMF651 `RelatedDocumentRefOrValue`, v5.

    Examples:
        >>> RelatedDocument(role="contract", document=EntityRef(id="d-1")).document.id
        'd-1'
    """

    role: str | None = None
    """What it is here."""

    document: AnyEntity | None = None
    """The document, by reference or by value."""


@frozen(kw_only=True)
class AgreementSpecificationRef(EntityRef):
    """A reference to a specification of agreements. Source: TMF651, v4.

    Examples:
        >>> AgreementSpecificationRef(id="s-1", description="commercial").description
        'commercial'
    """

    description: str | None = None
    """What it is for."""


@frozen(kw_only=True)
class Agreement(Entity):
    """What parties agreed on, as a document. Source: TMF651 `Agreement`, v4.0.0 and v5.0.0.

    Examples:
        >>> Agreement(name="Acme 2026", agreement_type="commercial", status="approved").status
        'approved'
    """

    at_type: str | None = "Agreement"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called; required on creation."""

    agreement_type: str | None = None
    """Of which kind it is, such as commercial; required on creation."""

    description: str | None = None
    """In words."""

    document_number: int | None = None
    """Number of the paper (v4)."""

    version: str | None = None
    """Version of it."""

    status: str | None = None
    """Where it is: in process, approved, rejected."""

    initial_date: datetime | None = None
    """When it was made."""

    completion_date: TimePeriod | None = None
    """When it was completed."""

    agreement_period: TimePeriod | None = None
    """From when until when it holds."""

    statement_of_intent: str | None = None
    """What it is meant for."""

    agreement_item: tuple[AgreementItem, ...] = field(default=(), converter=many)
    """Its parts; required on creation."""

    agreement_specification: AgreementSpecificationRef | None = None
    """By which specification it was made."""

    agreement_authorization: tuple[AgreementAuthorization, ...] = field(default=(), converter=many)
    """Who approved it."""

    engaged_party: tuple[EntityRef | RelatedParty, ...] = field(default=(), converter=many)
    """Who agreed; required on creation."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who else has to do with it (v5)."""

    associated_agreement: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Other agreements that it has to do with (v4)."""

    agreement_relationship: tuple[AgreementRelationship, ...] = field(default=(), converter=many)
    """Other agreements that it has to do with (v5)."""

    related_document: tuple[RelatedDocument, ...] = field(default=(), converter=many)
    """Its papers (v5)."""

    characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""
