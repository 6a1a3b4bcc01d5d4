"""Mean times of failures, and their bounds (R2.13 to R2.15)."""

from __future__ import annotations

import pickle
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import Occurrence, Outage, availability_of
from svcmgmt.sla.objectives import Verdict, at_least, at_most
from svcmgmt.sla.reliability import (
    MtbfBounds,
    MtbfEstimator,
    MtbfMeaning,
    Reliability,
    ReliabilityMeasure,
    ReliabilityPolicies,
    mtbf_bounds,
    reliability_of,
)
from svcmgmt.temporal import Interval
from svcmgmt.values import NoData, Quantity, Ratio

WEEK = Interval.parse("2026-10-05T00:00:00Z/PT168H")
HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)
GAPS = ReliabilityPolicies(estimator=MtbfEstimator.COMPLETE_GAPS)
THREE = [2 * HOUR, HOUR, 0.6 * HOUR]


def occurrence(first: float, last: float, **more: Any) -> Occurrence:  # noqa: ANN401
    start, end = WEEK.start + first * HOUR, WEEK.start + last * HOUR
    lasts = end - start
    return Occurrence(start=start, end=end, recorded=lasts, counted=lasts, lost=lasts, **more)


class TestMeanTimes:
    RESULT = reliability_of(THREE, agreed=720 * HOUR)

    def test_a_published_relation(self) -> None:
        assert (self.RESULT.mtrs, self.RESULT.mtbf) == (1.2 * HOUR, 238.8 * HOUR)
        assert self.RESULT.mtbsi == 240 * HOUR
        assert self.RESULT.availability == Ratio.parse("99.5 %")
        assert self.RESULT.uptime == 716.4 * HOUR

    def test_outages_of_an_availability_are_failures(self) -> None:
        result = availability_of(
            [
                Outage(during=Interval(WEEK.start + at * HOUR, WEEK.start + (at + 1) * HOUR))
                for at in (1, 50)
            ],
            within=WEEK,
        )
        figures = reliability_of(result.occurrences, agreed=result.base, subject="vpn")
        assert (figures.failures, figures.mtrs, figures.mtbsi) == (2, HOUR, 84 * HOUR)
        assert figures.availability == result.ratio

    def test_what_they_are_between_is_a_policy(self) -> None:
        cycle = ReliabilityPolicies(meaning=MtbfMeaning.CYCLE)
        result = reliability_of(THREE, agreed=720 * HOUR, policies=cycle)
        assert result.mtbf == result.mtbsi == 240 * HOUR

    def test_complete_gaps_need_instants(self) -> None:
        with pytest.raises(InvalidValue, match="between"):
            reliability_of(THREE, agreed=720 * HOUR, policies=GAPS)

    def test_complete_gaps_leave_out_the_ends(self) -> None:
        failures = [occurrence(30, 31), occurrence(10, 12), occurrence(50, 54)]
        result = reliability_of(failures, agreed=168 * HOUR, policies=GAPS)
        assert result.mtbf == (18 + 19) / 2 * HOUR
        assert result.mtbsi == 20 * HOUR
        cycle = ReliabilityPolicies(
            meaning=MtbfMeaning.CYCLE, estimator=MtbfEstimator.COMPLETE_GAPS
        )
        assert reliability_of(failures, agreed=168 * HOUR, policies=cycle).mtbf == 20 * HOUR

    def test_gaps_may_be_measured_in_service_time(self) -> None:
        office = weekly("Mon-Fri 08:00-18:00", zone="UTC")
        failures = [occurrence(10, 12), occurrence(34, 35)]
        result = reliability_of(failures, agreed=50 * HOUR, service_time=office, policies=GAPS)
        assert result.mtbf == 8 * HOUR

    @pytest.mark.parametrize("failures", [[], [occurrence(1, 2)]])
    def test_fewer_than_two_failures_have_no_complete_gap(self, failures: list[Occurrence]) -> None:
        result = reliability_of(failures, agreed=168 * HOUR, policies=GAPS)
        for value in (result.mtbf, result.mtbsi):
            assert value == NoData("fewer than two failures: no complete gap between them")
        assert reliability_of([HOUR], agreed=2 * HOUR, policies=GAPS).mtrs == HOUR

    def test_without_a_failure_there_are_none(self) -> None:
        result = reliability_of([], agreed=720 * HOUR)
        for value in (result.mtbf, result.mtrs, result.mtbsi):
            assert isinstance(value, NoData)
        assert result.availability == Ratio(1, 1)
        assert result.failure_rate == Quantity(0, "1/h")

    def test_means_are_rounded_so_that_targets_are_compared_exactly(self) -> None:
        result = reliability_of([HOUR, HOUR, HOUR + MICROSECOND], agreed=10 * HOUR)
        assert result.mtrs == HOUR + MICROSECOND
        late = result.evaluation(ReliabilityMeasure.MTRS, at_most(HOUR))
        assert late.verdict is Verdict.VIOLATED
        assert result.mtbf == (7 * HOUR - MICROSECOND) // 3

    def test_an_outage_that_is_not_over_is_told(self) -> None:
        result = reliability_of([occurrence(1, 2, is_open=True)], agreed=168 * HOUR)
        assert [each.code for each in result.findings] == ["open-outage"]

    def test_the_failure_rate_is_exact(self) -> None:
        assert self.RESULT.failure_rate == Quantity(Fraction(3, 1) / Fraction("716.4"), "1/h")
        all_down = reliability_of([HOUR], agreed=HOUR)
        assert all_down.failure_rate == NoData("no uptime in the period")
        assert all_down.bounds(confidence="90 %") == NoData("no uptime in the period")
        assert all_down.survival(HOUR) == NoData("no uptime in the period")
        assert all_down.availability == Ratio(0, 1)

    def test_no_agreed_time_is_no_data(self) -> None:
        nothing = reliability_of([], agreed=timedelta(0))
        assert nothing.availability == NoData("no agreed time in the period")


