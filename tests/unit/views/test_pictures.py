"""What all pictures keep, and that their Vega-Lite is Vega-Lite 5."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from pictures import check_picture, texts

from svcmgmt.calendars import weekly
from svcmgmt.patterns import ItemWork, OrderPlan, PlanItem, graph_of, plan_order
from svcmgmt.sla import ClockLedger, Target, read
from svcmgmt.sla.availability import Availability, Maintenance, Outage, availability_of
from svcmgmt.sla.budgets import GOOGLE_30D, alert_history
from svcmgmt.sla.indicators import EventSeries, Indicator, IndicatorSeries, MissingData
from svcmgmt.statistics import ControlChart, c_chart
from svcmgmt.temporal import Interval, parse_instant as at
from svcmgmt.values import NoData, Ratio
from svcmgmt.views import (
    ChartPicture,
    ClockBar,
    Lanes,
    Picture,
    burn_down,
    compliance_trend,
    heat_strip,
    order_gantt,
    outage_timeline,
)
from svcmgmt.views._words import wrapped
from svcmgmt.views.pictures import percent_down

START = at("2026-10-01T00:00:00Z")
DAY = timedelta(days=1)
HOSTILE = 'x</text><script>alert(1)</script> **b** | [a](b) & "q"' + "\x00" + "w" * 300


def service(name: str, days: int = 31, *outages: tuple[float, float]) -> Availability:
    """A service that was down from some hours on for some hours."""
    down = [
        Outage(id=f"{name}-{index}", cause=name, during=_hours(start, length))
        for index, (start, length) in enumerate(outages)
    ]
    works = [Maintenance(planned=_hours(30, 5))]
    within = Interval(START, START + days * DAY)
    return availability_of(down, within=within, subject=name, exclusions=works)


def _hours(start: float, length: float) -> Interval:
    begin = START + timedelta(hours=start)
    return Interval(begin, begin + timedelta(hours=length))


def clock_bar() -> ClockBar:
    target = Target(
        name="restore",
        limit=timedelta(hours=9),
        calendar=weekly("Mon-Fri 08:00-18:00", zone="UTC"),
    )
    ledger = (
        ClockLedger.started(at("2026-10-26T08:00:00Z"))
        .pause(at("2026-10-26T09:00:00Z"))
        .resume(at("2026-10-26T10:00:00Z"))
    )
    return ClockBar(reading=read(target, ledger, until=at("2026-10-27T15:00:00Z")))


def chart() -> ChartPicture:
    made = c_chart([3, 5, 4, 40], unit=HOSTILE)
    assert isinstance(made, ControlChart)
    return ChartPicture(chart=made)


def burning(*, with_alerts: bool = True) -> Picture:
    hour = timedelta(hours=1)
    pairs = [(100, 100)] * 200 + [(50, 100)] * 4 + [(100, 100)] * 100
    requests = IndicatorSeries(
        indicator=Indicator(name=HOSTILE, missing=MissingData.IGNORE),
        series=EventSeries.of_slices(START, pairs, slice=hour / 12),
    )
    window = Interval(START, START + 2 * DAY)
    until = START + 304 * hour / 12
    history = alert_history(requests, GOOGLE_30D, target="99 %", within=Interval(START, until))
    return burn_down(
        requests, window, target="99 %", as_of=until, alerts=history if with_alerts else None
    )


def plan() -> OrderPlan:
    steps = graph_of([PlanItem(id="1"), PlanItem(id=HOSTILE), PlanItem(id="3", depends_on=["1"])])
    work = {each.id: ItemWork(duration=DAY) for each in steps.items}
    return plan_order(steps, work, start=START)


MONTHS: list[tuple[str, Ratio | NoData]] = [
    ("2026-08", Ratio(19, 20)),
    (HOSTILE, Ratio(14, 20)),
    ("2026-10", NoData("no tickets")),
]
SERVICES = [service("vpn", 31, (5, 2), (100, 30)), service(HOSTILE, 31, (6, 0.01))]

PICTURES: dict[str, Callable[[], Picture]] = {
    "heat strip": lambda: heat_strip(SERVICES, target="99.9 %"),
    "heat strip of nothing": lambda: heat_strip([], target="99.9 %"),
    "heat strip of a day": lambda: heat_strip([service("vpn", 1, (5, 2))], target="99 %"),
    "heat strip of 400 days": lambda: heat_strip([service("vpn", 400, (5, 2))], target="99 %"),
    "heat strip of 60": lambda: heat_strip(
        [service(f"service {n}", 31, (n, 2)) for n in range(60)], target="99 %"
    ),
    "timeline": lambda: outage_timeline(SERVICES, zone="Europe/Berlin"),
    "timeline by cause": lambda: outage_timeline(SERVICES, by=Lanes.CAUSE),
    "timeline of nothing": lambda: outage_timeline([]),
    "timeline of 60": lambda: outage_timeline(
        [service(f"service {n}", 31, (n, 2)) for n in range(60)]
    ),
    "burn-down": burning,
    "burn-down without alerts": lambda: burning(with_alerts=False),
    "trend": lambda: compliance_trend(
        MONTHS, target="95 %", confidence="95 %", name=HOSTILE
    ),
    "trend without intervals": lambda: compliance_trend(MONTHS, target="95 %", confidence=None),
    "trend of nothing": lambda: compliance_trend([], target="95 %", confidence=None),
    "trend without data": lambda: compliance_trend(MONTHS[2:], target="1", confidence="90 %"),
    "order gantt": lambda: order_gantt(plan(), promised=START + DAY),
    "clock bar": clock_bar,
    "control chart": chart,
}  # fmt: skip

every_picture = pytest.mark.parametrize("make", PICTURES.values(), ids=PICTURES)


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """The schema of Vega-Lite 5, as Altair 5 brings it; Altair itself is not imported."""
    found = importlib.util.find_spec("altair")
    if found is None or found.origin is None:
        pytest.skip("altair, which brings the schema of Vega-Lite, is not installed")
    file = Path(found.origin).parent / "vegalite" / "v5" / "schema" / "vega-lite-schema.json"
    return dict(json.loads(file.read_text(encoding="utf-8")))


@every_picture
def test_a_picture_is_whole_by_itself_and_lies_within_its_canvas(
    make: Callable[[], Picture],
) -> None:
    check_picture(make())


@every_picture
def test_its_specification_is_vega_lite(
    make: Callable[[], Picture], schema: dict[str, Any]
) -> None:
    Draft7Validator(schema).validate(make().vega_lite())


def test_the_schema_refuses_what_is_none(schema: dict[str, Any]) -> None:
    assert not Draft7Validator(schema).is_valid({"mark": "smoke", "data": {"values": []}})


@every_picture
def test_equal_values_make_equal_pictures(make: Callable[[], Picture]) -> None:
    assert make().svg() == make().svg()
    assert make() == make()
    assert make().title in repr(make())


def test_markdown_cannot_be_broken_out_of() -> None:
    told = PICTURES["trend"]().markdown()
    assert "\\<script\\>" in told
    assert "<script>" not in told
    assert "\\*\\*b\\*\\* \\| \\[a\\](b) \\& " in told


def test_a_picture_of_nothing_has_no_table() -> None:
    picture = heat_strip([], target="99.9 %")
    assert picture.explain() == "availability of 0 services by day\nNo services"
    assert picture.markdown() == "**availability of 0 services by day**\n\nNo services"
    assert picture.as_rows() == []


def test_a_percentage_is_rounded_down() -> None:
    shares = [
        Fraction(0),
        Fraction(1, 10**9),
        Fraction(2, 3),
        Fraction(99_999, 100_000),
        Fraction(1),
    ]
    assert [percent_down(each) for each in shares] == ["0", "0.00", "66.66", "99.99", "100"]
    assert percent_down(NoData()) == "–"


class TestLines:
    def test_words_go_to_as_many_lines_as_they_need(self) -> None:
        assert wrapped("", 100, 10) == []
        assert wrapped("one two", 1_000, 10) == ["one two"]
        assert len(wrapped("one two three four", 40, 10)) == 4

    def test_a_very_long_text_ends_after_a_few_lines(self) -> None:
        lines = wrapped("word " * 100, 100, 10)
        assert len(lines) == 4
        assert "…" in lines[-1]

    def test_a_very_long_word_loses_its_middle(self) -> None:
        (line,) = wrapped("w" * 100, 100, 10)
        assert "…" in line


def test_texts_are_escaped() -> None:
    assert any(text.startswith("x</text>") for text in texts(PICTURES["timeline"]().svg()))
