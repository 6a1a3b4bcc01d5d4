"""What functions of statistics are given, and percentages as text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.statistics._arguments import Share, percent_text, share_of, whole
from svcmgmt.values import NO_DATA, Ratio


def len_of(value: int) -> str:
    return f"{value.bit_length()} bits"


class TestShares:
    @pytest.mark.parametrize("share", [Ratio(95, 100), Fraction(19, 20), "95 %", "0.95", "19/20"])
    def test_every_form_of_a_share_is_taken(self, share: Share) -> None:
        assert share_of("target", share) == Ratio(19, 20)

    def test_a_ratio_keeps_its_counts(self) -> None:
        assert share_of("target", Ratio(95, 100)).total == 100

    @pytest.mark.parametrize("share", [0.95, 1, True, None, Decimal("0.95"), NO_DATA])
    def test_another_kind_is_refused_by_name(self, share: Share) -> None:
        with pytest.raises(InvalidType, match=r"target: .* Ratio, Fraction or text such as '95 %'"):
            share_of("target", share)

    @pytest.mark.parametrize("share", ["101 %", "-1 %", Fraction(3, 2), Fraction(-1, 2)])
    def test_what_is_no_part_of_a_whole_is_refused(self, share: Share) -> None:
        with pytest.raises(InvalidValue, match=r"target: .* a share from 0 to 1, or 0 % to 100 %"):
            share_of("target", share)

    @pytest.mark.parametrize("share", ["95", "a lot", "", "1/0", "NaN", "1e-400", "9" * 5_000])
    def test_text_that_is_no_share_is_refused(self, share: str) -> None:
        with pytest.raises(InvalidValue, match="target"):
            share_of("target", share)

    @pytest.mark.parametrize("share", [Fraction(1, 10**40), Fraction(1, 2**5_000 + 1)])
    def test_a_fraction_beyond_the_exact_numbers_is_refused(self, share: Fraction) -> None:
        with pytest.raises(InvalidValue, match=r"within 1e±30"):
            share_of("target", share)


class TestWholeNumbers:
    @pytest.mark.parametrize("value", [1, 2, 10**31])
    def test_a_whole_number_is_taken(self, value: int) -> None:
        assert whole("total", value, least=1) == value

    @pytest.mark.parametrize("value", [1.0, "1", True, None, Fraction(2)])
    def test_another_kind_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType, match=r"total: .* allowed: int"):
            whole("total", value)

    @pytest.mark.parametrize("value", [-1, 0, 10**31 + 1, 10**5_000], ids=len_of)
    def test_a_number_out_of_range_is_refused(self, value: int) -> None:
        with pytest.raises(InvalidValue, match="a whole number from 1 to 1e31"):
            whole("total", value, least=1)


class TestPercentages:
    @pytest.mark.parametrize(
        ("share", "text"),
        [
            (Fraction(19, 20), "95 %"),
            (Fraction(99_995, 100_000), "99.995 %"),
            (Fraction(2, 3), "≈ 66.67 %"),
            (0.763868, "≈ 76.39 %"),
            (0.0, "0 %"),
            (1.0, "100 %"),
        ],
    )
    def test_it_is_exact_if_it_is_short(self, share: Fraction | float, text: str) -> None:
        assert percent_text(share) == text

    @pytest.mark.parametrize(
        ("share", "text"),
        [
            (0.99999, "≈ 99.999 %"),
            (1e-7, "≈ 0.00001 %"),
            (1 - 2**-53, "≈ 99.99999999999999 %"),
        ],
    )
    def test_it_is_never_told_as_all_or_nothing(self, share: float, text: str) -> None:
        assert percent_text(share) == text

    def test_the_least_number_ends_in_a_bounded_text(self) -> None:
        assert percent_text(5e-324) == f"≈ 0.{'0' * 28} %"
