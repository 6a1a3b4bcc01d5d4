"""Incidents as trouble tickets of TMF621, and back."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final, TypeAlias

from svcmgmt.assurance import (
    TROUBLE_TICKET,
    StatusChange,
    TroubleTicket,
    TroubleTicketRelationship,
    TroubleTicketStatus,
)
from svcmgmt.common import RelatedEntity
from svcmgmt.interop.dialects import _records as records
from svcmgmt.interop.dialects._records import Translation
from svcmgmt.interop.dialects.words import dialect_of
from svcmgmt.practice import INCIDENT, Impact, Incident, IncidentState
from svcmgmt.values import Finding, Ref
from svcmgmt.values._kinds import check_kind

__all__ = ["to_incident", "to_trouble_ticket"]

_TMF621: Final = dialect_of("tmf621")
_SEVERITIES: Final = MappingProxyType(
    {Impact.HIGH: "Critical", Impact.MEDIUM: "Major", Impact.LOW: "Minor"}
)
_IMPACTS: Final = {word.casefold(): impact for impact, word in _SEVERITIES.items()}
_RESTORED: Final = (IncidentState.RESOLVED, IncidentState.CLOSED)
_ROLES: Final = ("affected", "problem", "knownError", "workaround")
_Told: TypeAlias = tuple[Finding, ...]


def to_trouble_ticket(incident: Incident) -> Translation[TroubleTicket]:
    """Return an incident as a trouble ticket of TMF621.

    The impact becomes the severity, the opening category the type, what it affects and its problem
    related entities. Assignments, ratings, milestones and users have no counterpart.

    Raises:
        InvalidType: something that is no incident.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> incident = Incident.log(id="INC-7", name="VPN down", impact=Impact.HIGH,
        ...                         at=at("2026-10-26T08:00:00Z"))
        >>> incident = incident.assign(group="network", at=at("2026-10-26T08:05:00Z"))
        >>> made = to_trouble_ticket(incident)
        >>> print(made.record.state, made.record.severity)
        acknowledged Critical
        >>> [(each.code, each.pointer) for each in made.findings]
        [('no-counterpart', '/assignments')]
    """
    check_kind("incident", incident, Incident)
    made, told = _ticket(incident)
    back, _ = _incident(made)
    return records.translation(incident, made, back, told)


def to_incident(ticket: TroubleTicket) -> Translation[Incident]:
    """Return a trouble ticket of TMF621 as an incident.

    Its history is the ticket's own, or follows from the dates of the document.

    Raises:
        InvalidType: something that is no trouble ticket.
        InvalidValue: a ticket without an id.

    Examples:
        >>> made = to_incident(TroubleTicket(id="TT-7", name="no dial tone", severity="Major",
        ...                                  external_id="CRM-1"))
        >>> print(made.record.state, made.record.impact.name)
        new MEDIUM
        >>> [(each.code, each.pointer) for each in made.findings]
        [('no-counterpart', '/external_id')]
    """
    check_kind("ticket", ticket, TroubleTicket)
    made, told = _incident(ticket)
    back, _ = _ticket(made)
    respelled = ["priority"] if made.impact is None else ["priority", "severity"]
    if records.are_same(ticket.related_entity, back.related_entity):
        respelled.append("related_entity")
    return records.translation(ticket, made, back, told, respelled)


def _ticket(incident: Incident) -> tuple[TroubleTicket, _Told]:
    history = records.theirs(
        incident.history, dialect=_TMF621, states=TroubleTicketStatus, lifecycle=TROUBLE_TICKET
    )
    state, told = records.their_state(_TMF621, TroubleTicketStatus, incident, history)
    priority, rounded = records.their_priority(_TMF621, incident.priority)
    last = history[-1] if history else None
    resolved = [fact.at for fact in history if fact.to_state is TroubleTicketStatus.RESOLVED]
    is_restored = incident.state in _RESTORED
    ticket = TroubleTicket(
        id=str(incident.id),
        name=incident.name or None,
        description=incident.name or None,
        severity=None if incident.impact is None else _SEVERITIES[incident.impact],
        ticket_type="/".join(incident.opening_category) or None,
        priority=priority,
        state=state,
        history=history,
        creation_date=incident.opened_at,
        resolution_date=resolved[-1] if resolved and is_restored else None,
        status_change_date=None if last is None else last.at,
        status_change_reason=(incident.resolution if last is None else last.reason) or None,
        status_change_history=_changes(history),
        related_entity=_entities(incident),
        trouble_ticket_relationship=(
            *_relationship(incident.parent, "parent"),
            *_relationship(incident.merged_into, "mergedInto"),
        ),
        extension=incident.extension,
    )
    return ticket, (*told, *rounded)


def _changes(history: records.Facts) -> tuple[StatusChange, ...]:
    return tuple(
        StatusChange(
            status=fact.to_state,
            status_change_date=fact.at,
            status_change_reason=fact.reason or None,
        )
        for fact in history
        if isinstance(fact.to_state, TroubleTicketStatus)
    )


def _entities(incident: Incident) -> tuple[RelatedEntity, ...]:
    return (
        *records.related(incident.affected, "affected"),
        *records.related([incident.problem], "problem"),
        *records.related([incident.known_error], "knownError"),
        *records.related([incident.workaround], "workaround"),
        *records.related(incident.related, "related"),
    )


def _relationship(ref: Ref[Any] | None, kind: str) -> tuple[TroubleTicketRelationship, ...]:
    if ref is None:
        return ()
    return (
        TroubleTicketRelationship(
            relationship_type=kind,
            id=str(ref.id),
            name=ref.name or None,
            href=ref.href or None,
            at_referred_type=ref.referred_type or None,
        ),
    )


def _incident(ticket: TroubleTicket) -> tuple[Incident, _Told]:
    facts = ticket.history or _dated(ticket)
    history = records.ours(facts, dialect=_TMF621, lifecycle=INCIDENT)
    state, told = records.own_state(_TMF621, ticket.state, facts)
    priority, unknown = records.priority_of(_TMF621, ticket.priority)
    entities = ticket.related_entity
    others = [each for each in entities if each.role not in _ROLES]
    incident = Incident(
        id=records.identifier(ticket.id),
        name=ticket.name or ticket.description or "",
        impact=_IMPACTS.get((ticket.severity or "").casefold()),
        priority=priority,
        opening_category=records.path(ticket.ticket_type),
        state=state,
        history=history,
        resolution=_resolution(state, history, ticket.status_change_reason),
        affected=records.refs_of(entities, "affected"),
        problem=records.ref_of(entities, "problem"),
        known_error=records.ref_of(entities, "knownError"),
        workaround=records.ref_of(entities, "workaround"),
        related=records.refs_of(others),
        parent=_tie(ticket, "parent"),
        merged_into=_tie(ticket, "mergedInto"),
        extension=ticket.extension,
    )
    return incident, (*told, *unknown)


def _tie(ticket: TroubleTicket, kind: str) -> Ref[Any] | None:
    found = (
        each.ref for each in ticket.trouble_ticket_relationship if each.relationship_type == kind
    )
    return next(found, None)


def _resolution(state: object, history: records.Facts, reason: str | None) -> str:
    """Return how service was restored: why it came into the state resolved last."""
    if state not in _RESTORED:
        return ""
    told = [fact.reason for fact in history if fact.to_state is IncidentState.RESOLVED]
    return told[-1] if told else reason or ""


def _dated(ticket: TroubleTicket) -> records.Facts:
    """Return the history that the dates of a document tell."""
    steps = [
        (each.status_change_date, each.status, each.status_change_reason)
        for each in ticket.status_change_history
    ]
    now = ticket.status_change_date, ticket.state, ticket.status_change_reason
    begins = TroubleTicketStatus.ACKNOWLEDGED
    return records.dated(ticket.creation_date, begins, [*steps, now], ticket.state)
