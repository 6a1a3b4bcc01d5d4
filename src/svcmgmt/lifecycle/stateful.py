"""Entities that have a lifecycle: frozen, and every transition a new entity with one more fact."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from itertools import pairwise
from operator import attrgetter
from types import MemberDescriptorType
from typing import Any, Final, Generic, Self, TypeAlias, TypeVar

from attrs import evolve, field, fields, frozen, setters

from svcmgmt.errors import InvalidType, InvalidValue, SvcmgmtError
from svcmgmt.lifecycle.history import StateChange, by_text, in_order, reason_text
from svcmgmt.lifecycle.model import Lifecycle
from svcmgmt.lifecycle.replay import replay
from svcmgmt.lifecycle.rules import Guard, Rule
from svcmgmt.lifecycle.states import STATE_KINDS, OwnState, State, Trigger
from svcmgmt.temporal import instant
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["LateFact", "Stateful", "TransitionNotAllowed"]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)
Made = TypeVar("Made")

_NO_CHANGES: Final[Mapping[str, Any]] = {}


class TransitionNotAllowed(SvcmgmtError, ValueError):
    """A transition that the lifecycle does not have, or that a guard refused.

    Args:
        lifecycle: name of the lifecycle.
        state: the state the entity is in; None if nobody knows it.
        wanted: the trigger, or the state that was asked for.
        allowed: the triggers that are possible.
        guard: what the guard that refused asks for; empty if the table refused.
        way: triggers of the shortest way to the wanted state; empty if there is none.

    Examples:
        >>> print(TransitionNotAllowed("incident", "new", "close", ("start", "cancel"), "",
        ...                            ("start", "resolve", "close")))
        incident: 'close' is not allowed in 'new'; ... way there: start, resolve, close
    """

    def __init__(
        self,
        lifecycle: str,
        state: str | None,
        wanted: str,
        allowed: tuple[str, ...],
        guard: str,
        way: tuple[str, ...],
    ) -> None:
        super().__init__(lifecycle, state, wanted, allowed, guard, way)
        self.lifecycle = lifecycle
        self.state = state
        self.wanted = wanted
        self.allowed = allowed
        self.guard = guard
        self.way = way

    def __str__(self) -> str:
        where = "an unknown state" if self.state is None else f"'{self.state}'"
        why = f" because it needs: {self.guard}" if self.guard else ""
        allowed = ", ".join(self.allowed) or "nothing, no trigger leads out of there"
        way = f"; way there: {', '.join(self.way)}" if self.way else ""
        return (
            f"{self.lifecycle}: '{self.wanted}' is not allowed in {where}{why}; "
            f"allowed: {allowed}{way}"
        )


class LateFact(InvalidValue):
    """A transition dated before the last one; late facts go through `replay`.

    Args:
        field: what the instant was given for.
        value: the instant.
        allowed: from when on a transition can be.

    Examples:
        >>> issubclass(LateFact, InvalidValue)
        True
    """


def _facts(values: Iterable[StateChange[Any, Any]]) -> tuple[StateChange[Any, Any], ...]:
    return all_of_kind("history", values, StateChange)


def _check_order(
    _entity: object, _attribute: object, history: tuple[StateChange[Any, Any], ...]
) -> None:
    for one, other in pairwise(history):
        if other.at < one.at:
            raise InvalidValue("history", str(other), f"facts in order, from {one.at} on")


@frozen(kw_only=True)
class Stateful(ABC, Generic[S, T]):
    """Base of entities with a state, a history and typed triggers.

    A subclass redeclares `state` with its enumeration and default, names its published
    lifecycle, and gives each trigger a typed method over `fire`.

    Raises:
        InvalidType: a state that is none, such as its bare word; something else than a list of
            state changes or a lifecycle; a subclass without slots that declares `state` anew.
        InvalidValue: a state in which the history does not end, or facts out of order.
    """

    state: S | OwnState | None
    """Where it is now; None if the document that it came from used a word that nobody knows."""

    history: tuple[StateChange[S, T], ...] = field(
        default=(), converter=_facts, validator=_check_order
    )
    """Facts in order; the last one leads to `state`."""

    own_lifecycle: Lifecycle[S, T] | None = field(
        default=None, hash=False, repr=False, validator=of_kind(Lifecycle, None)
    )
    """An organisation's extension of the published lifecycle; None for the published one."""

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        """Refuse a class without slots in which a slot of this one hides a field declared anew."""
        if "__slots__" in vars(cls):
            return
        for each in fields(cls):
            slot = getattr(cls, each.name, None)
            if isinstance(slot, MemberDescriptorType) and not each.inherited:
                raise InvalidType("class", cls, f"slots, because it declares {each.name} anew")

    def __attrs_post_init__(self) -> None:
        state, history = self.state, self.history
        ends = history[-1].to_state if history else state
        if ends is state and history:
            return
        if state is not None and not isinstance(state, STATE_KINDS):
            raise InvalidType("state", state, "a state, or None")
        if ends != state:
            raise InvalidValue("state", str(state), f"{ends}, where the history ends")

    @classmethod
    @abstractmethod
    def published_lifecycle(cls) -> Lifecycle[S, T]:
        """Return the lifecycle that all entities of the class have unless they bring their own."""

    @property
    def lifecycle(self) -> Lifecycle[S, T]:
        """The lifecycle that holds for this entity."""
        return self.published_lifecycle() if self.own_lifecycle is None else self.own_lifecycle

    @property
    def allowed_triggers(self) -> tuple[T | str, ...]:
        """The triggers that the table allows now; guards may still refuse."""
        return () if self.state is None else self.lifecycle.triggers_from(self.state)

    def fire(
        self,
        trigger: T | str,
        *,
        at: datetime,
        by: str = "",
        reason: Enum | str = "",
        changes: Mapping[str, Any] = _NO_CHANGES,
    ) -> Self:
        """Return the entity after a trigger.

        Args:
            trigger: a trigger of the lifecycle, or its word.
            at: when; not before the last fact.
            by: who.
            reason: why, in the organisation's words, or a member of an enumeration of reasons.
            changes: further fields to set in the same step; guards see them.

        Raises:
            TransitionNotAllowed: the table or a guard refuses.
            UnknownTrigger: a word that is no trigger of the lifecycle.
            LateFact: `at` before the last fact.
            NaiveDatetime: `at` without a zone.
        """
        lifecycle, state = self.lifecycle, self.state
        if state is None:
            raise self._refusal(str(lifecycle.trigger(trigger)), (), None)
        rules = lifecycle.rules_for(state, trigger)
        moved, refused = self._tried(rules, at, by, reason, changes)
        if moved is None:
            raise self._refusal(str(trigger), [rule.target for rule in rules], refused)
        return moved

    def move_to(
        self,
        target: S | OwnState | str,
        *,
        at: datetime,
        by: str = "",
        reason: Enum | str = "",
        changes: Mapping[str, Any] = _NO_CHANGES,
    ) -> Self:
        """Return the entity after the transition to a state, for clients that send states.

        Args:
            target: a state of the lifecycle, or its word.
            at: when; not before the last fact.
            by: who.
            reason: why, in the organisation's words, or a member of an enumeration of reasons.
            changes: further fields to set in the same step; guards see them.

        Raises:
            TransitionNotAllowed: no rule leads there, a guard refuses, or another rule of the
                same trigger comes first.
            UnknownState: a word that is no state of the lifecycle.
            LateFact: `at` before the last fact.
            NaiveDatetime: `at` without a zone.
        """
        lifecycle, state = self.lifecycle, self.state
        wanted = lifecycle.state(target) if isinstance(target, str) else target
        refused: Guard | None = None
        straight = () if state is None else lifecycle.rules_between(state, wanted)
        for trigger in dict.fromkeys(rule.trigger for rule in straight):
            # all rules of the trigger, because one before the wanted one may take the step
            rules = () if state is None else lifecycle.rules_for(state, trigger)
            moved, guard = self._tried(rules, at, by, reason, changes, wanted)
            if moved is not None:
                return moved
            refused = refused or guard
        raise self._refusal(str(wanted), () if straight else (wanted,), refused)

    def replay(self, facts: Iterable[StateChange[S, T]]) -> Self:
        """Return the entity with further facts in its history, late and repeated ones included.

        Args:
            facts: facts in any order.

        Raises:
            ImpossibleHistory: the facts together contradict the lifecycle.
            InvalidType: something else than a list of state changes.
        """
        history, _ = in_order((*self.history, *all_of_kind("facts", facts, StateChange)))
        start = None if self.history else self.state
        state = replay(self.lifecycle, history, start=start)
        return evolve(self, state=state, history=history)

    def _tried(
        self,
        rules: tuple[Rule[S, T], ...],
        at: datetime,
        by: str,
        reason: Enum | str,
        changes: Mapping[str, Any],
        wanted: S | OwnState | None = None,
    ) -> tuple[Self | None, Guard | None]:
        """Return the entity after the first rule that its guards let pass, or what refused.

        If that rule does not lead to the wanted state, nothing is returned.
        """
        refused: Guard | None = None
        for rule in rules:
            is_wanted = wanted is None or rule.target == wanted
            change = self._change(rule, at, by, reason)
            moved = self._moved(rule.target, (*self.history, change), changes)
            guard = _refusing(rule.guards, moved) if rule.guards else None
            if guard is None:
                moved.__attrs_post_init__()
                return (moved, None) if is_wanted else (None, refused)
            refused = guard if is_wanted else refused
        return None, refused

    def _change(
        self, rule: Rule[S, T], at: datetime, by: str, reason: Enum | str
    ) -> StateChange[S, T]:
        at = instant(at, "at")
        last = self.history[-1] if self.history else None
        sequence = None
        if last is not None and at <= last.at:
            if at < last.at:
                raise LateFact("at", at, f"{last.at} or later; late facts go through replay")
            # several steps of one instant are told apart by their place
            sequence = (last.sequence or 0) + 1
        # states and trigger were looked at when the rule was made, which is half of the work
        told = (at, sequence, None, "", rule.target, self.state, rule.trigger)
        words = by_text(by), reason_text(reason)
        return _made(_CHANGE, _CHANGE_SLOTS, (*told, *words))

    def _moved(
        self,
        state: S | OwnState,
        history: tuple[StateChange[S, T], ...],
        changes: Mapping[str, Any],
    ) -> Self:
        """Return a copy in another state; fields that do not change were checked already."""
        kind = type(self)
        fields_of, read, write = _copied_fields(kind)
        for name in changes:
            if name not in fields_of or name == "state":
                raise InvalidValue("changes", name, ", ".join(sorted({*fields_of} - {"state"})))
        if write is None:
            aliased = {fields_of[name].alias: value for name, value in changes.items()}
            return evolve(self, state=state, history=history, **aliased)
        moved = _made(kind, write, (*read(self), state, history))
        put = object.__setattr__
        for name, value in changes.items():
            converted = setters.convert(moved, fields_of[name], value)
            put(moved, name, setters.validate(moved, fields_of[name], converted))
        return moved

    def _refusal(
        self, wanted: str, targets: Iterable[S | OwnState], guard: Guard | None
    ) -> TransitionNotAllowed:
        lifecycle, state = self.lifecycle, self.state
        if guard is None:
            named = [rule.target for rule in lifecycle.rules if str(rule.trigger) == wanted]
            ways = [lifecycle.way(state, each) for each in (*targets, *named) if state is not None]
        else:
            ways = []
        way = min((found for found in ways if found), key=len, default=())
        return TransitionNotAllowed(
            lifecycle.name,
            None if state is None else str(state),
            wanted,
            tuple(map(str, self.allowed_triggers)),
            "" if guard is None else requirement(guard),
            tuple(map(str, way)),
        )


