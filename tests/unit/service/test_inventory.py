"""Services: their way, how they run, and their documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.common import EntityRef
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.lifecycle import Lifecycle, Rule, StateCategory, TransitionNotAllowed
from svcmgmt.patterns import ItemAction
from svcmgmt.service import (
    SERVICE,
    SERVICE_STRICT,
    CustomerFacingService,
    ResourceFacingService,
    Service,
    ServiceOperatingStatus,
    ServiceRefOrValue,
    ServiceRelationship,
    ServiceSpecification,
    ServiceState,
    ServiceTrigger,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

DRAWN = {
    ("feasibilityChecked", "designed"),
    ("feasibilityChecked", "reserved"),
    ("feasibilityChecked", "inactive"),
    ("feasibilityChecked", "active"),
    ("designed", "reserved"),
    ("designed", "inactive"),
    ("designed", "active"),
    ("reserved", "designed"),
    ("reserved", "inactive"),
    ("reserved", "active"),
    ("inactive", "active"),
    ("active", "inactive"),
    ("active", "terminated"),
    ("terminated", "active"),
}
"""Edges of the picture of TMF638."""

OWN = {("inactive", "terminated")}
"""The edge that the picture lacks."""

SERVICE_DOCUMENT = {
    "@type": "Service",
    "id": "5351",
    "href": "https://example.com/service/5351",
    "name": "vCPE",
    "description": "instance of a vCPE",
    "category": "CFS",
    "serviceType": "Cloud",
    "state": "active",
    "operatingStatus": "running",
    "isServiceEnabled": True,
    "hasStarted": True,
    "startMode": "1",
    "isStateful": True,
    "isBundle": False,
    "serviceDate": "2018-01-15T12:26:11.747Z",
    "startDate": "2018-01-15T12:26:11.747Z",
    "endDate": "2028-01-15T12:26:11Z",
    "serviceSpecification": {"id": "1212", "version": "1.0", "@referredType": "vCPE"},
    "serviceCharacteristic": [{"id": "1", "name": "size", "valueType": "integer", "value": 3}],
    "feature": [{"id": "f-1", "name": "bandwidth", "isEnabled": True}],
    "serviceRelationship": [
        {
            "relationshipType": "reliesOn",
            "service": {"id": "5645", "@referredType": "Service"},
            "serviceRelationshipCharacteristic": [{"name": "reference", "value": "44"}],
            "ServiceRelationshipCharacteristic": [{"name": "other", "value": "45"}],
        }
    ],
    "supportingService": [
        {"id": "5885", "@type": "ServiceRef", "@referredType": "Service"},
        {"@type": "Service", "id": "5886", "state": "inactive"},
    ],
    "supportingResource": [{"id": "6161", "@referredType": "PhysicalResource"}],
    "serviceOrderItem": [
        {"serviceOrderId": "42", "itemId": "1", "itemAction": "add", "role": "initiator"}
    ],
    "relatedEntity": [{"role": "site", "id": "9", "@referredType": "Site"}],
    "relatedParty": [{"role": "user", "id": "456", "@referredType": "Individual"}],
    "place": [{"role": "installation", "id": "2435", "@referredType": "GeographicAddress"}],
    "note": [{"id": "1", "author": "ana", "text": "tested"}],
    "externalIdentifier": [{"owner": "crm", "id": "0815"}],
    "intent": {"id": "i-1", "@type": "IntentRef", "@referredType": "Intent"},
}

STEPS: list[tuple[ServiceState, Callable[[Service], Callable[..., Service]], ServiceState]] = [
    (ServiceState.FEASIBILITY_CHECKED, lambda one: one.design, ServiceState.DESIGNED),
    (ServiceState.DESIGNED, lambda one: one.reserve, ServiceState.RESERVED),
    (ServiceState.RESERVED, lambda one: one.design, ServiceState.DESIGNED),
    (ServiceState.RESERVED, lambda one: one.provision, ServiceState.INACTIVE),
    (ServiceState.INACTIVE, lambda one: one.activate, ServiceState.ACTIVE),
    (ServiceState.ACTIVE, lambda one: one.deactivate, ServiceState.INACTIVE),
    (ServiceState.INACTIVE, lambda one: one.terminate, ServiceState.TERMINATED),
    (ServiceState.ACTIVE, lambda one: one.terminate, ServiceState.TERMINATED),
    (ServiceState.TERMINATED, lambda one: one.reactivate, ServiceState.ACTIVE),
]


def edges(lifecycle: Lifecycle[Any, Any], *, own: bool) -> set[tuple[str, str]]:
    """Return the edges that are, or are not, the library's own."""
    return {
        (str(source), str(rule.target))
        for rule in lifecycle.rules
        for source in rule.sources
        if (rule.source == "own") is own
    }


