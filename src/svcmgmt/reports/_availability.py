"""Availabilities of services by the terms of a stretch, and what measures make of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from svcmgmt.agreement import FailureMeasure, OutageMeasure
from svcmgmt.calendars import always
from svcmgmt.reports._known import KnownFacts
from svcmgmt.reports._plan import Stretch
from svcmgmt.reports.results import FailureFigures
from svcmgmt.sla.availability import (
    Availability,
    AvailabilityFacts,
    AvailabilityPolicies,
    ExclusionCategory,
    WhenUnknown,
)
from svcmgmt.sla.objectives import Value
from svcmgmt.sla.reliability import reliability_of
from svcmgmt.temporal import IntervalSet
from svcmgmt.values import Finding, NoData, Severity

__all__ = ["availability_in", "findings_about", "measured_of"]

_ALWAYS: Final = always()
_DEFAULTS: Final = AvailabilityPolicies()
_PLANNED: Final = ExclusionCategory.PLANNED_MAINTENANCE


def availability_in(stretch: Stretch, known: KnownFacts, service: str) -> Availability:
    """Return the availability of a service by the terms of a stretch.

    What the terms do not name is not left out. Unknown time that nobody says anything about
    leaves the result undetermined where it matters.
    """
    terms = stretch.terms
    facts = known.of_service(service)
    policies = _DEFAULTS if terms.policies is None else terms.policies
    if policies.unknown is None and not facts.unknown.is_empty():
        policies = evolve(policies, unknown=WhenUnknown.UNDETERMINED)
    is_throughout = stretch.in_force == IntervalSet.of([stretch.during])
    return Availability(
        facts=_left_out_by(terms.excluded or (), facts),
        within=stretch.during,
        subject=service or stretch.agreement.name or stretch.agreement.id,
        service_time=_ALWAYS if terms.hours is None else terms.hours,
        validity=None if is_throughout else stretch.in_force,
        policies=policies,
        as_of=known.limits.as_of,
    )


def _left_out_by(
    categories: tuple[ExclusionCategory, ...], facts: AvailabilityFacts
) -> AvailabilityFacts:
    """Return facts with the exclusions that terms name, and maintenance only if they do."""
    if not (facts.exclusions or facts.maintenance):
        return facts
    return evolve(
        facts,
        exclusions=[each for each in facts.exclusions if each.category in categories],
        maintenance=facts.maintenance if _PLANNED in categories else (),
    )


def measured_of(
    measure: OutageMeasure | FailureMeasure, availability: Availability
) -> tuple[Availability | FailureFigures, Value | NoData]:
    """Return what a measure makes of an availability."""
    if isinstance(measure, OutageMeasure):
        return availability, availability.measured(measure.of)
    reliability = reliability_of(
        availability.occurrences,
        agreed=availability.base_time.total(),
        service_time=availability.service_time,
        policies=measure.means,
        subject=availability.subject,
    )
    figures = FailureFigures(availability=availability, reliability=reliability)
    if isinstance(availability.ratio, NoData):
        return figures, availability.ratio
    return figures, reliability.measured(measure.of)


def findings_about(
    stretch: Stretch, known: KnownFacts, availability: Availability
) -> Iterator[Finding]:
    """Yield what terms leave open about the facts of a service."""
    terms, service = stretch.terms, availability.subject
    facts = known.of_service(service)
    is_silent = terms.policies is None or terms.policies.unknown is None
    if is_silent and not facts.unknown.is_empty():
        worst, best = availability.bounds
        yield Finding(
            code="unknown-time-without-policy",
            message="nobody says as what unknown time counts; the result lies between two values",
            value=f"{service}: {worst} to {best}",
            allowed="a policy for unknown time in the agreement",
        )
    categories = terms.excluded or ()
    others = [each for each in facts.exclusions if each.category not in categories]
    works = facts.maintenance if _PLANNED not in categories else ()
    for name, listed in (("exclusions", others), ("maintenance", works)):
        told = sorted(str(each) for each in listed if not each.is_withdrawn)
        if told:
            yield Finding(
                code=f"{name}-not-in-terms",
                message="the agreement does not leave this out, so it counts as any other time",
                severity=Severity.INFO,
                value=f"{service}: {', '.join(told)}",
                allowed=", ".join(each.value for each in categories) or "nothing is left out",
            )
