"""What a measure is that has nothing to measure: a policy that all measures share."""

from __future__ import annotations

from enum import Enum

__all__ = ["EmptyBase"]


class EmptyBase(Enum):
    """What a share of nothing is (row 13, rule R0.5).

    Examples:
        >>> EmptyBase("undefined")
        <EmptyBase.UNDEFINED: 'undefined'>
    """

    UNDEFINED = "undefined"  # no data
    FULL = "full"  # one hundred percent, as MEF defines the availability of no intervals
