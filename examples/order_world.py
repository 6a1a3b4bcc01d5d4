"""A provider that does not exist: its catalog, an order of October 2026, and what came of it.

A bundle for offices is made of a fibre line and routers. Below stands what each part needs, how
long that takes and who works on it. On the way a duct turns out to be blocked. See
`order_to_activate.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from svcmgmt.calendars import ServiceCalendar, always, to_instant, weekly
from svcmgmt.common import (
    CharacteristicSpecification,
    CharacteristicValueSpecification,
    EntityRef,
    EntitySpecificationRelationship,
    RelatedParty,
)
from svcmgmt.patterns import (
    CatalogEntity,
    CatalogStatus,
    ComputedValue,
    ConstantValue,
    CopiedValue,
    DecompositionModel,
    DecompositionRule,
    ItemAction,
    ItemWork,
    LookedUpValue,
    Sharing,
    SpecificationLevel,
)
from svcmgmt.product import (
    BundledProductOffering,
    BundledProductOfferingOption,
    Product,
    ProductOffering,
    ProductOfferingRelationship,
    ProductOrder,
    ProductOrderItem,
    ProductSpecification,
    ProductSpecificationCharacteristicValueUse,
)
from svcmgmt.resource import ResourceSpecification
from svcmgmt.service import (
    CustomerFacingServiceSpecification,
    ResourceFacingServiceSpecification,
    ServiceSpecRelationship,
)

__all__ = [
    "BUNDLE", "CHOSEN", "HOUR", "MODEL", "NAMES", "NEEDED_FIRST", "NOW", "OFFERINGS", "OFFICE",
    "ORDERED", "PRODUCTS", "PROMISED", "SPECIFICATIONS", "STAGES", "ZONE", "installed", "offering",
    "product_order", "product_specification", "work",
]  # fmt: skip

ZONE: Final = "Europe/Berlin"
OFFICE: Final = ZoneInfo(ZONE)
CREW: Final = weekly("Mon-Fri 08:00-16:00", zone=ZONE)
DESK: Final = weekly("Mon-Fri 09:00-17:00", zone=ZONE)
ROBOT: Final = always(zone=ZONE)
LAUNCHED: Final = CatalogStatus.LAUNCHED
HOUR: Final = timedelta(hours=1)


def when(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of October 2026 by the clock of the office."""
    return to_instant(datetime(2026, 10, day, hour, minute), zone=ZONE)  # noqa: DTZ001 - a wall time


ORDERED: Final = when(1, 10)  # a Thursday
NOW: Final = when(5, 12)
PROMISED: Final = when(7, 12)


class Kind(NamedTuple):
    """What there is of one kind: its level, its name, what may be told of it, what it takes."""

    level: SpecificationLevel
    name: str
    told: tuple[str, ...]
    takes: timedelta
    workers: ServiceCalendar


_L = SpecificationLevel
KINDS: Final[Mapping[str, Kind]] = {
    "internet": Kind(_L.PRODUCT, "internet line", ("speed",), HOUR, DESK),
    "router": Kind(_L.PRODUCT, "router", ("model",), HOUR, DESK),
    "access": Kind(_L.CUSTOMER_FACING, "internet access", ("speed",), HOUR, ROBOT),
    "managed": Kind(_L.CUSTOMER_FACING, "managed router", ("model",), HOUR, ROBOT),
    "fibre": Kind(_L.RESOURCE_FACING, "fibre to the desk", ("bandwidth",), 2 * HOUR, CREW),
    "routing": Kind(_L.RESOURCE_FACING, "routing", ("bandwidth", "profile"), HOUR / 2, ROBOT),
    "device": Kind(_L.RESOURCE_FACING, "managed device", ("firmware",), 3 * HOUR, CREW),
    "strand": Kind(_L.RESOURCE, "strand of fibre", (), 16 * HOUR, CREW),
    "port": Kind(_L.RESOURCE, "port", ("rate",), HOUR / 4, ROBOT),
    "address": Kind(_L.RESOURCE, "address", ("ip",), HOUR / 4, ROBOT),
    "vlan": Kind(_L.RESOURCE, "management network", ("vlan",), HOUR / 4, ROBOT),
    "box": Kind(_L.RESOURCE, "box", ("serial",), 20 * HOUR, DESK),
}
"""Everything that the provider is made of, by the identifier of its specification."""

