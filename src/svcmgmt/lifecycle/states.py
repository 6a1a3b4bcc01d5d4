"""States and triggers: typed words, published or an organisation's own, with a category."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final, Self, TypeVar

from attrs import frozen

from svcmgmt.errors import InvalidType, InvalidValue

__all__ = ["OwnState", "State", "StateCategory", "Trigger"]


class StateCategory(Enum):
    """What a state means for clocks, reports and availability, whatever its name.

    The first five are for work items (tickets, orders, changes), the next four for services and
    resources.

    Examples:
        >>> StateCategory("paused")
        <StateCategory.PAUSED: 'paused'>
    """

    OPEN = "open"  # somebody has to act
    PAUSED = "paused"  # waiting for somebody else
    RESOLVED = "resolved"  # stopped, may be reopened
    DONE = "done"  # ended well
    CANCELLED = "cancelled"  # ended without result

    IN_SERVICE = "in service"  # delivers as agreed
    DEGRADED = "degraded"  # delivers less than agreed
    OUT_OF_SERVICE = "out of service"  # should deliver and does not
    NOT_IN_SERVICE = "not in service"  # not expected to deliver

    UNKNOWN = "unknown"  # a word that nobody has explained, read from a log


class State(Enum):
    """Base of state enumerations: each member carries the published word and its category.

    Examples:
        >>> class LampState(State):
        ...     LIT = "lit", StateCategory.IN_SERVICE
        ...     DARK = "dark", StateCategory.OUT_OF_SERVICE
        >>> LampState("lit").category
        <StateCategory.IN_SERVICE: 'in service'>
    """

    _value_: str

    category: StateCategory
    """What the state means."""

    def __new__(cls, value: str, category: StateCategory | None = None) -> Self:
        """Make a member; the default of `category` serves type checkers, no look-up gets here."""
        if not isinstance(category, StateCategory):
            # a plain TypeError, because from Python 3.12 on Enum makes it again from its text
            raise TypeError(str(InvalidType(f"category of {value}", category, "StateCategory")))
        member = object.__new__(cls)
        member._value_ = value
        member.category = category
        return member

    # Members are singletons; the hash of Enum is computed in Python and dominates look-ups.
    __hash__ = object.__hash__

    def __str__(self) -> str:
        return self._value_


class Trigger(Enum):
    """Base of trigger enumerations: what makes an entity change its state.

    Examples:
        >>> class LampTrigger(Trigger):
        ...     SWITCH_ON = "switchOn"
        >>> str(LampTrigger.SWITCH_ON)
        'switchOn'
    """

    _value_: str

    __hash__ = object.__hash__

    def __str__(self) -> str:
        return self._value_


@frozen
class OwnState:
    """A state that an organisation added to a published enumeration, or read from a log.

    Args:
        value: its word; not empty.
        category: what it means.

    Raises:
        InvalidValue: an empty word.
        InvalidType: something else than a category.

    Examples:
        >>> print(OwnState("withVendor", StateCategory.PAUSED))
        withVendor
    """

    value: str
    """The word of the state."""

    category: StateCategory
    """What the state means."""

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.value, str) or not self.value:
            raise InvalidValue("value", self.value, "a non-empty word")
        if not isinstance(self.category, StateCategory):
            raise InvalidType(f"category of {self.value}", self.category, "StateCategory")

    def __str__(self) -> str:
        return self.value


STATE_KINDS: Final = (State, OwnState)
"""What a state may be."""

TRIGGER_KINDS: Final = (Trigger, str)
"""What a trigger may be."""

StateT = TypeVar("StateT", bound=State | OwnState)


def not_a_state(field: str, value: object) -> InvalidType:
    """Return the error for something in place of a state, such as its bare word."""
    return InvalidType(field, value, "a member of a State, or OwnState(word, category)")


def listed_states(field: str, values: Iterable[StateT]) -> tuple[StateT, ...]:
    """Return the states of a list."""
    if isinstance(values, str | bytes | State | OwnState) or not isinstance(values, Iterable):
        raise InvalidType(field, values, "a list of states")
    states = tuple(values)
    for state in states:
        if not isinstance(state, STATE_KINDS):
            raise not_a_state(field, state)
    return states
