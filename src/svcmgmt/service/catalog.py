"""The service catalog: what services there may be, and how they are grouped and offered inside."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common import (
    Attachment,
    CharacteristicSpecification,
    CharacteristicSpecificationRelationship,
    EntityRef,
    EntityRelationship,
    EntitySpecificationRelationship,
    FeatureSpecification,
    RelatedParty,
    TargetEntitySchema,
)
from svcmgmt.common._fields import many
from svcmgmt.patterns import CatalogEntity

__all__ = [
    "CustomerFacingServiceSpecification",
    "ResourceFacingServiceSpecification",
    "ServiceCandidate",
    "ServiceCatalog",
    "ServiceCategory",
    "ServiceSpecCharRelationship",
    "ServiceSpecRelationship",
    "ServiceSpecification",
    "ServiceSpecificationCharacteristic",
]


@frozen(kw_only=True)
class ServiceCatalog(CatalogEntity):
    """A catalog of services. Source: TMF633 `ServiceCatalog`.

    Examples:
        >>> ServiceCatalog(name="network", category=[EntityRef(id="c-1")]).category[0].id
        'c-1'
    """

    at_type: str | None = "ServiceCatalog"
    """Name of the class, `@type`."""

    category: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Its categories."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""


@frozen(kw_only=True)
class ServiceCategory(CatalogEntity):
    """A group of services within a catalog. Source: TMF633 `ServiceCategory`.

    Examples:
        >>> ServiceCategory(name="cloud", is_root=True).is_root
        True
    """

    at_type: str | None = "ServiceCategory"
    """Name of the class, `@type`."""

    is_root: bool | None = None
    """Whether no other category is above it."""

    parent_id: str | None = None
    """Identifier of the category above it."""

    category: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The categories below it."""

    service_candidate: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The candidates in it."""

    service_specification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The specifications in it (v5)."""


@frozen(kw_only=True)
class ServiceCandidate(CatalogEntity):
    """A specification that the catalog makes available. Source: TMF633 `ServiceCandidate`.

    Examples:
        >>> ServiceCandidate(name="TV", service_specification=EntityRef(id="s-1")).name
        'TV'
    """

    at_type: str | None = "ServiceCandidate"
    """Name of the class, `@type`."""

    category: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The categories in which it is."""

    service_specification: EntityRef | None = None
    """The specification."""


@frozen(kw_only=True)
class ServiceSpecRelationship(EntityRelationship):
    """A relation to another specification (rule R8.3).

    Source: TMF633 `ServiceSpecRelationship` (v4), `EntityRelationship` (v5).

    Examples:
        >>> ServiceSpecRelationship(id="s-2", relationship_type="dependency").relationship_type
        'dependency'
    """


@frozen(kw_only=True)
class ServiceSpecCharRelationship(CharacteristicSpecificationRelationship):
    """A relation between characteristics. Source: TMF633 before v4.

    Examples:
        >>> ServiceSpecCharRelationship(name="speed", role="limit").role
        'limit'
    """

    role: str | None = None
    """What the other one does in it."""


@frozen(kw_only=True)
class ServiceSpecificationCharacteristic(CharacteristicSpecification):
    """What may be told of a service, as TMF633 had it before v4, with other names for two lists.

    Examples:
        >>> ServiceSpecificationCharacteristic(name="speed").name
        'speed'
    """

    char_spec_relationship: tuple[ServiceSpecCharRelationship, ...] = field(
        default=(), converter=many
    )
    """Other characteristics that it has to do with."""


@frozen(kw_only=True)
class ServiceSpecification(CatalogEntity):
    """What services of one kind have in common (rule R8.1). Source: TMF633 `ServiceSpecification`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> vpn = ServiceSpecification(name="VPN", version="1.0")
        >>> print(vpn.design(at=at("2026-10-26T08:00:00Z")).state)
        In design
    """

    at_type: str | None = "ServiceSpecification"
    """Name of the class, `@type`."""

    is_bundle: bool | None = None
    """Whether it is made of other specifications."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    target_entity_schema: TargetEntitySchema | None = None
    """Class and schema of the services that are made by it."""

    spec_characteristic: tuple[CharacteristicSpecification, ...] = field(default=(), converter=many)
    """What may be told of the services."""

    service_spec_characteristic: tuple[ServiceSpecificationCharacteristic, ...] = field(
        default=(), converter=many
    )
    """The same in documents of the time before v4, which some systems still write."""

    feature_specification: tuple[FeatureSpecification, ...] = field(default=(), converter=many)
    """Features that the services may have."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    constraint: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Rules that hold for the services."""

    entity_spec_relationship: tuple[EntitySpecificationRelationship, ...] = field(
        default=(), converter=many
    )
    """Specifications of any kind that it has to do with."""

    service_spec_relationship: tuple[ServiceSpecRelationship, ...] = field(
        default=(), converter=many
    )
    """Specifications of services that it has to do with."""

    resource_specification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Specifications of the resources that the services need."""

    service_level_specification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Service levels that can be agreed for the services."""

    intent_specification: EntityRef | None = None
    """Specification of the intents that can ask for the services (v5)."""

    at_referred_type: str | None = None
    """Name of the class, where a reference stands in its place, `@referredType`."""

    @property
    def characteristics(self) -> tuple[CharacteristicSpecification, ...]:
        """What may be told of the services, wherever the document has it."""
        return (*self.spec_characteristic, *self.service_spec_characteristic)


@frozen(kw_only=True)
class CustomerFacingServiceSpecification(ServiceSpecification):
    """What services that customers see have in common (CFSS; rule R8.1).

    Source: TM Forum SID, TMF633.

    Examples:
        >>> CustomerFacingServiceSpecification(name="VPN").at_type
        'CustomerFacingServiceSpecification'
    """

    at_type: str | None = "CustomerFacingServiceSpecification"
    """Name of the class, `@type`."""


@frozen(kw_only=True)
class ResourceFacingServiceSpecification(ServiceSpecification):
    """What services that only the provider sees have in common (RFSS; rule R8.1).

    Source: TM Forum SID, TMF633.

    Examples:
        >>> ResourceFacingServiceSpecification(
        ...     name="tunnel", resource_specification=[EntityRef(id="r-1")]).at_type
        'ResourceFacingServiceSpecification'
    """

    at_type: str | None = "ResourceFacingServiceSpecification"
    """Name of the class, `@type`."""
