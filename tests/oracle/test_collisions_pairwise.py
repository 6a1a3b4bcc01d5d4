"""Collisions of changes by a sweep agree with looking at every pair of changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations, product

from attrs import evolve
from hypothesis import given, strategies as st

from svcmgmt.practice import Change, collisions
from svcmgmt.temporal import Interval
from svcmgmt.values import Ref, ServiceId

SUNDAY = datetime(2026, 11, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
ITEMS = ("db1", "shop", "web")

PLANS = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 4), st.sets(st.sampled_from(ITEMS), max_size=2)),
    max_size=7,
)
DEPENDENCIES = st.lists(st.tuples(st.sampled_from(ITEMS), st.sampled_from(ITEMS)), max_size=3)


def change(number: int, start: int, length: int, items: set[str]) -> Change:
    window = Interval(SUNDAY + start * HOUR, SUNDAY + (start + length) * HOUR)
    begun = Change.log(id=str(number), at=SUNDAY - 9 * HOUR, planned=window)
    return evolve(begun, affected=[Ref(id=ServiceId(item)) for item in sorted(items)])


def pairwise_collisions(
    changes: list[Change], depends_on: list[tuple[str, str]]
) -> set[tuple[frozenset[str], str]]:
    """Return (both ids, thing) of every collision, by looking at every pair."""
    found: set[tuple[frozenset[str], str]] = set()
    for one, other in combinations(changes, 2):
        assert one.planned is not None
        assert other.planned is not None
        if not one.planned.overlaps(other.planned):
            continue
        both = frozenset({one.id, other.id})
        mine, theirs = ({ref.id for ref in each.affected} for each in (one, other))
        for item in mine & theirs:
            found.add((both, str(item)))
        for left, right in product(mine, theirs):
            if left != right and ((left, right) in depends_on or (right, left) in depends_on):
                found.add((both, " and ".join(sorted((left, right)))))
    return found


@given(plans=PLANS, depends_on=DEPENDENCIES)
def test_the_sweep_finds_the_same_pairs(
    plans: list[tuple[int, int, set[str]]], depends_on: list[tuple[str, str]]
) -> None:
    changes = [change(number, *plan) for number, plan in enumerate(plans)]
    found = {
        (frozenset({each.first, each.second}), thing)
        for each in collisions(changes, depends_on=depends_on)
        for thing in each.on
    }
    assert found == pairwise_collisions(changes, depends_on)
