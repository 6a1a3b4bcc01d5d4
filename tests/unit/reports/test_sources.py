"""A report from each of the bundled exports, in as few lines as the page about sources promises."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from attrs import evolve
from reporting import RESTORE, SLA, UPTIME, at

from svcmgmt.agreement import IndicatorMeasure, ServiceLevelObjective
from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.interop import jira, prometheus, servicenow, statuspage, zabbix
from svcmgmt.reports import ServiceFacts, ServiceLevelReport, service_level_report
from svcmgmt.sla.indicators import CounterSeries, EventSeries, Indicator, MissingData
from svcmgmt.sla.objectives import Verdict, at_least
from svcmgmt.values import count_by_code

FOLDER = Path(__file__).parents[3] / "examples" / "data" / "exports"
SERVICES = ["mail", "web shop", "vpn", "erp", "telephony"]
MARCH = ReportingPeriod.around("2026-03-01", PeriodKind.MONTH, zone="UTC")
QUARTER = timedelta(minutes=15)
OFFICE = evolve(SLA, services=SERVICES, fees=None, objectives=[evolve(UPTIME, credit=""), RESTORE])


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV export."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(name: str) -> dict[str, Any]:
    """Return a JSON export."""
    return dict(json.loads((FOLDER / name).read_text(encoding="utf-8")))


def reported(*facts: ServiceFacts, objectives: object = OFFICE.objectives) -> ServiceLevelReport:
    """Return the report of March."""
    agreement = evolve(OFFICE, objectives=objectives)  # type: ignore[arg-type]
    return service_level_report(facts, agreement, MARCH, as_of=at("2026-04-02T06:00:00Z"))


class TestReportsFromExports:
    def test_of_servicenow(self) -> None:
        report = reported(
            servicenow.read_incidents(table("servicenow/incident.csv"), zone="Europe/Berlin"),
            servicenow.read_audits(table("servicenow/sys_audit.csv")),
            servicenow.read_outages(document("servicenow/cmdb_ci_outage.json")),
        )
        assert [each.subject for each in report.results] == [*SERVICES, "Office"]
        assert all(each.verdict is not Verdict.UNDEFINED for each in report.results)

    def test_of_jira(self) -> None:
        report = reported(jira.read_issues(document("jira/search.json")), objectives=[RESTORE])
        assert report.results[0].cases is not None
        assert report.results[0].cases[1] > 0

    def test_of_zabbix(self) -> None:
        report = reported(
            zabbix.read_events(
                document("zabbix/events.json"), scope_tag="service", least_severity=3
            ),
            zabbix.read_maintenance(
                document("zabbix/maintenance.json"), zone="Europe/Berlin", within=MARCH.interval
            ),
        )
        assert any(each.is_breached for each in report.results)
        assert "service-not-covered" in count_by_code(report.findings)  # hosts have own names

    def test_of_a_status_page(self) -> None:
        report = reported(
            statuspage.read_incidents(document("statuspage/incidents.json")),
            statuspage.read_incidents(document("statuspage/scheduled-maintenances.json")),
        )
        assert any(each.is_breached for each in report.results)

    def test_of_prometheus(self) -> None:
        result = prometheus.read_query(document("prometheus/query_range.json"), step=QUARTER)
        fine, failed = (
            CounterSeries.of(result.only(code=code)[0].samples) for code in ("200", "500")
        )
        counted = EventSeries.of_counters(total=fine, good=fine, slice=QUARTER)
        counted += EventSeries.of_counters(total=failed, bad=failed, slice=QUARTER)
        facts = ServiceFacts.of(series=[("requests", counted)], findings=result.findings)
        requests = ServiceLevelObjective(
            id="requests",
            objective=at_least("99 %"),
            measure=IndicatorMeasure(
                Indicator(name="requests", missing=MissingData.IGNORE), slice=QUARTER
            ),
        )
        report = reported(facts, objectives=[requests])
        assert report.results[0].cases is not None
        assert report.results[0].cases[1] - report.results[0].cases[0] == failed.increase(
            MARCH.interval
        )
        assert report.results[0].verdict is Verdict.MET

    def test_of_all_of_them_together(self) -> None:
        parts = [
            servicenow.read_outages(document("servicenow/cmdb_ci_outage.json")),
            zabbix.read_events(document("zabbix/events.json"), scope_tag="service"),
            jira.read_issues(document("jira/search.json")),
        ]
        assert reported(*parts) == reported(*parts[::-1])
