"""The audit of a real event log counts what the reference implementation counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import process_audit
import pytest

Corpus = Callable[[str], Path]


@pytest.fixture(scope="module", params=["auto", "incident"])
def result(request: pytest.FixtureRequest, corpus: Corpus) -> dict[str, Any]:
    """Give the report on the log, by the lifecycle that is in it, and by that of incidents."""
    return process_audit.report(
        str(corpus("data/uci_servicenow_incident_events.csv.gz")),
        case="number",
        state="incident_state",
        time="sys_updated_at",
        time_format="%d/%m/%Y %H:%M",
        lifecycle=request.param,
    )


@pytest.fixture
def figures(corpus: Corpus) -> dict[str, Any]:
    """Give the figures of the reference implementation."""
    found = json.loads(corpus("data/EXPECTED.json").read_text(encoding="utf-8"))
    return dict(found["uci"])


def test_transitions_are_the_same(result: dict[str, Any], figures: dict[str, Any]) -> None:
    assert result["transitions"] == figures["transitions"]
    assert result["starts"] == figures["first_states"]
    assert (result["cases"], result["events"]) == (figures["incidents"], figures["events"])


def test_as_many_cases_are_reopened_as_the_system_counted(
    result: dict[str, Any], figures: dict[str, Any]
) -> None:
    assert result["reopened_cases"] == figures["reopen_count_gt0"]


def test_updates_are_the_transitions_of_a_state_to_itself(result: dict[str, Any]) -> None:
    loops = sum(n for step, n in result["transitions"].items() if len({*step.split(" -> ")}) == 1)
    stayed = sum(n for step, n in result["transitions"].items() if _is_within(step, result))
    assert result["findings"]["update"] == stayed >= loops


def _is_within(step: str, result: dict[str, Any]) -> bool:
    source, target = (result["dialect"][word] for word in step.split(" -> "))
    return bool(source == target)


def test_every_state_has_a_meaning(result: dict[str, Any]) -> None:
    assert result["unknown_states"] == {}
    assert 0 < result["fitting"] < result["fitness"] < 1
