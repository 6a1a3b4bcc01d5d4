"""What happens around an incident beside its states: the instants between which times are taken."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Final

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.practice._fields import an_instant, in_utc
from svcmgmt.temporal import format_instant
from svcmgmt.values import Finding

__all__ = ["Milestone", "Milestones"]


class Milestone(Enum):
    """A point in the life of a ticket, in the usual order (rule R6.1).

    Examples:
        >>> Milestone("detected")
        <Milestone.DETECTED: 'detected'>
    """

    OCCURRED = "occurred"  # the service failed
    DETECTED = "detected"  # somebody or something noticed
    LOGGED = "logged"  # the ticket exists: its first fact
    ACKNOWLEDGED = "acknowledged"  # the provider confirmed that it knows
    RESPONDED = "responded"  # a person answered for the first time
    RESTORED = "restored"  # the service works again
    RESOLVED = "resolved"  # the last resolution, by the state changes
    CLOSED = "closed"  # the last closing, by the state changes


RECORDED: Final = (
    Milestone.OCCURRED,
    Milestone.DETECTED,
    Milestone.ACKNOWLEDGED,
    Milestone.RESPONDED,
    Milestone.RESTORED,
)
"""Those that somebody has to tell; the others are facts of the history."""


@frozen(kw_only=True, weakref_slot=False)
class Milestones:
    """The instants of an incident that its states do not tell; None where nobody has told them.

    Source: rule R6.1.

    Raises:
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> known = Milestones(occurred_at=at("2026-10-26T08:00:00Z"))
        >>> known = known.reached(Milestone.DETECTED, at=at("2026-10-26T07:00:00Z"))
        >>> for finding in known.check():
        ...     print(finding)
        warning milestone-order at /detected_at: ... (value: 2026-10-26T07:00:00Z; allowed: ...)
    """

    occurred_at: datetime | None = field(default=None, converter=in_utc, validator=an_instant)
    """When the service failed, in UTC."""

    detected_at: datetime | None = field(default=None, converter=in_utc, validator=an_instant)
    """When somebody or something noticed, in UTC."""

    acknowledged_at: datetime | None = field(default=None, converter=in_utc, validator=an_instant)
    """When the provider confirmed that it knows, in UTC."""

    responded_at: datetime | None = field(default=None, converter=in_utc, validator=an_instant)
    """When a person answered for the first time, in UTC."""

    restored_at: datetime | None = field(default=None, converter=in_utc, validator=an_instant)
    """When the service worked again, in UTC."""

    def at(self, milestone: Milestone) -> datetime | None:
        """Return when a milestone was reached; None if nobody has told.

        Raises:
            InvalidValue: a milestone that the history of a ticket tells.
        """
        _check_recorded(milestone)
        known: datetime | None = getattr(self, f"{milestone.value}_at")
        return known

    def reached(self, milestone: Milestone, *, at: datetime) -> Milestones:
        """Return the milestones with one told, or told otherwise.

        Args:
            milestone: one that somebody has to tell.
            at: when it was reached.

        Raises:
            InvalidValue: a milestone that the history of a ticket tells.
            NaiveDatetime: an instant without a zone.
        """
        _check_recorded(milestone)
        return evolve(self, **{f"{milestone.value}_at": at})

    def check(self) -> tuple[Finding, ...]:
        """Return a finding `milestone-order` for each that precedes one before it."""
        found: list[Finding] = []
        latest: datetime | None = None
        for milestone in RECORDED:
            at = self.at(milestone)
            if at is not None and latest is not None and at < latest:
                finding = Finding(
                    code="milestone-order",
                    message="a milestone before the one that it follows",
                    pointer=f"/{milestone.value}_at",
                    value=format_instant(at),
                    allowed=f"{format_instant(latest)} or later",
                )
                found.append(finding)
            latest = at if latest is None or (at is not None and at > latest) else latest
        return tuple(found)


def _check_recorded(milestone: Milestone) -> None:
    if milestone not in RECORDED:
        allowed = ", ".join(each.value for each in RECORDED)
        raise InvalidValue("milestone", milestone, allowed)
