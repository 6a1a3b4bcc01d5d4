"""From an order to what runs: decomposition, plan, delivery, inventory, events, audit, pictures.

    python examples/order_to_activate.py [--out FOLDER]

The catalog and the order come from `order_world.py` and are the same each time. What is told about
them - what the bundle needs, when it can be done, what it leaves in the inventory, what is wrong
there after somebody tampered with it - is found by the library.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path

import order_world as told
from attrs import evolve, frozen
from example_io import output

from svcmgmt.common import (
    Characteristic,
    EntityRef,
    Event,
    RelatedOrderItem,
)
from svcmgmt.drawing import text_table
from svcmgmt.interop import tmf
from svcmgmt.interop.tmf import Happening, event_of
from svcmgmt.patterns import (
    CatalogStatus,
    DecomposedItem,
    Decomposition,
    InventoryAudit,
    InventoryEffects,
    ItemProgress,
    OrderedItem,
    OrderedTarget,
    OrderGraph,
    OrderPlan,
    SpecificationLevel,
    audit_inventory,
    decompose,
    delivery_status,
    effects_on_inventory,
    entry_of,
    graph_of,
    jeopardy_of,
    plan_order,
    read_milestones,
    roll_up_state,
    specification_of,
)
from svcmgmt.product import (
    Product,
    ProductOrder,
    ProductOrderItem,
    ProductOrderJeopardyAlert,
    check_bundle,
    check_narrowing,
    check_offerings,
    check_sellable,
)
from svcmgmt.resource import Resource
from svcmgmt.service import RelatedServiceOrderItem, Service, ServiceState, ServiceTopology
from svcmgmt.values import NoData
from svcmgmt.views import OrderGantt, order_gantt

MILESTONES = {"line tested": "fibre", "routers installed": "device"}
BUFFER = told.HOUR * 24

Thing = Product | Service | Resource


@frozen(kw_only=True)
class Delivery:
    """An order on its way: everything follows from the catalog and what happened."""

    order: ProductOrder

    @cached_property
    def decomposition(self) -> Decomposition:
        """All items that the order needs."""
        ordered = [
            OrderedItem(id=name, specification=specification(offered), characteristics=values)
            for name, offered, values in told.PRODUCTS
        ]
        return decompose(told.MODEL, ordered)

    @cached_property
    def graph(self) -> OrderGraph:
        """Which item waits for which."""
        items = self.decomposition.plan_items()
        return graph_of(items, specification_dependencies=told.NEEDED_FIRST)

    def plan(self, as_of: datetime, *, blocked: bool) -> OrderPlan:
        """Return the plan at an instant, with what had happened by then."""
        work = {
            each.id: told.work(each.specification, blocked=blocked)
            for each in self.decomposition.items
        }
        first = plan_order(self.graph, work, start=told.ORDERED)
        progress = {
            each.id: ItemProgress(
                started=each.start, finished=each.finish if each.finish <= as_of else None
            )
            for each in first.items
            if each.start < as_of
        }
        return plan_order(self.graph, work, start=told.ORDERED, progress=progress, as_of=as_of)

    @cached_property
    def promised(self) -> OrderPlan:
        """The plan when the order came."""
        return self.plan(told.ORDERED, blocked=False)

    @cached_property
    def now(self) -> OrderPlan:
        """The plan after the duct turned out to be blocked."""
        return self.plan(told.NOW, blocked=True)

    @cached_property
    def ended(self) -> OrderPlan:
        """The plan when everything was done."""
        return self.plan(self.now.finish, blocked=True)

    def items_of(self, specification: str) -> list[str]:
        """Return the identifiers of the items of a kind."""
        items = self.decomposition.items
        return [each.id for each in items if each.specification == specification]

    def by_item(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return what is told of kinds for each item of them."""
        items = self.decomposition.items
        return {
            each.id: values[each.specification] for each in items if each.specification in values
        }

    def gantt(self) -> OrderGantt:
        """Return the picture of the plan."""
        return order_gantt(
            self.now, names=self.by_item(told.NAMES), promised=told.PROMISED, zone=told.ZONE
        )

    def needs_of(self, item: DecomposedItem, kind: str) -> list[EntityRef]:
        """Return references to the things of a kind (S or R) that a thing needs."""
        below = [each for each in self.decomposition.items if item.id in each.parents]
        return [EntityRef(id=thing_id(each)) for each in below if thing_id(each)[0] == kind]

    @cached_property
    def effects(self) -> InventoryEffects:
        """What the order does to the inventory, in the order in which it is done."""
        return effects_on_inventory(self.order.id or "", self.targets, {})

    @property
    def targets(self) -> list[OrderedTarget]:
        """What each item is about."""
        items = {each.id: each for each in self.decomposition.items}
        return [
            OrderedTarget(item=name, action=items[name].action, target=thing_id(items[name]))
            for name in self.graph.order
        ]

    @cached_property
    def inventory(self) -> dict[str, Thing]:
        """What the order leaves, by identifier."""
        return {thing_id(each): self._made(each, each.id) for each in self.decomposition.items}

    def _made(self, item: DecomposedItem, name: str) -> Thing:
        """Return the thing that an item makes, active when the item was done."""
        values = {**item.characteristics, **told.installed(name, item.specification)}
        characteristics = [Characteristic(name=key, value=each) for key, each in values.items()]
        made = EntityRef(id=item.specification, version="1")
        done = self.ended.item(name).finish
        if item.level is SpecificationLevel.PRODUCT:
            return Product(
                id=thing_id(item),
                name=told.NAMES[item.specification],
                product_specification=made,
                product_characteristic=characteristics,
                product_order_item=[RelatedOrderItem(order_id=self.order.id, order_item_id=name)],
                realizing_service=self.needs_of(item, "S"),
                order_date=told.ORDERED,
                start_date=done,
            ).activate(at=done)
        if item.level is SpecificationLevel.RESOURCE:
            return Resource(
                id=thing_id(item),
                name=told.NAMES[item.specification],
                resource_specification=made,
                resource_characteristic=characteristics,
                start_operating_date=done,
            )
        is_seen = item.level is SpecificationLevel.CUSTOMER_FACING
        return Service(
            id=thing_id(item),
            name=told.NAMES[item.specification],
            category="CFS" if is_seen else "RFS",
            state=ServiceState.DESIGNED,
            service_specification=made,
            service_characteristic=characteristics,
            service_order_item=[
                RelatedServiceOrderItem(service_order_id=self.order.id, item_id=name)
            ],
            supporting_service=self.needs_of(item, "S"),
            supporting_resource=self.needs_of(item, "R"),
            start_date=done,
        ).activate(at=done)

    def topology(self) -> ServiceTopology:
        """Return which service needs which."""
        return ServiceTopology.of(
            each for each in self.inventory.values() if isinstance(each, Service)
        )


