"""Pictures: well-formed, escaped, titled, with one number format."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from svcmgmt.drawing import COLOURS, document, element, hatch, label, number

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    "</svg>",
    "a & b &amp; c",
    "\"quoted\" and 'single'",
    '" onload="alert(1)',
    "]]>",
    "<!-- -->",
    "&#60;",
    "\u202e right to left",
    "\U0001f600",
]
NO_XML = ["nul\x00", "\x1b[31m", "\x0b", "\ufffe", "\uffff", "\ud800", "\udfff"]


def parsed(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 - the markup was made a line before


def text_of(parent: ET.Element, tag: str) -> str | None:
    child = parent.find(SVG + tag)
    assert child is not None
    return child.text


class TestNumber:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (0, "0"),
            (2, "2"),
            (2.0, "2"),
            (100, "100"),
            (10.50, "10.5"),
            (1 / 3, "0.33"),
            (2 / 3, "0.67"),
            (-1 / 3, "-0.33"),
            (0.001, "0"),
            (-0.001, "0"),
            (-0.0, "0"),
            (1e-300, "0"),
            (123456.789, "123456.79"),
            (1e15, "1000000000000000"),
        ],
    )
    def test_it_has_at_most_two_decimals(self, value: float, text: str) -> None:
        assert number(value) == text

    @given(st.floats(-1e9, 1e9))
    def test_it_is_never_written_in_two_ways(self, value: float) -> None:
        assert number(float(number(value))) == number(value)

    @given(st.floats(-1e9, 1e9))
    def test_it_is_near_the_value(self, value: float) -> None:
        assert abs(float(number(value)) - value) <= 0.005 + 1e-6

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
    def test_what_is_no_coordinate_is_refused(self, value: float) -> None:
        with pytest.raises(ValueError, match=r"nan|inf"):
            number(value)


class TestElement:
    @pytest.mark.parametrize(
        ("markup", "expected"),
        [
            (element("g"), "<g/>"),
            (element("g", ""), "<g/>"),
            (element("g", element("a"), element("b")), "<g><a/><b/></g>"),
            (element("rect", width=3, class_="box"), '<rect width="3" class="box"/>'),
            (element("path", stroke_width=1.5), '<path stroke-width="1.5"/>'),
            (element("svg", viewBox="0 0 1 1"), '<svg viewBox="0 0 1 1"/>'),
        ],
    )
    def test_it_is_written_in_one_way(self, markup: str, expected: str) -> None:
        assert markup == expected

    @pytest.mark.parametrize("text", HOSTILE)
    def test_an_attribute_holds_any_text(self, text: str) -> None:
        assert parsed(element("g", class_=text)).attrib == {"class": text}

    @given(st.text(st.characters()))
    def test_no_attribute_breaks_out(self, text: str) -> None:
        assert parsed(element("g", class_=text)).attrib.keys() == {"class"}


class TestLabel:
    def test_it_stands_at_its_place(self) -> None:
        assert label("a < b", 1, 2.5) == '<text x="1" y="2.5">a &lt; b</text>'

    def test_it_takes_further_attributes(self) -> None:
        assert label("a", 0, 0, text_anchor="end") == '<text x="0" y="0" text-anchor="end">a</text>'

    @pytest.mark.parametrize("text", HOSTILE)
    def test_it_holds_any_text(self, text: str) -> None:
        made = parsed(label(text, 0, 0))
        assert (made.text, len(made)) == (text, 0)

    @given(st.text(st.characters()))
    def test_no_text_breaks_out(self, text: str) -> None:
        made = parsed(label(text, 0, 0))
        assert (made.attrib, len(made)) == ({"x": "0", "y": "0"}, 0)

    @pytest.mark.parametrize("text", NO_XML, ids=ascii)
    def test_a_character_that_xml_cannot_hold_is_replaced(self, text: str) -> None:
        shown = parsed(label(text, 0, 0)).text
        assert shown is not None
        assert len(shown) == len(text)
        assert shown.count("\N{REPLACEMENT CHARACTER}") == 1

    @pytest.mark.parametrize("text", ["tab\there", "line\nbreak", "\x7f", "\ufffd", "\U0010ffff"])
    def test_a_character_that_xml_can_hold_stays(self, text: str) -> None:
        assert parsed(label(text, 0, 0)).text == text


class TestHatch:
    def test_it_is_a_pattern_of_stripes(self) -> None:
        pattern = parsed(hatch("late", COLOURS["bad"], 30))
        assert (pattern.tag, pattern.get("id")) == ("pattern", "late")
        assert pattern.get("patternUnits") == "userSpaceOnUse"
        assert pattern.get("patternTransform") == "rotate(30)"
        assert [stripe.get("fill") for stripe in pattern] == ["#D55E00", "#D55E00"]

    def test_stripes_lean_by_45_degrees_unless_said_otherwise(self) -> None:
        assert 'patternTransform="rotate(45)"' in hatch("late", "red")

    @pytest.mark.parametrize("text", HOSTILE)
    def test_its_name_and_colour_are_escaped(self, text: str) -> None:
        pattern = parsed(hatch(text, text))
        assert (pattern.get("id"), pattern[0].get("fill")) == (text, text)


class TestDocument:
    def test_it_is_an_image_with_title_and_description(self) -> None:
        picture = parsed(document([], width=10, height=20, title="a title", description="what"))
        assert picture.tag == SVG + "svg"
        assert picture.get("role") == "img"
        assert text_of(picture, "title") == "a title"
        assert text_of(picture, "desc") == "what"

    def test_the_title_comes_first(self) -> None:
        picture = parsed(document([], width=1, height=1, title="t", description="d"))
        assert picture[0].tag == SVG + "title"

    def test_its_size_is_said_twice(self) -> None:
        picture = parsed(document([], width=10.5, height=20, title="t", description="d"))
        assert picture.get("viewBox") == "0 0 10.5 20"
        assert (picture.get("width"), picture.get("height")) == ("10.5", "20")

    def test_the_body_follows_the_ground(self) -> None:
        body = (label(text, 0, 0) for text in "ab")
        picture = parsed(document(body, width=1, height=1, title="t", description="d"))
        tags = [child.tag.removeprefix(SVG) for child in picture]
        assert tags == ["title", "desc", "style", "rect", "text", "text"]

    def test_it_has_a_dark_side(self) -> None:
        picture = parsed(document([], width=1, height=1, title="t", description="d"))
        assert "prefers-color-scheme:dark" in (text_of(picture, "style") or "")

    def test_it_runs_nothing_and_loads_nothing(self) -> None:
        picture = document([hatch("h", "red")], width=1, height=1, title="t", description="d")
        assert not any(word in picture for word in ("<script", "href", "url(", "@import"))

    @pytest.mark.parametrize("text", NO_XML, ids=ascii)
    def test_no_word_of_the_caller_breaks_it(self, text: str) -> None:
        picture = document([], width=1, height=1, title=text, description=text)
        assert parsed(picture).get("role") == "img"
        assert picture.encode().decode() == picture

    @pytest.mark.parametrize("text", HOSTILE)
    def test_every_word_of_the_caller_is_escaped(self, text: str) -> None:
        body = [label(text, 0, 0)]
        picture = parsed(document(body, width=1, height=1, title=text, description=text))
        assert [text_of(picture, tag) for tag in ("title", "desc", "text")] == [text] * 3
        assert picture.find(f".//{SVG}script") is None

    def test_the_same_picture_is_the_same_text(self) -> None:
        made = {document(["<g/>"], width=1, height=1, title="t", description="d") for _ in range(3)}
        assert len(made) == 1


class TestWithinAPage:
    """Inline pictures touch neither the page nor each other."""

    @staticmethod
    def picture(title: str = "t", name: str = "late") -> str:
        tip = element("marker", id="tip")
        body = [
            element("defs", hatch(name, "red"), tip),
            element("rect", fill=f"url(#{name})"),
            element("path", marker_end="url(#tip)"),
        ]
        return document(body, width=1, height=1, title=title, description="d")

    @staticmethod
    def ids(picture: str) -> list[str]:
        return [each.attrib["id"] for each in parsed(picture).iter() if "id" in each.attrib]

    def test_every_rule_is_bound_to_the_root(self) -> None:
        picture = parsed(self.picture())
        style = (text_of(picture, "style") or "").replace("@media(prefers-color-scheme:dark){", "")
        selectors = re.findall(r"([^{}]+)\{", style)
        assert len(selectors) > 8
        for selector in ",".join(selectors).split(","):
            assert re.match(rf"svg\.{picture.attrib['class']}(?![\w-])", selector), selector

    def test_the_class_of_the_root_is_always_the_same(self) -> None:
        assert parsed(self.picture()).attrib["class"] == "svcmgmt"

    def test_a_page_that_colours_a_class_colours_no_picture(self) -> None:
        assert "svg.svcmgmt *{color:inherit}" in (text_of(parsed(self.picture()), "style") or "")

    @pytest.mark.parametrize("other", [{"title": "another"}, {"name": "early"}])
    def test_different_pictures_share_no_id(self, other: dict[str, str]) -> None:
        first, second = self.ids(self.picture()), self.ids(self.picture(**other))
        assert len({*first, *second}) == 4

    def test_references_follow_their_ids(self) -> None:
        drawn = parsed(self.picture())
        (late, tip) = self.ids(self.picture())
        assert (late[:5], tip[:4]) == ("late-", "tip-")
        assert [each.get("fill") for each in drawn.findall(f"{SVG}rect")][1:] == [f"url(#{late})"]
        assert [each.get("marker-end") for each in drawn.iter(f"{SVG}path")] == [f"url(#{tip})"]

    @pytest.mark.parametrize("text", ['<g id="late">', 'fill="url(#late)"', "url(#late)", "\\1"])
    def test_a_text_that_looks_like_an_id_stays_as_it_is(self, text: str) -> None:
        drawn = document([label(text, 0, 0)], width=1, height=1, title=text, description=text)
        assert [text_of(parsed(drawn), tag) for tag in ("title", "desc", "text")] == [text] * 3

    @pytest.mark.parametrize("text", HOSTILE)
    def test_any_name_keeps_its_own_pattern(self, text: str) -> None:
        body = [hatch(text, "red"), element("rect", fill=f"url(#{text})")]
        drawn = parsed(document(body, width=1, height=1, title="t", description="d"))
        (pattern,) = drawn.iter(f"{SVG}pattern")
        assert drawn.findall(f"{SVG}rect")[-1].get("fill") == f"url(#{pattern.get('id')})"


def test_colours_are_those_of_okabe_and_ito() -> None:
    assert COLOURS == {
        "good": "#009E73",
        "bad": "#D55E00",
        "waiting": "#E69F00",
        "idle": "#999999",
        "accent": "#0072B2",
    }
