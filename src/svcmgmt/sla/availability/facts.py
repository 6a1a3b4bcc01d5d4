"""What is known of a service: outages, and time that an agreement leaves out.

A fact is recorded, and may be recorded again: the newest version of an id counts, in whatever
order the versions arrive.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from fractions import Fraction
from typing import Final

from attrs import Factory, field, frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability._arguments import Share, share_of, whole_or_none
from svcmgmt.temporal import (
    HORIZON,
    Interval,
    IntervalSet,
    OpenInterval,
    _edges as algebra,
    instant,
    to_micros,
)
from svcmgmt.values._kinds import of_kind

__all__ = [
    "OPEN",
    "Exclusion",
    "ExclusionCategory",
    "ExclusionStatus",
    "Maintenance",
    "Outage",
    "RecordedFact",
]

OPEN: Final = to_micros(HORIZON) + 1
"""The end of a span that still runs, in microseconds since 1970: later than every instant."""


def _recorded_at(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "recorded_at")


def _integer(_owner: object, _attribute: object, value: int | None) -> None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise InvalidType("sequence", value, "int or None")


@frozen(kw_only=True, weakref_slot=False)
class RecordedFact:
    """What outages, exclusions and maintenance have in common: an id and a place among versions.

    Of several facts with one id the one with the highest `sequence` counts, then the one recorded
    last; those that do not know their place come before those that do. Source: row 37.

    Raises:
        NaiveDatetime: `recorded_at` without a zone.
        InvalidType: a sequence that is no int.

    Examples:
        >>> RecordedFact(id="o-7", sequence=2).is_withdrawn
        False
    """

    id: str = field(default="", validator=of_kind(str))
    """The source's name of it. Facts without one are the same when their content is."""

    sequence: int | None = field(default=None, validator=_integer)
    """Place among the versions of this id."""

    recorded_at: datetime | None = field(default=None, converter=_recorded_at)
    """When the source recorded this version, in UTC."""

    is_withdrawn: bool = field(default=False, validator=of_kind(bool))
    """Whether this version takes the fact back: it never was."""

    @property
    def place(self) -> tuple[bool, int, bool, datetime]:
        """By what versions are ordered."""
        recorded = self.recorded_at
        known = HORIZON if recorded is None else recorded
        return self.sequence is not None, self.sequence or 0, recorded is not None, known


def _interval(value: Interval) -> Interval:
    if not isinstance(value, Interval):
        raise InvalidType("during", value, "Interval")
    return value


_ALL: Final = Fraction(1)


def _weight(value: Share) -> Fraction:
    if value is _ALL:  # nearly every outage; not looked at again
        return _ALL
    weight = share_of("weight", value)
    if not 0 < weight <= 1:
        raise InvalidValue("weight", value, "more than 0, up to 1; what takes nothing is no outage")
    return weight


def _span(outage: Outage) -> tuple[int, int, int, int]:
    if outage.is_withdrawn:
        return 0, 0, 1, 1
    start, end = _bounds(outage.during)
    return start, end, outage.weight.numerator, outage.weight.denominator


def _bounds(during: Interval) -> tuple[int, int]:
    return to_micros(during.start), OPEN if during.end is None else to_micros(during.end)


@frozen(kw_only=True, weakref_slot=False)
class Outage(RecordedFact):
    """A stretch of time in which a service, or a part of it, was lost.

    Source: rules R2.2 and R2.18.

    Raises:
        InvalidType: a float weight, or something else than an interval.
        InvalidValue: a weight outside 0 to 1, or of 0.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> slow = Outage(id="o-7", during=Interval.parse("2026-10-05T10:00:00Z/PT30M"),
        ...               weight="30 %", cause="disk full")
        >>> print(slow)
        o-7 (disk full)
        >>> slow.weight
        Fraction(3, 10)
    """

    during: Interval = field(converter=_interval)
    """When it was down; an open end says that it still is."""

    weight: Fraction = field(default=_ALL, converter=_weight)
    """Which share of the service was lost, more than 0 up to 1; exact."""

    scope: str = field(default="", validator=of_kind(str))
    """Which service, component or access point; empty for all of the service."""

    cause: str = field(default="", validator=of_kind(str))
    """Why, in words."""

    source: str = field(default="", validator=of_kind(str))
    """Who says so: a monitor, a ticket, a customer."""

    users_affected: int | None = field(default=None, validator=whole_or_none)
    """How many users were affected; None where nobody counted."""

    span: tuple[int, int, int, int] = field(
        init=False, eq=False, repr=False, default=Factory(_span, takes_self=True)
    )
    """Start, end in microseconds since 1970, then the weight's two numbers: for kernels.

    Empty for an outage that is withdrawn.
    """

    def __str__(self) -> str:
        if self.id and self.cause:
            return f"{self.id} ({self.cause})"
        return self.id or self.cause or "outage"


