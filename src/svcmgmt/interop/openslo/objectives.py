"""What is promised of an indicator: how much of it must be good, and what good is."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Final

from attrs import frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.interop.openslo.durations import DurationShorthand
from svcmgmt.interop.openslo.indicators import SLI
from svcmgmt.interop.openslo.parts import Part
from svcmgmt.sla.objectives import Direction, Objective, at_least
from svcmgmt.values import Quantity, Ratio

__all__ = ["Operator", "SLOObjective"]


class Operator(Enum):
    """How a measured value is compared with a level; the side named is the good one.

    Examples:
        >>> Operator("lte")
        <Operator.LTE: 'lte'>
    """

    LTE = "lte"  # at most
    GTE = "gte"  # at least
    LT = "lt"  # less than
    GT = "gt"  # more than


_DIRECTIONS: Final = {
    # direction, and whether the level itself is beyond it
    Operator.LTE: (Direction.LOWER_IS_BETTER, False),
    Operator.GTE: (Direction.HIGHER_IS_BETTER, False),
    Operator.LT: (Direction.LOWER_IS_BETTER, True),
    Operator.GT: (Direction.HIGHER_IS_BETTER, True),
}


@frozen(kw_only=True)
class SLOObjective(Part):
    """One objective: a target for the share of good, and where needed what good is.

    Source: OpenSLO v1, objectives; rules R1.2 and R4.2.

    Examples:
        >>> fast = SLOObjective(op=Operator.LTE, value=Decimal(200), target=Decimal("0.995"))
        >>> print(fast.promise(), "|", fast.condition(unit="ms"))
        at least 99.5 % | at most 200 ms
    """

    display_name: str | None = None
    """How people call it."""

    op: Operator | None = None
    """How a threshold metric is compared with the value."""

    value: Decimal | None = None
    """What a threshold metric is compared with, in the unit of the metric."""

    target: Decimal | None = None
    """Share that must be good, 0 up to 1; this or `target_percent`."""

    target_percent: Decimal | None = None
    """Percentage that must be good, 0 up to 100; this or `target`."""

    time_slice_target: Decimal | None = None
    """Share from which on a slice is good, above 0 up to 1; for time slices."""

    time_slice_window: DurationShorthand | None = None
    """Length of a slice; a bare number counts minutes."""

    indicator: SLI | None = None
    """Its own indicator, in an objective of several."""

    indicator_ref: str | None = None
    """Name of its own indicator, in an objective of several."""

    composite_weight: Decimal | None = None
    """How much it weighs beside the others, more than 0."""

    @property
    def required_share(self) -> Ratio:
        """The share that must be good, exact.

        Raises:
            InvalidValue: no target, two that differ, or one outside 0 to 1.
        """
        shares = {
            Fraction(each) / whole
            for each, whole in ((self.target, 1), (self.target_percent, 100))
            if each is not None
        }
        told = f"{self.target} and {self.target_percent} %"
        if len(shares) != 1:
            raise InvalidValue("target", told, "one target, as a share or a percentage")
        (share,) = shares
        if not 0 <= share <= 1:
            raise InvalidValue("target", told, "0 to 1, or 0 % to 100 %")
        return Ratio(share.numerator, share.denominator)

    @property
    def slice_target(self) -> Ratio | None:
        """The share from which on a slice is good; None if there is none.

        Raises:
            InvalidValue: outside 0 to 1.
        """
        return None if self.time_slice_target is None else Ratio(self.time_slice_target, 1)

    @property
    def slice_length(self) -> timedelta | None:
        """The length of a slice; None if there is none.

        Raises:
            InvalidValue: months, quarters or years, which have no one length.
        """
        return None if self.time_slice_window is None else self.time_slice_window.exact

    def promise(self) -> Objective:
        """Return what is promised of the share of good.

        Raises:
            InvalidValue: no target, two that differ, or one outside 0 to 1.
        """
        return at_least(self.required_share)

    def condition(self, *, unit: str = "1") -> Objective:
        """Return what a value of a threshold metric must be to be good.

        Args:
            unit: in which the metric is measured; the specification has no place for it.

        Raises:
            InvalidValue: no comparison or no value.
        """
        if self.op is None or self.value is None:
            raise InvalidValue("objective", f"{self.op} {self.value}", "an op and a value")
        direction, is_strict = _DIRECTIONS[self.op]
        return Objective(
            target=Quantity(self.value, unit), direction=direction, is_strict=is_strict
        )
