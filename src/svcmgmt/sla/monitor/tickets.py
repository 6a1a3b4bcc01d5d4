"""Many ticket clocks at once: facts in any order, and what is due next without looking at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.clocks import ClockReading, Compliance, Outcome, Target, read
from svcmgmt.sla.monitor._agendas import Agenda, Key
from svcmgmt.sla.monitor._looking import UNSEEN, Look, TicketFacts, View, first_of, look_at
from svcmgmt.sla.monitor.events import (
    ClockEvent,
    ClockEventKind,
    TicketFact,
    ahead_of,
    check_fact,
    ledger_of,
)
from svcmgmt.sla.monitor.snapshots import MonitorSnapshot, WatchedTicket
from svcmgmt.temporal import format_instant, instant
from svcmgmt.values import Finding
from svcmgmt.values._kinds import check_kind
from svcmgmt.values._lists import listed

__all__ = ["TicketMonitor"]


def _named(clocks: Target | Mapping[str, Target]) -> dict[str, Target]:
    """Return the clocks of a monitor by name."""
    if isinstance(clocks, Target):
        return {clocks.name: clocks}
    allowed = "a Clock or Target, or several of them by name"
    if not isinstance(clocks, Mapping):
        raise InvalidType("clocks", clocks, allowed)
    named = dict(clocks)
    for name, clock in named.items():
        if not isinstance(name, str) or not isinstance(clock, Target):
            raise InvalidType("clocks", {name: clock}, allowed)
    if not named:
        raise InvalidValue("clocks", named, "at least one")
    return named


class TicketMonitor:
    """Clocks of many tickets while facts come in: late, twice, in any order, one at a time.

    Whatever it is asked, its answer is that of the batch over the facts taken so far: of
    `Clock.read`, `clock_events` and `compliance`. It has no time of its own: `now` is an argument,
    may stand still and never goes back. It sends nothing: `advance` hands out what has happened
    since, each event once, and withdraws what a late fact shows not to have been.

    Unlike the values of this library a monitor changes when it is told something; use it from one
    thread at a time. Taking a fact costs O(log n) in the facts of its ticket, the next deadline
    O(log n) in the clocks. A ticket whose facts are new is read once, when somebody asks next.
    Source: row 37, rules R6.1 to R6.7.

    Args:
        clocks: a clock, or several by name; all of them measure every ticket, unless `watch`
            says which. A `Target` without conditions takes marks only.

    Raises:
        InvalidType: something else than clocks by name.
        InvalidValue: no clock at all.

    Examples:
        >>> from datetime import timedelta
        >>> from svcmgmt.lifecycle import StateChange
        >>> from svcmgmt.practice import IncidentState
        >>> from svcmgmt.sla import Clock
        >>> from svcmgmt.temporal import parse_instant as at
        >>> monitor = TicketMonitor(Clock(name="restore", limit=timedelta(hours=4)))
        >>> monitor.take("INC-7", StateChange(to_state=IncidentState.NEW,
        ...                                   at=at("2026-10-26T08:00:00Z")))
        ()
        >>> print(monitor.next_due(at("2026-10-26T09:00:00Z")))
        INC-7 restore: due at 2026-10-26T12:00:00Z
        >>> [str(event) for event in monitor.advance(at("2026-10-26T12:00:00.000001Z"))]
        ['INC-7 restore: due at 2026-10-26T12:00:00Z', 'INC-7 restore: breach at ...']
    """

    __slots__ = (
        "_alerts", "_as_of", "_clocks", "_counts", "_dues", "_news", "_tickets", "_unread",
        "_views", "_wakes",
    )  # fmt: skip

    def __init__(self, clocks: Target | Mapping[str, Target]) -> None:
        self._clocks = _named(clocks)
        self._tickets: dict[str, TicketFacts] = {}
        self._as_of: datetime | None = None
        self._views: dict[Key, View] = {}
        self._counts: dict[str, Counter[Outcome]] = {name: Counter() for name in self._clocks}
        self._wakes, self._dues, self._alerts = Agenda(), Agenda(), Agenda()
        self._unread: dict[Key, None] = {}
        self._news: dict[ClockEvent, None] = {}

    @property
    def clocks(self) -> dict[str, Target]:
        """Its clocks by name."""
        return dict(self._clocks)

    @property
    def tickets(self) -> tuple[str, ...]:
        """The tickets that it knows, in order of first appearance."""
        return tuple(self._tickets)

    @property
    def as_of(self) -> datetime | None:
        """The latest `now` that it was told, in UTC; None before the first one."""
        return self._as_of

    def take(self, ticket: str, fact: TicketFact) -> tuple[Finding, ...]:
        """Take one fact of a ticket, and return what is unusual about it.

        Args:
            ticket: whose fact it is; one that is not known becomes so.
            fact: a state change, or a mark. It may be dated later than `now`: then it counts when
                `now` gets there.

        Returns:
            Findings: `duplicate` for a fact that is known already and counts once, `out-of-order`
            for a late one, `tie` where nothing decides between two facts of one instant, which
            then keep the order in which they came.

        Raises:
            InvalidType: something else than a fact; a state change for a `Target`.
        """
        check_kind("ticket", ticket, str)
        known = self._tickets.get(ticket)
        names = tuple(self._clocks) if known is None else known.clocks
        check_fact(fact, [self._clocks[name] for name in names])
        if known is None:
            known = self._tickets[ticket] = TicketFacts(names)
        unusual = known.take(fact)
        if unusual is not None and unusual.code == "duplicate":
            return (unusual,)
        self._unread.update(dict.fromkeys((ticket, name) for name in names))
        return () if unusual is None else (unusual,)

    def watch(
        self, ticket: str, *, clocks: Iterable[str] | None = None, origin: datetime | None = None
    ) -> None:
        """Say which clocks measure a ticket, and when it began; whatever was said before.

        A clock that does not measure a ticket any more takes back what it told of it; another
        one looks at all facts, as after a change of priority.

        Args:
            ticket: which ticket; one that is not known becomes so.
            clocks: the names of its clocks; None for all.
            origin: when it began, for clocks that start retroactively.

        Raises:
            InvalidType: something else than text; state changes for a `Target`.
            InvalidValue: a name that no clock has.
            NaiveDatetime: an origin without a zone.
        """
        check_kind("ticket", ticket, str)
        names = tuple(self._clocks) if clocks is None else self._names(clocks)
        began = None if origin is None else instant(origin, "origin")
        known = self._tickets.get(ticket)
        if known is None:
            known = self._tickets[ticket] = TicketFacts(names)
        for fact in known.facts:
            check_fact(fact, [self._clocks[name] for name in names])
        for name in known.clocks:
            if name not in names:
                self._leave((ticket, name))
        known.clocks, known.origin = names, began
        self._unread.update(dict.fromkeys((ticket, name) for name in names))

    def _names(self, clocks: Iterable[str]) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(listed(clocks, "clocks", "names of clocks", kind=str)))
        for name in names:
            self._name(name)
        return names

    def forget(self, ticket: str) -> WatchedTicket:
        """Let go of a ticket for good, and return all that is known of it.

        Nothing is withdrawn. A fact of it that comes later begins a ticket without the others.

        Args:
            ticket: which ticket.

        Raises:
            InvalidValue: a ticket that is not known.
        """
        stored = self._stored(ticket)
        for name in self._known(ticket).clocks:
            self._drop((ticket, name))
        del self._tickets[ticket]
        return stored

    def reading(self, ticket: str, *, now: datetime, clock: str | None = None) -> ClockReading:
        """Return what a clock of a ticket shows, as `Clock.read` does; any `now` will do.

        Args:
            ticket: which ticket.
            now: as of when.
            clock: which clock; None for the only one.

        Raises:
            InvalidValue: a ticket or a clock that is not known, or no name where there are several.
            NaiveDatetime: `now` without a zone.
        """
        name, known = self._name(clock), self._known(ticket)
        if name not in known.clocks:
            raise InvalidValue("clock", name, f"a clock of the ticket: {', '.join(known.clocks)}")
        return self._reading(known, name, now)

    def readings(
        self, *, now: datetime, clock: str | None = None
    ) -> Iterator[tuple[str, ClockReading]]:
        """Yield every ticket that a clock measures, and what it shows; any `now` will do.

        Args:
            now: as of when.
            clock: which clock; None for the only one.

        Raises:
            InvalidValue: a clock that is not known, or no name where there are several.
            NaiveDatetime: `now` without a zone.
        """
        name = self._name(clock)
        return (
            (ticket, self._reading(known, name, now))
            for ticket, known in self._tickets.items()
            if name in known.clocks
        )

    def _reading(self, known: TicketFacts, name: str, now: datetime) -> ClockReading:
        target = self._clocks[name]
        return read(target, ledger_of(target, known.facts, origin=known.origin), until=now)

    def next_due(self, now: datetime) -> ClockEvent | None:
        """Return the first due time after an instant, if no other fact comes; None without one.

        Due times that a pause hides are left out, and those of clocks that have ended.

        Args:
            now: as of when; not before the latest one.

        Raises:
            InvalidValue: an instant before the latest one.
            NaiveDatetime: an instant without a zone.
        """
        return self._first(self._dues, ClockEventKind.DUE, now)

    def next_alert(self, now: datetime) -> ClockEvent | None:
        """Return the first alert after an instant, if no other fact comes; None without one.

        Args:
            now: as of when; not before the latest one.

        Raises:
            InvalidValue: an instant before the latest one.
            NaiveDatetime: an instant without a zone.
        """
        return self._first(self._alerts, ClockEventKind.ALERT, now)

    def _first(self, agenda: Agenda, kind: ClockEventKind, now: datetime) -> ClockEvent | None:
        self._look(now)
        if (key := agenda.first()) is None:
            return None
        ticket, name = key
        reading = self._reading(self._tickets[ticket], name, now)
        return first_of(ahead_of(reading, ticket, name), kind)

    def advance(self, now: datetime) -> tuple[ClockEvent, ...]:
        """Return what has happened up to an instant and was not told yet, in order of time.

        What was told, without what was withdrawn, is what `clock_events` tells of all facts,
        however often and in whatever steps it is asked.

        Args:
            now: as of when; not before the latest one.

        Raises:
            InvalidValue: an instant before the latest one.
            NaiveDatetime: an instant without a zone.
        """
        self._look(now)
        told = sorted(self._news, key=lambda event: event.place)
        self._news.clear()
        return tuple(told)

    def compliance(self, now: datetime, *, clock: str | None = None) -> Compliance:
        """Return how many tickets met a target, as `compliance` does, from counts that are kept.

        For the tickets of one period hand `readings` to `compliance`.

        Args:
            now: as of when; not before the latest one.
            clock: which clock; None for the only one.

        Raises:
            InvalidValue: an instant before the latest one; a clock that is not known, or no name
                where there are several.
            NaiveDatetime: an instant without a zone.
        """
        name = self._name(clock)
        self._look(now)
        counts = self._counts[name]
        return Compliance(counts=counts, backlog=counts[Outcome.OPEN_PAST_DUE])

    def snapshot(self) -> MonitorSnapshot:
        """Return all that it knows, to store; `restore` makes a monitor of it."""
        return MonitorSnapshot(
            as_of=self._as_of,
            tickets=map(self._stored, self._tickets),
            seen=[event for view in self._views.values() for event in view.events],
            news=self._news,
        )

    @classmethod
    def restore(
        cls, clocks: Target | Mapping[str, Target], snapshot: MonitorSnapshot
    ) -> TicketMonitor:
        """Return the monitor that a snapshot was taken of, or the same with other clocks.

        Args:
            clocks: as it was made with; what another clock would have told differently is
                withdrawn and told anew by the next `advance`.
            snapshot: its state.

        Raises:
            InvalidType: something else than clocks and a snapshot; state changes for a `Target`.
            InvalidValue: the name of a clock that there is not.
        """
        check_kind("snapshot", snapshot, MonitorSnapshot)
        monitor = cls(clocks)
        for each in snapshot.tickets:
            monitor.watch(each.id, clocks=each.clocks, origin=each.origin)
            for fact in each.facts:
                monitor.take(each.id, fact)
        for event in snapshot.seen:
            key = (event.ticket, event.clock)
            if key in monitor._unread:
                seen = monitor._views.get(key, UNSEEN)
                monitor._views[key] = View((*seen.events, event), None)
            else:
                monitor._tell(event.opposite)
        for event in snapshot.news:
            monitor._tell(event)
        monitor._as_of = snapshot.as_of
        return monitor

    def __repr__(self) -> str:
        as_of = "" if self._as_of is None else f" as of {format_instant(self._as_of)}"
        return f"<TicketMonitor of {', '.join(self._clocks)}: {len(self._tickets)} tickets{as_of}>"

    def _look(self, now: datetime) -> None:
        """Look at every clock of which something is new, or which time has changed."""
        moment = instant(now, "now")
        if self._as_of is not None and moment < self._as_of:
            allowed = f"{format_instant(self._as_of)} or later; facts may be late, time is not"
            raise InvalidValue("now", moment, allowed)
        self._unread.update(dict.fromkeys(self._wakes.take_until(moment)))
        looks = [
            (key, look_at(key, self._clocks[key[1]], self._tickets[key[0]], moment))
            for key in self._unread
        ]
        for key, look in looks:
            self._see(key, look)
        self._unread.clear()
        self._as_of = moment

    def _see(self, key: Key, look: Look) -> None:
        """Keep what a clock shows, and tell what has changed."""
        before = self._views.get(key, UNSEEN)
        if before.events != look.events:
            self._compare(before.events, look.events)
        counts = self._counts[key[1]]
        if before.outcome is not None:
            counts[before.outcome] -= 1
        counts[look.outcome] += 1
        self._views[key] = View(look.events, look.outcome)
        self._wakes.put(key, look.wakes_at)
        self._dues.put(key, None if look.due is None else look.due.at)
        self._alerts.put(key, None if look.alert is None else look.alert.at)

    def _compare(self, before: Iterable[ClockEvent], after: Iterable[ClockEvent]) -> None:
        was, has = set(before), set(after)
        for event in was - has:
            self._tell(event.opposite)
        for event in has - was:
            self._tell(event)

    def _tell(self, event: ClockEvent) -> None:
        """Keep an event to hand out, unless its opposite waits to be: then neither is news."""
        if event.opposite in self._news:
            del self._news[event.opposite]
        else:
            self._news[event] = None

    def _leave(self, key: Key) -> None:
        """Let a clock measure a ticket no more, and withdraw what it told."""
        self._compare(self._views.get(key, UNSEEN).events, ())
        self._drop(key)

    def _drop(self, key: Key) -> None:
        view = self._views.pop(key, UNSEEN)
        if view.outcome is not None:
            self._counts[key[1]][view.outcome] -= 1
        self._unread.pop(key, None)
        for agenda in (self._wakes, self._dues, self._alerts):
            agenda.put(key, None)

    def _stored(self, ticket: str) -> WatchedTicket:
        known = self._known(ticket)
        clocks = None if known.clocks == tuple(self._clocks) else known.clocks
        return WatchedTicket(id=ticket, facts=known.facts, origin=known.origin, clocks=clocks)

    def _known(self, ticket: str) -> TicketFacts:
        if ticket not in self._tickets:
            raise InvalidValue("ticket", ticket, "a ticket of which a fact was taken")
        return self._tickets[ticket]

    def _name(self, clock: str | None) -> str:
        if clock is None and len(self._clocks) == 1:
            return next(iter(self._clocks))
        if clock is None or clock not in self._clocks:
            raise InvalidValue("clock", clock, f"one of: {', '.join(self._clocks)}")
        return clock
