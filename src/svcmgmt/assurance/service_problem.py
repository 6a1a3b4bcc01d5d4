"""Service problems of TMF656: what is wrong with services, and what was done about it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from attrs import field, frozen

from svcmgmt.common import (
    Characteristic,
    Entity,
    EntityRef,
    ErrorMessage,
    ExternalIdentifier,
    LivingEntity,
    Note,
    RelatedEntity,
    RelatedParty,
    RelatedPlace,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger
from svcmgmt.values import Finding

__all__ = [
    "SERVICE_PROBLEM",
    "EventRef",
    "ImpactPattern",
    "ResourceAlarmRef",
    "ServiceProblem",
    "ServiceProblemStatus",
    "ServiceProblemTrigger",
    "TrackingRecord",
]


class ServiceProblemStatus(State):
    """Where a service problem is (`ServiceProblemStateType`, TMF656).

    Examples:
        >>> ServiceProblemStatus("pending").category
        <StateCategory.PAUSED: 'paused'>
    """

    ACKNOWLEDGED = "acknowledged", StateCategory.OPEN  # received and valid
    REJECTED = "rejected", StateCategory.CANCELLED  # not valid; final
    PENDING = "pending", StateCategory.PAUSED  # waits for information
    HELD = "held", StateCategory.PAUSED  # blocked by an issue
    IN_PROGRESS = "inProgress", StateCategory.OPEN  # somebody works on it
    RESOLVED = "resolved", StateCategory.RESOLVED  # cured, not yet confirmed
    CANCELLED = "cancelled", StateCategory.CANCELLED  # withdrawn; final
    CLOSED = "closed", StateCategory.DONE  # confirmed; final, and can be taken up again


class ServiceProblemTrigger(Trigger):
    """What moves a service problem.

    Examples:
        >>> ServiceProblemTrigger("hold")
        <ServiceProblemTrigger.HOLD: 'hold'>
    """

    REJECT = "reject"  # business validation failed
    START = "start"  # somebody takes it
    AWAIT_INFORMATION = "awaitInformation"  # something is not known
    HOLD = "hold"  # an issue blocks it
    RESUME = "resume"  # the wait is over
    RESOLVE = "resolve"  # it is cured
    REOPEN = "reopen"  # the cure is rejected, even after it was closed
    CLOSE = "close"  # the cure is confirmed
    CANCEL = "cancel"  # withdrawn


_S, _T = ServiceProblemStatus, ServiceProblemTrigger
_WORKED_ON = (_S.IN_PROGRESS, _S.PENDING, _S.HELD)
_DRAWN = "TMF656 Lifecycle_ServiceProblem"

SERVICE_PROBLEM: Lifecycle[ServiceProblemStatus, ServiceProblemTrigger] = Lifecycle(
    name="service_problem",
    rules=(
        Rule(_T.REJECT, (_S.ACKNOWLEDGED,), _S.REJECTED, source=_DRAWN),
        Rule(_T.START, (_S.ACKNOWLEDGED,), _S.IN_PROGRESS, source=_DRAWN),
        Rule(_T.AWAIT_INFORMATION, (_S.IN_PROGRESS,), _S.PENDING, source=_DRAWN),
        Rule(_T.HOLD, (_S.IN_PROGRESS,), _S.HELD, source=_DRAWN),
        Rule(_T.RESUME, (_S.PENDING, _S.HELD), _S.IN_PROGRESS, source=_DRAWN),
        Rule(_T.RESOLVE, _WORKED_ON, _S.RESOLVED, source=_DRAWN),
        Rule(_T.REOPEN, (_S.RESOLVED, _S.CLOSED), _S.IN_PROGRESS, source=_DRAWN),
        Rule(_T.CLOSE, (_S.RESOLVED,), _S.CLOSED, source=_DRAWN),
        Rule(_T.CANCEL, (_S.ACKNOWLEDGED, *_WORKED_ON), _S.CANCELLED, source=_DRAWN),
    ),
    initials=(_S.ACKNOWLEDGED,),
    finals=(_S.REJECTED, _S.CANCELLED, _S.CLOSED),
    reopenable=(_S.CLOSED,),
    source=_DRAWN,
)
"""Lifecycle of a service problem, as TMF656 draws it; it can be reopened when closed (R8.14)."""


@frozen(kw_only=True)
class ImpactPattern(Entity):
    """What an impact looks like, by characteristics. Source: TMF656 `ImpactPattern`.

    Examples:
        >>> ImpactPattern(description="slow in the morning").description
        'slow in the morning'
    """

    description: str | None = None
    """In words."""

    characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """In figures."""


@frozen(kw_only=True)
class TrackingRecord(Entity):
    """Who did what with an entity. Source: TMF656, TMF628 `TrackingRecord`.

    Examples:
        >>> TrackingRecord(description="acknowledged", user="ana").user
        'ana'
    """

    description: str | None = None
    """What was done."""

    characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """In figures."""

    system_id: str | None = None
    """By which system."""

    time: datetime | None = None
    """When."""

    user: str | None = None
    """By whom."""


@frozen(kw_only=True)
class EventRef(EntityRef):
    """A reference to an event. Source: TMF656 `EventRef`.

    Examples:
        >>> EventRef(id="e-7").id
        'e-7'
    """

    event_time: datetime | None = None
    """When it happened."""


@frozen(kw_only=True)
class ResourceAlarmRef(EntityRef):
    """A reference to an alarm. Source: TMF656 `ResourceAlarmRef`.

    Examples:
        >>> ResourceAlarmRef(id="ALARM-1").id
        'ALARM-1'
    """

    change_request: EntityRef | None = None
    """The change that it has to do with."""


@frozen(kw_only=True)
class ServiceProblem(LivingEntity[ServiceProblemStatus, ServiceProblemTrigger]):
    """What is wrong with services, whoever noticed it. Source: TMF656, v4.0.0 and v5.0.0.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> problem = ServiceProblem(id="SP-3", affected_service=[EntityRef(id="vpn-7")])
        >>> problem = problem.start(at=at("2026-10-26T08:10:00Z"), by="noc")
        >>> print(problem.state, problem.findings())
        inProgress ()
    """

    at_type: str | None = "ServiceProblem"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """What is wrong; required on creation."""

    category: str | None = None
    """Of which kind it is; required on creation."""

    priority: int | None = None
    """How urgent it is; the organisation says what the numbers mean."""

    reason: str | None = None
    """Why it was raised; required on creation."""

    originator_party: RelatedParty | None = None
    """Who raised it; required on creation."""

    responsible_party: RelatedParty | None = None
    """Who shall solve it."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who else has to do with it."""

    originating_system: str | None = None
    """The system in which it was raised."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it."""

    affected_service: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Services that suffer."""

    affected_resource: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Resources that suffer."""

    affected_location: tuple[RelatedPlace, ...] = field(default=(), converter=many)
    """Places that suffer."""

    affected_number_of_services: int | None = None
    """How many services suffer."""

    impact_importance_factor: str | None = None
    """How grave the impact is, in the organisation's words."""

    impact_pattern: ImpactPattern | None = None
    """What the impact looks like."""

    characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it."""

    first_alert: RelatedEntity | None = None
    """What told of it first: an alarm, a ticket, an event."""

    related_event: tuple[EventRef, ...] = field(default=(), converter=many)
    """Events that it has to do with."""

    related_entity: tuple[RelatedEntity, ...] = field(default=(), converter=many)
    """Other entities that it has to do with."""

    root_cause_service: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Services that cause it."""

    root_cause_resource: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Resources that cause it."""

    parent_problem: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Problems that it is part of."""

    underlying_problem: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Problems that cause it."""

    underlying_alarm: tuple[ResourceAlarmRef, ...] = field(default=(), converter=many)
    """Alarms that tell of it."""

    sla_violation: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Violations of agreements that follow from it."""

    trouble_ticket: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Tickets of customers about it."""

    problem_escalation: str | None = None
    """How far it was escalated."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    tracking_record: tuple[TrackingRecord, ...] = field(default=(), converter=many)
    """Who did what with it."""

    error_message: tuple[ErrorMessage, ...] = field(default=(), converter=many)
    """What went wrong in its handling (v5)."""

    creation_date: datetime | None = None
    """When it was created."""

    last_update: datetime | None = None
    """When it was changed last."""

    resolution_date: datetime | None = None
    """When it was resolved."""

    status_change_date: datetime | None = None
    """When it came into its state."""

    status_change_reason: str | None = None
    """Why."""

    state: ServiceProblemStatus | OwnState | None = ServiceProblemStatus.ACKNOWLEDGED
    """Where it is now; published as `status`."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ServiceProblemStatus, ServiceProblemTrigger]:
        """Return `SERVICE_PROBLEM`."""
        return SERVICE_PROBLEM

    def findings(self) -> tuple[Finding, ...]:
        """Return what is missing: at least one service, resource or place is affected (R8.15)."""
        if self.affected_service or self.affected_resource or self.affected_location:
            return ()
        return (
            Finding(
                code="nothing-affected",
                message="the problem names nothing that it affects",
                allowed="at least one service, resource or place",
            ),
        )

    def reject(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the problem after its business validation failed."""
        return self.fire(_T.REJECT, at=at, by=by, reason=reason)

    def start(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the problem as somebody works on it."""
        return self.fire(_T.START, at=at, by=by, reason=reason)

    def await_information(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the problem as it waits for information."""
        return self.fire(_T.AWAIT_INFORMATION, at=at, by=by, reason=reason)

    def hold(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the problem as an issue blocks it."""
        return self.fire(_T.HOLD, at=at, by=by, reason=reason)

    def resume(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the problem after the wait."""
        return self.fire(_T.RESUME, at=at, by=by, reason=reason)

    def resolve(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the problem after it was cured."""
        return self.fire(_T.RESOLVE, at=at, by=by, reason=reason, changes={"resolution_date": at})

    def reopen(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the problem after the cure was rejected."""
        return self.fire(_T.REOPEN, at=at, by=by, reason=reason, changes={"resolution_date": None})

    def close(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the problem after the cure was confirmed."""
        return self.fire(_T.CLOSE, at=at, by=by, reason=reason)

    def cancel(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the problem after it was withdrawn."""
        return self.fire(_T.CANCEL, at=at, by=by, reason=reason)
