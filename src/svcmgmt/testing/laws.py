"""Laws that every calendar, lifecycle and clock obeys; run them on your own."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from svcmgmt.calendars import Boundary, ServiceCalendar
from svcmgmt.lifecycle import ImpossibleHistory, Lifecycle, StateChange, replay
from svcmgmt.sla import ClockReading, RowKind
from svcmgmt.temporal import instant

__all__ = ["calendar_laws", "lifecycle_laws", "reading_laws"]

_NOTHING: Final = timedelta(0)
_MICROSECOND: Final = timedelta(microseconds=1)


def _law(holds: bool, statement: str, *facts: object) -> None:  # noqa: FBT001 - what is claimed
    if not holds:
        told = ", ".join(map(repr, facts))
        message = f"{statement}: {told}"
        raise AssertionError(message)


def calendar_laws(
    calendar: ServiceCalendar, first: datetime, second: datetime, third: datetime
) -> None:
    """Check what holds for elapsed and due time in every calendar (rule I10).

    Args:
        calendar: the calendar.
        first: any instant.
        second: any instant.
        third: any instant.

    Raises:
        AssertionError: a law that is broken, with the values that show it.

    Examples:
        >>> from svcmgmt.calendars import weekly
        >>> from svcmgmt.temporal import parse_instant as at
        >>> office = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
        >>> calendar_laws(office, at("2026-03-27T10:00:00Z"), at("2026-03-30T10:00:00Z"),
        ...               at("2026-10-26T10:00:00Z"))
    """
    # in UTC, because Python compares and subtracts datetimes of one zone by their wall time
    a, b, c = sorted(map(instant, (first, second, third)))
    elapsed = calendar.elapsed
    ab, bc = elapsed(a, b), elapsed(b, c)
    _law(_NOTHING <= ab <= b - a, "open time lies between nothing and real time", a, b, ab)
    _law(elapsed(b, a) == -ab, "a reversed range is the negative one", a, b)
    _law(ab + bc == elapsed(a, c), "splitting a range adds up", a, b, c)
    _law(calendar.intervals(a, b).total() == ab, "the open intervals add up to the elapsed", a, b)
    if ab > _NOTHING:
        due = calendar.due(a, ab)
        _law(elapsed(a, due) == ab, "elapsed is the inverse of due", a, ab, due)
        _law(due <= b, "due is the least such instant", a, b, due)
        _law(elapsed(a, due - _MICROSECOND) < ab, "no earlier instant is due", a, ab, due)
        before = calendar.before(b, ab)
        _law(elapsed(before, b) == ab, "elapsed is the inverse of before", b, ab, before)
        _law(before >= a, "before is the greatest such instant", a, b, before)
        last = calendar.due(a, ab, boundary=Boundary.NEXT_OPENING) if bc > _NOTHING else due
        _law(elapsed(a, last) == ab and last >= due, "both boundaries agree on the time", a, ab)


def lifecycle_laws(
    lifecycle: Lifecycle[Any, Any], history: tuple[StateChange[Any, Any], ...]
) -> None:
    """Check what holds for every lifecycle and a history that it allows (rule I25).

    Args:
        lifecycle: the lifecycle.
        history: facts in order, made by its rules.

    Raises:
        AssertionError: a law that is broken, with the values that show it.
    """
    for state in lifecycle.states:
        for trigger in lifecycle.triggers_from(state):
            rules = lifecycle.rules_for(state, trigger)
            _law(bool(rules), "a trigger that leads out has a rule", state, trigger)
            for rule in rules:
                allowed = lifecycle.allows(state, rule.target, trigger)
                _law(allowed, "what a rule leads to is allowed", state, rule)
        if state in lifecycle.finals and state not in lifecycle.reopenable:
            _law(not lifecycle.triggers_from(state), "nothing leaves a final state", state)
    for one, other in pairwise(history):
        steps = [
            rule
            for rule in lifecycle.rules
            if one.to_state in rule.sources and rule.target == other.to_state
        ]
        updated = one.to_state == other.to_state and other.trigger is None
        _law(bool(steps) or updated, "every step follows a rule", one, other)
        _law(one.at <= other.at, "facts stand in order", one, other)
    try:
        last = replay(lifecycle, history)
    except ImpossibleHistory as impossible:
        _law(holds=False, statement=f"the history can be replayed: {impossible}")
    else:
        _law(not history or last == history[-1].to_state, "replay reaches the last state", last)


def reading_laws(reading: ClockReading) -> None:
    """Check what holds for every reading of a clock: its evidence adds up.

    Args:
        reading: what a clock shows.

    Raises:
        AssertionError: a law that is broken, with the values that show it.
    """
    rows, started = reading.rows, reading.started_at
    counted = sum((row.counted for row in rows), _NOTHING)
    _law(counted == reading.elapsed, "the rows' times add up to the elapsed time", counted)
    if started is None:
        _law(not rows, "a clock that never started has no rows", rows)
        return
    ended = reading.until if reading.stopped_at is None else reading.stopped_at
    whole = sum((row.duration for row in rows), _NOTHING)
    _law(whole == ended - started, "the rows' durations add up to the whole", whole)
    for one, other in pairwise(rows):
        _law(one.end == other.start, "rows follow each other without gaps", one, other)
    overdue = sum((row.duration for row in rows if row.kind is RowKind.OVERDUE), _NOTHING)
    late = reading.breached_at is not None
    _law(late or not overdue, "time is overdue only after a breach", overdue)
