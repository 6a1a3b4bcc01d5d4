"""What charges cost over some periods, line by line."""

from __future__ import annotations

from decimal import ROUND_DOWN
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.product import (
    Alteration,
    AlterationEffect,
    AlterationOrder,
    Charge,
    ChargeKind,
    PercentageBase,
    PriceCalculation,
    PriceFloor,
    PricingPolicies,
    TaxRounding,
    calculate_price,
    tax_share,
)
from svcmgmt.values import Money


def euros(amount: str | int | Fraction) -> Money:
    """Return euros."""
    return Money(amount, "EUR")


def recurring(amount: str | int = 30, **more: Any) -> Charge:  # noqa: ANN401
    """Return a charge that recurs."""
    return Charge(name="rental", kind=ChargeKind.RECURRING, price=euros(amount), **more)


def once(amount: str | int = 50, **more: Any) -> Charge:  # noqa: ANN401
    """Return a charge that does not."""
    return Charge(name="set-up", kind=ChargeKind.ONE_TIME, price=euros(amount), **more)


class TestPeriods:
    def test_a_recurring_charge_falls_due_in_each_period(self) -> None:
        price = calculate_price([once(), recurring()], periods=12)
        assert price.net == euros(410)
        assert price.net_of(ChargeKind.RECURRING) == euros(360)
        assert price.net_in(1) == euros(80)
        assert price.net_in(2) == euros(30)

    @pytest.mark.parametrize(
        ("first", "count", "expected"),
        [(1, None, 12), (4, None, 9), (4, 3, 3), (11, 5, 2), (13, None, 0)],
    )
    def test_it_may_begin_late_and_end_early(
        self, first: int, count: int | None, expected: int
    ) -> None:
        price = calculate_price([recurring(1, first_period=first, periods=count)], periods=12)
        assert len(price.lines) == expected
        assert price.net == euros(expected)

    def test_what_comes_once_comes_in_its_period_or_not_at_all(self) -> None:
        assert calculate_price([once(first_period=2)], periods=3).lines[0].period == 2
        assert calculate_price([once(first_period=4)], periods=3).lines == ()

    def test_usage_is_charged_by_quantity_and_a_period_by_its_share(self) -> None:
        usage = Charge(
            name="data", kind=ChargeKind.USAGE, price=euros("0.05"), quantity=Fraction(5, 2)
        )
        assert calculate_price([usage]).lines[0].net == euros("0.125")
        part = recurring(31, shares={1: Fraction(10, 31)})
        assert calculate_price([part], periods=2).net == euros(41)


class TestAlterations:
    def test_ten_percent_for_three_months(self) -> None:
        summer = Alteration(name="summer", percentage="10 %", kind=ChargeKind.RECURRING, periods=3)
        price = calculate_price(
            [once(), recurring()], alterations=[summer], periods=12, tax_rate="21 %"
        )
        assert (price.net, price.tax, price.gross) == (
            euros("401.00"),
            euros("84.21"),
            euros("485.21"),
        )
        assert price.lines[1].steps[0].amount == euros(-3)
        assert price.lines[4].steps == ()

    def test_a_charge_can_be_named(self) -> None:
        only = Alteration(name="half", percentage="0.5", charge="set-up")
        assert calculate_price([once(), recurring()], alterations=[only]).net == euros(55)

    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            (AlterationOrder.PERCENTAGE_FIRST, "85"),
            (AlterationOrder.AMOUNT_FIRST, "85.5"),
            (AlterationOrder.PRIORITY, "85.5"),
        ],
    )
    def test_their_order_is_a_policy(self, order: AlterationOrder, expected: str) -> None:
        both = [
            Alteration(name="ten", percentage="10 %", priority=2),
            Alteration(name="five", amount=euros(5), priority=1),
        ]
        policies = PricingPolicies(order=order)
        price = calculate_price([once(100)], alterations=both, policies=policies)
        assert price.net == euros(expected)

    @pytest.mark.parametrize(
        ("base", "expected"),
        [(PercentageBase.REMAINING, 72), (PercentageBase.LIST_PRICE, 70)],
    )
    def test_of_what_a_percentage_is_taken_is_a_policy(
        self, base: PercentageBase, expected: int
    ) -> None:
        both = [Alteration(name=each, percentage=each) for each in ("10 %", "20 %")]
        policies = PricingPolicies(percentage_base=base)
        price = calculate_price([once(100)], alterations=both, policies=policies)
        assert price.net == euros(expected)

    @pytest.mark.parametrize(("floor", "expected"), [(PriceFloor.ZERO, 0), (PriceFloor.NONE, -5)])
    def test_no_price_below_nothing_unless_agreed(self, floor: PriceFloor, expected: int) -> None:
        gift = Alteration(name="gift", amount=euros(55))
        policies = PricingPolicies(floor=floor)
        price = calculate_price([once(50)], alterations=[gift], policies=policies)
        assert price.net == euros(expected)

    def test_of_a_group_only_the_best_is_applied_and_the_others_say_why(self) -> None:
        group = [
            Alteration(name="small", percentage="5 %", group="season"),
            Alteration(name="large", amount=euros(20), group="season"),
            Alteration(name="same", amount=euros(20), group="season"),
            Alteration(name="stacks", percentage="10 %"),
        ]
        line = calculate_price([once(100)], alterations=group).lines[0]
        assert line.net == euros(70)
        assert [(each.name, str(each.amount), each.note) for each in line.steps] == [
            ("small", "0.00 EUR", "large of group season is better"),
            ("stacks", "-10.00 EUR", ""),
            ("large", "-20.00 EUR", ""),
            ("same", "0.00 EUR", "large of group season is better"),
        ]

    def test_a_surcharge_raises(self) -> None:
        weekend = Alteration(name="weekend", percentage="50 %", effect=AlterationEffect.RAISES)
        assert calculate_price([once(100)], alterations=[weekend]).net == euros(150)


