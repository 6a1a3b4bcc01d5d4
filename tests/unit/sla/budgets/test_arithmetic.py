"""The arithmetic of error budgets (R4.1, R4.2, R4.5, R4.6)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.budgets import (
    DowntimeRule,
    affordable_share,
    budget_spent,
    burn_factor,
    burn_rate,
    downtime_budget,
    downtime_left,
    time_to_exhaustion,
)
from svcmgmt.sla.budgets._text import amount_text, share_text
from svcmgmt.values import NoData, Ratio

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NOTHING = timedelta(0)


class TestBurnRates:
    @pytest.mark.parametrize(
        ("rate", "burn"), [("0.1 %", 1), ("0.6 %", 6), ("100 %", 1000), ("0 %", 0)]
    )
    def test_it_is_the_error_rate_in_terms_of_what_is_allowed(self, rate: str, burn: int) -> None:
        assert burn_rate(rate, "99.9 %") == burn
        assert burn_rate(Ratio.parse(rate), Fraction(999, 1000)) == burn

    def test_nothing_is_allowed_at_a_hundred_percent(self) -> None:
        assert burn_rate("0 %", "100 %") == NoData("a target of 100 % leaves no budget")

    def test_a_factor_and_what_it_spends_are_inverse(self) -> None:
        factor = burn_factor("2 %", within=HOUR, window=30 * DAY)
        assert factor == Fraction("14.4")
        assert budget_spent(factor, within=HOUR, window=30 * DAY) == Fraction(1, 50)
        assert budget_spent(Decimal("14.4"), within=HOUR, window=30 * DAY) == Fraction(1, 50)

    @pytest.mark.parametrize("odd", [NOTHING, -HOUR, timedelta(days=200_000)])
    def test_lengths_are_more_than_nothing(self, odd: timedelta) -> None:
        with pytest.raises(InvalidValue, match=r"within: .* more than 0, at most 230 years"):
            burn_factor("2 %", within=odd, window=DAY)
        with pytest.raises(InvalidValue, match="window"):
            budget_spent(1, within=HOUR, window=odd)

    def test_a_burn_rate_is_not_negative(self) -> None:
        with pytest.raises(InvalidValue, match="burn: "):
            budget_spent(-1, within=HOUR, window=DAY)

    def test_floats_and_bare_numbers_of_time_are_refused(self) -> None:
        odd: Any = 0.5
        with pytest.raises(InvalidType):
            burn_rate(odd, "99 %")
        with pytest.raises(InvalidType):
            budget_spent(odd, within=HOUR, window=DAY)
        with pytest.raises(InvalidType, match="within"):
            budget_spent(1, within=odd, window=DAY)


class TestExhaustion:
    def test_a_full_budget_lasts_for_the_window_over_the_burn_rate(self) -> None:
        assert time_to_exhaustion(30 * DAY, "14.4") == 50 * HOUR
        assert time_to_exhaustion(30 * DAY, 1) == 30 * DAY

    def test_a_partly_spent_one_shorter(self) -> None:
        assert time_to_exhaustion(30 * DAY, 2, remaining="0.5") == 7.5 * DAY

    @pytest.mark.parametrize("left", [0, -1])
    def test_nothing_lasts_no_time(self, left: int) -> None:
        assert time_to_exhaustion(30 * DAY, 2, remaining=left) == NOTHING
        assert time_to_exhaustion(30 * DAY, 0, remaining=left) == NOTHING

    def test_it_is_rounded_down_to_the_microsecond(self) -> None:
        assert time_to_exhaustion(timedelta(seconds=1), 3) == timedelta(microseconds=333_333)

    def test_what_does_not_burn_lasts(self) -> None:
        assert time_to_exhaustion(DAY, 0) == NoData("nothing burns")
        assert time_to_exhaustion(DAY, "1e-30") == NoData("it lasts longer than 230 years")


class TestOutages:
    def test_what_a_target_allows(self) -> None:
        assert downtime_budget("99.9 %", 30 * DAY) == timedelta(minutes=43, seconds=12)
        assert downtime_budget("100 %", DAY) == NOTHING
        assert downtime_budget("0 %", DAY) == DAY

    def test_it_is_rounded_down_to_the_microsecond(self) -> None:
        assert downtime_budget("2/3", timedelta(microseconds=1)) == NOTHING

    def test_a_partial_outage_may_last_longer_and_a_worse_baseline_allows_less(self) -> None:
        assert affordable_share("95 %", during="50 %") == Fraction(1, 10)
        assert affordable_share("95 %", baseline="99 %", during="1 %") == Fraction(4, 98)

    def test_a_baseline_that_misses_the_target_allows_nothing(self) -> None:
        assert affordable_share("95 %", baseline="90 %", during="1 %") == 0
        assert affordable_share("95 %", baseline="95 %") == 0

    def test_an_outage_that_meets_the_target_may_last_for_ever(self) -> None:
        assert affordable_share("95 %", during="95 %") == 1

    def test_an_outage_is_no_better_than_the_baseline(self) -> None:
        with pytest.raises(InvalidValue, match=r"during: .* no better than the baseline"):
            affordable_share("95 %", baseline="90 %", during="91 %")


class TestDowntimeThatIsLeft:
    def test_of_the_whole_window_with_what_is_to_come(self) -> None:
        left = downtime_left("99 %", up=98 * HOUR, down=HOUR / 2, to_come=HOUR * 1.5)
        assert left == HOUR / 2

    def test_it_may_be_negative(self) -> None:
        assert downtime_left("99 %", up=99 * HOUR, down=HOUR * 2) == HOUR * 1.01 - 2 * HOUR

    def test_projected_from_the_uptime_so_far_but_no_more_than_is_to_come(self) -> None:
        rule = DowntimeRule.PROJECTED
        up = timedelta(seconds=2_672_220)
        left = downtime_left("99.9 %", up=up, down=NOTHING, to_come=10 * DAY, rule=rule)
        assert left == timedelta(seconds=2674)  # the whole seconds of 2,674.894
        assert downtime_left("99.9 %", up=up, down=NOTHING, rule=rule) == NOTHING
        assert downtime_left("0 %", up=up, down=DAY, to_come=HOUR, rule=rule) == HOUR

    def test_times_are_not_negative_and_the_rule_is_one(self) -> None:
        with pytest.raises(InvalidValue, match=r"down: .* 0 or more"):
            downtime_left("99 %", up=HOUR, down=-HOUR)
        rule: Any = "projected"
        with pytest.raises(InvalidType, match="rule"):
            downtime_left("99 %", up=HOUR, down=HOUR, rule=rule)


class TestTexts:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (Fraction(144, 10), "14.4"),
            (Fraction(2, 3), "≈ 0.6667"),
            (Fraction(-2, 3), "≈ -0.6667"),
            (Fraction(1, 10**12), "≈ 0.0000"),
            (NoData("nothing"), "nothing"),
        ],
    )
    def test_amounts_are_exact_or_say_that_they_are_not(
        self, value: Fraction | NoData, text: str
    ) -> None:
        assert amount_text(value) == text

    def test_shares_are_percentages(self) -> None:
        assert share_text(Fraction(-1, 8)) == "-12.5 %"
        assert share_text(NoData("nothing")) == "nothing"
