"""Credits by what happened: events, hours of a month, days late (R5.6, section 5.2)."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import LiquidatedDamages, MonthLength, PerEvent, ProRata, StepCounting
from svcmgmt.values import Money, Ratio

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NOVEMBER = ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="UTC")
FEE = Money(720, "EUR")


class TestPerEvent:
    @pytest.mark.parametrize(("count", "amount"), [(0, 0), (1, 36), (2, 72), (3, 108), (9, 108)])
    def test_shares_add_up_to_a_cap(self, count: int, amount: int) -> None:
        found = PerEvent("5 %", cap="15 %").assess(count, basis=FEE, period=NOVEMBER)
        assert found.amount == Money(amount, "EUR")
        assert found.share == Fraction(amount, 720)

    @pytest.mark.parametrize(
        ("schedule", "amount"),
        [
            (PerEvent(Money(200, "EUR")), 720),
            (PerEvent(Money(200, "EUR"), cap="50 %"), 360),
            (PerEvent(Money(200, "EUR"), cap=Money(1_000, "EUR")), 800),
            (PerEvent("25 %", cap=Money(500, "EUR")), 500),
        ],
    )
    def test_money_and_shares_may_be_mixed(self, schedule: PerEvent, amount: int) -> None:
        found = schedule.assess(4, basis=FEE, period=NOVEMBER)
        assert (found.amount, found.share) == (Money(amount, "EUR"), None)

    def test_it_tells_events_and_rule(self) -> None:
        schedule = PerEvent(Money(50, "EUR"), cap="15 %")
        told = "50.00 EUR for each event, at most 15 %"
        assert schedule.assess(1, basis=FEE, period=NOVEMBER).row == f"1 event; {told}"
        assert schedule.assess(2, basis=FEE, period=NOVEMBER).row == f"2 events; {told}"

    @pytest.mark.parametrize("value", [1.0, True, "1", None, Ratio(1, 2), HOUR])
    def test_something_else_than_a_count_is_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"value: .* because events are counted"):
            PerEvent("5 %").assess(value, basis=FEE, period=NOVEMBER)

    @pytest.mark.parametrize("value", [-1, 10**40, 10**5000], ids=["below", "huge", "unwritable"])
    def test_a_count_that_cannot_be_is_refused(self, value: int) -> None:
        with pytest.raises(InvalidValue, match="value"):
            PerEvent("5 %").assess(value, basis=FEE, period=NOVEMBER)

    def test_another_currency_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="currency"):
            PerEvent(Money(5, "USD")).assess(1, basis=FEE, period=NOVEMBER)

    @pytest.mark.parametrize(
        ("arguments", "field", "error"),
        [
            ({"per_event": 0.05}, "per_event", InvalidType),
            ({"per_event": Money(-5, "EUR")}, "per_event", InvalidValue),
            ({"per_event": "500 %"}, "per_event", InvalidValue),
            ({"per_event": "5 %", "cap": 15}, "cap", InvalidType),
            ({"per_event": "5 %", "cap": Money(-1, "EUR")}, "cap", InvalidValue),
        ],
    )
    def test_wrong_fields_are_refused_by_name(
        self, arguments: dict[str, Any], field: str, error: type[Exception]
    ) -> None:
        with pytest.raises(error, match=field):
            PerEvent(**arguments)


def credited(schedule: ProRata, lasted: timedelta, period: ReportingPeriod = NOVEMBER) -> Fraction:
    found = schedule.assess(lasted, basis=FEE, period=period)
    assert found.share is not None
    assert found.amount == FEE * found.share
    return found.share


class TestProRata:
    @pytest.mark.parametrize(
        ("month", "hours"),
        [(MonthLength.ACTUAL, 720), (MonthLength.HOURS_720, 720), (MonthLength.HOURS_730, 730)],
    )
    def test_a_month_has_so_many_hours(self, month: MonthLength, hours: int) -> None:
        assert credited(ProRata(month=month), 2.25 * HOUR) == Fraction(9, 4) / hours

    def test_the_actual_month_has_an_hour_less_when_clocks_go_forward(self) -> None:
        march = ReportingPeriod.around("2026-03-01", PeriodKind.MONTH, zone="Europe/Berlin")
        assert credited(ProRata(), HOUR, march) == Fraction(1, 743)

    @pytest.mark.parametrize(
        ("counting", "days"),
        [
            (StepCounting.PRO_RATA, Fraction(3, 2)),
            (StepCounting.FULL, 1),
            (StepCounting.STARTED, 2),
        ],
    )
    def test_a_thirtieth_for_each_day(self, counting: StepCounting, days: Fraction) -> None:
        daily = ProRata(month=MonthLength.HOURS_720, step=DAY, counting=counting)
        assert credited(daily, 36 * HOUR) == days * Fraction(1, 30)

    def test_parts_may_count_from_some_time_on(self) -> None:
        hourly = ProRata(
            month=MonthLength.HOURS_720, counting=StepCounting.FULL, pro_rata_from=2 * HOUR
        )
        found = [credited(hourly, hours * HOUR) * 720 for hours in (0.5, 1.75, 2, 2.25)]
        assert found == [0, 1, 2, Fraction(9, 4)]

    def test_the_time_from_which_parts_count_is_told_exactly(self) -> None:
        hourly = ProRata(
            month=MonthLength.HOURS_720, counting=StepCounting.FULL, pro_rata_from=1.5 * HOUR
        )
        assert credited(hourly, 1.5 * HOUR) * 720 == Fraction(3, 2)

    @pytest.mark.parametrize(("months", "share"), [(1, 1), ("0.5", Fraction(1, 2)), (3, 2)])
    def test_the_cap_is_in_fees(self, months: Any, share: Fraction) -> None:  # noqa: ANN401
        schedule = ProRata(month=MonthLength.HOURS_720, cap_months=months)
        assert credited(schedule, 60 * DAY) == share

    def test_it_tells_hours_and_rule(self) -> None:
        hourly = ProRata(pro_rata_from=2 * HOUR, cap_months=2)
        assert hourly.assess(HOUR, basis=FEE, period=NOVEMBER).row == (
            "1 × 1:00:00 of 720:00:00; "
            "the part of actual, pro_rata, exact from 2:00:00 on, at most 2 months"
        )
        assert str(ProRata()) == "the part of actual, pro_rata, at most 1 month"

    @pytest.mark.parametrize("value", [2, "2", 2.0, None, Ratio(1, 2)])
    def test_something_else_than_a_time_is_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"value: .* because time is credited"):
            ProRata().assess(value, basis=FEE, period=NOVEMBER)

    def test_a_negative_time_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="value"):
            ProRata().assess(-HOUR, basis=FEE, period=NOVEMBER)

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"month": 720}, InvalidType),
            ({"step": 3600}, InvalidType),
            ({"step": timedelta(0)}, InvalidValue),
            ({"counting": "full"}, InvalidType),
            ({"pro_rata_from": 2}, InvalidType),
            ({"pro_rata_from": -HOUR}, InvalidValue),
            ({"cap_months": 1.5}, InvalidType),
            ({"cap_months": -1}, InvalidValue),
            ({"cap_months": "1e400"}, InvalidValue),
        ],
        ids=str,
    )
    def test_wrong_fields_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        with pytest.raises(error, match=next(iter(wrong))):
            ProRata(**wrong)


class TestLiquidatedDamages:
    @pytest.mark.parametrize(
        ("counting", "expected"),
        [
            (StepCounting.PRO_RATA, "1.25 %"),
            (StepCounting.FULL, "1 %"),
            (StepCounting.STARTED, "1.5 %"),
        ],
    )
    def test_the_contract_says_whether_a_day_begun_counts(
        self, counting: StepCounting, expected: str
    ) -> None:
        damages = LiquidatedDamages(rate="0.5 %", cap="10 %", counting=counting)
        assert damages.credit(2.5 * DAY) == Ratio.parse(expected)

    def test_it_must_say_so(self) -> None:
        with pytest.raises(TypeError, match="counting"):
            LiquidatedDamages(rate="0.5 %", cap="10 %")  # type: ignore[call-arg]

    def test_weeks_count_too(self) -> None:
        weekly = LiquidatedDamages(
            rate="1 %", cap="10 %", counting=StepCounting.STARTED, step=7 * DAY
        )
        assert weekly.credit(8 * DAY) == Ratio.parse("2 %")
        assert weekly.credit(3) == Ratio.parse("3 %")

    @pytest.mark.parametrize("late", [0, -3, timedelta(0), -DAY])
    def test_nothing_is_due_for_what_is_not_late(self, late: Any) -> None:  # noqa: ANN401
        damages = LiquidatedDamages(rate="1 %", cap="10 %", counting=StepCounting.STARTED)
        assert damages.credit(late).value == 0

    def test_it_tells_steps_and_rule(self) -> None:
        damages = LiquidatedDamages(rate="1 %", cap="10 %", counting=StepCounting.STARTED)
        found = damages.assess(90 * DAY, basis=FEE, period=NOVEMBER)
        assert found.amount == Money(72, "EUR")
        assert found.row == ("90 × 24:00:00 late; 1 % for each 24:00:00, started, at most 10 %")

    @pytest.mark.parametrize("late", [1.5, "3", True, None, Ratio(1, 2)])
    def test_something_else_than_a_delay_is_refused(self, late: Any) -> None:  # noqa: ANN401
        damages = LiquidatedDamages(rate="1 %", cap="10 %", counting=StepCounting.FULL)
        with pytest.raises(InvalidType, match=r"value: .* whole days or weeks"):
            damages.credit(late)

    def test_a_delay_that_nobody_could_write_is_refused(self) -> None:
        damages = LiquidatedDamages(rate="1 %", cap="10 %", counting=StepCounting.FULL)
        with pytest.raises(InvalidValue, match="value"):
            damages.credit(10**5000)

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"rate": 0.5}, InvalidType),
            ({"cap": "110 %"}, InvalidValue),
            ({"counting": "started"}, InvalidType),
            ({"step": 1}, InvalidType),
            ({"step": -DAY}, InvalidValue),
        ],
        ids=str,
    )
    def test_wrong_fields_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        right = {"rate": "1 %", "cap": "10 %", "counting": StepCounting.FULL}
        with pytest.raises(error, match=next(iter(wrong))):
            LiquidatedDamages(**{**right, **wrong})
