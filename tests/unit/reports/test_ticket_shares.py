"""Shares of tickets in time: which belong to a period, by which target, and which have none."""

from __future__ import annotations

from datetime import timedelta

from attrs import evolve
from reporting import END, FACTS, MONTH, RESTORE, SLA, at, report, sla, span, ticket

from svcmgmt.agreement import (
    AgreementVersions,
    SampleTerms,
    Scope,
    TicketShareMeasure,
    TicketTarget,
)
from svcmgmt.lifecycle import StateChange
from svcmgmt.practice import IncidentState, IncidentTrigger
from svcmgmt.reports import ServiceFacts, ServiceLevelReport, TicketFacts, TicketShare
from svcmgmt.sla.clocks import Attribution, Clock, Outcome
from svcmgmt.sla.objectives import Verdict, at_least
from svcmgmt.statistics import SmallSample
from svcmgmt.values import NoData, Priority, Ratio, count_by_code


def share_of(made: ServiceLevelReport, place: int = -1) -> TicketShare:
    """Return the tickets behind a result."""
    measured = made.results[place].measured
    assert isinstance(measured, TicketShare)
    return measured


class TestCounting:
    share = share_of(report())

    def test_counts_and_value_agree(self) -> None:
        assert self.share.value == Ratio(3, 4)
        assert [case.name for case in self.share.missed] == ["t2"]
        assert str(self.share) == str(self.share.compliance)
        assert repr(self.share) == f"<TicketShare {self.share}>"

    def test_groups_add_up_to_the_whole(self) -> None:
        groups = self.share.groups()
        assert list(groups) == [("vpn", "P1", "", "urgent")]
        assert sum(each.judged for each in groups.values()) == self.share.compliance.judged

    def test_a_case_tells_its_clock(self) -> None:
        assert str(self.share.missed[0]).startswith("t2 restore: missed")
        assert self.share.missed[0].metric == "restore"
        assert report().results[-1].evaluation.evidence[0].cause == "t2, restore by target urgent"

    def test_open_ones_past_their_due_time_are_the_backlog(self) -> None:
        facts = ServiceFacts.of(tickets=[ticket("t1", None)])
        assert [case.name for case in share_of(report(facts)).backlog] == ["t1"]
        assert report(facts).results[-1].verdict is Verdict.VIOLATED

    def test_a_ticket_that_is_open_and_in_time_is_not_judged(self) -> None:
        facts = ServiceFacts.of(tickets=[ticket("t1", None)])
        made = report(facts, as_of=at("2026-10-05T09:00:00Z"))
        assert share_of(made).known[0].reading.outcome is Outcome.OPEN
        assert isinstance(made.results[-1].value, NoData)
        assert dict(made.results[-1].evaluation.counts)["open"] == 1

    def test_tickets_of_another_month_do_not_belong(self) -> None:
        early = TicketFacts(id="e", service="vpn", priority=Priority.P1,
                            opened_at=at("2026-09-05T08:00:00Z"),
                            resolved_at=at("2026-09-05T09:00:00Z"))  # fmt: skip
        late = evolve(early, id="l", opened_at=at("2026-11-05T08:00:00Z"),
                      resolved_at=at("2026-11-05T09:00:00Z"))  # fmt: skip
        made = report(FACTS.merged(ServiceFacts.of(tickets=[early, late])),
                      as_of=at("2026-12-01T00:00:00Z"))  # fmt: skip
        assert made.results[-1].value == Ratio(3, 4)
        assert [case.name for case in share_of(made).cases] == ["t1", "t2", "t3", "t4"]
        assert len(share_of(made).groups()) == 1
        assert "facts-outside-period" in count_by_code(made.findings)

    def test_by_creation_tickets_are_followed_as_far_as_facts_reach(self) -> None:
        facts = ServiceFacts.of(tickets=[ticket("t1", 30 * 24, day=5)])
        promise = evolve(RESTORE, measure=TicketShareMeasure(attribution=Attribution.START))
        made = report(facts, sla(promise), as_of=at("2026-12-01T00:00:00Z"))
        assert share_of(made).until == at("2026-12-01T00:00:00Z")
        assert [case.name for case in share_of(made).missed] == ["t1"]

    def test_changes_after_the_report_are_left_out_and_counted(self) -> None:
        changes: list[StateChange[IncidentState, IncidentTrigger]] = [
            StateChange(to_state=IncidentState.NEW, at=at("2026-10-05T08:00:00Z")),
            StateChange(to_state=IncidentState.RESOLVED, at=at("2026-11-05T08:00:00Z")),
        ]
        known = TicketFacts(id="t1", service="vpn", priority=Priority.P1, changes=changes)
        made = report(ServiceFacts.of(tickets=[known]))
        assert share_of(made).known[0].reading.outcome is Outcome.OPEN_PAST_DUE
        counts = count_by_code(made.findings)
        assert {"facts-left-out", "ticket-without-opening"} <= counts.keys()

    def test_a_reopened_one_that_had_been_met_is_told(self) -> None:
        states = [
            ("2026-09-28T08:00:00Z", IncidentState.NEW),
            ("2026-09-28T09:00:00Z", IncidentState.RESOLVED),
            ("2026-10-02T08:00:00Z", IncidentState.IN_PROGRESS),
            ("2026-10-02T08:30:00Z", IncidentState.RESOLVED),
        ]
        changes: list[StateChange[IncidentState, IncidentTrigger]] = [
            StateChange(to_state=state, at=at(when)) for when, state in states
        ]
        again = TicketFacts(id="t1", service="vpn", priority=Priority.P1, changes=changes,
                            opened_at=at("2026-09-28T08:00:00Z"))  # fmt: skip
        made = report(ServiceFacts.of(tickets=[again]))
        assert count_by_code(made.findings)["counted-again"] == 1


