"""Holidays, windows and freezes as calendar text that reads back as the same time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from svcmgmt import calendars as cal
from svcmgmt.calendars import (
    ChangeFreeze,
    Holiday,
    HolidayList,
    MaintenanceWindow,
    PeriodKind,
    Recurrence,
    RecurringHoliday,
    ReportingPeriod,
    YearlyHoliday,
    fixed,
    never,
    recurring,
    weekly,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.icalendar import RecurringDays, read_calendar, write_calendar
from svcmgmt.temporal import HORIZON, ORIGIN, Interval, NaiveDatetime, parse_instant as at

NOW = at("2026-11-01T12:00:00Z")
BERLIN = ZoneInfo("Europe/Berlin")
ALL_DATES = date(1970, 1, 1), date(2199, 12, 31)
MONTH = ReportingPeriod.around("2026-11-05", PeriodKind.MONTH, zone=BERLIN)


def by_rule(rule: str, start: datetime, **more: Any) -> Recurrence:  # noqa: ANN401
    """Return a recurrence."""
    return Recurrence(rule=rule, start=start, **more)


NEW_YORK = ZoneInfo("America/New_York")
NIGHTS = Recurrence(
    rule="FREQ=WEEKLY;BYDAY=SU",
    start=datetime(2026, 1, 1, 2, tzinfo=BERLIN),
    also=[at("2026-05-05T05:05:05Z")],
    excluded=[datetime(2026, 2, 1, 2, tzinfo=BERLIN)],
)


def lines(text: str) -> list[str]:
    """Return the unfolded lines of a text."""
    return text.replace("\r\n ", "").split("\r\n")


def window(times: cal.ServiceCalendar, name: str = "window") -> MaintenanceWindow:
    """Return a maintenance window."""
    return MaintenanceWindow(name=name, times=times)


class TestHolidays:
    @pytest.mark.parametrize(
        "holidays",
        [
            ["2026-12-25"],
            [Holiday("2026-12-24", "2026-12-26", name="Christmas")],
            [YearlyHoliday(10, 3, name="Unity")],
            [YearlyHoliday(2, 29)],
            [
                RecurringHoliday(
                    Recurrence(
                        rule="FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
                        start=datetime(2020, 1, 1, tzinfo=NEW_YORK),
                        excluded=[
                            datetime(2021, 11, 25, tzinfo=NEW_YORK),
                            datetime(2022, 11, 24, 1, tzinfo=NEW_YORK),
                        ],
                        also=[datetime(2023, 7, 4, tzinfo=NEW_YORK)],
                    ),
                    "Thanksgiving",
                )
            ],
            [
                RecurringDays(
                    by_rule("FREQ=YEARLY", start=datetime(2021, 12, 30, tzinfo=UTC)), 5, "turn"
                )
            ],
            [
                RecurringHoliday(
                    by_rule(
                        f"FREQ=MONTHLY;UNTIL={until}", start=datetime(2026, 1, 31, 6, tzinfo=BERLIN)
                    )
                )
                for until in (
                    "20260531",
                    "20260531T040000Z",
                    "20260531T035959Z",
                    "20260731T060000",
                    "20260731T055959",
                    "99991231T000000Z",
                )
            ],
            [
                RecurringHoliday(
                    by_rule(
                        "FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2",
                        start=datetime(2026, 1, 1, tzinfo=UTC),
                        also=[NOW],
                    )
                )
            ],
            [
                RecurringHoliday(
                    by_rule(
                        "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2;BYDAY=MO",
                        start=datetime(2026, 1, 1, tzinfo=UTC),
                    )
                )
            ],
            [],
        ],
    )
    def test_they_read_back_as_the_same_dates(self, holidays: list[Any]) -> None:
        text = write_calendar(at=NOW, holidays=holidays)
        found = read_calendar(text)
        assert found.findings == ()
        assert found.holidays.dates(*ALL_DATES) == HolidayList(holidays).dates(*ALL_DATES)
        assert all(event.is_transparent for event in found.events)

    def test_names_in_any_form(self) -> None:
        text = write_calendar(at=NOW, holidays={"2026-12-25": "Christmas, Day; \\o/\nüber" * 9})
        found = read_calendar(text)
        assert found.holidays.name_of(date(2026, 12, 25)) == "Christmas, Day; \\o/\nüber" * 9

    def test_live_containers_and_hourly_rules_need_a_period(self) -> None:
        class Fridays:
            def __contains__(self, day: object) -> bool:
                return isinstance(day, date) and day.weekday() == 4

        by_hour = RecurringHoliday(
            by_rule("FREQ=WEEKLY;BYHOUR=3,15", start=datetime(2026, 1, 1, tzinfo=BERLIN))
        )
        for holidays in (Fridays(), [by_hour]):
            with pytest.raises(InvalidValue, match="a period"):
                write_calendar(at=NOW, holidays=holidays)
            found = read_calendar(write_calendar(at=NOW, holidays=holidays, period=MONTH))
            assert [day.day for day in found.holidays.dates(*ALL_DATES)] in (
                [6, 13, 20, 27],
                [5, 12, 19, 26],
            )


class TestWindows:
    @pytest.mark.parametrize(
        "times",
        [
            fixed([Interval.parse("2026-10-26T14:00:00Z/PT1H")]),
            fixed(
                [
                    Interval.parse("2026-10-26T14:00:00Z/PT1H"),
                    Interval.parse("2026-11-26T14:00:00Z/PT90M"),
                ]
            ),
            recurring(NIGHTS, lasts=timedelta(hours=2)),
            recurring(NIGHTS, lasts=timedelta(days=2, seconds=1)),
            recurring(
                by_rule("FREQ=DAILY", start=at("2026-01-01T00:30:00Z")), lasts=timedelta(hours=1)
            ),
            recurring(NIGHTS, lasts=timedelta(hours=2))
            | fixed([Interval.parse("2026-10-26T14:00:00Z/PT1H")]),
            *(
                recurring(
                    by_rule(
                        f"FREQ=DAILY;UNTIL={until}",
                        start=datetime(2026, 3, 27, 2, 30, tzinfo=BERLIN),
                    ),
                    lasts=timedelta(hours=1),
                )
                for until in (
                    "20260329",
                    "20260329T013000Z",
                    "20260329T012959Z",
                    "20260329T023000",
                    "20261025T023000",
                    "20261025T003000Z",
                    "99991231",
                )
            ),
            recurring(
                by_rule("FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2", start=at("2026-01-01T00:00:00Z")),
                lasts=timedelta(hours=1),
            ),
            never(),
        ],
        ids=str,
    )
    def test_they_read_back_as_the_same_times(self, times: cal.ServiceCalendar) -> None:
        found = read_calendar(write_calendar(at=NOW, windows=[window(times)]))
        assert found.findings == ()
        assert found.windows().intervals(ORIGIN, HORIZON) == times.intervals(ORIGIN, HORIZON)
        assert {each.name for each in found.maintenance_windows} <= {"window"}

    def test_weekly_hours_are_written_for_a_period(self) -> None:
        hours = weekly("Sat 22:00-06:00+1", zone=BERLIN)
        with pytest.raises(InvalidValue, match="window: Sat"):
            write_calendar(at=NOW, windows=[window(hours)])
        found = read_calendar(write_calendar(at=NOW, windows=[window(hours)], period=MONTH))
        span = MONTH.interval
        assert span.end is not None
        assert found.windows().intervals(ORIGIN, HORIZON) == hours.intervals(span.start, span.end)

    def test_freezes_are_told_apart(self) -> None:
        freeze = ChangeFreeze(
            name="year end",
            times=fixed([Interval.parse("2026-12-15T00:00:00Z/2027-01-04T00:00:00Z")]),
            exempt=["standard", "emergency"],
        )
        nights = window(recurring(NIGHTS, lasts=timedelta(hours=2)), "night")
        found = read_calendar(write_calendar(at=NOW, windows=[freeze, nights]))
        assert [each.name for each in found.maintenance_windows] == ["night"]
        assert [each.name for each in found.change_freezes] == ["year end"]
        assert found.change_freezes[0].times == freeze.times
        assert found.events[0].description == "exempt: emergency, standard"

    @pytest.mark.parametrize(
        "times",
        [
            fixed([Interval(NOW, NOW + timedelta(microseconds=1))]),
            fixed([Interval(NOW + timedelta(microseconds=1), NOW + timedelta(hours=1))]),
            recurring(NIGHTS, lasts=timedelta(microseconds=1)),
            recurring(by_rule("FREQ=DAILY", start=NOW), lasts=timedelta(microseconds=1)),
            recurring(
                by_rule("FREQ=DAILY", start=NOW + timedelta(microseconds=1)),
                lasts=timedelta(hours=1),
            ),
        ],
        ids=str,
    )
    def test_fractions_of_a_second_have_no_text(self, times: cal.ServiceCalendar) -> None:
        with pytest.raises(InvalidValue, match="whole seconds"):
            write_calendar(at=NOW, windows=[window(times)])

    @pytest.mark.parametrize("windows", [[7], "abc", 7, [fixed([])]])
    def test_something_else_is_refused(self, windows: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="windows"):
            write_calendar(at=NOW, windows=windows)


class TestText:
    def test_an_empty_calendar(self) -> None:
        assert lines(write_calendar(at=NOW)) == [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//svcmgmt//svcmgmt//EN",
            "END:VCALENDAR",
            "",
        ]

    def test_no_line_is_longer_than_75_octets(self) -> None:
        name = "äöü€" * 60
        text = write_calendar(at=NOW, name=name, holidays={"2026-12-25": name})
        assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
        found = read_calendar(text)
        assert (found.name, found.events[0].name) == (name, name)

    def test_the_same_event_keeps_its_uid_and_another_has_another(self) -> None:
        def uids(*holidays: str, at: datetime = NOW) -> set[str]:
            text = write_calendar(at=at, holidays=holidays)
            return {event.uid for event in read_calendar(text).events}

        later = NOW + timedelta(days=1)
        assert uids("2026-12-25") == uids("2026-12-25", at=later)
        assert len(uids("2026-12-25", "2026-12-26")) == 2
        assert uids("2026-12-25") < uids("2026-12-25", "2026-12-26")

    def test_an_event_that_is_given_twice_is_written_once(self) -> None:
        text = write_calendar(at=NOW, holidays=["2026-12-25", "2026-12-25"])
        assert lines(text).count("BEGIN:VEVENT") == 1

    def test_each_zone_is_described_once(self) -> None:
        nights = [
            window(
                recurring(
                    by_rule("FREQ=DAILY", start=datetime(year, 1, 1, tzinfo=zone)),
                    lasts=timedelta(hours=1),
                ),
                str(year),
            )
            for year in (2026, 2020)
            for zone in (BERLIN, ZoneInfo("Asia/Kathmandu"), ZoneInfo("UTC"))
        ]
        text = lines(write_calendar(at=NOW, windows=nights))
        assert [line for line in text if line.startswith("TZID")] == [
            "TZID:Europe/Berlin",
            "TZID:Asia/Kathmandu",
        ]
        onset = text[text.index("BEGIN:DAYLIGHT") + 1]
        assert onset == "DTSTART:20200329T020000"
        assert "TZOFFSETTO:+0545" in text

    def test_offsets_with_seconds_and_west_of_greenwich(self) -> None:
        monrovia = Recurrence(
            rule="FREQ=YEARLY", start=datetime(1971, 1, 1, tzinfo=ZoneInfo("Africa/Monrovia"))
        )
        text = lines(
            write_calendar(at=NOW, windows=[window(recurring(monrovia, lasts=timedelta(hours=1)))])
        )
        assert "TZOFFSETFROM:-004430" in text

    @pytest.mark.parametrize("name", ["a\x00b", "a\x1bb", "\ud800"])
    def test_names_that_no_text_can_hold_are_refused(self, name: str) -> None:
        with pytest.raises(InvalidValue, match="name"):
            write_calendar(at=NOW, name=name)
        with pytest.raises(InvalidValue, match="name"):
            write_calendar(at=NOW, holidays=[Holiday("2026-12-25", name=name)])
        with pytest.raises(InvalidValue, match="name"):
            write_calendar(at=NOW, windows=[window(never(), name)])

    def test_when_it_was_made_is_said_and_aware(self) -> None:
        assert "DTSTAMP:20261101T120000Z" in lines(write_calendar(at=NOW, holidays=["2026-12-25"]))
        with pytest.raises(NaiveDatetime):
            write_calendar(at=datetime(2026, 11, 1))  # noqa: DTZ001
