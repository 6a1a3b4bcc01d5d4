"""Plain values that every package shares: exact, typed, immutable.

A `Ratio` keeps the counts behind it, `Money` and `Quantity` their unit, a `Priority` its scale;
`NoData` is the result over an empty base, a `Finding` what a check has to say, a `Ref` how one
entity names another, and `Extension` holds what no field can.
"""

from svcmgmt.values.extension import JSON, Extension
from svcmgmt.values.finding import Finding, Severity, count_by_code
from svcmgmt.values.ids import (
    AgreementId,
    ArticleId,
    ChangeId,
    IncidentId,
    KnownErrorId,
    ObjectiveId,
    PartyId,
    ProblemId,
    ReleaseId,
    RequestId,
    ServiceId,
    WorkaroundId,
)
from svcmgmt.values.money import Money
from svcmgmt.values.nodata import NO_DATA, NoData
from svcmgmt.values.priority import ITIL_SCALE, Priority, PriorityScale
from svcmgmt.values.quantity import Quantity
from svcmgmt.values.ratio import Ratio
from svcmgmt.values.ref import Ref

__all__ = [
    "ITIL_SCALE",
    "JSON",
    "NO_DATA",
    "AgreementId",
    "ArticleId",
    "ChangeId",
    "Extension",
    "Finding",
    "IncidentId",
    "KnownErrorId",
    "Money",
    "NoData",
    "ObjectiveId",
    "PartyId",
    "Priority",
    "PriorityScale",
    "ProblemId",
    "Quantity",
    "Ratio",
    "Ref",
    "ReleaseId",
    "RequestId",
    "ServiceId",
    "Severity",
    "WorkaroundId",
    "count_by_code",
]
