"""Laws of the picture of a plan, for orders of any shape."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, strategies as st
from pictures import check_inside

from svcmgmt.patterns import ItemProgress, ItemWork, OrderPlan, PlanItem, graph_of, plan_order
from svcmgmt.temporal import parse_instant as at
from svcmgmt.views import GanttKind, order_gantt

START = at("2026-10-01T00:00:00Z")
MINUTES = st.integers(0, 10_000).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def plans(draw: st.DrawFn) -> OrderPlan:
    """A plan of up to a dozen items, some of which are begun or done."""
    names = [f"i{index}" for index in range(draw(st.integers(1, 12)))]
    items = [
        PlanItem(id=each, depends_on=draw(st.lists(st.sampled_from(names[:index]), unique=True)))
        if index
        else PlanItem(id=each)
        for index, each in enumerate(names)
    ]
    work = {each: ItemWork(duration=draw(MINUTES)) for each in names}
    first = plan_order(graph_of(items), work, start=START)
    as_of = START + draw(MINUTES)
    known = {
        each.id: ItemProgress(
            started=each.start, finished=each.finish if each.finish <= as_of else None
        )
        for each in first.items
        if each.start < as_of
    }
    return plan_order(graph_of(items), work, start=START, progress=known, as_of=as_of)


@given(plans(), MINUTES | st.none())
def test_a_picture_of_a_plan_lies_within_its_canvas(
    plan: OrderPlan, promised: timedelta | None
) -> None:
    gantt = order_gantt(plan, promised=None if promised is None else START + promised)
    check_inside(gantt.svg())
    assert len(gantt.as_rows()) == len(gantt.shown) == len(plan.items)


@given(plans())
def test_what_is_not_done_on_the_critical_chain_has_no_slack(plan: OrderPlan) -> None:
    gantt = order_gantt(plan)
    for each in plan.critical:
        assert gantt.kind_of(plan.item(each)) in {GanttKind.CRITICAL, GanttKind.DONE}


@given(plans())
def test_an_item_has_slack_if_and_only_if_it_may_end_later(plan: OrderPlan) -> None:
    gantt = order_gantt(plan)
    for each in plan.items:
        may_be_later = each.finish < each.latest_finish and not each.is_done
        assert (gantt.kind_of(each) is GanttKind.SLACK) is may_be_later
