"""How a measure has gone from period to period, and whether its last value is a signal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN
from fractions import Fraction
from functools import cached_property
from typing import Final, TypeAlias

from attrs import Factory, field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.sla.credits import CreditNote
from svcmgmt.sla.objectives import Value, Verdict, check_value, value_text
from svcmgmt.statistics import ControlChart, RunRule, c_chart, p_chart, xmr_chart
from svcmgmt.temporal import instant
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import NoData, Quantity, Ratio
from svcmgmt.values._exact import fixed_text, rounded_units
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["Difference", "PastReport", "PastResult", "Trend", "difference", "difference_text"]

LEAST_POINTS: Final = 8
"""With fewer points a control chart has limits that mean little."""

Difference: TypeAlias = Fraction | Quantity | timedelta | int
"""How far two values are apart: of shares in percentage points."""

_PLACES: Final = 12
_SHOWN: Final = 4

_NOTHING_BEFORE: Final = NoData("no earlier value")


def difference(old: Value | NoData, new: Value | NoData) -> Difference | NoData:
    """Return how far a value is from another one; no data if one of them is none.

    Examples:
        >>> difference(Ratio(1, 2), Ratio(3, 4))
        Fraction(25, 1)
    """
    if isinstance(old, Ratio) and isinstance(new, Ratio):
        return (new.value - old.value) * 100
    if isinstance(old, Quantity) and isinstance(new, Quantity) and old.unit == new.unit:
        return new - old
    if isinstance(old, timedelta) and isinstance(new, timedelta):
        return new - old
    if isinstance(old, int) and isinstance(new, int):
        return new - old
    if isinstance(old, NoData) or isinstance(new, NoData):
        return NoData("nothing to compare with")
    return NoData("values of different kinds")


def difference_text(value: Difference | NoData) -> str:
    """Return how far values are apart as people write it: with a sign; empty for no data.

    Examples:
        >>> difference_text(Fraction(-5, 28)), difference_text(timedelta(hours=1))
        ('≈ -0.1786 points', '+1:00:00')
    """
    if isinstance(value, NoData):
        return ""
    if isinstance(value, timedelta):
        return f"{'+' if value > timedelta() else ''}{duration_text(value)}"
    if isinstance(value, int):
        return f"{value:+d}"
    if isinstance(value, Quantity):
        return f"{'+' if value.amount > 0 else ''}{value}"
    places = next((each for each in (_SHOWN, _PLACES) if _units(value, each)), _SHOWN)
    units = _units(value, places)
    is_exact = Fraction(units, 10**places) == value
    sign = "+" if value > 0 else ""
    return f"{'' if is_exact else '≈ '}{sign}{fixed_text(units, places)} points"


def _units(value: Fraction, places: int) -> int:
    return rounded_units(value, places, ROUND_HALF_EVEN)


def _start(value: datetime) -> datetime:
    return instant(value, "start")


def _is_violated(result: PastResult) -> bool:
    return result.verdict is Verdict.VIOLATED


@frozen(kw_only=True)
class PastResult:
    """What an objective came to in some period: a point of its trend.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> print(PastResult(objective="uptime", subject="vpn", label="2026-02",
        ...     start=at("2026-01-31T23:00:00Z"), value=Ratio(999, 1000), verdict=Verdict.MET))
        2026-02: 99.9 %, met
    """

    objective: str = field(validator=of_kind(str))
    """Identifier of the objective."""

    subject: str = field(validator=of_kind(str))
    """Of what it was judged."""

    label: str = field(validator=of_kind(str))
    """Name of the period."""

    start: datetime = field(converter=_start)
    """When the period began, in UTC."""

    value: Value | NoData = field(validator=check_value)
    """What was measured."""

    verdict: Verdict = field(validator=of_kind(Verdict))
    """What that meant."""

    is_breached: bool = field(
        default=Factory(_is_violated, takes_self=True), validator=of_kind(bool)
    )
    """Whether a promise to the customer was broken; where nobody tells, a violation is one."""

    def __str__(self) -> str:
        return f"{self.label}: {value_text(self.value)}, {self.verdict.value}"


def _results(values: Iterable[PastResult]) -> tuple[PastResult, ...]:
    return all_of_kind("results", values, PastResult)


@frozen(kw_only=True)
class PastReport:
    """What a later report needs of an earlier one: its values and its credits.

    Raises:
        InvalidType: a period, results or credits of another kind.
    """

    period: ReportingPeriod = field(validator=of_kind(ReportingPeriod))
    """The period that was reported."""

    results: tuple[PastResult, ...] = field(converter=_results)
    """What each objective came to."""

    credits: CreditNote | None = field(default=None, validator=of_kind(CreditNote, None))
    """What was credited; None for nothing."""

    agreement: str = field(default="", validator=of_kind(str))
    """Identifier of the agreement; empty where nobody tells."""

    @property
    def is_breached(self) -> bool:
        """Whether any promise to the customer was broken."""
        return any(result.is_breached for result in self.results)


def _points(values: Iterable[PastResult]) -> tuple[PastResult, ...]:
    listed = all_of_kind("points", values, PastResult)
    return tuple(sorted(listed, key=lambda point: (point.start, point.label)))


@frozen(kw_only=True, repr=False)
class Trend:
    """The values of one objective of one subject, period by period, the latest one last.

    Source: rules R6.12 and R9.1.

    Raises:
        InvalidType: something else than points.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> months = {"2026-02": 9, "2026-03": 2}
        >>> trend = Trend(points=[
        ...     PastResult(objective="count", subject="vpn", label=label, value=value,
        ...                start=at(f"{label}-01T00:00:00Z"), verdict=Verdict.MET)
        ...     for label, value in months.items()])
        >>> trend.change, trend.chart
        (-7, NoData(reason='2 points, fewer than the 8 that limits take'))
    """

    points: tuple[PastResult, ...] = field(converter=_points)
    """At least the latest one, in order of time."""

    is_counted: bool = field(default=False, validator=of_kind(bool))
    """Whether the values are shares of independent cases, such as tickets."""

    @property
    def change(self) -> Difference | NoData:
        """How far the latest value is from the one before, in percentage points for shares."""
        values = [point.value for point in self.points]
        return _NOTHING_BEFORE if len(values) <= 1 else difference(values[-2], values[-1])

    @cached_property
    def chart(self) -> ControlChart | NoData:
        """The control chart of the points that have a value; no data if they are few."""
        points = [point for point in self.points if not isinstance(point.value, NoData)]
        if len(points) < LEAST_POINTS:
            return NoData(f"{len(points)} points, fewer than the {LEAST_POINTS} that limits take")
        labels = [point.label for point in points]
        if len({*labels}) < len(labels):
            return NoData("several values of one period")
        return self._charted([point.value for point in points], labels)

    def _charted(self, values: list[Value | NoData], labels: list[str]) -> ControlChart | NoData:
        """Return the chart that fits the kind of the values."""
        shares = [value for value in values if isinstance(value, Ratio)]
        if len(shares) == len(values):
            if self.is_counted:
                return p_chart(shares, labels=labels)
            return _xmr([share.value * 100 for share in shares], labels, "%")
        times = [value for value in values if isinstance(value, timedelta)]
        if len(times) == len(values):
            return xmr_chart(times, labels=labels)
        counts = [value for value in values if isinstance(value, int)]
        if len(counts) == len(values):
            return c_chart(counts, labels=labels) if min(counts) >= 0 else _xmr(counts, labels, "")
        amounts = [value for value in values if isinstance(value, Quantity)]
        units = {amount.unit for amount in amounts}
        if len(amounts) < len(values) or len(units) > 1:
            return NoData("values of different kinds")
        return _xmr([amount.amount for amount in amounts], labels, units.pop())

    @property
    def signal(self) -> tuple[RunRule, ...]:
        """By which rules the latest value says more than that values vary; none if it does not."""
        chart = self.chart
        latest = self.points[-1] if self.points else None
        if isinstance(chart, NoData) or latest is None or isinstance(latest.value, NoData):
            return ()
        return chart.points[-1].signals

    def __repr__(self) -> str:
        return f"<Trend of {len(self.points)} periods>"


def _xmr(values: Iterable[Fraction | int], labels: list[str], unit: str) -> ControlChart | NoData:
    return xmr_chart([_handy(Fraction(value)) for value in values], labels=labels, unit=unit)


def _handy(value: Fraction) -> Fraction:
    """Return a number to twelve decimals: sums of many shares of odd bases cannot be written."""
    return Fraction(_units(value, _PLACES), 10**_PLACES)
