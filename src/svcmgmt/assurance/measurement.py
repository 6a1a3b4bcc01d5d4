"""Measurement of performance in TMF628: jobs, measured values and their specifications."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.assurance.executions import ExecutionState
from svcmgmt.assurance.schedules import ScheduleDefinition
from svcmgmt.assurance.service_problem import TrackingRecord
from svcmgmt.common import (
    Duration,
    Entity,
    EntityRef,
    Extensible,
    TimePeriod,
)
from svcmgmt.common._fields import frozen_json, many

__all__ = [
    "DataAccessEndpoint",
    "DataFilterMap",
    "FileTransferData",
    "MeasurementCollectionJob",
    "MonitoredClassCriteria",
    "MonitoredInstancesCriteria",
    "PerformanceIndicatorGroupSpecification",
    "PerformanceIndicatorSpecRelationship",
    "PerformanceIndicatorSpecification",
    "PerformanceMeasurement",
    "PerformanceMeasurementRelationship",
]


@frozen(kw_only=True)
class DataFilterMap(Extensible):
    """A filter of values by name. Source: TMF628 `DataFilterMap`.

    Examples:
        >>> DataFilterMap(mappings=[{"stringKey": "site"}]).mappings[0]["stringKey"]
        'site'
    """

    mappings: object = field(default=None, converter=frozen_json)
    """The pairs of names and values, as the API has them."""


@frozen(kw_only=True)
class DataAccessEndpoint(Entity):
    """Where measured values can be fetched. Source: TMF628 `DataAccessEndpoint`.

    Examples:
        >>> DataAccessEndpoint(uri="https://pm.example/7", api_type="REST").api_type
        'REST'
    """

    name: str | None = None
    """What it is called."""

    uri: str | None = None
    """Where; the library never asks there."""

    api_type: str | None = None
    """How it is asked: REST, SOAP."""

    uri_query_filter: DataFilterMap | None = None
    """For which values."""


@frozen(kw_only=True)
class FileTransferData(Entity):
    """Files by which measured values are handed over. Source: TMF628.

    Examples:
        >>> FileTransferData(file_type="csv", transport_protocol="sftp").file_type
        'csv'
    """

    file_location: str | None = None
    """Where they are put."""

    file_type: str | None = None
    """Of which kind they are."""

    transport_protocol: str | None = None
    """How they are carried."""

    compression_type: str | None = None
    """How they are compressed."""

    packing_type: str | None = None
    """How they are packed."""

    retention_period: Duration | None = None
    """How long they are kept."""


@frozen(kw_only=True)
class MonitoredInstancesCriteria(Extensible):
    """Which objects are measured, one by one. Source: TMF628.

    Examples:
        >>> criteria = MonitoredInstancesCriteria(monitored_object_instances=["n-7"])
        >>> criteria.monitored_object_instances
        ('n-7',)
    """

    monitored_object_instances: tuple[str, ...] = field(default=(), converter=many)
    """Their identifiers."""


@frozen(kw_only=True)
class MonitoredClassCriteria(Extensible):
    """Which objects are measured, by class. Source: TMF628.

    Examples:
        >>> MonitoredClassCriteria(monitored_object_class="port").monitored_object_class
        'port'
    """

    monitored_object_class: str | None = None
    """The class."""

    monitored_object_filter: str | None = None
    """Which of the class."""


@frozen(kw_only=True)
class PerformanceIndicatorSpecRelationship(EntityRef):
    """A relation to another specification of an indicator. Source: TMF628.

    Examples:
        >>> PerformanceIndicatorSpecRelationship(id="kqi-2", relationship_type="derivedFrom").id
        'kqi-2'
    """

    relationship_type: str | None = None
    """What the relation is."""

    role: str | None = None
    """What the other one does in it."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class PerformanceIndicatorSpecification(Entity):
    """What an indicator measures. Source: TMF628, v4.0.0 and v5.0.0.

    Examples:
        >>> PerformanceIndicatorSpecification(name="delay", indicator_unit="ms").indicator_unit
        'ms'
    """

    at_type: str | None = "PerformanceIndicatorSpecification"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called; required on creation."""

    description: str | None = None
    """In words."""

    perspective: str | None = None
    """From whose point of view."""

    indicator_category: str | None = None
    """To which group it belongs; required on creation."""

    indicator_type: str | None = None
    """Kind of its values: string, int, float, double; required on creation."""

    indicator_unit: str | None = None
    """In which unit; required on creation."""

    collection_type: str | None = None
    """How values add up: gauge, cumulative, delta; required on creation."""

    derivation_algorithm: str | None = None
    """How it is computed of others."""

    derivation_method: str | None = None
    """How values are put together: average, min, max, sum."""

    performance_indicator_spec_relationship: tuple[PerformanceIndicatorSpecRelationship, ...] = (
        field(default=(), converter=many)
    )
    """Other indicators."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class PerformanceIndicatorGroupSpecification(Entity):
    """Indicators that are measured together. Source: TMF628.

    Examples:
        >>> PerformanceIndicatorGroupSpecification(group_name="delay").group_name
        'delay'
    """

    group_name: str | None = None
    """What the group is called."""

    group_category: str | None = None
    """To which larger group it belongs."""

    performance_indicator_specification: tuple[
        PerformanceIndicatorSpecification | EntityRef, ...
    ] = field(default=(), converter=many)
    """The indicators."""


