"""Compiling on demand: each block of years once, whatever is asked, in any order."""

from __future__ import annotations

import random
import sys
import threading
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import (
    CalendarRule,
    Measure,
    NoSuchTime,
    Recurrence,
    ServiceCalendar,
    _compiled,
    always,
    fixed,
    recurring,
    versions,
    weekly,
)
from svcmgmt.calendars._compiled import FIRST_DAY, LAST_DAY, Compiled
from svcmgmt.errors import LimitExceeded
from svcmgmt.temporal import HORIZON, ORIGIN, Interval, from_micros, parse_instant as at, to_micros

UTC_ZONE = ZoneInfo("UTC")
HOUR = timedelta(hours=1)
BLOCK_LENGTH = timedelta(weeks=13)
BORDERS = [ORIGIN + number * BLOCK_LENGTH for number in range(1, 919)]


class Counted(CalendarRule):
    """Another rule, with a record of what it was asked."""

    def __init__(self, rule: CalendarRule) -> None:
        self.rule = rule
        self.asked: list[tuple[int, int]] = []
        self.dates_asked: list[tuple[int, int]] = []

    def edges(self, start: int, end: int) -> list[int]:
        self.asked.append((start, end))
        return self.rule.edges(start, end)

    def windows_a_week(self) -> int:
        return self.rule.windows_a_week()

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

    def test_a_question_compiles_its_quarter_of_a_year_once(self) -> None:
        rule, calendar = counted(OFFICE)
        for _ in range(3):
            calendar.elapsed(at("2026-10-23T15:00:00Z"), at("2026-10-26T08:00:00Z"))
        assert [(from_micros(low), from_micros(high)) for low, high in rule.asked] == [
            (at("2026-10-22T00:00:00Z"), at("2027-01-21T00:00:00Z"))
        ]

    def test_questions_further_away_add_what_is_missing(self) -> None:
        rule, calendar = counted(OFFICE)
        for year in (2027, 2040, 1999, 2000, 2039):
            calendar.is_open(datetime(year, 6, 1, tzinfo=UTC))
        spans = sorted(rule.asked)
        assert len(spans) == 3
        assert all(one[1] == other[0] for one, other in pairwise(spans))
        assert from_micros(spans[0][0]) <= datetime(1999, 6, 1, tzinfo=UTC)
        assert from_micros(spans[-1][1]) > datetime(2040, 6, 1, tzinfo=UTC)

    def test_a_first_question_looks_at_little(self) -> None:
        """A calendar that is restored for each request answers one question and is gone."""
        _, calendar = counted(OFFICE)
        calendar.elapsed(at("2026-10-23T15:00:00Z"), at("2026-10-26T08:00:00Z"))
        table = calendar._compiled.table
        assert len(table.bounds) <= 130
        assert sys.getsizeof(table.edges) < 2_000  # eight bytes for an instant

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
        assert len(rule.asked) <= 12
        assert sum(end - start for start, end in rule.asked) <= to_micros(HORIZON)
        with pytest.raises(NoSuchTime):
            calendar.due(at("2026-10-23T15:00:00Z"), HOUR)
        with pytest.raises(NoSuchTime):
            calendar.before(at("2026-10-23T15:00:00Z"), HOUR)
        assert len(rule.asked) <= 24
        assert sum(end - start for start, end in rule.asked) == to_micros(HORIZON)

    def test_a_search_back_ends_at_the_origin(self) -> None:
        rule, calendar = counted(fixed([Interval(at("2150-01-01T00:00:00Z"), HORIZON)]))
        for question in (calendar.previous_open, calendar.previous_close):
            with pytest.raises(NoSuchTime):
                question(at("2100-01-01T00:00:00Z"))
        assert len(rule.asked) <= 12


