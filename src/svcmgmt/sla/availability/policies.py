"""The readings on which availability figures disagree, each with a name and a default.

The default is the first member. The choice is part of every result.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import Enum
from typing import Final

from attrs import field, fields, frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.errors import InvalidValue
from svcmgmt.sla.availability._arguments import NOTHING, at_least_nothing
from svcmgmt.sla.availability.facts import ExclusionStatus
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.temporal._text import duration_text
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = [
    "MEAN_MONTH",
    "THIRTY_DAYS",
    "AvailabilityPolicies",
    "DurationBasis",
    "EmergencyMaintenance",
    "ExclusionConvention",
    "GapTime",
    "Granularity",
    "MaintenanceTerms",
    "OutageCount",
    "Overlap",
    "PartialPeriod",
    "StopClock",
    "WhenUnknown",
]

THIRTY_DAYS: Final = timedelta(days=30)
"""A month of 43,200 minutes, as some carriers' contracts have it (rule R2.9)."""

MEAN_MONTH: Final = timedelta(hours=730)
"""A twelfth of a year of 365 days (rule R2.9)."""


class ExclusionConvention(Enum):
    """Whether excluded time leaves the base too (row 1, rules R2.5 and 2.2).

    Examples:
        >>> ExclusionConvention("both sides")
        <ExclusionConvention.BOTH_SIDES: 'both sides'>
    """

    BOTH_SIDES = "both sides"  # neither agreed time nor downtime: the stricter reading
    DOWNTIME_ONLY = "downtime only"  # no downtime, but agreed time: cloud contracts


class PartialPeriod(Enum):
    """What the base is when a service was there for a part of the period (rule R2.10).

    Examples:
        >>> PartialPeriod("active time")
        <PartialPeriod.ACTIVE_TIME: 'active time'>
    """

    ACTIVE_TIME = "active time"  # the time in which it was in service and under contract
    FULL_PERIOD = "full period"  # all service time of the period


class Overlap(Enum):
    """How much is lost while several degraded outages overlap (row 11, rule R2.18).

    Examples:
        >>> Overlap("max")
        <Overlap.MAX: 'max'>
    """

    MAX = "max"  # as much as the worst of them takes
    SUM_CAPPED = "sum capped"  # what they take together, at most everything
    SUM = "sum"  # what they take together, even more than everything


class GapTime(Enum):
    """What the time between outages is that are merged into one (row 12, rule R2.23).

    Examples:
        >>> GapTime("up")
        <GapTime.UP: 'up'>
    """

    UP = "up"  # the service worked in between
    DOWN = "down"  # nobody could rely on it: lost as the worse of its two neighbours


class DurationBasis(Enum):
    """How long an outage is, for a minimum and for the longest one.

    Examples:
        >>> DurationBasis("counted")
        <DurationBasis.COUNTED: 'counted'>
    """

    COUNTED = "counted"  # what counts of it in the period: in service time, without exclusions
    RECORDED = "recorded"  # its own length, whatever period, calendar and exclusions cut from it


class Granularity(Enum):
    """In what steps downtime is counted (rule R2.12).

    Examples:
        >>> Granularity("exact")
        <Granularity.EXACT: 'exact'>
    """

    EXACT = "exact"  # to the microsecond
    UP = "up"  # a unit that was begun counts, for each outage
    DOWN = "down"  # only whole units count, for each outage: partial minutes are dropped
    SAMPLE = "sample"  # a unit counts by what was at its first instant


class WhenUnknown(Enum):
    """What unknown time counts as; there is no default (rule R0.6).

    Examples:
        >>> WhenUnknown("excluded")
        <WhenUnknown.EXCLUDED: 'excluded'>
    """

    UP = "up"  # nothing is known to be wrong
    DOWN = "down"  # what is not seen to work does not work
    EXCLUDED = "excluded"  # it leaves the base
    UNDETERMINED = "undetermined"  # there is no result while it matters


