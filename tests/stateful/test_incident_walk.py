"""Every lifecycle of the index survives random walks, and so do extensions of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from agreements import SLA
from attrs import evolve
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from svcmgmt.agreement import Agreement
from svcmgmt.assurance import (
    Alarm,
    ChangeRequest,
    Incident as PublishedIncident,
    ServiceProblem,
    ServiceTest,
    TroubleTicket,
)
from svcmgmt.billing import Usage
from svcmgmt.common import LivingEntity
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, StateCategory, StateChange, Stateful
from svcmgmt.lifecycles import ALL
from svcmgmt.party import Appointment, Individual, Organization
from svcmgmt.patterns import CatalogEntity, Task
from svcmgmt.practice import (
    INCIDENT,
    Approval,
    ArticleTrigger,
    Change,
    ChangeModel,
    ChangeOutcome,
    ChangeRisk,
    ChangeTrigger,
    HoldReason,
    Impact,
    Incident,
    IncidentState,
    IncidentTrigger,
    KnowledgeArticle,
    MajorIncident,
    MajorIncidentTrigger,
    PostIncidentReview,
    Problem,
    ProblemResolution,
    ProblemTrigger,
    Release,
    RequestTrigger,
    ServiceRequest,
)
from svcmgmt.product import Product, ProductOrder, ProductOrderItem, Quote
from svcmgmt.resource import ResourceOrder
from svcmgmt.service import Service, ServiceOrder, ServiceOrderItem
from svcmgmt.temporal import Interval
from svcmgmt.testing import walk
from svcmgmt.values import ChangeId, Ref

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

Begin = Callable[[], Stateful[Any, Any]]
Facts = Mapping[Any, Mapping[str, Any]]


def incident() -> Incident:
    return Incident.log(id="INC-7", at=MONDAY)


NEEDED: Facts = {
    IncidentTrigger.RESOLVE: {"changes": {"resolution": "restarted"}},
    IncidentTrigger.HOLD: {"reason": HoldReason.CALLER.value},
}

LENGTH = settings(stateful_step_count=25)

MUCH_LATER = datetime(2150, 1, 1, tzinfo=UTC)
SAID_YES = {"approvals": (Approval(at=MUCH_LATER, role="board"),)}


def document(kind: type[LivingEntity[Any, Any]], lifecycle: Lifecycle[Any, Any]) -> Begin:
    """Return how to begin a document that lives by a lifecycle, in the first of its states."""

    def begin() -> LivingEntity[Any, Any]:
        begun: StateChange[Any, Any] = StateChange(to_state=lifecycle.initials[0], at=MONDAY)
        own = None if lifecycle is kind.published_lifecycle() else lifecycle
        return kind(state=lifecycle.initials[0], history=(begun,), own_lifecycle=own)

    return begin


DOCUMENTS: dict[str, type[LivingEntity[Any, Any]]] = {
    "alarm": Alarm,
    "appointment": Appointment,
    "catalog": CatalogEntity,
    "change_tmf655": ChangeRequest,
    "incident_tmf724": PublishedIncident,
    "individual": Individual,
    "organization": Organization,
    "product": Product,
    "product_order": ProductOrder,
    "product_order_item": ProductOrderItem,
    "quote": Quote,
    "resource_order": ResourceOrder,
    "service": Service,
    "service_order": ServiceOrder,
    "service_order_item": ServiceOrderItem,
    "service_problem": ServiceProblem,
    "service_strict": Service,
    "service_test": ServiceTest,
    "task": Task,
    "trouble_ticket": TroubleTicket,
    "usage": Usage,
}
"""The class whose documents live by each lifecycle; none of their guards needs facts."""


def problem() -> Problem:
    return Problem.log(id="PRB-1", at=MONDAY)


def change(model: ChangeModel) -> Begin:
    def begin() -> Change:
        night = Interval.parse("2026-11-08T02:00:00Z/PT1H")
        begun = Change.log(id="CHG-1", model=model, at=MONDAY, planned=night, impact=Impact.LOW)
        return evolve(begun, template="restart", back_out_plan="start again")

    return begin


def request() -> ServiceRequest:
    return ServiceRequest.log(id="REQ-1", at=MONDAY)


def release() -> Release:
    return Release.plan(id="REL-1", at=MONDAY, changes=[Ref(id=ChangeId("CHG-1"))])


def article() -> KnowledgeArticle:
    return KnowledgeArticle.draft(id="KB-1", at=MONDAY, text="restart it", author="ana")


def major_incident() -> MajorIncident:
    return MajorIncident.declare(incident(), at=MONDAY)


def agreement() -> Agreement:
    return SLA.drafted(at=MONDAY)


PROBLEM_NEEDED: Facts = {
    ProblemTrigger.FIX: {"changes": {"root_cause": "firmware"}},
    ProblemTrigger.RESOLVE: {
        "changes": {"root_cause": "firmware", "resolution_code": ProblemResolution.FIXED}
    },
    ProblemTrigger.DISMISS: {"changes": {"resolution_code": ProblemResolution.CANCELLED}},
}
CHANGE_NEEDED: Facts = {
    ChangeTrigger.REQUEST_AUTHORIZATION: {"changes": {"risk": ChangeRisk.HIGH}},
    ChangeTrigger.AUTHORIZE: {"changes": SAID_YES},
    ChangeTrigger.CLOSE: {"changes": {"outcome": ChangeOutcome.SUCCESSFUL}},
}
REVIEWED = PostIncidentReview(at=MUCH_LATER, findings="no alarm")

WALKS: dict[str, tuple[Begin, Facts]] = {
    "incident": (incident, NEEDED),
    "problem": (problem, PROBLEM_NEEDED),
    "change_normal": (
        change(ChangeModel.NORMAL),
        CHANGE_NEEDED,
    ),
    "change_standard": (change(ChangeModel.STANDARD), CHANGE_NEEDED),
    "change_emergency": (change(ChangeModel.EMERGENCY), CHANGE_NEEDED),
    "service_request": (
        request,
        {
            RequestTrigger.APPROVE: {"changes": SAID_YES},
            RequestTrigger.FULFIL: {"changes": {"fulfilment": "delivered"}},
        },
    ),
    "release": (release, {}),
    "knowledge_article": (article, {ArticleTrigger.PUBLISH: {"by": "bea"}}),
    "major_incident": (
        major_incident,
        {MajorIncidentTrigger.CLOSE: {"changes": {"review": REVIEWED}}},
    ),
    "sla_agreement": (agreement, {}),
    **{name: (document(kind, ALL[name]), {}) for name, kind in DOCUMENTS.items()},
}
"""How to begin each lifecycle of the index, and what its guards need."""


def test_every_lifecycle_of_the_index_is_walked() -> None:
    assert set(WALKS) == set(ALL)
    assert all(begin().lifecycle is ALL[name] for name, (begin, _) in WALKS.items())


@pytest.mark.parametrize("name", WALKS)
def test_a_random_walk_obeys_the_table(name: str) -> None:
    run_state_machine_as_test(walk(*WALKS[name]), settings=LENGTH)


@pytest.mark.parametrize("name", WALKS)
def test_a_random_walk_into_refusing_guards_obeys_the_table(name: str) -> None:
    run_state_machine_as_test(walk(WALKS[name][0]), settings=LENGTH)


def test_a_random_walk_through_an_extension_obeys_the_table() -> None:
    vendor = OwnState("withVendor", StateCategory.PAUSED)
    ours = INCIDENT.extend(
        rules=[
            Rule("toVendor", [IncidentState.IN_PROGRESS, IncidentState.ON_HOLD], vendor),
            Rule("fromVendor", [vendor], IncidentState.IN_PROGRESS),
            Rule("note", [IncidentState.NEW, vendor], vendor),
        ]
    )
    begun = evolve(incident(), own_lifecycle=ours)
    run_state_machine_as_test(walk(lambda: begun, NEEDED), settings=LENGTH)
