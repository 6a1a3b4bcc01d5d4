"""Checks of credits: clauses, tables, caps and fees."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from svcmgmt.agreement._comparing import is_all
from svcmgmt.agreement._credits import credited, currencies
from svcmgmt.agreement._lint_codes import found
from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.effective import EffectiveTerms
from svcmgmt.agreement.measures import ValueKind
from svcmgmt.agreement.terms import CreditClause
from svcmgmt.sla.credits import (
    BonusMalus,
    CreditSchedule,
    LinearSchedule,
    LiquidatedDamages,
    ProRata,
    TierSchedule,
)
from svcmgmt.sla.objectives import value_text
from svcmgmt.values import Finding, NoData, Ratio

__all__ = ["check_credits"]


def check_credits(agreement: Agreement) -> Iterator[Finding]:
    """Yield what is wrong with the credits of an agreement."""
    yield from _references(agreement)
    yield from _tables(agreement)
    yield from _terms(agreement)
    for terms, clause in credited(agreement):
        yield from _fits(agreement, terms, clause)


def _references(agreement: Agreement) -> Iterator[Finding]:
    names = {clause.name for clause in agreement.credit_clauses}
    for index, each in enumerate(agreement.objectives):
        if each.credit and each.credit not in names:
            pointer, allowed = f"/objectives/{index}/credit", ", ".join(sorted(names)) or "none"
            yield found("unknown-credit-clause", pointer, each.credit, allowed)
    used = {each.credit for each in agreement.objectives}
    for index, clause in enumerate(agreement.credit_clauses):
        if clause.name not in used:
            yield found("unused-credit-clause", f"/credit_clauses/{index}", clause.name)
    for index, fee in enumerate(() if agreement.fees is None else agreement.fees.fees):
        covered = {each.id for each in agreement.services}
        if covered and fee.service and fee.service not in covered:
            pointer, allowed = f"/fees/fees/{index}/service", ", ".join(sorted(covered))
            yield found("service-not-covered", pointer, fee.service, allowed)


def _tables(agreement: Agreement) -> Iterator[Finding]:
    """Yield what a table of credits says about itself, at its place in the agreement."""
    for index, clause in enumerate(agreement.credit_clauses):
        if isinstance(clause.schedule, TierSchedule):
            for finding in clause.schedule.findings:
                pointer = f"/credit_clauses/{index}/schedule{finding.pointer}"
                yield evolve(finding, pointer=pointer)


def _terms(agreement: Agreement) -> Iterator[Finding]:
    named = currencies(agreement)
    if len(named) > 1:
        yield found("currency-mismatch", "", ", ".join(named), "one currency")
    if not credited(agreement):
        return
    if agreement.credit_terms is None:
        yield found("no-credit-terms", "/credit_terms")
        yield found("no-cap", "/credit_terms")
        return
    caps = agreement.credit_terms.caps
    if caps.service_period is None and caps.contract_year is None:
        yield found("no-cap", "/credit_terms/caps", caps)


def _fits(agreement: Agreement, terms: EffectiveTerms, clause: CreditClause) -> Iterator[Finding]:
    """Yield where a clause does not fit an objective that refers to it."""
    promise = terms.objective
    pointer = f"/objectives/{agreement.objectives.index(promise)}"
    if is_all(promise.objective):
        everything = value_text(promise.objective.target)
        yield found("full-target-with-credit", f"{pointer}/objective/target", everything)
    fees = agreement.fees
    services = ("",) if fees is None or fees.is_one_bill else terms.services or ("",)
    without = [each for each in services if fees is None or isinstance(fees.of(each), NoData)]
    for service in without:
        yield found("no-fee", "/fees", f"{promise.id}{f' of {service}' if service else ''}")
    takes = _takes(clause.schedule)
    if promise.measure is not None and takes and promise.measure.yields not in takes:
        allowed = " or ".join(sorted(kind.value for kind in takes))
        yield found("schedule-mismatch", f"{pointer}/credit", promise.measure.yields.value, allowed)
    begins, target = _begins(clause.schedule), promise.objective.target
    if begins is not None and isinstance(target, Ratio) and begins != target:
        value = f"below {value_text(begins)}"
        yield found("credit-starts-elsewhere", f"{pointer}/credit", value, value_text(target))


def _takes(schedule: CreditSchedule) -> frozenset[ValueKind]:
    """Return the kinds of value that a schedule takes; none if any kind will do."""
    match schedule:
        case TierSchedule() | LinearSchedule() | BonusMalus():
            return frozenset({ValueKind.SHARE})
        case ProRata():
            return frozenset({ValueKind.DURATION})
        case LiquidatedDamages():
            return frozenset({ValueKind.DURATION, ValueKind.COUNT})
        case _:
            return frozenset()


def _begins(schedule: CreditSchedule) -> Ratio | None:
    """Return below which share a schedule credits something; None if it does not tell."""
    match schedule:
        case TierSchedule():
            free = [row.lower for row in schedule.rows if not row.credit.value]
            return Ratio(min(free), 1) if free else None
        case LinearSchedule() | BonusMalus():
            return schedule.target
        case _:
            return None
