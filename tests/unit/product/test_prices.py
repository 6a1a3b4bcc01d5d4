"""Prices: every attribute is held, and each version spells alterations in its own way."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from full_documents import unset

from svcmgmt.common import BillingAccountRef, Duration, EntityRef, Money, Quantity, TaxItem
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import Profile, v4, v5
from svcmgmt.product import (
    BundledProductOfferingPriceRelationship,
    OrderPrice,
    POPAlteration,
    POPCharge,
    Price,
    PriceAlteration,
    PricingLogicAlgorithm,
    ProductOfferingPrice,
    ProductOfferingPriceRelationship,
    ProductOfferingTerm,
    ProductPrice,
    ProductPriceValue,
)

VALID = {"startDateTime": "2026-10-01T00:00:00Z"}
THIRTY = {"unit": "EUR", "value": 30.5}
MONTH = {"amount": 1, "units": "month"}
USAGE = {"amount": 1, "units": "GB"}

AMOUNT = {
    "dutyFreeAmount": THIRTY,
    "taxIncludedAmount": {"unit": "EUR", "value": 36.295},
    "taxRate": 19,
    "percentage": 10.5,
}

ALTERATION = {
    "name": "summer",
    "description": "for three months",
    "priceType": "recurring",
    "priority": 1,
    "applicationDuration": 3,
    "recurringChargePeriod": "month",
    "unitOfMeasure": "GB",
    "price": AMOUNT,
    "productOfferingPrice": {"id": "pr-2"},
}

PAID = {
    "name": "rental",
    "description": "of a line",
    "priceType": "recurring",
    "recurringChargePeriod": "month",
    "unitOfMeasure": "GB",
    "price": AMOUNT,
    "priceAlteration": [ALTERATION],
    "productOfferingPrice": {"id": "pr-1"},
    "billingAccount": {"id": "ba-1", "ratingType": "postpaid"},
    "@type": "ProductPrice",
    "@baseType": "Price",
    "@schemaLocation": "https://example.com/price",
}

OFFERED = {
    "@type": "ProductOfferingPrice",
    "@baseType": "Entity",
    "@schemaLocation": "https://example.com/price",
    "@referredType": "ProductOfferingPrice",
    "id": "pr-1",
    "href": "https://example.com/pr-1",
    "name": "rental",
    "description": "of a line",
    "version": "1",
    "validFor": VALID,
    "lastUpdate": "2026-10-26T08:00:00Z",
    "lifecycleStatus": "Active",
    "priceType": "recurring",
    "price": THIRTY,
    "percentage": 10.5,
    "recurringChargePeriodType": "month",
    "recurringChargePeriodLength": 1,
    "recurringChargePeriod": "month",
    "unitOfMeasure": USAGE,
    "isBundle": True,
    "bundledPopRelationship": [{"id": "pr-3", "name": "router"}],
    "popRelationship": [
        {"id": "pr-4", "relationshipType": "discounted by", "role": "discount", "validFor": VALID}
    ],
    "priceAlteration": [
        {
            "id": "al-1",
            "name": "summer",
            "description": "for three months",
            "priceType": "recurring",
            "priority": 1,
            "recurringChargePeriod": "month",
            "applicationDuration": {"amount": 3, "units": "month"},
            "price": {**AMOUNT, "taxCategory": "VAT"},
            "unitOfMeasure": USAGE,
            "validFor": VALID,
        }
    ],
    "prodSpecCharValueUse": [{"id": "u-1", "name": "colour"}],
    "productOfferingTerm": [{"name": "one year", "duration": {"amount": 12, "units": "month"}}],
    "place": [{"id": "g-1", "name": "Berlin"}],
    "policy": [{"id": "rule-1"}],
    "constraint": [{"id": "rule-2"}],
    "pricingLogicAlgorithm": [
        {
            "id": "pla-1",
            "name": "by volume",
            "description": "in steps",
            "plaSpecId": "PLA-7",
            "validFor": VALID,
        }
    ],
    "tax": [{"taxCategory": "VAT", "taxRate": 19, "taxAmount": THIRTY}],
    "applicationDuration": MONTH,
    "priority": 1,
    "externalIdentifier": [{"id": "0815", "owner": "erp"}],
}


class TestPricesOfTheCatalog:
    @pytest.mark.parametrize("version", [v4, v5])
    def test_one_comes_back_without_findings(self, version: Callable[[], Profile]) -> None:
        loaded = version().load(OFFERED)
        assert type(loaded) is ProductOfferingPrice
        assert version().dump(loaded) == OFFERED
        assert version().findings(loaded) == ()

    def test_every_field_was_read(self) -> None:
        loaded = v5().load(OFFERED, ProductOfferingPrice)
        assert unset(loaded) == set()
        assert loaded.price == Money(unit="EUR", value=Decimal("30.5"))
        assert loaded.unit_of_measure == Quantity(amount=Decimal(1), units="GB")
        assert isinstance(
            loaded.bundled_pop_relationship[0], BundledProductOfferingPriceRelationship
        )
        assert isinstance(loaded.pop_relationship[0], ProductOfferingPriceRelationship)
        assert isinstance(loaded.product_offering_term[0], ProductOfferingTerm)
        assert isinstance(loaded.pricing_logic_algorithm[0], PricingLogicAlgorithm)
        assert isinstance(loaded.tax[0], TaxItem)
        assert loaded.application_duration == Duration(amount=1, units="month")
        (alteration,) = loaded.price_alteration
        assert unset(alteration) == {"at_type", "at_base_type", "at_schema_location", "href"}
        assert isinstance(alteration, POPAlteration)
        assert alteration.price == ProductPriceValue(
            duty_free_amount=Money(unit="EUR", value=Decimal("30.5")),
            tax_included_amount=Money(unit="EUR", value=Decimal("36.295")),
            tax_rate=Decimal(19),
            percentage=Decimal("10.5"),
            tax_category="VAT",
        )

    def test_within_an_offering_of_v4_the_amount_has_its_tax(self) -> None:
        charge = {"@type": "POPCharge", "id": "pr-1", "price": {**AMOUNT, "taxCategory": "VAT"}}
        loaded = v4().load(charge)
        assert type(loaded) is POPCharge
        assert isinstance(loaded.price, ProductPriceValue)
        assert v4().dump(loaded) == charge
        assert v4().findings(loaded) == ()

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v5().load(OFFERED, ProductOfferingPrice)
        edited = evolve(loaded, price=Money(unit="EUR", value=Decimal(31)), percentage=None)
        written = {**OFFERED, "price": {"unit": "EUR", "value": 31}}
        del written["percentage"]
        assert v5().dump(edited) == written


class TestPricesOfCustomers:
    def test_one_comes_back_without_findings(self) -> None:
        loaded = v5().load(PAID, ProductPrice)
        assert v5().dump(loaded) == PAID
        assert v5().findings(loaded) == ()
        assert unset(loaded) == set()
        assert loaded.billing_account == BillingAccountRef(id="ba-1", rating_type="postpaid")
        (alteration,) = loaded.price_alteration
        assert isinstance(alteration, PriceAlteration)
        assert unset(alteration) == {"at_type", "at_base_type", "at_schema_location"}
        assert isinstance(loaded.price, Price)

    def test_v4_spells_alterations_of_products_otherwise(self) -> None:
        document = {**PAID, "productPriceAlteration": PAID["priceAlteration"]}
        del document["priceAlteration"]
        loaded = v4().load(document, ProductPrice)
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()
        assert v5().dump(loaded) == PAID

    @pytest.mark.parametrize("version", [v4, v5])
    @pytest.mark.parametrize("name", ["OrderPrice", "QuotePrice"])
    def test_those_of_orders_and_quotes_are_spelled_alike(
        self, version: Callable[[], Profile], name: str
    ) -> None:
        document = {**PAID, "@type": name}
        loaded = version().load(document)
        assert type(loaded) is OrderPrice
        assert version().dump(loaded) == document
        assert version().findings(loaded) == ()

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v5().load(PAID, ProductPrice)
        assert v5().dump(evolve(loaded, unit_of_measure="TB")) == {**PAID, "unitOfMeasure": "TB"}


class TestWrongKinds:
    @pytest.mark.parametrize(
        ("kind", "wrong"),
        [
            (Price, {"tax_rate": 0.19}),
            (PriceAlteration, {"priority": "1"}),
            (ProductPrice, {"price": Money(unit="EUR", value=Decimal(30))}),
            (ProductPrice, {"billing_account": EntityRef(id="ba-1")}),
            (ProductOfferingPrice, {"price": "30 EUR"}),
            (ProductOfferingPrice, {"tax": [Decimal(19)]}),
            (ProductOfferingTerm, {"duration": 12}),
        ],
    )
    def test_they_are_refused(self, kind: Callable[..., object], wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType):
            kind(**wrong)
