"""Tell from the incidents of a status page how often a service was there, month by month.

    python examples/status_page.py INCIDENTS.csv[.gz] [--json]

The file has one incident or piece of maintenance in each row, as community archives of the GitHub
status page have them. What overlaps counts once. Maintenance is no downtime, and neither is an
incident whose impact the page calls none.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from attrs import frozen
from example_io import fail, read_rows, run

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.sla.availability import (
    STATUSPAGE,
    Availability,
    Maintenance,
    Outage,
    availability_of,
)
from svcmgmt.sla.reliability import reliability_of
from svcmgmt.temporal import Interval, IntervalSet, parse_instant
from svcmgmt.values import NoData, Ratio

COLUMNS: Final = {"id", "title", "impact", "downtime_start", "downtime_end", "updates"}
MAINTENANCE, HARMLESS = "maintenance", "none"
IMPACTS: Final = ("minor", "major", "critical", HARMLESS, MAINTENANCE)
BEGUN: Final = "In progress"
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
PLACES: Final = 4


@frozen
class Incident:
    """One row of the page."""

    id: str
    title: str
    impact: str
    during: Interval
    """From the first to the last word on it; for maintenance from its announcement on."""

    begun: datetime
    """When it began; maintenance is announced before."""

    @property
    def is_outage(self) -> bool:
        """Whether it took something from the service."""
        return self.impact not in {MAINTENANCE, HARMLESS}


def read_incident(row: dict[str, str]) -> Incident:
    """Return the incident of a row; one without an end still goes on."""
    if row["impact"] not in IMPACTS:
        raise ValueError(f"impact {row['impact']!r} is none of {', '.join(IMPACTS)}")
    start = parse_instant(row["downtime_start"])
    end = parse_instant(row["downtime_end"]) if row["downtime_end"] else None
    return Incident(
        row["id"], row["title"], row["impact"], Interval(start, end), _begun(row["updates"], start)
    )


def _begun(updates: str, start: datetime) -> datetime:
    """Return when work began, out of updates such as `2026-10-04T02:00:00Z In progress|...`."""
    for update in updates.split("|"):
        at, _, word = update.partition(" ")
        if word == BEGUN:
            return parse_instant(at)
    return start


def outages_of(incidents: Sequence[Incident]) -> Iterator[Outage]:
    """Yield the incidents that took something from the service, as outages."""
    for each in incidents:
        if each.is_outage:
            yield Outage(id=each.id, during=each.during, cause=each.title)


def maintenance_of(incidents: Sequence[Incident], as_of: datetime) -> Iterator[Maintenance]:
    """Yield maintenance, from its begin and not from its announcement on."""
    for each in incidents:
        if each.impact == MAINTENANCE:
            announced, ended = each.during.start, each.during.end
            during = Interval(each.begun, as_of if ended is None else ended)
            yield Maintenance(id=each.id, planned=during, announced_at=announced)


def availability(incidents: Sequence[Incident], within: Interval, as_of: datetime) -> Availability:
    """Return the availability of the service in a time, read as status pages do."""
    return availability_of(
        outages_of(incidents),
        within=within,
        exclusions=maintenance_of(incidents, as_of),
        policies=STATUSPAGE.policies,
        as_of=as_of,
        subject="service",
    )


def months_of(observed: Interval, as_of: datetime) -> Iterator[tuple[str, Interval]]:
    """Yield the months that the page tells of, in so far as it does."""
    first, last = (
        ReportingPeriod.around(each, PeriodKind.MONTH, zone="UTC")
        for each in (observed.start, as_of)
    )
    for month in first.upto(last):
        seen = month.interval & observed
        if seen is not None:
            yield month.label, seen


def report(path: str) -> dict[str, object]:
    """Return how often the service was there."""
    begin = time.perf_counter()
    incidents = list(read_rows(path, COLUMNS, read_incident))
    if not incidents:
        fail(f"{path}: no incidents")
    as_of = max(each.during.end or each.during.start for each in incidents)
    observed = Interval(min(each.during.start for each in incidents), as_of)
    down = [each.during & observed for each in incidents if each.is_outage]
    spans = [span for span in down if span is not None]
    whole = availability(incidents, observed, as_of)
    reliability = reliability_of(whole.occurrences, agreed=whole.base)
    return {
        "incidents": len(incidents),
        "outages": len(down),
        "maintenance": sum(each.impact == MAINTENANCE for each in incidents),
        "without_impact": sum(each.impact == HARMLESS for each in incidents),
        "sum_minutes": sum((span.duration for span in spans), timedelta(0)) / MINUTE,
        "union_minutes": IntervalSet.of(spans).total() / MINUTE,
        "occurrences": whole.count,
        "availability": _percent(whole.ratio),
        "monthly_availability": {
            name: _percent(availability(incidents, month, as_of).ratio)
            for name, month in months_of(observed, as_of)
        },
        "mtbf_hours": _hours(reliability.mtbf),
        "mtrs_hours": _hours(reliability.mtrs),
        "seconds": round(time.perf_counter() - begin, 3),
    }


def _percent(ratio: Ratio | NoData) -> str:
    return str(ratio) if isinstance(ratio, NoData) else ratio.percent(PLACES)


def _hours(length: timedelta | NoData) -> float | None:
    return None if isinstance(length, NoData) else round(length / HOUR, 3)


if __name__ == "__main__":
    run(report, "Tell how often the service of a status page was there.", incidents="csv or csv.gz")
