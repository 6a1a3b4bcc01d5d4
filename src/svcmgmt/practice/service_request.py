"""Service requests: what users may ask for, its approval and its fulfilment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from attrs import evolve, field, frozen

from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger
from svcmgmt.practice._fields import as_tuple, each_of, non_empty, placed, words
from svcmgmt.practice.approvals import Approval, Decision, current_round, is_approved
from svcmgmt.practice.tickets import Ticket, logged
from svcmgmt.values import PartyId, Ref, RequestId, ServiceId
from svcmgmt.values._kinds import of_kind

__all__ = ["SERVICE_REQUEST", "RequestState", "RequestTrigger", "ServiceRequest"]


class RequestState(State):
    """Where a service request is on its way, in lifecycle order (own words).

    Examples:
        >>> RequestState("waitingForApproval").category
        <StateCategory.PAUSED: 'paused'>
    """

    NEW = "new", StateCategory.OPEN  # asked for, nobody works on it
    WAITING_FOR_APPROVAL = "waitingForApproval", StateCategory.PAUSED  # somebody must say yes
    IN_PROGRESS = "inProgress", StateCategory.OPEN  # is being fulfilled
    ON_HOLD = "onHold", StateCategory.PAUSED  # waits for somebody else
    FULFILLED = "fulfilled", StateCategory.RESOLVED  # delivered, not yet confirmed
    CLOSED = "closed", StateCategory.DONE  # confirmed; final
    REJECTED = "rejected", StateCategory.CANCELLED  # somebody said no; final
    CANCELLED = "cancelled", StateCategory.CANCELLED  # not wanted any more; final


class RequestTrigger(Trigger):
    """What moves a service request.

    Examples:
        >>> RequestTrigger("fulfil")
        <RequestTrigger.FULFIL: 'fulfil'>
    """

    ASK = "ask"  # approval is asked for
    APPROVE = "approve"  # those who must say yes did
    REJECT = "reject"  # somebody says no
    START = "start"  # fulfilment begins
    HOLD = "hold"  # it waits for somebody else
    RESUME = "resume"  # the wait is over
    FULFIL = "fulfil"  # it is delivered
    REOPEN = "reopen"  # not what was asked for
    CLOSE = "close"  # confirmed, or nobody objected
    CANCEL = "cancel"  # not wanted any more


def needs_no_approval(request: ServiceRequest) -> bool:
    """An approval: there are roles that must say yes."""
    return not request.approver_roles


def has_approval(request: ServiceRequest) -> bool:
    """A yes of all who must say yes, and a no of nobody."""
    since, _ = current_round(request.history, RequestState.NEW)
    return is_approved(request.approvals, roles=request.approver_roles, since=since)


def has_fulfilment(request: ServiceRequest) -> bool:
    """What was delivered."""
    return bool(request.fulfilment.strip())


_S, _T = RequestState, RequestTrigger
_BEFORE_DELIVERY = (_S.NEW, _S.WAITING_FOR_APPROVAL, _S.IN_PROGRESS, _S.ON_HOLD)

SERVICE_REQUEST: Lifecycle[RequestState, RequestTrigger] = Lifecycle(
    name="service_request",
    rules=(
        Rule(_T.ASK, (_S.NEW,), _S.WAITING_FOR_APPROVAL),
        Rule(_T.APPROVE, (_S.WAITING_FOR_APPROVAL,), _S.IN_PROGRESS, guards=(has_approval,)),
        Rule(_T.REJECT, (_S.WAITING_FOR_APPROVAL,), _S.REJECTED),
        Rule(_T.START, (_S.NEW,), _S.IN_PROGRESS, guards=(needs_no_approval,)),
        Rule(_T.HOLD, (_S.IN_PROGRESS,), _S.ON_HOLD),
        Rule(_T.RESUME, (_S.ON_HOLD,), _S.IN_PROGRESS),
        Rule(_T.FULFIL, (_S.IN_PROGRESS,), _S.FULFILLED, guards=(has_fulfilment,)),
        Rule(_T.REOPEN, (_S.FULFILLED,), _S.IN_PROGRESS),
        Rule(_T.CLOSE, (_S.FULFILLED,), _S.CLOSED),
        Rule(_T.CANCEL, _BEFORE_DELIVERY, _S.CANCELLED),
    ),
    initials=(_S.NEW,),
    finals=(_S.CLOSED, _S.REJECTED, _S.CANCELLED),
)
"""Lifecycle of a service request: own states and transitions, ITIL 4 prescribes none."""


def _id(value: str) -> RequestId:
    return RequestId(non_empty(value))


@frozen(kw_only=True)
class ServiceRequest(Ticket[RequestState, RequestTrigger]):
    """A user asks for something that was agreed to be part of the service (ITIL 4).

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty id, or a state in which the history does not end.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> request = ServiceRequest.log(id="REQ-1", item="laptop", approver_roles=["manager"],
        ...                              at=at("2026-10-26T08:00:00Z"))
        >>> request = request.ask(at=at("2026-10-26T08:01:00Z"))
        >>> request = request.decide(at=at("2026-10-26T09:00:00Z"), role="manager", by="bea")
        >>> request = request.approve(at=at("2026-10-26T09:00:00Z"))
        >>> print(request.fulfil(at=at("2026-10-28T10:00:00Z"), fulfilment="asset 4711").state)
        fulfilled
    """

    id: RequestId = field(converter=_id)
    """Identifies the request."""

    item: str = field(default="", validator=of_kind(str))
    """What is asked for, by its name in the request catalogue."""

    service: Ref[ServiceId] | None = field(default=None, validator=of_kind(Ref, None))
    """The service that it belongs to."""

    requested_for: Ref[PartyId] | None = field(default=None, validator=of_kind(Ref, None))
    """Who shall have it."""

    channel: str = field(default="", validator=of_kind(str))
    """By which way it came, for example `self-service`; empty if nobody has said."""

    approver_roles: tuple[str, ...] = field(default=(), converter=as_tuple, validator=words)
    """Roles that must say yes; none if it needs no approval."""

    approvals: tuple[Approval, ...] = field(
        default=(), converter=as_tuple, validator=each_of(Approval)
    )
    """Who said yes or no, in order."""

    fulfilment: str = field(default="", validator=of_kind(str))
    """What was delivered; empty again after a reopening, then kept in the history."""

    state: RequestState | OwnState | None = RequestState.NEW
    """Where it is now."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[RequestState, RequestTrigger]:
        """Return `SERVICE_REQUEST`."""
        return SERVICE_REQUEST

    @classmethod
    def log(  # noqa: PLR0913 - the attributes of a new record, by name
        cls,
        *,
        id: str,  # noqa: A002 - the published attribute
        at: datetime,
        name: str = "",
        item: str = "",
        channel: str = "",
        approver_roles: Iterable[str] = (),
        by: str = "",
    ) -> Self:
        """Return a new request, its history beginning with its being asked for.

        Args:
            id: identifies it.
            at: when it was asked for.
            name: short description.
            item: what is asked for.
            channel: by which way it came.
            approver_roles: roles that must say yes.
            by: who asked for it.

        Raises:
            InvalidValue: an empty id.
            NaiveDatetime: `at` without a zone.
        """
        return cls(
            id=id,
            name=name,
            item=item,
            channel=channel,
            approver_roles=approver_roles,
            history=logged(RequestState.NEW, at=at, by=by),
        )

    def decide(
        self,
        *,
        at: datetime,
        role: str,
        decision: Decision = Decision.APPROVED,
        by: str = "",
        reason: str = "",
    ) -> Self:
        """Return the request with one more approval or rejection; it stays in its state.

        Raises:
            LateFact: `at` before the last approval.
        """
        fact = Approval(at=at, role=role, decision=decision, by=by, reason=reason)
        return evolve(self, approvals=(*self.approvals, placed(fact, self.approvals)))

    def ask(self, *, at: datetime, by: str = "") -> Self:
        """Record that approval is asked for."""
        return self.fire(_T.ASK, at=at, by=by)

    def approve(self, *, at: datetime, by: str = "") -> Self:
        """Record that it may be fulfilled; refused without the approvals."""
        return self.fire(_T.APPROVE, at=at, by=by)

    def reject(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that somebody said no."""
        return self.fire(_T.REJECT, at=at, by=by, reason=reason)

    def start(self, *, at: datetime, by: str = "") -> Self:
        """Record that fulfilment begins; refused while an approval is needed."""
        return self.fire(_T.START, at=at, by=by)

    def hold(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it waits for somebody else; the reason may pause service level clocks."""
        return self.fire(_T.HOLD, at=at, by=by, reason=reason)

    def resume(self, *, at: datetime, by: str = "") -> Self:
        """Record that the wait is over."""
        return self.fire(_T.RESUME, at=at, by=by)

    def fulfil(self, *, at: datetime, fulfilment: str, by: str = "") -> Self:
        """Record that it is delivered and what; refused without saying what."""
        changes = {"fulfilment": fulfilment}
        return self.fire(_T.FULFIL, at=at, by=by, reason=fulfilment, changes=changes)

    def reopen(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it is not what was asked for."""
        return self.fire(_T.REOPEN, at=at, by=by, reason=reason, changes={"fulfilment": ""})

    def close(self, *, at: datetime, by: str = "") -> Self:
        """Record that the user confirms it, or that nobody objected."""
        return self.fire(_T.CLOSE, at=at, by=by)

    def cancel(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it is not wanted any more."""
        return self.fire(_T.CANCEL, at=at, by=by, reason=reason)
