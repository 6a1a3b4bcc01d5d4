"""How much of the maintenance of a period its terms leave out, and why not the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.sla.availability._arguments import MICROSECOND, pointer_to
from svcmgmt.sla.availability.facts import OPEN, Maintenance
from svcmgmt.sla.availability.policies import EmergencyMaintenance, MaintenanceTerms
from svcmgmt.temporal import IntervalSet, _edges as algebra, from_micros, to_micros
from svcmgmt.values import Finding, Severity

__all__ = ["eligible"]

_MESSAGES: Final = {
    "emergency-maintenance": "emergency maintenance is not left out",
    "late-notice": "announced too late, or nobody knows when",
    "outside-maintenance-window": "work outside the agreed windows",
    "maintenance-overrun": "work outside the time that was announced",
    "over-quota": "more maintenance than the quota of the period",
}

_MOST_SHOWN: Final = 3


def eligible(
    works: Iterable[Maintenance],
    terms: MaintenanceTerms,
    *,
    period: tuple[int, int],
    agreed: Sequence[int],
) -> tuple[list[int], list[Finding]]:
    """Return the maintenance of a period that is left out, and findings about the rest."""
    spans: list[tuple[int, int]] = []
    findings: list[Finding] = []
    for work in sorted(works, key=lambda each: (each.planned.start, each.id, repr(each))):
        kept, told = _kept(work, terms, period)
        spans += algebra.pairs(kept)
        findings += told
    edges = algebra.normal(spans)
    if terms.quota is None:
        return edges, findings
    within = algebra.intersection(edges, agreed)
    over = _after(within, terms.quota // MICROSECOND)
    if over:
        findings.append(_finding("over-quota", over, str(terms.quota)))
    return algebra.difference(edges, over), findings


def _kept(
    work: Maintenance, terms: MaintenanceTerms, period: tuple[int, int]
) -> tuple[list[int], list[Finding]]:
    """Return what of one piece of work is left out, before any quota."""
    planned = _clipped((to_micros(work.planned.start), _end(work.planned.end)), period)
    actual = planned
    findings: list[Finding] = []
    if work.actual is not None:
        actual = _clipped((to_micros(work.actual.start), _end(work.actual.end)), period)
        if overrun := algebra.difference(actual, planned):
            findings.append(_finding("maintenance-overrun", overrun, str(work.planned), work))
    kept = algebra.intersection(planned, actual)
    if not kept:
        return [], findings
    if work.is_emergency:
        if terms.emergency is EmergencyMaintenance.EXCLUDED:
            return kept, findings
        return [], [*findings, _finding("emergency-maintenance", kept, "", work)]
    if not _is_in_time(work, terms):
        return [], [*findings, _finding("late-notice", kept, f"{terms.notice} before", work)]
    outside = _outside(kept, terms.windows)
    if outside:
        findings.append(_finding("outside-maintenance-window", outside, str(terms.windows), work))
    return algebra.difference(kept, outside), findings


def _end(end: datetime | None) -> int:
    return OPEN if end is None else to_micros(end)


def _clipped(span: tuple[int, int], period: tuple[int, int]) -> list[int]:
    return algebra.clip(algebra.normal([span]), *period)


def _is_in_time(work: Maintenance, terms: MaintenanceTerms) -> bool:
    if work.announced_at is None:
        return not terms.notice
    return work.planned.start - work.announced_at >= terms.notice


def _outside(edges: list[int], windows: ServiceCalendar | None) -> list[int]:
    if windows is None:
        return []
    inside = windows.intervals(from_micros(edges[0]), from_micros(edges[-1])).edges
    return algebra.difference(edges, inside)


def _after(edges: Sequence[int], used: int) -> list[int]:
    """Return what of some intervals is left after so much of them."""
    found: list[int] = []
    for start, end in algebra.pairs(edges):
        begin = start + min(used, end - start)
        used -= begin - start
        if begin < end:
            found += (begin, end)
    return found


def _finding(
    code: str, edges: Sequence[int], allowed: str, work: Maintenance | None = None
) -> Finding:
    shown = IntervalSet(edges)
    return Finding(
        code=code,
        message=_MESSAGES[code],
        severity=Severity.INFO if code == "emergency-maintenance" else Severity.WARNING,
        pointer="" if work is None or not work.id else pointer_to("maintenance", work.id),
        value=str(shown if len(shown) <= _MOST_SHOWN else shown.bounds()),
        allowed=allowed,
    )
