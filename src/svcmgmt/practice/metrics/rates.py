"""Shares and counts of tickets, each with the numbers behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.lifecycle import StateCategory
from svcmgmt.practice._fields import a_count
from svcmgmt.practice.incident import Incident
from svcmgmt.practice.tickets import OPEN, Ticket
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import all_of_kind

__all__ = [
    "IncidentRates",
    "TicketRates",
    "category_mismatch",
    "incident_rates",
    "ticket_rates",
]

_STOPPED: Final = frozenset({StateCategory.RESOLVED, StateCategory.DONE})


def check_parts(counts: object, **wholes: str) -> None:
    """Refuse more of a part than of its whole, by their names."""
    for name, whole in wholes.items():
        part, most = getattr(counts, name), getattr(counts, whole)
        if part > most:
            raise InvalidValue(name, part, f"at most {most}, as {whole}")


@frozen(kw_only=True)
class TicketRates:
    """How many tickets were resolved, reopened and escalated.

    Source: section 6.6.

    Raises:
        InvalidType: a count that is no int.
        InvalidValue: a negative count, or more of a part than of its whole.

    Examples:
        >>> rates = TicketRates(total=220, resolved=200, reopened=10, escalated=24)
        >>> print(rates.reopen_rate, "|", rates.escalation_rate)
        5 % (10 of 200) | ≈ 10.9091 % (24 of 220)
    """

    total: int = field(validator=a_count)
    """All tickets."""

    resolved: int = field(validator=a_count)
    """Those that were ever resolved or closed."""

    reopened: int = field(default=0, validator=a_count)
    """Of the resolved ones: those that were ever open again afterwards."""

    escalated: int = field(default=0, validator=a_count)
    """Of all: those that were escalated."""

    def __attrs_post_init__(self) -> None:
        check_parts(self, resolved="total", reopened="resolved", escalated="total")

    @property
    def reopen_rate(self) -> Ratio | NoData:
        """Share of the resolved tickets that were reopened."""
        return Ratio.of(self.reopened, self.resolved, reason="no ticket was resolved")

    @property
    def escalation_rate(self) -> Ratio | NoData:
        """Share of all tickets that were escalated."""
        return Ratio.of(self.escalated, self.total, reason="no tickets")


def ticket_rates(
    tickets: Iterable[Ticket[Any, Any]], *, escalated: Collection[str] | None = None
) -> TicketRates:
    """Return how many tickets were resolved, reopened and escalated.

    Args:
        tickets: in any order, each once.
        escalated: ids of those that were escalated; if None, those that went from one group to
            another, which is functional escalation.

    Raises:
        InvalidType: something that is no ticket, or text in place of ids.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ticket = Incident.log(id="INC-1", at=at("2026-10-26T08:00:00Z"))
        >>> ticket_rates([ticket]).escalation_rate
        Ratio(good=Fraction(0, 1), total=Fraction(1, 1))
    """
    ids = None if escalated is None else set(all_of_kind("escalated", escalated, str))
    listed = all_of_kind("tickets", tickets, Ticket)
    ends = [_ends_of(ticket) for ticket in listed]
    return TicketRates(
        total=len(listed),
        resolved=sum(resolved for resolved, _ in ends),
        reopened=sum(reopened for _, reopened in ends),
        escalated=sum(each.hops > 0 if ids is None else each.id in ids for each in listed),
    )


def _ends_of(ticket: Ticket[Any, Any]) -> tuple[bool, bool]:
    """Return whether a ticket was ever resolved, and whether it was open again afterwards."""
    categories = [fact.to_state.category for fact in ticket.history]
    if not categories and ticket.state is not None:
        categories = [ticket.state.category]
    first = next((place for place, each in enumerate(categories) if each in _STOPPED), None)
    if first is None:
        return False, False
    return True, any(each in OPEN for each in categories[first:])


@frozen(kw_only=True)
class IncidentRates:
    """How incidents were resolved: at the first contact, with what was known, with a workaround.

    Source: section 6.6.

    Raises:
        InvalidType: a count that is no int.
        InvalidValue: a negative count, or more of a part than of its whole.

    Examples:
        >>> rates = IncidentRates(total=250, resolved=200, first_contact=130, told=200)
        >>> print(rates.first_contact_rate)
        65 % (130 of 200)
    """

    total: int = field(validator=a_count)
    """All incidents."""

    resolved: int = field(validator=a_count)
    """Those that are resolved or closed."""

    told: int = field(default=0, validator=a_count)
    """Of the resolved ones: those of which somebody told whether it was at the first contact."""

    first_contact: int = field(default=0, validator=a_count)
    """Of those: resolved at the first contact."""

    by_workaround: int = field(default=0, validator=a_count)
    """Of the resolved ones: those with a workaround applied."""

    matched: int = field(default=0, validator=a_count)
    """Of all: those that were matched with a known error."""

    major: int = field(default=0, validator=a_count)
    """Of all: those handled as major incidents."""

    def __attrs_post_init__(self) -> None:
        check_parts(self, resolved="total", told="resolved", first_contact="told")
        check_parts(self, by_workaround="resolved", matched="total", major="total")

    @property
    def first_contact_rate(self) -> Ratio | NoData:
        """Share resolved at the first contact, of the resolved ones of which that is known."""
        return Ratio.of(self.first_contact, self.told, reason="nobody told of the first contact")

    @property
    def workaround_rate(self) -> Ratio | NoData:
        """Share of the resolved incidents that have a workaround applied."""
        return Ratio.of(self.by_workaround, self.resolved, reason="no incident is resolved")

    @property
    def known_error_rate(self) -> Ratio | NoData:
        """Share of all incidents that were matched with a known error."""
        return Ratio.of(self.matched, self.total, reason="no incidents")


def incident_rates(incidents: Iterable[Incident]) -> IncidentRates:
    """Return how incidents were resolved.

    Args:
        incidents: in any order, each once.

    Raises:
        InvalidType: something that is no incident.

    Examples:
        >>> incident_rates([]).known_error_rate
        NoData(reason='no incidents')
    """
    listed = all_of_kind("incidents", incidents, Incident)
    resolved = [each for each in listed if _is_resolved(each)]
    told = [each for each in resolved if each.is_first_contact is not None]
    return IncidentRates(
        total=len(listed),
        resolved=len(resolved),
        told=len(told),
        first_contact=sum(each.is_first_contact is True for each in told),
        by_workaround=sum(each.workaround is not None for each in resolved),
        matched=sum(each.known_error is not None for each in listed),
        major=sum(each.is_major for each in listed),
    )


def _is_resolved(incident: Incident) -> bool:
    return incident.state is not None and incident.state.category in _STOPPED


def category_mismatch(tickets: Iterable[Ticket[Any, Any]]) -> Ratio | NoData:
    """Return the share of tickets that turned out to be about something else (rule R1.23).

    Args:
        tickets: in any order; those without both categories do not count.

    Raises:
        InvalidType: something that is no ticket.

    Examples:
        >>> category_mismatch([])
        NoData(reason='no ticket has an opening and a closing category')
    """
    both = [
        (each.opening_category, each.closing_category)
        for each in all_of_kind("tickets", tickets, Ticket)
        if each.opening_category and each.closing_category
    ]
    reason = "no ticket has an opening and a closing category"
    return Ratio.of(sum(one != other for one, other in both), len(both), reason=reason)
