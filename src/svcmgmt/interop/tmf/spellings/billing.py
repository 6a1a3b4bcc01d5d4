"""How documents spell what belongs to billing."""

from __future__ import annotations

from typing import Final

from svcmgmt.billing import (
    AppliedCustomerBillingRate,
    BillCycle,
    BucketRelationship,
    PaymentPlan,
    QueryUsageConsumption,
    Usage,
    UsageConsumptionReport,
)
from svcmgmt.interop.tmf.spellings.shape import Spellings

__all__ = ["SPELLINGS"]

SPELLINGS: Final = Spellings(
    names={
        (Usage, "state"): "status",
        (BillCycle, "bill_cycle_specification"): "BillCycleSpecification",
    },
    v4_names={
        (UsageConsumptionReport, "bucket"): "bucketRefOrValue",
        (BucketRelationship, "bucket"): "bucketRefOrValue",
        (QueryUsageConsumption, "creation_date"): "queryUsageConsumptionDate",
        (AppliedCustomerBillingRate, "applied_billing_rate_type"): "type",
        (PaymentPlan, "plan_type"): "type",
    },
    aliases={
        "AppliedBillingRateCharacteristic": "Characteristic",
        "AppliedBillingTaxRate": "TaxItem",
        "AppliedTaxRate": "TaxItem",
        "BillCycleSpecification": "BillingCycleSpecification",
        "BillFormatRef": "BillFormat",
        "BillFormatRefOrValue": "BillFormat",
        "BillPresentationMediaRef": "BillPresentationMedia",
        "BillPresentationMediaRefOrValue": "BillPresentationMedia",
        "BillingCycleSpecificationRef": "BillingCycleSpecification",
        "BillingCycleSpecificationRefOrValue": "BillingCycleSpecification",
        "BucketCounter": "ConsumptionSummary",
        "BucketRefOrValue": "Bucket",
        "RelatedPartyRef": "RelatedParty",
        "TaxExemption": "AccountTaxExemption",
        "UsageCharacteristic": "Characteristic",
        "UsageConsumption": "UsageConsumptionReport",
        "UsageConsumptionLogicalResourceRef": "UsageConsumptionProductRef",
        "UsageConsumptionServiceRef": "UsageConsumptionProductRef",
    },
)
