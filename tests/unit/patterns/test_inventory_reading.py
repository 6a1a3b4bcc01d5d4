"""Documents of inventories and catalogs as checks see them."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.common import (
    Characteristic,
    CharacteristicSpecification,
    Entity,
    EntityRef,
    EntitySpecification,
)
from svcmgmt.errors import InvalidValue
from svcmgmt.patterns import CatalogStatus, SpecificationLevel, entry_of, specification_of
from svcmgmt.product import (
    Product,
    ProductSpecification,
    ProductSpecificationRelationship,
    ProductStatus,
)
from svcmgmt.resource import Resource
from svcmgmt.service import CustomerFacingService, ResourceFacingService, Service


def test_a_product_names_what_realises_it() -> None:
    bandwidth = Characteristic(name="bandwidth", value=1)
    product = Product(
        id="p-1",
        state=ProductStatus.ACTIVE,
        product_specification=EntityRef(id="spec-1", version="2"),
        product_characteristic=[bandwidth],
        realizing_service=[EntityRef(id="s-1"), EntityRef()],
        realizing_resource=[EntityRef(id="r-1")],
    )
    entry = entry_of(product)
    assert (entry.level, entry.state) == (SpecificationLevel.PRODUCT, "active")
    assert (entry.specification, entry.version) == ("spec-1", "2")
    assert entry.characteristics == (bandwidth,)
    assert entry.supported_by == ("s-1", "r-1")


@pytest.mark.parametrize(
    ("service", "level"),
    [
        (CustomerFacingService(id="1"), SpecificationLevel.CUSTOMER_FACING),
        (ResourceFacingService(id="1"), SpecificationLevel.RESOURCE_FACING),
        (Service(id="1", category="CFS"), SpecificationLevel.CUSTOMER_FACING),
        (Service(id="1", service_type="RFS"), SpecificationLevel.RESOURCE_FACING),
        (Service(id="1"), None),
    ],
)
def test_a_service_says_whom_it_faces(service: Service, level: SpecificationLevel | None) -> None:
    assert entry_of(service).level is level


def test_a_resource_has_no_one_state() -> None:
    entry = entry_of(Resource(id="r-1"))
    assert (entry.level, entry.state) == (SpecificationLevel.RESOURCE, None)


@pytest.mark.parametrize("odd", [Product(), Entity(id="1"), 1])
def test_other_things_are_refused(odd: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue):
        entry_of(odd)


def test_a_specification_says_what_it_needs() -> None:
    relations = [
        ProductSpecificationRelationship(id="line", relationship_type="dependency"),
        ProductSpecificationRelationship(id="old", relationship_type="substitution"),
        ProductSpecificationRelationship(relationship_type="dependency"),
    ]
    colour = CharacteristicSpecification(name="colour")
    found = specification_of(
        ProductSpecification(
            id="vpn",
            state=CatalogStatus.LAUNCHED,
            product_spec_characteristic=[colour],
            product_specification_relationship=relations,
        )
    )
    assert (found.status, found.requires) == ("Launched", ("line",))
    assert found.characteristics == (colour,)


def test_one_without_a_place_in_a_catalog_is_not_checked_for_it() -> None:
    assert specification_of(EntitySpecification(id="x")).status is None
    with pytest.raises(InvalidValue):
        specification_of(EntitySpecification())
