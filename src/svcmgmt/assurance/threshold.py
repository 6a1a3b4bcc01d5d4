"""Thresholds of performance in TMF649: rules, and jobs that watch them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from svcmgmt.assurance.schedules import ScheduleDefinition
from svcmgmt.common import (
    Characteristic,
    Entity,
    EntityRef,
    Extensible,
    TimePeriod,
)
from svcmgmt.common._fields import many

__all__ = [
    "AdministrativeState",
    "AlgorithmThresholdRule",
    "Consequence",
    "MonitoredObjectsCriteria",
    "PerformanceAlarmSpecification",
    "SimpleThresholdRule",
    "Threshold",
    "ThresholdJob",
    "ThresholdRule",
]


class AdministrativeState(Enum):
    """Whether a job may run (`AdminStateEnum`, TMF649; ITU-T X.731).

    Examples:
        >>> AdministrativeState("LOCKED")
        <AdministrativeState.LOCKED: 'LOCKED'>
    """

    LOCKED = "LOCKED"  # it may not
    UNLOCKED = "UNLOCKED"  # it may
    SHUTTING_DOWN = "SHUTTING_DOWN"  # it ends what it has begun, and begins no more


@frozen(kw_only=True)
class Consequence(Extensible):
    """What follows if a threshold is crossed. Source: TMF649 `Consequence`.

    Examples:
        >>> Consequence(prescribed_action="call the customer").prescribed_action
        'call the customer'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    prescribed_action: str | None = None
    """What is to be done."""


@frozen(kw_only=True)
class PerformanceAlarmSpecification(Extensible):
    """What an alarm looks like that a threshold raises. Source: TMF649.

    Examples:
        >>> PerformanceAlarmSpecification(perf_alarm_spec_severity="major").perf_alarm_spec_severity
        'major'
    """

    perf_alarm_spec_additional_text: str | None = None
    """What else it tells."""

    perf_alarm_spec_alarm_type: str | None = None
    """Of which kind it is."""

    perf_alarm_spec_severity: str | None = None
    """How grave it is."""

    perf_alarm_spec_specific_problem: str | None = None
    """What exactly is wrong."""

    perf_alarm_probable_cause: str | None = None
    """What probably causes it."""


@frozen(kw_only=True)
class ThresholdRule(Entity):
    """When a threshold is crossed, and what follows. Source: TMF649 `ThresholdRule`, v5.0.0.

    Examples:
        >>> ThresholdRule(name="delay", condition="raise", severity="major").severity
        'major'
    """

    at_type: str | None = "ThresholdRule"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called; required on creation."""

    condition: str | None = None
    """When it is crossed, in words: raise, clear; required on creation."""

    severity: str | None = None
    """How grave that is; required on creation."""

    measurement: EntityRef | None = None
    """What is measured."""

    consequence: tuple[Consequence, ...] = field(default=(), converter=many)
    """What follows."""

    performance_alarm_specification: PerformanceAlarmSpecification | None = None
    """The alarm that is raised."""

    perf_alarm_spec_threshold_crossing_description: str | None = None
    """How the crossing is told in the alarm."""


@frozen(kw_only=True)
class SimpleThresholdRule(ThresholdRule):
    """A rule that compares a value with numbers. Source: TMF649.

    Examples:
        >>> SimpleThresholdRule(name="delay", conformance_target_upper=Decimal(20)).name
        'delay'
    """

    at_type: str | None = "SimpleThresholdRule"
    """Name of the class, `@type`."""

    conformance_comparator_lower: str | None = None
    """How the value is compared with the lower target."""

    conformance_comparator_upper: str | None = None
    """How the value is compared with the upper target."""

    conformance_target_lower: Decimal | None = None
    """The lower end of good values, in the unit of what is measured."""

    conformance_target_upper: Decimal | None = None
    """The upper end of good values, in the unit of what is measured."""

    conformance_period: TimePeriod | None = None
    """Over what time it is judged."""

    grace_periods: int | None = None
    """How often no value is needed."""

    threshold_target: Decimal | None = None
    """From when on a warning is given, in percent of the target."""

    tolerance_period: TimePeriod | None = None
    """In which time crossings are tolerated."""


@frozen(kw_only=True)
class AlgorithmThresholdRule(ThresholdRule):
    """A rule that an algorithm decides. Source: TMF649.

    Examples:
        >>> AlgorithmThresholdRule(algorithm_ref="outliers").algorithm_ref
        'outliers'
    """

    at_type: str | None = "AlgorithmThresholdRule"
    """Name of the class, `@type`."""

    algorithm_ref: str | None = None
    """Which algorithm."""

    algorithm_params: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What it is given."""


@frozen(kw_only=True)
class Threshold(Entity):
    """Rules that belong together. Source: TMF649 `Threshold`, v5.0.0.

    Examples:
        >>> Threshold(name="gold", threshold_rule=[EntityRef(id="r-1")]).threshold_rule[0].id
        'r-1'
    """

    at_type: str | None = "Threshold"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called; required on creation."""

    description: str | None = None
    """In words."""

    threshold_rule: tuple[EntityRef, ...] = field(default=(), converter=many)
    """The rules; required on creation."""


@frozen(kw_only=True)
class MonitoredObjectsCriteria(Extensible):
    """Which objects are watched. Source: TMF649.

    Examples:
        >>> MonitoredObjectsCriteria(monitored_object_filter="site=A").monitored_object_filter
        'site=A'
    """

    monitored_object_filter: str | None = None
    """A filter that they fit."""


@frozen(kw_only=True)
class ThresholdJob(Entity):
    """A job that watches a threshold. Source: TMF649 `ThresholdJob`, v5.0.0.

    Examples:
        >>> ThresholdJob(granularity="G_15MN", admin_state=AdministrativeState.UNLOCKED).granularity
        'G_15MN'
    """

    at_type: str | None = "ThresholdJob"
    """Name of the class, `@type`."""

    admin_state: AdministrativeState | None = None
    """Whether it may run."""

    execution_state: str | None = None
    """Where it is: Active, Suspended, Failed, Completed."""

    granularity: str | None = None
    """How often it measures; required on creation."""

    job_priority: int | None = None
    """Which job goes first."""

    monitored_objects_criteria: tuple[MonitoredObjectsCriteria, ...] = field(
        default=(), converter=many
    )
    """What is watched."""

    performance_threshold: EntityRef | None = None
    """The threshold."""

    schedule_definition: ScheduleDefinition | None = None
    """When it runs."""

    tracking_record: str | None = None
    """Who did what with it."""

    creation_date: datetime | None = None
    """When it was created."""

    last_update: datetime | None = None
    """When it was changed last."""
