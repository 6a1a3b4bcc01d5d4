"""The strategies give valid values, with the awkward cases inside."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings, strategies as st
from hypothesis.errors import NoSuchExample

from svcmgmt.calendars import ServiceCalendar, TimeRange, WeeklyHours
from svcmgmt.lifecycle import StateChange, in_order, replay
from svcmgmt.practice import INCIDENT
from svcmgmt.sla import ClockLedger, Signal
from svcmgmt.temporal import ORIGIN, Interval, IntervalSet, Timeline, instant
from svcmgmt.testing import strategies
from svcmgmt.testing.strategies import AWKWARD_ZONES

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)

SEARCH = settings(
    max_examples=400,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def can_be(strategy: st.SearchStrategy[Any], wanted: Any) -> bool:  # noqa: ANN401 - a predicate
    """Return whether a strategy gives a value of which something is true."""
    try:
        find(strategy, wanted, settings=SEARCH)
    except NoSuchExample:
        return False
    return True


class TestTimes:
    @given(strategies.zones())
    def test_zones_exist(self, zone: ZoneInfo) -> None:
        assert zone.key in AWKWARD_ZONES

    def test_every_awkward_zone_comes_up(self) -> None:
        assert all(
            can_be(strategies.zones(), lambda zone, key=key: zone.key == key)
            for key in AWKWARD_ZONES
        )

    @given(strategies.instants())
    def test_instants_are_aware_and_inside_their_dates(self, at: datetime) -> None:
        assert at.tzinfo is not None
        assert datetime(2005, 1, 1, tzinfo=UTC) <= at <= datetime(2031, 1, 1, tzinfo=UTC)

    @given(
        strategies.instants(first=date(2026, 3, 1), last=date(2026, 4, 1), precision=15 * MINUTE)
    )
    def test_instants_may_be_narrowed_down(self, at: datetime) -> None:
        assert date(2026, 3, 1) <= instant(at).date() <= date(2026, 4, 1)
        assert (instant(at) - ORIGIN) % (15 * MINUTE) == timedelta(0)

    def test_instants_fall_into_summer_time_and_fractions_of_seconds(self) -> None:
        assert can_be(strategies.instants(), lambda at: bool(at.dst()))
        assert can_be(strategies.instants(), lambda at: at.microsecond % 1000 != 0)

    @given(strategies.durations(most=DAY))
    def test_durations_lie_between_nothing_and_the_most(self, duration: timedelta) -> None:
        assert timedelta(0) <= duration <= DAY

    def test_durations_may_be_nothing_or_no_whole_minutes(self) -> None:
        assert can_be(strategies.durations(), lambda duration: not duration)
        assert can_be(strategies.durations(), lambda duration: duration % MINUTE)

    @given(strategies.intervals(longest=DAY))
    def test_intervals_are_closed_and_short_enough(self, interval: Interval) -> None:
        assert timedelta(0) <= interval.duration <= DAY

    def test_intervals_may_be_empty(self) -> None:
        assert can_be(strategies.intervals(), lambda interval: interval.is_empty())


class TestIntervalSets:
    @given(strategies.interval_sets(most=3))
    def test_sets_have_at_most_so_many_intervals(self, intervals: IntervalSet) -> None:
        assert len(intervals) <= 3

    def test_sets_may_be_empty_or_full(self) -> None:
        assert can_be(strategies.interval_sets(), lambda intervals: intervals.is_empty())
        assert can_be(strategies.interval_sets(), lambda intervals: len(intervals) >= 4)


class TestHours:
    @given(strategies.time_ranges())
    def test_ranges_of_a_day_are_disjoint_and_in_order(self, ranges: tuple[TimeRange, ...]) -> None:
        assert ranges
        for one, other in pairwise(ranges):
            assert one.closes <= other.opens

    def test_ranges_may_reach_midnight(self) -> None:
        assert can_be(
            strategies.time_ranges(), lambda ranges: any(each.closes == DAY for each in ranges)
        )
        assert can_be(strategies.time_ranges(), lambda ranges: len(ranges) == 4)

    def test_ranges_may_pass_midnight(self) -> None:
        assert can_be(strategies.time_ranges(), lambda ranges: ranges[-1].closes > DAY)

    @given(strategies.week_hours())
    def test_weeks_have_seven_days(self, hours: WeeklyHours) -> None:
        assert len(hours.days) == 7

    def test_days_may_be_closed_or_have_several_ranges(self) -> None:
        assert can_be(strategies.week_hours(), lambda hours: () in hours.days)
        assert can_be(strategies.week_hours(), lambda hours: any(len(d) > 2 for d in hours.days))

    @given(strategies.calendars(), strategies.instants())
    def test_calendars_can_be_asked_at_any_instant(
        self, calendar: ServiceCalendar, at: datetime
    ) -> None:
        assert calendar.is_open(at) in {True, False}
        assert timedelta(0) <= calendar.elapsed(at, instant(at) + DAY) <= DAY


class TestHistories:
    @given(strategies.histories(INCIDENT))
    def test_a_lifecycle_allows_them(self, history: tuple[StateChange[Any, Any], ...]) -> None:
        assert 1 <= len(history) <= 12
        assert replay(INCIDENT, history) == history[-1].to_state
        assert in_order(history)[0][0] == history[0]

    @given(strategies.histories(INCIDENT, most=1))
    def test_they_are_no_longer_than_asked_for(
        self, history: tuple[StateChange[Any, Any], ...]
    ) -> None:
        assert [str(change.to_state) for change in history] == ["new"]

    @pytest.mark.parametrize("state", INCIDENT.states)
    def test_they_may_end_anywhere(self, state: object) -> None:
        ends = strategies.histories(INCIDENT)
        assert can_be(ends, lambda history: history[-1].to_state == state)

    def test_they_stop_where_nothing_leads_on(self) -> None:
        assert can_be(
            strategies.histories(INCIDENT),
            lambda history: len(history) == 2 and history[-1].to_state in INCIDENT.finals,
        )

    def test_facts_may_share_an_instant(self) -> None:
        assert can_be(
            strategies.histories(INCIDENT),
            lambda history: len({change.at for change in history}) < len(history),
        )


class TestLedgers:
    @given(strategies.ledgers(most=5))
    def test_they_begin_with_a_start(self, ledger: ClockLedger) -> None:
        assert ledger.marks[0].signals == {Signal.START}
        assert ledger.marks[0].sequence == 0
        assert len(ledger.marks) <= 6
        assert in_order(ledger.marks) == (ledger.marks, ())

    def test_marks_may_share_an_instant_and_tell_two_things(self) -> None:
        assert can_be(
            strategies.ledgers(),
            lambda ledger: len({mark.at for mark in ledger.marks}) < len(ledger.marks),
        )
        assert can_be(
            strategies.ledgers(),
            lambda ledger: any(len(mark.signals) == 2 for mark in ledger.marks),
        )


def test_every_strategy_is_exported() -> None:
    made = {
        name
        for name, value in vars(strategies).items()
        if callable(value) and getattr(value, "__module__", "") == strategies.__name__
    }
    public = {name for name in made if not name.startswith("_")}
    assert public == set(strategies.__all__)


def test_a_timeline_can_be_made_of_every_history() -> None:
    history = find(strategies.histories(INCIDENT), lambda each: len(each) > 3, settings=SEARCH)
    assert len(Timeline.of((change.at, change.to_state) for change in history)) <= len(history)
