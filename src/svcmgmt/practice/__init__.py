"""ITIL practices: the records of service management and what may happen to them.

* records: `Incident`, `Problem`, `KnownError`, `Workaround`, `Change`, `ServiceRequest`, `Release`,
  `Event`, `KnowledgeArticle` and the procedure of a `MajorIncident`
* between records: `Relations`, `check_together`, and an error for each rule
* around them: priorities, categories, escalation, events, the change calendar, continuity,
  responsibilities
* `svcmgmt.practice.metrics`: what is counted and timed over many of them
"""

from svcmgmt.practice.approvals import (
    Approval,
    Decision,
)
from svcmgmt.practice.capacity import (
    CapacityTrend,
    CapacityUse,
    CapacityView,
    GrowthMethod,
    capacity_trend,
    judge_capacity,
    peak_to_mean,
)
from svcmgmt.practice.categories import (
    Category,
    CategoryTree,
    UnknownCategory,
)
from svcmgmt.practice.change import (
    CHANGE_EMERGENCY,
    CHANGE_LIFECYCLES,
    CHANGE_NORMAL,
    CHANGE_STANDARD,
    Change,
    ModelIsFixed,
)
from svcmgmt.practice.change_calendar import (
    ChangeCollision,
    check_change_calendar,
    collisions,
)
from svcmgmt.practice.change_states import (
    ChangeModel,
    ChangeOutcome,
    ChangeRisk,
    ChangeState,
    ChangeTrigger,
)
from svcmgmt.practice.closing import (
    check_together,
)
from svcmgmt.practice.continuity import (
    Recovery,
    RecoveryObjective,
    RecoveryResult,
    RecoveryStart,
    judge_recovery,
)
from svcmgmt.practice.escalation import (
    ESCALATION_SHARES,
    Escalation,
    EscalationPlan,
    EscalationPolicy,
    FunctionalStep,
    HierarchicalStep,
    plan_escalation,
)
from svcmgmt.practice.event import (
    DedupWindow,
    Event,
    EventGroup,
    Significance,
    dedup,
)
from svcmgmt.practice.event_handling import (
    EventPolicy,
    EventReport,
    HandledGroup,
    PlannedWork,
    PromotionRule,
    SuppressedEvent,
    handle_events,
)
from svcmgmt.practice.impacts import (
    ServiceDegradation,
    UserImpact,
    impact_importance_factor,
)
from svcmgmt.practice.incident import (
    INCIDENT,
    HoldReason,
    Incident,
    IncidentState,
    IncidentTrigger,
    ReopenTooLate,
)
from svcmgmt.practice.knowledge import (
    KNOWLEDGE_ARTICLE,
    ArticleState,
    ArticleTrigger,
    KnowledgeArticle,
)
from svcmgmt.practice.known_error import (
    KnownError,
    NotAKnownError,
)
from svcmgmt.practice.links import (
    LINK_RULES,
    Link,
    LinkKind,
    LinkRule,
    RecordKey,
    RecordKind,
)
from svcmgmt.practice.major_criteria import (
    MajorIncidentCriteria,
)
from svcmgmt.practice.major_incident import (
    MAJOR_INCIDENT,
    LateUpdate,
    MajorIncident,
    MajorIncidentState,
    MajorIncidentTrigger,
    MajorRole,
    PostIncidentReview,
    StatusUpdate,
)
from svcmgmt.practice.milestones import (
    Milestone,
    Milestones,
)
from svcmgmt.practice.notifications import (
    Notification,
    NotificationRule,
    notifications,
)
from svcmgmt.practice.pauses import WAITS_FOR_CALLER
from svcmgmt.practice.planning import Plane, plane_of
from svcmgmt.practice.priorities import (
    FOUR_LEVELS,
    PRIORITY_3X3,
    PRIORITY_3X3_4LEVEL,
    Impact,
    PriorityMapping,
    PriorityMatrix,
    Urgency,
)
from svcmgmt.practice.problem import (
    PROBLEM,
    KnownErrorRule,
    Problem,
    ProblemResolution,
    ProblemState,
    ProblemTrigger,
)
from svcmgmt.practice.relations import (
    Record,
    Relations,
    RelationsReading,
    key_of,
    links_of,
    read_relations,
)
from svcmgmt.practice.release import (
    RELEASE,
    Release,
    ReleaseState,
    ReleaseTrigger,
)
from svcmgmt.practice.responsibilities import (
    Duty,
    Responsibility,
    ResponsibilityMatrix,
)
from svcmgmt.practice.rules import (
    ChangeNotSuccessful,
    ImplicitClosing,
    ImplicitReopening,
    KnownErrorOfAnother,
    LinkToItself,
    LinkToMerged,
    MergeCycle,
    ParentCycle,
    RuleBroken,
    SecondKnownError,
    SecondMerge,
    SecondParent,
    SecondProblem,
    WrongEnds,
)
from svcmgmt.practice.service_request import (
    SERVICE_REQUEST,
    RequestState,
    RequestTrigger,
    ServiceRequest,
)
from svcmgmt.practice.tickets import (
    AssignmentChange,
    CategoryPath,
    PriorityChange,
    Ticket,
)
from svcmgmt.practice.workaround import (
    Workaround,
)

