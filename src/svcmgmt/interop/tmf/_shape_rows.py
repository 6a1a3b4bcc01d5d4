"""Rows of the tables of shapes, compact: facts of the published schemas, class by class."""

from typing import Final

__all__ = ["PARTS_V4", "PARTS_V5", "RESOURCES_V4", "RESOURCES_V5"]

RESOURCES_V5: Final = """\
Agreement: !name !agreementType !agreementItem !engagedParty
AgreementSpecification: !name !lastUpdate !lifecycleStatus =lastUpdate
Alarm: !state !alarmType !perceivedSeverity !probableCause !alarmedObject !sourceSystemId
    !alarmRaisedTime =sourceSystemId =alarmRaisedTime
CancelProductOrder: !productOrder -creationDate -effectiveCancellationDate -state
CancelServiceOrder: !serviceOrder -effectiveCancellationDate -state -id
Category: !name =lastUpdate
CheckProductOfferingQualification: -creationDate -effectiveQualificationDate
    -expectedQualificationCompletionDate -expirationDate -id -qualificationResult -state
    =creationDate
CheckServiceQualification: !serviceQualificationItem -qualificationResult
    -checkServiceQualificationDate =qualificationResult =checkServiceQualificationDate
Customer: !engagedParty !name
CustomerBill: =amountDue =appliedPayment =billDate =billDocument =billNo =billingAccount
    =billingPeriod =category =financialAccount =lastUpdate =nextBillDate =paymentDueDate
    =paymentMethod =relatedParty =remainingAmount =runType =taxExcludedAmount =taxIncludedAmount
    =taxItem
CustomerBillOnDemand: !billingAccount
ExportJob: !url
ImportJob: !url
Individual: !familyName !givenName
Organization: !name
PartyInteraction: !direction !reason !relatedChannel -creationDate -statusChangeDate =creationDate
    =direction =statusChangeDate
PartyRole: !engagedParty !name
PartyRoleSpecification: !name
ProblemAcknowledgement: !problem
ProblemGroup: !childProblem !parentProblem
ProblemUnacknowledgement: !problem
ProblemUngroup: !childProblem !parentProblem
Product: -creationDate =creationDate
ProductCatalog: !name
ProductOffering: !lastUpdate !lifecycleStatus !name =lastUpdate
ProductOfferingPrice: !lastUpdate !lifecycleStatus !name !priceType =lastUpdate
ProductOrder: !productOrderItem -cancellationDate -cancellationReason -completionDate
    -creationDate -expectedCompletionDate -state =creationDate =requestedInitialState
ProductSpecification: !lastUpdate !lifecycleStatus !name =lastUpdate
QueryProductOfferingQualification: -creationDate -effectiveQualificationDate
    -expectedQualificationCompletionDate -expirationDate -id -qualifiedProductOfferingItem -state
    =creationDate
QueryServiceQualification: !searchCriteria -serviceQualificationItem
    -queryServiceQualificationDate =queryServiceQualificationDate
QueryUsageConsumption: -state
Resource:
ResourceCandidate: !name
ResourceCatalog: !name
ResourceCategory: !name
ResourceSpecification: !name
Service: !serviceSpecification !state -operatingStatus -serviceDate =serviceDate
ServiceCandidate: !serviceSpecification !name -lastUpdate =lastUpdate
ServiceCatalog: -lastUpdate =lastUpdate
ServiceCategory: =lastUpdate
ServiceLevelObjective: !conformanceTarget =validFor
ServiceLevelSpecification: !name
ServiceOrder: !serviceOrderItem -cancellationDate -cancellationReason -completionDate -startDate
    -milestone -jeopardyAlert -errorMessage -state -orderDate =milestone =jeopardyAlert
    =errorMessage =orderDate
ServiceProblem: !category !description !originatorParty !priority !reason -errorMessage
    =errorMessage =firstAlert =originatingSystem =trackingRecord
ServiceSpecification: !id !name
ServiceTest: !relatedService !testSpecification !name
ServiceTestSpecification: !name !relatedServiceSpecification =validFor
ServiceUsage: !usageDate !usageCharacteristic !service -id =usageDate
Threshold: !name !thresholdRule
ThresholdJob: !granularity
ThresholdRule: !condition !name !severity
TroubleTicket: !description !severity !ticketType -creationDate -lastUpdate -statusChangeHistory
    =creationDate =lastUpdate =statusChangeDate
TroubleTicketSpecification: !name -creationDate -lastUpdate =creationDate =lastUpdate
UsageConsumptionReport:
"""
"""What v5 says of what is created and changed by itself.

After the class: `!` is required to create it, `-` is set by the server, `=` cannot be changed.
`href` is set by the server and, as `id`, cannot be changed; the rows do not repeat it.
"""

