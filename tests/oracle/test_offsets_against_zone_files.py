"""Offsets of zones against the zone files themselves, read byte by byte (RFC 8536).

The parser below is independent of `zoneinfo`: it reads the transition times of the file and
expands the rule in its footer, and both must give exactly the changes that `Offsets` finds.
"""

from __future__ import annotations

import importlib.resources
import re
import struct
from datetime import UTC, date, datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

import pytest
from attrs import frozen

from svcmgmt.calendars._offsets import Offsets
from svcmgmt.temporal import HORIZON, ORIGIN, to_micros

SECOND: Final = 1_000_000
_2038: Final = datetime(2038, 1, 1, tzinfo=UTC)

Changes = list[tuple[int, int]]
"""Second since 1970 from which an offset in seconds holds; the first pair holds at 1970."""


@frozen
class Rule:
    """When daylight saving time begins or ends each year, as the footer of a zone file says."""

    month: int
    week: int
    weekday: int
    day_of_year: int
    counts_leap_day: bool
    seconds: int

    def local_second(self, year: int) -> int:
        """Return the change as local time, counted in seconds since 1970."""
        if self.month:
            day = date(year, self.month, 1)
            day += timedelta(days=(self.weekday - day.isoweekday()) % 7 + 7 * (self.week - 1))
            while day.month != self.month:
                day -= timedelta(days=7)
        else:
            day = date(year, 1, 1) + timedelta(days=self.day_of_year)
            is_leap = date(year, 12, 31).timetuple().tm_yday == 366
            if is_leap and not self.counts_leap_day and self.day_of_year >= 59:
                day += timedelta(days=1)
        return (day - date(1970, 1, 1)).days * 86_400 + self.seconds


_NAME = r"(?:[A-Za-z]+|<[^>]+>)"
_TIME = r"[+-]?\d+(?::\d+){0,2}"
_FOOTER = re.compile(rf"{_NAME}({_TIME})(?:{_NAME}({_TIME})?,([^,]+),([^,]+))?")


def _seconds(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":")]
    return sign * sum(part * unit for part, unit in zip(parts, (3600, 60, 1), strict=False))


def _rule(text: str) -> Rule:
    day, _, time = text.partition("/")
    seconds = _seconds(time or "02:00:00")
    if day.startswith("M"):
        month, week, weekday = map(int, day[1:].split("."))
        return Rule(month, week, weekday or 7, 0, counts_leap_day=True, seconds=seconds)
    if day.startswith("J"):
        return Rule(0, 0, 0, int(day[1:]) - 1, counts_leap_day=False, seconds=seconds)
    return Rule(0, 0, 0, int(day), counts_leap_day=True, seconds=seconds)


def _expanded(footer: str, after: int, years: range) -> Changes:
    """Return the changes that the rule in a footer makes after a second."""
    match = _FOOTER.fullmatch(footer)
    assert match is not None, footer
    standard = -_seconds(match[1])
    if match[3] is None:
        return [(after, standard)]
    summer = -_seconds(match[2]) if match[2] else standard + 3600
    begins, ends = _rule(match[3]), _rule(match[4])
    changes = [(begins.local_second(year) - standard, summer) for year in years]
    changes += [(ends.local_second(year) - summer, standard) for year in years]
    return sorted(change for change in changes if change[0] > after)


def parse_zone_file(content: bytes, until: int) -> Changes:
    """Return the offset of 1970 and every change up to a second, from the bytes of a file."""
    header, size = ">4sc15x6l", 44

    def counts(at: int) -> tuple[int, int, int, int, int, int]:
        magic, version, *numbers = struct.unpack_from(header, content, at)
        assert magic == b"TZif"
        assert version >= b"2"
        isut, isstd, leap, times, types, chars = numbers
        return isut, isstd, leap, times, types, chars

    isut, isstd, leap, times, types, chars = counts(0)
    second = size + 5 * times + 6 * types + chars + 8 * leap + isstd + isut
    isut, isstd, leap, times, types, chars = counts(second)
    assert not leap
    at = second + size
    instants = struct.unpack_from(f">{times}q", content, at)
    indexes = struct.unpack_from(f">{times}B", content, at + 8 * times)
    at += 9 * times
    utc_offsets = [struct.unpack_from(">lBB", content, at + 6 * kind)[0] for kind in range(types)]
    at += 6 * types + chars + isstd + isut
    footer = content[at:].strip(b"\n").decode("ascii")
    last = instants[-1] if instants else -(2**59)
    changes = [(-(2**60), utc_offsets[0])]
    changes += [(when, utc_offsets[kind]) for when, kind in zip(instants, indexes, strict=True)]
    if footer:
        years = range(max(1969, ORIGIN.year + last // 31_556_952 - 1), HORIZON.year + 1)
        changes += _expanded(footer, last, years)
    origin = max(index for index, (when, _) in enumerate(changes) if when <= 0)
    found = [changes[origin]]
    found += [change for one, change in pairwise(changes[origin:]) if one[1] != change[1]]
    return [change for change in found if change[0] <= until]


@cache
def zone_file(name: str) -> bytes:
    return importlib.resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).read_bytes()


def _has_file(name: str) -> bool:
    return importlib.resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).is_file()


