"""Calendar text as people, feeds and programs write it, and what cannot be read of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import UnknownZone
from svcmgmt.errors import InvalidType, LimitExceeded
from svcmgmt.interop.icalendar import EventCalendar, read_calendar
from svcmgmt.temporal import Interval, IntervalSet, parse_instant as at
from svcmgmt.values import Severity, count_by_code

YEAR = date(2026, 1, 1), date(2026, 12, 31)
SPAN = at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")
BERLIN = "Europe/Berlin"


def event(*lines: str) -> str:
    """Return a VEVENT with an UID of its own."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{abs(hash(lines))}", *lines, "END:VEVENT"])


def calendar(*parts: str) -> str:
    """Return a calendar; its first part begins at line 2."""
    return "\n".join(["BEGIN:VCALENDAR", *parts, "END:VCALENDAR"])


def read(*lines: str, **arguments: Any) -> EventCalendar:  # noqa: ANN401
    """Return the calendar of one event."""
    return read_calendar(calendar(event(*lines)), **arguments)


def days(found: EventCalendar) -> list[str]:
    """Return the holidays of 2026."""
    return [str(day) for day in found.holidays.dates(*YEAR)]


def times(found: EventCalendar) -> list[str]:
    """Return the windows of 2026."""
    return [str(span) for span in found.windows().intervals(*SPAN)]


def told(found: EventCalendar) -> list[tuple[str, str]]:
    """Return code and line of what was found."""
    return [(each.code, each.pointer) for each in found.findings]


class TestDays:
    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (["DTSTART;VALUE=DATE:20261225"], ["2026-12-25"]),
            (["DTSTART:20261225"], ["2026-12-25"]),
            (["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261225"], ["2026-12-24"]),
            (
                ["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"],
                ["2026-12-24", "2026-12-25", "2026-12-26"],
            ),
            (["DTSTART;VALUE=DATE:20261224", "DURATION:P2D"], ["2026-12-24", "2026-12-25"]),
            (
                ["DTSTART;VALUE=DATE:20261221", "DURATION:P1W"],
                [f"2026-12-{n}" for n in range(21, 28)],
            ),
            (["DTSTART;VALUE=DATE:20201003", "RRULE:FREQ=YEARLY"], ["2026-10-03"]),
            (
                ["DTSTART;VALUE=DATE:20201126", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"],
                ["2026-11-26"],
            ),
            (
                ["DTSTART;VALUE=DATE:20251224", "DTEND;VALUE=DATE:20251227", "RRULE:FREQ=YEARLY"],
                ["2026-12-24", "2026-12-25", "2026-12-26"],
            ),
            (
                ["DTSTART;VALUE=DATE:20260105", "RDATE;VALUE=DATE:20260110,20260301"],
                ["2026-01-05", "2026-01-10", "2026-03-01"],
            ),
            (
                [
                    "DTSTART;VALUE=DATE:20260102",
                    "RRULE:FREQ=WEEKLY;COUNT=4",
                    "EXDATE;VALUE=DATE:20260109,20260102",
                ],
                ["2026-01-16", "2026-01-23"],
            ),
            (
                ["DTSTART;VALUE=DATE:20260102", "RDATE:20260105", "EXDATE:20260102"],
                ["2026-01-05"],
            ),
            (
                ["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=MONTHLY;UNTIL=20260301"],
                ["2026-01-01", "2026-02-01", "2026-03-01"],
            ),
            # the start takes place although the rule does not say so
            (
                ["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=MONTHLY;BYMONTHDAY=15;COUNT=1"],
                ["2026-01-01", "2026-01-15"],
            ),
        ],
    )
    def test_dates(self, lines: list[str], expected: list[str]) -> None:
        found = read(*lines)
        assert days(found) == expected
        assert found.findings == ()
        assert found.events[0].is_all_day

    def test_names_and_free_days(self) -> None:
        found = read("SUMMARY:Tag der\\nEinheit\\, frei", "DTSTART:20261003", "TRANSP:TRANSPARENT")
        assert found.holidays.name_of(date(2026, 10, 3)) == "Tag der\nEinheit, frei"
        assert found.events[0].is_transparent

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (["DTSTART:19630617", "RRULE:FREQ=YEARLY"], ["2026-06-17"]),
            (["DTSTART:16040101", "RRULE:FREQ=YEARLY;INTERVAL=1", "X-A:b"], []),
            (
                ["DTSTART:19041231", "DTEND:19050102", "RRULE:FREQ=YEARLY"],
                ["2026-01-01", "2026-12-31"],
            ),
            (["DTSTART:19041126", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"], ["2026-11-26"]),
        ],
    )
    def test_yearly_events_of_long_ago(self, lines: list[str], expected: list[str]) -> None:
        assert days(read(*lines)) == expected

    def test_the_day_of_leap_years(self) -> None:
        found = read("DTSTART:19040229", "RRULE:FREQ=YEARLY")
        assert [*found.holidays.dates(date(2026, 1, 1), date(2032, 12, 31))] == [
            date(2028, 2, 29),
            date(2032, 2, 29),
        ]

    @pytest.mark.parametrize(
        "rules",
        [
            [],
            ["RRULE:FREQ=YEARLY;COUNT=80"],
            ["RRULE:FREQ=YEARLY;INTERVAL=4"],
            ["RRULE:FREQ=WEEKLY"],
            ["RRULE:FREQ=YEARLY;BYWEEKNO=20"],
            ["RRULE:FREQ=YEARLY", "RRULE:FREQ=YEARLY;BYMONTH=5"],
        ],
    )
    def test_others_of_before_1970_are_told(self, rules: list[str]) -> None:
        found = read("DTSTART;VALUE=DATE:19630617", *rules)
        assert found.events == ()
        assert told(found) == [("unread-time", "/4")]

    @pytest.mark.parametrize(
        ("until", "zone", "last"),
        [
            ("20260705T215959Z", BERLIN, "2026-07-05"),
            ("20260705T220000Z", BERLIN, "2026-07-06"),
            ("20260705T220000Z", None, "2026-07-05"),
            ("20260705T220000", BERLIN, "2026-07-05"),
            ("99991231T235959Z", BERLIN, "2026-12-31"),
        ],
    )
    def test_a_series_of_dates_that_ends_at_a_time(
        self, until: str, zone: str | None, last: str
    ) -> None:
        found = read("DTSTART:20260701", f"RRULE:FREQ=DAILY;UNTIL={until}", zone=zone)
        assert days(found)[-1] == last
        assert count_by_code(found.findings) == {"mixed-values": 1}

    def test_an_end_on_the_first_date_means_that_date(self) -> None:
        found = read("DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260105")
        assert days(found) == ["2026-01-05"]
        assert told(found) == [("no-length", "/5")]

    def test_days_as_a_service_calendar(self) -> None:
        found = read("SUMMARY:Freeze", "DTSTART:20261024", "DTEND:20261027", zone=BERLIN)
        frozen = found.days(named="freeze")
        assert [str(each) for each in frozen.intervals(*SPAN)] == [
            "2026-10-23T22:00:00Z/2026-10-26T23:00:00Z"
        ]
        assert found.days(named="other").intervals(*SPAN).is_empty()
        with pytest.raises(InvalidType, match="zone"):
            read("DTSTART:20261024").days()


