"""What a report has to say about its terms and its facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve

from svcmgmt.agreement import (
    Agreement,
    AgreementVersions,
    FailureMeasure,
    GivenMeasure,
    IndicatorMeasure,
    OutageMeasure,
)
from svcmgmt.calendars import ReportingPeriod
from svcmgmt.reports._known import KnownFacts
from svcmgmt.reports._plan import Stretch, Terms, end_of, terms_in
from svcmgmt.reports._ticket_clocks import began_at
from svcmgmt.reports.figures import GivenFigure
from svcmgmt.reports.results import ObjectiveResult
from svcmgmt.reports.ticket_shares import TicketCase, TicketShare
from svcmgmt.sla.availability import Availability
from svcmgmt.sla.availability._arguments import pointer_to
from svcmgmt.sla.clocks import Outcome, read
from svcmgmt.statistics import ShareVerdict
from svcmgmt.temporal import Interval, format_instant
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import Finding, NoData, Severity

__all__ = ["about_facts", "about_results", "about_terms", "period_not_over"]

_MOST_NAMED: Final = 5
_TOLD_ONCE: Final = frozenset({"contested-fact", "period-not-over"})
"""What is told of all facts, or of the period, and not for each service again."""

_BY_SERVICE: Final = (OutageMeasure, FailureMeasure)


def _named(names: Iterable[str]) -> str:
    """Return the first of some names, and how many more there are."""
    listed = sorted(names)
    more = len(listed) - _MOST_NAMED
    return ", ".join(listed[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _finding(
    code: str, message: str, value: str, allowed: str = "", *, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(code=code, message=message, value=value, allowed=allowed, severity=severity)


def _info(code: str, message: str, value: str, allowed: str = "") -> Finding:
    return _finding(code, message, value, allowed, severity=Severity.INFO)


def about_terms(
    terms: Terms, plan: Sequence[Stretch], period: ReportingPeriod
) -> Iterator[Finding]:
    """Yield what the terms of a report leave open."""
    if isinstance(terms, AgreementVersions):
        yield from terms.findings()
    held = terms_in(terms, period.interval)
    for each in held:
        if isinstance(each.agreement, NoData):
            message = "no terms hold, so nothing is judged"
            yield _finding("no-terms", message, str(each))
    agreements = {id(each.agreement): each.agreement for each in held}
    for agreement in agreements.values():
        if isinstance(agreement, Agreement):
            yield from _about_agreement(agreement, period)
    told: set[str] = set()
    for stretch in plan:
        if stretch.objective not in told:
            told.add(stretch.objective)
            yield from _about_promise(stretch)


def _about_agreement(agreement: Agreement, period: ReportingPeriod) -> Iterator[Finding]:
    name = f"{agreement.id}, version {agreement.version}"
    if not agreement.is_agreed:
        message = "nobody has signed the agreement; it is measured as if it held"
        yield _finding("terms-not-agreed", message, name, "an agreement with an agreed history")
    if not agreement.objectives:
        yield _finding("no-objectives", "the agreement promises nothing", name)
    if agreement.zone is None:
        message = "the agreement names no zone; that of the period is taken"
        yield _finding("no-zone", message, name, period.zone.key)
    elif agreement.zone.key != period.zone.key:
        message = "period and agreement are on the calendars of different zones"
        yield _finding("other-zone", message, period.zone.key, agreement.zone.key)


def _about_promise(stretch: Stretch) -> Iterator[Finding]:
    promise, terms = stretch.terms.objective, stretch.terms
    name = promise.id
    if promise.measure is None:
        message = "nobody has said what is measured"
        yield _finding("no-measure", message, name, severity=Severity.ERROR)
    if terms.period is None:
        message = "nobody has said over what time it is judged; the period of the report is taken"
        yield _finding("no-period", message, name)
    if isinstance(promise.measure, _BY_SERVICE):
        if not terms.services:
            message = "nobody names services; those of the facts are judged"
            yield _finding("no-services", message, name)
        if terms.excluded is None:
            message = "nobody has said what is left out; nothing is"
            yield _finding("no-exclusion-terms", message, name)
        if terms.hours is None:
            message = "nobody has said in which hours it holds; round the clock is taken"
            yield _finding("no-service-hours", message, name)


def about_facts(
    known: KnownFacts, plan: Sequence[Stretch], figures: Sequence[GivenFigure]
) -> Iterator[Finding]:
    """Yield what the facts of a report leave open."""
    for name, count in sorted(known.left_out.items()):
        if count:
            message = "facts are left out, because the report must not know them"
            yield _info("facts-left-out", message, f"{count} {name}")
    yield from _about_services(known, plan)
    yield from _about_tickets(known)
    yield from _outside(known, plan)
    yield from _not_used(known, plan, figures)


def _about_services(known: KnownFacts, plan: Sequence[Stretch]) -> Iterator[Finding]:
    named = set(known.services)
    judged = {
        service
        for stretch in plan
        if isinstance(stretch.terms.objective.measure, _BY_SERVICE)
        for service in stretch.terms.services
    }
    if silent := judged - named:
        message = "no fact names the service: that nothing was wrong rests on silence"
        yield _finding("service-without-facts", message, f"{len(silent)}: {_named(silent)}")
    versions = {id(version): version for stretch in plan for version in stretch.versions}
    covered = {each.id for version in versions.values() for each in version.services}
    covered.update(each for stretch in plan for each in stretch.terms.services)
    if covered and (others := named - covered):
        message = "facts name services that the agreement does not cover; they are not judged"
        yield _finding("service-not-covered", message, f"{len(others)}: {_named(others)}")


def _about_tickets(known: KnownFacts) -> Iterator[Finding]:
    tickets = known.tickets.values()
    kinds = {
        "ticket-without-service": (
            "the ticket names no service, so no promise for services holds for it",
            [each for each in tickets if not each.service],
        ),
        "ticket-without-opening": (
            "nobody tells when the ticket was opened",
            [each for each in tickets if each.opened_at is None],
        ),
        "ticket-without-priority": (
            "nobody tells the priority of the ticket",
            [each for each in tickets if each.priority is None],
        ),
    }
    for code, (message, listed) in kinds.items():
        if listed:
            names = _named(each.name or each.id for each in listed)
            yield _finding(code, message, f"{len(listed)}: {names}")


def _outside(known: KnownFacts, plan: Sequence[Stretch]) -> Iterator[Finding]:
    """Yield how many facts lie wholly before or after all that is judged."""
    if not plan:
        return
    whole = Interval(
        min(each.window.interval.start for each in plan),
        max(end_of(each.window.interval) for each in plan),
    )
    outages = sum(
        each.during.start >= end_of(whole)
        or (each.during.end is not None and each.during.end <= whole.start)
        for listed in known.outages.values()
        for each in listed
    )
    tickets = sum(
        (began := began_at(each)) is not None and began >= end_of(whole)
        for each in known.tickets.values()
    )
    for name, count in (("outages", outages), ("tickets", tickets)):
        if count:
            message = "facts lie outside everything that is judged here"
            yield _info("facts-outside-period", message, f"{count} {name}", str(whole))


def _not_used(
    known: KnownFacts, plan: Sequence[Stretch], figures: Sequence[GivenFigure]
) -> Iterator[Finding]:
    measures = [stretch.terms.objective.measure for stretch in plan]
    indicators = {each.indicator.name for each in measures if isinstance(each, IndicatorMeasure)}
    asked = {each.name for each in measures if isinstance(each, GivenMeasure)}
    if series := set(known.series) - indicators:
        message = "what was counted is no indicator of the agreement"
        yield _info("series-not-used", message, _named(series), _named(indicators))
    told = Counter((each.name, each.service, each.during) for each in dict.fromkeys(figures))
    if several := {name for (name, _, _), count in told.items() if count > 1}:
        message = "several figures for the same; nobody tells which one holds"
        yield _finding("several-figures", message, _named(several))
    if others := {each.name for each in figures} - asked:
        message = "the figure is none that the agreement asks for"
        yield _finding("figure-not-used", message, _named(others), _named(asked))


def about_results(results: Sequence[ObjectiveResult]) -> Iterator[Finding]:
    """Yield what was unusual when objectives were judged."""
    seen: set[int] = set()
    for result in results:
        yield from result.findings
        availability = result.availability
        if availability is not None and id(availability) not in seen:
            seen.add(id(availability))
            yield from _about_availability(availability)
        yield from _about_sample(result)
        if isinstance(result.measured, TicketShare):
            yield from result.measured.findings
            yield from _about_share(result, result.measured)


def _about_sample(result: ObjectiveResult) -> Iterator[Finding]:
    """Yield what few cases do not prove, whatever the verdict by the count is."""
    where, sample = f"{result.promise.id} of {result.subject}, {result.label}", result.sample
    if isinstance(sample, NoData):
        message = "too few cases to be judged, by the terms of the objective"
        yield _finding("too-few-cases", message, f"{where}: {sample}")
    elif sample is not None and sample.verdict is ShareVerdict.NOT_PROVEN:
        message = "the verdict follows from the count; so few cases do not prove it"
        yield _info("few-cases", message, f"{where}: {sample.interval}")


def _about_availability(availability: Availability) -> Iterator[Finding]:
    subject = availability.subject
    for finding in availability.findings:
        if finding.code not in _TOLD_ONCE:
            yield evolve(finding, pointer=finding.pointer or pointer_to("services", subject))
    unknown = availability.facts.unknown.clip(availability.period).total()
    if unknown:
        worst, best = map(str, availability.bounds)
        message = "for some time nobody knows whether the service worked"
        value = f"{subject}: {duration_text(unknown)}, the availability is {worst} to {best}"
        yield _info("unknown-time", message, value)


def _about_share(result: ObjectiveResult, share: TicketShare) -> Iterator[Finding]:
    reasons: Counter[str] = Counter()
    example: dict[str, str] = {}
    for each in share.untargeted:
        reason = each.choice.explain()
        reasons[reason] += 1
        example.setdefault(reason, each.ticket.name or each.ticket.id)
    for reason, count in sorted(reasons.items()):
        told = "; ".join(reason.splitlines())
        yield _finding(
            "ticket-without-target",
            "no target times the ticket, so it is not judged",
            f"{count}, such as {example[reason]}: {told}",
        )
    again = [case.name for case in share.cases if _had_been_met(case, share.during)]
    if again:
        message = "the ticket was met before the period and reopened; it counts in both"
        yield _finding("counted-again", message, f"{result.promise.id}: {_named(again)}")


def _had_been_met(case: TicketCase, during: Interval) -> bool:
    """Return whether a ticket had been judged already when a period began."""
    reading = case.reading
    if reading.started_at is None or reading.started_at >= during.start:
        return False
    before = read(reading.target, reading.ledger, until=during.start)
    return before.outcome is Outcome.MET and before.stopped_at != reading.stopped_at


def period_not_over(period: ReportingPeriod, as_of: str) -> Finding:
    """Return what a report says that is made before its period is over."""
    message = "the period is not over; what is told holds so far"
    return _info("period-not-over", message, as_of, format_instant(end_of(period.interval)))
