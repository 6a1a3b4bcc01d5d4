"""The readings on which ticket clocks disagree, each with a name and a default.

The default is the first member; a clock carries its choices and its readings name them.
"""

from __future__ import annotations

from enum import Enum

__all__ = ["Attribution", "Equality", "PauseMeasure", "Reopen"]


class Reopen(Enum):
    """What a clock does when work goes on after it stopped (row 24, rule R6.4).

    Examples:
        >>> Reopen("continue")
        <Reopen.CONTINUE: 'continue'>
    """

    CONTINUE = "continue"  # goes on from the time counted; the time stopped does not count
    RESTART = "restart"  # a new cycle begins at zero
    COUNT_ALL = "count_all"  # as if it had never stopped; the time stopped counts
    KEEP_FIRST = "keep_first"  # the first stop is final, until a reset


class Equality(Enum):
    """Whether time that equals the limit is within it (rule R6.6).

    Examples:
        >>> Equality("met")
        <Equality.MET: 'met'>
    """

    MET = "met"  # a value equal to its target is equal to its target
    MISSED = "missed"  # the limit itself is too late


class PauseMeasure(Enum):
    """By how much a pause moves the due time.

    Examples:
        >>> PauseMeasure("service_time")
        <PauseMeasure.SERVICE_TIME: 'service_time'>
    """

    SERVICE_TIME = "service_time"  # by the open time it takes; a pause at night moves nothing
    WALL_CLOCK = "wall_clock"  # by its whole length, added to the due time


class Attribution(Enum):
    """To which period a ticket belongs (rule R6.7).

    Examples:
        >>> Attribution("verdict")
        <Attribution.VERDICT: 'verdict'>
    """

    VERDICT = "verdict"  # a met one to its stop, a missed one to its breach
    START = "start"  # to the start of its clock
    STOP = "stop"  # to the stop of its clock; one that runs belongs to no period yet
