"""Sets of instants in canonical form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from operator import and_, or_, sub, xor

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import (
    EMPTY,
    HORIZON,
    ORIGIN,
    Interval,
    IntervalSet,
    NaiveDatetime,
    OpenInterval,
)

MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
NOON = datetime(2026, 10, 26, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)
RUNNING = Interval(NOON)


def span(first: int, last: int) -> Interval:
    return Interval(NOON + first * HOUR, NOON + last * HOUR)


def hours(*edges: int) -> IntervalSet:
    return IntervalSet.of(map(span, edges[::2], edges[1::2]))


class TestOf:
    @pytest.mark.parametrize(
        ("spans", "edges"),
        [
            ([], []),
            ([(0, 0)], []),
            ([(3, 4), (0, 1)], [0, 1, 3, 4]),
            ([(0, 2), (1, 3)], [0, 3]),
            ([(0, 1), (1, 2)], [0, 2]),
            ([(0, 9), (1, 2)], [0, 9]),
            ([(0, 1), (0, 1)], [0, 1]),
            ([(0, 1), (2, 2), (3, 4)], [0, 1, 3, 4]),
        ],
    )
    def test_any_intervals_become_canonical(
        self, spans: list[tuple[int, int]], edges: list[int]
    ) -> None:
        made = IntervalSet.of(span(first, last) for first, last in spans)
        assert list(made) == list(map(span, edges[::2], edges[1::2]))

    def test_intervals_a_microsecond_apart_stay_apart(self) -> None:
        later = Interval(NOON + HOUR + MICROSECOND, NOON + 2 * HOUR)
        assert len(IntervalSet.of([span(0, 1), later])) == 2

    def test_an_open_interval_is_refused(self) -> None:
        with pytest.raises(OpenInterval) as caught:
            IntervalSet.of([span(0, 1), RUNNING])
        assert caught.value.args == (
            "interval",
            RUNNING,
            "a closed interval, or as_of to close it",
        )

    def test_as_of_closes_an_open_interval(self) -> None:
        assert IntervalSet.of([RUNNING], as_of=NOON + HOUR) == hours(0, 1)

    @pytest.mark.parametrize("before", [timedelta(0), HOUR])
    def test_an_open_interval_that_has_not_begun_is_empty(self, before: timedelta) -> None:
        assert IntervalSet.of([RUNNING], as_of=NOON - before) == EMPTY

    def test_as_of_leaves_closed_intervals_as_they_are(self) -> None:
        assert IntervalSet.of([span(0, 3)], as_of=NOON + HOUR) == hours(0, 3)

    def test_a_naive_as_of_is_named(self) -> None:
        with pytest.raises(NaiveDatetime, match="as_of: "):
            IntervalSet.of([], as_of=NAIVE)

    @pytest.mark.parametrize("value", [span(0, 1), "2026-10-26T12:00:00Z/PT1H", None, 5], ids=str)
    def test_one_thing_in_place_of_a_list_is_refused_as_such(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            IntervalSet.of(value)  # type: ignore[arg-type]
        assert caught.value.args == ("intervals", value, "a list of Interval")

    @pytest.mark.parametrize(
        "value", ["2026-10-26T12:00:00Z/PT1H", (NOON, NOON + HOUR), None], ids=str
    )
    def test_what_is_no_interval_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            IntervalSet.of([span(0, 1), value])  # type: ignore[list-item]
        assert caught.value.args == ("intervals", value, "a list of Interval")

    def test_a_set_is_a_list_of_intervals(self) -> None:
        assert IntervalSet.of(hours(0, 1, 2, 3)) == hours(0, 1, 2, 3)

    def test_the_whole_range_is_a_set(self) -> None:
        assert IntervalSet.of([Interval(ORIGIN, HORIZON)]).total() == HORIZON - ORIGIN


class TestEdges:
    @pytest.mark.parametrize("edges", [(1,), (1, 2, 3), (2, 1), (1, 1), (1, 2, 2, 3), (3, 4, 1, 2)])
    def test_what_is_not_canonical_is_refused(self, edges: tuple[int, ...]) -> None:
        with pytest.raises(InvalidValue) as caught:
            IntervalSet(edges)
        assert caught.value.args == (
            "edges",
            edges,
            "pairs of start and end, strictly rising",
        )

    @pytest.mark.parametrize("edges", [(-5, 2), (0, 10**30), (0, 7_258_118_400_000_001)])
    def test_edges_lie_within_the_range(self, edges: tuple[int, ...]) -> None:
        with pytest.raises(InvalidValue):
            IntervalSet(edges)

    @pytest.mark.parametrize("edges", [(0.5, 1.5), (False, True), ("a", "b")], ids=repr)
    def test_edges_are_ints(self, edges: tuple[int, ...]) -> None:
        with pytest.raises(InvalidType):
            IntervalSet(edges)

    def test_a_list_of_edges_makes_an_equal_set(self) -> None:
        assert IntervalSet([1, 2]) == IntervalSet((1, 2))

    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            hours(0, 1).edges = ()  # type: ignore[misc]


class TestParse:
    def test_intervals_are_separated_by_commas(self) -> None:
        text = "2026-10-26T12:00:00Z/PT1H, 2026-10-26T15:00:00Z/2026-10-26T16:00:00Z"
        assert IntervalSet.parse(text) == hours(0, 1, 3, 4)

    @pytest.mark.parametrize("text", ["", " "])
    def test_nothing_is_the_empty_set(self, text: str) -> None:
        assert IntervalSet.parse(text) == EMPTY

    def test_an_open_interval_is_refused(self) -> None:
        with pytest.raises(OpenInterval):
            IntervalSet.parse("2026-10-26T12:00:00Z/..")

    @pytest.mark.parametrize("value", [None, 5, ["2026-10-26T12:00:00Z/PT1H"]], ids=repr)
    def test_only_text_is_read(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            IntervalSet.parse(value)  # type: ignore[arg-type]
        assert caught.value.field == "intervals"

    @pytest.mark.parametrize("text", ["x", ",", "2026-10-26T12:00:00Z", "\ud800"])
    def test_text_that_is_no_interval_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            IntervalSet.parse(text)
        assert caught.value.value == text

    def test_a_decimal_comma_is_read(self) -> None:
        made = IntervalSet.parse("2026-10-26T12:00:00,5Z/PT0,5S")
        assert made.total() == timedelta(milliseconds=500)


class TestAlgebra:
    @pytest.mark.parametrize(
        ("combine", "result"),
        [
            (or_, hours(0, 6, 8, 10)),
            (and_, hours(2, 4, 8, 9)),
            (sub, hours(0, 2, 9, 10)),
            (xor, hours(0, 2, 4, 6, 9, 10)),
        ],
    )
    def test_two_sets_combine(
        self, combine: Callable[[object, object], object], result: IntervalSet
    ) -> None:
        assert combine(hours(0, 4, 8, 10), hours(2, 6, 8, 9)) == result

    def test_many_sets_unite_at_once(self) -> None:
        assert IntervalSet.union_of([hours(4, 6), EMPTY, hours(0, 2), hours(2, 3)]) == hours(
            0, 3, 4, 6
        )

    def test_the_union_of_no_sets_is_empty(self) -> None:
        assert IntervalSet.union_of([]) == EMPTY

    @pytest.mark.parametrize("combine", [or_, and_, sub, xor])
    def test_only_sets_combine(self, combine: Callable[[object, object], object]) -> None:
        with pytest.raises(TypeError):
            combine(hours(0, 1), span(0, 1))

    def test_the_complement_is_relative_to_its_bounds(self) -> None:
        assert hours(0, 2, 4, 6).complement(span(1, 8)) == hours(2, 4, 6, 8)

    def test_the_complement_of_nothing_is_the_bounds(self) -> None:
        assert EMPTY.complement(span(0, 1)) == hours(0, 1)

    def test_the_complement_in_empty_bounds_is_empty(self) -> None:
        assert EMPTY.complement(span(0, 0)) == EMPTY

    def test_clip_keeps_what_lies_inside(self) -> None:
        assert hours(0, 2, 4, 6).clip(span(1, 5)) == hours(1, 2, 4, 5)

    @pytest.mark.parametrize("bounded", [IntervalSet.complement, IntervalSet.clip])
    def test_open_bounds_are_refused(
        self, bounded: Callable[[IntervalSet, Interval], IntervalSet]
    ) -> None:
        with pytest.raises(OpenInterval) as caught:
            bounded(hours(0, 1), RUNNING)
        assert caught.value.value == RUNNING

    @pytest.mark.parametrize("bounded", [IntervalSet.complement, IntervalSet.clip])
    def test_the_way_out_of_open_bounds_is_one_that_exists(
        self, bounded: Callable[[IntervalSet, Interval], IntervalSet]
    ) -> None:
        with pytest.raises(OpenInterval) as caught:
            bounded(hours(0, 1), RUNNING)
        assert "or as_of to close it" not in caught.value.allowed


class TestShift:
    @pytest.mark.parametrize("by", [2 * HOUR, -2 * HOUR, timedelta(0)])
    def test_every_interval_moves(self, by: timedelta) -> None:
        moved = hours(0, 1, 3, 4).shift(by)
        assert [each.start - by for each in moved] == [NOON, NOON + 3 * HOUR]

    def test_a_set_may_move_to_the_end_of_the_range(self) -> None:
        last = hours(0, 1).shift(HORIZON - NOON - HOUR).bounds()
        assert last == Interval(HORIZON - HOUR, HORIZON)

    @pytest.mark.parametrize("by", [HORIZON - NOON, ORIGIN - NOON - MICROSECOND], ids=str)
    def test_a_set_cannot_leave_the_range(self, by: timedelta) -> None:
        with pytest.raises(InvalidValue) as caught:
            hours(0, 1).shift(by)
        assert caught.value.args == ("by", by, "a duration that stays within 1970 to 2200")

    def test_the_empty_set_can_be_moved_anywhere(self) -> None:
        assert EMPTY.shift(timedelta.max) == EMPTY

    @pytest.mark.parametrize("by", [timedelta.max, timedelta.min], ids=str)
    def test_a_set_cannot_leave_the_years_of_python(self, by: timedelta) -> None:
        with pytest.raises(InvalidValue):
            hours(0, 1).shift(by)

    @pytest.mark.parametrize("by", [5, "PT1H", None])
    def test_by_something_else_is_refused(self, by: object) -> None:
        with pytest.raises(InvalidType) as caught:
            hours(0, 1).shift(by)  # type: ignore[arg-type]
        assert caught.value.args == ("by", by, "timedelta")


class TestBounds:
    @pytest.mark.parametrize("within", [hours(0, 1), (NOON, NOON + HOUR), None], ids=str)
    def test_are_an_interval(self, within: object) -> None:
        for question in (hours(0, 1).complement, hours(0, 1).clip):
            with pytest.raises(InvalidType) as caught:
                question(within)  # type: ignore[arg-type]
            assert caught.value.args == ("within", within, "Interval")

    @pytest.mark.parametrize("sets", [hours(0, 1), [span(0, 1)], [(1, 2)], 5], ids=str)
    def test_a_union_is_one_of_sets(self, sets: object) -> None:
        with pytest.raises(InvalidType) as caught:
            IntervalSet.union_of(sets)  # type: ignore[arg-type]
        assert caught.value.field == "sets"


class TestQuestions:
    @pytest.mark.parametrize(
        ("at", "inside"),
        [
            (NOON - MICROSECOND, False),
            (NOON, True),
            (NOON + HOUR - MICROSECOND, True),
            (NOON + HOUR, False),
            (NOON + 3 * HOUR, True),
            (ORIGIN, False),
            (HORIZON, False),
        ],
        ids=str,
    )
    def test_a_set_contains_starts_but_no_ends(self, at: datetime, *, inside: bool) -> None:
        assert (at in hours(0, 1, 3, 4)) is inside

    @pytest.mark.parametrize("value", ["2026-10-26T12:00:00Z", None, RUNNING], ids=str)
    def test_only_instants_are_looked_for(self, value: object) -> None:
        with pytest.raises(InvalidType):
            _ = value in hours(0, 1)  # type: ignore[operator]

    def test_a_naive_datetime_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            _ = NAIVE in EMPTY

    def test_total_sums_the_lengths(self) -> None:
        assert hours(0, 1, 3, 6).total() == 4 * HOUR

    def test_nothing_is_no_time(self) -> None:
        assert EMPTY.total() == timedelta(0)

    def test_bounds_cover_the_set(self) -> None:
        assert hours(0, 1, 3, 6).bounds() == span(0, 6)

    def test_the_empty_set_has_no_bounds(self) -> None:
        assert EMPTY.bounds() is None

    @pytest.mark.parametrize(
        ("made", "count"), [(EMPTY, 0), (hours(0, 1), 1), (hours(0, 1, 2, 3), 2)]
    )
    def test_len_counts_intervals(self, made: IntervalSet, count: int) -> None:
        assert len(made) == count

    def test_only_the_empty_set_is_empty(self) -> None:
        assert EMPTY.is_empty()
        assert not hours(0, 1).is_empty()

    def test_touching_sets_are_disjoint(self) -> None:
        assert hours(0, 1).isdisjoint(hours(1, 2))
        assert not hours(0, 2).isdisjoint(hours(1, 3))

    def test_a_subset_lies_in_the_other(self) -> None:
        assert hours(1, 2).issubset(hours(0, 3))
        assert not hours(0, 3).issubset(hours(1, 2))

    def test_a_set_has_no_truth_value(self) -> None:
        with pytest.raises(
            TypeError, match=r"an interval set has no truth value; ask is_empty\(\)"
        ):
            bool(EMPTY)

    def test_text_is_a_list_of_iso_8601_intervals(self) -> None:
        assert str(hours(0, 1, 3, 4)) == (
            "2026-10-26T12:00:00Z/2026-10-26T13:00:00Z, 2026-10-26T15:00:00Z/2026-10-26T16:00:00Z"
        )

    def test_repr_of_a_few_intervals_makes_the_set_again(self) -> None:
        few = hours(0, 1, 3, 4)
        assert repr(few) == f"IntervalSet.parse('{few}')"

    def test_repr_counts_many_intervals(self) -> None:
        told = "<IntervalSet of 4 intervals in 2026-10-26T12:00:00Z/2026-10-26T19:00:00Z>"
        assert repr(hours(0, 1, 2, 3, 4, 5, 6, 7)) == told

    def test_equal_sets_have_one_hash(self) -> None:
        assert len({hours(0, 2), hours(0, 1, 1, 2), hours(1, 2) | hours(0, 1)}) == 1
