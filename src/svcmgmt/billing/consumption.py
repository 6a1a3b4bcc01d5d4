"""Consumption: what is left of what a customer may use."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from attrs import field, frozen

from svcmgmt.common import (
    Characteristic,
    Entity,
    EntityRef,
    EntityRelationship,
    ErrorMessage,
    Quantity,
    RelatedParty,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.patterns import Task, TaskState

__all__ = [
    "Bucket",
    "BucketRef",
    "BucketRelationship",
    "BucketStatus",
    "ConsumptionSummary",
    "LogicalResourceRef",
    "PartyAccountRef",
    "QueryUsageConsumption",
    "UsageConsumptionProductRef",
    "UsageConsumptionReport",
]


class BucketStatus(Enum):
    """Whether a bucket can be used (`BucketStatusType`, TMF677, v5).

    Examples:
        >>> BucketStatus("expired")
        <BucketStatus.EXPIRED: 'expired'>
    """

    ACTIVE = "active"  # it can
    SUSPENDED = "suspended"  # not for the time being
    EXPIRED = "expired"  # not any more


@frozen(kw_only=True)
class ConsumptionSummary(Entity):
    """How much was used. Source: TMF677 `ConsumptionSummary`, `BucketCounter`.

    Examples:
        >>> ConsumptionSummary(counter_type="used", value_name="1.2 GB").value_name
        '1.2 GB'
    """

    counter_type: str | None = None
    """What is counted: used, outOfBucket."""

    level: str | None = None
    """For whom it is counted: global, user, product."""

    user: RelatedParty | None = None
    """Who used it, if it is counted for one."""

    value: Quantity | None = None
    """How much."""

    value_name: str | None = None
    """The same, for people."""

    consumption_period: TimePeriod | None = None
    """In which time."""

    characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it (v5)."""


@frozen(kw_only=True)
class UsageConsumptionProductRef(EntityRef):
    """A reference to a product, service or resource, and how much of it was used.

    Source: TMF677 `UsageConsumptionProductRef`, `UsageConsumptionLogicalResourceRef`.

    Examples:
        >>> used = ConsumptionSummary(counter_type="used")
        >>> UsageConsumptionProductRef(id="p-1", consumption_summary=[used]).id
        'p-1'
    """

    consumption_summary: tuple[ConsumptionSummary, ...] = field(default=(), converter=many)
    """How much."""


@frozen(kw_only=True)
class LogicalResourceRef(EntityRef):
    """A reference to a logical resource. Source: TMF677 `LogicalResourceRef`, v5.

    Examples:
        >>> LogicalResourceRef(id="r-1", value="0746712345").value
        '0746712345'
    """

    value: str | None = None
    """What it is, such as the digits of a number."""


@frozen(kw_only=True)
class PartyAccountRef(EntityRef):
    """A reference to the account of a party. Source: TMF677 `PartyAccountRef`.

    Examples:
        >>> PartyAccountRef(id="pa-1", status="active").status
        'active'
    """

    description: str | None = None
    """In words."""

    status: str | None = None
    """Where the account is."""


@frozen(kw_only=True)
class BucketRef(EntityRef):
    """A reference to a bucket. Source: TMF677 `BucketRef`, v5.

    Examples:
        >>> BucketRef(id="b-1", usage_type="data").usage_type
        'data'
    """

    usage_type: str | None = None
    """What the bucket is of."""


@frozen(kw_only=True)
class BucketRelationship(EntityRelationship):
    """A relation to another bucket. Source: TMF677 `BucketRelationship`.

    Examples:
        >>> BucketRelationship(bucket=BucketRef(id="b-2")).bucket.id
        'b-2'
    """

    bucket: Bucket | EntityRef | None = None
    """The other bucket, by reference or by value."""


