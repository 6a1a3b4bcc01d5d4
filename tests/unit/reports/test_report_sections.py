"""What a page says of a report: every section, and none that is empty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from attrs import evolve
from report_worlds import END, FACTS, SLA, UPTIME, VERSIONS, past, report

from svcmgmt.agreement import AgreementVersions, SampleTerms
from svcmgmt.reports import ServiceFacts, ServiceLevelReport
from svcmgmt.reports._page import (
    Block,
    Cell,
    Details,
    Entries,
    Mark,
    Page,
    Paragraph,
    Picture,
    Section,
    Table,
    Tone,
    text_of,
)
from svcmgmt.reports._report_sections import report_page
from svcmgmt.reports._result_sections import _parts
from svcmgmt.sla.availability import ExclusionStatus
from svcmgmt.sla.evaluation import Part
from svcmgmt.sla.objectives import Objective, Tolerance, ToleranceKind, Verdict, at_least
from svcmgmt.temporal import Interval, parse_instant as at
from svcmgmt.values import Ratio

REPORT = report()
PAGE = report_page(REPORT)
ALLOWANCE = Tolerance("0.2 %", ToleranceKind.ABSOLUTE)
EMPTY = report(evolve(SLA, objectives=[], engaged_party=[], name=""), ServiceFacts())


def section(title: str, page: Page | Section = PAGE) -> Section:
    """Return the section of a title, at whatever depth."""
    [found] = [each for each in sections(page.blocks) if each.title == title]
    return found


def sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    """Yield sections within sections."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from sections(block.blocks)


def table(part: Section) -> Table:
    """Return the only table of a section."""
    [found] = [each for each in part.blocks if isinstance(each, Table)]
    return found


def texts(part: Section) -> list[list[str]]:
    """Return the cells of the only table of a section."""
    return [[text_of(cell) for cell in row] for row in table(part).rows]


def details(part: Page | Section) -> dict[str, Cell]:
    """Return names and what is said of them."""
    return dict(pair for each in part.blocks if isinstance(each, Details) for pair in each.pairs)


def titles(told: ServiceLevelReport) -> list[str]:
    """Return the titles of the sections of a page."""
    return [each.title for each in report_page(told).blocks if isinstance(each, Section)]


class TestPage:
    def test_it_has_every_section(self) -> None:
        assert titles(REPORT) == [
            "Summary",
            "Broken promises",
            "Missed, but promised to nobody",
            "Without a verdict",
            "Credits",
            "Left out by agreement",
            "Exclusions that are not agreed",
            "Objectives",
            "What terms and facts leave open",
            "Policies",
            "The agreement in plain words",
            "What it was made from",
        ]

    def test_what_is_empty_is_left_out(self) -> None:
        assert titles(EMPTY) == [
            "Summary",
            "Credits",
            "What terms and facts leave open",
            "The agreement in plain words",
            "What it was made from",
        ]
        assert section("Summary", report_page(EMPTY)).blocks == (Paragraph("Nothing was judged."),)

    def test_its_title_names_agreement_and_period(self) -> None:
        assert PAGE.title == "Service levels of Desk, 2026-10"
        assert report_page(EMPTY).title == "Service levels of SLA-7, 2026-10"

    def test_its_head_says_what_came_of_the_period(self) -> None:
        assert details(PAGE) == {
            "Agreement": "SLA-7, version 1",
            "Between": "telco (provider)",
            "Period": "Thu 2026-10-01 00:00+02:00 to Sun 2026-11-01 00:00+01:00",
            "Facts up to": "Sun 2026-11-01 00:00+01:00",
            "Results": "3 met, 5 violated, 1 undefined",
            "Broken promises": Mark("2", Tone.BAD),
            "Credits": "100.00 EUR",
        }

    def test_the_head_of_nothing(self) -> None:
        head = details(report_page(EMPTY))
        assert "Between" not in head
        assert head["Results"] == "none"
        assert head["Broken promises"] == Mark("0", Tone.GOOD)
        assert head["Credits"] == "no objective has a credit"

    def test_a_period_that_is_not_over_is_told_so_far(self) -> None:
        early = report(as_of=at("2026-10-10T00:00:00Z"), known_at=at("2026-10-09T00:00:00Z"))
        page = report_page(early)
        assert "so far" in text_of(details(page)["Facts up to"])
        assert details(page)["Recorded until"] == "Fri 2026-10-09 02:00+02:00"
        assert "so far" in text_of(details(section("count of vpn, 2026-10", page))["Period"])
        assert {row[-1].split(",")[0] for row in texts(section("Summary", page))} == {"so far"}

    def test_without_terms_only_the_agreement_is_named(self) -> None:
        terms = evolve(SLA, valid_for=Interval.parse("2026-01-01T00:00:00Z/2026-12-01T00:00:00Z"))
        unsigned = AgreementVersions().amended(terms, at=at("2025-12-01T00:00:00Z"))
        page = report_page(report(unsigned))
        assert page.title == "Service levels of SLA-7, 2026-10"
        assert "Agreement" not in details(page)
        assert "The agreement in plain words" not in titles(report(unsigned))

    def test_the_same_report_is_the_same_page(self) -> None:
        assert report_page(report()) == PAGE


