"""Whether a new service is ready to be launched."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from svcmgmt.common import CharacteristicSpecification, check_characteristic_specifications
from svcmgmt.errors import InvalidType
from svcmgmt.patterns import ReadinessAspect, ServiceDesign, check_readiness
from svcmgmt.values import NoData, Ratio

READY = ServiceDesign(
    id="vpn",
    owner="access team",
    promises=["availability"],
    monitored=["availability"],
    fault_kinds=["line down"],
    support_cases=["line down"],
    care_topics=["how to order"],
    care_cases=["how to order"],
    reliability_class="high",
    tests={"acceptance": True},
)


def test_with_everything_there_it_is_ready() -> None:
    readiness = check_readiness(READY)
    assert readiness.is_ready
    assert readiness.findings == ()
    assert readiness.share == Ratio(8, 8)


@pytest.mark.parametrize(
    ("lack", "code", "aspect"),
    [
        ({"owner": " "}, "no-owner", ReadinessAspect.OWNER),
        ({"support_cases": []}, "no-support-cases", ReadinessAspect.SUPPORT_CASES),
        ({"fault_kinds": ["fire"]}, "unsupported-fault", ReadinessAspect.SUPPORT_CASES),
        ({"care_cases": []}, "no-care-cases", ReadinessAspect.CARE_CASES),
        ({"care_topics": ["why"]}, "uncared-topic", ReadinessAspect.CARE_CASES),
        ({"monitored": []}, "unmonitored-promise", ReadinessAspect.MONITORING),
        ({"reliability_class": ""}, "no-reliability-class", ReadinessAspect.RELIABILITY_CLASS),
        (
            {"reliability_class": "x"},
            "unknown-reliability-class",
            ReadinessAspect.RELIABILITY_CLASS,
        ),
        ({"tests": {}}, "no-test", ReadinessAspect.TEST),
        ({"tests": {"a": True, "b": False}}, "failed-test", ReadinessAspect.TEST),
        (
            {
                "specification_findings": check_characteristic_specifications(
                    [CharacteristicSpecification()]
                )
            },
            "no-name",
            ReadinessAspect.CHARACTERISTICS,
        ),
    ],
)
def test_whatever_is_missing_is_named(
    lack: dict[str, Any], code: str, aspect: ReadinessAspect
) -> None:
    readiness = check_readiness(evolve(READY, **lack))
    assert [each.code for each in readiness.findings] == [code]
    assert readiness.lacking == (aspect,)
    assert not readiness.is_ready


def test_without_promises_there_is_nothing_to_monitor() -> None:
    readiness = check_readiness(evolve(READY, promises=[], monitored=[]))
    assert [each.code for each in readiness.findings] == ["no-sla", "no-monitoring"]


def test_what_is_measured_beyond_the_promise_is_a_remark() -> None:
    readiness = check_readiness(evolve(READY, monitored=["availability", "delay"]))
    assert [each.code for each in readiness.findings] == ["not-promised"]
    assert readiness.is_ready
    assert readiness.lacking == ()


def test_only_what_is_asked_for_is_looked_at() -> None:
    bare = ServiceDesign(id="x")
    assert len(check_readiness(bare).findings) == 7
    assert check_readiness(bare, aspects=[ReadinessAspect.OWNER]).share == Ratio(0, 1)
    assert isinstance(check_readiness(bare, aspects=[]).share, NoData)


def test_words_are_no_aspects() -> None:
    with pytest.raises(InvalidType):
        check_readiness(READY, aspects=["owner"])  # type: ignore[list-item]
