"""One ticket lifecycle as data for every library, and how this library does it.

Six states, ten edges; every edge but `cancel` needs an owner, read from a field. Every way keeps
the same fact for each change: when, from, to, by which trigger, who and why.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, Protocol, TypeAlias

from attrs import field, frozen, make_class

from svcmgmt.lifecycle import (
    Lifecycle,
    OwnState,
    Rule,
    State,
    StateCategory,
    StateChange,
    Stateful,
    Trigger,
)

WHO, WHY = "ana", "phone"
SCRIPT: Final = ("start", "hold", "resume", "resolve", "close")
GUARDED: Final = (
    ("start", "new", "inProgress"),
    ("hold", "inProgress", "onHold"),
    ("resume", "onHold", "inProgress"),
    ("resolve", "inProgress", "resolved"),
    ("resolve", "onHold", "resolved"),
    ("reopen", "resolved", "inProgress"),
    ("close", "resolved", "closed"),
)
FREE: Final = tuple(("cancel", source, "cancelled") for source in ("new", "inProgress", "onHold"))
STATES: Final = ("new", "inProgress", "onHold", "resolved", "closed", "cancelled")
MORE: Final = tuple(f"field_{number}" for number in range(11, 41))

Told: TypeAlias = tuple[datetime, str, str, str, str, str]
"""A fact of any library: at, from, to, trigger, by, reason."""


@frozen(kw_only=True)
class Way:
    """How one library does it; an entity is whatever it hands around."""

    name: str
    make: Callable[[str, str], Any]
    """Makes an entity in its initial state from its id and owner."""

    fire: Callable[[Any, Any, datetime], Any]
    """Fires a trigger and returns the entity after it."""

    told: Callable[[Any], list[Told]]
    """Returns its facts."""

    key: Callable[[str], Any] = str
    """Returns what stands for a trigger."""


class TicketState(State):
    """Where a ticket is."""

    NEW = "new", StateCategory.OPEN
    IN_PROGRESS = "inProgress", StateCategory.OPEN
    ON_HOLD = "onHold", StateCategory.PAUSED
    RESOLVED = "resolved", StateCategory.RESOLVED
    CLOSED = "closed", StateCategory.DONE
    CANCELLED = "cancelled", StateCategory.CANCELLED


class TicketTrigger(Trigger):
    """What moves a ticket."""

    START = "start"
    HOLD = "hold"
    RESUME = "resume"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    CLOSE = "close"
    CANCEL = "cancel"


class _Owned(Protocol):
    @property
    def owner(self) -> str: ...


def has_owner(ticket: _Owned) -> bool:
    """An owner."""
    return bool(ticket.owner)


def _rule(
    edge: tuple[str, str, str], *guards: Callable[[Any], bool]
) -> Rule[TicketState, TicketTrigger]:
    trigger, source, target = edge
    return Rule(TicketTrigger(trigger), [TicketState(source)], TicketState(target), guards=guards)


LIFECYCLE: Final[Lifecycle[TicketState, TicketTrigger]] = Lifecycle(
    name="ticket",
    rules=[*(_rule(edge, has_owner) for edge in GUARDED), *map(_rule, FREE)],
    initials=[TicketState.NEW],
    finals=[TicketState.CLOSED, TicketState.CANCELLED],
)


@frozen(kw_only=True)
class Ticket(Stateful[TicketState, TicketTrigger]):
    """Ours, with ten fields: state, history, a lifecycle of its own if any, and these."""

    id: str
    owner: str = WHO
    name: str = ""
    service: str = ""
    category: str = ""
    queue: str = ""
    note: str = ""
    state: TicketState | OwnState | None = TicketState.NEW

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[TicketState, TicketTrigger]:
        """Return `LIFECYCLE`."""
        return LIFECYCLE


WideTicket: type[Ticket] = make_class(
    "WideTicket",
    {name: field(default="") for name in MORE},
    bases=(Ticket,),
    frozen=True,
    kw_only=True,
    slots=True,
)


def ours(*, wide: bool = False) -> Way:
    """Return this library: frozen tickets, typed triggers."""
    kind = WideTicket if wide else Ticket

    def told(ticket: Ticket) -> list[Told]:
        return [_told_by_change(change) for change in ticket.history]

    return Way(
        name="svcmgmt",
        make=lambda name, owner: kind(id=name, owner=owner),
        fire=lambda ticket, trigger, at: ticket.fire(trigger, at=at, by=WHO, reason=WHY),
        told=told,
        key=TicketTrigger,
    )


def _told_by_change(change: StateChange[TicketState, TicketTrigger]) -> Told:
    words = map(str, (change.from_state, change.to_state, change.trigger))
    source, target, trigger = words
    return change.at, source, target, trigger, change.by, change.reason
