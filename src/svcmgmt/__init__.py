"""TM Forum and ITIL service management: calendars, lifecycles, and an exact, explained SLA engine.

The names people use most are here, loaded when first used; each has one home, its subpackage:

* `svcmgmt.values`: ratios, money, priorities, findings, references
* `svcmgmt.temporal`: instants, durations, intervals, sets of them, values over time
* `svcmgmt.calendars`: opening hours, holidays, service calendars, windows, reporting periods
* `svcmgmt.lifecycle`: state machines as data, histories, replay and audit
* `svcmgmt.sla`: ticket clocks and compliance
* `svcmgmt.practice`: ITIL records such as the incident
* `svcmgmt.interop`: storing everything as plain dicts
* `svcmgmt.lifecycles`: the index of every lifecycle

The library is pure: it reads no clock, file, network or environment (time zone files aside), and
every instant that matters is an argument.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svcmgmt.calendars import (
        CalendarDays,
        HolidayList,
        MaintenanceWindow,
        Recurrence,
        ReportingPeriod,
        ServiceCalendar,
        WeeklyHours,
        WorkingDays,
        always,
        never,
        weekly,
    )
    from svcmgmt.interop.native import from_dict, to_dict
    from svcmgmt.lifecycle import (
        Lifecycle,
        OwnState,
        Rule,
        StateCategory,
        StateChange,
        Stateful,
        audit,
        replay,
    )
    from svcmgmt.practice import (
        HoldReason,
        Impact,
        Incident,
        IncidentState,
        PriorityMatrix,
        Urgency,
    )
    from svcmgmt.sla import (
        Alert,
        Clock,
        ClockLedger,
        ClockReading,
        Compliance,
        Outcome,
        Target,
        compliance,
    )
    from svcmgmt.temporal import CalendarDuration, Interval, IntervalSet, Timeline, parse_instant
    from svcmgmt.values import Finding, Money, NoData, Priority, Quantity, Ratio, Ref

__version__ = "0.1.0"

_HOMES = {
    "values": "Finding Money NoData Priority Quantity Ratio Ref",
    "temporal": "CalendarDuration Interval IntervalSet Timeline parse_instant",
    "calendars": "CalendarDays HolidayList MaintenanceWindow Recurrence ReportingPeriod "
    "ServiceCalendar WeeklyHours WorkingDays always never weekly",
    "lifecycle": "Lifecycle OwnState Rule StateCategory StateChange Stateful audit replay",
    "sla": "Alert Clock ClockLedger ClockReading Compliance Outcome Target compliance",
    "practice": "HoldReason Impact Incident IncidentState PriorityMatrix Urgency",
    "interop.native": "from_dict to_dict",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Alert",
    "CalendarDays",
    "CalendarDuration",
    "Clock",
    "ClockLedger",
    "ClockReading",
    "Compliance",
    "Finding",
    "HoldReason",
    "HolidayList",
    "Impact",
    "Incident",
    "IncidentState",
    "Interval",
    "IntervalSet",
    "Lifecycle",
    "MaintenanceWindow",
    "Money",
    "NoData",
    "Outcome",
    "OwnState",
    "Priority",
    "PriorityMatrix",
    "Quantity",
    "Ratio",
    "Recurrence",
    "Ref",
    "ReportingPeriod",
    "Rule",
    "ServiceCalendar",
    "StateCategory",
    "StateChange",
    "Stateful",
    "Target",
    "Timeline",
    "Urgency",
    "WeeklyHours",
    "WorkingDays",
    "always",
    "audit",
    "compliance",
    "from_dict",
    "never",
    "parse_instant",
    "replay",
    "to_dict",
    "weekly",
]


if not TYPE_CHECKING:  # type checkers see the imports above and nothing else

    def __getattr__(name: str) -> object:
        if name not in _HOME_OF:
            message = f"module 'svcmgmt' has no attribute '{name}'"
            raise AttributeError(message)
        value = getattr(import_module(f"svcmgmt.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
