"""How documents spell the common business entities."""

from __future__ import annotations

from typing import Final

from svcmgmt.common import (
    FeatureSpecification,
    FeatureSpecificationCharacteristic,
    RelatedOrderItem,
)
from svcmgmt.interop.tmf.spellings.shape import Spellings

__all__ = ["SPELLINGS"]

SPELLINGS: Final = Spellings(
    v4_names={
        (RelatedOrderItem, "order_id"): "productOrderId",
        (RelatedOrderItem, "order_href"): "productOrderHref",
        (FeatureSpecificationCharacteristic, "char_spec_relationship"): (
            "featureSpecCharRelationship"
        ),
        (FeatureSpecificationCharacteristic, "characteristic_value_specification"): (
            "featureSpecCharacteristicValue"
        ),
    },
    v4_holds={
        (FeatureSpecification, "feature_spec_characteristic"): (
            tuple[FeatureSpecificationCharacteristic, ...]
        ),
    },
    aliases={
        "AttachmentRef": "Attachment",
        "AttachmentRefOrValue": "Attachment",
        "EventSubscription": "Hub",
        "EventSubscriptionInput": "Hub",
        "Expression": "IntentExpression",
        "JsonLdExpression": "IntentExpression",
        "ExternalId": "ExternalReference",
        **dict.fromkeys(
            (
                "GeoJsonPoint",
                "GeoJsonMultiPoint",
                "GeoJsonLineString",
                "GeoJsonMultiLineString",
                "GeoJsonPolygon",
                "GeoJsonMultiPolygon",
            ),
            "GeographicLocation",
        ),
        "TargetProductSchema": "TargetEntitySchema",
        "TargetResourceSchema": "TargetEntitySchema",
        "RelatedPartyOrPartyRole": "RelatedParty",
        "RelatedPartyRefOrPartyRoleRef": "RelatedParty",
        "RelatedPartyRefOrRelatedPartyRoleRef": "RelatedParty",
        "RelatedEntityRefOrValue": "RelatedEntity",
        "RelatedPlaceRef": "RelatedPlace",
        "RelatedPlaceRefOrValue": "RelatedPlace",
    },
)
