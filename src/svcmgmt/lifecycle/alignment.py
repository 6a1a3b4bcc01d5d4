"""How far a log follows a lifecycle: the cheapest explanation of every trace, move by move.

A trace is the list of states that a log tells of one case. An alignment walks through trace and
lifecycle together: a synchronous move follows both, a log move skips what the lifecycle cannot
do there, a model move adds what the log does not tell. Log and model moves cost 1 each.
Source: Adriansyah, Aligning observed and modeled behavior, 2014.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from operator import itemgetter
from typing import Any, Final, Generic, TypeAlias, TypeVar

from attrs import field, frozen

from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle.history import StateChange, in_order
from svcmgmt.lifecycle.model import Lifecycle
from svcmgmt.lifecycle.states import STATE_KINDS, OwnState, State, StateCategory, Trigger
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = [
    "AlignedTrace",
    "Alignment",
    "Deviation",
    "DeviationKind",
    "LogConformance",
    "Move",
    "MoveKind",
    "Repeats",
    "TraceEnd",
    "align",
    "conformance",
]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)


class Repeats(Enum):
    """What the same state again means where no rule draws it.

    Examples:
        >>> Repeats("update")
        <Repeats.UPDATE: 'update'>
    """

    UPDATE = "update"  # an update of the case, as `replay` and `audit` read it
    STEP = "step"  # a step like any other, which a rule has to draw


class TraceEnd(Enum):
    """Where a trace may end.

    Examples:
        >>> TraceEnd("final")
        <TraceEnd.FINAL: 'final'>
    """

    FINAL = "final"  # in a final state, anywhere if the lifecycle has none
    ANYWHERE = "anywhere"  # in any state, for logs that end while cases are open


class MoveKind(Enum):
    """What one move of an alignment follows.

    Examples:
        >>> MoveKind("log")
        <MoveKind.LOG: 'log'>
    """

    SYNCHRONOUS = "synchronous"  # trace and lifecycle agree
    LOG = "log"  # the trace alone: the lifecycle cannot do this here
    MODEL = "model"  # the lifecycle alone: the trace does not tell this


class DeviationKind(Enum):
    """In which way a log leaves its lifecycle.

    Examples:
        >>> DeviationKind("missing end")
        <DeviationKind.MISSING_END: 'missing end'>
    """

    UNEXPECTED = "unexpected"  # a state that the lifecycle cannot reach there
    UNKNOWN_STATE = "unknown state"  # a state that the lifecycle does not have
    SKIPPED = "skipped"  # a state that has to come between and is not told
    MISSING_START = "missing start"  # a state in which it has to begin and is not told
    MISSING_END = "missing end"  # a state on the way to the end that is not told


@frozen
class Move(Generic[S]):
    """One move of an alignment.

    Raises:
        InvalidType: another kind of move.

    Examples:
        >>> from svcmgmt.practice import IncidentState
        >>> print(Move(MoveKind.MODEL, IncidentState.CLOSED))
        model closed
    """

    kind: MoveKind = field(validator=of_kind(MoveKind))
    """What it follows."""

    state: S | OwnState
    """The state that begins."""

    place: int | None = None
    """Place in the trace, from 0; None for a move of the lifecycle alone."""

    def __str__(self) -> str:
        return f"{self.kind.value} {self.state}"


@frozen(kw_only=True)
class Alignment(Generic[S]):
    """The cheapest way through a trace and a lifecycle together.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> found = align(INCIDENT, ["new", "inProgress", "closed"])
        >>> print(", ".join(map(str, found.moves)))
        synchronous new, synchronous inProgress, model resolved, synchronous closed
        >>> print(found.fitness)
        80 % (4 of 5)
    """

    moves: tuple[Move[S], ...]
    """The moves in order."""

    worst: int
    """What it costs to agree in nothing: the trace, and a shortest run of the lifecycle."""

    repeats: Repeats
    """What the same state again meant."""

    end: TraceEnd
    """Where the trace might end."""

    @property
    def cost(self) -> int:
        """How many moves are not synchronous."""
        return sum(move.kind is not MoveKind.SYNCHRONOUS for move in self.moves)

    @property
    def fitness(self) -> Ratio:
        """How far trace and lifecycle agree: 1 - cost / worst."""
        return Ratio(self.worst - self.cost, self.worst)


@frozen(kw_only=True)
class AlignedTrace(Generic[S]):
    """A distinct trace of a log with its alignment.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> AlignedTrace(alignment=align(INCIDENT, ["new", "cancelled"]), cases=3).cases
        3
    """

    alignment: Alignment[S]
    """Its alignment."""

    cases: int = field(validator=of_kind(int))
    """How many cases have it."""


@frozen(kw_only=True)
class Deviation:
    """How often a log leaves its lifecycle in one way at one state.

    Raises:
        InvalidType: a field of another kind than it says.

    Examples:
        >>> print(Deviation(kind=DeviationKind.SKIPPED, state="resolved", times=4, cases=3))
        skipped resolved: 4 times in 3 cases
    """

    kind: DeviationKind = field(validator=of_kind(DeviationKind))
    """In which way."""

    state: str = field(validator=of_kind(str))
    """The word of the state."""

    times: int = field(validator=of_kind(int))
    """How often."""

    cases: int = field(validator=of_kind(int))
    """In how many cases."""

    def __str__(self) -> str:
        return f"{self.kind.value} {self.state}: {self.times} times in {self.cases} cases"


@frozen(kw_only=True)
class LogConformance(Generic[S]):
    """How far a whole log follows a lifecycle.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> conformance(INCIDENT, []).mean_fitness
        NoData(reason='no cases')
    """

    lifecycle: str
    """Name of the lifecycle."""

    traces: tuple[AlignedTrace[S], ...]
    """Every distinct trace with its alignment, most frequent first."""

    deviations: tuple[Deviation, ...]
    """In which ways the log leaves the lifecycle, most frequent first."""

    empty: int
    """Cases without a fact; they do not count."""

    @property
    def cases(self) -> int:
        """Cases with facts."""
        return sum(each.cases for each in self.traces)

    @property
    def fitting(self) -> Ratio | NoData:
        """Share of the cases that follow the lifecycle in every move."""
        fitting = sum(each.cases for each in self.traces if not each.alignment.cost)
        return Ratio.of(fitting, self.cases, reason="no cases")

    @property
    def fitness(self) -> Ratio | NoData:
        """How far the log as a whole agrees: 1 - all costs / all worst costs."""
        worst = sum(each.cases * each.alignment.worst for each in self.traces)
        cost = sum(each.cases * each.alignment.cost for each in self.traces)
        return Ratio.of(worst - cost, worst, reason="no cases")

    @property
    def mean_fitness(self) -> Fraction | NoData:
        """The mean of the fitness of all cases, exact."""
        if not self.traces:
            return NoData("no cases")
        lost: Counter[int] = Counter()  # by length, of which there are few
        for each in self.traces:
            lost[each.alignment.worst] += each.cases * each.alignment.cost
        shares = (Fraction(cost, worst) for worst, cost in lost.items())
        return 1 - sum(shares, Fraction(0)) / self.cases


_Node: TypeAlias = tuple[int, int]
"""How many facts are behind, and the number of the state; -1 before the beginning."""

_Step: TypeAlias = tuple[int, _Node, _Node]
"""How many facts the way skips, where it leads, and from where."""

_BEFORE: Final = -1


class _Machine(Generic[S]):
    """A lifecycle as numbers: what may follow what, where runs end, and how short they are."""

    def __init__(self, lifecycle: Lifecycle[S, Any], repeats: Repeats, end: TraceEnd) -> None:
        self.states = lifecycle.states
        self.repeats, self.end = repeats, end
        self.number = {state: number for number, state in enumerate(self.states)}
        self.onward = {_BEFORE: self._numbers(lifecycle.initials)}
        for state, number in self.number.items():
            self.onward[number] = self._numbers(lifecycle.targets_from(state))
        self.steps = {number: set(targets) for number, targets in self.onward.items()}
        if repeats is Repeats.UPDATE:
            for number in self.number.values():
                self.steps[number].add(number)
        anywhere = end is TraceEnd.ANYWHERE or not lifecycle.finals
        self.ends = set(self._numbers(self.states if anywhere else lifecycle.finals))
        self.shortest = len(self.walk([])) - 1

    def _numbers(self, states: Iterable[S | OwnState]) -> list[int]:
        return [self.number[state] for state in states]

    def walk(self, trace: list[int]) -> list[_Node]:
        """Return the nodes of a cheapest way through a trace, the beginning included.

        Level by level of cost; free moves belong to the level of the node before them. So a
        trace that fits costs one look at each of its facts, and no node is looked at twice. In a
        level, ways that skip fewer facts come first.
        """
        came: dict[_Node, _Node] = {}
        begin: _Node = (0, _BEFORE)
        level: list[_Step] = [(0, begin, begin)]
        while True:
            fresh: list[tuple[int, _Node]] = []
            while level:
                skipped, node, before = level.pop()
                if node in came:
                    continue
                came[node] = before
                place, state = node
                if place == len(trace) and state in self.ends:
                    return _back(came, node)
                fresh.append((skipped, node))
                if place < len(trace) and trace[place] in self.steps[state]:
                    level.append((skipped, (place + 1, trace[place]), node))
            level = [step for each in fresh for step in self._deviating(*each, len(trace))]
            level.sort(key=itemgetter(0), reverse=True)

    def _deviating(self, skipped: int, node: _Node, length: int) -> Iterator[_Step]:
        """Yield where a move of one side alone leads."""
        place, state = node
        if place < length:
            yield skipped + 1, (place + 1, state), node
        for target in self.onward[state]:
            yield skipped, (place, target), node

    def align(self, trace: tuple[S | OwnState, ...]) -> Alignment[S]:
        """Return the alignment of a trace; what the lifecycle does not have costs no search."""
        known = [place for place, state in enumerate(trace) if state in self.number]
        walked = self.walk([self.number[trace[place]] for place in known])
        moves: list[Move[S]] = []
        told = 0
        for (before, origin), (behind, state) in pairwise(walked):
            if behind == before:
                moves.append(Move(MoveKind.MODEL, self.states[state]))
                continue
            place = known[before]
            moves += _alone(trace, range(told, place))
            told = place + 1
            is_free = trace[place] == self.states[state] and state in self.steps[origin]
            kind = MoveKind.SYNCHRONOUS if is_free else MoveKind.LOG
            moves.append(Move(kind, trace[place], place))
        moves += _alone(trace, range(told, len(trace)))
        worst = len(trace) + self.shortest
        return Alignment(moves=tuple(moves), worst=worst, repeats=self.repeats, end=self.end)


def _alone(trace: tuple[S | OwnState, ...], places: Iterable[int]) -> list[Move[S]]:
    return [Move(MoveKind.LOG, trace[place], place) for place in places]


def _back(came: dict[_Node, _Node], node: _Node) -> list[_Node]:
    """Return the way to a node from the beginning."""
    way = [node]
    while came[way[-1]] != way[-1]:
        way.append(came[way[-1]])
    return way[::-1]


def align(
    lifecycle: Lifecycle[S, T],
    trace: Iterable[S | OwnState | str],
    *,
    repeats: Repeats = Repeats.UPDATE,
    end: TraceEnd = TraceEnd.FINAL,
) -> Alignment[S]:
    """Return the cheapest alignment of a trace with a lifecycle.

    Only states count; triggers and guards are not asked. Of several alignments that
    cost the same it is one that skips the fewest facts, and always the same one. Time and memory
    grow with the trace where it fits, and with the trace times the rules at worst.

    Args:
        lifecycle: what is expected.
        trace: states in order, or their words; any other word is a state of nobody.
        repeats: what the same state again means where no rule draws it.
        end: where a trace may end.

    Raises:
        InvalidType: no lifecycle, or something else than a list of states or words.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> for move in align(INCIDENT, ["new", "-100", "new", "cancelled"]).moves:
        ...     print(move)
        synchronous new
        log -100
        synchronous new
        synchronous cancelled
    """
    check_kind("lifecycle", lifecycle, Lifecycle)
    words = {str(state): state for state in lifecycle.states}
    listed = all_of_kind("trace", trace, *STATE_KINDS, str)
    states = tuple(_read(each, words) if isinstance(each, str) else each for each in listed)
    return _machine(lifecycle, repeats, end).align(states)


def _read(word: str, words: dict[str, S | OwnState]) -> S | OwnState:
    return words[word] if word in words else OwnState(word, StateCategory.UNKNOWN)


def _machine(lifecycle: Lifecycle[S, T], repeats: Repeats, end: TraceEnd) -> _Machine[S]:
    check_kind("lifecycle", lifecycle, Lifecycle)
    check_kind("repeats", repeats, Repeats)
    check_kind("end", end, TraceEnd)
    return _Machine(lifecycle, repeats, end)


def trace_of(history: Iterable[StateChange[S, T]]) -> tuple[S | OwnState, ...]:
    """Return the states of a history in order; it begins where its first fact says."""
    ordered, _ = in_order(all_of_kind("history", history, StateChange))
    trace = tuple([change.to_state for change in ordered])
    first = ordered[0].from_state if ordered else None
    return trace if first is None else (first, *trace)


def traces_of(
    histories: Iterable[Iterable[StateChange[S, T]]],
) -> tuple[list[tuple[tuple[S | OwnState, ...], int]], int]:
    """Return each distinct trace with its cases, most frequent first, and the empty cases."""
    if isinstance(histories, str | bytes) or not isinstance(histories, Iterable):
        raise InvalidType("histories", histories, "a list of histories")
    counts = Counter(map(trace_of, histories))
    empty = counts.pop((), 0)
    return counts.most_common(), empty


def conformance(
    lifecycle: Lifecycle[S, T],
    histories: Iterable[Iterable[StateChange[S, T]]],
    *,
    repeats: Repeats = Repeats.UPDATE,
    end: TraceEnd = TraceEnd.FINAL,
) -> LogConformance[S]:
    """Return how far a log follows a lifecycle; each distinct trace is aligned once.

    Args:
        lifecycle: what is expected.
        histories: the facts of each case, in any order. The state that a first fact names as the
            one before it counts as told.
        repeats: what the same state again means where no rule draws it.
        end: where a trace may end.

    Raises:
        InvalidType: no lifecycle, or something else than lists of state changes.

    Examples:
        >>> from svcmgmt.lifecycles import INCIDENT
        >>> from svcmgmt.practice import Incident
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ticket = Incident.log(id="INC-1", at=at("2026-10-26T08:00:00Z"))
        >>> ticket = ticket.start(at=at("2026-10-26T09:00:00Z"))
        >>> found = conformance(INCIDENT, [ticket.history])
        >>> print(found.fitness, "|", *map(str, found.deviations))
        75 % (3 of 4) | missing end cancelled: 1 times in 1 cases
        >>> print(conformance(INCIDENT, [ticket.history], end=TraceEnd.ANYWHERE).fitness)
        100 % (3 of 3)
    """
    machine = _machine(lifecycle, repeats, end)
    counted, empty = traces_of(histories)
    traces = [AlignedTrace(alignment=machine.align(each), cases=n) for each, n in counted]
    return LogConformance(
        lifecycle=lifecycle.name,
        traces=tuple(traces),
        deviations=_deviations(traces, machine),
        empty=empty,
    )


def _deviations(traces: Iterable[AlignedTrace[S]], machine: _Machine[S]) -> tuple[Deviation, ...]:
    times: Counter[tuple[DeviationKind, str]] = Counter()
    cases: Counter[tuple[DeviationKind, str]] = Counter()
    for each in traces:
        here = Counter(_kinds(each.alignment.moves, machine))
        for key, count in here.items():
            times[key] += count * each.cases
            cases[key] += each.cases
    return tuple(
        Deviation(kind=key[0], state=key[1], times=count, cases=cases[key])
        for key, count in times.most_common()
    )


def _kinds(moves: tuple[Move[S], ...], machine: _Machine[S]) -> Iterator[tuple[DeviationKind, str]]:
    """Yield the kind and the state of each move of one side alone."""
    agreed = [n for n, move in enumerate(moves) if move.kind is MoveKind.SYNCHRONOUS]
    first, last = (agreed[0], agreed[-1]) if agreed else (0, 0)
    for place, move in enumerate(moves):
        if move.kind is MoveKind.LOG:
            is_known = move.state in machine.number
            yield _LOG_KINDS[is_known], str(move.state)
        elif move.kind is MoveKind.MODEL:
            between = DeviationKind.SKIPPED if place < last else DeviationKind.MISSING_END
            yield (DeviationKind.MISSING_START if place < first else between), str(move.state)


_LOG_KINDS: Final = {True: DeviationKind.UNEXPECTED, False: DeviationKind.UNKNOWN_STATE}
