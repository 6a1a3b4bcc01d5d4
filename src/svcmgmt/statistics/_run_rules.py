"""Run rules of control charts: patterns that a process in control would seldom show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction
from typing import Final

__all__ = ["LIMITS_ONLY", "RunRule", "signals_of", "zone_of"]


class RunRule(Enum):
    """What makes a point of a control chart a signal (rule R6.12).

    A point on a line is not beyond it. A pattern is told at the point that completes it, and
    only if that point belongs to it. Source: Western Electric, Statistical quality control
    handbook, 1956, whose numbers the comments give.

    Examples:
        >>> RunRule("beyond_limits")
        <RunRule.BEYOND_LIMITS: 'beyond_limits'>
    """

    BEYOND_LIMITS = "beyond_limits"  # 1: one point more than 3 sigma from the centre
    TWO_OF_THREE = "two_of_three"  # 2: two of three more than 2 sigma away on one side
    FOUR_OF_FIVE = "four_of_five"  # 3: four of five more than 1 sigma away on one side
    EIGHT_ON_ONE_SIDE = "eight_on_one_side"  # 4: eight in a row on one side of the centre


LIMITS_ONLY: Final = (RunRule.BEYOND_LIMITS,)
"""What a chart looks at unless told otherwise."""

_PATTERNS: Final = {
    # how many, of how many in a row, in which zone at least
    RunRule.BEYOND_LIMITS: (1, 1, 4),
    RunRule.TWO_OF_THREE: (2, 3, 3),
    RunRule.FOUR_OF_FIVE: (4, 5, 2),
    RunRule.EIGHT_ON_ONE_SIDE: (8, 8, 1),
}


def zone_of(deviation: Fraction, variance: Fraction) -> int:
    """Return the zone of a point, exact: 0 on the centre, 1 within one sigma, to 4 beyond three.

    It is negative below the centre. Squares are compared, so that no root has to be taken.
    """
    if not deviation:
        return 0
    squared = deviation * deviation / variance
    zone = 1 + (squared > 1) + (squared > 4) + (squared > 9)  # noqa: PLR2004 - one, two, three sigma
    return zone if deviation > 0 else -zone


def signals_of(zones: Sequence[int], rules: Iterable[RunRule]) -> list[tuple[RunRule, ...]]:
    """Return for each point the rules by which it is a signal."""
    signals: list[tuple[RunRule, ...]] = [()] * len(zones)
    for rule in rules:
        for index in _completed(zones, *_PATTERNS[rule]):
            signals[index] += (rule,)
    return signals


def _completed(zones: Sequence[int], many: int, among: int, least: int) -> Iterable[int]:
    """Yield the points that complete a pattern on their own side."""
    for side in (1, -1):
        belongs = [side * zone >= least for zone in zones]
        count = 0
        for index, one in enumerate(belongs):
            count += one - (index >= among and belongs[index - among])
            if one and count >= many:
                yield index
