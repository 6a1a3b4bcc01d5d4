"""Service qualification: whether a service can be had where and when."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import (
    Entity,
    EntityRef,
    ErrorMessage,
    Extensible,
    ExternalIdentifier,
    RelatedParty,
    TerminationError,
)
from svcmgmt.common._fields import many
from svcmgmt.patterns import Task
from svcmgmt.service.inventory import Service

__all__ = [
    "AlternateServiceProposal",
    "CheckServiceQualification",
    "CheckServiceQualificationItem",
    "QueryServiceQualification",
    "ServiceEligibilityReason",
    "ServiceQualification",
    "ServiceQualificationItem",
    "ServiceQualificationItemRelationship",
    "ServiceQualificationRelationship",
]


@frozen(kw_only=True)
class ServiceEligibilityReason(Extensible):
    """Why a service can or cannot be had.

    Source: TMF645 `EligibilityResultReason` (v5), `ServiceEligibilityUnavailabilityReason` (v4).

    Examples:
        >>> ServiceEligibilityReason(code="34", label="too far from the exchange").code
        '34'
    """

    code: str | None = None
    """Code of the reason."""

    label: str | None = None
    """The reason in words."""


@frozen(kw_only=True)
class ServiceQualificationRelationship(Entity):
    """A relation to another qualification. Source: TMF645 `ServiceQualificationRelationship`.

    Examples:
        >>> ServiceQualificationRelationship(id="Q-2", relationship_type="dependency").id
        'Q-2'
    """

    relationship_type: str | None = None
    """What the relation is."""


@frozen(kw_only=True)
class ServiceQualificationItemRelationship(Entity):
    """A relation to another item. Source: TMF645 `ServiceQualificationItemRelationship`.

    Examples:
        >>> ServiceQualificationItemRelationship(id="2", relationship_type="reliesOn").id
        '2'
    """

    relationship_type: str | None = None
    """What the relation is."""


@frozen(kw_only=True)
class AlternateServiceProposal(Entity):
    """What could be had instead. Source: TMF645 `AlternateServiceProposal`.

    Examples:
        >>> AlternateServiceProposal(id="1", alternate_service=EntityRef(id="s-2")).id
        '1'
    """

    alternate_service: Service | EntityRef | None = None
    """The service."""

    alternate_service_availability_date: datetime | None = None
    """From when on."""


@frozen(kw_only=True)
class ServiceQualificationItem(Entity):
    """One service that is looked for or can be had. Source: TMF645 `ServiceQualificationItem`.

    Examples:
        >>> ServiceQualificationItem(id="1", category=EntityRef(id="broadband")).category.id
        'broadband'
    """

    service: Service | EntityRef | None = None
    """The service, by value or by reference."""

    category: EntityRef | None = None
    """The category that is looked in."""

    expected_activation_date: datetime | None = None
    """When it would be switched on."""

    expected_service_availability_date: datetime | None = None
    """From when on it could be had."""

    expiration_date: datetime | None = None
    """Until when the answer holds."""


@frozen(kw_only=True)
class CheckServiceQualificationItem(ServiceQualificationItem):
    """One service that is checked. Source: TMF645 `CheckServiceQualificationItem`.

    Examples:
        >>> CheckServiceQualificationItem(id="1", qualification_result="qualified").id
        '1'
    """

    state: str | None = None
    """Where the check is, in free words."""

    qualification_result: str | None = None
    """What came out: qualified, unqualified, alternate."""

    eligibility_result_reason: tuple[ServiceEligibilityReason, ...] = field(
        default=(), converter=many
    )
    """Why that came out."""

    alternate_service_proposal: tuple[AlternateServiceProposal, ...] = field(
        default=(), converter=many
    )
    """What could be had instead."""

    qualification_relationship: tuple[ServiceQualificationRelationship, ...] = field(
        default=(), converter=many
    )
    """Other qualifications that it has to do with."""

    qualification_item_relationship: tuple[ServiceQualificationItemRelationship, ...] = field(
        default=(), converter=many
    )
    """Other items that it has to do with."""

    termination_error: tuple[TerminationError, ...] = field(default=(), converter=many)
    """Why it could not be checked."""


@frozen(kw_only=True)
class ServiceQualification(Task):
    """A question about services that can be had; subclasses say which.

    Source: TMF645 `ServiceQualification` (v4).

    Examples:
        >>> ServiceQualification(description="fibre at home").description
        'fibre at home'
    """

    at_type: str | None = "ServiceQualification"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""

    external_id: str | None = None
    """How the system that asked calls it (v4)."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""

    instant_sync_qualification: bool | None = None
    """Whether it is answered at once."""

    expected_qualification_date: datetime | None = None
    """Until when the answer is wanted."""

    estimated_response_date: datetime | None = None
    """Until when the answer is expected."""

    effective_qualification_date: datetime | None = None
    """When it was answered."""

    expiration_date: datetime | None = None
    """Until when the answer holds."""

    error_message: tuple[ErrorMessage, ...] = field(default=(), converter=many)
    """What went wrong (v5)."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who asks, and for whom."""


@frozen(kw_only=True)
class CheckServiceQualification(ServiceQualification):
    """Whether given services can be had. Source: TMF645 `CheckServiceQualification`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> check = CheckServiceQualification(provide_alternative=True)
        >>> print(check.start(at=at("2026-10-26T08:00:00Z")).state)
        inProgress
    """

    at_type: str | None = "CheckServiceQualification"
    """Name of the class, `@type`."""

    check_service_qualification_date: datetime | None = None
    """When it was asked; set by the server."""

    provide_alternative: bool | None = None
    """Whether something else may be proposed."""

    provide_result_reason: bool | None = None
    """Whether reasons are wanted."""

    qualification_result: str | None = None
    """What came out over all items: qualified, unqualified, alternate."""

    service_qualification_item: tuple[CheckServiceQualificationItem, ...] = field(
        default=(), converter=many
    )
    """The services."""


@frozen(kw_only=True)
class QueryServiceQualification(ServiceQualification):
    """Which services can be had. Source: TMF645 `QueryServiceQualification`.

    Examples:
        >>> QueryServiceQualification(search_criteria=ServiceQualificationItem(id="1")).at_type
        'QueryServiceQualification'
    """

    at_type: str | None = "QueryServiceQualification"
    """Name of the class, `@type`."""

    query_service_qualification_date: datetime | None = None
    """When it was asked; set by the server."""

    search_criteria: ServiceQualificationItem | None = None
    """What is looked for."""

    service_qualification_item: tuple[ServiceQualificationItem, ...] = field(
        default=(), converter=many
    )
    """What can be had."""
