"""Sets of instants as disjoint half-open intervals: a Boolean algebra relative to bounds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final, NoReturn

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import _edges
from svcmgmt.temporal.durations import exact_duration
from svcmgmt.temporal.instants import HORIZON, from_micros, to_micros
from svcmgmt.temporal.intervals import Interval, OpenInterval
from svcmgmt.values._kinds import check_kind
from svcmgmt.values._lists import listed

__all__ = ["EMPTY", "IntervalSet"]


_SEPARATOR: Final = re.compile(r",\s*(?=\d{4}-?(?:\d{2}-?\d{2}|W\d{2}-?\d)[Tt ])", re.ASCII)
"""A comma before a date; one before a fraction belongs to the number."""

_INTERVALS: Final = "a list of Interval"
_MOST_SHOWN: Final = 3
_LAST: Final = to_micros(HORIZON)


def _tuple(edges: Iterable[int]) -> tuple[int, ...]:
    return tuple(edges)


def _check_edges(_set: object, _attribute: object, edges: tuple[int, ...]) -> None:
    _edges.check(edges, 0, _LAST)


@frozen(repr=False)
class IntervalSet:
    """Instants in canonical form: sorted, disjoint, never touching intervals, all closed.

    Two sets are equal exactly when they contain the same instants. `|`, `&`, `-` and `^` are
    union, intersection, difference and symmetric difference, each in one merge pass;
    `complement` needs bounds. Source: rules R0.1 and algorithm 13.1.

    Examples:
        >>> morning = IntervalSet.parse("2026-10-26T08:00:00Z/PT4H")
        >>> meeting = IntervalSet.parse("2026-10-26T09:00:00Z/PT1H")
        >>> print(morning - meeting)
        2026-10-26T08:00:00Z/2026-10-26T09:00:00Z, 2026-10-26T10:00:00Z/2026-10-26T12:00:00Z
        >>> (morning - meeting).total()
        datetime.timedelta(seconds=10800)
    """

    edges: tuple[int, ...] = field(default=(), converter=_tuple, validator=_check_edges)
    """Start, end, start, end ... in microseconds since 1970, strictly rising: for kernels."""

    @classmethod
    def of(cls, intervals: Iterable[Interval], *, as_of: datetime | None = None) -> IntervalSet:
        """Return the union of any intervals, in any order, overlapping or not.

        Args:
            intervals: the intervals; empty ones vanish.
            as_of: where open intervals end. One that starts later than that is still empty.

        Raises:
            InvalidType: one interval, or something else, in place of a list of intervals.
            OpenInterval: an open interval and no `as_of`.

        Examples:
            >>> hour = Interval.parse("2026-10-26T14:00:00Z/PT1H")
            >>> len(IntervalSet.of([hour, hour]))
            1
        """
        limit = None if as_of is None else to_micros(as_of, "as_of")
        each_of = listed(intervals, "intervals", _INTERVALS)
        return cls(_edges.normal(_pair(each, limit) for each in each_of))

    @classmethod
    def parse(cls, text: str) -> IntervalSet:
        """Read ISO 8601 intervals separated by commas; empty text is the empty set.

        Args:
            text: as `str` of a set gives it.

        Raises:
            InvalidType: not text.
            InvalidValue: text that is not a list of closed intervals.
        """
        if not isinstance(text, str):
            raise InvalidType("intervals", text, "text: intervals separated by commas")
        parts = _SEPARATOR.split(text.strip())
        return cls.of(Interval.parse(part.rstrip()) for part in parts if part)

    @classmethod
    def union_of(cls, sets: Iterable[IntervalSet]) -> IntervalSet:
        """Return the union of many sets at once, in O(n log n) over all their intervals.

        Raises:
            InvalidType: something else than sets.
        """
        parts = listed(sets, "sets", "a list of IntervalSet", kind=IntervalSet)
        return cls(_edges.union(each.edges for each in parts))

    def __or__(self, other: IntervalSet) -> IntervalSet:
        if not isinstance(other, IntervalSet):
            return NotImplemented
        return IntervalSet(_edges.union((self.edges, other.edges)))

    def __and__(self, other: IntervalSet) -> IntervalSet:
        if not isinstance(other, IntervalSet):
            return NotImplemented
        return IntervalSet(_edges.intersection(self.edges, other.edges))

    def __sub__(self, other: IntervalSet) -> IntervalSet:
        if not isinstance(other, IntervalSet):
            return NotImplemented
        return IntervalSet(_edges.difference(self.edges, other.edges))

    def __xor__(self, other: IntervalSet) -> IntervalSet:
        if not isinstance(other, IntervalSet):
            return NotImplemented
        return (self - other) | (other - self)

    def complement(self, within: Interval) -> IntervalSet:
        """Return what of `within` is not in the set.

        Args:
            within: the bounds; a closed interval.

        Raises:
            OpenInterval: `within` has no end.
        """
        return IntervalSet(_edges.complement(self.edges, *_bounds(within)))

    def clip(self, within: Interval) -> IntervalSet:
        """Return the part of the set that lies in one closed interval, in O(log n + result).

        Args:
            within: the bounds.

        Raises:
            OpenInterval: `within` has no end.
        """
        return IntervalSet(_edges.clip(self.edges, *_bounds(within)))

    def shift(self, by: timedelta) -> IntervalSet:
        """Return the set moved by an exact duration, forward or (negative) back.

        Raises:
            InvalidType: not a `timedelta`.
            InvalidValue: an interval would leave the supported range.
        """
        micros = exact_duration(by, "by") // timedelta(microseconds=1)
        if self.edges and not 0 <= self.edges[0] + micros <= self.edges[-1] + micros <= _LAST:
            raise InvalidValue("by", by, "a duration that stays within 1970 to 2200")
        return IntervalSet(edge + micros for edge in self.edges)

    def total(self) -> timedelta:
        """Return the exact summed length."""
        return timedelta(microseconds=_edges.total(self.edges))

    def bounds(self) -> Interval | None:
        """Return the smallest interval that covers the set; None for the empty set."""
        if not self.edges:
            return None
        return Interval(from_micros(self.edges[0]), from_micros(self.edges[-1]))

    def is_empty(self) -> bool:
        """Return whether the set contains no instant."""
        return not self.edges

    def isdisjoint(self, other: IntervalSet) -> bool:
        """Return whether the two sets share no instant."""
        return (self & other).is_empty()

    def issubset(self, other: IntervalSet) -> bool:
        """Return whether every instant of this set lies in the other."""
        return (self - other).is_empty()

    def __contains__(self, at: datetime) -> bool:
        return bisect_right(self.edges, to_micros(at)) % 2 == 1

    def __iter__(self) -> Iterator[Interval]:
        for start, end in _edges.pairs(self.edges):
            yield Interval(from_micros(start), from_micros(end))

    def __len__(self) -> int:
        return len(self.edges) // 2

    def __bool__(self) -> NoReturn:
        message = "an interval set has no truth value; ask is_empty()"
        raise TypeError(message)

    def __str__(self) -> str:
        return ", ".join(str(interval) for interval in self)

    def __repr__(self) -> str:
        if len(self) <= _MOST_SHOWN:
            return f"IntervalSet.parse('{self}')"
        return f"<IntervalSet of {len(self)} intervals in {self.bounds()}>"


def _pair(interval: Interval, as_of: int | None) -> tuple[int, int]:
    if not isinstance(interval, Interval):
        raise InvalidType("intervals", interval, _INTERVALS)
    start = to_micros(interval.start)
    if interval.end is not None:
        return start, to_micros(interval.end)
    if as_of is None:
        raise OpenInterval("interval", interval, "a closed interval, or as_of to close it")
    return start, as_of


def _bounds(within: Interval) -> tuple[int, int]:
    check_kind("within", within, Interval)
    start = to_micros(within.start)
    return start, start + within.duration // timedelta(microseconds=1)


EMPTY = IntervalSet()
"""The set without any instant."""
