"""Product orders: their lifecycles, what they are made of, and their documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve
from full_documents import edges, unset

from svcmgmt.common import AppointmentRef, EntityRef
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import Profile, v4, v5
from svcmgmt.lifecycle import TransitionNotAllowed
from svcmgmt.patterns import ItemAction, OrderItemRelationship, OrderRelationship, TaskState
from svcmgmt.product import (
    PRODUCT_ORDER,
    PRODUCT_ORDER_ITEM,
    CancelProductOrder,
    OrderPrice,
    Product,
    ProductOfferingQualificationItemRef,
    ProductOrder,
    ProductOrderErrorMessage,
    ProductOrderItem,
    ProductOrderItemRef,
    ProductOrderItemState,
    ProductOrderJeopardyAlert,
    ProductOrderMilestone,
    ProductOrderState,
    ProductPrice,
    ProductTerm,
    QuoteItemRef,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

DRAWN = {
    ("acknowledged", "inProgress"),
    ("acknowledged", "pending"),
    ("inProgress", "pending"),
    ("inProgress", "held"),
    ("inProgress", "assessingCancellation"),
    ("inProgress", "completed"),
    ("inProgress", "failed"),
    ("inProgress", "partial"),
    ("pending", "inProgress"),
    ("pending", "assessingCancellation"),
    ("pending", "cancelled"),
    ("held", "inProgress"),
    ("held", "assessingCancellation"),
    ("held", "cancelled"),
    ("assessingCancellation", "inProgress"),
    ("assessingCancellation", "pending"),
    ("assessingCancellation", "held"),
    ("assessingCancellation", "pendingCancellation"),
    ("pendingCancellation", "cancelled"),
}
"""Edges of the picture of TMF622."""

ENDS = {"rejected", "cancelled", "completed", "failed"}

PRICE = [{"name": "rental", "priceAlteration": [{"name": "summer"}]}]

ITEM: dict[str, Any] = {
    "@type": "ProductOrderItem",
    "@baseType": "Entity",
    "@schemaLocation": "https://example.com/item",
    "id": "1",
    "href": "https://example.com/1",
    "quantity": 2,
    "action": "add",
    "state": "acknowledged",
    "product": {"@type": "Product", "isBundle": False},
    "productOffering": {"id": "o-1"},
    "itemPrice": PRICE,
    "itemTotalPrice": PRICE,
    "itemTerm": [{"name": "one year", "duration": {"amount": 12, "units": "month"}}],
    "appointment": {"id": "a-1", "description": "bring a ladder"},
    "billingAccount": {"id": "ba-1", "ratingType": "postpaid"},
    "payment": [{"id": "pay-1"}],
    "note": [{"text": "the red one"}],
    "productOfferingQualificationItem": {
        "id": "1",
        "productOfferingQualificationId": "C-1",
        "productOfferingQualificationHref": "https://example.com/C-1",
        "productOfferingQualificationName": "check",
        "itemId": "1",
    },
    "qualification": [{"id": "C-1"}],
    "quoteItem": {
        "id": "1",
        "quoteId": "Q-1",
        "quoteHref": "https://example.com/Q-1",
        "quoteName": "offer",
        "quoteItemId": "1",
    },
    "productOrderItem": [{"id": "1.1", "action": "noChange"}],
    "productOrderItemRelationship": [{"id": "2", "relationshipType": "dependency"}],
}

REF = {
    "productOrderId": "O-1",
    "ProductOrderHref": "https://example.com/O-1",
    "productOrderItemId": "1",
}

ORDER: dict[str, Any] = {
    "@type": "ProductOrder",
    "@baseType": "Entity",
    "@schemaLocation": "https://example.com/order",
    "id": "O-1",
    "href": "https://example.com/O-1",
    "description": "a line",
    "category": "residential",
    "priority": "1",
    "state": "inProgress",
    "requestedInitialState": "acknowledged",
    "requestedStartDate": "2026-10-26T08:00:00Z",
    "requestedCompletionDate": "2026-10-27T08:00:00Z",
    "expectedCompletionDate": "2026-10-27T08:00:00Z",
    "completionDate": "2026-10-27T09:00:00Z",
    "cancellationDate": "2026-10-28T09:00:00Z",
    "cancellationReason": "none",
    "notificationContact": "ana@example.com",
    "productOrderItem": [ITEM],
    "orderTotalPrice": PRICE,
    "agreement": [{"id": "a-1"}],
    "billingAccount": {"id": "ba-1"},
    "payment": [{"id": "pay-1"}],
    "channel": [{"id": "web", "role": "entry"}],
    "note": [{"text": "soon"}],
    "relatedParty": [{"id": "p", "role": "customer", "@referredType": "Individual"}],
    "productOfferingQualification": [{"id": "C-1"}],
    "quote": [{"id": "Q-1"}],
    "intentSpecification": {"id": "is-1"},
    "orderRelationship": [{"id": "O-0", "relationshipType": "dependency"}],
    "productOrderMilestone": [
        {
            "id": "m",
            "name": "tested",
            "description": "the line",
            "milestoneDate": "2026-10-27T08:30:00Z",
            "status": "Completed",
            "message": "good",
            "productOrderItem": [REF],
        }
    ],
    "productOrderJeopardyAlert": [
        {
            "id": "j",
            "name": "late",
            "alertDate": "2026-10-27T08:30:00Z",
            "jeopardyType": "Hazard",
            "exception": "no port",
            "message": "soon",
            "productOrderItem": [REF],
        }
    ],
    "productOrderErrorMessage": [
        {
            "code": "9",
            "reason": "no port",
            "message": "none is free",
            "status": "409",
            "referenceError": "https://example.com/9",
            "timestamp": "2026-10-26T08:00:00Z",
            "productOrderItem": [REF],
        }
    ],
}
"""What v4 and v5 spell alike."""

NEW = {
    **ORDER,
    "creationDate": "2026-10-26T07:00:00Z",
    "externalId": [{"id": "0815", "owner": "crm", "externalIdentifierType": "order"}],
}

OLD = {**ORDER, "orderDate": "2026-10-26T07:00:00Z", "externalId": "0815"}


class TestLifecycles:
    def test_the_order_has_the_edges_of_the_picture(self) -> None:
        assert edges(PRODUCT_ORDER) == DRAWN
        assert {str(state) for state in PRODUCT_ORDER.finals} == {*ENDS, "partial"}
        assert {str(state) for state in PRODUCT_ORDER.initials} == {"acknowledged", "rejected"}
        assert {str(state) for state in PRODUCT_ORDER.undrawn} == {"draft", "inProgress.accepted"}
        assert {rule.source for rule in PRODUCT_ORDER.rules} == {"TMF622 LifeCycle_ProductOrder"}

    def test_the_item_has_the_same_without_partial(self) -> None:
        assert edges(PRODUCT_ORDER_ITEM) == DRAWN - {("inProgress", "partial")}
        assert {str(state) for state in PRODUCT_ORDER_ITEM.finals} == ENDS
        assert PRODUCT_ORDER_ITEM.undrawn == (ProductOrderItemState.PARTIAL,)
        assert {rule.source for rule in PRODUCT_ORDER_ITEM.rules} == {
            "TMF622 LifeCycle_ProductOrderItem"
        }

    def test_items_have_the_words_of_orders_but_for_two(self) -> None:
        words = {each.value: each.category for each in ProductOrderState}
        of_items = {each.value: each.category for each in ProductOrderItemState}
        assert of_items == {
            word: words[word] for word in words if word not in {"draft", "inProgress.accepted"}
        }

    def test_an_order_runs_to_its_end(self) -> None:
        order = ProductOrder(id="O-1").await_customer(at=MONDAY).start(at=MONDAY).hold(at=MONDAY)
        ended = order.start(at=MONDAY).complete_in_part(at=MONDAY)
        assert ended.state is ProductOrderState.PARTIAL
        with pytest.raises(TransitionNotAllowed):
            ended.start(at=MONDAY)

    def test_an_order_is_cancelled_after_an_assessment(self) -> None:
        order = ProductOrder(id="O-1").start(at=MONDAY).assess_cancellation(at=MONDAY)
        ended = order.prepare_cancellation(at=MONDAY).cancel(at=MONDAY)
        assert ended.state is ProductOrderState.CANCELLED

    def test_an_item_completes_or_fails_and_is_never_partial(self) -> None:
        item = ProductOrderItem(id="1").start(at=MONDAY)
        assert item.complete(at=MONDAY).state is ProductOrderItemState.COMPLETED
        assert item.fail(at=MONDAY).state is ProductOrderItemState.FAILED
        with pytest.raises(TransitionNotAllowed):
            item.complete_in_part(at=MONDAY)

    def test_what_is_not_drawn_for_products_is_refused(self) -> None:
        order = ProductOrder(id="O-1")
        with pytest.raises(TransitionNotAllowed):
            order.reject(at=MONDAY)
        with pytest.raises(TransitionNotAllowed):
            order.start(at=MONDAY).assess_cancellation(at=MONDAY).acknowledge(at=MONDAY)


class TestReferences:
    def test_an_item_is_named_by_either_attribute(self) -> None:
        assert ProductOrderItemRef(product_order_item_id="1", id="x").item_id == "1"
        assert ProductOrderItemRef(id="2").item_id == "2"
        assert ProductOrderItemRef().item_id is None


class TestDocuments:
    @pytest.mark.parametrize(("version", "document"), [(v4, OLD), (v5, NEW)])
    def test_an_order_comes_back_without_findings(
        self, version: Callable[[], Profile], document: dict[str, Any]
    ) -> None:
        loaded = version().load(document)
        assert type(loaded) is ProductOrder
        assert version().dump(loaded) == document
        assert version().findings(loaded) == ()

    def test_every_field_was_read(self) -> None:
        loaded = v5().load(NEW, ProductOrder)
        assert unset(loaded) == {"external_id_text"}
        assert unset(v4().load(OLD, ProductOrder)) == {"external_id"}
        (item,) = loaded.product_order_item
        assert unset(item) == set()

    def test_the_parts_of_an_order_are_of_their_classes(self) -> None:
        loaded = v5().load(NEW, ProductOrder)
        assert loaded.requested_initial_state is ProductOrderState.ACKNOWLEDGED
        ref = ProductOrderItemRef(
            product_order_id="O-1",
            product_order_href="https://example.com/O-1",
            product_order_item_id="1",
        )
        for parts, kind in (
            (loaded.product_order_milestone, ProductOrderMilestone),
            (loaded.product_order_jeopardy_alert, ProductOrderJeopardyAlert),
            (loaded.product_order_error_message, ProductOrderErrorMessage),
        ):
            assert isinstance(parts[0], kind)
            assert parts[0].product_order_item == (ref,)
        assert isinstance(loaded.order_total_price[0], OrderPrice)
        assert loaded.order_relationship == (
            OrderRelationship(id="O-0", relationship_type="dependency"),
        )

    def test_the_parts_of_an_item_are_of_their_classes(self) -> None:
        (item,) = v5().load(NEW, ProductOrder).product_order_item
        assert item.action is ItemAction.ADD
        assert isinstance(item.product, Product)
        assert isinstance(item.item_price[0], OrderPrice)
        assert isinstance(item.item_term[0], ProductTerm)
        assert isinstance(item.appointment, AppointmentRef)
        assert isinstance(
            item.product_offering_qualification_item, ProductOfferingQualificationItemRef
        )
        assert isinstance(item.quote_item, QuoteItemRef)
        assert item.product_order_item[0].action is ItemAction.NO_CHANGE
        assert item.product_order_item_relationship == (
            OrderItemRelationship(id="2", relationship_type="dependency"),
        )

    def test_the_two_shapes_of_external_identifiers_are_held(self) -> None:
        old = v4().load(OLD, ProductOrder)
        assert (old.external_id_text, old.external_id) == ("0815", ())
        new = v5().load(NEW, ProductOrder)
        assert (new.external_id_text, new.external_id[0].id) == (None, "0815")

    @pytest.mark.parametrize("word", ["draft", "inProgress.accepted"])
    def test_words_that_only_v5_has_are_held(self, word: str) -> None:
        loaded = v5().load({"@type": "ProductOrder", "state": word}, ProductOrder)
        assert str(loaded.state) == word
        assert v5().findings(loaded) == ()

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v5().load(NEW, ProductOrder)
        written = v5().dump(evolve(loaded.complete(at=MONDAY), priority="4"))
        assert written == {**NEW, "state": "completed", "priority": "4"}

    def test_an_edit_of_an_item_shows_in_the_document(self) -> None:
        loaded = v5().load(NEW, ProductOrder)
        (item,) = loaded.product_order_item
        edited = evolve(loaded, product_order_item=[evolve(item.start(at=MONDAY), quantity=3)])
        written = v5().dump(edited)
        assert written == {
            **NEW,
            "productOrderItem": [{**ITEM, "state": "inProgress", "quantity": 3}],
        }


class TestCancellations:
    @pytest.mark.parametrize("version", [v4, v5])
    def test_one_comes_back_without_findings(self, version: Callable[[], Profile]) -> None:
        document = {
            "@type": "CancelProductOrder",
            "@baseType": "Entity",
            "@schemaLocation": "https://example.com/cancel",
            "id": "1",
            "href": "https://example.com/1",
            "state": "done",
            "productOrder": {"id": "O-1", "@referredType": "ProductOrder"},
            "cancellationReason": "moved",
            "requestedCancellationDate": "2026-10-26T08:00:00Z",
            "effectiveCancellationDate": "2026-10-26T09:00:00Z",
            "creationDate": "2026-10-26T07:00:00Z",
        }
        loaded = version().load(document)
        assert type(loaded) is CancelProductOrder
        assert version().dump(loaded) == document
        assert version().findings(loaded) == ()
        assert unset(loaded) == set()

    def test_one_is_a_task(self) -> None:
        task = CancelProductOrder(product_order=EntityRef(id="O-1"))
        assert task.start(at=MONDAY).finish(at=MONDAY).state is TaskState.DONE


class TestWrongKinds:
    @pytest.mark.parametrize(
        ("kind", "wrong"),
        [
            (ProductOrder, {"product_order_item": [EntityRef(id="1")]}),
            (ProductOrder, {"state": "held"}),
            (ProductOrder, {"requested_initial_state": "draft"}),
            (ProductOrder, {"order_total_price": [ProductPrice(name="rental")]}),
            (ProductOrderItem, {"action": "add"}),
            (ProductOrderItem, {"quantity": 1.5}),
            (ProductOrderItem, {"product": "line"}),
            (CancelProductOrder, {"product_order": "O-1"}),
        ],
    )
    def test_they_are_refused(self, kind: Callable[..., object], wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType):
            kind(**wrong)
