"""Which classes are stored, under which names and versions; each is loaded when first needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, cast

from attrs import frozen

from svcmgmt.lifecycle import Guard, State, Trigger

__all__ = [
    "ENUMERATIONS",
    "GUARDS",
    "HOMES",
    "VERSION",
    "Context",
    "class_of",
    "is_model",
    "name_of",
]

VERSION: Final = 1
"""The version of every schema; a class that changes its stored form gets its own."""

_RECORDS: Final = {
    "values": "Extension Finding Money NoData Priority PriorityScale Quantity Ratio Ref",
    "temporal": "CalendarDuration Interval IntervalSet Timeline",
    "calendars": "CalendarDays ChangeFreeze ChangeWindows Closure Holiday HolidayList "
    "MaintenanceWindow Recurrence RecurringHoliday ReportingPeriod ServiceCalendar SpecialDay "
    "TimeRange WeeklyHours WorkingDays YearlyHoliday",
    "statistics": "ChartSample ControlChart ShareInterval ShareJudgement",
    "lifecycle": "AlignedTrace Alignment Deviation Fact Lifecycle LogAudit LogConformance "
    "LogProfile Move OwnState Rule StateChange StateCount StepCount",
    "sla.evaluation": "Evaluation Evidence Part",
    "sla.objectives": "Objective Rounding Tolerance",
    "sla.clocks": "Alert AlertTime Clock ClockCycle ClockLedger ClockReading ClockRow ClockSpan "
    "Compliance Condition FixedDue Mark Target",
    "sla.availability": "AllowedDowntime AppliedExclusion Availability AvailabilityFacts "
    "AvailabilityPolicies AvailabilityPreset Band BandAvailability ChronicTrigger DownRunRule "
    "DownRuns Exclusion ImpactWeighted Loss Maintenance MaintenanceTerms Nines Occurrence Outage "
    "RecordedFact ReportableRule RequestCount SeriesAvailability TimeOfUse UserMinutes "
    "WeightedPart",
    "sla.indicators": "CounterSeries EventCount EventSeries Indicator IndicatorReading "
    "IndicatorSeries",
    "sla.budgets": "AlertFiring AlertHistory AlertReading AlertReport BudgetForecast BudgetLevel "
    "BudgetPolicy BudgetProjection BurnRateAlert CompositePart CompositeReading ErrorBudget",
    "sla.conformance": "AllowedCrossings ConformanceEvent ConformanceReport DampedAlert "
    "GraceTimes Hysteresis ObservationPlace StatefulAlert Watch",
    "sla.credits": "Assessment AtRiskPool BonusMalus ClaimWindow CreditCaps CreditCase CreditLine "
    "CreditNote CreditPreset CreditStep CreditTerms EarnBack Exposure Fee LinearSchedule "
    "LiquidatedDamages PerEvent ProRata TerminationRight TierRow TierSchedule",
    "sla.reliability": "IncidentTimeline MeanTime MeanTimes MtbfBounds Reliability "
    "ReliabilityPolicies",
    "sla.monitor": "AvailabilityParts ClockEvent MonitorSnapshot TicketParts WatchedTicket",
    "agreement": "Agreement AgreementVersion AgreementVersions CalendarPeriods CreditClause "
    "EffectiveTerms EngagedParty ExclusionTerms FailureMeasure FeeTerms GivenMeasure "
    "IndicatorMeasure ObjectiveRef OutageMeasure PassedOver Reconciliation ReconciliationRow "
    "RollingPeriod SampleTerms Scope ServiceFee ServiceLevelObjective SupportCheck "
    "SupportFeasibility Supporter TargetChoice TermsInForce TicketShareMeasure TicketTarget",
    "practice": "Approval AssignmentChange CapacityTrend CapacityUse Category CategoryTree Change "
    "ChangeCollision Duty "
    "Escalation EscalationPlan EscalationPolicy Event EventGroup EventPolicy EventReport "
    "FunctionalStep HandledGroup HierarchicalStep Incident KnowledgeArticle KnownError LateUpdate "
    "Link LinkRule MajorIncident MajorIncidentCriteria Milestones Notification "
    "NotificationRule PlannedWork PostIncidentReview PriorityChange PriorityMapping "
    "PriorityMatrix Problem PromotionRule RecordKey Recovery "
    "RecoveryObjective RecoveryResult Relations RelationsReading Release ResponsibilityMatrix "
    "ServiceDegradation ServiceRequest StatusUpdate SuppressedEvent UserImpact Workaround",
    "practice.metrics": "AgeBucket Backlog ChangeRates Distribution Dwell Flow IncidentRates "
    "IncidentTimes LeadTimeChange RepeatIncidents ScheduleVariance TicketRates TimeMeasure "
    "UserLosses WindowSlip",
    "reports": "Assignment GivenFigure PastReport PastResult ReportInputs ServiceFacts "
    "SourceVerdict TicketFacts Trend",
    "patterns": "ConstantValue CopiedValue DecompositionModel DecompositionRule FalloutPolicy "
    "InventoryEntry InventorySpecification ItemProgress ItemWork LookedUpValue OrderedItem "
    "OrderedTarget PlanItem ServiceDesign",
    "product": "Alteration Charge PricingPolicies",
    "service": "ServiceEdge ServiceNode ServiceTopology",
    "interop.dialects": "Dialect PriorityReading StateReading StateWord Writing",
    "interop.statuspage": "UptimeWeights",
    "interop.icalendar": "RecurringDays",
}
"""Classes by the package where they live; the name of a schema is theirs in kebab case."""

_MODEL: Final = "tmf-document"
"""The schema of all entities of the TM Forum information model."""

_OTHERS: Final = {
    _MODEL: "svcmgmt.interop.native._stand_ins:ModelEntity",
    "instant": "datetime:datetime",
    "duration": "datetime:timedelta",
    "fraction": "fractions:Fraction",
    "decimal": "decimal:Decimal",
    "calendar-union": "svcmgmt.calendars._combined:Union",
    "calendar-intersection": "svcmgmt.calendars._combined:Intersection",
    "calendar-difference": "svcmgmt.calendars._combined:Difference",
    "calendar-versions": "svcmgmt.calendars._combined:Versions",
    "calendar-always": "svcmgmt.calendars._rules:Always",
    "calendar-never": "svcmgmt.calendars._rules:Never",
    "calendar-fixed": "svcmgmt.calendars._rules:Fixed",
    "calendar-recurring": "svcmgmt.calendars._rules:Recurring",
    "calendar-hours": "svcmgmt.calendars._hours:Hours",
}
"""Schemas whose names are not simply those of their classes."""


def _homes(table: Mapping[str, str]) -> dict[str, str]:
    """Return the home of each name of a table."""
    return {name: f"svcmgmt.{home}:{name}" for home in table for name in table[home].split()}


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


HOMES: Final[Mapping[str, str]] = MappingProxyType(
    {_kebab(name): home for name, home in _homes(_RECORDS).items()} | _OTHERS
)
"""Where the class of each schema is, as `module:class`."""

_BY_CLASS_NAME: Final = {home.partition(":")[2]: name for name, home in HOMES.items()}

ENUMERATIONS: Final[Mapping[str, str]] = MappingProxyType(
    _homes(
        {
            "agreement": "AgreementState AgreementTrigger",
            "assurance": "AlarmState AlarmTrigger ChangeRequestState ChangeRequestTrigger "
            "ExecutionState ExecutionTrigger ServiceProblemStatus ServiceProblemTrigger "
            "TroubleTicketStatus TroubleTicketTrigger",
            "billing": "UsageStatus UsageTrigger",
            "party": "AppointmentState AppointmentTrigger IndividualState OrganizationState "
            "PartyTrigger",
            "patterns": "CatalogStatus CatalogTrigger OrderTrigger TaskState TaskTrigger",
            "practice": "ArticleState ArticleTrigger ChangeState ChangeTrigger IncidentState "
            "IncidentTrigger MajorIncidentState MajorIncidentTrigger ProblemState ProblemTrigger "
            "ReleaseState ReleaseTrigger RequestState RequestTrigger",
            "product": "ProductOrderItemState ProductOrderState ProductStatus ProductTrigger "
            "QuoteState QuoteTrigger",
            "resource": "ResourceOrderState",
            "service": "ServiceOrderItemState ServiceOrderState ServiceState ServiceTrigger",
        }
    )
)
"""Where the states and triggers of the library are."""

GUARDS: Final[Mapping[str, str]] = MappingProxyType(
    _homes(
        {
            "practice.change": "has_back_out_plan has_outcome has_window is_assessed "
            "is_authorized is_pre_authorized",
            "practice.incident": "has_hold_reason has_resolution",
            "practice.knowledge": "has_text is_read_by_another",
            "practice.major_incident": "has_review",
            "practice.problem": "has_resolution_code has_root_cause is_cured is_given_up",
            "practice.release": "has_changes",
            "practice.service_request": "has_approval has_fulfilment needs_no_approval",
        }
    )
)
"""Where the guards of the library's lifecycles are."""


