"""Quotes: their lifecycle, and that every attribute is held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve
from full_documents import edges, unset

from svcmgmt.common import EntityRef
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import Profile, v4, v5
from svcmgmt.lifecycle import TransitionNotAllowed
from svcmgmt.product import (
    QUOTE,
    Authorization,
    OrderPrice,
    Product,
    ProductOfferingQualificationItemRef,
    ProductPrice,
    Quote,
    QuoteItem,
    QuoteItemRelationship,
    QuoteState,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

DRAWN = {
    ("inProgress", "approved"),
    ("inProgress", "pending"),
    ("inProgress", "cancelled"),
    ("pending", "inProgress"),
    ("pending", "cancelled"),
    ("approved", "accepted"),
    ("approved", "rejected"),
}
"""Edges of the picture of TMF648."""

PARTY = [{"id": "p", "role": "customer", "@referredType": "Individual"}]
PRICE = [{"name": "rental", "priceAlteration": [{"name": "summer"}]}]
SIGNATURE = {
    "name": "finance",
    "state": "approved",
    "requestedDate": "2026-10-26T08:00:00Z",
    "givenDate": "2026-10-26T09:00:00Z",
    "signatureRepresentation": "digital",
    "approver": PARTY,
}

ITEM: dict[str, Any] = {
    "@type": "QuoteItem",
    "@baseType": "Entity",
    "@schemaLocation": "https://example.com/item",
    "id": "1",
    "href": "https://example.com/1",
    "quantity": 2,
    "action": "add",
    "state": "inProgress",
    "product": {"@type": "Product", "isBundle": False},
    "productOffering": {"id": "o-1"},
    "productOfferingQualificationItem": {"id": "1", "productOfferingQualificationId": "C-1"},
    "quoteItemPrice": PRICE,
    "quoteItem": [{"id": "1.1"}],
    "quoteItemRelationship": [{"id": "2", "relationshipType": "reliesOn"}],
    "quoteItemAuthorization": [SIGNATURE],
    "appointment": [{"id": "a-1", "description": "visit"}],
    "attachment": [{"id": "f-1", "url": "https://example.com/f-1"}],
    "note": [{"text": "the red one"}],
    "relatedParty": PARTY,
}

QUOTE_DOCUMENT: dict[str, Any] = {
    "@type": "Quote",
    "@baseType": "Entity",
    "@schemaLocation": "https://example.com/quote",
    "id": "Q-1",
    "href": "https://example.com/Q-1",
    "description": "a line",
    "category": "enterprise",
    "version": "1",
    "externalId": "0815",
    "state": "approved",
    "quoteDate": "2026-10-26T08:00:00Z",
    "requestedQuoteCompletionDate": "2026-10-27T08:00:00Z",
    "expectedQuoteCompletionDate": "2026-10-27T08:00:00Z",
    "effectiveQuoteCompletionDate": "2026-10-27T07:00:00Z",
    "expectedFulfillmentStartDate": "2026-11-02T08:00:00Z",
    "instantSyncQuote": False,
    "validFor": {"endDateTime": "2026-12-01T00:00:00Z"},
    "quoteItem": [ITEM],
    "quoteTotalPrice": PRICE,
    "authorization": [SIGNATURE],
    "agreement": [{"id": "a-1"}],
    "billingAccount": [{"id": "ba-1"}],
    "contactMedium": [{"mediumType": "email", "preferred": True}],
    "note": [{"text": "soon"}],
    "productOfferingQualification": [{"id": "C-1"}],
    "relatedParty": PARTY,
}


class TestLifecycle:
    def test_it_has_the_edges_of_the_picture(self) -> None:
        assert edges(QUOTE) == DRAWN
        assert QUOTE.initials == (QuoteState.IN_PROGRESS,)
        assert {str(each) for each in QUOTE.finals} == {"accepted", "rejected", "cancelled"}
        assert set(QUOTE.undrawn) == {QuoteState.ACKNOWLEDGED, QuoteState.DECLINED}
        assert {rule.source for rule in QUOTE.rules} == {"TMF648 LifeCycle_Quote"}

    def test_a_quote_is_worked_out_and_accepted(self) -> None:
        quote = Quote(id="Q-1").await_customer(at=MONDAY, by="ana", reason="where?")
        assert quote.state is QuoteState.PENDING
        quote = quote.resume(at=MONDAY).approve(at=MONDAY)
        assert quote.accept(at=MONDAY).state is QuoteState.ACCEPTED
        assert quote.reject(at=MONDAY).state is QuoteState.REJECTED

    def test_a_quote_is_withdrawn_before_it_is_approved(self) -> None:
        quote = Quote(id="Q-1")
        assert quote.cancel(at=MONDAY).state is QuoteState.CANCELLED
        with pytest.raises(TransitionNotAllowed):
            quote.approve(at=MONDAY).cancel(at=MONDAY)


class TestDocuments:
    @pytest.mark.parametrize("version", [v4, v5])
    def test_a_quote_comes_back_without_findings(self, version: Callable[[], Profile]) -> None:
        loaded = version().load(QUOTE_DOCUMENT)
        assert type(loaded) is Quote
        assert version().dump(loaded) == QUOTE_DOCUMENT
        assert version().findings(loaded) == ()
        assert unset(loaded) == set()
        assert unset(loaded.quote_item[0]) == set()

    def test_its_parts_are_of_their_classes(self) -> None:
        loaded = v4().load(QUOTE_DOCUMENT, Quote)
        assert loaded.state is QuoteState.APPROVED
        assert isinstance(loaded.quote_total_price[0], OrderPrice)
        (signature,) = loaded.authorization
        assert isinstance(signature, Authorization)
        assert unset(signature) == {"at_type", "at_base_type", "at_schema_location"}
        (item,) = loaded.quote_item
        assert isinstance(item.product, Product)
        assert isinstance(
            item.product_offering_qualification_item, ProductOfferingQualificationItemRef
        )
        assert item.quote_item == (QuoteItem(id="1.1"),)
        assert item.quote_item_relationship == (
            QuoteItemRelationship(id="2", relationship_type="reliesOn"),
        )
        assert item.quote_item_authorization == (signature,)

    @pytest.mark.parametrize("word", ["acknowledged", "declined"])
    def test_words_that_no_picture_has_are_held(self, word: str) -> None:
        loaded = v5().load({"@type": "Quote", "state": word}, Quote)
        assert str(loaded.state) == word
        assert v5().findings(loaded) == ()

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v5().load(QUOTE_DOCUMENT, Quote)
        edited = evolve(loaded.accept(at=MONDAY), version="2", billing_account=())
        written = {**QUOTE_DOCUMENT, "state": "accepted", "version": "2"}
        del written["billingAccount"]
        assert v5().dump(edited) == written


class TestWrongKinds:
    @pytest.mark.parametrize(
        ("kind", "wrong"),
        [
            (Quote, {"state": "approved"}),
            (Quote, {"quote_item": [EntityRef(id="1")]}),
            (Quote, {"quote_total_price": [ProductPrice(name="rental")]}),
            (QuoteItem, {"quantity": "2"}),
            (Authorization, {"given_date": "2026-10-26"}),
        ],
    )
    def test_they_are_refused(self, kind: Callable[..., object], wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType):
            kind(**wrong)
