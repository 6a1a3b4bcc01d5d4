"""What happened to a clock: marks as facts, and the fold that makes them spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from copy import copy
from datetime import datetime
from enum import Enum
from itertools import pairwise
from operator import lt
from typing import Final, Self

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import Fact, in_order
from svcmgmt.lifecycle.history import place_in_order
from svcmgmt.sla.clocks.policies import Reopen
from svcmgmt.temporal import format_instant, instant
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import check_kind
from svcmgmt.values._lists import listed

__all__ = ["ClockCycle", "ClockLedger", "ClockSpan", "ClockState", "Mark", "Signal", "fold"]


class Signal(Enum):
    """What a mark tells a clock to do, in the order in which a clock looks.

    Examples:
        >>> Signal("pause")
        <Signal.PAUSE: 'pause'>
    """

    STOP = "stop"  # the work is done
    RESET = "reset"  # the cycle is over; with a start another one begins
    CANCEL = "cancel"  # the target does not apply any more
    PAUSE = "pause"  # time does not count
    RESUME = "resume"  # time counts again
    START = "start"  # time begins to count

    # as that of states: a fold asks for signals in sets more than for anything else
    __hash__ = object.__hash__


class ClockState(Enum):
    """What a clock does; being breached is no state, a breached clock runs on (rule R6.2).

    Examples:
        >>> ClockState("running")
        <ClockState.RUNNING: 'running'>
    """

    NOT_STARTED = "not started"  # nothing has started it
    RUNNING = "running"  # time counts
    PAUSED = "paused"  # time does not count
    STOPPED = "stopped"  # the work is done
    CANCELLED = "cancelled"  # the target does not apply


_SIGNALS: Final = frozenset(Signal)


def _signals(values: Iterable[Signal]) -> frozenset[Signal]:
    if isinstance(values, set) and values <= _SIGNALS:  # as a Clock tells them
        return frozenset(values)
    return frozenset(listed(values, "signals", "a list of signals", kind=Signal))


def _cause(value: str) -> str:
    if isinstance(value, str):
        return value
    raise InvalidType("cause", value, "text")


@frozen(kw_only=True, weakref_slot=False)
class Mark(Fact):
    """One fact of a clock: at an instant it is told something.

    Raises:
        InvalidType: something else than signals, such as their words.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> print(Mark(at=at("2026-10-26T09:00:00Z"), signals=[Signal.PAUSE], cause="customer"))
        pause (customer) at 2026-10-26T09:00:00Z
    """

    signals: frozenset[Signal] = field(converter=_signals)
    """What it tells the clock; a start and a pause together start it paused."""

    cause: str = field(default="", converter=_cause)
    """What made it, for explanations: a state, a trigger, a reason."""

    def __str__(self) -> str:
        told = " and ".join(each.value for each in Signal if each in self.signals) or "nothing"
        cause = f" ({self.cause})" if self.cause else ""
        return f"{told}{cause} at {format_instant(self.at)}"


def _marks(values: Iterable[Mark]) -> tuple[Mark, ...]:
    return listed(values, "marks", "marks; a Clock makes them of state changes", kind=Mark)


def _check_order(_ledger: object, _attribute: object, marks: tuple[Mark, ...]) -> None:
    for one, other in pairwise(marks):
        if other.at < one.at:
            raise InvalidValue("marks", str(other), "marks in order; ClockLedger.of sorts them")


def _origin(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "origin")


@frozen(kw_only=True)
class ClockLedger:
    """All marks of one clock, in order: what to store, and to go on with tomorrow.

    It knows neither limit nor calendar: after a change of priority the same ledger is read with
    another clock, and no pause is forgotten. Marks may come late, twice or out of order.
    Source: rule R6.5, algorithm 13.3.

    Raises:
        InvalidType: something else than marks.
        InvalidValue: marks out of order; `of` takes any order.
        NaiveDatetime: an origin without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ledger = ClockLedger.started(at("2026-10-26T08:00:00Z"))
        >>> ledger = ledger.resume(at("2026-10-26T11:00:00Z"))
        >>> ledger = ledger.pause(at("2026-10-26T09:00:00Z"), cause="customer")  # late
        >>> [str(mark) for mark in ledger.marks][1]
        'pause (customer) at 2026-10-26T09:00:00Z'
    """

    marks: tuple[Mark, ...] = field(default=(), converter=_marks, validator=_check_order)
    """The facts, ordered, each once."""

    origin: datetime | None = field(default=None, converter=_origin)
    """When the ticket began, for clocks that start retroactively; in UTC."""

    findings: tuple[Finding, ...] = field(default=(), eq=False)
    """What was unusual about the facts as they came: `tie`, `duplicate`, `out-of-order`."""

    @classmethod
    def of(cls, marks: Iterable[Mark], *, origin: datetime | None = None) -> Self:
        """Return the ledger of marks in any order.

        Args:
            marks: the facts.
            origin: when the ticket began.

        Raises:
            InvalidType: something else than a list of marks.
            NaiveDatetime: an origin without a zone.
        """
        ordered, findings = in_order(_marks(marks))
        return cls(marks=ordered, origin=origin, findings=findings)

    @classmethod
    def started(cls, at: datetime, *, cause: str = "") -> Self:
        """Return the ledger of a clock that starts at an instant."""
        return cls.of([Mark(at=at, signals=[Signal.START], cause=cause)])

    def with_marks(self, *marks: Mark) -> ClockLedger:
        """Return the ledger with further marks, wherever they belong.

        Raises:
            InvalidType: something else than marks.
        """
        every = (*self.marks, *_marks(marks))
        places = [place_in_order(mark) for mark in every[max(len(self.marks) - 1, 0) :]]
        if all(map(lt, places, places[1:])):  # as facts mostly come: one after the other
            grown = copy(self)
            object.__setattr__(grown, "marks", every)
            return grown
        ordered, findings = in_order(every)
        # how marks came is told once; a tie lies in the marks themselves and is found again
        told = (finding for finding in self.findings if finding.code != "tie")
        return evolve(self, marks=ordered, findings=(*told, *findings))

    def pause(self, at: datetime, *, cause: str = "") -> ClockLedger:
        """Return the ledger with a pause."""
        return self.with_marks(Mark(at=at, signals=[Signal.PAUSE], cause=cause))

    def resume(self, at: datetime, *, cause: str = "") -> ClockLedger:
        """Return the ledger with the end of a pause."""
        return self.with_marks(Mark(at=at, signals=[Signal.RESUME], cause=cause))

    def stop(self, at: datetime, *, cause: str = "") -> ClockLedger:
        """Return the ledger with a stop."""
        return self.with_marks(Mark(at=at, signals=[Signal.STOP], cause=cause))

    def restart(self, at: datetime, *, cause: str = "") -> ClockLedger:
        """Return the ledger with another start, after a stop."""
        return self.with_marks(Mark(at=at, signals=[Signal.START, Signal.RESUME], cause=cause))

    def reset(self, at: datetime, *, cause: str = "") -> ClockLedger:
        """Return the ledger with a reset: the cycle ends, another begins."""
        return self.with_marks(Mark(at=at, signals=[Signal.RESET, Signal.START], cause=cause))

    def cancel(self, at: datetime, *, cause: str = "") -> ClockLedger:
        """Return the ledger with a cancellation."""
        return self.with_marks(Mark(at=at, signals=[Signal.CANCEL], cause=cause))


@frozen
class ClockSpan:
    """A stretch in which a clock did one thing.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ClockSpan(at("2026-10-26T08:00:00Z"), None, ClockState.RUNNING, "new").cause
        'new'
    """

    start: datetime
    """Its first instant, in UTC."""

    end: datetime | None
    """First instant after; None while it lasts."""

    state: ClockState
    """Running, paused, or stopped between two parts of a reopened cycle."""

    cause: str
    """What made it."""


@frozen
class ClockCycle:
    """One run of a clock, from its start to its stop, its pauses included.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ledger = ClockLedger.started(at("2026-10-26T08:00:00Z"))
        >>> [cycle.state.value for cycle in fold(ledger)]
        ['running']
    """

    start: datetime
    """When it started, in UTC."""

    spans: tuple[ClockSpan, ...]
    """Stretches without gaps from the start to the end; the last one is open while it runs."""

    state: ClockState
    """What the clock does now."""

    ended_at: datetime | None
    """When it stopped or was cancelled, in UTC."""


class _Run:
    """A cycle while it is being folded."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._turns: list[tuple[datetime, ClockState, str]] = []
        self._unstopped: list[tuple[datetime, ClockState, str]] = []

    @property
    def state(self) -> ClockState:
        return self._turns[-1][1]

    @property
    def has_ended(self) -> bool:
        return self.state in _ENDED

    def turn(self, at: datetime, state: ClockState, cause: str) -> None:
        """Do something from an instant on."""
        if self._turns and self._turns[-1][0] == at:
            self._turns.pop()  # what lasted no time did not happen
        if self._turns and self.state is state and (self.has_ended or self._turns[-1][2] == cause):
            return  # nothing changes, and what has ended does not end later for another cause
        self._turns.append((at, state, cause))

    def stop(self, mark: Mark, otherwise: ClockState) -> None:
        """Stop, and remember what it would do otherwise."""
        self.turn(mark.at, ClockState.STOPPED, mark.cause)
        self._unstopped.clear()
        self.would_turn(mark, otherwise)

    def would_turn(self, mark: Mark, state: ClockState) -> None:
        """Hear what a mark would change if it had not stopped."""
        self._unstopped.append((mark.at, state, f"after {mark.cause}" if mark.cause else ""))

    def count_gap(self) -> None:
        """Let the time since it stopped pass as if it had not."""
        self._turns.pop()
        for turn in self._unstopped:
            self.turn(*turn)

    def cycle(self) -> ClockCycle:
        ends = [*(at for at, _, _ in self._turns[1:]), None]
        spans = tuple(
            ClockSpan(at, end, state, cause)
            for (at, state, cause), end in zip(self._turns, ends, strict=True)
        )
        if self.has_ended:
            return ClockCycle(self._start, spans[:-1], self.state, spans[-1].start)
        return ClockCycle(self._start, spans, self.state, None)


