"""What of the facts a report may know: nothing after `as_of`, nothing recorded later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar

from attrs import evolve, frozen

from svcmgmt.reports.facts import ServiceFacts
from svcmgmt.reports.tickets import TicketFacts
from svcmgmt.sla.availability import AvailabilityFacts, Exclusion, Maintenance, Outage
from svcmgmt.sla.availability.facts import RecordedFact
from svcmgmt.sla.indicators import EventSeries
from svcmgmt.temporal import EMPTY, Interval, IntervalSet

__all__ = ["KnownFacts", "Limits"]

Scoped = TypeVar("Scoped", bound=Outage | Exclusion | Maintenance)


@frozen
class Limits:
    """Up to when a report knows, and as recorded until when."""

    as_of: datetime
    known_at: datetime | None

    def has(self, fact: RecordedFact) -> bool:
        """Return whether a version of a fact had been recorded by then."""
        recorded = fact.recorded_at
        return self.known_at is None or recorded is None or recorded <= self.known_at


AFTER: Final = "begun after as_of"
LATER: Final = "recorded after known_at"


@frozen(kw_only=True, eq=False)
class KnownFacts:
    """The facts that a report may know, by service; `""` holds for each of them."""

    limits: Limits
    outages: Mapping[str, Sequence[Outage]]
    exclusions: Mapping[str, Sequence[Exclusion]]
    maintenance: Mapping[str, Sequence[Maintenance]]
    unknown: Mapping[str, IntervalSet]
    tickets: Mapping[str, TicketFacts]
    series: Mapping[str, Sequence[EventSeries]]
    left_out: Mapping[str, int]
    """How many facts are left out, by kind and reason."""

    @classmethod
    def of(cls, facts: ServiceFacts, limits: Limits) -> KnownFacts:
        """Return what of some facts is known within limits."""
        told = facts.availability
        left_out: Counter[str] = Counter()
        outages = _begun([each for each in told.outages if limits.has(each)], limits, left_out)
        tickets = _opened([each for each in facts.tickets if limits.has(each)], limits, left_out)
        for name, given in (
            ("outages", told.outages),
            ("exclusions", told.exclusions),
            ("maintenance", told.maintenance),
            ("tickets", facts.tickets),
        ):
            late = sum(not limits.has(each) for each in given)
            left_out.update({f"{name} {LATER}": late} if late else {})
        unknown = dict(facts.unknown)
        unknown[""] = unknown.get("", EMPTY) | told.unknown
        series: dict[str, list[EventSeries]] = {}
        for name, counted in facts.series:
            series.setdefault(name, []).append(counted)
        return cls(
            limits=limits,
            outages=_by_scope(outages),
            exclusions=_by_scope([each for each in told.exclusions if limits.has(each)]),
            maintenance=_by_scope([each for each in told.maintenance if limits.has(each)]),
            unknown=unknown,
            tickets={each.id: each for each in tickets},
            series=series,
            left_out=left_out,
        )

    @property
    def services(self) -> tuple[str, ...]:
        """The services that any of them names, in alphabetical order."""
        named = {*self.outages, *self.exclusions, *self.maintenance, *self.unknown}
        named.update(ticket.service for ticket in self.tickets.values())
        return tuple(sorted(named - {""}))

    def of_service(self, service: str) -> AvailabilityFacts:
        """Return what is known of one service, with what holds for all of them."""
        names = (service, "") if service else ("",)
        unknown = [self.unknown[name] for name in names if name in self.unknown]
        return AvailabilityFacts(
            outages=[each for name in names for each in self.outages.get(name, ())],
            exclusions=[each for name in names for each in self.exclusions.get(name, ())],
            maintenance=[each for name in names for each in self.maintenance.get(name, ())],
            unknown=IntervalSet.union_of(unknown),
        )


def _by_scope(facts: Iterable[Scoped]) -> dict[str, list[Scoped]]:
    found: dict[str, list[Scoped]] = {}
    for fact in facts:
        found.setdefault(fact.scope, []).append(fact)
    return found


def _begun(facts: list[Outage], limits: Limits, left_out: Counter[str]) -> list[Outage]:
    """Return the outages that had begun, each as it was known: what ends later was still open."""
    found: list[Outage] = []
    for fact in facts:
        during = fact.during
        if during.start >= limits.as_of:
            left_out[f"outages {AFTER}"] += not fact.is_withdrawn
        elif during.end is not None and during.end > limits.as_of:
            found.append(evolve(fact, during=Interval(during.start)))
        else:
            found.append(fact)
    return found


def _opened(
    tickets: list[TicketFacts], limits: Limits, left_out: Counter[str]
) -> list[TicketFacts]:
    """Return the tickets that were opened; their clocks leave out later changes themselves."""
    found: list[TicketFacts] = []
    for ticket in tickets:
        began = ticket.opened_at or (ticket.changes[0].at if ticket.changes else None)
        if ticket.is_withdrawn or (began is not None and began > limits.as_of):
            left_out[f"tickets {AFTER}"] += not ticket.is_withdrawn
            continue
        later = sum(change.at > limits.as_of for change in ticket.changes)
        if later:
            left_out[f"changes of tickets {AFTER}"] += later
        found.append(ticket)
    return found
