"""Reports: what is judged, by which terms, what follows, and what they say about themselves."""

from __future__ import annotations

import pickle
from copy import deepcopy
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import reporting as world
from attrs import evolve
from reporting import END, FACTS, MONTH, RESTORE, SLA, UPTIME, at, outage, report, sla, span, ticket

from svcmgmt.agreement import AgreementVersions, CalendarPeriods, RollingPeriod, Scope
from svcmgmt.calendars import PeriodKind
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.reports import (
    GivenFigure,
    ServiceFacts,
    report_of,
    service_level_report,
)
from svcmgmt.sla.credits import CreditNote
from svcmgmt.sla.objectives import Verdict, at_least
from svcmgmt.temporal import IntervalSet, NaiveDatetime
from svcmgmt.values import NoData, Quantity, Ratio, Severity, count_by_code

SEPTEMBER = MONTH.previous()
EVERYTHING = sla(UPTIME, RESTORE, world.REQUESTS, world.FAILURES, world.DELAY)


class TestResults:
    def test_each_objective_is_judged_for_each_of_its_services_or_for_its_tickets(self) -> None:
        told = [(each.promise.id, each.subject, each.verdict) for each in report().results]
        assert told == [
            ("uptime", "mail", Verdict.MET),
            ("uptime", "vpn", Verdict.VIOLATED),
            ("restore", "Office", Verdict.MET),
        ]

    def test_the_value_is_exact(self) -> None:
        assert report().results[1].value == Ratio(742 * 2 + 1, 744 * 2)

    def test_breaches_are_broken_promises(self) -> None:
        assert [str(each) for each in report().breaches] == [
            "2026-10: availability of vpn: violated, ≈ 99.7984 %, promised at least 99.9 %"
        ]

    def test_internal_objectives_are_early_warnings_and_no_breaches(self) -> None:
        made = report(agreement=sla(evolve(UPTIME, is_internal=True)))
        assert made.breaches == ()
        assert [each.subject for each in made.early_warnings] == ["vpn"]
        assert made.credits == NoData("no objective has a credit")

    def test_every_kind_of_measure_is_judged(self) -> None:
        figures = [
            GivenFigure(name="delay", value=Quantity(12, "ms")),
            GivenFigure(name="delay", value=Quantity(30, "ms"), service="vpn", source="probe 7"),
        ]
        series = ServiceFacts.of(series=[("requests", world.requests((95, 100), (100, 100)))])
        made = report(
            [FACTS, series], EVERYTHING, figures=figures, as_of=at("2026-10-01T00:02:00Z")
        )
        told = {(str(each.promise.id), each.subject): str(each.value) for each in made.results}
        assert told["requests", "Office"] == "97.5 % (195 of 200)"
        assert told["delay", "mail"] == "12 ms"
        assert told["delay", "vpn"] == "30 ms"
        assert dict(made.results[-1].evaluation.policies) == {"measured by": "probe 7"}

    def test_services_without_facts_are_judged_by_silence_and_a_finding_says_so(self) -> None:
        made = report(ServiceFacts())
        assert made.results[0].value == Ratio(1, 1)
        assert "service-without-facts" in count_by_code(made.findings)

    def test_where_no_services_are_named_those_of_the_facts_are_judged(self) -> None:
        made = report(agreement=evolve(SLA, services=(), fees=None, objectives=[UPTIME]))
        assert [each.subject for each in made.results] == ["mail", "vpn"]
        assert "no-services" in count_by_code(made.findings)

    def test_without_any_service_there_is_one_result(self) -> None:
        made = report(ServiceFacts(), evolve(SLA, services=(), fees=None, objectives=[UPTIME]))
        assert [each.subject for each in made.results] == ["Office"]

    def test_an_objective_that_measures_nothing_has_no_verdict(self) -> None:
        made = report(agreement=sla(evolve(UPTIME, measure=None, credit="")))
        assert [each.verdict for each in made.results] == [Verdict.UNDEFINED]
        assert "no-measure" in count_by_code(made.findings)

    def test_a_result_has_a_key_and_a_line(self) -> None:
        result = report().results[1]
        assert result.key == ("uptime", "vpn", "2026-10-01T00:00:00+00:00")
        assert repr(result) == f"<ObjectiveResult uptime {result}>"

    def test_objectives_of_one_base_share_it(self) -> None:
        made = report(agreement=sla(UPTIME, world.FAILURES))
        assert made.results[0].availability is made.results[2].availability


