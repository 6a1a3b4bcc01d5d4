"""Restatements: what changed between two reports of one period, and because of what."""

from __future__ import annotations

from datetime import timedelta

import pytest
import reporting as world
from attrs import evolve
from reporting import (
    END,
    FACTS,
    MONTH,
    RESTORE,
    SLA,
    UPTIME,
    at,
    exclusion,
    outage,
    report,
    sla,
    span,
    ticket,
)

from svcmgmt.agreement import AgreementVersions, FeeTerms, Scope, ServiceFee, TicketTarget
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import IncidentState
from svcmgmt.reports import (
    Cause,
    CauseKind,
    GivenFigure,
    RestatedNumber,
    Restatement,
    ServiceFacts,
    ServiceLevelReport,
    restatement,
)
from svcmgmt.sla.availability import Exclusion, ExclusionCategory, Maintenance
from svcmgmt.sla.clocks import Clock
from svcmgmt.sla.credits import ClaimUnit, ClaimWindow, CreditTerms, Fee
from svcmgmt.sla.objectives import at_least
from svcmgmt.temporal import IntervalSet
from svcmgmt.values import Finding, Money, NoData, Priority, Quantity

LATE = outage("o2", "2026-10-07T10:00:00Z/PT1H")
MORE = FACTS.merged(ServiceFacts.of(outages=[LATE]))


def moved(told: Restatement) -> dict[tuple[str, str, str], list[str]]:
    """Return the names of the causes of every number that changed."""
    return {
        (each.objective, each.subject, each.name): [str(cause.name) for cause in each.causes]
        for each in told.numbers
    }


class TestNothing:
    def test_the_same_report_has_nothing_changed(self) -> None:
        told = restatement(report(), report())
        assert told.is_unchanged
        assert told.causes == ()
        assert told.numbers == told.untraced == ()
        assert str(told) == "restatement of SLA-7, 2026-10: nothing changed"

    def test_inputs_that_move_no_number_are_told(self) -> None:
        elsewhere = ServiceFacts.of(outages=[outage("o9", "2026-11-07T10:00:00Z/PT1H")])
        told = restatement(report(), report(FACTS.merged(elsewhere)))
        assert told.is_unchanged
        assert [str(each) for each in told.without_effect] == ["outage o9 of vpn added"]
        assert str(told).endswith("nothing changed; 1 inputs differ")
        assert "moved no number:" in told.explain()


