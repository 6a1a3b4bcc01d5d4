"""Measures say what is measured and what kind of value that gives."""

from __future__ import annotations

import pickle
from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.agreement import (
    FailureMeasure,
    GivenMeasure,
    IndicatorMeasure,
    Measure,
    OutageMeasure,
    TicketShareMeasure,
    ValueKind,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import AvailabilityMeasure, AvailabilityPolicies
from svcmgmt.sla.indicators import Indicator, MissingData
from svcmgmt.sla.reliability import ReliabilityMeasure
from svcmgmt.values import Quantity, Ratio

CHECKOUT = Indicator(name="checkout", missing=MissingData.UNDETERMINED)
DELAY = GivenMeasure(name="delay", yields=ValueKind.AMOUNT, unit="ms", specification="Y.1540")

YIELDS: list[tuple[Measure, ValueKind, str]] = [
    (OutageMeasure(), ValueKind.SHARE, "availability"),
    (OutageMeasure(of=AvailabilityMeasure.DOWNTIME), ValueKind.DURATION, "downtime"),
    (OutageMeasure(of=AvailabilityMeasure.OUTAGES), ValueKind.COUNT, "number of outages"),
    (OutageMeasure(of=AvailabilityMeasure.LONGEST), ValueKind.DURATION, "longest outage"),
    (TicketShareMeasure(), ValueKind.SHARE, "tickets in time"),
    (IndicatorMeasure(CHECKOUT), ValueKind.SHARE, "indicator checkout"),
    (FailureMeasure(of=ReliabilityMeasure.MTBF), ValueKind.DURATION, "MTBF"),
    (FailureMeasure(of=ReliabilityMeasure.MTRS), ValueKind.DURATION, "MTRS"),
    (FailureMeasure(of=ReliabilityMeasure.MTBSI), ValueKind.DURATION, "MTBSI"),
    (FailureMeasure(of=ReliabilityMeasure.FAILURES), ValueKind.COUNT, "failures"),
    (FailureMeasure(of=ReliabilityMeasure.FAILURE_RATE), ValueKind.AMOUNT, "failure rate"),
    (DELAY, ValueKind.AMOUNT, "delay"),
]


@pytest.mark.parametrize(("measure", "kind", "text"), YIELDS)
def test_a_measure_tells_its_kind_of_value(measure: Measure, kind: ValueKind, text: str) -> None:
    assert measure.yields is kind
    assert str(measure) == text
    assert pickle.loads(pickle.dumps(measure)) == measure  # noqa: S301 - just written


def test_every_outage_and_failure_measure_of_the_engine_has_a_kind() -> None:
    assert all(OutageMeasure(of=each).yields for each in AvailabilityMeasure)
    assert all(FailureMeasure(of=each).yields for each in ReliabilityMeasure)


def test_only_a_rate_of_failures_has_a_unit() -> None:
    assert FailureMeasure(of=ReliabilityMeasure.FAILURE_RATE).unit == "1/h"
    assert not FailureMeasure(of=ReliabilityMeasure.MTBF).unit


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (Ratio(1, 2), ValueKind.SHARE),
        (7, ValueKind.COUNT),
        (timedelta(hours=1), ValueKind.DURATION),
        (Quantity(7, "ms"), ValueKind.AMOUNT),
    ],
)
def test_a_value_has_a_kind(value: Any, kind: ValueKind) -> None:  # noqa: ANN401
    assert ValueKind.of(value) is kind


@pytest.mark.parametrize("value", [True, 0.5, "99 %"])
def test_what_is_no_value_has_none(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType, match="value"):
        ValueKind.of(value)


def test_policies_are_kept_as_data() -> None:
    policies = AvailabilityPolicies(merge_gap=timedelta(minutes=5))
    assert OutageMeasure(policies=policies).policies is policies


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (OutageMeasure, {"of": "availability"}),
        (OutageMeasure, {"policies": "usual"}),
        (TicketShareMeasure, {"attribution": "verdict"}),
        (IndicatorMeasure, {"indicator": "checkout"}),
        (IndicatorMeasure, {"indicator": CHECKOUT, "slice": 60}),
        (FailureMeasure, {"of": "MTBF"}),
        (FailureMeasure, {"of": ReliabilityMeasure.MTBF, "means": "ITIL"}),
        (GivenMeasure, {"name": "x", "yields": "share"}),
    ],
)
def test_wrong_kinds_are_refused(kind: Any, wrong: dict[str, Any]) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType, match=list(wrong)[-1]):
        kind(**wrong)


def test_a_slice_must_have_a_length() -> None:
    with pytest.raises(InvalidValue, match="slice"):
        IndicatorMeasure(CHECKOUT, timedelta(0))


def test_an_amount_needs_a_unit_and_nothing_else_has_one() -> None:
    with pytest.raises(InvalidValue, match="unit: '' is not allowed; allowed: a unit"):
        GivenMeasure(name="delay", yields=ValueKind.AMOUNT)
    with pytest.raises(InvalidValue, match="none, it is no amount"):
        GivenMeasure(name="errors", yields=ValueKind.COUNT, unit="errors")


def test_a_figure_without_a_name_is_refused() -> None:
    with pytest.raises(InvalidValue, match="name: '' is not allowed; allowed: a name"):
        GivenMeasure(name="", yields=ValueKind.COUNT)
