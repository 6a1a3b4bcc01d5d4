"""Results among those of earlier periods: their trends, and allowances that they exceed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from attrs import evolve

from svcmgmt.reports.results import ObjectiveResult
from svcmgmt.reports.ticket_shares import TicketShare
from svcmgmt.reports.trends import PastReport, PastResult, Trend
from svcmgmt.sla.conformance import ConformanceEvent, ConformanceRule, GraceMode, GraceTimes, Watch
from svcmgmt.sla.objectives import Verdict

__all__ = ["among_earlier"]

_Key: TypeAlias = tuple[str, str]
_Observed: TypeAlias = tuple[datetime, Verdict]


def among_earlier(
    results: Sequence[ObjectiveResult], earlier: Iterable[PastReport]
) -> tuple[ObjectiveResult, ...]:
    """Return results with their trends and the allowances that they exceed, in their order."""
    past: dict[_Key, list[PastResult]] = {}
    for report in earlier:
        for point in report.results:
            past.setdefault((point.objective, point.subject), []).append(point)
    groups: dict[_Key, list[int]] = {}
    for place, result in enumerate(results):
        groups.setdefault((result.promise.id, result.subject), []).append(place)
    found = list(results)
    for key, places in groups.items():
        places.sort(key=lambda place: results[place].during.start)
        points = past.get(key, [])
        for place, seen in zip(
            places, _seen([results[each] for each in places], points), strict=True
        ):
            found[place] = seen
    return tuple(found)


def _seen(run: list[ObjectiveResult], past: list[PastResult]) -> Iterator[ObjectiveResult]:
    """Yield the results of one objective and subject, each as the latest of all before it."""
    points = [point for point in past if point.start < run[0].during.start]
    exceeded = _exceeded(run, sorted(points, key=lambda point: (point.start, point.label)))
    for result, events in zip(run, exceeded, strict=True):
        points = [*points, result.as_past()]
        is_counted = isinstance(result.measured, TicketShare)
        trend = Trend(points=points, is_counted=is_counted)
        yield evolve(result, trend=trend, exceeded=events)


def _exceeded(
    run: list[ObjectiveResult], past: list[PastResult]
) -> list[tuple[ConformanceEvent, ...]]:
    """Return for each result the allowances that it exceeds, as its own promise says them."""
    before = [(point.start, point.verdict) for point in past]
    own = [(result.during.start, result.verdict) for result in run]
    graces = [each.promise.grace_times if each.is_over else None for each in run]
    missing = _events(graces, before, own)
    missed = _events([each.promise.allowed_crossings for each in run], before, own)
    return [(*one, *other) for one, other in zip(missing, missed, strict=True)]


def _events(
    rules: Sequence[ConformanceRule | None], before: list[_Observed], own: list[_Observed]
) -> Iterator[tuple[ConformanceEvent, ...]]:
    """Yield what happens at each observation by its rule, which has seen all those before."""
    watch: Watch | None = None
    for place, (rule, (moment, verdict)) in enumerate(zip(rules, own, strict=True)):
        if rule is None:
            watch = None
            yield ()
            continue
        if watch is None or watch.rule != rule:
            watch = rule.over([*([] if _begins_anew(rule) else before), *own[:place]]).watch
        watch, events = watch.see(verdict, at=moment)
        yield events


def _begins_anew(rule: ConformanceRule) -> bool:
    """Return whether a rule looks at one report alone: a grace for all its missing results."""
    return isinstance(rule, GraceTimes) and rule.mode is GraceMode.TOTAL
