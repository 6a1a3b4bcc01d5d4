"""How a product writes states, reasons and priorities: data, and one way to read and write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop._cells import StateMap
from svcmgmt.interop._rows import MOST_SHOWN
from svcmgmt.lifecycle import OwnState, State, StateCategory
from svcmgmt.practice import ChangeState, IncidentState, ProblemState, RecordKind
from svcmgmt.values import ITIL_SCALE, Finding, Priority, PriorityScale, Severity
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind
from svcmgmt.values._lists import paired

__all__ = ["Dialect", "PriorityReading", "StateReading", "StateWord", "Writing"]

_STATES: Final[Mapping[RecordKind, tuple[State, ...]]] = MappingProxyType(
    {
        RecordKind.INCIDENT: tuple(IncidentState),
        RecordKind.PROBLEM: tuple(ProblemState),
        RecordKind.CHANGE: tuple(ChangeState),
    }
)

# a mapping of mixed meanings is looked at when it comes: type checkers read it as one of objects
_Words: TypeAlias = "Mapping[str, Any] | Iterable[StateWord]"
_Pairs: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]]
_Levels: TypeAlias = Mapping[str, int] | Iterable[tuple[str, int]]


@frozen
class StateWord:
    """One word of a product for a state, or for a state and why something is in it.

    Raises:
        InvalidType: a state that is none.
        InvalidValue: an empty word.

    Examples:
        >>> print(StateWord("pending", IncidentState.ON_HOLD, "awaitingCaller"))
        pending: onHold because awaitingCaller
    """

    text: str
    """The word, or the code, as the product writes it."""

    state: State | OwnState
    """What it stands for."""

    reason: str = field(default="", validator=of_kind(str))
    """Why, where the word tells it too; empty where it does not."""

    def __attrs_post_init__(self) -> None:
        _check_word("text", self.text)
        _check_state(self.state)

    def __str__(self) -> str:
        return f"{self.text}: {self.state}" + (f" because {self.reason}" if self.reason else "")


@frozen(kw_only=True)
class StateReading:
    """What a word of a product says.

    Examples:
        >>> print(StateReading(state=IncidentState.ON_HOLD, reason="awaitingVendor").state)
        onHold
    """

    state: State | OwnState
    """The state; an own one of category unknown for a word that nobody has explained."""

    reason: str = ""
    """Why; empty where nobody says."""

    findings: tuple[Finding, ...] = ()
    """What could not be read as it was meant."""


@frozen(kw_only=True)
class PriorityReading:
    """What a product's word for a priority says.

    Examples:
        >>> print(PriorityReading(priority=Priority.P2).priority)
        P2
    """

    priority: Priority | None = None
    """The priority; None for a word that nobody has explained."""

    findings: tuple[Finding, ...] = ()
    """What could not be read as it was meant."""


@frozen(kw_only=True)
class Writing:
    """How a product writes something.

    Examples:
        >>> Writing(word="held", reason="awaitingVendor").word
        'held'
    """

    word: str = ""
    """The product's word; empty if it has none that could stand for it."""

    reason: str = ""
    """What to write as the reason beside it; empty where the word tells it, or nobody does."""

    findings: tuple[Finding, ...] = ()
    """What has no counterpart in the product; empty if the words read back as what was meant."""


def _words(value: _Words) -> tuple[StateWord, ...]:
    return _state_words("words", value)


def _instead(value: _Words) -> tuple[StateWord, ...]:
    return _state_words("instead", value)


def _state_words(name: str, value: _Words) -> tuple[StateWord, ...]:
    if not isinstance(value, Mapping):
        return all_of_kind(name, value, StateWord)
    told: list[StateWord] = []
    for text, meaning in cast("StateMap", value).items():
        match meaning:
            case (state, reason):
                told.append(StateWord(text, state, reason))
            case tuple():
                raise InvalidType(name, meaning, "a state, or a pair of a state and a reason")
            case _:
                told.append(StateWord(text, meaning))
    return tuple(told)


def _reason_pairs(value: _Pairs) -> tuple[tuple[str, str], ...]:
    given = cast("Mapping[str, str]", value).items() if isinstance(value, Mapping) else value
    pairs = paired(given, "reasons", "pairs of a word and a reason")
    if not all(isinstance(each, str) and each for pair in pairs for each in pair):
        raise InvalidType("reasons", pairs, "pairs of a word and a reason")
    return pairs


def _level_pairs(value: _Levels) -> tuple[tuple[str, int], ...]:
    given = cast("Mapping[str, int]", value).items() if isinstance(value, Mapping) else value
    pairs = paired(given, "priorities", "pairs of a word and a level")
    if not all(isinstance(word, str) and word for word, _ in pairs):
        raise InvalidType("priorities", pairs, "pairs of a word and a level")
    return pairs


def _text_words(value: Iterable[str]) -> tuple[str, ...]:
    return all_of_kind("rounded", value, str)


