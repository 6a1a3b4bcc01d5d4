"""Service credits: schedules, combinations, claims, pools."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from attrs import evolve

from adapters.budgets import series_of
from adapters.vectors import (
    HOUR,
    JANUARY,
    Adapter,
    Vector,
    amount,
    known,
    outage,
    percent,
    points,
    span,
)
from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.sla.availability import availability_of, impact_weighted, user_minutes
from svcmgmt.sla.credits import (
    AtRiskPool,
    BonusMalus,
    ClaimUnit,
    ClaimWindow,
    Combination,
    CreditCase,
    CreditOutcome,
    CreditTerms,
    LinearSchedule,
    LiquidatedDamages,
    MonthLength,
    PerEvent,
    ProRata,
    StepCounting,
    TierRow,
    TierSchedule,
    combined,
    credit_note,
    preset,
)
from svcmgmt.sla.indicators import BudgetingMethod
from svcmgmt.values import Money, Ratio

__all__ = ["ADAPTERS"]


def _case(objective: str, value: Any, schedule: Any, basis: Money, **more: Any) -> CreditCase:  # noqa: ANN401 - of any schedule
    return CreditCase(
        service="line",
        period=JANUARY,
        objective=objective,
        value=value,
        schedule=schedule,
        basis=basis,
        **more,
    )


def tiers(case: Vector) -> object:
    """Credits of values by a table, in percent."""
    given = case["inputs"]
    table = TierSchedule([(percent(low), percent(credit)) for low, credit in given["tiers"]])
    return [points(table.credit(Ratio.parse(percent(value)))) for value in given["values"]]


def _with_credit(name: str, uptime: Ratio) -> dict[str, object]:
    schedule = preset(name).schedule
    assert isinstance(schedule, TierSchedule)
    return {"uptime": points(uptime), "credit": points(schedule.credit(uptime))}


def error_rates(case: Vector) -> object:
    """Uptime as a mean of success rates, and its credit."""
    given = case["inputs"]
    full, half = given["full_error"], given["half_error"]
    good = given["intervals"] - full - half
    slices = [*[(0, 2)] * full, *[(1, 2)] * half, *[(2, 2)] * good]
    uptime = series_of(slices, BudgetingMethod.RATIO_TIMESLICES, None)
    return _with_credit("aws_s3_standard", uptime)


def of_users(case: Vector) -> object:
    """Uptime by user minutes, and its credit."""
    given = case["inputs"]
    down = evolve(outage(0, given["down_min"]), users_affected=given["affected"])
    result = availability_of([down], within=span(0, given["minutes"]))
    return _with_credit("m365", known(user_minutes(result, users=given["users"]).ratio))


def available_minutes(case: Vector) -> object:
    """Uptime of machines by the minutes in which each was deployed, in percent."""
    given = case["inputs"]
    values, weights = {}, {}
    for index, (minutes, down) in enumerate(zip(given["vms"], given["down"], strict=True)):
        result = availability_of([outage(0, down)], within=span(0, minutes))
        values[str(index)], weights[str(index)] = result.ratio, minutes
    return points(impact_weighted(values, weights).ratio)


def linear(case: Vector) -> object:
    """Credit for points below a target, in percent."""
    given = case["inputs"]
    actual = Ratio.parse(percent(given["actual"]))
    return {
        name: points(
            LinearSchedule(
                target=percent(given["target"]),
                rate=percent(given["per_point"]),
                cap=percent(given["cap"]),
                counting=counting,
            ).credit(actual)
        )
        for name, counting in (
            ("full_points", StepCounting.FULL),
            ("pro_rata", StepCounting.PRO_RATA),
        )
    }


def holes(case: Vector) -> object:
    """Values that no row of a table tells anything of, in percent."""
    table = TierSchedule(
        [
            TierRow(percent(low), percent(credit), upper=percent(high))
            for low, high, credit in case["inputs"]["rows"]
        ]
    )
    return [[points(low), points(high)] for low, high in table.holes]


def hourly(case: Vector) -> object:
    """Credit for hours of a month."""
    given = case["inputs"]
    month = MonthLength(f"{given['month_hours']}_hours")
    schedule = ProRata(month=month, cap_months=given["cap_months"])
    lasted: timedelta = float(given["hours"]) * HOUR
    note = credit_note([_case("uptime", lasted, schedule, Money(given["mrc"], "USD"))])
    return amount(note.total)


def combinations(case: Vector) -> object:
    """Credits of one month together, in percent."""
    given = case["inputs"]
    credits_ = [percent(each) for each in given["credits"]]
    return {
        how.value: points(combined(credits_, how, cap=percent(given["cap"]))) for how in Combination
    }


def bonus(case: Vector) -> object:
    """Bonus of values, in percent; a malus is below zero."""
    given = case["inputs"]
    scheme = BonusMalus(
        target=percent(given["target"]),
        dead_band=percent(given["dead"]),
        step=percent(given["rate_per"]),
        rate=percent(given["pct"]),
        malus_cap=percent(given["cap"]),
        bonus_cap=percent(given["cap"]),
    )
    return [-scheme.credit(Ratio.parse(percent(value))) * 100 for value in given["values"]]


def days_late(case: Vector) -> object:
    """Damages for days late, in percent."""
    given = case["inputs"]
    damages = LiquidatedDamages(
        rate=percent(given["rate"]), cap=percent(given["cap"]), counting=StepCounting.FULL
    )
    return [points(damages.credit(timedelta(days=days))) for days in given["days"]]


def claim_by_cycles(case: Vector) -> object:
    """Last date to claim, by billing cycles."""
    given = case["inputs"]
    period = ReportingPeriod.around(given["incident"], PeriodKind.MONTH, zone="UTC")
    window = ClaimWindow(given["cycles"], ClaimUnit.BILLING_CYCLES)
    return window.last_date(period).isoformat()


def claim_by_days(case: Vector) -> object:
    """Last date to claim, by days."""
    given = case["inputs"]
    period = ReportingPeriod.around(given["start"], PeriodKind.MONTH, zone="UTC")
    window = ClaimWindow(given["days"], ClaimUnit.DAYS)
    return window.last_date(period, occurred=given["start"]).isoformat()


def minimum(case: Vector) -> object:
    """Whether small amounts are credited."""
    given = case["inputs"]
    terms = CreditTerms(minimum=Money(given["minimum"], "USD"))
    found = []
    for each in given["amounts"]:
        schedule = PerEvent(Money(each, "USD"), cap=Money(each, "USD"))
        claimed = datetime(2024, 2, 1, tzinfo=UTC)
        one = _case("uptime", 1, schedule, Money(100, "USD"), claimed=claimed)
        found.append(credit_note([one], terms=terms).lines[0].outcome is CreditOutcome.CREDITED)
    return found


def at_risk(case: Vector) -> object:
    """Credit out of a pool for the service levels that were missed."""
    given = case["inputs"]
    names = [f"level {index}" for index in range(len(given["alloc"]))]
    pool = AtRiskPool(
        at_risk=percent(given["at_risk_pct"]),
        allocations=dict(zip(names, map(percent, given["alloc"]), strict=True)),
    )
    cases = [
        _case(name, int(failed), pool.schedule(name), Money(given["fee"], "EUR"))
        for name, failed in zip(names, given["failed"], strict=True)
    ]
    return amount(credit_note(cases, terms=pool.terms()).total)


ADAPTERS: Final[dict[str, Adapter]] = {
    "tier": tiers,
    "s3_uptime": error_rates,
    "m365": of_users,
    "mam": available_minutes,
    "linear": linear,
    "gaps": holes,
    "hour_credit": hourly,
    "combine": combinations,
    "bonus": bonus,
    "ld": days_late,
    "claim_cycles": claim_by_cycles,
    "claim_days": claim_by_days,
    "min_payout": minimum,
    "at_risk": at_risk,
}
