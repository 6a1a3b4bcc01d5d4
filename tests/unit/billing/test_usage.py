"""Usage: its lifecycle, what it costs, and its documents."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from attrs import evolve

from svcmgmt.billing import (
    USAGE,
    RatedProductUsage,
    Usage,
    UsageSpecification,
    UsageStatus,
    UsageTrigger,
)
from svcmgmt.common import Characteristic
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4
from svcmgmt.lifecycle import TransitionNotAllowed

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

DRAWN = {
    ("received", "guided"),
    ("received", "rejected"),
    ("guided", "rated"),
    ("guided", "rejected"),
    ("rated", "rerated"),
    ("rated", "billed"),
    ("rerated", "rated"),
    ("rejected", "recycled"),
    ("recycled", "guided"),
    ("recycled", "rejected"),
}
"""Edges of the picture of TMF635."""

CALL = {
    "@type": "Usage",
    "id": "u-1",
    "href": "https://example.com/usage/u-1",
    "description": "a call",
    "usageType": "voice",
    "usageDate": "2026-10-26T08:00:00Z",
    "status": "rated",
    "usageSpecification": {"id": "us-1", "@referredType": "UsageSpecification"},
    "usageCharacteristic": [{"@type": "UsageCharacteristic", "name": "duration", "value": 20}],
    "relatedParty": [{"id": "p", "role": "customer", "@referredType": "Individual"}],
    "ratedProductUsage": [
        {
            "ratingDate": "2026-10-26T09:00:00Z",
            "ratingAmountType": "total",
            "usageRatingTag": "usage",
            "offerTariffType": "normal",
            "isBilled": False,
            "isTaxExempt": False,
            "taxRate": 19.6,
            "taxExcludedRatingAmount": {"unit": "EUR", "value": 10.01},
            "taxIncludedRatingAmount": {"unit": "EUR", "value": 12.00},
            "bucketValueConvertedInAmount": {"unit": "EUR", "value": 1},
            "productRef": {"id": "1234", "@referredType": "Product"},
        }
    ],
}


class TestLifecycle:
    def test_it_has_the_edges_of_the_picture(self) -> None:
        drawn = {(str(each), str(rule.target)) for rule in USAGE.rules for each in rule.sources}
        assert drawn == DRAWN
        assert USAGE.initials == (UsageStatus.RECEIVED,)
        assert USAGE.finals == (UsageStatus.BILLED, UsageStatus.REJECTED)
        assert {rule.source for rule in USAGE.rules} == {"TMF635 Lifecycle_Usage"}

    def test_it_is_rated_rated_again_and_billed(self) -> None:
        call = Usage(id="u-1").guide(at=MONDAY).rate(at=MONDAY).rerate(at=MONDAY)
        billed = call.rate(at=MONDAY).bill(at=MONDAY, by="billing")
        assert billed.state is UsageStatus.BILLED
        assert billed.allowed_triggers == ()
        assert billed.history[-1].by == "billing"

    def test_what_was_rejected_is_mended_and_tried_again(self) -> None:
        rejected = Usage(id="u-1").reject(at=MONDAY, reason="nobody has this number")
        again = rejected.recycle(at=MONDAY)
        assert again.allowed_triggers == (UsageTrigger.GUIDE, UsageTrigger.REJECT)
        assert again.guide(at=MONDAY).state is UsageStatus.GUIDED

    def test_what_is_not_rated_is_not_billed(self) -> None:
        with pytest.raises(TransitionNotAllowed):
            Usage().guide(at=MONDAY).bill(at=MONDAY)


class TestDocuments:
    def test_a_call_comes_back_without_findings(self) -> None:
        loaded = v4().load(CALL, Usage)
        assert v4().dump(loaded) == CALL
        assert v4().findings(loaded) == ()
        assert loaded.state is UsageStatus.RATED
        assert loaded.rated_product_usage[0].tax_rate == Decimal("19.6")
        assert loaded.usage_characteristic == (
            Characteristic(at_type="UsageCharacteristic", name="duration", value=20),
        )

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v4().load(CALL, Usage)
        assert v4().dump(evolve(loaded.bill(at=MONDAY), description="the call")) == {
            **CALL,
            "description": "the call",
            "status": "billed",
        }

    def test_a_specification_comes_back_without_findings(self) -> None:
        document = {
            "@type": "UsageSpecification",
            "id": "us-1",
            "name": "voice",
            "version": "1.0",
            "lifecycleStatus": "Active",
            "isBundle": False,
            "specCharacteristic": [{"name": "duration", "valueType": "number"}],
            "entitySpecRelationship": [{"id": "us-2", "relationshipType": "substitution"}],
        }
        loaded = v4().load(document)
        assert type(loaded) is UsageSpecification
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()


def test_what_it_costs_is_no_text() -> None:
    with pytest.raises(InvalidType):
        RatedProductUsage(tax_rate="19.6")  # type: ignore[arg-type]
