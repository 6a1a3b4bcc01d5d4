"""From terms and facts to results: one for each objective, stretch and subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from svcmgmt.agreement import (
    FailureMeasure,
    GivenMeasure,
    IndicatorMeasure,
    OutageMeasure,
    SampleTerms,
    TicketShareMeasure,
    ValueKind,
)
from svcmgmt.reports._availability import availability_in, findings_about, measured_of
from svcmgmt.reports._indicator_shares import indicator_share
from svcmgmt.reports._known import KnownFacts
from svcmgmt.reports._plan import Stretch, Terms, end_of
from svcmgmt.reports._ticket_clocks import TicketClocks
from svcmgmt.reports.figures import GivenFigure
from svcmgmt.reports.results import (
    IndicatorShare,
    Measured,
    ObjectiveResult,
    lenient,
)
from svcmgmt.reports.ticket_shares import TicketShare
from svcmgmt.sla.availability import Availability
from svcmgmt.sla.indicators import BudgetingMethod
from svcmgmt.sla.objectives import Direction, Objective, Value, Verdict
from svcmgmt.statistics import ShareJudgement, judge_share
from svcmgmt.values import Finding, NoData, Quantity, Ratio, Severity

__all__ = ["Measurer"]

_Found: TypeAlias = "tuple[Measured, Value | NoData, tuple[Finding, ...]]"
_NOBODY_SAID: Final = NoData("nobody has said what is measured")


class Measurer:
    """Facts measured by terms; what several objectives need is made once."""

    def __init__(
        self, terms: Terms, known: KnownFacts, figures: Sequence[GivenFigure] = ()
    ) -> None:
        self.known = known
        self._figures: dict[tuple[str, str], list[GivenFigure]] = {}
        for figure in figures:
            self._figures.setdefault((figure.name, figure.service), []).append(figure)
        self._clocks = TicketClocks(terms, known.tickets)
        self._countings: dict[tuple[object, ...], int] = {}
        self._made: dict[tuple[int, str], Availability] = {}
        self._counting_of: dict[int, int] = {}

    def subjects_of(self, stretch: Stretch) -> tuple[str | None, ...]:
        """Return the services that a stretch is judged for, each by itself; None for together.

        Where nobody names any, they are those of the facts.
        """
        measure = stretch.terms.objective.measure
        if isinstance(measure, OutageMeasure | FailureMeasure | GivenMeasure):
            return stretch.terms.services or self.known.services or ("",)
        return (None,)

    def result_of(self, stretch: Stretch, service: str | None) -> ObjectiveResult:
        """Return what an objective came to for one service, or for its whole scope."""
        promise = stretch.terms.objective
        measured, value, findings = self._fitting(stretch, service or "")
        sample = _sample(promise.objective, promise.sample, measured, value)
        applied, verdict = _judged(promise.objective, value, sample)
        services = stretch.terms.services if service is None else (service,)
        return ObjectiveResult(
            promise=promise,
            terms=stretch.terms,
            versions=stretch.versions,
            subject=service or _subject(stretch),
            services=[each for each in services if each],
            window=stretch.window.interval,
            label=stretch.label,
            during=stretch.during,
            is_over=end_of(stretch.during) <= self.known.limits.as_of,
            applied=applied,
            value=value,
            verdict=verdict,
            measured=measured,
            sample=sample,
            findings=findings,
        )

    def _measured(self, stretch: Stretch, service: str) -> _Found:
        measure = stretch.terms.objective.measure
        match measure:
            case OutageMeasure() | FailureMeasure():
                availability = self._availability(stretch, service)
                found = findings_about(stretch, self.known, availability)
                return *measured_of(measure, availability), tuple(found)
            case TicketShareMeasure():
                share = self._clocks.share_of(stretch, measure, self.known.limits.as_of)
                return share, share.value, ()
            case IndicatorMeasure():
                part, findings = indicator_share(stretch, measure, self.known)
                return part, part if isinstance(part, NoData) else part.reading.value, findings
            case GivenMeasure():
                figure = self._figure(stretch, measure, service)
                return figure, figure if isinstance(figure, NoData) else figure.value, ()
            case _:
                return _NOBODY_SAID, _NOBODY_SAID, ()

    def _fitting(self, stretch: Stretch, service: str) -> _Found:
        """Return what was measured; no data and a finding where another kind is promised."""
        measured, value, findings = self._measured(stretch, service)
        promise = stretch.terms.objective
        told, asked = _kind_of(value), _kind_of(promise.objective.target)
        if isinstance(value, NoData) or told == asked:
            return measured, value, findings
        reason = NoData(f"{told} is measured, {asked} is promised")
        wrong = Finding(
            code="wrong-kind",
            message="what is measured cannot be compared with what is promised",
            severity=Severity.ERROR,
            value=f"{promise.id}: {reason}",
            allowed=f"a target in {told}, or another measure",
        )
        return reason, reason, (*findings, wrong)

    def _availability(self, stretch: Stretch, service: str) -> Availability:
        """Return the availability of a service, the same one to all objectives that share it."""
        if id(stretch) not in self._counting_of:
            self._counting_of[id(stretch)] = self._counting(stretch)
        key = self._counting_of[id(stretch)], service
        if key not in self._made:
            self._made[key] = availability_in(stretch, self.known, service)
        return self._made[key]

    def _counting(self, stretch: Stretch) -> int:
        """Return a number that stretches have in common in which outages are counted alike."""
        terms = stretch.terms
        counting = (stretch.during, stretch.in_force, terms.hours, terms.policies, terms.excluded)
        return self._countings.setdefault(counting, len(self._countings))

    def _figure(
        self, stretch: Stretch, measure: GivenMeasure, service: str
    ) -> GivenFigure | NoData:
        """Return the figure that was handed over; the most special one."""
        listed = [self._figures.get((measure.name, name), []) for name in {"", service}]
        fitting = [
            each for found in listed for each in found if each.during in (None, stretch.during)
        ]
        if not fitting:
            return NoData(f"nobody handed over {measure.name}")
        return max(fitting, key=lambda each: (bool(each.service), each.during is not None))


def _kind_of(value: Value | NoData) -> str:
    """Return what kind of value something is, amounts with their unit."""
    if isinstance(value, NoData):
        return "nothing"
    return value.unit if isinstance(value, Quantity) else ValueKind.of(value).value


def _subject(stretch: Stretch) -> str:
    """Return what an objective is for, if not for a service."""
    services = stretch.terms.objective.scope.services
    return ", ".join(services) or stretch.agreement.name or stretch.agreement.id


def _sample(
    objective: Objective, terms: SampleTerms, measured: Measured, value: Value | NoData
) -> ShareJudgement | NoData | None:
    """Return what a count of independent cases proves; None for anything else."""
    target = objective.target
    if not isinstance(value, Ratio) or not isinstance(target, Ratio):
        return None
    if not _is_counted(measured, value) or objective.direction is not Direction.HIGHER_IS_BETTER:
        return None
    return judge_share(
        value,
        target,
        confidence=terms.confidence,
        small_sample=terms.small_sample,
        min_sample=terms.min_sample,
    )


def _is_counted(measured: Measured, value: Ratio) -> bool:
    """Return whether a share is of cases: tickets or events, not times or slices."""
    if isinstance(measured, IndicatorShare):
        by_events = measured.reading.indicator.method is BudgetingMethod.OCCURRENCES
        return by_events and value.good.denominator == value.total.denominator == 1
    return isinstance(measured, TicketShare)


def _judged(
    objective: Objective, value: Value | NoData, sample: ShareJudgement | NoData | None
) -> tuple[Objective, Verdict]:
    """Return what a value was compared with, and what it means; too few cases mean nothing."""
    if isinstance(sample, NoData):
        return objective, Verdict.UNDEFINED
    applied = objective if sample is None else lenient(objective, sample)
    return applied, applied.judge(value)
