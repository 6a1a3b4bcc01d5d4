"""Recompute the downtime of every outage of a node log, across clock changes, and merge them.

    python examples/node_outages.py LOG.csv[.gz] [--json]

The log is the failure record of the LANL clusters: outages by the minute on the clocks of
America/Denver, with a `Down Time` in minutes that is only compared with.
"""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import datetime, timedelta

from attrs import frozen
from example_io import fail, read_rows, run

from svcmgmt.calendars import Occurrence, to_instant
from svcmgmt.temporal import ORIGIN, Interval, IntervalSet

COLUMNS = {"System", "nodenum", "Prob Started", "Prob Fixed", "Down Time"}
ZONE = "America/Denver"
MINUTE = timedelta(minutes=1)


@frozen
class Outage:
    """One row of the log: which node was down, and when."""

    node: tuple[str, str]
    during: Interval
    minutes_by_the_clock: int
    """Difference of the two clock readings, as one who ignores clock changes would have it."""

    recorded: int | None
    """Minutes that the log tells, for comparison only."""

    @property
    def minutes(self) -> int:
        """Real minutes of downtime."""
        return self.during.duration // MINUTE


def read_outage(row: dict[str, str]) -> Outage:
    """Return the outage of a row; its recorded downtime is only kept."""
    start, end = (_wall_time(row[column]) for column in ("Prob Started", "Prob Fixed"))
    # an hour that the clocks show twice is taken for its second time round at either end
    during = Interval(
        *(to_instant(wall, zone=ZONE, occurrence=Occurrence.LAST) for wall in (start, end))
    )
    recorded = int(row["Down Time"]) if row["Down Time"] else None
    return Outage((row["System"], row["nodenum"]), during, (end - start) // MINUTE, recorded)


def _wall_time(text: str) -> datetime:
    return datetime.strptime(text, "%m/%d/%Y %H:%M")  # noqa: DTZ007 - gets its zone later


def _overlapping(outages: list[Outage]) -> int:
    """Return how many outages begin while an earlier one of the same node lasts."""
    found, reached = 0, ORIGIN
    for span in sorted((each.during for each in outages), key=lambda span: span.start):
        found += span.start < reached
        reached = max(reached, span.start + span.duration)
    return found


def report(path: str) -> dict[str, object]:
    """Return how the recomputed downtimes compare with the recorded ones."""
    begin = time.perf_counter()
    by_node: dict[tuple[str, str], list[Outage]] = defaultdict(list)
    rows = exact = short = dst = dst_exact = 0
    for outage in read_rows(path, COLUMNS, read_outage):
        by_node[outage.node].append(outage)
        rows += 1
        shifted = outage.minutes != outage.minutes_by_the_clock
        dst += shifted
        if outage.recorded is not None:
            difference = outage.recorded - outage.minutes
            exact += difference == 0
            short += difference == -1
            dst_exact += shifted and difference == 0
    if not rows:
        fail(f"{path}: no outages")
    merged = [IntervalSet.of(each.during for each in node).total() for node in by_node.values()]
    return {
        "rows": rows,
        "exact": exact / rows,
        "one_minute_short": short,
        "dst_rows": dst,
        "dst_rows_exact": dst_exact,
        "overlapping": sum(map(_overlapping, by_node.values())),
        "union_minutes": sum(merged, timedelta(0)) // MINUTE,
        "sum_minutes": sum(each.minutes for node in by_node.values() for each in node),
        "seconds": round(time.perf_counter() - begin, 3),
    }


if __name__ == "__main__":
    run(report, "Recompute the downtime of every outage of a node log.", log="csv or csv.gz")
