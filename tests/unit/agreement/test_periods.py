"""Conformance periods: on the calendar, or rolling."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.agreement import CalendarPeriods, RollingPeriod
from svcmgmt.calendars import CalendarDays, PeriodKind
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import Interval, parse_instant as at

BERLIN = "Europe/Berlin"


class TestCalendarPeriods:
    def test_the_period_around_an_instant_is_that_of_the_zone(self) -> None:
        month = CalendarPeriods(PeriodKind.MONTH)
        midnight = at("2026-03-31T22:30:00Z")
        assert month.around(midnight, zone=BERLIN).label == "2026-04"
        assert month.around(midnight, zone="UTC").label == "2026-03"

    def test_its_interval_has_the_length_of_that_month(self) -> None:
        span = CalendarPeriods(PeriodKind.MONTH).interval(at("2024-03-15T00:00:00Z"), zone=BERLIN)
        assert span.duration == timedelta(seconds=2_674_800)

    @pytest.mark.parametrize(
        ("kind", "anchor", "text"),
        [
            (PeriodKind.DAY, 1, "day"),
            (PeriodKind.WEEK, 7, "week from Sunday on"),
            (PeriodKind.MONTH, 15, "month from day 15 on"),
            (PeriodKind.YEAR, 4, "year from April on"),
            (PeriodKind.QUARTER, 2, "quarter from February on"),
        ],
    )
    def test_text_tells_kind_and_anchor(self, kind: PeriodKind, anchor: int, text: str) -> None:
        assert str(CalendarPeriods(kind, anchor)) == text

    def test_an_anchor_that_the_kind_does_not_have_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="anchor: 8 is not allowed"):
            CalendarPeriods(PeriodKind.WEEK, 8)

    def test_a_bare_word_is_no_kind(self) -> None:
        with pytest.raises(InvalidType, match="kind: str 'month'"):
            CalendarPeriods("month")  # type: ignore[arg-type]


class TestRollingPeriod:
    def test_it_ends_at_the_instant(self) -> None:
        window = RollingPeriod(timedelta(hours=6))
        now = at("2026-10-26T12:00:00Z")
        assert window.interval(now, zone=BERLIN) == Interval(now - timedelta(hours=6), now)

    def test_calendar_days_keep_the_wall_time(self) -> None:
        span = RollingPeriod(CalendarDays(2)).interval(at("2026-10-26T11:00:00Z"), zone=BERLIN)
        assert span.duration == timedelta(hours=49)

    def test_text_tells_how_far_it_reaches(self) -> None:
        assert str(RollingPeriod(timedelta(hours=6))) == "rolling 6:00:00"
        assert str(RollingPeriod(CalendarDays(30))) == "rolling 30 calendar days"

    @pytest.mark.parametrize("lasts", [timedelta(0), -timedelta(hours=1), CalendarDays(0)])
    def test_a_window_must_have_a_length(self, lasts: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match=r"lasts: .* more than 0"):
            RollingPeriod(lasts)

    @pytest.mark.parametrize("lasts", [30, "P30D", None])
    def test_another_kind_of_length_is_refused(self, lasts: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="lasts"):
            RollingPeriod(lasts)
