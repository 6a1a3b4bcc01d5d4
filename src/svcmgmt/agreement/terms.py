"""What holds for all objectives of an agreement: what is left out, fees, credits."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from attrs import field, frozen

from svcmgmt.agreement._lists import check_named, items
from svcmgmt.agreement.periods import CalendarPeriods
from svcmgmt.calendars import PeriodKind
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import AvailabilityPolicies, ExclusionCategory
from svcmgmt.sla.credits import CreditSchedule, EarnBack, Fee, FeeKind, Proration
from svcmgmt.values import Money, NoData, ServiceId
from svcmgmt.values._kinds import of_kind

__all__ = ["Comparison", "CreditClause", "ExclusionTerms", "FeeTerms", "ServiceFee"]


class Comparison(Enum):
    """How measured values are compared with targets, where an agreement says so (row 3).

    Examples:
        >>> Comparison("exact")
        <Comparison.EXACT: 'exact'>
    """

    EXACT = "exact"  # exact values; rounding is for display only
    ROUNDED = "rounded"  # after rounding, as each objective says


def _categories(values: Iterable[ExclusionCategory]) -> tuple[ExclusionCategory, ...]:
    given = items("categories", values, ExclusionCategory)
    return tuple(each for each in ExclusionCategory if each in given)


@frozen(kw_only=True)
class ExclusionTerms:
    """Which time is left out of availability, and how the rest is counted.

    A category that is not named is not left out: an exclusion of that kind counts as any other
    time. Source: rules R2.5 to R2.8.

    Raises:
        InvalidType: categories or policies of another kind.

    Examples:
        >>> terms = ExclusionTerms(categories=[ExclusionCategory.PLANNED_MAINTENANCE])
        >>> terms.leaves_out(ExclusionCategory.FORCE_MAJEURE)
        False
    """

    categories: tuple[ExclusionCategory, ...] = field(default=(), converter=_categories)
    """What is left out, in the order in which one reason hides the next."""

    policies: AvailabilityPolicies = field(
        default=AvailabilityPolicies(), validator=of_kind(AvailabilityPolicies)
    )
    """How availability is counted; the terms for maintenance among them."""

    def leaves_out(self, category: ExclusionCategory) -> bool:
        """Return whether time of a category is left out."""
        return category in self.categories

    def __str__(self) -> str:
        return ", ".join(each.value for each in self.categories) or "nothing"


def _service(value: str) -> ServiceId:
    if not isinstance(value, str):
        raise InvalidType("service", value, "the identifier of a service, or empty text")
    return ServiceId(value)


@frozen
class ServiceFee:
    """What a service costs in each billing period.

    Args:
        service: identifier of the service; empty for all of the agreement together.
        fee: how much, and what for.

    Raises:
        InvalidType: identifier or fee of another kind.

    Examples:
        >>> print(ServiceFee("vpn", Fee(Money(10_000, "EUR"))))
        vpn: 10000.00 EUR recurring
    """

    service: ServiceId = field(converter=_service)
    """Which service; empty for all of the agreement together."""

    fee: Fee = field(validator=of_kind(Fee))
    """How much, and what for."""

    def __str__(self) -> str:
        return f"{self.service or 'all services'}: {self.fee}"


def _fees(values: Iterable[ServiceFee]) -> tuple[ServiceFee, ...]:
    return items("fees", values, ServiceFee)


def _kinds(values: Iterable[FeeKind]) -> tuple[FeeKind, ...]:
    given = items("kinds", values, FeeKind)
    return tuple(each for each in FeeKind if each in given)


@frozen(kw_only=True)
class FeeTerms:
    """Fees, and which of them credits are shares of. Source: section 5.1, row 30.

    Raises:
        InvalidType: fees, kinds, periods or a policy of another kind.
        InvalidValue: no fees, fees of several currencies, or both of single services and of all.

    Examples:
        >>> fees = FeeTerms(fees=[ServiceFee("vpn", Fee(Money(10_000, "EUR"))),
        ...                       ServiceFee("vpn", Fee(Money(500, "EUR"), FeeKind.ONE_TIME))])
        >>> print(fees.of("vpn"), fees.currency)
        10000.00 EUR EUR
    """

    fees: tuple[ServiceFee, ...] = field(converter=_fees)
    """What each service costs."""

    kinds: tuple[FeeKind, ...] = field(default=(FeeKind.RECURRING,), converter=_kinds)
    """Fees of which kinds credits are shares of."""

    period: CalendarPeriods = field(
        default=CalendarPeriods(PeriodKind.MONTH), validator=of_kind(CalendarPeriods)
    )
    """For what time they are paid."""

    proration: Proration = field(default=Proration.ACTUAL_DAYS, validator=of_kind(Proration))
    """Which part is the basis when a service was active for a part of that time."""

    def __attrs_post_init__(self) -> None:
        if not self.fees:
            raise InvalidValue("fees", self.fees, "one fee or more")
        currencies = sorted({each.fee.amount.currency for each in self.fees})
        if len(currencies) > 1:
            raise InvalidValue("fees", ", ".join(currencies), "fees of one currency")
        services = {each.service for each in self.fees}
        if "" in services and len(services) > 1:
            allowed = "fees of each service, or of all together"
            raise InvalidValue("fees", ", ".join(map(str, self.fees)), allowed)

    @property
    def currency(self) -> str:
        """ISO 4217 code of the fees."""
        return self.fees[0].fee.amount.currency

    @property
    def is_one_bill(self) -> bool:
        """Whether the services are paid for together."""
        return not self.fees[0].service

    def of(self, service: str) -> Money | NoData:
        """Return the fee of a service of which credits are shares, before proration.

        Args:
            service: identifier of the service.

        Returns:
            The sum of its fees of the kinds that count; no data if it has no fee of its own.
        """
        listed = [each.fee for each in self.fees if each.service in ("", service)]
        if not listed:
            return NoData(f"no fee is agreed for {service or 'all services together'}")
        counted = (fee.amount for fee in listed if fee.kind in self.kinds)
        return sum(counted, Money(0, self.currency))


def _check_schedule(_clause: object, attribute: object, value: CreditSchedule) -> None:
    if isinstance(value, type) or not isinstance(value, CreditSchedule):
        name = getattr(attribute, "name", "schedule")
        raise InvalidType(name, value, "a credit schedule such as TierSchedule")


@frozen(kw_only=True)
class CreditClause:
    """A consequence that objectives refer to by name: how much a missed target credits.

    Source: TMF657 `ServiceLevelSpecConsequence`, section 5.1.

    Raises:
        InvalidType: a schedule or an earn-back of another kind.
        InvalidValue: an empty name.

    Examples:
        >>> from svcmgmt.sla.credits import TierSchedule
        >>> clause = CreditClause(name="uptime", schedule=TierSchedule.below([("99.9 %", "10 %")]))
        >>> print(clause)
        uptime: 99.9 % to 100 %: 0 %, 0 % to 99.9 %: 10 %
    """

    name: str = field(validator=check_named)
    """How objectives refer to it."""

    schedule: CreditSchedule = field(validator=_check_schedule)
    """How much is due for a measured value."""

    earn_back: EarnBack | None = field(default=None, validator=of_kind(EarnBack, None))
    """How the provider may earn the credit back; None for not at all."""

    def __str__(self) -> str:
        earned = "" if self.earn_back is None else f"; {self.earn_back}"
        return f"{self.name}: {self.schedule}{earned}"
