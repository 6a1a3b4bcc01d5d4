"""Figures of other engines: availability of Icinga and Zabbix, budgets and alerts of several."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, TypeAlias

from attrs import frozen

from adapters.vectors import DAY, HOUR, SECOND, NoAnswerError, Vector, exactly, known, points
from svcmgmt.calendars import ServiceCalendar, always, weekly
from svcmgmt.sla.availability import (
    ITIL_24X7,
    Availability,
    AvailabilityPreset,
    Exclusion,
    ExclusionCategory,
    Outage,
    availability_of,
)
from svcmgmt.sla.budgets import (
    GOOGLE_28D,
    GOOGLE_30D,
    PYRRA_28D,
    BurnRateAlert,
    DowntimeRule,
    ErrorBudget,
    budget_spent,
    burn_factor,
    downtime_budget,
    downtime_left,
)
from svcmgmt.temporal import Interval, IntervalSet, from_micros
from svcmgmt.values import NoData, Ratio

__all__ = ["OPERATIONS", "Reading"]

ALERTS: Final[dict[str, tuple[BurnRateAlert, ...]]] = {
    "google": (*GOOGLE_30D, *GOOGLE_28D),
    "pyrra": PYRRA_28D,
}


@frozen(kw_only=True)
class Reading:
    """Named presets with which an engine's figures are read."""

    availability: AvailabilityPreset = ITIL_24X7
    budget: DowntimeRule = DowntimeRule.WHOLE_WINDOW
    alerts: str = "google"


Operation: TypeAlias = Callable[[Vector, Reading], object]


def _second(at: int) -> datetime:
    return from_micros(at * 1_000_000)


def _interval(ends: Iterable[int]) -> Interval:
    start, end = map(_second, ends)
    return Interval(start, end)


def _planned(spans: Iterable[list[int]]) -> list[Exclusion]:
    category = ExclusionCategory.PLANNED_MAINTENANCE
    return [Exclusion(during=_interval(each), category=category) for each in spans]


UNKNOWN_STATE: Final = 99
BAD: Final = 1  # of a service: more than a warning


def icinga(case: Vector, reading: Reading) -> object:
    """Availability in percent; a stretch is unknown if the change that ends it says so."""
    given = case["input"]
    start, end = given["window"]
    log = sorted(given["states"], key=lambda each: int(each["t"]))
    before = [each["state"] for each in log if each["t"] <= start]
    inside = [each for each in log if start < each["t"] <= end]
    if before:
        state = before[-1]
    else:
        state = inside[0]["previous"] if inside else given["current_state"] or 0
    down: list[Outage] = []
    unknown: list[Interval] = []
    since = start
    for change in [*inside, {"t": end, "state": state, "previous": None}]:
        stretch = _interval((since, change["t"]))
        if change["previous"] == UNKNOWN_STATE:
            unknown.append(stretch)
        elif BAD < state < UNKNOWN_STATE:
            down.append(Outage(during=stretch))
        since, state = change["t"], change["state"]
    result = availability_of(
        down,
        within=_interval((start, end)),
        unknown=IntervalSet.of(unknown),
        exclusions=_planned(given["planned_downtimes"]),
        policies=reading.availability.policies,
    )
    return float(known(result.ratio).percent(4).removesuffix(" %"))