class TestSurvival:
    RESULT = reliability_of([HOUR, HOUR], agreed=202 * HOUR)

    def test_it_falls_at_a_constant_rate(self) -> None:
        survival = [self.RESULT.survival(hours * HOUR) for hours in (0, 100, 200)]
        assert survival == pytest.approx([1, 0.36788, 0.13534], abs=1e-5)

    def test_a_very_long_time_is_survived_by_nothing(self) -> None:
        assert self.RESULT.survival(timedelta.max) == 0

    def test_bad_input(self) -> None:
        with pytest.raises(InvalidValue, match="duration"):
            self.RESULT.survival(-HOUR)
        assert isinstance(reliability_of([], agreed=HOUR).survival(HOUR), NoData)


class TestBounds:
    @pytest.mark.parametrize(
        ("failures", "confidence", "lower"),
        [(2, "90 %", 187.888), (0, "60 %", 1091.357), (0, "90 %", 434.294)],
    )
    def test_published_values(self, failures: int, confidence: str, lower: float) -> None:
        bounds = mtbf_bounds(1000 * HOUR, failures, confidence=confidence)
        assert bounds.lower_hours == pytest.approx(lower, abs=0.002)
        assert bounds.is_approximate

    def test_the_upper_bound_needs_a_failure(self) -> None:
        assert isinstance(mtbf_bounds(HOUR, 0, confidence="90 %").upper_hours, NoData)
        upper = mtbf_bounds(1000 * HOUR, 2, confidence="90 %").upper_hours
        assert not isinstance(upper, NoData)
        assert upper == pytest.approx(1880.35, abs=0.1)

    def test_a_result_has_them_too(self) -> None:
        result = reliability_of(THREE, agreed=720 * HOUR)
        bounds = result.bounds(confidence="90 %")
        assert bounds == MtbfBounds(uptime=result.uptime, failures=3, confidence="90 %")
        assert str(bounds) == "MTBF ≥ ≈ 107.2 h at 90 % (3 failures in 716:24:00)"

    @pytest.mark.parametrize("confidence", ["49 %", "100 %", "0 %", "-1 %"])
    def test_confidences_out_of_range_are_refused(self, confidence: str) -> None:
        with pytest.raises(InvalidValue, match="confidence"):
            mtbf_bounds(HOUR, 1, confidence=confidence)

    @pytest.mark.parametrize("confidence", [0.9, None, 1])
    def test_confidences_of_another_kind_are_refused(self, confidence: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="confidence"):
            mtbf_bounds(HOUR, 1, confidence=confidence)

    @pytest.mark.parametrize(
        ("uptime", "failures", "error"),
        [
            (timedelta(0), 1, InvalidValue),
            (-HOUR, 1, InvalidValue),
            (1, 1, InvalidType),
            (HOUR, -1, InvalidValue),
            (HOUR, 1.5, InvalidType),
            (HOUR, True, InvalidType),
        ],
    )
    def test_other_bad_input_is_refused(
        self,
        uptime: Any,  # noqa: ANN401
        failures: Any,  # noqa: ANN401
        error: type[Exception],
    ) -> None:
        with pytest.raises(error):
            mtbf_bounds(uptime, failures, confidence="90 %")


