"""Contested exclusions: one by one, all of them together, and both ways to hold them."""

from __future__ import annotations

from attrs import evolve
from reporting import EXCLUDED, FACTS, FAILURES, SLA, UPTIME, exclusion, report, sla

from svcmgmt.reports import ServiceFacts
from svcmgmt.sla.availability import ExclusionStatus
from svcmgmt.sla.objectives import Verdict

PROPOSED, DISPUTED = ExclusionStatus.PROPOSED, ExclusionStatus.DISPUTED
FIRST = exclusion("e1", "2026-10-05T10:00:00Z/PT40M", DISPUTED)
SECOND = exclusion("e2", "2026-10-05T10:40:00Z/PT40M", PROPOSED)


def facts(*exclusions: object) -> ServiceFacts:
    """Return the facts of the month with some exclusions."""
    return FACTS.merged(ServiceFacts.of(exclusions=exclusions))  # type: ignore[arg-type]


class TestWeighing:
    def test_each_alone_and_then_all_together(self) -> None:
        told = report(facts(FIRST, SECOND)).contested
        assert [each.names for each in told] == [("e1",), ("e2",), ("e1", "e2")]
        assert [each.is_decisive for each in told] == [False, False, True]
        assert told[-1].status == "disputed, proposed"

    def test_approved_and_withdrawn_ones_are_not_contested(self) -> None:
        agreed = evolve(FIRST, status=ExclusionStatus.APPROVED)
        gone = evolve(SECOND, is_withdrawn=True)
        assert report(facts(agreed, gone)).contested == ()

    def test_others_stay_as_they_were_judged(self) -> None:
        agreed = evolve(FIRST, status=ExclusionStatus.APPROVED)
        [told] = report(facts(agreed, SECOND)).contested
        assert told.held_verdict is Verdict.MET
        assert told.ignored == report(facts(agreed)).results[1].value

    def test_terms_may_hold_them(self) -> None:
        policies = evolve(EXCLUDED.policies, statuses=[*ExclusionStatus])
        made = report(facts(FIRST), sla(exclusions=evolve(EXCLUDED, policies=policies)))
        [told] = made.contested
        assert told.is_held
        assert told.held == made.results[1].value
        assert str(told).endswith("judged with")

    def test_many_are_weighed_together_only(self) -> None:
        many = [
            exclusion(f"e{n:02}", f"2026-10-05T10:{n:02}:00Z/PT1M", DISPUTED) for n in range(21)
        ]
        assert [len(each.names) for each in report(facts(*many)).contested] == [21]

    def test_numbers_of_failures_are_weighed_too(self) -> None:
        told = report(facts(FIRST), sla(UPTIME, FAILURES)).contested
        assert [each.objective for each in told] == ["uptime", "failures"]

    def test_other_measures_are_not(self) -> None:
        assert report(facts(FIRST), sla(SLA.objectives[1])).contested == ()
