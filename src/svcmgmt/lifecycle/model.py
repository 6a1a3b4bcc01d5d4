"""A lifecycle as data: rules checked when it is made, compiled to a table of look-ups."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeAlias, TypeVar, cast

from attrs import Factory, field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle.states import OwnState, State, Trigger

__all__ = [
    "Guard",
    "InvalidLifecycle",
    "Lifecycle",
    "Rule",
    "UnknownState",
    "UnknownTrigger",
]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)

Guard: TypeAlias = Callable[[Any], bool]
"""A named pure function that says whether an entity may be as a transition would leave it.

It is given the entity after the change, its last `StateChange` included. The first line of its
docstring tells people what it asks for.
"""


class InvalidLifecycle(InvalidValue):
    """A lifecycle whose rules contradict each other.

    Args:
        field: the lifecycle and what is wrong.
        value: the state, trigger or rule.
        allowed: what would be accepted.

    Examples:
        >>> issubclass(InvalidLifecycle, InvalidValue)
        True
    """


class UnknownState(InvalidValue):
    """A word that is no state of a lifecycle.

    Args:
        field: the lifecycle.
        value: the word.
        allowed: its states.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> INCIDENT.state("nwe")
        Traceback (most recent call last):
        ...
        svcmgmt.lifecycle.model.UnknownState: ... 'nwe' is not allowed; allowed: new, ...
    """


class UnknownTrigger(InvalidValue):
    """A word that is no trigger of a lifecycle.

    Args:
        field: the lifecycle.
        value: the word.
        allowed: its triggers.

    Examples:
        >>> issubclass(UnknownTrigger, InvalidValue)
        True
    """


def _tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(values)


def _guards(values: Iterable[Guard]) -> tuple[Guard, ...]:
    guards = tuple(values)
    for guard in guards:
        if not callable(guard) or getattr(guard, "__name__", "<lambda>") == "<lambda>":
            raise InvalidType("guard", guard, "a function with a name")
    return guards


def _sources(values: Iterable[S | OwnState]) -> tuple[S | OwnState, ...]:
    if isinstance(values, str | State | OwnState):
        raise InvalidType("sources", values, "a list of states")
    return tuple(values)


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
        InvalidType: a guard without a name, such as a lambda, or sources that are no list.

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

    source: str = "own"
    """Where the edge is published, `own` where nobody drew it."""


def _all_states(lifecycle: Lifecycle[S, T]) -> tuple[S | OwnState, ...]:
    named = [*lifecycle.initials]
    for rule in lifecycle.rules:
        named += [*rule.sources, rule.target]
    named += [*lifecycle.finals, *lifecycle.undrawn]
    kinds = dict.fromkeys(type(state) for state in named if isinstance(state, State))
    members = cast("list[S]", [member for kind in kinds for member in kind])
    return tuple(dict.fromkeys([*members, *named]))


_Table: TypeAlias = dict[tuple[object, object], tuple[Rule[Any, Any], ...]]


def _index(lifecycle: Lifecycle[S, T], key: Callable[[Rule[S, T]], object]) -> _Table:
    """Return the rules by state and something else of them, in order of trial."""
    table: _Table = {}
    for rule in lifecycle.rules:
        for state in rule.sources:
            table[state, key(rule)] = (*table.get((state, key(rule)), ()), rule)
    return table


def _by_trigger(lifecycle: Lifecycle[S, T]) -> _Table:
    return _index(lifecycle, lambda rule: rule.trigger)


def _by_step(lifecycle: Lifecycle[S, T]) -> _Table:
    """Return the rules by state and target, and by state and (word of the trigger, target)."""
    return _index(lifecycle, lambda rule: rule.target) | _index(
        lifecycle, lambda rule: (str(rule.trigger), rule.target)
    )


@frozen(kw_only=True, repr=False)
class Lifecycle(Generic[S, T]):
    """Which states something can be in, and what leads from one to another.

    Checked when made: every drawn state is reachable from an initial one and can reach a final
    one, every dead end is final, no rule leaves a final state that is not declared reopenable,
    no rule hides another.
    Source: rules R0.8 and I25.

    Raises:
        InvalidLifecycle: rules that contradict each other.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> new, on_hold, closed = map(INCIDENT.state, ["new", "onHold", "closed"])
        >>> [str(trigger) for trigger in INCIDENT.triggers_from(on_hold)]
        ['resume', 'resolve', 'cancel']
        >>> [str(trigger) for trigger in INCIDENT.way(new, closed)]
        ['start', 'resolve', 'close']
    """

    name: str
    """What has this lifecycle, in one word."""

    rules: tuple[Rule[S, T], ...] = field(converter=_tuple)
    """The transitions; those of one trigger and state are tried in order."""

    initials: tuple[S | OwnState, ...] = field(converter=_tuple)
    """States in which it may begin."""

    finals: tuple[S | OwnState, ...] = field(default=(), converter=_tuple)
    """States in which it may end; none for things that never end."""

    reopenable: tuple[S | OwnState, ...] = field(default=(), converter=_tuple)
    """Final states that rules may leave."""

    undrawn: tuple[S | OwnState, ...] = field(default=(), converter=_tuple)
    """States that exist and that nobody has drawn; exempt from the checks."""

    source: str = "own"
    """Where the machine is published; `own` where it is not."""

    states: tuple[S | OwnState, ...] = field(
        init=False, eq=False, default=Factory(_all_states, takes_self=True)
    )
    """All states: those of the enumeration in its order, then own ones."""

    _by_trigger: _Table = field(init=False, eq=False, default=Factory(_by_trigger, takes_self=True))
    _by_step: _Table = field(init=False, eq=False, default=Factory(_by_step, takes_self=True))

    def __attrs_post_init__(self) -> None:
        check_lifecycle(self)

    def state(self, word: str) -> S | OwnState:
        """Return the state of a word.

        Raises:
            UnknownState: no state is called so.
        """
        for state in self.states:
            if str(state) == word:
                return state
        allowed = ", ".join(map(str, self.states))
        raise UnknownState(f"state of {self.name}", word, allowed)

    @property
    def triggers(self) -> tuple[T | str, ...]:
        """All triggers, in order of first appearance."""
        return tuple(dict.fromkeys(rule.trigger for rule in self.rules))

    def trigger(self, word: str) -> T | str:
        """Return the trigger of a word.

        Raises:
            UnknownTrigger: no trigger is called so.
        """
        for trigger in self.triggers:
            if str(trigger) == word:
                return trigger
        allowed = ", ".join(map(str, self.triggers))
        raise UnknownTrigger(f"trigger of {self.name}", word, allowed)

    def triggers_from(self, state: S | OwnState) -> tuple[T | str, ...]:
        """Return the triggers that lead out of a state, in order; guards are not asked."""
        leaving = (rule.trigger for rule in self.rules if state in rule.sources)
        return tuple(dict.fromkeys(leaving))

    def targets_from(self, state: S | OwnState) -> tuple[S | OwnState, ...]:
        """Return the states that one transition away from a state; guards are not asked."""
        return tuple(dict.fromkeys(rule.target for rule in self.rules if state in rule.sources))

    def rules_for(self, state: S | OwnState, trigger: T | str) -> tuple[Rule[S, T], ...]:
        """Return the rules of a trigger in a state, in order of trial; none if there are none."""
        return self._by_trigger.get((state, trigger), ())

    def rules_between(self, state: S | OwnState, target: S | OwnState) -> tuple[Rule[S, T], ...]:
        """Return the rules that lead straight from one state to another, in order of trial."""
        return self._by_step.get((state, target), ())

    def allows(
        self, state: S | OwnState, target: S | OwnState, trigger: T | str | None = None
    ) -> bool:
        """Return whether a rule leads straight from one state to another; guards are not asked.

        Args:
            state: where it starts.
            target: where it ends.
            trigger: what causes it, or its word; any trigger if None.
        """
        key = target if trigger is None else (str(trigger), target)
        return (state, key) in self._by_step

    def way(self, state: S | OwnState, target: S | OwnState) -> tuple[T | str, ...] | None:
        """Return the triggers of a shortest way from one state to another; None if there is none.

        Guards are not asked. From a state to itself the way is empty.
        """
        came: dict[S | OwnState, tuple[T | str, ...]] = {state: ()}
        waiting = deque([state])
        while waiting and target not in came:
            here = waiting.popleft()
            for rule in self.rules:
                if here in rule.sources and rule.target not in came:
                    came[rule.target] = (*came[here], rule.trigger)
                    waiting.append(rule.target)
        return came.get(target)

    def extend(
        self,
        *,
        name: str | None = None,
        rules: Iterable[Rule[S, T]],
        finals: Iterable[S | OwnState] = (),
        undrawn: Iterable[S | OwnState] = (),
    ) -> Lifecycle[S, T]:
        """Return the lifecycle with an organisation's own states and edges added.

        Args:
            name: its name; the old one if None.
            rules: further rules, tried after those that exist; new states come with them.
            finals: further states in which it may end.
            undrawn: further states without edges; those that the rules draw leave the list.

        Raises:
            InvalidLifecycle: the result contradicts itself.

        Examples:
            >>> from svcmgmt.lifecycle import OwnState, StateCategory
            >>> from svcmgmt.lifecycles import INCIDENT
            >>> from svcmgmt.practice import IncidentState
            >>> vendor = OwnState("withVendor", StateCategory.PAUSED)
            >>> ours = INCIDENT.extend(rules=[
            ...     Rule("toVendor", [IncidentState.IN_PROGRESS], vendor),
            ...     Rule("fromVendor", [vendor], IncidentState.IN_PROGRESS)])
            >>> ours.triggers_from(vendor)
            ('fromVendor',)
        """
        added = tuple(rules)
        drawn = {state for rule in added for state in (*rule.sources, rule.target)}
        return Lifecycle(
            name=self.name if name is None else name,
            rules=(*self.rules, *added),
            initials=self.initials,
            finals=(*self.finals, *finals),
            reopenable=self.reopenable,
            undrawn=tuple(each for each in (*self.undrawn, *undrawn) if each not in drawn),
        )

    def __repr__(self) -> str:
        return f"<Lifecycle {self.name}: {len(self.states)} states, {len(self.rules)} rules>"


def check_lifecycle(lifecycle: Lifecycle[S, T]) -> None:
    """Raise `InvalidLifecycle` for the first contradiction in a lifecycle."""
    _check_words(lifecycle)
    _check_declarations(lifecycle)
    _check_order(lifecycle)
    _check_graph(lifecycle)


def _check_words(lifecycle: Lifecycle[S, T]) -> None:
    for kind, things in (("state", lifecycle.states), ("trigger", lifecycle.triggers)):
        words = [str(thing) for thing in things]
        for word in words:
            if words.count(word) > 1:
                raise InvalidLifecycle(f"{kind} of {lifecycle.name}", word, "each word once")


def _check_declarations(lifecycle: Lifecycle[S, T]) -> None:
    name = lifecycle.name
    if not lifecycle.initials:
        raise InvalidLifecycle(f"initials of {name}", (), "at least one state")
    drawn = {state for rule in lifecycle.rules for state in (*rule.sources, rule.target)}
    drawn.update(lifecycle.initials)
    for state in lifecycle.undrawn:
        if state in drawn:
            raise InvalidLifecycle(f"undrawn state of {name}", str(state), "a state without edges")
    for state in lifecycle.states:
        if state not in drawn and state not in lifecycle.undrawn:
            allowed = "a state with an edge, or one declared undrawn"
            raise InvalidLifecycle(f"state of {name}", str(state), allowed)
    _check_ends(lifecycle)


def _check_ends(lifecycle: Lifecycle[S, T]) -> None:
    name = lifecycle.name
    for state in lifecycle.reopenable:
        if state not in lifecycle.finals:
            raise InvalidLifecycle(f"reopenable state of {name}", str(state), "a final state")
    for rule in lifecycle.rules:
        for state in rule.sources:
            if state in lifecycle.finals and state not in lifecycle.reopenable:
                value = f"{state} by {rule.trigger}"
                allowed = "no rule out of a final state that is not declared reopenable"
                raise InvalidLifecycle(f"rule of {name}", value, allowed)


def _check_order(lifecycle: Lifecycle[S, T]) -> None:
    for state in lifecycle.states:
        for trigger in lifecycle.triggers_from(state):
            for hiding in lifecycle.rules_for(state, trigger)[:-1]:
                if not hiding.guards:
                    value = f"{trigger} in {state}"
                    allowed = "guards on every rule but the last of a trigger and state"
                    raise InvalidLifecycle(f"rule of {lifecycle.name}", value, allowed)


def _check_graph(lifecycle: Lifecycle[S, T]) -> None:
    name = lifecycle.name
    for state in lifecycle.states:
        if state in lifecycle.undrawn:
            continue
        if all(lifecycle.way(initial, state) is None for initial in lifecycle.initials):
            raise InvalidLifecycle(f"state of {name}", str(state), "a state that can be reached")
        ends = lifecycle.finals
        if not lifecycle.targets_from(state) and state not in ends:
            raise InvalidLifecycle(
                f"state of {name}", str(state), "a state with a way on, or final"
            )
        if ends and all(lifecycle.way(state, end) is None for end in ends):
            allowed = f"a state that leads to an end: {', '.join(map(str, ends))}"
            raise InvalidLifecycle(f"state of {name}", str(state), allowed)
