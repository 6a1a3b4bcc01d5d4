"""Orders: what product, service and resource orders have in common.

Their three lifecycles differ in their edges (R8.13) and agree in what leads into which state; so a
table of edges makes a lifecycle, and one base class has the triggers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Generic, Self, TypeVar

from attrs import frozen

from svcmgmt.common import Entity, EntityRef, Error, LivingEntity
from svcmgmt.lifecycle import Lifecycle, Rule, State, Trigger

__all__ = [
    "ItemAction",
    "JeopardyAlert",
    "JeopardyType",
    "Milestone",
    "MilestoneStatus",
    "OrderErrorMessage",
    "OrderItemRelationship",
    "OrderRelationship",
    "OrderTrigger",
    "Orderable",
    "order_lifecycle",
]

S = TypeVar("S", bound=State)


class OrderTrigger(Trigger):
    """What moves an order or an item of one; each leads to one state.

    Examples:
        >>> OrderTrigger("complete")
        <OrderTrigger.COMPLETE: 'complete'>
    """

    ACKNOWLEDGE = "acknowledge"  # it is as if just received: no cancellation after all
    REJECT = "reject"  # it is not valid
    START = "start"  # it is carried out
    AWAIT_CUSTOMER = "awaitCustomer"  # information of the customer is missing
    HOLD = "hold"  # something of the provider blocks it
    ASSESS_CANCELLATION = "assessCancellation"  # somebody asked for its end
    PREPARE_CANCELLATION = "prepareCancellation"  # its end was agreed to
    CANCEL = "cancel"  # it ends without result
    COMPLETE = "complete"  # all was done
    FAIL = "fail"  # nothing was done
    COMPLETE_IN_PART = "completeInPart"  # some was done


_LEADS_TO = {
    OrderTrigger.ACKNOWLEDGE: "acknowledged",
    OrderTrigger.REJECT: "rejected",
    OrderTrigger.START: "inProgress",
    OrderTrigger.AWAIT_CUSTOMER: "pending",
    OrderTrigger.HOLD: "held",
    OrderTrigger.ASSESS_CANCELLATION: "assessingCancellation",
    OrderTrigger.PREPARE_CANCELLATION: "pendingCancellation",
    OrderTrigger.CANCEL: "cancelled",
    OrderTrigger.COMPLETE: "completed",
    OrderTrigger.FAIL: "failed",
    OrderTrigger.COMPLETE_IN_PART: "partial",
}


def order_lifecycle(
    name: str,
    states: type[S],
    edges: Mapping[str, str],
    *,
    initials: Iterable[str],
    finals: Iterable[str],
    source: str,
) -> Lifecycle[S, OrderTrigger]:
    """Return the lifecycle of an order from a table of edges.

    Args:
        name: name of the lifecycle.
        states: its states.
        edges: for each state, by its word, those that it leads to, separated by blanks.
        initials: words of the states in which it may begin.
        finals: words of those in which it ends.
        source: where the edges are published.

    Examples:
        >>> from svcmgmt.patterns import TaskState
        >>> order_lifecycle("short", TaskState, {"acknowledged": "inProgress cancelled",
        ...                                      "inProgress": "cancelled"},
        ...                 initials=["acknowledged"], finals=["cancelled"], source="own").name
        'short'
    """
    rules: list[Rule[S, OrderTrigger]] = []
    for trigger, target in _LEADS_TO.items():
        sources = [states(word) for word, targets in edges.items() if target in targets.split()]
        if sources:
            rules.append(Rule(trigger, sources, states(target), source=source))
    drawn = {*edges, *(word for targets in edges.values() for word in targets.split()), *initials}
    return Lifecycle(
        name=name,
        rules=rules,
        initials=[states(word) for word in initials],
        finals=[states(word) for word in finals],
        undrawn=[state for state in states if state.value not in drawn],
        source=source,
    )


class ItemAction(Enum):
    """What an item of an order does to its target (`ItemActionType`; rule R8.17).

    Examples:
        >>> ItemAction("noChange")
        <ItemAction.NO_CHANGE: 'noChange'>
    """

    ADD = "add"  # makes it
    MODIFY = "modify"  # changes it
    DELETE = "delete"  # ends it
    NO_CHANGE = "noChange"  # only anchors relations


class MilestoneStatus(Enum):
    """Whether a milestone was reached (TMF622 v5; rule R8.20).

    Examples:
        >>> MilestoneStatus("Yet-To-Reach")
        <MilestoneStatus.YET_TO_REACH: 'Yet-To-Reach'>
    """

    YET_TO_REACH = "Yet-To-Reach"  # not yet, and there is time
    COMPLETED = "Completed"  # reached
    VIOLATED = "Violated"  # not in time


class JeopardyType(Enum):
    """How great the risk is (words of TMF641; rule R8.20). The APIs publish free text.

    Examples:
        >>> JeopardyType("Hazard")
        <JeopardyType.HAZARD: 'Hazard'>
    """

    NORMAL = "Normal"  # to be watched
    HAZARD = "Hazard"  # the date is in danger
    CRITICAL = "Critical"  # the date will be missed


@frozen(kw_only=True)
class Milestone(Entity):
    """A step of an order that matters to the customer. Source: TMF622, TMF641 `Milestone`.

    Examples:
        >>> Milestone(name="line tested", status="Completed").status
        'Completed'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    milestone_date: datetime | None = None
    """When it is reached, or was."""

    status: str | None = None
    """Whether it was reached; see `MilestoneStatus`."""

    message: str | None = None
    """What is to be said of it."""


