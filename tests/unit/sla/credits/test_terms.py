"""What a contract says about all credits: caps, claims, rounding."""

from __future__ import annotations

from decimal import ROUND_DOWN
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import (
    ClaimUnit,
    ClaimWindow,
    Combination,
    CreditCaps,
    CreditTerms,
    Exclusivity,
)
from svcmgmt.values import Money, Ratio


class TestCaps:
    def test_none_by_default(self) -> None:
        caps = CreditCaps()
        assert (caps.objective, caps.service_period, caps.yearly) == (None, None, None)
        assert str(caps) == "no caps"

    def test_a_year_may_be_capped_by_money_or_by_a_share_of_its_fee(self) -> None:
        assert CreditCaps(contract_year=Money(500, "EUR")).yearly == Money(500, "EUR")
        share = CreditCaps(contract_year="10 %", annual_fee=Money(12_000, "EUR"))
        assert share.contract_year == Ratio.parse("10 %")
        assert share.yearly == Money(1_200, "EUR")

    def test_a_share_of_an_unknown_fee_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"annual_fee: None .* yearly cap is a share"):
            CreditCaps(contract_year="10 %")

    def test_they_tell_themselves(self) -> None:
        caps = CreditCaps(
            objective="10 %", service_period=Money(50, "EUR"), contract_year=Money(500, "EUR")
        )
        assert str(caps) == "objective 10 %, service period 50.00 EUR, contract year 500.00 EUR"

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"objective": 10}, InvalidType),
            ({"objective": "110 %"}, InvalidValue),
            ({"service_period": 0.5}, InvalidType),
            ({"service_period": Money(-1, "EUR")}, InvalidValue),
            ({"contract_year": Money(-1, "EUR")}, InvalidValue),
            ({"annual_fee": "10 %"}, InvalidType),
            ({"annual_fee": Money(-1, "EUR")}, InvalidValue),
        ],
        ids=str,
    )
    def test_wrong_fields_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        with pytest.raises(error, match=next(iter(wrong))):
            CreditCaps(**wrong)


class TestTerms:
    def test_the_defaults_are_told(self) -> None:
        assert CreditTerms().policies() == {
            "combination": "max",
            "exclusivity": "per_incident",
            "caps": "no caps",
            "claim": "automatic",
            "minimum": "none",
            "rounding": "half_up",
            "year_starts": "1",
        }

    def test_choices_are_told(self) -> None:
        terms = CreditTerms(
            combination=Combination.SUM_CAPPED,
            exclusivity=Exclusivity.PER_SERVICE,
            caps=CreditCaps(service_period="50 %"),
            claim=ClaimWindow(2, ClaimUnit.BILLING_CYCLES),
            minimum=Money(1, "USD"),
            rounding=ROUND_DOWN,
            year_starts=4,
        )
        assert terms.policies() == {
            "combination": "sum_capped",
            "exclusivity": "per_service",
            "caps": "service period 50 %",
            "claim": "within 2 billing cycles",
            "minimum": "more than 1.00 USD",
            "rounding": "down",
            "year_starts": "4",
        }

    @pytest.mark.parametrize("how", [Combination.SUM_CAPPED, Combination.MAX_CAPPED])
    def test_a_cap_in_the_name_needs_a_cap(self, how: Combination) -> None:
        with pytest.raises(InvalidValue, match=r"combination: .* caps with one for service"):
            CreditTerms(combination=how)
        capped = CreditTerms(combination=how, caps=CreditCaps(service_period="50 %"))
        assert capped.combination is how

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"combination": "max"}, InvalidType),
            ({"exclusivity": "per_service"}, InvalidType),
            ({"caps": "50 %"}, InvalidType),
            ({"claim": 30}, InvalidType),
            ({"minimum": 1}, InvalidType),
            ({"minimum": Money(-1, "USD")}, InvalidValue),
            ({"rounding": "half up"}, InvalidValue),
            ({"rounding": None}, (InvalidType, InvalidValue)),
            ({"year_starts": 13}, InvalidValue),
            ({"year_starts": "4"}, InvalidType),
        ],
        ids=str,
    )
    def test_wrong_fields_are_refused_by_name(self, wrong: dict[str, Any], error: Any) -> None:  # noqa: ANN401
        with pytest.raises(error, match=next(iter(wrong))):
            CreditTerms(**wrong)
