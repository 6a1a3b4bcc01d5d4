"""Lines of a note in the making: assessed, and looked at for eligibility."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import define, field

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits._arguments import limit_of, money_text, percent_text
from svcmgmt.sla.credits.assessments import Assessment
from svcmgmt.sla.credits.cases import CreditCase
from svcmgmt.sla.credits.earn_backs import EarnBackState
from svcmgmt.sla.credits.notes import CreditLine, CreditOutcome, CreditStep
from svcmgmt.sla.credits.terms import CreditTerms
from svcmgmt.sla.objectives import Verdict, value_text
from svcmgmt.values import Money, NoData

__all__ = ["Draft", "drafted"]

_NOT_VIOLATED: Final = frozenset({Verdict.MET, Verdict.WARNING, Verdict.TOLERATED})
_NOTHING: Final = Fraction(0)


@define(eq=False)
class Draft:
    """A line while its amount is still exact and still changes."""

    case: CreditCase
    amount: Fraction = Fraction(0)
    entitled: Fraction = Fraction(0)
    outcome: CreditOutcome = CreditOutcome.NOTHING_DUE
    share: Fraction | None = None
    row: str = ""
    limit: Fraction | None = None
    steps: list[CreditStep] = field(factory=list[CreditStep])

    def told(self, name: str, text: str) -> None:
        """Note a step that changes no amount."""
        self.steps.append(CreditStep(name, text))

    def become(self, name: str, text: str, amount: Fraction) -> None:
        """Note a step and the amount after it."""
        self.amount = amount
        self.steps.append(CreditStep(name, text, self.money(amount)))

    def cut(self, name: str, text: str, amount: Fraction, outcome: CreditOutcome) -> None:
        """Note a step that left less, and what became of the case if it left nothing."""
        self.become(name, text, amount)
        if not amount:
            self.outcome = outcome

    def money(self, amount: Fraction) -> Money:
        """Return an amount in the currency of the case."""
        return Money(amount, self.case.basis.currency)

    def line(self) -> CreditLine:
        """Return the finished line."""
        return CreditLine(
            case=self.case,
            outcome=self.outcome,
            amount=self.money(self.amount),
            entitled=self.money(self.entitled),
            share=self.share,
            row=self.row,
            steps=self.steps,
        )


def drafted(case: CreditCase, terms: CreditTerms) -> Draft:
    """Return the draft of a case: what it is entitled to on its own."""
    draft = Draft(case)
    judged = "" if case.verdict is None else f", {case.verdict.value}"
    draft.told("measured", f"{value_text(case.value)}{judged}")
    assessed = _assessed(case)
    if isinstance(assessed, NoData):
        draft.row = str(assessed)
        draft.told("schedule", draft.row)
    else:
        draft.row, draft.share = assessed.row, assessed.share
        draft.told("schedule", draft.row)
        of = "" if assessed.share is None else f"{percent_text(assessed.share)} of "
        draft.become("basis", f"{of}{money_text(case.basis)}", assessed.amount.amount)
    _look_at_eligibility(draft, assessed, terms)
    if draft.amount > 0:
        _cap_objective(draft, terms)
    draft.entitled = draft.amount
    return draft


def _assessed(case: CreditCase) -> Assessment | NoData:
    if isinstance(case.value, NoData):
        return case.value
    assessed = case.schedule.assess(case.value, basis=case.basis, period=case.period)
    if not isinstance(assessed, Assessment | NoData):
        raise InvalidType("schedule", assessed, "a schedule that answers an Assessment or NoData")
    if isinstance(assessed, Assessment) and assessed.amount.currency != case.basis.currency:
        allowed = f"{case.basis.currency}, as the basis of {case}"
        raise InvalidValue("currency", assessed.amount.currency, allowed)
    return assessed


def _look_at_eligibility(draft: Draft, assessed: Assessment | NoData, terms: CreditTerms) -> None:
    is_open = isinstance(assessed, NoData)
    if not draft.amount and not is_open:
        return
    is_bonus = draft.amount < 0
    may, because = _right(draft.case, None if is_bonus else terms)
    if not may:
        draft.cut("eligible", f"no, {because}", _NOTHING, CreditOutcome.NOT_ELIGIBLE)
    elif is_open:
        draft.cut("eligible", "open, as the value is", _NOTHING, CreditOutcome.UNDECIDED)
    else:
        draft.told("eligible", f"yes, {because}")
        draft.outcome = CreditOutcome.BONUS if is_bonus else CreditOutcome.CREDITED


def _right(case: CreditCase, terms: CreditTerms | None) -> tuple[bool, str]:
    """Return whether something may be due, and why; without terms for a bonus."""
    if case.excluded:
        return False, case.excluded
    if terms is None:
        return True, "nothing excludes it"
    if case.verdict in _NOT_VIOLATED:
        return False, "the objective was not violated"
    may, because = _claim(case, terms)
    if not may or case.earn_back is None:
        return may, because
    state = case.earn_back.state(case.following)
    if state is EarnBackState.EARNED:
        return False, f"earned back: {case.earn_back}"
    later = f"; {case.earn_back}" if state is EarnBackState.OPEN else "; not earned back"
    return True, f"{because}{later}"


def _claim(case: CreditCase, terms: CreditTerms) -> tuple[bool, str]:
    if terms.claim is None:
        return True, "credits are automatic"
    last = terms.claim.last_date(case.period, occurred=case.occurred)
    claimed = case.claimed_on
    if claimed is None:
        return False, f"not claimed; claims are in time until {last}"
    if claimed > last:
        return False, f"claimed on {claimed}, after {last}"
    return True, f"claimed on {claimed}, in time until {last}"


def _cap_objective(draft: Draft, terms: CreditTerms) -> None:
    cap = terms.caps.objective
    if cap is None:
        return
    limit = limit_of(cap, draft.case.basis)
    draft.limit = limit.amount
    if draft.amount > draft.limit:
        draft.cut(
            "cap", f"objective, at most {money_text(limit)}", limit.amount, CreditOutcome.CAPPED
        )
