"""Usage: what a customer used, and what it costs."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Self

from attrs import field, frozen

from svcmgmt.common import (
    Characteristic,
    EntityRef,
    EntitySpecification,
    Extensible,
    LivingEntity,
    Money,
    RelatedParty,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger

__all__ = [
    "USAGE",
    "RatedProductUsage",
    "Usage",
    "UsageSpecification",
    "UsageStatus",
    "UsageTrigger",
]


class UsageStatus(State):
    """Where a usage is (`UsageStatusType`, TMF635).

    Examples:
        >>> UsageStatus("rated").category
        <StateCategory.OPEN: 'open'>
    """

    RECEIVED = "received", StateCategory.OPEN  # it came in
    REJECTED = "rejected", StateCategory.CANCELLED  # something is wrong with it; final
    RECYCLED = "recycled", StateCategory.OPEN  # it was mended and is tried again
    GUIDED = "guided", StateCategory.OPEN  # it is known whose it is
    RATED = "rated", StateCategory.OPEN  # it is known what it costs
    RERATED = "rerated", StateCategory.OPEN  # its cost is calculated again
    BILLED = "billed", StateCategory.DONE  # it stands on a bill; final


class UsageTrigger(Trigger):
    """What moves a usage.

    Examples:
        >>> UsageTrigger("rate")
        <UsageTrigger.RATE: 'rate'>
    """

    GUIDE = "guide"  # its product and customer are found
    REJECT = "reject"  # it cannot be used as it is
    RECYCLE = "recycle"  # it is mended
    RATE = "rate"  # its cost is calculated
    RERATE = "rerate"  # its cost has to be calculated again
    BILL = "bill"  # it is put on a bill


_S, _T = UsageStatus, UsageTrigger
_DRAWN = "TMF635 Lifecycle_Usage"

USAGE: Lifecycle[UsageStatus, UsageTrigger] = Lifecycle(
    name="usage",
    rules=(
        Rule(_T.GUIDE, (_S.RECEIVED, _S.RECYCLED), _S.GUIDED, source=_DRAWN),
        Rule(_T.REJECT, (_S.RECEIVED, _S.GUIDED, _S.RECYCLED), _S.REJECTED, source=_DRAWN),
        Rule(_T.RECYCLE, (_S.REJECTED,), _S.RECYCLED, source=_DRAWN),
        Rule(_T.RATE, (_S.GUIDED, _S.RERATED), _S.RATED, source=_DRAWN),
        Rule(_T.RERATE, (_S.RATED,), _S.RERATED, source=_DRAWN),
        Rule(_T.BILL, (_S.RATED,), _S.BILLED, source=_DRAWN),
    ),
    initials=(_S.RECEIVED,),
    finals=(_S.BILLED, _S.REJECTED),
    reopenable=(_S.REJECTED,),
    source=_DRAWN,
)
"""Lifecycle of a usage, as TMF635 draws it (8.5)."""


@frozen(kw_only=True)
class RatedProductUsage(Extensible):
    """What a usage of a product costs. Source: TMF635 `RatedProductUsage`.

    Examples:
        >>> RatedProductUsage(usage_rating_tag="usage", is_billed=False).is_billed
        False
    """

    rating_date: datetime | None = None
    """When its cost was calculated."""

    rating_amount_type: str | None = None
    """What the amount is."""

    usage_rating_tag: str | None = None
    """Whether it was rated outside a bundle of usage, within one, or neither."""

    offer_tariff_type: str | None = None
    """Which tariff it was rated by."""

    is_billed: bool | None = None
    """Whether it stands on a bill."""

    is_tax_exempt: bool | None = None
    """Whether no tax is due."""

    tax_rate: Decimal | None = None
    """Rate of the tax, as the API tells it."""

    tax_excluded_rating_amount: Money | None = None
    """The cost without tax."""

    tax_included_rating_amount: Money | None = None
    """The cost with tax."""

    bucket_value_converted_in_amount: Money | None = None
    """What was taken from a bucket, in money."""

    product_ref: EntityRef | None = None
    """The product."""


@frozen(kw_only=True)
class Usage(LivingEntity[UsageStatus, UsageTrigger]):
    """What was used: a call, a message, so much data. Source: TMF635 `Usage`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> call = Usage(id="u-1", usage_type="voice")
        >>> print(call.guide(at=at("2026-10-26T08:00:00Z")).state)
        guided
    """

    at_type: str | None = "Usage"
    """Name of the class, `@type`."""

    description: str | None = None
    """In words."""

    usage_type: str | None = None
    """Of which kind it is: voice, data, messages."""

    usage_date: datetime | None = None
    """When it was used."""

    state: UsageStatus | OwnState | None = UsageStatus.RECEIVED
    """Where it is now; published as `status`."""

    usage_specification: EntityRef | None = None
    """The specification that it is of."""

    usage_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What is told of it, such as how long a call was."""

    rated_product_usage: tuple[RatedProductUsage, ...] = field(default=(), converter=many)
    """What it costs."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[UsageStatus, UsageTrigger]:
        """Return `USAGE`."""
        return USAGE

    def guide(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the usage as it is known whose it is."""
        return self.fire(_T.GUIDE, at=at, by=by, reason=reason)

    def reject(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the usage as it cannot be used."""
        return self.fire(_T.REJECT, at=at, by=by, reason=reason)

    def recycle(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the usage after it was mended."""
        return self.fire(_T.RECYCLE, at=at, by=by, reason=reason)

    def rate(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the usage as it is known what it costs."""
        return self.fire(_T.RATE, at=at, by=by, reason=reason)

    def rerate(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the usage as its cost is calculated again."""
        return self.fire(_T.RERATE, at=at, by=by, reason=reason)

    def bill(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the usage as it stands on a bill."""
        return self.fire(_T.BILL, at=at, by=by, reason=reason)


@frozen(kw_only=True)
class UsageSpecification(EntitySpecification):
    """What usages of one kind have in common. Source: TMF635 `UsageSpecification`.

    Examples:
        >>> UsageSpecification(name="voice", version="1.0").name
        'voice'
    """

    at_type: str | None = "UsageSpecification"
    """Name of the class, `@type`."""
