"""Checks of support that need no clock: hours, availability, money, validity."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from svcmgmt.agreement._comparing import falls_short
from svcmgmt.agreement._credits import credited, most_credited
from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.checks import (
    Amount,
    Dependence,
    SupportAspect,
    SupportCheck,
    SupportVerdict,
)
from svcmgmt.agreement.measures import OutageMeasure
from svcmgmt.agreement.objectives import ServiceLevelObjective
from svcmgmt.agreement.supporters import Supporter, supporters_of
from svcmgmt.calendars import ServiceCalendar, after
from svcmgmt.sla.availability import AvailabilityMeasure
from svcmgmt.sla.credits import Exposure
from svcmgmt.sla.objectives import Direction
from svcmgmt.temporal import Interval
from svcmgmt.values import Money, NoData, Quantity, Ratio

__all__ = ["availability", "coverage", "financial", "validity"]

_WEEK: Final = timedelta(days=7)
_HOUR: Final = timedelta(hours=1)
_MICROSECOND: Final = timedelta(microseconds=1)
_FINEST: Final = 10**30
_PASS, _FAIL, _UNKNOWN = SupportVerdict.PASS, SupportVerdict.FAIL, SupportVerdict.UNKNOWN


def coverage(
    sla: Agreement, supporters: Sequence[Agreement], within: Interval
) -> Iterator[SupportCheck]:
    """Yield for each supporter whether it works whenever the agreement promises something."""
    promised = {"service hours": sla.service_hours, "support hours": sla.support_hours}
    if all(hours is None for hours in promised.values()):
        reason = f"{sla.id} tells no hours"
        yield _check(SupportAspect.COVERAGE, sla.id, _UNKNOWN, reason)
    for name, hours in promised.items():
        for other in supporters if hours is not None else ():
            subject = f"{name} by {other.id}"
            theirs = _hours_of(other, name)
            if hours is None or theirs is None:
                reason = f"{other.id} tells no hours"
                yield _check(SupportAspect.COVERAGE, subject, _UNKNOWN, reason)
            else:
                yield _covered(subject, hours, theirs, within)


def _hours_of(agreement: Agreement, name: str) -> ServiceCalendar | None:
    """Return the hours of a kind; one that tells only the other kind means both."""
    service, support = agreement.service_hours, agreement.support_hours
    first, second = (service, support) if name == "service hours" else (support, service)
    return second if first is None else first


def _covered(
    subject: str, hours: ServiceCalendar, theirs: ServiceCalendar, within: Interval
) -> SupportCheck:
    start, end = within.start, within.start + within.duration
    promised = hours.intervals(start, end)
    uncovered = (promised - theirs.intervals(start, end)).total()
    weekly = Fraction(_micros(uncovered), _micros(within.duration)) * (_WEEK // _HOUR)
    numbers: list[tuple[str, Amount]] = [
        ("promised", promised.total()),
        ("uncovered", uncovered),
        ("uncovered each week", Quantity(weekly, "h")),
    ]
    verdict = _FAIL if uncovered else _PASS
    reason = "some promised hours have no cover" if uncovered else "all promised hours are covered"
    return _check(SupportAspect.COVERAGE, subject, verdict, reason, numbers)


def availability(
    sla: Agreement, others: Sequence[Agreement], dependence: Dependence
) -> Iterator[SupportCheck]:
    """Yield for each availability that is promised whether its supporters reach it together."""
    for promise in sla.objectives:
        target = promise.objective.target
        if _is_availability(promise) and isinstance(target, Ratio) and not promise.is_internal:
            supporters = supporters_of(sla, promise, others)
            yield _reached(promise, target, supporters, dependence)


def _is_availability(promise: ServiceLevelObjective) -> bool:
    measure = promise.measure
    return (
        isinstance(measure, OutageMeasure)
        and measure.of is AvailabilityMeasure.AVAILABILITY
        and promise.objective.direction is Direction.HIGHER_IS_BETTER
    )


def _reached(
    promise: ServiceLevelObjective,
    target: Ratio,
    supporters: Sequence[Supporter],
    dependence: Dependence,
) -> SupportCheck:
    shares: list[Fraction] = []
    silent: list[str] = []
    for each in supporters:
        told = [own.objective.target for own in each.objectives if _is_availability(own)]
        shares += [share.value for share in told if isinstance(share, Ratio)]
        silent += [] if told else [each.agreement.id]
    product = _ratio(math.prod(shares, start=Fraction(1)))
    worst = _ratio(max(1 - sum((1 - share for share in shares), Fraction(0)), Fraction(0)))
    reached = product if dependence is Dependence.INDEPENDENT else worst
    numbers: list[tuple[str, Amount]] = [
        ("promised", target),
        ("product", product),
        ("worst case", worst),
    ]
    subject, aspect = promise.id, SupportAspect.AVAILABILITY
    if not shares:
        return _check(aspect, subject, _UNKNOWN, _untold(silent), numbers[:1])
    if falls_short(reached, promise.objective):
        reason = f"{len(shares)} in series, {dependence.value} failures, do not reach it"
        return _check(aspect, subject, _FAIL, reason, numbers)
    if silent:
        return _check(aspect, subject, _UNKNOWN, _untold(silent), numbers)
    reason = f"{len(shares)} in series, {dependence.value} failures, reach it"
    return _check(aspect, subject, _PASS, reason, numbers)


def _ratio(share: Fraction) -> Ratio:
    """Return a share exactly, or cut off after thirty decimals where it has no end in sight."""
    if share.denominator <= _FINEST:
        return Ratio(share.numerator, share.denominator)
    return Ratio(math.floor(share * _FINEST), _FINEST)


def _untold(silent: Sequence[str]) -> str:
    if not silent:
        return "no agreement supports it"
    return f"nothing of the kind is promised by {', '.join(silent)}"


def financial(sla: Agreement, supporters: Sequence[Agreement]) -> Iterator[SupportCheck]:
    """Yield whether what the agreement may cost can be recovered from its supporters."""
    aspect, subject = SupportAspect.FINANCIAL, sla.id
    payable = _payable(sla)
    if isinstance(payable, NoData):
        yield _check(aspect, subject, _UNKNOWN, str(payable))
        return
    if payable is None:
        yield _check(aspect, subject, _PASS, "nothing is payable")
        return
    owed = [_payable(each) for each in supporters]
    known = [each for each in owed if isinstance(each, Money)]
    if any(each.currency != payable.currency for each in known):
        yield _check(aspect, subject, _UNKNOWN, "amounts are in several currencies")
        return
    exposure = Exposure(payable=payable, recoverable=sum(known, payable * 0))
    numbers: list[tuple[str, Amount]] = [
        ("payable", exposure.payable),
        ("recoverable", exposure.recoverable),
        ("exposed", exposure.amount),
    ]
    unknown = [str(each) for each in owed if isinstance(each, NoData)]
    if exposure.amount.amount <= 0:
        yield _check(aspect, subject, _PASS, "all that is payable can be recovered", numbers)
    elif unknown:
        yield _check(aspect, subject, _UNKNOWN, ", ".join(unknown), numbers)
    else:
        reason = "the provider bears a part itself"
        yield _check(aspect, subject, _FAIL, reason, numbers)


def _payable(agreement: Agreement) -> Money | NoData | None:
    """Return the most that an agreement credits in a billing period; None if it never does."""
    return most_credited(agreement) if credited(agreement) else None


def validity(
    sla: Agreement, supporters: Sequence[Agreement], since: datetime
) -> Iterator[SupportCheck]:
    """Yield for each supporter whether it holds for the remaining term and the notice."""
    term = sla.term
    for other in supporters:
        subject, theirs = other.id, other.term
        if term is None or theirs is None:
            reason = f"{sla.id if term is None else other.id} tells no validity"
            yield _check(SupportAspect.VALIDITY, subject, _UNKNOWN, reason)
            continue
        if term.end is not None and since >= term.end:
            yield _check(SupportAspect.VALIDITY, subject, _PASS, f"{sla.id} is over")
            continue
        needed = Interval(max(since, term.start), _with_notice(sla, term.end))
        holds = needed & theirs == needed
        reason = f"needed for {needed}, valid for {theirs}"
        yield _check(SupportAspect.VALIDITY, subject, _PASS if holds else _FAIL, reason)


def _with_notice(sla: Agreement, end: datetime | None) -> datetime | None:
    if end is None or sla.notice_period is None:
        return end
    return after(end, sla.notice_period, zone="UTC" if sla.zone is None else sla.zone)


def _micros(duration: timedelta) -> int:
    return duration // _MICROSECOND


def _check(
    aspect: SupportAspect,
    subject: str,
    verdict: SupportVerdict,
    reason: str,
    numbers: Sequence[tuple[str, Amount]] = (),
) -> SupportCheck:
    return SupportCheck(
        aspect=aspect, subject=subject, verdict=verdict, reason=reason, numbers=numbers
    )
