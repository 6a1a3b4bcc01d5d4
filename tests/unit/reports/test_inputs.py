"""All that a report is made from: one order, one name, and refusals."""

from __future__ import annotations

from attrs import evolve
from reporting import END, FACTS, MONTH, SLA, exclusion, outage, report, requests

from svcmgmt.reports import ReportInputs, ServiceFacts
from svcmgmt.sla.availability import Maintenance
from svcmgmt.temporal import IntervalSet
from svcmgmt.values import Finding


def inputs(facts: ServiceFacts = FACTS) -> ReportInputs:
    """Return the inputs of the report of the month."""
    return ReportInputs(facts=facts, agreement=SLA, period=MONTH, as_of=END)


class TestOrder:
    def test_facts_are_held_in_one_order(self) -> None:
        hour = "2026-10-05T10:00:00Z/PT1H"
        outages = [outage("o2", hour), outage("o1", hour), outage("", hour)]
        held = inputs(ServiceFacts.of(outages=outages)).facts.availability.outages
        assert [each.id for each in held] == ["", "o1", "o2"]

    def test_that_changes_no_fact(self) -> None:
        assert inputs().facts == FACTS


class TestNames:
    def test_every_kind_of_fact_is_part_of_the_name(self) -> None:
        hour = "2026-10-05T10:00:00Z/PT1H"
        times = IntervalSet.of([outage("x", hour).during])
        more = [
            ServiceFacts.of(outages=[outage("x", hour)]),
            ServiceFacts.of(exclusions=[exclusion("x", hour)]),
            ServiceFacts.of(maintenance=[Maintenance(id="x", planned=outage("x", hour).during)]),
            ServiceFacts.of(unknown=[("vpn", times)]),
            ServiceFacts.of(series=[("requests", requests((1, 2)))]),
            ServiceFacts.of(series=[("requests", requests((1, 2))), ("more", requests((2, 2)))]),
            ServiceFacts.of(findings=[Finding(code="x", message="")]),
            ServiceFacts(),
        ]
        names = {inputs(FACTS.merged(each)).facts_digest for each in more}
        assert len(names) == len(more)

    def test_so_is_the_time_of_the_report(self) -> None:
        other = evolve(inputs(), as_of=MONTH.interval.start)
        assert other.id != inputs().id
        assert other.facts_digest == inputs().facts_digest

    def test_names_are_shown_in_short_and_kept_in_full(self) -> None:
        told = inputs()
        assert told.as_dict() == {
            "report": told.id, "facts": told.facts_digest, "terms": told.terms_digest,
        }  # fmt: skip
        assert str(told).startswith(f"report {told.id[:12]}, facts {told.facts_digest[:12]}, ")
        assert repr(told) == f"<ReportInputs {told}>"
        assert told.id == report().inputs.id
