"""The time axis: places, marks on the calendar of a zone, columns of pixels."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.temporal import parse_instant as at
from svcmgmt.views._axis import TimeAxis, path_of

START = at("2026-10-24T22:00:00Z")
BERLIN = ZoneInfo("Europe/Berlin")


def axis(
    length: timedelta, start: str = "2026-10-24T22:00:00Z", zone: ZoneInfo = BERLIN
) -> TimeAxis:
    begin = at(start)
    return TimeAxis(begin, begin + length, 100, 200, zone)


def marks(of: TimeAxis) -> list[str]:
    return [text for _, text in of._ticks()]


class TestPlaces:
    def test_ends_are_at_the_ends_and_what_is_beyond_too(self) -> None:
        of = axis(timedelta(days=1))
        hour = timedelta(hours=1)
        places = [of.x(START + hours * hour) for hours in (-5, 0, 12, 24, 30)]
        assert places == [100, 100, 200, 300, 300]

    def test_an_axis_without_length_is_at_its_left(self) -> None:
        of = axis(timedelta(0))
        assert of.x(START) == 100
        assert marks(of) == []

    def test_columns_are_runs_of_pixels(self) -> None:
        of = axis(timedelta(minutes=200))
        minute = timedelta(minutes=1)
        spans = [
            (START + low * minute, START + high * minute)
            for low, high in ((0, 2), (2, 3), (9.5, 9.6), (9.7, 10.2), (199.9, 200), (200, 200))
        ]
        assert of.columns(spans) == [(100, 103), (109, 111), (299, 300)]
        assert of.columns([]) == []


class TestMarks:
    @pytest.mark.parametrize(
        ("length", "expected"),
        [
            (timedelta(seconds=30), ["00:00"]),
            (timedelta(minutes=3), ["00:00", "00:01", "00:02"]),
            (timedelta(hours=2), ["00:00", "00:15", "00:30", "00:45", "01:00", "01:15"]),
            (timedelta(hours=7), ["00:00", "01:00", "02:00", "02:00", "03:00", "04:00", "05:00"]),
            (timedelta(days=2), ["10-25 00:00", "10-25 05:00", "10-25 11:00", "10-25 17:00"]),
            (timedelta(days=7), ["2026-10-25", "2026-10-26", "2026-10-27"]),
            (timedelta(days=40), ["2026-W44", "2026-W45", "2026-W46"]),
            (timedelta(days=200), ["2026-11", "2026-12", "2027-01"]),
            (timedelta(days=600), ["2027-Q1", "2027-Q2", "2027-Q3"]),
            (timedelta(days=1_000), ["2027-H1", "2027-H2", "2028-H1"]),
            (timedelta(days=2_500), ["2027", "2028", "2029"]),
            (timedelta(days=10_000), ["2027", "2031", "2035"]),
        ],
    )
    def test_they_are_few_and_on_the_calendar(self, length: timedelta, expected: list[str]) -> None:
        found = marks(axis(length))
        assert found[: len(expected)] == expected
        assert len(found) <= 9

    def test_zones_may_be_apart_by_half_hours(self) -> None:
        found = marks(axis(timedelta(hours=20), "2026-10-05T00:00:00Z", ZoneInfo("Asia/Kolkata")))
        assert found[0] == "06:00"

    def test_they_end_where_the_calendar_ends(self) -> None:
        of = axis(timedelta(days=300), "2199-03-01T00:00:00Z", ZoneInfo("UTC"))
        assert marks(of)[-1] == "2199-Q4"
        before = axis(timedelta(days=300), "1970-01-01T00:00:00Z", ZoneInfo("America/New_York"))
        assert marks(before) == []


def test_bars_of_one_height_are_one_path() -> None:
    assert path_of([(1, 3), (5, 5.5)], 2, 4) == "M1 2h2v4h-2zM5 2h0.5v4h-0.5z"
