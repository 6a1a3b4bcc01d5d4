"""Alarms of TMF642: a condition that somebody should look at."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from attrs import evolve, field, frozen

from svcmgmt.assurance.alarm_words import (
    AckState,
    AlarmState,
    AlarmTrigger,
    AlarmType,
    PerceivedSeverity,
    PlannedOutage,
)
from svcmgmt.common import (
    EntityRef,
    Extensible,
    LivingEntity,
    RelatedPlace,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule
from svcmgmt.temporal import instant

__all__ = [
    "ALARM",
    "AffectedService",
    "Alarm",
    "AlarmedObject",
    "Comment",
    "CrossedThresholdInformation",
]


ALARM: Lifecycle[AlarmState, AlarmTrigger] = Lifecycle(
    name="alarm",
    rules=(
        Rule(AlarmTrigger.UPDATE, (AlarmState.RAISED,), AlarmState.UPDATED, source="TMF642"),
        Rule(
            AlarmTrigger.CLEAR,
            (AlarmState.RAISED, AlarmState.UPDATED),
            AlarmState.CLEARED,
            source="TMF642",
        ),
    ),
    initials=(AlarmState.RAISED,),
    finals=(AlarmState.CLEARED,),
    source="TMF642",
)
"""Lifecycle of an alarm, in the order in which TMF642 tells its states."""


@frozen(kw_only=True)
class AlarmedObject(EntityRef):
    """What an alarm is about. Source: TMF642 `AlarmedObject`, `AlarmedObjectRef`.

    Examples:
        >>> AlarmedObject(id="node-7").id
        'node-7'
    """


@frozen(kw_only=True)
class AffectedService(EntityRef):
    """A service that suffers. Source: TMF642 `AffectedService`.

    Examples:
        >>> AffectedService(id="vpn-7").id
        'vpn-7'
    """


@frozen(kw_only=True)
class Comment(Extensible):
    """A remark on an alarm. Source: TMF642 `Comment`.

    Examples:
        >>> Comment(comment="technician is on the way", user_id="ana").user_id
        'ana'
    """

    comment: str | None = None
    """What was said."""

    system_id: str | None = None
    """In which system."""

    time: datetime | None = None
    """When."""

    user_id: str | None = None
    """By whom."""


@frozen(kw_only=True)
class CrossedThresholdInformation(Extensible):
    """The crossing of a threshold that raised an alarm.

    Source: TMF642 `CrossedThresholdInformation`.

    Examples:
        >>> CrossedThresholdInformation(direction="UP", observed_value="97").direction
        'UP'
    """

    direction: str | None = None
    """Whether the value rose or fell across it."""

    granularity: str | None = None
    """How often the value is measured."""

    indicator_name: str | None = None
    """What is measured."""

    indicator_unit: str | None = None
    """In which unit."""

    observed_value: str | None = None
    """The value."""

    threshold: EntityRef | None = None
    """The threshold."""

    threshold_crossing_description: str | None = None
    """In words."""


@frozen(kw_only=True)
class Alarm(LivingEntity[AlarmState, AlarmTrigger]):
    """A condition that somebody should look at. Source: TMF642, v4.0.0 and v5.0.1.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> alarm = Alarm(id="ALARM-1", perceived_severity=PerceivedSeverity.MAJOR)
        >>> alarm = alarm.acknowledge(at=at("2026-10-26T08:00:00Z"), by="ana")
        >>> alarm = alarm.clear(at=at("2026-10-26T08:10:00Z"))
        >>> print(alarm.state, alarm.ack_user_id, alarm.perceived_severity.value)
        cleared ana cleared
    """

    at_type: str | None = "Alarm"
    """Name of the class, `@type`."""

    external_alarm_id: str | None = None
    """How the system that raised it calls it."""

    alarm_type: AlarmType | None = None
    """Of which kind it is; required on creation."""

    perceived_severity: PerceivedSeverity | None = None
    """How grave it is; required on creation."""

    probable_cause: str | None = None
    """What probably causes it; required on creation."""

    specific_problem: str | None = None
    """What exactly is wrong."""

    alarm_details: str | None = None
    """Anything else that helps."""

    alarmed_object: AlarmedObject | None = None
    """What it is about; required on creation."""

    alarmed_object_type: str | None = None
    """Of which class that is."""

    affected_service: tuple[AffectedService, ...] = field(default=(), converter=many)
    """Services that suffer."""

    place: tuple[RelatedPlace, ...] = field(default=(), converter=many)
    """Where it is."""

    source_system_id: str | None = None
    """The system that raised it; required on creation."""

    reporting_system_id: str | None = None
    """The system that told of it."""

    alarm_raised_time: datetime | None = None
    """When the condition began; required on creation."""

    alarm_changed_time: datetime | None = None
    """When something about it changed last."""

    alarm_cleared_time: datetime | None = None
    """When the condition ended."""

    alarm_reporting_time: datetime | None = None
    """When it was told of."""

    ack_state: AckState | None = None
    """Whether somebody has seen it."""

    ack_system_id: str | None = None
    """By which system it was acknowledged."""

    ack_user_id: str | None = None
    """Who acknowledged it."""

    clear_system_id: str | None = None
    """By which system it was cleared."""

    clear_user_id: str | None = None
    """Who cleared it."""

    alarm_escalation: bool | None = None
    """Whether it was escalated."""

    comment: tuple[Comment, ...] = field(default=(), converter=many)
    """Remarks."""

    correlated_alarm: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Alarms that it has to do with."""

    parent_alarm: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Alarms that cause it."""

    is_root_cause: bool | None = None
    """Whether it is the cause of others."""

    crossed_threshold_information: CrossedThresholdInformation | None = None
    """The threshold that was crossed, if one was."""

    planned_outage_indicator: PlannedOutage | None = None
    """Whether the object is down on purpose."""

    proposed_repaired_actions: str | None = None
    """What would cure it."""

    service_affecting: bool | None = None
    """Whether services suffer."""

    state: AlarmState | OwnState | None = AlarmState.RAISED
    """Where it is now."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[AlarmState, AlarmTrigger]:
        """Return `ALARM`."""
        return ALARM

    def update(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the alarm after something about it changed."""
        return self.fire(
            AlarmTrigger.UPDATE, at=at, by=by, reason=reason, changes={"alarm_changed_time": at}
        )

    def clear(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the alarm after its condition ended; its severity is `cleared` from then on."""
        changes = {
            "alarm_cleared_time": at,
            "clear_user_id": by or self.clear_user_id,
            "perceived_severity": PerceivedSeverity.CLEARED,
        }
        return self.fire(AlarmTrigger.CLEAR, at=at, by=by, reason=reason, changes=changes)

    def acknowledge(self, *, at: datetime, by: str) -> Self:
        """Return the alarm as seen by somebody; that is a change, and moves no state."""
        moment = instant(at, "at")
        acknowledged = AckState.ACKNOWLEDGED
        return evolve(self, ack_state=acknowledged, ack_user_id=by, alarm_changed_time=moment)

    def unacknowledge(self, *, at: datetime) -> Self:
        """Return the alarm as seen by nobody; that is a change, and moves no state."""
        moment = instant(at, "at")
        nobody = AckState.UNACKNOWLEDGED
        return evolve(self, ack_state=nobody, ack_user_id=None, alarm_changed_time=moment)
