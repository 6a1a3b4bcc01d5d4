"""Whether the agreements that a promise rests on can carry it: six checks with their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from svcmgmt.agreement._lists import items
from svcmgmt.agreement._support_measurement import measurement
from svcmgmt.agreement._support_restore import restore
from svcmgmt.agreement._support_terms import availability, coverage, financial, validity
from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.checks import (
    Dependence,
    SupportAspect,
    SupportCheck,
    SupportFeasibility,
    SupportVerdict,
)
from svcmgmt.agreement.supporters import supporters_of
from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import Interval
from svcmgmt.values._kinds import check_kind

__all__ = ["support_feasibility"]


def support_feasibility(
    agreement: Agreement,
    supporting: Iterable[Agreement],
    *,
    within: Interval,
    dependence: Dependence = Dependence.INDEPENDENT,
) -> SupportFeasibility:
    """Return whether the agreements that an agreement rests on can carry what it promises.

    Six things are looked at: coverage in time, availability in series, the chain of restore
    times, measurement, money and validity. Each check says pass, fail or unknown, and shows its
    numbers; what is not told is unknown, never taken for good. Supporters are the given
    agreements that say so in `supports`, or that an objective names in `supported_by`; restore
    times are chained in the order in which they are given. Source: rule R1.10.

    Args:
        agreement: whose promises are looked at.
        supporting: operational agreements and underpinning contracts, in the order in which they
            work on a ticket.
        within: over which time calendars are compared, and where a chain may start; validity is
            looked at from its start on. Whole weeks or a year, closed.
        dependence: how failures of supporters go together.

    Raises:
        InvalidType: agreements, a time or a policy of another kind.
        InvalidValue: an empty time.
        LimitExceeded: so long a time that its calendars open and close too often, some decades.
        OpenInterval: `within` has no end.

    Examples:
        >>> from svcmgmt.agreement import AgreementKind, ObjectiveRef, OutageMeasure
        >>> from svcmgmt.agreement import ServiceLevelObjective
        >>> from svcmgmt.calendars import always, weekly
        >>> from svcmgmt.sla.objectives import at_least
        >>> def promising(target: str) -> list[ServiceLevelObjective]:
        ...     return [ServiceLevelObjective(id="uptime", measure=OutageMeasure(),
        ...                                   objective=at_least(target))]
        >>> sla = Agreement(id="SLA-7", service_hours=always(), objectives=promising("99.7 %"))
        >>> line = Agreement(id="UC-1", kind=AgreementKind.UC, objectives=promising("99.9 %"),
        ...                  service_hours=weekly("Mon-Fri 09:00-17:00", zone="UTC"),
        ...                  supports=[ObjectiveRef("SLA-7")])
        >>> week = Interval.parse("2026-10-19T00:00:00Z/PT168H")
        >>> result = support_feasibility(sla, [line], within=week)
        >>> for check in result.about(SupportAspect.COVERAGE):
        ...     print(check.verdict.value, check.number("uncovered each week"))
        fail 128 h
        >>> result.of(SupportAspect.AVAILABILITY)
        <SupportVerdict.PASS: 'pass'>
    """
    check_kind("agreement", agreement, Agreement)
    check_kind("within", within, Interval)
    check_kind("dependence", dependence, Dependence)
    span = Interval(within.start, within.start + within.duration)
    if span.is_empty():
        raise InvalidValue("within", str(within), "more than no time")
    others = items("supporting", supporting, Agreement)
    supporters = _supporters(agreement, others)
    checks: list[SupportCheck] = []
    for aspect, found in (
        (SupportAspect.COVERAGE, coverage(agreement, supporters, span)),
        (SupportAspect.AVAILABILITY, availability(agreement, others, dependence)),
        (SupportAspect.RESTORE_TIME, restore(agreement, others, span)),
        (SupportAspect.MEASUREMENT, measurement(agreement, others, span)),
        (SupportAspect.FINANCIAL, financial(agreement, supporters)),
        (SupportAspect.VALIDITY, validity(agreement, supporters, span.start)),
    ):
        checks += _at_least_one(aspect, list(found) if supporters else [], agreement, supporters)
    return SupportFeasibility(
        agreement=agreement.id, within=span, dependence=dependence, checks=checks
    )


def _supporters(agreement: Agreement, others: Sequence[Agreement]) -> list[Agreement]:
    """Return the agreements that any of its promises rests on, in the order given."""
    resting: set[str] = set()
    for promise in agreement.objectives:
        if not promise.is_internal:
            resting |= {each.agreement.id for each in supporters_of(agreement, promise, others)}
    return [each for each in others if each.id in resting]


def _at_least_one(
    aspect: SupportAspect,
    found: list[SupportCheck],
    agreement: Agreement,
    supporters: Sequence[Agreement],
) -> list[SupportCheck]:
    """Return the checks of an aspect, or the one that says why there is nothing to look at."""
    if found:
        return found
    verdict, reason = SupportVerdict.PASS, "nothing of the kind is promised"
    if not supporters:
        verdict, reason = SupportVerdict.UNKNOWN, "no agreement is known to support it"
    check = SupportCheck(aspect=aspect, subject=agreement.id, verdict=verdict, reason=reason)
    return [check]
