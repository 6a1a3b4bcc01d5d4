"""Checks of each objective, and of objectives against each other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from attrs import evolve

from svcmgmt.agreement._comparing import PERCENT, falls_short, is_all
from svcmgmt.agreement._lint_codes import found
from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.effective import EffectiveTerms, effective_terms
from svcmgmt.agreement.measures import FailureMeasure, GivenMeasure, OutageMeasure, ValueKind
from svcmgmt.agreement.objectives import ServiceLevelObjective
from svcmgmt.agreement.periods import ConformancePeriod, RollingPeriod
from svcmgmt.agreement.terms import Comparison
from svcmgmt.sla.availability import ExclusionCategory
from svcmgmt.sla.objectives import Direction, Objective, value_text
from svcmgmt.statistics import SmallSample, allowed_misses
from svcmgmt.temporal import ORIGIN, Interval
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import Finding, Quantity, Ratio

__all__ = ["check_objectives"]

_HUNDRED: Final = 100
_MICROSECOND: Final = timedelta(microseconds=1)


def check_objectives(agreement: Agreement) -> Iterator[Finding]:
    """Yield what is wrong with the objectives of an agreement."""
    if agreement.comparison is None and any(map(_is_unrounded, agreement.objectives)):
        yield found("no-rounding-rule", "/comparison", allowed="exact, or rounded")
    every = [effective_terms(agreement, each) for each in agreement.objectives]
    for index, terms in enumerate(every):
        pointer = f"/objectives/{index}"
        yield from _measurement(terms, pointer)
        yield from _comparison(agreement, terms, pointer)
        yield from _target(terms, pointer)
        yield from _time(agreement, terms, pointer)
        yield from _quota(terms, pointer)
        yield from _covered(agreement, terms, pointer)
    yield from _twice(every)
    yield from _weaker(every)


def _measurement(terms: EffectiveTerms, pointer: str) -> Iterator[Finding]:
    """Yield where nobody has said how a figure is measured, or its target is of another kind."""
    promise = terms.objective
    measure, target = promise.measure, promise.objective.target
    if measure is None:
        yield found("no-measurement", f"{pointer}/measure")
        return
    if isinstance(measure, GivenMeasure) and not measure.specification.strip():
        yield found("no-measurement", f"{pointer}/measure/specification", measure.name)
    kind = ValueKind.of(target)
    unit = measure.unit if isinstance(measure, FailureMeasure | GivenMeasure) else ""
    other = isinstance(target, Quantity) and target.unit != unit
    if kind is not measure.yields or other:
        expected = f"{measure.yields.value}{f' in {unit}' if unit else ''}"
        yield found("unit-mismatch", f"{pointer}/objective/target", value_text(target), expected)


def _comparison(agreement: Agreement, terms: EffectiveTerms, pointer: str) -> Iterator[Finding]:
    rounding = terms.objective.objective.rounding
    if agreement.comparison is Comparison.ROUNDED and _is_unrounded(terms.objective):
        yield found("no-rounding-rule", f"{pointer}/objective/rounding")
    if agreement.comparison is Comparison.EXACT and rounding is not None:
        yield found("rounding-not-agreed", f"{pointer}/objective/rounding", rounding)


def _is_unrounded(promise: ServiceLevelObjective) -> bool:
    """Return whether a value could be rounded before the verdict and nothing says how."""
    could_be = isinstance(promise.objective.target, Ratio | Quantity)
    return could_be and promise.objective.rounding is None


def _target(terms: EffectiveTerms, pointer: str) -> Iterator[Finding]:
    target = terms.objective.objective.target
    is_percent = isinstance(target, Quantity) and target.unit in PERCENT
    if isinstance(target, Quantity) and is_percent and not 0 <= target.amount <= _HUNDRED:
        yield found("target-out-of-range", f"{pointer}/objective/target", target, "0 to 100")
    yield from _few(terms.objective, pointer)


def _few(promise: ServiceLevelObjective, pointer: str) -> Iterator[Finding]:
    """Yield where a share is promised of so few cases that it allows no miss (rule R6.8)."""
    objective, sample = promise.objective, promise.sample
    target, expected = objective.target, sample.expected
    if not isinstance(target, Ratio) or objective.direction is not Direction.HIGHER_IS_BETTER:
        return
    if expected is None or sample.small_sample is not SmallSample.STRICT or is_all(objective):
        return
    if not allowed_misses(expected, target):
        value = f"{expected} cases for {value_text(target)}"
        allowed = f"{math.ceil(1 / target.complement.value)} cases, or another policy"
        yield found("few-cases-expected", f"{pointer}/sample", value, allowed)


def _time(agreement: Agreement, terms: EffectiveTerms, pointer: str) -> Iterator[Finding]:
    """Yield where periods and validity do not fit."""
    if terms.period is None:
        yield found("no-period", f"{pointer}/conformance_period", allowed="such as a month")
    valid = terms.valid_for
    if valid is None:
        return
    if valid.is_empty():
        told = f"{terms.objective.valid_for} and {agreement.valid_for}"
        yield found("never-valid", f"{pointer}/valid_for", told)
    elif terms.period is not None and valid.end is not None:
        lasts = _length(terms.period, terms, valid)
        if lasts > valid.duration:
            value = f"{terms.period} of {duration_text(lasts)}"
            allowed = f"at most {duration_text(valid.duration)}"
            yield found(
                "period-longer-than-agreement", f"{pointer}/conformance_period", value, allowed
            )


def _length(period: ConformancePeriod, terms: EffectiveTerms, valid: Interval) -> timedelta:
    """Return how long a period is that lies about where the terms begin."""
    at = valid.start
    if isinstance(period, RollingPeriod) and valid.end is not None:
        at = valid.end
    return period.interval(at, zone=_zone(terms)).duration


def _quota(terms: EffectiveTerms, pointer: str) -> Iterator[Finding]:
    """Yield where maintenance that counts may take more than the target leaves for downtime."""
    quota = None if terms.policies is None else terms.policies.maintenance.quota
    budget = _budget(terms)
    if quota is None or budget is None:
        return
    if ExclusionCategory.PLANNED_MAINTENANCE not in (terms.excluded or ()) and quota > budget:
        allowed = f"at most {duration_text(budget)} in the first period"
        yield found("quota-exceeds-budget", pointer, duration_text(quota), allowed)


def _budget(terms: EffectiveTerms) -> timedelta | None:
    """Return the downtime that an availability leaves in the first period; None if unknown."""
    measure, target = terms.objective.measure, terms.objective.objective.target
    if not isinstance(measure, OutageMeasure) or not isinstance(target, Ratio):
        return None  # only an availability is promised as a share
    if terms.period is None or terms.hours is None or terms.valid_for is None:
        return None
    span = terms.period.interval(terms.valid_for.start, zone=_zone(terms))
    micros = terms.hours.elapsed(span.start, span.start + span.duration) // _MICROSECOND
    return math.floor(micros * target.complement.value) * _MICROSECOND


def _zone(terms: EffectiveTerms) -> str | ZoneInfo:
    return "UTC" if terms.zone is None else terms.zone


def _covered(agreement: Agreement, terms: EffectiveTerms, pointer: str) -> Iterator[Finding]:
    covered = {each.id for each in agreement.services}
    for service in terms.objective.scope.services:
        if covered and service not in covered:
            allowed = ", ".join(sorted(covered))
            yield found("service-not-covered", f"{pointer}/scope/services", service, allowed)


def _figure(terms: EffectiveTerms) -> tuple[object, ...]:
    """Return what tells the figures of two objectives apart, choices of counting included."""
    promise = terms.objective
    measure: object = promise.measure
    if isinstance(measure, FailureMeasure | OutageMeasure):
        measure = evolve(measure, policies=terms.policies)
    return measure, promise.scope, promise.objective.direction


def _twice(every: list[EffectiveTerms]) -> Iterator[Finding]:
    """Yield objectives that promise something for one figure, period and time."""
    groups: dict[tuple[object, ...], list[tuple[int, EffectiveTerms]]] = {}
    for index, terms in enumerate(every):
        promise = terms.objective
        if promise.measure is not None:
            key = (*_figure(terms), terms.period, terms.hours, promise.is_internal)
            groups.setdefault(key, []).append((index, terms))
    for group in groups.values():
        group.sort(key=lambda each: _starts(each[1]))
        for (_, first), (index, second) in pairwise(group):
            if _meet(first.valid_for, second.valid_for):
                value = f"{second.objective.id} and {first.objective.id}"
                yield found("duplicate-objective", f"/objectives/{index}", value)


def _starts(terms: EffectiveTerms) -> datetime:
    return ORIGIN if terms.valid_for is None else terms.valid_for.start


def _meet(one: Interval | None, other: Interval | None) -> bool:
    return one is None or other is None or one.overlaps(other)


def _weaker(every: list[EffectiveTerms]) -> Iterator[Finding]:
    """Yield objectives by which the provider asks less of itself than it promised (R4.12)."""
    promised: dict[tuple[object, ...], list[Objective]] = {}
    for terms in every:
        if not terms.objective.is_internal:
            promised.setdefault(_figure(terms), []).append(terms.objective.objective)
    for index, terms in enumerate(every):
        if terms.objective.is_internal:
            internal = terms.objective.objective.target
            for each in promised.get(_figure(terms), ()):
                if falls_short(internal, each):
                    pointer = f"/objectives/{index}/objective/target"
                    yield found("internal-weaker", pointer, value_text(internal), str(each))
