"""What ties an entity to parties, places, other entities, and identifiers of other systems."""

from __future__ import annotations

from attrs import frozen

from svcmgmt.common.entities import AnyEntity, EntityRef, Extensible
from svcmgmt.common.quantities import TimePeriod

__all__ = [
    "AccountRef",
    "AgreementItemRef",
    "AppointmentRef",
    "BillingAccountRef",
    "EntityRelationship",
    "ExternalIdentifier",
    "ExternalReference",
    "PartyRoleRef",
    "RelatedChannel",
    "RelatedEntity",
    "RelatedOrderItem",
    "RelatedParty",
    "RelatedPlace",
    "ResourceRef",
]


@frozen(kw_only=True)
class PartyRoleRef(EntityRef):
    """A reference to a party in a role. Source: TM Forum `PartyRoleRef`, v5.

    Examples:
        >>> PartyRoleRef(id="c-7", name="customer", party_name="Acme").party_name
        'Acme'
    """

    party_id: str | None = None
    """Identifier of the party that has the role."""

    party_name: str | None = None
    """Its name."""


@frozen(kw_only=True)
class RelatedParty(EntityRef):
    """A party, or a party in a role, and what it has to do with the entity.

    In v5 the party stands in `party_or_party_role`; in v4 its identifier and name stand here.
    Source: TM Forum `RelatedPartyRefOrPartyRoleRef` and `RelatedPartyOrPartyRole` (v5),
    `RelatedParty` (v4).

    Examples:
        >>> RelatedParty(role="customer", party_or_party_role=EntityRef(id="acme")).party_id
        'acme'
        >>> RelatedParty(role="customer", id="acme").party_id
        'acme'
    """

    role: str | None = None
    """What the party does here: customer, initiator, operator."""

    party_or_party_role: AnyEntity | None = None
    """The party, or the party in a role (v5), by reference or by value."""

    @property
    def party_id(self) -> str | None:
        """Identifier of the party, wherever the document has it."""
        party = self.party_or_party_role
        return self.id if party is None else getattr(party, "id", None)


@frozen(kw_only=True)
class RelatedEntity(EntityRef):
    """An entity of any class, and what it has to do with this one.

    Source: TM Forum `RelatedEntity`, `RelatedEntityRefOrValue`.

    Examples:
        >>> RelatedEntity(role="cause", entity=EntityRef(id="alarm-1")).entity.id
        'alarm-1'
    """

    role: str | None = None
    """What it does here."""

    entity: AnyEntity | None = None
    """The entity (v5), by reference or by value; in v4 its identifier stands here."""


@frozen(kw_only=True)
class EntityRelationship(EntityRef):
    """A named relation to another entity of the same kind. Source: TM Forum `EntityRelationship`.

    Examples:
        >>> EntityRelationship(relationship_type="dependency", id="spec-2").relationship_type
        'dependency'
    """

    relationship_type: str | None = None
    """What the relation is: dependency, exclusivity, substitution, and others."""

    role: str | None = None
    """What the other entity does in it."""

    association_spec: EntityRef | None = None
    """Specification of the relation."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class ExternalIdentifier(Extensible):
    """How another system calls the entity. Source: TM Forum `ExternalIdentifier`, v5.

    Examples:
        >>> ExternalIdentifier(owner="CRM", id="0815").owner
        'CRM'
    """

    owner: str | None = None
    """The system."""

    external_identifier_type: str | None = None
    """What the identifier is of there, such as an order."""

    id: str | None = None
    """The identifier."""

    href: str | None = None
    """Where it can be fetched."""


@frozen(kw_only=True)
class ExternalReference(EntityRef):
    """How another system calls the entity. Source: TM Forum `ExternalReference`, v4.

    Examples:
        >>> ExternalReference(external_reference_type="CRM", name="0815").name
        '0815'
    """

    external_reference_type: str | None = None
    """The system, or what the identifier is of there."""


@frozen(kw_only=True)
class RelatedPlace(EntityRef):
    """A place, and what it has to do with the entity.

    In v5 the place stands in `place`; in v4 its identifier and name stand here.
    Source: TM Forum `RelatedPlaceRefOrValue`, `RelatedPlaceRef` (v5), `RelatedPlace` (v4).

    Examples:
        >>> RelatedPlace(role="installation", place=EntityRef(id="site-1")).role
        'installation'
    """

    role: str | None = None
    """What the place is here: installation address, delivery address."""

    place: AnyEntity | None = None
    """The place (v5), by reference or by value."""


@frozen(kw_only=True)
class AgreementItemRef(EntityRef):
    """A reference to an item of an agreement. Source: TM Forum `AgreementItemRef`.

    Examples:
        >>> AgreementItemRef(agreement_id="a-1", agreement_item_id="2").agreement_item_id
        '2'
    """

    agreement_id: str | None = None
    """Identifier of the agreement (v5)."""

    agreement_href: str | None = None
    """Where the agreement can be fetched (v5)."""

    agreement_name: str | None = None
    """Name of the agreement (v5)."""

    agreement_item_id: str | None = None
    """Identifier of the item within it."""


@frozen(kw_only=True)
class AppointmentRef(EntityRef):
    """A reference to an appointment. Source: TM Forum `AppointmentRef`.

    Examples:
        >>> AppointmentRef(id="a-1", description="bring a ladder").description
        'bring a ladder'
    """

    description: str | None = None
    """What it is for, in words."""


@frozen(kw_only=True)
class AccountRef(EntityRef):
    """A reference to an account of any kind. Source: TM Forum `AccountRef`.

    Examples:
        >>> AccountRef(id="a-1", description="the shop").description
        'the shop'
    """

    description: str | None = None
    """What it is for, in words (v4)."""


@frozen(kw_only=True)
class BillingAccountRef(EntityRef):
    """A reference to an account that is billed. Source: TM Forum `BillingAccountRef`.

    Examples:
        >>> BillingAccountRef(id="ba-1", rating_type="postpaid").rating_type
        'postpaid'
    """

    rating_type: str | None = None
    """Whether it pays before or after (v5)."""


@frozen(kw_only=True)
class ResourceRef(EntityRef):
    """A reference to a resource that may be known by a value. Source: TM Forum `ResourceRef`, v4.

    Examples:
        >>> ResourceRef(id="r-7", value="+49 30 1234").value
        '+49 30 1234'
    """

    value: str | None = None
    """What identifies the resource for people, such as a number to call."""


@frozen(kw_only=True)
class RelatedChannel(EntityRef):
    """A channel, and what it has to do with the entity. Source: TM Forum `RelatedChannel`.

    Examples:
        >>> RelatedChannel(role="used", channel=EntityRef(id="web")).role
        'used'
    """

    role: str | None = None
    """What the channel is for here."""

    channel: EntityRef | None = None
    """The channel (v5); in v4 its identifier stands here."""


@frozen(kw_only=True)
class RelatedOrderItem(EntityRef):
    """The item of an order that made or changed an entity.

    Source: TM Forum `RelatedOrderItem` (v5), `RelatedProductOrderItem`, `RelatedServiceOrderItem`,
    `RelatedResourceOrderItem`.

    Examples:
        >>> RelatedOrderItem(order_id="O-1", order_item_id="2", order_item_action="add").order_id
        'O-1'
    """

    order_item_id: str | None = None
    """Identifier of the item within the order."""

    order_item_action: str | None = None
    """What the item did: add, modify, delete, noChange."""

    order_id: str | None = None
    """Identifier of the order."""

    order_href: str | None = None
    """Where the order can be fetched."""

    role: str | None = None
    """What the item has to do with the entity."""
