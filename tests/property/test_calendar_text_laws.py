"""Calendar text: nothing crashes the reader, and what is written reads back as the same time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st

from svcmgmt.calendars import (
    Holiday,
    HolidayList,
    HolidayRule,
    MaintenanceWindow,
    Recurrence,
    RecurringHoliday,
    ServiceCalendar,
    YearlyHoliday,
    fixed,
    recurring,
)
from svcmgmt.interop.icalendar import RecurringDays, read_calendar, write_calendar
from svcmgmt.temporal import Interval

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ZONES = [ZoneInfo(name) for name in ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu")]
FIRST, LAST = date(2020, 1, 1), date(2033, 12, 31)
START, END = datetime(2019, 12, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC)

names = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=40
)
dates = st.dates(FIRST, LAST)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001
    lambda each: each.replace(microsecond=0)
)
rules = st.builds(
    lambda freq, interval, by, end: ";".join(filter(None, [freq, interval, by, end])),
    st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"]),
    st.sampled_from(["", "INTERVAL=2", "INTERVAL=3"]),
    st.sampled_from(
        ["", "BYDAY=MO,TH", "BYMONTHDAY=-1", "BYMONTH=3,10", "BYMONTHDAY=30;BYMONTH=2"]
    ),
    st.sampled_from(
        [
            "",
            "COUNT=3",
            "COUNT=40",
            "UNTIL=20251231",
            "UNTIL=20260329T013000Z",
            "UNTIL=20261025T023000",
        ]
    ),
)


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    """Draw a rule with a start, and occurrences that are added and left out."""
    start = draw(moments).replace(tzinfo=draw(st.sampled_from(ZONES)))
    bare = Recurrence(rule=draw(rules), start=start)
    near = bare.between(START, END)[:20]
    left_out = draw(st.lists(st.sampled_from(near), max_size=3)) if near else []
    also = [each.replace(tzinfo=UTC) for each in draw(st.lists(moments, max_size=2))]
    return Recurrence(rule=bare.rule, start=start, also=also, excluded=left_out)


@st.composite
def holiday_rules(draw: st.DrawFn) -> HolidayRule:
    """Draw a rule of holidays that has a text."""
    name = draw(names)
    match draw(st.integers(0, 3)):
        case 0:
            first = draw(dates)
            return Holiday(first, first + timedelta(days=draw(st.integers(0, 9))), name=name)
        case 1:
            day = draw(dates)
            return YearlyHoliday(day.month, day.day, name=name)
        case 2:
            return RecurringHoliday(draw(recurrences()), name)
        case _:
            return RecurringDays(draw(recurrences()), draw(st.integers(1, 9)), name)


@st.composite
def windows(draw: st.DrawFn) -> ServiceCalendar:
    """Draw times that have a text."""
    lasts = st.integers(1, 200_000).map(lambda seconds: timedelta(seconds=seconds))
    singles = [
        Interval(at.replace(tzinfo=UTC), at.replace(tzinfo=UTC) + draw(lasts))
        for at in draw(st.lists(moments, max_size=4))
    ]
    times = fixed(singles)
    for recurrence in draw(st.lists(recurrences(), max_size=2)):
        times |= recurring(recurrence, lasts=draw(lasts))
    return times


@given(st.lists(holiday_rules(), max_size=4))
@settings(max_examples=40)
def test_holidays_read_back_as_the_same_dates(given_rules: list[HolidayRule]) -> None:
    found = read_calendar(write_calendar(at=NOW, holidays=given_rules))
    assert [each for each in found.findings if each.code != "same-uid"] == []
    expected = HolidayList(given_rules).dates(FIRST, LAST)
    assert found.holidays.dates(FIRST, LAST).keys() == expected.keys()


@given(windows(), names)
@settings(max_examples=40)
def test_windows_read_back_as_the_same_times(times: ServiceCalendar, name: str) -> None:
    window = MaintenanceWindow(name=name, times=times)
    found = read_calendar(write_calendar(at=NOW, windows=[window]))
    assert found.findings == ()
    assert found.windows().intervals(START, END) == times.intervals(START, END)
    assert {each.name for each in found.events} <= {name}


@given(st.lists(holiday_rules(), max_size=3), windows())
@settings(max_examples=20)
def test_text_is_in_short_lines_and_the_same_every_time(
    given_rules: list[HolidayRule], times: ServiceCalendar
) -> None:
    window = MaintenanceWindow(name="w", times=times)
    text = write_calendar(at=NOW, holidays=given_rules, windows=[window])
    assert text == write_calendar(at=NOW, holidays=given_rules, windows=[window])
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


LINES = [
    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "UID:a", "UID:b",
    "DTSTART:20260105", "DTSTART:20260105T080000Z", "DTSTART;TZID=Europe/Berlin:20260329T023000",
    "DTEND:20260106", "DTEND:20260105T090000Z", "DURATION:PT1H", "DURATION:P1D", "SEQUENCE:1",
    "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY;UNTIL=99991231T000000Z", "RRULE:FREQ=SECONDLY",
    "RDATE:20260107,x", "EXDATE;VALUE=DATE:20260112", "RECURRENCE-ID:20260112",
    "RECURRENCE-ID;RANGE=THISANDFUTURE:20260112T080000Z", "STATUS:CANCELLED", " folded", "broken",
    "BEGIN:VTIMEZONE", "TZID:Custom", "X-LIC-LOCATION:Europe/Rome", "END:VTIMEZONE", "SUMMARY:x",
    "DTSTART;TZID=Custom:20260105T080000", "DTSTART:19000101", "RRULE:FREQ=YEARLY", "METHOD:CANCEL",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(LINES), names), max_size=40))
def test_any_lines_are_read_or_told(lines: list[str]) -> None:
    text = "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines])
    found = read_calendar(text)
    found.holidays.dates(FIRST, LAST)
    found.windows().intervals(START, END)
    assert len(found.maintenance_windows) <= len(found.events)
    count = text.count("\n") + 1 + text.count("\r")
    assert all(1 <= int(each.pointer[1:]) <= count for each in found.findings)


@given(st.text(max_size=300))
def test_any_text_is_read_or_told(text: str) -> None:
    found = read_calendar(text)
    assert found.events or found.findings or "VCALENDAR" in text.upper()