def specification(offered: str) -> str:
    """Return the specification that an offering is of."""
    reference = told.offering(offered).product_specification
    return (reference and reference.id) or ""


def thing_id(item: DecomposedItem) -> str:
    """Return the identifier of what an item makes."""
    if item.level is SpecificationLevel.PRODUCT:
        return f"P-{item.id}"
    return f"R-{item.id}" if item.level is SpecificationLevel.RESOURCE else f"S-{item.id}"


def catalog_part(_: Delivery) -> Iterator[str]:
    """Tell what is sold, and whether the customer may have it like that."""
    rows = [
        (each.id, each.name, each.state, "with a bundle" if each.is_sellable is False else "alone")
        for each in told.OFFERINGS
    ]
    yield text_table(["offering", "name", "state", "sold"], rows)
    choice = check_bundle(told.BUNDLE, told.CHOSEN)
    parts = ", ".join(f"{count} x {name}" for name, count in choice.quantities.items())
    yield f"in the bundle: {parts}; findings: {len(choice.findings)}"
    refused = check_bundle(told.BUNDLE, {"router-s": 4}).findings[0]
    yield f"four routers: {refused.code}, {refused.value} is not {refused.allowed}"
    alone = check_sellable(told.offering("router-s"), at=told.ORDERED)
    yield f"a router alone: {alone[0].code}"
    together = check_offerings(["router-s"], told.OFFERINGS)
    yield f"a router needs: {', '.join(together.needed)}"
    line, whole = told.offering("internet-250"), told.product_specification("internet")
    yield f"the offering fits its specification: {not check_narrowing(line, whole)}"


def decomposition_part(seen: Delivery) -> Iterator[str]:
    """Tell what the order needs, from the products down to the resources."""
    rows = [
        (
            each.id,
            told.NAMES[each.specification],
            each.level.value,
            ", ".join(f"{name} {value}" for name, value in each.characteristics.items()),
            ", ".join(each.parents),
        )
        for each in seen.decomposition.items
    ]
    yield text_table(["item", "what", "level", "told", "for"], rows)
    yield f"findings: {len(seen.decomposition.findings) + len(told.MODEL.check())}"


def plan_part(seen: Delivery) -> Iterator[str]:
    """Tell when the items are done, as planned at first and after the duct was blocked."""
    yield f"{len(seen.graph.levels)} levels; first plan: done {clock(seen.promised.finish)}"
    yield f"it hung on: {' > '.join(seen.promised.critical)}"
    yield "after the duct was blocked:"
    yield seen.gantt().explain()
    yield f"it hangs on: {' > '.join(seen.now.critical)}"


