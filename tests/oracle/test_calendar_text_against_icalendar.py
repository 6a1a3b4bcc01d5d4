"""Calendar text against the icalendar package: each reads what the other writes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
from icalendar import Calendar, Event

from svcmgmt.calendars import Holiday, MaintenanceWindow, Recurrence, fixed, recurring
from svcmgmt.interop.icalendar import read_calendar, write_calendar
from svcmgmt.temporal import Interval, IntervalSet

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Kathmandu")]
SPAN = datetime(2019, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)

names = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), max_size=60
).map(str.strip)
walls = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001
    lambda each: each.replace(microsecond=0)
)
lengths = st.integers(1, 100_000).map(lambda seconds: timedelta(seconds=seconds))


def text_of(*events: Event) -> str:
    """Return a calendar as the package writes it."""
    calendar = Calendar()
    calendar.add("prodid", "-//test//test//EN")
    calendar.add("version", "2.0")
    for number, event in enumerate(events):
        event.add("uid", str(number))
        event.add("dtstamp", NOW)
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()


@given(names, names, st.lists(names.filter(bool), max_size=3), st.dates(date(2020, 1, 1)))
@settings(max_examples=60)
def test_text_and_dates(name: str, description: str, words: list[str], first: date) -> None:
    first = first.replace(year=2020 + first.year % 100)
    event = Event()
    event.add("summary", name)
    event.add("description", description)
    event.add("categories", words)
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=3))
    found = read_calendar(text_of(event)).events[0]
    assert (found.name, found.description) == (name, description)
    assert found.categories == tuple(words)
    assert found.days == (Holiday(first, first + timedelta(days=2), name=name),)


@given(
    walls,
    st.sampled_from(ZONES),
    lengths,
    st.sampled_from([("DAILY", 1), ("DAILY", 3), ("WEEKLY", 1), ("WEEKLY", 2)]),
    st.integers(1, 12),
    st.sets(st.integers(0, 11), max_size=3),
)
@settings(max_examples=60)
def test_series(
    wall: datetime,
    zone: ZoneInfo,
    lasts: timedelta,
    freq: tuple[str, int],
    count: int,
    left_out: set[int],
) -> None:
    word, interval = freq
    step = timedelta(days=interval) * (7 if word == "WEEKLY" else 1)
    # the package writes no times that the clocks skip, so the hours in which they do are avoided
    wall = wall.replace(hour=12)
    begins = [(wall + number * step).replace(tzinfo=zone) for number in range(count)]
    event = Event()
    event.add("dtstart", begins[0])
    event.add("dtend", (begins[0].astimezone(UTC) + lasts).astimezone(zone))
    event.add("rrule", {"freq": word, "interval": interval, "count": count})
    for number in sorted(left_out):
        if number < count:
            event.add("exdate", begins[number])
    found = read_calendar(text_of(event))
    assert found.findings == ()
    expected = [
        Interval(begin, begin.astimezone(UTC) + lasts)
        for number, begin in enumerate(begins)
        if number not in left_out
    ]
    assert found.windows().intervals(*SPAN) == IntervalSet.of(expected)


@given(names, st.lists(walls, min_size=1, max_size=5, unique=True), lengths)
@settings(max_examples=40)
def test_what_is_written_is_read_by_the_package(
    name: str, starts: list[datetime], lasts: timedelta
) -> None:
    spans = [
        Interval(each.replace(tzinfo=UTC), each.replace(tzinfo=UTC) + lasts) for each in starts
    ]
    window = MaintenanceWindow(name=name, times=fixed(spans))
    text = write_calendar(at=NOW, windows=[window], holidays=[Holiday("2026-12-25", name=name)])
    events: list[Any] = Calendar.from_ical(text).walk("VEVENT")
    holiday = events.pop(0)
    assert holiday["DTSTART"].dt == date(2026, 12, 25)
    assert holiday["DTEND"].dt == date(2026, 12, 26)
    assert {str(each.get("SUMMARY", "")) for each in (holiday, *events)} == {name}
    read = IntervalSet.of(Interval(each["DTSTART"].dt, each["DTEND"].dt) for each in events)
    assert read == window.times.intervals(*SPAN)


def test_zones_are_described_as_the_database_has_them() -> None:
    for zone in (*ZONES, ZoneInfo("Africa/Casablanca"), ZoneInfo("Australia/Lord_Howe")):
        nights = Recurrence(rule="FREQ=DAILY", start=datetime(2020, 6, 1, tzinfo=zone))
        window = MaintenanceWindow(name="", times=recurring(nights, lasts=timedelta(hours=1)))
        text = write_calendar(at=NOW, windows=[window])
        blocks: list[Any] = Calendar.from_ical(text).walk("VTIMEZONE")
        described = blocks[0].to_tz(lookup_tzid=False)
        at = datetime(2020, 6, 1, tzinfo=UTC)
        while at < datetime(2035, 1, 1, tzinfo=UTC):
            near = {(at + timedelta(hours=hours)).astimezone(zone).utcoffset() for hours in (-3, 3)}
            if len(near) == 1:  # in a repeated hour the package looks at the clock alone
                assert {at.astimezone(described).utcoffset()} == near, at
            at += timedelta(hours=31)
