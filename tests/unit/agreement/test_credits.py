"""The most that an agreement can cost in a billing period."""

from __future__ import annotations

from typing import Any

import pytest
from agreements import SLA, UPTIME
from attrs import evolve

from svcmgmt.agreement import Agreement, CreditClause, FeeTerms, ServiceFee
from svcmgmt.agreement._credits import credited, currencies, greatest_credit, most_credited
from svcmgmt.sla.credits import (
    BonusMalus,
    Combination,
    CreditCaps,
    CreditTerms,
    Exclusivity,
    Fee,
    LinearSchedule,
    LiquidatedDamages,
    PerEvent,
    ProRata,
    StepCounting,
    TierSchedule,
)
from svcmgmt.values import Money, NoData


def euros(amount: int | str) -> Money:
    """Return an amount in euros."""
    return Money(amount, "EUR")


FEE = euros(1_000)


class OwnSchedule:
    """A schedule of somebody else."""

    def assess(self, value: Any, *, basis: Any, period: Any) -> Any:  # noqa: ANN401
        raise AssertionError(value, basis, period)  # never asked


class TestSchedules:
    @pytest.mark.parametrize(
        ("schedule", "most"),
        [
            (TierSchedule.below([("99.9 %", "10 %"), ("95 %", "30 %")]), 300),
            (LinearSchedule(target="99.5 %", rate="2 %", cap="40 %"), 400),
            (BonusMalus(target="99 %", step="1 %", rate="1 %", malus_cap="15 %"), 150),
            (LiquidatedDamages(rate="1 %", cap="10 %", counting=StepCounting.FULL), 100),
            (ProRata(cap_months="0.5"), 500),
            (PerEvent("5 %", cap="25 %"), 250),
            (PerEvent("5 %", cap=euros(70)), 70),
        ],
    )
    def test_each_tells_its_greatest_credit(self, schedule: Any, most: int) -> None:  # noqa: ANN401
        assert greatest_credit(schedule, FEE) == euros(most)

    def test_one_of_your_own_does_not(self) -> None:
        told = greatest_credit(OwnSchedule(), FEE)
        assert told == NoData("OwnSchedule does not tell its greatest credit")


def promising(*shares: str, **terms: Any) -> Agreement:  # noqa: ANN401
    """Return an agreement for two services with objectives that credit so much."""
    clauses = [CreditClause(name=share, schedule=PerEvent(share, cap=share)) for share in {*shares}]
    return Agreement(
        id="SLA-7",
        services=["vpn", "mail"],
        fees=FeeTerms(fees=[ServiceFee("vpn", Fee(FEE)), ServiceFee("mail", Fee(euros(500)))]),
        credit_clauses=clauses,
        credit_terms=CreditTerms(**terms),
        objectives=[
            evolve(UPTIME, id=str(index), credit=share) for index, share in enumerate(shares)
        ],
    )


class TestAgreements:
    def test_credits_of_all_services_and_objectives_add_up(self) -> None:
        assert most_credited(promising("10 %", "20 %")) == euros(450)

    def test_credits_that_are_exclusive_for_a_service_do_not(self) -> None:
        exclusive = promising("10 %", "20 %", exclusivity=Exclusivity.PER_SERVICE)
        assert most_credited(exclusive) == euros(300)
        product = evolve(
            exclusive,
            credit_terms=CreditTerms(
                exclusivity=Exclusivity.PER_SERVICE, combination=Combination.MULTIPLICATIVE
            ),
        )
        assert most_credited(product) == euros(450)

    @pytest.mark.parametrize(
        ("caps", "most"),
        [
            (CreditCaps(objective="5 %"), 150),
            (CreditCaps(objective=euros(60)), 230),
            (CreditCaps(service_period="25 %"), 375),
            (CreditCaps(service_period=euros(200)), 350),
            (CreditCaps(contract_year=euros(120)), 120),
            (CreditCaps(contract_year="10 %", annual_fee=euros(2_000)), 200),
        ],
    )
    def test_caps_hold_at_each_level(self, caps: CreditCaps, most: int) -> None:
        assert most_credited(promising("10 %", "20 %", caps=caps)) == euros(most)

    def test_one_bill_is_credited_once(self) -> None:
        one = FeeTerms(fees=[ServiceFee("", Fee(FEE))])
        assert most_credited(evolve(promising("10 %"), fees=one)) == euros(100)

    def test_terms_that_are_not_agreed_cap_nothing(self) -> None:
        assert most_credited(evolve(promising("10 %"), credit_terms=None)) == euros(150)

    def test_without_credits_nothing_is_due(self) -> None:
        assert most_credited(evolve(SLA, objectives=[])) == euros(0)
        assert credited(evolve(SLA, objectives=[evolve(UPTIME, credit="none")])) == []

    def test_what_is_not_told_gives_no_data(self) -> None:
        assert most_credited(evolve(SLA, fees=None)) == NoData("SLA-7 tells no fees")
        unbilled = most_credited(evolve(promising("10 %"), services=["vpn", "telex"]))
        assert unbilled == NoData("no fee is agreed for telex")
        nowhere = most_credited(evolve(promising("10 %"), services=[]))
        assert nowhere == NoData("no fee is agreed for all services together")
        own = evolve(SLA, credit_clauses=[CreditClause(name="uptime", schedule=OwnSchedule())])
        assert isinstance(most_credited(own), NoData)

    def test_several_currencies_give_no_data(self) -> None:
        dollars = CreditClause(name="10 %", schedule=PerEvent(Money(1, "USD"), cap="10 %"))
        mixed = evolve(promising("10 %"), credit_clauses=[dollars])
        assert currencies(mixed) == ("EUR", "USD")
        assert most_credited(mixed) == NoData("SLA-7 names several currencies")

    def test_an_agreement_without_amounts_has_no_currency(self) -> None:
        assert currencies(Agreement(id="x")) == ()
