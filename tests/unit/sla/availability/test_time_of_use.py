"""Availability weighted by the time of use (R2.21)."""

from __future__ import annotations

import pickle
from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.calendars import never, weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import (
    Availability,
    AvailabilityPolicies,
    Band,
    Granularity,
    MaintenanceTerms,
    Outage,
    PartialPeriod,
    TimeOfUse,
    WhenUnknown,
    availability_of,
    time_of_use,
)
from svcmgmt.sla.objectives import Verdict, at_least
from svcmgmt.temporal import Interval, IntervalSet
from svcmgmt.values import NoData, Ratio

DAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")
HOUR = timedelta(hours=1)
PEAK = Band(name="peak", times=weekly("Mon-Sun 08:00-18:00", zone="UTC"), weight=3)
NIGHT = Band(name="night", times=weekly("Mon-Sun 00:00-09:00", zone="UTC"), weight="1/2")


def span(first: float, last: float) -> Interval:
    return Interval(DAY.start + first * HOUR, DAY.start + last * HOUR)


def service(*down: tuple[float, float], **more: Any) -> Availability:  # noqa: ANN401
    return availability_of([Outage(during=span(*each)) for each in down], within=DAY, **more)


def test_base_and_loss_are_weighted() -> None:
    result = time_of_use(service((7, 9)), [PEAK], otherwise=1)
    assert result.ratio == Ratio(44 - 1 - 3, 44)
    told = [(each.name, each.availability.base / HOUR) for each in result.bands]
    assert told == [("peak", 10), ("otherwise", 14)]


def test_the_first_band_that_holds_counts() -> None:
    result = time_of_use(service((8, 9)), [PEAK, NIGHT], otherwise=0)
    assert result.ratio == Ratio(34 - 3, 34)
    other_way = time_of_use(service((8, 9)), [NIGHT, PEAK], otherwise=0)
    assert other_way.ratio == Ratio("31", "31.5")


def test_a_calendar_of_the_service_is_split() -> None:
    office = weekly("Mon-Fri 07:00-12:00", zone="UTC")
    result = time_of_use(service((7, 9), service_time=office), [PEAK], otherwise=1)
    assert result.ratio == Ratio(13 - 4, 13)


def test_time_in_no_band_needs_a_weight() -> None:
    with pytest.raises(InvalidValue, match="otherwise"):
        time_of_use(service(), [PEAK])
    office = weekly("Mon-Fri 09:00-12:00", zone="UTC")
    covered = time_of_use(service((9, 10), service_time=office), [PEAK])
    assert covered.ratio == Ratio(2, 3)
    assert len(covered.bands) == 1


def test_bands_without_weight_or_base_count_nothing() -> None:
    idle = Band(name="idle", times=never(), weight=5)
    result = time_of_use(service((1, 2)), [idle, PEAK], otherwise=0)
    assert result.ratio == Ratio(1, 1)
    nothing = time_of_use(service(service_time=never()), [PEAK])
    assert nothing.ratio == NoData("no agreed time in the period")


def test_a_band_without_a_result_leaves_none() -> None:
    plain = service(
        unknown=IntervalSet.of([span(9, 10)]),
        policies=AvailabilityPolicies(unknown=WhenUnknown.UNDETERMINED),
    )
    assert isinstance(time_of_use(plain, [PEAK], otherwise=1).ratio, NoData)
    off = Band(name="peak", times=PEAK.times, weight=0)
    assert time_of_use(plain, [off], otherwise=1).ratio == Ratio(1, 1)


@pytest.mark.parametrize(
    "policies",
    [
        AvailabilityPolicies(fixed_length=24 * HOUR),
        AvailabilityPolicies(partial_period=PartialPeriod.FULL_PERIOD),
        AvailabilityPolicies(granularity=Granularity.SAMPLE),
        AvailabilityPolicies(minimum=HOUR),
        AvailabilityPolicies(maintenance=MaintenanceTerms(quota=HOUR)),
    ],
)
def test_policies_of_the_whole_are_refused(policies: AvailabilityPolicies) -> None:
    with pytest.raises(InvalidValue, match="policies"):
        time_of_use(service(policies=policies), [PEAK], otherwise=1)


@pytest.mark.parametrize(
    ("weight", "error"), [(-1, InvalidValue), (0.5, InvalidType), ("-1 %", InvalidValue)]
)
def test_bad_weights_are_refused(weight: Any, error: type[Exception]) -> None:  # noqa: ANN401
    with pytest.raises(error, match="weight"):
        Band(name="x", times=never(), weight=weight)
    with pytest.raises(error, match="otherwise"):
        time_of_use(service(), [], otherwise=weight)


def test_bad_bands_are_refused() -> None:
    with pytest.raises(InvalidType, match="times"):
        Band(name="x", times="Mon 08:00-18:00", weight=1)  # type: ignore[arg-type]
    with pytest.raises(InvalidType, match="bands"):
        time_of_use(service(), [never()], otherwise=1)  # type: ignore[list-item]
    with pytest.raises(InvalidValue, match="bands"):
        time_of_use(service(), [PEAK, PEAK], otherwise=1)


def test_it_is_judged_with_its_bands() -> None:
    result = time_of_use(service((8, 9)), [PEAK], otherwise=1)
    evaluation = result.evaluation(at_least("95 %"))
    assert evaluation.verdict is Verdict.VIOLATED
    assert evaluation.period == DAY
    told = dict(evaluation.policies)["bands"]
    assert told == "peak 90 % (32400 of 36000) times 3, otherwise 100 % (50400 of 50400) times 1"
    assert result.evaluation().verdict is Verdict.UNDEFINED
    assert TimeOfUse(bands=()).evaluation().period is None


def test_it_is_a_value() -> None:
    result = time_of_use(service((8, 9)), [PEAK], otherwise=1)
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301
