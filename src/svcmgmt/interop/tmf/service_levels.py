"""Published service levels as objectives that can be evaluated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final

from attrs import evolve, frozen

from svcmgmt.agreement import (
    GivenMeasure,
    Scope,
    ServiceLevelObjective,
    ValueKind,
)
from svcmgmt.agreement.documents import (
    SLA,
    ServiceLevelObjective as PublishedObjective,
    ServiceLevelSpecification,
    SLARule,
)
from svcmgmt.common import TimePeriod
from svcmgmt.errors import InvalidValue, SvcmgmtError
from svcmgmt.interop.tmf._level_texts import Comparator, comparator_of, figure_of, share_of
from svcmgmt.sla.conformance import GraceTimes
from svcmgmt.sla.objectives import Direction, Objective, Tolerance, ToleranceKind, Value
from svcmgmt.temporal import Interval
from svcmgmt.values import Finding, ObjectiveId, Quantity, Ratio, ServiceId, Severity
from svcmgmt.values._kinds import check_kind

__all__ = ["ComparatorMeans", "ServiceLevels", "objectives_of", "objectives_of_sla"]

_MOST_GRACE: Final = 10_000
_DIGITS: Final = 10


class ComparatorMeans(Enum):
    """What the comparator of TMF657 names (rule R1.2).

    Examples:
        >>> ComparatorMeans("violation")
        <ComparatorMeans.VIOLATION: 'violation'>
    """

    VIOLATION = "violation"  # the side on which the objective is violated, as TMF657 explains it
    CONFORMANCE = "conformance"  # the good side, as TMF623 and OpenSLO have it


_VIOLATION: Final = ComparatorMeans.VIOLATION
_OTHER: Final = {
    Direction.HIGHER_IS_BETTER: Direction.LOWER_IS_BETTER,
    Direction.LOWER_IS_BETTER: Direction.HIGHER_IS_BETTER,
}


@frozen(kw_only=True)
class ServiceLevels:
    """What was read of published service levels, and what could not be.

    Examples:
        >>> objectives_of(ServiceLevelSpecification(name="gold")).objectives
        ()
    """

    objectives: tuple[ServiceLevelObjective, ...] = ()
    """Objectives that can be evaluated, in the order of the document."""

    findings: tuple[Finding, ...] = ()
    """What of the document is not in them; pointers count objectives in order."""

    comparator_means: ComparatorMeans
    """How comparators were read."""

    tolerance_kind: ToleranceKind
    """How tolerances were read that may be amounts or shares."""


@frozen(kw_only=True)
class _Policies:
    """How texts are read that have more than one meaning."""

    means: ComparatorMeans
    tolerance_kind: ToleranceKind
    direction: Direction | None = None
    unit: str = "1"


@frozen(kw_only=True)
class _Texts:
    """One objective as it is published: texts only."""

    pointer: str
    id: str
    name: str
    target: str
    comparator: str
    warning: str = ""
    tolerance: str = ""
    grace: str = ""
    valid_for: Interval | None = None
    consequence: str = ""
    measure: str = ""
    specification: str = ""
    services: tuple[ServiceId, ...] = ()
    unread: tuple[str, ...] = ()

    def finding(self, code: str, message: str, value: str = "", allowed: str = "") -> Finding:
        """Return a finding about it."""
        return Finding(
            code=code, message=message, pointer=self.pointer, value=value, allowed=allowed
        )

    def unread_finding(self, name: str) -> Finding:
        """Return that an attribute is not in the objective."""
        message = f"{name} says nothing that the objective has a field for"
        return evolve(self.finding("not-read", message), severity=Severity.INFO)

    def left_out(self, code: str, message: str, value: str = "", allowed: str = "") -> Finding:
        """Return a finding because of which there is no objective."""
        return evolve(self.finding(code, message, value, allowed), severity=Severity.ERROR)


def objectives_of(
    specification: ServiceLevelSpecification,
    objectives: Iterable[PublishedObjective] = (),
    *,
    comparator_means: ComparatorMeans = ComparatorMeans.VIOLATION,
    tolerance_kind: ToleranceKind = ToleranceKind.ABSOLUTE,
    direction: Direction | None = None,
    unit: str = "1",
) -> ServiceLevels:
    """Return the objectives of a service level specification of TMF657.

    Targets, warning levels and tolerances are text there: `99.9 %` is a share, `PT4H` a time, `32`
    or `32 ms` an amount. What is no figure, such as a regular expression, is told and left out.
    Source: rules R1.1, R1.2 and R1.4.

    Args:
        specification: the document.
        objectives: the objectives that it refers to, found by their identifiers.
        comparator_means: whether comparators name the bad side or the good one.
        tolerance_kind: whether a tolerance is an amount or a share of the target, where its text
            may be either.
        direction: which side is good where there is no comparator, as in v5; None leaves such an
            objective out.
        unit: of amounts without one; `1` is that of a bare number (UCUM).

    Raises:
        InvalidType: something else than documents and policies.
        InvalidValue: an empty unit.

    Examples:
        >>> slo = PublishedObjective(id="slo-1", name="delay", conformance_target="32 ms",
        ...     conformance_comparator=">", threshold_target="28", tolerance_target="5")
        >>> gold = ServiceLevelSpecification(name="gold", service_level_objective=[slo])
        >>> print(objectives_of(gold).objectives[0])
        delay: at most 32 ms, warning beyond 28 ms, tolerance 5 ms
    """
    check_kind("specification", specification, ServiceLevelSpecification)
    check_kind("comparator_means", comparator_means, ComparatorMeans)
    check_kind("tolerance_kind", tolerance_kind, ToleranceKind)
    if direction is not None:
        check_kind("direction", direction, Direction)
    given = {each.id: each for each in _checked(objectives)}
    policies = _Policies(
        means=comparator_means,
        tolerance_kind=tolerance_kind,
        direction=direction,
        unit=Quantity(0, unit).unit,
    )
    texts: list[_Texts] = []
    missing: list[Finding] = []
    for at, told in enumerate(specification.service_level_objective):
        found = told if isinstance(told, PublishedObjective) else given.get(told.id)
        if found is None:
            missing.append(_not_given(at, told.id or ""))
        else:
            texts.append(_published(found, at))
    return _levels(texts, policies, missing)


def objectives_of_sla(
    sla: SLA, *, tolerance_kind: ToleranceKind = ToleranceKind.RELATIVE, unit: str = "1"
) -> ServiceLevels:
    """Return the objectives of an agreement of TMF623; its operators name the good side.

    Source: rules R1.1, R1.2 and R1.4: a tolerance such as 0.20 is a share of the target.

    Args:
        sla: the document.
        tolerance_kind: whether tolerances are amounts or shares of the target.
        unit: of amounts whose rule has none.

    Raises:
        InvalidType: something else than a document and policies.
        InvalidValue: an empty unit.

    Examples:
        >>> speed = SLARule(id="1", metric="bandwidth", operator=".ge", reference_value="1024",
        ...                 unit="kbit/s", tolerance="0.20")
        >>> print(objectives_of_sla(SLA(rule=[speed])).objectives[0])
        bandwidth: at least 1024 kbit/s, tolerance 20 % of the target
    """
    check_kind("sla", sla, SLA)
    check_kind("tolerance_kind", tolerance_kind, ToleranceKind)
    policies = _Policies(
        means=ComparatorMeans.CONFORMANCE,
        tolerance_kind=tolerance_kind,
        unit=Quantity(0, unit).unit,
    )
    return _levels([_of_rule(rule, at) for at, rule in enumerate(sla.rule)], policies, [])


def _checked(objectives: Iterable[PublishedObjective]) -> Iterator[PublishedObjective]:
    for each in objectives:
        check_kind("objective", each, PublishedObjective)
        yield each


def _not_given(at: int, identifier: str) -> Finding:
    return Finding(
        code="objective-not-given",
        message="the specification refers to an objective that is not given",
        severity=Severity.ERROR,
        pointer=f"/{at}",
        value=identifier,
    )


def _published(document: PublishedObjective, at: int) -> _Texts:
    """Return the texts of an objective of TMF657."""
    parameter, indicator = document.service_level_objective_parameter, document.key_indicator
    name = document.name or ""
    measured = parameter.name if parameter is not None else indicator and indicator.name
    related = () if parameter is None else parameter.related_entity
    actions = [each.prescribed_action or each.description for each in document.consequence]
    valid_for = _validity(document.valid_for)
    beside = {
        "conformancePeriod": document.conformance_period,
        "tolerancePeriod": document.tolerance_period,
        "threshold": document.threshold,
        "applicability": document.applicability,
        "validFor": document.valid_for if valid_for is None else None,
    }
    return _Texts(
        pointer=f"/{at}",
        id=document.id or name or f"objective-{at + 1}",
        name=name,
        target=document.conformance_target or "",
        comparator=document.conformance_comparator or "",
        warning=document.threshold_target or "",
        tolerance=document.tolerance_target or "",
        grace=document.grace_times or "",
        valid_for=valid_for,
        consequence="; ".join(each for each in actions if isinstance(each, str)),
        measure=measured or name,
        specification=(parameter and parameter.transformation_algorithm_of_kqi) or "",
        services=tuple(
            ServiceId(each.id) for each in related if each.id and each.at_referred_type == "Service"
        ),
        unread=tuple(name for name, value in beside.items() if value not in (None, ())),
    )


def _validity(period: TimePeriod | None) -> Interval | None:
    """Return when an objective holds; None where that is no interval."""
    try:
        return None if period is None else period.interval()
    except InvalidValue:
        return None


def _of_rule(rule: SLARule, at: int) -> _Texts:
    """Return the texts of a rule of TMF623."""
    unit = f" {rule.unit}" if rule.unit else ""
    return _Texts(
        pointer=f"/{at}",
        id=rule.id or rule.metric or f"rule-{at + 1}",
        name=rule.metric or "",
        target=f"{rule.reference_value or ''}{unit}",
        comparator=rule.operator or "",
        tolerance=rule.tolerance or "",
        consequence=rule.consequence or "",
        measure=rule.metric or "",
    )


def _levels(texts: Iterable[_Texts], policies: _Policies, findings: list[Finding]) -> ServiceLevels:
    made: list[ServiceLevelObjective] = []
    for each in texts:
        objective = _target(each, policies, findings)
        if objective is not None:
            made.append(_promise(each, objective, findings))
        findings.extend(map(each.unread_finding, each.unread))
    return ServiceLevels(
        objectives=tuple(made),
        findings=tuple(findings),
        comparator_means=policies.means,
        tolerance_kind=policies.tolerance_kind,
    )


def _promise(texts: _Texts, objective: Objective, findings: list[Finding]) -> ServiceLevelObjective:
    """Return the objective with all that is said beside its target."""
    target, kind = objective.target, ValueKind.of(objective.target)
    measure = GivenMeasure(
        name=texts.measure or texts.id,
        yields=kind,
        unit=target.unit if isinstance(target, Quantity) else "",
        specification=texts.specification,
    )
    return ServiceLevelObjective(
        id=ObjectiveId(texts.id),
        name=texts.name,
        measure=measure,
        objective=objective,
        scope=Scope(services=texts.services),
        valid_for=texts.valid_for,
        grace_times=_grace(texts, findings),
        consequence=texts.consequence,
    )


def _target(texts: _Texts, policies: _Policies, findings: list[Finding]) -> Objective | None:
    """Return the target with its direction, warning level and tolerance; None if it is none."""
    target = figure_of(texts.target, policies.unit)
    if target is None:
        message = "the target is no figure"
        allowed = "a share, a time, or an amount with its unit"
        findings.append(texts.left_out("no-figure", message, texts.target, allowed))
        return None
    direction = _direction(texts, policies, findings)
    if direction is None:
        return None
    return _with_warning(
        texts,
        Objective(
            target=target,
            direction=direction.side,
            tolerance=_tolerance(texts, target, policies, findings),
            is_strict=not direction.with_target and direction.side is not Direction.EXACT,
        ),
        policies,
        findings,
    )


def _direction(texts: _Texts, policies: _Policies, findings: list[Finding]) -> Comparator | None:
    """Return the good side, and whether the target is good."""
    if not texts.comparator:
        if policies.direction is None:
            message = "nothing says which side of the target is good"
            findings.append(texts.left_out("no-comparator", message))
            return None
        return Comparator(policies.direction, with_target=True)
    told = comparator_of(texts.comparator)
    if told is None or (told.side is Direction.EXACT and policies.means is _VIOLATION):
        message = "the comparator cannot be read as the side of a target"
        findings.append(texts.left_out("unknown-comparator", message, texts.comparator))
        return None
    if policies.means is _VIOLATION:
        return Comparator(_OTHER[told.side], with_target=not told.with_target)
    return told


def _tolerance(
    texts: _Texts, target: Value, policies: _Policies, findings: list[Finding]
) -> Tolerance | None:
    if not texts.tolerance:
        return None
    amount = figure_of(texts.tolerance, _unit_of(target, policies.unit))
    is_share = isinstance(amount, Ratio) and not isinstance(target, Ratio)
    kind = ToleranceKind.RELATIVE if is_share else policies.tolerance_kind
    if kind is ToleranceKind.RELATIVE:
        amount = share_of(texts.tolerance)
    try:
        if amount is not None:
            tolerance = Tolerance(amount, kind)
            Objective(target=target, direction=Direction.LOWER_IS_BETTER, tolerance=tolerance)
            return tolerance
    except SvcmgmtError:
        pass  # told below, with all other tolerances that do not fit the target
    message = "the tolerance does not fit the target, and is left out"
    findings.append(texts.finding("unfit-tolerance", message, texts.tolerance, kind.value))
    return None


def _with_warning(
    texts: _Texts, objective: Objective, policies: _Policies, findings: list[Finding]
) -> Objective:
    if not texts.warning:
        return objective
    warning = figure_of(texts.warning, _unit_of(objective.target, policies.unit))
    try:
        if warning is not None:
            return evolve(objective, warning=warning)
    except SvcmgmtError:
        pass  # told below, with all other warning levels that do not fit the target
    message = "the warning level does not fit the target, and is left out"
    allowed = "a figure of its kind on the good side; is the comparator read the right way?"
    findings.append(texts.finding("unfit-warning", message, texts.warning, allowed))
    return objective


def _grace(texts: _Texts, findings: list[Finding]) -> GraceTimes | None:
    told = texts.grace.strip()
    if not told:
        return None
    if told.isascii() and told.isdigit() and len(told) < _DIGITS and int(told) <= _MOST_GRACE:
        return GraceTimes(grace=int(told))
    message = "the grace times are no number, and are left out"
    findings.append(texts.finding("unfit-grace", message, texts.grace, f"0 to {_MOST_GRACE}"))
    return None


def _unit_of(target: Value, unit: str) -> str:
    return target.unit if isinstance(target, Quantity) else unit
