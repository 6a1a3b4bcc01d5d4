"""Credits by the distance from a target: points, bonus and malus (R5.7, row 15)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import BonusMalus, LinearSchedule, StepCounting
from svcmgmt.values import Money, Ratio

NOVEMBER = ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="UTC")
FEE = Money(1_000, "EUR")
CLOUD = LinearSchedule(target="99.5 %", rate="2 %")
SCHEME = BonusMalus(
    target="99.9 %",
    dead_band="0.02 %",
    step="0.05 %",
    rate="1 %",
    malus_cap="10 %",
    bonus_cap="1 %",
)


def share(text: str) -> Ratio:
    return Ratio.parse(text)


class TestLinear:
    @pytest.mark.parametrize(
        ("counting", "expected"),
        [
            (StepCounting.PRO_RATA, "5 %"),
            (StepCounting.FULL, "4 %"),
            (StepCounting.STARTED, "6 %"),
        ],
    )
    def test_the_policy_decides_on_part_of_a_point(
        self, counting: StepCounting, expected: str
    ) -> None:
        schedule = LinearSchedule(target="99.5 %", rate="2 %", counting=counting)
        assert schedule.credit(share("97 %")) == share(expected)

    @pytest.mark.parametrize("value", ["99.5 %", "99.6 %", "100 %"])
    def test_nothing_is_due_from_the_target_on(self, value: str) -> None:
        assert CLOUD.credit(share(value)).value == 0

    def test_the_cap_holds(self) -> None:
        assert CLOUD.credit(share("0 %")) == share("100 %")
        capped = LinearSchedule(target="99.5 %", rate="2 %", cap="3 %")
        assert capped.credit(share("90 %")) == share("3 %")

    def test_a_point_may_be_finer(self) -> None:
        fine = LinearSchedule(target="99.9 %", rate="1 %", point="0.1 %")
        assert fine.credit(share("99.65 %")) == share("2.5 %")

    def test_an_assessment_tells_points_and_rule(self) -> None:
        found = CLOUD.assess(share("97 %"), basis=FEE, period=NOVEMBER)
        assert found.amount == Money(50, "EUR")
        assert found.share == Fraction(1, 20)
        assert found.row == (
            "2.5 points below; 2 % for each 1 % below 99.5 %, pro_rata, at most 100 %"
        )

    def test_many_digits_are_told_nearly(self) -> None:
        found = CLOUD.assess(Ratio(2, 3), basis=FEE, period=NOVEMBER)
        assert found.row.startswith("≈ 32.8333 points below")
        assert found.share == (Fraction(995, 1000) - Fraction(2, 3)) * 2

    @pytest.mark.parametrize("value", [0.97, 97, "97 %", None])
    def test_something_else_than_a_share_is_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"value: .* because the target is a share"):
            CLOUD.credit(value)
        with pytest.raises(InvalidType, match="value"):
            CLOUD.assess(value, basis=FEE, period=NOVEMBER)

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"target": 99.5}, InvalidType),
            ({"target": "199 %"}, InvalidValue),
            ({"rate": "-2 %"}, InvalidValue),
            ({"point": "0 %"}, InvalidValue),
            ({"cap": "101 %"}, InvalidValue),
            ({"counting": "full"}, InvalidType),
        ],
        ids=str,
    )
    def test_wrong_fields_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        with pytest.raises(error, match=next(iter(wrong))):
            LinearSchedule(**{"target": "99.5 %", "rate": "2 %", **wrong})


class TestBonusMalus:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("99.9 %", Fraction(0)),
            ("99.92 %", Fraction(0)),
            ("99.88 %", Fraction(0)),
            ("99.95 %", Fraction(-6, 1_000)),
            ("99.85 %", Fraction(6, 1_000)),
            ("99 %", Fraction(1, 10)),
            ("100 %", Fraction(-1, 100)),
        ],
    )
    def test_a_malus_is_above_zero_and_a_bonus_below(self, value: str, expected: Fraction) -> None:
        assert SCHEME.credit(share(value)) == expected

    def test_whole_steps_may_count_alone(self) -> None:
        stepped = BonusMalus(target="99.9 %", step="0.05 %", rate="1 %", counting=StepCounting.FULL)
        assert stepped.credit(share("99.81 %")) == Fraction(1, 100)

    def test_an_assessment_tells_the_side(self) -> None:
        above = SCHEME.assess(share("99.95 %"), basis=FEE, period=NOVEMBER)
        below = SCHEME.assess(share("99.85 %"), basis=FEE, period=NOVEMBER)
        assert (above.amount, below.amount) == (Money(-6, "EUR"), Money(6, "EUR"))
        assert above.row.startswith("0.6 steps above; 1 % for each 0.05 % beyond 0.02 %")
        assert below.row.startswith("0.6 steps below; ")

    def test_something_else_than_a_share_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="value"):
            SCHEME.assess(99, basis=FEE, period=NOVEMBER)
        with pytest.raises(InvalidType, match="value"):
            SCHEME.credit(99)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"target": 0.999}, InvalidType),
            ({"step": "0 %"}, InvalidValue),
            ({"rate": "200 %"}, InvalidValue),
            ({"dead_band": "-1 %"}, InvalidValue),
            ({"malus_cap": 10}, InvalidType),
            ({"bonus_cap": "1000 %"}, InvalidValue),
            ({"counting": None}, InvalidType),
        ],
        ids=str,
    )
    def test_wrong_fields_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        right = {"target": "99.9 %", "step": "0.05 %", "rate": "1 %"}
        with pytest.raises(error, match=next(iter(wrong))):
            BonusMalus(**{**right, **wrong})
