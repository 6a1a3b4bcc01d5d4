"""Budget policies: states by what is left (R4.13)."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.budgets import DEFAULT_BUDGET_POLICY, BudgetLevel, BudgetPolicy, ErrorBudget
from svcmgmt.values import NoData


def spending(bad: int) -> ErrorBudget:
    """Return a budget of a thousand."""
    return ErrorBudget.of_counts("99 %", bad=bad, total=100_000)


def name(budget: ErrorBudget) -> str:
    level = DEFAULT_BUDGET_POLICY.level(budget)
    assert isinstance(level, BudgetLevel)
    return level.name


class TestTheDefault:
    @pytest.mark.parametrize(
        ("bad", "expected"),
        [
            (0, "healthy"),
            (499, "healthy"),
            (500, "caution"),
            (900, "caution"),
            (901, "critical"),
            (999, "critical"),
            (1000, "exhausted"),
            (5000, "exhausted"),
        ],
    )
    def test_edges_belong_to_one_level(self, bad: int, expected: str) -> None:
        assert name(spending(bad)) == expected

    def test_at_a_hundred_percent_any_error_exhausts(self) -> None:
        assert name(ErrorBudget.of_counts("100 %", bad=0, total=5)) == "healthy"
        assert name(ErrorBudget.of_counts("100 %", bad=1, total=5)) == "exhausted"

    def test_what_is_not_known_has_no_level(self) -> None:
        unknown = evolve(spending(5), undetermined=2)
        assert DEFAULT_BUDGET_POLICY.level(unknown) == NoData("2 slices are undetermined")
        nothing = ErrorBudget.of_counts("99 %", bad=0, total=0)
        assert DEFAULT_BUDGET_POLICY.level(nothing) == NoData("no events to have a budget of")

    def test_levels_say_what_they_are(self) -> None:
        assert [str(level) for level in DEFAULT_BUDGET_POLICY.levels] == [
            "exhausted: at most 0 % left",
            "critical: less than 10 % left",
            "caution: at most 50 % left",
            "healthy: more left",
        ]
        assert DEFAULT_BUDGET_POLICY.levels[0].actions == ("release fixes only",)


class TestOwnPolicies:
    def test_levels_are_data(self) -> None:
        policy = BudgetPolicy(
            levels=[
                BudgetLevel(name="stop", limit="-0.5", actions=["stop"]),
                BudgetLevel(name="go"),
            ]
        )
        level = policy.level(spending(1500))
        assert isinstance(level, BudgetLevel)
        assert (level.name, level.actions) == ("stop", ("stop",))

    @pytest.mark.parametrize(
        "levels",
        [
            [],
            [BudgetLevel(name="a", limit=0)],
            [BudgetLevel(name="a"), BudgetLevel(name="b"), BudgetLevel(name="c")],
            [BudgetLevel(name="a", limit=1), BudgetLevel(name="b"), BudgetLevel(name="c")],
            [
                BudgetLevel(name="a", limit=1),
                BudgetLevel(name="b", limit=1),
                BudgetLevel(name="c"),
            ],
            [
                BudgetLevel(name="a", limit=1),
                BudgetLevel(name="b", limit=0),
                BudgetLevel(name="c"),
            ],
        ],
    )
    def test_limits_rise_and_the_last_level_has_none(self, levels: list[BudgetLevel]) -> None:
        with pytest.raises(InvalidValue, match="levels"):
            BudgetPolicy(levels=levels)

    def test_arguments_of_another_kind_are_refused(self) -> None:
        odd: Any = "healthy"
        with pytest.raises(InvalidType, match="levels"):
            BudgetPolicy(levels=odd)
        with pytest.raises(InvalidType, match="levels"):
            BudgetPolicy(levels=[odd])
        with pytest.raises(InvalidType, match="actions"):
            BudgetLevel(name="a", actions=odd)
        with pytest.raises(InvalidType, match="budget"):
            DEFAULT_BUDGET_POLICY.level(odd)
        limit: Any = 0.5
        with pytest.raises(InvalidType, match="limit"):
            BudgetLevel(name="a", limit=limit)
