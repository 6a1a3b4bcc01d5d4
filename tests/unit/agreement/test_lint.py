"""Every code of the lint is triggered by one change of a sound agreement, and not without it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from agreements import (
    DESK,
    EXCLUSIONS,
    LINE,
    MONTHLY,
    OFFICE,
    RESTORE_P1,
    SLA,
    UPTIME,
    YEAR,
    restore_within,
    uptime,
)
from attrs import evolve

from svcmgmt.agreement import (
    LINT_CODES,
    Agreement,
    AgreementKind,
    AgreementState,
    CalendarPeriods,
    Comparison,
    CreditClause,
    FailureMeasure,
    FeeTerms,
    GivenMeasure,
    ObjectiveRef,
    OutageMeasure,
    RollingPeriod,
    SampleTerms,
    Scope,
    ServiceFee,
    ServiceLevelObjective,
    TicketShareMeasure,
    ValueKind,
    lint,
)
from svcmgmt.calendars import PeriodKind
from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle import StateChange
from svcmgmt.sla.availability import (
    AvailabilityMeasure,
    AvailabilityPolicies,
    ExclusionCategory,
    MaintenanceTerms,
)
from svcmgmt.sla.credits import (
    BonusMalus,
    CreditCaps,
    CreditTerms,
    Fee,
    LinearSchedule,
    LiquidatedDamages,
    PerEvent,
    ProRata,
    StepCounting,
    TierRow,
    TierSchedule,
)
from svcmgmt.sla.objectives import Rounding, at_least, at_most, exactly
from svcmgmt.sla.reliability import ReliabilityMeasure
from svcmgmt.statistics import SmallSample
from svcmgmt.temporal import Interval, parse_instant as at
from svcmgmt.values import Finding, Money, Priority, Quantity, Severity

SUPPORT = (DESK, LINE)


def with_terms(**changes: Any) -> Agreement:  # noqa: ANN401
    """Return the sound agreement with some fields changed."""
    return evolve(SLA, **changes)


def with_uptime(**changes: Any) -> Agreement:  # noqa: ANN401
    """Return the sound agreement with its first objective changed."""
    return evolve(SLA, objectives=[evolve(UPTIME, **changes), *SLA.objectives[1:]])


def and_also(*objectives: ServiceLevelObjective) -> Agreement:
    """Return the sound agreement with more objectives."""
    return evolve(SLA, objectives=[*SLA.objectives, *objectives])


def counted(**choices: Any) -> Agreement:  # noqa: ANN401
    """Return the sound agreement with other ways of counting outages."""
    policies = evolve(EXCLUSIONS.policies, **choices)
    return evolve(SLA, exclusions=evolve(EXCLUSIONS, policies=policies))


def crediting(schedule: Any) -> Agreement:  # noqa: ANN401
    """Return the sound agreement with another schedule."""
    return evolve(SLA, credit_clauses=[CreditClause(name="uptime", schedule=schedule)])


def activated(text: str) -> StateChange[Any, Any]:
    """Return the fact of an activation."""
    return StateChange(to_state=AgreementState.ACTIVE, at=at(text))


def given(target: Any, **changes: Any) -> ServiceLevelObjective:  # noqa: ANN401
    """Return an objective for a figure that is handed over."""
    usual: dict[str, Any] = {"name": "quality", "yields": ValueKind.AMOUNT, "unit": "%"}
    measure = GivenMeasure(**{**usual, "specification": "book", **changes})
    return ServiceLevelObjective(id="given", measure=measure, objective=target)


WORK_COUNTS = evolve(EXCLUSIONS, categories=[ExclusionCategory.FORCE_MAJEURE])

BROKEN: dict[str, Agreement] = {
    "no-zone": with_terms(zone=None),
    "no-validity": with_terms(valid_for=None),
    "no-provider": with_terms(engaged_party=SLA.engaged_party[1:]),
    "no-consumer": with_terms(engaged_party=SLA.engaged_party[:1]),
    "no-service-hours": with_terms(service_hours=None),
    "no-exclusion-policy": with_terms(exclusions=None),
    "no-missing-data-policy": counted(unknown=None),
    "unlimited-maintenance": counted(maintenance=MaintenanceTerms(notice=timedelta(days=5))),
    "active-outside-validity": with_terms(
        state=AgreementState.ACTIVE, history=[activated("2025-12-01T00:00:00Z")]
    ),
    "expired-before-end": with_terms(
        state=AgreementState.EXPIRED,
        history=[
            activated("2026-01-01T00:00:00Z"),
            StateChange(to_state=AgreementState.EXPIRED, at=at("2026-06-01T00:00:00Z")),
        ],
    ),
    "no-measurement": with_uptime(measure=None),
    "no-period": with_terms(conformance_period=None),
    "no-rounding-rule": with_terms(comparison=None),
    "rounding-not-agreed": with_uptime(objective=at_least("99.9 %", rounding=Rounding(2))),
    "unit-mismatch": with_uptime(objective=at_least(timedelta(hours=1)), credit=""),
    "target-out-of-range": and_also(given(at_least(Quantity(101, "%")))),
    "period-longer-than-agreement": with_uptime(
        conformance_period=RollingPeriod(timedelta(days=400))
    ),
    "few-cases-expected": with_terms(
        objectives=[evolve(RESTORE_P1, sample=SampleTerms(expected=19))]
    ),
    "duplicate-objective": and_also(evolve(uptime("99 %"), id="again")),
    "internal-weaker": and_also(evolve(uptime("99.8 %"), id="inside", is_internal=True)),
    "quota-exceeds-budget": with_terms(exclusions=WORK_COUNTS),
    "service-not-covered": with_uptime(scope=Scope(services=["vpn", "mail"])),
    "never-valid": with_uptime(valid_for=Interval.parse("2024-01-01T00:00:00Z/PT24H")),
    "no-ticket-target": with_terms(targets=[]),
    "unreachable-target": with_terms(targets=[*SLA.targets, restore_within(600, "after")]),
    "no-fallback": with_terms(targets=SLA.targets[:1]),
    "hours-differ": with_terms(support_hours=SLA.service_hours),
    "unknown-credit-clause": with_uptime(credit="downtime"),
    "unused-credit-clause": with_uptime(credit=""),
    "no-credit-terms": with_terms(credit_terms=None),
    "no-cap": with_terms(credit_terms=CreditTerms(caps=CreditCaps(objective="10 %"))),
    "no-fee": with_terms(fees=None),
    "currency-mismatch": with_terms(
        credit_terms=CreditTerms(caps=CreditCaps(service_period="50 %"), minimum=Money(1, "USD"))
    ),
    "full-target-with-credit": with_uptime(objective=at_least("100 %")),
    "schedule-mismatch": crediting(ProRata()),
    "credit-starts-elsewhere": with_uptime(objective=at_least("99.95 %")),
    "unsupported-objective": and_also(
        evolve(uptime("99 %"), id="alone", conformance_period=RollingPeriod(timedelta(days=1)))
    ),
    "unknown-supporter": with_uptime(supported_by=[ObjectiveRef("UC-9", "uptime")]),
    "supporter-expires-first": with_terms(valid_for=Interval(YEAR.start)),
}
"""For each code a change that must trigger it."""

NOT_ALL_SUPPORTED = (evolve(DESK, supports=[ObjectiveRef("SLA-7", "uptime")]),)


def codes(agreement: Agreement, supporting: Iterable[Agreement] = SUPPORT) -> list[str]:
    """Return the codes that are found."""
    return [finding.code for finding in lint(agreement, supporting=supporting)]


def of_code(code: str, agreement: Agreement, *supporting: Agreement) -> list[Finding]:
    """Return the findings of one code."""
    return [each for each in lint(agreement, supporting=supporting or SUPPORT) if each.code == code]


class TestEveryCode:
    def test_each_has_a_change_that_triggers_it(self) -> None:
        assert set(BROKEN) == set(LINT_CODES)

    @pytest.mark.parametrize("code", BROKEN)
    def test_the_change_triggers_it(self, code: str) -> None:
        support = NOT_ALL_SUPPORTED if code == "unsupported-objective" else SUPPORT
        found = of_code(code, BROKEN[code], *support)
        assert found
        severity, message = LINT_CODES[code]
        assert (found[0].severity, found[0].message) == (severity, message)

    def test_a_sound_agreement_triggers_none(self) -> None:
        assert lint(SLA, supporting=SUPPORT) == ()

    @pytest.mark.parametrize("code", LINT_CODES)
    def test_each_is_documented(self, code: str) -> None:
        page = Path(__file__).parents[3] / "docs" / "how-to" / "agreements.md"
        assert f"`{code}`" in page.read_text(encoding="utf-8")

    @pytest.mark.parametrize("code", BROKEN)
    def test_pointers_lead_into_the_agreement(self, code: str) -> None:
        for finding in of_code(code, BROKEN[code], *NOT_ALL_SUPPORTED):
            place: Any = BROKEN[code]
            for step in finding.pointer.split("/")[1:]:
                place = place[int(step)] if step.isdigit() else getattr(place, step, None)


class TestWhole:
    def test_an_agreement_without_outages_needs_no_hours_and_exclusions(self) -> None:
        bare = Agreement(id="x", objectives=[RESTORE_P1])
        assert "no-service-hours" not in codes(bare)
        assert "no-exclusion-policy" not in codes(bare)

    def test_objectives_with_hours_of_their_own_need_none_of_the_agreement(self) -> None:
        own = [evolve(each, applicability=OFFICE) for each in SLA.objectives]
        assert "no-service-hours" not in codes(evolve(SLA, service_hours=None, objectives=own))

    def test_mean_times_need_them_too(self) -> None:
        mtbf = ServiceLevelObjective(
            id="mtbf",
            measure=FailureMeasure(of=ReliabilityMeasure.MTBF),
            objective=at_least(timedelta(hours=500)),
        )
        assert "no-exclusion-policy" in codes(Agreement(id="x", objectives=[mtbf]))

    def test_maintenance_that_counts_needs_no_limit(self) -> None:
        policies = evolve(EXCLUSIONS.policies, maintenance=MaintenanceTerms())
        terms = evolve(WORK_COUNTS, policies=policies)
        assert "unlimited-maintenance" not in codes(evolve(SLA, exclusions=terms))

    def test_life_and_validity_in_order_are_fine(self) -> None:
        ran = evolve(
            SLA,
            state=AgreementState.EXPIRED,
            history=[
                activated("2026-01-01T00:00:00Z"),
                StateChange(to_state=AgreementState.EXPIRED, at=at("2026-12-31T23:00:00Z")),
            ],
        )
        assert codes(ran) == []


class TestObjectives:
    def test_a_figure_needs_a_specification(self) -> None:
        assert (
            of_code("no-measurement", and_also(given(at_least(Quantity(9, "%")))), *SUPPORT) == []
        )
        (finding,) = of_code(
            "no-measurement", and_also(given(at_least(Quantity(9, "%")), specification=" "))
        )
        assert finding.pointer == "/objectives/3/measure/specification"

    def test_units_are_compared(self) -> None:
        ms = given(at_most(Quantity(9, "ms")))
        (finding,) = of_code("unit-mismatch", and_also(ms))
        assert (finding.value, finding.allowed) == ("9 ms", "amount in %")
        rate = ServiceLevelObjective(
            id="rate",
            measure=FailureMeasure(of=ReliabilityMeasure.FAILURE_RATE),
            objective=at_most(Quantity("0.001", "1/h")),
        )
        assert of_code("unit-mismatch", and_also(rate)) == []

    def test_percentages_up_to_a_hundred_are_fine(self) -> None:
        for target in (0, 100):
            assert (
                of_code("target-out-of-range", and_also(given(at_least(Quantity(target, "%")))))
                == []
            )

    def test_rounding_where_rounding_is_agreed_is_needed_everywhere(self) -> None:
        rounded = with_terms(comparison=Comparison.ROUNDED)
        # the longest outage is a time, and times are compared as they are
        assert [each.pointer for each in of_code("no-rounding-rule", rounded)] == [
            "/objectives/0/objective/rounding",
            "/objectives/2/objective/rounding",
        ]
        every = [
            evolve(UPTIME, objective=at_least("99.9 %", rounding=Rounding(2))),
            SLA.objectives[1],
        ]
        assert of_code("no-rounding-rule", evolve(rounded, objectives=every)) == []
        assert of_code("no-rounding-rule", evolve(rounded, objectives=every, comparison=None)) == []

    @pytest.mark.parametrize(
        ("period", "found"),
        [
            (CalendarPeriods(PeriodKind.YEAR), 0),
            (CalendarPeriods(PeriodKind.YEAR, 4), 0),
            (RollingPeriod(timedelta(days=365)), 0),
            (RollingPeriod(timedelta(days=365, hours=1)), 1),
        ],
    )
    def test_a_period_may_be_as_long_as_the_terms(self, period: Any, found: int) -> None:  # noqa: ANN401
        agreement = with_uptime(conformance_period=period)
        assert len(of_code("period-longer-than-agreement", agreement)) == found

    def test_open_terms_are_longer_than_any_period(self) -> None:
        open_ended = evolve(BROKEN["period-longer-than-agreement"], valid_for=Interval(YEAR.start))
        assert of_code("period-longer-than-agreement", open_ended) == []

    def test_a_quarter_is_longer_than_two_months(self) -> None:
        two = Interval.parse("2026-01-01T00:00:00Z/2026-03-01T00:00:00Z")
        agreement = with_terms(
            valid_for=two, zone=None, conformance_period=CalendarPeriods(PeriodKind.QUARTER)
        )
        assert len(of_code("period-longer-than-agreement", agreement)) == 3

    @pytest.mark.parametrize(
        ("sample", "objective", "found"),
        [
            (SampleTerms(expected=19), at_least("95 %"), 1),
            (SampleTerms(expected=20), at_least("95 %"), 0),
            (SampleTerms(), at_least("95 %"), 0),
            (SampleTerms(expected=5, small_sample=SmallSample.ONE_MISS), at_least("95 %"), 0),
            (SampleTerms(expected=5), at_least("100 %"), 0),
            (SampleTerms(expected=5), at_most("5 %"), 0),
        ],
    )
    def test_few_cases_matter_for_shares_that_allow_a_miss(
        self,
        sample: SampleTerms,
        objective: Any,  # noqa: ANN401
        found: int,
    ) -> None:
        promise = evolve(RESTORE_P1, sample=sample, objective=objective)
        assert len(of_code("few-cases-expected", with_terms(objectives=[promise]))) == found

    def test_twenty_cases_are_what_95_percent_needs(self) -> None:
        (finding,) = of_code("few-cases-expected", BROKEN["few-cases-expected"])
        assert finding.value == "19 cases for 95 %"
        assert finding.allowed == "20 cases, or another policy"

    @pytest.mark.parametrize(
        "change",
        [
            {"conformance_period": RollingPeriod(timedelta(days=30))},
            {"scope": Scope(services=["vpn"])},
            {"applicability": OFFICE},
            {"is_internal": True, "objective": at_least("99.95 %")},
            {"measure": OutageMeasure(of=AvailabilityMeasure.DOWNTIME)},
            {"measure": OutageMeasure(policies=AvailabilityPolicies())},
            {"objective": at_most("99.99 %")},
            {"measure": None},
        ],
    )
    def test_a_figure_that_differs_is_no_duplicate(self, change: dict[str, Any]) -> None:
        other = evolve(evolve(UPTIME, id="other", credit=""), **change)
        assert of_code("duplicate-objective", and_also(other)) == []

    def test_objectives_for_different_times_are_no_duplicates(self) -> None:
        first = Interval.parse("2026-01-01T00:00:00Z/2026-07-01T00:00:00Z")
        then = Interval.parse("2026-07-01T00:00:00Z/2026-12-01T00:00:00Z")
        halves = [
            evolve(UPTIME, id=each, valid_for=span) for each, span in [("b", then), ("a", first)]
        ]
        assert of_code("duplicate-objective", evolve(SLA, objectives=halves)) == []
        both = [evolve(UPTIME, id="a", valid_for=first), evolve(UPTIME, id="b")]
        (finding,) = of_code("duplicate-objective", evolve(SLA, objectives=both, valid_for=None))
        assert finding.value in {"a and b", "b and a"}

    @pytest.mark.parametrize(
        ("objective", "found"),
        [
            (at_least("99.8 %"), 1),
            (at_least("99.9 %"), 0),
            (at_least("99.95 %"), 0),
            (at_least(timedelta(hours=1)), 0),
        ],
    )
    def test_an_internal_objective_may_be_as_strict(self, objective: Any, found: int) -> None:  # noqa: ANN401
        inside = evolve(UPTIME, id="inside", is_internal=True, objective=objective, credit="")
        assert len(of_code("internal-weaker", and_also(inside))) == found

    def test_internal_objectives_in_other_units_are_not_compared(self) -> None:
        promise = given(at_most(Quantity(9, "%")))
        inside = evolve(
            promise, id="inside", is_internal=True, objective=at_most(Quantity(99, "ms"))
        )
        assert of_code("internal-weaker", and_also(promise, inside)) == []
        weaker = evolve(inside, objective=at_most(Quantity(10, "%")))
        assert len(of_code("internal-weaker", and_also(promise, weaker))) == 1

    def test_an_internal_objective_without_a_promise_is_fine(self) -> None:
        inside = evolve(UPTIME, is_internal=True, credit="", scope=Scope(segments=["gold"]))
        assert of_code("internal-weaker", evolve(SLA, objectives=[inside])) == []

    def test_a_quota_is_compared_with_the_downtime_of_the_first_month(self) -> None:
        (finding,) = of_code("quota-exceeds-budget", BROKEN["quota-exceeds-budget"])
        assert finding.value == "8:00:00"
        assert finding.allowed == "at most 0:44:38.4 in the first period"

    @pytest.mark.parametrize(
        "change",
        [
            {"service_hours": None},
            {"valid_for": None},
            {"conformance_period": None},
            {"objectives": [uptime("50 %")]},
            {"objectives": [evolve(UPTIME, objective=at_least(timedelta(1)))]},
        ],
    )
    def test_a_quota_is_fine_or_unknown_otherwise(self, change: dict[str, Any]) -> None:
        agreement = evolve(BROKEN["quota-exceeds-budget"], **change)
        assert of_code("quota-exceeds-budget", agreement) == []

    def test_an_agreement_that_lists_no_services_covers_them_all(self) -> None:
        anything = evolve(BROKEN["service-not-covered"], services=[])
        assert "service-not-covered" not in codes(anything)


class TestTargets:
    def test_services_of_targets_and_fees_must_be_covered(self) -> None:
        mail = restore_within(60, "mail", scope=Scope(services=["mail"]))
        vpn = restore_within(60, "vpn", scope=Scope(services=["vpn"]))
        (finding,) = of_code("service-not-covered", with_terms(targets=[mail, vpn]))
        assert finding.pointer == "/targets/0/scope/services"
        fees = FeeTerms(fees=[ServiceFee("mail", Fee(Money(1, "EUR")))])
        (finding,) = of_code("service-not-covered", with_terms(fees=fees))
        assert finding.pointer == "/fees/fees/0/service"

    def test_a_narrower_target_behind_a_wider_one_is_never_reached(self) -> None:
        (finding,) = of_code("unreachable-target", BROKEN["unreachable-target"])
        # the fallback is tried after it, and gets nothing any more
        assert finding.value == "usual, after after"

    @pytest.mark.parametrize(
        "earlier",
        [
            {"applicability": OFFICE},
            {"valid_for": YEAR},
            {"scope": Scope(priorities=[Priority.P2])},
            {"clocks": []},
        ],
    )
    def test_targets_for_some_tickets_leave_others(self, earlier: dict[str, Any]) -> None:
        first = evolve(restore_within(60, "first"), **earlier)
        agreement = with_terms(targets=[first, restore_within(90, "second")])
        assert of_code("unreachable-target", agreement) == []

    def test_a_fallback_for_some_time_is_none(self) -> None:
        part = restore_within(480, "usual", is_fallback=True, valid_for=YEAR)
        assert "no-fallback" in codes(with_terms(targets=[part]))
        assert "no-fallback" not in codes(with_terms(targets=[]))

    def test_hours_are_compared_where_both_are_told(self) -> None:
        assert "hours-differ" not in codes(with_terms(support_hours=None))


class TestCredits:
    @pytest.mark.parametrize(
        ("rows", "code"),
        [
            (
                [TierRow("99.9 %", "0 %"), TierRow("0 %", "10 %", upper="99 %")],
                "tier-gap",
            ),
            (
                [TierRow("99 %", "0 %"), TierRow("0 %", "10 %", upper="99.9 %")],
                "tier-overlap",
            ),
            (
                [("99.9 %", "0 %"), ("99 %", "25 %"), ("0 %", "10 %")],
                "tier-not-monotone",
            ),
            ([("0 %", "10 %")], "tier-pays-at-full"),
        ],
    )
    def test_tables_report_at_their_place(self, rows: Any, code: str) -> None:  # noqa: ANN401
        (finding,) = of_code(code, crediting(TierSchedule(rows)))
        assert finding.pointer.startswith("/credit_clauses/0/schedule")

    def test_a_schedule_of_your_own_is_taken_as_it_is(self) -> None:
        class Free:
            def assess(self, value: Any, *, basis: Any, period: Any) -> Any:  # noqa: ANN401
                raise AssertionError(value, basis, period)  # never asked

        found = codes(crediting(Free()))
        assert found == []

    @pytest.mark.parametrize(
        ("schedule", "measure", "found"),
        [
            (PerEvent("5 %"), OutageMeasure(), 0),
            (LinearSchedule(target="99.9 %", rate="2 %"), OutageMeasure(), 0),
            (ProRata(), OutageMeasure(of=AvailabilityMeasure.DOWNTIME), 0),
            (ProRata(), TicketShareMeasure(), 1),
            (
                LiquidatedDamages(rate="1 %", cap="10 %", counting=StepCounting.STARTED),
                OutageMeasure(of=AvailabilityMeasure.OUTAGES),
                0,
            ),
            (PerEvent("5 %"), None, 0),
        ],
    )
    def test_schedules_take_some_kinds_of_value(
        self,
        schedule: Any,  # noqa: ANN401
        measure: Any,  # noqa: ANN401
        found: int,
    ) -> None:
        agreement = evolve(crediting(schedule), objectives=[evolve(UPTIME, measure=measure)])
        assert len(of_code("schedule-mismatch", agreement)) == found

    @pytest.mark.parametrize(
        ("schedule", "found"),
        [
            (LinearSchedule(target="99.5 %", rate="2 %"), 1),
            (LinearSchedule(target="99.9 %", rate="2 %"), 0),
            (BonusMalus(target="99 %", step="1 %", rate="1 %"), 1),
            (PerEvent("5 %"), 0),
            (TierSchedule([("0 %", "10 %")]), 0),
        ],
    )
    def test_credits_begin_where_the_target_is_missed(self, schedule: Any, found: int) -> None:  # noqa: ANN401
        assert len(of_code("credit-starts-elsewhere", crediting(schedule))) == found

    def test_targets_that_are_no_share_begin_anywhere(self) -> None:
        agreement = with_uptime(objective=at_least(timedelta(1)))
        assert of_code("credit-starts-elsewhere", agreement) == []

    @pytest.mark.parametrize(
        ("objective", "found"),
        [
            (at_least("100 %"), 1),
            (at_least(Quantity(100, "percent")), 1),
            (at_least(Quantity(100, "ms")), 0),
            (at_most("100 %"), 0),
            (exactly(3), 0),
            (at_least("99.9 %"), 0),
        ],
    )
    def test_everything_that_is_promised_leaves_no_room(self, objective: Any, found: int) -> None:  # noqa: ANN401
        agreement = with_uptime(objective=objective)
        assert len(of_code("full-target-with-credit", agreement)) == found

    def test_everything_without_a_credit_is_fine(self) -> None:
        agreement = with_uptime(objective=at_least("100 %"), credit="")
        assert of_code("full-target-with-credit", agreement) == []

    @pytest.mark.parametrize(
        "caps", [CreditCaps(service_period="50 %"), CreditCaps(contract_year=Money(9, "EUR"))]
    )
    def test_one_cap_for_all_is_enough(self, caps: CreditCaps) -> None:
        assert of_code("no-cap", with_terms(credit_terms=CreditTerms(caps=caps))) == []

    def test_without_terms_there_is_no_cap_either(self) -> None:
        assert {"no-credit-terms", "no-cap"} <= {*codes(with_terms(credit_terms=None))}

    def test_an_agreement_without_credits_needs_no_terms(self) -> None:
        bare = with_terms(
            objectives=[uptime("99.9 %")], credit_clauses=[], credit_terms=None, fees=None
        )
        assert codes(bare) == []

    def test_fees_of_all_services_together_are_enough(self) -> None:
        one = FeeTerms(fees=[ServiceFee("", Fee(Money(1, "EUR")))])
        assert of_code("no-fee", with_terms(fees=one)) == []

    def test_each_service_needs_its_fee(self) -> None:
        agreement = with_terms(services=["vpn", "mail"])
        (finding,) = of_code("no-fee", agreement)
        assert finding.value == "uptime of mail"
        nowhere = with_terms(services=[])
        (finding,) = of_code("no-fee", nowhere)
        assert finding.value == "uptime"


class TestSupport:
    def test_only_what_is_promised_to_customers_must_be_supported(self) -> None:
        assert codes(with_terms(kind=AgreementKind.OLA), ()) == []
        inside = [evolve(each, is_internal=True, credit="") for each in SLA.objectives]
        assert "unsupported-objective" not in codes(evolve(SLA, objectives=inside), ())
        assert codes(SLA, ()).count("unsupported-objective") == 3

    def test_a_named_supporter_must_have_the_objective(self) -> None:
        def resting_on(*refs: ObjectiveRef) -> list[str]:
            return [
                each.value for each in of_code("unknown-supporter", with_uptime(supported_by=refs))
            ]

        assert resting_on(ObjectiveRef("UC-1"), ObjectiveRef("UC-1", "uptime")) == []
        assert resting_on(ObjectiveRef("UC-1", "speed")) == ["UC-1/speed"]

    def test_supporters_that_last_are_fine(self) -> None:
        for valid in (None, Interval(YEAR.start), YEAR):
            lasting = evolve(LINE, valid_for=valid)
            assert of_code("supporter-expires-first", SLA, DESK, lasting) == []
        unsaid = with_terms(valid_for=None)
        assert of_code("supporter-expires-first", unsaid) == []
        short = evolve(LINE, valid_for=Interval(YEAR.start, at("2026-06-01T00:00:00Z")))
        (finding,) = of_code("supporter-expires-first", SLA, DESK, short)
        assert finding.value == "UC-1 ends 2026-06-01T00:00:00Z"


class TestArguments:
    @pytest.mark.parametrize("wrong", [None, "SLA-7", [SLA]])
    def test_something_else_than_an_agreement_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"agreement: .* Agreement"):
            lint(wrong)

    @pytest.mark.parametrize("wrong", [SLA, "UC-1", ["UC-1"]])
    def test_something_else_than_agreements_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="supporting"):
            lint(SLA, supporting=wrong)

    def test_severities_are_used(self) -> None:
        assert {severity for severity, _ in LINT_CODES.values()} == {*Severity}

    def test_periods_and_codes_are_stable(self) -> None:
        assert SLA.conformance_period == MONTHLY
        assert all(code == code.lower() and " " not in code for code in LINT_CODES)
