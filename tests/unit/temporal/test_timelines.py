"""Values over time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from operator import add

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import (
    EMPTY,
    BeforeFirstChange,
    Interval,
    IntervalSet,
    NaiveDatetime,
    OpenInterval,
    Timeline,
)

MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
START = datetime(2026, 10, 26, 8, tzinfo=UTC)
NAIVE = START.replace(tzinfo=None)


def hour(count: int) -> datetime:
    return START + count * HOUR


def span(first: int, last: int) -> Interval:
    return Interval(hour(first), hour(last))


def line(*changes: tuple[int, str]) -> Timeline[str]:
    return Timeline.of((hour(count), value) for count, value in changes)


SERVICE = line((0, "up"), (2, "down"), (3, "up"), (6, "closed"))


class TestOf:
    def test_changes_come_in_any_order(self) -> None:
        assert line((3, "up"), (0, "up"), (6, "closed"), (2, "down")) == SERVICE

    def test_the_last_given_change_of_one_instant_counts(self) -> None:
        assert line((0, "up"), (2, "lost"), (2, "down"), (2, "kept")) == line(
            (0, "up"), (2, "kept")
        )

    def test_a_change_that_is_taken_back_at_once_leaves_no_trace(self) -> None:
        assert line((0, "up"), (2, "down"), (2, "up")) == line((0, "up"))

    def test_neighbours_of_one_value_are_one_segment(self) -> None:
        assert line((0, "up"), (1, "up"), (2, "down"), (2, "down")) == line((0, "up"), (2, "down"))

    def test_no_change_at_all_is_refused(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Timeline.of([])
        assert caught.value.args == ("changes", [], "at least one change")

    def test_a_naive_instant_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            Timeline.of([(START, 1), (NAIVE, 2)])

    def test_an_instant_outside_the_range_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="an instant from 1970"):
            Timeline.of([(datetime(1969, 1, 1, tzinfo=UTC), 1)])

    def test_values_need_no_order(self) -> None:
        made: Timeline[object] = Timeline.of([(START, object), (START, 1), (hour(1), None)])
        assert [value for _, value in made.changes()] == [1, None]

    def test_it_tells_its_changes(self) -> None:
        assert list(SERVICE.changes()) == [
            (hour(0), "up"),
            (hour(2), "down"),
            (hour(3), "up"),
            (hour(6), "closed"),
        ]

    def test_it_starts_with_its_first_change(self) -> None:
        assert SERVICE.start == START

    def test_len_counts_the_changes(self) -> None:
        assert len(SERVICE) == 4

    def test_equal_timelines_have_one_hash(self) -> None:
        assert len({line((0, "a")), line((0, "a"), (1, "a"))}) == 1

    @pytest.mark.parametrize(
        "changes", [{START: "up"}, "up", [START], [(START, "up", "down")], None, 5], ids=str
    )
    def test_what_does_not_fall_into_pairs_is_refused(self, changes: object) -> None:
        with pytest.raises(InvalidType) as caught:
            Timeline.of(changes)  # type: ignore[arg-type]
        assert caught.value.field == "changes"
        assert caught.value.allowed == "a list of pairs of an instant and a value"


class TestAsOf:
    @pytest.mark.parametrize("at", [NAIVE, "2026-10-26T08:00:00Z"], ids=str)
    def test_what_is_no_instant_is_named(self, at: object) -> None:
        with pytest.raises((NaiveDatetime, InvalidType)) as caught:
            SERVICE.as_of(at)  # type: ignore[arg-type]
        assert caught.value.args[0] == "at"

    @pytest.mark.parametrize(
        ("at", "value"),
        [
            (hour(0), "up"),
            (hour(2) - MICROSECOND, "up"),
            (hour(2), "down"),
            (hour(5), "up"),
            (hour(6), "closed"),
            (datetime(2199, 12, 31, tzinfo=UTC), "closed"),
        ],
        ids=str,
    )
    def test_the_value_of_the_last_change_holds(self, at: datetime, value: str) -> None:
        assert SERVICE.as_of(at) == value

    def test_there_is_no_value_before_the_first_change(self) -> None:
        with pytest.raises(BeforeFirstChange) as caught:
            SERVICE.as_of(START - MICROSECOND)
        assert caught.value.args == (
            "at",
            START - MICROSECOND,
            "2026-10-26T08:00:00Z or later",
        )

    def test_a_question_too_early_is_an_invalid_value(self) -> None:
        assert issubclass(BeforeFirstChange, InvalidValue)

    def test_a_naive_instant_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            SERVICE.as_of(NAIVE)

    def test_only_instants_are_asked_about(self) -> None:
        with pytest.raises(InvalidType):
            SERVICE.as_of("2026-10-26T08:00:00Z")  # type: ignore[arg-type]


class TestSegments:
    @pytest.mark.parametrize(
        ("within", "segments"),
        [
            (span(-1, 1), [(0, 1, "up")]),
            (span(1, 4), [(1, 2, "up"), (2, 3, "down"), (3, 4, "up")]),
            (span(2, 3), [(2, 3, "down")]),
            (span(7, 9), [(7, 9, "closed")]),
            (span(-3, -1), []),
            (span(-3, 0), []),
            (span(2, 2), []),
        ],
        ids=str,
    )
    def test_they_tile_the_bounds(
        self, within: Interval, segments: list[tuple[int, int, str]]
    ) -> None:
        expected = [(span(first, last), value) for first, last, value in segments]
        assert list(SERVICE.segments(within=within)) == expected

    def test_a_timeline_of_one_value_is_one_segment(self) -> None:
        assert list(line((0, "a")).segments(within=span(-1, 1))) == [(span(0, 1), "a")]


class TestWhen:
    def test_all_times_of_one_value_are_given(self) -> None:
        assert SERVICE.when("up", within=span(1, 9)) == IntervalSet.of([span(1, 2), span(3, 6)])

    def test_a_value_that_never_held_has_no_time(self) -> None:
        assert SERVICE.when("lost", within=span(0, 9)) == EMPTY

    def test_neighbours_that_are_accepted_are_joined(self) -> None:
        accepted = SERVICE.where(lambda value: value != "closed", within=span(1, 9))
        assert accepted == IntervalSet.of([span(1, 6)])

    def test_accept_is_asked_once_for_each_segment_inside(self) -> None:
        asked: list[str] = []

        def accept(value: str) -> bool:
            asked.append(value)
            return True

        SERVICE.where(accept, within=span(1, 3))
        assert asked == ["up", "down"]


class TestTimeIn:
    def test_times_stand_in_order_of_first_appearance(self) -> None:
        times = SERVICE.time_in(within=span(2, 9))
        assert list(times.items()) == [("down", HOUR), ("up", 3 * HOUR), ("closed", 3 * HOUR)]

    def test_only_the_time_during_a_set_counts(self) -> None:
        during = IntervalSet.of([span(1, 4), span(8, 20)])
        assert SERVICE.time_in(within=span(0, 9), during=during) == {
            "up": 2 * HOUR,
            "down": HOUR,
            "closed": HOUR,
        }

    def test_a_value_that_held_only_outside_has_no_time(self) -> None:
        assert SERVICE.time_in(within=span(2, 3), during=EMPTY) == {"down": timedelta(0)}

    def test_before_the_first_change_nothing_counts(self) -> None:
        assert SERVICE.time_in(within=span(-5, 0)) == {}

    @pytest.mark.parametrize("during", [span(0, 1), [span(0, 1)], "24x7"], ids=str)
    def test_during_is_a_set(self, during: object) -> None:
        with pytest.raises(InvalidType) as caught:
            SERVICE.time_in(within=span(0, 8), during=during)  # type: ignore[arg-type]
        assert caught.value.args == ("during", during, "IntervalSet")

    def test_within_is_an_interval(self) -> None:
        with pytest.raises(InvalidType) as caught:
            SERVICE.time_in(within=(hour(0), hour(1)))  # type: ignore[arg-type]
        assert caught.value.args == ("within", (hour(0), hour(1)), "Interval")


QUESTIONS: dict[str, Callable[[Interval], object]] = {
    "segments": lambda within: list(SERVICE.segments(within=within)),
    "where": lambda within: SERVICE.where(bool, within=within),
    "when": lambda within: SERVICE.when("up", within=within),
    "time_in": lambda within: SERVICE.time_in(within=within),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_open_bounds_are_refused(name: str) -> None:
    with pytest.raises(OpenInterval) as caught:
        QUESTIONS[name](Interval(START))
    assert caught.value.value == Interval(START)


def test_segments_refuse_open_bounds_at_once() -> None:
    with pytest.raises(OpenInterval):
        SERVICE.segments(within=Interval(START))


class TestMap:
    def test_every_value_is_replaced(self) -> None:
        assert SERVICE.map(str.upper) == line((0, "UP"), (2, "DOWN"), (3, "UP"), (6, "CLOSED"))

    def test_values_that_become_equal_are_joined(self) -> None:
        usable = SERVICE.map(lambda value: value == "up")
        assert list(usable.changes()) == [
            (hour(0), True),
            (hour(2), False),
            (hour(3), True),
            (hour(6), False),
        ]


class TestCombine:
    def test_the_function_sees_what_holds_together(self) -> None:
        one = line((0, "a"), (2, "b"))
        other = line((1, "x"), (3, "y"))
        assert one.combine(other, add) == line((1, "ax"), (2, "bx"), (3, "by"))

    def test_it_starts_when_both_have_a_value(self) -> None:
        assert line((5, "a")).combine(SERVICE, add).start == hour(5)

    def test_results_that_are_equal_are_joined(self) -> None:
        one, other = line((0, "a"), (1, "b")), line((0, "b"), (1, "a"))
        assert len(one.combine(other, lambda left, right: "".join(sorted(left + right)))) == 1

    def test_changes_at_one_instant_are_one_change(self) -> None:
        assert len(line((0, "a"), (1, "b")).combine(line((0, "x"), (1, "y")), add)) == 2
