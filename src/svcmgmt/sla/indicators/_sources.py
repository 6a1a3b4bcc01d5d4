"""How facts of each kind become counts of slices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from operator import itemgetter
from typing import Final

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.errors import InvalidValue
from svcmgmt.sla._measurements import Measured
from svcmgmt.sla.indicators._columns import (
    Columns,
    Count,
    counted,
    gathered,
    noted,
    noted_slices,
    pairs_of,
    scaled,
)
from svcmgmt.sla.indicators._conditions import judge_of
from svcmgmt.sla.indicators._grid import Grid, check_many, interval_of
from svcmgmt.sla.indicators.counters import CounterSeries
from svcmgmt.sla.indicators.counts import EventCount
from svcmgmt.sla.objectives import Objective
from svcmgmt.temporal import Interval, IntervalSet, _edges, to_micros
from svcmgmt.values import Finding
from svcmgmt.values._exact import ExactNumber
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = [
    "from_counters",
    "from_counts",
    "from_downtime",
    "from_events",
    "from_samples",
    "from_slices",
]

_SECOND: Final = 1_000_000
"""Microseconds; a count of seconds is kept in them."""


def from_counts(counts: Iterable[EventCount], grid: Grid) -> Columns:
    """Return the slices of counts over intervals."""
    rows: list[tuple[int, int, EventCount, int]] = []
    for index, count in enumerate(all_of_kind("counts", counts, EventCount)):
        rows.append((to_micros(count.start), to_micros(count.end), count, index))
    late = _late([row[0] for row in rows])
    rows.sort(key=itemgetter(0, 1))
    kept, repeated = rows[:1], list[int]()
    for row in rows[1:]:
        if row[2] == kept[-1][2]:
            repeated.append(row[3])
        elif row[0] < kept[-1][1]:
            allowed = "counts that do not overlap; add up a series for each source"
            raise InvalidValue("counts", str(Interval(row[2].start, row[2].end)), allowed)
        else:
            kept.append(row)
    slices: list[tuple[int, Count, Count]] = []
    for start, end, count, _ in kept:
        number = grid.number(start)
        if number != grid.number(end - 1):
            crossing = str(Interval(count.start, count.end))
            raise InvalidValue("counts", crossing, f"an interval within one slice of {grid}")
        slices.append((number, count.good, count.total))
    findings = [*late, *noted("repeated", "counts given again, counted once", sorted(repeated))]
    return gathered(slices, findings)


def from_slices(
    first: datetime, counts: Iterable[tuple[ExactNumber, ExactNumber] | None], grid: Grid
) -> Columns:
    """Return the slices of neighbouring (good, total) pairs."""
    low = grid.on_edge("first", first)

    def rows() -> Iterator[tuple[int, Count, Count]]:
        for number, pair in enumerate(counts, low):
            if pair is None:
                continue
            ((given, of),) = pairs_of("counts", [pair])
            good, total = counted("good", given), counted("total", of)
            if good > total:
                raise InvalidValue("good", given, f"0 to {of}, the total")
            yield number, good, total

    return gathered(rows())


def from_events(events: Iterable[tuple[datetime, bool]], grid: Grid) -> Columns:
    """Return the slices of single events."""
    listed: list[tuple[int, bool]] = []
    for at, is_good in pairs_of("events", events):
        check_kind("event", is_good, bool)
        listed.append((to_micros(at, "event"), is_good))
    return _tallied(listed, grid, _late([at for at, _ in listed]))


def from_samples(
    samples: Iterable[tuple[datetime, Measured]], condition: Objective, grid: Grid
) -> Columns:
    """Return the slices of samples of a gauge, each good or bad by a condition."""
    judge = judge_of(condition)
    read: list[tuple[int, Measured, bool, int]] = []
    unread: list[int] = []
    instants: list[int] = []
    for index, (at, value) in enumerate(pairs_of("samples", samples)):
        micros, is_good = to_micros(at, "sample"), judge(value)
        instants.append(micros)
        if is_good is None:
            unread.append(index)
        else:
            read.append((micros, value, is_good, index))
    read.sort(key=itemgetter(0))
    repeated, differing = _twins(read)
    again = set(repeated)
    findings = [
        *noted("not-finite", "values that are no finite numbers, no samples", unread),
        *_late(instants),
        *noted("repeated", "samples given again, counted once", repeated),
        *noted("two-values", "samples beside another at one instant, all counted", differing),
    ]
    kept = [(at, is_good) for at, _, is_good, index in read if index not in again]
    return _tallied(kept, grid, findings, ("a good sample", str(condition)))


def _twins(read: list[tuple[int, Measured, bool, int]]) -> tuple[list[int], list[int]]:
    """Return which samples of an instant repeat one before, and which differ from the first."""
    repeated: list[int] = []
    differing: list[int] = []
    values: set[Measured] = set()
    for before, sample in pairwise(read):
        if sample[0] != before[0]:
            values = set()
            continue
        values.add(before[1])
        (repeated if sample[1] in values else differing).append(sample[3])
    return sorted(repeated), sorted(differing)


def _late(instants: list[int]) -> list[Finding]:
    """Return a finding for the facts that came after a later one."""
    late, latest = list[int](), -1
    for index, at in enumerate(instants):
        if at < latest:
            late.append(index)
        else:
            latest = at
    return noted("out-of-order", "facts after a later one, put in order", late)


def _tallied(
    events: list[tuple[int, bool]],
    grid: Grid,
    findings: list[Finding],
    *policies: tuple[str, str],
) -> Columns:
    origin, step = grid.origin, grid.step
    totals = Counter((at - origin) // step for at, _ in events)
    goods = Counter((at - origin) // step for at, is_good in events if is_good)
    numbers = sorted(totals)
    return Columns(
        numbers,
        [goods[number] for number in numbers],
        [totals[number] for number in numbers],
        findings=tuple(findings),
        policies=policies,
    )


def from_counters(
    total: CounterSeries, good: CounterSeries | None, bad: CounterSeries | None, grid: Grid
) -> Columns:
    """Return the slices of the increases of two counters."""
    part = bad if good is None else good
    if part is None or (good is not None and bad is not None):
        given = "good and bad" if part is not None else "neither"
        raise InvalidValue("counters", given, "either good or bad events beside all events")
    for name, counter in (("total", total), ("part", part)):
        check_kind(name, counter, CounterSeries)
    rises, shares = (_by_slice(counter, grid) for counter in (total, part))
    alone = sorted(rises.keys() ^ shares.keys())
    numbers = sorted(rises.keys() & shares.keys())
    over = [number for number in numbers if shares[number] > rises[number]]
    whole: list[Count] = [rises[number] for number in numbers]
    shared: list[Count] = [min(shares[number], rises[number]) for number in numbers]
    (totals, parts), scale = scaled(whole, shared)
    goods = parts
    if good is None:
        goods = [every - failed for every, failed in zip(totals, parts, strict=True)]
    findings = [
        *total.findings,
        *part.findings,
        *noted_slices("counters-apart", "slices of which only one counter tells, missing", alone),
        *noted_slices(
            "more-than-all", "slices with more events in the part than in all, taken as all", over
        ),
    ]
    policies = dict.fromkeys((*total.policies, *part.policies))
    return Columns(numbers, goods, totals, scale, tuple(findings), tuple(policies))


def _by_slice(counter: CounterSeries, grid: Grid) -> dict[int, Count]:
    rises: dict[int, Count] = {}
    for number, rise in counter.slices(grid):
        rises[number] = rises.get(number, 0) + rise
    if counter.scale == 1:
        return rises
    return {number: Fraction(rise, counter.scale) for number, rise in rises.items()}


def from_downtime(down: IntervalSet, within: Interval | ReportingPeriod, grid: Grid) -> Columns:
    """Return the slices of seconds, those outside the downtime good."""
    check_kind("down", down, IntervalSet)
    span = interval_of("within", within)
    low, high = grid.slices_of(span)
    check_many(high - low)
    step, origin = grid.step, grid.origin
    goods = [step] * (high - low)
    bounds = to_micros(span.start), to_micros(span.start + span.duration)
    for start, end in _edges.pairs(_edges.clip(down.edges, *bounds)):
        for number in range(grid.number(start), grid.number(end - 1) + 1):
            edge = origin + number * step
            goods[number - low] -= min(end, edge + step) - max(start, edge)
    return Columns(range(low, high), goods, [step] * (high - low), _SECOND)
