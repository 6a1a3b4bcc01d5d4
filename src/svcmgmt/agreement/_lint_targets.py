"""Checks of the targets that tickets get."""

from __future__ import annotations

from collections.abc import Iterator

from svcmgmt.agreement._lint_codes import found
from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.effective import effective_terms
from svcmgmt.agreement.measures import TicketShareMeasure
from svcmgmt.agreement.targets import TicketTarget
from svcmgmt.values import Finding

__all__ = ["check_targets"]


def check_targets(agreement: Agreement) -> Iterator[Finding]:
    """Yield targets that are missing, never chosen, or timed in unexpected hours."""
    for index, each in enumerate(agreement.objectives):
        is_timed = isinstance(each.measure, TicketShareMeasure)
        if is_timed and not effective_terms(agreement, each).targets:
            yield found("no-ticket-target", f"/objectives/{index}/scope", each.scope)
    yield from _chosen(agreement)
    yield from _hours(agreement)
    covered = {each.id for each in agreement.services}
    for index, target in enumerate(agreement.targets):
        for service in target.scope.services:
            if covered and service not in covered:
                allowed = ", ".join(sorted(covered))
                pointer = f"/targets/{index}/scope/services"
                yield found("service-not-covered", pointer, service, allowed)


def _chosen(agreement: Agreement) -> Iterator[Finding]:
    tried = sorted(enumerate(agreement.targets), key=lambda each: each[1].is_fallback)
    for place, (index, target) in enumerate(tried):
        taker = next((each for _, each in tried[:place] if _takes_all(each, target)), None)
        if taker is not None:
            value = f"{target.name}, after {taker.name}"
            yield found("unreachable-target", f"/targets/{index}", value)
    if tried and not any(_is_open(each) for each in agreement.targets):
        yield found("no-fallback", "/targets", allowed="a target for every other ticket")


def _takes_all(earlier: TicketTarget, target: TicketTarget) -> bool:
    """Return whether an earlier target takes every ticket that another one is for."""
    names = {clock.name for clock in earlier.clocks}
    timed = names.issuperset(clock.name for clock in target.clocks)
    always = earlier.applicability is None and earlier.valid_for is None
    return timed and always and earlier.scope.covers(target.scope)


def _is_open(target: TicketTarget) -> bool:
    return target.scope.is_open() and target.applicability is None and target.valid_for is None


def _hours(agreement: Agreement) -> Iterator[Finding]:
    if agreement.support_hours is None:
        return
    for index, target in enumerate(agreement.targets):
        for place, clock in enumerate(target.clocks):
            if clock.calendar != agreement.support_hours:
                pointer = f"/targets/{index}/clocks/{place}/calendar"
                allowed = str(agreement.support_hours)
                yield found("hours-differ", pointer, clock.calendar, allowed)
