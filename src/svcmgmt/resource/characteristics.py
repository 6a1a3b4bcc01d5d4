"""Characteristics of resources as v4 spells them."""

from __future__ import annotations

from attrs import frozen

from svcmgmt.common import CharacteristicSpecification, CharacteristicSpecificationRelationship

__all__ = ["ResourceSpecificationCharacteristic", "ResourceSpecificationCharacteristicRelationship"]


@frozen(kw_only=True)
class ResourceSpecificationCharacteristicRelationship(CharacteristicSpecificationRelationship):
    """A relation between characteristics; v4 names the specification by its kind.

    Source: TMF634 `ResourceSpecificationCharacteristicRelationship`, v4.

    Examples:
        >>> ResourceSpecificationCharacteristicRelationship(name="colour").name
        'colour'
    """


@frozen(kw_only=True)
class ResourceSpecificationCharacteristic(CharacteristicSpecification):
    """What may be told of a resource; v4 spells its two lists in another way.

    Source: TMF634 `ResourceSpecificationCharacteristic`, v4.

    Examples:
        >>> ResourceSpecificationCharacteristic(name="colour").name
        'colour'
    """
