"""The compiled table, tried on small numbers: microseconds since 1970."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svcmgmt.calendars._table import Table


def t(micros: int) -> timedelta:
    return timedelta(microseconds=micros)


OPEN = [10, 20, 30, 35, 50, 60]
TABLE = Table(OPEN, 0, 100)
EMPTY = Table([], 0, 100)
FULL = Table([0, 100], 0, 100)


def open_before(at: int, edges: list[int]) -> int:
    return sum(any(low <= i < high for low, high in _pairs(edges)) for i in range(at))


def _pairs(edges: list[int]) -> list[tuple[int, int]]:
    return list(zip(edges[::2], edges[1::2], strict=True))


@pytest.mark.parametrize("at", range(101))
def test_worked_counts_open_time_from_the_start(at: int) -> None:
    assert TABLE.worked(t(at)) == t(open_before(at, OPEN))
    assert EMPTY.worked(t(at)) == t(0)
    assert FULL.worked(t(at)) == t(at)


@pytest.mark.parametrize("start", [0, 9, 10, 15, 20, 25, 55, 60, 100])
@pytest.mark.parametrize("end", [0, 10, 12, 34, 35, 50, 59, 100])
def test_between_is_a_difference_of_counts(start: int, end: int) -> None:
    expected = open_before(end, OPEN) - open_before(start, OPEN)
    assert TABLE.between(t(start), t(end)) == t(expected)


@pytest.mark.parametrize("at", range(100))
def test_is_open_inside_half_open_intervals(at: int) -> None:
    assert TABLE.is_open(t(at)) is any(low <= at < high for low, high in _pairs(OPEN))


@pytest.mark.parametrize(
    ("worked", "least", "greatest"),
    [(1, 11, 11), (10, 20, 30), (11, 31, 31), (15, 35, 50), (24, 59, 59)],
)
def test_an_amount_of_open_time_is_reached_at_a_closing_or_the_next_opening(
    worked: int, least: int, greatest: int
) -> None:
    assert TABLE.first_at(t(worked), latest=False) == t(least)
    assert TABLE.first_at(t(worked), latest=True) == t(greatest)


def test_more_open_time_than_there_is_lies_beyond() -> None:
    assert TABLE.first_at(t(25), latest=False) == t(60)
    assert TABLE.first_at(t(25), latest=True) is None
    assert TABLE.first_at(t(26), latest=False) is None
    assert EMPTY.first_at(t(1), latest=False) is None


def test_open_time_may_be_counted_from_any_instant() -> None:
    """A table that has grown to the past counts what came there as less than nothing."""
    table = Table(OPEN, 0, 100, worked=t(-12))
    assert [table.worked(t(at)) for at in (0, 15, 40, 100)] == [t(-12), t(-7), t(3), t(13)]
    assert table.first_at(t(-2), latest=False) == t(20)
    assert table.first_at(t(-2), latest=True) == t(30)
    assert [table.last_at(t(worked)) for worked in (-12, -2, 12)] == [t(10), t(30), t(59)]


@pytest.mark.parametrize(
    ("worked", "expected"), [(0, 10), (9, 19), (10, 30), (12, 32), (15, 50), (24, 59)]
)
def test_the_greatest_instant_with_so_much_before_it_is_open(worked: int, expected: int) -> None:
    assert TABLE.last_at(t(worked)) == t(expected)


@pytest.mark.parametrize(
    ("at", "next_open", "following_open", "next_close", "previous_close", "previous_open"),
    [
        (0, 10, 10, 20, None, None),
        (9, 10, 10, 20, None, None),
        (10, 10, 30, 20, None, None),
        (11, 11, 30, 20, 11, 10),
        (20, 30, 30, 35, 20, 10),
        (25, 30, 30, 35, 20, 10),
        (30, 30, 50, 35, 20, 10),
        (31, 31, 50, 35, 31, 30),
        (50, 50, None, 60, 35, 30),
        (59, 59, None, 60, 59, 50),
        (60, None, None, None, 60, 50),
        (99, None, None, None, 60, 50),
    ],
)
def test_neighbours_of_an_instant(
    at: int,
    next_open: int | None,
    following_open: int | None,
    next_close: int | None,
    previous_close: int | None,
    previous_open: int | None,
) -> None:
    found = [
        TABLE.next_open(t(at)),
        TABLE.following_open(t(at)),
        TABLE.next_close(t(at)),
        TABLE.previous_close(t(at)),
        TABLE.previous_open(t(at)),
    ]
    expected = [next_open, following_open, next_close, previous_close, previous_open]
    assert found == [None if each is None else t(each) for each in expected]


def test_the_ends_of_a_table_are_no_openings_or_closings() -> None:
    assert FULL.next_close(t(50)) is None
    assert FULL.previous_open(t(50)) is None
    assert FULL.following_open(t(50)) is None
    assert FULL.first_at(t(100), latest=True) is None
    assert FULL.previous_close(t(100)) == t(100)


def test_an_empty_table_knows_nothing() -> None:
    assert not EMPTY.is_open(t(5))
    for question in (
        EMPTY.next_open,
        EMPTY.following_open,
        EMPTY.next_close,
        EMPTY.previous_close,
        EMPTY.previous_open,
    ):
        assert question(t(5)) is None


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ([10, 20], [110, 120], [10, 20, 110, 120]),
        ([10, 100], [100, 120], [10, 120]),
        ([10, 100], [110, 120], [10, 100, 110, 120]),
        ([10, 90], [100, 120], [10, 90, 100, 120]),
        ([], [100, 120], [100, 120]),
        ([10, 100], [], [10, 100]),
        ([], [], []),
        ([0, 100], [100, 200], [0, 200]),
    ],
)
def test_tables_join_without_a_seam(left: list[int], right: list[int], joined: list[int]) -> None:
    """Whichever half was there first, and whatever it counts from."""
    for table in (
        Table(left, 0, 100).with_later(right, 200),
        Table(right, 100, 200).with_earlier(left, 0),
        Table(right, 100, 200, worked=t(-7)).with_earlier(left, 0),
    ):
        assert list(table.edges) == joined
        assert (table.first, table.last) == (t(0), t(200))
        whole = Table(joined, 0, 200, worked=table.base[0])
        assert (table.bounds, table.base, table.sums) == (whole.bounds, whole.base, whole.sums)
        assert table.between(t(0), t(200)) == t(open_before(200, joined))
        assert table.between(t(90), t(110)) == t(open_before(110, joined) - open_before(90, joined))


def test_a_part_of_a_table_is_clipped() -> None:
    assert TABLE.clip(15, 55) == [15, 20, 30, 35, 50, 55]
    assert TABLE.clip(20, 30) == []
    assert TABLE.clip(0, 100) == OPEN
