"""Availability: base, exclusions, denominators, rounding, nines, calendars."""

from __future__ import annotations

from typing import Final

from adapters.vectors import (
    HOUR,
    MINUTE,
    SECOND,
    Adapter,
    Vector,
    around,
    known,
    outage,
    percent,
    points,
    span,
)
from svcmgmt.calendars import PeriodKind, ReportingPeriod, ServiceCalendar, always, fixed, weekly
from svcmgmt.sla.availability import (
    TELECOM_FIXED_30,
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    ExclusionConvention,
    Maintenance,
    Outage,
    StopClock,
    allowed_downtime,
    availability_of,
    count_nines,
    downtime_table,
)
from svcmgmt.sla.objectives import Rounding, Verdict, at_least
from svcmgmt.temporal import Interval, parse_instant
from svcmgmt.values import Ratio

__all__ = ["ADAPTERS"]

ROWS: Final = {
    "year365_min": "year of 365 days",
    "month30_min": "month of 30 days",
    "week_min": "week",
    "day_min": "day",
}
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CATEGORIES: Final = {
    "maintenance": ExclusionCategory.PLANNED_MAINTENANCE,
    "customer": ExclusionCategory.CUSTOMER,
}
BUCKETS: Final = {
    "outside service time": "outside",
    "planned maintenance": "maintenance",
    "customer": "customer",
    "counted": "counted",
}


def nines(case: Vector) -> object:
    """Downtime that a target allows in common periods, in minutes."""
    target = Ratio.parse(percent(case["inputs"]["pct"]))
    rows = {row.name: row.seconds for row in downtime_table([target])}
    return {key: rows[name] / 60 for key, name in ROWS.items()}


def downtime(case: Vector) -> object:
    """Downtime that a target allows in a period, in minutes."""
    given = case["inputs"]
    return allowed_downtime(percent(given["pct"]), given["period_min"] * MINUTE) / MINUTE


def counted_nines(case: Vector) -> object:
    """How many nines shares have."""
    shares = [Ratio.parse(percent(each)) for each in case["inputs"]["pct"]]
    return [known(count_nines(share)).value for share in shares]


def base_formula(case: Vector) -> object:
    """Availability of agreed hours."""
    given = case["inputs"]
    down = [outage(0, given["down_h"], HOUR)]
    return points(availability_of(down, within=span(0, given["ast_h"], HOUR)).ratio)


def _excluded(ends: list[float], category: ExclusionCategory) -> Exclusion:
    return Exclusion(during=span(ends[0], ends[1]), category=category)


def _by_convention(convention: ExclusionConvention) -> Adapter:
    def answer(case: Vector) -> object:
        given = case["inputs"]
        result = availability_of(
            [outage(0, given["down"])],
            within=span(0, given["total"]),
            exclusions=[_excluded([0, given["excluded"]], ExclusionCategory.PLANNED_MAINTENANCE)],
            policies=AvailabilityPolicies(convention=convention),
        )
        return points(result.ratio)

    return answer


def denominators(case: Vector) -> object:
    """Availability of an actual month and of one of thirty days."""
    given = case["inputs"]
    within, down = span(0, given["days"] * 1440), [outage(100, 100 + given["down"])]
    carrier = availability_of(down, within=within, policies=TELECOM_FIXED_30.policies)
    return {
        "fixed30": points(carrier.ratio),
        "actual": points(availability_of(down, within=within).ratio),
    }


def rounded(case: Vector) -> object:
    """Availability as it is and as tables print it, with the verdict on each."""
    given = case["inputs"]
    result = availability_of([outage(0, given["down"])], within=span(0, given["total"]))
    ratio, target, places = known(result.ratio), percent(given["target"]), given["places"]
    tables = at_least(target, rounding=Rounding(places))
    return {
        "raw": points(ratio),
        "half_up": ratio.percent(places).removesuffix(" %"),
        "floor": ratio.percent(places, rounding="ROUND_FLOOR").removesuffix(" %"),
        "raw_met": result.judge(at_least(target)) is Verdict.MET,
        "rounded_met": result.judge(tables) is Verdict.MET,
    }


