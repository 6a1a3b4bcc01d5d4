"""The readings on which calendars disagree, each with a name and a default.

No function decides such a question silently: the choice is an argument, its default is the first
member here, and results that depend on it carry it. Source: section 10 of the rules, rows 31 to
36, and the differences between published calendar engines that they summarise.
"""

from __future__ import annotations

from enum import Enum

__all__ = [
    "Boundary",
    "DayPrecedence",
    "Fold",
    "Gap",
    "Landing",
    "Measure",
    "MidnightClose",
    "Occurrence",
    "Outside",
    "Reversed",
    "ZeroDuration",
]


class Boundary(Enum):
    """Where a due time lies that falls exactly on closing (row 33).

    Examples:
        >>> Boundary("closing")
        <Boundary.CLOSING: 'closing'>
    """

    CLOSING = "closing"  # the least instant at which the time has passed
    NEXT_OPENING = "next_opening"  # the greatest such instant: nothing passes while closed


class ZeroDuration(Enum):
    """Where adding nothing leads while the service is closed (row 32).

    Examples:
        >>> ZeroDuration("unchanged")
        <ZeroDuration.UNCHANGED: 'unchanged'>
    """

    UNCHANGED = "unchanged"  # where it started
    INTO_HOURS = "into_hours"  # the next opening, or going back the previous closing


class Reversed(Enum):
    """What elapsed over a range is whose end precedes its start (row 31).

    Examples:
        >>> Reversed("negative")
        <Reversed.NEGATIVE: 'negative'>
    """

    NEGATIVE = "negative"  # elapsed(a, b) == -elapsed(b, a)
    ZERO = "zero"  # nothing has elapsed
    ABSOLUTE = "absolute"  # the order does not matter
    ERROR = "error"  # raises EndBeforeStart


class Measure(Enum):
    """Whether a day of 23 or 25 hours counts as such.

    Examples:
        >>> Measure("real")
        <Measure.REAL: 'real'>
    """

    REAL = "real"  # seconds that pass
    WALL_CLOCK = "wall_clock"  # differences of clock readings: every day has 24 hours


class Gap(Enum):
    """What becomes of a wall time that the clocks skip (row 35).

    Examples:
        >>> Gap("clip")
        <Gap.CLIP: 'clip'>
    """

    CLIP = "clip"  # the instant of the change: real time whose label is in the window counts
    SHIFT = "shift"  # as much later as the clocks jump (RFC 5545, 3.3.5)


class Fold(Enum):
    """Which of the repeated wall times belong to a window, when clocks go back (row 36).

    An edge that the clocks show once lies there under each reading: at 03:00, to which the clocks
    of Berlin come only when the hour before has been repeated, a window ends after both passes.

    Examples:
        >>> Fold("label")
        <Fold.LABEL: 'label'>
    """

    LABEL = "label"  # every instant whose clock reading lies in the window, both times round
    FIRST = "first"  # each edge where the clocks show it first
    SPAN = "span"  # from where clocks show the opening first to where they show the closing last


class Occurrence(Enum):
    """Which instant a single repeated wall time names.

    Examples:
        >>> Occurrence("first")
        <Occurrence.FIRST: 'first'>
    """

    FIRST = "first"  # before the clocks go back
    LAST = "last"  # after the clocks went back


class DayPrecedence(Enum):
    """Which rule holds on a date that is both a holiday and a special day.

    Examples:
        >>> DayPrecedence("special_day")
        <DayPrecedence.SPECIAL_DAY: 'special_day'>
    """

    SPECIAL_DAY = "special_day"  # special hours were set for this very date
    HOLIDAY = "holiday"  # closed, whatever else is said


class MidnightClose(Enum):
    """How a closing at the end of the local day is told.

    Examples:
        >>> MidnightClose("next_day")
        <MidnightClose.NEXT_DAY: 'next_day'>
    """

    NEXT_DAY = "next_day"  # 00:00 of the next day: windows are half-open
    LAST_MICROSECOND = "last_microsecond"  # 23:59:59.999999 of the same day


class Outside(Enum):
    """From where working days are counted when the start lies outside hours (row 34).

    Examples:
        >>> Outside("next_opening")
        <Outside.NEXT_OPENING: 'next_opening'>
    """

    NEXT_OPENING = "next_opening"  # time and date of the next opening
    NEXT_WORKING_DAY = "next_working_day"  # own wall time, moved to a working day if needed
    COUNT_ON = "count_on"  # own wall time and date; the next working day is the first


class Landing(Enum):
    """Where on its last working day a count of working days ends (row 34).

    Examples:
        >>> Landing("same_time")
        <Landing.SAME_TIME: 'same_time'>
    """

    SAME_TIME = "same_time"  # the wall time of the start, open or not
    INTO_HOURS = "into_hours"  # that wall time, moved into hours if closed then
    AT_MOST_CLOSE = "at_most_close"  # that wall time, or the day's close if that is earlier
    CLOSE = "close"  # the end of open time on that date
