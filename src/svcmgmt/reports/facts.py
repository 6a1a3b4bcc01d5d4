"""All that sources have told of services, as one value that merges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidType
from svcmgmt.reports.tickets import TicketFacts
from svcmgmt.sla.availability import AvailabilityFacts, Exclusion, Maintenance, Outage
from svcmgmt.sla.indicators import EventSeries
from svcmgmt.temporal import EMPTY, IntervalSet
from svcmgmt.values import Finding
from svcmgmt.values._kinds import of_kind
from svcmgmt.values._lists import listed, paired

__all__ = ["ServiceFacts"]


def _unknown(values: Iterable[tuple[str, IntervalSet]]) -> tuple[tuple[str, IntervalSet], ...]:
    held: dict[str, IntervalSet] = {}
    allowed = "a service and an IntervalSet each"
    for service, times in paired(values, "unknown", allowed):
        if not isinstance(service, str) or not isinstance(times, IntervalSet):
            raise InvalidType("unknown", (service, times), allowed)
        held[service] = held.get(service, EMPTY) | times
    return tuple(sorted(held.items()))


def _tickets(values: Iterable[TicketFacts]) -> tuple[TicketFacts, ...]:
    parts: dict[str, list[TicketFacts]] = {}
    for ticket in listed(values, "tickets", "a list of TicketFacts", kind=TicketFacts):
        parts.setdefault(ticket.id, []).append(ticket)
    return tuple(
        first.merged(*rest) if rest else first for _, (first, *rest) in sorted(parts.items())
    )


def _series(values: Iterable[tuple[str, EventSeries]]) -> tuple[tuple[str, EventSeries], ...]:
    allowed = "the name of an indicator and an EventSeries each"
    pairs = paired(values, "series", allowed)
    for name, series in pairs:
        if not isinstance(name, str) or not isinstance(series, EventSeries):
            raise InvalidType("series", (name, series), allowed)
    return tuple(dict.fromkeys(pairs))


def _findings(values: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(listed(values, "findings", "a list of Finding", kind=Finding)))


@frozen(kw_only=True, repr=False)
class ServiceFacts:
    """Outages, maintenance, exclusions, unknown times and tickets of any number of services.

    Every reader of an export returns one. Parts merge to the same value in whatever order they
    are taken, and however often: of each fact the newest version counts. What a reader had to
    say of its rows is kept in `findings`; what only the whole can tell is asked with `check`.
    Source: rules R2.2 and R0.8.

    Raises:
        InvalidType: facts of another kind.

    Examples:
        >>> from svcmgmt.temporal import Interval
        >>> hour = Interval.parse("2026-10-05T01:00:00Z/PT1H")
        >>> night = Outage(id="o-7", during=hour, scope="mail")
        >>> noon = Outage(id="o-8", during=hour, scope="web")
        >>> facts = ServiceFacts.of(outages=[night]).merged(ServiceFacts.of(outages=[noon, night]))
        >>> facts
        <ServiceFacts 2 outages, 0 exclusions, 0 maintenance, 0 tickets, 0 findings>
        >>> [str(outage) for outage in facts.of_service("mail").availability.outages]
        ['o-7']
    """

    availability: AvailabilityFacts = field(
        default=AvailabilityFacts(), validator=of_kind(AvailabilityFacts)
    )
    """Outages, exclusions and maintenance of all services; each names its own as `scope`."""

    unknown: tuple[tuple[str, IntervalSet], ...] = field(default=(), converter=_unknown)
    """Service, and when nobody knows whether it worked; in order of the services."""

    tickets: tuple[TicketFacts, ...] = field(default=(), converter=_tickets)
    """Each ticket once, in order of their ids."""

    series: tuple[tuple[str, EventSeries], ...] = field(default=(), converter=_series, eq=frozenset)
    """Name of an indicator, and what was counted for it; each different series once."""

    findings: tuple[Finding, ...] = field(default=(), converter=_findings, eq=frozenset)
    """What was odd about the rows that were read, each once."""

    @classmethod
    def of(  # noqa: PLR0913 - the kinds of facts, by name
        cls,
        *,
        outages: Iterable[Outage] = (),
        exclusions: Iterable[Exclusion] = (),
        maintenance: Iterable[Maintenance] = (),
        unknown: Iterable[tuple[str, IntervalSet]] = (),
        tickets: Iterable[TicketFacts] = (),
        series: Iterable[tuple[str, EventSeries]] = (),
        findings: Iterable[Finding] = (),
    ) -> ServiceFacts:
        """Return the newest version of each of some facts.

        Args:
            outages: outages in any order, each as often as its source has told it.
            exclusions: exclusions, likewise.
            maintenance: maintenance, likewise.
            unknown: a service, and when nobody knows whether it worked; each as often as told.
            tickets: tickets, likewise; parts of one ticket are united.
            series: the name of an indicator, and what was counted for it.
            findings: what was odd about the source.

        Raises:
            InvalidType: facts of another kind.
        """
        return cls(
            availability=AvailabilityFacts(
                outages=outages, exclusions=exclusions, maintenance=maintenance
            ),
            unknown=unknown,
            tickets=tickets,
            series=series,
            findings=findings,
        )

    @property
    def services(self) -> tuple[str, ...]:
        """The services that any fact names, in alphabetical order."""
        known = self.availability
        named = {each.scope for each in known.outages}
        named.update(each.scope for each in known.exclusions)
        named.update(each.scope for each in known.maintenance)
        named.update(service for service, _ in self.unknown)
        named.update(ticket.service for ticket in self.tickets)
        return tuple(sorted(named - {""}))

    def merged(self, *others: ServiceFacts) -> ServiceFacts:
        """Return what several parts say together; associative, commutative and idempotent.

        Args:
            others: other parts, of the same or of other sources.
        """
        parts = (self, *listed(others, "others", "facts of services", kind=ServiceFacts))
        return ServiceFacts(
            availability=_either([part.availability for part in parts]),
            unknown=[pair for part in parts for pair in part.unknown],
            tickets=[ticket for part in parts for ticket in part.tickets],
            series=[pair for part in parts for pair in part.series],
            findings=[finding for part in parts for finding in part.findings],
        )

    def of_service(self, *services: str) -> ServiceFacts:
        """Return the facts of some services, as one.

        Facts that name no service hold for each; tickets that name none are of no service.
        Unknown times stand in `availability`, whose measures ask for them there.

        Args:
            services: their names, as the facts tell them.
        """
        known, asked = self.availability, {*services, ""}
        unknown = [known.unknown, *(times for service, times in self.unknown if service in asked)]
        return evolve(
            self,
            availability=AvailabilityFacts(
                outages=[each for each in known.outages if each.scope in asked],
                exclusions=[each for each in known.exclusions if each.scope in asked],
                maintenance=[each for each in known.maintenance if each.scope in asked],
                unknown=IntervalSet.union_of(unknown),
            ),
            unknown=(),
            tickets=[ticket for ticket in self.tickets if ticket.service in services],
        )

    def check(self) -> tuple[Finding, ...]:
        """Return what is odd about the facts as a whole, however they came together."""
        return (
            *self.availability.findings,
            *(finding for ticket in self.tickets for finding in ticket.check()),
        )

    def __repr__(self) -> str:
        known = self.availability
        counts = (
            (known.outages, "outages"),
            (known.exclusions, "exclusions"),
            (known.maintenance, "maintenance"),
            (self.tickets, "tickets"),
            (self.findings, "findings"),
        )
        return f"<ServiceFacts {', '.join(f'{len(each)} {name}' for each, name in counts)}>"


def _either(parts: Sequence[AvailabilityFacts]) -> AvailabilityFacts:
    """Return what parts say together, halves first, so that no fact is looked at often."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return _either(parts[:middle]) | _either(parts[middle:])
