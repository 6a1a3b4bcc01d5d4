"""What stands behind published and derived values for records of service management."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from adapters.practices import LIFECYCLES, changes_of, targets
from adapters.vectors import MINUTE, Vector, at, points
from attrs import evolve

from svcmgmt.practice import Recovery, RecoveryObjective, judge_recovery
from svcmgmt.practice.metrics import FailureRule, change_rates
from svcmgmt.sla import Verdict

Vectors = Callable[[str], Vector]


@pytest.fixture(scope="module")
def vector(corpus: Callable[[str], Path]) -> Vectors:
    """Give a vector by its name."""
    vectors = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))["vectors"]
    by_name = {each["id"]: each for each in vectors}
    return lambda name: by_name[name]


@pytest.mark.parametrize("topic", LIFECYCLES)
def test_lifecycles_begin_and_end_where_they_should(topic: str, vector: Vectors) -> None:
    given, lifecycle = vector(topic.replace("lifecycle.", "LC-"))["inputs"], LIFECYCLES[topic]
    assert targets(lifecycle) == {word: set(to) for word, to in given["transitions"].items()}
    assert [str(state) for state in lifecycle.initials] == given["initial"]
    assert {str(state) for state in lifecycle.finals} == set(given["final"])


def test_rates_of_changes_by_every_rule(vector: Vectors) -> None:
    case = vector("ITIL-change")
    given, expected = case["inputs"], case["expected"]
    for rule in FailureRule:
        told = change_rates(changes_of(given), rule=rule)
        assert (told.failed, told.backed_out) == (given["failed"], given["backed_out"])
        assert told.caused_incident == given["caused_incident"]
        assert points(told.success_rate) == pytest.approx(expected["success"])
        assert points(told.failure_rate) == pytest.approx(expected["failure"])


def test_equal_to_the_recovery_target_is_met(vector: Vectors) -> None:
    given = vector("AV-rto-rpo")["inputs"]
    recovery = Recovery(disaster_at=at(given["disaster"]), restored_at=at(given["restored"]))
    actual = (given["restored"] - given["disaster"]) * MINUTE
    promise = RecoveryObjective(rto=actual, rpo=MINUTE)
    assert judge_recovery(recovery, promise).recovery_time.verdict is Verdict.MET
    tighter = evolve(promise, rto=actual - timedelta(microseconds=1))
    assert judge_recovery(recovery, tighter).recovery_time.verdict is Verdict.VIOLATED
