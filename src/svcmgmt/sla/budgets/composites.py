"""Objectives of several indicators together: one budget of all of them (rule R4.11)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.errors import InvalidValue
from svcmgmt.sla.budgets._text import amount_text, share_text
from svcmgmt.sla.budgets.error_budgets import ErrorBudget
from svcmgmt.sla.indicators import BudgetingMethod, IndicatorReading, IndicatorSeries
from svcmgmt.statistics import Share
from svcmgmt.temporal import Interval
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._exact import ExactNumber, exact, number_text
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["CompositePart", "CompositeReading", "composite"]


def _weight(value: ExactNumber) -> Fraction:
    weight = exact("weight", value)
    if weight <= 0:
        raise InvalidValue("weight", value, "more than 0")
    return weight


@frozen(kw_only=True)
class CompositePart:
    """One indicator of a composite objective, and how much it weighs.

    Raises:
        InvalidType: a series of another kind, or a weight that is a float.
        InvalidValue: a weight of 0 or less.
    """

    series: IndicatorSeries = field(validator=of_kind(IndicatorSeries))
    """The indicator over counts."""

    weight: Fraction = field(default=Fraction(1), converter=_weight)
    """How much it weighs beside the others; time slices have no weights."""


@frozen(kw_only=True, repr=False)
class CompositeReading:
    """Several indicators over one window, as one share.

    By occurrences, bad events and events add up, each times its weight. By time slices, a slice
    is bad if it is bad for any indicator, else undetermined if it is so for any. By ratio time
    slices, the shares of bad are averaged by weight. Source: rule R4.11, OpenSLO.
    """

    method: BudgetingMethod = field(validator=of_kind(BudgetingMethod))
    """The method of all of them."""

    readings: tuple[tuple[Fraction, IndicatorReading], ...]
    """Weight and reading of each."""

    bad: Fraction = field(validator=of_kind(Fraction))
    """Bad units: weighted events, or slices."""

    base: Fraction = field(validator=of_kind(Fraction))
    """All units that count."""

    undetermined: int = field(default=0, validator=of_kind(int))
    """Slices that leave the value undetermined."""

    @property
    def value(self) -> Ratio | NoData:
        """The share of good units."""
        if self.undetermined:
            return NoData(f"{self.undetermined} slices are undetermined")
        return Ratio.of(self.base - self.bad, self.base, reason=f"no {self.unit} to measure by")

    @property
    def unit(self) -> str:
        """What the units are."""
        by_events = self.method is BudgetingMethod.OCCURRENCES
        return f"weighted {self.readings[0][1].unit}" if by_events else "slices"

    def budget(self, target: Share) -> ErrorBudget:
        """Return the budget that a target leaves for all of them together.

        Raises:
            InvalidType: a target that is a float or no share.
            InvalidValue: a target outside 0 to 1.
        """
        first = self.readings[0][1]
        return ErrorBudget(
            target=target,
            consumed=self.bad,
            counted=self.base,
            total=self.base,
            unit=self.unit,
            undetermined=self.undetermined,
            empty=first.indicator.empty,
            window=first.window,
            measured=first.measured,
            slice=None if self.method is BudgetingMethod.OCCURRENCES else first.slice,
            policies=first.policies,
            findings=tuple(found for _, each in self.readings for found in each.findings),
        )

    def explain(self) -> str:
        """Return the share and those that it is made of as text for a person."""
        parts = [f"weight {number_text(weight)}: {reading}" for weight, reading in self.readings]
        return "\n".join([str(self), *parts])

    def as_rows(self) -> list[dict[str, str | float | None]]:
        """Return one dict for each indicator, for a table or a frame; numbers are floats."""
        rates = [(weight, each, each.error_rate) for weight, each in self.readings]
        return [
            {
                "indicator": each.indicator.name,
                "weight": float(weight),
                "bad": float(each.bad),
                "base": float(each.base),
                "error_rate": None if isinstance(rate, NoData) else float(rate),
            }
            for weight, each, rate in rates
        ]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain()}

    def __str__(self) -> str:
        value = self.value
        told = str(value) if isinstance(value, NoData) else share_text(value.value)
        of = f"{amount_text(self.base)} {self.unit}"
        return f"composite of {len(self.readings)} by {self.method.value}: {told} of {of}"

    def __repr__(self) -> str:
        return f"<CompositeReading {self}>"


def composite(
    parts: Iterable[CompositePart], window: Interval | ReportingPeriod
) -> CompositeReading:
    """Return several indicators over one window as one share.

    Args:
        parts: at least one, all by one method and in slices of one grid.
        window: from when to when, or a reporting period; whole slices.

    Raises:
        InvalidType: something else than parts.
        InvalidValue: no parts, several methods or grids, weights for time slices, or a window
            that is not whole slices.
        LimitExceeded: time slices over more than ten million slices.

    Examples:
        >>> from datetime import timedelta
        >>> from svcmgmt.sla.indicators import EventSeries, Indicator, MissingData
        >>> from svcmgmt.temporal import parse_instant as at
        >>> eight, minute = at("2026-10-26T08:00:00Z"), timedelta(minutes=1)
        >>> up = Indicator(name="up", method=BudgetingMethod.TIMESLICES, slice_target="100 %",
        ...                missing=MissingData.UNDETERMINED)
        >>> rows = ([1, 1, 0, 1], [1, 0, 1, 1], [1, 1, 1, 1])
        >>> parts = [
        ...     CompositePart(series=IndicatorSeries(indicator=up, series=EventSeries.of_slices(
        ...         eight, [(good, 1) for good in row], slice=minute)))
        ...     for row in rows]
        >>> print(composite(parts, Interval(eight, eight + 4 * minute)))
        composite of 3 by timeslices: 50 % of 4 slices
    """
    listed = all_of_kind("parts", parts, CompositePart)
    grids = {(part.series.indicator.method, part.series.grid) for part in listed}
    if len(grids) != 1:
        raise InvalidValue("parts", listed, "one or more, by one method and in slices of one grid")
    method, grid = grids.pop()
    readings = tuple((part.weight, part.series.over(window)) for part in listed)
    if method is BudgetingMethod.TIMESLICES:
        if any(part.weight != 1 for part in listed):
            raise InvalidValue("weight", [part.weight for part in listed], "1 for time slices")
        low, high = grid.slices_of(readings[0][1].measured)
        bad, base, unknown = _any_bad(listed, low, high)
    elif method is BudgetingMethod.OCCURRENCES:
        bad = sum((weight * each.bad for weight, each in readings), Fraction(0))
        base = sum((weight * each.base for weight, each in readings), Fraction(0))
        unknown = sum(each.undetermined for _, each in readings)
    else:
        bad, base, unknown = _mean(readings)
    return CompositeReading(
        method=method, readings=readings, bad=bad, base=base, undetermined=unknown
    )


def _any_bad(parts: Iterable[CompositePart], low: int, high: int) -> tuple[Fraction, Fraction, int]:
    """Return slices that are bad for any indicator, slices that count, and undetermined ones."""
    bad = base = unknown = 0
    columns = [zip(*part.series.columns(low, high), strict=True) for part in parts]
    for slices in zip(*columns, strict=True):
        is_bad = any(each[0] for each in slices)
        is_unknown = not is_bad and any(each[2] for each in slices)
        bad, unknown = bad + is_bad, unknown + is_unknown
        base += not is_unknown and any(each[1] for each in slices)
    return Fraction(bad), Fraction(base), unknown


def _mean(
    readings: Iterable[tuple[Fraction, IndicatorReading]],
) -> tuple[Fraction, Fraction, int]:
    """Return slices with the weighted mean of the indicators' shares of bad."""
    listed = [(weight, each) for weight, each in readings if each.base]
    unknown = sum(each.undetermined for _, each in readings)
    weights = sum((weight for weight, _ in listed), Fraction(0))
    if not listed:
        return Fraction(0), Fraction(0), unknown
    share = sum((weight * each.bad / each.base for weight, each in listed), Fraction(0)) / weights
    base = max(each.base for _, each in listed)
    return share * base, base, unknown