class StopClock(Enum):
    """Whether waiting for the customer is left out of an availability (rule R2.8).

    Examples:
        >>> StopClock("restore time only")
        <StopClock.RESTORE_TIME_ONLY: 'restore time only'>
    """

    RESTORE_TIME_ONLY = "restore time only"  # it stops ticket clocks, not the service's downtime
    AVAILABILITY_TOO = "availability too"  # the contract says so


class OutageCount(Enum):
    """In which period an outage is counted that touches several.

    Examples:
        >>> OutageCount("touched")
        <OutageCount.TOUCHED: 'touched'>
    """

    TOUCHED = "touched"  # in every period that it takes time from
    STARTED = "started"  # in the period in which it began, so that counts of periods add up


class EmergencyMaintenance(Enum):
    """What emergency maintenance is (rule R2.7).

    Examples:
        >>> EmergencyMaintenance("downtime")
        <EmergencyMaintenance.DOWNTIME: 'downtime'>
    """

    DOWNTIME = "downtime"  # an outage in it counts
    EXCLUDED = "excluded"  # the contract leaves it out, without notice and window


@frozen(kw_only=True)
class MaintenanceTerms:
    """Which maintenance an agreement leaves out. Source: rule R2.7.

    Left out is what was announced in time, lies in an agreed window, was done when it was
    planned, and is within the quota. The rest counts as any other time.

    Raises:
        InvalidType: a time, a calendar or a policy of another kind.
        InvalidValue: negative times.

    Examples:
        >>> from svcmgmt.calendars import weekly
        >>> terms = MaintenanceTerms(notice=timedelta(days=5), quota=timedelta(hours=8),
        ...                          windows=weekly("Sun 02:00-06:00", zone="UTC"))
        >>> print(terms)
        notice 120:00:00, windows Sun 02:00-06:00, UTC, quota 8:00:00, emergency downtime
    """

    notice: timedelta = field(default=NOTHING, validator=at_least_nothing)
    """How long before its planned start it must be announced."""

    windows: ServiceCalendar | None = field(default=None, validator=of_kind(ServiceCalendar, None))
    """When it may happen; None for any time."""

    quota: timedelta | None = field(default=None)
    """How much agreed time it may take in one period, first come first served; None for any."""

    emergency: EmergencyMaintenance = field(
        default=EmergencyMaintenance.DOWNTIME, validator=of_kind(EmergencyMaintenance)
    )
    """What maintenance is that could not wait; the quota holds for it too."""

    def __attrs_post_init__(self) -> None:
        if self.quota is not None:
            at_least_nothing(self, fields(MaintenanceTerms).quota, self.quota)

    def __str__(self) -> str:
        quota = "none" if self.quota is None else duration_text(self.quota)
        return (
            f"notice {duration_text(self.notice)}, windows {self.windows or 'any'}, "
            f"quota {quota}, emergency {self.emergency.value}"
        )


def _statuses(values: Iterable[ExclusionStatus]) -> tuple[ExclusionStatus, ...]:
    given = all_of_kind("statuses", values, ExclusionStatus)
    return tuple(status for status in ExclusionStatus if status in given)


