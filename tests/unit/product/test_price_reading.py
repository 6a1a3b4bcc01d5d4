"""Prices of documents as charges and alterations."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.common import Duration, Money, Quantity, TaxItem
from svcmgmt.product import (
    ChargeKind,
    POPAlteration,
    Price,
    PriceAlteration,
    ProductOfferingPrice,
    ProductOfferingPriceRelationship,
    ProductPrice,
    ProductPriceValue,
    calculate_price,
    read_prices,
)
from svcmgmt.values import Money as ExactMoney


def euros(amount: str) -> Money:
    """Return euros of a document."""
    return Money(unit="EUR", value=Decimal(amount))


def price(kind: str | None = "recurring", **more: Any) -> ProductOfferingPrice:  # noqa: ANN401
    """Return a price of the catalog."""
    given = {"name": "rental", "price": euros("30.0"), **more}
    return ProductOfferingPrice(price_type=kind, **given)


class TestCharges:
    @pytest.mark.parametrize(
        ("kind", "expected"),
        [
            ("recurring", ChargeKind.RECURRING),
            ("one time", ChargeKind.ONE_TIME),
            ("oneTime", ChargeKind.ONE_TIME),
            ("One-Time", ChargeKind.ONE_TIME),
            ("usage", ChargeKind.USAGE),
            ("penalty", ChargeKind.PENALTY),
        ],
    )
    def test_kinds_are_read_however_they_are_spelled(self, kind: str, expected: ChargeKind) -> None:
        assert read_prices([price(kind)]).charges[0].kind is expected

    def test_usage_is_for_an_amount(self) -> None:
        per = Quantity(amount=Decimal(5), units="GB")
        reading = read_prices(
            [price("usage", unit_of_measure=per)], quantities={"rental": Fraction(1, 2)}
        )
        assert reading.charges[0].price == ExactMoney(6, "EUR")
        assert reading.charges[0].quantity == Fraction(1, 2)
        none = Quantity(units="GB")
        assert read_prices([price("usage", unit_of_measure=none)]).charges[0].price.amount == 30

    def test_taxes_are_told_in_percent(self) -> None:
        taxed = price(tax=[TaxItem(tax_rate=Decimal(7)), TaxItem(), TaxItem(tax_rate=Decimal(1))])
        assert read_prices([taxed]).charges[0].tax_rate == Fraction(8, 100)
        inside = ProductPriceValue(duty_free_amount=euros("30"), tax_rate=Decimal("19.5"))
        assert read_prices([price(price=inside)]).charges[0].tax_rate == Fraction(39, 200)
        assert read_prices([price()]).charges[0].tax_rate is None

    def test_prices_of_orders_and_products_are_read_too(self) -> None:
        rebate = PriceAlteration(
            name="ten", application_duration=3, price=Price(percentage=Decimal(10))
        )
        product = ProductPrice(
            name="rental",
            price_type="recurring",
            recurring_charge_period="month",
            price=Price(duty_free_amount=euros("30"), tax_rate=Decimal(21)),
            price_alteration=[rebate],
        )
        reading = read_prices([product])
        total = calculate_price(reading.charges, alterations=reading.alterations, periods=12)
        assert total.net == ExactMoney(351, "EUR")
        assert total.taxes[0].rate == Fraction(21, 100)

    @pytest.mark.parametrize(
        ("document", "code"),
        [
            (price("rental"), "price-type"),
            (price(None), "price-type"),
            (price(price=None), "no-price"),
            (price(price=Money(unit="EUR")), "no-price"),
            (price(price=euros("-1")), "no-price"),
            (ProductPrice(price_type="discount"), "price-type"),
        ],
    )
    def test_what_cannot_be_charged_is_told(self, document: Any, code: str) -> None:  # noqa: ANN401
        reading = read_prices([document])
        assert reading.charges == ()
        assert [each.code for each in reading.findings] == [code]


class TestAlterations:
    @staticmethod
    def altered(**more: Any) -> Any:  # noqa: ANN401
        given = {"name": "summer", "price": ProductPriceValue(percentage=Decimal(-10)), **more}
        rental = price(
            recurring_charge_period_type="month",
            recurring_charge_period_length=3,
            price_alteration=[POPAlteration(**given)],
        )
        return read_prices([rental])

    def test_a_percentage_or_an_amount(self) -> None:
        assert self.altered().alterations[0].percentage == Fraction(1, 10)
        amount = ProductPriceValue(duty_free_amount=euros("-5"))
        assert self.altered(price=amount).alterations[0].amount == ExactMoney(5, "EUR")
        assert self.altered(price=None).findings[0].code == "no-price"

    @pytest.mark.parametrize(
        ("amount", "units", "expected"),
        [
            (6, "months", 2),
            (6, "month", 2),
            (1, "year", 4),
            (9, "", 3),
            (None, "month", None),
        ],
    )
    def test_its_duration_is_counted_in_periods(
        self, amount: int | None, units: str, expected: int | None
    ) -> None:
        reading = self.altered(application_duration=Duration(amount=amount, units=units))
        assert reading.alterations[0].periods == expected

    @pytest.mark.parametrize(
        ("amount", "units", "told"),
        [(30, "days", "days"), (4, "month", "4/3 periods"), (0, "month", "0 periods")],
    )
    def test_a_duration_that_is_no_number_of_periods(
        self, amount: int, units: str, told: str
    ) -> None:
        reading = self.altered(application_duration=Duration(amount=amount, units=units))
        assert reading.alterations == ()
        assert [(each.code, each.value) for each in reading.findings] == [("duration-unit", told)]

    def test_in_orders_the_number_of_periods_stands_itself(self) -> None:
        rebate = PriceAlteration(application_duration=0, price=Price(percentage=Decimal(10)))
        product = ProductPrice(
            price_type="recurring",
            price=Price(duty_free_amount=euros("30")),
            price_alteration=[rebate],
        )
        assert read_prices([product]).findings[0].value == "0 periods"

    def test_a_discount_alters_the_prices_that_name_it(self) -> None:
        relation = ProductOfferingPriceRelationship(id="d", relationship_type="discounted by")
        discount = price("discount", id="d", name="rebate", price=None, percentage=Decimal(10))
        reading = read_prices([price(pop_relationship=[relation]), price("usage"), discount])
        assert [(each.name, each.charge) for each in reading.alterations] == [("rebate", "rental")]
        assert len(reading.charges) == 2

    def test_a_discount_that_nobody_names_alters_all(self) -> None:
        discount = price("allowance", name="rebate", price=euros("5"))
        assert read_prices([price(), discount]).alterations[0].charge is None

    def test_a_discount_that_is_not_there_is_told(self) -> None:
        relation = ProductOfferingPriceRelationship(id="d", relationship_type="discounted by")
        other = ProductOfferingPriceRelationship(id="t", relationship_type="taxed by")
        reading = read_prices([price(pop_relationship=[other, relation])])
        assert [(each.code, each.pointer) for each in reading.findings] == [
            ("no-target", "/0/popRelationship/1")
        ]
