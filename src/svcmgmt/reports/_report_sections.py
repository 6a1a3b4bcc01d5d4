"""What a page says of a whole report, section by section; empty ones are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from svcmgmt.agreement import Agreement
from svcmgmt.reports._agreement_words import agreement_blocks
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
from svcmgmt.reports._plan import terms_in
from svcmgmt.reports._result_sections import ResultSections, interval_text, verdict_mark
from svcmgmt.reports.results import ObjectiveResult
from svcmgmt.reports.trends import difference_text
from svcmgmt.sla.credits import CreditNote
from svcmgmt.sla.objectives import Verdict, value_text
from svcmgmt.temporal import format_instant
from svcmgmt.temporal._text import local_text
from svcmgmt.values import Finding, NoData, Severity

if TYPE_CHECKING:
    from svcmgmt.reports.report import ServiceLevelReport

__all__ = ["name_of", "report_page"]

_SEVERITIES: Final = {
    Severity.ERROR: Tone.BAD,
    Severity.WARNING: Tone.OPEN,
    Severity.INFO: Tone.PLAIN,
}
_MARK: Final = 8
"""Digits of the name of a report that tell its anchors from those of another one."""


def report_page(report: ServiceLevelReport) -> Page:
    """Return what a page says of a report."""
    mark = report.inputs.id[:_MARK]
    anchors = {id(each): f"r{mark}-{n}" for n, each in enumerate(report.results, start=1)}
    objectives = ResultSections(report.period.zone)
    details = [objectives.section(each, anchors[id(each)]) for each in report.results]
    undefined = [each for each in report.results if each.verdict is Verdict.UNDEFINED]
    parts: dict[str, Iterable[Block]] = {
        "Summary": _summary(report, anchors),
        "Broken promises": _broken(report.breaches, anchors),
        "Missed, but promised to nobody": _broken(report.early_warnings, anchors),
        "Without a verdict": _undefined(undefined, anchors),
        "Credits": _credits(report.credits),
        "Left out by agreement": _exclusions(report),
        "Exclusions that are not agreed": _contested(report),
        "Objectives": details,
        "What terms and facts leave open": _findings(report.findings),
        "Policies": _policies(report),
        "The agreement in plain words": _agreements(report),
        "What it was made from": _identity(report),
    }
    sections = [Section(title, tuple(blocks)) for title, blocks in parts.items()]
    head = Details(tuple(_head(report)))
    title = f"Service levels of {name_of(report)}, {report.period.label}"
    return Page(title, (head, *(each for each in sections if each.blocks)))


def name_of(report: ServiceLevelReport) -> str:
    """Return what the agreement of a report is called."""
    held = _held(report)
    return (held[-1].name if held else "") or report.inputs.agreement_id


def _held(report: ServiceLevelReport) -> list[Agreement]:
    """Return the versions of the agreement that held in the period, each once."""
    terms = terms_in(report.agreement, report.period.interval)
    held = {id(each.agreement): each.agreement for each in terms}
    return [each for each in held.values() if isinstance(each, Agreement)]


def _head(report: ServiceLevelReport) -> Iterator[tuple[str, Cell]]:
    zone = report.period.zone
    for each in _held(report):
        yield "Agreement", f"{each.id}, version {each.version}"
        if each.engaged_party:
            yield "Between", ", ".join(map(str, each.engaged_party))
    yield "Period", interval_text(report.period.interval, zone)
    so_far = "" if report.is_over else "; the period is not over, all that is told holds so far"
    yield "Facts up to", f"{local_text(report.as_of, zone)}{so_far}"
    if report.known_at is not None:
        yield "Recorded until", local_text(report.known_at, zone)
    verdicts = Counter(each.verdict for each in report.results)
    told = [f"{verdicts[each]} {each.value}" for each in Verdict if verdicts[each]]
    yield "Results", ", ".join(told) or "none"
    broken = len(report.breaches)
    yield "Broken promises", Mark(str(broken), Tone.BAD if broken else Tone.GOOD)
    note = report.credits
    yield "Credits", str(note.total if isinstance(note, CreditNote) else note)


def _summary(report: ServiceLevelReport, anchors: Mapping[int, str]) -> Iterator[Block]:
    if not report.results:
        yield Paragraph("Nothing was judged.")
        return
    rows = [
        (
            Mark(each.promise.name or each.promise.id, anchor=anchors[id(each)]),
            each.subject,
            each.label,
            "" if each.promise.measure is None else str(each.promise.measure),
            "no data" if isinstance(each.value, NoData) else value_text(each.value),
            str(each.applied),
            verdict_mark(each.verdict),
            difference_text(each.trend.change),
            ", ".join(_notes(each)),
        )
        for each in report.results
    ]
    header = (
        *("objective", "subject", "period", "measure", "value", "target", "verdict"),
        *("change", "note"),
    )
    optional = {"period": report.period.label, "change": "", "note": ""}
    kept = [
        place
        for place, name in enumerate(header)
        if name not in optional or any(row[place] != optional[name] for row in rows)
    ]
    yield Table(
        tuple(header[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
        frozenset(n for n, place in enumerate(kept) if header[place] == "value"),
    )


def _notes(result: ObjectiveResult) -> Iterator[str]:
    if not result.is_over:
        yield "so far"
    if result.is_internal:
        yield "internal"
    if result.is_excused:
        yield "excused"
    if result.trend.signal:
        yield "signal"


def _broken(results: Sequence[ObjectiveResult], anchors: Mapping[int, str]) -> Iterator[Block]:
    if results:
        yield Table(
            ("objective", "subject", "period", "value", "target", "what follows"),
            tuple(
                (
                    Mark(each.promise.name or each.promise.id, anchor=anchors[id(each)]),
                    each.subject,
                    each.label,
                    value_text(each.value),
                    str(each.applied),
                    "; ".join(_consequences(each)),
                )
                for each in results
            ),
            frozenset({3}),
        )


def _undefined(results: Sequence[ObjectiveResult], anchors: Mapping[int, str]) -> Iterator[Block]:
    if results:
        yield Table(
            ("objective", "subject", "period", "measured", "why"),
            tuple(
                (
                    Mark(each.promise.name or each.promise.id, anchor=anchors[id(each)]),
                    each.subject,
                    each.label,
                    "nothing" if isinstance(each.value, NoData) else value_text(each.value),
                    str(each.value if isinstance(each.value, NoData) else each.sample),
                )
                for each in results
            ),
        )


def _consequences(result: ObjectiveResult) -> Iterator[str]:
    if result.terms.clause is not None:
        yield f"credit by the clause {result.terms.clause.name}"
    if result.promise.consequence:
        yield result.promise.consequence
    yield from (f"exceeds an allowance: {event}" for event in result.exceeded)


def _credits(note: CreditNote | NoData) -> Iterator[Block]:
    if isinstance(note, NoData):
        yield Paragraph(f"No credits: {note}.")
        return
    yield Details((("In all", str(note.total)),))
    yield Table(
        ("service", "objective", "period", "value", "row", "basis", "outcome", "amount"),
        tuple(
            (
                line.case.service,
                line.case.objective,
                line.case.period.label,
                value_text(line.case.value),
                line.row,
                str(line.case.basis),
                line.outcome.value,
                str(line.amount),
            )
            for line in note.lines
        ),
        frozenset({3, 5, 7}),
    )
    steps = tuple(
        Entry(str(line), entries=tuple(Entry(f": {step.text}", step.name) for step in line.steps))
        for line in note.lines
    )
    yield Section("Step by step", (Entries(steps),))


def _exclusions(report: ServiceLevelReport) -> Iterator[Block]:
    if report.exclusions:
        yield Table(
            ("subject", "period", "why", "amount", "facts", "objectives"),
            tuple(
                (
                    each.subject,
                    each.label,
                    each.category,
                    value_text(each.amount),
                    ", ".join(each.names),
                    ", ".join(each.objectives),
                )
                for each in report.exclusions
            ),
            frozenset({3}),
        )


def _contested(report: ServiceLevelReport) -> Iterator[Block]:
    if report.contested:
        yield Table(
            ("objective", "subject", "period", "exclusion", "with it", "without it", "judged"),
            tuple(
                (
                    each.objective,
                    each.subject,
                    each.label,
                    f"{', '.join(each.names)} ({each.category}, {each.status})",
                    f"{value_text(each.held)}, {each.held_verdict.value}",
                    f"{value_text(each.ignored)}, {each.ignored_verdict.value}",
                    Mark(
                        f"{'with' if each.is_held else 'without'} it",
                        Tone.OPEN if each.is_decisive else Tone.PLAIN,
                    ),
                )
                for each in report.contested
            ),
        )


def _findings(findings: Iterable[Finding]) -> Iterator[Block]:
    rows = tuple(
        (
            Mark(each.severity.value, _SEVERITIES[each.severity]),
            each.code,
            each.message,
            each.value,
            each.allowed,
            each.pointer,
        )
        for each in findings
    )
    if rows:
        yield Table(("severity", "code", "finding", "value", "allowed or known", "where"), rows)


def _policies(report: ServiceLevelReport) -> Iterator[Block]:
    if report.policies:
        yield Table(
            ("what could be read otherwise", "how it was read", "said by", "objectives"),
            tuple(
                (each.name, each.choice, each.source, ", ".join(each.objectives))
                for each in report.policies
            ),
        )


def _agreements(report: ServiceLevelReport) -> Iterator[Block]:
    held = _held(report)
    for each in held:
        blocks = agreement_blocks(each)
        yield from blocks if len(held) == 1 else (Section(f"Version {each.version}", blocks),)


def _identity(report: ServiceLevelReport) -> Iterator[Block]:
    inputs = report.inputs
    pairs: list[tuple[str, Cell]] = [*inputs.as_dict().items()]
    pairs.append(("as of", format_instant(inputs.as_of)))
    for name, at in (("known at", inputs.known_at), ("claimed", inputs.claimed)):
        if at is not None:
            pairs.append((name, format_instant(at)))
    pairs.append(("contents", repr(inputs.facts).strip("<>")))
    yield Details(tuple((name.capitalize(), told) for name, told in pairs))
    yield Paragraph("The same facts and terms give the same report, to the byte.")
