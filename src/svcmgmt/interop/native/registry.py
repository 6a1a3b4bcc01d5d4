"""Which classes are stored, under which names and versions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from svcmgmt.calendars import (
    CalendarDays,
    ChangeFreeze,
    ChangeWindows,
    Closure,
    Holiday,
    HolidayList,
    MaintenanceWindow,
    Recurrence,
    RecurringHoliday,
    ReportingPeriod,
    ServiceCalendar,
    SpecialDay,
    TimeRange,
    WeeklyHours,
    WorkingDays,
    YearlyHoliday,
)
from svcmgmt.calendars._combined import Difference, Intersection, Union, Versions
from svcmgmt.calendars._hours import Hours
from svcmgmt.calendars._rules import Always, Fixed, Never, Recurring
from svcmgmt.lifecycle import (
    Fact,
    Guard,
    Lifecycle,
    LogAudit,
    OwnState,
    Rule,
    State,
    StateChange,
    Trigger,
)
from svcmgmt.practice import Incident, IncidentState, IncidentTrigger, PriorityMatrix
from svcmgmt.practice.incident import has_hold_reason, has_resolution
from svcmgmt.sla import (
    Alert,
    AlertTime,
    Clock,
    ClockCycle,
    ClockLedger,
    ClockReading,
    ClockRow,
    ClockSpan,
    Compliance,
    Condition,
    FixedDue,
    Mark,
    Target,
)
from svcmgmt.sla.evaluation import Evaluation, Evidence, Part
from svcmgmt.sla.objectives import Objective, Rounding, Tolerance
from svcmgmt.statistics import ChartSample, ControlChart, ShareInterval, ShareJudgement
from svcmgmt.temporal import CalendarDuration, Interval, IntervalSet, Timeline
from svcmgmt.values import (
    Extension,
    Finding,
    Money,
    NoData,
    Priority,
    PriorityScale,
    Quantity,
    Ratio,
    Ref,
)

__all__ = ["BY_CLASS", "BY_NAME", "Context"]

_CLASSES: Final[tuple[type[Any], ...]] = (
    # values
    Ratio, NoData, Money, Quantity, Finding, Priority, PriorityScale, Ref, Extension,
    # temporal
    datetime, timedelta, CalendarDuration, Interval, IntervalSet, Timeline,
    # calendars
    TimeRange, WeeklyHours, Holiday, YearlyHoliday, RecurringHoliday, HolidayList, SpecialDay,
    Recurrence, ServiceCalendar, Always, Never, Hours, Fixed, Recurring, Union, Intersection,
    Difference, Versions, WorkingDays, CalendarDays, Closure, ReportingPeriod, MaintenanceWindow,
    ChangeFreeze, ChangeWindows,
    # statistics
    ShareInterval, ShareJudgement, ChartSample, ControlChart,
    # lifecycle
    OwnState, Fact, StateChange, Rule, Lifecycle, LogAudit,
    # sla
    Objective, Tolerance, Rounding, Part, Evidence, Evaluation,
    Condition, Alert, FixedDue, Target, Clock, Mark, ClockLedger, ClockSpan, ClockCycle,
    ClockReading, ClockRow, AlertTime, Compliance,
    # practice
    PriorityMatrix, Incident,
)  # fmt: skip

_NAMES: Final = {
    datetime: "instant",
    timedelta: "duration",
    Union: "calendar-union",
    Intersection: "calendar-intersection",
    Difference: "calendar-difference",
    Versions: "calendar-versions",
    Always: "calendar-always",
    Never: "calendar-never",
    Hours: "calendar-hours",
    Fixed: "calendar-fixed",
    Recurring: "calendar-recurring",
}
"""Names of classes that are not simply their own in kebab case."""


def _name(kind: type[Any]) -> str:
    return _NAMES.get(kind) or re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


BY_CLASS: Final[Mapping[type[Any], tuple[str, int]]] = MappingProxyType(
    {kind: (_name(kind), 1) for kind in _CLASSES}
)
"""Name and version of each stored class."""

BY_NAME: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {name: kind for kind, (name, _) in BY_CLASS.items()}
)
"""Class of each name."""


@frozen
class Context:
    """What a document refers to by name and does not contain: enumerations and guards."""

    enumerations: tuple[type[State | Trigger], ...] = (IncidentState, IncidentTrigger)
    guards: tuple[Guard, ...] = (has_resolution, has_hold_reason)

    def enumeration(self, name: str) -> type[State | Trigger] | None:
        """Return a known enumeration of states or triggers."""
        return next((each for each in self.enumerations if each.__name__ == name), None)

    def guard(self, name: str) -> Guard | None:
        """Return a known guard."""
        return next((each for each in self.guards if each.__name__ == name), None)
