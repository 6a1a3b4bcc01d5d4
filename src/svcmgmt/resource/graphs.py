"""Graphs: how resources, or those of a specification, are connected."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common import Entity, EntityRef
from svcmgmt.common._fields import many

__all__ = [
    "Connection",
    "ConnectionSpecification",
    "EndpointRef",
    "EndpointSpecificationRef",
    "ResourceGraph",
    "ResourceGraphRelationship",
    "ResourceGraphSpecification",
    "ResourceGraphSpecificationRelationship",
]


@frozen(kw_only=True)
class EndpointSpecificationRef(EntityRef):
    """An end of a connection between specifications. Source: TMF634 `EndpointSpecificationRef`.

    Examples:
        >>> EndpointSpecificationRef(id="rs-2", role="source").role
        'source'
    """

    role: str | None = None
    """What the end is: source, sink, root, leaf."""

    is_root: bool | None = None
    """Whether traffic begins there; if not told, it does."""

    connection_point_specification: EntityRef | None = None
    """The point of the specification at which it is connected."""


@frozen(kw_only=True)
class ConnectionSpecification(Entity):
    """A connection that resources may have. Source: TMF634 `ConnectionSpecification`.

    Examples:
        >>> ConnectionSpecification(name="uplink", association_type="pointtoPoint").name
        'uplink'
    """

    name: str | None = None
    """What it is called."""

    association_type: str | None = None
    """Between how many it is: pointtoPoint, pointtoMultipoint."""

    endpoint_specification: tuple[EndpointSpecificationRef, ...] = field(default=(), converter=many)
    """Its ends."""


@frozen(kw_only=True)
class ResourceGraphSpecificationRelationship(Entity):
    """A relation to another graph. Source: TMF634 `ResourceGraphSpecificationRelationship`.

    Examples:
        >>> ResourceGraphSpecificationRelationship(relationship_type="adjacency").relationship_type
        'adjacency'
    """

    relationship_type: str | None = None
    """What the relation is: adjacency, connectivity."""

    resource_graph: EntityRef | None = None
    """The other graph."""


@frozen(kw_only=True)
class ResourceGraphSpecification(Entity):
    """Connections that the parts of a resource may have.

    Source: TMF634 `ResourceGraphSpecification`.

    Examples:
        >>> ResourceGraphSpecification(name="firewall chain").name
        'firewall chain'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    connection_specification: tuple[ConnectionSpecification, ...] = field(
        default=(), converter=many
    )
    """The connections."""

    graph_specification_relationship: tuple[ResourceGraphSpecificationRelationship, ...] = field(
        default=(), converter=many
    )
    """Other graphs that it has to do with."""


@frozen(kw_only=True)
class EndpointRef(EntityRef):
    """An end of a connection: a resource. Source: TMF639 `EndpointRef`, v5.

    Examples:
        >>> EndpointRef(id="r-2", is_root=True).is_root
        True
    """

    is_root: bool | None = None
    """Whether traffic begins there; if not told, it does."""

    connection_point: EntityRef | None = None
    """The point of the resource at which it is connected."""


@frozen(kw_only=True)
class Connection(Entity):
    """A connection between resources. Source: TMF639 `Connection`, v5.

    Examples:
        >>> Connection(name="uplink", endpoint=[EndpointRef(id="r-2")]).endpoint[0].id
        'r-2'
    """

    name: str | None = None
    """What it is called."""

    association_type: str | None = None
    """Between how many it is: pointtoPoint, pointtoMultipoint."""

    endpoint: tuple[EndpointRef, ...] = field(default=(), converter=many)
    """Its ends."""


@frozen(kw_only=True)
class ResourceGraphRelationship(Entity):
    """A relation to another graph. Source: TMF639 `ResourceGraphRelationship`, v5.

    Examples:
        >>> ResourceGraphRelationship(relationship_type="adjacency").relationship_type
        'adjacency'
    """

    relationship_type: str | None = None
    """What the relation is: adjacency, connectivity."""

    resource_graph: EntityRef | None = None
    """The other graph."""


@frozen(kw_only=True)
class ResourceGraph(Entity):
    """How the parts of a resource are connected. Source: TMF639 `ResourceGraph`, v5.

    Examples:
        >>> ResourceGraph(name="firewall chain").name
        'firewall chain'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    connection: tuple[Connection, ...] = field(default=(), converter=many)
    """The connections."""

    graph_relationship: tuple[ResourceGraphRelationship, ...] = field(default=(), converter=many)
    """Other graphs that it has to do with."""
