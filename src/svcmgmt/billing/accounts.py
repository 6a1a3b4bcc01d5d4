"""Accounts: who is billed, how, and what is owed."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import (
    Attachment,
    ContactMedium,
    Entity,
    EntityRef,
    Money,
    RelatedParty,
    TaxDefinition,
    TimePeriod,
)
from svcmgmt.common._fields import many

__all__ = [
    "Account",
    "AccountBalance",
    "AccountRelationship",
    "AccountTaxExemption",
    "BillFormat",
    "BillPresentationMedia",
    "BillStructure",
    "BillingAccount",
    "BillingCycleSpecification",
    "Contact",
    "FinancialAccount",
    "FinancialAccountRef",
    "PartyAccount",
    "PaymentPlan",
    "SettlementAccount",
]


@frozen(kw_only=True)
class AccountBalance(Entity):
    """What is on an account. Source: TMF666, TMF678 `AccountBalance`.

    Examples:
        >>> AccountBalance(balance_type="receivable").balance_type
        'receivable'
    """

    amount: Money | None = None
    """How much."""

    balance_type: str | None = None
    """What it is: deposit, disputed, loyalty, receivable."""

    valid_for: TimePeriod | None = None
    """When it was so."""


@frozen(kw_only=True)
class FinancialAccountRef(EntityRef):
    """A reference to a financial account. Source: TMF666, TMF678 `FinancialAccountRef`.

    Examples:
        >>> FinancialAccountRef(id="fa-1", name="main").name
        'main'
    """

    account_balance: tuple[AccountBalance, ...] = field(default=(), converter=many)
    """What is on it (v4)."""


@frozen(kw_only=True)
class AccountRelationship(Entity):
    """A relation to another account. Source: TMF666 `AccountRelationship`.

    Examples:
        >>> AccountRelationship(account=EntityRef(id="a-2")).account.id
        'a-2'
    """

    relationship_type: str | None = None
    """What the relation is, such as one of a group."""

    account: EntityRef | None = None
    """The other account."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class Contact(Entity):
    """Whom to ask about an account. Source: TMF666 `Contact`.

    Examples:
        >>> Contact(contact_name="Ana", contact_type="primary").contact_name
        'Ana'
    """

    contact_name: str | None = None
    """Name of the contact."""

    contact_type: str | None = None
    """Which one it is: primary, secondary."""

    party_role_type: str | None = None
    """Which role the contact has."""

    contact_medium: tuple[ContactMedium, ...] = field(default=(), converter=many)
    """How to reach it."""

    related_party: RelatedParty | None = None
    """Who it is."""

    valid_for: TimePeriod | None = None
    """When it is valid."""


@frozen(kw_only=True)
class AccountTaxExemption(Entity):
    """Proof that an account owes no tax, or less.

    Source: TMF666 `TaxExemption`, `AccountTaxExemption`.

    Examples:
        >>> AccountTaxExemption(certificate_number="TE-1", reason="charity").reason
        'charity'
    """

    certificate_number: str | None = None
    """Number of the certificate."""

    issuing_jurisdiction: str | None = None
    """Who issued it."""

    reason: str | None = None
    """Why no tax is due."""

    tax_definition: tuple[TaxDefinition, ...] = field(default=(), converter=many)
    """The taxes that are not due."""

    tax_type: str | None = None
    """The tax that is not due (v4)."""

    attachment: Attachment | None = None
    """The certificate."""

    valid_for: TimePeriod | None = None
    """When it is valid."""


