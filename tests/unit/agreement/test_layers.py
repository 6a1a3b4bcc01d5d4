"""Spans laid over each other: the last one is seen."""

from __future__ import annotations

from svcmgmt.agreement._layers import Layers


def laid(*spans: tuple[int, int, str]) -> Layers[str]:
    """Return layers of spans in order."""
    layers: Layers[str] = Layers()
    for span in spans:
        layers.lay(*span)
    return layers


def test_a_later_span_hides_what_it_covers() -> None:
    layers = laid((0, 10, "a"), (3, 5, "b"))
    assert list(layers.within(0, 10)) == [(0, 3, "a"), (3, 5, "b"), (5, 10, "a")]


def test_what_it_covers_is_told() -> None:
    layers = laid((0, 4, "a"), (6, 9, "b"))
    assert layers.lay(2, 8, "c") == [(2, 4, "a"), (6, 8, "b")]
    assert list(layers.within(0, 10)) == [(0, 2, "a"), (2, 8, "c"), (8, 9, "b")]


def test_touching_spans_cover_nothing() -> None:
    assert laid((0, 4, "a"), (6, 9, "b")).lay(4, 6, "c") == []


def test_an_empty_span_changes_nothing() -> None:
    layers = laid((0, 4, "a"))
    assert layers.lay(2, 2, "b") == []
    assert list(layers.within(0, 4)) == [(0, 4, "a")]


def test_one_instant_sees_one_value_or_none() -> None:
    layers = laid((2, 4, "a"))
    assert [layers.at(instant) for instant in (1, 2, 3, 4)] == [None, "a", "a", None]


def test_gaps_lie_between_spans_only() -> None:
    assert list(laid((0, 2, "a"), (5, 7, "b"), (7, 8, "c")).gaps()) == [(2, 5)]


def test_a_cut_keeps_the_edges_asked_for() -> None:
    assert list(laid((0, 10, "a")).within(3, 5)) == [(3, 5, "a")]
