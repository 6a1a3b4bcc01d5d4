"""Which item of an order waits for which."""

from __future__ import annotations

import pytest
from delivery_steps import DELIVERY, items_of
from hypothesis import given, strategies as st

from svcmgmt.common import EntityRef
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.patterns import (
    DeleteOrder,
    DependencyCycle,
    DependencyReason,
    ItemAction,
    ItemDependency,
    OrderItemRelationship,
    PlanItem,
    graph_of,
    plan_items,
)
from svcmgmt.product import Product, ProductOrder, ProductOrderItem


class TestLevels:
    def test_what_waits_for_nothing_open_can_be_done_at_the_same_time(self) -> None:
        graph = graph_of(items_of(DELIVERY))
        assert graph.levels == (
            *(("design",), ("reserve", "ship"), ("install",), ("configure",)),
            *(("test",), ("activate",), ("bill",)),
        )
        assert graph.order[:3] == ("design", "reserve", "ship")

    def test_a_circle_is_named(self) -> None:
        with pytest.raises(DependencyCycle) as caught:
            graph_of(items_of({"a": ["b"], "b": ["c"], "c": ["a"], "d": []}))
        steps = caught.value.args
        assert steps[0] == steps[-1]
        assert set(steps) == {"a", "b", "c"}
        assert "items wait for each other: " in str(caught.value)

    def test_an_item_that_waits_for_itself_is_a_circle(self) -> None:
        with pytest.raises(DependencyCycle):
            graph_of([PlanItem(id="a", depends_on=["a"])])

    def test_deletes_go_the_other_way_round(self) -> None:
        gone = items_of(DELIVERY, ItemAction.DELETE)
        assert graph_of(gone).order == (
            *("bill", "activate", "test", "configure"),
            *("install", "reserve", "ship", "design"),
        )
        assert graph_of(gone, deletes=DeleteOrder.AS_GIVEN).order[0] == "design"

    def test_between_a_delete_and_another_item_the_order_stays(self) -> None:
        old = PlanItem(id="old", action=ItemAction.DELETE)
        new = PlanItem(id="new", depends_on=["old"])
        assert graph_of([new, old]).order == ("old", "new")


class TestReasons:
    def test_specifications_need_each_other(self) -> None:
        items = [PlanItem(id="1", specification="vpn"), PlanItem(id="2", specification="line")]
        graph = graph_of(items, specification_dependencies=[("vpn", "line"), ("vpn", "x")])
        assert graph.dependencies == (
            ItemDependency(before="2", after="1", reason=DependencyReason.SPECIFICATION),
        )

    def test_a_parent_is_completed_after_its_parts(self) -> None:
        graph = graph_of([PlanItem(id="1"), PlanItem(id="1.1", parent="1")])
        assert graph.order == ("1.1", "1")
        assert graph.dependencies[0].reason is DependencyReason.NESTING

    def test_a_pair_counts_once_with_its_first_reason(self) -> None:
        items = [PlanItem(id="1", depends_on=["1.1"]), PlanItem(id="1.1", parent="1")]
        (only,) = graph_of(items).dependencies
        assert only.reason is DependencyReason.RELATION

    def test_what_is_not_there_is_told_and_left_out(self) -> None:
        graph = graph_of([PlanItem(id="1", depends_on=["9"], parent="8")])
        assert [each.value for each in graph.findings] == ["9", "8"]
        assert graph.dependencies == ()


class TestNeighbours:
    graph = graph_of(items_of(DELIVERY))

    def test_near_and_far(self) -> None:
        assert self.graph.waits_for("install") == ("reserve", "ship")
        assert self.graph.leads_to("design") == ("reserve", "ship")
        assert self.graph.all_before("install") == {"reserve", "ship", "design"}
        assert self.graph.all_after("test") == {"activate", "bill"}
        assert self.graph.item("ship").depends_on == ("design",)

    def test_of_what_is_not_there_nothing_is_told(self) -> None:
        with pytest.raises(InvalidValue):
            self.graph.waits_for("lunch")


class TestRefusals:
    def test_an_identifier_comes_once(self) -> None:
        with pytest.raises(InvalidValue):
            graph_of([PlanItem(id="1"), PlanItem(id="1")])

    def test_text_is_no_list(self) -> None:
        with pytest.raises(InvalidType):
            PlanItem(id="1", depends_on="2")

    def test_a_word_is_no_policy(self) -> None:
        with pytest.raises(InvalidType):
            graph_of([], deletes="reversed")  # type: ignore[arg-type]


class TestDocuments:
    def test_items_of_an_order_are_read_with_parts_and_relations(self) -> None:
        relations = [
            OrderItemRelationship(id="2", relationship_type="dependency"),
            OrderItemRelationship(id="3", relationship_type="bundles"),
            OrderItemRelationship(relationship_type="dependency"),
        ]
        order = ProductOrder(
            product_order_item=[
                ProductOrderItem(
                    id="1",
                    action=ItemAction.MODIFY,
                    product_order_item_relationship=relations,
                    product_order_item=[ProductOrderItem(id="1.1")],
                ),
                ProductOrderItem(
                    id="2", product=Product(product_specification=EntityRef(id="spec-2"))
                ),
            ]
        )
        assert plan_items(order, without_action=ItemAction.NO_CHANGE) == (
            PlanItem(id="1", action=ItemAction.MODIFY, depends_on=["2"]),
            PlanItem(id="2", specification="spec-2", action=ItemAction.NO_CHANGE),
            PlanItem(id="1.1", parent="1", action=ItemAction.NO_CHANGE),
        )

    def test_an_item_needs_an_identifier(self) -> None:
        with pytest.raises(InvalidValue):
            plan_items(ProductOrder(product_order_item=[ProductOrderItem()]))


pairs = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


@given(pairs)
def test_levels_respect_every_dependency_and_turn_round_for_deletes(
    steps: list[tuple[int, int]],
) -> None:
    depends: dict[str, list[str]] = {str(each): [] for each in range(10)}
    for one, other in steps:
        if one != other:
            depends[str(max(one, other))].append(str(min(one, other)))
    made = graph_of(items_of(depends))
    level = {name: place for place, names in enumerate(made.levels) for name in names}
    assert all(level[each.before] < level[each.after] for each in made.dependencies)
    gone = graph_of(items_of(depends, ItemAction.DELETE))
    turned = {(each.after, each.before) for each in gone.dependencies}
    assert turned == {(each.before, each.after) for each in made.dependencies}
    assert len(gone.levels) == len(made.levels)


def test_a_large_order_takes_no_long_time() -> None:
    count = 5_000
    graph = graph_of(
        PlanItem(id=str(n), depends_on=[str(n - 1)] if n else []) for n in range(count)
    )
    assert len(graph.levels) == count
