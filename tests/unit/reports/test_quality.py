"""What a report says of its terms and facts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import reporting as world
from attrs import evolve
from reporting import FACTS, SLA, UPTIME, at, exclusion, outage, report, sla

from svcmgmt.agreement import AgreementState, AgreementVersions, ExclusionTerms, FailureMeasure
from svcmgmt.reports import GivenFigure, ServiceFacts
from svcmgmt.sla.availability import ExclusionCategory, Maintenance
from svcmgmt.sla.objectives import Verdict
from svcmgmt.sla.reliability import ReliabilityMeasure
from svcmgmt.values import Finding, NoData, Quantity, count_by_code

TERMS: dict[str, dict[str, object]] = {
    "no-zone": {"zone": None},
    "other-zone": {"zone": "Europe/Berlin"},
    "terms-not-agreed": {"state": AgreementState.DRAFT},
    "no-service-hours": {"service_hours": None},
    "no-exclusion-terms": {"exclusions": None},
    "no-period": {"conformance_period": None},
    "no-objectives": {"objectives": ()},
}


ROOT = Path(__file__).parents[3]
CODE = re.compile(r'(?:code=|_finding\(|_info\(|^        )\s*"([a-z]+(?:-[a-z]+)+)"', re.MULTILINE)


def test_the_page_about_reports_names_every_code() -> None:
    page = (ROOT / "docs" / "how-to" / "service-level-report.md").read_text(encoding="utf-8")
    sources = (ROOT / "src" / "svcmgmt" / "reports").glob("_*.py")
    codes = {code for each in sources for code in CODE.findall(each.read_text(encoding="utf-8"))}
    codes -= {"contested-fact"}  # of the facts themselves
    assert len(codes) > 25
    assert {code for code in codes if f"`{code}`" not in page} == set()


class TestTerms:
    @pytest.mark.parametrize("code", TERMS)
    def test_what_they_leave_open_is_told_once(self, code: str) -> None:
        assert code not in count_by_code(report().findings)
        found = count_by_code(report(agreement=evolve(SLA, **TERMS[code])).findings)  # type: ignore[arg-type]
        assert found[code] == (2 if code == "no-period" else 1)

    def test_findings_of_versions_are_passed_on(self) -> None:
        twice = (
            AgreementVersions()
            .amended(SLA, at=at("2025-12-01T00:00:00Z"))
            .amended(SLA, at=at("2025-12-02T00:00:00Z"))
        )
        assert "version-label-twice" in count_by_code(report(agreement=twice).findings)

    def test_a_suspended_agreement_promises_nothing(self) -> None:
        made = report(agreement=evolve(SLA, state=AgreementState.SUSPENDED))
        assert {each.verdict for each in made.results[:2]} == {Verdict.UNDEFINED}

    def test_failures_without_time_have_no_number(self) -> None:
        made = report(agreement=sla(world.FAILURES, service_hours=world.NEVER))
        assert {each.verdict for each in made.results} == {Verdict.UNDEFINED}

    def test_a_measure_of_another_kind_than_the_target_is_told_and_stops_nothing(self) -> None:
        restore = evolve(
            world.FAILURES, id="mtrs", measure=FailureMeasure(of=ReliabilityMeasure.MTRS)
        )
        slow = GivenFigure(name="delay", value=Quantity(3, "s"))
        made = report(agreement=sla(UPTIME, restore, world.DELAY), figures=[slow])
        assert [each.verdict for each in made.results[2:]] == [Verdict.UNDEFINED] * 4
        assert made.results[3].value == NoData("duration is measured, count is promised")
        assert made.results[5].value == NoData("s is measured, ms is promised")
        assert count_by_code(made.findings)["wrong-kind"] == 2
        assert made.results[1].verdict is Verdict.VIOLATED


class TestFacts:
    def test_services_that_are_not_covered_are_named(self) -> None:
        others = [outage(f"x{n}", "2026-10-05T10:00:00Z/PT1H", scope=f"svc {n}") for n in range(7)]
        made = report(FACTS.merged(ServiceFacts.of(outages=others)))
        [found] = [each for each in made.findings if each.code == "service-not-covered"]
        assert found.value == "7: svc 0, svc 1, svc 2, svc 3, svc 4 and 2 more"

    def test_exclusions_and_maintenance_that_terms_do_not_name_are_told(self) -> None:
        terms = ExclusionTerms(categories=[ExclusionCategory.FORCE_MAJEURE])
        facts = FACTS.merged(
            ServiceFacts.of(
                exclusions=[
                    exclusion("e1", "2026-10-05T10:00:00Z/PT1H"),
                    evolve(exclusion("e2", "2026-10-05T10:00:00Z/PT1H"), is_withdrawn=True),
                ]
            )
        )
        made = report(facts, sla(exclusions=terms))
        told = {each.code: each.value for each in made.findings}
        assert told["exclusions-not-in-terms"] == "vpn: e1"
        assert told["maintenance-not-in-terms"] == "mail: m1"
        assert made.results[1].value == report().results[1].value

    def test_what_begins_after_the_report_is_left_out_and_counted(self) -> None:
        until = at("2026-10-05T10:30:00Z")
        later = [
            outage("o2", "2026-10-06T10:00:00Z/PT1H"),
            outage("o3", "2026-10-06T10:00:00Z/PT1H", is_withdrawn=True),
        ]
        made = report(FACTS.merged(ServiceFacts.of(outages=later)), as_of=until)
        told = [each.value for each in made.findings if each.code == "facts-left-out"]
        assert told == ["1 outages begun after as_of"]
        only = report(ServiceFacts.of(outages=later[1:]), as_of=until)
        assert "facts-left-out" not in count_by_code(only.findings)

    def test_so_are_tickets(self) -> None:
        made = report(as_of=at("2026-10-04T00:00:00Z"))
        assert "4 tickets begun after as_of" in [each.value for each in made.findings]

    def test_findings_of_readers_are_passed_on(self) -> None:
        odd = Finding(code="odd-row", message="", pointer="/rows/3")
        assert odd in report(evolve(FACTS, findings=[odd])).findings

    def test_versions_that_disagree_are_told_once(self) -> None:
        twice = ServiceFacts.of(
            outages=[
                outage("o1", "2026-10-05T10:00:00Z/PT1H", scope=""),
                outage("o1", "2026-10-05T10:00:00Z/PT2H", scope=""),
            ]
        )
        assert count_by_code(report(twice).findings)["contested-fact"] == 1

    def test_findings_about_an_availability_name_its_service(self) -> None:
        late = Maintenance(
            id="m2", planned=world.span("2026-10-12T02:00:00Z/PT2H"), scope="mail",
            announced_at=at("2026-10-13T00:00:00Z"),
        )  # fmt: skip
        made = report(FACTS.merged(ServiceFacts.of(maintenance=[late])), sla(UPTIME))
        assert [each for each in made.findings if "mail" in each.pointer or "m2" in each.pointer]
