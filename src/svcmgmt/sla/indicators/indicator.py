"""What counts as good: a service level indicator with every choice that it makes."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.indicators.policies import (
    BudgetingMethod,
    ExcludedSlice,
    MissingData,
)
from svcmgmt.values import Ratio
from svcmgmt.values._exact import ExactNumber, exact, number_text
from svcmgmt.values._kinds import of_kind

__all__ = ["Indicator"]


def _share(value: Ratio | str | None) -> Ratio | None:
    if value is None or isinstance(value, Ratio):
        return value
    return Ratio.parse(value)


def _minimum(value: ExactNumber) -> Fraction:
    return exact("minimum_events", value)


@frozen(kw_only=True)
class Indicator:
    """How a series of counts becomes one share: a service level indicator (SLI).

    By occurrences it is a share of events, such as requests that succeeded, or of samples that
    met a condition; by time slices a share of slices. What missing data mean must be said.
    Source: rules R4.2, R4.3 and R0.6; the terms of OpenSLO.

    Raises:
        InvalidType: a policy of another kind, or a float.
        InvalidValue: time slices without a slice target or another method with one; events that
            are missing and yet shall be good or bad; a negative minimum.

    Examples:
        >>> checkout = Indicator(name="checkout", method=BudgetingMethod.TIMESLICES,
        ...                      slice_target="95 %", missing=MissingData.UNDETERMINED,
        ...                      no_traffic=MissingData.GOOD)
        >>> dict(checkout.policies)["missing data"]
        'undetermined'
    """

    name: str = field(validator=of_kind(str))
    """What is measured, as people call it."""

    missing: MissingData = field(validator=of_kind(MissingData))
    """What a slice is taken for of which nothing is known."""

    method: BudgetingMethod = field(
        default=BudgetingMethod.OCCURRENCES, validator=of_kind(BudgetingMethod)
    )
    """What it is a share of."""

    slice_target: Ratio | None = field(
        default=None, converter=_share, validator=of_kind(Ratio, None)
    )
    """Share of good events from which on a slice is good; for time slices only."""

    no_traffic: MissingData | None = field(default=None, validator=of_kind(MissingData, None))
    """What a slice is taken for in which nothing happened; None for the same as missing."""

    minimum_events: Fraction = field(default=Fraction(0), converter=_minimum)
    """Events below which a slice is too thin to judge; for methods by slices only."""

    below_minimum: MissingData = field(default=MissingData.IGNORE, validator=of_kind(MissingData))
    """What a slice is taken for that is too thin."""

    excluded_slice: ExcludedSlice = field(
        default=ExcludedSlice.TOUCHED, validator=of_kind(ExcludedSlice)
    )
    """Which slices an excluded time leaves out."""

    empty: EmptyBase = field(default=EmptyBase.UNDEFINED, validator=of_kind(EmptyBase))
    """What the share is in a window in which nothing counts."""

    def __attrs_post_init__(self) -> None:
        if self.minimum_events < 0:
            raise InvalidValue("minimum_events", self.minimum_events, "0 or more")
        if self.method is BudgetingMethod.TIMESLICES:
            if self.slice_target is None or not self.slice_target.value:
                raise InvalidValue("slice_target", self.slice_target, "a share above 0")
        elif self.slice_target is not None:
            allowed = f"none, because the method is {self.method.value}"
            raise InvalidValue("slice_target", str(self.slice_target), allowed)
        if self.method is BudgetingMethod.OCCURRENCES:
            self._check_occurrences()

    def _check_occurrences(self) -> None:
        """Refuse what only slices can be: nobody knows how many events are missing."""
        for name, policy in (("missing", self.missing), ("no_traffic", self.no_traffic)):
            if policy in {MissingData.GOOD, MissingData.BAD}:
                allowed = "ignore or undetermined; missing events have no number, slices have"
                raise InvalidValue(name, policy.value, allowed)
        if self.minimum_events:
            allowed = "0, because by occurrences every event counts"
            raise InvalidValue("minimum_events", self.minimum_events, allowed)

    @property
    def without_traffic(self) -> MissingData:
        """What a slice is taken for in which nothing happened."""
        return self.missing if self.no_traffic is None else self.no_traffic

    @property
    def policies(self) -> tuple[tuple[str, str], ...]:
        """The choices that it makes, by name."""
        chosen = [("method", self.method.value)]
        if self.slice_target is not None:
            chosen.append(("slice target", str(self.slice_target).partition(" (")[0]))
        chosen += [("missing data", self.missing.value), ("no traffic", self.without_traffic.value)]
        if self.minimum_events:
            least = f"{number_text(self.minimum_events)} events, else {self.below_minimum.value}"
            chosen.append(("minimum traffic", least))
        return (
            *chosen,
            ("excluded slices", self.excluded_slice.value),
            ("empty base", self.empty.value),
        )