class TestSummary:
    def test_it_has_a_row_for_each_result(self) -> None:
        summary = table(section("Summary"))
        assert summary.header == (
            *("objective", "subject", "measure", "value", "target", "verdict", "note"),
        )
        assert len(summary.rows) == len(REPORT.results)
        assert summary.figures == {3}
        first = summary.rows[0]
        assert summary.rows[-1][3] == "no data"
        assert first[1:] == (
            *("vpn", "availability", "≈ 99.7088 %", "at least 99.9 %"),
            *(Mark("violated", Tone.BAD), ""),
        )

    def test_its_rows_lead_to_the_objectives(self) -> None:
        anchors = [each.anchor for each in sections(PAGE.blocks) if each.anchor]
        rows = table(section("Summary")).rows
        assert [mark.anchor for row in rows if isinstance(mark := row[0], Mark)] == anchors
        assert len({*anchors}) == len(anchors) == len(REPORT.results)

    def test_notes_say_what_is_special(self) -> None:
        page = report_page(report(earlier=past(9)))
        notes = {(row[0], row[1]): row[-1] for row in texts(section("Summary", page))}
        assert notes["count", "vpn"] == "internal"
        assert notes["delay", "mail"] == "excused"
        assert notes["delay", "vpn"] == "excused, signal"
        assert notes["restore", "Desk"] == "–"

    def test_what_changed_is_told_if_there_are_earlier_periods(self) -> None:
        summary = table(section("Summary", report_page(report(earlier=past(1)))))
        place = summary.header.index("change")
        assert [text_of(row[place]) for row in summary.rows][:2] == [
            "–",
            "+10.0000 points",
        ]

    def test_versions_of_a_part_of_the_period_are_named(self) -> None:
        page = report_page(report(VERSIONS))
        labels = [row[2] for row in texts(section("Summary", page)) if row[0] == "service up"]
        assert labels == ["2026-10, version 1"] * 2 + ["2026-10, version 2"] * 2


class TestConsequences:
    def test_broken_promises_say_what_follows(self) -> None:
        assert [(row[1], row[3], row[-1]) for row in texts(section("Broken promises"))] == [
            ("vpn", "≈ 99.7088 %", "credit by the clause uptime; a review"),
            ("Desk", "50 %", "–"),
        ]

    def test_allowances_that_are_exceeded_are_told(self) -> None:
        page = report_page(report(earlier=past(1, verdict=Verdict.VIOLATED)))
        follows = {(row[0], row[1]): row[-1] for row in texts(section("Broken promises", page))}
        assert follows["delay", "vpn"].startswith("exceeds an allowance: allowance exceeded at")
        told = details(section("delay of vpn, 2026-10", page))
        assert text_of(told["Allowance exceeded"]).startswith("allowance exceeded at")

    def test_internal_ones_stand_apart(self) -> None:
        rows = texts(section("Missed, but promised to nobody"))
        assert [row[:2] for row in rows] == [["count", "vpn"]]

    def test_what_has_no_verdict_says_why(self) -> None:
        assert texts(section("Without a verdict")) == [
            ["vague", "Desk", "2026-10", "nothing", "nobody has said what is measured"]
        ]

    def test_too_few_cases_have_no_verdict(self) -> None:
        objectives = [
            evolve(each, sample=SampleTerms(min_sample=20))
            for each in SLA.objectives
            if each.id == "restore"
        ]
        page = report_page(report(evolve(SLA, objectives=objectives)))
        [row] = texts(section("Without a verdict", page))
        assert row[3] == "≈ 66.6667 %"
        assert "20" in row[4]


