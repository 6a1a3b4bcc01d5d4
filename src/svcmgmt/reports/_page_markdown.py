"""A page written as Markdown in which no word of a user is read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from svcmgmt.reports._page import (
    Block,
    Cell,
    Details,
    Entries,
    Entry,
    Mark,
    Page,
    Paragraph,
    Picture,
    Table,
    Tone,
    text_of,
)

__all__ = ["page_markdown"]

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_BEGINNING: Final = re.compile(r"[-+](?= |$)|--+$|=+$|\d{1,9}(?=[.)](?: |$))")
"""What begins a list, a rule or the underline of a heading if it stands first in a line."""

_DEEPEST: Final = 6


def page_markdown(page: Page) -> str:
    """Return a page as Markdown."""
    return "\n\n".join((f"# {_plain(page.title)}", *_blocks(page.blocks, 2))) + "\n"


def _blocks(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _first(_plain(block.text))
            case Entries():
                yield "\n".join(line for each in block.entries for line in _lines(each, ""))
            case Details():
                yield "\n".join(
                    f"- **{_plain(name)}**: {_cell(cell)}" for name, cell in block.pairs
                )
            case Table():
                yield "\n".join(_rows(block))
            case Picture():
                continue
            case _:
                yield f"{'#' * min(level, _DEEPEST)} {_plain(block.title)}"
                yield from _blocks(block.blocks, level + 1)


def _lines(entry: Entry, indent: str) -> Iterator[str]:
    if entry.term:
        yield f"{indent}- **{_plain(entry.term)}**{_plain(entry.text)}"
    else:
        yield f"{indent}- {_first(_plain(entry.text))}"
    for each in entry.entries:
        yield from _lines(each, f"{indent}    ")


def _rows(table: Table) -> Iterator[str]:
    sides = ["---:" if place in table.figures else "---" for place in range(len(table.header))]
    yield _row(map(_cell, table.header))
    yield _row(sides)
    yield from (_row(map(_cell, row)) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    told = _plain(text_of(cell))
    return f"**{told}**" if isinstance(cell, Mark) and cell.tone is Tone.BAD else told


def _first(text: str) -> str:
    r"""Return text that may stand at the beginning of a line.

    Examples:
        >>> print(_first("1. May"), _first("- 5"), _first("99.9 %"))
        1\. May \- 5 99.9 %
    """
    begun = _BEGINNING.match(text)
    if begun is None:
        return text
    return f"{begun[0]}\\{text[begun.end() :]}" if begun[0].isdigit() else f"\\{text}"


def _plain(text: str) -> str:
    return _MARKUP.sub(lambda match: f"\\{match[0]}", text_of(text))
