"""How much an outage costs its users and weighs for the business."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice._fields import a_count
from svcmgmt.values import NoData, Quantity, Ratio, Ref, ServiceId
from svcmgmt.values._exact import ExactNumber, exact, exact_share
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["ServiceDegradation", "UserImpact", "impact_importance_factor"]

_MINUTE: Final = timedelta(minutes=1) // timedelta(microseconds=1)
_ALL: Final = Fraction(1)


def _share(name: str, value: Ratio | ExactNumber) -> Fraction:
    if isinstance(value, Ratio):
        return value.value
    share = exact_share(name, value) if isinstance(value, str) else exact(name, value)
    if not 0 <= share <= 1:
        raise InvalidValue(name, value, "0 to 1, or 0 % to 100 %")
    return share


def _lost_share(value: Ratio | ExactNumber) -> Fraction:
    return _share("lost_share", value)


def _degradation(value: Ratio | ExactNumber) -> Fraction:
    return _share("degradation", value)


def _weight(value: ExactNumber) -> Fraction:
    weight = exact("weight", value)
    if weight < 0:
        raise InvalidValue("weight", value, "0 or more")
    return weight


@frozen(kw_only=True)
class UserImpact:
    """How many users an incident keeps from working, and how much of their work it takes.

    Source: section 6.6, measures of internal customers.

    Raises:
        InvalidType: users that are no int, or a float share.
        InvalidValue: fewer than 0 users, or a share outside 0 to 1.

    Examples:
        >>> print(UserImpact(users=40, lost_share="50 %").lost_during(timedelta(minutes=30)))
        600 user-minutes
    """

    users: int = field(validator=a_count)
    """Users affected; 0 or more."""

    lost_share: Fraction = field(default=_ALL, converter=_lost_share)
    """Share of their work that they cannot do, 0 to 1; exact. All of it unless told."""

    def lost_during(self, outage: timedelta) -> Quantity:
        """Return the working time that users lose, in user-minutes; exact.

        Args:
            outage: how long it lasts, 0 or more.

        Raises:
            InvalidType: a time of another kind.
            InvalidValue: a negative time.
        """
        if not isinstance(outage, timedelta):
            raise InvalidType("outage", outage, "timedelta")
        if outage < timedelta(0):
            raise InvalidValue("outage", outage, "0 or more")
        minutes = Fraction(outage // timedelta(microseconds=1), _MINUTE)
        return Quantity(self.users * minutes * self.lost_share, "user-minutes")


@frozen(kw_only=True)
class ServiceDegradation:
    """How much of one service is lost, and what the service weighs.

    Raises:
        InvalidType: a float.
        InvalidValue: a negative weight, or a degradation outside 0 to 1.

    Examples:
        >>> ServiceDegradation(weight=3, degradation="50 %").degradation
        Fraction(1, 2)
    """

    weight: Fraction = field(converter=_weight)
    """What the service weighs among those of the customer base: users, revenue; 0 or more."""

    degradation: Fraction = field(converter=_degradation)
    """How much of it is lost, 0 to 1; exact."""

    service: Ref[ServiceId] | None = field(default=None, validator=of_kind(Ref, None))
    """Which service; None where that does not matter."""


def impact_importance_factor(
    degradations: Iterable[ServiceDegradation], *, base: ExactNumber
) -> Ratio | NoData:
    """Return how much of what a customer base has is lost: weighted degradation by all weight.

    TMF656 gives the factor from 0 (no impact) to 100 (worst) and no formula; this share times a
    hundred is the factor. Source: rule R1.16.

    Args:
        degradations: services that are degraded, each once.
        base: weight of all services of the customer base, degraded or not.

    Raises:
        InvalidType: something that is no degradation, or an inexact base.
        InvalidValue: a base that weighs less than what is lost.

    Examples:
        >>> lost = [ServiceDegradation(weight=30, degradation=1),
        ...         ServiceDegradation(weight=20, degradation="50 %")]
        >>> print(impact_importance_factor(lost, base=100))
        40 % (40 of 100)
    """
    listed = all_of_kind("degradations", degradations, ServiceDegradation)
    lost = sum((each.weight * each.degradation for each in listed), Fraction(0))
    return Ratio.of(lost, base, reason="the customer base weighs nothing")
