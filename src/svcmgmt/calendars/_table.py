"""The compiled form of a calendar: boundaries with prefix sums, answered by bisection.

Instants are held as `timedelta` since 1970 beside the integer microseconds: the difference of an
aware datetime and the origin is one, so a scalar question needs no conversion at all. Measured,
that is twice as fast as integers for the same answers (docs/design/compiled-calendars.md).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import timedelta

from svcmgmt.temporal import _edges as algebra

__all__ = ["Table"]


class Table:
    """Open time of `[first, last)`, immutable once made.

    `worked(at)` is the open time from `first` to an instant. Between boundary `i - 1` and `i`
    it is `at - base[i]` while open (odd `i`) and `base[i]` while closed (even `i`).
    """

    __slots__ = ("base", "bounds", "edges", "first", "last", "sums")

    def __init__(self, edges: list[int], first: int, last: int) -> None:
        self.edges = edges
        self.first = timedelta(microseconds=first)
        self.last = timedelta(microseconds=last)
        self.bounds = [timedelta(microseconds=edge) for edge in edges]
        base = [timedelta(0)]
        worked = timedelta(0)
        for opening, closing in zip(self.bounds[::2], self.bounds[1::2], strict=True):
            base.append(opening - worked)
            worked += closing - opening
            base.append(worked)
        self.base = base
        self.sums = base[2::2]
        """Open time up to the end of each interval, strictly rising."""

    def worked(self, at: timedelta) -> timedelta:
        """Return the open time from the start of the table to an instant."""
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
        opening = self.bounds[2 * index]
        return opening + (worked - (self.sums[index - 1] if index else timedelta(0)))

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

    def joined(self, other: Table) -> Table:
        """Return this table followed by the one that begins where it ends."""
        edges = self.edges + other.edges
        seam = len(self.edges)
        if 0 < seam < len(edges) and edges[seam - 1] == edges[seam]:
            del edges[seam - 1 : seam + 1]
        first, last = (each // timedelta(microseconds=1) for each in (self.first, other.last))
        return Table(edges, first, last)

    def clip(self, start: int, end: int) -> list[int]:
        """Return the open time in a range, as edges."""
        return algebra.clip(self.edges, start, end)