def status_part(seen: Delivery) -> Iterator[str]:
    """Tell where the order stands, as customer and provider see it."""
    stages = seen.by_item(told.STAGES)
    for plan in (seen.promised, seen.now, seen.ended):
        status = delivery_status(plan, stages=stages, promised=told.PROMISED)
        states = [state_of(plan, each.id or "") for each in seen.order.product_order_item]
        done = status.done if isinstance(status.done, NoData) else status.done.percent(0)
        yield (
            f"{clock(plan.as_of)}: {status.stage}, {done} of the critical path,"
            f" projected {clock(status.projected)}; order {roll_up_state(states).state}"
        )
    alert = jeopardy_of(seen.now, promised=told.PROMISED, buffer=BUFFER)
    if alert is not None:
        yield f"jeopardy: {alert.jeopardy_type}, {alert.message}"
    milestones = {name: seen.items_of(kind)[0] for name, kind in MILESTONES.items()}
    limits = dict.fromkeys(milestones, told.PROMISED)
    for each in read_milestones(seen.now, milestones, promised=limits):
        yield f"milestone {each.name}: {each.status.value}, expected {clock(each.expected)}"


def state_of(plan: OrderPlan, item: str) -> str:
    """Return the state of an item of the order: of the bundle, as of all below it."""
    below = [each for each in plan.items if each.id == item or each.id.startswith(f"{item}.")]
    if all(each.is_done for each in below):
        return "completed"
    return "inProgress" if any(each.progress.started for each in below) else "acknowledged"


def clock(at: datetime) -> str:
    """Return an instant by the clock of the office."""
    return f"{at.astimezone(told.OFFICE):%a %d %H:%M}"


def inventory_part(seen: Delivery) -> Iterator[str]:
    """Tell what the order leaves in the inventory, and that it does so only once."""
    rows = [
        (
            name,
            type(each).__name__,
            each.name,
            seen.effects.inventory[name],
            ", ".join(entry_of(each).supported_by),
        )
        for name, each in seen.inventory.items()
    ]
    yield text_table(["thing", "class", "name", "state", "needs"], rows)
    applied = seen.effects.applied
    before = seen.effects.inventory
    again = effects_on_inventory(seen.order.id or "", seen.targets, before, applied=applied)
    yield f"effects: {len(seen.effects.effects)}; once more: {len(again.effects)}"
    yield f"conforming: {audited(seen.inventory).index}"


def done_item(item: ProductOrderItem, at: datetime) -> ProductOrderItem:
    """Return an item of the order, and all below it, as they are done."""
    below = [done_item(each, at) for each in item.product_order_item]
    return evolve(item.start(at=told.ORDERED).complete(at=at), product_order_item=below)


def events_of(seen: Delivery) -> tuple[Event, ...]:
    """Return the events that the order emitted, in order of time."""
    started = seen.order.start(at=told.ORDERED)
    alert = jeopardy_of(seen.now, promised=told.PROMISED, buffer=BUFFER)
    endangered = evolve(
        started,
        product_order_jeopardy_alert=[
            ProductOrderJeopardyAlert(jeopardy_type=each.jeopardy_type, message=each.message)
            for each in (alert,)
            if each is not None
        ],
    )
    end = seen.ended.finish
    completed = evolve(
        endangered.complete(at=end),
        completion_date=end,
        product_order_item=[done_item(each, end) for each in seen.order.product_order_item],
    )
    happened: list[tuple[datetime, Happening, ProductOrder | Thing]] = [
        (told.ORDERED, Happening.CREATED, seen.order),
        (told.ORDERED, Happening.STATE_CHANGED, started),
        (told.NOW, Happening.CHANGED, endangered),
    ]
    for item in seen.decomposition.items:
        thing = seen.inventory[thing_id(item)]
        what = Happening.CREATED if isinstance(thing, Resource) else Happening.STATE_CHANGED
        happened.append((seen.ended.item(item.id).finish, what, thing))
    happened.append((end, Happening.STATE_CHANGED, completed))
    happened.sort(key=lambda each: each[0])
    return tuple(
        event_of(what, entity, event_id=f"e-{number}", at=at)
        for number, (at, what, entity) in enumerate(happened, 1)
    )


def events_part(seen: Delivery) -> Iterator[str]:
    """Tell which events were emitted; written as TMF688 and the APIs have them."""
    rows = [
        (
            each.event_id,
            clock(each.event_time or told.ORDERED),
            each.event_type,
            getattr(each.event and each.event.entity, "id", ""),
        )
        for each in events_of(seen)
    ]
    yield text_table(["event", "when", "type", "of"], rows)