def _stretches(
    start: int, end: int, state: int, changes: Iterable[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """Return start, end and state of each stretch of a log of changes within bounds."""
    log = [(start, state), *((at, new) for at, new in changes if start < at < end), (end, state)]
    return [(one[0], other[0], one[1]) for one, other in pairwise(log) if one[0] < other[0]]


def _week_of(schedule: list[list[int]], zone: str) -> ServiceCalendar:
    """Return the calendar of seconds since Sunday midnight, as a clock on the wall shows them."""
    if not schedule:
        return always(zone=zone)
    days = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    hours: dict[str, list[str]] = {}
    for low, high in schedule:
        day, begin = divmod(low, 86_400)
        end = high - day * 86_400
        text = "-".join(f"{at // 3600:02d}:{at % 3600 // 60:02d}" for at in (begin, end))
        hours.setdefault(days[day], []).append(text)
    return weekly(hours, zone=zone)


def _of_zabbix(given: dict[str, Any], reading: Reading) -> Availability:
    """Return an availability where status -1 is up and all else is down."""
    start, end = given["period"]
    down = [
        Outage(during=_interval((low, high)))
        for low, high, status in _stretches(start, end, given["start"], given["alarms"])
        if status != -1
    ]
    return availability_of(
        down,
        within=_interval((start, end)),
        service_time=_week_of(given["schedule"], given["zone"]),
        in_service=Interval(_second(given["created"])),
        exclusions=_planned(given["excluded"]),
        policies=reading.availability.policies,
    )


def zabbix(case: Vector, reading: Reading) -> object:
    """Up and down in scheduled time, their share, and the downtime that is left, in seconds."""
    result = _of_zabbix(case["input"], reading)
    up, down = result.base - result.downtime, result.downtime
    target = Ratio.parse(f"{case['input']['slo']} %")
    left = downtime_left(target, up=up, down=down, rule=reading.budget)
    if isinstance(result.ratio, NoData):
        raise NoAnswerError(str(result.ratio))
    return {
        "uptime": up / SECOND,
        "downtime": down / SECOND,
        "sli": float(points(result.ratio)),
        "error_budget": left / SECOND,
    }


def factor(case: Vector, _: Reading) -> object:
    """Burn-rate factor of an alert."""
    given = case["input"]
    return burn_factor(
        Fraction(given["budget_percent"], 100),
        within=timedelta(seconds=given["long_window_s"]),
        window=timedelta(seconds=given["slo_window_s"]),
    )


def budget_percent(case: Vector, _: Reading) -> object:
    """Error budget of a target, in percent."""
    return points(Ratio.parse(f"{case['input']['objective_percent']} %").complement)


def alert_window(case: Vector, reading: Reading) -> object:
    """Return the windows of the alert with a factor, in seconds."""
    given = case["input"]
    window = timedelta(seconds=given["slo_window_s"])
    for alert in ALERTS[reading.alerts]:
        if (alert.window, alert.factor) == (window, given["rank"]):
            return {
                "for_s": alert.pending / SECOND,
                "long_s": alert.long / SECOND,
                "short_s": alert.short / SECOND,
                "factor": alert.factor,
            }
    raise NoAnswerError(f"no alert of factor {given['rank']}")


def occurrences(case: Vector, _: Reading) -> object:
    """How many events there are and how many may fail."""
    given = case["input"]
    events = given["window_d"] * given["events_per_day"]
    budget = ErrorBudget.of_counts(exactly(given["target"]), bad=0, total=events)
    return {"events": budget.total, "failed_events_to_exhaust": budget.allowed}


def time_slices(case: Vector, _: Reading) -> object:
    """How many slices there are, how many may be bad, and what that is in seconds."""
    given = case["input"]
    window = given["window_d"] * DAY
    target = exactly(given.get("target", 1))
    slices = window // timedelta(seconds=given["slice_s"])
    budget = ErrorBudget.of_counts(target, bad=0, total=slices, unit="slices")
    outage = downtime_budget(target, window) / SECOND
    found = {
        "slices": budget.total,
        "bad_slices_allowed": budget.allowed,
        "outage_s_to_exhaust": outage,
        "allowed_s": outage,
    }
    return {name: found[name] for name in case["expected"]}


def ratio_time_slices(case: Vector, _: Reading) -> object:
    """How long an attack may last, in seconds."""
    given = case["input"]
    outage = downtime_budget(
        exactly(given["target"]),
        given["window_d"] * DAY,
        baseline=exactly(given["baseline_success"]),
        during=exactly(given["attack_success"]),
    )
    return {"outage_s_to_exhaust_about": outage / SECOND}


def consumed(case: Vector, _: Reading) -> object:
    """Share of a budget that is burnt within a window."""
    given = case["input"]
    return budget_spent(
        str(given["burn_rate"]),
        within=given["alert_window_h"] * HOUR,
        window=given["slo_window_d"] * DAY,
    )


def allowed_downtime(case: Vector, _: Reading) -> object:
    """Downtime that a target allows, in seconds."""
    given = case["input"]
    return downtime_budget(exactly(given["target"]), given["window_d"] * DAY) / SECOND


OPERATIONS: Final[dict[str, Operation]] = {
    "availability_percent": icinga,
    "zabbix_sli": zabbix,
    "burn_rate_factor": factor,
    "error_budget_percent": budget_percent,
    "alert_window": alert_window,
    "budget_occurrences": occurrences,
    "budget_timeslices": time_slices,
    "budget_timeslices_calendar": time_slices,
    "budget_ratio_timeslices": ratio_time_slices,
    "budget_consumed": consumed,
    "downtime_budget_s": allowed_downtime,
}