def _check_state(state: State | OwnState) -> None:
    if not isinstance(state, State | OwnState):
        raise InvalidType("state", state, "a state; a bare word has no category")


def _check_word(name: str, word: str) -> None:
    if not isinstance(word, str):
        raise InvalidType(name, word, "a word")
    if not word.strip():
        raise InvalidValue(name, word, "a word that is not empty")


@frozen(kw_only=True)
class Dialect:
    """The words of a product for one kind of record, as data.

    Of several words for one state the first is written. Nothing is guessed: what the product
    cannot say is told as a finding, and so is what nobody has explained.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: a word that stands twice, regardless of case; a level off the scale.

    Examples:
        >>> words = {"open": IncidentState.NEW, "done": IncidentState.RESOLVED,
        ...          "waiting": (IncidentState.ON_HOLD, "awaitingCaller")}
        >>> desk = Dialect(name="desk", kind=RecordKind.INCIDENT, words=words,
        ...                priorities={"urgent": 1, "low": 4})
        >>> desk.read("Waiting").reason
        'awaitingCaller'
        >>> desk.write(IncidentState.RESOLVED).word
        'done'
        >>> print(*desk.write(IncidentState.CLOSED).findings)
        error state-not-told at /state: desk has no word for this state (value: closed; ...)
        >>> print(desk.read_priority("urgent").priority)
        P1
    """

    name: str = field(validator=of_kind(str))
    """Which product, and which version where that matters."""

    kind: RecordKind = field(validator=of_kind(RecordKind))
    """What kind of record the words are for."""

    words: tuple[StateWord, ...] = field(converter=_words)
    """The words for states, each once; a mapping of words to states will do."""

    instead: tuple[StateWord, ...] = field(default=(), converter=_instead)
    """What is written for states that the product does not have; it reads back as another one."""

    reasons: tuple[tuple[str, str], ...] = field(default=(), converter=_reason_pairs)
    """The product's words for reasons, and what they mean."""

    is_reason_free: bool = field(default=False, validator=of_kind(bool))
    """Whether the product takes any text as the reason."""

    priorities: tuple[tuple[str, int], ...] = field(default=(), converter=_level_pairs)
    """The product's words for priorities, and their levels on `scale`."""

    rounded: tuple[str, ...] = field(default=(), converter=_text_words)
    """Those of them that say more than the level they are read as."""

    scale: PriorityScale = field(default=ITIL_SCALE, validator=of_kind(PriorityScale))
    """What the levels mean."""

    source: str = field(default="", validator=of_kind(str))
    """Where the words stand."""

    def __attrs_post_init__(self) -> None:
        told = [each.text for each in self.words], [word for word, _ in self.priorities]
        for words in told:
            known: set[str] = set()
            for word in words:
                if word.casefold() in known:
                    raise InvalidValue("words", word, "each word once, regardless of case")
                known.add(word.casefold())
        for _, level in self.priorities:
            Priority(level, self.scale)

    @property
    def states(self) -> tuple[State | OwnState, ...]:
        """The states for which the product has a word, each once, in the order of the words."""
        return tuple(dict.fromkeys(each.state for each in self.words))

    def state_map(self) -> StateMap:
        """Return the words as the readers of exports take them, as `states`."""
        return {each.text: (each.state, each.reason) for each in self.words}

    def gaps(self) -> tuple[Finding, ...]:
        """Return what the product cannot say: a finding for each state without a word of its own.

        A state that has words only together with a reason is told as well.
        """
        known = _STATES.get(self.kind, ())
        return tuple(finding for state in known for finding in self.write(state).findings)

    def read(self, word: str, *, reason: str = "") -> StateReading:
        """Return what a word says.

        Args:
            word: a word or code of the product, in upper or lower case.
            reason: what it tells as the reason beside it. A known one counts for more than what
                the word implies, any other one for less.

        Raises:
            InvalidType: something that is no text.
            InvalidValue: an empty word.
        """
        _check_word("word", word)
        check_kind("reason", reason, str)
        found = next((each for each in self.words if _same(each.text, word)), None)
        if found is None:
            state, unknown = OwnState(word, StateCategory.UNKNOWN), (self._unknown(word),)
            return StateReading(state=state, reason=reason, findings=unknown)
        known = next((meaning for own, meaning in self.reasons if _same(own, reason)), "")
        if known or not reason or (self.is_reason_free and not found.reason):
            told = known or found.reason or reason
            return StateReading(state=found.state, reason=told)
        return StateReading(
            state=found.state,
            reason=found.reason or reason,
            findings=(self._unread(reason, found.reason),),
        )

    def write(self, state: State | OwnState, *, reason: str = "") -> Writing:
        """Return how a state is written, and the reason beside it.

        Args:
            state: a state of this kind of record, or one that was read.
            reason: why it is in that state.

        Raises:
            InvalidType: something that is no state, or a reason that is no text.
        """
        _check_state(state)
        check_kind("reason", reason, str)
        mine = [each for each in self.words if each.state == state]
        exact = next((each for each in mine if each.reason == reason), None)
        if exact is not None:
            return Writing(word=exact.text)
        beside = self._reason(reason)
        missing = (self._untold(reason),) if reason and not beside else ()
        bare = next((each for each in mine if not each.reason), None)
        if bare is not None:
            return Writing(word=bare.text, reason=beside, findings=missing)
        finding = self._gap(state, reason)
        for wanted in (reason, ""):
            for each in self.instead:
                if each.state == state and each.reason == wanted:
                    return Writing(word=each.text, reason=beside, findings=(finding, *missing))
        own = str(state) if isinstance(state, OwnState) else ""
        return Writing(word=own, reason=beside, findings=(finding, *missing))

    def read_priority(self, word: str) -> PriorityReading:
        """Return the priority that a word of the product stands for.

        Raises:
            InvalidType: something that is no text.
            InvalidValue: an empty word.
        """
        _check_word("word", word)
        level = next((level for own, level in self.priorities if _same(own, word)), None)
        if level is None:
            allowed = ", ".join(own for own, _ in islice(self.priorities, MOST_SHOWN))
            message = f"{self.name} has no priority of this name"
            return PriorityReading(
                findings=(_finding("unknown-priority", message, "/priority", word, allowed),)
            )
        priority = Priority(level, self.scale)
        if not any(_same(own, word) for own in self.rounded):
            return PriorityReading(priority=priority)
        message = f"{self.name} says more than this priority"
        finding = _finding("priority-rounded", message, "/priority", word, str(priority))
        return PriorityReading(priority=priority, findings=(finding,))

    def write_priority(self, priority: Priority) -> Writing:
        """Return how a priority is written; the nearest one if the product does not have it.

        Of two that are as near the more urgent one is written. A priority of another scale has
        no word: see `PriorityMapping`.

        Raises:
            InvalidType: something that is no priority.
        """
        check_kind("priority", priority, Priority)
        if priority.scale != self.scale or not self.priorities:
            allowed = f"a priority of the scale {self.scale.name}" if self.priorities else ""
            message = f"{self.name} has no word for this priority"
            value = str(priority)
            finding = _finding(
                "priority-not-told", message, "/priority", value, allowed, Severity.ERROR
            )
            return Writing(findings=(finding,))
        ranks = [(word, Priority(level, self.scale).rank) for word, level in self.priorities]
        word, rank = min(ranks, key=lambda each: (abs(each[1] - priority.rank), each[1]))
        if rank == priority.rank:
            return Writing(word=word)
        message = f"{self.name} does not have this priority; the nearest one is written"
        finding = _finding("priority-not-told", message, "/priority", str(priority), word)
        return Writing(word=word, findings=(finding,))

    def _reason(self, reason: str) -> str:
        """Return how a reason is written beside a state; empty if it cannot be."""
        known = next((own for own, meaning in self.reasons if meaning == reason), "")
        return known or (reason if self.is_reason_free else "")

    def _unknown(self, word: str) -> Finding:
        message = f"{self.name} has no such word that anybody has explained"
        return _finding("unknown-state", message, "/state", word, self._shown())

    def _unread(self, reason: str, implied: str) -> Finding:
        if implied:
            message = f"the word itself says {implied}, and no other reason is kept"
            return _finding("reason-not-told", message, "/reason", reason, implied)
        allowed = ", ".join(own for own, _ in islice(self.reasons, MOST_SHOWN))
        message = "a reason that nobody has explained, kept as it came"
        return _finding("unknown-reason", message, "/reason", reason, allowed)

    def _untold(self, reason: str) -> Finding:
        allowed = ", ".join(own for own, _ in islice(self.reasons, MOST_SHOWN))
        message = f"{self.name} has no place for this reason"
        return _finding("reason-not-told", message, "/reason", reason, allowed)

    def _gap(self, state: State | OwnState, reason: str) -> Finding:
        told = f"{state} because {reason}" if reason else str(state)
        replaced = any(each.state == state and each.reason in {reason, ""} for each in self.instead)
        is_kept = replaced or isinstance(state, OwnState)
        severity = Severity.WARNING if is_kept else Severity.ERROR
        message = f"{self.name} has no word for this state"
        return _finding("state-not-told", message, "/state", told, self._shown(), severity)

    def _shown(self) -> str:
        return ", ".join(each.text for each in islice(self.words, MOST_SHOWN))


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _finding(
    code: str,
    message: str,
    pointer: str,
    value: str,
    allowed: str,
    severity: Severity = Severity.WARNING,
) -> Finding:
    return Finding(
        code=code,
        message=message,
        severity=severity,
        pointer=pointer,
        value=value,
        allowed=allowed,
    )
