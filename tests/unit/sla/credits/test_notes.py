"""Credit notes: lines that add up, told to people and to tables (R0.7, R5.9)."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import (
    CreditCase,
    CreditLine,
    CreditNote,
    CreditStep,
    CreditTerms,
    PerEvent,
    credit_note,
    preset,
)
from svcmgmt.values import Money, NoData

NOVEMBER = ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="UTC")
TELUS = preset("telus_wavelength").schedule


def case(service: str, value: str) -> CreditCase:
    return CreditCase(
        service=service,
        period=NOVEMBER,
        objective="availability",
        value=value,
        schedule=TELUS,
        basis=Money(1_000, "CAD"),
        incident="INC-7",
    )


NOTE = credit_note([case("b", "98 %"), case("a", "100 %")])


class TestNote:
    def test_lines_are_in_order_and_add_up(self) -> None:
        assert [line.case.service for line in NOTE.lines] == ["a", "b"]
        assert NOTE.total == Money(100, "CAD")

    def test_it_tells_itself(self) -> None:
        assert str(NOTE) == "credit note: 100.00 CAD in 2 lines"
        assert repr(NOTE) == "<CreditNote credit note: 100.00 CAD in 2 lines>"
        assert str(evolve(NOTE, lines=NOTE.lines[:1])) == "credit note: 0.00 CAD in 1 line"

    def test_it_is_a_credit_against_future_invoices(self) -> None:
        assert NOTE.policies()["use"] == "against future invoices, no refund"
        assert NOTE.policies()["combination"] == "max"

    def test_it_explains_every_line_and_every_choice(self) -> None:
        text = NOTE.explain()
        assert text.splitlines()[0] == str(NOTE)
        for line in NOTE.lines:
            assert line.explain() in text
        assert "policies: combination max, exclusivity per_incident, caps no caps" in text
        assert text.count("finding: error tier-gap at /lines/0/case/schedule") == 3
        assert NOTE._repr_mimebundle_() == {"text/plain": text}

    def test_a_table_is_checked_once(self) -> None:
        assert [finding.code for finding in NOTE.findings] == ["tier-gap"] * 3

    def test_it_becomes_rows_of_text(self) -> None:
        assert NOTE.as_rows()[1] == {
            "period": "2026-11",
            "service": "b",
            "objective": "availability",
            "incident": "INC-7",
            "value": "98 %",
            "row": "row 97.9 % to 99.69 %: 10 %",
            "share": "0.1",
            "basis": "1000",
            "entitled": "100",
            "amount": "100.00",
            "currency": "CAD",
            "outcome": "credited",
        }

    def test_money_has_no_share_in_a_row(self) -> None:
        fixed = evolve(case("a", "100 %"), value=1, schedule=PerEvent(Money(5, "CAD")))
        assert credit_note([fixed]).as_rows()[0]["share"] == ""

    def test_without_cases_there_is_no_total(self) -> None:
        empty = credit_note([])
        assert empty.total == NoData("no cases")
        assert (empty.as_rows(), empty.findings) == ([], ())
        assert str(empty) == "credit note: no cases in 0 lines"

    def test_it_cannot_be_changed_and_survives_copies(self) -> None:
        with pytest.raises(FrozenInstanceError):
            NOTE.lines = ()  # type: ignore[misc]
        for again in (copy.deepcopy(NOTE), pickle.loads(pickle.dumps(NOTE))):  # noqa: S301
            assert again == NOTE
            assert again.explain() == NOTE.explain()


class TestConstruction:
    def test_lines_in_several_currencies_are_refused(self) -> None:
        dollars = evolve(NOTE.lines[0], amount=Money(0, "USD"))
        with pytest.raises(InvalidValue, match=r"lines: '0.00 USD' .* CAD, as the other lines"):
            CreditNote(lines=[*NOTE.lines, dollars], terms=CreditTerms())

    @pytest.mark.parametrize("wrong", [{"lines": ["line"]}, {"terms": None}], ids=str)
    def test_other_kinds_are_refused(self, wrong: dict[str, Any]) -> None:
        right: dict[str, Any] = {"lines": [], "terms": CreditTerms()}
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            CreditNote(**{**right, **wrong})

    @pytest.mark.parametrize(
        "wrong",
        [
            {"case": "shop"},
            {"outcome": "credited"},
            {"amount": 5},
            {"entitled": 5},
            {"share": 0.1},
            {"row": None},
            {"steps": ["cap"]},
        ],
        ids=str,
    )
    def test_a_line_of_other_kinds_is_refused(self, wrong: dict[str, Any]) -> None:
        line = NOTE.lines[0]
        right: dict[str, Any] = {
            "case": line.case,
            "outcome": line.outcome,
            "amount": line.amount,
            "entitled": line.entitled,
        }
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            CreditLine(**{**right, **wrong})

    def test_a_step_tells_itself(self) -> None:
        assert (
            str(CreditStep("cap", "at most", Money("1.005", "EUR"))) == "cap: at most: ≈ 1.01 EUR"
        )
        with pytest.raises(InvalidType, match="amount"):
            CreditStep("cap", "at most", 5)  # type: ignore[arg-type]
