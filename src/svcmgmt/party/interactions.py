"""Touch points: interactions, messages and appointments with customers."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Self

from attrs import field, frozen

from svcmgmt.common import (
    Attachment,
    Characteristic,
    ContactMedium,
    Entity,
    EntityRef,
    ExternalIdentifier,
    LivingEntity,
    Note,
    RelatedChannel,
    RelatedEntity,
    RelatedParty,
    RelatedPlace,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger

__all__ = [
    "APPOINTMENT",
    "Appointment",
    "AppointmentState",
    "AppointmentTrigger",
    "CommunicationMessage",
    "CommunicationMessageState",
    "InteractionItem",
    "InteractionRelationship",
    "PartyInteraction",
    "Receiver",
    "SearchTimeSlot",
    "TimeSlot",
]


@frozen(kw_only=True)
class InteractionRelationship(EntityRef):
    """A relation to another interaction, or to an item of one.

    Source: TMF683 `InteractionRelationship`, `InteractionItemRelationship`.

    Examples:
        >>> InteractionRelationship(id="i-2", relationship_type="follows").id
        'i-2'
    """

    relationship_type: str | None = None
    """What the relation is."""


@frozen(kw_only=True)
class InteractionItem(Entity):
    """One thing that was talked about. Source: TMF683 `InteractionItem`.

    Examples:
        >>> InteractionItem(reason="invoice", resolution="explained").resolution
        'explained'
    """

    interaction_item_type: str | None = None
    """Of which kind it is (v5)."""

    reason: str | None = None
    """Why it was talked about."""

    resolution: str | None = None
    """What came of it."""

    item_date: TimePeriod | None = None
    """When it was talked about."""

    creation_date: datetime | None = None
    """When it was recorded."""

    last_update: datetime | None = None
    """When it was changed last (v5)."""

    item: RelatedEntity | None = None
    """The entity that it is about."""

    related_channel: tuple[RelatedChannel, ...] = field(default=(), converter=many)
    """By which channels."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    interaction_item_relationship: tuple[InteractionRelationship, ...] = field(
        default=(), converter=many
    )
    """Other items that it has to do with (v5)."""


@frozen(kw_only=True)
class PartyInteraction(Entity):
    """Somebody of the customer and somebody of the provider met. Source: TMF683 `PartyInteraction`.

    Examples:
        >>> PartyInteraction(direction="inbound", reason="complaint").direction
        'inbound'
    """

    at_type: str | None = "PartyInteraction"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""

    reason: str | None = None
    """Why."""

    direction: str | None = None
    """Who began it: inbound, outbound."""

    status: str | None = None
    """Where it is: open, inProgress, completed."""

    status_change_date: datetime | None = None
    """When it came there."""

    interaction_date: TimePeriod | None = None
    """When it took place."""

    creation_date: datetime | None = None
    """When it was recorded."""

    last_update: datetime | None = None
    """When it was changed last (v5)."""

    interaction_item: tuple[InteractionItem, ...] = field(default=(), converter=many)
    """What was talked about."""

    related_channel: tuple[RelatedChannel, ...] = field(default=(), converter=many)
    """By which channels."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who took part."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    interaction_relationship: tuple[InteractionRelationship, ...] = field(
        default=(), converter=many
    )
    """Other interactions that it has to do with."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""


@frozen(kw_only=True)
class Receiver(Entity):
    """Somebody who gets or sends a message. Source: TMF681 `Receiver`, `Sender`.

    Examples:
        >>> Receiver(email="ana@acme.example").email
        'ana@acme.example'
    """

    name: str | None = None
    """What the person is called."""

    email: str | None = None
    """Address for e-mail."""

    phone_number: str | None = None
    """Number of the telephone."""

    ip: str | None = None
    """Address in the network."""

    app_user_id: str | None = None
    """Identifier in an application."""

    party: RelatedParty | None = None
    """The party."""


class CommunicationMessageState(Enum):
    """Where a message is (`CommunicationMessageStateType`, TMF681).

    Examples:
        >>> CommunicationMessageState("initial")
        <CommunicationMessageState.INITIAL: 'initial'>
    """

    INITIAL = "initial"  # written
    IN_PROGRESS = "inProgress"  # being sent
    COMPLETED = "completed"  # sent
    CANCELLED = "cancelled"  # not to be sent
    FAILED = "failed"  # could not be sent


@frozen(kw_only=True)
class CommunicationMessage(Entity):
    """A message to customers. Source: TMF681 `CommunicationMessage`, v4.

    Examples:
        >>> CommunicationMessage(subject="planned work", message_type="Email").subject
        'planned work'
    """

    at_type: str | None = "CommunicationMessage"
    """Name of the class, `@type`."""

    subject: str | None = None
    """Its subject."""

    content: str | None = None
    """Its text."""

    description: str | None = None
    """In words."""

    message_type: str | None = None
    """How it is sent: SMS, Email, Mobile app push."""

    priority: str | None = None
    """How urgent it is."""

    state: CommunicationMessageState | None = None
    """Where it is."""

    log_flag: bool | None = None
    """Whether its sending is recorded."""

    try_times: int | None = None
    """How often it is tried."""

    scheduled_send_time: datetime | None = None
    """When it shall be sent."""

    send_time: datetime | None = None
    """When its sending began."""

    send_time_complete: datetime | None = None
    """When it was sent."""

    sender: Receiver | None = None
    """Who sends it."""

    receiver: tuple[Receiver, ...] = field(default=(), converter=many)
    """Who gets it."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it."""


