"""Customer bills: what a customer has to pay, when, and what was paid."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from attrs import field, frozen

from svcmgmt.billing.accounts import FinancialAccountRef
from svcmgmt.common import (
    Attachment,
    BillingAccountRef,
    Characteristic,
    Entity,
    EntityRef,
    Extensible,
    Money,
    RelatedParty,
    TaxItem,
    TimePeriod,
)
from svcmgmt.common._fields import many

__all__ = [
    "AppliedCustomerBillingRate",
    "AppliedPayment",
    "BillCycle",
    "BillCycleSpecificationRef",
    "CustomerBill",
    "CustomerBillOnDemand",
    "CustomerBillOnDemandState",
    "CustomerBillRunType",
    "CustomerBillState",
]


class CustomerBillState(Enum):
    """Where a bill is (`CustomerBillStateType`, TMF678; nothing is drawn).

    Examples:
        >>> CustomerBillState("settled")
        <CustomerBillState.SETTLED: 'settled'>
    """

    NEW = "new"  # made, not checked yet
    ON_HOLD = "onHold"  # something is wrong with it
    VALIDATED = "validated"  # checked
    SENT = "sent"  # the customer has it
    PARTIALLY_PAID = "partiallyPaid"  # some of it is paid
    SETTLED = "settled"  # all of it is paid


class CustomerBillRunType(Enum):
    """Why a bill was made (`CustomerBillRunType`, TMF678).

    Examples:
        >>> CustomerBillRunType("offCycle")
        <CustomerBillRunType.OFF_CYCLE: 'offCycle'>
    """

    ON_CYCLE = "onCycle"  # its time had come
    OFF_CYCLE = "offCycle"  # somebody asked for it


class CustomerBillOnDemandState(Enum):
    """Where a request for a bill is (`CustomerBillOnDemandStateType`, TMF678).

    Examples:
        >>> CustomerBillOnDemandState("done")
        <CustomerBillOnDemandState.DONE: 'done'>
    """

    IN_PROGRESS = "inProgress"  # under way
    REJECTED = "rejected"  # refused
    DONE = "done"  # the bill is there
    TERMINATED_WITH_ERROR = "terminatedWithError"  # ended without one


@frozen(kw_only=True)
class AppliedPayment(Extensible):
    """A payment, as far as it pays for a bill. Source: TMF678 `AppliedPayment`.

    Examples:
        >>> AppliedPayment(payment=EntityRef(id="pay-1")).payment.id
        'pay-1'
    """

    applied_amount: Money | None = None
    """How much of the payment."""

    payment: EntityRef | None = None
    """The payment."""


@frozen(kw_only=True)
class CustomerBill(Entity):
    """A bill. Source: TMF678 `CustomerBill`.

    Examples:
        >>> from decimal import Decimal
        >>> due = Money(unit="EUR", value=Decimal("42.50"))
        >>> print(CustomerBill(bill_no="B-7", amount_due=due).amount_due.exact())
        42.50 EUR
    """

    at_type: str | None = "CustomerBill"
    """Name of the class, `@type`."""

    bill_no: str | None = None
    """Its number, as the customer knows it."""

    category: str | None = None
    """Of which kind it is: normal, duplicate, interim, last, trial, credit note."""

    state: CustomerBillState | None = None
    """Where it is now."""

    run_type: CustomerBillRunType | None = None
    """Why it was made."""

    bill_date: datetime | None = None
    """The date on it."""

    next_bill_date: datetime | None = None
    """When about the next one is made."""

    payment_due_date: datetime | None = None
    """Until when it has to be paid."""

    billing_period: TimePeriod | None = None
    """The time that it is for."""

    last_update: datetime | None = None
    """When it was changed last; set by the server."""

    amount_due: Money | None = None
    """What has to be paid, with what was due before."""

    remaining_amount: Money | None = None
    """What is not paid yet."""

    tax_excluded_amount: Money | None = None
    """What it is for, without tax."""

    tax_included_amount: Money | None = None
    """What it is for, with tax."""

    tax_item: tuple[TaxItem, ...] = field(default=(), converter=many)
    """The taxes."""

    applied_payment: tuple[AppliedPayment, ...] = field(default=(), converter=many)
    """Payments made for it."""

    payment_method: EntityRef | None = None
    """How it is paid."""

    bill_document: tuple[Attachment, ...] = field(default=(), converter=many)
    """The bill as files."""

    bill_cycle: EntityRef | None = None
    """The run that made it (v5)."""

    billing_account: BillingAccountRef | None = None
    """The account that is billed."""

    financial_account: FinancialAccountRef | None = None
    """The account on which its amount is kept."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""