RESOURCES_V4: Final = """\
AckAlarms: !ackSystemId !ackUserId !alarmPattern -id
Agreement: !agreementItem !agreementType !engagedParty !name -id =completionDate
AgreementSpecification: !attachment !name -id
Alarm: !alarmRaisedTime !alarmType !alarmedObject !perceivedSeverity !probableCause
    !sourceSystemId !state -id =alarmRaisedTime =sourceSystemId
Appointment: !validFor -creationDate -id -lastUpdate -status =creationDate
CancelProductOrder: !productOrder -effectiveCancellationDate -id -state
CancelResourceOrder: !resourceOrder -effectiveCancellationDate -id -state
CancelServiceOrder: !serviceOrder -completionMessage -effectiveCancellationDate -errorMessage -id
    -state
Catalog: !name -id =lastUpdate
Category: !name -id =lastUpdate
ChangeRequest: !plannedEndTime !plannedStartTime !priority !requestType !specification
    !targetEntity -actualEndTime -actualStartTime -completionDate -id -lastUpdateDate -status
    -statusChangeDate -statusChangeReason
CheckServiceQualification: !serviceQualificationItem -checkServiceQualificationDate
    -effectiveQualificationDate -estimatedResponseDate -expirationDate -id -qualificationResult
    -state =checkServiceQualificationDate
ClearAlarms: !alarmClearedTime !alarmPattern !clearSystemId !clearUserId -id
CommentAlarms: !alarmPattern !comment -id
CommunicationMessage: !content !messageType !receiver !sender -id
Customer: !engagedParty !name -id
CustomerBill: =amountDue =appliedPayment =billDate =billDocument =billNo =billingAccount
    =billingPeriod =category =financialAccount =lastUpdate =nextBillDate =paymentDueDate
    =paymentMethod =relatedParty =remainingAmount =runType =taxExcludedAmount =taxIncludedAmount
    =taxItem
CustomerBillOnDemand: -id
ExportJob: !url -id
GroupAlarms: !alarmChangedTime !correlatedAlarm !parentAlarm !sourceSystemId -id
ImportJob: !url -id
Individual: !familyName !givenName -id
Organization: !tradingName -id
PartyInteraction: !channel !direction !interactionDate !reason !status -id =direction
PartyRole: !name -id
ProblemAcknowledgement: !problem -id
ProblemGroup: !childProblem !parentProblem -id
ProblemUnacknowledgement: !problem -id
ProblemUngroup: !childProblem !parentProblem -id
Product: !status -id
ProductOffering: !name -id =lastUpdate
ProductOfferingPrice: !name -id =lastUpdate
ProductOfferingQualification: -effectiveQualificationDate -expectedPOQCompletionDate
    -expirationDate -id -productOfferingQualificationDate -qualificationResult -state
    =productOfferingQualificationDate
ProductOrder: !productOrderItem -completionDate -expectedCompletionDate -id -orderDate -state
    =orderDate
ProductSpecification: !name -id =lastUpdate
QueryServiceQualification: !searchCriteria -effectiveQualificationDate -estimatedResponseDate
    -expirationDate -id -queryServiceQualificationDate -serviceQualificationItem -state
    =queryServiceQualificationDate
QueryUsageConsumption: -id -usageConsumption
Quote: !quoteItem -effectiveQuoteCompletionDate -expectedQuoteCompletionDate -quoteDate
    -quoteTotalPrice -state -validFor =quoteDate
Resource: !name -id
ResourceCandidate: !name -id
ResourceCatalog: !name -id
ResourceCategory: !name -id
ResourceOrder: -id =completionDate =orderDate
ResourceSpecification: !name -id
SearchTimeSlot: -availableTimeSlot -id -searchDate -searchResult -status =searchDate =searchResult
Service: !serviceSpecification !state -id =serviceDate
ServiceCandidate: !name !serviceSpecification -id =lastUpdate
ServiceCatalog: !name -id =lastUpdate
ServiceCategory: !name -id =lastUpdate
ServiceLevelObjective: !conformanceComparator !conformanceTarget !serviceLevelObjectiveParameter
    -id =validFor
ServiceLevelSpecification: !name !relatedServiceLevelObjective -id =validFor
ServiceOrder: !serviceOrderItem -completionDate -errorMessage -expectedCompletionDate -id
    -jeopardyAlert -milestone -orderDate -startDate -state =cancellationDate =cancellationReason
    =category =completionDate =errorMessage =jeopardyAlert =milestone =orderDate =startDate
ServiceProblem: !category !description !originatorParty !priority !reason -id =firstAlert
    =originatingSystem =trackingRecord
ServiceSpecification: !name -id =lastUpdate
ServiceTest: !name !relatedService !testSpecification -id
ServiceTestSpecification: !name !relatedServiceSpecification -id =validFor
TroubleTicket: !description !severity !ticketType -id =creationDate =lastUpdate =statusChange
    =statusChangeDate
UnAckAlarms: !ackSystemId !ackUserId !alarmPattern -id
UnGroupAlarms: !alarmChangedTime !correlatedAlarm !parentAlarm !sourceSystemId -id
Usage: -id
UsageSpecification: -id
"""
"""The same, for v4."""

