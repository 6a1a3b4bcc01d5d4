"""Weighted stretches as plain integers."""

from __future__ import annotations

import pytest

from svcmgmt.sla.availability import Granularity, Overlap
from svcmgmt.sla.availability._spans import (
    bridged,
    common_scale,
    covered,
    first_edge,
    runs,
    segments,
    stepped,
    within,
)

ONE = (1, 1)


class TestScales:
    def test_the_least_common_denominator(self) -> None:
        assert common_scale([]) == 1
        assert common_scale([2, 3, 4]) == 12

    def test_one_beyond_all_use_is_none(self) -> None:
        assert common_scale([2**600 + 1, 2**700 + 1, 2**800 + 1]) is None


class TestCovered:
    @pytest.mark.parametrize(
        ("spans", "length"),
        [
            ([], 0),
            ([(3, 3)], 0),
            ([(5, 9), (1, 3)], 6),
            ([(1, 9), (2, 3), (8, 12)], 11),
            ([(1, 3), (3, 5, 1, 2)], 4),
        ],
    )
    def test_overlaps_count_once(self, spans: list[tuple[int, ...]], length: int) -> None:
        assert covered(spans) == length


class TestSegments:
    SPANS = ((0, 10, 1, 2), (5, 20, 1, 1), (6, 8, 1, 3), (15, 18, 1, 2))

    def test_the_strongest_counts(self) -> None:
        assert segments(self.SPANS, 6, Overlap.MAX) == [
            *((0, 5, 3), (5, 6, 6), (6, 15, 6), (15, 20, 6)),
        ]

    def test_sums_and_capped_sums(self) -> None:
        assert segments(self.SPANS, 6, Overlap.SUM) == [
            *((0, 5, 3), (5, 6, 9), (6, 8, 11), (8, 10, 9), (10, 15, 6), (15, 18, 9), (18, 20, 6)),
        ]
        assert {weight for _, _, weight in segments(self.SPANS, 6, Overlap.SUM_CAPPED)} == {3, 6}

    def test_whole_weights_are_a_union(self) -> None:
        spans = [(0, 4, *ONE), (2, 3, *ONE), (3, 6, *ONE), (6, 7, *ONE), (9, 9, *ONE)]
        assert segments(spans, 1, Overlap.MAX) == [(0, 7, 1)]
        assert segments([], 1, Overlap.MAX) == []
        assert segments(spans, 1, Overlap.SUM) == [
            *((0, 2, 1), (2, 3, 2), (3, 4, 2), (4, 6, 1), (6, 7, 1)),
        ]

    def test_weights_that_do_not_fit_the_scale_are_rounded_up(self) -> None:
        assert segments([(0, 1, 1, 3)], 10, Overlap.MAX) == [(0, 1, 4)]


class TestWithin:
    def test_pieces_are_cut_by_intervals(self) -> None:
        pieces = [(0, 10, 1), (12, 20, 2)]
        assert within(pieces, [1, 3, 5, 14, 30, 40]) == [
            *((1, 3, 1), (5, 10, 1), (12, 14, 2)),
        ]

    def test_it_begins_where_it_is_told(self) -> None:
        edges = [1, 3, 5, 14, 30, 40]
        assert [first_edge(edges, at) for at in (0, 1, 2, 3, 5, 14, 39, 40)] == [
            *(0, 0, 0, 2, 2, 4, 4, 6),
        ]
        assert within([(12, 20, 2)], edges, first_edge(edges, 12)) == [(12, 14, 2)]


class TestRuns:
    SPANS = ((0, 5, *ONE), (4, 6, *ONE), (6, 7, *ONE), (9, 12, *ONE), (10, 11, *ONE))

    @pytest.mark.parametrize(
        ("gap", "expected"),
        [
            (None, [(0, 2), (2, 3), (3, 5)]),
            (0, [(0, 3), (3, 5)]),
            (2, [(0, 3), (3, 5)]),
            (3, [(0, 5)]),
        ],
    )
    def test_what_overlaps_or_is_close_is_one(
        self, gap: int | None, expected: list[tuple[int, int]]
    ) -> None:
        assert list(runs(self.SPANS, gap)) == expected

    def test_nothing_has_no_runs(self) -> None:
        assert list(runs([], None)) == []


class TestBridged:
    def test_gaps_weigh_as_the_worse_neighbour(self) -> None:
        assert list(bridged([(0, 2, 1), (2, 3, 5), (6, 7, 2)])) == [
            *((0, 2, 1), (2, 3, 5), (3, 6, 5), (6, 7, 2)),
        ]
        assert list(bridged([])) == []


class TestStepped:
    PIECES = ((0, 4, 2), (10, 13, 3))

    @pytest.mark.parametrize(
        ("granularity", "unit", "expected"),
        [
            (Granularity.EXACT, 5, [(0, 4, 2), (10, 13, 3)]),
            (Granularity.DOWN, 5, [(0, 4, 2), (10, 11, 3)]),
            (Granularity.DOWN, 4, [(0, 4, 2)]),
            (Granularity.DOWN, 9, []),
            (Granularity.DOWN, 7, [(0, 4, 2), (10, 13, 3)]),
            (Granularity.UP, 7, [(0, 4, 2), (10, 13, 3)]),
            (Granularity.UP, 5, [(0, 4, 2), (10, 12, 3), (12, 13, 3 * 4)]),
        ],
    )
    def test_the_end_is_left_out_or_counts_longer(
        self, granularity: Granularity, unit: int, expected: list[tuple[int, int, int]]
    ) -> None:
        assert list(stepped(self.PIECES, unit, granularity)) == expected

    def test_a_last_piece_of_a_microsecond(self) -> None:
        assert list(stepped([(3, 4, 2)], 5, Granularity.UP)) == [(3, 4, 10)]
        assert list(stepped([], 5, Granularity.UP)) == []
