"""Error budgets, their methods and windows, burn rates and forecasts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, Final

from adapters.vectors import DAY, HOUR, MINUTE, ORIGIN, Adapter, Vector, exactly, known, points
from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.sla.budgets import (
    BurnRateAlert,
    CompositePart,
    ErrorBudget,
    affordable_share,
    burn_factor,
    burn_rate,
    composite,
    downtime_budget,
    project,
    time_to_exhaustion,
)
from svcmgmt.sla.indicators import (
    BudgetingMethod,
    EventSeries,
    Indicator,
    IndicatorSeries,
    MissingData,
)
from svcmgmt.temporal import Interval, IntervalSet, parse_instant
from svcmgmt.values import Ratio

__all__ = ["ADAPTERS", "series_of"]

METHODS: Final = {
    "occurrence": BudgetingMethod.OCCURRENCES,
    "timeslice": BudgetingMethod.TIMESLICES,
    "ratio": BudgetingMethod.RATIO_TIMESLICES,
}
SHORT: Final = 5 * MINUTE


def allowed_downtime(case: Vector) -> object:
    """Downtime that a target allows, in minutes."""
    target = exactly(case["inputs"]["target"])
    return [downtime_budget(target, days * DAY) / MINUTE for days in case["inputs"]["days"]]


def occurrences(case: Vector) -> object:
    """Budget of bad events and what is left of it."""
    given = case["inputs"]
    budget = ErrorBudget.of_counts(exactly(given["target"]), bad=given["bad"], total=given["total"])
    return {"allowed": budget.allowed, "remaining_ratio": known(budget.remaining_ratio)}


def time_slices(case: Vector) -> object:
    """Slices of a window, and how many may be bad."""
    given = case["inputs"]
    slices = given["days"] * DAY // (given["slice_min"] * MINUTE)
    budget = ErrorBudget.of_counts(exactly(given["target"]), bad=0, total=slices)
    return {"slices": budget.total, "bad_allowed": budget.allowed}


def ratio_time_slices(case: Vector) -> object:
    """How many slices of an attack the target survives."""
    given = case["inputs"]
    share = affordable_share(
        exactly(given["target"]),
        baseline=exactly(given["normal"]),
        during=exactly(given["attack"]),
    )
    return share * given["slices"]


def series_of(
    pairs: Iterable[tuple[Any, Any]], method: BudgetingMethod, target: Ratio | None
) -> Ratio:
    """Return the value of an indicator over slices of (good, total)."""
    counts = list(pairs)
    indicator = Indicator(
        name="requests",
        method=method,
        slice_target=target if method is BudgetingMethod.TIMESLICES else None,
        missing=MissingData.UNDETERMINED,
    )
    series = EventSeries.of_slices(ORIGIN, counts, slice=MINUTE)
    window = Interval(ORIGIN, ORIGIN + len(counts) * MINUTE)
    value: Ratio = known(IndicatorSeries(indicator=indicator, series=series).over(window).value)
    return value


def three_methods(case: Vector) -> object:
    """Return the same slices by each method."""
    given = case["inputs"]
    pairs, target = [(good, total) for total, good in given["slices"]], given["slice_target"]
    return {
        name: series_of(pairs, method, Ratio(exactly(target), 1)).value
        for name, method in METHODS.items()
    }


def composite_slices(case: Vector) -> object:
    """Share of slices in which every part is up, in percent."""
    rows = case["inputs"]["slices"]
    indicator = Indicator(
        name="up",
        method=BudgetingMethod.TIMESLICES,
        slice_target="100 %",
        missing=MissingData.UNDETERMINED,
    )
    parts = [
        CompositePart(
            series=IndicatorSeries(
                indicator=indicator,
                series=EventSeries.of_slices(ORIGIN, [(good, 1) for good in row], slice=MINUTE),
            )
        )
        for row in rows
    ]
    return points(composite(parts, Interval(ORIGIN, ORIGIN + len(rows[0]) * MINUTE)).value)


def windows(case: Vector) -> object:
    """Availability of calendar months and of a rolling window, in percent."""
    given = case["inputs"]
    end: datetime = parse_instant(f"{given['roll_end']}T00:00:00Z")
    months = [
        ReportingPeriod.around(day, PeriodKind.MONTH, zone="UTC")
        for day in (date(end.year, month, 1) for month in (1, 2))
    ]
    downs = [
        (parse_instant(f"{day}T12:00:00Z"), minutes * MINUTE) for day, minutes in given["down"]
    ]
    series = EventSeries.of_downtime(
        IntervalSet.of(Interval(start, start + lasts) for start, lasts in downs),
        within=Interval(months[0].interval.start, months[1].interval.end),
        slice=MINUTE,
    )
    indicator = Indicator(name="availability", missing=MissingData.UNDETERMINED)
    up = IndicatorSeries(indicator=indicator, series=series)
    return {
        "jan": points(up.over(months[0]).value),
        "feb": points(up.over(months[1]).value),
        "rolling": points(up.rolling(end, given["roll_days"] * DAY).value),
    }


def burn_rates(case: Vector) -> object:
    """Return burn rates of error rates."""
    target = exactly(case["inputs"]["target"])
    return [burn_rate(exactly(each), target) for each in case["inputs"]["err"]]


def burn_factors(case: Vector) -> object:
    """Factors at which some percent of a budget is burnt in some hours."""
    window: timedelta = case["inputs"]["days"] * DAY
    return [
        burn_factor(Fraction(percent, 100), within=hours * HOUR, window=window)
        for percent, hours in case["inputs"]["rows"]
    ]


def fires(case: Vector) -> object:
    """Whether an alert fires by its two windows."""
    given = case["inputs"]
    alert = BurnRateAlert(factor=str(given["factor"]), long=HOUR, short=SHORT, window=30 * DAY)
    target = exactly(given["target"])
    return [
        alert.fires(long=exactly(long), short=exactly(short), target=target)
        for long, short in given["cases"]
    ]


def detection(case: Vector) -> object:
    """Time until an alert fires, in minutes."""
    given = case["inputs"]
    long = given["window_min"] * MINUTE
    alert = BurnRateAlert(factor=str(given["factor"]), long=long, short=long / 12, window=30 * DAY)
    return known(alert.detection_time(exactly(given["err"]), exactly(given["target"]))) / MINUTE


def exhaustion(case: Vector) -> object:
    """When a budget is exhausted if it goes on like this."""
    given = case["inputs"]
    linear = project(
        Interval(ORIGIN, ORIGIN + given["window_days"] * DAY),
        as_of=ORIGIN + given["elapsed_days"] * DAY,
        consumed=exactly(given["consumed"]),
    )
    reached = linear.exhausted_at
    return {
        "burn": known(linear.burn_rate),
        "exhaust_day": None if reached is None else (reached - ORIGIN) / DAY,
        "at_end": known(linear.at_end),
    }


def time_left(case: Vector) -> object:
    """Time until a full budget is burnt, in hours."""
    given = case["inputs"]
    window = given["window_days"] * DAY
    return {"hours": known(time_to_exhaustion(window, str(given["burn"]))) / HOUR}


ADAPTERS: Final[dict[str, Adapter]] = {
    "budget": allowed_downtime,
    "occ": occurrences,
    "timeslice_budget": time_slices,
    "ratio_timeslice": ratio_time_slices,
    "three_methods": three_methods,
    "composite_timeslice": composite_slices,
    "cal_vs_roll": windows,
    "burn": burn_rates,
    "burn_factor": burn_factors,
    "fire": fires,
    "detect": detection,
    "exhaust": exhaustion,
    "ttl": time_left,
}
