"""The product catalog: what is sold, what that is made of, and how it is grouped."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common import (
    Attachment,
    CharacteristicSpecification,
    Entity,
    EntityRef,
    Extensible,
    ExternalIdentifier,
    RelatedParty,
    TargetEntitySchema,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.patterns import CatalogEntity
from svcmgmt.product.characteristics import ProductSpecificationCharacteristicValueUse
from svcmgmt.product.prices import ProductOfferingPrice, ProductOfferingTerm

__all__ = [
    "AllowedProductAction",
    "BundledGroupProductOffering",
    "BundledProductOffering",
    "BundledProductOfferingOption",
    "BundledProductSpecification",
    "Catalog",
    "Category",
    "ProductCatalog",
    "ProductOffering",
    "ProductOfferingRelationship",
    "ProductSpecification",
    "ProductSpecificationRelationship",
]


@frozen(kw_only=True)
class Catalog(CatalogEntity):
    """A catalog of any kind. Source: TMF620 `Catalog`.

    Examples:
        >>> Catalog(name="wholesale", catalog_type="ProductCatalog").catalog_type
        'ProductCatalog'
    """

    at_type: str | None = "Catalog"
    """Name of the class, `@type`."""

    catalog_type: str | None = None
    """What it is a catalog of."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    category: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Its categories."""


@frozen(kw_only=True)
class ProductCatalog(Catalog):
    """A catalog of offerings. Source: TMF620 `ProductCatalog`.

    Examples:
        >>> ProductCatalog(name="wholesale").name
        'wholesale'
    """

    at_type: str | None = "ProductCatalog"
    """Name of the class, `@type`."""


@frozen(kw_only=True)
class Category(CatalogEntity):
    """A group of offerings within a catalog. Source: TMF620 `Category`.

    Examples:
        >>> Category(name="access", is_root=True).is_root
        True
    """

    at_type: str | None = "Category"
    """Name of the class, `@type`."""

    is_root: bool | None = None
    """Whether no other category is above it."""

    parent: EntityRef | None = None
    """The category above it (v5)."""

    parent_id: str | None = None
    """Identifier of the category above it (v4)."""

    sub_category: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The categories below it."""

    product_offering: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The offerings in it."""


@frozen(kw_only=True)
class BundledProductOfferingOption(Extensible):
    """How many of a part a bundle may have (rule R8.7).

    Source: TMF620 `BundledProductOfferingOption`, `BundledGroupProductOfferingOption`.

    Examples:
        >>> BundledProductOfferingOption(number_rel_offer_default=1).number_rel_offer_default
        1
    """

    number_rel_offer_lower_limit: int | None = None
    """How many at least."""

    number_rel_offer_upper_limit: int | None = None
    """How many at most."""

    number_rel_offer_default: int | None = None
    """How many if nobody says."""


@frozen(kw_only=True)
class BundledProductOffering(EntityRef):
    """An offering as part of a bundle. Source: TMF620 `BundledProductOffering`.

    Examples:
        >>> BundledProductOffering(id="o-2", name="router").name
        'router'
    """

    bundled_product_offering_option: BundledProductOfferingOption | None = None
    """How many of it the bundle may have."""

    lifecycle_status: str | None = None
    """Where the offering is on its way (v4)."""


@frozen(kw_only=True)
class BundledGroupProductOffering(Entity):
    """A group of parts of a bundle, of which so many are chosen.

    Source: TMF620 `BundledGroupProductOffering`, v5.

    Examples:
        >>> BundledGroupProductOffering(name="channels").name
        'channels'
    """

    name: str | None = None
    """What it is called."""

    bundled_product_offering: tuple[BundledProductOffering, ...] = field(default=(), converter=many)
    """The parts to choose from."""

    bundled_group_product_offering: tuple[BundledGroupProductOffering, ...] = field(
        default=(), converter=many
    )
    """Groups within it."""

    bundled_group_product_offering_option: BundledProductOfferingOption | None = None
    """How many are chosen."""


