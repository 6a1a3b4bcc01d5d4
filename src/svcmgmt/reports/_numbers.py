"""Every number of a report by what it is: values, verdicts, bases, parts, counts, credits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from svcmgmt.reports.report import ServiceLevelReport
from svcmgmt.reports.results import ObjectiveResult
from svcmgmt.sla.credits import CreditNote
from svcmgmt.sla.objectives import Value
from svcmgmt.values import Money, NoData

__all__ = ["Number", "NumberKey", "numbers_of"]

Number: TypeAlias = Value | Money | NoData | str
"""A value, an amount of money, a verdict or a target in words; no data with the reason."""


class NumberKey(NamedTuple):
    """What a number is, the same in two reports of one period."""

    objective: str
    """Identifier of the objective, or of what is credited; empty for the whole report."""

    subject: str
    period: str
    name: str
    """Such as `value`, `verdict`, `counted` or `credit`."""


def numbers_of(report: ServiceLevelReport) -> dict[NumberKey, Number]:
    """Return every number of a report."""
    found = {
        NumberKey(result.promise.id, result.subject, result.label, name): number
        for result in report.results
        for name, number in _of_result(result)
    }
    found.update(_of_credits(report))
    return found


def _of_result(result: ObjectiveResult) -> Iterator[tuple[str, Number]]:
    judged = result.evaluation
    yield "value", result.value
    yield "verdict", result.verdict.value
    yield "target", str(result.applied)
    yield "breached", "yes" if result.is_breached else "no"
    if judged.whole is not None:
        yield "of", judged.whole
    for part in judged.breakdown:
        yield part.name, part.amount
    for part in judged.exclusions:
        yield f"left out: {part.name}", part.amount
    yield from judged.counts


def _of_credits(report: ServiceLevelReport) -> Iterator[tuple[NumberKey, Number]]:
    note, label = report.credits, report.period.label
    if not isinstance(note, CreditNote):
        yield NumberKey("", "", label, "credits"), note
        return
    yield NumberKey("", "", label, "credits"), note.total
    for line in note.lines:
        case = line.case
        place = case.objective, case.service, case.period.label
        yield NumberKey(*place, "credit"), line.amount
        yield NumberKey(*place, "credit basis"), case.basis
        yield NumberKey(*place, "credit outcome"), line.outcome.value
