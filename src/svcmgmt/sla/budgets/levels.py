"""What is done about a budget: states by what is left of it, as data (rule R4.13)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Final

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.budgets._text import share_text
from svcmgmt.sla.budgets.error_budgets import ErrorBudget
from svcmgmt.values import NoData
from svcmgmt.values._exact import ExactNumber, exact
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["DEFAULT_BUDGET_POLICY", "BudgetLevel", "BudgetPolicy"]


def _limit(value: ExactNumber | None) -> Fraction | None:
    return None if value is None else exact("limit", value)


def _actions(values: Iterable[str]) -> tuple[str, ...]:
    return all_of_kind("actions", values, str)


@frozen(kw_only=True)
class BudgetLevel:
    """A state of a budget: up to which share is left, and what is done then.

    Raises:
        InvalidType: a limit that is a float.

    Examples:
        >>> print(BudgetLevel(name="critical", limit="0.1", is_inclusive=False))
        critical: less than 10 % left
    """

    name: str = field(validator=of_kind(str))
    """How people call it."""

    limit: Fraction | None = field(default=None, converter=_limit)
    """Share of the budget that is left at most; None for the level above all limits."""

    is_inclusive: bool = field(default=True, validator=of_kind(bool))
    """Whether a budget of which exactly that share is left has this level."""

    actions: tuple[str, ...] = field(default=(), converter=_actions)
    """What is done, in words."""

    def holds(self, remaining: Fraction) -> bool:
        """Return whether a budget of which a share is left is at this level or a worse one."""
        if self.limit is None:
            return True
        return remaining <= self.limit if self.is_inclusive else remaining < self.limit

    def __str__(self) -> str:
        if self.limit is None:
            return f"{self.name}: more left"
        how = "at most" if self.is_inclusive else "less than"
        return f"{self.name}: {how} {share_text(self.limit)} left"


def _levels(values: Iterable[BudgetLevel]) -> tuple[BudgetLevel, ...]:
    return all_of_kind("levels", values, BudgetLevel)


@frozen(kw_only=True)
class BudgetPolicy:
    """The states of an error budget, worst first: the first one that holds is its state.

    Raises:
        InvalidType: something else than levels.
        InvalidValue: no levels, limits that do not rise, or a last level with a limit.

    Examples:
        >>> budget = ErrorBudget.of_counts("99.9 %", bad=950, total=1_000_000)
        >>> level = DEFAULT_BUDGET_POLICY.level(budget)
        >>> print(level)
        critical: less than 10 % left
    """

    levels: tuple[BudgetLevel, ...] = field(converter=_levels)
    """The states, worst first; the last one has no limit."""

    def __attrs_post_init__(self) -> None:
        limits = [level.limit for level in self.levels]
        if not limits or limits[-1] is not None:
            raise InvalidValue("levels", limits, "levels with rising limits, the last one without")
        for lower, upper in pairwise(limits[:-1]):
            if lower is None or upper is None or lower >= upper:
                raise InvalidValue("levels", limits, "limits that rise, worst level first")

    def level(self, budget: ErrorBudget) -> BudgetLevel | NoData:
        """Return the state of a budget.

        A target of 100 % has no budget of which a share could be left: if anything was spent,
        its state is the worst one.

        Returns:
            The level; no data if nobody knows what is left.

        Raises:
            InvalidType: something else than a budget.
        """
        if not isinstance(budget, ErrorBudget):
            raise InvalidType("budget", budget, "ErrorBudget")
        share, left = budget.remaining_ratio, budget.remaining
        if not isinstance(share, NoData):
            return next(level for level in self.levels if level.holds(share))
        if isinstance(left, NoData) or left == 0:
            return share
        return self.levels[0]


DEFAULT_BUDGET_POLICY: Final = BudgetPolicy(
    levels=[
        BudgetLevel(name="exhausted", limit=0, actions=["release fixes only"]),
        BudgetLevel(
            name="critical",
            limit=Fraction(1, 10),
            is_inclusive=False,
            actions=["ask before every release"],
        ),
        BudgetLevel(name="caution", limit=Fraction(1, 2), actions=["put reliability first"]),
        BudgetLevel(name="healthy"),
    ]
)
"""Healthy above 50 %, critical below 10 %, exhausted at 0 or less, caution between."""
