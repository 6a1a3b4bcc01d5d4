"""What a page says of a restatement: numbers, causes, and what nobody can explain."""

from __future__ import annotations

from attrs import evolve
from report_worlds import END, FACTS, report

from svcmgmt.reports import RestatedNumber, Restatement, ServiceFacts, restatement
from svcmgmt.reports._page import Details, Entries, Mark, Page, Paragraph, Section, Table, Tone
from svcmgmt.reports._restatement_sections import restatement_page
from svcmgmt.sla.availability import Exclusion, ExclusionCategory, Outage
from svcmgmt.temporal import Interval, parse_instant as at

BEFORE = report()
CORRECTED = ServiceFacts.of(
    outages=[
        Outage(
            id="o-1",
            during=Interval.parse("2026-10-05T01:00:00Z/PT10M"),
            scope="vpn",
            recorded_at=at("2026-11-02T00:00:00Z"),
        ),
    ],
    exclusions=[
        Exclusion(
            id="e-9",
            category=ExclusionCategory.FORCE_MAJEURE,
            during=Interval.parse("2026-10-05T01:00:00Z/PT10M"),
            scope="web",
        )
    ],
)
AFTER = report(facts=FACTS.merged(CORRECTED))
RESTATED = restatement(BEFORE, AFTER)


def section(page: Page, title: str) -> Section:
    """Return the section of a title."""
    [found] = [each for each in page.blocks if isinstance(each, Section) and each.title == title]
    return found


def titles(page: Page) -> list[str]:
    """Return the titles of the sections of a page."""
    return [each.title for each in page.blocks if isinstance(each, Section)]


def untraced() -> Restatement:
    """Return a restatement with numbers that nothing explains, or by several causes at once."""
    numbers: list[RestatedNumber] = [evolve(each, causes=()) for each in RESTATED.numbers[:1]]
    numbers += [evolve(each, is_joint=True) for each in RESTATED.numbers[1:2]]
    return evolve(RESTATED, numbers=tuple(numbers))


def test_its_title_names_agreement_and_period() -> None:
    assert restatement_page(RESTATED).title == "Restatement of Desk, 2026-10"


def test_its_head_names_both_reports() -> None:
    head, method, *_ = restatement_page(RESTATED).blocks
    assert head == Details(
        (
            ("Earlier report", f"{BEFORE.inputs.id[:12]}, facts up to Sun 2026-11-01 00:00+01:00"),
            ("Later report", f"{AFTER.inputs.id[:12]}, facts up to Sun 2026-11-01 00:00+01:00"),
            ("Numbers that changed", str(len(RESTATED.numbers))),
            ("Not traced", Mark("0", Tone.GOOD)),
        )
    )
    assert method == Paragraph(f"How causes were found: {RESTATED.method}.")


def test_what_had_been_recorded_is_told() -> None:
    told = restatement(report(known_at=END), report(known_at=END, facts=AFTER.facts))
    head = restatement_page(told).blocks[0]
    assert isinstance(head, Details)
    assert str(head.pairs[0][1]).endswith(", recorded until Sun 2026-11-01 00:00+01:00")


def test_every_number_has_its_cause() -> None:
    [table] = section(restatement_page(RESTATED), "What changed").blocks
    assert isinstance(table, Table)
    assert len(table.rows) == len(RESTATED.numbers)
    rows = {row[:4]: row[4:] for row in table.rows}
    assert rows["uptime", "vpn", "2026-10", "value"][1:] == (
        *("≈ 99.9552 %", "≈ +0.2464 points", "outage o-1"),
    )
    assert rows["uptime", "vpn", "2026-10", "verdict"] == ("violated", "met", "", "outage o-1")
    assert rows["uptime", "vpn", "2026-10", "counted"] == (
        *("2:10:00", "0:20:00", "-1:50:00", "outage o-1"),
    )


def test_inputs_that_moved_nothing_are_told() -> None:
    page = restatement_page(RESTATED)
    [entries] = section(page, "Inputs that differ and moved no number").blocks
    assert isinstance(entries, Entries)
    assert [each.text for each in entries.entries] == ["exclusion e-9 of web added"]
    [entries] = section(page, "What differs between the inputs").blocks
    assert isinstance(entries, Entries)
    assert len(entries.entries) == 2


def test_what_nobody_can_explain_stands_out() -> None:
    page = restatement_page(untraced())
    head = page.blocks[0]
    assert isinstance(head, Details)
    assert dict(head.pairs)["Not traced"] == Mark("1", Tone.BAD)
    [table] = section(page, "What changed").blocks
    assert isinstance(table, Table)
    assert [row[-1] for row in table.rows] == [
        Mark("not traced", Tone.BAD),
        "outage o-1 together",
    ]
    [entries] = section(page, "Not traced to any cause").blocks
    assert isinstance(entries, Entries)
    assert [each.text for each in entries.entries] == [str(RESTATED.numbers[0])]


def test_nothing_may_have_changed() -> None:
    page = restatement_page(restatement(BEFORE, BEFORE))
    assert titles(page) == ["What changed"]
    assert section(page, "What changed").blocks == (Paragraph("Nothing changed."),)