@frozen(kw_only=True)
class CustomerBillOnDemand(Entity):
    """A request for a bill at once. Source: TMF678 `CustomerBillOnDemand`.

    Examples:
        >>> CustomerBillOnDemand(billing_account=BillingAccountRef(id="ba-1")).billing_account.id
        'ba-1'
    """

    at_type: str | None = "CustomerBillOnDemand"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    last_update: datetime | None = None
    """When it was changed last; set by the server."""

    state: CustomerBillOnDemandState | None = None
    """Where it is now."""

    billing_account: BillingAccountRef | None = None
    """The account to be billed."""

    customer_bill: EntityRef | None = None
    """The bill."""

    related_party: RelatedParty | None = None
    """Who asked for it."""


@frozen(kw_only=True)
class BillCycleSpecificationRef(EntityRef):
    """A reference to the specification of runs that make bills.

    Source: TMF678 `BillCycleSpecificationRef`, v5.

    Examples:
        >>> BillCycleSpecificationRef(id="bcs-1", description="monthly").description
        'monthly'
    """

    description: str | None = None
    """In words."""


@frozen(kw_only=True)
class BillCycle(Entity):
    """A run that makes bills. Source: TMF678 `BillCycle`, v5.

    Examples:
        >>> BillCycle(name="October", billing_period="October").billing_period
        'October'
    """

    at_type: str | None = "BillCycle"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    billing_period: str | None = None
    """The time that it is for, in words."""

    billing_date: datetime | None = None
    """When the bills are made."""

    charge_date: datetime | None = None
    """Until when means of payment are charged."""

    credit_date: datetime | None = None
    """Until when credits are shown on the bills."""

    mailing_date: datetime | None = None
    """When the bills are sent."""

    payment_due_date: datetime | None = None
    """Until when they have to be paid."""

    valid_for: TimePeriod | None = None
    """When it is valid."""

    bill_cycle_specification: BillCycleSpecificationRef | None = None
    """The specification that it is of."""


@frozen(kw_only=True)
class AppliedCustomerBillingRate(Entity):
    """A line of a bill: a charge, an allowance, a penalty.

    Source: TMF678 `AppliedCustomerBillingRate`.

    Examples:
        >>> line = AppliedCustomerBillingRate(name="voice", is_billed=False)
        >>> line.name
        'voice'
    """

    at_type: str | None = "AppliedCustomerBillingRate"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """What the bill says of it."""

    applied_billing_rate_type: str | None = None
    """Of which kind it is: a charge that recurs, one that does not, usage, a credit."""

    date: datetime | None = None
    """When it was made."""

    is_billed: bool | None = None
    """Whether it stands on a bill; if not, it belongs to an account only."""

    period_coverage: TimePeriod | None = None
    """The time that it is for."""

    tax_excluded_amount: Money | None = None
    """How much it is, without tax."""

    tax_included_amount: Money | None = None
    """How much it is, with tax."""

    applied_tax: tuple[TaxItem, ...] = field(default=(), converter=many)
    """The taxes."""

    bill: EntityRef | None = None
    """The bill that it stands on."""

    billing_account: BillingAccountRef | None = None
    """The account that it belongs to."""

    product: EntityRef | None = None
    """What it is for."""

    characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it."""
