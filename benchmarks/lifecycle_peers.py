"""The ticket lifecycle in four ways of three other libraries.

Their tickets are mutable and append facts to a list; ours are frozen, and a trigger returns a
new one. Theirs lack our field for a lifecycle of one's own, have slots where the library allows
it, compare by identity (else transitions compares all fields to register one), and keep their
facts in slotted dataclasses. None of the three refuses a fact dated before the last one, none
checks a zone; those checks are in our times only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, make_dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from harness import peer_module
from tickets import FREE, GUARDED, MORE, STATES, WHO, WHY, Told, Way, has_owner
from transitions import Machine

_automat: Any = peer_module("automat")
_statemachine: Any = peer_module("statemachine")


@dataclass(slots=True)
class Fact:
    """What the others record."""

    at: datetime
    source: str
    target: str
    trigger: str
    by: str
    reason: str


@dataclass(slots=True, eq=False)
class Model:
    """What the others move."""

    id: str
    owner: str = WHO
    name: str = ""
    service: str = ""
    category: str = ""
    queue: str = ""
    note: str = ""
    state: str = "new"
    history: list[Fact] = field(default_factory=list)


class OpenModel(Model):
    """With room for the methods that transitions attaches to a model."""


_WIDER: Final = [(name, str, field(default="")) for name in MORE]
WideModel: type[Model] = make_dataclass("WideModel", _WIDER, bases=(Model,), slots=True, eq=False)
WideOpenModel: type[Model] = make_dataclass("WideOpenModel", _WIDER, bases=(OpenModel,), eq=False)


def _told_by_model(model: Model) -> list[Told]:
    return [
        (fact.at, fact.source, fact.target, fact.trigger, fact.by, fact.reason)
        for fact in model.history
    ]


class _Event(Protocol):
    """What transitions tells its callbacks; half of it may be None in its own types."""

    model: Model
    event: Any
    transition: Any
    kwargs: dict[str, Any]


def _owner_known(event: _Event) -> bool:
    return has_owner(event.model)


def _record(event: _Event) -> None:
    told, step = event.kwargs, event.transition
    fact = Fact(told["at"], step.source, step.dest, event.event.name, told["by"], told["reason"])
    event.model.history.append(fact)


def _machine() -> Machine:
    return Machine(
        model=None,
        states=list(STATES),
        transitions=[
            *({**_edge(edge), "conditions": _owner_known} for edge in GUARDED),
            *map(_edge, FREE),
        ],
        initial="new",
        auto_transitions=False,
        send_event=True,
        after_state_change=_record,
    )


def _edge(edge: tuple[str, str, str]) -> dict[str, Any]:
    return dict(zip(("trigger", "source", "dest"), edge, strict=True))


def transitions_shared(*, wide: bool = False) -> Way:
    """Return transitions at its fastest: one machine, models that it does not know."""
    kind, events = WideModel if wide else Model, _machine().events

    def fire(model: Model, trigger: str, at: datetime) -> Model:
        events[trigger].trigger(model, at=at, by=WHO, reason=WHY)
        return model

    return Way(name="transitions, unregistered", make=kind, fire=fire, told=_told_by_model)


def transitions_registered(*, wide: bool = False) -> Way:
    """Return transitions as documented: each model registered, triggers as its methods."""
    kind, machine = WideOpenModel if wide else OpenModel, _machine()

    def make(name: str, owner: str) -> Model:
        model = kind(name, owner)
        machine.add_model(model)
        return model

    def fire(model: Model, trigger: str, at: datetime) -> Model:
        getattr(model, trigger)(at=at, by=WHO, reason=WHY)
        return model

    return Way(name="transitions, add_model", make=make, fire=fire, told=_told_by_model)


class _Word(Protocol):
    value: str


class TicketMachine(_statemachine.StateMachine):  # type: ignore[misc]
    """The lifecycle for python-statemachine, which has a machine for each model."""

    new = _statemachine.State(value="new", initial=True)
    in_progress = _statemachine.State(value="inProgress")
    on_hold = _statemachine.State(value="onHold")
    resolved = _statemachine.State(value="resolved")
    closed = _statemachine.State(value="closed", final=True)
    cancelled = _statemachine.State(value="cancelled", final=True)

    start = new.to(in_progress, cond="owner_known")
    hold = in_progress.to(on_hold, cond="owner_known")
    resume = on_hold.to(in_progress, cond="owner_known")
    resolve = in_progress.to(resolved, cond="owner_known") | on_hold.to(
        resolved, cond="owner_known"
    )
    reopen = resolved.to(in_progress, cond="owner_known")
    close = resolved.to(closed, cond="owner_known")
    cancel = new.to(cancelled) | in_progress.to(cancelled) | on_hold.to(cancelled)

    def owner_known(self) -> bool:
        """Guard."""
        return has_owner(self.model)

    def after_transition(
        self,
        event: str,
        source: _Word,
        target: _Word,
        at: datetime,
        by: str,
        reason: str,
    ) -> None:
        """Record the fact."""
        fact = Fact(at, source.value, target.value, str(event), by, reason)
        self.model.history.append(fact)


def python_statemachine(*, wide: bool = False) -> Way:
    """Return python-statemachine: a machine for each ticket, events sent by name."""
    kind = WideModel if wide else Model

    def fire(machine: Any, trigger: str, at: datetime) -> object:  # noqa: ANN401
        machine.send(trigger, at=at, by=WHO, reason=WHY)
        return machine

    return Way(
        name="python-statemachine",
        make=lambda name, owner: TicketMachine(kind(name, owner)),
        fire=fire,
        told=lambda machine: _told_by_model(machine.model),
    )


class TicketInputs(Protocol):
    """The triggers, for automat."""

    def start(self, at: datetime, by: str, reason: str) -> None: ...  # noqa: D102
    def hold(self, at: datetime, by: str, reason: str) -> None: ...  # noqa: D102
    def resume(self, at: datetime, by: str, reason: str) -> None: ...  # noqa: D102
    def resolve(self, at: datetime, by: str, reason: str) -> None: ...  # noqa: D102
    def reopen(self, at: datetime, by: str, reason: str) -> None: ...  # noqa: D102
    def close(self, at: datetime, by: str, reason: str) -> None: ...  # noqa: D102
    def cancel(self, at: datetime, by: str, reason: str) -> None: ...  # noqa: D102


def automat(*, wide: bool = False) -> Way:
    """Return automat: an object with the triggers as methods, made around each ticket.

    It has no guards: the caller looks at the owner first. Its state is opaque, so nothing keeps
    the word of the state but the facts.
    """
    kind = WideModel if wide else Model
    builder = _automat.TypeMachineBuilder(TicketInputs, Model)
    states = {name: builder.state(name) for name in STATES}
    for trigger, source, target in (*GUARDED, *FREE):
        edge = states[source].upon(getattr(TicketInputs, trigger)).to(states[target])
        edge(_output(trigger, source, target))
    build = builder.build()

    def fire(inputs: Any, trigger: str, at: datetime) -> object:  # noqa: ANN401
        if has_owner(inputs.__automat_core__):
            getattr(inputs, trigger)(at, WHO, WHY)
        return inputs

    return Way(
        name="automat",
        make=lambda name, owner: build(kind(name, owner)),
        fire=fire,
        told=lambda inputs: _told_by_model(inputs.__automat_core__),
    )


def _output(trigger: str, source: str, target: str) -> Callable[..., None]:
    def record(_: TicketInputs, core: Model, at: datetime, by: str, reason: str) -> None:
        core.history.append(Fact(at, source, target, trigger, by, reason))

    return record


WAYS: Final = (transitions_shared, transitions_registered, python_statemachine, automat)
