"""Spans of time laid over each other: what was laid last is what is seen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Generic, TypeVar

__all__ = ["Layers"]

ValueT = TypeVar("ValueT")


class Layers(Generic[ValueT]):
    """What is seen of spans that cover each other, in microseconds; built, then only asked.

    Spans are disjoint and sorted. One that is laid removes what it covers, so n of them take
    O(n log n) searches.
    """

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._values: list[ValueT] = []

    def lay(self, start: int, end: int, value: ValueT) -> list[tuple[int, int, ValueT]]:
        """Lay one more span on top; return what it covers."""
        if start >= end:
            return []
        low, high = bisect_right(self._ends, start), bisect_left(self._starts, end)
        covered = list(self.within(start, end))
        spans = [(start, end, value)]
        if covered and self._starts[low] < start:
            spans.insert(0, (self._starts[low], start, self._values[low]))
        if covered and self._ends[high - 1] > end:
            spans.append((end, self._ends[high - 1], self._values[high - 1]))
        self._starts[low:high] = [first for first, _, _ in spans]
        self._ends[low:high] = [last for _, last, _ in spans]
        self._values[low:high] = [seen for _, _, seen in spans]
        return covered

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, ValueT]]:
        """Yield what is seen between two instants, in order, cut there."""
        low, high = bisect_right(self._ends, start), bisect_left(self._starts, end)
        for index in range(low, high):
            first, last = max(self._starts[index], start), min(self._ends[index], end)
            yield first, last, self._values[index]

    def at(self, instant: int) -> ValueT | None:
        """Return what is seen at an instant; None where nothing lies."""
        index = bisect_right(self._starts, instant) - 1
        return self._values[index] if index >= 0 and instant < self._ends[index] else None

    def gaps(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches between the first and the last span where nothing lies."""
        for end, start in zip(self._ends, self._starts[1:], strict=False):
            if end < start:
                yield end, start
