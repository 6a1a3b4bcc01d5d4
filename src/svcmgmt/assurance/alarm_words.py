"""Words of alarms: states, severities and kinds."""

from __future__ import annotations

from enum import Enum

from svcmgmt.lifecycle import State, StateCategory, Trigger

__all__ = [
    "AckState",
    "AlarmState",
    "AlarmTrigger",
    "AlarmType",
    "PerceivedSeverity",
    "PlannedOutage",
]


class AlarmState(State):
    """Where an alarm is (inline enumeration of TMF642 v5; `IncidentStateType` of TMF724).

    Examples:
        >>> AlarmState("cleared").category
        <StateCategory.DONE: 'done'>
    """

    RAISED = "raised", StateCategory.OPEN  # the condition began
    UPDATED = "updated", StateCategory.OPEN  # it goes on, and something about it changed
    CLEARED = "cleared", StateCategory.DONE  # it ended; final


class AlarmTrigger(Trigger):
    """What moves an alarm.

    Examples:
        >>> AlarmTrigger("clear")
        <AlarmTrigger.CLEAR: 'clear'>
    """

    UPDATE = "update"  # something about it changed
    CLEAR = "clear"  # the condition ended


class AckState(Enum):
    """Whether somebody has seen it (TMF642; `IncidentAckStateType` of TMF724).

    Examples:
        >>> AckState("acknowledged")
        <AckState.ACKNOWLEDGED: 'acknowledged'>
    """

    UNACKNOWLEDGED = "unacknowledged"  # nobody yet
    ACKNOWLEDGED = "acknowledged"  # somebody has


class PerceivedSeverity(Enum):
    """How grave an alarm is, most first (ITU-T X.733; TMF642).

    Examples:
        >>> PerceivedSeverity("major")
        <PerceivedSeverity.MAJOR: 'major'>
    """

    CRITICAL = "critical"  # the service is gone; act at once
    MAJOR = "major"  # the service is badly hurt; act soon
    MINOR = "minor"  # a fault that does not hurt the service yet
    WARNING = "warning"  # a fault may come
    INDETERMINATE = "indeterminate"  # nobody can tell
    CLEARED = "cleared"  # the alarm is over


class AlarmType(Enum):
    """Of which kind an alarm is (ITU-T X.733, 3GPP TS 32.111-2; TMF642).

    Examples:
        >>> AlarmType("equipmentAlarm")
        <AlarmType.EQUIPMENT: 'equipmentAlarm'>
    """

    COMMUNICATIONS = "communicationsAlarm"  # information does not get from here to there
    PROCESSING_ERROR = "processingErrorAlarm"  # software or processing
    ENVIRONMENTAL = "environmentalAlarm"  # the room around the equipment
    QUALITY_OF_SERVICE = "qualityOfServiceAlarm"  # the service is worse than it should be
    EQUIPMENT = "equipmentAlarm"  # hardware
    INTEGRITY_VIOLATION = "integrityViolation"  # information was changed, added or removed
    OPERATIONAL_VIOLATION = "operationalViolation"  # a service was not or wrongly used
    PHYSICAL_VIOLATION = "physicalViolation"  # somebody was at the equipment
    SECURITY_SERVICE = "securityService"  # a security service was attacked
    MECHANISM_VIOLATION = "mechanismViolation"  # a security mechanism was attacked
    TIME_DOMAIN_VIOLATION = "timeDomainViolation"  # something happened at a forbidden time


class PlannedOutage(Enum):
    """Whether the alarmed object is meant to work (`plannedOutageIndicator`, TMF642).

    Examples:
        >>> PlannedOutage("OutOfService")
        <PlannedOutage.OUT_OF_SERVICE: 'OutOfService'>
    """

    IN_SERVICE = "InService"  # it is
    OUT_OF_SERVICE = "OutOfService"  # it is down on purpose
