"""What is unusual about an availability, beyond what its facts and maintenance tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from svcmgmt.sla.availability._account import Account
from svcmgmt.sla.availability._arguments import MICROSECOND, pointer_to
from svcmgmt.sla.availability._preparation import held
from svcmgmt.sla.availability.fact_sets import AvailabilityFacts
from svcmgmt.sla.availability.facts import Exclusion, Outage
from svcmgmt.sla.availability.policies import AvailabilityPolicies
from svcmgmt.temporal import Interval, _edges as algebra, format_instant
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import Finding, Severity

__all__ = ["findings_of"]

_INFO: Final = Severity.INFO


def findings_of(
    account: Account,
    facts: AvailabilityFacts,
    policies: AvailabilityPolicies,
    *,
    within: Interval,
    as_of: datetime | None,
) -> Iterator[Finding]:
    """Yield what is unusual about a period, its facts and its result, in a fixed order."""
    if as_of is not None and within.end is not None and as_of < within.end:
        message = "the period is not over; it is looked at up to as_of"
        shown = format_instant(as_of)
        yield Finding(code="period-not-over", message=message, severity=_INFO, value=shown)
    yield from _not_begun(facts.outages, as_of)
    yield from _not_held(facts.exclusions, policies)
    yield from _about_numbers(account)


def _not_begun(outages: Iterable[Outage], as_of: datetime | None) -> Iterator[Finding]:
    if as_of is None:
        return
    still = (each for each in outages if each.during.end is None and not each.is_withdrawn)
    late = (each for each in still if each.during.start >= as_of)
    for each in sorted(late, key=lambda one: (str(one), one.during.start)):
        yield Finding(
            code="not-begun",
            message="an open outage begins only after the time that is looked at",
            severity=_INFO,
            pointer=pointer_to("outages", str(each)),
            value=format_instant(each.during.start),
            allowed=f"before {format_instant(as_of)}",
        )


def _not_held(exclusions: Iterable[Exclusion], policies: AvailabilityPolicies) -> Iterator[Finding]:
    ignored = [each for each in exclusions if not each.is_withdrawn and not held(each, policies)]
    for each in sorted(ignored, key=lambda one: (str(one), one.status.value)):
        is_agreed = each.status in policies.statuses
        yield Finding(
            code="stop-clock-counts" if is_agreed else "exclusion-not-agreed",
            message=(
                "waiting for the customer stops ticket clocks only"
                if is_agreed
                else "an exclusion of this status does not hold"
            ),
            severity=_INFO,
            pointer=pointer_to("exclusions", str(each)),
            value=each.status.value,
            allowed=" or ".join(status.value for status in policies.statuses),
        )


def _about_numbers(account: Account) -> Iterator[Finding]:
    policies = account.policies
    if not account.is_exact:
        message = "the weights have no handy common denominator; they are rounded up to 1e-18"
        yield Finding(code="approximate-weights", message=message, severity=_INFO)
    if account.undetermined:
        unknown = duration_text(algebra.total(account.undetermined) * MICROSECOND)
        message = "nobody knows whether the service worked, and nothing says as what that counts"
        yield Finding(code="undetermined-time", message=message, value=unknown)
    is_partial = algebra.total(account.agreed) < algebra.total(account.offered)
    if policies.fixed_length is not None and is_partial:
        message = "the fixed base is longer than the part of the period in which the service was"
        yield Finding(
            code="fixed-base-over-partial-period",
            message=message,
            value=duration_text(algebra.total(account.agreed) * MICROSECOND),
            allowed=duration_text(policies.fixed_length),
        )
    if 0 < account.base < account.lost:
        message = "more was lost than there is; the result is 0 %"
        yield Finding(code="more-lost-than-base", message=message)
