"""Following recorded facts strictly: every one must be possible."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from svcmgmt.errors import SvcmgmtError, shown
from svcmgmt.lifecycle.history import StateChange
from svcmgmt.lifecycle.model import Lifecycle
from svcmgmt.lifecycle.states import OwnState, State, Trigger
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = ["ImpossibleHistory", "replay"]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)


class ImpossibleHistory(SvcmgmtError, ValueError):
    """A recorded fact that a lifecycle does not allow where it stands.

    Args:
        lifecycle: name of the lifecycle.
        index: place of the fact in the history, from 0.
        fact: the fact in words.
        allowed: what would have been possible.

    Examples:
        >>> print(ImpossibleHistory("incident", 1, "new to closed", "start, cancel"))
        incident: fact 1, new to closed, is not allowed; allowed: start, cancel
    """

    def __init__(self, lifecycle: str, index: int, fact: str, allowed: str) -> None:
        super().__init__(lifecycle, index, fact, allowed)
        self.lifecycle = lifecycle
        self.index = index
        self.fact = fact
        self.allowed = allowed

    def __str__(self) -> str:
        return (
            f"{self.lifecycle}: fact {self.index}, {self.fact}, is not allowed; "
            f"allowed: {self.allowed}"
        )


def replay(
    lifecycle: Lifecycle[S, T],
    history: Iterable[StateChange[S, T]],
    *,
    start: S | OwnState | str | None = None,
) -> S | OwnState | None:
    """Return the state in which ordered facts end, or raise at the first impossible one.

    A fact of the same state without a trigger is an update and allowed. Guards are not asked:
    they judged when the facts were made. For logs of other systems use `audit`.

    Args:
        lifecycle: what is allowed.
        history: facts in order; see `in_order`.
        start: the state before the first fact, or its word; None if the history tells the
            beginning.

    Returns:
        The last state; `start` for an empty history.

    Raises:
        ImpossibleHistory: a fact that no rule allows, that contradicts the one before it, or
            that precedes it.
        InvalidType: no lifecycle, or something else than a list of state changes.
        UnknownState: a word that is no state of the lifecycle.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> from svcmgmt.practice import IncidentState
        >>> from svcmgmt.temporal import parse_instant
        >>> at = parse_instant("2026-10-26T08:00:00Z")
        >>> replay(INCIDENT, [StateChange(to_state=IncidentState.NEW, at=at),
        ...                   StateChange(to_state=IncidentState.CLOSED, at=at)])
        Traceback (most recent call last):
        ...
        svcmgmt.lifecycle.replay.ImpossibleHistory: ... allowed: inProgress by start, ...
    """
    check_kind("lifecycle", lifecycle, Lifecycle)
    allows, states = lifecycle.allows, lifecycle.states
    state, last = lifecycle.state(start) if isinstance(start, str) else start, None
    for index, change in enumerate(all_of_kind("history", history, StateChange)):
        origin, target, trigger = change.from_state, change.to_state, change.trigger
        if last is not None and change.at < last:
            raise _refusal(lifecycle, index, change, f"a fact from {last.isoformat()} on")
        if state is None:
            state = origin
        elif origin is not None and origin != state:
            raise _refusal(lifecycle, index, change, f"a fact that starts in {state}")
        if state is None:
            if target not in lifecycle.initials:
                allowed = ", ".join(map(str, lifecycle.initials))
                raise _refusal(lifecycle, index, change, allowed)
        elif not (
            # an update, or else a drawn step
            (trigger is None and target == state and state in states)
            or allows(state, target, trigger)
        ):
            raise _refusal(lifecycle, index, change, _ways_out(lifecycle, state))
        state, last = target, change.at
    return state


def _ways_out(lifecycle: Lifecycle[S, T], state: S | OwnState) -> str:
    if state not in lifecycle.states:
        return f"states of the lifecycle: {', '.join(map(str, lifecycle.states))}"
    leaving = [
        f"{rule.target} by {rule.trigger}" for rule in lifecycle.rules if state in rule.sources
    ]
    return ", ".join(leaving) or "nothing, no rule leads out of there"


def _refusal(
    lifecycle: Lifecycle[S, T], index: int, change: StateChange[S, T], allowed: str
) -> ImpossibleHistory:
    begins = "" if change.from_state is None else f"{change.from_state} "
    cause = "" if change.trigger is None else f" by {shown(str(change.trigger))}"
    fact = f"{begins}to {change.to_state}{cause} at {change.at.isoformat()}"
    return ImpossibleHistory(lifecycle.name, index, fact, allowed)
