"""Holding logs of other systems against a lifecycle: everything is kept, the unusual reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

from attrs import evolve, frozen

from svcmgmt.lifecycle.history import StateChange, in_order
from svcmgmt.lifecycle.model import Lifecycle
from svcmgmt.lifecycle.states import OwnState, State, StateCategory, Trigger
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = ["LogAudit", "audit"]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)

_OPEN: Final = frozenset({StateCategory.OPEN, StateCategory.PAUSED})
_STOPPED: Final = frozenset({StateCategory.RESOLVED, StateCategory.DONE, StateCategory.CANCELLED})


@frozen(kw_only=True)
class LogAudit(Generic[S, T]):
    """What a log says about one entity: its history, and the findings about it."""

    history: tuple[StateChange[S, T], ...]
    """The facts in order, each once, as they came."""

    findings: tuple[Finding, ...]
    """What a lifecycle does not foresee, and what only deserves a look."""

    @property
    def state(self) -> S | OwnState | None:
        """The state in which the log ends; None for an empty log."""
        return self.history[-1].to_state if self.history else None


def audit(lifecycle: Lifecycle[S, T], log: Iterable[StateChange[S, T]]) -> LogAudit[S, T]:
    """Return the history that a log tells and everything unusual in it; nothing is refused.

    Codes: `unusual-start`, `unknown-state`, `wrong-origin` (the fact names another state than
    the one before it), `wrong-trigger` (another trigger is drawn for the step), `update` (same
    state again), `reopened` (work goes on after it stopped), `skipped-states` (a drawn way
    exists and was not taken), `undrawn-transition` (no way at all), `unfinished` (no final
    state), and those of `in_order`: `out-of-order`, `duplicate`, `tie`. Updates and reopenings
    that the lifecycle draws are for information only.

    Args:
        lifecycle: what is expected.
        log: facts in any order; `from_state` and `trigger` may be missing. Words that nobody
            knows come as `OwnState` of category `UNKNOWN`.

    Returns:
        The ordered facts, each as it came, and the findings about them.

    Raises:
        InvalidType: no lifecycle, or something else than a list of state changes.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> from svcmgmt.practice import IncidentState
        >>> from svcmgmt.temporal import parse_instant as at
        >>> log = [StateChange(to_state=IncidentState.NEW, at=at("2026-10-26T08:00:00Z")),
        ...        StateChange(to_state=IncidentState.RESOLVED, at=at("2026-10-26T09:00:00Z"))]
        >>> for finding in audit(INCIDENT, log).findings:
        ...     print(finding)
        warning skipped-states at /1: ... (value: new to resolved; allowed: start, resolve)
        info unfinished at /1: ... (value: resolved; allowed: closed, cancelled)
    """
    check_kind("lifecycle", lifecycle, Lifecycle)
    ordered, findings = in_order(all_of_kind("log", log, StateChange))
    found = list(findings)
    known: S | OwnState | None = None
    before: S | OwnState | None = None
    for index, change in enumerate(ordered):
        found += _about(lifecycle, before, known, change, f"/{index}")
        before = change.to_state
        known = before if before in lifecycle.states else known
    if before is not None and lifecycle.finals and before not in lifecycle.finals:
        message = "the log does not end in a final state"
        place = f"/{len(ordered) - 1}"
        found.append(_info("unfinished", message, place, before, _words(lifecycle.finals)))
    return LogAudit(history=ordered, findings=tuple(found))


def _about(
    lifecycle: Lifecycle[S, T],
    before: S | OwnState | None,
    known: S | OwnState | None,
    change: StateChange[S, T],
    place: str,
) -> Iterator[Finding]:
    """Yield what is unusual about a fact after a state, `known` being the last understood one."""
    target, origin = change.to_state, change.from_state
    if target not in lifecycle.states:
        message = "a state that the lifecycle does not have"
        yield _warning("unknown-state", message, place, target, _words(lifecycle.states))
    elif before is None and origin is None and target not in lifecycle.initials:
        message = "the log does not begin in an initial state"
        yield _warning("unusual-start", message, place, target, _words(lifecycle.initials))
    if before is None and origin is not None and origin not in lifecycle.states:
        message = "a state that the lifecycle does not have"
        yield _warning("unknown-state", message, place, origin, _words(lifecycle.states))
    if before is not None and origin is not None and origin != before:
        message = "the fact names another state than the one before it"
        yield _warning("wrong-origin", message, place, origin, str(before))
    start = known if known is not None else origin
    if start in lifecycle.states and target in lifecycle.states:
        yield from _about_step(lifecycle, start, change, place)


def _about_step(
    lifecycle: Lifecycle[S, T], start: S | OwnState, change: StateChange[S, T], place: str
) -> Iterator[Finding]:
    """Yield what is unusual about a step between two states of the lifecycle."""
    target, trigger = change.to_state, change.trigger
    step = f"{start} to {target}"
    drawn = lifecycle.allows(start, target)
    if drawn and not lifecycle.allows(start, target, trigger):
        message = "another trigger is drawn for the step"
        foreseen = _words(rule.trigger for rule in lifecycle.rules_between(start, target))
        yield _warning("wrong-trigger", message, place, trigger, foreseen)
    if start.category in _STOPPED and target.category in _OPEN:
        report = _info if drawn else _warning
        yield report("reopened", "work went on after it had stopped", place, step, "")
    elif not drawn and start == target:
        yield _info("update", "the same state again", place, step, "")
    elif not drawn:
        way = lifecycle.way(start, target)
        code = "undrawn-transition" if way is None else "skipped-states"
        message = "no drawn way leads there" if way is None else "a drawn way was not taken"
        allowed = _words(lifecycle.targets_from(start) if way is None else way)
        yield _warning(code, message, place, step, allowed)


def _words(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def _info(code: str, message: str, place: str, value: object, allowed: str) -> Finding:
    return Finding(
        code=code,
        message=message,
        severity=Severity.INFO,
        pointer=place,
        value=str(value),
        allowed=allowed,
    )


def _warning(code: str, message: str, place: str, value: object, allowed: str) -> Finding:
    return evolve(_info(code, message, place, value, allowed), severity=Severity.WARNING)