_ENTITIES: Final = "svcmgmt.common.entities"
"""Where the classes are that all those of the information model extend."""


@cache
def _load(home: str) -> object:
    module, _, name = home.partition(":")
    found: object = getattr(import_module(module), name)
    return found


def _known(homes: Mapping[str, str], name: str) -> object:
    home = homes.get(name)
    return None if home is None else _load(home)


def class_of(name: str) -> type[Any]:
    """Return the class of the schema of a name in `HOMES`."""
    return cast("type[Any]", _load(HOMES[name]))


def name_of(kind: type[Any]) -> str | None:
    """Return the name of the schema of a class; None for one that is not stored."""
    name = _BY_CLASS_NAME.get(kind.__name__)
    if name is not None and class_of(name) is kind:
        return name
    return _MODEL if is_model(kind) else None


def is_model(kind: type[Any]) -> bool:
    """Recognise classes of the TM Forum information model, which are loaded for those alone."""
    if not any(each.__module__ == _ENTITIES for each in kind.__mro__):
        return False
    profile = cast("Any", _load("svcmgmt.interop.tmf:v5"))()
    return profile.classes.get(kind.__name__) is kind


@frozen
class Context:
    """What a document refers to by name and does not contain: enumerations and guards.

    Those of one's own come before those of the library.
    """

    enumerations: Mapping[str, type[State | Trigger]] = MappingProxyType({})
    guards: Mapping[str, Guard] = MappingProxyType({})

    def enumeration(self, name: str) -> type[State | Trigger] | None:
        """Return a known enumeration of states or triggers."""
        if name in self.enumerations:
            return self.enumerations[name]
        return cast("type[State | Trigger] | None", _known(ENUMERATIONS, name))

    def guard(self, name: str) -> Guard | None:
        """Return a known guard."""
        if name in self.guards:
            return self.guards[name]
        return cast("Guard | None", _known(GUARDS, name))