class TestCredits:
    def test_lines_and_their_total(self) -> None:
        told = section("Credits")
        assert details(told) == {"In all": "100.00 EUR"}
        assert [(row[0], row[-2], row[-1]) for row in texts(told)] == [
            ("mail", "nothing due", "0.00 EUR"),
            ("vpn", "credited", "100.00 EUR"),
        ]

    def test_every_line_is_explained(self) -> None:
        [steps] = section("Step by step").blocks
        assert isinstance(steps, Entries)
        assert [each.text for each in steps.entries] == [
            "2026-10 mail uptime: nothing due, 0.00 EUR",
            "2026-10 vpn uptime: credited, 100.00 EUR",
        ]
        assert [(each.term, each.text) for each in steps.entries[1].entries][:2] == [
            ("measured", ": ≈ 99.7088 %, violated"),
            ("schedule", ": row 0 % to 99.9 %: 10 %"),
        ]

    def test_no_credits_say_why(self) -> None:
        told = section("Credits", report_page(EMPTY))
        assert told.blocks == (Paragraph("No credits: no objective has a credit."),)


class TestExclusions:
    def test_what_is_left_out(self) -> None:
        assert texts(section("Left out by agreement")) == [
            ["vpn", "2026-10", "force majeure", "1:00:00", "e-1", "uptime, count"]
        ]

    def test_what_is_contested_is_told_both_ways(self) -> None:
        contested = section("Exclusions that are not agreed")
        assert texts(contested)[0][3:] == [
            *("e-2 (force majeure, disputed)", "≈ 99.9775 %, met", "≈ 99.7088 %, violated"),
            "without it",
        ]
        tones = [mark.tone for row in table(contested).rows if isinstance(mark := row[-1], Mark)]
        assert tones[:2] == [Tone.OPEN, Tone.PLAIN]

    def test_an_exclusion_may_be_held_although_it_is_not_agreed(self) -> None:
        assert SLA.exclusions is not None
        policies = evolve(SLA.exclusions.policies, statuses=list(ExclusionStatus))
        terms = evolve(SLA, exclusions=evolve(SLA.exclusions, policies=policies))
        page = report_page(report(terms))
        assert texts(section("Exclusions that are not agreed", page))[0][-1] == "with it"


class TestObjectives:
    def test_a_judgement_says_all_that_it_rests_on(self) -> None:
        told = section("uptime of vpn, 2026-10 (service up)")
        assert details(told) == {
            "Promised": "at least 99.9 %",
            "Measured": "≈ 99.7088 % (2670600 of 2678400)",
            "Verdict": Mark("violated", Tone.BAD),
            "Period": "Thu 2026-10-01 00:00+02:00 to Sun 2026-11-01 00:00+01:00",
            "Base": "745:00:00",
            "Outages": "2",
            "After a violation": "a review",
        }
        assert isinstance(told.blocks[1], Picture)

    def test_parts_and_exclusions_add_up(self) -> None:
        told = section("uptime of vpn, 2026-10 (service up)")
        assert texts(section("Parts", told)) == [
            ["force majeure", "1:00:00"],
            ["counted", "2:10:00"],
            ["up", "741:50:00"],
            ["in all", "745:00:00"],
        ]
        assert texts(section("Left out", told))[-1] == ["left out in all", "1:00:00"]

    def test_evidence_names_causes_and_durations(self) -> None:
        evidence = section("Evidence", section("uptime of vpn, 2026-10 (service up)"))
        assert texts(evidence)[0] == [
            *("Mon 2026-10-05 03:00+02:00", "Mon 2026-10-05 05:00+02:00"),
            *("counted", "2:00:00", "2:00:00", "o-1"),
        ]

    def test_evidence_that_is_the_same_is_shown_once(self) -> None:
        first = section("uptime of vpn, 2026-10 (service up)")
        told = section("count of vpn, 2026-10")
        mark = Mark("the same as for uptime of vpn, 2026-10 (service up)", anchor=first.anchor)
        assert details(told)["Time and evidence"] == mark
        assert len(told.blocks) == 1

    def test_counts_of_tickets_add_up_and_are_told_by_group(self) -> None:
        told = section("restore of Desk, 2026-10")
        assert details(told)["Compared with"] == (
            "at least ≈ 66.6667 %, because there were few cases"
        )
        assert text_of(details(told)["Proof"]).startswith("met, demonstrably missed")
        assert texts(section("Parts", told))[-1] == ["in all", "3"]
        assert texts(section("By service, priority and segment", told)) == [
            ["mail", "P2", "–", "usual", "2", "50 %"],
            ["vpn", "P2", "–", "usual", "1", "100 %"],
        ]

    def test_one_group_is_no_table(self) -> None:
        facts = evolve(FACTS, tickets=FACTS.tickets[:1])
        told = section("restore of Desk, 2026-10", report_page(report(facts=facts)))
        assert "By service, priority and segment" not in [
            each.title for each in sections(told.blocks)
        ]

    def test_an_indicator_leaves_an_error_budget(self) -> None:
        told = details(section("answered of Desk, 2026-10"))
        assert told["Error budget"] == ("error budget of 90 %: -400 % left, 1 of 0.2 events spent")

    def test_an_excused_violation_says_so(self) -> None:
        assert "Excused" in details(section("delay of vpn, 2026-10"))
        assert "Excused" not in details(section("count of vpn, 2026-10"))

    def test_nothing_measured_is_no_evidence(self) -> None:
        told = section("vague of Desk, 2026-10")
        assert len(told.blocks) == 1
        assert details(told)["Verdict"] == Mark("undefined", Tone.OPEN)

    @pytest.mark.parametrize(
        ("target", "tone"),
        [
            (at_least("99 %"), Tone.GOOD),
            (at_least("99 %", warning="99.9 %"), Tone.OPEN),
            (at_least("99.8 %", tolerance=ALLOWANCE), Tone.OPEN),
            (at_least("99.9 %"), Tone.BAD),
        ],
        ids=["met", "warning", "tolerated", "violated"],
    )
    def test_verdicts_stand_out(self, target: Objective, tone: Tone) -> None:
        objectives = [evolve(UPTIME, objective=target, credit="")]
        page = report_page(report(evolve(SLA, objectives=objectives)))
        verdict = table(section("Summary", page)).rows[0][-1]
        assert isinstance(verdict, Mark)
        assert verdict.tone is tone


