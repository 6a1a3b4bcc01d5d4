"""What happened at a service desk that does not exist in October 2026: the records of a month.

Calls, requests and alarms are drawn from a seeded generator; the story around them is fixed. The
VPN gateway fails each Monday until its problem is solved, a database takes the shop down, and a
repair in a hurry gets in the way of a change that was planned long before. See `itil_month.py`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final, TypeVar

from attrs import evolve, frozen

from svcmgmt.calendars import ChangeWindows, MaintenanceWindow, to_instant, weekly
from svcmgmt.practice import (
    Change,
    ChangeModel,
    ChangeOutcome,
    Event,
    EventPolicy,
    EventReport,
    HandledGroup,
    HoldReason,
    Impact,
    Incident,
    KnownError,
    MajorIncident,
    MajorIncidentCriteria,
    Milestone,
    PlannedWork,
    Problem,
    PromotionRule,
    ServiceRequest,
    Significance,
    Urgency,
    UserImpact,
    Workaround,
    handle_events,
)
from svcmgmt.temporal import Interval
from svcmgmt.values import Ref, ServiceId

__all__ = [
    "DEPENDS_ON", "END", "HOURS", "MONTH", "WINDOWS", "WORKAROUND", "World", "world",
]  # fmt: skip

SEED: Final = 20_261_101
CALLS: Final = 70
REQUESTS: Final = 30
ZONE: Final = "Europe/Berlin"
HOURS: Final = weekly("Mon-Fri 08:00-18:00", zone=ZONE)
SUNDAY: Final = MaintenanceWindow(name="Sunday night", times=weekly("Sun 02:00-04:00", zone=ZONE))
DEPENDS_ON: Final = {"shop": "db1", "vpn": "core switch"}
WINDOWS: Final = {"db1": ChangeWindows(maintenance=[SUNDAY])}
MONDAYS: Final = (5, 12, 19)
MINUTE: Final = timedelta(minutes=1)

WORKAROUND: Final = Workaround(
    id="WA-1", steps="connect through the second gateway", reduced_impact=Impact.LOW
)
CRITERIA: Final = MajorIncidentCriteria(user_minutes=10_000)
POLICY: Final = EventPolicy(
    depends_on=DEPENDS_ON,
    planned=[PlannedWork(window=SUNDAY, subjects=["db1"])],
    promotions=[
        PromotionRule(name="down", subjects=["db1"], impact=Impact.HIGH, urgency=Urgency.HIGH),
        PromotionRule(name="flapping", at_least=3, impact=Impact.MEDIUM, urgency=Urgency.HIGH),
    ],
)

_T = TypeVar("_T", Incident, ServiceRequest)
Steps = list[tuple[timedelta, Callable[[_T, datetime], _T]]]


@frozen(kw_only=True)
class World:
    """The records of the month, as they were at its end."""

    alarms: EventReport
    incidents: tuple[Incident, ...]
    major: MajorIncident
    problem: Problem
    known_error: KnownError
    planned: tuple[Change, ...]
    """The changes as they were asked for, before anybody looked at the calendar."""

    changes: tuple[Change, ...]
    requests: tuple[ServiceRequest, ...]


def world() -> World:
    """Return what happened; the same each time."""
    rng = random.Random(SEED)  # noqa: S311 - chance, not secrets
    alarms = handle_events(sorted(events(rng), key=lambda each: each.at), POLICY)
    told = [from_alarms(rng, number, each) for number, each in enumerate(alarms.promoted, 1)]
    outage = next(each for each in told if each.affected[0].id == "db1")
    planned = changes_asked_for()
    changes = changes_made(planned)
    problem, known_error = solved([each for each in told if each is not outage], changes[0])
    told = [evolve(each, problem=None if each is outage else Ref(id=problem.id)) for each in told]
    return World(
        alarms=alarms,
        incidents=(*told, *(call(rng, number) for number in range(1, CALLS + 1))),
        major=major_incident(outage),
        problem=problem,
        known_error=known_error,
        planned=planned,
        changes=changes,
        requests=tuple(request(rng, number) for number in range(1, REQUESTS + 1)),
    )


def when(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of the month by the clock of the desk."""
    return to_instant(datetime(2026, 10, day, hour, minute), zone=ZONE)  # noqa: DTZ001 - a wall time


BEGIN: Final = when(1, 0)
END: Final = when(31, 0) + timedelta(days=1)
MONTH: Final = Interval(BEGIN, END)


def minutes(rng: random.Random, mean: float) -> timedelta:
    """Return some whole minutes, at least one, that are so many on average."""
    return (1 + int(rng.expovariate(1 / mean))) * MINUTE


