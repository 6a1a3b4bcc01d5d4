"""Products: their lifecycle, and that every attribute is held in both versions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve
from full_documents import edges, unset

from svcmgmt.common import (
    AgreementItemRef,
    BillingAccountRef,
    Duration,
    EntityRef,
    Intent,
    RelatedOrderItem,
    ResourceRef,
)
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import Profile, v4, v5
from svcmgmt.lifecycle import TransitionNotAllowed
from svcmgmt.product import (
    PRODUCT,
    Product,
    ProductPrice,
    ProductRelationship,
    ProductStatus,
    ProductTerm,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

DRAWN = {
    ("created", "pendingActive"),
    ("created", "active"),
    ("pendingActive", "active"),
    ("pendingActive", "aborted"),
    ("pendingActive", "cancelled"),
    ("active", "suspended"),
    ("active", "pendingTerminate"),
    ("active", "terminated"),
    ("suspended", "active"),
    ("pendingTerminate", "terminated"),
}
"""Edges of the picture of TMF637."""

PRODUCT_DOCUMENT: dict[str, Any] = {
    "@type": "Product",
    "@baseType": "Entity",
    "@schemaLocation": "https://example.com/product",
    "@referredType": "Product",
    "id": "p-1",
    "href": "https://example.com/p-1",
    "name": "Fibre 100",
    "description": "a line",
    "isBundle": True,
    "isCustomerVisible": False,
    "productSerialNumber": "SN-1",
    "creationDate": "2026-10-01T08:00:00Z",
    "orderDate": "2026-10-01T08:00:00Z",
    "startDate": "2026-10-26T08:00:00Z",
    "terminationDate": "2028-10-26T08:00:00Z",
    "status": "active",
    "productOffering": {"id": "o-1"},
    "productSpecification": {"id": "s-1", "version": "1"},
    "productCharacteristic": [{"name": "speed", "value": 100}],
    "productPrice": [{"name": "rental", "price": {"taxRate": 19}}],
    "productTerm": [
        {
            "name": "two years",
            "description": "at least",
            "duration": {"amount": 24, "units": "month"},
            "validFor": {"startDateTime": "2026-10-26T08:00:00Z"},
        }
    ],
    "productOrderItem": [
        {"productOrderId": "O-1", "orderItemId": "1", "orderItemAction": "add", "role": "creator"}
    ],
    "product": [
        {"@type": "Product", "id": "p-2", "status": "created"},
        {"id": "p-3", "@referredType": "Product"},
    ],
    "productRelationship": [{"relationshipType": "reliesOn", "id": "p-4", "name": "line"}],
    "realizingService": [{"id": "cfs-1", "@referredType": "CustomerFacingService"}],
    "realizingResource": [{"id": "r-1", "@referredType": "PhysicalResource"}],
    "relatedParty": [{"id": "c-1", "role": "customer", "@referredType": "Individual"}],
    "place": [{"id": "g-1", "role": "installation", "@referredType": "GeographicSite"}],
    "billingAccount": {"id": "ba-1", "ratingType": "postpaid"},
    "agreementItem": [{"agreementId": "a-1", "agreementItemId": "2"}],
    "intent": {"@type": "Intent", "id": "i-1", "name": "be fast"},
}
"""A product as v5 writes it, but for the item of its order."""

NEW = {
    **PRODUCT_DOCUMENT,
    "productOrderItem": [
        {"orderId": "O-1", "orderItemId": "1", "orderItemAction": "add", "role": "creator"}
    ],
}

OLD = {
    **{name: value for name, value in PRODUCT_DOCUMENT.items() if name != "agreementItem"},
    "agreement": PRODUCT_DOCUMENT["agreementItem"],
    "productRelationship": [
        {"relationshipType": "reliesOn", "product": {"@type": "Product", "id": "p-4"}}
    ],
    "realizingResource": [
        {"id": "r-1", "@referredType": "LogicalResource", "value": "+49 30 1234"}
    ],
}


class TestLifecycle:
    def test_it_has_the_edges_of_the_picture(self) -> None:
        assert edges(PRODUCT) == DRAWN
        assert PRODUCT.initials == (ProductStatus.CREATED,)
        assert {str(each) for each in PRODUCT.finals} == {"aborted", "cancelled", "terminated"}
        assert PRODUCT.undrawn == ()
        assert {rule.source for rule in PRODUCT.rules} == {"TMF637 LifeCycle_Product"}

    def test_a_product_lives(self) -> None:
        product = Product(id="p-1").prepare(at=MONDAY, by="ana", reason="ordered")
        assert product.state is ProductStatus.PENDING_ACTIVE
        product = product.activate(at=MONDAY).suspend(at=MONDAY)
        assert product.state is ProductStatus.SUSPENDED
        product = product.resume(at=MONDAY).prepare_termination(at=MONDAY)
        assert product.state is ProductStatus.PENDING_TERMINATE
        assert product.terminate(at=MONDAY).state is ProductStatus.TERMINATED

    def test_a_delivery_may_fail_or_be_withdrawn(self) -> None:
        product = Product(id="p-1").prepare(at=MONDAY)
        assert product.abort(at=MONDAY).state is ProductStatus.ABORTED
        assert product.cancel(at=MONDAY).state is ProductStatus.CANCELLED

    def test_what_is_not_drawn_is_refused(self) -> None:
        with pytest.raises(TransitionNotAllowed):
            Product(id="p-1").suspend(at=MONDAY)


class TestDocuments:
    @pytest.mark.parametrize(("version", "document"), [(v4, OLD), (v5, NEW)])
    def test_a_product_comes_back_without_findings(
        self, version: Callable[[], Profile], document: dict[str, Any]
    ) -> None:
        loaded = version().load(document)
        assert type(loaded) is Product
        assert version().dump(loaded) == document
        assert version().findings(loaded) == ()
        assert unset(loaded) == set()

    def test_its_parts_are_of_their_classes(self) -> None:
        loaded = v5().load(NEW, Product)
        assert loaded.state is ProductStatus.ACTIVE
        assert isinstance(loaded.product_price[0], ProductPrice)
        (term,) = loaded.product_term
        assert isinstance(term, ProductTerm)
        assert term.duration == Duration(amount=24, units="month")
        assert loaded.product_order_item == (
            RelatedOrderItem(
                order_id="O-1", order_item_id="1", order_item_action="add", role="creator"
            ),
        )
        assert [type(each) for each in loaded.product] == [Product, EntityRef]
        assert loaded.product_relationship[0] == ProductRelationship(
            id="p-4", name="line", relationship_type="reliesOn"
        )
        assert isinstance(loaded.billing_account, BillingAccountRef)
        assert isinstance(loaded.agreement_item[0], AgreementItemRef)
        assert isinstance(loaded.intent, Intent)

    def test_v4_has_the_other_product_and_values_of_resources(self) -> None:
        loaded = v4().load(OLD, Product)
        assert loaded.product_relationship[0].product == Product(id="p-4", state=None)
        (number,) = loaded.realizing_resource
        assert isinstance(number, ResourceRef)
        assert number.value == "+49 30 1234"
        assert loaded.product_order_item[0].order_id == "O-1"

    @pytest.mark.parametrize("version", [v4, v5])
    def test_the_blank_of_one_published_word_is_kept(self, version: Callable[[], Profile]) -> None:
        for word in ("aborted ", "aborted"):
            document = {"@type": "Product", "status": word}
            loaded = version().load(document, Product)
            assert loaded.state is ProductStatus.ABORTED
            assert version().dump(loaded) == document
            assert version().findings(loaded) == ()
        assert version().dump(Product(state=ProductStatus.ABORTED))["status"] == "aborted "

    def test_a_reference_or_value_that_says_so_is_a_product(self) -> None:
        document = {"@type": "ProductRefOrValue", "id": "p-1", "name": "line", "isBundle": False}
        loaded = v4().load(document)
        assert type(loaded) is Product
        assert v4().dump(loaded) == document

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v5().load(NEW, Product)
        edited = evolve(loaded.suspend(at=MONDAY), name="Fibre 250", product_term=())
        written = {**NEW, "status": "suspended", "name": "Fibre 250"}
        del written["productTerm"]
        assert v5().dump(edited) == written


class TestWrongKinds:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"product": ["p-2"]},
            {"state": "active"},
            {"start_date": "2026-10-26"},
            {"billing_account": EntityRef(id="ba-1")},
            {"product_price": [EntityRef(id="pr-1")]},
        ],
    )
    def test_they_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType):
            Product(**wrong)
