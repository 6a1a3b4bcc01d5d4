"""Pages as Markdown: the same texts, and nothing that a user wrote is read as markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from svcmgmt.reports._page import (
    Cell,
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
from svcmgmt.reports._page_markdown import page_markdown

HOSTILE = [
    "<script>alert(1)</script>",
    "a | b",
    "*bold* _low_ `code` ~gone~",
    "[link](javascript:alert(1))",
    "![picture](https://example.org/x.png)",
    "\\| \\",
    "&lt;b&gt; & $x$",
    "# title\n\n- item",
    "a\r\nb\x85c\u2028d",
]


def read(text: str) -> str:
    """Return a text without the marks that keep it from being read as markup."""
    return re.sub(r"\\(.)", r"\1", text)


def lines_of(*blocks: Paragraph | Entries | Details | Table | Picture | Section) -> list[str]:
    """Return the lines of a page below its title."""
    title, empty, *lines = page_markdown(Page("t", blocks)).splitlines()
    assert (title, empty) == ("# t", "")
    return lines


class TestBlocks:
    def test_a_paragraph_is_a_line(self) -> None:
        assert lines_of(Paragraph("one\ntwo")) == ["one two"]

    def test_a_list_has_terms_and_lines_below(self) -> None:
        below = (Entry("under", entries=(Entry("deep"),)),)
        assert lines_of(Entries((Entry(": said", "term", below), Entry("bare")))) == [
            "- **term**: said",
            "    - under",
            "        - deep",
            "- bare",
        ]

    def test_details_are_a_list(self) -> None:
        pairs: tuple[tuple[str, Cell], ...] = (("Verdict", Mark("met", Tone.GOOD)), ("Of", "7"))
        assert lines_of(Details(pairs)) == ["- **Verdict**: met", "- **Of**: 7"]

    def test_a_table_sets_figures_to_the_right(self) -> None:
        table = Table(("what", "much"), (("a", "1"), ("", "2")), frozenset({1}))
        assert lines_of(table) == [
            "| what | much |",
            "| --- | ---: |",
            "| a | 1 |",
            "| – | 2 |",
        ]

    def test_only_what_is_bad_stands_out(self) -> None:
        cells = tuple((Mark(tone.value, tone),) for tone in Tone)
        assert lines_of(Table(("t",), cells))[2:] == [
            "| plain |",
            "| good |",
            "| **bad** |",
            "| open |",
        ]

    def test_pictures_are_left_out(self) -> None:
        assert lines_of(Paragraph("a"), Picture("<svg/>"), Paragraph("b")) == ["a", "", "b"]

    def test_titles_go_down_to_the_sixth_level(self) -> None:
        section = Section("last", (Paragraph("text"),))
        for name in "edcba":
            section = Section(name, (section,))
        titles = [line for line in lines_of(section) if line.startswith("#")]
        assert titles == ["## a", "### b", "#### c", "##### d", "###### e", "###### last"]


class TestEscapes:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_no_text_is_markup(self, text: str) -> None:
        page = page_markdown(
            Page(
                text,
                (
                    Paragraph(text),
                    Entries((Entry(text, text),)),
                    Details(((text, text),)),
                    Table((text,), ((text,),)),
                    Section(text, ()),
                ),
            )
        )
        bare = re.sub(r"\\.", "", page)
        assert not re.search(r"[`_{}\[\]<>~&$\\]", bare)
        assert bare.count("|") == 2 * 3
        assert read(page).count(text_of(text)) == 9

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("- no list", "\\- no list"),
            ("+ no list", "\\+ no list"),
            ("===", "\\==="),
            ("---", "\\---"),
            ("-", "\\-"),
            ("-5 or =5", "-5 or =5"),
            ("1. no list", "1\\. no list"),
            ("12) no list", "12\\) no list"),
            ("2026 is a year", "2026 is a year"),
            ("99.9 %", "99.9 %"),
        ],
    )
    def test_no_text_begins_a_block(self, text: str, written: str) -> None:
        assert lines_of(Paragraph(text)) == [written]
        assert lines_of(Entries((Entry(text),))) == [f"- {written}"]

    @given(st.text())
    def test_every_text_can_be_read_again(self, text: str) -> None:
        [line] = lines_of(Paragraph(text))
        assert read(line) == text_of(text)
        [_, _, row] = lines_of(Table(("t",), ((text,),)))
        assert read(row) == f"| {text_of(text)} |"

    @given(st.text(st.characters(codec=None)))
    def test_no_character_moves_a_terminal_or_breaks_a_file(self, text: str) -> None:
        page = page_markdown(Page(text, (Paragraph(text),)))
        assert page.encode().decode() == page
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", page)
