"""Reliability and maintainability: mean times from outages, and the phases of incidents.

`reliability_of` gives MTBF, MTRS and MTBSI with their bounds; an `IncidentTimeline` tells the
phases of one incident, and `mean_times` averages many.
"""

from svcmgmt.sla.reliability.figures import (
    MtbfBounds,
    MtbfEstimator,
    MtbfMeaning,
    Reliability,
    ReliabilityMeasure,
    ReliabilityPolicies,
    mtbf_bounds,
    reliability_of,
)
from svcmgmt.sla.reliability.timelines import (
    IncidentPhase,
    IncidentTimeline,
    MeanTime,
    MeanTimes,
    RestoreStart,
    mean_times,
)

__all__ = [
    "IncidentPhase",
    "IncidentTimeline",
    "MeanTime",
    "MeanTimes",
    "MtbfBounds",
    "MtbfEstimator",
    "MtbfMeaning",
    "Reliability",
    "ReliabilityMeasure",
    "ReliabilityPolicies",
    "RestoreStart",
    "mean_times",
    "mtbf_bounds",
    "reliability_of",
]
