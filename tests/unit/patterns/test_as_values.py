"""Results are values: they survive pickling and copying."""

from __future__ import annotations

import copy
import pickle
from datetime import date, timedelta
from fractions import Fraction

import pytest
from delivery_steps import DELIVERY, items_of

from svcmgmt.common import Characteristic, ValidationContext
from svcmgmt.errors import SvcmgmtError
from svcmgmt.patterns import (
    CopiedValue,
    DecompositionModel,
    DecompositionRule,
    DependencyCycle,
    InventoryEntry,
    ItemAction,
    ItemProgress,
    ItemWork,
    LookedUpValue,
    OrderedItem,
    OrderedTarget,
    ServiceDesign,
    SpecificationLevel,
    audit_inventory,
    check_feasibility,
    check_readiness,
    check_selection,
    decompose,
    delivery_status,
    drift_between,
    effects_on_inventory,
    graph_of,
    order_to_bill,
    plan_fallout,
    plan_order,
    read_milestones,
    read_service_flags,
    reconcile_inventories,
    roll_up_state,
)
from svcmgmt.product import Alteration, Charge, ChargeKind, calculate_price, used_share
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import Money

START = at("2026-10-26T08:00:00Z")
GRAPH = graph_of(items_of(DELIVERY))
PLAN = plan_order(
    GRAPH,
    {each: ItemWork(duration=timedelta(hours=8)) for each in DELIVERY},
    start=START,
    progress={"design": ItemProgress(started=START)},
)
MODEL = DecompositionModel(
    levels={"vpn": SpecificationLevel.PRODUCT, "port": SpecificationLevel.RESOURCE},
    rules=[
        DecompositionRule(
            parent="vpn",
            child="port",
            propagations=[
                CopiedValue(source="tier"),
                LookedUpValue(source="tier", target="queue", rows={"gold": 1}),
            ],
        )
    ],
)
PARTS = decompose(
    MODEL, [OrderedItem(id="1", specification="vpn", characteristics={"tier": "gold"})]
)
ENTRY = InventoryEntry(id="s-1", characteristics=[Characteristic(name="tier", value="gold")])
RENTAL = Charge(
    name="rental", kind=ChargeKind.RECURRING, price=Money(30, "EUR"), shares={1: Fraction(1, 2)}
)

VALUES = [
    GRAPH,
    PLAN,
    MODEL,
    PARTS,
    ENTRY,
    RENTAL,
    ValidationContext(units={("km", "m"): Fraction(1000)}, taken={"cid": ["A"]}),
    audit_inventory([ENTRY], []),
    calculate_price([RENTAL], alterations=[Alteration(name="ten", percentage="10 %")]),
    check_feasibility(PARTS, {}, {}),
    check_readiness(ServiceDesign(id="vpn", tests={"acceptance": True})),
    check_selection(["tv"], requires=[("tv", "line")]),
    delivery_status(PLAN),
    drift_between([ENTRY], []),
    effects_on_inventory("O-1", [OrderedTarget(item="1", action=ItemAction.ADD)], {}),
    order_to_bill({"p-1": Money(30, "EUR")}, {}, {}),
    plan_fallout(GRAPH, failed="ship"),
    read_milestones(PLAN, {"there": "ship"}),
    read_service_flags(has_started=True),
    reconcile_inventories({"CRM": [ENTRY]}, owners={}),
    roll_up_state(["held", "completed"]),
    used_share((date(2026, 3, 1), date(2026, 3, 8)), (date(2026, 3, 1), date(2026, 4, 1))),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_survives(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own
    assert copy.deepcopy(value) == value


def test_an_error_survives_with_its_facts() -> None:
    again = pickle.loads(pickle.dumps(DependencyCycle("a", "b", "a")))  # noqa: S301 - our own
    assert isinstance(again, SvcmgmtError)
    assert again.args == ("a", "b", "a")