class TestFacts:
    def test_an_outage_that_was_told_late_changes_the_numbers_of_its_service(self) -> None:
        told = restatement(report(), report(MORE))
        assert moved(told) == {
            ("uptime", "vpn", "value"): ["o2"],
            ("uptime", "vpn", "up"): ["o2"],
            ("uptime", "vpn", "counted"): ["o2"],
            ("uptime", "vpn", "outages"): ["o2"],
        }
        assert told.untraced == ()
        assert told.without_effect == ()

    def test_numbers_that_come_or_go_are_told_too(self) -> None:
        told = restatement(report(), report(ServiceFacts(tickets=FACTS.tickets)))
        gone = next(each for each in told.numbers if each.name == "counted")
        assert gone.after == NoData("not in the report")
        assert gone.difference == NoData("nothing to compare with")

    def test_a_cell_names_the_first_of_many_causes(self) -> None:
        many = [outage(f"p{n}", f"2026-10-{n + 10}T10:00:00Z/PT1H") for n in range(7)]
        told = restatement(report(), report(FACTS.merged(ServiceFacts.of(outages=many))))
        assert told.as_rows()[0]["causes"].endswith("outage p4 and 2 more")
        assert len(told.numbers[0].causes) == 7

    def test_a_text_lists_the_first_of_many_of_a_kind(self) -> None:
        many = [outage(f"p{n:02}", f"2026-10-{n + 10}T10:00:00Z/PT1H") for n in range(12)]
        told = restatement(report(), report(FACTS.merged(ServiceFacts.of(outages=many))))
        assert "  outage: 2 more" in told.explain()
        assert len(told.causes) == 12

    def test_credits_follow(self) -> None:
        told = restatement(report(ServiceFacts()), report())
        names = {(each.subject, each.name): each for each in told.numbers}
        assert names["vpn", "credit"].difference == Money(100, "EUR")
        assert names["", "credits"].as_dict() == {
            "objective": "", "subject": "", "period": "2026-10", "number": "credits",
            "before": "0.00 EUR", "after": "100.00 EUR", "difference": "+100.00 EUR",
            "causes": "outage o1", "joint": "no",
        }  # fmt: skip
        assert str(names["", "credits"]) == "2026-10, credits: 0.00 EUR to 100.00 EUR"

    def test_a_changed_outage_tells_what_of_it_changed(self) -> None:
        shorter = evolve(FACTS.availability.outages[0], during=span("2026-10-05T10:00:00Z/PT1H"))
        known = evolve(FACTS.availability, outages=[shorter])
        told = restatement(report(), report(evolve(FACTS, availability=known)))
        assert told.causes[0].how == "changed"
        assert told.causes[0].detail == (
            "during 2026-10-05T10:00:00Z/2026-10-05T11:30:00Z to "
            "2026-10-05T10:00:00Z/2026-10-05T11:00:00Z"
        )

    def test_a_ticket_names_itself_only_where_its_clock_says_something_else(self) -> None:
        facts = evolve(FACTS, tickets=[
            ticket("t1", 6), ticket("t2", 5), ticket("t3", 2.5), ticket("t4", 3)
        ])  # fmt: skip
        told = restatement(report(), report(facts))
        assert moved(told)["restore", "Office", "value"] == ["t1"]
        assert [each.name for each in told.without_effect] == ["t3"]

    def test_a_ticket_that_gets_a_target_is_traced(self) -> None:
        agreement = sla(evolve(RESTORE, scope=Scope(metrics=["restore"])))
        plain = evolve(FACTS, tickets=[ticket("t1", 1, priority=Priority.P3)])
        urgent = evolve(FACTS, tickets=[ticket("t1", 1)])
        told = restatement(report(plain, agreement), report(urgent, agreement))
        assert moved(told)["restore", "Office", "without target"] == ["t1"]

    def test_every_kind_of_fact_is_traced(self) -> None:
        facts = {
            "e1": ServiceFacts.of(exclusions=[exclusion("e1", "2026-10-05T10:00:00Z/PT1H")]),
            "e2": ServiceFacts.of(exclusions=[Exclusion(
                id="e2", category=ExclusionCategory.CUSTOMER, scope="vpn",
                during=IntervalSet.of([span("2026-10-05T10:00:00Z/PT1H")]))]),
            "e3": ServiceFacts.of(exclusions=[Exclusion(
                id="e3", category=ExclusionCategory.CUSTOMER, during=world.OFFICE, scope="vpn")]),
            "m2": ServiceFacts.of(maintenance=[Maintenance(
                id="m2", planned=span("2026-10-05T10:00:00Z/PT1H"), scope="vpn",
                actual=span("2026-10-05T10:00:00Z/PT50M"))]),
            "vpn": ServiceFacts.of(unknown=[
                ("vpn", IntervalSet.of([span("2026-10-08T10:00:00Z/PT1H")]))]),
        }  # fmt: skip
        for name, more in facts.items():
            told = restatement(report(), report(FACTS.merged(more)))
            assert moved(told)["uptime", "vpn", "value"] == [name]

    def test_unknown_time_of_all_services_concerns_each(self) -> None:
        known = evolve(
            FACTS.availability, unknown=IntervalSet.of([span("2026-10-08T10:00:00Z/PT1H")])
        )
        told = restatement(report(), report(evolve(FACTS, availability=known)))
        assert moved(told)["uptime", "mail", "value"] == [""]

    def test_counts_and_figures_are_traced_by_their_names(self) -> None:
        agreement = sla(world.REQUESTS, world.DELAY)
        until = at("2026-10-01T00:01:00Z")

        def made(good: int, delay: int) -> ServiceLevelReport:
            series = [
                ("requests", world.requests((good, 100))),
                ("other", world.requests((good, 100))),
            ]
            figures = [
                GivenFigure(name="delay", value=Quantity(delay, "ms")),
                GivenFigure(name="jitter", value=Quantity(delay, "ms")),
            ]
            return report(ServiceFacts.of(series=series), agreement, figures=figures, as_of=until)

        told = moved(restatement(made(90, 10), made(99, 30)))
        assert told["requests", "Office", "value"] == ["requests"]
        assert told["delay", "vpn", "value"] == ["delay"]

    def test_changed_fields_are_told_from_what_to_what(self) -> None:
        tickets = [
            evolve(FACTS.tickets[0], state=IncidentState.CLOSED, category="mail"),
            *FACTS.tickets[1:],
        ]
        [cause] = restatement(report(), report(evolve(FACTS, tickets=tickets))).causes
        assert cause.detail == "state resolved to closed, category nothing to mail"

    def test_facts_without_an_id_are_named_by_what_they_say(self) -> None:
        nameless = ServiceFacts.of(outages=[outage("", "2026-10-07T10:00:00Z/PT1H")])
        [cause] = restatement(report(), report(FACTS.merged(nameless))).causes
        assert cause.name.startswith("without id, Outage(")

    def test_versions_that_disagree_are_one_cause(self) -> None:
        other = ServiceFacts.of(outages=[outage("o1", "2026-10-05T10:00:00Z/PT2H")])
        [cause] = restatement(report(), report(FACTS.merged(other))).causes
        assert (cause.name, cause.how, cause.detail) == ("o1", "changed", "")

    def test_a_fact_that_moves_to_another_service_concerns_both(self) -> None:
        there = evolve(FACTS.availability.outages[0], scope="mail")
        facts = evolve(FACTS, availability=evolve(FACTS.availability, outages=[there]))
        told = restatement(report(), report(facts))
        assert moved(told)["uptime", "vpn", "value"] == ["o1"]
        assert moved(told)["uptime", "mail", "value"] == ["o1"]
        assert told.causes[0].detail == "scope vpn to mail"

    def test_findings_of_a_reader_are_no_cause(self) -> None:
        odd = evolve(FACTS, findings=[Finding(code="odd", message="")])
        assert restatement(report(), report(odd)).causes == ()


