"""A report as rows for a table, and as text for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from svcmgmt.agreement import Agreement
from svcmgmt.drawing import text_table
from svcmgmt.reports._plan import terms_in
from svcmgmt.reports.results import ObjectiveResult
from svcmgmt.reports.trends import difference_text
from svcmgmt.sla.credits import CreditNote
from svcmgmt.sla.objectives import Verdict, value_text
from svcmgmt.temporal import format_instant
from svcmgmt.temporal._text import local_text
from svcmgmt.values import Finding, NoData

if TYPE_CHECKING:
    from svcmgmt.reports.report import ServiceLevelReport

__all__ = ["report_text", "result_row"]

_SHOWN: Final = ("objective", "subject", "period", "value", "cases", "target", "verdict", "change")
_MOST_ALIKE: Final = 5
"""So many findings of one code are shown in full; all of them stand in the report."""


def result_row(result: ObjectiveResult) -> dict[str, str]:
    """Return one result as text cells."""
    during, measure = result.during, result.promise.measure
    return {
        "objective": result.promise.id,
        "subject": result.subject,
        "period": result.label,
        "start": format_instant(during.start),
        "end": format_instant(during.start + during.duration),
        "measure": "" if measure is None else str(measure),
        "value": value_text(result.value),
        "cases": "" if result.cases is None else f"{result.cases[0]} of {result.cases[1]}",
        "target": str(result.applied),
        "verdict": result.verdict.value,
        "breached": _yes(result.is_breached),
        "internal": _yes(result.is_internal),
        "over": _yes(result.is_over),
        "change": difference_text(result.trend.change),
        "signal": ", ".join(each.value for each in result.trend.signal),
        "version": " and ".join(each.version for each in result.versions),
    }


def _yes(value: bool) -> str:  # noqa: FBT001 - a cell
    return "yes" if value else "no"


def report_text(report: ServiceLevelReport, zone: tzinfo) -> str:
    """Return a whole report as text, section by section; empty ones are left out."""
    lines = [str(report), *_head(report, zone)]
    rows = [[row[name] for name in _SHOWN] for row in report.as_rows()]
    if rows:
        lines += ["", text_table(_SHOWN, rows)]
    for title, results in (
        ("broken", report.breaches),
        ("missed, promised to nobody", report.early_warnings),
        ("without a verdict", [r for r in report.results if r.verdict is Verdict.UNDEFINED]),
    ):
        for result in results:
            lines += ["", f"{title}: {_detail(result, zone)}"]
    lines += _listed("left out", report.exclusions)
    lines += _listed("contested", report.contested)
    lines += _listed("signals", _signals(report.results))
    lines += ["", _credited(report.credits)]
    months = ", ".join(each.label for each in report.termination)
    lines += [f"right to terminate: given by {months}"] if months else []
    lines += _listed("policies", report.policies)
    lines += _listed("findings", _finding_lines(report.findings))
    return "\n".join([*lines, "", f"made from {report.inputs}"])


def _head(report: ServiceLevelReport, zone: tzinfo) -> Iterator[str]:
    start = local_text(report.period.interval.start, zone)
    end = local_text(report.period.interval.start + report.period.interval.duration, zone)
    yield f"period: {start} to {end}"
    known = "" if report.known_at is None else f", recorded {local_text(report.known_at, zone)}"
    yield f"facts up to {local_text(report.as_of, zone)}{known}"
    held_terms = terms_in(report.agreement, report.period.interval)
    for each in held_terms:
        since = f" from {local_text(each.during.start, zone)}" if len(held_terms) > 1 else ""
        told = str(each.agreement)
        held = each.agreement if isinstance(each.agreement, Agreement) else None
        parties = "" if held is None else ", ".join(map(str, held.engaged_party))
        yield f"terms{since}: {told}{f', between {parties}' if parties else ''}"


def _detail(result: ObjectiveResult, zone: tzinfo) -> str:
    """Return a result with its evidence; policies and findings are told once, elsewhere."""
    text = result.evaluation.explain(zone).splitlines()
    kept = [line for line in text[1:] if not line.startswith(("policies: ", "finding: "))]
    exceeded = [f"exceeds: {event}" for event in result.exceeded]
    sample = [] if result.sample is None else [f"sample: {result.sample}"]
    return "\n  ".join([str(result), *kept, *exceeded, *sample])


def _signals(results: Iterable[ObjectiveResult]) -> Iterator[str]:
    for result in results:
        if result.trend.signal:
            rules = ", ".join(each.value for each in result.trend.signal)
            yield f"{result.promise.id} of {result.subject}, {result.label}: {rules}"


def _finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield findings, of each code the first few, and how many more there are."""
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(f"{finding.severity.value} {finding.code}", []).append(finding)
    for name, listed in alike.items():
        yield from map(str, listed[:_MOST_ALIKE])
        if len(listed) > _MOST_ALIKE:
            yield f"{name}: {len(listed) - _MOST_ALIKE} more"


def _credited(note: CreditNote | NoData) -> str:
    return f"no credits: {note}" if isinstance(note, NoData) else note.explain()


def _listed(title: str, items: Iterable[object]) -> list[str]:
    lines = [f"  {item}" for item in items]
    return ["", f"{title}:", *lines] if lines else []
