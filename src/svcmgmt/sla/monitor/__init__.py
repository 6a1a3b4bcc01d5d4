"""Streaming: clocks of many tickets while facts come in, and partial results that merge.

A `TicketMonitor` takes facts one at a time, late, twice or in any order, and always agrees with
the batch; `clock_events` is its batch. `TicketParts` and `AvailabilityParts` are what can be made
apart, by day or by machine, and added in any order before anything is judged.
"""

from svcmgmt.sla.monitor.events import ClockEvent, ClockEventKind, TicketFact, clock_events
from svcmgmt.sla.monitor.parts import AvailabilityParts, TicketParts
from svcmgmt.sla.monitor.snapshots import MonitorSnapshot, WatchedTicket
from svcmgmt.sla.monitor.tickets import TicketMonitor

__all__ = [
    "AvailabilityParts",
    "ClockEvent",
    "ClockEventKind",
    "MonitorSnapshot",
    "TicketFact",
    "TicketMonitor",
    "TicketParts",
    "WatchedTicket",
    "clock_events",
]
