"""Recompute what a monitor published from its probes: availability of a day, a week, a month.

    python examples/probes.py PROBES.csv[.gz] SUMMARY.csv[.gz] [--ignore-below 15m] [--json]

The files are the history of an Upptime repository: what each probe found, and what the summary
told of each monitor at some instants. A monitor is down from a probe that finds it down to the
next one that finds it up. How the monitor counts is chosen on the command line: which outages it
ignores, what it takes for a month and divides one by, whether windows are shortened to its age.
No availability falls below zero. Published figures are only compared with.
"""

from __future__ import annotations

import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from attrs import frozen
from example_io import digest, fail, read_rows, run

from svcmgmt.calendars import CalendarDays, PeriodKind, ReportingPeriod, rolling
from svcmgmt.sla.availability import (
    AvailabilityPolicies,
    DurationBasis,
    Outage,
    PartialPeriod,
    availability_of,
)
from svcmgmt.temporal import Interval, parse_instant
from svcmgmt.values import NoData, Ratio

OF_PROBES: Final = {"at", "slug", "status"}
OF_SUMMARY: Final = {"at", "slug", "start_time", "uptime_day", "uptime_week", "uptime_month"}
STATUSES: Final = ("up", "down", "degraded")
DAY, WEEK, MONTH = "day", "week", "month"
LENGTHS: Final = {DAY: timedelta(days=1), WEEK: timedelta(weeks=1)}
UNITS: Final = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
ACTUAL: Final = "actual"
OPTIONS: Final = {
    "ignore-below": ("0s", "outages shorter than this do not count, such as 15m"),
    "month-window": ("sliding", "sliding: back to the same day of the month before; or calendar"),
    "month-base": ("2628288s", "what the downtime of a month is divided by; or actual"),
    "base": ("age", "age: windows begin when the monitor did, at the earliest; or full"),
    "degraded": ("up", "what a degraded monitor is: up or down"),
    "within": ("0.02", "how many percentage points a published figure may be off"),
}


@frozen
class Probe:
    """What a probe found."""

    at: datetime
    slug: str
    status: str


@frozen
class Snapshot:
    """What the summary told of a monitor at an instant."""

    at: datetime
    slug: str
    since: datetime
    """When the monitor began."""

    published: dict[str, Fraction | None]
    """Percentages by window, for comparison only."""


@frozen(kw_only=True)
class Rules:
    """How the monitor counts."""

    ignore_below: timedelta
    is_month_sliding: bool
    month_base: timedelta | None
    is_shortened: bool
    down: frozenset[str]
    within: Fraction

    def window(self, name: str, at: datetime) -> Interval:
        """Return the window of a name that ends at an instant."""
        if name in LENGTHS:
            return Interval(at - LENGTHS[name], at)
        month = ReportingPeriod.around(at, PeriodKind.MONTH, zone="UTC")
        if not self.is_month_sliding:
            return Interval(month.interval.start, at)
        before = month.previous()
        # the same day of the month before, or its last one
        days = max((before.until - before.first).days, at.day)
        return rolling(at, CalendarDays(days), zone="UTC")

    def policies(self, name: str, age: timedelta) -> AvailabilityPolicies:
        """Return how the availability of a window is counted."""
        base = self.month_base if name == MONTH else None
        if base is not None and self.is_shortened:
            base = min(base, age)
        return AvailabilityPolicies(
            minimum=self.ignore_below,
            duration_basis=DurationBasis.RECORDED,
            fixed_length=base,
            partial_period=(
                PartialPeriod.ACTIVE_TIME if self.is_shortened else PartialPeriod.FULL_PERIOD
            ),
        )


def read_rules(options: dict[str, str]) -> Rules:
    """Return the rules that the command line names."""
    base = options["month_base"]
    is_degraded_down = _one_of("degraded", options["degraded"], "down", "up")
    return Rules(
        ignore_below=_length("ignore-below", options["ignore_below"]),
        is_month_sliding=_one_of("month-window", options["month_window"], "sliding", "calendar"),
        month_base=None if base == ACTUAL else _length("month-base", base),
        is_shortened=_one_of("base", options["base"], "age", "full"),
        down=frozenset({"down", "degraded"} if is_degraded_down else {"down"}),
        within=_number(options["within"]),
    )


def _one_of(name: str, word: str, first: str, second: str) -> bool:
    """Return whether an option is the first of its two words."""
    if word not in {first, second}:
        raise ValueError(f"--{name} {word}: neither {first} nor {second}")
    return word == first


