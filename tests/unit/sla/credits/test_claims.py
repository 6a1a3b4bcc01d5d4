"""Until when a credit must be claimed (R5.8)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import ClaimUnit, ClaimWindow
from svcmgmt.temporal import NaiveDatetime


def month(within: str, *, anchor: int = 1, zone: str = "UTC") -> ReportingPeriod:
    return ReportingPeriod.around(within, PeriodKind.MONTH, zone=zone, anchor=anchor)


class TestWindows:
    @pytest.mark.parametrize(
        ("window", "expected"),
        [
            (ClaimWindow(0, ClaimUnit.BILLING_CYCLES), "2024-01-31"),
            (ClaimWindow(1, ClaimUnit.BILLING_CYCLES), "2024-02-29"),
            (ClaimWindow(2, ClaimUnit.BILLING_CYCLES), "2024-03-31"),
            (ClaimWindow(0, ClaimUnit.MONTHS), "2024-01-31"),
            (ClaimWindow(2, ClaimUnit.MONTHS), "2024-03-31"),
            (ClaimWindow(0, ClaimUnit.DAYS), "2024-01-31"),
            (ClaimWindow(30, ClaimUnit.DAYS), "2024-03-01"),
        ],
        ids=str,
    )
    def test_a_calendar_month(self, window: ClaimWindow, expected: str) -> None:
        assert window.last_date(month("2024-01-15")).isoformat() == expected

    def test_cycles_follow_the_bill_and_months_the_calendar(self) -> None:
        quarter = ReportingPeriod.around("2024-02-01", PeriodKind.QUARTER, zone="UTC")
        cycles, months = (
            ClaimWindow(1, unit).last_date(quarter).isoformat()
            for unit in (ClaimUnit.BILLING_CYCLES, ClaimUnit.MONTHS)
        )
        assert (cycles, months) == ("2024-06-30", "2024-04-30")

    def test_a_billing_cycle_may_begin_on_any_day(self) -> None:
        cycle = month("2024-01-15", anchor=10)
        assert ClaimWindow(2, ClaimUnit.BILLING_CYCLES).last_date(cycle) == date(2024, 4, 9)
        assert ClaimWindow(2, ClaimUnit.MONTHS).last_date(cycle) == date(2024, 4, 9)

    @pytest.mark.parametrize(
        "occurred",
        ["2024-01-15", date(2024, 1, 15), datetime(2024, 1, 14, 23, 30, tzinfo=UTC)],
        ids=str,
    )
    def test_days_count_from_the_incident_in_local_dates(self, occurred: date | str) -> None:
        january = month("2024-01-15", zone="Europe/Berlin")
        window = ClaimWindow(30, ClaimUnit.DAYS)
        assert window.last_date(january, occurred=occurred) == date(2024, 2, 14)

    def test_only_days_count_from_the_incident(self) -> None:
        window = ClaimWindow(2, ClaimUnit.BILLING_CYCLES)
        for occurred in ("2024-01-01", "2024-01-31"):
            assert window.last_date(month("2024-01-15"), occurred=occurred) == date(2024, 3, 31)

    def test_it_tells_itself(self) -> None:
        assert str(ClaimWindow(2, ClaimUnit.BILLING_CYCLES)) == "2 billing cycles"
        assert str(ClaimWindow(1, ClaimUnit.DAYS)) == "1 day"


class TestRefusals:
    @pytest.mark.parametrize("count", [-1, 1_001, 10**100])
    def test_counts_out_of_bounds(self, count: int) -> None:
        with pytest.raises(InvalidValue, match="count"):
            ClaimWindow(count, ClaimUnit.DAYS)

    @pytest.mark.parametrize("count", [1.5, "2", True, None])
    def test_counts_of_another_kind(self, count: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="count"):
            ClaimWindow(count, ClaimUnit.DAYS)

    def test_a_word_in_place_of_a_unit(self) -> None:
        with pytest.raises(InvalidType, match="unit"):
            ClaimWindow(2, "days")  # type: ignore[arg-type]

    def test_something_else_than_a_period(self) -> None:
        with pytest.raises(InvalidType, match="period"):
            ClaimWindow(2, ClaimUnit.DAYS).last_date("2024-01")  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("occurred", "error"),
        [
            ("15.01.2024", InvalidValue),
            (datetime(2024, 1, 15), NaiveDatetime),  # noqa: DTZ001 - naive on purpose
            (20240115, InvalidType),
        ],
        ids=str,
    )
    def test_dates_of_another_kind(self, occurred: Any, error: type[Exception]) -> None:  # noqa: ANN401
        with pytest.raises(error, match="occurred"):
            ClaimWindow(2, ClaimUnit.DAYS).last_date(month("2024-01-15"), occurred=occurred)

    def test_a_window_beyond_the_range(self) -> None:
        with pytest.raises(InvalidValue, match="period"):
            ClaimWindow(1_000, ClaimUnit.MONTHS).last_date(month("2190-01-15"))
