"""Cumulative counters: only ever rising, until a restart sets them back to zero."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise
from math import isfinite
from operator import itemgetter, lt
from typing import Final

from attrs import evolve, field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla._measurements import decimal_of
from svcmgmt.sla.indicators._columns import Count, counted, noted, pairs_of, scaled
from svcmgmt.sla.indicators._grid import Grid, check_many, interval_of
from svcmgmt.sla.indicators.policies import Extrapolation, StaleGap
from svcmgmt.temporal import Interval, IntervalSet, from_micros, to_micros
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import Finding, NoData
from svcmgmt.values._kinds import check_kind, of_kind
from svcmgmt.values._lists import listed

__all__ = ["LOOKBACK", "CounterSeries"]

LOOKBACK: Final = timedelta(minutes=5)
"""For how long a counter keeps its last value; the default of Prometheus."""

_MICROSECOND: Final = timedelta(microseconds=1)
_CLOSE_ENOUGH: Final = Fraction(11, 10)
"""In mean distances of samples: nearer to an edge than this, Prometheus stretches up to it."""

_Sample = tuple[int, Count]


def _instants(values: Iterable[int]) -> tuple[int, ...]:
    return listed(values, "instants", "a list of int")


def _values(values: Iterable[int]) -> tuple[int, ...]:
    return listed(values, "values", "a list of int")


@frozen(kw_only=True, repr=False)
class CounterSeries:
    """Samples of one counter of one process, and how much it rose between any two instants.

    A value below the one before is a reset: the counter began again at zero, so all of the new
    value is increase. Without a sample for longer than the lookback a counter is stale. Make one
    with `CounterSeries.of`. Source: the counters of Prometheus; `rate` and staleness there.

    Raises:
        InvalidValue: columns of different lengths, or instants that do not rise.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> requests = CounterSeries.of([(at("2026-10-26T08:00:00Z"), 100),
        ...                              (at("2026-10-26T08:01:00Z"), 130),
        ...                              (at("2026-10-26T08:02:00Z"), 12)])
        >>> requests.increase(Interval.parse("2026-10-26T08:00:00Z/PT2M"))
        Fraction(42, 1)
        >>> len(requests.resets)
        1
    """

    instants: tuple[int, ...] = field(converter=_instants)
    """When it was read, in microseconds since 1970, strictly rising."""

    values: tuple[int, ...] = field(converter=_values)
    """What was read, times `scale`; 0 or more."""

    scale: int = field(default=1, validator=of_kind(int))
    """By what the values are multiplied to be whole numbers."""

    lookback: timedelta = field(default=LOOKBACK, validator=of_kind(timedelta))
    """For how long it keeps its last value; without a sample for longer it is stale."""

    stale: StaleGap = field(default=StaleGap.COUNTED, validator=of_kind(StaleGap))
    """What becomes of the increase over a stale gap."""

    findings: tuple[Finding, ...] = field(default=(), eq=False)
    """What was unusual about the samples."""

    def __attrs_post_init__(self) -> None:
        if not {int}.issuperset(map(type, (*self.instants, *self.values, self.scale))):
            raise InvalidType("samples", self.values, "int")
        if len(self.instants) != len(self.values):
            raise InvalidValue("values", len(self.values), f"{len(self.instants)}, as the instants")
        if not all(map(lt, self.instants, self.instants[1:])):
            raise InvalidValue("instants", self.instants, "strictly rising microseconds")
        if min(self.values, default=0) < 0 or self.scale < 1:
            raise InvalidValue("values", self.values, "0 or more, with a scale of 1 or more")
        if self.lookback <= timedelta(0):
            raise InvalidValue("lookback", self.lookback, "more than 0")

    @cached_property
    def _rises(self) -> tuple[int, ...]:
        """Increase from the first sample up to each."""
        left_out = self.stale is StaleGap.LEFT_OUT
        longest = self.lookback // _MICROSECOND
        spans = zip(pairwise(self.instants), pairwise(self.values), strict=True)
        steps = (
            0 if left_out and later - earlier > longest else _rise(before, after)
            for (earlier, later), (before, after) in spans
        )
        return tuple(accumulate(steps, initial=0))

    @classmethod
    def of(
        cls,
        samples: Iterable[tuple[datetime, int | Fraction | Decimal | float]],
        *,
        lookback: timedelta = LOOKBACK,
        stale: StaleGap = StaleGap.COUNTED,
    ) -> CounterSeries:
        """Return the counter that was read as (instant, value) pairs, in any order.

        Equal samples of one instant count once, of different ones the greatest; a value that is
        no finite number, such as a staleness marker, is no sample. Findings tell of each.

        Args:
            samples: readings; a float stands for the shortest decimal that reads back as it.
            lookback: for how long the counter keeps its last value.
            stale: what becomes of the increase over a stale gap.

        Raises:
            InvalidType: a value that is no number, or a lookback that is no `timedelta`.
            InvalidValue: a negative value, or a lookback of 0 or less.
            NaiveDatetime: an instant without a zone.
        """
        read, findings = _read(samples)
        (values,), scale = scaled([value for _, value in read])
        counter = cls(
            instants=[at for at, _ in read],
            values=values,
            scale=scale,
            lookback=lookback,
            stale=stale,
        )
        return evolve(counter, findings=(*findings, *counter._odd_steps()))

    @property
    def policies(self) -> tuple[tuple[str, str], ...]:
        """The choices that were made, by name."""
        return ("lookback", duration_text(self.lookback)), ("stale gap", self.stale.value)

    @property
    def resets(self) -> tuple[datetime, ...]:
        """The samples at which it had begun again, in order."""
        steps = zip(self.instants[1:], pairwise(self.values), strict=True)
        return tuple(from_micros(at) for at, (before, after) in steps if after < before)

    @property
    def stale_times(self) -> IntervalSet:
        """From when it was stale until it was back, as a set."""
        longest = self.lookback // _MICROSECOND
        return IntervalSet(
            edge
            for earlier, later in pairwise(self.instants)
            if later - earlier > longest
            for edge in (earlier + longest, later)
        )

    def _odd_steps(self) -> list[Finding]:
        """Return what is odd about samples in order of time, counted from 0."""
        longest = self.lookback // _MICROSECOND
        values, instants = pairwise(self.values), pairwise(self.instants)
        resets = [index for index, (before, after) in enumerate(values, 1) if after < before]
        back = [index for index, (old, new) in enumerate(instants, 1) if new - old > longest]
        first = next(iter(self.stale_times), "")
        return [
            *noted("counter-reset", "samples below the one before, read as resets", resets),
            *noted(
                "stale-counter",
                f"gaps without a sample; the increase over them is {self.stale.value}",
                back,
                value=first,
                allowed=f"a sample every {self.lookback} or sooner",
            ),
        ]

    def increase(
        self,
        window: Interval | ReportingPeriod,
        *,
        extrapolation: Extrapolation = Extrapolation.NONE,
    ) -> Fraction | NoData:
        """Return by how much it rose over a closed window, exact.

        Without extrapolation each difference of adjacent samples belongs to the window in which
        its later sample lies, first instant excluded and last one included; so the increases of
        adjacent windows add up. Prometheus takes the samples inside only, needs two of them, and
        stretches their difference to the edges, by at most half a mean distance where no sample
        is near and never below zero.

        Args:
            window: from when to when, or a reporting period.
            extrapolation: how the edges are treated.

        Returns:
            The increase; no data if no sample tells of it.

        Raises:
            OpenInterval: a window without end.
            InvalidType: a window or policy of another kind.
        """
        check_kind("extrapolation", extrapolation, Extrapolation)
        span = interval_of("window", window)
        start = to_micros(span.start)
        end = start + span.duration // _MICROSECOND
        low, high = bisect_right(self.instants, start), bisect_right(self.instants, end)
        if extrapolation is Extrapolation.PROMETHEUS:
            return self._stretched(start, end, low, high)
        if high - max(low, 1) <= 0:
            return NoData("no increase was sampled in the window")
        return Fraction(self._rises[high - 1] - self._rises[max(low, 1) - 1], self.scale)

    def _stretched(self, start: int, end: int, low: int, high: int) -> Fraction | NoData:
        if high - low < 2:  # noqa: PLR2004 - a difference has two sides
            return NoData("fewer than two samples in the window")
        sampled = self.instants[high - 1] - self.instants[low]
        rise = self._rises[high - 1] - self._rises[low]
        mean = Fraction(sampled, high - low - 1)
        before, after = (
            Fraction(gap) if gap < mean * _CLOSE_ENOUGH else mean / 2
            for gap in (self.instants[low] - start, end - self.instants[high - 1])
        )
        if rise > 0:  # a counter was at zero once, and never below
            before = min(before, Fraction(sampled * self.values[low], rise))
        return Fraction(rise, self.scale) * (sampled + before + after) / sampled

    def slices(self, grid: Grid) -> Iterator[tuple[int, int]]:
        """Yield each slice of a grid that is known, and the increase in it times the scale.

        A slice is known if a later sample of a difference lies in it, or if the counter was
        fresh at its end: then it has kept its value.
        """
        longest = self.lookback // _MICROSECOND
        places = [grid.number(at - 1) for at in self.instants]
        written = 0
        for index, (at, place) in enumerate(zip(self.instants, places, strict=True)):
            if index:
                yield place, self._rises[index] - self._rises[index - 1]
            fresh = grid.number(at + longest)
            following = min([fresh, *places[index + 1 : index + 2]])
            written += max(following - place, 1)
            check_many(written)
            yield from ((number, 0) for number in range(place + 1, following))

    def __len__(self) -> int:
        return len(self.instants)

    def __repr__(self) -> str:
        return f"<CounterSeries of {len(self)} samples, {len(self.resets)} resets>"


def _rise(before: int, after: int) -> int:
    """Return by how much a counter rose from a sample to the next; a lower one is a reset."""
    return after - before if before <= after else after


def _read(samples: Iterable[tuple[datetime, object]]) -> tuple[list[_Sample], list[Finding]]:
    """Return samples in order, one for each instant, and what was odd about them."""
    listed: list[tuple[int, Count, int]] = []
    unread: list[int] = []
    late: list[int] = []
    latest = -1
    for index, (at, value) in enumerate(pairs_of("samples", samples)):
        micros = to_micros(at, "sample")
        if micros < latest:
            late.append(index)
        latest = max(latest, micros)
        number = _value(value)
        if number is None:
            unread.append(index)
        else:
            listed.append((micros, number, index))
    listed.sort(key=itemgetter(0, 1))
    repeated = [after[2] for before, after in pairwise(listed) if before[:2] == after[:2]]
    differing = [
        after[2]
        for before, after in pairwise(listed)
        if before[0] == after[0] and before[1] != after[1]
    ]
    read = {at: value for at, value, _ in listed}  # of one instant the greatest, which is last
    return list(read.items()), [
        *noted("not-finite", "values that are no finite numbers, no samples", unread),
        *noted("out-of-order", "samples after a later one, put in order", late),
        *noted("repeated", "samples given again, counted once", sorted(repeated)),
        *noted("two-values", "values beside another at one instant", sorted(differing)),
    ]


def _value(value: object) -> Count | None:
    """Return a reading as an exact number; None if it is none that is finite."""
    if isinstance(value, float):
        return counted("sample", decimal_of(value)) if isfinite(value) else None
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    if isinstance(value, str):
        raise InvalidType("sample", value, "a number: int, Fraction, Decimal or a measured float")
    return counted("sample", value)
