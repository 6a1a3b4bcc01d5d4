"""The bundled exports are what their generator makes, and every reader reads them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import generate_exports
import pytest
from export_world import SERVICES

from svcmgmt.interop import jira, servicenow, statuspage, zabbix
from svcmgmt.interop._codes import CODES
from svcmgmt.reports import ServiceFacts
from svcmgmt.temporal import Interval
from svcmgmt.values import count_by_code

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "data" / "exports"
MARCH = Interval.parse("2026-03-01T00:00:00Z/2026-04-01T00:00:00Z")


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV export."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(name: str) -> dict[str, Any]:
    """Return a JSON export."""
    return dict(json.loads((FOLDER / name).read_text(encoding="utf-8")))


def test_the_exports_are_what_their_generator_makes() -> None:
    made = generate_exports.exports()
    there = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.*")}
    assert there == made.keys()
    for name, text in made.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, name


def test_the_generator_writes_below_the_folder_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["generate_exports.py", str(tmp_path)])
    generate_exports.main()
    assert len(list(tmp_path.rglob("*.*"))) == len(generate_exports.exports())


def test_the_tables_of_servicenow_make_whole_tickets() -> None:
    parts = [
        servicenow.read_incidents(table("servicenow/incident.csv"), zone="Europe/Berlin"),
        servicenow.read_audits(table("servicenow/sys_audit.csv")),
        servicenow.read_task_slas(table("servicenow/task_sla.csv")),
        servicenow.read_outages(document("servicenow/cmdb_ci_outage.json")),
    ]
    facts = ServiceFacts().merged(*parts)
    assert len(facts.tickets) == 200
    assert facts.check() == ()
    assert all(ticket.has_record and ticket.changes for ticket in facts.tickets)
    assert count_by_code(facts.findings).keys() == {
        "duplicate-row", "out-of-order", "unknown-state", "no-loss", "end-before-start",
    }  # fmt: skip


def test_the_engine_of_the_source_is_explained_by_real_time() -> None:
    facts = servicenow.read_incidents(
        table("servicenow/incident.csv"), zone="Europe/Berlin"
    ).merged(servicenow.read_task_slas(table("servicenow/task_sla.csv")))
    for ticket in facts.tickets:
        [verdict] = ticket.verdicts
        assert ticket.opened_at is not None
        assert verdict.due_at is not None
        assert verdict.elapsed is not None
        assert verdict.is_missed is (ticket.opened_at + verdict.elapsed > verdict.due_at)


def test_the_issues_of_jira() -> None:
    facts = jira.read_issues(document("jira/search.json"), columns={"segment": "customfield_10050"})
    assert len(facts.tickets) == 80
    assert {ticket.segment for ticket in facts.tickets} >= {"Gold Ltd"}
    assert facts.check() == ()


def test_events_and_maintenance_of_zabbix() -> None:
    events = zabbix.read_events(
        document("zabbix/events.json"), scope_tag="service", least_severity=3
    )
    works = zabbix.read_maintenance(
        document("zabbix/maintenance.json"), zone="Europe/Berlin", within=MARCH
    )
    assert len(events.availability.outages) == 30
    assert sum(each.during.end is None for each in events.availability.outages) == 1
    assert len(works.availability.maintenance) == 3 + 5
    assert works.findings == ()


def test_incidents_and_maintenance_of_the_status_page() -> None:
    incidents = statuspage.read_incidents(
        document("statuspage/incidents.json"), weights=statuspage.EVERY_STATUS
    )
    works = statuspage.read_incidents(document("statuspage/scheduled-maintenances.json"))
    assert len(incidents.availability.outages) >= 20
    assert set(incidents.services) <= set(SERVICES)
    assert all(each.actual is not None for each in works.availability.maintenance)


def test_the_page_about_sources_names_every_code() -> None:
    page = (ROOT / "docs" / "how-to" / "sources.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", page))
    assert CODES.keys() <= named
