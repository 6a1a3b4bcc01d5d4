"""What a topology of services is made of."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from svcmgmt.service.inventory import CustomerFacingService, Service
from svcmgmt.values._kinds import of_kind

__all__ = ["ImpactedService", "ServiceEdge", "ServiceNode"]

_SEEN: Final = frozenset({"cfs", "customerfacingservice"})


@frozen(kw_only=True)
class ServiceNode:
    """A service of a topology.

    Raises:
        InvalidType: an identifier that is no text.

    Examples:
        >>> ServiceNode(id="vpn", service=Service(id="vpn", category="CFS")).is_customer_facing
        True
    """

    id: str = field(validator=of_kind(str))
    """Its identifier."""

    name: str = ""
    """What it is called; empty if nobody says."""

    service: Service | None = None
    """The service; None if it is only referred to."""

    @property
    def is_customer_facing(self) -> bool:
        """Whether it says, by class or category, that customers see it."""
        if isinstance(self.service, CustomerFacingService):
            return True
        return self.service is not None and (self.service.category or "").casefold() in _SEEN


@frozen(kw_only=True)
class ServiceEdge:
    """That a service has to do with another one.

    Raises:
        InvalidType: an identifier that is no text.

    Examples:
        >>> ServiceEdge(source="vpn", target="tunnel", relation="reliesOn", is_needed=True).target
        'tunnel'
    """

    source: str = field(validator=of_kind(str))
    """Identifier of the service."""

    target: str = field(validator=of_kind(str))
    """Identifier of the other one."""

    relation: str = "supportingService"
    """What the relation is: supportingService, or the type of the relation."""

    is_needed: bool = True
    """Whether the service needs the other one."""


@frozen(kw_only=True)
class ImpactedService:
    """A service that needs a failing one.

    Examples:
        >>> ImpactedService(node=ServiceNode(id="vpn"), distance=1, through="tunnel").through
        'tunnel'
    """

    node: ServiceNode
    """The service."""

    distance: int
    """How many steps away from the nearest failing service."""

    through: str
    """Identifier of the next service on the way to it."""