_ENDED: Final = frozenset({ClockState.STOPPED, ClockState.CANCELLED})
_BLOCKING: Final = frozenset({Signal.STOP, Signal.CANCEL})
_AGAIN: Final = frozenset({Signal.RESET, Signal.START})


def fold(
    ledger: ClockLedger,
    *,
    until: datetime | None = None,
    reopen: Reopen = Reopen.CONTINUE,
    retroactive_start: bool = False,
    retroactive_pause: bool = False,
) -> tuple[ClockCycle, ...]:
    """Return the cycles that the marks of a ledger make, by one pass over them.

    A clock that does not run starts at a mark with a start and neither stop nor cancellation;
    after an end such a mark reopens it, or begins another cycle if it is a reset too. One that
    runs looks for a stop, then a reset with a start, then a cancellation, then a pause, then its
    end. Marks before the first start only tell whether it starts paused.

    Args:
        ledger: the marks.
        until: marks dated later are left out, whenever they were recorded.
        reopen: what happens when work goes on after a stop.
        retroactive_start: the first cycle starts at the ledger's origin, if that is earlier.
        retroactive_pause: pauses between the origin and the start count as such.

    Raises:
        InvalidType: a ledger, policy or flag of another kind.
        NaiveDatetime: `until` without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ledger = ClockLedger.started(at("2026-10-26T08:00:00Z"))
        >>> fold(ledger.stop(at("2026-10-26T09:00:00Z")))[0].ended_at.isoformat()
        '2026-10-26T09:00:00+00:00'
    """
    check_kind("ledger", ledger, ClockLedger)
    check_kind("reopen", reopen, Reopen)
    check_kind("retroactive_start", retroactive_start, bool)
    check_kind("retroactive_pause", retroactive_pause, bool)
    until = None if until is None else instant(until, "until")
    runs: list[_Run] = []
    waits: list[Mark] = []  # marks of pauses before the first start
    paused = False
    for mark in ledger.marks:
        if until is not None and mark.at > until:
            break
        signals = mark.signals
        if Signal.PAUSE in signals:
            paused = True
        elif Signal.RESUME in signals:
            paused = False
        state = ClockState.PAUSED if paused else ClockState.RUNNING
        if runs and not runs[-1].has_ended:
            _tell(runs, mark, state)
        elif Signal.START in signals and signals.isdisjoint(_BLOCKING):
            if runs:
                _reopen(runs, mark, state, reopen)
            else:
                runs.append(_begin(ledger, mark, waits, retroactive_start, retroactive_pause))
                runs[-1].turn(mark.at, state, mark.cause)
        elif runs:
            runs[-1].would_turn(mark, state)
        else:
            waits.append(mark)
    return tuple(run.cycle() for run in runs)


