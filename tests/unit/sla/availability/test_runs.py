"""Downtime from requests: bad slots, and runs that are long enough (R5.2, R2.25)."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import (
    AvailabilityPolicies,
    DownRunRule,
    RequestCount,
    WhenUnknown,
    availability_of,
)
from svcmgmt.temporal import Interval, NaiveDatetime, parse_instant as at

START = at("2026-10-05T08:00:00Z")
MINUTE = timedelta(minutes=1)


def slot(number: int, errors: int, requests: int = 100) -> RequestCount:
    return RequestCount(start=START + number * MINUTE, requests=requests, errors=errors)


class TestRequestCount:
    @pytest.mark.parametrize(("requests", "errors"), [(-1, 0), (5, 6), (5, -1)])
    def test_counts_that_cannot_be_are_refused(self, requests: int, errors: int) -> None:
        with pytest.raises(InvalidValue, match=r"requests|errors"):
            slot(0, errors, requests)

    @pytest.mark.parametrize("count", [1.0, True, "1", None])
    def test_counts_are_whole(self, count: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="requests"):
            slot(0, 0, count)
        with pytest.raises(InvalidType, match="errors"):
            slot(0, count)

    def test_a_start_is_aware(self) -> None:
        with pytest.raises(NaiveDatetime):
            RequestCount(start=datetime.fromisoformat("2026-10-05"), requests=1, errors=0)


class TestRule:
    def test_more_than_the_share_is_down_and_the_share_itself_is_not(self) -> None:
        rule = DownRunRule(error_share=Fraction(1, 10))
        assert [rule.is_down(100, errors) for errors in (10, 11)] == [False, True]

    def test_a_slot_with_few_requests_is_not_down(self) -> None:
        rule = DownRunRule(error_share="0 %", least_requests=60)
        assert [rule.is_down(each, each) for each in (0, 59, 60)] == [False, False, True]

    def test_a_slot_without_requests_is_never_down(self) -> None:
        assert not DownRunRule(error_share="0 %", least_requests=0).is_down(0, 0)

    @pytest.mark.parametrize("share", ["101 %", -1, Fraction(3, 2)])
    def test_shares_out_of_range_are_refused(self, share: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match="error_share"):
            DownRunRule(error_share=share)

    @pytest.mark.parametrize(
        ("name", "value", "error"),
        [
            ("error_share", 0.1, InvalidType),
            ("least_requests", -1, InvalidValue),
            ("least_requests", 1.5, InvalidType),
            ("least_run", 0, InvalidValue),
            ("least_run", True, InvalidType),
            ("slot", timedelta(0), InvalidValue),
            ("slot", 60, InvalidType),
            ("source", None, InvalidType),
        ],
    )
    def test_bad_rules_are_refused(self, name: str, value: Any, error: type[Exception]) -> None:  # noqa: ANN401
        given: dict[str, Any] = {"error_share": "5 %", name: value}
        with pytest.raises(error, match=name):
            DownRunRule(**given)


class TestRuns:
    RULE = DownRunRule(error_share="5 %", least_run=2, source="contract 7")

    def test_runs_that_are_long_enough_are_outages(self) -> None:
        slots = [slot(number, errors) for number, errors in enumerate([50, 0, 9, 8, 7, 0, 6, 6])]
        outages = self.RULE.runs(slots[::-1]).outages
        assert [str(each.during) for each in outages] == [
            str(Interval(START + 2 * MINUTE, START + 5 * MINUTE)),
            str(Interval(START + 6 * MINUTE, START + 8 * MINUTE)),
        ]
        assert {(each.source, each.cause) for each in outages} == {("contract 7", "errors")}

    def test_a_missing_slot_ends_a_run_and_is_unknown(self) -> None:
        found = self.RULE.runs([slot(0, 9), slot(1, 9), slot(4, 9), slot(5, 9)])
        assert [each.during.duration for each in found.outages] == [2 * MINUTE, 2 * MINUTE]
        assert str(found.unknown) == str(Interval(START + 2 * MINUTE, START + 4 * MINUTE))
        result = availability_of(
            found.outages,
            within=Interval(START, START + 6 * MINUTE),
            unknown=found.unknown,
            policies=AvailabilityPolicies(unknown=WhenUnknown.UP),
        )
        assert result.downtime == 4 * MINUTE

    def test_nothing_has_no_runs(self) -> None:
        found = self.RULE.runs([])
        assert (found.outages, found.unknown.is_empty()) == ((), True)
        assert self.RULE.runs([slot(0, 9)]).outages == ()

    def test_slots_that_overlap_are_refused(self) -> None:
        half = RequestCount(start=START + MINUTE / 2, requests=1, errors=0)
        for given in ([slot(0, 0), slot(0, 1)], [slot(0, 0), half]):
            with pytest.raises(InvalidValue, match="start"):
                self.RULE.runs(given)

    def test_slots_of_another_kind_are_refused(self) -> None:
        with pytest.raises(InvalidType, match="slots"):
            self.RULE.runs([(START, 100, 5)])  # type: ignore[list-item]

    def test_rules_and_runs_are_values(self) -> None:
        found = self.RULE.runs([slot(0, 9), slot(1, 9)])
        assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
        assert pickle.loads(pickle.dumps(self.RULE)) == self.RULE  # noqa: S301
