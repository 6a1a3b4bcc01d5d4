"""Resource orders: their lifecycle, what they are made of, and their documents."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from svcmgmt.common import EntityRef
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.lifecycle import Lifecycle, TransitionNotAllowed
from svcmgmt.patterns import ItemAction, TaskState
from svcmgmt.resource import (
    RESOURCE_ORDER,
    CancelResourceOrder,
    LogicalResource,
    ResourceOrder,
    ResourceOrderItem,
    ResourceOrderItemRef,
    ResourceOrderItemRelationship,
    ResourceOrderReference,
    ResourceOrderState,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

DRAWN = {
    ("acknowledged", "inProgress"),
    ("acknowledged", "rejected"),
    ("acknowledged", "assessingCancellation"),
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
    ("assessingCancellation", "acknowledged"),
    ("assessingCancellation", "inProgress"),
    ("assessingCancellation", "pending"),
    ("assessingCancellation", "held"),
    ("assessingCancellation", "pendingCancellation"),
    ("pendingCancellation", "cancelled"),
}
"""Edges of the picture of TMF652."""

ITEM = {
    "id": "1",
    "action": "add",
    "quantity": 1,
    "state": "acknowledged",
    "appointment": {"id": "a-1", "@referredType": "Appointment"},
    "resource": {"@type": "LogicalResource", "name": "MSISDN", "value": "0746712345"},
    "resourceSpecification": {"id": "rs-1", "@referredType": "ResourceSpecification"},
    "orderItemRelationship": [
        {
            "relationshipType": "dependency",
            "orderItem": {
                "itemId": "2",
                "resourceOrderId": "42",
                "resourceOrderHref": "https://example.com/resourceOrder/42",
            },
        }
    ],
}

ORDER = {
    "@type": "ResourceOrder",
    "id": "42",
    "href": "https://example.com/resourceOrder/42",
    "name": "a number",
    "description": "a number for a phone",
    "category": "mobile",
    "orderType": "standard",
    "priority": 1,
    "externalId": "0815",
    "externalReference": [{"id": "0815", "owner": "crm", "entityType": "order"}],
    "state": "inProgress",
    "orderDate": "2026-10-26T08:00:00Z",
    "startDate": "2026-10-26T09:00:00Z",
    "requestedStartDate": "2026-10-26T08:00:00Z",
    "requestedCompletionDate": "2026-10-27T08:00:00Z",
    "expectedCompletionDate": "2026-10-27T08:00:00Z",
    "completionDate": "2026-10-27T09:00:00Z",
    "orderItem": [ITEM],
    "note": [{"author": "ana", "text": "soon"}],
    "relatedParty": [{"id": "p", "role": "requester", "@referredType": "Organization"}],
}


def edges(lifecycle: Lifecycle[Any, Any]) -> set[tuple[str, str]]:
    return {(str(each), str(rule.target)) for rule in lifecycle.rules for each in rule.sources}


class TestLifecycle:
    def test_it_has_the_edges_of_the_picture(self) -> None:
        assert edges(RESOURCE_ORDER) == DRAWN
        assert RESOURCE_ORDER.initials == (ResourceOrderState.ACKNOWLEDGED,)
        assert {str(state) for state in RESOURCE_ORDER.finals} == {
            "rejected",
            "cancelled",
            "completed",
            "failed",
            "partial",
        }
        assert {rule.source for rule in RESOURCE_ORDER.rules} == {"TMF652 Lifecycle_Resource-v2"}

    def test_items_go_the_same_way(self) -> None:
        assert ResourceOrderItem().lifecycle is ResourceOrder().lifecycle is RESOURCE_ORDER

    def test_an_order_is_carried_out_in_part(self) -> None:
        order = ResourceOrder(id="42").start(at=MONDAY).hold(at=MONDAY, reason="no number is free")
        done = order.start(at=MONDAY).complete_in_part(at=MONDAY)
        assert done.state is ResourceOrderState.PARTIAL
        words = [str(step.to_state) for step in done.history]
        assert words == ["inProgress", "held", "inProgress", "partial"]

    def test_a_cancellation_that_is_not_granted_leads_back(self) -> None:
        asked = ResourceOrder().assess_cancellation(at=MONDAY)
        assert asked.acknowledge(at=MONDAY).state is ResourceOrderState.ACKNOWLEDGED
        ended = asked.prepare_cancellation(at=MONDAY).cancel(at=MONDAY)
        assert ended.state is ResourceOrderState.CANCELLED

    def test_it_cannot_be_cancelled_without_being_assessed(self) -> None:
        with pytest.raises(TransitionNotAllowed):
            ResourceOrder().cancel(at=MONDAY)


class TestDocuments:
    @pytest.mark.parametrize("version", ["v4", "v5"])
    def test_an_order_comes_back_without_findings(self, version: str) -> None:
        api = v4() if version == "v4" else v5()
        loaded = api.load(ORDER, ResourceOrder)
        assert api.dump(loaded) == ORDER
        assert api.findings(loaded) == ()
        item = loaded.order_item[0]
        assert item.action is ItemAction.ADD
        assert isinstance(item.resource, LogicalResource)
        assert item.order_item_relationship[0].item_id == "2"
        assert loaded.external_reference == (
            ResourceOrderReference(id="0815", owner="crm", entity_type="order"),
        )

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v4().load(ORDER, ResourceOrder)
        assert v4().dump(loaded.complete(at=MONDAY))["state"] == "completed"

    def test_the_action_of_v4_with_an_underscore_is_understood(self) -> None:
        document = {"id": "1", "action": "no_change", "state": "acknowledged"}
        item = v4().load(document, ResourceOrderItem)
        assert item.action is ItemAction.NO_CHANGE
        assert v4().dump(item) == document

    def test_a_request_to_end_it_is_a_task(self) -> None:
        document = {
            "@type": "CancelResourceOrder",
            "id": "c-1",
            "resourceOrder": {"id": "42", "@referredType": "ResourceOrder"},
            "cancellationReason": "not needed",
            "requestedCancellationDate": "2026-10-27T08:00:00Z",
            "effectiveCancellationDate": "2026-10-27T09:00:00Z",
            "state": "acknowledged",
        }
        task = v4().load(document, CancelResourceOrder)
        assert v4().dump(task) == document
        assert v4().findings(task) == ()
        assert task.start(at=MONDAY).finish(at=MONDAY).state is TaskState.DONE

    def test_an_item_is_referred_to_by_its_place_in_the_order(self) -> None:
        other = ResourceOrderItemRef(resource_order_id="42", item_id="2")
        assert ResourceOrderItemRelationship(order_item=other).item_id == "2"


class TestWrongKinds:
    def test_an_item_that_is_a_reference_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            ResourceOrder(order_item=[EntityRef(id="1")])

    def test_a_quantity_that_is_no_number_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            ResourceOrderItem(quantity="1")  # type: ignore[arg-type]
