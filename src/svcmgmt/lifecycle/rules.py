"""Rules of a lifecycle, and the tables in which they are looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle.states import (
    STATE_KINDS,
    OwnState,
    State,
    Trigger,
    listed_states,
    not_a_state,
)
from svcmgmt.values._kinds import of_kind

__all__ = ["Guard", "Rule"]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)

Guard: TypeAlias = Callable[[Any], bool]
"""A named pure function that says whether an entity may be as a transition would leave it.

It is given the entity after the change, its last `StateChange` included. The first line of its
docstring tells people what it asks for.
"""


def _guards(values: Iterable[Guard]) -> tuple[Guard, ...]:
    if not isinstance(values, Iterable):
        raise InvalidType("guards", values, "a list of functions with names")
    guards = tuple(values)
    for guard in guards:
        if not callable(guard) or getattr(guard, "__name__", "<lambda>") == "<lambda>":
            raise InvalidType("guard", guard, "a function with a name")
    return guards


def _sources(values: Iterable[S | OwnState]) -> tuple[S | OwnState, ...]:
    return listed_states("sources", values)


@frozen
class Rule(Generic[S, T]):
    """A trigger leads from any of some states to one state, if all guards agree.

    Args:
        trigger: what causes the transition.
        sources: states from which it may.
        target: the state it leads to.
        guards: named functions that must all say yes.
        source: where the edge is published; `own` if it is not.

    Raises:
        InvalidType: a guard without a name, such as a lambda; a list that is none; a bare word
            in place of a state.
        InvalidValue: a trigger of no letters.

    Examples:
        >>> from svcmgmt.practice import IncidentState, IncidentTrigger
        >>> Rule(IncidentTrigger.HOLD, [IncidentState.IN_PROGRESS], IncidentState.ON_HOLD).source
        'own'
    """

    trigger: T | str
    """What causes the transition."""

    sources: tuple[S | OwnState, ...] = field(converter=_sources)
    """States from which it may."""

    target: S | OwnState
    """The state it leads to."""

    guards: tuple[Guard, ...] = field(default=(), converter=_guards)
    """Functions that must all say yes."""

    source: str = field(default="own", validator=of_kind(str))
    """Where the edge is published, `own` where nobody drew it."""

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.trigger, Trigger | str):
            raise InvalidType("trigger", self.trigger, "a member of a Trigger, or a word")
        if self.trigger == "":
            raise InvalidValue("trigger", self.trigger, "a word that is not empty")
        if not isinstance(self.target, STATE_KINDS):
            raise not_a_state("target", self.target)


Table: TypeAlias = Mapping[object, tuple[Rule[Any, Any], ...]]
"""Rules by what they are looked up with, in order of trial."""


def _index(
    rules: Iterable[Rule[S, T]], keys: Callable[[S | OwnState, Rule[S, T]], Iterable[object]]
) -> Table:
    table: dict[object, list[Rule[S, T]]] = {}
    for rule in rules:
        for state in rule.sources:
            for key in dict.fromkeys(keys(state, rule)):
                table.setdefault(key, []).append(rule)
    return {key: tuple(found) for key, found in table.items()}


def by_source(rules: Iterable[Rule[S, T]]) -> Table:
    """Return the rules by a state from which they lead."""
    return _index(rules, lambda state, _: [state])


def by_trigger(rules: Iterable[Rule[S, T]]) -> Table:
    """Return the rules by state and trigger or its word."""
    return _index(rules, lambda state, rule: [(state, rule.trigger), (state, str(rule.trigger))])


def by_step(rules: Iterable[Rule[S, T]]) -> Table:
    """Return the rules by state and target, and by these and trigger or its word."""

    def keys(state: S | OwnState, rule: Rule[S, T]) -> Iterable[object]:
        step = state, rule.target
        return step, (*step, rule.trigger), (*step, str(rule.trigger))

    return _index(rules, keys)