class TestPeriods:
    def test_shorter_periods_that_end_in_the_reported_one_are_judged_each(self) -> None:
        weekly = evolve(UPTIME, conformance_period=CalendarPeriods(PeriodKind.WEEK), credit="")
        labels = [
            each.label for each in report(agreement=sla(weekly)).results if each.subject == "vpn"
        ]
        assert labels == ["2026-W40", "2026-W41", "2026-W42", "2026-W43"]

    def test_a_longer_period_is_judged_so_far(self) -> None:
        yearly = evolve(UPTIME, conformance_period=CalendarPeriods(PeriodKind.YEAR))
        result = report(agreement=sla(yearly)).results[1]
        assert (result.label, result.is_over) == ("2026", False)

    def test_a_rolling_window_ends_with_the_report(self) -> None:
        rolling = evolve(UPTIME, conformance_period=RollingPeriod(timedelta(days=30)), credit="")
        result = report(agreement=sla(rolling)).results[1]
        assert result.window == span("2026-10-02T00:00:00Z/2026-11-01T00:00:00Z")
        assert result.label == "rolling 720:00:00 to 2026-10-31"

    def test_the_report_knows_its_inputs(self) -> None:
        made = report(agreement=SLA, known_at=END)
        assert (made.facts, made.agreement, made.period) == (FACTS, SLA, MONTH)
        assert (made.as_of, made.known_at) == (END, END)

    def test_a_report_before_the_end_is_so_far_and_says_so(self) -> None:
        made = report(as_of=at("2026-10-06T00:00:00Z"))
        assert not made.is_over
        assert str(made).startswith("SLA-7, 2026-10: 1 of 3 results broken so far, 0.00 EUR")
        assert "period-not-over" in count_by_code(made.findings)

    def test_a_report_before_its_period_has_nothing_to_judge(self) -> None:
        made = report(as_of=at("2026-09-01T00:00:00Z"))
        assert {each.verdict for each in made.results} == {Verdict.UNDEFINED}


class TestVersions:
    better = evolve(
        SLA, version="2", valid_for=span("2026-10-16T00:00:00Z/2027-01-01T00:00:00Z"),
        objectives=[evolve(UPTIME, objective=at_least("99.5 %")), RESTORE],
    )  # fmt: skip
    both = (
        AgreementVersions()
        .amended(SLA, at=at("2025-12-01T00:00:00Z"))
        .amended(better, at=at("2026-10-20T00:00:00Z"))
    )

    def test_each_stretch_is_judged_by_the_terms_that_held(self) -> None:
        results = [each for each in report(agreement=self.both).results if each.subject == "vpn"]
        assert [(each.label, str(each.applied)) for each in results] == [
            ("2026-10, version 1", "at least 99.9 %"),
            ("2026-10, version 2", "at least 99.5 %"),
        ]

    def test_terms_that_come_back_are_a_stretch_of_their_own(self) -> None:
        for_a_week = evolve(self.better, valid_for=span("2026-10-05T00:00:00Z/PT168H"))
        versions = (
            AgreementVersions()
            .amended(SLA, at=at("2025-12-01T00:00:00Z"))
            .amended(for_a_week, at=at("2026-10-01T00:00:00Z"))
        )
        made = report(agreement=versions)
        assert [each.label for each in made.results if each.subject == "vpn"] == [
            "2026-10, version 1", "2026-10, version 2", "2026-10, version 1 (2)",
        ]  # fmt: skip
        assert isinstance(made.credits, CreditNote)
        assert len({line.case.objective for line in made.credits.lines}) == 3
        assert "terms from Mon 2026-10-05 00:00+00:00: SLA SLA-7" in made.explain()

    def test_terms_that_stay_the_same_are_one_stretch(self) -> None:
        restore = [
            each for each in report(agreement=self.both).results if each.promise.id == "restore"
        ]
        assert [each.label for each in restore] == ["2026-10"]
        assert [each.version for each in restore[0].versions] == ["1", "2"]

    def test_credits_of_stretches_are_shares_of_their_part_of_the_fee(self) -> None:
        made = report(agreement=self.both)
        assert isinstance(made.credits, CreditNote)
        assert {line.case.objective for line in made.credits.lines} == {
            "uptime, 2026-10, version 1", "uptime, 2026-10, version 2",
        }  # fmt: skip

    def test_known_at_leaves_out_versions_that_were_not_recorded_yet(self) -> None:
        made = report(agreement=self.both, known_at=at("2026-10-19T00:00:00Z"))
        assert {version.version for each in made.results for version in each.versions} == {"1"}
        assert "recorded Mon 2026-10-19" in made.explain()

    def test_known_at_leaves_out_facts_that_were_recorded_later(self) -> None:
        late = outage("o2", "2026-10-07T10:00:00Z/PT1H", recorded_at=at("2026-11-20T00:00:00Z"))
        facts = FACTS.merged(ServiceFacts.of(outages=[late]))
        assert report(facts, known_at=END).results == report().results
        assert "facts-left-out" in count_by_code(report(facts, known_at=END).findings)
        assert report(facts).results != report().results

    def test_before_any_version_nothing_is_judged(self) -> None:
        made = report(agreement=self.both, known_at=at("2025-01-01T00:00:00Z"))
        assert made.results == ()
        assert made.inputs.agreement_id == "SLA-7"
        assert "no-terms" in count_by_code(made.findings)


