"""Durations and instants as reports show them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.temporal._text import duration_text, local_text


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(0), "0:00:00"),
        (timedelta(days=1, hours=3), "27:00:00"),
        (timedelta(minutes=-10), "-0:10:00"),
        (timedelta(seconds=1, milliseconds=250), "0:00:01.25"),
        (-timedelta(microseconds=1), "-0:00:00.000001"),
    ],
)
def test_durations_are_told_exactly(duration: timedelta, text: str) -> None:
    assert duration_text(duration) == text


def test_instants_are_told_on_the_clock_of_a_zone_as_exactly_as_they_are() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    at = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert local_text(at, berlin) == "Sun 2026-10-25 02:30+02:00"
    assert local_text(at + timedelta(hours=1), berlin) == "Sun 2026-10-25 02:30+01:00"
    assert local_text(at.replace(second=5), berlin) == "Sun 2026-10-25 02:30:05+02:00"
    assert local_text(at.replace(microsecond=5), berlin) == "Sun 2026-10-25 02:30:00.000005+02:00"
