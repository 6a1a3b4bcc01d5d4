"""Qualifications: tasks whose documents have other names in v4."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve
from full_documents import unset

from svcmgmt.common import EntityRef, TerminationError
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import Profile, v4, v5
from svcmgmt.patterns import TASK, Task, TaskState
from svcmgmt.product import (
    AlternateProductOfferingProposal,
    CheckProductOfferingQualification,
    CheckProductOfferingQualificationItem,
    EligibilityReason,
    Product,
    ProductOfferingQualificationItemRelationship,
    QueryProductOfferingQualification,
    QueryProductOfferingQualificationItem,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

TASK_DOCUMENT: dict[str, Any] = {
    "@baseType": "Entity",
    "@schemaLocation": "https://example.com/check",
    "id": "C-1",
    "href": "https://example.com/C-1",
    "description": "a line",
    "state": "done",
    "effectiveQualificationDate": "2026-10-26T08:00:00Z",
    "expirationDate": "2026-12-01T00:00:00Z",
    "instantSyncQualification": True,
    "channel": {"id": "web"},
    "category": {"id": "c-1"},
    "note": [{"text": "at home"}],
    "relatedParty": [{"id": "p", "role": "customer", "@referredType": "Individual"}],
}
"""What both tasks have, in both versions."""

DATES = {
    "creationDate": "2026-10-26T08:00:00Z",
    "requestedQualificationCompletionDate": "2026-10-27T08:00:00Z",
    "expectedQualificationCompletionDate": "2026-10-27T08:00:00Z",
}

ITEM: dict[str, Any] = {
    "@type": "CheckProductOfferingQualificationItem",
    "@baseType": "Entity",
    "@schemaLocation": "https://example.com/item",
    "id": "1",
    "href": "https://example.com/1",
    "action": "add",
    "state": "done",
    "qualificationItemResult": "alternate",
    "expectedActivationDate": "2026-11-02T08:00:00Z",
    "alternateProductOfferingProposal": [
        {
            "id": "1",
            "alternateActivationDate": "2026-11-02T08:00:00Z",
            "alternateProduct": {"@type": "Product", "isBundle": False},
            "alternateProductOffering": {"id": "o-2"},
            "promotion": {"id": "pm-1"},
        }
    ],
    "category": {"id": "c-1"},
    "product": {"@type": "Product", "isBundle": False},
    "productOffering": {"id": "o-1"},
    "promotion": {"id": "pm-1"},
    "CheckProductOfferingQualificationItem": [{"id": "1.1"}],
    "qualificationItemRelationship": [{"id": "2", "relationshipType": "reliesOn"}],
    "note": [{"text": "near the sea"}],
    "terminationError": [{"id": "e-1", "value": "no data"}],
}
REASON = [{"code": "34", "label": "too far from the exchange"}]

CHECK: dict[str, Any] = {
    **TASK_DOCUMENT,
    "provideAlternative": True,
    "provideOnlyAvailable": False,
    "qualificationResult": "alternate",
    "place": [{"id": "g-1", "role": "installation", "@referredType": "GeographicSite"}],
}

NEW_CHECK = {
    **CHECK,
    **DATES,
    "@type": "CheckProductOfferingQualification",
    "provideResultReason": True,
    "checkProductOfferingQualificationItem": [{**ITEM, "eligibilityResultReason": REASON}],
}

OLD_CHECK = {
    **CHECK,
    "@type": "ProductOfferingQualification",
    "productOfferingQualificationDate": "2026-10-26T08:00:00Z",
    "requestedPOQCompletionDate": "2026-10-27T08:00:00Z",
    "expectedPOQCompletionDate": "2026-10-27T08:00:00Z",
    "provideUnavailabilityReason": True,
    "productOfferingQualificationItem": [
        {
            **ITEM,
            "@type": "ProductOfferingQualificationItem",
            "eligibilityUnavailabilityReason": REASON,
        }
    ],
}

WANTED = {
    "@type": "QueryProductOfferingQualificationItem",
    "@baseType": "Entity",
    "@schemaLocation": "https://example.com/item",
    "id": "1",
    "href": "https://example.com/1",
    "category": {"id": "c-1"},
    "product": {"@type": "Product", "isBundle": False},
    "productOffering": {"id": "o-1"},
    "promotion": {"id": "pm-1"},
    "qualificationItemRelationship": [{"id": "2", "relationshipType": "reliesOn"}],
}

QUERY = {
    **TASK_DOCUMENT,
    **DATES,
    "@type": "QueryProductOfferingQualification",
    "searchCriteria": WANTED,
    "qualifiedProductOfferingItem": [WANTED],
}


class TestTasks:
    @pytest.mark.parametrize(
        "kind", [CheckProductOfferingQualification, QueryProductOfferingQualification]
    )
    def test_each_is_a_task(self, kind: type[Task]) -> None:
        task = kind(id="C-1")
        assert task.at_type == kind.__name__
        assert task.lifecycle is TASK
        assert task.start(at=MONDAY).finish(at=MONDAY).state is TaskState.DONE


class TestDocuments:
    @pytest.mark.parametrize(
        ("version", "document"), [(v4, OLD_CHECK), (v5, NEW_CHECK)], ids=["v4", "v5"]
    )
    def test_a_check_comes_back_without_findings(
        self, version: Callable[[], Profile], document: dict[str, Any]
    ) -> None:
        loaded = version().load(document)
        assert type(loaded) is CheckProductOfferingQualification
        assert version().dump(loaded) == document
        assert version().findings(loaded) == ()
        assert unset(loaded) == {"capitalised_item"}
        assert unset(loaded.items[0]) == set()

    def test_a_query_comes_back_without_findings(self) -> None:
        loaded = v5().load(QUERY)
        assert type(loaded) is QueryProductOfferingQualification
        assert v5().dump(loaded) == QUERY
        assert v5().findings(loaded) == ()
        assert unset(loaded) == set()
        (found,) = loaded.qualified_product_offering_item
        assert isinstance(found, QueryProductOfferingQualificationItem)
        assert unset(found) == set()
        assert loaded.search_criteria == found

    def test_the_parts_of_an_item_are_of_their_classes(self) -> None:
        (item,) = v5().load(NEW_CHECK, CheckProductOfferingQualification).items
        assert item.eligibility_result_reason == (
            EligibilityReason(code="34", label="too far from the exchange"),
        )
        (proposal,) = item.alternate_product_offering_proposal
        assert isinstance(proposal, AlternateProductOfferingProposal)
        assert isinstance(proposal.alternate_product, Product)
        assert isinstance(item.product, Product)
        assert item.check_product_offering_qualification_item == (
            CheckProductOfferingQualificationItem(id="1.1"),
        )
        assert item.qualification_item_relationship == (
            ProductOfferingQualificationItemRelationship(id="2", relationship_type="reliesOn"),
        )
        assert isinstance(item.termination_error[0], TerminationError)

    def test_items_are_found_by_either_name(self) -> None:
        document = {
            "@type": "CheckProductOfferingQualification",
            "checkProductOfferingQualificationItem": [{"id": "1"}],
            "CheckProductOfferingQualificationItem": [{"id": "2"}],
        }
        loaded = v5().load(document, CheckProductOfferingQualification)
        assert [each.id for each in loaded.items] == ["1", "2"]
        assert v5().dump(loaded) == document
        assert v5().findings(loaded) == ()

    def test_the_first_word_of_some_apis_of_v4_is_understood(self) -> None:
        document = {"@type": "ProductOfferingQualification", "state": "accepted"}
        loaded = v4().load(document, CheckProductOfferingQualification)
        assert loaded.state is TaskState.ACKNOWLEDGED
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()

    def test_an_edit_shows_in_the_document(self) -> None:
        running = {**NEW_CHECK, "state": "inProgress"}
        loaded = v5().load(running, CheckProductOfferingQualification)
        edited = evolve(loaded.fail(at=MONDAY), qualification_result="unqualified")
        assert v5().dump(edited) == {
            **NEW_CHECK,
            "state": "terminatedWithError",
            "qualificationResult": "unqualified",
        }


class TestWrongKinds:
    @pytest.mark.parametrize(
        ("kind", "wrong"),
        [
            (CheckProductOfferingQualification, {"state": "done"}),
            (CheckProductOfferingQualification, {"capitalised_item": [EntityRef(id="1")]}),
            (CheckProductOfferingQualificationItem, {"product": "line"}),
            (QueryProductOfferingQualification, {"search_criteria": "line"}),
            (EligibilityReason, {"code": 34}),
        ],
    )
    def test_they_are_refused(self, kind: Callable[..., object], wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType):
            kind(**wrong)
