"""The plan of an order as bars: what decides its end, what has slack, what is left out."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pictures import check_inside, check_picture, texts, told

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.patterns import ItemProgress, ItemWork, OrderPlan, PlanItem, graph_of, plan_order
from svcmgmt.temporal import NaiveDatetime, parse_instant as at
from svcmgmt.views import GanttKind, OrderGantt, order_gantt

MONDAY = at("2026-10-26T00:00:00Z")
DAY = timedelta(days=1)
HOSTILE = 'x</text><script>alert(1)</script> **b** | [a](b) & "q"' + "\x00" + "w" * 300

ITEMS = [
    PlanItem(id="survey"),
    PlanItem(id="port"),
    PlanItem(id="build", depends_on=["survey"]),
    PlanItem(id="test", depends_on=["build", "port"]),
]
WORK = {
    "survey": ItemWork(duration=2 * DAY),
    "port": ItemWork(duration=DAY),
    "build": ItemWork(duration=3 * DAY),
    "test": ItemWork(duration=DAY),
}
SURVEYED = {"survey": ItemProgress(started=MONDAY, finished=MONDAY + DAY)}


def plan(
    progress: Mapping[str, ItemProgress] | None = None, as_of: datetime | None = None
) -> OrderPlan:
    return plan_order(graph_of(ITEMS), WORK, start=MONDAY, progress=progress or {}, as_of=as_of)


def many(number: int, *, needs: int = 0) -> OrderPlan:
    """A plan of a long item and many short ones, the last of which waits for some others."""
    names = [f"item {index}" for index in range(number)]
    items = [PlanItem(id=each) for each in names]
    items.append(PlanItem(id="last", depends_on=names[:needs]))
    work = {each: ItemWork(duration=timedelta(hours=1)) for each in names}
    return plan_order(graph_of(items), {**work, "last": ItemWork(duration=9 * DAY)}, start=MONDAY)


class TestKinds:
    def test_an_item_without_slack_is_critical(self) -> None:
        gantt = order_gantt(plan())
        assert {each.id: gantt.kind_of(each) for each in gantt.shown} == {
            "survey": GanttKind.CRITICAL,
            "port": GanttKind.SLACK,
            "build": GanttKind.CRITICAL,
            "test": GanttKind.CRITICAL,
        }

    def test_an_item_that_is_done_is_neither(self) -> None:
        gantt = order_gantt(plan(progress=SURVEYED, as_of=MONDAY + DAY))
        assert gantt.kind_of(gantt.plan.item("survey")) is GanttKind.DONE


class TestWords:
    def test_title_and_description_say_when_it_is_done(self) -> None:
        gantt = order_gantt(plan(), zone="Europe/Berlin")
        assert gantt.title == "plan of 4 items, done by Sun 2026-11-01 01:00+01:00"
        assert gantt.description == (
            "Mon 2026-10-26 01:00+01:00 to Sun 2026-11-01 01:00+01:00 (Europe/Berlin);"
            " items: critical 3, with slack 1"
        )
        assert repr(gantt) == f"<OrderGantt {gantt.title}>"

    def test_a_plan_of_one_item_is_one(self) -> None:
        one = plan_order(graph_of([PlanItem(id="port")]), {"port": WORK["port"]}, start=MONDAY)
        assert order_gantt(one).title.startswith("plan of 1 item, ")

    @pytest.mark.parametrize(
        ("promised", "words"),
        [
            ("2026-11-01T00:00:00Z", "promised Sun 2026-11-01 00:00+00:00, in time"),
            ("2026-10-31T12:00:00Z", "promised Sat 2026-10-31 12:00+00:00, 12:00:00 late"),
        ],
    )
    def test_an_end_at_the_promise_is_in_time(self, promised: str, words: str) -> None:
        assert order_gantt(plan(), promised=at(promised)).description.endswith(words)

    def test_names_stand_beside_identifiers(self) -> None:
        gantt = order_gantt(plan(), names={"port": "free port"})
        _, rows = gantt.table()
        assert [row[0] for row in rows] == ["survey", "port free port", "build", "test"]
        assert rows[1] == (
            "port free port",
            "Mon 2026-10-26 00:00+00:00",
            "Tue 2026-10-27 00:00+00:00",
            "96:00:00",
            "with slack",
        )


class TestRows:
    def test_there_is_one_for_each_item(self) -> None:
        known = {"survey": ItemProgress(started=MONDAY)}
        rows = order_gantt(plan(progress=known, as_of=MONDAY + DAY)).as_rows()
        assert [each["item"] for each in rows] == ["survey", "port", "build", "test"]
        assert rows[0] == {
            "item": "survey",
            "level": 0,
            "kind": "critical",
            "is_critical": True,
            "start": "2026-10-26T00:00:00Z",
            "finish": "2026-10-28T00:00:00Z",
            "latest_finish": "2026-10-28T00:00:00Z",
            "slack_s": 0.0,
            "work_s": 172_800.0,
            "done_s": 86_400.0,
        }

    def test_the_specification_has_them(self) -> None:
        made = order_gantt(plan()).vega_lite()
        assert made["data"]["values"] == order_gantt(plan()).as_rows()
        assert [each["mark"]["type"] for each in made["layer"]] == ["rule", "bar"]

    def test_of_very_many_items_the_specification_has_those_that_are_shown(self) -> None:
        gantt = order_gantt(many(1_100))
        assert len(gantt.as_rows()) == 1_101
        assert len(gantt.vega_lite()["data"]["values"]) == 40


class TestDrawing:
    def test_it_is_whole_by_itself(self) -> None:
        names = {"port": HOSTILE}
        promised = MONDAY + 20 * DAY
        check_picture(order_gantt(plan(), names=names, promised=promised, zone="Asia/Tokyo"))
        check_picture(order_gantt(plan(progress=SURVEYED, as_of=MONDAY + DAY)))

    def test_it_says_more_than_by_colours(self) -> None:
        gantt = order_gantt(plan(progress=SURVEYED, as_of=MONDAY + DAY), promised=MONDAY)
        seen = texts(gantt.svg())
        for words in ("as of", "promised", "done", "critical", "slack 48:00:00"):
            assert words in seen
        assert "critical" not in texts(order_gantt(plan()).svg())[0]
        assert told(gantt.svg(), "title") == gantt.title

    def test_marks_at_one_instant_do_not_meet(self) -> None:
        svg = order_gantt(plan(), promised=MONDAY).svg()
        assert svg.count(">as of<") == svg.count(">promised<") == 1
        check_inside(svg)

    def test_of_many_items_the_critical_ones_and_those_with_least_slack_are_shown(self) -> None:
        gantt = order_gantt(many(60))
        assert len(gantt.shown) == 40
        assert "last" in {each.id for each in gantt.shown}
        assert gantt.notes == ("21 items with more slack are not shown",)
        check_picture(gantt)

    def test_too_many_lines_between_items_are_left_out(self) -> None:
        few = [f"a{index}" for index in range(15)]
        items = [PlanItem(id=each) for each in few]
        items += [PlanItem(id=f"b{index}", depends_on=few) for index in range(15)]
        work = {each.id: ItemWork(duration=DAY) for each in items}
        gantt = order_gantt(plan_order(graph_of(items), work, start=MONDAY))
        assert gantt.notes == ("what waits for what is not shown",)
        check_picture(gantt)

    def test_items_that_take_no_time_can_be_seen(self) -> None:
        graph = graph_of([PlanItem(id="port")])
        nothing = plan_order(graph, {"port": ItemWork(duration=0 * DAY)}, start=MONDAY)
        check_picture(order_gantt(nothing))


class TestWrongKinds:
    def test_they_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            order_gantt("plan")  # type: ignore[arg-type]
        with pytest.raises(NaiveDatetime):
            order_gantt(plan(), promised=datetime(2026, 10, 26))  # noqa: DTZ001
        with pytest.raises(InvalidValue):
            order_gantt(plan(), names={"nothing": "x"})

    def test_equal_plans_make_equal_pictures(self) -> None:
        one, other = order_gantt(plan()), OrderGantt(plan=plan(), zone=ZoneInfo("UTC"))
        assert one == other
        assert hash(one) == hash(other)
        assert one.svg() == other.svg()

    def test_a_picture_survives_pickle(self) -> None:
        one = order_gantt(plan(), names={"port": "free port"})
        assert pickle.loads(pickle.dumps(one)).names == one.names  # noqa: S301 - our own
