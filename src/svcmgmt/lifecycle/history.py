"""Facts about state changes: recorded, ordered, never rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import Enum
from itertools import groupby
from operator import eq, itemgetter
from typing import Generic, TypeVar

from attrs import field, frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle.states import (
    STATE_KINDS,
    TRIGGER_KINDS,
    OwnState,
    State,
    Trigger,
    not_a_state,
)
from svcmgmt.temporal import Interval, Timeline, format_instant, instant
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = ["Fact", "StateChange", "in_order", "state_timeline", "time_in_state"]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)


# Facts are made by the thousand: what converts a field looks at its kind too, which costs half of
# a validator, and those of a state change are looked at in one step.


def _at(value: datetime) -> datetime:
    return instant(value, "at")


def _sequence(value: int | None) -> int | None:
    if value is None or type(value) is int:
        return value
    raise InvalidType("sequence", value, "int or None")


def _recorded_at(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "recorded_at")


def _id(value: str) -> str:
    if isinstance(value, str):
        return value
    raise InvalidType("id", value, "text")


def by_text(value: str) -> str:
    """Return who caused something, or refuse what is no text."""
    if isinstance(value, str):
        return value
    raise InvalidType("by", value, "text")


def reason_text(value: Enum | str) -> str:
    """Return a reason in words: its own, or that of a member of an enumeration."""
    if type(value) is str:
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return value
    raise InvalidType("reason", value, "text, or a member of an enumeration")


@frozen(kw_only=True, weakref_slot=False)
class Fact:
    """Something that was recorded: when it happened, and its place in the source's order.

    Facts are ordered by (`at`, `sequence`, `recorded_at`, `id`), so late, duplicated or
    reordered ones give the same answer. Source: rule R0.8 and row 37.

    Raises:
        InvalidType: a field of another kind than it says.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> Fact(at=parse_instant("2026-10-26T08:00:00Z"), sequence=3).sequence
        3
    """

    at: datetime = field(converter=_at)
    """When it happened, in UTC."""

    sequence: int | None = field(default=None, converter=_sequence)
    """Place in the source's own order; decides between facts of one instant."""

    recorded_at: datetime | None = field(default=None, converter=_recorded_at)
    """When the source learned of it, in UTC."""

    id: str = field(default="", converter=_id)
    """The source's name of it."""


@frozen(kw_only=True, weakref_slot=False)
class StateChange(Fact, Generic[S, T]):
    """One fact: from `at` on, something is in a state.

    Raises:
        InvalidType: a field of another kind than it says; a state is no bare word, because it
            has a category: a word that no enumeration has is an `OwnState`.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.practice import HoldReason, IncidentState
        >>> from svcmgmt.temporal import parse_instant as at
        >>> print(StateChange(to_state=IncidentState.NEW, at=at("2026-10-26T08:00:00Z")))
        new at 2026-10-26T08:00:00Z
        >>> StateChange(to_state=IncidentState.ON_HOLD, at=at("2026-10-26T09:00:00Z"),
        ...             reason=HoldReason.CALLER).reason
        'awaitingCaller'
    """

    to_state: S | OwnState
    """The state that begins."""

    from_state: S | OwnState | None = None
    """The state that ends; None where the source does not tell, or at the beginning."""

    trigger: T | str | None = None
    """What caused it; None where the source does not tell."""

    by: str = field(default="", converter=by_text)
    """Who caused it."""

    reason: str = field(default="", converter=reason_text)
    """Why, in the organisation's words; of a member of an enumeration its word.

    Clocks may pause by it.
    """

    def __attrs_post_init__(self) -> None:
        begun, ended, trigger = self.to_state, self.from_state, self.trigger
        if not isinstance(begun, STATE_KINDS):
            raise not_a_state("to_state", begun)
        if ended is not None and not isinstance(ended, STATE_KINDS):
            raise not_a_state("from_state", ended)
        if trigger is not None and not isinstance(trigger, TRIGGER_KINDS):
            raise InvalidType("trigger", trigger, "a member of a Trigger, or its word")

    def __str__(self) -> str:
        return f"{self.to_state} at {format_instant(self.at)}"


FactT = TypeVar("FactT", bound=Fact)


def place_in_order(fact: Fact) -> tuple[object, ...]:
    """Return what decides where a fact stands among others."""
    sequence, recorded = fact.sequence, fact.recorded_at
    return (
        fact.at,
        # facts that do not know their place come before those that do
        sequence is not None,
        sequence or 0,
        recorded is not None,
        recorded or fact.at,
        fact.id,
    )


