"""What holds for one objective: its own choices before those of the agreement."""

from __future__ import annotations

import pytest
from agreements import EXCLUSIONS, MONTHLY, OFFICE, ROUND_THE_CLOCK, SLA, UPTIME, YEAR
from attrs import evolve

from svcmgmt.agreement import (
    Agreement,
    CalendarPeriods,
    FailureMeasure,
    OutageMeasure,
    Scope,
    TicketShareMeasure,
    effective_terms,
)
from svcmgmt.calendars import PeriodKind
from svcmgmt.errors import InvalidValue
from svcmgmt.sla.availability import AvailabilityPolicies, ExclusionConvention
from svcmgmt.sla.reliability import ReliabilityMeasure
from svcmgmt.temporal import Interval
from svcmgmt.values import Priority


def with_objective(**changes: object) -> Agreement:
    """Return the agreement with one objective that is changed."""
    return evolve(SLA, objectives=[evolve(UPTIME, **changes)])  # type: ignore[arg-type]


class TestDefaults:
    terms = effective_terms(SLA, "uptime")

    def test_the_agreement_fills_in_what_the_objective_leaves_open(self) -> None:
        assert self.terms.objective is UPTIME
        assert self.terms.services == ("vpn",)
        assert self.terms.period == MONTHLY
        assert self.terms.hours == ROUND_THE_CLOCK
        assert self.terms.valid_for == YEAR
        assert self.terms.policies == EXCLUSIONS.policies
        assert self.terms.excluded == EXCLUSIONS.categories
        assert self.terms.zone == SLA.zone

    def test_its_clause_is_found(self) -> None:
        assert self.terms.clause == SLA.credit_clauses[0]
        assert effective_terms(SLA, "longest").clause is None

    def test_an_objective_itself_may_be_given(self) -> None:
        assert effective_terms(SLA, UPTIME) == self.terms

    def test_an_objective_of_another_agreement_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="objective"):
            effective_terms(SLA, "nothing")

    def test_what_nobody_says_stays_open(self) -> None:
        terms = effective_terms(Agreement(id="x", objectives=[UPTIME]), "uptime")
        said = (terms.period, terms.hours, terms.valid_for, terms.policies, terms.zone)
        assert (*said, terms.excluded, terms.clause) == (None,) * 7
        assert (*terms.services, *terms.targets) == ()


class TestOwnChoices:
    def test_period_hours_and_services_of_its_own_come_first(self) -> None:
        yearly = CalendarPeriods(PeriodKind.YEAR)
        agreement = with_objective(
            conformance_period=yearly, applicability=OFFICE, scope=Scope(services=["mail"])
        )
        terms = effective_terms(agreement, "uptime")
        assert (terms.period, terms.hours, terms.services) == (yearly, OFFICE, ("mail",))

    def test_policies_of_the_measure_come_first(self) -> None:
        own = AvailabilityPolicies(convention=ExclusionConvention.DOWNTIME_ONLY)
        agreement = with_objective(measure=OutageMeasure(policies=own))
        assert effective_terms(agreement, "uptime").policies == own

    def test_mean_times_are_made_of_outages_too(self) -> None:
        agreement = with_objective(measure=FailureMeasure(of=ReliabilityMeasure.MTBF))
        assert effective_terms(agreement, "uptime").policies == EXCLUSIONS.policies

    def test_both_validities_must_hold(self) -> None:
        half = Interval.parse("2026-06-30T22:00:00Z/2027-12-31T23:00:00Z")
        terms = effective_terms(with_objective(valid_for=half), "uptime")
        assert terms.valid_for == Interval.parse("2026-06-30T22:00:00Z/2026-12-31T23:00:00Z")
        bare = Agreement(id="x", objectives=[evolve(UPTIME, valid_for=half)])
        assert effective_terms(bare, "uptime").valid_for == half


class TestTargets:
    def test_a_share_of_tickets_has_the_targets_of_its_scope(self) -> None:
        terms = effective_terms(SLA, "restore")
        assert [target.name for target in terms.targets] == ["urgent", "usual"]

    def test_targets_of_other_tickets_are_left_out(self) -> None:
        scope = Scope(priorities=[Priority.P3])
        agreement = with_objective(measure=TicketShareMeasure(), scope=scope)
        assert [each.name for each in effective_terms(agreement, "uptime").targets] == ["usual"]

    def test_targets_without_such_a_clock_are_left_out(self) -> None:
        agreement = with_objective(measure=TicketShareMeasure(), scope=Scope(metrics=["respond"]))
        assert effective_terms(agreement, "uptime").targets == ()

    def test_other_measures_have_none(self) -> None:
        assert effective_terms(SLA, "uptime").targets == ()
