"""What an indicator looks at: events and good events, slice by slice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from math import lcm
from operator import le, lt
from typing import Final, NoReturn

from attrs import field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla._measurements import Measured
from svcmgmt.sla.indicators import _sources
from svcmgmt.sla.indicators._columns import MOST, Columns, gathered
from svcmgmt.sla.indicators._grid import Grid
from svcmgmt.sla.indicators.counters import CounterSeries
from svcmgmt.sla.indicators.counts import EventCount
from svcmgmt.sla.objectives import Objective
from svcmgmt.temporal import (
    HORIZON,
    ORIGIN,
    Interval,
    IntervalSet,
    format_instant,
    instant,
    to_micros,
)
from svcmgmt.values import Finding
from svcmgmt.values._exact import ExactNumber, exact
from svcmgmt.values._kinds import of_kind
from svcmgmt.values._lists import listed

__all__ = ["EventSeries"]


_LAST: Final = to_micros(HORIZON)


def _numbers(values: Iterable[int]) -> tuple[int, ...]:
    return listed(values, "numbers", "a list of int")


def _goods(values: Iterable[int]) -> tuple[int, ...]:
    return listed(values, "goods", "a list of int")


def _totals(values: Iterable[int]) -> tuple[int, ...]:
    return listed(values, "totals", "a list of int")


def _anchor(value: datetime) -> datetime:
    return instant(value, "anchor")


@frozen(kw_only=True, repr=False)
class EventSeries:
    """Counts of events in slices of one length; slices without any count are not there.

    Make one from what was collected: `of_counts`, `of_slices`, `of_events`, `of_samples`,
    `of_counters` or `of_downtime`. Series of several sources add up with `+`. What the counts
    mean is said by an `Indicator`. Source: rules R4.2 and R0.6, algorithm 13.8.

    Raises:
        InvalidType: columns that are not whole numbers.
        InvalidValue: columns of different lengths, slices that do not rise, or more good events
            than events.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> series = EventSeries.of_slices(at("2026-10-26T08:00:00Z"), [(118, 120), None, (60, 60)],
        ...                                slice=timedelta(minutes=1))
        >>> len(series), series.scale
        (2, 1)
    """

    slice: timedelta
    """Length of each slice; more than 0."""

    anchor: datetime = field(default=ORIGIN, converter=_anchor)
    """Where a slice starts, in UTC; the default suits every length that divides a day."""

    numbers: tuple[int, ...] = field(default=(), converter=_numbers)
    """Which slices there are, counted from the anchor; strictly rising."""

    goods: tuple[int, ...] = field(default=(), converter=_goods)
    """Good events of each slice, times `scale`."""

    totals: tuple[int, ...] = field(default=(), converter=_totals)
    """Events of each slice, times `scale`; 0 where somebody looked and nothing happened."""

    scale: int = field(default=1, validator=of_kind(int))
    """By what the counts are multiplied to be whole numbers."""

    unit: str = field(default="events", validator=of_kind(str))
    """What is counted."""

    findings: tuple[Finding, ...] = field(default=(), eq=False)
    """What was unusual about the facts."""

    policies: tuple[tuple[str, str], ...] = field(default=(), eq=False)
    """The choices that were made when facts were counted, by name."""

    def __attrs_post_init__(self) -> None:
        columns = (self.numbers, self.goods, self.totals)
        for column in columns:
            if not {int}.issuperset(map(type, column)):
                raise InvalidType("counts", column, "int")
            if len(column) != len(self.numbers):
                raise InvalidValue("counts", len(column), f"{len(self.numbers)}, as the slices")
        if not all(map(lt, self.numbers, self.numbers[1:])):
            raise InvalidValue("numbers", self.numbers, "slices, strictly rising")
        if min(self.goods, default=0) < 0 or not all(map(le, self.goods, self.totals)):
            raise InvalidValue("goods", self.goods, "0 to the total of each slice")
        if self.scale < 1:
            raise InvalidValue("scale", self.scale, "1 or more")
        if sum(self.totals) >= MOST * self.scale:
            raise InvalidValue("totals", "a sum", "less than 1e31 in all")
        grid = self.grid  # refuses a length that is none
        ends = (self.numbers[0], self.numbers[-1] + 1) if self.numbers else ()
        if not all(0 <= grid.origin + end * grid.step <= _LAST for end in ends):
            raise InvalidValue("numbers", ends, "slices within 1970 to 2200")

    @property
    def grid(self) -> Grid:
        """The slices as numbers, for kernels."""
        return Grid(self.slice, self.anchor)

    @classmethod
    def of_counts(
        cls,
        counts: Iterable[EventCount],
        *,
        slice: timedelta,  # noqa: A002 - the field's word for it
        anchor: datetime = ORIGIN,
    ) -> EventSeries:
        """Return the series of counts over intervals, in any order.

        A count that is given again counts once, and a finding says so. Intervals of several
        sources overlap: make a series of each and add them up.

        Args:
            counts: each within one slice; several may lie in one.
            slice: length of the slices.
            anchor: where a slice starts.

        Raises:
            InvalidType: something else than an `EventCount`, or than a `timedelta`.
            InvalidValue: an interval that crosses the edge of a slice, or overlaps another one.

        Examples:
            >>> from svcmgmt.temporal import parse_instant as at
            >>> row = EventCount(start=at("2026-10-26T08:00:00Z"), end=at("2026-10-26T08:01:00Z"),
            ...                  good=118, total=120)
            >>> EventSeries.of_counts([row, row], slice=timedelta(minutes=5)).findings[0].code
            'repeated'
        """
        return cls._made(slice, anchor, lambda grid: _sources.from_counts(counts, grid))

    @classmethod
    def of_slices(
        cls,
        first: datetime,
        counts: Iterable[tuple[ExactNumber, ExactNumber] | None],
        *,
        slice: timedelta,  # noqa: A002 - the field's word for it
        anchor: datetime = ORIGIN,
    ) -> EventSeries:
        """Return the series of (good, total) pairs of neighbouring slices.

        Args:
            first: where the first slice starts.
            counts: one pair for each slice, None for one that nothing is known of.
            slice: length of the slices.
            anchor: where a slice starts.

        Raises:
            InvalidType: a count that is a float or no number.
            InvalidValue: a first instant that is no edge of a slice, or an impossible count.
            NaiveDatetime: an instant without a zone.
        """
        return cls._made(slice, anchor, lambda grid: _sources.from_slices(first, counts, grid))

    @classmethod
    def of_events(
        cls,
        events: Iterable[tuple[datetime, bool]],
        *,
        slice: timedelta,  # noqa: A002 - the field's word for it
        anchor: datetime = ORIGIN,
    ) -> EventSeries:
        """Return the series of single events: (instant, whether it was good), in any order.

        Args:
            events: requests, probes, calls; several may share an instant.
            slice: length of the slices.
            anchor: where a slice starts.

        Raises:
            InvalidType: an event that is neither True nor False.
            NaiveDatetime: an instant without a zone.
        """
        return cls._made(slice, anchor, lambda grid: _sources.from_events(events, grid))

    @classmethod
    def of_samples(
        cls,
        samples: Iterable[tuple[datetime, Measured]],
        *,
        condition: Objective,
        slice: timedelta,  # noqa: A002 - the field's word for it
        anchor: datetime = ORIGIN,
    ) -> EventSeries:
        """Return the series of samples of a gauge: an event each, good if it meets a condition.

        A float stands for the shortest decimal that reads back as it, so 0.3 equals 0.3. A
        sample that is no finite number is no event; equal samples of one instant count once,
        different ones each. Findings tell of all of them.

        Args:
            samples: (instant, value) pairs of one gauge, in any order; a plain number is taken
                in the unit of the condition.
            condition: what a good sample is, without tolerance and rounding.
            slice: length of the slices.
            anchor: where a slice starts.

        Raises:
            InvalidType: a value that cannot be compared with the condition.
            InvalidValue: an amount in another unit, or a condition with a tolerance.
            NaiveDatetime: an instant without a zone.

        Examples:
            >>> from svcmgmt.sla.objectives import at_most
            >>> from svcmgmt.temporal import parse_instant as at
            >>> from svcmgmt.values import Quantity
            >>> noon = at("2026-10-26T12:00:00Z")
            >>> latency = [(noon, 0.3), (noon + timedelta(seconds=15), 0.31)]
            >>> EventSeries.of_samples(latency, condition=at_most(Quantity("0.3", "s")),
            ...                        slice=timedelta(minutes=1)).goods
            (1,)
        """
        return cls._made(
            slice, anchor, lambda grid: _sources.from_samples(samples, condition, grid)
        )

    @classmethod
    def of_counters(
        cls,
        *,
        total: CounterSeries,
        good: CounterSeries | None = None,
        bad: CounterSeries | None = None,
        slice: timedelta,  # noqa: A002 - the field's word for it
        anchor: datetime = ORIGIN,
    ) -> EventSeries:
        """Return the series of the increases of two counters of one process.

        Increases are differences of adjacent samples, each in the slice of its later sample:
        extrapolated ones would not add up. A slice is there if both counters tell of it. If
        more events were good than there were, as counters read at different instants may say,
        all are taken as good, and a finding says so.

        Args:
            total: all events.
            good: good events; either these or the bad ones.
            bad: bad events.
            slice: length of the slices.
            anchor: where a slice starts.

        Raises:
            InvalidType: a counter of another kind.
            InvalidValue: good and bad events, or neither.
        """
        return cls._made(slice, anchor, lambda grid: _sources.from_counters(total, good, bad, grid))

    @classmethod
    def of_downtime(
        cls,
        down: IntervalSet,
        *,
        within: Interval | ReportingPeriod,
        slice: timedelta,  # noqa: A002 - the field's word for it
        anchor: datetime = ORIGIN,
    ) -> EventSeries:
        """Return the series of seconds, good while a service was up.

        Args:
            down: when it was down.
            within: the time that was looked at, or a reporting period; whole slices.
            slice: length of the slices.
            anchor: where a slice starts.

        Raises:
            InvalidValue: bounds that are no edges of slices.
            LimitExceeded: more than ten million slices.
            OpenInterval: bounds without an end.
        """
        return cls._made(
            slice, anchor, lambda grid: _sources.from_downtime(down, within, grid), "seconds"
        )

    @classmethod
    def _made(
        cls,
        length: timedelta,
        anchor: datetime,
        read: Callable[[Grid], Columns],
        unit: str = "events",
    ) -> EventSeries:
        grid = Grid(length, anchor)
        columns = read(grid)
        return cls(
            slice=grid.slice,
            anchor=grid.anchor,
            numbers=columns.numbers,
            goods=columns.goods,
            totals=columns.totals,
            scale=columns.scale,
            unit=unit,
            findings=columns.findings,
            policies=columns.policies,
        )

    def weighted(self, weight: ExactNumber) -> EventSeries:
        """Return the series with every event counted with a weight above 0.

        Raises:
            InvalidType: a weight that is a float or no number.
            InvalidValue: a weight of 0 or less.
        """
        factor = exact("weight", weight)
        if factor <= 0:
            raise InvalidValue("weight", weight, "more than 0")
        rows = zip(self.numbers, self._counts(self.goods), self._counts(self.totals), strict=True)
        weighted = ((number, good * factor, total * factor) for number, good, total in rows)
        return self._with(gathered(weighted, self.findings), self.policies)

    def __add__(self, other: EventSeries) -> EventSeries:
        """Return the counts of both, slice by slice; a slice that one of them has is there."""
        if not isinstance(other, EventSeries):
            return NotImplemented
        if (other.slice, other.anchor, other.unit) != (self.slice, self.anchor, self.unit):
            mine = f"{self.unit} in slices of {self.grid} from {self.anchor}, as the other series"
            theirs = f"{other.unit} in slices of {other.grid} from {other.anchor}"
            raise InvalidValue("series", theirs, mine)
        scale = lcm(self.scale, other.scale)
        rows = sorted(
            (number, good * (scale // each.scale), total * (scale // each.scale))
            for each in (self, other)
            for number, good, total in zip(each.numbers, each.goods, each.totals, strict=True)
        )
        columns = gathered(rows, (*self.findings, *other.findings))
        policies = tuple(dict.fromkeys((*self.policies, *other.policies)))
        return self._with(columns, policies, scale)

    def _counts(self, column: Sequence[int]) -> Iterable[Fraction]:
        return (Fraction(each, self.scale) for each in column)

    def _with(
        self, columns: Columns, policies: tuple[tuple[str, str], ...], scale: int = 1
    ) -> EventSeries:
        return EventSeries(
            slice=self.slice,
            anchor=self.anchor,
            numbers=columns.numbers,
            goods=columns.goods,
            totals=columns.totals,
            scale=columns.scale * scale,
            unit=self.unit,
            findings=columns.findings,
            policies=policies,
        )

    def as_rows(self) -> list[dict[str, str | float]]:
        """Return one dict for each slice that is there, for a table or a frame; floats."""
        grid = self.grid
        rows = zip(self.numbers, self.goods, self.totals, strict=True)
        return [
            {
                "start": format_instant(grid.edge(number)),
                "good": good / self.scale,
                "total": total / self.scale,
            }
            for number, good, total in rows
        ]

    def is_empty(self) -> bool:
        """Return whether nothing was counted and nobody looked."""
        return not self.numbers

    @property
    def bounds(self) -> Interval | None:
        """From the first slice to the last one; None for an empty series."""
        if not self.numbers:
            return None
        return self.grid.span(self.numbers[0], self.numbers[-1] + 1)

    def __len__(self) -> int:
        return len(self.numbers)

    def __bool__(self) -> NoReturn:
        message = "a series has no truth value; ask is_empty()"
        raise TypeError(message)

    def __repr__(self) -> str:
        where = "" if self.bounds is None else f" in {self.bounds}"
        return f"<EventSeries of {len(self)} slices of {self.grid}{where}>"
