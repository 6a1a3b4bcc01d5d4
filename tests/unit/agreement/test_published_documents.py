"""Agreements and service levels as documents: in and out without loss, and as v4 spells them."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.agreement import documents
from svcmgmt.agreement.documents import (
    Agreement,
    AgreementSpecCharacteristic,
    AgreementSpecification,
    ServiceLevelObjective,
    ServiceLevelSpecification,
)
from svcmgmt.common import EntityRef, PartyRoleRef, RelatedParty
from svcmgmt.errors import InvalidType
from svcmgmt.interop import tmf

DOCUMENTS: list[tuple[str, dict[str, Any]]] = [
    (
        "v5",
        {
            "@type": "Agreement",
            "name": "Acme 2026",
            "agreementType": "commercial",
            "agreementItem": [
                {
                    "@type": "ProductAgreementItem",
                    "id": "1",
                    "productOffering": [{"id": "vpn"}],
                    "termOrCondition": [{"description": "30 days notice"}],
                }
            ],
            "engagedParty": [{"@type": "PartyRoleRef", "id": "c-7", "partyName": "Acme"}],
            "agreementRelationship": [{"id": "a-1", "relationshipType": "supersedes"}],
            "relatedDocument": [{"role": "contract", "document": {"id": "d-1"}}],
        },
    ),
    (
        "v4",
        {
            "@type": "Agreement",
            "documentNumber": 7,
            "engagedParty": [{"id": "acme", "role": "customer"}],
            "completionDate": {"startDateTime": "2026-01-01T00:00:00Z"},
            "agreementSpecification": {"id": "s-1", "description": "commercial"},
            "agreementAuthorization": [{"date": "2026-01-01T00:00:00Z", "state": "approved"}],
        },
    ),
    (
        "v4",
        {
            "@type": "AgreementSpecification",
            "lifecycleStatus": "Active",
            "specificationCharacteristic": [
                {"name": "term", "specCharacteristicValue": [{"value": "12", "default": True}]}
            ],
        },
    ),
    (
        "v4",
        {
            "@type": "ServiceLevelSpecification",
            "name": "gold",
            "relatedServiceLevelObjective": [{"id": "slo-1"}],
        },
    ),
    (
        "v4",
        {
            "@type": "ServiceLevelObjective",
            "conformanceTarget": "32",
            "conformanceComparator": ">",
            "serviceLevelObjectiveParameter": {"transformationAlgorithmOfKQI": "mean"},
            "serviceLevelObjectiveConsequence": [{"prescribedAction": "credit"}],
        },
    ),
    (
        "v5",
        {
            "@type": "ServiceLevelObjective",
            "keyIndicator": {"name": "delay"},
            "consequence": [{"prescribedAction": {"name": "credit"}}],
            "threshold": [{"name": "warning", "thresholdType": "PreDefined"}],
            "applicability": [{"dayOfWeek": "1"}],
        },
    ),
    (
        "v5",
        {
            "@type": "SLAViolation",
            "sla": {"id": "SLA-7"},
            "violation": {"actualValue": "512", "rule": {"id": "1"}},
        },
    ),
    ("v5", {"@type": "SLA", "state": "Observed", "rule": [{"operator": ".ge"}]}),
]


@pytest.mark.parametrize(
    ("version", "document"),
    DOCUMENTS,
    ids=[f"{document['@type']}-{version}" for version, document in DOCUMENTS],
)
def test_a_document_is_held_by_its_class_and_comes_out_again(
    version: str, document: dict[str, Any]
) -> None:
    profile = tmf.v4() if version == "v4" else tmf.v5()
    entity = profile.load(document, strict=True)
    assert type(entity) is getattr(documents, document["@type"])
    assert profile.dump(entity) == document


def test_a_document_is_no_agreement_that_is_evaluated() -> None:
    assert not isinstance(tmf.v5().load({"@type": "Agreement"}), EntityRef)
    assert Agreement.__module__ == "svcmgmt.agreement.documents.agreement"


def test_parties_are_references_with_or_without_a_role() -> None:
    told = [{"id": "acme"}, {"id": "acme", "role": "customer"}, {"@type": "PartyRoleRef"}]
    agreement = tmf.v5().load({"@type": "Agreement", "engagedParty": told}, Agreement)
    assert [type(each) for each in agreement.engaged_party] == [
        EntityRef,
        RelatedParty,
        PartyRoleRef,
    ]


def test_v4_has_characteristics_of_its_own() -> None:
    document = DOCUMENTS[2][1]
    found = tmf.v4().load(document, AgreementSpecification).specification_characteristic
    assert [type(each) for each in found] == [AgreementSpecCharacteristic]
    assert found[0].characteristic_value_specification[0].is_default


def test_objectives_stand_by_reference_or_by_value() -> None:
    objectives = [{"id": "1"}, {"@type": "ServiceLevelObjective", "conformanceTarget": "32"}]
    specification = tmf.v5().load(
        {"@type": "ServiceLevelSpecification", "serviceLevelObjective": objectives},
        ServiceLevelSpecification,
    )
    kinds = [type(each) for each in specification.service_level_objective]
    assert kinds == [EntityRef, ServiceLevelObjective]


def test_figures_are_text() -> None:
    with pytest.raises(InvalidType):
        ServiceLevelObjective(conformance_target=32)  # type: ignore[arg-type]
