"""Specifications of trouble tickets: what tickets of one kind have in common."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import (
    CharacteristicSpecification,
    RelatedParty,
)
from svcmgmt.common._fields import many
from svcmgmt.patterns import CatalogEntity

__all__ = [
    "TroubleTicketSpecification",
]


@frozen(kw_only=True)
class TroubleTicketSpecification(CatalogEntity):
    """What trouble tickets of one kind have in common. Source: TMF621, v5.0.1.

    Examples:
        >>> TroubleTicketSpecification(name="line fault", version="2").version
        '2'
    """

    at_type: str | None = "TroubleTicketSpecification"
    """Name of the class, `@type`."""

    spec_characteristic: tuple[CharacteristicSpecification, ...] = field(default=(), converter=many)
    """What may be told of a ticket."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    creation_date: datetime | None = None
    """When it was created; set by the server."""