class TestTerms:
    stricter = sla(evolve(UPTIME, objective=at_least("99.5 %")), RESTORE)

    def test_another_target_is_traced_to_its_objective(self) -> None:
        told = restatement(report(), report(agreement=self.stricter))
        assert moved(told)["uptime", "vpn", "verdict"] == ["objective uptime"]
        assert told.causes[0].detail == "objective at least 99.9 % to at least 99.5 %"

    def test_credits_that_follow_are_traced_to_it_too(self) -> None:
        told = moved(restatement(report(), report(agreement=self.stricter)))
        assert told["uptime", "vpn", "credit outcome"] == ["objective uptime"]

    def test_so_are_those_of_a_bill_of_all_services(self) -> None:
        fees = FeeTerms(fees=[ServiceFee("", Fee(Money(3_000, "EUR")))])
        before, after = sla(fees=fees), evolve(self.stricter, fees=fees)
        told = moved(restatement(report(agreement=before), report(agreement=after)))
        name = "uptime of vpn", "all services of SLA-7", "credit outcome"
        assert told[name] == ["objective uptime"]

    def test_another_target_of_tickets_is_traced_to_it(self) -> None:
        target = TicketTarget(
            name="urgent",
            scope=Scope(priorities=[Priority.P1]),
            clocks=[Clock(name="restore", limit=timedelta(hours=8))],
        )
        told = restatement(report(), report(agreement=sla(targets=[target], version="1b")))
        assert moved(told)["restore", "Office", "value"] == ["target urgent"]

    def test_terms_of_credits_change_credits_alone(self) -> None:
        terms = CreditTerms(claim=ClaimWindow(30, ClaimUnit.DAYS))
        told = restatement(report(), report(agreement=sla(credit_terms=terms)))
        assert {each.name for each in told.numbers} == {"credit", "credit outcome", "credits"}
        assert {cause.name for each in told.numbers for cause in each.causes} == {"credit_terms"}

    def test_a_new_version_is_traced_to_its_parts(self) -> None:
        first = AgreementVersions().amended(SLA, at=at("2025-12-01T00:00:00Z"))
        both = first.amended(evolve(self.stricter, version="2"), at=at("2026-11-02T00:00:00Z"))
        told = restatement(report(agreement=first), report(agreement=both))
        assert moved(told)["uptime", "vpn", "verdict"] == ["version 2"]
        assert [str(each) for each in told.causes] == [
            "terms version 2 added: objective uptime, recorded_at, version"
        ]
        back = restatement(report(agreement=both), report(agreement=SLA))
        assert [each.how for each in back.causes] == ["changed", "removed"]
        assert back.causes[0].detail == "recorded_at"

    def test_a_first_version_is_compared_with_nothing(self) -> None:
        first = AgreementVersions().amended(SLA, at=at("2025-12-01T00:00:00Z"))
        other = AgreementVersions().amended(evolve(SLA, version="0"), at=at("2025-12-01T00:00:00Z"))
        told = restatement(report(agreement=first), report(agreement=other))
        assert [each.how for each in told.causes] == ["added", "removed"]

    def test_what_appears_with_new_terms_is_told(self) -> None:
        told = restatement(report(), report(agreement=sla(UPTIME, RESTORE, world.FAILURES)))
        assert moved(told)["failures", "vpn", "value"] == ["objective failures"]


