"""Trouble tickets of TMF621: what a customer complained of, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from attrs import field, frozen

from svcmgmt.common import (
    Attachment,
    Characteristic,
    EntityRef,
    Extensible,
    ExternalIdentifier,
    LivingEntity,
    Note,
    RelatedEntity,
    RelatedParty,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger

__all__ = [
    "TROUBLE_TICKET",
    "StatusChange",
    "TroubleTicket",
    "TroubleTicketRelationship",
    "TroubleTicketStatus",
    "TroubleTicketTrigger",
]


class TroubleTicketStatus(State):
    """Where a trouble ticket is (`TroubleTicketStatusType`, TMF621).

    Examples:
        >>> TroubleTicketStatus("held").category
        <StateCategory.PAUSED: 'paused'>
    """

    ACKNOWLEDGED = "acknowledged", StateCategory.OPEN  # received and valid
    REJECTED = "rejected", StateCategory.CANCELLED  # not valid; final
    IN_PROGRESS = "inProgress", StateCategory.OPEN  # somebody works on it
    PENDING = "pending", StateCategory.PAUSED  # waits for information of the customer
    HELD = "held", StateCategory.PAUSED  # blocked by an issue of the provider
    RESOLVED = "resolved", StateCategory.RESOLVED  # restored, not yet confirmed
    CLOSED = "closed", StateCategory.DONE  # confirmed; final
    CANCELLED = "cancelled", StateCategory.CANCELLED  # withdrawn; final


class TroubleTicketTrigger(Trigger):
    """What moves a trouble ticket.

    Examples:
        >>> TroubleTicketTrigger("hold")
        <TroubleTicketTrigger.HOLD: 'hold'>
    """

    REJECT = "reject"  # business validation failed
    START = "start"  # somebody takes it
    AWAIT_CUSTOMER = "awaitCustomer"  # information is missing
    HOLD = "hold"  # an issue blocks it
    RESUME = "resume"  # the wait is over
    RESOLVE = "resolve"  # the trouble is gone
    REOPEN = "reopen"  # the customer rejects the resolution
    CLOSE = "close"  # the customer accepts it
    CANCEL = "cancel"  # withdrawn, or the information never came


_S, _T = TroubleTicketStatus, TroubleTicketTrigger
_DRAWN = "TMF621 LifeCycle_TroubleTicket"

TROUBLE_TICKET: Lifecycle[TroubleTicketStatus, TroubleTicketTrigger] = Lifecycle(
    name="trouble_ticket",
    rules=(
        Rule(_T.REJECT, (_S.ACKNOWLEDGED,), _S.REJECTED, source=_DRAWN),
        Rule(_T.START, (_S.ACKNOWLEDGED,), _S.IN_PROGRESS, source=_DRAWN),
        Rule(_T.AWAIT_CUSTOMER, (_S.IN_PROGRESS,), _S.PENDING, source=_DRAWN),
        Rule(_T.HOLD, (_S.IN_PROGRESS,), _S.HELD, source=_DRAWN),
        Rule(_T.RESUME, (_S.PENDING, _S.HELD), _S.IN_PROGRESS, source=_DRAWN),
        Rule(_T.RESOLVE, (_S.IN_PROGRESS,), _S.RESOLVED, source=_DRAWN),
        Rule(_T.REOPEN, (_S.RESOLVED,), _S.IN_PROGRESS, source=_DRAWN),
        Rule(_T.CLOSE, (_S.RESOLVED,), _S.CLOSED, source=_DRAWN),
        Rule(
            _T.CANCEL,
            (_S.ACKNOWLEDGED, _S.IN_PROGRESS, _S.PENDING),
            _S.CANCELLED,
            source=_DRAWN,
        ),
    ),
    initials=(_S.ACKNOWLEDGED,),
    finals=(_S.REJECTED, _S.CLOSED, _S.CANCELLED),
    source=_DRAWN,
)
"""Lifecycle of a trouble ticket, as TMF621 draws it (8.5)."""


@frozen(kw_only=True)
class StatusChange(Extensible):
    """A status that a ticket had before. Source: TMF621 `StatusChange`.

    Examples:
        >>> StatusChange(status=TroubleTicketStatus.HELD).status.value
        'held'
    """

    status: TroubleTicketStatus | None = None
    """The status."""

    status_change_date: datetime | None = None
    """Since when."""

    status_change_reason: str | None = None
    """Why."""


@frozen(kw_only=True)
class TroubleTicketRelationship(EntityRef):
    """A relation to another ticket. Source: TMF621 `TroubleTicketRelationship`.

    Examples:
        >>> TroubleTicketRelationship(id="TT-1", relationship_type="dependent").id
        'TT-1'
    """

    relationship_type: str | None = None
    """What the relation is: parent, child, dependent."""


@frozen(kw_only=True)
class TroubleTicket(LivingEntity[TroubleTicketStatus, TroubleTicketTrigger]):
    """A complaint or fault that a customer raised. Source: TMF621, v4.0.0 and v5.0.1.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ticket = TroubleTicket(id="TT-7", description="no dial tone", severity="Major")
        >>> ticket = ticket.start(at=at("2026-10-26T08:10:00Z"), by="ana")
        >>> print(ticket.state, [str(trigger) for trigger in ticket.allowed_triggers])
        inProgress ['awaitCustomer', 'hold', 'resolve', 'cancel']
    """

    at_type: str | None = "TroubleTicket"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called, often its subject."""

    description: str | None = None
    """What the trouble is; required on creation."""

    severity: str | None = None
    """How grave it is for the customer; required on creation. Examples: Critical, Major, Minor."""

    ticket_type: str | None = None
    """Of which kind it is, such as Bills; required on creation."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that came with it."""

    channel: EntityRef | None = None
    """How it was raised."""

    creation_date: datetime | None = None
    """When it was created; set by the server."""

    requested_resolution_date: datetime | None = None
    """Until when the customer wants it resolved."""

    expected_resolution_date: datetime | None = None
    """Until when the provider expects to resolve it."""

    resolution_date: datetime | None = None
    """When it was resolved."""

    external_id: str | None = None
    """How another system calls it (v4)."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""

    last_update: datetime | None = None
    """When it was changed last; set by the server."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    priority: str | None = None
    """How urgent the customer says it is."""

    related_entity: tuple[RelatedEntity, ...] = field(default=(), converter=many)
    """What it is about."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    state: TroubleTicketStatus | OwnState | None = TroubleTicketStatus.ACKNOWLEDGED
    """Where it is now; published as `status`."""

    status_change_date: datetime | None = None
    """When it came there."""

    status_change_reason: str | None = None
    """Why."""

    status_change_history: tuple[StatusChange, ...] = field(default=(), converter=many)
    """Where it was before, as the server tells it."""

    trouble_ticket_relationship: tuple[TroubleTicketRelationship, ...] = field(
        default=(), converter=many
    )
    """Other tickets that it has to do with."""

    trouble_ticket_specification: EntityRef | None = None
    """By which specification it was made (v5)."""

    trouble_ticket_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it (v5)."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[TroubleTicketStatus, TroubleTicketTrigger]:
        """Return `TROUBLE_TICKET`."""
        return TROUBLE_TICKET

    def reject(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the ticket after its business validation failed."""
        return self.fire(_T.REJECT, at=at, by=by, reason=reason)

    def start(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the ticket as somebody works on it."""
        return self.fire(_T.START, at=at, by=by, reason=reason)

    def await_customer(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the ticket as it waits for information of the customer."""
        return self.fire(_T.AWAIT_CUSTOMER, at=at, by=by, reason=reason)

    def hold(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the ticket as an issue blocks it."""
        return self.fire(_T.HOLD, at=at, by=by, reason=reason)

    def resume(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the ticket after the wait."""
        return self.fire(_T.RESUME, at=at, by=by, reason=reason)

    def resolve(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the ticket after the trouble was cured."""
        return self.fire(
            _T.RESOLVE, at=at, by=by, reason=reason, changes=_when("resolution_date", at)
        )

    def reopen(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the ticket after the customer rejected the resolution."""
        return self.fire(
            _T.REOPEN, at=at, by=by, reason=reason, changes=_when("resolution_date", None)
        )

    def close(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the ticket after the customer accepted the resolution."""
        return self.fire(_T.CLOSE, at=at, by=by, reason=reason)

    def cancel(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the ticket after it was withdrawn."""
        return self.fire(_T.CANCEL, at=at, by=by, reason=reason)


def _when(name: str, at: datetime | None) -> dict[str, Any]:
    return {name: at}
