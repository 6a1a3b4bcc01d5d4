"""What an objective is about: a closed set of measures, each with its choices as data.

A measure says what is measured and how, not of what: that is the scope of its objective. A
report evaluates it over facts, a lint reads it, and a rendering tells it, all from this data.
"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import Final, TypeAlias, get_args

from attrs import field, frozen

from svcmgmt.agreement._lists import check_named
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import AvailabilityMeasure, AvailabilityPolicies
from svcmgmt.sla.clocks import Attribution
from svcmgmt.sla.indicators import Indicator
from svcmgmt.sla.objectives import Value
from svcmgmt.sla.reliability import ReliabilityMeasure, ReliabilityPolicies
from svcmgmt.values import Quantity, Ratio
from svcmgmt.values._kinds import of_kind

__all__ = [
    "FailureMeasure",
    "GivenMeasure",
    "IndicatorMeasure",
    "Measure",
    "OutageMeasure",
    "TicketShareMeasure",
    "ValueKind",
    "check_measure",
]


class ValueKind(Enum):
    """What kind of value a measure gives.

    Examples:
        >>> ValueKind("share")
        <ValueKind.SHARE: 'share'>
    """

    SHARE = "share"  # a Ratio: availability, tickets in time
    COUNT = "count"  # an int: outages
    DURATION = "duration"  # a timedelta: the longest outage, a mean time
    AMOUNT = "amount"  # a Quantity with its unit: throughput, delay

    @classmethod
    def of(cls, value: Value) -> ValueKind:
        """Return the kind of a value.

        Raises:
            InvalidType: something that no measure gives.

        Examples:
            >>> ValueKind.of(timedelta(hours=4))
            <ValueKind.DURATION: 'duration'>
        """
        for kind, types in _TYPES.items():
            if isinstance(value, types) and not isinstance(value, bool):
                return kind
        raise InvalidType("value", value, "Ratio, Quantity, timedelta or int")


_TYPES: Final = {
    ValueKind.SHARE: Ratio,
    ValueKind.COUNT: int,
    ValueKind.DURATION: timedelta,
    ValueKind.AMOUNT: Quantity,
}


_OF_OUTAGES: Final = {
    AvailabilityMeasure.AVAILABILITY: ValueKind.SHARE,
    AvailabilityMeasure.DOWNTIME: ValueKind.DURATION,
    AvailabilityMeasure.OUTAGES: ValueKind.COUNT,
    AvailabilityMeasure.LONGEST: ValueKind.DURATION,
}


@frozen(kw_only=True)
class OutageMeasure:
    """What outages took from a service: its availability, their number, the longest one.

    An availability alone allows one long outage, so contracts often promise several of them. Of
    several services in scope each is judged by itself. Source: rules R2.1 to R2.12 and R2.22.

    Raises:
        InvalidType: a measure or policies of another kind.

    Examples:
        >>> longest = OutageMeasure(of=AvailabilityMeasure.LONGEST)
        >>> print(OutageMeasure(), "|", longest, longest.yields.value)
        availability | longest outage duration
    """

    of: AvailabilityMeasure = field(
        default=AvailabilityMeasure.AVAILABILITY, validator=of_kind(AvailabilityMeasure)
    )
    """Which of them."""

    policies: AvailabilityPolicies | None = field(
        default=None, validator=of_kind(AvailabilityPolicies, None)
    )
    """How outages are merged and counted; None for as the agreement says."""

    @property
    def yields(self) -> ValueKind:
        """What kind of value it gives."""
        return _OF_OUTAGES[self.of]

    def __str__(self) -> str:
        return self.of.value


@frozen(kw_only=True)
class TicketShareMeasure:
    """The share of tickets that met their target: "95 % of P1 restored within 4 h".

    The time allowed stands in the targets of the agreement, the priorities and the clocks that
    count, such as `restore`, in the scope of the objective. Source: rules R1.8, R6.7 and R6.8.

    Raises:
        InvalidType: an attribution of another kind.

    Examples:
        >>> print(TicketShareMeasure(), TicketShareMeasure().yields.value)
        tickets in time share
    """

    attribution: Attribution = field(default=Attribution.VERDICT, validator=of_kind(Attribution))
    """To which period a ticket belongs."""

    @property
    def yields(self) -> ValueKind:
        """A share."""
        return ValueKind.SHARE

    def __str__(self) -> str:
        return "tickets in time"


@frozen
class IndicatorMeasure:
    """The share of good events or good slices of time: a service level indicator.

    What remains of its complement is the error budget. Source: rules R4.1 and R4.2.

    Args:
        indicator: what counts as good, by which method, and what missing data mean.
        slice: length of the slices in which events are counted.

    Raises:
        InvalidType: something else than an indicator and a `timedelta`.
        InvalidValue: a slice that is not longer than nothing.

    Examples:
        >>> from svcmgmt.sla.indicators.policies import MissingData
        >>> checkout = Indicator(name="checkout", missing=MissingData.UNDETERMINED)
        >>> print(IndicatorMeasure(checkout))
        indicator checkout
    """

    indicator: Indicator = field(validator=of_kind(Indicator))
    """What counts as good."""

    slice: timedelta = field(default=timedelta(minutes=1), validator=of_kind(timedelta))
    """Length of the slices in which events are counted."""

    def __attrs_post_init__(self) -> None:
        if self.slice <= timedelta(0):
            raise InvalidValue("slice", self.slice, "a positive duration")

    @property
    def yields(self) -> ValueKind:
        """A share."""
        return ValueKind.SHARE

    def __str__(self) -> str:
        return f"indicator {self.indicator.name}"


_OF_FAILURES: Final = {
    ReliabilityMeasure.MTBF: ValueKind.DURATION,
    ReliabilityMeasure.MTRS: ValueKind.DURATION,
    ReliabilityMeasure.MTBSI: ValueKind.DURATION,
    ReliabilityMeasure.FAILURES: ValueKind.COUNT,
    ReliabilityMeasure.FAILURE_RATE: ValueKind.AMOUNT,
}


@frozen(kw_only=True)
class FailureMeasure:
    """How often a service fails, or how long it takes to restore it, on average.

    Source: rules R2.13 to R2.15, row 4.

    Raises:
        InvalidType: a measure or policies of another kind.

    Examples:
        >>> restore = FailureMeasure(of=ReliabilityMeasure.MTRS)
        >>> print(restore, restore.yields.value)
        MTRS duration
    """

    of: ReliabilityMeasure = field(validator=of_kind(ReliabilityMeasure))
    """Which of them."""

    means: ReliabilityPolicies = field(
        default=ReliabilityPolicies(), validator=of_kind(ReliabilityPolicies)
    )
    """How mean times are made."""

    policies: AvailabilityPolicies | None = field(
        default=None, validator=of_kind(AvailabilityPolicies, None)
    )
    """How outages are merged and counted; None for as the agreement says."""

    @property
    def yields(self) -> ValueKind:
        """What kind of value it gives."""
        return _OF_FAILURES[self.of]

    @property
    def unit(self) -> str:
        """Its unit, if it is an amount."""
        return "1/h" if self.yields is ValueKind.AMOUNT else ""

    def __str__(self) -> str:
        return self.of.value


@frozen(kw_only=True)
class GivenMeasure:
    """A figure that somebody else computes and hands over: a named key quality indicator.

    Source: TMF657 `ServiceLevelSpecParameter`.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty name, an amount without a unit, or a unit of something else.

    Examples:
        >>> delay = GivenMeasure(name="one-way delay", yields=ValueKind.AMOUNT, unit="ms",
        ...                      specification="mean over 5 minutes, ITU-T Y.1540")
        >>> print(delay)
        one-way delay
    """

    name: str = field(validator=check_named)
    """How the figure is called by whoever hands it over."""

    yields: ValueKind = field(validator=of_kind(ValueKind))
    """What kind of value it is."""

    unit: str = field(default="", validator=of_kind(str))
    """Its unit, if it is an amount."""

    specification: str = field(default="", validator=of_kind(str))
    """How it is measured, or where that is written down; `lint` misses it if empty."""

    def __attrs_post_init__(self) -> None:
        if (self.yields is ValueKind.AMOUNT) != bool(self.unit):
            amount = "a unit" if self.yields is ValueKind.AMOUNT else "none, it is no amount"
            raise InvalidValue("unit", self.unit, amount)

    def __str__(self) -> str:
        return self.name


Measure: TypeAlias = (
    OutageMeasure | TicketShareMeasure | IndicatorMeasure | FailureMeasure | GivenMeasure
)
"""What an objective can be about; a report knows how to evaluate each of them."""


def check_measure(_owner: object, attribute: object, value: Measure | None) -> None:
    """Refuse what is neither a measure nor None."""
    if value is not None and not isinstance(value, Measure):
        name = getattr(attribute, "name", "measure")
        allowed = ", ".join(each.__name__ for each in get_args(Measure))
        raise InvalidType(name, value, f"{allowed} or None")
