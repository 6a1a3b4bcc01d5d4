"""How documents spell what belongs to resources."""

from __future__ import annotations

from typing import Final

from svcmgmt.interop._lossless import Wording
from svcmgmt.interop.tmf.spellings.shape import Spellings
from svcmgmt.resource import (
    AppliedCapacityAmount,
    Capacity,
    RelatedResourceOrderItem,
    ResourceAdministrativeState,
    ResourceOperationalState,
    ResourceSpecification,
    ResourceSpecificationCharacteristic,
    ResourceSpecificationCharacteristicRelationship,
    ResourceSpecificationRelationship,
)

__all__ = ["SPELLINGS"]

_LOCKING, _WORKING = ResourceAdministrativeState, ResourceOperationalState

SPELLINGS: Final = Spellings(
    names={
        (AppliedCapacityAmount, "applied_capacity_amount"): "appliedCapacityamount",
        (Capacity, "applied_capacity_list"): "appliedCapacitylist",
        (RelatedResourceOrderItem, "order_id"): "resourceOrderId",
        (RelatedResourceOrderItem, "order_href"): "resourceOrderHref",
        (RelatedResourceOrderItem, "order_item_id"): "itemId",
        (RelatedResourceOrderItem, "order_item_action"): "itemAction",
    },
    v4_names={
        (ResourceSpecificationCharacteristic, "char_spec_relationship"): (
            "resourceSpecCharRelationship"
        ),
        (ResourceSpecificationCharacteristic, "characteristic_value_specification"): (
            "resourceSpecCharacteristicValue"
        ),
        (ResourceSpecificationCharacteristicRelationship, "parent_specification_id"): (
            "resourceSpecificationId"
        ),
        (ResourceSpecificationCharacteristicRelationship, "parent_specification_href"): (
            "resourceSpecificationHref"
        ),
    },
    v4_holds={
        (ResourceSpecification, "resource_spec_characteristic"): (
            tuple[ResourceSpecificationCharacteristic, ...]
        ),
        (ResourceSpecificationRelationship, "characteristic"): (
            tuple[ResourceSpecificationCharacteristic, ...]
        ),
        (ResourceSpecificationCharacteristic, "char_spec_relationship"): (
            tuple[ResourceSpecificationCharacteristicRelationship, ...]
        ),
    },
    v4_words={
        _LOCKING: Wording(
            published={_LOCKING.SHUTTING_DOWN: "shutdown"},
            understood={"shuttingDown": _LOCKING.SHUTTING_DOWN, "unlock": _LOCKING.UNLOCKED},
        ),
        _WORKING: Wording(
            published={_WORKING.ENABLED: "enable", _WORKING.DISABLED: "disable"},
            understood={"enabled": _WORKING.ENABLED, "disabled": _WORKING.DISABLED},
        ),
    },
    v5_words={
        _LOCKING: Wording(understood={"shutdown": _LOCKING.SHUTTING_DOWN}),
        _WORKING: Wording(understood={"enable": _WORKING.ENABLED, "disable": _WORKING.DISABLED}),
    },
    aliases={"ResourceRefOrValue": "Resource"},
)
