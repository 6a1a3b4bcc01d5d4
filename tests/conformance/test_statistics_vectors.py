"""Published and derived values for shares and percentiles that need more than one look."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from adapters.vectors import Vector, exactly

from svcmgmt.statistics import chi_square_quantile, percentile


@pytest.fixture(scope="module")
def vector(corpus: Callable[[str], Path]) -> Callable[[str], Vector]:
    """Give a vector by its name."""
    vectors = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))["vectors"]
    by_name = {each["id"]: each for each in vectors}
    return lambda name: by_name[name]


def test_the_default_percentile_agrees_with_counting(vector: Callable[[str], Vector]) -> None:
    case = vector("TK-compl")
    values, target = case["inputs"]["x"], case["inputs"]["target"]
    required = exactly(case["inputs"]["required"])
    assert (percentile(values, required) <= target) is case["expected"]["passed"]


def test_the_lower_bound_of_a_time_between_failures(vector: Callable[[str], Vector]) -> None:
    case = vector("AV-mtbf-ci")
    found = [
        2 * time / chi_square_quantile(exactly(confidence), 2 * failures + 2)
        for time, failures, confidence in case["inputs"]["cases"]
    ]
    assert found == pytest.approx(case["expected"], abs=case["tolerance"])
