"""Suites of expected values from other engines, and the runner that reads them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import run_vectors
from suite_policies import DEFAULT, policies_of

OWN = Path(__file__).parent / "data" / "own_suite.json"
SUITES = ["biz", "working_hours", "businesstimedelta", "zammad_sla", "erpnext_issue", "dst_oracle"]


@pytest.mark.parametrize("name", SUITES)
def test_a_suite_of_another_engine_agrees(name: str, corpus: Callable[[str], Path]) -> None:
    suite = json.loads(corpus(f"vectors/{name}.json").read_text(encoding="utf-8"))
    result = run_vectors.run_suite(suite)
    assert result["total"] == suite["count"]
    assert len(result["disagree"]) < 0.02 * result["total"], result["disagree"]
    assert sum(result["unsupported"].values()) < 0.05 * result["total"], result["unsupported"]
    assert set(result["disagree"]) == set(result["named_differences"])


def test_most_vectors_agree_without_any_policy(corpus: Callable[[str], Path]) -> None:
    results = [
        run_vectors.run_suite(
            json.loads(corpus(f"vectors/{name}.json").read_text(encoding="utf-8"))
        )
        for name in SUITES
    ]
    agreed = sum(result["agree"] for result in results)
    assert agreed / sum(result["total"] for result in results) > 0.9


@pytest.mark.parametrize(
    ("name", "policies"),
    [
        ("icingadb_sla", {"availability=icinga"}),
        ("slo_alerting", {"alerts=pyrra"}),
        ("zabbix_sli", {"budget=projected"}),
    ],
)
def test_figures_of_monitoring_agree_or_name_their_policy(
    name: str, policies: set[str], corpus: Callable[[str], Path]
) -> None:
    suite = json.loads(corpus(f"vectors/{name}.json").read_text(encoding="utf-8"))
    result = run_vectors.run_suite(suite)
    assert result["total"] == suite["count"]
    assert result["unsupported"] == {}
    assert set(result["agree_with_policy"]) == policies
    assert set(result["disagree"]) == set(result["named_differences"])


def test_every_kind_of_result_is_told() -> None:
    result = run_vectors.run_suite(json.loads(OWN.read_text(encoding="utf-8")))
    assert result["total"] == 11
    assert result["agree"] == 5
    assert result["agree_with_policy"] == {"reversed=zero": 1, "boundary=next_opening": 1}
    assert result["disagree"] == ["own-005"]
    assert result["named_differences"] == {}
    assert sum(result["unsupported"].values()) == 3
    assert {"operation tea_time", "rule of kind tides"} <= set(result["unsupported"])


def test_the_command_prints_one_object() -> None:
    command = [sys.executable, run_vectors.__file__, str(OWN), str(OWN), "--json"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    assert set(json.loads(printed.stdout)["suites"]) == {"own"}
    plain = subprocess.run(command[:-1], check=True, capture_output=True, text=True)  # noqa: S603
    assert plain.stdout.startswith("own: {")


@pytest.mark.parametrize(
    ("semantics", "chosen"),
    [
        ("", {}),
        ("difference() is order-insensitive (absolute value)", {"reversed": "absolute"}),
        ("Gap times shift +1 h; ambiguous times take the first", {"gap": "shift", "fold": "first"}),
        ("Wall-clock duration of a day", {"measure": "wall_clock"}),
        ("deadline exactly at closing stays at closing", {"boundary": "closing"}),
    ],
)
def test_policies_follow_from_documented_semantics(semantics: str, chosen: dict[str, str]) -> None:
    policies = policies_of({"suite": "unheard of", "semantics": semantics})
    for name, value in chosen.items():
        assert getattr(policies, name).value == value
    if not chosen:
        assert policies == DEFAULT


def test_policies_never_depend_on_a_vector() -> None:
    suite: dict[str, Any] = json.loads(OWN.read_text(encoding="utf-8"))
    whole = policies_of(suite)
    assert policies_of({**suite, "vectors": []}) == whole