class TestTimes:
    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            (
                ["DTSTART:20261026T080000Z", "DTEND:20261026T100000Z"],
                ["2026-10-26T08:00:00Z/2026-10-26T10:00:00Z"],
            ),
            (
                [
                    "DTSTART;TZID=Europe/Berlin:20261025T000000",
                    "DTEND;TZID=Europe/Berlin:20261026T000000",
                ],
                ["2026-10-24T22:00:00Z/2026-10-25T23:00:00Z"],
            ),
            (
                ['DTSTART;TZID="Europe/Berlin":20261025T000000', "DURATION:P1D"],
                ["2026-10-24T22:00:00Z/2026-10-25T23:00:00Z"],
            ),
            (
                ["DTSTART;TZID=Europe/Berlin:20261025T000000", "DURATION:PT24H"],
                ["2026-10-24T22:00:00Z/2026-10-25T22:00:00Z"],
            ),
            (
                [
                    "DTSTART;TZID=Asia/Tokyo:20261026T080000",
                    "DTEND;TZID=Europe/Berlin:20261026T080000",
                ],
                ["2026-10-25T23:00:00Z/2026-10-26T07:00:00Z"],
            ),
            (
                [
                    "DTSTART:20261026T080000Z",
                    "DURATION:PT1H",
                    "RDATE:20261027T090000Z,20261028T090000Z",
                ],
                [
                    f"2026-10-{day}T{hour:02d}:00:00Z/2026-10-{day}T{hour + 1:02d}:00:00Z"
                    for day, hour in ((26, 8), (27, 9), (28, 9))
                ],
            ),
            (
                [
                    "DTSTART:20261026T080000Z",
                    "DURATION:PT1H",
                    "RDATE;VALUE=PERIOD:20261027T090000Z/PT30M,20261028T090000Z/20261028T091500Z",
                ],
                [
                    "2026-10-26T08:00:00Z/2026-10-26T09:00:00Z",
                    "2026-10-27T09:00:00Z/2026-10-27T09:30:00Z",
                    "2026-10-28T09:00:00Z/2026-10-28T09:15:00Z",
                ],
            ),
            (
                ["DTSTART:20261026T080000Z", "DURATION:PT1H", "EXDATE:20261026T080000Z"],
                [],
            ),
            # what the clocks skip is as much later as they jump; what they repeat is the first
            (
                ["DTSTART;TZID=Europe/Berlin:20260329T023000", "DURATION:PT1H"],
                ["2026-03-29T01:30:00Z/2026-03-29T02:30:00Z"],
            ),
            (
                ["DTSTART;TZID=Europe/Berlin:20261025T023000", "DURATION:PT1H"],
                ["2026-10-25T00:30:00Z/2026-10-25T01:30:00Z"],
            ),
        ],
    )
    def test_single_times(self, lines: list[str], expected: list[str]) -> None:
        found = read(*lines)
        assert times(found) == expected
        assert found.findings == ()
        assert not found.events[0].is_all_day

    def test_a_series_keeps_its_wall_time(self) -> None:
        found = read(
            "SUMMARY:Sunday night",
            "DTSTART;TZID=Europe/Berlin:20261018T020000",
            "DTEND;TZID=Europe/Berlin:20261018T040000",
            "RRULE:FREQ=WEEKLY;UNTIL=20261101T010000Z",
            "EXDATE;TZID=Europe/Berlin:20261025T020000",
        )
        assert times(found) == [
            "2026-10-18T00:00:00Z/2026-10-18T02:00:00Z",
            "2026-11-01T01:00:00Z/2026-11-01T03:00:00Z",
        ]
        assert found.findings == ()

    def test_two_rules_are_both_read(self) -> None:
        found = read(
            "DTSTART:20260105T080000Z",
            "DURATION:PT1H",
            "RRULE:FREQ=WEEKLY;COUNT=2",
            "RRULE:FREQ=DAILY;COUNT=2",
        )
        assert len(found.events[0].recurring_times) == 2
        assert [each[:10] for each in times(found)] == ["2026-01-05", "2026-01-06", "2026-01-12"]

    def test_floating_times_need_a_zone(self) -> None:
        lines = "DTSTART:20261026T080000", "DURATION:PT1H"
        assert times(read(*lines, zone=BERLIN)) == ["2026-10-26T07:00:00Z/2026-10-26T08:00:00Z"]
        without = read(*lines)
        assert without.events == ()
        assert told(without) == [("floating-time", "/4")]
        assert without.findings[0].severity is Severity.ERROR

    @pytest.mark.parametrize("zone", ["Berlin", "localtime"])
    def test_a_zone_of_the_caller_that_does_not_exist_is_refused(self, zone: str) -> None:
        with pytest.raises(UnknownZone):
            read("DTSTART:20261026", zone=zone)
        with pytest.raises(UnknownZone):
            read("DTSTART:20261026", zones={"x": zone})

    @pytest.mark.parametrize(
        ("lines", "place"),
        [
            (["DTSTART:20261026T080000Z"], "/2"),
            (["DTSTART:20261026T080000Z", "DTEND:20261026T080000Z"], "/5"),
            (["DTSTART:20261026T080000Z", "DURATION:PT0S"], "/5"),
        ],
    )
    def test_an_event_without_length_opens_nothing(self, lines: list[str], place: str) -> None:
        found = read(*lines)
        assert len(found.events) == 1
        assert times(found) == []
        assert told(found) == [("no-length", place)]

    def test_days_of_a_series_are_taken_for_24_hours_and_told(self) -> None:
        lines = "DTSTART;TZID=Europe/Berlin:20261024T000000", "DURATION:P1D"
        found = read(*lines, "RRULE:FREQ=DAILY;COUNT=2")
        assert told(found) == [("nominal-length", "/5")]
        assert found.windows().elapsed(*SPAN) == timedelta(hours=48)

    def test_periods_that_are_left_out(self) -> None:
        found = read(
            "DTSTART:20261026T080000Z",
            "DURATION:PT1H",
            "RDATE;VALUE=PERIOD:20261027T090000Z/PT30M",
            "EXDATE:20261027T090000Z",
        )
        assert len(times(found)) == 1


