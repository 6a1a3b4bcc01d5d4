"""Linear algebra of interval sets on flat integer sequences.

An edge list is `[start, end, start, end, ...]` in rising order without touching or empty
intervals: the canonical form. Everything here is one merge pass over such lists, in integer
microseconds, and knows neither datetimes nor classes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import lt
from typing import TypeAlias

from svcmgmt.errors import InvalidType, InvalidValue

__all__ = [
    "Edges",
    "check",
    "clip",
    "complement",
    "difference",
    "intersection",
    "normal",
    "pairs",
    "total",
    "union",
]

Edges: TypeAlias = Sequence[int]


def check(edges: Edges, start: int, end: int) -> None:
    """Refuse what is no edge list in canonical form inside `[start, end)`."""
    if not isinstance(edges, list | tuple) or not {int}.issuperset(map(type, edges)):
        raise InvalidType("edges", edges, "int, microseconds since 1970")
    if len(edges) % 2 or not all(map(lt, edges, edges[1:])):
        raise InvalidValue("edges", edges, "pairs of start and end, strictly rising")
    if edges and not start <= edges[0] < edges[-1] <= end:
        raise InvalidValue("edges", edges, f"{start} to {end} microseconds since 1970")


def normal(pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return the canonical edges of any (start, end) pairs: sorted, merged, none empty."""
    edges: list[int] = []
    for start, end in sorted(pairs):
        if start >= end:
            continue
        if edges and start <= edges[-1]:
            edges[-1] = max(edges[-1], end)
        else:
            edges += (start, end)
    return edges


def pairs(edges: Edges) -> Iterable[tuple[int, int]]:
    """Return the (start, end) pairs of an edge list."""
    return zip(edges[::2], edges[1::2], strict=True)


def union(many: Iterable[Edges]) -> list[int]:
    """Return everything that lies in at least one of the lists."""
    return normal(pair for edges in many for pair in pairs(edges))


def intersection(left: Edges, right: Edges) -> list[int]:
    """Return what lies in both lists, by two pointers."""
    edges: list[int] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start = max(left[i], right[j])
        end = min(left[i + 1], right[j + 1])
        if start < end:
            edges += (start, end)
        if left[i + 1] <= right[j + 1]:
            i += 2
        else:
            j += 2
    return edges


def complement(edges: Edges, start: int, end: int) -> list[int]:
    """Return what lies in `[start, end)` but in no interval of the list."""
    inside = clip(edges, start, end)
    gaps = [start, *inside, end]
    if inside and inside[0] == start:
        gaps = gaps[2:]
    if inside and inside[-1] == end:
        gaps = gaps[:-2]
    return gaps if start < end else []


def difference(left: Edges, right: Edges) -> list[int]:
    """Return what lies in the left list but not in the right one."""
    if not left:
        return []
    return intersection(left, complement(right, left[0], left[-1]))


def clip(edges: Edges, start: int, end: int) -> list[int]:
    """Return the part of the list inside `[start, end)`."""
    first = bisect_right(edges, start)
    last = bisect_left(edges, end)
    inside = list(edges[first:last])
    if first % 2:
        inside.insert(0, start)
    if last % 2:
        inside.append(end)
    return inside if start < end else []


def total(edges: Edges) -> int:
    """Return the summed length."""
    return sum(edges[1::2]) - sum(edges[::2])
