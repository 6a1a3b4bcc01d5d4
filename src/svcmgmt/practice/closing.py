"""What may happen together: the step of one record ends or reopens no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from svcmgmt.lifecycle import StateCategory
from svcmgmt.practice.incident import Incident
from svcmgmt.practice.links import LinkKind, RecordKey
from svcmgmt.practice.problem import Problem
from svcmgmt.practice.relations import key_of, read_relations
from svcmgmt.practice.rules import ImplicitClosing, ImplicitReopening
from svcmgmt.values._kinds import all_of_kind

__all__ = ["check_together"]

_RANKS: Final = MappingProxyType(
    {
        StateCategory.OPEN: 0,
        StateCategory.PAUSED: 0,
        StateCategory.RESOLVED: 1,
        StateCategory.DONE: 2,
        StateCategory.CANCELLED: 2,
    }
)
"""How far a record is from being over."""


def check_together(
    before: Iterable[Incident | Problem], after: Iterable[Incident | Problem]
) -> None:
    """Raise if one unit of work moves incidents and their problem together.

    Resolving a problem closes no incident, and reopening an incident reopens no problem: each of
    them has a life of its own, so each step is to be taken, and answered for, by itself.
    Source: rule R1.13.

    Args:
        before: the records as they were.
        after: the same records as they would be, those that do not change left out or not.

    Raises:
        InvalidType: something that is no incident or problem.
        ImplicitClosing: a problem gets nearer to its end, and an incident of it as well.
        ImplicitReopening: an incident is reopened, and its problem as well.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> from svcmgmt.values import Ref
        >>> from attrs import evolve
        >>> eight, nine = at("2026-10-26T08:00:00Z"), at("2026-10-26T09:00:00Z")
        >>> problem = Problem.log(id="PRB-1", at=eight)
        >>> incident = evolve(Incident.log(id="INC-1", at=eight), problem=Ref(id=problem.id))
        >>> check_together([incident, problem], [incident.cancel(at=nine)])
        >>> from svcmgmt.practice import ProblemResolution
        >>> dropped = problem.dismiss(at=nine, code=ProblemResolution.CANCELLED)
        >>> check_together([incident, problem], [incident.cancel(at=nine), dropped])
        Traceback (most recent call last):
        ...
        svcmgmt.practice.rules.ImplicitClosing: resolving a problem closes no incident (R1.13): ...
    """
    known = all_of_kind("before", before, Incident, Problem)
    moved = all_of_kind("after", after, Incident, Problem)
    old = {key_of(record): record for record in known}
    new = old | {key_of(record): record for record in moved}
    relations = read_relations(new.values()).relations
    for key, record in new.items():
        step = _step(old, new, key)
        if not isinstance(record, Problem) or not step:
            continue
        for incident in relations.sources_of(key, LinkKind.CAUSED_BY_PROBLEM):
            other = _step(old, new, incident)
            if step > 0 and other > 0:
                raise ImplicitClosing(str(key), f"ending {incident} with it", "a step of its own")
            if step < 0 and other < 0:
                raise ImplicitReopening(str(incident), f"reopening {key}", "a step of its own")


_Records = Mapping[RecordKey, Incident | Problem]


def _step(old: _Records, new: _Records, key: RecordKey) -> int:
    """Return whether a record gets nearer to its end (1), back to work (-1), or neither (0)."""
    ranks = [_rank(records[key]) for records in (old, new) if key in records]
    known = [rank for rank in ranks if rank is not None]
    both = 2
    if len(known) < both:
        return 0
    return (known[1] > known[0]) - (known[1] < known[0])


def _rank(record: Incident | Problem) -> int | None:
    return None if record.state is None else _RANKS.get(record.state.category)
