"""What a log does, counted, and a candidate for the lifecycle behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from itertools import groupby, pairwise
from typing import Generic, TypeAlias, TypeVar, cast

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle.alignment import Repeats, traces_of
from svcmgmt.lifecycle.history import StateChange
from svcmgmt.lifecycle.model import Lifecycle, reached_from
from svcmgmt.lifecycle.rules import Rule
from svcmgmt.lifecycle.states import OwnState, State, Trigger
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["LogProfile", "StateCount", "StepCount", "discover"]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)

_Step: TypeAlias = tuple[S | OwnState, S | OwnState]


@frozen(kw_only=True)
class StateCount(Generic[S]):
    """How often a log is in a state.

    Examples:
        >>> from svcmgmt.practice import IncidentState
        >>> print(StateCount(state=IncidentState.NEW, times=7, cases=5))
        new: 7 times in 5 cases
    """

    state: S | OwnState
    """The state."""

    times: int = field(validator=of_kind(int))
    """How many facts name it."""

    cases: int = field(validator=of_kind(int))
    """How many cases do."""

    def __str__(self) -> str:
        return f"{self.state}: {self.times} times in {self.cases} cases"


@frozen(kw_only=True)
class StepCount(Generic[S]):
    """How often one state follows another directly.

    Examples:
        >>> from svcmgmt.practice import IncidentState
        >>> print(StepCount(source=IncidentState.NEW, target=IncidentState.CANCELLED, times=2,
        ...                 cases=2))
        new to cancelled: 2 times in 2 cases
    """

    source: S | OwnState
    """The state that ends."""

    target: S | OwnState
    """The state that begins; the same one for an update."""

    times: int = field(validator=of_kind(int))
    """How often."""

    cases: int = field(validator=of_kind(int))
    """In how many cases."""

    def __str__(self) -> str:
        return f"{self.source} to {self.target}: {self.times} times in {self.cases} cases"


@frozen(kw_only=True)
class LogProfile(Generic[S]):
    """What a log does, with frequencies: where cases begin, go and end.

    Lists are ordered by falling times, then by first appearance among the more frequent traces.

    Examples:
        >>> from svcmgmt.practice import Incident
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ticket = Incident.log(id="INC-1", at=at("2026-10-26T08:00:00Z"))
        >>> ticket = ticket.cancel(at=at("2026-10-26T09:00:00Z"))
        >>> profile = discover([ticket.history])
        >>> print(*profile.steps)
        new to cancelled: 1 times in 1 cases
        >>> profile.candidate("ours").triggers
        ('to cancelled',)
    """

    cases: int
    """Cases with facts."""

    empty: int
    """Cases without a fact; they do not count."""

    events: int
    """Facts of all cases."""

    variants: int
    """How many distinct traces there are."""

    states: tuple[StateCount[S], ...]
    """Every state."""

    starts: tuple[StateCount[S], ...]
    """In which states cases begin."""

    ends: tuple[StateCount[S], ...]
    """In which states cases end, or stood when the log ended."""

    steps: tuple[StepCount[S], ...]
    """Which state follows which directly, updates included."""

    ping_pongs: tuple[StepCount[S], ...]
    """How often a case went from a state to another and straight back, updates aside."""

    ping_pong_cases: int
    """Cases that did so at all."""

    def candidate(
        self, name: str, *, at_least: int = 1, repeats: Repeats = Repeats.UPDATE
    ) -> Lifecycle[S, Trigger]:
        """Return a lifecycle that draws what the log does often enough.

        It is a draft for people, who know what a state means and which steps should not be. The
        most frequent beginning and end are always in it; what no longer lies on a way from a
        beginning to an end is left undrawn.

        Args:
            name: what has this lifecycle, in one word.
            at_least: in how many cases a beginning, step or end has to be seen, 1 or more.
            repeats: whether the same state again is drawn as a step.

        Raises:
            InvalidType: a number that is none, or a word in place of a policy.
            InvalidLifecycle: two states have the same word.
            InvalidValue: a log without cases, a number below 1, or one so high that no way is
                left from a beginning to an end.
        """
        check_kind("repeats", repeats, Repeats)
        if not isinstance(at_least, int) or isinstance(at_least, bool):
            raise InvalidType("at_least", at_least, "int")
        if at_least < 1 or not self.cases:
            raise InvalidValue("at_least", at_least, "1 or more, and a log with cases")
        seen = [each for each in self.steps if each.cases >= at_least]
        if repeats is Repeats.UPDATE:
            seen = [each for each in seen if each.source != each.target]
        steps = [(each.source, each.target) for each in seen]
        states = [each.state for each in self.states]
        starts, ends = _often(self.starts, at_least), _often(self.ends, at_least)
        kept = reached_from(starts, _targets(states, steps))
        kept &= reached_from(ends, _targets(states, [(b, a) for a, b in steps]))
        if not kept:
            allowed = "a number that leaves a way from a beginning to an end"
            raise InvalidValue("at_least", at_least, allowed)
        return _drawn(name, kept, steps, states, (starts, ends))


def _often(counts: tuple[StateCount[S], ...], at_least: int) -> list[S | OwnState]:
    """Return the states that are seen often enough, and the most frequent one anyway."""
    return [each.state for each in counts if each.cases >= at_least or each is counts[0]]


def _targets(
    states: Iterable[S | OwnState], steps: Iterable[_Step[S]]
) -> dict[S | OwnState, list[S | OwnState]]:
    targets: dict[S | OwnState, list[S | OwnState]] = {state: [] for state in states}
    for a, b in steps:
        targets[a].append(b)
    return targets


def _drawn(
    name: str,
    kept: set[S | OwnState],
    steps: Iterable[_Step[S]],
    states: list[S | OwnState],
    beyond: tuple[list[S | OwnState], list[S | OwnState]],
) -> Lifecycle[S, Trigger]:
    """Return the lifecycle of what is kept."""
    drawn = [(a, b) for a, b in steps if a in kept and b in kept]
    sources = _targets(states, [(b, a) for a, b in drawn])
    leaving = {a for a, _ in drawn}
    initials, finals = ([each for each in side if each in kept] for side in beyond)
    kinds = dict.fromkeys(type(state) for state in states if isinstance(state, State))
    members = cast("list[S]", [member for kind in kinds for member in kind])
    return Lifecycle(
        name=name,
        rules=[Rule(f"to {b}", sources[b], b) for b in states if sources[b]],
        initials=initials,
        finals=finals,
        reopenable=[state for state in finals if state in leaving],
        undrawn=[each for each in dict.fromkeys([*members, *states]) if each not in kept],
        source="discovered",
    )


def discover(histories: Iterable[Iterable[StateChange[S, T]]]) -> LogProfile[S]:
    """Return what a log does, counted; cost grows as the log does.

    Args:
        histories: the facts of each case, in any order. The state that a first fact names as the
            one before it counts as told.

    Raises:
        InvalidType: something else than lists of state changes.

    Examples:
        >>> discover([]).cases
        0
    """
    counted, empty = traces_of(histories)
    starts = _Tally(([trace[0]], n) for trace, n in counted)
    ends = _Tally(([trace[-1]], n) for trace, n in counted)
    states = _Tally(counted)
    steps = _Tally((list(pairwise(trace)), n) for trace, n in counted)
    turns = _Tally((list(_turns(trace)), n) for trace, n in counted)
    return LogProfile(
        cases=sum(n for _, n in counted),
        empty=empty,
        events=sum(len(trace) * n for trace, n in counted),
        variants=len(counted),
        states=_states(states),
        starts=_states(starts),
        ends=_states(ends),
        steps=_steps(steps),
        ping_pongs=_steps(turns),
        ping_pong_cases=sum(n for trace, n in counted if any(_turns(trace))),
    )


KeyT = TypeVar("KeyT", bound=Hashable)


class _Tally(Generic[KeyT]):
    """How often things are in traces, and in how many cases."""

    def __init__(self, traces: Iterable[tuple[Iterable[KeyT], int]]) -> None:
        self.times: Counter[KeyT] = Counter()
        self.cases: Counter[KeyT] = Counter()
        for things, n in traces:
            for thing, times in Counter(things).items():
                self.times[thing] += times * n
                self.cases[thing] += n

    def rows(self) -> Iterator[tuple[KeyT, int, int]]:
        """Yield each thing with its times and cases, most frequent first."""
        for thing, times in self.times.most_common():
            yield thing, times, self.cases[thing]


def _states(tally: _Tally[S | OwnState]) -> tuple[StateCount[S], ...]:
    return tuple(StateCount(state=state, times=t, cases=c) for state, t, c in tally.rows())


def _steps(tally: _Tally[_Step[S]]) -> tuple[StepCount[S], ...]:
    return tuple(StepCount(source=a, target=b, times=t, cases=c) for (a, b), t, c in tally.rows())


def _turns(trace: tuple[S | OwnState, ...]) -> Iterator[_Step[S]]:
    """Yield (A, B) wherever a trace goes from A to B and straight back to A."""
    visits = [state for state, _ in groupby(trace)]
    for a, b, c in zip(visits, visits[1:], visits[2:], strict=False):
        if a == c:
            yield a, b
