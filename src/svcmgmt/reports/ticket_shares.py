"""Which tickets were in time in a period: counts, cases with their clocks, and those without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Final

from attrs import field, frozen

from svcmgmt.agreement import TargetChoice
from svcmgmt.reports.tickets import TicketFacts
from svcmgmt.sla.clocks import Attribution, ClockReading, Compliance, Outcome, compliance_by
from svcmgmt.sla.evaluation import Evidence
from svcmgmt.temporal import Interval, instant
from svcmgmt.values import Finding, NoData, Ratio
from svcmgmt.values._kinds import of_kind

__all__ = ["TicketCase", "TicketShare", "Untargeted"]

_LATE: Final = frozenset({Outcome.MISSED, Outcome.OPEN_PAST_DUE})


@frozen(kw_only=True)
class TicketCase:
    """One clock of one ticket: which target it has, and what the clock shows."""

    ticket: TicketFacts = field(validator=of_kind(TicketFacts))
    """The ticket."""

    target: str
    """Name of its target."""

    version: str
    """Version of the agreement that gave it: the one in force when the ticket was opened."""

    reading: ClockReading = field(validator=of_kind(ClockReading))
    """What the clock shows, with its rows as evidence."""

    @property
    def name(self) -> str:
        """What people call the ticket."""
        return self.ticket.name or self.ticket.id

    @property
    def metric(self) -> str:
        """What is timed."""
        return self.reading.target.name

    def as_evidence(self) -> Evidence:
        """Return the case as one stretch of time, from the start of its clock to its end."""
        reading = self.reading
        start = reading.started_at or reading.until
        return Evidence(
            start=start,
            end=max(reading.stopped_at or reading.until, start),
            kind=reading.outcome.value,
            counted=reading.elapsed,
            cause=f"{self.name}, {self.metric} by target {self.target}",
        )

    def __str__(self) -> str:
        return f"{self.name} {self.reading}"


@frozen(kw_only=True)
class Untargeted:
    """A ticket in scope that no target times, and why.

    Examples:
        >>> from svcmgmt.agreement import choose_target
        >>> print(Untargeted(ticket=TicketFacts(id="7"), choice=choose_target([])))
        7: no target: there is no target
    """

    ticket: TicketFacts = field(validator=of_kind(TicketFacts))
    """The ticket."""

    choice: TargetChoice = field(validator=of_kind(TargetChoice))
    """The targets that were tried, and why none fits."""

    def __str__(self) -> str:
        return f"{self.ticket.name or self.ticket.id}: {self.choice}"


def _cases(values: Iterable[TicketCase]) -> tuple[TicketCase, ...]:
    return tuple(sorted(values, key=lambda case: (case.ticket.id, case.metric)))


@frozen(kw_only=True, repr=False)
class TicketShare:
    """The tickets in the scope of an objective, and which of them belong to the period.

    Every clock of a ticket is a case. Counts, groups and breaches are made from the cases that
    belong to the period; the backlog is of all of them. Source: rules R6.7 and R6.8.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> nothing = TicketShare(during=Interval.parse("2026-10-01T00:00:00Z/PT744H"),
        ...                       until=at("2026-11-01T00:00:00Z"))
        >>> print(nothing)
        no ticket was judged: no tickets
    """

    during: Interval = field(validator=of_kind(Interval))
    """The period to which cases belong."""

    until: datetime = field(converter=instant)
    """As of when the clocks are read, in UTC."""

    attribution: Attribution = field(default=Attribution.VERDICT, validator=of_kind(Attribution))
    """By what a case belongs to a period."""

    known: tuple[TicketCase, ...] = field(default=(), converter=_cases)
    """Every case in scope, whatever period it belongs to."""

    untargeted: tuple[Untargeted, ...] = ()
    """Tickets in scope that no target times."""

    @cached_property
    def _by_case(self) -> dict[int, Compliance]:
        numbered = ((place, case.reading) for place, case in enumerate(self.known))
        return compliance_by(numbered, self.during, self.attribution)

    @cached_property
    def cases(self) -> tuple[TicketCase, ...]:
        """The cases that belong to the period, by ticket and metric."""
        return tuple(
            case
            for place, case in enumerate(self.known)
            if any(count for _, count in self._by_case[place].counts)
        )

    @cached_property
    def compliance(self) -> Compliance:
        """How many there are of each outcome, and the backlog."""
        return _sum(self._by_case.values(), self.during, self.attribution)

    @property
    def period(self) -> Interval:
        """The part of the period that is over."""
        start = self.during.start
        ends = [self.until, *([] if self.during.end is None else [self.during.end])]
        return Interval(start, max(start, min(ends)))

    @property
    def value(self) -> Ratio | NoData:
        """Share of the judged cases that were in time; no data if none was judged."""
        return self.compliance.ratio

    @cached_property
    def missed(self) -> tuple[TicketCase, ...]:
        """The cases of the period that were late."""
        return tuple(case for case in self.cases if case.reading.outcome in _LATE)

    @cached_property
    def backlog(self) -> tuple[TicketCase, ...]:
        """Cases that are open past their due time, whatever period their breach belongs to."""
        late = Outcome.OPEN_PAST_DUE
        return tuple(case for case in self.known if case.reading.outcome is late)

    def groups(self) -> dict[tuple[str, str, str, str], Compliance]:
        """Return the counts by service, priority, segment and target, in that order."""
        keys = [
            (case.ticket.service, str(case.ticket.priority or ""), case.ticket.segment, case.target)
            for case in self.known
        ]
        found: dict[tuple[str, str, str, str], list[Compliance]] = {}
        for place, part in self._by_case.items():
            found.setdefault(keys[place], []).append(part)
        summed = {
            key: _sum(parts, self.during, self.attribution) for key, parts in sorted(found.items())
        }
        return {key: part for key, part in summed.items() if _is_told(part)}

    @property
    def policies(self) -> tuple[tuple[str, str], ...]:
        """The choices of clocks and attribution, each by name."""
        chosen: dict[str, dict[str, None]] = {"attribution": {self.attribution.value: None}}
        targets = {id(case.reading.target): case.reading.target for case in self.known}
        for target in targets.values():
            for name, choice in target.policies().items():
                chosen.setdefault(name.replace("_", " "), {})[choice.replace("_", " ")] = None
        return tuple((name, " or ".join(choices)) for name, choices in chosen.items())

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was unusual about the facts of the cases of the period."""
        return tuple(finding for case in self.cases for finding in case.reading.findings)

    def __str__(self) -> str:
        return str(self.compliance)

    def __repr__(self) -> str:
        return f"<TicketShare {self}>"


def _is_told(part: Compliance) -> bool:
    return bool(part.backlog) or any(count for _, count in part.counts)


def _sum(parts: Iterable[Compliance], during: Interval, attribution: Attribution) -> Compliance:
    counts: Counter[Outcome] = Counter()
    backlog = 0
    for part in parts:
        counts.update(dict(part.counts))
        backlog += part.backlog
    return Compliance(counts=counts, backlog=backlog, period=during, attribution=attribution)
