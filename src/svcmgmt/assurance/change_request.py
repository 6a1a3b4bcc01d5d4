"""Change requests of TMF655: what shall be changed, when, and at which risk."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from attrs import field, frozen

from svcmgmt.assurance.change_states import CHANGE_TMF655, ChangeRequestState, ChangeRequestTrigger
from svcmgmt.assurance.work_logs import Resolution, WorkLog
from svcmgmt.common import (
    Attachment,
    Characteristic,
    Entity,
    EntityRef,
    ExternalReference,
    LivingEntity,
    Money,
    Note,
    RelatedEntity,
    RelatedParty,
    RelatedPlace,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState

__all__ = [
    "ChangeRequest",
    "ChangeRequestRelationship",
    "ImpactEntity",
]


@frozen(kw_only=True)
class ImpactEntity(EntityRef):
    """What suffers while a change is made. Source: TMF655 `ImpactEntity`.

    Examples:
        >>> ImpactEntity(id="vpn-7", role="service", action="restart").action
        'restart'
    """

    action: str | None = None
    """What happens to it."""

    role: str | None = None
    """What it is."""


@frozen(kw_only=True)
class ChangeRequestRelationship(Entity):
    """A relation to another change. Source: TMF655.

    Examples:
        >>> ChangeRequestRelationship(change_request=EntityRef(id="CR-2")).change_request.id
        'CR-2'
    """

    relationship_type: str | None = None
    """What the relation is."""

    change_request: ChangeRequest | EntityRef | None = None
    """The other change, by reference or by value."""

    change_request_relationship_characteristic: tuple[Characteristic, ...] = field(
        default=(), converter=many
    )
    """What else is told of the relation."""


@frozen(kw_only=True)
class ChangeRequest(LivingEntity[ChangeRequestState, ChangeRequestTrigger]):
    """A change that somebody asks for. Source: TMF655 `ChangeRequest`, v4.0.0.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> change = ChangeRequest(id="CR-1", request_type="normal", priority="2")
        >>> change = change.request_authorization(at=at("2026-10-26T08:10:00Z"), by="ana")
        >>> print(change.state)
        requestForAuthorization
    """

    at_type: str | None = "ChangeRequest"
    """Name of the class, `@type`."""

    description: str | None = None
    """What shall be changed."""

    request_type: str | None = None
    """Of which kind it is: normal, standard, emergency; required on creation."""

    priority: str | None = None
    """How urgent it is; required on creation."""

    specification: EntityRef | None = None
    """By which specification it is made; required on creation."""

    target_entity: tuple[RelatedEntity, ...] = field(default=(), converter=many)
    """What is changed; required on creation."""

    planned_start_time: datetime | None = None
    """When work shall begin; required on creation."""

    planned_end_time: datetime | None = None
    """When work shall end; required on creation."""

    actual_start_time: datetime | None = None
    """When work began."""

    actual_end_time: datetime | None = None
    """When work ended."""

    request_date: datetime | None = None
    """When it was asked for."""

    scheduled_date: datetime | None = None
    """When it was scheduled."""

    completion_date: datetime | None = None
    """When it was completed."""

    last_update_date: datetime | None = None
    """When it was changed last."""

    status_change_date: datetime | None = None
    """When it came into its state."""

    status_change_reason: str | None = None
    """Why."""

    impact: str | None = None
    """What it does to services, in the organisation's words."""

    impact_entity: tuple[ImpactEntity, ...] = field(default=(), converter=many)
    """What suffers while it is made."""

    risk: str | None = None
    """What may go wrong."""

    risk_value: str | None = None
    """How likely that is and how much it would hurt."""

    risk_mitigation_plan: str | None = None
    """What is done against it."""

    budget: Money | None = None
    """What it may cost."""

    channel: str | None = None
    """How it was asked for."""

    location: RelatedPlace | None = None
    """Where it is made."""

    change_relationship: tuple[ChangeRequestRelationship, ...] = field(default=(), converter=many)
    """Other changes that it has to do with."""

    change_request_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it."""

    problem_ticket: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Problems that it cures."""

    trouble_ticket: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Tickets that it cures."""

    sla: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Agreements that it has to respect."""

    resolution: Resolution | None = None
    """What came of it."""

    work_log: tuple[WorkLog, ...] = field(default=(), converter=many)
    """What was done."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    external_reference: tuple[ExternalReference, ...] = field(default=(), converter=many)
    """How other systems call it."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    state: ChangeRequestState | OwnState | None = ChangeRequestState.ACKNOWLEDGED
    """Where it is now; published as `status`."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ChangeRequestState, ChangeRequestTrigger]:
        """Return `CHANGE_TMF655`."""
        return CHANGE_TMF655

    def request_authorization(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the request as authorisation is asked for."""
        return self.fire(ChangeRequestTrigger.REQUEST_AUTHORIZATION, at=at, by=by, reason=reason)

    def await_approval(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the request as those who decide have it."""
        return self.fire(ChangeRequestTrigger.AWAIT_APPROVAL, at=at, by=by, reason=reason)

    def approve(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the request after they said yes."""
        return self.fire(ChangeRequestTrigger.APPROVE, at=at, by=by, reason=reason)

    def reject(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the request after they said no."""
        return self.fire(ChangeRequestTrigger.REJECT, at=at, by=by, reason=reason)

    def schedule(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the request as it has a window."""
        return self.fire(
            ChangeRequestTrigger.SCHEDULE,
            at=at,
            by=by,
            reason=reason,
            changes={"scheduled_date": at},
        )

    def start(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the request as work begins."""
        return self.fire(
            ChangeRequestTrigger.START,
            at=at,
            by=by,
            reason=reason,
            changes={"actual_start_time": at},
        )

    def fall_back(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the request as it is undone."""
        return self.fire(ChangeRequestTrigger.FALL_BACK, at=at, by=by, reason=reason)

    def review(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the request after work has ended."""
        return self.fire(
            ChangeRequestTrigger.REVIEW,
            at=at,
            by=by,
            reason=reason,
            changes={"actual_end_time": at},
        )

    def complete(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the request after it went well."""
        return self.fire(
            ChangeRequestTrigger.COMPLETE,
            at=at,
            by=by,
            reason=reason,
            changes={"completion_date": at},
        )

    def fail(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the request after it did not go well."""
        return self.fire(ChangeRequestTrigger.FAIL, at=at, by=by, reason=reason)

    def cancel(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the request after it was withdrawn."""
        return self.fire(ChangeRequestTrigger.CANCEL, at=at, by=by, reason=reason)