class TestTargets:
    def test_tickets_without_a_target_are_told_with_the_reason(self) -> None:
        facts = ServiceFacts.of(tickets=[ticket("t1", 1, priority=Priority.P3)])
        made = report(facts)
        assert [str(each).partition(":")[0] for each in share_of(made).untargeted] == ["t1"]
        assert "ticket-without-target" in count_by_code(made.findings)

    def test_those_of_another_month_are_not(self) -> None:
        facts = ServiceFacts.of(tickets=[ticket("t1", 1, priority=Priority.P3)])
        made = report(facts, period=MONTH.next(), as_of=at("2026-12-01T00:00:00Z"))
        assert share_of(made).untargeted == ()

    def test_the_version_in_force_when_it_began_gives_the_target(self) -> None:
        lax = TicketTarget(name="lax", clocks=[Clock(name="restore", limit=timedelta(hours=9))])
        versions = (
            AgreementVersions()
            .amended(SLA, at=at("2025-12-01T00:00:00Z"))
            .amended(
                evolve(SLA, version="2", targets=[lax],
                       valid_for=span("2026-10-10T00:00:00Z/2027-01-01T00:00:00Z")),
                at=at("2026-10-01T00:00:00Z"),
            )
        )  # fmt: skip
        facts = ServiceFacts.of(tickets=[
            ticket("t1", 5), ticket("t2", 5, day=12), TicketFacts(id="t3", service="vpn",
                                                                 priority=Priority.P1),
        ])  # fmt: skip
        made = report(facts, versions)
        cases = {
            case.name: (case.target, case.version, case.reading.outcome)
            for each in made.results
            if isinstance(each.measured, TicketShare)
            for case in each.measured.cases
        }
        assert cases == {
            "t1": ("urgent", "1", Outcome.MISSED),
            "t2": ("lax", "2", Outcome.MET),
        }
        assert "ticket-without-target" in count_by_code(made.findings)

    def test_without_metrics_every_clock_is_a_case(self) -> None:
        clocks = [Clock(name=name, limit=timedelta(hours=4)) for name in ("respond", "restore")]
        agreement = sla(
            evolve(RESTORE, scope=Scope()), targets=[TicketTarget(name="all", clocks=clocks)]
        )
        assert len(share_of(report(agreement=agreement)).cases) == 8

    def test_two_objectives_of_one_metric_share_the_clocks(self) -> None:
        made = report(agreement=sla(RESTORE, evolve(RESTORE, id="again")))
        assert share_of(made, 0).known[0] is share_of(made, 1).known[0]

    def test_without_services_all_tickets_are_in_scope(self) -> None:
        agreement = evolve(SLA, services=(), fees=None, objectives=[RESTORE])
        facts = FACTS.merged(ServiceFacts.of(tickets=[ticket("t5", 1, service="")]))
        made = report(facts, agreement)
        assert len(share_of(made).cases) == 5
        assert "ticket-without-service" in count_by_code(made.findings)

    def test_tickets_of_another_priority_are_out_of_scope(self) -> None:
        promise = evolve(RESTORE, scope=Scope(priorities=[Priority.P2], metrics=["restore"]))
        assert share_of(report(agreement=sla(promise))).known == ()

    def test_a_ticket_outside_the_term_gets_no_target(self) -> None:
        short = evolve(SLA, valid_for=span("2026-10-06T00:00:00Z/2027-01-01T00:00:00Z"))
        assert [str(each)[:2] for each in share_of(report(agreement=short)).untargeted] == [
            "t1", "t2", "t3", "t4",
        ]  # fmt: skip

    def test_a_ticket_without_a_priority_is_told(self) -> None:
        facts = ServiceFacts.of(tickets=[ticket("t1", 1, priority=None)])
        assert "ticket-without-priority" in count_by_code(report(facts).findings)


class TestFewCases:
    def test_one_miss_may_be_allowed_and_then_another_target_is_compared(self) -> None:
        promise = evolve(
            RESTORE,
            objective=at_least("95 %"),
            sample=SampleTerms(small_sample=SmallSample.ONE_MISS),
        )
        made = report(agreement=sla(promise))
        assert made.results[0].verdict is Verdict.MET
        assert str(made.results[0].applied) == "at least 75 %"
        assert ("compared with", "at least 75 %") in {
            (each.name, each.choice) for each in made.policies
        }

    def test_where_the_target_allows_it_anyway_nothing_changes(self) -> None:
        promise = evolve(RESTORE, sample=SampleTerms(small_sample=SmallSample.ONE_MISS))
        assert str(report(agreement=sla(promise)).results[0].applied) == "at least 75 %"

    def test_too_few_are_not_judged(self) -> None:
        promise = evolve(RESTORE, sample=SampleTerms(min_sample=20), credit="uptime")
        made = report(agreement=sla(promise))
        assert made.results[0].verdict is Verdict.UNDEFINED
        assert made.results[0].cases is None
        assert "too-few-cases" in count_by_code(made.findings)
        assert "sample: " in made.explain()
        assert "not assessed" in made.explain()


def test_the_period_of_a_share_ends_with_what_is_known() -> None:
    assert share_of(report(as_of=at("2026-10-06T00:00:00Z"))).period == span(
        "2026-10-01T00:00:00Z/2026-10-06T00:00:00Z"
    )
    assert share_of(report()).period.end == END