class TestZones:
    LINES = "DTSTART;TZID={}:20261026T080000", "DURATION:PT1H"

    def read(self, name: str, *parts: str, **arguments: Any) -> EventCalendar:  # noqa: ANN401
        lines = [line.format(name) for line in self.LINES]
        return read_calendar(calendar(*parts, event(*lines)), **arguments)

    @pytest.mark.parametrize(
        "name", [BERLIN, "/example.org/20260101_1/Europe/Berlin", "/Europe/Berlin"]
    )
    def test_names_of_the_database(self, name: str) -> None:
        found = self.read(name)
        assert times(found) == ["2026-10-26T07:00:00Z/2026-10-26T08:00:00Z"]
        assert found.findings == ()

    def test_a_block_that_says_where_it_is(self) -> None:
        block = "BEGIN:VTIMEZONE\nTZID:Mitteleuropa\nX-LIC-LOCATION:Europe/Berlin\nEND:VTIMEZONE"
        assert times(self.read("Mitteleuropa", block)) == [
            "2026-10-26T07:00:00Z/2026-10-26T08:00:00Z"
        ]

    def test_a_name_of_the_calendar_that_the_caller_knows(self) -> None:
        name = "W. Europe Standard Time"
        found = self.read(name, zones={name: ZoneInfo(BERLIN)})
        assert times(found) == ["2026-10-26T07:00:00Z/2026-10-26T08:00:00Z"]

    def test_a_name_that_nobody_knows_is_told_and_not_guessed(self) -> None:
        block = "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nEND:VTIMEZONE"
        found = self.read("Customized Time Zone", block, zone=BERLIN)
        assert found.events == ()
        (finding,) = found.findings
        assert finding.code == "unknown-zone"
        assert finding.value == "Customized Time Zone"
        assert "zones={" in finding.allowed


