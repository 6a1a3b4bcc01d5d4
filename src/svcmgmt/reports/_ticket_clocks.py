"""Which target each ticket has, and what its clocks show as of an instant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial

from attrs import evolve

from svcmgmt.agreement import (
    Agreement,
    TargetChoice,
    TicketShareMeasure,
    TicketTarget,
    choose_target,
)
from svcmgmt.reports._plan import Stretch, Terms, end_of
from svcmgmt.reports.ticket_shares import TicketCase, TicketShare, Untargeted
from svcmgmt.reports.tickets import TicketFacts
from svcmgmt.sla.clocks import Attribution, Clock
from svcmgmt.values import NoData

__all__ = ["TicketClocks", "began_at"]


def began_at(ticket: TicketFacts) -> datetime | None:
    """Return when a ticket began: its opening, or else its first change."""
    if ticket.opened_at is not None:
        return ticket.opened_at
    return ticket.changes[0].at if ticket.changes else None


class TicketClocks:
    """The tickets of a report, read once for each metric and instant that objectives ask for."""

    def __init__(self, terms: Terms, tickets: Mapping[str, TicketFacts]) -> None:
        self._terms = terms
        self._tickets = [ticket for _, ticket in sorted(tickets.items())]
        self._by_service: dict[str, list[TicketFacts]] = {}
        for ticket in self._tickets:
            self._by_service.setdefault(ticket.service, []).append(ticket)
        self._covered: dict[int, frozenset[str]] = {}
        self._chosen: dict[tuple[str, str | None], tuple[Agreement | None, TargetChoice]] = {}
        self._read: dict[tuple[str, str | None, datetime], list[TicketCase]] = {}

    def share_of(
        self, stretch: Stretch, measure: TicketShareMeasure, as_of: datetime
    ) -> TicketShare:
        """Return which tickets in the scope of a stretch were in time.

        Clocks are read as of the end of the stretch, so that later facts do not change what was
        judged; tickets that belong to the period in which they began are followed as far as
        facts reach.
        """
        until = as_of
        if measure.attribution is not Attribution.START:
            until = min(end_of(stretch.during), as_of)
        known: list[TicketCase] = []
        untargeted: list[Untargeted] = []
        metrics: tuple[str | None, ...] = stretch.terms.objective.scope.metrics or (None,)
        for ticket in self._in_scope(stretch):
            for metric in metrics:
                version, choice = self._choice(ticket, metric)
                if version is None or isinstance(choice.target, NoData):
                    untargeted.append(Untargeted(ticket=ticket, choice=choice))
                else:
                    known += self._cases(ticket, version, choice.target, metric, until)
        return TicketShare(
            during=stretch.during,
            until=until,
            attribution=measure.attribution,
            known=known,
            untargeted=tuple(each for each in untargeted if _belongs(each.ticket, stretch)),
        )

    def _in_scope(self, stretch: Stretch) -> Iterator[TicketFacts]:
        """Yield the tickets that an objective is about; those of no service are about none."""
        # metrics are asked of targets, not of tickets
        scope = evolve(stretch.terms.objective.scope, metrics=())
        services = stretch.terms.services
        tickets = self._tickets
        if services:
            tickets = [each for name in services for each in self._by_service.get(name, ())]
        for ticket in tickets:
            service, segment = ticket.service or None, ticket.segment or None
            if not scope.mismatch(service=service, priority=ticket.priority, segment=segment):
                yield ticket

    def _choice(
        self, ticket: TicketFacts, metric: str | None
    ) -> tuple[Agreement | None, TargetChoice]:
        """Return the terms that were in force when a ticket began, and its target by them."""
        key = ticket.id, metric
        if key not in self._chosen:
            terms = self._terms_for(ticket)
            if isinstance(terms, NoData):
                self._chosen[key] = None, TargetChoice(target=terms, reason=terms.reason)
            else:
                self._chosen[key] = terms, self._target(terms, ticket, metric)
        return self._chosen[key]

    def _terms_for(self, ticket: TicketFacts) -> Agreement | NoData:
        if isinstance(self._terms, Agreement):
            return self._terms
        at = began_at(ticket)
        if at is None:
            return NoData("nobody tells when it was opened, so nobody knows by which version")
        return self._terms.in_force(at)

    def _target(self, terms: Agreement, ticket: TicketFacts, metric: str | None) -> TargetChoice:
        at, service, segment = began_at(ticket), ticket.service or None, ticket.segment or None
        is_valid = at is None or terms.valid_for is None or at in terms.valid_for
        choose = terms.target_for
        if is_valid and self._covers(terms, service):  # known without another look at all services
            choose = partial(choose_target, terms.targets)
        return choose(
            priority=ticket.priority, service=service, segment=segment, at=at, metric=metric
        )

    def _covers(self, terms: Agreement, service: str | None) -> bool:
        if service is None or not terms.services:
            return True
        if id(terms) not in self._covered:
            self._covered[id(terms)] = frozenset(each.id for each in terms.services)
        return service in self._covered[id(terms)]

    def _cases(
        self,
        ticket: TicketFacts,
        version: Agreement,
        target: TicketTarget,
        metric: str | None,
        until: datetime,
    ) -> list[TicketCase]:
        key = ticket.id, metric, until
        if key not in self._read:
            clocks: tuple[Clock, ...] = target.clocks if metric is None else (target.clock(metric),)
            history = ticket.history
            self._read[key] = [
                TicketCase(
                    ticket=ticket,
                    target=target.name,
                    version=version.version,
                    reading=clock.read(history, until=until, origin=ticket.opened_at),
                )
                for clock in clocks
            ]
        return self._read[key]


def _belongs(ticket: TicketFacts, stretch: Stretch) -> bool:
    """Return whether a ticket began in a stretch, or nobody knows when it did."""
    at = began_at(ticket)
    return at is None or at in stretch.during
