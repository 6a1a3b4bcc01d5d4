"""Clock bars and control charts: their own pictures, with rows, words and Vega-Lite."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pictures import check_inside

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType
from svcmgmt.sla import ClockLedger, ClockReading, Target, read
from svcmgmt.statistics import ControlChart, c_chart
from svcmgmt.temporal import parse_instant as at
from svcmgmt.views import ChartPicture, ClockBar

EIGHT = at("2026-10-26T08:00:00Z")
HOUR = timedelta(hours=1)
HOURS = weekly("Mon-Fri 08:00-18:00", zone="UTC")


def reading(*, until: float, limit: float = 9, pauses: int = 1) -> ClockReading:
    ledger = ClockLedger.started(EIGHT)
    for number in range(pauses):
        begin = EIGHT + HOUR + number * HOUR / 100
        ledger = ledger.pause(begin).resume(begin + HOUR / 200)
    target = Target(name="restore", limit=limit * HOUR, calendar=HOURS)
    return read(target, ledger, until=EIGHT + until * HOUR)


class TestClockBar:
    def test_the_reading_draws_itself(self) -> None:
        bar = ClockBar(reading=reading(until=30))
        assert bar.svg() == bar.reading.svg()
        assert bar.as_rows() == bar.reading.as_rows()
        assert bar.title == str(bar.reading)

    def test_its_table_adds_up_by_kind(self) -> None:
        header, rows = ClockBar(reading=reading(until=30)).table()
        assert list(header) == ["stretches", "number", "duration"]
        assert [tuple(row) for row in rows] == [
            ("counted", 2, "9:00:00"),
            ("overdue", 2, "6:59:42"),
            ("closed", 1, "14:00:00"),
            ("paused", 1, "0:00:18"),
        ]

    def test_the_due_time_is_a_rule(self) -> None:
        layers = ClockBar(reading=reading(until=5)).vega_lite()["layer"]
        assert layers[1]["data"]["values"][0]["due"].startswith("2026-10-26T17:")

    def test_a_clock_that_is_never_due_or_not_started_has_none(self) -> None:
        never = ClockBar(reading=reading(until=5, limit=10**6))
        assert len(never.vega_lite()["layer"]) == 1
        target = Target(name="restore", limit=HOUR)
        before = ClockBar(reading=read(target, ClockLedger.started(EIGHT), until=EIGHT - HOUR))
        assert len(before.vega_lite()["layer"]) == 1
        assert before.table()[1] == []
        assert before.description == "Stretches of the clock: none"
        check_inside(before.svg())

    def test_very_many_stretches_are_counted(self) -> None:
        bar = ClockBar(reading=reading(until=9, pauses=250))
        many = len(bar.as_rows())
        assert bar.notes == (f"the first 400 of {many} stretches are in Vega-Lite",)
        assert len(bar.vega_lite()["data"]["values"]) == 400

    def test_other_kinds_are_refused(self) -> None:
        with pytest.raises(InvalidType, match="reading"):
            ClockBar(reading="late")  # type: ignore[arg-type]


class TestChart:
    def chart(self, *values: int) -> ControlChart:
        chart = c_chart(values)
        assert isinstance(chart, ControlChart)
        return chart

    def test_the_chart_draws_itself(self) -> None:
        picture = ChartPicture(chart=self.chart(3, 5, 4, 40))
        assert picture.svg() == picture.chart.svg()
        assert picture.as_rows() == picture.chart.as_rows()
        assert picture.description == "Points from 1 to 4; 4 is a signal"
        assert picture.notes == ()

    def test_its_table_has_the_latest_points(self) -> None:
        picture = ChartPicture(chart=self.chart(*[3, 5] * 20))
        assert len(picture.table()[1]) == 24
        assert picture.notes == ("the latest 24 of 40 points are in the table",)

    def test_its_specification_is_that_of_the_chart_with_words(self) -> None:
        picture = ChartPicture(chart=self.chart(3, 5, 4))
        made, own = picture.vega_lite(), picture.chart.vega()
        assert made["layer"] == own["layer"]
        assert made["data"] == own["data"]
        assert made["title"]["text"] == own["title"]

    def test_very_many_points_are_counted(self) -> None:
        picture = ChartPicture(chart=self.chart(*[3, 5] * 250))
        assert picture.notes[1] == "the latest 400 of 500 points are in Vega-Lite"
        assert len(picture.vega_lite()["data"]["values"]) == 400
        assert len(picture.as_rows()) == 500

    def test_other_kinds_are_refused(self) -> None:
        with pytest.raises(InvalidType, match="chart"):
            ChartPicture(chart=3)  # type: ignore[arg-type]