LATER = "DTSTART:20260113T100000Z\nDURATION:PT2H"
SERIES = "UID:a\nSUMMARY:Series\nDTSTART:20260105T080000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3"


def vevent(lines: str) -> str:
    """Return an event with these lines only."""
    return f"BEGIN:VEVENT\n{lines}\nEND:VEVENT"


class TestSeries:
    def test_an_override_takes_the_place_of_its_occurrence(self) -> None:
        override = f"UID:a\nSUMMARY:Moved\nRECURRENCE-ID:20260112T080000Z\n{LATER}"
        for parts in ((SERIES, override), (override, SERIES)):
            found = read_calendar(calendar(*map(vevent, parts)))
            assert times(found) == [
                "2026-01-05T08:00:00Z/2026-01-05T09:00:00Z",
                "2026-01-13T10:00:00Z/2026-01-13T12:00:00Z",
                "2026-01-19T08:00:00Z/2026-01-19T09:00:00Z",
            ]
            assert found.findings == ()
            assert found.windows(named="moved").elapsed(*SPAN) == timedelta(hours=2)

    def test_a_cancelled_override_leaves_its_occurrence_out(self) -> None:
        override = f"UID:a\nSTATUS:CANCELLED\nRECURRENCE-ID:20260112T080000Z\n{LATER}"
        found = read_calendar(calendar(vevent(SERIES), vevent(override)))
        assert [each[:10] for each in times(found)] == ["2026-01-05", "2026-01-19"]
        assert [each.is_cancelled for each in found.events] == [False, True]

    def test_a_cancelled_series_is_kept_and_does_not_take_place(self) -> None:
        found = read_calendar(calendar(vevent(f"{SERIES}\nSTATUS:cancelled")))
        assert times(found) == []
        assert found.events[0].is_cancelled
        assert found.maintenance_windows == ()

    def test_a_calendar_of_cancellations(self) -> None:
        found = read_calendar(calendar("METHOD:CANCEL", vevent(SERIES)))
        assert found.events[0].is_cancelled

    def test_of_series_that_share_an_uid_the_first_is_overridden(self) -> None:
        override = f"UID:a\nRECURRENCE-ID:20260112T080000Z\n{LATER}"
        other = SERIES.replace("T08", "T06")
        found = read_calendar(calendar(*map(vevent, (SERIES, other, override))))
        assert len(times(found)) == 2 + 3 + 1
        assert count_by_code(found.findings) == {"same-uid": 1}

    def test_many_that_share_an_uid_cost_no_more_than_each(self) -> None:
        override = f"UID:a\nRECURRENCE-ID:20260112T080000Z\n{LATER}"
        parts = [vevent(SERIES)] * 2_000 + [
            vevent(override.replace("0112T0800", f"0112T{n // 60:02d}{n % 60:02d}"))
            for n in range(24 * 60)
        ]
        assert len(read_calendar(calendar(*parts)).events) == len(parts)

    def test_more_rules_than_anybody_needs(self) -> None:
        rules = [f"RRULE:FREQ=DAILY;COUNT={number}" for number in range(1, 12)]
        found = read("DTSTART:20260105", *rules)
        assert told(found) == [("unread-rule", "/5")]

    def test_an_override_of_dates(self) -> None:
        series = "UID:a\nSUMMARY:Day\nDTSTART:20260105\nRRULE:FREQ=WEEKLY;COUNT=2"
        override = "UID:a\nSUMMARY:Other\nRECURRENCE-ID;VALUE=DATE:20260112\nDTSTART:20260114"
        found = read_calendar(calendar(vevent(series), vevent(override)))
        assert days(found) == ["2026-01-05", "2026-01-14"]

    def test_an_override_without_its_series_is_an_event(self) -> None:
        override = "UID:a\nRECURRENCE-ID:20260112T080000Z\nDTSTART:20260113T100000Z\nDURATION:PT2H"
        found = read_calendar(calendar(vevent(override)))
        assert len(times(found)) == 1
        assert found.findings == ()

    def test_an_override_of_another_kind_is_told(self) -> None:
        override = (
            "UID:a\nRECURRENCE-ID;VALUE=DATE:20260112\nDTSTART:20260113T100000Z\nDURATION:PT2H"
        )
        found = read_calendar(calendar(vevent(SERIES), vevent(override)))
        assert told(found) == [("mixed-values", "/2")]
        assert len(times(found)) == 4

    def test_an_override_that_changes_all_later_ones_is_told(self) -> None:
        override = f"UID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260112T080000Z\n{LATER}"
        found = read_calendar(calendar(vevent(SERIES), vevent(override)))
        assert told(found) == [("unread-range", "/11")]
        assert len(times(found)) == 3

    def test_an_override_that_recurs_is_told(self) -> None:
        override = f"UID:a\nRECURRENCE-ID:20260112T080000Z\n{LATER}\nRRULE:FREQ=DAILY"
        found = read_calendar(calendar(vevent(SERIES), vevent(override)))
        assert told(found) == [("unread-rule", "/9")]
        assert len(times(found)) == 3

    def test_an_override_of_nothing_that_can_be_read(self) -> None:
        override = "UID:a\nRECURRENCE-ID:soon\nDTSTART:20260113T100000Z\nDURATION:PT2H"
        found = read_calendar(calendar(vevent(SERIES), vevent(override)))
        assert told(found) == [("unread-time", "/11")]
        assert len(found.events) == 1

    def test_the_newest_version_counts(self) -> None:
        newer = SERIES.replace("T08", "T09") + "\nSEQUENCE:2"
        for parts in ((SERIES, newer), (newer, SERIES)):
            found = read_calendar(calendar(*map(vevent, parts)))
            assert times(found)[0].startswith("2026-01-05T09")
            assert len(found.events) == 1
            assert count_by_code(found.findings) == {"superseded": 1}

    def test_events_that_share_an_uid_are_all_read(self) -> None:
        first, second = (f"UID:a\nDTSTART:2026010{day}" for day in (1, 6))
        found = read_calendar(calendar(vevent(first), vevent(second)))
        assert days(found) == ["2026-01-01", "2026-01-06"]
        assert told(found) == [("same-uid", "/6")]

    def test_events_without_uid_are_all_read(self) -> None:
        found = read_calendar(calendar(vevent("DTSTART:20260101"), vevent("DTSTART:20260106")))
        assert days(found) == ["2026-01-01", "2026-01-06"]
        assert count_by_code(found.findings) == {"no-uid": 2}
        assert {each.severity for each in found.findings} == {Severity.INFO}

    @pytest.mark.parametrize("sequence", ["-1", "x", "9" * 40, "²"])
    def test_an_odd_sequence_is_the_first(self, sequence: str) -> None:
        found = read_calendar(
            calendar(vevent(f"{SERIES}\nSEQUENCE:{sequence}"), vevent(f"{SERIES}\nSEQUENCE:1"))
        )
        assert len(found.events) == 1


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("lines", "code", "place"),
        [
            ([], "no-start", "/2"),
            (["DTSTART:tomorrow"], "unread-time", "/4"),
            (["DTSTART:20261332"], "unread-time", "/4"),
            (["DTSTART:20261026T250000Z"], "unread-time", "/4"),
            (["DTSTART:20261026T0800Z"], "unread-time", "/4"),
            (["DTSTART:22001026T080000Z"], "unread-time", "/4"),
            (["DTSTART:00010101T000000Z"], "unread-time", "/4"),
            (["DTSTART:20261026", "DTEND:20261020"], "odd-end", "/5"),
            (["DTSTART:20261026T080000Z", "DTEND:20261026T070000Z"], "odd-end", "/5"),
            (["DTSTART:20261026", "DTEND:20261026T070000Z"], "odd-end", "/5"),
            (["DTSTART:20261026T080000Z", "DTEND:20261027"], "odd-end", "/5"),
            (["DTSTART:20261026", "DTEND:later"], "unread-time", "/5"),
            (["DTSTART:20261026", "DURATION:PT1H"], "odd-end", "/5"),
            (["DTSTART:20261026", "DURATION:P1M"], "unread-time", "/5"),
            (["DTSTART:20261026", "DURATION:-P1D"], "unread-time", "/5"),
            (["DTSTART:20261026T080000Z", "DURATION:P99999D"], "unread-time", "/5"),
            (["DTSTART:20261026T080000Z", "DURATION:long"], "unread-time", "/5"),
            (["DTSTART:20261026", "RRULE:FREQ=HOURLY"], "unread-rule", "/5"),
            (["DTSTART:20261026", "RRULE:FREQ=DAILY;INTERVAL=0"], "unread-rule", "/5"),
            (["DTSTART:20261026", "RRULE:FREQ=DAILY;BYMONTHDAY=99"], "unread-rule", "/5"),
            (
                ["DTSTART:20261026", f"RRULE:FREQ=DAILY;BYDAY={','.join(['MO'] * 300)}"],
                "unread-rule",
                "/5",
            ),
            (
                ["DTSTART:20261026T080000Z", "DURATION:P400D", "RRULE:FREQ=YEARLY"],
                "unread-rule",
                "/6",
            ),
            (["DTSTART:20261026", "DURATION:P400D", "RRULE:FREQ=YEARLY"], "unread-rule", "/6"),
            (["DTSTART:21991231", "DURATION:P5D"], "unread-time", "/2"),
        ],
    )
    def test_the_event_is_left_out_and_told_at_its_line(
        self, lines: list[str], code: str, place: str
    ) -> None:
        found = read(*lines)
        assert found.events == ()
        assert (code, place) in told(found)
        assert Severity.ERROR in {each.severity for each in found.findings}

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("EXDATE:20261027", "mixed-values"),
            ("RDATE:20261027", "mixed-values"),
            ("EXDATE:soon", "unread-time"),
            ("RDATE:20261027T080000", "floating-time"),
            ("RDATE;VALUE=PERIOD:20261027T080000Z/soon", "unread-time"),
            ("RDATE;VALUE=PERIOD:20261027T080000Z/20261028", "unread-time"),
            ("RDATE;VALUE=PERIOD:20261027T080000Z/20261026T080000Z", "unread-time"),
            ("RDATE;VALUE=PERIOD:20261027/P1D", "unread-time"),
            ("EXDATE;TZID=Nowhere:20261027T080000", "unknown-zone"),
            ("EXRULE:FREQ=WEEKLY;BYDAY=TU", "unread-rule"),
        ],
    )
    def test_an_occurrence_that_cannot_be_read_leaves_the_event(self, line: str, code: str) -> None:
        found = read("DTSTART:20261026T080000Z", "DURATION:PT1H", line)
        assert len(times(found)) == 1
        assert told(found) == [(code, "/6")]

    @pytest.mark.parametrize(
        "text", ["", "<html><body>Sign in</body></html>", "\n\n", "BEGIN:VEVENT"]
    )
    def test_text_that_is_no_calendar(self, text: str) -> None:
        found = read_calendar(text)
        assert found.events == ()
        assert "no-calendar" in {each.code for each in found.findings}
        assert found.holidays.dates(*YEAR) == {}

    @pytest.mark.parametrize("text", [None, b"BEGIN:VCALENDAR", 7])
    def test_something_else_than_text_is_refused(self, text: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="text"):
            read_calendar(text)

    def test_text_that_is_cut_off(self) -> None:
        whole = calendar(event("DTSTART:20261026", "SUMMARY:Day"))
        found = read_calendar(whole[: whole.index("\nEND:VEVENT")])
        assert days(found) == ["2026-10-26"]
        assert told(found) == [("unclosed", "/1"), ("unclosed", "/2")]

    def test_ends_and_lines_that_belong_to_nothing(self) -> None:
        text = "\n".join(
            [
                "END:VEVENT",
                "X-A:1",
                calendar("BEGIN:VEVENT", "DTSTART:20261026", "UID:1", "BEGIN:VALARM"),
            ]
        )
        found = read_calendar(f"{text}\nnot a line")
        assert told(found) == [
            ("stray-line", "/1"),
            ("stray-line", "/2"),
            ("unclosed", "/4"),
            ("unclosed", "/7"),
            ("broken-line", "/9"),
        ]
        assert days(found) == ["2026-10-26"]

    @pytest.mark.parametrize(
        "line",
        ["DTSTART", "DTSTART;VALUE:20261026", ":20261026", "DTSTART;=x:1", 'A;B="x:1', "É:1"],
    )
    def test_lines_that_are_no_content_lines(self, line: str) -> None:
        found = read_calendar(calendar(line, event("DTSTART:20261026")))
        assert told(found) == [("broken-line", "/2")]
        assert days(found) == ["2026-10-26"]

    def test_components_that_are_not_read(self) -> None:
        parts = (f"BEGIN:{name}\nEND:{name}" for name in ("VTODO", "X-THING", "VFREEBUSY"))
        found = read_calendar(calendar(*parts))
        assert told(found) == [("unread-component", "/2"), ("unread-component", "/6")]
        assert {each.severity for each in found.findings} == {Severity.INFO}

    def test_alarms_and_own_properties_are_passed_over(self) -> None:
        found = read(
            "DTSTART:20261026", "X-ACME;A=b:c", "BEGIN:VALARM", "TRIGGER:-PT1H", "END:VALARM"
        )
        assert found.findings == ()