def _tell(runs: list[_Run], mark: Mark, state: ClockState) -> None:
    """Tell a clock that has not ended what a mark says."""
    signals, run = mark.signals, runs[-1]
    if Signal.STOP in signals:
        run.stop(mark, state)
    elif signals >= _AGAIN:
        run.turn(mark.at, ClockState.STOPPED, mark.cause)
        _begin_another(runs, mark, state)
    elif Signal.CANCEL in signals:
        run.turn(mark.at, ClockState.CANCELLED, mark.cause)
    else:
        run.turn(mark.at, state, mark.cause)


def _reopen(runs: list[_Run], mark: Mark, state: ClockState, reopen: Reopen) -> None:
    """Let work go on after an end, as the policy says; after a reset in a cycle of its own."""
    run = runs[-1]
    if Signal.RESET in mark.signals:
        _begin_another(runs, mark, state)
    elif reopen is Reopen.KEEP_FIRST:
        return
    elif reopen is Reopen.RESTART or run.state is ClockState.CANCELLED:
        _begin_another(runs, mark, state)
    else:
        if reopen is Reopen.COUNT_ALL:
            run.count_gap()
        run.turn(mark.at, state, mark.cause)


def _begin_another(runs: list[_Run], mark: Mark, state: ClockState) -> None:
    runs.append(_Run(mark.at))
    runs[-1].turn(mark.at, state, mark.cause)


