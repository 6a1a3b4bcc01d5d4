"""Quantiles of distributions without a closed form: approximate, in a bounded number of steps.

Beta and chi-square share one method. On a logarithmic scale (of the odds, of the value) both
densities are hills with one top and log-concave sides. So the logarithm of the area beyond a
place is concave too, and Newton's method on it finds the place from anywhere. Areas are sums over
the nodes of a double exponential rule, always the same number of them, and are compared with the
area of the whole hill, so that no gamma function is needed. Results agree with tables to about
twelve digits. Source: Takahasi and Mori, Double exponential formulas, 1974.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import exp, expm1, factorial, log, log1p, sqrt
from statistics import NormalDist
from typing import Final

from attrs import frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.statistics._arguments import Share, share_of, whole

__all__ = ["beta_quantile", "chi_square_quantile", "normal_quantile"]

_NORMAL: Final = NormalDist()
_LEAST_TAIL: Final = Fraction(1, 10**30)
_MOST_STEPS: Final = 100  # some 70 are needed at most; after that only rounding moves the place
_CLOSE: Final = 1e-9  # the next step would move by its square
_NEAR: Final = 0.1  # nearer to the top, differences lose digits that a short series has
_EXP_REST: Final = tuple(1 / factorial(power) for power in range(12, 1, -1))  # exp(x) - 1 - x
_LOG_REST: Final = tuple((-1) ** (power + 1) / power for power in range(18, 1, -1))  # log(1+x) - x


def normal_quantile(probability: Share) -> float:
    """Return the value below which a standard normal variable lies with a probability.

    Args:
        probability: between 0 and 1, at least 1e-30 away from both.

    Returns:
        Standard deviations from the mean; approximate, to about fifteen digits.

    Raises:
        InvalidType: a float or another kind of share.
        InvalidValue: a probability too near to 0 or 1.

    Examples:
        >>> round(normal_quantile("97.5 %"), 6)
        1.959964
    """
    tail, side = _tail(probability)
    return -side * _NORMAL.inv_cdf(tail)


def chi_square_quantile(probability: Share, degrees: int) -> float:
    """Return the value below which a chi-square variable lies with a probability.

    With it, `2 * time / chi_square_quantile(confidence, 2 * failures + 2)` is the lower bound of
    a mean time between failures, also when nothing failed. Source: rule R2.14.

    Args:
        probability: between 0 and 1, at least 1e-30 away from both.
        degrees: degrees of freedom, 1 to 1e31.

    Returns:
        The quantile, above 0; approximate, to about twelve digits.

    Raises:
        InvalidType: a float or another kind of share, degrees that are no int.
        InvalidValue: a probability too near to 0 or 1, or degrees out of range.

    Examples:
        >>> round(chi_square_quantile("90 %", 6), 4)
        10.6446
        >>> round(2 * 1000 / chi_square_quantile("90 %", 2), 1)
        434.3
    """
    tail, side = _tail(probability)
    count = whole("degrees", degrees, least=1)
    return count * exp(_place(_LogGamma(count / 2), tail, side))


def beta_quantile(probability: Share, a: int, b: int) -> float:
    """Return the value below which a beta variable lies with a probability.

    Args:
        probability: between 0 and 1, at least 1e-30 away from both.
        a: first shape, a whole number from 1 to 1e31.
        b: second shape, likewise.

    Returns:
        The quantile, from 0 to 1; approximate, to about twelve digits.

    Raises:
        InvalidType: a float or another kind of share, a shape that is no int.
        InvalidValue: a probability too near to 0 or 1, or a shape out of range.

    Examples:
        >>> round(beta_quantile("2.5 %", 19, 2), 6)
        0.751267
    """
    tail, side = _tail(probability)
    low, high = sorted((whole("a", a, least=1), whole("b", b, least=1)))
    # the hill is drawn for the smaller mean; the other one is its mirror image
    mirror = -1 if a > b else 1
    odds = a / b * exp(mirror * _place(_LogOdds(low, high), tail, mirror * side))
    return odds / (1 + odds)


def _tail(probability: Share) -> tuple[float, int]:
    """Return the smaller tail and its side: -1 below, 1 above."""
    below = share_of("probability", probability).value
    tail = min(below, 1 - below)
    if tail < _LEAST_TAIL:
        raise InvalidValue("probability", probability, "between 0 and 1, by 1e-30 at least")
    return float(tail), -1 if tail == below else 1


@frozen
class _LogGamma:
    """The hill of the logarithm of a gamma variable over the mode, which is its shape."""

    shape: float

    @property
    def curvature(self) -> float:
        return self.shape

    def fall(self, at: float) -> float:
        """Return by how much the logarithm of the height is below that of the top."""
        if abs(at) > _NEAR:
            return self.shape * (expm1(at) - at)
        return self.shape * _series(_EXP_REST, at)

    def slope(self, at: float) -> float:
        return self.shape * expm1(at)


@frozen
class _LogOdds:
    """The hill of the logarithm of the odds of a beta variable over those of the top, `a / b`.

    The first shape is the smaller one: the other way round, differences of large numbers would
    leave no digits.
    """

    a: float
    b: float

    @property
    def curvature(self) -> float:
        return self.a / (self.a + self.b) * self.b

    def fall(self, at: float) -> float:
        """Return by how much the logarithm of the height is below that of the top."""
        both = self.a + self.b
        rise = self.a / both * expm1(at)
        if abs(at) > _NEAR:
            return both * log1p(rise) - self.a * at
        return both * _series(_LOG_REST, rise) + self.a * _series(_EXP_REST, at)

    def slope(self, at: float) -> float:
        return (self.a + self.b) / (1 + self.b / self.a * exp(-at)) - self.a


def _series(terms: Sequence[float], x: float) -> float:
    """Return a power series from the square on; the highest term comes first."""
    total = 0.0
    for term in terms:
        total = total * x + term
    return total * x * x


def _nodes() -> Iterator[tuple[float, float]]:
    """Yield places and weights that add up any integrand that falls like exp(-x) or faster."""
    for step in range(-60, 85):
        t = step / 16
        place = exp(t - exp(-t))
        yield place, place * (1 + exp(-t)) / 16


_NODES: Final = tuple(_nodes())


def _beyond(hill: _LogGamma | _LogOdds, at: float, side: int) -> float:
    """Return the area beyond a place, below (-1) or above (1) it, over the height there."""
    scale = side / (max(side * hill.slope(at), 0) + sqrt(hill.curvature))
    here = hill.fall(at)
    area = sum(weight * exp(here - hill.fall(at + scale * place)) for place, weight in _NODES)
    return abs(scale) * area


def _place(hill: _LogGamma | _LogOdds, tail: float, side: int) -> float:
    """Return the place beyond which a tail of the whole area lies."""
    wanted = log(tail * (_beyond(hill, 0, -1) + _beyond(hill, 0, 1)))
    at = 0.0
    for _ in range(_MOST_STEPS):
        beyond = _beyond(hill, at, side)
        excess = log(beyond) - hill.fall(at) - wanted
        # to the right a hill may fall like exp(-exp(x)), where a long step would leave the floats
        at += min(side * excess * beyond, 1)
        if abs(excess) < _CLOSE:
            break
    return at
