"""Resource pools: capacity that is shared, and what of it is taken."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import Entity, EntityRef, RelatedParty, TimePeriod
from svcmgmt.common._fields import frozen_json, many

__all__ = ["AppliedCapacityAmount", "Capacity", "ResourceCapacityDemand", "ResourcePool"]


@frozen(kw_only=True)
class ResourceCapacityDemand(Entity):
    """Capacity that somebody needs. Source: TMF685 `ResourceCapacityDemand`, v4.

    Examples:
        >>> ResourceCapacityDemand(capacity_demand_amount="200GB").capacity_demand_amount
        '200GB'
    """

    capacity_demand_amount: object = field(default=None, converter=frozen_json)
    """How much, as a number or as text with its unit."""

    applicable_time_period: TimePeriod | None = None
    """When."""

    place: EntityRef | None = None
    """Where."""

    resource_pool: EntityRef | None = None
    """Of which pool."""

    resources: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Of which resources."""


@frozen(kw_only=True)
class AppliedCapacityAmount(Entity):
    """Capacity that is taken. Source: TMF685 `AppliedCapacityAmount`, v4.

    Examples:
        >>> AppliedCapacityAmount(applied_capacity_amount="200GB").applied_capacity_amount
        '200GB'
    """

    applied_capacity_amount: object = field(default=None, converter=frozen_json)
    """How much, as a number or as text with its unit; in early documents."""

    applied_demand_amount: object = field(default=None, converter=frozen_json)
    """How much of the demand it serves."""

    capacity_demand: ResourceCapacityDemand | None = None
    """The demand that it serves."""

    resource_capacity_demand: ResourceCapacityDemand | None = None
    """The same, under its later name."""

    resource: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The resources that it is taken from."""

    resource_ref: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The same, in early documents."""

    resources: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The same, under its later name."""


@frozen(kw_only=True)
class Capacity(Entity):
    """Capacity of a pool. Source: TMF685 `Capacity`, v4.

    Examples:
        >>> Capacity(capacity_amount="500GB").capacity_amount
        '500GB'
    """

    capacity_amount: object = field(default=None, converter=frozen_json)
    """How much, as a number or as text with its unit."""

    capacity_spec: EntityRef | None = None
    """What it is capacity of."""

    applicable_time_period: TimePeriod | None = None
    """When it is there."""

    place: EntityRef | None = None
    """Where it is."""

    related_party: RelatedParty | None = None
    """Who has to do with it."""

    applied_capacity_amount: tuple[AppliedCapacityAmount, ...] = field(default=(), converter=many)
    """What of it is taken."""

    applied_capacity_list: tuple[AppliedCapacityAmount, ...] = field(default=(), converter=many)
    """The same, in early documents."""

    resource_ref: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The resources that have it, in early documents."""

    resources: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The same, under its later name."""


@frozen(kw_only=True)
class ResourcePool(Entity):
    """Resources whose capacity is shared. Source: TMF685 `ResourcePool`, v4.

    Examples:
        >>> pool = ResourcePool(name="storage", capacity=[Capacity(capacity_amount="500GB")])
        >>> pool.capacity[0].capacity_amount
        '500GB'
    """

    at_type: str | None = "ResourcePool"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    version: str | None = None
    """Version of it."""

    valid_for: TimePeriod | None = None
    """When it is valid."""

    last_update: datetime | None = None
    """When it was changed last; set by the server."""

    lifecycle_status: str | None = None
    """Where it is on its way."""

    capacity: tuple[Capacity, ...] = field(default=(), converter=many)
    """What it has."""
