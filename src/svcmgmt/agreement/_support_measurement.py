"""The check whether supporters measure as the agreement does that rests on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.checks import SupportAspect, SupportCheck, SupportVerdict
from svcmgmt.agreement.effective import EffectiveTerms, effective_terms
from svcmgmt.agreement.measures import FailureMeasure, OutageMeasure, TicketShareMeasure
from svcmgmt.agreement.objectives import ServiceLevelObjective
from svcmgmt.agreement.supporters import supporters_of
from svcmgmt.calendars import always
from svcmgmt.sla.availability import ExclusionCategory
from svcmgmt.temporal import Interval

__all__ = ["measurement"]

_MAINTENANCE: Final = "maintenance"

_Compared: TypeAlias = tuple[str, object, object]
"""What is compared, as the promise has it, and as the supporter has it; None if not told."""


def measurement(
    sla: Agreement, others: Sequence[Agreement], within: Interval
) -> Iterator[SupportCheck]:
    """Yield for each promise and what it rests on whether both are measured alike."""
    for promise in sla.objectives:
        if promise.is_internal or promise.measure is None:
            continue
        for supporter in supporters_of(sla, promise, others):
            for own in supporter.objectives:
                if _figure(own) == _figure(promise):
                    ours = effective_terms(sla, promise)
                    theirs = effective_terms(supporter.agreement, own)
                    subject = f"{promise.id} by {supporter.agreement.id}/{own.id}"
                    yield _alike(subject, ours, theirs, within)


def _figure(promise: ServiceLevelObjective) -> tuple[object, ...]:
    """Return what an objective is about, whatever the choices of counting."""
    measure = promise.measure
    match measure:
        case OutageMeasure() | FailureMeasure():
            return type(measure), measure.of
        case _:
            return (type(measure),)


def _alike(
    subject: str, ours: EffectiveTerms, theirs: EffectiveTerms, within: Interval
) -> SupportCheck:
    compared: list[_Compared] = [
        ("period", ours.period, theirs.period),
        ("zone", ours.zone, theirs.zone),
        *_counting(ours, theirs),
        *_clocks(ours, theirs),
    ]
    told = [(name, one, other) for name, one, other in compared if None not in (one, other)]
    differing = [f"{name} {one} against {other}" for name, one, other in told if one != other]
    differing += _work_outside(ours, theirs, within)
    untold = [name for name, one, other in compared if None in (one, other)]
    verdict, reason = SupportVerdict.PASS, "measured alike"
    if differing:
        verdict, reason = SupportVerdict.FAIL, "; ".join(differing)
    elif untold:
        verdict, reason = SupportVerdict.UNKNOWN, f"not told: {', '.join(untold)}"
    return SupportCheck(
        aspect=SupportAspect.MEASUREMENT, subject=subject, verdict=verdict, reason=reason
    )


def _counting(ours: EffectiveTerms, theirs: EffectiveTerms) -> Iterator[_Compared]:
    """Yield how outages are counted by either side, if outages are what is measured."""
    if isinstance(ours.objective.measure, FailureMeasure | OutageMeasure):
        yield "exclusions", _excluded(ours), _excluded(theirs)
        if ours.policies is None or theirs.policies is None:
            yield "counting", ours.policies, theirs.policies
            return
        pairs = zip(ours.policies.as_pairs(), theirs.policies.as_pairs(), strict=True)
        for (name, one), (_, other) in pairs:
            if name != _MAINTENANCE:  # looked at by its windows
                yield name, one, other


def _excluded(terms: EffectiveTerms) -> str | None:
    if terms.excluded is None:
        return None
    return ", ".join(each.value for each in terms.excluded) or "nothing"


def _clocks(ours: EffectiveTerms, theirs: EffectiveTerms) -> Iterator[_Compared]:
    """Yield when clocks start and which priorities there are, if tickets are what is measured."""
    if isinstance(ours.objective.measure, TicketShareMeasure):
        yield "clock start", _starts(ours), _starts(theirs)
        if _scales(ours) and _scales(theirs):  # for any priority is no scheme of its own
            yield "priorities", _scales(ours), _scales(theirs)


def _starts(terms: EffectiveTerms) -> str | None:
    """Return what starts the clocks that are judged; None without any."""
    metrics = terms.objective.scope.metrics
    clocks = [
        clock
        for target in terms.targets
        for clock in target.clocks
        if not metrics or clock.name in metrics
    ]
    told = {
        f"{clock.start or 'the first fact'}{', from its origin' if clock.retroactive_start else ''}"
        for clock in clocks
    }
    return " or ".join(sorted(told)) or None


def _scales(terms: EffectiveTerms) -> str:
    scopes = [terms.objective.scope, *(target.scope for target in terms.targets)]
    names = {each.scale.name for scope in scopes for each in scope.priorities}
    return " and ".join(sorted(names))


def _work_outside(ours: EffectiveTerms, theirs: EffectiveTerms, within: Interval) -> Iterator[str]:
    """Yield where a supporter may work outside the windows that the promise leaves out."""
    if ours.policies is None or theirs.policies is None or ours.excluded is None:
        return
    if ExclusionCategory.PLANNED_MAINTENANCE not in ours.excluded:
        return
    windows, other = ours.policies.maintenance.windows, theirs.policies.maintenance.windows
    if windows is None:
        return
    start, end = within.start, within.start + within.duration
    agreed = windows.intervals(start, end)
    theirs_open = always() if other is None else other
    if not theirs_open.intervals(start, end).issubset(agreed):
        yield f"maintenance windows {other or 'any'} outside {windows}"
