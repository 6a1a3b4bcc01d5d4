"""The ticket clock: a target as data, read from facts by one deterministic fold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from attrs import evolve, field, frozen

from svcmgmt.lifecycle import StateCategory, StateChange
from svcmgmt.sla.clocks.conditions import Condition, in_category, never_true
from svcmgmt.sla.clocks.ledgers import ClockLedger, Mark, Signal
from svcmgmt.sla.clocks.readings import ClockReading, read, read_cycles
from svcmgmt.sla.clocks.targets import Target
from svcmgmt.values._kinds import check_kind, of_kind
from svcmgmt.values._lists import listed

__all__ = ["Clock"]


@frozen(kw_only=True)
class Clock(Target):
    """A target for tickets: how long, in which service time, and what moves the clock.

    A clock is data. Reading it folds the facts of one ticket: nothing depends on when it is
    read but `until`. By default it starts with the first fact, stops in resolved or done states,
    is cancelled in cancelled ones, never pauses, and goes on after a reopening.
    Source: rules R6.1 to R6.6, algorithm 13.3.

    Raises:
        InvalidType: a limit, calendar, alert, policy or condition of another kind.
        InvalidValue: a negative limit.

    Examples:
        >>> from datetime import timedelta
        >>> from svcmgmt.calendars import weekly
        >>> from svcmgmt.practice import HoldReason, Incident, IncidentState
        >>> from svcmgmt.sla import in_state
        >>> from svcmgmt.temporal import parse_instant as at
        >>> restore = Clock(
        ...     name="restore", limit=timedelta(hours=4),
        ...     calendar=weekly("Mon-Fri 08:00-18:00", zone="Europe/Lisbon"),
        ...     pause=in_state(IncidentState.ON_HOLD, reasons=[HoldReason.CALLER]))
        >>> incident = (Incident.log(id="INC-7", at=at("2026-10-23T16:00:00Z"))
        ...     .start(at=at("2026-10-23T16:10:00Z"))
        ...     .hold(at=at("2026-10-26T09:00:00Z"), reason=HoldReason.CALLER)
        ...     .resume(at=at("2026-10-26T11:00:00Z")))
        >>> print(restore.read(incident.history, until=at("2026-10-26T12:00:00Z")))
        restore: running, 3:00:00 of 4:00:00, due Mon 2026-10-26 13:00+00:00
    """

    start: Condition | None = field(default=None, validator=of_kind(Condition, None))
    """What starts it; None for the first fact that neither stops nor cancels it."""

    pause: Condition = field(default=never_true(), validator=of_kind(Condition))
    """What pauses it."""

    resume: Condition | None = field(default=None, validator=of_kind(Condition, None))
    """What ends a pause; None for as soon as `pause` does not hold."""

    stop: Condition = field(
        default=in_category(StateCategory.RESOLVED, StateCategory.DONE),
        validator=of_kind(Condition),
    )
    """What stops it."""

    reset: Condition = field(default=never_true(), validator=of_kind(Condition))
    """What ends the cycle and begins another one."""

    cancel: Condition = field(
        default=in_category(StateCategory.CANCELLED), validator=of_kind(Condition)
    )
    """What makes the target not apply."""

    def ledger(
        self, history: Iterable[StateChange[Any, Any]], *, origin: datetime | None = None
    ) -> ClockLedger:
        """Return the marks that a ticket's history makes on this clock; keep it to go on.

        Args:
            history: state changes in any order.
            origin: when the ticket began, for a retroactive start.

        Raises:
            InvalidType: something else than a list of state changes.
            NaiveDatetime: an origin without a zone.
        """
        allowed = "a ledger, or a list of state changes such as the history of a ticket"
        changes = listed(history, "history", allowed, kind=StateChange)
        return ClockLedger.of(map(self.mark, changes), origin=origin)

    def mark(self, change: StateChange[Any, Any]) -> Mark:
        """Return the mark that one state change makes on this clock.

        Raises:
            InvalidType: something else than a state change.
        """
        check_kind("change", change, StateChange)
        told: set[Signal] = set()
        if self.start is None or self.start.holds(change):
            told.add(Signal.START)
        if self.pause.holds(change):
            told.add(Signal.PAUSE)
        elif self.resume is None or self.resume.holds(change):
            told.add(Signal.RESUME)
        if self.stop.holds(change):
            told.add(Signal.STOP)
        if self.reset.holds(change):
            told.add(Signal.RESET)
        if self.cancel.holds(change):
            told.add(Signal.CANCEL)
        reason = f" ({change.reason})" if change.reason else ""
        return Mark(
            at=change.at,
            sequence=change.sequence,
            recorded_at=change.recorded_at,
            id=change.id,
            signals=told,
            cause=f"{change.to_state}{reason}",
        )

    def read(
        self,
        history: ClockLedger | Iterable[StateChange[Any, Any]],
        *,
        until: datetime,
        origin: datetime | None = None,
        since: datetime | None = None,
    ) -> ClockReading:
        """Return what the clock shows at an instant: its latest cycle.

        Args:
            history: a ledger, or a ticket's state changes in any order.
            until: as of when; later facts are left out.
            origin: when the ticket began, for a retroactive start; a ledger brings its own.
            since: count only from there, after a change of target that shall not look back.

        Raises:
            InvalidType: neither a ledger nor a list of state changes.
            NaiveDatetime: an instant without a zone.
        """
        ledger = self._as_ledger(history, origin)
        return read(self, ledger, until=until, since=since)

    def read_cycles(
        self,
        history: ClockLedger | Iterable[StateChange[Any, Any]],
        *,
        until: datetime,
        origin: datetime | None = None,
    ) -> tuple[ClockReading, ...]:
        """Return what the clock shows for each cycle, completed ones first; at least one reading.

        Args:
            history: a ledger, or a ticket's state changes in any order.
            until: as of when; later facts are left out.
            origin: when the ticket began, for a retroactive start; a ledger brings its own.

        Raises:
            InvalidType: neither a ledger nor a list of state changes.
            NaiveDatetime: an instant without a zone.
        """
        return read_cycles(self, self._as_ledger(history, origin), until=until)

    def _as_ledger(
        self,
        history: ClockLedger | Iterable[StateChange[Any, Any]],
        origin: datetime | None,
    ) -> ClockLedger:
        if isinstance(history, ClockLedger):
            return history if origin is None else evolve(history, origin=origin)
        return self.ledger(history, origin=origin)
