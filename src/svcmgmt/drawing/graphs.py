"""Layered drawings of small directed graphs, left to right, without a layout program."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Final, TypeAlias

from attrs import field, frozen

from svcmgmt.errors import InvalidValue

__all__ = ["Layout", "Point", "layered"]

_SWEEPS: Final = 8

_Item: TypeAlias = str | tuple[str, str, int]
"""A node, or the place of an edge in a layer that it passes."""


@frozen
class Point:
    """A place in layers (x) and lanes (y)."""

    x: float
    """Layer, from 0 at the left."""

    y: float
    """Lane, from 0 at the top."""


@frozen
class Layout:
    """Where nodes and edges of a graph lie."""

    nodes: dict[str, Point] = field(hash=False)
    """Place of each node."""

    paths: dict[tuple[str, str], tuple[Point, ...]] = field(hash=False)
    """Places through which each edge runs, from its source to its target."""


def layered(nodes: Sequence[str], edges: Sequence[tuple[str, str]], roots: Sequence[str]) -> Layout:
    """Return a layered layout: edges run to the right where they can, long ones around nodes.

    Args:
        nodes: names, in the order that breaks ties.
        edges: (source, target) pairs of different nodes.
        roots: where to begin; what they lead to follows in later layers.

    Returns:
        Places in layers and lanes, the same for the same graph.

    Raises:
        InvalidValue: an edge or a root that names no node.

    Examples:
        >>> layout = layered("abc", [("a", "b"), ("b", "c"), ("a", "c")], ["a"])
        >>> [layout.nodes[name].x for name in "abc"]
        [0, 1, 2]
    """
    known = set(nodes)
    for name in (*roots, *chain.from_iterable(edges)):
        if name not in known:
            raise InvalidValue("node", name, ", ".join(nodes))
    layer = _layers(nodes, edges, roots)
    lanes: list[list[_Item]] = [[] for _ in range(max(layer.values(), default=0) + 1)]
    for name in nodes:
        lanes[layer[name]].append(name)
    chains: dict[tuple[str, str], list[_Item]] = {}
    for a, b in edges:
        low, high = (a, b) if layer[a] <= layer[b] else (b, a)
        if (low, high) not in chains:
            # an edge over several layers gets a place of its own in each layer between
            between = [(low, high, index) for index in range(layer[low] + 1, layer[high])]
            for place in between:
                lanes[place[2]].append(place)
            chains[low, high] = [low, *between, high]
    _untangle(lanes, [link for steps in chains.values() for link in pairwise(steps)])
    tallest = max(map(len, lanes))
    places = {
        item: Point(index, number + (tallest - len(lane)) / 2)
        for index, lane in enumerate(lanes)
        for number, item in enumerate(lane)
    }
    return Layout(
        {name: places[name] for name in nodes},
        {
            (a, b): tuple(places[item] for item in chains.get((a, b)) or chains[b, a][::-1])
            for a, b in edges
        },
    )


def _layers(
    nodes: Sequence[str], edges: Sequence[tuple[str, str]], roots: Sequence[str]
) -> dict[str, int]:
    """Return the length of a longest way to each node, ways back left out."""
    targets: dict[str, list[str]] = {name: [] for name in nodes}
    for a, b in edges:
        targets[a].append(b)
    onward: dict[str, list[str]] = {name: [] for name in nodes}
    done: dict[str, None] = {}
    for root in (*roots, *nodes):
        if root in done:
            continue
        trail = {root: iter(targets[root])}  # not by recursion, because a chain may be long
        while trail:
            name, ahead = next(reversed(trail.items()))
            target = next(ahead, None)
            if target is None:
                del trail[name]
                done[name] = None
            elif target not in trail:  # else it is a way back
                onward[name].append(target)
                if target not in done:
                    trail[target] = iter(targets[target])
    layer = dict.fromkeys(nodes, 0)
    for name in reversed(done):  # every node comes after all that lead onward to it
        for target in onward[name]:
            layer[target] = max(layer[target], layer[name] + 1)
    return layer


def _untangle(lanes: list[list[_Item]], links: Sequence[tuple[_Item, _Item]]) -> None:
    """Order each layer by the middle of its neighbours, so that fewer edges cross."""
    before: dict[_Item, list[_Item]] = {}
    after: dict[_Item, list[_Item]] = {}
    for a, b in links:
        after.setdefault(a, []).append(b)
        before.setdefault(b, []).append(a)
    height = {item: index for lane in lanes for index, item in enumerate(lane)}
    for sweep in range(_SWEEPS):
        neighbours, order = (before, lanes[1:]) if sweep % 2 == 0 else (after, lanes[-2::-1])
        for lane in order:
            middle = {
                item: _mean([height[near] for near in neighbours.get(item, [item])])
                for item in lane
            }
            lane.sort(key=middle.__getitem__)
            height.update((item, index) for index, item in enumerate(lane))


def _mean(values: list[int]) -> float:
    return sum(values) / len(values)
