"""ITIL practices: the records of service management and what may happen to them."""

from svcmgmt.practice.incident import (
    INCIDENT,
    HoldReason,
    Incident,
    IncidentState,
    IncidentTrigger,
)
from svcmgmt.practice.priorities import PRIORITY_3X3, Impact, PriorityMatrix, Urgency

__all__ = [
    "INCIDENT",
    "PRIORITY_3X3",
    "HoldReason",
    "Impact",
    "Incident",
    "IncidentState",
    "IncidentTrigger",
    "PriorityMatrix",
    "Urgency",
]
