"""What a monitor keeps of one ticket, and what it sees when it looks at one of its clocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from svcmgmt.lifecycle.history import place_in_order
from svcmgmt.sla.clocks import Outcome, Target, read_cycles
from svcmgmt.sla.monitor._agendas import Key
from svcmgmt.sla.monitor.events import (
    ClockEvent,
    ClockEventKind,
    TicketFact,
    ahead_of,
    events_of,
    late_from,
    ledger_of,
)
from svcmgmt.values import Finding, Severity

__all__ = ["UNSEEN", "Look", "TicketFacts", "View", "first_of", "look_at"]


class View(NamedTuple):
    """What a clock of a ticket showed when it was last looked at, to see what has changed."""

    events: tuple[ClockEvent, ...]
    """What has happened."""

    outcome: Outcome | None
    """How it stands; None before the first look."""


class Look(NamedTuple):
    """What a clock of a ticket shows, and what lies ahead of it."""

    events: tuple[ClockEvent, ...]
    """What has happened."""

    outcome: Outcome
    """How it stands."""

    due: ClockEvent | None
    """Its due time, if that lies ahead."""

    alert: ClockEvent | None
    """The first alert that lies ahead."""

    wakes_at: datetime | None
    """When it is to be looked at again although no other fact has come."""


UNSEEN: Final = View((), None)


class TicketFacts:
    """The facts of a ticket, in order, and which clocks measure it."""

    __slots__ = ("alike", "clocks", "facts", "origin")

    def __init__(self, clocks: tuple[str, ...]) -> None:
        self.facts: list[TicketFact] = []
        self.clocks = clocks
        self.origin: datetime | None = None
        self.alike: dict[tuple[object, ...], set[TicketFact]] | None = None
        """The facts of places that several facts claimed; None while there was no such place."""

    def take(self, fact: TicketFact) -> Finding | None:
        """Put a fact in its place, and return what is unusual about it."""
        facts, place = self.facts, place_in_order(fact)
        if not facts or place_in_order(facts[-1]) < place:
            facts.append(fact)
            return None
        index = bisect_right(facts, place, key=place_in_order)
        if index == 0 or place_in_order(facts[index - 1]) != place:
            facts.insert(index, fact)
            return _finding("out-of-order", "a later fact arrived before it", fact, Severity.INFO)
        self.alike = {} if self.alike is None else self.alike
        alike = self.alike.setdefault(place, {facts[index - 1]})
        if fact in alike:
            message = "the same fact arrived twice; it counts once"
            return _finding("duplicate", message, fact, Severity.INFO)
        alike.add(fact)
        facts.insert(index, fact)
        message = "nothing tells which of two facts came first"
        return _finding("tie", message, fact, Severity.WARNING)


def _finding(code: str, message: str, fact: TicketFact, severity: Severity) -> Finding:
    return Finding(code=code, message=message, severity=severity, value=str(fact))


def look_at(key: Key, target: Target, known: TicketFacts, now: datetime) -> Look:
    """Return what a clock of a ticket shows at an instant, and what lies ahead of it."""
    cycles = read_cycles(target, ledger_of(target, known.facts, origin=known.origin), until=now)
    latest = cycles[-1]
    ahead = ahead_of(latest, *key)
    wakes = [event.at for event in ahead[:1]]
    if latest.stopped_at is None and (late := late_from(latest)) is not None and late > now:
        wakes.append(late)
    later = bisect_right(known.facts, now, key=_at)
    wakes += [fact.at for fact in known.facts[later : later + 1]]
    return Look(
        events=events_of(cycles, *key),
        outcome=latest.outcome,
        due=first_of(ahead, ClockEventKind.DUE),
        alert=first_of(ahead, ClockEventKind.ALERT),
        wakes_at=min(wakes, default=None),
    )


def first_of(ahead: Iterable[ClockEvent], kind: ClockEventKind) -> ClockEvent | None:
    """Return the first event of a kind; None without one."""
    return next((event for event in ahead if event.kind is kind), None)


def _at(fact: TicketFact) -> datetime:
    return fact.at
