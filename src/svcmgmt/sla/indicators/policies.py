"""The readings on which service level indicators disagree, each with a name.

Where there is a default it is the first member. What missing data mean has no default: whoever
measures says so.
"""

from __future__ import annotations

from enum import Enum

__all__ = [
    "BudgetingMethod",
    "ExcludedSlice",
    "Extrapolation",
    "MissingData",
    "PartialSlice",
    "SliceKind",
    "StaleGap",
]


class BudgetingMethod(Enum):
    """What an indicator is a share of; the three methods of OpenSLO (rule R4.2).

    Examples:
        >>> BudgetingMethod("timeslices")
        <BudgetingMethod.TIMESLICES: 'timeslices'>
    """

    OCCURRENCES = "occurrences"  # good events of all events; busy hours weigh more
    TIMESLICES = "timeslices"  # good slices of all slices; a slice is good or bad as a whole
    RATIO_TIMESLICES = "ratio timeslices"  # the mean of the slices' shares; each weighs the same


class MissingData(Enum):
    """What a slice is taken for that tells nothing (rules R0.6 and R4.3); there is no default.

    Examples:
        >>> MissingData("undetermined")
        <MissingData.UNDETERMINED: 'undetermined'>
    """

    GOOD = "good"  # as a good slice: nobody asked, so nobody was let down
    BAD = "bad"  # as a bad slice: what cannot be shown was not delivered
    IGNORE = "ignore"  # as no slice at all; the others are the base
    UNDETERMINED = "undetermined"  # as unknown: a window that contains one has no value


class SliceKind(Enum):
    """What a slice of a window is; the kinds of a window add up to its slices.

    Examples:
        >>> SliceKind("no traffic")
        <SliceKind.NO_TRAFFIC: 'no traffic'>
    """

    GOOD = "good"  # its share of good events reaches the slice target
    BAD = "bad"  # it does not
    MEASURED = "measured"  # events were counted; the method knows no good and bad slices
    THIN = "below minimum traffic"  # events were counted, but too few to judge
    NO_TRAFFIC = "no traffic"  # looked at, and nothing happened
    MISSING = "missing"  # nothing is known of it
    EXCLUDED = "excluded"  # left out by agreement


class PartialSlice(Enum):
    """Whether a window counts the slice that is still running at its end (rule R4.10).

    Examples:
        >>> PartialSlice("excluded")
        <PartialSlice.EXCLUDED: 'excluded'>
    """

    EXCLUDED = "excluded"  # the window ends where the running slice began
    INCLUDED = "included"  # the window ends with the running slice, with what is known of it


class ExcludedSlice(Enum):
    """Which slices an excluded time leaves out.

    Examples:
        >>> ExcludedSlice("touched")
        <ExcludedSlice.TOUCHED: 'touched'>
    """

    TOUCHED = "touched"  # every slice that shares time with it
    COVERED = "covered"  # only slices that lie in it as a whole


class Extrapolation(Enum):
    """How the increase of a counter over a window is read from its samples.

    Examples:
        >>> Extrapolation("none")
        <Extrapolation.NONE: 'none'>
    """

    NONE = "none"  # differences of adjacent samples, each in the window of its later sample
    PROMETHEUS = "prometheus"  # samples inside only, stretched to the edges, as `increase()` does


class StaleGap(Enum):
    """What becomes of the increase over a gap in which a counter was stale.

    Examples:
        >>> StaleGap("counted")
        <StaleGap.COUNTED: 'counted'>
    """

    COUNTED = "counted"  # counted when the counter is back; the slices of the gap are missing
    LEFT_OUT = "left out"  # not counted, because nobody knows when it happened; a finding says so
