"""Laws of the service topology, against a slow twin."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, strategies as st

from svcmgmt.common import EntityRef
from svcmgmt.service import Service, ServiceTopology

NAMES = [f"s{number}" for number in range(7)]


def service(name: str, needs: list[str]) -> Service:
    return Service(id=name, supporting_service=[EntityRef(id=each) for each in needs])


inventories = st.lists(
    st.builds(service, st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=4)),
    max_size=8,
)


def closure(services: list[Service]) -> dict[str, set[str]]:
    """Return what each service needs, by taking one more step until nothing changes."""
    needs: dict[str, set[str]] = {}
    for one in services:
        found = needs.setdefault(one.id or "", set())
        found |= {each.id or "" for each in one.supporting_service} - {one.id}
    while True:
        more = {
            name: others.union(*(needs.get(each, set()) for each in others)) - {name}
            for name, others in needs.items()
        }
        if more == needs:
            return needs
        needs = more


@given(inventories)
def test_needs_are_the_closure_of_what_is_told(services: list[Service]) -> None:
    topology = ServiceTopology.of(services)
    expected = closure(services)
    for node in topology.nodes:
        assert set(topology.needs(node.id)) == expected.get(node.id, set())


@given(inventories)
def test_one_needs_another_exactly_if_that_is_needed_by_it(services: list[Service]) -> None:
    topology = ServiceTopology.of(services)
    down = {(a.id, b) for a in topology.nodes for b in topology.needs(a.id)}
    up = {(b, a.id) for a in topology.nodes for b in topology.needed_by(a.id)}
    assert down == up


@given(inventories, st.sets(st.sampled_from(NAMES), max_size=3))
def test_every_affected_service_has_a_way_of_its_distance(
    services: list[Service], failing: set[str]
) -> None:
    topology = ServiceTopology.of(services)
    begun = sorted(failing & {node.id for node in topology.nodes})
    impact = topology.impact(begun)
    needed = {(edge.source, edge.target) for edge in topology.edges}
    for each in impact.affected:
        way = impact.way(each.node.id)
        assert len(way) == each.distance + 1
        assert way[-1] in impact.failing
        assert all(step in needed for step in pairwise(way))


@given(inventories, st.sets(st.sampled_from(NAMES), max_size=3))
def test_impacts_of_single_services_add_up_to_that_of_all(
    services: list[Service], failing: set[str]
) -> None:
    topology = ServiceTopology.of(services)
    begun = sorted(failing & {node.id for node in topology.nodes})
    together = {each.node.id for each in topology.impact(begun).affected}
    single = [{each.node.id for each in topology.impact([one]).affected} for one in begun]
    assert together == set().union(*single) - set(begun)


@given(inventories)
def test_any_inventory_has_a_picture(services: list[Service]) -> None:
    topology = ServiceTopology.of(services)
    assert topology.to_svg(failing=topology.failing).startswith("<svg")
