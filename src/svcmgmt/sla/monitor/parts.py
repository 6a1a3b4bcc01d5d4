"""Partial results: facts that merge in any order, and are judged once, when all are there.

What merges is the facts. Exclusions, minimum durations, verdicts and counts depend on all facts of
a service or a ticket, and go wrong when they are applied to each part; so `finish` does them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from typing import Final, TypeVar, cast

from attrs import field, frozen

from svcmgmt.calendars import ServiceCalendar, always
from svcmgmt.lifecycle.history import place_in_order
from svcmgmt.sla.availability import (
    Availability,
    AvailabilityFacts,
    AvailabilityPolicies,
    Exclusion,
    Maintenance,
    Outage,
)
from svcmgmt.sla.clocks import (
    Attribution,
    ClockReading,
    Compliance,
    Mark,
    Target,
    compliance,
    read,
)
from svcmgmt.sla.monitor.events import TicketFact, check_fact, ledger_of
from svcmgmt.temporal import Interval
from svcmgmt.values._kinds import all_of_kind, check_kind
from svcmgmt.values._lists import listed, paired

__all__ = ["AvailabilityParts", "TicketParts"]

ValueT = TypeVar("ValueT")

_ALWAYS: Final = always()
_DEFAULTS: Final = AvailabilityPolicies()
_NO_FACTS: Final = AvailabilityFacts()


def _pairs(
    value: Mapping[str, ValueT] | Iterable[tuple[str, ValueT]],
) -> Iterable[tuple[str, ValueT]]:
    return cast("Mapping[str, ValueT]", value).items() if isinstance(value, Mapping) else value


def _by_service(
    value: Mapping[str, AvailabilityFacts] | Iterable[tuple[str, AvailabilityFacts]],
) -> tuple[tuple[str, AvailabilityFacts], ...]:
    held: dict[str, AvailabilityFacts] = {}
    for name, facts in paired(
        _pairs(value), "services", "AvailabilityFacts by the name of a service"
    ):
        check_kind("service", name, str)
        check_kind("services", facts, AvailabilityFacts)
        held[name] = held[name] | facts if name in held else facts
    return tuple(sorted(held.items(), key=lambda item: item[0]))


@frozen(kw_only=True, repr=False)
class AvailabilityParts:
    """What is known of some services: a part of all facts, which adds up with other parts.

    `+` is associative and commutative, adding a part twice changes nothing, and the part without
    services is its zero. Whatever way facts are split, `finish` gives what `availability_of` gives
    of all of them. Source: rules R2.2 and 13.2.

    Raises:
        InvalidType: something else than facts by service.

    Examples:
        >>> early = AvailabilityParts.of([("vpn", Outage(id="o-7", sequence=1,
        ...     during=Interval.parse("2026-10-05T10:00:00Z/..")))])
        >>> late = AvailabilityParts.of([("vpn", Outage(id="o-7", sequence=2,
        ...     during=Interval.parse("2026-10-05T10:00:00Z/PT36M")))])
        >>> day = Interval.parse("2026-10-05T00:00:00Z/PT24H")
        >>> print((late + early).finish(within=day)["vpn"])
        availability of vpn: 97.5 %
    """

    services: tuple[tuple[str, AvailabilityFacts], ...] = field(default=(), converter=_by_service)
    """The facts of each service, by name in order."""

    @classmethod
    def of(cls, facts: Iterable[tuple[str, Outage | Exclusion | Maintenance]]) -> AvailabilityParts:
        """Return the part that consists of some facts.

        Args:
            facts: pairs of a service and a fact, in any order.

        Raises:
            InvalidType: something else than pairs of a service and a fact.
        """
        held: dict[str, list[Outage | Exclusion | Maintenance]] = {}
        for service, fact in paired(facts, "facts", "pairs of a service and a fact"):
            check_kind("service", service, str)
            held.setdefault(service, []).append(fact)
        return cls(services={name: _sorted_out(told) for name, told in held.items()})

    @classmethod
    def merged(cls, parts: Iterable[AvailabilityParts]) -> AvailabilityParts:
        """Return the sum of many parts, looking at each fact once.

        Args:
            parts: in any order.

        Raises:
            InvalidType: something else than parts.
        """
        held: dict[str, list[AvailabilityFacts]] = {}
        for part in all_of_kind("parts", parts, AvailabilityParts):
            for name, facts in part.services:
                held.setdefault(name, []).append(facts)
        return cls(services={name: _joined(told) for name, told in held.items()})

    def __add__(self, other: AvailabilityParts) -> AvailabilityParts:
        if not isinstance(other, AvailabilityParts):
            return NotImplemented
        return AvailabilityParts(services=self.services + other.services)

    def facts_of(self, service: str) -> AvailabilityFacts:
        """Return what is known of a service; no facts if nothing is."""
        return dict(self.services).get(service, _NO_FACTS)

    def finish(
        self,
        *,
        within: Interval,
        as_of: datetime | None = None,
        service_time: ServiceCalendar = _ALWAYS,
        policies: AvailabilityPolicies = _DEFAULTS,
        services: Iterable[str] = (),
    ) -> dict[str, Availability]:
        """Return the availability of each service, when all parts are added.

        For services whose terms differ hand `facts_of` to `availability_of`.

        Args:
            within: the period, a closed interval.
            as_of: up to when the facts reach: there open ones are closed and the period ends.
            service_time: when availability is promised.
            policies: how it is counted.
            services: further services, of which nothing may be known: they were never down.

        Raises:
            InvalidType: times or policies of another kind.
            InvalidValue: unknown time, and no policy that says as what it counts.
            OpenInterval: a period without an end, or a fact that is still open and no `as_of`.
            NaiveDatetime: `as_of` without a zone.
        """
        known = dict(self.services)
        names = sorted({*known, *all_of_kind("services", services, str)})
        return {
            name: Availability(
                facts=known.get(name, _NO_FACTS),
                within=within,
                subject=name,
                service_time=service_time,
                policies=policies,
                as_of=as_of,
            )
            for name in names
        }

    def __repr__(self) -> str:
        return f"<AvailabilityParts of {len(self.services)} services>"


def _sorted_out(facts: list[Outage | Exclusion | Maintenance]) -> AvailabilityFacts:
    all_of_kind("facts", facts, Outage, Exclusion, Maintenance)
    return AvailabilityFacts(
        outages=[each for each in facts if isinstance(each, Outage)],
        exclusions=[each for each in facts if isinstance(each, Exclusion)],
        maintenance=[each for each in facts if isinstance(each, Maintenance)],
    )


def _joined(parts: list[AvailabilityFacts]) -> AvailabilityFacts:
    unknown = _NO_FACTS.unknown
    for part in parts:
        unknown |= part.unknown
    return AvailabilityFacts(
        outages=[each for part in parts for each in part.outages],
        exclusions=[each for part in parts for each in part.exclusions],
        maintenance=[each for part in parts for each in part.maintenance],
        unknown=unknown,
    )


def _text(fact: TicketFact) -> str:
    """Return what decides between two facts of which nothing else tells which came first."""
    return str(fact) if isinstance(fact, Mark) else repr(fact)


def _facts(values: Iterable[TicketFact]) -> tuple[TicketFact, ...]:
    given = listed(values, "facts", "a list of state changes or marks")
    for fact in given:
        check_fact(fact, ())
    facts = sorted(dict.fromkeys(given), key=place_in_order)
    if any(place_in_order(one) == place_in_order(other) for one, other in pairwise(facts)):
        facts.sort(key=lambda fact: (place_in_order(fact), _text(fact)))
    return tuple(facts)


def _by_ticket(
    value: Mapping[str, Iterable[TicketFact]] | Iterable[tuple[str, Iterable[TicketFact]]],
) -> tuple[tuple[str, tuple[TicketFact, ...]], ...]:
    held: dict[str, list[TicketFact]] = {}
    for name, facts in paired(_pairs(value), "tickets", "state changes or marks by ticket"):
        check_kind("ticket", name, str)
        held.setdefault(name, []).extend(listed(facts, "facts", "a list of facts"))
    return tuple(sorted((name, _facts(facts)) for name, facts in held.items()))


@frozen(kw_only=True, repr=False)
class TicketParts:
    """What is known of some tickets: a part of all facts, which adds up with other parts.

    `+` is associative and commutative, adding a part twice changes nothing, and the part without
    tickets is its zero. A ticket may be split over parts: counts of verdicts would not add up,
    since a ticket of which one part knows the start and another one the stop is one ticket. Where
    nothing tells which of two facts came first their text decides, and the reading says `tie`.
    Source: rule R6.7, row 37.

    Raises:
        InvalidType: something else than facts by ticket.

    Examples:
        >>> from datetime import timedelta
        >>> from svcmgmt.sla import Signal
        >>> from svcmgmt.temporal import parse_instant as at
        >>> reply = Target(name="reply", limit=timedelta(hours=1))
        >>> monday = TicketParts.of(
        ...     [("T-1", Mark(at=at("2026-10-26T23:30:00Z"), signals=[Signal.START]))])
        >>> tuesday = TicketParts.of(
        ...     [("T-1", Mark(at=at("2026-10-27T00:10:00Z"), signals=[Signal.STOP]))])
        >>> print((tuesday + monday).finish(reply, as_of=at("2026-10-28T00:00:00Z")))
        100 % (1 of 1): 1 met
    """

    tickets: tuple[tuple[str, tuple[TicketFact, ...]], ...] = field(
        default=(), converter=_by_ticket
    )
    """The facts of each ticket in order, by name in order."""

    @classmethod
    def of(cls, facts: Iterable[tuple[str, TicketFact]]) -> TicketParts:
        """Return the part that consists of some facts.

        Args:
            facts: pairs of a ticket and a fact, in any order.

        Raises:
            InvalidType: something else than pairs of a ticket and a fact.
        """
        held: dict[str, list[TicketFact]] = {}
        for ticket, fact in paired(facts, "facts", "pairs of a ticket and a fact"):
            check_kind("ticket", ticket, str)
            held.setdefault(ticket, []).append(fact)
        return cls(tickets=held)

    @classmethod
    def merged(cls, parts: Iterable[TicketParts]) -> TicketParts:
        """Return the sum of many parts, looking at each fact once.

        Args:
            parts: in any order.

        Raises:
            InvalidType: something else than parts.
        """
        given = all_of_kind("parts", parts, TicketParts)
        return cls(tickets=[pair for part in given for pair in part.tickets])

    def __add__(self, other: TicketParts) -> TicketParts:
        if not isinstance(other, TicketParts):
            return NotImplemented
        return TicketParts(tickets=self.tickets + other.tickets)

    def readings(self, clock: Target, *, as_of: datetime) -> dict[str, ClockReading]:
        """Return what a clock shows for each ticket, when all parts are added.

        Args:
            clock: the clock, or a target for facts that are marks.
            as_of: as of when; later facts are left out.

        Raises:
            InvalidType: something else than a clock; a state change for a `Target`.
            NaiveDatetime: an instant without a zone.
        """
        check_kind("clock", clock, Target)
        for _, facts in self.tickets:
            for fact in facts:
                check_fact(fact, [clock])
        return {
            name: read(clock, ledger_of(clock, facts), until=as_of) for name, facts in self.tickets
        }

    def finish(
        self,
        clock: Target,
        *,
        as_of: datetime,
        period: Interval | None = None,
        attribution: Attribution = Attribution.VERDICT,
    ) -> Compliance:
        """Return how many tickets met a target, when all parts are added.

        Args:
            clock: the clock, or a target for facts that are marks.
            as_of: as of when; later facts are left out.
            period: only tickets that belong to it.
            attribution: by what a ticket belongs to a period.

        Raises:
            InvalidType: something else than a clock; a state change for a `Target`; a period or an
                attribution of another kind.
            NaiveDatetime: an instant without a zone.
        """
        readings = self.readings(clock, as_of=as_of)
        return compliance(readings.values(), period=period, attribution=attribution)

    def __repr__(self) -> str:
        return f"<TicketParts of {len(self.tickets)} tickets>"
