"""The service inventory: which services there are, how they are, and what they are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from attrs import field, frozen

from svcmgmt.common import (
    Characteristic,
    Entity,
    EntityRef,
    ExternalIdentifier,
    Feature,
    Intent,
    LivingEntity,
    Note,
    RelatedEntity,
    RelatedParty,
    RelatedPlace,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger
from svcmgmt.patterns import ItemAction
from svcmgmt.service.catalog import ServiceSpecification

__all__ = [
    "SERVICE",
    "SERVICE_STRICT",
    "CustomerFacingService",
    "RelatedServiceOrderItem",
    "ResourceFacingService",
    "Service",
    "ServiceOperatingStatus",
    "ServiceRefOrValue",
    "ServiceRelationship",
    "ServiceState",
    "ServiceTrigger",
]


class ServiceState(State):
    """Where a service is on its way (`ServiceStateType`, TMF638).

    Examples:
        >>> ServiceState("inactive").category
        <StateCategory.NOT_IN_SERVICE: 'not in service'>
    """

    FEASIBILITY_CHECKED = "feasibilityChecked", StateCategory.NOT_IN_SERVICE  # it is possible
    DESIGNED = "designed", StateCategory.NOT_IN_SERVICE  # it is worked out
    RESERVED = "reserved", StateCategory.NOT_IN_SERVICE  # what it needs is kept for it
    INACTIVE = "inactive", StateCategory.NOT_IN_SERVICE  # in place and switched off
    ACTIVE = "active", StateCategory.IN_SERVICE  # in place and switched on
    TERMINATED = "terminated", StateCategory.NOT_IN_SERVICE  # ended
    SUSPENDED = "suspended", StateCategory.OUT_OF_SERVICE  # interrupted on purpose (v5)


class ServiceTrigger(Trigger):
    """What moves a service.

    Examples:
        >>> ServiceTrigger("activate")
        <ServiceTrigger.ACTIVATE: 'activate'>
    """

    DESIGN = "design"  # it is worked out, again after a reservation
    RESERVE = "reserve"  # what it needs is kept for it
    PROVISION = "provision"  # it is put in place, switched off
    ACTIVATE = "activate"  # it is switched on
    DEACTIVATE = "deactivate"  # it is switched off
    TERMINATE = "terminate"  # it ends
    REACTIVATE = "reactivate"  # it is taken up again after its end


class ServiceOperatingStatus(State):
    """How a service runs (`ServiceOperatingStatusType`, TMF638 v5; rule R8.10).

    The categories of failed, stopped, degraded, limited, pending, configured and starting follow
    the rule; stopping, of which it says nothing, counts as stopped here.

    Examples:
        >>> ServiceOperatingStatus("limited").category
        <StateCategory.DEGRADED: 'degraded'>
    """

    PENDING = "pending", StateCategory.NOT_IN_SERVICE  # not set up yet
    CONFIGURED = "configured", StateCategory.NOT_IN_SERVICE  # set up, not begun
    STARTING = "starting", StateCategory.NOT_IN_SERVICE  # about to run
    RUNNING = "running", StateCategory.IN_SERVICE  # as it should be
    DEGRADED = "degraded", StateCategory.DEGRADED  # worse than it should be
    FAILED = "failed", StateCategory.OUT_OF_SERVICE  # does not run though it should
    LIMITED = "limited", StateCategory.DEGRADED  # less than it should be
    STOPPING = "stopping", StateCategory.OUT_OF_SERVICE  # about to stop
    STOPPED = "stopped", StateCategory.OUT_OF_SERVICE  # does not run
    UNKNOWN = "unknown", StateCategory.UNKNOWN  # nobody can tell


_S, _T = ServiceState, ServiceTrigger
_DRAWN = "TMF638 service_lifecycle"
_PLANNED = (_S.FEASIBILITY_CHECKED, _S.DESIGNED, _S.RESERVED)

_RULES = (
    Rule(_T.DESIGN, (_S.FEASIBILITY_CHECKED, _S.RESERVED), _S.DESIGNED, source=_DRAWN),
    Rule(_T.RESERVE, (_S.FEASIBILITY_CHECKED, _S.DESIGNED), _S.RESERVED, source=_DRAWN),
    Rule(_T.PROVISION, _PLANNED, _S.INACTIVE, source=_DRAWN),
    Rule(_T.ACTIVATE, (*_PLANNED, _S.INACTIVE), _S.ACTIVE, source=_DRAWN),
    Rule(_T.DEACTIVATE, (_S.ACTIVE,), _S.INACTIVE, source=_DRAWN),
    Rule(_T.TERMINATE, (_S.ACTIVE,), _S.TERMINATED, source=_DRAWN),
    Rule(_T.REACTIVATE, (_S.TERMINATED,), _S.ACTIVE, source=_DRAWN),
)

SERVICE_STRICT: Lifecycle[ServiceState, ServiceTrigger] = Lifecycle(
    name="service_strict",
    rules=_RULES,
    initials=(*_PLANNED, _S.INACTIVE, _S.ACTIVE),
    finals=(_S.TERMINATED,),
    reopenable=(_S.TERMINATED,),
    undrawn=(_S.SUSPENDED,),
    source=_DRAWN,
)
"""Lifecycle of a service exactly as the picture of TMF638 has it (rule R8.12).