class AppointmentState(State):
    """Where an appointment is (`AppointmentStateType`, TMF646).

    Examples:
        >>> AppointmentState("confirmed").name
        'CONFIRMED'
    """

    INITIALIZED = "initialized", StateCategory.OPEN  # proposed
    CONFIRMED = "confirmed", StateCategory.OPEN  # agreed
    CANCELLED = "cancelled", StateCategory.CANCELLED  # called off; final
    COMPLETED = "completed", StateCategory.DONE  # took place; final
    FAILED = "failed", StateCategory.DONE  # somebody did not come; final


class AppointmentTrigger(Trigger):
    """What moves an appointment.

    Examples:
        >>> AppointmentTrigger("confirm")
        <AppointmentTrigger.CONFIRM: 'confirm'>
    """

    CONFIRM = "confirm"  # it is agreed
    CANCEL = "cancel"  # it is called off
    COMPLETE = "complete"  # it took place
    FAIL = "fail"  # somebody did not come


_S, _T = AppointmentState, AppointmentTrigger
_DRAWN = "TMF646 LifeCycle_Appointment"

APPOINTMENT: Lifecycle[AppointmentState, AppointmentTrigger] = Lifecycle(
    name="appointment",
    rules=(
        Rule(_T.CONFIRM, (_S.INITIALIZED,), _S.CONFIRMED, source=_DRAWN),
        Rule(_T.CANCEL, (_S.INITIALIZED,), _S.CANCELLED, source=_DRAWN),
        Rule(_T.COMPLETE, (_S.CONFIRMED,), _S.COMPLETED, source=_DRAWN),
        Rule(_T.FAIL, (_S.CONFIRMED,), _S.FAILED, source=_DRAWN),
    ),
    initials=(_S.INITIALIZED,),
    finals=(_S.COMPLETED, _S.FAILED, _S.CANCELLED),
    source=_DRAWN,
)
"""Lifecycle of an appointment, as TMF646 draws it."""


@frozen(kw_only=True)
class Appointment(LivingEntity[AppointmentState, AppointmentTrigger]):
    """A time at which somebody comes. Source: TMF646 `Appointment`, v4.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> print(Appointment(id="a-1").confirm(at=at("2026-10-26T08:00:00Z")).state)
        confirmed
    """

    at_type: str | None = "Appointment"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""

    category: str | None = None
    """What it is for: intervention, survey."""

    external_id: str | None = None
    """How the system that asked for it calls it."""

    creation_date: datetime | None = None
    """When it was created."""

    last_update: datetime | None = None
    """When it was changed last."""

    valid_for: TimePeriod | None = None
    """When it takes place."""

    state: AppointmentState | OwnState | None = AppointmentState.INITIALIZED
    """Where it is now; published as `status`."""

    calendar_event: EntityRef | None = None
    """The entry in a calendar."""

    contact_medium: tuple[ContactMedium, ...] = field(default=(), converter=many)
    """How to reach whom it concerns."""

    related_entity: tuple[RelatedEntity, ...] = field(default=(), converter=many)
    """What it is about."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who takes part."""

    related_place: RelatedPlace | None = None
    """Where."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[AppointmentState, AppointmentTrigger]:
        """Return `APPOINTMENT`."""
        return APPOINTMENT

    def confirm(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the appointment as agreed."""
        return self.fire(_T.CONFIRM, at=at, by=by, reason=reason)

    def cancel(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the appointment called off."""
        return self.fire(_T.CANCEL, at=at, by=by, reason=reason)

    def complete(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the appointment after it took place."""
        return self.fire(_T.COMPLETE, at=at, by=by, reason=reason)

    def fail(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the appointment to which somebody did not come."""
        return self.fire(_T.FAIL, at=at, by=by, reason=reason)


@frozen(kw_only=True)
class TimeSlot(Entity):
    """A time that is free. Source: TMF646 `TimeSlot`, v4.

    Examples:
        >>> TimeSlot(id="1").id
        '1'
    """

    related_party: RelatedParty | None = None
    """Who would come."""

    valid_for: TimePeriod | None = None
    """When."""


@frozen(kw_only=True)
class SearchTimeSlot(Entity):
    """A search for free times. Source: TMF646 `SearchTimeSlot`, v4.

    Examples:
        >>> SearchTimeSlot(search_result="success").search_result
        'success'
    """

    at_type: str | None = "SearchTimeSlot"
    """Name of the class, `@type`."""

    search_date: datetime | None = None
    """When it was asked."""

    search_result: str | None = None
    """What came out."""

    status: str | None = None
    """Where the search is."""

    requested_time_slot: tuple[TimeSlot, ...] = field(default=(), converter=many)
    """Times that are wanted."""

    available_time_slot: tuple[TimeSlot, ...] = field(default=(), converter=many)
    """Times that are free."""

    related_entity: tuple[RelatedEntity, ...] = field(default=(), converter=many)
    """What it is about."""

    related_party: RelatedParty | None = None
    """Who asks."""

    related_place: RelatedPlace | None = None
    """Where."""
