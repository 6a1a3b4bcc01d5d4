"""A value that changes over time: piecewise constant, from its first change on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Generic, TypeVar

from attrs import frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import _edges
from svcmgmt.temporal.instants import format_instant, from_micros, to_micros
from svcmgmt.temporal.interval_sets import IntervalSet
from svcmgmt.temporal.intervals import Interval
from svcmgmt.values._kinds import check_kind
from svcmgmt.values._lists import paired

__all__ = ["BeforeFirstChange", "Timeline"]

ValueT = TypeVar("ValueT")
OtherT = TypeVar("OtherT")
ResultT = TypeVar("ResultT")
KeyT = TypeVar("KeyT", bound=Hashable)


class BeforeFirstChange(InvalidValue):
    """A question about a time before a timeline has a value.

    Args:
        field: what the instant was given for.
        value: the instant.
        allowed: from when on there is a value.

    Examples:
        >>> issubclass(BeforeFirstChange, InvalidValue)
        True
    """


@frozen(repr=False)
class Timeline(Generic[ValueT]):
    """Which value held when: each change sets the value until the next one.

    Neighbouring equal values are one segment, so equal timelines compare equal. The last value
    holds without end. Build it with `Timeline.of`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> line = Timeline.of([(at("2026-10-26T08:00:00Z"), "up"),
        ...                     (at("2026-10-26T09:30:00Z"), "down"),
        ...                     (at("2026-10-26T10:00:00Z"), "up")])
        >>> line.as_of(at("2026-10-26T09:45:00Z"))
        'down'
        >>> day = Interval.parse("2026-10-26T08:00:00Z/PT4H")
        >>> print(line.when("down", within=day))
        2026-10-26T09:30:00Z/2026-10-26T10:00:00Z
        >>> line.time_in(within=day)["up"]
        datetime.timedelta(seconds=12600)
    """

    _starts: tuple[int, ...]
    _values: tuple[ValueT, ...]

    @staticmethod
    def of(changes: Iterable[tuple[datetime, OtherT]]) -> Timeline[OtherT]:
        """Return the timeline of (instant, new value) changes in any order.

        Of several changes at one instant the last given one counts.

        Args:
            changes: at least one change.

        Raises:
            InvalidType: something else than a list of pairs of an instant and a value.
            InvalidValue: no change at all.
            NaiveDatetime: an instant without a zone.
        """
        pairs = paired(changes, "changes", "a list of pairs of an instant and a value")
        ordered = sorted(
            ((to_micros(at, "changes"), value) for at, value in pairs), key=lambda each: each[0]
        )
        if not ordered:
            raise InvalidValue("changes", ordered, "at least one change")
        return _canonical(ordered)

    @property
    def start(self) -> datetime:
        """First instant at which there is a value, in UTC."""
        return from_micros(self._starts[0])

    def _index(self, at: datetime) -> int:
        index = bisect_right(self._starts, to_micros(at, "at")) - 1
        if index < 0:
            raise BeforeFirstChange("at", at, f"{format_instant(self.start)} or later")
        return index

    def as_of(self, at: datetime) -> ValueT:
        """Return the value that held at an instant.

        Args:
            at: any instant from `start` on.

        Raises:
            BeforeFirstChange: an earlier instant.
        """
        return self._values[self._index(at)]

    def changes(self) -> Iterator[tuple[datetime, ValueT]]:
        """Yield each (instant, new value) in order."""
        for start, value in zip(self._starts, self._values, strict=True):
            yield from_micros(start), value

    def segments(self, *, within: Interval) -> Iterator[tuple[Interval, ValueT]]:
        """Yield the stretches of one value inside a closed interval, in order.

        Args:
            within: the bounds; the part before `start` has no value and is left out.

        Raises:
            OpenInterval: `within` has no end.
        """
        pieces = self._pieces(within)
        return (
            (Interval(from_micros(start), from_micros(end)), value) for start, end, value in pieces
        )

    def _pieces(self, within: Interval) -> list[tuple[int, int, ValueT]]:
        check_kind("within", within, Interval)
        first = to_micros(within.start)
        last = first + within.duration // timedelta(microseconds=1)
        low = max(bisect_right(self._starts, first) - 1, 0)
        high = bisect_left(self._starts, last)
        spans = pairwise((*self._starts[low:high], last))
        clipped = ((max(start, first), end) for start, end in spans)
        values = self._values[low:high]
        return [
            (start, end, value)
            for (start, end), value in zip(clipped, values, strict=True)
            if start < end
        ]

    def where(self, accept: Callable[[ValueT], bool], *, within: Interval) -> IntervalSet:
        """Return when the value was one that a function accepts.

        Args:
            accept: says yes or no to a value.
            within: the bounds, a closed interval.

        Raises:
            OpenInterval: `within` has no end.
        """
        spans = ((low, high) for low, high, value in self._pieces(within) if accept(value))
        return IntervalSet(tuple(_edges.normal(spans)))

    def when(self, wanted: ValueT, *, within: Interval) -> IntervalSet:
        """Return when the value was equal to the wanted one, inside a closed interval.

        Raises:
            OpenInterval: `within` has no end.
        """
        return self.where(lambda value: value == wanted, within=within)

    def map(self, function: Callable[[ValueT], ResultT]) -> Timeline[ResultT]:
        """Return the timeline of a function of the value."""
        pairs = zip(self._starts, map(function, self._values), strict=True)
        return _canonical(pairs)

    def combine(
        self, other: Timeline[OtherT], function: Callable[[ValueT, OtherT], ResultT]
    ) -> Timeline[ResultT]:
        """Return the timeline of a function of two values, from when both have one.

        Args:
            other: the second timeline.
            function: called with the values that hold together.

        Examples:
            >>> from svcmgmt.temporal import parse_instant as at
            >>> a = Timeline.of([(at("2026-10-26T08:00:00Z"), 1), (at("2026-10-26T09:00:00Z"), 2)])
            >>> b = Timeline.of([(at("2026-10-26T08:30:00Z"), 10)])
            >>> [value for _, value in a.combine(b, lambda x, y: x + y).changes()]
            [11, 12]
        """
        first = max(self._starts[0], other._starts[0])
        starts = sorted({first, *self._starts, *other._starts})
        joint = (
            (start, function(self._at(start), other._at(start)))
            for start in starts
            if start >= first
        )
        return _canonical(joint)

    def _at(self, micros: int) -> ValueT:
        return self._values[bisect_right(self._starts, micros) - 1]

    def time_in(
        self, *, within: Interval, during: IntervalSet | None = None
    ) -> dict[ValueT, timedelta]:
        """Return how long each value held, in order of first appearance.

        Args:
            within: the bounds, a closed interval.
            during: count only these instants, for example the `intervals` of a calendar.

        Returns:
            Value to exact time; without `during` and from `start` on, the times add up to the
            length of `within`.

        Raises:
            InvalidType: `during` is no set, or `within` no interval.
            OpenInterval: `within` has no end.
        """
        if during is not None:
            check_kind("during", during, IntervalSet)
        times: dict[ValueT, timedelta] = {}
        for low, high, value in self._pieces(within):
            span = (
                high - low if during is None else _edges.total(_edges.clip(during.edges, low, high))
            )
            times[value] = times.get(value, timedelta(0)) + timedelta(microseconds=span)
        return times

    def __len__(self) -> int:
        return len(self._starts)

    def __repr__(self) -> str:
        return f"<Timeline of {len(self)} values from {format_instant(self.start)}>"


def _canonical(ordered: Iterable[tuple[int, ValueT]]) -> Timeline[ValueT]:
    """Return the timeline of changes in order: one per instant, neighbours different."""
    starts: list[int] = []
    values: list[ValueT] = []
    for start, value in ordered:
        if starts and starts[-1] == start:
            starts.pop()
            values.pop()
        if not values or values[-1] != value:
            starts.append(start)
            values.append(value)
    return Timeline(tuple(starts), tuple(values))