class TestTrend:
    def test_few_points_are_a_table(self) -> None:
        page = report_page(report(earlier=past(2)))
        trend = section("Trend", section("uptime of mail, 2026-10 (service up)", page))
        assert details(trend) == {
            "Change": "+10.0000 points",
            "Control chart": "3 points, fewer than the 8 that limits take",
        }
        assert texts(trend)[-1] == ["2026-10", "100 %", "met"]
        assert not [each for each in trend.blocks if isinstance(each, Picture)]

    def test_many_points_are_a_chart_with_signals(self) -> None:
        page = report_page(report(earlier=past(9)))
        trend = section("Trend", section("uptime of mail, 2026-10 (service up)", page))
        assert details(trend)["Signal"] == "beyond limits"
        assert [each for each in trend.blocks if isinstance(each, Picture)]

    def test_usual_values_are_no_signal(self) -> None:
        earlier = [
            evolve(each, results=[evolve(point, value=Ratio(1, 1)) for point in each.results[:1]])
            for each in past(9)
        ]
        page = report_page(report(earlier=earlier))
        trend = section("Trend", section("uptime of mail, 2026-10 (service up)", page))
        assert details(trend)["Signal"] == "none: the value is within what is usual"

    def test_the_first_period_has_none(self) -> None:
        assert "Trend" not in [each.title for each in sections(PAGE.blocks)]


class TestRest:
    def test_findings_are_told_in_full(self) -> None:
        rows = table(section("What terms and facts leave open")).rows
        assert rows[0][0] == Mark("error", Tone.BAD)
        assert (Mark("warning", Tone.OPEN), "odd-row", "a row is odd", "<b>", "", "/3") in rows
        assert {mark.tone for row in rows if isinstance(mark := row[0], Mark)} == {
            *(Tone.BAD, Tone.OPEN, Tone.PLAIN),
        }

    def test_nothing_may_be_open(self) -> None:
        assert "What terms and facts leave open" not in titles(evolve(REPORT, findings=[]))

    def test_policies_name_who_made_them(self) -> None:
        rows = texts(section("Policies"))
        assert ["overlap", "max", "SLA-7, version 1", "uptime, count"] in rows
        assert len(rows) == len(REPORT.policies)

    def test_each_version_of_the_agreement_has_its_words(self) -> None:
        page = report_page(report(VERSIONS))
        words = section("The agreement in plain words", page)
        assert [each.title for each in words.blocks if isinstance(each, Section)] == [
            *("Version 1", "Version 2"),
        ]
        assert details(page)["Agreement"] == "SLA-7, version 2"

    def test_its_identity_names_inputs_in_full(self) -> None:
        told = report(known_at=END, claimed=END)
        assert details(section("What it was made from", report_page(told))) == {
            "Report": told.inputs.id,
            "Facts": told.inputs.facts_digest,
            "Terms": told.inputs.terms_digest,
            "As of": "2026-10-31T23:00:00Z",
            "Known at": "2026-10-31T23:00:00Z",
            "Claimed": "2026-10-31T23:00:00Z",
            "Contents": repr(told.facts).strip("<>"),
        }
        assert "Claimed" not in details(section("What it was made from"))


class TestTexts:
    def test_parts_of_several_kinds_are_not_added_up(self) -> None:
        parts = _parts([Part("time", timedelta(hours=1)), Part("count", 2)], "in all")
        assert parts.rows == (("time", "1:00:00"), ("count", "2"))
