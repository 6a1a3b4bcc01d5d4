"""What a heat strip consists of: the time of each service split by periods, exactly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import Enum
from fractions import Fraction
from typing import Final

from attrs import frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.sla.availability import Availability, WhenUnknown
from svcmgmt.temporal import Interval, to_micros
from svcmgmt.values import NoData, Ratio

__all__ = ["HeatCell", "HeatLevel", "HeatRow", "heat_row"]

_SECOND: Final = 1_000_000
_FAR: Final = 10
_NOTHING: Final = NoData("no time in the base")


class HeatLevel(Enum):
    """How the availability of one period stands beside the target, best first.

    It is no verdict: a target holds for the period of its objective, not for each day of it.

    Examples:
        >>> HeatLevel("below the target")
        <HeatLevel.BELOW: 'below the target'>
    """

    FULL = "nothing lost"  # all of the base
    WITHIN = "at or above the target"  # something was lost, no more than the target leaves
    BELOW = "below the target"  # up to ten times of what the target leaves was lost
    FAR_BELOW = "far below the target"  # more than that
    NO_DATA = "no data"  # no time in the base, or unknown time that makes it undetermined


@frozen(kw_only=True)
class HeatCell:
    """The availability of one service in one period."""

    period: ReportingPeriod
    """When."""

    base: timedelta
    """How much of it is in the base."""

    value: Ratio | NoData
    """Share of the base that was not lost, before units are rounded; the whole is in seconds."""

    level: HeatLevel
    """How that stands beside the target."""


@frozen(kw_only=True)
class HeatRow:
    """One service: its periods in order, and its availability as it was counted."""

    subject: str
    """Which service."""

    value: Ratio | NoData
    """Its availability over all of its own time, by its policies."""

    cells: tuple[HeatCell, ...]
    """One for each period of the strip."""

    @property
    def worst(self) -> HeatCell | None:
        """The period with the lowest availability, the first of equal ones; None without data."""
        known = [
            (each.value.value, index)
            for index, each in enumerate(self.cells)
            if not isinstance(each.value, NoData)
        ]
        return self.cells[min(known)[1]] if known else None

    def count(self, *levels: HeatLevel) -> int:
        """Return how many periods are of some levels."""
        return sum(each.level in levels for each in self.cells)


def heat_row(
    service: Availability, periods: Sequence[ReportingPeriod], target: Fraction
) -> HeatRow:
    """Return the row of a service; periods follow each other without gaps."""
    edges = [to_micros(each.interval.start) for each in periods]
    edges.append(to_micros(periods[-1].interval.start + periods[-1].interval.duration))
    base = _sums(((low, high, 1) for low, high in _pairs(service.base_time)), edges)
    lost = _sums(
        ((to_micros(each.start), to_micros(each.end), each.share) for each in service.losses), edges
    )
    unknown = _sums(_undetermined(service), edges)
    cells = [
        _cell(period, int(base[index]), lost[index], target, is_known=not unknown[index])
        for index, period in enumerate(periods)
    ]
    return HeatRow(subject=service.subject, value=service.ratio, cells=tuple(cells))


def _pairs(times: Iterable[Interval]) -> Iterable[tuple[int, int]]:
    return ((to_micros(each.start), to_micros(each.start + each.duration)) for each in times)


def _undetermined(service: Availability) -> Iterable[tuple[int, int, int]]:
    if service.policies.unknown is not WhenUnknown.UNDETERMINED:
        return ()
    return (
        (to_micros(row.start), to_micros(row.end), 1)
        for row in service.evidence
        if row.kind == "unknown"
    )


def _sums(spans: Iterable[tuple[int, int, Fraction | int]], edges: Sequence[int]) -> list[Fraction]:
    """Return how much of some weighted stretches lies between each edge and the next."""
    sums = [Fraction(0)] * (len(edges) - 1)
    for low, high, weight in spans:
        index = bisect_right(edges, low) - 1
        while low < high:
            upto = min(high, edges[index + 1])
            sums[index] += (upto - low) * weight
            low, index = upto, index + 1  # noqa: PLW2901 - the stretch is used up piece by piece
    return sums


def _cell(
    period: ReportingPeriod, base: int, lost: Fraction, target: Fraction, *, is_known: bool
) -> HeatCell:
    value: Ratio | NoData = _NOTHING
    if not is_known:
        value = NoData("unknown time makes it undetermined")
    elif base:
        value = Ratio(max(base - lost, Fraction(0)) / _SECOND, Fraction(base, _SECOND))
    return HeatCell(
        period=period,
        base=timedelta(microseconds=base),
        value=value,
        level=_level(value, target),
    )


def _level(value: Ratio | NoData, target: Fraction) -> HeatLevel:
    if isinstance(value, NoData):
        return HeatLevel.NO_DATA
    lost = 1 - value.value
    if not lost:
        return HeatLevel.FULL
    if value.value >= target:
        return HeatLevel.WITHIN
    return HeatLevel.BELOW if lost <= _FAR * (1 - target) else HeatLevel.FAR_BELOW
