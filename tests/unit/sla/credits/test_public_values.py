"""Every public value of the package survives pickle and copy, and equals its twin."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

import svcmgmt.sla.credits as home
from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.sla.credits import (
    AtRiskPool,
    BonusMalus,
    ClaimUnit,
    ClaimWindow,
    CreditCaps,
    CreditCase,
    CreditTerms,
    EarnBack,
    Exposure,
    Fee,
    LinearSchedule,
    LiquidatedDamages,
    PerEvent,
    ProRata,
    StepCounting,
    TerminationRight,
    TierRow,
    TierSchedule,
    credit_note,
    preset,
)
from svcmgmt.values import NO_DATA, Money

CASE = CreditCase(
    service="shop",
    period=ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="UTC"),
    objective="restore",
    value=1,
    schedule=PerEvent("5 %"),
    basis=Money(100, "EUR"),
    following=[NO_DATA],
)
VALUES: list[Callable[[], object]] = [
    lambda: AtRiskPool(at_risk="12 %", allocations={"a": "30 %"}),
    lambda: BonusMalus(target="99.9 %", step="0.05 %", rate="1 %"),
    lambda: ClaimWindow(30, ClaimUnit.DAYS),
    lambda: CreditCaps(service_period="50 %"),
    lambda: CreditTerms(minimum=Money(1, "USD")),
    lambda: EarnBack(target="99 %", margin="0.5 %", periods=3),
    lambda: Exposure(payable=Money(2, "EUR"), recoverable=Money(1, "EUR")),
    lambda: Fee(Money(5, "EUR")),
    lambda: LinearSchedule(target="99.5 %", rate="2 %"),
    lambda: LiquidatedDamages(rate="1 %", cap="10 %", counting=StepCounting.FULL),
    lambda: PerEvent(Money(5, "EUR"), cap="10 %"),
    lambda: ProRata(pro_rata_from=timedelta(hours=2)),
    lambda: TerminationRight(breaches=3, months=6),
    lambda: TierRow("99 %", "10 %", upper="99.9 %"),
    lambda: TierSchedule.below([("99 %", "10 %")]),
    lambda: credit_note([CASE]),
    lambda: credit_note([CASE]).lines[0],
    lambda: CASE,
    lambda: preset("telus_wavelength"),
]


@pytest.mark.parametrize("make", VALUES, ids=lambda make: type(make()).__name__)
def test_a_value_survives_pickle_and_copy(make: Callable[[], object]) -> None:
    value = make()
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):  # noqa: S301
        assert again == value == make()
        assert hash(again) == hash(value)
        assert repr(again) == repr(value)


@pytest.mark.parametrize("make", VALUES, ids=lambda make: type(make()).__name__)
def test_its_fields_are_taken_back_as_they_are(make: Callable[[], Any]) -> None:
    assert evolve(make()) == make()


def test_the_package_offers_what_it_says() -> None:
    assert sorted(home.__all__) == sorted(set(home.__all__))
    for name in home.__all__:
        assert getattr(home, name) is not None
