"""The SLA engine: exact, explained, and without any entity.

Its most used names are here, loaded when first used; each has one home below:

* `svcmgmt.sla.objectives`: targets with direction, warning level and tolerance, judged exactly
* `svcmgmt.sla.evaluation`: the one shape of every judgement
* `svcmgmt.sla.clocks`: ticket clocks read from facts, and compliance over many of them
* `svcmgmt.sla.availability`: outages, exclusions and maintenance; what they leave of a service
* `svcmgmt.sla.reliability`: times between failures and to restore, phases of an incident
* `svcmgmt.sla.indicators`: shares of good events or good slices of time, from counts and samples
* `svcmgmt.sla.budgets`: error budgets, burn rates, alerts and projections
* `svcmgmt.sla.conformance`: grace times, allowed crossings, hysteresis and threshold alerts
* `svcmgmt.sla.credits`: tables of service credits, and notes that explain every step

Each home has more names than stand here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svcmgmt._lazy import front_door

if TYPE_CHECKING:
    from svcmgmt.sla.availability import (
        Availability as Availability,
        AvailabilityFacts as AvailabilityFacts,
        AvailabilityPolicies as AvailabilityPolicies,
        Exclusion as Exclusion,
        ExclusionCategory as ExclusionCategory,
        Maintenance as Maintenance,
        MaintenanceTerms as MaintenanceTerms,
        Outage as Outage,
        availability_of as availability_of,
    )
    from svcmgmt.sla.bases import (
        EmptyBase as EmptyBase,
    )
    from svcmgmt.sla.budgets import (
        BurnRateAlert as BurnRateAlert,
        ErrorBudget as ErrorBudget,
        alerts_at as alerts_at,
        burn_rate as burn_rate,
        composite as composite,
    )
    from svcmgmt.sla.clocks import (
        Alert as Alert,
        AlertTime as AlertTime,
        Attribution as Attribution,
        Clock as Clock,
        ClockCycle as ClockCycle,
        ClockLedger as ClockLedger,
        ClockReading as ClockReading,
        ClockRow as ClockRow,
        ClockSpan as ClockSpan,
        ClockState as ClockState,
        Compliance as Compliance,
        Condition as Condition,
        Equality as Equality,
        FixedDue as FixedDue,
        Limit as Limit,
        Mark as Mark,
        Outcome as Outcome,
        PauseMeasure as PauseMeasure,
        Reopen as Reopen,
        RowKind as RowKind,
        ServiceTime as ServiceTime,
        Signal as Signal,
        Target as Target,
        always_true as always_true,
        compliance as compliance,
        compliance_by as compliance_by,
        fold as fold,
        in_category as in_category,
        in_state as in_state,
        never_true as never_true,
        on_trigger as on_trigger,
        read as read,
        read_cycles as read_cycles,
    )
    from svcmgmt.sla.conformance import (
        AllowedCrossings as AllowedCrossings,
        GraceTimes as GraceTimes,
        Hysteresis as Hysteresis,
    )
    from svcmgmt.sla.credits import (
        CreditNote as CreditNote,
        CreditTerms as CreditTerms,
        LinearSchedule as LinearSchedule,
        TierSchedule as TierSchedule,
        credit_note as credit_note,
        preset as preset,
    )
    from svcmgmt.sla.evaluation import (
        Evaluation as Evaluation,
        Evidence as Evidence,
        Part as Part,
    )
    from svcmgmt.sla.indicators import (
        BudgetingMethod as BudgetingMethod,
        CounterSeries as CounterSeries,
        EventSeries as EventSeries,
        Indicator as Indicator,
        IndicatorSeries as IndicatorSeries,
        MissingData as MissingData,
    )
    from svcmgmt.sla.objectives import (
        Direction as Direction,
        Objective as Objective,
        Rounding as Rounding,
        Tolerance as Tolerance,
        ToleranceKind as ToleranceKind,
        Value as Value,
        Verdict as Verdict,
        at_least as at_least,
        at_most as at_most,
        exactly as exactly,
        value_text as value_text,
    )
    from svcmgmt.sla.reliability import (
        IncidentTimeline as IncidentTimeline,
        Reliability as Reliability,
        reliability_of as reliability_of,
    )
else:
    __all__, __getattr__, __dir__ = front_door(
        __name__,
        {
            "availability": "Availability AvailabilityFacts AvailabilityPolicies Exclusion "
            "ExclusionCategory Maintenance MaintenanceTerms Outage availability_of",
            "bases": "EmptyBase",
            "budgets": "BurnRateAlert ErrorBudget alerts_at burn_rate composite",
            "conformance": "AllowedCrossings GraceTimes Hysteresis",
            "credits": "CreditNote CreditTerms LinearSchedule TierSchedule credit_note preset",
            "indicators": "BudgetingMethod CounterSeries EventSeries Indicator IndicatorSeries "
            "MissingData",
            "reliability": "IncidentTimeline Reliability reliability_of",
            "clocks": "Alert AlertTime Attribution Clock ClockCycle ClockLedger ClockReading "
            "ClockRow ClockSpan ClockState Compliance Condition Equality FixedDue Limit Mark "
            "Outcome PauseMeasure Reopen RowKind ServiceTime Signal Target always_true compliance "
            "compliance_by fold in_category in_state never_true on_trigger read read_cycles",
            "evaluation": "Evaluation Evidence Part",
            "objectives": "Direction Objective Rounding Tolerance ToleranceKind Value Verdict "
            "at_least at_most exactly value_text",
        },
    )
