"""Catalog, inventory and orders: ranges, bundles, prices, plans, states, conformance."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from adapters.vectors import DAY, ORIGIN, Adapter, Vector, amount, exactly
from svcmgmt.common import (
    Characteristic,
    CharacteristicSpecification,
    CharacteristicValueSpecification,
    RangeInterval,
    is_in_range,
    validate_characteristics,
)
from svcmgmt.patterns import (
    DependencyCycle,
    InventoryEntry,
    InventorySpecification,
    ItemWork,
    OrderGraph,
    PlanItem,
    audit_inventory,
    graph_of,
    plan_order,
    roll_up_state,
)
from svcmgmt.product import (
    Alteration,
    BundledProductOfferingOption,
    Charge,
    ChargeKind,
    PricingPolicies,
    TaxRounding,
    calculate_price,
    quantity_in_bundle,
)
from svcmgmt.values import Money

__all__ = ["ADAPTERS"]


def range_interval(case: Vector) -> object:
    """Whether values lie in a range, by which ends belong to it."""
    given = case["inputs"]
    entry = CharacteristicValueSpecification(
        value_from=given["lo"],
        value_to=given["hi"],
        range_interval=RangeInterval(given["kind"]),
    )
    return [is_in_range(each, entry) for each in given["values"]]


def cardinality(case: Vector) -> object:
    """Whether so many values are allowed."""
    given = case["inputs"]
    whole = CharacteristicSpecification(
        name="phone", min_cardinality=given["min"], max_cardinality=given["max"]
    )
    told = [
        [Characteristic(name="phone", value=str(each)) for each in range(count)]
        for count in given["counts"]
    ]
    return [not validate_characteristics(each, [whole]) for each in told]


def bundle(case: Vector) -> object:
    """Whether so many of a part are allowed."""
    given = case["inputs"]
    option = BundledProductOfferingOption(
        number_rel_offer_lower_limit=given["lower"],
        number_rel_offer_upper_limit=given["upper"],
        number_rel_offer_default=given["default"],
    )
    return [quantity_in_bundle(option, each)[1] for each in given["qty"]]


def _charge(name: str, kind: ChargeKind, price: str) -> Charge:
    return Charge(name=name, kind=kind, price=Money(price, "EUR"))


def price(case: Vector) -> object:
    """Price of a year with a discount for some months."""
    given = case["inputs"]
    found = calculate_price(
        [
            _charge("set-up", ChargeKind.ONE_TIME, given["onetime"]),
            _charge("rental", ChargeKind.RECURRING, given["recurring"]),
        ],
        alterations=[
            Alteration(
                name="discount",
                percentage=f"{given['discount_pct']} %",
                kind=ChargeKind.RECURRING,
                periods=given["discount_months"],
            )
        ],
        periods=given["months"],
        tax_rate=given["tax"],
    )
    return {"net": amount(found.net), "gross": amount(found.gross)}


def tax_round(case: Vector) -> object:
    """Price with tax, rounded line by line and once."""
    given = case["inputs"]
    charges = [_charge("line", ChargeKind.ONE_TIME, each) for each in given["lines"]]
    gross = {
        rounding: calculate_price(
            charges, tax_rate=given["tax"], policies=PricingPolicies(tax_rounding=rounding)
        ).gross
        for rounding in TaxRounding
    }
    return {
        "per_line": amount(gross[TaxRounding.PER_LINE]),
        "on_total": amount(gross[TaxRounding.ON_TOTAL]),
    }


def _graph(case: Vector) -> OrderGraph:
    depends = case["inputs"]["deps"]
    return graph_of(PlanItem(id=name, depends_on=on) for name, on in depends.items())


def levels(case: Vector) -> object:
    """Items that can be done at the same time."""
    return [list(each) for each in _graph(case).levels]


def has_cycle(case: Vector) -> object:
    """Whether items wait for each other."""
    try:
        _graph(case)
    except DependencyCycle:
        return True
    return False


def critical_path(case: Vector) -> object:
    """Length of an order in days, what decides it, and slack of one item."""
    work = {
        name: ItemWork(duration=timedelta(microseconds=int(exactly(days) * (DAY // _MICRO))))
        for name, days in case["inputs"]["dur"].items()
    }
    plan = plan_order(_graph(case), work, start=ORIGIN)
    return {
        "total": (plan.finish - plan.start) / DAY,
        "critical": list(plan.critical),
        "slack_reserve": plan.item("reserve").slack / DAY,
    }


_MICRO: Final = timedelta(microseconds=1)


def order_state(case: Vector) -> object:
    """States of orders from those of their items."""
    return [roll_up_state(each).state for each in case["inputs"]["cases"]]


def conformance(case: Vector) -> object:
    """What of some instances is not as their specification says."""
    given = case["inputs"]
    told = given["spec"]["chars"]
    whole = InventorySpecification(
        id="spec",
        status=given["spec"]["status"],
        characteristics=[_characteristic(name, each) for name, each in told.items()],
    )
    entries = [
        InventoryEntry(
            id=str(index),
            specification="spec",
            characteristics=[Characteristic(name=name, value=each) for name, each in row.items()],
        )
        for index, row in enumerate(given["instances"])
    ]
    return [
        sorted({f"{each.message.partition(':')[0]}:{each.code.upper()}" for each in one.findings})
        for one in audit_inventory(entries, [whole]).entries
    ]


def _characteristic(name: str, rules: Vector) -> CharacteristicSpecification:
    entries = [CharacteristicValueSpecification(value=each) for each in rules.get("values", ())]
    if "range" in rules:
        low, high, kind = rules["range"]
        entries.append(
            CharacteristicValueSpecification(
                value_from=low, value_to=high, range_interval=RangeInterval(kind)
            )
        )
    return CharacteristicSpecification(
        name=name,
        value_type=rules["type"],
        min_cardinality=rules["min"],
        max_cardinality=rules["max"],
        regex=rules.get("regex"),
        characteristic_value_specification=entries,
    )


ADAPTERS: Final[dict[str, Adapter]] = {
    "range_interval": range_interval,
    "cardinality": cardinality,
    "bundle": bundle,
    "price": price,
    "tax_round": tax_round,
    "levels": levels,
    "has_cycle": has_cycle,
    "cpm": critical_path,
    "order_state": order_state,
    "conformance": conformance,
}
