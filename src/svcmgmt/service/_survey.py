"""How the services of an inventory become nodes and edges, with nothing left out in silence."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence, Set as AbstractSet

from svcmgmt.common import EntityRef
from svcmgmt.service._topology_parts import ServiceEdge, ServiceNode
from svcmgmt.service.inventory import Service
from svcmgmt.values import Finding

__all__ = ["Survey"]

_SUPPORTING = "supportingService"


class Survey:
    """One walk through an inventory.

    Args:
        services: the inventory.
        needs: types of relations that count as needs, in lower case.
    """

    __slots__ = ("_by_href", "_known", "_needs", "_places", "_seen", "_todo", "edges", "findings")

    def __init__(self, services: Sequence[Service], needs: AbstractSet[str]) -> None:
        self.edges: dict[ServiceEdge, None] = {}
        self.findings: list[Finding] = []
        self._needs = needs
        self._by_href = {each.href: each.id for each in services if each.href and each.id}
        self._known: dict[str, Service] = {}
        self._places: dict[str, tuple[str, str]] = {}  # name and first place by identifier
        self._seen: set[int] = set()
        self._todo: deque[tuple[Service, str, str]] = deque()
        for index, service in enumerate(services):
            self._enter(service, f"/{index}")
        while self._todo:
            service, key, place = self._todo.popleft()
            for where, relation, other in _others(service):
                self._relate(key, relation, other, f"{place}{where}")
        for key, (_, place) in self._places.items():
            if key not in self._known:
                self._tell("unknown-service", "it is referred to and not there", place, key)

    @property
    def nodes(self) -> tuple[ServiceNode, ...]:
        """The services, in the order in which they were found."""
        return tuple(
            ServiceNode(id=key, name=name, service=self._known.get(key))
            for key, (name, _) in self._places.items()
        )

    def _enter(self, service: Service, place: str) -> None:
        """Take in a service of the inventory itself."""
        key = self._key(service)
        if not key:
            self._tell("unidentified-service", "it has no identifier", place, service.name or "")
            return
        if key in self._known:
            self._tell("duplicate-service", "another one has the same identifier", place, key)
        self._take(service, key, place)

    def _take(self, service: Service, key: str, place: str) -> None:
        """Take in a service by value, once; the first one with an identifier stands for it."""
        self._known.setdefault(key, service)
        self._places.setdefault(key, (service.name or "", place))
        if id(service) not in self._seen:  # one object may stand in many places
            self._seen.add(id(service))
            self._todo.append((service, key, place))

    def _relate(
        self, key: str, relation: str, other: Service | EntityRef | None, place: str
    ) -> None:
        target = "" if other is None else self._key(other)
        if other is None or not target:
            name = "" if other is None else other.name or ""
            self._tell("unidentified-service", "it has no identifier", place, name)
            return
        if isinstance(other, Service):
            self._take(other, target, place)
        self._places.setdefault(target, (other.name or "", place))
        if target == key:
            self._tell("self-relation", "it is related to itself", place, key)
            return
        is_needed = relation == _SUPPORTING or relation.casefold() in self._needs
        edge = ServiceEdge(source=key, target=target, relation=relation, is_needed=is_needed)
        self.edges[edge] = None

    def _key(self, service: Service | EntityRef) -> str:
        """Return what a service is known by: its identifier, else where it can be fetched."""
        href = service.href or ""
        return service.id or self._by_href.get(href) or href

    def _tell(self, code: str, message: str, place: str, value: str) -> None:
        self.findings.append(Finding(code=code, message=message, pointer=place, value=value))


def _others(service: Service) -> Iterator[tuple[str, str, Service | EntityRef | None]]:
    """Yield what a service has to do with: where that stands, the relation, the other service."""
    for index, other in enumerate(service.supporting_service):
        yield f"/{_SUPPORTING}/{index}", _SUPPORTING, other
    for index, each in enumerate(service.service_relationship):
        yield f"/serviceRelationship/{index}/service", each.relationship_type or "", each.service
