"""Service orders: their lifecycles, what they are made of, and their documents."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.common import EntityRef
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.lifecycle import Lifecycle, TransitionNotAllowed
from svcmgmt.patterns import ItemAction, TaskState
from svcmgmt.service import (
    SERVICE_ORDER,
    SERVICE_ORDER_ITEM,
    CancelServiceOrder,
    JsonPatch,
    Service,
    ServiceOrder,
    ServiceOrderItem,
    ServiceOrderItemRef,
    ServiceOrderItemRelationship,
    ServiceOrderItemState,
    ServiceOrderState,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

DRAWN = {
    ("acknowledged", "inProgress"),
    ("acknowledged", "rejected"),
    ("acknowledged", "assessingCancellation"),
    ("acknowledged", "cancelled"),
    ("inProgress", "pending"),
    ("inProgress", "held"),
    ("inProgress", "assessingCancellation"),
    ("inProgress", "completed"),
    ("inProgress", "failed"),
    ("inProgress", "partial"),
    ("inProgress", "cancelled"),
    ("pending", "inProgress"),
    ("pending", "assessingCancellation"),
    ("pending", "cancelled"),
    ("held", "inProgress"),
    ("held", "assessingCancellation"),
    ("held", "cancelled"),
    ("assessingCancellation", "acknowledged"),
    ("assessingCancellation", "inProgress"),
    ("assessingCancellation", "pending"),
    ("assessingCancellation", "held"),
    ("assessingCancellation", "pendingCancellation"),
    ("pendingCancellation", "cancelled"),
}
"""Edges of the picture of TMF641."""

ENDS = {"rejected", "cancelled", "completed", "failed"}

ITEM = {
    "id": "1",
    "action": "add",
    "quantity": 1,
    "state": "acknowledged",
    "appointment": {"id": "a-1", "description": "bring a ladder"},
    "service": {"@type": "Service", "name": "vCPE", "state": "active"},
    "serviceOrderItem": [{"id": "1.1", "action": "noChange"}],
    "serviceOrderItemRelationship": [
        {"relationshipType": "dependency", "orderItem": {"itemId": "2", "serviceOrderId": "42"}}
    ],
    "errorMessage": [
        {"code": "17", "reason": "no port is free", "timestamp": "2026-10-26T08:00:00Z"}
    ],
}

ORDER = {
    "@type": "ServiceOrder",
    "id": "42",
    "href": "https://example.com/serviceOrder/42",
    "description": "a vCPE",
    "category": "TMF",
    "priority": "1",
    "externalReference": [{"externalReferenceType": "crm", "name": "0815"}],
    "state": "inProgress",
    "orderDate": "2026-10-26T08:00:00Z",
    "requestedStartDate": "2026-10-26T08:00:00Z",
    "requestedCompletionDate": "2026-10-27T08:00:00Z",
    "expectedCompletionDate": "2026-10-27T08:00:00Z",
    "startDate": "2026-10-26T09:00:00Z",
    "completionDate": "2026-10-27T09:00:00Z",
    "cancellationDate": "2026-10-28T09:00:00Z",
    "cancellationReason": "none",
    "notificationContact": "ana@example.com",
    "serviceOrderItem": [ITEM],
    "orderRelationship": [{"id": "41", "relationshipType": "dependency"}],
    "milestone": [
        {
            "id": "m",
            "name": "tested",
            "status": "Completed",
            "milestoneDate": "2026-10-27T08:30:00Z",
            "serviceOrderItem": [{"itemId": "1"}],
        }
    ],
    "jeopardyAlert": [
        {
            "id": "j",
            "jeopardyType": "Hazard",
            "alertDate": "2026-10-27T08:30:00Z",
            "serviceOrderItem": [{"itemId": "1"}],
        }
    ],
    "errorMessage": [
        {"code": "9", "timestamp": "2026-10-26T08:00:00Z", "serviceOrderItem": [{"itemId": "1"}]}
    ],
    "note": [{"author": "ana", "text": "soon"}],
    "relatedParty": [{"id": "p", "role": "customer", "@referredType": "Individual"}],
}


def edges(lifecycle: Lifecycle[Any, Any]) -> set[tuple[str, str]]:
    return {(str(each), str(rule.target)) for rule in lifecycle.rules for each in rule.sources}


class TestLifecycles:
    def test_the_order_has_the_edges_of_the_picture(self) -> None:
        assert edges(SERVICE_ORDER) == DRAWN
        assert {str(state) for state in SERVICE_ORDER.finals} == {*ENDS, "partial"}
        assert SERVICE_ORDER.initials == (ServiceOrderState.ACKNOWLEDGED,)
        assert {rule.source for rule in SERVICE_ORDER.rules} == {"TMF641 Lifecycle_ServiceOrder"}

    def test_the_item_has_the_same_without_partial(self) -> None:
        assert edges(SERVICE_ORDER_ITEM) == DRAWN - {("inProgress", "partial")}
        assert {str(state) for state in SERVICE_ORDER_ITEM.finals} == ENDS
        assert SERVICE_ORDER_ITEM.undrawn == (ServiceOrderItemState.PARTIAL,)

    def test_items_have_the_words_of_orders(self) -> None:
        words = {each.value: each.category for each in ServiceOrderState}
        assert {each.value: each.category for each in ServiceOrderItemState} == words

    def test_a_received_order_can_be_cancelled_at_once(self) -> None:
        order = ServiceOrder(id="42")
        assert order.cancel(at=MONDAY).state is ServiceOrderState.CANCELLED

    def test_an_order_runs_to_its_end(self) -> None:
        order = ServiceOrder(id="42").start(at=MONDAY).hold(at=MONDAY).start(at=MONDAY)
        ended = order.complete_in_part(at=MONDAY)
        assert ended.state is ServiceOrderState.PARTIAL
        with pytest.raises(TransitionNotAllowed):
            ended.start(at=MONDAY)

    def test_an_item_runs_to_its_end(self) -> None:
        item = ServiceOrderItem(id="1").start(at=MONDAY)
        assert item.complete(at=MONDAY).state is ServiceOrderItemState.COMPLETED
        with pytest.raises(TransitionNotAllowed):
            item.complete_in_part(at=MONDAY)


class TestParts:
    def test_items_are_found_by_either_name(self) -> None:
        new, old = ServiceOrderItem(id="1"), ServiceOrderItem(id="2")
        order = ServiceOrder(service_order_item=[new], order_item=[old])
        item = ServiceOrderItem(service_order_item=[new], order_item=[old])
        assert order.items == item.items == (new, old)

    def test_a_related_item_is_named_within_its_order(self) -> None:
        other = ServiceOrderItemRelationship(order_item=ServiceOrderItemRef(item_id="2"))
        assert other.item_id == "2"
        assert ServiceOrderItemRelationship().item_id is None

    def test_a_bare_service_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            ServiceOrderItem(service="vCPE")  # type: ignore[arg-type]

    def test_the_end_of_an_order_is_a_task(self) -> None:
        task = CancelServiceOrder(service_order=EntityRef(id="42"), cancellation_reason="moved")
        assert task.start(at=MONDAY).finish(at=MONDAY).state is TaskState.DONE


class TestDocuments:
    def test_a_full_document_of_v4_comes_back_without_findings(self) -> None:
        document = {**ORDER, "externalId": "0815"}
        loaded = v4().load(document, ServiceOrder)
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()
        item = loaded.items[0]
        assert item.action is ItemAction.ADD
        assert isinstance(item.service, Service)
        assert item.service_order_item_relationship[0].item_id == "2"
        assert loaded.error_message[0].service_order_item[0].item_id == "1"

    def test_v5_has_more(self) -> None:
        document = {
            "@type": "ServiceOrder",
            "orderSpecification": {"id": "spec"},
            "orderCharacteristic": [{"name": "channel", "value": "web"}],
            "serviceOrderItem": [
                {
                    "id": "1",
                    "modifyPath": [
                        {"op": "move", "path": "/a", "from": "/b"},
                        {"op": "replace", "path": "/c", "value": {"d": 1}},
                    ],
                }
            ],
        }
        loaded = v5().load(document, ServiceOrder)
        assert v5().dump(loaded) == document
        assert v5().findings(loaded) == ()
        assert loaded.items[0].modify_path[0] == JsonPatch(op="move", path="/a", from_="/b")

    def test_the_names_before_v4_1_are_held(self) -> None:
        document = {
            "@type": "ServiceOrder",
            "orderItem": [
                {
                    "id": "1",
                    "orderItem": [{"id": "1.1"}],
                    "orderItemRelationship": [{"relationshipType": "dependency"}],
                }
            ],
        }
        loaded = v4().load(document, ServiceOrder)
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()
        assert loaded.items[0].items[0].id == "1.1"

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v5().load(ORDER, ServiceOrder)
        written = v5().dump(evolve(loaded.complete(at=MONDAY), priority="4"))
        assert written == {**ORDER, "state": "completed", "priority": "4"}

    @pytest.mark.parametrize("word", ["InProgress", "INPROGRESS"])
    def test_other_cases_of_states_are_understood(self, word: str) -> None:
        document = {
            "@type": "ServiceOrder",
            "state": word,
            "serviceOrderItem": [{"id": "1", "state": word}],
        }
        loaded = v5().load(document, ServiceOrder)
        assert v5().dump(loaded) == document
        assert v5().findings(loaded) == ()
        assert loaded.state is ServiceOrderState.IN_PROGRESS
        assert loaded.items[0].state is ServiceOrderItemState.IN_PROGRESS

    @pytest.mark.parametrize("version", ["v4", "v5"])
    def test_a_cancellation_comes_back_without_findings(self, version: str) -> None:
        document = {
            "@type": "CancelServiceOrder",
            "id": "1",
            "state": "done",
            "serviceOrder": {"id": "42", "@referredType": "ServiceOrder"},
            "cancellationReason": "moved",
            "requestedCancellationDate": "2026-10-26T08:00:00Z",
            "effectiveCancellationDate": "2026-10-26T09:00:00Z",
            "completionMessage": "done",
            "errorMessage": {"code": "1"},
        }
        api = v4() if version == "v4" else v5()
        loaded = api.load(document, CancelServiceOrder)
        assert api.dump(loaded) == document
        assert api.findings(loaded) == ()
