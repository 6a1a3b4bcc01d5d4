from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import (
    Gap,
    Occurrence,
    UnknownZone,
    after,
    parse_date,
    to_instant,
    to_wall_time,
)
from svcmgmt.calendars.civil import date_around, midnight_after
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import HORIZON, ORIGIN, CalendarDuration, NaiveDatetime, parse_instant as at

wall = datetime.fromisoformat
BERLIN = "Europe/Berlin"


class TestToInstant:
    @pytest.mark.parametrize(
        ("zone", "text", "expected"),
        [
            ("UTC", "2026-10-26T12:00", "2026-10-26T12:00:00Z"),
            (BERLIN, "2026-07-01T12:00:00.000001", "2026-07-01T10:00:00.000001Z"),
            (BERLIN, "2026-01-01T00:00", "2025-12-31T23:00:00Z"),
            ("Asia/Kathmandu", "2026-07-01T17:45", "2026-07-01T12:00:00Z"),
            ("Pacific/Kiritimati", "2026-01-01T00:00", "2025-12-31T10:00:00Z"),
            ("Africa/Monrovia", "1970-06-01T12:00", "1970-06-01T12:44:30Z"),
        ],
    )
    def test_a_wall_time_is_read_in_its_zone(self, zone: str, text: str, expected: str) -> None:
        found = to_instant(wall(text), zone=zone)
        assert found == at(expected)
        assert found.tzinfo is UTC

    @pytest.mark.parametrize(
        ("zone", "text", "gap", "expected"),
        [
            (BERLIN, "2026-03-29T01:59:59.999999", Gap.CLIP, "2026-03-29T00:59:59.999999Z"),
            (BERLIN, "2026-03-29T02:00", Gap.CLIP, "2026-03-29T01:00:00Z"),
            (BERLIN, "2026-03-29T02:00", Gap.SHIFT, "2026-03-29T01:00:00Z"),
            (BERLIN, "2026-03-29T02:30", Gap.CLIP, "2026-03-29T01:00:00Z"),
            (BERLIN, "2026-03-29T02:30", Gap.SHIFT, "2026-03-29T01:30:00Z"),
            (BERLIN, "2026-03-29T03:00", Gap.CLIP, "2026-03-29T01:00:00Z"),
            ("America/Sao_Paulo", "2018-11-04T00:00", Gap.CLIP, "2018-11-04T03:00:00Z"),
            ("America/Sao_Paulo", "2018-11-04T00:20", Gap.SHIFT, "2018-11-04T03:20:00Z"),
            ("America/St_Johns", "2006-04-02T00:01", Gap.CLIP, "2006-04-02T03:31:00Z"),
            ("Australia/Lord_Howe", "2026-10-04T02:15", Gap.CLIP, "2026-10-03T15:30:00Z"),
            ("Australia/Lord_Howe", "2026-10-04T02:15", Gap.SHIFT, "2026-10-03T15:45:00Z"),
            ("Pacific/Apia", "2011-12-30T12:00", Gap.CLIP, "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", "2011-12-30T12:00", Gap.SHIFT, "2011-12-30T22:00:00Z"),
        ],
    )
    def test_a_skipped_wall_time_is_read_by_the_policy(
        self, zone: str, text: str, gap: Gap, expected: str
    ) -> None:
        assert to_instant(wall(text), zone=zone, gap=gap) == at(expected)

    @pytest.mark.parametrize(
        ("zone", "text", "first", "last"),
        [
            (BERLIN, "2026-10-25T02:00", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"),
            (BERLIN, "2026-10-25T02:59:59", "2026-10-25T00:59:59Z", "2026-10-25T01:59:59Z"),
            (BERLIN, "2026-10-25T03:00", "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z"),
            (
                "Australia/Lord_Howe",
                "2026-04-05T01:45",
                "2026-04-04T14:45:00Z",
                "2026-04-04T15:15:00Z",
            ),
            (
                "America/Havana",
                "2024-11-03T00:00",
                "2024-11-03T04:00:00Z",
                "2024-11-03T05:00:00Z",
            ),
        ],
    )
    def test_a_repeated_wall_time_is_read_by_the_policy(
        self, zone: str, text: str, first: str, last: str
    ) -> None:
        assert to_instant(wall(text), zone=zone) == at(first)
        assert to_instant(wall(text), zone=zone, occurrence=Occurrence.LAST) == at(last)

    def test_an_aware_datetime_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="has a zone already"):
            to_instant(ORIGIN, zone="UTC")

    @pytest.mark.parametrize("value", [date(2026, 1, 1), "2026-01-01T00:00", None])
    def test_another_type_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            to_instant(value, zone="UTC")  # type: ignore[arg-type]
        assert caught.value.field == "wall_time"

    @pytest.mark.parametrize(
        "text",
        [
            "1969-12-31T23:59:59.999999",
            "2200-01-01T00:00:00.000001",
            "0001-01-01",
            "9999-12-31T23:59:59.999999",
        ],
    )
    def test_wall_times_out_of_range_are_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            to_instant(wall(text), zone="UTC")
        assert caught.value.field == "wall_time"

    @pytest.mark.parametrize(
        ("text", "zone"),
        [
            ("1970-01-01T00:30", BERLIN),
            ("2200-01-01T00:00", "America/New_York"),
            pytest.param("1947-04-06T03:30", BERLIN, id="skipped"),
            pytest.param("2226-10-26T02:30", BERLIN, id="repeated"),
        ],
    )
    def test_instants_out_of_range_are_refused(self, text: str, zone: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            to_instant(wall(text), zone=zone)
        assert caught.value.field == "wall_time"

    def test_the_borders_are_in_range(self) -> None:
        assert to_instant(wall("1970-01-01"), zone="UTC") == ORIGIN
        assert to_instant(wall("2200-01-01"), zone="UTC") == HORIZON

    @pytest.mark.parametrize(
        ("moment", "zone"),
        [
            (ORIGIN, "America/New_York"),
            (HORIZON, "Pacific/Kiritimati"),
            (HORIZON - timedelta(minutes=30), BERLIN),
        ],
    )
    def test_every_instant_in_range_has_a_wall_time_that_leads_back(
        self, moment: datetime, zone: str
    ) -> None:
        shown = to_wall_time(moment, zone=zone).replace(tzinfo=None)
        assert to_instant(shown, zone=zone) == moment

    def test_an_unknown_zone_is_refused(self) -> None:
        with pytest.raises(UnknownZone):
            to_instant(wall("2026-01-01"), zone="Mars/Olympus")


class TestToWallTime:
    def test_shows_the_clock_of_the_zone(self) -> None:
        shown = to_wall_time(at("2026-10-25T01:30:00Z"), zone=BERLIN)
        assert (shown.isoformat(), shown.fold) == ("2026-10-25T02:30:00+01:00", 1)
        assert shown.tzinfo == ZoneInfo(BERLIN)

    def test_a_naive_datetime_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            to_wall_time(wall("2026-10-25T01:30"), zone=BERLIN)


class TestAfter:
    @pytest.mark.parametrize(
        ("start", "duration", "expected"),
        [
            ("2026-01-31T11:00:00Z", "P1M", "2026-02-28T11:00:00Z"),
            ("2024-01-31T11:00:00Z", "P1M", "2024-02-29T11:00:00Z"),
            ("2024-02-29T11:00:00Z", "P1Y", "2025-02-28T11:00:00Z"),
            ("2026-01-31T11:00:00Z", "P1M1D", "2026-03-01T11:00:00Z"),
            ("2026-11-30T11:00:00Z", "P1Y3M", "2028-02-29T11:00:00Z"),
            ("2026-03-28T11:00:00Z", "P1D", "2026-03-29T10:00:00Z"),
            ("2026-03-28T11:00:00Z", "PT24H", "2026-03-29T11:00:00Z"),
            ("2026-03-28T11:00:00Z", "P1DT1H", "2026-03-29T11:00:00Z"),
            ("2026-10-24T10:00:00Z", "P1W", "2026-10-31T11:00:00Z"),
            ("2026-03-28T01:30:00Z", "P1D", "2026-03-29T01:00:00Z"),
            ("2026-10-24T00:30:00Z", "P1D", "2026-10-25T00:30:00Z"),
            ("2026-10-26T11:00:00Z", "PT0S", "2026-10-26T11:00:00Z"),
        ],
    )
    def test_adds_months_then_days_then_exact_time(
        self, start: str, duration: str, expected: str
    ) -> None:
        found = after(at(start), CalendarDuration.parse(duration), zone=BERLIN)
        assert found == at(expected)
        assert found.tzinfo is UTC

    def test_repeated_wall_times_are_read_by_the_policy(self) -> None:
        day = CalendarDuration(days=1)
        last = after(at("2026-10-24T00:30:00Z"), day, zone=BERLIN, occurrence=Occurrence.LAST)
        assert last == at("2026-10-25T01:30:00Z")

    @pytest.mark.parametrize(
        "duration",
        [
            CalendarDuration(years=174),
            CalendarDuration(years=100_000),
            CalendarDuration(months=100_000),
            CalendarDuration(days=100_000),
            CalendarDuration(weeks=100_000, days=100_000),
            CalendarDuration(years=173, months=1, weeks=100_000, days=100_000),
            CalendarDuration(years=173, time=timedelta(days=366)),
        ],
    )
    def test_results_after_2200_are_refused(self, duration: CalendarDuration) -> None:
        with pytest.raises(InvalidValue) as caught:
            after(at("2026-10-26T11:00:00Z"), duration, zone=BERLIN)
        assert (caught.value.field, caught.value.value) == ("duration", str(duration))

    @pytest.mark.parametrize("duration", [timedelta(days=1), "P1D", 1, None])
    def test_other_durations_are_refused(self, duration: object) -> None:
        with pytest.raises(InvalidType) as caught:
            after(ORIGIN, duration, zone=BERLIN)  # type: ignore[arg-type]
        assert caught.value.field == "duration"

    def test_an_unknown_zone_is_refused(self) -> None:
        with pytest.raises(UnknownZone):
            after(ORIGIN, CalendarDuration(), zone="Mars/Olympus")

    def test_durations_lead_as_far_as_2200(self) -> None:
        start, day = at("2199-12-30T23:30:00Z"), CalendarDuration(days=1)
        assert after(start, day, zone="Pacific/Kiritimati") == at("2199-12-31T23:30:00Z")

    def test_naive_starts_are_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            after(wall("2026-10-26T11:00"), CalendarDuration(days=1), zone=BERLIN)

    @pytest.mark.parametrize("hours", [0, 1])
    def test_without_calendar_units_only_the_exact_time_is_added(self, hours: int) -> None:
        start, exact = at("2026-10-25T01:30:00Z"), timedelta(hours=hours)
        assert after(start, CalendarDuration(time=exact), zone=BERLIN) == start + exact


class TestParseDate:
    @pytest.mark.parametrize("value", ["2026-12-25", "20261225", "2026-W52-5", date(2026, 12, 25)])
    def test_reads_dates_and_their_text(self, value: date | str) -> None:
        assert parse_date(value) == date(2026, 12, 25)

    @pytest.mark.parametrize(
        "value",
        ["", "tomorrow", "2026-02-30", "2026-12-25T00:00", "25.12.2026", "9" * 5_000, "2026-12"],
    )
    def test_text_that_is_no_date_is_refused(self, value: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_date(value)
        assert caught.value.field == "date"
        assert "1970-01-01 to 2199-12-31" in caught.value.allowed

    @pytest.mark.parametrize("value", [ORIGIN, wall("2026-12-25"), 20261225, None, time.min])
    def test_other_types_are_refused(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            parse_date(value, "holiday")  # type: ignore[arg-type]
        assert caught.value.field == "holiday"

    @pytest.mark.parametrize("value", ["1969-12-31", "2200-01-01", date.min, date.max])
    def test_dates_out_of_range_are_refused(self, value: date | str) -> None:
        with pytest.raises(InvalidValue):
            parse_date(value)

    @pytest.mark.parametrize("value", ["1970-01-01", "2199-12-31"])
    def test_the_first_and_last_date_are_allowed(self, value: str) -> None:
        assert parse_date(value).isoformat() == value


class TestMidnightAfter:
    @pytest.mark.parametrize(
        ("day", "zone", "expected"),
        [
            (date(2026, 10, 25), BERLIN, "2026-10-25T23:00:00Z"),
            (date(2018, 11, 3), "America/Sao_Paulo", "2018-11-04T03:00:00Z"),
            (date(2011, 12, 29), "Pacific/Apia", "2011-12-30T10:00:00Z"),
            (date(2011, 12, 30), "Pacific/Apia", "2011-12-30T10:00:00Z"),
            (date(2024, 11, 2), "America/Havana", "2024-11-03T04:00:00Z"),
            (date(2018, 2, 17), "America/Sao_Paulo", "2018-02-18T03:00:00Z"),
            (date(2024, 3, 30), "America/Nuuk", "2024-03-31T01:00:00Z"),
            (date(2024, 10, 26), "America/Nuuk", "2024-10-27T02:00:00Z"),
            (date(2006, 10, 28), "America/St_Johns", "2006-10-29T03:30:00Z"),
            (date(1969, 12, 31), "America/New_York", "1970-01-01T05:00:00Z"),
            (date(2199, 12, 31), "UTC", "2200-01-01T00:00:00Z"),
        ],
    )
    def test_is_the_first_instant_of_the_next_date(
        self, day: date, zone: str, expected: str
    ) -> None:
        assert midnight_after(day, ZoneInfo(zone)) == at(expected)

    def test_is_after_every_instant_of_the_date(self) -> None:
        zone = ZoneInfo("America/St_Johns")  # 2006-10-29 00:01 became 2006-10-28 23:01
        assert to_wall_time(at("2006-10-29T03:00:00Z"), zone=zone).date() == date(2006, 10, 28)
        assert midnight_after(date(2006, 10, 28), zone) > at("2006-10-29T03:00:00Z")

    @pytest.mark.parametrize(
        ("day", "zone"),
        [("1969-12-31", BERLIN), ("2199-12-31", "America/New_York")],
    )
    def test_out_of_range_is_refused(self, day: str, zone: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            midnight_after(date.fromisoformat(day), ZoneInfo(zone))
        assert caught.value.field == "midnight"


class TestDateAround:
    @pytest.mark.parametrize(
        ("zone", "change"),
        [
            (BERLIN, "2026-10-25T01:00:00Z"),
            (BERLIN, "1970-01-01T04:00:00Z"),
            ("America/Havana", "2024-11-03T05:00:00Z"),
            ("America/Nuuk", "2024-03-31T01:00:00Z"),
            ("America/Nuuk", "2024-10-27T01:00:00Z"),
            ("America/Sao_Paulo", "2018-02-18T02:00:00Z"),
            ("America/St_Johns", "2006-04-02T03:31:00Z"),
            ("America/St_Johns", "2006-10-29T02:31:00Z"),
            ("Pacific/Apia", "2011-12-30T10:00:00Z"),
        ],
    )
    def test_is_the_one_between_whose_midnights_an_instant_lies(
        self, zone: str, change: str
    ) -> None:
        place = ZoneInfo(zone)
        for minutes in range(-180, 180, 15):
            moment = at(change) + timedelta(minutes=minutes)
            day = date_around(moment, place)
            assert moment < midnight_after(day, place)
            assert (
                day == date(1970, 1, 1) or midnight_after(day - timedelta(days=1), place) <= moment
            )

    @pytest.mark.parametrize(
        ("moment", "day"),
        [
            ("2006-10-29T02:29:00Z", "2006-10-28"),  # 23:59 for the first time
            ("2006-10-29T02:30:30Z", "2006-10-28"),  # 00:00:30, but the clocks return to the 28th
            ("2006-10-29T03:29:59Z", "2006-10-28"),  # 23:59:59 for the second time
            ("2006-10-29T03:30:00Z", "2006-10-29"),
        ],
    )
    def test_ends_when_the_clocks_reach_midnight_for_good(self, moment: str, day: str) -> None:
        found = date_around(at(moment), ZoneInfo("America/St_Johns"))
        assert found == date.fromisoformat(day)
