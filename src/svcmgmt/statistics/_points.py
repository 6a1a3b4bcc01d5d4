"""One point of a control chart."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from svcmgmt.statistics._run_rules import RunRule

__all__ = ["ControlPoint", "Number"]

Number: TypeAlias = Fraction | float


@frozen(kw_only=True)
class ControlPoint:
    """A point of a control chart, with the limits that hold for it.

    A limit is a fraction where it can be told exactly, else a float.

    Examples:
        >>> point = ControlPoint(label="W1", value=Fraction(3), centre=Fraction(4),
        ...                      lower=Fraction(0), upper=Fraction(10))
        >>> point.signals
        ()
    """

    label: str
    """What it is of: a month, a team."""

    value: Fraction
    """What was observed, per base."""

    centre: Fraction
    """The centre of the chart."""

    lower: Number
    """Lower limit, three sigma below the centre, or the least that can be."""

    upper: Number
    """Upper limit, three sigma above the centre, or the most that can be."""

    signals: tuple[RunRule, ...] = ()
    """The rules by which it says more than that the series varies."""
