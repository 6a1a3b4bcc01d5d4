"""Facts one at a time: how fast a monitor takes them, and what more open clocks cost.

Before anything is timed, the monitor has to agree with the batch over facts that came late, twice
and out of order: every reading, what lies ahead, and what has happened. Growth is told as the
time of one fact with a question behind it, from a thousand to a million open clocks; a question
that looked at every clock would take a thousand times as long.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Any, Final

from harness import Group, Measure, batch, bests, disagrees, figure, why_missed

from svcmgmt.calendars import weekly
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.sla import Clock, in_state
from svcmgmt.sla.monitor import ClockEvent, TicketMonitor, clock_events
from svcmgmt.temporal import parse_instant

TITLE: Final = "Streaming: ticket clocks while facts come in"

_NEW: Final = OwnState("new", StateCategory.OPEN)
_WAITING: Final = OwnState("waiting", StateCategory.PAUSED)
_WORKING: Final = OwnState("working", StateCategory.OPEN)
_CLOCK: Final = Clock(
    name="restore",
    limit=timedelta(hours=16),
    calendar=weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin", holidays=["2026-10-26"]),
    alerts=["75 %"],
    pause=in_state("waiting"),
)
_START: Final = parse_instant("2026-10-19T08:00:00Z")
_SECOND: Final = timedelta(seconds=1)
_SPREAD: Final = 80_000
"""Tickets begin within so many seconds."""

_NOW: Final = _START + _SPREAD * _SECOND
_SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
_ASKED: Final = 200
_WEIGHED: Final = 10_000
_GROWTH: Final = 3.0
"""A thousand times as many clocks may cost so many times as much: a logarithm, and caches."""

_TICKETS: Final = 300

Fact = tuple[str, StateChange[Any, Any]]


def run() -> Group:
    """Return all results."""
    group = Group(title=TITLE)
    if not _agrees():
        group.rows.append(disagrees("monitor", "batch", "events or readings differ"))
        return group
    _throughput(group)
    _growth(group)
    group.rows.append(
        figure("memory of an open clock, facts not counted", _weight() / _WEIGHED, "B")
    )
    return group


def _change(state: OwnState, at: datetime, sequence: int) -> StateChange[Any, Any]:
    return StateChange(to_state=state, at=at, sequence=sequence)


def _story(number: int) -> list[Fact]:
    """Return the five facts of a ticket."""
    start = _START + number * 7919 % _SPREAD * _SECOND
    states = (_NEW, _WORKING, _WAITING, _WORKING, _WAITING)
    return [
        (f"T-{number}", _change(state, start + timedelta(hours=3 * place), place))
        for place, state in enumerate(states)
    ]


def _openings(tickets: int) -> list[Fact]:
    """Return the first fact of each ticket: clocks that all run."""
    return [
        (f"T-{number}", _change(_NEW, _START + number * 7919 % _SPREAD * _SECOND, 0))
        for number in range(tickets)
    ]


def _filled(facts: list[Fact]) -> TicketMonitor:
    monitor = TicketMonitor(_CLOCK)
    for ticket, fact in facts:
        monitor.take(ticket, fact)
    return monitor


def _agrees() -> bool:
    """Say whether a monitor tells what the batch does of facts in any order."""
    random = Random(7)  # noqa: S311 - no secret
    stories = {f"T-{number}": _story(number) for number in range(_TICKETS)}
    facts = [fact for story in stories.values() for fact in story]
    facts += random.sample(facts, len(facts) // 5)
    random.shuffle(facts)
    monitor, told, now = TicketMonitor(_CLOCK), set[ClockEvent](), _START
    for place, (ticket, fact) in enumerate(facts):
        monitor.take(ticket, fact)
        if place % 10 == 0:
            now += timedelta(minutes=20)
            for event in monitor.advance(now):
                if event.is_withdrawn:
                    told.remove(event.opposite)
                else:
                    told.add(event)
    histories = {ticket: [fact for _, fact in story] for ticket, story in stories.items()}
    for event in monitor.advance(now):
        (told.discard if event.is_withdrawn else told.add)(
            event.opposite if event.is_withdrawn else event
        )
    readings = {ticket: _CLOCK.read(history, until=now) for ticket, history in histories.items()}
    ahead = monitor.next_due(now)
    dues = [each.due for each in readings.values() if each.due is not None and each.due > now]
    return (
        told
        == {
            event
            for ticket, history in histories.items()
            for event in clock_events(_CLOCK, history, now=now, ticket=ticket)
        }
        and all(
            (mine.elapsed, mine.outcome) == (readings[ticket].elapsed, readings[ticket].outcome)
            for ticket, mine in monitor.readings(now=now)
        )
        and (None if ahead is None else ahead.at) == min(dues, default=None)
    )


def _throughput(group: Group) -> None:
    """Time facts alone, and facts after each of which the next deadline is asked for."""
    facts = sorted(
        (fact for number in range(2_000) for fact in _story(number)), key=lambda fact: fact[1].at
    )
    mixed = list(facts)
    Random(7).shuffle(mixed)  # noqa: S311 - no secret

    def asked() -> object:
        monitor, now = TicketMonitor(_CLOCK), _START
        for ticket, fact in facts:
            now = max(now, fact.at)
            monitor.take(ticket, fact)
            monitor.next_due(now)
        return monitor

    measures = [
        batch(lambda: lambda: _filled(facts), len(facts)),
        batch(lambda: lambda: _filled(mixed), len(facts)),
        batch(lambda: asked, len(facts)),
    ]
    cases = (
        "facts in order, five of each ticket",
        "facts in any order",
        "facts in order, the next due time asked after each",
    )
    for case, seconds in zip(cases, bests(measures), strict=True):
        group.rows.append(figure(case, 1 / seconds, "facts/s"))


def _growth(group: Group) -> None:
    """Time one more fact and the next deadline, with more and more open clocks."""
    first: float | None = None
    for size in _SIZES:
        monitor = _filled(_openings(size))
        gc.collect()
        loaded = batch(partial(partial, monitor.advance, _NOW), size)()
        [seconds] = bests([_asking(monitor)])
        first = seconds if first is None else first
        row = figure(
            f"one more fact and the next due time, {size:,} open clocks",
            seconds,
            "s",
            at_most=first * _GROWTH if size == _SIZES[-1] else None,
            remark=f"{loaded * 1e6:.0f} µs a clock to begin with",
        )
        group.rows.append(row)
        group.notes.extend(why_missed(row, _asking(monitor)))
        del monitor


def _asking(monitor: TicketMonitor) -> Measure:
    """Measure a pause of one ticket after the other, and what is due next."""
    numbers = count()

    def prepare() -> Callable[[], object]:
        begin = next(numbers) * _ASKED
        facts = [
            (f"T-{(begin + place) % _SIZES[0]}", _change(_WORKING, _NOW, begin + place))
            for place in range(_ASKED)
        ]

        def ask() -> None:
            for ticket, fact in facts:
                monitor.take(ticket, fact)
                monitor.next_due(_NOW)

        return ask

    return batch(prepare, _ASKED)


def _weight() -> int:
    """Return the bytes of a monitor of many open clocks, without their facts."""
    facts = _openings(_WEIGHED)
    gc.collect()
    tracemalloc.start()
    monitor = _filled(facts)
    monitor.advance(_NOW)
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del monitor
    return size
