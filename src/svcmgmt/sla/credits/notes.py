"""Credit notes: what is due, line by line, with every step that led there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from fractions import Fraction

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.sla.credits._arguments import money_text
from svcmgmt.sla.credits.cases import CreditCase
from svcmgmt.sla.credits.policies import Exclusivity
from svcmgmt.sla.credits.terms import CreditTerms
from svcmgmt.sla.credits.tiers import TierSchedule
from svcmgmt.sla.objectives import value_text
from svcmgmt.values import Finding, Money, NoData, Severity
from svcmgmt.values._exact import number_text
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["CreditLine", "CreditNote", "CreditOutcome", "CreditStep"]


class CreditOutcome(Enum):
    """What became of a case.

    Examples:
        >>> CreditOutcome("credited")
        <CreditOutcome.CREDITED: 'credited'>
    """

    CREDITED = "credited"  # something is due to the customer
    BONUS = "bonus"  # something is due to the provider
    NOTHING_DUE = "nothing due"  # what was measured costs nothing
    SUPERSEDED = "superseded"  # another credit of the same incident or service counts instead
    CAPPED = "capped"  # caps left nothing
    TOO_SMALL = "too small"  # not more than the minimum, or less than the smallest coin
    NOT_ELIGIBLE = "not eligible"  # not claimed, suspended, no violation, or earned back
    UNDECIDED = "undecided"  # nothing was measured, or the table does not have the value


@frozen
class CreditStep:
    """One step from a measured value to an amount.

    Examples:
        >>> print(CreditStep("schedule", "row 99 % to 99.99 %: 10 %"))
        schedule: row 99 % to 99.99 %: 10 %
    """

    name: str = field(validator=of_kind(str))
    """Which step: `measured`, `schedule`, `basis`, `cap`, `rounding` and so on."""

    text: str = field(validator=of_kind(str))
    """What happened, in words."""

    amount: Money | None = field(default=None, validator=of_kind(Money, None))
    """What the line amounts to after it, exact; None while there is no amount."""

    def __str__(self) -> str:
        amount = "" if self.amount is None else f": {money_text(self.amount)}"
        return f"{self.name}: {self.text}{amount}"


def _steps(value: Iterable[CreditStep]) -> tuple[CreditStep, ...]:
    return all_of_kind("steps", value, CreditStep)


@frozen(kw_only=True)
class CreditLine:
    """What one case amounts to, and why. Made by `credit_note`.

    Raises:
        InvalidType: a field of another kind.
    """

    case: CreditCase = field(validator=of_kind(CreditCase))
    """What was measured, of what, and under which schedule."""

    outcome: CreditOutcome = field(validator=of_kind(CreditOutcome))
    """What became of it."""

    amount: Money = field(validator=of_kind(Money))
    """What is due, in whole minor units: above 0 to the customer, below 0 to the provider."""

    entitled: Money = field(validator=of_kind(Money))
    """What was due before credits were combined, exact; 0 for a case that is not eligible."""

    share: Fraction | None = field(default=None, validator=of_kind(Fraction, None))
    """The share of the basis that the schedule told; None where it told money, or nothing."""

    row: str = field(default="", validator=of_kind(str))
    """Which row of the schedule matched, in words."""

    steps: tuple[CreditStep, ...] = field(default=(), converter=_steps)
    """How it came to the amount."""

    def as_dict(self) -> dict[str, str]:
        """Return the line as a row of text: exact amounts, never floats."""
        return {
            "period": self.case.period.label,
            "service": self.case.service,
            "objective": self.case.objective,
            "incident": self.case.incident,
            "value": value_text(self.case.value),
            "row": self.row,
            "share": "" if self.share is None else number_text(self.share),
            "basis": number_text(self.case.basis.amount),
            "entitled": number_text(self.entitled.amount),
            "amount": str(self.amount).partition(" ")[0],
            "currency": self.amount.currency,
            "outcome": self.outcome.value,
        }

    def explain(self) -> str:
        """Return the line and its steps as text for a person."""
        return "\n".join([str(self), *(f"  {step}" for step in self.steps)])

    def __str__(self) -> str:
        return f"{self.case}: {self.outcome.value}, {self.amount}"


def _lines(value: Iterable[CreditLine]) -> tuple[CreditLine, ...]:
    return all_of_kind("lines", value, CreditLine)


@frozen(kw_only=True, repr=False)
class CreditNote:
    """What a provider credits, line by line; its lines add up to the total.

    It is a credit against future invoices, no refund. Lines are in order of period, service,
    objective and incident, whatever the order of the cases. Made by `credit_note`.
    Source: rules R0.7 and R5.9.

    Raises:
        InvalidType: lines or terms of another kind.
        InvalidValue: lines in several currencies.
    """

    lines: tuple[CreditLine, ...] = field(converter=_lines)
    """One for each case, also for those that amount to nothing."""

    terms: CreditTerms = field(validator=of_kind(CreditTerms))
    """What the contract says about all credits."""

    def __attrs_post_init__(self) -> None:
        for line in self.lines[1:]:
            expected = self.lines[0].amount.currency
            if line.amount.currency != expected:
                raise InvalidValue("lines", str(line.amount), f"{expected}, as the other lines")

    @property
    def total(self) -> Money | NoData:
        """The sum of all lines; no data without a case."""
        if not self.lines:
            return NoData("no cases")
        amount = sum((line.amount.amount for line in self.lines), Fraction(0))
        return Money(amount, self.lines[0].amount.currency)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What keeps the note from being complete or certain.

        Undecided cases and tables with errors, and credits with and without a root incident side
        by side, of which nobody can tell whether they are for the same one.
        """
        return (*self._undecided(), *self._wrong_tables(), *self._unknown_incidents())

    def _undecided(self) -> Iterator[Finding]:
        for index, line in enumerate(self.lines):
            if line.outcome is CreditOutcome.UNDECIDED:
                yield Finding(
                    code="credit-undecided",
                    message="nothing is credited as long as this is open",
                    severity=Severity.ERROR,
                    pointer=f"/lines/{index}",
                    value=f"{line.case}: {line.row}",
                    allowed="a value that the schedule knows",
                )

    def _wrong_tables(self) -> Iterator[Finding]:
        checked: set[TierSchedule] = set()
        for index, line in enumerate(self.lines):
            schedule = line.case.schedule
            if isinstance(schedule, TierSchedule) and schedule not in checked:
                checked.add(schedule)
                place = f"/lines/{index}/case/schedule"
                for finding in schedule.findings:
                    yield evolve(finding, pointer=f"{place}{finding.pointer}")

    def _unknown_incidents(self) -> Iterator[Finding]:
        if self.terms.exclusivity is not Exclusivity.PER_INCIDENT:
            return
        due = [(n, line.case) for n, line in enumerate(self.lines) if line.entitled.amount > 0]
        known = {case.service_key for _, case in due if case.incident}
        for index, case in due:
            if not case.incident and case.service_key in known:
                yield Finding(
                    code="credit-incident-unknown",
                    message="it is added to the credits of incidents that may be the same",
                    pointer=f"/lines/{index}/case/incident",
                    value=str(case),
                    allowed="the root incident, or exclusivity per service",
                )

    def policies(self) -> dict[str, str]:
        """Return the contested choices behind the note by name."""
        return {**self.terms.policies(), "use": "against future invoices, no refund"}

    def as_rows(self) -> list[dict[str, str]]:
        """Return the lines as a list of dicts, for a table or a frame."""
        return [line.as_dict() for line in self.lines]

    def explain(self) -> str:
        """Return the note with every step of every line as text for a person."""
        policies = ", ".join(f"{name} {choice}" for name, choice in self.policies().items())
        return "\n".join(
            [
                str(self),
                *(line.explain() for line in self.lines),
                f"policies: {policies}",
                *(f"finding: {finding}" for finding in self.findings),
            ]
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain()}

    def __str__(self) -> str:
        count = len(self.lines)
        return f"credit note: {self.total} in {count} line{'' if count == 1 else 's'}"

    def __repr__(self) -> str:
        return f"<CreditNote {self}>"
