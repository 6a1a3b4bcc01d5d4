"""Several dates in a row from each occurrence on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from svcmgmt.calendars import HolidayList, HolidayRule, Recurrence
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.icalendar import RecurringDays

YEARLY = Recurrence(rule="FREQ=YEARLY", start=datetime(2020, 12, 24, tzinfo=UTC))
DAILY = Recurrence(rule="FREQ=DAILY", start=datetime(2020, 1, 1, tzinfo=UTC))


def test_it_is_a_rule_of_holidays() -> None:
    christmas = RecurringDays(YEARLY, 3, "Christmas")
    assert isinstance(christmas, HolidayRule)
    assert HolidayList([christmas]).name_of(date(2026, 12, 26)) == "Christmas"
    assert date(2026, 12, 27) not in HolidayList([christmas])


def test_a_range_may_begin_and_end_within_the_days() -> None:
    christmas = RecurringDays(YEARLY, 3)
    assert [*christmas.dates(date(2026, 12, 25), date(2026, 12, 25))] == [date(2026, 12, 25)]
    assert christmas.dates(date(2026, 12, 27), date(2027, 12, 23)) == {}


def test_over_new_year() -> None:
    turn = RecurringDays(
        Recurrence(rule="FREQ=YEARLY", start=datetime(2020, 12, 31, tzinfo=UTC)), 2
    )
    assert [*turn.dates(date(2026, 1, 1), date(2026, 12, 31))] == [
        date(2026, 1, 1),
        date(2026, 12, 31),
    ]


def test_overlapping_days_are_told_once_each() -> None:
    found = RecurringDays(DAILY, 366).dates(date(2020, 1, 1), date(2020, 3, 1))
    assert list(found) == [date(2020, 1, 1) + timedelta(days=step) for step in range(61)]


def test_ranges_beyond_the_calendar_are_cut() -> None:
    found = RecurringDays(YEARLY, 3).dates(date.min, date.max)
    assert (min(found), max(found)) == (date(2020, 12, 24), date(2199, 12, 26))


@pytest.mark.parametrize("days", [0, -1, 367])
def test_days_out_of_range(days: int) -> None:
    with pytest.raises(InvalidValue, match="days"):
        RecurringDays(YEARLY, days)


@pytest.mark.parametrize("arguments", [(YEARLY, "3"), ("FREQ=YEARLY", 3)])
def test_other_kinds_are_refused(arguments: tuple[Any, Any]) -> None:
    with pytest.raises(InvalidType):
        RecurringDays(*arguments)
