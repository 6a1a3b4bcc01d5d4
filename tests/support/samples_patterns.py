"""Values of plans, inventories, prices and topologies that can be stored, in any order."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from svcmgmt.calendars import weekly
from svcmgmt.common import Characteristic, CharacteristicSpecification, EntityRef
from svcmgmt.patterns import (
    ConstantValue,
    CopiedValue,
    DecompositionModel,
    DecompositionRule,
    FalloutAction,
    FalloutPolicy,
    InventoryEntry,
    InventorySpecification,
    ItemAction,
    ItemProgress,
    ItemWork,
    LookedUpValue,
    OrderedItem,
    OrderedTarget,
    PlanItem,
    ServiceDesign,
    Sharing,
    SpecificationLevel,
)
from svcmgmt.product import (
    Alteration,
    AlterationEffect,
    Charge,
    ChargeKind,
    PricingPolicies,
    TaxRounding,
)
from svcmgmt.service import Service, ServiceTopology
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import Finding, Money

__all__ = ["PATTERN_VALUES", "rows"]

rows = LookedUpValue(
    source="tier", target="queue", rows={"gold": 1, 2: {"a": [1.5, None]}, (True, "x"): "y"}
)
constant = ConstantValue(target="mtu", value=[1500, Decimal("1.50"), "x", {"schema": "theirs"}])
rule = DecompositionRule(
    parent="vpn",
    child="port",
    propagations=[CopiedValue(source="speed"), constant, rows],
    sharing=Sharing.SHARED,
)
topology = ServiceTopology.of(
    [
        Service(id="vpn", category="CFS", supporting_service=[EntityRef(id="tunnel")]).fire(
            "design", at=at("2026-10-26T08:00:00Z")
        ),
        Service(id="tunnel", supporting_service=[EntityRef(id="gone")]),
    ]
)

PATTERN_VALUES: list[object] = [
    constant,
    ConstantValue(target="mtu", value=None),
    CopiedValue(source="speed", target="bandwidth"),
    rows,
    rule,
    DecompositionModel(
        levels={"vpn": SpecificationLevel.RESOURCE_FACING, "port": SpecificationLevel.RESOURCE},
        rules=[rule],
    ),
    FalloutPolicy(retries=2, then=FalloutAction.COMPENSATE),
    InventoryEntry(
        id="s-1",
        level=SpecificationLevel.CUSTOMER_FACING,
        specification="vpn",
        characteristics=[Characteristic(name="speed", value=Decimal("1.5"))],
    ),
    InventorySpecification(
        id="vpn",
        status="Launched",
        characteristics=[CharacteristicSpecification(name="speed", configurable=True)],
    ),
    ItemProgress(started=at("2026-10-26T08:00:00Z")),
    ItemWork(
        duration=timedelta(hours=8), calendar=weekly("Mon-Fri 08:00-18:00", zone="Europe/Lisbon")
    ),
    OrderedItem(id="1", specification="vpn", characteristics={"sites": 2, "tags": ["a", 0.5]}),
    OrderedTarget(item="1", action=ItemAction.MODIFY, target="s-1"),
    PlanItem(id="2", depends_on=["1"], specification="vpn"),
    ServiceDesign(
        id="vpn",
        owner="ana",
        promises=["availability"],
        tests={"restore": True, "load": False},
        specification_findings=[Finding(code="no-resource", message="m")],
    ),
    Alteration(name="summer", percentage="10 %", periods=3),
    Alteration(
        name="rush", amount=Money(5, "EUR"), effect=AlterationEffect.RAISES, charge="set-up"
    ),
    Charge(
        name="rental",
        kind=ChargeKind.RECURRING,
        price=Money(30, "EUR"),
        shares={1: Fraction(1, 2), 3: 1},
        tax_rate="21 %",
    ),
    PricingPolicies(tax_rounding=TaxRounding.PER_LINE),
    topology,
    topology.nodes[0],
    topology.nodes[1],
    topology.edges[0],
]
