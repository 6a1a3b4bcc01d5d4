"""Six checks whether supporters carry a promise, each with its numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from agreements import (
    DESK,
    EXCLUSIONS,
    LINE,
    OFFICE,
    RESTORE_P1,
    SLA,
    SUNDAYS,
    UPTIME,
    WEEK,
    YEAR,
    restore_within,
    share_of_tickets,
    uptime,
)
from attrs import evolve

from svcmgmt.agreement import (
    Agreement,
    CalendarPeriods,
    CreditClause,
    Dependence,
    FailureMeasure,
    FeeTerms,
    ObjectiveRef,
    OutageMeasure,
    Scope,
    ServiceFee,
    SupportAspect,
    SupportCheck,
    SupportVerdict,
    TicketTarget,
    support_feasibility,
)
from svcmgmt.calendars import CalendarDays, PeriodKind, WorkingDays, always, never, weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import AvailabilityMeasure, ExclusionConvention, MaintenanceTerms
from svcmgmt.sla.clocks import Clock, always_true
from svcmgmt.sla.credits import CreditTerms, Fee, PerEvent
from svcmgmt.sla.objectives import at_least, at_most
from svcmgmt.sla.reliability import ReliabilityMeasure
from svcmgmt.temporal import Interval, OpenInterval, parse_instant as at
from svcmgmt.values import Money, Priority, PriorityScale, Quantity, Ratio

FAIL, UNKNOWN, PASS = SupportVerdict
COVERAGE, AVAILABILITY, RESTORE, MEASURED, MONEY, VALIDITY = SupportAspect


def checks(
    aspect: SupportAspect,
    sla: Agreement = SLA,
    *others: Agreement,
    **choices: Any,  # noqa: ANN401
) -> tuple[SupportCheck, ...]:
    """Return the checks of an aspect."""
    found = support_feasibility(sla, others or (DESK, LINE), within=WEEK, **choices)
    return found.about(aspect)


def only(aspect: SupportAspect, sla: Agreement = SLA, *others: Agreement) -> SupportCheck:
    """Return the one check of an aspect."""
    (found,) = checks(aspect, sla, *others)
    return found


def vector(corpus: Callable[[str], Path], name: str) -> dict[str, Any]:
    """Return inputs and expected values of a vector."""
    document = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))
    (found,) = (each for each in document["vectors"] if each["id"] == name)
    return dict(found)


class TestAll:
    def test_what_is_sound_passes_in_every_aspect(self) -> None:
        result = support_feasibility(SLA, [DESK, LINE], within=WEEK)
        assert {aspect: result.of(aspect) for aspect in SupportAspect} == dict.fromkeys(
            SupportAspect, PASS
        )
        assert result.verdict is PASS
        assert result.within == WEEK

    def test_without_supporters_nothing_is_known(self) -> None:
        result = support_feasibility(SLA, [], within=WEEK)
        assert [check.verdict for check in result.checks] == [UNKNOWN] * 6
        assert {check.reason for check in result.checks} == {"no agreement is known to support it"}

    def test_what_is_not_promised_needs_no_support(self) -> None:
        calls = evolve(SLA, objectives=[RESTORE_P1])
        check = only(AVAILABILITY, calls)
        assert (check.verdict, check.reason) == (PASS, "nothing of the kind is promised")

    def test_what_the_provider_keeps_to_itself_needs_none(self) -> None:
        inside = [evolve(each, is_internal=True, credit="") for each in SLA.objectives]
        result = support_feasibility(evolve(SLA, objectives=inside), [DESK], within=WEEK)
        assert result.verdict is UNKNOWN
        mixed = evolve(SLA, objectives=[evolve(UPTIME, is_internal=True), *SLA.objectives[1:]])
        assert only(AVAILABILITY, mixed).reason == "nothing of the kind is promised"
        restores = [*SLA.objectives[:2], evolve(RESTORE_P1, is_internal=True)]
        assert only(RESTORE, evolve(SLA, objectives=restores)).verdict is PASS

    def test_an_empty_time_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="within"):
            support_feasibility(SLA, [], within=Interval(WEEK.start, WEEK.start))
        with pytest.raises(OpenInterval):
            support_feasibility(SLA, [], within=Interval(WEEK.start))

    @pytest.mark.parametrize(
        "wrong",
        [
            {"agreement": "SLA-7"},
            {"supporting": ["UC-1"]},
            {"supporting": LINE},
            {"within": "2026"},
            {"dependence": "any"},
        ],
    )
    def test_wrong_kinds_are_refused(self, wrong: dict[str, Any]) -> None:
        usual: dict[str, Any] = {"agreement": SLA, "supporting": [LINE], "within": WEEK}
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            support_feasibility(**{**usual, **wrong})


class TestCoverage:
    def test_the_vector_of_office_hours_under_round_the_clock(
        self, corpus: Callable[[str], Path]
    ) -> None:
        expected = vector(corpus, "SLA-feas-hours")["expected"]
        nine_to_five = weekly("Mon-Fri 09:00-17:00", zone="Europe/Berlin")
        sla = evolve(SLA, support_hours=None)
        check = only(COVERAGE, sla, evolve(LINE, service_hours=nine_to_five))
        assert check.verdict is FAIL
        assert check.number("uncovered each week") == Quantity(expected, "h")
        assert check.number("promised") == timedelta(hours=168)

    def test_uncovered_time_is_told_for_each_week_of_a_longer_time(self) -> None:
        night = evolve(DESK, service_hours=weekly("Mon-Sun 00:00-23:00", zone="Europe/Berlin"))
        found = support_feasibility(
            evolve(SLA, support_hours=None),
            [night],
            within=Interval.parse("2026-10-19T00:00:00Z/PT1680H"),
        )
        (check,) = found.about(COVERAGE)
        assert check.number("uncovered") == timedelta(hours=70)
        assert check.number("uncovered each week") == Quantity(7, "h")

    def test_hours_of_one_kind_stand_for_both(self) -> None:
        other = evolve(LINE, service_hours=None, support_hours=OFFICE)
        service, support = checks(COVERAGE, SLA, other)
        assert service.verdict is FAIL
        assert support.verdict is PASS

    def test_hours_that_nobody_tells_are_unknown(self) -> None:
        silent = evolve(LINE, service_hours=None, support_hours=None)
        assert {check.verdict for check in checks(COVERAGE, SLA, silent)} == {UNKNOWN}
        check = only(COVERAGE, evolve(SLA, service_hours=None, support_hours=None))
        assert (check.verdict, check.reason) == (UNKNOWN, "SLA-7 tells no hours")


class TestAvailability:
    def series(self, *targets: str) -> list[Agreement]:
        return [
            evolve(LINE, id=f"UC-{index}", objectives=[uptime(target)])
            for index, target in enumerate(targets)
        ]

    def test_the_vector_of_three_in_series(self, corpus: Callable[[str], Path]) -> None:
        expected = vector(corpus, "SLA-feas-avail")["expected"]
        check = only(AVAILABILITY, SLA, *self.series("99.9 %", "99.9 %", "99.8 %"))
        product, worst = check.number("product"), check.number("worst case")
        assert isinstance(product, Ratio)
        assert isinstance(worst, Ratio)
        assert product.value == Fraction(str(expected["product"]))
        assert worst.value == Fraction(str(expected["worst_case"]))
        assert check.verdict is FAIL

    def test_how_failures_go_together_decides(self) -> None:
        others = self.series("99.95 %", "99.95 %")
        assert only(AVAILABILITY, SLA, *others).verdict is PASS
        exactly = evolve(SLA, objectives=[uptime("99.900025 %")])
        assert only(AVAILABILITY, exactly, *others).verdict is PASS
        (worst,) = checks(AVAILABILITY, exactly, *others, dependence=Dependence.ANY)
        assert worst.verdict is FAIL
        assert "any failures" in worst.reason

    def test_downtimes_that_add_up_to_everything_leave_nothing(self) -> None:
        check = only(AVAILABILITY, SLA, *self.series("40 %", "40 %"))
        assert check.number("worst case") == Ratio(0, 1)

    def test_a_share_with_no_end_in_sight_is_cut_off(self) -> None:
        thirds = self.series(*["1/3"] * 65)
        product = only(AVAILABILITY, SLA, *thirds).number("product")
        assert isinstance(product, Ratio)
        assert product.value <= Fraction(1, 3**65) < product.value + Fraction(1, 10**30)

    def test_a_supporter_that_promises_none_leaves_it_unknown(self) -> None:
        silent = evolve(DESK, objectives=[share_of_tickets("98 %")])
        check = only(AVAILABILITY, SLA, silent, LINE)
        assert (check.verdict, check.reason) == (
            UNKNOWN,
            "nothing of the kind is promised by OLA-1",
        )
        assert check.number("product") == Ratio.parse("99.95 %")
        assert only(AVAILABILITY, SLA, silent).verdict is UNKNOWN

    def test_what_falls_short_already_fails_although_others_are_silent(self) -> None:
        silent = evolve(DESK, objectives=[])
        assert only(AVAILABILITY, SLA, silent, *self.series("99 %")).verdict is FAIL

    def test_an_objective_that_nobody_supports_is_unknown(self) -> None:
        partly = evolve(LINE, supports=[ObjectiveRef("SLA-7", "restore")])
        check = only(AVAILABILITY, SLA, partly)
        assert (check.verdict, check.reason) == (UNKNOWN, "no agreement supports it")

    @pytest.mark.parametrize(
        "promise",
        [
            evolve(UPTIME, objective=at_most("1 %")),
            evolve(UPTIME, measure=OutageMeasure(of=AvailabilityMeasure.OUTAGES)),
            evolve(UPTIME, objective=at_least(Quantity(99, "%"))),
        ],
    )
    def test_other_promises_are_not_looked_at(self, promise: Any) -> None:  # noqa: ANN401
        assert only(AVAILABILITY, evolve(SLA, objectives=[promise])).verdict is PASS

    def test_targets_of_other_kinds_are_not_multiplied(self) -> None:
        odd = evolve(LINE, objectives=[evolve(UPTIME, objective=at_least(Quantity(99, "%")))])
        assert only(AVAILABILITY, SLA, odd).verdict is UNKNOWN


class TestRestoreTime:
    def round_the_clock(self, minutes: int, **choices: Any) -> list[TicketTarget]:  # noqa: ANN401
        limit = timedelta(minutes=minutes)
        clock = Clock(**{"name": "restore", "limit": limit, "calendar": always(), **choices})
        return [TicketTarget(name="all", clocks=[clock])]

    def test_the_vector_of_a_chain_that_is_too_slow(self, corpus: Callable[[str], Path]) -> None:
        found = vector(corpus, "SLA-feas-time")
        promised, expected = found["inputs"]["target_min"], found["expected"]
        sla = evolve(SLA, targets=self.round_the_clock(promised))
        others = [
            evolve(DESK, id=f"X{index}", targets=self.round_the_clock(minutes))
            for index, minutes in enumerate(found["inputs"]["chain_min"])
        ]
        time, share = checks(RESTORE, sla, *others)
        assert time.verdict is FAIL
        assert time.number("stages together") == timedelta(minutes=expected["total"])
        assert time.number("longest") == timedelta(minutes=expected["total"])
        assert time.number("gap") == timedelta(minutes=expected["gap"])
        assert share.number("guaranteed") == Ratio.parse("94 %")

    def test_shares_of_stages_do_not_guarantee_their_own(self) -> None:
        others = [
            evolve(DESK, id=f"X{index}", objectives=[share_of_tickets("95 %")])
            for index in range(3)
        ]
        _, share = checks(RESTORE, SLA, *others)
        assert share.verdict is FAIL
        assert share.number("guaranteed") == Ratio.parse("85 %")
        assert share.number("needed of each stage") == Ratio(295, 300)

    def test_shares_that_add_up_to_nothing_guarantee_nothing(self) -> None:
        weak = [
            evolve(DESK, id=f"X{index}", objectives=[share_of_tickets("40 %")])
            for index in range(2)
        ]
        _, share = checks(RESTORE, SLA, *weak)
        assert share.number("guaranteed") == Ratio(0, 1)

    def test_a_stage_in_other_hours_costs_the_hours_in_between(self) -> None:
        late = Clock(
            name="restore",
            limit=timedelta(minutes=60),
            calendar=weekly("Mon-Fri 12:00-18:00", zone="Europe/Berlin"),
        )
        other = evolve(LINE, targets=[TicketTarget(name="late", clocks=[late])])
        time, _ = checks(RESTORE, SLA, other)
        # from before 8:00 until 13:00 in the hours of the promise, which are from 8:00 on
        assert time.number("longest") == timedelta(hours=5)
        assert time.number("gap") == timedelta(hours=1)

    def test_a_chain_that_is_fast_enough_passes(self) -> None:
        time, share = checks(RESTORE)
        assert (time.verdict, share.verdict) == (PASS, PASS)
        assert time.number("gap") == timedelta(0)
        assert time.reason.startswith("longest from 2026-10-")

    def test_a_stage_that_never_works_fails(self) -> None:
        dead = evolve(LINE, targets=self.round_the_clock(5, calendar=never()))
        time, _ = checks(RESTORE, SLA, dead)
        assert (time.verdict, time.reason) == (FAIL, "the chain has no end before 2200")

    @pytest.mark.parametrize(
        ("targets", "reason"),
        [
            ([], "UC-1: there is no target"),
            (
                [restore_within(5, scope=Scope(priorities=[Priority.P2]))],
                "UC-1: none of the targets fits",
            ),
        ],
    )
    def test_a_stage_without_a_target_is_unknown(
        self, targets: list[TicketTarget], reason: str
    ) -> None:
        time, _ = checks(RESTORE, SLA, DESK, evolve(LINE, targets=targets))
        assert (time.verdict, time.reason) == (UNKNOWN, reason)
        assert time.number("longest") == timedelta(minutes=30)

    @pytest.mark.parametrize("limit", [WorkingDays(1), CalendarDays(1)])
    def test_days_are_no_exact_time(self, limit: Any) -> None:  # noqa: ANN401
        slow = evolve(LINE, targets=self.round_the_clock(5, limit=limit))
        time, _ = checks(RESTORE, SLA, slow)
        assert time.verdict is UNKNOWN
        assert time.reason.endswith("is no exact time in a service calendar")
        time, _ = checks(RESTORE, evolve(SLA, targets=slow.targets))
        assert time.reason.startswith("the promise: ")

    def test_a_stage_too_slow_already_fails_although_others_are_silent(self) -> None:
        slow = evolve(DESK, targets=self.round_the_clock(600))
        time, _ = checks(RESTORE, SLA, slow, evolve(LINE, targets=[]))
        assert time.verdict is FAIL

    def test_a_stage_without_a_share_is_unknown(self) -> None:
        silent = evolve(LINE, objectives=[uptime("99.95 %")])
        _, share = checks(RESTORE, SLA, DESK, silent)
        assert (share.verdict, share.reason) == (UNKNOWN, "no share is promised by UC-1")

    @pytest.mark.parametrize(
        ("promise", "verdict"),
        [
            (share_of_tickets("98 %", priorities=[Priority.P1]), PASS),
            (share_of_tickets("98 %", priorities=[Priority.P2]), UNKNOWN),
            (evolve(share_of_tickets("98 %"), scope=Scope(metrics=["respond"])), UNKNOWN),
            (evolve(share_of_tickets("98 %"), objective=at_most("2 %")), UNKNOWN),
            (evolve(share_of_tickets("98 %"), objective=at_least(Quantity(98, "%"))), UNKNOWN),
        ],
    )
    def test_shares_of_other_tickets_do_not_count(
        self,
        promise: Any,  # noqa: ANN401
        verdict: SupportVerdict,
    ) -> None:
        _, share = checks(RESTORE, SLA, evolve(LINE, objectives=[promise]))
        assert share.verdict is verdict

    def test_a_promise_of_another_kind_has_no_share(self) -> None:
        odd = evolve(RESTORE_P1, objective=at_least(Quantity(95, "%")))
        (time,) = checks(RESTORE, evolve(SLA, objectives=[odd]))
        assert time.subject == "restore, restore P1"

    def test_a_promise_for_every_ticket_is_looked_at_by_priority(self) -> None:
        every = evolve(SLA, objectives=[share_of_tickets("95 %")])
        names = [check.subject for check in checks(RESTORE, every)[::2]]
        assert names == ["restore, restore P1", "restore, restore"]
        some = evolve(every, targets=SLA.targets[:1])
        assert [check.subject for check in checks(RESTORE, some)[::2]] == ["restore, restore P1"]

    def test_all_clocks_are_looked_at_where_no_metric_is_named(self) -> None:
        clocks = [
            Clock(name=name, limit=timedelta(hours=4), calendar=OFFICE)
            for name in ("respond", "restore")
        ]
        target = [TicketTarget(name="all", clocks=clocks)]
        free = evolve(share_of_tickets("95 %"), scope=Scope())
        sla = evolve(SLA, targets=target, objectives=[free])
        found = [check.subject for check in checks(RESTORE, sla)]
        assert found[::2] == ["restore, respond", "restore, restore"]

    def test_a_supporter_with_one_service_is_asked_for_it(self) -> None:
        scope = Scope(services=["line"])
        other = evolve(
            LINE,
            targets=[restore_within(60, scope=scope)],
            objectives=[evolve(share_of_tickets("99 %"), scope=scope)],
        )
        time, share = checks(RESTORE, SLA, other)
        assert (time.verdict, share.verdict) == (PASS, PASS)

    def test_tickets_without_a_target_are_unknown(self) -> None:
        nobody = evolve(SLA, targets=[restore_within(5, scope=Scope(segments=["gold"]))])
        time, _ = checks(RESTORE, nobody)
        assert (time.verdict, time.reason) == (
            UNKNOWN,
            "the promise: none of the targets fits",
        )

    def test_a_promise_that_nobody_supports_is_unknown(self) -> None:
        partly = evolve(LINE, supports=[ObjectiveRef("SLA-7", "uptime")])
        check = only(RESTORE, SLA, partly)
        assert (check.verdict, check.reason) == (UNKNOWN, "no agreement supports it")


class TestMeasurement:
    def reasons(self, other: Agreement, sla: Agreement = SLA) -> dict[str, str]:
        return {check.subject: check.reason for check in checks(MEASURED, sla, other)}

    def test_all_that_is_alike_passes(self) -> None:
        assert {*self.reasons(LINE).values()} == {"measured alike"}

    def test_only_figures_of_one_kind_are_compared(self) -> None:
        assert [*self.reasons(evolve(LINE, objectives=[uptime("99.95 %")]))] == [
            "uptime by UC-1/uptime"
        ]

    def test_periods_and_zones_must_be_the_same(self) -> None:
        weekly_ = evolve(LINE, conformance_period=CalendarPeriods(PeriodKind.WEEK), zone="UTC")
        assert self.reasons(weekly_)["uptime by UC-1/uptime"] == (
            "period month against week; zone Europe/Berlin against UTC"
        )

    def test_exclusions_must_be_the_same(self) -> None:
        policies = evolve(EXCLUSIONS.policies, convention=ExclusionConvention.DOWNTIME_ONLY)
        other = evolve(LINE, exclusions=evolve(EXCLUSIONS, categories=[], policies=policies))
        assert self.reasons(other)["uptime by UC-1/uptime"] == (
            "exclusions planned maintenance, force majeure against nothing; "
            "exclusion both sides against downtime only"
        )

    def test_what_is_not_told_is_unknown(self) -> None:
        silent = evolve(LINE, exclusions=None, conformance_period=None, zone=None)
        found = checks(MEASURED, SLA, silent)
        assert {check.verdict for check in found} == {UNKNOWN}
        assert found[0].reason == "not told: period, zone, exclusions, counting"
        assert found[-1].reason == "not told: period, zone"

    @pytest.mark.parametrize(
        ("windows", "verdict"),
        [
            (SUNDAYS, PASS),
            (weekly("Sun 03:00-04:00", zone="Europe/Berlin"), PASS),
            (weekly("Sat 02:00-04:00", zone="Europe/Berlin"), FAIL),
            (None, FAIL),
        ],
    )
    def test_maintenance_lies_within_that_of_the_promise(
        self,
        windows: Any,  # noqa: ANN401
        verdict: SupportVerdict,
    ) -> None:
        policies = evolve(EXCLUSIONS.policies, maintenance=MaintenanceTerms(windows=windows))
        other = evolve(LINE, exclusions=evolve(EXCLUSIONS, policies=policies))
        found = {check.subject: check.verdict for check in checks(MEASURED, SLA, other)}
        assert found["uptime by UC-1/uptime"] is verdict

    def test_windows_do_not_matter_where_any_time_will_do(self) -> None:
        anytime = evolve(EXCLUSIONS.policies, maintenance=MaintenanceTerms())
        sla = evolve(SLA, exclusions=evolve(EXCLUSIONS, policies=anytime))
        assert self.reasons(LINE, sla)["uptime by UC-1/uptime"] == "measured alike"
        counts = evolve(SLA, exclusions=evolve(EXCLUSIONS, categories=EXCLUSIONS.categories[1:]))
        other = evolve(LINE, exclusions=counts.exclusions)
        assert self.reasons(other, counts)["uptime by UC-1/uptime"] == "measured alike"

    def test_clocks_start_with_the_same_fact(self) -> None:
        early = Clock(
            name="restore",
            limit=timedelta(minutes=5),
            calendar=OFFICE,
            start=always_true(),
            retroactive_start=True,
        )
        ignored = Clock(name="respond", limit=timedelta(minutes=5), retroactive_start=True)
        other = evolve(LINE, targets=[TicketTarget(name="x", clocks=[early, ignored])])
        assert self.reasons(other)["restore by UC-1/restore"] == (
            "clock start the first fact against any change, from its origin"
        )
        without = evolve(LINE, targets=[])
        assert self.reasons(without)["restore by UC-1/restore"] == "not told: clock start"

    def test_priorities_are_of_one_scale(self) -> None:
        tmf = PriorityScale(name="TMF622", most_urgent=0, least_urgent=4)
        scoped = share_of_tickets("98 %", priorities=[Priority(0, tmf)])
        other = evolve(LINE, objectives=[scoped])
        assert self.reasons(other)["restore by UC-1/restore"].startswith(
            "priorities ITIL against TMF622"
        )

    def test_mean_times_are_compared_as_outages_are(self) -> None:
        mtbf = evolve(
            UPTIME,
            measure=FailureMeasure(of=ReliabilityMeasure.MTBF),
            objective=at_least(timedelta(hours=500)),
            credit="",
        )
        sla, other = evolve(SLA, objectives=[mtbf]), evolve(LINE, objectives=[mtbf])
        assert self.reasons(other, sla) == {"uptime by UC-1/uptime": "measured alike"}

    def test_figures_that_nobody_described_are_left_out(self) -> None:
        vague = evolve(SLA, objectives=[evolve(UPTIME, measure=None)])
        assert self.reasons(LINE, vague) == {"SLA-7": "nothing of the kind is promised"}


class TestMoney:
    def costing(
        self, agreement: Agreement, fee: int, credit: str, currency: str = "EUR"
    ) -> Agreement:
        return evolve(
            agreement,
            services=["x"],
            fees=FeeTerms(fees=[ServiceFee("x", Fee(Money(fee, currency)))]),
            credit_clauses=[CreditClause(name="all", schedule=PerEvent(credit, cap=credit))],
            credit_terms=CreditTerms(),
            objectives=[evolve(UPTIME, credit="all")],
        )

    def test_the_vector_of_a_provider_that_is_exposed(self, corpus: Callable[[str], Path]) -> None:
        found = vector(corpus, "CR-backtoback")
        ((fee, credit),), ((other_fee, other_credit),) = found["inputs"].values()
        check = only(
            MONEY,
            self.costing(SLA, int(fee), f"{credit} %"),
            self.costing(LINE, int(other_fee), f"{other_credit} %"),
        )
        expected = found["expected"]
        assert check.verdict is FAIL
        assert check.number("payable") == Money(expected["payable"], "EUR")
        assert check.number("recoverable") == Money(expected["recoverable"], "EUR")
        assert check.number("exposed") == Money(expected["exposure"], "EUR")

    def test_what_can_be_recovered_passes(self) -> None:
        check = only(MONEY, SLA, self.costing(LINE, 100_000, "50 %"))
        assert check.verdict is PASS

    def test_nothing_payable_needs_nothing(self) -> None:
        check = only(MONEY, evolve(SLA, objectives=[evolve(UPTIME, credit="")]))
        assert (check.verdict, check.reason) == (PASS, "nothing is payable")

    def test_amounts_that_nobody_tells_are_unknown(self) -> None:
        check = only(MONEY, evolve(SLA, fees=None))
        assert (check.verdict, check.reason) == (UNKNOWN, "SLA-7 tells no fees")
        check = only(MONEY, SLA, evolve(LINE, fees=None))
        assert (check.verdict, check.reason) == (UNKNOWN, "UC-1 tells no fees")
        enough = self.costing(DESK, 100_000, "50 %")
        assert only(MONEY, SLA, enough, evolve(LINE, fees=None)).verdict is PASS

    def test_a_supporter_without_credits_gives_nothing_back(self) -> None:
        check = only(MONEY, SLA, DESK)
        assert check.verdict is FAIL
        assert check.number("recoverable") == Money(0, "EUR")

    def test_several_currencies_are_unknown(self) -> None:
        check = only(MONEY, SLA, self.costing(LINE, 100, "5 %", "USD"))
        assert (check.verdict, check.reason) == (UNKNOWN, "amounts are in several currencies")


class TestValidity:
    @pytest.mark.parametrize(
        ("valid_for", "verdict"),
        [
            ("2025-12-31T23:00:00Z/..", PASS),
            ("2026-10-19T00:00:00Z/2027-03-31T22:00:00Z", PASS),
            ("2026-10-19T00:00:00Z/2027-03-31T21:00:00Z", FAIL),
            ("2026-10-20T00:00:00Z/..", FAIL),
        ],
    )
    def test_a_supporter_must_last_for_term_and_notice(
        self, valid_for: str, verdict: SupportVerdict
    ) -> None:
        check = only(VALIDITY, SLA, evolve(LINE, valid_for=Interval.parse(valid_for)))
        assert check.verdict is verdict
        assert check.reason.startswith("needed for 2026-10-19T00:00:00Z/2027-03-31T22:00:00Z")

    def test_without_notice_the_term_is_enough(self) -> None:
        sla = evolve(SLA, notice_period=None, zone=None)
        assert only(VALIDITY, sla, evolve(LINE, valid_for=YEAR)).verdict is PASS
        noticed = evolve(SLA, zone=None)
        assert only(VALIDITY, noticed, evolve(LINE, valid_for=YEAR)).verdict is FAIL

    def test_open_terms_need_open_support(self) -> None:
        open_ended = evolve(SLA, valid_for=Interval(YEAR.start))
        assert only(VALIDITY, open_ended, LINE).verdict is FAIL
        assert only(VALIDITY, open_ended, DESK).verdict is PASS

    def test_terms_that_are_over_need_nothing(self) -> None:
        over = evolve(SLA, valid_for=Interval(YEAR.start, at("2026-02-01T00:00:00Z")))
        check = only(VALIDITY, over, LINE)
        assert (check.verdict, check.reason) == (PASS, "SLA-7 is over")

    def test_validity_that_nobody_tells_is_unknown(self) -> None:
        assert only(VALIDITY, evolve(SLA, valid_for=None), LINE).reason == (
            "SLA-7 tells no validity"
        )
        assert only(VALIDITY, SLA, evolve(LINE, valid_for=None)).reason == "UC-1 tells no validity"
