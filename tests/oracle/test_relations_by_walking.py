"""Relations refuse a cycle or a second link exactly where a walk over the graph finds one."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from svcmgmt.practice import (
    Link,
    LinkKind,
    LinkToItself,
    ParentCycle,
    RecordKey,
    RecordKind,
    Relations,
    RuleBroken,
    SecondParent,
)

PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12)


def child_of(child: int, parent: int) -> Link:
    one, other = (RecordKey(RecordKind.INCIDENT, str(each)) for each in (child, parent))
    return Link(one, LinkKind.CHILD_OF, other)


def refusal_by_walking(parents: dict[int, int], child: int, parent: int) -> type[RuleBroken] | None:
    """Return what adding a parent breaks, by walking from parent to parent."""
    if child == parent:
        return LinkToItself
    if child in parents:
        return None if parents[child] == parent else SecondParent
    here: int | None = parent
    while here is not None:
        if here == child:
            return ParentCycle
        here = parents.get(here)
    return None


@given(PAIRS)
def test_links_are_refused_as_a_walk_refuses_them(pairs: list[tuple[int, int]]) -> None:
    parents: dict[int, int] = {}
    relations = Relations()
    for child, parent in pairs:
        expected = refusal_by_walking(parents, child, parent)
        if expected is None:
            relations = relations.add(child_of(child, parent))
            parents[child] = parent
        else:
            with pytest.raises(RuleBroken) as refused:
                relations.add(child_of(child, parent))
            assert type(refused.value) is expected
    assert len(relations.links) == len(parents)
    assert relations == Relations(child_of(*pair) for pair in parents.items())
