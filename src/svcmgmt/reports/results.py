"""What one objective came to: value, verdict, and everything behind them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final, TypeAlias

from attrs import evolve, field, frozen

from svcmgmt.agreement import (
    Agreement,
    EffectiveTerms,
    FailureMeasure,
    OutageMeasure,
    ServiceLevelObjective,
)
from svcmgmt.reports.figures import GivenFigure
from svcmgmt.reports.ticket_shares import TicketShare
from svcmgmt.reports.trends import PastResult, Trend
from svcmgmt.sla.availability import Availability, availability_svg
from svcmgmt.sla.budgets import ErrorBudget
from svcmgmt.sla.clocks import Outcome
from svcmgmt.sla.conformance import ConformanceEvent
from svcmgmt.sla.evaluation import Evaluation, Part
from svcmgmt.sla.indicators import IndicatorReading, IndicatorSeries
from svcmgmt.sla.objectives import Objective, Value, Verdict, check_value, value_text
from svcmgmt.sla.reliability import Reliability
from svcmgmt.statistics import ShareJudgement, SmallSample
from svcmgmt.temporal import Interval
from svcmgmt.values import Finding, NoData, Ratio
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["FailureFigures", "IndicatorShare", "Measured", "ObjectiveResult"]

_JUDGED: Final = (Outcome.MET, Outcome.MISSED, Outcome.OPEN_PAST_DUE)


@frozen(kw_only=True)
class FailureFigures:
    """Mean times between failures and to restore, with the outages that they are made of."""

    availability: Availability = field(validator=of_kind(Availability))
    """Where the outages come from."""

    reliability: Reliability = field(validator=of_kind(Reliability))
    """How often it failed, and how long it took to come back."""


@frozen(kw_only=True)
class IndicatorShare:
    """The share of good events or slices, and the error budget that it leaves."""

    series: IndicatorSeries = field(validator=of_kind(IndicatorSeries))
    """What was counted, and what counts as good."""

    reading: IndicatorReading = field(validator=of_kind(IndicatorReading))
    """What that says of the period."""

    def budget(self, objective: Objective) -> ErrorBudget | NoData:
        """Return what the objective leaves for errors, of what was counted so far."""
        if not isinstance(objective.target, Ratio):
            return NoData("a budget is what a share leaves")
        return ErrorBudget.of(self.reading, objective.target)


Measured: TypeAlias = (
    Availability | FailureFigures | TicketShare | IndicatorShare | GivenFigure | NoData
)
"""What a measure gives; no data, with the reason, where there is nothing to measure."""


def _services(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


def _findings(values: Iterable[Finding]) -> tuple[Finding, ...]:
    return all_of_kind("findings", values, Finding)


@frozen(kw_only=True, repr=False)
class ObjectiveResult:
    """One objective, judged of one subject over one stretch of time. Made by a report.

    A stretch is the whole period, or the part of it for which one version of the terms holds.
    Source: rules R0.7 and R1.9.
    """

    promise: ServiceLevelObjective = field(validator=of_kind(ServiceLevelObjective))
    """What was promised, as the version in force says it."""

    terms: EffectiveTerms = field(validator=of_kind(EffectiveTerms))
    """The promise with the defaults of its agreement."""

    versions: tuple[Agreement, ...]
    """The versions of the agreement that held, oldest first; the last one speaks for all."""

    subject: str = field(validator=of_kind(str))
    """Of what it was judged: a service, or what the objective is for."""

    services: tuple[str, ...] = field(default=(), converter=_services)
    """The services that were judged together; none where the objective names none."""

    window: Interval = field(validator=of_kind(Interval))
    """The period over which the objective is judged."""

    label: str = field(validator=of_kind(str))
    """Its name, and the version where that holds for a part of it only."""

    during: Interval = field(validator=of_kind(Interval))
    """The part of the period for which the terms hold."""

    is_over: bool = field(validator=of_kind(bool))
    """Whether it had ended when the report was made; if not, value and verdict are so far."""

    applied: Objective = field(validator=of_kind(Objective))
    """What the value was compared with: the objective, or what few cases make of it."""

    value: Value | NoData = field(validator=check_value)
    """What was measured, exact; no data with the reason."""

    verdict: Verdict = field(validator=of_kind(Verdict))
    """What that means; undefined also where too few cases were counted."""

    measured: Measured
    """Where the value comes from."""

    sample: ShareJudgement | NoData | None = None
    """For counted cases, what the count proves; no data where too few to be judged."""

    exceeded: tuple[ConformanceEvent, ...] = ()
    """Allowances that this result exceeds: of missed targets, of missing results."""

    findings: tuple[Finding, ...] = field(default=(), converter=_findings)
    """What was unusual about terms and facts, beyond what the evaluation finds."""

    trend: Trend = Trend(points=())
    """The values of earlier periods and this one."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells results apart: objective, subject, and when its stretch begins."""
        return self.promise.id, self.subject, self.during.start.isoformat()

    @property
    def agreement(self) -> Agreement:
        """The version of the agreement that speaks for the stretch."""
        return self.versions[-1]

    @property
    def is_internal(self) -> bool:
        """Whether the provider promised it to itself only."""
        return self.promise.is_internal

    @property
    def cases(self) -> tuple[int, int] | None:
        """How many cases were good, of how many; None where no independent cases are counted."""
        if not isinstance(self.sample, ShareJudgement):
            return None
        return int(self.sample.share.good), int(self.sample.share.total)

    @property
    def is_excused(self) -> bool:
        """Whether a violation is within the crossings that are allowed without consequence."""
        is_allowed = self.promise.allowed_crossings is not None
        return is_allowed and self.verdict is Verdict.VIOLATED and not self.exceeded

    @property
    def is_breached(self) -> bool:
        """Whether the promise was broken: violated, or without a result once too often."""
        is_violated = self.verdict is Verdict.VIOLATED and not self.is_excused
        return is_violated or (self.verdict is Verdict.UNDEFINED and bool(self.exceeded))

    @property
    def availability(self) -> Availability | None:
        """The availability behind it; None for measures of something else."""
        if isinstance(self.measured, FailureFigures):
            return self.measured.availability
        return self.measured if isinstance(self.measured, Availability) else None

    @property
    def policies(self) -> tuple[tuple[str, str], ...]:
        """The contested choices that were made, by name."""
        match self.measured:
            case Availability():
                return self.measured.policies.as_pairs()
            case FailureFigures(availability=availability, reliability=reliability):
                return (*reliability.policies.as_pairs(), *availability.policies.as_pairs())
            case TicketShare():
                return (*self.measured.policies, *self._of_samples())
            case IndicatorShare():
                return (*self.measured.reading.policies, *self._of_samples())
            case _:
                return ()

    def _of_samples(self) -> tuple[tuple[str, str], ...]:
        return (("small numbers", str(self.promise.sample)),)

    @cached_property
    def evaluation(self) -> Evaluation:
        """The judgement in the shape of all judgements: base, parts, exclusions, evidence."""
        return _evaluated(self)

    def as_past(self) -> PastResult:
        """Return what a later report needs of it."""
        return PastResult(
            objective=self.promise.id,
            subject=self.subject,
            label=self.label,
            start=self.during.start,
            value=self.value,
            verdict=self.verdict,
            is_breached=self.is_breached and not self.is_internal,
        )

    def svg(self) -> str | None:
        """Return the picture of what was measured; None where there is none to draw."""
        availability = self.availability
        return None if availability is None else availability_svg(availability)

    def __str__(self) -> str:
        value = value_text(self.value)
        measure = self.promise.measure or "nothing"
        told = f"{self.verdict.value}, {value}, promised {self.applied}"
        return f"{self.label}: {measure} of {self.subject}: {told}"

    def __repr__(self) -> str:
        return f"<ObjectiveResult {self.promise.id} {self}>"


