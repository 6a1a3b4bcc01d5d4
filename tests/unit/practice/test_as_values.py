"""Every public value and error of the package survives pickle and copy, and can be hashed."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import has

from svcmgmt import practice
from svcmgmt.calendars import MaintenanceWindow, always
from svcmgmt.errors import SvcmgmtError
from svcmgmt.practice import metrics
from svcmgmt.temporal import Interval
from svcmgmt.values import IncidentId, Priority, ProblemId, Quantity, Ref

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = Interval(MONDAY, MONDAY + 24 * HOUR)

incident = practice.Incident.log(id="INC-1", at=MONDAY)
problem = practice.Problem.log(id="PRB-1", at=MONDAY)
change = practice.Change.log(id="CHG-1", at=MONDAY, planned=DAY)
event = practice.Event(at=MONDAY, key="a")
group = practice.EventGroup(first=event, last=event, count=1, significance=event.significance)
key = practice.key_of(incident)
link = practice.Link(key, practice.LinkKind.CAUSED_BY_PROBLEM, practice.key_of(problem))
step = practice.HierarchicalStep(to="lead", at="50 %")
work = practice.PlannedWork(window=MaintenanceWindow(name="any", times=always()))
recovery = practice.Recovery(disaster_at=MONDAY, restored_at=MONDAY + HOUR)
promise = practice.RecoveryObjective(rto=HOUR, rpo=HOUR)
update = practice.StatusUpdate(at=MONDAY, text="found it")

VALUES: list[object] = [
    incident,
    problem,
    change,
    event,
    group,
    key,
    link,
    step,
    work,
    recovery,
    promise,
    update,
    practice.Approval(at=MONDAY, role="board"),
    practice.AssignmentChange(at=MONDAY, group="desk"),
    practice.PriorityChange(at=MONDAY, priority=Priority.P1, computed=Priority.P1),
    practice.Category(path=["network"]),
    practice.CategoryTree([practice.Category(path=["network"])]),
    practice.ChangeCollision(first="a", second="b", on=("db1",)),
    practice.KnownError(id="KE-1", problem=Ref(id=ProblemId("PRB-1")), root_cause="firmware"),
    practice.Workaround(id="WA-1", steps="restart"),
    practice.ServiceRequest.log(id="REQ-1", at=MONDAY),
    practice.Release.plan(id="REL-1", at=MONDAY),
    practice.KnowledgeArticle.draft(id="KB-1", at=MONDAY),
    practice.MajorIncident.declare(incident, at=MONDAY).update("found it", at=MONDAY),
    practice.MajorIncidentCriteria(user_minutes=10),
    practice.PostIncidentReview(at=MONDAY, findings="no alarm"),
    practice.LateUpdate(MONDAY, None),
    practice.Milestones(occurred_at=MONDAY),
    practice.UserImpact(users=1),
    practice.ServiceDegradation(weight=1, degradation=1),
    practice.PRIORITY_3X3,
    practice.PriorityMapping({Priority(each): Priority(each) for each in range(1, 6)}),
    practice.WAITS_FOR_CALLER,
    practice.LinkRule(),
    practice.Relations([link]),
    practice.read_relations([incident]),
    practice.Duty("restore", "desk", practice.Responsibility.RESPONSIBLE),
    practice.ResponsibilityMatrix.parse({"restore": {"desk": "RA"}}),
    practice.FunctionalStep(to="second", states=["new"], after=HOUR),
    practice.EscalationPolicy(hierarchical=[step]),
    practice.Escalation(at=MONDAY, step=step),
    practice.EscalationPlan(until=MONDAY),
    practice.NotificationRule(to="caller", states=["new"]),
    *practice.notifications(
        incident, [practice.NotificationRule(to="caller", states=["new"])], until=MONDAY
    ),
    practice.judge_recovery(recovery, promise),
    practice.CapacityUse(subject="disk", used=Quantity(1, "GB"), capacity=Quantity(2, "GB")),
    practice.capacity_trend([Quantity(1, "GB")], limit=Quantity(2, "GB")),
    practice.PromotionRule(name="all"),
    practice.EventPolicy(planned=[work], depends_on={"a": "b"}),
    practice.SuppressedEvent(event=event, work="any"),
    practice.HandledGroup(group=group),
    practice.handle_events([event], practice.EventPolicy()),
    metrics.TIME_TO_DETECT,
    metrics.incident_times([incident], metrics.TIME_TO_DETECT),
    metrics.backlog([incident.history], at=MONDAY),
    metrics.AgeBucket(over=HOUR, up_to=None, count=1),
    metrics.flow([incident.history], period=DAY),
    metrics.Dwell(place="new", tickets=1, stays=1, total=HOUR),
    metrics.ticket_rates([incident]),
    metrics.incident_rates([incident]),
    metrics.assignment_hops([incident]),
    metrics.repeat_incidents([incident], within=HOUR),
    metrics.user_losses([incident]),
    metrics.lead_time_change([HOUR], [HOUR]),
    metrics.change_rates([change]),
    metrics.schedule_variance([change]),
    metrics.WindowSlip(change="CHG-1", start=HOUR, length=HOUR),
]

TWINS: dict[str, Callable[[Any], Any]] = {
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),  # noqa: S301 - our own bytes
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}


def public(kind: Callable[[object], bool]) -> set[type]:
    """Return the public classes of a kind that hold values of their own."""
    named = [getattr(package, name) for package in (practice, metrics) for name in package.__all__]
    return {each for each in named if isinstance(each, type) and kind(each)}


def test_every_public_class_has_a_sample() -> None:
    known = {type(value) for value in VALUES}
    assert public(has) - known == {practice.Ticket}  # type: ignore[arg-type]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("twin_of", TWINS.values(), ids=TWINS)
def test_a_twin_is_equal(value: object, twin_of: Callable[[Any], Any]) -> None:
    twin = twin_of(value)
    assert twin == value
    assert type(twin) is type(value)
    assert hash(twin) == hash(value)
    assert repr(twin) == repr(value)


ERRORS = sorted(
    public(lambda each: isinstance(each, type) and issubclass(each, SvcmgmtError)),
    key=lambda each: each.__name__,
)


@pytest.mark.parametrize("kind", ERRORS)
@pytest.mark.parametrize("twin_of", TWINS.values(), ids=TWINS)
def test_an_error_keeps_what_it_says(
    kind: type[SvcmgmtError], twin_of: Callable[[Any], Any]
) -> None:
    error = kind("incident 1", "childOf incident 2", "another")
    twin = twin_of(error)
    assert type(twin) is kind
    assert twin.args == error.args
    assert str(twin) == str(error)


def test_ids_are_strings_at_run_time() -> None:
    assert IncidentId("INC-1") == incident.id
