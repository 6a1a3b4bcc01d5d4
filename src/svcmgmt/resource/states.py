"""States of a resource: several axes, each with words of its own (ITU-T X.731, M.3701)."""

from __future__ import annotations

from enum import Enum

__all__ = [
    "ResourceAdministrativeState",
    "ResourceAlarmStatus",
    "ResourceAllocationStatus",
    "ResourceAvailabilityStatus",
    "ResourceControlStatus",
    "ResourceLifecycleState",
    "ResourceOperationalState",
    "ResourcePowerConsumingState",
    "ResourceProceduralStatus",
    "ResourceStandbyStatus",
    "ResourceStatus",
    "ResourceUsageState",
]


class ResourceAdministrativeState(Enum):
    """Whether a resource may be used (`ResourceAdministrativeStateType`, TMF639).

    Examples:
        >>> ResourceAdministrativeState("locked")
        <ResourceAdministrativeState.LOCKED: 'locked'>
    """

    LOCKED = "locked"  # nobody may use it
    UNLOCKED = "unlocked"  # it may be used
    SHUTTING_DOWN = "shuttingDown"  # who uses it may go on, nobody else may begin; v4: shutdown


class ResourceOperationalState(Enum):
    """Whether a resource can do its work (`ResourceOperationalStateType`, TMF639).

    Examples:
        >>> ResourceOperationalState("enabled")
        <ResourceOperationalState.ENABLED: 'enabled'>
    """

    ENABLED = "enabled"  # it works, at least in part; v4: enable
    DISABLED = "disabled"  # it cannot work at all; v4: disable


class ResourceUsageState(Enum):
    """Whether a resource is in use (`ResourceUsageStateType`, TMF639).

    Examples:
        >>> ResourceUsageState("busy")
        <ResourceUsageState.BUSY: 'busy'>
    """

    IDLE = "idle"  # nobody uses it
    ACTIVE = "active"  # in use, with room for more
    BUSY = "busy"  # in use, with no room for more


class ResourceStatus(Enum):
    """What is to be said of a resource as a whole (`ResourceStatusType`, TMF639, v4 only).

    Examples:
        >>> ResourceStatus("reserved")
        <ResourceStatus.RESERVED: 'reserved'>
    """

    STANDBY = "standby"  # ready to take over
    ALARM = "alarm"  # something is wrong
    AVAILABLE = "available"  # can be used
    RESERVED = "reserved"  # kept for somebody
    UNKNOWN = "unknown"  # nobody can tell
    SUSPENDED = "suspended"  # interrupted on purpose


class ResourceLifecycleState(Enum):
    """Whether a resource is there (`ResourceLifecycleStateType`, TMF639, v5).

    Examples:
        >>> ResourceLifecycleState("installed")
        <ResourceLifecycleState.INSTALLED: 'installed'>
    """

    PLANNED = "planned"  # not yet
    INSTALLED = "installed"  # it is
    PENDING_REMOVAL = "pendingRemoval"  # not much longer


class ResourceAlarmStatus(Enum):
    """What alarms say of a resource; several may hold (`ResourceAlarmStatusType`, TMF639, v5).

    Examples:
        >>> ResourceAlarmStatus("major")
        <ResourceAlarmStatus.MAJOR: 'major'>
    """

    UNDER_REPAIR = "underRepair"  # somebody repairs it
    CRITICAL = "critical"  # a critical alarm is open
    MAJOR = "major"  # a major alarm is open
    MINOR = "minor"  # a minor alarm is open
    ALARM_OUTSTANDING = "alarmOutstanding"  # an alarm of any severity is open


class ResourceProceduralStatus(Enum):
    """Where a resource is on its way into and out of work.

    Source: TMF639 `ResourceProceduralStatusType`, v5.

    Examples:
        >>> ResourceProceduralStatus("initializing")
        <ResourceProceduralStatus.INITIALIZING: 'initializing'>
    """

    INITIALIZATION_REQUIRED = "initializationRequired"  # somebody has to start it
    NOT_INITIALIZED = "notInitialized"  # it will start by itself
    INITIALIZING = "initializing"  # it starts
    REPORTING = "reporting"  # it has done its work and tells the result
    TERMINATING = "terminating"  # it ends


class ResourceAvailabilityStatus(Enum):
    """Why a resource is, or is not, available (`ResourceAvailabilityStatusType`, TMF639, v5).

    Examples:
        >>> ResourceAvailabilityStatus("degraded")
        <ResourceAvailabilityStatus.DEGRADED: 'degraded'>
    """

    IN_TEST = "inTest"  # it is tested
    FAILED = "failed"  # a fault within it
    POWER_OFF = "powerOff"  # it has no power
    ONLINE = "online"  # nothing is in its way
    OFFLINE = "offline"  # something has to be done before it works
    OFF_DUTY = "offDuty"  # its schedule has switched it off
    DEPENDENCY = "dependency"  # another resource that it needs does not work
    DEGRADED = "degraded"  # it delivers less than it should
    NOT_INSTALLED = "notInstalled"  # it is not there, or not the right one
    LOG_FULL = "logFull"  # it has no room for what it should write


class ResourceControlStatus(Enum):
    """What stands against the use of a resource (`ResourceControlStatusType`, TMF639, v5).

    Examples:
        >>> ResourceControlStatus("suspended")
        <ResourceControlStatus.SUSPENDED: 'suspended'>
    """

    SUBJECT_TO_TEST = "subjectToTest"  # it may be tested while it is used
    PART_OF_SERVICES_LOCKED = "partOfServicesLocked"  # some of its services may not be used
    RESERVED_FOR_TEST = "reservedForTest"  # only who tests it may use it
    SUSPENDED = "suspended"  # nobody may use it for the time being


class ResourceStandbyStatus(Enum):
    """What a resource does that stands beside another (`ResourceStandbyStatusType`, TMF639, v5).

    Examples:
        >>> ResourceStandbyStatus("hotStandby")
        <ResourceStandbyStatus.HOT_STANDBY: 'hotStandby'>
    """

    HOT_STANDBY = "hotStandby"  # takes over at once
    COLD_STANDBY = "coldStandby"  # takes over when it was started
    PROVIDING_SERVICE = "providingService"  # has taken over


class ResourcePowerConsumingState(Enum):
    """How much power a resource takes (`ResourcePowerConsumingStateType`, TMF639, v5).

    Examples:
        >>> ResourcePowerConsumingState("sleeping")
        <ResourcePowerConsumingState.SLEEPING: 'sleeping'>
    """

    FULL_POWER = "fullPower"  # as much as it can
    POWER_SAVING = "powerSaving"  # less than it can
    SLEEPING = "sleeping"  # as little as it needs to wake up
    SHUTDOWN = "shutdown"  # none


class ResourceAllocationStatus(Enum):
    """Whom a resource is kept for (words of TMF639, v5). The API publishes free text.

    Examples:
        >>> ResourceAllocationStatus("partiallyAllocated")
        <ResourceAllocationStatus.PARTIALLY_ALLOCATED: 'partiallyAllocated'>
    """

    AVAILABLE = "available"  # nobody
    RESERVED = "reserved"  # somebody who has not got it yet
    ALLOCATED = "allocated"  # somebody who has it
    PARTIALLY_ALLOCATED = "partiallyAllocated"  # somebody has part of it
