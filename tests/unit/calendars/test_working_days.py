"""Working and calendar days, counted by hand on the calendar of autumn 2026.

Monday 19 to Friday 23 October, the weekend 24 and 25 (clocks go back in Europe), Monday 26.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import (
    Boundary,
    CalendarDays,
    Fold,
    Gap,
    Landing,
    Measure,
    NeverOpens,
    NoSuchTime,
    Outside,
    Recurrence,
    ServiceCalendar,
    TimeAllowed,
    WorkingDays,
    ZeroDuration,
    always,
    fixed,
    never,
    recurring,
    versions,
    weekly,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import HORIZON, ORIGIN, Interval, NaiveDatetime, parse_instant as at

BERLIN = "Europe/Berlin"
OFFICE = weekly(
    "Mon-Fri 09:00-17:00",
    zone=BERLIN,
    holidays=["2026-12-25"],
    special_days={"2026-11-07": ["10:00-12:00"], "2026-11-10": []},
)
NIGHTS = weekly("Mon-Thu 22:00-06:00+1", zone="UTC")
LUNCH = weekly("Mon-Fri 08:00-12:00, 13:00-17:00", zone="UTC")


class TestIsWorkingDay:
    @pytest.mark.parametrize(
        ("day", "works"),
        [
            ("2026-10-23", True),
            ("2026-10-24", False),
            ("2026-12-25", False),
            ("2026-11-07", True),
            ("2026-11-10", False),
            (date(2026, 10, 26), True),
        ],
    )
    def test_is_a_date_on_which_hours_begin(self, day: date | str, works: bool) -> None:  # noqa: FBT001
        assert OFFICE.is_working_day(day) is works

    def test_the_tail_of_a_night_is_none(self) -> None:
        assert NIGHTS.is_open(at("2026-10-23T03:00:00Z"))
        assert NIGHTS.is_working_day("2026-10-22")
        assert not NIGHTS.is_working_day("2026-10-23")

    @pytest.mark.parametrize("day", [datetime(2026, 10, 23, tzinfo=ZoneInfo(BERLIN)), 20261023])
    def test_other_things_than_dates_are_refused(self, day: object) -> None:
        with pytest.raises(InvalidType):
            OFFICE.is_working_day(day)  # type: ignore[arg-type]

    def test_of_a_rule_without_dates_is_a_local_date_that_sees_open_time(self) -> None:
        span = Interval(at("2026-10-23T23:30:00Z"), at("2026-10-26T00:00:00Z"))
        utc, tokyo = fixed([span]), fixed([span], zone="Asia/Tokyo")
        assert [utc.is_working_day(f"2026-10-{day}") for day in range(22, 28)] == [
            False, True, True, True, False, False,
        ]  # fmt: skip
        assert [tokyo.is_working_day(f"2026-10-{day}") for day in range(22, 28)] == [
            False, False, True, True, True, False,
        ]  # fmt: skip

    def test_every_date_is_one_if_it_is_always_open(self) -> None:
        assert always(zone="Asia/Tokyo").working_days_between("2026-01-01", "2026-12-31") == 364
        assert never().working_days_between("1970-01-01", "2199-12-31", inclusive=True) == 0

    def test_a_skipped_date_is_none(self) -> None:
        apia = weekly("daily 09:00-17:00", zone="Pacific/Apia")
        days = [apia.is_working_day(f"2011-12-{day}") for day in (29, 30, 31)]
        assert days == [True, False, True]
        assert not always(zone="Pacific/Apia").is_working_day("2011-12-30")

    def test_a_skipped_date_is_none_whatever_was_asked_before(self) -> None:
        apia = weekly("daily 09:00-17:00", zone="Pacific/Apia")
        assert apia.is_working_day("2010-11-25")  # 400 days before the skipped date
        assert not apia.is_working_day("2011-12-30")

    def test_a_date_whose_hours_are_skipped_is_none(self) -> None:
        early = weekly("daily 02:15-02:45", zone=BERLIN)
        sunday = Interval(at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z"))
        assert early.intervals(sunday.start, at("2026-03-29T22:00:00Z")).is_empty()
        assert not early.is_working_day("2026-03-29")

    def test_hours_count_for_the_date_on_which_they_open(self) -> None:
        """Clocks in Pyongyang went from 23:30 on 4 May 2018 to midnight."""
        pyongyang = weekly("Fri 23:30-26:00", zone="Asia/Pyongyang")
        assert pyongyang.next_open(at("2018-05-04T12:00:00Z")) == at("2018-05-04T15:00:00Z")
        assert not pyongyang.is_working_day("2018-05-04")
        assert pyongyang.is_working_day("2018-05-05")

    def test_hours_that_are_moved_on_from_a_skipped_date_open_on_the_next(self) -> None:
        friday = weekly("Fri 09:00-17:00", zone="Pacific/Apia", gap=Gap.SHIFT)
        assert friday.is_open(at("2011-12-30T20:00:00Z"))
        days = [friday.is_working_day(f"2011-12-{day}") for day in (29, 30, 31)]
        assert days == [False, False, True]

    @pytest.mark.parametrize("fold", Fold)
    def test_no_reading_of_folds_makes_other_working_days(self, fold: Fold) -> None:
        nights = weekly("Sat, Sun 02:15-02:45", zone=BERLIN, fold=fold)
        days = [nights.is_working_day(f"2026-10-{day}") for day in (23, 24, 25, 26)]
        assert days == [False, True, True, False]

    def test_another_zone_sees_other_dates(self) -> None:
        evenings = weekly("Fri 20:00-24:00", zone="America/New_York")
        seen = ServiceCalendar(evenings.rule, BERLIN)
        days = [seen.is_working_day(f"2026-10-{day}") for day in (22, 23, 24, 25)]
        assert days == [False, False, True, False]

    def test_algebra_works_on_dates(self) -> None:
        sundays = weekly("Sun 09:00-17:00", zone=BERLIN)
        early = weekly("daily 06:00-09:00", zone=BERLIN)
        monday = fixed([Interval(at("2026-10-26T00:00:00Z"), at("2026-10-27T00:00:00Z"))])
        assert (OFFICE | sundays).is_working_day("2026-10-25")
        assert not (OFFICE | sundays).is_working_day("2026-10-24")
        assert not (OFFICE & sundays).is_working_day("2026-10-26")
        assert (OFFICE & always(zone=BERLIN)).is_working_day("2026-10-26")
        assert not (OFFICE & early).is_working_day("2026-10-26")
        assert not (OFFICE - monday).is_working_day("2026-10-26")
        assert (OFFICE - monday).is_working_day("2026-10-27")
        assert (OFFICE - early).is_working_day("2026-10-26")

    def test_a_date_on_which_versions_change_works_if_either_does(self) -> None:
        weekend = weekly("Sat-Sun 09:00-17:00", zone="UTC")
        week = weekly("Mon-Fri 09:00-17:00", zone="UTC")
        changed = versions([(None, week), (at("2026-10-23T12:00:00Z"), weekend)])
        found = [changed.is_working_day(f"2026-10-{day}") for day in (22, 23, 24, 26)]
        assert found == [True, True, True, False]

    def test_before_the_first_version_no_date_is_one(self) -> None:
        changed = versions([(at("2026-10-23T00:00:00Z"), always())])
        assert not changed.is_working_day("2026-10-22")
        assert changed.is_working_day("2026-10-23")

    def test_dates_are_those_of_the_calendar_s_zone(self) -> None:
        tokyo = always(zone="Asia/Tokyo")
        los_angeles = weekly("Fri 09:00-18:00", zone="America/Los_Angeles")
        seen_from_tokyo = tokyo & los_angeles
        assert seen_from_tokyo.zone.key == "Asia/Tokyo"
        assert seen_from_tokyo.is_open(at("2026-10-30T20:00:00Z"))  # Saturday 05:00 in Tokyo
        assert seen_from_tokyo.is_working_day("2026-10-31")

    @pytest.mark.parametrize("day", ["2198-12-01", "2199-12-31"])
    def test_recurring_times_have_working_days_up_to_the_end(self, day: str) -> None:
        start = datetime(2198, 1, 1, 12, tzinfo=ZoneInfo("UTC"))
        daily = recurring(Recurrence(rule="FREQ=DAILY", start=start), lasts=timedelta(hours=1))
        assert daily.is_working_day(day)


class TestBetween:
    @pytest.mark.parametrize(
        ("first", "last", "count", "inclusive"),
        [
            ("2026-10-19", "2026-10-23", 4, 5),
            ("2026-10-23", "2026-10-26", 1, 2),
            ("2026-10-24", "2026-10-26", 1, 1),
            ("2026-10-23", "2026-10-25", 0, 1),
            ("2026-10-23", "2026-10-23", 0, 1),
            ("2026-10-24", "2026-10-24", 0, 0),
            ("2026-12-24", "2026-12-28", 1, 2),
            ("2026-11-06", "2026-11-11", 3, 4),
            ("2026-10-26", "2026-10-23", -1, -2),
            ("2026-10-26", "2026-10-24", -1, -1),
        ],
    )
    def test_counts_after_the_first_up_to_the_last(
        self, first: str, last: str, count: int, inclusive: int
    ) -> None:
        assert OFFICE.working_days_between(first, last) == count
        assert OFFICE.working_days_between(first, last, inclusive=True) == inclusive

    @pytest.mark.parametrize("position", [0, 1])
    def test_instants_are_refused_in_place_of_dates(self, position: int) -> None:
        days: list[object] = ["2026-10-23", "2026-10-23"]
        days[position] = at("2026-10-23T00:00:00Z")
        with pytest.raises(InvalidType):
            OFFICE.working_days_between(*days)  # type: ignore[arg-type]


class TestAdd:
    @pytest.mark.parametrize(
        ("day", "count", "expected"),
        [
            ("2026-10-23", 1, "2026-10-26"),
            ("2026-10-23", 5, "2026-10-30"),
            ("2026-10-24", 1, "2026-10-26"),
            ("2026-10-25", 2, "2026-10-27"),
            ("2026-10-26", -1, "2026-10-23"),
            ("2026-10-25", -1, "2026-10-23"),
            ("2026-10-24", -2, "2026-10-22"),
            ("2026-12-24", 1, "2026-12-28"),
            ("2026-11-06", 1, "2026-11-07"),
            ("2026-11-09", 1, "2026-11-11"),
            ("2026-10-24", 0, "2026-10-24"),
            ("2026-10-23", 0, "2026-10-23"),
            ("2000-01-03", 5_000, "2019-03-04"),
            ("2019-03-04", -5_000, "2000-01-03"),
        ],
    )
    def test_counts_dates_with_hours(self, day: str, count: int, expected: str) -> None:
        assert OFFICE.add_working_days(day, count) == date.fromisoformat(expected)

    def test_looks_as_far_as_it_needs_to(self) -> None:
        once = fixed([Interval.parse("2026-10-23T09:00:00Z/PT1H")])
        assert once.add_working_days("1970-01-02", 1) == date(2026, 10, 23)
        assert once.add_working_days("2199-12-30", -1) == date(2026, 10, 23)

    @pytest.mark.parametrize(("day", "count"), [("1970-01-01", 1), ("2199-12-31", -1)])
    def test_looks_as_far_from_the_first_and_last_date(self, day: str, count: int) -> None:
        once = fixed([Interval.parse("2026-10-23T09:00:00Z/PT1H")])
        assert once.add_working_days(day, count) == date(2026, 10, 23)

    @pytest.mark.parametrize("count", [1, -1, 10**9, -(10**9)])
    @pytest.mark.parametrize("calendar", [never(), weekly("", zone="UTC")], ids=str)
    def test_more_than_there_are_is_refused(self, calendar: ServiceCalendar, count: int) -> None:
        with pytest.raises(InvalidValue) as caught:
            calendar.add_working_days("2026-10-23", count)
        assert (caught.value.field, caught.value.value) == ("days", count)
        assert "1970 to 2199" in caught.value.allowed

    @pytest.mark.parametrize("count", [1.5, "1", None, True])
    def test_a_count_of_another_type_is_refused(self, count: object) -> None:
        with pytest.raises(InvalidType) as caught:
            OFFICE.add_working_days("2026-10-23", count)  # type: ignore[arg-type]
        assert (caught.value.field, caught.value.value) == ("days", count)

    def test_works_from_the_local_dates_at_the_ends_of_the_range(self) -> None:
        new_york = weekly("daily 09:00-17:00", zone="America/New_York")
        tokyo = weekly("daily 09:00-17:00", zone="Asia/Tokyo")
        counted = WorkingDays(1, outside=Outside.COUNT_ON)
        assert new_york.due(ORIGIN, counted) == at("1970-01-02T00:00:00Z")
        assert tokyo.before(HORIZON, counted) == at("2199-12-31T00:00:00Z")
        with pytest.raises(NoSuchTime):
            tokyo.due(HORIZON, counted)
        with pytest.raises(NoSuchTime):
            new_york.before(ORIGIN, counted)


class TestDueInWorkingDays:
    """`N` working days later: where the count begins, and where on the last day it ends."""

    @pytest.mark.parametrize(
        ("start", "outside", "expected"),
        [
            # open: the outside policy decides nothing
            ("2026-10-23T10:00:00Z", Outside.NEXT_OPENING, "2026-10-27T11:00:00Z"),
            ("2026-10-23T10:00:00Z", Outside.NEXT_WORKING_DAY, "2026-10-27T11:00:00Z"),
            ("2026-10-23T10:00:00Z", Outside.COUNT_ON, "2026-10-27T11:00:00Z"),
            # Friday evening, 20:00 in Berlin
            ("2026-10-23T18:00:00Z", Outside.NEXT_OPENING, "2026-10-28T08:00:00Z"),
            ("2026-10-23T18:00:00Z", Outside.NEXT_WORKING_DAY, "2026-10-27T19:00:00Z"),
            ("2026-10-23T18:00:00Z", Outside.COUNT_ON, "2026-10-27T19:00:00Z"),
            # Friday morning before opening, 07:00
            ("2026-10-23T05:00:00Z", Outside.NEXT_OPENING, "2026-10-27T08:00:00Z"),
            ("2026-10-23T05:00:00Z", Outside.NEXT_WORKING_DAY, "2026-10-27T06:00:00Z"),
            # Saturday, 14:00
            ("2026-10-24T12:00:00Z", Outside.NEXT_OPENING, "2026-10-28T08:00:00Z"),
            ("2026-10-24T12:00:00Z", Outside.NEXT_WORKING_DAY, "2026-10-28T13:00:00Z"),
            ("2026-10-24T12:00:00Z", Outside.COUNT_ON, "2026-10-27T13:00:00Z"),
        ],
    )
    def test_two_days_later(self, start: str, outside: Outside, expected: str) -> None:
        assert OFFICE.due(at(start), WorkingDays(2, outside=outside)) == at(expected)

    @pytest.mark.parametrize(
        ("start", "landing", "expected"),
        [
            ("2026-10-22T12:30:00Z", Landing.SAME_TIME, "2026-10-23T12:30:00Z"),
            ("2026-10-22T12:30:00Z", Landing.INTO_HOURS, "2026-10-23T13:00:00Z"),
            ("2026-10-22T12:30:00Z", Landing.AT_MOST_CLOSE, "2026-10-23T12:30:00Z"),
            ("2026-10-22T12:30:00Z", Landing.CLOSE, "2026-10-23T17:00:00Z"),
            ("2026-10-22T18:30:00Z", Landing.SAME_TIME, "2026-10-23T18:30:00Z"),
            ("2026-10-22T18:30:00Z", Landing.INTO_HOURS, "2026-10-26T08:00:00Z"),
            ("2026-10-22T18:30:00Z", Landing.AT_MOST_CLOSE, "2026-10-23T17:00:00Z"),
            ("2026-10-22T18:30:00Z", Landing.CLOSE, "2026-10-23T17:00:00Z"),
            ("2026-10-22T06:30:00Z", Landing.INTO_HOURS, "2026-10-23T08:00:00Z"),
            ("2026-10-22T06:30:00Z", Landing.AT_MOST_CLOSE, "2026-10-23T06:30:00Z"),
        ],
    )
    def test_on_the_last_day(self, start: str, landing: Landing, expected: str) -> None:
        allowed = WorkingDays(1, outside=Outside.COUNT_ON, landing=landing)
        assert LUNCH.due(at(start), allowed) == at(expected)

    @pytest.mark.parametrize(
        ("end", "outside", "expected"),
        [
            ("2026-10-27T11:00:00Z", Outside.NEXT_OPENING, "2026-10-23T10:00:00Z"),
            # Sunday: back to Friday's close, to Monday's date for the next working day
            ("2026-10-25T11:00:00Z", Outside.NEXT_OPENING, "2026-10-21T15:00:00Z"),
            ("2026-10-25T11:00:00Z", Outside.NEXT_WORKING_DAY, "2026-10-21T10:00:00Z"),
            ("2026-10-25T11:00:00Z", Outside.COUNT_ON, "2026-10-22T10:00:00Z"),
        ],
    )
    def test_two_days_before(self, end: str, outside: Outside, expected: str) -> None:
        assert OFFICE.before(at(end), WorkingDays(2, outside=outside)) == at(expected)

    @pytest.mark.parametrize(
        ("landing", "expected"),
        [
            (Landing.SAME_TIME, "2026-10-22T12:30:00Z"),
            (Landing.INTO_HOURS, "2026-10-22T12:00:00Z"),
            (Landing.AT_MOST_CLOSE, "2026-10-22T12:30:00Z"),
            (Landing.CLOSE, "2026-10-22T17:00:00Z"),
        ],
    )
    def test_before_on_the_last_day(self, landing: Landing, expected: str) -> None:
        allowed = WorkingDays(1, outside=Outside.COUNT_ON, landing=landing)
        assert LUNCH.before(at("2026-10-23T12:30:00Z"), allowed) == at(expected)

    def test_a_day_length_makes_it_service_time(self) -> None:
        eight = WorkingDays(2, day_length=timedelta(hours=8))
        assert OFFICE.due(at("2026-10-23T10:00:00Z"), eight) == at("2026-10-27T11:00:00Z")
        half = WorkingDays(2, day_length=timedelta(hours=4))
        assert OFFICE.due(at("2026-10-23T10:00:00Z"), half) == at("2026-10-26T11:00:00Z")
        assert OFFICE.before(at("2026-10-26T11:00:00Z"), half) == at("2026-10-23T10:00:00Z")

    def test_a_day_length_takes_the_policies_of_service_time(self) -> None:
        """It is what it stands for, and not a count of days."""
        friday, day = at("2026-10-23T07:00:00Z"), WorkingDays(1, day_length=timedelta(hours=8))
        for boundary, due in zip(
            Boundary, ("2026-10-23T15:00:00Z", "2026-10-26T08:00:00Z"), strict=True
        ):
            assert OFFICE.due(friday, day, boundary=boundary) == at(due)
        always_on, two = always(zone=BERLIN), WorkingDays(2, day_length=timedelta(hours=12))
        before_change = at("2026-10-24T22:00:00Z")  # midnight of a day of 25 hours
        for measure, due in zip(
            Measure, ("2026-10-25T22:00:00Z", "2026-10-25T23:00:00Z"), strict=True
        ):
            assert always_on.due(before_change, two, measure=measure) == at(due)
        none, saturday = WorkingDays(0, day_length=timedelta(hours=8)), at("2026-10-24T12:00:00Z")
        assert OFFICE.due(saturday, none) == OFFICE.before(saturday, none) == saturday
        into = ZeroDuration.INTO_HOURS
        assert OFFICE.due(saturday, none, zero=into) == at("2026-10-26T08:00:00Z")
        assert OFFICE.before(saturday, none, zero=into) == at("2026-10-23T15:00:00Z")

    @pytest.mark.parametrize("policy", ["boundary", "zero", "measure"])
    @pytest.mark.parametrize(
        "allowed",
        [
            timedelta(hours=1),
            timedelta(0),
            CalendarDays(1),
            WorkingDays(1),
            WorkingDays(1, day_length=timedelta(hours=8)),
        ],
        ids=str,
    )
    def test_words_in_place_of_policies_are_refused(
        self, policy: str, allowed: TimeAllowed
    ) -> None:
        """Also of those that cannot make a difference."""
        start, junk = at("2026-10-23T10:00:00Z"), {policy: "junk"}
        with pytest.raises(InvalidType) as caught:
            OFFICE.due(start, allowed, **junk)  # type: ignore[arg-type]
        assert (caught.value.field, caught.value.value) == (policy, "junk")
        if policy == "zero":
            with pytest.raises(InvalidType) as caught:
                OFFICE.before(start, allowed, zero="junk")  # type: ignore[arg-type]
            assert caught.value.field == "zero"

    def test_no_days_stay_where_the_policies_put_them(self) -> None:
        start = at("2026-10-24T12:00:00Z")
        assert OFFICE.due(start, WorkingDays(0)) == at("2026-10-26T08:00:00Z")
        assert OFFICE.due(start, WorkingDays(0, outside=Outside.COUNT_ON)) == start

    def test_a_landing_in_a_gap_is_moved_to_the_change(self) -> None:
        early = weekly("daily 02:00-04:00", zone=BERLIN)
        due = early.due(at("2026-03-28T01:30:00Z"), WorkingDays(1))
        assert due == at("2026-03-29T01:00:00Z")

    def test_a_night_counts_for_the_date_on_which_it_opens(self) -> None:
        due = NIGHTS.due(at("2026-10-19T23:00:00Z"), WorkingDays(1))
        assert due == at("2026-10-20T23:00:00Z")
        tail = NIGHTS.due(at("2026-10-20T03:00:00Z"), WorkingDays(1))
        assert tail == at("2026-10-21T03:00:00Z")

    def test_naive_instants_are_refused(self) -> None:
        naive = datetime.fromisoformat("2026-10-23T10:00")
        for allowed in (WorkingDays(1), WorkingDays(1, outside=Outside.COUNT_ON), CalendarDays(1)):
            with pytest.raises(NaiveDatetime):
                OFFICE.due(naive, allowed)
            with pytest.raises(NaiveDatetime):
                OFFICE.before(naive, allowed)

    @pytest.mark.parametrize("allowed", [8, "PT8H", None, 1.5])
    def test_other_amounts_are_refused(self, allowed: object) -> None:
        for question in (OFFICE.due, OFFICE.before):
            with pytest.raises(InvalidType) as caught:
                question(at("2026-10-23T10:00:00Z"), allowed)  # type: ignore[arg-type]
            assert caught.value.allowed == "timedelta, WorkingDays or CalendarDays"

    @pytest.mark.parametrize("outside", [Outside.NEXT_OPENING])
    def test_of_a_calendar_that_never_opens_there_are_none(self, outside: Outside) -> None:
        with pytest.raises(NeverOpens):
            never().due(at("2026-10-23T10:00:00Z"), WorkingDays(1, outside=outside))

    @pytest.mark.parametrize("outside", [Outside.NEXT_WORKING_DAY, Outside.COUNT_ON])
    def test_never_is_told_in_one_way(self, outside: Outside) -> None:
        with pytest.raises(NeverOpens):
            never().due(at("2026-10-23T10:00:00Z"), WorkingDays(1, outside=outside))

    @pytest.mark.parametrize("days", [2, 100_000])
    @pytest.mark.parametrize("outside", Outside)
    def test_more_days_than_there_are_are_no_time(self, days: int, outside: Outside) -> None:
        once = fixed([Interval.parse("2026-10-23T09:00:00Z/PT1H")])
        friday = at("2026-10-23T09:30:00Z")
        for question, word in ((once.due, "after"), (once.before, "before")):
            with pytest.raises(
                NoSuchTime, match=f"no {days} working days {word} 2026-10"
            ) as caught:
                question(friday, WorkingDays(days, outside=outside))
            assert not isinstance(caught.value, NeverOpens)

    @pytest.mark.parametrize("landing", [Landing.CLOSE, Landing.AT_MOST_CLOSE])
    def test_nothing_is_due_before_it_starts(self, landing: Landing) -> None:
        sunday = at("2026-10-25T12:00:00Z")
        allowed = WorkingDays(0, outside=Outside.COUNT_ON, landing=landing)
        assert OFFICE.due(sunday, allowed) >= sunday

    @pytest.mark.parametrize("landing", [Landing.CLOSE, Landing.AT_MOST_CLOSE])
    def test_nothing_starts_after_it_is_due(self, landing: Landing) -> None:
        noon = at("2026-10-23T10:00:00Z")
        allowed = WorkingDays(0, outside=Outside.COUNT_ON, landing=landing)
        assert OFFICE.before(noon, allowed) == noon
        assert OFFICE.before(at("2026-10-25T12:00:00Z"), allowed) == at("2026-10-23T15:00:00Z")

    def test_the_last_close_of_all_can_be_due(self) -> None:
        new_york = weekly("daily 09:00-17:00", zone="America/New_York")
        due = new_york.due(at("2199-12-30T15:00:00Z"), WorkingDays(1, landing=Landing.CLOSE))
        assert due == at("2199-12-31T22:00:00Z")

    def test_days_of_absurd_length_are_refused(self) -> None:
        allowed = WorkingDays(100_000, day_length=timedelta(days=99_999))
        for question in (OFFICE.due, OFFICE.before):
            with pytest.raises(NoSuchTime):
                question(at("2026-10-23T10:00:00Z"), allowed)


class TestDueInCalendarDays:
    @pytest.mark.parametrize(
        ("start", "days", "expected"),
        [
            ("2026-10-23T10:00:00Z", 1, "2026-10-24T10:00:00Z"),
            ("2026-10-23T10:00:00Z", 3, "2026-10-26T11:00:00Z"),
            ("2026-03-27T11:00:00Z", 3, "2026-03-30T10:00:00Z"),
            ("2026-03-28T01:30:00Z", 1, "2026-03-29T01:00:00Z"),
            ("2026-10-24T00:30:00Z", 1, "2026-10-25T00:30:00Z"),
            ("2026-10-23T10:00:00Z", 0, "2026-10-23T10:00:00Z"),
        ],
    )
    def test_keeps_the_wall_time_over_clock_changes(
        self, start: str, days: int, expected: str
    ) -> None:
        assert OFFICE.due(at(start), CalendarDays(days)) == at(expected)
        assert never(zone=BERLIN).due(at(start), CalendarDays(days)) == at(expected)

    def test_goes_back_as_well(self) -> None:
        assert OFFICE.before(at("2026-10-26T11:00:00Z"), CalendarDays(3)) == at(
            "2026-10-23T10:00:00Z"
        )

    @pytest.mark.parametrize("days", [1, 100_000])
    @pytest.mark.parametrize("calendar", [OFFICE, never(zone=BERLIN)], ids=str)
    def test_there_are_none_out_of_range(self, calendar: ServiceCalendar, days: int) -> None:
        last, first = at("2199-12-31T10:00:00Z"), at("1970-01-01T10:00:00Z")
        with pytest.raises(NoSuchTime) as caught:
            calendar.due(last, CalendarDays(days))
        assert (caught.value.sought, caught.value.at) == (f"{CalendarDays(days)} after", last)
        with pytest.raises(NoSuchTime) as caught:
            calendar.before(first, CalendarDays(days))
        assert (caught.value.sought, caught.value.at) == (f"{CalendarDays(days)} before", first)

    @pytest.mark.parametrize("allowed", [CalendarDays(0), WorkingDays(0)])
    def test_no_days_stay_in_a_repeated_hour(self, allowed: WorkingDays | CalendarDays) -> None:
        second_pass = at("2026-10-25T01:30:00Z")
        assert always(zone=BERLIN).due(second_pass, allowed) == second_pass
