"""Grace times and allowed crossings (R1.5, R1.6, row 8)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.conformance import AllowedCrossings, ConformanceReport, GraceMode, GraceTimes
from svcmgmt.sla.objectives import Verdict
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import NoData, Ratio

HOUR = timedelta(hours=1)
EIGHT = at("2026-10-26T08:00:00Z")


def indices(report: ConformanceReport) -> list[int]:
    return [event.place.index for event in report.events]


def flags(text: str) -> list[bool]:
    return [each == "1" for each in text]


class TestGraceTimes:
    def test_the_next_missing_result_in_a_row_is_a_violation(self) -> None:
        assert indices(GraceTimes(grace=3).over(flags("100001"))) == [4]
        assert indices(GraceTimes(grace=3).over(flags("1000100010"))) == []

    def test_each_run_is_one_violation_with_its_evidence(self) -> None:
        report = GraceTimes(grace=1).over(flags("0001000"))
        assert indices(report) == [1, 5]
        assert [[place.index for place in event.evidence] for event in report.events] == [
            [0, 1],
            [4, 5],
        ]

    def test_in_total_a_result_in_between_does_not_help(self) -> None:
        report = GraceTimes(grace=2, mode=GraceMode.TOTAL).over(flags("010101010"))
        assert indices(report) == [4]
        assert report.watch.is_raised

    def test_without_grace_every_missing_result_begins_a_violation(self) -> None:
        assert indices(GraceTimes(grace=0).over(flags("10010"))) == [1, 4]

    def test_no_data_and_undefined_verdicts_are_no_results(self) -> None:
        values: list[Any] = [
            NoData("none"),
            Verdict.UNDEFINED,
            False,
            Verdict.VIOLATED,
            Ratio(1, 2),
            0,
            True,
        ]
        report = GraceTimes(grace=0).over(values)
        assert (indices(report), report.watch.is_raised) == ([0], False)

    @pytest.mark.parametrize(("grace", "error"), [(-1, InvalidValue), (10_001, InvalidValue)])
    def test_a_grace_is_a_bearable_count(self, grace: int, error: type[Exception]) -> None:
        with pytest.raises(error, match=r"grace: .* 0 to 10000"):
            GraceTimes(grace=grace)

    def test_arguments_of_another_kind_are_refused(self) -> None:
        odd: Any = 1.5
        with pytest.raises(InvalidType, match="grace"):
            GraceTimes(grace=odd)
        with pytest.raises(InvalidType, match="grace"):
            GraceTimes(grace=True)
        with pytest.raises(InvalidType, match="mode"):
            GraceTimes(grace=1, mode=odd)

    def test_it_says_what_it_is(self) -> None:
        assert str(GraceTimes(grace=3)) == "3 missing results allowed, consecutive"


class TestAllowedCrossings:
    def test_more_than_allowed_within_the_period_have_a_consequence(self) -> None:
        report = AllowedCrossings(allowed=2, period=5).over(flags("101010001"))
        assert indices(report) == [4]
        assert [place.index for place in report.events[0].evidence] == [0, 2, 4]

    def test_each_further_crossing_has_one(self) -> None:
        assert indices(AllowedCrossings(allowed=1, period=3).over(flags("1111001"))) == [1, 2, 3]

    def test_the_beginning_of_the_period_lies_outside(self) -> None:
        assert indices(AllowedCrossings(allowed=1, period=3).over(flags("1001"))) == []
        assert indices(AllowedCrossings(allowed=1, period=4).over(flags("1001"))) == [3]

    def test_none_may_be_allowed(self) -> None:
        assert indices(AllowedCrossings(allowed=0, period=1).over(flags("0101"))) == [1, 3]

    def test_a_period_may_be_a_time(self) -> None:
        rule = AllowedCrossings(allowed=1, period=2 * HOUR)
        times = [0, 2, 3, 7]
        report = rule.over([(EIGHT + hours * HOUR, True) for hours in times])
        assert indices(report) == [2]
        with pytest.raises(
            InvalidValue, match="an instant, because the tolerance period is a time"
        ):
            rule.over([True])

    def test_a_violated_verdict_is_a_crossing_and_a_tolerated_one_is_none(self) -> None:
        rule = AllowedCrossings(allowed=0, period=1)
        assert indices(rule.over(Verdict)) == [list(Verdict).index(Verdict.VIOLATED)]

    @pytest.mark.parametrize("value", [1, 0, None, NoData("none"), "yes"])
    def test_other_observations_are_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="whether the target was missed"):
            AllowedCrossings(allowed=1, period=1).over([value])

    @pytest.mark.parametrize(
        ("name", "value", "error"),
        [
            ("allowed", -1, InvalidValue),
            ("allowed", 1.0, InvalidType),
            ("period", 0, InvalidValue),
            ("period", timedelta(0), InvalidValue),
            ("period", "PT1H", InvalidType),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, name: str, value: object, error: type[Exception]
    ) -> None:
        given: dict[str, Any] = {"allowed": 1, "period": 1, name: value}
        with pytest.raises(error, match=name):
            AllowedCrossings(**given)

    def test_it_says_what_it_is(self) -> None:
        assert str(AllowedCrossings(allowed=2, period=HOUR)) == "2 crossings allowed within 1:00:00"