@frozen(kw_only=True)
class PaymentPlan(Entity):
    """A debt that is paid in parts. Source: TMF666 `PaymentPlan`.

    Examples:
        >>> PaymentPlan(number_of_payments=12, payment_frequency="monthly").number_of_payments
        12
    """

    plan_type: str | None = None
    """Of which kind it is."""

    status: str | None = None
    """Where it is."""

    priority: int | None = None
    """Which plan goes first."""

    number_of_payments: int | None = None
    """How many parts."""

    payment_frequency: str | None = None
    """How often one is paid, such as monthly."""

    total_amount: Money | None = None
    """How much all of them are."""

    payment_method: EntityRef | None = None
    """How they are paid."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class BillFormat(EntityRef):
    """How a bill looks, by value or by reference. Source: TMF666 `BillFormat`, `BillFormatRef`.

    Examples:
        >>> BillFormat(name="detailed").name
        'detailed'
    """

    at_type: str | None = "BillFormat"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""


@frozen(kw_only=True)
class BillPresentationMedia(EntityRef):
    """How a bill is sent, by value or by reference.

    Source: TMF666 `BillPresentationMedia`, `BillPresentationMediaRef`.

    Examples:
        >>> BillPresentationMedia(name="e-mail").name
        'e-mail'
    """

    at_type: str | None = "BillPresentationMedia"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""


@frozen(kw_only=True)
class BillingCycleSpecification(EntityRef):
    """When bills are made and sent, by value or by reference.

    Source: TMF666 `BillingCycleSpecification`, `BillingCycleSpecificationRef`.

    Examples:
        >>> BillingCycleSpecification(frequency="monthly", billing_date_shift=5).frequency
        'monthly'
    """

    at_type: str | None = "BillingCycleSpecification"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""

    frequency: str | None = None
    """How often bills are made."""

    billing_period: str | None = None
    """How long the time is that a bill is for."""

    billing_date_shift: int | None = None
    """Days from the begin of the period until the bill is made."""

    date_shift: int | None = None
    """The same, in a reference."""

    charge_date_offset: int | None = None
    """Days from there until means of payment are charged."""

    credit_date_offset: int | None = None
    """Days from there until credits are shown."""

    mailing_date_offset: int | None = None
    """Days from there until the bill is sent."""

    payment_due_date_offset: int | None = None
    """Days from there until it has to be paid."""

    valid_for: TimePeriod | None = None
    """When it is valid."""


@frozen(kw_only=True)
class BillStructure(Entity):
    """How and when an account is billed. Source: TMF666 `BillStructure`.

    Examples:
        >>> BillStructure(format=BillFormat(name="detailed")).format.name
        'detailed'
    """

    cycle_specification: BillingCycleSpecification | None = None
    """When bills are made and sent."""

    format: BillFormat | None = None
    """How a bill looks."""

    presentation_media: tuple[BillPresentationMedia, ...] = field(default=(), converter=many)
    """How it is sent."""


@frozen(kw_only=True)
class Account(Entity):
    """What all accounts have in common. Source: TMF666 `Account`.

    Examples:
        >>> Account(name="main", account_type="individual").account_type
        'individual'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    account_type: str | None = None
    """Of which kind it is: individual, joint."""

    state: str | None = None
    """Where it is: active, closed, suspended, in words of the provider."""

    credit_limit: Money | None = None
    """How much may be owed."""

    last_modified: datetime | None = None
    """When it was changed last; set by the server."""

    account_balance: tuple[AccountBalance, ...] = field(default=(), converter=many)
    """What is on it."""

    account_relationship: tuple[AccountRelationship, ...] = field(default=(), converter=many)
    """Other accounts that it has to do with."""

    contact: tuple[Contact, ...] = field(default=(), converter=many)
    """Whom to ask about it."""

    tax_exemption: tuple[AccountTaxExemption, ...] = field(default=(), converter=many)
    """Taxes that it does not owe."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""


@frozen(kw_only=True)
class FinancialAccount(Account):
    """An account on which amounts are kept, whoever is billed. Source: TMF666 `FinancialAccount`.

    Examples:
        >>> FinancialAccount(name="main").name
        'main'
    """

    at_type: str | None = "FinancialAccount"
    """Name of the class, `@type`."""


@frozen(kw_only=True)
class PartyAccount(Account):
    """An account of a party. Source: TMF666 `PartyAccount`.

    Examples:
        >>> PartyAccount(name="mobile", payment_status="paid").payment_status
        'paid'
    """

    at_type: str | None = "PartyAccount"
    """Name of the class, `@type`."""

    payment_status: str | None = None
    """Whether what is due was paid."""

    bill_structure: BillStructure | None = None
    """How and when it is billed."""

    payment_plan: tuple[PaymentPlan, ...] = field(default=(), converter=many)
    """Debts that are paid in parts."""

    default_payment_method: EntityRef | None = None
    """How it pays if nobody says."""

    financial_account: FinancialAccountRef | None = None
    """The account on which its amounts are kept."""


@frozen(kw_only=True)
class BillingAccount(PartyAccount):
    """An account of a customer. Source: TMF666 `BillingAccount`.

    Examples:
        >>> BillingAccount(name="mobile", rating_type="postpaid").rating_type
        'postpaid'
    """

    at_type: str | None = "BillingAccount"
    """Name of the class, `@type`."""

    rating_type: str | None = None
    """Whether it pays before or after."""


@frozen(kw_only=True)
class SettlementAccount(PartyAccount):
    """An account of a partner or supplier. Source: TMF666 `SettlementAccount`.

    Examples:
        >>> SettlementAccount(name="roaming").name
        'roaming'
    """

    at_type: str | None = "SettlementAccount"
    """Name of the class, `@type`."""
