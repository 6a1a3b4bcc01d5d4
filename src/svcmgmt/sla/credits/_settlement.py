"""The credits of one service and period: combined, capped, rounded, paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor

from attrs import define, field

from svcmgmt.errors import InvalidValue
from svcmgmt.sla.credits._arguments import limit_of, money_text
from svcmgmt.sla.credits._drafts import Draft
from svcmgmt.sla.credits.cases import CreditCase, ServiceKey
from svcmgmt.sla.credits.combination import parts_of, total_of
from svcmgmt.sla.credits.notes import CreditLine, CreditNote, CreditOutcome
from svcmgmt.sla.credits.policies import Combination, Exclusivity
from svcmgmt.sla.credits.terms import CreditTerms
from svcmgmt.values import Money
from svcmgmt.values._exact import rounded_units

__all__ = ["Settled", "settle"]


@define(eq=False)
class Settled:
    """What is credited already: by earlier notes, and by this one so far."""

    terms: CreditTerms
    lines: dict[ServiceKey, list[CreditLine]] = field(factory=dict[ServiceKey, list[CreditLine]])
    years: dict[int, Fraction] = field(factory=dict[int, Fraction])

    @classmethod
    def of(cls, notes: Iterable[CreditNote], terms: CreditTerms) -> Settled:
        """Return what earlier notes credited; bonuses use up no caps."""
        settled = cls(terms)
        for line in (line for note in notes for line in note.lines):
            if line.entitled.amount > 0:
                settled.lines.setdefault(line.case.service_key, []).append(line)
                settled.spend(line.case, line.amount.amount)
        return settled

    def spend(self, case: CreditCase, amount: Fraction) -> None:
        """Use up the cap of a contract year."""
        year = self._year_of(case)
        self.years[year] = self.years.get(year, Fraction(0)) + amount

    def spent(self, case: CreditCase) -> Fraction:
        """Return what the contract year of a case has been credited."""
        return self.years.get(self._year_of(case), Fraction(0))

    def _year_of(self, case: CreditCase) -> int:
        first = case.period.first
        return (first.year * 12 + first.month - self.terms.year_starts) // 12


def settle(drafts: Sequence[Draft], settled: Settled) -> None:
    """Bring the drafts of one service and period to what is paid."""
    for draft in drafts:
        if draft.amount < 0:
            _round_alone(draft, settled.terms)
    payable = [draft for draft in drafts if draft.amount > 0]
    if not payable:
        return
    earlier = settled.lines.get(payable[0].case.service_key, [])
    cap = _period_cap(payable, earlier, settled.terms)
    _combine(payable, earlier, cap, settled.terms)
    paid = sum((line.amount.amount for line in earlier), Fraction(0))
    limits: list[Fraction] = []
    if cap is not None:
        limits.append(_capped(payable, "service and period", cap, paid))
    yearly = settled.terms.caps.yearly
    if yearly is not None:
        spent = settled.spent(payable[0].case)
        limits.append(_capped(payable, "contract year", yearly, spent))
    _round(payable, limits, settled.terms)
    _drop_small(payable, paid, settled.terms)
    settled.spend(payable[0].case, _sum(payable))


def _sum(drafts: Iterable[Draft]) -> Fraction:
    return sum((draft.amount for draft in drafts), Fraction(0))


def _period_cap(
    drafts: Sequence[Draft], earlier: Sequence[CreditLine], terms: CreditTerms
) -> Money | None:
    """Return the cap of a service and period."""
    cap = terms.caps.service_period
    if isinstance(cap, Money) or cap is None:
        return cap
    return limit_of(cap, _fee_of(drafts, earlier))


def _fee_of(drafts: Sequence[Draft], earlier: Sequence[CreditLine]) -> Money:
    """Return the one fee of a service and period."""
    cases = [*(draft.case for draft in drafts), *(line.case for line in earlier)]
    fee = cases[0].whole_fee
    for case in cases:
        if case.whole_fee != fee:
            allowed = f"{fee}, as the other cases of {case.service} in {case.period.label}"
            raise InvalidValue("fee", str(case.whole_fee), allowed)
    return fee


def _combine(
    drafts: Sequence[Draft],
    earlier: Sequence[CreditLine],
    cap: Money | None,
    terms: CreditTerms,
) -> None:
    groups: dict[str, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(_group(draft.case, terms), []).append(draft)
    before: dict[str, list[Fraction]] = {}
    for line in earlier:
        before.setdefault(_group(line.case, terms), []).append(line.entitled.amount)
    whole = Fraction(0)
    if terms.combination is Combination.MULTIPLICATIVE:
        whole = _fee_of(drafts, earlier).amount
        if not whole:
            raise InvalidValue("fee", whole, "more than 0, because shares of it are combined")
    limit = Fraction(0) if cap is None else cap.amount
    for name, members in groups.items():
        old = before.get(name, [])
        new = [draft.amount for draft in members]
        due = total_of([*old, *new], terms.combination, cap=limit, whole=whole)
        due -= total_of(old, terms.combination, cap=limit, whole=whole)
        parts = parts_of(new, terms.combination)
        _share_out(members, [due * part for part in parts], len(old), terms)


def _group(case: CreditCase, terms: CreditTerms) -> str:
    return case.incident if terms.exclusivity is Exclusivity.PER_INCIDENT else ""


def _share_out(
    members: Sequence[Draft], amounts: Sequence[Fraction], earlier: int, terms: CreditTerms
) -> None:
    text = f"{terms.combination.value} of {len(members)} credit{'' if len(members) == 1 else 's'}"
    if earlier:
        text += f" and {earlier} of earlier notes"
    for draft, amount in zip(members, amounts, strict=True):
        told = text if amount else f"{text}: not this one"
        draft.cut("combination", told, amount, CreditOutcome.SUPERSEDED)


def _capped(drafts: Sequence[Draft], what: str, cap: Money, used: Fraction) -> Fraction:
    """Cut amounts in proportion down to what a cap leaves, and return that."""
    left = max(cap.amount - used, Fraction(0))
    total = _sum(drafts)
    if total > left:
        text = f"{what}, at most {money_text(cap)}"
        if used:
            text += f", of which {money_text(Money(used, cap.currency))} is used up"
        for draft in _remaining(drafts):
            draft.cut("cap", text, draft.amount * left / total, CreditOutcome.CAPPED)
    return left


def _remaining(drafts: Iterable[Draft]) -> list[Draft]:
    return [draft for draft in drafts if draft.amount]


def _round(drafts: Sequence[Draft], limits: Iterable[Fraction], terms: CreditTerms) -> None:
    """Round the sum once, never beyond a limit, and share it out so that lines add up."""
    open_ = _remaining(drafts)
    places = drafts[0].case.basis.minor_unit_digits
    coin = Fraction(1, 10**places)
    total = _sum(open_)
    units = rounded_units(total, places, terms.rounding)
    if any(units * coin > limit for limit in limits):
        units = floor(total / coin)
    paid = _units(open_, units, coin)
    text = f"{_mode(terms)} to {places} places"
    if sum(paid) < rounded_units(total, places, terms.rounding):
        text = f"down to {places} places, because of a cap"
    for draft, count in zip(open_, paid, strict=True):
        draft.cut("rounding", text, count * coin, CreditOutcome.TOO_SMALL)


def _units(drafts: Sequence[Draft], units: int, coin: Fraction) -> list[int]:
    """Return the coins of each draft: as many as it has, the rest where most of one is cut off."""
    paid = [floor(draft.amount / coin) for draft in drafts]
    rests = [draft.amount - count * coin for draft, count in zip(drafts, paid, strict=True)]
    left = units - sum(paid)
    for index in sorted(range(len(drafts)), key=lambda index: -rests[index]):
        limit = drafts[index].limit
        if left and (limit is None or (paid[index] + 1) * coin <= limit):
            paid[index] += 1
            left -= 1
    return paid


def _round_alone(draft: Draft, terms: CreditTerms) -> None:
    """Round a bonus."""
    rounded = draft.money(draft.amount).rounded(rounding=terms.rounding)
    text = f"{_mode(terms)} to {rounded.minor_unit_digits} places"
    draft.cut("rounding", text, rounded.amount, CreditOutcome.TOO_SMALL)


def _mode(terms: CreditTerms) -> str:
    return terms.policies()["rounding"]


def _drop_small(drafts: Sequence[Draft], paid: Fraction, terms: CreditTerms) -> None:
    if terms.minimum is None or paid + _sum(drafts) > terms.minimum.amount:
        return
    text = f"only more than {terms.minimum} is paid"
    for draft in _remaining(drafts):
        draft.cut("minimum", text, Fraction(0), CreditOutcome.TOO_SMALL)
