"""From the export of each product to its report in a few lines, the same to the byte."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import monthly_report
import pytest

from svcmgmt.sla.objectives import Verdict
from svcmgmt.values import NoData

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "examples" / "monthly_report.py"
EXPORTS = ROOT / "examples" / "data" / "exports"
MOST_LINES = 15

every_source = pytest.mark.parametrize("source", monthly_report.SOURCES)


def run(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run the example as a user would."""
    return subprocess.run(  # noqa: S603
        [sys.executable, str(SCRIPT), *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_export_has_its_function_of_a_few_lines() -> None:
    assert {*monthly_report.SOURCES} == {path.name for path in EXPORTS.iterdir()}
    functions = {
        node.name: node
        for node in ast.parse(SCRIPT.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    for make in monthly_report.SOURCES.values():
        _, *body = functions[make.__name__].body  # without its docstring
        assert (body[-1].end_lineno or 0) - body[0].lineno + 1 <= MOST_LINES, make.__name__


@every_source
def test_every_export_makes_a_whole_report(source: str) -> None:
    report = monthly_report.SOURCES[source](EXPORTS / source)
    assert report.results
    for result in report.results:
        assert not isinstance(result.value, NoData), result
        assert result.verdict is not Verdict.UNDEFINED
    assert not [each for each in report.findings if each.code in {"no-terms", "no-measure"}]


@every_source
def test_late_facts_are_traced(source: str) -> None:
    report = monthly_report.SOURCES[source](EXPORTS / source)
    again = monthly_report.restated(report)
    assert again.numbers
    assert again.untraced == ()
    told = list(monthly_report.explained(again))
    assert told
    assert all("because of" in line for line in told)


def test_an_exclusion_and_a_corrected_end_explain_the_difference() -> None:
    report = monthly_report.from_servicenow(EXPORTS / "servicenow")
    told = list(monthly_report.explained(monthly_report.restated(report)))
    assert (
        "uptime of web shop, 2026-03, verdict: violated to met, because of exclusion FM-1" in told
    )
    assert any(
        line.startswith("longest of mail, 2026-03, value: 2:33:00 to 1:16:30") for line in told
    )
    assert any("tickets" in line or "restore" in line for line in told)


@every_source
def test_repeated_runs_write_the_same_bytes(source: str, tmp_path: Path) -> None:
    folders = [tmp_path / seed for seed in ("1", "2")]
    for folder in folders:
        done = run("--source", source, "--out", str(folder), "--restate", seed=folder.name)
        assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in folders[0].iterdir())
    assert names == sorted(
        f"{source}{more}.{ending}" for more in ("", "-restated") for ending in ("html", "md")
    )
    for name in names:
        first, second = ((folder / name).read_bytes() for folder in folders)
        assert first == second, name
        if name.endswith(".html"):
            ET.fromstring(first.decode().split("\n", 1)[1])  # noqa: S314 - just written


def test_it_prints_what_came_of_the_month(tmp_path: Path) -> None:
    done = run("--source", "statuspage", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    title, *results = done.stdout.splitlines()
    assert title.startswith("SLA-12, 2026-03: ")
    assert sum("availability of " in line for line in results) == 5
    assert results[-1] == f"written: {tmp_path / 'statuspage.md'}"


@pytest.mark.parametrize(
    ("source", "name", "content", "told"),
    [
        ("jira", "search.json", "{", "Expecting"),
        ("jira", "search.json", "7", "rows"),
        ("zabbix", "events.json", '{"result": [{"clock": "1"}]}', "eventid"),
        ("prometheus", "query_range.json", '{"status": "success"}', "series"),
        ("servicenow", "incident.csv", "number,state\nINC1,New\n", "opened_at"),
        ("servicenow", "incident.csv", None, "there is no such file"),
        ("statuspage", "incidents.json", "\udcff", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_line(
    source: str, name: str, content: str | None, told: str, tmp_path: Path
) -> None:
    shutil.copytree(EXPORTS / source, tmp_path / source)
    if content is None:
        (tmp_path / source / name).unlink()
    else:
        path = tmp_path / source / name
        path.write_text(content, encoding="utf-8", errors="surrogateescape")
    done = run("--source", source, "--exports", str(tmp_path), "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert told in done.stderr
    assert str(tmp_path / source) in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    done = run("--source", "statuspage", "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_files_are_written_although_nobody_reads_to_the_end(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), "--source", "statuspage", "--out", str(tmp_path)]
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""
    assert running.returncode == 0
    assert (tmp_path / "statuspage.html").exists()


def test_an_unknown_source_is_refused() -> None:
    done = run("--source", "abacus")
    assert done.returncode == 2
    assert "invalid choice" in done.stderr
