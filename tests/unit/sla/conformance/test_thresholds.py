"""Hysteresis and threshold-crossing alerts (R1.7, MEF 133)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.conformance import (
    ConformanceEventKind,
    ConformanceReport,
    ConformanceRule,
    DampedAlert,
    Hysteresis,
    StatefulAlert,
)
from svcmgmt.sla.objectives import Direction, Verdict
from svcmgmt.values import NoData, Quantity, Ratio

HIGHER = Direction.HIGHER_IS_BETTER
STATEFUL = StatefulAlert(threshold=8, window=5, set_count=3, clear_count=3)


def told(report: ConformanceReport) -> list[tuple[str, int]]:
    return [(event.kind.value, event.place.index) for event in report.events]


class TestHysteresis:
    def test_it_is_raised_at_one_level_and_cleared_below_another(self) -> None:
        report = Hysteresis(raise_at=80, clear_at=70).over([70, 85, 75, 82, 70, 69, 79, 80])
        assert told(report) == [("raised", 1), ("cleared", 5), ("raised", 7)]
        assert [place.index for place in report.events[1].evidence] == [1]

    def test_where_more_is_better_it_is_the_other_way_round(self) -> None:
        rule = Hysteresis(raise_at=20, clear_at=30, direction=HIGHER)
        assert told(rule.over([25, 20, 30, 31, 25])) == [("raised", 1), ("cleared", 3)]

    def test_with_one_level_equal_to_it_is_raised(self) -> None:
        rule = Hysteresis(raise_at=80, clear_at=80)
        assert told(rule.over([80, 80, 79, 80])) == [("raised", 0), ("cleared", 2), ("raised", 3)]

    @pytest.mark.parametrize(
        ("level", "clear", "values"),
        [
            (Quantity("0.3", "s"), Quantity("0.2", "s"), [0.3, Quantity("0.1", "s")]),
            (Ratio(3, 10), Ratio(1, 5), [0.3, Ratio(1, 10)]),
            (
                timedelta(seconds=3),
                timedelta(seconds=2),
                [timedelta(seconds=each) for each in (3, 1)],
            ),
            (Fraction(3, 10), Decimal("0.2"), [0.3, 0.1]),
        ],
    )
    def test_levels_are_values_of_any_kind(self, level: Any, clear: Any, values: list[Any]) -> None:  # noqa: ANN401
        assert told(Hysteresis(raise_at=level, clear_at=clear).over(values)) == [
            ("raised", 0),
            ("cleared", 1),
        ]

    @pytest.mark.parametrize(
        ("raised", "cleared", "direction"),
        [(80, 81, Direction.LOWER_IS_BETTER), (20, 19, HIGHER)],
    )
    def test_the_clear_level_is_no_worse(
        self, raised: int, cleared: int, direction: Direction
    ) -> None:
        with pytest.raises(InvalidValue, match=r"clear_at: .* good side of the raise level"):
            Hysteresis(raise_at=raised, clear_at=cleared, direction=direction)

    def test_levels_are_of_one_kind(self) -> None:
        with pytest.raises(InvalidType, match="clear_at"):
            Hysteresis(raise_at=timedelta(1), clear_at=1)
        with pytest.raises(InvalidValue, match="clear_at"):
            Hysteresis(raise_at=Quantity(2, "s"), clear_at=Quantity(1, "ms"))

    def test_it_says_what_it_is(self) -> None:
        rule = Hysteresis(raise_at=Quantity(2, "s"), clear_at=Quantity(1, "s"))
        assert str(rule) == "raised at 2 s, cleared beyond 1 s"


class TestDampedAlert:
    def test_so_many_intervals_after_an_alert_give_none(self) -> None:
        report = DampedAlert(threshold=8, damping=2).over([9, 9, 9, 9, 1, 9, 9])
        assert told(report) == [("threshold crossed", index) for index in (0, 3, 5)]

    def test_without_damping_each_interval_gives_one(self) -> None:
        assert told(DampedAlert(threshold=8).over([8, 9, 7, 8])) == [
            ("threshold crossed", index) for index in (0, 1, 3)
        ]

    def test_the_threshold_may_be_a_floor(self) -> None:
        rule = DampedAlert(threshold=2, damping=1, direction=HIGHER)
        assert [index for _, index in told(rule.over([3, 2, 1, 0]))] == [1, 3]
        assert str(rule) == "alert at 2, damping 1"

    def test_a_damping_is_a_bearable_count(self) -> None:
        for damping in (-1, 10_001):
            with pytest.raises(InvalidValue, match="damping"):
                DampedAlert(threshold=1, damping=damping)


class TestStatefulAlert:
    def test_it_is_set_and_cleared_by_the_last_intervals(self) -> None:
        report = STATEFUL.over([1, 9, 9, 1, 9, 9, 9, 1, 1, 1, 1, 9])
        assert told(report) == [("raised", 4), ("cleared", 9)]
        assert [[place.index for place in event.evidence] for event in report.events] == [
            [1, 2, 4],
            [5, 6],
        ]

    def test_it_can_be_set_before_the_window_is_full(self) -> None:
        assert told(STATEFUL.over([8, 8, 8])) == [("raised", 2)]

    def test_it_stays_set_while_not_enough_intervals_are_clear(self) -> None:
        rule = StatefulAlert(threshold=8, window=4, set_count=2, clear_count=4)
        report = rule.over([9, 9, 1, 1, 1, 9, 1, 1, 1, 1])
        assert told(report) == [("raised", 1), ("cleared", 9)]
        assert report.events[1].kind is ConformanceEventKind.CLEARED

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("window", 0),
            ("window", 10_001),
            ("set_count", 0),
            ("set_count", 6),
            ("clear_count", 2),
            ("clear_count", 6),
        ],
    )
    def test_counts_fit_and_do_not_set_and_clear_at_once(self, name: str, value: int) -> None:
        given: dict[str, Any] = {"threshold": 8, "window": 5, "set_count": 3, "clear_count": 3}
        with pytest.raises(InvalidValue, match=name):
            StatefulAlert(**{**given, name: value})

    def test_it_says_what_it_is(self) -> None:
        assert str(STATEFUL) == "alert at 8, set by 3, cleared by 3 of 5"


@pytest.mark.parametrize(
    "rule",
    [Hysteresis(raise_at=8, clear_at=7), DampedAlert(threshold=8), STATEFUL],
    ids=lambda rule: type(rule).__name__,
)
class TestEveryRule:
    @pytest.mark.parametrize("value", [True, None, "9", NoData("none"), Verdict.MET, [9]])
    def test_what_is_no_measurement_is_refused(self, rule: ConformanceRule, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="value"):
            rule.over([value])

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("Infinity")])
    def test_so_is_what_is_no_finite_number(self, rule: ConformanceRule, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match="a finite number"):
            rule.over([value])

    def test_a_direction_is_one_of_two(self, rule: Any) -> None:  # noqa: ANN401
        odd: Any = "at most"
        with pytest.raises(InvalidType, match="direction"):
            evolve(rule, direction=odd)
        with pytest.raises(InvalidValue, match=r"direction: .* at most or at least"):
            evolve(rule, direction=Direction.EXACT)
