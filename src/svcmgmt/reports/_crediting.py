"""What a report's results credit: one case for each objective, service and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from attrs import evolve, field, frozen

from svcmgmt.agreement import Agreement, CalendarPeriods, CreditClause, FeeTerms
from svcmgmt.calendars import ReportingPeriod
from svcmgmt.calendars.civil import date_around
from svcmgmt.errors import SvcmgmtError
from svcmgmt.reports._plan import Terms, end_of, terms_in
from svcmgmt.reports.results import ObjectiveResult
from svcmgmt.sla.credits import CreditCase, CreditNote, CreditTerms, Fee, credit_basis, credit_note
from svcmgmt.sla.evaluation import Evaluation
from svcmgmt.temporal import Interval
from svcmgmt.values import Finding, Money, NoData, Severity

__all__ = ["Billing", "credits_of"]

_NO_CREDITS: Final = NoData("no objective has a credit")


def _no_fees() -> dict[int, dict[str, list[Fee]]]:
    return {}


@frozen(kw_only=True)
class Billing:
    """What credits depend on beyond results: terms, period, earlier notes, a claim."""

    terms: Terms
    period: ReportingPeriod
    as_of: datetime
    earlier: tuple[CreditNote, ...] = ()
    claimed: datetime | None = None
    _fees: dict[int, dict[str, list[Fee]]] = field(factory=_no_fees, init=False)

    @property
    def rules(self) -> CreditTerms:
        """What the newest version of the period says of all credits; else the defaults."""
        for each in terms_in(self.terms, self.period.interval)[::-1]:
            if isinstance(each.agreement, Agreement) and each.agreement.credit_terms is not None:
                return each.agreement.credit_terms
        return CreditTerms()

    def fees_of(self, fees: FeeTerms, service: str) -> list[Fee]:
        """Return what a service costs, looked up in all fees once."""
        if id(fees) not in self._fees:
            listed = self._fees.setdefault(id(fees), {})
            for each in fees.fees:
                listed.setdefault(each.service, []).append(each.fee)
        return self._fees[id(fees)].get("" if fees.is_one_bill else service, [])

    def calendar_period(self, result: ObjectiveResult) -> ReportingPeriod | None:
        """Return the period that a result was judged for; None for one that rolls."""
        conformance = result.terms.period
        if conformance is None:
            return self.period
        if not isinstance(conformance, CalendarPeriods):
            return None
        zone = result.terms.zone or self.period.zone
        judged = conformance.around(result.window.start, zone=zone)
        return judged if judged.interval == result.window else None

    def bills(self, result: ObjectiveResult, fees: FeeTerms) -> tuple[ReportingPeriod, ...]:
        """Return the periods that are paid for within a judged one; none if they do not fit."""
        zone = result.terms.zone or self.period.zone
        bill = fees.period.around(result.window.start, zone=zone)
        if bill.interval.start != result.window.start:
            return ()
        bills = [bill]
        while end_of(bills[-1].interval) < end_of(result.window):
            bills.append(bills[-1].next())
        fits = end_of(bills[-1].interval) == end_of(result.window)
        return tuple(bills) if fits else ()


def credits_of(
    results: Iterable[ObjectiveResult], billing: Billing
) -> tuple[CreditNote | NoData, tuple[Finding, ...]]:
    """Return the credit note of a report, and what could not be credited."""
    cases: list[CreditCase] = []
    findings: list[Finding] = []
    for result in results:
        clause = result.terms.clause
        if clause is None or result.promise.is_internal:
            continue
        for made in _cases(result, clause, billing):
            if isinstance(made, Finding):
                findings.append(made)
            else:
                cases.append(made)
    if not cases:
        return NoData("no case could be made") if findings else _NO_CREDITS, tuple(findings)
    try:
        note = credit_note(cases, terms=billing.rules, earlier=billing.earlier)
    except SvcmgmtError as refused:
        return NoData(str(refused)), (*findings, _open(str(refused), "credits"))
    return note, (*findings, *note.findings)


def _cases(
    result: ObjectiveResult, clause: CreditClause, billing: Billing
) -> Iterator[CreditCase | Finding]:
    fees, period = result.agreement.fees, billing.calendar_period(result)
    if fees is None:
        yield _open("no fee is agreed of which a credit could be a share", str(result))
        return
    bills = billing.bills(result, fees)
    if period is None or not bills:
        reason = "it is not judged for periods for which fees are paid"
        yield _open(reason, str(result), f"each {fees.period}")
        return
    for service in _services(result, fees):
        span = _within(result.during, result.terms.valid_for)
        basis = _basis(billing, fees, service, bills, span)
        if isinstance(basis, NoData):
            yield _open(str(basis), str(result))
            continue
        case = CreditCase.of(
            _bare(result, service, fees),
            period=bills[0] if len(bills) == 1 else period,
            schedule=clause.schedule,
            basis=basis,
        )
        yield _checked(
            evolve(
                case,
                fee=_whole_fee(service, bills, billing, basis),
                excluded=_excluded(result, billing.as_of),
                claimed=billing.claimed,
                earn_back=clause.earn_back,
            )
        )


def _services(result: ObjectiveResult, fees: FeeTerms) -> Sequence[str]:
    """Return the services whose fees a result credits; empty text for one bill of all."""
    if fees.is_one_bill:
        return ("",)
    return result.services or tuple(dict.fromkeys(each.service for each in fees.fees))


def _bare(result: ObjectiveResult, service: str, fees: FeeTerms) -> Evaluation:
    """Return the judgement of a result under the names that tell its case from others."""
    name = str(result.promise.id)
    if fees.is_one_bill and result.subject in result.services:
        name += f" of {result.subject}"
    if result.during != result.window:
        name += f", {result.label}"
    return Evaluation(
        subject=service or f"all services of {result.agreement.id}",
        measure=name,
        value=result.value,
        objective=result.applied,
        verdict=result.verdict,
        period=result.during,
    )


def _within(during: Interval, valid: Interval | None) -> Interval:
    return during if valid is None else during & valid


def _basis(
    billing: Billing,
    fees: FeeTerms,
    service: str,
    bills: Sequence[ReportingPeriod],
    span: Interval,
) -> Money | NoData:
    """Return the fee of a service for the part of some bills in which terms held."""
    begins, ends = span.start, end_of(span)
    total = Money(0, fees.currency)
    for bill in bills:
        part = credit_basis(
            billing.fees_of(fees, service),
            period=bill,
            kinds=fees.kinds,
            active_from=date_around(begins, bill.zone) if begins > bill.interval.start else None,
            active_until=date_around(ends, bill.zone) if ends < end_of(bill.interval) else None,
            proration=fees.proration,
        )
        if isinstance(part, NoData):
            return NoData(f"no fee is agreed for {service}")
        total += part
    return total


def _whole_fee(
    service: str, bills: Sequence[ReportingPeriod], billing: Billing, basis: Money
) -> Money:
    """Return the fee of a service for some bills by all versions: caps are shares of it."""
    within = Interval(bills[0].interval.start, bills[-1].interval.end)
    parts: list[Money] = []
    for each in terms_in(billing.terms, within):
        agreement = each.agreement
        if isinstance(agreement, NoData) or agreement.fees is None:
            continue
        span = _within(each.during, agreement.valid_for)
        part = _basis(billing, agreement.fees, service, bills, span)
        if isinstance(part, Money) and part.currency == basis.currency:
            parts.append(part)
    return sum(parts[1:], parts[0]) if parts else basis


def _excluded(result: ObjectiveResult, as_of: datetime) -> str:
    """Return why nothing is due for a result; empty text if something may be."""
    if end_of(result.window) > as_of:
        return "the period is not over"
    if isinstance(result.sample, NoData):
        return f"not assessed: {result.sample}"
    if result.is_excused:
        return "within the crossings that are allowed without consequence"
    return ""


def _checked(case: CreditCase) -> CreditCase | Finding:
    """Return a case that its schedule can assess, or why it cannot."""
    if isinstance(case.value, NoData):
        return case
    try:
        case.schedule.assess(case.value, basis=case.basis, period=case.period)
    except SvcmgmtError as refused:
        return _open(str(refused), str(case))
    return case


def _open(reason: str, what: str, allowed: str = "") -> Finding:
    return Finding(
        code="credit-not-made",
        message="nobody can tell what is credited",
        severity=Severity.ERROR,
        value=f"{what}: {reason}",
        allowed=allowed,
    )
