"""How much each status of a component takes, by whom."""

from __future__ import annotations

from fractions import Fraction

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.statuspage import (
    ATLASSIAN_STATUSPAGE,
    EVERY_STATUS,
    FULL_OUTAGES,
    HALF_PARTIAL,
    IMPACT_STATUSES,
    INCIDENT_IO,
    INSTATUS,
    UptimeWeights,
)

PRESETS = [ATLASSIAN_STATUSPAGE, INSTATUS, INCIDENT_IO, HALF_PARTIAL, FULL_OUTAGES, EVERY_STATUS]
by_preset = pytest.mark.parametrize("weights", PRESETS, ids=lambda each: each.name)


@pytest.mark.parametrize(
    ("weights", "shares"),
    [
        (ATLASSIAN_STATUSPAGE, ("1", "3/10", "0")),
        (INSTATUS, ("1", "3/10", "0")),
        (INCIDENT_IO, ("1", "1", "0")),
        (HALF_PARTIAL, ("1", "1/2", "0")),
        (FULL_OUTAGES, ("1", "0", "0")),
        (EVERY_STATUS, ("1", "1", "1")),
    ],
    ids=lambda each: each.name if isinstance(each, UptimeWeights) else "",
)
def test_major_partial_and_degraded(weights: UptimeWeights, shares: tuple[str, ...]) -> None:
    statuses = ("major_outage", "partial_outage", "degraded_performance")
    assert tuple(map(str, map(weights.of, statuses))) == shares


@by_preset
def test_every_preset_weighs_every_status_and_names_its_source(weights: UptimeWeights) -> None:
    assert {status for status, _ in weights.weights} == set(IMPACT_STATUSES.values())
    assert weights.of("operational") == weights.of("under_maintenance") == 0
    assert weights.source
    assert weights.read_on is not None


def test_weights_of_ones_own() -> None:
    shares: dict[str, int | str] = {"Down": 1, "slow": "12.5 %"}
    own = UptimeWeights(name="own", weights=shares)
    assert own.of("down") == 1
    assert own.of("SLOW") == Fraction(1, 8)
    assert own.of("up") is None


def test_weights_are_values() -> None:
    one, other = (
        UptimeWeights(name="own", weights=each) for each in ({"a": 1, "b": 0}, {"b": 0, "a": 1})
    )
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize("share", [-1, "130 %"])
def test_a_weight_is_a_share(share: int | str) -> None:
    with pytest.raises(InvalidValue, match="weight of down"):
        UptimeWeights(name="own", weights={"down": share})


def test_a_float_is_refused() -> None:
    with pytest.raises(InvalidType, match="weight of down"):
        UptimeWeights(name="own", weights={"down": 0.3})  # type: ignore[arg-type]
