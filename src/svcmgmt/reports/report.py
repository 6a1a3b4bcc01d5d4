"""The service-level report: facts, an agreement and a period, judged and explained."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from functools import cached_property
from typing import Final

from attrs import field, frozen

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType
from svcmgmt.reports._crediting import Billing, credits_of
from svcmgmt.reports._history import among_earlier
from svcmgmt.reports._known import KnownFacts, Limits
from svcmgmt.reports._measuring import Measurer
from svcmgmt.reports._page_html import page_html
from svcmgmt.reports._page_markdown import page_markdown
from svcmgmt.reports._plan import Terms, agreements_in, as_known, end_of, plan_of, terms_in
from svcmgmt.reports._quality import about_facts, about_results, about_terms, period_not_over
from svcmgmt.reports._report_sections import report_page
from svcmgmt.reports._report_text import report_text, result_row
from svcmgmt.reports.choices import PolicyChoice, choices_of
from svcmgmt.reports.contested import ContestedExclusion, contested_in
from svcmgmt.reports.facts import ServiceFacts
from svcmgmt.reports.figures import GivenFigure
from svcmgmt.reports.inputs import ReportInputs
from svcmgmt.reports.left_out import LeftOut, left_out_in
from svcmgmt.reports.results import ObjectiveResult
from svcmgmt.reports.trends import PastReport
from svcmgmt.sla.credits import CreditNote
from svcmgmt.temporal import format_instant
from svcmgmt.values import Finding, NoData, Severity
from svcmgmt.values._kinds import all_of_kind, of_kind
from svcmgmt.values._lists import listed

__all__ = ["ServiceLevelReport", "report_of", "service_level_report"]

_MILDEST_LAST: Final = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def _results(values: Iterable[ObjectiveResult]) -> tuple[ObjectiveResult, ...]:
    return all_of_kind("results", values, ObjectiveResult)


def _check_credits(_report: object, _attribute: object, value: CreditNote | NoData) -> None:
    if not isinstance(value, CreditNote | NoData):
        raise InvalidType("credits", value, "CreditNote or NoData")


def _findings(values: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings, the gravest first, each once."""
    found = dict.fromkeys(all_of_kind("findings", values, Finding))
    return tuple(
        sorted(
            found,
            key=lambda each: (
                _MILDEST_LAST.index(each.severity),
                (each.code, each.pointer, each.value),
                (each.message, each.allowed),
            ),
        )
    )


