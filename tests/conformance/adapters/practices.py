"""Records of service management: priorities, clocks, rates, lifecycles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from typing import Any, Final

from adapters.vectors import MINUTE, ORIGIN, Adapter, Vector, at, exactly, known, points
from svcmgmt.agreement import SLA_AGREEMENT
from svcmgmt.calendars import weekly
from svcmgmt.lifecycle import Lifecycle
from svcmgmt.lifecycles import ALL
from svcmgmt.practice import (
    PRIORITY_3X3,
    Change,
    ChangeModel,
    ChangeOutcome,
    ChangeState,
    EscalationPolicy,
    Event,
    Impact,
    Incident,
    Milestone,
    Recovery,
    RecoveryObjective,
    Urgency,
    capacity_trend,
    dedup,
    judge_recovery,
    plan_escalation,
    plane_of,
)
from svcmgmt.practice.metrics import (
    TIME_TO_ACKNOWLEDGE,
    TIME_TO_DETECT,
    IncidentRates,
    TicketRates,
    TimeMeasure,
    backlog,
    change_rates,
    incident_times,
)
from svcmgmt.sla import ClockLedger, Mark, Signal, Target, Verdict, read
from svcmgmt.temporal import parse_instant
from svcmgmt.values import ChangeId, IncidentId, Quantity, Ref

__all__ = ["ADAPTERS", "LIFECYCLES", "changes_of", "targets"]

LIFECYCLES: Final[dict[str, Lifecycle[Any, Any]]] = {
    "lifecycle.incident_itil": ALL["incident"],
    "lifecycle.problem_itil": ALL["problem"],
    "lifecycle.change_normal": ALL["change_normal"],
    "lifecycle.change_standard": ALL["change_standard"],
    "lifecycle.change_emergency": ALL["change_emergency"],
    "lifecycle.change_tmf655": ALL["change_tmf655"],
    "lifecycle.sla_agreement": SLA_AGREEMENT,
    "lifecycle.trouble_ticket_tmf621": ALL["trouble_ticket"],
    "lifecycle.service_problem_tmf656": ALL["service_problem"],
    "lifecycle.product_tmf637": ALL["product"],
    "lifecycle.product_order_tmf622": ALL["product_order"],
    "lifecycle.product_order_item_tmf622": ALL["product_order_item"],
    "lifecycle.service_order_tmf641": ALL["service_order"],
    "lifecycle.resource_order_tmf652": ALL["resource_order"],
    "lifecycle.cancel_order_task": ALL["task"],
    "lifecycle.quote_tmf648": ALL["quote"],
}
"""By the topic of a vector; it names the lifecycle, which is its only input."""


def targets(lifecycle: Lifecycle[Any, Any]) -> dict[str, set[str]]:
    """Return the words to which each drawn word leads."""
    drawn = [state for state in lifecycle.states if state not in lifecycle.undrawn]
    return {
        str(state): {str(target) for target in lifecycle.targets_from(state)} for state in drawn
    }


def lifecycle(case: Vector) -> object:
    """States and transitions of a lifecycle."""
    found = targets(LIFECYCLES[case["topic"]])
    pairs = sorted([source, target] for source, to in found.items() for target in to)
    return {"n_states": len(found), "n_transitions": len(pairs), "allowed": pairs}


def priorities(case: Vector) -> object:
    """Priorities of impacts and urgencies."""
    return [
        PRIORITY_3X3.priority(Impact(impact), Urgency(urgency)).level
        for impact, urgency in case["inputs"]["pairs"]
    ]


def rates(case: Vector) -> object:
    """Rates of tickets, in percent."""
    given = case["inputs"]
    tickets = TicketRates(
        total=given["total"],
        resolved=given["resolved"],
        reopened=given["reopened"],
        escalated=given["escalated"],
    )
    incidents = IncidentRates(
        total=given["total"],
        resolved=given["resolved"],
        told=given["resolved"],
        first_contact=given["first_contact"],
    )
    return {
        "fcr": points(incidents.first_contact_rate),
        "reopen": points(tickets.reopen_rate),
        "escalation": points(tickets.escalation_rate),
    }


def open_tickets(case: Vector) -> object:
    """Tickets that are open, with their ages in minutes."""
    given = case["inputs"]
    tickets = [Incident.log(id=str(each), at=at(each)) for each in given["opened"]]
    ended = [
        ticket if close is None else ticket.cancel(at=at(close))
        for ticket, close in zip(tickets, given["closed"], strict=True)
    ]
    told = backlog((each.history for each in ended), at=at(given["now"]))
    return {
        "open": told.count,
        "mean_age": known(told.mean_age) / MINUTE,
        "max_age": known(told.oldest) / MINUTE,
        "median_age": known(told.median_age) / MINUTE,
    }


def mean_times(case: Vector) -> object:
    """Return mean times of incidents, in minutes."""
    incidents = [
        Incident.log(id=str(number), at=at(occurred))
        .reached(Milestone.OCCURRED, at=at(occurred))
        .reached(Milestone.DETECTED, at=at(detected))
        .reached(Milestone.ACKNOWLEDGED, at=at(acknowledged))
        .start(at=at(acknowledged))
        .resolve(at=at(resolved), resolution="restarted")
        for number, (occurred, detected, acknowledged, resolved) in enumerate(
            case["inputs"]["tickets"]
        )
    ]
    began = Milestone.OCCURRED
    measures = {
        "mttd": TIME_TO_DETECT,
        "mtta": TimeMeasure(name="TTA", start=began, end=Milestone.ACKNOWLEDGED),
        "mttr": TimeMeasure(name="TTR", start=began, end=Milestone.RESOLVED),
        "mtta_from_detect": TIME_TO_ACKNOWLEDGE,
    }
    return {
        name: known(incident_times(incidents, measure).mean) / MINUTE
        for name, measure in measures.items()
    }


def changes_of(given: dict[str, int]) -> Iterator[Change]:
    """Yield closed changes of which so many failed, were backed out, and caused an incident."""
    models = [model for model in ChangeModel for _ in range(given[model.value])]
    for number, model in enumerate(models):
        outcome = ChangeOutcome.SUCCESSFUL
        if number < given["failed"]:
            is_undone = number < given["backed_out"]
            outcome = ChangeOutcome.BACKED_OUT if is_undone else ChangeOutcome.FAILED
        caused = [Ref(id=IncidentId(f"INC-{number}"))] if number < given["caused_incident"] else []
        yield Change(
            id=ChangeId(f"CHG-{number}"),
            model=model,
            state=ChangeState.CLOSED,
            outcome=outcome,
            caused=caused,
        )


def changes(case: Vector) -> object:
    """Rates of changes, in percent."""
    told = change_rates(changes_of(case["inputs"]))
    return {
        "success": points(told.success_rate),
        "emergency": points(told.emergency_share),
        "standard": points(told.standard_share),
        "failure": points(told.failure_rate),
    }


def escalations(case: Vector) -> object:
    """How many steps an escalation has reached."""
    given = case["inputs"]
    shares = [f"{exactly(each) * 100} %" for each in given["steps"]]
    policy = EscalationPolicy.by_share(*shares, shares=shares)
    target = Target(name="restore", limit=given["target_min"] * MINUTE)
    ledger = ClockLedger.started(ORIGIN)
    return [
        len(plan_escalation(policy, read(target, ledger, until=at(elapsed))).fired)
        for elapsed in given["elapsed"]
    ]


def deduplication(case: Vector) -> object:
    """Groups of events: key, first minute, count."""
    events = [Event(key=key, at=at(minute)) for key, minute in case["inputs"]["events"]]
    groups, _ = dedup(events, window=case["inputs"]["window"] * MINUTE)
    return [[group.key, (group.first.at - ORIGIN) / MINUTE, group.count] for group in groups]


def recovery(case: Vector) -> object:
    """Recovery times in minutes, and whether they keep their objectives."""
    given = case["inputs"]
    story = Recovery(
        disaster_at=at(given["disaster"]),
        last_good_at=at(given["last_good"]),
        restored_at=at(given["restored"]),
    )
    promise = RecoveryObjective(rto=given["rto"] * MINUTE, rpo=given["rpo"] * MINUTE)
    result = judge_recovery(story, promise)
    return {
        "rpo_actual": known(result.recovery_point.value) / MINUTE,
        "rpo_met": result.recovery_point.verdict is Verdict.MET,
        "rto_actual": known(result.recovery_time.value) / MINUTE,
        "rto_met": result.recovery_time.verdict is Verdict.MET,
    }


def _utc(text: str) -> datetime:
    return parse_instant(f"{text}:00Z")


def due(case: Vector) -> object:
    """Due time of a clock in business hours, with pauses."""
    given = case["inputs"]
    hours = weekly(f"Mon-Fri {given['open']}-{given['close']}", zone="UTC")
    limit = Fraction(str(given["target_h"])) * 60
    target = Target(name="due", limit=int(limit) * MINUTE, calendar=hours)
    marks = [Mark(at=_utc(given["created"]), signals=[Signal.START], sequence=0)]
    for pause, resume in given["pauses"]:
        marks.append(Mark(at=_utc(pause), signals=[Signal.PAUSE], sequence=1))
        marks.append(Mark(at=_utc(resume), signals=[Signal.RESUME], sequence=2))
    ledger = ClockLedger.of(marks)
    reached = known(read(target, ledger, until=marks[-1].at).due)
    return f"{reached:%Y-%m-%dT%H:%M}"


def trend(case: Vector) -> object:
    """Growth of a use in percent, and periods to its limit."""
    given = case["inputs"]
    use = [Quantity(exactly(each), "%") for each in given["y"]]
    told = capacity_trend(use, limit=Quantity(exactly(given["limit"]), "%"))
    return {"slope": known(told.growth).amount, "periods_to_limit": known(told.periods_left)}


def planes(case: Vector) -> object:
    """Return on which planes horizons in months are planned."""
    found = map(plane_of, case["inputs"]["months"])
    return [None if plane is None else plane.value for plane in found]


ADAPTERS: Final[dict[str, Adapter]] = {
    "lifecycle": lifecycle,
    "priority_matrix": priorities,
    "rates": rates,
    "backlog": open_tickets,
    "mean_times": mean_times,
    "change_rates": changes,
    "escalations": escalations,
    "dedup": deduplication,
    "rto_rpo": recovery,
    "due": due,
    "trend": trend,
    "plane": planes,
}
