"""The bridge to the `transitions` package, for tools that want callbacks, queues or nesting.

The table stays the one truth: the machine is built from it, and the live model lets the frozen
entity fire. Nothing of `transitions` is imported before a machine is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle.model import Lifecycle
from svcmgmt.lifecycle.rules import Rule
from svcmgmt.lifecycle.stateful import Stateful, TransitionNotAllowed
from svcmgmt.lifecycle.states import State, Trigger
from svcmgmt.values._kinds import check_kind

if TYPE_CHECKING:
    from transitions import Machine

__all__ = ["LiveEntity", "machine"]

_WILDCARDS: Final = frozenset({"=", "*"})

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)
E = TypeVar("E", bound="Stateful[Any, Any]")


def machine(
    lifecycle: Lifecycle[S, T], machine_type: type[Machine] | None = None, **options: Any
) -> Machine:
    """Return a `transitions.Machine` with the states and rules of a lifecycle, without models.

    It has no automatic transitions. Guards judge models that are `LiveEntity`s; for models of
    your own that only have a state they agree.

    Args:
        lifecycle: what to build it from.
        machine_type: a subclass, for example with a lock; `transitions.Machine` if None.
        options: further arguments of the machine, for example callbacks.

    Raises:
        InvalidType: no lifecycle, or no machine.
        InvalidValue: a state called `=` or `*`, which `transitions` reads as any state.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> sorted(machine(INCIDENT).get_triggers("onHold"))
        ['cancel', 'resolve', 'resume']
    """
    from transitions import Machine  # noqa: PLC0415 - only who wants a machine pays for it

    check_kind("lifecycle", lifecycle, Lifecycle)
    kind = Machine if machine_type is None else machine_type
    if not (isinstance(kind, type) and issubclass(kind, Machine)):
        raise InvalidType("machine_type", kind, "a subclass of transitions.Machine, or None")
    for state in lifecycle.states:
        if str(state) in _WILDCARDS:
            raise InvalidValue("state", str(state), "a word that transitions does not reserve")
    edges = [
        {
            "trigger": str(rule.trigger),
            "source": [str(state) for state in rule.sources],
            "dest": str(rule.target),
            "conditions": [_condition(rule)],
        }
        for rule in lifecycle.rules
    ]
    states = [{"name": str(each), "final": each in lifecycle.finals} for each in lifecycle.states]
    return kind(
        model=None,
        states=states,
        transitions=edges,
        initial=str(lifecycle.initials[0]),
        auto_transitions=False,
        send_event=True,
        **options,
    )


def _condition(rule: Rule[S, T]) -> Callable[[Any], bool]:
    def guards_agree(event: Any) -> bool:
        model = event.model
        return not isinstance(model, LiveEntity) or model.would_reach(rule, event.kwargs)

    return guards_agree


class LiveEntity(Generic[E]):
    """A model for `transitions` that holds the current frozen entity.

    Triggers are called as `transitions` has it (`live.start(at=...)`), or typed with `fire`;
    they take `at`, `by`, `reason` and `changes`. The entity is replaced at the very moment at
    which the machine changes its state; a callback that fails before leaves both as they were.

    Args:
        entity: where to begin.
        machine_type: a subclass of `transitions.Machine`.
        options: further arguments of the machine, for example callbacks.

    Raises:
        InvalidValue: an entity whose state nobody knows, or a callback that fires in between.

    Examples:
        >>> from svcmgmt.practice import Incident
        >>> from svcmgmt.temporal import parse_instant as at
        >>> told = []
        >>> live = LiveEntity(Incident.log(id="INC-7", at=at("2026-10-26T08:00:00Z")),
        ...                   after_state_change=lambda event: told.append(event.transition.dest))
        >>> live.fire("start", at=at("2026-10-26T08:10:00Z"))
        True
        >>> print(live.entity.state, told)
        inProgress ['inProgress']
    """

    def __init__(
        self, entity: E, machine_type: type[Machine] | None = None, **options: Any
    ) -> None:
        if entity.state is None:
            raise InvalidValue("state", None, f"one of {entity.lifecycle.name}")
        if "model_attribute" in options:
            raise InvalidValue("model_attribute", options["model_attribute"], "state, as it is")
        self._entity = entity
        self._next = entity
        before: Any = options.pop("before_state_change", None) or []
        callbacks: list[Any] = [self._prepare]
        callbacks += before if isinstance(before, list | tuple) else [before]
        self._machine = machine(
            entity.lifecycle, machine_type, before_state_change=callbacks, **options
        )
        self._machine.add_model(self, initial=self.state)

    @property
    def entity(self) -> E:
        """The current entity."""
        return self._entity

    @property
    def machine(self) -> Machine:
        """The machine that drives it."""
        return self._machine

    @property
    def state(self) -> str:
        """The word of the current state; set by the machine."""
        return str(self._entity.state)

    @state.setter
    def state(self, word: str) -> None:
        if self._next is self._entity and word == self.state:
            return  # the machine repeats what it has been told
        if self._next.history[:-1] != self._entity.history or word != str(self._next.state):
            allowed = "one trigger at a time; pass queued=True to fire from a callback"
            raise InvalidValue("state", word, allowed)
        self._entity = self._next

    def fire(self, trigger: Trigger | str, *, at: datetime, **facts: Any) -> bool:
        """Run a trigger with its callbacks.

        Args:
            trigger: a trigger of the lifecycle, or its word.
            at: when.
            facts: `by`, `reason` and `changes` of `Stateful.fire`.

        Returns:
            Whether the state changed; False if a guard refused.

        Raises:
            UnknownTrigger: a word that is no trigger of the lifecycle.
            InvalidType: an asynchronous machine; await `live.trigger(...)` instead.
            MachineError: `transitions` refuses, because the state has no such trigger.
        """
        word = str(self._entity.lifecycle.trigger(str(trigger)))
        # the method that transitions gave the model, because it serves nested machines too
        changed: Any = getattr(self, "trigger")(word, at=at, **facts)  # noqa: B009
        if not isinstance(changed, bool):
            changed.close()
            raise InvalidType("machine", self._machine, "a machine that is not asynchronous")
        return changed

    def would_reach(self, rule: Rule[Any, Any], facts: dict[str, Any]) -> bool:
        """Return whether firing now would follow a rule, guards included."""
        if self._entity.history:  # asking alone needs no instant
            facts = {"at": self._entity.history[-1].at, **facts}
        try:
            return self._entity.fire(rule.trigger, **facts).state == rule.target
        except TransitionNotAllowed:
            return False

    def _prepare(self, event: Any) -> None:
        self._next = self._entity.fire(event.event.name, **event.kwargs)