class TestFindings:
    def test_the_gravest_come_first_and_each_once(self) -> None:
        made = report(agreement=sla(UPTIME, evolve(UPTIME, id="other", measure=None), fees=None))
        order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
        ranks = [order.index(each.severity) for each in made.findings]
        assert ranks == sorted(ranks)
        assert len(set(made.findings)) == len(made.findings)

    def test_few_cases_do_not_prove_what_their_count_says(self) -> None:
        assert "few-cases" in count_by_code(report().findings)
        assert report().as_rows()[2]["cases"] == "3 of 4"

    def test_enough_cases_prove_it(self) -> None:
        facts = ServiceFacts.of(tickets=[ticket(f"t{n}", 1) for n in range(60)])
        assert "few-cases" not in count_by_code(report(facts).findings)

    def test_many_alike_are_told_in_short(self) -> None:
        facts = ServiceFacts.of(tickets=[ticket(f"t{n}", 1) for n in range(9)])
        assert "info no-history: 4 more" in report(facts).explain()
        assert count_by_code(report(facts).findings)["no-history"] == 9


class TestIdentity:
    def test_the_same_inputs_give_the_same_report(self) -> None:
        assert report() == report()
        assert report().explain() == report().explain()
        assert report().inputs.id == report().inputs.id

    def test_a_report_is_made_from_its_inputs_alone(self) -> None:
        assert report_of(report().inputs) == report()

    def test_other_facts_have_another_name_and_the_same_terms_the_same(self) -> None:
        one, other = report().inputs, report(ServiceFacts()).inputs
        assert one.facts_digest != other.facts_digest
        assert one.terms_digest == other.terms_digest
        assert one.id != other.id

    def test_other_terms_have_another_name(self) -> None:
        stricter = sla(evolve(UPTIME, objective=at_least("99.95 %")))
        assert report(agreement=stricter).inputs.terms_digest != report().inputs.terms_digest

    def test_several_sources_are_one(self) -> None:
        parts = [
            ServiceFacts(availability=FACTS.availability),
            ServiceFacts(tickets=FACTS.tickets),
        ]
        assert report(parts) == report(parts[::-1]) == report()

    @pytest.mark.parametrize("copy", [deepcopy, lambda value: pickle.loads(pickle.dumps(value))])  # noqa: S301 - our own
    def test_copies_are_equal(self, copy: object) -> None:
        assert copy(report()).explain() == report().explain()  # type: ignore[operator]