class TestSeveralAtOnce:
    stricter = sla(evolve(UPTIME, objective=at_least("99.5 %")), RESTORE)

    def test_numbers_are_traced_to_those_kinds_with_which_they_move(self) -> None:
        told = restatement(report(), report(MORE, self.stricter))
        names = {(each.subject, each.name): each for each in told.numbers}
        assert [each.kind for each in names["vpn", "value"].causes] == [CauseKind.OUTAGE]
        assert [each.kind for each in names["vpn", "target"].causes] == [CauseKind.TERMS]
        assert not names["vpn", "value"].is_joint

    def test_what_only_all_of_them_together_move_names_all(self) -> None:
        """Either reason alone leaves the whole outage out; without both it counts."""
        both = FACTS.merged(
            ServiceFacts.of(
                exclusions=[exclusion("e1", "2026-10-05T10:00:00Z/PT90M")],
                maintenance=[Maintenance(
                    id="m2", planned=span("2026-10-05T10:00:00Z/PT90M"), scope="vpn")],
            )
        )  # fmt: skip
        told = restatement(report(), report(both))
        value = next(each for each in told.numbers if each.name == "value")
        assert value.is_joint
        assert [each.name for each in value.causes] == ["e1", "m2"]

    def test_what_any_two_of_three_move_is_traced_to_all(self) -> None:
        """No one alone moves the verdict, and it stays moved without any one of them."""
        hour = "2026-10-05T10:00:00Z/PT30M"
        before = ServiceFacts.of(outages=[outage("o1", hour)], exclusions=[exclusion("e1", hour)])
        after = ServiceFacts.of(
            outages=[outage("o1", hour), outage("o2", "2026-10-06T10:00:00Z/PT30M")],
            unknown=[("vpn", IntervalSet.of([span("2026-10-07T10:00:00Z/PT30M")]))],
        )
        told = restatement(report(before), report(after))
        verdict = next(each for each in told.numbers if each.name == "verdict")
        assert [each.name for each in verdict.causes] == ["o2", "e1", "vpn"]
        assert verdict.is_joint

    def test_the_time_of_the_report_is_a_cause_of_its_own(self) -> None:
        told = restatement(report(as_of=at("2026-10-05T11:00:00Z")), report(MORE, as_of=END))
        value = next(each for each in told.numbers if each.name == "value")
        assert {each.kind for each in value.causes} == {CauseKind.OUTAGE, CauseKind.TIME}
        assert value.is_joint

    def test_earlier_reports_and_claims_are_causes(self) -> None:
        terms = CreditTerms(claim=ClaimWindow(30, ClaimUnit.DAYS))
        agreement = sla(credit_terms=terms)
        past = report(ServiceFacts(), period=MONTH.previous(), as_of=END)
        told = restatement(
            report(agreement=agreement),
            report(agreement=agreement, claimed=at("2026-11-02T00:00:00Z"), earlier=[past]),
        )
        assert {each.kind for each in told.causes} == {CauseKind.EARLIER, CauseKind.CLAIM}
        assert moved(told)["", "", "credits"] == [""]


