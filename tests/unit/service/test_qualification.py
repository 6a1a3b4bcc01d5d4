"""Service qualification: questions as tasks, and their documents."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from svcmgmt.common import EntityRef
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.patterns import TASK, TaskState
from svcmgmt.service import (
    AlternateServiceProposal,
    CheckServiceQualification,
    CheckServiceQualificationItem,
    QueryServiceQualification,
    ServiceEligibilityReason,
    ServiceQualification,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

COMMON: dict[str, Any] = {
    "id": "33",
    "href": "https://example.com/q/33",
    "description": "fibre at home",
    "instantSyncQualification": True,
    "expectedQualificationDate": "2026-10-26T08:00:00Z",
    "estimatedResponseDate": "2026-10-26T08:00:00Z",
    "effectiveQualificationDate": "2026-10-26T08:00:00Z",
    "expirationDate": "2026-11-26T08:00:00Z",
    "state": "done",
    "relatedParty": [{"id": "p", "role": "requester", "@referredType": "Individual"}],
}
OF_ITEM: dict[str, Any] = {
    "id": "1",
    "service": {"@type": "Service", "place": [{"role": "installation", "id": "9"}]},
    "category": {"id": "fibre"},
    "expectedActivationDate": "2026-10-27T08:00:00Z",
    "expectedServiceAvailabilityDate": "2026-10-28T08:00:00Z",
    "expirationDate": "2026-11-26T08:00:00Z",
}
OF_CHECK: dict[str, Any] = {
    **OF_ITEM,
    "state": "done",
    "qualificationResult": "alternate",
    "alternateServiceProposal": [
        {
            "id": "1",
            "alternateServiceAvailabilityDate": "2026-10-28T08:00:00Z",
            "alternateService": {"id": "adsl"},
        }
    ],
    "qualificationRelationship": [{"id": "32", "relationshipType": "dependency"}],
    "qualificationItemRelationship": [{"id": "2", "relationshipType": "dependency"}],
    "terminationError": [{"id": "1", "value": "no address"}],
}
REASONS = [{"code": "34", "label": "too far"}]
CHECK_V4 = {
    **COMMON,
    "@type": "CheckServiceQualification",
    "externalId": "0815",
    "checkServiceQualificationDate": "2026-10-26T08:00:00Z",
    "provideAlternative": True,
    "provideUnavailabilityReason": True,
    "qualificationResult": "alternate",
    "serviceQualificationItem": [{**OF_CHECK, "eligibilityUnavailabilityReason": REASONS}],
}
CHECK_V5 = {
    **COMMON,
    "@type": "CheckServiceQualification",
    "externalIdentifier": [{"owner": "crm", "id": "0815"}],
    "errorMessage": [{"code": "1"}],
    "provideResultReason": True,
    "serviceQualificationItem": [{**OF_CHECK, "eligibilityResultReason": REASONS}],
}
QUERY = {
    **COMMON,
    "@type": "QueryServiceQualification",
    "queryServiceQualificationDate": "2026-10-26T08:00:00Z",
    "searchCriteria": OF_ITEM,
    "serviceQualificationItem": [OF_ITEM],
}


class TestTasks:
    @pytest.mark.parametrize(
        "kind", [ServiceQualification, CheckServiceQualification, QueryServiceQualification]
    )
    def test_each_is_a_task(self, kind: type[ServiceQualification]) -> None:
        task = kind(id="33")
        assert task.lifecycle is TASK
        assert task.at_type == kind.__name__
        assert task.start(at=MONDAY).fail(at=MONDAY).state is TaskState.TERMINATED_WITH_ERROR

    def test_it_is_made_of_parts(self) -> None:
        item = CheckServiceQualificationItem(
            id="1",
            eligibility_result_reason=[ServiceEligibilityReason(code="34")],
            alternate_service_proposal=[
                AlternateServiceProposal(alternate_service=EntityRef(id="adsl"))
            ],
        )
        check = CheckServiceQualification(service_qualification_item=[item])
        written = v4().dump(check)["serviceQualificationItem"]
        assert written == [
            {
                "id": "1",
                "eligibilityUnavailabilityReason": [{"code": "34"}],
                "alternateServiceProposal": [{"alternateService": {"id": "adsl"}}],
            }
        ]

    def test_a_bare_item_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            CheckServiceQualification(service_qualification_item=[EntityRef()])


class TestDocuments:
    @pytest.mark.parametrize(
        ("version", "document"),
        [("v4", CHECK_V4), ("v5", CHECK_V5), ("v4", QUERY), ("v5", QUERY)],
        ids=["check-v4", "check-v5", "query-v4", "query-v5"],
    )
    def test_a_full_document_comes_back_without_findings(
        self, version: str, document: dict[str, Any]
    ) -> None:
        api = v4() if version == "v4" else v5()
        loaded = api.load(document)
        assert type(loaded).__name__ == document["@type"]
        assert api.dump(loaded) == document
        assert api.findings(loaded) == ()

    def test_reasons_have_one_name_here(self) -> None:
        for api, document in ((v4(), CHECK_V4), (v5(), CHECK_V5)):
            loaded = api.load(document, CheckServiceQualification)
            item = loaded.service_qualification_item[0]
            assert item.eligibility_result_reason[0].label == "too far"
            assert loaded.provide_result_reason is True

    @pytest.mark.parametrize(
        "word", ["EligibilityResultReason", "ServiceEligibilityUnavailabilityReason"]
    )
    def test_reasons_are_read_by_any_published_type(self, word: str) -> None:
        reason = {"@type": word, "code": "34"}
        document = {
            "@type": "CheckServiceQualification",
            "serviceQualificationItem": [{"id": "1", "eligibilityResultReason": [reason]}],
        }
        loaded = v5().load(document, CheckServiceQualification)
        item = loaded.service_qualification_item[0]
        assert type(item.eligibility_result_reason[0]) is ServiceEligibilityReason
        assert v5().dump(loaded) == document

    def test_v4_calls_the_first_state_accepted(self) -> None:
        document = {"@type": "QueryServiceQualification", "state": "accepted"}
        loaded = v4().load(document, QueryServiceQualification)
        assert loaded.state is TaskState.ACKNOWLEDGED
        assert v4().dump(loaded) == document
