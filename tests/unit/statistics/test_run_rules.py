"""Run rules of control charts: which point completes which pattern (R6.12)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from svcmgmt.statistics import RunRule
from svcmgmt.statistics._run_rules import signals_of, zone_of

ONE, TWO, THREE, FOUR = RunRule


def signals(zones: list[int], rule: RunRule) -> list[int]:
    """Return the indices of the points that are signals by a rule."""
    return [index for index, found in enumerate(signals_of(zones, [rule])) if found]


class TestZones:
    @pytest.mark.parametrize(
        ("deviation", "zone"),
        [("0", 0), ("0.5", 1), ("1", 1), ("1.001", 2), ("2", 2), ("2.001", 3), ("3", 3), ("9", 4)],
    )
    def test_a_point_on_a_line_is_not_beyond_it(self, deviation: str, zone: int) -> None:
        away = Fraction(deviation)
        assert zone_of(away * 5, Fraction(25)) == zone
        assert zone_of(-away * 5, Fraction(25)) == -zone

    def test_a_root_that_is_no_fraction_is_not_taken(self) -> None:
        nearly_root_two = Fraction(1_414_213_562_373_095_048, 10**18)
        assert zone_of(nearly_root_two, Fraction(2)) == 1
        assert zone_of(nearly_root_two + Fraction(1, 10**18), Fraction(2)) == 2

    def test_without_variance_every_point_is_on_the_centre(self) -> None:
        assert zone_of(Fraction(0), Fraction(0)) == 0


class TestPatterns:
    @pytest.mark.parametrize(
        ("zones", "found"), [([1, 4, -4, 3, 0], [1, 2]), ([3, -3, 2], []), ([], [])]
    )
    def test_one_beyond_the_limits(self, zones: list[int], found: list[int]) -> None:
        assert signals(zones, ONE) == found

    @pytest.mark.parametrize(
        ("zones", "found"),
        [
            ([3, 3], [1]),
            ([3, 1, 3], [2]),
            ([3, 1, 1, 3], []),
            ([3, -3, 3], [2]),
            ([3, -3, -3], [2]),
            ([3, 3, 1], [1]),
            ([-4, -3, 0, -3], [1, 3]),
            ([3, 3, 3, 3], [1, 2, 3]),
        ],
    )
    def test_two_of_three_on_one_side(self, zones: list[int], found: list[int]) -> None:
        assert signals(zones, TWO) == found

    @pytest.mark.parametrize(
        ("zones", "found"),
        [
            ([2, 2, 2, 2], [3]),
            ([2, 1, 2, 2, 2], [4]),
            ([2, 1, 1, 2, 2, 2], []),
            ([2, 2, -2, 2, 2], [4]),
            ([2, 2, 2, 1, 1], []),
            ([-2, -2, -2, -2, 1], [3]),
        ],
    )
    def test_four_of_five_on_one_side(self, zones: list[int], found: list[int]) -> None:
        assert signals(zones, THREE) == found

    @pytest.mark.parametrize(
        ("zones", "found"),
        [
            ([1] * 8, [7]),
            ([1] * 10, [7, 8, 9]),
            ([-1] * 8, [7]),
            ([1] * 7 + [0] + [1] * 7, []),
            ([1] * 7 + [-1] + [1] * 8, [15]),
        ],
    )
    def test_eight_on_one_side(self, zones: list[int], found: list[int]) -> None:
        assert signals(zones, FOUR) == found

    def test_a_point_may_be_a_signal_by_several_rules(self) -> None:
        assert signals_of([1, 1, 1, 1, 2, 2, 3, 4], RunRule)[-1] == (ONE, TWO, THREE, FOUR)

    def test_without_rules_there_is_no_signal(self) -> None:
        assert signals_of([4, 4], []) == [(), ()]
