"""The compiled form of a calendar: boundaries with prefix sums, answered by bisection.

Instants are held as `timedelta` since 1970 beside the integer microseconds: the difference of an
aware datetime and the origin is one, so a scalar question needs no conversion at all. Measured,
that is twice as fast as integers for the same answers (docs/design/compiled-calendars.md).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import timedelta
from itertools import accumulate
from operator import sub
from typing import Final

from svcmgmt.temporal import _edges as algebra

__all__ = ["Table"]

_MICROSECOND: Final = timedelta(microseconds=1)
_NOTHING: Final = timedelta(0)


class Table:
    """Open time of `[first, last)`, immutable once made.

    `worked(at)` is the open time up to an instant, counted from some instant that is the same for
    all of a table. Between boundary `i - 1` and `i` it is `at - base[i]` while open (odd `i`) and
    `base[i]` while closed (even `i`). So a longer table takes over all that a shorter one knows,
    whichever end has grown.
    """

    __slots__ = ("base", "bounds", "edges", "first", "last", "sums")

    def __init__(
        self, edges: Iterable[int], first: int, last: int, *, worked: timedelta = _NOTHING
    ) -> None:
        self.edges = array("q", edges)
        self.first = first * _MICROSECOND
        self.last = last * _MICROSECOND
        self.bounds: list[timedelta] = [edge * _MICROSECOND for edge in self.edges]
        openings = self.bounds[::2]
        lengths = map(sub, self.bounds[1::2], openings)
        totals = list(accumulate(lengths, initial=worked))
        self.base: list[timedelta] = [worked] * (len(self.bounds) + 1)
        self.base[::2] = totals
        self.base[1::2] = map(sub, openings, totals)
        self.sums: list[timedelta] = totals[1:]
        """Open time up to the end of each interval, strictly rising."""

    def worked(self, at: timedelta) -> timedelta:
        """Return the open time up to an instant."""
        index = bisect_right(self.bounds, at)
        return at - self.base[index] if index & 1 else self.base[index]

    def between(self, start: timedelta, end: timedelta) -> timedelta:
        """Return the open time between two instants, negative if they are reversed."""
        bounds, base = self.bounds, self.base
        index = bisect_right(bounds, start)
        before = start - base[index] if index & 1 else base[index]
        index = bisect_right(bounds, end)
        return (end - base[index] if index & 1 else base[index]) - before

    def is_open(self, at: timedelta) -> bool:
        """Return whether an instant lies in an interval."""
        return bisect_right(self.bounds, at) & 1 == 1

    def first_at(self, worked: timedelta, *, latest: bool) -> timedelta | None:
        """Return the least (or greatest) instant with that much open time before it.

        None says that the answer lies beyond the table.
        """
        index = bisect_left(self.sums, worked)
        if index == len(self.sums):
            return None
        missing = self.sums[index] - worked
        if missing or not latest:
            return self.bounds[2 * index + 1] - missing
        following = 2 * index + 2
        return self.bounds[following] if following < len(self.bounds) else None

    def last_at(self, worked: timedelta) -> timedelta:
        """Return the greatest instant with that much open time before it, if less than all."""
        index = bisect_right(self.sums, worked)
        return self.bounds[2 * index] + (worked - self.base[2 * index])

    def next_open(self, at: timedelta) -> timedelta | None:
        """Return the first open instant from `at` on; None if the table does not reach it."""
        index = bisect_right(self.bounds, at)
        return at if index & 1 else self._bound(index)

    def following_open(self, at: timedelta) -> timedelta | None:
        """Return the first opening after `at`; None if the table does not reach it."""
        index = bisect_right(self.bounds, at)
        return self._bound(index + (index & 1))

    def next_close(self, at: timedelta) -> timedelta | None:
        """Return the first closing after `at`; None if the table does not reach it."""
        index = bisect_right(self.bounds, at)
        closing = self._bound(index + 1 - (index & 1))
        return None if closing == self.last else closing  # there the table ends, not the hours

    def previous_close(self, at: timedelta) -> timedelta | None:
        """Return the last instant up to `at` after open time; None if before the table."""
        index = bisect_left(self.bounds, at)
        return at if index & 1 else self._bound(index - 1)

    def previous_open(self, at: timedelta) -> timedelta | None:
        """Return the last opening before `at`; None if before the table."""
        index = bisect_left(self.bounds, at)
        opening = self._bound(index - 2 + (index & 1))
        return None if opening == self.first else opening

    def _bound(self, index: int) -> timedelta | None:
        return self.bounds[index] if 0 <= index < len(self.bounds) else None

    def with_later(self, edges: list[int], last: int) -> Table:
        """Return a table that knows what follows this one too."""
        return _joined(self, Table(edges, last, last, worked=self.base[-1]))

    def with_earlier(self, edges: list[int], first: int) -> Table:
        """Return a table that knows what comes before this one too."""
        worked = self.base[0] - algebra.total(edges) * _MICROSECOND
        return _joined(Table(edges, first, first, worked=worked), self)

    def clip(self, start: int, end: int) -> list[int]:
        """Return the open time in a range, as edges."""
        return algebra.clip(self.edges, start, end)


def _joined(left: Table, right: Table) -> Table:
    """Return one table of two that follow each other, also in the open time that they count."""
    whole = Table((), 0, 0)
    whole.first, whole.last = left.first, right.last
    # What is open over the border neither closes nor opens there.
    seam = int(bool(left.edges and right.edges) and left.edges[-1] == right.edges[0])
    until = len(left.edges) - seam
    whole.edges = left.edges[:until] + right.edges[seam:]
    whole.bounds = left.bounds[:until] + right.bounds[seam:]
    whole.base = left.base[: until + 1] + right.base[seam + 1 :]
    whole.sums = whole.base[2::2]
    return whole
