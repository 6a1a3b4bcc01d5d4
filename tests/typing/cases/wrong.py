"""What type checkers must refuse, line by line. Checked, never run."""

from __future__ import annotations

from datetime import date, timedelta

from svcmgmt import Clock, Incident, Interval, Money, Ratio, parse_instant, weekly
from svcmgmt.lifecycle import State, StateCategory, Trigger
from svcmgmt.sla import in_category


class LampTrigger(Trigger):
    SWITCH = "switch"


class LampState(State):
    LIT = "lit", StateCategory.IN_SERVICE


at = parse_instant("2026-10-26T08:00:00Z")
incident = Incident.log(id="INC-7", at=at)
office = weekly("Mon-Fri 08:00-18:00", zone="UTC")

incident.fire(LampTrigger.SWITCH, at=at)  # refused: a trigger of another lifecycle
incident.move_to(LampState.LIT, at=at)  # refused: a state of another lifecycle
incident.start()  # refused: no instant
incident.resolve(at=at)  # refused: no resolution
incident.hold(at=at, reason="customer")  # refused: text instead of a hold reason
office.elapsed(at)  # refused: no end
office.due(at, 3600)  # refused: a number instead of a duration
office.is_open(date(2026, 10, 26))  # refused: a date is no instant
Clock(name="restore", limit=4)  # refused: a number instead of a limit
Clock(limit=timedelta(hours=4))  # refused: no name
Clock(name="x", limit=timedelta(0)).read([])  # refused: no until
in_category("paused")  # refused: text instead of a category
Ratio(0.5, 1)  # refused: a float
Money("1", "EUR") + 1  # refused: a number is no money
Interval("2026-10-26")  # refused: text is no instant