class TestText:
    def test_folded_lines_of_any_ending(self) -> None:
        text = calendar(event("SUMMARY:Christ", " mas", "\t Day", "DTSTART:202612", " 25"))
        for end in ("\n", "\r\n", "\r"):
            found = read_calendar("\ufeff" + text.replace("\n", end))
            assert found.events[0].name == "Christmas Day"
            assert days(found) == ["2026-12-25"]
            assert found.findings == ()

    def test_characters_that_look_like_ends_of_lines_are_text(self) -> None:
        found = read("SUMMARY:a\u2028b\x0bc\x85d", "DTSTART:20261225")
        assert found.events[0].name == "a\u2028b\x0bc\x85d"

    def test_escapes_and_lists(self) -> None:
        found = read(
            "SUMMARY:a\\;b\\,c\\\\n\\Nd\\",
            "DESCRIPTION:why",
            "CATEGORIES:One\\, two,Three",
            "CATEGORIES:four,,",
            "DTSTART:20261225",
        )
        first = found.events[0]
        assert first.name == "a;b,c\\n\nd\\"
        assert first.description == "why"
        assert first.categories == ("One, two", "Three", "four")

    def test_parameters_in_quotes_and_carets(self) -> None:
        found = read(
            'DTSTART;X-A="a;b:c,d";X-B=e^nf^^g^\',h;TZID=Europe/Berlin:20261225T080000',
            "DURATION:PT1H",
        )
        assert times(found) == ["2026-12-25T07:00:00Z/2026-12-25T08:00:00Z"]

    def test_names_are_read_in_any_case(self) -> None:
        found = read_calendar(
            "begin:vcalendar\nBegin:vEvent\nuid:1\ndtstart;value=date:20261225\nend:VEVENT\nEnd:Vcalendar"
        )
        assert days(found) == ["2026-12-25"]
        assert found.findings == ()

    def test_lines_are_counted_as_an_editor_does(self) -> None:
        found = read_calendar(
            "\n\nBEGIN:VCALENDAR\nX-A:1\n  folded\n  again\nbroken\nEND:VCALENDAR"
        )
        assert told(found) == [("broken-line", "/7")]

    @pytest.mark.parametrize("line", ["NAME:Changes\\, 2026", "X-WR-CALNAME:Changes\\, 2026"])
    def test_what_a_calendar_is_called(self, line: str) -> None:
        assert read_calendar(calendar(line)).name == "Changes, 2026"
        assert read_calendar(calendar("X-A:1")).name == ""

    def test_several_calendars_in_one_text(self) -> None:
        found = read_calendar(f"{calendar('X-A:1')}\n{calendar(event('DTSTART:20261225'))}")
        assert days(found) == ["2026-12-25"]


