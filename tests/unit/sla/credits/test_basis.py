"""The fee of which credits are shares (section 5.1, row 30)."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import Fee, FeeKind, Proration, credit_basis
from svcmgmt.values import Money, NoData

NOVEMBER = ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="UTC")
OCTOBER = NOVEMBER.previous()
BILL = [
    Fee(Money(900, "EUR")),
    Fee(Money(310, "EUR"), FeeKind.USAGE),
    Fee(Money(500, "EUR"), FeeKind.ONE_TIME),
    Fee(Money(190, "EUR"), FeeKind.TAX),
]


class TestKinds:
    def test_only_the_recurring_fee_counts_by_default(self) -> None:
        assert credit_basis(BILL, period=NOVEMBER) == Money(900, "EUR")

    def test_usage_counts_if_the_contract_says_so(self) -> None:
        kinds = [FeeKind.RECURRING, FeeKind.USAGE]
        assert credit_basis(BILL, period=NOVEMBER, kinds=kinds) == Money(1_210, "EUR")

    def test_a_bill_without_a_fee_that_counts_is_worth_nothing(self) -> None:
        assert credit_basis(BILL[2:], period=NOVEMBER) == Money(0, "EUR")

    def test_no_bill_has_no_data(self) -> None:
        assert credit_basis([], period=NOVEMBER) == NoData("no fees")


class TestProration:
    @pytest.mark.parametrize(
        ("proration", "expected"),
        [
            (Proration.ACTUAL_DAYS, 9_000),
            (Proration.THIRTY_DAYS, 9_300),
            (Proration.NONE, 27_900),
        ],
    )
    def test_ten_days_of_october(self, proration: Proration, expected: int) -> None:
        fees = [Fee(Money(27_900, "EUR"))]
        found = credit_basis(fees, period=OCTOBER, active_from="2026-10-22", proration=proration)
        assert found == Money(expected, "EUR")

    @pytest.mark.parametrize("proration", Proration)
    def test_a_whole_period_is_the_whole_fee(self, proration: Proration) -> None:
        february = ReportingPeriod.around("2026-02-01", PeriodKind.MONTH, zone="UTC")
        for since, until in ((None, None), ("2020-01-01", "2026-03-01")):
            found = credit_basis(
                BILL,
                period=february,
                active_from=since,
                active_until=until,
                proration=proration,
            )
            assert found == Money(900, "EUR")

    def test_thirty_days_are_never_more_than_the_fee(self) -> None:
        quarter = ReportingPeriod.around("2026-10-01", PeriodKind.QUARTER, zone="UTC")
        found = credit_basis(
            BILL, period=quarter, active_from="2026-10-02", proration=Proration.THIRTY_DAYS
        )
        assert found == Money(900, "EUR")

    def test_the_end_is_the_first_date_without_service(self) -> None:
        found = credit_basis(BILL, period=NOVEMBER, active_until="2026-11-16")
        assert found == Money(450, "EUR")

    def test_dates_after_the_period_do_not_count(self) -> None:
        found = credit_basis(
            BILL, period=NOVEMBER, active_from="2026-11-11", active_until="2027-01-01"
        )
        assert found == Money(600, "EUR")

    @pytest.mark.parametrize(
        "active", [{"active_from": "2026-12-01"}, {"active_until": "2026-10-01"}], ids=str
    )
    def test_no_day_of_service_is_no_fee(self, active: dict[str, Any]) -> None:
        assert credit_basis(BILL, period=NOVEMBER, **active) == Money(0, "EUR")

    def test_an_end_before_the_start_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"active_until: .* 2026-11-10 or later"):
            credit_basis(BILL, period=NOVEMBER, active_from="2026-11-10", active_until="2026-11-09")


class TestRefusals:
    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"fees": [Money(1, "EUR")]}, InvalidType),
            ({"period": "2026-11"}, InvalidType),
            ({"kinds": ["recurring"]}, InvalidType),
            ({"proration": "none"}, InvalidType),
            ({"active_from": NOVEMBER.interval.start}, InvalidType),
            ({"active_until": "soon"}, InvalidValue),
        ],
        ids=lambda each: next(iter(each), "") if isinstance(each, dict) else "",
    )
    def test_wrong_arguments_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        with pytest.raises(error, match=next(iter(wrong))):
            credit_basis(**{"fees": BILL, "period": NOVEMBER, **wrong})

    def test_a_fee_tells_itself(self) -> None:
        assert str(Fee(Money(5, "EUR"), FeeKind.ONE_TIME)) == "5.00 EUR one time"

    def test_several_currencies_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="currency"):
            credit_basis([*BILL, Fee(Money(1, "USD"))], period=NOVEMBER)

    @pytest.mark.parametrize(
        ("arguments", "error"),
        [
            ((Money(-1, "EUR"),), InvalidValue),
            ((100,), InvalidType),
            ((Money(1, "EUR"), "tax"), InvalidType),
        ],
    )
    def test_a_fee_of_another_kind_is_refused(
        self, arguments: tuple[Any, ...], error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            Fee(*arguments)