NAMES = sorted(name for name in available_timezones() if _has_file(name))
DISTINCT = {zone_file(name): name for name in reversed(NAMES)}
"""Zones that differ: many names are links to the same file."""


def offsets_of(name: str, until: datetime) -> Offsets:
    zone = ZoneInfo.from_file(BytesIO(zone_file(name)), key=name)
    return Offsets.of(zone, to_micros(ORIGIN), to_micros(until))


def assert_same_changes(name: str, until: datetime) -> None:
    expected = parse_zone_file(zone_file(name), to_micros(until) // SECOND)
    found = offsets_of(name, until)
    assert [offset // SECOND for offset in found.offsets] == [offset for _, offset in expected]
    assert [start // SECOND for start in found.starts[1:]] == [start for start, _ in expected[1:]]


def test_there_are_zones_to_look_at() -> None:
    assert len(NAMES) > 500
    assert 300 < len(DISTINCT) < len(NAMES)


AREAS = sorted({name.partition("/")[0] for name in DISTINCT.values()})


@pytest.mark.parametrize("area", AREAS)
def test_every_change_of_a_zone_file_from_1970_to_2037_is_found(area: str) -> None:
    for name in DISTINCT.values():
        if name.partition("/")[0] == area:
            assert_same_changes(name, _2038)


@pytest.mark.parametrize(
    "name",
    ["Asia/Gaza", "Asia/Hebron", "Africa/Casablanca", "Africa/El_Aaiun", "Europe/Berlin"],
)
def test_zones_with_the_most_changes_are_right_up_to_the_horizon(name: str) -> None:
    assert_same_changes(name, HORIZON)


def test_no_zone_changes_twice_within_three_days() -> None:
    """The search for changes looks at every third day and relies on this."""
    shortest = min(
        after[0] - before[0]
        for content in DISTINCT
        for before, after in pairwise(parse_zone_file(content, to_micros(HORIZON) // SECOND)[1:])
    )
    assert shortest > 3 * 86_400
    assert shortest == pytest.approx(6.9 * 86_400, rel=0.02)


@pytest.mark.parametrize("area", AREAS)
def test_a_day_without_end_is_one_window_in_every_zone(area: str) -> None:
    """Labels from before 1970 to after 2200 convert to one interval: no change loses time."""
    for name in DISTINCT.values():
        if name.partition("/")[0] == area:
            edges = [-(10**17), 10**17]
            assert len(offsets_of(name, _2038).windows(edges)) == 2, name


@pytest.mark.parametrize(
    ("footer", "year", "expected"),
    [
        ("CET-1CEST,M3.5.0,M10.5.0/3", 2026, ["2026-03-29T01:00", "2026-10-25T01:00"]),
        ("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1", 2026, ["2026-03-29T01:00", "2026-10-25T01:00"]),
        ("AAA-1BBB-3,J60/0,J300", 2024, ["2024-02-29T23:00", "2024-10-26T23:00"]),
        ("AAA-1BBB,59/0,300", 2024, ["2024-02-28T23:00", "2024-10-27T00:00"]),
    ],
)
def test_the_parser_of_this_test_reads_footers(footer: str, year: int, expected: list[str]) -> None:
    changes = _expanded(footer, 0, range(year, year + 1))
    found = [(ORIGIN + timedelta(seconds=when)).isoformat()[:16] for when, _ in changes]
    assert found == expected
