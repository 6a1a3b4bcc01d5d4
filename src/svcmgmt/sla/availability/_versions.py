"""Of many versions of facts the newest of each: merges in any order, any number of times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from svcmgmt.sla.availability.facts import RecordedFact

__all__ = ["contested", "newest"]

FactT = TypeVar("FactT", bound=RecordedFact)


def newest(facts: tuple[FactT, ...]) -> tuple[FactT, ...]:
    """Return the newest version of each fact; of versions at the same place each different one.

    The operation is associative, commutative and idempotent up to the order.
    """
    if len({fact.id or fact for fact in facts}) == len(facts):
        return facts
    held: dict[object, dict[FactT, None]] = {}
    for fact in facts:
        versions = held.setdefault(fact.id or fact, {})
        known = next(iter(versions), fact)
        if known.place < fact.place:
            versions.clear()
        if known.place <= fact.place:
            versions[fact] = None
    return tuple(fact for versions in held.values() for fact in versions)


def contested(facts: Iterable[RecordedFact]) -> list[str]:
    """Return the ids of facts of which several versions are at the same place, in order."""
    counts = Counter(fact.id for fact in facts if fact.id)
    return sorted(name for name, count in counts.items() if count > 1)
