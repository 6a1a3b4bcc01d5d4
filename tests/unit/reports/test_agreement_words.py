"""The plain words of an agreement, as blocks of a page: nothing of them is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svcmgmt.agreement import (
    Agreement,
    ExclusionTerms,
    OutageMeasure,
    ServiceLevelObjective,
    TicketTarget,
)
from svcmgmt.agreement.wording import in_words
from svcmgmt.reports._agreement_words import agreement_blocks
from svcmgmt.reports._page import Entries, Page, Paragraph, Section, Table
from svcmgmt.reports._page_markdown import page_markdown
from svcmgmt.sla.clocks import Clock
from svcmgmt.sla.objectives import at_least

HOSTILE = "a *b* [c](d) <i> \\ `e` #f | g & h_i"


def agreement(text: str = "VPN") -> Agreement:
    """Return an agreement that says one text in many places."""
    return Agreement(
        id="SLA-7",
        name=text,
        description=text,
        services=["vpn"],
        exclusions=ExclusionTerms(categories=[]),
        targets=[TicketTarget(name=text, clocks=[Clock(name=text, limit=timedelta(hours=4))])],
        objectives=[
            ServiceLevelObjective(
                id="uptime",
                name=text,
                measure=OutageMeasure(),
                objective=at_least("99.9 %"),
                consequence=text,
            )
        ],
    )


def test_it_opens_with_kind_and_description() -> None:
    kind, description, entries, *_ = agreement_blocks(agreement("Gold"))
    assert kind == Paragraph("A service level agreement, SLA-7, version 1, draft.")
    assert description == Paragraph("Gold")
    assert isinstance(entries, Entries)
    assert [each.text for each in entries.entries] == ["Parties: not agreed", "Services: vpn"]


def test_its_parts_are_sections() -> None:
    sections = [each for each in agreement_blocks(agreement()) if isinstance(each, Section)]
    assert [each.title for each in sections] == [
        "When it holds",
        "What is promised",
        "Targets of tickets",
        "What is left out, and how outages are counted",
        "Fees and credits",
    ]


def test_terms_and_lines_below_them_are_told_apart() -> None:
    [promised] = (
        each.blocks[0]
        for each in agreement_blocks(agreement("Gold"))
        if isinstance(each, Section) and each.title == "What is promised"
    )
    assert isinstance(promised, Entries)
    [entry] = promised.entries
    assert entry.term == "Gold"
    assert entry.text.startswith(": The availability is to be at least 99.9 %")
    assert [each.text for each in entry.entries] == ["After a violation: Gold"]


def test_tables_keep_their_cells() -> None:
    [left_out] = (
        each.blocks
        for each in agreement_blocks(agreement())
        if isinstance(each, Section) and each.title.startswith("What is left out")
    )
    table = left_out[1]
    assert isinstance(table, Table)
    assert table.header == ("choice", "what is agreed")
    assert ("overlap", "max") in table.rows


@pytest.mark.parametrize("text", [HOSTILE, "**bold**", "a | b", "x\\"])
def test_texts_are_as_they_were_written(text: str) -> None:
    blocks = agreement_blocks(agreement(text))
    assert blocks[1] == Paragraph(text)
    [promised] = (
        each.blocks[0]
        for each in blocks
        if isinstance(each, Section) and each.title == "What is promised"
    )
    assert isinstance(promised, Entries)
    assert promised.entries[0].term == text
    assert promised.entries[0].entries[0].text == f"After a violation: {text}"


def test_written_again_it_is_the_same_text() -> None:
    written = page_markdown(Page("VPN", agreement_blocks(agreement())))
    assert written == in_words(agreement())