def _length(name: str, text: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,9})([smhd])", text, re.ASCII)
    if found is None:
        raise ValueError(f"--{name} {text}: no length such as 15m, 2628288s or 30d")
    return int(found[1]) * UNITS[found[2]]


def _number(text: str) -> Fraction:
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text, re.ASCII) is None:
        raise ValueError(f"{text!r} is no number such as 99.95")
    return Fraction(text)


def read_probe(row: dict[str, str]) -> Probe:
    """Return the probe of a row."""
    if row["status"] not in STATUSES:
        raise ValueError(f"status {row['status']!r} is none of {', '.join(STATUSES)}")
    return Probe(parse_instant(row["at"]), row["slug"], row["status"])


def read_snapshot(row: dict[str, str]) -> Snapshot:
    """Return the snapshot of a row; published figures may be missing."""
    published = {
        name: _number(text.removesuffix("%")) if text else None
        for name in (DAY, WEEK, MONTH)
        for text in [row[f"uptime_{name}"]]
    }
    at, since = parse_instant(row["at"]), parse_instant(row["start_time"])
    return Snapshot(at, row["slug"], since, published)


def outages_of(probes: Iterable[Probe], down: frozenset[str]) -> dict[str, list[Outage]]:
    """Return the outages of each monitor; one that has not ended stays open."""
    began: dict[str, datetime] = {}
    found: dict[str, list[Outage]] = defaultdict(list)
    for probe in sorted(probes, key=lambda each: each.at):
        if probe.status in down:
            began.setdefault(probe.slug, probe.at)
        elif probe.slug in began:
            found[probe.slug].append(Outage(during=Interval(began.pop(probe.slug), probe.at)))
    for slug, start in began.items():
        found[slug].append(Outage(during=Interval(start)))
    return found


def predict(name: str, snapshot: Snapshot, outages: Sequence[Outage], rules: Rules) -> Ratio | None:
    """Return the availability of a window at a snapshot; None before the monitor had begun."""
    age = snapshot.at - snapshot.since
    if age <= timedelta(0):
        return None
    window = rules.window(name, snapshot.at)
    result = availability_of(
        [each for each in outages if (each.during & window) is not None],
        within=window,
        in_service=Interval(snapshot.since),
        policies=rules.policies(name, age),
        as_of=snapshot.at,
    )
    return None if isinstance(result.ratio, NoData) else result.ratio


def _compared(
    snapshots: Sequence[Snapshot], outages: dict[str, list[Outage]], rules: Rules
) -> Iterator[tuple[str, Ratio | None, Fraction | None]]:
    """Yield for each snapshot and window what is predicted and what was published."""
    for snapshot in snapshots:
        for name, told in snapshot.published.items():
            yield name, predict(name, snapshot, outages.get(snapshot.slug, []), rules), told


def report(probes: str, summary: str, **options: str) -> dict[str, object]:
    """Return which shares of the published figures the probes explain."""
    begin = time.perf_counter()
    rules = read_rules({name.replace("-", "_"): OPTIONS[name][0] for name in OPTIONS} | options)
    outages = outages_of(read_rows(probes, OF_PROBES, read_probe), rules.down)
    snapshots = list(read_rows(summary, OF_SUMMARY, read_snapshot))
    if not snapshots:
        fail(f"{summary}: no snapshots")
    told, near = Counter[str](), Counter[str]()
    predictions: list[object] = []
    for name, ratio, published in _compared(snapshots, outages, rules):
        predictions.append(ratio)
        if published is not None:
            told[name] += 1
            near[name] += ratio is not None and abs(ratio.value * 100 - published) <= rules.within
    shares = {name: near[name] / told[name] if told[name] else None for name in (DAY, WEEK, MONTH)}
    return {
        "snapshots": len(snapshots),
        "monitors": len({each.slug for each in snapshots}),
        "outages": sum(map(len, outages.values())),
        **shares,
        "policies": dict(rules.policies(MONTH, timedelta.max).as_pairs()),
        "predictions_digest": digest(predictions),
        "seconds": round(time.perf_counter() - begin, 3),
    }


if __name__ == "__main__":
    run(
        report,
        "Recompute what a monitor published from its probes.",
        options=OPTIONS,
        probes="csv or csv.gz",
        summary="csv or csv.gz",
    )
