"""Documents of assurance come out as they went in, and edits show."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from svcmgmt import assurance
from svcmgmt.assurance import Alarm, AlarmType, ServiceProblem, TroubleTicket
from svcmgmt.common import EntityRef
from svcmgmt.errors import InvalidType
from svcmgmt.interop import tmf
from svcmgmt.lifecycle import OwnState, StateCategory

DOCUMENTS: list[tuple[str, dict[str, Any]]] = [
    (
        "v5",
        {
            "@type": "ServiceProblem",
            "id": "SP-3",
            "status": "held",
            "affectedService": [{"@type": "ServiceRef", "id": "vpn-7"}],
            "underlyingAlarm": [{"id": "A-1", "changeRequest": {"id": "CR-1"}}],
            "relatedEvent": [{"id": "e-1", "eventTime": "2026-10-26T08:00:00Z"}],
            "impactPattern": {"description": "slow"},
            "trackingRecord": [{"user": "ana", "time": "2026-10-26T08:00:00Z"}],
        },
    ),
    (
        "v5",
        {
            "@type": "Alarm",
            "id": "A-1",
            "state": "raised",
            "alarmType": "equipmentAlarm",
            "perceivedSeverity": "major",
            "ackState": "unacknowledged",
            "plannedOutageIndicator": "InService",
            "alarmedObject": {"id": "node-7"},
            "crossedThresholdInformation": {"observedValue": "97", "threshold": {"id": "t-1"}},
            "comment": [{"comment": "same cable", "userId": "ana"}],
        },
    ),
    (
        "v4",
        {
            "@type": "ChangeRequest",
            "status": "scheduled",
            "budget": {"unit": "EUR", "value": 12.5},
            "changeRelationship": [{"changeRequest": {"id": "CR-2"}, "relationshipType": "after"}],
            "impactEntity": [{"id": "vpn-7", "role": "service", "action": "restart"}],
            "resolution": {"code": "OK", "task": [{"@type": "Task", "name": "reboot"}]},
            "workLog": [{"record": [{"supportPerson": "ana"}], "lastUpdateDateTime": "today"}],
        },
    ),
    (
        "v4",
        {
            "@type": "Incident",
            "state": "raised",
            "priority": "high",
            "urgency": "low",
            "impact": "minor",
            "ackState": "acknowledged",
            "sourceObject": [{"id": "node-7"}],
            "rootCause": [{"causeDetailInfo": "cut"}],
        },
    ),
    (
        "v5",
        {
            "@type": "ServiceTest",
            "state": "completed",
            "testMeasure": [
                {
                    "metricName": "delay",
                    "accuracy": 0.5,
                    "value": {"value": 12},
                    "ruleViolation": [
                        {"conformanceTargetUpper": "10", "appliedConsequence": [{"name": "call"}]}
                    ],
                }
            ],
        },
    ),
    (
        "v5",
        {
            "@type": "ServiceTestSpecification",
            "lifecycleStatus": "Active",
            "testMeasureDefinition": [
                {
                    "metricName": "delay",
                    "thresholdRule": [{"consequence": [{"prescribeAction": "call"}]}],
                }
            ],
        },
    ),
    (
        "v5",
        {
            "@type": "MeasurementCollectionJob",
            "executionState": "inProgress",
            "granularity": "g_15mn",
            "scheduleDefinition": [{"recurringFrequency": "daily"}],
            "performanceIndicatorSpecification": [
                {"id": "kpi-1"},
                {"@type": "PerformanceIndicatorSpecification", "indicatorUnit": "ms"},
            ],
            "dataAccessEndpoint": [{"uriQueryFilter": {"mappings": [{"stringKey": "site"}]}}],
        },
    ),
    ("v5", {"@type": "TroubleTicketSpecification", "name": "line fault", "version": "1"}),
    ("v5", {"@type": "SimpleThresholdRule", "conformanceTargetUpper": 20, "gracePeriods": 2}),
    ("v5", {"@type": "ThresholdJob", "adminState": "LOCKED", "executionState": "Draft"}),
    ("v5", {"@type": "ProblemGroup", "parentProblem": {"id": "SP-1"}}),
    ("v4", {"@type": "AckAlarms", "alarmPattern": [{"@type": "Alarm", "state": "raised"}]}),
]


@pytest.mark.parametrize(
    ("version", "document"), DOCUMENTS, ids=[document["@type"] for _, document in DOCUMENTS]
)
def test_a_document_is_held_by_its_class_and_comes_out_again(
    version: str, document: dict[str, Any]
) -> None:
    profile = tmf.v4() if version == "v4" else tmf.v5()
    entity = profile.load(document, strict=True)
    assert type(entity) is getattr(assurance, document["@type"])
    assert profile.dump(entity) == document


def test_what_is_edited_shows_in_the_document() -> None:
    problem = tmf.v5().load({"@type": "ServiceProblem", "reason": "slow"}, ServiceProblem)
    edited = evolve(problem, reason="gone", affected_service=[EntityRef(id="vpn-7")])
    document = tmf.v5().dump(edited)
    assert (document["reason"], document["affectedService"]) == ("gone", [{"id": "vpn-7"}])


@pytest.mark.parametrize("word", ["Equipment Alarm", "equipmentAlarm"])
def test_kinds_of_alarms_are_read_as_x_733_spells_them_and_written_as_they_came(word: str) -> None:
    document = {"@type": "Alarm", "alarmType": word}
    alarm = tmf.v4().load(document, Alarm)
    assert alarm.alarm_type is AlarmType.EQUIPMENT
    assert tmf.v4().dump(alarm) == document


@pytest.mark.parametrize(
    ("field", "word", "value"),
    [
        ("perceivedSeverity", "MAJOR", "major"),
        ("perceivedSeverity", "Major", "major"),
        ("ackState", "UNacknowledged", "unacknowledged"),
        ("state", "RAISED", "raised"),
    ],
)
def test_other_spellings_of_words_of_alarms_are_understood(
    field: str, word: str, value: str
) -> None:
    document = {"@type": "Alarm", field: word}
    alarm = tmf.v4().load(document, Alarm)
    held = {
        "perceivedSeverity": alarm.perceived_severity,
        "ackState": alarm.ack_state,
        "state": alarm.state,
    }[field]
    assert held is not None
    assert held.value == value
    assert tmf.v4().dump(alarm) == document


def test_another_state_of_an_alarm_is_its_own_in_v4_and_kept_in_v5() -> None:
    document = {"@type": "Alarm", "state": "flapping"}
    own, kept = (profile.load(document, Alarm) for profile in (tmf.v4(), tmf.v5()))
    assert (own.state, kept.state) == (OwnState("flapping", StateCategory.UNKNOWN), None)
    assert [tmf.v4().dump(own), tmf.v5().dump(kept)] == [document, document]


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (TroubleTicket, {"status_change_date": "yesterday"}),
        (ServiceProblem, {"priority": "high"}),
        (Alarm, {"perceived_severity": "major"}),
        (Alarm, {"comment": ["late"]}),
    ],
)
def test_values_of_other_kinds_are_refused(kind: type[Any], wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidType):
        kind(**wrong)
