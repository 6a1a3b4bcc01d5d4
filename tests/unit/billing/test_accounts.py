"""Accounts of a customer, a partner and the books, and how they are billed."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.billing import (
    Account,
    AccountTaxExemption,
    BillFormat,
    BillingAccount,
    BillingCycleSpecification,
    BillPresentationMedia,
    FinancialAccount,
    PartyAccount,
    PaymentPlan,
    SettlementAccount,
)
from svcmgmt.common import EmailContactMedium, Money
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4, v5

PERIOD = {"startDateTime": "2026-10-01T00:00:00Z", "endDateTime": "2027-10-01T00:00:00Z"}

PARTY = {"role": "owner", "partyOrPartyRole": {"id": "p", "@type": "PartyRef"}}

BOOKS: dict[str, Any] = {
    "@type": "FinancialAccount",
    "id": "fa-1",
    "href": "https://example.com/financialAccount/fa-1",
    "name": "main",
    "description": "all of it",
    "accountType": "individual",
    "state": "active",
    "creditLimit": {"unit": "EUR", "value": 100},
    "lastModified": "2026-10-26T08:00:00Z",
    "accountBalance": [
        {
            "@type": "AccountBalance",
            "balanceType": "receivable",
            "amount": {"unit": "EUR", "value": 12.5},
            "validFor": PERIOD,
        }
    ],
    "accountRelationship": [
        {
            "@type": "AccountRelationship",
            "relationshipType": "group",
            "account": {"id": "fa-2", "@type": "AccountRef"},
            "validFor": PERIOD,
        }
    ],
    "contact": [
        {
            "@type": "Contact",
            "contactName": "Ana",
            "contactType": "primary",
            "partyRoleType": "manager",
            "contactMedium": [{"@type": "EmailContactMedium", "emailAddress": "ana@example.com"}],
            "relatedParty": PARTY,
            "validFor": PERIOD,
        }
    ],
    "taxExemption": [
        {
            "@type": "TaxExemption",
            "id": "te-1",
            "certificateNumber": "1",
            "issuingJurisdiction": "DE",
            "reason": "charity",
            "taxDefinition": [{"id": "t-1", "name": "VAT", "taxType": "VAT"}],
            "attachment": {"id": "a-1", "url": "https://example.com/a-1"},
            "validFor": PERIOD,
        }
    ],
    "relatedParty": [PARTY],
}

OF_A_PARTY: dict[str, Any] = {
    **BOOKS,
    "@type": "PartyAccount",
    "paymentStatus": "paid",
    "defaultPaymentMethod": {"id": "pm-1", "@type": "PaymentMethodRef"},
    "financialAccount": {"id": "fa-1", "@type": "FinancialAccountRef"},
    "billStructure": {
        "@type": "BillStructure",
        "format": {"id": "bf-1", "name": "detailed", "@type": "BillFormatRef"},
        "presentationMedia": [{"id": "bm-1", "@type": "BillPresentationMedia"}],
        "cycleSpecification": {
            "@type": "BillingCycleSpecification",
            "id": "bc-1",
            "frequency": "monthly",
            "dateShift": 15,
        },
    },
    "paymentPlan": [
        {
            "@type": "PaymentPlan",
            "planType": "installment",
            "status": "effective",
            "priority": 1,
            "numberOfPayments": 12,
            "paymentFrequency": "monthly",
            "totalAmount": {"unit": "EUR", "value": 120},
            "paymentMethod": {"id": "pm-1"},
            "validFor": PERIOD,
        }
    ],
}

CYCLE = {
    "@type": "BillingCycleSpecification",
    "id": "bc-1",
    "name": "monthly",
    "description": "on the fifth",
    "frequency": "monthly",
    "billingPeriod": "month",
    "billingDateShift": 5,
    "chargeDateOffset": 2,
    "creditDateOffset": 3,
    "mailingDateOffset": 4,
    "paymentDueDateOffset": 14,
    "validFor": PERIOD,
}

DOCUMENTS: dict[type[Any], dict[str, Any]] = {
    FinancialAccount: BOOKS,
    PartyAccount: OF_A_PARTY,
    BillingAccount: {**OF_A_PARTY, "@type": "BillingAccount", "ratingType": "postpaid"},
    SettlementAccount: {**OF_A_PARTY, "@type": "SettlementAccount"},
    BillFormat: {"@type": "BillFormat", "id": "bf-1", "name": "detailed", "description": "all"},
    BillPresentationMedia: {"@type": "BillPresentationMedia", "name": "mail", "description": "-"},
    BillingCycleSpecification: CYCLE,
}


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.__name__)
def test_each_comes_back_without_findings(kind: type[Any]) -> None:
    loaded = v5().load(DOCUMENTS[kind])
    assert type(loaded) is kind
    assert v5().dump(loaded) == DOCUMENTS[kind]
    assert v5().findings(loaded) == ()


def test_its_parts_have_their_classes() -> None:
    account = v5().load(OF_A_PARTY, PartyAccount)
    assert isinstance(account.tax_exemption[0], AccountTaxExemption)
    assert isinstance(account.contact[0].contact_medium[0], EmailContactMedium)
    assert account.bill_structure is not None
    assert isinstance(account.bill_structure.format, BillFormat)


def test_an_edit_shows_in_the_document() -> None:
    account = v5().load(BOOKS, FinancialAccount)
    more = Money(unit="EUR", value=Decimal(250))
    changed = evolve(account, credit_limit=more, last_modified=datetime(2026, 10, 27, tzinfo=UTC))
    assert v5().dump(changed) == {
        **BOOKS,
        "creditLimit": {"unit": "EUR", "value": 250},
        "lastModified": "2026-10-27T00:00:00Z",
    }


def test_what_is_on_an_account_can_be_calculated_with() -> None:
    (balance,) = v5().load(BOOKS, FinancialAccount).account_balance
    assert balance.amount is not None
    assert str(balance.amount.exact()) == "12.50 EUR"


def test_the_kind_of_a_plan_has_another_name_in_v4() -> None:
    plan = v4().load({"type": "installment"}, PaymentPlan)
    assert plan.plan_type == "installment"
    assert v5().dump(plan) == {"planType": "installment"}


def test_a_limit_of_another_kind_is_refused() -> None:
    with pytest.raises(InvalidType):
        Account(credit_limit="100 EUR")  # type: ignore[arg-type]
