"""The state of an order from the states of its items (rule R8.18)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.lifecycle import OwnState, State, StateCategory
from svcmgmt.values import NO_DATA, NoData
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = ["CancelledItems", "OrderStateReading", "RejectedItems", "roll_up_state"]


class RejectedItems(Enum):
    """What one rejected item does to its order.

    Examples:
        >>> RejectedItems("fail")
        <RejectedItems.FAIL: 'fail'>
    """

    REJECT_ORDER = "reject the order"  # TMF641: one is enough
    FAIL = "fail"  # it counts as failed


class CancelledItems(Enum):
    """What an order is of which some items are completed and the others cancelled.

    Examples:
        >>> CancelledItems("completed")
        <CancelledItems.COMPLETED: 'completed'>
    """

    PARTIAL = "partial"  # not all that was ordered is there
    COMPLETED = "completed"  # all that was still wanted is there


@frozen(kw_only=True)
class OrderStateReading:
    """A state of an order, and which rule gives it.

    Examples:
        >>> roll_up_state(["held", "acknowledged"]).is_own
        True
    """

    state: str | NoData
    """The word of the state; no data if the order has no items."""

    rule: str
    """Why, in words."""

    is_own: bool
    """Whether the rule is this library's, because none is published for such items."""

    source: str
    """Where the rule is from."""

    counts: Mapping[str, int] = field(hash=False)
    """How many items are in which state."""

    rejected: RejectedItems
    """What a rejected item did."""

    cancelled: CancelledItems
    """What cancelled items were beside completed ones."""


_PUBLISHED: Final = "TMF641, TMF622 v5, state tables"
_OWN: Final = "own"
_ENDED: Final = frozenset({"completed", "failed", "cancelled", "rejected", "partial"})
_WAITS: Final = ("assessingCancellation", "pendingCancellation", "held", "pending")
_WORDS: Final = frozenset(
    {*_ENDED, *_WAITS, "acknowledged", "inProgress", "inProgress.accepted", "draft"}
)
_BY_CATEGORY: Final[Mapping[StateCategory, str]] = MappingProxyType(
    {
        StateCategory.OPEN: "inProgress",
        StateCategory.PAUSED: "held",
        StateCategory.RESOLVED: "completed",
        StateCategory.DONE: "completed",
        StateCategory.CANCELLED: "cancelled",
    }
)


def roll_up_state(
    states: Iterable[str | State | OwnState],
    *,
    rejected: RejectedItems = RejectedItems.REJECT_ORDER,
    cancelled: CancelledItems = CancelledItems.PARTIAL,
) -> OrderStateReading:
    """Return the state of an order from those of its items.

    Published are: in progress as soon as one item is, completed or failed if all are, partial if
    some failed and some completed, rejected with one item. For the rest the order of precedence is
    the library's, and the result says so. Source: rule R8.18.

    Args:
        states: states of the items; a state of an organisation's own counts by its category.
        rejected: what one rejected item does.
        cancelled: what cancelled items are beside completed ones.

    Raises:
        InvalidType: something else than states, or a word in place of a policy.
        InvalidValue: a word that is no state of an order.

    Examples:
        >>> print(roll_up_state(["completed", "failed"]).state)
        partial
        >>> reading = roll_up_state(["completed", "acknowledged"])
        >>> print(reading.state, "|", reading.rule, "|", reading.source)
        inProgress | some ended, others did not begin | own
    """
    check_kind("rejected", rejected, RejectedItems)
    check_kind("cancelled", cancelled, CancelledItems)
    words = [_word(each) for each in all_of_kind("states", states, str, State, OwnState)]
    state, rule, source = _rolled_up(frozenset(words), rejected, cancelled)
    return OrderStateReading(
        state=state,
        rule=rule,
        is_own=source is _OWN,
        source=source,
        counts=dict(Counter(words)),
        rejected=rejected,
        cancelled=cancelled,
    )


def _word(state: str | State | OwnState) -> str:
    if isinstance(state, OwnState) and state.category in _BY_CATEGORY:
        return _BY_CATEGORY[state.category]
    if str(state) not in _WORDS:
        raise InvalidValue("state", str(state), ", ".join(sorted(_WORDS)))
    return str(state)


def _rolled_up(
    words: frozenset[str], rejected: RejectedItems, cancelled: CancelledItems
) -> tuple[str | NoData, str, str]:
    """Return state, rule and source."""
    if not words:
        return NO_DATA, "no items", _OWN
    if "rejected" in words and rejected is RejectedItems.REJECT_ORDER:
        return "rejected", "one item is rejected", "TMF641, state table"
    if len(words) == 1:
        (only,) = words
        is_published = only in {"inProgress", "completed", "failed"}
        return only, f"all are {only}", _PUBLISHED if is_published else _OWN
    return _ended(words, cancelled) if words <= _ENDED else _open(words)


def _open(words: frozenset[str]) -> tuple[str, str, str]:
    if "inProgress" in words:
        return "inProgress", "one item is in progress", _PUBLISHED
    for state in _WAITS:
        if state in words:
            return state, f"none is in progress and one is {state}", _OWN
    if words & _ENDED:
        return "inProgress", "some ended, others did not begin", _OWN
    if "inProgress.accepted" in words:
        return "inProgress", "one item is accepted", _OWN
    return "acknowledged", "none has begun", _OWN


def _ended(words: frozenset[str], cancelled: CancelledItems) -> tuple[str, str, str]:
    if words == {"completed", "failed"}:
        return "partial", "some failed and some are completed", _PUBLISHED
    if words == {"completed", "cancelled"}:
        return cancelled.value, "some are completed and the others cancelled", _OWN
    if words & {"completed", "partial"}:
        return "partial", "all ended, some of them with a result", _OWN
    return "failed", "all ended without result, and not all by request", _OWN
