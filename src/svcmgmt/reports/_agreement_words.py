"""An agreement in plain words, as a part of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from attrs import evolve

from svcmgmt.agreement import Agreement
from svcmgmt.agreement.wording import in_words
from svcmgmt.reports._page import Block, Entries, Entry, Paragraph, Section, Table

__all__ = ["agreement_blocks"]

_ENTRY: Final = re.compile(r"^( *)- (?:\*\*((?:[^*\\]|\\.)+)\*\*)?(.*)$", re.MULTILINE)
_CELLS: Final = re.compile(r"(?<!\\) \| ")
_HELD: Final = re.compile(r"\\(.)")


def agreement_blocks(agreement: Agreement) -> tuple[Block, ...]:
    """Return what an agreement says in plain words; its name stands in the title above them."""
    opening, *parts = in_words(agreement).split("\n## ")
    _, *lines = opening.splitlines()
    return (*_blocks(lines), *map(_section, parts))


def _section(text: str) -> Section:
    title, *lines = text.splitlines()
    return Section(_read(title), tuple(_blocks(lines)))


def _blocks(lines: Iterable[str]) -> list[Block]:
    """Return the texts, lists and tables of some lines of Markdown."""
    blocks: list[Block] = []
    for kind, group in groupby(filter(None, lines), _kind):
        listed = list(group)
        if kind == "entry":
            blocks.append(_entries(listed))
        elif kind == "row":
            header, _, *rows = map(_cells, listed)
            blocks.append(Table(header, tuple(rows)))
        else:
            blocks += (Paragraph(_read(line)) for line in listed)
    return blocks


def _kind(line: str) -> str:
    if line.lstrip().startswith("- "):
        return "entry"
    return "row" if line.startswith("| ") else "text"


def _entries(lines: Iterable[str]) -> Entries:
    entries: list[Entry] = []
    for indent, term, text in _ENTRY.findall("\n".join(lines)):
        entry = Entry(_read(text), _read(term))
        if indent:
            entries[-1] = evolve(entries[-1], entries=(*entries[-1].entries, entry))
        else:
            entries.append(entry)
    return Entries(tuple(entries))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(map(_read, _CELLS.split(line.removeprefix("| ").removesuffix(" |"))))


def _read(text: str) -> str:
    """Return a text without the marks that keep it from being read as markup."""
    return _HELD.sub(r"\1", text.replace("&lt;", "<"))
