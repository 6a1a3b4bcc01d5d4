"""Who is to be looked at next: a heap whose old entries are passed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from heapq import heapify, heappop, heappush
from typing import Final, TypeAlias

__all__ = ["Agenda", "Key"]

Key: TypeAlias = tuple[str, str]
"""A ticket and one of its clocks."""

_SLACK: Final = 64
"""So many old entries are kept in any case."""


class Agenda:
    """At most one instant for each key, and the first of all in O(log n).

    An instant that changes leaves its old entry in the heap, where it is passed over; when old
    entries are more than the valid ones the heap is made anew, so that it stays small.
    """

    __slots__ = ("_heap", "_instants")

    def __init__(self) -> None:
        self._instants: dict[Key, datetime] = {}
        self._heap: list[tuple[datetime, Key]] = []

    def put(self, key: Key, at: datetime | None) -> None:
        """Give a key another instant, or none."""
        if at is None:
            self._instants.pop(key, None)
        elif self._instants.get(key) != at:
            self._instants[key] = at
            heappush(self._heap, (at, key))
        if len(self._heap) > 2 * len(self._instants) + _SLACK:
            self._heap = [(instant, name) for name, instant in self._instants.items()]
            heapify(self._heap)

    def first(self) -> Key | None:
        """Return the key with the first instant; of equal instants the first key."""
        heap = self._heap
        while heap:
            at, key = heap[0]
            if self._instants.get(key) == at:
                return key
            heappop(heap)
        return None

    def take_until(self, last: datetime) -> Iterator[Key]:
        """Take out the keys with instants up to a last one, in order."""
        while (key := self.first()) is not None and self._instants[key] <= last:
            del self._instants[key]
            yield key