An inactive service cannot be terminated before it is activated again.
"""

SERVICE: Lifecycle[ServiceState, ServiceTrigger] = Lifecycle(
    name="service",
    rules=(*_RULES, Rule(_T.TERMINATE, (_S.INACTIVE,), _S.TERMINATED, source="own")),
    initials=SERVICE_STRICT.initials,
    finals=SERVICE_STRICT.finals,
    reopenable=SERVICE_STRICT.reopenable,
    undrawn=SERVICE_STRICT.undrawn,
    source=_DRAWN,
)
"""Lifecycle of a service, with an own edge from inactive to terminated (rule R8.12).

`suspended` of v5 is drawn nowhere; who uses it adds the edges: `SERVICE.extend(rules=[...])`.
"""


@frozen(kw_only=True)
class RelatedServiceOrderItem(EntityRef):
    """The item of an order that made or changed a service.

    Source: TMF638 `RelatedServiceOrderItem`.

    Examples:
        >>> RelatedServiceOrderItem(service_order_id="42", item_id="1").item_id
        '1'
    """

    service_order_id: str | None = None
    """Identifier of the order."""

    service_order_href: str | None = None
    """Where the order can be fetched."""

    item_id: str | None = None
    """Identifier of the item within it."""

    item_action: ItemAction | None = None
    """What the item did to the service."""

    role: str | None = None
    """What the item has to do with the service."""


@frozen(kw_only=True)
class ServiceRelationship(Entity):
    """A relation to another service. Source: TMF638 `ServiceRelationship`.

    Examples:
        >>> other = ServiceRelationship(relationship_type="reliesOn", service=EntityRef(id="s-2"))
        >>> other.service.id
        's-2'
    """

    relationship_type: str | None = None
    """What the relation is, such as reliesOn."""

    service: Service | EntityRef | None = None
    """The other service, by value or by reference."""

    service_relationship_characteristic: tuple[Characteristic, ...] = field(
        default=(), converter=many
    )
    """What is told of the relation."""

    relationship_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """The same, spelled with a capital as in TMF640 v4 and in published examples of TMF638."""

    @property
    def characteristics(self) -> tuple[Characteristic, ...]:
        """What is told of the relation, wherever the document has it."""
        return (*self.service_relationship_characteristic, *self.relationship_characteristic)


@frozen(kw_only=True)
class Service(LivingEntity[ServiceState, ServiceTrigger]):
    """A service that a customer or another service uses. Source: TMF638 `Service`, v4 and v5.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> vpn = Service(id="s-1", name="VPN", category="CFS")
        >>> print(vpn.activate(at=at("2026-10-26T08:00:00Z")).state)
        active
    """

    at_type: str | None = "Service"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    category: str | None = None
    """Of which kind it is: CFS (customers see it), RFS (only the provider does), or others."""

    service_type: str | None = None
    """Of which business kind it is."""

    state: ServiceState | OwnState | None = ServiceState.FEASIBILITY_CHECKED
    """Where it is on its way."""

    operating_status: ServiceOperatingStatus | None = None
    """How it runs (v5); set by the server."""

    is_service_enabled: bool | None = None
    """Whether it may run; not enabled and started means that it failed (rule R8.10)."""

    has_started: bool | None = None
    """Whether it was started."""

    start_mode: str | None = None
    """Who starts it, from 0 (unknown) to 5 (anybody); rule R8.10."""

    is_stateful: bool | None = None
    """Whether it can be changed without a change of its surroundings."""

    is_bundle: bool | None = None
    """Whether it is made of other services."""

    service_date: str | None = None
    """When it was created, as the server tells it."""

    start_date: datetime | None = None
    """When it began."""

    end_date: datetime | None = None
    """When it ended."""

    service_specification: ServiceSpecification | EntityRef | None = None
    """The specification that it is of; published as a reference, at times sent whole."""

    service_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What is told of it."""

    feature: tuple[Feature, ...] = field(default=(), converter=many)
    """Features that it has."""

    service_relationship: tuple[ServiceRelationship, ...] = field(default=(), converter=many)
    """Other services that it has to do with."""

    supporting_service: tuple[Service | EntityRef, ...] = field(default=(), converter=many)
    """Services that it needs."""

    supporting_resource: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Resources that it needs."""

    service_order_item: tuple[RelatedServiceOrderItem, ...] = field(default=(), converter=many)
    """Items of orders that made or changed it."""

    related_entity: tuple[RelatedEntity, ...] = field(default=(), converter=many)
    """What else it has to do with."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    place: tuple[RelatedPlace, ...] = field(default=(), converter=many)
    """Where it is."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""

    intent: Intent | EntityRef | None = None
    """The intent behind it (v5)."""

    at_referred_type: str | None = None
    """Name of the class, where a reference stands in its place, `@referredType`."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ServiceState, ServiceTrigger]:
        """Return `SERVICE`; `SERVICE_STRICT` can be had as `own_lifecycle`."""
        return SERVICE

    def design(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the service as it is worked out."""
        return self.fire(_T.DESIGN, at=at, by=by, reason=reason)

    def reserve(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the service as what it needs is kept for it."""
        return self.fire(_T.RESERVE, at=at, by=by, reason=reason)

    def provision(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the service in place and switched off."""
        return self.fire(_T.PROVISION, at=at, by=by, reason=reason)

    def activate(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the service switched on."""
        return self.fire(_T.ACTIVATE, at=at, by=by, reason=reason)

    def deactivate(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the service switched off."""
        return self.fire(_T.DEACTIVATE, at=at, by=by, reason=reason)

    def terminate(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the service after its end."""
        return self.fire(_T.TERMINATE, at=at, by=by, reason=reason)

    def reactivate(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the service as it was taken up again."""
        return self.fire(_T.REACTIVATE, at=at, by=by, reason=reason)


@frozen(kw_only=True)
class CustomerFacingService(Service):
    """A service that customers see (CFS). Source: TM Forum SID, TMF638.

    Examples:
        >>> CustomerFacingService(name="VPN").at_type
        'CustomerFacingService'
    """

    at_type: str | None = "CustomerFacingService"
    """Name of the class, `@type`."""


@frozen(kw_only=True)
class ResourceFacingService(Service):
    """A service that only the provider sees, and that resources realise (RFS).

    Source: TM Forum SID, TMF638.

    Examples:
        >>> ResourceFacingService(name="tunnel", supporting_resource=[EntityRef(id="r-1")]).at_type
        'ResourceFacingService'
    """

    at_type: str | None = "ResourceFacingService"
    """Name of the class, `@type`."""


ServiceRefOrValue = Service | EntityRef
"""A service, by value or by reference. Source: TMF638 `ServiceRefOrValue`."""