@frozen(kw_only=True, repr=False)
class ServiceLevelReport:
    """What was promised for a period, what came of it, what follows, and all that is behind it.

    Made by `service_level_report`; the same inputs give the same report. Source: rule R0.7.

    Raises:
        InvalidType: a field of another kind than it says.
    """

    inputs: ReportInputs = field(validator=of_kind(ReportInputs))
    """All that it was made from; `inputs.id` names it."""

    results: tuple[ObjectiveResult, ...] = field(converter=_results)
    """Every objective, for each subject and stretch of time that it was judged for.

    They come in the order of the agreement: objectives, then periods, then services."""

    credits: CreditNote | NoData = field(validator=_check_credits)
    """What is credited; no data, with the reason, where no case could be made."""

    findings: tuple[Finding, ...] = field(default=(), converter=_findings)
    """What terms, facts and results leave open, the gravest first."""

    @property
    def facts(self) -> ServiceFacts:
        """What sources have told, merged."""
        return self.inputs.facts

    @property
    def agreement(self) -> Terms:
        """What was promised: one agreement, or its versions as far as they were on record."""
        return as_known(self.inputs.agreement, self.inputs.known_at)

    @property
    def period(self) -> ReportingPeriod:
        """What is reported."""
        return self.inputs.period

    @property
    def as_of(self) -> datetime:
        """Up to when facts are taken to be known, in UTC."""
        return self.inputs.as_of

    @property
    def known_at(self) -> datetime | None:
        """What had been recorded up to then, in UTC; None for everything."""
        return self.inputs.known_at

    @property
    def is_over(self) -> bool:
        """Whether the period had ended; if not, all that is told holds so far."""
        return end_of(self.period.interval) <= self.as_of

    @property
    def breaches(self) -> tuple[ObjectiveResult, ...]:
        """Broken promises to the customer; those that are not over are broken so far."""
        return tuple(each for each in self.results if each.is_breached and not each.is_internal)

    @property
    def early_warnings(self) -> tuple[ObjectiveResult, ...]:
        """Internal objectives that were missed: nobody was promised them."""
        return tuple(each for each in self.results if each.is_breached and each.is_internal)

    @cached_property
    def exclusions(self) -> tuple[LeftOut, ...]:
        """What was left out by agreement, and by which facts."""
        return tuple(left_out_in(self.results))

    @cached_property
    def contested(self) -> tuple[ContestedExclusion, ...]:
        """Exclusions that the parties do not agree on: the value with and without each."""
        return tuple(each for result in self.results for each in contested_in(result))

    @cached_property
    def policies(self) -> tuple[PolicyChoice, ...]:
        """The contested choices behind the results and credits, and who made them."""
        return (*choices_of(self.results), *_of_credits(self))

    @property
    def termination(self) -> tuple[ReportingPeriod, ...]:
        """The breached months, this one and those of earlier reports, that give the right to end.

        None where nobody has agreed on such a right, or where it is not given. Source: rule R5.9.
        """
        versions = [each for _, each in agreements_in(self.agreement, self.period.interval)]
        right = versions[-1].termination_right if versions else None
        if right is None or not self.is_over:
            return ()
        breached = [
            each.period for each in (*self.inputs.earlier, self.as_past()) if each.is_breached
        ]
        return right.given_by(each for each in breached if each.kind is PeriodKind.MONTH)

    def as_past(self) -> PastReport:
        """Return what a later report needs of it: values, verdicts, credits."""
        return PastReport(
            period=self.period,
            results=[each.as_past() for each in self.results],
            credits=self.credits if isinstance(self.credits, CreditNote) else None,
            agreement=self.inputs.agreement_id,
        )

    def as_rows(self) -> list[dict[str, str]]:
        """Return one dict for each result, every cell as text, for a table or a frame."""
        return [result_row(each) for each in self.results]

    def explain(self, zone: tzinfo | None = None) -> str:
        """Return the whole report as text for a person.

        Args:
            zone: in which times are shown; None for that of the period.
        """
        return report_text(self, self.period.zone if zone is None else zone)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        page = report_page(self)
        return {
            "text/plain": self.explain(),
            "text/markdown": page_markdown(page),
            "text/html": page_html(page),
        }

    def __str__(self) -> str:
        so_far = "" if self.is_over else " so far"
        broken = f"{len(self.breaches)} of {len(self.results)} results broken{so_far}"
        total = self.credits.total if isinstance(self.credits, CreditNote) else self.credits
        credited = "no credits" if isinstance(total, NoData) else f"{total} credited"
        return f"{self.inputs.agreement_id}, {self.period.label}: {broken}, {credited}"

    def __repr__(self) -> str:
        return f"<ServiceLevelReport {self}>"


def _of_credits(report: ServiceLevelReport) -> Iterable[PolicyChoice]:
    note = report.credits
    if not isinstance(note, CreditNote):
        return
    source = "default"
    for each in terms_in(report.agreement, report.period.interval):
        held = each.agreement
        if not isinstance(held, NoData) and held.credit_terms is note.terms:
            source = f"{held.id}, version {held.version}"
    for name, choice in note.policies().items():
        yield PolicyChoice(name=name.replace("_", " "), choice=choice, source=source)


