"""How far ahead something is planned: the three planes of service management."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from svcmgmt.errors import InvalidValue
from svcmgmt.values._exact import ExactNumber, exact

__all__ = ["Plane", "plane_of"]


class Plane(Enum):
    """On which plane something is planned (rule R9.3, integrated service management).

    Examples:
        >>> Plane("tactical")
        <Plane.TACTICAL: 'tactical'>
    """

    OPERATIONAL = "operational"  # in detail, for less than half a year: incidents, requests, work
    TACTICAL = "tactical"  # from half a year to a year: service levels, capacity, suppliers
    STRATEGIC = "strategic"  # three years and beyond: portfolio, architecture, demand


_TACTICAL = (Fraction(6), Fraction(12))
_STRATEGIC = Fraction(36)


def plane_of(months: ExactNumber) -> Plane | None:
    """Return the plane of a horizon; None between one year and three, which the rule leaves open.

    Args:
        months: how far ahead; 0 or more.

    Raises:
        InvalidType: an inexact number.
        InvalidValue: a negative one.

    Examples:
        >>> [plane_of(months) for months in (0, 12, 24, 36)]
        [<Plane.OPERATIONAL: ...>, <Plane.TACTICAL: 'tactical'>, None, <Plane.STRATEGIC: ...>]
    """
    ahead = exact("months", months)
    if ahead < 0:
        raise InvalidValue("months", months, "0 or more")
    first, last = _TACTICAL
    if ahead < first:
        return Plane.OPERATIONAL
    if ahead <= last:
        return Plane.TACTICAL
    return Plane.STRATEGIC if ahead >= _STRATEGIC else None
