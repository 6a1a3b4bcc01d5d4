"""Verdicts of published service levels, read both ways, are the derived ones (rule R1.2)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from svcmgmt.agreement.documents import ServiceLevelObjective, ServiceLevelSpecification
from svcmgmt.interop.tmf.service_levels import ComparatorMeans, objectives_of
from svcmgmt.values import Quantity

READINGS = {
    "slo_eval_violation": (ComparatorMeans.VIOLATION, "threshold"),
    "slo_eval_conformance": (ComparatorMeans.CONFORMANCE, "warn"),
}


def verdict(case: dict[str, Any]) -> str:
    """Return the verdict of the document that a vector describes."""
    means, warning = READINGS[case["fn"]]
    given = case["inputs"]
    document = ServiceLevelObjective(
        id=case["id"],
        conformance_target=str(given["target"]),
        conformance_comparator=given["comparator"],
        threshold_target=str(given[warning]),
        tolerance_target=str(given["tolerance_abs"]),
    )
    specification = ServiceLevelSpecification(service_level_objective=[document])
    levels = objectives_of(specification, comparator_means=means)
    assert levels.findings == ()
    return levels.objectives[0].objective.judge(Quantity(str(given["value"]), "1")).value


@pytest.mark.parametrize("name", READINGS)
def test_verdicts_are_the_derived_ones(name: str, corpus: Callable[[str], Path]) -> None:
    suite = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))
    cases = [each for each in suite["vectors"] if each["fn"] == name]
    assert cases
    assert [each["id"] for each in cases if verdict(each) != each["expected"]] == []