UNIQUE: Final = ("ip", "serial")

RULES: Final = (
    DecompositionRule(
        parent="internet", child="access", propagations=[CopiedValue(source="speed")]
    ),
    DecompositionRule(
        parent="access",
        child="fibre",
        propagations=[
            ComputedValue(
                target="bandwidth",
                sources=["speed"],
                function=lambda values: (
                    int(str(values["speed"])) + 10
                ),  # what the wire itself takes
            )
        ],
    ),
    DecompositionRule(
        parent="access",
        child="routing",
        propagations=[
            CopiedValue(source="speed", target="bandwidth"),
            ConstantValue(target="profile", value="office"),
        ],
    ),
    DecompositionRule(parent="fibre", child="strand"),
    DecompositionRule(
        parent="fibre",
        child="port",
        propagations=[
            LookedUpValue(source="bandwidth", target="rate", rows={260: "1G", 1010: "10G"})
        ],
    ),
    DecompositionRule(
        parent="routing",
        child="address",
        propagations=[ConstantValue(target="ip", value="192.0.2.7")],
    ),
    DecompositionRule(parent="router", child="managed", propagations=[CopiedValue(source="model")]),
    DecompositionRule(
        parent="managed",
        child="device",
        propagations=[ConstantValue(target="firmware", value="7.2")],
    ),
    DecompositionRule(parent="device", child="box"),
    DecompositionRule(
        parent="device",
        child="vlan",
        sharing=Sharing.SHARED,
        propagations=[ConstantValue(target="vlan", value=100)],
    ),
)
"""What each kind needs, and how that gets its values."""

MODEL: Final = DecompositionModel(
    levels={name: kind.level for name, kind in KINDS.items()}, rules=RULES
)
NEEDED_FIRST: Final = (("device", "fibre"),)
"""Kinds that are done after another one, though they are no part of it: the boxes need the line."""

NAMES: Final = {name: kind.name for name, kind in KINDS.items()}
STAGES: Final = {
    "strand": "the line is being laid",
    "port": "the line is being laid",
    "fibre": "the line is being tested",
    "box": "the routers are on their way",
    "device": "the routers are being installed",
}
"""What customers are told while a kind is at work."""


def _told(kind: Kind) -> Iterator[CharacteristicSpecification]:
    for name in kind.told:
        values = [CharacteristicValueSpecification(value=each) for each in (100, 250, 1000)]
        yield CharacteristicSpecification(
            name=name,
            min_cardinality=1,
            max_cardinality=1,
            is_unique=name in UNIQUE,
            characteristic_value_specification=values if name == "speed" else (),
        )


def _specification(name: str, kind: Kind) -> CatalogEntity:
    told = list(_told(kind))
    below = [each.child for each in MODEL.below(name)]
    if kind.level is _L.PRODUCT:
        return ProductSpecification(
            id=name,
            name=kind.name,
            version="1",
            state=LAUNCHED,
            product_spec_characteristic=told,
            service_specification=[EntityRef(id=each) for each in below],
        )
    if kind.level is _L.RESOURCE:
        return ResourceSpecification(
            id=name,
            name=kind.name,
            version="1",
            state=LAUNCHED,
            resource_spec_characteristic=told,
        )
    is_seen = kind.level is _L.CUSTOMER_FACING
    of_services = (
        CustomerFacingServiceSpecification if is_seen else ResourceFacingServiceSpecification
    )
    resources = [each for each in below if KINDS[each].level is _L.RESOURCE]
    return of_services(
        id=name,
        name=kind.name,
        version="1",
        state=LAUNCHED,
        spec_characteristic=told,
        service_spec_relationship=[
            ServiceSpecRelationship(id=each, relationship_type="dependency")
            for each in below
            if each not in resources
        ],
        entity_spec_relationship=[
            EntitySpecificationRelationship(id=each, relationship_type="dependency")
            for each in resources
        ],
    )


