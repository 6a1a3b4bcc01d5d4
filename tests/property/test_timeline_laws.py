"""Timelines: their questions agree with each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import pairwise
from operator import or_
from random import Random

from hypothesis import given, strategies as st

from svcmgmt.temporal import EMPTY, Interval, IntervalSet, Timeline
from svcmgmt.testing.strategies import interval_sets

MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)
START = datetime(2026, 10, 20, tzinfo=UTC)
VALUES = "abc"

Changes = list[tuple[datetime, str]]


def at_minutes() -> st.SearchStrategy[datetime]:
    return st.integers(0, 240).map(lambda count: START + count * MINUTE)


def changes() -> st.SearchStrategy[Changes]:
    change = st.tuples(at_minutes(), st.sampled_from(VALUES))
    return st.lists(change, min_size=1, max_size=10)


def timelines() -> st.SearchStrategy[Timeline[str]]:
    return changes().map(Timeline.of)


@st.composite
def bounds(draw: st.DrawFn) -> Interval:
    start = START + draw(st.integers(-60, 300)) * MINUTE
    return Interval(start, start + draw(st.integers(0, 300)) * MINUTE)


def known(line: Timeline[str], within: Interval) -> IntervalSet:
    """Return the part of the bounds in which the timeline has a value."""
    return IntervalSet.of([within & Interval(line.start)])


class TestAsOf:
    @given(changes(), st.integers(0, 300))
    def test_it_is_the_last_change_at_or_before(self, given_changes: Changes, minute: int) -> None:
        line = Timeline.of(given_changes)
        at = line.start + minute * MINUTE
        latest = max(when for when, _ in given_changes if when <= at)
        assert line.as_of(at) == [value for when, value in given_changes if when == latest][-1]

    @given(timelines(), bounds())
    def test_it_agrees_with_the_segments(self, line: Timeline[str], within: Interval) -> None:
        for segment, value in line.segments(within=within):
            assert segment.end is not None
            assert line.as_of(segment.start) == line.as_of(segment.end - MICROSECOND) == value

    @given(timelines(), bounds(), st.integers(0, 300))
    def test_it_agrees_with_when(self, line: Timeline[str], within: Interval, minute: int) -> None:
        at = line.start + minute * MINUTE
        inside = at in within
        for value in VALUES:
            held = line.as_of(at) == value
            assert (at in line.when(value, within=within)) is (inside and held)


class TestSegments:
    @given(timelines(), bounds())
    def test_they_tile_the_known_part(self, line: Timeline[str], within: Interval) -> None:
        segments = [segment for segment, _ in line.segments(within=within)]
        assert IntervalSet.of(segments) == known(line, within)
        assert all(one.end == other.start for one, other in pairwise(segments))

    @given(timelines(), bounds())
    def test_neighbours_differ(self, line: Timeline[str], within: Interval) -> None:
        values = [value for _, value in line.segments(within=within)]
        assert all(one != other for one, other in pairwise(values))

    @given(timelines(), bounds())
    def test_none_is_empty(self, line: Timeline[str], within: Interval) -> None:
        assert not any(segment.is_empty() for segment, _ in line.segments(within=within))


class TestWhere:
    @given(timelines(), bounds())
    def test_the_values_share_out_the_known_part(
        self, line: Timeline[str], within: Interval
    ) -> None:
        times = [line.when(value, within=within) for value in VALUES]
        assert reduce(or_, times) == known(line, within)
        assert sum((time.total() for time in times), timedelta(0)) == known(line, within).total()

    @given(timelines(), bounds(), st.sets(st.sampled_from(VALUES)))
    def test_accepting_several_values_is_the_union(
        self, line: Timeline[str], within: Interval, accepted: set[str]
    ) -> None:
        times = [line.when(value, within=within) for value in accepted]
        assert line.where(accepted.__contains__, within=within) == reduce(or_, times, EMPTY)

    @given(timelines(), bounds())
    def test_what_is_not_accepted_is_the_rest(self, line: Timeline[str], within: Interval) -> None:
        accepted = line.where(lambda value: value == "a", within=within)
        refused = line.where(lambda value: value != "a", within=within)
        assert refused == known(line, within) - accepted

    @given(timelines(), bounds(), bounds())
    def test_smaller_bounds_clip_the_answer(
        self, line: Timeline[str], within: Interval, inner: Interval
    ) -> None:
        common = within & inner
        assert line.when("a", within=common) == line.when("a", within=within).clip(common)


class TestTimeIn:
    @given(timelines(), bounds())
    def test_times_add_up_to_the_known_part(self, line: Timeline[str], within: Interval) -> None:
        times = line.time_in(within=within)
        assert sum(times.values(), timedelta(0)) == known(line, within).total()

    @given(timelines(), bounds())
    def test_each_time_is_the_length_of_when(self, line: Timeline[str], within: Interval) -> None:
        for value, time in line.time_in(within=within).items():
            assert time == line.when(value, within=within).total()

    @given(timelines(), bounds(), interval_sets())
    def test_time_during_a_set_is_that_of_the_common_part(
        self, line: Timeline[str], within: Interval, during: IntervalSet
    ) -> None:
        for value, time in line.time_in(within=within, during=during).items():
            assert time == (line.when(value, within=within) & during).total()

    @given(timelines(), bounds(), st.integers(0, 300))
    def test_cutting_the_bounds_adds_up(
        self, line: Timeline[str], within: Interval, minute: int
    ) -> None:
        assert within.end is not None
        cut = min(within.start + minute * MINUTE, within.end)
        parts = Interval(within.start, cut), Interval(cut, within.end)
        halves = [line.time_in(within=part) for part in parts]
        for value, time in line.time_in(within=within).items():
            assert sum((half.get(value, timedelta(0)) for half in halves), timedelta(0)) == time


class TestMapAndCombine:
    @given(timelines())
    def test_mapping_to_itself_changes_nothing(self, line: Timeline[str]) -> None:
        assert line.map(str) == line

    @given(timelines(), st.dictionaries(st.sampled_from(VALUES), st.sampled_from(VALUES)))
    def test_mapping_twice_is_mapping_once(
        self, line: Timeline[str], names: dict[str, str]
    ) -> None:
        def rename(value: str) -> str:
            return names.get(value, "a")

        assert line.map(rename).map(ord) == line.map(lambda value: ord(rename(value)))

    @given(timelines(), st.integers(0, 300))
    def test_mapping_maps_what_held(self, line: Timeline[str], minute: int) -> None:
        at = line.start + minute * MINUTE
        assert line.map(ord).as_of(at) == ord(line.as_of(at))

    @given(timelines(), timelines(), st.integers(0, 300))
    def test_combining_combines_what_held(
        self, one: Timeline[str], other: Timeline[str], minute: int
    ) -> None:
        both = one.combine(other, lambda a, b: a + b)
        at = both.start + minute * MINUTE
        assert both.as_of(at) == one.as_of(at) + other.as_of(at)

    @given(timelines(), timelines())
    def test_a_pair_starts_with_the_later_of_both(
        self, one: Timeline[str], other: Timeline[str]
    ) -> None:
        both = one.combine(other, lambda a, b: (a, b))
        assert both.start == max(one.start, other.start)

    @given(timelines(), timelines())
    def test_combining_is_symmetric(self, one: Timeline[str], other: Timeline[str]) -> None:
        assert one.combine(other, max) == other.combine(one, max)

    @given(timelines(), timelines(), timelines())
    def test_combining_is_associative(
        self, a: Timeline[str], b: Timeline[str], c: Timeline[str]
    ) -> None:
        assert a.combine(b, max).combine(c, max) == a.combine(b.combine(c, max), max)


class TestCanonicalForm:
    @given(timelines())
    def test_its_changes_make_it_again(self, line: Timeline[str]) -> None:
        assert Timeline.of(line.changes()) == line

    @given(timelines(), at_minutes())
    def test_saying_again_what_holds_changes_nothing(
        self, line: Timeline[str], at: datetime
    ) -> None:
        later = max(at, line.start)
        assert Timeline.of([*line.changes(), (later, line.as_of(later))]) == line

    @given(changes(), st.randoms(use_true_random=False))
    def test_the_order_of_distinct_instants_does_not_matter(
        self, given_changes: Changes, chance: Random
    ) -> None:
        distinct = list(dict(given_changes).items())
        shuffled = distinct.copy()
        chance.shuffle(shuffled)
        assert Timeline.of(shuffled) == Timeline.of(distinct)

    @given(timelines())
    def test_changes_rise_and_neighbours_differ(self, line: Timeline[str]) -> None:
        told = list(line.changes())
        assert all(one[0] < other[0] and one[1] != other[1] for one, other in pairwise(told))
