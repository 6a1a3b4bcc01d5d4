"""Agreements on service levels as TMF623 had them, and their violations."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import (
    Attachment,
    Entity,
    EntityRef,
    Extensible,
    RelatedParty,
    TimePeriod,
)
from svcmgmt.common._fields import many

__all__ = [
    "SLA",
    "SLARule",
    "SLARuleViolation",
    "SLAViolation",
]


@frozen(kw_only=True)
class SLARule(Extensible):
    """One figure of an agreement, as text. Source: TMF623 `rule`.

    Examples:
        >>> SLARule(metric="bandwidth", operator=".ge", reference_value="1024").operator
        '.ge'
    """

    id: str | None = None
    """Identifier within the agreement."""

    metric: str | None = None
    """What is measured."""

    unit: str | None = None
    """In which unit."""

    reference_value: str | None = None
    """The target."""

    operator: str | None = None
    """How a good value compares with it: .eq, .ge, .le."""

    tolerance: str | None = None
    """By how much it may be missed."""

    consequence: str | None = None
    """What follows if it is."""


@frozen(kw_only=True)
class SLA(Entity):
    """An agreement on service levels. Source: TMF623 `SLA`, R14.5.1.

    Examples:
        >>> SLA(name="gold", state="Observed", rule=[SLARule(metric="bandwidth")]).rule[0].metric
        'bandwidth'
    """

    at_type: str | None = "SLA"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    version: str | None = None
    """Version of it."""

    valid_for: TimePeriod | None = None
    """From when until when it holds."""

    template: EntityRef | None = None
    """The template by which it was made."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who agreed: provider, consumer, auditor and others."""

    state: str | None = None
    """Where it is; TMF623 knows Observed only."""

    approved: bool | None = None
    """Whether it was approved."""

    approval_date: datetime | None = None
    """When."""

    rule: tuple[SLARule, ...] = field(default=(), converter=many)
    """Its figures."""


@frozen(kw_only=True)
class SLARuleViolation(Extensible):
    """How a figure was missed. Source: TMF623 `violation`.

    Examples:
        >>> SLARuleViolation(metric="bandwidth", actual_value="512").actual_value
        '512'
    """

    rule: EntityRef | None = None
    """The rule that was missed."""

    metric: str | None = None
    """What was measured."""

    unit: str | None = None
    """In which unit."""

    reference_value: str | None = None
    """The target."""

    operator: str | None = None
    """How a good value compares with it."""

    actual_value: str | None = None
    """The value that was measured."""

    tolerance: str | None = None
    """By how much it might have been missed."""

    violation_average: str | None = None
    """How far values were off on average."""

    comment: str | None = None
    """A remark."""

    consequence: str | None = None
    """What follows."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that show it."""


@frozen(kw_only=True)
class SLAViolation(Entity):
    """The violation of an agreement on service levels. Source: TMF623 `SLAViolation`.

    Examples:
        >>> SLAViolation(id="V-1", sla=EntityRef(id="SLA-7")).sla.id
        'SLA-7'
    """

    at_type: str | None = "SLAViolation"
    """Name of the class, `@type`."""

    date: datetime | None = None
    """When."""

    sla: EntityRef | None = None
    """The agreement."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    violation: SLARuleViolation | None = None
    """What was missed, and by how much."""
