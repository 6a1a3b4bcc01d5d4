"""Service levels of TMF657: objectives with parameters and consequences."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common import (
    Entity,
    EntityRef,
    EntitySpecification,
    Extensible,
    RelatedEntity,
    TimePeriod,
)
from svcmgmt.common._fields import frozen_json, many

__all__ = [
    "ApplicableTimePeriod",
    "KeyIndicator",
    "ServiceLevelObjective",
    "ServiceLevelObjectiveThreshold",
    "ServiceLevelSpecConsequence",
    "ServiceLevelSpecParameter",
    "ServiceLevelSpecification",
]


@frozen(kw_only=True)
class ServiceLevelSpecParameter(Extensible):
    """What an objective is about: a key quality or performance indicator. Source: TMF657, v4.

    Examples:
        >>> ServiceLevelSpecParameter(name="delay", parameter_type="KQI").parameter_type
        'KQI'
    """

    name: str | None = None
    """What it is called."""

    parameter_type: str | None = None
    """Whether it is of quality, KQI, or of performance, KPI."""

    service_parm_category: str | None = None
    """Whether it depends on the technology, on the service, or on neither."""

    service_parm_perspective: str | None = None
    """Of a single user, or of all together."""

    transformation_algorithm_of_kqi: str | None = None
    """How a KQI is computed."""

    related_entity: tuple[RelatedEntity, ...] = field(default=(), converter=many)
    """What it is measured at."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class ServiceLevelSpecConsequence(Extensible):
    """What follows if an objective is missed. Source: TMF657 `ServiceLevelSpecConsequence`.

    Examples:
        >>> ServiceLevelSpecConsequence(prescribed_action="credit of 5 %").prescribed_action
        'credit of 5 %'
    """

    name: str | None = None
    """What it is called (v5)."""

    description: str | None = None
    """In words (v5)."""

    prescribed_action: object = field(default=None, converter=frozen_json)
    """What is to be done: text in v4, an object in v5."""

    valid_for: TimePeriod | None = None
    """When it holds (v4)."""


@frozen(kw_only=True)
class KeyIndicator(EntityRef):
    """The indicator that an objective is about. Source: TMF657 `KeyIndicator`, v5.

    Examples:
        >>> KeyIndicator(name="delay").name
        'delay'
    """

    description: str | None = None
    """In words."""


@frozen(kw_only=True)
class ServiceLevelObjectiveThreshold(Entity):
    """Levels of an objective, and what they mean.

    Source: TMF657 `ServiceLevelObjectiveThreshold`, v5.

    Examples:
        >>> ServiceLevelObjectiveThreshold(name="warning").name
        'warning'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    threshold_type: str | None = None
    """Whether it is told by rules or known beforehand."""


@frozen(kw_only=True)
class ApplicableTimePeriod(Extensible):
    """When an objective applies. Source: TMF657 `ApplicableTimePeriod`, v5.

    Examples:
        >>> ApplicableTimePeriod(day_of_week="1,2,3,4,5").day_of_week
        '1,2,3,4,5'
    """

    day_of_week: str | None = None
    """On which days of the week, by number."""

    from_to: object = field(default=None, converter=frozen_json)
    """In which hours, as the API has them."""

    range_interval: str | None = None
    """Which ends of the hours belong to them."""

    valid_for: TimePeriod | None = None
    """From when until when."""


@frozen(kw_only=True)
class ServiceLevelObjective(Entity):
    """A target for an indicator, as a document; all figures are text.

    Source: TMF657, v4.0.0 and v5.0.0.

    Examples:
        >>> objective = ServiceLevelObjective(conformance_target="32", conformance_comparator=">")
        >>> objective.conformance_target
        '32'
    """

    at_type: str | None = "ServiceLevelObjective"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    conformance_target: str | None = None
    """The target; required on creation."""

    conformance_comparator: str | None = None
    """Beyond which side of the target it is violated: <, > (v4)."""

    conformance_period: TimePeriod | None = None
    """Over what time it is judged."""

    threshold_target: str | None = None
    """The level from which on somebody is warned."""

    tolerance_target: str | None = None
    """By how much the target may be missed."""

    tolerance_period: TimePeriod | None = None
    """In which time that is allowed."""

    grace_times: str | None = None
    """How often there may be no value."""

    service_level_objective_parameter: ServiceLevelSpecParameter | None = None
    """What is measured (v4)."""

    key_indicator: KeyIndicator | None = None
    """What is measured (v5)."""

    consequence: tuple[ServiceLevelSpecConsequence, ...] = field(default=(), converter=many)
    """What follows if it is missed."""

    threshold: tuple[ServiceLevelObjectiveThreshold, ...] = field(default=(), converter=many)
    """Levels, and what they mean (v5)."""

    applicability: tuple[ApplicableTimePeriod, ...] = field(default=(), converter=many)
    """When it applies (v5)."""

    valid_for: TimePeriod | None = None
    """From when until when it holds."""


@frozen(kw_only=True)
class ServiceLevelSpecification(EntitySpecification):
    """Objectives that belong together, such as gold or silver. Source: TMF657, v4.0.0 and v5.0.0.

    Examples:
        >>> specification = ServiceLevelSpecification(
        ...     name="gold", service_level_objective=[EntityRef(id="slo-1")])
        >>> specification.service_level_objective[0].id
        'slo-1'
    """

    at_type: str | None = "ServiceLevelSpecification"
    """Name of the class, `@type`."""

    service_level_objective: tuple[ServiceLevelObjective | EntityRef, ...] = field(
        default=(), converter=many
    )
    """The objectives, by reference or by value."""

    specification_type: object = field(default=None, converter=frozen_json)
    """Of which kinds it is (v5), as the API has it."""
