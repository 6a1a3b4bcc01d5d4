"""Pages as HTML: valid, alone, escaped."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, strategies as st

from svcmgmt.drawing import document
from svcmgmt.reports._page import (
    Block,
    Details,
    Entries,
    Entry,
    Mark,
    Page,
    Paragraph,
    Picture,
    Section,
    Table,
    Tone,
    text_of,
)
from svcmgmt.reports._page_html import page_html

HOSTILE = [
    "<script>alert(1)</script>",
    "</title></style></svg><img src=x onerror=alert(1)>",
    "\"' onclick='x",
    "&amp; &lt; ]]> <!-- -->",
    "javascript:alert(1)",
    "\x00\x1b[31m\ud800\uffff",
]


def parsed(page: str) -> ET.Element:
    """Return the document as an XML reader sees it."""
    head, rest = page.split("\n", 1)
    assert head == "<!DOCTYPE html>"
    return ET.fromstring(rest)  # noqa: S314 - just written


def article(*blocks: Block) -> ET.Element:
    """Return the part of a page that holds its blocks."""
    found = parsed(page_html(Page("t", blocks))).find("body/article")
    assert found is not None
    return found


def only(*blocks: Block) -> str:
    """Return what stands for some blocks, below the title."""
    page = page_html(Page("t", blocks))
    return page.split("<h1>t</h1>\n")[1].split("\n</article>")[0]


class TestDocument:
    def test_it_is_a_whole_document(self) -> None:
        root = parsed(page_html(Page("a title", ())))
        assert (root.tag, root.get("lang")) == ("html", "en")
        assert [each.tag for each in root] == ["head", "body"]
        assert root.findtext("head/title") == root.findtext("body/article/h1") == "a title"

    def test_a_browser_may_load_nothing_for_it(self) -> None:
        metas = parsed(page_html(Page("t", ()))).findall("head/meta")
        policies = [each.get("content") for each in metas if each.get("http-equiv")]
        assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]

    def test_every_rule_of_its_style_is_for_its_own_class(self) -> None:
        style = parsed(page_html(Page("t", ()))).findtext("head/style") or ""
        inside = re.sub(r"@media[^{]*\{", "", style)
        selectors = re.findall(r"([^{}]+)\{[^{}]*\}", inside)
        assert len(selectors) > 20
        for selector in selectors:
            for each in selector.strip().split(","):
                assert each.strip().startswith((".svcmgmt-report", ".svcmgmt-page")), each

    def test_it_has_a_dark_side_and_a_printed_one(self) -> None:
        page = page_html(Page("t", ()))
        assert "prefers-color-scheme:dark" in page
        assert "@media print" in page


class TestBlocks:
    def test_a_paragraph(self) -> None:
        assert only(Paragraph("a & b")) == "<p>a &amp; b</p>"

    def test_a_list(self) -> None:
        entries = Entries((Entry(": said", "term", (Entry("under"),)), Entry("bare")))
        assert only(entries) == (
            "<ul><li><strong>term</strong>: said<ul><li>under</li></ul></li><li>bare</li></ul>"
        )

    def test_details(self) -> None:
        assert only(Details((("Of", "7"),))) == "<dl><dt>Of</dt><dd>7</dd></dl>"

    def test_a_table(self) -> None:
        [box] = article(Table(("what", "much"), (("a", "1"), ("", "2")), frozenset({1})))[1:]
        assert box.get("class") == "wide"
        heads = box.findall("table/thead/tr/th")
        assert [(each.text, each.get("scope"), each.get("class")) for each in heads] == [
            ("what", "col", None),
            ("much", "col", "figure"),
        ]
        rows = box.findall("table/tbody/tr")
        assert [[cell.text for cell in row] for row in rows] == [["a", "1"], ["–", "2"]]
        assert [cell.get("class") for cell in rows[0]] == [None, "figure"]

    def test_a_mark_is_coloured_or_leads_somewhere(self) -> None:
        cells = (*(Mark(tone.value, tone) for tone in Tone), Mark("there", anchor="r-1"))
        assert only(Details(tuple(("x", each) for each in cells))).split("<dt>x</dt>")[1:] == [
            "<dd>plain</dd>",
            '<dd><span class="good">good</span></dd>',
            '<dd><span class="bad">bad</span></dd>',
            '<dd><span class="open">open</span></dd>',
            '<dd><a href="#r-1">there</a></dd></dl>',
        ]

    def test_a_picture_stands_as_it_is(self) -> None:
        svg = document([], width=1, height=1, title="t", description="d")
        assert only(Picture(svg)) == svg

    def test_sections_may_be_led_to_and_go_down_to_the_sixth_level(self) -> None:
        section = Section("last", (Paragraph("text"),), "r-1")
        for name in "edcba":
            section = Section(name, (section,))
        found = [(each.tag, each.text) for each in article(section).iter() if each.tag[0] == "h"]
        assert found[1:] == [
            *(("h2", "a"), ("h3", "b"), ("h4", "c"), ("h5", "d"), ("h6", "e"), ("h6", "last")),
        ]
        assert [each.get("id") for each in article(section).iter("section")] == [None] * 5 + ["r-1"]


def everywhere(text: str) -> Page:
    """Return a page that says one text wherever a text may stand."""
    return Page(
        text,
        (
            Paragraph(text),
            Entries((Entry(text, text),)),
            Details(((text, text),)),
            Table((text,), ((Mark(text, Tone.BAD),), (Mark(text, anchor="a"),))),
            Section(text, (), "a"),
        ),
    )


class _Tags(HTMLParser):
    """The tags and attributes of a page, as a lenient reader finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(name for name, _ in attrs)]


def tags_of(text: str) -> list[str]:
    """Return tags and attributes of a page that says one text everywhere."""
    reader = _Tags()
    reader.feed(page_html(everywhere(text)))
    return reader.found


class TestEscapes:
    @pytest.mark.parametrize("text", HOSTILE, ids=ascii)
    def test_no_text_is_markup(self, text: str) -> None:
        assert tags_of(text) == tags_of("plain")
        assert parsed(page_html(everywhere(text))).findtext("head/title") == text_of(text)

    @given(st.text(st.characters(codec=None)))
    def test_every_text_stands_as_it_is(self, text: str) -> None:
        page = page_html(everywhere(text))
        assert page.encode().decode() == page
        root = parsed(page)
        seen = [each.text for each in root.iter() if each.tag in {"title", "h1", "p", "th", "dd"}]
        assert seen == [text_of(text)] * len(seen)
