"""When the items of an order will be done."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from delivery_steps import DELIVERY, items_of
from hypothesis import given, strategies as st

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.patterns import (
    ItemAction,
    ItemProgress,
    ItemWork,
    OrderPlan,
    PlanItem,
    graph_of,
    plan_order,
)
from svcmgmt.temporal import EndBeforeStart, NaiveDatetime, parse_instant as at

START = at("2026-10-26T00:00:00Z")
DAY = timedelta(days=1)
DAYS = {
    "design": 2,
    "reserve": 1,
    "ship": 4,
    "install": 3,
    "configure": 1,
    "test": 1,
    "activate": 0.5,
    "bill": 0,
}
WORK = {name: ItemWork(duration=days * DAY) for name, days in DAYS.items()}
OFFICE = weekly("Mon-Fri 09:00-17:00", zone="UTC")


def delivery(**more: Any) -> OrderPlan:  # noqa: ANN401
    """Return the plan of a delivery."""
    return plan_order(graph_of(items_of(DELIVERY)), WORK, start=START, **more)


class TestCriticalPath:
    def test_the_longest_chain_decides(self) -> None:
        plan = delivery()
        assert (plan.finish - plan.start) / DAY == 11.5
        assert plan.critical == (
            *("design", "ship", "install", "configure"),
            *("test", "activate", "bill"),
        )
        assert plan.item("reserve").slack == 3 * DAY
        assert {each.id for each in plan.items if each.slack} == {"reserve"}
        assert plan.item("reserve").latest_start == START + 5 * DAY
        assert [each.level for each in plan.items] == [0, 1, 1, 2, 3, 4, 5, 6]

    def test_items_that_change_nothing_take_no_time(self) -> None:
        graph = graph_of([PlanItem(id="1", action=ItemAction.NO_CHANGE)])
        assert plan_order(graph, {}, start=START).finish == START


class TestCalendars:
    def test_each_item_has_hours_of_its_own(self) -> None:
        graph = graph_of(items_of({"order": [], "visit": ["order"], "robot": ["order"]}))
        work = {
            "order": ItemWork(duration=timedelta(hours=8), calendar=OFFICE),
            "visit": ItemWork(duration=timedelta(hours=4), calendar=OFFICE),
            "robot": ItemWork(duration=timedelta(hours=4)),
        }
        plan = plan_order(graph, work, start=at("2026-10-23T09:00:00Z"))
        assert plan.item("order").finish == at("2026-10-23T17:00:00Z")
        assert plan.finish == at("2026-10-26T13:00:00Z")
        assert plan.item("robot").finish == at("2026-10-23T21:00:00Z")
        assert plan.item("robot").slack == timedelta(days=2, hours=16)
        assert plan.item("order").slack == timedelta(0)
        assert plan.item("visit").slack == timedelta(0)

    def test_slack_counts_in_the_hours_of_the_item(self) -> None:
        graph = graph_of(items_of({"long": [], "short": []}))
        work = {
            "long": ItemWork(duration=timedelta(days=7)),
            "short": ItemWork(duration=timedelta(hours=8), calendar=OFFICE),
        }
        plan = plan_order(graph, work, start=START)
        assert plan.item("short").slack == timedelta(hours=32)


class TestProgress:
    def test_what_is_done_has_its_own_times(self) -> None:
        done = ItemProgress(started=START, finished=START + 3 * DAY)
        plan = delivery(progress={"design": done}, as_of=START + 3 * DAY)
        assert plan.finish == START + 12.5 * DAY
        assert plan.item("design").is_done
        assert plan.item("design").slack == timedelta(0)
        assert plan.item("design").done == 2 * DAY

    def test_what_was_begun_goes_on_and_what_was_not_begins_no_earlier_than_now(self) -> None:
        begun = ItemProgress(started=START + DAY)
        plan = delivery(progress={"design": begun}, as_of=START + 2 * DAY)
        assert plan.item("design").finish == START + 3 * DAY
        assert plan.item("design").done == DAY
        assert delivery(as_of=START + DAY).finish == START + 12.5 * DAY

    def test_what_should_be_done_and_is_not_ends_no_earlier_than_now(self) -> None:
        begun = ItemProgress(started=START)
        plan = delivery(progress={"design": begun}, as_of=START + 5 * DAY)
        assert plan.item("design").finish == START + 5 * DAY
        assert plan.item("design").done == 2 * DAY

    def test_what_begins_later_has_nothing_done(self) -> None:
        later = ItemProgress(started=START + DAY)
        assert delivery(progress={"design": later}).item("design").done == timedelta(0)

    def test_an_end_alone_is_enough(self) -> None:
        plan = delivery(progress={"design": ItemProgress(finished=START)})
        assert plan.item("design").start == START


class TestRefusals:
    def test_every_item_needs_work(self) -> None:
        with pytest.raises(InvalidValue):
            plan_order(graph_of([PlanItem(id="1")]), {}, start=START)

    def test_work_and_progress_are_of_items(self) -> None:
        graph = graph_of([PlanItem(id="1")])
        with pytest.raises(InvalidValue):
            plan_order(graph, {"1": WORK["bill"], "2": WORK["bill"]}, start=START)
        with pytest.raises(InvalidType):
            plan_order(graph, {"1": DAY}, start=START)  # type: ignore[dict-item]
        with pytest.raises(InvalidType):
            plan_order(graph, {"1": WORK["bill"]}, start=START, progress={"1": START})  # type: ignore[dict-item]

    def test_an_order_has_items(self) -> None:
        with pytest.raises(InvalidValue):
            plan_order(graph_of([]), {}, start=START)

    def test_times_are_aware_and_in_order(self) -> None:
        with pytest.raises(NaiveDatetime):
            delivery(as_of=START.replace(tzinfo=None))
        with pytest.raises(EndBeforeStart):
            ItemProgress(started=START, finished=START - DAY)
        with pytest.raises(InvalidValue):
            ItemWork(duration=-DAY)


def test_a_plan_is_shown_as_a_table() -> None:
    done = ItemProgress(started=START, finished=START + 2 * DAY)
    lines = str(delivery(progress={"design": done})).splitlines()
    assert lines[1].split()[-1] == "done"
    assert lines[2].endswith("0:00:00")
    assert lines[3].split()[-1] == "critical"


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15),
    st.lists(st.integers(0, 9), min_size=7, max_size=7),
)
def test_no_path_is_longer_than_the_critical_one(
    steps: list[tuple[int, int]], days: list[int]
) -> None:
    depends: dict[str, list[str]] = {str(each): [] for each in range(7)}
    for one, other in steps:
        if one != other:
            depends[str(max(one, other))].append(str(min(one, other)))
    graph = graph_of(items_of(depends))
    work = {name: ItemWork(duration=days[int(name)] * DAY) for name in depends}
    plan = plan_order(graph, work, start=START)

    def longest(name: str) -> timedelta:
        return (
            max((longest(each) for each in graph.waits_for(name)), default=0 * DAY)
            + work[name].duration
        )

    assert plan.finish - plan.start == max(map(longest, depends))
    assert sum((work[each].duration for each in plan.critical), 0 * DAY) == plan.finish - START
    assert all(one in graph.waits_for(other) for one, other in pairwise(plan.critical))
    assert all(plan.item(each).slack == 0 * DAY for each in plan.critical)
    assert all(each.start <= each.latest_start <= each.latest_finish for each in plan.items)
