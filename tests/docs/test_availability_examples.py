"""The examples on status pages and probes, on small files whose figures are counted by hand."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

INCIDENTS = """\
id,title,impact,downtime_start,downtime_end,updates
1,slow,minor,2026-10-01T00:00:00Z,2026-10-01T02:00:00Z,2026-10-01T00:00:00Z Investigating
2,down,critical,2026-10-01T01:00:00Z,2026-10-01T03:00:00Z,2026-10-01T01:00:00Z Investigating
3,said,none,2026-10-02T00:00:00Z,2026-10-02T05:00:00Z,2026-10-02T00:00:00Z Update
4,work,maintenance,2026-10-03T00:00:00Z,2026-10-08T02:00:00Z,2026-10-03T00:00:00Z Scheduled|{begun}
5,late,major,2026-10-31T23:00:00Z,2026-11-01T01:00:00Z,2026-10-31T23:00:00Z Investigating
6,zero,minor,2026-11-01T02:00:00Z,2026-11-01T02:00:00Z,2026-11-01T02:00:00Z Resolved
7,on it,minor,2026-11-01T04:00:00Z,,2026-11-01T04:00:00Z Investigating
8,last,minor,2026-11-01T05:00:00Z,2026-11-01T06:00:00Z,2026-11-01T05:00:00Z Investigating
""".replace("{begun}", "2026-10-08T00:00:00Z In progress")

PROBES = """\
at,slug,status
2026-10-01T00:00:00Z,web,up
2026-10-09T00:00:00Z,web,down
2026-10-09T01:00:00Z,web,down
2026-10-09T02:24:00Z,web,up
2026-10-09T12:00:00Z,web,down
2026-10-09T12:10:00Z,web,degraded
2026-10-09T13:00:00Z,web,up
2026-10-10T00:00:00Z,mail,up
2026-10-10T18:00:00Z,mail,down
"""
SUMMARY = """\
at,slug,start_time,uptime_day,uptime_week,uptime_month
2026-10-09T06:00:00Z,web,2026-10-01T00:00:00Z,90.00%,98.57%,98.79%
2026-10-10T06:00:00Z,web,2026-10-01T00:00:00Z,99.31%,98.47%,98.84%
2026-10-11T00:00:00Z,mail,2026-10-10T00:00:00Z,75.00%,75.00%,
2026-10-10T00:00:00Z,mail,2026-10-10T00:00:00Z,100.00%,,
"""


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run an example as a user would."""
    command = [sys.executable, f"examples/{script}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603


def result_of(script: str, *arguments: str) -> dict[str, Any]:
    """Return what an example prints as JSON."""
    done = run(script, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def incidents(tmp_path: Path) -> str:
    path = tmp_path / "incidents.csv.gz"
    path.write_bytes(gzip.compress(INCIDENTS.encode()))
    return str(path)


@pytest.fixture
def probes(tmp_path: Path) -> tuple[str, str]:
    for name, content in (("probes.csv", PROBES), ("summary.csv", SUMMARY)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    return str(tmp_path / "probes.csv"), str(tmp_path / "summary.csv")


class TestStatusPage:
    def test_what_overlaps_counts_once_and_maintenance_never(self, incidents: str) -> None:
        result = result_of("status_page.py", incidents)
        assert (result["incidents"], result["outages"], result["occurrences"]) == (8, 6, 3)
        assert (result["maintenance"], result["without_impact"]) == (1, 1)
        assert result["sum_minutes"] == (2 + 2 + 2 + 0 + 2 + 1) * 60
        assert result["union_minutes"] == (3 + 2 + 2) * 60

    def test_months_are_those_that_the_page_tells_of(self, incidents: str) -> None:
        result = result_of("status_page.py", incidents)
        hours = 31 * 24
        assert result["monthly_availability"] == {
            "2026-10": f"{(hours - 4) / hours * 100:.4f} %",
            "2026-11": "50.0000 %",
        }
        assert result["mtrs_hours"] == round(7 / 3, 3)
        assert result["mtbf_hours"] == round((hours + 6 - 7) / 3, 3)

    def test_one_incident_without_length_has_no_figures(self, tmp_path: Path) -> None:
        path = tmp_path / "one.csv"
        lines = INCIDENTS.splitlines(keepends=True)
        path.write_text(lines[0] + lines[6], encoding="utf-8")
        result = result_of("status_page.py", str(path))
        assert result["union_minutes"] == 0
        assert result["mtbf_hours"] is None
        assert result["availability"].startswith("no ")

    def test_plain_text_for_people(self, incidents: str) -> None:
        assert "union_minutes: 420.0" in run("status_page.py", incidents).stdout


class TestProbes:
    def test_every_published_figure_is_explained(self, probes: tuple[str, str]) -> None:
        result = result_of("probes.py", *probes)
        assert (result["snapshots"], result["monitors"], result["outages"]) == (4, 2, 3)
        # one monitor had not run for any time when it was told of: nothing can be predicted
        assert (result["day"], result["week"], result["month"]) == (3 / 4, 1.0, 1.0)

    @pytest.mark.parametrize(
        ("option", "value", "policy", "told"),
        [
            ("--ignore-below", "15m", "minimum", "0:15:00 recorded"),
            ("--month-base", "30d", "base", "720:00:00 fixed"),
            ("--month-base", "actual", "base", "active time"),
        ],
    )
    def test_rules_are_policies_of_the_result(
        self, option: str, value: str, policy: str, told: str, probes: tuple[str, str]
    ) -> None:
        result = result_of("probes.py", *probes, option, value)
        assert result["policies"][policy] == told

    @pytest.mark.parametrize(
        ("options", "day"),
        [
            ([], 3 / 4),
            (["--degraded", "down"], 2 / 4),
            (["--ignore-below", "15m"], 2 / 4),
            (["--within", "0"], 2 / 4),
            (["--base", "full"], 3 / 4),
        ],
    )
    def test_rules_change_what_agrees(
        self, options: list[str], day: float, probes: tuple[str, str]
    ) -> None:
        assert result_of("probes.py", *probes, *options)["day"] == day

    @pytest.mark.parametrize("option", ["--month-base", "--month-window", "--base"])
    def test_rules_of_months_change_months(self, option: str, probes: tuple[str, str]) -> None:
        other = {"--month-base": "1d", "--month-window": "calendar", "--base": "full"}[option]
        result = result_of("probes.py", *probes, option, other)
        assert result["month"] == (1.0 if option == "--month-window" else 0.0)

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            (["--ignore-below", "soon"], "--ignore-below soon: no length"),
            (["--month-base", "1M"], "--month-base 1M: no length"),
            (["--month-window", "last"], "neither sliding nor calendar"),
            (["--base", "half"], "neither age nor full"),
            (["--degraded", "?"], "neither down nor up"),
            (["--within", "-1"], "is no number"),
        ],
    )
    def test_wrong_rules_are_told_in_one_line(
        self, options: list[str], told: str, probes: tuple[str, str]
    ) -> None:
        done = run("probes.py", *probes, *[f"{options[0]}={options[1]}"])
        assert done.returncode == 1
        assert told in done.stderr
        assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("critical", "huge", "line 3: impact 'huge' is none of minor"),
        ("2026-10-01T03:00:00Z", "2026-10-01T03:00:00", "line 3: "),
        ("2026-10-01T03:00:00Z", "2026-09-01T03:00:00Z", "line 3: "),
        (",updates", ",notes", "missing columns updates"),
        (INCIDENTS.partition("\n")[2], "", "no incidents"),
        ("on it,minor", "on it", "line 8: 5 cells, but 6 columns"),
    ],
)
def test_a_bad_status_page_is_told_in_one_line(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    assert old in INCIDENTS
    path = tmp_path / "incidents.csv"
    path.write_text(INCIDENTS.replace(old, new), encoding="utf-8")
    done = run("status_page.py", str(path))
    assert done.returncode == 1
    assert done.stderr.startswith(str(path))
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("probes", ",degraded", ",asleep", "line 7: status 'asleep' is none of up"),
        ("probes", "at,slug", "time,slug", "missing columns at"),
        ("summary", "90.00%", "NaN%", "line 2: 'NaN' is no number"),
        ("summary", "90.00%", "1e9999%", "line 2: '1e9999' is no number"),
        ("summary", SUMMARY.partition("\n")[2], "", "no snapshots"),
    ],
)
def test_bad_probes_are_told_in_one_line(
    name: str, old: str, new: str, told: str, probes: tuple[str, str]
) -> None:
    path = Path(probes[name == "summary"])
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    done = run("probes.py", *probes)
    assert done.returncode == 1
    assert done.stderr.startswith(str(path))
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
