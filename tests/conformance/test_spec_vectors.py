"""Derived and published values: every one that the library has an answer to agrees."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import adapters
import pytest
import run_vectors
from adapters.vectors import Vector, same

Corpus = Callable[[str], Path]


@pytest.fixture(scope="module")
def cases(corpus: Corpus) -> list[Vector]:
    """Give all vectors."""
    found: list[Vector] = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))[
        "vectors"
    ]
    return found


@pytest.mark.parametrize("name", adapters.ADAPTERS)
def test_every_value_of_a_function_agrees(name: str, cases: list[Vector]) -> None:
    asked = [each for each in cases if each["fn"] == name and adapters.section_of(each) is None]
    assert asked
    assert [each["id"] for each in asked if not adapters.agrees(each)] == []


def test_the_runner_tells_what_is_not_there_yet_by_section(corpus: Corpus) -> None:
    suite = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))
    result = run_vectors.run_suite(suite)
    missing = result["unsupported"]
    assert result["disagree"] == []
    assert len(suite["vectors"]) == result["total"] == result["agree"] + sum(missing.values())
    assert result["agree"] >= 135
    numbers = {section.split()[1] for section in missing}
    assert numbers <= {"2.9", "3", "6.4", "6.5", "7", "8", "8.4", "8.5", "8.6"}


def test_of_the_first_sections_nothing_is_missing(cases: list[Vector]) -> None:
    early = ("sla", "itil", "kqi", "event", "availability", "slo", "credit", "ticket", "capacity")
    missing = [
        each["id"]
        for each in cases
        if each["topic"].startswith(early) and adapters.section_of(each) is not None
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("found", "expected", "tolerance", "is_same"),
    [
        (1, 1, 0, True),
        (1, 1.0, 0, True),
        (0.30000000000000004, 0.3, 0, False),
        (0.30000000000000004, 0.3, 1e-9, True),
        (True, 1, 0, False),
        (1, True, 0, False),
        ("2.25", "2.25", 0, True),
        ("2.25", 2.25, 0, False),
        (None, 0, 0, False),
        (None, None, 0, True),
        ([1, 2], [1, 2], 0, True),
        ((1, 2), [1, 2], 0, True),
        ([1, 2], [1, 2, 3], 0, False),
        (1, [1], 0, False),
        ({"a": 1}, {"a": 1, "b": 2}, 0, False),
        ({"a": 1.5, "b": 2}, {"a": 1, "b": 2}, {"a": 1, "b": 0}, True),
        (object(), 1, 0, False),
    ],
)
def test_values_are_compared_by_kind(
    found: object,
    expected: object,
    tolerance: Any,  # noqa: ANN401
    is_same: bool,  # noqa: FBT001
) -> None:
    assert same(found, expected, tolerance) is is_same


def test_a_refusal_is_no_value() -> None:
    case = {"fn": "budget", "inputs": {"target": 2, "days": [30]}, "expected": [1]}
    assert not adapters.agrees(case)
    assert adapters.agrees({**case, "expected": None})
