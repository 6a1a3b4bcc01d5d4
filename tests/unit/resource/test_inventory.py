"""Resources: the words of their states in both versions, and their documents."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum

import pytest
from attrs import evolve

from svcmgmt.common import EntityRef, RelatedOrderItem
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.resource import (
    LogicalResource,
    PhysicalResource,
    RelatedResourceOrderItem,
    Resource,
    ResourceAdministrativeState,
    ResourceAlarmStatus,
    ResourceAllocationStatus,
    ResourceAvailabilityStatus,
    ResourceControlStatus,
    ResourceFunction,
    ResourceLifecycleState,
    ResourceOperationalState,
    ResourcePowerConsumingState,
    ResourceProceduralStatus,
    ResourceStandbyStatus,
    ResourceStatus,
    ResourceUsageState,
    SoftwareResource,
)

WORDS: dict[type[Enum], str] = {
    ResourceAdministrativeState: "locked unlocked shuttingDown",
    ResourceOperationalState: "enabled disabled",
    ResourceUsageState: "idle active busy",
    ResourceStatus: "standby alarm available reserved unknown suspended",
    ResourceLifecycleState: "planned installed pendingRemoval",
    ResourceAlarmStatus: "underRepair critical major minor alarmOutstanding",
    ResourceProceduralStatus: (
        "initializationRequired notInitialized initializing reporting terminating"
    ),
    ResourceAvailabilityStatus: (
        "inTest failed powerOff online offline offDuty dependency degraded notInstalled logFull"
    ),
    ResourceControlStatus: "subjectToTest partOfServicesLocked reservedForTest suspended",
    ResourceStandbyStatus: "hotStandby coldStandby providingService",
    ResourcePowerConsumingState: "fullPower powerSaving sleeping shutdown",
    ResourceAllocationStatus: "available reserved allocated partiallyAllocated",
}
"""Words of TMF639, v5, and those of v4 that it has no more."""

ROUTER = {
    "@type": "PhysicalResource",
    "id": "r-1",
    "href": "https://example.com/resource/r-1",
    "name": "router",
    "description": "a router",
    "category": "network",
    "creationDate": "2026-10-26T08:00:00Z",
    "startOperatingDate": "2026-10-26T08:00:00.000Z",
    "endOperatingDate": "2030-10-26T08:00:00Z",
    "operationalState": "enabled",
    "usageState": "busy",
    "administrativeState": "shuttingDown",
    "lifecycleState": "installed",
    "alarmStatus": ["major", "alarmOutstanding"],
    "proceduralStatus": "reporting",
    "availabilityStatus": "degraded",
    "controlStatus": "subjectToTest",
    "unknownStatus": False,
    "allocationStatus": "allocated",
    "validFor": {"startDateTime": "2026-10-26T08:00:00Z"},
    "note": [{"text": "installed"}],
    "resourceOrderItem": [
        {
            "resourceOrderId": "42",
            "resourceOrderHref": "https://example.com/resourceOrder/42",
            "itemId": "1",
            "itemAction": "add",
            "role": "initiator",
        }
    ],
    "place": [{"role": "installation", "place": {"id": "s-1", "@referredType": "Site"}}],
    "relatedParty": [{"role": "user", "partyOrPartyRole": {"id": "p", "@type": "PartyRef"}}],
    "supportingResource": [
        {"id": "r-2", "@type": "ResourceRef", "@referredType": "LogicalResource"},
        {"@type": "LogicalResource", "id": "r-3", "value": "10.0.0.1"},
    ],
    "resourceRelationship": [
        {
            "relationshipType": "contains",
            "resource": {"id": "r-4", "@referredType": "PhysicalResource"},
            "resourceRelationshipCharacteristic": [{"name": "slot", "value": 3}],
        }
    ],
    "resourceCharacteristic": [{"name": "ports", "value": 48}],
    "attachment": [{"id": "a-1", "url": "https://example.com/a-1"}],
    "resourceSpecification": {"id": "rs-1", "@referredType": "PhysicalResourceSpecification"},
    "resourceVersion": "2",
    "activationFeature": [{"name": "routing", "isEnabled": True}],
    "intent": {"id": "i-1", "@type": "IntentRef"},
    "externalIdentifier": [{"owner": "cmdb", "id": "0815"}],
    "manufactureDate": "2025-10-26T08:00:00Z",
    "standbyStatus": "hotStandby",
    "powerState": "3",
    "powerConsumingState": "fullPower",
    "powerConsumingLevel": 100,
    "serialNumber": "SN-1",
    "batchNumber": "B-1",
    "versionNumber": "11",
}


class TestStates:
    @pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
    def test_each_axis_has_the_published_words(self, kind: type[Enum]) -> None:
        assert [each.value for each in kind] == WORDS[kind].split()

    @pytest.mark.parametrize(
        ("attribute", "old", "new"),
        [
            ("administrativeState", "shutdown", "shuttingDown"),
            ("operationalState", "enable", "enabled"),
            ("operationalState", "disable", "disabled"),
        ],
    )
    def test_what_v5_renamed_is_written_as_each_version_does(
        self, attribute: str, old: str, new: str
    ) -> None:
        document = {"@type": "Resource", attribute: old}
        loaded = v4().load(document)
        assert v4().findings(loaded) == ()
        assert v5().dump(loaded) == {"@type": "Resource", attribute: new}
        assert v4().dump(v5().load({"@type": "Resource", attribute: new})) == document

    @pytest.mark.parametrize("version", ["v4", "v5"])
    @pytest.mark.parametrize("word", ["enable", "enabled"])
    def test_the_word_of_the_other_version_is_understood(self, version: str, word: str) -> None:
        api = v4() if version == "v4" else v5()
        loaded = api.load({"@type": "Resource", "operationalState": word}, Resource)
        assert loaded.operational_state is ResourceOperationalState.ENABLED
        assert api.dump(loaded)["operationalState"] == word

    def test_another_word_is_kept_and_told(self) -> None:
        document = {"@type": "Resource", "usageState": "half"}
        loaded = v5().load(document, Resource)
        assert loaded.usage_state is None
        assert [each.code for each in v5().findings(loaded)] == ["unknown-word"]
        assert v5().dump(loaded) == document

    def test_the_status_of_v4_is_held(self) -> None:
        loaded = v4().load({"@type": "Resource", "resourceStatus": "reserved"}, Resource)
        assert loaded.resource_status is ResourceStatus.RESERVED


class TestDocuments:
    def test_a_router_comes_back_without_findings(self) -> None:
        loaded = v5().load(ROUTER, PhysicalResource)
        assert v5().dump(loaded) == ROUTER
        assert v5().findings(loaded) == ()
        assert loaded.administrative_state is ResourceAdministrativeState.SHUTTING_DOWN
        assert loaded.alarm_status == (
            ResourceAlarmStatus.MAJOR,
            ResourceAlarmStatus.ALARM_OUTSTANDING,
        )
        assert isinstance(loaded.supporting_resource[0], EntityRef)
        assert isinstance(loaded.supporting_resource[1], LogicalResource)
        assert loaded.resource_order_item[0] == RelatedResourceOrderItem(
            order_id="42",
            order_href="https://example.com/resourceOrder/42",
            order_item_id="1",
            order_item_action="add",
            role="initiator",
        )

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v5().load(ROUTER, PhysicalResource)
        moved = evolve(
            loaded,
            usage_state=ResourceUsageState.IDLE,
            end_operating_date=datetime(2031, 1, 1, tzinfo=UTC),
        )
        assert v5().dump(moved) == {
            **ROUTER,
            "usageState": "idle",
            "endOperatingDate": "2031-01-01T00:00:00Z",
        }

    def test_a_function_has_its_graph(self) -> None:
        document = {
            "@type": "ResourceFunction",
            "name": "firewall",
            "functionType": "vFW",
            "role": "edge",
            "priority": 1,
            "value": "fw-1",
            "connectionPoint": [{"id": "cp-1", "@type": "ConnectionPointRef"}],
            "connectivity": [
                {
                    "id": "g-1",
                    "name": "chain",
                    "description": "of two",
                    "graphRelationship": [
                        {"relationshipType": "adjacency", "resourceGraph": {"id": "g-2"}}
                    ],
                    "connection": [
                        {
                            "name": "uplink",
                            "associationType": "pointtoPoint",
                            "endpoint": [
                                {"id": "r-2", "isRoot": True, "connectionPoint": {"id": "cp-2"}}
                            ],
                        }
                    ],
                }
            ],
            "autoModification": [{"name": "scale", "value": "out"}],
            "schedule": [{"id": "s-1", "@referredType": "Schedule"}],
        }
        loaded = v5().load(document, ResourceFunction)
        assert v5().dump(loaded) == document
        assert v5().findings(loaded) == ()
        assert loaded.connectivity[0].connection[0].endpoint[0].is_root is True

    def test_software_says_where_it_runs(self) -> None:
        document = {
            "@type": "SoftwareResource",
            "lastUpdate": "2026-10-26T08:00:00Z",
            "isDistributedCurrent": False,
            "targetPlatform": "x86",
        }
        loaded = v5().load(document)
        assert type(loaded) is SoftwareResource
        assert v5().dump(loaded) == document

    def test_a_class_of_a_vendor_is_read_as_what_it_extends(self) -> None:
        document = {"@type": "AcmeRouter", "@baseType": "PhysicalResource", "serialNumber": "1"}
        relation = {"@type": "Resource", "resourceRelationship": [{"resource": document}]}
        loaded = v5().load(relation, Resource)
        assert isinstance(loaded.resource_relationship[0].resource, PhysicalResource)
        assert v5().dump(loaded) == relation


class TestWrongKinds:
    def test_a_word_is_no_state(self) -> None:
        with pytest.raises(InvalidType):
            Resource(operational_state="enabled")  # type: ignore[arg-type]

    def test_the_item_of_another_order_is_refused(self) -> None:
        other = RelatedOrderItem(order_id="42")
        with pytest.raises(InvalidType):
            Resource(resource_order_item=[other])