class TestBorders:
    """Every thirteen weeks one table ends and the next begins."""

    @pytest.mark.parametrize("hours", ["24x7", "daily 08:00-18:00", "daily 22:00-30:00"])
    @pytest.mark.parametrize("before_first", [True, False])
    def test_no_answer_depends_on_which_side_was_compiled_first(
        self,
        hours: str,
        before_first: bool,  # noqa: FBT001 - a parameter of the test
    ) -> None:
        whole = weekly(hours, zone="UTC")
        whole.elapsed(ORIGIN, HORIZON)
        for border in BORDERS[::90]:
            calendar = weekly(hours, zone="UTC")
            calendar.is_open(border + (-1 if before_first else 1) * timedelta(days=90))
            assert calendar.elapsed(border - HOUR, border + HOUR) == whole.elapsed(
                border - HOUR, border + HOUR
            )

    @pytest.mark.parametrize("hours", ["daily 00:00-24:00", "daily 08:00-18:00", "daily 22-30"])
    @pytest.mark.parametrize("border", [BORDERS[31], BORDERS[228]], ids=str)
    @pytest.mark.parametrize("side", [-1, 1])
    @pytest.mark.parametrize(
        "name", ["next_open", "following_open", "next_close", "previous_open", "previous_close"]
    )
    def test_neighbours_are_found_across_a_border(
        self, hours: str, border: datetime, side: int, name: str
    ) -> None:
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
        border = BORDERS[228]
        calendar = weekly("daily 22:00-26:00", zone="UTC")
        calendar.is_open(border + side * timedelta(days=90))
        assert calendar.due(border - HOUR, HOUR) == border
        assert calendar.due(border - HOUR, 2 * HOUR) == border + HOUR
        assert calendar.due(border, HOUR) == border + HOUR
        assert calendar.before(border, HOUR) == border - HOUR
        assert calendar.before(border + HOUR, 2 * HOUR) == border - HOUR

    @pytest.mark.parametrize("border", BORDERS[::300], ids=str)
    def test_an_open_border_is_open_whatever_was_asked_before(self, border: datetime) -> None:
        calendar = always()
        assert calendar.is_open(border - timedelta(days=90))
        assert calendar.is_open(border)

    def test_what_holds_at_a_border_is_asked_of_the_next_block_only(self) -> None:
        rule, calendar = counted(OFFICE)
        border = BORDERS[228]
        calendar.elapsed(border - HOUR, border)
        assert [span[1] for span in rule.asked] == [to_micros(BORDERS[229])]
        rule, calendar = counted(OFFICE)
        calendar.elapsed(border - 2 * HOUR, border - HOUR)
        with pytest.raises(NoSuchTime):
            calendar.before(border - HOUR, 10**6 * HOUR)
        assert max(end for _, end in rule.asked) == to_micros(border)

    def test_a_border_is_open_if_it_is_asked_first(self) -> None:
        assert all(always().is_open(border) for border in BORDERS)


DENSE = "daily " + ", ".join(
    f"{ten // 6:02d}:{ten % 6}0-{ten // 6:02d}:{ten % 6}5" for ten in range(142)
)
"""Open for five of every ten minutes: more windows in 230 years than any calendar may hold."""


