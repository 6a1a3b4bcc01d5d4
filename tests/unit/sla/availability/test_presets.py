"""Presets are data with their sources."""

from __future__ import annotations

import pickle
from datetime import timedelta
from fractions import Fraction

import pytest
from attrs import evolve

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import (
    GOOGLE_CLOUD_MINUTES,
    ICINGA,
    ITIL_24X7,
    ITIL_BUSINESS_HOURS,
    PRESETS,
    STATUSPAGE,
    AvailabilityPolicies,
    AvailabilityPreset,
    Outage,
    availability_of,
    presets,
)
from svcmgmt.temporal import Interval

DAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_each_names_its_source_and_survives_pickle(preset: AvailabilityPreset) -> None:
    assert preset.source
    assert pickle.loads(pickle.dumps(preset)) == preset  # noqa: S301


def test_all_of_them_are_listed() -> None:
    made = [each for each in vars(presets).values() if isinstance(each, AvailabilityPreset)]
    assert tuple(made) == PRESETS
    assert len({preset.name for preset in PRESETS}) == len(PRESETS)


def test_itil_is_the_default() -> None:
    assert ITIL_24X7.policies == AvailabilityPolicies()
    assert ITIL_24X7.hours is None


def test_business_hours_become_a_calendar_with_a_zone() -> None:
    assert ITIL_BUSINESS_HOURS.hours is not None
    hours = weekly(ITIL_BUSINESS_HOURS.hours, zone="Europe/Berlin")
    result = availability_of([], within=DAY, service_time=hours)
    assert result.agreed == timedelta(hours=10)


def test_partial_minutes_do_not_count_in_the_cloud() -> None:
    lasting = [
        Outage(during=Interval(DAY.start + start, DAY.start + start + timedelta(seconds=length)))
        for start, length in ((timedelta(hours=1), 59), (timedelta(hours=2), 119))
    ]
    result = availability_of(lasting, within=DAY, policies=GOOGLE_CLOUD_MINUTES.policies)
    assert result.downtime == timedelta(minutes=1)


def test_words_for_statuses_have_weights() -> None:
    assert STATUSPAGE.weight_of("major_outage") == 1
    assert STATUSPAGE.weight_of("partial_outage") == Fraction(3, 10)
    assert STATUSPAGE.weight_of("operational") == 0
    with pytest.raises(InvalidValue, match="degraded_performance"):
        STATUSPAGE.weight_of("on fire")
    with pytest.raises(InvalidValue, match="none"):
        ICINGA.weight_of("critical")


def test_a_preset_has_policies() -> None:
    with pytest.raises(InvalidType, match="policies"):
        evolve(ICINGA, policies="strict")  # type: ignore[arg-type]
