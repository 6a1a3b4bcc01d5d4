"""All that a monitor knows, as plain values: to store, and to go on with elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from svcmgmt.sla.monitor.events import ClockEvent, TicketFact, check_fact
from svcmgmt.temporal import instant
from svcmgmt.values._kinds import all_of_kind, of_kind
from svcmgmt.values._lists import listed

__all__ = ["MonitorSnapshot", "WatchedTicket"]


def _facts(values: Iterable[TicketFact]) -> tuple[TicketFact, ...]:
    facts = listed(values, "facts", "a list of state changes or marks")
    for fact in facts:
        check_fact(fact, ())
    return facts


def _origin(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "origin")


def _clocks(values: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if values is None else all_of_kind("clocks", values, str)


@frozen(kw_only=True)
class WatchedTicket:
    """One ticket of a monitor: its facts, and which clocks measure it.

    Raises:
        InvalidType: a field of another kind than it says.
        NaiveDatetime: an origin without a zone.

    Examples:
        >>> WatchedTicket(id="INC-7").clocks is None
        True
    """

    id: str = field(validator=of_kind(str))
    """The name of the ticket."""

    facts: tuple[TicketFact, ...] = field(default=(), converter=_facts)
    """What is known of it, in order."""

    origin: datetime | None = field(default=None, converter=_origin)
    """When it began, for clocks that start retroactively; in UTC."""

    clocks: tuple[str, ...] | None = field(default=None, converter=_clocks)
    """The names of the clocks that measure it; None for all."""


def _as_of(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "as_of")


def _tickets(values: Iterable[WatchedTicket]) -> tuple[WatchedTicket, ...]:
    return all_of_kind("tickets", values, WatchedTicket)


def _events(values: Iterable[ClockEvent]) -> tuple[ClockEvent, ...]:
    events = all_of_kind("events", values, ClockEvent)
    return tuple(sorted(events, key=lambda event: event.place))


@frozen(kw_only=True)
class MonitorSnapshot:
    """The state of a `TicketMonitor`; with the same clocks it goes on as if nothing had been.

    Raises:
        InvalidType: a field of another kind than it says.
        NaiveDatetime: `as_of` without a zone.

    Examples:
        >>> MonitorSnapshot().tickets
        ()
    """

    as_of: datetime | None = field(default=None, converter=_as_of)
    """Up to when it was asked, in UTC; None if it was not."""

    tickets: tuple[WatchedTicket, ...] = field(default=(), converter=_tickets)
    """Its tickets, in order of first appearance."""

    seen: tuple[ClockEvent, ...] = field(default=(), converter=_events)
    """What had happened to its clocks when they were last looked at, in order."""

    news: tuple[ClockEvent, ...] = field(default=(), converter=_events)
    """What `advance` has not handed out yet, in order."""
