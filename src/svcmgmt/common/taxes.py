"""Taxes: what they are, and how much."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from svcmgmt.common.entities import Entity, EntityRef
from svcmgmt.common.quantities import Money, TimePeriod

__all__ = ["TaxDefinition", "TaxItem"]


@frozen(kw_only=True)
class TaxItem(Entity):
    """An amount of tax. Source: TMF620, TMF678 `TaxItem`.

    Examples:
        >>> TaxItem(tax_category="VAT", tax_rate=Decimal("19.5")).tax_category
        'VAT'
    """

    tax_category: str | None = None
    """Which tax it is."""

    tax_rate: Decimal | None = None
    """Its rate, as the API tells it."""

    tax_amount: Money | None = None
    """How much it is."""


@frozen(kw_only=True)
class TaxDefinition(EntityRef):
    """A tax and who levies it. Source: TM Forum `TaxDefinition`.

    Examples:
        >>> TaxDefinition(tax_type="VAT", jurisdiction_name="Germany").tax_type
        'VAT'
    """

    tax_type: str | None = None
    """Which tax it is."""

    jurisdiction_name: str | None = None
    """Who levies it."""

    jurisdiction_level: str | None = None
    """Of which level that is: country, state."""

    valid_for: TimePeriod | None = None
    """When it is levied."""
