"""Credit notes against a slow and obvious twin: one loop, decimals at the end."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

from hypothesis import given, strategies as st

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.sla.credits import (
    CreditCaps,
    CreditCase,
    CreditTerms,
    LinearSchedule,
    credit_note,
)
from svcmgmt.values import Money, Ratio

FEE = Fraction(12_345, 10)
CENT = Decimal("0.01")
MONTHS = [ReportingPeriod.around("2026-09-01", PeriodKind.MONTH, zone="Europe/Berlin")]
for _ in range(5):
    MONTHS.append(MONTHS[-1].next())

Row = tuple[int, str, str, int]
"""Month by number, service, incident, and hundredths of a percent below the target."""

ROWS = st.lists(
    st.tuples(
        st.integers(0, 5), st.sampled_from("ab"), st.sampled_from("123"), st.integers(0, 999)
    ),
    max_size=12,
    unique_by=lambda row: row[:3],
)
SCHEDULE = LinearSchedule(target="99.5 %", rate="3 %")


def half_up(amount: Fraction) -> Fraction:
    """Return an amount in whole cents, from more digits than a half could hide behind."""
    digits = Decimal(floor(amount * 10**20)) / Decimal(10**20)
    return Fraction(digits.quantize(CENT, ROUND_HALF_UP))


def by_hand(
    rows: list[Row], month_cap: Fraction, year_cap: Fraction, minimum: Fraction
) -> dict[tuple[int, str], Fraction]:
    """Return what is paid for each month and service."""
    paid: dict[tuple[int, str], Fraction] = {}
    spent = {2026: Fraction(0), 2027: Fraction(0)}
    for month in range(6):
        year = 2026 if month < 4 else 2027
        for service in "ab":
            due = Fraction(0)
            for incident in "123":
                points = [
                    Fraction(row[3], 100) for row in rows if row[:3] == (month, service, incident)
                ]
                due += max((point * Fraction(3, 100) * FEE for point in points), default=0)
            left = min(month_cap, year_cap - spent[year])
            due = min(due, left)
            amount = half_up(due)
            if amount > left:
                amount = Fraction(floor(due * 100), 100)
            if amount <= minimum:
                amount = Fraction(0)
            spent[year] += amount
            paid[month, service] = amount
    return paid


@given(
    ROWS,
    st.fractions(0, 1, max_denominator=500),
    st.integers(0, 200_000),
    st.integers(0, 300),
)
def test_a_note_pays_what_a_loop_by_hand_pays(
    rows: list[Row], share: Fraction, year: int, minimum: int
) -> None:
    cases = [
        CreditCase(
            service=service,
            period=MONTHS[month],
            objective="availability",
            incident=incident,
            value=Ratio(9_950 - below, 10_000),
            schedule=SCHEDULE,
            basis=Money(FEE, "EUR"),
        )
        for month, service, incident, below in rows
    ]
    terms = CreditTerms(
        caps=CreditCaps(
            service_period=Ratio(share, 1), contract_year=Money(Fraction(year, 100), "EUR")
        ),
        minimum=Money(Fraction(minimum, 100), "EUR"),
    )
    expected = by_hand(rows, share * FEE, Fraction(year, 100), Fraction(minimum, 100))
    found = dict.fromkeys(expected, Fraction(0))
    for line in credit_note(cases, terms=terms).lines:
        found[MONTHS.index(line.case.period), line.case.service] += line.amount.amount
    assert found == expected
