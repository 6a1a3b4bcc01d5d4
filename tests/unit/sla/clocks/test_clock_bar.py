"""The picture of a clock: well-formed, told without colour, with everything inside its frame."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from svcmgmt.sla import ClockLedger, ClockRow, FixedDue, RowKind, Target, read
from svcmgmt.sla.clocks._clock_bar import clock_bar
from svcmgmt.temporal import parse_instant as at

HOUR = timedelta(hours=1)
NINE = at("2026-10-26T09:00:00Z")
SVG = "{http://www.w3.org/2000/svg}"


def hour(number: float) -> datetime:
    return NINE + (number - 9) * HOUR


def row(start: float, end: float, kind: RowKind) -> ClockRow:
    return ClockRow(hour(start), hour(end), kind, "")


def picture(*rows: ClockRow, due: datetime | None = None, title: str = "restore") -> ET.Element:
    return ET.fromstring(clock_bar(rows, title=title, due=due, zone=UTC))  # noqa: S314 - our own


def texts(of: ET.Element) -> list[str]:
    return [each.text or "" for each in of.iter(f"{SVG}text")]


def bars(of: ET.Element) -> list[tuple[float, float, str]]:
    """Left, width and fill of the stretches: what has the height of the bar and a fill."""
    return [
        (float(each.attrib["x"]), float(each.attrib["width"]), each.attrib["fill"])
        for each in of.iter(f"{SVG}rect")
        if each.attrib.get("height") == "36" and "fill" in each.attrib
    ]


def described(of: ET.Element) -> str:
    found = of.find(f"{SVG}desc")
    assert found is not None
    return found.text or ""


ALL = (
    row(9, 10, RowKind.COUNTED),
    row(10, 11, RowKind.PAUSED),
    row(11, 12, RowKind.STOPPED),
    row(12, 13, RowKind.CLOSED),
    row(13, 14, RowKind.OVERDUE),
)


def test_each_kind_has_a_stretch_of_its_own_pattern_but_closed_time_is_empty() -> None:
    shown = picture(*ALL)
    fills = [fill for _, _, fill in bars(shown)]
    assert fills == ["#0072B2", "url(#paused)", "url(#stopped)", "url(#overdue)"]
    names = {each.attrib["id"] for each in shown.iter(f"{SVG}pattern")}
    assert names == {"overdue", "paused", "stopped"}


def test_stretches_follow_each_other_in_proportion() -> None:
    shown = bars(picture(*ALL))
    widths = [width for _, width, _ in shown]
    assert max(widths) - min(widths) < 0.02  # an hour each
    for (left, width, _), (following, _, _) in pairwise(shown[:3]):
        assert left + width == pytest.approx(following, abs=0.02)


def test_the_legend_names_every_kind_once() -> None:
    shown = texts(picture(*ALL, *ALL))
    for kind in RowKind:
        assert shown.count(kind.value) == 1


def test_a_description_tells_what_can_be_seen() -> None:
    assert described(picture(*ALL)) == (
        "Stretches of the clock: counted, paused, stopped, closed, overdue"
    )


def test_without_rows_there_is_no_bar() -> None:
    shown = picture()
    assert bars(shown) == []
    assert described(shown) == "Stretches of the clock: none"
    assert texts(shown) == ["restore"]


def test_a_clock_that_has_just_started_is_not_described_as_not_started() -> None:
    reading = read(Target(name="x", limit=HOUR), ClockLedger.started(NINE), until=NINE)
    assert reading.started_at == NINE
    assert "not started" not in reading.svg()


def test_stretches_of_one_kind_less_than_a_pixel_apart_become_one() -> None:
    rows = []
    for number in range(2_000):
        begin = NINE + number * timedelta(minutes=10)
        middle, end = begin + timedelta(minutes=9), begin + timedelta(minutes=10)
        rows += [ClockRow(begin, middle, RowKind.COUNTED, "")]
        rows += [ClockRow(middle, end, RowKind.CLOSED, "")]
    assert len(bars(picture(*rows))) == 1
    assert len(bars(picture(*rows[:8]))) == 4


def test_only_closed_time_draws_no_stretch() -> None:
    assert bars(picture(row(9, 10, RowKind.CLOSED))) == []


@pytest.mark.parametrize(("due", "anchor"), [(9.2, "start"), (9.9, "end"), (20, "end")])
def test_the_due_time_is_marked_and_told(due: float, anchor: str) -> None:
    shown = picture(row(9, 10, RowKind.COUNTED), due=hour(due))
    (label,) = [each for each in shown.iter(f"{SVG}text") if (each.text or "").startswith("due ")]
    assert label.attrib["text-anchor"] == anchor
    (line,) = [each for each in shown.iter(f"{SVG}line") if "stroke-dasharray" in each.attrib]
    assert line.attrib["x1"] == line.attrib["x2"] == label.attrib["x"]
    assert 24 <= float(line.attrib["x1"]) <= 884


def test_without_a_due_time_none_is_told() -> None:
    assert not any(text.startswith("due") for text in texts(picture(row(9, 10, RowKind.PAUSED))))


def test_first_and_last_instant_are_told_in_local_time() -> None:
    shown = texts(picture(*ALL))
    assert "Mon 2026-10-26 09:00+00:00" in shown
    assert "Mon 2026-10-26 14:00+00:00" in shown


@pytest.mark.parametrize("title", ["a < b & c > d", '"quoted"', "]]>", "naïve ☃"])
def test_a_title_is_text_and_nothing_else(title: str) -> None:
    shown = picture(*ALL, title=title)
    assert texts(shown)[0] == title
    assert len(list(shown)) == len(list(picture(*ALL)))


def test_a_stretch_without_length_is_drawn_without_a_division_by_zero() -> None:
    assert bars(picture(row(9, 9, RowKind.COUNTED))) == [(24, 0, "#0072B2")]


def test_a_due_date_before_the_start_stays_inside_the_frame() -> None:
    target = Target(name="x", limit=FixedDue(NINE - 24 * HOUR))
    svg = read(target, ClockLedger.started(NINE), until=hour(10)).svg()
    shown = ET.fromstring(svg)  # noqa: S314 - our own
    places = [
        float(each.attrib[name])
        for each in shown.iter()
        for name in ("x", "x1", "x2")
        if name in each.attrib
    ]
    assert min(places) >= 0