class TestLifecycle:
    @pytest.mark.parametrize("lifecycle", [SERVICE, SERVICE_STRICT])
    def test_its_drawn_edges_are_those_of_the_picture(self, lifecycle: Lifecycle[Any, Any]) -> None:
        assert edges(lifecycle, own=False) == DRAWN
        assert [str(state) for state in lifecycle.initials] == [
            "feasibilityChecked",
            "designed",
            "reserved",
            "inactive",
            "active",
        ]
        assert lifecycle.undrawn == (ServiceState.SUSPENDED,)

    def test_the_missing_edge_is_own_and_not_in_the_strict_one(self) -> None:
        assert edges(SERVICE, own=True) == OWN
        assert edges(SERVICE_STRICT, own=True) == set()

    def test_the_words_are_those_of_v5(self) -> None:
        assert {state.value for state in ServiceState} == {
            *(word for edge in DRAWN for word in edge),
            "suspended",
        }

    @pytest.mark.parametrize(("before", "step", "after"), STEPS)
    def test_each_trigger_leads_where_it_says(
        self,
        before: ServiceState,
        step: Callable[[Service], Callable[..., Service]],
        after: ServiceState,
    ) -> None:
        moved = step(Service(id="s", state=before))(at=MONDAY, by="ana", reason="asked")
        assert moved.state is after
        assert moved.history[-1].by == "ana"

    def test_strictly_an_inactive_service_cannot_be_terminated(self) -> None:
        strict = Service(state=ServiceState.INACTIVE, own_lifecycle=SERVICE_STRICT)
        with pytest.raises(TransitionNotAllowed):
            strict.terminate(at=MONDAY)

    def test_suspension_can_be_added(self) -> None:
        ours = SERVICE.extend(
            rules=[
                Rule("suspend", [ServiceState.ACTIVE], ServiceState.SUSPENDED),
                Rule("resume", [ServiceState.SUSPENDED], ServiceState.ACTIVE),
            ]
        )
        service = Service(state=ServiceState.ACTIVE, own_lifecycle=ours)
        suspended = service.fire("suspend", at=MONDAY)
        assert suspended.state is ServiceState.SUSPENDED
        assert ours.undrawn == ()

    def test_every_trigger_is_used(self) -> None:
        assert set(SERVICE.triggers) == set(ServiceTrigger)


class TestOperatingStatus:
    @pytest.mark.parametrize(
        ("category", "words"),
        [
            (StateCategory.NOT_IN_SERVICE, "pending configured starting"),
            (StateCategory.IN_SERVICE, "running"),
            (StateCategory.DEGRADED, "degraded limited"),
            (StateCategory.OUT_OF_SERVICE, "failed stopping stopped"),
            (StateCategory.UNKNOWN, "unknown"),
        ],
    )
    def test_the_categories_are_those_of_availability(
        self, category: StateCategory, words: str
    ) -> None:
        found = [each.value for each in ServiceOperatingStatus if each.category is category]
        assert found == words.split()


class TestDocuments:
    def test_a_full_document_comes_back_without_findings(self) -> None:
        loaded = v5().load(SERVICE_DOCUMENT, Service)
        assert v5().dump(loaded) == SERVICE_DOCUMENT
        assert v5().findings(loaded) == ()
        assert loaded.operating_status is ServiceOperatingStatus.RUNNING
        assert loaded.service_order_item[0].item_action is ItemAction.ADD
        assert [type(each) for each in loaded.supporting_service] == [EntityRef, Service]
        told = [each.value for each in loaded.service_relationship[0].characteristics]
        assert told == ["44", "45"]

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v5().load(SERVICE_DOCUMENT, Service)
        written = v5().dump(evolve(loaded.deactivate(at=MONDAY), name="vCPE 2"))
        assert written == {**SERVICE_DOCUMENT, "state": "inactive", "name": "vCPE 2"}

    def test_a_specification_that_is_sent_whole_is_read_whole(self) -> None:
        document = {
            "@type": "Service",
            "serviceSpecification": {
                "@type": "ServiceSpecification",
                "id": "1",
                "specCharacteristic": [{"name": "url"}],
            },
        }
        loaded = v5().load(document, Service)
        assert v5().dump(loaded) == document
        assert isinstance(loaded.service_specification, ServiceSpecification)
        assert loaded.service_specification.characteristics[0].name == "url"

    @pytest.mark.parametrize(
        ("word", "kind"),
        [
            ("CFS", CustomerFacingService),
            ("CustomerFacingService", CustomerFacingService),
            ("RFS", ResourceFacingService),
            ("ResourceFacingService", ResourceFacingService),
        ],
    )
    def test_kinds_of_services_are_told_by_their_type(self, word: str, kind: type[Service]) -> None:
        document = {"@type": word, "id": "1"}
        loaded = v4().load(document)
        assert type(loaded) is kind
        assert v4().dump(loaded) == document

    def test_what_may_be_a_reference_or_a_value_is_read_as_a_value(self) -> None:
        document = {
            "@type": "Service",
            "supportingService": [{"@type": "ServiceRefOrValue", "id": "2", "state": "active"}],
        }
        loaded = v4().load(document, Service)
        assert isinstance(loaded.supporting_service[0], Service)
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()

    def test_an_unknown_word_is_kept_and_told(self) -> None:
        document = {"@type": "Service", "state": "fictitious"}
        loaded = v5().load(document, Service)
        assert v5().dump(loaded) == document
        assert [each.code for each in v5().findings(loaded)] == ["unknown-word"]


class TestKinds:
    def test_a_service_is_given_by_value_or_by_reference(self) -> None:
        for service in (Service(id="1"), EntityRef(id="1"), CustomerFacingService(id="1")):
            assert isinstance(service, ServiceRefOrValue)
            assert ServiceRelationship(service=service).service is service

    def test_a_bare_identifier_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            ServiceRelationship(service="s-1")  # type: ignore[arg-type]

    def test_a_word_in_place_of_a_status_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            Service(operating_status="running")  # type: ignore[arg-type]
