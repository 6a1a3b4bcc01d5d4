"""Rules for what a test measures: good values, and what follows from others."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common import (
    Duration,
    Extensible,
    TimePeriod,
)
from svcmgmt.common._fields import many

__all__ = [
    "AppliedConsequence",
    "MeasureThresholdRuleViolation",
    "MetricDefMeasureConsequence",
    "MetricDefMeasureThresholdRule",
]


@frozen(kw_only=True)
class MetricDefMeasureConsequence(Extensible):
    """What follows if a rule is violated. Source: TMF653.

    Examples:
        >>> MetricDefMeasureConsequence(prescribe_action="repeat the test").prescribe_action
        'repeat the test'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    prescribe_action: str | None = None
    """What is to be done."""

    repeat_action: bool | None = None
    """Whether it is done again for each further violation."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class MetricDefMeasureThresholdRule(Extensible):
    """Which values of a measure are good. Source: TMF653.

    Examples:
        >>> MetricDefMeasureThresholdRule(conformance_target_upper="20").conformance_target_upper
        '20'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    conformance_comparator_exact: bool | None = None
    """Whether the value must equal `conformance_target_exact`."""

    conformance_comparator_lower: str | None = None
    """How the value is compared with the lower target."""

    conformance_comparator_upper: str | None = None
    """How the value is compared with the upper target."""

    conformance_target_exact: str | None = None
    """The only good value; may be a regular expression."""

    conformance_target_lower: str | None = None
    """The lower end of good values."""

    conformance_target_upper: str | None = None
    """The upper end of good values."""

    number_of_allowed_crossing: int | None = None
    """How often it may be missed within the tolerance period."""

    tolerance_period: Duration | None = None
    """In which time that many are allowed."""

    threshold_rule_severity: str | None = None
    """How grave a violation is."""

    consequence: tuple[MetricDefMeasureConsequence, ...] = field(default=(), converter=many)
    """What follows."""


@frozen(kw_only=True)
class AppliedConsequence(Extensible):
    """What followed a violation. Source: TMF653 `AppliedConsequence`.

    Examples:
        >>> AppliedConsequence(applied_action="test repeated").applied_action
        'test repeated'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    applied_action: str | None = None
    """What was done."""

    repeat_action: bool | None = None
    """Whether it was done again."""


@frozen(kw_only=True)
class MeasureThresholdRuleViolation(Extensible):
    """The violation of a rule by a measured value. Source: TMF653.

    Examples:
        >>> MeasureThresholdRuleViolation(threshold_rule_severity="major").threshold_rule_severity
        'major'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    conformance_comparator_exact: bool | None = None
    """Whether the value must equal `conformance_target_exact`."""

    conformance_comparator_lower: str | None = None
    """How the value is compared with the lower target."""

    conformance_comparator_upper: str | None = None
    """How the value is compared with the upper target."""

    conformance_target_exact: str | None = None
    """The only good value; may be a regular expression."""

    conformance_target_lower: str | None = None
    """The lower end of good values."""

    conformance_target_upper: str | None = None
    """The upper end of good values."""

    number_of_allowed_crossing: int | None = None
    """How often it may be missed within the tolerance period."""

    tolerance_period: Duration | None = None
    """In which time that many are allowed."""

    threshold_rule_severity: str | None = None
    """How grave a violation is."""

    applied_consequence: tuple[AppliedConsequence, ...] = field(default=(), converter=many)
    """What followed."""
