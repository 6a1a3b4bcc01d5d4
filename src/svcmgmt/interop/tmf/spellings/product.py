"""How documents spell what belongs to products."""

from __future__ import annotations

from typing import Final

from svcmgmt.common import EntityRef, Quantity, ResourceRef
from svcmgmt.interop._lossless import Wording
from svcmgmt.interop.tmf.spellings.shape import Spellings
from svcmgmt.product import (
    CheckProductOfferingQualification,
    CheckProductOfferingQualificationItem,
    OrderPrice,
    POPCharge,
    Product,
    ProductOffering,
    ProductOfferingPrice,
    ProductOrder,
    ProductOrderItemRef,
    ProductPrice,
    ProductPriceValue,
    ProductSpecification,
    ProductSpecificationCharacteristic,
    ProductStatus,
    ProductTerm,
)

__all__ = ["SPELLINGS"]

# the published word ends in a blank
_ABORTED: Final = Wording(
    published={ProductStatus.ABORTED: "aborted "}, understood={"aborted": ProductStatus.ABORTED}
)

SPELLINGS: Final = Spellings(
    names={
        (Product, "state"): "status",
        (CheckProductOfferingQualification, "capitalised_item"): (
            "CheckProductOfferingQualificationItem"
        ),
        (ProductOrderItemRef, "product_order_href"): "ProductOrderHref",
        (
            CheckProductOfferingQualificationItem,
            "check_product_offering_qualification_item",
        ): "CheckProductOfferingQualificationItem",
    },
    v4_names={
        (Product, "agreement_item"): "agreement",
        (ProductPrice, "price_alteration"): "productPriceAlteration",
        (OrderPrice, "price_alteration"): "priceAlteration",
        (ProductOrder, "creation_date"): "orderDate",
        (ProductOrder, "external_id"): "externalIdentifier",
        (ProductOrder, "external_id_text"): "externalId",
        (ProductSpecificationCharacteristic, "char_spec_relationship"): (
            "productSpecCharRelationship"
        ),
        (ProductSpecificationCharacteristic, "characteristic_value_specification"): (
            "productSpecCharacteristicValue"
        ),
        (
            CheckProductOfferingQualification,
            "check_product_offering_qualification_item",
        ): "productOfferingQualificationItem",
        (CheckProductOfferingQualification, "creation_date"): "productOfferingQualificationDate",
        (CheckProductOfferingQualification, "requested_qualification_completion_date"): (
            "requestedPOQCompletionDate"
        ),
        (CheckProductOfferingQualification, "expected_qualification_completion_date"): (
            "expectedPOQCompletionDate"
        ),
        (CheckProductOfferingQualification, "provide_result_reason"): (
            "provideUnavailabilityReason"
        ),
        (CheckProductOfferingQualificationItem, "eligibility_result_reason"): (
            "eligibilityUnavailabilityReason"
        ),
    },
    v4_holds={
        (POPCharge, "price"): ProductPriceValue | None,
        (Product, "realizing_resource"): tuple[ResourceRef, ...],
        (ProductTerm, "duration"): Quantity | None,
        (ProductOffering, "product_offering_price"): (
            tuple[POPCharge | ProductOfferingPrice | EntityRef, ...]
        ),
        (ProductSpecification, "product_spec_characteristic"): (
            tuple[ProductSpecificationCharacteristic, ...]
        ),
    },
    v4_words={ProductStatus: _ABORTED},
    v5_words={ProductStatus: _ABORTED},
    aliases={
        "BundledGroupProductOfferingOption": "BundledProductOfferingOption",
        "EligibilityResultReason": "EligibilityReason",
        "EligibilityUnavailabilityReason": "EligibilityReason",
        "OrderTerm": "ProductTerm",
        "ProductOfferingPriceAlteration": "ProductOfferingPrice",
        "ProductOfferingPriceRefOrValue": "POPCharge",
        "ProductOfferingQualification": "CheckProductOfferingQualification",
        "ProductOfferingQualificationItem": "CheckProductOfferingQualificationItem",
        "ProductOrderItemRelationship": "OrderItemRelationship",
        "ProductRefOrValue": "Product",
        "ProductSpecificationCharacteristicRelationship": "CharacteristicSpecificationRelationship",
        "QualificationItemRelationship": "ProductOfferingQualificationItemRelationship",
        "QuotePrice": "OrderPrice",
        "RelatedProductOrderItem": "RelatedOrderItem",
    },
)