__all__ = [
    "CHANGE_EMERGENCY",
    "CHANGE_LIFECYCLES",
    "CHANGE_NORMAL",
    "CHANGE_STANDARD",
    "ESCALATION_SHARES",
    "FOUR_LEVELS",
    "INCIDENT",
    "KNOWLEDGE_ARTICLE",
    "LINK_RULES",
    "MAJOR_INCIDENT",
    "PRIORITY_3X3",
    "PRIORITY_3X3_4LEVEL",
    "PROBLEM",
    "RELEASE",
    "SERVICE_REQUEST",
    "WAITS_FOR_CALLER",
    "Approval",
    "ArticleState",
    "ArticleTrigger",
    "AssignmentChange",
    "CapacityTrend",
    "CapacityUse",
    "CapacityView",
    "Category",
    "CategoryPath",
    "CategoryTree",
    "Change",
    "ChangeCollision",
    "ChangeModel",
    "ChangeNotSuccessful",
    "ChangeOutcome",
    "ChangeRisk",
    "ChangeState",
    "ChangeTrigger",
    "Decision",
    "DedupWindow",
    "Duty",
    "Escalation",
    "EscalationPlan",
    "EscalationPolicy",
    "Event",
    "EventGroup",
    "EventPolicy",
    "EventReport",
    "FunctionalStep",
    "GrowthMethod",
    "HandledGroup",
    "HierarchicalStep",
    "HoldReason",
    "Impact",
    "ImplicitClosing",
    "ImplicitReopening",
    "Incident",
    "IncidentState",
    "IncidentTrigger",
    "KnowledgeArticle",
    "KnownError",
    "KnownErrorOfAnother",
    "KnownErrorRule",
    "LateUpdate",
    "Link",
    "LinkKind",
    "LinkRule",
    "LinkToItself",
    "LinkToMerged",
    "MajorIncident",
    "MajorIncidentCriteria",
    "MajorIncidentState",
    "MajorIncidentTrigger",
    "MajorRole",
    "MergeCycle",
    "Milestone",
    "Milestones",
    "ModelIsFixed",
    "NotAKnownError",
    "Notification",
    "NotificationRule",
    "ParentCycle",
    "Plane",
    "PlannedWork",
    "PostIncidentReview",
    "PriorityChange",
    "PriorityMapping",
    "PriorityMatrix",
    "Problem",
    "ProblemResolution",
    "ProblemState",
    "ProblemTrigger",
    "PromotionRule",
    "Record",
    "RecordKey",
    "RecordKind",
    "Recovery",
    "RecoveryObjective",
    "RecoveryResult",
    "RecoveryStart",
    "Relations",
    "RelationsReading",
    "Release",
    "ReleaseState",
    "ReleaseTrigger",
    "ReopenTooLate",
    "RequestState",
    "RequestTrigger",
    "Responsibility",
    "ResponsibilityMatrix",
    "RuleBroken",
    "SecondKnownError",
    "SecondMerge",
    "SecondParent",
    "SecondProblem",
    "ServiceDegradation",
    "ServiceRequest",
    "Significance",
    "StatusUpdate",
    "SuppressedEvent",
    "Ticket",
    "UnknownCategory",
    "Urgency",
    "UserImpact",
    "Workaround",
    "WrongEnds",
    "capacity_trend",
    "check_change_calendar",
    "check_together",
    "collisions",
    "dedup",
    "handle_events",
    "impact_importance_factor",
    "judge_capacity",
    "judge_recovery",
    "key_of",
    "links_of",
    "notifications",
    "peak_to_mean",
    "plan_escalation",
    "plane_of",
    "read_relations",
]