class TestTax:
    lines = [  # noqa: RUF012 - of a test
        Charge(name=str(each), kind=ChargeKind.ONE_TIME, price=euros("0.35")) for each in range(3)
    ]

    @pytest.mark.parametrize(
        ("rounding", "gross", "rest"),
        [(TaxRounding.PER_LINE, "1.26", "0"), (TaxRounding.ON_TOTAL, "1.27", "-0.0005")],
    )
    def test_rounding_lines_differs_from_rounding_the_sum(
        self, rounding: TaxRounding, gross: str, rest: str
    ) -> None:
        policies = PricingPolicies(tax_rounding=rounding)
        price = calculate_price(self.lines, tax_rate="21 %", policies=policies)
        assert price.gross == euros(gross)
        assert price.rounding == euros(rest)

    def test_each_rate_has_its_sum(self) -> None:
        charges = [once(100, tax_rate="7 %"), recurring(100), once(10, tax_rate=0)]
        price = calculate_price(charges, tax_rate="0.19")
        assert [(each.rate, each.net, each.tax) for each in price.taxes] == [
            (0, euros(10), euros(0)),
            (Fraction(7, 100), euros(100), euros(7)),
            (Fraction(19, 100), euros(100), euros(19)),
        ]

    def test_a_rounded_line_says_so(self) -> None:
        policies = PricingPolicies(tax_rounding=TaxRounding.PER_LINE, rounding=ROUND_DOWN)
        line = calculate_price([once("0.999")], policies=policies).lines[0]
        assert (line.net, line.steps[0].name) == (euros("0.99"), "rounding")

    def test_rates_are_shares_or_percentages(self) -> None:
        assert tax_share(Fraction(1, 5)) == tax_share("20 %") == tax_share("0.2")
        with pytest.raises(InvalidValue):
            tax_share("-1 %")


money = st.integers(0, 10**6).map(lambda cents: euros(Fraction(cents, 100)))
charges = st.builds(
    Charge,
    name=st.sampled_from("ab"),
    kind=st.sampled_from(ChargeKind),
    price=money,
    quantity=st.fractions(0, 10, max_denominator=10),
    tax_rate=st.sampled_from([None, "7 %", "0.19"]),
)
percentages = st.builds(
    Alteration,
    name=st.just("share"),
    percentage=st.fractions(0, 2, max_denominator=100),
    effect=st.sampled_from(AlterationEffect),
    group=st.sampled_from(["", "g"]),
)
amounts = st.builds(Alteration, name=st.just("sum"), amount=money, priority=st.integers(0, 2))
policies_ = st.builds(
    PricingPolicies,
    order=st.sampled_from(AlterationOrder),
    percentage_base=st.sampled_from(PercentageBase),
    floor=st.sampled_from(PriceFloor),
    tax_rounding=st.sampled_from(TaxRounding),
)


@given(
    st.lists(charges, min_size=1, max_size=4),
    st.lists(percentages | amounts, max_size=4),
    st.integers(1, 5),
    policies_,
)
def test_everything_adds_up(
    listed: list[Charge],
    alterations: list[Alteration],
    periods: int,
    policies: PricingPolicies,
) -> None:
    price = calculate_price(
        listed, alterations=alterations, periods=periods, tax_rate="21 %", policies=policies
    )
    for line in price.lines:
        assert sum((each.amount for each in line.steps), line.list_price) == line.net
        assert policies.floor is PriceFloor.NONE or line.net >= euros(0)
    assert sum((each.gross for each in price.lines), price.rounding) == price.gross
    assert sum((each.tax for each in price.taxes), euros(0)) == price.tax
    assert price.net == price.net.rounded()
    assert price.gross == price.gross.rounded()


class TestRefusals:
    def test_nothing_to_charge(self) -> None:
        with pytest.raises(InvalidValue):
            calculate_price([])

    def test_several_currencies(self) -> None:
        dollars = Charge(name="x", kind=ChargeKind.ONE_TIME, price=Money(1, "USD"))
        with pytest.raises(InvalidValue):
            calculate_price([once(), dollars])

    @pytest.mark.parametrize("periods", [0, 1_201, True, 1.0])
    def test_a_number_of_periods(self, periods: Any) -> None:  # noqa: ANN401
        with pytest.raises((InvalidValue, InvalidType)):
            calculate_price([once()], periods=periods)

    @pytest.mark.parametrize(
        "more",
        [{"first_period": 0}, {"periods": "1"}, {"periods": True}, {"quantity": -1}],
    )
    def test_a_charge_out_of_bounds(self, more: dict[str, Any]) -> None:
        with pytest.raises((InvalidValue, InvalidType)):
            once(**more)

    def test_a_negative_price(self) -> None:
        with pytest.raises(InvalidValue):
            once(-1)

    def test_an_alteration_of_both_kinds_or_none(self) -> None:
        with pytest.raises(InvalidValue):
            Alteration(name="x")
        with pytest.raises(InvalidValue):
            Alteration(name="x", percentage="1 %", amount=euros(1))

    def test_words_in_place_of_policies(self) -> None:
        with pytest.raises(InvalidType):
            PricingPolicies(order="priority")  # type: ignore[arg-type]
        with pytest.raises(InvalidValue):
            PricingPolicies(rounding="up")


def test_a_calculation_is_shown_as_a_table() -> None:
    price: PriceCalculation = calculate_price([once()], tax_rate="10 %")
    assert str(price).splitlines()[-1].split() == ["total", "50.00", "EUR", "55.00", "EUR"]
