"""The examples run from the command line, the demo prints all its parts, the sample is our own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import generate_sample
import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SAMPLE = EXAMPLES / "data" / "service_desk_sample.csv"


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run an example as a user would."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603


def test_the_sample_is_what_its_generator_makes(capsys: pytest.CaptureFixture[str]) -> None:
    generate_sample.main()
    assert capsys.readouterr().out == SAMPLE.read_text(encoding="utf-8")


def test_the_demo_prints_every_part_and_draws_both_pictures(tmp_path: Path) -> None:
    done = run(str(EXAMPLES / "demo.py"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for part in ("Compliance by priority", "Breaches", "explained:", "Time in state", "findings"):
        assert part in done.stdout
    for picture in ("clock.svg", "lifecycle.svg"):
        assert f"picture: out/{picture}" in done.stdout
        ET.parse(tmp_path / "out" / picture)  # noqa: S314 - just written


def test_the_demo_takes_a_log(tmp_path: Path) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    log = tmp_path / "log.csv"
    log.write_text("".join(lines[:60]), encoding="utf-8")
    done = run(str(EXAMPLES / "demo.py"), str(log), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert str(log) in done.stdout


def test_the_rule_agrees_with_the_minutes_that_the_generator_counted() -> None:
    done = run("examples/incident_log.py", str(SAMPLE), "--json")
    result = json.loads(done.stdout)
    assert result["incidents"] == generate_sample.TICKETS
    assert result["made_sla_agreement"] == 1.0
    assert result["audit"]["unknown-state"] > 0


REQUESTS = """case_enquiry_id,open_dt,target_dt,closed_dt,ontime,type
1,2026-03-05T12:00:00,2026-03-09T12:00:00,2026-03-09T11:00:00,ONTIME,Pothole
2,2026-03-06T19:00:00,2026-03-11T08:30:00,2026-03-12T11:00:00,OVERDUE,Pothole
3,2026-03-06T10:00:00,2026-03-13T10:00:00,,OVERDUE,Tree
4,2026-03-06T10:00:00,,2026-03-06T11:00:00,ONTIME,Note
"""
RULES = {
    "calendar": {
        "timezone": "America/New_York",
        "weekdays": "Mon-Fri",
        "open": "08:30",
        "close": "17:00",
        "holidays": ["2026-01-01"],
    },
    "rules": {
        "Pothole": {"kind": "business_days", "n": 2},
        "Tree": {"kind": "calendar_days", "n": 7},
    },
}


def test_service_requests_on_a_small_log(tmp_path: Path) -> None:
    log, rules = tmp_path / "log.csv", tmp_path / "rules.json"
    log.write_text(REQUESTS, encoding="utf-8")
    rules.write_text(json.dumps(RULES), encoding="utf-8")
    result = json.loads(run("examples/service_requests.py", str(log), str(rules), "--json").stdout)
    assert result["cases"] == 4
    assert result["with_target"] == 3
    assert result["due_within_60s"] == 1.0
    assert (result["judged"], result["ontime_agreement"]) == (2, 1.0)


OUTAGES = """System,nodenum,Prob Started,Prob Fixed,Down Time
2,0,10/26/2003 0:30,10/26/2003 3:30,240
2,0,4/6/2003 1:30,4/6/2003 3:30,60
2,0,4/6/2003 3:00,4/6/2003 4:00,59
"""


def test_node_outages_on_a_small_log(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(OUTAGES, encoding="utf-8")
    result = json.loads(run("examples/node_outages.py", str(log), "--json").stdout)
    assert (result["rows"], result["exact"], result["one_minute_short"]) == (3, 2 / 3, 1)
    assert (result["dst_rows"], result["dst_rows_exact"], result["overlapping"]) == (2, 2, 1)
    assert (result["sum_minutes"], result["union_minutes"]) == (360, 330)


@pytest.mark.parametrize(
    ("script", "arguments", "told"),
    [
        ("incident_log.py", ["nowhere.csv"], "there is no such file"),
        ("node_outages.py", ["README.md"], "missing columns"),
        ("demo.py", ["nowhere.csv"], "there is no such file"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(script: str, arguments: list[str], told: str) -> None:
    done = run(f"examples/{script}", *arguments)
    assert done.returncode != 0
    assert told in done.stderr
    assert "Traceback" not in done.stderr
