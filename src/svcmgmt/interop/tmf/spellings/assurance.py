"""How documents spell what belongs to assurance."""

from __future__ import annotations

from typing import Final

from svcmgmt.assurance import (
    AckState,
    AlarmState,
    AlarmType,
    ChangeRequest,
    ExecutionState,
    PerceivedSeverity,
    ServiceProblem,
    StatusChange,
    TroubleTicket,
)
from svcmgmt.interop._lossless import Wording
from svcmgmt.interop.tmf.spellings.shape import Spellings

__all__ = ["SPELLINGS"]

# free text in v4, which names the kinds as ITU-T X.733 writes them
_ALARM_TYPES: Final = Wording(
    understood={
        "Communications Alarm": AlarmType.COMMUNICATIONS,
        "Processing Error Alarm": AlarmType.PROCESSING_ERROR,
        "Environmental Alarm": AlarmType.ENVIRONMENTAL,
        "Quality of Service Alarm": AlarmType.QUALITY_OF_SERVICE,
        "Equipment Alarm": AlarmType.EQUIPMENT,
        "Integrity Violation": AlarmType.INTEGRITY_VIOLATION,
        "Operational Violation": AlarmType.OPERATIONAL_VIOLATION,
        "Physical Violation": AlarmType.PHYSICAL_VIOLATION,
        "Security Service or Mechanism Violation": AlarmType.SECURITY_SERVICE,
        "Time Domain Violation": AlarmType.TIME_DOMAIN_VIOLATION,
    }
)
_SEVERITIES: Final = Wording(
    understood={
        spelt: each for each in PerceivedSeverity for spelt in (each.name, each.value.title())
    }
)
_STATES: Final = {spelt: each for each in AlarmState for spelt in (each.name, each.value.title())}
_ACK: Final = Wording(
    understood={
        "Acknowledged": AckState.ACKNOWLEDGED,
        "UNacknowledged": AckState.UNACKNOWLEDGED,
        "Unacknowledged": AckState.UNACKNOWLEDGED,
    }
)
_EXECUTION: Final = Wording(
    understood={each.value[0].upper() + each.value[1:]: each for each in ExecutionState}
)
_WORDS: Final = {
    AckState: _ACK,
    AlarmState: Wording(understood=_STATES),
    AlarmType: _ALARM_TYPES,
    ExecutionState: _EXECUTION,
    PerceivedSeverity: _SEVERITIES,
}

SPELLINGS: Final = Spellings(
    names={
        (ChangeRequest, "state"): "status",
        (ServiceProblem, "state"): "status",
        (TroubleTicket, "state"): "status",
    },
    v4_names={
        (TroubleTicket, "status_change_history"): "statusChange",
        (StatusChange, "status_change_date"): "changeDate",
        (StatusChange, "status_change_reason"): "changeReason",
    },
    # any word may be the state of an alarm of v4
    v4_words={**_WORDS, AlarmState: Wording(understood=_STATES, is_open=True)},
    v5_words=_WORDS,
    aliases={
        "AlarmedObjectRef": "AlarmedObject",
        "ChangeRequestRefOrValue": "ChangeRequest",
    },
)
