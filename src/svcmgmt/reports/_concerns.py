"""Which of the inputs that differ concern a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from svcmgmt.agreement import GivenMeasure, IndicatorMeasure
from svcmgmt.reports._causes import Cause, CauseKind
from svcmgmt.reports._numbers import NumberKey
from svcmgmt.reports.report import ServiceLevelReport
from svcmgmt.reports.results import ObjectiveResult
from svcmgmt.reports.ticket_shares import TicketCase, TicketShare

__all__ = ["Concerns"]


_NOT_JUDGED_BY: Final = frozenset(
    {
        *("name", "description", "engaged_party", "notice_period"),
        *("credit", "credit_terms", "fees", "termination_right"),
    }
)
"""Parts of an agreement that change no value and no verdict."""


_Place: TypeAlias = tuple[str, str, str]


class Concerns:
    """The causes between two reports, found by what they concern."""

    def __init__(
        self, before: ServiceLevelReport, after: ServiceLevelReport, causes: Sequence[Cause]
    ) -> None:
        self._results: dict[_Place, list[ObjectiveResult]] = {}
        self._credited: dict[str, str] = {}
        for report in (before, after):
            for result in report.results:
                key = result.promise.id, result.subject, result.label
                self._results.setdefault(key, []).append(result)
                self._credited.update(dict.fromkeys(_credit_names(result), str(result.promise.id)))
        self._causes: dict[CauseKind, dict[str, list[Cause]]] = {}
        for cause in causes:
            scopes = self._causes.setdefault(cause.kind, {})
            scopes.setdefault(_scope_of(cause), []).append(cause)
        self._tickets: dict[_Place, frozenset[str]] = {}
        self._found: dict[tuple[_Place, CauseKind], list[Cause]] = {}

    def of(self, key: NumberKey, kinds: Sequence[CauseKind]) -> tuple[Cause, ...]:
        """Return the causes of some kinds that concern a number; all of a kind if none does."""
        return tuple(cause for kind in kinds for cause in self._of_kind(key, kind))

    def _of_kind(self, key: NumberKey, kind: CauseKind) -> list[Cause]:
        """Return the causes of one kind, the same for all numbers of one result."""
        place = key[:3], kind
        if place not in self._found:
            results = self._results.get(key[:3], [])
            scoped = list(self._scoped(kind, key, results))
            near = [cause for cause in scoped if self._concerns(cause, key, results)]
            self._found[place] = (
                near or scoped or [each for of in self._causes[kind].values() for each in of]
            )
        return self._found[place]

    def _scoped(
        self, kind: CauseKind, key: NumberKey, results: Sequence[ObjectiveResult]
    ) -> Iterator[Cause]:
        """Yield the causes of the services or the objective of a number, and those of all."""
        scopes = {name for result in results for name in result.services} or {key.subject}
        if kind is CauseKind.TERMS:
            scopes = {f"objective {self._credited.get(key.objective, key.objective)}"}
        held = self._causes[kind]
        for scope in sorted({*scopes, ""} & held.keys()):
            yield from held[scope]

    def _concerns(self, cause: Cause, key: NumberKey, results: Sequence[ObjectiveResult]) -> bool:
        """Return whether a cause of the right service bears on the results behind a number."""
        if not results:
            return True
        if cause.kind is CauseKind.TERMS:
            return _is_about(cause.name, results)
        if cause.kind is CauseKind.TICKET:
            return cause.name in self._moved_tickets(key, results)
        measures = [result.promise.measure for result in results]
        if cause.kind is CauseKind.SERIES:
            names = {each.indicator.name for each in measures if isinstance(each, IndicatorMeasure)}
            return cause.name in names
        if cause.kind is CauseKind.FIGURE:
            return cause.name in {each.name for each in measures if isinstance(each, GivenMeasure)}
        return not cause.during or any(
            time.overlaps(result.during) for time in cause.during for result in results
        )

    def _moved_tickets(self, key: NumberKey, results: Sequence[ObjectiveResult]) -> frozenset[str]:
        """Return the tickets whose clocks say something else in the two reports."""
        place = key[:3]
        if place not in self._tickets:
            shares = [each.measured for each in results if isinstance(each.measured, TicketShare)]
            told = [{(name, what) for name, what in _told(share)} for share in shares]
            differ = told[0] ^ told[1] if len(told) > 1 else set[tuple[str, str]]().union(*told)
            self._tickets[place] = frozenset(name for name, _ in differ)
        return self._tickets[place]


def _credit_names(result: ObjectiveResult) -> Iterator[str]:
    """Yield how the lines of a credit note may call the objective of a result."""
    for name in (str(result.promise.id), f"{result.promise.id} of {result.subject}"):
        yield name
        yield f"{name}, {result.label}"


def _scope_of(cause: Cause) -> str:
    """Return what a cause is found by: its service, or of terms the objective."""
    is_objective = cause.kind is CauseKind.TERMS and cause.name.startswith("objective ")
    return cause.name if is_objective else cause.scope


def _is_about(part: str, results: Sequence[ObjectiveResult]) -> bool:
    """Return whether a part of an agreement bears on how an objective is judged."""
    kind, _, name = part.partition(" ")
    if kind == "version":  # one of several, or the label of the only one
        return bool(name)
    if kind == "target":
        return any(isinstance(each.measured, TicketShare) for each in results)
    return kind not in _NOT_JUDGED_BY


def _told(share: TicketShare) -> Iterator[tuple[str, str]]:
    counted = {id(case) for case in share.cases}
    for case in share.known:
        yield case.ticket.id, _case_text(case, is_counted=id(case) in counted)
    for each in share.untargeted:
        yield each.ticket.id, each.choice.explain()


def _case_text(case: TicketCase, *, is_counted: bool) -> str:
    return f"{case.metric} {case.reading.outcome.value} {'counted' if is_counted else ''}"
