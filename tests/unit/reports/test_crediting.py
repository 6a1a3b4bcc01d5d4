"""Credits of a report: whose fee, for which part of the time, and what cannot be credited."""

from __future__ import annotations

from datetime import timedelta

import reporting as world
from attrs import evolve
from reporting import RESTORE, SLA, UPTIME, at, outage, report, sla, span, ticket

from svcmgmt.agreement import (
    AgreementVersions,
    CalendarPeriods,
    FeeTerms,
    OutageMeasure,
    RollingPeriod,
    Scope,
    ServiceFee,
)
from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.reports import ServiceFacts, ServiceLevelReport
from svcmgmt.sla.availability import AvailabilityMeasure
from svcmgmt.sla.credits import CreditNote, Fee
from svcmgmt.sla.objectives import at_least, at_most
from svcmgmt.values import Money, NoData, count_by_code

QUARTER = ReportingPeriod.around("2026-10-01", PeriodKind.QUARTER, zone="UTC")
NEW_YEAR = QUARTER.next().interval.start


def fees(**amounts: int) -> FeeTerms:
    """Return monthly fees of services; `all` for all of them together."""
    return FeeTerms(
        fees=[
            ServiceFee("" if name == "all" else name, Fee(Money(amount, "EUR")))
            for name, amount in amounts.items()
        ]
    )


def lines(made: ServiceLevelReport) -> list[str]:
    """Return what each line credits."""
    assert isinstance(made.credits, CreditNote)
    return [
        f"{each.case.service} {each.case.objective}: {each.amount}" for each in made.credits.lines
    ]


def refused(made: ServiceLevelReport) -> list[str]:
    """Return why something could not be credited."""
    return [each.value for each in made.findings if each.code == "credit-not-made"]


class TestWhoseFee:
    def test_each_service_is_credited_of_its_own(self) -> None:
        assert lines(report()) == ["mail uptime: 0.00 EUR", "vpn uptime: 100.00 EUR"]

    def test_one_bill_of_all_is_credited_under_the_name_of_the_service(self) -> None:
        made = report(agreement=sla(UPTIME, fees=fees(all=3_000)))
        assert lines(made) == [
            "all services of SLA-7 uptime of mail: 0.00 EUR",
            "all services of SLA-7 uptime of vpn: 300.00 EUR",
        ]

    def test_a_promise_for_all_services_credits_each(self) -> None:
        facts = ServiceFacts.of(tickets=[ticket("t1", 9)])
        made = report(facts, sla(evolve(RESTORE, credit="uptime")))
        assert lines(made) == ["mail restore: 250.00 EUR", "vpn restore: 250.00 EUR"]

    def test_where_no_services_are_named_all_with_a_fee_are_credited(self) -> None:
        facts = ServiceFacts.of(tickets=[ticket("t1", 9)])
        agreement = evolve(SLA, services=(), objectives=[evolve(RESTORE, credit="uptime")])
        assert lines(report(facts, agreement)) == [
            "mail restore: 250.00 EUR",
            "vpn restore: 250.00 EUR",
        ]

    def test_a_service_without_a_fee_is_a_finding(self) -> None:
        made = report(agreement=sla(UPTIME, fees=fees(mail=1_000)))
        assert lines(made) == ["mail uptime: 0.00 EUR"]
        assert refused(made)[0].endswith("no fee is agreed for vpn")

    def test_without_any_fee_nobody_can_tell(self) -> None:
        made = report(agreement=sla(UPTIME, fees=None))
        assert made.credits == NoData("no case could be made")
        assert len(refused(made)) == 2