@frozen(kw_only=True)
class Bucket(Entity):
    """An amount that may be used: of data, of calls, of money. Source: TMF677 `Bucket`.

    Examples:
        >>> Bucket(name="data", usage_type="data", status=BucketStatus.ACTIVE).status.value
        'active'
    """

    at_type: str | None = "Bucket"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    usage_type: str | None = None
    """What it is of: data, voice, a currency."""

    is_shared: bool | None = None
    """Whether several users or devices share it."""

    creation_date: datetime | None = None
    """When it was created; set by the server (v5)."""

    valid_for: TimePeriod | None = None
    """When it may be used."""

    status: BucketStatus | None = None
    """Whether it can be used."""

    remaining_value: Quantity | None = None
    """What is left."""

    remaining_value_name: str | None = None
    """The same, for people."""

    reserved_value: Quantity | None = None
    """What is reserved."""

    reserve_balance: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Reservations."""

    bucket_counter: tuple[ConsumptionSummary, ...] = field(default=(), converter=many)
    """What was used of it."""

    bucket_relationship: tuple[BucketRelationship, ...] = field(default=(), converter=many)
    """Other buckets that it has to do with."""

    bucket_specification: EntityRef | None = None
    """The specification that it is of (v5)."""

    product: tuple[UsageConsumptionProductRef | EntityRef, ...] = field(default=(), converter=many)
    """Products that it belongs to."""

    logical_resource: tuple[UsageConsumptionProductRef | LogicalResourceRef | EntityRef, ...] = (
        field(default=(), converter=many)
    )
    """Resources that it belongs to."""

    service: tuple[UsageConsumptionProductRef | EntityRef, ...] = field(default=(), converter=many)
    """Services that it belongs to (v4)."""

    party_account: PartyAccountRef | None = None
    """The account that owns it."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    at_referred_type: str | None = None
    """Name of the class, where a reference stands in its place, `@referredType`."""


@frozen(kw_only=True)
class UsageConsumptionReport(Entity):
    """What a customer has used, and what is left.

    Source: TMF677 `UsageConsumptionReport` (v5), `UsageConsumption` (v4).

    Examples:
        >>> UsageConsumptionReport(name="Kate's phone", bucket=[Bucket(name="data")]).bucket[0].name
        'data'
    """

    at_type: str | None = "UsageConsumptionReport"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    creation_date: datetime | None = None
    """When it was created; set by the server."""

    last_update: datetime | None = None
    """When it was changed last; set by the server."""

    valid_period: TimePeriod | None = None
    """When it holds."""

    state: TaskState | None = None
    """Where it is (v4)."""

    bucket: tuple[Bucket | EntityRef, ...] = field(default=(), converter=many)
    """What may be used."""

    product: tuple[UsageConsumptionProductRef | EntityRef, ...] = field(default=(), converter=many)
    """Products that it is about."""

    logical_resource: tuple[UsageConsumptionProductRef | LogicalResourceRef | EntityRef, ...] = (
        field(default=(), converter=many)
    )
    """Resources that it is about."""

    service: tuple[UsageConsumptionProductRef | EntityRef, ...] = field(default=(), converter=many)
    """Services that it is about (v4)."""

    party_account: tuple[PartyAccountRef, ...] = field(default=(), converter=many)
    """Accounts that it is about."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""


@frozen(kw_only=True)
class QueryUsageConsumption(Task):
    """A request for reports. Source: TMF677 `QueryUsageConsumption`.

    Examples:
        >>> asked = UsageConsumptionReport(product=[EntityRef(id="p-1")])
        >>> QueryUsageConsumption(search_criteria=asked).search_criteria.product[0].id
        'p-1'
    """

    at_type: str | None = "QueryUsageConsumption"
    """Name of the class, `@type`."""

    creation_date: datetime | None = None
    """When it was asked."""

    search_criteria: UsageConsumptionReport | None = None
    """What is asked for, told by a report that has it."""

    usage_consumption: tuple[UsageConsumptionReport, ...] = field(default=(), converter=many)
    """The reports."""

    party_account: tuple[PartyAccountRef, ...] = field(default=(), converter=many)
    """Accounts that it is about."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    error_message: tuple[ErrorMessage, ...] = field(default=(), converter=many)
    """What went wrong (v5)."""