def _begin(
    ledger: ClockLedger,
    start: Mark,
    waits: Iterable[Mark],
    retroactive_start: bool,  # noqa: FBT001 - passed on from keyword arguments
    retroactive_pause: bool,  # noqa: FBT001
) -> _Run:
    """Return the first run, with what it did between the ledger's origin and its start."""
    origin = ledger.origin
    if not retroactive_start or origin is None or origin >= start.at:
        return _Run(start.at)
    run = _Run(origin)
    run.turn(origin, ClockState.RUNNING, "retroactive start")
    for mark in waits if retroactive_pause else ():
        at = max(mark.at, origin)
        if Signal.PAUSE in mark.signals:
            run.turn(at, ClockState.PAUSED, mark.cause)
        elif Signal.RESUME in mark.signals:
            run.turn(at, ClockState.RUNNING, mark.cause)
    return run


def known_at(ledger: ClockLedger, until: datetime) -> ClockLedger:
    """Return the ledger without later marks and what was unusual about these."""
    if not ledger.marks or ledger.marks[-1].at <= until:
        return ledger
    place = bisect_right(ledger.marks, until, key=lambda mark: mark.at)
    findings = ledger.findings
    if findings:
        later = set(map(str, ledger.marks[place:]))  # as findings tell them
        findings = tuple(finding for finding in findings if finding.value not in later)
    return evolve(ledger, marks=ledger.marks[:place], findings=findings)


def supposing(ledger: ClockLedger, told: Iterable[tuple[datetime, Signal]]) -> ClockLedger:
    """Return the ledger with marks of a question, each after the facts of its instant."""
    last = max((mark.sequence or 0 for mark in ledger.marks), default=0)
    supposed = (
        Mark(at=at, sequence=place, signals=[signal], cause="what if")
        for place, (at, signal) in enumerate(told, last + 1)
    )
    ordered, _ = in_order((*ledger.marks, *supposed))  # they did not come, so in no odd order
    return evolve(ledger, marks=ordered)


def stopped_before_start(ledger: ClockLedger) -> Finding | None:
    """Return a finding if the first stop of a ledger precedes its first start."""
    for mark in ledger.marks:
        if Signal.STOP in mark.signals:
            message = "the clock is told to stop before it is told to start"
            return Finding(
                code="stop-before-start",
                message=message,
                severity=Severity.WARNING,
                value=str(mark),
                allowed="a start first",
            )
        if Signal.START in mark.signals:
            return None
    return None
