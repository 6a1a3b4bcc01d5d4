"""Availability in which some hours count for more than others."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

from attrs import evolve, field, frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.errors import InvalidValue
from svcmgmt.sla.availability._arguments import NOTHING, Share, weight_of
from svcmgmt.sla.availability.policies import AvailabilityPolicies
from svcmgmt.sla.availability.result import Availability
from svcmgmt.sla.availability.rollups import check_divisible
from svcmgmt.sla.evaluation import Evaluation
from svcmgmt.sla.objectives import Objective
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = ["Band", "BandAvailability", "TimeOfUse", "time_of_use"]


def _weight(value: Share) -> Fraction:
    return weight_of("weight", value)


@frozen(kw_only=True)
class Band:
    """Hours of use, and how much an hour of them counts.

    Raises:
        InvalidType: times that are no calendar, or a float weight.
        InvalidValue: a negative weight.

    Examples:
        >>> from svcmgmt.calendars import weekly
        >>> Band(name="peak", times=weekly("Mon-Sun 08:00-18:00", zone="UTC"), weight=3).weight
        Fraction(3, 1)
    """

    name: str
    """How it is called."""

    times: ServiceCalendar = field(validator=of_kind(ServiceCalendar))
    """When it is."""

    weight: Fraction = field(converter=_weight)
    """How much an hour counts, 0 or more; exact."""


@frozen(kw_only=True)
class BandAvailability:
    """What was promised and lost within one band.

    Examples:
        >>> from svcmgmt.sla.availability import availability_of
        >>> from svcmgmt.temporal import Interval
        >>> day = availability_of([], within=Interval.parse("2026-09-01T00:00:00Z/PT24H"))
        >>> BandAvailability(name="peak", weight=Fraction(3), availability=day).weight
        Fraction(3, 1)
    """

    name: str
    """How the band is called."""

    weight: Fraction
    """How much an hour of it counts."""

    availability: Availability
    """The availability in its hours alone, not weighted."""


@frozen(kw_only=True)
class TimeOfUse:
    """An availability in which base and loss are weighted by the time of use.

    Made by `time_of_use`. Source: rule R2.21.

    Examples:
        >>> TimeOfUse(bands=()).ratio
        NoData(reason='no agreed time in the period')
    """

    bands: tuple[BandAvailability, ...]
    """The bands with what happened in each, in order; together they are the agreed time."""

    subject: str = "service"
    """Whose availability it is."""

    @cached_property
    def ratio(self) -> Ratio | NoData:
        """The weighted share; no data where no weighted time is in the base."""
        good = total = Fraction(0)
        for band in self.bands:
            ratio = band.availability.ratio
            if not band.weight or band.availability.base <= NOTHING:
                continue
            if isinstance(ratio, NoData):
                return ratio
            good += band.weight * ratio.good
            total += band.weight * ratio.total
        return Ratio.of(good, total, reason="no agreed time in the period")

    def evaluation(self, objective: Objective | None = None) -> Evaluation:
        """Return the judgement with what each band has.

        Args:
            objective: what was promised; None for a measurement without a promise.
        """
        told = ", ".join(
            f"{band.name} {band.availability.ratio} times {band.weight}" for band in self.bands
        )
        return Evaluation(
            subject=self.subject,
            measure="availability by time of use",
            value=self.ratio,
            objective=objective,
            period=self.bands[0].availability.period if self.bands else None,
            counts=(("bands", len(self.bands)),),
            policies=(("bands", told),),
        )


def time_of_use(
    availability: Availability, bands: Iterable[Band], *, otherwise: Share | None = None
) -> TimeOfUse:
    """Return the availability with hours weighted by bands; the first band that holds counts.

    Args:
        availability: facts and terms; its agreed time is split.
        bands: calendars with weights.
        otherwise: the weight of agreed time in no band; None if there is none.

    Raises:
        InvalidType: a float weight, or bands of another kind.
        InvalidValue: agreed time in no band and no `otherwise`, a negative weight, one name
            twice, or policies that belong to the whole: a fixed or full base, a minimum, rounding,
            a quota.

    Examples:
        >>> from svcmgmt.calendars import weekly
        >>> from svcmgmt.sla.availability import Outage, availability_of
        >>> from svcmgmt.temporal import Interval
        >>> month = Interval.parse("2026-09-01T00:00:00Z/PT720H")
        >>> down = Outage(during=Interval.parse("2026-09-07T09:00:00Z/PT2H"))
        >>> peak = Band(name="peak", times=weekly("Mon-Sun 08:00-18:00", zone="UTC"), weight=3)
        >>> plain = availability_of([down], within=month)
        >>> plain.ratio.percent(4), time_of_use(plain, [peak], otherwise=1).ratio.percent(4)
        ('99.7222 %', '99.5455 %')
    """
    check_kind("availability", availability, Availability)
    given = all_of_kind("bands", bands, Band)
    _check(availability.policies)
    names = [band.name for band in given]
    if len({*names}) < len(names):
        raise InvalidValue("bands", names, "each name once")
    left = availability.service_time
    found: list[BandAvailability] = []
    for band in given:
        inside = evolve(availability, service_time=left & band.times)
        found.append(BandAvailability(name=band.name, weight=band.weight, availability=inside))
        left -= band.times
    rest = evolve(availability, service_time=left)
    if otherwise is not None:
        weight = weight_of("otherwise", otherwise)
        found.append(BandAvailability(name="otherwise", weight=weight, availability=rest))
    elif rest.agreed > NOTHING:
        raise InvalidValue("otherwise", None, f"a weight, because {rest.agreed} are in no band")
    return TimeOfUse(bands=tuple(found), subject=availability.subject)


def _check(policies: AvailabilityPolicies) -> None:
    """Refuse policies that cannot be applied band by band."""
    check_divisible(policies)
    if policies.minimum > NOTHING:
        raise InvalidValue("policies", policies.minimum, "no minimum duration")
    if policies.maintenance.quota is not None:
        raise InvalidValue("policies", policies.maintenance.quota, "no quota of maintenance")