def in_order(facts: Iterable[FactT]) -> tuple[tuple[FactT, ...], tuple[Finding, ...]]:
    """Return facts in their order, each once, and what was unusual about them.

    Args:
        facts: facts in any order, possibly repeated.

    Returns:
        The facts by (`at`, `sequence`, `recorded_at`, `id`); equal facts once. Findings:
        `out-of-order`, `duplicate`, and `tie` where nothing decides between two facts of one
        instant, which then keep the order in which they came.

    Raises:
        InvalidType: something else than a list of facts.

    Examples:
        >>> from svcmgmt.practice import IncidentState
        >>> from svcmgmt.temporal import parse_instant
        >>> at = parse_instant("2026-10-26T08:00:00Z")
        >>> first = StateChange(to_state=IncidentState.NEW, at=at)
        >>> second = StateChange(to_state=IncidentState.RESOLVED, at=at)
        >>> ordered, findings = in_order([first, second, first])
        >>> len(ordered), [finding.code for finding in findings]
        (2, ['tie', 'duplicate'])
    """
    given = all_of_kind("facts", facts, Fact)
    places = list(map(place_in_order, given))
    order = sorted(range(len(given)), key=places.__getitem__)
    findings: list[Finding] = []
    elsewhere = (given[place] for place, index in enumerate(order) if place != index)
    if misplaced := next(elsewhere, None):
        findings.append(_finding("out-of-order", "facts arrived in another order", misplaced, ""))
    ordered = [given[index] for index in order]
    sorted_places = [places[index] for index in order]
    if not any(map(eq, sorted_places, sorted_places[1:])):
        return tuple(ordered), tuple(findings)
    kept: list[FactT] = []
    for _, alike in groupby(zip(sorted_places, ordered, strict=True), key=itemgetter(0)):
        findings += _keep((fact for _, fact in alike), kept)
    return tuple(kept), tuple(findings)


def _keep(alike: Iterable[FactT], kept: list[FactT]) -> Iterator[Finding]:
    """Keep facts of one place, each once, and yield what is unusual about several of them."""
    pointers: dict[FactT, str] = {}
    for fact in alike:
        if fact in pointers:
            yield _finding("duplicate", "the same fact arrived twice", fact, pointers[fact])
            continue
        pointer = f"/{len(kept)}"
        if pointers:
            yield _finding("tie", "nothing tells which of two facts came first", fact, pointer)
        pointers[fact] = pointer
        kept.append(fact)


def _finding(code: str, message: str, fact: Fact, place: str) -> Finding:
    severity = Severity.WARNING if code == "tie" else Severity.INFO
    return Finding(code=code, message=message, severity=severity, pointer=place, value=str(fact))


def _ordered(history: Iterable[StateChange[S, T]]) -> list[StateChange[S, T]]:
    return sorted(all_of_kind("history", history, StateChange), key=place_in_order)


def _timeline(ordered: list[StateChange[S, T]]) -> Timeline[S | OwnState]:
    return Timeline.of((change.at, change.to_state) for change in ordered)


def state_timeline(history: Iterable[StateChange[S, T]]) -> Timeline[S | OwnState]:
    """Return which state held when, from the first fact on.

    Args:
        history: at least one fact; facts in any order take their places.

    Raises:
        InvalidType: something else than a list of state changes.
        InvalidValue: an empty history.
    """
    return _timeline(_ordered(history))


def time_in_state(
    history: Iterable[StateChange[S, T]],
    *,
    until: datetime,
    calendar: ServiceCalendar | None = None,
) -> dict[S | OwnState, timedelta]:
    """Return how long each state held up to an instant.

    Args:
        history: facts in any order; none gives no times.
        until: where the last state's time ends.
        calendar: count its open time only; real time without one.

    Returns:
        State to exact time, in order of first appearance. In real time they add up to the time
        from the first fact to `until`.

    Raises:
        EndBeforeStart: `until` before the first fact.
        InvalidType: something else than a list of state changes, or than a calendar.

    Examples:
        >>> from svcmgmt.practice import IncidentState
        >>> from svcmgmt.temporal import parse_instant as at
        >>> history = [StateChange(to_state=IncidentState.NEW, at=at("2026-10-26T08:00:00Z")),
        ...            StateChange(to_state=IncidentState.RESOLVED, at=at("2026-10-26T09:00:00Z"))]
        >>> times = time_in_state(history, until=at("2026-10-26T12:00:00Z"))
        >>> {str(state): str(time) for state, time in times.items()}
        {'new': '1:00:00', 'resolved': '3:00:00'}
    """
    facts = _ordered(history)
    if calendar is not None:
        check_kind("calendar", calendar, ServiceCalendar)
    if not facts:
        return {}
    within = Interval(facts[0].at, until)
    during = None if calendar is None else calendar.intervals(within.start, until)
    return _timeline(facts).time_in(within=within, during=during)
