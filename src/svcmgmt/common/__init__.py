"""Common business entities of the TM Forum information model (SID): what all domains share."""

from svcmgmt.common._ranges import (
    is_in_range,
    is_within,
)
from svcmgmt.common.characteristics import (
    Characteristic,
    CharacteristicRelationship,
    CharacteristicSpecification,
    CharacteristicSpecificationRelationship,
    CharacteristicValueSpecification,
    RangeInterval,
)
from svcmgmt.common.contacts import (
    ContactMedium,
    EmailContactMedium,
    FaxContactMedium,
    GeographicAddressContactMedium,
    MediumCharacteristic,
    PhoneContactMedium,
    SocialContactMedium,
)
from svcmgmt.common.entities import (
    AnyEntity,
    Entity,
    EntityRef,
    Extensible,
    LivingEntity,
)
from svcmgmt.common.errors import (
    Error,
    ErrorMessage,
    TerminationError,
)
from svcmgmt.common.events import (
    Event,
    EventPayload,
    Hub,
)
from svcmgmt.common.features import (
    Feature,
    FeatureRelationship,
    FeatureSpecification,
    FeatureSpecificationCharacteristic,
    FeatureSpecificationCharacteristicRelationship,
    FeatureSpecificationRelationship,
)
from svcmgmt.common.intents import (
    Intent,
    IntentExpression,
)
from svcmgmt.common.jobs import (
    ExportJob,
    ImportJob,
    JobState,
)
from svcmgmt.common.matching import (
    Matcher,
    matches_whole,
)
from svcmgmt.common.notes import (
    Attachment,
    Note,
)
from svcmgmt.common.places import (
    CalendarPeriod,
    GeographicAddress,
    GeographicAddressRelationship,
    GeographicLocation,
    GeographicSite,
    GeographicSiteFeature,
    GeographicSiteRelationship,
    GeographicSubAddress,
    GeographicSubAddressUnit,
    HourPeriod,
    Place,
    StandardIdentifier,
)
from svcmgmt.common.quantities import (
    Duration,
    Money,
    Quantity,
    TimePeriod,
)
from svcmgmt.common.relations import (
    AccountRef,
    AgreementItemRef,
    AppointmentRef,
    BillingAccountRef,
    EntityRelationship,
    ExternalIdentifier,
    ExternalReference,
    PartyRoleRef,
    RelatedChannel,
    RelatedEntity,
    RelatedOrderItem,
    RelatedParty,
    RelatedPlace,
    ResourceRef,
)
from svcmgmt.common.specification_checks import (
    check_characteristic_specifications,
)
from svcmgmt.common.specifications import (
    EntitySpecification,
    EntitySpecificationRelationship,
    ProductSpecificationRef,
    TargetEntitySchema,
)
from svcmgmt.common.taxes import (
    TaxDefinition,
    TaxItem,
)
from svcmgmt.common.validation import (
    NumbersAsText,
    ValidationContext,
    validate_characteristics,
    with_defaults,
)

__all__ = [
    "AccountRef",
    "AgreementItemRef",
    "AnyEntity",
    "AppointmentRef",
    "Attachment",
    "BillingAccountRef",
    "CalendarPeriod",
    "Characteristic",
    "CharacteristicRelationship",
    "CharacteristicSpecification",
    "CharacteristicSpecificationRelationship",
    "CharacteristicValueSpecification",
    "ContactMedium",
    "Duration",
    "EmailContactMedium",
    "Entity",
    "EntityRef",
    "EntityRelationship",
    "EntitySpecification",
    "EntitySpecificationRelationship",
    "Error",
    "ErrorMessage",
    "Event",
    "EventPayload",
    "ExportJob",
    "Extensible",
    "ExternalIdentifier",
    "ExternalReference",
    "FaxContactMedium",
    "Feature",
    "FeatureRelationship",
    "FeatureSpecification",
    "FeatureSpecificationCharacteristic",
    "FeatureSpecificationCharacteristicRelationship",
    "FeatureSpecificationRelationship",
    "GeographicAddress",
    "GeographicAddressContactMedium",
    "GeographicAddressRelationship",
    "GeographicLocation",
    "GeographicSite",
    "GeographicSiteFeature",
    "GeographicSiteRelationship",
    "GeographicSubAddress",
    "GeographicSubAddressUnit",
    "HourPeriod",
    "Hub",
    "ImportJob",
    "Intent",
    "IntentExpression",
    "JobState",
    "LivingEntity",
    "Matcher",
    "MediumCharacteristic",
    "Money",
    "Note",
    "NumbersAsText",
    "PartyRoleRef",
    "PhoneContactMedium",
    "Place",
    "ProductSpecificationRef",
    "Quantity",
    "RangeInterval",
    "RelatedChannel",
    "RelatedEntity",
    "RelatedOrderItem",
    "RelatedParty",
    "RelatedPlace",
    "ResourceRef",
    "SocialContactMedium",
    "StandardIdentifier",
    "TargetEntitySchema",
    "TaxDefinition",
    "TaxItem",
    "TerminationError",
    "TimePeriod",
    "ValidationContext",
    "check_characteristic_specifications",
    "is_in_range",
    "is_within",
    "matches_whole",
    "validate_characteristics",
    "with_defaults",
]
