"""Specifications of agreements in TMF651: templates for agreements of one kind."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common import (
    Attachment,
    CharacteristicSpecification,
    CharacteristicValueSpecification,
    EntityRef,
    ExternalIdentifier,
    RelatedParty,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.patterns import CatalogEntity

__all__ = [
    "AgreementSpecCharacteristic",
    "AgreementSpecCharacteristicValue",
    "AgreementSpecification",
    "AgreementSpecificationRelationship",
]


@frozen(kw_only=True)
class AgreementSpecCharacteristicValue(CharacteristicValueSpecification):
    """A value that may be chosen, as v4 of TMF651 has it. Source: TMF651.

    Examples:
        >>> AgreementSpecCharacteristicValue(value="12", is_default=True).value
        '12'
    """


@frozen(kw_only=True)
class AgreementSpecCharacteristic(CharacteristicSpecification):
    """What may be told of an agreement, as v4 of TMF651 has it. Source: TMF651.

    Examples:
        >>> AgreementSpecCharacteristic(name="term").name
        'term'
    """


@frozen(kw_only=True)
class AgreementSpecificationRelationship(EntityRef):
    """A relation to another specification of agreements. Source: TMF651.

    Examples:
        >>> AgreementSpecificationRelationship(id="s-2", relationship_type="substitution").id
        's-2'
    """

    relationship_type: str | None = None
    """What the relation is."""

    role: str | None = None
    """What the other one does in it."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class AgreementSpecification(CatalogEntity):
    """What agreements of one kind have in common. Source: TMF651, v4.0.0 and v5.0.0.

    Examples:
        >>> AgreementSpecification(name="commercial").name
        'commercial'
    """

    at_type: str | None = "AgreementSpecification"
    """Name of the class, `@type`."""

    is_bundle: bool | None = None
    """Whether it is made of other specifications."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    category: EntityRef | None = None
    """To which group it belongs (v5)."""

    service_category: EntityRef | None = None
    """To which group it belongs (v4)."""

    specification_characteristic: tuple[CharacteristicSpecification, ...] = field(
        default=(), converter=many
    )
    """What may be told of an agreement."""

    specification_relationship: tuple[AgreementSpecificationRelationship, ...] = field(
        default=(), converter=many
    )
    """Other specifications."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""
