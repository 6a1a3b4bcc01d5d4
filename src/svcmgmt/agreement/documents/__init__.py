"""Agreements and service levels as documents: TMF651, TMF657 and TMF623."""

from svcmgmt.agreement.documents.agreement import (
    Agreement,
    AgreementAuthorization,
    AgreementItem,
    AgreementRelationship,
    AgreementSpecificationRef,
    AgreementTermOrCondition,
    RelatedDocument,
)
from svcmgmt.agreement.documents.service_level import (
    ApplicableTimePeriod,
    KeyIndicator,
    ServiceLevelObjective,
    ServiceLevelObjectiveThreshold,
    ServiceLevelSpecConsequence,
    ServiceLevelSpecification,
    ServiceLevelSpecParameter,
)
from svcmgmt.agreement.documents.sla import (
    SLA,
    SLARule,
    SLARuleViolation,
    SLAViolation,
)
from svcmgmt.agreement.documents.specifications import (
    AgreementSpecCharacteristic,
    AgreementSpecCharacteristicValue,
    AgreementSpecification,
    AgreementSpecificationRelationship,
)

__all__ = [
    "SLA",
    "Agreement",
    "AgreementAuthorization",
    "AgreementItem",
    "AgreementRelationship",
    "AgreementSpecCharacteristic",
    "AgreementSpecCharacteristicValue",
    "AgreementSpecification",
    "AgreementSpecificationRef",
    "AgreementSpecificationRelationship",
    "AgreementTermOrCondition",
    "ApplicableTimePeriod",
    "KeyIndicator",
    "RelatedDocument",
    "SLARule",
    "SLARuleViolation",
    "SLAViolation",
    "ServiceLevelObjective",
    "ServiceLevelObjectiveThreshold",
    "ServiceLevelSpecConsequence",
    "ServiceLevelSpecParameter",
    "ServiceLevelSpecification",
]
