"""From cases to a credit note: every step of the way (section 5.1, algorithm 13.9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import (
    Assessment,
    BonusMalus,
    ClaimUnit,
    ClaimWindow,
    Combination,
    CreditCaps,
    CreditCase,
    CreditLine,
    CreditNote,
    CreditOutcome,
    CreditTerms,
    EarnBack,
    Exclusivity,
    NoSuchRow,
    OffTable,
    PerEvent,
    TierRow,
    TierSchedule,
    credit_note,
)
from svcmgmt.sla.objectives import Value, Verdict
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import NO_DATA, Money, NoData, Quantity, Ratio, Severity

NOVEMBER = ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="Europe/Berlin")
DECEMBER = NOVEMBER.next()
JANUARY = DECEMBER.next()
TABLE = TierSchedule([("99.9 %", "0 %"), ("99 %", "10 %"), ("95 %", "25 %"), ("0 %", "100 %")])
HOLED = [TierRow("99 %", "0 %"), TierRow("0 %", "10 %", upper="98 %")]


def case(percent: str = "10 %", **changes: Any) -> CreditCase:  # noqa: ANN401
    """Make a case that is entitled to a share of a fee of 1,000 euros."""
    right: dict[str, Any] = {
        "service": "shop",
        "period": NOVEMBER,
        "objective": "availability",
        "value": 1,
        "schedule": PerEvent(percent),
        "basis": Money(1_000, "EUR"),
    }
    return CreditCase(**{**right, **changes})


def measured(value: str, **changes: Any) -> CreditCase:  # noqa: ANN401
    return case(**{"value": value, "schedule": TABLE, **changes})


def amounts(note: CreditNote) -> list[str]:
    return [str(line.amount).partition(" ")[0] for line in note.lines]


def outcomes(note: CreditNote) -> list[CreditOutcome]:
    return [line.outcome for line in note.lines]


def steps(line: CreditLine) -> dict[str, str]:
    return {step.name: step.text for step in line.steps}


def one(given: CreditCase, **terms: Any) -> CreditLine:  # noqa: ANN401
    return credit_note([given], terms=CreditTerms(**terms)).lines[0]


class TestOneCase:
    def test_every_step_is_told(self) -> None:
        line = one(measured("99.4 %", verdict=Verdict.VIOLATED))
        assert line.explain().splitlines() == [
            "2026-11 shop availability: credited, 100.00 EUR",
            "  measured: 99.4 %, violated",
            "  schedule: row 99 % to 99.9 %: 10 %",
            "  basis: 10 % of 1000.00 EUR: 100.00 EUR",
            "  eligible: yes, credits are automatic",
            "  combination: max of 1 credit: 100.00 EUR",
            "  rounding: half_up to 2 places: 100.00 EUR",
        ]
        assert (line.share, line.entitled) == (Fraction(1, 10), Money(100, "EUR"))

    def test_a_good_value_costs_nothing(self) -> None:
        line = one(measured("99.95 %"))
        assert (line.outcome, line.amount) == (CreditOutcome.NOTHING_DUE, Money(0, "EUR"))
        assert list(steps(line)) == ["measured", "schedule", "basis"]

    def test_money_per_event_has_no_share(self) -> None:
        line = one(case(schedule=PerEvent(Money(50, "EUR")), value=2))
        assert (line.share, line.amount) == (None, Money(100, "EUR"))
        assert steps(line)["basis"] == "1000.00 EUR"

    def test_a_free_service_costs_nothing(self) -> None:
        line = one(measured("50 %", basis=Money(0, "EUR")))
        assert line.outcome is CreditOutcome.NOTHING_DUE


class TestEligibility:
    @pytest.mark.parametrize("verdict", [Verdict.MET, Verdict.WARNING, Verdict.TOLERATED])
    def test_what_was_not_violated_is_not_credited(self, verdict: Verdict) -> None:
        line = one(measured("99.4 %", verdict=verdict))
        assert line.outcome is CreditOutcome.NOT_ELIGIBLE
        assert (line.amount, line.entitled) == (Money(0, "EUR"), Money(0, "EUR"))
        assert steps(line)["eligible"] == "no, the objective was not violated"

    @pytest.mark.parametrize("verdict", [None, Verdict.VIOLATED, Verdict.UNDEFINED])
    def test_no_verdict_does_not_stand_in_the_way(self, verdict: Verdict | None) -> None:
        assert one(measured("99.4 %", verdict=verdict)).amount == Money(100, "EUR")

    def test_an_exclusion_says_why(self) -> None:
        line = one(case(excluded="suspended for non-payment"))
        assert line.outcome is CreditOutcome.NOT_ELIGIBLE
        assert steps(line)["eligible"] == "no, suspended for non-payment"
        assert steps(line)["basis"] == "10 % of 1000.00 EUR"

    @pytest.mark.parametrize(
        ("claimed", "outcome", "told"),
        [
            (None, CreditOutcome.NOT_ELIGIBLE, "no, not claimed; claims are in time until {}"),
            (
                "2027-01-31T22:59:59Z",
                CreditOutcome.CREDITED,
                "yes, claimed on 2027-01-31, in time until {}",
            ),
            (
                "2027-01-31T23:00:00Z",
                CreditOutcome.NOT_ELIGIBLE,
                "no, claimed on 2027-02-01, after {}",
            ),
        ],
    )
    def test_claims_are_in_time_by_the_dates_of_the_zone(
        self, claimed: str | None, outcome: CreditOutcome, told: str
    ) -> None:
        given = case(claimed=None if claimed is None else at(claimed))
        line = one(given, claim=ClaimWindow(2, ClaimUnit.BILLING_CYCLES))
        assert line.outcome is outcome
        assert steps(line)["eligible"] == told.format("2027-01-31")

    def test_days_count_from_the_incident(self) -> None:
        given = case(claimed=at("2026-12-06T12:00:00Z"), occurred=at("2026-11-05T12:00:00Z"))
        late = one(given, claim=ClaimWindow(30, ClaimUnit.DAYS))
        assert steps(late)["eligible"] == "no, claimed on 2026-12-06, after 2026-12-05"

    @pytest.mark.parametrize(
        ("following", "outcome", "told"),
        [
            ([], CreditOutcome.CREDITED, "yes, credits are automatic; waived after 2 periods"),
            (["99.99 %"] * 2, CreditOutcome.NOT_ELIGIBLE, "no, earned back: waived after 2"),
            (["99.9 %"], CreditOutcome.CREDITED, "yes, credits are automatic; not earned back"),
        ],
    )
    def test_a_credit_may_be_earned_back(
        self, following: list[str], outcome: CreditOutcome, told: str
    ) -> None:
        clause = EarnBack(target="99.9 %", margin="0.05 %", periods=2)
        line = one(case(earn_back=clause, following=map(Ratio.parse, following)))
        assert line.outcome is outcome
        assert steps(line)["eligible"].startswith(told)

    def test_what_is_not_claimed_cannot_be_earned_back(self) -> None:
        clause = EarnBack(target="99.9 %", margin="0.05 %", periods=2)
        line = one(case(earn_back=clause), claim=ClaimWindow(2, ClaimUnit.MONTHS))
        assert steps(line)["eligible"].startswith("no, not claimed")


class TestUndecided:
    def test_no_data_credits_nothing_and_says_so(self) -> None:
        note = credit_note([case(value=NoData("no probe"))])
        assert outcomes(note) == [CreditOutcome.UNDECIDED]
        assert amounts(note) == ["0.00"]
        finding = note.findings[0]
        assert (finding.code, finding.severity) == ("credit-undecided", Severity.ERROR)
        assert (finding.pointer, finding.value) == (
            "/lines/0",
            "2026-11 shop availability: no probe",
        )

    def test_a_hole_that_has_no_data_is_undecided(self) -> None:
        table = TierSchedule(HOLED, off_table=OffTable.NO_DATA)
        note = credit_note([measured("98.5 %", schedule=table)])
        assert outcomes(note) == [CreditOutcome.UNDECIDED]
        assert [each.code for each in note.findings] == ["credit-undecided", "tier-gap"]

    def test_a_hole_that_is_refused_is_refused(self) -> None:
        with pytest.raises(NoSuchRow):
            credit_note([measured("98.5 %", schedule=TierSchedule(HOLED))])

    def test_what_cannot_be_due_is_decided(self) -> None:
        line = one(case(value=NO_DATA, excluded="not in service"))
        assert line.outcome is CreditOutcome.NOT_ELIGIBLE


class TestCombination:
    UPTIME = case("10 %", incident="INC-1")
    RESTORE = case("20 %", objective="restore", incident="INC-1")
    OTHER = case("5 %", objective="restore", incident="INC-2")

    def test_one_incident_is_not_paid_for_twice_and_incidents_add_up(self) -> None:
        note = credit_note([self.UPTIME, self.RESTORE, self.OTHER])
        assert outcomes(note) == [
            CreditOutcome.SUPERSEDED,
            CreditOutcome.CREDITED,
            CreditOutcome.CREDITED,
        ]
        assert amounts(note) == ["0.00", "200.00", "50.00"]
        assert note.total == Money(250, "EUR")
        assert steps(note.lines[0])["combination"] == "max of 2 credits: not this one"

    @pytest.mark.parametrize(
        ("how", "expected"),
        [
            (Combination.MAX, ["0.00", "200.00", "0.00"]),
            (Combination.SUM_CAPPED, ["85.71", "171.43", "42.86"]),
            (Combination.MAX_CAPPED, ["0.00", "200.00", "0.00"]),
            (Combination.FIRST, ["100.00", "0.00", "0.00"]),
            (Combination.MULTIPLICATIVE, ["85.71", "171.43", "42.86"]),
        ],
    )
    def test_all_of_a_service_may_be_combined(self, how: Combination, expected: list[str]) -> None:
        terms = CreditTerms(
            combination=how,
            exclusivity=Exclusivity.PER_SERVICE,
            caps=CreditCaps(service_period="30 %"),
        )
        given = [self.UPTIME, self.RESTORE, self.OTHER]
        assert amounts(credit_note(given, terms=terms)) == expected

    def test_what_others_leave_is_credited_by_the_multiplicative_reading(self) -> None:
        terms = CreditTerms(combination=Combination.MULTIPLICATIVE)
        note = credit_note([self.UPTIME, self.RESTORE], terms=terms)
        assert note.total == Money(280, "EUR")

    def test_the_first_is_the_one_told_first(self) -> None:
        terms = CreditTerms(combination=Combination.FIRST)
        note = credit_note([self.RESTORE, self.UPTIME], terms=terms)
        assert amounts(note) == ["0.00", "200.00"]

    def test_of_equal_credits_one_is_paid(self) -> None:
        note = credit_note([case(objective="b"), case(objective="a")])
        assert [(line.case.objective, str(line.amount)) for line in note.lines] == [
            ("a", "100.00 EUR"),
            ("b", "0.00 EUR"),
        ]

    def test_credits_without_an_incident_are_taken_for_one(self) -> None:
        assert credit_note([case("10 %"), case("20 %", objective="restore")]).total == Money(
            200, "EUR"
        )

    def test_an_unknown_incident_beside_known_ones_is_a_finding(self) -> None:
        note = credit_note([case("10 %"), self.RESTORE])
        assert note.total == Money(300, "EUR")
        assert [(each.code, each.pointer) for each in note.findings] == [
            ("credit-incident-unknown", "/lines/0/case/incident")
        ]
        elsewhere = credit_note([case("10 %", service="vpn"), self.RESTORE])
        assert elsewhere.findings == ()
        together = CreditTerms(exclusivity=Exclusivity.PER_SERVICE)
        assert credit_note([case("10 %"), self.RESTORE], terms=together).findings == ()

    def test_multiplying_takes_shares_of_one_fee(self) -> None:
        terms = CreditTerms(combination=Combination.MULTIPLICATIVE)
        other = evolve(self.RESTORE, basis=Money(500, "EUR"))
        with pytest.raises(InvalidValue, match=r"fee: '500.00 EUR' .* other cases of shop"):
            credit_note([self.UPTIME, other], terms=terms)
        whole = evolve(other, fee=Money(1_000, "EUR"))
        assert credit_note([self.UPTIME, whole], terms=terms).total == Money(190, "EUR")

    def test_multiplying_needs_a_fee(self) -> None:
        free = case(schedule=PerEvent(Money(5, "EUR"), cap=Money(5, "EUR")), basis=Money(0, "EUR"))
        assert credit_note([free]).total == Money(5, "EUR")
        with pytest.raises(InvalidValue, match=r"fee: .* shares of it are combined"):
            credit_note([free], terms=CreditTerms(combination=Combination.MULTIPLICATIVE))


class TestCaps:
    def test_an_objective_may_be_capped(self) -> None:
        line = one(case("30 %"), caps=CreditCaps(objective="20 %"))
        assert (line.amount, line.entitled) == (Money(200, "EUR"), Money(200, "EUR"))
        assert steps(line)["cap"] == "objective, at most 200.00 EUR"
        assert "cap" not in steps(one(case("10 %"), caps=CreditCaps(objective="20 %")))

    def test_a_cap_of_nothing_leaves_nothing(self) -> None:
        for caps in (CreditCaps(objective="0 %"), CreditCaps(service_period="0 %")):
            line = one(case("30 %"), caps=caps)
            assert (line.outcome, line.amount) == (CreditOutcome.CAPPED, Money(0, "EUR"))

    def test_a_service_and_period_cut_in_proportion(self) -> None:
        given = [case("30 %", incident="1"), case("60 %", incident="2")]
        note = credit_note(given, terms=CreditTerms(caps=CreditCaps(service_period="50 %")))
        assert amounts(note) == ["166.67", "333.33"]
        assert steps(note.lines[0])["cap"] == "service and period, at most 500.00 EUR"

    def test_what_equals_a_cap_is_not_cut(self) -> None:
        assert "cap" not in steps(one(case("50 %"), caps=CreditCaps(service_period="50 %")))

    def test_a_cap_is_a_share_of_one_fee(self) -> None:
        given = [case("10 %"), case("5 %", objective="restore", basis=Money(9, "EUR"))]
        terms = CreditTerms(caps=CreditCaps(service_period="50 %"))
        with pytest.raises(InvalidValue, match="fee"):
            credit_note(given, terms=terms)
        money = CreditTerms(caps=CreditCaps(service_period=Money(60, "EUR")))
        assert credit_note(given, terms=money).total == Money(60, "EUR")

    def test_a_contract_year_is_used_up_in_the_order_of_time(self) -> None:
        given = [
            case("15 %", period=DECEMBER),
            case("20 %", period=NOVEMBER, service="vpn"),
            case("10 %", period=NOVEMBER),
            case("10 %", period=JANUARY),
        ]
        terms = CreditTerms(caps=CreditCaps(contract_year=Money(350, "EUR")))
        note = credit_note(given, terms=terms)
        assert [(line.case.period.label, line.case.service) for line in note.lines] == [
            ("2026-11", "shop"),
            ("2026-11", "vpn"),
            ("2026-12", "shop"),
            ("2027-01", "shop"),
        ]
        assert amounts(note) == ["100.00", "200.00", "50.00", "100.00"]
        assert steps(note.lines[2])["cap"] == (
            "contract year, at most 350.00 EUR, of which 300.00 EUR is used up"
        )

    def test_the_order_of_time_holds_where_the_first_case_counts(self) -> None:
        given = [case("30 %", period=period) for period in (DECEMBER, NOVEMBER)]
        caps = CreditCaps(contract_year=Money(350, "EUR"))
        terms = CreditTerms(combination=Combination.FIRST, caps=caps)
        assert amounts(credit_note(given, terms=terms)) == ["300.00", "50.00"]

    def test_a_contract_year_may_start_in_any_month(self) -> None:
        given = [case("20 %", period=period) for period in (NOVEMBER, DECEMBER, JANUARY)]
        caps = CreditCaps(contract_year=Money(300, "EUR"))
        note = credit_note(given, terms=CreditTerms(caps=caps, year_starts=12))
        assert amounts(note) == ["200.00", "200.00", "100.00"]

    def test_a_year_may_be_capped_by_a_share_of_its_fee(self) -> None:
        caps = CreditCaps(contract_year="5 %", annual_fee=Money(12_000, "EUR"))
        given = [case("50 %"), case("50 %", period=DECEMBER)]
        assert amounts(credit_note(given, terms=CreditTerms(caps=caps))) == ["500.00", "100.00"]


class TestRounding:
    THIRD = case(value=Ratio(1, 3), schedule=TierSchedule([("0 %", Ratio(1, 3))]))

    @pytest.mark.parametrize(
        ("rounding", "amount"),
        [("ROUND_HALF_UP", "333.33"), (ROUND_DOWN, "333.33"), (ROUND_CEILING, "333.34")],
    )
    def test_once_at_the_end(self, rounding: str, amount: str) -> None:
        line = one(self.THIRD, rounding=rounding)
        assert str(line.amount) == f"{amount} EUR"
        assert line.entitled.amount == Fraction(1_000, 3)
        assert steps(line)["basis"] == "≈ 33.3333 % of 1000.00 EUR"

    @pytest.mark.parametrize(
        ("rounding", "amount"), [("ROUND_HALF_UP", "0.01"), (ROUND_HALF_EVEN, "0.00")]
    )
    def test_the_mode_decides_on_halves(self, rounding: str, amount: str) -> None:
        line = one(case("0.5 %", basis=Money(1, "EUR")), rounding=rounding)
        assert str(line.amount) == f"{amount} EUR"

    @pytest.mark.parametrize(
        ("currency", "amount"), [("EUR", "33.33"), ("JPY", "33"), ("KWD", "33.333")]
    )
    def test_to_the_smallest_coin(self, currency: str, amount: str) -> None:
        line = one(
            case(
                schedule=TierSchedule([("0 %", Ratio(1, 30))]),
                value="0 %",
                basis=Money(1_000, currency),
            )
        )
        assert str(line.amount) == f"{amount} {currency}"

    def test_lines_add_up_to_the_rounded_sum(self) -> None:
        given = [case("5 %", basis=Money("0.10", "EUR"), incident=str(n)) for n in range(3)]
        note = credit_note(given)
        assert amounts(note) == ["0.01", "0.01", "0.00"]
        assert note.total == Money("0.02", "EUR")
        assert outcomes(note)[2] is CreditOutcome.TOO_SMALL

    def test_no_rounding_pays_more_than_a_cap(self) -> None:
        caps = [
            CreditCaps(service_period=Money("33.335", "EUR")),
            CreditCaps(contract_year=Money("33.335", "EUR")),
            CreditCaps(objective=Money("33.335", "EUR")),
        ]
        for each in caps:
            line = one(case("10 %"), caps=each)
            assert str(line.amount) == "33.33 EUR"
            assert steps(line)["rounding"] == "down to 2 places, because of a cap"

    def test_a_rounded_amount_may_reach_a_cap(self) -> None:
        caps = CreditCaps(service_period=Money("33.34", "EUR"))
        line = one(case("3.3336 %"), caps=caps)
        assert str(line.amount) == "33.34 EUR"
        assert steps(line)["rounding"] == "half_up to 2 places"

    def test_less_than_a_coin_is_too_small(self) -> None:
        line = one(case("1 %", basis=Money("0.10", "EUR")))
        assert (line.outcome, line.amount) == (CreditOutcome.TOO_SMALL, Money(0, "EUR"))


class TestMinimum:
    @pytest.mark.parametrize(
        ("basis", "amount"),
        [("9.90", "0.00"), ("10.00", "0.00"), ("10.04", "0.00"), ("10.10", "1.01")],
    )
    def test_only_more_than_the_minimum_is_paid(self, basis: str, amount: str) -> None:
        line = one(case("10 %", basis=Money(basis, "EUR")), minimum=Money(1, "EUR"))
        assert str(line.amount) == f"{amount} EUR"

    def test_it_is_for_all_lines_of_a_service_and_period(self) -> None:
        given = [case("10 %", basis=Money(6, "EUR"), incident=str(n)) for n in range(2)]
        terms = CreditTerms(minimum=Money(1, "EUR"))
        assert amounts(credit_note(given, terms=terms)) == ["0.60", "0.60"]
        note = credit_note(given[:1], terms=terms)
        assert outcomes(note) == [CreditOutcome.TOO_SMALL]
        assert steps(note.lines[0])["minimum"] == "only more than 1.00 EUR is paid"

    def test_what_is_dropped_uses_up_no_cap(self) -> None:
        given = [
            case("10 %", basis=Money(9, "EUR")),
            case("10 %", basis=Money(20, "EUR"), service="vpn"),
        ]
        caps = CreditCaps(contract_year=Money(2, "EUR"))
        terms = CreditTerms(minimum=Money(1, "EUR"), caps=caps)
        assert amounts(credit_note(given, terms=terms)) == ["0.00", "2.00"]


SCHEME = BonusMalus(target="99.9 %", step="0.05 %", rate="1 %")


class TestBonus:
    def test_a_bonus_is_a_credit_below_zero(self) -> None:
        note = credit_note([measured("99.95 %", schedule=SCHEME)])
        assert outcomes(note) == [CreditOutcome.BONUS]
        assert note.total == Money(-10, "EUR")

    def test_it_is_neither_combined_nor_capped_nor_claimed(self) -> None:
        given = [measured("100 %", schedule=SCHEME), case("30 %", objective="restore")]
        terms = CreditTerms(
            caps=CreditCaps(service_period="1 %"),
            minimum=Money(5, "EUR"),
        )
        assert amounts(credit_note(given, terms=terms)) == ["-20.00", "10.00"]
        claims = CreditTerms(claim=ClaimWindow(1, ClaimUnit.MONTHS))
        assert amounts(credit_note(given, terms=claims)) == ["-20.00", "0.00"]

    def test_a_met_objective_earns_it(self) -> None:
        line = one(measured("100 %", schedule=SCHEME, verdict=Verdict.MET))
        assert line.amount == Money(-20, "EUR")
        assert steps(line)["eligible"] == "yes, nothing excludes it"

    def test_an_exclusion_is_for_both_sides(self) -> None:
        line = one(measured("100 %", schedule=SCHEME, excluded="suspended"))
        assert (line.outcome, line.amount) == (CreditOutcome.NOT_ELIGIBLE, Money(0, "EUR"))

    def test_less_than_a_coin_is_too_small(self) -> None:
        line = one(measured("100 %", schedule=SCHEME, basis=Money("0.10", "EUR")))
        assert (line.outcome, line.amount) == (CreditOutcome.TOO_SMALL, Money(0, "EUR"))

    def test_it_uses_up_no_cap_of_a_later_note(self) -> None:
        earlier = credit_note([measured("100 %", schedule=SCHEME)])
        terms = CreditTerms(caps=CreditCaps(contract_year=Money(50, "EUR")))
        note = credit_note([case("10 %", objective="restore")], terms=terms, earlier=[earlier])
        assert amounts(note) == ["50.00"]


class TestEarlierNotes:
    def test_they_use_up_the_caps(self) -> None:
        caps = CreditCaps(service_period="25 %", contract_year=Money(400, "EUR"))
        terms = CreditTerms(caps=caps)
        first = credit_note([case("20 %", incident="1")], terms=terms)
        second = credit_note([case("20 %", incident="2")], terms=terms, earlier=[first])
        third = credit_note([case("20 %", period=DECEMBER)], terms=terms, earlier=[first, second])
        assert [amounts(note) for note in (first, second, third)] == [
            ["200.00"],
            ["50.00"],
            ["150.00"],
        ]

    @pytest.mark.parametrize(
        ("percent", "amount"), [("5 %", "0.00"), ("10 %", "0.00"), ("25 %", "150.00")]
    )
    def test_only_what_is_more_is_due_for_the_same_incident(
        self, percent: str, amount: str
    ) -> None:
        first = credit_note([case("10 %", incident="1")])
        more = case(percent, objective="restore", incident="1")
        second = credit_note([more], earlier=[first])
        assert amounts(second) == [amount]
        assert "and 1 of earlier notes" in steps(second.lines[0])["combination"]

    def test_the_first_of_an_earlier_note_stays_the_first(self) -> None:
        terms = CreditTerms(combination=Combination.FIRST)
        first = credit_note([case("10 %")], terms=terms)
        second = credit_note([case("90 %", objective="a")], terms=terms, earlier=[first])
        assert outcomes(second) == [CreditOutcome.SUPERSEDED]

    def test_a_case_is_credited_once(self) -> None:
        first = credit_note([case()])
        with pytest.raises(InvalidValue, match=r"cases: .* that no earlier note credited"):
            credit_note([case()], earlier=[first])

    def test_a_case_that_was_not_claimed_may_come_again(self) -> None:
        terms = CreditTerms(claim=ClaimWindow(2, ClaimUnit.MONTHS))
        first = credit_note([case()], terms=terms)
        claimed = case(claimed=at("2026-12-24T00:00:00Z"))
        assert amounts(credit_note([claimed], terms=terms, earlier=[first])) == ["100.00"]

    def test_the_minimum_is_for_all_notes_of_a_service_and_period(self) -> None:
        terms = CreditTerms(minimum=Money(50, "EUR"))
        first = credit_note([case("10 %", incident="1")], terms=terms)
        second = credit_note([case("1 %", incident="2")], terms=terms, earlier=[first])
        assert amounts(second) == ["10.00"]


class TestRefusals:
    def test_one_case_twice(self) -> None:
        with pytest.raises(InvalidValue, match=r"cases: '2026-11 shop availability' .* told once"):
            credit_note([case("10 %"), case("20 %")])

    @pytest.mark.parametrize(
        ("cases", "terms", "earlier"),
        [
            ([case(), case(objective="b", basis=Money(5, "USD"))], {}, []),
            ([case()], {"minimum": Money(1, "USD")}, []),
            ([case()], {"caps": CreditCaps(objective=Money(1, "USD"))}, []),
            ([case()], {"caps": CreditCaps(service_period=Money(1, "USD"))}, []),
            ([case()], {"caps": CreditCaps(contract_year=Money(1, "USD"))}, []),
            (
                [case()],
                {"caps": CreditCaps(contract_year="1 %", annual_fee=Money(1, "USD"))},
                [],
            ),
            ([case()], {}, [credit_note([case(service="b", basis=Money(5, "USD"))])]),
        ],
    )
    def test_several_currencies(
        self, cases: list[CreditCase], terms: dict[str, Any], earlier: list[CreditNote]
    ) -> None:
        with pytest.raises(InvalidValue, match="currency"):
            credit_note(cases, terms=CreditTerms(**terms), earlier=earlier)

    def test_a_schedule_that_answers_another_currency(self) -> None:
        euros = PerEvent(Money(5, "EUR"), cap=Money(5, "EUR"))
        with pytest.raises(InvalidValue, match=r"currency: 'EUR' .* USD, as the basis of"):
            credit_note([case(schedule=euros, basis=Money(5, "USD"))])

    def test_a_schedule_that_answers_something_else(self) -> None:
        class Wrong:
            def assess(
                self, value: Value, *, basis: Money, period: ReportingPeriod
            ) -> Assessment | NoData:
                del value, period
                return basis  # type: ignore[return-value]

        with pytest.raises(InvalidType, match=r"schedule: .* Assessment or NoData"):
            credit_note([case(schedule=Wrong())])

    @pytest.mark.parametrize("value", [timedelta(hours=1), 3, Quantity(1, "GB")])
    def test_a_value_that_the_schedule_cannot_have(self, value: Value) -> None:
        with pytest.raises(InvalidType, match="value"):
            credit_note([case(value=value, schedule=TABLE)])

    @pytest.mark.parametrize(
        "wrong",
        [{"cases": ["shop"]}, {"cases": case()}, {"terms": {}}, {"earlier": [case()]}],
        ids=str,
    )
    def test_other_kinds(self, wrong: dict[str, Any]) -> None:
        right: dict[str, Iterable[object]] = {"cases": []}
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            credit_note(**{**right, **wrong})

    def test_amounts_that_nobody_could_owe(self) -> None:
        with pytest.raises(InvalidValue, match="amount"):
            case(basis=Money("1e999999999", "EUR"))