@frozen(kw_only=True)
class JeopardyAlert(Entity):
    """A risk that an order does not end as promised. Source: TMF622, TMF641 `JeopardyAlert`.

    Examples:
        >>> JeopardyAlert(name="late parts", jeopardy_type="Hazard").jeopardy_type
        'Hazard'
    """

    name: str | None = None
    """What it is called."""

    alert_date: datetime | None = None
    """When it was told."""

    jeopardy_type: str | None = None
    """How great the risk is; see `JeopardyType`."""

    exception: str | None = None
    """What went wrong."""

    message: str | None = None
    """What is to be said of it."""


@frozen(kw_only=True)
class OrderErrorMessage(Error):
    """What went wrong with an order, and when. Source: TMF622, TMF641 order error messages.

    Examples:
        >>> OrderErrorMessage(code="17", reason="no port is free").code
        '17'
    """

    timestamp: datetime | None = None
    """When."""


@frozen(kw_only=True)
class OrderRelationship(EntityRef):
    """A relation to another order. Source: TMF622 `OrderRelationship` and its likes.

    Examples:
        >>> OrderRelationship(id="O-2", relationship_type="dependency").id
        'O-2'
    """

    relationship_type: str | None = None
    """What the relation is; dependency: this one waits for the other one."""


@frozen(kw_only=True)
class OrderItemRelationship(EntityRef):
    """A relation to another item. Source: TMF622, TMF641, TMF652 order item relationships.

    Examples:
        >>> OrderItemRelationship(id="2", relationship_type="dependency").item_id
        '2'
    """

    relationship_type: str | None = None
    """What the relation is; dependency: this one waits for the other one."""

    order_item: EntityRef | None = None
    """The other item (TMF641, TMF652); in TMF622 its identifier stands here."""

    @property
    def item_id(self) -> str | None:
        """Identifier of the other item, wherever the document has it."""
        if self.order_item is None:
            return self.id
        return getattr(self.order_item, "item_id", None) or self.order_item.id


@frozen(kw_only=True)
class Orderable(LivingEntity[S, OrderTrigger], Generic[S]):
    """An order, or an item of one, with the triggers that all of them have.

    Examples:
        >>> sorted(name for name in vars(Orderable) if name in {"start", "complete"})
        ['complete', 'start']
    """

    def acknowledge(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it as just received, after a cancellation that was not granted."""
        return self.fire(OrderTrigger.ACKNOWLEDGE, at=at, by=by, reason=reason)

    def reject(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it as not valid."""
        return self.fire(OrderTrigger.REJECT, at=at, by=by, reason=reason)

    def start(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it as it is carried out."""
        return self.fire(OrderTrigger.START, at=at, by=by, reason=reason)

    def await_customer(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it as information of the customer is missing."""
        return self.fire(OrderTrigger.AWAIT_CUSTOMER, at=at, by=by, reason=reason)

    def hold(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it as something of the provider blocks it."""
        return self.fire(OrderTrigger.HOLD, at=at, by=by, reason=reason)

    def assess_cancellation(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it as somebody asked for its end."""
        return self.fire(OrderTrigger.ASSESS_CANCELLATION, at=at, by=by, reason=reason)

    def prepare_cancellation(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it as its end was agreed to."""
        return self.fire(OrderTrigger.PREPARE_CANCELLATION, at=at, by=by, reason=reason)

    def cancel(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it ended without result."""
        return self.fire(OrderTrigger.CANCEL, at=at, by=by, reason=reason)

    def complete(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it with all done."""
        return self.fire(OrderTrigger.COMPLETE, at=at, by=by, reason=reason)

    def fail(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it with nothing done."""
        return self.fire(OrderTrigger.FAIL, at=at, by=by, reason=reason)

    def complete_in_part(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return it with some done and some not."""
        return self.fire(OrderTrigger.COMPLETE_IN_PART, at=at, by=by, reason=reason)