@frozen(kw_only=True)
class ProductOfferingRelationship(EntityRef):
    """A relation to another offering. Source: TMF620 `ProductOfferingRelationship`.

    Examples:
        >>> ProductOfferingRelationship(id="o-2", relationship_type="requires").id
        'o-2'
    """

    relationship_type: str | None = None
    """What the relation is: bundled, requires, exclusivity, substitution."""

    role: str | None = None
    """What the other offering does in it."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class AllowedProductAction(Extensible):
    """What may be ordered of an offering, and where. Source: TMF620 `AllowedProductAction`, v5.

    Examples:
        >>> AllowedProductAction(action="add").action
        'add'
    """

    action: str | None = None
    """What is done: add, modify, terminate."""

    channel: tuple[EntityRef, ...] = field(default=(), converter=many)
    """By which channels."""

    valid_for: TimePeriod | None = None
    """When."""


@frozen(kw_only=True)
class ProductOffering(CatalogEntity):
    """What is sold, with its terms and prices. Source: TMF620 `ProductOffering`.

    Examples:
        >>> ProductOffering(name="Fibre 100", is_sellable=True).is_sellable
        True
    """

    at_type: str | None = "ProductOffering"
    """Name of the class, `@type`."""

    is_bundle: bool | None = None
    """Whether it is made of other offerings."""

    is_sellable: bool | None = None
    """Whether it is sold by itself; if not, only within a bundle."""

    status_reason: str | None = None
    """Why it is in this state."""

    place: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Where it is sold."""

    service_level_agreement: EntityRef | None = None
    """The service level agreement that comes with it."""

    channel: tuple[EntityRef, ...] = field(default=(), converter=many)
    """By which channels it is sold."""

    service_candidate: EntityRef | None = None
    """The service behind it."""

    resource_candidate: EntityRef | None = None
    """The resource behind it."""

    category: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The categories that it is in."""

    product_specification: EntityRef | None = None
    """What it is made of."""

    product_offering_term: tuple[ProductOfferingTerm, ...] = field(default=(), converter=many)
    """Commitments that it asks for."""

    product_offering_price: tuple[ProductOfferingPrice | EntityRef, ...] = field(
        default=(), converter=many
    )
    """What it costs, by reference or by value."""

    agreement: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Agreements that hold for it."""

    bundled_product_offering: tuple[BundledProductOffering, ...] = field(default=(), converter=many)
    """The offerings that it is made of."""

    bundled_group_product_offering: tuple[BundledGroupProductOffering, ...] = field(
        default=(), converter=many
    )
    """Groups of offerings from which some are chosen (v5)."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    market_segment: tuple[EntityRef, ...] = field(default=(), converter=many)
    """For whom it is."""

    product_offering_relationship: tuple[ProductOfferingRelationship, ...] = field(
        default=(), converter=many
    )
    """Other offerings that it has to do with."""

    product_offering_characteristic: tuple[CharacteristicSpecification, ...] = field(
        default=(), converter=many
    )
    """What may be told of the offering itself (v5)."""

    prod_spec_char_value_use: tuple[ProductSpecificationCharacteristicValueUse, ...] = field(
        default=(), converter=many
    )
    """The values of the specification that it is for."""

    policy: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Policies that hold for it (v5)."""

    allowed_action: tuple[AllowedProductAction, ...] = field(default=(), converter=many)
    """What may be ordered of it (v5)."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""


@frozen(kw_only=True)
class BundledProductSpecification(EntityRef):
    """A specification as part of another one. Source: TMF620 `BundledProductSpecification`.

    Examples:
        >>> BundledProductSpecification(id="s-2", name="router").name
        'router'
    """

    lifecycle_status: str | None = None
    """Where the specification is on its way."""


@frozen(kw_only=True)
class ProductSpecificationRelationship(EntityRef):
    """A relation to another specification. Source: TMF620 `ProductSpecificationRelationship`.

    Examples:
        >>> ProductSpecificationRelationship(id="s-2", relationship_type="dependency").id
        's-2'
    """

    relationship_type: str | None = None
    """What the relation is: migration, substitution, dependency, exclusivity (rule R8.3)."""

    role: str | None = None
    """What the other specification does in it."""

    characteristic: tuple[CharacteristicSpecification, ...] = field(default=(), converter=many)
    """What may be told of the relation (v5)."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class ProductSpecification(CatalogEntity):
    """What products of one kind have in common. Source: TMF620 `ProductSpecification`.

    Examples:
        >>> ProductSpecification(name="fibre line", brand="Acme").brand
        'Acme'
    """

    at_type: str | None = "ProductSpecification"
    """Name of the class, `@type`."""

    brand: str | None = None
    """Under which brand it is known."""

    product_number: str | None = None
    """Its number with the manufacturer or in the company."""

    is_bundle: bool | None = None
    """Whether it is made of other specifications."""

    category: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The categories that it is in (v5)."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    product_spec_characteristic: tuple[CharacteristicSpecification, ...] = field(
        default=(), converter=many
    )
    """What may be told of products that are made by it."""

    service_specification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Services that realise it."""

    resource_specification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Resources that realise it."""

    bundled_product_specification: tuple[BundledProductSpecification, ...] = field(
        default=(), converter=many
    )
    """The specifications that it is made of."""

    product_specification_relationship: tuple[ProductSpecificationRelationship, ...] = field(
        default=(), converter=many
    )
    """Other specifications that it has to do with."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    policy: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Policies that hold for it (v5)."""

    target_product_schema: TargetEntitySchema | None = None
    """Class and schema of products that are made by it."""

    intent_specification: EntityRef | None = None
    """Specification of the intent behind it (v5)."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""
