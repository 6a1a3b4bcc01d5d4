"""A service level report over up to 10,000 services, in time and in how time grows.

No library that is known here makes such a report, so there is no peer. What is told of each
service first has to agree with a sweep by hand over the same outages, exactly.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from typing import Final

from availability_peers import Services, Span, sweep
from harness import Group, Row, bests, calls, disagrees, figure

from svcmgmt.agreement import (
    Agreement,
    CalendarPeriods,
    OutageMeasure,
    ServiceLevelObjective,
)
from svcmgmt.calendars import PeriodKind, ReportingPeriod, always
from svcmgmt.reports import ServiceFacts, ServiceLevelReport, service_level_report
from svcmgmt.sla.availability import Outage
from svcmgmt.sla.objectives import at_least
from svcmgmt.temporal import Interval, from_micros, to_micros
from svcmgmt.values import Ratio, ServiceId

TITLE: Final = "Reports: one promise of availability, 10 outages of each service in a month"

_MONTH: Final = ReportingPeriod.around("2026-09-01", PeriodKind.MONTH, zone="UTC")
_AS_OF: Final = datetime(2026, 10, 5, tzinfo=UTC)
_PERIOD: Final[Span] = (
    to_micros(_MONTH.interval.start),
    to_micros(_MONTH.next().interval.start),
)
_SECOND: Final = 1_000_000
_OUTAGES: Final = 10
_SERVICES: Final = (100, 1_000, 10_000)


def run() -> Group:
    """Return all results."""
    group = Group(title=TITLE)
    worlds = [_outages(count) for count in _SERVICES]
    wrong = [_wrong(outages) for outages in worlds]
    if any(wrong):
        group.rows.append(disagrees("report", "hand-written sweep", f"{sum(wrong)} services"))
        return group
    group.rows.extend(_growth(worlds))
    group.notes.append(_told(group.rows))
    return group


def _outages(services: int) -> list[list[Span]]:
    """Return random outages of a minute to an hour; same number, same outages."""
    chance = random.Random(13)  # noqa: S311 - a workload, no secret
    low, high = _PERIOD

    def outage() -> Span:
        start = chance.randrange(low // _SECOND, high // _SECOND) * _SECOND
        return start, start + chance.randrange(60, 3_600) * _SECOND

    return [[outage() for _ in range(_OUTAGES)] for _ in range(services)]


def _facts(outages: list[list[Span]]) -> ServiceFacts:
    return ServiceFacts.of(
        outages=[
            Outage(
                id=f"o-{service}-{index}",
                during=Interval(from_micros(start), from_micros(end)),
                scope=_name(service),
            )
            for service, spans in enumerate(outages)
            for index, (start, end) in enumerate(spans)
        ]
    )


def _name(service: int) -> ServiceId:
    return ServiceId(f"service-{service:05d}")


def _agreement(services: int) -> Agreement:
    promise = ServiceLevelObjective(
        id="uptime", measure=OutageMeasure(), objective=at_least("99.9 %")
    )
    return Agreement(
        id="SLA-7",
        services=[_name(service) for service in range(services)],
        objectives=[promise],
        service_hours=always(zone="UTC"),
        conformance_period=CalendarPeriods(PeriodKind.MONTH),
        zone="UTC",
    )


def _report(facts: ServiceFacts, agreement: Agreement) -> ServiceLevelReport:
    return service_level_report(facts, agreement, _MONTH, as_of=_AS_OF)


def _wrong(outages: list[list[Span]]) -> int:
    """Return how many services are told otherwise than a sweep by hand tells them."""
    by_hand, services = sweep(), Services(_PERIOD, [], outages)
    expected = [by_hand.read(services, lost) for lost in by_hand.prepare(services)()]
    report = _report(_facts(outages), _agreement(len(outages)))
    found = {
        result.evaluation.subject: result.evaluation.value
        for result in report.results
        if isinstance(result.evaluation.value, Ratio)
    }
    shares = [found.get(_name(service)) for service in range(len(outages))]
    return sum(
        share is None or share.value != wanted
        for share, wanted in zip(shares, expected, strict=True)
    )


def _growth(worlds: list[list[list[Span]]]) -> Iterator[Row]:
    """Yield what it costs to hold facts, to report on them, and to print the report."""
    facts = [_facts(outages) for outages in worlds]
    agreements = [_agreement(len(outages)) for outages in worlds]
    reports = [
        _report(known, agreement) for known, agreement in zip(facts, agreements, strict=True)
    ]
    making = [calls(partial(_facts, outages)) for outages in worlds]
    reporting = [
        calls(partial(_report, known, agreement))
        for known, agreement in zip(facts, agreements, strict=True)
    ]
    explaining = [calls(report.explain) for report in reports]
    for case, measures in (
        ("facts", making),
        ("report", reporting),
        ("report as text", explaining),
    ):
        for services, seconds in zip(_SERVICES, bests(measures), strict=True):
            remark = f"{seconds / services * 1e6:,.0f} µs a service"
            yield figure(f"{case}, {services:,} services", seconds, "s", remark=remark)


def _told(rows: list[Row]) -> str:
    """Return how the time of a report grows with the services, in words."""
    times = [row.ours for row in rows if row.case.startswith("report, ") and row.ours is not None]
    grown = ", ".join(f"{later / earlier:.1f}" for earlier, later in pairwise(times))
    return f"Ten times as many services take {grown} times as long to report on."
