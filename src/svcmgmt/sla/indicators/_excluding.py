"""Which slices an agreement leaves out."""

from __future__ import annotations

from typing import TypeAlias

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.sla.indicators._grid import Grid
from svcmgmt.sla.indicators.policies import ExcludedSlice
from svcmgmt.temporal import IntervalSet, _edges

__all__ = ["Excluded", "excluded_slices"]

Excluded: TypeAlias = ServiceCalendar | IntervalSet
"""Times that are left out: a calendar is asked for the window, a set is cut to it."""


def excluded_slices(
    excluding: Excluded | None, which: ExcludedSlice, grid: Grid, low: int, high: int
) -> list[int]:
    """Return the excluded slices of a range as edges: first, first after, first, ..."""
    if excluding is None or low >= high:
        return []
    span = grid.span(low, high)
    if isinstance(excluding, ServiceCalendar):
        edges = excluding.intervals(span.start, span.start + span.duration).edges
    else:
        edges = tuple(_edges.clip(excluding.edges, *IntervalSet.of([span]).edges))
    touched = which is ExcludedSlice.TOUCHED
    return _edges.normal(
        (grid.number(start), grid.number(end - 1) + 1)
        if touched
        else (grid.number(start - 1) + 1, grid.number(end))
        for start, end in _edges.pairs(edges)
    )
