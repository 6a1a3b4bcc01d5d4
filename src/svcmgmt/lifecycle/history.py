"""Facts about state changes: recorded, ordered, never rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from attrs import field, frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.lifecycle.states import OwnState, State, Trigger
from svcmgmt.temporal import Interval, Timeline, format_instant, instant
from svcmgmt.values import Finding, Severity

__all__ = ["Fact", "StateChange", "in_order", "state_timeline", "time_in_state"]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)


def _recorded_at(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "recorded_at")


@frozen(kw_only=True, weakref_slot=False)
class Fact:
    """Something that was recorded: when it happened, and its place in the source's order.

    Facts are ordered by (`at`, `sequence`, `recorded_at`, `id`), so late, duplicated or
    reordered ones give the same answer. Source: rule R0.8 and row 37.

    Raises:
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> Fact(at=parse_instant("2026-10-26T08:00:00Z"), sequence=3).sequence
        3
    """

    at: datetime = field(converter=instant)
    """When it happened, in UTC."""

    sequence: int | None = None
    """Place in the source's own order; decides between facts of one instant."""

    recorded_at: datetime | None = field(default=None, converter=_recorded_at)
    """When the source learned of it, in UTC."""

    id: str = ""
    """The source's name of it."""


@frozen(kw_only=True, weakref_slot=False)
class StateChange(Fact, Generic[S, T]):
    """One fact: from `at` on, something is in a state.

    Raises:
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.practice import IncidentState
        >>> from svcmgmt.temporal import parse_instant
        >>> print(StateChange(to_state=IncidentState.NEW, at=parse_instant("2026-10-26T08:00:00Z")))
        new at 2026-10-26T08:00:00Z
    """

    to_state: S | OwnState
    """The state that begins."""

    from_state: S | OwnState | None = None
    """The state that ends; None where the source does not tell, or at the beginning."""

    trigger: T | str | None = None
    """What caused it; None where the source does not tell."""

    by: str = ""
    """Who caused it."""

    reason: str = ""
    """Why, in the organisation's words; clocks may pause by it."""

    def __str__(self) -> str:
        return f"{self.to_state} at {format_instant(self.at)}"


FactT = TypeVar("FactT", bound=Fact)


def _key(fact: Fact) -> tuple[object, ...]:
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
    given = list(facts)
    ordered = sorted(given, key=_key)
    findings: list[Finding] = []
    elsewhere = (one for one, other in zip(given, ordered, strict=True) if one is not other)
    if misplaced := next(elsewhere, None):
        findings.append(_finding("out-of-order", "facts arrived in another order", misplaced, ""))
    kept: list[FactT] = []
    places: dict[FactT, str] = {}
    for fact in ordered:
        if fact in places:
            message = "the same fact arrived twice"
            findings.append(_finding("duplicate", message, fact, places[fact]))
            continue
        place = f"/{len(kept)}"
        if kept and fact.at == kept[-1].at and _key(fact) == _key(kept[-1]):
            message = "nothing tells which of two facts came first"
            findings.append(_finding("tie", message, fact, place))
        places[fact] = place
        kept.append(fact)
    return tuple(kept), tuple(findings)


def _finding(code: str, message: str, fact: Fact, place: str) -> Finding:
    severity = Severity.WARNING if code == "tie" else Severity.INFO
    return Finding(code=code, message=message, severity=severity, pointer=place, value=str(fact))


def state_timeline(history: Sequence[StateChange[S, T]]) -> Timeline[S | OwnState]:
    """Return which state held when, from the first fact on.

    Args:
        history: at least one fact, in order.

    Raises:
        InvalidValue: an empty history.
    """
    return Timeline.of((change.at, change.to_state) for change in history)


def time_in_state(
    history: Sequence[StateChange[S, T]],
    *,
    until: datetime,
    calendar: ServiceCalendar | None = None,
) -> dict[S | OwnState, timedelta]:
    """Return how long each state held up to an instant.

    Args:
        history: facts in order; none gives no times.
        until: where the last state's time ends.
        calendar: count its open time only; real time without one.

    Returns:
        State to exact time, in order of first appearance. In real time they add up to the time
        from the first fact to `until`.

    Raises:
        EndBeforeStart: `until` before the first fact.

    Examples:
        >>> from svcmgmt.practice import IncidentState
        >>> from svcmgmt.temporal import parse_instant as at
        >>> history = [StateChange(to_state=IncidentState.NEW, at=at("2026-10-26T08:00:00Z")),
        ...            StateChange(to_state=IncidentState.RESOLVED, at=at("2026-10-26T09:00:00Z"))]
        >>> times = time_in_state(history, until=at("2026-10-26T12:00:00Z"))
        >>> {str(state): str(time) for state, time in times.items()}
        {'new': '1:00:00', 'resolved': '3:00:00'}
    """
    if not history:
        return {}
    within = Interval(history[0].at, until)
    during = None if calendar is None else calendar.intervals(within.start, until)
    return state_timeline(history).time_in(within=within, during=during)