class TestText:
    def test_it_says_what_it_is_in_one_line(self) -> None:
        assert str(report()) == "SLA-7, 2026-10: 1 of 3 results broken, 100.00 EUR credited"
        assert repr(report()) == f"<ServiceLevelReport {report()}>"
        assert str(report(agreement=sla(RESTORE))).endswith("no credits")

    def test_it_explains_itself_in_the_zone_of_the_period_or_another_one(self) -> None:
        text = report().explain()
        assert "period: Thu 2026-10-01 00:00+00:00 to Sun 2026-11-01 00:00+00:00" in text
        assert "broken: 2026-10: availability of vpn" in text
        assert "10:00+00:00  Mon 2026-10-05 11:30+00:00  counted" in text
        assert f"made from report {report().inputs.id[:12]}" in text
        assert "02:00+02:00" in report().explain(ZoneInfo("Europe/Berlin"))
        assert report()._repr_mimebundle_()["text/plain"] == text

    def test_an_agreement_without_objectives_says_so(self) -> None:
        text = report(agreement=evolve(SLA, objectives=())).explain()
        assert "no-objectives" in text
        assert "objective  subject" not in text

    def test_rows_are_texts(self) -> None:
        row = report().as_rows()[1]
        assert row == {
            "objective": "uptime", "subject": "vpn", "period": "2026-10",
            "start": "2026-10-01T00:00:00Z", "end": "2026-11-01T00:00:00Z",
            "measure": "availability", "value": "≈ 99.7984 %", "cases": "",
            "target": "at least 99.9 %", "verdict": "violated", "breached": "yes",
            "internal": "no", "over": "yes", "change": "", "signal": "", "version": "1",
        }  # fmt: skip

    def test_rows_without_a_measure_leave_it_empty(self) -> None:
        rows = report(agreement=sla(evolve(UPTIME, measure=None, credit=""))).as_rows()
        assert [row["measure"] for row in rows] == [""]

    def test_changes_are_told_in_their_own_unit(self) -> None:
        agreement = sla(world.FAILURES, UPTIME)
        past = report(ServiceFacts(), agreement, period=SEPTEMBER, as_of=END)
        rows = report(agreement=agreement, earlier=[past]).as_rows()
        assert rows[1]["change"] == "+1"

    def test_it_names_parties(self) -> None:
        from agreements import SLA as SIGNED

        assert "between Telco" in report(ServiceFacts(), SIGNED).explain()


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("facts", [SLA]),
            ("facts", 7),
            ("agreement", "SLA-7"),
            ("period", span("2026-10-01T00:00:00Z/PT24H")),
            ("as_of", "2026-11-01"),
            ("figures", [7]),
            ("earlier", [7]),
            ("earlier", "2026-09"),
            ("claimed", 7),
            ("known_at", 7),
        ],
    )
    def test_other_kinds_of_arguments_are_refused_by_name(self, name: str, value: object) -> None:
        arguments: dict[str, object] = {
            "facts": FACTS, "agreement": SLA, "period": MONTH, "as_of": END, name: value,
        }  # fmt: skip
        with pytest.raises(InvalidType, match=name):
            service_level_report(**arguments)  # type: ignore[arg-type]

    def test_versions_without_a_version_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="one version or more"):
            report(agreement=AgreementVersions())

    def test_a_claim_before_the_period_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="claimed"):
            report(claimed=at("2026-09-01T00:00:00Z"))

    def test_instants_without_a_zone_are_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            report(as_of=END.replace(tzinfo=None))

    def test_credits_of_another_kind_are_refused(self) -> None:
        with pytest.raises(InvalidType, match="credits"):
            evolve(report(), credits=7)  # type: ignore[arg-type]


class TestUnknownTime:
    def test_without_a_policy_the_result_is_undetermined_and_told_with_its_bounds(self) -> None:
        facts = FACTS.merged(
            ServiceFacts.of(unknown=[("mail", IntervalSet.of([span("2026-10-05T10:00:00Z/PT1H")]))])
        )
        made = report(facts, evolve(SLA, exclusions=None))
        assert made.results[0].verdict is Verdict.UNDEFINED
        assert {"unknown-time", "unknown-time-without-policy", "no-exclusion-terms"} <= set(
            count_by_code(made.findings)
        )
        assert ("unknown", "default") in {(each.name, each.source) for each in made.policies}

    def test_a_scope_may_name_services(self) -> None:
        made = report(agreement=sla(evolve(UPTIME, scope=Scope(services=["vpn"]))))
        assert [each.subject for each in made.results] == ["vpn"]
