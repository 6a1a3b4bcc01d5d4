"""What a page says of a report that was made again: what changed, and because of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from svcmgmt.reports._page import (
    Block,
    Cell,
    Details,
    Entries,
    Entry,
    Mark,
    Page,
    Paragraph,
    Section,
    Table,
    Tone,
)
from svcmgmt.reports._report_sections import name_of
from svcmgmt.temporal._text import local_text

if TYPE_CHECKING:
    from svcmgmt.reports.report import ServiceLevelReport
    from svcmgmt.reports.restatement import RestatedNumber, Restatement

__all__ = ["restatement_page"]

_ID: Final = 12
"""Digits of the name of a report that people are shown."""


def restatement_page(told: Restatement) -> Page:
    """Return what a page says of a restatement."""
    parts: dict[str, Iterable[Block]] = {
        "What changed": _changes(told),
        "Not traced to any cause": _list(told.untraced),
        "What differs between the inputs": _list(told.causes),
        "Inputs that differ and moved no number": _list(told.without_effect),
    }
    sections = [Section(title, tuple(blocks)) for title, blocks in parts.items()]
    title = f"Restatement of {name_of(told.after)}, {told.after.period.label}"
    head = (Details(tuple(_head(told))), Paragraph(f"How causes were found: {told.method}."))
    return Page(title, (*head, *(each for each in sections if each.blocks)))


def _head(told: Restatement) -> Iterator[tuple[str, Cell]]:
    yield "Earlier report", _made(told.before)
    yield "Later report", _made(told.after)
    yield "Numbers that changed", str(len(told.numbers))
    untraced = len(told.untraced)
    yield "Not traced", Mark(str(untraced), Tone.BAD if untraced else Tone.GOOD)


def _made(report: ServiceLevelReport) -> str:
    zone, known = report.period.zone, report.known_at
    recorded = "" if known is None else f", recorded until {local_text(known, zone)}"
    return f"{report.inputs.id[:_ID]}, facts up to {local_text(report.as_of, zone)}{recorded}"


def _changes(told: Restatement) -> Iterator[Block]:
    if told.is_unchanged:
        yield Paragraph("Nothing changed.")
        return
    header = ("objective", "subject", "period", "number", "before", "after", "difference")
    yield Table(
        (*header, "because of"),
        tuple(
            (*(row[name] for name in header), _because(number))
            for row, number in zip(told.as_rows(), told.numbers, strict=True)
        ),
        frozenset({4, 5, 6}),
    )


def _because(number: RestatedNumber) -> Cell:
    if not number.is_traced:
        return Mark("not traced", Tone.BAD)
    together = " together" if number.is_joint else ""
    named = "; ".join(f"{each.kind.value} {each.name}".strip() for each in number.causes)
    return f"{named}{together}"


def _list(items: Iterable[object]) -> Iterator[Block]:
    entries = tuple(Entry(str(each)) for each in items)
    if entries:
        yield Entries(entries)
