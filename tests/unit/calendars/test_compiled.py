"""Compiling on demand: each block of years once, whatever is asked, in any order."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import (
    CalendarRule,
    NoSuchTime,
    ServiceCalendar,
    always,
    fixed,
    weekly,
)
from svcmgmt.calendars._compiled import FIRST_DAY, LAST_DAY, Compiled
from svcmgmt.temporal import HORIZON, ORIGIN, Interval, from_micros, parse_instant as at, to_micros

UTC_ZONE = ZoneInfo("UTC")
HOUR = timedelta(hours=1)
BORDERS = [datetime(year, 1, 1, tzinfo=UTC) for year in range(1974, 2200, 4)]


class Counted(CalendarRule):
    """Another rule, with a record of what it was asked."""

    def __init__(self, rule: CalendarRule) -> None:
        self.rule = rule
        self.asked: list[tuple[int, int]] = []
        self.dates_asked: list[tuple[int, int]] = []

    def edges(self, start: int, end: int) -> list[int]:
        self.asked.append((start, end))
        return self.rule.edges(start, end)

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        self.dates_asked.append((first, last))
        return self.rule.working_dates(first, last, zone)


def counted(calendar: ServiceCalendar) -> tuple[Counted, ServiceCalendar]:
    rule = Counted(calendar.rule)
    return rule, ServiceCalendar(rule, calendar.zone)


def since(moment: datetime) -> timedelta:
    return moment - ORIGIN


OFFICE = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")


class TestBlocks:
    def test_nothing_is_compiled_before_something_is_asked(self) -> None:
        rule, calendar = counted(OFFICE)
        assert str(calendar)
        assert calendar == calendar  # noqa: PLR0124 - comparing must not compile
        assert rule.asked == []

    def test_a_question_compiles_its_four_years_once(self) -> None:
        rule, calendar = counted(OFFICE)
        for _ in range(3):
            calendar.elapsed(at("2026-10-23T15:00:00Z"), at("2026-10-26T08:00:00Z"))
        years = (to_micros(at("2026-01-01T00:00:00Z")), to_micros(at("2030-01-01T00:00:00Z")))
        assert rule.asked == [years]

    def test_questions_further_away_add_what_is_missing(self) -> None:
        rule, calendar = counted(OFFICE)
        for year in (2027, 2040, 1999, 2000, 2041):
            calendar.is_open(datetime(year, 6, 1, tzinfo=UTC))
        spans = sorted(rule.asked)
        assert len(spans) == 3
        assert all(one[1] == other[0] for one, other in pairwise(spans))
        assert from_micros(spans[0][0]).year == 1998
        assert from_micros(spans[-1][1]).year == 2042

    @pytest.mark.parametrize("moment", [ORIGIN, HORIZON, HORIZON - timedelta(microseconds=1)])
    def test_the_first_and_last_instant_lie_in_a_block(self, moment: datetime) -> None:
        rule, calendar = counted(always())
        assert calendar.is_open(moment) is (moment != HORIZON)
        assert len(rule.asked) == 1

    def test_a_search_compiles_every_year_at_most_once(self) -> None:
        """A calendar that cannot open, which only searching shows, ends in few, bounded steps."""
        one = weekly("Mon 08:00-12:00", zone="UTC")
        other = weekly("Tue 08:00-12:00", zone="UTC")
        rule, calendar = counted(one & other)
        with pytest.raises(NoSuchTime):
            calendar.next_open(at("2026-10-23T15:00:00Z"))
        assert len(rule.asked) <= 8
        assert sum(end - start for start, end in rule.asked) <= to_micros(HORIZON)
        with pytest.raises(NoSuchTime):
            calendar.due(at("2026-10-23T15:00:00Z"), HOUR)
        with pytest.raises(NoSuchTime):
            calendar.before(at("2026-10-23T15:00:00Z"), HOUR)
        assert len(rule.asked) <= 16
        assert sum(end - start for start, end in rule.asked) == to_micros(HORIZON)

    def test_a_search_back_ends_at_the_origin(self) -> None:
        rule, calendar = counted(fixed([Interval(at("2150-01-01T00:00:00Z"), HORIZON)]))
        for question in (calendar.previous_open, calendar.previous_close):
            with pytest.raises(NoSuchTime):
                question(at("2100-01-01T00:00:00Z"))
        assert len(rule.asked) <= 8


class TestBorders:
    """On 1 January of every fourth year one table ends and the next begins."""

    @pytest.mark.parametrize("hours", ["24x7", "daily 08:00-18:00", "daily 22:00-30:00"])
    @pytest.mark.parametrize("before_first", [True, False])
    def test_no_answer_depends_on_which_side_was_compiled_first(
        self,
        hours: str,
        before_first: bool,  # noqa: FBT001 - a parameter of the test
    ) -> None:
        whole = weekly(hours, zone="UTC")
        whole.elapsed(ORIGIN, HORIZON)
        for border in BORDERS[::5]:
            calendar = weekly(hours, zone="UTC")
            calendar.is_open(border + (-1 if before_first else 1) * timedelta(days=90))
            assert calendar.elapsed(border - HOUR, border + HOUR) == whole.elapsed(
                border - HOUR, border + HOUR
            )

    @pytest.mark.parametrize("hours", ["daily 00:00-24:00", "daily 08:00-18:00", "daily 22-30"])
    @pytest.mark.parametrize("year", [1978, 2026])
    @pytest.mark.parametrize("side", [-1, 1])
    @pytest.mark.parametrize(
        "name", ["next_open", "following_open", "next_close", "previous_open", "previous_close"]
    )
    def test_neighbours_are_found_across_a_border(
        self, hours: str, year: int, side: int, name: str
    ) -> None:
        border = datetime(year, 1, 1, tzinfo=UTC)
        asked_before, fresh = (weekly(hours, zone="UTC") for _ in range(2))
        asked_before.is_open(border + side * timedelta(days=90))

        def told(calendar: ServiceCalendar) -> datetime | None:
            try:
                found = getattr(calendar, name)(border)
            except NoSuchTime:
                return None
            assert isinstance(found, datetime)
            return found

        assert told(asked_before) == told(fresh)

    @pytest.mark.parametrize("side", [-1, 1])
    def test_due_and_before_reach_across_a_border(self, side: int) -> None:
        border = at("2026-01-01T00:00:00Z")
        calendar = weekly("daily 22:00-26:00", zone="UTC")
        calendar.is_open(border + side * timedelta(days=90))
        assert calendar.due(border - HOUR, HOUR) == border
        assert calendar.due(border - HOUR, 2 * HOUR) == border + HOUR
        assert calendar.due(border, HOUR) == border + HOUR
        assert calendar.before(border, HOUR) == border - HOUR
        assert calendar.before(border + HOUR, 2 * HOUR) == border - HOUR

    @pytest.mark.parametrize("year", [1974, 2026, 2198])
    def test_an_open_border_is_open_whatever_was_asked_before(self, year: int) -> None:
        border = datetime(year, 1, 1, tzinfo=UTC)
        calendar = always()
        assert calendar.is_open(border - timedelta(days=90))
        assert calendar.is_open(border)

    def test_what_holds_at_a_border_is_asked_of_the_next_block_only(self) -> None:
        rule, calendar = counted(OFFICE)
        border = BORDERS[13]  # 2026
        calendar.elapsed(border - HOUR, border)
        assert [span[1] for span in rule.asked] == [to_micros(BORDERS[14])]
        rule, calendar = counted(OFFICE)
        calendar.elapsed(border - 2 * HOUR, border - HOUR)
        with pytest.raises(NoSuchTime):
            calendar.before(border - HOUR, 10**6 * HOUR)
        assert max(end for _, end in rule.asked) == to_micros(border)

    def test_a_border_is_open_if_it_is_asked_first(self) -> None:
        assert all(always().is_open(border) for border in BORDERS)


class TestWorkingDays:
    def test_are_computed_once_with_some_margin(self) -> None:
        rule, calendar = counted(OFFICE)
        assert calendar.is_working_day("2026-10-23")
        assert not calendar.is_working_day("2026-10-24")
        assert calendar.working_days_between("2026-01-01", "2026-12-31") == 260
        assert len(rule.dates_asked) == 1

    def test_grow_in_both_directions(self) -> None:
        rule, calendar = counted(OFFICE)
        for year in (2026, 2030, 2000, 2028):
            calendar.is_working_day(date(year, 7, 1))
        assert len(rule.dates_asked) == 3
        low, high = rule.dates_asked[-1]
        assert low < date(2000, 7, 1).toordinal()
        assert high > date(2030, 7, 1).toordinal()

    def test_stay_within_1970_to_2199(self) -> None:
        rule, calendar = counted(OFFICE)
        assert calendar.is_working_day("1970-01-01")
        assert calendar.is_working_day("2199-12-31")
        assert min(low for low, _ in rule.dates_asked) == FIRST_DAY
        assert max(high for _, high in rule.dates_asked) == LAST_DAY


class TestThreads:
    def test_that_race_to_compile_first_are_all_right(self) -> None:
        start = BORDERS[8]
        ends = BORDERS[8:22:2]
        expected = [OFFICE.elapsed(start, end) for end in ends]
        for _ in range(3):
            calendar = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
            barrier = threading.Barrier(4)
            answers: dict[int, list[timedelta]] = {}

            def race(number: int) -> None:
                ordered = ends[:: 1 if number % 2 else -1]
                barrier.wait()  # noqa: B023 - every round waits for its own threads
                found = [calendar.elapsed(start, end) for end in ordered]  # noqa: B023
                answers[number] = found[:: 1 if number % 2 else -1]  # noqa: B023

            threads = [threading.Thread(target=race, args=(number,)) for number in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert [answers[number] for number in range(4)] == [expected] * 4


def test_tables_double_until_the_ends() -> None:
    compiled = Compiled(always().rule, UTC_ZONE)
    table = compiled.covering(since(at("2026-06-01T00:00:00Z")), since(at("2026-06-02T00:00:00Z")))
    later = compiled.later(table)
    assert later is not None
    assert later.last - later.first >= 2 * (table.last - table.first)
    earlier = compiled.earlier(table)
    assert earlier is not None
    assert earlier.first < table.first
    whole = compiled.covering(timedelta(0), since(HORIZON))
    assert compiled.later(whole) is None
    assert compiled.earlier(whole) is None
    assert compiled.table is whole
