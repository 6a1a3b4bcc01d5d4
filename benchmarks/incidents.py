"""100,000 incidents with history: build them, audit them, measure them, report on them.

No library that is known here does all of it, so there is no peer. Before anything is timed, what
is found has to be what the scripts of the incidents say: how many follow their lifecycle, how many
were reopened, and how many were in time. Growth is told as the time and the memory of one
incident, while their number grows a hundredfold.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Any, Final

from harness import Group, Row, bests, calls, disagrees, figure

from svcmgmt.agreement import (
    Agreement,
    CalendarPeriods,
    ServiceLevelObjective,
    TicketShareMeasure,
    TicketTarget,
)
from svcmgmt.calendars import PeriodKind, ReportingPeriod, always, weekly
from svcmgmt.lifecycle import LogConformance, audit, conformance, discover
from svcmgmt.practice import INCIDENT, HoldReason, Incident
from svcmgmt.practice.metrics import (
    TIME_TO_RESOLVE,
    TicketRates,
    backlog,
    dwell_by_state,
    incident_rates,
    incident_times,
    ticket_rates,
)
from svcmgmt.reports import ServiceFacts, ServiceLevelReport, TicketFacts, service_level_report
from svcmgmt.sla import Clock, at_least
from svcmgmt.temporal import parse_instant
from svcmgmt.values import Ratio, count_by_code

TITLE: Final = "Incidents: up to 100,000 with 2 to 6 facts each"

_SIZES: Final = (1_000, 10_000, 100_000)
_START: Final = parse_instant("2026-10-01T00:00:00Z")
_UNTIL: Final = parse_instant("2026-11-02T00:00:00Z")
_HOUR: Final = timedelta(hours=1)
_HOURS: Final = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
_OCTOBER: Final = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone="UTC")
_GROWTH: Final = 1.5
"""An incident among ten times as many may take so many times as long: caches overflow."""

_SLA: Final = Agreement(
    id="SLA-7",
    services=["mail"],
    zone="UTC",
    service_hours=always(),
    conformance_period=CalendarPeriods(PeriodKind.MONTH),
    targets=[TicketTarget(name="all", clocks=[Clock(name="restore", limit=3 * _HOUR)])],
    objectives=[
        ServiceLevelObjective(
            id="restore", measure=TicketShareMeasure(), objective=at_least("95 %")
        )
    ],
)

Incidents = Sequence[Incident]
Stage = Callable[[Incidents], object]


def run() -> Group:
    """Return all results."""
    group = Group(title=TITLE)
    if wrong := _wrong(_built(_SIZES[0])):
        group.rows.append(disagrees("incidents", "", wrong))
        return group
    group.rows.extend(_build())
    worlds = [_built(size) for size in _SIZES]
    for name, stage in _STAGES.items():
        group.rows.extend(_timed(name, [partial(stage, world) for world in worlds]))
    group.rows.extend(_peaks(worlds[-1]))
    group.notes.append(_told(group.rows))
    return group


def _built(size: int) -> list[Incident]:
    return [_SCRIPTS[number % len(_SCRIPTS)](number) for number in range(size)]


def _logged(number: int) -> Incident:
    at = _START + number % 600 * _HOUR  # all within October
    return Incident.log(id=f"INC-{number}", at=at)


def _held(number: int) -> Incident:
    """Return an incident that follows its lifecycle, and takes four hours."""
    at = _START + number % 600 * _HOUR
    working = _logged(number).start(at=at + _HOUR, by="ana")
    waiting = working.hold(at=at + 2 * _HOUR, reason=HoldReason.CALLER)
    done = waiting.resume(at=at + 3 * _HOUR).resolve(at=at + 4 * _HOUR, resolution="restarted")
    return done.close(at=at + 9 * _HOUR)


def _reopened(number: int) -> Incident:
    """Return an incident that follows its lifecycle, and takes three hours but for a pause."""
    at = _START + number % 600 * _HOUR
    first = _logged(number).start(at=at + _HOUR).resolve(at=at + 2 * _HOUR, resolution="restarted")
    again = first.reopen(at=at + 3 * _HOUR).resolve(at=at + 4 * _HOUR, resolution="replaced")
    return again.close(at=at + 9 * _HOUR)


def _cancelled(number: int) -> Incident:
    """Return an incident that is over at once."""
    return _logged(number).cancel(at=_START + number % 600 * _HOUR + _HOUR)


def _resolved(number: int) -> Incident:
    """Return an incident that is resolved within two hours, and not closed."""
    at = _START + number % 600 * _HOUR
    return _logged(number).start(at=at + _HOUR).resolve(at=at + 2 * _HOUR, resolution="restarted")


_SCRIPTS: Final = (_held, _reopened, _cancelled, _resolved)


def _audited(incidents: Incidents) -> tuple[dict[str, int], LogConformance[Any]]:
    """Audit every history, hold all against the lifecycle, and draw a candidate."""
    histories = [each.history for each in incidents]
    findings = (finding for each in histories for finding in audit(INCIDENT, each).findings)
    counts = count_by_code(findings)
    discover(histories).candidate("ours", at_least=2)
    return counts, conformance(INCIDENT, histories)


def _measured(incidents: Incidents) -> TicketRates:
    """Measure rates, times, stays and the backlog."""
    histories = [each.history for each in incidents]
    incident_rates(incidents)
    incident_times(incidents, TIME_TO_RESOLVE, calendar=_HOURS)
    dwell_by_state(histories, until=_UNTIL)
    backlog(histories, at=_UNTIL)
    return ticket_rates(incidents)


def _reported(incidents: Incidents) -> ServiceLevelReport:
    """Report on a month: the clock of every ticket, and the share that was in time."""
    tickets = [
        TicketFacts(
            id=each.id,
            opened_at=each.opened_at,
            service="mail",
            changes=each.history,
        )
        for each in incidents
    ]
    facts = ServiceFacts.of(tickets=tickets)
    return service_level_report(facts, _SLA, _OCTOBER, as_of=_UNTIL)


_STAGES: Final[dict[str, Stage]] = {
    "audit, conformance, candidate": _audited,
    "rates, times, stays, backlog": _measured,
    "report of a month": _reported,
}


def _wrong(incidents: Incidents) -> str:
    """Return what differs from the scripts; empty if nothing does."""
    fourth = len(incidents) // len(_SCRIPTS)
    counts, followed = _audited(incidents)
    told = {
        "fitting": followed.fitting == Ratio(3, 4),
        "unfinished": counts.get("unfinished") == fourth,
        "reopened": (counts.get("reopened"), _measured(incidents).reopened) == (fourth, fourth),
        "in time": [each.evaluation.value for each in _reported(incidents).results]
        == [Ratio(2, 3)],
    }
    return ", ".join(name for name, agrees in told.items() if not agrees)


def _build() -> Iterator[Row]:
    """Yield what incidents cost to make, in time and in memory."""
    yield from _timed("build", [partial(_built, size) for size in _SIZES])
    for size in _SIZES:
        held, _ = _weighed(partial(_built, size))
        remark = f"{held / size:,.0f} B an incident"
        yield figure(f"memory of {size:,} incidents", held, "B", remark=remark)


def _timed(name: str, stages: list[Callable[[], object]]) -> Iterator[Row]:
    """Yield the time of a stage for each size; the last one says how it has grown."""
    times = [bests([calls(stage)], fewest=1)[0] for stage in stages]
    each = [seconds / size for seconds, size in zip(times, _SIZES, strict=True)]
    for size, seconds, one in zip(_SIZES, times, each, strict=True):
        remark = f"{one * 1e6:,.1f} µs an incident"
        yield figure(f"{name}, {size:,} incidents", seconds, "s", remark=remark)
    grown = max(later / earlier for earlier, later in pairwise(each))
    yield figure(f"{name}: time of one among ten times as many", grown, "x", at_most=_GROWTH)


def _peaks(incidents: Incidents) -> Iterator[Row]:
    """Yield how much memory each stage needs at most, beside the incidents."""
    for name, stage in _STAGES.items():
        _, peak = _weighed(partial(stage, incidents))
        remark = f"{peak / len(incidents):,.0f} B an incident"
        yield figure(f"peak of {name}, {len(incidents):,} incidents", peak, "B", remark=remark)


def _weighed(call: Callable[[], object]) -> tuple[int, int]:
    """Return the bytes that a result holds, and the most that it took to make it."""
    gc.collect()
    tracemalloc.start()
    kept = call()
    _, peak = tracemalloc.get_traced_memory()
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return held, peak


def _told(rows: Sequence[Row]) -> str:
    """Return how time grows, in words."""
    grown = [row.ours for row in rows if row.unit == "x" and row.ours is not None]
    return f"One incident among ten times as many takes at most {max(grown):.2f} times as long."