class TestLimits:
    def test_size(self) -> None:
        with pytest.raises(LimitExceeded, match="characters of a calendar"):
            read_calendar("x" * 50_000_001)

    def test_one_line(self) -> None:
        for line in ("X-A:" + "x" * 1_000_001, "X-A:\n" + " x\n" * 1_000_001):
            with pytest.raises(LimitExceeded, match="characters of a line"):
                read_calendar(calendar(line))

    def test_components(self) -> None:
        with pytest.raises(LimitExceeded, match="components"):
            read_calendar("BEGIN:X\n" * 200_001)

    def test_events(self) -> None:
        with pytest.raises(LimitExceeded, match="events"):
            read_calendar(calendar("BEGIN:VEVENT\nEND:VEVENT\n" * 50_001))

    def test_a_never_matching_rule_costs_nothing_while_reading(self) -> None:
        lines = "DTSTART:20260101", "RRULE:FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2"
        found = read_calendar(calendar(*(event(*lines, f"X-N:{n}") for n in range(300))))
        assert len(found.events) == 300


class TestPicking:
    TEXT = calendar(
        event(
            "SUMMARY:Patch Night",
            "CATEGORIES:Maintenance",
            "DTSTART:20260105T200000Z",
            "DURATION:PT1H",
        ),
        event(
            "SUMMARY: patch night ",
            "DTSTART:20260112T200000Z",
            "DURATION:PT1H",
            "TRANSP:TRANSPARENT",
        ),
        event(
            "SUMMARY:Freeze", "CATEGORIES:Change Freeze", "DTSTART:20261215T000000Z", "DURATION:P1D"
        ),
        event("SUMMARY:Christmas", "CATEGORIES:Holiday", "DTSTART:20261225"),
        event("DTSTART:20260201T000000Z", "DURATION:PT1H"),
    )

    def test_by_name_category_and_transparency(self) -> None:
        found = read_calendar(self.TEXT)
        assert len(found.only(named="PATCH NIGHT").events) == 2
        assert len(found.only(category="maintenance").events) == 1
        assert len(found.only(transparent=True).events) == 1
        assert len(found.only(transparent=False, category="holiday").events) == 1
        assert days(found.only(category="holiday")) == ["2026-12-25"]
        assert found.only(named="nothing").windows().intervals(*SPAN).is_empty()

    def test_maintenance_windows_and_freezes(self) -> None:
        found = read_calendar(self.TEXT)
        names = [each.name for each in found.maintenance_windows]
        assert names[:2] == ["Patch Night", " patch night "]
        assert names[2].isdigit()
        assert [each.name for each in found.change_freezes] == ["Freeze"]
        (freeze,) = found.change_freezes
        assert freeze.times.intervals(*SPAN) == IntervalSet.of(
            [Interval.parse("2026-12-15T00:00:00Z/PT24H")]
        )

    def test_windows_are_in_the_zone_of_the_calendar(self) -> None:
        text = calendar(event("DTSTART:20260105T200000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"))
        assert read_calendar(text, zone=BERLIN).windows().zone.key == BERLIN
        assert read_calendar(text).windows().zone.key == "UTC"
        assert read_calendar(calendar()).windows().zone.key == "UTC"

    def test_many_series_are_joined(self) -> None:
        series = (
            event(f"DTSTART:20260105T{hour:02d}0000Z", "DURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=2")
            for hour in range(23)
        )
        found = read_calendar(calendar(*series))
        assert len(times(found)) == 46

    def test_it_shows_what_it_is(self) -> None:
        assert repr(read_calendar(self.TEXT)) == "<EventCalendar of 5 events, 0 findings>"

    def test_it_is_a_value(self) -> None:
        assert read_calendar(self.TEXT) == read_calendar(self.TEXT)
        assert hash(read_calendar(self.TEXT)) == hash(read_calendar(self.TEXT))
        assert datetime(2026, 1, 1) not in read_calendar(self.TEXT).holidays  # noqa: DTZ001
