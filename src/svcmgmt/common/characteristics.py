"""Characteristics: what is told of an entity by name, and the specification of what may be told."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from svcmgmt.common._fields import frozen_json, many
from svcmgmt.common.entities import Entity, EntityRef, Extensible
from svcmgmt.common.quantities import TimePeriod

__all__ = [
    "Characteristic",
    "CharacteristicRelationship",
    "CharacteristicSpecification",
    "CharacteristicSpecificationRelationship",
    "CharacteristicValueSpecification",
    "RangeInterval",
]


class RangeInterval(Enum):
    """Which ends of a range belong to it (`rangeInterval`, TMF620, TMF633; rule R8.4).

    Examples:
        >>> RangeInterval("closedBottom")
        <RangeInterval.CLOSED_BOTTOM: 'closedBottom'>
    """

    OPEN = "open"  # neither
    CLOSED = "closed"  # both
    CLOSED_BOTTOM = "closedBottom"  # the lower one only
    CLOSED_TOP = "closedTop"  # the upper one only


@frozen(kw_only=True)
class CharacteristicRelationship(Entity):
    """A relation to another characteristic. Source: TM Forum `CharacteristicRelationship`.

    Examples:
        >>> CharacteristicRelationship(id="c-2", relationship_type="dependsOn").id
        'c-2'
    """

    relationship_type: str | None = None
    """What the relation is."""


@frozen(kw_only=True)
class Characteristic(Entity):
    """A name and its value, of any kind. Source: TM Forum `Characteristic` and its subclasses.

    Examples:
        >>> Characteristic(name="bandwidth", value={"amount": 100}).value["amount"]
        100
    """

    name: str | None = None
    """What it is called; the specification knows it by this name."""

    value_type: str | None = None
    """Kind of the value, as the API names it: string, integer, object."""

    value: object = field(default=None, converter=frozen_json)
    """Any JSON value: an object is an `Extension`, a list a tuple, a fraction a `Decimal`."""

    characteristic_relationship: tuple[CharacteristicRelationship, ...] = field(
        default=(), converter=many
    )
    """Other characteristics that it has to do with."""


@frozen(kw_only=True)
class CharacteristicSpecificationRelationship(EntityRef):
    """A relation between specifications of characteristics: dependency, exclusivity, and others.

    Source: TM Forum `CharacteristicSpecificationRelationship`.

    Examples:
        >>> CharacteristicSpecificationRelationship(relationship_type="exclusivity",
        ...                                         name="colour").name
        'colour'
    """

    relationship_type: str | None = None
    """What the relation is: aggregation, migration, substitution, dependency, exclusivity."""

    characteristic_specification_id: str | None = None
    """Identifier of the other one within its specification."""

    parent_specification_id: str | None = None
    """Identifier of the specification that has the other one."""

    parent_specification_href: str | None = None
    """Where that can be fetched."""

    char_spec_seq: int | None = None
    """Place among those that it groups."""

    valid_for: TimePeriod | None = None
    """When the relation holds."""


@frozen(kw_only=True)
class CharacteristicValueSpecification(Extensible):
    """A value, or a range of values, that a characteristic may have (rule R8.4).

    Source: TM Forum `CharacteristicValueSpecification` and its subclasses.

    Examples:
        >>> CharacteristicValueSpecification(value="red", is_default=True).value
        'red'
    """

    value: object = field(default=None, converter=frozen_json)
    """A single value, of any kind."""

    value_type: str | None = None
    """Its kind, as the API names it."""

    is_default: bool | None = None
    """Whether it is taken where none is told."""

    value_from: object = field(default=None, converter=frozen_json)
    """Lower end of a range."""

    value_to: object = field(default=None, converter=frozen_json)
    """Upper end of a range."""

    range_interval: RangeInterval | None = None
    """Which ends belong to the range."""

    regex: str | None = None
    """A regular expression that text must match as a whole."""

    unit_of_measure: str | None = None
    """The unit of the value."""

    valid_for: TimePeriod | None = None
    """When it may be taken."""


@frozen(kw_only=True)
class CharacteristicSpecification(Entity):
    """What a characteristic may be: its values, how many, and whether one is needed (rule R8.4).

    Source: TM Forum `CharacteristicSpecification` (v5); in v4 each specification has a class of
    its own for them, with other names for the two lists.

    Examples:
        >>> colour = CharacteristicSpecification(
        ...     name="colour", min_cardinality=1, max_cardinality=1,
        ...     characteristic_value_specification=[CharacteristicValueSpecification(value="red")])
        >>> colour.characteristic_value_specification[0].value
        'red'
    """

    name: str | None = None
    """What the characteristic is called."""

    description: str | None = None
    """In words."""

    value_type: str | None = None
    """Kind of its values, as the API names it."""

    configurable: bool | None = None
    """Whether a customer may choose the value."""

    extensible: bool | None = None
    """Whether other values than those told are allowed."""

    is_unique: bool | None = None
    """Whether no two instances of the specification may have the same value."""

    min_cardinality: int | None = None
    """How many values there must be; none if not told."""

    max_cardinality: int | None = None
    """How many values there may be; any number if not told."""

    regex: str | None = None
    """A regular expression that text must match as a whole."""

    valid_for: TimePeriod | None = None
    """When the characteristic may be told."""

    at_value_schema_location: str | None = None
    """Where the schema of an object as value is, `@valueSchemaLocation`."""

    char_spec_relationship: tuple[CharacteristicSpecificationRelationship, ...] = field(
        default=(), converter=many
    )
    """Other characteristics that it has to do with."""

    characteristic_value_specification: tuple[CharacteristicValueSpecification, ...] = field(
        default=(), converter=many
    )
    """The values that it may have; any, if none are told."""
