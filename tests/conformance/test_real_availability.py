"""The examples on a real status page and on a real monitor's probes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import probes
import pytest
import status_page
from test_real_logs import blanked, expected

Corpus = Callable[[str], Path]

GITHUB = "data/github_status_incidents.csv.gz"
PROBES = "data/upptime_curc_probes.csv.gz"
SUMMARY = "data/upptime_curc_summary.csv.gz"


class TestStatusPage:
    def test_minutes_are_those_of_the_reference(self, corpus: Corpus) -> None:
        result = status_page.report(str(corpus(GITHUB)))
        figures = expected(corpus, "github")
        assert result["incidents"] == figures["incidents"]
        assert result["sum_minutes"] == figures["sum_minutes_non_maintenance"]
        assert result["union_minutes"] == figures["union_minutes_non_maintenance"]
        assert result["maintenance"] == figures["impact"]["maintenance"]
        assert result["without_impact"] == figures["impact"]["none"]

    def test_months_and_mean_times_are_told(self, corpus: Corpus) -> None:
        result = status_page.report(str(corpus(GITHUB)))
        months = result["monthly_availability"]
        assert isinstance(months, dict)
        assert (min(months), max(months), len(months)) == ("2022-03", "2024-12", 34)
        for name in ("mtbf_hours", "mtrs_hours"):
            value = result[name]
            assert isinstance(value, float)
            assert value > 0
        json.dumps(result)

    def test_recorded_minutes_are_not_read(self, corpus: Corpus, tmp_path: Path) -> None:
        log = corpus(GITHUB)
        without = status_page.report(blanked(log, "duration_minutes", tmp_path / "log.csv"))
        with_column = status_page.report(str(log))
        del without["seconds"], with_column["seconds"]
        assert without == with_column


@pytest.fixture(scope="module")
def explained(corpus: Corpus) -> dict[str, object]:
    """Give what the probes explain of all that was published."""
    return probes.report(str(corpus(PROBES)), str(corpus(SUMMARY)))


class TestProbes:
    def test_published_figures_are_explained(self, explained: dict[str, object]) -> None:
        for name in ("day", "week", "month"):
            share = explained[name]
            assert isinstance(share, float)
            assert share >= 0.96
        assert explained["snapshots"] == 5_801

    @pytest.mark.parametrize("column", ["uptime_day", "uptime_week", "uptime_month"])
    def test_predictions_do_not_read_what_they_are_compared_with(
        self, column: str, corpus: Corpus, tmp_path: Path, explained: dict[str, object]
    ) -> None:
        without = blanked(corpus(SUMMARY), column, tmp_path / "summary.csv")
        result = probes.report(str(corpus(PROBES)), without)
        assert result[column.removeprefix("uptime_")] is None
        assert result["predictions_digest"] == explained["predictions_digest"]
