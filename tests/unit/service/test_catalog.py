"""The service catalog: specifications come into being and go, relations and features are held."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from svcmgmt.common import EntityRef, FeatureSpecification
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.patterns import CATALOG, CatalogStatus
from svcmgmt.service import (
    CustomerFacingServiceSpecification,
    ResourceFacingServiceSpecification,
    ServiceCandidate,
    ServiceCatalog,
    ServiceCategory,
    ServiceSpecification,
    ServiceSpecificationCharacteristic,
    ServiceSpecRelationship,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

SPECIFICATION = {
    "@type": "ServiceSpecification",
    "id": "9600",
    "name": "Content",
    "version": "1.0",
    "lifecycleStatus": "In test",
    "isBundle": False,
    "lastUpdate": "2026-10-26T08:00:00Z",
    "validFor": {"startDateTime": "2026-10-01T00:00:00Z"},
    "attachment": [{"id": "2", "url": "https://example.com/2"}],
    "targetEntitySchema": {"@schemaLocation": "https://example.com/content"},
    "specCharacteristic": [
        {
            "name": "speed",
            "minCardinality": 1,
            "maxCardinality": 1,
            "characteristicValueSpecification": [{"value": 100, "isDefault": True}],
        }
    ],
    "featureSpecification": [{"id": "f-1", "name": "cache", "isEnabled": True}],
    "relatedParty": [{"id": "p-1", "role": "owner", "@referredType": "Individual"}],
    "constraint": [{"id": "rule-1", "@referredType": "Constraint"}],
    "resourceSpecification": [{"id": "r-1"}],
    "serviceLevelSpecification": [{"id": "l-1"}],
    "serviceSpecRelationship": [{"id": "9601", "relationshipType": "dependency", "role": "base"}],
    "entitySpecRelationship": [{"id": "r-1", "relationshipType": "dependency"}],
}


class TestEntries:
    @pytest.mark.parametrize(
        "kind",
        [
            ServiceCatalog,
            ServiceCategory,
            ServiceCandidate,
            ServiceSpecification,
            CustomerFacingServiceSpecification,
            ResourceFacingServiceSpecification,
        ],
    )
    def test_each_says_its_class_and_has_the_lifecycle_of_catalogs(
        self, kind: type[ServiceSpecification]
    ) -> None:
        entry = kind(id="1", name="one")
        assert entry.at_type == kind.__name__
        assert entry.lifecycle is CATALOG
        assert entry.design(at=MONDAY).state is CatalogStatus.IN_DESIGN

    def test_what_is_no_reference_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            ServiceCatalog(category=["c-1"])

    def test_parts_may_be_given_as_any_list(self) -> None:
        category = ServiceCategory(
            is_root=True,
            service_candidate=[EntityRef(id="a")],
            service_specification=iter([EntityRef(id="b")]),
        )
        assert (category.service_candidate[0].id, category.service_specification[0].id) == (
            "a",
            "b",
        )


class TestDocuments:
    @pytest.mark.parametrize("version", ["v4", "v5"])
    def test_a_specification_comes_back_without_findings(self, version: str) -> None:
        api = v4() if version == "v4" else v5()
        loaded = api.load(SPECIFICATION, ServiceSpecification)
        assert api.dump(loaded) == SPECIFICATION
        assert api.findings(loaded) == ()
        assert loaded.state is CatalogStatus.IN_TEST
        assert isinstance(loaded.service_spec_relationship[0], ServiceSpecRelationship)
        assert isinstance(loaded.feature_specification[0], FeatureSpecification)

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v5().load(SPECIFICATION, ServiceSpecification)
        assert v5().dump(loaded.approve(at=MONDAY))["lifecycleStatus"] == "Active"

    @pytest.mark.parametrize("word", ["CustomerFacingServiceSpecification", "CFS"])
    def test_customer_and_resource_facing_are_told_by_their_type(self, word: str) -> None:
        document = {"@type": word.replace("CFS", "CustomerFacingServiceSpec"), "id": "1"}
        loaded = v5().load(document)
        assert type(loaded) is CustomerFacingServiceSpecification
        assert v5().dump(loaded) == document

    def test_characteristics_of_the_time_before_v4_are_held(self) -> None:
        document = {
            "@type": "ServiceSpecification",
            "specCharacteristic": [{"name": "speed"}],
            "serviceSpecCharacteristic": [
                {
                    "name": "colour",
                    "serviceSpecCharRelationship": [{"name": "speed", "role": "limit"}],
                    "serviceSpecCharacteristicValue": [{"value": {"value": "red"}}],
                }
            ],
        }
        loaded = v4().load(document, ServiceSpecification)
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()
        assert [each.name for each in loaded.characteristics] == ["speed", "colour"]
        colour = loaded.service_spec_characteristic[0]
        assert type(colour) is ServiceSpecificationCharacteristic
        assert colour.char_spec_relationship[0].role == "limit"

    def test_characteristics_of_features_have_other_names_in_v4(self) -> None:
        document = {
            "@type": "ServiceSpecification",
            "featureSpecification": [
                {
                    "name": "cache",
                    "featureSpecCharacteristic": [
                        {
                            "name": "size",
                            "featureSpecCharRelationship": [
                                {"featureId": "f-2", "characteristicId": "c-2"}
                            ],
                            "featureSpecCharacteristicValue": [{"value": 3}],
                        }
                    ],
                }
            ],
        }
        loaded = v4().load(document, ServiceSpecification)
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()
