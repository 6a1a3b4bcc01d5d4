"""Tables as text: aligned for a terminal, or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from svcmgmt.errors import InvalidValue

__all__ = ["markdown_table", "text_table"]


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    r"""Return a Markdown table; cells are escaped, so no cell can break out of it.

    Args:
        header: names of the columns.
        rows: one sequence of cells for each row.

    Raises:
        InvalidValue: a row of another length than the header.

    Examples:
        >>> print(markdown_table(["a"], [["1 | 2"]]))
        | a |
        | --- |
        | 1 \| 2 |
    """
    lines = [_markdown_row(header), _markdown_row(["---"] * len(header))]
    return "\n".join([*lines, *map(_markdown_row, _texts(header, rows))])


def _texts(header: Sequence[str], rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """Return the cells as text, each on one line."""
    for row in rows:
        if len(row) != len(header):
            raise InvalidValue("row", row, f"{len(header)} cells, as in the header")
    return [[" ".join(str(cell).splitlines()) for cell in row] for row in rows]


def _markdown_row(cells: Sequence[str]) -> str:
    escaped = (
        cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for cell in cells
    )
    return f"| {' | '.join(escaped)} |"


def text_table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table in columns of equal width; numbers are set to the right.

    Args:
        header: names of the columns.
        rows: one sequence of cells for each row.

    Raises:
        InvalidValue: a row of another length than the header.

    Examples:
        >>> print(text_table(["name", "n"], [["a", 5], ["bb", 10]]))
        name   n
        a      5
        bb    10
    """
    texts = _texts(header, rows)
    widths = [max(map(len, column)) for column in zip(header, *texts, strict=True)]
    right = [all(_is_number(row[i]) for row in rows) for i in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if flush else cell.ljust(width)
            for cell, width, flush in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in [list(header), *texts]
    )


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float | Decimal | Fraction) and not isinstance(cell, bool)
