"""Incidents of TMF724: faults that a network management system puts together."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Self

from attrs import field, frozen

from svcmgmt.assurance.alarm_words import AckState, AlarmState, AlarmTrigger
from svcmgmt.common import (
    Characteristic,
    EntityRef,
    Extensible,
    ExternalIdentifier,
    LivingEntity,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule

__all__ = [
    "INCIDENT_TMF724",
    "Incident",
    "IncidentImpact",
    "IncidentPriority",
    "IncidentUrgency",
    "ResourceEntity",
    "RootCause",
]


class IncidentPriority(Enum):
    """In which order incidents are handled, first first (`PriorityType`, TMF724).

    Examples:
        >>> IncidentPriority("high")
        <IncidentPriority.HIGH: 'high'>
    """

    CRITICAL = "critical"  # before all else
    HIGH = "high"  # next
    MEDIUM = "medium"  # in its turn
    LOW = "low"  # when there is time


class IncidentUrgency(Enum):
    """How soon an incident must be cured, soonest first (`UrgencyType`, TMF724).

    Examples:
        >>> IncidentUrgency("low")
        <IncidentUrgency.LOW: 'low'>
    """

    CRITICAL = "critical"  # at once
    HIGH = "high"  # soon
    MEDIUM = "medium"  # in due time
    LOW = "low"  # it can wait


class IncidentImpact(Enum):
    """How much an incident hurts, most first (`ImpactType`, TMF724).

    Examples:
        >>> IncidentImpact("minor")
        <IncidentImpact.MINOR: 'minor'>
    """

    EXTENSIVE = "extensive"  # nearly everybody
    SIGNIFICANT = "significant"  # many
    MODERATE = "moderate"  # some
    MINOR = "minor"  # few


INCIDENT_TMF724: Lifecycle[AlarmState, AlarmTrigger] = Lifecycle(
    name="incident_tmf724",
    rules=(
        Rule(AlarmTrigger.UPDATE, (AlarmState.RAISED,), AlarmState.UPDATED),
        Rule(AlarmTrigger.CLEAR, (AlarmState.RAISED, AlarmState.UPDATED), AlarmState.CLEARED),
    ),
    initials=(AlarmState.RAISED,),
    finals=(AlarmState.CLEARED,),
)
"""Lifecycle of an incident: states of TMF724, whose transitions nobody has drawn (8.5)."""


@frozen(kw_only=True)
class ResourceEntity(EntityRef):
    """A resource, or what it told. Source: TMF724 `ResourceEntity`.

    Examples:
        >>> ResourceEntity(id="node-7").id
        'node-7'
    """


@frozen(kw_only=True)
class RootCause(Extensible):
    """What causes an incident. Source: TMF724 `RootCause`.

    Examples:
        >>> RootCause(cause_detail_info="fibre cut").cause_detail_info
        'fibre cut'
    """

    cause_detail_info: str | None = None
    """In words."""

    cause_resource_object: ResourceEntity | None = None
    """The resource that causes it."""


@frozen(kw_only=True)
class Incident(LivingEntity[AlarmState, AlarmTrigger]):
    """A fault made of events and alarms with one cause. Source: TMF724 `Incident`, v4.0.1.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> incident = Incident(id="I-1", name="fibre cut", urgency=IncidentUrgency.HIGH)
        >>> print(incident.clear(at=at("2026-10-26T08:10:00Z")).state)
        cleared
    """

    at_type: str | None = "Incident"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called; required on creation."""

    category: str | None = None
    """Of which kind it is; required on creation."""

    domain: str | None = None
    """In which part of the network it is; required on creation."""

    priority: IncidentPriority | None = None
    """In which order it is handled; required on creation."""

    urgency: IncidentUrgency | None = None
    """How soon it must be cured."""

    impact: IncidentImpact | None = None
    """How much it hurts."""

    incident_detail: str | None = None
    """What is wrong."""

    incident_resolution_suggestion: str | None = None
    """What would cure it."""

    ack_state: AckState | None = None
    """Whether somebody has seen it; required on creation."""

    ack_time: datetime | None = None
    """When it was seen."""

    occur_time: datetime | None = None
    """When it began; required on creation."""

    update_time: str | None = None
    """When something about it changed last; published as text."""

    clear_time: datetime | None = None
    """When it ended."""

    affected_entity: tuple[EntityRef, ...] = field(default=(), converter=many)
    """What suffers."""

    source_object: tuple[ResourceEntity, ...] = field(default=(), converter=many)
    """Resources that it comes from; required on creation."""

    event_id: tuple[ResourceEntity, ...] = field(default=(), converter=many)
    """The events that it is made of."""

    root_event_id: tuple[ResourceEntity, ...] = field(default=(), converter=many)
    """Those of them that cause it."""

    root_cause: tuple[RootCause, ...] = field(default=(), converter=many)
    """What causes it."""

    extension_info: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it."""

    state: AlarmState | OwnState | None = AlarmState.RAISED
    """Where it is now."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[AlarmState, AlarmTrigger]:
        """Return `INCIDENT_TMF724`."""
        return INCIDENT_TMF724

    def update(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the incident after something about it changed."""
        return self.fire(AlarmTrigger.UPDATE, at=at, by=by, reason=reason)

    def clear(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the incident after it ended."""
        return self.fire(
            AlarmTrigger.CLEAR, at=at, by=by, reason=reason, changes={"clear_time": at}
        )
