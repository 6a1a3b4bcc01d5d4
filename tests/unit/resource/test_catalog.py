"""The resource catalog: its entries, their lifecycle, and what v4 spells in another way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from svcmgmt.common import CharacteristicSpecification
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.patterns import CATALOG, CatalogEntity, CatalogStatus
from svcmgmt.resource import (
    LogicalResourceSpecification,
    PhysicalResourceSpecification,
    ResourceCandidate,
    ResourceCatalog,
    ResourceCategory,
    ResourceFunctionSpecification,
    ResourceSpecification,
    ResourceSpecificationCharacteristic,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

ENTRIES: tuple[type[CatalogEntity], ...] = (
    ResourceCatalog,
    ResourceCategory,
    ResourceCandidate,
    ResourceSpecification,
    LogicalResourceSpecification,
    PhysicalResourceSpecification,
    ResourceFunctionSpecification,
)

PART_OF_ALL: dict[str, Any] = {
    "id": "43",
    "href": "https://example.com/43",
    "name": "router",
    "description": "a router",
    "version": "3.2",
    "validFor": {"startDateTime": "2026-10-01T00:00:00Z"},
    "lastUpdate": "2026-10-26T08:00:00Z",
    "lifecycleStatus": "Active",
}

SPECIFICATION = {
    "@type": "PhysicalResourceSpecification",
    "@baseType": "ResourceSpecification",
    **PART_OF_ALL,
    "category": "network",
    "isBundle": False,
    "attachment": [{"id": "2", "url": "https://example.com/2"}],
    "relatedParty": [{"role": "supplier", "partyOrPartyRole": {"id": "p", "@type": "PartyRef"}}],
    "targetResourceSchema": {"@schemaLocation": "https://example.com/router"},
    "featureSpecification": [{"name": "routing", "isEnabled": True}],
    "resourceSpecCharacteristic": [
        {
            "name": "power",
            "minCardinality": 1,
            "charSpecRelationship": [{"name": "size", "relationshipType": "dependency"}],
            "characteristicValueSpecification": [{"value": "AC", "isDefault": True}],
        }
    ],
    "resourceSpecRelationship": [
        {
            "id": "44",
            "href": "https://example.com/44",
            "name": "card",
            "relationshipType": "dependency",
            "role": "part",
            "defaultQuantity": 4,
            "minimumQuantity": 1,
            "maximumQuantity": 8,
            "characteristic": [{"name": "slot"}],
            "validFor": {"startDateTime": "2026-10-01T00:00:00Z"},
        }
    ],
    "intentSpecification": {"id": "i-1", "@type": "IntentSpecificationRef"},
    "externalIdentifier": [{"owner": "plm", "id": "0815"}],
    "vendor": "Acme",
    "model": "7750",
    "part": "2s",
    "sku": "3HE",
}

OTHERS: tuple[dict[str, Any], ...] = (
    {
        "@type": "ResourceCatalog",
        **PART_OF_ALL,
        "catalogType": "ResourceCatalog",
        "category": [{"id": "c-1"}],
        "relatedParty": [{"role": "owner"}],
        "externalIdentifier": [{"owner": "plm", "id": "1"}],
    },
    {
        "@type": "ResourceCategory",
        **PART_OF_ALL,
        "isRoot": False,
        "parentId": "c-0",
        "category": [{"id": "c-2"}],
        "resourceSpecification": [{"id": "43"}],
        "resourceCandidate": [{"id": "rc-1"}],
    },
    {
        "@type": "ResourceCandidate",
        **PART_OF_ALL,
        "category": [{"id": "c-1"}],
        "resourceSpecification": {"id": "43"},
    },
    {
        "@type": "ResourceFunctionSpecification",
        **PART_OF_ALL,
        "connectionPointSpecification": [{"id": "cp-1"}],
        "connectivitySpecification": [
            {
                "id": "g-1",
                "name": "chain",
                "description": "of two",
                "graphSpecificationRelationship": [
                    {"relationshipType": "adjacency", "resourceGraph": {"id": "g-2"}}
                ],
                "connectionSpecification": [
                    {
                        "id": "cs-1",
                        "name": "uplink",
                        "associationType": "pointtoPoint",
                        "endpointSpecification": [
                            {
                                "id": "43",
                                "role": "source",
                                "isRoot": True,
                                "connectionPointSpecification": {"id": "cp-1"},
                            }
                        ],
                    }
                ],
            }
        ],
    },
)


class TestEntries:
    @pytest.mark.parametrize("kind", ENTRIES)
    def test_each_says_its_class_and_has_the_lifecycle_of_catalogs(
        self, kind: type[CatalogEntity]
    ) -> None:
        entry = kind(id="1", name="one")
        assert entry.at_type == kind.__name__
        assert entry.lifecycle is CATALOG
        assert entry.design(at=MONDAY).state is CatalogStatus.IN_DESIGN

    def test_what_is_no_reference_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            ResourceCatalog(category=["c-1"])


class TestDocuments:
    def test_a_specification_comes_back_without_findings(self) -> None:
        loaded = v5().load(SPECIFICATION, ResourceSpecification)
        assert v5().dump(loaded) == SPECIFICATION
        assert v5().findings(loaded) == ()
        assert type(loaded) is PhysicalResourceSpecification
        assert loaded.resource_spec_relationship[0].maximum_quantity == 8

    @pytest.mark.parametrize("document", OTHERS, ids=lambda document: document["@type"])
    @pytest.mark.parametrize("version", ["v4", "v5"])
    def test_the_other_entries_come_back_without_findings(
        self, version: str, document: dict[str, Any]
    ) -> None:
        api = v4() if version == "v4" else v5()
        loaded = api.load(document)
        assert type(loaded).__name__ == document["@type"]
        assert api.dump(loaded) == document
        assert api.findings(loaded) == ()

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v5().load(SPECIFICATION, ResourceSpecification)
        assert v5().dump(loaded.retire(at=MONDAY))["lifecycleStatus"] == "Retired"

    def test_v4_has_other_names_for_what_may_be_told(self) -> None:
        document = {
            "@type": "ResourceSpecification",
            "resourceSpecCharacteristic": [
                {
                    "name": "power",
                    "resourceSpecCharRelationship": [
                        {
                            "name": "size",
                            "resourceSpecificationId": "44",
                            "resourceSpecificationHref": "https://example.com/44",
                        }
                    ],
                    "resourceSpecCharacteristicValue": [{"value": "AC"}],
                }
            ],
            "resourceSpecRelationship": [
                {
                    "id": "44",
                    "characteristic": [
                        {"name": "slot", "resourceSpecCharacteristicValue": [{"value": 1}]}
                    ],
                }
            ],
            "lifecycleStatus": "Active",
        }
        loaded = v4().load(document, ResourceSpecification)
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()
        told = loaded.resource_spec_characteristic[0]
        assert isinstance(told, ResourceSpecificationCharacteristic)
        assert told.characteristic_value_specification[0].value == "AC"
        assert told.char_spec_relationship[0].parent_specification_id == "44"

    def test_v5_has_one_class_for_them(self) -> None:
        loaded = v5().load(SPECIFICATION, ResourceSpecification)
        assert type(loaded.resource_spec_characteristic[0]) is CharacteristicSpecification
