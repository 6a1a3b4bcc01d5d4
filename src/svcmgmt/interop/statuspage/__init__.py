"""Status pages in the shape of Atlassian Statuspage: incidents and scheduled maintenance, as facts.

`read_incidents` takes `incidents.json`, `scheduled-maintenances.json` or `summary.json`. How much
a partial outage weighs is read in different ways: each published one is a named `UptimeWeights`.
"""

from svcmgmt.interop.statuspage.incidents import read_incidents
from svcmgmt.interop.statuspage.weights import (
    ATLASSIAN_STATUSPAGE,
    EVERY_STATUS,
    FULL_OUTAGES,
    HALF_PARTIAL,
    IMPACT_STATUSES,
    INCIDENT_IO,
    INSTATUS,
    UptimeWeights,
)

__all__ = [
    "ATLASSIAN_STATUSPAGE",
    "EVERY_STATUS",
    "FULL_OUTAGES",
    "HALF_PARTIAL",
    "IMPACT_STATUSES",
    "INCIDENT_IO",
    "INSTATUS",
    "UptimeWeights",
    "read_incidents",
]