class ExclusionCategory(Enum):
    """Why time does not count, in the order in which one reason hides the next (rule R2.6).

    Examples:
        >>> ExclusionCategory("force majeure")
        <ExclusionCategory.FORCE_MAJEURE: 'force majeure'>
    """

    PLANNED_MAINTENANCE = "planned maintenance"  # agreed work, in so far as it is eligible
    FORCE_MAJEURE = "force majeure"  # what nobody can answer for
    SUSPENSION = "suspension"  # by the provider's right: no payment, a court order
    CUSTOMER = "customer"  # what the customer caused
    THIRD_PARTY = "third party"  # a carrier or supplier outside the agreement
    STOP_CLOCK = "stop clock"  # waiting for the customer, no access to the site


class ExclusionStatus(Enum):
    """Whether the two parties agree that an exclusion holds.

    Examples:
        >>> ExclusionStatus("disputed")
        <ExclusionStatus.DISPUTED: 'disputed'>
    """

    PROPOSED = "proposed"  # claimed by one party
    APPROVED = "approved"  # accepted by both
    DISPUTED = "disputed"  # refused by one party


def _times(
    value: Interval | IntervalSet | ServiceCalendar,
) -> Interval | IntervalSet | ServiceCalendar:
    if not isinstance(value, Interval | IntervalSet | ServiceCalendar):
        raise InvalidType("during", value, "Interval, IntervalSet or ServiceCalendar")
    return value


def _spans(exclusion: Exclusion) -> tuple[tuple[int, int], ...] | None:
    during = exclusion.during
    if isinstance(during, ServiceCalendar):
        return None
    if isinstance(during, IntervalSet):
        return tuple(algebra.pairs(during.edges))
    return (_bounds(during),)


@frozen(kw_only=True, weakref_slot=False)
class Exclusion(RecordedFact):
    """Time that an agreement leaves out, whatever happens in it. Source: rule R2.6.

    Raises:
        InvalidType: a category, a status or times of another kind.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> storm = Exclusion(id="e-1", category=ExclusionCategory.FORCE_MAJEURE,
        ...                   during=Interval.parse("2026-10-05T10:00:00Z/PT12H"), reason="storm")
        >>> storm.status.value
        'approved'
    """

    category: ExclusionCategory = field(validator=of_kind(ExclusionCategory))
    """Why it is left out."""

    during: Interval | IntervalSet | ServiceCalendar = field(converter=_times)
    """When: once, several times, or whenever a calendar is open."""

    status: ExclusionStatus = field(
        default=ExclusionStatus.APPROVED, validator=of_kind(ExclusionStatus)
    )
    """Whether it is agreed."""

    reason: str = field(default="", validator=of_kind(str))
    """Why, in words."""

    scope: str = field(default="", validator=of_kind(str))
    """Which service, component or access point; empty for all of the service."""

    spans: tuple[tuple[int, int], ...] | None = field(
        init=False, eq=False, repr=False, default=Factory(_spans, takes_self=True)
    )
    """Starts and ends in microseconds since 1970, for kernels; None for a calendar."""

    def __str__(self) -> str:
        return self.id or self.reason or self.category.value


def _planned(value: Interval) -> Interval:
    if not isinstance(value, Interval):
        raise InvalidType("planned", value, "Interval")
    if value.end is None:
        raise OpenInterval("planned", value, "a closed interval, as it was announced")
    return value


def _announced_at(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "announced_at")


@frozen(kw_only=True, weakref_slot=False)
class Maintenance(RecordedFact):
    """Work on a service as it was announced and as it was done; no outage by itself.

    `MaintenanceTerms` say how much of it is left out of an availability. Source: rule R2.7.

    Raises:
        OpenInterval: planned times without an end.
        InvalidType: times of another kind.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> work = Maintenance(id="m-3", planned=Interval.parse("2026-10-04T02:00:00Z/PT2H"),
        ...                    announced_at=parse_instant("2026-09-28T08:00:00Z"))
        >>> work.actual is None
        True
    """

    planned: Interval = field(converter=_planned)
    """When it was announced to happen."""

    actual: Interval | None = field(default=None, validator=of_kind(Interval, None))
    """When it did happen; None while nobody tells otherwise. An open end says it still goes on."""

    announced_at: datetime | None = field(default=None, converter=_announced_at)
    """When it was announced, in UTC; None where nobody knows."""

    is_emergency: bool = field(default=False, validator=of_kind(bool))
    """Whether it could not wait."""

    scope: str = field(default="", validator=of_kind(str))
    """Which service, component or access point; empty for all of the service."""

    def __str__(self) -> str:
        return self.id or "maintenance"