def service_level_report(  # noqa: PLR0913 - what a report depends on, by name
    facts: ServiceFacts | Iterable[ServiceFacts],
    agreement: Terms,
    period: ReportingPeriod,
    *,
    as_of: datetime,
    known_at: datetime | None = None,
    figures: Iterable[GivenFigure] = (),
    earlier: Iterable[ServiceLevelReport | PastReport] = (),
    claimed: datetime | None = None,
) -> ServiceLevelReport:
    """Return the report of a period: every objective judged, credits, trends, and what is odd.

    Each objective is judged over its own periods that end in the period of the report, by the
    terms that held then; a longer one is judged so far. What terms and facts leave open is told
    in `findings`, never assumed silently.

    Args:
        facts: what sources have told of services and tickets; several sources are merged.
        agreement: one agreement, or all its versions.
        period: what is reported.
        as_of: up to when facts are taken to be known; open ones are closed there.
        known_at: with facts and versions recorded up to then only; None for everything.
        figures: what others have measured, for objectives with a `GivenMeasure`.
        earlier: reports of earlier periods, for trends, allowances and credit pools.
        claimed: when the customer claimed credits; None for not yet.

    Raises:
        InvalidType: an argument of another kind.
        InvalidValue: an agreement without any version, an earlier report that is
            none, or a claim before the period.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.agreement import Agreement, OutageMeasure, ServiceLevelObjective
        >>> from svcmgmt.calendars import PeriodKind
        >>> from svcmgmt.sla.availability import Outage
        >>> from svcmgmt.sla.objectives import at_least
        >>> from svcmgmt.temporal import Interval
        >>> promise = ServiceLevelObjective(id="uptime", measure=OutageMeasure(),
        ...                                 objective=at_least("99.9 %"))
        >>> sla = Agreement(id="SLA-7", services=["vpn"], objectives=[promise], zone="UTC")
        >>> night = Interval.parse("2026-10-05T01:00:00Z/PT93M")
        >>> october = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone="UTC")
        >>> report = service_level_report(
        ...     ServiceFacts.of(outages=[Outage(id="o-7", during=night, scope="vpn")]),
        ...     sla, october, as_of=october.next().interval.start)
        >>> print(report)
        SLA-7, 2026-10: 1 of 1 results broken, no credits
        >>> print(report.breaches[0])
        2026-10: availability of vpn: violated, ≈ 99.7917 %, promised at least 99.9 %
    """
    return report_of(
        ReportInputs(
            facts=_merged(facts),
            agreement=agreement,
            period=period,
            as_of=as_of,
            known_at=known_at,
            figures=figures,
            earlier=[_past(each) for each in listed(earlier, "earlier", "a list of reports")],
            claimed=claimed,
        )
    )


def _merged(facts: ServiceFacts | Iterable[ServiceFacts]) -> ServiceFacts:
    if isinstance(facts, ServiceFacts):
        return facts
    return ServiceFacts().merged(*all_of_kind("facts", facts, ServiceFacts))


def _past(report: ServiceLevelReport | PastReport) -> PastReport:
    if isinstance(report, ServiceLevelReport):
        return report.as_past()
    if not isinstance(report, PastReport):
        raise InvalidType("earlier", report, "ServiceLevelReport or PastReport")
    return report


def report_of(inputs: ReportInputs) -> ServiceLevelReport:
    """Return the report of some inputs: nothing else plays a part in it.

    Args:
        inputs: such as `report.inputs`, with some of them changed by `attrs.evolve`.
    """
    terms = as_known(inputs.agreement, inputs.known_at)
    period, as_of = inputs.period, inputs.as_of
    known = KnownFacts.of(inputs.facts, Limits(as_of=as_of, known_at=inputs.known_at))
    plan = plan_of(terms, period, as_of)
    measurer = Measurer(terms, known, inputs.figures)
    judged = [
        measurer.result_of(stretch, service)
        for stretch in plan
        for service in measurer.subjects_of(stretch)
    ]
    results = among_earlier(judged, inputs.earlier)
    notes = [past.credits for past in inputs.earlier if past.credits is not None]
    billing = Billing(
        terms=terms, period=period, as_of=as_of, earlier=tuple(notes), claimed=inputs.claimed
    )
    note, open_credits = credits_of(results, billing)
    ends = end_of(period.interval)
    return ServiceLevelReport(
        inputs=inputs,
        results=results,
        credits=note,
        findings=[
            *([period_not_over(period, format_instant(as_of))] if ends > as_of else []),
            *about_terms(terms, plan, period),
            *about_facts(known, plan, inputs.figures),
            *inputs.facts.findings,
            *inputs.facts.check(),
            *about_results(results),
            *open_credits,
        ],
    )
