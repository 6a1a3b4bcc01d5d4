"""TM Forum and ITIL service management: calendars, lifecycles, and an exact, explained SLA engine.

The names people use most are here, loaded when first used; each has one home, its subpackage:

* `svcmgmt.values`: ratios, money, priorities, findings, references
* `svcmgmt.temporal`: instants, durations, intervals, sets of them, values over time
* `svcmgmt.calendars`: opening hours, holidays, service calendars, windows, reporting periods
* `svcmgmt.lifecycle`: state machines as data, histories, replay and audit
* `svcmgmt.statistics`: small samples, percentiles, control charts
* `svcmgmt.sla`: ticket clocks and compliance
* `svcmgmt.practice`: ITIL records such as the incident
* `svcmgmt.interop`: storing everything as plain dicts
* `svcmgmt.lifecycles`: the index of every lifecycle

The library is pure: it reads no clock, file, network or environment (time zone files aside), and
every instant that matters is an argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svcmgmt._lazy import front_door

__version__ = "0.1.0"

if TYPE_CHECKING:
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
        HoldReason as HoldReason,
        Impact as Impact,
        Incident as Incident,
        IncidentState as IncidentState,
        PriorityMatrix as PriorityMatrix,
        Urgency as Urgency,
    )
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
            "sla.clocks": "Alert Clock ClockLedger ClockReading Compliance Outcome Target "
            "compliance",
            "practice": "HoldReason Impact Incident IncidentState PriorityMatrix Urgency",
            "interop.native": "from_dict to_dict",
        },
    )