class TestLimit:
    @pytest.fixture
    def few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the office have nineteen years in one question; each week it has ten windows."""
        monkeypatch.setattr(_compiled, "_MOST_WINDOWS", 10_000)

    OFFICE = "Mon-Fri 08:00-12:00, 13:00-17:00"
    NOON = at("2026-06-03T12:00:00Z")
    DAYS = timedelta(days=1)

    def test_more_windows_than_fit_are_refused_before_one_is_made(self) -> None:
        rule, calendar = counted(weekly(DENSE, zone="UTC"))
        for question in (calendar.elapsed, calendar.intervals, calendar.closures):
            with pytest.raises(LimitExceeded) as caught:
                question(ORIGIN, HORIZON)
            assert caught.value.limit == 1_000_000
            assert "windows" in caught.value.what
        with pytest.raises(LimitExceeded):
            calendar.working_days_between("1970-01-01", "2199-12-31")
        assert rule.asked == rule.dates_asked == []
        assert calendar.elapsed(self.NOON, self.NOON + 7 * self.DAYS) == 142 * 7 * HOUR / 12

    @pytest.mark.parametrize("measure", Measure)
    def test_time_that_cannot_have_passed_before_is_not_looked_at(self, measure: Measure) -> None:
        """A hundred years of open time end in a hundred years at the earliest."""
        rule, calendar = counted(weekly(DENSE, zone="UTC"))
        with pytest.raises(LimitExceeded):
            calendar.due(self.NOON, 900_000 * HOUR, measure=measure)
        with pytest.raises(NoSuchTime):
            calendar.due(self.NOON, 9_000_000 * HOUR, measure=measure)
        with pytest.raises(NoSuchTime):
            calendar.before(self.NOON, 900_000 * HOUR)
        assert rule.asked == []

    @pytest.mark.usefixtures("few")
    @pytest.mark.parametrize("measure", Measure)
    def test_a_due_time_behind_them_is_refused(self, measure: Measure) -> None:
        rule, calendar = counted(weekly(self.OFFICE, zone="UTC"))
        with pytest.raises(LimitExceeded):
            calendar.due(self.NOON, 50_000 * HOUR, measure=measure)
        years = sum(end - start for start, end in rule.asked) / to_micros(
            at("1971-01-01T00:00:00Z")
        )
        assert 18 < years < 21  # nothing is looked at twice

    @pytest.mark.usefixtures("few")
    def test_a_search_back_is_refused_too(self) -> None:
        rule, calendar = counted(weekly(self.OFFICE, zone="UTC"))
        with pytest.raises(LimitExceeded):
            calendar.before(self.NOON, 50_000 * HOUR)
        assert 18 < sum(end - start for start, end in rule.asked) / 3.15e13 < 21

    @pytest.mark.usefixtures("few")
    def test_what_fits_is_answered(self) -> None:
        calendar, start = weekly(self.OFFICE, zone="UTC"), at("2026-06-01T00:00:00Z")
        end = start + 950 * 7 * self.DAYS
        assert calendar.elapsed(start, end) == 38_000 * HOUR
        assert calendar.due(start, 38_000 * HOUR) == end - timedelta(hours=55)
        assert calendar.before(end, 38_000 * HOUR) == start + timedelta(hours=8)

    @pytest.mark.usefixtures("few")
    @pytest.mark.parametrize("year", [1970, 1990, 2025, 2199])
    def test_nothing_is_refused_for_what_was_asked_before(self, year: int) -> None:
        calendar = weekly(self.OFFICE.replace("Fri", "Sun"), zone="UTC")
        for other in (2010, 2026, 1975, 2190, 2011, year):
            moment = datetime(other, 6, 1, 10, tzinfo=UTC)
            assert calendar.is_open(moment)
            assert calendar.due(moment, (30_000 if other < 2180 else 10) * HOUR) > moment
            assert calendar.is_working_day(moment.date())
        assert len(calendar._compiled.table.bounds) < 25_000

    def test_windows_of_joined_calendars_add_up(self) -> None:
        week = weekly("Mon-Fri 08:00-12:00, 13:00-17:00", zone="UTC")
        other = weekly("Sat 10:00-12:00", zone="UTC")
        assert always().rule.windows_a_week() == 0
        assert week.rule.windows_a_week() == 10
        for joined in (week | other, week & other, week - other):
            assert joined.rule.windows_a_week() == 11
        changed = versions([(None, week), (at("2026-01-01T00:00:00Z"), other)])
        assert changed.rule.windows_a_week() == 10

    def test_a_rule_of_ones_own_is_bounded_by_what_it_answers(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(_compiled, "_MOST_WINDOWS", 100)
        mine = ServiceCalendar(Unknown(OFFICE.rule), "UTC")
        with pytest.raises(LimitExceeded):
            mine.elapsed(at("2026-01-01T00:00:00Z"), at("2026-12-31T00:00:00Z"))
        for moment in [self.NOON + number * 90 * self.DAYS for number in range(8)]:
            assert mine.is_open(moment) is OFFICE.is_open(moment)
            assert len(mine._compiled.table.bounds) < 400  # together they would be a thousand

    def test_what_lies_between_two_questions_is_only_looked_at_as_far_as_a_rule_does(self) -> None:
        """Nobody asks for the hundred thousand hours that passed between one and the other."""
        rule = "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24)))
        hourly = Recurrence(rule=rule, start=at("2010-01-01T00:00:00Z"))
        calendar = recurring(hourly, lasts=timedelta(minutes=10))
        for year in (2011, 2100, 2015, 2199):
            assert calendar.is_open(datetime(year, 5, 5, 5, 5, tzinfo=UTC))


class Unknown(Counted):
    """A rule that does not tell how many windows it has."""

    def windows_a_week(self) -> int:
        return 0


@pytest.mark.parametrize("hours", ["24x7", "Mon-Fri 08:00-12:00, 13:00-18:00", "daily 22:00-30:00"])
@pytest.mark.parametrize("seed", range(5))
def test_answers_do_not_depend_on_what_was_asked_before(hours: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - questions, no secrets
    kept = weekly(hours, zone="Europe/Berlin")
    for _ in range(40):
        start, end = sorted(
            ORIGIN + timedelta(minutes=chance.randrange(1, 120_000_000)) for _ in range(2)
        )
        end = min(end, start + timedelta(days=chance.choice([1, 100, 3_000])))
        fresh = weekly(hours, zone="Europe/Berlin")
        worked = fresh.elapsed(start, end)
        assert kept.elapsed(start, end) == worked
        assert kept.due(start, worked + HOUR) == fresh.due(start, worked + HOUR)
        assert kept.before(end, worked) == fresh.before(end, worked)
        assert kept.is_open(end) == fresh.is_open(end)


class TestWorkingDays:
    def test_are_computed_once_with_some_margin(self) -> None:
        rule, calendar = counted(OFFICE)
        assert calendar.is_working_day("2026-10-23")
        assert not calendar.is_working_day("2026-10-24")
        assert calendar.working_days_between("2026-09-01", "2026-12-31") == 87
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
        start = BORDERS[128]
        ends = BORDERS[128:352:32]
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
    compiled, noon = Compiled(always().rule, UTC_ZONE), since(at("2026-06-01T12:00:00Z"))
    firsts, lasts = [], []
    compiled.search(noon, lambda table: lasts.append(table.last - noon))
    assert all(one < other <= 2 * one + BLOCK_LENGTH for one, other in pairwise(lasts))
    compiled.search(noon, lambda table: firsts.append(noon - table.first), back=True)
    assert all(one < other <= 2 * one + BLOCK_LENGTH for one, other in pairwise(firsts))
    assert (firsts[-1], lasts[-1]) == (noon, since(HORIZON) - noon)
    assert len(firsts) + len(lasts) < 22
    assert compiled.covering(timedelta(0), since(HORIZON)) is compiled.table
