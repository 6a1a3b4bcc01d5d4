"""The examples run from the command line, the demo prints all its parts, the sample is our own."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import generate_sample
import itil_month
import itil_promises
import itil_world
import pytest

from svcmgmt.lifecycle import Stateful

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


def test_the_month_of_a_service_desk_tells_every_part_of_its_story(tmp_path: Path) -> None:
    done = run("examples/itil_month.py", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    titles = [*itil_month.PARTS, "Service levels", "Agreements", "Pictures"]
    assert [title for title in titles if f"\n{title}\n---" not in done.stdout] == []
    for told in (
        "explained by",  # the alarms of the shop, by those of its database
        "incident ALM-3 causedByProblem problem PRB-1",
        "problem PRB-1 curedBy change CHG-2",
        "links that contradict the rules: 0",
        "warning change-collision at /CHG-1: overlaps with CHG-2",
        "error outside-maintenance-window at /CHG-3",
        "in the end: 0 findings",
        "update due 21 09:45 UTC, given 09:55",
        "SLA-1, 2026-10: 1 of 5 results broken",
        "availability of shop: violated",
        "no-fallback at /targets",
        "support of SLA-1: fail",
        "resolve P1: fail",
    ):
        assert told in done.stdout
    assert run("examples/itil_month.py", "--out", str(tmp_path)).stdout == done.stdout
    for picture in ("availability", "outages", "major-incident", "incident-lifecycle"):
        ET.parse(tmp_path / f"itil-{picture}.svg")  # noqa: S314 - just written
    assert "Workplace" in (tmp_path / "itil-report.html").read_text(encoding="utf-8")


def test_the_report_of_the_month_counts_what_its_clocks_count() -> None:
    seen = itil_world.world()
    (counted,) = [line for line in itil_month.compliance_part(seen) if line.startswith("all: ")]
    share = itil_promises.monthly_report(seen).results[-1]
    assert str(share.evaluation.value) in counted


def test_a_folder_of_the_month_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    done = run("examples/itil_month.py", "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "out" in done.stderr


def test_the_figures_of_the_month_add_up() -> None:
    seen = itil_world.world()
    (counted,) = [line for line in itil_month.compliance_part(seen) if line.startswith("all: ")]
    numbers = [int(number) for number in re.findall(r"(\d+) (?:met|missed|open)", counted)]
    assert sum(numbers) == len(seen.incidents) == itil_world.CALLS + len(seen.alarms.promoted)
    tickets: list[Stateful[Any, Any]] = [*seen.incidents, *seen.requests, *seen.changes]
    tickets += [seen.problem, seen.major]
    assert all(fact.at < itil_world.END for ticket in tickets for fact in ticket.history)
    assert all(each.actual is None or each.actual.end for each in seen.changes)


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


LINES = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)[:60]
LOG = "".join(LINES)


def with_line(number: int, line: str) -> bytes:
    """Return the log with another line."""
    return "".join([*LINES[: number - 1], line, *LINES[number:]]).encode()


def changed(old: str, new: str) -> bytes:
    """Return the log with something else in line 7."""
    assert old in LINES[6]
    return with_line(7, LINES[6].replace(old, new))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.csv", LOG.encode("utf-8-sig")),
        ("log.csv", gzip.compress(LOG.encode())),
        ("log.csv.gz", gzip.compress(LOG.encode("utf-8-sig"))),
        ("log.gz", LOG.encode()),
        ("log.csv", LOG.replace("\n", "\r\n").encode()),
        ("log.csv", LOG.replace("\n", "\n\n").encode()),
    ],
    ids=["marked", "packed", "packed and marked", "not packed", "Windows", "spaced"],
)
def test_a_log_is_read_however_it_was_saved(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / "plain.csv").write_text(LOG, encoding="utf-8")
    (tmp_path / name).write_bytes(content)
    results = [
        json.loads(run("examples/incident_log.py", str(tmp_path / each), "--json").stdout)
        for each in (name, "plain.csv")
    ]
    for result in results:
        del result["seconds"]
    assert results[0] == results[1]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (gzip.compress(LOG.encode())[:-200], "line "),
        (gzip.compress(LOG.encode())[:-8] + bytes(8), "line "),
        (b"\x1f\x8bno gzip at all", "line 1: "),
        (bytes(range(255, 0, -1)), "line 1: this is no text in UTF-8"),
        (LOG.encode("utf-16"), "line 1: this is no text in UTF-8"),
        (LOG.encode("utf-16-le"), "missing columns"),
        (with_line(7, "INC0000003,\xc4rger\n").replace(b"\xc3\x84", b"\xc4"), "line 7: this is no"),
        (with_line(7, "INC0000003,Active,1\n"), "line 7: 3 cells, but 10 columns"),
        (with_line(7, LINES[6].strip() + ",more\n"), "line 7: 11 cells, but 10 columns"),
        (changed("/09/2026", "/31/2026"), "line 7: "),
        (changed("/09/2026 ", "/09/2026, at "), "line 7: "),
        (changed(",3 - Moderate", ",?"), "line 7: priority '?' does not begin with a number"),
        (changed(",3 - Moderate", ",9 - Never"), "line 7: level: 9 is not allowed"),
        (changed(",3 - Moderate", ","), "line 7: priority '' does not begin"),
        (b"", "missing columns"),
        (LINES[0].encode(), "no tickets"),
    ],
    ids=[
        *("truncated", "wrong checksum", "no gzip", "binary", "UTF-16", "UTF-16 without a mark"),
        *("one wrong letter", "short row", "long row", "no such date", "no date", "no priority"),
        *("unknown priority", "empty priority", "empty", "only a header"),
    ],
)
def test_a_log_that_cannot_be_read_is_told_in_one_line(
    content: bytes, told: str, tmp_path: Path
) -> None:
    log = tmp_path / "log.csv"
    log.write_bytes(content)
    done = run("examples/incident_log.py", str(log))
    assert done.returncode == 1
    assert done.stderr.startswith(str(log))
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("script", "log", "wrong", "told"),
    [
        ("node_outages.py", OUTAGES, ("10/26/2003 0:30", "26/10/2003 0:30"), "line 2: "),
        ("node_outages.py", OUTAGES, (",60", ",an hour"), "line 3: invalid literal"),
        ("service_requests.py", REQUESTS, ("2026-03-06T10", "2026-03-06 T10"), "line 4: "),
    ],
)
def test_other_logs_tell_where_they_are_wrong(
    script: str, log: str, wrong: tuple[str, str], told: str, tmp_path: Path
) -> None:
    (tmp_path / "log.csv").write_text(log.replace(*wrong), encoding="utf-8")
    (tmp_path / "rules.json").write_text(json.dumps(RULES), encoding="utf-8")
    files = ["log.csv", "rules.json"] if script == "service_requests.py" else ["log.csv"]
    done = run(str(EXAMPLES / script), *files, cwd=tmp_path)
    assert done.stderr.startswith(f"log.csv, {told}")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("rules", ["{", "[]", '{"calendar": {}}', "\udcff"], ids=ascii)
def test_rules_that_are_none_are_told_in_one_line(rules: str, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(REQUESTS, encoding="utf-8")
    (tmp_path / "rules.json").write_text(rules, encoding="utf-8", errors="surrogateescape")
    script = str(EXAMPLES / "service_requests.py")
    done = run(script, "log.csv", "rules.json", cwd=tmp_path)
    assert done.stderr.startswith("rules.json: ")
    assert len(done.stderr.splitlines()) == 1


def test_planning_has_no_limit_and_is_not_judged(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    number = LINES[6].split(",")[0]
    lines = [
        line.replace(",3 - Moderate", ",5 - Planning") if line.startswith(number) else line
        for line in LINES
    ]
    log.write_text("".join(lines), encoding="utf-8")
    result = json.loads(run("examples/incident_log.py", str(log), "--json").stdout)
    assert result["without_limit"] == 1
    assert result["predicted_made"] + result["predicted_missed"] == result["incidents"] - 1
    done = run(str(EXAMPLES / "demo.py"), str(log), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 of them not judged: no limit for their priority" in done.stdout


@pytest.mark.parametrize("script", ["demo.py", "generate_sample.py"])
def test_whoever_reads_may_stop_early(script: str, tmp_path: Path) -> None:
    command = [sys.executable, str(EXAMPLES / script)]
    with subprocess.Popen(  # noqa: S603
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.parametrize("log", ["", "log.csv", "my log.csv", "a $b 'c' \"d\".csv"])
def test_make_hands_over_any_path(log: str, tmp_path: Path) -> None:
    recipe = next(
        line.strip()
        for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
        if "examples/demo.py" in line
    )
    shown = recipe.replace("$(BIN)/python", "printf '%s\\n'").replace("$$", "$")
    done = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", shown],
        cwd=tmp_path,
        env={"LOG": log},  # as make exports what its command line sets
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["examples/demo.py", *([log] if log else [])]


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
