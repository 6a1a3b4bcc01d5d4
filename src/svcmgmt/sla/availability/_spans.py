"""Weighted stretches of time as plain integers: one merge pass or one sweep each.

A span is a start, an end and a weight as two numbers; spans may overlap. A segment is a start, an
end and a weight in units of one over a common scale; segments are in order and never overlap.
Times are microseconds since 1970.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from math import lcm
from typing import Final, TypeAlias

from svcmgmt.sla.availability.policies import Granularity, Overlap
from svcmgmt.temporal import _edges as algebra

__all__ = [
    "NEARLY",
    "Segment",
    "Span",
    "bridged",
    "common_scale",
    "covered",
    "edges_of",
    "first_edge",
    "runs",
    "segments",
    "stepped",
    "within",
]

Span: TypeAlias = tuple[int, int, int, int]
Segment: TypeAlias = tuple[int, int, int]

NEARLY: Final = 10**18
"""The scale of weights that have no handy common denominator: they are rounded up to it."""

_MOST_BITS: Final = 1_024
"""Of a common denominator, so that what is counted with it stays quick and can be written."""


def common_scale(denominators: Iterable[int]) -> int | None:
    """Return the least common denominator; None if it is beyond all use."""
    scale = 1
    for each in denominators:
        scale = lcm(scale, each)
        if scale.bit_length() > _MOST_BITS:
            return None
    return scale


def covered(spans: Iterable[tuple[int, ...]]) -> int:
    """Return how much time lies in any of some spans, which may overlap and come in any order."""
    total = high = 0
    for span in sorted(spans):
        start, end = span[0], span[1]
        if end > high:
            total += end - start if start > high else end - high
            high = end
    return total


def segments(spans: Sequence[Span], scale: int, overlap: Overlap) -> list[Segment]:
    """Return how much is lost when, of spans in order of their start.

    Weights are rounded up to the scale, which changes nothing where it is a common denominator.
    """
    if scale == 1 and overlap is not Overlap.SUM:
        return _union(spans)
    weighted = [(start, end, -(-part * scale // whole)) for start, end, part, whole in spans]
    if overlap is Overlap.MAX:
        return _strongest(weighted)
    return list(_summed(weighted, scale if overlap is Overlap.SUM_CAPPED else None))


def _union(spans: Sequence[Span]) -> list[Segment]:
    found: list[Segment] = []
    low = high = -1
    for start, end, _, _ in spans:
        if start > high:
            if low < high:
                found.append((low, high, 1))
            low = start
            high = end
        elif end > high:
            high = end
    if low < high:
        found.append((low, high, 1))
    return found


def _strongest(weighted: Sequence[Segment]) -> list[Segment]:
    """Return the largest weight at each time; those that are weaker wait behind it."""
    found: list[Segment] = []
    waiting: list[tuple[int, int]] = []
    now = 0
    for start, end, weight in (*weighted, (None, 0, 0)):
        while waiting and (start is None or now < start):
            strongest, until = waiting[0]
            if until <= now:
                heappop(waiting)
                continue
            stop = until if start is None or until < start else start
            found.append((now, stop, -strongest))
            now = stop
        if start is not None:
            now = start
            heappush(waiting, (-weight, end))
    return found


def _summed(weighted: Sequence[Segment], most: int | None) -> Iterator[Segment]:
    """Yield the summed weights at each time, at most so much."""
    changes = [(start, weight) for start, _, weight in weighted]
    changes += [(end, -weight) for _, end, weight in weighted]
    level, since = 0, 0
    for at, change in sorted(changes):
        if level and since < at:
            yield since, at, level if most is None or level < most else most
        level += change
        since = at


def within(pieces: Sequence[Segment], edges: Sequence[int], first: int = 0) -> list[Segment]:
    """Return the parts of segments that lie in some intervals, from one of its edges on."""
    found: list[Segment] = []
    count = len(edges)
    for low, high, weight in pieces:
        while first < count and edges[first + 1] <= low:
            first += 2
        index = first
        while index < count and edges[index] < high:
            start, end = edges[index], edges[index + 1]
            found.append((max(low, start), min(high, end), weight))
            index += 2
    return found


def edges_of(pieces: Iterable[tuple[int, int, int]]) -> list[int]:
    """Return when there is any segment at all."""
    return algebra.normal((low, high) for low, high, _ in pieces)


def runs(spans: Sequence[Span], gap: int | None) -> Iterator[tuple[int, int]]:
    """Yield first and last index (exclusive) of spans that are one occurrence.

    Overlapping spans always are; with a gap also touching ones, and those closer than the gap.
    """
    least = 0 if gap is None else max(gap, 1)
    first, end = 0, -1
    for index, span in enumerate(spans):
        if index > first and span[0] - end >= least:
            yield first, index
            first, end = index, -1
        end = max(end, span[1])
    if spans:
        yield first, len(spans)


def bridged(pieces: Sequence[Segment]) -> Iterator[Segment]:
    """Yield segments and the gaps between them, each lost as the worse of its neighbours."""
    held: Segment | None = None
    for piece in pieces:
        if held is not None and held[1] < piece[0]:
            yield held[1], piece[0], max(held[2], piece[2])
        yield piece
        held = piece


def first_edge(edges: Sequence[int], at: int) -> int:
    """Return the index of the first interval that ends after an instant."""
    return bisect_right(edges, at) // 2 * 2


def stepped(pieces: Sequence[Segment], unit: int, granularity: Granularity) -> Iterator[Segment]:
    """Yield the pieces of one outage in whole units: its end is left out, or counts longer."""
    whole = sum(high - low for low, high, _ in pieces)
    extra = -whole % unit if granularity is Granularity.UP else 0
    left = whole // unit * unit if granularity is Granularity.DOWN else whole
    for low, high, weight in pieces:
        end = min(high, low + left)
        left -= end - low
        if extra and not left:
            # the last microsecond stands for what is added
            if low < end - 1:
                yield low, end - 1, weight
            yield end - 1, end, weight * (1 + extra)
        elif low < end:
            yield low, end, weight
