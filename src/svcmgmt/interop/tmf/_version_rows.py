"""Attributes that one version publishes and the other does not, class by class: facts."""

from typing import Final

__all__ = ["NOT_IN_V4", "NOT_IN_V5"]

NOT_IN_V4: Final = """\
AgreementItemRef: agreementHref agreementId agreementName
AlternateProductOfferingProposal: promotion
AppointmentRef: name
BillingAccountRef: ratingType
BucketRelationship: associationSpec name role validFor
BundledProductOffering: version
BundledProductOfferingPriceRelationship: version
BundledProductSpecification: version
CancelProductOrder: creationDate
Category: parent
CheckProductOfferingQualificationItem: CheckProductOfferingQualificationItem category promotion
ConsumptionSummary: characteristic
ContactMedium: contactType
Customer: description partyRoleSpecification role
CustomerBill: billCycle
Feature: policyConstraint
FeatureSpecification: policyConstraint
Individual: name
InteractionItem: interactionItemRelationship interactionItemType lastUpdate
InteractionRelationship: name
LogicalResource: alarmStatus allocationStatus availabilityStatus controlStatus creationDate
    externalIdentifier intent lifecycleState proceduralStatus resourceOrderItem supportingResource
    unknownStatus validFor
LogicalResourceSpecification: externalIdentifier intentSpecification
POPCharge: bundledPopRelationship externalIdentifier isBundle percentage place policy
    popRelationship pricingLogicAlgorithm prodSpecCharValueUse productOfferingTerm
    recurringChargePeriodType tax
PartyInteraction: externalIdentifier lastUpdate
PartyRole: description partyRoleSpecification role
PhysicalResource: alarmStatus allocationStatus availabilityStatus batchNumber controlStatus
    creationDate externalIdentifier intent lifecycleState powerConsumingLevel powerConsumingState
    proceduralStatus resourceOrderItem standbyStatus supportingResource unknownStatus validFor
PhysicalResourceSpecification: externalIdentifier intentSpecification
Place: externalIdentifier
ProblemAcknowledgement: state
ProblemGroup: state
ProblemUnacknowledgement: state
ProblemUngroup: state
Product: creationDate intent
ProductOffering: allowedAction bundledGroupProductOffering externalIdentifier policy
    productOfferingCharacteristic
ProductOfferingPrice: externalIdentifier policy
ProductOfferingPriceRelationship: version
ProductOfferingQualificationItemRef: itemId
ProductOfferingRelationship: version
ProductOrder: externalIdentifier orderRelationship productOrderErrorMessage
    productOrderJeopardyAlert productOrderMilestone requestedInitialState
ProductOrderItem: note
ProductRelationship: name
ProductSpecification: category externalIdentifier intentSpecification policy
ProductSpecificationRelationship: characteristic version
QueryUsageConsumption: errorMessage state
QuoteItemRef: quoteItemId
Resource: alarmStatus allocationStatus availabilityStatus controlStatus creationDate
    externalIdentifier intent lifecycleState proceduralStatus resourceOrderItem supportingResource
    unknownStatus validFor
ResourceAlarmRef: name
ResourceCandidate: externalIdentifier
ResourceCatalog: catalogType externalIdentifier
ResourceCategory: externalIdentifier resourceSpecification
ResourceFunctionSpecification: externalIdentifier intentSpecification
ResourceSpecification: externalIdentifier intentSpecification
Service: externalIdentifier intent operatingStatus
ServiceProblem: errorMessage
TaxDefinition: jurisdictionLevel jurisdictionName validFor
TaxExemptionCertificate: certificateNumber issuingJurisdiction reason
TroubleTicket: externalIdentifier troubleTicketCharacteristic troubleTicketSpecification
"""
"""Attributes of v5 that v4 does not publish, by their names in documents of v4."""

NOT_IN_V5: Final = """\
AccountRef: description
AgreementItemRef: name
Attachment: isRef
BundledProductOffering: lifecycleStatus
Catalog: category
Category: parentId
CharacteristicSpecificationRelationship: charSpecSeq
CheckProductOfferingQualification: category place
ContactMedium: characteristic mediumType
FeatureSpecification: constraint
FinancialAccountRef: accountBalance
Individual: fullName
LogicalResource: resourceStatus
POPCharge: constraint priceAlteration recurringChargePeriod
PhysicalResource: resourceStatus
Place: name
ProductOfferingPrice: constraint
ProductOfferingQualificationItemRef: name
ProductOrder: externalIdText
ProductPrice: billingAccount
ProductRelationship: product
QuoteItemRef: name quoteName
Resource: resourceStatus
ResourceCandidate: name
ResourceRef: value
ServiceRelationship: ServiceRelationshipCharacteristic
TroubleTicket: externalId
UsageConsumptionReport: service state
"""
"""Attributes of v4 that v5 does not publish, by their names in documents of v5."""
