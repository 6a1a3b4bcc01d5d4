"""Service topology: which services need which, and what a failing one takes with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final

from attrs import Factory, field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.lifecycle import StateCategory
from svcmgmt.service._survey import Survey
from svcmgmt.service._topology_drawing import Picture
from svcmgmt.service._topology_parts import ImpactedService, ServiceEdge, ServiceNode
from svcmgmt.service.inventory import Service
from svcmgmt.values import Finding
from svcmgmt.values._kinds import all_of_kind

__all__ = [
    "DEPENDENCE_WORDS",
    "ImpactedService",
    "ServiceEdge",
    "ServiceImpact",
    "ServiceNode",
    "ServiceTopology",
]

DEPENDENCE_WORDS: Final = ("reliesOn", "dependsOn", "dependentOn", "dependency", "requires")
"""Types of relations that say, by default, that a service needs the other one."""

_Neighbours = Mapping[str, tuple[str, ...]]


@frozen(kw_only=True)
class ServiceImpact:
    """What failing services take with them, at most: whoever needs them, directly or not.

    The inventory does not tell which of several supporting services can stand in for another, so
    nothing is left out for redundancy.

    Examples:
        >>> ServiceImpact(failing=("rfs-1",), affected=()).customer_facing
        ()
    """

    failing: tuple[str, ...]
    """Identifiers of the services that fail."""

    affected: tuple[ImpactedService, ...]
    """Others that need them, nearest first."""

    @property
    def customer_facing(self) -> tuple[ImpactedService, ...]:
        """Those of the affected services that customers see."""
        return tuple(each for each in self.affected if each.node.is_customer_facing)

    def way(self, service: str) -> tuple[str, ...]:
        """Return a shortest way from an affected service down to a failing one, by identifiers.

        Raises:
            InvalidValue: a service that is neither.

        Examples:
            >>> ServiceImpact(failing=("rfs-1",), affected=()).way("rfs-1")
            ('rfs-1',)
        """
        through = {each.node.id: each.through for each in self.affected}
        if service not in through and service not in self.failing:
            raise InvalidValue("service", service, "a failing or an affected service")
        steps = [service]
        while steps[-1] in through:
            steps.append(through[steps[-1]])
        return tuple(steps)

    def as_rows(self) -> list[dict[str, Any]]:
        """Return the affected services as a list of dicts, for a table or a frame."""
        return [
            {
                "service": each.node.id,
                "name": each.node.name,
                "distance": each.distance,
                "through": each.through,
                "customer_facing": each.node.is_customer_facing,
            }
            for each in self.affected
        ]


def _nodes_of(topology: ServiceTopology) -> Mapping[str, ServiceNode]:
    return {node.id: node for node in topology.nodes}


def _needs_of(topology: ServiceTopology) -> _Neighbours:
    return _neighbours((e.source, e.target) for e in topology.edges if e.is_needed)


def _needed_by_of(topology: ServiceTopology) -> _Neighbours:
    return _neighbours((e.target, e.source) for e in topology.edges if e.is_needed)


def _neighbours(pairs: Iterable[tuple[str, str]]) -> _Neighbours:
    found: dict[str, dict[str, None]] = {}
    for a, b in pairs:
        found.setdefault(a, {})[b] = None
    return {name: tuple(others) for name, others in found.items()}


def _nodes(values: Iterable[ServiceNode]) -> tuple[ServiceNode, ...]:
    return all_of_kind("nodes", values, ServiceNode)


def _edges(values: Iterable[ServiceEdge]) -> tuple[ServiceEdge, ...]:
    return all_of_kind("edges", values, ServiceEdge)


def _words(values: Iterable[str]) -> tuple[str, ...]:
    return all_of_kind("dependence", values, str)


@frozen(kw_only=True)
class ServiceTopology:
    """The graph of services: an edge leads from a service to one that it has to do with.

    Make it from an inventory by `of`. A service needs its supporting services, and those of its
    relations whose type is one of the words of dependence; other relations are edges that carry no
    impact. Source: TMF638 `supportingService`, `serviceRelationship`; rules R8.1 and R8.9.

    Raises:
        InvalidType: something else than lists of nodes and edges.
        InvalidValue: two nodes with one identifier, or an edge to no node.

    Examples:
        >>> from svcmgmt.common import EntityRef
        >>> topology = ServiceTopology.of([
        ...     Service(id="cfs-1", category="CFS", supporting_service=[EntityRef(id="rfs-1")]),
        ...     Service(id="rfs-1", category="RFS"),
        ... ])
        >>> topology.needs("cfs-1")
        ('rfs-1',)
        >>> [each.node.id for each in topology.impact(["rfs-1"]).customer_facing]
        ['cfs-1']
    """

    nodes: tuple[ServiceNode, ...] = field(converter=_nodes)
    """The services, those of the inventory first."""

    edges: tuple[ServiceEdge, ...] = field(default=(), converter=_edges)
    """What they have to do with each other."""

    dependence: tuple[str, ...] = field(default=DEPENDENCE_WORDS, converter=_words)
    """Types of relations that count as needs; upper and lower case are the same."""

    findings: tuple[Finding, ...] = ()
    """What of the inventory is incomplete or contradicts itself."""

    _by_id: Mapping[str, ServiceNode] = field(
        init=False, eq=False, repr=False, default=Factory(_nodes_of, takes_self=True)
    )
    _needs: _Neighbours = field(
        init=False, eq=False, repr=False, default=Factory(_needs_of, takes_self=True)
    )
    _needed_by: _Neighbours = field(
        init=False, eq=False, repr=False, default=Factory(_needed_by_of, takes_self=True)
    )

    def __attrs_post_init__(self) -> None:
        if len(self._by_id) < len(self.nodes):
            raise InvalidValue("nodes", len(self.nodes), "nodes with different identifiers")
        for edge in self.edges:
            for name in (edge.source, edge.target):
                self._known(name)

    @classmethod
    def of(
        cls, services: Iterable[Service], *, dependence: Iterable[str] = DEPENDENCE_WORDS
    ) -> ServiceTopology:
        """Return the topology of an inventory, with services that stand inside of others.

        Args:
            services: the inventory.
            dependence: types of relations that say that a service needs the other one.

        Returns:
            The topology; its findings tell of references to nothing (`unknown-service`), services
            without identifier (`unidentified-service`), two with the same one
            (`duplicate-service`), relations of a service with itself (`self-relation`), active
            services that need one that is not in service (`inactive-support`), and services that
            need each other in a circle (`dependence-cycle`).

        Raises:
            InvalidType: something else than a list of services, or than a list of words.

        Examples:
            >>> from svcmgmt.common import EntityRef
            >>> vpn = Service(id="vpn", supporting_service=[EntityRef(id="gone")])
            >>> print(*ServiceTopology.of([vpn]).findings)
            warning unknown-service at /0/supportingService/0: ... (value: gone)
        """
        words = _words(dependence)
        survey = Survey(
            all_of_kind("services", services, Service), {word.casefold() for word in words}
        )
        nodes, edges = survey.nodes, tuple(survey.edges)
        return cls(
            nodes=nodes,
            edges=edges,
            dependence=words,
            findings=(*survey.findings, *_inactive(nodes, edges), *_cycle(edges)),
        )

    @property
    def failing(self) -> tuple[str, ...]:
        """Identifiers of the services that do not run though they should, as the inventory says.

        Those are services that failed or stopped by their operating status, that were started and
        are not enabled, or that are suspended (rule R8.10).
        """
        return tuple(each.id for each in self.nodes if _is_down(each.service))

    def node(self, service: str) -> ServiceNode:
        """Return the service with an identifier.

        Raises:
            InvalidValue: no service has it.
        """
        return self._by_id[self._known(service)]

    def needs(self, service: str) -> tuple[str, ...]:
        """Return the identifiers of all services that one needs, nearest first.

        Raises:
            InvalidValue: an identifier that no service has.
        """
        return tuple(_reached([self._known(service)], self._needs))

    def needed_by(self, service: str) -> tuple[str, ...]:
        """Return the identifiers of all services that need one, nearest first.

        Raises:
            InvalidValue: an identifier that no service has.
        """
        return tuple(_reached([self._known(service)], self._needed_by))

    def impact(self, failing: Iterable[str]) -> ServiceImpact:
        """Return what failing services take with them.

        Args:
            failing: identifiers of the services, such as `failing` of the topology.

        Raises:
            InvalidType: one text in place of a list.
            InvalidValue: an identifier that no service has.
        """
        begun = tuple(dict.fromkeys(map(self._known, all_of_kind("failing", failing, str))))
        return ServiceImpact(
            failing=begun,
            affected=tuple(
                ImpactedService(node=self._by_id[name], distance=distance, through=through)
                for name, (distance, through) in _reached(begun, self._needed_by).items()
            ),
        )

    def to_svg(self, *, failing: Iterable[str] = ()) -> str:
        """Return the topology as a picture, with failing services and what they take with them.

        What a service needs lies to its right; relations that are no needs are dashed.

        Args:
            failing: identifiers of the services that fail.

        Raises:
            LimitExceeded: more services than a picture can show.
            InvalidType: one text in place of a list.
            InvalidValue: an identifier that no service has.

        Examples:
            >>> ServiceTopology.of([Service(id="vpn")]).to_svg().startswith("<svg")
            True
        """
        impact = self.impact(failing)
        return Picture(self.nodes, self.edges, impact.failing, impact.affected).svg()

    def _known(self, service: str) -> str:
        if service not in self._by_id:
            raise InvalidValue("service", service, "the identifier of a service of the topology")
        return service


def _reached(begun: Iterable[str], ways: _Neighbours) -> dict[str, tuple[int, str]]:
    """Return what can be reached: how far away, and by which neighbour, nearest first."""
    edge = list(begun)
    start = frozenset(edge)
    found: dict[str, tuple[int, str]] = {}
    distance = 0
    while edge:
        distance += 1
        further: list[str] = []
        for name in edge:
            for other in ways.get(name, ()):
                if other not in found and other not in start:
                    found[other] = (distance, name)
                    further.append(other)
        edge = further
    return found


def _is_down(service: Service | None) -> bool:
    if service is None:
        return False
    if service.has_started is True and service.is_service_enabled is False:
        return True
    words = (service.operating_status, service.state)
    return any(word is not None and word.category is StateCategory.OUT_OF_SERVICE for word in words)


def _inactive(nodes: Iterable[ServiceNode], edges: Iterable[ServiceEdge]) -> Iterator[Finding]:
    """Yield a finding for each active service that needs one that is not in service."""
    states = {node.id: node.service.state for node in nodes if node.service is not None}
    categories = {name: state.category for name, state in states.items() if state is not None}
    pairs = dict.fromkeys((edge.source, edge.target) for edge in edges if edge.is_needed)
    for source, target in pairs:
        is_active = categories.get(source) is StateCategory.IN_SERVICE
        if is_active and categories.get(target) is StateCategory.NOT_IN_SERVICE:
            yield Finding(
                code="inactive-support",
                message="an active service needs one that is not in service",
                value=f"{source} -> {target}",
            )


def _cycle(edges: Iterable[ServiceEdge]) -> tuple[Finding, ...]:
    """Return the finding of one circle of needs, if there is any."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for edge in edges:
        if edge.is_needed:
            sorter.add(edge.target, edge.source)
    try:
        sorter.prepare()
    except CycleError as error:
        value = " -> ".join(error.args[1])
        return (Finding(code="dependence-cycle", message="they need each other", value=value),)
    return ()
