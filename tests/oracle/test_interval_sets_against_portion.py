"""Interval sets against the portion library, on the same intervals of integers."""

from __future__ import annotations

import portion  # type: ignore[import-untyped]
from hypothesis import given, strategies as st

from svcmgmt.temporal import EMPTY, Interval, IntervalSet, from_micros

LAST = 40

Spans = list[tuple[int, int]]


def spans() -> st.SearchStrategy[Spans]:
    pair = st.tuples(st.integers(0, LAST), st.integers(0, 12))
    return st.lists(pair.map(lambda each: (each[0], each[0] + each[1])), max_size=8)


def ours(pairs: Spans) -> IntervalSet:
    return IntervalSet.of(Interval(from_micros(low), from_micros(high)) for low, high in pairs)


def theirs(pairs: Spans) -> portion.Interval:
    made = portion.empty()
    for low, high in pairs:
        made |= portion.closedopen(low, high)
    return made


def edges(intervals: portion.Interval) -> tuple[int, ...]:
    """Return the edges of intervals that portion keeps sorted, joined and half-open."""
    return tuple(edge for each in intervals if not each.empty for edge in (each.lower, each.upper))


@given(spans())
def test_the_canonical_form_is_the_same(pairs: Spans) -> None:
    assert ours(pairs).edges == edges(theirs(pairs))


@given(spans(), spans())
def test_unions_are_the_same(one: Spans, other: Spans) -> None:
    assert (ours(one) | ours(other)).edges == edges(theirs(one) | theirs(other))


@given(spans(), spans())
def test_intersections_are_the_same(one: Spans, other: Spans) -> None:
    assert (ours(one) & ours(other)).edges == edges(theirs(one) & theirs(other))


@given(spans(), spans())
def test_differences_are_the_same(one: Spans, other: Spans) -> None:
    assert (ours(one) - ours(other)).edges == edges(theirs(one) - theirs(other))


@given(spans(), spans())
def test_symmetric_differences_are_the_same(one: Spans, other: Spans) -> None:
    left, right = theirs(one), theirs(other)
    assert (ours(one) ^ ours(other)).edges == edges((left | right) - (left & right))


@given(spans(), st.integers(0, LAST), st.integers(0, LAST))
def test_complements_are_the_same(pairs: Spans, low: int, length: int) -> None:
    within = Interval(from_micros(low), from_micros(low + length))
    expected = ~theirs(pairs) & portion.closedopen(low, low + length)
    assert ours(pairs).complement(within).edges == edges(expected)


@given(spans(), st.integers(0, LAST), st.integers(0, LAST))
def test_clips_are_the_same(pairs: Spans, low: int, length: int) -> None:
    within = Interval(from_micros(low), from_micros(low + length))
    expected = theirs(pairs) & portion.closedopen(low, low + length)
    assert ours(pairs).clip(within).edges == edges(expected)


@given(spans())
def test_the_same_instants_lie_inside(pairs: Spans) -> None:
    one, other = ours(pairs), theirs(pairs)
    for micros in range(LAST + 14):
        assert (from_micros(micros) in one) is (micros in other)


@given(spans(), spans())
def test_the_same_sets_are_subsets(one: Spans, other: Spans) -> None:
    assert ours(one).issubset(ours(other)) is (theirs(one) in theirs(other))


@given(spans())
def test_the_same_enclosure_covers_all(pairs: Spans) -> None:
    cover = ours(pairs).bounds()
    one = EMPTY if cover is None else IntervalSet.of([cover])
    assert one.edges == edges(theirs(pairs).enclosure)
