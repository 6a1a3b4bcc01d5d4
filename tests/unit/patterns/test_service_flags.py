"""What the flags of a service say together."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.patterns import ServiceCondition, outage_weight, read_service_flags
from svcmgmt.values import NoData


@pytest.mark.parametrize(
    ("enabled", "started", "expected"),
    [
        (True, True, ServiceCondition.RUNNING),
        (True, False, ServiceCondition.NOT_STARTED),
        (False, False, ServiceCondition.NOT_ENABLED),
        (False, True, ServiceCondition.FAILED),
        (None, True, ServiceCondition.UNKNOWN),
        (True, None, ServiceCondition.UNKNOWN),
    ],
)
def test_two_flags_say_one_thing(
    enabled: bool | None,  # noqa: FBT001
    started: bool | None,  # noqa: FBT001
    expected: ServiceCondition,
) -> None:
    flags = read_service_flags(is_service_enabled=enabled, has_started=started)
    assert flags.condition is expected
    assert flags.findings == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"start_mode": 9}, "start-mode"),
        ({"operating_status": "asleep"}, "operating-status"),
        ({"operating_status": "running", "has_started": False}, "operating-status"),
        ({"operating_status": "limited", "is_service_enabled": False}, "operating-status"),
        (
            {"operating_status": "stopped", "has_started": True, "is_service_enabled": True},
            "operating-status",
        ),
        ({"state": "designed", "has_started": True}, "state-flags"),
        ({"state": "terminated", "is_service_enabled": True}, "state-flags"),
    ],
)
def test_contradictions_are_told(given: dict[str, Any], code: str) -> None:
    assert [each.code for each in read_service_flags(**given).findings] == [code]


def test_what_fits_together_has_no_findings() -> None:
    flags = read_service_flags(
        is_service_enabled=True,
        has_started=True,
        start_mode="1",
        operating_status="running",
        state="active",
    )
    assert flags.findings == ()
    assert flags.start_mode == "automatic, by the managed environment"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("failed", Fraction(1)),
        ("stopped", Fraction(1)),
        ("degraded", Fraction(1, 4)),
        ("limited", Fraction(1, 4)),
        ("running", Fraction(0)),
        ("starting", NoData("not in service")),
        ("stopping", NoData("not in service")),
        ("unknown", NoData("unknown")),
    ],
)
def test_a_status_is_a_share_of_an_outage(status: str, expected: Fraction | NoData) -> None:
    assert outage_weight(status, degraded="0.25") == expected


def test_odd_weights_are_refused() -> None:
    for status, weight in (("asleep", 0), ("failed", 2), ("failed", -1)):
        with pytest.raises(InvalidValue):
            outage_weight(status, degraded=weight)
    with pytest.raises(InvalidType):
        outage_weight("failed", degraded=0.5)  # type: ignore[arg-type]
