"""Outages that weigh, overlap, repeat or must last, and the reliability that they show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from attrs import evolve

from adapters.vectors import (
    HOUR,
    MINUTE,
    ORIGIN,
    Adapter,
    Vector,
    around,
    at,
    exactly,
    known,
    outage,
    percent,
    points,
    span,
)
from svcmgmt.calendars import CalendarDays, weekly
from svcmgmt.sla.availability import (
    FCC_REPORTABLE,
    AvailabilityMeasure,
    AvailabilityPolicies,
    Band,
    DownRunRule,
    GapTime,
    Overlap,
    RequestCount,
    availability_of,
    chronic,
    for_scopes,
    impact_weighted,
    time_of_use,
    user_minutes,
)
from svcmgmt.sla.objectives import Verdict, at_least, at_most
from svcmgmt.sla.reliability import IncidentTimeline, RestoreStart, mtbf_bounds, reliability_of
from svcmgmt.values import Ratio

__all__ = ["ADAPTERS"]

OVERLAPS: Final = {"max": Overlap.MAX, "sum_cap": Overlap.SUM_CAPPED, "sum": Overlap.SUM}


def weighted(case: Vector) -> object:
    """Weighted downtime by each way to count overlaps, in minutes."""
    events = case["inputs"]["events"]
    down = [outage(low, high, weight=weight) for low, high, weight in events]
    return {
        name: availability_of(
            down, within=around(events), policies=AvailabilityPolicies(overlap=overlap)
        ).downtime
        / MINUTE
        for name, overlap in OVERLAPS.items()
    }


def of_users(case: Vector) -> object:
    """User minutes lost, and their share."""
    given = case["inputs"]
    apart = given["period_min"] // max(len(given["outages"]), 1)
    down = [
        evolve(outage(apart * index, apart * index + minutes), users_affected=users)
        for index, (users, minutes) in enumerate(given["outages"])
    ]
    result = availability_of(down, within=span(0, given["period_min"]))
    lost = user_minutes(result, users=given["users"])
    return {"lost": lost.lost, "availability": points(lost.ratio)}


def reportable(case: Vector) -> object:
    """Whether outages must be reported."""
    return [
        FCC_REPORTABLE.applies(minutes * MINUTE, users=users)
        for users, minutes in case["inputs"]["cases"]
    ]


def weighted_mean(case: Vector) -> object:
    """Return the weighted mean of availabilities."""
    given = case["inputs"]
    values = {str(i): Ratio.parse(percent(each)) for i, each in enumerate(given["values"])}
    weights = {str(i): exactly(each) for i, each in enumerate(given["weights"])}
    return points(impact_weighted(values, weights).ratio)


def access_points(case: Vector) -> object:
    """Availability of access points and of the service."""
    given = case["inputs"]
    weights = {f"ap-{i}": exactly(weight) for i, (weight, _) in enumerate(given["saps"])}
    apart = given["activity"] // max(1, *(len(events) for _, events in given["saps"]))
    down = [
        evolve(outage(apart * j, apart * j + minutes, weight=factor), scope=f"ap-{i}")
        for i, (_, events) in enumerate(given["saps"])
        for j, (minutes, factor) in enumerate(events)
    ]
    by_point = for_scopes(availability_of(down, within=span(0, given["activity"])), weights)
    values = {name: point.ratio for name, point in by_point.items()}
    return {
        "per_sap": [points(each) for each in values.values()],
        "service": points(impact_weighted(values, weights).ratio),
    }


def hours_of_use(case: Vector) -> object:
    """Availability weighted by hours of use, and plain."""
    given = case["inputs"]
    (peak_hours, peak), (_, off) = given["bands"]
    times = weekly(f"Mon-Sun 08:00-{8 + peak_hours}:00", zone="UTC")
    down = [outage(9, 9 + given["outage_peak_h"], HOUR)]
    plain = availability_of(down, within=span(0, given["days"] * 24, HOUR))
    bands = time_of_use(plain, [Band(name="peak", times=times, weight=peak)], otherwise=off)
    return {"weighted": points(bands.ratio), "plain": points(plain.ratio)}


def count_and_longest(case: Vector) -> object:
    """Whether share, count and longest outage are within their targets."""
    given = case["inputs"]
    apart = given["period_min"] // max(len(given["outages_min"]), 1)
    down = [outage(apart * i, apart * i + each) for i, each in enumerate(given["outages_min"])]
    result = availability_of(down, within=span(0, given["period_min"]))
    longest = at_most(given["max_single"] * MINUTE)
    single = result.judge(longest, measure=AvailabilityMeasure.LONGEST)
    return {
        "availability": points(result.ratio),
        "avail_met": result.judge(at_least(percent(given["target"]))) is Verdict.MET,
        "count_met": result.judge(at_most(given["max_count"])) is Verdict.MET,
        "single_met": single is Verdict.MET,
    }


def merged(case: Vector) -> object:
    """Occurrences, and downtime with and without the gaps in between, in minutes."""
    down = [outage(*each) for each in case["inputs"]["outages"]]
    gap = case["inputs"]["gap"] * MINUTE
    plain, bridged = (
        availability_of(
            down,
            within=around(case["inputs"]["outages"]),
            policies=AvailabilityPolicies(merge_gap=gap, gap_time=gap_time),
        )
        for gap_time in (GapTime.UP, GapTime.DOWN)
    )
    return {
        "count": plain.count,
        "down_span": bridged.downtime / MINUTE,
        "down_sum": plain.downtime / MINUTE,
    }


def chronic_days(case: Vector) -> object:
    """Days on which failures become chronic."""
    given = case["inputs"]
    began = [ORIGIN + timedelta(days=day, hours=9) for day in given["days"]]
    triggers = chronic(began, least=given["k"], within=CalendarDays(given["m"]))
    return [(trigger.at - ORIGIN).days for trigger in triggers]


def _minutes_of(runs: Iterable[int]) -> list[RequestCount]:
    """Return minutes in which runs of errors alternate with good minutes."""
    errors = [each for run in runs for each in (*[100] * run, 0)]
    return [
        RequestCount(start=at(index), requests=100, errors=each)
        for index, each in enumerate(errors)
    ]


def minimum_runs(case: Vector) -> object:
    """Downtime in runs of at least some bad minutes, in minutes."""
    slots = _minutes_of(case["inputs"]["runs"])
    return [
        sum(
            run.during.duration // MINUTE
            for run in DownRunRule(error_share="10 %", least_run=least).runs(slots).outages
        )
        for least in case["inputs"]["min_run"]
    ]


def minimum_requests(case: Vector) -> object:
    """Which minutes with enough requests are down."""
    given = case["inputs"]
    rule = DownRunRule(error_share=exactly(given["err"]), least_requests=given["minreq"])
    return [int(rule.is_down(*each)) for each in given["minutes"]]


def mean_times(case: Vector) -> object:
    """Return mean times of outages, in hours."""
    given = case["inputs"]
    outages = [float(each) * HOUR for each in given["outages_h"]]
    result = reliability_of(outages, agreed=given["ast_h"] * HOUR)
    return {
        "mtrs": known(result.mtrs) / HOUR,
        "mtbf": known(result.mtbf) / HOUR,
        "mtbsi": known(result.mtbsi) / HOUR,
        "availability": points(result.availability) / 100,
    }


def lower_bounds(case: Vector) -> object:
    """Return lower bounds of mean times between failures, in hours."""
    return [
        mtbf_bounds(hours * HOUR, failures, confidence=exactly(confidence)).lower_hours
        for hours, failures, confidence in case["inputs"]["cases"]
    ]


def phases(case: Vector) -> object:
    """Return the phases of an incident and its times, in minutes."""
    reached: dict[str, Any] = {name: at(minute) for name, minute in case["inputs"].items()}
    story = IncidentTimeline(**reached)
    found = {phase.value: length for phase, length in story.phases()} | {
        "ttrs_from_occurrence": story.time_to_restore(),
        "ttrs_from_detection": story.time_to_restore(RestoreStart.DETECTION),
        "mttr_component": story.time_to_repair(),
    }
    return {name: known(length) / MINUTE for name, length in found.items()}


ADAPTERS: Final[dict[str, Adapter]] = {
    "weighted_down": weighted,
    "user_minutes": of_users,
    "fcc": reportable,
    "weighted_mean": weighted_mean,
    "sdf": access_points,
    "tou": hours_of_use,
    "freq_max": count_and_longest,
    "merge_gap": merged,
    "chronic": chronic_days,
    "downtime_period": minimum_runs,
    "downtime_minutes": minimum_requests,
    "mtx": mean_times,
    "mtbf_lower": lower_bounds,
    "expanded": phases,
}