@frozen(kw_only=True)
class PerformanceMeasurementRelationship(EntityRef):
    """A relation to another measurement. Source: TMF628, v5.

    Examples:
        >>> PerformanceMeasurementRelationship(id="m-2", relationship_type="sum").id
        'm-2'
    """

    relationship_type: str | None = None
    """What the relation is."""

    role: str | None = None
    """What the other one does in it."""


@frozen(kw_only=True)
class PerformanceMeasurement(Entity):
    """A measured value, or a group of them. Source: TMF628, v4.0.0 and v5.0.0.

    Examples:
        >>> PerformanceMeasurement(indicator_name="delay", observed_value="12").observed_value
        '12'
    """

    at_type: str | None = "PerformanceMeasurement"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""

    measurement_collection_job: EntityRef | None = None
    """The job that measured it."""

    valid_for: TimePeriod | None = None
    """Over what time."""

    related_measurement: tuple[PerformanceMeasurementRelationship, ...] = field(
        default=(), converter=many
    )
    """Other measurements (v5)."""

    tag: object = field(default=None, converter=frozen_json)
    """Words to find it by (v5)."""

    indicator_category: str | None = None
    """To which group its indicator belongs."""

    indicator_name: str | None = None
    """What was measured."""

    indicator_type: str | None = None
    """Kind of the value."""

    indicator_unit: str | None = None
    """In which unit."""

    observed_value: str | None = None
    """The value, published as text."""

    performance_indicator_specification: EntityRef | None = None
    """The specification of what was measured."""

    reporting_system: EntityRef | None = None
    """The system that told of it."""

    source_system: EntityRef | None = None
    """The system that measured it."""


@frozen(kw_only=True)
class MeasurementCollectionJob(Entity):
    """A job that collects measured values. Source: TMF628, v4.0.0 and v5.0.0.

    Examples:
        >>> MeasurementCollectionJob(granularity="g_15mn", output_format="csv").granularity
        'g_15mn'
    """

    at_type: str | None = "MeasurementCollectionJob"
    """Name of the class, `@type`."""

    admin_state: str | None = None
    """Whether it may run; APIs spell it in several ways."""

    creation_time: datetime | None = None
    """When it was created."""

    last_modified_time: datetime | None = None
    """When it was changed last."""

    execution_state: ExecutionState | None = None
    """Where it is."""

    job_id: str | None = None
    """How its server calls it."""

    job_priority: int | None = None
    """Which job goes first."""

    job_on_demand: bool | None = None
    """Whether it runs when asked only (v5)."""

    granularity: str | None = None
    """How often it measures."""

    reporting_period: str | None = None
    """How often values are handed over."""

    output_format: str | None = None
    """In which form."""

    schedule_definition: tuple[ScheduleDefinition, ...] = field(default=(), converter=many)
    """When it runs."""

    consuming_application_id: str | None = None
    """Who gets the values (v5)."""

    producing_application_id: str | None = None
    """Who measures them (v5)."""

    performance_indicator_specification: tuple[
        PerformanceIndicatorSpecification | EntityRef, ...
    ] = field(default=(), converter=many)
    """What is measured."""

    performance_indicator_group_specification: tuple[
        PerformanceIndicatorGroupSpecification, ...
    ] = field(default=(), converter=many)
    """Groups of that."""

    monitored_instances_criteria: MonitoredInstancesCriteria | None = None
    """On which objects, one by one."""

    monitored_class_criteria: MonitoredClassCriteria | None = None
    """On which objects, by class."""

    job_collection_filter: DataFilterMap | None = None
    """Which values are collected."""

    search_task_filter: DataFilterMap | None = None
    """Which values are searched for."""

    search_task: str | None = None
    """Where the search can be fetched (v4)."""

    file_transfer_data: tuple[FileTransferData, ...] = field(default=(), converter=many)
    """Files by which they are handed over."""

    data_access_endpoint: tuple[DataAccessEndpoint, ...] = field(default=(), converter=many)
    """Where they can be fetched."""

    tracking_record: tuple[TrackingRecord, ...] = field(default=(), converter=many)
    """Who did what with it."""

    reporting_system: EntityRef | None = None
    """The system that tells of it (v4)."""

    source_system: EntityRef | None = None
    """The system that measures (v4)."""
