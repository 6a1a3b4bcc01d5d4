"""Consumption: reports and buckets of both versions."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from attrs import evolve

from svcmgmt.billing import (
    Bucket,
    BucketRef,
    BucketStatus,
    ConsumptionSummary,
    LogicalResourceRef,
    QueryUsageConsumption,
    UsageConsumptionProductRef,
    UsageConsumptionReport,
)
from svcmgmt.common import EntityRef, Quantity
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.patterns import TaskState

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

COUNTER = {
    "counterType": "used",
    "level": "global",
    "value": {"amount": 1.2, "units": "GB"},
    "valueName": "1.2 GB used",
    "consumptionPeriod": {"startDateTime": "2026-10-01T00:00:00Z"},
    "user": {"role": "user", "partyOrPartyRole": {"id": "p", "@type": "PartyRef"}},
    "characteristic": [{"name": "zone", "value": "EU"}],
}

REPORT = {
    "@type": "UsageConsumptionReport",
    "id": "r-1",
    "name": "Kate",
    "description": "Kate's phone",
    "creationDate": "2026-10-26T08:00:00Z",
    "lastUpdate": "2026-10-26T08:00:00Z",
    "validPeriod": {"startDateTime": "2026-10-01T00:00:00Z"},
    "product": [
        {
            "id": "p-1",
            "name": "phone",
            "consumptionSummary": [COUNTER],
            "@type": "UsageConsumptionProductRef",
        },
        {"id": "p-2", "@type": "ProductRef"},
    ],
    "logicalResource": [{"id": "l-1", "value": "0746", "@type": "LogicalResourceRef"}],
    "partyAccount": [{"id": "pa-1", "description": "Kate's", "status": "active"}],
    "relatedParty": [{"role": "user", "partyOrPartyRole": {"id": "p", "@type": "PartyRef"}}],
    "bucket": [
        {
            "@type": "Bucket",
            "id": "b-1",
            "name": "data",
            "description": "10 GB",
            "usageType": "data",
            "isShared": False,
            "creationDate": "2026-10-01T00:00:00Z",
            "validFor": {"startDateTime": "2026-10-01T00:00:00Z"},
            "status": "active",
            "remainingValue": {"amount": 8.8, "units": "GB"},
            "remainingValueName": "8.8 GB",
            "reservedValue": {"amount": 1, "units": "GB"},
            "reserveBalance": [{"id": "rb-1"}],
            "bucketCounter": [
                {**COUNTER, "@type": "BucketCounter"},
                {**COUNTER, "@type": "ConsumptionSummary"},
            ],
            "bucketRelationship": [
                {
                    "relationshipType": "parent",
                    "role": "all",
                    "bucket": {"id": "b-2", "usageType": "data", "@type": "BucketRef"},
                }
            ],
            "bucketSpecification": {"id": "bs-1"},
            "product": [{"id": "p-1"}],
            "logicalResource": [{"id": "l-1"}],
            "partyAccount": {"id": "pa-1"},
        },
        {"@type": "BucketRef", "id": "b-3", "usageType": "voice"},
    ],
}


class TestReports:
    def test_a_report_comes_back_without_findings(self) -> None:
        loaded = v5().load(REPORT, UsageConsumptionReport)
        assert v5().dump(loaded) == REPORT
        assert v5().findings(loaded) == ()
        data, voice = loaded.bucket
        assert isinstance(data, Bucket)
        assert data.status is BucketStatus.ACTIVE
        assert {type(each) for each in data.bucket_counter} == {ConsumptionSummary}
        assert isinstance(data.bucket_relationship[0].bucket, BucketRef)
        assert isinstance(voice, BucketRef)
        assert [type(each) for each in loaded.product] == [UsageConsumptionProductRef, EntityRef]
        assert isinstance(loaded.logical_resource[0], LogicalResourceRef)

    def test_an_edit_shows_in_the_document(self) -> None:
        left = Bucket(name="data", remaining_value=Quantity(amount=Decimal("8.8"), units="GB"))
        report = UsageConsumptionReport(id="r-1", bucket=[left])
        less = evolve(left, remaining_value=Quantity(amount=Decimal(8), units="GB"))
        assert v5().dump(evolve(report, bucket=[less])) == {
            "@type": "UsageConsumptionReport",
            "id": "r-1",
            "bucket": [
                {
                    "@type": "Bucket",
                    "name": "data",
                    "remainingValue": {"amount": 8, "units": "GB"},
                }
            ],
        }

    def test_v4_has_other_names(self) -> None:
        document = {
            "@type": "UsageConsumption",
            "state": "accepted",
            "service": [{"id": "s-1", "consumptionSummary": [{"counterType": "used"}]}],
            "bucketRefOrValue": [
                {
                    "name": "data",
                    "usageType": "data",
                    "bucketRelationship": [{"bucketRefOrValue": {"id": "b-2"}}],
                }
            ],
        }
        loaded = v4().load(document, UsageConsumptionReport)
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()
        assert loaded.state is TaskState.ACKNOWLEDGED
        assert isinstance(loaded.service[0], UsageConsumptionProductRef)


class TestQueries:
    def test_a_query_is_a_task_that_ends_with_reports(self) -> None:
        document = {
            "@type": "QueryUsageConsumption",
            "id": "q-1",
            "state": "inProgress",
            "creationDate": "2026-10-26T08:00:00Z",
            "searchCriteria": {"@type": "UsageConsumptionReport", "product": [{"id": "p-1"}]},
            "usageConsumption": [REPORT],
            "partyAccount": [{"id": "pa-1"}],
            "errorMessage": [{"code": "17", "reason": "no such product"}],
        }
        loaded = v5().load(document, QueryUsageConsumption)
        assert v5().dump(loaded) == document
        assert v5().findings(loaded) == ()
        assert v5().dump(loaded.finish(at=MONDAY))["state"] == "done"

    def test_v4_calls_its_date_otherwise(self) -> None:
        document = {"queryUsageConsumptionDate": "2026-10-26T08:00:00Z"}
        assert v4().load(document, QueryUsageConsumption).creation_date == MONDAY


def test_a_counter_of_another_kind_is_refused() -> None:
    with pytest.raises(InvalidType):
        Bucket(bucket_counter=[Quantity(units="GB")])
