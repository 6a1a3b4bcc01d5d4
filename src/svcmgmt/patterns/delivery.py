"""What a customer is told of an order under way: risks, milestones, where it stands (R8.20)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.patterns.orders import JeopardyAlert, JeopardyType, Milestone, MilestoneStatus
from svcmgmt.patterns.plan import OrderPlan
from svcmgmt.temporal import exact_duration, format_instant, instant
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import check_kind

__all__ = [
    "DeliveryStatus",
    "MilestoneReading",
    "delivery_status",
    "jeopardy_of",
    "read_milestones",
]


def jeopardy_of(
    plan: OrderPlan,
    *,
    promised: datetime,
    buffer: timedelta = timedelta(0),
    hazard: timedelta | None = None,
) -> JeopardyAlert | None:
    """Return the alert of an order whose projected end comes too near to the promise, or behind it.

    Behind the promise it is critical; nearer to it than `hazard` a hazard; nearer than `buffer`
    to be watched. A projected end at a limit is within it. Source: rule R8.20.

    Args:
        plan: the plan.
        promised: until when it was promised.
        buffer: how long before the promise it shall be done, in real time.
        hazard: from when on the date is in danger; half the buffer if nothing is told.

    Raises:
        InvalidType: something else than a plan.
        InvalidValue: a negative buffer, or a hazard above it.

    Examples:
        >>> from svcmgmt.patterns import ItemWork, PlanItem, graph_of, plan_order
        >>> from svcmgmt.temporal import parse_instant as at
        >>> plan = plan_order(graph_of([PlanItem(id="1")]), {"1": ItemWork(duration=timedelta(5))},
        ...                   start=at("2026-10-26T00:00:00Z"))
        >>> jeopardy_of(plan, promised=at("2026-10-30T00:00:00Z")).jeopardy_type
        'Critical'
        >>> jeopardy_of(plan, promised=at("2026-10-31T00:00:00Z")) is None
        True
    """
    check_kind("plan", plan, OrderPlan)
    limit = instant(promised, "promised")
    watched = exact_duration(buffer, "buffer")
    endangered = watched / 2 if hazard is None else exact_duration(hazard, "hazard")
    if not timedelta(0) <= endangered <= watched:
        raise InvalidValue("buffer", f"{hazard}, {buffer}", "0 <= hazard <= buffer")
    if plan.finish > limit:
        kind = JeopardyType.CRITICAL
    elif plan.finish > limit - endangered:
        kind = JeopardyType.HAZARD
    elif plan.finish > limit - watched:
        kind = JeopardyType.NORMAL
    else:
        return None
    waiting = [each for each in plan.critical if not plan.item(each).is_done]
    return JeopardyAlert(
        name="projected end",
        alert_date=plan.as_of,
        jeopardy_type=kind.value,
        exception=" > ".join(waiting),
        message=f"projected {format_instant(plan.finish)}, promised {format_instant(limit)}",
    )


@frozen(kw_only=True)
class MilestoneReading:
    """A step that matters to the customer: when it is expected, when it was reached.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> reading = MilestoneReading(name="tested", item="test", promised=None, actual=None,
        ...                            expected=at("2026-10-26T08:00:00Z"),
        ...                            status=MilestoneStatus.YET_TO_REACH)
        >>> reading.document().status
        'Yet-To-Reach'
    """

    name: str
    """What it is called."""

    item: str
    """The item whose end it is."""

    promised: datetime | None
    """Until when it was promised; None if it was not."""

    expected: datetime
    """When it will be reached by the plan, or was."""

    actual: datetime | None
    """When it was reached; None if it was not."""

    status: MilestoneStatus
    """Whether it was reached, and in time."""

    def document(self) -> Milestone:
        """Return it as orders have it."""
        return Milestone(
            name=self.name,
            milestone_date=self.actual or self.expected,
            status=self.status.value,
            message="" if self.promised is None else f"promised {format_instant(self.promised)}",
        )


def read_milestones(
    plan: OrderPlan,
    milestones: Mapping[str, str],
    *,
    promised: Mapping[str, datetime] | None = None,
) -> tuple[MilestoneReading, ...]:
    """Return when milestones are expected or were reached; at the promised instant is in time.

    One that was reached late, or is overdue, is violated.

    Args:
        plan: the plan.
        milestones: the item whose end each milestone is, by its name.
        promised: until when milestones were promised, by name.

    Raises:
        InvalidType: something else than a plan.
        InvalidValue: no such item.

    Examples:
        >>> from svcmgmt.patterns import ItemWork, PlanItem, graph_of, plan_order
        >>> from svcmgmt.temporal import parse_instant as at
        >>> plan = plan_order(graph_of([PlanItem(id="1")]), {"1": ItemWork(duration=timedelta(5))},
        ...                   start=at("2026-10-26T00:00:00Z"))
        >>> read_milestones(plan, {"line tested": "1"})[0].expected.isoformat()
        '2026-10-31T00:00:00+00:00'
    """
    check_kind("plan", plan, OrderPlan)
    limits = {name: instant(each, name) for name, each in (promised or {}).items()}
    found: list[MilestoneReading] = []
    for name, item in milestones.items():
        planned, limit = plan.item(item), limits.get(name)
        actual = planned.progress.finished
        is_late = limit is not None and (actual or plan.as_of) > limit
        in_time = MilestoneStatus.YET_TO_REACH if actual is None else MilestoneStatus.COMPLETED
        found.append(
            MilestoneReading(
                name=name,
                item=item,
                promised=limit,
                expected=planned.finish,
                actual=actual,
                status=MilestoneStatus.VIOLATED if is_late else in_time,
            )
        )
    return tuple(found)


@frozen(kw_only=True)
class DeliveryStatus:
    """Where an order stands, for its customer.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> DeliveryStatus(stage="built", done=Ratio(2, 5), promised=None,
        ...                projected=at("2026-10-26T08:00:00Z")).done.percent(0)
        '40 %'
    """

    stage: str
    """The stage of the first item on the critical path that is not done; `delivered` after all."""

    done: Ratio | NoData
    """How much of the working time of the critical path is over; no data if it takes none."""

    promised: datetime | None
    """The current promise."""

    projected: datetime
    """When it will be done by the plan, or was."""


def delivery_status(
    plan: OrderPlan, *, stages: Mapping[str, str] | None = None, promised: datetime | None = None
) -> DeliveryStatus:
    """Return where an order stands: stage, share of the critical path done, current promise.

    Args:
        plan: the plan, with progress.
        stages: names of stages for customers, by item; an item without one is its own stage.
        promised: until when it was promised.

    Raises:
        InvalidType: something else than a plan.

    Examples:
        >>> from svcmgmt.patterns import ItemProgress, ItemWork, PlanItem, graph_of, plan_order
        >>> from svcmgmt.temporal import parse_instant as at
        >>> steps = graph_of([PlanItem(id="design"), PlanItem(id="build", depends_on=["design"])])
        >>> work = {"design": ItemWork(duration=timedelta(days=2)),
        ...         "build": ItemWork(duration=timedelta(days=3))}
        >>> designed = {"design": ItemProgress(finished=at("2026-10-28T00:00:00Z"))}
        >>> plan = plan_order(steps, work, start=at("2026-10-26T00:00:00Z"), progress=designed,
        ...                   as_of=at("2026-10-28T00:00:00Z"))
        >>> status = delivery_status(plan, stages={"build": "your line is being built"})
        >>> print(status.stage, "|", status.done.percent(0))
        your line is being built | 40 %
    """
    check_kind("plan", plan, OrderPlan)
    names = stages or {}
    chain = [plan.item(each) for each in plan.critical]
    open_ones = [each.id for each in plan.items if not each.is_done]
    waiting = [each.id for each in chain if not each.is_done] or open_ones
    over = _seconds(sum((each.done for each in chain), timedelta(0)))
    whole = _seconds(sum((each.work for each in chain), timedelta(0)))
    return DeliveryStatus(
        stage=names.get(waiting[0], waiting[0]) if waiting else "delivered",
        done=Ratio.of(over, whole, reason="the critical path takes no time"),
        promised=None if promised is None else instant(promised, "promised"),
        projected=plan.finish,
    )


def _seconds(duration: timedelta) -> Fraction:
    return Fraction(duration // timedelta(microseconds=1), 10**6)