class TestWhichTime:
    def test_a_quarter_is_credited_of_the_fees_of_its_months(self) -> None:
        quarterly = evolve(UPTIME, conformance_period=CalendarPeriods(PeriodKind.QUARTER))
        facts = ServiceFacts.of(outages=[outage("o1", "2026-10-05T10:00:00Z/PT300M")])
        made = report(facts, sla(quarterly), period=QUARTER, as_of=NEW_YEAR)
        assert lines(made)[1] == "vpn uptime: 300.00 EUR"

    def test_a_rolling_window_is_no_period_that_is_paid_for(self) -> None:
        rolling = evolve(UPTIME, conformance_period=RollingPeriod(timedelta(days=30)))
        assert "periods for which fees are paid" in refused(report(agreement=sla(rolling)))[0]

    def test_neither_are_weeks_of_months(self) -> None:
        weekly = evolve(UPTIME, conformance_period=CalendarPeriods(PeriodKind.WEEK))
        assert len(refused(report(agreement=sla(weekly)))) == 8

    def test_where_no_period_is_agreed_that_of_the_report_is_taken(self) -> None:
        made = report(agreement=evolve(SLA, conformance_period=None))
        assert lines(made) == lines(report())
        assert "no-period" in count_by_code(made.findings)
        assert ("judged over", "default") in {(each.name, each.source) for each in made.policies}

    def test_a_month_of_another_zone_is_not_the_month_of_the_fee(self) -> None:
        period = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone="Asia/Tokyo")
        agreement = evolve(SLA, conformance_period=None)
        made = report(agreement=agreement, period=period)
        assert len(refused(made)) == 2
        assert "other-zone" in count_by_code(made.findings)

    def test_nothing_is_due_before_the_end(self) -> None:
        made = report(as_of=at("2026-10-06T00:00:00Z"))
        assert isinstance(made.credits, CreditNote)
        assert made.credits.total == Money(0, "EUR")
        assert "the period is not over" in made.explain()

    def test_a_version_without_fees_lends_none_to_the_caps(self) -> None:
        second = evolve(
            SLA, version="2", fees=None, objectives=[evolve(UPTIME, objective=at_least("99 %"))],
            valid_for=span("2026-10-16T00:00:00Z/2027-01-01T00:00:00Z"),
        )  # fmt: skip
        versions = (
            AgreementVersions()
            .amended(SLA, at=at("2025-12-01T00:00:00Z"))
            .amended(second, at=at("2026-10-01T00:00:00Z"))
        )
        made = report(agreement=versions)
        assert [line.partition(":")[0] for line in lines(made)] == [
            "mail uptime, 2026-10, version 1", "vpn uptime, 2026-10, version 1",
        ]  # fmt: skip
        assert len(refused(made)) == 2


class TestRules:
    def test_without_terms_of_credits_the_defaults_hold(self) -> None:
        made = report(agreement=sla(credit_terms=None))
        assert lines(made) == lines(report())
        assert ("combination", "default") in {(each.name, each.source) for each in made.policies}

    def test_a_value_that_the_schedule_does_not_take_is_a_finding(self) -> None:
        longest = world.promise(
            "longest", OutageMeasure(of=AvailabilityMeasure.LONGEST), at_most(timedelta(hours=1)),
            credit="uptime",
        )  # fmt: skip
        made = report(agreement=sla(longest))
        assert len(refused(made)) == 2
        assert made.credits == NoData("no case could be made")

    def test_a_result_without_a_value_is_an_undecided_case(self) -> None:
        agreement = sla(UPTIME, service_hours=world.NEVER)
        made = report(agreement=agreement)
        assert isinstance(made.credits, CreditNote)
        assert {line.outcome.value for line in made.credits.lines} == {"undecided"}


def test_an_objective_of_one_service_credits_that_service() -> None:
    made = report(agreement=sla(evolve(UPTIME, scope=Scope(services=["vpn"]))))
    assert lines(made) == ["vpn uptime: 100.00 EUR"]


def test_fees_of_several_currencies_are_a_finding_and_no_exception() -> None:
    dollars = FeeTerms(fees=[ServiceFee(each, Fee(Money(10, "USD"))) for each in ("mail", "vpn")])
    valid = span("2026-10-16T00:00:00Z/2027-01-01T00:00:00Z")
    second = evolve(
        SLA, version="2", fees=dollars, valid_for=valid,
        objectives=[evolve(UPTIME, objective=at_least("99 %"))],
    )  # fmt: skip
    versions = (
        AgreementVersions()
        .amended(SLA, at=at("2025-12-01T00:00:00Z"))
        .amended(second, at=at("2026-10-01T00:00:00Z"))
    )
    made = report(agreement=versions)
    assert isinstance(made.credits, NoData)
    assert len(refused(made)) == 1
    assert made.results
