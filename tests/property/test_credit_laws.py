"""What credits keep, whatever was measured and agreed (invariants I19 and I20)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random

from attrs import evolve
from hypothesis import assume, given, strategies as st

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.sla.credits import (
    BonusMalus,
    Combination,
    CreditCaps,
    CreditCase,
    CreditNote,
    CreditTerms,
    Exclusivity,
    LinearSchedule,
    OffTable,
    PerEvent,
    StepCounting,
    TierEdge,
    TierRow,
    TierSchedule,
    combined,
    credit_note,
)
from svcmgmt.values import Money, Ratio

SHARES = st.fractions(0, 1, max_denominator=10_000).map(lambda share: Ratio(share, 1))
POSITIVE = st.fractions(Fraction(1, 1_000), 1, max_denominator=1_000).map(
    lambda share: Ratio(share, 1)
)
CREDITS = st.lists(SHARES, min_size=1, max_size=6)
COUNTINGS = st.sampled_from(StepCounting)
LINEAR = st.builds(
    LinearSchedule,
    target=SHARES,
    rate=SHARES,
    point=POSITIVE,
    counting=COUNTINGS,
    cap=SHARES,
)
BONUSES = st.builds(
    BonusMalus,
    target=SHARES,
    step=POSITIVE,
    rate=SHARES,
    dead_band=st.fractions(0, Fraction(1, 10), max_denominator=1_000).map(lambda x: Ratio(x, 1)),
    malus_cap=SHARES,
    bonus_cap=SHARES,
    counting=COUNTINGS,
)


@st.composite
def tables(draw: st.DrawFn, *, edge: TierEdge | None = None) -> TierSchedule:
    """Give tables without holes whose credits fall as values rise."""
    bounds = sorted({0, *draw(st.sets(st.integers(1, 10_000), max_size=6))}, reverse=True)
    rising = sorted(draw(st.lists(SHARES, min_size=len(bounds), max_size=len(bounds))))
    rows = [
        TierRow(Ratio(bound, 10_000), credit) for bound, credit in zip(bounds, rising, strict=True)
    ]
    return TierSchedule(rows, edge=edge or draw(st.sampled_from(TierEdge)))


def value_of(share: object) -> Fraction:
    assert isinstance(share, Ratio)
    return share.value


class TestSchedules:
    @given(tables(), SHARES, SHARES)
    def test_a_better_value_is_never_credited_more_by_a_table(
        self, table: TierSchedule, one: Ratio, other: Ratio
    ) -> None:
        assume(table.is_valid)
        low, high = sorted([one, other])
        assert 1 >= value_of(table.credit(low)) >= value_of(table.credit(high)) >= 0

    @given(LINEAR, SHARES, SHARES)
    def test_a_better_value_is_never_credited_more_by_points(
        self, schedule: LinearSchedule, one: Ratio, other: Ratio
    ) -> None:
        low, high = sorted([one, other])
        assert schedule.cap >= schedule.credit(low) >= schedule.credit(high)

    @given(BONUSES, SHARES, SHARES)
    def test_a_better_value_never_costs_more_of_a_bonus(
        self, scheme: BonusMalus, one: Ratio, other: Ratio
    ) -> None:
        low, high = sorted([one, other])
        assert scheme.malus_cap.value >= scheme.credit(low) >= scheme.credit(high)
        assert scheme.credit(high) >= -scheme.bonus_cap.value

    @given(BONUSES, SHARES, st.fractions(0, 1, max_denominator=10**6))
    def test_a_bonus_pro_rata_has_no_jumps(
        self, scheme: BonusMalus, value: Ratio, move: Fraction
    ) -> None:
        exact = evolve(scheme, counting=StepCounting.PRO_RATA)
        near = Ratio(value.value + (1 - value.value) * move, 1)
        slope = exact.rate.value / exact.step.value
        jump = abs(exact.credit(near) - exact.credit(value))
        assert jump <= slope * (near.value - value.value)

    @given(BONUSES, st.fractions(-1, 1, max_denominator=1_000))
    def test_nothing_is_due_within_the_dead_band(self, scheme: BonusMalus, part: Fraction) -> None:
        value = scheme.target.value + part * scheme.dead_band.value
        assume(0 <= value <= 1)
        assert scheme.credit(Ratio(value, 1)) == 0


@st.composite
def rows_of_any_kind(draw: st.DrawFn) -> list[TierRow]:
    """Give rows on a coarse grid, so that they touch, overlap and leave holes."""
    spans = draw(
        st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=5)
    )
    rows: list[TierRow] = []
    for one, other in spans:
        low, high = sorted((one, other))
        upper = draw(st.sampled_from([None, Ratio(high, 20)]))
        rows.append(TierRow(Ratio(low, 20), Ratio(20 - low, 20), upper=upper))
    return rows


class TestChecks:
    @given(rows_of_any_kind(), st.sampled_from(TierEdge))
    def test_a_table_is_accepted_exactly_when_every_value_has_one_row(
        self, rows: list[TierRow], edge: TierEdge
    ) -> None:
        table = TierSchedule(rows, edge=edge, off_table=OffTable.NO_DATA)
        crowded = {"tier-gap", "tier-overlap", "tier-duplicate-bound"}
        accepted = crowded.isdisjoint(finding.code for finding in table.findings)
        grid = [Ratio(step, 200) for step in range(201)]  # ten steps between two bounds
        assert accepted is all(isinstance(table.credit(value), Ratio) for value in grid)

    @given(tables(), SHARES)
    def test_a_whole_table_answers_as_a_search_from_the_top_does(
        self, table: TierSchedule, value: Ratio
    ) -> None:
        assume(table.is_valid)
        begins = table.edge is TierEdge.LOWER
        falling = sorted(table.rows, key=lambda row: row.lower, reverse=True)
        for number in (value.value, *(row.lower for row in falling)):
            below = (
                row for row in falling if row.lower < number or (begins and row.lower == number)
            )
            assert table.credit(Ratio(number, 1)) == next(below, falling[-1]).credit

    @given(rows_of_any_kind(), st.sampled_from(TierEdge))
    def test_holes_are_where_no_row_is(self, rows: list[TierRow], edge: TierEdge) -> None:
        table = TierSchedule(rows, edge=edge, off_table=OffTable.NO_DATA)
        for low, high in table.holes:
            middle = Ratio((low.value + high.value) / 2, 1)
            assert "in no rows" in str(table.credit(middle))

    @given(rows_of_any_kind(), st.sampled_from(["5 %", "10 %", "25 %"]))
    def test_a_resolution_leaves_no_hole_within_a_unit(
        self, rows: list[TierRow], unit: str
    ) -> None:
        table = TierSchedule(rows, resolution=unit)
        width = Ratio.parse(unit).value
        for low, high in table.holes:
            assert high.value - low.value > width or low.value == 0 or high.value == 1


class TestCombination:
    @given(CREDITS, SHARES)
    def test_every_reading_lies_between_nothing_and_its_bound(
        self, credits_: list[Ratio], cap: Ratio
    ) -> None:
        found = {how: value_of(combined(credits_, how, cap=cap)) for how in Combination}
        plain = sum((each.value for each in credits_), Fraction(0))
        assert found[Combination.MAX_CAPPED] <= found[Combination.SUM_CAPPED] <= cap.value
        assert (
            found[Combination.MAX] <= found[Combination.MULTIPLICATIVE] <= min(plain, Fraction(1))
        )
        assert found[Combination.FIRST] <= found[Combination.MAX]
        assert min(found.values()) >= 0

    @given(SHARES, SHARES)
    def test_of_one_credit_below_the_cap_all_readings_agree(
        self, credit: Ratio, cap: Ratio
    ) -> None:
        assume(credit <= cap)
        assert {value_of(combined([credit], how, cap=cap)) for how in Combination} == {credit.value}

    @given(CREDITS, SHARES, st.randoms(use_true_random=False))
    def test_the_order_matters_to_the_first_only(
        self, credits_: list[Ratio], cap: Ratio, chance: Random
    ) -> None:
        shuffled = chance.sample(credits_, len(credits_))
        for how in set(Combination) - {Combination.FIRST}:
            assert combined(credits_, how, cap=cap) == combined(shuffled, how, cap=cap)


MONTHS = [ReportingPeriod.around("2026-01-01", PeriodKind.MONTH, zone="UTC")]
for _ in range(13):
    MONTHS.append(MONTHS[-1].next())
FEE = Money("999.99", "EUR")
MONEY = st.integers(0, 200_000).map(lambda cents: Money(Fraction(cents, 100), "EUR"))
CAPS = st.none() | SHARES | MONEY


@st.composite
def cases(draw: st.DrawFn, *, most: int = 10) -> list[CreditCase]:
    """Give cases of a few services, months and incidents, each once."""
    keys = draw(
        st.lists(
            st.tuples(
                st.sampled_from(MONTHS),
                st.sampled_from("ab"),
                st.sampled_from("xyz"),
                st.sampled_from(["", "1", "2"]),
            ),
            min_size=1,
            max_size=most,
            unique_by=lambda key: (key[0].label, *key[1:]),
        )
    )
    return [
        CreditCase(
            service=service,
            period=month,
            objective=objective,
            incident=incident,
            value=draw(st.integers(0, 3)),
            schedule=PerEvent(draw(SHARES)),
            basis=FEE,
        )
        for month, service, objective, incident in keys
    ]


@st.composite
def terms(draw: st.DrawFn) -> CreditTerms:
    return CreditTerms(
        combination=draw(st.sampled_from(Combination)),
        exclusivity=draw(st.sampled_from(Exclusivity)),
        caps=CreditCaps(
            objective=draw(CAPS),
            service_period=draw(SHARES | MONEY),
            contract_year=draw(CAPS),
            annual_fee=Money("11999.88", "EUR"),
        ),
        minimum=draw(st.none() | MONEY),
        rounding=draw(st.sampled_from(["ROUND_HALF_UP", "ROUND_UP", "ROUND_DOWN", "ROUND_05UP"])),
        year_starts=draw(st.integers(1, 12)),
    )


def paid(note: CreditNote) -> Fraction:
    return sum((line.amount.amount for line in note.lines), Fraction(0))


def by_year(notes: Sequence[CreditNote], agreed: CreditTerms) -> dict[int, Fraction]:
    found: dict[int, Fraction] = {}
    for line in (line for note in notes for line in note.lines):
        first = line.case.period.first
        year = first.year if first.month >= agreed.year_starts else first.year - 1
        found[year] = found.get(year, Fraction(0)) + line.amount.amount
    return found


def by_service(notes: Sequence[CreditNote]) -> dict[object, Fraction]:
    found: dict[object, Fraction] = {}
    for line in (line for note in notes for line in note.lines):
        key = line.case.service_key
        found[key] = found.get(key, Fraction(0)) + line.amount.amount
    return found


def limit(cap: Ratio | Money | None) -> Fraction | None:
    if isinstance(cap, Ratio):
        return FEE.amount * cap.value
    return None if cap is None else cap.amount


class TestNotes:
    @given(cases(), terms())
    def test_lines_are_whole_coins_and_add_up(
        self, given_: list[CreditCase], agreed: CreditTerms
    ) -> None:
        note = credit_note(given_, terms=agreed)
        assert note.total == Money(paid(note), "EUR")
        for line in note.lines:
            assert (line.amount.amount * 100).denominator == 1
            assert line.steps[-1].amount in {line.amount, None}

    @given(cases(), terms(), st.randoms(use_true_random=False))
    def test_the_order_of_cases_matters_to_the_first_only(
        self, given_: list[CreditCase], agreed: CreditTerms, chance: Random
    ) -> None:
        assume(agreed.combination is not Combination.FIRST)
        shuffled = chance.sample(given_, len(given_))
        note = credit_note(given_, terms=agreed)
        assert credit_note(shuffled, terms=agreed) == note
        keys = [line.case.key for line in note.lines]
        assert all(one < other for one, other in pairwise(keys))

    @given(cases(), terms())
    def test_no_cap_is_exceeded(self, given_: list[CreditCase], agreed: CreditTerms) -> None:
        note = credit_note(given_, terms=agreed)
        caps = agreed.caps
        most = limit(caps.objective)
        for line in note.lines:
            assert most is None or line.amount.amount <= most
        period = limit(caps.service_period)
        assert period is not None
        assert all(amount <= period for amount in by_service([note]).values())
        if caps.yearly is not None:
            years = by_year([note], agreed).values()
            assert all(amount <= caps.yearly.amount for amount in years)

    @given(cases(), terms())
    def test_caps_never_raise_a_credit(self, given_: list[CreditCase], agreed: CreditTerms) -> None:
        loose = evolve(
            agreed,
            caps=CreditCaps(service_period=Money(10**9, "EUR")),
            minimum=None,
            rounding="ROUND_UP",
        )
        free, capped = (credit_note(given_, terms=each) for each in (loose, agreed))
        assume(agreed.combination is not Combination.FIRST)
        totals = by_service([free])
        for key, amount in by_service([capped]).items():
            assert amount <= totals[key]

    @given(cases(most=14), terms(), st.lists(st.integers(0, 3), min_size=14, max_size=14))
    def test_splitting_claims_over_notes_exceeds_no_cap(
        self, given_: list[CreditCase], agreed: CreditTerms, split: list[int]
    ) -> None:
        notes: list[CreditNote] = []
        for number in range(4):
            part = [each for each, where in zip(given_, split, strict=False) if where == number]
            notes.append(credit_note(part, terms=agreed, earlier=notes))
        period, yearly = limit(agreed.caps.service_period), agreed.caps.yearly
        assert period is not None
        assert all(amount <= period for amount in by_service(notes).values())
        if yearly is not None:
            assert all(amount <= yearly.amount for amount in by_year(notes, agreed).values())
        assert all(line.amount.amount >= 0 for note in notes for line in note.lines)

    @given(cases(), terms())
    def test_every_amount_lies_between_nothing_and_what_the_case_is_entitled_to(
        self, given_: list[CreditCase], agreed: CreditTerms
    ) -> None:
        for line in credit_note(given_, terms=agreed).lines:
            coin = Fraction(1, 100)
            assert 0 <= line.amount.amount < line.entitled.amount + coin
