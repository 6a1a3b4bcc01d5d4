"""How documents spell what belongs to services."""

from __future__ import annotations

from typing import Final

from svcmgmt.interop._lossless import Wording
from svcmgmt.interop.tmf.spellings.shape import Spellings
from svcmgmt.lifecycle import State
from svcmgmt.service import (
    CheckServiceQualification,
    CheckServiceQualificationItem,
    JsonPatch,
    ServiceOrderItemState,
    ServiceOrderState,
    ServiceRelationship,
    ServiceSpecificationCharacteristic,
)

__all__ = ["SPELLINGS"]


def _in_other_case(states: type[State]) -> Wording:
    """Return the words of states that are also written InProgress, as v5 does, or INPROGRESS."""
    return Wording(
        understood={
            word: each
            for each in states
            for word in (each.value[:1].upper() + each.value[1:], each.value.upper())
        }
    )


_WORDS: Final = {
    ServiceOrderState: _in_other_case(ServiceOrderState),
    ServiceOrderItemState: _in_other_case(ServiceOrderItemState),
}

SPELLINGS: Final = Spellings(
    names={
        (JsonPatch, "from_"): "from",
        (ServiceRelationship, "relationship_characteristic"): "ServiceRelationshipCharacteristic",
        (ServiceSpecificationCharacteristic, "char_spec_relationship"): (
            "serviceSpecCharRelationship"
        ),
        (ServiceSpecificationCharacteristic, "characteristic_value_specification"): (
            "serviceSpecCharacteristicValue"
        ),
    },
    v4_names={
        (CheckServiceQualification, "provide_result_reason"): "provideUnavailabilityReason",
        (CheckServiceQualificationItem, "eligibility_result_reason"): (
            "eligibilityUnavailabilityReason"
        ),
    },
    v4_words=_WORDS,
    v5_words=_WORDS,
    aliases={
        "CFS": "CustomerFacingService",
        "CustomerFacingServiceSpec": "CustomerFacingServiceSpecification",
        "RFS": "ResourceFacingService",
        "ResourceFacingServiceSpec": "ResourceFacingServiceSpecification",
        "ServiceRefOrValue": "Service",
        "ServiceEligibilityUnavailabilityReason": "ServiceEligibilityReason",
    },
)
