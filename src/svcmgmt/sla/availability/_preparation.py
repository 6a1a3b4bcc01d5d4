"""From facts and terms to the plain numbers of an account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.sla.availability._account import Account
from svcmgmt.sla.availability._maintenance import eligible
from svcmgmt.sla.availability._spans import Span
from svcmgmt.sla.availability.fact_sets import AvailabilityFacts
from svcmgmt.sla.availability.facts import OPEN, Exclusion, ExclusionCategory, Outage
from svcmgmt.sla.availability.policies import AvailabilityPolicies, StopClock
from svcmgmt.temporal import (
    Interval,
    IntervalSet,
    OpenInterval,
    _edges as algebra,
    from_micros,
    to_micros,
)
from svcmgmt.values import Finding

__all__ = [
    "Named",
    "account_of",
    "check_closed",
    "held",
    "named_spans",
    "period_of",
    "spans_of_exclusion",
]


class Named(NamedTuple):
    """A span with the names of the outage behind it; spans first, so that they sort alike."""

    span: Span
    name: str = ""
    label: str = ""
    is_open: bool = False


def period_of(within: Interval, as_of: datetime | None) -> tuple[int, int]:
    """Return the bounds of a period, cut where the facts end."""
    start, end = to_micros(within.start), to_micros(within.end or within.start)
    return start, end if as_of is None else max(start, min(end, to_micros(as_of, "as_of")))


def check_closed(facts: AvailabilityFacts) -> None:
    """Refuse facts that are still open: nobody says up to when they are known."""
    allowed = "closed facts, or as_of to close them"
    if OPEN in map(itemgetter(1), facts.spans):
        still = next(each for each in facts.outages if each.span[1] == OPEN)
        raise OpenInterval("outages", str(still), allowed)
    for exclusion in facts.exclusions:
        spans = exclusion.spans
        if spans and spans[-1][1] == OPEN and not exclusion.is_withdrawn:
            raise OpenInterval("exclusions", str(exclusion), allowed)
    for work in facts.maintenance:
        if work.actual is not None and work.actual.end is None and not work.is_withdrawn:
            raise OpenInterval("maintenance", str(work), allowed)


def account_of(
    facts: AvailabilityFacts,
    policies: AvailabilityPolicies,
    *,
    period: tuple[int, int],
    service_time: ServiceCalendar,
    active: Sequence[Interval | IntervalSet | None],
    as_of: datetime | None,
) -> tuple[Account, tuple[Finding, ...]]:
    """Return the account of a period, and what the terms say of its maintenance."""
    offered = agreed = _open_time(service_time, period)
    for times in active:
        if times is not None:
            agreed = algebra.intersection(agreed, _edges(times))
    excluded = [
        (each.category, each.spans or spans_of_exclusion(each, period))
        for each in facts.exclusions
        if held(each, policies)
    ]
    findings: Iterable[Finding] = ()
    if facts.maintenance:
        works = [work for work in facts.maintenance if not work.is_withdrawn]
        planned, findings = eligible(works, policies.maintenance, period=period, agreed=agreed)
        category = ExclusionCategory.PLANNED_MAINTENANCE
        excluded.append((category, list(algebra.pairs(planned))))
    account = Account(
        period=period,
        offered=offered,
        agreed=agreed,
        excluded=excluded,
        unknown=facts.unknown.edges,
        spans=_spans(facts, as_of),
        policies=policies,
    )
    return account, tuple(findings)


def _open_time(calendar: ServiceCalendar, period: tuple[int, int]) -> Sequence[int]:
    return calendar.intervals(from_micros(period[0]), from_micros(period[1])).edges


def _edges(times: Interval | IntervalSet) -> Sequence[int]:
    """Return the edges of times of which an open end has no limit."""
    if isinstance(times, IntervalSet):
        return times.edges
    return algebra.normal([_bounds(times)])


def _bounds(interval: Interval) -> tuple[int, int]:
    return to_micros(interval.start), OPEN if interval.end is None else to_micros(interval.end)


def held(exclusion: Exclusion, policies: AvailabilityPolicies) -> bool:
    """Return whether an exclusion holds."""
    return (
        exclusion.status in policies.statuses
        and not exclusion.is_withdrawn
        and (
            exclusion.category is not ExclusionCategory.STOP_CLOCK
            or policies.stop_clock is StopClock.AVAILABILITY_TOO
        )
    )


def spans_of_exclusion(exclusion: Exclusion, period: tuple[int, int]) -> Sequence[tuple[int, int]]:
    """Return when an exclusion is, in a period or beyond it."""
    spans, during = exclusion.spans, exclusion.during
    if spans is None and isinstance(during, ServiceCalendar):
        return list(algebra.pairs(_open_time(during, period)))
    return spans or ()


def _spans(facts: AvailabilityFacts, as_of: datetime | None) -> Sequence[Span]:
    """Return the spans of outages, in any order; open ones are closed."""
    if as_of is None:
        return facts.spans
    limit = to_micros(as_of, "as_of")
    return [_closed(span, limit) for span in facts.spans]


def _closed(span: Span, limit: int) -> Span:
    return (span[0], limit, span[2], span[3]) if span[1] == OPEN else span


def named_spans(outages: Iterable[Outage], account: Account, as_of: datetime | None) -> list[Named]:
    """Return the spans of an account in its order, with the names behind them."""
    named: list[Named] = []
    limit = OPEN if as_of is None else to_micros(as_of, "as_of")
    for each in outages:
        span = _closed(each.span, limit)
        if span[0] < span[1]:
            label = str(each)
            named.append(Named(span, each.id or label, label, each.during.end is None))
    missing = len(account.spans) - len(named)  # unknown time that counts as down
    if missing:
        named += [Named((*pair, 1, 1)) for pair in algebra.pairs(account.unknown)]
    return sorted(named)
