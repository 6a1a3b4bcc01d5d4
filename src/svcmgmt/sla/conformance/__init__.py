"""When a level that was crossed has consequences: grace, allowances, hysteresis, alerts.

Each rule is a pure fold: a frozen `Watch` takes one observation at a time and gives back the next
watch with what happened; a whole sequence is the same fold. The terms are those of TMF657, TMF653
and MEF 133.
"""

from svcmgmt.sla.conformance.allowances import AllowedCrossings, GraceMode, GraceTimes
from svcmgmt.sla.conformance.thresholds import DampedAlert, Hysteresis, StatefulAlert
from svcmgmt.sla.conformance.watching import (
    ConformanceEvent,
    ConformanceEventKind,
    ConformanceReport,
    ConformanceRule,
    Observation,
    ObservationPlace,
    Watch,
)

__all__ = [
    "AllowedCrossings",
    "ConformanceEvent",
    "ConformanceEventKind",
    "ConformanceReport",
    "ConformanceRule",
    "DampedAlert",
    "GraceMode",
    "GraceTimes",
    "Hysteresis",
    "Observation",
    "ObservationPlace",
    "StatefulAlert",
    "Watch",
]
