"""An error budget: how much may go wrong, how much did, and how much is left."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from fractions import Fraction

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.sla._measurements import amounts_of
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.budgets._text import amount_text, share_text
from svcmgmt.sla.evaluation import Evaluation, Part
from svcmgmt.sla.indicators import BudgetingMethod, IndicatorReading, SliceKind
from svcmgmt.sla.objectives import at_least, value_text
from svcmgmt.statistics import Share
from svcmgmt.statistics._arguments import share_of
from svcmgmt.temporal import Interval
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import Finding, NoData, Ratio
from svcmgmt.values._exact import ExactNumber, exact
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["BudgetBase", "ErrorBudget"]


class BudgetBase(Enum):
    """Of what the budget of an unfinished window is a share (rule R4.4).

    Examples:
        >>> BudgetBase("current total")
        <BudgetBase.CURRENT: 'current total'>
    """

    CURRENT = "current total"  # of what was counted so far; it grows with the window
    EXPECTED = "expected total"  # of what the whole window is expected to have


def _target(value: Share) -> Ratio:
    return share_of("target", value)


@frozen(kw_only=True, repr=False)
class ErrorBudget:
    """What a target leaves for errors in a window, in events or in slices.

    Make one of a reading with `ErrorBudget.of`, or of bare counts with `of_counts`. More may be
    spent than was allowed: then less than nothing is left. Source: rules R4.1, R4.2 and R4.4.

    Raises:
        InvalidType: a number or target of another kind.
        InvalidValue: more spent than counted, or more counted than the total.

    Examples:
        >>> budget = ErrorBudget.of_counts("99.9 %", bad=400, total=1_000_000)
        >>> print(budget)
        error budget of 99.9 %: 60 % left, 400 of 1000 events spent
        >>> budget.burn_rate
        Fraction(2, 5)
    """

    target: Ratio = field(converter=_target)
    """The share that is promised to be good."""

    consumed: Fraction = field(validator=of_kind(Fraction))
    """Bad units so far."""

    counted: Fraction = field(validator=of_kind(Fraction))
    """All units so far."""

    total: Fraction = field(validator=of_kind(Fraction))
    """Units that the budget is a share of; what was counted, or what is expected."""

    base: BudgetBase = field(default=BudgetBase.CURRENT, validator=of_kind(BudgetBase))
    """Of what it is a share."""

    unit: str = field(default="events", validator=of_kind(str))
    """What the units are: events, or slices."""

    undetermined: int = field(default=0, validator=of_kind(int))
    """Slices of which nobody knows anything; with any, nothing is known to be left."""

    empty: EmptyBase = field(default=EmptyBase.UNDEFINED, validator=of_kind(EmptyBase))
    """What the share of good units is where there are none."""

    window: Interval | None = field(default=None, validator=of_kind(Interval, None))
    """For how long it shall last."""

    measured: Interval | None = field(default=None, validator=of_kind(Interval, None))
    """The part of the window that is over."""

    slice: timedelta | None = field(default=None, validator=of_kind(timedelta, None))
    """Length of a slice, where the units are slices."""

    policies: tuple[tuple[str, str], ...] = ()
    """The choices that the indicator made, by name."""

    findings: tuple[Finding, ...] = ()
    """What was unusual about the facts."""

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.consumed <= self.counted:
            raise InvalidValue("consumed", self.consumed, f"0 to {self.counted}, what was counted")
        if self.counted > self.total:
            raise InvalidValue("total", self.total, f"{self.counted}, what was counted, or more")

    @classmethod
    def of(
        cls,
        reading: IndicatorReading,
        target: Share,
        *,
        base: BudgetBase = BudgetBase.CURRENT,
        expected_total: ExactNumber | None = None,
    ) -> ErrorBudget:
        """Return the budget of a window.

        Args:
            reading: what the indicator says of the window so far.
            target: the share that is promised to be good.
            base: of what the budget is a share while the window is not over.
            expected_total: events that the whole window is expected to have; slices are known,
                those to come are expected to count.

        Raises:
            InvalidType: something else than a reading, or a float.
            InvalidValue: a target outside 0 to 1, expected events where none are needed or none
                where they are, or fewer than were counted.
        """
        check_kind("reading", reading, IndicatorReading)
        check_kind("base", base, BudgetBase)
        by_events = reading.indicator.method is BudgetingMethod.OCCURRENCES
        needs_total = by_events and base is BudgetBase.EXPECTED
        if needs_total != (expected_total is not None):
            allowed = "a number" if needs_total else "none, because the total is known"
            raise InvalidValue("expected_total", expected_total, allowed)
        total = reading.base
        if expected_total is not None:
            total = exact("expected_total", expected_total)
        elif base is BudgetBase.EXPECTED:
            over = reading.count() - reading.count(SliceKind.EXCLUDED)
            total += reading.planned - over
        return cls(
            target=target,
            consumed=reading.bad,
            counted=reading.base,
            total=total,
            base=base,
            unit=reading.base_unit,
            undetermined=reading.undetermined,
            empty=reading.indicator.empty,
            window=reading.window,
            measured=reading.measured,
            slice=None if by_events else reading.slice,
            policies=reading.policies,
            findings=reading.findings,
        )

    @classmethod
    def of_counts(
        cls,
        target: Share,
        *,
        bad: ExactNumber,
        total: ExactNumber,
        expected_total: ExactNumber | None = None,
        unit: str = "events",
    ) -> ErrorBudget:
        """Return the budget of bare counts.

        Args:
            target: the share that is promised to be good.
            bad: bad units so far.
            total: all units so far.
            expected_total: units of the whole window, for a budget of what is expected.
            unit: what they are.

        Raises:
            InvalidType: a number that is a float.
            InvalidValue: a target outside 0 to 1, or more bad units than units.
        """
        counted = exact("total", total)
        budget = cls(
            target=target, consumed=exact("bad", bad), counted=counted, total=counted, unit=unit
        )
        if expected_total is None:
            return budget
        expected = exact("expected_total", expected_total)
        return evolve(budget, total=expected, base=BudgetBase.EXPECTED)

    @property
    def allowed(self) -> Fraction:
        """Bad units that the target allows, exact."""
        return self.target.complement.value * self.total

    @property
    def remaining(self) -> Fraction | NoData:
        """Bad units that are left; negative if more were spent than allowed."""
        unknown = self._unknown()
        return self.allowed - self.consumed if unknown is None else unknown

    @property
    def consumed_ratio(self) -> Fraction | NoData:
        """Share of the budget that is spent; no data if there is none and something was."""
        unknown = self._unknown()
        if unknown is not None:
            return unknown
        if self.allowed:
            return self.consumed / self.allowed
        if not self.total and self.empty is EmptyBase.UNDEFINED:
            return NoData(f"no {self.unit} to have a budget of")
        if self.consumed:
            return NoData("a target of 100 % leaves no budget, and some was spent")
        return Fraction(0)

    @property
    def remaining_ratio(self) -> Fraction | NoData:
        """Share of the budget that is left, possibly negative; no data as for `consumed_ratio`."""
        spent = self.consumed_ratio
        return spent if isinstance(spent, NoData) else 1 - spent

    @property
    def value(self) -> Ratio | NoData:
        """Share of good units so far; of an expected total, with all that is to come good."""
        unknown = self._unknown()
        if unknown is not None:
            return unknown
        if not self.total and self.empty is EmptyBase.FULL:
            return Ratio(1, 1)
        return Ratio.of(self.total - self.consumed, self.total, reason=f"no {self.unit}")

    @property
    def burn_rate(self) -> Fraction | NoData:
        """How many times faster than allowed it was spent so far (rule R4.5)."""
        unknown = self._unknown()
        if unknown is not None:
            return unknown
        if not self.counted:
            return NoData(f"no {self.unit} to measure by")
        if not self.target.complement.value:
            return NoData("a target of 100 % leaves no budget")
        return self.consumed / self.counted / self.target.complement.value

    @property
    def allowed_time(self) -> timedelta | None:
        """Time in bad slices that is allowed, rounded down; None for a budget of events."""
        return None if self.slice is None else _times(self.slice, self.allowed)

    @property
    def remaining_time(self) -> timedelta | NoData | None:
        """Time in bad slices that is left, rounded down; None for a budget of events."""
        left = self.remaining
        if self.slice is None:
            return None
        return left if isinstance(left, NoData) else _times(self.slice, left)

    def _unknown(self) -> NoData | None:
        if not self.undetermined:
            return None
        return NoData(f"{self.undetermined} slices are undetermined")

    def judge(self, *, subject: str) -> Evaluation:
        """Return the verdict on the share of good units, with the budget as its parts.

        Args:
            subject: whose budget it is.
        """
        units = (self.counted - self.consumed, self.consumed, self.total - self.counted)
        whole, *parts = amounts_of((self.total, *units), self.unit)
        names = ("good", "bad", "to come")
        return Evaluation(
            subject=subject,
            measure="error budget",
            value=self.value,
            objective=at_least(self.target),
            period=self.measured,
            whole=whole,
            breakdown=[Part(name, part) for name, part in zip(names, parts, strict=True)],
            policies=(*self.policies, ("budget of", self.base.value)),
            findings=self.findings,
        )

    def explain(self) -> str:
        """Return what was allowed, spent and left as text for a person."""
        allowance = share_text(self.target.complement.value)
        of_total = f"{allowance} of {amount_text(self.total)} {self.unit}, {self.base.value}"
        lines = [
            str(self),
            f"allowed: {self._units(self.allowed)} ({of_total})",
            f"spent: {self._units(self.consumed)} of {amount_text(self.counted)} so far",
            f"left: {self._units(self.remaining)} ({share_text(self.remaining_ratio)})",
            f"burn rate: {amount_text(self.burn_rate)}",
        ]
        if self.window is not None:
            lines.insert(1, f"window: {self.window}")
        if self.measured != self.window:
            lines.insert(2, f"measured: {self.measured}")
        if self.policies:
            told = ", ".join(f"{name} {choice}" for name, choice in self.policies)
            lines.append(f"policies: {told}")
        return "\n".join([*lines, *(f"finding: {finding}" for finding in self.findings)])

    def _units(self, units: Fraction | NoData) -> str:
        if isinstance(units, NoData):
            return str(units)
        time = "" if self.slice is None else f" = {duration_text(_times(self.slice, units))}"
        return f"{amount_text(units)} {self.unit}{time}"

    def as_rows(self) -> list[dict[str, str | float]]:
        """Return one dict for each part of the budget, for a table or a frame; floats."""
        parts = [("allowed", self.allowed), ("spent", self.consumed), ("left", self.remaining)]
        return [
            {"part": name, "amount": float(units), "unit": self.unit}
            for name, units in parts
            if not isinstance(units, NoData)
        ]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain()}

    def __str__(self) -> str:
        spent = f"{amount_text(self.consumed)} of {amount_text(self.allowed)} {self.unit} spent"
        left = self.remaining_ratio
        told = str(left) if isinstance(left, NoData) else f"{share_text(left)} left"
        return f"error budget of {value_text(self.target)}: {told}, {spent}"

    def __repr__(self) -> str:
        return f"<ErrorBudget {self}>"


def _times(each: timedelta, count: Fraction) -> timedelta:
    """Return so many slices as a time, rounded down to the microsecond."""
    return timedelta(microseconds=each // timedelta(microseconds=1) * count // 1)