def _evaluated(result: ObjectiveResult) -> Evaluation:
    measure, measured = result.promise.measure, result.measured
    if isinstance(measured, Availability) and isinstance(measure, OutageMeasure):
        judged = measured.evaluation(result.applied, measure=measure.of)
    elif isinstance(measured, FailureFigures) and isinstance(measure, FailureMeasure):
        judged = _of_failures(result, measured, measure)
    elif isinstance(measured, TicketShare):
        judged = _of_tickets(result, measured)
    elif isinstance(measured, IndicatorShare):
        judged = measured.series.judge(
            result.applied,
            measured.reading.window,
            subject=result.subject,
            as_of=measured.reading.measured.end,
        )
    else:
        judged = _of_nothing_more(result)
    return evolve(judged, verdict=result.verdict)


def _of_failures(
    result: ObjectiveResult, measured: FailureFigures, measure: FailureMeasure
) -> Evaluation:
    availability = measured.availability
    return evolve(
        measured.reliability.evaluation(measure.of),
        value=result.value,
        objective=result.applied,
        verdict=result.verdict,
        period=availability.period,
        policies=result.policies,
        evidence=availability.evidence,
        findings=(*measured.reliability.findings, *availability.findings),
    )


def _of_tickets(result: ObjectiveResult, share: TicketShare) -> Evaluation:
    told = share.compliance
    others = [(outcome.value, count) for outcome, count in told.counts if outcome not in _JUDGED]
    return Evaluation(
        subject=result.subject,
        measure=str(result.promise.measure),
        value=share.value,
        objective=result.applied,
        verdict=result.verdict,
        period=share.period,
        whole=told.judged,
        counts=[
            *((name, count) for name, count in others if count),
            ("backlog past due", told.backlog),
            ("without target", len(share.untargeted)),
        ],
        breakdown=[Part(outcome.value, told.count(outcome)) for outcome in _JUDGED],
        policies=result.policies,
        evidence=sorted(
            (case.as_evidence() for case in share.missed), key=lambda row: (row.start, row.cause)
        ),
        findings=share.findings,
    )


def _of_nothing_more(result: ObjectiveResult) -> Evaluation:
    figure = result.measured
    sources = [("measured by", figure.source)] if isinstance(figure, GivenFigure) else []
    return Evaluation(
        subject=result.subject,
        measure=str(result.promise.measure or "nothing"),
        value=result.value,
        objective=result.applied,
        verdict=result.verdict,
        period=result.during,
        policies=[(name, source) for name, source in sources if source],
    )


def lenient(objective: Objective, judgement: ShareJudgement) -> Objective:
    """Return the objective that few cases make of another one, as its sample terms say.

    Where one miss is allowed of five, the five are compared with four of five.
    """
    if judgement.small_sample is not SmallSample.ONE_MISS:
        return objective
    total = judgement.share.total
    least = Ratio(total - judgement.allowed_misses, total)
    if least >= judgement.target:
        return objective
    return evolve(objective, target=least, is_strict=False)
