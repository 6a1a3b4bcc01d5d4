"""What several credits amount to together (R5.5, row 14)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import Combination, combined
from svcmgmt.sla.credits.combination import parts_of, total_of
from svcmgmt.values import NoData, Ratio


def shares(*percents: int) -> list[Ratio]:
    return [Ratio(percent, 100) for percent in percents]


class TestCombined:
    @pytest.mark.parametrize(
        ("how", "expected"),
        [
            (Combination.MAX, "20 %"),
            (Combination.SUM_CAPPED, "25 %"),
            (Combination.MAX_CAPPED, "20 %"),
            (Combination.FIRST, "10 %"),
            (Combination.MULTIPLICATIVE, "28 %"),
        ],
    )
    def test_each_reading(self, how: Combination, expected: str) -> None:
        assert combined(shares(10, 20), how, cap="25 %") == Ratio.parse(expected)

    def test_the_largest_is_the_default(self) -> None:
        assert combined(["10 %", "15 %"]) == Ratio.parse("15 %")

    def test_no_credits_have_no_data(self) -> None:
        assert combined([]) == NoData("no credits")

    def test_credits_of_nothing_are_nothing(self) -> None:
        for how in Combination:
            assert combined(shares(0, 0), how, cap="25 %") == Ratio(0, 1)

    @pytest.mark.parametrize("how", [Combination.SUM_CAPPED, Combination.MAX_CAPPED])
    def test_a_cap_in_the_name_needs_a_cap(self, how: Combination) -> None:
        with pytest.raises(InvalidValue, match=r"cap: None .* because the combination is"):
            combined(shares(10), how)

    def test_a_cap_of_nothing_leaves_nothing(self) -> None:
        assert combined(shares(10, 20), Combination.SUM_CAPPED, cap="0 %") == Ratio(0, 1)

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"shares": [0.1]}, InvalidType),
            ({"shares": ["110 %"]}, InvalidValue),
            ({"how": "max"}, InvalidType),
            ({"cap": 0.5}, InvalidType),
            ({"cap": "150 %"}, InvalidValue),
        ],
        ids=str,
    )
    def test_wrong_arguments_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        with pytest.raises(error, match=next(iter(wrong))):
            combined(**{"shares": ["10 %"], **wrong})


class TestParts:
    def test_parts_add_up(self) -> None:
        amounts = [Fraction(1), Fraction(3), Fraction(3)]
        found = {how: parts_of(amounts, how) for how in Combination}
        assert all(sum(parts) == 1 for parts in found.values())
        assert found[Combination.MAX] == found[Combination.MAX_CAPPED] == [0, 1, 0]
        assert found[Combination.FIRST] == [1, 0, 0]
        assert found[Combination.SUM_CAPPED] == found[Combination.MULTIPLICATIVE]

    def test_more_than_the_whole_is_the_whole(self) -> None:
        total = total_of(
            [Fraction(300), Fraction(10)],
            Combination.MULTIPLICATIVE,
            cap=Fraction(0),
            whole=Fraction(200),
        )
        assert total == 200
