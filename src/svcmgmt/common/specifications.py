"""What all specifications have: a version, a validity, characteristics, relations."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common._fields import many
from svcmgmt.common.characteristics import CharacteristicSpecification
from svcmgmt.common.entities import Entity, EntityRef, Extensible
from svcmgmt.common.notes import Attachment
from svcmgmt.common.quantities import TimePeriod
from svcmgmt.common.relations import EntityRelationship, RelatedParty

__all__ = [
    "EntitySpecification",
    "EntitySpecificationRelationship",
    "ProductSpecificationRef",
    "TargetEntitySchema",
]


@frozen(kw_only=True)
class TargetEntitySchema(Extensible):
    """The class and schema of what is made by a specification.

    Source: TM Forum `TargetEntitySchema`, `TargetProductSchema`, `TargetResourceSchema`.

    Examples:
        >>> TargetEntitySchema(at_type="Firewall").at_type
        'Firewall'
    """


@frozen(kw_only=True)
class ProductSpecificationRef(EntityRef):
    """A reference to the specification of a product. Source: TM Forum `ProductSpecificationRef`.

    Examples:
        >>> schema = TargetEntitySchema(at_type="Internet")
        >>> ProductSpecificationRef(target_product_schema=schema).target_product_schema is schema
        True
    """

    target_product_schema: TargetEntitySchema | None = None
    """Class and schema of the products that it describes."""


@frozen(kw_only=True)
class EntitySpecificationRelationship(EntityRelationship):
    """A relation between specifications. Source: TM Forum `EntitySpecificationRelationship`.

    Examples:
        >>> EntitySpecificationRelationship(id="s-2", relationship_type="substitution").id
        's-2'
    """


@frozen(kw_only=True)
class EntitySpecification(Entity):
    """What entities of one kind have in common. Source: TM Forum `EntitySpecification`.

    Examples:
        >>> EntitySpecification(name="firewall", version="1.2").version
        '1.2'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    version: str | None = None
    """Version of it."""

    valid_for: TimePeriod | None = None
    """When entities may be made by it."""

    last_update: datetime | None = None
    """When it was changed last; set by the server."""

    lifecycle_status: str | None = None
    """Where it is on its way through the catalog."""

    is_bundle: bool | None = None
    """Whether it is made of other specifications."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    target_entity_schema: TargetEntitySchema | None = None
    """Class and schema of what is made by it."""

    spec_characteristic: tuple[CharacteristicSpecification, ...] = field(default=(), converter=many)
    """What may be told of what is made by it."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    constraint: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Rules that hold for what is made by it."""

    entity_spec_relationship: tuple[EntitySpecificationRelationship, ...] = field(
        default=(), converter=many
    )
    """Other specifications that it has to do with."""
