"""TM Forum and ITIL service management: calendars, lifecycles, and an exact, explained SLA engine.

The names people use most are here, loaded when first used; each has one home, its subpackage:

* `svcmgmt.values`: ratios, money, priorities, findings, references
* `svcmgmt.temporal`: instants, durations, intervals, sets of them, values over time
* `svcmgmt.calendars`: opening hours, holidays, service calendars, windows, reporting periods
* `svcmgmt.lifecycle`: state machines as data, histories, replay and audit
* `svcmgmt.statistics`: small samples, percentiles, control charts
* `svcmgmt.sla`: the SLA engine: clocks, availability, budgets, credits
* `svcmgmt.agreement`: SLAs, OLAs and underpinning contracts
* `svcmgmt.reports`: the service-level report, and what changed since
* `svcmgmt.practice`: ITIL records, their relations, rules and metrics
* `svcmgmt.common`, `svcmgmt.patterns`, `svcmgmt.party`, `svcmgmt.product`, `svcmgmt.service`,
  `svcmgmt.resource`, `svcmgmt.assurance`, `svcmgmt.billing`: the TM Forum information model
* `svcmgmt.interop`: everything as plain dicts; TM Forum documents; exports of products
* `svcmgmt.frames`, `svcmgmt.views`: data frames in and out; results as pictures
* `svcmgmt.lifecycles`: the index of every lifecycle

The library is pure: it reads no clock, file, network or environment (time zone files aside), and
every instant that matters is an argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svcmgmt._lazy import front_door

__version__ = "0.1.0"

if TYPE_CHECKING:
    from svcmgmt.agreement import (
        Agreement as Agreement,
        ServiceLevelObjective as ServiceLevelObjective,
    )
    from svcmgmt.calendars import (
        CalendarDays as CalendarDays,
        HolidayList as HolidayList,
        MaintenanceWindow as MaintenanceWindow,
        Recurrence as Recurrence,
        ReportingPeriod as ReportingPeriod,
        ServiceCalendar as ServiceCalendar,
        WeeklyHours as WeeklyHours,
        WorkingDays as WorkingDays,
        always as always,
        never as never,
        weekly as weekly,
    )
    from svcmgmt.interop.native import (
        from_dict as from_dict,
        to_dict as to_dict,
    )
    from svcmgmt.lifecycle import (
        Lifecycle as Lifecycle,
        OwnState as OwnState,
        Rule as Rule,
        StateCategory as StateCategory,
        StateChange as StateChange,
        Stateful as Stateful,
        audit as audit,
        replay as replay,
    )
    from svcmgmt.practice import (
        Change as Change,
        HoldReason as HoldReason,
        Impact as Impact,
        Incident as Incident,
        IncidentState as IncidentState,
        PriorityMatrix as PriorityMatrix,
        Problem as Problem,
        Urgency as Urgency,
    )
    from svcmgmt.reports import (
        ServiceFacts as ServiceFacts,
        restatement as restatement,
        service_level_report as service_level_report,
    )
    from svcmgmt.sla.availability import (
        Outage as Outage,
        availability_of as availability_of,
    )
    from svcmgmt.sla.budgets import ErrorBudget as ErrorBudget
    from svcmgmt.sla.clocks import (
        Alert as Alert,
        Clock as Clock,
        ClockLedger as ClockLedger,
        ClockReading as ClockReading,
        Compliance as Compliance,
        Outcome as Outcome,
        Target as Target,
        compliance as compliance,
    )
    from svcmgmt.sla.credits import credit_note as credit_note
    from svcmgmt.sla.objectives import (
        at_least as at_least,
        at_most as at_most,
    )
    from svcmgmt.temporal import (
        CalendarDuration as CalendarDuration,
        Interval as Interval,
        IntervalSet as IntervalSet,
        Timeline as Timeline,
        parse_instant as parse_instant,
    )
    from svcmgmt.values import (
        Finding as Finding,
        Money as Money,
        NoData as NoData,
        Priority as Priority,
        Quantity as Quantity,
        Ratio as Ratio,
        Ref as Ref,
    )
else:
    __all__, __getattr__, __dir__ = front_door(
        __name__,
        {
            "values": "Finding Money NoData Priority Quantity Ratio Ref",
            "temporal": "CalendarDuration Interval IntervalSet Timeline parse_instant",
            "calendars": "CalendarDays HolidayList MaintenanceWindow Recurrence ReportingPeriod "
            "ServiceCalendar WeeklyHours WorkingDays always never weekly",
            "lifecycle": "Lifecycle OwnState Rule StateCategory StateChange Stateful audit replay",
            "agreement": "Agreement ServiceLevelObjective",
            "sla.availability": "Outage availability_of",
            "sla.budgets": "ErrorBudget",
            "sla.credits": "credit_note",
            "sla.objectives": "at_least at_most",
            "sla.clocks": "Alert Clock ClockLedger ClockReading Compliance Outcome Target "
            "compliance",
            "practice": "Change HoldReason Impact Incident IncidentState PriorityMatrix Problem "
            "Urgency",
            "reports": "ServiceFacts restatement service_level_report",
            "interop.native": "from_dict to_dict",
        },
    )
