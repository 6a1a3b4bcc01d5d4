"""What stands behind published credit schedules and derived values: presets agree with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from adapters.vectors import JANUARY, Vector, exactly, percent, points

from svcmgmt.sla.credits import (
    AtRiskPool,
    ClaimUnit,
    ClaimWindow,
    CreditCase,
    LinearSchedule,
    LiquidatedDamages,
    StepCounting,
    TierRow,
    TierSchedule,
    credit_note,
    preset,
)
from svcmgmt.values import Money, Ratio

Vectors = Callable[[str], Vector]


@pytest.fixture(scope="module")
def vector(corpus: Callable[[str], Path]) -> Vectors:
    """Give a vector by its name."""
    vectors = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))["vectors"]
    by_name = {each["id"]: each for each in vectors}
    return lambda name: by_name[name]


def published(name: str) -> TierSchedule:
    """Return the table of a preset."""
    schedule = preset(name).schedule
    assert isinstance(schedule, TierSchedule)
    return schedule


TIERS = {
    "CR-ec2": "aws_compute_region",
    "CR-s3": "aws_s3_standard",
    "CR-s3-ia": "aws_s3_ia",
    "CR-gcp-func": "gcp_functions",
    "CR-gcp-interconnect": "gcp_interconnect",
    "CR-azure": "azure_vm_zones",
}


@pytest.mark.parametrize("name", TIERS)
def test_presets_have_the_published_tables(name: str, vector: Vectors) -> None:
    case = vector(name)
    table = published(TIERS[name])
    values = [Ratio.parse(percent(each)) for each in case["inputs"]["values"]]
    assert [points(table.credit(each)) for each in values] == case["expected"]


@pytest.mark.parametrize("down", [37, 34, 25])
def test_runs_of_bad_minutes_cost_the_first_step(down: int, vector: Vectors) -> None:
    assert down in vector("CR-gcp-period")["expected"]
    assert points(published("gcp_interconnect").credit(Ratio(43_200 - down, 43_200))) == 10


def test_available_minutes_cost_the_first_step(vector: Vectors) -> None:
    uptime = Ratio.parse(percent(vector("CR-azure-mam")["expected"]))
    assert points(published("azure_vm_zones").credit(uptime)) == 10


def test_the_published_rate_below_a_target(vector: Vectors) -> None:
    case = vector("CR-sap-linear")
    schedule = preset("sap_cloud_linear").schedule
    assert isinstance(schedule, LinearSchedule)
    credit = schedule.credit(Ratio.parse(percent(case["inputs"]["actual"])))
    assert points(credit) == case["expected"]["pro_rata"]


def test_the_holes_of_a_published_table(vector: Vectors) -> None:
    case = vector("CR-telus-gaps")
    table = published("telus_wavelength")
    assert not table.is_valid
    assert [[points(low), points(high)] for low, high in table.holes] == [
        [exactly(low), exactly(high)] for low, high in case["expected"]
    ]
    rows = [
        TierRow(percent(low), percent(credit), upper=percent(high))
        for low, high, credit in case["inputs"]["rows"]
    ]
    cut = TierSchedule(rows, resolution=percent(case["inputs"]["resolution"]))
    assert [(points(low), points(high)) for low, high in cut.holes] == [
        (exactly(96.89), exactly(97.9))
    ]


def test_an_hour_of_a_published_month(vector: Vectors) -> None:
    case = vector("CR-hour")
    given = case["inputs"]
    one = CreditCase(
        service="line",
        period=JANUARY,
        objective="uptime",
        value=timedelta(hours=float(given["hours"])),
        schedule=preset("mwfn_hourly").schedule,
        basis=Money(given["mrc"], "USD"),
    )
    assert credit_note([one]).total == Money(case["expected"], "USD")


def test_days_late_by_counts_and_times(vector: Vectors) -> None:
    case = vector("CR-ld")
    given = case["inputs"]
    for counting in StepCounting:
        damages = LiquidatedDamages(
            rate=percent(given["rate"]), cap=percent(given["cap"]), counting=counting
        )
        for late in (lambda days: days, lambda days: timedelta(days=days)):
            found = [points(damages.credit(late(days))) for days in given["days"]]
            assert found == case["expected"]


def test_claims_and_minimum_of_a_preset(vector: Vectors) -> None:
    terms = preset("aws_compute_region")
    cycles = vector("CR-claim-aws")["inputs"]["cycles"]
    assert terms.claim == ClaimWindow(cycles, ClaimUnit.BILLING_CYCLES)
    assert terms.minimum == Money(vector("CR-min")["inputs"]["minimum"], "USD")


def test_a_pool_at_risk_without_a_note(vector: Vectors) -> None:
    case = vector("CR-atrisk")
    given = case["inputs"]
    names = [f"level {index}" for index in range(len(given["alloc"]))]
    pool = AtRiskPool(
        at_risk=percent(given["at_risk_pct"]),
        allocations=dict(zip(names, map(percent, given["alloc"]), strict=True)),
    )
    missed = [name for name, failed in zip(names, given["failed"], strict=True) if failed]
    share: Fraction = pool.credit(missed).value
    assert Money(given["fee"], "EUR") * share == Money(case["expected"], "EUR")
