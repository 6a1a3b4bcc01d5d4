"""Roles: what parties are to each other, such as customer and supplier."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common import (
    Characteristic,
    ContactMedium,
    Entity,
    EntityRef,
    EntitySpecification,
    RelatedParty,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.party.details import CreditProfile

__all__ = [
    "BusinessPartner",
    "Consumer",
    "Customer",
    "PartyRole",
    "PartyRoleSpecification",
    "Producer",
    "Supplier",
]


@frozen(kw_only=True)
class PartyRole(Entity):
    """A party in a role. Source: TMF669 `PartyRole`.

    Examples:
        >>> PartyRole(name="carrier", engaged_party=RelatedParty(id="acme")).engaged_party.id
        'acme'
    """

    at_type: str | None = "PartyRole"
    """Name of the class, `@type`."""

    name: str | None = None
    """What the role is called."""

    description: str | None = None
    """In words (v5)."""

    role: str | None = None
    """What the party does in it (v5)."""

    engaged_party: RelatedParty | None = None
    """The party."""

    party_role_specification: EntityRef | None = None
    """The specification of the role (v5)."""

    characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it."""

    account: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Accounts of the party in this role."""

    agreement: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Agreements of the party in this role."""

    contact_medium: tuple[ContactMedium, ...] = field(default=(), converter=many)
    """How to reach the party in this role."""

    payment_method: tuple[EntityRef, ...] = field(default=(), converter=many)
    """How the party pays."""

    credit_profile: tuple[CreditProfile, ...] = field(default=(), converter=many)
    """How much credit the party is given."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Other parties."""

    status: str | None = None
    """Where the role is on its way, in free words."""

    status_reason: str | None = None
    """Why it is there."""

    valid_for: TimePeriod | None = None
    """When the party has the role."""


@frozen(kw_only=True)
class Customer(PartyRole):
    """A party that buys. Source: TMF629 `Customer`.

    Examples:
        >>> Customer(id="c-1", name="Acme", status="Approved").status
        'Approved'
    """

    at_type: str | None = "Customer"
    """Name of the class, `@type`."""


@frozen(kw_only=True)
class Supplier(PartyRole):
    """A party that sells to us. Source: TM Forum `Supplier`, v5.

    Examples:
        >>> Supplier(name="Acme").name
        'Acme'
    """

    at_type: str | None = "Supplier"
    """Name of the class, `@type`."""


@frozen(kw_only=True)
class Producer(PartyRole):
    """A party that makes something. Source: TM Forum `Producer`, v5.

    Examples:
        >>> Producer(name="Acme").name
        'Acme'
    """

    at_type: str | None = "Producer"
    """Name of the class, `@type`."""


@frozen(kw_only=True)
class Consumer(PartyRole):
    """A party that uses something. Source: TM Forum `Consumer`, v5.

    Examples:
        >>> Consumer(name="Acme").name
        'Acme'
    """

    at_type: str | None = "Consumer"
    """Name of the class, `@type`."""


@frozen(kw_only=True)
class BusinessPartner(PartyRole):
    """A party that does business with us. Source: TM Forum `BusinessPartner`, v5.

    Examples:
        >>> BusinessPartner(name="Acme").name
        'Acme'
    """

    at_type: str | None = "BusinessPartner"
    """Name of the class, `@type`."""


@frozen(kw_only=True)
class PartyRoleSpecification(EntitySpecification):
    """What roles of one kind have in common. Source: TMF669 `PartyRoleSpecification`, v5.

    Examples:
        >>> PartyRoleSpecification(name="carrier").name
        'carrier'
    """

    at_type: str | None = "PartyRoleSpecification"
    """Name of the class, `@type`."""

    status: str | None = None
    """Where it is on its way, in free words."""

    agreement_specification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Specifications of agreements that come with the role."""

    permission_specification_set: tuple[EntityRef, ...] = field(default=(), converter=many)
    """What parties in the role may do."""
