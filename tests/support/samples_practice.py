"""Values of the classes of the ITIL practices that can be stored, in any order."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import evolve

from svcmgmt import calendars as cal, practice
from svcmgmt.practice import metrics
from svcmgmt.temporal import Interval, parse_instant as at
from svcmgmt.values import (
    ChangeId,
    Extension,
    IncidentId,
    NoData,
    PartyId,
    Priority,
    ProblemId,
    Quantity,
    Ref,
    ServiceId,
)

__all__ = ["PRACTICE_VALUES"]

MONDAY = at("2026-10-26T08:00:00Z")
HOUR = timedelta(hours=1)
DAY = Interval(MONDAY, MONDAY + 24 * HOUR)


def after(hours: int) -> datetime:
    """Return an instant on Monday."""
    return MONDAY + hours * HOUR


incident = practice.Incident.log(id="INC-1", at=MONDAY, impact=practice.Impact.HIGH)
problem = (
    practice.Problem.log(
        id="PRB-1",
        name="disks fail",
        at=MONDAY,
        impact=practice.Impact.LOW,
        urgency=practice.Urgency.HIGH,
    )
    .assign(at=after(1), group="storage")
)  # fmt: skip
change = practice.Change.log(
    id="CHG-1",
    at=MONDAY,
    model=practice.ChangeModel.EMERGENCY,
    risk=practice.ChangeRisk.HIGH,
    planned=DAY,
)
request = evolve(
    practice.ServiceRequest.log(id="REQ-1", at=MONDAY, item="laptop"),
    service=Ref(id=ServiceId("desk")),
    requested_for=Ref(id=PartyId("p-1"), name="Ada"),
)
release = practice.Release.plan(id="REL-1", at=MONDAY, changes=[Ref(id=ChangeId("CHG-1"))])
major = practice.MajorIncident.declare(incident, at=MONDAY).update("found it", at=after(1))
event = practice.Event(
    at=MONDAY, key="a", subject="db1", extension=Extension({"x": 1}), source="monitor"
)
group = practice.EventGroup(first=event, last=event, count=1, significance=event.significance)
key = practice.key_of(incident)
link = practice.Link(key, practice.LinkKind.CAUSED_BY_PROBLEM, practice.key_of(problem))
lead = practice.HierarchicalStep(to="lead", at="50 %")
second = practice.FunctionalStep(to="second", states=["new"], after=HOUR)
work = practice.PlannedWork(window=cal.MaintenanceWindow(name="any", times=cal.always()))
recovery = practice.Recovery(disaster_at=MONDAY, last_good_at=MONDAY, restored_at=after(1))
promise = practice.RecoveryObjective(rto=HOUR, rpo=HOUR)
promotion = practice.PromotionRule(name="all", impact=practice.Impact.HIGH)
disk = practice.CapacityUse(
    subject="disk",
    used=Quantity(66, "GB"),
    capacity=Quantity(100, "GB"),
    view=practice.CapacityView.COMPONENT,
)
growing: list[Quantity | NoData] = [Quantity(60, "GB"), NoData("not measured"), Quantity(66, "GB")]
policy = practice.EventPolicy(planned=[work], depends_on={"a": "b"}, promotions=[promotion])

RECORDS: list[object] = [
    incident, problem, change, request, release, major, *major.updates,
    evolve(
        practice.KnowledgeArticle.draft(id="KB-1", at=MONDAY, text="restart", author="ana"),
        review_by=after(24),
    ),
    evolve(
        change,
        approver_roles=["board"],
        affected=[Ref(id=ServiceId("mail"))],
        extension=Extension({"x_ci": "db1"}),
        caused=[Ref(id=IncidentId("INC-2"))],
    ),
    practice.Approval(at=MONDAY, role="board", decision=practice.Decision.REJECTED, by="eve"),
    practice.AssignmentChange(at=MONDAY, group="desk", id="a-1", sequence=1),
    practice.PriorityChange(at=MONDAY, priority=Priority.P1, computed=Priority.P2, reason="VIP"),
    practice.KnownError(id="KE-1", problem=Ref(id=ProblemId("PRB-1")), root_cause="firmware"),
    practice.Workaround(
        id="WA-1",
        steps="restart",
        reduced_impact=practice.Impact.LOW,
        problem=Ref(id=ProblemId("PRB-1")),
    ),
    practice.PostIncidentReview(at=MONDAY, findings="no alarm", actions=[Ref(id="CHG-1")]),
    practice.LateUpdate(MONDAY, None),
    practice.Milestones(occurred_at=MONDAY),
]  # fmt: skip

RULES: list[object] = [
    practice.Category(path=["network", "dns"], impact=practice.Impact.LOW, group="net"),
    practice.CategoryTree([practice.Category(path=["network"])]),
    practice.ChangeCollision(first="a", second="b", on=("db1",)),
    practice.MajorIncidentCriteria(user_minutes=10, priorities=[Priority.P1]),
    practice.UserImpact(users=1, lost_share="1/3"),
    practice.ServiceDegradation(weight=1, degradation="0.5", service=Ref(id=ServiceId("mail"))),
    practice.PriorityMapping({Priority(each): Priority(each) for each in range(1, 6)}),
    practice.LinkRule(
        sources=frozenset([practice.RecordKind.INCIDENT, practice.RecordKind.PROBLEM]),
        targets=frozenset([practice.RecordKind.CHANGE]),
    ),
    key, link, practice.Relations([link]), practice.read_relations([incident]),
    practice.Duty("restore", "desk", practice.Responsibility.RESPONSIBLE),
    practice.ResponsibilityMatrix.parse({"restore": {"desk": "RA"}}),
    lead, second, practice.EscalationPolicy(hierarchical=[lead], functional=[second]),
    practice.Escalation(at=MONDAY, step=lead), practice.Escalation(at=MONDAY, step=second),
    practice.EscalationPlan(until=MONDAY, fired=(practice.Escalation(at=MONDAY, step=lead),)),
    recovery, promise, practice.judge_recovery(recovery, promise),
    disk, practice.capacity_trend(growing, limit=Quantity(80, "GB")),
    practice.capacity_trend(
        growing, limit=disk.capacity, method=practice.GrowthMethod.QUANTILE, quantile="90 %"
    ),
    event, group, work, promotion, policy,
    practice.NotificationRule(to="caller", states=["new"]),
    *practice.notifications(
        incident, [practice.NotificationRule(to="caller", states=["new"])], until=after(1)
    ),
    practice.SuppressedEvent(event=event, work="any"),
    practice.HandledGroup(group=group, parent=group, promotion=promotion),
    practice.handle_events([event], policy),
]  # fmt: skip

METRICS: list[object] = [
    metrics.TIME_TO_DETECT,
    metrics.incident_times([incident], metrics.TIME_TO_DETECT),
    metrics.backlog([incident.history], at=after(24)),
    metrics.AgeBucket(over=HOUR, up_to=None, count=1),
    metrics.flow([incident.history], period=DAY),
    metrics.Dwell(place="new", tickets=1, stays=1, total=HOUR),
    metrics.ticket_rates([incident]),
    metrics.incident_rates([incident]),
    metrics.assignment_hops([incident]),
    metrics.repeat_incidents([incident], within=HOUR),
    metrics.user_losses([incident]),
    metrics.lead_time_change([HOUR], [HOUR, 2 * HOUR]),
    metrics.change_rates([change]),
    metrics.schedule_variance([change]),
    metrics.WindowSlip(change="CHG-1", start=HOUR, length=HOUR),
]

PRACTICE_VALUES: list[object] = [*RECORDS, *RULES, *METRICS]
"""Values of every stored class of `svcmgmt.practice`, incidents aside."""
