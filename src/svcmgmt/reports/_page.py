"""What a page says, before it is written: sections of texts, tables and pictures."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, TypeAlias

from attrs import frozen

__all__ = [
    "NOTHING",
    "Block",
    "Cell",
    "Details",
    "Entries",
    "Entry",
    "Mark",
    "Page",
    "Paragraph",
    "Picture",
    "Section",
    "Table",
    "Tone",
    "text_of",
]

NOTHING: Final = "–"
"""What stands where there is nothing to say, so that no cell is empty by mistake."""


_UNSEEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no page shows: control characters, which may move a terminal, and what is no character."""


class Tone(Enum):
    """How a word is to be read at a glance; the word itself says it too."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    OPEN = "open"


@frozen
class Mark:
    """A text that stands out, or that leads to another place of the page."""

    text: str
    tone: Tone = Tone.PLAIN
    anchor: str = ""
    """Anchor of the section that it leads to; empty for none."""


Cell: TypeAlias = str | Mark


@frozen
class Paragraph:
    """A text of its own."""

    text: str


@frozen
class Entry:
    """One line of a list, with a word that it is about, and lines below it."""

    text: str
    term: str = ""
    entries: tuple[Entry, ...] = ()


@frozen
class Entries:
    """A list."""

    entries: tuple[Entry, ...]


@frozen
class Details:
    """Names, and what there is to say of each."""

    pairs: tuple[tuple[str, Cell], ...]


@frozen
class Table:
    """Rows of cells under a header."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figures: frozenset[int] = frozenset()
    """Columns of figures, which are set to the right."""


@frozen
class Picture:
    """A picture that brings its own title and description; pages of text leave it out."""

    svg: str


@frozen
class Section:
    """A part of a page, or of another section."""

    title: str
    blocks: tuple[Block, ...]
    anchor: str = ""
    """What leads to it, unique in the page; empty if nothing does."""


Block: TypeAlias = Paragraph | Entries | Details | Table | Picture | Section


@frozen
class Page:
    """A whole page."""

    title: str
    blocks: tuple[Block, ...]


def text_of(cell: Cell) -> str:
    """Return what a cell says, on one line, in characters that every page can hold."""
    text = cell.text if isinstance(cell, Mark) else cell
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split())) or NOTHING
