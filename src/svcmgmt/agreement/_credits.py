"""How much an agreement can cost in one billing period, as far as its terms tell."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.effective import EffectiveTerms, effective_terms
from svcmgmt.agreement.terms import CreditClause
from svcmgmt.sla.credits import (
    BonusMalus,
    Combination,
    CreditSchedule,
    CreditTerms,
    Exclusivity,
    LinearSchedule,
    LiquidatedDamages,
    PerEvent,
    ProRata,
    TierSchedule,
)
from svcmgmt.values import Money, NoData, Ratio

__all__ = ["credited", "currencies", "greatest_credit", "most_credited"]

_ONE_OF: Final = frozenset({Combination.MAX, Combination.MAX_CAPPED, Combination.FIRST})


def credited(agreement: Agreement) -> list[tuple[EffectiveTerms, CreditClause]]:
    """Return what holds for each objective whose violation credits something, and how much."""
    terms = (effective_terms(agreement, each) for each in agreement.objectives)
    return [(each, each.clause) for each in terms if each.clause is not None]


def greatest_credit(schedule: CreditSchedule, fee: Money) -> Money | NoData:
    """Return the most that one value can credit; no data for a schedule that does not tell."""
    match schedule:
        case TierSchedule():
            return fee * max(row.credit.value for row in schedule.rows)
        case LinearSchedule() | LiquidatedDamages():
            return fee * schedule.cap.value
        case BonusMalus():
            return fee * schedule.malus_cap.value
        case ProRata():
            return fee * schedule.cap_months
        case PerEvent():
            return _limit(schedule.cap, fee)
        case _:
            return NoData(f"{type(schedule).__name__} does not tell its greatest credit")


def currencies(agreement: Agreement) -> tuple[str, ...]:
    """Return the currencies of all amounts that an agreement names."""
    amounts: list[object] = []
    if agreement.fees is not None:
        amounts += [each.fee.amount for each in agreement.fees.fees]
    if agreement.credit_terms is not None:
        caps = agreement.credit_terms.caps
        amounts += [caps.objective, caps.service_period, caps.contract_year, caps.annual_fee]
        amounts.append(agreement.credit_terms.minimum)
    for clause in agreement.credit_clauses:
        if isinstance(clause.schedule, PerEvent):
            amounts += [clause.schedule.per_event, clause.schedule.cap]
    return tuple(sorted({each.currency for each in amounts if isinstance(each, Money)}))


def most_credited(agreement: Agreement) -> Money | NoData:
    """Return the most that an agreement can credit for one billing period.

    Every objective is taken to be missed as badly as can be, once for each service, whatever the
    incident; credits that are exclusive for a service are not added.

    Returns:
        The amount, nothing if no objective has a credit; no data if fees or schedules do not tell.
    """
    fees = agreement.fees
    if fees is None:
        return NoData(f"{agreement.id} tells no fees")
    if len(currencies(agreement)) > 1:
        return NoData(f"{agreement.id} names several currencies")
    rules = CreditTerms() if agreement.credit_terms is None else agreement.credit_terms
    bills: dict[str, _Bill] = {}
    for terms, clause in credited(agreement):
        for service in ("",) if fees.is_one_bill else terms.services or ("",):
            fee = fees.of(service)
            most = fee if isinstance(fee, NoData) else greatest_credit(clause.schedule, fee)
            if isinstance(fee, NoData) or isinstance(most, NoData):
                return most
            bill = bills.setdefault(service, _Bill(fee))
            bill.credits.append(_capped(most, rules.caps.objective, fee))
    total = sum((bill.most(rules) for bill in bills.values()), Money(0, fees.currency))
    return _capped(total, rules.caps.yearly, total)


@frozen
class _Bill:
    """The fee of a service, and what its objectives can credit of it."""

    fee: Money
    credits: list[Money] = field(factory=list[Money])

    def most(self, rules: CreditTerms) -> Money:
        is_one = rules.exclusivity is Exclusivity.PER_SERVICE and rules.combination in _ONE_OF
        nothing = self.fee * 0
        together = max(self.credits) if is_one else sum(self.credits, nothing)
        return _capped(together, rules.caps.service_period, self.fee)


def _capped(amount: Money, cap: Ratio | Money | None, fee: Money) -> Money:
    return amount if cap is None else min(amount, _limit(cap, fee))


def _limit(cap: Ratio | Money, fee: Money) -> Money:
    return cap if isinstance(cap, Money) else fee * cap.value
