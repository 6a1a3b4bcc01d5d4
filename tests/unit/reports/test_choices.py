"""Policies behind a report, and who chose them."""

from __future__ import annotations

from attrs import evolve
from reporting import FAILURES, RESTORE, UPTIME, report, sla

from svcmgmt.agreement import CalendarPeriods, FailureMeasure, OutageMeasure
from svcmgmt.calendars import PeriodKind
from svcmgmt.reports import PolicyChoice
from svcmgmt.sla.availability import AvailabilityPolicies
from svcmgmt.sla.reliability import ReliabilityMeasure


def sources(*promises: object) -> dict[str, str]:
    """Return who made each choice."""
    return {each.name: each.source for each in report(agreement=sla(*promises)).policies}  # type: ignore[arg-type]


class TestSources:
    def test_the_agreement_chooses_for_all_its_objectives(self) -> None:
        [overlap] = [each for each in report().policies if each.name == "overlap"]
        assert overlap == PolicyChoice(
            name="overlap", choice="max", source="SLA-7, version 1", objectives=("uptime",)
        )

    def test_an_objective_may_choose_for_itself(self) -> None:
        own = evolve(
            UPTIME,
            measure=OutageMeasure(policies=AvailabilityPolicies()),
            conformance_period=CalendarPeriods(PeriodKind.MONTH),
        )
        assert sources(own)["overlap"] == sources(own)["judged over"] == "objective uptime"

    def test_what_nobody_has_chosen_is_a_default(self) -> None:
        told = report(agreement=sla(UPTIME, exclusions=None)).policies
        assert {each.source for each in told if each.name == "overlap"} == {"default"}

    def test_mean_times_are_of_the_objective_and_outages_of_the_agreement(self) -> None:
        told = sources(evolve(FAILURES, measure=FailureMeasure(of=ReliabilityMeasure.FAILURES)))
        assert (told["estimator"], told["overlap"]) == ("objective failures", "SLA-7, version 1")

    def test_clocks_are_of_the_targets(self) -> None:
        told = sources(RESTORE)
        assert told["reopen"] == "targets of SLA-7, version 1"
        assert told["attribution"] == told["small numbers"] == "objective restore"

    def test_a_choice_is_told_once_with_all_its_objectives(self) -> None:
        made = report(agreement=sla(UPTIME, FAILURES))
        [merge] = [each for each in made.policies if each.name == "merge"]
        assert merge.objectives == ("uptime", "failures")
        assert merge.as_dict()["objectives"] == "uptime, failures"
        assert str(merge).endswith("for uptime, failures")


def test_without_credits_no_terms_of_credits_are_told() -> None:
    assert "combination" not in sources(RESTORE)
    assert str(PolicyChoice(name="a", choice="b", source="c")) == "a: b (c)"
