"""The check whether supporters, one after the other, restore service in the promised time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction

from attrs import frozen

from svcmgmt.agreement._chains import Stage, worst_chain
from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.checks import Amount, SupportAspect, SupportCheck, SupportVerdict
from svcmgmt.agreement.effective import effective_terms
from svcmgmt.agreement.measures import TicketShareMeasure
from svcmgmt.agreement.objectives import ServiceLevelObjective
from svcmgmt.agreement.supporters import Supporter, supporters_of
from svcmgmt.agreement.targets import TargetChoice, TicketTarget, choose_target
from svcmgmt.calendars import ServiceCalendar
from svcmgmt.sla.objectives import Direction
from svcmgmt.temporal import Interval, format_instant
from svcmgmt.values import NoData, Priority, Ratio

__all__ = ["restore"]

_NOTHING = timedelta(0)


def restore(
    sla: Agreement, others: Sequence[Agreement], within: Interval
) -> Iterator[SupportCheck]:
    """Yield for each kind of ticket whether the chain of supporters is fast and sure enough."""
    for promise in sla.objectives:
        if isinstance(promise.measure, TicketShareMeasure) and not promise.is_internal:
            supporters = supporters_of(sla, promise, others)
            for case in _cases(sla, promise):
                yield from _case_checks(case, supporters, within)


@frozen
class _Case:
    """Tickets that are promised something alike: which target they get, for what."""

    promise: ServiceLevelObjective
    choice: TargetChoice
    metric: str
    priority: Priority | None

    @property
    def name(self) -> str:
        """How a person would call it."""
        priority = "" if self.priority is None else f" {self.priority}"
        return f"{self.promise.id}, {self.metric}{priority}"


def _cases(sla: Agreement, promise: ServiceLevelObjective) -> Iterator[_Case]:
    """Yield each metric and priority that an objective judges, with the target of such tickets."""
    targets, scope = effective_terms(sla, promise).targets, promise.scope
    clocks = (clock.name for target in targets for clock in target.clocks)
    for metric in scope.metrics or dict.fromkeys(clocks):
        for priority in scope.priorities or _priorities(targets):
            choice = choose_target(
                targets,
                priority=priority,
                metric=metric,
                service=_only(scope.services),
                segment=_only(scope.segments),
            )
            yield _Case(promise, choice, metric, priority)


def _priorities(targets: Sequence[TicketTarget]) -> list[Priority | None]:
    """Return the priorities that targets tell apart, and None if one is for any."""
    named: list[Priority | None] = list(
        dict.fromkeys(each for target in targets for each in target.scope.priorities)
    )
    is_open = any(not target.scope.priorities for target in targets)
    return [*named, None] if is_open else named


def _only(values: Sequence[str]) -> str | None:
    return values[0] if len(values) == 1 else None


@frozen
class _Hand:
    """One supporter's part: its time and its service time, and the share that it promises."""

    name: str
    stage: Stage | NoData
    share: Ratio | None


def _hand(supporter: Supporter, case: _Case) -> _Hand:
    """Return what a supporter promises for such tickets."""
    own = [each for each in supporter.objectives if isinstance(each.measure, TicketShareMeasure)]
    name = supporter.agreement.id
    services = {service for each in own for service in each.scope.services}
    choice = choose_target(
        supporter.agreement.targets,
        priority=case.priority,
        metric=case.metric,
        service=_only(sorted(services)),
    )
    shares = [
        each.objective.target
        for each in own
        if not each.scope.priorities or case.priority in each.scope.priorities
        if not each.scope.metrics or case.metric in each.scope.metrics
        if each.objective.direction is Direction.HIGHER_IS_BETTER
    ]
    told = [share for share in shares if isinstance(share, Ratio)]
    return _Hand(name, _stage(name, choice, case.metric), min(told, default=None))


def _stage(name: str, choice: TargetChoice, metric: str) -> Stage | NoData:
    """Return the time that a target allows, in the hours in which it is counted."""
    if isinstance(choice.target, NoData):
        return NoData(f"{name}: {choice.reason}")
    clock = choice.target.clock(metric)
    if not isinstance(clock.limit, timedelta) or not isinstance(clock.calendar, ServiceCalendar):
        return NoData(f"{name}: {clock.limit} is no exact time in a service calendar")
    return Stage(name, clock.calendar, clock.limit)


def _case_checks(
    case: _Case, supporters: Sequence[Supporter], within: Interval
) -> Iterator[SupportCheck]:
    hands = [_hand(supporter, case) for supporter in supporters]
    if not hands:
        yield _check(case.name, SupportVerdict.UNKNOWN, "no agreement supports it")
        return
    yield _fast_enough(case, hands, within)
    target = case.promise.objective.target
    if isinstance(target, Ratio):
        yield _sure_enough(case, target, hands)


def _fast_enough(case: _Case, hands: Sequence[_Hand], within: Interval) -> SupportCheck:
    promised = _stage("the promise", case.choice, case.metric)
    told = [hand.stage for hand in hands]
    missing = [str(each) for each in (promised, *told) if isinstance(each, NoData)]
    stages = [each for each in told if isinstance(each, Stage)]
    if isinstance(promised, NoData):
        return _check(case.name, SupportVerdict.UNKNOWN, "; ".join(missing))
    worst = worst_chain(stages, promised.calendar, within)
    if worst is None:
        return _check(case.name, SupportVerdict.FAIL, "the chain has no end before 2200")
    gap = max(worst.elapsed - promised.limit, _NOTHING)
    numbers: list[tuple[str, Amount]] = [
        ("promised", promised.limit),
        ("stages together", sum((stage.limit for stage in stages), _NOTHING)),
        ("longest", worst.elapsed),
        ("longest in real time", worst.end - worst.start),
        ("gap", gap),
    ]
    reason = f"longest from {format_instant(worst.start)}"
    if gap:
        return _check(case.name, SupportVerdict.FAIL, reason, numbers)
    if missing:
        return _check(case.name, SupportVerdict.UNKNOWN, "; ".join(missing), numbers)
    return _check(case.name, SupportVerdict.PASS, reason, numbers)


def _sure_enough(case: _Case, target: Ratio, hands: Sequence[_Hand]) -> SupportCheck:
    """Return whether the shares of the stages guarantee the promised one: the union bound."""
    lost = sum((1 - hand.share.value for hand in hands if hand.share is not None), Fraction(0))
    guaranteed = Ratio(max(1 - lost, Fraction(0)), 1)
    needed = Ratio(1 - (1 - target.value) / len(hands), 1)
    numbers: list[tuple[str, Amount]] = [
        ("promised", target),
        ("guaranteed", guaranteed),
        ("needed of each stage", needed),
    ]
    name = f"{case.name}, share"
    silent = [hand.name for hand in hands if hand.share is None]
    if guaranteed < target:
        reason = "the shares of the stages do not guarantee it"
        return _check(name, SupportVerdict.FAIL, reason, numbers)
    if silent:
        reason = f"no share is promised by {', '.join(silent)}"
        return _check(name, SupportVerdict.UNKNOWN, reason, numbers)
    return _check(name, SupportVerdict.PASS, "the shares of the stages guarantee it", numbers)


def _check(
    subject: str,
    verdict: SupportVerdict,
    reason: str,
    numbers: Sequence[tuple[str, Amount]] = (),
) -> SupportCheck:
    return SupportCheck(
        aspect=SupportAspect.RESTORE_TIME,
        subject=subject,
        verdict=verdict,
        reason=reason,
        numbers=numbers,
    )
