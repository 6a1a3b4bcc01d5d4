"""Rows: the evidence stretch by stretch, and times and durations as people read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import CalendarDays, ServiceCalendar, always, weekly
from svcmgmt.sla import (
    ClockLedger,
    ClockRow,
    FixedDue,
    Limit,
    Mark,
    PauseMeasure,
    RowKind,
    Signal,
    Target,
    read,
)
from svcmgmt.sla.clocks.rows import rows_text, zone_of
from svcmgmt.temporal import parse_instant as at
from svcmgmt.temporal._text import duration_text, local_text

HOUR = timedelta(hours=1)
MONDAY_9 = at("2026-10-26T09:00:00Z")
FRIDAY_16 = at("2026-10-23T16:00:00Z")
DESK = weekly("Mon-Fri 09:00-17:00", zone="UTC", holidays={"2026-10-27": "Bank Holiday"})


def told(
    ledger: ClockLedger,
    until: datetime,
    *,
    limit: Limit = 8 * HOUR,
    calendar: ServiceCalendar = DESK,
    measure: PauseMeasure = PauseMeasure.SERVICE_TIME,
) -> list[tuple[str, str, str, str]]:
    """The rows in short: day and hour of their ends, kind and cause."""
    target = Target(name="x", limit=limit, calendar=calendar, pause_measure=measure)
    return [
        (f"{row.start:%d %H:%M}", f"{row.end:%d %H:%M}", row.kind.value, row.cause)
        for row in read(target, ledger, until=until).rows
    ]


class TestClockRow:
    @pytest.mark.parametrize("kind", RowKind)
    def test_time_counts_in_two_kinds_only(self, kind: RowKind) -> None:
        row = ClockRow(MONDAY_9, MONDAY_9 + HOUR, kind, "")
        assert row.duration == HOUR
        counts = kind in {RowKind.COUNTED, RowKind.OVERDUE}
        assert row.counted == (HOUR if counts else timedelta(0))

    def test_as_dict_keeps_every_microsecond_in_whole_numbers(self) -> None:
        end = MONDAY_9 + timedelta(days=3, microseconds=1)
        row = ClockRow(MONDAY_9, end, RowKind.PAUSED, "onHold")
        assert row.as_dict() == {
            "start": "2026-10-26T09:00:00Z",
            "end": "2026-10-29T09:00:00.000001Z",
            "kind": "paused",
            "duration_us": 259_200_000_001,
            "counted_us": 0,
            "cause": "onHold",
        }


class TestRows:
    def test_name_what_ran_what_was_closed_and_why(self) -> None:
        ledger = ClockLedger.started(FRIDAY_16, cause="new")
        assert told(ledger, at("2026-10-28T10:00:00Z"), limit=20 * HOUR) == [
            ("23 16:00", "23 17:00", "counted", "new"),
            ("23 17:00", "26 09:00", "closed", "outside hours"),
            ("26 09:00", "26 17:00", "counted", "new"),
            ("26 17:00", "28 09:00", "closed", "outside hours, holiday 2026-10-27 Bank Holiday"),
            ("28 09:00", "28 10:00", "counted", "new"),
        ]

    def test_are_cut_where_it_was_no_longer_in_time(self) -> None:
        ledger = ClockLedger.started(MONDAY_9, cause="new")
        assert told(ledger, MONDAY_9 + 3 * HOUR, limit=HOUR) == [
            ("26 09:00", "26 10:00", "counted", "new"),
            ("26 10:00", "26 12:00", "overdue", "new"),
        ]

    def test_closed_time_is_one_row_although_the_due_time_lies_inside(self) -> None:
        ledger = ClockLedger.started(FRIDAY_16)
        midnight = FixedDue(at("2026-10-24T00:00:00Z"))
        assert [row[2] for row in told(ledger, MONDAY_9 + HOUR, limit=midnight)] == [
            "counted",
            "closed",
            "overdue",
        ]

    def test_a_limit_used_up_at_closing_makes_the_next_opening_overdue(self) -> None:
        ledger = ClockLedger.started(FRIDAY_16)
        assert [row[2] for row in told(ledger, MONDAY_9 + HOUR, limit=HOUR)] == [
            "counted",
            "closed",
            "overdue",
        ]

    def test_a_pause_after_the_breach_stays_a_pause(self) -> None:
        ledger = ClockLedger.started(MONDAY_9).pause(MONDAY_9 + 2 * HOUR, cause="wait")
        ledger = ledger.resume(MONDAY_9 + 3 * HOUR, cause="go")
        assert told(ledger, MONDAY_9 + 4 * HOUR, limit=HOUR) == [
            ("26 09:00", "26 10:00", "counted", ""),
            ("26 10:00", "26 11:00", "overdue", ""),
            ("26 11:00", "26 12:00", "paused", "wait"),
            ("26 12:00", "26 13:00", "overdue", "go"),
        ]

    def test_a_pause_that_begins_now_takes_no_row(self) -> None:
        ledger = ClockLedger.started(MONDAY_9).pause(MONDAY_9 + HOUR)
        assert len(told(ledger, MONDAY_9 + HOUR)) == 1
        assert told(ClockLedger.started(MONDAY_9), MONDAY_9) == []

    def test_a_date_that_had_passed_makes_all_of_it_overdue(self) -> None:
        limit = FixedDue(FRIDAY_16)
        ledger = ClockLedger.started(MONDAY_9)
        assert [row[2] for row in told(ledger, MONDAY_9 + HOUR, limit=limit)] == ["overdue"]

    @pytest.mark.parametrize("limit", [CalendarDays(1), HOUR * 24])
    def test_a_day_of_25_hours_has_25_hours(self, limit: Limit) -> None:
        target = Target(name="x", limit=limit, calendar=always(zone="Europe/Berlin"))
        begin, end = at("2026-10-25T00:00:00+02:00"), at("2026-10-26T00:00:00+01:00")
        rows = read(target, ClockLedger.started(begin), until=end).rows
        assert sum((row.duration for row in rows), timedelta(0)) == 25 * HOUR


class TestText:
    @pytest.mark.parametrize(
        ("duration", "text"),
        [
            (timedelta(0), "0:00:00"),
            (timedelta(seconds=59), "0:00:59"),
            (timedelta(days=1, hours=3), "27:00:00"),
            (timedelta(minutes=-10), "-0:10:00"),
            (timedelta(microseconds=1), "0:00:00.000001"),
            (timedelta(milliseconds=1500), "0:00:01.5"),
            (-timedelta(days=1, microseconds=250_000), "-24:00:00.25"),
        ],
    )
    def test_durations_are_told_exactly(self, duration: timedelta, text: str) -> None:
        assert duration_text(duration) == text

    @pytest.mark.parametrize(
        ("moment", "zone", "text"),
        [
            ("2026-10-25T00:30:00Z", "Europe/Berlin", "Sun 2026-10-25 02:30+02:00"),
            ("2026-10-25T01:30:00Z", "Europe/Berlin", "Sun 2026-10-25 02:30+01:00"),
            ("2026-10-26T08:00:05Z", "UTC", "Mon 2026-10-26 08:00:05+00:00"),
            ("2026-10-26T08:00:00.5Z", "UTC", "Mon 2026-10-26 08:00:00.500000+00:00"),
            ("2026-10-31T20:00:00Z", "Asia/Kathmandu", "Sun 2026-11-01 01:45+05:45"),
        ],
    )
    def test_instants_are_told_with_weekday_and_offset(
        self, moment: str, zone: str, text: str
    ) -> None:
        assert local_text(at(moment), ZoneInfo(zone)) == text

    def test_the_zone_is_that_of_the_calendar(self) -> None:
        assert zone_of(always(zone="Europe/Berlin")) == ZoneInfo("Europe/Berlin")

        class Own:
            elapsed = due = intervals = always().elapsed

        assert zone_of(Own()) is UTC  # type: ignore[arg-type]

    def test_rows_become_an_aligned_table(self) -> None:
        row = ClockRow(MONDAY_9, MONDAY_9 + HOUR, RowKind.COUNTED, "new")
        head, line = rows_text((row,), UTC).splitlines()
        assert head.split() == ["from", "to", "what", "duration", "counted", "because"]
        assert head.index("because") == line.index("new")
        assert head.index("what") == line.index("counted")

    @pytest.mark.parametrize(("count", "shown"), [(60, 60), (61, 61), (62, 60), (100_000, 60)])
    def test_of_very_many_the_first_and_the_last_are_shown(self, count: int, shown: int) -> None:
        rows = tuple(
            ClockRow(MONDAY_9, MONDAY_9 + HOUR, RowKind.COUNTED, f"row {number}")
            for number in range(count)
        )
        lines = rows_text(rows, UTC).splitlines()
        told = [line for line in lines if "row " in line]
        assert (len(told), len(lines)) == (shown, shown + 1 + (shown < count))
        assert (told[0].split()[-1], told[-1].split()[-1]) == ("0", str(count - 1))
        if shown < count:
            assert lines[31] == f"({count - 60} rows are not shown; as_rows() has all of them)"

    def test_a_reading_of_many_pauses_is_shown_in_short_and_kept_whole(self) -> None:
        told = ([Signal.START, Signal.RESUME], [Signal.PAUSE])
        pauses = [
            Mark(at=MONDAY_9 + number * HOUR, signals=told[number % 2]) for number in range(5_000)
        ]
        ledger = ClockLedger.of(pauses)
        reading = read(Target(name="x", limit=HOUR), ledger, until=MONDAY_9 + 5_000 * HOUR)
        bundle = reading._repr_mimebundle_()
        assert len(bundle["text/plain"]) < 20_000
        assert len(bundle["image/svg+xml"]) < 200_000
        assert "rows are not shown" in bundle["text/plain"]
        assert len(reading.as_rows()) == len(reading.rows) > 4_000