@frozen(kw_only=True)
class AvailabilityPolicies:
    """How an availability is counted: every contested choice, with the default of the field.

    Raises:
        InvalidType: a word in place of a policy, or a time of another kind.
        InvalidValue: negative times, a unit or fixed length of nothing, or gaps that count without
            a gap that is merged.

    Examples:
        >>> AvailabilityPolicies().convention.value
        'both sides'
        >>> carrier = AvailabilityPolicies(fixed_length=THIRTY_DAYS)
        >>> dict(carrier.as_pairs())["base"]
        '720:00:00 fixed'
    """

    convention: ExclusionConvention = field(
        default=ExclusionConvention.BOTH_SIDES, validator=of_kind(ExclusionConvention)
    )
    """Whether excluded time leaves the base too."""

    fixed_length: timedelta | None = field(default=None, validator=of_kind(timedelta, None))
    """The base by contract, such as `THIRTY_DAYS`, whatever the period; None for actual time."""

    partial_period: PartialPeriod = field(
        default=PartialPeriod.ACTIVE_TIME, validator=of_kind(PartialPeriod)
    )
    """What the base is when the service was there for a part of the period."""

    overlap: Overlap = field(default=Overlap.MAX, validator=of_kind(Overlap))
    """How much is lost while degraded outages overlap."""

    merge_gap: timedelta | None = field(default=None, validator=of_kind(timedelta, None))
    """Outages closer than this are one, and touching ones are too; None merges overlapping ones."""

    gap_time: GapTime = field(default=GapTime.UP, validator=of_kind(GapTime))
    """What the time between merged outages is."""

    minimum: timedelta = field(default=NOTHING, validator=at_least_nothing)
    """Outages shorter than this do not count at all."""

    duration_basis: DurationBasis = field(
        default=DurationBasis.COUNTED, validator=of_kind(DurationBasis)
    )
    """How long an outage is, for the minimum and the longest one."""

    granularity: Granularity = field(default=Granularity.EXACT, validator=of_kind(Granularity))
    """In what steps downtime is counted."""

    unit: timedelta = field(default=timedelta(minutes=1), validator=at_least_nothing)
    """The step, where downtime is not exact."""

    unknown: WhenUnknown | None = field(default=None, validator=of_kind(WhenUnknown, None))
    """What unknown time counts as; must be chosen where some is given."""

    empty: EmptyBase = field(default=EmptyBase.UNDEFINED, validator=of_kind(EmptyBase))
    """What a measure over no time is."""

    statuses: tuple[ExclusionStatus, ...] = field(
        default=(ExclusionStatus.APPROVED,), converter=_statuses
    )
    """Which exclusions hold."""

    stop_clock: StopClock = field(default=StopClock.RESTORE_TIME_ONLY, validator=of_kind(StopClock))
    """Whether waiting for the customer is left out."""

    count: OutageCount = field(default=OutageCount.TOUCHED, validator=of_kind(OutageCount))
    """In which period an outage is counted that touches several."""

    maintenance: MaintenanceTerms = field(
        default=MaintenanceTerms(), validator=of_kind(MaintenanceTerms)
    )
    """Which maintenance is left out."""

    def __attrs_post_init__(self) -> None:
        for name in ("fixed_length", "unit"):
            value = getattr(self, name)
            if value is not None and value <= NOTHING:
                raise InvalidValue(name, value, "more than 0")
        if self.merge_gap is None:
            if self.gap_time is GapTime.DOWN:
                raise InvalidValue("gap_time", self.gap_time, "up, because no gap is merged")
        elif self.merge_gap < NOTHING:
            raise InvalidValue("merge_gap", self.merge_gap, "0 or more, or None")

    def as_pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every choice by name, for results and reports."""
        base = self.partial_period.value
        if self.fixed_length is not None:
            base = f"{duration_text(self.fixed_length)} fixed"
        stepped = self.granularity is not Granularity.EXACT
        unit = f" in {duration_text(self.unit)}" if stepped else ""
        merged = "overlapping" if self.merge_gap is None else duration_text(self.merge_gap)
        return (
            ("exclusion", self.convention.value),
            ("base", base),
            ("overlap", self.overlap.value),
            ("merge", merged),
            ("gap", self.gap_time.value),
            ("minimum", f"{duration_text(self.minimum)} {self.duration_basis.value}"),
            ("granularity", f"{self.granularity.value}{unit}"),
            ("unknown", "not chosen" if self.unknown is None else self.unknown.value),
            ("empty base", self.empty.value),
            ("exclusions held", " and ".join(each.value for each in self.statuses) or "none"),
            ("stop clock", self.stop_clock.value),
            ("outages counted", self.count.value),
            ("maintenance", str(self.maintenance)),
        )
