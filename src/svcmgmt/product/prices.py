"""Prices: of offerings, of products that somebody has, and how they are altered."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from svcmgmt.common import (
    BillingAccountRef,
    Duration,
    Entity,
    EntityRef,
    Extensible,
    ExternalIdentifier,
    Money,
    Quantity,
    TaxItem,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.patterns import CatalogEntity
from svcmgmt.product.characteristics import ProductSpecificationCharacteristicValueUse

__all__ = [
    "BundledProductOfferingPriceRelationship",
    "OrderPrice",
    "POPAlteration",
    "POPCharge",
    "Price",
    "PriceAlteration",
    "PricingLogicAlgorithm",
    "ProductOfferingPrice",
    "ProductOfferingPriceRelationship",
    "ProductOfferingTerm",
    "ProductPrice",
    "ProductPriceValue",
]


@frozen(kw_only=True)
class Price(Extensible):
    """An amount, with and without tax, or a percentage. Source: TMF622, TMF637 `Price`.

    Examples:
        >>> Price(duty_free_amount=Money(unit="EUR", value=Decimal(50))).duty_free_amount.value
        Decimal('50')
    """

    duty_free_amount: Money | None = None
    """Amount without tax."""

    tax_included_amount: Money | None = None
    """Amount with tax."""

    tax_rate: Decimal | None = None
    """Rate of the tax, in percent."""

    percentage: Decimal | None = None
    """For an alteration, by how many percent."""


@frozen(kw_only=True)
class ProductPriceValue(Price):
    """An amount with its tax. Source: TMF620 `ProductPriceValue`, v4.

    Examples:
        >>> ProductPriceValue(tax_category="VAT").tax_category
        'VAT'
    """

    tax_category: str | None = None
    """Which tax it is."""


@frozen(kw_only=True)
class PriceAlteration(Extensible):
    """A discount or an allowance on a price. Source: TMF622, TMF637 `PriceAlteration`.

    Examples:
        >>> PriceAlteration(name="summer", application_duration=3).application_duration
        3
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    price_type: str | None = None
    """Which kind of charge it alters: recurring, one time, usage."""

    priority: int | None = None
    """Its turn among several."""

    application_duration: int | None = None
    """For how many periods it holds."""

    recurring_charge_period: str | None = None
    """Of which length these are, such as month."""

    unit_of_measure: str | None = None
    """The unit in which it is measured."""

    price: Price | None = None
    """By how much."""

    product_offering_price: EntityRef | None = None
    """The price of the catalog that it comes from."""


@frozen(kw_only=True)
class POPAlteration(Entity):
    """A discount within a price of the catalog. Source: TMF620 `POPAlteration`, v4.

    Examples:
        >>> POPAlteration(name="summer", price_type="recurring").name
        'summer'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    price_type: str | None = None
    """Which kind of charge it alters."""

    priority: int | None = None
    """Its turn among several."""

    recurring_charge_period: str | None = None
    """Length of its periods."""

    application_duration: Duration | None = None
    """How long it holds."""

    price: ProductPriceValue | None = None
    """By how much."""

    unit_of_measure: Quantity | None = None
    """The unit in which it is measured."""

    valid_for: TimePeriod | None = None
    """When it is valid."""


@frozen(kw_only=True)
class ProductPrice(Extensible):
    """What a customer pays for a product. Source: TMF637 `ProductPrice`.

    Examples:
        >>> ProductPrice(name="line rental", price_type="recurring").price_type
        'recurring'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    price_type: str | None = None
    """Which kind of charge it is: recurring, one time, usage."""

    recurring_charge_period: str | None = None
    """How often a recurring charge falls due, such as month."""

    unit_of_measure: str | None = None
    """The unit in which usage is measured."""

    price: Price | None = None
    """How much."""

    price_alteration: tuple[PriceAlteration, ...] = field(default=(), converter=many)
    """Discounts and allowances on it."""

    product_offering_price: EntityRef | None = None
    """The price of the catalog that it comes from."""

    billing_account: BillingAccountRef | None = None
    """The account that pays it."""


@frozen(kw_only=True)
class OrderPrice(ProductPrice):
    """What a customer would pay; v4 spells its alterations as v5 does.

    Source: TMF622 `OrderPrice`, TMF648 `QuotePrice`.

    Examples:
        >>> OrderPrice(name="line rental", price_type="recurring").name
        'line rental'
    """


