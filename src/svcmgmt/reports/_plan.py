"""What is judged in a report, over what time, and by which terms: facts play no part here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from attrs import evolve, frozen

from svcmgmt.agreement import (
    Agreement,
    AgreementVersions,
    CalendarPeriods,
    EffectiveTerms,
    ServiceLevelObjective,
    TermsInForce,
    effective_terms,
)
from svcmgmt.calendars import ReportingPeriod
from svcmgmt.temporal import Interval, IntervalSet

__all__ = [
    "Stretch",
    "Terms",
    "Window",
    "agreements_in",
    "as_known",
    "end_of",
    "plan_of",
    "terms_in",
]

Terms: TypeAlias = Agreement | AgreementVersions
"""What a report is made by: one agreement, or all its versions."""


@frozen
class Window:
    """The time over which an objective is judged."""

    interval: Interval
    label: str
    period: ReportingPeriod | None
    """The same on the calendar; None for a window that rolls."""


@frozen(kw_only=True)
class Stretch:
    """A part of a window in which the terms of one objective stay the same."""

    objective: str
    window: Window
    during: Interval
    versions: tuple[Agreement, ...]
    """The terms in force, oldest first; the last one speaks for all of them."""

    terms: EffectiveTerms
    number: int
    """How many stretches of the window have these versions, up to this one."""

    in_force: IntervalSet
    """When the promise held: neither before nor after, nor while it was suspended."""

    @property
    def agreement(self) -> Agreement:
        """The version that speaks for the stretch."""
        return self.versions[-1]

    @property
    def label(self) -> str:
        """Name of the window, and of the version where that holds for a part of it only."""
        if self.during == self.window.interval:
            return self.window.label
        again = f" ({self.number})" if self.number > 1 else ""
        versions = " and ".join(each.version for each in self.versions)
        return f"{self.window.label}, version {versions}{again}"


class _Part(NamedTuple):
    during: Interval
    agreement: Agreement
    terms: EffectiveTerms


def end_of(interval: Interval) -> datetime:
    """Return the end of a closed interval."""
    return interval.start + interval.duration


def as_known(terms: Terms, known_at: datetime | None) -> Terms:
    """Return the terms as they were on record at an instant; an agreement alone always was."""
    if known_at is None or isinstance(terms, Agreement):
        return terms
    return AgreementVersions(each for each in terms.versions if each.recorded_at <= known_at)


def terms_in(terms: Terms, within: Interval) -> tuple[TermsInForce, ...]:
    """Return which terms hold when in an interval; an agreement alone holds throughout."""
    if isinstance(terms, AgreementVersions):
        return terms.segments(within)
    return (TermsInForce(within, terms),)


def agreements_in(terms: Terms, within: Interval) -> Iterator[tuple[Interval, Agreement]]:
    """Yield when which agreement holds; times without one are left out."""
    for each in terms_in(terms, within):
        if isinstance(each.agreement, Agreement):
            yield each.during, each.agreement


class _Promises:
    """The effective terms of the objectives of agreements, found without a search."""

    def __init__(self) -> None:
        self._promises: dict[int, dict[str, ServiceLevelObjective]] = {}

    def terms_of(self, agreement: Agreement, objective: str) -> EffectiveTerms | None:
        """Return what holds for an objective; None if the agreement does not have it."""
        if id(agreement) not in self._promises:
            self._promises[id(agreement)] = {each.id: each for each in agreement.objectives}
        promise = self._promises[id(agreement)].get(objective)
        return None if promise is None else effective_terms(agreement, promise)


def plan_of(terms: Terms, period: ReportingPeriod, as_of: datetime) -> tuple[Stretch, ...]:
    """Return what is judged, in the order in which the newest version names the objectives."""
    promises = _Promises()
    held = [agreement for _, agreement in agreements_in(terms, period.interval)]
    newest: dict[str, EffectiveTerms] = {}
    for agreement in held[::-1]:
        for promise in agreement.objectives:
            if promise.id not in newest:
                newest[promise.id] = effective_terms(agreement, promise)
    return tuple(
        stretch
        for name, judged_by in newest.items()
        for window in _windows(judged_by, period, as_of)
        for stretch in _stretches(terms, name, window, promises)
    )


def _windows(terms: EffectiveTerms, period: ReportingPeriod, as_of: datetime) -> Iterator[Window]:
    """Yield over what time an objective is judged in the report of a period.

    Calendar periods are judged in the report in which they end; one that is longer than the
    report is judged so far.
    """
    zone = terms.zone or period.zone
    conformance = terms.period
    if conformance is None:
        yield Window(period.interval, period.label, period)
    elif isinstance(conformance, CalendarPeriods):
        yield from _calendar_windows(conformance, period, zone)
    else:
        end = min(end_of(period.interval), as_of)
        last = (end - timedelta(microseconds=1)).astimezone(zone).date()
        label = f"{conformance} to {last}"
        yield Window(conformance.interval(end, zone=zone), label, None)


def _calendar_windows(
    conformance: CalendarPeriods, period: ReportingPeriod, zone: ZoneInfo
) -> Iterator[Window]:
    end = end_of(period.interval)
    within = conformance.around(period.interval.start, zone=zone)
    yield Window(within.interval, within.label, within)
    while end_of(within.interval) < end:
        within = within.next()
        if end_of(within.interval) <= end:
            yield Window(within.interval, within.label, within)


def _stretches(
    terms: Terms, objective: str, window: Window, promises: _Promises
) -> Iterator[Stretch]:
    """Yield the stretches of a window in which the terms of an objective stay the same."""
    parts = [
        _Part(during, agreement, judged_by)
        for during, agreement in agreements_in(terms, window.interval)
        if (judged_by := promises.terms_of(agreement, objective)) is not None
    ]
    told: Counter[tuple[str, ...]] = Counter()
    for run in _runs(parts):
        names = tuple(part.agreement.version for part in run)
        told[names] += 1
        yield Stretch(
            number=told[names],
            objective=objective,
            window=window,
            during=Interval(run[0].during.start, run[-1].during.end),
            versions=tuple(part.agreement for part in run),
            terms=run[-1].terms,
            in_force=IntervalSet.union_of(map(_in_force, run)),
        )


def _runs(parts: Iterable[_Part]) -> list[list[_Part]]:
    """Return parts in runs: those that follow each other with the same terms are one."""
    runs: list[list[_Part]] = []
    for part in parts:
        if runs and _goes_on(runs[-1], part):
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _goes_on(run: Sequence[_Part], part: _Part) -> bool:
    last = run[-1]
    before, after = (evolve(each.terms, valid_for=None) for each in (last, part))
    return last.during.end == part.during.start and before == after


def _in_force(part: _Part) -> IntervalSet:
    """Return when a promise held; one that nobody ever signed is taken to hold while valid."""
    valid = part.terms.valid_for
    times = IntervalSet.of([part.during if valid is None else part.during & valid])
    if not part.agreement.is_agreed:
        return times
    return times & part.agreement.in_force_during(part.during)