def exact(case: Vector) -> object:
    """Whether a value that equals its target meets it."""
    given = case["inputs"]
    down = [outage(0, given["total_s"] - given["up_s"], SECOND)]
    result = availability_of(down, within=span(0, given["total_s"], SECOND))
    return {"exact_met": result.judge(at_least(percent(given["target"]))) is Verdict.MET}


def in_business_hours(case: Vector) -> object:
    """Downtime in service hours, with and without maintenance, in minutes."""
    given = case["inputs"]
    days = ",".join(DAYS[day] for day in given["days"])
    hours = weekly(f"{days} {given['open']}-{given['close']}", zone=given["tz"])
    down, work = (
        Interval(*(parse_instant(f"{at}:00Z") for at in given[name])) for name in ("down", "maint")
    )
    found = [
        availability_of(
            [Outage(during=down)], within=down, service_time=hours, exclusions=left_out
        ).downtime
        / MINUTE
        for left_out in ([], [Maintenance(planned=work)])
    ]
    return dict(zip(("counted_min", "counted_minus_maint_min"), found, strict=True))


def _agreed(period: ReportingPeriod) -> object:
    hours: ServiceCalendar = always(zone=period.zone)
    return availability_of([], within=period.interval, service_time=hours).agreed / SECOND


def local_day(case: Vector) -> object:
    """Seconds of a local day."""
    given = case["inputs"]
    return _agreed(ReportingPeriod.around(given["date"], PeriodKind.DAY, zone=given["tz"]))


def local_month(case: Vector) -> object:
    """Seconds of a local month."""
    given = case["inputs"]
    first = f"{given['year']}-{given['month']:02d}-01"
    return _agreed(ReportingPeriod.around(first, PeriodKind.MONTH, zone=given["tz"]))


def _left_out(name: str, category: ExclusionCategory) -> Adapter:
    def answer(case: Vector) -> object:
        result = availability_of(
            [outage(*each) for each in case["inputs"]["down"]],
            within=around(case["inputs"]["down"]),
            exclusions=[_excluded(each, category) for each in case["inputs"][name]],
            policies=AvailabilityPolicies(stop_clock=StopClock.AVAILABILITY_TOO),
        )
        return result.downtime / MINUTE

    return answer


def partition(case: Vector) -> object:
    """Downtime by what became of it, in minutes."""
    given = case["inputs"]
    result = availability_of(
        [outage(*each) for each in given["down"]],
        within=around(given["ast"], given["down"]),
        service_time=fixed([span(*each) for each in given["ast"]]),
        exclusions=[
            _excluded(each, CATEGORIES[name]) for name, spans in given["layers"] for each in spans
        ],
    )
    parts = {BUCKETS[str(part.name)]: part.amount for part in result.downtime_parts}
    return {name: known(part) / MINUTE for name, part in parts.items()} | {
        "down": sum(known(part) / MINUTE for part in parts.values())
    }


ADAPTERS: Final[dict[str, Adapter]] = {
    "nines": nines,
    "downtime": downtime,
    "count_nines": counted_nines,
    "ast": base_formula,
    "excl_numerator": _by_convention(ExclusionConvention.DOWNTIME_ONLY),
    "excl_both": _by_convention(ExclusionConvention.BOTH_SIDES),
    "denominator": denominators,
    "rounding": rounded,
    "fp_compare": exact,
    "business_downtime": in_business_hours,
    "local_day_seconds": local_day,
    "local_month_seconds": local_month,
    "stop_clock": _left_out("holds", ExclusionCategory.STOP_CLOCK),
    "excl_union": _left_out("excl", ExclusionCategory.CUSTOMER),
    "partition": partition,
}
