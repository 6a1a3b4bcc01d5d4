"""Approvals: who said yes or no to something, as facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from attrs import field, frozen

from svcmgmt.lifecycle import Fact, State, StateChange
from svcmgmt.practice._fields import named
from svcmgmt.values._kinds import of_kind

__all__ = ["Approval", "Decision", "current_round", "is_approved"]


class Decision(Enum):
    """What an approver said.

    Examples:
        >>> Decision("approved")
        <Decision.APPROVED: 'approved'>
    """

    APPROVED = "approved"  # yes
    REJECTED = "rejected"  # no
    WITHDRAWN = "withdrawn"  # neither any more


@frozen(kw_only=True, weakref_slot=False)
class Approval(Fact):
    """One fact: at `at`, somebody in a role said yes or no; the last word of a role counts.

    Raises:
        InvalidType: a decision of another kind.
        InvalidValue: an empty role.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> Approval(at=parse_instant("2026-10-26T08:00:00Z"), role="change authority").decision
        <Decision.APPROVED: 'approved'>
    """

    role: str = field(validator=named)
    """In which role, for example `change authority`."""

    decision: Decision = field(default=Decision.APPROVED, validator=of_kind(Decision))
    """What was said."""

    by: str = field(default="", validator=of_kind(str))
    """Who said it."""

    reason: str = field(default="", validator=of_kind(str))
    """Why, in words."""


def is_approved(
    approvals: Iterable[Approval],
    *,
    roles: Iterable[str] = (),
    since: datetime | None = None,
    after: datetime | None = None,
) -> bool:
    """Return whether somebody said yes, all that must have, and nobody says no.

    Args:
        approvals: in order; of each role the last one counts.
        roles: those that must have said yes; any single one if there are none.
        since: what was said before is of another round and does not count.
        after: neither does what was said up to here, when the round before was sent back.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> at = parse_instant("2026-10-26T08:00:00Z")
        >>> said = [Approval(at=at, role="board"), Approval(at=at, role="owner")]
        >>> is_approved(said, roles=["board"]), is_approved(said, roles=["board", "security"])
        (True, False)
    """
    last = {
        each.role: each.decision
        for each in approvals
        if (since is None or each.at >= since) and (after is None or each.at > after)
    }
    needed = set(roles)
    said_yes = {role for role, decision in last.items() if decision is Decision.APPROVED}
    return bool(said_yes) and needed <= said_yes and Decision.REJECTED not in last.values()


def current_round(
    history: Sequence[StateChange[Any, Any]], beginning: State
) -> tuple[datetime | None, datetime | None]:
    """Return when a record left its beginning last, and when it was sent back there before.

    Args:
        history: its facts, in order.
        beginning: the state in which it begins and to which it is sent back.

    Returns:
        Arguments `since` and `after` of `is_approved`; None where nothing bounds the round.
    """
    places = [index for index, fact in enumerate(history) if fact.to_state is beginning]
    if not places:
        return None, None
    left = history[places[-1] + 1 :]
    sent_back = history[places[-1]].at if len(places) > 1 else None
    return left[0].at if left else None, sent_back
