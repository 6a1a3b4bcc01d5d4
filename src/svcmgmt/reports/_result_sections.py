"""What a page says of one objective of a report: judgement, evidence, and how it has gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from svcmgmt.reports._page import Block, Cell, Details, Mark, Picture, Section, Table, Tone
from svcmgmt.reports._plan import end_of
from svcmgmt.reports.results import IndicatorShare, ObjectiveResult
from svcmgmt.reports.ticket_shares import TicketShare
from svcmgmt.reports.trends import Trend, difference_text
from svcmgmt.sla.evaluation import Evaluation, Part
from svcmgmt.sla.objectives import Verdict, value_text
from svcmgmt.temporal import Interval
from svcmgmt.temporal._text import duration_text, local_text
from svcmgmt.values import NoData

__all__ = ["ResultSections", "interval_text", "title_of", "verdict_mark"]

_TONES: Final = {
    Verdict.MET: Tone.GOOD,
    Verdict.WARNING: Tone.OPEN,
    Verdict.TOLERATED: Tone.OPEN,
    Verdict.VIOLATED: Tone.BAD,
    Verdict.UNDEFINED: Tone.OPEN,
}


def verdict_mark(verdict: Verdict) -> Mark:
    """Return a verdict as it stands out on a page."""
    return Mark(verdict.value, _TONES[verdict])


def interval_text(interval: Interval, zone: ZoneInfo) -> str:
    """Return from when to when, as people of a zone read it."""
    end = local_text(end_of(interval), zone)
    return f"{local_text(interval.start, zone)} to {end}"


@frozen
class ResultSections:
    """The sections of all results of a page; what several results share is shown once."""

    zone: ZoneInfo
    """In which times are shown."""

    _shown: dict[tuple[Block, ...], Mark] = field(factory=dict[tuple[Block, ...], Mark], init=False)
    """Evidence, and where it stands."""

    def section(self, result: ObjectiveResult, anchor: str) -> Section:
        """Return the section of one result."""
        judgement = list(self._judgement(result))
        evidence = tuple(self._evidence(result))
        if evidence in self._shown:
            judgement.append(("Time and evidence", self._shown[evidence]))
            evidence = ()
        elif evidence:
            self._shown[evidence] = Mark(f"the same as for {title_of(result)}", anchor=anchor)
        blocks = (Details(tuple(judgement)), *evidence, *_trend(result.trend))
        return Section(title_of(result), blocks, anchor)

    def _judgement(self, result: ObjectiveResult) -> Iterator[tuple[str, Cell]]:
        evaluation = result.evaluation
        promise, applied = str(result.promise.objective), str(result.applied)
        yield "Promised", promise
        if applied != promise:
            yield "Compared with", f"{applied}, because there were few cases"
        yield "Measured", str(result.value)
        yield "Verdict", verdict_mark(result.verdict)
        if result.is_excused:
            yield "Excused", "within the violations that are allowed without consequence"
        so_far = "" if result.is_over else ", so far"
        yield "Period", f"{interval_text(result.during, self.zone)}{so_far}"
        if evaluation.whole is not None:
            yield "Base", value_text(evaluation.whole)
        for name, count in evaluation.counts:
            yield name.capitalize(), str(count)
        if result.sample is not None:
            yield "Proof", str(result.sample)
        if isinstance(result.measured, IndicatorShare):
            yield "Error budget", str(result.measured.budget(result.promise.objective))
        for event in result.exceeded:
            yield "Allowance exceeded", str(event)
        if result.promise.consequence:
            yield "After a violation", result.promise.consequence

    def _evidence(self, result: ObjectiveResult) -> Iterator[Block]:
        evaluation = result.evaluation
        picture = result.svg()
        if picture is not None:
            yield Picture(picture)
        if evaluation.breakdown:
            yield Section("Parts", (_parts(evaluation.breakdown, "in all"),))
        if evaluation.exclusions:
            yield Section("Left out", (_parts(evaluation.exclusions, "left out in all"),))
        if isinstance(result.measured, TicketShare):
            yield from _groups(result.measured)
        if evaluation.evidence:
            yield Section("Evidence", (self._rows(evaluation),))

    def _rows(self, evaluation: Evaluation) -> Table:
        return Table(
            ("from", "to", "what", "duration", "counted", "because"),
            tuple(
                (
                    local_text(row.start, self.zone),
                    local_text(row.end, self.zone),
                    row.kind,
                    duration_text(row.duration),
                    duration_text(row.counted),
                    row.cause,
                )
                for row in evaluation.evidence
            ),
            frozenset({0, 1, 3, 4}),
        )


def title_of(result: ObjectiveResult) -> str:
    """Return what a result is called on a page."""
    named = f" ({result.promise.name})" if result.promise.name else ""
    return f"{result.promise.id} of {result.subject}, {result.label}{named}"


def _parts(parts: Iterable[Part], whole: str) -> Table:
    """Return parts under each other, and below them what they add up to."""
    listed = tuple(parts)
    rows: list[tuple[Cell, ...]] = [(part.name, value_text(part.amount)) for part in listed]
    times = [part.amount for part in listed if isinstance(part.amount, timedelta)]
    counts = [part.amount for part in listed if isinstance(part.amount, int)]
    if len(times) == len(listed):
        rows.append((whole, duration_text(sum(times, timedelta()))))
    elif len(counts) == len(listed):
        rows.append((whole, str(sum(counts))))
    return Table(("part", "amount"), tuple(rows), frozenset({1}))


def _groups(share: TicketShare) -> Iterator[Section]:
    """Yield the counts of a share of tickets by what the tickets are about."""
    groups = share.groups()
    if len(groups) <= 1:
        return
    rows = tuple(
        (service, priority, segment, target, str(part.judged), value_text(part.ratio))
        for (service, priority, segment, target), part in groups.items()
    )
    header = ("service", "priority", "segment", "target", "judged", "in time")
    yield Section("By service, priority and segment", (Table(header, rows, frozenset({4, 5})),))


def _trend(trend: Trend) -> Iterator[Section]:
    """Yield how the values have gone from period to period, if there were earlier ones."""
    if len(trend.points) <= 1:
        return
    rows = tuple(
        (point.label, value_text(point.value), verdict_mark(point.verdict))
        for point in trend.points
    )
    told: list[tuple[str, Cell]] = [
        ("Change", difference_text(trend.change) or "nothing to compare with")
    ]
    chart = trend.chart
    if isinstance(chart, NoData):
        told.append(("Control chart", str(chart)))
        pictures: tuple[Picture, ...] = ()
    else:
        signals = ", ".join(rule.value.replace("_", " ") for rule in trend.signal)
        told.append(("Signal", signals or "none: the value is within what is usual"))
        pictures = (Picture(chart.svg()),)
    table = Table(("period", "value", "verdict"), rows, frozenset({1}))
    yield Section("Trend", (Details(tuple(told)), *pictures, table))
