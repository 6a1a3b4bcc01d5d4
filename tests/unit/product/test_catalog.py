"""The product catalog: every attribute is held, in both versions, and entries come and go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve
from full_documents import unset

from svcmgmt.common import (
    CharacteristicSpecification,
    CharacteristicSpecificationRelationship,
    CharacteristicValueSpecification,
    EntityRef,
    TargetEntitySchema,
)
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import Profile, v4, v5
from svcmgmt.patterns import CATALOG, CatalogEntity, CatalogStatus
from svcmgmt.product import (
    AllowedProductAction,
    BundledGroupProductOffering,
    BundledProductOffering,
    BundledProductOfferingOption,
    BundledProductSpecification,
    Catalog,
    Category,
    POPCharge,
    ProductCatalog,
    ProductOffering,
    ProductOfferingPrice,
    ProductOfferingRelationship,
    ProductOfferingTerm,
    ProductSpecification,
    ProductSpecificationCharacteristic,
    ProductSpecificationCharacteristicValueUse,
    ProductSpecificationRelationship,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
VALID = {"startDateTime": "2026-10-01T00:00:00Z", "endDateTime": "2027-10-01T00:00:00Z"}
PARTY = {"id": "p-1", "role": "owner", "@referredType": "Individual"}

ENTRY: dict[str, Any] = {
    "@baseType": "Entity",
    "@schemaLocation": "https://example.com/schema",
    "id": "e-1",
    "href": "https://example.com/e-1",
    "name": "Fibre 100",
    "description": "a line",
    "version": "1.0",
    "validFor": VALID,
    "lastUpdate": "2026-10-26T08:00:00Z",
    "lifecycleStatus": "Active",
}
"""What every entry of a catalog has."""

CATALOGUE = {
    **ENTRY,
    "@type": "ProductCatalog",
    "catalogType": "ProductCatalog",
    "relatedParty": [PARTY],
    "category": [{"id": "c-1"}],
}

CATEGORY = {
    **ENTRY,
    "@type": "Category",
    "isRoot": False,
    "parent": {"id": "c-0"},
    "parentId": "c-0",
    "subCategory": [{"id": "c-2", "name": "fibre"}],
    "productOffering": [{"id": "o-1"}],
}

VALUE_USE = {
    "id": "u-1",
    "name": "colour",
    "description": "of the case",
    "valueType": "string",
    "minCardinality": 0,
    "maxCardinality": 1,
    "validFor": VALID,
    "productSpecCharacteristicValue": [{"value": "red", "isDefault": True}],
    "productSpecification": {"id": "s-1"},
}

OPTION = {
    "numberRelOfferLowerLimit": 0,
    "numberRelOfferUpperLimit": 3,
    "numberRelOfferDefault": 1,
}

PART = {
    "id": "o-2",
    "name": "router",
    "lifecycleStatus": "Active",
    "bundledProductOfferingOption": OPTION,
}

OFFERING = {
    **ENTRY,
    "@type": "ProductOffering",
    "isBundle": True,
    "isSellable": True,
    "statusReason": "approved",
    "place": [{"id": "g-1", "@referredType": "GeographicAddress"}],
    "serviceLevelAgreement": {"id": "SLA-1", "name": "gold"},
    "channel": [{"id": "web"}],
    "serviceCandidate": {"id": "sc-1", "version": "1"},
    "resourceCandidate": {"id": "rc-1", "version": "1"},
    "category": [{"id": "c-1"}],
    "productSpecification": {"id": "s-1", "version": "2"},
    "productOfferingTerm": [
        {
            "name": "one year",
            "description": "at least",
            "duration": {"amount": 12, "units": "month"},
            "validFor": VALID,
        }
    ],
    "productOfferingPrice": [{"id": "pr-1", "@referredType": "ProductOfferingPrice"}],
    "agreement": [{"id": "a-1"}],
    "bundledProductOffering": [PART],
    "bundledGroupProductOffering": [
        {
            "id": "g-1",
            "name": "channels",
            "bundledProductOffering": [PART],
            "bundledGroupProductOffering": [{"id": "g-2"}],
            "bundledGroupProductOfferingOption": OPTION,
        }
    ],
    "attachment": [{"id": "f-1", "url": "https://example.com/f-1"}],
    "marketSegment": [{"id": "m-1"}],
    "productOfferingRelationship": [
        {"id": "o-3", "relationshipType": "requires", "role": "base", "validFor": VALID}
    ],
    "productOfferingCharacteristic": [{"name": "campaign"}],
    "prodSpecCharValueUse": [VALUE_USE],
    "policy": [{"id": "rule-1"}],
    "allowedAction": [{"action": "add", "channel": [{"id": "web"}], "validFor": VALID}],
    "externalIdentifier": [{"id": "0815", "owner": "erp"}],
}

SPECIFICATION = {
    **ENTRY,
    "@type": "ProductSpecification",
    "brand": "Acme",
    "productNumber": "F-100",
    "isBundle": True,
    "category": [{"id": "c-1"}],
    "relatedParty": [PARTY],
    "productSpecCharacteristic": [
        {
            "name": "speed",
            "valueType": "integer",
            "configurable": True,
            "charSpecRelationship": [{"name": "line", "relationshipType": "dependency"}],
            "characteristicValueSpecification": [{"value": 100, "isDefault": True}],
        }
    ],
    "serviceSpecification": [{"id": "ss-1"}],
    "resourceSpecification": [{"id": "rs-1"}],
    "bundledProductSpecification": [{"id": "s-2", "name": "router", "lifecycleStatus": "Active"}],
    "productSpecificationRelationship": [
        {
            "id": "s-3",
            "name": "line",
            "relationshipType": "dependency",
            "role": "base",
            "characteristic": [{"name": "reason"}],
            "validFor": VALID,
        }
    ],
    "attachment": [{"id": "f-1", "url": "https://example.com/f-1"}],
    "policy": [{"id": "rule-1"}],
    "targetProductSchema": {"@type": "Fibre", "@schemaLocation": "https://example.com/fibre"},
    "intentSpecification": {"id": "is-1"},
    "externalIdentifier": [{"id": "0815", "owner": "erp"}],
}

DOCUMENTS = [CATALOGUE, CATEGORY, OFFERING, SPECIFICATION]


class TestEntries:
    @pytest.mark.parametrize(
        "kind", [Catalog, ProductCatalog, Category, ProductOffering, ProductSpecification]
    )
    def test_each_says_its_class_and_has_the_lifecycle_of_catalogs(
        self, kind: type[CatalogEntity]
    ) -> None:
        entry = kind(id="1", name="one")
        assert entry.at_type == kind.__name__
        assert entry.lifecycle is CATALOG
        assert entry.design(at=MONDAY).state is CatalogStatus.IN_DESIGN

    def test_parts_may_be_given_as_any_list(self) -> None:
        offering = ProductOffering(
            category=[EntityRef(id="a")],
            bundled_product_offering=iter([BundledProductOffering(id="b")]),
        )
        assert (offering.category[0].id, offering.bundled_product_offering[0].id) == ("a", "b")


class TestDocuments:
    @pytest.mark.parametrize("version", [v4, v5])
    @pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["@type"])
    def test_each_comes_back_without_findings(
        self, document: dict[str, Any], version: Callable[[], Profile]
    ) -> None:
        told = document
        if version is v4 and document is SPECIFICATION:
            told = {**document, "productSpecCharacteristic": V4_CHARACTERISTICS}
        loaded = version().load(told)
        assert type(loaded).__name__ == document["@type"]
        assert version().dump(loaded) == told
        assert version().findings(loaded) == ()

    @pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["@type"])
    def test_every_field_was_read(self, document: dict[str, Any]) -> None:
        assert unset(v5().load(document)) == set()

    def test_the_parts_of_an_offering_are_of_their_classes(self) -> None:
        loaded = v5().load(OFFERING, ProductOffering)
        assert loaded.state is CatalogStatus.ACTIVE
        assert isinstance(loaded.product_offering_term[0], ProductOfferingTerm)
        assert type(loaded.product_offering_price[0]) is EntityRef
        part = loaded.bundled_product_offering[0]
        assert part.bundled_product_offering_option == BundledProductOfferingOption(
            number_rel_offer_lower_limit=0,
            number_rel_offer_upper_limit=3,
            number_rel_offer_default=1,
        )
        group = loaded.bundled_group_product_offering[0]
        assert group.bundled_product_offering == (part,)
        assert group.bundled_group_product_offering == (BundledGroupProductOffering(id="g-2"),)
        assert isinstance(loaded.product_offering_relationship[0], ProductOfferingRelationship)
        assert isinstance(loaded.allowed_action[0], AllowedProductAction)
        use = loaded.prod_spec_char_value_use[0]
        assert isinstance(use, ProductSpecificationCharacteristicValueUse)
        assert use.product_spec_characteristic_value == (
            CharacteristicValueSpecification(value="red", is_default=True),
        )

    def test_the_parts_of_a_specification_are_of_their_classes(self) -> None:
        loaded = v5().load(SPECIFICATION, ProductSpecification)
        assert type(loaded.product_spec_characteristic[0]) is CharacteristicSpecification
        assert isinstance(loaded.bundled_product_specification[0], BundledProductSpecification)
        relation = loaded.product_specification_relationship[0]
        assert isinstance(relation, ProductSpecificationRelationship)
        assert relation.characteristic[0].name == "reason"
        assert loaded.target_product_schema == TargetEntitySchema(
            at_type="Fibre", at_schema_location="https://example.com/fibre"
        )

    def test_prices_by_value_are_read_as_each_version_has_them(self) -> None:
        new = {
            "@type": "ProductOffering",
            "productOfferingPrice": [{"name": "rental", "price": {"unit": "EUR", "value": 30.5}}],
        }
        (price,) = v5().load(new, ProductOffering).product_offering_price
        assert type(price) is ProductOfferingPrice
        net = {"dutyFreeAmount": {"unit": "EUR", "value": 30.5}, "taxCategory": "VAT"}
        old = {
            "@type": "ProductOffering",
            "productOfferingPrice": [{"name": "rental", "price": net}],
        }
        loaded = v4().load(old, ProductOffering)
        assert type(loaded.product_offering_price[0]) is POPCharge
        assert v4().dump(loaded) == old
        assert v4().findings(loaded) == ()

    @pytest.mark.parametrize(
        ("word", "state"),
        [
            ("launched", CatalogStatus.LAUNCHED),
            ("In Design", CatalogStatus.IN_DESIGN),
            ("in study", CatalogStatus.IN_STUDY),
        ],
    )
    def test_words_are_understood_in_any_case(self, word: str, state: CatalogStatus) -> None:
        document = {"@type": "Category", "lifecycleStatus": word}
        loaded = v5().load(document, Category)
        assert loaded.state is state
        assert v5().dump(loaded) == document
        assert v5().findings(loaded) == ()

    def test_other_words_are_states_of_an_organisation(self) -> None:
        document = {"@type": "Category", "lifecycleStatus": "Hidden"}
        loaded = v5().load(document, Category)
        assert str(loaded.state) == "Hidden"
        assert v5().dump(loaded) == document

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v5().load(OFFERING, ProductOffering)
        edited = evolve(loaded.launch(at=MONDAY), is_sellable=False, category=())
        written = {**OFFERING, "lifecycleStatus": "Launched", "isSellable": False}
        del written["category"]
        assert v5().dump(edited) == written


V4_CHARACTERISTICS: list[dict[str, Any]] = [
    {
        "@type": "ProductSpecificationCharacteristic",
        "name": "speed",
        "productSpecCharRelationship": [
            {
                "@type": "ProductSpecificationCharacteristicRelationship",
                "id": "s-1",
                "href": "https://example.com/s-1",
                "name": "line",
                "charSpecSeq": 1,
                "relationshipType": "dependency",
            }
        ],
        "productSpecCharacteristicValue": [{"value": 100}],
    }
]

V4_SPECIFICATION = {
    "@type": "ProductSpecification",
    "productSpecCharacteristic": V4_CHARACTERISTICS,
}


class TestCharacteristicsOfV4:
    def test_they_have_other_names_for_the_same_lists(self) -> None:
        (speed,) = v4().load(V4_SPECIFICATION, ProductSpecification).product_spec_characteristic
        assert type(speed) is ProductSpecificationCharacteristic
        (relation,) = speed.char_spec_relationship
        assert type(relation) is CharacteristicSpecificationRelationship
        assert (relation.id, relation.char_spec_seq) == ("s-1", 1)
        assert speed.characteristic_value_specification[0].value == 100

    def test_v5_writes_them_under_its_own_names(self) -> None:
        written = v5().dump(v4().load(V4_SPECIFICATION, ProductSpecification))
        assert written["productSpecCharacteristic"] == [
            {
                "@type": "ProductSpecificationCharacteristic",
                "name": "speed",
                "charSpecRelationship": V4_CHARACTERISTICS[0]["productSpecCharRelationship"],
                "characteristicValueSpecification": [{"value": 100}],
            }
        ]


class TestWrongKinds:
    @pytest.mark.parametrize(
        ("kind", "wrong"),
        [
            (Catalog, {"category": ["c-1"]}),
            (Category, {"parent": "c-0"}),
            (Category, {"is_root": "yes"}),
            (ProductOffering, {"product_offering_price": ["30 EUR"]}),
            (ProductOffering, {"bundled_product_offering": [EntityRef(id="o-2")]}),
            (ProductOffering, {"state": "Active"}),
            (ProductSpecification, {"product_spec_characteristic": ["speed"]}),
            (ProductSpecification, {"brand": 7}),
            (BundledProductOfferingOption, {"number_rel_offer_default": "1"}),
        ],
    )
    def test_they_are_refused(self, kind: Callable[..., object], wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType):
            kind(**wrong)
