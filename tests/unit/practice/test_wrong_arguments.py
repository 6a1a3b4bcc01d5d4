"""Arguments of a wrong kind: each is refused by an error that names it, whatever comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType
from svcmgmt.practice import (
    CategoryTree,
    Change,
    ChangeCollision,
    Escalation,
    EscalationPolicy,
    Event,
    EventGroup,
    HierarchicalStep,
    Incident,
    KnowledgeArticle,
    LinkKind,
    LinkRule,
    MajorIncident,
    Notification,
    PriorityMapping,
    Problem,
    PromotionRule,
    RecordKey,
    RecordKind,
    Relations,
    ResponsibilityMatrix,
    Significance,
    capacity_trend,
    check_together,
    dedup,
    read_relations,
)
from svcmgmt.practice.metrics import (
    TIME_TO_DETECT,
    AgeBucket,
    Backlog,
    Distribution,
    Dwell,
    IncidentTimes,
    backlog,
    dwell_by_state,
    flow,
    mean_of,
)
from svcmgmt.temporal import Interval, parse_instant
from svcmgmt.values import Priority, Quantity

EIGHT = parse_instant("2026-10-26T08:00:00Z")
HOUR = timedelta(hours=1)
DAY = Interval(EIGHT, EIGHT + timedelta(days=1))
INCIDENT = Incident.log(id="INC-1", at=EIGHT)
STARTED = INCIDENT.start(at=EIGHT)
KEY = RecordKey(RecordKind.INCIDENT, "INC-1")
MAPPING = PriorityMapping({Priority(level): Priority(level) for level in range(1, 6)})
EVENT = Event(at=EIGHT, key="disk full")
GROUP = EventGroup(first=EVENT, last=EVENT, count=1, significance=Significance.WARNING)
TREND = capacity_trend([Quantity(each, "%") for each in (60, 62)], limit=Quantity(80, "%"))
FLOW = flow([INCIDENT.history], period=DAY)

Call = Callable[[Any], object]


def with_field(value: Any, name: str) -> Call:  # noqa: ANN401 - any class of the package
    return lambda wrong: evolve(value, **{name: wrong})


ARGUMENTS: dict[str, tuple[str, Call]] = {
    "a matrix of an incident": ("matrix", lambda x: Incident.log(id="1", at=EIGHT, matrix=x)),
    "a matrix of a problem": ("matrix", lambda x: Problem.log(id="1", at=EIGHT, matrix=x)),
    "a matrix of a change": ("matrix", lambda x: Change.log(id="1", at=EIGHT, matrix=x)),
    "a matrix of a rating": ("matrix", lambda x: INCIDENT.rate(at=EIGHT, matrix=x)),
    "a resolution": ("resolution", lambda x: STARTED.resolve(at=EIGHT, resolution=x)),
    "an author": ("author", lambda x: KnowledgeArticle.draft(id="KA-1", at=EIGHT, author=x)),
    "where a link starts": ("sources", lambda x: LinkRule(sources=x)),
    "where a link leads": ("targets", lambda x: LinkRule(targets=x)),
    "a reason": (
        "reason",
        lambda x: INCIDENT.override_priority(Priority.P1, at=EIGHT, reason=x),
    ),
    "a ticket of a tree": ("ticket", lambda x: CategoryTree([]).check(x)),
    "shares": ("shares", lambda x: EscalationPolicy.by_share("lead", shares=[x])),
    "an event of a group": ("event", GROUP.joined),
    "a group of a rule": ("group", lambda x: PromotionRule(name="all").fits(x, is_child=False)),
    "criteria": ("criteria", lambda x: MajorIncident.declare(INCIDENT, at=EIGHT, criteria=x)),
    "a priority of a mapping": ("priority", MAPPING.of),
    "a source": ("source", lambda x: Relations().targets_of(x, LinkKind.CHILD_OF)),
    "a target": ("target", lambda x: Relations().sources_of(x, LinkKind.CHILD_OF)),
    "a kind of targets": ("kind", lambda x: Relations().targets_of(KEY, x)),
    "a kind of sources": ("kind", lambda x: Relations().sources_of(KEY, x)),
    "a merged ticket": ("ticket", Relations().survivor_of),
    "a parent": ("ticket", Relations().descendants_of),
    "a link to leave out": ("links", lambda x: Relations().without(x)),
    "cells": ("cells", ResponsibilityMatrix.parse),
    "a row of cells": ("cells", lambda x: ResponsibilityMatrix.parse({"restore": x})),
    "letters": ("cells", lambda x: ResponsibilityMatrix.parse({"restore": {"desk": x}})),
    "a part": ("part", lambda x: ResponsibilityMatrix([]).who("restore", x)),
    "records before": ("before", lambda x: check_together(x, [])),
    "a record before": ("before", lambda x: check_together([x], [])),
    "records after": ("after", lambda x: check_together([], x)),
    "records": ("records", read_relations),
    "events": ("events", lambda x: dedup(x, window=HOUR)),
    "histories of a backlog": ("histories", lambda x: backlog(x, at=EIGHT)),
    "histories of a flow": ("histories", lambda x: flow(x, period=DAY)),
    "histories of states": ("histories", lambda x: dwell_by_state(x, until=EIGHT)),
    "times": ("times", mean_of),
    "a reason of no times": ("reason", lambda x: mean_of([], reason=x)),
}
FIELDS: dict[str, tuple[str, Call]] = {
    f"{name} of {type(value).__name__}": (name, with_field(value, name))
    for value, names in (
        (ChangeCollision(first="1", second="2", on=("db1",)), ("first", "second", "on")),
        (TREND, ("limit", "last", "growth", "periods_left", "observations", "missing")),
        (AgeBucket(over=HOUR, up_to=None, count=1), ("over", "up_to", "count")),
        (Backlog(at=EIGHT, ages=(HOUR,)), ("at", "ages", "unknown")),
        (FLOW, ("period", "open_before", "arrived", "reopened", "ended", "open_after")),
        (
            Dwell(place="new", tickets=1, stays=1, total=HOUR),
            ("place", "tickets", "stays", "total"),
        ),
        (Distribution(counts=((1, 1),)), ("counts",)),
        (Escalation(at=EIGHT, step=HierarchicalStep(to="lead", at="50 %")), ("at", "step")),
        (Notification(at=EIGHT, to="lead", about=KEY, because="new"), ("at", "about", "because")),
        (IncidentTimes(measure=TIME_TO_DETECT), ("measure", "times", "missing", "findings")),
    )
    for name in names
}


@pytest.mark.parametrize("wrong", [1.5, Ellipsis, [[1]], {1: None}, b"x"], ids=str)
@pytest.mark.parametrize(("name", "call"), [*ARGUMENTS.values(), *FIELDS.values()],
                         ids=[*ARGUMENTS, *FIELDS])  # fmt: skip
def test_a_value_of_a_wrong_kind_is_refused_by_the_name_of_its_field(
    name: str, call: Call, wrong: object
) -> None:
    with pytest.raises(InvalidType, match=rf"^{name}: "):
        call(wrong)
