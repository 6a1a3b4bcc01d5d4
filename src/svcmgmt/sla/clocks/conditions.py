"""When a clock starts, pauses, resumes, stops, resets or is cancelled: conditions as data."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState, State, StateCategory, StateChange, Trigger
from svcmgmt.values._kinds import of_kind
from svcmgmt.values._lists import listed

__all__ = ["Condition", "always_true", "in_category", "in_state", "never_true", "on_trigger"]


class Aspect(Enum):
    """What of a state change a test looks at.

    Examples:
        >>> Aspect("state")
        <Aspect.STATE: 'state'>
    """

    ANY = "any"  # nothing in particular
    STATE = "state"  # the word of the state that begins
    CATEGORY = "category"  # its category
    TRIGGER = "trigger"  # the word of what caused it


_ANY, _STATE, _CATEGORY = Aspect.ANY, Aspect.STATE, Aspect.CATEGORY  # asked at every change


def _words(values: Iterable[str]) -> tuple[str, ...]:
    return listed(values, "words", "a list of words", kind=str)


def _reason_words(values: Iterable[str]) -> tuple[str, ...]:
    return listed(values, "reasons", "a list of words", kind=str)


@frozen(order=True)
class Test:
    """One test of a state change: one of some words, and, if reasons are named, one of them."""

    aspect: Aspect = field(order=lambda aspect: aspect.value, validator=of_kind(Aspect))
    words: tuple[str, ...] = field(converter=_words)
    reasons: tuple[str, ...] = field(converter=_reason_words)

    def __attrs_post_init__(self) -> None:
        if self.aspect is not _ANY and not self.words:
            allowed = "at least one; never_true() is the condition that never holds"
            raise InvalidValue(f"{self.aspect.value} of a condition", self.words, allowed)


def _tests(values: Iterable[Test]) -> tuple[Test, ...]:
    allowed = "a list of tests, as in_state, in_category and on_trigger make them"
    return listed(values, "tests", allowed, kind=Test)


@frozen
class Condition:
    """Something that holds or does not hold at a state change; combine with `|`.

    Made by `in_state`, `in_category`, `on_trigger`, `always_true` and `never_true`. Words are
    compared as text, so a stored condition works on the states of any enumeration.

    Raises:
        InvalidType: something else than tests, or joined with something else.

    Examples:
        >>> from svcmgmt.practice import HoldReason, IncidentState
        >>> waiting = in_state(IncidentState.ON_HOLD, reasons=[HoldReason.CALLER])
        >>> print(waiting | in_state(IncidentState.RESOLVED))
        state onHold for awaitingCaller, or state resolved
    """

    tests: tuple[Test, ...] = field(converter=_tests)
    """It holds if any of these does."""

    def holds(self, change: StateChange[Any, Any]) -> bool:
        """Return whether the condition holds at a state change."""
        for test in self.tests:
            if test.reasons and change.reason not in test.reasons:
                continue
            aspect = test.aspect
            if aspect is _ANY:
                return True
            word: str | None
            if aspect is _STATE:
                word = str(change.to_state)
            elif aspect is _CATEGORY:
                word = change.to_state.category.value
            else:
                word = None if change.trigger is None else str(change.trigger)
            if word in test.words:
                return True
        return False

    def __or__(self, other: Condition) -> Condition:
        if not isinstance(other, Condition):
            raise InvalidType("condition", other, "Condition")
        return Condition(tuple(sorted({*self.tests, *other.tests})))

    def __str__(self) -> str:
        return ", or ".join(map(_text, self.tests)) or "never"


def _text(test: Test) -> str:
    words = (
        "any change"
        if test.aspect is Aspect.ANY
        else f"{test.aspect.value} {' or '.join(test.words)}"
    )
    return f"{words} for {' or '.join(test.reasons)}" if test.reasons else words


def _reasons(reasons: Iterable[Enum | str]) -> tuple[str, ...]:
    if isinstance(reasons, str) or not isinstance(reasons, Iterable):
        raise InvalidType("reasons", reasons, "a list of reasons")
    return tuple(sorted(map(_reason, reasons)))


def _reason(value: Enum | str) -> str:
    if not isinstance(value, Enum | str):
        raise InvalidType("reason", value, "a reason or its word")
    return str(value.value) if isinstance(value, Enum) else value


def in_state(*states: State | OwnState | str, reasons: Iterable[Enum | str] = ()) -> Condition:
    """Return the condition of being in one of some states.

    Args:
        states: states, or their words.
        reasons: only when the change was made for one of these reasons; any reason if empty.

    Raises:
        InvalidType: something that is no state, or no list of reasons.
        InvalidValue: no state at all.

    Examples:
        >>> print(in_state("onHold", reasons=["awaitingCaller"]))
        state onHold for awaitingCaller
    """
    for state in states:
        if not isinstance(state, State | OwnState | str):
            raise InvalidType("state", state, "a state or its word")
    words = tuple(sorted(map(str, states)))
    return Condition((Test(Aspect.STATE, words, _reasons(reasons)),))


def in_category(*categories: StateCategory, reasons: Iterable[Enum | str] = ()) -> Condition:
    """Return the condition of being in a state of one of some categories.

    Args:
        categories: categories of states.
        reasons: only when the change was made for one of these reasons; any reason if empty.

    Raises:
        InvalidType: something that is no category, or no list of reasons.
        InvalidValue: no category at all.

    Examples:
        >>> print(in_category(StateCategory.PAUSED))
        category paused
    """
    for category in categories:
        if not isinstance(category, StateCategory):
            raise InvalidType("category", category, "StateCategory")
    words = tuple(sorted(category.value for category in categories))
    return Condition((Test(Aspect.CATEGORY, words, _reasons(reasons)),))


def on_trigger(*triggers: Trigger | str, reasons: Iterable[Enum | str] = ()) -> Condition:
    """Return the condition of a change having been caused by one of some triggers.

    Args:
        triggers: triggers, or their words.
        reasons: only when the change was made for one of these reasons; any reason if empty.

    Raises:
        InvalidType: something that is no trigger, or no list of reasons.
        InvalidValue: no trigger at all.

    Examples:
        >>> print(on_trigger("resolve"))
        trigger resolve
    """
    for trigger in triggers:
        if not isinstance(trigger, Trigger | str):
            raise InvalidType("trigger", trigger, "a trigger or its word")
    words = tuple(sorted(map(str, triggers)))
    return Condition((Test(Aspect.TRIGGER, words, _reasons(reasons)),))


def always_true() -> Condition:
    """Return the condition that holds at every state change.

    Examples:
        >>> print(always_true())
        any change
    """
    return Condition((Test(Aspect.ANY, (), ()),))


def never_true() -> Condition:
    """Return the condition that never holds.

    Examples:
        >>> print(never_true())
        never
    """
    return Condition(())
