"""Quantiles: closed forms, tables, tails that nearly vanish, and numbers of any size."""

from __future__ import annotations

from fractions import Fraction
from math import expm1, inf, isfinite, log, log1p, sqrt
from statistics import NormalDist

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.statistics import (
    beta_quantile,
    chi_square_quantile,
    normal_quantile,
    quantiles,
)
from svcmgmt.statistics._arguments import Share

LEAST = Fraction(1, 10**30)
PROBABILITIES = [
    LEAST, Fraction(1, 10**12), Fraction(1, 1000), Fraction(1, 40), Fraction(1, 3), Fraction(1, 2),
    Fraction(3, 4), Fraction(39, 40), 1 - Fraction(1, 10**12), 1 - LEAST,
]  # fmt: skip


def exact(value: float) -> object:
    return pytest.approx(value, rel=1e-13, abs=0)


class TestNormal:
    @pytest.mark.parametrize(
        ("probability", "value"),
        [("50 %", 0), ("97.5 %", 1.959963984540054), ("2.5 %", -1.959963984540054)],
    )
    def test_it_agrees_with_tables(self, probability: str, value: float) -> None:
        assert normal_quantile(probability) == pytest.approx(value, rel=1e-15)

    @pytest.mark.parametrize("probability", PROBABILITIES)
    def test_it_is_odd(self, probability: Fraction) -> None:
        assert normal_quantile(1 - probability) == -normal_quantile(probability)

    def test_the_upper_tail_loses_no_digits(self) -> None:
        assert normal_quantile(1 - LEAST) == -NormalDist().inv_cdf(1e-30)


class TestChiSquare:
    @pytest.mark.parametrize("probability", PROBABILITIES)
    def test_two_degrees_are_an_exponential(self, probability: Fraction) -> None:
        below, above = float(probability), float(1 - probability)
        value = -2 * (log1p(-below) if below < 0.5 else log(above))
        assert chi_square_quantile(probability, 2) == exact(value)

    @pytest.mark.parametrize("probability", PROBABILITIES)
    def test_one_degree_is_a_squared_normal(self, probability: Fraction) -> None:
        middle = (1 + probability) / 2
        if 1 - middle >= LEAST and middle - Fraction(1, 2) > Fraction(1, 1000):
            value = normal_quantile(middle) ** 2
            assert chi_square_quantile(probability, 1) == pytest.approx(value, rel=1e-12)

    @pytest.mark.parametrize(
        ("probability", "degrees", "value"),
        [("90 %", 6, 10.645), ("60 %", 2, 1.833), ("90 %", 2, 4.605), ("95 %", 10, 18.307)],
    )
    def test_it_agrees_with_tables(self, probability: str, degrees: int, value: float) -> None:
        assert chi_square_quantile(probability, degrees) == pytest.approx(value, abs=0.0005)

    @pytest.mark.parametrize(
        ("failures", "confidence", "bound"),
        [(2, "90 %", 187.9), (0, "60 %", 1091.4), (0, "90 %", 434.3)],
    )
    def test_it_bounds_the_time_between_failures(
        self, failures: int, confidence: str, bound: float
    ) -> None:
        value = 2 * 1000 / chi_square_quantile(confidence, 2 * failures + 2)
        assert value == pytest.approx(bound, abs=0.05)

    @pytest.mark.parametrize("degrees", [10**6, 10**12, 10**24, 10**31])
    def test_many_degrees_come_near_a_normal(self, degrees: int) -> None:
        # Wilson and Hilferty, whose error vanishes with the degrees
        for probability in PROBABILITIES[1:-1]:
            spread = sqrt(2 / (9 * degrees))
            cube = 1 - 2 / (9 * degrees) + normal_quantile(probability) * spread
            value = degrees * cube**3
            assert chi_square_quantile(probability, degrees) == pytest.approx(value, rel=1e-7)