def audited(inventory: Mapping[str, Thing], *, obsolete: str = "") -> InventoryAudit:
    """Return what is wrong in an inventory, while one specification may be out of use."""
    specifications = [
        evolve(each, state=CatalogStatus.OBSOLETE) if each.id == obsolete else each
        for each in told.SPECIFICATIONS
    ]
    return audit_inventory(
        [entry_of(each) for each in inventory.values()],
        [specification_of(each) for each in specifications],
    )


PLANTED = (
    ("P-1.1", "value", "a speed that nobody sells"),
    ("P-1.3", "no-specification", "a product of no specification"),
    ("R-1.1.1.2.1", "spec-status", "an address of an obsolete specification"),
    ("R-1.2.1.1.1", "unique", "two boxes with one serial number"),
    ("R-1.3.1.1.1", "unique", "two boxes with one serial number"),
    ("S-1.1.1", "state", "internet access over routing that is switched off"),
    ("S-1.1.1.1", "missing", "a fibre without its bandwidth"),
    ("S-1.2.1", "level", "a managed router that names a resource"),
    ("S-1.3.1", "dangling", "a managed router that needs what is not there"),
    ("S-1.3.1.1", "relation", "a device without its box"),
    ("S-77", "orphan", "routing that serves nobody"),
)
"""What somebody did to the inventory: the thing, the code that it is found by, in words."""


def tampered(inventory: Mapping[str, Thing]) -> dict[str, Thing]:
    """Return an inventory after somebody tampered with it."""
    found = dict(inventory)

    def change(name: str, **values: object) -> None:
        found[name] = evolve(found[name], **values)  # type: ignore[arg-type]

    serial = [Characteristic(name="serial", value="SN-1")]
    change("P-1.1", product_characteristic=[Characteristic(name="speed", value=300)])
    change("P-1.3", product_specification=None)
    change("R-1.2.1.1.1", resource_characteristic=serial)
    change("R-1.3.1.1.1", resource_characteristic=serial)
    change("S-1.1.1.1", service_characteristic=())
    change("S-1.2.1", supporting_resource=[EntityRef(id="R-1.2.1.1.1")])
    change("S-1.3.1", supporting_service=[EntityRef(id="S-1.3.1.1"), EntityRef(id="S-9")])
    change("S-1.3.1.1", supporting_resource=[EntityRef(id="R-1.2.1.1.2")])
    routing = found["S-1.1.1.2"]
    if isinstance(routing, Service):
        found["S-1.1.1.2"] = routing.deactivate(at=told.PROMISED)
        found["S-77"] = evolve(routing, id="S-77")
    return found


def audit_part(seen: Delivery) -> Iterator[str]:
    """Tell what of the faults that somebody planted an audit finds, and whether it finds more."""
    audit = audited(tampered(seen.inventory), obsolete="address")
    planted = {(name, code): words for name, code, words in PLANTED}
    rows = [
        (entry.id, each.code, each.value, planted.get((entry.id, each.code), "NOT PLANTED"))
        for entry in audit.entries
        for each in entry.findings
    ]
    yield text_table(["thing", "code", "found", "planted"], rows)
    found = {(row[0], row[1]) for row in rows}
    yield (
        f"planted {len(planted)}, found {len(found & planted.keys())},"
        f" other findings {len(found - planted.keys())}; conforming: {audit.index}"
    )


PARTS: dict[str, Callable[[Delivery], Iterator[str]]] = {
    "Catalog": catalog_part,
    "Decomposition": decomposition_part,
    "Plan": plan_part,
    "Delivery status": status_part,
    "Inventory": inventory_part,
    "Events": events_part,
    "Audit": audit_part,
}


def write(seen: Delivery, folder: Path) -> Iterator[str]:
    """Write the pictures of plan and topology and the events; yield where."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = [tmf.v5().dump(each) for each in events_of(seen)]
    for name, text in (
        ("order-plan.svg", seen.gantt().svg()),
        ("order-topology.svg", seen.topology().to_svg()),
        ("order-events.json", json.dumps(documents, indent=2) + "\n"),
    ):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        yield f"written: {path}"


def delivery() -> Delivery:
    """Return the order of the world."""
    return Delivery(order=told.product_order())


def main() -> None:
    """Print every part and write the pictures."""
    parser = argparse.ArgumentParser(description="Follow an order until everything runs.")
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder for the pictures")
    arguments = parser.parse_args()
    seen = delivery()
    with output():
        for title, part in PARTS.items():
            print(f"\n{title}\n{'-' * len(title)}")
            for line in part(seen):
                print(line)
        print()
        for line in write(seen, arguments.out):
            print(line)


if __name__ == "__main__":
    main()