class TestJudgement:
    RESULT = reliability_of(THREE, agreed=720 * HOUR, subject="vpn")

    @pytest.mark.parametrize("measure", ReliabilityMeasure)
    def test_each_measure_is_told_with_its_base(self, measure: ReliabilityMeasure) -> None:
        evaluation = self.RESULT.evaluation(measure)
        assert evaluation.value == self.RESULT.measured(measure)
        assert evaluation.verdict is Verdict.UNDEFINED
        assert [str(part) for part in evaluation.breakdown] == ["up 716:24:00", "down 3:36:00"]

    def test_objectives(self) -> None:
        met = self.RESULT.evaluation(ReliabilityMeasure.MTBF, at_least(238.8 * HOUR))
        assert met.verdict is Verdict.MET
        counted = self.RESULT.evaluation(ReliabilityMeasure.FAILURES, at_most(2))
        assert counted.verdict is Verdict.VIOLATED
        none = reliability_of([], agreed=HOUR).evaluation(ReliabilityMeasure.MTRS, at_most(HOUR))
        assert none.verdict is Verdict.UNDEFINED
        with pytest.raises(InvalidType):
            self.RESULT.evaluation(ReliabilityMeasure.MTRS, at_most(2))
        with pytest.raises(InvalidType, match="measure"):
            self.RESULT.measured("MTRS")  # type: ignore[arg-type]


class TestReliability:
    @pytest.mark.parametrize("failures", [[1.5], ["1 h"], [None]])
    def test_failures_of_another_kind_are_refused(self, failures: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="failures"):
            reliability_of(failures, agreed=HOUR)

    def test_downtime_is_part_of_agreed_time(self) -> None:
        with pytest.raises(InvalidValue, match="downtime"):
            reliability_of([2 * HOUR], agreed=HOUR)
        with pytest.raises(InvalidValue, match="downtime"):
            reliability_of([-HOUR], agreed=HOUR)

    def test_downtime_needs_a_failure(self) -> None:
        with pytest.raises(InvalidValue, match="failures"):
            Reliability(agreed=HOUR, downtime=HOUR, failures=0)

    @pytest.mark.parametrize(
        ("name", "value"),
        [("agreed", 720), ("policies", "uptime"), ("subject", None)],
    )
    def test_arguments_of_another_kind_are_refused(self, name: str, value: Any) -> None:  # noqa: ANN401
        given: dict[str, Any] = {"agreed": HOUR, name: value}
        with pytest.raises(InvalidType, match=name):
            reliability_of([], **given)
        with pytest.raises(InvalidType):
            ReliabilityPolicies(meaning="uptime")  # type: ignore[arg-type]

    def test_it_is_a_value_with_a_short_text(self) -> None:
        result = reliability_of(THREE, agreed=720 * HOUR)
        assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301
        assert repr(result) == "<Reliability of service: 3 failures in 720:00:00>"
        assert dict(result.policies.as_pairs()) == {
            "between failures": "uptime",
            "estimator": "all time",
        }