def working_time(rng: random.Random) -> datetime:
    """Return some minute of the month in which the desk is open."""
    return HOURS.due(BEGIN, rng.randrange(1, HOURS.elapsed(BEGIN, END) // MINUTE) * MINUTE)


def events(rng: random.Random) -> Iterator[Event]:
    """Yield what the monitoring told: faults, and what is only to be known."""
    for day in MONDAYS:
        at = when(day, 7, 40)
        for _ in range(rng.randrange(4, 12)):
            yield Event(at=at, key="vpn no answer", subject="vpn", message="no answer")
            at += timedelta(seconds=rng.randrange(20, 120))
    for minute in range(0, 30, 2):
        yield Event(at=when(11, 3, minute), key="db1 down", subject="db1")
        yield Event(at=when(21, 10, 20 + minute), key="db1 down", subject="db1")
        yield Event(at=when(21, 10, 21 + minute), key="shop slow", subject="shop")
    for day in range(1, 31):
        at = when(day, 6, rng.randrange(60))
        backup = Event(at=at, key="backup", significance=Significance.INFORMATIONAL)
        yield from [backup] * (2 if day % 10 == 0 else 1)  # some come twice


def lived(ticket: _T, opened: datetime, steps: Steps[_T]) -> _T:
    """Return a ticket after those of its steps that the month saw, each some open time later."""
    at = opened
    for wait, step in steps:
        at = HOURS.due(at, wait)
        if at >= END:
            break
        ticket = step(ticket, at)
    return ticket


def from_alarms(rng: random.Random, number: int, handled: HandledGroup) -> Incident:
    """Return the incident that alarms became; the network team restarts what has failed."""
    fault = handled.group.first
    is_outage = fault.subject == "db1"
    opened = fault.at + 3 * MINUTE
    incident = evolve(
        handled.incident(id=f"ALM-{number}", at=opened).reached(Milestone.OCCURRED, at=fault.at),
        affected=[Ref(id=ServiceId(fault.subject))],
        opening_category=["infrastructure", fault.subject],
        user_impact=UserImpact(users=400 if is_outage else 60),
        is_major=is_outage,
    )
    incident = incident.assign(at=opened, group="network").start(at=opened + 4 * MINUTE)
    incident = incident.reached(Milestone.ACKNOWLEDGED, at=opened + 4 * MINUTE)
    restored = opened + (75 if is_outage else 20) * MINUTE + minutes(rng, 15)
    if fault.at > when(MONDAYS[1], 12) and not is_outage:  # by now one knows how to live with it
        restored = opened + 12 * MINUTE
        incident = incident.with_workaround(WORKAROUND, at=restored)
    incident = incident.reached(Milestone.RESTORED, at=restored)
    incident = incident.resolve(at=restored, resolution="restarted, or went around it")
    return incident.close(at=restored + timedelta(days=2))


def call(rng: random.Random, number: int) -> Incident:
    """Return an incident that a user called about."""
    opened = working_time(rng)
    service = rng.choice(["mail", "mail", "shop", "printing", "vpn"])
    (impact,) = rng.choices(list(Impact), [1, 6, 10])
    (urgency,) = rng.choices(list(Urgency), [2, 6, 8])
    is_first_contact = rng.random() < 0.3  # noqa: PLR2004
    incident = evolve(
        Incident.log(id=f"INC-{number:03}", at=opened, impact=impact, urgency=urgency),
        affected=[Ref(id=ServiceId(service))],
        opening_category=["application", service],
        is_first_contact=is_first_contact,
    ).assign(at=opened, group="desk")
    work = 15.0 if is_first_contact else 60.0 * (impact.value + urgency.value)
    steps: Steps[Incident] = [
        (minutes(rng, 10), acknowledged),
        *([] if is_first_contact else [(minutes(rng, 30), to_second_level)]),
        *(waits(rng) if rng.random() < 0.2 else []),  # noqa: PLR2004
        (minutes(rng, work), resolved),
        *(again(rng) if rng.random() < 0.08 else []),  # noqa: PLR2004
        (timedelta(hours=30), lambda each, at: each.close(at=at)),
    ]
    return lived(incident, opened, steps)


def acknowledged(incident: Incident, at: datetime) -> Incident:
    """Return an incident that somebody works on."""
    return incident.start(at=at).reached(Milestone.ACKNOWLEDGED, at=at)


def to_second_level(incident: Incident, at: datetime) -> Incident:
    """Return an incident that went to those who know more."""
    return incident.assign(at=at, group="second level")


def resolved(incident: Incident, at: datetime) -> Incident:
    """Return an incident after which service works."""
    incident = evolve(incident, closing_category=incident.opening_category)
    return incident.resolve(at=at, resolution="repaired").reached(Milestone.RESTORED, at=at)


def waits(rng: random.Random) -> Steps[Incident]:
    """Return the steps of a wait for the caller."""
    return [
        (minutes(rng, 20), lambda each, at: each.hold(at=at, reason=HoldReason.CALLER)),
        (minutes(rng, 600), lambda each, at: each.resume(at=at)),
    ]


def again(rng: random.Random) -> Steps[Incident]:
    """Return the steps of an incident that comes back."""
    return [
        (minutes(rng, 200), lambda each, at: each.reopen(at=at, reason="not yet")),
        (minutes(rng, 120), lambda each, at: each.resolve(at=at, resolution="repaired again")),
    ]


def request(rng: random.Random, number: int) -> ServiceRequest:
    """Return something that a user asked for; a laptop needs a yes of the manager."""
    opened = working_time(rng)
    item = rng.choice(["password", "access", "laptop"])
    roles = ["manager"] if item == "laptop" else []
    channel = rng.choice(["self-service", "self-service", "telephone"])
    asked = ServiceRequest.log(
        id=f"REQ-{number:03}", at=opened, item=item, channel=channel, approver_roles=roles
    )
    begun: Steps[ServiceRequest] = [(minutes(rng, 30), lambda each, at: each.start(at=at))]
    approved: Steps[ServiceRequest] = [
        (minutes(rng, 10), lambda each, at: each.ask(at=at)),
        (minutes(rng, 300), lambda each, at: each.decide(at=at, role="manager").approve(at=at)),
    ]
    steps: Steps[ServiceRequest] = [
        *(approved if roles else begun),
        (minutes(rng, 240), lambda each, at: each.fulfil(at=at, fulfilment=item)),
        (timedelta(hours=20), lambda each, at: each.close(at=at)),
    ]
    return lived(asked, opened, steps)


def changes_asked_for() -> tuple[Change, ...]:
    """Return the repair in a hurry, and what was planned for the same night."""
    repair = Change.log(
        id="CHG-2",
        name="firmware of the VPN gateway",
        model=ChangeModel.EMERGENCY,
        planned=Interval(when(20, 20), when(20, 22)),
        at=when(19, 11),
    )
    switch = Change.log(
        id="CHG-1",
        name="replace the core switch",
        model=ChangeModel.STANDARD,
        planned=Interval(when(20, 21), when(20, 23)),
        at=when(6, 9),
    )
    index = Change.log(
        id="CHG-3", name="rebuild the indexes", planned=Interval(when(28, 12), when(28, 13)),
        at=when(22, 9),
    )  # fmt: skip
    return (
        evolve(repair, affected=[Ref(id=ServiceId("vpn"))], approver_roles=["duty manager"]),
        evolve(switch, affected=[Ref(id=ServiceId("core switch"))], template="CT-4"),
        evolve(index, affected=[Ref(id=ServiceId("db1"))]),
    )


def changes_made(planned: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes as they were made: two of the three gave way to what was found."""
    repair, switch, index = planned
    two_weeks_later = when(20, 21) + timedelta(days=14, hours=1)  # the clocks have changed
    repair = repair.submit(at=when(19, 11, 5))
    repair = repair.decide(at=when(19, 12), role="duty manager").authorize(at=when(19, 12))
    repair = repair.implement(at=when(20, 20)).finish(at=when(20, 21, 10))
    repair = repair.close(at=when(22, 9), outcome=ChangeOutcome.SUCCESSFUL)
    return (
        repair,
        evolve(switch, planned=Interval(two_weeks_later, two_weeks_later + timedelta(hours=2))),
        evolve(index, planned=WINDOWS["db1"].next_fit(when(28, 12), timedelta(hours=1))),
    )


def major_incident(outage: Incident) -> MajorIncident:
    """Return what was done about the outage of the shop, with one update that came late."""
    major = MajorIncident.declare(
        outage, criteria=CRITERIA, cadence=30 * MINUTE, at=when(21, 10, 50), by="duty manager"
    )
    for minute in (15, 55):
        major = major.update("the database is being restored", at=when(21, 11, minute))
    major = major.restore(at=when(21, 12))
    return major.reviewed("no alarm before the disk was full", at=when(26, 9)).close(
        at=when(26, 10)
    )


def solved(incidents: Iterable[Incident], cure: Change) -> tuple[Problem, KnownError]:
    """Return the problem behind incidents, closed after its cure, and what was known before."""
    problem = evolve(
        Problem.log(id="PRB-1", name="the VPN gateway stops on Mondays", at=when(12, 10)),
        incidents=[Ref(id=each.id) for each in incidents],
        workarounds=[Ref(id=WORKAROUND.id)],
    )
    problem = problem.assess(at=when(12, 11)).analyse(at=when(12, 13))
    problem = problem.fix(at=when(16, 15), root_cause="the firmware leaks sessions all week")
    known_error = KnownError.of(problem, id="KE-1", symptoms="no answer on Monday morning")
    problem = evolve(problem, changes=[Ref(id=cure.id)])
    problem = problem.resolve(at=when(22, 10))
    return problem.close(at=when(27, 9), changes=[cure]), known_error
