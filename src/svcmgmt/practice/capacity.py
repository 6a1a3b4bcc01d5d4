"""Capacity: how much of it is used, how much is left, and when it is exhausted."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from typing import Final, TypeAlias

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.practice._fields import a_count, named
from svcmgmt.sla.evaluation import Evaluation
from svcmgmt.sla.objectives import Objective
from svcmgmt.statistics import PercentileMethod, Share, percentile
from svcmgmt.statistics._arguments import share_of
from svcmgmt.values import NoData, Quantity, Ratio
from svcmgmt.values._exact import exact, number_text
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = [
    "CapacityTrend",
    "CapacityUse",
    "CapacityView",
    "GrowthMethod",
    "capacity_trend",
    "judge_capacity",
    "peak_to_mean",
]

_PERCENT: Final = "%"
_FEWEST: Final = 2  # observations of which one can follow another

_Point: TypeAlias = tuple[int, Fraction]
"""The place of an observation, counted in periods, and its amount."""


class CapacityView(Enum):
    """Of what the capacity is looked at (rule R1.21, ITIL 4).

    Examples:
        >>> CapacityView("component")
        <CapacityView.COMPONENT: 'component'>
    """

    SERVICE = "service"  # what one service can carry: sessions, orders an hour
    BUSINESS = "business"  # what the business will ask for: customers, branches
    COMPONENT = "component"  # what one part can do: storage, memory, a line


class GrowthMethod(Enum):
    """How growth is read from a series (rule R1.21).

    Examples:
        >>> GrowthMethod("quantile")
        <GrowthMethod.QUANTILE: 'quantile'>
    """

    LEAST_SQUARES = "least_squares"  # the slope of the line with the least squared distances
    QUANTILE = "quantile"  # a quantile of the growth from one period to the next


def _check_amount(name: str, value: Quantity) -> None:
    check_kind(name, value, Quantity)
    if value.amount < 0:
        raise InvalidValue(name, str(value), "0 or more")


@frozen(kw_only=True)
class CapacityUse:
    """How much of a capacity is used.

    More may be used than there is, for instance of oversubscribed storage. Source: rule R1.21.

    Raises:
        InvalidType: an amount without a unit.
        InvalidValue: a negative amount, amounts of different units, or no name.

    Examples:
        >>> disk = CapacityUse(subject="db1 disk", used=Quantity(660, "GB"),
        ...                    capacity=Quantity(1000, "GB"))
        >>> print(disk.utilisation, "|", disk.headroom)
        66 % | 340 GB
    """

    subject: str = field(validator=named)
    """What is used, by name."""

    used: Quantity
    """How much is used; 0 or more."""

    capacity: Quantity
    """How much there is, in the unit of what is used; 0 or more."""

    view: CapacityView = field(default=CapacityView.SERVICE, validator=of_kind(CapacityView))
    """Whether it is the capacity of the business, a service or a component."""

    def __attrs_post_init__(self) -> None:
        _check_amount("used", self.used)
        _check_amount("capacity", self.capacity)
        _check_unit("capacity", self.capacity, self.used.unit)

    @property
    def utilisation(self) -> Quantity | NoData:
        """Used of the capacity, in percent, exact; no data without a capacity."""
        if not self.capacity.amount:
            return NoData("no capacity")
        return Quantity(self.used.amount / self.capacity.amount * 100, _PERCENT)

    @property
    def headroom(self) -> Quantity:
        """What is left, in the unit of the capacity; negative where too much is used."""
        return self.capacity - self.used

    def __str__(self) -> str:
        return f"{self.subject}: {self.used} of {self.capacity}"


def _check_unit(name: str, value: Quantity, unit: str) -> None:
    if value.unit != unit:
        raise InvalidValue(name, str(value), f"an amount in {unit}, as what is used")


def judge_capacity(use: CapacityUse, thresholds: Objective) -> Evaluation:
    """Return what the utilisation of a capacity means: fine, to be warned of, or critical.

    Args:
        use: how much is used.
        thresholds: the critical level in percent, and the level beyond which somebody is
            warned, as `at_most(Quantity(85, "%"), warning=Quantity(70, "%"))`. A level that is
            reached exactly is not passed.

    Returns:
        The utilisation with its verdict; undefined without a capacity.

    Raises:
        InvalidType: thresholds that are no amounts in percent.
        InvalidValue: thresholds in another unit.

    Examples:
        >>> from svcmgmt.sla.objectives import at_most
        >>> disk = CapacityUse(subject="db1 disk", used=Quantity(720, "GB"),
        ...                    capacity=Quantity(1000, "GB"))
        >>> print(judge_capacity(disk, at_most(Quantity(85, "%"), warning=Quantity(70, "%"))))
        utilisation of db1 disk: warning, 72 %, promised at most 85 %, warning beyond 70 %
    """
    check_kind("use", use, CapacityUse)
    check_kind("thresholds", thresholds, Objective)
    return Evaluation(
        subject=use.subject,
        measure="utilisation",
        value=use.utilisation,
        objective=thresholds,
        whole=use.capacity,
        policies=(("view", use.view.value),),
    )


def _amounts(values: Iterable[Quantity | NoData], unit: str | None) -> tuple[list[_Point], int]:
    """Return the observations with their places, and how many periods were given."""
    listed = all_of_kind("values", values, Quantity, NoData)
    known = [(place, each) for place, each in enumerate(listed) if isinstance(each, Quantity)]
    total = Fraction(0)
    for _, each in known:
        unit = each.unit if unit is None else unit
        _check_unit("values", each, unit)
        total = exact("values", total + each.amount)  # as Quantity adds, so that it stays handy
    return [(place, each.amount) for place, each in known], len(listed)


def peak_to_mean(values: Iterable[Quantity | NoData]) -> Fraction | NoData:
    """Return how many times the mean the highest of some amounts is (rule R1.21).

    Args:
        values: amounts in one unit, one a period; periods without data do not count.

    Returns:
        The exact factor; no data where there are no amounts, or their mean is 0.

    Raises:
        InvalidType: something that is no amount.
        InvalidValue: amounts of different units.

    Examples:
        >>> peak_to_mean([Quantity(10, "req/s"), Quantity(30, "req/s"), Quantity(20, "req/s")])
        Fraction(3, 2)
    """
    amounts = [amount for _, amount in _amounts(values, None)[0]]
    total = sum(amounts, Fraction(0))
    if not total:
        return NoData("nothing was used")
    return max(amounts) * len(amounts) / total


@frozen(kw_only=True)
class CapacityTrend:
    """How use grows, and how long a capacity lasts if it goes on so.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: a negative count.

    Examples:
        >>> print(capacity_trend([Quantity(each, "%") for each in (60, 62, 64, 66)],
        ...                      limit=Quantity(80, "%")))
        grows by 2 % a period, reaches 80 % after 7 periods
    """

    limit: Quantity = field(validator=of_kind(Quantity))
    """The level that must not be passed."""

    last: Quantity | NoData = field(validator=of_kind(Quantity, NoData))
    """The last observation; no data without one."""

    growth: Quantity | NoData = field(validator=of_kind(Quantity, NoData))
    """Growth a period, exact; negative where use shrinks, no data for too few observations."""

    periods_left: Fraction | NoData = field(validator=of_kind(Fraction, NoData))
    """Periods from the last observation to the limit; 0 if it is reached, no data if never."""

    method: GrowthMethod
    """How growth was read."""

    quantile: Ratio | None = None
    """Which quantile of the growth; None for the line."""

    observations: int = field(validator=a_count)
    """Periods with data."""

    missing: int = field(default=0, validator=a_count)
    """Periods without data; they keep their places."""

    def __str__(self) -> str:
        if isinstance(self.growth, NoData):
            return str(self.growth)
        told = f"grows by {self.growth} a period"
        if isinstance(self.periods_left, NoData):
            return f"{told}, {self.periods_left}"
        return f"{told}, reaches {self.limit} after {number_text(self.periods_left)} periods"


def capacity_trend(
    values: Iterable[Quantity | NoData],
    *,
    limit: Quantity,
    method: GrowthMethod = GrowthMethod.LEAST_SQUARES,
    quantile: Share | None = None,
    percentile_method: PercentileMethod = PercentileMethod.NEAREST_RANK,
) -> CapacityTrend:
    """Return how use grows from period to period, and when it reaches a limit.

    By least squares, the line is followed to the limit. By a quantile of growth, use goes on
    from the last observation as fast as in the share of the periods that grew no faster; growth
    over a gap spreads evenly over it. Source: rule R1.21.

    Args:
        values: use, one a period, in order, all in one unit; no data keeps the place of a
            period that nobody measured.
        limit: the level that must not be passed, in the same unit.
        method: how growth is read.
        quantile: of the growth, for `GrowthMethod.QUANTILE` only, such as `"90 %"`.
        percentile_method: how the quantile is read.

    Raises:
        InvalidType: something that is no amount, or no share.
        InvalidValue: amounts of different units; a quantile without the method, or the method
            without one.

    Examples:
        >>> steps = [Quantity(each, "GB") for each in (10, 11, 14, 16)]
        >>> trend = capacity_trend(steps, limit=Quantity(40, "GB"), quantile="90 %",
        ...                        method=GrowthMethod.QUANTILE)
        >>> print(trend)
        grows by 3 GB a period, reaches 40 GB after 8 periods
    """
    check_kind("limit", limit, Quantity)
    check_kind("method", method, GrowthMethod)
    share = _share(method, quantile)
    points, given = _amounts(values, limit.unit)
    growth = _growth(points, share, percentile_method)
    return CapacityTrend(
        limit=limit,
        last=Quantity(points[-1][1], limit.unit) if points else NoData("no observation"),
        growth=growth if isinstance(growth, NoData) else Quantity(growth, limit.unit),
        periods_left=_periods_left(points, growth, limit.amount, is_line=share is None),
        method=method,
        quantile=share,
        observations=len(points),
        missing=given - len(points),
    )


def _share(method: GrowthMethod, quantile: Share | None) -> Ratio | None:
    """Return the quantile where the method has one."""
    if (method is GrowthMethod.QUANTILE) != (quantile is not None):
        allowed = "a share with the method quantile, None with any other"
        raise InvalidValue("quantile", quantile, allowed)
    return None if quantile is None else share_of("quantile", quantile)


def _growth(
    points: list[_Point], share: Ratio | None, method: PercentileMethod
) -> Fraction | NoData:
    """Return the growth a period."""
    if len(points) < _FEWEST:
        return NoData("fewer than 2 observations")
    if share is None:
        return _line(points)[0]
    growths = [(b - a) / (later - place) for (place, a), (later, b) in pairwise(points)]
    return percentile(growths, share, method=method)


def _line(points: list[_Point]) -> tuple[Fraction, Fraction]:
    """Return slope and height at place 0 of the line with the least squared distances."""
    count = len(points)
    places = sum(place for place, _ in points)
    amounts = sum((amount for _, amount in points), Fraction(0))
    crossed = sum((place * amount for place, amount in points), Fraction(0))
    squares = sum(place * place for place, _ in points)
    slope = (count * crossed - places * amounts) / (count * squares - places * places)
    return slope, (amounts - slope * places) / count


def _periods_left(
    points: list[_Point], growth: Fraction | NoData, limit: Fraction, *, is_line: bool
) -> Fraction | NoData:
    if isinstance(growth, NoData):
        return growth
    last, amount = points[-1]
    if amount >= limit:
        return Fraction(0)
    if growth <= 0:
        return NoData("nothing grows")
    if not is_line:
        return (limit - amount) / growth
    slope, height = _line(points)
    # a line that is past the limit already says now, whatever the last observation
    return max((limit - height) / slope - last, Fraction(0))
