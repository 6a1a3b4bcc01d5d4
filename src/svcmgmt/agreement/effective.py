"""What holds for one objective once the defaults of its agreement are filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from attrs import field, frozen

from svcmgmt.agreement.measures import FailureMeasure, OutageMeasure, TicketShareMeasure
from svcmgmt.agreement.objectives import ServiceLevelObjective
from svcmgmt.agreement.periods import ConformancePeriod
from svcmgmt.agreement.targets import TicketTarget
from svcmgmt.agreement.terms import CreditClause
from svcmgmt.calendars import ServiceCalendar
from svcmgmt.calendars.zones import zone_key
from svcmgmt.sla.availability import AvailabilityPolicies, ExclusionCategory
from svcmgmt.temporal import Interval
from svcmgmt.values import ServiceId

if TYPE_CHECKING:
    from svcmgmt.agreement.agreements import Agreement

__all__ = ["EffectiveTerms", "effective_terms"]


@frozen(kw_only=True)
class EffectiveTerms:
    """All that an objective is judged by, its own choices before those of the agreement.

    Made by `effective_terms`. What neither says is None or empty: a report then asks, or says
    that it was not told.
    """

    objective: ServiceLevelObjective
    """The promise itself."""

    services: tuple[ServiceId, ...]
    """The services that it is judged for, each by itself; none if nobody names any."""

    zone: ZoneInfo | None = field(eq=zone_key)
    """On whose calendar its periods are."""

    period: ConformancePeriod | None
    """Over what time it is judged."""

    valid_for: Interval | None
    """From when until when it holds; empty if it never does."""

    hours: ServiceCalendar | None
    """In which hours it holds; ticket clocks bring their own."""

    policies: AvailabilityPolicies | None
    """How outages are counted; None for measures of something else."""

    excluded: tuple[ExclusionCategory, ...] | None
    """Which time is left out; None where nobody has said."""

    targets: tuple[TicketTarget, ...]
    """For tickets, the targets that one in its scope can get; none for other measures."""

    clause: CreditClause | None
    """What a violation credits."""


def effective_terms(agreement: Agreement, objective: str | ServiceLevelObjective) -> EffectiveTerms:
    """Return what holds for an objective, with the defaults of its agreement filled in.

    Args:
        agreement: the agreement.
        objective: one of its objectives, or the identifier of one.

    Raises:
        InvalidValue: there is no such objective.

    Examples:
        >>> from svcmgmt.agreement import Agreement, CalendarPeriods
        >>> from svcmgmt.calendars import PeriodKind
        >>> from svcmgmt.sla.objectives import at_least
        >>> promise = ServiceLevelObjective(id="a", measure=OutageMeasure(),
        ...                                 objective=at_least("99.9 %"))
        >>> sla = Agreement(id="SLA-7", services=["vpn"], objectives=[promise],
        ...                 conformance_period=CalendarPeriods(PeriodKind.MONTH))
        >>> terms = effective_terms(sla, "a")
        >>> print(terms.services, terms.period)
        ('vpn',) month
    """
    promise = agreement.objective(objective) if isinstance(objective, str) else objective
    clauses = {clause.name: clause for clause in agreement.credit_clauses}
    exclusions = agreement.exclusions
    return EffectiveTerms(
        objective=promise,
        services=promise.scope.services or tuple(each.id for each in agreement.services),
        zone=agreement.zone,
        period=promise.conformance_period or agreement.conformance_period,
        valid_for=_both(agreement.valid_for, promise.valid_for),
        hours=agreement.service_hours if promise.applicability is None else promise.applicability,
        policies=_policies(agreement, promise),
        excluded=None if exclusions is None else exclusions.categories,
        targets=_targets(agreement, promise),
        clause=clauses.get(promise.credit),
    )


def _both(one: Interval | None, other: Interval | None) -> Interval | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _policies(agreement: Agreement, promise: ServiceLevelObjective) -> AvailabilityPolicies | None:
    if not isinstance(promise.measure, FailureMeasure | OutageMeasure):
        return None
    if promise.measure.policies is not None:
        return promise.measure.policies
    return None if agreement.exclusions is None else agreement.exclusions.policies


def _targets(agreement: Agreement, promise: ServiceLevelObjective) -> tuple[TicketTarget, ...]:
    """Return the targets whose scope shares something with that of the objective."""
    if not isinstance(promise.measure, TicketShareMeasure):
        return ()
    return tuple(
        each
        for each in agreement.targets
        if promise.scope.meets(each.scope) and _times(each, promise.scope.metrics)
    )


def _times(target: TicketTarget, metrics: tuple[str, ...]) -> bool:
    names = {clock.name for clock in target.clocks}
    return not metrics or not names.isdisjoint(metrics)