PARTS_V5: Final = """\
AgreementItem: id
AlgorithmThresholdRule: condition name severity
AllowedProductAction: action
AppliedCustomerBillingRate: id
Attachment: attachmentType mimeType
BucketRelationship: bucket id relationshipType
BundledGroupProductOffering: name
BundledGroupProductOfferingOption: numberRelOfferLowerLimit numberRelOfferUpperLimit
BundledProductOffering: id
BundledProductOfferingPriceRelationship: id
BusinessPartner: engagedParty name
CalendarPeriod: status
Catalog: name
Characteristic: name
CharacteristicRelationship: id relationshipType
CharacteristicSpecification: name valueType
CharacteristicSpecificationRelationship: name parentSpecificationId relationshipType
Connection: associationType endpoint
ConnectionSpecification: associationType endpointSpecification
Consumer: engagedParty name
EntityRelationship: id relationshipType
EntitySpecification: name
EntitySpecificationRelationship: associationSpec relationshipType role validFor
Expression: expressionValue
ExternalIdentifier: id
Feature: name
FeatureRelationship: relationshipType
FeatureSpecification: name
FeatureSpecificationRelationship: name relationshipType
GeographicAddressRelationship: id relationshipType
GeographicSiteFeature: name
GeographicSiteRelationship: id relationshipType
GeographicSubAddressUnit: subUnitNumber subUnitType
Hub: callback
Intent: creationDate lastUpdate lifecycleStatus name
InteractionItemRelationship: id relationshipType
InteractionRelationship: id relationshipType
MeasurementCollectionJob: consumingApplicationId performanceIndicatorSpecification
    producingApplicationId
OrderItemRelationship: id relationshipType
OrderPrice: price priceType
OrderRelationship: id relationshipType
PerformanceIndicatorSpecification: collectionType indicatorCategory indicatorType indicatorUnit
    name
PriceAlteration: price priceType
Producer: engagedParty name
ProductOfferingPriceRelationship: id relationshipType
ProductOfferingQualificationItemRelationship: id relationshipType
ProductOfferingRelationship: id relationshipType
ProductOfferingTerm: name
ProductOrderItem: action id
ProductPrice: price priceType
ProductRelationship: id relationshipType
ProductSpecificationRelationship: id relationshipType
QueryProductOfferingQualificationItem: id
RelatedChannel: channel role
RelatedEntity: entity role
RelatedOrderItem: orderId orderItemId role
RelatedPartyOrPartyRole: role
ResourceGraph: connection id
ResourceGraphSpecification: connectionSpecification
ResourceRelationship: relationshipType resource
ScheduleDefinition: id
ServiceOrderItem: action id service
ServiceRelationship: relationshipType
SimpleThresholdRule: condition name severity
Supplier: engagedParty name
TroubleTicketRelationship: id relationshipType
WorkOrder: workOrderItem
"""
"""What v5 requires in parts of what is created."""

PARTS_V4: Final = """\
AccountBalance: amount balanceType validFor
AppliedBillingRateCharacteristic: name value
AppliedCustomerBillingRate: id
BucketRelationship: bucketRefOrValue relationshipType
ChangeRequestRelationship: relationshipType
Characteristic: name value
ConnectionSpecification: associationType endpointSpecification
CreditProfile: creditProfileDate validFor
EntitySpecificationRelationship: relationshipType
EventSubscription: callback id
ExternalId: entityType id owner
ExternalIdentifier: id
Feature: featureCharacteristic id name
FeatureRelationship: name relationshipType
FeatureSpecificationCharacteristic: name
FeatureSpecificationRelationship: name relationshipType
HeaderItem: name value
ImpactEntity: id role
LogicalResource: href id
POPAlteration: price priceType
PhysicalResource: href id
PriceAlteration: price priceType
ProductOfferingQualificationItem: id
ProductOrderItem: action id
ProductPrice: price priceType
ProductRelationship: product relationshipType
RelatedChannel: id
RelatedEntity: id role
RelatedParty: id
RelatedProductOrderItem: orderItemId productOrderId
Request: body header
ResourceGraphSpecification: connectionSpecification
Response: body header
ServiceOrderItem: action id service
ServiceOrderRelationship: id relationshipType
ServiceRelationship: relationshipType service
ServiceSpecRelationship: relationshipType
ServiceTestSpecRelationship: relationshipType
TimeSlot: validFor
UsageCharacteristic: name value
"""
"""The same, for v4."""
