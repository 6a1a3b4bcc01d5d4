"""Live objects of the `holidays` package, handed over as they are."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date, datetime, timedelta

import holidays
import pytest

from svcmgmt.calendars import Closure, ClosureKind, ServiceCalendar, snapshot, weekly
from svcmgmt.temporal import parse_instant as at

COUNTRIES: dict[str, Callable[[], holidays.HolidayBase]] = {
    "Germany": lambda: holidays.country_holidays("DE", subdiv="BY"),
    "United States": lambda: holidays.country_holidays("US"),
    "Japan": lambda: holidays.country_holidays("JP"),
    "New York Stock Exchange": lambda: holidays.financial_holidays("XNYS"),
    "Germany, filled": lambda: holidays.country_holidays("DE", years=range(2020, 2030)),
}
HOUR = timedelta(hours=1)


@pytest.fixture(params=COUNTRIES)
def live(request: pytest.FixtureRequest) -> holidays.HolidayBase:
    return COUNTRIES[request.param]()


def office(days: holidays.HolidayBase) -> ServiceCalendar:
    return weekly("daily 08:00-18:00", zone="Europe/Berlin", holidays=days)


def noon(day: date) -> datetime:
    return at(f"{day}T11:00:00Z")


def test_each_date_is_open_unless_the_package_has_it(live: holidays.HolidayBase) -> None:
    calendar = office(live)
    for step in range(3 * 365):
        day = date(2025, 1, 1) + timedelta(days=step)
        assert calendar.is_open(noon(day)) is (day not in live)
        assert calendar.is_working_day(day) is (day not in live)


def test_the_name_of_the_package_is_the_reason(live: holidays.HolidayBase) -> None:
    calendar = office(live)
    year = [date(2026, 1, 1) + timedelta(days=step) for step in range(365)]
    named = {day: live.get(day, "") for day in year if day in live}
    assert len(named) >= 9
    for day, name in named.items():
        assert calendar.why(noon(day)) == Closure(kind=ClosureKind.HOLIDAY, day=day, name=name)


def test_a_snapshot_says_the_same(live: holidays.HolidayBase) -> None:
    calendar = office(live)
    fixed = weekly(
        "daily 08:00-18:00",
        zone="Europe/Berlin",
        holidays=snapshot(live, date(2025, 12, 25), date(2027, 1, 10)),
    )
    start, end = at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")
    assert calendar.intervals(start, end) == fixed.intervals(start, end)
    assert calendar.why(at("2026-01-01T11:00:00Z")) == fixed.why(at("2026-01-01T11:00:00Z"))


def test_years_that_are_not_filled_yet_are_asked_for() -> None:
    live = holidays.country_holidays("DE")
    assert not live
    assert not office(live).is_open(at("2031-12-25T11:00:00Z"))
    assert date(2031, 12, 25) in live


@pytest.mark.parametrize("year", [1970, 1989, 1990, 2090, 2199])
def test_years_that_the_package_does_not_know_have_no_holidays(year: int) -> None:
    live = holidays.country_holidays("DE")
    christmas = date(year, 12, 25)
    assert office(live).is_open(noon(christmas)) is (christmas not in live)


def test_calendars_with_it_copy_and_pickle(live: holidays.HolidayBase) -> None:
    calendar = office(live)
    span = at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")
    expected = calendar.elapsed(*span)
    twins = [copy.copy(calendar), copy.deepcopy(calendar), pickle.loads(pickle.dumps(calendar))]  # noqa: S301
    for twin in twins:
        assert twin == calendar
        assert hash(twin) == hash(calendar)
        assert twin.elapsed(*span) == expected


def test_an_observed_holiday_is_one_and_a_weekend_stays_what_it_is() -> None:
    """Independence Day 2026 is a Saturday; it is observed on the Friday before."""
    calendar = weekly(
        "Mon-Fri 09:00-17:00", zone="America/New_York", holidays=holidays.country_holidays("US")
    )
    assert not calendar.is_working_day("2026-07-03")
    assert str(calendar.why(at("2026-07-03T16:00:00Z"))) == (
        "holiday 2026-07-03 Independence Day (observed)"
    )
    assert calendar.working_days_between("2026-07-02", "2026-07-06") == 1
    assert calendar.due(at("2026-07-02T20:00:00Z"), 2 * HOUR) == at("2026-07-06T14:00:00Z")


def test_the_package_is_asked_for_the_years_in_question_only() -> None:
    live = holidays.country_holidays("DE")
    calendar = office(live)
    calendar.is_open(at("2026-06-01T11:00:00Z"))
    assert set(live.years) <= set(range(2025, 2031))
