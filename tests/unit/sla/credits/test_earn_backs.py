"""Credits that a provider may earn back (R5.7)."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import EarnBack, EarnBackState
from svcmgmt.values import NO_DATA, NoData, Ratio

CLAUSE = EarnBack(target="99.9 %", margin="0.05 %", periods=2)
GOOD, EQUAL, BAD = (Ratio.parse(text) for text in ("99.99 %", "99.95 %", "99.949 %"))


class TestState:
    @pytest.mark.parametrize(
        ("following", "state"),
        [
            ([], EarnBackState.OPEN),
            ([GOOD], EarnBackState.OPEN),
            ([GOOD, EQUAL], EarnBackState.EARNED),
            ([GOOD, GOOD, BAD], EarnBackState.EARNED),
            ([GOOD, BAD], EarnBackState.LOST),
            ([BAD], EarnBackState.LOST),
            ([GOOD, NO_DATA], EarnBackState.OPEN),
            ([NO_DATA, BAD], EarnBackState.LOST),
        ],
    )
    def test_every_following_period_must_be_better(
        self, following: list[Ratio | NoData], state: EarnBackState
    ) -> None:
        assert CLAUSE.state(following) is state

    def test_something_else_than_a_share_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="following"):
            CLAUSE.state([0.9999])  # type: ignore[list-item]

    def test_it_tells_itself(self) -> None:
        assert str(CLAUSE) == "waived after 2 periods of 99.95 % or more"


class TestConstruction:
    def test_a_margin_that_nothing_could_reach_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"margin: '0.2 %' .* at most 0.1 %, what is left"):
            EarnBack(target="99.9 %", margin="0.2 %", periods=2)

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"target": 99.9}, InvalidType),
            ({"margin": "-1 %"}, InvalidValue),
            ({"periods": 0}, InvalidValue),
            ({"periods": True}, InvalidType),
            ({"periods": 10**9}, InvalidValue),
        ],
        ids=str,
    )
    def test_wrong_fields_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        with pytest.raises(error, match=next(iter(wrong))):
            EarnBack(**{"target": "99.9 %", "margin": "0.05 %", "periods": 2, **wrong})
