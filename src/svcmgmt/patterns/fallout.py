"""What is to be done when an item fails, or an order is cancelled or amended (rule R8.21).

The plans are data: the library says what to do in which order, the caller does it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from svcmgmt.common._values import pointer_to
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.patterns.dependencies import OrderGraph
from svcmgmt.patterns.orders import ItemAction
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import check_kind, of_kind
from svcmgmt.values._lists import listed

__all__ = [
    "ChangePlan",
    "ChangeStep",
    "FalloutAction",
    "FalloutPolicy",
    "StepKind",
    "plan_amendment",
    "plan_cancellation",
    "plan_fallout",
]


class FalloutAction(Enum):
    """What follows a failure after the last attempt.

    Examples:
        >>> FalloutAction("hold")
        <FalloutAction.HOLD: 'hold'>
    """

    HOLD = "hold"  # somebody has to look at it
    COMPENSATE = "compensate"  # what was done for it is undone
    CONTINUE = "continue"  # the rest goes on, and the order ends in part


class StepKind(Enum):
    """What a step of a plan does with an item.

    Examples:
        >>> StepKind("undo")
        <StepKind.UNDO: 'undo'>
    """

    RETRY = "retry"  # it is tried again
    HOLD = "hold"  # it waits
    CANCEL = "cancel"  # it is not begun any more
    STOP = "stop"  # it is ended while it is under way
    UNDO = "undo"  # what it did is taken back
    DO = "do"  # it is new and is done
    REDO = "redo"  # it is done again as it is wanted now


def _attempts(_owner: object, attribute: object, value: int) -> None:
    name = str(getattr(attribute, "name", "attempts"))
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType(name, value, "int")
    if value < 0:
        raise InvalidValue(name, value, "0 or more")


@frozen(kw_only=True)
class FalloutPolicy:
    """How often an item is tried again, and what follows.

    Raises:
        InvalidType: a word in place of an action, or no whole number.
        InvalidValue: a negative number of retries.

    Examples:
        >>> FalloutPolicy(retries=2).then
        <FalloutAction.HOLD: 'hold'>
    """

    retries: int = field(default=0, validator=_attempts)
    """How often it is tried again."""

    then: FalloutAction = field(default=FalloutAction.HOLD, validator=of_kind(FalloutAction))
    """What follows when that did not help."""


@frozen(kw_only=True)
class ChangeStep:
    """One thing to do with one item.

    Examples:
        >>> ChangeStep(kind=StepKind.UNDO, item="1", action=ItemAction.DELETE).waits_for
        ()
    """

    kind: StepKind
    """What to do."""

    item: str
    """Identifier of the item."""

    action: ItemAction | None = None
    """What undoing or doing it does to its target; None where nothing is done to it."""

    waits_for: tuple[str, ...] = ()
    """Items whose steps of this plan come first."""


@frozen(kw_only=True)
class ChangePlan:
    """What to do, in order; nothing happens by it.

    Examples:
        >>> from svcmgmt.patterns import PlanItem, graph_of
        >>> plan_fallout(graph_of([PlanItem(id="1")]), failed="1").steps[0].kind
        <StepKind.HOLD: 'hold'>
    """

    steps: tuple[ChangeStep, ...]
    """The steps, each after those that it waits for."""

    reason: str
    """Why, in words."""

    findings: tuple[Finding, ...] = ()
    """Why it cannot be done as it was asked for; then there are no steps."""


_UNDONE: Final[Mapping[ItemAction, ItemAction | None]] = MappingProxyType(
    {
        ItemAction.ADD: ItemAction.DELETE,
        ItemAction.DELETE: ItemAction.ADD,
        ItemAction.MODIFY: ItemAction.MODIFY,
        ItemAction.NO_CHANGE: None,
    }
)
_WAITING: Final = frozenset({"acknowledged", "pending", "held", "draft"})
_RUNNING: Final = frozenset(
    {"inProgress", "inProgress.accepted", "assessingCancellation", "pendingCancellation"}
)
_DONE: Final = frozenset({"completed", "partial"})
_NOTHING: Final = frozenset({"cancelled", "failed", "rejected"})


def plan_fallout(
    graph: OrderGraph,
    *,
    failed: str,
    done: Iterable[str] = (),
    attempts: int = 0,
    policy: FalloutPolicy = FalloutPolicy(),
) -> ChangePlan:
    """Return what is to be done after an item failed.

    While attempts are left it is tried again. Then, by the policy: it and all that waits for it is
    held; or all that was done for it is undone, last first, and what waits for it is cancelled; or
    only what waits for it is cancelled, and the order ends in part. Source: rule R8.21.

    Args:
        graph: the items and what they wait for.
        failed: the item.
        done: items that are completed.
        attempts: how often it was tried again before.
        policy: how often it is tried again, and what follows.

    Raises:
        InvalidType: something else than a graph and a policy.
        InvalidValue: no such item, or an item that failed and is done.

    Examples:
        >>> from svcmgmt.patterns import PlanItem, graph_of
        >>> graph = graph_of([PlanItem(id="line"), PlanItem(id="vpn", depends_on=["line"])])
        >>> policy = FalloutPolicy(retries=1, then=FalloutAction.COMPENSATE)
        >>> plan_fallout(graph, failed="vpn", done=["line"], policy=policy).steps[0].kind
        <StepKind.RETRY: 'retry'>
        >>> step = plan_fallout(graph, failed="vpn", done=["line"], attempts=1,
        ...                     policy=policy).steps[0]
        >>> step.kind, step.item, step.action
        (<StepKind.UNDO: 'undo'>, 'line', <ItemAction.DELETE: 'delete'>)
    """
    check_kind("graph", graph, OrderGraph)
    check_kind("policy", policy, FalloutPolicy)
    completed = {graph.item(each).id for each in listed(done, "done", "a list of identifiers")}
    if graph.item(failed).id in completed:
        raise InvalidValue("failed", failed, "an item that is not done")
    if attempts < policy.retries:
        reason = f"attempt {attempts + 1} of {policy.retries} after the first one"
        return ChangePlan(steps=(ChangeStep(kind=StepKind.RETRY, item=failed),), reason=reason)
    waiting = graph.all_after(failed) - completed
    later = [each for each in graph.order if each in waiting]
    if policy.then is FalloutAction.HOLD:
        held = [ChangeStep(kind=StepKind.HOLD, item=each) for each in (failed, *later)]
        return ChangePlan(steps=tuple(held), reason=f"{failed} failed and somebody has to look")
    cancelled = tuple(ChangeStep(kind=StepKind.CANCEL, item=each) for each in later)
    if policy.then is FalloutAction.CONTINUE:
        return ChangePlan(steps=cancelled, reason=f"{failed} failed and the rest goes on")
    before = graph.all_before(failed) & completed
    undone = tuple(_undo(graph, before))
    return ChangePlan(steps=(*cancelled, *undone), reason=f"{failed} failed and is undone")


def _undo(graph: OrderGraph, names: Collection[str]) -> Iterator[ChangeStep]:
    """Yield the steps that take items back, last done first."""
    for name in reversed(graph.order):
        action = _UNDONE[graph.item(name).action]
        if name in names and action is not None:
            after = tuple(each for each in graph.leads_to(name) if each in names)
            yield ChangeStep(kind=StepKind.UNDO, item=name, action=action, waits_for=after)


def plan_cancellation(
    graph: OrderGraph,
    states: Mapping[str, str],
    *,
    no_return: Collection[str] = (),
) -> ChangePlan:
    """Return what is to be done so that an order ends without result.

    What was not begun is cancelled, what is under way is stopped, what is done is undone, last
    first. If an item of no return was begun or done, the order cannot be cancelled any more.

    Args:
        graph: the items and what they wait for.
        states: states of the items, by identifier; an item without one was not begun.
        no_return: items after which there is no way back.

    Raises:
        InvalidType: something else than a graph.
        InvalidValue: no such item, or a word that is no state of an item.

    Examples:
        >>> from svcmgmt.patterns import PlanItem, graph_of
        >>> graph = graph_of([PlanItem(id="dig"), PlanItem(id="line", depends_on=["dig"])])
        >>> plan_cancellation(graph, {"dig": "completed"}, no_return=["dig"]).findings[0].code
        'no-return'
        >>> [each.kind.value for each in plan_cancellation(graph, {"dig": "completed"}).steps]
        ['cancel', 'undo']
    """
    check_kind("graph", graph, OrderGraph)
    known = _known_states(graph, states)
    limits = {graph.item(each).id for each in no_return}
    passed = [each for each in graph.order if each in limits and known[each] in _RUNNING | _DONE]
    if passed:
        found = tuple(
            Finding(
                code="no-return",
                message="there is no way back after this item",
                severity=Severity.ERROR,
                pointer=pointer_to(each),
                value=known[each],
                allowed="an item that was not begun",
            )
            for each in passed
        )
        return ChangePlan(steps=(), reason="it is too late", findings=found)
    return ChangePlan(
        steps=tuple(_ended(graph, known, set(known))), reason="the order is cancelled"
    )


def _known_states(graph: OrderGraph, states: Mapping[str, str]) -> dict[str, str]:
    allowed = _WAITING | _RUNNING | _DONE | _NOTHING
    for name, state in states.items():
        graph.item(name)
        if state not in allowed:
            raise InvalidValue(f"state of {name}", state, ", ".join(sorted(allowed)))
    return {each.id: states.get(each.id, "acknowledged") for each in graph.items}


def _ended(
    graph: OrderGraph, states: Mapping[str, str], names: Collection[str]
) -> Iterator[ChangeStep]:
    """Yield the steps that end items, whatever has become of them."""
    for name in graph.order:
        if name in names and states[name] in _WAITING:
            yield ChangeStep(kind=StepKind.CANCEL, item=name)
    for name in graph.order:
        if name in names and states[name] in _RUNNING:
            yield ChangeStep(kind=StepKind.STOP, item=name)
    yield from _undo(graph, {each for each in names if states[each] in _DONE})


def plan_amendment(
    graph: OrderGraph,
    amended: OrderGraph,
    states: Mapping[str, str],
    *,
    changed: Iterable[str] = (),
) -> ChangePlan:
    """Return what is to be done so that an order becomes another one.

    What is no longer wanted ends as in a cancellation. What is new is done. What is wanted in
    another way, or waits for another item than before, is done again if it was begun, and as it is
    wanted now if it was not.

    Args:
        graph: the items as they were ordered.
        amended: the items as they are wanted now; those that stay keep their identifiers.
        states: states of the items as they were ordered.
        changed: items that stay and are wanted in another way, such as with other characteristics.

    Raises:
        InvalidType: something else than graphs.
        InvalidValue: no such item, or a word that is no state of an item.

    Examples:
        >>> from svcmgmt.patterns import PlanItem, graph_of
        >>> before = graph_of([PlanItem(id="line"), PlanItem(id="tv")])
        >>> after = graph_of([PlanItem(id="line"), PlanItem(id="phone")])
        >>> plan = plan_amendment(before, after, {"line": "completed"}, changed=["line"])
        >>> [(each.kind.value, each.item) for each in plan.steps]
        [('cancel', 'tv'), ('redo', 'line'), ('do', 'phone')]
    """
    check_kind("graph", graph, OrderGraph)
    check_kind("amended", amended, OrderGraph)
    known = _known_states(graph, states)
    now = {each.id for each in amended.items}
    others = {amended.item(each).id for each in listed(changed, "changed", "identifiers")}
    others |= {each for each in now & known.keys() if graph.item(each) != amended.item(each)}
    steps = list(_ended(graph, known, known.keys() - now))
    affected: set[str] = set()
    for name in amended.order:
        if name in known and name not in others:
            continue
        is_new = name not in known or known[name] in _WAITING | _NOTHING
        affected.add(name)
        steps.append(
            ChangeStep(
                kind=StepKind.DO if is_new else StepKind.REDO,
                item=name,
                action=_wanted(amended, name, is_new=is_new),
                waits_for=tuple(each for each in amended.waits_for(name) if each in affected),
            )
        )
    return ChangePlan(steps=tuple(steps), reason="the order is amended")


def _wanted(amended: OrderGraph, name: str, *, is_new: bool) -> ItemAction:
    action = amended.item(name).action
    return ItemAction.MODIFY if not is_new and action is ItemAction.ADD else action
