"""What a customer is told of an order under way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.errors import InvalidValue
from svcmgmt.patterns import (
    ItemAction,
    ItemProgress,
    ItemWork,
    MilestoneStatus,
    OrderPlan,
    PlanItem,
    delivery_status,
    graph_of,
    jeopardy_of,
    plan_order,
    read_milestones,
)
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import NoData, Ratio

START = at("2026-10-26T00:00:00Z")
DAY = timedelta(days=1)
STEPS = graph_of([PlanItem(id="design"), PlanItem(id="build", depends_on=["design"])])
WORK = {"design": ItemWork(duration=2 * DAY), "build": ItemWork(duration=3 * DAY)}


def plan(**more: Any) -> OrderPlan:  # noqa: ANN401
    """Return a plan of five days."""
    return plan_order(STEPS, WORK, start=START, **more)


class TestJeopardy:
    @pytest.mark.parametrize(
        ("promised", "expected"),
        [
            (4, "Critical"),
            (5, "Hazard"),
            (5.5, "Hazard"),
            (6, "Normal"),
            (6.5, "Normal"),
            (7, None),
        ],
    )
    def test_the_nearer_to_the_promise_the_greater_the_risk(
        self, promised: float, expected: str | None
    ) -> None:
        alert = jeopardy_of(plan(), promised=START + promised * DAY, buffer=2 * DAY)
        assert (None if alert is None else alert.jeopardy_type) == expected

    def test_the_promise_itself_is_kept(self) -> None:
        assert jeopardy_of(plan(), promised=START + 5 * DAY) is None

    def test_it_names_what_is_still_to_be_done(self) -> None:
        late = plan(
            progress={"design": ItemProgress(finished=START + 4 * DAY)}, as_of=START + 4 * DAY
        )
        alert = jeopardy_of(late, promised=START + 5 * DAY)
        assert alert is not None
        assert (alert.exception, alert.alert_date) == ("build", START + 4 * DAY)
        assert alert.message == "projected 2026-11-02T00:00:00Z, promised 2026-10-31T00:00:00Z"

    @pytest.mark.parametrize("hazard", [3 * DAY, -DAY])
    def test_a_hazard_lies_within_the_buffer(self, hazard: timedelta) -> None:
        with pytest.raises(InvalidValue):
            jeopardy_of(plan(), promised=START, buffer=2 * DAY, hazard=hazard)


class TestMilestones:
    def test_expected_reached_and_violated(self) -> None:
        done = {"design": ItemProgress(finished=START + 2 * DAY)}
        later = plan(progress=done, as_of=START + 2 * DAY)
        named = {"designed": "design", "built": "build"}
        limits = {"designed": START + 2 * DAY, "built": START + 5 * DAY}
        designed, built = read_milestones(later, named, promised=limits)
        assert designed.status is MilestoneStatus.COMPLETED
        assert built.status is MilestoneStatus.YET_TO_REACH
        assert built.expected == START + 5 * DAY
        designed, built = read_milestones(
            later, named, promised={"designed": START, "built": START + DAY}
        )
        assert designed.status is built.status is MilestoneStatus.VIOLATED
        assert built.document().message == "promised 2026-10-27T00:00:00Z"

    def test_without_a_promise_none_is_violated(self) -> None:
        (built,) = read_milestones(plan(), {"built": "build"})
        assert built.status is MilestoneStatus.YET_TO_REACH
        document = built.document()
        assert (document.milestone_date, document.message) == (START + 5 * DAY, "")


class TestStatus:
    def test_stage_and_share_follow_the_critical_path(self) -> None:
        begun = plan(progress={"design": ItemProgress(started=START)}, as_of=START + DAY)
        status = delivery_status(begun, stages={"design": "planning"}, promised=START + 9 * DAY)
        assert (status.stage, status.done) == ("planning", Ratio(1, 5))
        assert (status.promised, status.projected) == (START + 9 * DAY, START + 5 * DAY)

    def test_after_all_it_is_delivered(self) -> None:
        done = {
            "design": ItemProgress(finished=START + 2 * DAY),
            "build": ItemProgress(finished=START + 4 * DAY),
        }
        status = delivery_status(plan(progress=done, as_of=START + 4 * DAY))
        assert (status.stage, status.done) == ("delivered", Ratio(1, 1))

    def test_what_is_open_beside_a_path_that_is_done_is_the_stage(self) -> None:
        graph = graph_of([PlanItem(id="a"), PlanItem(id="b")])
        work = {each: ItemWork(duration=DAY) for each in "ab"}
        done = {"b": ItemProgress(finished=START + 2 * DAY)}
        status = delivery_status(plan_order(graph, work, start=START, progress=done))
        assert status.stage == "a"

    def test_a_path_without_work_has_no_share(self) -> None:
        graph = graph_of([PlanItem(id="1", action=ItemAction.NO_CHANGE)])
        status = delivery_status(plan_order(graph, {}, start=START))
        assert isinstance(status.done, NoData)
        assert status.promised is None
