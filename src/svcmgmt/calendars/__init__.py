"""Civil time: opening hours, holidays, service calendars, windows and reporting periods.

The only package that knows zones and weekdays. A `ServiceCalendar` answers how much open time
has elapsed and when an allowed time is due; every reading on which calendars disagree is a named
policy with a default (see `svcmgmt.calendars.policies`).
"""

from svcmgmt.calendars._hours import SpecialDay, SpecialDays
from svcmgmt.calendars._offsets import Stretch
from svcmgmt.calendars._rules import CalendarRule
from svcmgmt.calendars.civil import after, parse_date, to_instant, to_wall_time
from svcmgmt.calendars.closures import Closure, ClosureKind
from svcmgmt.calendars.day_counts import CalendarDays, TimeAllowed, WorkingDays
from svcmgmt.calendars.factories import always, fixed, never, recurring, versions, weekly
from svcmgmt.calendars.holiday_lists import (
    Holiday,
    HolidayList,
    HolidayRule,
    Holidays,
    RecurringHoliday,
    YearlyHoliday,
    snapshot,
)
from svcmgmt.calendars.no_such_time import NeverOpens, NoSuchTime
from svcmgmt.calendars.periods import PeriodKind, ReportingPeriod, rolling
from svcmgmt.calendars.policies import (
    Boundary,
    DayPrecedence,
    Fold,
    Gap,
    Landing,
    Measure,
    MidnightClose,
    Occurrence,
    Outside,
    Reversed,
    ZeroDuration,
)
from svcmgmt.calendars.recurrence import Recurrence
from svcmgmt.calendars.service_calendar import ServiceCalendar
from svcmgmt.calendars.weekly_hours import OverlappingHours, Ranges, TimeRange, WeeklyHours
from svcmgmt.calendars.windows import ChangeFreeze, ChangeWindows, MaintenanceWindow
from svcmgmt.calendars.zones import UnknownZone, parse_zone

__all__ = [
    "Boundary",
    "CalendarDays",
    "CalendarRule",
    "ChangeFreeze",
    "ChangeWindows",
    "Closure",
    "ClosureKind",
    "DayPrecedence",
    "Fold",
    "Gap",
    "Holiday",
    "HolidayList",
    "HolidayRule",
    "Holidays",
    "Landing",
    "MaintenanceWindow",
    "Measure",
    "MidnightClose",
    "NeverOpens",
    "NoSuchTime",
    "Occurrence",
    "Outside",
    "OverlappingHours",
    "PeriodKind",
    "Ranges",
    "Recurrence",
    "RecurringHoliday",
    "ReportingPeriod",
    "Reversed",
    "ServiceCalendar",
    "SpecialDay",
    "SpecialDays",
    "Stretch",
    "TimeAllowed",
    "TimeRange",
    "UnknownZone",
    "WeeklyHours",
    "WorkingDays",
    "YearlyHoliday",
    "ZeroDuration",
    "after",
    "always",
    "fixed",
    "never",
    "parse_date",
    "parse_zone",
    "recurring",
    "rolling",
    "snapshot",
    "to_instant",
    "to_wall_time",
    "versions",
    "weekly",
]
