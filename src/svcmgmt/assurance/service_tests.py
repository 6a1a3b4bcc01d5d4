"""Tests of services in TMF653: what is tested, how, and what came out."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Self

from attrs import field, frozen

from svcmgmt.assurance.executions import SERVICE_TEST, ExecutionState, ExecutionTrigger
from svcmgmt.assurance.measure_rules import (
    MeasureThresholdRuleViolation,
    MetricDefMeasureThresholdRule,
)
from svcmgmt.common import (
    Attachment,
    Characteristic,
    CharacteristicSpecification,
    Duration,
    EntityRef,
    EntitySpecificationRelationship,
    Extensible,
    ExternalIdentifier,
    LivingEntity,
    RelatedParty,
    TargetEntitySchema,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState
from svcmgmt.patterns import CatalogEntity

__all__ = [
    "ServiceTest",
    "ServiceTestSpecRelationship",
    "ServiceTestSpecification",
    "TestMeasure",
    "TestMeasureDefinition",
]


@frozen(kw_only=True)
class TestMeasureDefinition(Extensible):
    """What is measured in a test, how often, and which values are good. Source: TMF653.

    Examples:
        >>> TestMeasureDefinition(metric_name="delay", unit_of_measure="ms").metric_name
        'delay'
    """

    __test__ = False  # no test case, whatever its name

    name: str | None = None
    """What it is called."""

    metric_name: str | None = None
    """What is measured."""

    metric_description: str | None = None
    """In words."""

    metric_href: str | None = None
    """Where it is explained."""

    unit_of_measure: str | None = None
    """In which unit."""

    value_type: str | None = None
    """Kind of the values."""

    capture_method: str | None = None
    """How it is measured."""

    capture_frequency: str | None = None
    """How often."""

    capture_period: Duration | None = None
    """How long."""

    threshold_rule: tuple[MetricDefMeasureThresholdRule, ...] = field(default=(), converter=many)
    """Which values are good."""

    valid_for: TimePeriod | None = None
    """When the definition holds."""


@frozen(kw_only=True)
class TestMeasure(Extensible):
    """A measured value. Source: TMF653 `TestMeasure`.

    Examples:
        >>> TestMeasure(metric_name="delay", value=Characteristic(value=12)).value.value
        12
    """

    __test__ = False  # no test case, whatever its name

    metric_name: str | None = None
    """What was measured."""

    metric_description: str | None = None
    """In words."""

    metric_href: str | None = None
    """Where it is explained."""

    unit_of_measure: str | None = None
    """In which unit."""

    value: Characteristic | None = None
    """The value."""

    accuracy: Decimal | None = None
    """How exact it is."""

    capture_method: str | None = None
    """How it was measured."""

    capture_date_time: datetime | None = None
    """When."""

    rule_violation: tuple[MeasureThresholdRuleViolation, ...] = field(default=(), converter=many)
    """Rules that it violates."""


@frozen(kw_only=True)
class ServiceTestSpecRelationship(EntityRef):
    """A relation to another specification of tests. Source: TMF653.

    Examples:
        >>> ServiceTestSpecRelationship(id="t-2", relationship_type="dependency").id
        't-2'
    """

    relationship_type: str | None = None
    """What the relation is."""

    role: str | None = None
    """What the other one does in it."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class ServiceTestSpecification(CatalogEntity):
    """What tests of one kind have in common. Source: TMF653, v4.2.0 and v5.0.0.

    Examples:
        >>> ServiceTestSpecification(name="line test").name
        'line test'
    """

    at_type: str | None = "ServiceTestSpecification"
    """Name of the class, `@type`."""

    is_bundle: bool | None = None
    """Whether it is made of other specifications."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    constraint: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Rules that hold for such tests."""

    entity_spec_relationship: tuple[EntitySpecificationRelationship, ...] = field(
        default=(), converter=many
    )
    """Other specifications it has to do with."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    related_service_specification: tuple[EntityRef, ...] = field(default=(), converter=many)
    """What can be tested by it; required on creation."""

    service_test_spec_relationship: tuple[ServiceTestSpecRelationship, ...] = field(
        default=(), converter=many
    )
    """Other specifications of tests."""

    spec_characteristic: tuple[CharacteristicSpecification, ...] = field(default=(), converter=many)
    """What may be told of a test."""

    target_entity_schema: TargetEntitySchema | None = None
    """Class and schema of a test."""

    test_measure_definition: tuple[TestMeasureDefinition, ...] = field(default=(), converter=many)
    """What is measured."""


@frozen(kw_only=True)
class ServiceTest(LivingEntity[ExecutionState, ExecutionTrigger]):
    """A test of a service, and what was measured. Source: TMF653, v4.2.0 and v5.0.0.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> test = ServiceTest(name="line test", related_service=EntityRef(id="vpn-7"))
        >>> print(test.start(at=at("2026-10-26T08:10:00Z")).state)
        inProgress
    """

    at_type: str | None = "ServiceTest"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called; required on creation."""

    description: str | None = None
    """In words."""

    mode: str | None = None
    """Who began it: PROACTIVE, ONDEMAND."""

    related_service: EntityRef | None = None
    """The service; required on creation."""

    test_specification: EntityRef | None = None
    """By which specification it is made; required on creation."""

    test_measure: tuple[TestMeasure, ...] = field(default=(), converter=many)
    """What was measured."""

    characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""

    start_date_time: datetime | None = None
    """When it began."""

    end_date_time: datetime | None = None
    """When it ended."""

    valid_for: TimePeriod | None = None
    """How long its results hold."""

    state: ExecutionState | OwnState | None = ExecutionState.ACKNOWLEDGED
    """Where it is now; free text in v4."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ExecutionState, ExecutionTrigger]:
        """Return `SERVICE_TEST`."""
        return SERVICE_TEST

    def reject(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the test after it was refused."""
        return self.fire(ExecutionTrigger.REJECT, at=at, by=by, reason=reason)

    def wait(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the test as it waits."""
        return self.fire(ExecutionTrigger.AWAIT, at=at, by=by, reason=reason)

    def start(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the test as it runs."""
        return self.fire(
            ExecutionTrigger.START, at=at, by=by, reason=reason, changes={"start_date_time": at}
        )

    def complete(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the test after it ended."""
        return self.fire(
            ExecutionTrigger.COMPLETE, at=at, by=by, reason=reason, changes={"end_date_time": at}
        )

    def fail(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the test after it could not be ended."""
        return self.fire(
            ExecutionTrigger.FAIL, at=at, by=by, reason=reason, changes={"end_date_time": at}
        )

    def cancel(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the test after it was withdrawn."""
        return self.fire(ExecutionTrigger.CANCEL, at=at, by=by, reason=reason)
