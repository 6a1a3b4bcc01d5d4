"""Incident management: restoring service, kept apart from curing causes."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from itertools import takewhile
from typing import Final, Self

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger
from svcmgmt.practice._fields import as_tuple, each_of, non_empty
from svcmgmt.practice.impacts import UserImpact
from svcmgmt.practice.milestones import Milestone, Milestones
from svcmgmt.practice.priorities import PRIORITY_3X3, Impact, PriorityMatrix, Urgency
from svcmgmt.practice.tickets import Ticket, logged
from svcmgmt.practice.workaround import Workaround
from svcmgmt.temporal import format_instant, instant
from svcmgmt.values import IncidentId, KnownErrorId, ProblemId, Ref, ServiceId, WorkaroundId
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = [
    "INCIDENT",
    "HoldReason",
    "Incident",
    "IncidentState",
    "IncidentTrigger",
    "ReopenTooLate",
]


class IncidentState(State):
    """Where an incident is on its way, in lifecycle order (words of ServiceNow's model).

    Examples:
        >>> IncidentState("onHold").category
        <StateCategory.PAUSED: 'paused'>
    """

    NEW = "new", StateCategory.OPEN  # logged, nobody works on it
    IN_PROGRESS = "inProgress", StateCategory.OPEN  # a resolver owns it
    ON_HOLD = "onHold", StateCategory.PAUSED  # waiting for somebody else
    RESOLVED = "resolved", StateCategory.RESOLVED  # service restored, not yet confirmed
    CLOSED = "closed", StateCategory.DONE  # confirmed; final
    CANCELLED = "cancelled", StateCategory.CANCELLED  # was none, or a duplicate; final


class IncidentTrigger(Trigger):
    """What moves an incident.

    Examples:
        >>> IncidentTrigger("resolve")
        <IncidentTrigger.RESOLVE: 'resolve'>
    """

    START = "start"  # a resolver takes it
    HOLD = "hold"  # it waits for somebody else
    RESUME = "resume"  # the wait is over
    RESOLVE = "resolve"  # service is restored
    REOPEN = "reopen"  # the user rejects the resolution
    CLOSE = "close"  # the user confirms it, or nobody objected
    CANCEL = "cancel"  # it was none


class HoldReason(Enum):
    """For whom an incident on hold waits (words of ServiceNow's model).

    Examples:
        >>> HoldReason("awaitingCaller")
        <HoldReason.CALLER: 'awaitingCaller'>
    """

    CALLER = "awaitingCaller"  # information from the user; the only one that pauses by default
    CHANGE = "awaitingChange"  # a change that will cure it
    PROBLEM = "awaitingProblem"  # the result of a problem investigation
    VENDOR = "awaitingVendor"  # a supplier


_REASONS: Final = {reason.value: reason for reason in HoldReason}


def has_resolution(incident: Incident) -> bool:
    """A resolution."""
    return bool(incident.resolution.strip())


def has_hold_reason(incident: Incident) -> bool:
    """A hold reason."""
    return incident.hold_reason is not None


class ReopenTooLate(InvalidValue):
    """A reopening so long after the resolution that another incident is to be logged.

    Args:
        field: what the instant was given for.
        value: the instant.
        allowed: until when it could have been reopened.

    Examples:
        >>> issubclass(ReopenTooLate, InvalidValue)
        True
    """


_S, _T = IncidentState, IncidentTrigger

INCIDENT: Lifecycle[IncidentState, IncidentTrigger] = Lifecycle(
    name="incident",
    rules=(
        Rule(_T.START, (_S.NEW,), _S.IN_PROGRESS),
        Rule(_T.HOLD, (_S.IN_PROGRESS,), _S.ON_HOLD, guards=(has_hold_reason,)),
        Rule(_T.RESUME, (_S.ON_HOLD,), _S.IN_PROGRESS),
        Rule(_T.RESOLVE, (_S.IN_PROGRESS, _S.ON_HOLD), _S.RESOLVED, guards=(has_resolution,)),
        Rule(_T.REOPEN, (_S.RESOLVED,), _S.IN_PROGRESS),
        Rule(_T.CLOSE, (_S.RESOLVED,), _S.CLOSED),
        Rule(_T.CANCEL, (_S.NEW, _S.IN_PROGRESS, _S.ON_HOLD), _S.CANCELLED),
    ),
    initials=(_S.NEW,),
    finals=(_S.CLOSED, _S.CANCELLED),
)
"""Lifecycle of an incident: states of ServiceNow, own transitions that fit TMF621 (8.5)."""


def _id(value: str) -> IncidentId:
    return IncidentId(non_empty(value))


@frozen(kw_only=True)
class Incident(Ticket[IncidentState, IncidentTrigger]):
    """An unplanned interruption of a service, or a reduction of its quality (ITIL 4).

    Log one with `Incident.log`; each trigger returns a new incident with one more fact.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty id, or a state in which the history does not end.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> incident = Incident.log(id="INC-7", name="VPN Berlin down", impact=Impact.HIGH,
        ...                         urgency=Urgency.MEDIUM, at=at("2026-10-26T08:00:00Z"))
        >>> incident = incident.start(at=at("2026-10-26T08:10:00Z"), by="ana")
        >>> print(incident.priority, incident.state)
        P2 inProgress
        >>> incident.resolve(at=at("2026-10-26T09:00:00Z"), resolution=" ")
        Traceback (most recent call last):
        ...
        svcmgmt.lifecycle.stateful.TransitionNotAllowed: ... because it needs: a resolution; ...
    """

    id: IncidentId = field(converter=_id)
    """Identifies the incident."""

    is_major: bool = field(default=False, validator=of_kind(bool))
    """Handled as a major incident: a flag beside the priority, with a procedure of its own."""

    affected: tuple[Ref[ServiceId], ...] = field(
        default=(), converter=as_tuple, validator=each_of(Ref)
    )
    """Services known to be interrupted or degraded."""

    problem: Ref[ProblemId] | None = field(default=None, validator=of_kind(Ref, None))
    """The problem that causes it, once known; at most one (rule R1.12)."""

    known_error: Ref[KnownErrorId] | None = field(default=None, validator=of_kind(Ref, None))
    """The known error that it was matched with."""

    workaround: Ref[WorkaroundId] | None = field(default=None, validator=of_kind(Ref, None))
    """The workaround that was applied; one that is resolved with it is resolved by it."""

    milestones: Milestones = field(default=Milestones(), validator=of_kind(Milestones))
    """Instants that its states do not tell: failure, detection, first answer, restoration."""

    user_impact: UserImpact | None = field(default=None, validator=of_kind(UserImpact, None))
    """How many users it keeps from working; None if nobody has said."""

    is_first_contact: bool | None = field(default=None, validator=of_kind(bool, None))
    """Whether it was resolved at the first contact; None if nobody has said."""

    resolution: str = field(default="", validator=of_kind(str))
    """How service was restored; empty again after a reopening, then kept in the history."""

    state: IncidentState | OwnState | None = IncidentState.NEW
    """Where it is now."""

    @property
    def hold_reason(self) -> HoldReason | None:
        """For whom it waits, as its history tells; None unless it is on hold."""
        told = takewhile(lambda fact: fact.to_state is IncidentState.ON_HOLD, self.history[::-1])
        return next((_REASONS[fact.reason] for fact in told if fact.reason in _REASONS), None)

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[IncidentState, IncidentTrigger]:
        """Return `INCIDENT`."""
        return INCIDENT

    @classmethod
    def log(  # noqa: PLR0913 - the attributes of a new record, by name
        cls,
        *,
        id: str,  # noqa: A002 - the published attribute
        at: datetime,
        name: str = "",
        impact: Impact | None = None,
        urgency: Urgency | None = None,
        matrix: PriorityMatrix = PRIORITY_3X3,
        by: str = "",
    ) -> Self:
        """Return a new incident, its history beginning with its being logged.

        Args:
            id: identifies it.
            at: when it was logged.
            name: short description.
            impact: how much of the business is affected.
            urgency: how soon it is needed back.
            matrix: gives the priority when both are known.
            by: who logged it.

        Raises:
            InvalidType: something else than a matrix.
            InvalidValue: an empty id.
            NaiveDatetime: `at` without a zone.
        """
        check_kind("matrix", matrix, PriorityMatrix)
        return cls(
            id=id,
            name=name,
            impact=impact,
            urgency=urgency,
            priority=matrix.computed(impact, urgency),
            history=logged(IncidentState.NEW, at=at, by=by),
        )

    def reached(self, milestone: Milestone, *, at: datetime) -> Self:
        """Return the incident with a milestone told, for example that it was acknowledged.

        Raises:
            InvalidValue: a milestone that the history tells.
        """
        return evolve(self, milestones=self.milestones.reached(milestone, at=at))

    def with_workaround(
        self,
        workaround: Workaround,
        *,
        at: datetime,
        matrix: PriorityMatrix = PRIORITY_3X3,
        by: str = "",
    ) -> Self:
        """Return the incident with a workaround applied, and its impact reduced by it.

        It stays in its state: whether service is restored is for `resolve` to say (rule R1.13).

        Args:
            workaround: what helps.
            at: when it was applied.
            matrix: gives the priority of the reduced impact.
            by: who applied it.

        Raises:
            InvalidType: something that is no workaround.
            LateFact: `at` before the last rating, if the impact is reduced.
        """
        check_kind("workaround", workaround, Workaround)
        applied = evolve(self, workaround=Ref(id=workaround.id, name=workaround.name))
        reduced = workaround.reduced_impact
        if reduced is None or (self.impact is not None and self.impact.value >= reduced.value):
            return applied
        return applied.rate(at=at, impact=reduced, matrix=matrix, by=by)

    def start(self, *, at: datetime, by: str = "") -> Self:
        """Record that a resolver works on it."""
        return self.fire(_T.START, at=at, by=by)

    def hold(self, *, at: datetime, reason: HoldReason, by: str = "") -> Self:
        """Record that it waits for somebody else; the reason may pause service level clocks."""
        if not isinstance(reason, HoldReason):
            raise InvalidType("reason", reason, "HoldReason")
        return self.fire(_T.HOLD, at=at, by=by, reason=reason.value)

    def resume(self, *, at: datetime, by: str = "") -> Self:
        """Record that the wait is over."""
        return self.fire(_T.RESUME, at=at, by=by)

    def resolve(self, *, at: datetime, resolution: str, by: str = "") -> Self:
        """Record that service is restored and how; refused without a resolution."""
        check_kind("resolution", resolution, str)
        changes = {"resolution": resolution}
        return self.fire(_T.RESOLVE, at=at, by=by, reason=resolution, changes=changes)

    def reopen(
        self, *, at: datetime, reason: str = "", within: timedelta | None = None, by: str = ""
    ) -> Self:
        """Record that the user rejects the resolution, which then no longer holds.

        Args:
            at: when.
            reason: why.
            within: how long after the resolution it may be reopened; afterwards another incident
                is to be logged (rule R6.4). Without one there is no such limit.
            by: who.

        Raises:
            ReopenTooLate: `at` is later than that.
        """
        last = self.history[-1].at if self.history else None
        if within is not None and self.state is _S.RESOLVED and last is not None:
            check_kind("within", within, timedelta)
            if instant(at, "at") - last > within:
                allowed = (
                    f"at most {within} after {format_instant(last)}; then log another incident"
                )
                raise ReopenTooLate("at", at, allowed)
        return self.fire(_T.REOPEN, at=at, by=by, reason=reason, changes={"resolution": ""})

    def close(self, *, at: datetime, by: str = "") -> Self:
        """Record that the user confirms it, or that nobody objected."""
        return self.fire(_T.CLOSE, at=at, by=by)

    def cancel(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it was no incident."""
        return self.fire(_T.CANCEL, at=at, by=by, reason=reason)
