"""The picture of a clock: well-formed, told without colour, with everything inside its frame."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from svcmgmt.drawing import text_width
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


def picture(
    *rows: ClockRow,
    start: datetime | None = None,
    due: datetime | None = None,
    name: str = "restore",
    told: str = "met",
) -> ET.Element:
    begun = rows[0].start if rows else start
    drawn = clock_bar(rows, name=name, told=told, start=begun, due=due, zone=UTC)
    return ET.fromstring(drawn)  # noqa: S314 - our own


def texts(of: ET.Element) -> list[str]:
    return [each.text or "" for each in of.iter(f"{SVG}text")]


def bars(of: ET.Element) -> list[tuple[float, float, str]]:
    """Left, width and fill of the stretches: what has the height of the bar and a fill.

    Of the id of a pattern, the name is told.
    """
    return [
        (
            float(each.attrib["x"]),
            float(each.attrib["width"]),
            re.sub(r"url\(#(\w+)-\w+\)", r"\1", each.attrib["fill"]),
        )
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
    assert fills == ["#0072B2", "paused", "stopped", "overdue"]
    names = {each.attrib["id"].split("-")[0] for each in shown.iter(f"{SVG}pattern")}
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


def test_the_description_tells_the_due_time() -> None:
    told = described(picture(*ALL, due=hour(13)))
    assert told.endswith("; due Mon 2026-10-26 13:00+00:00")


def test_a_clock_that_has_not_started_is_a_line_of_text() -> None:
    shown = picture(told="not started")
    assert bars(shown) == []
    assert described(shown) == "Stretches of the clock: none"
    assert texts(shown) == ["restore: not started"]
    assert float(shown.attrib["height"]) <= 50


def test_a_clock_that_has_just_started_shows_when_it_is_due() -> None:
    reading = read(Target(name="x", limit=HOUR), ClockLedger.started(NINE), until=NINE)
    shown = ET.fromstring(reading.svg())  # noqa: S314 - our own
    assert texts(shown) == [
        "x: running, 0:00:00 of 1:00:00, due Mon 2026-10-26 10:00+00:00",
        "Mon 2026-10-26 09:00+00:00",
        "due Mon 2026-10-26 10:00+00:00",
    ]
    (due,) = [each for each in shown.iter(f"{SVG}line") if "stroke-dasharray" in each.attrib]
    (start,) = [each for each in shown.iter(f"{SVG}path") if each.get("class") == "box"]
    assert (start.attrib["d"][:4], due.attrib["x1"]) == ("M24 ", "884")


def test_a_clock_that_paused_as_it_started_has_a_mark_at_its_start() -> None:
    ledger = ClockLedger.started(NINE).pause(NINE)
    shown = ET.fromstring(read(Target(name="x", limit=HOUR), ledger, until=NINE).svg())  # noqa: S314
    assert texts(shown)[1:] == ["Mon 2026-10-26 09:00+00:00"]


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


def test_many_stretches_of_changing_kind_make_no_large_picture() -> None:
    kinds = (RowKind.COUNTED, RowKind.PAUSED, RowKind.CLOSED, RowKind.STOPPED)
    minutes = [NINE + number * timedelta(minutes=1) for number in range(20_001)]
    rows = [
        ClockRow(begin, end, kinds[number % 4], "")
        for number, (begin, end) in enumerate(pairwise(minutes))
    ]
    shown = bars(picture(*rows))
    assert len(shown) < 2 * 860
    assert min(left for left, _, _ in shown) == 24
    assert max(left + width for left, width, _ in shown) == pytest.approx(884, abs=1)


@pytest.mark.parametrize("kind", [RowKind.OVERDUE, RowKind.PAUSED, RowKind.STOPPED])
def test_within_a_pixel_counted_time_hides_nothing(kind: RowKind) -> None:
    second = HOUR / 3600
    rows = [
        ClockRow(NINE, NINE + second, RowKind.COUNTED, ""),
        ClockRow(NINE + second, NINE + 2 * second, kind, ""),
        ClockRow(NINE + 2 * second, NINE + 3 * second, RowKind.COUNTED, ""),
        row(10, 33, RowKind.CLOSED),
    ]
    assert [fill for _, _, fill in bars(picture(*rows))] == [kind.value]


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
    shown = picture(*ALL, name=title)
    assert texts(shown)[0] == f"{title}: met"
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


LONG = "restoration of the private network of the branch office for customers of the gold plan " * 3


@pytest.mark.parametrize("name", [LONG, "W" * 500, "状態" * 200])
def test_a_long_name_leaves_room_for_the_verdict(name: str) -> None:
    shown = picture(*ALL, name=name, told="missed, 10:30:00 of 8:00:00")
    title = texts(shown)[0]
    assert title.startswith(name[:5])
    assert title.endswith(": missed, 10:30:00 of 8:00:00")
    assert text_width(title) <= 860
    assert shown.findtext(f"{SVG}title") == f"{name}: missed, 10:30:00 of 8:00:00"


def test_a_long_verdict_leaves_room_for_the_name() -> None:
    title = texts(picture(*ALL, name="restore", told=f"missed, 1:00:00 of {LONG}, due soon"))[0]
    assert title.startswith("restore: missed, 1:00:00 of")
    assert title.endswith(", due soon")
    assert text_width(title) <= 860


EXACT = timedelta(microseconds=123_456)


@pytest.mark.parametrize("due", [None, hour(20), hour(9) - 10 * HOUR])
@pytest.mark.parametrize("length", [timedelta(microseconds=1), HOUR / 60, 4 * HOUR, 400 * HOUR])
def test_the_texts_of_start_and_end_do_not_meet(length: timedelta, due: datetime | None) -> None:
    stretch = ClockRow(NINE + EXACT, NINE + EXACT + length, RowKind.COUNTED, "")
    y = 58 + 36 + 18
    ends = [
        each
        for each in picture(stretch, due=due).iter(f"{SVG}text")
        if float(each.attrib["y"]) == y
    ]
    (first, last) = [float(each.attrib["x"]) for each in ends]
    room = [text_width(each.text or "", 10) for each in ends]
    assert first + room[0] + 4 <= last - room[1]
    assert first >= 24
    assert last <= 884
