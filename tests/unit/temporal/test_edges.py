"""Interval sets as flat lists of edges."""

from __future__ import annotations

import pytest

from svcmgmt.temporal import _edges


class TestNormal:
    @pytest.mark.parametrize(
        ("pairs", "edges"),
        [
            ([], []),
            ([(1, 3)], [1, 3]),
            ([(5, 6), (1, 3)], [1, 3, 5, 6]),
            ([(1, 3), (3, 5)], [1, 5]),
            ([(1, 3), (2, 5)], [1, 5]),
            ([(1, 9), (2, 5)], [1, 9]),
            ([(1, 3), (1, 3)], [1, 3]),
            ([(2, 2)], []),
            ([(1, 3), (2, 2)], [1, 3]),
            ([(5, 2)], []),
        ],
    )
    def test_pairs_are_sorted_merged_and_never_empty(
        self, pairs: list[tuple[int, int]], edges: list[int]
    ) -> None:
        assert _edges.normal(pairs) == edges


class TestClip:
    @pytest.mark.parametrize(
        ("start", "end", "inside"),
        [
            (0, 100, [10, 20, 30, 40]),
            (10, 40, [10, 20, 30, 40]),
            (12, 35, [12, 20, 30, 35]),
            (12, 18, [12, 18]),
            (20, 30, []),
            (22, 28, []),
            (0, 10, []),
            (40, 50, []),
            (20, 31, [30, 31]),
            (15, 15, []),
            (18, 12, []),
        ],
    )
    def test_only_what_lies_inside_is_left(self, start: int, end: int, inside: list[int]) -> None:
        assert _edges.clip([10, 20, 30, 40], start, end) == inside


class TestComplement:
    @pytest.mark.parametrize(
        ("start", "end", "gaps"),
        [
            (0, 50, [0, 10, 20, 30, 40, 50]),
            (10, 40, [20, 30]),
            (10, 50, [20, 30, 40, 50]),
            (0, 40, [0, 10, 20, 30]),
            (12, 18, []),
            (10, 20, []),
            (22, 28, [22, 28]),
            (5, 5, []),
            (9, 3, []),
        ],
    )
    def test_the_gaps_are_what_is_left_of_the_bounds(
        self, start: int, end: int, gaps: list[int]
    ) -> None:
        assert _edges.complement([10, 20, 30, 40], start, end) == gaps


@pytest.mark.parametrize(
    ("left", "right", "union", "intersection", "difference"),
    [
        ([], [], [], [], []),
        ([1, 5], [], [1, 5], [], [1, 5]),
        ([], [1, 5], [1, 5], [], []),
        ([1, 5], [3, 8], [1, 8], [3, 5], [1, 3]),
        ([1, 5], [5, 8], [1, 8], [], [1, 5]),
        ([1, 9], [3, 5], [1, 9], [3, 5], [1, 3, 5, 9]),
        ([3, 5], [1, 9], [1, 9], [3, 5], []),
        ([1, 3, 5, 7], [2, 6], [1, 7], [2, 3, 5, 6], [1, 2, 6, 7]),
        ([1, 3, 5, 7], [1, 3, 5, 7], [1, 3, 5, 7], [1, 3, 5, 7], []),
    ],
)
def test_two_lists_join_meet_and_differ(
    left: list[int],
    right: list[int],
    union: list[int],
    intersection: list[int],
    difference: list[int],
) -> None:
    assert _edges.union([left, right]) == union
    assert _edges.intersection(left, right) == intersection
    assert _edges.difference(left, right) == difference


def test_pairs_are_starts_and_ends() -> None:
    assert list(_edges.pairs([1, 3, 5, 7])) == [(1, 3), (5, 7)]


@pytest.mark.parametrize(("edges", "length"), [([], 0), ([1, 3], 2), ([1, 3, 10, 20], 12)])
def test_total_is_the_summed_length(edges: list[int], length: int) -> None:
    assert _edges.total(edges) == length
