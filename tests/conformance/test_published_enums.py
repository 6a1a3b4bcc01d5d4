"""Every word of an enumeration of documents is published, and every published word has a member."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from importlib import import_module
from pathlib import Path

import pytest
from published_enums import Published, published_enums

from svcmgmt.common._fields import hints_of, kinds_of
from svcmgmt.interop._lossless import Wording
from svcmgmt.interop.tmf import v5
from svcmgmt.interop.tmf.spellings import PACKAGES, SPELLINGS

NAMES = {
    "AckState": ("IncidentAckStateType",),
    "AdministrativeState": ("AdminStateEnum",),
    "AlarmState": ("IncidentStateType",),
    "AlarmType": ("AlarmType",),
    "AppointmentState": ("AppointmentStateType",),
    "BucketStatus": ("BucketStatusType",),
    "ChangeRequestState": ("ChangeRequestStatusType",),
    "CommunicationMessageState": ("CommunicationMessageStateType",),
    "CustomerBillOnDemandState": ("CustomerBillOnDemandStateType", "StateValues"),
    "CustomerBillRunType": ("CustomerBillRunType",),
    "CustomerBillState": ("CustomerBillStateType", "stateValue"),
    "ExecutionState": ("ExecutionStateType",),
    "IncidentImpact": ("ImpactType",),
    "IncidentPriority": ("PriorityType",),
    "IncidentUrgency": ("UrgencyType",),
    "IndividualState": ("IndividualStateType",),
    "ItemAction": ("ItemActionType", "OrderItemActionType", "ProductActionType"),
    "JobState": ("JobStateType",),
    "MilestoneStatus": ("Milestone",),
    "OrganizationState": ("OrganizationStateType",),
    "PerceivedSeverity": ("PerceivedSeverity",),
    "ProductOrderItemState": ("ProductOrderItemStateType",),
    "ProductOrderState": ("ProductOrderStateType", "InitialProductOrderStateType"),
    "ProductStatus": ("ProductStatusType",),
    "QuoteState": ("QuoteStateType",),
    "ResourceAdministrativeState": ("ResourceAdministrativeStateType",),
    "ResourceAlarmStatus": ("ResourceAlarmStatusType",),
    "ResourceAvailabilityStatus": ("ResourceAvailabilityStatusType",),
    "ResourceControlStatus": ("ResourceControlStatusType",),
    "ResourceLifecycleState": ("ResourceLifecycleStateType",),
    "ResourceOperationalState": ("ResourceOperationalStateType",),
    "ResourcePowerConsumingState": ("ResourcePowerConsumingStateType",),
    "ResourceProceduralStatus": ("ResourceProceduralStatusType",),
    "ResourceStandbyStatus": ("ResourceStandbyStatusType",),
    "ResourceStatus": ("ResourceStatusType",),
    "ResourceUsageState": ("ResourceUsageStateType",),
    "ServiceOperatingStatus": ("ServiceOperatingStatusType",),
    "ServiceOrderItemState": ("ServiceOrderItemStateType",),
    "ServiceOrderState": ("ServiceOrderStateType",),
    "ServiceProblemStatus": ("ServiceProblemStateType",),
    "ServiceState": ("ServiceStateType",),
    "TaskState": ("TaskStateType",),
    "TroubleTicketStatus": ("TroubleTicketStatusType",),
    "UsageStatus": ("UsageStatusType",),
}
"""Under which names the specifications publish an enumeration."""

FREE_TEXT = {
    "CatalogStatus": "lifecycleStatus is free text in all versions",
    "JeopardyType": "words of the guide of TMF641; free text in its schema",
    "PlannedOutage": "words of the pages of TMF642; free text in the schema of v4",
    "RangeInterval": "words of the descriptions of TMF620 and TMF633; free text in the schemas",
    "ResourceOrderState": "words of the picture of TMF652; free text in its schema",
    "ResourceAllocationStatus": "words of the description in TMF639; free text in its schema",
}
"""Enumerations that no schema lists, and where their words are from."""


def enumerations() -> dict[str, type[Enum]]:
    """Return the enumerations of all packages of documents."""
    return {
        name: found
        for package in PACKAGES.values()
        for name, found in vars(import_module(package)).items()
        if isinstance(found, type) and issubclass(found, Enum)
    }


def held() -> set[type[Enum]]:
    """Return the enumerations that fields of document classes hold."""
    return {
        kind
        for document_class in v5().classes.values()
        for annotation in hints_of(document_class).values()
        for kind in kinds_of(annotation)[0]
        if isinstance(kind, type) and issubclass(kind, Enum)
    }


@pytest.fixture(scope="module")
def published(corpus: Callable[[str], Path]) -> list[Published]:
    """Give all published enumerations."""
    return list(published_enums(corpus("tmf")))


def versions_of(name: str, published: list[Published]) -> list[Published]:
    """Return all publications of one of our enumerations."""
    return [each for each in published if each.name in NAMES[name]]


def wording(kind: type[Enum], version: str) -> Wording:
    words = SPELLINGS.v4_words if version == "v4" else SPELLINGS.v5_words
    return words.get(kind, Wording())


def test_every_enumeration_of_a_field_is_compared_or_says_why_not() -> None:
    told = {enumerations()[name] for name in (*NAMES, *FREE_TEXT)}
    assert held() - told == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_published_word_is_read(name: str, published: list[Published]) -> None:
    kind = enumerations()[name]
    versions = versions_of(name, published)
    assert versions
    for each in versions:
        spelt = wording(kind, each.version)
        written = {spelt.published.get(member, member.value) for member in kind}
        assert each.words <= written | {*spelt.understood}, each


@pytest.mark.parametrize("name", NAMES)
def test_every_member_is_published(name: str, published: list[Published]) -> None:
    kind = enumerations()[name]
    found = {
        member
        for each in versions_of(name, published)
        for member in kind
        if wording(kind, each.version).published.get(member, member.value) in each.words
    }
    assert set(kind) - found == set()
