"""Time without calendars: instants, durations, intervals, sets of them, and values over time.

Everything is aware at the edge and UTC inside, exact to the microsecond, half-open, within 1970
to 2200. Civil time (zones, weekdays, holidays) lives in `svcmgmt.calendars` only.
"""

from svcmgmt.temporal.durations import (
    CalendarDuration,
    exact_duration,
    format_duration,
    parse_duration,
)
from svcmgmt.temporal.instants import (
    HORIZON,
    ORIGIN,
    NaiveDatetime,
    format_instant,
    from_micros,
    instant,
    parse_instant,
    to_micros,
)
from svcmgmt.temporal.interval_sets import EMPTY, IntervalSet
from svcmgmt.temporal.intervals import EndBeforeStart, Interval, OpenInterval
from svcmgmt.temporal.timelines import BeforeFirstChange, Timeline

__all__ = [
    "EMPTY",
    "HORIZON",
    "ORIGIN",
    "BeforeFirstChange",
    "CalendarDuration",
    "EndBeforeStart",
    "Interval",
    "IntervalSet",
    "NaiveDatetime",
    "OpenInterval",
    "Timeline",
    "exact_duration",
    "format_duration",
    "format_instant",
    "from_micros",
    "instant",
    "parse_duration",
    "parse_instant",
    "to_micros",
]