class TestWhatIsNotTraced:
    def test_a_number_that_its_inputs_do_not_give_is_never_hidden(self) -> None:
        """As if another version of the library had made the earlier report."""
        made = report()
        other = evolve(made.results[1], subject="mail", services=["mail"])
        stored = evolve(made, results=[other, *made.results[1:]])
        told = restatement(stored, made)
        assert {each.name for each in told.untraced} >= {"value", "verdict", "breached"}
        assert told.untraced == told.numbers
        assert f"{len(told.numbers)} of them not traced" in str(told)
        assert "not traced to any cause:" in told.explain()
        assert told.as_rows()[0]["causes"] == "not traced"


class TestText:
    def test_it_explains_every_change_and_the_method(self) -> None:
        told = restatement(report(), report(MORE))
        text = told.explain()
        assert text.startswith("restatement of SLA-7, 2026-10: 4 numbers changed")
        assert "outage o2 of vpn added" in text
        assert f"method: {told.method}" in text
        assert "≈ -0.1344 points" in text
        assert repr(told) == f"<Restatement {told}>"
        assert told._repr_mimebundle_()["text/plain"] == text

    def test_a_cause_is_a_row(self) -> None:
        cause = Cause(kind=CauseKind.TERMS, name="zone", how="changed", detail="a to b")
        assert str(cause) == "terms zone changed: a to b"
        assert cause.as_dict() == {
            "kind": "terms", "name": "zone", "how": "changed", "scope": "", "detail": "a to b",
        }  # fmt: skip

    def test_amounts_of_different_currencies_are_not_compared(self) -> None:
        number = RestatedNumber(
            objective="", subject="", period="2026-10", name="credits",
            before=Money(1, "EUR"), after=Money(1, "USD"),
        )  # fmt: skip
        assert number.difference == NoData("no numbers of one kind")

    def test_amounts_that_fall_have_their_own_sign(self) -> None:
        told = restatement(report(), report(ServiceFacts()))
        assert "-100.00 EUR" in [row["difference"] for row in told.as_rows()]


class TestRefusals:
    def test_another_period_is_refused(self) -> None:
        other = report(period=MONTH.previous())
        with pytest.raises(InvalidValue, match="2026-10 in UTC, as the earlier report"):
            restatement(report(), other)

    def test_another_agreement_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="SLA-7, as the earlier report"):
            restatement(report(), report(agreement=evolve(SLA, id="SLA-8")))

    def test_something_else_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="before"):
            restatement(7, report())  # type: ignore[arg-type]
        with pytest.raises(InvalidType, match="after"):
            restatement(report(), 7)  # type: ignore[arg-type]
