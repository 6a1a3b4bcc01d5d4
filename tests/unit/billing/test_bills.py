"""Customer bills: their states, lines and payments, and their documents."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.billing import (
    AppliedCustomerBillingRate,
    AppliedPayment,
    BillCycle,
    BillCycleSpecificationRef,
    CustomerBill,
    CustomerBillOnDemand,
    CustomerBillOnDemandState,
    CustomerBillRunType,
    CustomerBillState,
    FinancialAccountRef,
)
from svcmgmt.common import EntityRef, Money, RelatedParty, TaxItem
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4, v5

EUROS = {"unit": "EUR", "value": 42.5}

BILL: dict[str, Any] = {
    "@type": "CustomerBill",
    "id": "CB-1",
    "href": "https://example.com/customerBill/CB-1",
    "billNo": "B-7",
    "category": "normal",
    "state": "partiallyPaid",
    "runType": "onCycle",
    "billDate": "2026-10-26T08:00:00Z",
    "nextBillDate": "2026-11-26T08:00:00Z",
    "paymentDueDate": "2026-11-09T08:00:00Z",
    "billingPeriod": {"startDateTime": "2026-09-26T00:00:00Z"},
    "lastUpdate": "2026-10-26T08:00:00Z",
    "amountDue": EUROS,
    "remainingAmount": {"unit": "EUR", "value": 10},
    "taxExcludedAmount": EUROS,
    "taxIncludedAmount": EUROS,
    "taxItem": [{"taxCategory": "VAT", "taxRate": 0.19, "taxAmount": EUROS}],
    "appliedPayment": [{"appliedAmount": EUROS, "payment": {"id": "pay-1"}}],
    "paymentMethod": {"id": "pm-1"},
    "billDocument": [{"id": "d-1", "url": "https://example.com/d-1"}],
    "billCycle": {"id": "bc-1"},
    "billingAccount": {"id": "ba-1", "ratingType": "postpaid"},
    "financialAccount": {"id": "fa-1"},
    "relatedParty": [{"role": "payer", "partyOrPartyRole": {"id": "p", "@type": "PartyRef"}}],
}

LINE: dict[str, Any] = {
    "@type": "AppliedCustomerBillingRate",
    "id": "l-1",
    "name": "voice",
    "description": "calls",
    "appliedBillingRateType": "usage",
    "date": "2026-10-26T08:00:00Z",
    "isBilled": True,
    "periodCoverage": {"startDateTime": "2026-09-26T00:00:00Z"},
    "taxExcludedAmount": EUROS,
    "taxIncludedAmount": EUROS,
    "appliedTax": [{"@type": "AppliedBillingTaxRate", "taxCategory": "VAT", "taxRate": 0.19}],
    "bill": {"id": "CB-1", "@type": "CustomerBillRef"},
    "billingAccount": {"id": "ba-1"},
    "product": {"id": "p-1"},
    "characteristic": [{"name": "zone", "value": "EU"}],
}

CYCLE: dict[str, Any] = {
    "@type": "BillCycle",
    "id": "bc-1",
    "name": "October",
    "description": "in October",
    "billingPeriod": "October",
    "billingDate": "2026-10-26T08:00:00Z",
    "chargeDate": "2026-10-26T08:00:00Z",
    "creditDate": "2026-10-26T08:00:00Z",
    "mailingDate": "2026-10-27T08:00:00Z",
    "paymentDueDate": "2026-11-09T08:00:00Z",
    "validFor": {"startDateTime": "2026-10-01T00:00:00Z"},
    "BillCycleSpecification": {"id": "bcs-1", "description": "monthly"},
}

REQUEST: dict[str, Any] = {
    "@type": "CustomerBillOnDemand",
    "id": "od-1",
    "name": "now",
    "description": "a bill at once",
    "lastUpdate": "2026-10-26T08:00:00Z",
    "state": "inProgress",
    "billingAccount": {"id": "ba-1"},
    "customerBill": {"id": "CB-1"},
    "relatedParty": {"role": "requester", "partyOrPartyRole": {"id": "p", "@type": "PartyRef"}},
}

DOCUMENTS: dict[type[Any], dict[str, Any]] = {
    CustomerBill: BILL,
    AppliedCustomerBillingRate: LINE,
    BillCycle: CYCLE,
    CustomerBillOnDemand: REQUEST,
}

WORDS: dict[type[Enum], set[str]] = {
    CustomerBillState: {"new", "onHold", "validated", "sent", "partiallyPaid", "settled"},
    CustomerBillRunType: {"onCycle", "offCycle"},
    CustomerBillOnDemandState: {"inProgress", "rejected", "done", "terminatedWithError"},
}
"""Words of TMF678."""


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_the_words_are_the_published_ones(kind: type[Enum]) -> None:
    assert {each.value for each in kind} == WORDS[kind]


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.__name__)
def test_each_comes_back_without_findings(kind: type[Any]) -> None:
    loaded = v5().load(DOCUMENTS[kind])
    assert type(loaded) is kind
    assert v5().dump(loaded) == DOCUMENTS[kind]
    assert v5().findings(loaded) == ()


class TestBills:
    def test_its_parts_have_their_classes(self) -> None:
        bill = v5().load(BILL, CustomerBill)
        assert bill.state is CustomerBillState.PARTIALLY_PAID
        assert bill.tax_item[0].tax_rate == Decimal("0.19")
        assert isinstance(bill.applied_payment[0], AppliedPayment)
        assert isinstance(v5().load(LINE, AppliedCustomerBillingRate).applied_tax[0], TaxItem)
        cycle = v5().load(CYCLE, BillCycle)
        assert isinstance(cycle.bill_cycle_specification, BillCycleSpecificationRef)

    def test_an_edit_shows_in_the_document(self) -> None:
        bill = v5().load(BILL, CustomerBill)
        paid = evolve(
            bill,
            state=CustomerBillState.SETTLED,
            remaining_amount=Money(unit="EUR", value=Decimal(0)),
        )
        assert v5().dump(paid) == {
            **BILL,
            "state": "settled",
            "remainingAmount": {"unit": "EUR", "value": 0},
        }

    def test_v4_has_more_in_its_references(self) -> None:
        document = {
            "@type": "CustomerBill",
            "financialAccount": {"id": "fa-1", "accountBalance": [{"balanceType": "deposit"}]},
            "relatedParty": [{"@type": "RelatedPartyRef", "id": "p", "role": "payer"}],
        }
        bill = v4().load(document, CustomerBill)
        assert v4().dump(bill) == document
        assert v4().findings(bill) == ()
        assert isinstance(bill.financial_account, FinancialAccountRef)
        assert isinstance(bill.related_party[0], RelatedParty)

    def test_v4_has_another_name_for_the_kind_of_a_line(self) -> None:
        line = v4().load({"type": "usage"}, AppliedCustomerBillingRate)
        assert line.applied_billing_rate_type == "usage"
        assert v5().dump(line) == {"appliedBillingRateType": "usage"}

    def test_a_payment_of_another_kind_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            CustomerBill(applied_payment=[EntityRef(id="1")])
