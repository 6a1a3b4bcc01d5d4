"""The picture of a control chart: well-formed, told without colour, bounded, inside its frame."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from svcmgmt.drawing import text_width
from svcmgmt.statistics import ControlChart, RunRule, c_chart, p_chart, xmr_chart
from svcmgmt.values import NoData, Ratio

SVG = "{http://www.w3.org/2000/svg}"
DIAMOND = "l6 6l-6 6l-6 -6z"


def picture(chart: ControlChart | NoData) -> ET.Element:
    assert isinstance(chart, ControlChart)
    return ET.fromstring(chart.svg())  # noqa: S314 - our own


def texts(of: ET.Element) -> list[str]:
    return [each.text or "" for each in of.iter(f"{SVG}text")]


def paths(of: ET.Element) -> list[ET.Element]:
    return list(of.iter(f"{SVG}path"))


def diamonds(of: ET.Element) -> list[tuple[float, float]]:
    """Tops of the diamonds within the chart: the one of the legend lies below."""
    found = [each.attrib["d"] for each in paths(of) if each.attrib["d"].endswith(DIAMOND)]
    tops = [tuple(map(float, d[1 : -len(DIAMOND)].split())) for d in found]
    return [(x, y) for x, y in tops if y < 268]


def described(of: ET.Element) -> str:
    found = of.find(f"{SVG}desc")
    assert found is not None
    return found.text or ""


SPIKE = [17, *[2] * 8, 3]


def test_the_lines_are_solid_faint_and_dashed() -> None:
    shown = picture(c_chart(SPIKE))
    dashes = ["stroke-dasharray" in each.attrib for each in paths(shown)]
    assert dashes == [False, False, True, True, False, False]
    assert [each.attrib.get("class") for each in paths(shown)][1:4] == [
        "line faint",
        "line",
        "line",
    ]


def test_each_point_has_a_place_of_its_own() -> None:
    shown = picture(c_chart(SPIKE))
    circles = [float(each.attrib["cx"]) for each in shown.iter(f"{SVG}circle")]
    assert circles == [24 + 76 * (index + 0.5) for index in range(10)]


def test_a_signal_is_a_diamond_with_the_numbers_of_its_rules() -> None:
    shown = picture(c_chart(SPIKE, rules=RunRule))
    assert diamonds(shown)[0][0] == 62
    assert texts(shown)[1] == "1"
    assert texts(shown)[-1].startswith("signal: 1 beyond limits, 4 eight on one side")
    assert len(diamonds(shown)) == len(c_chart(SPIKE, rules=RunRule).signals)  # type: ignore[union-attr]


def test_a_low_signal_is_numbered_below() -> None:
    shown = picture(c_chart([30, 31, 29, 30, 1]))
    (_, top) = diamonds(shown)[0]
    (label,) = [
        each
        for each in shown.iter(f"{SVG}text")
        if each.text == "1" and each.attrib.get("text-anchor") == "middle"
    ]
    assert float(label.attrib["y"]) > top


def test_without_signals_the_legend_names_none() -> None:
    shown = picture(c_chart([3, 5, 4]))
    assert diamonds(shown) == []
    assert texts(shown)[-3:] == ["value", "centre", "limits"]


def test_a_description_tells_what_can_be_seen() -> None:
    assert described(picture(c_chart(SPIKE, labels=list("abcdefghij")))) == (
        "Points from a to j; signals: a (beyond limits)"
    )
    assert described(picture(c_chart([3, 5]))) == "Points from 1 to 2; signals: none"


def test_a_description_names_few_signals_and_counts_the_rest() -> None:
    assert described(picture(c_chart([0, 100] * 5))).endswith(
        "4 (beyond limits), 5 (beyond limits), and 5 more"
    )


def test_the_lines_are_named_with_their_values() -> None:
    shown = texts(picture(c_chart([3, 5, 4, 2, 6], unit="incidents")))
    assert [text for text in shown if text.startswith(("upper", "centre ", "lower"))] == [
        "upper 10",
        "centre 4",
        "lower 0",
    ]


def test_lines_that_meet_are_named_once() -> None:
    shown = texts(picture(c_chart([0, 0])))
    assert [text for text in shown if text.startswith(("upper", "centre ", "lower"))] == [
        "centre 0"
    ]


def test_first_and_last_label_are_shown() -> None:
    shown = picture(c_chart([1, 2, 3], labels=["Jan", "Feb", "Mar"]))
    assert "Jan" in texts(shown)
    assert "Mar" in texts(shown)
    assert "Feb" not in texts(shown)
    assert texts(picture(c_chart([1], labels=["Jan"]))).count("Jan") == 1


@pytest.mark.parametrize("label", ["a < b & c > d", '"quoted"', "]]>", "naïve ☃"])
def test_a_label_is_text_and_nothing_else(label: str) -> None:
    shown = picture(c_chart([1, 2], labels=[label, "x"]))
    assert label in texts(shown)


@pytest.mark.parametrize("letter", ["x", "W", "状"])
def test_long_texts_are_cut_in_the_middle(letter: str) -> None:
    chart = c_chart([1, 100], labels=[letter * 500, letter * 400], unit=letter * 5_000)
    assert isinstance(chart, ControlChart)
    shown = picture(chart)
    title, labels = texts(shown)[0], [text for text in texts(shown)[1:] if letter * 3 in text]
    assert title.startswith(f"c chart of 2 points: centre 50.5 {letter}")
    assert title.endswith(f"{letter}, 2 signals")
    assert text_width(title) <= float(shown.attrib["width"]) - 48
    assert [text.count("…") for text in labels] == [1, 1]
    assert all(text_width(text, 10) <= 180 for text in labels)
    assert shown.findtext(f"{SVG}title") == str(chart)


def test_limits_step_with_the_base() -> None:
    shown = picture(p_chart([Ratio(10, 20), Ratio(40, 80), Ratio(40, 80)]))
    upper = paths(shown)[3].attrib["d"]
    assert re.fullmatch(r"M24 [\d.]+H277.33V[\d.]+H784", upper)


@pytest.mark.parametrize(
    "chart",
    [
        c_chart([7]),
        c_chart([0, 0, 0]),
        xmr_chart([5, 5]),
        xmr_chart([-5, -5]),
        xmr_chart(["1e30", "-1e30"]),
        xmr_chart(["1e-30", "2e-30"]),
        xmr_chart([10**30, 10**30 + 1]),
        p_chart([Ratio(0, 1), Ratio(1, 1)]),
        c_chart(SPIKE, rules=RunRule),
        xmr_chart([timedelta(hours=1), timedelta(hours=9), timedelta(hours=1)]),
    ],
    ids=str,
)
def test_everything_lies_inside_the_frame(chart: ControlChart | NoData) -> None:
    shown = picture(chart)
    width, height = float(shown.attrib["width"]), float(shown.attrib["height"])
    for each in shown.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(each.attrib.get(name, 0)) <= width
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(each.attrib.get(name, 0)) <= height


def test_many_points_are_merged_by_columns_of_pixels() -> None:
    counts = [10 + (number * 7919) % 13 for number in range(20_000)]
    counts[10_000] = 80
    chart = c_chart(counts)
    assert isinstance(chart, ControlChart)
    shown = picture(chart)
    assert len(chart.svg()) < 100_000
    assert list(shown.iter(f"{SVG}circle")) == []
    ((x, y),) = diamonds(shown)
    assert x == pytest.approx(404.5, abs=1)
    assert y == pytest.approx(52, abs=10)


def test_a_merged_line_touches_least_and_greatest() -> None:
    values = [Fraction(number % 100) for number in range(10_000)]
    chart = xmr_chart(values)
    line = paths(picture(chart))[0].attrib["d"]
    heights = {float(place.split()[1]) for place in line[1:].split("L")}
    assert len(heights) > 2
    assert max(heights) - min(heights) > 100


def test_numbers_of_crowded_signals_leave_each_other_room() -> None:
    shown = picture(c_chart([0, 100] * 300))
    numbers = [
        each
        for each in shown.iter(f"{SVG}text")
        if each.text == "1" and each.attrib.get("text-anchor") == "middle"
    ]
    places = [float(each.attrib["x"]) for each in numbers]
    assert len(diamonds(shown)) == 600
    assert len(places) < 130
    assert all(b - a >= 8 for a, b in pairwise(places))
