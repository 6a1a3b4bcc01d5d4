"""The resource inventory: what a network is made of."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import (
    Attachment,
    Characteristic,
    Entity,
    EntityRef,
    ExternalIdentifier,
    Feature,
    Intent,
    Note,
    RelatedOrderItem,
    RelatedParty,
    RelatedPlace,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.resource.graphs import ResourceGraph
from svcmgmt.resource.states import (
    ResourceAdministrativeState,
    ResourceAlarmStatus,
    ResourceAvailabilityStatus,
    ResourceControlStatus,
    ResourceLifecycleState,
    ResourceOperationalState,
    ResourcePowerConsumingState,
    ResourceProceduralStatus,
    ResourceStandbyStatus,
    ResourceStatus,
    ResourceUsageState,
)

__all__ = [
    "LogicalResource",
    "PhysicalResource",
    "RelatedResourceOrderItem",
    "Resource",
    "ResourceFunction",
    "ResourceRelationship",
    "SoftwareResource",
]


@frozen(kw_only=True)
class RelatedResourceOrderItem(RelatedOrderItem):
    """The item of an order that made or changed a resource.

    Source: TMF639 `RelatedResourceOrderItem`, v5.

    Examples:
        >>> RelatedResourceOrderItem(order_id="O-1", order_item_id="2").order_item_id
        '2'
    """


@frozen(kw_only=True)
class ResourceRelationship(Entity):
    """A relation to another resource. Source: TMF639, TMF652 `ResourceRelationship`.

    Examples:
        >>> ResourceRelationship(resource=EntityRef(id="r-2")).resource.id
        'r-2'
    """

    relationship_type: str | None = None
    """What the relation is: contains, reliesOn, bundled."""

    resource: Resource | EntityRef | None = None
    """The other resource, by reference or by value."""

    resource_relationship_characteristic: tuple[Characteristic, ...] = field(
        default=(), converter=many
    )
    """What is told of the relation."""


@frozen(kw_only=True)
class Resource(Entity):
    """What a service is made with: a thing, a number, a function. Source: TMF639 `Resource`.

    Examples:
        >>> router = Resource(name="router", operational_state=ResourceOperationalState.ENABLED)
        >>> router.operational_state.value
        'enabled'
    """

    at_type: str | None = "Resource"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    category: str | None = None
    """Of which kind it is, such as gold for a number; v5 advises against it."""

    resource_version: str | None = None
    """Version of it."""

    creation_date: datetime | None = None
    """When it was created; set by the server (v5)."""

    start_operating_date: datetime | None = None
    """From when on it works."""

    end_operating_date: datetime | None = None
    """Until when it works."""

    valid_for: TimePeriod | None = None
    """When it is valid (v5)."""

    administrative_state: ResourceAdministrativeState | None = None
    """Whether it may be used."""

    operational_state: ResourceOperationalState | None = None
    """Whether it can do its work."""

    usage_state: ResourceUsageState | None = None
    """Whether it is in use."""

    resource_status: ResourceStatus | None = None
    """What is to be said of it as a whole (v4)."""

    lifecycle_state: ResourceLifecycleState | None = None
    """Whether it is there (v5)."""

    alarm_status: tuple[ResourceAlarmStatus, ...] = field(default=(), converter=many)
    """What alarms say of it (v5)."""

    procedural_status: ResourceProceduralStatus | None = None
    """Where it is on its way into and out of work (v5)."""

    availability_status: ResourceAvailabilityStatus | None = None
    """Why it is, or is not, available (v5)."""

    control_status: ResourceControlStatus | None = None
    """What stands against its use (v5)."""

    allocation_status: str | None = None
    """Whom it is kept for; see `ResourceAllocationStatus` (v5)."""

    unknown_status: bool | None = None
    """Whether nobody can tell its state (v5)."""

    resource_specification: EntityRef | None = None
    """The specification that it is of."""

    resource_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What is told of it."""

    activation_feature: tuple[Feature, ...] = field(default=(), converter=many)
    """What it is able to do."""

    supporting_resource: tuple[Resource | EntityRef, ...] = field(default=(), converter=many)
    """Resources that it is made of, or that it needs (v5)."""

    resource_relationship: tuple[ResourceRelationship, ...] = field(default=(), converter=many)
    """Other resources that it has to do with."""

    resource_order_item: tuple[RelatedResourceOrderItem, ...] = field(default=(), converter=many)
    """Items of orders that made or changed it (v5)."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    place: tuple[RelatedPlace, ...] = field(default=(), converter=many)
    """Where it is."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    intent: Intent | EntityRef | None = None
    """The intent behind it (v5)."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""

    at_referred_type: str | None = None
    """Name of the class, where a reference stands in its place, `@referredType`."""


@frozen(kw_only=True)
class LogicalResource(Resource):
    """A resource that is no thing, such as a number or an address.

    Source: TMF639 `LogicalResource`.

    Examples:
        >>> LogicalResource(name="MSISDN", value="0746712345").value
        '0746712345'
    """

    at_type: str | None = "LogicalResource"
    """Name of the class, `@type`."""

    value: str | None = None
    """What it is, such as the digits of a number."""


@frozen(kw_only=True)
class PhysicalResource(Resource):
    """A resource that can be touched. Source: TMF639 `PhysicalResource`.

    Examples:
        >>> PhysicalResource(name="router", serial_number="SN-1").serial_number
        'SN-1'
    """

    at_type: str | None = "PhysicalResource"
    """Name of the class, `@type`."""

    manufacture_date: datetime | None = None
    """When it was made."""

    serial_number: str | None = None
    """Number that its maker gave it."""

    batch_number: str | None = None
    """Number of those that were made together with it (v5)."""

    version_number: str | None = None
    """Version of it."""

    power_state: str | None = None
    """Whether it has power, as a number or word of the maker."""

    standby_status: ResourceStandbyStatus | None = None
    """What it does beside another one (v5)."""

    power_consuming_state: ResourcePowerConsumingState | None = None
    """How much power it takes (v5)."""

    power_consuming_level: int | None = None
    """How much of its greatest power it takes, in percent (v5)."""


@frozen(kw_only=True)
class ResourceFunction(LogicalResource):
    """A function of a network, such as a firewall. Source: TMF639 `ResourceFunction`, v5.

    Examples:
        >>> ResourceFunction(name="firewall", function_type="vFW").function_type
        'vFW'
    """

    at_type: str | None = "ResourceFunction"
    """Name of the class, `@type`."""

    function_type: str | None = None
    """Which function it is."""

    role: str | None = None
    """What it does in the function that it is part of."""

    priority: int | None = None
    """Who goes first where not all can be served."""

    connection_point: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Points at which it is connected to others."""

    connectivity: tuple[ResourceGraph, ...] = field(default=(), converter=many)
    """How its parts are connected."""

    auto_modification: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What it may change by itself, such as its scale."""

    schedule: tuple[EntityRef, ...] = field(default=(), converter=many)
    """When changes are made."""


@frozen(kw_only=True)
class SoftwareResource(LogicalResource):
    """Software that is installed somewhere. Source: TMF639 `SoftwareResource`, v5.

    Examples:
        >>> SoftwareResource(name="router OS", target_platform="x86").target_platform
        'x86'
    """

    at_type: str | None = "SoftwareResource"
    """Name of the class, `@type`."""

    last_update: datetime | None = None
    """When it was changed last."""

    is_distributed_current: bool | None = None
    """Whether it runs on several resources at present."""

    target_platform: str | None = None
    """What it runs on."""
