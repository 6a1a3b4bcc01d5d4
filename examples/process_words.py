"""What the words of a log mean: a table that somebody wrote, or a guess that is told.

A guess goes by the words that service desks use. It is shown in the report, so that whoever reads
it can write it down, correct it, and give it back as the dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from example_io import fail, read_json

from svcmgmt.lifecycle import Lifecycle, OwnState, State, StateCategory

__all__ = ["Dialect", "category_of", "own_states", "read_dialect", "states_of"]

Dialect = Mapping[str, str]
"""Words of a log, and what they are called here."""

AnyState = State | OwnState

BEGINNING = ("new", "created", "opened", "logged", "registered", "submitted", "reported", "todo")
HINTS: dict[StateCategory, tuple[str, ...]] = {
    StateCategory.CANCELLED: ("cancel", "reject", "withdraw", "abort", "declin", "duplicate"),
    StateCategory.RESOLVED: ("resolved", "solved", "fixed", "restored", "completed"),
    StateCategory.DONE: ("close", "done", "finished", "archiv"),
    StateCategory.PAUSED: ("await", "wait", "pending", "hold", "pause", "suspend", "blocked"),
    StateCategory.OPEN: (*BEGINNING, "open", "active", "progress", "assign", "accepted", "work"),
}
"""Parts of words that tell a category, those that decide first."""


def read_dialect(path: str) -> Dialect:
    """Return the table of a file: an object that maps words of the log to words."""
    document = read_json(path)
    if not isinstance(document, dict):
        fail(f"{path}: a dialect is one object that maps words of the log to words")
    table = cast("dict[object, object]", document)
    return {str(word): str(told) for word, told in table.items()}


def category_of(word: str) -> StateCategory:
    """Return the category that a word suggests; unknown if it suggests none."""
    plain = _plain(word)
    for category, hints in HINTS.items():
        if any(hint in plain for hint in hints):
            return category
    return StateCategory.UNKNOWN


def _plain(word: str) -> str:
    return re.sub(r"[\W_]+", "", word.casefold())


def own_states(words: Iterable[str], dialect: Dialect) -> dict[str, OwnState]:
    """Return each word of a log as a state of its own; the dialect may tell categories.

    A word that the dialect maps to a category has it, any other word goes by its name there.
    """
    categories = {each.value: each for each in StateCategory}
    states: dict[str, OwnState] = {}
    for word in words:
        told = dialect.get(word, word)
        if word in dialect and told in categories:
            states[word] = OwnState(word, categories[told])
        else:
            states[word] = OwnState(told, category_of(told))
    return states


def states_of(
    words: Iterable[str], dialect: Dialect | None, lifecycle: Lifecycle[Any, Any]
) -> dict[str, AnyState]:
    """Return the state of a lifecycle that each word of a log means.

    Args:
        words: words of the log.
        dialect: the table; None to guess.
        lifecycle: where the states are from.

    Returns:
        Word to state; a word that means none of them has a state of its own, unknown there.
    """
    if dialect is None:
        return {word: _guessed(word, lifecycle) for word in words}
    for told in dialect.values():
        lifecycle.state(told)  # refuses what is none
    return {
        word: lifecycle.state(dialect[word])
        if word in dialect
        else _namesake(word, lifecycle) or _unknown(word)
        for word in words
    }


def _unknown(word: str) -> OwnState:
    return OwnState(word, StateCategory.UNKNOWN)


def _namesake(word: str, lifecycle: Lifecycle[Any, Any]) -> AnyState | None:
    """Return the state that is called so, whatever the case and the gaps between words."""
    for state in lifecycle.states:
        if _plain(str(state)) == _plain(word):
            return state
    return None


def _guessed(word: str, lifecycle: Lifecycle[Any, Any]) -> AnyState:
    """Return the only state that fits what a word suggests."""
    namesake = _namesake(word, lifecycle)
    if namesake is not None:
        return namesake
    category = category_of(word)
    alike = [each for each in lifecycle.states if each.category is category]
    if category is StateCategory.OPEN:
        begins = any(hint in _plain(word) for hint in (*BEGINNING, "open"))
        alike = [each for each in alike if (each in lifecycle.initials) is begins]
    return alike[0] if len(alike) == 1 else _unknown(word)
