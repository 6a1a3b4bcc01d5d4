"""Characteristics of products: which values of a specification an offering or a price uses."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common import (
    CharacteristicSpecification,
    CharacteristicValueSpecification,
    Entity,
    EntityRef,
    TimePeriod,
)
from svcmgmt.common._fields import many

__all__ = [
    "ProductSpecificationCharacteristic",
    "ProductSpecificationCharacteristicValueUse",
]


@frozen(kw_only=True)
class ProductSpecificationCharacteristic(CharacteristicSpecification):
    """What may be told of a product; v4 spells its two lists in another way.

    Source: TMF620 `ProductSpecificationCharacteristic`, v4.

    Examples:
        >>> ProductSpecificationCharacteristic(name="colour").name
        'colour'
    """


@frozen(kw_only=True)
class ProductSpecificationCharacteristicValueUse(Entity):
    """The values of a characteristic that an offering or a price is for (rule R8.6).

    Source: TMF620 `ProductSpecificationCharacteristicValueUse`.

    Examples:
        >>> ProductSpecificationCharacteristicValueUse(name="colour", max_cardinality=1).name
        'colour'
    """

    name: str | None = None
    """Name of the characteristic."""

    description: str | None = None
    """In words."""

    value_type: str | None = None
    """Kind of its values, as the API names it."""

    min_cardinality: int | None = None
    """How many values there must be."""

    max_cardinality: int | None = None
    """How many values there may be."""

    valid_for: TimePeriod | None = None
    """When it is valid."""

    product_spec_characteristic_value: tuple[CharacteristicValueSpecification, ...] = field(
        default=(), converter=many
    )
    """The values."""

    product_specification: EntityRef | None = None
    """The specification that has the characteristic."""
