"""How long work takes that passes through several hands, each in its own service time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from svcmgmt.calendars import NoSuchTime, ServiceCalendar
from svcmgmt.errors import LimitExceeded
from svcmgmt.temporal import Interval, from_micros

__all__ = ["Chained", "Stage", "worst_chain"]

_MICROSECOND: Final = timedelta(microseconds=1)
_MOST_EDGES: Final = 50_000
"""A year of office hours with three stages has some two thousand."""


@frozen
class Stage:
    """One pair of hands: how long it may take, in which service time."""

    name: str
    calendar: ServiceCalendar
    limit: timedelta


@frozen
class Chained:
    """A chain that takes longest: where it starts and ends, and how much service time that is."""

    start: datetime
    end: datetime
    elapsed: timedelta


def worst_chain(
    stages: Sequence[Stage], promised: ServiceCalendar, within: Interval
) -> Chained | None:
    """Return the chain that takes most of the promised service time, exact to the microsecond.

    Every stage takes all the time it may, and begins when the one before ends. As a function of
    the start, the end rises by steps and slopes that change only where a calendar opens or
    closes; so it is enough to look at the starts that lead there, and just after them, where a
    missed closing costs a night. Between those the function is linear.

    Args:
        stages: in order.
        promised: in whose service time the whole is counted.
        within: where a chain may start; closed and not empty.

    Returns:
        The worst chain, the earliest of several; None if one that starts within has no end
        before 2200.

    Raises:
        LimitExceeded: so much time that calendars open and close more than 50,000 times.
    """
    last = within.start + within.duration - _MICROSECOND
    try:
        horizon = _end(stages, last)
    except NoSuchTime:
        return None
    starts = {within.start, last}
    for found in _turning_points(stages, promised, Interval(within.start, horizon)):
        starts.update((found, found + _MICROSECOND))
    worst: Chained | None = None
    for start in sorted(each for each in starts if each in within):
        end = _end(stages, start)
        elapsed = promised.elapsed(start, end)
        if worst is None or elapsed > worst.elapsed:
            worst = Chained(start, end, elapsed)
    return worst


def _end(stages: Iterable[Stage], start: datetime) -> datetime:
    for stage in stages:
        start = stage.calendar.due(start, stage.limit)
    return start


def _turning_points(
    stages: Sequence[Stage], promised: ServiceCalendar, span: Interval
) -> set[datetime]:
    """Return the starts from which the chain, or one of its stages, meets an edge of hours."""
    end = span.start + span.duration
    sets = [calendar.intervals(span.start, end).edges for calendar in _calendars(stages, promised)]
    count = sum(map(len, sets))
    if count > _MOST_EDGES:
        raise LimitExceeded("edges of hours in a chain of restore times", count, _MOST_EDGES)
    *of_stages, of_promise = [{*map(from_micros, edges)} for edges in sets]
    points = of_promise
    for stage, edges in zip(reversed(stages), reversed(of_stages), strict=True):
        points = edges.union(_begun(stage, points | edges))
    return points | of_promise  # the time counted also turns where the start crosses an edge


def _calendars(stages: Sequence[Stage], promised: ServiceCalendar) -> list[ServiceCalendar]:
    return [*(stage.calendar for stage in stages), promised]


def _begun(stage: Stage, ends: Iterable[datetime]) -> Iterator[datetime]:
    """Yield the latest starts from which a stage ends at some instants."""
    for end in ends:
        try:
            yield stage.calendar.before(end, stage.limit)
        except NoSuchTime:
            continue  # from nowhere since 1970
