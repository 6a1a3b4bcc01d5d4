"""Chronic failures over a sliding window (R2.24)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from svcmgmt.calendars import CalendarDays, UnknownZone
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import ChronicTrigger, chronic
from svcmgmt.temporal import NaiveDatetime, parse_instant as at

HOUR = timedelta(hours=1)


def test_a_trigger_tells_the_window() -> None:
    days = [at(f"2026-10-{day:02d}T08:00:00Z") for day in (20, 1, 10)]
    (trigger,) = chronic(days, least=3, within=CalendarDays(30))
    assert trigger == ChronicTrigger(at=days[0], since=days[1], count=3)


def test_days_are_those_of_a_zone() -> None:
    # in Berlin these are the first and the second of October, in UTC one day
    night = [at("2026-10-01T21:30:00Z"), at("2026-10-01T22:30:00Z")]
    one_day = CalendarDays(1)
    assert len(chronic(night, least=2, within=one_day)) == 1
    assert chronic(night, least=2, within=one_day, zone="Europe/Berlin") == ()
    assert len(chronic(night, least=2, within=CalendarDays(2), zone="Europe/Berlin")) == 1


def test_exact_windows_leave_their_first_instant_out() -> None:
    start = at("2026-10-01T08:00:00Z")
    failures = [start, start + 24 * HOUR]
    assert chronic(failures, least=2, within=24 * HOUR) == ()
    assert len(chronic(failures, least=2, within=24 * HOUR + timedelta(microseconds=1))) == 1


def test_failures_at_one_instant_count_each() -> None:
    start = at("2026-10-01T08:00:00Z")
    counts = [each.count for each in chronic([start] * 4, least=2, within=HOUR)]
    assert counts == [2, 3, 4]


def test_one_failure_may_be_enough() -> None:
    assert len(chronic([at("2026-10-01T08:00:00Z")], least=1, within=HOUR)) == 1
    assert chronic([], least=1, within=HOUR) == ()


def test_many_failures_take_no_longer_each() -> None:
    start = at("2026-10-01T00:00:00Z")
    many = [start + number * timedelta(seconds=1) for number in range(50_000)]
    assert chronic(many, least=2, within=CalendarDays(30))[-1].count == 50_000


@pytest.mark.parametrize("least", [1.5, True, "3"])
def test_a_least_number_is_whole(least: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType, match="least"):
        chronic([], least=least, within=HOUR)


@pytest.mark.parametrize("within", [30, "30 days", None])
def test_a_window_is_time_or_days(within: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType, match="within"):
        chronic([], least=3, within=within)


@pytest.mark.parametrize("within", [timedelta(0), -HOUR, CalendarDays(0)])
def test_a_window_is_more_than_nothing(within: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue, match="within"):
        chronic([], least=3, within=within)


def test_other_bad_input_is_refused() -> None:
    with pytest.raises(InvalidValue, match="least"):
        chronic([], least=0, within=HOUR)
    with pytest.raises(NaiveDatetime, match="failures"):
        chronic([datetime.fromisoformat("2026-10-01T08:00:00")], least=1, within=HOUR)
    with pytest.raises(UnknownZone):
        chronic([], least=1, within=CalendarDays(1), zone="Europe/Nowhere")
