"""Termination after repeated breaches (R5.9), and what suppliers give back (R1.10, point 5)."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import (
    CreditNote,
    CreditTerms,
    Exposure,
    TerminationRight,
    back_to_back,
)
from svcmgmt.values import Money, NoData

THREE_OF_SIX = TerminationRight(breaches=3, months=6)


def months(*numbers: int) -> list[ReportingPeriod]:
    return [
        ReportingPeriod.around(
            f"{2026 + (number - 1) // 12}-{(number - 1) % 12 + 1:02d}-01",
            PeriodKind.MONTH,
            zone="UTC",
        )
        for number in numbers
    ]


class TestTermination:
    @pytest.mark.parametrize(
        ("breached", "given"),
        [
            ([], []),
            ([1, 2], []),
            ([1, 3, 6], [1, 3, 6]),
            ([1, 3, 7], []),
            ([1, 6, 9, 10], [6, 9, 10]),
            ([10, 9, 6, 1], [6, 9, 10]),
            ([11, 12, 14], [11, 12, 14]),
            ([3, 3, 3], []),
        ],
    )
    def test_so_many_months_within_so_many(self, breached: list[int], given: list[int]) -> None:
        assert THREE_OF_SIX.given_by(months(*breached)) == tuple(months(*given))

    def test_the_first_time_counts(self) -> None:
        assert THREE_OF_SIX.given_by(months(1, 2, 3, 4, 5)) == tuple(months(1, 2, 3))

    def test_one_breach_may_be_enough(self) -> None:
        at_once = TerminationRight(breaches=1, months=1)
        assert at_once.given_by(months(7, 4)) == tuple(months(4))

    def test_it_tells_itself(self) -> None:
        assert str(THREE_OF_SIX) == "after 3 breached months within 6"

    def test_other_periods_are_refused(self) -> None:
        quarter = ReportingPeriod.around("2026-01-01", PeriodKind.QUARTER, zone="UTC")
        with pytest.raises(InvalidValue, match=r"breached: '2026-Q1' .* a month"):
            THREE_OF_SIX.given_by([quarter])
        with pytest.raises(InvalidType, match="breached"):
            THREE_OF_SIX.given_by(["2026-01"])  # type: ignore[list-item]

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"breaches": 0}, InvalidValue),
            ({"breaches": 7}, InvalidValue),
            ({"breaches": 2.0}, InvalidType),
            ({"months": 0}, InvalidValue),
            ({"months": 10**6}, InvalidValue),
            ({"months": "6"}, InvalidType),
        ],
        ids=str,
    )
    def test_wrong_fields_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        with pytest.raises(error, match=next(iter(wrong))):
            TerminationRight(**{"breaches": 1, "months": 6, **wrong})


class TestExposure:
    def test_it_is_what_suppliers_do_not_give_back(self) -> None:
        exposure = back_to_back(
            payable=[Money(2_000, "EUR"), Money(500, "EUR")], recoverable=[Money(400, "EUR")]
        )
        assert isinstance(exposure, Exposure)
        assert exposure.amount == Money(2_100, "EUR")
        assert str(exposure) == ("2500.00 EUR payable, 400.00 EUR recoverable, exposed 2100.00 EUR")

    def test_suppliers_may_give_more(self) -> None:
        exposure = Exposure(payable=Money(1, "EUR"), recoverable=Money(3, "EUR"))
        assert exposure.amount == Money(-2, "EUR")

    def test_one_side_may_be_empty(self) -> None:
        known = [Money(10, "EUR")]
        payable = back_to_back(payable=known, recoverable=[])
        recoverable = back_to_back(payable=[], recoverable=known)
        assert isinstance(payable, Exposure)
        assert isinstance(recoverable, Exposure)
        assert payable.amount == Money(10, "EUR")
        assert recoverable.amount == Money(-10, "EUR")

    def test_nothing_on_either_side_has_no_data(self) -> None:
        empty = CreditNote(lines=[], terms=CreditTerms())
        assert back_to_back(payable=[empty], recoverable=[]) == NoData("no amounts")

    def test_several_currencies_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="currency"):
            back_to_back(payable=[Money(1, "EUR")], recoverable=[Money(1, "USD")])
        with pytest.raises(InvalidValue, match="currency"):
            back_to_back(payable=[Money(1, "EUR"), Money(1, "USD")], recoverable=[])

    def test_something_else_than_amounts_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="recoverable"):
            back_to_back(payable=[], recoverable=[400])  # type: ignore[list-item]
        with pytest.raises(InvalidType, match="payable"):
            Exposure(payable=1, recoverable=Money(1, "EUR"))  # type: ignore[arg-type]
