"""Features: what a service or resource can do beyond the least, on or off, with characteristics."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common._fields import many
from svcmgmt.common.characteristics import (
    Characteristic,
    CharacteristicSpecification,
    CharacteristicSpecificationRelationship,
)
from svcmgmt.common.entities import Entity, EntityRef
from svcmgmt.common.quantities import TimePeriod

__all__ = [
    "Feature",
    "FeatureRelationship",
    "FeatureSpecification",
    "FeatureSpecificationCharacteristic",
    "FeatureSpecificationCharacteristicRelationship",
    "FeatureSpecificationRelationship",
]


@frozen(kw_only=True)
class FeatureRelationship(EntityRef):
    """A relation to another feature. Source: TM Forum `FeatureRelationship`.

    Examples:
        >>> FeatureRelationship(name="backup", relationship_type="requires").name
        'backup'
    """

    relationship_type: str | None = None
    """What the relation is: excluded, includes, may include, requires (v5); any word in v4."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class Feature(Entity):
    """A feature of a service or resource. Source: TM Forum `Feature`.

    Examples:
        >>> Feature(name="backup", is_enabled=True).is_enabled
        True
    """

    name: str | None = None
    """What it is called."""

    is_bundle: bool | None = None
    """Whether it groups other features; if not told, it does not."""

    is_enabled: bool | None = None
    """Whether it is on; if not told, it is."""

    constraint: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Rules that hold for it."""

    policy_constraint: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Policies that hold for it (v5)."""

    feature_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What is told of it."""

    feature_relationship: tuple[FeatureRelationship, ...] = field(default=(), converter=many)
    """Other features that it has to do with."""


@frozen(kw_only=True)
class FeatureSpecificationRelationship(EntityRef):
    """A relation between features of specifications.

    Source: TM Forum `FeatureSpecificationRelationship`.

    Examples:
        >>> FeatureSpecificationRelationship(name="backup", relationship_type="requires").name
        'backup'
    """

    relationship_type: str | None = None
    """What the relation is: excluded, includes, may include, requires (v5); any word in v4."""

    feature_id: str | None = None
    """Identifier of the other feature."""

    parent_specification_id: str | None = None
    """Identifier of the specification that has the other one."""

    parent_specification_href: str | None = None
    """Where that can be fetched."""

    valid_for: TimePeriod | None = None
    """When the relation holds."""


@frozen(kw_only=True)
class FeatureSpecificationCharacteristicRelationship(CharacteristicSpecificationRelationship):
    """A relation between characteristics of features.

    Source: TMF633, TMF634 `FeatureSpecificationCharacteristicRelationship`, v4.

    Examples:
        >>> FeatureSpecificationCharacteristicRelationship(feature_id="f-2").feature_id
        'f-2'
    """

    characteristic_id: str | None = None
    """Identifier of the other characteristic."""

    feature_id: str | None = None
    """Identifier of the feature that has it."""

    resource_specification_id: str | None = None
    """Identifier of the specification that has the feature."""

    resource_specification_href: str | None = None
    """Where that can be fetched."""

    valid_for: TimePeriod | None = None
    """When the relation holds."""


@frozen(kw_only=True)
class FeatureSpecificationCharacteristic(CharacteristicSpecification):
    """What may be told of a feature; v4 spells its two lists in another way.

    Source: TMF633, TMF634 `FeatureSpecificationCharacteristic`, v4.

    Examples:
        >>> FeatureSpecificationCharacteristic(name="frequency").name
        'frequency'
    """

    char_spec_relationship: tuple[FeatureSpecificationCharacteristicRelationship, ...] = field(
        default=(), converter=many
    )
    """Other characteristics that it has to do with."""


@frozen(kw_only=True)
class FeatureSpecification(Entity):
    """A feature that instances of a specification may have.

    Source: TM Forum `FeatureSpecification`.

    Examples:
        >>> FeatureSpecification(name="backup", is_enabled=False).is_enabled
        False
    """

    name: str | None = None
    """What it is called; unique in its specification."""

    version: str | None = None
    """Version of it."""

    is_bundle: bool | None = None
    """Whether it groups other features; if not told, it does not."""

    is_enabled: bool | None = None
    """Whether it is on at first; if not told, it is."""

    constraint: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Rules that hold for it."""

    policy_constraint: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Policies that hold for it (v5)."""

    feature_spec_characteristic: tuple[CharacteristicSpecification, ...] = field(
        default=(), converter=many
    )
    """What may be told of it."""

    feature_spec_relationship: tuple[FeatureSpecificationRelationship, ...] = field(
        default=(), converter=many
    )
    """Other features that it has to do with."""

    valid_for: TimePeriod | None = None
    """When instances may have it."""
