"""Layered drawings of directed graphs."""

from __future__ import annotations

from itertools import pairwise
from time import process_time
from typing import TypeAlias

import pytest
from hypothesis import given, strategies as st

from svcmgmt.drawing import Layout, Point, layered

Graph: TypeAlias = tuple[list[str], list[tuple[str, str]], list[str]]


@st.composite
def graphs(draw: st.DrawFn, *, cycles: bool = True) -> Graph:
    nodes = [chr(ord("a") + index) for index in range(draw(st.integers(1, 8)))]
    pairs = [(a, b) for a in nodes for b in nodes if a < b or (cycles and a > b)]
    edges = draw(st.lists(st.sampled_from(pairs), max_size=14)) if pairs else []
    roots = draw(st.lists(st.sampled_from(nodes), max_size=3, unique=True))
    return draw(st.permutations(nodes)), edges, roots


def layers(layout: Layout) -> dict[str, float]:
    return {name: place.x for name, place in layout.nodes.items()}


class TestKnownGraphs:
    def test_no_nodes_are_an_empty_layout(self) -> None:
        assert layered([], [], []) == Layout({}, {})

    def test_one_node_lies_at_the_origin(self) -> None:
        assert layered(["a"], [], ["a"]) == Layout({"a": Point(0, 0)}, {})

    def test_a_chain_runs_to_the_right_in_one_lane(self) -> None:
        layout = layered("abc", [("a", "b"), ("b", "c")], ["a"])
        assert layout.nodes == {"a": Point(0, 0), "b": Point(1, 0), "c": Point(2, 0)}
        assert layout.paths["a", "b"] == (Point(0, 0), Point(1, 0))

    def test_a_diamond_is_centred(self) -> None:
        layout = layered("abcd", [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")], ["a"])
        assert layout.nodes == {
            "a": Point(0, 0.5),
            "b": Point(1, 0),
            "c": Point(1, 1),
            "d": Point(2, 0.5),
        }

    def test_a_long_edge_passes_beside_the_nodes_between(self) -> None:
        layout = layered("abc", [("a", "b"), ("b", "c"), ("a", "c")], ["a"])
        around = layout.paths["a", "c"]
        assert [place.x for place in around] == [0, 1, 2]
        assert around[1] != layout.nodes["b"]

    def test_a_layer_is_the_longest_way(self) -> None:
        edges = [("a", "d"), ("a", "b"), ("b", "c"), ("c", "d")]
        assert layers(layered("abcd", edges, ["a"]))["d"] == 3

    def test_a_way_back_runs_to_the_left(self) -> None:
        layout = layered("abc", [("a", "b"), ("b", "c"), ("c", "a")], ["a"])
        assert layers(layout) == {"a": 0, "b": 1, "c": 2}
        assert [place.x for place in layout.paths["c", "a"]] == [2, 1, 0]

    def test_there_and_back_share_one_path(self) -> None:
        layout = layered("ab", [("a", "b"), ("b", "a")], ["a"])
        assert layout.paths["b", "a"] == layout.paths["a", "b"][::-1]

    def test_the_root_decides_which_way_a_cycle_runs(self) -> None:
        edges = [("a", "b"), ("b", "a")]
        assert layers(layered("ab", edges, ["b"])) == {"a": 1, "b": 0}

    def test_crossing_edges_are_untangled(self) -> None:
        layout = layered("abcd", [("a", "d"), ("b", "c")], ["a", "b"])
        assert layout.nodes["d"].y < layout.nodes["c"].y

    def test_the_order_of_nodes_breaks_ties(self) -> None:
        layout = layered("acb", [], [])
        assert [layout.nodes[name].y for name in "acb"] == [0, 1, 2]

    def test_a_root_that_another_leads_to_follows_it(self) -> None:
        layout = layered("abc", [("a", "b"), ("b", "c")], ["a", "b"])
        assert layers(layout) == {"a": 0, "b": 1, "c": 2}

    @pytest.mark.parametrize(("edges", "roots"), [([("a", "z")], ["a"]), ([], ["z"])])
    def test_an_unknown_node_is_told(self, edges: list[tuple[str, str]], roots: list[str]) -> None:
        with pytest.raises(ValueError, match="z"):
            layered("ab", edges, roots)


class TestLaws:
    @given(graphs())
    def test_one_graph_has_one_layout(self, graph: Graph) -> None:
        assert layered(*graph) == layered(*graph)

    @given(graphs())
    def test_no_edge_has_both_ends_in_one_layer(self, graph: Graph) -> None:
        place = layers(layered(*graph))
        assert all(place[a] != place[b] for a, b in graph[1])

    @given(graphs(cycles=False))
    def test_without_cycles_every_edge_runs_to_the_right(self, graph: Graph) -> None:
        place = layers(layered(*graph))
        assert all(place[a] < place[b] for a, b in graph[1])

    @given(graphs())
    def test_no_two_nodes_lie_in_one_place(self, graph: Graph) -> None:
        assert len(set(layered(*graph).nodes.values())) == len(graph[0])

    @given(graphs())
    def test_every_edge_runs_from_its_source_to_its_target(self, graph: Graph) -> None:
        layout = layered(*graph)
        assert layout.paths.keys() == set(graph[1])
        for (a, b), path in layout.paths.items():
            assert (path[0], path[-1]) == (layout.nodes[a], layout.nodes[b])

    @given(graphs())
    def test_an_edge_passes_one_layer_after_the_other(self, graph: Graph) -> None:
        for path in layered(*graph).paths.values():
            steps = {other.x - one.x for one, other in pairwise(path)}
            assert steps in ({1}, {-1})

    @given(graphs())
    def test_no_edge_passes_through_a_node(self, graph: Graph) -> None:
        layout = layered(*graph)
        taken = set(layout.nodes.values())
        assert all(taken.isdisjoint(path[1:-1]) for path in layout.paths.values())

    @given(graphs())
    def test_places_start_at_the_origin(self, graph: Graph) -> None:
        layout = layered(*graph)
        places = [
            *layout.nodes.values(),
            *(place for path in layout.paths.values() for place in path),
        ]
        assert min(place.x for place in places) == min(place.y for place in places) == 0


def test_each_layer_is_ordered_without_a_look_at_all_others() -> None:
    nodes = [f"n{number}" for number in range(5_000)]
    begun = process_time()
    layout = layered(nodes, list(pairwise(nodes)), nodes[:1])
    assert process_time() - begun < 2  # in a few minutes, if every layer looked at every node
    assert layout.nodes["n4999"] == Point(4_999, 0)
