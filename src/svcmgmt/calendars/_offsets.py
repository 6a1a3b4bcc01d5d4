"""UTC offsets of a zone as stretches of constant offset, in integer microseconds.

A clock reading ("label") is local time written as if it were UTC. Inside one stretch labels and
instants differ by a constant, so whole lists of windows are converted by shifting; gaps, folds
and skipped days need no case of their own. Stretches follow each other by label as by instant: a
label lies in none of them if the clocks skip it and in two if they repeat it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import Final
from zoneinfo import ZoneInfo

from attrs import Factory, evolve, field, frozen

from svcmgmt.calendars.policies import Gap, Occurrence
from svcmgmt.calendars.zones import zone_key
from svcmgmt.temporal import ORIGIN
from svcmgmt.temporal._edges import Edges, clip

__all__ = ["DAY", "HOUR", "Offsets", "Stretch"]

_SECOND: Final = 1_000_000
HOUR: Final = 3_600 * _SECOND
DAY: Final = 24 * HOUR

# Offsets change at most every 6.9 days (Recife 2000, Gaza from 2040); looking every three days
# therefore sees every change. A test holds this against all zone files.
_LOOK: Final = 3 * DAY

_MICROSECOND: Final = timedelta(microseconds=1)
_FAR: Final = 10**18


def _offset_at(zone: ZoneInfo, micros: int) -> int:
    local = (ORIGIN + timedelta(microseconds=micros)).astimezone(zone)
    offset = local.utcoffset()
    assert offset is not None  # noqa: S101 - a ZoneInfo always knows
    return offset // _MICROSECOND


@frozen
class Stretch:
    """Some time in which the clocks of a zone run evenly, up to the readings they skip after it.

    A `CalendarRule` that knows its hours as clock readings is asked for those of a stretch.

    Args:
        zone: where the clocks hang.
        start: first microsecond since 1970 in UTC.
        end: first microsecond that belongs to it no more.
        offset: clock reading minus instant, in microseconds.
        skipped: how far the clocks jump forward at the end, in microseconds.

    Examples:
        >>> Stretch(ZoneInfo("Etc/GMT-2"), 0, 10 * HOUR, 2 * HOUR).readings
        (7200000000, 43200000000)
    """

    zone: ZoneInfo = field(eq=zone_key)
    """Where the clocks hang."""

    start: int
    """First microsecond since 1970 in UTC."""

    end: int
    """First microsecond that belongs to it no more."""

    offset: int
    """Clock reading minus instant, in microseconds."""

    skipped: int = 0
    """How far the clocks jump forward at the end, in microseconds."""

    @property
    def readings(self) -> tuple[int, int]:
        """The first clock reading, and the first that is neither shown nor skipped any more."""
        return self.start + self.offset, self.end + self.offset + self.skipped

    def within(self, start: int, end: int) -> Stretch:
        """Return a part; what is skipped at the end of the whole belongs to its last part.

        Args:
            start: first microsecond of the part, since 1970 in UTC.
            end: first microsecond that belongs to it no more.
        """
        return evolve(self, start=start, end=end, skipped=self.skipped if end == self.end else 0)


def _begins(offsets: Offsets) -> tuple[int, ...]:
    return tuple(map(add, offsets.starts, offsets.offsets))


def _ends(offsets: Offsets) -> tuple[int, ...]:
    return tuple(map(add, (*offsets.starts[1:], _FAR), offsets.offsets))


@frozen
class Offsets:
    """The offsets of one zone around a range of instants."""

    starts: tuple[int, ...]
    """Instants at which each offset begins to hold; the first holds since ever."""

    offsets: tuple[int, ...]
    """Local time minus UTC, one for each start."""

    _begins: tuple[int, ...] = field(init=False, default=Factory(_begins, takes_self=True))
    """First clock reading of each stretch."""

    _ends: tuple[int, ...] = field(init=False, default=Factory(_ends, takes_self=True))
    """First clock reading after each stretch."""

    @staticmethod
    def of(zone: ZoneInfo, start: int, end: int) -> Offsets:
        """Return the offsets that hold somewhere in `[start, end]`."""
        return _found(zone, start // _SECOND * _SECOND, -(-end // _SECOND) * _SECOND)

    def stretches(self) -> list[tuple[int, int, int]]:
        """Return (first instant, end, offset) of each stretch."""
        return list(zip(self.starts, (*self.starts[1:], _FAR), self.offsets, strict=True))

    def label(self, micros: int) -> int:
        """Return the clock reading at an instant."""
        return micros + self.offsets[bisect_right(self.starts, micros) - 1]

    def _showing(self, label: int) -> tuple[int, int]:
        """Return the first and the last stretch that shows a clock reading.

        If the clocks skip it these are the stretches after and before the jump, in this order.
        """
        return bisect_right(self._ends, label), bisect_right(self._begins, label) - 1

    def resolve(self, label: int, gap: Gap, occurrence: Occurrence) -> int:
        """Return the instant of a clock reading that may be skipped or repeated."""
        first, last = self._showing(label)
        if first <= last:
            return label - self.offsets[first if occurrence is Occurrence.FIRST else last]
        return self.starts[first] if gap is Gap.CLIP else label - self.offsets[last]

    def unskipped(self, label: int) -> int:
        """Return a clock reading, moved on by the jump if the clocks skip it."""
        first, last = self._showing(label)
        return label if first <= last else label + self.offsets[first] - self.offsets[last]

    def evenly(self, zone: ZoneInfo, start: int, end: int) -> Iterator[Stretch]:
        """Yield the stretches of a range with what the clocks skip at their ends."""
        jumps = [after - before for before, after in pairwise(self.offsets)]
        for (first, last, offset), jump in zip(self.stretches(), [*jumps, 0], strict=True):
            yield Stretch(zone, max(first, start), min(last, end), offset, max(jump, 0))

    def windows(self, labels: Edges) -> list[int]:
        """Return all instants whose clock reading lies in the label windows, as edges."""
        edges: list[int] = []
        for start, end, offset in self.stretches():
            piece = [label - offset for label in clip(labels, start + offset, end + offset)]
            if edges and piece and edges[-1] == piece[0]:
                edges.pop()
                piece = piece[1:]
            edges += piece
        return edges

    def labels(self, edges: Edges) -> list[list[int]]:
        """Return the clock readings of windows of instants, one edge list per stretch."""
        return [
            [micros + offset for micros in clip(edges, start, end)]
            for start, end, offset in self.stretches()
        ]


@lru_cache(maxsize=1_024)
def _found(zone: ZoneInfo, low: int, end: int) -> Offsets:
    """Return the offsets of a range, which all calendars of a zone ask for by the same blocks."""
    starts, offsets = [-_FAR], [_offset_at(zone, low)]
    while low < end:
        high = min(low + _LOOK, end)
        after = _offset_at(zone, high)
        if after != offsets[-1]:
            starts.append(_change(zone, low, high))
            offsets.append(after)
        low = high
    return Offsets(tuple(starts), tuple(offsets))


def _change(zone: ZoneInfo, low: int, high: int) -> int:
    """Return the first instant after `low` at which the offset is that of `high`."""
    after = _offset_at(zone, high)
    while high - low > _SECOND:
        middle = (low + high) // 2 // _SECOND * _SECOND
        if _offset_at(zone, middle) == after:
            high = middle
        else:
            low = middle
    return high
