"""What type checkers must accept without a word. Checked, never run."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_type

from attrs import frozen

from svcmgmt import Clock, Incident, IncidentState, Ratio, from_dict, parse_instant, weekly
from svcmgmt.calendars import ServiceCalendar, WorkingDays
from svcmgmt.lifecycle import (
    Lifecycle,
    OwnState,
    Rule,
    State,
    StateCategory,
    StateChange,
    Stateful,
    Trigger,
)
from svcmgmt.practice import IncidentTrigger
from svcmgmt.sla import ClockReading
from svcmgmt.temporal import IntervalSet, Timeline
from svcmgmt.values import NoData

at = parse_instant("2026-10-26T08:00:00Z")
office = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin", holidays=[date(2026, 12, 25)])
assert_type(office, ServiceCalendar)
assert_type(office.elapsed(at, at), timedelta)
assert_type(office.due(at, WorkingDays(2)), datetime)
assert_type(office - office, ServiceCalendar)
assert_type(office.intervals(at, at) | IntervalSet(), IntervalSet)

incident = Incident.log(id="INC-7", at=at).start(at=at)
assert_type(incident, Incident)
assert_type(incident.state, IncidentState | OwnState | None)
assert_type(incident.fire(IncidentTrigger.RESOLVE, at=at), Incident)
assert_type(incident.history, tuple[StateChange[IncidentState, IncidentTrigger], ...])

clock = Clock(name="restore", limit=timedelta(hours=4), calendar=office)
assert_type(clock.read(incident.history, until=at), ClockReading)
assert_type(from_dict({}, Clock), Clock)
assert_type(Ratio.of(1, 2), Ratio | NoData)
assert_type(Timeline.of([(at, 1)]).map(str), Timeline[str])


class LampState(State):
    LIT = "lit", StateCategory.IN_SERVICE
    DARK = "dark", StateCategory.OUT_OF_SERVICE


class LampTrigger(Trigger):
    SWITCH = "switch"


LAMP: Lifecycle[LampState, LampTrigger] = Lifecycle(
    name="lamp",
    rules=[
        Rule(LampTrigger.SWITCH, [LampState.DARK], LampState.LIT),
        Rule(LampTrigger.SWITCH, [LampState.LIT], LampState.DARK),
    ],
    initials=[LampState.DARK],
)


@frozen(kw_only=True)
class Lamp(Stateful[LampState, LampTrigger]):
    state: LampState | OwnState | None = LampState.DARK

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[LampState, LampTrigger]:
        return LAMP

    def switch(self, *, at: datetime) -> Lamp:
        return self.fire(LampTrigger.SWITCH, at=at)


assert_type(Lamp().switch(at=at).state, LampState | OwnState | None)
