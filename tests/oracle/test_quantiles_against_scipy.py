"""Quantiles against scipy, where its own digits suffice, and against sums of exact terms."""

from __future__ import annotations

from fractions import Fraction
from math import comb, exp

import pytest
from hypothesis import given, strategies as st
from scipy import special  # type: ignore[import-untyped]

from svcmgmt.statistics import beta_quantile, chi_square_quantile, normal_quantile

PROBABILITIES = st.fractions(Fraction(1, 10**9), Fraction(999, 1000), max_denominator=10**9) | (
    st.integers(1, 29).map(lambda power: Fraction(1, 10**power))
)
SHAPES = st.integers(1, 300)


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-11, abs=0)


@given(PROBABILITIES)
def test_normal_quantiles(probability: Fraction) -> None:
    expected = special.ndtri(float(probability))
    assert normal_quantile(probability) == pytest.approx(expected, rel=1e-13, abs=1e-15)
    assert normal_quantile(1 - probability) == pytest.approx(-expected, rel=1e-13, abs=1e-15)


@given(PROBABILITIES, SHAPES)
def test_chi_square_quantiles_of_either_tail(tail: Fraction, degrees: int) -> None:
    below = 2 * special.gammaincinv(degrees / 2, float(tail))
    above = 2 * special.gammainccinv(degrees / 2, float(tail))
    assert chi_square_quantile(tail, degrees) == near(below)
    assert chi_square_quantile(1 - tail, degrees) == near(above)


@given(PROBABILITIES, SHAPES, SHAPES)
def test_beta_quantiles_of_either_tail(tail: Fraction, a: int, b: int) -> None:
    assert beta_quantile(tail, a, b) == near(special.betaincinv(a, b, float(tail)))
    assert beta_quantile(1 - tail, a, b) == near(special.betainccinv(a, b, float(tail)))


@given(PROBABILITIES, st.integers(1, 25), st.integers(1, 25))
def test_a_beta_quantile_solves_the_exact_binomial_sum(tail: Fraction, a: int, b: int) -> None:
    quantile = Fraction(beta_quantile(tail, a, b))
    cases = a + b - 1
    below = sum(
        comb(cases, many) * quantile**many * (1 - quantile) ** (cases - many)
        for many in range(a, cases + 1)
    )
    height = a * comb(cases, a) * quantile**a * (1 - quantile) ** b
    assert abs(below - tail) <= height * Fraction(1, 10**12)


@pytest.mark.parametrize("power", [3, 6, 9, 12, 15, 20, 25])
def test_an_even_number_of_degrees_solves_the_poisson_sum_in_the_far_tail(power: int) -> None:
    # three events or fewer: the sum has four terms, and no digits are lost in it
    mean = chi_square_quantile(1 - Fraction(1, 10**power), 8) / 2
    above = exp(-mean) * (1 + mean + mean**2 / 2 + mean**3 / 6)
    assert above == pytest.approx(10**-power, rel=1e-12, abs=0)
