"""The resource catalog: kinds of resources, what they have in common, and how they are grouped."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common import (
    Attachment,
    CharacteristicSpecification,
    EntityRef,
    ExternalIdentifier,
    FeatureSpecification,
    RelatedParty,
    TargetEntitySchema,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.patterns import CatalogEntity
from svcmgmt.resource.graphs import ResourceGraphSpecification

__all__ = [
    "LogicalResourceSpecification",
    "PhysicalResourceSpecification",
    "ResourceCandidate",
    "ResourceCatalog",
    "ResourceCategory",
    "ResourceFunctionSpecification",
    "ResourceSpecification",
    "ResourceSpecificationRelationship",
]


@frozen(kw_only=True)
class ResourceCatalog(CatalogEntity):
    """A catalog of kinds of resources. Source: TMF634 `ResourceCatalog`.

    Examples:
        >>> ResourceCatalog(name="network").name
        'network'
    """

    at_type: str | None = "ResourceCatalog"
    """Name of the class, `@type`."""

    catalog_type: str | None = None
    """What it is a catalog of (v5)."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    category: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Its categories."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""


@frozen(kw_only=True)
class ResourceCategory(CatalogEntity):
    """A group of kinds of resources within a catalog. Source: TMF634 `ResourceCategory`.

    Examples:
        >>> ResourceCategory(name="access", is_root=True).is_root
        True
    """

    at_type: str | None = "ResourceCategory"
    """Name of the class, `@type`."""

    is_root: bool | None = None
    """Whether no other category is above it."""

    parent_id: str | None = None
    """Identifier of the category above it."""

    category: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The categories below it."""

    resource_specification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The specifications in it (v5)."""

    resource_candidate: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The candidates in it."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""


@frozen(kw_only=True)
class ResourceCandidate(CatalogEntity):
    """A specification as it stands in a catalog. Source: TMF634 `ResourceCandidate`.

    Examples:
        >>> ResourceCandidate(resource_specification=EntityRef(id="rs-1")).resource_specification.id
        'rs-1'
    """

    at_type: str | None = "ResourceCandidate"
    """Name of the class, `@type`."""

    category: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The categories that it is in."""

    resource_specification: EntityRef | None = None
    """The specification."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""


@frozen(kw_only=True)
class ResourceSpecificationRelationship(EntityRef):
    """A relation to another specification, and how many resources of it there may be.

    Source: TMF634 `ResourceSpecificationRelationship`.

    Examples:
        >>> ResourceSpecificationRelationship(id="rs-2", default_quantity=4).default_quantity
        4
    """

    relationship_type: str | None = None
    """What the relation is: migration, substitution, dependency, exclusivity (rule R8.3)."""

    role: str | None = None
    """What the other specification does in it."""

    default_quantity: int | None = None
    """How many of the other kind there are if nobody says."""

    minimum_quantity: int | None = None
    """How many at least."""

    maximum_quantity: int | None = None
    """How many at most."""

    characteristic: tuple[CharacteristicSpecification, ...] = field(default=(), converter=many)
    """What may be told of the relation."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class ResourceSpecification(CatalogEntity):
    """What resources of one kind have in common. Source: TMF634 `ResourceSpecification`.

    Examples:
        >>> ResourceSpecification(name="router", category="network").category
        'network'
    """

    at_type: str | None = "ResourceSpecification"
    """Name of the class, `@type`."""

    category: str | None = None
    """Of which kind the resources are."""

    is_bundle: bool | None = None
    """Whether it is made of other specifications."""

    target_resource_schema: TargetEntitySchema | None = None
    """Class and schema of resources that are made by it."""

    feature_specification: tuple[FeatureSpecification, ...] = field(default=(), converter=many)
    """What the resources may be able to do."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    resource_spec_characteristic: tuple[CharacteristicSpecification, ...] = field(
        default=(), converter=many
    )
    """What may be told of resources that are made by it."""

    resource_spec_relationship: tuple[ResourceSpecificationRelationship, ...] = field(
        default=(), converter=many
    )
    """Other specifications that it has to do with."""

    intent_specification: EntityRef | None = None
    """Specification of the intent behind it (v5)."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""


@frozen(kw_only=True)
class LogicalResourceSpecification(ResourceSpecification):
    """What logical resources of one kind have in common.

    Source: TMF634 `LogicalResourceSpecification`.

    Examples:
        >>> LogicalResourceSpecification(name="telephone number").name
        'telephone number'
    """

    at_type: str | None = "LogicalResourceSpecification"
    """Name of the class, `@type`."""


@frozen(kw_only=True)
class PhysicalResourceSpecification(ResourceSpecification):
    """What things of one kind have in common. Source: TMF634 `PhysicalResourceSpecification`.

    Examples:
        >>> PhysicalResourceSpecification(name="router", vendor="Acme").vendor
        'Acme'
    """

    at_type: str | None = "PhysicalResourceSpecification"
    """Name of the class, `@type`."""

    vendor: str | None = None
    """Who makes it."""

    model: str | None = None
    """What its maker calls the model."""

    part: str | None = None
    """Number of the part with its maker."""

    sku: str | None = None
    """Number under which it is kept in stock."""


@frozen(kw_only=True)
class ResourceFunctionSpecification(ResourceSpecification):
    """What functions of a network of one kind have in common.

    Source: TMF634 `ResourceFunctionSpecification`.

    Examples:
        >>> ResourceFunctionSpecification(name="firewall").name
        'firewall'
    """

    at_type: str | None = "ResourceFunctionSpecification"
    """Name of the class, `@type`."""

    connection_point_specification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Points at which the function is connected to others."""

    connectivity_specification: tuple[ResourceGraphSpecification, ...] = field(
        default=(), converter=many
    )
    """How its parts are connected."""