class TestBeta:
    @pytest.mark.parametrize("probability", PROBABILITIES)
    @pytest.mark.parametrize("b", [1, 2, 20, 10**6, 10**15, 10**31])
    def test_a_first_shape_of_one_has_a_closed_form(self, probability: Fraction, b: int) -> None:
        below, above = float(probability), float(1 - probability)
        logarithm = log1p(-below) if below < 0.5 else log(above)
        assert beta_quantile(probability, 1, b) == exact(-expm1(logarithm / b))

    @pytest.mark.parametrize("probability", PROBABILITIES)
    @pytest.mark.parametrize("a", [1, 2, 20, 10**6, 10**15, 10**31])
    def test_a_second_shape_of_one_has_a_closed_form(self, probability: Fraction, a: int) -> None:
        assert beta_quantile(probability, a, 1) == exact(float(probability) ** (1 / a))

    @pytest.mark.parametrize("both", [1, 3, 1000, 10**9, 10**31])
    def test_equal_shapes_have_their_median_in_the_middle(self, both: int) -> None:
        assert beta_quantile("1/2", both, both) == exact(0.5)

    @pytest.mark.parametrize("probability", PROBABILITIES)
    @pytest.mark.parametrize(("a", "b"), [(1, 1), (2, 9), (30, 4), (10**8, 3), (5, 10**8)])
    def test_exchanged_shapes_are_the_mirror_image(
        self, probability: Fraction, a: int, b: int
    ) -> None:
        one, other = beta_quantile(probability, a, b), beta_quantile(1 - probability, b, a)
        assert one == pytest.approx(1 - other, abs=1e-15)

    def test_it_agrees_with_a_table(self) -> None:
        assert beta_quantile("2.5 %", 19, 2) == pytest.approx(0.751267, abs=1e-6)


class TestAnyInput:
    @pytest.mark.parametrize("degrees", [1, 2, 3, 50, 10**9, 10**20, 10**31])
    @pytest.mark.parametrize("probability", PROBABILITIES)
    def test_a_quantile_is_a_number_in_range(self, probability: Fraction, degrees: int) -> None:
        assert 0 < chi_square_quantile(probability, degrees) < inf
        for a, b in ((1, degrees), (degrees, 1), (degrees, degrees), (3, degrees)):
            assert 0 < beta_quantile(probability, a, b) <= 1
        assert isfinite(normal_quantile(probability))

    def test_steps_are_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(quantiles, "_MOST_STEPS", 2)
        assert chi_square_quantile("90 %", 6) == pytest.approx(10.6446, rel=0.2)

    @pytest.mark.parametrize("probability", ["0", "1", Fraction(1, 10**30 + 1) / 2, "100 %"])
    def test_a_certain_probability_is_refused(self, probability: Share) -> None:
        with pytest.raises(InvalidValue, match="probability"):
            normal_quantile(probability)
        with pytest.raises(InvalidValue, match="probability"):
            chi_square_quantile(probability, 2)
        with pytest.raises(InvalidValue, match="probability"):
            beta_quantile(probability, 1, 1)

    @pytest.mark.parametrize("probability", [0.5, float("nan"), None])
    def test_a_float_probability_is_refused(self, probability: Share) -> None:
        with pytest.raises(InvalidType, match="probability"):
            normal_quantile(probability)

    @pytest.mark.parametrize("value", [0, -1, 10**32])
    def test_shapes_out_of_range_are_refused(self, value: int) -> None:
        with pytest.raises(InvalidValue, match="degrees"):
            chi_square_quantile("1/2", value)
        with pytest.raises(InvalidValue, match="a: "):
            beta_quantile("1/2", value, 1)
        with pytest.raises(InvalidValue, match="b: "):
            beta_quantile("1/2", 1, value)

    @pytest.mark.parametrize("value", [2.0, True, "2", Fraction(2)])
    def test_shapes_of_another_kind_are_refused(self, value: int) -> None:
        with pytest.raises(InvalidType, match="degrees"):
            chi_square_quantile("1/2", value)
        with pytest.raises(InvalidType, match="b: "):
            beta_quantile("1/2", 1, value)
