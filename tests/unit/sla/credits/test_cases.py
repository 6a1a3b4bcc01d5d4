"""What is handed over for a credit: values, fees, incidents, claims, judgements."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import (
    Assessment,
    CreditCase,
    CreditSchedule,
    PerEvent,
    ProRata,
    preset,
)
from svcmgmt.sla.evaluation import Evaluation
from svcmgmt.sla.objectives import Objective, Value, Verdict, at_least, at_most
from svcmgmt.temporal import Interval, NaiveDatetime, parse_instant as at
from svcmgmt.values import NO_DATA, Money, NoData, Quantity, Ratio

NOVEMBER = ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="Europe/Berlin")
FEE = Money(1_000, "EUR")
SCHEDULE = preset("aws_s3_standard").schedule


def case(**changes: Any) -> CreditCase:  # noqa: ANN401
    right: dict[str, Any] = {
        "service": "shop",
        "period": NOVEMBER,
        "objective": "availability",
        "value": "99.4 %",
        "schedule": SCHEDULE,
        "basis": FEE,
    }
    return CreditCase(**{**right, **changes})


class TestFields:
    def test_text_is_a_share(self) -> None:
        assert case().value == Ratio.parse("99.4 %")

    @pytest.mark.parametrize(
        "value", [Ratio(1, 2), 3, timedelta(hours=1), Quantity(1, "GB"), NO_DATA]
    )
    def test_every_kind_of_value_is_taken(self, value: Value | NoData) -> None:
        assert case(value=value).value is value

    def test_the_fee_of_the_service_is_the_basis_unless_told(self) -> None:
        assert case().whole_fee == FEE
        assert case(fee=Money(5_000, "EUR")).whole_fee == Money(5_000, "EUR")

    def test_a_claim_is_dated_where_the_period_is(self) -> None:
        assert case().claimed_on is None
        assert case(claimed=at("2026-11-30T23:30:00Z")).claimed_on == date(2026, 12, 1)

    def test_a_claim_may_come_on_the_first_date(self) -> None:
        assert case(claimed=at("2026-10-31T23:00:00Z")).claimed_on == NOVEMBER.first

    def test_instants_are_kept_in_utc(self) -> None:
        found = case(occurred=at("2026-11-05T12:00:00+01:00"))
        assert found.occurred == datetime(2026, 11, 5, 11, tzinfo=UTC)

    def test_it_tells_itself(self) -> None:
        assert str(case()) == "2026-11 shop availability"
        assert str(case(incident="INC-7")) == "2026-11 shop availability (INC-7)"

    def test_it_survives_copies(self) -> None:
        made = case(claimed=at("2026-12-01T00:00:00Z"), incident="INC-7")
        for again in (copy.deepcopy(made), pickle.loads(pickle.dumps(made))):  # noqa: S301
            assert again == made
            assert hash(again) == hash(made)

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"service": ""}, InvalidValue),
            ({"service": 7}, InvalidType),
            ({"objective": " "}, InvalidValue),
            ({"period": "2026-11"}, InvalidType),
            ({"value": 99.4}, InvalidType),
            ({"value": True}, InvalidType),
            ({"value": "101 %"}, InvalidValue),
            ({"value": "-1 %"}, InvalidValue),
            ({"schedule": "10 %"}, InvalidType),
            ({"schedule": PerEvent}, InvalidType),
            ({"basis": 1_000}, InvalidType),
            ({"basis": Money(-1, "EUR")}, InvalidValue),
            ({"fee": Money(-1, "EUR")}, InvalidValue),
            ({"fee": Money(1_000, "USD")}, InvalidValue),
            ({"incident": None}, InvalidType),
            ({"verdict": "violated"}, InvalidType),
            ({"excluded": False}, InvalidType),
            ({"claimed": date(2026, 12, 1)}, InvalidType),
            ({"claimed": "2026-12-01"}, InvalidType),
            ({"claimed": datetime(2026, 12, 1)}, NaiveDatetime),  # noqa: DTZ001 - naive
            ({"claimed": at("2026-10-31T22:00:00Z")}, InvalidValue),
            ({"occurred": "2026-11-05"}, InvalidType),
            ({"earn_back": "2 months"}, InvalidType),
        ],
        ids=str,
    )
    def test_wrong_fields_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        with pytest.raises(error, match=next(iter(wrong))):
            case(**wrong)

    def test_a_count_that_nobody_could_write_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="value"):
            case(value=10**5000, schedule=PerEvent("5 %"))

    def test_later_values_of_another_kind_are_refused(self) -> None:
        for wrong in ([99.9], ["99.9 %"], "99.9 %", 99.9):
            with pytest.raises(InvalidType, match="following"):
                case(following=wrong)


def judged(
    value: Value | NoData, objective: Objective | None, period: Interval | None = None
) -> Evaluation:
    verdict = Verdict.UNDEFINED if objective is None else objective.judge(value)
    return Evaluation(
        subject="vpn",
        measure="restore",
        value=value,
        objective=objective,
        verdict=verdict,
        period=period,
    )


LATE = judged(timedelta(hours=5), at_most(timedelta(hours=4)), NOVEMBER.interval)


class TestJudgements:
    def test_subject_measure_value_and_verdict_are_taken_over(self) -> None:
        made = CreditCase.of(LATE, period=NOVEMBER, schedule=ProRata(), basis=FEE, incident="INC-7")
        assert (made.service, made.objective, made.incident) == ("vpn", "restore", "INC-7")
        assert made.value == timedelta(hours=5)
        assert made.verdict is Verdict.VIOLATED

    @pytest.mark.parametrize(
        ("evaluation", "count"),
        [
            (LATE, 1),
            (judged(timedelta(hours=4), at_most(timedelta(hours=4))), 0),
            (judged(3, at_most(2)), 3),
            (judged(NO_DATA, at_least("99 %")), NO_DATA),
        ],
    )
    def test_a_violation_is_one_event(self, evaluation: Evaluation, count: int | NoData) -> None:
        made = CreditCase.of(evaluation, period=NOVEMBER, schedule=PerEvent("5 %"), basis=FEE)
        assert made.value == count

    def test_a_measurement_without_a_promise_has_no_verdict(self) -> None:
        made = CreditCase.of(
            judged(Ratio(1, 2), None), period=NOVEMBER, schedule=SCHEDULE, basis=FEE
        )
        assert made.verdict is None

    @pytest.mark.parametrize(
        "span",
        [
            Interval(at("2026-11-10T00:00:00Z"), at("2026-11-20T00:00:00Z")),
            NOVEMBER.interval,
            None,
        ],
    )
    def test_the_judged_time_lies_in_the_period(self, span: Interval | None) -> None:
        evaluation = evolve(LATE, period=span)
        made = CreditCase.of(evaluation, period=NOVEMBER, schedule=ProRata(), basis=FEE)
        assert made.period == NOVEMBER

    @pytest.mark.parametrize(
        "span", [NOVEMBER.previous().interval, Interval(NOVEMBER.interval.start)], ids=str
    )
    def test_another_period_is_refused(self, span: Interval) -> None:
        with pytest.raises(InvalidValue, match=r"period: .* a part of 2026-11"):
            CreditCase.of(evolve(LATE, period=span), period=NOVEMBER, schedule=SCHEDULE, basis=FEE)

    @pytest.mark.parametrize(
        ("evaluation", "period", "field"),
        [(99, NOVEMBER, "evaluation"), (LATE, "2026-11", "period")],
    )
    def test_other_kinds_are_refused(self, evaluation: Any, period: Any, field: str) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=field):
            CreditCase.of(evaluation, period=period, schedule=SCHEDULE, basis=FEE)


class TestAssessments:
    def test_your_own_schedule_may_assess(self) -> None:
        class Flat:
            def assess(
                self, value: Value, *, basis: Money, period: ReportingPeriod
            ) -> Assessment | NoData:
                del value, period
                return Assessment(amount=basis, row="flat")

        assert isinstance(Flat(), CreditSchedule)
        assert case(schedule=Flat()).schedule.assess(1, basis=FEE, period=NOVEMBER) == Assessment(
            amount=FEE, row="flat"
        )

    @pytest.mark.parametrize("wrong", [{"amount": 5}, {"share": 0.1}, {"row": None}], ids=str)
    def test_wrong_fields_are_refused_by_name(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            Assessment(**{"amount": FEE, **wrong})
