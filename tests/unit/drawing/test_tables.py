"""Tables as text and as Markdown."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from svcmgmt.drawing import markdown_table, text_table

# CommonMark 0.31, 2.1: what ends a line
LINE_END = re.compile(r"\r\n|\r|\n")


class TestMarkdown:
    def test_a_table_is_written_in_one_way(self) -> None:
        assert markdown_table(["name", "n"], [["a", 5], ["b", None]]).split("\n") == [
            "| name | n |",
            "| --- | --- |",
            "| a | 5 |",
            "| b | None |",
        ]

    def test_without_rows_there_is_a_header(self) -> None:
        assert markdown_table(["a"], []) == "| a |\n| --- |"

    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            ("1 | 2", r"1 \| 2"),
            ("a\\", r"a\\"),
            ("a\\|b", r"a\\\|b"),
            ("two\nlines", "two lines"),
            ("two\rlines", "two lines"),
            ("two\r\nlines", "two lines"),
            ("a\r| b |", r"a \| b \|"),
            ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
            ("", ""),
        ],
    )
    def test_a_cell_cannot_break_out(self, cell: str, text: str) -> None:
        assert markdown_table(["a"], [[cell]]).split("\n")[2] == f"| {text} |"

    def test_a_header_cannot_break_out(self) -> None:
        assert markdown_table(["a|b", "<c>"], []).split("\n")[0] == r"| a\|b | &lt;c> |"

    @given(st.lists(st.text(max_size=6), min_size=1))
    def test_one_row_is_one_line_of_as_many_cells(self, cells: list[str]) -> None:
        table = LINE_END.split(markdown_table(["x"] * len(cells), [cells]))
        bars = re.findall(r"(?<!\\)(?:\\\\)*\|", table[2])
        assert (len(table), len(bars)) == (3, len(cells) + 1)

    @pytest.mark.parametrize("row", [[], ["a"], ["a", "b", "c"]])
    def test_a_row_has_a_cell_for_each_column(self, row: list[str]) -> None:
        with pytest.raises(ValueError, match=r"."):
            markdown_table(["x", "y"], [row])


class TestText:
    def test_columns_have_equal_width(self) -> None:
        table = text_table(["name", "n"], [["a", 5], ["bbbbbb", 10]])
        assert table.split("\n") == ["name     n", "a        5", "bbbbbb  10"]

    def test_words_are_set_to_the_left(self) -> None:
        assert text_table(["a", "b"], [["x", "long"], ["yy", "s"]]).split("\n") == [
            "a   b",
            "x   long",
            "yy  s",
        ]

    def test_whole_numbers_are_set_to_the_right(self) -> None:
        assert text_table(["count"], [[5], [-10]]) == "count\n    5\n  -10"

    def test_a_column_with_a_word_is_set_to_the_left(self) -> None:
        assert text_table(["n"], [[5], ["many"]]) == "n\n5\nmany"

    @pytest.mark.parametrize(
        "row", [1.5, Decimal("1.5"), Fraction(3, 2)], ids=lambda row: type(row).__name__
    )
    def test_other_numbers_are_set_to_the_right(self, row: object) -> None:
        assert text_table(["count"], [[row]]).split("\n")[1] == str(row).rjust(5)

    def test_yes_and_no_are_words(self) -> None:
        assert text_table(["late?"], [[True]]) == "late?\nTrue"

    def test_without_rows_there_is_a_header(self) -> None:
        assert text_table(["a", "b"], []) == "a  b"

    def test_without_columns_there_is_nothing(self) -> None:
        assert text_table([], []) == ""

    def test_no_line_ends_with_a_space(self) -> None:
        table = text_table(["a", "b"], [["x", "long"], ["y", ""]])
        assert all(line == line.rstrip() for line in table.split("\n"))

    @pytest.mark.parametrize("row", [[], ["a"], ["a", "b", "c"]])
    def test_a_row_of_another_length_is_refused(self, row: list[str]) -> None:
        with pytest.raises(ValueError, match="2 cells, as in the header"):
            text_table(["x", "y"], [row])

    def test_one_row_is_one_line(self) -> None:
        assert len(text_table(["a", "b"], [["two\nlines", "x"]]).split("\n")) == 2
