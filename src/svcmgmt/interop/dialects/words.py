"""The words of products: ITIL tools in general, TM Forum, ServiceNow, iTop, GLPI, Zammad, Jira.

Each is the product as it comes; what a desk added is read with a dialect of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from svcmgmt.errors import InvalidValue
from svcmgmt.interop import jira
from svcmgmt.interop.dialects.dialect import Dialect, StateWord
from svcmgmt.interop.servicenow import (
    HOLD_REASONS,
    INCIDENT_STATES,
    INCIDENT_STATES_BEFORE_HELSINKI,
)
from svcmgmt.lifecycle import OwnState, StateCategory
from svcmgmt.practice import (
    ChangeOutcome,
    ChangeState,
    HoldReason,
    IncidentState,
    ProblemResolution,
    ProblemState,
    RecordKind,
)
from svcmgmt.values._kinds import check_kind

__all__ = ["DIALECTS", "dialect_of"]

_I, _P, _C = IncidentState, ProblemState, ChangeState
_NAMED_LEVELS: Final = MappingProxyType({"critical": 1, "high": 2, "medium": 3, "low": 4})
_TMF_PRIORITIES: Final = MappingProxyType(
    {"Critical": 1, "High": 2, "Medium": 3, "Low": 4, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
)
_SERVICENOW_PRIORITIES: Final = MappingProxyType(
    {
        **{str(level): level for level in range(1, 6)},
        "1 - Critical": 1,
        "2 - High": 2,
        "3 - Moderate": 3,
        "4 - Low": 4,
        "5 - Planning": 5,
    }
)
_GLPI_PRIORITIES: Final = MappingProxyType({"5": 1, "4": 2, "3": 3, "2": 4, "1": 5, "6": 1})
_ITOP_PRIORITIES: Final = MappingProxyType({"1": 1, "2": 2, "3": 3, "4": 4, **_NAMED_LEVELS})
_ITIL_PRIORITIES: Final = MappingProxyType({f"P{level}": level for level in range(1, 6)})
_HOLDS: Final = tuple((reason.value, reason.value) for reason in HoldReason)
_OUTCOMES: Final = tuple((outcome.value, outcome.value) for outcome in ChangeOutcome)
_RESOLUTIONS: Final = tuple((each.value, each.value) for each in ProblemResolution)

_ITIL: Final = (
    Dialect(
        name="itil",
        kind=RecordKind.INCIDENT,
        words={
            "New": _I.NEW,
            "Logged": _I.NEW,
            "In Progress": _I.IN_PROGRESS,
            "Assigned": _I.IN_PROGRESS,
            "On Hold": _I.ON_HOLD,
            "Pending": _I.ON_HOLD,
            "Resolved": _I.RESOLVED,
            "Closed": _I.CLOSED,
            "Cancelled": _I.CANCELLED,
            "Canceled": _I.CANCELLED,
        },
        reasons=_HOLDS,
        priorities=_ITIL_PRIORITIES,
        source="ITIL v3 and 4 name activities and no states; words that most tools use",
    ),
    Dialect(
        name="itil",
        kind=RecordKind.PROBLEM,
        words={
            "New": _P.NEW,
            "Logged": _P.NEW,
            "Assess": _P.ASSESS,
            "Root Cause Analysis": _P.ROOT_CAUSE_ANALYSIS,
            "Under Investigation": _P.ROOT_CAUSE_ANALYSIS,
            "Fix in Progress": _P.FIX_IN_PROGRESS,
            "Known Error": _P.FIX_IN_PROGRESS,
            "Resolved": _P.RESOLVED,
            "Closed": _P.CLOSED,
        },
        reasons=_RESOLUTIONS,
        priorities=_ITIL_PRIORITIES,
        source="ITIL v3 and 4 name phases and no states; words that most tools use",
    ),
    Dialect(
        name="itil",
        kind=RecordKind.CHANGE,
        words={
            "New": _C.NEW,
            "Requested": _C.NEW,
            "Assess": _C.ASSESS,
            "Authorize": _C.AUTHORIZE,
            "Scheduled": _C.SCHEDULED,
            "Implement": _C.IMPLEMENT,
            "Review": _C.REVIEW,
            "Closed": _C.CLOSED,
            "Cancelled": _C.CANCELLED,
            "Canceled": _C.CANCELLED,
        },
        reasons=_OUTCOMES,
        priorities=_ITIL_PRIORITIES,
        source="ITIL v3 and 4 name activities and no states; words that most tools use",
    ),
)

_TMF: Final = (
    Dialect(
        name="tmf621",
        kind=RecordKind.INCIDENT,
        words={
            "acknowledged": _I.NEW,
            "rejected": (_I.CANCELLED, "rejected"),
            "pending": (_I.ON_HOLD, HoldReason.CALLER.value),
            "held": _I.ON_HOLD,
            "inProgress": _I.IN_PROGRESS,
            "cancelled": _I.CANCELLED,
            "closed": _I.CLOSED,
            "resolved": _I.RESOLVED,
        },
        reasons=_HOLDS,
        is_reason_free=True,
        priorities=_TMF_PRIORITIES,
        source="TMF621 v4 and v5, TroubleTicketStatusType; priorities are examples",
    ),
    Dialect(
        name="tmf724",
        kind=RecordKind.INCIDENT,
        words={"raised": _I.NEW, "updated": _I.IN_PROGRESS, "cleared": _I.RESOLVED},
        instead=(
            StateWord("updated", _I.ON_HOLD),
            StateWord("cleared", _I.CLOSED),
            StateWord("cleared", _I.CANCELLED),
        ),
        priorities=_NAMED_LEVELS,
        source="TMF724 v4, IncidentStateType and PriorityType",
    ),
    Dialect(
        name="tmf656",
        kind=RecordKind.PROBLEM,
        words={
            "acknowledged": _P.NEW,
            "rejected": (_P.CLOSED, "rejected"),
            "pending": OwnState("pending", StateCategory.PAUSED),
            "held": OwnState("held", StateCategory.PAUSED),
            "inProgress": _P.ROOT_CAUSE_ANALYSIS,
            "resolved": _P.RESOLVED,
            "cancelled": (_P.CLOSED, ProblemResolution.CANCELLED.value),
            "closed": _P.CLOSED,
        },
        instead=(StateWord("inProgress", _P.ASSESS), StateWord("inProgress", _P.FIX_IN_PROGRESS)),
        reasons=_RESOLUTIONS,
        is_reason_free=True,
        priorities={str(level): (level + 1) // 2 for level in range(1, 11)},
        rounded=tuple(str(level) for level in range(2, 11, 2)),
        source="TMF656 v4 and v5, ServiceProblemStateType; 1 is the most urgent of 10 priorities",
    ),
    Dialect(
        name="tmf655",
        kind=RecordKind.CHANGE,
        words={
            "acknowledged": _C.NEW,
            "requestForAuthorization": _C.ASSESS,
            "waitForApproval": _C.AUTHORIZE,
            "approved": (_C.SCHEDULED, "approved"),
            "scheduled": _C.SCHEDULED,
            "inProgress": _C.IMPLEMENT,
            "fallbackExecution": (_C.IMPLEMENT, "fallback"),
            "postImplementationReview": _C.REVIEW,
            "completed": (_C.CLOSED, ChangeOutcome.SUCCESSFUL.value),
            "failed": (_C.CLOSED, ChangeOutcome.FAILED.value),
            "rejected": (_C.CANCELLED, "rejected"),
            "cancelled": _C.CANCELLED,
        },
        instead=(StateWord("failed", _C.CLOSED, ChangeOutcome.BACKED_OUT.value),),
        reasons=_OUTCOMES,
        is_reason_free=True,
        priorities=_TMF_PRIORITIES,
        source="TMF655 v4, ChangeRequestStatusType; priorities are examples",
    ),
)

_SERVICENOW: Final = (
    Dialect(
        name="servicenow",
        kind=RecordKind.INCIDENT,
        words=INCIDENT_STATES,
        reasons=HOLD_REASONS,
        priorities=_SERVICENOW_PRIORITIES,
        source="ServiceNow incident states and hold reasons, since Helsinki",
    ),
    Dialect(
        name="servicenow before Helsinki",
        kind=RecordKind.INCIDENT,
        words=INCIDENT_STATES_BEFORE_HELSINKI,
        priorities=_SERVICENOW_PRIORITIES,
        source="ServiceNow incident_state of the older model",
    ),
    Dialect(
        name="servicenow",
        kind=RecordKind.PROBLEM,
        words={
            "101": _P.NEW,
            "102": _P.ASSESS,
            "103": _P.ROOT_CAUSE_ANALYSIS,
            "104": _P.FIX_IN_PROGRESS,
            "106": _P.RESOLVED,
            "107": _P.CLOSED,
            "New": _P.NEW,
            "Assess": _P.ASSESS,
            "Root Cause Analysis": _P.ROOT_CAUSE_ANALYSIS,
            "Fix in Progress": _P.FIX_IN_PROGRESS,
            "Resolved": _P.RESOLVED,
            "Closed": _P.CLOSED,
        },
        reasons={
            "fix_applied": ProblemResolution.FIXED.value,
            "risk_accepted": ProblemResolution.RISK_ACCEPTED.value,
            "duplicate": ProblemResolution.DUPLICATE.value,
            "canceled": ProblemResolution.CANCELLED.value,
        },
        priorities=_SERVICENOW_PRIORITIES,
        source="ServiceNow problem states and resolution codes, since Madrid",
    ),
    Dialect(
        name="servicenow",
        kind=RecordKind.CHANGE,
        words={
            "-5": _C.NEW,
            "-4": _C.ASSESS,
            "-3": _C.AUTHORIZE,
            "-2": _C.SCHEDULED,
            "-1": _C.IMPLEMENT,
            "0": _C.REVIEW,
            "3": _C.CLOSED,
            "4": _C.CANCELLED,
            "New": _C.NEW,
            "Assess": _C.ASSESS,
            "Authorize": _C.AUTHORIZE,
            "Scheduled": _C.SCHEDULED,
            "Implement": _C.IMPLEMENT,
            "Review": _C.REVIEW,
            "Closed": _C.CLOSED,
            "Canceled": _C.CANCELLED,
        },
        reasons={
            "successful": ChangeOutcome.SUCCESSFUL.value,
            "unsuccessful": ChangeOutcome.FAILED.value,
        },
        priorities=_SERVICENOW_PRIORITIES,
        source="ServiceNow change state model and close codes",
    ),
)

_ITOP: Final = (
    Dialect(
        name="itop",
        kind=RecordKind.INCIDENT,
        words={
            "new": _I.NEW,
            "escalated_tto": (_I.NEW, "escalatedTto"),
            "assigned": _I.IN_PROGRESS,
            "escalated_ttr": (_I.IN_PROGRESS, "escalatedTtr"),
            "pending": _I.ON_HOLD,
            "resolved": _I.RESOLVED,
            "closed": _I.CLOSED,
        },
        instead=(StateWord("closed", _I.CANCELLED),),
        reasons=_HOLDS,
        is_reason_free=True,
        priorities=_ITOP_PRIORITIES,
        source="iTop, datamodel of incidents",
    ),
    Dialect(
        name="itop",
        kind=RecordKind.PROBLEM,
        words={
            "new": _P.NEW,
            "assigned": _P.ROOT_CAUSE_ANALYSIS,
            "resolved": _P.RESOLVED,
            "closed": _P.CLOSED,
        },
        instead=(StateWord("assigned", _P.ASSESS), StateWord("assigned", _P.FIX_IN_PROGRESS)),
        priorities=_ITOP_PRIORITIES,
        source="iTop, datamodel of problems",
    ),
    Dialect(
        name="itop",
        kind=RecordKind.CHANGE,
        words={
            "new": _C.NEW,
            "validated": _C.ASSESS,
            "assigned": (_C.ASSESS, "assigned"),
            "plannedscheduled": _C.AUTHORIZE,
            "planned": _C.AUTHORIZE,
            "approved": _C.SCHEDULED,
            "implemented": _C.IMPLEMENT,
            "monitored": _C.REVIEW,
            "closed": _C.CLOSED,
            "rejected": (_C.NEW, "rejected"),
            "notapproved": (_C.ASSESS, "notapproved"),
        },
        instead=(StateWord("closed", _C.CANCELLED),),
        source="iTop, datamodel of routine, normal and emergency changes",
    ),
)

_GLPI: Final = (
    Dialect(
        name="glpi",
        kind=RecordKind.INCIDENT,
        words={
            "1": _I.NEW,
            "2": _I.IN_PROGRESS,
            "3": (_I.IN_PROGRESS, "planned"),
            "4": _I.ON_HOLD,
            "5": _I.RESOLVED,
            "6": _I.CLOSED,
        },
        instead=(StateWord("6", _I.CANCELLED),),
        priorities=_GLPI_PRIORITIES,
        rounded=("6",),
        source="GLPI, statuses and priorities of tickets; 6 is the priority major",
    ),
    Dialect(
        name="glpi",
        kind=RecordKind.PROBLEM,
        words={
            "1": _P.NEW,
            "7": _P.ASSESS,
            "2": _P.ROOT_CAUSE_ANALYSIS,
            "3": _P.FIX_IN_PROGRESS,
            "4": OwnState("waiting", StateCategory.PAUSED),
            "5": _P.RESOLVED,
            "8": (_P.RESOLVED, "observed"),
            "6": _P.CLOSED,
        },
        priorities=_GLPI_PRIORITIES,
        rounded=("6",),
        source="GLPI, statuses and priorities of problems",
    ),
    Dialect(
        name="glpi",
        kind=RecordKind.CHANGE,
        words={
            "1": _C.NEW,
            "9": _C.ASSESS,
            "10": _C.AUTHORIZE,
            "7": _C.SCHEDULED,
            "4": OwnState("waiting", StateCategory.PAUSED),
            "11": _C.IMPLEMENT,
            "12": (_C.IMPLEMENT, "qualification"),
            "5": (_C.REVIEW, "applied"),
            "8": _C.REVIEW,
            "6": _C.CLOSED,
        },
        instead=(StateWord("6", _C.CANCELLED),),
        priorities=_GLPI_PRIORITIES,
        rounded=("6",),
        source="GLPI, statuses and priorities of changes",
    ),
)

_OTHERS: Final = (
    Dialect(
        name="zammad",
        kind=RecordKind.INCIDENT,
        words={
            "new": _I.NEW,
            "open": _I.IN_PROGRESS,
            "pending reminder": _I.ON_HOLD,
            "pending close": _I.RESOLVED,
            "closed": _I.CLOSED,
            "merged": (_I.CANCELLED, "merged"),
            "removed": (_I.CANCELLED, "removed"),
        },
        instead=(StateWord("closed", _I.CANCELLED),),
        priorities={"3 high": 2, "2 normal": 3, "1 low": 4},
        source="Zammad, states and priorities of a new installation",
    ),
    Dialect(
        name="jira",
        kind=RecordKind.INCIDENT,
        words=jira.STATES,
        priorities=jira.PRIORITIES,
        source="workflows and priorities that Jira and Jira Service Management bring along",
    ),
)

DIALECTS: Final[Mapping[tuple[str, RecordKind], Dialect]] = MappingProxyType(
    {
        (each.name, each.kind): each
        for each in (*_ITIL, *_TMF, *_SERVICENOW, *_ITOP, *_GLPI, *_OTHERS)
    }
)
"""Every dialect by its name and the kind of record."""


def dialect_of(name: str, kind: RecordKind = RecordKind.INCIDENT) -> Dialect:
    """Return the words of a product for a kind of record.

    Args:
        name: the product, such as `servicenow` or `tmf621`.
        kind: what its words are for.

    Raises:
        InvalidType: a kind of another kind.
        InvalidValue: a product, or a kind of record of it, whose words are not known.

    Examples:
        >>> jira = dialect_of("jira")
        >>> jira.read("Waiting for customer").reason
        'awaitingCaller'
        >>> jira.write(IncidentState.CLOSED).word
        'Done'
        >>> dialect_of("jira", RecordKind.CHANGE)
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: name: 'jira' is not allowed; allowed: glpi, itil, ...
    """
    check_kind("name", name, str)
    check_kind("kind", kind, RecordKind)
    found = DIALECTS.get((name, kind))
    if found is None:
        names = sorted(known for known, about in DIALECTS if about is kind)
        raise InvalidValue("name", name, ", ".join(names))
    return found
