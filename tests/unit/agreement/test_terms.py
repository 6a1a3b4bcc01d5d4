"""Terms for all objectives: what is left out, fees, credit clauses."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.agreement import CreditClause, ExclusionTerms, FeeTerms, ServiceFee
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import ExclusionCategory
from svcmgmt.sla.credits import EarnBack, Fee, FeeKind, PerEvent
from svcmgmt.values import Money, NoData

MAINTENANCE = ExclusionCategory.PLANNED_MAINTENANCE
STORM = ExclusionCategory.FORCE_MAJEURE


def euros(amount: int, kind: FeeKind = FeeKind.RECURRING) -> Fee:
    """Return a fee in euros."""
    return Fee(Money(amount, "EUR"), kind)


class TestExclusions:
    def test_categories_are_kept_in_their_order_and_once(self) -> None:
        terms = ExclusionTerms(categories=[STORM, MAINTENANCE, STORM])
        assert terms.categories == (MAINTENANCE, STORM)
        assert str(terms) == "planned maintenance, force majeure"

    def test_what_is_not_named_is_not_left_out(self) -> None:
        assert ExclusionTerms(categories=[STORM]).leaves_out(STORM)
        assert not ExclusionTerms(categories=[STORM]).leaves_out(MAINTENANCE)
        assert str(ExclusionTerms()) == "nothing"

    @pytest.mark.parametrize("wrong", [{"categories": ["storm"]}, {"policies": "usual"}])
    def test_wrong_kinds_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            ExclusionTerms(**wrong)


class TestFees:
    def test_fees_of_the_kinds_that_count_are_added(self) -> None:
        fees = FeeTerms(
            fees=[
                ServiceFee("vpn", euros(100)),
                ServiceFee("vpn", euros(20, FeeKind.USAGE)),
                ServiceFee("vpn", euros(7, FeeKind.TAX)),
                ServiceFee("mail", euros(5)),
            ],
            kinds=[FeeKind.USAGE, FeeKind.RECURRING],
        )
        assert fees.kinds == (FeeKind.RECURRING, FeeKind.USAGE)
        assert fees.of("vpn") == Money(120, "EUR")
        assert not fees.is_one_bill

    def test_one_bill_holds_for_every_service(self) -> None:
        fees = FeeTerms(fees=[ServiceFee("", euros(100))])
        assert fees.is_one_bill
        assert fees.of("vpn") == fees.of("") == Money(100, "EUR")
        assert str(fees.fees[0]) == "all services: 100.00 EUR recurring"

    def test_a_service_without_a_fee_has_no_data(self) -> None:
        fees = FeeTerms(fees=[ServiceFee("vpn", euros(100))])
        assert fees.of("mail") == NoData("no fee is agreed for mail")
        assert fees.of("") == NoData("no fee is agreed for all services together")

    def test_fees_of_other_kinds_alone_are_nothing(self) -> None:
        fees = FeeTerms(fees=[ServiceFee("vpn", euros(100, FeeKind.ONE_TIME))])
        assert fees.of("vpn") == Money(0, "EUR")

    def test_what_identifies_no_service_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="service: int 7"):
            ServiceFee(7, euros(1))  # type: ignore[arg-type]

    def test_what_cannot_be_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="one fee or more"):
            FeeTerms(fees=[])
        with pytest.raises(InvalidValue, match="EUR, USD"):
            FeeTerms(fees=[ServiceFee("a", euros(1)), ServiceFee("b", Fee(Money(1, "USD")))])
        with pytest.raises(InvalidValue, match="of each service, or of all together"):
            FeeTerms(fees=[ServiceFee("", euros(1)), ServiceFee("b", euros(1))])

    @pytest.mark.parametrize(
        "wrong",
        [
            {"fees": [7]},
            {"fees": ServiceFee("a", euros(1))},
            {"kinds": ["recurring"]},
            {"period": "month"},
            {"proration": "none"},
        ],
    )
    def test_wrong_kinds_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            FeeTerms(**{"fees": [ServiceFee("a", euros(1))], **wrong})


class TestClauses:
    def test_text_tells_schedule_and_earn_back(self) -> None:
        bare = CreditClause(name="late", schedule=PerEvent("5 %"))
        assert str(bare) == "late: 5 % for each event, at most 100 %"
        waiver = EarnBack(target="99.9 %", margin="0.05 %", periods=2)
        earned = CreditClause(name="late", schedule=PerEvent("5 %"), earn_back=waiver)
        assert str(earned) == f"{bare}; {waiver}"

    @pytest.mark.parametrize("schedule", [None, "5 %", PerEvent])
    def test_what_cannot_assess_is_refused(self, schedule: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="schedule"):
            CreditClause(name="late", schedule=schedule)

    def test_a_clause_needs_a_name(self) -> None:
        with pytest.raises(InvalidValue, match="name"):
            CreditClause(name="", schedule=PerEvent("5 %"))
