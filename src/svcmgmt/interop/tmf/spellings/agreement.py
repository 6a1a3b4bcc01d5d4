"""How documents spell what belongs to agreements and service levels."""

from __future__ import annotations

from typing import Final

from svcmgmt.agreement.documents import (
    AgreementSpecCharacteristic,
    AgreementSpecCharacteristicValue,
    AgreementSpecification,
    ServiceLevelObjective,
    ServiceLevelSpecification,
    ServiceLevelSpecParameter,
)
from svcmgmt.interop.tmf.spellings.shape import Spellings

__all__ = ["SPELLINGS"]

SPELLINGS: Final = Spellings(
    names={
        (ServiceLevelSpecParameter, "transformation_algorithm_of_kqi"): (
            "transformationAlgorithmOfKQI"
        ),
    },
    v4_names={
        (AgreementSpecCharacteristic, "characteristic_value_specification"): (
            "specCharacteristicValue"
        ),
        (AgreementSpecCharacteristicValue, "is_default"): "default",
        (ServiceLevelObjective, "consequence"): "serviceLevelObjectiveConsequence",
        (ServiceLevelSpecification, "service_level_objective"): "relatedServiceLevelObjective",
    },
    v4_holds={
        (AgreementSpecification, "specification_characteristic"): (
            tuple[AgreementSpecCharacteristic, ...]
        ),
        (AgreementSpecCharacteristic, "characteristic_value_specification"): (
            tuple[AgreementSpecCharacteristicValue, ...]
        ),
    },
    aliases={
        "ProductAgreementItem": "AgreementItem",
        "RelatedDocumentRefOrValue": "RelatedDocument",
    },
)
