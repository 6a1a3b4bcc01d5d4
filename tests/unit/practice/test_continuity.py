"""Recovery time and recovery point, each judged against what was promised (R1.19)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import Recovery, RecoveryObjective, RecoveryStart, judge_recovery
from svcmgmt.sla import Verdict
from svcmgmt.temporal import Interval, NaiveDatetime
from svcmgmt.values import NoData

TEN = datetime(2026, 10, 26, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PROMISE = RecoveryObjective(rto=240 * MINUTE, rpo=60 * MINUTE)
LOST = Recovery(
    disaster_at=TEN,
    last_good_at=TEN - 45 * MINUTE,
    invoked_at=TEN + 90 * MINUTE,
    restored_at=TEN + 300 * MINUTE,
)


def test_times_count_from_the_disaster() -> None:
    result = judge_recovery(LOST, PROMISE, subject="shop")
    assert (result.recovery_time.value, result.recovery_time.verdict) == (
        300 * MINUTE,
        Verdict.VIOLATED,
    )
    assert (result.recovery_point.value, result.recovery_point.verdict) == (
        45 * MINUTE,
        Verdict.MET,
    )
    assert result.recovery_time.period == Interval(TEN, TEN + 300 * MINUTE)
    assert result.recovery_time.policies == (("start", "disaster"),)
    (evidence,) = result.recovery_point.evidence
    assert (evidence.start, evidence.counted) == (TEN - 45 * MINUTE, 45 * MINUTE)
    assert result.recovery_time.subject == "shop"


def test_recovery_time_may_count_from_the_invocation() -> None:
    promise = evolve(PROMISE, start=RecoveryStart.INVOCATION)
    result = judge_recovery(LOST, promise)
    assert (result.recovery_time.value, result.recovery_time.verdict) == (
        210 * MINUTE,
        Verdict.MET,
    )
    assert result.recovery_time.policies == (("start", "invocation"),)


def test_equal_to_the_target_is_met() -> None:
    promise = RecoveryObjective(rto=300 * MINUTE, rpo=45 * MINUTE, mtpd=300 * MINUTE)
    result = judge_recovery(LOST, promise)
    verdicts = {result.recovery_time.verdict, result.recovery_point.verdict}
    assert verdicts == {Verdict.MET}


@pytest.mark.parametrize(
    "missing", [{"restored_at": None}, {"last_good_at": None}, {"invoked_at": None}]
)
def test_what_nobody_told_is_no_data(missing: dict[str, Any]) -> None:
    promise = evolve(PROMISE, start=RecoveryStart.INVOCATION)
    result = judge_recovery(evolve(LOST, **missing), promise)
    of_point = "last_good_at" in missing
    unknown = result.recovery_point if of_point else result.recovery_time
    known = result.recovery_time if of_point else result.recovery_point
    assert isinstance(unknown.value, NoData)
    assert (unknown.verdict, unknown.evidence, unknown.period) == (Verdict.UNDEFINED, (), None)
    assert known.verdict is Verdict.MET


def test_what_is_tolerable_bounds_the_promise() -> None:
    with pytest.raises(InvalidValue) as refused:
        RecoveryObjective(rto=240 * MINUTE, rpo=MINUTE, mtpd=239 * MINUTE)
    assert refused.value.field == "rto"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("last_good_at", TEN + MINUTE),
        ("invoked_at", TEN - MINUTE),
        ("restored_at", TEN + 89 * MINUTE),
    ],
)
def test_instants_that_contradict_each_other_are_refused(field: str, value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue) as refused:
        evolve(LOST, **{field: value})
    assert refused.value.field == field


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(InvalidValue):
        RecoveryObjective(rto=-MINUTE, rpo=MINUTE)
    with pytest.raises(InvalidType):
        RecoveryObjective(rto=4, rpo=MINUTE)  # type: ignore[arg-type]
    with pytest.raises(NaiveDatetime):
        Recovery(disaster_at=TEN.replace(tzinfo=None))
    with pytest.raises(InvalidType):
        judge_recovery("lost", PROMISE)  # type: ignore[arg-type]
    with pytest.raises(InvalidType):
        judge_recovery(LOST, "4 h")  # type: ignore[arg-type]