SPECIFICATIONS: Final = tuple(_specification(name, kind) for name, kind in KINDS.items())


def offering(name: str) -> ProductOffering:
    """Return an offering of the catalog."""
    return next(each for each in OFFERINGS if each.id == name)


def product_specification(name: str) -> ProductSpecification:
    """Return the specification of a kind of products."""
    found = (each for each in SPECIFICATIONS if isinstance(each, ProductSpecification))
    return next(each for each in found if each.id == name)


def installed(item: str, specification: str) -> dict[str, object]:
    """Return what is known of a thing only when it is there: the numbers on the boxes."""
    return {"serial": f"SN-{item}"} if specification == "box" else {}


def _part(name: str, least: int, most: int) -> BundledProductOffering:
    option = BundledProductOfferingOption(
        number_rel_offer_lower_limit=least,
        number_rel_offer_upper_limit=most,
        number_rel_offer_default=least,
    )
    return BundledProductOffering(id=name, bundled_product_offering_option=option)


BUNDLE: Final = ProductOffering(
    id="office",
    name="Office Connect",
    is_bundle=True,
    is_sellable=True,
    state=LAUNCHED,
    bundled_product_offering=[_part("internet-250", 1, 1), _part("router-s", 1, 3)],
)
OFFERINGS: Final = (
    BUNDLE,
    ProductOffering(
        id="internet-250",
        name="Internet 250",
        is_sellable=True,
        state=LAUNCHED,
        product_specification=EntityRef(id="internet", version="1"),
        prod_spec_char_value_use=[
            ProductSpecificationCharacteristicValueUse(
                name="speed",
                product_spec_characteristic_value=[CharacteristicValueSpecification(value=250)],
            )
        ],
    ),
    ProductOffering(
        id="router-s",
        name="Router S",
        is_sellable=False,
        state=LAUNCHED,
        product_specification=EntityRef(id="router", version="1"),
        product_offering_relationship=[
            ProductOfferingRelationship(id="internet-250", relationship_type="requires")
        ],
    ),
)
CHOSEN: Final = {"router-s": 2}
"""How many of which part the customer wants; of the others as many as nobody says."""

PRODUCTS: Final = (
    ("1.1", "internet-250", {"speed": 250}),
    ("1.2", "router-s", {"model": "S"}),
    ("1.3", "router-s", {"model": "S"}),
)
"""Items of the order below the bundle: identifier, offering, what is told of it."""


def product_order() -> ProductOrder:
    """Return the order as it came."""
    parts = [
        ProductOrderItem(
            id=name,
            action=ItemAction.ADD,
            quantity=1,
            product_offering=EntityRef(id=offered, name=offering(offered).name),
            product=Product(
                name=offering(offered).name,
                product_specification=offering(offered).product_specification,
            ),
        )
        for name, offered, _ in PRODUCTS
    ]
    bundle = ProductOrderItem(
        id="1",
        action=ItemAction.ADD,
        quantity=1,
        product_offering=EntityRef(id=BUNDLE.id, name=BUNDLE.name),
        product_order_item=parts,
    )
    return ProductOrder(
        id="O-4711",
        description="Office Connect for the new branch",
        creation_date=ORDERED,
        requested_completion_date=PROMISED,
        product_order_item=[bundle],
        related_party=[RelatedParty(id="c-1", name="Bakery Sun", role="customer")],
    )


def work(specification: str, *, blocked: bool = False) -> ItemWork:
    """Return how long a thing takes; with a blocked duct the strand takes two days more."""
    kind = KINDS[specification]
    more = 16 * HOUR if blocked and specification == "strand" else timedelta(0)
    return ItemWork(duration=kind.takes + more, calendar=kind.workers)
