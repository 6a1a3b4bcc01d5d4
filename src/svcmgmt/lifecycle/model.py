"""A lifecycle as data: rules checked when it is made, compiled to a table of look-ups."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar, cast

from attrs import Factory, field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle.rules import Rule, Table, by_source, by_step, by_trigger
from svcmgmt.lifecycle.states import (
    STATE_KINDS,
    TRIGGER_KINDS,
    OwnState,
    State,
    Trigger,
    listed_states,
)
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["InvalidLifecycle", "Lifecycle", "UnknownState", "UnknownTrigger"]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)


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


def _all_states(lifecycle: Lifecycle[S, T]) -> tuple[S | OwnState, ...]:
    named = [*lifecycle.initials]
    for rule in lifecycle.rules:
        named += [*rule.sources, rule.target]
    named += [*lifecycle.finals, *lifecycle.undrawn]
    kinds = dict.fromkeys(type(state) for state in named if isinstance(state, State))
    members = cast("list[S]", [member for kind in kinds for member in kind])
    return tuple(dict.fromkeys([*members, *named]))


def _all_triggers(lifecycle: Lifecycle[S, T]) -> tuple[T | str, ...]:
    return tuple(dict.fromkeys(rule.trigger for rule in lifecycle.rules))


def _by_source(lifecycle: Lifecycle[S, T]) -> Table:
    return by_source(lifecycle.rules)


def _by_trigger(lifecycle: Lifecycle[S, T]) -> Table:
    return by_trigger(lifecycle.rules)


def _by_step(lifecycle: Lifecycle[S, T]) -> Table:
    return by_step(lifecycle.rules)


def _initials(values: Iterable[S | OwnState]) -> tuple[S | OwnState, ...]:
    return listed_states("initials", values)


def _finals(values: Iterable[S | OwnState]) -> tuple[S | OwnState, ...]:
    return listed_states("finals", values)


def _reopenable(values: Iterable[S | OwnState]) -> tuple[S | OwnState, ...]:
    return listed_states("reopenable", values)


def _undrawn(values: Iterable[S | OwnState]) -> tuple[S | OwnState, ...]:
    return listed_states("undrawn", values)


def _rules(values: Iterable[Rule[S, T]]) -> tuple[Rule[S, T], ...]:
    return all_of_kind("rules", values, Rule)


@frozen(kw_only=True, repr=False)
class Lifecycle(Generic[S, T]):
    """Which states something can be in, and what leads from one to another.

    Checked when made: every drawn state is reachable from an initial one and can reach a final
    one, every dead end is final, no rule leaves a final state that is not declared reopenable,
    no rule hides another.
    Source: rules R0.8 and I25.

    Questions take states and triggers or their words. A word that it does not have is refused, and
    so is something that is neither; a state of something else has no rules here.

    Raises:
        InvalidLifecycle: rules that contradict each other.
        InvalidType: something else than lists of rules and states.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> from svcmgmt.practice import IncidentState
        >>> [str(trigger) for trigger in INCIDENT.triggers_from(IncidentState.ON_HOLD)]
        ['resume', 'resolve', 'cancel']
        >>> [str(trigger) for trigger in INCIDENT.way("new", "closed")]
        ['start', 'resolve', 'close']
    """

    name: str = field(validator=of_kind(str))
    """What has this lifecycle, in one word."""

    rules: tuple[Rule[S, T], ...] = field(converter=_rules)
    """The transitions; those of one trigger and state are tried in order."""

    initials: tuple[S | OwnState, ...] = field(converter=_initials)
    """States in which it may begin."""

    finals: tuple[S | OwnState, ...] = field(default=(), converter=_finals)
    """States in which it may end; none for things that never end."""

    reopenable: tuple[S | OwnState, ...] = field(default=(), converter=_reopenable)
    """Final states that rules may leave."""

    undrawn: tuple[S | OwnState, ...] = field(default=(), converter=_undrawn)
    """States that exist and that nobody has drawn; exempt from the checks."""

    source: str = field(default="own", validator=of_kind(str))
    """Where the machine is published; `own` where it is not."""

    states: tuple[S | OwnState, ...] = field(
        init=False, eq=False, default=Factory(_all_states, takes_self=True)
    )
    """All states: those of the enumeration in its order, then own ones."""

    triggers: tuple[T | str, ...] = field(
        init=False, eq=False, default=Factory(_all_triggers, takes_self=True)
    )
    """All triggers, in order of first appearance."""

    _by_source: Table = field(init=False, eq=False, default=Factory(_by_source, takes_self=True))
    _by_trigger: Table = field(init=False, eq=False, default=Factory(_by_trigger, takes_self=True))
    _by_step: Table = field(init=False, eq=False, default=Factory(_by_step, takes_self=True))

    def __attrs_post_init__(self) -> None:
        check_lifecycle(self)

    def state(self, word: S | OwnState | str) -> S | OwnState:
        """Return the state of a word; one of its states as it is.

        Raises:
            InvalidType: neither a state nor a word.
            UnknownState: no state is called so.
        """
        if not isinstance(word, str | State | OwnState):
            raise InvalidType("state", word, "a state or its word")
        for state in self.states:
            if state == word or str(state) == word:
                return state
        raise UnknownState(f"state of {self.name}", word, ", ".join(map(str, self.states)))

    def trigger(self, word: T | str) -> T | str:
        """Return the trigger of a word; one of its triggers as it is.

        Raises:
            InvalidType: neither a trigger nor a word.
            UnknownTrigger: no trigger is called so.
        """
        if not isinstance(word, str | Trigger):
            raise InvalidType("trigger", word, "a trigger or its word")
        for trigger in self.triggers:
            if trigger == word or str(trigger) == word:
                return trigger
        raise UnknownTrigger(f"trigger of {self.name}", word, ", ".join(map(str, self.triggers)))

    def _known(self, state: S | OwnState | str) -> S | OwnState:
        """Return the state of a word; other states as they are, which have no rules."""
        return state if isinstance(state, STATE_KINDS) else self.state(state)

    def _rules_from(self, state: S | OwnState | str) -> tuple[Rule[S, T], ...]:
        return self._by_source.get(self._known(state), ())

    def triggers_from(self, state: S | OwnState | str) -> tuple[T | str, ...]:
        """Return the triggers that lead out of a state, in order; guards are not asked.

        Args:
            state: a state, or its word.

        Raises:
            UnknownState: a word that is no state of the lifecycle.
        """
        return tuple(dict.fromkeys(rule.trigger for rule in self._rules_from(state)))

    def targets_from(self, state: S | OwnState | str) -> tuple[S | OwnState, ...]:
        """Return the states that one transition away from a state; guards are not asked.

        Args:
            state: a state, or its word.

        Raises:
            UnknownState: a word that is no state of the lifecycle.
        """
        return tuple(dict.fromkeys(rule.target for rule in self._rules_from(state)))

    def rules_for(self, state: S | OwnState | str, trigger: T | str) -> tuple[Rule[S, T], ...]:
        """Return the rules of a trigger in a state, in order of trial; none if there are none.

        Args:
            state: a state, or its word.
            trigger: a trigger, or its word.

        Raises:
            UnknownState: a word that is no state of the lifecycle.
            UnknownTrigger: a word that is no trigger of the lifecycle.
        """
        try:
            return self._by_trigger[state, trigger]
        except (KeyError, TypeError):  # not there, a word, or no state or trigger at all
            known = trigger if isinstance(trigger, Trigger) else self.trigger(trigger)
            return self._by_trigger.get((self._known(state), known), ())

    def rules_between(
        self, state: S | OwnState | str, target: S | OwnState | str
    ) -> tuple[Rule[S, T], ...]:
        """Return the rules that lead straight from one state to another, in order of trial.

        Args:
            state: a state, or its word.
            target: a state, or its word.

        Raises:
            UnknownState: a word that is no state of the lifecycle.
        """
        return self._by_step.get((self._known(state), self._known(target)), ())

    def allows(
        self,
        state: S | OwnState | str,
        target: S | OwnState | str,
        trigger: T | str | None = None,
    ) -> bool:
        """Return whether a rule leads straight from one state to another; guards are not asked.

        Args:
            state: where it starts, a state or its word.
            target: where it ends, a state or its word.
            trigger: what causes it, or its word; any trigger if None.

        Raises:
            InvalidType: something that is no state, or no trigger.
            UnknownState: a word that is no state of the lifecycle.
        """
        known = self._known(state), self._known(target)
        if trigger is None:
            return known in self._by_step
        if not isinstance(trigger, TRIGGER_KINDS):
            raise InvalidType("trigger", trigger, "a trigger, its word or None")
        return (*known, trigger) in self._by_step

    def way(
        self, state: S | OwnState | str, target: S | OwnState | str
    ) -> tuple[T | str, ...] | None:
        """Return the triggers of a shortest way from one state to another; None if there is none.

        Guards are not asked. From a state to itself the way is empty.

        Args:
            state: a state, or its word.
            target: a state, or its word.

        Raises:
            UnknownState: a word that is no state of the lifecycle.
        """
        start, end = self._known(state), self._known(target)
        came: dict[S | OwnState, tuple[T | str, ...]] = {start: ()}
        waiting = deque([start])
        while waiting and end not in came:
            here = waiting.popleft()
            for rule in self._rules_from(here):
                if rule.target not in came:
                    came[rule.target] = (*came[here], rule.trigger)
                    waiting.append(rule.target)
        return came.get(end)

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
            InvalidType: something else than lists of rules and states.

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
        added = _rules(rules)
        drawn = {state for rule in added for state in (*rule.sources, rule.target)}
        ends, bare = _finals(finals), (*self.undrawn, *_undrawn(undrawn))
        return Lifecycle(
            name=self.name if name is None else name,
            rules=(*self.rules, *added),
            initials=self.initials,
            finals=(*self.finals, *ends),
            reopenable=self.reopenable,
            undrawn=[state for state in bare if state not in drawn],
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        from svcmgmt.lifecycle.diagrams import to_mermaid, to_svg  # noqa: PLC0415 - they need this

        return {
            "text/plain": repr(self),
            "text/markdown": f"```mermaid\n{to_mermaid(self)}\n```",
            "image/svg+xml": to_svg(self),
        }

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
        counts = Counter(map(str, things))
        for word, count in counts.items():
            if count > 1:
                raise InvalidLifecycle(f"{kind} of {lifecycle.name}", word, "each word once")


def _check_declarations(lifecycle: Lifecycle[S, T]) -> None:
    name, undrawn = lifecycle.name, set(lifecycle.undrawn)
    if not lifecycle.initials:
        raise InvalidLifecycle(f"initials of {name}", (), "at least one state")
    drawn = {state for rule in lifecycle.rules for state in (*rule.sources, rule.target)}
    drawn.update(lifecycle.initials)
    for state in lifecycle.undrawn:
        if state in drawn:
            raise InvalidLifecycle(f"undrawn state of {name}", str(state), "a state without edges")
    for state in lifecycle.states:
        if state not in drawn and state not in undrawn:
            allowed = "a state with an edge, or one declared undrawn"
            raise InvalidLifecycle(f"state of {name}", str(state), allowed)
    _check_ends(lifecycle)


def _check_ends(lifecycle: Lifecycle[S, T]) -> None:
    name, finals, reopenable = lifecycle.name, set(lifecycle.finals), set(lifecycle.reopenable)
    for state in lifecycle.reopenable:
        if state not in finals:
            raise InvalidLifecycle(f"reopenable state of {name}", str(state), "a final state")
    for rule in lifecycle.rules:
        for state in rule.sources:
            if state in finals and state not in reopenable:
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
    name, finals, undrawn = lifecycle.name, set(lifecycle.finals), set(lifecycle.undrawn)
    onward = {state: lifecycle.targets_from(state) for state in lifecycle.states}
    back: dict[S | OwnState, list[S | OwnState]] = {state: [] for state in lifecycle.states}
    for state, targets in onward.items():
        for target in targets:
            back[target].append(state)
    begun, ending = reached_from(lifecycle.initials, onward), reached_from(lifecycle.finals, back)
    for state in lifecycle.states:
        if state in undrawn:
            continue
        if state not in begun:
            raise InvalidLifecycle(f"state of {name}", str(state), "a state that can be reached")
        if not onward[state] and state not in finals:
            raise InvalidLifecycle(
                f"state of {name}", str(state), "a state with a way on, or final"
            )
        if finals and state not in ending:
            allowed = f"a state that leads to an end: {', '.join(map(str, lifecycle.finals))}"
            raise InvalidLifecycle(f"state of {name}", str(state), allowed)


def reached_from(
    starts: Iterable[S | OwnState], ways: Mapping[S | OwnState, Iterable[S | OwnState]]
) -> set[S | OwnState]:
    """Return the states to which ways lead, those where they start included."""
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        for state in ways[waiting.pop()]:
            if state not in reached:
                reached.add(state)
                waiting.append(state)
    return reached
