"""Amounts of documents become exact values, and periods tell what holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from svcmgmt.common import Duration, Money, Quantity, TimePeriod
from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import Interval

START = datetime(2026, 10, 26, tzinfo=UTC)
HOUR = timedelta(hours=1)


class TestAmounts:
    def test_they_become_values_to_calculate_with(self) -> None:
        assert str(Quantity(amount=Decimal("1.5"), units="GB").exact()) == "1.5 GB"
        assert str(Money(unit="EUR", value=Decimal("12.50")).exact()) == "12.50 EUR"

    @pytest.mark.parametrize("quantity", [Quantity(units="GB"), Quantity(amount=Decimal(1))])
    def test_an_amount_needs_its_unit(self, quantity: Quantity) -> None:
        with pytest.raises(InvalidValue, match="an amount with its unit"):
            quantity.exact()

    @pytest.mark.parametrize("money", [Money(unit="EUR"), Money(value=Decimal(1))])
    def test_money_needs_its_currency(self, money: Money) -> None:
        with pytest.raises(InvalidValue, match="an amount with its currency"):
            money.exact()

    def test_a_duration_keeps_its_unit(self) -> None:
        assert Duration(amount=12, units="month") == Duration(amount=12, units="month")


class TestPeriods:
    def test_the_end_does_not_belong_to_it(self) -> None:
        period = TimePeriod(start_date_time=START, end_date_time=START + HOUR)
        assert [period.holds_at(START + each * HOUR) for each in (-1, 0, 1)] == [False, True, False]
        assert period.interval() == Interval(START, START + HOUR)

    def test_an_open_one_holds_always(self) -> None:
        assert TimePeriod().holds_at(START)
        assert TimePeriod(end_date_time=START).holds_at(START - HOUR)
        assert not TimePeriod(start_date_time=START).holds_at(START - HOUR)

    def test_an_interval_needs_a_start(self) -> None:
        assert TimePeriod(start_date_time=START).interval() == Interval(START, None)
        with pytest.raises(InvalidValue, match="startDateTime"):
            TimePeriod(end_date_time=START).interval()
