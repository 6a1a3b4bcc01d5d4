"""The examples on real logs: figures that other systems computed, and predictions without them."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import incident_log
import node_outages
import pytest
import service_requests

Corpus = Callable[[str], Path]

UCI = "data/uci_servicenow_incident_events.csv.gz"
BOSTON = "data/boston311_2015_sla_targets.csv.gz"
RULES = "data/boston311_rules_fitted_on_visible.json"
LANL = "data/lanl_node_outages_1996_2005.csv.gz"


def expected(corpus: Corpus, name: str) -> dict[str, Any]:
    """Return the figures of the reference implementation for a log."""
    figures: dict[str, Any] = json.loads(corpus("data/EXPECTED.json").read_text(encoding="utf-8"))
    return dict(figures[name])


def blanked(source: Path, column: str, target: Path) -> str:
    """Write a log with one column emptied and return its path."""
    with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    written = io.StringIO()
    writer = csv.DictWriter(written, rows[0])
    writer.writeheader()
    writer.writerows({**row, column: ""} for row in rows)
    target.write_text(written.getvalue(), encoding="utf-8")
    return str(target)


class TestIncidentLog:
    def test_the_rule_explains_the_systems_verdicts(self, corpus: Corpus) -> None:
        result = incident_log.report(str(corpus(UCI)))
        figures = expected(corpus, "uci")
        assert result["incidents"] == figures["incidents"]
        assert result["events"] == figures["events"]
        agreement = result["made_sla_agreement"]
        assert isinstance(agreement, float)
        assert agreement >= 0.9985
        assert result["disagreements"] <= figures["rule_wrong"]

    def test_the_audit_counts_what_the_reference_counts(self, corpus: Corpus) -> None:
        result = incident_log.report(str(corpus(UCI)))
        figures = expected(corpus, "uci")
        starts = sum(count for state, count in figures["first_states"].items() if state != "New")
        audit = result["audit"]
        assert isinstance(audit, dict)
        assert audit["unusual-start"] == starts
        assert "tie" not in audit

    def test_predictions_do_not_read_the_verdict(self, corpus: Corpus, tmp_path: Path) -> None:
        log = corpus(UCI)
        without = incident_log.report(blanked(log, "made_sla", tmp_path / "log.csv"))
        with_verdict = incident_log.report(str(log))
        assert without["made_sla_agreement"] is None
        for key in ("predicted_made", "predicted_missed", "predictions_digest", "audit"):
            assert without[key] == with_verdict[key]


class TestServiceRequests:
    def test_due_times_and_verdicts_agree_with_the_city(self, corpus: Corpus) -> None:
        result = service_requests.report(str(corpus(BOSTON)), str(corpus(RULES)))
        figures = expected(corpus, "boston")
        assert result["cases"] == figures["rows"]
        assert result["with_target"] == figures["with_target"]
        within = result["due_within_60s"]
        assert isinstance(within, float)
        assert within >= 0.945
        assert result["ontime_agreement"] == 1.0
        assert result["judged"] == figures["closed_with_target_and_flag"]

    @pytest.mark.parametrize("column", ["target_dt", "ontime"])
    def test_predictions_do_not_read_what_they_are_compared_with(
        self, column: str, corpus: Corpus, tmp_path: Path
    ) -> None:
        log, rules = corpus(BOSTON), str(corpus(RULES))
        without = service_requests.report(blanked(log, column, tmp_path / "log.csv"), rules)
        assert (
            without["predictions_digest"]
            == service_requests.report(str(log), rules)["predictions_digest"]
        )


class TestNodeOutages:
    def test_downtimes_agree_with_the_recorded_ones(self, corpus: Corpus) -> None:
        result = node_outages.report(str(corpus(LANL)))
        figures = expected(corpus, "lanl")
        assert result["rows"] == figures["rows"]
        assert result["exact"] == figures["aware_fold1_exact"] / figures["rows"]
        assert result["one_minute_short"] == figures["one_minute_short"]
        assert result["dst_rows"] == figures["dst_shifted_rows"]
        assert result["dst_rows_exact"] == figures["dst_shifted_rows_aware_fold1_exact"]

    def test_recomputed_minutes_do_not_read_the_recorded_ones(
        self, corpus: Corpus, tmp_path: Path
    ) -> None:
        log = corpus(LANL)
        without = node_outages.report(blanked(log, "Down Time", tmp_path / "log.csv"))
        with_column = node_outages.report(str(log))
        assert without["exact"] == 0
        for key in ("union_minutes", "sum_minutes", "dst_rows", "overlapping"):
            assert without[key] == with_column[key]