_Reader: TypeAlias = Callable[[Any], tuple[Any, ...]]
_Writer: TypeAlias = Callable[[Any, Any], None]


def _slots(kind: type[Any], names: Iterable[str]) -> tuple[_Writer, ...]:
    """Return what writes fields of a class, as far as they are in slots."""
    found = [getattr(kind, name, None) for name in names]
    return tuple(each.__set__ for each in found if isinstance(each, MemberDescriptorType))


_CHANGE: Final[type[StateChange[Any, Any]]] = StateChange
_CHANGE_SLOTS: Final = _slots(StateChange, (each.name for each in fields(StateChange)))


def _made(kind: type[Made], write: Iterable[_Writer], values: Iterable[object]) -> Made:
    """Return an instance with values in its slots, all of which were looked at already."""
    made = object.__new__(kind)
    # there is a value for each, and `strict` would cost a third of the loop
    for put, value in zip(write, values):  # noqa: B905
        put(made, value)
    return made


@cache
def _copied_fields(kind: type[Any]) -> tuple[dict[str, Any], _Reader, tuple[_Writer, ...] | None]:
    """Return the fields of a class beside its history, what reads them, and what writes all.

    There are no writers if copying fields does not make a whole entity, because something is
    derived, cached or not in a slot.
    """
    copied = {each.name: each for each in fields(kind) if each.name != "history"}
    # the state is written twice, because a getter of one name would give no tuple
    names = (*copied, "state", "history")
    slots = _slots(kind, names)
    is_plain = all(each.init for each in copied.values())
    is_whole = is_plain and not hasattr(kind, "_attrs_cached_hash") and len(slots) == len(names)
    return copied, attrgetter(*copied), slots if is_whole else None


def _refusing(guards: tuple[Guard, ...], entity: object) -> Guard | None:
    """Return the first guard that says no."""
    for guard in guards:
        if not guard(entity):
            return guard
    return None


def requirement(guard: Guard) -> str:
    """Return what a guard asks for: the first line of its docstring, else its name."""
    text = (guard.__doc__ or "").strip().split("\n", 1)[0].rstrip(".")
    if not text:
        return guard.__name__
    return text[0].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
