"""Service topology: who needs whom, what a failing service takes with it, what is incomplete."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Sequence
from time import process_time
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.common import EntityRef
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState, StateCategory
from svcmgmt.service import (
    DEPENDENCE_WORDS,
    CustomerFacingService,
    Service,
    ServiceEdge,
    ServiceNode,
    ServiceOperatingStatus,
    ServiceRelationship,
    ServiceState,
    ServiceTopology,
)


def service(
    name: str, *needs: str, relations: Sequence[tuple[str, str]] = (), category: str = "RFS"
) -> Service:
    return Service(
        id=name,
        name=name.upper(),
        category=category,
        supporting_service=[EntityRef(id=each) for each in needs],
        service_relationship=[
            ServiceRelationship(relationship_type=kind, service=EntityRef(id=each))
            for kind, each in relations
        ],
    )


SHOP = service("shop", "pay", "web", category="CFS")
PAY = service("pay", "db", category="CFS")
WEB = service("web", "net")
DATABASE = service("db", "net")
NET = service("net")
INVENTORY = [SHOP, PAY, WEB, DATABASE, NET]
TOPOLOGY = ServiceTopology.of(INVENTORY)


def codes(topology: ServiceTopology) -> list[tuple[str, str, str]]:
    return [(each.code, each.pointer, each.value) for each in topology.findings]


class TestNeeds:
    def test_all_that_a_service_needs_is_found_nearest_first(self) -> None:
        assert TOPOLOGY.needs("shop") == ("pay", "web", "db", "net")
        assert TOPOLOGY.needs("net") == ()

    def test_all_that_need_a_service_are_found_nearest_first(self) -> None:
        assert TOPOLOGY.needed_by("net") == ("web", "db", "shop", "pay")
        assert TOPOLOGY.needed_by("shop") == ()

    def test_nodes_keep_the_order_of_the_inventory(self) -> None:
        assert [node.id for node in TOPOLOGY.nodes] == ["shop", "pay", "web", "db", "net"]
        assert TOPOLOGY.node("db") == ServiceNode(id="db", name="DB", service=DATABASE)
        assert TOPOLOGY.findings == ()

    @pytest.mark.parametrize("question", ["node", "needs", "needed_by"])
    def test_an_unknown_service_is_refused(self, question: str) -> None:
        with pytest.raises(InvalidValue):
            getattr(TOPOLOGY, question)("tv")

    def test_a_long_chain_is_no_problem(self) -> None:
        many = [service(f"s{i}", f"s{i + 1}") for i in range(20_000)]
        begun = process_time()
        topology = ServiceTopology.of([*many, service("s20000")])
        assert len(topology.needs("s0")) == 20_000
        assert len(topology.impact(["s20000"]).way("s0")) == 20_001
        assert process_time() - begun < 20


class TestRelations:
    @pytest.mark.parametrize("word", [*DEPENDENCE_WORDS, "RELIESON", "DependentOn"])
    def test_words_of_dependence_are_needs_in_any_case(self, word: str) -> None:
        topology = ServiceTopology.of([service("a", relations=[(word, "b")]), service("b")])
        assert topology.needs("a") == ("b",)
        edge = ServiceEdge(source="a", target="b", relation=word, is_needed=True)
        assert topology.edges == (edge,)

    def test_other_relations_are_edges_without_impact(self) -> None:
        topology = ServiceTopology.of([service("a", relations=[("replaces", "b")]), service("b")])
        assert [edge.is_needed for edge in topology.edges] == [False]
        assert topology.needs("a") == topology.needed_by("b") == ()
        assert topology.impact(["b"]).affected == ()

    def test_an_organisation_may_have_its_own_words(self) -> None:
        topology = ServiceTopology.of(
            [service("a", relations=[("runs on", "b"), ("reliesOn", "c")])], dependence=["Runs On"]
        )
        assert topology.needs("a") == ("b",)
        assert topology.dependence == ("Runs On",)

    def test_the_same_need_told_twice_counts_once(self) -> None:
        topology = ServiceTopology.of(
            [service("a", "b", "b", relations=[("reliesOn", "b")]), service("b")]
        )
        assert [edge.relation for edge in topology.edges] == ["supportingService", "reliesOn"]
        assert topology.needs("a") == ("b",)


class TestImpact:
    def test_whoever_needs_a_failing_service_is_affected(self) -> None:
        impact = TOPOLOGY.impact(["db"])
        assert impact.failing == ("db",)
        found = [(each.node.id, each.distance, each.through) for each in impact.affected]
        assert found == [("pay", 1, "db"), ("shop", 2, "pay")]
        assert impact.way("shop") == ("shop", "pay", "db")
        assert impact.way("db") == ("db",)

    def test_what_customers_see_is_told_apart(self) -> None:
        impact = TOPOLOGY.impact(["net"])
        assert [each.node.id for each in impact.customer_facing] == ["shop", "pay"]
        assert len(impact.affected) == 4

    def test_a_failing_service_is_not_affected(self) -> None:
        impact = TOPOLOGY.impact(["net", "web", "net"])
        assert impact.failing == ("net", "web")
        assert [each.node.id for each in impact.affected] == ["db", "shop", "pay"]

    def test_nothing_fails_and_nothing_is_affected(self) -> None:
        assert TOPOLOGY.impact([]).affected == ()

    def test_a_way_from_a_service_that_is_not_affected_is_refused(self) -> None:
        with pytest.raises(InvalidValue):
            TOPOLOGY.impact(["db"]).way("web")

    def test_it_gives_rows(self) -> None:
        assert TOPOLOGY.impact(["web"]).as_rows() == [
            {
                "service": "shop",
                "name": "SHOP",
                "distance": 1,
                "through": "web",
                "customer_facing": True,
            }
        ]

    def test_one_text_is_no_list(self) -> None:
        with pytest.raises(InvalidType):
            TOPOLOGY.impact("db")

    def test_an_unknown_service_is_refused(self) -> None:
        with pytest.raises(InvalidValue):
            TOPOLOGY.impact(["tv"])


class TestFailing:
    @pytest.mark.parametrize(
        ("changes", "is_down"),
        [
            ({}, False),
            ({"operating_status": ServiceOperatingStatus.FAILED}, True),
            ({"operating_status": ServiceOperatingStatus.STOPPED}, True),
            ({"operating_status": ServiceOperatingStatus.DEGRADED}, False),
            ({"state": ServiceState.SUSPENDED}, True),
            ({"has_started": True, "is_service_enabled": False}, True),
            ({"has_started": False, "is_service_enabled": False}, False),
            ({"has_started": True, "is_service_enabled": True}, False),
            ({"state": ServiceState.TERMINATED}, False),
            ({"state": None}, False),
        ],
    )
    def test_the_inventory_says_what_is_down(
        self, changes: dict[str, Any], *, is_down: bool
    ) -> None:
        services = [evolve(NET, **changes), service("web", "net", "gone")]
        assert ServiceTopology.of(services).failing == (("net",) if is_down else ())

    def test_own_states_have_a_category_too(self) -> None:
        broken = evolve(NET, state=OwnState("broken", StateCategory.OUT_OF_SERVICE))
        assert ServiceTopology.of([broken]).failing == ("net",)


class TestFindings:
    def test_a_reference_to_nothing_is_a_node_and_told_once(self) -> None:
        topology = ServiceTopology.of([service("a", "gone"), service("b", "gone")])
        assert codes(topology) == [("unknown-service", "/0/supportingService/0", "gone")]
        assert topology.node("gone").service is None
        assert not topology.node("gone").is_customer_facing
        assert topology.needed_by("gone") == ("a", "b")

    def test_services_without_identifier_are_told(self) -> None:
        whole = Service(
            id="a",
            supporting_service=[Service(name="x"), EntityRef(name="y")],
            service_relationship=[ServiceRelationship(relationship_type="reliesOn")],
        )
        assert codes(ServiceTopology.of([Service(name="z"), whole, Service()])) == [
            ("unidentified-service", "/0", "z"),
            ("unidentified-service", "/2", ""),
            ("unidentified-service", "/1/supportingService/0", "x"),
            ("unidentified-service", "/1/supportingService/1", "y"),
            ("unidentified-service", "/1/serviceRelationship/0/service", ""),
        ]

    def test_of_two_with_one_identifier_the_first_stands_and_both_relate(self) -> None:
        other = service("a", "c", category="CFS")
        topology = ServiceTopology.of([service("a", "b"), other, service("b"), service("c")])
        assert codes(topology) == [("duplicate-service", "/1", "a")]
        assert topology.node("a").service == service("a", "b")
        assert topology.needs("a") == ("b", "c")

    def test_a_service_related_to_itself_is_told(self) -> None:
        topology = ServiceTopology.of([service("a", "a")])
        assert codes(topology) == [("self-relation", "/0/supportingService/0", "a")]
        assert topology.edges == ()

    def test_a_circle_is_told_and_does_no_harm(self) -> None:
        circle = [service("a", "b"), service("b", "c"), service("c", "a")]
        topology = ServiceTopology.of(circle)
        assert [each.code for each in topology.findings] == ["dependence-cycle"]
        assert set(topology.findings[0].value.split(" -> ")) == {"a", "b", "c"}
        assert topology.needs("a") == ("b", "c")
        assert [each.node.id for each in topology.impact(["a"]).affected] == ["c", "b"]

    @pytest.mark.parametrize(
        ("state", "is_told"),
        [
            (ServiceState.INACTIVE, True),
            (ServiceState.TERMINATED, True),
            (ServiceState.ACTIVE, False),
            (ServiceState.SUSPENDED, False),
            (None, False),
        ],
    )
    def test_an_active_service_over_one_that_is_not_in_service_is_told_once(
        self, state: ServiceState | None, *, is_told: bool
    ) -> None:
        active = service("a", "b", relations=[("reliesOn", "b"), ("replaces", "c")])
        topology = ServiceTopology.of(
            [
                evolve(active, state=ServiceState.ACTIVE),
                evolve(service("b"), state=state),
                evolve(service("c", "b"), state=ServiceState.INACTIVE),
            ]
        )
        expected = [("inactive-support", "", "a -> b")] if is_told else []
        assert codes(topology) == expected

    def test_a_circle_of_other_relations_is_none(self) -> None:
        topology = ServiceTopology.of(
            [service("a", relations=[("peer", "b")]), service("b", relations=[("peer", "a")])]
        )
        assert topology.findings == ()


class TestServicesInside:
    def test_services_by_value_are_taken_in_with_what_they_need(self) -> None:
        inner = Service(id="b", supporting_service=[service("c")])
        topology = ServiceTopology.of([Service(id="a", supporting_service=[inner])])
        assert topology.needs("a") == ("b", "c")
        assert topology.node("b").service is inner
        assert topology.findings == ()

    def test_the_inventory_itself_stands_before_what_is_inside(self) -> None:
        inner = Service(id="b", name="old")
        topology = ServiceTopology.of(
            [Service(id="a", supporting_service=[inner]), Service(id="b", name="new")]
        )
        assert topology.node("b").name == "new"

    def test_shared_parts_are_looked_at_once(self) -> None:
        one = service("s0")
        for number in range(1, 60):  # 2**60 ways lead to the first one
            one = Service(id=f"s{number}", supporting_service=[one, one])
        assert len(ServiceTopology.of([one]).needs("s59")) == 59

    def test_who_has_no_identifier_is_known_by_its_address(self) -> None:
        known = Service(id="b", href="https://example.com/b")
        topology = ServiceTopology.of(
            [
                Service(
                    id="a",
                    supporting_service=[
                        EntityRef(href="https://example.com/b"),
                        EntityRef(href="https://example.com/c"),
                    ],
                ),
                known,
            ]
        )
        assert topology.needs("a") == ("b", "https://example.com/c")


class TestValues:
    @pytest.mark.parametrize(
        ("one", "expected"),
        [
            (Service(id="a", category="cfs"), True),
            (Service(id="a", category="CustomerFacingService"), True),
            (CustomerFacingService(id="a"), True),
            (Service(id="a"), False),
            (Service(id="a", category="RFS"), False),
        ],
    )
    def test_what_customers_see_says_so(self, one: Service, *, expected: bool) -> None:
        assert ServiceTopology.of([one]).node("a").is_customer_facing is expected

    def test_it_can_be_made_of_nodes_and_edges(self) -> None:
        topology = ServiceTopology(
            nodes=[ServiceNode(id="a"), ServiceNode(id="b")],
            edges=[ServiceEdge(source="a", target="b")],
        )
        assert topology.needs("a") == ("b",)
        assert topology == evolve(topology)
        assert topology != evolve(topology, edges=())

    def test_it_survives_pickle_and_copy(self) -> None:
        assert pickle.loads(pickle.dumps(TOPOLOGY)) == TOPOLOGY  # noqa: S301 - our own
        copied = copy.deepcopy(TOPOLOGY)
        assert copied == TOPOLOGY
        assert copied.needs("shop") == TOPOLOGY.needs("shop")
        impact = TOPOLOGY.impact(["db"])
        assert pickle.loads(pickle.dumps(impact)) == impact  # noqa: S301 - our own

    def test_nodes_and_edges_must_fit(self) -> None:
        with pytest.raises(InvalidValue):
            ServiceTopology(nodes=[ServiceNode(id="a"), ServiceNode(id="a")])
        with pytest.raises(InvalidValue):
            ServiceTopology(
                nodes=[ServiceNode(id="a")], edges=[ServiceEdge(source="a", target="b")]
            )

    @pytest.mark.parametrize("wrong", [Service(id="a"), ["a"], "a", None])
    def test_something_else_than_services_is_refused(self, wrong: object) -> None:
        with pytest.raises(InvalidType):
            ServiceTopology.of(wrong)  # type: ignore[arg-type]

    def test_one_word_is_no_list_of_words(self) -> None:
        with pytest.raises(InvalidType):
            ServiceTopology.of([], dependence="reliesOn")

    def test_an_empty_inventory_is_an_empty_topology(self) -> None:
        topology = ServiceTopology.of([])
        assert (topology.nodes, topology.edges, topology.failing) == ((), (), ())

    def test_an_identifier_is_text(self) -> None:
        with pytest.raises(InvalidType):
            ServiceNode(id=1)  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            ServiceEdge(source="a", target=None)  # type: ignore[arg-type]
