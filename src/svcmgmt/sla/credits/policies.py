"""The readings on which credit clauses disagree, each with a name and a default.

The default is the first member; schedules and terms carry their choices, and a credit note names
them.
"""

from __future__ import annotations

from enum import Enum

__all__ = [
    "ClaimUnit",
    "Combination",
    "Exclusivity",
    "MonthLength",
    "OffTable",
    "Proration",
    "StepCounting",
    "TierEdge",
]


class TierEdge(Enum):
    """To which row a bound belongs that two rows of a table share (row 16, rule R5.1).

    Examples:
        >>> TierEdge("lower")
        <TierEdge.LOWER: 'lower'>
    """

    LOWER = "lower"  # to the row that begins there: "equal to or greater than 99.0 %"
    UPPER = "upper"  # to the row that ends there: "99.0 % or less"


class OffTable(Enum):
    """What a table answers for a value that no single row has (rule R5.4).

    Examples:
        >>> OffTable("refuse")
        <OffTable.REFUSE: 'refuse'>
    """

    REFUSE = "refuse"  # an error that names the holes
    NO_DATA = "no_data"  # no data: the case stays undecided, and the note says so


class StepCounting(Enum):
    """How a part of a step counts: of a point, an hour, a day (row 15).

    Examples:
        >>> StepCounting("pro_rata")
        <StepCounting.PRO_RATA: 'pro_rata'>
    """

    PRO_RATA = "pro_rata"  # as that part
    FULL = "full"  # not at all, only whole steps count
    STARTED = "started"  # as a whole step: "per day or part of a day"


class MonthLength(Enum):
    """How many hours a fee pays for, where time is credited as a part of it (rule R5.6).

    Examples:
        >>> MonthLength("actual")
        <MonthLength.ACTUAL: 'actual'>
    """

    ACTUAL = "actual"  # those of the period, on its calendar: a month has 671 to 745
    HOURS_720 = "720_hours"  # 30 days; an hour is 1/720 of the fee and a day 1/30
    HOURS_730 = "730_hours"  # a twelfth of 8,760 hours


class Combination(Enum):
    """What several credits amount to together (row 14, rule R5.5).

    Examples:
        >>> Combination("max")
        <Combination.MAX: 'max'>
    """

    MAX = "max"  # the largest: one incident is not paid for twice
    SUM_CAPPED = "sum_capped"  # their sum, at most a cap
    MAX_CAPPED = "max_capped"  # the largest, at most a cap
    FIRST = "first"  # the one that is told first; order matters here only
    MULTIPLICATIVE = "multiplicative"  # each of what the others leave: 1 - (1 - a) (1 - b)


class Exclusivity(Enum):
    """Which credits of a service and period are combined, before what is left is added.

    Source: row 14 and rule R5.5.

    Examples:
        >>> Exclusivity("per_incident")
        <Exclusivity.PER_INCIDENT: 'per_incident'>
    """

    PER_INCIDENT = "per_incident"  # those of one root incident; different incidents add up
    PER_SERVICE = "per_service"  # all of them, whatever their incident


class Proration(Enum):
    """Which part of a fee is the basis when a service was active for a part of the period.

    Source: row 30.

    Examples:
        >>> Proration("actual_days")
        <Proration.ACTUAL_DAYS: 'actual_days'>
    """

    ACTUAL_DAYS = "actual_days"  # active dates out of the dates of the period
    THIRTY_DAYS = "thirty_days"  # active dates out of 30, at most the whole fee
    NONE = "none"  # the whole fee


class ClaimUnit(Enum):
    """What a claim window counts; none is a default (rule R5.8).

    Examples:
        >>> ClaimUnit("days")
        <ClaimUnit.DAYS: 'days'>
    """

    BILLING_CYCLES = "billing_cycles"  # to the end of the n-th cycle after the incident's
    DAYS = "days"  # n days after the incident, or else after the end of the period
    MONTHS = "months"  # n months after the end of the period