@frozen(kw_only=True)
class ProductOfferingTerm(Extensible):
    """A commitment for so long. Source: TMF620 `ProductOfferingTerm`.

    Examples:
        >>> ProductOfferingTerm(name="one year", duration=Duration(amount=12, units="month")).name
        'one year'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    duration: Duration | None = None
    """How long."""

    valid_for: TimePeriod | None = None
    """When it is valid."""


@frozen(kw_only=True)
class PricingLogicAlgorithm(Entity):
    """How a price is worked out that is not a number. Source: TMF620 `PricingLogicAlgorithm`.

    Examples:
        >>> PricingLogicAlgorithm(name="by volume", pla_spec_id="PLA-7").pla_spec_id
        'PLA-7'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    pla_spec_id: str | None = None
    """Identifies the algorithm."""

    valid_for: TimePeriod | None = None
    """When it is valid."""


@frozen(kw_only=True)
class BundledProductOfferingPriceRelationship(EntityRef):
    """A price within a bundle of prices. Source: TMF620 `BundledProductOfferingPriceRelationship`.

    Examples:
        >>> BundledProductOfferingPriceRelationship(id="p-2").id
        'p-2'
    """


@frozen(kw_only=True)
class ProductOfferingPriceRelationship(EntityRef):
    """A relation to another price. Source: TMF620 `ProductOfferingPriceRelationship`.

    Examples:
        >>> ProductOfferingPriceRelationship(id="p-2", relationship_type="discounted by").id
        'p-2'
    """

    relationship_type: str | None = None
    """What the relation is: discounted by, taxed by."""

    role: str | None = None
    """What the other price does in it."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class ProductOfferingPrice(CatalogEntity):
    """A price in the catalog. Source: TMF620 `ProductOfferingPrice`.

    Examples:
        >>> rental = ProductOfferingPrice(name="rental", price_type="recurring",
        ...                               price=Money(unit="EUR", value=Decimal("30.0")),
        ...                               recurring_charge_period_type="month",
        ...                               recurring_charge_period_length=1)
        >>> print(rental.price.exact())
        30.00 EUR
    """

    at_type: str | None = "ProductOfferingPrice"
    """Name of the class, `@type`."""

    price_type: str | None = None
    """Which kind of charge it is: recurring, one time, usage, discount, tax."""

    price: Money | ProductPriceValue | None = None
    """How much; a price that is a percentage has none."""

    percentage: Decimal | None = None
    """By how many percent it alters another price."""

    recurring_charge_period_type: str | None = None
    """Unit of the period after which a recurring charge falls due again, such as month."""

    recurring_charge_period_length: int | None = None
    """How many of these units the period has."""

    recurring_charge_period: str | None = None
    """The period in one word (v4)."""

    unit_of_measure: Quantity | None = None
    """Amount of usage that the price is for."""

    is_bundle: bool | None = None
    """Whether it is made of other prices."""

    bundled_pop_relationship: tuple[BundledProductOfferingPriceRelationship, ...] = field(
        default=(), converter=many
    )
    """The prices that it is made of."""

    pop_relationship: tuple[ProductOfferingPriceRelationship, ...] = field(
        default=(), converter=many
    )
    """Other prices that it has to do with."""

    price_alteration: tuple[POPAlteration, ...] = field(default=(), converter=many)
    """Discounts on it (v4)."""

    prod_spec_char_value_use: tuple[ProductSpecificationCharacteristicValueUse, ...] = field(
        default=(), converter=many
    )
    """For which values of characteristics it holds."""

    product_offering_term: tuple[ProductOfferingTerm, ...] = field(default=(), converter=many)
    """Commitments that it asks for."""

    place: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Where it holds."""

    policy: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Policies that hold for it (v5)."""

    constraint: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Rules that hold for it (v4)."""

    pricing_logic_algorithm: tuple[PricingLogicAlgorithm, ...] = field(default=(), converter=many)
    """How it is worked out, if it is no number."""

    tax: tuple[TaxItem, ...] = field(default=(), converter=many)
    """Taxes on it."""

    application_duration: Duration | None = None
    """How long an alteration holds."""

    priority: int | None = None
    """Its turn among several alterations."""

    at_referred_type: str | None = None
    """Name of the class, where a reference stands in its place, `@referredType`."""

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""


@frozen(kw_only=True)
class POPCharge(ProductOfferingPrice):
    """A price within an offering, whose amount is told with its tax.

    Source: TMF620 `POPCharge`, `ProductOfferingPriceRefOrValue`, v4.

    Examples:
        >>> net = Money(unit="EUR", value=Decimal(30))
        >>> charge = POPCharge(price=ProductPriceValue(duty_free_amount=net))
        >>> print(charge.price.duty_free_amount.exact())
        30.00 EUR
    """

    at_type: str | None = "POPCharge"
    """Name of the class, `@type`."""
