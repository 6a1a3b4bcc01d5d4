"""Interval sets are a Boolean algebra relative to their bounds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import reduce
from itertools import pairwise
from operator import or_
from random import Random

from hypothesis import given, strategies as st

from svcmgmt.temporal import EMPTY, Interval, IntervalSet
from svcmgmt.testing.strategies import interval_sets

MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)
START = datetime(2026, 10, 20, tzinfo=UTC)
WITHIN = Interval(START - 10 * MINUTE, START + 250 * MINUTE)
ALL = IntervalSet.of([WITHIN])

SETS = interval_sets()


def complement(a: IntervalSet) -> IntervalSet:
    return a.complement(WITHIN)


@st.composite
def bounds(draw: st.DrawFn) -> Interval:
    start = START + draw(st.integers(-20, 260)) * MINUTE
    return Interval(start, start + draw(st.integers(0, 260)) * MINUTE)


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    beside = draw(st.sampled_from([-MICROSECOND, timedelta(0), MICROSECOND, MINUTE / 2]))
    return START + draw(st.integers(-1, 245)) * MINUTE + beside


class TestUnionAndIntersection:
    @given(SETS)
    def test_both_are_idempotent(self, a: IntervalSet) -> None:
        assert a | a == a & a == a

    @given(SETS)
    def test_both_have_an_identity(self, a: IntervalSet) -> None:
        assert a | EMPTY == a & ALL == a

    @given(SETS)
    def test_both_have_a_zero(self, a: IntervalSet) -> None:
        assert a & EMPTY == EMPTY
        assert a | ALL == ALL

    @given(SETS, SETS)
    def test_both_are_commutative(self, a: IntervalSet, b: IntervalSet) -> None:
        assert a | b == b | a
        assert a & b == b & a

    @given(SETS, SETS, SETS)
    def test_both_are_associative(self, a: IntervalSet, b: IntervalSet, c: IntervalSet) -> None:
        assert (a | b) | c == a | (b | c)
        assert (a & b) & c == a & (b & c)

    @given(SETS, SETS, SETS)
    def test_each_distributes_over_the_other(
        self, a: IntervalSet, b: IntervalSet, c: IntervalSet
    ) -> None:
        assert a & (b | c) == (a & b) | (a & c)
        assert a | (b & c) == (a | b) & (a | c)

    @given(SETS, SETS)
    def test_each_absorbs_the_other(self, a: IntervalSet, b: IntervalSet) -> None:
        assert a | (a & b) == a & (a | b) == a

    @given(st.lists(SETS, max_size=5))
    def test_many_unite_as_one_after_the_other(self, sets: list[IntervalSet]) -> None:
        assert IntervalSet.union_of(sets) == reduce(or_, sets, EMPTY)


class TestComplement:
    @given(SETS)
    def test_twice_is_the_set_itself(self, a: IntervalSet) -> None:
        assert complement(complement(a)) == a

    @given(SETS, bounds())
    def test_twice_is_the_part_inside_the_bounds(self, a: IntervalSet, within: Interval) -> None:
        assert a.complement(within).complement(within) == a.clip(within)

    @given(SETS)
    def test_a_set_and_its_complement_are_everything(self, a: IntervalSet) -> None:
        assert a | complement(a) == ALL

    @given(SETS)
    def test_a_set_and_its_complement_share_nothing(self, a: IntervalSet) -> None:
        assert a & complement(a) == EMPTY
        assert a.isdisjoint(complement(a))

    @given(SETS, SETS, bounds())
    def test_de_morgan_holds_in_any_bounds(
        self, a: IntervalSet, b: IntervalSet, within: Interval
    ) -> None:
        not_a, not_b = a.complement(within), b.complement(within)
        assert (a | b).complement(within) == not_a & not_b
        assert (a & b).complement(within) == not_a | not_b

    @given(SETS, bounds())
    def test_lengths_add_up_to_the_bounds(self, a: IntervalSet, within: Interval) -> None:
        assert a.clip(within).total() + a.complement(within).total() == within.duration


class TestDifference:
    @given(SETS, SETS)
    def test_it_is_what_lies_in_the_complement(self, a: IntervalSet, b: IntervalSet) -> None:
        assert a - b == a & complement(b)

    @given(SETS, SETS, SETS)
    def test_subtracting_twice_is_subtracting_the_union(
        self, a: IntervalSet, b: IntervalSet, c: IntervalSet
    ) -> None:
        assert a - b - c == a - (b | c)

    @given(SETS, SETS)
    def test_what_is_subtracted_can_be_put_back(self, a: IntervalSet, b: IntervalSet) -> None:
        assert (a - b) | (a & b) == a

    @given(SETS, SETS)
    def test_the_symmetric_one_is_the_union_without_the_common_part(
        self, a: IntervalSet, b: IntervalSet
    ) -> None:
        assert a ^ b == b ^ a == (a | b) - (a & b)

    @given(SETS, SETS, SETS)
    def test_the_symmetric_one_is_a_group(
        self, a: IntervalSet, b: IntervalSet, c: IntervalSet
    ) -> None:
        assert (a ^ b) ^ c == a ^ (b ^ c)
        assert a ^ a == EMPTY
        assert a ^ EMPTY == a


class TestMeasure:
    @given(SETS, SETS)
    def test_union_and_common_part_have_the_length_of_both(
        self, a: IntervalSet, b: IntervalSet
    ) -> None:
        assert (a | b).total() + (a & b).total() == a.total() + b.total()

    @given(SETS)
    def test_it_is_the_sum_over_the_intervals(self, a: IntervalSet) -> None:
        assert a.total() == sum((each.duration for each in a), timedelta(0))

    @given(SETS)
    def test_only_the_empty_set_has_none(self, a: IntervalSet) -> None:
        assert (a.total() == timedelta(0)) is a.is_empty() is (a == EMPTY) is (len(a) == 0)

    @given(SETS, st.integers(-5_000, 5_000))
    def test_shifting_there_and_back_changes_nothing(self, a: IntervalSet, minutes: int) -> None:
        moved = a.shift(minutes * MINUTE)
        assert moved.total() == a.total()
        assert moved.shift(-minutes * MINUTE) == a

    @given(SETS, SETS, st.integers(-5_000, 5_000))
    def test_shifting_keeps_the_algebra(self, a: IntervalSet, b: IntervalSet, minutes: int) -> None:
        by = minutes * MINUTE
        assert (a - b).shift(by) == a.shift(by) - b.shift(by)


class TestOrder:
    @given(SETS, SETS)
    def test_a_subset_adds_nothing(self, a: IntervalSet, b: IntervalSet) -> None:
        assert a.issubset(b) is (a | b == b) is (a & b == a)

    @given(SETS, SETS)
    def test_the_common_part_lies_in_both_and_both_in_the_union(
        self, a: IntervalSet, b: IntervalSet
    ) -> None:
        assert (a & b).issubset(a)
        assert a.issubset(a | b)

    @given(SETS, SETS)
    def test_disjoint_sets_have_no_common_time(self, a: IntervalSet, b: IntervalSet) -> None:
        assert a.isdisjoint(b) is ((a & b).total() == timedelta(0))

    @given(SETS)
    def test_bounds_are_the_smallest_cover(self, a: IntervalSet) -> None:
        cover = a.bounds()
        if cover is None:
            assert a == EMPTY
        else:
            intervals = list(a)
            assert (cover.start, cover.end) == (intervals[0].start, intervals[-1].end)


class TestMembership:
    @given(SETS, SETS, moments())
    def test_every_operation_agrees_with_it(
        self, a: IntervalSet, b: IntervalSet, at: datetime
    ) -> None:
        in_a, in_b = at in a, at in b
        assert (at in a | b) is (in_a or in_b)
        assert (at in a & b) is (in_a and in_b)
        assert (at in a - b) is (in_a and not in_b)
        assert (at in a ^ b) is (in_a is not in_b)

    @given(SETS, bounds(), moments())
    def test_bounded_operations_agree_with_it(
        self, a: IntervalSet, within: Interval, at: datetime
    ) -> None:
        assert (at in a.clip(within)) is (at in within and at in a)
        assert (at in a.complement(within)) is (at in within and at not in a)

    @given(SETS, moments())
    def test_it_is_that_of_the_intervals(self, a: IntervalSet, at: datetime) -> None:
        assert (at in a) is any(at in each for each in a)

    @given(SETS, bounds())
    def test_clipping_is_meeting_one_interval(self, a: IntervalSet, within: Interval) -> None:
        assert a.clip(within) == a & IntervalSet.of([within])


class TestCanonicalForm:
    @given(SETS, SETS)
    def test_intervals_are_sorted_and_never_touch(self, a: IntervalSet, b: IntervalSet) -> None:
        for made in (a | b, a & b, a - b, a ^ b, complement(a)):
            assert all(one < other for one, other in pairwise(made.edges))

    @given(SETS, st.randoms(use_true_random=False))
    def test_the_order_of_intervals_does_not_matter(self, a: IntervalSet, chance: Random) -> None:
        intervals = [*a, *a.clip(WITHIN)]
        chance.shuffle(intervals)
        assert IntervalSet.of(intervals) == a

    @given(SETS, st.integers(-10, 250))
    def test_cutting_an_interval_changes_nothing(self, a: IntervalSet, minute: int) -> None:
        at = START + minute * MINUTE
        assert a.clip(Interval(WITHIN.start, at)) | a.clip(Interval(at, WITHIN.end)) == a

    @given(SETS, SETS)
    def test_equal_sets_are_the_same_instants(self, a: IntervalSet, b: IntervalSet) -> None:
        assert (a == b) is (a ^ b == EMPTY)
        assert a != b or hash(a) == hash(b)
