"""A part of the fee at risk, shared out among objectives (R5.7)."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import AtRiskPool, Combination, Exclusivity
from svcmgmt.values import Ratio

SHARES = {"availability": "30 %", "restore": "20 %", "response": "50 %"}
POOL = AtRiskPool(at_risk="12 %", allocations=SHARES)


def percent(share: Ratio) -> str:
    return share.percent(2)


class TestPool:
    def test_failed_objectives_cost_their_part(self) -> None:
        assert percent(POOL.credit([])) == "0.00 %"
        assert percent(POOL.credit(["restore"])) == "2.40 %"
        assert percent(POOL.credit(["availability", "response"])) == "9.60 %"
        assert percent(POOL.credit(SHARES)) == "12.00 %"

    def test_a_multiplier_raises_each_part_but_not_the_pool(self) -> None:
        double = evolve(POOL, multiplier=2)
        assert percent(double.credit(["restore"])) == "4.80 %"
        assert percent(double.credit(["response"])) == "12.00 %"
        assert percent(double.credit(SHARES)) == "12.00 %"

    def test_each_objective_has_a_schedule(self) -> None:
        assert str(POOL.schedule("restore")) == "2.4 % for each event, at most 2.4 %"
        assert str(evolve(POOL, multiplier=9).schedule("restore")).startswith("12 % for each")

    def test_the_terms_add_up_to_the_pool(self) -> None:
        terms = POOL.terms()
        assert terms.combination is Combination.SUM_CAPPED
        assert terms.exclusivity is Exclusivity.PER_SERVICE
        assert terms.caps.service_period == Ratio.parse("12 %")

    def test_it_tells_itself(self) -> None:
        assert str(POOL) == ("12 % at risk, 1 times availability 30 %, restore 20 %, response 50 %")

    def test_pairs_are_a_mapping_too(self) -> None:
        pairs = list(SHARES.items())
        assert AtRiskPool(at_risk="12 %", allocations=pairs) == POOL

    def test_an_objective_without_allocation_is_refused_with_those_there_are(self) -> None:
        with pytest.raises(InvalidValue, match=r"'uptime' .* availability, restore, response"):
            POOL.credit(["uptime"])
        with pytest.raises(InvalidValue, match="objective"):
            POOL.schedule("uptime")

    def test_an_objective_that_is_told_twice_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"failed: .* each objective once"):
            POOL.credit(["restore", "restore"])

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"at_risk": 12}, InvalidType),
            ({"at_risk": "120 %"}, InvalidValue),
            ({"allocations": {}}, InvalidValue),
            ({"allocations": {"a": "130 %"}}, InvalidValue),
            ({"allocations": {"": "30 %"}}, InvalidValue),
            ({"allocations": {1: "30 %"}}, InvalidType),
            ({"allocations": {"a": 30}}, InvalidType),
            ({"allocations": [("a", "30 %"), ("a", "20 %")]}, InvalidValue),
            ({"allocations": ["a"]}, InvalidType),
            ({"allocations": [("a",)]}, InvalidType),
            ({"allocations": "a 30 %"}, InvalidType),
            ({"allocations": None}, InvalidType),
            ({"multiplier": 0}, InvalidValue),
            ({"multiplier": 1.5}, InvalidType),
        ],
        ids=str,
    )
    def test_wrong_fields_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        with pytest.raises(error, match=next(iter(wrong))):
            AtRiskPool(**{"at_risk": "12 %", "allocations": SHARES, **wrong})
