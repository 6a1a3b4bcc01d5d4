"""From what a customer orders down to the resources."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.patterns import (
    ComputedValue,
    ConstantValue,
    CopiedValue,
    Decomposition,
    DecompositionModel,
    DecompositionRule,
    DependencyCycle,
    ItemAction,
    LookedUpValue,
    OrderedItem,
    Sharing,
    SpecificationLevel,
    decompose,
    graph_of,
)
from svcmgmt.values import NoData

PRODUCT, CFS, RFS, RESOURCE = SpecificationLevel


def rule(parent: str, child: str, *propagations: Any, **more: Any) -> DecompositionRule:  # noqa: ANN401
    """Return what one specification needs."""
    return DecompositionRule(parent=parent, child=child, propagations=propagations, **more)


LEVELS = {
    "internet": PRODUCT,
    "tv": PRODUCT,
    "access": CFS,
    "stream": CFS,
    "line": RFS,
    "port": RESOURCE,
    "router": RESOURCE,
}
MODEL = DecompositionModel(
    levels=LEVELS,
    rules=[
        rule("internet", "access", CopiedValue(source="speed", target="bandwidth")),
        rule("internet", "router", ConstantValue(target="model", value="R7")),
        rule("tv", "stream", CopiedValue(source="screens")),
        rule("access", "line", CopiedValue(source="bandwidth"), sharing=Sharing.SHARED),
        rule(
            "stream",
            "line",
            ComputedValue(
                target="bandwidth",
                sources=["screens"],
                function=lambda values: 50 * values["screens"],  # type: ignore[operator]
            ),
            sharing=Sharing.SHARED,
        ),
        rule(
            "line",
            "port",
            LookedUpValue(source="bandwidth", target="card", rows={100: "C1", 1000: "C2"}),
            quantity=2,
        ),
    ],
)


def order(*, speed: int = 100, screens: int = 2, **more: Any) -> Decomposition:  # noqa: ANN401
    """Return what internet and television need."""
    return decompose(
        MODEL,
        [
            OrderedItem(id="1", specification="internet", characteristics={"speed": speed}, **more),
            OrderedItem(id="2", specification="tv", characteristics={"screens": screens}),
        ],
    )


class TestItems:
    def test_dedicated_ones_are_made_for_each_and_shared_ones_once(self) -> None:
        found = order()
        assert {each.id: (each.specification, each.parents) for each in found.items} == {
            "1": ("internet", ()),
            "2": ("tv", ()),
            "1.1": ("access", ("1",)),
            "1.2": ("router", ("1",)),
            "2.1": ("stream", ("2",)),
            "1.1.1": ("line", ("1.1", "2.1")),
            "1.1.1.1": ("port", ("1.1.1",)),
            "1.1.1.2": ("port", ("1.1.1",)),
        }
        assert found.findings == ()

    def test_characteristics_are_handed_down_with_their_origin(self) -> None:
        items = {each.id: each for each in order().items}
        assert dict(items["1.1.1"].characteristics) == {"bandwidth": 100}
        assert items["1.1.1"].origins["bandwidth"] == ("1.1", "2.1")
        assert dict(items["1.2"].characteristics) == {"model": "R7"}
        assert items["1.1.1.2"].characteristics["card"] == "C1"

    def test_they_make_a_plan_from_the_resources_up(self) -> None:
        graph = graph_of(order().plan_items())
        assert set(graph.levels[0]) == {"1.2", "1.1.1.1", "1.1.1.2"}
        assert graph.levels[-1] == ("1", "2")
        assert graph.findings == ()


class TestTrouble:
    def test_two_sources_that_disagree_give_no_value(self) -> None:
        found = order(speed=1000)
        assert [(each.code, each.pointer, each.value) for each in found.findings] == [
            ("conflict", "/1.1.1/bandwidth", "1000 of 1.1, 100 of 2.1"),
            ("no-source", "/1.1.1.1/card", "1.1.1"),
            ("no-source", "/1.1.1.2/card", "1.1.1"),
        ]
        assert all("bandwidth" not in each.characteristics for each in found.items[5:])

    def test_no_row_is_no_value(self) -> None:
        found = order(speed=300, screens=6)
        assert {each.message for each in found.findings} == {"no row for bandwidth 300"}

    def test_something_shared_stays_while_one_still_wants_it(self) -> None:
        found = order(action=ItemAction.DELETE)
        line = next(each for each in found.items if each.specification == "line")
        assert line.action is ItemAction.ADD
        assert [each.code for each in found.findings] == ["mixed-actions"]

    def test_an_order_that_grows_without_end_is_refused(self) -> None:
        levels = {str(each): RESOURCE for each in range(10)}
        rules = [rule(str(each), str(each + 1), quantity=10) for each in range(9)]
        model = DecompositionModel(levels=levels, rules=rules)
        with pytest.raises(LimitExceeded):
            decompose(model, [OrderedItem(id="1", specification="0")])


class TestModel:
    def test_parents_come_first(self) -> None:
        order = MODEL.order
        assert all(order.index(each.parent) < order.index(each.child) for each in MODEL.rules)
        assert [each.child for each in MODEL.below("internet")] == ["access", "router"]
        assert MODEL.below("port") == ()

    def test_a_circle_is_named(self) -> None:
        with pytest.raises(DependencyCycle):
            DecompositionModel(levels={"a": RFS, "b": RFS}, rules=[rule("a", "b"), rule("b", "a")])

    @pytest.mark.parametrize(
        ("parent", "child"),
        [(CFS, RESOURCE), (CFS, PRODUCT), (RFS, CFS), (RESOURCE, RFS), (PRODUCT, RFS)],
    )
    def test_each_level_has_its_own_below(
        self, parent: SpecificationLevel, child: SpecificationLevel
    ) -> None:
        with pytest.raises(InvalidValue):
            DecompositionModel(levels={"a": parent, "b": child}, rules=[rule("a", "b")])

    def test_a_rule_names_specifications(self) -> None:
        with pytest.raises(InvalidValue):
            DecompositionModel(levels={"a": RFS}, rules=[rule("a", "b")])
        with pytest.raises(InvalidType):
            DecompositionModel(levels={"a": "resource"})  # type: ignore[dict-item]

    def test_a_resource_facing_service_needs_a_resource(self) -> None:
        assert MODEL.check() == ()
        bare = DecompositionModel(levels={"a": RFS, "b": RFS, "c": CFS}, rules=[rule("a", "b")])
        assert {each.value for each in bare.check()} == {"a", "b"}

    @pytest.mark.parametrize("quantity", [0, True, "2"])
    def test_a_quantity_is_one_or_more(self, quantity: Any) -> None:  # noqa: ANN401
        with pytest.raises((InvalidValue, InvalidType)):
            rule("a", "b", quantity=quantity)

    def test_what_is_shared_is_one(self) -> None:
        with pytest.raises(InvalidValue):
            rule("a", "b", quantity=2, sharing=Sharing.SHARED)

    def test_an_order_names_specifications_and_each_item_once(self) -> None:
        item = OrderedItem(id="1", specification="tv")
        with pytest.raises(InvalidValue):
            decompose(MODEL, [OrderedItem(id="1", specification="fax")])
        with pytest.raises(InvalidValue):
            decompose(MODEL, [item, item])


class TestPropagations:
    def test_without_a_value_above_there_is_none_below(self) -> None:
        doubled = ComputedValue(target="b", sources=["a"], function=lambda _: 1)
        looked_up = LookedUpValue(source="a", target="b", rows={})
        for each in (CopiedValue(source="a"), doubled, looked_up):
            assert isinstance(each.value_of({}), NoData)

    def test_each_names_what_it_gives(self) -> None:
        assert CopiedValue(source="a").name == "a"
        assert CopiedValue(source="a", target="b").name == "b"
        assert ConstantValue(target="b", value=1).name == "b"
        assert LookedUpValue(source="a", target="b", rows={}).name == "b"
        assert ComputedValue(target="b", sources=[], function=len).name == "b"

    def test_text_is_no_list_of_names(self) -> None:
        with pytest.raises(InvalidType):
            ComputedValue(target="b", sources="a", function=len)
